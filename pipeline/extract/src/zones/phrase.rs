//! Zone names as noun phrases: a head (`zone`, 试验区, `ТОР`) and the words that belong to it on either side.

use super::lexicon::{Determiner, Features, Founding, Link, Sense, Words, ZoneType};
use super::pieces::{Kind, Piece};
use super::places::{Item, Joint, Run, Runs};
use crate::units::{Unit, UnitKind};
use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Latin,
    Han,
    Cyrillic,
}

pub(super) fn script(word: &str) -> Script {
    match word.chars().find(|c| c.is_alphanumeric()) {
        Some('\u{0400}'..='\u{04FF}') => Script::Cyrillic,
        Some(c) if c as u32 >= 0x3400 => Script::Han,
        _ => Script::Latin,
    }
}

#[derive(Debug, Clone)]
pub(super) struct Phrase {
    pub script: Script,
    /// The name itself.
    pub name: Range<usize>,
    /// Up to the end of the places said to follow it.
    pub end: usize,
    pub features: Features,
    pub plural: bool,
    pub determiner: Option<Determiner>,
    /// Places inside the name.
    pub own: Vec<Item>,
    /// Places after it: `in A, B and C`.
    pub after: Vec<Item>,
    /// Pieces that are words of a proper name.
    pub proper: Vec<usize>,
    /// The name in quotes after it (`ТОР «Приморье»`).
    pub quoted_name: Option<Range<usize>>,
    /// Printed like a name: capitals or quotes.
    pub capital: bool,
    /// What stands in brackets behind it: an abbreviation, or the name in another script.
    pub bracket: Option<Range<usize>>,
    /// The zone, where the text has told what an abbreviation stands for.
    pub known: Option<usize>,
}

impl Phrase {
    fn new(name: Range<usize>, script: Script, features: Features, plural: bool) -> Phrase {
        Phrase {
            script,
            end: name.end,
            name,
            features,
            plural,
            determiner: None,
            own: Vec::new(),
            after: Vec::new(),
            proper: Vec::new(),
            quoted_name: None,
            capital: false,
            bracket: None,
            known: None,
        }
    }

    pub fn abbreviation(at: usize, script: Script, zone: usize) -> Phrase {
        Phrase { known: Some(zone), ..Phrase::new(at..at + 1, script, Features::default(), false) }
    }
}

/// Reads the phrases of a sentence.
pub(super) struct Reader<'a> {
    words: &'a Words,
    text: &'a str,
    units: &'a [Unit],
    pieces: &'a [Piece],
    runs: &'a Runs,
    /// Every word has a capital, so that capitals say nothing.
    title_case: bool,
}

/// The longest name, in pieces to either side of its head.
const REACH: usize = 24;
/// The most Chinese characters of an unknown name between a place and the words of a zone.
const UNKNOWN_HAN: usize = 4;
/// The most pieces between a name and the word for a firm.
const FIRM: usize = 5;
/// The most pieces of a quoted Chinese name.
const QUOTED_HAN: usize = 12;
/// The most words of a Russian proper name without quotes.
const BARE_NAME: usize = 3;
/// The most characters of a name of the register.
const REGISTERED_HAN: usize = 10;
/// The most characters of an unknown name in a list of zones.
const LISTED_HAN: usize = 6;
/// The most pieces that say how many of a kind a list has: 等2家.
const COUNTED: usize = 3;

impl<'a> Reader<'a> {
    pub fn new(words_of_names: &'a Words, text: &'a str, units: &'a [Unit], pieces: &'a [Piece], runs: &'a Runs) -> Self {
        const SHORT: usize = 3;
        let mut words = units.iter().filter(|u| u.kind == UnitKind::Word).map(|u| u.text(text)).filter(|w| w.chars().nth(SHORT).is_some());
        // A headline has no full stop, and no small `was`.
        let told = pieces.last().is_some_and(|p| p.is_mark('.'));
        let told = told || pieces.iter().any(|p| p.sense() == Some(Sense::Auxiliary) && !p.capital);
        let small = told || words.clone().any(|w| w.starts_with(char::is_lowercase));
        Reader { words: words_of_names, text, units, pieces, runs, title_case: !small && words.nth(SHORT).is_some() }
    }

    pub fn phrases(&self) -> Vec<Phrase> {
        let mut found: Vec<Phrase> = Vec::new();
        for at in 0..self.pieces.len() {
            let Some(Sense::Head { features, plural }) = self.pieces[at].sense() else {
                continue;
            };
            let floor = found.last().map_or(0, |p| self.floor_after(p));
            if at < floor {
                continue;
            }
            if let Some(phrase) = self.phrase(at, floor, features, plural) {
                let listed = self.listed_by_name(&phrase, at, floor);
                if listed.is_empty() {
                    let others = self.more_quoted(&phrase);
                    found.push(phrase);
                    found.extend(others);
                } else {
                    found.extend(listed);
                }
            }
        }
        found.extend(self.quoted_alone(&found));
        found.sort_by_key(|phrase| phrase.name.start);
        found
    }

