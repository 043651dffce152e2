//! Words, goods, marks and times that what stands round them makes something else.

use super::{Element, Found, Kind};
use crate::relate::vocab::{Back, Cue, FlowCue, Form, Link, Vocabulary, Words};
use crate::token::FigureKind;
use amur_model::Flow;

/// `non-oil exports` are of anything but oil.
pub(super) fn join_negations(found: &Found, elements: &mut Vec<Element>) {
    let mut i = 2;
    while i < elements.len() {
        let [non, hyphen, product] = &elements[i - 2..=i] else { break };
        let negates = found.first(non).eq_ignore_ascii_case("non") && hyphen.kind == Kind::Mark('-');
        if negates && matches!(product.kind, Kind::Product(_)) {
            elements[i].units.start = elements[i - 2].units.start;
            elements.drain(i - 2..i);
        }
        i += 1;
    }
}

/// `the Netherlands`, `the PRC`, `had reached`, `has grown`, `also fell`, `steadily rose`: what English says before the name of a country and
/// before a verb is left out, so that what stands before it stands right before the name or the verb.
pub(super) fn drop_articles(vocabulary: &Vocabulary, found: &Found, elements: &mut Vec<Element>) {
    let mut i = elements.len();
    while i > 1 {
        i -= 1;
        let word = if elements[i - 1].kind == Kind::Word { found.words(&elements[i - 1].units) } else { continue };
        let idle = match elements[i].kind {
            Kind::Place(place, Form::Name) => matches!(word, "the" | "The") && vocabulary.place(place).is_abroad(),
            Kind::Cue(Cue::Level | Cue::Change(_)) => {
                let adverb = word.len() > 3 && word.ends_with("ly") || vocabulary.is(Words::Adverbs, word);
                adverb || matches!(word, "has" | "have" | "had")
            }
            _ => false,
        };
        if idle {
            elements.remove(i - 1);
        }
    }
}

/// `In addition, exports rose`: what a sentence opens with up to a comma only joins it to the one before.
pub(super) fn drop_opener(vocabulary: &Vocabulary, found: &Found, elements: &mut Vec<Element>) {
    const LONGEST: usize = 48;
    let comma = found.text.char_indices().take_while(|&(at, _)| at < LONGEST).find(|&(_, c)| matches!(c, ',' | '，')).map(|(at, _)| at);
    let Some(comma) = comma.filter(|&comma| vocabulary.is(Words::Openers, found.text[..comma].trim())) else { return };
    let behind = |e: &Element| found.units[e.units.start].start as usize > comma;
    let end = elements.iter().position(behind).unwrap_or(elements.len());
    elements.drain(..end);
}

/// `на 11,1 проц. до`, `120 тыс. автомобилей`: the point of an abbreviated word, where the sentence goes on.
pub(super) fn drop_points(found: &Found, elements: &mut Vec<Element>) {
    let lower = |element: &Element| found.first(element).starts_with(|c| matches!(c, 'а'..='я' | 'ё'));
    let mut i = 2;
    while i < elements.len() {
        let [short, point, next] = &elements[i - 2..=i] else { break };
        let closes = point.kind == Kind::Mark('.') && found.is_glued(point);
        let goes_on = match short.kind {
            Kind::Figure(_) => lower(next) || next.kind == Kind::Mark('-'),
            // `(март – декабрь 2025 г.)`
            Kind::Period(_) => next.kind == Kind::Mark(')'),
            _ => false,
        };
        if closes && goes_on {
            elements.remove(i - 1);
        }
        i += 1;
    }
}

/// `via border gates`: a thing that no place stands before is a word like any other.
pub(super) fn drop_things(elements: &mut [Element]) {
    for i in 0..elements.len() {
        let named = i > 0 && matches!(elements[i - 1].kind, Kind::Place(..));
        if elements[i].cue() == Some(Cue::Thing) && !named {
            elements[i].kind = Kind::Word;
        }
    }
}

/// `went up`, `comes from gas`: only to a place goods go, and from one they come.
pub(super) fn drop_motion(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    const NEAR: usize = 4;
    for i in 0..elements.len() {
        if !matches!(elements[i].cue(), Some(Cue::Flow(_))) || !vocabulary.is(Words::Motion, found.words(&elements[i].units)) {
            continue;
        }
        let linked = matches!(elements.get(i + 1).and_then(Element::cue), Some(Cue::Link(Link::To | Link::From)));
        // `81% of exports went to`, `of exports typically go to`: of the trade that is named.
        let named = elements[..i].iter().rev().find(|e| e.cue() != Some(Cue::Now)).is_some_and(|e| matches!(e.cue(), Some(Cue::Flow(_))));
        let goal = elements[i + 1..].iter().skip(1).take(NEAR).find(|e| !matches!(e.kind, Kind::Word | Kind::Cue(Cue::Ignore)));
        if named || !(linked && goal.is_some_and(|e| matches!(e.kind, Kind::Place(..) | Kind::Cue(Cue::Back(Back::There) | Cue::World)))) {
            elements[i].kind = Kind::Word;
        }
    }
}

