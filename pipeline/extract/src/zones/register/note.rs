//! The records of zones, and what sentences say of them.

use super::*;

#[derive(Debug)]
pub(super) struct Mention {
    pub name: Bytes,
    pub sentence: Bytes,
    pub rule: &'static str,
}

#[derive(Debug)]
pub(super) struct Record {
    pub id: String,
    pub kind: String,
    pub features: Features,
    /// Printed names, the first first, and where; a name of a list may be its kind and its place.
    pub names: Vec<(String, Vec<Bytes>)>,
    pub places: Vec<u32>,
    /// Places of its parts.
    pub parts: Vec<u32>,
    /// Of `zones.csv`.
    pub registered: bool,
    pub parent: Option<usize>,
    pub status: Option<Status>,
    pub established: Option<String>,
    pub authority: Option<String>,
    pub area_km2: Option<f64>,
    pub functions: Vec<String>,
    pub mentions: Vec<Mention>,
    pub cells: Vec<(&'static str, Bytes, Origin)>,
}

impl Record {
    pub fn set_status(&mut self, status: Status, at: Bytes) {
        self.status = Some(status);
        self.cells.retain(|(column, ..)| *column != "status");
        self.cells.push(("status", at, Origin::Printed));
    }
}

impl Register<'_> {
    /// What the sentence says of the zones it names.
    pub(super) fn note(&mut self, parsed: &Parsed, phrase: &Phrase, named: &Named, next: usize) {
        for (zone, pieces) in &named.zones {
            if named.rule != RULE_BACK {
                self.mention(parsed, *zone, pieces.clone(), named.rule);
            }
        }
        if parsed.sentence.listed {
            return;
        }
        let status = facts::status(&parsed.pieces, phrase).map(|(status, at)| (status, parsed.bytes(at..at + 1)));
        let dated = |(_, pieces): &(usize, Range<usize>)| facts::date_in_bracket(parsed.sentence, &parsed.pieces, pieces).is_some();
        let apart = named.zones.iter().any(dated);
        let established = if apart { None } else { facts::established(parsed.sentence, &parsed.pieces, phrase) };
        let authority = facts::authority(&parsed.pieces, phrase).map(|units| parsed.unit_bytes(units));
        for (zone, _) in &named.zones {
            let record = &mut self.records[*zone];
            if let Some((status, bytes)) = status.as_ref().filter(|(status, _)| record.status.is_none_or(|known| known < *status)) {
                record.set_status(*status, bytes.clone());
            }
            if let (None, Some(bytes)) = (&record.authority, &authority) {
                record.authority = Some(parsed.print(bytes).to_owned());
                record.cells.push(("authority", bytes.clone(), Origin::Printed));
            }
            self.note_established(parsed, *zone, established.clone());
        }
        if named.zones.len() > 1 {
            for (zone, pieces) in &named.zones {
                self.note_established(parsed, *zone, facts::date_in_bracket(parsed.sentence, &parsed.pieces, pieces));
                self.note_area(parsed, *zone, facts::area_in_bracket(parsed.sentence, &parsed.pieces, pieces));
            }
        }
        if let [(zone, _)] = named.zones[..] {
            self.note_single(parsed, phrase, zone, next);
            self.last = Some((zone, parsed.sentence.block));
        }
    }

    /// A zone of which the sentence names a part: what it says it says of the part.
    pub(super) fn note_whole(&mut self, parsed: &Parsed, named: &Named) {
        for (zone, pieces) in named.zones.iter().filter(|_| named.rule != RULE_BACK) {
            self.mention(parsed, *zone, pieces.clone(), named.rule);
        }
        if let [(zone, _)] = named.zones[..] {
            self.last = Some((zone, parsed.sentence.block));
        }
    }

