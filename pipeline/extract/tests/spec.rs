//! The specification by example: `tests/spec/{en,zh,ru}/{numbers,periods,relations,zones}.toml`.
//!
//! A case is a text and what a careful reader takes from it. Cases that are not read yet stand in `tests/spec/pending.txt`, one
//! `language/topic/name` a line. The test fails when a case that is not listed there is misread, and when a listed one is read
//! rightly. `AMUR_BLESS=1` writes the list anew; `AMUR_SHOW=en/relations` shows what is read amiss in the cases whose names
//! begin so.

use amur_extract::extractor::Extractor;
use amur_extract::lang::Lang;
use amur_extract::periods::{base_of, resolve, span};
use amur_extract::token::{Figure, FigureKind, Period, PeriodTime, RangeEnd, TimeContext};
use amur_extract::units::cut;
use amur_model::{Qualifier, TradeFlow, Zone};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

const TOPICS: [&str; 4] = ["numbers", "periods", "relations", "zones"];

/// One file of the specification.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    case: Vec<Case>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    /// The day the text is dated; it is put before the text, as a page prints it.
    date: Option<String>,
    /// `anchor | kind | value | unit or - | qualifier`: all figures of the text, in order.
    figures: Option<Vec<String>>,
    /// `words | first..last`, or after the bar `against first..last`, `year-before`, `period-before`, `since first..last`,
    /// `over 60 months`: all times of the text, in order. `-..-` where the calendar does not follow from the text.
    periods: Option<Vec<String>>,
    /// `reporter > partner | flow | product or - | measure | value | unit | qualifier | first..last`, and perhaps
    /// `against first..last` and `of field code, ...` (the whole of a share). In any order; `?` before rows that may be left out.
    rows: Option<Vec<String>>,
    /// `name as printed | kind | first place or -`; `?` before those that may be left out.
    zones: Option<Vec<String>>,
}

type Complaints = Vec<String>;

#[test]
fn the_specification_is_read() {
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/spec"));
    let shown = std::env::var("AMUR_SHOW").ok();
    let extractor = Extractor::new();
    let mut outcomes: BTreeMap<String, Complaints> = BTreeMap::new();
    let mut report = String::from("\nlanguage topic       cases  read  pending\n");
    for lang in Lang::ALL {
        for topic in TOPICS {
            let cases = load(&root.join(lang.code()).join(format!("{topic}.toml")));
            let mut read = 0;
            for case in &cases {
                let name = format!("{}/{topic}/{}", lang.code(), case.name);
                let complaints = check(&extractor, lang, case);
                read += usize::from(complaints.is_empty());
                if shown.as_deref().is_some_and(|prefix| name.starts_with(prefix)) && !complaints.is_empty() {
                    report.push_str(&tell(&name, case, &complaints));
                }
                assert!(outcomes.insert(name.clone(), complaints).is_none(), "{name}: two cases of this name");
            }
            let _ = writeln!(report, "{:<8} {topic:<10} {:>6} {read:>5} {:>8}", lang.code(), cases.len(), cases.len() - read);
        }
    }
    // Past the capture of test output: the counts are for everyone to see.
    let _ = std::io::stderr().write_all(report.as_bytes());
    judge(&root.join("pending.txt"), &outcomes);
}

