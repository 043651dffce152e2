//! `trade_flows` and `indicators`.

use super::Score;
use super::compare::{Row, alike, field, given, level, near, pair, same_code, text};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const FLOW: [&str; 9] = ["reporter", "partner", "flow", "product", "start", "end", "base_start", "base_end", "qualifier"];
const INDICATOR: [&str; 8] = ["subject", "counterpart", "indicator", "start", "end", "base_start", "base_end", "qualifier"];

pub fn score(flows: bool, mut gold: Vec<Row>, mut predicted: Vec<Row>, raw: &BTreeMap<String, Vec<u8>>) -> Score {
    for row in &mut predicted {
        for (name, column) in [("start", "period_start"), ("end", "period_end")] {
            let value = row.get(column).cloned().unwrap_or_default();
            row.insert(name.to_owned(), value);
        }
    }
    for row in &mut gold {
        if let Some((start, end)) = locate(row, raw) {
            row.insert("_at".to_owned(), json!([start, end]));
        }
    }
    let fields: &[&'static str] = if flows { &FLOW } else { &INDICATOR };
    let weight = |g: &Row, p: &Row| 3 * usize::from(at_anchor(g, p)) + fields.iter().filter(|f| same(f, g, p)).count();

    let figure = |g: &Row, p: &Row| {
        text(g, "doc") == text(p, "doc")
            && text(g, "measure") == text(p, "measure")
            && text(g, "unit") == text(p, "unit")
            && near(g.get("value"), p.get("value"))
    };
    let core = |g: &Row, p: &Row| {
        figure(g, p)
            && if flows {
                text(g, "flow") == text(p, "flow") && sides(g, p)
            } else {
                same_code(text(g, "subject"), text(p, "subject")) && alike(words(g, "indicator"), words(p, "indicator"), 0.5)
            }
    };
    let strict = |g: &Row, p: &Row| {
        core(g, p)
            && text(g, "start") == text(p, "start")
            && text(g, "end") == text(p, "end")
            && (!flows || alike(words(g, "product"), words(p, "product"), 0.5))
    };

    let found = pair(&gold, &predicted, figure, weight);
    let of_core = pair(&gold, &predicted, core, weight);
    let of_strict = pair(&gold, &predicted, strict, weight);
    let mut score = Score::default();
    for (name, matched) in [("figure", &found), ("core", &of_core), ("strict", &of_strict)] {
        score.levels.push((name, level(&gold, &predicted, matched)));
    }
    score.fields = fields.iter().map(|f| field(f, &gold, &predicted, &found, |g, p| same(f, g, p))).collect();
    let with = |key: &str| found.iter().filter(|(i, _)| gold[*i].get(key).is_some_and(truthy)).copied().collect::<Vec<_>>();
    score.fields.push(field("span", &gold, &predicted, &with("_at"), at_anchor));
    score.fields.push(field("base", &gold, &predicted, &with("base"), same_base));
    score.misses = misses(fields, &gold, &predicted, &of_strict);
    score
}

fn words<'a>(row: &'a Row, field: &str) -> &'a str {
    text(row, field).unwrap_or_default()
}

fn truthy(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::Object(fields) => !fields.is_empty(),
        _ => true,
    }
}

/// Do the two sides agree (in either order for trade between two)?
fn sides(g: &Row, p: &Row) -> bool {
    let same = |a: &str, b: &str| same_code(text(g, a), text(p, b));
    let straight = same("reporter", "reporter") && same("partner", "partner");
    straight || (text(g, "flow") == Some("trade") && same("reporter", "partner") && same("partner", "reporter"))
}

fn same(field: &str, g: &Row, p: &Row) -> bool {
    match field {
        "product" | "indicator" => alike(words(g, field), words(p, field), 0.5),
        "reporter" | "partner" if text(g, "flow") == Some("trade") => sides(g, p) || text(g, field) == text(p, field),
        "reporter" | "partner" | "subject" | "counterpart" => same_code(given(g, field), given(p, field)),
        _ => given(g, field) == given(p, field),
    }
}

/// Does the row's span overlap the gold anchor?
fn at_anchor(g: &Row, p: &Row) -> bool {
    let Some([start, end]) = g.get("_at").and_then(Value::as_array).map(Vec::as_slice) else {
        return false;
    };
    let number = |v: Option<&Value>| v.and_then(Value::as_i64);
    match (number(Some(start)), number(Some(end)), number(p.get("span_start")), number(p.get("span_end"))) {
        (Some(a), Some(b), Some(from), Some(to)) => to > a && from < b,
        _ => false,
    }
}

fn same_base(g: &Row, p: &Row) -> bool {
    let Some(base) = g.get("base").and_then(Value::as_object) else {
        return false;
    };
    if base.contains_key("text") {
        return given(p, "base_text").is_some();
    }
    if base.contains_key("subject") {
        return text(base, "subject") == text(p, "base_text") || text(base, "subject") == text(p, "base_subject");
    }
    base.iter().filter(|(_, v)| !v.is_null()).all(|(k, v)| given(p, &format!("base_{k}")) == v.as_str().filter(|v| !v.is_empty()))
}

/// Byte range of the gold anchor in the raw file.
fn locate(g: &Row, raw: &BTreeMap<String, Vec<u8>>) -> Option<(usize, usize)> {
    let data = raw.get(text(g, "doc")?)?;
    let anchor = given(g, "anchor")?.as_bytes();
    let occurrence = g.get("occurrence").and_then(Value::as_u64).filter(|n| *n > 0).unwrap_or(1);
    let finder = memchr::memmem::Finder::new(anchor);
    let start = finder.find_iter(data).nth(occurrence as usize - 1)?;
    Some((start, start + anchor.len()))
}

fn misses(fields: &[&str], gold: &[Row], predicted: &[Row], matched: &[(usize, usize)]) -> Vec<String> {
    let shown = ["doc"].into_iter().chain(fields[..4].iter().copied()).chain(["measure", "value", "unit", "start", "end"]);
    let brief = |row: &Row, more: &str, from: &str| {
        let cells = shown.clone().map(|k| (k.to_owned(), row.get(k).cloned().unwrap_or_default()));
        Value::Object(cells.chain([(more.to_owned(), row.get(from).cloned().unwrap_or_default())]).collect())
    };
    let missed = gold.iter().enumerate().filter(|(i, g)| !super::compare::is_optional(g) && !matched.iter().any(|(m, _)| m == i));
    let extra = predicted.iter().enumerate().filter(|(j, _)| !matched.iter().any(|(_, m)| m == j));
    let missed = missed.map(|(_, g)| format!("MISSED {}", brief(g, "anchor", "anchor")));
    missed.chain(extra.map(|(_, p)| format!("EXTRA  {}", brief(p, "at", "span_start")))).collect()
}
