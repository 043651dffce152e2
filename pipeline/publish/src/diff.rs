//! What differs between two sets of tables, row by row, and why.

use ahash::{AHashMap, AHashSet};
use amur_model::Change;
use amur_store::schema::{PUBLISHED, TableSchema};
use amur_store::{Error, Result, batch, parquet, schema};
use arrow::array::{Array, AsArray, BooleanArray, RecordBatch};
use arrow::compute::filter_record_batch;
use serde_json::{Map, Value};
use std::path::PathBuf;

/// One side of a difference: for each table the files that hold its rows.
///
/// The files of both sides may leave out the same rows: those of parts that both sides have.
#[derive(Debug, Clone, Default)]
pub struct Side {
    files: AHashMap<String, Vec<PathBuf>>,
    /// Fingerprint of the program that made it.
    program: String,
    /// Every text in these files, with its hash.
    texts: AHashMap<String, String>,
}

impl Side {
    /// The side that `program` made and whose rows of each table lie in `files_of` it.
    pub fn new(program: String, files_of: impl Fn(&str) -> Vec<PathBuf>) -> Result<Self> {
        let mut texts = AHashMap::new();
        for path in files_of("documents") {
            let rows = parquet::read(&path, Some(&["doc_id", "sha256"]))?;
            let (ids, hashes) = (rows.column(0).as_string::<i32>(), rows.column(1).as_string::<i32>());
            texts.extend(ids.iter().zip(hashes).filter_map(|(id, hash)| Some((id?.to_owned(), hash?.to_owned()))));
        }
        Ok(Side { files: tables().map(|t| (t.name.clone(), files_of(&t.name))).collect(), program, texts })
    }
}

/// The tables whose rows have ids.
pub fn tables() -> impl Iterator<Item = &'static TableSchema> {
    PUBLISHED.iter().map(|t| schema(t)).filter(|s| s.id().is_some())
}

/// Rows added, removed and changed, by table and id.
pub fn diff(before: &Side, after: &Side) -> Result<Vec<Change>> {
    let causes = Causes::new(before, after);
    let mut changes = Vec::new();
    for table in tables() {
        let none = Vec::new();
        let files = |side: &Side| side.files.get(&table.name).unwrap_or(&none).clone();
        let (old, new) = (files(before), files(after));
        let differing = differing_ids(table, &old, &new)?;
        if differing.is_empty() {
            continue;
        }
        let (was, is) = (rows_of(table, &old, &differing)?, rows_of(table, &new, &differing)?);
        let mut ids: Vec<&String> = differing.iter().collect();
        ids.sort_unstable();
        changes.extend(ids.into_iter().map(|id| change(table, id, was.get(id), is.get(id), &causes)));
    }
    Ok(changes)
}

/// Ids that one side lacks, or whose rows differ.
fn differing_ids(table: &TableSchema, old: &[PathBuf], new: &[PathBuf]) -> Result<AHashSet<String>> {
    let (mut old, new) = (hashes(table, old)?, hashes(table, new)?);
    let differs = |(id, hash): (String, u64)| (old.remove(&id) != Some(hash)).then_some(id);
    let mut differing: AHashSet<String> = new.into_iter().filter_map(differs).collect();
    differing.extend(old.into_keys());
    Ok(differing)
}

/// The ids of some files, each with a hash of its row.
fn hashes(table: &TableSchema, files: &[PathBuf]) -> Result<AHashMap<String, u64>> {
    let mut hashes = AHashMap::new();
    for path in files {
        parquet::for_each(path, |rows| {
            for (id, json) in id_column(table, rows)?.as_string::<i32>().iter().zip(batch::to_json(rows)?) {
                let id = id.unwrap_or_default();
                let digest = blake3::hash(json.as_bytes());
                let hash = u64::from_le_bytes(digest.as_bytes()[..8].try_into().expect("a digest has 32 bytes"));
                if hashes.insert(id.to_owned(), hash).is_some() {
                    return Err(stands_twice(&table.name, id));
                }
            }
            Ok(())
        })?;
    }
    Ok(hashes)
}

/// An id that stands twice is a defect of the program that must not be published.
pub fn stands_twice(table: &str, id: &str) -> Error {
    Error::Other(format!("two rows of `{table}` have the same id, `{id}`: nothing was published"))
}

fn id_column<'a>(table: &TableSchema, rows: &'a RecordBatch) -> Result<&'a dyn Array> {
    let id = table.id().unwrap_or_default();
    rows.column_by_name(id).map(AsRef::as_ref).ok_or_else(|| Error::Other(format!("`{}` has no column `{id}`", table.name)))
}

/// The wanted rows as JSON objects.
fn rows_of(table: &TableSchema, files: &[PathBuf], wanted: &AHashSet<String>) -> Result<AHashMap<String, Map<String, Value>>> {
    let mut found = AHashMap::new();
    for path in files {
        parquet::for_each(path, |rows| {
            let ids = id_column(table, rows)?.as_string::<i32>();
            let keep: BooleanArray = ids.iter().map(|id| Some(id.is_some_and(|id| wanted.contains(id)))).collect();
            let rows = filter_record_batch(rows, &keep)?;
            let ids = id_column(table, &rows)?.as_string::<i32>().clone();
            for (id, json) in ids.iter().zip(batch::to_json(&rows)?) {
                let row = serde_json::from_str(&json).map_err(|e| Error::Other(e.to_string()))?;
                found.insert(id.unwrap_or_default().to_owned(), row);
            }
            Ok(())
        })?;
    }
    Ok(found)
}

