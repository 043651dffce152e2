//! The rows of the published tables. Names and meanings are those of `schemas/tables/*.json`, which types the
//! Arrow schemas; the structs here are what the stages compute with.

use crate::finding::Finding;
use crate::span::{Fact, Origin};
use borsh::{BorshDeserialize, BorshSerialize};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::io::BufRead;
use std::sync::Arc;

/// Columns that every table of facts begins with.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
pub struct Common {
    /// The raw file's name without its ending.
    pub doc_id: String,
    /// Bytes of the figure or name in the raw file.
    pub span_start: i64,
    pub span_end: i64,
    pub sentence_start: i64,
    pub sentence_end: i64,
    /// The sentence as repaired for people to read. Rows of one sentence share it.
    #[serde(with = "shared")]
    pub quote: Arc<str>,
    /// The figure or name as printed.
    pub written: String,
    /// The extraction rule that made the row.
    pub rule: Cow<'static, str>,
    /// 0 to 1; see the data dictionary for its meaning.
    #[borsh(serialize_with = "packed::write_number", deserialize_with = "packed::read_number")]
    pub confidence: f64,
}

/// A text that is shared in memory and written wherever it stands.
mod shared {
    use serde::{Deserialize, Deserializer, Serializer};
    use std::sync::Arc;

    pub fn serialize<S: Serializer>(text: &Arc<str>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(text)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<str>, D::Error> {
        String::deserialize(deserializer).map(Arc::from)
    }
}

/// Days and numbers of a record: borsh has no form for the first, and refuses numbers that are none.
mod packed {
    use borsh::{BorshDeserialize, BorshSerialize};
    use jiff::civil::Date;
    use std::io::{Error, ErrorKind, Read, Result, Write};

    pub fn write_day<W: Write>(day: &Option<Date>, writer: &mut W) -> Result<()> {
        day.map(|day| (day.year(), day.month(), day.day())).serialize(writer)
    }

    pub fn read_day<R: Read>(reader: &mut R) -> Result<Option<Date>> {
        let day = Option::<(i16, i8, i8)>::deserialize_reader(reader)?;
        day.map(|(year, month, day)| Date::new(year, month, day)).transpose().map_err(|e| Error::new(ErrorKind::InvalidData, e))
    }

    pub fn write_number<W: Write>(number: &f64, writer: &mut W) -> Result<()> {
        number.to_bits().serialize(writer)
    }