    /// `first comes ОЭЗ «Липецк», second - «Алабуга»`: zones of the register that a list names by their quoted names alone.
    fn quoted_alone(&self, found: &[Phrase]) -> Vec<Phrase> {
        let listed = |at: usize| {
            let before = &self.pieces[at - 1];
            matches!(before.kind, Kind::Mark(',' | ';' | ':' | '-')) || before.link() == Some(Link::And)
        };
        let free = |at: usize| !found.iter().any(|phrase| phrase.name.contains(&at));
        let alone = |at: usize| {
            let quoted = self.quoted(at).filter(|quoted| listed(at) && free(at) && self.is_registered(quoted.clone()))?;
            let name = at..quoted.end + 1;
            let script = script(self.print(quoted.clone()));
            Some(Phrase { quoted_name: Some(quoted), capital: true, ..Phrase::new(name, script, Features::default(), false) })
        };
        if found.is_empty() { Vec::new() } else { (1..self.pieces.len()).filter_map(alone).collect() }
    }

    /// `ТОР «Приморье» и «Хабаровск»`: further zones by their quoted names.
    fn more_quoted(&self, phrase: &Phrase) -> Vec<Phrase> {
        let mut others = Vec::new();
        let mut end = phrase.name.end;
        let joins = |at: usize| {
            let piece = self.pieces.get(at);
            piece.is_some_and(|p| p.is_mark(',') || p.link() == Some(Link::And))
        };
        while phrase.quoted_name.is_some() && others.len() < REACH && joins(end) {
            let Some(quoted) = self.quoted(end + 1) else {
                break;
            };
            let item = self.runs.starting_at(quoted.start).map(|run| run.items[0].clone());
            end = quoted.end + 1;
            others.push(Phrase {
                name: quoted.start - 1..end,
                end,
                own: item.into_iter().collect(),
                after: Vec::new(),
                proper: Vec::new(),
                quoted_name: Some(quoted),
                ..phrase.clone()
            });
        }
        others
    }

    /// `Nadezhdinskaya and Bolshoy Kamen are ASEZs`, `two ASEZs, Gorny Vozdukh and Kurily`: zones of the register by their bare names.
    fn listed_by_name(&self, phrase: &Phrase, head: usize, floor: usize) -> Vec<Phrase> {
        let Some(kind) = self.words.zone_type(phrase.features).filter(|_| phrase.quoted_name.is_none()) else {
            return Vec::new();
        };
        let mut names = self.names_behind(phrase, kind);
        if names.is_empty() {
            names = self.names_before(phrase, kind, head, floor);
        }
        let named = |name: Range<usize>| {
            let (end, own) = (name.end, self.runs.starting_at(name.start).map(|run| run.items[0].clone()));
            Phrase {
                quoted_name: Some(name.clone()),
                own: own.into_iter().collect(),
                capital: true,
                end,
                ..Phrase::new(name, phrase.script, phrase.features, false)
            }
        };
        names.into_iter().map(named).collect()
    }

    /// `ASEZs: A, B and C`, `an ASEZ named A`.
    fn names_behind(&self, phrase: &Phrase, kind: &ZoneType) -> Vec<Range<usize>> {
        let closed = |at: usize| if self.pieces.get(at).is_some_and(|p| p.is_mark(')')) { at + 1 } else { at };
        // `18 territories in the Far East, among them A, B and C`
        let names = self.names_listed_from(closed(self.floor_after(phrase).max(phrase.name.end)), phrase, kind);
        if !names.is_empty() {
            return names;
        }
        // `Три ТОР Хабаровского края (A и B)`
        let bracket = (phrase.name.start..phrase.name.end).find(|&at| self.pieces[at].is_mark('('));
        let from = bracket.map_or(phrase.end, |open| open + 1);
        if from == phrase.name.end { Vec::new() } else { self.names_listed_from(from, phrase, kind) }
    }

    fn names_listed_from(&self, from: usize, phrase: &Phrase, kind: &ZoneType) -> Vec<Range<usize>> {
        let called = |at: usize| self.pieces.get(at).and_then(Piece::sense) == Some(Sense::Called);
        let glue = |&at: &usize| {
            let piece = &self.pieces[at];
            called(at)
                || matches!(piece.kind, Kind::Mark(',' | ':' | '-'))
                || piece.kind == Kind::Digits
                || matches!(piece.sense(), Some(Sense::Include | Sense::Auxiliary | Sense::Link(Link::Particularly | Link::In)))
        };
        let start = from + (from..self.pieces.len()).take(COUNTED).take_while(glue).count();
        let mut names: Vec<Range<usize>> = Vec::new();
        let quotes = phrase.script == Script::Han;
        let mut at = start;
        while let Some((name, end)) = self.registered_from(at, kind, quotes) {
            names.push(name);
            let end = self.behind_bracket(end);
            let joined = (end..self.pieces.len()).take(2).take_while(|&at| self.joins_list(at)).count();
            if joined == 0 && !quotes {
                break;
            }
            at = end + joined;
        }
        let plural = phrase.plural || quotes;
        let enough = if plural { 2 } else { 1 };
        if names.len() < enough || !plural && !(from..start).any(called) { Vec::new() } else { names }
    }

    /// `A, B and C are ASEZs`, `A and B ASEZs`.
    fn names_before(&self, phrase: &Phrase, kind: &ZoneType, head: usize, floor: usize) -> Vec<Range<usize>> {
        let of_kind = |at: usize| {
            let sense = self.pieces[at].sense();
            matches!(sense, Some(Sense::Word(_) | Sense::Filler | Sense::Determiner(_))) || self.pieces[at].kind == Kind::Digits
        };
        let end = head - (floor..head).rev().take_while(|&at| of_kind(at)).count();
        let copula = end > floor && self.pieces[end - 1].sense() == Some(Sense::Auxiliary);
        let mut end = if copula { end - 1 } else { end };
        let mut names: Vec<Range<usize>> = Vec::new();
        while let Some(start) = self.registered_until(end, floor, kind) {
            names.insert(0, start..end);
            let joined = (floor..start).rev().take(2).take_while(|&at| self.joins_list(at)).count();
            if joined == 0 {
                break;
            }
            end = start - joined;
        }
        let enough = if copula { 1 } else { 2 };
        if names.len() < enough || !copula && !phrase.plural { Vec::new() } else { names }
    }

