//! Where each cell of a row was read.

use crate::extract::RawTexts;
use crate::failure::Failure;
use crate::terminal::{escaped, has_colours, line};
use amur_model::{Origin, SpanRow};
use amur_publish::{RawTexts as _, Release};
use amur_store::schema::{PUBLISHED, TableSchema};
use amur_store::stage::Outputs;
use amur_store::{Error, batch, parquet, schema};
use anstyle::{AnsiColor, Style};
use arrow::array::{AsArray, BooleanArray, RecordBatch};
use arrow::compute::filter_record_batch;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr;

#[derive(Debug, clap::Args)]
pub struct Trace {
    /// Id of a row of any table, such as tf_3k9q0z7m2c.
    row_id: String,
    /// The release that it stands in.
    #[arg(long, default_value = "latest")]
    release: String,
    #[arg(long)]
    json: bool,
}

/// Characters shown on either side of a cell's words.
const AROUND: usize = 60;
/// Bytes read on either side to show them: enough for four bytes a character and for the decoder to fall into step; even, for UTF-16.
const WINDOW: usize = 4 * AROUND + 16;

/// The words of a cell in the raw text.
struct Excerpt {
    before: String,
    inside: String,
    after: String,
}

pub fn run(trace: &Trace, outputs: &Outputs) -> Result<(), Failure> {
    let release = Release::find(outputs, &trace.release)?;
    let (table, row) = find(&release, &trace.row_id)?;
    let mut cells: Vec<SpanRow> = batch::to_rows(&select(&release, "spans", "row_id", &[&trace.row_id])?)?;
    let order = |column: &str| table.fields.iter().position(|f| f.name == column);
    cells.retain(|c| c.table == table.name);
    cells.sort_by_key(|c| (order(&c.column), c.span_start));
    let texts = Texts::open(outputs, &release, &cells)?;

    if trace.json {
        let cells: Vec<Value> = cells
            .iter()
            .map(|cell| {
                let excerpt = texts.excerpt(cell);
                let words = |pick: fn(&Excerpt) -> &String| excerpt.as_ref().ok().map(pick);
                json!({
                    "column": cell.column, "value": row.get(&cell.column), "origin": cell.origin, "doc_id": cell.doc_id,
                    "span_start": cell.span_start, "span_end": cell.span_end,
                    "before": words(|e| &e.before), "text": words(|e| &e.inside), "after": words(|e| &e.after),
                })
            })
            .collect();
        line(json!({ "release": release.name(), "table": table.name, "row": row, "cells": cells }).to_string());
        return Ok(());
    }
    line(format!("{} {} in release {}", table.name, trace.row_id, release.name()));
    for (column, value) in row.iter().filter(|(_, v)| !v.is_null()) {
        line(format!("  {column:15} {}", shown(value)));
    }
    for cell in &cells {
        let origin = match cell.origin {
            Origin::Printed => "printed in its own sentence",
            Origin::Inherited => "inherited from another sentence",
            Origin::Document => "stated of the whole document",
        };
        line("");
        line(format!(
            "{} = {}   {origin}; {} bytes {} to {}",
            cell.column,
            row.get(&cell.column).map(shown).unwrap_or_default(),
            cell.doc_id,
            cell.span_start,
            cell.span_end
        ));
        match texts.excerpt(cell) {
            Ok(excerpt) => show(&excerpt),
            Err(why) => line(format!("  ({why})")),
        }
    }
    Ok(())
}

fn shown(value: &Value) -> String {
    escaped(&value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}

/// On a terminal the words are lit up; elsewhere they are underlined on a line of their own.
fn show(excerpt: &Excerpt) {
    let [before, inside, after] = [&excerpt.before, &excerpt.inside, &excerpt.after].map(|words| escaped(words));
    if has_colours() {
        let lit = Style::new().bold().underline().fg_color(Some(AnsiColor::Yellow.into()));
        line(format!("  {before}{lit}{inside}{lit:#}{after}"));
    } else {
        line(format!("  {before}{inside}{after}"));
        line(format!("  {}{}", " ".repeat(before.width()), "^".repeat(inside.width().max(1))));
    }
}

/// The table that holds a row, and the row.
fn find(release: &Release, row_id: &str) -> Result<(&'static TableSchema, Map<String, Value>), Failure> {
    // A release of an older schema may lack a table.
    for table in PUBLISHED.iter().map(|t| schema(t)).filter(|t| release.table(&t.name).is_file()) {
        let Some(id) = table.id() else { continue };
        let rows: Vec<Map<String, Value>> = batch::to_rows(&select(release, &table.name, id, &[row_id])?)?;
        if let Some(row) = rows.into_iter().next() {
            return Ok((table, row));
        }
    }
    Err(Failure::Failed(format!("release {} has no row `{row_id}`", release.name())))
}

/// The rows whose `column` is one of `values`.
fn select(release: &Release, table: &str, column: &str, values: &[&str]) -> Result<RecordBatch, Error> {
    let mut found = Vec::new();
    parquet::for_each(&release.table(table), |rows| {
        let cells = rows.column_by_name(column).ok_or_else(|| Error::Other(format!("`{table}` has no column `{column}`")))?;
        let keep: BooleanArray = cells.as_string::<i32>().iter().map(|c| Some(c.is_some_and(|c| values.contains(&c)))).collect();
        if keep.true_count() > 0 {
            found.push(filter_record_batch(rows, &keep)?);
        }
        Ok(())
    })?;
    match found.first().map(RecordBatch::schema) {
        Some(schema) => Ok(arrow::compute::concat_batches(&schema, &found)?),
        None => Ok(RecordBatch::new_empty(schema(table).arrow())),
    }
}

/// The raw texts of some cells: bytes and encoding, or why they cannot be shown.
struct Texts(BTreeMap<String, Result<(Vec<u8>, String), String>>);

impl Texts {
    fn open(outputs: &Outputs, release: &Release, cells: &[SpanRow]) -> Result<Self, Failure> {
        let docs: Vec<&str> = cells.iter().map(|c| c.doc_id.as_str()).collect();
        let documents: Vec<amur_model::Document> = batch::to_rows(&select(release, "documents", "doc_id", &docs)?)?;
        let raw = RawTexts::of(outputs);
        let read = |document: &amur_model::Document| Ok((raw.read(&document.path, &document.sha256)?, document.encoding.clone()));
        Ok(Texts(documents.iter().map(|d| (d.doc_id.clone(), read(d))).collect()))
    }

    fn excerpt(&self, cell: &SpanRow) -> Result<Excerpt, String> {
        let (bytes, encoding) = match self.0.get(&cell.doc_id) {
            Some(Ok(text)) => text,
            Some(Err(why)) => return Err(why.clone()),
            None => return Err(format!("`{}` is not in the release", cell.doc_id)),
        };
        let (start, end) = (cell.span_start as usize, cell.span_end as usize);
        if start > end || end > bytes.len() {
            return Err("the span lies outside the file".to_owned());
        }
        let encoding = encoding_rs::Encoding::for_label(encoding.as_bytes()).unwrap_or(encoding_rs::UTF_8);
        let decode = |range: &[u8]| encoding.decode_without_bom_handling(range).0.replace(['\r', '\n', '\t'], " ");
        let before = decode(&bytes[start.saturating_sub(WINDOW)..start]);
        let after = decode(&bytes[end..bytes.len().min(end + WINDOW)]);
        let skipped = before.chars().count().saturating_sub(AROUND);
        Ok(Excerpt {
            before: before.chars().skip(skipped).collect(),
            inside: decode(&bytes[start..end]),
            after: after.chars().take(AROUND).collect(),
        })
    }
}
