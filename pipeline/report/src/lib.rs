//! The report of a release: pages that open from disk, without a network and without a server.
//!
//! The data of each part of the corpus, a file a table and one of its texts, are made once and kept in the stage's folder.
//! A release takes them as they are: all into the one file `report.html` while they are few, else beside it in the folder
//! `report`, by hard links, from where the page loads what it shows. They are scripts, as a page on disk may load no other
//! data.

mod embed;
mod html;
mod part;
mod texts;

pub use texts::RawTexts;

use amur_model::Finding;
use amur_store::schema::{PUBLISHED, VERSION};
use amur_store::stage::{self, Outputs, Rows, TablePart};
use amur_store::{Error, Result, disk, schema};
use part::{Made, Tally};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The report's file in the folder of a release, and the folder of its data where they are many.
pub const FILE: &str = "report.html";
const FOLDER: &str = "report";

/// Data up to this size go into the one file.
const ONE_FILE_BYTES: u64 = 8 << 20;

/// A table of the release as a whole (what changed, every id ever published) is shown up to this many rows; it would have
/// to be written anew with every release.
const WHOLE_TABLE_ROWS: u64 = 50_000;

/// A release to report on.
pub struct Release<'a> {
    pub name: String,
    /// Name of the release before.
    pub before: Option<String>,
    /// Fingerprint of the program.
    pub program: &'a str,
    /// The folder that holds its tables.
    pub dir: &'a Path,
    /// Rows of its tables.
    pub rows: Rows,
    /// The tables that belong to no part.
    pub whole: &'a [&'static str],
    pub parts: &'a [TablePart],
    /// The stage that made the parts.
    pub stage: &'static str,
}

/// Writes the report into the folder of a release. What could not be shown is told.
pub fn write(release: &Release, outputs: &Outputs, kept: &Path, texts: &dyn RawTexts) -> Result<Vec<Finding>> {
    write_within(ONE_FILE_BYTES, release, outputs, kept, texts)
}

fn write_within(one_file: u64, release: &Release, outputs: &Outputs, kept: &Path, texts: &dyn RawTexts) -> Result<Vec<Finding>> {
    let made = stage::on_threads(rayon::current_num_threads(), release.parts, |_, part| {
        part::of_tables(kept, &part.key, &outputs.part(release.stage, &part.key), texts)
    })?;
    let keys: BTreeSet<&str> = release.parts.iter().map(|p| p.key.as_str()).collect();
    disk::sweep(kept, |name| keys.contains(name) || name == html::CHARTS);

    let folder = release.dir.join(FOLDER);
    let whole = part::of_release(release, &folder.join(part::RELEASE), WHOLE_TABLE_ROWS)?;
    let bytes: u64 = made.iter().chain([&whole]).map(Made::bytes).sum();
    let about = about(release, &made, &whole);
    if bytes <= one_file {
        let data = made.iter().chain([&whole]).flat_map(Made::files);
        let data = data.map(|(name, path)| Ok((name, part::read(&path)?))).collect::<Result<Vec<_>>>()?;
        write_page(release, &html::one_file(&about, &data))?;
        fs::remove_dir_all(&folder).map_err(Error::io("remove", &folder))?;
    } else {
        for part in &made {
            link_all(part, &folder.join(&part.key))?;
        }
        link(&html::library(kept)?, &folder)?;
        write_page(release, &html::page_of_folder(&about, FOLDER))?;
    }
    Ok(made.into_iter().flat_map(|m| m.missing).collect())
}

fn write_page(release: &Release, html: &str) -> Result<()> {
    let path = release.dir.join(FILE);
    disk::write_file(&path, |out| std::io::Write::write_all(out, html.as_bytes()).map_err(Error::io("write", &path)))
}

/// Links the files of a part into a folder.
fn link_all(part: &Made, folder: &Path) -> Result<()> {
    disk::create_dir(folder)?;
    part.files().try_for_each(|(_, from)| link(&from, folder))
}

