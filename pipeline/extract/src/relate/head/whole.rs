//! Words of trade that are the whole of a share told before them or within them, and not what the next figures are of.

use super::Head;
use crate::relate::elements::{Element, Found, Kind, past_source};
use crate::relate::vocab::{Cue, Link};
use crate::token::FigureKind;
use amur_model::Flow;

/// Is the head what a share named before it is a share of: `its share in the foreign trade`, 占全国进出口?
pub fn whole_before(found: &Found, elements: &[Element], head: &Head) -> bool {
    is_whole_within(elements, head)
        || leads_shares(found, elements, head)
        || follows_share(found, elements, head)
        || is_next_whole(found, elements, head)
        || is_of_percent(found, elements, head)
        || leads_fraction(found, elements, head)
}

/// `64% от всего экспорта`: what the percentage right before is of.
fn is_of_percent(found: &Found, elements: &[Element], head: &Head) -> bool {
    let Some([before, figure, of]) = head.elements.start.checked_sub(3).map(|first| &elements[first..head.elements.start]) else {
        return false;
    };
    // `из Китая (28% от импорта), Польши (22%)`: the bracket sets what the next ones are of.
    let bracketed = before.kind == Kind::Mark('(');
    !bracketed && found.figure_kind(figure) == Some(FigureKind::Percent) && found.words(&of.units) == "от"
}

/// `Доля стран СНГ в экспорте составила 39%, в импорте – 16%`: the next whole of the same part.
fn is_next_whole(found: &Found, elements: &[Element], head: &Head) -> bool {
    let Some([figure, joint, to]) = head.elements.start.checked_sub(3).map(|first| &elements[first..head.elements.start]) else {
        return false;
    };
    let percent = |e: &Element| found.figure_kind(e) == Some(FigureKind::Percent);
    let linked = to.cue() == Some(Cue::Link(Link::To)) && matches!(found.words(&to.units), "в" | "во");
    let joined = matches!(joint.kind, Kind::Mark(',' | ';') | Kind::Cue(Cue::Link(Link::And) | Cue::While));
    let behind = head.elements.end + usize::from(matches!(elements.get(head.elements.end).map(|e| e.kind), Some(Kind::Mark('-'))));
    let told = elements.get(behind).is_some_and(percent) && behind > head.elements.end;
    let shares = || elements[..head.elements.start].iter().any(|e| e.cue() == Some(Cue::Share));
    linked && joined && told && percent(figure) && head.partners.is_empty() && shares()
}

/// 逾全国进出口总值五分之一: a fraction right behind a word of trade is a part of it.
fn leads_fraction(found: &Found, elements: &[Element], head: &Head) -> bool {
    let of = usize::from(elements.get(head.elements.end).and_then(Element::cue) == Some(Cue::Link(Link::Of)));
    let Some(Kind::Figure(figure)) = elements.get(head.elements.end + of).map(|e| e.kind) else { return false };
    let anchor = &found.text[found.figures[figure as usize].anchor.clone()];
    anchor.contains("分之")
}

/// `Of the exports to China, 38 percent was copper`, `Из общего объёма экспорта 45% занимают металлы`: opens its sentence, and a
/// percentage comes next.
fn leads_shares(found: &Found, elements: &[Element], head: &Head) -> bool {
    let first = past_source(found, elements);
    let from = elements.get(first).is_some_and(|e| e.cue() == Some(Cue::Link(Link::From)) && matches!(found.words(&e.units), "Из" | "из"));
    let plain = |e: &Element| matches!(e.kind, Kind::Word | Kind::Period(_) | Kind::Cue(Cue::Total | Cue::Ignore));
    let from = from && elements.get(first + 1..head.core).is_some_and(|between| between.iter().all(plain));
    let of = from
        || elements[..head.elements.start].iter().all(|e| e.cue() == Some(Cue::Link(Link::Of)) || e.kind == Kind::Word)
            && head.elements.start > 0
            && elements[0].cue() == Some(Cue::Link(Link::Of));
    let next = || elements[head.elements.end..].iter().find_map(|e| found.figure_kind(e));
    (of || leads_parts(found, elements, head)) && next() == Some(FigureKind::Percent)
}

