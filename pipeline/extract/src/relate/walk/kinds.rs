//! What bare figures are of.

use crate::relate::elements::{Element, Found, Kind};
use crate::relate::vocab::{Back, Cue, Link, Vocabulary};
use crate::token::FigureKind;

/// The kinds of the figures: a bare one may count goods by the piece; one with a scale word takes the currency of the nearest
/// amount of money, else of the last one before: `Оборот составил 5 млрд долларов. Экспорт – 3 млрд.`
pub(super) fn kinds(vocabulary: &Vocabulary, found: &Found, elements: &[Element], currency: Option<&'static str>) -> Vec<FigureKind> {
    let mut kinds: Vec<FigureKind> = found.figures.iter().map(|f| f.kind).collect();
    if !kinds.contains(&FigureKind::Plain) {
        return kinds;
    }
    count_pieces(vocabulary, found, elements, &mut kinds);
    take_percents(found, elements, &mut kinds);
    amounts_of_row(elements, &mut kinds);
    let money = take_nearest(found, elements, &mut kinds);
    if let Some(code) = currency.filter(|_| !money) {
        take_carried(code, found, elements, &mut kinds);
    }
    kinds
}

/// `92 тыс. подержанных автомобилей`, `2,500 passenger cars`, `1,200 fully assembled cars`: goods counted by the piece.
fn count_pieces(vocabulary: &Vocabulary, found: &Found, elements: &[Element], kinds: &mut [FigureKind]) {
    for (at, element) in elements.iter().enumerate() {
        if let Kind::Figure(index) = element.kind
            && kinds[index as usize] == FigureKind::Plain
            && let goods = at + 1 + found.qualities(&elements[at + 1..])
            && let Some(Kind::Product(product)) = elements.get(goods).map(|e| e.kind)
            && let word = found.units[elements[goods].units.end - 1].text(found.text)
            && (word.chars().all(|c| matches!(c, 'а'..='я' | 'ё')) || vocabulary.is_by_the_piece(product) && word.ends_with('s'))
        {
            kinds[index as usize] = FigureKind::Quantity("units");
        }
    }
    count_row(found, elements, kinds);
    count_number(found, elements, kinds);
    count_parts(found, elements, kinds);
}

/// `Germany took 171,000 vehicles, France 92,000 and Italy 70,000`: what the first of a row of places counts.
fn count_row(found: &Found, elements: &[Element], kinds: &mut [FigureKind]) {
    const LEAST: f64 = 1000.0;
    let mut row = None;
    for (at, element) in elements.iter().enumerate() {
        match element.kind {
            Kind::Figure(index) if kinds[index as usize] == FigureKind::Plain => {
                let placed = at > 0 && matches!(elements[at - 1].kind, Kind::Place(..));
                match row.filter(|_| placed && found.figures[index as usize].value >= LEAST) {
                    Some(kind) => kinds[index as usize] = kind,
                    None => row = None,
                }
            }
            Kind::Figure(index) => row = Some(kinds[index as usize]).filter(|kind| matches!(kind, FigureKind::Quantity(_))),
            Kind::Place(..) | Kind::Product(_) | Kind::Word | Kind::Mark(',') | Kind::Cue(Cue::Link(Link::And)) => {}
            _ => row = None,
        }
    }
}

/// `The number of cars sold to Russia surged to 106,000`: the first bare figure behind counts the goods.
fn count_number(found: &Found, elements: &[Element], kinds: &mut [FigureKind]) {
    const NEAR: usize = 3;
    let Some(number) = elements.iter().position(|e| e.cue() == Some(Cue::Back(Back::Figure)) && found.words(&e.units).ends_with("number"))
    else {
        return;
    };
    let of = elements.get(number + 1).and_then(Element::cue) == Some(Cue::Link(Link::Of));
    let goods = elements.iter().skip(number + 2).take(NEAR).any(|e| matches!(e.kind, Kind::Product(_)));
    let figure = elements[number..].iter().find_map(|e| if let Kind::Figure(index) = e.kind { Some(index as usize) } else { None });
    if let Some(index) = figure.filter(|&index| of && goods && kinds[index] == FigureKind::Plain) {
        kinds[index] = FigureKind::Quantity("units");
    }
}

