//! Goods that no list of names has, in Chinese and English: told by where they stand, and named by the words of the text.

use super::elements::{Element, Found, Has, Kind};
use super::head::Reader;
use super::translate;
use super::vocab::{Back, Cue, Entry, Form, Link, UNLISTED, Vocabulary, Words};
use crate::gazetteer::List;
use crate::token::FigureKind;
use crate::units::UnitKind;
use std::ops::Range;

/// The longest name in characters.
const LONGEST: usize = 8;

/// Makes one element of each name of unlisted goods.
pub(super) fn name_goods(vocabulary: &Vocabulary, found: &Found, has: &Has, elements: &mut Vec<Element>) {
    let han = found.has_han();
    if han {
        name_in_chinese(vocabulary, found, elements);
        name_largest(found, elements);
    } else if has.flow {
        name_before_trade(vocabulary, found, elements);
    }
    // What follows goes by goods that have their name already.
    if !(has.product || han || has.respectively) {
        return;
    }
    if has.figure {
        name_members(vocabulary, found, elements);
    }
    if has.respectively {
        name_dealt(vocabulary, found, elements);
    }
    read_ellipses(vocabulary, found, elements);
    if has.respectively {
        split_names(vocabulary, found, elements);
    }
}

/// 冻鸡爪, 出口樟脑: names of characters that stand side by side.
fn name_in_chinese(vocabulary: &Vocabulary, found: &Found, elements: &mut Vec<Element>) {
    let mut at = 0;
    while at < elements.len() {
        let goods = Goods { vocabulary, found, elements };
        if let Some(end) = goods.compound(at).or_else(|| goods.ending(at)) {
            let units = elements[at].units.start..elements[end - 1].units.end;
            elements.splice(at..end, [Element { kind: Kind::Product(UNLISTED), units }]);
        }
        at += 1;
    }
}

/// `Peru's maca exports`, `dragon fruit exports rose`: where a phrase begins, nouns of no list right before exports or imports in English.
fn name_before_trade(vocabulary: &Vocabulary, found: &Found, elements: &mut Vec<Element>) {
    const WORDS: usize = 3;
    for flow in (1..elements.len()).rev() {
        // What stood here may have become one with the name before the last of them.
        if !matches!(elements.get(flow).and_then(Element::cue), Some(Cue::Flow(cue)) if cue.is_one_way_noun()) {
            continue;
        }
        let word = |e: &Element| if e.kind == Kind::Word { found.words(&e.units) } else { "" };
        let noun = |e: &&Element| {
            let word = word(e);
            let small = word.len() > 2 && word.bytes().skip(1).all(|b| b.is_ascii_lowercase());
            small && !vocabulary.is(Words::Attributes, word)
        };
        let run = elements[..flow].iter().rev().take(WORDS).take_while(noun).count();
        let described = found.qualities(&elements[flow - run..flow]);
        let start = flow - run + described;
        let before = start.checked_sub(1).map(|i| &elements[i]);
        // A name, unless the phrase begins the sentence.
        let small = |e: &Element| word(e).starts_with(|c: char| c.is_ascii_lowercase());
        let named = start < flow && elements[start + usize::from(start == 0)..flow].iter().all(small);
        if named && found.qualities(&elements[flow - 1..flow]) == 0 && before.is_none_or(|e| described > 0 || opens_phrase(found, e)) {
            let units = elements[start].units.start..elements[flow - 1].units.end;
            elements.splice(start..flow, [Element { kind: Kind::Product(UNLISTED), units }]);
        }
    }
}

/// Does a noun follow in English, and no verb: `Peruvian …`, `its …`, `the fall in …`?
fn opens_phrase(found: &Found, before: &Element) -> bool {
    match before.kind {
        Kind::Place(_, form) => form == Form::Adjective,
        Kind::Period(_) | Kind::Mark('\'' | '"') => true,
        Kind::Cue(cue) => matches!(cue, Cue::Back(Back::Own) | Cue::Clause | Cue::While | Cue::Link(Link::Of | Link::In | Link::By)),
        _ => found.words(&before.units).eq_ignore_ascii_case("the"),
    }
}