type Row = Map<String, Value>;

fn change(table: &TableSchema, id: &str, was: Option<&Row>, is: Option<&Row>, causes: &Causes) -> Change {
    let columns: Vec<String> = match (was, is) {
        (Some(was), Some(is)) => {
            let names = is.keys().chain(was.keys().filter(|k| !is.contains_key(*k)));
            names.filter(|k| was.get(*k) != is.get(*k)).cloned().collect()
        }
        _ => Vec::new(),
    };
    let cells = |row: &Row| {
        let shown = row.iter().filter(|(k, _)| columns.is_empty() || columns.contains(k));
        Value::Object(shown.map(|(k, v)| (k.clone(), v.clone())).collect()).to_string()
    };
    let kind = match (was, is) {
        (None, _) => "added",
        (_, None) => "removed",
        _ => "changed",
    };
    Change {
        table: table.name.clone(),
        row_id: id.to_owned(),
        change: kind.to_owned(),
        before: was.map(cells),
        after: is.map(cells),
        cause: causes.of(is.or(was).map(texts_of).unwrap_or_default()).to_owned(),
        columns,
    }
}

/// The texts that a row comes from: its own, or those of a zone.
fn texts_of(row: &Row) -> Vec<&str> {
    let own = row.get("doc_id").and_then(Value::as_str).into_iter();
    let listed = row.get("docs").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    own.chain(listed).collect()
}

/// What happened to each text, and to the corpus.
struct Causes<'a> {
    texts: AHashMap<&'a str, &'static str>,
    /// What a row owes its change to where its own texts did not change: the other texts, or the program.
    otherwise: &'static str,
}

const CAUSES: [&str; 3] = ["new_text", "revised_text", "removed_text"];

impl<'a> Causes<'a> {
    fn new(before: &'a Side, after: &'a Side) -> Self {
        let mut texts = AHashMap::new();
        for (doc, hash) in &after.texts {
            match before.texts.get(doc) {
                None => texts.insert(doc.as_str(), "new_text"),
                Some(old) if old != hash => texts.insert(doc.as_str(), "revised_text"),
                _ => None,
            };
        }
        texts.extend(before.texts.keys().filter(|d| !after.texts.contains_key(*d)).map(|d| (d.as_str(), "removed_text")));
        let seen = CAUSES.into_iter().find(|c| texts.values().any(|t| t == c));
        let otherwise = if before.program == after.program { seen.unwrap_or("program") } else { "program" };
        Causes { texts, otherwise }
    }

    fn of(&self, docs: Vec<&str>) -> &'static str {
        let own = || docs.iter().filter_map(|d| self.texts.get(d));
        CAUSES.into_iter().find(|c| own().any(|t| t == c)).unwrap_or(self.otherwise)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use amur_model::{Common, TradeFlow};

    fn side(dir: &std::path::Path, name: &str, rows: &[(&str, &str, f64)], texts: &[(&str, &str)], program: &str) -> Side {
        let rows: Vec<_> = rows
            .iter()
            .map(|(id, doc, value)| TradeFlow {
                flow_id: (*id).into(),
                common: Common { doc_id: (*doc).into(), ..Common::default() },
                value: *value,
                ..TradeFlow::default()
            })
            .collect();
        let path = dir.join(name);
        parquet::write(&path, schema("trade_flows"), &[batch::from_rows(schema("trade_flows"), &rows).unwrap()]).unwrap();
        Side {
            files: [("trade_flows".to_owned(), vec![path])].into_iter().collect(),
            program: program.into(),
            texts: texts.iter().map(|(d, h)| ((*d).to_owned(), (*h).to_owned())).collect(),
        }
    }

    #[test]
    fn rows_are_told_apart_with_their_cause() {
        let dir = tempfile::tempdir().unwrap();
        let before = side(
            dir.path(),
            "a",
            &[("1", "a", 1.0), ("2", "b", 2.0), ("3", "c", 3.0), ("4", "d", 4.0)],
            &[("a", "x"), ("b", "x"), ("c", "x"), ("d", "x")],
            "p",
        );
        let after = side(
            dir.path(),
            "b",
            &[("1", "a", 1.0), ("2", "b", 2.5), ("4", "d", 4.5), ("5", "e", 5.0)],
            &[("a", "x"), ("b", "y"), ("d", "x"), ("e", "x")],
            "q",
        );
        let changes = diff(&before, &after).unwrap();
        let told: Vec<_> = changes.iter().map(|c| (c.row_id.as_str(), c.change.as_str(), c.cause.as_str())).collect();
        assert_eq!(
            told,
            [("2", "changed", "revised_text"), ("3", "removed", "removed_text"), ("4", "changed", "program"), ("5", "added", "new_text")]
        );
        assert_eq!(
            (changes[0].columns.as_slice(), changes[0].before.as_deref(), changes[0].after.as_deref()),
            (["value".to_owned()].as_slice(), Some(r#"{"value":2.0}"#), Some(r#"{"value":2.5}"#))
        );
        assert_eq!(diff(&before, &before).unwrap(), []);
    }
}
