//! The stage: parts of records in, parts of tables out.

use crate::places::Places;
use crate::products::Products;
use crate::references::{WorkKey, canonical};
use crate::rows::{Context, FindingRow, PartRows, ZoneNames};
use crate::zones::{Zones, settle};
use ahash::AHashMap;
use amur_model::{Finding, TextRecord, Zone};
use amur_store::stage::{self, Manifest, Observer, Outputs, Program, RecordPart, Report, Rows, TablePart};
use amur_store::{Error, Result, batch, disk, parquet, schema};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::time::Instant;

pub const STAGE: &str = "normalize";

/// The last part of a manifest of tables: those that belong to no one text.
pub const GLOBAL: [&str; 3] = ["zones", "places", "findings"];

/// What settling entities over all texts needs of a part.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Entities {
    zones: Vec<Zone>,
    works: Vec<WorkKey>,
}

/// Runs the stage: does nothing where its inputs are those of the last run.
pub fn run(outputs: &Outputs, program: Program, observer: &dyn Observer) -> Result<Report> {
    let started = Instant::now();
    let before: Manifest<RecordPart> =
        outputs.manifest("extract").ok_or_else(|| Error::Other("there is nothing to normalize: run `amur extract` first".to_owned()))?;
    let inputs = stage::key([before.outputs.as_str(), program.all]);
    if let Some(last) = outputs.manifest::<TablePart>(STAGE).filter(|m| m.inputs == inputs) {
        return Ok(Report { unchanged: true, ..Report::of(STAGE, &last, 0) });
    }
    observer.begin(STAGE, 2 * before.parts.len() as u64 + 1);

    let threads = rayon::current_num_threads();
    let entities = stage::on_threads(threads, &before.parts, |_, part| entities(outputs, part, program, observer))?;
    let works: Vec<WorkKey> = entities.iter().flat_map(|e| e.works.iter().cloned()).collect();
    let stated: Vec<Zone> = entities.iter().flat_map(|e| e.zones.iter().cloned()).collect();
    let settled = Settled {
        places: Places::default(),
        products: Products::default(),
        canonical: canonical(&works),
        zone_names: AHashMap::new(),
        zones: settle(&stated),
    }
    .named();

    let made = stage::on_threads(threads, &before.parts, |i, part| tables(outputs, part, &entities[i], &settled, program, observer))?;
    let done = made.iter().filter(|(_, new)| *new).count() as u64;
    let mut parts: Vec<TablePart> = made.into_iter().map(|(part, _)| part).collect();
    parts.push(global(outputs, &parts, &settled)?);
    observer.end();

    let manifest = Manifest::of_tables(STAGE, inputs, &before, parts, started.elapsed().as_secs_f64());
    outputs.write_manifest(&manifest)?;
    let keys: BTreeSet<&str> = manifest.parts.iter().map(|p| p.key.as_str()).collect();
    disk::sweep(&outputs.stage(STAGE).join("parts"), |name| keys.contains(name));
    let kept: BTreeSet<String> = before.parts.iter().map(|p| entities_name(p, program)).collect();
    disk::sweep(&outputs.stage(STAGE).join("entities"), |name| kept.contains(name));
    Ok(Report::of(STAGE, &manifest, done))
}

struct Settled {
    places: Places,
    products: Products,
    canonical: AHashMap<String, String>,
    zones: Zones,
    zone_names: AHashMap<String, ZoneNames>,
}

impl Settled {
    fn named(mut self) -> Self {
        self.zone_names = self.zones.rows.iter().map(|z| (z.zone_id.clone(), z.into())).collect();
        self
    }
}

/// The records of a part, one at a time.
fn records(outputs: &Outputs, part: &RecordPart) -> Result<impl Iterator<Item = Result<TextRecord>>> {
    let path = outputs.part("extract", &format!("{}.msgpack", part.key));
    let file = File::open(&path).map_err(Error::io("read", &path))?;
    let mut records = BufReader::new(file);
    Ok(std::iter::from_fn(move || TextRecord::next(&mut records).map_err(Error::file("read", &path)).transpose()))
}

fn entities_name(part: &RecordPart, program: Program) -> String {
    format!("{}.json", stage::key([part.key.as_str(), program.all]))
}

fn entities(outputs: &Outputs, part: &RecordPart, program: Program, observer: &dyn Observer) -> Result<Entities> {
    let path = outputs.stage(STAGE).join("entities").join(entities_name(part, program));
    let known = disk::read_json(&path);
    let entities = match known {
        Some(entities) => entities,
        None => {
            let mut entities = Entities::default();
            for record in records(outputs, part)? {
                let record = record?;
                let doc_id = record.document.row.doc_id;
                entities.works.extend(record.references.iter().map(|f| WorkKey::of(&f.row)));
                entities.zones.extend(record.zones.into_iter().map(|f| Zone { docs: vec![doc_id.clone()], ..f.row }));
            }
            disk::write_json(&path, &entities)?;
            entities
        }
    };
    observer.step(1);
    Ok(entities)
}

