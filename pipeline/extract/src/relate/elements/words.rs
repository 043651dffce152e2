//! Words, goods, marks and times that what stands round them makes something else.

use super::{Element, Found, Kind};
use crate::relate::vocab::{Back, Cue, FlowCue, Form, Link, Strength, Vocabulary};
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

/// `, with Peru exporting 5 billion`, `, with Peru running a deficit`: what a place does meanwhile, and nothing done with it.
pub(super) fn drop_with(found: &Found, elements: &mut [Element]) {
    let listed = |e: &&Element| matches!(e.kind, Kind::Place(..) | Kind::Mark(',') | Kind::Cue(Cue::Link(Link::And)));
    for i in 2..elements.len().saturating_sub(1) {
        let [comma, with, place] = &elements[i - 2..=i] else { break };
        let opens = comma.kind == Kind::Mark(',') && with.cue() == Some(Cue::Link(Link::With)) && matches!(place.kind, Kind::Place(..));
        // `, with Russia and Iraq supplying`
        let Some(verb) = elements[i..].iter().find(|e| !listed(e)) else { break };
        let does = matches!(verb.kind, Kind::Word | Kind::Cue(Cue::Flow(_))) && found.words(&verb.units).ends_with("ing");
        if opens && does {
            elements[i - 1].kind = Kind::Word;
        }
    }
}

/// `Exports of chips, the country's key export item, fell`: what is said of the goods between commas is no trade.
pub(super) fn drop_item_words(found: &Found, elements: &mut [Element]) {
    const LONGEST: usize = 7;
    let item = |e: &Element| matches!(found.words(&e.units), "item" | "product" | "commodity" | "earner" | "good" | "staple");
    for i in 1..elements.len().saturating_sub(1) {
        let flow = matches!(elements[i].cue(), Some(Cue::Flow(_))) && item(&elements[i + 1]);
        let Some(open) = (i.saturating_sub(LONGEST)..i).rev().find(|&i| matches!(elements[i].kind, Kind::Mark(_) | Kind::Figure(_))) else {
            continue;
        };
        let aside = elements[open].kind == Kind::Mark(',') && elements.get(i + 2).is_some_and(|e| e.kind == Kind::Mark(','));
        if flow && aside {
            elements[open + 1..i + 2].iter_mut().for_each(|e| e.kind = Kind::Word);
        }
    }
}

/// `The excess of exports over imports`: the balance, in one.
pub(super) fn read_excess(found: &Found, elements: &mut [Element]) {
    for i in 1..elements.len().saturating_sub(3) {
        let [excess, of, one, over, other] = &elements[i - 1..=i + 3] else { break };
        let (Some(Cue::Flow(one)), Some(Cue::Flow(other))) = (one.cue(), other.cue()) else { continue };
        let said = found.words(&excess.units) == "excess" && of.cue() == Some(Cue::Link(Link::Of)) && found.words(&over.units) == "over";
        let sign = match (one.flow, other.flow) {
            (Flow::Export, Flow::Import) => 1,
            (Flow::Import, Flow::Export) => -1,
            _ => continue,
        };
        if said {
            elements[i + 1].kind = Kind::Cue(Cue::Flow(FlowCue { flow: Flow::Balance, strength: Strength::Noun, sign }));
            let trade = matches!(elements.get(i + 5).and_then(Element::cue), Some(Cue::Flow(again)) if again.flow == Flow::Trade);
            let end = i + if trade && elements[i + 4].cue() == Some(Cue::Link(Link::In)) { 6 } else { 4 };
            elements[i + 2..end].iter_mut().for_each(|e| e.kind = Kind::Cue(Cue::Ignore));
            elements[i].kind = Kind::Cue(Cue::Ignore);
        }
    }
}

/// `India followed with 5 billion worth of trade`: the trade that the order is of, once more.
pub(super) fn drop_worth(found: &Found, elements: &mut [Element]) {
    let follows = elements.iter().any(|e| e.cue() == Some(Cue::Next));
    for i in 3..elements.len() {
        let [figure, worth, of, trade] = &elements[i - 3..=i] else { break };
        let said = found.words(&worth.units) == "worth" && of.cue() == Some(Cue::Link(Link::Of)) && matches!(figure.kind, Kind::Figure(_));
        if follows && said && matches!(trade.cue(), Some(Cue::Flow(_))) {
            elements[i - 1].kind = Kind::Word;
            elements[i].kind = Kind::Word;
        }
    }
}

/// `exports of ships`, `shipments to China, its top trading partner, fell`: a noun, and what is said of a partner between commas.
pub(super) fn drop_asides(found: &Found, elements: &mut [Element]) {
    const LONGEST: usize = 6;
    for i in 1..elements.len() {
        let ships = matches!(elements[i].cue(), Some(Cue::Flow(_))) && found.words(&elements[i].units) == "ships";
        if ships && elements[i - 1].cue() == Some(Cue::Link(Link::Of)) {
            elements[i].kind = Kind::Word;
        }
        let partner = matches!(elements[i].cue(), Some(Cue::Partner | Cue::PartnerOf(_))) && found.first(&elements[i]).is_ascii();
        let closes = elements.get(i + 1).is_some_and(|e| e.kind == Kind::Mark(','));
        let words = elements[..i].iter().rev().take(LONGEST).take_while(|e| matches!(e.kind, Kind::Word | Kind::Cue(Cue::Back(_)))).count();
        let told = (i - words).checked_sub(2).is_some_and(|place| {
            let linked = place > 0 && matches!(elements[place - 1].cue(), Some(Cue::Link(Link::To | Link::From | Link::With)));
            linked && elements[place + 1].kind == Kind::Mark(',') && matches!(elements[place].kind, Kind::Place(..))
        });
        if partner && closes && told {
            elements[i].kind = Kind::Word;
        }
    }
}

