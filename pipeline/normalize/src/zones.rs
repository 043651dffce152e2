//! Which zones of several texts are one, and the row that stands for them.

use crate::fold::{Script, Union, fold, script};
use ahash::AHashMap;
use amur_model::Zone;
use std::collections::{BTreeMap, BTreeSet};

/// Kinds of which a place has one, so that two texts which give kind and place speak of the same zone. A border city may have a
/// zone of border economic cooperation and one of mutual trade.
const ONE_A_PLACE: [&str; 3] = ["free_trade", "pilot_openness", "cross_border_ecommerce"];

/// All zones of a corpus.
#[derive(Debug, Default)]
pub struct Zones {
    /// The id that stands for each id that a text gave.
    pub ids: AHashMap<String, String>,
    /// One row a zone, by id.
    pub rows: Vec<Zone>,
}

/// Settles which zones are one. `stated` are the zones as each text states them, each with its text in `docs`.
///
/// Two are one where their ids agree; where kind, first place and a name agree; or where kind and first place agree and a
/// place has one of the kind. Zones that one text tells apart stay apart.
pub fn settle(stated: &[Zone]) -> Zones {
    let ids: Vec<&str> = stated.iter().map(|z| z.zone_id.as_str()).collect::<BTreeSet<_>>().into_iter().collect();
    let index: AHashMap<&str, usize> = ids.iter().enumerate().map(|(i, id)| (*id, i)).collect();
    let mut docs: Vec<BTreeSet<&str>> = vec![BTreeSet::new(); ids.len()];
    let mut shared: BTreeMap<(&str, &str, String), BTreeSet<usize>> = BTreeMap::new();
    for zone in stated {
        let i = index[zone.zone_id.as_str()];
        docs[i].extend(zone.docs.iter().map(String::as_str));
        let Some(place) = zone.places.first() else {
            continue;
        };
        let names = names(zone).map(fold).chain(ONE_A_PLACE.contains(&zone.kind.as_str()).then(String::new));
        for name in names {
            shared.entry((&zone.kind, place, name)).or_default().insert(i);
        }
    }
    let mut union = Union::new(ids.len());
    for group in shared.values() {
        let mut group = group.iter().copied();
        let Some(first) = group.next() else { continue };
        for other in group {
            let (a, b) = (union.root(first), union.root(other));
            if a != b && docs[a].is_disjoint(&docs[b]) {
                union.join(a, b);
                let moved = std::mem::take(&mut docs[a.max(b)]);
                docs[a.min(b)].extend(moved);
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<&Zone>> = BTreeMap::new();
    for zone in stated {
        groups.entry(union.root(index[zone.zone_id.as_str()])).or_default().push(zone);
    }
    let mut zones = Zones::default();
    for group in groups.values() {
        let id = canonical_id(group);
        zones.ids.extend(group.iter().map(|z| (z.zone_id.clone(), id.to_owned())));
        zones.rows.push(merge(id, group));
    }
    for zone in &mut zones.rows {
        zone.parent = zone.parent.take().and_then(|p| zones.ids.get(&p).cloned()).filter(|p| *p != zone.zone_id);
    }
    zones.rows.sort_by(|a, b| a.zone_id.cmp(&b.zone_id));
    zones
}

/// All names of a zone, the fullest first.
fn names(zone: &Zone) -> impl Iterator<Item = &str> {
    [Some(&zone.name), zone.name_zh.as_ref(), zone.name_ru.as_ref()]
        .into_iter()
        .flatten()
        .chain(&zone.aliases)
        .map(String::as_str)
        .filter(|n| !n.is_empty())
}

/// An id in Latin letters, that most texts give, the shortest.
fn canonical_id<'a>(group: &[&'a Zone]) -> &'a str {
    let mut given: BTreeMap<&str, usize> = BTreeMap::new();
    for zone in group {
        *given.entry(&zone.zone_id).or_default() += 1;
    }
    let (id, _) = given.into_iter().min_by_key(|(id, n)| (!id.is_ascii(), usize::MAX - n, id.len(), *id)).expect("a group has a zone");
    id
}