    pub fn read_number<R: Read>(reader: &mut R) -> Result<f64> {
        u64::deserialize_reader(reader).map(f64::from_bits)
    }
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
pub struct Document {
    pub doc_id: String,
    pub path: String,
    pub sha256: String,
    pub bytes: i64,
    pub encoding: String,
    /// ISO 639-1.
    pub language: Option<String>,
    pub title: Option<String>,
    pub titles_other: Vec<String>,
    pub authors: Vec<String>,
    pub container: Option<String>,
    #[borsh(serialize_with = "packed::write_day", deserialize_with = "packed::read_day")]
    pub date: Option<Date>,
    pub year: Option<i32>,
    pub volume: Option<String>,
    pub issue: Option<String>,
    pub pages: Option<String>,
    pub doi: Option<String>,
    pub licence: Option<String>,
    /// `journal_abstract`, `summary`, `article` or `news`.
    pub kind: Option<String>,
    pub text_chars: i64,
    pub removed_chars: i64,
    pub sentences: i64,
}

/// What a figure measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    #[default]
    Value,
    Growth,
    Ratio,
    Change,
    Share,
    Rank,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flow {
    Export,
    Import,
    Trade,
    Balance,
}

impl Flow {
    /// Exports or imports, and not both.
    pub fn is_one_way(self) -> bool {
        matches!(self, Flow::Export | Flow::Import)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "snake_case")]
pub enum Qualifier {
    #[default]
    Exact,
    Approx,
    AtLeast,
    AtMost,
}

/// A stated trade figure. Place codes are those of `schemas/codes/places.csv`, or a `zone_id`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
pub struct TradeFlow {
    pub flow_id: String,
    #[serde(flatten)]
    pub common: Common,
    pub reporter: Option<String>,
    pub reporter_name: Option<String>,
    pub partner: Option<String>,
    pub partner_name: Option<String>,
    pub flow: Option<Flow>,
    /// None for all goods.
    pub product: Option<String>,
    /// HS 2022 chapter (`27`) or section (`S16`).
    pub product_code: Option<String>,
    pub measure: Measure,
    /// Unscaled: 7.9 billion is 7 900 000 000.
    #[borsh(serialize_with = "packed::write_number", deserialize_with = "packed::read_number")]
    pub value: f64,
    /// ISO 4217 code, `%`, `times`, `rank`, `pp` or a physical unit.
    pub unit: String,
    pub qualifier: Qualifier,
    #[borsh(serialize_with = "packed::write_day", deserialize_with = "packed::read_day")]
    pub period_start: Option<Date>,
    #[borsh(serialize_with = "packed::write_day", deserialize_with = "packed::read_day")]
    pub period_end: Option<Date>,
    #[borsh(serialize_with = "packed::write_day", deserialize_with = "packed::read_day")]
    pub base_start: Option<Date>,
    #[borsh(serialize_with = "packed::write_day", deserialize_with = "packed::read_day")]
    pub base_end: Option<Date>,
    pub base_reporter: Option<String>,
    pub base_partner: Option<String>,
    pub base_flow: Option<Flow>,
    pub base_product: Option<String>,
    pub base_text: Option<String>,
    /// `ref_id`s.
    pub cites: Vec<String>,
}

/// A stated figure that is not about goods or services traded.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
pub struct Indicator {
    pub indicator_id: String,
    #[serde(flatten)]
    pub common: Common,
    pub subject: Option<String>,
    /// `place`, `zone`, `project` or `policy`.
    pub subject_kind: Option<String>,
    pub subject_name: Option<String>,
    pub counterpart: Option<String>,
    pub indicator: String,
    pub measure: Measure,
    #[borsh(serialize_with = "packed::write_number", deserialize_with = "packed::read_number")]
    pub value: f64,
    pub unit: String,
    pub qualifier: Qualifier,
    #[borsh(serialize_with = "packed::write_day", deserialize_with = "packed::read_day")]
    pub period_start: Option<Date>,
    #[borsh(serialize_with = "packed::write_day", deserialize_with = "packed::read_day")]
    pub period_end: Option<Date>,
    #[borsh(serialize_with = "packed::write_day", deserialize_with = "packed::read_day")]
    pub base_start: Option<Date>,
    #[borsh(serialize_with = "packed::write_day", deserialize_with = "packed::read_day")]
    pub base_end: Option<Date>,
    pub base_subject: Option<String>,
    pub base_text: Option<String>,
    pub cites: Vec<String>,
}

/// A zone as one text states it (in the extract stage), or over all texts (once normalized).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
pub struct Zone {
    /// Canonical English name in kebab-case.
    pub zone_id: String,
    pub name: String,
    pub name_zh: Option<String>,
    pub name_ru: Option<String>,
    pub aliases: Vec<String>,
    pub kind: String,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// ISO 3166-2.
    pub admin1: Option<String>,
    /// Codes, most precise first.
    pub places: Vec<String>,
    pub parent: Option<String>,
    /// `operating`, `planned` or `applied`.
    pub status: Option<String>,
    /// As precise as stated: `2017-03-15`, `2020-04`, `2019`.
    pub established: Option<String>,
    pub authority: Option<String>,
    pub area_km2: Option<f64>,
    pub functions: Vec<String>,
    pub docs: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
pub struct ZoneMention {
    pub mention_id: String,
    #[serde(flatten)]
    pub common: Common,
    pub zone_id: String,
    /// As printed.
    pub name: String,
}

/// An entry of a reference list (CSL's fields under the names of `tables.md`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
pub struct Reference {
    pub ref_id: String,
    #[serde(flatten)]
    pub common: Common,
    /// `references`, `sources` or `how_to_cite`.
    pub list: String,
    /// The printed number, or the place in the list from 1.
    pub number: i32,
    pub kind: Option<String>,
    pub authors: Vec<String>,
    pub title: Option<String>,
    pub title_en: Option<String>,
    pub container: Option<String>,
    pub container_en: Option<String>,
    pub publisher: Option<String>,
    pub place: Option<String>,
    pub year: Option<i32>,
    /// As precise as printed.
    pub date: Option<String>,
    pub volume: Option<String>,
    pub issue: Option<String>,
    pub pages: Option<String>,
    pub doi: Option<String>,
    pub url: Option<String>,
    #[borsh(serialize_with = "packed::write_day", deserialize_with = "packed::read_day")]
    pub accessed: Option<Date>,
    pub language: Option<String>,
    /// The entry that stands for all entries naming the same work.
    pub canonical: Option<String>,
    /// The entry as printed.
    pub raw: String,
}

/// One target of an in-text citation.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
pub struct Citation {
    pub citation_id: String,
    #[serde(flatten)]
    pub common: Common,
    pub marker: String,
    pub ref_id: String,
    pub locator: Option<String>,
}

/// A cell of any table and the raw bytes it was read from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SpanRow {
    pub table: String,
    pub row_id: String,
    pub column: String,
    pub doc_id: String,
    pub span_start: i64,
    pub span_end: i64,
    pub origin: Origin,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PlaceRow {
    pub code: String,
    pub kind: String,
    pub name_en: String,
    pub name_zh: Option<String>,
    pub name_ru: Option<String>,
    pub parent: Option<String>,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
}

/// An arithmetic or logical check of what texts state.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Check {
    pub check_id: String,
    /// `TRD101`...
    pub code: String,
    /// Ids of the rows it weighs.
    pub rows: Vec<String>,
    /// One readable line.
    pub statement: String,
    pub expected_low: Option<f64>,
    pub expected_high: Option<f64>,
    pub observed: Option<f64>,
    /// `consistent`, `inconsistent`, `ambiguous` or `unchecked`.
    pub verdict: String,
    /// The reading that fits where a phrase has two.
    pub reading: Option<String>,
}

/// All statements of one fact: the same reporter, partner, flow, product, measure, unit, period and base.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Claim {
    pub claim_id: String,
    pub reporter: String,
    pub reporter_name: Option<String>,
    pub partner: String,
    pub partner_name: Option<String>,
    pub flow: Option<Flow>,
    pub product: Option<String>,
    pub product_code: Option<String>,
    pub measure: Measure,
    pub unit: String,
    pub period_start: Option<Date>,
    pub period_end: Option<Date>,
    pub base_start: Option<Date>,
    pub base_end: Option<Date>,
    pub base_reporter: Option<String>,
    pub base_partner: Option<String>,
    pub base_flow: Option<Flow>,
    pub base_product: Option<String>,
    pub base_text: Option<String>,
    /// The value of the preferred statement.
    pub value: f64,
    pub written: String,
    pub qualifier: Qualifier,
    /// The `flow_id` of the preferred statement.
    pub preferred: String,
    /// What made it the preferred one.
    pub preferred_by: String,
    pub statements: i32,
    pub texts: i32,
    /// `single`, `agree`, `unclear` or `disagree`.
    pub agreement: String,
    /// Least and greatest value stated.
    pub value_min: f64,
    pub value_max: f64,
    /// Every `flow_id`, the preferred one first.
    pub rows: Vec<String>,
    pub docs: Vec<String>,
}

/// What is computed of a trade figure, apart from what its text states.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct DerivedFlow {
    pub flow_id: String,
    /// Amounts only, by the average rate of the year.
    pub value_usd: Option<f64>,
    /// Units of the currency for one US dollar.
    pub usd_rate: Option<f64>,
    /// SDMX time period.
    pub period_label: Option<String>,
    pub year: Option<i32>,
}