    fn joins_list(&self, at: usize) -> bool {
        self.pieces[at].is_mark(',') || self.pieces[at].link() == Some(Link::And)
    }

    /// Where a bracket that opens at `at` has closed.
    fn behind_bracket(&self, at: usize) -> usize {
        if !self.pieces.get(at).is_some_and(|p| p.is_mark('(')) {
            return at;
        }
        (at..self.pieces.len().min(at + REACH)).find(|&i| self.pieces[i].is_mark(')')).map_or(at, |close| close + 1)
    }

    /// The registered name of the kind that begins at `at`, and where it ends; Chinese ones stand in quotes.
    fn registered_from(&self, at: usize, kind: &ZoneType, quotes: bool) -> Option<(Range<usize>, usize)> {
        if quotes {
            let found =
                |name: &Range<usize>| self.words.registered(self.print(name.clone()), Some(kind)).is_some_and(|z| z.kind.slug == kind.slug);
            return self.quoted(at).filter(found).map(|name| (name.clone(), name.end + 1));
        }
        let last = self.pieces.len().min(at + BARE_NAME);
        (at + 1..=last).rev().find(|&end| self.is_registered_as(at..end, kind)).map(|end| (at..end, end))
    }

    /// Where a registered name of the kind begins that ends before `end`.
    fn registered_until(&self, end: usize, floor: usize, kind: &ZoneType) -> Option<usize> {
        (floor.max(end.saturating_sub(BARE_NAME))..end).find(|&start| self.is_registered_as(start..end, kind))
    }

    fn is_registered_as(&self, pieces: Range<usize>, kind: &ZoneType) -> bool {
        let found = || self.words.registered(self.print(pieces.clone()), Some(kind));
        let whole = !matches!(self.pieces[pieces.end - 1].kind, Kind::Mark(_));
        whole && self.pieces[pieces.start].capital && found().is_some_and(|zone| zone.kind.slug == kind.slug)
    }

    /// Where the next name may start: behind a bracket that only says the name again.
    fn floor_after(&self, phrase: &Phrase) -> usize {
        match &phrase.bracket {
            Some(bracket) if bracket.len() == 1 || script(self.print(bracket.clone())) != phrase.script => bracket.end,
            _ => phrase.name.end,
        }
    }

    pub fn print(&self, pieces: Range<usize>) -> &str {
        let (first, last) = (self.pieces[pieces.start].units.start, self.pieces[pieces.end - 1].units.end);
        &self.text[self.units[first].start as usize..self.units[last - 1].end as usize]
    }

    fn phrase(&self, head: usize, floor: usize, features: Features, plural: bool) -> Option<Phrase> {
        let script = script(self.print(head..head + 1));
        let plural = plural || script == Script::Cyrillic && (self.is_plural(head) || self.is_counted(head));
        let (start, own) = self.left(head, floor, plural, script);
        let mut phrase = Phrase { own, ..Phrase::new(start..head + 1, script, features, plural) };
        self.quoted_before(&mut phrase, floor);
        self.right(&mut phrase, head);
        if self.is_none(&phrase) {
            return None;
        }
        for at in phrase.name.clone() {
            match self.pieces[at].kind {
                Kind::Known(Sense::Word(more)) => phrase.features |= more,
                Kind::Word if self.pieces[at].capital && !self.in_item(&phrase, at) => phrase.proper.push(at),
                Kind::Han => phrase.proper.push(at),
                _ => {}
            }
        }
        for other in [&phrase.quoted_name, &phrase.bracket].into_iter().flatten() {
            phrase.proper.retain(|at| !other.contains(at));
        }
        phrase.determiner = phrase.name.start.checked_sub(1).and_then(|before| self.determiner(before));
        phrase.capital = self.is_capital(&phrase, head);
        Some(phrase)
    }

    /// Russian `зоны` is one zone's genitive or several; the adjective before it tells.
    fn is_plural(&self, head: usize) -> bool {
        const ENDINGS: [&str; 6] = ["ые", "ие", "ых", "их", "ыми", "ими"];
        let adjective = |&at: &usize| {
            let piece = &self.pieces[at];
            piece.adjective || matches!(piece.sense(), Some(Sense::Word(_) | Sense::Filler))
        };
        let before = head.checked_sub(1).filter(adjective).map(|at| self.print(at..at + 1));
        before.is_some_and(|word| ENDINGS.iter().any(|ending| word.ends_with(ending)))
    }

    /// `три участка`.
    fn is_counted(&self, head: usize) -> bool {
        head > 0 && self.pieces[head - 1].sense() == Some(Sense::Number)
    }

    fn in_item(&self, phrase: &Phrase, at: usize) -> bool {
        phrase.own.iter().any(|item| item.pieces.contains(&at))
    }

    /// The determiner at `at`, or before a number or an area that ends there: `the three`, `the 18-square-kilometer`.
    fn determiner(&self, at: usize) -> Option<Determiner> {
        const AREA: usize = 5;
        let unit = |p: &&Piece| p.kind == Kind::Word && !p.capital || p.is_mark('-');
        let digits = at.checked_sub(self.pieces[..=at].iter().rev().take(AREA).take_while(unit).count())?;
        let counted = self.pieces[digits].kind == Kind::Digits;
        self.pieces[if counted { digits.checked_sub(1)? } else { at }].determiner()
    }

