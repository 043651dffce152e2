//! The stage: normalized parts in, accepted parts and rejected rows out.

use crate::claims::{self, Statement};
use crate::derive::derive;
use crate::shelves::{self, Index, SHELVES};
use crate::{checks, rules};
use amur_model::{Claim, DerivedFlow, Document, Reference, TradeFlow, Zone};
use amur_store::schema::{PUBLISHED, TEXT_TABLES, TableSchema};
use amur_store::stage::{self, Manifest, Observer, Outputs, Program, Report, TablePart};
use amur_store::{Error, Result, batch, disk, frame, parquet, schema};
use arrow::array::{AsArray, BooleanArray, RecordBatch, UInt32Array};
use arrow::compute::{filter_record_batch, take_record_batch};
use polars::prelude::Series;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Instant;

pub const STAGE: &str = "validate";

/// Runs the stage: does nothing where its inputs are those of the last run. `keep` names parts of earlier runs that are
/// still wanted.
pub fn run(outputs: &Outputs, program: Program, keep: &[String], observer: &dyn Observer) -> Result<Report> {
    let started = Instant::now();
    let before: Manifest<TablePart> = outputs
        .manifest(amur_normalize::STAGE)
        .ok_or_else(|| Error::Other("there is nothing to validate: run `amur normalize` first".to_owned()))?;
    let inputs = stage::key([before.outputs.as_str(), program.all]);
    if let Some(last) = outputs.manifest::<TablePart>(STAGE).filter(|m| m.inputs == inputs) {
        return Ok(Report { unchanged: true, ..Report::of(STAGE, &last, 0) });
    }
    let (global, texts) = before.parts.split_last().ok_or_else(|| Error::Other("the manifest of normalize has no parts".to_owned()))?;
    let units = units_of_claims(texts.len());
    observer.begin(STAGE, (before.parts.len() + units.len()) as u64);

    let mut shared = Shared::new(outputs, global)?;
    let validated = |shared: &Shared, part: &TablePart| validate(outputs, part, shared, program);
    let mut made = stage::on_threads(rayon::current_num_threads(), texts, |_, part| {
        let made = validated(&shared, part);
        observer.step(1);
        made
    })?;

    // An entry may be the one that stands for entries of other parts, and itself be rejected: those stand for themselves then.
    shared.lost_references = made.iter().filter_map(|(part, _)| part.lost.get("references")).flatten().cloned().collect();
    if !shared.lost_references.is_empty() {
        for (part, (made, _)) in texts.iter().zip(&mut made) {
            if part.uses.get("references").is_some_and(|ids| ids.iter().any(|id| shared.lost_references.contains(id))) {
                *made = validated(&shared, part)?.0;
            }
        }
    }

    let facts = Facts::new(outputs, &made)?;
    let claims = stage::on_threads(rayon::current_num_threads(), &units, |_, shelves| {
        let made = facts.claims(outputs, shelves, program);
        observer.step(1);
        made
    })?;
    made.extend(claims.into_iter().flatten());

    let done = made.iter().filter(|(_, new)| *new).count() as u64;
    let mut parts: Vec<TablePart> = made.into_iter().map(|(part, _)| part).collect();
    let lost_docs: BTreeSet<&str> = parts.iter().filter_map(|p| p.lost.get("documents")).flatten().map(String::as_str).collect();
    parts.push(shared.finish(outputs, global, program, &lost_docs)?);
    observer.step(1);
    observer.end();

    let manifest = Manifest::of_tables(STAGE, inputs, &before, parts, started.elapsed().as_secs_f64());
    outputs.write_manifest(&manifest)?;
    collect_rejected(outputs, &manifest.parts)?;
    let keys: BTreeSet<&str> = manifest.parts.iter().map(|p| p.key.as_str()).chain(keep.iter().map(String::as_str)).collect();
    disk::sweep(&outputs.stage(STAGE).join("parts"), |name| keys.contains(name));
    Ok(Report::of(STAGE, &manifest, done))
}

/// A rejected row as the analyst finds it in `stages/validate/rejected/`.
#[derive(Debug, Clone, Serialize)]
struct RejectedRow {
    table: String,
    row_id: Option<String>,
    doc_id: Option<String>,
    code: String,
    column: Option<String>,
    reason: String,
    row: String,
}

/// The tables under validation: what is accepted, and the ids that later tables may refer to.
#[derive(Default)]
struct Desk {
    accepted: BTreeMap<&'static str, RecordBatch>,
    known: BTreeMap<String, BTreeSet<String>>,
    lost: BTreeMap<String, BTreeSet<String>>,
    rejected: Vec<RejectedRow>,
    rows_rejected: u64,
    rows_doubtful: u64,
    /// What a part of texts hands on to the claims.
    statements: Option<Vec<Statement>>,
}

