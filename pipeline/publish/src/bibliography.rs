//! `references.bib` and `references.csl.json`: the works of all reference lists, each once, under the id of its row.
//!
//! BibTeX is written by serde_bibtex, which checks its syntax. CSL-JSON is plain JSON, of the fields of CSL 1.0.2's data schema.

use amur_model::Reference;
use amur_store::{Error, Result, batch, parquet};
use jiff::civil::Date;
use serde::Serialize;
use std::io::Write;
use std::path::Path;

/// Writes both from the table `references` in a folder.
pub fn write(dir: &Path, bibtex: &mut impl Write, csl: &mut impl Write) -> Result<()> {
    let fail = |e: std::io::Error| Error::Other(format!("cannot write the bibliography: {e}"));
    let mut first = true;
    csl.write_all(b"[").map_err(fail)?;
    parquet::for_each(&dir.join("references.parquet"), |rows| {
        let mut works: Vec<Reference> = batch::to_rows(rows)?;
        works.retain(|r| r.canonical.as_ref().is_none_or(|c| *c == r.ref_id));
        if works.is_empty() {
            return Ok(());
        }
        if !first {
            bibtex.write_all(b"\n").map_err(fail)?;
        }
        let entries: Vec<Entry> = works.iter().map(Entry::of).collect();
        serde_bibtex::to_writer(&mut *bibtex, &entries).map_err(|e| Error::Other(format!("a reference is no BibTeX: {e}")))?;
        for work in &works {
            let item = serde_json::to_string(&Item::of(work)).map_err(|e| Error::Other(e.to_string()))?;
            write!(csl, "{}\n{item}", if first { "" } else { "," }).map_err(fail)?;
            first = false;
        }
        Ok(())
    })?;
    csl.write_all(b"\n]\n").map_err(fail)
}

/// Type of an entry in BibTeX and of an item in CSL, by the kind of work.
fn types(kind: Option<&str>) -> (&'static str, &'static str) {
    match kind {
        Some("article") => ("article", "article-journal"),
        Some("book") => ("book", "book"),
        Some("chapter") => ("incollection", "chapter"),
        Some("report") => ("techreport", "report"),
        Some("government_document") => ("techreport", "report"),
        Some("law") => ("misc", "legislation"),
        Some("news") => ("article", "article-newspaper"),
        Some("web") => ("misc", "webpage"),
        Some("thesis") => ("phdthesis", "thesis"),
        Some("conference") => ("inproceedings", "paper-conference"),
        Some("dataset") => ("misc", "dataset"),
        _ => ("misc", "document"),
    }
}

/// A year, a month of it or a day, as a row states it: `2024`, `2024-12`, `2024-12-05`.
fn date_parts(row: &Reference) -> Option<Vec<i32>> {
    let stated = row.date.as_deref().and_then(|d| d.split('-').map(|p| p.parse().ok()).collect::<Option<Vec<i32>>>());
    stated.filter(|parts| (1..=3).contains(&parts.len())).or_else(|| row.year.map(|y| vec![y]))
}

/// `Family, Given`; None for a name that is one whole: an organisation, a Chinese name in characters.
fn family_and_given(name: &str) -> Option<(&str, &str)> {
    let (family, given) = name.split_once(", ")?;
    (!family.is_empty() && !given.is_empty()).then_some((family, given))
}

/// Pages, or how many pages a work has where its row says no more.
fn pages(row: &Reference) -> (Option<&str>, Option<&str>) {
    let whole = matches!(row.kind.as_deref(), Some("book" | "thesis" | "report"));
    let pages = row.pages.as_deref();
    let extent = pages.filter(|p| whole && p.bytes().all(|b| b.is_ascii_digit()));
    (pages.filter(|_| extent.is_none()), extent)
}

/// The English title, where the entry prints it besides the original.
fn translation(row: &Reference) -> Option<String> {
    let english = row.title_en.as_ref().filter(|t| row.title.as_ref() != Some(t))?;
    Some(format!("Title in English: {english}"))
}

// BibTeX

/// Type, key and fields.
#[derive(Debug, Serialize)]
struct Entry(&'static str, String, Vec<(&'static str, String)>);

impl Entry {
    fn of(row: &Reference) -> Self {
        let kind = types(row.kind.as_deref()).0;
        let authors: Vec<String> = row
            .authors
            .iter()
            .map(|name| match family_and_given(name) {
                Some((family, given)) => format!("{}, {}", latex(family), latex(given)),
                // In braces, so that no `and` or space divides it.
                None => format!("{{{}}}", latex(name)),
            })
            .collect();
        let date = date_parts(row).unwrap_or_default();
        let (pages, extent) = pages(row);
        let plain = |value: &Option<String>| value.as_deref().map(latex);
        let container = match kind {
            "article" => "journal",
            "incollection" | "inproceedings" => "booktitle",
            _ => "howpublished",
        };
        let publisher = match kind {
            "techreport" => "institution",
            "phdthesis" => "school",
            _ => "publisher",
        };
        let fields = [
            ("author", (!authors.is_empty()).then(|| authors.join(" and "))),
            // In braces, so that no style changes its capitals.
            ("title", plain(&row.title).map(|t| format!("{{{t}}}"))),
            (container, plain(&row.container)),
            (publisher, plain(&row.publisher)),
            ("address", plain(&row.place)),
            ("year", date.first().map(i32::to_string)),
            ("month", date.get(1).map(i32::to_string)),
            ("day", date.get(2).map(i32::to_string)),
            ("volume", plain(&row.volume)),
            ("number", plain(&row.issue)),
            ("pages", pages.map(|p| latex(p).replace('-', "--"))),
            ("pagetotal", extent.map(latex)),
            ("doi", row.doi.as_deref().map(address)),
            ("url", row.url.as_deref().map(address)),
            ("urldate", row.accessed.map(|d| d.to_string())),
            ("language", plain(&row.language)),
            ("note", translation(row).map(|t| latex(&t))),
        ];
        Entry(kind, row.ref_id.clone(), fields.into_iter().filter_map(|(key, value)| Some((key, value?))).collect())
    }
}

