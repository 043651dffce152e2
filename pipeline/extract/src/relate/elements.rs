//! A sentence as the sequence of all that means something to the relations: figures, periods, places, products, cue
//! words, punctuation.

use super::head::is_motion;
use super::phrase;
use super::vocab::{Back, Cue, Entry, FlowCue, Form, Link, Strength, Vocabulary};
use crate::gazetteer::{List, Names};
use crate::token::{Figure, FigureKind, Period};
use crate::units::{Unit, UnitKind};
use amur_model::Flow;
use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Index into the sentence's figures.
    Figure(u32),
    /// Index into the sentence's periods.
    Period(u32),
    Place(u32, Form),
    /// A short name of several places, until the text tells which is meant.
    Namesake(u32),
    /// Index into the sentence's zones.
    Zone(u32),
    Product(u32),
    Cue(Cue),
    /// `,` `;` `:` `(` `)` `.` in their half-width form; a dash is `-`.
    Mark(char),
    /// A word that no list has.
    Word,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    pub kind: Kind,
    pub units: Range<usize>,
}

impl Element {
    pub fn cue(&self) -> Option<Cue> {
        match self.kind {
            Kind::Cue(cue) => Some(cue),
            _ => None,
        }
    }
}

/// What a sentence is made of, as the layer below found it.
pub struct Found<'a> {
    pub text: &'a str,
    /// Where `text` starts in the view; slots hold bytes of the view.
    pub offset: usize,
    pub units: &'a [Unit],
    pub names: &'a Names,
    pub figures: &'a [Figure],
    pub periods: &'a [Period],
    /// Units of zone names.
    pub zones: &'a [Range<usize>],
}

impl Found<'_> {
    /// The text of some units.
    pub fn words(&self, units: &Range<usize>) -> &str {
        &self.text[self.units[units.start].start as usize..self.units[units.end - 1].end as usize]
    }
}

/// Cuts a sentence into elements, the longest name first; figures, periods and zone names are never cut into.
pub fn elements(vocabulary: &Vocabulary, found: &Found) -> Vec<Element> {
    let mut out: Vec<Element> = Vec::with_capacity(found.units.len() / 2 + 4);
    let mut spans = Spans { figure: 0, period: 0, zone: 0 };
    let mut at = 0;
    while at < found.units.len() {
        let mut element = spans.starting_at(found, at).unwrap_or_else(|| name_or_mark(vocabulary, found, at, &spans));
        if let Kind::Period(_) = element.kind
            && let Some(change) = change_within(vocabulary, found, &element.units)
        {
            element.units.start = change.units.end;
            out.push(change);
        }
        at = element.units.end.max(at + 1);
        out.push(element);
    }
    join_negations(found, &mut out);
    drop_glossed_times(&mut out);
    drop_lone_short_forms(vocabulary, found, &mut out);
    drop_routes(vocabulary, found, &mut out);
    join_sides(found, &mut out);
    read_cargo(vocabulary, found, &mut out);
    drop_type_words(&mut out);
    drop_things(&mut out);
    drop_motion(found, &mut out);
    drop_verbs(vocabulary, found, &mut out);
    read_abbreviations(found, &mut out);
    pair_slashes(found, &mut out);
    drop_compounds(found, &mut out);
    read_crossings(vocabulary, found, &mut out);
    read_crossing_cargo(vocabulary, found, &mut out);
    join_hyphens(found, &mut out);
    join_cargo(&mut out);
    drop_time_of_speech(&mut out);
    phrase::join(vocabulary, found, &mut out);
    out
}

/// `via border gates`: a thing that no place stands before is a word like any other.
fn drop_things(elements: &mut [Element]) {
    for i in 0..elements.len() {
        let named = i > 0 && matches!(elements[i - 1].kind, Kind::Place(..));
        if elements[i].cue() == Some(Cue::Thing) && !named {
            elements[i].kind = Kind::Word;
        }
    }
}

