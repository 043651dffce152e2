//! The texts of a part as the reading page shows them.

use crate::embed;
use amur_model::{Finding, Severity};
use amur_store::{Error, Result, batch, parquet};
use amur_text::{BlockKind, Page, Removal};
use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::Int64Type;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// Where the raw texts are.
pub trait RawTexts: Sync {
    /// The bytes of the text at `path`, if they are still those of that hash; else why they cannot be had.
    fn read(&self, path: &str, sha256: &str) -> Result<Vec<u8>, String>;
}

/// A row of `documents`, as far as it is needed here.
#[derive(Deserialize)]
struct Document {
    doc_id: String,
    path: String,
    sha256: String,
}

/// A stretch of bytes of a text that a row of a table names: the row's number in its table, and the bytes.
struct Stretch {
    row: usize,
    start: i64,
    end: i64,
}

/// The tables that name stretches of texts, by text.
type Stretches = BTreeMap<String, Vec<Stretch>>;

/// Every text of the part whose tables lie in `dir`, and what is to be said of those that cannot be read.
pub(crate) fn of_part(dir: &Path, raw: &dyn RawTexts) -> Result<(Vec<Value>, Vec<Finding>)> {
    let table = |name: &str| parquet::read(&dir.join(format!("{name}.parquet")), None);
    let documents: Vec<Document> = batch::to_rows(&table("documents")?)?;
    let tables = [
        ("spans", stretches(&table("spans")?)?),
        ("findings", stretches(&table("findings")?)?),
        ("rejected", rejected(&table("rejected")?)?),
    ];
    let mut missing = Vec::new();
    let texts = documents.iter().map(|document| {
        let page = raw.read(&document.path, &document.sha256).and_then(|bytes| amur_text::page(&bytes).map_err(|e| e.to_string()));
        match page {
            Ok(page) => shown(&document.doc_id, &page, &tables),
            Err(why) => {
                missing.push(
                    Finding::new(Severity::Warning, "RPT001", format!("the report cannot show this text: {why}"))
                        .hint("its rows are there, with the sentences they were read from")
                        .path(&document.path)
                        .doc(&document.doc_id),
                );
                json!({ "doc_id": document.doc_id, "missing": why })
            }
        }
    });
    Ok((texts.collect(), missing))
}

/// A text, and where in it everything stands, in UTF-16 units, as browsers count.
fn shown(doc_id: &str, page: &Page, tables: &[(&str, Stretches)]) -> Value {
    let none = Vec::new();
    let of_text: Vec<&Vec<Stretch>> = tables.iter().map(|(_, by_text)| by_text.get(doc_id).unwrap_or(&none)).collect();
    let raw: Vec<usize> = of_text.iter().flat_map(|s| s.iter()).flat_map(|s| [s.start, s.end]).map(|b| b.max(0) as usize).collect();
    let blocks = page.blocks.iter().map(|(range, _)| range);
    let removed = page.removed.iter().map(|(range, _)| range);
    let mut bytes = page.places(&raw);
    bytes.extend(blocks.chain(removed).flat_map(|range| [range.start, range.end]));
    let mut units = utf16(&page.text, &bytes).into_iter();
    let mut next = || units.next().unwrap_or_default();

    let mut text = json!({ "doc_id": doc_id, "text": page.text });
    for ((table, _), stretches) in tables.iter().zip(of_text) {
        // Columns of whole numbers: the row of the table, and the first and last unit.
        let (mut rows, mut from, mut to) = (Vec::new(), Vec::new(), Vec::new());
        for stretch in stretches {
            rows.push(stretch.row);
            from.push(next());
            to.push(next());
        }
        text[*table] = json!({ "row": rows, "from": from, "to": to });
    }
    text["blocks"] = page.blocks.iter().map(|(_, kind)| (next(), next(), block(*kind))).map(|b| json!(b)).collect();
    text["removed"] = page.removed.iter().map(|(_, kind)| (next(), next(), removal(*kind))).map(|b| json!(b)).collect();
    text
}

fn block(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Title => "title",
        BlockKind::Byline => "byline",
        BlockKind::Meta => "meta",
        BlockKind::Keywords => "keywords",
        BlockKind::Abstract => "abstract",
        BlockKind::Heading | BlockKind::ListHeading => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::TableRow | BlockKind::TableHeader => "row",
        BlockKind::Footnote => "footnote",
        BlockKind::Caption => "caption",
        BlockKind::ListEntry => "entry",
    }
}

fn removal(kind: Removal) -> &'static str {
    match kind {
        Removal::Furniture => "furniture",
        Removal::Spam => "spam",
    }
}

/// UTF-16 units before each of some bytes of a text.
fn utf16(text: &str, bytes: &[usize]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..bytes.len()).collect();
    order.sort_unstable_by_key(|i| bytes[*i]);
    let (mut at, mut units) = (0, 0);
    let mut counted = vec![0; bytes.len()];
    for i in order {
        units += text[at..bytes[i]].encode_utf16().count();
        at = bytes[i];
        counted[i] = units;
    }
    counted
}

/// The stretches that a table's `span_start` and `span_end` name.
fn stretches(rows: &RecordBatch) -> Result<Stretches> {
    let column = |name: &str| rows.column_by_name(name).ok_or_else(|| Error::Other(format!("no column `{name}`")));
    let docs = column("doc_id")?.as_string::<i32>().clone();
    let (starts, ends) =
        (column("span_start")?.as_primitive::<Int64Type>().clone(), column("span_end")?.as_primitive::<Int64Type>().clone());
    let mut found = Stretches::new();
    for row in (0..rows.num_rows()).filter(|row| docs.is_valid(*row) && starts.is_valid(*row) && ends.is_valid(*row)) {
        let stretch = Stretch { row, start: starts.value(row), end: ends.value(row) };
        found.entry(docs.value(row).to_owned()).or_default().push(stretch);
    }
    Ok(found)
}

/// The stretches of rows that were kept out, as far as they name one.
fn rejected(rows: &RecordBatch) -> Result<Stretches> {
    #[derive(Deserialize)]
    struct Rejected {
        table: String,
        row: String,
    }
    #[derive(Deserialize)]
    struct Row {
        doc_id: String,
        span_start: i64,
        span_end: i64,
    }
    let mut found = Stretches::new();
    for (number, rejected) in batch::to_rows::<Rejected>(rows)?.into_iter().enumerate() {
        // The cells of a row that is kept out are kept out with it.
        if rejected.table == "spans" {
            continue;
        }
        if let Ok(row) = serde_json::from_str::<Row>(&rejected.row) {
            found.entry(row.doc_id).or_default().push(Stretch { row: number, start: row.span_start, end: row.span_end });
        }
    }
    Ok(found)
}

/// The file of a part's texts.
pub(crate) fn json_of(texts: &[Value]) -> String {
    embed::safe(&json!({ "texts": texts }))
}
