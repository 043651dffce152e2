//! Precision and recall of a release against annotated rows.
//!
//! Gold files are `<prefix><table>.jsonl`; a document is matched by the part of its `doc_id` before the first `_`. Three levels of
//! strictness for figures: `figure` (document, measure, unit, value), `core` (and who and which way), `strict` (and product and
//! period). Rows marked optional count neither way.

mod compare;
mod figures;
mod lists;
mod zones;

use crate::failure::Failure;
use crate::terminal::line;
use amur_publish::Release;
use amur_store::stage::Outputs;
use amur_store::{Error, batch, parquet};
use compare::{Row, key_of, text};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const TABLES: [&str; 6] = ["trade_flows", "indicators", "zones", "references", "citations", "documents"];

#[derive(Debug, clap::Args)]
pub struct Eval {
    /// Folder of gold files, `<prefix><table>.jsonl`.
    gold: PathBuf,
    /// The release to score: a name, `latest`, or a folder of Parquet files.
    #[arg(long, default_value = "latest")]
    release: String,
    /// Folder of the raw files, to check the spans against the gold anchors.
    #[arg(long, value_name = "DIR")]
    raw: Option<PathBuf>,
    /// What the gold files' names begin with, such as `en.`
    #[arg(long, default_value = "")]
    prefix: String,
    /// Only these documents.
    #[arg(long, value_delimiter = ',', value_name = "DOC,...")]
    docs: Option<Vec<String>>,
    /// List missed and extra rows on standard error.
    #[arg(long)]
    misses: bool,
    #[arg(long)]
    json: bool,
}

/// Right, found and wanted at one level of strictness.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Level {
    right: usize,
    found: usize,
    wanted: usize,
}

impl Level {
    fn rates(self) -> (f64, f64, f64) {
        let share = |n: usize, of: usize, none: f64| if of > 0 { n as f64 / of as f64 } else { none };
        let precision = share(self.right, self.found, if self.wanted == 0 { 1.0 } else { 0.0 });
        let recall = share(self.right, self.wanted, 1.0);
        let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
        (precision, recall, f1)
    }
}

/// The score of a table.
#[derive(Debug, Default)]
pub struct Score {
    levels: Vec<(&'static str, Level)>,
    /// How often each field is right among the rows that were found.
    fields: Vec<(&'static str, usize, usize)>,
    misses: Vec<String>,
}

/// The tables of a release, read as they are asked for.
pub struct Tables(PathBuf);

impl Tables {
    fn rows(&self, table: &str) -> Result<Vec<Row>, Error> {
        let path = self.0.join(format!("{table}.parquet"));
        if path.exists() { batch::to_rows(&parquet::read(&path, None)?) } else { Ok(Vec::new()) }
    }
}

pub fn run(eval: &Eval, outputs: &Outputs) -> Result<(), Failure> {
    let dir = match Path::new(&eval.release).is_dir() {
        true => PathBuf::from(&eval.release),
        false => Release::find(outputs, &eval.release)?.dir,
    };
    let tables = Tables(dir);
    let raw = raw_texts(eval.raw.as_deref())?;
    let mut scores: Vec<(&str, Score)> = Vec::new();
    for table in TABLES {
        let Some(mut gold) = gold_rows(eval, table)? else {
            continue;
        };
        if let Some(keep) = &eval.docs {
            gold.retain(|g| keep.iter().any(|d| Some(d.as_str()) == text(g, "doc")));
        }
        let docs: BTreeSet<String> = match &eval.docs {
            Some(keep) => keep.iter().cloned().collect(),
            None => {
                let listed = gold_rows(eval, "documents")?.unwrap_or_default();
                let of = |rows: &[Row]| rows.iter().filter_map(|g| text(g, "doc").map(str::to_owned)).collect::<Vec<_>>();
                of(&gold).into_iter().chain(of(&listed)).chain(raw.keys().cloned()).collect()
            }
        };
        let mut predicted = tables.rows(table)?;
        for row in &mut predicted {
            let doc = text(row, "doc_id").map(key_of).unwrap_or_default().to_owned();
            row.insert("doc".to_owned(), json!(doc));
        }
        if !matches!(table, "zones" | "documents") {
            predicted.retain(|p| text(p, "doc").is_some_and(|d| docs.contains(d)));
        }
        let score = match table {
            "zones" => zones::score(gold, predicted, &tables.rows("zone_mentions")?, &docs),
            "references" => lists::references(&gold, &predicted),
            "citations" => lists::citations(&gold, &predicted, &tables.rows("references")?),
            "documents" => lists::documents(&gold, &predicted),
            _ => figures::score(table == "trade_flows", gold, predicted, &raw),
        };
        scores.push((table, score));
    }
    if scores.is_empty() {
        return Err(Failure::Failed(format!("there are no gold files {}<table>.jsonl in {}", eval.prefix, eval.gold.display())));
    }
    if eval.misses {
        scores.iter().flat_map(|(_, s)| &s.misses).for_each(|miss| eprintln!("{miss}"));
    }
    if eval.json {
        line(as_json(&scores).to_string())
    } else {
        print(&scores)
    }
    Ok(())
}

fn print(scores: &[(&str, Score)]) {
    line(format!("{:12} {:7} {:>6} {:>6} {:>6}   right/found/gold", "table", "level", "P", "R", "F1"));
    for (name, score) in scores {
        for (level, counts) in &score.levels {
            let (p, r, f1) = counts.rates();
            line(format!("{name:12} {level:7} {p:6.3} {r:6.3} {f1:6.3}   {}/{}/{}", counts.right, counts.found, counts.wanted));
        }
        if !score.fields.is_empty() {
            let fields: Vec<String> = score.fields.iter().map(|(name, ok, n)| format!("{name} {ok}/{n}")).collect();
            line(format!("{:13}fields {}", "", fields.join("  ")));
        }
    }
}

fn as_json(scores: &[(&str, Score)]) -> Value {
    let of = |score: &Score| {
        let mut out = Map::new();
        for (level, counts) in &score.levels {
            let (p, r, f1) = counts.rates();
            out.insert((*level).to_owned(), json!([p, r, f1, counts.right, counts.found, counts.wanted]));
        }
        let fields = score.fields.iter().map(|(name, ok, n)| ((*name).to_owned(), json!([ok, n]))).collect();
        out.insert("fields".to_owned(), Value::Object(fields));
        Value::Object(out)
    };
    Value::Object(scores.iter().map(|(name, score)| ((*name).to_owned(), of(score))).collect())
}

fn gold_rows(eval: &Eval, table: &str) -> Result<Option<Vec<Row>>, Failure> {
    let path = eval.gold.join(format!("{}{table}.jsonl", eval.prefix));
    if !path.exists() {
        return Ok(None);
    }
    let lines = fs::read_to_string(&path).map_err(Error::io("read", &path))?;
    let rows = lines.lines().filter(|l| !l.trim().is_empty()).map(serde_json::from_str).collect::<Result<_, _>>();
    Ok(Some(rows.map_err(Error::file("read", &path))?))
}

fn raw_texts(dir: Option<&Path>) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let mut texts = BTreeMap::new();
    let Some(dir) = dir else { return Ok(texts) };
    let mut paths: Vec<PathBuf> =
        fs::read_dir(dir).map_err(Error::io("read", dir))?.flatten().map(|e| e.path()).filter(|p| p.is_file()).collect();
    paths.sort();
    for path in paths {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        texts.insert(key_of(&stem).to_owned(), fs::read(&path).map_err(Error::io("read", &path))?);
    }
    Ok(texts)
}
