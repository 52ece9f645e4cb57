use thiserror::Error;

/// Why a Word document cannot be read or written. Displayed in Chinese, with the part it is about.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}{fault}", of_part(.part))]
pub struct DocxError {
    /// The name of the part within the package; empty where it is about the package as a whole.
    pub part: String,
    /// What is wrong with it.
    pub fault: DocxFault,
}

/// What is wrong with a package or a part of it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DocxFault {
    /// Its name says it is a Word document, its bytes are none.
    #[error("只有扩展名是 .docx，内容不是，请用 Word 或 WPS 重新另存为 .docx")]
    NotAPackage,
    /// The zip archive cannot be read.
    #[error("压缩包不完整或已损坏，请重新取得文件，或用 Word 打开修复后另存")]
    Archive,
    /// The archive needs a password.
    #[error("已加密，请取消密码保护后再检查")]
    Encrypted,
    /// It unpacks to more than any document needs.
    #[error("解压后过大（疑为压缩炸弹），未读取")]
    TooLarge,
    /// More parts than any document has.
    #[error("压缩包中的文件过多，未读取")]
    TooManyParts,
    /// The name of a file in the archive leads out of it, or stands there twice.
    #[error("压缩包中的文件名有误（越出文件夹或重名），未读取")]
    Name,
    /// A part that the document needs is not there.
    #[error("缺少这一部件，文件不完整")]
    Missing,
    /// The document's main part holds no Word document.
    #[error("不是 Word 文档的正文")]
    NotADocument,
    /// Neither UTF-8.
    #[error("不是 UTF-8 编码的 XML")]
    NotUtf8,
    /// Not well-formed.
    #[error("XML 有误（第 {line} 行），请用 Word 打开修复后另存")]
    Xml {
        /// The line, from 1.
        line: usize,
    },
    /// A document type definition, which Word never writes and which serves attacks.
    #[error("含有 DTD 声明，出于安全未读取")]
    Dtd,
    /// Elements within elements, more than any document has.
    #[error("元素嵌套过深（第 {line} 行），未读取")]
    TooDeep {
        /// The line, from 1.
        line: usize,
    },
}

impl DocxError {
    /// An error of the package as a whole.
    pub(crate) fn package(fault: DocxFault) -> DocxError {
        DocxError { part: String::new(), fault }
    }

    /// An error of the part named so.
    pub(super) fn part(part: impl Into<String>, fault: DocxFault) -> DocxError {
        DocxError { part: part.into(), fault }
    }
}

fn of_part(part: &str) -> String {
    if part.is_empty() { "Word 文档".to_owned() } else { format!("Word 文档的部件 {part} ") }
}
