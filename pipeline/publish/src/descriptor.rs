//! `datapackage.json`: Data Package v2.

use crate::attached::Attached;
use crate::licences::Licences;
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
    pub sha256: String,
    pub title: Option<String>,
    /// As it states it.
    pub licence: Option<String>,
}

/// More sources than this are told by the table `documents` alone.
const MOST_SOURCES: usize = 1000;

/// The descriptor of a release of these files, made from these texts.
pub fn descriptor(
    release: &Release,
    created: Timestamp,
    program: &str,
    files: &[Written],
    attached: &[Attached],
    sources: &[Source],
) -> Value {
    let licences = Licences::default();
    let tables = PUBLISHED.iter().filter_map(|table| files.iter().find(|f| f.table == *table)).map(|file| {
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
    });
    let resources: Vec<Value> = tables.chain(attached.iter().map(Attached::resource)).collect();
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "amur",
        "title": "Trade across borders, as texts state it",
        "description": "Facts read from texts, each with the words it was read from. A row states what its text states; nothing is computed, converted or guessed but in the tables `checks`, `claims` and `trade_flows_derived`.",
        "version": release.name(),
        "created": created.to_string(),
        "licenses": licences.of_package(sources.iter().map(|s| s.licence.as_deref())),
        "sources": self::sources(sources, &licences),
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

/// Each text with its licence, in its own words and by name.
fn sources(sources: &[Source], licences: &Licences) -> Vec<Value> {
    if sources.len() > MOST_SOURCES {
        return vec![json!({ "title": format!("{} texts, listed with their licences in the table `documents`", sources.len()) })];
    }
    let source = |s: &Source| {
        let title = s.title.as_ref().map_or_else(|| s.doc_id.clone(), |t| format!("{}: {t}", s.doc_id));
        let stated = s.licence.as_deref();
        json!({ "title": title, "version": format!("sha256:{}", s.sha256), "amur:licence": stated, "amur:licenceName": licences.name(stated) })
    };
    sources.iter().map(source).collect()
}
