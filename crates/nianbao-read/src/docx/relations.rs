//! Which part belongs to which.

use super::error::{DocxError, DocxFault};
use super::package::Package;
use super::xml::Xml;

/// A part that another names.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    pub(super) id: String,
    /// The last step of the type's address, such as `styles`; the same in both kinds of OOXML.
    pub(super) kind: String,
    /// The part's name within the package; absent where the target lies outside.
    pub(super) part: Option<String>,
}

/// The name of the part that holds the relations of `part`; of the package itself where it is empty.
pub(super) fn name_of_relations(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// The relations of `part`; none where it has no list of them.
pub(super) fn relations_of(
    package: &mut Package<'_>,
    part: &str,
) -> Result<Vec<Relation>, DocxError> {
    let name = name_of_relations(part);
    let Some(text) = package.find_xml(&name)? else { return Ok(Vec::new()) };
    parse(&text, part).map_err(|fault| DocxError::part(name, fault))
}

fn parse(text: &str, part: &str) -> Result<Vec<Relation>, DocxFault> {
    let mut xml = Xml::new(text);
    xml.root()?;
    let mut relations = Vec::new();
    while let Some(tag) = xml.child()? {
        if tag.name == "Relationship" {
            let said = |name| tag.attribute(name).unwrap_or_default();
            let is_outside = said("TargetMode") == "External";
            relations.push(Relation {
                id: said("Id").into_owned(),
                kind: said("Type").rsplit('/').next().unwrap_or_default().to_owned(),
                part: if is_outside { None } else { resolved(part, &said("Target")) },
            });
        }
        xml.skip()?;
    }
    Ok(relations)
}

/// The name of the part that `target`, written in the relations of `part`, means; none where it leads out of the package.
fn resolved(part: &str, target: &str) -> Option<String> {
    let mut steps: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => part.rsplit_once('/').map_or(Vec::new(), |(folder, _)| folder.split('/').collect()),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()?),
            _ => steps.push(step),
        }
    }
    Some(steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_found_from_the_part_that_names_them() {
        let name = |part, target| resolved(part, target);
        assert_eq!(name("", "word/document.xml").as_deref(), Some("word/document.xml"));
        assert_eq!(name("word/document.xml", "styles.xml").as_deref(), Some("word/styles.xml"));
        assert_eq!(name("word/document.xml", "/a/b.xml").as_deref(), Some("a/b.xml"));
        assert_eq!(name("word/document.xml", "../a.xml").as_deref(), Some("a.xml"));
        assert_eq!(name("word/document.xml", "../../../etc/passwd"), None);
        assert_eq!(name_of_relations("word/document.xml"), "word/_rels/document.xml.rels");
        assert_eq!(name_of_relations(""), "_rels/.rels");
    }
}