/// `нефть, доля которой в экспорте`: the share of the goods right before, and of no place.
pub(super) fn read_relative_goods(found: &Found, elements: &mut [Element]) {
    for i in 3..elements.len() {
        let goods = matches!(elements[i - 3].kind, Kind::Product(_)) && elements[i - 2].kind == Kind::Mark(',');
        let share = elements[i - 1].cue() == Some(Cue::Share) && elements[i].cue() == Some(Cue::Back(Back::There));
        if goods && share && found.words(&elements[i].units).starts_with("котор") {
            elements[i].kind = Kind::Word;
        }
    }
}

/// `Рост, по сравнению с январём, составил 12%`: a Russian sentence sets the time apart from its verb with commas.
pub(super) fn drop_commas_round_times(found: &Found, elements: &mut Vec<Element>) {
    let mut at = 3;
    while at < elements.len() {
        let comma = |i: usize| elements[i].kind == Kind::Mark(',');
        let told = matches!(elements[at].cue(), Some(Cue::Level | Cue::Change(_)));
        let apart = told && comma(at - 1) && comma(at - 3) && matches!(elements[at - 2].kind, Kind::Period(_));
        if apart && found.first(&elements[at]).starts_with(is_cyrillic) {
            elements.remove(at - 1);
            elements.remove(at - 3);
            at -= 1;
        } else {
            at += 1;
        }
    }
}

/// `«Экспорт вырос на 5%», – сказал он`: the marks round what a Russian sentence opens with, and one that only opens or only closes.
pub(super) fn drop_speech_marks(found: &Found, elements: &mut Vec<Element>) {
    let russian = elements.iter().find(|e| e.kind != Kind::Mark('"')).is_some_and(|e| found.first(e).starts_with(is_cyrillic));
    if !russian {
        return;
    }
    let mut open: Vec<usize> = Vec::new();
    let mut speech = vec![false; elements.len()];
    for (at, element) in elements.iter().enumerate() {
        if element.kind != Kind::Mark('"') {
            continue;
        }
        let opens = match found.first(element) {
            "«" | "„" => true,
            "»" => false,
            _ => open.is_empty(),
        };
        match open.pop() {
            outer if opens => open.extend(outer.into_iter().chain([at])),
            Some(0) => (speech[0], speech[at]) = (true, true),
            None => speech[at] = true,
            Some(_) => {}
        }
    }
    open.into_iter().for_each(|at| speech[at] = true);
    let mut dropped = speech.into_iter();
    elements.retain(|_| dropped.next() != Some(true));
}

/// 进口石油焦的贸易值, 出口汽车的货值: the worth of what goes one way.
pub(super) fn join_worth_of_flow(found: &Found, elements: &mut [Element]) {
    for at in 3..elements.len() {
        let flow = |i: usize| if let Some(Cue::Flow(flow)) = elements[i].cue() { Some(flow) } else { None };
        let one_way = flow(at - 3).is_some_and(FlowCue::is_one_way_noun);
        let of = matches!(elements[at - 2].kind, Kind::Product(_)) && elements[at - 1].cue() == Some(Cue::Link(Link::Of));
        let worth = flow(at).is_some_and(|flow| flow.flow == Flow::Trade) && matches!(found.last(&elements[at]), "值" | "额" | "量");
        if one_way && of && worth && found.is_han(&elements[at]) {
            elements[at - 1].kind = Kind::Word;
            elements[at].kind = Kind::Cue(Cue::Level);
        }
    }
}

/// 2021年新增准入的大麦进口16亿元, 8月发布的外贸数据: when the goods or the data came to be is not when they were traded. What is
/// traded, counted or done by somebody between the two is told of that time.
pub(super) fn drop_times_of_attributes(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    const LONGEST: usize = 6;
    for at in 0..elements.len() {
        let Kind::Period(_) = elements[at].kind else { continue };
        let plain = |e: &&Element| matches!(e.kind, Kind::Word | Kind::Cue(Cue::Ignore)) && found.is_han(e);
        let words = elements[at + 1..].iter().take(LONGEST).take_while(plain).count();
        let of = at + 1 + words;
        let [Element { kind: Kind::Cue(Cue::Link(Link::Of)), .. }, named, ..] = &elements[of.min(elements.len())..] else { continue };
        let said = if words > 0 { found.words(&(elements[at + 1].units.start..elements[of - 1].units.end)) } else { "" };
        let attribute = match named.kind {
            Kind::Product(_) => words > 1,
            _ => vocabulary.is(Words::Publish, said),
        };
        if attribute && found.is_han(named) {
            elements[at].kind = Kind::Word;
        }
    }
}

pub(super) fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{0400}'..='\u{0481}')
}

/// `17% приходится на долю Китая`: the share is that of whom it falls on, and the words for it are said once.
pub(super) fn read_falls_on(found: &Found, elements: &mut [Element]) {
    for i in 1..elements.len() {
        let shares = |at: usize| elements[at].cue() == Some(Cue::Share);
        if shares(i) && shares(i - 1) && found.words(&elements[i].units) == "на долю" {
            elements[i].kind = Kind::Cue(Cue::Link(Link::By));
        }
    }
}

