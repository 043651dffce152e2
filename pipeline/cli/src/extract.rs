//! The extract stage: raw texts in, one record a text out. Only what is new or changed is read.

use crate::corpus::{self, RawText};
use amur_extract::extractor::Extractor;
use amur_model::{Finding, Severity, TextRecord};
use amur_store::stage::{self, Manifest, Observer, Outputs, Program, RecordPart, Report, Rows};
use amur_store::{Error, Result, disk};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeSet, HashMap};
use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::FileExt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

pub const STAGE: &str = "extract";

/// A file whose time of change lies this close to the run that read it may have changed again since.
const RACY_NS: i128 = 2_000_000_000;

/// Raw text that is read before its records are written.
const GROUP_BYTES: u64 = 16 << 20;

/// What the stage knows of the texts that it has read.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Index {
    /// Fingerprint of the program that read them.
    program: String,
    /// The folder that was read.
    root: PathBuf,
    /// When the run began that wrote this.
    begun_ns: i128,
    texts: Vec<Entry>,
}

/// A text that was read: what it looked like, and where its record lies.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Entry {
    path: String,
    doc_id: String,
    bytes: u64,
    mtime_ns: i128,
    hash: String,
    /// Where the record lies: the part's key, the first byte and the length; or why there is none.
    record: Result<Place, Finding>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Place {
    part: String,
    start: u64,
    length: u64,
    counts: Counts,
}

/// Rows and findings of a record.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Counts {
    rows: Rows,
    findings: Rows,
}

impl Counts {
    fn of(record: &TextRecord) -> Self {
        let rows = [
            ("documents", 1),
            ("trade_flows", record.flows.len()),
            ("indicators", record.indicators.len()),
            ("zones", record.zones.len()),
            ("zone_mentions", record.zone_mentions.len()),
            ("references", record.references.len()),
            ("citations", record.citations.len()),
        ];
        let rows = rows.into_iter().filter(|(_, n)| *n > 0).map(|(table, n)| (table.to_owned(), n as u64)).collect();
        Counts { rows, findings: stage::count(&record.findings) }
    }
}

/// What the stage came to.
pub struct Extracted {
    pub report: Report,
    /// Files that are not in the tables, and why.
    pub refused: Vec<Finding>,
    /// Texts on which the program itself failed.
    pub crashed: u64,
}

/// The texts that were read last, as they lie on disk.
pub struct RawTexts(Option<PathBuf>);

impl RawTexts {
    pub fn of(outputs: &Outputs) -> Self {
        RawTexts(disk::read_json::<Index>(&index_path(outputs)).map(|index| index.root))
    }
}

impl amur_publish::RawTexts for RawTexts {
    fn read(&self, path: &str, sha256: &str) -> Result<Vec<u8>, String> {
        let root = self.0.as_ref().ok_or("the folder of raw texts is not known: run `amur extract` first")?;
        let path = if root.is_dir() { root.join(path) } else { root.clone() };
        let bytes = fs::read(&path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
        match self::sha256(&bytes) == sha256 {
            true => Ok(bytes),
            false => Err(format!("{} has changed since it was read", path.display())),
        }
    }
}

fn index_path(outputs: &Outputs) -> PathBuf {
    outputs.stage(STAGE).join("index.json")
}

/// Runs the stage over the texts under `raw`.
pub fn run(outputs: &Outputs, raw: &Path, program: Program, observer: &dyn Observer) -> Result<Extracted> {
    let started = Instant::now();
    let begun_ns = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_nanos() as i128);
    let corpus = corpus::find(raw)?;
    if corpus.texts.is_empty() {
        let refused = corpus.refused.iter().map(|f| format!("; {}: {}", f.path.as_deref().unwrap_or_default(), f.message));
        return Err(Error::Other(format!("there are no texts in {}{}", raw.display(), refused.collect::<String>())));
    }
    let index: Index = disk::read_json(&index_path(outputs)).unwrap_or_default();
    let last: Option<Manifest<RecordPart>> = outputs.manifest(STAGE).filter(|_| index.program == program.extract);
    let known: HashMap<&str, &Entry> = match last {
        Some(_) => index.texts.iter().map(|e| (e.path.as_str(), e)).collect(),
        None => HashMap::new(),
    };
    observer.begin(STAGE, corpus.texts.len() as u64);