/// `In the total imports of Sakhalin, about 64% consisted of machines`: opens its sentence, and a percentage with its goods comes next.
fn leads_parts(found: &Found, elements: &[Element], head: &Head) -> bool {
    let plain = |e: &Element| matches!(e.kind, Kind::Word | Kind::Cue(Cue::Total | Cue::Back(_)));
    let opens = matches!(elements, [first, ..] if found.words(&first.units) == "In")
        && elements.get(1..head.elements.start).is_some_and(|between| between.iter().all(plain));
    let Some([comma, figure, verb, goods]) = elements.get(head.elements.end..head.elements.end + 4) else { return false };
    let made = verb.cue() == Some(Cue::Level) && matches!(goods.kind, Kind::Product(_));
    opens && comma.kind == Kind::Mark(',') && made && matches!(figure.kind, Kind::Figure(_))
}

/// Does an amount of money or goods stand right before element `at`?
fn is_amount_before(found: &Found, elements: &[Element], at: usize) -> bool {
    let before = elements[..at].iter().rev().find(|e| !matches!(e.kind, Kind::Word | Kind::Period(_)));
    let kind = before.and_then(|e| found.figure_kind(e));
    // `из них 900 млн пришлось на экспорт`
    matches!(kind, Some(FigureKind::Money(_) | FigureKind::Quantity(_) | FigureKind::Plain))
}

fn follows_share(found: &Found, elements: &[Element], head: &Head) -> bool {
    if is_part_itself(found, elements, head) || has_amount_on_it(found, elements, head) {
        return false;
    }
    for (at, element) in elements[..head.elements.start].iter().enumerate().rev() {
        match element.kind {
            // `9,1 млн долларов приходится на экспорт`: all of the part, not a part of all.
            Kind::Cue(Cue::Share) if is_amount_before(found, elements, at) || prevails(found, elements, at, head) => return false,
            Kind::Cue(Cue::Share | Cue::Than(_)) => return true,
            // `the shares of wheat, tea and cotton in total exports`
            Kind::Mark(',') if is_in_list(elements, at) => {}
            Kind::Figure(_) | Kind::Mark(',' | ';' | ':' | '(' | ')') | Kind::Cue(Cue::While | Cue::Change(_)) => return false,
            _ => {}
        }
    }
    false
}

/// Do goods, or places, stand on both sides of the comma at `at`?
fn is_in_list(elements: &[Element], at: usize) -> bool {
    let sides = at.checked_sub(1).and_then(|before| Some((elements[before].kind, elements.get(at + 1)?.kind)));
    matches!(sides, Some((Kind::Product(_), Kind::Product(_)) | (Kind::Place(..), Kind::Place(..))))
}

/// `В товарообороте преобладает импорт – он составил 5 млрд`: what the next amount is of.
fn prevails(found: &Found, elements: &[Element], share: usize, head: &Head) -> bool {
    let verb = share + 1 == head.elements.start && found.words(&elements[share].units).starts_with("преоблада");
    let next = || elements[head.elements.end..].iter().find_map(|e| found.figure_kind(e));
    verb && head.flow.value.flow.is_one_way() && matches!(next(), Some(FigureKind::Money(_) | FigureKind::Quantity(_)))
}

