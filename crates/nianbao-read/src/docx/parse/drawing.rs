//! Pictures and text boxes.

use super::super::error::DocxFault;
use super::super::story::{Inline, Paragraph};
use super::super::xml::Ns;
use super::{Parser, Scope};

/// What was found in a drawing.
#[derive(Default)]
struct Drawing {
    /// Its description, else its name.
    name: String,
    has_picture: bool,
    has_box: bool,
}

impl Parser<'_, '_> {
    /// Reads the drawing that was opened last: the text boxes in it, else the picture. Lines and frames are none.
    pub(super) fn drawing(
        &mut self,
        scope: Scope,
        paragraph: &mut Paragraph,
    ) -> Result<(), DocxFault> {
        let mut drawing = Drawing::default();
        self.look_into(scope, paragraph, &mut drawing)?;
        if drawing.has_picture && !drawing.has_box {
            paragraph.inlines.push(Inline::Picture(drawing.name));
        }
        Ok(())
    }

    fn look_into(
        &mut self,
        scope: Scope,
        paragraph: &mut Paragraph,
        drawing: &mut Drawing,
    ) -> Result<(), DocxFault> {
        while let Some(tag) = self.xml.child()? {
            match (tag.ns, tag.name) {
                (Ns::Word, "txbxContent") => {
                    drawing.has_box = true;
                    self.story.anchors[paragraph.anchor].has_box = true;
                    let host = scope.host.or(Some(paragraph.anchor));
                    let nodes = self.blocks(Scope { host, ..scope })?;
                    paragraph.inlines.push(Inline::Box(nodes));
                    continue;
                }
                (Ns::Compatibility, "AlternateContent") => {
                    self.alternatives(scope, &mut |parser, scope| {
                        parser.look_into(scope, paragraph, drawing)
                    })?;
                    continue;
                }
                (_, "docPr") => {
                    let said = |name| tag.attribute(name).filter(|words| !words.is_empty());
                    let name = said("descr").or_else(|| said("title")).or_else(|| said("name"));
                    drawing.name = name.unwrap_or_default().into_owned();
                }
                (_, "blip" | "imagedata" | "chart" | "OLEObject" | "svgBlip") => {
                    drawing.has_picture = true;
                    let title = tag.attribute("title").filter(|_| drawing.name.is_empty());
                    drawing.name.push_str(&title.unwrap_or_default());
                }
                _ => {}
            }
            self.look_into(scope, paragraph, drawing)?;
        }
        Ok(())
    }
}
