//! `zones`: one row a zone a document.

use super::Score;
use super::compare::{Row, alike, field, given, key_of, level, list, near, pair, plain, printed, text};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

pub fn score(mut gold: Vec<Row>, zones: Vec<Row>, mentions: &[Row], docs: &BTreeSet<String>) -> Score {
    let zones: BTreeMap<String, Row> = zones.into_iter().filter_map(|z| Some((text(&z, "zone_id")?.to_owned(), z))).collect();
    let mut order: Vec<(&str, &str)> = Vec::new();
    let mut found: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    for mention in mentions {
        let (Some(doc), Some(zone)) = (text(mention, "doc_id").map(key_of), text(mention, "zone_id")) else {
            continue;
        };
        let names = found.entry((doc, zone)).or_insert_with(|| {
            order.push((doc, zone));
            BTreeSet::new()
        });
        names.extend(given(mention, "name"));
    }
    let predicted: Vec<Row> = order
        .into_iter()
        .filter(|(doc, _)| docs.contains(*doc))
        .filter_map(|(doc, id)| {
            let mut zone = zones.get(id)?.clone();
            let mut names: BTreeSet<&str> = found[&(doc, id)].clone();
            let row = &zones[id];
            names.extend(["name", "name_zh", "name_ru"].iter().filter_map(|f| given(row, f)).chain(list(row, "aliases")));
            zone.insert("doc".to_owned(), json!(doc));
            zone.insert("names".to_owned(), json!(names));
            Some(zone)
        })
        .collect();
    for row in &mut gold {
        let names: BTreeSet<&str> = given(row, "name").into_iter().chain(list(row, "aliases")).collect();
        let names = json!(names);
        row.insert("names".to_owned(), names);
    }
    // A name that several zones bear tells none apart.
    let mut bearers: BTreeMap<String, usize> = BTreeMap::new();
    for name in gold.iter().flat_map(|g| list(g, "names")) {
        *bearers.entry(plain(name)).or_default() += 1;
    }
    let share_name = |g: &Row, p: &Row, telling: bool| {
        let theirs: BTreeSet<String> = list(p, "names").into_iter().map(plain).collect();
        list(g, "names").into_iter().map(plain).any(|name| (!telling || bearers[&name] == 1) && theirs.contains(&name))
    };
    let named = |g: &Row, p: &Row| {
        if text(g, "doc") != text(p, "doc") {
            return false;
        }
        if share_name(g, p, true) {
            return true;
        }
        let (mine, theirs) = (list(g, "places"), list(p, "places"));
        let here = mine.is_empty() || theirs.is_empty() || mine.first() == theirs.first();
        here && (text(g, "kind") == text(p, "kind") || list(g, "names").iter().any(|a| list(p, "names").iter().any(|b| alike(a, b, 0.5))))
    };
    let core =
        |g: &Row, p: &Row| named(g, p) && text(g, "kind") == text(p, "kind") && list(g, "places").first() == list(p, "places").first();
    let weight = |g: &Row, p: &Row| {
        let shared = list(g, "places").iter().any(|place| list(p, "places").contains(place));
        2 * usize::from(share_name(g, p, false)) + usize::from(text(g, "kind") == text(p, "kind")) + usize::from(shared)
    };
    let matched = pair(&gold, &predicted, named, weight);
    let of_core = pair(&gold, &predicted, core, weight);
    let same = |f: &str, g: &Row, p: &Row| match f {
        "established" => {
            let (a, b) = (printed(g.get(f)), printed(p.get(f)));
            a == b || (!a.is_empty() && b.starts_with(&a))
        }
        "places" => list(g, f).into_iter().collect::<BTreeSet<_>>() == list(p, f).into_iter().collect(),
        "area_km2" => near(g.get(f), p.get(f)),
        _ => given(g, f) == given(p, f),
    };
    Score {
        levels: vec![("figure", level(&gold, &predicted, &matched)), ("core", level(&gold, &predicted, &of_core))],
        fields: ["kind", "places", "status", "established", "area_km2"]
            .into_iter()
            .map(|f| field(f, &gold, &predicted, &matched, |g, p| same(f, g, p)))
            .collect(),
        misses: Vec::new(),
    }
}