/// `The share of exports in total trade was 83 percent`, `Доля экспорта составила 83%`, `На долю импорта пришлось 17%`,
/// `в структуре торговли экспорт занимает 83%`: exports or imports that are the part of a turnover, and nothing else is named as one.
fn is_part_itself(found: &Found, elements: &[Element], head: &Head) -> bool {
    const NEAR: usize = 16;
    let bare = head.partners.is_empty() && head.products.is_empty() && head.flow.value.flow.is_one_way();
    let core = found.words(&elements[head.core].units);
    let near = head.elements.start.saturating_sub(NEAR)..head.elements.start;
    let Some(share) = near.rev().find(|&i| elements[i].cue() == Some(Cue::Share)).filter(|_| bare) else {
        return false;
    };
    let between = &elements[share + 1..head.elements.start];
    let word = found.words(&elements[share].units).to_lowercase();
    let of_share = between.is_empty() && ["дол", "на дол", "удельн", "share of", "proportion of"].iter().any(|stem| word.starts_with(stem));
    let trade = |e: &Element| matches!(e.cue(), Some(Cue::Flow(flow)) if flow.flow == Flow::Trade);
    let parted = |e: &Element| matches!(e.kind, Kind::Figure(_) | Kind::Mark(_));
    let inside = matches!(core, "экспорт" | "импорт") && between.iter().any(trade) && !between.iter().any(parted);
    let before = elements[..share].iter().rev().take_while(|e| !matches!(e.kind, Kind::Mark(',' | ';' | ':')));
    let named = |e: &Element| matches!(e.kind, Kind::Place(..) | Kind::Product(_) | Kind::Figure(_) | Kind::Cue(Cue::Flow(_)));
    // `Доля экспорта поднялась до 42%`, `снизилась с 50 до 42%`
    let says = |cue: Cue| matches!(cue, Cue::Level | Cue::Share | Cue::Ignore | Cue::Change(_) | Cue::Link(Link::With));
    let passed = |e: &&Element| matches!(e.kind, Kind::Word | Kind::Period(_) | Kind::Mark('-')) || e.cue().is_some_and(says);
    // `in the country's total trade`
    let whole = |e: &&Element| {
        matches!(e.kind, Kind::Place(..) | Kind::Mark('\''))
            || trade(e)
            || matches!(e.cue(), Some(Cue::Link(Link::In | Link::Of) | Cue::Back(_) | Cue::Total))
    };
    let passed = |e: &&Element| passed(e) || word.is_ascii() && whole(e);
    let mut behind = elements[head.elements.end..].iter().skip_while(passed);
    let told = behind.next().and_then(|e| found.figure_kind(e)) == Some(FigureKind::Percent);
    (of_share || inside) && told && !before.into_iter().any(named)
}

/// `На долю торговли со странами СНГ пришлось 6 млрд долларов`: all of the trade, and no part of it.
fn has_amount_on_it(found: &Found, elements: &[Element], head: &Head) -> bool {
    let Some(share) = head.elements.start.checked_sub(1).filter(|&i| elements[i].cue() == Some(Cue::Share)) else { return false };
    let on = found.words(&elements[share].units).to_lowercase().starts_with("на дол");
    let mut behind = elements[head.elements.end..]
        .iter()
        .skip_while(|e| matches!(e.kind, Kind::Word | Kind::Period(_) | Kind::Cue(Cue::Level | Cue::Share | Cue::Ignore)));
    let kind = behind.next().and_then(|e| found.figure_kind(e));
    on && matches!(kind, Some(FigureKind::Money(_) | FigureKind::Quantity(_)))
}

/// 在出口总额中的占比: the word for a share stands behind its whole.
fn is_whole_within(elements: &[Element], head: &Head) -> bool {
    const NEAR: usize = 6;
    let inside = head.elements.start.checked_sub(1).is_some_and(|i| elements[i].cue() == Some(Cue::Link(Link::In)));
    let behind = elements[head.elements.end..].iter().take(NEAR);
    let mut behind = behind.skip_while(|e| matches!(e.kind, Kind::Word | Kind::Period(_) | Kind::Cue(Cue::Link(Link::Of))));
    inside && behind.next().is_some_and(|e| e.cue() == Some(Cue::Share))
}