/// `120 тыс. автомобилей, из них 38,2 тыс. – из Южной Кореи, 20 тыс. – из Японии`: bare figures of a list of parts count what the
/// whole does.
fn count_parts(found: &Found, elements: &[Element], kinds: &mut [FigureKind]) {
    let (mut whole, mut parts): (Option<usize>, bool) = (None, false);
    let value = |index: usize| found.figures[index].value;
    for (at, element) in elements.iter().enumerate() {
        match element.kind {
            Kind::Cue(Cue::OfWhich) => parts = true,
            Kind::Mark(';') | Kind::Cue(Cue::While) => (whole, parts) = (None, false),
            Kind::Figure(index) if kinds[index as usize] == FigureKind::Plain => {
                let linked = matches!(elements.get(at + 2).and_then(Element::cue), Some(Cue::Link(Link::From | Link::To | Link::With)));
                let listed = linked && elements[at + 1].kind == Kind::Mark('-');
                if let Some(whole) = whole.filter(|&whole| parts && listed && value(index as usize) <= value(whole)) {
                    kinds[index as usize] = kinds[whole];
                }
            }
            // `12 тыс. автомобилей на 199 млн долларов`: what they are worth does not change what is counted.
            Kind::Figure(index) if !parts => match kinds[index as usize] {
                FigureKind::Quantity("units") => whole = Some(index as usize),
                FigureKind::Money(_) => {}
                _ => whole = None,
            },
            _ => {}
        }
    }
}

/// `на КНР – 40,3 процента, на Россию – 24,8, на Японию – 9,1 процента`: what stands behind its dash between two percentages.
fn take_percents(found: &Found, elements: &[Element], kinds: &mut [FigureKind]) {
    for row in elements.windows(3) {
        if let [dash, Element { kind: Kind::Figure(index), .. }, comma] = row
            && let index = *index as usize
            && kinds[index] == FigureKind::Plain
            // `рост 53%; импорт – 4,2 млрд, рост 34%`
            && !found.text[found.figures[index].anchor.clone()].contains(char::is_alphabetic)
            && (dash.kind, comma.kind) == (Kind::Mark('-'), Kind::Mark(','))
            && index > 0
            && kinds[index - 1] == FigureKind::Percent
            && kinds.get(index + 1) == Some(&FigureKind::Percent)
        {
            kinds[index] = FigureKind::Percent;
        }
    }
    percents_of_row(found, elements, kinds);
    share_sign(elements, kinds);
}

/// `Russia (18.6 per cent), Latvia (10.2)`, `exports fell by 4.1, imports rose by 0.6 per cent`, `oil – 24.5, gas – 15.9 per cent`: the
/// sign told once in a row of figures that stand each in a bracket, behind `by` or behind a dash.
fn percents_of_row(found: &Found, elements: &[Element], kinds: &mut [FigureKind]) {
    if !kinds.contains(&FigureKind::Percent) {
        return;
    }
    let places: Vec<(usize, usize)> = elements
        .iter()
        .enumerate()
        .filter_map(|(at, e)| if let Kind::Figure(index) = e.kind { Some((at, index as usize)) } else { None })
        .filter(|&(at, _)| at > 0)
        .collect();
    let stand = |at: usize| Stand::of(elements, at);
    let plain = |index: usize| {
        let figure = &found.figures[index];
        figure.value.abs() < 100.0 && found.text[figure.anchor.clone()].contains(['.', ','])
    };
    for (this, &(at, index)) in places.iter().enumerate() {
        let Some(here) = stand(at).filter(|_| kinds[index] == FigureKind::Plain && plain(index)) else { continue };
        let percent = |&(at, index): &(usize, usize)| kinds[index] == FigureKind::Percent && stand(at) == Some(here);
        let before = this.checked_sub(1).and_then(|i| places.get(i)).filter(|_| here != Stand::By);
        if before.is_some_and(percent)
            || places[this + 1..].iter().find(|(_, index)| kinds[*index] != FigureKind::Plain).is_some_and(percent)
        {
            kinds[index] = FigureKind::Percent;
        }
    }
}

/// `из Китая – 38 821 единица, из Кореи – 9 112`, `Turkey (382 tonnes), Iran (91)`: what is counted is told once in a row of places or goods.
fn amounts_of_row(elements: &[Element], kinds: &mut [FigureKind]) {
    let mut last: Option<(Stand, FigureKind)> = None;
    let linked = |at: usize| matches!(elements[at].cue(), Some(Cue::Link(Link::From | Link::To)));
    for at in 2..elements.len() {
        let Kind::Figure(index) = elements[at].kind else { continue };
        // `Из Китая поступило 23 тыс. машин, из Кореи – 18 тыс.`
        let pieces = index.checked_sub(1).map(|before| kinds[before as usize]).filter(|kind| *kind == FigureKind::Quantity("units"));
        let from_another = at > 3 && linked(at - 3) && elements[at - 4].kind == Kind::Mark(',');
        last = last.or(pieces.filter(|_| from_another).map(|kind| (Stand::Dash, kind)));
        let named = matches!(elements[at - 2].kind, Kind::Place(..) | Kind::Product(_));
        let stand = Stand::of(elements, at).filter(|stand| named && *stand != Stand::By);
        let kind = &mut kinds[index as usize];
        if let Some((row, told)) = last.filter(|_| *kind == FigureKind::Plain)
            && stand == Some(row)
        {
            *kind = told;
        }
        let counted = matches!(kind, FigureKind::Quantity(_));
        last = stand.filter(|_| counted).map(|stand| (stand, *kind));
    }
}