    fn is_none(&self, phrase: &Phrase) -> bool {
        let is = |at: usize, sense: Sense| self.pieces.get(at).and_then(Piece::sense) == Some(sense);
        let firm = (phrase.end..self.pieces.len())
            .take(FIRM)
            .take_while(|&at| matches!(self.pieces[at].kind, Kind::Han | Kind::Known(Sense::Word(_) | Sense::Firm)));
        let with_place = || (phrase.end + 1..self.pieces.len()).take(COUNTED).any(|at| self.pieces[at].is_place());
        let treaty = is(phrase.end, Sense::NotAfter) || is(phrase.end, Sense::NotWith) && with_place();
        treaty && phrase.own.is_empty() && phrase.after.is_empty() && !self.names_parts(phrase.end + 1)
            || firm.clone().any(|at| is(at, Sense::Firm))
            || phrase.name.clone().any(|at| is(at, Sense::NotBefore))
            || phrase.name.start > 0 && is(phrase.name.start - 1, Sense::NotBefore)
    }

    /// `зона свободной торговли с тремя участками` has parts; `с Вьетнамом` it would be a treaty.
    fn names_parts(&self, from: usize) -> bool {
        let mut next = self.pieces.iter().skip(from).take(COUNTED).filter_map(Piece::sense);
        next.any(|sense| matches!(sense, Sense::Head { features, .. } if self.words.is_of_part(features)))
    }

    fn is_capital(&self, phrase: &Phrase, head: usize) -> bool {
        let opened = phrase.name.start > 0 && self.is_quote(phrase.name.start - 1);
        let marked = match phrase.script {
            // `the Damerjog industrial park`
            Script::Latin => self.pieces[head].capital || phrase.proper.iter().any(|&at| at > 0),
            Script::Cyrillic => {
                phrase.name.clone().any(|at| at > 0 && self.pieces[at].capital && !self.pieces[at].is_place())
                    || phrase.quoted_name.is_some()
            }
            Script::Han => !phrase.own.is_empty(),
        };
        marked || opened || phrase.quoted_name.is_some()
    }

    fn is_quote(&self, at: usize) -> bool {
        matches!(self.pieces[at].kind, Kind::Mark('«' | '"'))
    }

    /// Where the name starts, and the places in it before the head.
    fn left(&self, head: usize, floor: usize, plural: bool, script: Script) -> (usize, Vec<Item>) {
        let floor = floor.max(head.saturating_sub(REACH));
        let mut own: Vec<Item> = Vec::new();
        let mut start = head;
        while start > floor {
            if let Some((first, items)) = self.places_ending_at(start, floor, plural || script == Script::Han, script) {
                start = first;
                own.splice(0..0, items);
                continue;
            }
            if let Some((first, items)) = self.place_in_brackets(start, floor, script) {
                start = first;
                own.splice(0..0, items);
                continue;
            }
            match self.step_left(start, floor, script) {
                Some(next) => start = next,
                None => break,
            }
        }
        let start = self.trim(start, head, plural);
        (self.registered_before(start, head, floor).unwrap_or(start), own)
    }

    /// `Gates of Baikal SEZ`: where a registered name begins that the words of names do not reach.
    fn registered_before(&self, start: usize, head: usize, floor: usize) -> Option<usize> {
        let of = start > floor && self.pieces[start - 1].link() == Some(Link::Of);
        let first = floor.max(start.saturating_sub(BARE_NAME));
        (first..start).find(|&at| of && self.pieces[at].capital && self.is_registered(at..head))
    }

    /// 中泰(崇左)产业园: a place in brackets inside a Chinese name.
    fn place_in_brackets(&self, end: usize, floor: usize, script: Script) -> Option<(usize, Vec<Item>)> {
        let close = end.checked_sub(1).filter(|&at| script != Script::Cyrillic && self.pieces[at].is_mark(')'))?;
        let (run, last) = self.runs.ending_at(close)?;
        let first = run.items[..=last].iter().rposition(|item| matches!(item.joint, Joint::First | Joint::Loose | Joint::List))?;
        let open = run.items[first].pieces.start.checked_sub(1).filter(|&at| at >= floor && self.pieces[at].is_mark('('))?;
        let mut items = run.items[first..=last].to_vec();
        // 勐腊(磨憨)重点开发开放试验区: one zone in both.
        if script == Script::Han && self.runs.ending_at(open).is_some() {
            items[0].joint = Joint::Dash;
        }
        Some((open, items))
    }