/// The tables of a part, and whether they had to be made.
fn tables(
    outputs: &Outputs,
    part: &RecordPart,
    entities: &Entities,
    settled: &Settled,
    program: Program,
    observer: &dyn Observer,
) -> Result<(TablePart, bool)> {
    let zones: AHashMap<String, String> =
        entities.zones.iter().map(|z| (z.zone_id.clone(), settled.zones.ids[&z.zone_id].clone())).collect();
    let mut answers: Vec<String> = zones.iter().map(|(id, now)| format!("{id} {now} {:?}", settled.zone_names[now])).collect();
    answers.extend(entities.works.iter().map(|w| settled.canonical[w.id()].clone()));
    answers.sort_unstable();
    let key = stage::key([part.key.clone(), program.all.to_owned()].into_iter().chain(answers));

    let dir = outputs.part(STAGE, &key);
    let about = dir.join(TablePart::FILE);
    let known = disk::read_json(&about);
    let new = known.is_none();
    let made = match known {
        Some(made) => made,
        None => {
            let context = Context {
                places: &settled.places,
                products: &settled.products,
                zones: &zones,
                zone_names: &settled.zone_names,
                canonical: &settled.canonical,
            };
            let mut rows = PartRows::default();
            for record in records(outputs, part)? {
                rows.add(record?, &context);
            }
            rows.settle_uses();
            write_part(&dir, &key, rows)?
        }
    };
    observer.step(1);
    Ok((made, new))
}

fn write_part(dir: &Path, key: &str, rows: PartRows) -> Result<TablePart> {
    let mut part = TablePart {
        key: key.to_owned(),
        uses: rows.uses.iter().map(|(table, ids)| (table.clone(), ids.iter().cloned().collect())).collect(),
        ..TablePart::default()
    };
    disk::write_dir(dir, |dir| {
        let counts = &mut part.rows;
        write_table(dir, counts, "documents", &rows.documents)?;
        write_table(dir, counts, "trade_flows", &rows.trade_flows)?;
        write_table(dir, counts, "indicators", &rows.indicators)?;
        write_table(dir, counts, "zone_mentions", &rows.zone_mentions)?;
        write_table(dir, counts, "references", &rows.references)?;
        write_table(dir, counts, "citations", &rows.citations)?;
        write_table(dir, counts, "spans", &rows.spans)?;
        write_table(dir, counts, "findings", &rows.findings)?;
        disk::write_json(&dir.join(TablePart::FILE), &part)
    })?;
    Ok(part)
}

fn write_table<R: Serialize>(dir: &Path, counts: &mut Rows, table: &str, rows: &[R]) -> Result<()> {
    let schema = schema(table);
    let written = parquet::write(&dir.join(format!("{table}.parquet")), schema, &[batch::from_rows(schema, rows)?])?;
    counts.insert(table.to_owned(), written);
    Ok(())
}

/// Zones, the places that any row uses, and what was found about files that are no texts.
fn global(outputs: &Outputs, parts: &[TablePart], settled: &Settled) -> Result<TablePart> {
    let used = parts.iter().filter_map(|p| p.uses.get("places")).flatten().map(String::as_str);
    let of_zones = settled.zones.rows.iter().flat_map(|z| z.places.iter().chain(&z.country).chain(&z.admin1)).map(String::as_str);
    let places = settled.places.with_parents(used.chain(of_zones));
    let refused: Vec<Finding> = disk::read_json(&outputs.stage("extract").join("refused.json")).unwrap_or_default();
    let findings: Vec<FindingRow> = refused.into_iter().map(Into::into).collect();

    let said = serde_json::to_string(&(&settled.zones.rows, &places, &findings)).map_err(|e| Error::Other(e.to_string()))?;
    let key = stage::key([said]);
    let mut part = TablePart { key: key.clone(), ..TablePart::default() };
    disk::write_dir(&outputs.part(STAGE, &key), |dir| {
        write_table(dir, &mut part.rows, "zones", &settled.zones.rows)?;
        write_table(dir, &mut part.rows, "places", &places)?;
        write_table(dir, &mut part.rows, "findings", &findings)?;
        disk::write_json(&dir.join(TablePart::FILE), &part)
    })?;
    Ok(disk::read_json(&outputs.part(STAGE, &key).join(TablePart::FILE)).unwrap_or(part))
}
