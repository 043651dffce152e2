//! Reference lists, their entries' fields, and in-text citations.

mod citations;
pub mod entry;
mod kind;
pub(crate) mod names;
pub(crate) mod patterns;
pub(crate) mod scan;
pub(crate) mod tail;
#[cfg(test)]
mod tests;
pub(crate) mod words;

use ahash::AHashMap;
use amur_model::id::stable_id;
use amur_model::{CellSpan, Citation, Common, Fact, Finding, Origin, Reference, Severity};
use amur_text::{Block, BlockKind, Reading};
use citations::{Index, Marker};
use entry::Entry;
use names::spaced;
use std::borrow::Cow;
use std::ops::Range;
use tail::Field;
use words::{ListKind, words};

/// What a text's lists and markers say.
#[derive(Debug, Clone, Default)]
pub struct References {
    pub entries: Vec<Fact<Reference>>,
    pub citations: Vec<Fact<Citation>>,
    pub findings: Vec<Finding>,
    /// Markers in the order of the view, with the `ref_id`s they name.
    marks: Vec<(Range<usize>, Vec<String>)>,
}

impl References {
    /// The `ref_id`s cited for what a sentence states, and the markers that cite them: those in the sentence itself, else those of
    /// the nearest marker behind it in its paragraph. All ranges are bytes of the view.
    pub fn cites_for(&self, sentence: Range<usize>, paragraph: Range<usize>) -> Cites {
        let from = self.marks.partition_point(|(m, _)| m.start < sentence.start);
        let mut cites = Cites::default();
        let cited = &mut cites.ids;
        for (range, ids) in &self.marks[from..] {
            let inside = range.start < sentence.end;
            if range.start >= paragraph.end || !inside && !cited.is_empty() {
                break;
            }
            for id in ids {
                if !cited.contains(id) {
                    cited.push(id.clone());
                }
            }
            cites.marks.push(range.clone());
            if !inside {
                break;
            }
        }
        cites
    }
}

/// What a sentence cites, and where.
#[derive(Debug, Clone, Default)]
pub struct Cites {
    pub ids: Vec<String>,
    pub marks: Vec<Range<usize>>,
}

/// An entry where it stands.
struct Listed<'a> {
    list: ListKind,
    heading: Option<Range<usize>>,
    /// Its place in the list, from 1.
    place: i32,
    range: Range<usize>,
    text: &'a str,
    entry: Entry,
}

/// Reads the reference lists of a text and the citations that lean on them.
pub fn read(reading: &Reading, doc_id: &str) -> References {
    let listed = list(reading);
    let mut read = References::default();
    let mut index = Index::default();
    let mut seen: AHashMap<String, usize> = AHashMap::new();
    for item in &listed {
        let mut fact = reference(reading, doc_id, item);
        // The same entry printed twice under one number keeps two ids.
        let times = seen.entry(fact.row.ref_id.clone()).or_insert(0);
        *times += 1;
        if *times > 1 {
            fact.row.ref_id = stable_id("ref", &[&fact.row.ref_id, &times.to_string()]);
        }
        let suffix =
            item.entry.year.as_ref().and_then(|y| citations::suffix_of(&item.text[y.range.start + 4..]).filter(|_| y.range.len() <= 6));
        index.add(read.entries.len(), item.list, fact.row.number, &fact.row.authors, fact.row.year, suffix);
        if item.text.len() > entry::LONGEST {
            read.findings.push(
                Finding::new(
                    Severity::Note,
                    "REF102",
                    format!("an entry of {} bytes is too long for its fields to be read", item.text.len()),
                )
                .doc(doc_id)
                .span(reading.raw_span(item.range.clone())),
            );
        }
        read.entries.push(fact);
    }
    cite(reading, doc_id, &index, &mut read);
    read
}

/// The entries of all lists, in order.
fn list(reading: &Reading) -> Vec<Listed<'_>> {
    let mut found: Vec<Listed> = Vec::new();
    let mut current: Option<(ListKind, Option<Range<usize>>, i32)> = None;
    for block in &reading.blocks {
        match block.kind {
            BlockKind::ListHeading => {
                let kind = words().heading(&reading.view[block.range.clone()]).unwrap_or(ListKind::References);
                current = Some((kind, Some(block.range.clone()), 0));
            }
            BlockKind::ListEntry => {
                let (list, heading, place) = current.get_or_insert((ListKind::References, None, 0));
                *place += 1;
                found.push(listed(reading, *list, heading.clone(), *place, block.range.clone()));
            }
            _ => {
                // A list of references may be interrupted by a page's furniture; how to cite is one entry, and what comes
                // behind it is another list.
                if matches!(current, Some((ListKind::HowToCite, ..))) {
                    current = None;
                }
                if let Some((heading, entry)) = inline_how_to_cite(reading, block) {
                    found.push(listed(reading, ListKind::HowToCite, Some(heading), 1, entry));
                }
            }
        }
    }
    found
}

