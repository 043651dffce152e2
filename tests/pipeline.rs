//! The real binary, end to end, each test in a folder of its own.

use amur_model::{Change, Check, Claim, DerivedFlow, Document, RegistryRow, TradeFlow};
use amur_store::{batch, parquet};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fs::{self, File};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

const AMUR: &str = env!("CARGO_BIN_EXE_amur");
const TABLES: [&str; 15] = [
    "documents",
    "trade_flows",
    "trade_flows_derived",
    "indicators",
    "zones",
    "zone_mentions",
    "references",
    "citations",
    "spans",
    "places",
    "claims",
    "checks",
    "findings",
    "changes",
    "registry",
];

/// A sentence with levels, a growth and both years.
fn sentence(place: &str, before: f64, after: f64) -> String {
    let growth = (after / before - 1.0) * 100.0;
    format!("Exports of {place} to Russia grew by {growth:.1}% from {before:.1} billion yuan in 2023 to {after:.1} billion yuan in 2024.\n")
}

/// A private folder with raw texts and outputs.
struct Lab {
    dir: tempfile::TempDir,
}

struct Ended {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Ended {
    #[track_caller]
    fn is(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "stdout: {}\nstderr: {}", self.stdout, self.stderr);
        self
    }

    #[track_caller]
    fn says(self, words: &str) -> Self {
        assert!(
            self.stdout.contains(words) || self.stderr.contains(words),
            "`{words}` is not in\nstdout: {}\nstderr: {}",
            self.stdout,
            self.stderr
        );
        self
    }
}

impl Lab {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o777)).unwrap();
        Lab { dir }
    }

    /// A lab with three texts of which a release was made.
    fn published() -> Self {
        let lab = Lab::new();
        for (name, place) in [("a.txt", "Heilongjiang"), ("b.txt", "Jilin"), ("c.txt", "Liaoning")] {
            lab.text(name, sentence(place, 10.0, 12.0));
        }
        lab.run(&[]).is(0);
        lab
    }

    fn raw(&self) -> PathBuf {
        self.dir.path().join("raw")
    }

    fn outputs(&self) -> PathBuf {
        self.dir.path().join("outputs")
    }

    fn text(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.raw().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(AMUR);
        command.args(args).arg("--outputs").arg(self.outputs()).env("SOURCE_DATE_EPOCH", "1767225600").stdin(Stdio::null());
        command
    }

    fn amur(&self, args: &[&str]) -> Ended {
        ended(&mut self.command(args))
    }

    /// `amur run RAW`, with more arguments.
    fn run(&self, args: &[&str]) -> Ended {
        let raw = self.raw();
        let mut all = vec!["run", raw.to_str().unwrap()];
        all.extend(args);
        self.amur(&all)
    }

    fn latest(&self) -> PathBuf {
        fs::canonicalize(self.outputs().join("latest")).unwrap()
    }

    fn release(&self) -> String {
        self.latest().file_name().unwrap().to_string_lossy().into_owned()
    }

    fn rows<R: DeserializeOwned>(&self, table: &str) -> Vec<R> {
        batch::to_rows(&parquet::read(&self.latest().join(format!("{table}.parquet")), None).unwrap()).unwrap()
    }

    fn rejected(&self, table: &str) -> Vec<Value> {
        let path = self.outputs().join("stages/validate/rejected").join(format!("{table}.parquet"));
        batch::to_rows(&parquet::read(&path, None).unwrap()).unwrap()
    }

    fn docs(&self) -> Vec<String> {
        self.rows::<Document>("documents").into_iter().map(|d| d.doc_id).collect()
    }

    /// Every release is whole: its descriptor is there and every file has the hash that it says.
    #[track_caller]
    fn releases_are_whole(&self) -> usize {
        let releases = fs::read_dir(self.outputs().join("releases")).into_iter().flatten().flatten().map(|e| e.path());
        let named = releases.filter(|p| !p.file_name().unwrap().to_string_lossy().starts_with('.'));
        named.map(|release| assert_whole(&release)).count()
    }
}

