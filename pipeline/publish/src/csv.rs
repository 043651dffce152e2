//! The tables of a release as CSV, for spreadsheets.
//!
//! They are made when somebody asks for them, and do not lie in every release: they would more than double it, and would be
//! written whole for one text that changed, where a Parquet file takes over what it had.

use crate::release::Release;
use amur_store::schema::{PUBLISHED, TableSchema};
use amur_store::{Error, Result, batch, disk, parquet, schema};
use csv::{QuoteStyle, WriterBuilder};
use serde_json::{Map, Value, json};
use std::io::Write;
use std::path::Path;

/// Spreadsheets take a file that does not begin with it for one in an old encoding.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Writes every table of a release into a folder, with a descriptor; returns the rows of each.
pub fn export(release: &Release, dir: &Path) -> Result<Vec<(&'static str, u64)>> {
    let rows = PUBLISHED.into_iter().map(|table| Ok((table, write(release, schema(table), dir)?))).collect::<Result<Vec<_>>>()?;
    let mut about = release.descriptor()?;
    about["resources"] = rows.iter().map(|(table, rows)| resource(schema(table), *rows)).collect();
    disk::write_json(&dir.join("datapackage.json"), &about)?;
    Ok(rows)
}

fn write(release: &Release, table: &TableSchema, dir: &Path) -> Result<u64> {
    let path = dir.join(format!("{}.csv", table.name));
    let mut count = 0;
    disk::write_file(&path, |out| {
        out.write_all(BYTE_ORDER_MARK).map_err(Error::io("write", &path))?;
        // Every text is quoted: one that holds the semicolon of another country's spreadsheet begins no new cell.
        let mut csv = WriterBuilder::new().quote_style(QuoteStyle::NonNumeric).from_writer(out);
        let fail = |e: csv::Error| Error::Other(format!("cannot write {}: {e}", path.display()));
        csv.write_record(table.fields.iter().map(|f| f.name.as_str())).map_err(fail)?;
        parquet::for_each(&release.table(&table.name), |rows| {
            for row in batch::to_rows::<Map<String, Value>>(rows)? {
                csv.write_record(table.fields.iter().map(|f| cell(row.get(&f.name).unwrap_or(&Value::Null)))).map_err(fail)?;
                count += 1;
            }
            Ok(())
        })?;
        csv.flush().map_err(Error::io("write", &path))
    })?;
    Ok(count)
}

/// A cell: a number as it is, a list as JSON, nothing for null.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Number(n) => n.as_i64().map(|n| n.to_string()).or_else(|| n.as_f64().map(|n| n.to_string())).unwrap_or_default(),
        Value::String(text) => defused(text),
        Value::Array(_) | Value::Object(_) | Value::Bool(_) => value.to_string(),
    }
}

/// A text that no spreadsheet takes for a formula: an apostrophe goes before what could begin one, as OWASP advises, and before
/// an apostrophe, so that the text comes back where a leading one is taken away.
fn defused(text: &str) -> String {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\'' | '＝' | '＋' | '－' | '＠') => format!("'{text}"),
        _ => text.to_owned(),
    }
}

/// The resource of a table in CSV.
fn resource(table: &TableSchema, rows: u64) -> Value {
    let mut schema = table.json.clone();
    for field in schema["fields"].as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
        if field.remove("itemType").is_some() {
            field.insert("type".to_owned(), json!("array"));
        }
    }
    json!({
        "name": table.name,
        "type": "table",
        "title": table.title,
        "description": format!("{} In a text that begins with an apostrophe, the apostrophe keeps spreadsheets from taking it for a formula.", table.description),
        "path": format!("{}.csv", table.name),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "rows": rows,
        "schema": schema,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_defused_and_numbers_are_numbers() {
        for (value, told) in [
            (json!("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")"),
            (json!("-1.9%"), "'-1.9%"),
            (json!("+7 4212"), "'+7 4212"),
            (json!("@SUM(A1)"), "'@SUM(A1)"),
            (json!("\tx"), "'\tx"),
            (json!("\rx"), "'\rx"),
            (json!("＝1"), "'＝1"),
            (json!("'quoted"), "''quoted"),
            (json!("2024-01-01"), "2024-01-01"),
            (json!("–1.9%"), "–1.9%"),
            (json!(-5.25), "-5.25"),
            (json!(37.3e9), "37300000000"),
            (json!(-12), "-12"),
            (json!(["=a", "b"]), r#"["=a","b"]"#),
            (json!(null), ""),
        ] {
            assert_eq!(cell(&value), told);
        }
    }
}