/// `went up`, `comes from gas`: only to a place goods go, and from one they come.
fn drop_motion(found: &Found, elements: &mut [Element]) {
    const NEAR: usize = 4;
    for i in 0..elements.len() {
        if !matches!(elements[i].cue(), Some(Cue::Flow(_))) || !is_motion(found.words(&elements[i].units)) {
            continue;
        }
        let linked = matches!(elements.get(i + 1).and_then(Element::cue), Some(Cue::Link(Link::To | Link::From)));
        // `81% of exports went to`: of the trade that is named.
        let named = i > 0 && matches!(elements[i - 1].cue(), Some(Cue::Flow(_)));
        let goal = elements[i + 1..].iter().skip(1).take(NEAR).find(|e| !matches!(e.kind, Kind::Word | Kind::Cue(Cue::Ignore)));
        if named || !(linked && goal.is_some_and(|e| matches!(e.kind, Kind::Place(..)))) {
            elements[i].kind = Kind::Word;
        }
    }
}

/// `year-over-year (y/y)`: a time said twice.
fn drop_glossed_times(elements: &mut Vec<Element>) {
    let mut i = 0;
    while let Some([time, open, again, close]) = elements.get(i..i + 4) {
        let times = matches!((time.kind, again.kind), (Kind::Period(_), Kind::Period(_)));
        if times && open.kind == Kind::Mark('(') && close.kind == Kind::Mark(')') {
            elements.drain(i + 1..i + 4);
        }
        i += 1;
    }
}

/// 中老铁路: countries that a road or line joins trade with nobody by that.
fn drop_routes(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    let is_short = |element: &Element| matches!(element.kind, Kind::Place(_, Form::Short));
    let mut first = 0;
    for i in 0..elements.len() {
        if !is_short(&elements[i]) {
            first = i + 1;
            continue;
        }
        let behind = found.units[elements[i].units.end - 1].end as usize;
        if i > first && vocabulary.opens_route(&found.text[behind..]) {
            elements[first..=i].iter_mut().for_each(|element| element.kind = Kind::Word);
        }
    }
}

/// 中方, 俄方: a short form with the word for a side names the country.
fn join_sides(found: &Found, elements: &mut Vec<Element>) {
    for i in (1..elements.len()).rev() {
        if let (Kind::Place(place, Form::Short), true) = (elements[i - 1].kind, is_side(found, &elements[i])) {
            elements[i - 1].kind = Kind::Place(place, Form::Name);
            elements[i - 1].units.end = elements[i].units.end;
            elements.remove(i);
        }
    }
}

/// `non-oil exports` are of anything but oil.
fn join_negations(found: &Found, elements: &mut Vec<Element>) {
    let mut i = 2;
    while i < elements.len() {
        let [non, hyphen, product] = &elements[i - 2..=i] else { break };
        let negates = found.units[non.units.start].text(found.text).eq_ignore_ascii_case("non") && hyphen.kind == Kind::Mark('-');
        if negates && matches!(product.kind, Kind::Product(_)) {
            elements[i].units.start = elements[i - 2].units.start;
            elements.drain(i - 2..i);
        }
        i += 1;
    }
}

/// 方 as a word of its own, not the beginning of 方便, 方面 and the like.
fn is_side(found: &Found, element: &Element) -> bool {
    let text = |unit: usize| found.units.get(unit).map(|unit| unit.text(found.text));
    element.kind == Kind::Word
        && text(element.units.start) == Some("方")
        && !matches!(text(element.units.end), Some("便" | "面" | "法" | "式" | "向" | "案" | "针" | "程" | "可" | "能"))
}

