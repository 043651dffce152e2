//! A raw text to its record: the layers put together.

mod opening;
mod table;
mod text;
mod tokens;

use crate::confidence::Weights;
use crate::figures::{Figures, has_decimal_commas};
use crate::gazetteer::{Builder, Gazetteer};
use crate::indicators::Indicators;
use crate::lang::Lang;
use crate::periods::Periods;
use crate::references::{self, References};
use crate::relate::table::Words;
use crate::relate::vocab::Vocabulary;
use crate::zones::Zones;
use crate::{document, repeated};
use amur_model::{Document, Fact, TextRecord};
use amur_text::{ReadError, Reading};
use text::Stated;
use tokens::Text;

/// Everything that is built once and shared by all threads.
pub struct Extractor {
    pub names: Gazetteer,
    pub vocabulary: Vocabulary,
    pub figures: Figures,
    pub periods: Periods,
    pub zones: Zones,
    pub indicators: Indicators,
    tables: Words,
    weights: Weights,
}

impl Default for Extractor {
    fn default() -> Self {
        Self::new()
    }
}

/// A text with all that is known of it before its sentences are read.
struct Prepared {
    reading: Reading,
    references: References,
    document: Fact<Document>,
    lang: Lang,
}

impl Prepared {
    fn new(path: &str, doc_id: &str, bytes: &[u8]) -> Result<Self, ReadError> {
        let reading = amur_text::read(bytes)?;
        let references = references::read(&reading, doc_id);
        let document = document::describe(&reading, &references, path, doc_id, bytes);
        let lang = document.row.language.as_deref().and_then(Lang::from_code).unwrap_or_else(|| Lang::of(&reading.view));
        Ok(Prepared { reading, references, document, lang })
    }

    /// What the sentences state; `notes` takes how they are understood.
    fn state(&self, extractor: &Extractor, doc_id: &str, notes: Option<&mut String>) -> Stated {
        let Prepared { reading, references, lang, .. } = self;
        let decimal_commas = *lang == Lang::En && has_decimal_commas(&reading.view);
        Text { extractor, reading, references, lang: *lang, doc_id, decimal_commas }.read(self.document.row.date, notes)
    }
}

impl Extractor {
    pub fn new() -> Self {
        let mut names = Builder::new();
        Extractor {
            // First, for it has tables by the numbers of its words.
            periods: Periods::new(&mut names),
            vocabulary: Vocabulary::new(&mut names),
            figures: Figures::new(&mut names),
            zones: Zones::new(&mut names),
            indicators: Indicators::new(&mut names),
            tables: Words::new(),
            names: names.build(),
            weights: Weights::new(),
        }
    }

    /// Reads the bytes of one raw text. `path` is shown in findings; `doc_id` is the file's name without its ending.
    pub fn extract(&self, path: &str, doc_id: &str, bytes: &[u8]) -> Result<TextRecord, ReadError> {
        let prepared = Prepared::new(path, doc_id, bytes)?;
        let Stated { mut flows, indicators, zones, zone_mentions } = prepared.state(self, doc_id, None);
        let Prepared { reading, references, document, .. } = prepared;
        repeated::settle(&mut flows);
        self.weights.weigh(&mut flows, document.row.language.as_deref(), document.row.date.is_some());
        let mut findings = reading.findings;
        findings.extend(references.findings);
        for finding in &mut findings {
            finding.path.get_or_insert_with(|| path.to_owned());
            finding.doc_id.get_or_insert_with(|| doc_id.to_owned());
        }
        Ok(TextRecord {
            document,
            flows,
            indicators,
            zones,
            zone_mentions,
            references: references.entries,
            citations: references.citations,
            findings,
        })
    }

    /// How the sentences of a text are understood, for people.
    pub fn explain(&self, path: &str, bytes: &[u8]) -> Result<String, ReadError> {
        let mut notes = String::new();
        Prepared::new(path, "", bytes)?.state(self, "", Some(&mut notes));
        Ok(notes)
    }
}
