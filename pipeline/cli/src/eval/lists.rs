//! `references`, `citations` and `documents`.

use super::compare::{Row, key_of, list, pair, plain, printed, text};
use super::{Level, Score};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const REFERENCE: [&str; 17] = [
    "kind",
    "authors",
    "title",
    "title_en",
    "container",
    "container_en",
    "publisher",
    "place",
    "year",
    "date",
    "volume",
    "issue",
    "pages",
    "doi",
    "url",
    "accessed",
    "language",
];
const DOCUMENT: [&str; 12] =
    ["title", "authors", "container", "date", "year", "volume", "issue", "pages", "doi", "language", "licence", "kind"];

fn is_given(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => false,
        Some(Value::String(text)) => !text.is_empty(),
        Some(Value::Array(items)) => !items.is_empty(),
        _ => true,
    }
}

fn same(field: &str, g: &Row, p: &Row) -> bool {
    let (a, b) = (printed(g.get(field)), printed(p.get(field)));
    match field {
        "authors" => list(g, field).into_iter().map(plain).eq(list(p, field).into_iter().map(plain)),
        "date" | "accessed" => a == b,
        "url" | "doi" => a.trim_end_matches('/') == b.trim_end_matches('/'),
        _ => plain(&a) == plain(&b),
    }
}

pub fn references(gold: &[Row], predicted: &[Row]) -> Score {
    let agree =
        |g: &Row, p: &Row| ["doc", "list"].iter().all(|f| text(g, f) == text(p, f)) && printed(g.get("number")) == printed(p.get("number"));
    let matched = pair(gold, predicted, agree, |_, _| 0);
    let (mut right, mut wrong, mut missed, mut whole) = (0, 0, 0, 0);
    let mut per = [0; REFERENCE.len()];
    for (i, j) in &matched {
        let (g, p) = (&gold[*i], &predicted[*j]);
        let mut good = 0;
        for (f, count) in REFERENCE.iter().zip(&mut per) {
            let ok = same(f, g, p);
            *count += usize::from(ok);
            good += usize::from(ok);
            let (in_gold, in_row) = (is_given(g.get(*f)), is_given(p.get(*f)));
            right += usize::from(ok && in_gold);
            wrong += usize::from(in_row && !ok);
            missed += usize::from(in_gold && !ok);
        }
        whole += usize::from(good == REFERENCE.len());
    }
    let unmatched = gold.iter().enumerate().filter(|(i, _)| !matched.iter().any(|(m, _)| m == i));
    missed += unmatched.map(|(_, g)| REFERENCE.iter().filter(|f| is_given(g.get(**f))).count()).sum::<usize>();
    let entries = |right| Level { right, found: predicted.len(), wanted: gold.len() };
    Score {
        levels: vec![
            ("figure", entries(matched.len())),
            ("core", Level { right, found: right + wrong, wanted: right + missed }),
            ("strict", entries(whole)),
        ],
        fields: if matched.is_empty() { Vec::new() } else { REFERENCE.iter().zip(per).map(|(f, n)| (*f, n, matched.len())).collect() },
        misses: Vec::new(),
    }
}

/// A marker as printed, and the entries that it names; none for one that is not there.
type Marker<'a> = (&'a str, BTreeSet<Option<&'a String>>);

pub fn citations(gold: &[Row], predicted: &[Row], references: &[Row]) -> Score {
    let number = |r: &Row| {
        let list = if text(r, "list") == Some("sources") { "source" } else { "ref" };
        format!("{list} {}", printed(r.get("number")))
    };
    let names: BTreeMap<&str, String> = references.iter().filter_map(|r| Some((text(r, "ref_id")?, number(r)))).collect();
    let mut found: BTreeMap<(&str, i64), Marker> = BTreeMap::new();
    for row in predicted {
        let at = (text(row, "doc").unwrap_or_default(), row.get("span_start").and_then(Value::as_i64).unwrap_or_default());
        let marker = text(row, "marker").unwrap_or_default();
        found.entry(at).or_insert((marker, BTreeSet::new())).1.insert(text(row, "ref_id").and_then(|id| names.get(id)));
    }
    let mut seen: BTreeMap<(&str, String), i64> = BTreeMap::new();
    let mut targets = Vec::new();
    let mut markers: Vec<Row> = Vec::new();
    for ((doc, _), (marker, of)) in found {
        let occurrence = seen.entry((doc, plain(marker))).or_default();
        *occurrence += 1;
        let row = json!({ "doc": doc, "marker": marker, "occurrence": *occurrence });
        markers.extend(row.as_object().cloned());
        targets.push(of);
    }
    let words = |row: &Row| plain(text(row, "marker").unwrap_or_default());
    let occurrence = |row: &Row| row.get("occurrence").and_then(Value::as_i64);
    let agree = |g: &Row, p: &Row| text(g, "doc") == text(p, "doc") && words(g) == words(p) && occurrence(g) == occurrence(p);
    let matched = pair(gold, &markers, agree, |_, _| 0);
    let same_targets = |(i, j): &&(usize, usize)| {
        let wanted: BTreeSet<&str> = list(&gold[*i], "targets").into_iter().collect();
        targets[*j].iter().all(Option::is_some) && targets[*j].iter().flatten().map(|t| t.as_str()).collect::<BTreeSet<_>>() == wanted
    };
    let right = matched.iter().filter(same_targets).count();
    let counts = |right| Level { right, found: markers.len(), wanted: gold.len() };
    Score { levels: vec![("figure", counts(matched.len())), ("strict", counts(right))], ..Score::default() }
}

pub fn documents(gold: &[Row], predicted: &[Row]) -> Score {
    let by_doc: BTreeMap<&str, &Row> = predicted.iter().filter_map(|p| Some((key_of(text(p, "doc_id")?), p))).collect();
    let nothing = Row::new();
    let of = |g: &Row| by_doc.get(text(g, "doc").unwrap_or_default()).copied().unwrap_or(&nothing);
    let alike = |f: &str, g: &Row| match f {
        "authors" => same(f, g, of(g)),
        _ => plain(&printed(g.get(f))) == plain(&printed(of(g).get(f))),
    };
    let fields: Vec<_> = DOCUMENT.iter().map(|f| (*f, gold.iter().filter(|g| alike(f, g)).count(), gold.len())).collect();
    let found = gold.iter().filter(|g| by_doc.contains_key(text(g, "doc").unwrap_or_default())).count();
    let (right, all) = (fields.iter().map(|f| f.1).sum(), fields.iter().map(|f| f.2).sum());
    let whole = gold.len();
    Score {
        levels: vec![("figure", Level { right: found, found: whole, wanted: whole }), ("strict", Level { right, found: all, wanted: all })],
        fields,
        misses: Vec::new(),
    }
}
