//! Who says it, in Russian: told before a sentence or set into it, and mostly nothing to do with what is told.

use super::words::is_cyrillic;
use super::{Element, Found, Kind};
use crate::relate::vocab::{Back, Cue};

/// The longest of them, in elements.
const LONGEST: usize = 10;

/// The element behind the words for who says it, which open a sentence: `По данным таможни, в Хакасии вырос`, `Он уточнил, что в
/// Китай`. What is told is told as if the sentence began there.
pub fn past_source(found: &Found, elements: &[Element]) -> usize {
    let comma = elements.iter().take(LONGEST).position(|e| !is_plain(e)).filter(|&i| i > 0 && elements[i].kind == Kind::Mark(','));
    let Some(comma) = comma.filter(|_| found.first(&elements[0]).starts_with(is_cyrillic)) else { return 0 };
    let source = &elements[..comma];
    let that = says_that(found, &elements[comma]);
    let named = || source.iter().any(|e| matches!(e.kind, Kind::Place(..) | Kind::Cue(Cue::Link(_))));
    if source.iter().any(speaks) || that || !named() { comma + 1 + usize::from(that) } else { 0 }
}

/// Drops who says it where that is no place: at the head of a sentence (`Как сообщили в таможне, в Китай`), and between commas
/// (`В 2021 году, по данным таможни, экспорт`).
pub(super) fn drop_sources(found: &Found, elements: &mut Vec<Element>) {
    let places = |e: &Element| matches!(e.kind, Kind::Place(..));
    let mut dropped = vec![false; elements.len()];
    let lead = past_source(found, elements);
    let says = || elements[..lead].iter().any(speaks) || says_that(found, &elements[lead - 2]);
    if lead > 1 && !elements[..lead].iter().any(places) && says() {
        dropped[..lead].fill(true);
    }
    let mut at = lead.max(1);
    while at < elements.len() {
        let comma = |i: usize| elements.get(i).is_some_and(|e| e.kind == Kind::Mark(','));
        let words = elements[at..].iter().skip(1).take(LONGEST).take_while(|e| is_plain(e) && !places(e)).count();
        let close = at + 1 + words;
        let source = comma(at) && comma(close) && elements[at + 1..close].iter().any(speaks);
        if source && found.first(&elements[at + 1]).starts_with(is_cyrillic) {
            // `вырос на 5%, по данным таможни, импорт – на 3%`: what parts two clauses stays.
            let parts = matches!(elements[at - 1].kind, Kind::Figure(_) | Kind::Mark(_));
            dropped[at..close + usize::from(!parts)].fill(true);
        }
        at += 1;
    }
    let mut dropped = dropped.into_iter();
    elements.retain(|_| !dropped.next().unwrap_or_default());
}

fn speaks(element: &Element) -> bool {
    element.cue() == Some(Cue::Speaker)
}

/// What may stand in the words for who says it.
fn is_plain(element: &Element) -> bool {
    let says =
        |cue| matches!(cue, Cue::Speaker | Cue::Clause | Cue::Ignore | Cue::While | Cue::Link(_) | Cue::Back(Back::Own | Back::Province));
    matches!(element.kind, Kind::Word | Kind::Place(..) | Kind::Mark('"')) || element.cue().is_some_and(says)
}

/// `В таможне уточнили, что`
fn says_that(found: &Found, comma: &Element) -> bool {
    let behind = comma.units.end;
    comma.kind == Kind::Mark(',') && behind < found.units.len() && found.words(&(behind..behind + 1)) == "что"
}