/// 口岸过货量: what passes a crossing is its trade; the freight of anything else is not.
fn read_cargo(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    let mut crossing = false;
    for element in elements {
        let last = found.units[element.units.end - 1].text(found.text);
        let is_han = found.units[element.units.start].kind == UnitKind::Han;
        match element.kind {
            Kind::Place(place, _) => crossing |= vocabulary.place(place).kind == "crossing" || last == "岸",
            Kind::Cue(Cue::Back(Back::City)) => crossing |= last == "岸",
            Kind::Cue(Cue::Flow(flow)) if is_han && flow.strength == Strength::Weak && flow.flow == Flow::Trade => {
                let trade = FlowCue { strength: Strength::Noun, ..flow };
                element.kind = Kind::Cue(if crossing { Cue::Flow(trade) } else { Cue::Other("cargo") });
            }
            _ => {}
        }
    }
}

/// `ниже показателя 2008 года`: the words that name the time compared with begin with which way it went.
fn change_within(vocabulary: &Vocabulary, found: &Found, units: &Range<usize>) -> Option<Element> {
    let hits = found.names.at(units.start, List::Trade);
    hits.iter().filter(|hit| (hit.last as usize) < units.end).find_map(|hit| match vocabulary.entry(hit.entry) {
        Entry::Cue(cue @ Cue::Change(_)) => Some(Element { kind: Kind::Cue(cue), units: units.start..hit.last as usize }),
        _ => None,
    })
}

/// `провинции Хэйлунцзян`: the kind of a place before its name points nowhere back.
fn drop_type_words(elements: &mut [Element]) {
    for i in 1..elements.len() {
        let (before, place) = elements.split_at_mut(i);
        let adjacent = before[i - 1].units.end == place[0].units.start;
        if adjacent
            && matches!(place[0].kind, Kind::Place(..))
            && matches!(before[i - 1].cue(), Some(Cue::Back(Back::Province | Back::City | Back::Republic)))
        {
            before[i - 1].kind = Kind::Cue(Cue::Ignore);
        }
        // `пров. Хэйлунцзян`
        if i > 1
            && matches!(place[0].kind, Kind::Place(..))
            && before[i - 1].kind == Kind::Mark('.')
            && matches!(before[i - 2].cue(), Some(Cue::Back(Back::Province | Back::City)))
        {
            before[i - 1].kind = Kind::Cue(Cue::Ignore);
            before[i - 2].kind = Kind::Cue(Cue::Ignore);
        }
    }
}

/// `партнёрами стали`, `экспорт стали`: a verb unless what is traded, measured or listed stands before it.
fn drop_verbs(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    for i in 0..elements.len() {
        let unit = found.units[elements[i].units.start];
        if !matches!(elements[i].kind, Kind::Product(_)) || elements[i].units.len() > 1 || !vocabulary.is_verb_too(unit.text(found.text)) {
            continue;
        }
        let listed = |at: usize| at > 0 && matches!(elements[at - 1].kind, Kind::Product(_));
        let traded = i > 0
            && match elements[i - 1].kind {
                Kind::Cue(Cue::Flow(_)) | Kind::Figure(_) | Kind::Place(_, Form::Adjective) => true,
                Kind::Cue(Cue::Link(Link::And)) | Kind::Mark(',') => listed(i - 1),
                _ => false,
            };
        if !traded {
            elements[i].kind = Kind::Word;
        }
    }
}

/// `сжиженного природного газа (СПГ)`: goods go by their abbreviation where the text prints one.
fn read_abbreviations(found: &Found, elements: &mut [Element]) {
    for i in 3..elements.len() {
        let [name, open, short, close] = &elements[i - 3..=i] else { continue };
        let glosses = open.kind == Kind::Mark('(') && close.kind == Kind::Mark(')') && short.units.len() == 1;
        let text = found.units[short.units.start].text(found.text);
        let capitals = text.chars().all(char::is_uppercase) && !text.is_ascii();
        if matches!((name.kind, short.kind), (Kind::Product(_), Kind::Product(_))) && glosses && capitals {
            elements[i - 3].kind = short.kind;
        }
    }
}

