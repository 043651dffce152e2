//! Proper names of zones, their ids, and what the text calls them for short.

use super::*;

impl Register<'_> {
    /// A quoted name that is but the place's is no proper name.
    pub(super) fn has_proper_name(&self, phrase: &Phrase) -> bool {
        let is_place = |quoted: &Range<usize>| phrase.own.iter().any(|item| item.pieces == *quoted);
        !phrase.proper.is_empty() || phrase.quoted_name.as_ref().is_some_and(|q| !is_place(q))
    }

    /// The zone of the register that a phrase names, by its proper name: new or known.
    pub(super) fn registered(&mut self, parsed: &Parsed, phrase: &Phrase, kind: Option<&ZoneType>, features: Features) -> Option<usize> {
        if phrase.plural && phrase.quoted_name.is_none() {
            return None;
        }
        let names = match &phrase.quoted_name {
            Some(quoted) => vec![quoted.clone()],
            None => unknown_words(&parsed.pieces, &phrase.name),
        };
        let found = names.into_iter().find_map(|pieces| self.words.registered(parsed.print(&parsed.bytes(pieces)), kind))?;
        let places: Vec<u32> = found.places.iter().filter_map(|code| self.vocabulary.by_code(code)).collect();
        let kind = &found.kind;
        let id = match kind.slug.as_str() {
            TOR => format!("{TOR}-{}", kebab(&found.name)),
            slug => format!("{}-{slug}", kebab(&found.name)),
        };
        let nameless = self.nameless_before(parsed, features).filter(|_| !self.by_id.contains_key(&id));
        let zone = match nameless {
            Some(zone) => self.rename(zone, id, places),
            None => self.enter(id, kind, features, places),
        };
        self.records[zone].registered = true;
        self.set_proper(zone, parsed, phrase);
        Some(zone)
    }

    /// A zone spoken of by its place alone turns out to be one of the register.
    fn rename(&mut self, zone: usize, id: String, places: Vec<u32>) -> usize {
        self.by_id.insert(id.clone(), zone);
        let record = &mut self.records[zone];
        record.id = id;
        record.places = places;
        zone
    }

    fn proper_word(&self, parsed: &Parsed, phrase: &Phrase) -> Option<String> {
        let pieces = match &phrase.quoted_name {
            Some(quoted) => quoted.clone(),
            None => {
                let first = *phrase.proper.first()?;
                first..first + 1
            }
        };
        Some(fold(parsed.print(&parsed.bytes(pieces))))
    }

    pub(super) fn by_proper_name(&self, parsed: &Parsed, phrase: &Phrase, features: Features) -> Option<usize> {
        let word = self.proper_word(parsed, phrase)?;
        let zone = *self.by_proper.get(&word)?;
        let known = self.records[zone].features;
        (known.has(features.without(self.words.bilateral)) || features.has(known)).then_some(zone)
    }

    pub(super) fn set_proper(&mut self, zone: usize, parsed: &Parsed, phrase: &Phrase) {
        if let Some(word) = self.proper_word(parsed, phrase) {
            self.by_proper.entry(word).or_insert(zone);
        }
    }

    /// The place that a sentence gives a zone with a proper name: after it or a zone named beside it, else before it in the paragraph.
    pub(super) fn place_nearby(&self, parsed: &Parsed, phrases: &[Phrase], i: usize) -> Option<u32> {
        let mut end = phrases[i].end;
        for next in &phrases[i + 1..] {
            let beside = parsed.pieces[end.min(next.name.start)..next.name.start]
                .iter()
                .all(|p| p.is_mark(',') || matches!(p.sense(), Some(Sense::Link(Link::And) | Sense::Determiner(_))));
            if !beside {
                break;
            }
            if let Some((places, _)) = self.group(&next.after, true, None).first() {
                return Some(places[0]);
            }
            end = next.end;
        }
        let name = phrases[i].name.start;
        let clause = (0..name).rev().find(|&at| matches!(parsed.pieces[at].kind, Kind::Mark(',' | ';' | ':')));
        let inside = |run: &&Run| run.pieces.end <= name && clause.is_none_or(|at| run.pieces.start > at);
        let earlier = parsed.runs.list.iter().rev().filter(inside);
        let mut groups = earlier.flat_map(|run| self.group(&run.items, true, None));
        let before = groups.next().map(|(places, _)| places[0]);
        before
            .or_else(|| {
                let here = self.province.as_ref().filter(|(_, block, _)| *block == parsed.sentence.block);
                here.map(|(place, ..)| *place)
            })
            .or_else(|| self.city_within(parsed, 0))
            .or_else(|| self.place_of_last(parsed))
            .or_else(|| self.country_nearby(parsed, &phrases[i]))
    }

    /// The city spoken of last, not more than so many blocks ago.
    pub(super) fn city_within(&self, parsed: &Parsed, blocks: usize) -> Option<u32> {
        self.city.filter(|(_, block)| parsed.sentence.block - block <= blocks).map(|(city, _)| city)
    }

    /// Where the zone lies that the text spoke of last.
    fn place_of_last(&self, parsed: &Parsed) -> Option<u32> {
        let (zone, _) = self.last.filter(|(_, block)| parsed.sentence.block - block <= 2)?;
        self.records[zone].places.iter().copied().find(|&place| places::is_local(self.vocabulary, place))
    }

    /// The country in the name, after it, or the only one of the sentence; of a pair with China (`China-Egypt zone`) the other.
    fn country_nearby(&self, parsed: &Parsed, phrase: &Phrase) -> Option<u32> {
        if phrase.features.has(self.words.bilateral) {
            return None;
        }
        let named = |item: &Item| !parsed.pieces[item.pieces.start].adjective;
        let country = |item: &Item| item.places.iter().copied().find(|&p| self.vocabulary.place(p).is_country());
        let only = |items: &mut dyn Iterator<Item = &Item>| {
            let mut found: Vec<u32> = items.filter(|item| named(item)).filter_map(country).collect();
            found.dedup();
            if found.len() > 1 {
                found.retain(|&p| self.vocabulary.place(p).code != "CN");
            }
            <[u32; 1]>::try_from(found).ok().map(|[one]| one)
        };
        let said = parsed.runs.list.iter().flat_map(|run| &run.items);
        only(&mut phrase.own.iter())
            .or_else(|| only(&mut phrase.after.iter()))
            .or_else(|| only(&mut said.clone()))
            .or_else(|| self.country_before(parsed))
    }

    fn country_before(&self, parsed: &Parsed) -> Option<u32> {
        self.country.filter(|(_, block)| parsed.sentence.block - block <= 1).map(|(country, _)| country)
    }

    pub(super) fn slug(&self, place: u32) -> String {
        kebab(&self.vocabulary.place(place).name)
    }

    pub(super) fn slugs(&self, places: &[u32]) -> String {
        places.iter().map(|&p| self.slug(p)).collect::<Vec<_>>().join("-")
    }

    pub(super) fn place_id(&self, parsed: &Parsed, phrase: &Phrase, kind: &ZoneType, places: &[u32]) -> String {
        if kind.slug == TOR {
            return self.proper_id(parsed, phrase, kind, places.first().copied());
        }
        format!("{}-{}", self.slugs(places), kind.slug)
    }

    /// The printed English name; of other names the proper part with the type.
    pub(super) fn proper_id(&self, parsed: &Parsed, phrase: &Phrase, kind: &ZoneType, place: Option<u32>) -> String {
        let own = phrase.own.first().map(|item| item.pieces.clone());
        if kind.slug == TOR {
            let pieces = phrase.quoted_name.clone().or(own).or_else(|| phrase.proper.first().map(|&p| p..p + 1));
            let name = pieces.map(|p| parsed.print(&parsed.bytes(p)).to_owned()).filter(|name| script(name) != Script::Han);
            return format!("tor-{}", kebab(&name.map_or_else(|| place.map_or_else(String::new, |p| self.slug(p)), |n| romanize(&n))));
        }
        let printed = parsed.print(&parsed.bytes(phrase.name.clone()));
        match phrase.script {
            Script::Latin => kebab(printed),
            _ => {
                let words = match &phrase.quoted_name {
                    Some(quoted) => parsed.print(&parsed.bytes(quoted.clone())).to_owned(),
                    None => {
                        let words: Vec<&str> = phrase.proper.iter().map(|&p| parsed.print(&parsed.bytes(p..p + 1))).collect();
                        words.join(if phrase.script == Script::Han { "" } else { " " })
                    }
                };
                let place = place.map(|p| self.slug(p) + "-").unwrap_or_default();
                format!("{place}{}-{}", kebab(&romanize(&words)), kind.slug)
            }
        }
    }

    /// `(HLJFTZ)` is another name; so is a name in characters.
    pub(super) fn note_bracket(&mut self, parsed: &Parsed, phrase: &Phrase, zone: usize) {
        let Some(bracket) = phrase.bracket.clone() else {
            return;
        };
        let at = parsed.bytes(bracket.clone());
        let printed = parsed.print(&at).to_owned();
        let word = &parsed.pieces[bracket.start];
        let abbreviation =
            bracket.len() == 1 && word.kind == Kind::Word && printed.chars().count() > 2 && printed.chars().all(char::is_uppercase);
        if abbreviation {
            self.abbreviations.insert(printed.clone(), zone);
        }
        let is_head = matches!(word.sense(), Some(Sense::Head { .. }));
        if abbreviation || is_head || script(&printed) == Script::Han && phrase.script != Script::Han {
            self.add_name(zone, printed, vec![at]);
        }
    }

    /// Abbreviations that the text gave its zones are names too.
    pub(super) fn add_abbreviations(&self, parsed: &Parsed, phrases: &mut Vec<Phrase>) {
        if self.abbreviations.is_empty() {
            return;
        }
        let words = (0..parsed.pieces.len()).filter(|&at| parsed.pieces[at].kind == Kind::Word && parsed.pieces[at].capital);
        let mut named = Vec::new();
        for at in words {
            let word = parsed.print(&parsed.bytes(at..at + 1));
            if let Some(&zone) = self.abbreviations.get(word) {
                named.push(Phrase::abbreviation(at, script(word), zone));
            }
        }
        named.retain(|p| !phrases.iter().any(|other| other.name.contains(&p.name.start)));
        phrases.extend(named);
        phrases.sort_by_key(|p| p.name.start);
    }
}

/// Rows of pieces of a name that no list of words has; what is left of them without their first places; the name up to the last of
/// them, and all of it.
fn unknown_words(pieces: &[Piece], name: &Range<usize>) -> Vec<Range<usize>> {
    let is_unknown =
        |at: usize| matches!(pieces[at].kind, Kind::Word | Kind::Han | Kind::Place(_) | Kind::Digits | Kind::Mark('-' | '(' | ')'));
    let mut rows = Vec::new();
    let mut at = name.start;
    while at < name.end {
        let end = (at..name.end).find(|&i| !is_unknown(i)).unwrap_or(name.end);
        if end > at {
            rows.push(at..end);
        }
        at = end + 1;
    }
    let up_to_last = rows.last().map(|row| name.start..row.end);
    let shorter = |row: &Range<usize>| {
        let end = row.end;
        (row.start + 1..end).filter(|&start| pieces[start - 1].is_place()).map(move |start| start..end).collect::<Vec<_>>()
    };
    let shorter: Vec<Range<usize>> = rows.iter().flat_map(shorter).collect();
    rows.extend(shorter);
    rows.extend(up_to_last);
    rows.push(name.clone());
    rows
}
