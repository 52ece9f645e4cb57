//! The zip archive that a Word document is: parts by name, read within bounds, written back with all others as they were.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::error::{DocxError, DocxFault};

/// Most bytes of all parts that are read, unpacked. A report has some hundred thousand.
const MAX_UNPACKED: u64 = 192 * 1024 * 1024;
/// Parts that unpack to less than this are not asked how well they were packed.
const UNSUSPECTED: u64 = 48 * 1024 * 1024;
/// Most bytes that one packed byte becomes. XML is packed to a tenth, tables all alike to a three-hundredth.
const MAX_RATIO: u64 = 300;
/// Most files in the archive. A report has some twenty.
const MAX_PARTS: usize = 10_000;

/// An archive that is being read.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Unpacked bytes that may still be read.
    left: u64,
}

/// Whether the bytes begin as a zip archive does.
pub(crate) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Package<'b>, DocxError> {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| DocxError::package(DocxFault::Archive))?;
        if archive.len() > MAX_PARTS {
            return Err(DocxError::package(DocxFault::TooManyParts));
        }
        let package = Package { archive, left: MAX_UNPACKED };
        package.check_names()?;
        Ok(package)
    }

    fn check_names(&self) -> Result<(), DocxError> {
        if self.archive.has_duplicate_names() {
            return Err(DocxError::package(DocxFault::Name));
        }
        for name in self.archive.file_names_raw() {
            let name = String::from_utf8_lossy(name);
            let leads_out = name.starts_with('/')
                || name.contains(['\\', '\0'])
                || name.split('/').any(|step| step == "..");
            if leads_out {
                return Err(DocxError::part(shown(&name), DocxFault::Name));
            }
        }
        Ok(())
    }

    /// Whether a part has a name that begins so.
    pub(super) fn has_folder(&self, prefix: &str) -> bool {
        self.archive.file_names_raw().any(|name| name.starts_with(prefix.as_bytes()))
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The XML of a part that must be there.
    pub(super) fn xml(&mut self, name: &str) -> Result<String, DocxError> {
        self.find_xml(name)?.ok_or_else(|| DocxError::part(name, DocxFault::Missing))
    }

    /// The XML of a part that may be absent.
    pub(super) fn find_xml(&mut self, name: &str) -> Result<Option<String>, DocxError> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        let text = String::from_utf8(bytes);
        text.map(Some).map_err(|_| DocxError::part(name, DocxFault::NotUtf8))
    }

    /// The bytes of a part, counted as they come: what the archive says of their number is not believed.
    fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, DocxError> {
        let fault = |fault| DocxError::part(name, fault);
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let mut file = self.archive.by_index(index).map_err(|error| fault(unopened(&error)))?;
        let by_ratio = file.compressed_size().saturating_mul(MAX_RATIO).max(UNSUSPECTED);
        let limit = by_ratio.min(self.left);
        let mut bytes = Vec::new();
        let read = file.by_ref().take(limit + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > limit {
            return Err(fault(DocxFault::TooLarge));
        }
        read.map_err(|_| fault(DocxFault::Archive))?;
        self.left -= bytes.len() as u64;
        Ok(Some(bytes))
    }
}

fn unopened(error: &ZipError) -> DocxFault {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => DocxFault::Encrypted,
        _ => DocxFault::Archive,
    }
}

/// A name from an archive as it may be shown, however long it is.
fn shown(name: &str) -> String {
    name.chars().take(80).collect()
}

/// The archive with these parts instead of its own of the same name or besides them; all other parts are copied as they
/// are packed.
pub(super) fn with_parts(
    bytes: &[u8],
    parts: &BTreeMap<String, String>,
) -> Result<Vec<u8>, DocxError> {
    let broken = |_| DocxError::package(DocxFault::Archive);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    let mut written = Vec::new();
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).map_err(broken)?;
        let name = file.name().map_err(broken)?.into_owned();
        match parts.get(&name) {
            None => writer.raw_copy_file(file).map_err(broken)?,
            Some(part) => {
                let time = file.last_modified().unwrap_or_default();
                drop(file);
                put(&mut writer, &name, part, time).map_err(broken)?;
                written.push(name);
            }
        }
    }
    for (name, part) in parts.iter().filter(|(name, _)| !written.contains(name)) {
        put(&mut writer, name, part, DateTime::default()).map_err(broken)?;
    }
    Ok(writer.finish().map_err(broken)?.into_inner())
}

fn put(
    writer: &mut ZipWriter<Cursor<Vec<u8>>>,
    name: &str,
    part: &str,
    time: DateTime,
) -> Result<(), ZipError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(time);
    writer.start_file(name, options)?;
    Ok(writer.write_all(part.as_bytes())?)
}
