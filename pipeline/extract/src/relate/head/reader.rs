//! A sentence's elements with what their words mean.

use super::{Head, Places};
use crate::relate::elements::{Element, Found, Kind};
use crate::relate::frame::{Slot, Who};
use crate::relate::vocab::{Cue, Form, Link, Strength, Vocabulary, Words};
use crate::token::{FigureKind, Part, PeriodTime, Time};
use crate::units::UnitKind;
use amur_model::Flow;
use std::ops::Range;

#[derive(Clone, Copy)]
pub struct Reader<'a> {
    pub vocabulary: &'a Vocabulary,
    pub found: &'a Found<'a>,
    pub elements: &'a [Element],
    pub zones: &'a [Who],
    /// Elements before this one belong to the head before.
    pub floor: usize,
}

impl Reader<'_> {
    pub fn kind(&self, at: usize) -> Option<Kind> {
        self.elements.get(at).map(|e| e.kind)
    }

    pub fn cue(&self, at: usize) -> Option<Cue> {
        self.elements.get(at)?.cue()
    }

    pub(super) fn link(&self, at: usize) -> Option<Link> {
        match self.cue(at)? {
            Cue::Link(link) => Some(link),
            _ => None,
        }
    }

    /// Bytes of the sentence.
    fn local(&self, elements: Range<usize>) -> Range<usize> {
        let units = self.elements[elements.start].units.start..self.elements[elements.end - 1].units.end;
        self.found.units[units.start].start as usize..self.found.units[units.end - 1].end as usize
    }

    /// Bytes of the view.
    pub fn bytes(&self, elements: Range<usize>) -> Range<usize> {
        let local = self.local(elements);
        self.found.offset + local.start..self.found.offset + local.end
    }

    /// Is element `at` one of those words?
    pub fn says(&self, at: usize, words: Words) -> bool {
        self.vocabulary.is(words, self.text(at))
    }

    /// `had been`, `had imported`, `составлял`, `для сравнения`: does the sentence say that it tells of an earlier time?
    pub fn tells_of_former_time(&self) -> bool {
        let pair = |words: &str| {
            let regular = words.strip_prefix("had ").is_some_and(|verb| verb.len() > 4 && verb.ends_with("ed"));
            regular || self.vocabulary.is(Words::Formerly, words)
        };
        (0..self.elements.len()).any(|i| self.says(i, Words::Formerly)) || (1..self.elements.len()).any(|i| pair(self.words(i - 1..i + 1)))
    }

    /// The words of element `at`; none behind the last.
    pub fn text(&self, at: usize) -> &str {
        if at < self.elements.len() { self.words(at..at + 1) } else { "" }
    }

    pub fn words(&self, elements: Range<usize>) -> &str {
        &self.found.text[self.local(elements)]
    }

    pub fn over_article(&self, at: usize) -> usize {
        at + usize::from(self.kind(at) == Some(Kind::Word) && self.text(at).eq_ignore_ascii_case("the"))
    }

    pub fn figure_kind(&self, at: usize) -> Option<FigureKind> {
        self.found.figure_kind(self.elements.get(at)?)
    }

    /// Is a Chinese character among its words, as in `7.5列`?
    pub fn has_han(&self, at: usize) -> bool {
        self.elements.get(at).is_some_and(|e| self.found.units[e.units.clone()].iter().any(|unit| unit.kind == UnitKind::Han))
    }

    pub fn is_han(&self, at: usize) -> bool {
        self.elements.get(at).is_some_and(|e| self.found.units[e.units.start].kind == UnitKind::Han)
    }

    /// `were exported`
    pub fn is_passive(&self, head: &Head) -> bool {
        head.core > 0 && self.is_being(head.core - 1) && self.is_ascii(head.core)
    }

    /// Are its words ASCII, as English ones and bare figures are?
    pub fn is_ascii(&self, at: usize) -> bool {
        self.text(at).is_ascii()
    }

    /// Are there Cyrillic letters in it?
    pub fn is_russian(&self, at: usize) -> bool {
        let words = self.text(at);
        !words.is_ascii() && words.chars().any(|c| matches!(c, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё'))
    }

    /// `and 38 percent year-on-year to 203 million`: the link to the level that the next figure of an English list, at `at`, leads to.
    pub fn next_led_to(&self, at: usize) -> Option<usize> {
        let joined = at > 0 && self.cue(at - 1) == Some(Cue::Link(Link::And)) && self.is_ascii(at - 1);
        let to = at + 1 + usize::from(matches!(self.kind(at + 1), Some(Kind::Period(_))));
        let amount = matches!(self.figure_kind(to + 1), Some(FigureKind::Money(_) | FigureKind::Quantity(_)));
        (joined && amount && self.cue(to) == Some(Cue::Link(Link::To))).then_some(to)
    }

    /// A Russian word with an ending of the genitive, and none of a verb.
    pub fn is_genitive(&self, at: usize) -> bool {
        const SHORTEST: usize = 4;
        let word = self.text(at);
        let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
        word.chars().count() >= SHORTEST
            && ends(&["а", "я", "ы", "и", "ов", "ев", "ей", "ой", "ий", "ых", "их", "ого", "его"])
            && !ends(&["ла", "ли", "лся", "лась", "лись", "лось", "ется", "ются", "ны", "ена", "ана", "ая", "тся"])
    }

    /// `в Казахстане`, `на Дальнем Востоке`: the case of a Russian name says where, and not where to.
    pub fn is_locative(&self, at: usize) -> bool {
        // `на рынок Румынии`, `в адрес Японии`: where to.
        let to_market = || at > 0 && ["на рын", "в адрес"].iter().any(|to| self.text(at - 1).to_lowercase().starts_with(to));
        if !self.is_russian(at) || to_market() {
            return false;
        }
        let name = self.text(at).to_lowercase();
        let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
        ends(&["е", "ии", "ах", "ях", "области"]) && !ends(&["ье", "иде", "бве"])
    }

    /// `в Россию`, `в Китай`, `в страны СНГ`: a name in the case that says where to, and not where.
    pub fn is_goal(&self, at: usize) -> bool {
        const SOFT: &str = "аеёиоуыэюяь";
        let name = self.text(at);
        let first = name.split(' ').next().unwrap_or(name);
        let masculine = first == name && name.ends_with(|c: char| c.is_lowercase() && !SOFT.contains(c));
        self.is_russian(at) && (masculine || ["ю", "у"].iter().any(|ending| first.ends_with(ending)) || first == "страны")
    }

    /// A verb that says who or what somebody is.
    pub fn is_being(&self, at: usize) -> bool {
        self.says(at, Words::Being)
    }

    /// `another 20 thousand tons went to Nigeria`: a verb that has its partner behind it, and no subject but the goods.
    pub fn is_done_to(&self, head: &Head) -> bool {
        let moved = self.says(head.core, Words::Motion) && head.reporters.is_empty() && !head.partners.is_empty();
        moved || self.enters(head.core)
    }

    /// `entered China`: goods are what goes into a country, and the amount of them stands before.
    pub fn enters(&self, core: usize) -> bool {
        self.says(core, Words::Enter)
    }

    /// `перевезено`, `отгружена`: a Russian verb that says what was done, its object before or behind it.
    pub fn is_done(&self, at: usize) -> bool {
        const ENDINGS: [&str; 10] = ["ено", "ена", "ены", "ано", "ана", "аны", "ло", "ли", "ла", "шел"];
        self.is_russian(at) && {
            let word = self.text(at).to_lowercase();
            ENDINGS.iter().any(|ending| word.ends_with(ending))
        }
    }

    /// `поставила`, `bought`, `imported`: a verb in the past tense.
    pub fn is_past(&self, at: usize) -> bool {
        let word = self.text(at);
        ["л", "ла", "ло", "ли", "bought", "sold", "sent", "ed"].iter().any(|ending| word.ends_with(ending))
    }

    pub fn is_comma(&self, at: usize) -> bool {
        self.kind(at) == Some(Kind::Mark(','))
    }

    /// Does it name a place?
    pub(super) fn is_place(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(Kind::Place(..) | Kind::Zone(_)))
    }

    pub(super) fn is_place_as(&self, at: usize, form: Form) -> bool {
        matches!(self.kind(at), Some(Kind::Place(_, as_form)) if as_form == form)
    }

    pub(super) fn is_product(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(Kind::Product(_)))
    }

    pub fn who(&self, at: usize) -> Option<Who> {
        match self.kind(at)? {
            Kind::Place(place, _) => Some(Slot::new(self.vocabulary.place(place).code.as_str(), self.bytes(at..at + 1))),
            Kind::Zone(zone) => self.zones.get(zone as usize).cloned(),
            _ => None,
        }
    }

    /// 其中62%来自澳大利亚, 21%来自巴西: the place behind the figure at `at` that goods came from, in a sentence that told of imports.
    pub fn origin_behind(&self, at: usize) -> Option<Places> {
        const FAR: usize = 60;
        let from = self.link(at + 1) == Some(Link::From) && self.text(at + 1).ends_with('自');
        let import = |e: &Element| matches!(e.cue(), Some(Cue::Flow(flow)) if flow.flow == Flow::Import);
        let told = from && self.is_han(at + 1) && self.elements[at.saturating_sub(FAR)..at].iter().any(import);
        self.places_after(at + 2).filter(|_| told)
    }

    /// `a 23 percent increase ($24.4 billion) over 2021`: is the time at `place` that which a change, with its amount in brackets, is seen
    /// from?
    pub fn ends_change_behind_bracket(&self, place: usize) -> bool {
        let Some(open) = place.checked_sub(3).filter(|&open| open > 0) else { return false };
        let bracketed = self.kind(open) == Some(Kind::Mark('(')) && self.kind(open + 2) == Some(Kind::Mark(')'));
        let changed = matches!(self.cue(open - 1), Some(Cue::Change(_)));
        bracketed && changed && matches!(self.found.first(&self.elements[place]), "over" | "from")
    }

    /// `Более 60% всего объёма поставлено в Китай`, `Of the total, 47 percent came from the EU`: the verb that says where a percentage of
    /// the goods told before went.
    pub fn sent_behind(&self, at: usize) -> Option<usize> {
        const LONGEST: usize = 3;
        // `86% of the total volume going to China`
        let of = usize::from(self.cue(at + 1) == Some(Cue::OfWhich) && self.text(at + 1).contains("total"));
        // `Most of the exports (98 percent) went to China`
        let percent = self.figure_kind(at) == Some(FigureKind::Percent) && self.is_ascii(at);
        let closes = |i: usize| percent && i == at + 1 && matches!(self.kind(i), Some(Kind::Mark(')' | ',')));
        let all = |i: &usize| self.cue(*i) == Some(Cue::Total) || self.kind(*i) == Some(Kind::Word) || self.is_being(*i) || closes(*i);
        let verb = (at + 1 + of..self.elements.len()).take(LONGEST).find(|i| !all(i))?;
        let sent = matches!(self.cue(verb), Some(Cue::Flow(flow)) if flow.strength == Strength::Weak && flow.flow.is_one_way());
        let done = ["лено", "лены", "лена", "жено", "жена", "жены"].iter().any(|ending| self.text(verb).ends_with(ending));
        let linked = matches!(self.link(verb + 1), Some(Link::To | Link::From)) && self.is_place(self.over_article(verb + 2));
        let told = done && self.is_russian(verb) || self.says(verb, Words::Motion) || self.is_past(verb) && self.is_being(verb - 1);
        (sent && linked && told).then_some(verb)
    }

    /// `В российском импорте 79,3% составили фрукты и овощи`, `Экспорт на 60% состоял из древесины`: do the goods that a percentage of
    /// the trade told before is of stand behind a verb?
    pub fn is_made_up_of(&self, at: usize) -> bool {
        let consists = self.link(at + 2) == Some(Link::From) && self.text(at + 1).starts_with("состо");
        let makes_up = || self.cue(at + 1) == Some(Cue::Level) && self.is_russian(at + 1) && self.text(at + 1).starts_with("состав");
        let verb = consists || at + 1 < self.elements.len() && makes_up();
        let goods = matches!(self.kind(at + 2 + usize::from(consists)), Some(Kind::Product(_)));
        let trade = |i: usize| matches!(self.cue(i), Some(Cue::Flow(flow)) if flow.flow.is_one_way());
        let moves = |i: usize| matches!(self.cue(i), Some(Cue::Change(_)));
        verb && goods && self.clause_before(at).any(trade) && !self.clause_before(at).any(moves)
    }

    /// `fell, owing to the ban imposed in August 2014`: the time at `at` is that of why, and no figure follows it.
    pub fn is_of_cause(&self, at: usize) -> bool {
        const FAR: usize = 14;
        let figure = |e: &Element| matches!(e.kind, Kind::Figure(_));
        let before = self.elements[at.saturating_sub(FAR)..at].iter().rev().take_while(|e| !figure(e));
        let because = before.into_iter().any(|e| e.cue() == Some(Cue::Cause));
        because && self.is_ascii(at) && !self.elements[at..].iter().any(figure)
    }

    /// 中国（80%）、泰国（2%）为主要买家, 俄罗斯（31%）和蒙古国（25%）是主要来源国: the way of the trade in which those of the list that
    /// goes on at `at` are said behind it to be the main partners.
    pub fn main_partners_behind(&self, at: usize) -> Option<Flow> {
        const BUYERS: [&str; 9] = ["市场", "市場", "买家", "買家", "买主", "目的地", "进口国", "進口國", "客户"];
        const SELLERS: [&str; 5] = ["来源国", "來源國", "来源地", "供应国", "供应商"];
        let listed = |e: &&Element| {
            matches!(e.kind, Kind::Place(..) | Kind::Figure(_) | Kind::Mark('(' | ')') | Kind::Product(_))
                || matches!(e.cue(), Some(Cue::Link(Link::And | Link::Of) | Cue::Share | Cue::Flow(_)))
        };
        let end = at + self.elements[at..].iter().take_while(listed).count();
        let closed = end > at && self.elements[end - 1].kind == Kind::Mark(')');
        let start = self.elements.get(end).filter(|_| closed && self.has_han(at))?.units.start;
        let behind = &self.found.text[self.found.units[start].start as usize..];
        let clause = behind.split(['，', ',', '；', ';', '。', '：', '.']).next()?;
        let said = ["为", "是", "為"].iter().any(|verb| clause.starts_with(verb)) && (clause.contains("主要") || clause.contains("最大"));
        let ends = |names: &[&str]| names.iter().any(|name| clause.trim_end().ends_with(name));
        match said {
            true if ends(&BUYERS) => Some(Flow::Export),
            true if ends(&SELLERS) => Some(Flow::Import),
            _ => None,
        }
    }

    /// 由于二季度港口停工，受去年台风影响: is what stands at `at` a part of why, in a clause without a figure?
    pub fn is_of_reason(&self, at: usize) -> bool {
        if !self.is_han(at) && !self.has_han(at) {
            return false;
        }
        let reason = |i: usize| matches!(self.text(i), "由于" | "由於" | "因为" | "因為" | "因" | "受" | "鉴于" | "鑒於");
        let ends = |e: &&Element| matches!(e.kind, Kind::Mark(',' | ';' | '.' | ':'));
        let behind = self.elements[at..].iter().take_while(|e| !ends(e));
        let told = |e: &Element| matches!(e.kind, Kind::Figure(_) | Kind::Cue(Cue::Flow(_)));
        self.clause_before(at).any(reason) && !behind.clone().any(told)
    }

    /// The bracket without a figure in it that opens at `open`, as `(LNG)`: where it closes.
    pub(super) fn closing(&self, open: usize) -> Option<usize> {
        let close = (open + 1..self.elements.len().min(open + BRACKET)).find(|&i| self.elements[i].kind == Kind::Mark(')'))?;
        self.has_no_figure(open..close).then_some(close)
    }

    /// Where the bracket without a figure in it opens that closes at `close`.
    pub(in crate::relate) fn opening(&self, close: usize) -> Option<usize> {
        let near = close.saturating_sub(BRACKET).max(self.floor)..close;
        let open = near.rev().find(|&i| self.elements[i].kind == Kind::Mark('('))?;
        self.has_no_figure(open..close).then_some(open)
    }

    /// Does a bracket stand open before element `at`?
    pub fn is_bracketed(&self, at: usize) -> bool {
        let bracket = self.elements[..at].iter().rfind(|e| matches!(e.kind, Kind::Mark('(' | ')')));
        bracket.is_some_and(|e| e.kind == Kind::Mark('('))
    }

    /// 恢复至2019年同期的九成, 仅为上年同期的六成: a percentage is the part that a level is of that of another time.
    pub fn is_part_of_time(&self, at: usize) -> bool {
        let Some(Kind::Period(period)) = at.checked_sub(2).map(|i| self.elements[i].kind) else { return false };
        let period = &self.found.periods[period as usize];
        let same = matches!(period.time, PeriodTime::At(Time { part: Part::Same, .. }));
        if !same
            || self.figure_kind(at) != Some(FigureKind::Percent)
            || self.cue(at - 1) != Some(Cue::Link(Link::Of))
            || !self.is_han(at - 1)
        {
            return false;
        }
        let reaches = |i: usize| match self.elements[i].kind {
            Kind::Cue(cue) => matches!(cue, Cue::Level | Cue::Share) || self.text(i).ends_with(['至', '到']),
            Kind::Word => matches!(self.text(i), "仅" | "僅" | "是" | "及" | "到" | "至"),
            _ => false,
        };
        self.text(at - 2).starts_with(['至', '到']) || at > 2 && reaches(at - 3)
    }

    /// 低于上年同期的44.1%, 高于2023年的97亿: a level of another time that the one before is held against.
    pub fn is_of_earlier_time(&self, at: usize) -> bool {
        let than = at > 2 && matches!(self.cue(at - 3), Some(Cue::Than(_)));
        than && matches!(self.kind(at - 2), Some(Kind::Period(_))) && self.cue(at - 1) == Some(Cue::Link(Link::Of)) && self.is_han(at - 1)
    }

    /// `1.2 percent higher than the $14.65 billion recorded a year before`: is the amount at `at` the level that a percentage is seen from?
    pub fn is_level_passed(&self, at: usize) -> bool {
        let than = at > 1 && matches!(self.cue(at - 1), Some(Cue::Than(_))) && self.is_ascii(at - 1);
        than && self.figure_kind(at - 2) == Some(FigureKind::Percent) && self.figure_kind(at) != Some(FigureKind::Percent)
    }

    fn has_no_figure(&self, elements: Range<usize>) -> bool {
        self.elements[elements].iter().all(|e| !matches!(e.kind, Kind::Figure(_)))
    }

    /// Elements before `at` in its clause, which a figure ends as well, the nearest first.
    pub fn clause_before(&self, at: usize) -> impl Iterator<Item = usize> {
        (self.floor..at).rev().take_while(|&i| !matches!(self.elements[i].kind, Kind::Mark(',' | ';') | Kind::Figure(_)))
    }
}

/// The longest bracket read over, in elements.
const BRACKET: usize = 6;