/// A difference to the release before.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Change {
    pub table: String,
    pub row_id: String,
    /// `added`, `removed` or `changed`.
    pub change: String,
    pub columns: Vec<String>,
    /// JSON.
    pub before: Option<String>,
    pub after: Option<String>,
    /// `new_text`, `revised_text`, `removed_text` or `program`.
    pub cause: String,
}

/// An id ever published.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct RegistryRow {
    pub table: String,
    pub row_id: String,
    pub first_release: String,
    pub last_release: String,
}

/// All that the extract stage reads from one text. Ids and foreign keys inside it are final: `flow_id`, `ref_id`,
/// `zone_id` of the text's own zones; what needs other texts is left to the normalize stage.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
pub struct TextRecord {
    pub document: Fact<Document>,
    pub flows: Vec<Fact<TradeFlow>>,
    pub indicators: Vec<Fact<Indicator>>,
    pub zones: Vec<Fact<Zone>>,
    pub zone_mentions: Vec<Fact<ZoneMention>>,
    pub references: Vec<Fact<Reference>>,
    pub citations: Vec<Fact<Citation>>,
    pub findings: Vec<Finding>,
}

/// A dense text's record is some five times as long as the text.
const RECORD: usize = 5;

/// Why a record cannot be written or read.
pub type RecordError = Box<dyn std::error::Error + Send + Sync>;

