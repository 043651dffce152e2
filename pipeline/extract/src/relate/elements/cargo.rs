//! Cargo that is trade, and cargo that is not.

use super::{Element, Found, Kind};
use crate::relate::vocab::{Back, Cue, FlowCue, Form, Link, Strength, Vocabulary, Words};
use crate::token::FigureKind;
use amur_model::Flow;

/// 口岸过货量, 对俄过货: what passes a crossing is its trade, and so is what passes to or from a country; the freight of anything else is not.
pub(super) fn read_cargo(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    let mut crossing = false;
    for at in 0..elements.len() {
        let with = at > 1 && elements[at - 2].cue() == Some(Cue::Link(Link::With)) && matches!(elements[at - 1].kind, Kind::Place(..));
        let element = &mut elements[at];
        match element.kind {
            Kind::Place(place, _) => crossing |= vocabulary.place(place).kind == "crossing" || found.last(element) == "岸",
            Kind::Cue(Cue::Back(Back::City)) => crossing |= found.last(element) == "岸",
            Kind::Cue(Cue::Flow(flow)) if flow.strength == Strength::Weak && flow.flow == Flow::Trade && found.is_han(element) => {
                let trade = FlowCue { strength: Strength::Noun, ..flow };
                let passes = with && found.words(&element.units).contains(['过', '過']);
                element.kind = Kind::Cue(if crossing || passes { Cue::Flow(trade) } else { Cue::Other("cargo") });
            }
            _ => {}
        }
    }
}

/// `The Zabaikalsk crossing handled 22 million tons`, `Переход Замын-Ууд обслужил 11 млн тонн`: what a border crossing handles is trade.
pub(super) fn read_handled(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    const NEAR: usize = 6;
    for at in 1..elements.len() {
        let amount = elements.get(at + 1).and_then(|e| found.figure_kind(e));
        let carried = |flow: FlowCue| (flow.flow, flow.strength) == (Flow::Trade, Strength::Weak);
        let word = match elements[at].kind {
            Kind::Word => true,
            Kind::Cue(Cue::Flow(flow)) => carried(flow),
            _ => false,
        };
        let counts = word && matches!(amount, Some(FigureKind::Quantity(_)));
        if !counts || !vocabulary.is(Words::Handle, found.words(&elements[at].units)) {
            continue;
        }
        let ends = |e: &&Element| !matches!(e.kind, Kind::Mark(',' | ';') | Kind::Figure(_));
        let clause = elements[..at].iter().rev().take(NEAR).take_while(ends);
        let crossing = clause.into_iter().any(|e| match e.kind {
            Kind::Place(place, Form::Name) => vocabulary.place(place).kind == "crossing" || is_named_at_border(vocabulary, found, e),
            _ => matches!(found.last(e), "crossing" | "checkpoint") || vocabulary.is_crossing(found.words(&e.units)),
        });
        if crossing {
            elements[at].kind = Kind::Cue(Cue::Flow(FlowCue { flow: Flow::Trade, strength: Strength::Verb, sign: 0 }));
        }
    }
}

/// `грузооборот пункта пропуска Дуннин`, `Heihe customs saw the cargo volume reach`: what a border crossing or a customs office handles
/// is trade, as what a seaport does may not be.
pub(super) fn read_crossing_cargo(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    const NEAR: usize = 6;
    for at in 0..elements.len() {
        if elements[at].cue() != Some(Cue::Other("cargo")) {
            continue;
        }
        let ends = |e: &&Element| !matches!(e.kind, Kind::Mark(',' | ';' | '.' | ':' | '(' | ')' | '-') | Kind::Figure(_));
        let behind = elements[at + 1..].iter().take(NEAR).take_while(ends);
        let english = found.first(&elements[at]).is_ascii();
        let before = elements[..at].iter().rev().take(if english { NEAR } else { 0 }).take_while(ends);
        let crossing = |e: &Element| match e.kind {
            Kind::Place(place, Form::Name) => {
                vocabulary.place(place).kind == "crossing" || english && is_named_at_border(vocabulary, found, e)
            }
            // `грузооборот КПП Суйфэньхэ`
            Kind::Word => !english && found.words(&e.units).to_lowercase() == "кпп",
            Kind::Cue(Cue::Ignore | Cue::Back(Back::City)) => {
                vocabulary.is_crossing(found.words(&e.units)) || is_at_border(found.words(&e.units))
            }
            _ => false,
        };
        // `the port of Busan handled cargo through its customs`: in English the goods are weighed, too.
        let weighed = |e: &Element| matches!(found.figure_kind(e), Some(FigureKind::Quantity("t")));
        if behind.chain(before).any(crossing) && (!english || elements[at..].iter().any(weighed)) {
            elements[at].kind = Kind::Cue(Cue::Flow(FlowCue { flow: Flow::Trade, strength: Strength::Noun, sign: 0 }));
        }
    }
}

