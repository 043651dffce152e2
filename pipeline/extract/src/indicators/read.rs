//! A sentence's figures with what they count and whose they are.

use super::items::{Item, ItemKind, items};
use super::lexicon::{CLASSES, Class, Word, Words};
use super::names;
use crate::relate::elements::{Element, Found, Kind};
use crate::relate::frame::{Slot, Spoken, Who, group};
use crate::relate::head::Reader;
use crate::relate::measure::{Measured, Measurer, Side};
use crate::relate::time::{Clock, Times, Told, When};
use crate::relate::vocab::{Back, Cue, Form, Link, Vocabulary};
use crate::rows;
use crate::token::{Direction, Figure, FigureKind};
use amur_model::Measure;
use amur_text::letters::lower;
use compact_str::CompactString;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

/// What a figure says of a place, a zone or a project.
#[derive(Debug, Clone, PartialEq)]
pub struct Stated {
    /// Index into the sentence's figures.
    pub figure: usize,
    pub subject: Who,
    pub counterpart: Option<Who>,
    pub indicator: Slot<String>,
    pub measure: Measure,
    pub value: f64,
    pub unit: &'static str,
    pub period: Option<When>,
    pub base_period: Option<When>,
    pub base_subject: Option<Who>,
    pub base_text: Option<Slot<CompactString>>,
    pub rule: &'static str,
    pub confidence: f64,
}

/// What the sentences before this one leave behind, within a paragraph.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    /// What the last sentence that had a subject was about.
    subject: Option<Subject>,
    /// The policy named last.
    policy: Option<Who>,
}

impl Memory {
    /// A new paragraph.
    pub fn turn(&mut self) {
        self.subject = None;
    }
}

/// What stands round a sentence.
pub struct Around<'a> {
    pub vocabulary: &'a Vocabulary,
    /// The places named before the sentence, and the only country that the text names.
    pub spoken: &'a Spoken,
    pub home: &'a Option<Who>,
    pub clock: &'a Clock,
    /// What the sentence is made of.
    pub elements: &'a [Element],
    /// Zones of the sentence, in the order of `Found::zones`.
    pub zones: &'a [Who],
    /// Figures that are trade.
    pub traded: &'a [usize],
}

/// What is said so many items back is not looked for: sentences without end take linear time.
const REACH: usize = 80;

/// So many places make a list.
const LIST: usize = 3;

/// Reads the figures of one sentence and brings the memory up to date.
pub fn read(words: &Words, found: &Found, around: &Around, memory: &mut Memory) -> Vec<Stated> {
    let elements = around.elements;
    let reader = Reader { vocabulary: around.vocabulary, found, elements, zones: around.zones, floor: 0 };
    let items = items(words, found, elements);
    let mut traded = vec![false; found.figures.len()];
    for &figure in around.traded {
        traded[figure] = true;
    }
    let mut figures = vec![0; found.figures.len()];
    for (at, element) in elements.iter().enumerate() {
        if let Kind::Figure(figure) = element.kind {
            figures[figure as usize] = at;
        }
    }
    let mut sentence = Sentence {
        words,
        reader,
        items: &items,
        around,
        times: OnceCell::new(),
        figures,
        traded,
        state: State { spoken: around.spoken.clone(), ..State::default() },
        memory,
    };
    sentence.run();
    let State { out, subject, policy, .. } = sentence.state;
    memory.policy = policy.or(memory.policy.take());
    if let Some(subject) = subject {
        // A group made up for one list is not what the next sentence is about.
        memory.subject = (!subject.who.value.starts_with("X-")).then_some(subject);
    }
    out
}

/// What a noun says that is counted.
#[derive(Debug, Clone)]
struct Topic {
    label: String,
    class: Class,
    /// The noun's item.
    at: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Place,
    Zone,
    Project,
}

#[derive(Debug, Clone)]
struct Subject {
    who: Who,
    rank: Rank,
    at: usize,
}

/// A row just made, for the figures in brackets and the parts that follow it.
#[derive(Debug, Clone)]
struct Last {
    label: String,
    class: Class,
    at: usize,
    subject: Who,
    counterpart: Option<Who>,
    measured: Measured,
    base_subject: Option<Who>,
}

#[derive(Default)]
struct State {
    /// The places named up to here.
    spoken: Spoken,
    topics: [Option<Topic>; CLASSES],
    subject: Option<Subject>,
    /// The clause was broken off since the zone was named: a place may be the subject again.
    broken: bool,
    planned: bool,
    /// Open brackets.
    depth: usize,
    /// A policy of this sentence, or the one that it points back to.
    policy: Option<Who>,
    /// The clause is about a policy or a project, named or not.
    in_policy: bool,
    last: Option<Last>,
    /// Figures that are ages.
    ages: Vec<usize>,
    out: Vec<Stated>,
}

struct Sentence<'a> {
    words: &'a Words,
    reader: Reader<'a>,
    items: &'a [Item],
    around: &'a Around<'a>,
    /// Few sentences have a figure that asks for its time.
    times: OnceCell<Times<'a>>,
    /// The elements of the figures.
    figures: Vec<usize>,
    /// Which figures are trade.
    traded: Vec<bool>,
    state: State,
    memory: &'a Memory,
}

/// A label, where it comes from, and what a share is a share of.
struct Label {
    topic: Topic,
    rule: &'static str,
    share: bool,
    owner: Option<Who>,
    base_text: Option<Slot<CompactString>>,
    /// The row it goes on from.
    of: Option<Last>,
}

impl Label {
    fn of(topic: Topic, rule: &'static str) -> Label {
        Label { topic, rule, share: false, owner: None, base_text: None, of: None }
    }
}

