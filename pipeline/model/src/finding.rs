//! The one shape in which every part of amur says that something is wrong or worth knowing.

use crate::span::Span;
use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing; nothing is lost.
    Note,
    /// Travels with the row or the text into the release.
    Warning,
    /// Keeps the row, or the text, out of the release.
    Error,
}

/// A statement about a text or a row. `code` is stable and documented: `TXT...` decoding and reading,
/// `SCH...` schema rules, `TRD...` the arithmetic of trade.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
pub struct Finding {
    pub severity: Severity,
    pub code: String,
    pub message: String,
    /// What the reader of the message can do about it.
    pub hint: Option<String>,
    /// Path of the text, as the user gave it.
    pub path: Option<String>,
    pub doc_id: Option<String>,
    pub span: Option<Span>,
}

impl Finding {
    pub fn new(severity: Severity, code: &str, message: impl Into<String>) -> Self {
        Finding { severity, code: code.to_owned(), message: message.into(), hint: None, path: None, doc_id: None, span: None }
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    pub fn doc(mut self, doc_id: impl Into<String>) -> Self {
        self.doc_id = Some(doc_id.into());
        self
    }

    pub fn span(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }
}