/// `Heihe customs`, `the Erenhot land port`, `the border city of Suifenhe`: is the place named by what stands on the border there?
fn is_named_at_border(vocabulary: &Vocabulary, found: &Found, element: &Element) -> bool {
    const ROUND: usize = 3;
    let Kind::Place(place, _) = element.kind else { return false };
    let start = element.units.start.saturating_sub(ROUND);
    let words = found.words(&(start..found.units.len().min(element.units.end + ROUND)));
    match vocabulary.place(place).kind.as_str() {
        "country" | "group" | "world" => false,
        "admin1" => found.words(&element.units).to_ascii_lowercase().ends_with("customs"),
        _ => is_at_border(words),
    }
}

/// Do the words name what stands on a border?
fn is_at_border(words: &str) -> bool {
    const WORDS: [&str; 5] = ["customs", "crossing", "checkpoint", "border", "land port"];
    let words = words.to_ascii_lowercase();
    WORDS.iter().any(|word| words.contains(word))
}

/// `за рубеж ушло 18 тыс. тонн зерна`, `поставки муки за границу выросли`: a word that alone may tell of anything tells of trade beside
/// those for abroad.
pub(super) fn read_sent_abroad(vocabulary: &Vocabulary, found: &Found, elements: &mut Vec<Element>) {
    for at in (0..elements.len()).rev() {
        if elements[at].cue() != Some(Cue::Abroad) {
            continue;
        }
        elements[at].kind = Kind::Word;
        let inwards = found.first(&elements[at]).to_lowercase() == "из";
        let ends = |e: &Element| matches!(e.kind, Kind::Mark(',' | ';' | ':' | '(' | ')'));
        let sent = |i: &usize| match elements[*i].cue() {
            Some(Cue::Flow(flow)) => flow.strength == Strength::Weak && (flow.flow == Flow::Import) <= inwards,
            _ => false,
        };
        let before = (0..at).rev().take_while(|&i| !ends(&elements[i])).find(sent);
        let behind = (at + 1..elements.len()).take_while(|&i| !ends(&elements[i])).find(sent);
        let Some(word) = before.into_iter().chain(behind).min_by_key(|i| i.abs_diff(at)) else { continue };
        let noun = vocabulary.is(Words::Supplies, found.first(&elements[word]));
        let (flow, strength) = (if inwards { Flow::Import } else { Flow::Export }, if noun { Strength::Noun } else { Strength::Verb });
        elements[word].kind = Kind::Cue(Cue::Flow(FlowCue { flow, strength, sign: 0 }));
        if word.abs_diff(at) == 1 {
            let first = word.min(at);
            elements[first].kind = elements[word].kind;
            elements[first].units.end = elements[first + 1].units.end;
            elements.remove(first + 1);
        }
    }
}

/// `отправили из края на экспорт 2 млн тонн`: what for, apart from the verb that alone may tell of anything.
pub(super) fn read_sent_for_export(found: &Found, elements: &mut [Element]) {
    for at in 2..elements.len() {
        let export = matches!(elements[at].cue(), Some(Cue::Flow(flow)) if flow.flow == Flow::Export && flow.strength == Strength::Noun);
        let on = found.words(&elements[at - 1].units) == "на" && found.words(&elements[at].units) == "экспорт";
        if !(export && on) {
            continue;
        }
        let ends = |e: &Element| matches!(e.kind, Kind::Mark(_) | Kind::Figure(_));
        let before = (0..at - 1).rev().take_while(|&i| !ends(&elements[i]));
        let weak = |i: &usize| match elements[*i].cue() {
            Some(Cue::Flow(flow)) => {
                (flow.flow, flow.strength) == (Flow::Export, Strength::Weak) && is_verb(found.words(&elements[*i].units))
            }
            _ => false,
        };
        let Some(verb) = before.into_iter().find(weak) else { continue };
        elements[verb].kind = Kind::Cue(Cue::Flow(FlowCue { flow: Flow::Export, strength: Strength::Verb, sign: 0 }));
        elements[at - 1].kind = Kind::Word;
        elements[at].kind = Kind::Cue(Cue::Ignore);
    }
}

/// `отправили`, `направлено`: a Russian verb of what was done.
fn is_verb(word: &str) -> bool {
    ["л", "ла", "ло", "ли", "ено", "ена", "ены", "ано", "ана", "аны"].iter().any(|ending| word.ends_with(ending))
}

/// `export traffic`, `import cargo`: the cargo of a flow is the flow.
pub(super) fn join_cargo(elements: &mut [Element]) {
    for i in 1..elements.len() {
        let one_way = matches!(elements[i - 1].cue(), Some(Cue::Flow(FlowCue { flow: Flow::Export | Flow::Import, .. })));
        if one_way && elements[i].cue() == Some(Cue::Other("cargo")) {
            elements[i].kind = Kind::Cue(Cue::Ignore);
        }
    }
}