/// `минеральные продукты (коды ТН ВЭД 25-27)`: where goods stand in the customs tariff.
pub(super) fn drop_tariff_codes(found: &Found, elements: &mut Vec<Element>) {
    const LONGEST: usize = 12;
    let mut at = 1;
    while at + 1 < elements.len() {
        let opens = matches!(elements[at - 1].kind, Kind::Product(_)) && elements[at].kind == Kind::Mark('(');
        let word = || found.words(&elements[at + 1].units).to_lowercase();
        let codes = opens && ["код", "тн", "групп"].iter().any(|start| word().starts_with(start));
        let close = elements[at..].iter().take(LONGEST).position(|e| e.kind == Kind::Mark(')')).filter(|_| codes);
        if let Some(length) = close {
            elements.drain(at..=at + length);
        }
        at += 1;
    }
}

/// `молочной продукции в пересчёте на молоко`: what the goods are counted in, and not what they are.
pub(super) fn drop_measures_of_goods(found: &Found, elements: &mut [Element]) {
    for i in 2..elements.len() {
        let on = || crate::gazetteer::fold(found.words(&(elements[i - 2].units.start..elements[i].units.start)));
        if matches!(elements[i].kind, Kind::Product(_)) && on().ends_with("пересчете на") {
            elements[i].kind = Kind::Word;
        }
    }
}

/// `imports added 2.8%`: only by a percentage does trade grow so; `he added`, `adding 5 trains` say nothing of it.
pub(super) fn drop_additions(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    for i in 0..elements.len() {
        let adds = matches!(elements[i].cue(), Some(Cue::Change(_))) && vocabulary.is(Words::Add, found.words(&elements[i].units));
        let percent = |e: &Element| found.figure_kind(e) == Some(FigureKind::Percent);
        if adds && !elements.get(i + 1).is_some_and(percent) {
            elements[i].kind = Kind::Word;
        }
    }
}

/// `партнёрами стали`, `экспорт стали`: a verb unless what is traded, measured or listed stands before it.
pub(super) fn drop_verbs(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    for i in 0..elements.len() {
        let one_word = matches!(elements[i].kind, Kind::Product(_)) && elements[i].units.len() == 1;
        if !one_word || !vocabulary.is(Words::AlsoVerbs, found.first(&elements[i])) {
            continue;
        }
        let listed = |at: usize| at > 0 && matches!(elements[at - 1].kind, Kind::Product(_));
        // `Партнёрами по объёму товарооборота стали Китай и Корея`
        let by = |at: usize| at > 0 && elements[at - 1].kind == Kind::Word && found.first(&elements[at - 1]).eq_ignore_ascii_case("по");
        let becomes = matches!(elements.get(i + 1).map(|e| e.kind), Some(Kind::Place(_, Form::Name))) && i > 0 && by(i - 1);
        let traded = i > 0
            && match elements[i - 1].kind {
                Kind::Cue(Cue::Flow(_)) if becomes => false,
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
pub(super) fn read_abbreviations(found: &Found, elements: &mut [Element]) {
    for i in 3..elements.len() {
        let [name, open, short, close] = &elements[i - 3..=i] else { continue };
        let glosses = open.kind == Kind::Mark('(') && close.kind == Kind::Mark(')') && short.units.len() == 1;
        let text = found.first(short);
        let capitals = text.chars().all(char::is_uppercase) && !text.is_ascii();
        if matches!((name.kind, short.kind), (Kind::Product(_), Kind::Product(_))) && glosses && capitals {
            elements[i - 3].kind = short.kind;
        }
    }
}

/// `12 млрд /40 проц/`: slashes round words are brackets.
pub(super) fn pair_slashes(found: &Found, elements: &mut [Element]) {
    let mut open: Option<usize> = None;
    for i in 0..elements.len() {
        if elements[i].kind != Kind::Mark('/') {
            continue;
        }
        match open.take() {
            _ if !found.is_glued(&elements[i]) => open = Some(i),
            Some(start) => {
                elements[start].kind = Kind::Mark('(');
                elements[i].kind = Kind::Mark(')');
            }
            None => {}
        }
    }
}

/// `северо-восточной`, `cross-border`: two words with a hyphen between are one.
pub(super) fn join_hyphens(found: &Found, elements: &mut Vec<Element>) {
    let mut kept = Vec::with_capacity(elements.len());
    for element in elements.drain(..) {
        match kept.as_mut_slice() {
            [.., Element { kind: Kind::Word, units }, dash]
                if element.kind == Kind::Word && dash.kind == Kind::Mark('-') && found.is_glued(dash) && found.is_glued(&element) =>
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
pub(super) fn drop_time_of_speech(elements: &mut [Element]) {
    let Some(clause) = elements.iter().position(|e| e.cue() == Some(Cue::Clause)) else { return };
    let lead = &mut elements[..clause];
    if lead.iter().any(|e| matches!(e.kind, Kind::Figure(_) | Kind::Cue(Cue::Flow(_)))) {
        return;
    }
    for period in lead.iter_mut().filter(|e| matches!(e.kind, Kind::Period(_))) {
        period.kind = Kind::Word;
    }
}