impl Desk {
    /// Keeps the rows of a table that break no rule and whose references hold; writes the others down.
    fn admit(&mut self, table: &'static str, rows: RecordBatch) -> Result<()> {
        let schema = schema(table);
        let data = frame::from_batch(&rows)?;
        let mut broken = rules::check(schema, &data)?;
        for (field, target) in references(schema) {
            let field = schema.field(&field).ok_or_else(|| Error::Other(format!("a key of `{table}` names no column: {field}")))?;
            let known = self.ids(&target, |d| &d.known);
            let lost = self.ids(&target, |d| &d.lost);
            broken.extend(rules::references(&data, field, &known, &lost, &tables_of(&target))?);
        }
        broken.sort_by_key(|b| b.row);
        let bad: BTreeSet<usize> = broken.iter().map(|b| b.row).collect();
        // What only goes with a row that is kept out is counted with that row.
        for codes in broken.chunk_by(|a, b| a.row == b.row) {
            let has = |code| codes.iter().all(|b| b.code == code);
            self.rows_doubtful += u64::from(has(rules::DOUBTFUL));
            self.rows_rejected += u64::from(!has(rules::DOUBTFUL) && !has(rules::FOLLOWS));
        }
        let column = |name: &str| rows.column_by_name(name).map(|c| c.as_string::<i32>().clone());
        let ids = schema.id().and_then(column);
        let text = |array: &Option<arrow::array::StringArray>, row: usize| {
            array.as_ref().filter(|a| arrow::array::Array::is_valid(a, row)).map(|a| a.value(row).to_owned())
        };
        if !bad.is_empty() {
            let docs = column("doc_id");
            let json = batch::to_json(&take_record_batch(&rows, &UInt32Array::from_iter_values(bad.iter().map(|r| *r as u32)))?)?;
            let json: BTreeMap<usize, String> = bad.iter().copied().zip(json).collect();
            self.rejected.extend(broken.into_iter().map(|b| RejectedRow {
                table: table.to_owned(),
                row_id: text(&ids, b.row),
                doc_id: text(&docs, b.row),
                code: b.code.to_owned(),
                column: Some(b.column),
                reason: b.reason,
                row: json[&b.row].clone(),
            }));
        }
        if schema.id().is_some() {
            let (lost, kept): (Vec<usize>, Vec<usize>) = (0..rows.num_rows()).partition(|row| bad.contains(row));
            let known: BTreeSet<String> = kept.into_iter().filter_map(|row| text(&ids, row)).collect();
            let lost = lost.into_iter().filter_map(|row| text(&ids, row)).filter(|id| !known.contains(id)).collect();
            self.known.insert(table.to_owned(), known);
            self.lost.insert(table.to_owned(), lost);
        }
        let keep: BooleanArray = (0..rows.num_rows()).map(|row| Some(!bad.contains(&row))).collect();
        self.accepted.insert(table, filter_record_batch(&rows, &keep)?);
        Ok(())
    }

    fn ids(&self, targets: &[String], of: fn(&Desk) -> &BTreeMap<String, BTreeSet<String>>) -> Series {
        rules::ids(targets.iter().filter_map(|t| of(self).get(t)).flatten().map(String::as_str))
    }

    fn write(&self, dir: &Path, key: &str) -> Result<TablePart> {
        let mut part = TablePart {
            key: key.to_owned(),
            rejected: self.rows_rejected,
            doubtful: self.rows_doubtful,
            lost: ["documents", "references"]
                .into_iter()
                .filter_map(|t| Some((t.to_owned(), self.lost.get(t).filter(|ids| !ids.is_empty())?.iter().cloned().collect())))
                .collect(),
            ..TablePart::default()
        };
        disk::write_dir(dir, |dir| {
            for (table, rows) in &self.accepted {
                let written = parquet::write(&dir.join(format!("{table}.parquet")), schema(table), std::slice::from_ref(rows))?;
                part.rows.insert((*table).to_owned(), written);
            }
            let rejected = batch::from_rows(schema("rejected"), &self.rejected)?;
            parquet::write(&dir.join("rejected.parquet"), schema("rejected"), &[rejected])?;
            if let Some(statements) = &self.statements {
                shelves::write(dir, statements)?;
            }
            disk::write_json(&dir.join(TablePart::FILE), &part)
        })?;
        Ok(part)
    }
}

