//! `catalogue.sql`: the tables of a release as views of DuckDB, with what they and their columns mean.
//!
//! A script and not a database: it costs nothing, reads the Parquet files where they lie, and every version of DuckDB takes it.

use amur_store::schema;
use amur_store::schema::PUBLISHED;
use std::io::{Result, Write};

const HEAD: &str = "\
-- The tables of this release as views. In its folder:  duckdb -init catalogue.sql
-- From elsewhere, first:  set file_search_path = '<this folder>';
-- comment on every view and column: from duckdb_views(), duckdb_columns(). What to mind before adding up: from warnings.
";

/// Writes the script. It is the same for every release of a program.
pub fn write(out: &mut impl Write) -> Result<()> {
    out.write_all(HEAD.as_bytes())?;
    for table in PUBLISHED.map(schema) {
        let view = name(&table.name);
        writeln!(out, "\ncreate or replace view {view} as from read_parquet({});", text(&format!("{}.parquet", table.name)))?;
        writeln!(out, "comment on view {view} is {};", text(&table.description))?;
        for field in &table.fields {
            let unit = field.unit.as_ref().map(|u| format!(" Unit: {u}.")).unwrap_or_default();
            writeln!(out, "comment on column {view}.{} is {};", name(&field.name), text(&format!("{}{unit}", field.description)))?;
        }
    }
    let warnings = PUBLISHED.map(schema).into_iter().flat_map(|t| t.warnings.iter().map(move |w| (t, w)));
    let rows: Vec<String> = warnings
        .map(|(table, w)| {
            let filter = w.filter.as_deref().map_or_else(|| "null".to_owned(), text);
            format!("    ({}, {}, {}, {filter})", text(&w.code), text(&table.name), text(&w.message))
        })
        .collect();
    writeln!(out, "\ncreate or replace view warnings as from (values\n{}\n) as w(code, \"table\", message, filter);", rows.join(",\n"))?;
    writeln!(
        out,
        "comment on view warnings is 'What to mind before rows are counted or added up, with a condition that takes care of it.';"
    )
}

/// A name in SQL: `references` is a word of the language.
fn name(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A text in SQL.
fn text(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
