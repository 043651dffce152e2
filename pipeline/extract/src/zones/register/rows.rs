//! The rows of the tables.

use super::*;

impl Register<'_> {
    /// Codes of a zone's places: cities first, then what they lie in.
    pub(super) fn codes(&self, record: &Record) -> Vec<String> {
        let mut codes: Vec<String> = Vec::new();
        let mut wider: Vec<String> = Vec::new();
        // One part of several tells not where the whole lies.
        let parts: &[u32] = if record.parts.len() == 1 && !record.places.is_empty() { &[] } else { &record.parts };
        for &place in parts.iter().chain(&record.places) {
            let place = self.vocabulary.place(place);
            if place.kind == "admin1" {
                push_new(&mut wider, &place.code);
                continue;
            }
            push_new(&mut codes, &place.code);
            if let Some(outer) = place.parent.as_deref().or_else(|| place.code.split(':').next()) {
                push_new(&mut wider, outer);
            }
        }
        for code in wider {
            push_new(&mut codes, &code);
        }
        codes
    }

    /// One row a zone, one a mention.
    pub fn finish(self, doc_id: &str, reading: &Reading) -> (Vec<Fact<Zone>>, Vec<Fact<ZoneMention>>) {
        let zones = self.records.iter().filter(|r| !r.mentions.is_empty()).map(|record| self.zone(doc_id, reading, record)).collect();
        let mentions =
            self.records.iter().flat_map(|record| record.mentions.iter().map(|m| mention_fact(doc_id, reading, record, m))).collect();
        (zones, mentions)
    }

    fn zone(&self, doc_id: &str, reading: &Reading, record: &Record) -> Fact<Zone> {
        let places = self.codes(record);
        let admin1 =
            places.iter().find(|code| self.vocabulary.by_code(code).is_some_and(|p| self.vocabulary.place(p).kind == "admin1")).cloned();
        let in_script = |wanted| record.names.iter().map(|(name, _)| name).find(|n| script(n) == wanted).cloned();
        let names = record.names.iter().rev().map(|(name, _)| name);
        let fullest = names.max_by_key(|n| n.chars().filter(|c| c.is_alphanumeric()).count()).cloned().unwrap_or_default();
        let row = Zone {
            zone_id: record.id.clone(),
            name_zh: in_script(Script::Han),
            name_ru: in_script(Script::Cyrillic),
            aliases: record.names.iter().map(|(name, _)| name).filter(|n| **n != fullest).cloned().collect(),
            name: fullest,
            kind: record.kind.clone(),
            country: places.first().and_then(|code| self.vocabulary.country_of(code)).map(str::to_owned),
            admin1,
            places,
            parent: record.parent.map(|p| self.records[p].id.clone()),
            // What is spoken of as being there operates.
            status: Some(record.status.unwrap_or(Status::Operating).code().to_owned()),
            established: record.established.clone(),
            authority: record.authority.clone(),
            area_km2: record.area_km2,
            functions: record.functions.clone(),
            docs: vec![doc_id.to_owned()],
        };
        let span = |column, bytes: &Bytes, origin| CellSpan::new(column, reading.raw_span(bytes.clone()), origin);
        let mut cells: Vec<CellSpan> = record.cells.iter().map(|(column, bytes, origin)| span(column, bytes, *origin)).collect();
        for (name, at) in &record.names {
            let is = |other: &Option<String>| other.as_ref() == Some(name);
            let columns = [
                ("name", *name == row.name),
                ("name_zh", is(&row.name_zh)),
                ("name_ru", is(&row.name_ru)),
                ("aliases", ![Some(&row.name), row.name_zh.as_ref(), row.name_ru.as_ref()].contains(&Some(name))),
            ];
            for (column, _) in columns.into_iter().filter(|(_, is_it)| *is_it) {
                cells.extend(at.iter().map(|bytes| span(column, bytes, Origin::Printed)));
            }
        }
        for part in self.records.iter().filter(|part| part.parent.is_some_and(|p| self.records[p].id == record.id)) {
            let named = part.mentions.first().filter(|_| part.places.iter().any(|place| record.parts.contains(place)));
            cells.extend(named.map(|mention| span("places", &mention.name, Origin::Inherited)));
        }
        let parent = record.parent.and_then(|parent| self.records[parent].mentions.first());
        cells.extend(parent.map(|mention| span("parent", &mention.name, Origin::Inherited)));
        Fact { row, cells }
    }
}

fn push_new(list: &mut Vec<String>, value: &str) {
    if !list.iter().any(|v| v == value) {
        list.push(value.to_owned());
    }
}

fn mention_fact(doc_id: &str, reading: &Reading, record: &Record, mention: &Mention) -> Fact<ZoneMention> {
    let span = reading.raw_span(mention.name.clone());
    let sentence = reading.raw_span(mention.sentence.clone());
    let written = reading.view[mention.name.clone()].to_owned();
    let row = ZoneMention {
        mention_id: stable_id("zm", &[doc_id, &record.id, &span.start.to_string(), &span.end.to_string()]),
        common: Common {
            doc_id: doc_id.to_owned(),
            span_start: span.start,
            span_end: span.end,
            sentence_start: sentence.start,
            sentence_end: sentence.end,
            quote: reading.view[mention.sentence.clone()].into(),
            written: written.clone(),
            rule: mention.rule.into(),
            confidence: confidence(mention.rule),
        },
        zone_id: record.id.clone(),
        name: written,
    };
    Fact { row, cells: vec![CellSpan::new("name", span, Origin::Printed)] }
}

fn confidence(rule: &str) -> f64 {
    match rule {
        RULE_NAMED => 0.95,
        RULE_LIST | RULE_PART => 0.9,
        _ => 0.75,
    }
}