/// 十大出口商品出口总额, 前五大进口商品合计: goods that are the largest and not named are none of all goods.
fn name_largest(found: &Found, elements: &mut Vec<Element>) {
    for at in (1..elements.len().saturating_sub(1)).rev() {
        let goods = matches!(elements[at].cue(), Some(Cue::Flow(_))) && found.words(&elements[at].units).ends_with("口商品");
        if !goods {
            continue;
        }
        let sums = |e: &Element| ["合计", "合計", "共计", "共計", "总计"].contains(&found.words(&e.units));
        let told = matches!(elements[at + 1].cue(), Some(Cue::Flow(_) | Cue::Share)) || sums(&elements[at + 1]);
        let counts = |e: &&Element| found.words(&e.units).chars().all(|c| "前十五三二四六八大".contains(c));
        let start = at - elements[..at].iter().rev().take_while(counts).count();
        if told && start < at && found.words(&elements[at - 1].units).ends_with('大') {
            let units = elements[start].units.start..elements[at].units.end;
            elements.splice(start..=at, [Element { kind: Kind::Product(UNLISTED), units }]);
        }
    }
}

/// `рапсового масла – на 20%, подсолнечного – в 1,5 раза`: the noun that a Russian adjective leaves out is that of the goods before.
fn read_ellipses(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    let opens = |e: &Element| matches!(e.kind, Kind::Mark(',' | ';' | '(') | Kind::Cue(Cue::Link(Link::And) | Cue::While | Cue::OfWhich));
    let told = |e: &Element| matches!(e.kind, Kind::Mark('-') | Kind::Figure(_) | Kind::Cue(Cue::Link(Link::By)));
    // `, 25% – подсолнечного`
    let closes = |e: &Element| matches!(e.kind, Kind::Mark(',' | ';' | '.' | ')') | Kind::Cue(Cue::Link(Link::And)));
    for at in 1..elements.len().saturating_sub(1) {
        let before = opens(&elements[at - 1]) && told(&elements[at + 1]);
        let alone = elements[at].kind == Kind::Word && (before || closes(&elements[at + 1]) && is_behind_dash(elements, at));
        if !alone {
            continue;
        }
        let adjective = found.words(&elements[at].units);
        if !adjective.starts_with(|c: char| matches!(c, 'а'..='я')) {
            continue;
        }
        let before = elements[..at].iter().rev().filter(|e| matches!(e.kind, Kind::Product(_)));
        let nouns = before.flat_map(|e| found.units[e.units.clone()].iter().map(|unit| unit.text(found.text)));
        if let Some(product) = vocabulary.described(adjective, nouns) {
            elements[at].kind = Kind::Product(product);
        }
    }
}

/// Does element `at` stand behind a figure and a dash?
fn is_behind_dash(elements: &[Element], at: usize) -> bool {
    at > 1 && elements[at - 1].kind == Kind::Mark('-') && matches!(elements[at - 2].kind, Kind::Figure(_))
}

/// 原油、煤炭和木材分别占…: a name that joins two goods is two members of a list that has as many figures.
fn split_names(vocabulary: &Vocabulary, found: &Found, elements: &mut Vec<Element>) {
    let joins = |e: &Element| matches!(e.kind, Kind::Mark(',') | Kind::Cue(Cue::Link(Link::And)));
    let goods = |e: &Element| matches!(e.kind, Kind::Product(_));
    let mut at = 0;
    while at < elements.len() {
        let length = elements[at..].iter().take_while(|e| goods(e) || joins(e)).count();
        let run = elements[at..at + length].iter();
        let named = run.clone().filter(|e| goods(e)).count();
        let behind = elements[at + length..].iter().take_while(|e| !goods(e)).skip_while(|e| !matches!(e.kind, Kind::Figure(_)));
        let figures = behind.take_while(|e| matches!(e.kind, Kind::Figure(_)) || joins(e)).filter(|e| !joins(e)).count();
        if named > 0 && figures > named {
            let parts: Vec<Element> = run.flat_map(|e| split(vocabulary, found, e)).collect();
            if parts.iter().filter(|e| goods(e)).count() == figures {
                elements.splice(at..at + length, parts);
            }
        }
        at += length.max(1);
    }
}