    fn note_single(&mut self, parsed: &Parsed, phrase: &Phrase, zone: usize, next: usize) {
        let area = facts::area(parsed.sentence, &parsed.pieces, phrase, next);
        let covered = self.covered(parsed, phrase, zone);
        self.enter_areas(parsed, zone, &covered);
        let functions = if phrase.script == Script::Latin { facts::functions(parsed.sentence, &parsed.pieces, phrase) } else { Vec::new() };
        self.note_area(parsed, zone, area);
        let record = &mut self.records[zone];
        for (place, pieces) in covered {
            if !record.parts.contains(&place) {
                record.parts.push(place);
                record.cells.push(("places", parsed.bytes(pieces), Origin::Printed));
            }
        }
        for (function, units) in functions {
            if !record.functions.iter().any(|f| f == function) {
                record.functions.push(function.to_owned());
                record.cells.push(("functions", parsed.unit_bytes(units), Origin::Printed));
            }
        }
    }

    /// The first date of founding that the text tells of a zone.
    fn note_established(&mut self, parsed: &Parsed, zone: usize, date: facts::Read<String>) {
        let record = &mut self.records[zone];
        if let (None, Some((date, units))) = (&record.established, date) {
            record.established = Some(date);
            record.cells.push(("established", parsed.unit_bytes(units), Origin::Printed));
        }
    }

    /// The first area that the text tells of a zone.
    pub(super) fn note_area(&mut self, parsed: &Parsed, zone: usize, area: facts::Read<f64>) {
        let record = &mut self.records[zone];
        if let (None, Some((value, units))) = (record.area_km2, area) {
            record.area_km2 = Some(value);
            record.cells.push(("area_km2", parsed.unit_bytes(units), Origin::Printed));
        }
    }

    /// The record of a zone, new or known.
    pub(super) fn enter(&mut self, id: String, kind: &ZoneType, features: Features, places: Vec<u32>) -> usize {
        if let Some(&zone) = self.by_id.get(&id) {
            for place in places {
                if !self.records[zone].places.contains(&place) {
                    self.records[zone].places.push(place);
                }
            }
            return zone;
        }
        let zone = self.records.len();
        self.by_id.insert(id.clone(), zone);
        self.records.push(Record {
            id,
            kind: kind.kind.clone(),
            features,
            names: Vec::new(),
            places,
            parts: Vec::new(),
            registered: false,
            parent: None,
            status: None,
            established: None,
            authority: None,
            area_km2: None,
            functions: Vec::new(),
            mentions: Vec::new(),
            cells: Vec::new(),
        });
        zone
    }

    pub(super) fn add_name(&mut self, zone: usize, name: String, at: Vec<Bytes>) {
        let names = &mut self.records[zone].names;
        if !names.iter().any(|(known, _)| *known == name) {
            names.push((name, at));
        }
    }

    pub(super) fn mention(&mut self, parsed: &Parsed, zone: usize, pieces: Range<usize>, rule: &'static str) {
        let name = parsed.bytes(pieces.clone());
        self.add_name(zone, parsed.print(&name).to_owned(), vec![name.clone()]);
        let places = pieces.filter(|&at| parsed.pieces[at].is_place()).map(|at| parsed.bytes(at..at + 1));
        let places: Vec<Bytes> = places.collect();
        let start = parsed.sentence.start;
        let record = &mut self.records[zone];
        if record.mentions.is_empty() {
            // Its place may be one that the sentence names besides, or the province spoken of.
            let is_its = |item: &&Item| item.places.iter().any(|p| record.places.contains(p));
            let items = parsed.runs.list.iter().flat_map(|run| &run.items).filter(is_its);
            let mut said: Vec<Bytes> = items.map(|item| parsed.bytes(item.pieces.clone())).collect();
            let spoken_of = || self.province.as_ref().filter(|(place, ..)| record.places.contains(place)).map(|(.., bytes)| bytes.clone());
            if said.is_empty() {
                said.extend(spoken_of());
            }
            said.retain(|bytes| !places.contains(bytes));
            // The register knows where it lies.
            if record.registered {
                said = vec![name.clone()];
            }
            record.cells.extend(said.into_iter().map(|bytes| ("places", bytes, Origin::Inherited)));
            record.cells.extend(places.into_iter().map(|bytes| ("places", bytes, Origin::Printed)));
        }
        record.mentions.push(Mention { name, sentence: start..start + parsed.sentence.text.len(), rule });
    }
}