/// Compares what was read with the list of cases that are known not to be.
fn judge(list: &Path, outcomes: &BTreeMap<String, Complaints>) {
    let failing: BTreeSet<&str> = outcomes.iter().filter(|(_, complaints)| !complaints.is_empty()).map(|(name, _)| name.as_str()).collect();
    if std::env::var_os("AMUR_BLESS").is_some() {
        let lines: String = failing.iter().map(|name| format!("{name}\n")).collect();
        std::fs::write(list, lines).expect("the pass list can be written");
        return;
    }
    let printed = std::fs::read_to_string(list).unwrap_or_default();
    let pending: BTreeSet<&str> = printed.lines().filter(|line| !line.is_empty()).collect();
    let mut wrong = String::new();
    for name in failing.difference(&pending) {
        let _ = writeln!(wrong, "{name} is misread:\n  {}", outcomes[*name].join("\n  "));
    }
    for name in pending.difference(&failing) {
        let what = if outcomes.contains_key(*name) { "is read now" } else { "is no case" };
        let _ = writeln!(wrong, "{name} {what}: strike it from pending.txt (AMUR_BLESS=1 does)");
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

fn load(path: &Path) -> Vec<Case> {
    let Ok(text) = std::fs::read_to_string(path) else { return Vec::new() };
    toml::from_str::<File>(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display())).case
}

fn tell(name: &str, case: &Case, complaints: &[String]) -> String {
    format!("{name}\n  {}\n    {}\n", case.text.trim().replace('\n', "\n  "), complaints.join("\n    "))
}

fn check(extractor: &Extractor, lang: Lang, case: &Case) -> Complaints {
    let mut complaints = Complaints::new();
    if let Some(expected) = &case.figures {
        complaints.extend(in_order(expected, &figures(extractor, lang, &case.text), |line, found| same_figure(line, found, &case.text)));
    }
    if let Some(expected) = &case.periods {
        complaints.extend(in_order(expected, &periods(extractor, lang, case), |line, found| found.is(line)));
    }
    if case.rows.is_some() || case.zones.is_some() {
        let record = extractor.extract(&case.name, &case.name, page(lang, case).as_bytes()).expect("a text");
        if let Some(expected) = &case.rows {
            let rows: Vec<TradeFlow> = record.flows.into_iter().map(|fact| fact.row).collect();
            complaints.extend(in_any_order(expected, &rows, same_row, show_row));
        }
        if let Some(expected) = &case.zones {
            let zones: Vec<Zone> = record.zones.into_iter().map(|fact| fact.row).collect();
            complaints.extend(in_any_order(expected, &zones, same_zone, show_zone));
        }
    }
    complaints
}

/// The text below the line that dates it.
fn page(lang: Lang, case: &Case) -> String {
    let Some(date) = &case.date else { return case.text.clone() };
    let line = match lang {
        Lang::En => format!("Updated: {date}"),
        Lang::Zh => format!("发布时间：{date}"),
        Lang::Ru => format!("Дата публикации: {}", day(date).strftime("%d.%m.%Y")),
    };
    format!("{line}\n\n{}", case.text)
}

/// Complains of the first place where what was found parts from what was expected.
fn in_order<T: ToString>(expected: &[String], found: &[T], same: impl Fn(&str, &T) -> bool) -> Complaints {
    let agree = expected.len() == found.len() && expected.iter().zip(found).all(|(line, found)| same(line, found));
    if agree {
        return Vec::new();
    }
    let found: Vec<String> = found.iter().map(T::to_string).collect();
    vec![format!("expected {}", expected.join(" ; ")), format!("found    {}", found.join(" ; "))]
}

/// Pairs lines with rows one to one; complains of the lines and rows that are left over.
fn in_any_order<T>(expected: &[String], found: &[T], same: impl Fn(&str, &T) -> bool, show: impl Fn(&T) -> String) -> Complaints {
    let mut left: Vec<&T> = found.iter().collect();
    let mut complaints = Complaints::new();
    // Firm lines choose first.
    let (optional, firm): (Vec<&String>, Vec<&String>) = expected.iter().partition(|line| line.starts_with('?'));
    for line in firm.into_iter().chain(optional) {
        let wanted = line.trim_start_matches('?').trim();
        match left.iter().position(|row| same(wanted, row)) {
            Some(at) => drop(left.remove(at)),
            None if line.starts_with('?') => {}
            None => complaints.push(format!("missing {wanted}")),
        }
    }
    complaints.extend(left.into_iter().map(|row| format!("found   {}", show(row))));
    complaints
}

fn fields(line: &str) -> Vec<&str> {
    line.split(" | ").map(str::trim).collect()
}

fn is_near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * b.abs().max(1.0)
}

fn number(field: &str) -> f64 {
    field.parse().unwrap_or_else(|_| panic!("{field:?} is no number"))
}

fn day(field: &str) -> Date {
    field.parse().unwrap_or_else(|_| panic!("{field:?} is no day"))
}

/// `2024-01-01..2024-12-31` or `-..-`.
fn days(field: &str) -> Option<(Date, Date)> {
    let (first, last) = field.split_once("..").unwrap_or_else(|| panic!("{field:?} is no period"));
    (first != "-").then(|| (day(first), day(last)))
}

fn show_days(days: Option<(Date, Date)>) -> String {
    days.map_or("-..-".to_owned(), |(first, last)| format!("{first}..{last}"))
}

/// A figure with its printed characters.
struct Printed(String, Figure);

/// Figures as the relations see them: a number inside the words for a time is none.
fn figures(extractor: &Extractor, lang: Lang, text: &str) -> Vec<Printed> {
    let units = cut(text);
    let words = extractor.names.look(text, &units);
    let times = extractor.periods.find(lang, &words);
    let mut found = extractor.figures.find(lang, &words);
    found.retain(|f| !times.iter().any(|p| p.units.start < f.units.end && f.units.start < p.units.end));
    found.into_iter().map(|figure| Printed(text[figure.anchor.clone()].to_owned(), figure)).collect()
}