    let reader = Reader { outputs, extractor: std::sync::OnceLock::new(), known: &known, trusted_ns: index.begun_ns - RACY_NS, observer };
    let parts: Vec<&[RawText]> = corpus.texts.split_inclusive(|t| stage::ends_part(&t.path, t.bytes)).collect();
    let mut made: Vec<Part> = Vec::with_capacity(parts.len());
    for group in groups(&parts, 2 * rayon::current_num_threads()) {
        let texts: Vec<&RawText> = group.iter().flat_map(|part| part.iter()).collect();
        let mut read = texts.par_iter().with_max_len(1).map(|text| reader.text(text)).collect::<Result<Vec<_>>>()?.into_iter();
        for part in group {
            made.push(reader.part(read.by_ref().take(part.len()).collect())?);
        }
    }
    let parts = made;
    observer.end();

    let mut refused = corpus.refused;
    refused.extend(parts.iter().flat_map(|p| &p.refused).cloned());
    let mut notes = corpus.warnings;
    notes.extend(refused.iter().cloned());
    let said = serde_json::to_string(&notes).map_err(|e| Error::Other(e.to_string()))?;
    let (mut rows, mut findings) = (Rows::new(), stage::count(&notes));
    let texts: Vec<Entry> = parts.iter().flat_map(|p| &p.entries).cloned().collect();
    for place in texts.iter().filter_map(|e| e.record.as_ref().ok()) {
        stage::add(&mut rows, &place.counts.rows);
        stage::add(&mut findings, &place.counts.findings);
    }
    let read = parts.iter().map(|p| p.read).sum();
    let crashed = parts.iter().map(|p| p.crashed).sum();
    let parts: Vec<RecordPart> = parts.into_iter().filter_map(|p| p.made).collect();
    let made = stage::key(parts.iter().map(|p| p.key.as_bytes()).chain([said.as_bytes()]));
    let manifest = Manifest {
        stage: STAGE.to_owned(),
        inputs: stage::key(texts.iter().map(|e| e.hash.as_str()).chain([program.extract])),
        rows_in: corpus.texts.len() as u64,
        rows_out: rows,
        rejected: refused.len() as u64,
        doubtful: 0,
        findings,
        seconds: started.elapsed().as_secs_f64(),
        outputs: made,
        parts,
    };
    let unchanged = last.is_some_and(|l| l.outputs == manifest.outputs);
    let report = Report { unchanged, units: manifest.rows_in, ..Report::of(STAGE, &manifest, read) };

    disk::write_json(&outputs.stage(STAGE).join("refused.json"), &notes)?;
    let root = fs::canonicalize(raw).unwrap_or_else(|_| raw.to_owned());
    disk::write_file(&index_path(outputs), |out| {
        let index = Index { program: program.extract.to_owned(), root, begun_ns, texts };
        serde_json::to_writer(out, &index).map_err(Error::file("write", &index_path(outputs)))
    })?;
    if !unchanged {
        outputs.write_manifest(&manifest)?;
    }
    let keep: BTreeSet<String> = manifest.parts.iter().map(|p| file_name(&p.key)).collect();
    disk::sweep(&outputs.stage(STAGE).join("parts"), |name| keep.contains(name));
    Ok(Extracted { report, refused, crashed })
}

/// Parts that are read together, as many as keep the threads busy and the memory small.
fn groups<'a, 'b>(mut parts: &'b [&'a [RawText]], least: usize) -> impl Iterator<Item = &'b [&'a [RawText]]> {
    std::iter::from_fn(move || {
        let (mut texts, mut bytes, mut taken) = (0, 0, 0);
        while taken < parts.len() && (texts < least || bytes < GROUP_BYTES) {
            texts += parts[taken].len();
            bytes += parts[taken].iter().map(|t| t.bytes).sum::<u64>();
            taken += 1;
        }
        let (group, rest) = parts.split_at(taken);
        parts = rest;
        (!group.is_empty()).then_some(group)
    })
}

