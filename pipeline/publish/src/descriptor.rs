//! `datapackage.json`: Data Package v2.

use crate::release::Release;
use amur_store::schema;
use amur_store::schema::{PUBLISHED, VERSION};
use jiff::Timestamp;
use serde_json::{Value, json};

/// A table's file as it was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    pub table: &'static str,
    pub rows: u64,
    pub bytes: u64,
    pub sha256: String,
}

/// A text that a release was made from.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    pub doc_id: String,
    pub title: Option<String>,
    pub licence: Option<String>,
}

/// More sources than this are told by the table `documents` alone.
pub const MOST_SOURCES: u64 = 1000;

/// The descriptor of a release of these files. `sources` may be left out.
pub fn descriptor(release: &Release, created: Timestamp, program: &str, files: &[Written], sources: &[Source]) -> Value {
    let resources: Vec<Value> = PUBLISHED
        .iter()
        .filter_map(|table| files.iter().find(|f| f.table == *table))
        .map(|file| {
            let schema = schema(file.table);
            json!({
                "name": schema.name,
                "type": "table",
                "title": schema.title,
                "description": schema.description,
                "path": format!("{}.parquet", schema.name),
                "format": "parquet",
                "mediatype": "application/vnd.apache.parquet",
                "hash": format!("sha256:{}", file.sha256),
                "rows": file.rows,
                // Not the standard `bytes`: frictionless takes that for wrong in every Parquet file.
                "amur:bytes": file.bytes,
                "schema": published(&schema.json),
            })
        })
        .collect();
    let texts = files.iter().find(|f| f.table == "documents").map_or(0, |f| f.rows);
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "amur",
        "title": "Trade across borders, as texts state it",
        "description": "Facts read from texts, each with the words it was read from. A row states what its text states; nothing is computed, converted or guessed but in the table `checks`.",
        "version": release.name(),
        "created": created.to_string(),
        "licenses": [{ "name": "notspecified", "title": "Facts read from texts; each text's own licence stands in the column `licence` of `documents`." }],
        "sources": self::sources(texts, sources),
        "amur:schemaVersion": VERSION,
        "amur:programVersion": env!("CARGO_PKG_VERSION"),
        "amur:program": program,
        "resources": resources,
    })
}

/// A schema as readers that go through pandas need it, frictionless among them: a list reaches them as an array of numpy,
/// which no type of theirs but `any` takes, and a null number as `nan`. What the column is stays in `amur:arrow`.
fn published(schema: &Value) -> Value {
    let mut schema = schema.clone();
    schema["missingValues"] = json!(["", "nan"]);
    for field in schema["fields"].as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
        if field.remove("itemType").is_some() {
            field.insert("type".to_owned(), json!("any"));
        }
    }
    schema
}

fn sources(texts: u64, sources: &[Source]) -> Vec<Value> {
    if sources.is_empty() {
        return vec![json!({ "title": format!("{texts} texts, listed in the table `documents`") })];
    }
    let source = |s: &Source| {
        let title = s.title.as_ref().map_or_else(|| s.doc_id.clone(), |t| format!("{}: {t}", s.doc_id));
        match &s.licence {
            Some(licence) => json!({ "title": title, "amur:licence": licence }),
            None => json!({ "title": title }),
        }
    };
    sources.iter().map(source).collect()
}
