//! Words of trade that make no head: causes, glosses, what only tells more of something else.

use crate::relate::elements::{Element, Found, Kind};
use crate::relate::vocab::{Cue, Form, Link};
use crate::units::UnitKind;
use amur_model::Flow;

/// Is the word of trade at `core` no head of its own?
pub(super) fn is_aside(found: &Found, elements: &[Element], core: usize) -> bool {
    names_way(found, elements, core)
        || is_cause(elements, core)
        || is_cause_before(elements, core)
        || is_gloss(found, elements, core)
        || is_relative(found, elements, core)
}

/// 贸易出口总值, 外贸进口额: does the next word say which way the trade goes?
pub(super) fn names_way(found: &Found, elements: &[Element], at: usize) -> bool {
    let way = |e: &Element| matches!(e.cue(), Some(Cue::Flow(cue)) if cue.flow.is_one_way());
    let both = matches!(elements[at].cue(), Some(Cue::Flow(cue)) if cue.flow == Flow::Trade);
    let word = found.units[elements[at].units.end - 1].text(found.text);
    both && matches!(word, "易" | "贸" | "貿") && elements.get(at + 1).is_some_and(way)
}

/// `за счет сокращения импорта`: the word of trade is named only as the cause of something.
fn is_cause(elements: &[Element], core: usize) -> bool {
    let near = elements[core.saturating_sub(6)..core].iter().rev();
    let says_why = near
        .take_while(|e| {
            matches!(e.kind, Kind::Word | Kind::Product(_) | Kind::Cue(Cue::Change(_) | Cue::Cause | Cue::Link(Link::In | Link::Of)))
        })
        .any(|e| e.cue() == Some(Cue::Cause));
    says_why && !has_figure(elements, core)
}

/// `due to imports of 5 billion`, `to an export increase of 7%`, `за счёт сокращения экспорта на 29%`: what has a figure of its own is said for itself.
fn has_figure(elements: &[Element], core: usize) -> bool {
    let own = elements[core + 1..].iter().take(8).take_while(|e| {
        matches!(
            e.kind,
            Kind::Figure(_)
                | Kind::Mark('(')
                | Kind::Product(_)
                | Kind::Word
                | Kind::Cue(Cue::Change(_) | Cue::Link(Link::Of | Link::And | Link::By))
        )
    });
    let mut own = own.skip_while(|e| !matches!(e.kind, Kind::Mark('(') | Kind::Cue(Cue::Link(Link::Of | Link::By))));
    own.any(|e| matches!(e.kind, Kind::Figure(_) | Kind::Mark('(')))
}

/// 在汽车贸易的带动下: the word for a cause stands behind it.
fn is_cause_before(elements: &[Element], core: usize) -> bool {
    let behind = elements[core + 1..].iter().take(8).take_while(|e| !matches!(e.kind, Kind::Figure(_) | Kind::Mark(_)));
    let before = elements[..core].iter().rev().take(8).take_while(|e| !matches!(e.kind, Kind::Mark(_)));
    behind.into_iter().any(|e| e.cue() == Some(Cue::Cause)) && before.into_iter().any(|e| e.cue() == Some(Cue::Link(Link::In)))
}

/// `сальдо (экспорт минус импорт)`: a bracket without a figure only explains a word of trade before it.
fn is_gloss(found: &Found, elements: &[Element], core: usize) -> bool {
    let Some(open) = elements[..core].iter().rposition(|e| matches!(e.kind, Kind::Mark('(' | ')'))) else { return false };
    // 6.95亿美元(含电力贸易)
    let han = is_han(found, elements, core);
    let traded = open
        .checked_sub(1)
        .is_some_and(|i| matches!(elements[i].cue(), Some(Cue::Flow(_))) || han && matches!(elements[i].kind, Kind::Figure(_)));
    let mut inside = elements[core..].iter().take_while(|e| e.kind != Kind::Mark(')'));
    elements[open].kind == Kind::Mark('(') && traded && !inside.any(|e| matches!(e.kind, Kind::Figure(_)))
}

/// 承接西藏对外贸易的吉隆口岸进出口: a clause that only tells of the place behind it, whose trade follows.
fn is_relative(found: &Found, elements: &[Element], core: usize) -> bool {
    let [of, place, behind @ ..] = &elements[core + 1..] else { return false };
    let trade = behind.iter().take(2).any(|e| matches!(e.cue(), Some(Cue::Flow(_))));
    of.cue() == Some(Cue::Link(Link::Of)) && matches!(place.kind, Kind::Place(_, Form::Name)) && trade && is_han(found, elements, core)
}

fn is_han(found: &Found, elements: &[Element], at: usize) -> bool {
    found.units[elements[at].units.start].kind == UnitKind::Han
}
