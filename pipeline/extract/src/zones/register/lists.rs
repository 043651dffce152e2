//! Lists of zones of a kind spoken of before: `similar areas in A, B and C`.

use super::*;

/// A kind of zone spoken of without places.
#[derive(Debug, Clone)]
pub(super) struct Pending {
    pub slug: String,
    pub kind: String,
    pub features: Features,
    pub plural: bool,
    pub sentence: usize,
    pub printed: (String, Bytes),
    /// Its name in another script.
    pub alias: Option<(String, Bytes)>,
    pub established: Option<(String, Bytes)>,
    pub authority: Option<(String, Bytes)>,
}

impl Pending {
    pub fn zone_type(&self) -> ZoneType {
        ZoneType { slug: self.slug.clone(), kind: self.kind.clone(), features: self.features, naming: Naming::Any }
    }
}

impl Register<'_> {
    /// `similar areas in A, B and C`.
    pub(super) fn such(&mut self, parsed: &Parsed, phrase: &Phrase, groups: &[(Vec<u32>, Range<usize>)]) -> Option<Named> {
        let pending = self.pending_now()?.clone();
        if groups.is_empty() {
            return None;
        }
        let kind = pending.zone_type();
        let mut zones = Vec::new();
        for (places, pieces) in groups {
            let id = self.place_id(parsed, phrase, &kind, places);
            zones.push((self.enter(id, &kind, pending.features, places.clone()), pieces.clone()));
        }
        self.name_by_kind(parsed, &zones, &pending);
        Some(Named { zones, rule: RULE_LIST })
    }

    pub(super) fn pending_now(&self) -> Option<&Pending> {
        self.pending.as_ref().filter(|p| self.sentences - p.sentence <= MEMORY_SENTENCES)
    }

    /// `The pioneers of this type included A, B and C`.
    pub(super) fn read_list_of_kind(&mut self, parsed: &Parsed) {
        let Some(pending) = self.pending_now().filter(|p| p.sentence < self.sentences).cloned() else {
            return;
        };
        let sense = |at: usize| parsed.pieces[at].sense();
        let Some(cue) = (0..parsed.pieces.len()).find(|&at| sense(at) == Some(Sense::Determiner(Determiner::Kind))) else {
            return;
        };
        let Some(include) = (cue + 1..parsed.pieces.len()).find(|&at| sense(at) == Some(Sense::Include)) else {
            return;
        };
        let Some(run) = parsed.runs.starting_at(include + 1) else {
            return;
        };
        let groups = self.group(&run.items, true, None);
        if groups.len() < 2 {
            return;
        }
        let kind = pending.zone_type();
        let mut zones = Vec::new();
        for (places, pieces) in &groups {
            let id = format!("{}-{}", self.slugs(places), kind.slug);
            let zone = self.enter(id, &kind, pending.features, places.clone());
            let record = &mut self.records[zone];
            record.set_status(Status::Operating, parsed.bytes(include..include + 1));
            if let (None, Some((date, bytes))) = (&record.established, &pending.established) {
                record.established = Some(date.clone());
                record.cells.push(("established", bytes.clone(), Origin::Inherited));
            }
            if let (None, Some((authority, bytes))) = (&record.authority, &pending.authority) {
                record.authority = Some(authority.clone());
                record.cells.push(("authority", bytes.clone(), Origin::Inherited));
            }
            zones.push((zone, pieces.clone()));
        }
        self.name_by_kind(parsed, &zones, &pending);
        for (zone, pieces) in zones {
            self.mention(parsed, zone, pieces, RULE_LIST);
        }
    }

    /// A zone of a list is called by its kind and its place.
    fn name_by_kind(&mut self, parsed: &Parsed, zones: &[(usize, Range<usize>)], kind: &Pending) {
        for (zone, pieces) in zones {
            let place = parsed.bytes(pieces.clone());
            let (name, at) = &kind.printed;
            self.add_name(*zone, format!("{name}, {}", parsed.print(&place)), vec![at.clone(), place]);
            if let Some((alias, at)) = &kind.alias {
                self.add_name(*zone, alias.clone(), vec![at.clone()]);
            }
        }
    }

    pub(super) fn as_pending(&self, parsed: &Parsed, phrase: &Phrase, kind: &ZoneType, features: Features) -> Pending {
        let read = |bytes: Bytes| (parsed.print(&bytes).to_owned(), bytes);
        let alias = phrase.bracket.clone().map(|bracket| read(parsed.bytes(bracket)));
        Pending {
            slug: kind.slug.clone(),
            kind: kind.kind.clone(),
            features,
            plural: phrase.plural,
            sentence: self.sentences,
            printed: read(parsed.bytes(phrase.name.clone())),
            alias: alias.filter(|(name, _)| script(name) == Script::Han),
            established: facts::established(parsed.sentence, &parsed.pieces, phrase).map(|(date, units)| (date, parsed.unit_bytes(units))),
            authority: facts::authority(&parsed.pieces, phrase).map(|units| read(parsed.unit_bytes(units))),
        }
    }
}