/// `12 млрд /40 проц/`: slashes round words are brackets.
fn pair_slashes(found: &Found, elements: &mut [Element]) {
    let mut open: Option<usize> = None;
    for i in 0..elements.len() {
        if elements[i].kind != Kind::Mark('/') {
            continue;
        }
        let spaced = found.units[elements[i].units.start].spaced;
        match open.take() {
            _ if spaced => open = Some(i),
            Some(start) => {
                elements[start].kind = Kind::Mark('(');
                elements[i].kind = Kind::Mark(')');
            }
            None => {}
        }
    }
}

/// `the Russian-bordered province`: a place in a compound that describes another thing.
fn drop_compounds(found: &Found, elements: &mut [Element]) {
    for i in 2..elements.len() {
        let [place, dash, word] = &elements[i - 2..=i] else { continue };
        let glued = [dash, word].iter().all(|e| !found.units[e.units.start].spaced);
        let describes = word.kind == Kind::Word && found.words(&word.units).ends_with("ed");
        if matches!(place.kind, Kind::Place(..)) && dash.kind == Kind::Mark('-') && glued && describes {
            elements[i - 2].kind = Kind::Word;
        }
    }
}

/// `северо-восточной`, `cross-border`: two words with a hyphen between are one.
fn join_hyphens(found: &Found, elements: &mut Vec<Element>) {
    let glued = |e: &Element| !found.units[e.units.start].spaced;
    let mut kept = Vec::with_capacity(elements.len());
    for element in elements.drain(..) {
        match kept.as_mut_slice() {
            [.., Element { kind: Kind::Word, units }, dash]
                if element.kind == Kind::Word && dash.kind == Kind::Mark('-') && glued(dash) && glued(&element) =>
            {
                units.end = element.units.end;
                kept.pop();
            }
            _ => kept.push(element),
        }
    }
    *elements = kept;
}

/// `It was said last week that`: when it was said is not when it happened.
fn drop_time_of_speech(elements: &mut [Element]) {
    let Some(clause) = elements.iter().position(|e| e.cue() == Some(Cue::Clause)) else { return };
    let lead = &mut elements[..clause];
    if lead.iter().any(|e| matches!(e.kind, Kind::Figure(_) | Kind::Cue(Cue::Flow(_)))) {
        return;
    }
    for period in lead.iter_mut().filter(|e| matches!(e.kind, Kind::Period(_))) {
        period.kind = Kind::Word;
    }
}

/// `export traffic`, `import cargo`: the cargo of a flow is the flow.
fn join_cargo(elements: &mut [Element]) {
    for i in 1..elements.len() {
        let one_way = matches!(elements[i - 1].cue(), Some(Cue::Flow(FlowCue { flow: Flow::Export | Flow::Import, .. })));
        if one_way && elements[i].cue() == Some(Cue::Other("cargo")) {
            elements[i].kind = Kind::Cue(Cue::Ignore);
        }
    }
}

/// `через Гродеково (РФ) — Суйфэньхэ (КНР)`: a crossing that goes by the names of both its ends is the first of them; the
/// other tells with which country.
fn read_crossings(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    const NEAR: usize = 4;
    let local = |e: &Element| match e.kind {
        Kind::Place(place, Form::Name) => {
            let place = vocabulary.place(place);
            vocabulary.country_of(&place.code).filter(|_| place.is_local())
        }
        _ => None,
    };
    // Past the country that a bracket names.
    let past = |elements: &[Element], at: usize| match &elements[at + 1..] {
        [open, Element { kind: Kind::Place(..), .. }, close, ..] if open.kind == Kind::Mark('(') && close.kind == Kind::Mark(')') => at + 4,
        _ => at + 1,
    };
    for at in 1..elements.len() {
        let Some(here) = local(&elements[at]) else { continue };
        let lead = &elements[at.saturating_sub(NEAR)..at];
        let crossing = lead.iter().any(|e| e.cue() == Some(Cue::Link(Link::Through)) || vocabulary.is_crossing(found.words(&e.units)));
        let dash = past(elements, at);
        let Some(there) = elements.get(dash + 1).filter(|_| crossing && elements[dash].kind == Kind::Mark('-')).and_then(local) else {
            continue;
        };
        let Some(country) = vocabulary.by_code(there).filter(|_| here != there) else { continue };
        let end = past(elements, dash + 1);
        for element in &mut elements[dash..end] {
            element.kind = Kind::Cue(Cue::Ignore);
        }
        elements[dash].kind = Kind::Cue(Cue::Link(Link::With));
        elements[dash + 1].kind = Kind::Place(country, Form::Name);
    }
}