/// The two goods that one name joins, with what joins them; other elements as they are.
fn split(vocabulary: &Vocabulary, found: &Found, element: &Element) -> Vec<Element> {
    let named = |units: Range<usize>| {
        let hit = found.names.at(units.start, List::Trade).iter().filter(|hit| hit.last as usize == units.end);
        hit.map(|hit| vocabulary.entry(hit.entry)).find_map(|entry| if let Entry::Product(product) = entry { Some(product) } else { None })
    };
    let units = element.units.clone();
    let parts = (units.start + 1..units.end).find_map(|joint| {
        let and = matches!(found.units[joint].text(found.text), "、" | "和" | "及" | "与" | "и" | "and");
        let (first, second) = (units.start..joint, joint + 1..units.end);
        let (one, other) = and.then(|| named(first.clone()).zip(named(second.clone())))??;
        let joint = Element { kind: Kind::Cue(Cue::Link(Link::And)), units: joint..joint + 1 };
        Some(vec![Element { kind: Kind::Product(one), units: first }, joint, Element { kind: Kind::Product(other), units: second }])
    });
    match element.kind {
        Kind::Product(_) => parts.unwrap_or_else(|| vec![element.clone()]),
        _ => vec![element.clone()],
    }
}

/// `cars ($3 billion), phones ($1 billion) and milk and cream (4%)`: where one member of such a list in English is goods, all are.
fn name_members(vocabulary: &Vocabulary, found: &Found, elements: &mut Vec<Element>) {
    let opens = |&at: &usize| {
        let bracket = match elements[at].kind {
            Kind::Mark('(') => true,
            Kind::Mark('-') => found.units[elements[at].units.start].spaced,
            _ => false,
        };
        at > 0 && bracket && matches!(elements.get(at + 1).map(|e| e.kind), Some(Kind::Figure(_)))
    };
    let lists: Vec<usize> = (0..elements.len()).filter(opens).collect();
    let goods = |&at: &usize| matches!(elements[at - 1].kind, Kind::Product(_));
    if lists.len() < 2 || !lists.iter().any(goods) || !elements.iter().any(is_one_way) {
        return;
    }
    for &at in lists.iter().rev() {
        let start = member_start(elements, at);
        let opens = start
            .checked_sub(1)
            .is_some_and(|i| matches!(elements[i].kind, Kind::Mark(',' | ';' | ')' | ':') | Kind::Cue(Cue::Level | Cue::Link(Link::And))));
        // `mostly vehicles ($9.9 billion)`
        let mainly = |e: &&Element| e.kind == Kind::Word && vocabulary.is(Words::Mainly, found.words(&e.units));
        let start = start + elements[start..at.max(start + 1) - 1].iter().take_while(mainly).count();
        let reader = Reader { vocabulary, found, elements, zones: &[], floor: 0 };
        let plain = elements[start].cue().is_none() && reader.is_goods(start..at);
        if opens && plain && reader.text(at - 1).starts_with(char::is_lowercase) {
            let units = elements[start].units.start..elements[at - 1].units.end;
            elements.splice(start..at, [Element { kind: Kind::Product(UNLISTED), units }]);
        }
    }
}