fn file_name(key: &str) -> String {
    format!("{key}.msgpack")
}

struct Reader<'a> {
    outputs: &'a Outputs,
    /// Built for the first text that is read: where nothing has changed it is not needed.
    extractor: std::sync::OnceLock<Extractor>,
    known: &'a HashMap<&'a str, &'a Entry>,
    /// Files that changed before this, and look as they did, are as they were.
    trusted_ns: i128,
    observer: &'a dyn Observer,
}

/// A part and the texts in it.
#[derive(Default)]
struct Part {
    made: Option<RecordPart>,
    entries: Vec<Entry>,
    refused: Vec<Finding>,
    read: u64,
    crashed: u64,
}

/// A text on its way into a part.
enum Text {
    /// As it was: its record is there.
    Kept(Entry, Place),
    /// Read anew.
    Read(Entry, Vec<u8>, Counts),
    /// No text: what is known of the file, where it can be known again.
    Refused(Option<Entry>, Finding),
    Crashed(Finding),
}

impl Reader<'_> {
    fn part(&self, texts: Vec<Text>) -> Result<Part> {
        if let Some(part) = self.whole(&texts) {
            return Ok(part);
        }
        let mut part = Part::default();
        let mut lines: Vec<Vec<u8>> = Vec::new();
        let mut start = 0;
        for text in texts {
            let (entry, line, counts) = match text {
                Text::Kept(entry, place) => (entry, self.line(&place)?, place.counts),
                Text::Read(entry, line, counts) => {
                    part.read += 1;
                    (entry, line, counts)
                }
                Text::Refused(entry, finding) => {
                    part.entries.extend(entry);
                    part.refused.push(finding);
                    continue;
                }
                Text::Crashed(finding) => {
                    part.crashed += 1;
                    part.refused.push(finding);
                    continue;
                }
            };
            let length = line.len() as u64;
            part.entries.push(Entry { record: Ok(Place { part: String::new(), start, length, counts }), ..entry });
            start += length;
            lines.push(line);
        }
        let key = stage::key(&lines);
        let places = part.entries.iter_mut().filter_map(|e| e.record.as_mut().ok());
        let texts = places.map(|place| place.part.clone_from(&key)).count() as u64;
        if texts > 0 {
            let path = self.outputs.part(STAGE, &file_name(&key));
            disk::write_file(&path, |out| lines.iter().try_for_each(|line| out.write_all(line)).map_err(Error::io("write", &path)))?;
            part.made = Some(RecordPart { key, texts });
        }
        Ok(part)
    }

    /// The part as it was, where every text of it is as it was and none has come or gone.
    fn whole(&self, texts: &[Text]) -> Option<Part> {
        let mut part = Part::default();
        let mut end = 0;
        let mut key: Option<&str> = None;
        for text in texts {
            match text {
                Text::Kept(entry, place) if place.start == end && key.is_none_or(|k| k == place.part) => {
                    key = Some(&place.part);
                    end += place.length;
                    part.entries.push(entry.clone());
                }
                Text::Refused(entry, finding) => {
                    part.entries.extend(entry.clone());
                    part.refused.push(finding.clone());
                }
                _ => return None,
            }
        }
        let key = key?;
        let whole = fs::metadata(self.outputs.part(STAGE, &file_name(key))).is_ok_and(|about| about.len() == end);
        let texts = part.entries.iter().filter(|e| e.record.is_ok()).count() as u64;
        part.made = Some(RecordPart { key: key.to_owned(), texts });
        whole.then_some(part)
    }

    /// A record from the part that it lay in.
    fn line(&self, place: &Place) -> Result<Vec<u8>> {
        let path = self.outputs.part(STAGE, &file_name(&place.part));
        let file = File::open(&path).map_err(Error::io("read", &path))?;
        let mut line = vec![0; place.length as usize];
        file.read_exact_at(&mut line, place.start).map_err(Error::io("read", &path))?;
        Ok(line)
    }

    fn text(&self, text: &RawText) -> Result<Text> {
        let read = self.read(text);
        self.observer.step(1);
        read
    }

    fn read(&self, text: &RawText) -> Result<Text> {
        let known = self.known.get(text.path.as_str()).filter(|e| e.doc_id == text.doc_id);
        if let Some(entry) = known.filter(|e| e.bytes == text.bytes && e.mtime_ns == text.mtime_ns && e.mtime_ns < self.trusted_ns) {
            return Ok(kept((*entry).clone()));
        }
        let bytes = match fs::read(&text.file) {
            Ok(bytes) => bytes,
            Err(e) => return Ok(Text::Refused(None, unreadable(text, &e))),
        };
        let hash = blake3::hash(&bytes).to_hex()[..32].to_owned();
        let entry = |record| Entry {
            path: text.path.clone(),
            doc_id: text.doc_id.clone(),
            bytes: text.bytes,
            mtime_ns: text.mtime_ns,
            hash: hash.clone(),
            record,
        };
        if let Some(known) = known.filter(|e| e.hash == hash) {
            return Ok(kept(entry(known.record.clone())));
        }
        let extractor = self.extractor.get_or_init(Extractor::new);
        let extracted = catch_unwind(AssertUnwindSafe(|| extract_text(extractor, &text.path, &text.doc_id, &bytes)));
        let refuse = |code: &str, message: String, hint: &str| {
            Finding::new(Severity::Error, code, message).hint(hint).path(&text.path).doc(&text.doc_id)
        };
        Ok(match extracted {
            Ok(Ok(record)) => {
                let counts = Counts::of(&record);
                let line = record.into_bytes(bytes.len()).map_err(|e| Error::Other(format!("{}: {e}", text.path)))?;
                // The place is filled in once the part is put together.
                let place = Place { part: String::new(), start: 0, length: 0, counts: Counts::default() };
                Text::Read(entry(Ok(place)), line, counts)
            }
            Ok(Err(e)) => {
                let finding = refuse("RAW006", e.to_string(), "the file is left out; convert it to UTF-8 text, or remove it");
                Text::Refused(Some(entry(Err(finding.clone()))), finding)
            }
            Err(_) => Text::Crashed(refuse(
                "RAW007",
                "reading this text crashed the program".to_owned(),
                "this is a defect of amur; the text shows it",
            )),
        })
    }
}

fn kept(entry: Entry) -> Text {
    match entry.record.clone() {
        Ok(place) => Text::Kept(entry, place),
        Err(finding) => Text::Refused(Some(entry), finding),
    }
}

fn unreadable(text: &RawText, error: &std::io::Error) -> Finding {
    let (code, message) = match error.kind() {
        std::io::ErrorKind::NotFound => ("RAW004", "the file went away while the run was on".to_owned()),
        _ => ("RAW002", format!("cannot read the file: {error}")),
    };
    Finding::new(Severity::Error, code, message).hint("it is read again in the next run").path(&text.path).doc(&text.doc_id)
}

/// Reads one text. What the file is, the extractor need not know: its path, size and hash are set here.
fn extract_text(extractor: &Extractor, path: &str, doc_id: &str, bytes: &[u8]) -> Result<TextRecord, amur_text::ReadError> {
    let mut record = extractor.extract(path, doc_id, bytes)?;
    let document = &mut record.document.row;
    document.doc_id = doc_id.to_owned();
    document.path = path.to_owned();
    document.bytes = bytes.len() as i64;
    document.sha256 = sha256(bytes);
    for finding in &mut record.findings {
        finding.path.get_or_insert_with(|| path.to_owned());
    }
    Ok(record)
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}
