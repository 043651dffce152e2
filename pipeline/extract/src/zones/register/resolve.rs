//! Which zones a phrase names: by their places, by their proper names, or by what was spoken of before.

use super::*;

/// More pieces between a zone and the places that tell where it lies are too many.
const REACH: usize = 12;
/// And between a verb that says what it covers and the first of them.
const COVERS: usize = 3;

impl Register<'_> {
    pub(super) fn resolve(&mut self, parsed: &Parsed, phrases: &[Phrase], i: usize) -> Option<Named> {
        let phrase = &phrases[i];
        if let Some(zone) = phrase.known {
            return Some(Named { zones: vec![(zone, phrase.name.clone())], rule: RULE_NAMED });
        }
        if parsed.sentence.listed {
            return self.known(parsed, phrase);
        }
        if phrase.features.has(self.words.part) {
            return self.parts(parsed, phrases, i);
        }
        let groups = self.groups(phrase);
        let features = self.features(parsed, phrase);
        let kind = self.words.zone_type(features).cloned();
        let registered = if features == self.words.area { None } else { self.registered(parsed, phrase, kind.as_ref(), features) };
        if let Some(zone) = registered {
            self.note_bracket(parsed, phrase, zone);
            return Some(Named { zones: vec![(zone, phrase.name.clone())], rule: RULE_NAMED });
        }
        let Some(kind) = kind else {
            return self.area_of_nameless(parsed, phrases, i, &groups).or_else(|| self.untyped(parsed, phrase, &groups, features));
        };
        let fits = self.fits(&kind, phrase, &groups);
        if !fits && self.means_pending(phrase, features) {
            return self.such(parsed, phrase, &groups);
        }
        if !groups.is_empty() && fits {
            return self.placed(parsed, phrase, &kind, features, &groups);
        }
        if let Some(known) = self.by_proper_name(parsed, phrase, features) {
            return Some(Named { zones: vec![(known, phrase.name.clone())], rule: RULE_NAMED });
        }
        let of_two = is_of_two(parsed, phrase, &kind, features, self.words) && self.back(parsed, phrase, features).is_none();
        if groups.is_empty() && phrase.capital && (self.has_proper_name(phrase) || of_two) {
            if let Some(zone) = self.nameless_before(parsed, features) {
                self.set_proper(zone, parsed, phrase);
                return Some(Named { zones: vec![(zone, phrase.name.clone())], rule: RULE_NAMED });
            }
            let fits = |&place: &u32| kind.slug != TOR || self.vocabulary.place(place).code.starts_with(TOR_COUNTRY);
            let nearby = || if self.has_proper_name(phrase) { self.place_nearby(parsed, phrases, i) } else { None };
            let place = self.place_beside(parsed, phrase).or_else(nearby).filter(fits);
            let id = self.proper_id(parsed, phrase, &kind, place);
            let zone = self.enter(id, &kind, features, place.into_iter().collect());
            self.set_proper(zone, parsed, phrase);
            return Some(Named { zones: vec![(zone, phrase.name.clone())], rule: RULE_NAMED });
        }
        let lent = if groups.is_empty() { self.lent_place(parsed, phrases, i, &kind, features) } else { None };
        let Some((place, rule)) = lent else { return self.nameless(parsed, phrases, i, &kind, features) };
        let zone = self.enter(self.place_id(parsed, phrase, &kind, &[place]), &kind, features, vec![place]);
        if rule == RULE_NAMED {
            self.note_bracket(parsed, phrase, zone);
        }
        Some(Named { zones: vec![(zone, phrase.name.clone())], rule })
    }

    /// Where a zone lies whose name tells no town, and whether its name or the words around it say so.
    fn lent_place(
        &self,
        parsed: &Parsed,
        phrases: &[Phrase],
        i: usize,
        kind: &ZoneType,
        features: Features,
    ) -> Option<(u32, &'static str)> {
        let phrase = &phrases[i];
        if let Some(country) = self.country_alone(parsed, phrase) {
            return Some((country, RULE_NAMED));
        }
        // 中俄互市贸易区: two neighbours' zone lies in the city that the text tells of.
        let shared = phrase.script == Script::Han && kind.naming == Naming::City && features.has(self.words.bilateral);
        if is_whole_of_next(self.words, phrases, i) {
            return None;
        }
        let city = if shared { self.city_within(parsed, MEMORY_BLOCKS) } else { None };
        let own_town = || if kind.naming == Naming::City { self.town_of_its(parsed, phrase) } else { None };
        // `the Free Port of Vladivostok and ТОР`: territories of advanced development are told apart by their names alone.
        let beside = || self.place_beside(parsed, phrase).filter(|_| kind.slug != TOR);
        let led_in = || if kind.naming == Naming::City || kind.kind == ECOMMERCE { self.town_before(parsed, phrase) } else { None };
        city.or_else(beside).or_else(own_town).or_else(led_in).map(|place| (place, RULE_CONTEXT))
    }

    /// `Heihe has widened its bonded zone`: the city that begins the sentence.
    fn town_of_its(&self, parsed: &Parsed, phrase: &Phrase) -> Option<u32> {
        const FIRST: usize = 2;
        let run = parsed.runs.list.first().filter(|run| run.pieces.start <= FIRST && phrase.determiner == Some(Determiner::Its))?;
        let groups = self.group(&run.items[..1], false, None);
        let town = groups.first()?.0[0];
        places::is_city(self.vocabulary, town).then_some(town).filter(|_| !phrase.plural)
    }

    /// `В Хэйхэ парк электронной торговли`: the city just before, with `in`.
    fn town_before(&self, parsed: &Parsed, phrase: &Phrase) -> Option<u32> {
        let (run, last) = parsed.runs.ending_at(phrase.name.start).filter(|_| !phrase.plural && phrase.own.is_empty())?;
        let alone = last == 0 && self.is_led_in(&parsed.pieces, run);
        let groups = if alone { self.group(&run.items[..1], false, None) } else { Vec::new() };
        let town = groups.first()?.0[0];
        places::is_city(self.vocabulary, town).then_some(town)
    }

    /// `the new pilot zones, including those in A and B`: of the kind spoken of before.
    fn means_pending(&self, phrase: &Phrase, features: Features) -> bool {
        let definite = phrase.plural && phrase.determiner == Some(Determiner::Definite) && !phrase.after.is_empty();
        definite && self.pending_now().is_some_and(|pending| pending.features.has(features))
    }

    /// `Djibouti International Free Trade Zone`: the one country that begins a printed name. A park is a town's: `Colombia Free Trade
    /// Park` stands at a bridge of that name.
    fn country_alone(&self, parsed: &Parsed, phrase: &Phrase) -> Option<u32> {
        let [item] = &phrase.own[..] else { return None };
        // `China OKs pilot zone` names none.
        let is_small = |p: &Piece| !p.capital && matches!(p.sense(), Some(Sense::Word(_)));
        if parsed.pieces[phrase.name.clone()].iter().any(is_small) {
            return None;
        }
        let named = phrase.script == Script::Latin && phrase.capital && !phrase.plural && item.pieces.start == phrase.name.start;
        let country = item.places.iter().copied().find(|&place| self.vocabulary.place(place).is_country());
        let park = phrase.features.has(self.words.park);
        country.filter(|_| named && !park && phrase.determiner != Some(Determiner::Indefinite))
    }

    /// The city of the zone named just before in the same list: `A综合保税区、互市贸易区`, `A has a bonded zone and a mutual trade zone`.
    fn place_beside(&self, parsed: &Parsed, phrase: &Phrase) -> Option<u32> {
        let (end, place) = self.beside?;
        let glue = parsed.pieces.get(end..phrase.name.start)?;
        let indefinite = phrase.determiner == Some(Determiner::Indefinite);
        let joins = |p: &Piece| p.is_mark(',') || p.link() == Some(Link::And);
        let glues = |p: &Piece| joins(p) || indefinite && p.determiner() == Some(Determiner::Indefinite);
        let listed = (glue.iter().all(glues) || indefinite && glue.iter().any(joins) && is_told_of_founding(glue))
            && (!glue.is_empty() || self.has_proper_name(phrase));
        let countries = phrase.own.iter().all(|item| item.places.iter().any(|&place| self.vocabulary.place(place).is_country()));
        let bare = phrase.determiner.is_none() && phrase.own.is_empty() || indefinite && countries;
        let one_of_here = !phrase.plural && !phrase.features.has(self.words.abroad) && bare;
        (listed && one_of_here).then_some(place)
    }

    /// `The city has a bonded zone`: the city that the text told of last.
    fn town_that_has(&self, parsed: &Parsed, verb: usize) -> Option<u32> {
        let between = |p: &&Piece| matches!(p.kind, Kind::Word | Kind::Known(Sense::Auxiliary | Sense::Filler | Sense::Start));
        let count = parsed.pieces[..verb].iter().rev().take(2).take_while(between).count();
        let town = parsed.pieces[..verb - count].last().is_some_and(|p| p.sense() == Some(Sense::Town));
        self.city_within(parsed, 1).filter(|_| town)
    }

    /// The zone just spoken of by its place alone, which now gets its proper name.
    pub(super) fn nameless_before(&self, parsed: &Parsed, features: Features) -> Option<usize> {
        let (zone, block) = self.last?;
        let record = &self.records[zone];
        let nameless = record.mentions.iter().all(|m| m.rule == RULE_CONTEXT);
        let alike = record.features.has(features) || features.has(record.features);
        let near = parsed.sentence.block - block <= MEMORY_BLOCKS;
        (nameless && alike && near).then_some(zone)
    }

    /// Is the zone named as zones of its type have to be?
    fn fits(&self, kind: &ZoneType, phrase: &Phrase, groups: &[(Vec<u32>, Range<usize>)]) -> bool {
        let cities = || groups.iter().all(|(group, _)| group.iter().any(|&place| places::is_city(self.vocabulary, place)));
        match kind.naming {
            Naming::Any => true,
            Naming::City if phrase.script == Script::Han => cities() || self.has_proper_name(phrase),
            Naming::City => phrase.capital || cities(),
            // `the Kashgar and Horgos development zones`, but not `Harbin's development zones`
            Naming::Capital => phrase.capital || (!phrase.plural || groups.len() > 1) && !phrase.own.is_empty() && cities(),
        }
    }

    /// Features of the words, and `bilateral` where the name holds two countries.
    fn features(&self, parsed: &Parsed, phrase: &Phrase) -> Features {
        let mut features = phrase.features;
        let is_country = |at: &usize| match &parsed.pieces[*at].kind {
            Kind::Place(places) => places.iter().any(|&p| self.vocabulary.place(p).is_country()),
            _ => false,
        };
        if phrase.name.clone().filter(is_country).count() >= 2 {
            features |= self.words.bilateral;
        }
        if self.lies_in_two_countries(phrase) {
            features |= self.words.cross_border;
        }
        features
    }

    /// `Heihe — Blagoveshchensk`: the name is of two towns on either side of a border.
    fn lies_in_two_countries(&self, phrase: &Phrase) -> bool {
        let [first, second] = &phrase.own[..] else { return false };
        let country = |item: &Item| {
            let place = item.places.iter().copied().find(|&place| places::is_local(self.vocabulary, place))?;
            self.vocabulary.country_of(&self.vocabulary.place(place).code)
        };
        second.joint == Joint::Dash && matches!((country(first), country(second)), (Some(a), Some(b)) if a != b)
    }

    /// A zone's places with the pieces that print them: one zone for each.
    pub(super) fn groups(&self, phrase: &Phrase) -> Vec<(Vec<u32>, Range<usize>)> {
        let own = self.group(&phrase.own, phrase.plural || phrase.script == Script::Han, self.within(&phrase.after));
        if own.is_empty() { self.group(&phrase.after, phrase.plural || phrase.script == Script::Han, None) } else { own }
    }

    /// The province or country that items say they lie in.
    pub(super) fn within(&self, items: &[Item]) -> Option<String> {
        let place = items.first()?.places[0];
        matches!(self.vocabulary.place(place).kind.as_str(), "admin1" | "country").then(|| self.vocabulary.place(place).code.clone())
    }

    pub(super) fn group(&self, items: &[Item], several: bool, within: Option<String>) -> Vec<(Vec<u32>, Range<usize>)> {
        let mut groups: Vec<(Vec<u32>, Range<usize>)> = Vec::new();
        for item in items {
            let place = places::settle(self.vocabulary, item, within.as_deref());
            if !places::is_local(self.vocabulary, place) {
                continue;
            }
            match groups.last_mut() {
                Some((places, pieces)) if item.joint == Joint::Dash || item.joint == Joint::Tight || !several => {
                    places.push(place);
                    pieces.end = item.pieces.end;
                }
                _ => groups.push((vec![place], item.pieces.clone())),
            }
        }
        groups
    }

    /// Zones with places of their own.
    fn placed(
        &mut self,
        parsed: &Parsed,
        phrase: &Phrase,
        kind: &ZoneType,
        features: Features,
        groups: &[(Vec<u32>, Range<usize>)],
    ) -> Option<Named> {
        let part = (kind.kind == "free_trade").then(|| self.zone_of_city(groups)).flatten();
        if let Some(parent) = part {
            let whole = groups.len() == 1 && !phrase.plural && !phrase.own.is_empty();
            let name = |pieces: &Range<usize>| if whole { phrase.name.clone() } else { pieces.clone() };
            let zones = groups.iter().map(|(places, pieces)| (self.enter_part(parent, places[0]), name(pieces))).collect();
            return Some(Named { zones, rule: RULE_PART });
        }
        if kind.slug == PILOT_FREE_TRADE
            && !phrase.own.is_empty()
            && groups.iter().all(|(places, _)| places.len() == 1 && self.is_chinese_city(places[0]))
        {
            let zones = groups.iter().map(|(places, pieces)| (self.enter_area(places[0]), pieces.clone()));
            let mut zones: Vec<(usize, Range<usize>)> = zones.collect();
            if let [(_, name)] = &mut zones[..] {
                *name = phrase.name.clone();
            }
            return Some(Named { zones, rule: RULE_PART });
        }
        let single = groups.len() == 1;
        let unnamed = phrase.quoted_name.is_none() && phrase.own.is_empty() && !self.has_proper_name(phrase);
        let planned = || facts::founding(&parsed.pieces, phrase).is_some() && !phrase.plural;
        if kind.slug == TOR && (unnamed && !planned() || phrase.plural && phrase.quoted_name.is_none()) {
            return None;
        }
        let mut zones = Vec::with_capacity(groups.len());
        for (places, pieces) in groups {
            let zone = if single && self.has_proper_name(phrase) {
                if let Some(known) = self.by_proper_name(parsed, phrase, features) {
                    known
                } else {
                    let id = self.proper_id(parsed, phrase, kind, Some(places[0]));
                    let zone = self.enter(id, kind, features, places.clone());
                    self.set_proper(zone, parsed, phrase);
                    zone
                }
            } else if let Some(known) = self.shorter(kind, features, places) {
                known
            } else {
                let id = self.place_id(parsed, phrase, kind, places);
                self.enter(id, kind, features, places.clone())
            };
            let name = match (single, phrase.plural && phrase.own.is_empty()) {
                (true, true) => phrase.name.start..phrase.end,
                (true, false) => phrase.name.clone(),
                (false, _) => pieces.clone(),
            };
            zones.push((zone, name));
        }
        if zones.len() == 1 {
            self.note_bracket(parsed, phrase, zones[0].0);
        }
        Some(Named { zones, rule: if single { RULE_NAMED } else { RULE_LIST } })
    }

    /// A name whose words make no type: a part by its place, another name of a known zone, or `the zone`.
    fn untyped(&mut self, parsed: &Parsed, phrase: &Phrase, groups: &[(Vec<u32>, Range<usize>)], features: Features) -> Option<Named> {
        if phrase.determiner == Some(Determiner::Such) && phrase.plural {
            return self.such(parsed, phrase, groups);
        }
        let placed = !phrase.own.is_empty() || phrase.plural && !phrase.after.is_empty();
        if phrase.features.has(self.words.area) && placed {
            let parents: Option<Vec<usize>> = groups.iter().map(|(places, _)| self.zone_of_city(&[(places.clone(), 0..0)])).collect();
            let parents = parents.filter(|p| !p.is_empty() && phrase.proper.is_empty())?;
            let whole = groups.len() == 1 && !phrase.plural;
            let zones = parents
                .into_iter()
                .zip(groups)
                .map(|(parent, (places, pieces))| {
                    (self.enter_part(parent, places[0]), if whole { phrase.name.clone() } else { pieces.clone() })
                })
                .collect();
            return Some(Named { zones, rule: RULE_PART });
        }
        if phrase.own.is_empty()
            && let Some(known) = self.by_proper_name(parsed, phrase, features)
        {
            return Some(Named { zones: vec![(known, phrase.name.clone())], rule: RULE_NAMED });
        }
        if phrase.features.has(self.words.area) || !phrase.own.is_empty() {
            return None;
        }
        self.back(parsed, phrase, features).or_else(|| self.pending_in(parsed, phrase, features))
    }

    /// `Work on a cross-border zone began. The zone lies between Erenhot and Zamyn-Uud`: a zone spoken of without a place, which a
    /// sentence just behind it tells.
    fn pending_in(&mut self, parsed: &Parsed, phrase: &Phrase, features: Features) -> Option<Named> {
        let telling = features.without(self.words.weak).without(self.words.area);
        let near = |pending: &&Pending| pending.sentence < self.sentences && !pending.plural && pending.features.has(telling);
        let definite = phrase.script == Script::Latin && phrase.determiner == Some(Determiner::Definite) && !phrase.plural;
        let pending = self.pending_now().filter(|_| definite).filter(near)?.clone();
        let run = parsed.runs.list.iter().find(|run| run.pieces.start >= phrase.name.end && run.pieces.start < phrase.name.end + REACH)?;
        // `The zone, officials in Moscow said,`
        if parsed.pieces[phrase.name.end..run.pieces.start].windows(2).any(|pair| pair[0].is_mark(',') && pair[1].link().is_none()) {
            return None;
        }
        let groups = self.group(&run.items, true, None);
        let covered = |at: usize| parsed.pieces[at].sense() == Some(Sense::Include);
        let within = self.is_led_in(&parsed.pieces, run) || (run.pieces.start.saturating_sub(COVERS)..run.pieces.start).any(covered);
        let group = if within && self.are_neighbours(&groups) {
            as_one(groups)
        } else {
            groups.into_iter().next().filter(|(places, _)| within && places::is_city(self.vocabulary, places[0]))?
        };
        let kind = pending.zone_type();
        let id = self.place_id(parsed, phrase, &kind, &group.0);
        let zone = self.enter(id, &kind, pending.features, group.0);
        let (name, at) = pending.printed;
        self.add_name(zone, name, vec![at]);
        Some(Named { zones: vec![(zone, phrase.name.clone())], rule: RULE_CONTEXT })
    }

    /// A zone called for short: `Mong Cai zone` of `Mong Cai – Quang Ninh zone`, `bonded zone` of `comprehensive bonded zone`.
    fn shorter(&self, kind: &ZoneType, features: Features, places: &[u32]) -> Option<usize> {
        let [place] = places else {
            return None;
        };
        let here = format!("{}-", self.slug(*place));
        let alike = |r: &Record| r.places.len() > 1 && r.id.ends_with(&kind.slug) || self.is_called(r, &here) && r.features.has(features);
        let same_kind = |r: &Record| r.kind == kind.kind || kind.slug == ECONOMIC_ZONE;
        self.records.iter().position(|r| same_kind(r) && r.places.first() == Some(place) && alike(r))
    }

    /// Its id is its place and its type.
    fn is_called(&self, record: &Record, place: &str) -> bool {
        record.id.strip_prefix(place).is_some_and(|slug| self.words.is_type(slug))
    }

    /// No place, no proper name: a zone founded in a place of the sentence, one spoken of before, or a kind in general.
    fn nameless(&mut self, parsed: &Parsed, phrases: &[Phrase], i: usize, kind: &ZoneType, features: Features) -> Option<Named> {
        let phrase = &phrases[i];
        // `China's free trade zones` are no one zone; `China's first` may be one.
        let named = !phrase.own.is_empty() && phrase.plural;
        let foreign = !phrase.own.is_empty();
        let definite = phrase.determiner == Some(Determiner::Definite);
        let bare = phrase.script != Script::Latin && phrase.determiner != Some(Determiner::Indefinite);
        let founded = if named || definite { None } else { self.founded_in(parsed, phrases, i) };
        if let Some([(places, _)]) = founded.as_deref()
            && phrase.determiner == Some(Determiner::Indefinite)
        {
            // `has a pilot zone and a bonded zone`
            self.beside = Some((phrase.end, places[0]));
        }
        let founded = founded.filter(|groups| self.fits(kind, phrase, groups));
        let back = if !foreign && (definite || bare) { self.back(parsed, phrase, features) } else { None };
        match (founded, back) {
            (Some(groups), back) if !back.as_ref().is_some_and(|b| self.lies_round(b.zones[0].0, &groups)) => {
                Some(self.founded(parsed, phrase, kind, features, &groups))
            }
            (_, None) => {
                if let Some(told) = self.pending_in(parsed, phrase, features) {
                    return Some(told);
                }
                self.pending = Some(self.as_pending(parsed, phrase, kind, features));
                None
            }
            (_, back) => back,
        }
    }

    /// Does the zone lie where `groups` say, or are they inside it?
    fn lies_round(&self, zone: usize, groups: &[(Vec<u32>, Range<usize>)]) -> bool {
        let place = &self.vocabulary.place(groups[0].0[0]).code;
        self.records[zone].places.iter().any(|&own| {
            let own = &self.vocabulary.place(own).code;
            self.vocabulary.lies_in(place, own) || self.vocabulary.lies_in(own, place)
        })
    }

    fn founded(
        &mut self,
        parsed: &Parsed,
        phrase: &Phrase,
        kind: &ZoneType,
        features: Features,
        groups: &[(Vec<u32>, Range<usize>)],
    ) -> Named {
        let several = groups.len() > 1;
        let mut zones = Vec::new();
        for (places, pieces) in groups {
            let id = self.place_id(parsed, phrase, kind, places);
            let zone = self.enter(id, kind, features, places.clone());
            let name = if several { pieces.clone() } else { phrase.name.clone() };
            zones.push((zone, name));
        }
        if let [(zone, _)] = zones[..] {
            self.note_bracket(parsed, phrase, zone);
        }
        let rule = if several { RULE_LIST } else { RULE_CONTEXT };
        Named { zones, rule }
    }

    /// Places of the sentence in which a nameless zone is founded.
    fn founded_in(&self, parsed: &Parsed, phrases: &[Phrase], i: usize) -> Option<Vec<(Vec<u32>, Range<usize>)>> {
        let phrase = &phrases[i];
        let several = phrase.plural || phrase.script == Script::Han;
        if let Some(into) = facts::led_into(&parsed.pieces, phrase) {
            let (run, last) = parsed.runs.ending_at(facts::end_of_led(&parsed.pieces, into))?;
            let first = if several { 0 } else { last };
            return Some(self.group(&run.items[first..=last], several, None)).filter(|g| !g.is_empty());
        }
        let (founding, verb) = facts::founding(&parsed.pieces, phrase)?;
        let local = |run: &&Run| !self.group(&run.items, true, None).is_empty();
        let free = |run: &&Run| !phrases.iter().any(|p| p.name.contains(&run.pieces.start));
        let subject = end_of_subject(&parsed.pieces, verb);
        let before = |run: &&Run| run.pieces.end <= subject.min(phrase.name.start);
        let runs = &parsed.runs.list;
        if let Some(run) = runs.iter().rev().filter(before).filter(free).find(local) {
            let subject = self.is_subject(&parsed.pieces, run, verb);
            // `Heihe and Suifenhe each have a bonded zone`
            let each = subject && founding == Founding::Has;
            let listed = several && (subject || self.is_led_in(&parsed.pieces, run)) || each;
            let mut groups = self.group(&run.items, true, None);
            if phrase.features.has(self.words.cross_border) && self.are_neighbours(&groups) {
                return Some(vec![as_one(groups)]);
            }
            return match (listed, phrase.plural) {
                (true, _) => Some(groups),
                (false, true) => None,
                (false, false) => groups.pop().map(|last| vec![last]),
            };
        }
        if let Some(town) = self.town_that_has(parsed, verb).filter(|_| founding == Founding::Has && !phrase.plural) {
            return Some(vec![(vec![town], phrase.name.clone())]);
        }
        let after = |run: &&Run| run.pieces.start >= phrase.name.end;
        let run = runs.iter().filter(after).filter(free).find(local)?;
        let groups = self.group(&run.items, true, None);
        let led = self.is_led_in(&parsed.pieces, run);
        match founding {
            Founding::Done | Founding::Future if !phrase.plural => Some(groups.into_iter().take(1).collect()),
            Founding::Done | Founding::Future | Founding::Has if led => Some(groups),
            _ => None,
        }
    }

    /// `Heihe and Blagoveshchensk are to build a cross-border zone`: two places of two countries.
    fn are_neighbours(&self, groups: &[(Vec<u32>, Range<usize>)]) -> bool {
        let country = |place: u32| self.vocabulary.country_of(&self.vocabulary.place(place).code);
        matches!(groups, [(a, _), (b, _)] if country(a[0]) != country(b[0]))
    }

    /// A、B、C获批: what stands just before the verb.
    fn is_subject(&self, pieces: &[Piece], run: &Run, verb: usize) -> bool {
        let between = pieces.get(run.pieces.end..verb).unwrap_or_default();
        run.pieces.end <= verb
            && between.len() <= 3
            && between.iter().all(|p| matches!(p.kind, Kind::Known(Sense::Unit | Sense::Start) | Kind::Digits | Kind::Han))
    }

    /// `in A, B and C`, 在A、B和C.
    fn is_led_in(&self, pieces: &[Piece], run: &Run) -> bool {
        (run.pieces.start.saturating_sub(3)..run.pieces.start).any(|at| pieces[at].link() == Some(Link::In))
    }

    /// `the zone`: the last one spoken of, if it has all the features of the phrase.
    pub(super) fn back(&mut self, parsed: &Parsed, phrase: &Phrase, features: Features) -> Option<Named> {
        let (zone, block) = self.last?;
        let points = match phrase.script {
            Script::Latin => phrase.determiner == Some(Determiner::Definite),
            Script::Han => self.is_bare(parsed, phrase),
            Script::Cyrillic => phrase.determiner == Some(Determiner::Definite) || !features.is_empty(),
        };
        let near = parsed.sentence.block - block <= MEMORY_BLOCKS;
        if !points || !near || phrase.plural || !phrase.proper.is_empty() {
            return None;
        }
        let telling = features.without(self.words.weak);
        let has = |&zone: &usize| self.records[zone].features.has(telling);
        let at = Some(zone).filter(has).or_else(|| self.records[zone].parent.filter(has))?;
        Some(Named { zones: vec![(at, phrase.name.clone())], rule: RULE_BACK })
    }

    /// Chinese `自贸区` by itself: neither counted nor described nor one of a kind.
    fn is_bare(&self, parsed: &Parsed, phrase: &Phrase) -> bool {
        let before = phrase.name.start.checked_sub(1).map(|at| &parsed.pieces[at]);
        before.is_none_or(|piece| {
            piece.kind != Kind::Digits
                && piece.link() != Some(Link::Of)
                && piece.sense() != Some(Sense::Unit)
                && piece.determiner() != Some(Determiner::Indefinite)
        })
    }

    /// In a reference list: a name of a zone of the text.
    fn known(&mut self, parsed: &Parsed, phrase: &Phrase) -> Option<Named> {
        let features = self.features(parsed, phrase);
        let kind = self.words.zone_type(features)?.clone();
        let groups = self.groups(phrase);
        let [(places, _)] = &groups[..] else {
            return None;
        };
        let zone = *self.by_id.get(&self.place_id(parsed, phrase, &kind, places))?;
        Some(Named { zones: vec![(zone, phrase.name.clone())], rule: RULE_NAMED })
    }
}