fn listed(reading: &Reading, list: ListKind, heading: Option<Range<usize>>, place: i32, range: Range<usize>) -> Listed<'_> {
    let text = &reading.view[range.clone()];
    let from = reading.emphasis.partition_point(|e| e.end <= range.start);
    let emphasis: Vec<_> = reading.emphasis[from..]
        .iter()
        .take_while(|e| e.start < range.end)
        .map(|e| e.start.saturating_sub(range.start)..e.end.min(range.end) - range.start)
        .collect();
    Listed { list, heading, place, text, entry: entry::parse(text, &emphasis, list == ListKind::HowToCite), range }
}

/// `For citation: Petrov V.L. ...` in one block: where the words and where the entry stand.
fn inline_how_to_cite(reading: &Reading, block: &Block) -> Option<(Range<usize>, Range<usize>)> {
    if !matches!(block.kind, BlockKind::Meta | BlockKind::Paragraph | BlockKind::Byline) {
        return None;
    }
    let text = &reading.view[block.range.clone()];
    let colon = text.char_indices().take(60).find(|(_, c)| matches!(c, ':' | '：')).map(|(i, _)| i)?;
    if words().heading(&text[..colon]) != Some(ListKind::HowToCite) {
        return None;
    }
    let entry = tail::trimmed(&reading.view, block.range.start + colon..block.range.end);
    (entry.len() > 20).then(|| (block.range.start..block.range.start + colon, entry.start..block.range.end))
}

/// How much of an entry's beginning identifies it, in characters.
const IDENTIFYING: usize = 40;
/// How much of it stands in `written`.
const WRITTEN: usize = 80;

fn reference(reading: &Reading, doc_id: &str, item: &Listed) -> Fact<Reference> {
    let e = &item.entry;
    let quote = spaced(item.text);
    let number = e.number.as_ref().and_then(|n| n.value.parse().ok()).unwrap_or(item.place);
    let first_words: String = quote.chars().take(IDENTIFYING).collect();
    let value = |f: &Option<Field>| f.as_ref().map(|f| f.value.clone());
    let row = Reference {
        ref_id: stable_id("ref", &[doc_id, item.list.name(), &number.to_string(), &first_words]),
        common: common(reading, doc_id, item.range.clone(), item.range.clone(), quote.clone(), e.style.rule(), confidence(e)),
        list: item.list.name().to_owned(),
        number,
        kind: e.kind.map(str::to_owned),
        authors: e.authors.clone(),
        title: value(&e.title),
        title_en: value(&e.title_en),
        container: value(&e.container),
        container_en: value(&e.container_en),
        publisher: value(&e.publisher),
        place: value(&e.place),
        year: e.year.as_ref().and_then(|y| y.value.parse().ok()),
        date: value(&e.date),
        volume: value(&e.volume),
        issue: value(&e.issue),
        pages: value(&e.pages),
        doi: value(&e.doi),
        url: value(&e.url),
        accessed: e.accessed.as_ref().and_then(|d| d.value.parse().ok()),
        language: value(&e.language),
        canonical: None,
        raw: item.text.to_owned(),
    };
    let row = Reference { common: Common { written: quote.chars().take(WRITTEN).collect(), ..row.common }, ..row };
    let mut cells = Vec::new();
    let mut cell = |column: &'static str, range: Option<Range<usize>>| {
        if let Some(range) = range.filter(|r| !r.is_empty()) {
            let span = reading.raw_span(item.range.start + range.start..item.range.start + range.end);
            cells.push(CellSpan::new(column, span, Origin::Printed));
        }
    };
    cell("authors", e.authors_range.clone());
    for (column, field) in [
        ("number", &e.number),
        ("title", &e.title),
        ("title_en", &e.title_en),
        ("container", &e.container),
        ("container_en", &e.container_en),
        ("publisher", &e.publisher),
        ("place", &e.place),
        ("year", &e.year),
        ("date", &e.date),
        ("volume", &e.volume),
        ("issue", &e.issue),
        ("pages", &e.pages),
        ("doi", &e.doi),
        ("url", &e.url),
        ("accessed", &e.accessed),
        ("language", &e.language),
    ] {
        cell(column, field.as_ref().map(|f| f.range.clone()));
    }
    cell("raw", Some(0..item.text.len()));
    if e.number.is_none() {
        // Its place in the list, which is that of the entry itself.
        cell("number", Some(0..item.text.len()));
    }
    if let Some(heading) = &item.heading {
        cells.push(CellSpan::new("list", reading.raw_span(heading.clone()), Origin::Inherited));
    }
    Fact { row, cells }
}

