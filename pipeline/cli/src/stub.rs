//! Stands in for `amur_extract::Extractor` until it is there.

use amur_model::{Document, Fact, TextRecord};

pub struct Extractor;

impl Extractor {
    pub fn new() -> Self {
        Extractor
    }

    pub fn extract(&self, _path: &str, _doc_id: &str, bytes: &[u8]) -> Result<TextRecord, amur_text::ReadError> {
        let reading = amur_text::read(bytes)?;
        let row = Document { encoding: reading.encoding.to_owned(), text_chars: reading.view.chars().count() as i64, removed_chars: reading.removed_chars as i64, ..Document::default() };
        Ok(TextRecord { document: Fact { row, cells: Vec::new() }, findings: reading.findings, ..TextRecord::default() })
    }
}