/// `грузооборот пункта пропуска Дуннин`: what a border crossing handles is trade, as what a seaport does may not be.
fn read_crossing_cargo(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    const NEAR: usize = 6;
    for at in 0..elements.len() {
        let unit = found.units[elements[at].units.start];
        if elements[at].cue() != Some(Cue::Other("cargo")) || unit.text(found.text).is_ascii() {
            continue;
        }
        let clause = elements[at + 1..].iter().take(NEAR).take_while(|e| !matches!(e.kind, Kind::Mark(_) | Kind::Figure(_)));
        let crossing = clause.into_iter().any(|e| match e.kind {
            Kind::Place(place, Form::Name) => vocabulary.place(place).kind == "crossing",
            Kind::Cue(Cue::Ignore | Cue::Back(Back::City)) => vocabulary.is_crossing(found.words(&e.units)),
            _ => false,
        });
        if crossing {
            elements[at].kind = Kind::Cue(Cue::Flow(FlowCue { flow: Flow::Trade, strength: Strength::Noun, sign: 0 }));
        }
    }
}

/// Cursors over the tokens of the recognisers, which come in order.
struct Spans {
    figure: usize,
    period: usize,
    zone: usize,
}

impl Spans {
    fn starting_at(&mut self, found: &Found, at: usize) -> Option<Element> {
        while found.figures.get(self.figure).is_some_and(|f| f.units.start < at) {
            self.figure += 1;
        }
        while found.periods.get(self.period).is_some_and(|p| p.units.start < at) {
            self.period += 1;
        }
        while found.zones.get(self.zone).is_some_and(|z| z.start < at) {
            self.zone += 1;
        }
        if let Some(zone) = found.zones.get(self.zone).filter(|z| z.start == at) {
            return Some(Element { kind: Kind::Zone(self.zone as u32), units: zone.clone() });
        }
        if let Some(period) = found.periods.get(self.period).filter(|p| p.units.start == at) {
            return Some(Element { kind: Kind::Period(self.period as u32), units: period.units.clone() });
        }
        let figure = found.figures.get(self.figure).filter(|f| f.units.start == at)?;
        Some(Element { kind: Kind::Figure(self.figure as u32), units: figure.units.clone() })
    }

    /// The unit at which the next token starts.
    fn next(&self, found: &Found, at: usize) -> usize {
        let starts = [
            // A number in words may be part of a name: `the two countries`.
            found.figures[self.figure.min(found.figures.len())..]
                .iter()
                .filter(|f| f.kind != FigureKind::Plain)
                .map(|f| f.units.start)
                .find(|&s| s > at),
            found.periods[self.period.min(found.periods.len())..].iter().map(|p| p.units.start).find(|&s| s > at),
            found.zones[self.zone.min(found.zones.len())..].iter().map(|z| z.start).find(|&s| s > at),
        ];
        starts.into_iter().flatten().min().unwrap_or(found.units.len())
    }
}

