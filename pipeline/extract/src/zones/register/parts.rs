//! Parts of a free-trade zone: `Harbin area`, 哈尔滨片区.

use super::*;

impl Register<'_> {
    /// The free-trade zone of the province where `groups` are its cities: a city's area is a part of that zone.
    pub(super) fn zone_of_city(&self, groups: &[(Vec<u32>, Range<usize>)]) -> Option<usize> {
        let place = groups.first()?.0[0];
        (self.vocabulary.place(place).kind != "admin1").then(|| self.free_trade_zone_round(place)).flatten()
    }

    fn free_trade_zone_round(&self, place: u32) -> Option<usize> {
        let code = &self.vocabulary.place(place).code;
        let lies = |&outer: &u32| outer != place && self.vocabulary.lies_in(code, &self.vocabulary.place(outer).code);
        self.records.iter().position(|r| r.kind == "free_trade" && r.places.iter().any(lies))
    }

    /// Parts of a free-trade zone: `Harbin area`, 哈尔滨片区.
    pub(super) fn parts(&mut self, parsed: &Parsed, phrases: &[Phrase], i: usize) -> Option<Named> {
        let phrase = &phrases[i];
        let mut groups = self.groups(phrase);
        if groups.is_empty() && phrase.plural {
            groups = self.parts_listed_later(parsed, phrase);
        }
        let mut zones = Vec::new();
        for (places, pieces) in &groups {
            if let Some(parent) = self.free_trade_zone_round(places[0]) {
                let whole = groups.len() == 1 && !phrase.plural;
                zones.push((self.enter_part(parent, places[0]), if whole { phrase.name.clone() } else { pieces.clone() }));
            }
        }
        if zones.is_empty() {
            if let Some(area) = self.area_behind_nameless(phrases, i, &groups) {
                return Some(Named { zones: vec![(area, phrase.name.clone())], rule: RULE_PART });
            }
            return if groups.is_empty() { self.back(parsed, phrase, phrase.features) } else { None };
        }
        Some(Named { zones, rule: RULE_PART })
    }

    /// `three sub-areas, with one in A and the other two in B and C`.
    fn parts_listed_later(&self, parsed: &Parsed, phrase: &Phrase) -> Vec<(Vec<u32>, Range<usize>)> {
        let later = parsed.runs.list.iter().filter(|run| run.pieces.start >= phrase.name.end);
        later
            .flat_map(|run| self.group(&run.items, true, None))
            .filter(|(places, _)| self.vocabulary.place(places[0]).kind != "admin1")
            .collect()
    }

    pub(super) fn enter_part(&mut self, parent: usize, place: u32) -> usize {
        let id = format!("{}-area-{}", self.slug(place), self.records[parent].id);
        if !self.records[parent].parts.contains(&place) {
            self.records[parent].parts.push(place);
        }
        let kind = ZoneType { slug: String::new(), kind: "free_trade_subarea".to_owned(), features: self.words.part, naming: Naming::Any };
        let zone = self.enter(id, &kind, self.words.part, vec![place]);
        self.records[zone].parent = Some(parent);
        zone
    }

    /// Cities that the zone is said to include.
    pub(super) fn covered(&self, parsed: &Parsed, phrase: &Phrase, zone: usize) -> Vec<(u32, Range<usize>)> {
        let Some(include) = (phrase.end..parsed.pieces.len()).find(|&at| parsed.pieces[at].sense() == Some(Sense::Include)) else {
            return Vec::new();
        };
        let inside = |place: u32| {
            let code = &self.vocabulary.place(place).code;
            self.records[zone].places.iter().any(|&own| own != place && self.vocabulary.lies_in(code, &self.vocabulary.place(own).code))
        };
        let later = parsed.runs.list.iter().filter(|run| run.pieces.start > include);
        let groups = later.flat_map(|run| self.group(&run.items, true, None));
        groups.filter(|(places, _)| inside(places[0])).map(|(places, pieces)| (places[0], pieces)).collect()
    }

    /// Cities that a free-trade zone consists of are its areas.
    pub(super) fn enter_areas(&mut self, parsed: &Parsed, zone: usize, cities: &[(u32, Range<usize>)]) {
        let names_areas = |p: &Piece| matches!(p.sense(), Some(Sense::Head { features, .. }) if self.words.is_of_part(features));
        if self.records[zone].kind != "free_trade" || cities.len() < 2 || parsed.pieces.iter().any(names_areas) {
            return;
        }
        for (place, pieces) in cities {
            let part = self.enter_part(zone, *place);
            self.mention(parsed, part, pieces.clone(), RULE_PART);
            self.note_area(parsed, part, facts::area_in_bracket(parsed.sentence, &parsed.pieces, pieces));
        }
    }

    /// China's pilot free-trade zones are their provinces': a city has an area of one.
    pub(super) fn is_chinese_city(&self, place: u32) -> bool {
        let place = self.vocabulary.place(place);
        place.code.starts_with("CN-") && place.kind != "admin1"
    }

    /// The area of a free-trade zone that the text does not name.
    pub(super) fn enter_area(&mut self, place: u32) -> usize {
        let kind = ZoneType { slug: String::new(), kind: "free_trade_subarea".to_owned(), features: self.words.part, naming: Naming::Any };
        self.enter(format!("{}-area", self.slug(place)), &kind, self.words.part, vec![place])
    }

    /// 自贸试验区黑河片区, where the text does not say whose zone it is.
    fn area_behind_nameless(&mut self, phrases: &[Phrase], i: usize, groups: &[(Vec<u32>, Range<usize>)]) -> Option<usize> {
        let [(places, _)] = groups else { return None };
        let whole = i.checked_sub(1).map(|at| &phrases[at]).filter(|whole| whole.end == phrases[i].name.start)?;
        let free_trade = self.words.zone_type(whole.features).is_some_and(|kind| kind.slug == PILOT_FREE_TRADE);
        (free_trade && self.is_chinese_city(places[0])).then(|| self.enter_area(places[0]))
    }

    /// `Heihe Area of the pilot free trade zone`, where the text does not say whose zone it is.
    pub(super) fn area_of_nameless(
        &mut self,
        parsed: &Parsed,
        phrases: &[Phrase],
        i: usize,
        groups: &[(Vec<u32>, Range<usize>)],
    ) -> Option<Named> {
        let phrase = &phrases[i];
        let [(places, _)] = groups else {
            return None;
        };
        let whole = phrases.get(i + 1).filter(|next| is_part_of(self.words, &parsed.pieces, phrase, next))?;
        let free_trade = self.words.zone_type(whole.features).is_some_and(|kind| kind.slug == PILOT_FREE_TRADE);
        let alone = free_trade && self.zone_of_city(groups).is_none() && self.is_chinese_city(places[0]);
        alone.then(|| Named { zones: vec![(self.enter_area(places[0]), phrase.name.clone())], rule: RULE_PART })
    }
}