/// Text as LaTeX reads it. Braces are written by name, since BibTeX counts them however they are escaped.
fn latex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '#' | '$' | '%' | '&' | '_' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// An address, which BibTeX's readers take letter by letter: what would end or disturb the field is percent-encoded.
fn address(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '{' | '}' | ' ' | '"' | '\0'..='\u{1f}' | '\u{7f}' => out.push_str(&format!("%{:02X}", c as u32)),
            c => out.push(c),
        }
    }
    out
}

// CSL-JSON

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Item<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Name<'a>>,
    #[serde(flatten)]
    text: Texts<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<When>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<When>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// The fields that are plain text; those that are not there are left out.
#[derive(Debug, Serialize)]
#[serde(transparent)]
struct Texts<'a>(std::collections::BTreeMap<&'static str, &'a str>);

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Name<'a> {
    Person { family: &'a str, given: &'a str },
    Whole { literal: &'a str },
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct When {
    date_parts: [Vec<i32>; 1],
}

impl When {
    fn day(date: Date) -> Self {
        When { date_parts: [vec![date.year().into(), date.month().into(), date.day().into()]] }
    }
}

impl<'a> Item<'a> {
    fn of(row: &'a Reference) -> Self {
        let (page, extent) = pages(row);
        let texts = [
            ("title", row.title.as_deref()),
            ("container-title", row.container.as_deref()),
            ("publisher", row.publisher.as_deref()),
            ("publisher-place", row.place.as_deref()),
            ("volume", row.volume.as_deref()),
            ("issue", row.issue.as_deref()),
            ("page", page),
            ("number-of-pages", extent),
            ("DOI", row.doi.as_deref()),
            ("URL", row.url.as_deref()),
            ("language", row.language.as_deref()),
        ];
        let name = |name: &'a String| match family_and_given(name) {
            Some((family, given)) => Name::Person { family, given },
            None => Name::Whole { literal: name },
        };
        Item {
            id: &row.ref_id,
            kind: types(row.kind.as_deref()).1,
            author: row.authors.iter().map(name).collect(),
            text: Texts(texts.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()),
            issued: date_parts(row).map(|parts| When { date_parts: [parts] }),
            accessed: row.accessed.map(When::day),
            note: translation(row),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn work() -> Reference {
        Reference {
            ref_id: "ref_1".into(),
            kind: Some("article".into()),
            authors: vec!["Иванова, А.Б.".into(), "王立新".into(), "Ministry of Trade and Industry".into()],
            title: Some("100% of {A} & B_c ~ $5 #1 \\ x^2".into()),
            title_en: Some("Ports".into()),
            container: Some("Вестник".into()),
            year: Some(2024),
            date: Some("2024-03".into()),
            issue: Some("4 (5)".into()),
            pages: Some("9-21".into()),
            doi: Some("10.1000/a_b".into()),
            url: Some("https://example.org/a_b?c=1&d=%20#{e}".into()),
            accessed: Some("2025-01-09".parse().unwrap()),
            language: Some("ru".into()),
            ..Reference::default()
        }
    }

    #[test]
    fn a_work_becomes_bibtex() {
        let text = serde_bibtex::to_string(&[Entry::of(&work())]).unwrap();
        for line in [
            "@article{ref_1,",
            "  author = {Иванова, А.Б. and {王立新} and {Ministry of Trade and Industry}},",
            r"  title = {{100\% of \textbraceleft{}A\textbraceright{} \& B\_c \textasciitilde{} \$5 \#1 \textbackslash{} x\textasciicircum{}2}},",
            "  journal = {Вестник},",
            "  year = {2024},",
            "  month = {3},",
            "  number = {4 (5)},",
            "  pages = {9--21},",
            "  doi = {10.1000/a_b},",
            "  url = {https://example.org/a_b?c=1&d=%20#%7Be%7D},",
            "  urldate = {2025-01-09},",
            "  note = {Title in English: Ports},",
        ] {
            assert!(text.lines().any(|l| l == line), "{line}\n{text}");
        }
        // Whatever stands in it, the braces balance, or nothing would be written.
        let wild = Reference { title: Some("}}{ \u{1b} @x,".into()), ref_id: "ref_2".into(), ..Reference::default() };
        assert!(serde_bibtex::to_string(&[Entry::of(&wild)]).is_ok());
    }

    #[test]
    fn a_work_becomes_csl() {
        let item = serde_json::to_value(Item::of(&work())).unwrap();
        assert_eq!(
            item["author"],
            json!([{ "family": "Иванова", "given": "А.Б." }, { "literal": "王立新" }, { "literal": "Ministry of Trade and Industry" }])
        );
        assert_eq!((&item["type"], &item["issued"]), (&json!("article-journal"), &json!({ "date-parts": [[2024, 3]] })));
        assert_eq!((&item["accessed"]["date-parts"][0][2], &item["DOI"]), (&json!(9), &json!("10.1000/a_b")));
        assert!(item.as_object().unwrap().values().all(|v| !v.is_null()), "{item}");
        let book = Reference { kind: Some("book".into()), pages: Some("214".into()), ..work() };
        let item = serde_json::to_value(Item::of(&book)).unwrap();
        assert_eq!((item.get("page"), &item["number-of-pages"]), (None, &json!("214")));
    }
}
