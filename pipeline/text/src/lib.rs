//! Bytes to a reading view: decoding, repair, blocks, sentences.
//!
//! The view is what people would read: pages joined, hyphens mended, mark-up and furniture left out. Every character of
//! it knows the bytes of the raw file that it came from.

mod decode;
mod furniture;
mod layout;
pub mod letters;
mod lines;
mod map;
mod page;
mod pages;
mod sentences;
mod signs;
mod view;

pub use page::{Page, page};

use crate::map::Map;
use crate::view::Writer;
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
    /// Stretches of the view that were in italics, in order: titles and journals in reference lists.
    pub emphasis: Vec<Range<usize>>,
    /// Name of the encoding: `UTF-8`, `UTF-16LE`, `UTF-16BE`, `GB18030`, `windows-1251`.
    pub encoding: &'static str,
    /// What was left out, as bytes of the raw file, in order.
    pub removed: Vec<(Span, Removal)>,
    /// Characters left out as furniture or spam.
    pub removed_chars: usize,
    pub findings: Vec<Finding>,
    /// From the view to the decoded text, and from there to the file.
    view_map: Map,
    file_map: Map,
}

impl Reading {
    /// Bytes of the raw file from the first to the last character of `range`.
    pub fn raw_span(&self, range: Range<usize>) -> Span {
        let raw = self.file_map.hull(self.view_map.hull(range));
        Span::new(raw.start, raw.end)
    }

    /// The block that holds the byte at `offset` of the view.
    pub fn block_at(&self, offset: usize) -> Option<&Block> {
        let next = self.blocks.partition_point(|block| block.range.start <= offset);
        self.blocks[..next].last().filter(|block| offset < block.range.end)
    }

    /// The sentence of the view that holds the byte at `offset`.
    pub fn sentence_at(&self, offset: usize) -> Option<Range<usize>> {
        let sentences = &self.block_at(offset)?.sentences;
        let next = sentences.partition_point(|sentence| sentence.start <= offset);
        sentences[..next].last().filter(|sentence| offset < sentence.end).cloned()
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
    let decoded = decode::decode(bytes)?;
    let text = &*decoded.text;
    let (drafts, left_out) = layout::layout(text, &lines::lines(text));
    if drafts.is_empty() && left_out.is_empty() {
        return Err(ReadError::Empty);
    }
    let mut writer = Writer::new(text);
    let mut blocks = Vec::with_capacity(drafts.len());
    for draft in &drafts {
        let range = writer.block(draft);
        if !range.is_empty() {
            let sentences = sentences::of_block(&writer.view, draft.kind, range.clone());
            blocks.push(Block { kind: draft.kind, range, sentences });
        }
    }
    let Writer { view, map, italics, .. } = writer;
    let removed_chars = left_out.iter().map(|(range, _)| text[range.clone()].chars().count()).sum();
    let raw = |range: Range<usize>| {
        let raw = decoded.map.hull(range);
        Span::new(raw.start, raw.end)
    };
    let removed = left_out.into_iter().map(|(range, removal)| (raw(range), removal)).collect();
    Ok(Reading {
        view,
        blocks,
        emphasis: italics,
        encoding: decoded.encoding,
        removed,
        removed_chars,
        findings: decoded.findings,
        view_map: map,
        file_map: decoded.map,
    })
}