/// Links a file into a folder; where the disk has no hard links it is copied.
fn link(from: &Path, folder: &Path) -> Result<()> {
    let to = folder.join(from.file_name().unwrap_or_default());
    fs::hard_link(from, &to).or_else(|_| fs::copy(from, &to).map(|_| ())).map_err(Error::io("write", &to))
}

/// What the page knows before it loads any table.
fn about(release: &Release, made: &[Made], whole: &Made) -> Value {
    let mut tally = Tally::new();
    made.iter().chain([whole]).for_each(|m| part::add(&mut tally, &m.tally));
    let schemas: Vec<&Value> = PUBLISHED.iter().chain(&[part::REJECTED]).map(|t| &schema(t).json).collect();
    let part = |m: &Made| json!({ "key": m.key, "rows": m.rows, "texts": m.texts });
    json!({
        "release": release.name,
        "before": release.before,
        "program": release.program,
        "version": env!("CARGO_PKG_VERSION"),
        "schemaVersion": VERSION,
        "rows": release.rows,
        "tally": tally,
        "parts": made.iter().chain([whole]).map(part).collect::<Vec<_>>(),
        "schemas": schemas,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use amur_model::{CellSpan, Common, Document, Origin, Span, SpanRow, TradeFlow};
    use amur_store::{batch, parquet};
    use serde::Serialize;
    use std::collections::BTreeMap;
    use std::os::unix::fs::MetadataExt;
    use std::path::PathBuf;

    const HOSTILE: &str = "</script><script>alert(1)</script></textarea><!-- \u{202e}\u{2028}\u{0} экспорт 𠮷 вырос до 5 млрд";

    struct Texts(BTreeMap<String, Vec<u8>>);

    impl RawTexts for Texts {
        fn read(&self, path: &str, _: &str) -> Result<Vec<u8>, String> {
            self.0.get(path).cloned().ok_or_else(|| format!("no {path}"))
        }
    }

    struct Lab {
        dir: tempfile::TempDir,
        parts: Vec<TablePart>,
        texts: Texts,
    }

    impl Lab {
        /// Two parts of a text each, whose one figure is the `5 млрд` at its end.
        fn new() -> Self {
            let dir = tempfile::tempdir().unwrap();
            let outputs = Outputs(dir.path().to_owned());
            let mut texts = BTreeMap::new();
            let mut parts = Vec::new();
            for doc in ["a", "b"] {
                let path = outputs.part("validate", doc);
                fs::create_dir_all(&path).unwrap();
                let end = HOSTILE.len();
                let start = end - "5 млрд".len();
                let span = Span::new(start, end);
                let common = Common {
                    doc_id: doc.into(),
                    quote: HOSTILE.into(),
                    written: "5 млрд".into(),
                    span_start: span.start,
                    span_end: span.end,
                    ..Common::default()
                };
                let cell = CellSpan::new("value", span, Origin::Printed);
                let rows = [TradeFlow { flow_id: format!("tf_{doc}"), common, value: 5e9, ..TradeFlow::default() }];
                let spans = [SpanRow {
                    table: "trade_flows".into(),
                    row_id: format!("tf_{doc}"),
                    column: cell.column.into_owned(),
                    doc_id: doc.into(),
                    span_start: span.start,
                    span_end: span.end,
                    origin: cell.origin,
                }];
                table(&path, "documents", &[Document { doc_id: doc.into(), path: format!("{doc}.txt"), ..Document::default() }]);
                table(&path, "trade_flows", &rows);
                table(&path, "spans", &spans);
                table::<Finding>(&path, "findings", &[]);
                table::<Finding>(&path, "rejected", &[]);
                texts.insert(format!("{doc}.txt"), HOSTILE.as_bytes().to_vec());
                parts.push(TablePart { key: doc.into(), ..TablePart::default() });
            }
            fs::create_dir_all(dir.path().join("release")).unwrap();
            Lab { dir, parts, texts: Texts(texts) }
        }

        fn write(&self, one_file: u64) -> Vec<Finding> {
            let outputs = Outputs(self.dir.path().to_owned());
            let release = Release {
                name: "2026-01-01.0".into(),
                before: None,
                program: "p",
                dir: &self.dir.path().join("release"),
                rows: Rows::new(),
                whole: &["changes"],
                parts: &self.parts,
                stage: "validate",
            };
            write_within(one_file, &release, &outputs, &self.dir.path().join("kept"), &self.texts).unwrap()
        }

        fn path(&self, name: &str) -> PathBuf {
            self.dir.path().join(name)
        }
    }

    fn table<R: Serialize>(dir: &Path, name: &str, rows: &[R]) {
        parquet::write(&dir.join(format!("{name}.parquet")), schema(name), &[batch::from_rows(schema(name), rows).unwrap()]).unwrap();
    }

    /// The text of a part as the page gets it.
    fn text(lab: &Lab, part: &str) -> Value {
        let data: Value = serde_json::from_str(&part::read(&lab.path(&format!("kept/{part}/texts.js"))).unwrap()).unwrap();
        data["texts"][0].clone()
    }

    #[test]
    fn a_small_release_is_one_file_that_no_text_can_break() {
        let lab = Lab::new();
        assert_eq!(lab.write(u64::MAX), []);
        let page = fs::read_to_string(lab.path("release/report.html")).unwrap();
        assert!(!lab.path("release/report").exists());
        assert!(
            !page.contains("<script>alert") && !page.contains("</textarea") && !page.contains(['\u{202e}', '\u{0}']),
            "a text became markup"
        );
        assert_eq!(page.matches("<script").count(), page.matches("</script>").count());
        assert!(page.contains("data-name=\"a/trade_flows\"") && page.contains("data-name=\"b/texts\""));
    }

    #[test]
    fn a_large_release_links_what_is_kept() {
        let lab = Lab::new();
        lab.write(0);
        let (kept, linked) = (lab.path("kept/a/texts.js"), lab.path("release/report/a/texts.js"));
        assert_eq!(fs::metadata(&kept).unwrap().ino(), fs::metadata(&linked).unwrap().ino());
        assert!(lab.path("release/report/echarts.js").is_file());
        let first = fs::read(lab.path("release/report.html")).unwrap();
        assert!(first.len() < 400_000, "the data are not in the page: {}", first.len());
        // A second release takes the same files.
        fs::remove_dir_all(lab.path("release")).unwrap();
        fs::create_dir_all(lab.path("release")).unwrap();
        lab.write(0);
        assert_eq!(fs::metadata(&kept).unwrap().ino(), fs::metadata(&linked).unwrap().ino());
        assert!(fs::read(lab.path("release/report.html")).unwrap() == first);
    }

    #[test]
    fn spans_are_counted_as_browsers_count() {
        let lab = Lab::new();
        lab.write(0);
        let text = text(&lab, "a");
        let units: Vec<u16> = text["text"].as_str().unwrap().encode_utf16().collect();
        let place = |end: &str| text["spans"][end][0].as_u64().unwrap() as usize;
        assert_eq!(String::from_utf16(&units[place("from")..place("to")]).unwrap(), "5 млрд");
    }

    #[test]
    fn a_text_that_cannot_be_read_is_told_and_tried_again() {
        let mut lab = Lab::new();
        let bytes = lab.texts.0.remove("a.txt").unwrap();
        let findings = lab.write(u64::MAX);
        assert_eq!(findings.iter().map(|f| (f.code.as_str(), f.doc_id.as_deref())).collect::<Vec<_>>(), [("RPT001", Some("a"))]);
        assert_eq!(text(&lab, "a")["missing"], "no a.txt");
        lab.texts.0.insert("a.txt".into(), bytes);
        assert_eq!(lab.write(u64::MAX), []);
        assert_eq!(text(&lab, "a")["text"], HOSTILE);
    }
}