/// The columns of a table that refer to rows of tables: standard foreign keys, and `amur:refersTo`. A key into the
/// table itself is looked after apart, by [`Shared`] and [`own_canonical`].
fn references(schema: &TableSchema) -> Vec<(String, Vec<String>)> {
    let keys = schema.foreign_keys.iter().filter(|k| !k.reference.resource.is_empty());
    let keys = keys.map(|k| (k.fields.clone(), vec![k.reference.resource.clone()]));
    let refers = schema.fields.iter().filter(|f| !f.refers_to.is_empty());
    let refers = refers.map(|f| (f.name.clone(), f.refers_to.iter().filter_map(|t| t.split('.').next()).map(str::to_owned).collect()));
    keys.chain(refers).collect()
}

fn tables_of(targets: &[String]) -> String {
    if targets.len() > 2 { "the tables of facts".to_owned() } else { targets.join(" or ") }
}

/// What all parts share: zones and places.
struct Shared {
    desk: Desk,
    lost_references: BTreeSet<String>,
}

impl Shared {
    fn new(outputs: &Outputs, global: &TablePart) -> Result<Self> {
        let dir = outputs.part(amur_normalize::STAGE, &global.key);
        let read = |table: &str| parquet::read(&dir.join(format!("{table}.parquet")), None);
        let mut desk = Desk::default();
        desk.admit("places", read("places")?)?;
        // Documents are validated later, with their parts; see `finish`.
        let zones = read("zones")?;
        let docs = batch::to_rows::<Zone>(&zones)?.into_iter().flat_map(|z| z.docs).collect();
        desk.known.insert("documents".to_owned(), docs);
        desk.admit("zones", zones)?;
        desk.admit("findings", read("findings")?)?;
        Ok(Shared { desk, lost_references: BTreeSet::new() })
    }

    /// Those of `ids` that no row may refer to.
    fn missing<'a>(&'a self, table: &'a str, ids: Option<&'a Vec<String>>) -> impl Iterator<Item = &'a String> {
        ids.into_iter().flatten().filter(move |id| !self.desk.known[table].contains(*id))
    }

    /// The part of the tables that belong to no one text. A parent or a text that was rejected is left out of a zone's row.
    fn finish(mut self, outputs: &Outputs, global: &TablePart, program: Program, lost_docs: &BTreeSet<&str>) -> Result<TablePart> {
        let known = self.desk.known["zones"].clone();
        let mut zones: Vec<Zone> = batch::to_rows(&self.desk.accepted["zones"])?;
        for zone in &mut zones {
            zone.docs.retain(|d| !lost_docs.contains(d.as_str()));
            zone.parent = zone.parent.take().filter(|p| known.contains(p));
        }
        self.desk.accepted.insert("zones", batch::from_rows(schema("zones"), &zones)?);
        let lost = lost_docs.iter().map(|d| (*d).to_owned());
        let key = stage::key([global.key.clone(), program.all.to_owned()].into_iter().chain(lost));
        known_part(outputs, &key).map_or_else(|| self.desk.write(&outputs.part(STAGE, &key), &key), Ok)
    }
}

fn known_part(outputs: &Outputs, key: &str) -> Option<TablePart> {
    disk::read_json(&outputs.part(STAGE, key).join(TablePart::FILE))
}

/// The accepted tables of a part, and whether they had to be made.
fn validate(outputs: &Outputs, part: &TablePart, shared: &Shared, program: Program) -> Result<(TablePart, bool)> {
    let uses = |table: &str| part.uses.get(table);
    let mut lost: Vec<&str> = ["zones", "places"].into_iter().flat_map(|t| shared.missing(t, uses(t))).map(String::as_str).collect();
    lost.extend(uses("references").into_iter().flatten().filter(|id| shared.lost_references.contains(*id)).map(String::as_str));
    let key = stage::key([part.key.as_str(), program.all].into_iter().chain(lost));
    if let Some(made) = known_part(outputs, &key) {
        return Ok((made, false));
    }
    let dir = outputs.part(amur_normalize::STAGE, &part.key);
    let mut desk = Desk::default();
    for table in ["zones", "places"] {
        desk.known.insert(table.to_owned(), shared.desk.known[table].clone());
        desk.lost.insert(table.to_owned(), shared.desk.lost[table].clone());
    }
    for table in TEXT_TABLES {
        desk.admit(table, parquet::read(&dir.join(format!("{table}.parquet")), None)?)?;
        if table == "references" {
            own_canonical(&mut desk, uses("references"), &shared.lost_references)?;
        }
    }
    let flows: Vec<TradeFlow> = batch::to_rows(&desk.accepted["trade_flows"])?;
    let documents: Vec<Document> = batch::to_rows(&desk.accepted["documents"])?;
    let derived: Vec<DerivedFlow> = flows.iter().map(derive).collect();
    desk.admit("trade_flows_derived", batch::from_rows(schema("trade_flows_derived"), &derived)?)?;
    desk.admit("checks", batch::from_rows(schema("checks"), &checks::of_texts(&flows))?)?;
    desk.statements = Some(claims::statements(&flows, &documents));
    Ok((desk.write(&outputs.part(STAGE, &key), &key)?, true))
}