impl Printed {
    /// The ends of a range are bounds.
    fn qualifier(&self) -> &'static str {
        match self.1.end {
            Some(RangeEnd::Low) => "at_least",
            Some(RangeEnd::High) => "at_most",
            None => qualifier(self.1.qualifier),
        }
    }

    fn kind(&self) -> (&'static str, &'static str) {
        match self.1.kind {
            FigureKind::Money(code) => ("money", code),
            FigureKind::Quantity(unit) => ("quantity", unit),
            FigureKind::Percent => ("percent", "-"),
            FigureKind::Points => ("points", "-"),
            FigureKind::Times => ("times", "-"),
            FigureKind::Rank => ("rank", "-"),
            FigureKind::Plain => ("plain", "-"),
        }
    }
}

impl std::fmt::Display for Printed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (kind, unit) = self.kind();
        write!(f, "{} | {kind} | {} | {unit} | {}", self.0, self.1.value, self.qualifier())
    }
}

fn qualifier(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::Exact => "exact",
        Qualifier::Approx => "approx",
        Qualifier::AtLeast => "at_least",
        Qualifier::AtMost => "at_most",
    }
}

fn same_figure(line: &str, found: &Printed, text: &str) -> bool {
    let [anchor, kind, value, unit, qualifier] = fields(line)[..] else { panic!("{line:?}: a figure has five fields") };
    assert!(text.contains(anchor), "{line:?}: the text has no such characters");
    let (found_kind, found_unit) = found.kind();
    // Things counted are `units` whether or not a list of words knows them; percent, points, times and ranks need no unit.
    let counted = |kind: &str, unit: &str| kind == "plain" || kind == "quantity" && unit == "units";
    let same_kind =
        kind == found_kind && (unit == found_unit || found_unit == "-") || counted(kind, unit) && counted(found_kind, found_unit);
    anchor == found.0 && same_kind && is_near(found.1.value, number(value)) && qualifier == found.qualifier()
}

/// A time with its words and its place on the calendar.
struct Dated {
    /// The words that name it, and those with what stands before and after.
    words: String,
    phrase: String,
    time: PeriodTime,
    /// The period itself, or the one compared with.
    days: Option<(Date, Date)>,
    /// The same days a year before the period that the text speaks of.
    year_before: Option<(Date, Date)>,
}

fn periods(extractor: &Extractor, lang: Lang, case: &Case) -> Vec<Dated> {
    let text = &case.text;
    let units = cut(text);
    let found = extractor.periods.find(lang, &extractor.names.look(text, &units));
    let mut context = TimeContext { spoken: case.date.as_deref().map(day), ..TimeContext::default() };
    let mut dated = Vec::new();
    for (at, period) in found.iter().enumerate() {
        let days = span(&period.time, &context);
        // A comparison may come before the period that is compared.
        let main = days.or(context.period).or_else(|| found[at..].iter().find_map(|p| span(&p.time, &context)));
        let bytes = units[period.units.start].start as usize..units[period.units.end - 1].end as usize;
        dated.push(Dated {
            words: text[period.bytes.clone()].to_owned(),
            phrase: text[bytes].to_owned(),
            time: period.time,
            days: days.or_else(|| compared(period, main, &context)),
            year_before: main.and_then(|main| base_of(main, &PeriodTime::AgainstYearBefore, &context)),
        });
        if let Some(days) = days {
            context = TimeContext { year: Some(days.1.year()), period: Some(days), ..context };
        }
    }
    dated
}

fn compared(period: &Period, main: Option<(Date, Date)>, context: &TimeContext) -> Option<(Date, Date)> {
    let base = main.and_then(|main| base_of(main, &period.time, context));
    match (&period.time, base) {
        (PeriodTime::Against(time) | PeriodTime::Since(time), None) => resolve(time, context),
        _ => base,
    }
}

impl Dated {
    fn is(&self, line: &str) -> bool {
        let [words, meaning] = fields(line)[..] else { panic!("{line:?}: a time has two fields") };
        let named = words.contains(&self.words) || self.phrase.contains(words);
        let (kind, rest) = meaning.split_once(' ').unwrap_or((meaning, ""));
        let is_compared = matches!(self.time, PeriodTime::Against(_) | PeriodTime::AgainstYearBefore | PeriodTime::AgainstPeriodBefore);
        named
            && match kind {
                "year-before" => {
                    self.time == PeriodTime::AgainstYearBefore || is_compared && self.days.is_some() && self.days == self.year_before
                }
                "period-before" => self.time == PeriodTime::AgainstPeriodBefore,
                "against" => is_compared && self.days == days(rest),
                "since" => matches!(self.time, PeriodTime::Since(_)) && self.days == days(rest),
                "over" => matches!(self.time, PeriodTime::Over { months } if rest == format!("{months} months")),
                _ => matches!(self.time, PeriodTime::At(_) | PeriodTime::Between(..)) && self.days == days(meaning),
            }
    }
}