fn name_or_mark(vocabulary: &Vocabulary, found: &Found, at: usize, spans: &Spans) -> Element {
    let unit = found.units[at];
    let mark = (unit.kind == UnitKind::Mark).then(|| mark(unit.text(found.text))).filter(|&mark| mark != '、' && mark != '*');
    // Quotation marks are part of some names: “一带一路”沿线国家.
    if let Some(mark) = mark.filter(|&mark| mark != '"') {
        return Element { kind: Kind::Mark(mark), units: at..at + 1 };
    }
    let hits = found.names.at(at, List::Trade);
    let limit = if hits.is_empty() { at } else { spans.next(found, at) };
    for hit in hits.iter().filter(|hit| hit.last as usize <= limit) {
        let kind = match vocabulary.entry(hit.entry) {
            Entry::Place(place, Form::Name)
                if !(starts_upper(unit.text(found.text))
                    || hit.last as usize > at + 1
                        && (vocabulary.place(place).is_group() || starts_upper(found.units[hit.last as usize - 1].text(found.text)))) =>
            {
                continue;
            }
            Entry::Namesake(_) | Entry::Office(_) if !starts_upper(unit.text(found.text)) => continue,
            Entry::Place(place, form) => Kind::Place(place, form),
            Entry::Namesake(namesake) => Kind::Namesake(namesake),
            Entry::Office(office) => match vocabulary.office(office) {
                Some(place) => Kind::Place(place, Form::Name),
                None => continue,
            },
            Entry::Product(product) => Kind::Product(product),
            Entry::Attribute(product) if is_flow_at(vocabulary, found, hit.last as usize) => Kind::Product(product),
            Entry::Attribute(_) => continue,
            Entry::Cue(Cue::Flow(_) | Cue::Ignore) if cuts_product(vocabulary, found, at, hit.last as usize) => continue,
            Entry::Cue(cue) => Kind::Cue(cue),
        };
        return Element { kind, units: at..closing_point(found, kind, at, hit.last as usize, limit) };
    }
    Element { kind: mark.map_or(Kind::Word, Kind::Mark), units: at..at + 1 }
}

/// 进口货|车: does the word end inside the name of goods?
fn cuts_product(vocabulary: &Vocabulary, found: &Found, first: usize, last: usize) -> bool {
    let product = |hit: &crate::gazetteer::Hit| hit.last as usize > last && matches!(vocabulary.entry(hit.entry), Entry::Product(_));
    found.units[first].kind == UnitKind::Han && (first + 2..last).any(|at| found.names.at(at, List::Trade).iter().any(product))
}

/// Does a word of trade start at unit `at`?
fn is_flow_at(vocabulary: &Vocabulary, found: &Found, at: usize) -> bool {
    at < found.units.len()
        && found.names.at(at, List::Trade).iter().any(|hit| matches!(vocabulary.entry(hit.entry), Entry::Cue(Cue::Flow(_))))
}

/// The point that ends an abbreviated name (`the U.S. imports`) belongs to it.
fn closing_point(found: &Found, kind: Kind, first: usize, last: usize, limit: usize) -> usize {
    let is_point = |at: usize| found.units.get(at).is_some_and(|unit| unit.text(found.text) == ".");
    let abbreviated = matches!(kind, Kind::Place(..)) && (first..last).any(is_point);
    if abbreviated && last < limit && is_point(last) { last + 1 } else { last }
}

/// Names begin with a capital where the script has them; those of groups may not: `страны дальнего зарубежья`.
fn starts_upper(word: &str) -> bool {
    word.chars().next().is_some_and(|c| !c.is_lowercase())
}

fn mark(text: &str) -> char {
    match text.chars().next().unwrap_or(' ') {
        '，' => ',',
        '；' => ';',
        '：' => ':',
        '（' | '【' | '[' => '(',
        '）' | '】' | ']' => ')',
        '。' | '.' => '.',
        '—' | '–' | '-' | '−' | '‐' | '‑' | '－' | '―' => '-',
        '’' | '\'' => '\'',
        '“' | '”' | '"' | '«' | '»' => '"',
        '、' => '、',
        other => other,
    }
}