/// The common columns; `written` is the characters of `range`.
fn common(
    reading: &Reading,
    doc_id: &str,
    range: Range<usize>,
    sentence: Range<usize>,
    quote: String,
    rule: &'static str,
    confidence: f64,
) -> Common {
    let (span, whole) = (reading.raw_span(range.clone()), reading.raw_span(sentence));
    Common {
        doc_id: doc_id.to_owned(),
        span_start: span.start,
        span_end: span.end,
        sentence_start: whole.start,
        sentence_end: whole.end,
        quote: quote.into(),
        written: reading.view[range].to_owned(),
        rule: Cow::Borrowed(rule),
        confidence,
    }
}

/// How sure the fields are: an entry with a title, a source and a time was read as a whole.
fn confidence(e: &Entry) -> f64 {
    let parts = [
        e.title.is_some(),
        e.container.is_some() || e.publisher.is_some() || e.url.is_some(),
        e.year.is_some() || e.accessed.is_some(),
        e.kind.is_some(),
    ];
    match parts.iter().filter(|p| **p).count() {
        4 => 0.97,
        3 => 0.9,
        2 => 0.7,
        _ => 0.4,
    }
}

/// Finds the markers of all blocks that are prose and makes their rows.
fn cite(reading: &Reading, doc_id: &str, index: &Index, read: &mut References) {
    let mut occurrences: AHashMap<String, usize> = AHashMap::new();
    for block in &reading.blocks {
        if matches!(
            block.kind,
            BlockKind::ListHeading | BlockKind::ListEntry | BlockKind::Title | BlockKind::Byline | BlockKind::Meta | BlockKind::Keywords
        ) {
            continue;
        }
        for marker in index.find(&reading.view[block.range.clone()]) {
            let range = block.range.start + marker.range.start..block.range.start + marker.range.end;
            let printed = reading.view[range.clone()].to_owned();
            let occurrence = occurrences.entry(printed.clone()).or_insert(0);
            *occurrence += 1;
            push(reading, doc_id, &marker, range, &printed, *occurrence, read);
        }
    }
}

fn push(reading: &Reading, doc_id: &str, marker: &Marker, range: Range<usize>, printed: &str, occurrence: usize, read: &mut References) {
    let sentence = reading.sentence_at(range.start).unwrap_or(range.clone());
    let span = reading.raw_span(range.clone());
    if !marker.unknown.is_empty() {
        let numbers = marker.unknown.iter().map(i32::to_string).collect::<Vec<_>>().join(", ");
        read.findings.push(
            Finding::new(Severity::Warning, "REF101", format!("{printed} names no entry of the lists ({numbers})"))
                .hint("the list may be cut off, or the marker may be something else")
                .doc(doc_id)
                .span(span),
        );
    }
    let mut ids: Vec<String> = Vec::new();
    for target in &marker.targets {
        let ref_id = read.entries[target.entry].row.ref_id.clone();
        if ids.contains(&ref_id) {
            continue;
        }
        let (rule, confidence) = if marker.numbered { ("citation.numbered", 0.99) } else { ("citation.author_year", 0.9) };
        let quote = spaced(&reading.view[sentence.clone()]);
        let row = Citation {
            citation_id: stable_id("cit", &[doc_id, printed, &occurrence.to_string(), &ref_id]),
            common: common(reading, doc_id, range.clone(), sentence.clone(), quote, rule, confidence),
            marker: printed.to_owned(),
            ref_id: ref_id.clone(),
            locator: target.locator.clone(),
        };
        let columns = ["marker", "ref_id"].into_iter().chain(target.locator.is_some().then_some("locator"));
        let cells = columns.map(|column| CellSpan::new(column, span, Origin::Printed)).collect();
        read.citations.push(Fact { row, cells });
        ids.push(ref_id);
    }
    if !ids.is_empty() {
        read.marks.push((range, ids));
    }
}