    /// The places of a row that end where the name starts so far; all of the row's list where the head allows several.
    fn places_ending_at(&self, end: usize, floor: usize, several: bool, script: Script) -> Option<(usize, Vec<Item>)> {
        let possessive = end >= 2 && self.pieces[end - 1].kind == Kind::Word && self.pieces[end - 2].is_mark('\'');
        let end = if possessive { end - 2 } else { end };
        let counted = |at: usize| {
            matches!(self.pieces[at].sense(), Some(Sense::Unit | Sense::Wide))
                || script == Script::Han && self.pieces[at].kind == Kind::Digits
        };
        let units = (floor..end).rev().take(COUNTED).take_while(|&at| counted(at)).count();
        let end = end - units;
        let (run, last) = self.runs.ending_at(end).filter(|(run, last)| run.items[*last].pieces.start >= floor)?;
        // A Russian name holds its place as an adjective; a noun before it is where it lies.
        if script == Script::Cyrillic && !self.pieces[run.items[last].pieces.start].adjective {
            return None;
        }
        let mut first = last;
        while first > 0 {
            let goes_on = match run.items[first].joint {
                Joint::Tight | Joint::Dash => true,
                Joint::List => several,
                Joint::First | Joint::Loose => false,
            };
            if !goes_on || run.items[first - 1].pieces.start < floor || self.is_dateline(&run.items[first - 1]) {
                break;
            }
            first -= 1;
        }
        let items: Vec<Item> = run.items[first..=last].to_vec();
        Some((items[0].pieces.start, items))
    }

    /// `DUBAI - `: where the news comes from.
    fn is_dateline(&self, item: &Item) -> bool {
        let printed = self.print(item.pieces.clone());
        item.pieces.start == 0 && printed.chars().count() > 3 && !printed.chars().any(char::is_lowercase) && script(printed) != Script::Han
    }

    fn step_left(&self, start: usize, floor: usize, script: Script) -> Option<usize> {
        let before = start - 1;
        if self.is_name_word(before) {
            return Some(before);
        }
        if self.pieces[before].kind == Kind::Han && script == Script::Han {
            return self.unknown_han(before, floor);
        }
        if self.pieces[before].sense() == Some(Sense::Start) && script == Script::Han {
            return self.registered_han(before, floor);
        }
        // `Ruili-Muse`, `Amur-Khingan`: a place the first half of a name
        if script != Script::Han && self.pieces[before].is_mark('-') && before > floor && self.pieces[before - 1].is_place() {
            return (self.pieces[start].kind == Kind::Word && self.is_glued(before)).then_some(before);
        }
        // "border residents' trade zone"
        let glued = matches!(self.pieces[before].kind, Kind::Mark('-' | '\''))
            || self.pieces[before].link() == Some(Link::And) && !self.pieces[start].is_place();
        (glued && before > floor && self.is_name_word(before - 1)).then(|| before - 1)
    }

    /// No space stands to either side.
    fn is_glued(&self, mark: usize) -> bool {
        let unit = |at: usize| self.units[self.pieces[at].units.start];
        let before = self.units[self.pieces[mark - 1].units.end - 1];
        before.end == unit(mark).start && unit(mark).end == unit(mark + 1).start
    }

    /// A feature, a word of names in general, or a capitalised word.
    fn is_name_word(&self, at: usize) -> bool {
        match self.pieces[at].sense() {
            Some(Sense::Word(_) | Sense::Filler) => true,
            Some(Sense::Unit) => self.pieces[at].capital && at > 0 && !self.title_case,
            None => self.pieces[at].kind == Kind::Word && self.pieces[at].capital && !self.title_case,
            _ => false,
        }
    }

    /// A few unknown characters are part of a name where a place stands before them.
    fn unknown_han(&self, last: usize, floor: usize) -> Option<usize> {
        let mut first = last;
        while first > floor && last - first < UNKNOWN_HAN && self.pieces[first].kind == Kind::Han {
            first -= 1;
        }
        if self.runs.ending_at(first + 1).is_some() {
            return Some(first + 1);
        }
        self.registered_han(last, floor).or_else(|| self.listed_han(last, floor))
    }

    fn registered_han(&self, last: usize, floor: usize) -> Option<usize> {
        let first = floor.max((last + 1).saturating_sub(REGISTERED_HAN));
        (first..=last).find(|&at| !matches!(self.pieces[at].kind, Kind::Mark(_)) && self.is_registered(at..last + 1))
    }

    fn is_registered(&self, pieces: Range<usize>) -> bool {
        self.words.is_registered(self.print(pieces))
    }

    /// 木材 of `A综合保税区、木材产业园`: all that stands between the zone before it in a list and the words of this one.
    fn listed_han(&self, last: usize, floor: usize) -> Option<usize> {
        let first = floor + 1;
        let named_before = floor > 0 && matches!(self.pieces[floor - 1].sense(), Some(Sense::Head { .. }));
        let first = if named_before && self.pieces[floor].kind == Kind::Han { floor } else { first };
        let listed = first == floor || floor > 0 && self.pieces[floor].link() == Some(Link::And);
        let short = first <= last && last - first < LISTED_HAN;
        (listed && short && self.pieces[first..=last].iter().all(|p| p.kind == Kind::Han)).then_some(first)
    }

    /// Without words that only begin the sentence, conjunctions and fillers at the front.
    fn trim(&self, start: usize, head: usize, plural: bool) -> usize {
        let mut start = start;
        while start < head {
            let piece = &self.pieces[start];
            let loose = match piece.sense() {
                Some(Sense::Start | Sense::Number | Sense::Link(_) | Sense::Determiner(_)) => true,
                // "Resolutely", "Six": a first word alone is no proper name, but for `Hawassa Industrial Park`.
                None => {
                    let titled = || {
                        script(self.print(start..start + 1)) == Script::Latin
                            && self.pieces[1..=head].iter().all(|p| p.capital || p.kind != Kind::Word && p.sense().is_none())
                    };
                    piece.is_mark('-') || start == 0 && piece.kind == Kind::Word && (plural || !titled())
                }
                _ => false,
            };
            if !loose {
                break;
            }
            start += 1;
        }
        start
    }