#[track_caller]
fn assert_whole(release: &Path) {
    let about: Value = serde_json::from_slice(&fs::read(release.join("datapackage.json")).unwrap()).unwrap();
    let resources = about["resources"].as_array().unwrap();
    let (tables, others): (Vec<&Value>, Vec<&Value>) = resources.iter().partition(|r| r["type"] == "table");
    assert_eq!(tables.iter().map(|r| r["name"].as_str().unwrap()).collect::<Vec<_>>(), TABLES);
    let others: Vec<_> = others.iter().map(|r| r["path"].as_str().unwrap()).collect();
    assert_eq!(others, ["report.html", "references.bib", "references.csl.json", "catalogue.sql"]);
    for resource in resources {
        let path = release.join(resource["path"].as_str().unwrap());
        let bytes = fs::read(&path).unwrap();
        assert_eq!(resource["hash"], format!("sha256:{}", sha256(&bytes)), "{}", path.display());
        if resource["type"] == "table" {
            assert_eq!(resource["amur:bytes"], bytes.len());
            assert_eq!(resource["rows"], parquet::rows(&path).unwrap());
        } else {
            assert_eq!(resource["bytes"], bytes.len());
        }
    }
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

fn ended(command: &mut Command) -> Ended {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ended { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

// What a run does.

#[test]
fn texts_become_a_release() {
    let lab = Lab::published();
    assert_eq!(lab.docs(), ["a", "b", "c"]);
    assert_eq!(lab.release(), "2026-01-01.0");
    assert_eq!(lab.releases_are_whole(), 1);
    let flows: Vec<TradeFlow> = lab.rows("trade_flows");
    assert_eq!(flows.len(), 9);
    let jilin = flows.iter().find(|f| f.common.doc_id == "b" && f.value == 12e9).unwrap();
    assert_eq!(
        (jilin.reporter.as_deref(), jilin.reporter_name.as_deref(), jilin.partner_name.as_deref()),
        (Some("CN-JL"), Some("Jilin"), Some("Russia"))
    );
    let raw = fs::read(lab.raw().join("b.txt")).unwrap();
    assert_eq!(&raw[jilin.common.span_start as usize..jilin.common.span_end as usize], jilin.common.written.as_bytes());
    let checks: Vec<Check> = lab.rows("checks");
    assert_eq!(checks.iter().map(|c| (c.code.as_str(), c.verdict.as_str())).collect::<Vec<_>>(), [("TRD101", "consistent"); 3]);
    assert_eq!(lab.rows::<Change>("changes"), []);
    assert!(lab.rows::<RegistryRow>("registry").iter().all(|r| r.first_release == "2026-01-01.0"));
}

#[test]
fn nothing_new_makes_no_release() {
    let lab = Lab::published();
    lab.run(&[]).is(0).says("nothing has changed").says("0 read");
    lab.run(&["--threads", "1"]).is(0);
    assert_eq!(lab.releases_are_whole(), 1);
    // Stages made anew say the same, so that they are no release either.
    fs::remove_dir_all(lab.outputs().join("stages")).unwrap();
    lab.run(&[]).is(0).says("3 read");
    assert_eq!(lab.releases_are_whole(), 1);
}

#[test]
fn only_what_changed_is_read_and_the_difference_is_told() {
    let lab = Lab::published();
    lab.text("b.txt", sentence("Jilin", 10.0, 13.0));
    lab.text("d.txt", sentence("Shandong", 10.0, 12.0));
    fs::remove_file(lab.raw().join("c.txt")).unwrap();
    lab.run(&[]).is(0).says("2 read");
    assert_eq!(lab.docs(), ["a", "b", "d"]);
    assert_eq!(lab.releases_are_whole(), 2);
    let changes: Vec<Change> = lab.rows("changes");
    let told = |id: &str| changes.iter().find(|c| c.table == "documents" && c.row_id == id).map(|c| (c.change.as_str(), c.cause.as_str()));
    assert_eq!(
        [told("a"), told("b"), told("c"), told("d")],
        [None, Some(("changed", "revised_text")), Some(("removed", "removed_text")), Some(("added", "new_text"))]
    );
    let registry: Vec<RegistryRow> = lab.rows("registry");
    let gone = registry.iter().find(|r| r.row_id == "c").unwrap();
    assert_eq!((gone.first_release.as_str(), gone.last_release.as_str()), ("2026-01-01.0", "2026-01-01.0"));
    lab.amur(&["diff", "2026-01-01.0", "latest"]).is(0).says("revised_text").says("removed_text").says("new_text");
    let json = lab.amur(&["diff", "2026-01-01.0", "latest", "--json"]).is(0).stdout;
    let from_releases: Vec<Change> = json.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(from_releases, changes);
}

#[test]
fn a_release_of_an_older_schema_is_followed_by_one_of_this() {
    let lab = Lab::published();
    let about = lab.latest().join("datapackage.json");
    let mut json: Value = serde_json::from_slice(&fs::read(&about).unwrap()).unwrap();
    let new = ["claims", "trade_flows_derived"];
    json["resources"].as_array_mut().unwrap().retain(|r| !new.contains(&r["name"].as_str().unwrap()));
    fs::write(&about, json.to_string()).unwrap();
    new.iter().for_each(|table| fs::remove_file(lab.latest().join(format!("{table}.parquet"))).unwrap());
    lab.text("d.txt", sentence("Shandong", 10.0, 12.0));
    lab.run(&[]).is(0).says("1 read");
    assert_whole(&lab.latest());
    lab.amur(&["diff", "2026-01-01.0", "latest"]).is(0).says("new_text");
    lab.amur(&["trace", "tf_0000000000"]).is(1);
}

/// What one text states is a claim; what a second says of it joins the claim, agrees or is accused, and leaves it again.
#[test]
fn claims_follow_what_texts_say() {
    let lab = Lab::new();
    let says = |name: &str, words: &str| drop(lab.text(name, format!("In 2024, exports of Jilin to Russia were {words} yuan.\n")));
    let claim = || {
        let claims: Vec<Claim> = lab.rows("claims");
        assert_eq!(claims.len(), 1);
        claims.into_iter().next().unwrap()
    };
    let verdicts = || lab.rows::<Check>("checks").into_iter().filter(|c| c.code == "TRD106").map(|c| c.verdict).collect::<Vec<_>>();
    says("a.txt", "12.5 billion");
    (0..40).for_each(|i| drop(lab.text(&format!("other{i}.txt"), "Nothing was traded.\n")));
    lab.run(&[]).is(0);
    let first = claim();
    assert_eq!((first.value, first.texts, first.agreement.as_str(), first.preferred_by.as_str()), (12.5e9, 1, "single", "only"));
    says("b.txt", "12.51 billion");
    lab.run(&[]).is(0);
    let second = claim();
    assert_eq!((second.claim_id, second.value, second.texts, second.agreement.as_str()), (first.claim_id.clone(), 12.51e9, 2, "agree"));
    assert_eq!(verdicts(), ["consistent"]);
    says("b.txt", "15.2 billion");
    lab.run(&[]).is(0);
    assert_eq!((claim().agreement.as_str(), claim().value_min, claim().value_max), ("disagree", 12.5e9, 15.2e9));
    assert_eq!(verdicts(), ["inconsistent"]);
    let told = lab.rows::<Check>("checks").into_iter().find(|c| c.code == "TRD106").unwrap().statement;
    assert!(told.contains("a says 12.5 billion CNY") && told.contains("b says 15.2 billion CNY"), "{told}");
    let changes: Vec<Change> = lab.rows("changes");
    assert!(changes.iter().any(|c| c.table == "claims" && c.change == "changed" && c.cause == "revised_text"), "{changes:?}");
    fs::remove_file(lab.raw().join("b.txt")).unwrap();
    lab.run(&[]).is(0);
    assert_eq!(claim(), first);
    let derived: Vec<DerivedFlow> = lab.rows("trade_flows_derived");
    assert_eq!((derived.len(), derived[0].year, derived[0].period_label.as_deref()), (1, Some(2024), Some("2024")));
    assert!((derived[0].value_usd.unwrap() * 7.1956 - 12.5e9).abs() < 1.0);
}

#[test]
fn one_and_two_threads_write_the_same_bytes() {
    let (one, two) = (Lab::new(), Lab::new());
    for lab in [&one, &two] {
        for i in 0..150 {
            lab.text(
                &format!("{:02}/text {i}.txt", i % 7),
                sentence(["Jilin", "Liaoning", "Heilongjiang"][i % 3], 10.0, 10.0 + i as f64 / 10.0),
            );
        }
    }
    one.run(&["--threads", "1"]).is(0);
    two.run(&["--threads", "2"]).is(0);
    assert!(one.rows::<TradeFlow>("trade_flows").len() > 400);
    for table in TABLES {
        let bytes = |lab: &Lab| fs::read(lab.latest().join(format!("{table}.parquet"))).unwrap();
        assert!(bytes(&one) == bytes(&two), "{table}");
    }
}

#[test]
fn a_release_has_the_same_bytes_bit_by_bit_and_from_scratch() {
    let text =
        |lab: &Lab, i: usize, grown: f64| drop(lab.text(&format!("text {i}.txt"), sentence(["Jilin", "Hainan"][i % 2], 10.0, grown)));
    let revise = |lab: &Lab| {
        text(lab, 7, 19.0);
        text(lab, 200, 19.0);
        fs::remove_file(lab.raw().join("text 9.txt")).unwrap();
    };
    let (by_bit, anew, at_once) = (Lab::new(), Lab::new(), Lab::new());
    for lab in [&by_bit, &anew, &at_once] {
        (0..200).for_each(|i| text(lab, i, 10.0 + i as f64 / 10.0));
    }
    for lab in [&by_bit, &anew] {
        lab.run(&[]).is(0);
        revise(lab);
    }
    by_bit.run(&["--threads", "1"]).is(0).says("2 read");
    // Nothing is known of the release before but the release itself.
    fs::remove_dir_all(anew.outputs().join("stages")).unwrap();
    anew.run(&["--threads", "2"]).is(0).says("200 read");
    revise(&at_once);
    at_once.run(&[]).is(0);

    let bytes = |lab: &Lab, table: &str| fs::read(lab.latest().join(format!("{table}.parquet"))).unwrap();
    for table in TABLES {
        assert!(bytes(&by_bit, table) == bytes(&anew, table), "{table}");
        let history = ["changes", "registry"].contains(&table);
        assert!(history || bytes(&by_bit, table) == bytes(&at_once, table), "{table}");
    }
    let changes: Vec<Change> = by_bit.rows("changes");
    let mut texts: Vec<&str> = changes.iter().filter(|c| c.table == "documents").map(|c| c.row_id.as_str()).collect();
    texts.sort_unstable();
    assert_eq!(texts, ["text 200", "text 7", "text 9"]);
}

#[test]
fn what_is_damaged_is_not_copied_on() {
    let lab = Lab::published();
    let damaged = lab.latest().join("trade_flows.parquet");
    let whole = fs::read(&damaged).unwrap();
    let mut bytes = whole.clone();
    // A byte of the first row group: the footer, which says where all lies, is as it was.
    bytes[100] ^= 0x55;
    fs::write(&damaged, bytes).unwrap();
    lab.text("d.txt", sentence("Shandong", 10.0, 12.0));
    lab.run(&[]).is(0).says("trade_flows.parquet is not what was published");
    assert_whole(&lab.latest());
    assert_eq!(lab.rows::<TradeFlow>("trade_flows").iter().filter(|f| f.value == 12e9).count(), 4);
    fs::write(&damaged, whole).unwrap();
    assert_eq!(lab.releases_are_whole(), 2);
    // Without the registry nobody knows what was ever published.
    fs::write(lab.latest().join("registry.parquet"), "").unwrap();
    lab.text("e.txt", sentence("Shandong", 10.0, 12.0));
    lab.run(&[]).is(1).says("registry.parquet is not what was published");
}

#[test]
fn stages_run_one_by_one() {
    let lab = Lab::new();
    lab.text("a.txt", sentence("Jilin", 10.0, 12.0));
    let raw = lab.raw();
    lab.amur(&["normalize"]).is(1).says("amur extract");
    lab.amur(&["extract", raw.to_str().unwrap()]).is(0).says("1 read");
    for stage in ["normalize", "validate", "publish"] {
        lab.amur(&[stage]).is(0);
    }
    assert_eq!(lab.docs(), ["a"]);
    lab.amur(&["validate"]).is(0).says("nothing has changed");
    let manifest: Value = serde_json::from_slice(&fs::read(lab.outputs().join("stages/validate/manifest.json")).unwrap()).unwrap();
    assert_eq!(manifest["rows_out"]["documents"], 1);
}

#[test]
fn runs_are_remembered() {
    let lab = Lab::published();
    lab.run(&["--max-rejected", "0"]).is(0);
    lab.text("empty.txt", "");
    lab.run(&["--max-rejected", "0"]).is(3);
    let runs = fs::read_to_string(lab.outputs().join("runs.jsonl")).unwrap();
    let runs: Vec<Value> = runs.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let of = |key: &str| runs.iter().map(|r| r[key].clone()).collect::<Vec<_>>();
    assert_eq!(of("exit"), [0, 0, 3]);
    assert_eq!(of("texts"), [3, 3, 4]);
    assert_eq!(of("new_release"), [true, false, false]);
    assert!(runs.iter().all(|r| r["seconds"].is_number() && r["rows"].is_object()));
}

#[test]
fn a_row_is_traced_to_its_words() {
    let lab = Lab::published();
    let flows: Vec<TradeFlow> = lab.rows("trade_flows");
    let row = flows.iter().find(|f| f.common.doc_id == "b" && f.value == 12e9).unwrap();
    let plain = lab.amur(&["trace", &row.flow_id]).is(0).stdout;
    // The row, then its cells, each with its origin and its words underlined to the character.
    let lines: Vec<&str> = plain.lines().collect();
    assert_eq!(lines[0], format!("trade_flows {} in release 2026-01-01.0", row.flow_id));
    assert!(lines.iter().any(|l| l.starts_with("  reporter_name ") && l.ends_with(" Jilin")), "{plain}");
    let heading = "reporter = CN-JL   printed in its own sentence; b bytes 11 to 16";
    let at = lines.iter().position(|l| l.starts_with(heading)).unwrap_or_else(|| panic!("{plain}"));
    assert_eq!((&lines[at + 1][..18], lines[at + 2]), ("  Exports of Jilin", "             ^^^^^"), "{plain}");
    assert!(!plain.contains('\u{1b}'));
    // Where there are colours, they light the words up instead.
    let lit = ended(lab.command(&["trace", &row.flow_id]).env("CLICOLOR_FORCE", "1")).is(0).stdout;
    assert!(lit.contains("\u{1b}[1m\u{1b}[4m\u{1b}[33mJilin\u{1b}[0m to Russia") && !lit.contains("^^^^"), "{lit:?}");
    let sobered = ended(lab.command(&["trace", &row.flow_id]).env("NO_COLOR", "1")).is(0).stdout;
    assert_eq!(sobered, plain);
    let json: Value = serde_json::from_str(&lab.amur(&["trace", &row.flow_id, "--json"]).is(0).stdout).unwrap();
    let cells = json["cells"].as_array().unwrap();
    assert!(cells.iter().any(|c| c["column"] == "reporter" && c["text"] == "Jilin"), "{cells:?}");
    lab.amur(&["trace", "tf_0000000000"]).is(1).says("tf_0000000000");
    lab.text("b.txt", "other words now");
    lab.amur(&["trace", &row.flow_id]).is(0).says("has changed since it was read");
}

/// Inherited cells and those of the whole document say so, in any encoding, and a text cannot steer the terminal.
#[test]
fn origins_are_told_and_raw_words_are_escaped() {
    let lab = Lab::new();
    let chinese = "黑龙江外贸\n\n2024年黑龙江省对俄罗斯出口额为373亿元。其中\u{1b}[31m电动汽车\u{202e}出口增长15.2%。\n";
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(chinese.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    lab.text("zh.txt", utf16);
    lab.run(&[]).is(0);
    let flows: Vec<TradeFlow> = lab.rows("trade_flows");
    let growth = flows.iter().find(|f| f.value == 15.2).unwrap();
    let shown =
        lab.amur(&["trace", &growth.flow_id]).is(0).says("inherited from another sentence").says("printed in its own sentence").stdout;
    assert!(shown.contains(r"\u{1b}[31m电动汽车\u{202e}") && !shown.contains(['\u{1b}', '\u{202e}']), "{shown}");
    let json: Value = serde_json::from_str(&lab.amur(&["trace", &growth.flow_id, "--json"]).is(0).stdout).unwrap();
    let of = |column: &str| json["cells"].as_array().unwrap().iter().find(|c| c["column"] == column).cloned().unwrap_or_default();
    assert_eq!((of("value")["text"].as_str(), of("value")["origin"].as_str()), (Some("15.2%"), Some("printed")));
    assert_eq!((of("reporter")["text"].as_str(), of("reporter")["origin"].as_str()), (Some("黑龙江省"), Some("inherited")));
    lab.amur(&["trace", "zh"]).is(0).says("stated of the whole document").says("黑龙江外贸");
    lab.text("zh.txt", "gone\n");
    lab.run(&["--max-rejected", "1"]).is(0);
    let told = lab.amur(&["diff", "2026-01-01.0"]).is(0).stdout;
    assert!(told.contains("15.2%") && !told.contains(['\u{1b}', '\u{202e}']), "{told}");
}

#[test]
fn differences_stand_side_by_side() {
    let lab = Lab::published();
    lab.text("b.txt", sentence("Jilin", 10.0, 12.0).replace("Russia", "Japan"));
    lab.text("c.txt", format!("{}\n\n{}", "Published: 5 January 2026", sentence("Liaoning", 10.0, 12.0)));
    lab.run(&[]).is(0);
    let told = lab.amur(&["diff", "2026-01-01.0"]).is(0).stdout;
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines[0], "2026-01-01.0 to 2026-01-01.1");
    let summary = |table: &str, change: &str| {
        let words = |l: &&&str| l.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        lines
            .iter()
            .find(|l| matches!(&words(l)[..], [t, _, c, cause] if t == table && c == change && cause == "revised_text"))
            .map(|l| words(&l)[1].clone())
    };
    assert_eq!((summary("trade_flows", "added").as_deref(), summary("trade_flows", "removed").as_deref()), (Some("3"), Some("3")));
    let row = lines.iter().position(|l| *l == "~ documents c (revised_text)").unwrap();
    let date = lines[row..].iter().find(|l| l.trim_start().starts_with("date ")).unwrap();
    let (was, is) = date.split_once("->").unwrap();
    assert_eq!((was.split_whitespace().last(), is.trim()), (Some("null"), r#""2026-01-05""#), "{told}");
    assert!(lines.iter().any(|l| l.starts_with("    Exports of Jilin to Japan grew by 20.0%")), "{told}");
    lab.amur(&["diff", "latest", "latest"]).is(0).says("hold the same rows");
    lab.amur(&["diff", "2020-01-01.0"]).is(1).says("there is no release");
}

#[test]
fn the_dictionary_and_the_releases_are_told() {
    let lab = Lab::published();
    lab.amur(&["schema"]).is(0).says("trade_flows");
    lab.amur(&["schema", "trade_flows"])
        .is(0)
        .says("period_start")
        .says("date32")
        .says("such as 37.3 billion")
        .says("USE101")
        .says("where measure = 'value'");
    lab.amur(&["schema", "trade_flows"]).is(0).says("derived: name of `reporter`").says("W00 where the text says nothing");
    lab.amur(&["schema", "--markdown"]).is(0).says("## zones").says("| `unit` |").says("| USE101 | `trade_flows` |");
    let json: Value = serde_json::from_str(&lab.amur(&["schema", "zones", "--json"]).is(0).stdout).unwrap();
    assert_eq!((&json["name"], &json["amur:warnings"][0]["code"]), (&Value::from("zones"), &Value::from("USE109")));
    lab.amur(&["schema", "nothing"]).is(2).says("there is no table");
    lab.amur(&["releases"]).is(0).says("2026-01-01.0");
    let json: Value = serde_json::from_str(&lab.amur(&["releases", "--json"]).is(0).stdout).unwrap();
    assert_eq!(json["rows"]["documents"], 3);
}

#[test]
fn a_release_is_exported_as_csv() {
    let lab = Lab::new();
    lab.text("a.txt", sentence("Jilin", 10.0, 9.5).replace("grew by -5.0%", "fell by 5.0%"));
    lab.text("=1+1.txt", sentence("Hainan", 10.0, 12.0));
    lab.run(&[]).is(0);
    let to = lab.dir.path().join("csv");
    lab.amur(&["export", to.to_str().unwrap()]).is(0).says("trade_flows.csv");
    let text = fs::read_to_string(to.join("trade_flows.csv")).unwrap();
    assert!(text.starts_with("\u{feff}\"flow_id\",\"doc_id\","), "{}", &text[..80]);
    assert!(text.contains(",-5,") && text.contains(",\"'=1+1\",") && !text.contains("\"=1+1\""), "{text}");
    for table in TABLES {
        let lines = fs::read_to_string(to.join(format!("{table}.csv"))).unwrap().matches('\n').count();
        let rows = parquet::rows(&lab.latest().join(format!("{table}.parquet"))).unwrap() as usize;
        assert!(lines > rows, "{table}: {lines} lines of {rows} rows");
    }
    let about: Value = serde_json::from_slice(&fs::read(to.join("datapackage.json")).unwrap()).unwrap();
    assert_eq!(about["resources"].as_array().unwrap().len(), TABLES.len());
    // A release never changes.
    let inside = lab.latest().join("csv");
    lab.amur(&["export", inside.to_str().unwrap()]).is(2).says("never changes");
    assert!(!inside.exists());
}

#[test]
fn wrong_usage_is_2() {
    let lab = Lab::new();
    for args in [
        &["fly"][..],
        &["run", "--threads", "0"],
        &["run", "--max-rejected", "7"],
        &["run", "--date", "yesterday"],
        &["run", "raw", "--log-format", "xml"],
    ] {
        assert_eq!(lab.amur(args).code, Some(2), "{args:?}");
    }
}

#[test]
fn quiet_runs_say_nothing_and_json_is_json() {
    let lab = Lab::published();
    let quiet = lab.run(&["--quiet"]).is(0);
    assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), ("", ""));
    let json = lab.run(&["--log-format", "json"]).is(0);
    json.stdout.lines().chain(json.stderr.lines()).for_each(|l| drop(serde_json::from_str::<Value>(l).unwrap()));
}

#[test]
fn eval_counts_what_is_right() {
    let lab = Lab::published();
    let gold = lab.dir.path().join("gold");
    fs::create_dir(&gold).unwrap();
    let row = |value: f64, start: &str| {
        serde_json::json!({ "doc": "b", "reporter": "CN-JL", "partner": "RU", "flow": "export", "product": null, "measure": "value", "value": value,
            "unit": "CNY", "qualifier": "exact", "start": format!("{start}-01-01"), "end": format!("{start}-12-31"), "anchor": "12.0 billion", "occurrence": 1 })
    };
    fs::write(gold.join("trade_flows.jsonl"), format!("{}\n{}\n", row(12e9, "2024"), row(99e9, "2024"))).unwrap();
    let (gold, raw) = (gold.to_string_lossy().into_owned(), lab.raw().to_string_lossy().into_owned());
    let json: Value = serde_json::from_str(&lab.amur(&["eval", &gold, "--raw", &raw, "--docs", "b", "--json"]).is(0).stdout).unwrap();
    assert_eq!(json["trade_flows"]["strict"], serde_json::json!([1.0 / 3.0, 0.5, 0.4, 1, 3, 2]));
    lab.amur(&["eval", &gold, "--docs", "b", "--misses"]).is(0).says("MISSED").says("EXTRA");
    lab.amur(&["eval", &raw]).is(1).says("gold");
}

/// Every reference of a release points at a row that is there, and every span lies in its file.
#[test]
fn references_hold_inside_a_release() {
    let lab = Lab::new();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus");
    lab.amur(&["run", samples.to_str().unwrap()]).is(0);
    let ids = |target: &String| {
        let (table, column) = target.split_once('.').unwrap();
        let of = |row: &Value| row[column].as_str().map(str::to_owned);
        lab.rows::<Value>(table).iter().filter_map(of).collect::<Vec<_>>()
    };
    let mut looked_up = 0;
    for schema in TABLES.map(amur_store::schema) {
        let rows: Vec<Value> = lab.rows(&schema.name);
        let keys = schema.foreign_keys.iter().map(|k| {
            let table = if k.reference.resource.is_empty() { &schema.name } else { &k.reference.resource };
            (k.fields.clone(), vec![format!("{table}.{}", k.reference.fields)], None)
        });
        let refers = schema.fields.iter().filter(|f| !f.refers_to.is_empty());
        let refers = refers.map(|f| (f.name.clone(), f.refers_to.clone(), f.refers_unless.clone()));
        for (column, targets, unless) in keys.chain(refers) {
            let known: std::collections::HashSet<String> = targets.iter().flat_map(ids).collect();
            for row in &rows {
                let cell = &row[&column];
                let values = cell.as_array().cloned().unwrap_or_else(|| vec![cell.clone()]);
                for value in values.iter().filter_map(Value::as_str) {
                    let excepted = unless.is_some() && (value.starts_with("project:") || value.starts_with("policy:"));
                    assert!(excepted || known.contains(value), "{}.{column}: {value}", schema.name);
                    looked_up += 1;
                }
            }
        }
    }
    assert!(looked_up > 1000, "{looked_up}");
    let sizes: std::collections::HashMap<String, i64> =
        lab.rows::<Document>("documents").into_iter().map(|d| (d.doc_id, d.bytes)).collect();
    for span in lab.rows::<amur_model::SpanRow>("spans") {
        assert!(0 <= span.span_start && span.span_start < span.span_end && span.span_end <= sizes[&span.doc_id], "{span:?}");
    }
}

// What bad input gets.

#[test]
fn an_empty_folder_is_refused_and_the_release_stays() {
    let lab = Lab::published();
    let empty = lab.dir.path().join("nothing here");
    fs::create_dir(&empty).unwrap();
    lab.amur(&["run", empty.to_str().unwrap()]).is(1).says("there are no texts in").says("nothing here");
    lab.amur(&["run", "no/such/folder"]).is(1).says("no/such/folder");
    assert_eq!((lab.docs(), lab.releases_are_whole()), (["a", "b", "c"].map(String::from).to_vec(), 1));
}

#[test]
fn files_that_are_no_texts_are_named_and_the_rest_is_done() {
    let lab = Lab::published();
    lab.text("empty.txt", "");
    lab.text("picture.png", [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &[0, 255, 3, 200].repeat(500)].concat());
    lab.text("program.bin", [&b"\x7fELF\x02\x01\x01\0"[..], &[0, 1, 2, 3, 255, 254].repeat(500)].concat());
    symlink("nowhere", lab.raw().join("dangling.txt")).unwrap();
    symlink(lab.raw(), lab.raw().join("loop")).unwrap();
    assert!(Command::new("mkfifo").arg(lab.raw().join("pipe.txt")).status().unwrap().success());
    lab.text("d.txt", sentence("Shandong", 10.0, 12.0));
    let ended = lab.run(&["--max-rejected", "0.9"]).is(0);
    for name in ["empty.txt", "picture.png", "program.bin", "dangling.txt", "loop", "pipe.txt"] {
        assert!(ended.stderr.contains(name), "{name}: {}", ended.stderr);
    }
    assert_eq!(lab.docs(), ["a", "b", "c", "d"]);
    let findings: Vec<Value> = lab.rows("findings");
    assert_eq!(findings.iter().filter(|f| f["severity"] == "error").count(), 6);
    // Nothing changes by looking again.
    lab.run(&["--max-rejected", "0.9"]).is(0).says("0 read").says("nothing has changed");
}

#[test]
fn doubtful_rows_are_set_aside_and_break_no_limit() {
    let lab = Lab::published();
    let known = lab.rows::<TradeFlow>("trade_flows").len();
    lab.text("d.txt", "吉林省与滨海边疆区有贸易。村庄在河边。进口占三成。");
    lab.run(&["--max-rejected", "0"]).is(0).says("rejected  0 rows, and 1 set aside as doubtful, in stages/validate/rejected");
    assert_eq!(lab.rows::<TradeFlow>("trade_flows").len(), known);
    let aside: Vec<Value> = lab.rejected("trade_flows");
    assert_eq!((aside.len(), &aside[0]["code"], &aside[0]["doc_id"]), (1, &"SCH110".into(), &"d".into()));
}

#[test]
fn too_many_rejections_publish_nothing() {
    let lab = Lab::published();
    (0..9).for_each(|i| drop(lab.text(&format!("empty{i}.txt"), "")));
    lab.run(&[]).is(3).says("9 of 12 texts were rejected");
    assert_eq!(lab.releases_are_whole(), 1);
    lab.run(&["--max-rejected", "0.8"]).is(0);
}

#[test]
fn broken_bytes_do_not_stop_a_text() {
    let lab = Lab::new();
    let good = sentence("Jilin", 10.0, 12.0);
    lab.text("utf8.txt", [good.as_bytes(), b"A broken \xff\xfe\xc3 line stands here.\n", good.as_bytes()].concat());
    lab.text("nul.txt", [good.as_bytes(), b"A nul \0 byte.\n", good.as_bytes()].concat());
    lab.text("bom.txt", [b"\xef\xbb\xbf", good.as_bytes()].concat());
    lab.run(&["--max-rejected", "1"]).is(0);
    let flows: Vec<TradeFlow> = lab.rows("trade_flows");
    for flow in &flows {
        let raw = fs::read(lab.raw().join(format!("{}.txt", flow.common.doc_id))).unwrap();
        assert_eq!(&raw[flow.common.span_start as usize..flow.common.span_end as usize], flow.common.written.as_bytes());
    }
    let of = |doc: &str| flows.iter().filter(|f| f.common.doc_id == doc).count();
    assert_eq!((of("utf8"), of("bom")), (6, 3));
    assert!(lab.docs().contains(&"nul".to_owned()) || lab.rows::<Value>("findings").iter().any(|f| f["path"] == "nul.txt"));
}

#[test]
fn one_long_line_is_read() {
    // The optimised program reads the whole of it; the unoptimised one would take a minute.
    let bytes = if cfg!(debug_assertions) { 300_000 } else { 50_000_000 };
    let lab = Lab::new();
    let line = sentence("Jilin", 10.0, 12.0).replace('\n', " ");
    lab.text("long.txt", line.repeat(bytes / line.len()));
    lab.run(&[]).is(0);
    assert_eq!(lab.rows::<TradeFlow>("trade_flows").len(), 3 * (bytes / line.len()));
}

#[test]
fn a_folder_without_permission_is_named() {
    let lab = Lab::new();
    lab.text("a.txt", sentence("Jilin", 10.0, 12.0));
    lab.text("closed/b.txt", sentence("Jilin", 10.0, 12.0));
    let secret = lab.text("secret.txt", sentence("Jilin", 10.0, 12.0));
    fs::create_dir(lab.outputs()).unwrap();
    for (path, mode) in [(lab.raw().join("closed"), 0o000), (secret, 0o000), (lab.outputs(), 0o777)] {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }
    // Root may read everything, so that it runs the program as nobody.
    let mut command = lab.command(&["run", lab.raw().to_str().unwrap(), "--max-rejected", "0.9"]);
    if fs::metadata("/proc/self").is_ok_and(|about| std::os::unix::fs::MetadataExt::uid(&about) == 0) {
        let copy = lab.dir.path().join("amur");
        fs::copy(AMUR, &copy).unwrap();
        let mut as_nobody = Command::new(copy);
        as_nobody.args(command.get_args()).env("SOURCE_DATE_EPOCH", "1767225600").uid(65534).gid(65534);
        command = as_nobody;
    }
    ended(&mut command).is(0).says("closed").says("secret.txt");
    assert_eq!(lab.docs(), ["a"]);
    fs::set_permissions(lab.raw().join("closed"), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_file_that_goes_away_during_the_run_is_named() {
    let lab = Lab::new();
    let line = sentence("Jilin", 10.0, 12.0);
    lab.text("a.txt", line.repeat(if cfg!(debug_assertions) { 2_000 } else { 60_000 }));
    let victim = lab.text("z.txt", &line);
    let raw = lab.raw();
    let child =
        lab.command(&["run", raw.to_str().unwrap(), "--threads", "1"]).stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(250));
    fs::remove_file(victim).unwrap();
    let output = child.wait_with_output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && stderr.contains("z.txt") && stderr.contains("went away"), "{stderr}");
    assert_eq!(lab.docs(), ["a"]);
}

#[test]
fn a_full_disk_leaves_the_release_whole() {
    let lab = Lab::published();
    (0..40).for_each(|i| drop(lab.text(&format!("more{i}.txt"), sentence("Jilin", 10.0, 12.0).repeat(20))));
    // No file may grow beyond so many blocks; without the trap the signal would end the program before it can say so.
    let script = format!("trap '' XFSZ; ulimit -f 16; exec {AMUR} run '{}' --outputs '{}'", lab.raw().display(), lab.outputs().display());
    ended(Command::new("sh").args(["-c", &script])).is(1).says("cannot write").says("outputs");
    assert_eq!((lab.releases_are_whole(), lab.docs().len()), (1, 3));
    lab.run(&[]).is(0);
    assert_eq!((lab.releases_are_whole(), lab.docs().len()), (2, 43));
}

#[test]
fn paths_may_hold_spaces_and_any_script() {
    let lab = Lab::new();
    lab.text("黑龙江 报告/сводка за год 2024.txt", sentence("Jilin", 10.0, 12.0));
    lab.text("黑龙江 报告/x.txt", sentence("Jilin", 10.0, 12.0));
    lab.text("x.txt", sentence("Jilin", 10.0, 12.0));
    lab.run(&[]).is(0);
    let mut docs = lab.docs();
    docs.sort();
    assert_eq!(docs, ["x", "x--黑龙江-报告", "сводка за год 2024"]);
    assert!(lab.rows::<Value>("findings").iter().any(|f| f["code"] == "RAW005"));
}

#[test]
fn two_runs_at_once_are_one_too_many() {
    let lab = Lab::published();
    let lock = File::options().append(true).open(lab.outputs().join("lock")).unwrap();
    lock.lock().unwrap();
    lab.run(&[]).is(75).says("another run");
    lab.amur(&["releases"]).is(0);
    drop(lock);
    lab.run(&[]).is(0);
}

#[test]
fn a_kill_at_any_moment_leaves_whole_releases() {
    let lab = Lab::published();
    let raw = lab.raw();
    for i in 0..12_u64 {
        lab.text(&format!("{}.txt", i % 3), sentence("Jilin", 10.0, 12.0 + i as f64 / 10.0).repeat(5));
        let mut child = lab.command(&["run", raw.to_str().unwrap()]).stderr(Stdio::null()).stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(80 * i));
        let _ = child.kill();
        child.wait().unwrap();
        assert!(lab.releases_are_whole() >= 1);
        assert_whole(&lab.latest());
    }
    lab.run(&[]).is(0);
    assert_eq!(lab.docs(), ["0", "1", "2", "a", "b", "c"]);
    lab.run(&[]).is(0).says("nothing has changed");
    let left_over =
        |dir: PathBuf| fs::read_dir(dir).unwrap().flatten().filter(|e| e.file_name().to_string_lossy().ends_with(".tmp")).count();
    assert_eq!(left_over(lab.outputs().join("releases")) + left_over(lab.outputs().join("stages/extract/parts")), 0);
}

#[test]
fn every_release_has_a_report_of_the_same_bytes_on_any_number_of_threads() {
    let lab = Lab::new();
    lab.text("a.txt", sentence("Heilongjiang", 10.0, 12.0) + "<script>alert(1)</script></textarea>\u{202e}\n");
    lab.run(&["--threads", "1"]).is(0).says("report.html");
    let first = fs::read(lab.latest().join("report.html")).unwrap();
    let page = String::from_utf8(first.clone()).unwrap();
    assert!(page.contains("Content-Security-Policy") && !page.contains("<script>alert") && !page.contains('\u{202e}'));
    assert!(page.contains("\\u003cscript\\u003ealert(1)"), "the text is in the page, escaped");
    fs::remove_dir_all(lab.outputs()).unwrap();
    lab.run(&["--threads", "2"]).is(0);
    assert!(fs::read(lab.latest().join("report.html")).unwrap() == first);
}

#[test]
fn a_report_does_without_a_text_that_is_gone() {
    let lab = Lab::new();
    let gone = lab.text("a.txt", sentence("Heilongjiang", 10.0, 12.0));
    lab.text("b.txt", sentence("Jilin", 10.0, 12.0));
    lab.amur(&["extract", lab.raw().to_str().unwrap()]).is(0);
    lab.amur(&["normalize"]).is(0);
    lab.amur(&["validate"]).is(0);
    fs::remove_file(gone).unwrap();
    lab.amur(&["publish"]).is(0).says("RPT001").says("cannot show this text");
    assert_eq!(lab.docs(), ["a", "b"]);
}