/// The shelves of each unit of work of the claims: some units to a part of texts, so that one text touches a small share.
fn units_of_claims(parts: usize) -> Vec<Range<usize>> {
    const TO_A_PART: usize = 1;
    let units = (TO_A_PART * parts).next_power_of_two().min(SHELVES);
    let shelves = SHELVES / units;
    (0..units).map(|unit| unit * shelves..(unit + 1) * shelves).collect()
}

/// The statements of all parts, on their shelves.
struct Facts {
    parts: Vec<(PathBuf, Index)>,
    hashes: [u64; SHELVES],
}

impl Facts {
    fn new(outputs: &Outputs, parts: &[(TablePart, bool)]) -> Result<Self> {
        let mut facts = Facts { parts: Vec::new(), hashes: [0; SHELVES] };
        for (part, _) in parts {
            let dir = outputs.part(STAGE, &part.key);
            let index = Index::read(&dir)?;
            index.add_to(&mut facts.hashes);
            facts.parts.push((dir, index));
        }
        Ok(facts)
    }

    /// The claims of some shelves and the checks that weigh them, if any text speaks of their trades, and whether they had to
    /// be made. They are computed from rows that are in, so that no rule is asked.
    fn claims(&self, outputs: &Outputs, shelves: &Range<usize>, program: Program) -> Result<Option<(TablePart, bool)>> {
        let hashes = &self.hashes[shelves.clone()];
        if hashes.iter().all(|hash| *hash == 0) {
            return Ok(None);
        }
        let said = hashes.iter().flat_map(|hash| hash.to_le_bytes()).collect::<Vec<u8>>();
        let key = stage::key(["claims".as_bytes(), program.all.as_bytes(), &said]);
        if let Some(made) = known_part(outputs, &key) {
            return Ok(Some((made, false)));
        }
        let mut statements = Vec::new();
        for (dir, index) in &self.parts {
            statements.extend(index.statements(dir, shelves)?);
        }
        let facts = claims::facts(&statements);
        let claims: Vec<Claim> = facts.iter().map(|fact| fact.claim()).collect();
        let mut desk = Desk::default();
        desk.accepted.insert("claims", batch::from_rows(schema("claims"), &claims)?);
        desk.accepted.insert("checks", batch::from_rows(schema("checks"), &checks::of_facts(&facts))?);
        Ok(Some((desk.write(&outputs.part(STAGE, &key), &key)?, true)))
    }
}

/// An entry whose canonical entry was rejected stands for itself.
fn own_canonical(desk: &mut Desk, elsewhere: Option<&Vec<String>>, lost: &BTreeSet<String>) -> Result<()> {
    let known = &desk.known["references"];
    let elsewhere: BTreeSet<&String> = elsewhere.into_iter().flatten().filter(|id| !lost.contains(*id)).collect();
    let stands = |id: &String| known.contains(id) || elsewhere.contains(id);
    let mut rows: Vec<Reference> = batch::to_rows(&desk.accepted["references"])?;
    let mut changed = false;
    for row in &mut rows {
        if row.canonical.as_ref().is_some_and(|c| !stands(c)) {
            row.canonical = Some(row.ref_id.clone());
            changed = true;
        }
    }
    if changed {
        desk.accepted.insert("references", batch::from_rows(schema("references"), &rows)?);
    }
    Ok(())
}

/// Gathers the rejected rows of all parts, a file a table, in a folder that is swapped whole.
fn collect_rejected(outputs: &Outputs, parts: &[TablePart]) -> Result<()> {
    let dir = outputs.stage(STAGE).join("rejected");
    let _ = std::fs::remove_dir_all(&dir);
    let batches = parts
        .iter()
        .filter(|p| p.rejected + p.doubtful > 0)
        .map(|p| parquet::read(&outputs.part(STAGE, &p.key).join("rejected.parquet"), None))
        .collect::<Result<Vec<_>>>()?;
    disk::write_dir(&dir, |dir| {
        for table in PUBLISHED {
            let of_table = |rows: &RecordBatch| -> Result<RecordBatch> {
                let keep: BooleanArray = rows.column(0).as_string::<i32>().iter().map(|t| Some(t == Some(table))).collect();
                Ok(filter_record_batch(rows, &keep)?)
            };
            let rows = batches.iter().map(of_table).collect::<Result<Vec<_>>>()?;
            if rows.iter().any(|b| b.num_rows() > 0) {
                parquet::write(&dir.join(format!("{table}.parquet")), schema("rejected"), &rows)?;
            }
        }
        Ok(())
    })
}