/// `For Mongolia the value of imports rose`: in whose trade.
pub(super) fn read_whose(found: &Found, elements: &mut [Element]) {
    if let [whose, place, next, ..] = elements
        && found.words(&whose.units) == "For"
        && matches!(place.kind, Kind::Place(..))
        && !matches!(next.kind, Kind::Figure(_) | Kind::Cue(Cue::Link(_)))
    {
        whose.kind = Kind::Cue(Cue::Link(Link::In));
    }
}

/// `with Korea following at 5 billion`: nobody is followed.
pub(super) fn drop_followers(found: &Found, elements: &mut [Element]) {
    for i in 1..elements.len().saturating_sub(2) {
        let [place, verb, at, figure] = &elements[i - 1..=i + 2] else { break };
        let follows = verb.cue() == Some(Cue::Object) && matches!(found.words(&verb.units), "following" | "trailing");
        let stands = matches!(at.cue(), Some(Cue::Link(Link::In | Link::With))) && matches!(figure.kind, Kind::Figure(_));
        if follows && stands && matches!(place.kind, Kind::Place(..)) {
            elements[i].kind = Kind::Word;
        }
    }
}

/// `the primary source of Poland's imports`, `the main destination for Mongolian exports`: with whom most of it is traded.
pub(super) fn read_sources(found: &Found, elements: &mut [Element]) {
    const NEAR: usize = 4;
    for i in 0..elements.len().saturating_sub(2) {
        let partners_of = match found.words(&elements[i].units) {
            "source" | "sources" => Flow::Import,
            "destination" | "destinations" | "market" | "markets" => Flow::Export,
            _ => continue,
        };
        let links = elements[i + 1].cue() == Some(Cue::Link(Link::Of)) || found.words(&elements[i + 1].units) == "for";
        if elements[i].kind != Kind::Word || !links {
            continue;
        }
        let whose = |e: &&Element| matches!(e.kind, Kind::Place(..) | Kind::Mark('\'') | Kind::Word | Kind::Cue(Cue::Back(_)));
        let flow = elements[i + 2..].iter().take(NEAR).find(|e| !whose(e)).and_then(Element::cue);
        if matches!(flow, Some(Cue::Flow(flow)) if flow.flow == partners_of) {
            elements[i].kind = Kind::Cue(Cue::PartnerOf(partners_of));
        }
    }
}

/// `imports of 4 billion against exports of 2 billion`: side by side, and not what was before.
pub(super) fn drop_against(found: &Found, elements: &mut [Element]) {
    let one_way = |element: &Element| match element.cue() {
        Some(Cue::Flow(cue)) if cue.flow.is_one_way() => Some(cue.flow),
        _ => None,
    };
    for i in 0..elements.len() {
        let Some(next) = elements.get(i + 1).and_then(one_way) else { continue };
        let other = || elements[..i].iter().rev().find_map(one_way).is_some_and(|flow| flow != next);
        if elements[i].cue() == Some(Cue::Compare) && found.words(&elements[i].units) != "than" && other() {
            elements[i].kind = Kind::Cue(Cue::While);
        }
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
        if !matches!(elements[i].cue(), Some(Cue::Flow(_))) || !vocabulary.is_motion(found.words(&elements[i].units)) {
            continue;
        }
        let linked = matches!(elements.get(i + 1).and_then(Element::cue), Some(Cue::Link(Link::To | Link::From)));
        // `81% of exports went to`: of the trade that is named.
        let named = i > 0 && matches!(elements[i - 1].cue(), Some(Cue::Flow(_)));
        let goal = elements[i + 1..].iter().skip(1).take(NEAR).find(|e| !matches!(e.kind, Kind::Word | Kind::Cue(Cue::Ignore)));
        if named || !(linked && goal.is_some_and(|e| matches!(e.kind, Kind::Place(..) | Kind::Cue(Cue::Back(Back::There))))) {
            elements[i].kind = Kind::Word;
        }
    }
}

/// `3 million tonnes passed through Heihe`: what passes a place is carried there, and no level.
pub(super) fn read_passing(found: &Found, elements: &mut [Element]) {
    for i in 1..elements.len() {
        // `5,001 trains passed through` is no trade.
        let clause = || elements[..i - 1].iter().rev().take_while(|e| !matches!(e.kind, Kind::Mark(_)));
        let goods = |e: &Element| {
            matches!(found.figure_kind(e), Some(FigureKind::Quantity(unit)) if unit != "units") || matches!(e.cue(), Some(Cue::Flow(_)))
        };
        let passes = clause().any(goods)
            && elements[i - 1].cue() == Some(Cue::Level)
            && matches!(found.words(&elements[i - 1].units), "passed" | "crossed");
        if passes && elements[i].cue() == Some(Cue::Link(Link::Through)) {
            elements[i - 1].kind = Kind::Cue(Cue::Flow(FlowCue { flow: Flow::Trade, strength: Strength::Weak, sign: 0 }));
        }
    }
}

/// `imports added 2.8%`: only by a percentage does trade grow so; `he added`, `adding 5 trains` say nothing of it.
pub(super) fn drop_additions(found: &Found, elements: &mut [Element]) {
    for i in 0..elements.len() {
        let adds = matches!(elements[i].cue(), Some(Cue::Change(_))) && matches!(found.words(&elements[i].units), "added" | "adding");
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
        if !one_word || !vocabulary.is_verb_too(found.first(&elements[i])) {
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