/// `coal, iron concentrate and containers grew by 9%, 2% and 3% respectively`: where a list in English has as many members as
/// figures and one of the members is goods, all are; so they are in `the shares of farming and mining in exports were 5% and 2%
/// respectively`.
fn name_dealt(vocabulary: &Vocabulary, found: &Found, elements: &mut Vec<Element>) {
    let Some(close) = elements.iter().position(|e| e.cue() == Some(Cue::Respectively)) else { return };
    let figures = elements[..close].iter().rev();
    let figures = figures.take_while(|e| matches!(e.kind, Kind::Figure(_) | Kind::Mark(',') | Kind::Cue(Cue::Link(Link::And))));
    let dealt: Vec<bool> = figures.map(|e| matches!(e.kind, Kind::Figure(_))).collect();
    let count = dealt.iter().filter(|&&figure| figure).count();
    let Some(verb) = elements[..close - dealt.len()].iter().rposition(|e| matches!(e.cue(), Some(Cue::Change(_) | Cue::Level))) else {
        return;
    };
    let inside = |e: &&Element| matches!(e.kind, Kind::Word | Kind::Product(_) | Kind::Mark(',') | Kind::Cue(Cue::Link(Link::And)));
    let whole = whole_of_shares(elements, verb);
    let verb = whole.unwrap_or(verb);
    let start = verb - elements[..verb].iter().rev().take_while(inside).count();
    let shares = whole.is_some() && start > 0 && elements[start - 1].cue() == Some(Cue::Share);
    let parts = |e: &Element| matches!(e.kind, Kind::Mark(',') | Kind::Cue(Cue::Link(Link::And)));
    let mut members: Vec<Range<usize>> = Vec::new();
    for (at, element) in elements.iter().enumerate().take(verb).skip(start) {
        match members.last_mut() {
            _ if parts(element) => {}
            Some(member) if member.end == at => member.end += 1,
            _ => members.push(at..at + 1),
        }
    }
    let goods = |member: &Range<usize>| elements[member.clone()].iter().any(|e| matches!(e.kind, Kind::Product(_)));
    if count < 2 || members.len() != count || !(shares || members.iter().any(goods)) {
        return;
    }
    let reader = Reader { vocabulary, found, elements, zones: &[], floor: 0 };
    let named: Vec<Range<usize>> = members.into_iter().filter(|member| !goods(member) && reader.is_goods(member.clone())).collect();
    for member in named.into_iter().rev() {
        let units = elements[member.start].units.start..elements[member.end - 1].units.end;
        elements.splice(member, [Element { kind: Kind::Product(UNLISTED), units }]);
    }
}

/// `in the total exports of Serbia were`: the first element of what shares are shares of, right before the verb at `verb`.
fn whole_of_shares(elements: &[Element], verb: usize) -> Option<usize> {
    let passed = |e: &&Element| match e.kind {
        Kind::Place(..) | Kind::Period(_) | Kind::Word | Kind::Mark('\'') => true,
        kind => matches!(kind, Kind::Cue(Cue::Link(Link::Of) | Cue::Flow(_) | Cue::Total | Cue::Back(_))),
    };
    let start = (verb - elements[..verb].iter().rev().take_while(passed).count()).checked_sub(1)?;
    let traded = elements[start..verb].iter().any(|e| matches!(e.cue(), Some(Cue::Flow(_))));
    (traded && elements[start].cue() == Some(Cue::Link(Link::In))).then_some(start)
}

/// The first element of the member of a list whose bracket opens at `at`: behind a colon all that stands there, else behind a comma.
fn member_start(elements: &[Element], at: usize) -> usize {
    let inside = |e: &Element| matches!(e.kind, Kind::Word | Kind::Product(_) | Kind::Cue(Cue::Link(Link::And | Link::Of)));
    let run = |comma: bool| at - elements[..at].iter().rev().take_while(|e| inside(e) || comma && e.kind == Kind::Mark(',')).count();
    let wide = run(true);
    let start = if wide > 0 && elements[wide - 1].kind == Kind::Mark(':') { wide } else { run(false) };
    // `gold (7%) and paper (4%)`
    let joined = start + 1 < at && elements[start].cue() == Some(Cue::Link(Link::And));
    start + usize::from(joined)
}

/// A word for exports or imports.
fn is_one_way(e: &Element) -> bool {
    matches!(e.cue(), Some(Cue::Flow(flow)) if flow.flow.is_one_way())
}

struct Goods<'a> {
    vocabulary: &'a Vocabulary,
    found: &'a Found<'a>,
    elements: &'a [Element],
}