/// `China-Russia Modern Agricultural Cooperation Zone`: the two countries tell it from its likes; `China-Peru Free Trade Area` is a treaty.
fn is_of_two(parsed: &Parsed, phrase: &Phrase, kind: &ZoneType, features: Features, words: &Words) -> bool {
    let printed = |p: &Piece| p.capital || !matches!(p.sense(), Some(Sense::Word(_) | Sense::Head { .. }));
    let named = phrase.script == Script::Latin && !phrase.plural && parsed.pieces[phrase.name.clone()].iter().all(printed);
    named && features.has(words.bilateral) && kind.kind != "free_trade" && phrase.determiner != Some(Determiner::Indefinite)
}

/// 自贸试验区黑河片区: the zone whose area is named just behind it.
fn is_whole_of_next(words: &Words, phrases: &[Phrase], i: usize) -> bool {
    phrases[i].script == Script::Han
        && phrases.get(i + 1).is_some_and(|next| next.name.start == phrases[i].end && words.is_of_part(next.features))
}

/// Where the subject of a verb ends: before what commas enclose (`Dongxing, a city next to Mong Cai, has`).
fn end_of_subject(pieces: &[Piece], verb: usize) -> usize {
    let comma = |at: &usize| pieces[*at].is_mark(',');
    let Some(close) = verb.checked_sub(1).filter(comma) else {
        return pieces.len();
    };
    // `Opposite, in Manzhouli, there are` encloses no apposition.
    let encloses = |open: &usize| pieces[open + 1].link().is_none();
    (1..close).rev().find(comma).filter(encloses).unwrap_or(pieces.len())
}

/// The places of two neighbours that share a zone; there is one group at least.
fn as_one(groups: Vec<(Vec<u32>, Range<usize>)>) -> (Vec<u32>, Range<usize>) {
    let pieces = groups[0].1.start..groups[groups.len() - 1].1.end;
    (groups.into_iter().flat_map(|(places, _)| places).collect(), pieces)
}

/// `founded in 1992 and a`: what is told of the zone before it in a list.
fn is_told_of_founding(glue: &[Piece]) -> bool {
    const LONGEST: usize = 8;
    let told = |p: &Piece| {
        matches!(
            p.kind,
            Kind::Word
                | Kind::Digits
                | Kind::Mark(',')
                | Kind::Known(Sense::Founding(_) | Sense::Auxiliary | Sense::Link(_) | Sense::Determiner(_))
        )
    };
    let founded = glue.first().is_some_and(|p| p.sense() == Some(Sense::Founding(Founding::Done)));
    founded && glue.len() <= LONGEST && glue.iter().all(told)
}