    fn right(&self, phrase: &mut Phrase, head: usize) {
        let mut end = head + 1;
        match phrase.script {
            Script::Cyrillic => end = self.complements(end, phrase),
            Script::Latin => end = self.title(end, phrase),
            Script::Han => {}
        }
        if phrase.script != Script::Han {
            end = self.purpose(end, phrase.script);
        }
        phrase.name.end = end;
        end = self.bracket(end, phrase);
        if phrase.script == Script::Latin && phrase.bracket.is_none() && self.pieces.get(end).and_then(Piece::link) == Some(Link::Of) {
            // "Free Port of Vladivostok"
            if let Some(run) = self.run_after(end + 1).filter(|run| !self.leads_to_head(run.items[0].pieces.end)) {
                phrase.own.extend(run.items[..1].iter().cloned());
                phrase.name.end = run.items[0].pieces.end;
                phrase.end = phrase.name.end;
                return;
            }
        }
        phrase.end = end;
        self.after(end, phrase);
        self.listed_behind(phrase);
    }

    /// `Mongolia's free zones - Altanbulag and Zamyn-Uud`, `two bonded zones in Heilongjiang: Harbin and Suifenhe`: the list behind a name
    /// with one place tells more than that place.
    fn listed_behind(&self, phrase: &mut Phrase) {
        let wide = phrase.plural && phrase.script == Script::Latin && phrase.own.len() + phrase.after.len() == 1;
        let list = |at: usize| Some(self.runs.starting_at(at + 1)?.items.clone()).filter(|items| items.len() > 1);
        let opens = |at: usize| self.pieces.get(at).is_some_and(|p| matches!(p.kind, Kind::Mark(':' | '-')));
        if let Some(items) = Some(phrase.end).filter(|&at| wide && opens(at)).and_then(list) {
            phrase.end = items[items.len() - 1].pieces.end;
            phrase.own.clear();
            phrase.after = items;
        }
    }

    /// `cross-border`: two towns may share it.
    fn joins_towns(&self, name: Range<usize>) -> bool {
        self.pieces[name].iter().any(|p| matches!(p.sense(), Some(Sense::Word(features)) if features.has(self.words.cross_border)))
    }

    /// `China (Heilongjiang) Pilot Free Trade Zone`: the place before `from` begins another zone's name.
    fn leads_to_head(&self, from: usize) -> bool {
        let belongs = |at: &usize| {
            self.pieces[*at].is_place() || self.is_name_word(*at) || matches!(self.pieces[*at].kind, Kind::Mark('(' | ')' | '-'))
        };
        let end = (from..self.pieces.len()).take(REACH).find(|at| !belongs(at)).unwrap_or(self.pieces.len());
        matches!(self.pieces.get(end).and_then(Piece::sense), Some(Sense::Head { .. }))
    }

    /// Russian names go on after the head: `зона свободной торговли`, `зона развития Суйфэньхэ — Дуннин`, `ТОР «Приморье»`.
    fn complements(&self, from: usize, phrase: &mut Phrase) -> usize {
        let mut end = from;
        // `Хэйхэский район пилотной зоны свободной торговли`: the part's name is over where that of the zone begins.
        let of_zone = self.words.is_of_part(phrase.features) && !phrase.own.is_empty() && self.leads_to_head(from);
        if of_zone {
            return from;
        }
        while end < self.pieces.len() && end - from < REACH {
            let names = |at: usize| self.quoted(at).is_some() || self.runs.starting_at(at).is_some() && self.pieces[at].is_place();
            if let Some(close) = self.short_bracket(end).filter(|&close| names(close)) {
                phrase.bracket = Some(end + 1..close - 1);
                end = close;
            }
            if self.opens_list(end) {
                end += 1;
            }
            if let Some(quoted) = self.quoted(end) {
                phrase.quoted_name = Some(quoted.clone());
                // «Суйфэньхэ — Дуннин»
                let run = quoted.clone().find_map(|at| self.runs.starting_at(at));
                let inside = |run: &&Item| run.pieces.end <= quoted.end;
                phrase.own.extend(run.into_iter().flat_map(|run| run.items.iter().take_while(inside).cloned()));
                return quoted.end + 1;
            }
            if let Some(run) = self.runs.starting_at(end).filter(|_| self.pieces[end].is_place()) {
                // `зона сотрудничества Китая и Кореи`
                let shared = matches!(self.pieces[end - 1].sense(), Some(Sense::Word(features)) if features.has(self.words.cooperation));
                let several = phrase.plural || shared;
                let goes_on = |item: &&Item| matches!(item.joint, Joint::Tight | Joint::Dash) || several && item.joint == Joint::List;
                let count = 1 + run.items[1..].iter().take_while(goes_on).count();
                phrase.own.extend(run.items[..count].iter().cloned());
                return run.items[count - 1].pieces.end;
            }
            let goes_on = match self.pieces[end].sense() {
                Some(Sense::Word(_) | Sense::Filler) => true,
                Some(Sense::Link(Link::And)) => {
                    matches!(self.pieces.get(end + 1).and_then(Piece::sense), Some(Sense::Word(_))) && !self.leads_to_head(end + 1)
                }
                None => self.is_bare_name(end, from, phrase),
                Some(Sense::Unit) => self.pieces.get(end + 1).is_some_and(Piece::is_place),
                _ => false,
            };
            if !goes_on {
                break;
            }
            end += 1;
        }
        end
    }

