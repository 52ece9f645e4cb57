use std::fmt;

/// The legal or standard text behind a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Norm {
    /// The document's short name or number, such as `国办公开办函〔2021〕30号`.
    pub document: &'static str,
    /// The article, clause or table; empty where the whole document is meant.
    pub clause: &'static str,
}

/// Where norms are published, by document. Only addresses of those who made them.
const URLS: [(&str, &str); 1] = [(
    "《中华人民共和国政府信息公开条例》",
    "https://www.gov.cn/zhengce/content/2019-04/15/content_5382991.htm",
)];

impl Norm {
    /// Where the document can be read, where that is known.
    pub fn url(&self) -> Option<&'static str> {
        URLS.iter().find(|(document, _)| *document == self.document).map(|(_, url)| *url)
    }
}

impl fmt::Display for Norm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.clause {
            "" => f.write_str(self.document),
            clause => write!(f, "{} {clause}", self.document),
        }
    }
}