impl Sentence<'_> {
    fn run(&mut self) {
        let mut skip_to = 0;
        for at in 0..self.items.len() {
            if at < skip_to {
                continue;
            }
            match self.items[at].kind {
                ItemKind::Known(Word::Noun(class, label)) => self.noun(at, class, label),
                ItemKind::Known(Word::Project(_)) => {
                    if let Some((who, end)) = names::project(&self.reader, self.items, at) {
                        self.state.subject = Some(Subject { who, rank: Rank::Project, at: end - 1 });
                        skip_to = end;
                    }
                }
                ItemKind::Known(Word::Policy(_)) => self.policy(at),
                // `the project`: its figures are not those of the place.
                ItemKind::Known(Word::Unnamed) => (self.state.in_policy, self.state.policy) = (true, None),
                ItemKind::Zone(element) => skip_to = self.place(at, element, Rank::Zone),
                ItemKind::Place(element, Form::Name | Form::Short) => skip_to = self.place(at, element, Rank::Place),
                ItemKind::Cue(Cue::Back(back)) => self.back(at, back),
                ItemKind::Cue(Cue::Flow(_)) | ItemKind::Known(Word::Trade) => self.state.topics = Default::default(),
                ItemKind::Cue(Cue::Other(_)) => self.state.topics[Class::Money as usize] = None,
                ItemKind::Cue(Cue::Planned) => self.state.planned = true,
                ItemKind::Mark('(') => self.state.depth += 1,
                ItemKind::Mark(')') => self.state.depth = self.state.depth.saturating_sub(1),
                ItemKind::Mark(';') | ItemKind::Cue(Cue::While) => {
                    self.state.topics = Default::default();
                    self.state.broken = true;
                    self.state.planned = false;
                }
                ItemKind::Figure(figure) => self.figure(at, figure),
                _ => {}
            }
        }
    }

    fn text(&self, at: usize) -> Cow<'_, str> {
        lower(self.printed(at))
    }

    fn printed(&self, at: usize) -> &str {
        self.reader.found.words(&self.items[at].units)
    }

    /// Bytes of the view.
    fn bytes(&self, at: usize) -> Range<usize> {
        let units = &self.items[at].units;
        let offset = self.reader.found.offset;
        offset + self.reader.found.units[units.start].start as usize..offset + self.reader.found.units[units.end - 1].end as usize
    }

    /// The last row, if it is near.
    fn last(&self, at: usize) -> Option<&Last> {
        self.state.last.as_ref().filter(|last| at - last.at <= REACH)
    }

    fn is_han(&self, at: usize) -> bool {
        self.reader.found.units[self.items[at].units.start].kind == crate::units::UnitKind::Han
    }

    fn is_ascii(&self, at: usize) -> bool {
        let printed = self.printed(at);
        printed.is_ascii() || printed.chars().all(|c| c.to_lowercase().all(|c| c.is_ascii()))
    }

    fn cue(&self, at: usize) -> Option<Cue> {
        self.items.get(at).and_then(Item::cue)
    }

    fn who(&self, at: usize) -> Option<Who> {
        match self.items.get(at)?.kind {
            ItemKind::Place(element, _) | ItemKind::Zone(element) => self.reader.who(element),
            _ => None,
        }
    }

    fn country<'a>(&'a self, code: &'a str) -> Option<&'a str> {
        self.around.vocabulary.country_of(code)
    }

    fn noun(&mut self, at: usize, class: Class, label: &str) {
        // Only figures ask what is counted.
        if self.figures.is_empty() {
            return;
        }
        let mut label = self.modified(at, label);
        // `children under the age of 15`
        if class == Class::People
            && let Some((age, figure)) = self.age(at)
        {
            label = format!("{label}_{age}");
            self.state.ages.push(figure);
        }
        self.state.topics[class as usize] = Some(Topic { label, class, at });
    }

    /// The label with the modifiers right before its noun.
    fn modified(&self, at: usize, label: &str) -> String {
        let mut out = label.to_owned();
        let mut i = at;
        while let Some(ItemKind::Known(Word::Modifier(modifier))) = i.checked_sub(1).map(|i| self.items[i].kind) {
            if !out.contains(modifier) {
                out = format!("{modifier}_{out}");
            }
            i -= 1;
        }
        out
    }

    fn age(&self, at: usize) -> Option<(String, usize)> {
        let (word, number) = match self.items.get(at + 1)?.kind {
            ItemKind::Known(Word::Age(word)) => (Some(word), at + 2),
            _ => (None, at + 1),
        };
        let ItemKind::Figure(figure) = self.items.get(number)?.kind else { return None };
        let Figure { kind, value, units, .. } = &self.reader.found.figures[figure];
        // The word may have been read as the figure's own: `over 60`.
        let spoken = word.or_else(|| {
            let first = self.reader.found.units[units.start].text(self.reader.found.text);
            ["over", "under"].into_iter().find(|w| *w == first)
        })?;
        (matches!(kind, FigureKind::Plain | FigureKind::Quantity("years")) && *value < 120.0).then(|| (format!("{spoken}_{value}"), figure))
    }

    fn place(&mut self, at: usize, element: usize, rank: Rank) -> usize {
        // A zone is a subject of its own; a short form after a full name is a letter of the next word (市新增).
        let alike = |range: &Range<usize>| {
            self.reader.elements[range.clone()].iter().skip(1).all(|e| !matches!(e.kind, Kind::Zone(_) | Kind::Place(_, Form::Short)))
        };
        let short = matches!(self.items[at].kind, ItemKind::Place(_, Form::Short));
        let places = self.reader.places_after(element).filter(|places| rank == Rank::Place && (short || alike(&places.elements)));
        let end = places.as_ref().map_or(at + 1, |places| self.item_after(at, places.elements.end));
        let members = places.map(|p| p.members).or_else(|| self.reader.who(element).map(|who| vec![who])).unwrap_or_default();
        if rank == Rank::Place {
            for who in &members {
                self.state.spoken.mention(self.around.vocabulary, who);
            }
        }
        let aside = rank == Rank::Place && (self.is_aside(at) && !self.is_list(&members) || self.is_attribute(at));
        let held = self.state.subject.as_ref().is_some_and(|s| s.rank > rank) && !self.state.broken;
        // `(Heilongjiang)`, `(compared to 18% in China)`: places inside brackets say where.
        let in_bracket = self.state.depth > 0;
        if let Some(who) = group(self.around.vocabulary, &members)
            && !(aside || held || in_bracket)
        {
            self.state.broken = false;
            self.state.subject = Some(Subject { who, rank, at });
        }
        end
    }

    /// Provinces in a row are what the sentence is about, whatever stands before them.
    fn is_list(&self, members: &[Who]) -> bool {
        let home = self.country(&members[0].value);
        members.len() >= LIST && members.iter().all(|who| self.country(&who.value) == home && home != Some(&who.value))
    }

    /// A name in quotation marks, or a Russian genitive (`регионов России`): not what the clause is about.
    fn is_attribute(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let quoted = self.items[before].kind == ItemKind::Mark('"');
        let genitive = !self.is_ascii(at) && !self.is_han(at) && matches!(self.items[before].kind, ItemKind::Plain | ItemKind::Known(_));
        quoted || genitive && self.state.subject.is_some()
    }

    /// The first item after `at` that lies past the elements before `element`.
    fn item_after(&self, at: usize, element: usize) -> usize {
        let end = self.reader.elements[element - 1].units.end;
        (at + 1..self.items.len()).find(|&i| self.items[i].units.start >= end).unwrap_or(self.items.len())
    }

    /// `of China`, `from Russia`, `with Mongolia`: named in passing.
    fn is_aside(&self, at: usize) -> bool {
        let mut before = at;
        while before > 0
            && (self.items[before - 1].kind == ItemKind::Plain && self.text(before - 1) == "the"
                || self.items[before - 1].cue() == Some(Cue::Ignore))
        {
            before -= 1;
        }
        let Some(before) = before.checked_sub(1) else { return false };
        match self.items[before].cue() {
            // `the province of Liaoning`
            Some(Cue::Link(Link::Of)) if !self.is_han(before) => {
                !matches!(before.checked_sub(1).and_then(|i| self.items[i].cue()), Some(Cue::Back(_)))
            }
            Some(Cue::Link(Link::To)) => !matches!(&*self.text(before), "в" | "во" | "for"),
            // Russian `на область приходится` says whose the share is.
            Some(Cue::Link(Link::By)) => self.is_ascii(before),
            // What passes through a crossing is counted there.
            Some(Cue::Link(Link::Through)) => self.state.subject.is_some(),
            Some(Cue::Link(Link::From | Link::With | Link::Between) | Cue::Share) => true,
            _ => false,
        }
    }

    fn back(&mut self, at: usize, back: Back) {
        // `8% of the country's population`: what the share is of.
        let whole = self.items[..at].iter().rev().take(2).any(|i| matches!(i.cue(), Some(Cue::Link(Link::Of) | Cue::Share)));
        if whole || self.state.subject.is_some() && !self.state.broken {
            return;
        }
        let known = self.memory.subject.as_ref().filter(|s| back == Back::Own || back == Back::Zone && s.rank == Rank::Zone);
        let rank = known.map_or(Rank::Place, |s| s.rank);
        if let Some(who) = self.point_back(back, at) {
            self.state.subject = Some(Subject { who, rank, at });
        }
    }

    fn point_back(&self, back: Back, at: usize) -> Option<Who> {
        let spoken = &self.state.spoken;
        let subject = self.state.subject.as_ref().or(self.memory.subject.as_ref()).map(|s| &s.who);
        match back {
            Back::Own | Back::Figure => subject.cloned(),
            Back::Home => self.around.home.clone().or_else(|| subject.cloned()),
            Back::Zone => self.memory.subject.as_ref().filter(|s| s.rank == Rank::Zone).map(|s| s.who.clone()),
            Back::Province | Back::Republic => spoken.province.clone(),
            Back::City => spoken.city.clone(),
            Back::Country => {
                let code = subject.and_then(|who| self.country(&who.value)).or_else(|| spoken.country.as_ref().map(|c| &*c.value))?;
                Some(Slot::new(code, self.bytes(at)))
            }
            Back::Pair | Back::There => None,
        }
    }

    /// A policy named in quotation marks, or the one named before: what follows is about it.
    fn policy(&mut self, at: usize) {
        self.state.topics = Default::default();
        self.state.policy = names::policy(self.words, &self.reader, self.items, at).or_else(|| self.memory.policy.clone());
        self.state.in_policy = at > 0 && self.items[..at].iter().rev().take(2).any(|i| matches!(i.cue(), Some(Cue::Link(_))))
            || self.text_before(at, "within");
    }

    fn text_before(&self, at: usize, word: &str) -> bool {
        (0..at).rev().take(2).any(|i| self.text(i) == word)
    }

    fn figure(&mut self, at: usize, index: usize) {
        let figure = &self.reader.found.figures[index];
        if self.traded[index] || self.state.ages.contains(&index) || figure.kind == FigureKind::Rank {
            return;
        }
        if self.is_in_words_of_another(at) || self.is_age(at, figure) {
            return;
        }
        let Some(label) = self.label(at, figure) else { return };
        if self.is_unnamed_part(at, &label) {
            return;
        }
        let class = label.topic.class;
        let lasting = matches!(class, Class::Area | Class::Length);
        if self.state.planned && !lasting {
            return;
        }
        let Some(measured) = self.measure(at, figure, &label) else { return };
        let Some(subject) = self.subject(at, &label) else { return };
        let counterpart = self.counterpart(at, &label, &subject);
        let (period, base_period) = if lasting || self.reader.found.periods.is_empty() {
            (None, None)
        } else {
            let times = self.times.get_or_init(|| Times::new(self.reader, self.reader.found.periods, false));
            let Told { period, base: base_period, .. } = times.of(self.figures[index], false, measured, self.around.clock);
            (period.filter(|when| self.is_time_of_figures(when)), base_period)
        };
        let level = matches!(measured.measure, Measure::Value | Measure::Change);
        let unit = match figure.kind {
            FigureKind::Plain if level && class == Class::People => "people",
            FigureKind::Plain if level => "units",
            kind => rows::unit(kind, measured.measure),
        };
        let name = if measured.measure == Measure::Growth { self.words.growth(&label.topic.label) } else { &label.topic.label };
        let last = Last {
            label: label.topic.label.clone(),
            class,
            at,
            subject: subject.clone(),
            counterpart: counterpart.clone(),
            measured,
            base_subject: label.owner.clone(),
        };
        let share = measured.measure == Measure::Share;
        self.state.out.push(Stated {
            figure: index,
            base_subject: label.owner.filter(|owner| share && owner.value != subject.value),
            base_text: label.base_text.filter(|_| share),
            subject,
            counterpart,
            indicator: Slot::new(name.to_owned(), self.bytes(label.topic.at)),
            measure: measured.measure,
            value: figure.value * measured.sign,
            unit,
            period,
            base_period,
            rule: label.rule,
            confidence: 0.7,
        });
        self.state.last = Some(last);
    }

    /// A time of this sentence, and not that of a founding (`established in 2008`).
    fn is_time_of_figures(&self, when: &When) -> bool {
        let unit = self.reader.found.units.partition_point(|unit| self.reader.found.offset + (unit.end as usize) <= when.at.start);
        let at = self.items.partition_point(|item| item.units.end <= unit);
        if when.at.start < self.reader.found.offset || self.items.get(at).is_none_or(|item| item.kind != ItemKind::Period) {
            return false;
        }
        let open = |i: &usize| !matches!(self.items[*i].kind, ItemKind::Mark(',' | ';' | '(' | ')') | ItemKind::Figure(_));
        let founded = |i: usize| self.items[i].kind == ItemKind::Known(Word::Founded);
        !((0..at).rev().take(8).take_while(open).any(founded) || (at + 1..self.items.len()).take(8).take_while(open).any(founded))
    }

    /// `560 hectares, of them 343 on one side`: a part whose name no list has.
    fn is_unnamed_part(&self, at: usize, label: &Label) -> bool {
        let Some(last) = self.last(at).filter(|last| last.class == label.topic.class && label.of.is_none()) else {
            return false;
        };
        let named = label.topic.at > last.at && label.topic.at != at;
        !named && self.items[last.at + 1..at].iter().any(Item::parts)
    }

    /// `people over 60`.
    fn is_age(&self, at: usize, figure: &Figure) -> bool {
        let people = at.checked_sub(1).is_some_and(|i| matches!(self.items[i].kind, ItemKind::Known(Word::Age(_))));
        people && figure.kind == FigureKind::Plain && figure.value < 120.0
    }

    /// `3.5% (1.5 trillion yuan)`: the same in other words as a figure that made no row.
    fn is_in_words_of_another(&self, at: usize) -> bool {
        let Some(open) = at.checked_sub(1).filter(|&i| self.items[i].kind == ItemKind::Mark('(')) else { return false };
        let before = (0..open)
            .rev()
            .take(3)
            .take_while(|&i| matches!(self.items[i].kind, ItemKind::Plain | ItemKind::Figure(_)))
            .find(|&i| matches!(self.items[i].kind, ItemKind::Figure(_)));
        before.is_some_and(|figure| self.last(at).is_none_or(|last| last.at != figure))
    }

    fn label(&self, at: usize, figure: &Figure) -> Option<Label> {
        match figure.kind {
            FigureKind::Percent => {
                self.share_of(at).or_else(|| self.bracketed(at, figure)).or_else(|| self.ellipsis(at)).or_else(|| self.topic(at, figure))
            }
            FigureKind::Points | FigureKind::Times => self.topic(at, figure),
            _ => self
                .noun_after(at, figure)
                .or_else(|| self.part(at, figure))
                .or_else(|| self.bracketed(at, figure))
                .or_else(|| self.topic(at, figure))
                .or_else(|| self.area_of_zone(at, figure)),
        }
    }

    /// `19 border checkpoints`, `27 резидентов`, 42个项目, `1,255 km of border`.
    fn noun_after(&self, at: usize, figure: &Figure) -> Option<Label> {
        const FAR: usize = 5;
        let mut before: Vec<String> = Vec::new();
        for i in at + 1..self.items.len().min(at + 1 + FAR) {
            match self.items[i].kind {
                ItemKind::Known(Word::Noun(class, label)) => {
                    if !class.takes(figure.kind, is_scaled(figure)) {
                        return None;
                    }
                    let label = self.modified(i, label);
                    before.retain(|word| !label.contains(word.as_str()));
                    before.push(label);
                    let mut topic = Topic { label: before.join("_"), class, at: i };
                    self.coordinate(&mut topic);
                    return Some(Label::of(topic, "indicators.counted"));
                }
                ItemKind::Known(Word::Modifier(_)) => {}
                // `km of border`: the unit, or a word that links it.
                ItemKind::Cue(Cue::Link(Link::Of)) if !before.is_empty() => return None,
                ItemKind::Cue(Cue::Link(Link::Of)) => {}
                ItemKind::Plain if self.is_unit(at, i, figure) => {}
                ItemKind::Plain if self.is_ascii(i) && !self.words.is_stop(&self.text(i)) => before.push(self.text(i).into_owned()),
                ItemKind::Plain if !self.is_ascii(i) && !self.is_han(i) => {}
                ItemKind::Plain if self.text(i) == "the" && i > at + 1 && before.is_empty() => {}
                ItemKind::Place(_, Form::Adjective) | ItemKind::Cue(Cue::Ignore) | ItemKind::Mark('-') => {}
                // `a long (4,210 km) border`
                ItemKind::Mark(')') if at > 0 && self.items[at - 1].kind == ItemKind::Mark('(') => {}
                ItemKind::Product if self.is_ascii(i) => before.push(self.text(i).replace(' ', "_")),
                _ => return None,
            }
        }
        None
    }

    fn is_unit(&self, at: usize, i: usize, figure: &Figure) -> bool {
        i == at + 1 && self.items[i].units.end <= figure.units.end
    }

    /// `enterprises and institutions` share their figure.
    fn coordinate(&self, topic: &mut Topic) {
        if self.cue(topic.at + 1) == Some(Cue::Link(Link::And))
            && let Some(Word::Noun(Class::Count, label)) = self.items.get(topic.at + 2).and_then(Item::noun)
        {
            topic.label = format!("{}_and_{label}", topic.label);
        }
    }

    /// `of which 15 were operational`, `118 of them with foreign capital`, 其中出境2380列.
    fn part(&self, at: usize, figure: &Figure) -> Option<Label> {
        let last = self.last(at).filter(|last| matches!(last.class, Class::Count | Class::People | Class::Cargo))?;
        if !last.class.takes(figure.kind, is_scaled(figure)) || last.measured.measure != Measure::Value {
            return None;
        }
        let after = self.items.get(at + 1).is_some_and(Item::parts);
        let between = &self.items[last.at + 1..at];
        let before = between.iter().any(Item::parts);
        let listed = self.state.out.last().is_some_and(|s| s.rule == "indicators.part") && between.len() <= 3;
        if !(before || after || listed) || between.iter().any(|i| matches!(i.kind, ItemKind::Figure(_) | ItemKind::Mark(';'))) {
            return None;
        }
        let root = self.state.out.iter().rev().find(|s| s.rule != "indicators.part").map_or(&last.label, |s| &s.indicator.value);
        let start = if after { at + 2 } else { at + 1 };
        let modifier = between.iter().rev().find_map(|item| match item.kind {
            ItemKind::Known(Word::Modifier(modifier)) => Some(modifier.to_owned()),
            _ => None,
        });
        let tail = modifier.or_else(|| self.tail(start)).or_else(|| self.foreign_end(start).map(|_| "border".to_owned()))?;
        let label = if root.contains(&tail) { root.clone() } else { format!("{root}_{tail}") };
        let topic = Topic { label, class: last.class, at };
        Some(Label { of: Some(last.clone()), ..Label::of(topic, "indicators.part") })
    }

    /// The words that say which part: `were operational`.
    fn tail(&self, start: usize) -> Option<String> {
        const LONG: usize = 8;
        let mut words = Vec::new();
        for i in start..self.items.len().min(start + LONG) {
            match self.items[i].kind {
                ItemKind::Known(Word::Modifier(word) | Word::Noun(_, word)) => words.push(word.to_owned()),
                ItemKind::Plain if !self.is_ascii(i) => return None,
                ItemKind::Plain | ItemKind::Cue(Cue::Other(_)) if !self.words.is_stop(&self.text(i)) => {
                    words.push(self.text(i).into_owned())
                }
                ItemKind::Cue(Cue::Link(Link::With)) if self.is_ascii(i) => words.push("with".to_owned()),
                ItemKind::Plain | ItemKind::Cue(Cue::Level | Cue::Link(_) | Cue::Total) | ItemKind::Place(..) => {}
                _ => break,
            }
        }
        (!words.is_empty()).then(|| words.join("_"))
    }

    /// `(119 million people in 2024)`, `(4.8%)`, `(over 27% of the population)`: the figure before the bracket in other words.
    fn bracketed(&self, at: usize, figure: &Figure) -> Option<Label> {
        let last = self.last(at)?;
        let between = &self.items[last.at + 1..at];
        let open = between.iter().position(|i| i.kind == ItemKind::Mark('('))?;
        let inside = between[open + 1..]
            .iter()
            .all(|i| matches!(i.kind, ItemKind::Plain | ItemKind::Cue(Cue::Compare | Cue::Link(_))) || i.cue() == Some(Cue::Ignore));
        let outside = between[..open].iter().all(|i| !i.is_who() && !matches!(i.kind, ItemKind::Figure(_) | ItemKind::Mark(',' | ';')));
        if !inside || !outside || !last.class.takes(figure.kind, is_scaled(figure)) {
            return None;
        }
        let topic = Topic { label: last.label.clone(), class: last.class, at };
        Some(Label { of: Some(last.clone()), ..Label::of(topic, "indicators.bracket") })
    }

    /// The last noun that takes such a figure.
    fn topic(&self, at: usize, figure: &Figure) -> Option<Label> {
        let mut fitting: Vec<&Topic> = self
            .state
            .topics
            .iter()
            .flatten()
            .filter(|t| t.class.takes(figure.kind, is_scaled(figure)) && self.is_in_reach(t, at, figure))
            .collect();
        fitting.sort_by_key(|t| t.at);
        let topic = (*fitting.last()?).clone();
        Some(Label::of(topic, "indicators.noun"))
    }

    /// A bare count must stand close to its noun; an amount with a unit of its own may stand further off.
    fn is_in_reach(&self, topic: &Topic, at: usize, figure: &Figure) -> bool {
        if at - topic.at > REACH {
            return false;
        }
        let between = &self.items[topic.at + 1..at];
        let of = between.iter().any(|i| matches!(i.cue(), Some(Cue::Link(Link::Of))));
        let typed = match figure.kind {
            FigureKind::Plain if topic.class == Class::People && is_scaled(figure) => true,
            FigureKind::Plain if of || topic.class == Class::People => return false,
            FigureKind::Plain => false,
            FigureKind::Quantity("units") => false,
            FigureKind::Quantity("t") | FigureKind::Money(_) => !between.iter().any(|i| i.kind == ItemKind::Product),
            _ => true,
        };
        if typed {
            return true;
        }
        let near = between.iter().enumerate().all(|(i, item)| match item.kind {
            ItemKind::Plain
            | ItemKind::Cue(Cue::Level | Cue::Link(Link::To | Link::By) | Cue::Change(_) | Cue::Total)
            | ItemKind::Period
            | ItemKind::Mark(':' | '(')
            | ItemKind::Known(Word::Modifier(_)) => true,
            ItemKind::Mark(',') => i + 1 == between.len(),
            _ => item.is_who(),
        });
        near && between.len() <= 6
    }

    /// A zone's hectares are its area.
    fn area_of_zone(&self, at: usize, figure: &Figure) -> Option<Label> {
        let zone = self.state.subject.as_ref().is_some_and(|s| s.rank == Rank::Zone);
        (zone && Class::Area.takes(figure.kind, false) && matches!(figure.kind, FigureKind::Quantity(_)))
            .then(|| Label::of(Topic { label: "area".to_owned(), class: Class::Area, at }, "indicators.unit"))
    }

    /// `6.1% of GDP`, `8% of the country's population`, 占全国人口的8%, `доля в ВВП страны – 8%`.
    fn share_of(&self, at: usize) -> Option<Label> {
        let (noun, owner) = self.whole_after(at).or_else(|| self.whole_before(at))?;
        let whole = self.topic_at(noun)?;
        let people = self.state.topics[Class::People as usize].as_ref();
        // `the number of pensioners rose to 32.5 million (over 27% of the population)`
        let part = people.filter(|t| whole.class == Class::People && t.label != whole.label);
        let inherited = || self.last(at).and_then(|last| last.base_subject.clone()).or_else(|| self.shared_owner(at));
        Some(match part {
            Some(part) => Label {
                share: true,
                base_text: Some(Slot::new(whole.label.clone(), self.bytes(noun))),
                ..Label::of(part.clone(), "indicators.share")
            },
            None => Label { share: true, owner: owner.or_else(inherited), ..Label::of(whole, "indicators.share") },
        })
    }

    /// The owner of the whole that the share before this one is of, though that one is of trade.
    fn shared_owner(&self, at: usize) -> Option<Who> {
        let end = (0..at)
            .rev()
            .take(16)
            .find(|&i| matches!(self.items[i].kind, ItemKind::Cue(Cue::Back(Back::Country | Back::Province)) | ItemKind::Mark(';')))?;
        match self.items[end].kind {
            ItemKind::Cue(Cue::Back(back)) => self.point_back(back, end),
            _ => None,
        }
    }

    fn topic_at(&self, at: usize) -> Option<Topic> {
        match self.items[at].kind {
            ItemKind::Known(Word::Noun(class, label)) => Some(Topic { label: self.modified(at, label), class, at }),
            _ => None,
        }
    }

    fn whole_after(&self, at: usize) -> Option<(usize, Option<Who>)> {
        const FAR: usize = 8;
        let start = self.after_bracket(at + 1);
        let (mut linked, mut owner) = (false, None);
        for i in start..self.items.len().min(start + FAR) {
            match self.items[i].kind {
                ItemKind::Cue(Cue::Link(Link::Of)) if !self.is_han(i) => linked = true,
                ItemKind::Cue(Cue::Back(back)) => owner = self.point_back(back, i),
                ItemKind::Place(..) | ItemKind::Zone(_) => owner = self.who(i),
                ItemKind::Known(Word::Noun(..)) => {
                    // Russian genitives need no link.
                    let genitive = !self.is_ascii(i) && !self.is_han(i) && i <= start + 3;
                    if !(linked || genitive) {
                        return None;
                    }
                    return Some((i, owner.or_else(|| self.owner_after(i))));
                }
                ItemKind::Plain
                | ItemKind::Known(Word::Modifier(_))
                | ItemKind::Cue(Cue::Total | Cue::World | Cue::Ignore)
                | ItemKind::Mark('\'') => {}
                _ => return None,
            }
        }
        None
    }

    fn whole_before(&self, at: usize) -> Option<(usize, Option<Who>)> {
        let mut noun = None;
        let mut owner = None;
        for i in (0..at).rev().take(REACH) {
            match self.items[i].kind {
                ItemKind::Known(Word::Noun(..)) if noun.is_none() => {
                    noun = Some(i);
                    owner = owner.or_else(|| self.owner_after(i));
                }
                ItemKind::Cue(Cue::Back(back)) => owner = owner.or_else(|| self.point_back(back, i)),
                ItemKind::Place(..) => owner = owner.or_else(|| self.who(i)),
                // 占: the whole stands after it; 人口占全国的8%: what is counted stands before it.
                ItemKind::Cue(Cue::Share) => {
                    let counted =
                        || (self.is_han(i) && i > 0 && owner.is_some()).then(|| i - 1).filter(|&i| self.items[i].noun().is_some());
                    return noun.or_else(counted).map(|noun| (noun, owner));
                }
                ItemKind::Figure(_)
                | ItemKind::Mark(_)
                | ItemKind::Known(Word::Trade)
                | ItemKind::Cue(Cue::Flow(_) | Cue::Change(_) | Cue::While | Cue::Other(_)) => return None,
                _ => {}
            }
        }
        None
    }

    fn after_bracket(&self, at: usize) -> usize {
        if self.items.get(at).is_none_or(|i| i.kind != ItemKind::Mark('(')) {
            return at;
        }
        (at..self.items.len().min(at + 8)).find(|&i| self.items[i].kind == ItemKind::Mark(')')).map_or(at, |close| close + 1)
    }

    /// `9.7 million people, or 26.5 per cent of the country's`.
    fn ellipsis(&self, at: usize) -> Option<Label> {
        let last = self.last(at).filter(|last| last.measured.measure == Measure::Value)?;
        let linked = self.cue(at + 1) == Some(Cue::Link(Link::Of));
        let back = (at + 2..self.items.len().min(at + 5))
            .find(|&i| matches!(self.items[i].kind, ItemKind::Cue(Cue::Back(Back::Country | Back::Province)) | ItemKind::Place(..)))?;
        let ends = self.items[back + 1..]
            .iter()
            .find(|i| !(matches!(i.kind, ItemKind::Mark('\'')) || i.kind == ItemKind::Plain))
            .is_none_or(|i| matches!(i.kind, ItemKind::Mark(_)));
        if !linked || !ends || self.items[last.at + 1..at].iter().any(|i| matches!(i.kind, ItemKind::Figure(_))) {
            return None;
        }
        let owner = match self.items[back].kind {
            ItemKind::Cue(Cue::Back(back_to)) => self.point_back(back_to, back),
            _ => self.who(back),
        };
        let topic = Topic { label: last.label.clone(), class: last.class, at };
        Some(Label { share: true, owner, of: Some(last.clone()), ..Label::of(topic, "indicators.share") })
    }

    fn measure(&self, at: usize, figure: &Figure, label: &Label) -> Option<Measured> {
        let element = self.element_at(at)?;
        let measurer = Measurer { reader: self.reader, grew: None, shared: None, changed: None };
        let plain = |measure| Measured { measure, sign: 1.0, side: Side::Now };
        if label.share {
            return Some(plain(Measure::Share));
        }
        let previous = self.last(at).map(|last| last.measured);
        let class = label.topic.class;
        let measured = measurer.measure(element, figure, previous.filter(|_| class != Class::Rate), false);
        match figure.kind {
            FigureKind::Percent if label.rule == "indicators.bracket" => {
                let last = label.of.as_ref()?.measured;
                match last.measure {
                    Measure::Change => Some(Measured { measure: Measure::Growth, ..last }),
                    Measure::Share => Some(last),
                    _ => measured.filter(|m| m.measure == Measure::Growth),
                }
            }
            FigureKind::Percent if label.topic.label.ends_with("growth") => {
                let sign =
                    measured.filter(|m| m.measure == Measure::Growth && !figure_is_signed(&self.reader, figure)).map_or(1.0, |m| m.sign);
                Some(Measured { measure: Measure::Growth, sign, side: Side::Now })
            }
            FigureKind::Percent if class == Class::Rate => Some(plain(Measure::Value)),
            // `The share of children was lower (10 to 14%)`
            FigureKind::Percent => match measured {
                Some(measured) => Some(measured),
                None if self.shares(label.topic.at) => Some(plain(Measure::Share)),
                None => None,
            },
            // A multiple of somebody else's is none of another time's.
            FigureKind::Times => measured.filter(|_| figure.direction.is_some() || self.changes(at)),
            // `declined by a total of 6.1 million`
            _ => measured.map(|m| {
                self.changed_by(at).filter(|_| m.measure == Measure::Value).map_or(m, |sign| Measured {
                    measure: Measure::Change,
                    sign,
                    ..m
                })
            }),
        }
    }

    /// The direction of `declined by a total of` before a figure.
    fn changed_by(&self, at: usize) -> Option<f64> {
        let by = (0..at)
            .rev()
            .take(4)
            .take_while(|&i| {
                matches!(self.items[i].kind, ItemKind::Plain | ItemKind::Cue(Cue::Total | Cue::Level | Cue::Link(Link::Of | Link::By)))
            })
            .find(|&i| self.cue(i) == Some(Cue::Link(Link::By)))?;
        match self.cue(by.checked_sub(1)?) {
            Some(Cue::Change(Direction::Down)) => Some(-1.0),
            Some(Cue::Change(Direction::Up)) => Some(1.0),
            _ => None,
        }
    }

    /// `The share of pensioners`.
    fn shares(&self, noun: usize) -> bool {
        self.items[..noun].iter().rev().take(3).any(|i| i.cue() == Some(Cue::Share))
    }

    fn changes(&self, at: usize) -> bool {
        self.items[..at].iter().rev().take(4).any(|i| matches!(i.cue(), Some(Cue::Change(_))))
    }

    fn element_at(&self, at: usize) -> Option<usize> {
        match self.items[at].kind {
            ItemKind::Figure(figure) => Some(self.figures[figure]),
            _ => None,
        }
    }

    fn subject(&self, at: usize, label: &Label) -> Option<Who> {
        let noun = label.topic.at;
        let end = at.max(noun);
        // `–1.9% in Jilin`, `18% in China`, `15 checkpoints in Heilongjiang`
        if let Some(who) = self.located(end) {
            return Some(who);
        }
        // `the 1.8-square-kilometre Suifenhe bonded zone`
        if let Some(zone) = self.zone_right_after(at) {
            return Some(zone);
        }
        if let Some(of) = &label.of {
            return Some(of.subject.clone());
        }
        // `compared to 18.7%`: somebody else's, who must be named.
        if self.is_compared(at) {
            return self.compared_with(at);
        }
        if !label.share
            && let Some(owner) = self.owner(noun, at)
        {
            return Some(owner);
        }
        let own = self.state.subject.as_ref();
        if self.state.in_policy {
            return self.state.policy.clone();
        }
        own.or(self.memory.subject.as_ref()).filter(|s| s.rank != Rank::Project || own.is_some() && at < s.at + 8).map(|s| s.who.clone())
    }

    fn zone_right_after(&self, at: usize) -> Option<Who> {
        let ItemKind::Figure(figure) = self.items[at].kind else { return None };
        let end = self.reader.found.figures[figure].units.end;
        let next = self.items[at + 1..].iter().position(|i| i.units.start >= end && i.kind != ItemKind::Mark('-'))? + at + 1;
        matches!(self.items[next].kind, ItemKind::Zone(_)).then(|| self.who(next)).flatten().filter(|_| !self.is_han(next))
    }

    /// The place after `in`, right after item `end`.
    fn located(&self, end: usize) -> Option<Who> {
        let link = end + 1;
        let is_in = match self.cue(link)? {
            Cue::Link(Link::In) => true,
            Cue::Link(Link::To) => matches!(&*self.text(link), "в" | "во"),
            _ => false,
        };
        let place = (link + 1..self.items.len().min(link + 3)).find(|&i| self.items[i].is_who())?;
        let close = self.items[link + 1..place].iter().all(|i| i.kind == ItemKind::Plain || i.cue() == Some(Cue::Ignore));
        (is_in && close && !matches!(self.items[place].kind, ItemKind::Place(_, Form::Adjective))).then(|| self.who(place)).flatten()
    }

    fn is_compared(&self, at: usize) -> bool {
        self.items[..at]
            .iter()
            .rev()
            .take(3)
            .take_while(|i| matches!(i.kind, ItemKind::Plain | ItemKind::Cue(_)))
            .any(|i| i.cue() == Some(Cue::Compare))
    }

    /// `higher than the average of the country (18.7%)`: somebody else's figure.
    fn compared_with(&self, at: usize) -> Option<Who> {
        let than = (0..at).rev().take(REACH).find(|&i| {
            matches!(self.cue(i), Some(Cue::Than(_)))
                || self.cue(i) == Some(Cue::Compare) && self.items[i + 1..at].iter().any(|i| i.kind == ItemKind::Mark('('))
        })?;
        (than + 1..self.items.len().min(than + 5)).find_map(|i| self.who(i))
    }

    /// Whose the noun is, by the words next to it: `Heilongjiang's population`, `the population of Heilongjiang`.
    fn owner(&self, noun: usize, figure: usize) -> Option<Who> {
        let ItemKind::Known(Word::Noun(class, _)) = self.items[noun].kind else { return None };
        if let Some(owner) = self.owner_after(noun) {
            return Some(owner);
        }
        let mut i = noun.min(figure);
        let mut unknown = 0;
        while i > 0 {
            i -= 1;
            match self.items[i].kind {
                ItemKind::Place(_, Form::Adjective) if class == Class::Money && self.is_foreign_money(noun) => return None,
                ItemKind::Place(..) | ItemKind::Zone(_) => return if self.is_aside(i) { None } else { self.who(i) },
                ItemKind::Cue(Cue::Back(back)) => return self.point_back(back, i),
                ItemKind::Known(Word::Modifier(_)) | ItemKind::Mark('\'') | ItemKind::Cue(Cue::Total | Cue::Ignore) | ItemKind::Period => {}
                ItemKind::Plain
                    if unknown < 2 && (self.text(i) == "s" || self.is_han(i) || self.is_ascii(i) && !self.words.is_stop(&self.text(i))) =>
                {
                    unknown += 1
                }
                _ => return None,
            }
        }
        None
    }

    /// `Russian investment`, `Kazakh capital`: whose money it is, not where it is.
    fn is_foreign_money(&self, noun: usize) -> bool {
        matches!(self.items[noun].kind, ItemKind::Known(Word::Noun(_, label)) if label.contains("investment") || label.contains("capital"))
    }

    fn owner_after(&self, noun: usize) -> Option<Who> {
        let next = noun + 1;
        let ascii = self.is_ascii(noun);
        let linked = matches!(self.cue(next), Some(Cue::Link(Link::Of | Link::In))) && !self.is_han(next)
            || matches!(self.cue(next), Some(Cue::Link(Link::To))) && matches!(&*self.text(next), "в" | "во");
        if self.is_han(noun) || !linked && ascii {
            return None;
        }
        let start = if linked { next + 1 } else { next };
        for i in start..self.items.len().min(start + 3) {
            match self.items[i].kind {
                ItemKind::Place(_, Form::Adjective) if ascii => return None,
                ItemKind::Place(..) | ItemKind::Zone(_) => return self.joint(i),
                ItemKind::Cue(Cue::Back(back @ (Back::Province | Back::City | Back::Country | Back::Zone))) => {
                    return self.point_back(back, i).or_else(|| self.who(i + 1));
                }
                ItemKind::Plain if self.text(i) == "the" => {}
                ItemKind::Cue(Cue::Ignore) => {}
                _ => return None,
            }
        }
        None
    }

    /// A run of places shares the figure.
    fn joint(&self, at: usize) -> Option<Who> {
        match self.items[at].kind {
            ItemKind::Place(element, _) => {
                let places = self.reader.places_after(element)?;
                group(self.around.vocabulary, &places.members)
            }
            _ => self.who(at),
        }
    }

    /// The other end of a border, or where the money comes from.
    fn counterpart(&self, at: usize, label: &Label, subject: &Who) -> Option<Who> {
        let noun = label.topic.at;
        let label_text = &label.topic.label;
        let home = self.country(&subject.value);
        let abroad = |who: &Who| self.country(&who.value).filter(|c| *c == who.value) != home && self.country(&who.value).is_some();
        let fits = |i: usize| self.who(i).filter(|who| abroad(who));
        if let Some(of) = &label.of {
            return self.foreign_end(at + 1).filter(abroad).or_else(|| of.counterpart.clone());
        }
        if label_text.contains("investment") || label_text.contains("capital") {
            let before = (0..noun).rev().take(4).take_while(|&i| !matches!(self.items[i].kind, ItemKind::Mark(_) | ItemKind::Figure(_)));
            let adjective = before.filter(|&i| matches!(self.items[i].kind, ItemKind::Place(_, Form::Adjective))).find_map(fits);
            return adjective.or_else(|| self.linked_place(noun, Link::From).filter(abroad));
        }
        if label_text.contains("border") || label_text.contains("ports") {
            return self.linked_place(noun, Link::With).filter(abroad);
        }
        None
    }

    /// `of which 19 face Russia`.
    fn foreign_end(&self, start: usize) -> Option<Who> {
        (start..self.items.len().min(start + 8))
            .take_while(|&i| !matches!(self.items[i].kind, ItemKind::Mark(_) | ItemKind::Figure(_)))
            .find_map(|i| self.who(i))
    }

    /// The place after the first such link within the noun's clause, on either side.
    fn linked_place(&self, noun: usize, link: Link) -> Option<Who> {
        let open = |i: &usize| !matches!(self.items[*i].kind, ItemKind::Mark(';' | '.'));
        let linked = |i: usize| {
            (self.cue(i) == Some(Cue::Link(link))).then(|| (i + 1..self.items.len().min(i + 3)).find_map(|i| self.who(i))).flatten()
        };
        (noun + 1..self.items.len().min(noun + 10))
            .take_while(open)
            .find_map(linked)
            .or_else(|| (0..noun).rev().take(10).take_while(open).find_map(linked))
    }
}

fn is_scaled(figure: &Figure) -> bool {
    figure.value.abs() >= 10_000.0
}

fn figure_is_signed(reader: &Reader, figure: &Figure) -> bool {
    reader.found.text[figure.anchor.clone()].starts_with(['+', '-', '–', '−', '—'])
}

/// Adds what is stated to `notes`, one row a line, for people.
pub fn explain(stated: &[Stated], notes: &mut String) {
    use std::fmt::Write;
    for Stated { figure, subject, counterpart, indicator, measure, value, unit, rule, .. } in stated {
        let other = counterpart.as_ref().map_or("-", |who| &who.value);
        let _ = writeln!(notes, "  ~ #{figure} {} ({other}): {} {measure:?} {value} {unit} [{rule}]", subject.value, indicator.value);
    }
}