    /// The end of `zone “Amurskaya”`, `ASEZ Nadezhdinskaya`.
    fn title(&self, from: usize, phrase: &mut Phrase) -> usize {
        let quoted = self.quoted(from).filter(|quoted| self.pieces[quoted.start].capital);
        let end = quoted.as_ref().map(|quoted| quoted.end + 1);
        let bare = || (from..self.pieces.len()).take(BARE_NAME).take_while(|&at| self.pieces[at].capital).map(|at| from..at + 1);
        // `the Sakhalin ASEZ Gorny Vozdukh`
        let kind = self.words.zone_type(phrase.features);
        let fits = |name: &Range<usize>| {
            let of_kind = || kind.is_some_and(|kind| self.is_registered_as(name.clone(), kind));
            if phrase.own.is_empty() { self.is_registered(name.clone()) } else { of_kind() }
        };
        let known = || bare().filter(fits).last();
        let Some(name) = quoted.or_else(known) else {
            return from;
        };
        let items = name.clone().filter_map(|at| self.runs.starting_at(at)).flat_map(|run| run.items.iter().cloned());
        phrase.own.extend(items.collect::<Vec<Item>>());
        let end = end.unwrap_or(name.end);
        phrase.quoted_name = Some(name);
        end
    }

    /// `ОЭЗ Алабуга`: a proper name without quotes.
    fn is_bare_name(&self, at: usize, from: usize, phrase: &Phrase) -> bool {
        let piece = &self.pieces[at];
        let telling = !phrase.features.is_empty() && !phrase.plural;
        telling && at - from < BARE_NAME && piece.kind == Kind::Word && piece.capital && script(self.print(at..at + 1)) == Script::Cyrillic
    }

    /// The end of `(ТОР)`.
    fn short_bracket(&self, at: usize) -> Option<usize> {
        // Some agencies print `/ТОР/`.
        let mark = match self.pieces.get(at)?.kind {
            Kind::Mark('(') => ')',
            Kind::Mark('/') => '/',
            _ => return None,
        };
        let close = (at + 2..self.pieces.len().min(at + 5)).find(|&i| self.pieces[i].is_mark(mark))?;
        Some(close + 1)
    }

    /// `три ТОР: «A», «B» и «C»`.
    fn opens_list(&self, at: usize) -> bool {
        let glue = self.pieces.get(at).is_some_and(|p| p.is_mark(':') || p.is_mark('-'));
        let next = || self.quoted(at + 1).map(|quoted| quoted.end + 1);
        glue && next().and_then(|end| self.pieces.get(end)).is_some_and(|p| p.is_mark(',') || p.link() == Some(Link::And))
    }

    /// “滨海边疆区”超前发展区, "Nadezhdinskaya" ASEZ.
    fn quoted_before(&self, phrase: &mut Phrase, floor: usize) {
        let start = phrase.name.start;
        if phrase.script == Script::Cyrillic || start <= floor + 2 || !matches!(self.pieces[start - 1].kind, Kind::Mark('»' | '"')) {
            return;
        }
        let opens = |&at: &usize| self.is_quote(at);
        let Some(open) = (floor.max(start.saturating_sub(QUOTED_HAN))..start - 2).rev().find(opens) else {
            return;
        };
        if phrase.script == Script::Latin && !(open + 1..start - 1).all(|at| self.pieces[at].capital || self.pieces[at].is_mark('-')) {
            return;
        }
        let items = (open + 1..start).filter_map(|at| self.runs.starting_at(at)).flat_map(|run| run.items.iter().cloned());
        phrase.own.splice(0..0, items.collect::<Vec<Item>>());
        phrase.quoted_name = Some(open + 1..start - 1);
        phrase.name.start = open;
    }

    /// The inside of a quoted name of a few words that opens at `at`.
    fn quoted(&self, at: usize) -> Option<Range<usize>> {
        let closes = |p: &Piece, opened: &Piece| p.is_mark('»') || p.is_mark('"') && opened.is_mark('"');
        let opened = self.pieces.get(at).filter(|p| p.is_mark('«') || p.is_mark('"'))?;
        let close = (at + 1..self.pieces.len().min(at + 8)).find(|&i| closes(&self.pieces[i], opened))?;
        (close > at + 1).then(|| at + 1..close)
    }

    /// `for development and opening up`, `of international cooperation`.
    fn purpose(&self, from: usize, script: Script) -> usize {
        if script != Script::Latin
            || !matches!(self.pieces.get(from).and_then(Piece::link), Some(Link::Of | Link::For))
            || self.leads_to_head(from + 1)
        {
            return from;
        }
        let mut end = from + 1;
        let mut known = false;
        while end < self.pieces.len() && end - from < REACH {
            let goes_on = match &self.pieces[end].kind {
                Kind::Known(Sense::Word(_)) => {
                    known = true;
                    true
                }
                Kind::Known(Sense::Filler) | Kind::Place(_) => true,
                Kind::Known(Sense::Link(Link::And)) => matches!(self.pieces.get(end + 1).and_then(Piece::sense), Some(Sense::Word(_))),
                Kind::Mark('-') => self.pieces.get(end + 1).is_some_and(Piece::is_place),
                _ => false,
            };
            if !goes_on {
                break;
            }
            end += 1;
        }
        if known { end } else { from }
    }