impl std::fmt::Display for Dated {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} | ", self.words)?;
        let days = show_days(self.days);
        match self.time {
            PeriodTime::At(_) | PeriodTime::Between(..) => f.write_str(&days),
            PeriodTime::Since(_) => write!(f, "since {days}"),
            PeriodTime::Against(_) => write!(f, "against {days}"),
            PeriodTime::AgainstYearBefore => f.write_str("year-before"),
            PeriodTime::AgainstPeriodBefore => f.write_str("period-before"),
            PeriodTime::Over { months } => write!(f, "over {months} months"),
            PeriodTime::Record => write!(f, "record"),
        }
    }
}

/// The name of an enumeration's value, as the tables print it.
fn name(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_else(|| "-".to_owned())
}

fn or_dash(cell: &Option<String>) -> &str {
    cell.as_deref().unwrap_or("-")
}

fn row_days(row: &TradeFlow) -> Option<(Date, Date)> {
    row.period_start.zip(row.period_end)
}

fn base_days(row: &TradeFlow) -> Option<(Date, Date)> {
    row.base_start.zip(row.base_end)
}

fn show_row(row: &TradeFlow) -> String {
    let mut line = format!(
        "{} > {} | {} | {} | {} | {} | {} | {} | {}",
        or_dash(&row.reporter),
        or_dash(&row.partner),
        name(row.flow),
        or_dash(&row.product),
        name(row.measure),
        row.value,
        row.unit,
        qualifier(row.qualifier),
        show_days(row_days(row))
    );
    if let Some(base) = base_days(row) {
        let _ = write!(line, " | against {}", show_days(Some(base)));
    }
    let whole = show_whole(row);
    if !whole.is_empty() {
        let _ = write!(line, " | of {whole}");
    }
    line
}

/// `reporter CN, flow export`: where the whole of a share differs from the row.
fn show_whole(row: &TradeFlow) -> String {
    let cells = [
        ("reporter", row.base_reporter.clone()),
        ("partner", row.base_partner.clone()),
        ("flow", row.base_flow.map(name)),
        ("product", row.base_product.clone()),
    ];
    let told: Vec<String> = cells.into_iter().filter_map(|(field, cell)| Some(format!("{field} {}", cell?))).collect();
    told.join(", ")
}

fn same_row(line: &str, row: &TradeFlow) -> bool {
    let all = fields(line);
    let ([ends, flow, product, measure, value, unit, said, period], more) = all.split_at(8.min(all.len())) else {
        panic!("{line:?}: a row has eight fields")
    };
    let (reporter, partner) = ends.split_once(" > ").unwrap_or_else(|| panic!("{line:?}: no `>` between reporter and partner"));
    let found = (or_dash(&row.reporter), or_dash(&row.partner));
    // Trade between two is the same from either side.
    let same_ends = found == (reporter, partner) || *flow == "trade" && found == (partner, reporter);
    same_ends
        && name(row.flow) == *flow
        && alike(product, or_dash(&row.product))
        && name(row.measure) == *measure
        && is_near(row.value, number(value))
        && row.unit == *unit
        && qualifier(row.qualifier) == *said
        && row_days(row) == days(period)
        && more.iter().all(|field| match field.split_once(' ') {
            Some(("against", base)) => base_days(row) == days(base),
            Some(("of", whole)) => show_whole(row) == whole,
            _ => panic!("{line:?}: {field:?} is neither `against` nor `of`"),
        })
}

/// Products are the same where half of their words are.
fn alike(a: &str, b: &str) -> bool {
    if a == "-" || b == "-" {
        return a == b;
    }
    let (a, b) = (stems(a), stems(b));
    2 * a.intersection(&b).count() >= a.union(&b).count()
}

fn stems(words: &str) -> BTreeSet<String> {
    const SAY_NOTHING: [&str; 8] = ["the", "of", "and", "a", "an", "other", "all", "goods"];
    let stem = |word: &str| {
        let bare = word.strip_suffix("es").or_else(|| word.strip_suffix('s')).filter(|bare| bare.chars().count() >= 3);
        bare.unwrap_or(word).to_owned()
    };
    let all: BTreeSet<String> = words.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(stem).collect();
    let telling: BTreeSet<String> = all.iter().filter(|w| !SAY_NOTHING.contains(&w.as_str()) && *w != "product").cloned().collect();
    if telling.is_empty() { all } else { telling }
}

fn same_zone(line: &str, zone: &Zone) -> bool {
    let [printed, kind, place] = fields(line)[..] else { panic!("{line:?}: a zone has three fields") };
    let named = |name: &String| name.contains(printed) || printed.contains(name.as_str()) || alike(name, printed);
    let named = std::iter::once(&zone.name).chain(&zone.aliases).any(named);
    named && zone.kind == kind && zone.places.first().map_or("-", String::as_str) == place
}

fn show_zone(zone: &Zone) -> String {
    format!("{} | {} | {}", zone.name, zone.kind, zone.places.first().map_or("-", String::as_str))
}