/// How a figure stands in a row of such.
#[derive(Clone, Copy, PartialEq)]
enum Stand {
    Bracket,
    By,
    Dash,
}

impl Stand {
    fn of(elements: &[Element], at: usize) -> Option<Stand> {
        let ends = elements.get(at + 1).is_none_or(|e| matches!(e.kind, Kind::Mark(',' | ';' | '.') | Kind::Cue(Cue::Link(Link::And))));
        match elements[at - 1].kind {
            Kind::Mark('(') => (elements.get(at + 1)?.kind == Kind::Mark(')')).then_some(Stand::Bracket),
            Kind::Mark('-') => ends.then_some(Stand::Dash),
            Kind::Cue(Cue::Link(Link::By)) => ends.then_some(Stand::By),
            _ => None,
        }
    }
}

/// `rose 21 and 34 percent`, `на 12, 8 и 3 процента`: the sign told once, behind the last of a list.
fn share_sign(elements: &[Element], kinds: &mut [FigureKind]) {
    let mut listed: Vec<usize> = Vec::new();
    let mut closed = false;
    for element in elements {
        match element.kind {
            Kind::Figure(index) => {
                let index = index as usize;
                match kinds[index] {
                    FigureKind::Plain if !closed => listed.push(index),
                    // `1.8 and 2.3 times more`
                    kind @ (FigureKind::Percent | FigureKind::Times) if closed => listed.drain(..).for_each(|bare| kinds[bare] = kind),
                    _ => listed.clear(),
                }
                closed = false;
            }
            Kind::Mark(',') if !closed => {}
            Kind::Cue(Cue::Link(Link::And)) if !listed.is_empty() => closed = true,
            _ => {
                listed.clear();
                closed = false;
            }
        }
    }
}

/// Gives bare millions the kind of the nearest amount. Is there any?
fn take_nearest(found: &Found, elements: &[Element], kinds: &mut [FigureKind]) -> bool {
    let typed = |k: &FigureKind| matches!(k, FigureKind::Money(_) | FigureKind::Quantity("t" | "m3" | "kWh" | "kg" | "bbl" | "bottles"));
    let amounts: Vec<(usize, FigureKind)> = kinds.iter().enumerate().filter(|(_, k)| typed(k)).map(|(i, &k)| (i, k)).collect();
    if amounts.is_empty() {
        return false;
    }
    let bracketed = bracketed(elements, found.figures.len());
    for (index, figure) in found.figures.iter().enumerate() {
        // `9,3 тысячи тонн, в Японию – 4,1 тысячи, в Корею – 2,6 тысячи тонн`
        let between = index > 0 && typed(&kinds[index - 1]) && kinds.get(index + 1) == Some(&kinds[index - 1]);
        let scaled = (figure.value.abs() >= 1e4 || between) && found.text[figure.anchor.clone()].chars().any(char::is_alphabetic);
        // A conversion in a bracket says nothing of the currency outside it.
        let distance = |&&(i, _): &&(usize, FigureKind)| (bracketed[i] != bracketed[index], i.abs_diff(index), i < index);
        if kinds[index] == FigureKind::Plain
            && scaled
            && let Some(&(_, kind)) = amounts.iter().min_by_key(distance)
        {
            kinds[index] = kind;
        }
    }
    true
}

/// In a sentence without an amount, bare millions are money of the sentence before; in Chinese right behind the word for the trade,
/// 出口12亿，进口8亿.
fn take_carried(code: &'static str, found: &Found, elements: &[Element], kinds: &mut [FigureKind]) {
    for (at, element) in elements.iter().enumerate() {
        let Kind::Figure(index) = element.kind else { continue };
        let figure = &found.figures[index as usize];
        let anchor = &found.text[figure.anchor.clone()];
        let traded = || at > 0 && matches!(elements[at - 1].cue(), Some(Cue::Flow(_)));
        let han = anchor.ends_with(['亿', '億']) && traded();
        let millions = figure.value.abs() >= 1e6 && (han || anchor.chars().any(|c| matches!(c, 'а'..='я' | 'a'..='z')));
        // `3 млн человек`: what is counted is no money.
        let alone = elements.get(at + 1).is_none_or(|e| {
            matches!(
                e.kind,
                Kind::Mark(_) | Kind::Cue(Cue::Link(Link::And | Link::By) | Cue::Compare | Cue::While | Cue::Change(_) | Cue::Share)
            )
        });
        if kinds[index as usize] == FigureKind::Plain && millions && alone {
            kinds[index as usize] = FigureKind::Money(code);
        }
    }
}

/// Which figures stand in a bracket.
fn bracketed(elements: &[Element], figures: usize) -> Vec<bool> {
    let mut out = vec![false; figures];
    let mut inside = false;
    for element in elements {
        match element.kind {
            Kind::Mark('(') => inside = true,
            Kind::Mark(')') => inside = false,
            Kind::Figure(index) => out[index as usize] = inside,
            _ => {}
        }
    }
    out
}