/// One row of all that the texts say, the text first in order where two differ.
fn merge(id: &str, group: &[&Zone]) -> Zone {
    let mut ordered: Vec<&Zone> = group.to_vec();
    ordered.sort_by_key(|z| (z.zone_id != id, z.docs.first().cloned()));
    let first = |get: fn(&Zone) -> Option<&String>| ordered.iter().find_map(|z| get(z)).cloned();
    let all = |get: fn(&Zone) -> &Vec<String>| {
        let mut seen = BTreeSet::new();
        ordered.iter().flat_map(|z| get(z)).filter(|v| seen.insert(v.as_str())).cloned().collect::<Vec<_>>()
    };
    let in_script = |wanted| ordered.iter().flat_map(|z| names(z)).find(|n| script(n) == wanted).map(str::to_owned);
    let name = in_script(Script::Latin).unwrap_or_else(|| ordered[0].name.clone());
    let name_zh = first(|z| z.name_zh.as_ref()).or_else(|| in_script(Script::Han));
    let name_ru = first(|z| z.name_ru.as_ref()).or_else(|| in_script(Script::Cyrillic));
    let known = [Some(&name), name_zh.as_ref(), name_ru.as_ref()];
    let aliases: BTreeSet<&str> = ordered.iter().flat_map(|z| names(z)).filter(|n| !known.iter().flatten().any(|k| k == n)).collect();
    Zone {
        zone_id: id.to_owned(),
        aliases: aliases.into_iter().map(str::to_owned).collect(),
        name,
        name_zh,
        name_ru,
        kind: ordered[0].kind.clone(),
        country: first(|z| z.country.as_ref()),
        admin1: first(|z| z.admin1.as_ref()),
        places: all(|z| &z.places),
        parent: first(|z| z.parent.as_ref()),
        status: first(|z| z.status.as_ref()),
        established: ordered.iter().filter_map(|z| z.established.as_ref()).rev().max_by_key(|e| e.len()).cloned(),
        authority: first(|z| z.authority.as_ref()),
        area_km2: ordered.iter().find_map(|z| z.area_km2),
        functions: all(|z| &z.functions),
        docs: all(|z| &z.docs).into_iter().collect::<BTreeSet<_>>().into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(doc: &str, id: &str, name: &str, kind: &str, place: &str) -> Zone {
        Zone {
            zone_id: id.into(),
            name: name.into(),
            kind: kind.into(),
            places: vec![place.into()],
            docs: vec![doc.into()],
            ..Zone::default()
        }
    }

    #[test]
    fn one_zone_under_three_names_is_one_row() {
        let mut english = zone("b", "a-pilot-ftz", "A Pilot FTZ", "free_trade", "CN-HL");
        english.established = Some("2019-08".into());
        let mut chinese = zone("c", "自贸区", "自贸区", "free_trade", "CN-HL");
        chinese.established = Some("2019-08-02".into());
        let zones = settle(&[
            english,
            chinese,
            zone("d", "зона", "Зона", "free_trade", "CN-HL"),
            zone("a", "b-ftz", "B FTZ", "free_trade", "CN-JL"),
        ]);
        assert_eq!(zones.rows.len(), 2);
        let row = &zones.rows[0];
        assert_eq!(
            (row.zone_id.as_str(), row.name.as_str(), row.name_zh.as_deref(), row.name_ru.as_deref()),
            ("a-pilot-ftz", "A Pilot FTZ", Some("自贸区"), Some("Зона"))
        );
        assert_eq!((row.docs.as_slice(), row.established.as_deref()), (["b", "c", "d"].map(String::from).as_slice(), Some("2019-08-02")));
        assert_eq!(zones.ids["зона"], "a-pilot-ftz");
    }

    #[test]
    fn parks_are_one_only_by_name() {
        let park = |doc, id, name| zone(doc, id, name, "industrial_park", "CN-HL:heihe");
        let mut alias = park("c", "third", "Third");
        alias.aliases = vec!["First park".into()];
        let zones = settle(&[park("a", "first-park", "First Park"), park("b", "second-park", "Second Park"), alias]);
        assert_eq!(zones.rows.iter().map(|z| z.zone_id.as_str()).collect::<Vec<_>>(), ["second-park", "third"]);
    }

    #[test]
    fn what_a_text_tells_apart_stays_apart() {
        let zones = settle(&[zone("a", "one", "One", "free_trade", "CN-HL"), zone("a", "two", "Two", "free_trade", "CN-HL")]);
        assert_eq!(zones.rows.len(), 2);
    }

    #[test]
    fn parents_follow() {
        let mut child = zone("a", "child", "Child", "free_trade_subarea", "CN-HL:heihe");
        child.parent = Some("x-long-name".into());
        let zones = settle(&[child, zone("a", "x-long-name", "X Long", "free_trade", "CN-HL"), zone("b", "x", "X", "free_trade", "CN-HL")]);
        assert_eq!(zones.rows.iter().find(|z| z.zone_id == "child").unwrap().parent.as_deref(), Some("x"));
    }
}