/// A Chinese short form is a place only after 对, 自, 与 and the like, or in a compound of its own kind (中俄, 黑吉辽).
fn drop_lone_short_forms(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    let touches = |e: &Element| !found.units[e.units.start].spaced;
    let country = |element: &Element| match element.kind {
        Kind::Place(place, _) => Some(vocabulary.place(place).is_country()),
        _ => None,
    };
    for i in 0..elements.len() {
        if !matches!(elements[i].kind, Kind::Place(_, Form::Short)) {
            continue;
        }
        let kind = country(&elements[i]);
        let text = found.units[elements[i].units.start].text(found.text);
        let before = i.checked_sub(1).map(|b| &elements[b]);
        let joined_before = before.filter(|_| touches(&elements[i]));
        let after = elements.get(i + 1).filter(|a| touches(a));
        // 出口总额中对华出口: within it, and no China.
        let within = text == "中" && before.is_some_and(|b| matches!(b.cue(), Some(Cue::Flow(_) | Cue::Total)));
        let linked = joined_before.is_some_and(|b| matches!(b.cue(), Some(Cue::Link(Link::With | Link::To | Link::From))));
        let traded = after.is_some_and(|a| matches!(a.cue(), Some(Cue::Flow(_) | Cue::Link(Link::With))));
        // 黑、吉对俄贸易额
        let listed = elements.get(i + 1).is_some_and(|a| a.cue() == Some(Cue::Link(Link::And)))
            && elements.get(i + 2).is_some_and(|e| country(e) == kind);
        // 中方, 俄煤
        let compound = after.is_some_and(|a| match a.kind {
            Kind::Word => is_side(found, a),
            // 出口以水果为主: a particle is no country.
            Kind::Product(_) => before.is_some_and(|b| matches!(b.cue(), Some(Cue::Flow(_)))) && !vocabulary.is_particle(text),
            _ => false,
        });
        // A full name never stands beside a short one: 德国以18亿美元成为….
        let beside = |other: Option<&Element>| other.is_some_and(|e| matches!(e.kind, Kind::Place(_, Form::Short)) && country(e) == kind);
        let joined = listed || compound || owns_partner(found, elements, i) || beside(joined_before) || beside(after);
        if within || !(linked || traded || joined || trades_with_group(vocabulary, elements, i)) {
            elements[i].kind = Kind::Word;
        }
    }
}

/// 中非贸易, 中欧双边贸易: a country and the short form of a continent that trade is spoken of right behind.
fn trades_with_group(vocabulary: &Vocabulary, elements: &[Element], at: usize) -> bool {
    let place = |i: usize| match elements[i].kind {
        Kind::Place(place, Form::Short) => Some(vocabulary.place(place)),
        _ => None,
    };
    let Some(trade) = elements.get(at + 2) else { return false };
    place(at).is_some_and(|place| place.is_country())
        && place(at + 1).is_some_and(|place| place.is_group())
        && matches!(trade.cue(), Some(Cue::Flow(_) | Cue::Back(Back::Pair)))
}

/// 中国为俄第一大贸易伙伴, 乌最大出口市场: the short form at `at` says whose partner somebody is.
fn owns_partner(found: &Found, elements: &[Element], at: usize) -> bool {
    const NEAR: usize = 5;
    let opens = at.checked_sub(1).is_none_or(|i| {
        matches!(elements[i].kind, Kind::Mark(_) | Kind::Period(_) | Kind::Cue(Cue::Level | Cue::Ignore))
            || matches!(found.units[elements[i].units.end - 1].text(found.text), "是" | "在" | "居" | "持" | "当" | "任")
    });
    let ranked = |e: &&Element| match e.kind {
        Kind::Word | Kind::Cue(Cue::Ignore | Cue::Link(Link::Of)) => true,
        Kind::Figure(figure) => found.figures[figure as usize].kind == FigureKind::Rank,
        _ => false,
    };
    let mut behind = elements[at + 1..].iter().take(NEAR).skip_while(ranked);
    opens && behind.next().is_some_and(|e| matches!(e.cue(), Some(Cue::Partner | Cue::PartnerOf(_))))
}
