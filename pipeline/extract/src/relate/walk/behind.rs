//! Words behind the figure that they are of.

use super::Walk;
use crate::relate::elements::{Element, Kind};
use crate::relate::frame::Who;
use crate::relate::head::Head;
use crate::relate::vocab::{Cue, Form, Link, Strength, Words};
use crate::token::FigureKind;
use amur_model::Flow;
use std::ops::Range;

impl Walk<'_> {
    /// `11.44 billion for exports`, `a 19% drop in imports`: the next word of trade, if the figure is of it.
    pub(super) fn head_right_after(&self, at: usize, next_head: usize) -> Option<&Head> {
        let head = self.heads.get(next_head).filter(|_| !self.wholes[next_head])?;
        // `recorded 131.5 billion yuan (about 18.7 billion dollars) in imports and exports`
        let past = self.past_reached(at).unwrap_or_else(|| self.past_other_way(self.past_dealt(at)));
        // `6,000 tonnes of goods, worth 9 million yuan, were exported`
        let between = self.outside_worth(self.outside_brackets(past..head.elements.start)?);
        // `1.1 million dollars worth of exports`
        let between = match between.as_slice() {
            [worth, rest @ ..] if worth.cue() == Some(Cue::Level) && self.found.words(&worth.units) == "worth" => rest,
            all => all,
        };
        let amount = self.is_amount_at(at);
        let is_its_own = self.is_done_to(head, between, amount)
            || self.is_reached_by(head, between)
            || self.is_made_by(at, head, between)
            || self.is_shown_by(at, head, between)
            || self.is_dashed_part(head, between)
            || self.reader().sent_behind(at) == Some(head.core)
            || self.is_what_it_was(at, between)
            || amount && self.accounts_for(at, between)
            || amount && self.is_earned_by(at, between)
            || amount && self.is_sent(head, between)
            || between.is_empty() && (self.names_it(head, amount) || self.is_what_moved(at, head))
            || is_linked(between);
        is_its_own.then_some(head)
    }

    /// What stands between a figure and a word of trade, but for what the goods are worth between two commas.
    fn outside_worth<'e>(&self, mut between: Vec<&'e Element>) -> Vec<&'e Element> {
        let comma = |e: &Element| e.kind == Kind::Mark(',');
        let aside = between.windows(4).position(|part| {
            let [open, worth, amount, close] = part else { return false };
            let worth = worth.cue() == Some(Cue::Level) && matches!(self.found.words(&worth.units), "worth" | "valued at");
            comma(open) && worth && matches!(amount.kind, Kind::Figure(_)) && comma(close)
        });
        if let Some(at) = aside {
            between.drain(at..at + 4);
        }
        between
    }

    /// `49.7 percent and 41.1 percent, respectively, in their exports`: the element behind the figures that are dealt out in order,
    /// of which one is at `at`.
    fn past_dealt(&self, at: usize) -> usize {
        let list = |e: &&Element| matches!(e.kind, Kind::Figure(_) | Kind::Mark(',') | Kind::Cue(Cue::Link(Link::And) | Cue::Respectively));
        let run = &self.elements[at + 1..][..self.elements[at + 1..].iter().take_while(list).count()];
        let dealt = run.iter().any(|e| e.cue() == Some(Cue::Respectively)) && self.reader().text(at).is_ascii();
        if dealt { at + 1 + run.len() } else { at + 1 }
    }

    /// `a jump of 14 per cent to 7.9 billion dollars in trade`: the element behind the level that an English change led to.
    fn past_reached(&self, at: usize) -> Option<usize> {
        let reader = self.reader();
        let moved = at > 1 && self.cue_at(at - 1) == Some(Cue::Link(Link::Of)) && matches!(self.cue_at(at - 2), Some(Cue::Change(_)));
        let reached = moved && self.cue_at(at + 1) == Some(Cue::Link(Link::To)) && reader.text(at + 1) == "to";
        let linked = || self.cue_at(at + 3) == Some(Cue::Link(Link::In));
        (reached && reader.figure_kind(at) == Some(FigureKind::Percent) && self.is_amount_at(at + 2) && linked()).then_some(at + 3)
    }

    /// 970亿美元或12%的逆差: the element behind the same amount said in another way, if it is from `at` on.
    fn past_other_way(&self, at: usize) -> usize {
        let other = self.elements.get(at).is_some_and(|e| e.kind == Kind::Word) && matches!(self.reader().text(at), "或" | "即");
        if other && matches!(self.element_kind(at + 1), Some(Kind::Figure(_))) { at + 2 } else { at }
    }

    /// `70 тысяч тонн сои экспортировали`, `826,000 tons of non-oil products worth $1.44 billion were exported`
    fn is_done_to(&self, head: &Head, between: &[&Element], amount: bool) -> bool {
        const LONGEST: usize = 9;
        let reader = self.reader();
        let done = match head.flow.value.strength {
            Strength::Verb => true,
            Strength::Weak => {
                let done = head.core > 0 && reader.is_being(head.core - 1) || reader.is_done(head.core);
                // `goods worth 71 billion yuan passed through the port`
                let passes = || head.through && reader.says(head.core, Words::Pass);
                done || amount && (reader.is_done_to(head) || self.is_done_by(head) || passes())
            }
            _ => false,
        };
        // `exporting 1.5 billion and importing 2.6 billion`: the next verb has its own object.
        let passive = reader.is_passive(head);
        let next = between.first().is_some_and(|e| e.cue() == Some(Cue::Link(Link::And))) && !passive;
        // `ввезено 400 тыс. тонн товаров и вывезено 1,1 млн тонн`
        let next = next || self.has_verb_of_its_own(head, between);
        // `205,000 tonnes of goods and 781 trucks were imported`
        let beside = |i: usize| passive && between[i - 1].cue() == Some(Cue::Link(Link::And));
        done && !next
            && between.len() <= LONGEST
            && between.iter().enumerate().all(|(i, e)| match e.kind {
                Kind::Figure(_) => {
                    i > 0 && (matches!(between[i - 1].cue(), Some(Cue::Level | Cue::Link(Link::By | Link::Of))) || beside(i))
                }
                Kind::Product(_) | Kind::Word | Kind::Place(_, Form::Adjective) | Kind::Mark('-') => true,
                // `4.4 million tons of cargo were transported`
                Kind::Cue(Cue::Flow(carried)) => carried.strength == Strength::Weak && carried.flow == Flow::Trade,
                Kind::Cue(cue) => matches!(cue, Cue::Level | Cue::Total | Cue::Ignore | Cue::OfWhich | Cue::Link(Link::Of | Link::And)),
                _ => false,
            })
    }

    /// Does a Russian verb of trade stand right before the figure, and `и` between the figure and the next verb?
    fn has_verb_of_its_own(&self, head: &Head, between: &[&Element]) -> bool {
        let figure = head.elements.start.checked_sub(between.len() + 1);
        let verb = figure.and_then(|figure| figure.checked_sub(1)).filter(|&verb| self.is_russian(verb));
        let own = verb
            .and_then(|verb| self.cue_at(verb))
            .is_some_and(|cue| matches!(cue, Cue::Flow(flow) if matches!(flow.strength, Strength::Verb | Strength::Weak)));
        own && between.last().is_some_and(|e| e.cue() == Some(Cue::Link(Link::And)))
    }

    /// `402 тысячи купил Китай`: the verb right before who did it.
    fn is_done_by(&self, head: &Head) -> bool {
        let reader = self.reader();
        let verb = reader.is_past(head.core) && self.is_russian(head.core);
        verb && reader.who(head.core + 1).is_some_and(|who| head.reporters.first().is_some_and(|first| first.value == who.value))
    }

    /// 其中29万吨出口到中国, 5万吨苹果销往越南: an amount, its goods at most, and then where it went.
    fn is_sent(&self, head: &Head, between: &[&Element]) -> bool {
        const LONGEST: usize = 3;
        let [partner, ..] = head.partners.as_slice() else { return false };
        let reader = self.reader();
        let behind = partner.at.start > reader.bytes(head.core..head.core + 1).start && head.reporters.is_empty();
        let goods = |e: &&Element| matches!(e.kind, Kind::Product(_) | Kind::Word | Kind::Cue(Cue::Link(Link::Of)));
        behind && self.closes(head.elements.end) && reader.is_han(head.core) && between.len() <= LONGEST && between.iter().all(goods)
    }

    /// `2 млрд долларов за три месяца составил оборот области`, `9,1 млн долларов приходится на экспорт`
    fn is_reached_by(&self, head: &Head, between: &[&Element]) -> bool {
        const LONGEST: usize = 5;
        let near = between.len() <= LONGEST && self.is_russian(head.core);
        near && says_once(between, |e| matches!(e.kind, Kind::Word | Kind::Period(_) | Kind::Cue(Cue::Link(Link::By))))
    }

    /// `рост на 11,1% продемонстрировал оборот`: the noun for a change, by how much, and a verb that has its subject behind it.
    fn is_shown_by(&self, at: usize, head: &Head, between: &[&Element]) -> bool {
        const LONGEST: usize = 2;
        let cue = |back: usize| self.cue_before(at, back);
        let changed = cue(1) == Some(Cue::Link(Link::By)) && matches!(cue(2), Some(Cue::Change(_)));
        let verb = changed && !self.reader().is_past(at - 2) && self.elements.get(at + 1).is_some_and(|e| e.kind == Kind::Word);
        verb && self.reader().is_past(at + 1)
            && (1..=LONGEST).contains(&between.len())
            && between.iter().all(|e| e.kind == Kind::Word)
            && self.is_russian(head.core)
    }

    /// `В Приморье вырос на 40% импорт`, `вырос на 12% экспорт и на 7% импорт`: the verb for a change, by how much, and then of what.
    fn is_what_moved(&self, at: usize, head: &Head) -> bool {
        let reader = self.reader();
        let verb = |i: usize| reader.is_past(i) || ["рос", "ся", "сь"].iter().any(|ending| reader.text(i).ends_with(ending));
        let moved = match self.cue_before(at, 2) {
            Some(Cue::Change(_)) => verb(at - 2),
            Some(Cue::Link(Link::And)) => head.flow.value.flow.is_one_way(),
            _ => false,
        };
        let by = self.cue_before(at, 1) == Some(Cue::Link(Link::By));
        by && moved && self.is_russian(head.core) && head.flow.value.strength != Strength::Weak
    }

    /// `из которых 8,3 млрд – экспорт`, `300 млн – на импорт`: behind a dash the word of trade alone, and no figure of its own.
    pub(super) fn is_dashed_part(&self, head: &Head, between: &[&Element]) -> bool {
        let on = |rest: &[&Element]| rest.iter().all(|e| e.cue() == Some(Cue::Link(Link::By)));
        let dash = matches!(between, [dash, rest @ ..] if dash.kind == Kind::Mark('-') && rest.len() < 2 && on(rest));
        // `16 млрд – на импорт из Китая`; `98 млн – российский экспорт`: whose it is stands before it as an adjective.
        let adjective = |e: &Element| matches!(e.kind, Kind::Place(_, Form::Adjective));
        let owned = || head.core > head.elements.start && self.elements[head.elements.start..head.core].iter().all(adjective);
        let bare = head.elements.start == head.core && head.reporters.is_empty() && head.back.is_none() && head.products.is_empty();
        let bare = bare || owned();
        let alone = bare && head.flow.value.strength == Strength::Noun && self.is_russian(head.core);
        dash && alone && (self.closes(head.elements.end) || self.is_next_amount(head.elements.end))
    }

    /// `3,3 млрд – экспорт и 8,1 млрд – импорт`: does the list go on at `at` with an amount of its own?
    fn is_next_amount(&self, at: usize) -> bool {
        let and = self.cue_at(at) == Some(Cue::Link(Link::And));
        and && self.is_amount_at(at + 1) && self.element_kind(at + 2) == Some(Kind::Mark('-'))
    }

    /// Does the clause end before element `at`?
    fn closes(&self, at: usize) -> bool {
        self.element_kind(at).is_none_or(|kind| matches!(kind, Kind::Mark(',' | ';' | '.' | ')')))
    }

    /// `Nearly 480 million dollars constituted the foreign trade turnover`
    fn is_made_by(&self, at: usize, head: &Head, between: &[&Element]) -> bool {
        const LONGEST: usize = 3;
        let mut clause = self.elements[..at].iter().rev().take_while(|e| !matches!(e.kind, Kind::Mark(_)));
        between.len() <= LONGEST
            && says_once(between, |e| matches!(e.kind, Kind::Word | Kind::Period(_)))
            && self.reader().text(head.core).is_ascii()
            && clause.all(|e| matches!(e.kind, Kind::Word | Kind::Cue(Cue::Ignore)))
    }

    /// `of these, $96 million accounted for exports`: the amount is told first, and what it is of behind the verb.
    fn accounts_for(&self, at: usize, between: &[&Element]) -> bool {
        // `133 million of this amount accounted for exports`
        let (of, verb) = match between {
            [verb] => (0, verb),
            [of, verb] if of.cue() == Some(Cue::OfWhich) => (1, verb),
            _ => return false,
        };
        verb.cue() == Some(Cue::Share) && self.reader().text(at + 1 + of).ends_with("for")
    }

    /// `of which $24.7 billion were Chinese exports`, `of these, $86 million amounted to export`
    fn is_what_it_was(&self, at: usize, between: &[&Element]) -> bool {
        const LONGEST: usize = 3;
        let Some((verb, rest)) = between.split_first() else { return false };
        let is = verb.cue() == Some(Cue::Level) && (self.reader().is_being(at + 1) || self.reader().text(at + 1) == "amounted to");
        is && between.len() <= LONGEST && rest.iter().all(|e| e.cue() == Some(Cue::Link(Link::In)))
    }

    /// 出现49.45亿美元逆差, `a $10.22 billion deficit`, `the $7.87 billion import bill`
    fn names_it(&self, head: &Head, amount: bool) -> bool {
        let one_way = head.flow.value.flow.is_one_way();
        let ascii = self.reader().text(head.core).is_ascii();
        head.flow.value.sign != 0 || amount && one_way && (ascii || self.is_of_goods_that_go(head.core))
    }

    /// `1,2 млн тонн экспортных грузов`, `380 тыс. тонн импортных`: the adjective in the genitive says which way the amount goes.
    fn is_of_goods_that_go(&self, core: usize) -> bool {
        let words = crate::gazetteer::fold(self.reader().text(core));
        ["экспортных", "импортных"].iter().any(|adjective| words.starts_with(adjective))
    }

    /// `earned 937 million from exports to India`, `spent 5 billion on imports`
    fn is_earned_by(&self, at: usize, between: &[&Element]) -> bool {
        let (Some(link), rest) = (between.first(), between.get(1..).unwrap_or_default()) else { return false };
        let plain = rest.iter().all(|e| e.kind == Kind::Word);
        at > 0
            && plain
            && match link.cue() {
                Some(Cue::Link(Link::From)) => self.reader().says(at - 1, Words::Earn),
                _ => self.reader().says(at - 1, Words::Spend) && link.kind == Kind::Word && self.found.words(&link.units) == "on",
            }
    }

    /// A word for a share before an amount, `of` behind it.
    pub(super) fn is_amount_of_whole(&self, at: usize, next_head: usize) -> bool {
        let next = self.heads.get(next_head);
        // `accounted for 157 million or 2.3 percent of exports`
        let or = self.cue_at(at + 1) == Some(Cue::Link(Link::And)) && self.reader().text(at + 1) == "or";
        let other = or && self.kind_at(at + 2) == Some(FigureKind::Percent);
        let first = at + 1 + if other { 2 } else { 0 };
        let whole = next.filter(|head| first <= head.elements.start);
        let Some(between) = whole.and_then(|head| self.outside_brackets(first..head.elements.start)) else { return false };
        let plain = between.iter().all(|e| {
            matches!(e.kind, Kind::Word)
                || matches!(e.cue(), Some(Cue::Link(Link::Of) | Cue::OfWhich | Cue::Total | Cue::Level | Cue::Back(_) | Cue::Ignore))
        });
        let of = between.first().is_some_and(|e| matches!(e.cue(), Some(Cue::Link(Link::Of) | Cue::OfWhich)));
        let clause = self.elements[..at].iter().rev().take_while(|e| !matches!(e.kind, Kind::Mark(_) | Kind::Figure(_)));
        let shares = clause.into_iter().any(|e| e.cue() == Some(Cue::Share));
        shares && of && plain && self.reader().is_ascii(at)
    }

    /// What stands between a figure and a word of trade, but for brackets.
    fn outside_brackets(&self, range: Range<usize>) -> Option<Vec<&Element>> {
        const FAR: usize = 24;
        let mut depth = 0;
        let mut out = Vec::new();
        for element in self.elements.get(range).filter(|between| between.len() <= FAR)? {
            match element.kind {
                Kind::Mark('(') => depth += 1,
                Kind::Mark(')') if depth > 0 => depth -= 1,
                _ if depth == 0 => out.push(element),
                _ => {}
            }
        }
        // `9,8 тыс. тонн овса (в феврале экспортировано 3,1 тыс. тонн)`: a bracket tells of its own figure.
        (depth == 0 || !self.is_russian(0)).then_some(out)
    }

    /// The crossing right behind an amount that passes it, or that is traded there: `$3.5 million at Lwejel`; `Some(None)` where no
    /// list has its name.
    pub(super) fn gate_after(&self, at: usize) -> Option<Option<Who>> {
        let reader = self.reader();
        let name = self.reader().over_article(at + 2);
        let local = || reader.who(name).is_some_and(|who| self.is_local(&who));
        let through = match self.elements.get(at + 1)?.cue()? {
            Cue::Link(Link::Through) => matches!(reader.text(at + 1), "via" | "through"),
            Cue::Link(Link::In) => reader.text(at + 1) == "at" && local(),
            // `The trade values were 51 million from Tamu, 31 million from Reed`
            Cue::Link(Link::From) => self.heads.iter().all(|head| head.flow.value.flow == Flow::Trade) && local(),
            _ => false,
        };
        match self.elements.get(name).filter(|_| through && self.is_amount_at(at))?.kind {
            Kind::Place(_, Form::Name) => {
                let who = reader.who(name)?;
                self.vocabulary.place_of(&who.value).is_none_or(|place| !place.is_abroad()).then_some(Some(who))
            }
            Kind::Word => reader.text(name).starts_with(char::is_uppercase).then_some(None),
            _ => None,
        }
    }

    pub(in crate::relate) fn is_amount_at(&self, at: usize) -> bool {
        self.index_at(at).is_some_and(|index| self.is_amount(index))
    }

    /// Is the figure at `at` said to be more or less than somebody else's right behind it?
    pub(super) fn is_ahead(&self, at: usize) -> bool {
        const NEAR: usize = 3;
        let behind = self.elements[at + 1..].iter().take(NEAR).take_while(|e| !matches!(e.kind, Kind::Mark(_) | Kind::Period(_)));
        behind.filter_map(Element::cue).any(|cue| matches!(cue, Cue::Than(_)))
    }
}

/// Does one word of a level or a share stand there, among others that pass?
fn says_once(between: &[&Element], passes: fn(&Element) -> bool) -> bool {
    let said = |e: &Element| matches!(e.cue(), Some(Cue::Level | Cue::Share));
    between.iter().filter(|e| said(e)).count() == 1 && between.iter().all(|e| said(e) || passes(e))
}

/// `11.44 billion for exports`, `a 19% drop in imports`
fn is_linked(between: &[&Element]) -> bool {
    const LONGEST: usize = 4;
    let links = |e: &Element| matches!(e.cue(), Some(Cue::Link(Link::Of | Link::In | Link::To) | Cue::Change(_)));
    let passes = |e: &Element| matches!(e.cue(), Some(Cue::Total | Cue::Ignore)) || matches!(e.kind, Kind::Word | Kind::Period(_));
    between.len() <= LONGEST && between.iter().any(|e| links(e)) && between.iter().all(|e| links(e) || passes(e))
}