impl TextRecord {
    /// The record as the stages hand it on, in borsh: fields stand one after another without their names, so that writing one is
    /// hardly more than copying its strings. A record is read only by the program that wrote it. A sentence is written with the first of the rows that it states, and left out of those that follow. Room for
    /// all of it is set aside at once, by the length of the raw text in bytes: a buffer that grows would hold a long record twice.
    pub fn into_bytes(mut self, text_bytes: usize) -> Result<Vec<u8>, RecordError> {
        let nothing: Arc<str> = Arc::default();
        let mut last = Arc::clone(&nothing);
        self.quotes().for_each(|quote| {
            if *quote == last {
                quote.clone_from(&nothing);
            } else {
                last.clone_from(quote);
            }
        });
        let mut bytes = Vec::with_capacity(text_bytes * RECORD);
        borsh::to_writer(&mut bytes, &self)?;
        bytes.shrink_to_fit();
        Ok(bytes)
    }

    /// Reads the next of the records that [`TextRecord::into_bytes`] wrote, if there is one.
    pub fn next(records: &mut impl BufRead) -> Result<Option<TextRecord>, RecordError> {
        if records.fill_buf()?.is_empty() {
            return Ok(None);
        }
        let mut record = TextRecord::deserialize_reader(records)?;
        let mut last: Arc<str> = Arc::default();
        record.quotes().for_each(|quote| {
            if quote.is_empty() {
                quote.clone_from(&last);
            } else {
                last.clone_from(quote);
            }
        });
        Ok(Some(record))
    }

    /// The sentences of all rows that quote one, in order.
    fn quotes(&mut self) -> impl Iterator<Item = &mut Arc<str>> {
        let flows = self.flows.iter_mut().map(|fact| &mut fact.row.common);
        let indicators = self.indicators.iter_mut().map(|fact| &mut fact.row.common);
        let mentions = self.zone_mentions.iter_mut().map(|fact| &mut fact.row.common);
        let citations = self.citations.iter_mut().map(|fact| &mut fact.row.common);
        flows.chain(indicators).chain(mentions).chain(citations).map(|common| &mut common.quote)
    }
}

impl<R: Default> Default for Fact<R> {
    fn default() -> Self {
        Fact { row: R::default(), cells: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_written_once_and_read_back_with_every_row() {
        let flow = |quote: &str| {
            let common = Common { quote: quote.into(), ..Common::default() };
            Fact { row: TradeFlow { common, ..TradeFlow::default() }, cells: Vec::new() }
        };
        let record = TextRecord { flows: vec![flow("First."), flow("First."), flow("Second.")], ..TextRecord::default() };
        let bytes = [record.clone().into_bytes(0).unwrap(), TextRecord::default().into_bytes(0).unwrap()].concat();
        assert_eq!(bytes.windows(6).filter(|bytes| bytes == b"First.").count(), 1);
        let mut records = bytes.as_slice();
        assert_eq!(TextRecord::next(&mut records).unwrap(), Some(record));
        assert_eq!(TextRecord::next(&mut records).unwrap(), Some(TextRecord::default()));
        assert_eq!(TextRecord::next(&mut records).unwrap(), None);
    }
}