    fn bracket(&self, from: usize, phrase: &mut Phrase) -> usize {
        let quote = self.pieces.get(from).is_some_and(|p| p.is_mark('»') || p.is_mark('"'));
        let open = if quote { from + 1 } else { from };
        if !self.pieces.get(open).is_some_and(|p| p.is_mark('(')) {
            return from;
        }
        let Some(close) = (open + 1..self.pieces.len().min(open + REACH)).find(|&i| self.pieces[i].is_mark(')')) else {
            return from;
        };
        if close == open + 1 {
            return from;
        }
        match self.run_after(open + 1) {
            Some(run)
                if run.items.iter().all(|item| item.pieces.end <= close + 1)
                    && run.pieces.end >= close
                    && self.pieces[open + 1].is_place() =>
            {
                phrase.own.extend(run.items.iter().cloned());
                phrase.name.end = close + 1;
            }
            _ => phrase.bracket = Some(open + 1..close),
        }
        close + 1
    }

    /// The row of places that starts at `from`, after `the`, `cities of` and the like.
    fn run_after(&self, from: usize) -> Option<&Run> {
        let mut at = from;
        while at < self.pieces.len() && at - from < 4 {
            if let Some(run) = self.runs.starting_at(at) {
                return Some(run);
            }
            match self.pieces[at].sense() {
                Some(Sense::Unit | Sense::Determiner(_) | Sense::Filler) => at += 1,
                _ => return None,
            }
        }
        None
    }

    /// Places after the name: `in A, B and C`, `along the border, particularly in A and B`.
    fn after(&self, from: usize, phrase: &mut Phrase) {
        for at in from..self.pieces.len().min(from + 5) {
            if let Some((run, count)) = self.listed_at(at, phrase).or_else(|| self.led_in_at(at, phrase)) {
                phrase.after = run.items[..count].to_vec();
                phrase.end = phrase.after[count - 1].pieces.end;
                phrase.plural |= count > 2;
                return;
            }
            let skipped = match self.pieces[at].kind {
                Kind::Mark('-') => phrase.plural,
                Kind::Mark(',' | '»' | '"') | Kind::Known(Sense::Planned | Sense::Link(Link::In | Link::Particularly)) => true,
                // "was established in A"
                Kind::Known(Sense::Auxiliary | Sense::Founding(Founding::Done | Founding::Future)) => phrase.script != Script::Han,
                // "расположена в A"
                Kind::Known(Sense::Founding(Founding::Has)) => phrase.script == Script::Cyrillic,
                _ => false,
            };
            if !skipped {
                return;
            }
        }
    }

    /// `three zones: A, B and C`: a row of places and how many of them are meant.
    fn listed_at(&self, at: usize, phrase: &Phrase) -> Option<(&Run, usize)> {
        let several = (phrase.plural || phrase.script == Script::Han) && phrase.own.is_empty();
        let opens = matches!(self.pieces[at].kind, Kind::Mark(':' | '-' | '('))
            || phrase.plural && self.pieces[at].sense() == Some(Sense::Include) && phrase.script != Script::Han;
        let run = self.runs.starting_at(at + 1).filter(|run| several && opens && run.items.len() > 1)?;
        Some((run, run.items.len()))
    }

    /// `in A`, `in 22 cities including A, B and C`.
    fn led_in_at(&self, at: usize, phrase: &Phrase) -> Option<(&Run, usize)> {
        let pair = self.joins_towns(phrase.name.clone());
        let leads = matches!(self.pieces[at].link(), Some(Link::In | Link::Particularly));
        // `a cross-border zone between Heihe and Blagoveshchensk`
        let joins = pair && phrase.script == Script::Latin && self.pieces[at].sense() == Some(Sense::NotWith);
        if phrase.script == Script::Han || !leads && !joins {
            return None;
        }
        // `a park in the Dongning Border Economic Cooperation Zone`: the place begins another name.
        if let Some(run) = self.run_after(at + 1).filter(|run| phrase.plural || !self.leads_to_head(run.items[0].pieces.end)) {
            let one = if pair { 2 } else { 1 };
            let several = phrase.plural || self.heads_list(phrase, run);
            return Some((run, if several { run.items.len() } else { one.min(run.items.len()) }));
        }
        self.counted_run(at + 1).map(|run| (run, run.items.len()))
    }

    /// `действуют зоны электронной торговли в A и B`: the list tells what the ending does not.
    fn heads_list(&self, phrase: &Phrase, run: &Run) -> bool {
        const LIST: usize = 3;
        let founded = phrase.name.start > 0
            && matches!(self.pieces[phrase.name.start - 1].sense(), Some(Sense::Founding(Founding::Done | Founding::Has)));
        let listed = run.items[1..].iter().all(|item| item.joint == Joint::List);
        phrase.script == Script::Cyrillic && listed && run.items.len() >= if founded { LIST - 1 } else { LIST }
    }

    /// The row of `22 cities including A, B and C`.
    fn counted_run(&self, from: usize) -> Option<&Run> {
        let counted = |at: usize| self.pieces[at].kind == Kind::Digits || self.pieces[at].sense() == Some(Sense::Unit);
        let glue = |at: usize| {
            let senses = matches!(
                self.pieces[at].sense(),
                Some(Sense::Unit | Sense::Filler | Sense::Include | Sense::Link(_) | Sense::Determiner(_))
            );
            senses || self.pieces[at].is_mark(',')
        };
        let end = (from + 1..self.pieces.len().min(from + 9)).find(|&at| !glue(at))?;
        let listed = (from + 1..end).any(|at| matches!(self.pieces[at].sense(), Some(Sense::Include | Sense::Link(Link::Particularly))));
        self.runs.starting_at(end).filter(|_| counted(from) && listed)
    }
}