impl Goods<'_> {
    /// The element behind the goods without a name of their own that begin at `at`.
    fn ending(&self, at: usize) -> Option<usize> {
        let behind_flow = self.stands_behind_flow(at);
        let before = self.amount_before(at);
        if !behind_flow && before.is_none() {
            return None;
        }
        let listed = usize::from(matches!(self.elements[at].kind, Kind::Product(_)));
        let end = at + listed + self.words(at + listed);
        let name = at..end;
        let short = self.length(&name) < 2 && !self.is_known(&name);
        if end == at + listed || short || self.length(&name) > LONGEST {
            return None;
        }
        let amount = self.amount(end);
        (amount.is_some() && (behind_flow || amount == before)).then_some(end)
    }

    /// The element behind the Chinese name that begins at `at` and is made of known words: 冻鸡爪. No part of it or of what stands
    /// round it is cut off from a longer name.
    fn compound(&self, at: usize) -> Option<usize> {
        let han = |i: usize| {
            let element = self.elements.get(i).filter(|e| self.found.units[e.units.start].kind == UnitKind::Han)?;
            matches!(element.kind, Kind::Word | Kind::Product(_)).then_some(element)
        };
        let empty = |e: &Element| {
            let character = self.found.words(&e.units);
            self.vocabulary.is_particle(character) || self.vocabulary.closes_goods(character)
        };
        let names = |i: usize| han(i).is_some_and(|e| e.kind != Kind::Word || !empty(e));
        let listed = matches!(self.elements[at].kind, Kind::Product(_));
        let begins = |e: &Element| self.vocabulary.begins_goods(self.found.words(&e.units));
        if !han(at).is_some_and(begins) || at.checked_sub(1).is_some_and(names) {
            return None;
        }
        // 锂电池类产品: nothing is added to the name.
        if listed && self.elements[at + 1..].iter().take_while(|e| e.kind == Kind::Word).all(empty) {
            return None;
        }
        let run = (at..self.elements.len().min(at + translate::LONGEST)).take_while(|&i| han(i).is_some()).count();
        let words = |end: usize| self.found.words(&(self.elements[at].units.start..self.elements[end - 1].units.end));
        let names_from_here = self.vocabulary.goods_names(words(at + run));
        (at + 1 + usize::from(listed)..=at + run).rev().filter(|&end| !names(end)).find(|&end| {
            let pieces = names_from_here.pieces(words(end).len());
            pieces.is_some_and(|pieces| pieces > 1 || self.is_traded(at..end))
        })
    }

    /// 蟹出口量: a word right before one of trade.
    fn is_traded(&self, name: Range<usize>) -> bool {
        let opens = name.start == 0 || matches!(self.elements[name.start - 1].kind, Kind::Mark(_) | Kind::Place(..) | Kind::Period(_));
        opens && self.elements.get(name.end).is_some_and(is_one_way)
    }

    /// How many single characters of no list begin at `at`, none of them a particle.
    fn words(&self, at: usize) -> usize {
        let plain = |i: &usize| {
            self.elements.get(*i).is_some_and(|e| {
                let unit = self.found.units[e.units.start];
                e.kind == Kind::Word && unit.kind == UnitKind::Han && !self.vocabulary.is_particle(unit.text(self.found.text))
            })
        };
        (at..).take_while(plain).count()
    }

    /// 虾: a name of goods in one character.
    fn is_known(&self, name: &Range<usize>) -> bool {
        let word = self.found.words(&self.elements[name.start].units);
        self.vocabulary.goods_names(word).pieces(word.len()).is_some()
    }

    fn length(&self, name: &Range<usize>) -> usize {
        self.elements[name.clone()].iter().map(|e| e.units.len()).sum()
    }

    /// 出口樟脑
    fn stands_behind_flow(&self, at: usize) -> bool {
        at > 0 && is_one_way(&self.elements[at - 1])
    }

    /// 大麦8700吨、糜子1800吨: what the amount of the goods before is, where a list of goods may go on at `at`.
    fn amount_before(&self, at: usize) -> Option<bool> {
        let [goods, _, joint] = at.checked_sub(3).map(|i| &self.elements[i..at])? else { return None };
        let listed = matches!(goods.kind, Kind::Product(_)) && matches!(joint.kind, Kind::Mark(',') | Kind::Cue(Cue::Link(Link::And)));
        if listed { self.amount(at - 2) } else { None }
    }

    /// Is it an amount of goods, and is that money?
    fn amount(&self, at: usize) -> Option<bool> {
        match self.found.figure_kind(self.elements.get(at)?)? {
            FigureKind::Money(_) => Some(true),
            FigureKind::Quantity(unit) if unit != "people" => Some(false),
            _ => None,
        }
    }
}
