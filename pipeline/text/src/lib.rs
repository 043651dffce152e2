//! Bytes to a reading view: decoding, repair, blocks, sentences.
//!
//! The view is what people would read: pages joined, hyphens mended, mark-up and furniture left out. Every character of
//! it knows the bytes of the raw file that it came from.

use amur_model::{Finding, Span};
use std::ops::Range;

/// What a stretch of the view is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A title of the document (also in another language).
    Title,
    /// Who wrote it: names, affiliations, datelines of newspapers ("By ... | CHINA DAILY | Updated: ...").
    Byline,
    /// Statements of the document about itself: journal, volume, pages, DOI, received and accepted, funding, licence.
    Meta,
    Keywords,
    Abstract,
    Heading,
    Paragraph,
    /// A row of a table of figures; the header rows are `TableHeader`.
    TableRow,
    TableHeader,
    Footnote,
    Caption,
    /// The heading of a reference list ("REFERENCES", "Sources", "How to cite").
    ListHeading,
    /// An entry of a reference list, with all its lines.
    ListEntry,
}

/// A block of the view, in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub kind: BlockKind,
    /// Bytes of the view.
    pub range: Range<usize>,
    /// Sentences, as bytes of the view; together they cover the block but for white space.
    pub sentences: Vec<Range<usize>>,
}

/// Why a stretch of the raw file is not in the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Removal {
    /// Navigation, share buttons, copyright lines, page numbers.
    Furniture,
    /// Text that has nothing to do with the document.
    Spam,
}

/// A text as amur reads it.
#[derive(Debug, Clone)]
pub struct Reading {
    /// UTF-8.
    pub view: String,
    pub blocks: Vec<Block>,
    /// Name of the encoding: `UTF-8`, `UTF-16LE`, `UTF-16BE`, `GB18030`, `windows-1251`.
    pub encoding: &'static str,
    /// What was left out, as bytes of the raw file, in order.
    pub removed: Vec<(Span, Removal)>,
    /// Characters left out as furniture or spam.
    pub removed_chars: usize,
    pub findings: Vec<Finding>,
}

impl Reading {
    /// Bytes of the raw file from the first to the last character of `range`.
    pub fn raw_span(&self, range: Range<usize>) -> Span {
        Span::new(range.start, range.end)
    }
}

/// Why a file is no text that amur reads.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    #[error("the file is empty")]
    Empty,
    #[error("the file is binary ({0})")]
    Binary(String),
    #[error("the encoding is not one that amur reads ({0})")]
    Encoding(String),
}

/// Reads the bytes of a raw file.
pub fn read(bytes: &[u8]) -> Result<Reading, ReadError> {
    let view = String::from_utf8_lossy(bytes).into_owned();
    let blocks = vec![Block { kind: BlockKind::Paragraph, range: 0..view.len(), sentences: vec![0..view.len()] }];
    Ok(Reading { view, blocks, encoding: "UTF-8", removed: Vec::new(), removed_chars: 0, findings: Vec::new() })
}
