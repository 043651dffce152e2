//! Names that the text decides the meaning of.

use crate::relate::elements::{Element, Found, Kind};
use crate::relate::frame::{Context, NORTHEAST_3};
use crate::relate::vocab::{Cue, Form, Link, Vocabulary};
use crate::token::FigureKind;
use amur_model::Flow;

/// `The Northeast` is what the text makes of it; in a text on another country it is no place of ours.
pub(super) fn read_northeast(vocabulary: &Vocabulary, found: &Found, context: &Context, elements: &mut [Element]) {
    if !elements.iter().any(|e| matches!(e.kind, Kind::Place(..))) {
        return;
    }
    let Some(three) = vocabulary.by_code(NORTHEAST_3) else { return };
    let meant = context.northeast.and_then(|code| vocabulary.by_code(code));
    for element in elements {
        if let Kind::Place(place, form) = element.kind
            && place == three
        {
            // 东北三省 says itself which.
            let counted = found.words(&element.units).ends_with("三省");
            element.kind = meant.or(counted.then_some(three)).map_or(Kind::Word, |place| Kind::Place(place, form));
        }
    }
}

/// 内地 is China beside Hong Kong or Macao, and seen from abroad; in a text on a province it is what lies inland.
pub(super) fn read_mainland(found: &Found, context: &Context, elements: &mut [Element]) {
    let beside = || ["HK", "MO"].iter().any(|code| context.named.contains(*code));
    let inland = || !beside() && context.named.iter().any(|code| code.starts_with("CN-"));
    for element in elements {
        if matches!(element.kind, Kind::Place(..)) && matches!(found.words(&element.units), "内地" | "內地") && inland() {
            element.kind = Kind::Word;
        }
    }
}

/// 承担着中俄贸易65%的运输任务: what is taken on is a part of the trade only where the clause says how much.
pub(super) fn read_parts_taken_on(found: &Found, elements: &mut [Element]) {
    for at in 0..elements.len() {
        if elements[at].cue() != Some(Cue::Share) || !found.words(&elements[at].units).starts_with(['承', '担', '擔']) {
            continue;
        }
        let clause = elements[at..].iter().take_while(|e| !matches!(e.kind, Kind::Mark(_)));
        let percent = |e: &Element| found.figure_kind(e) == Some(FigureKind::Percent);
        if !clause.into_iter().any(percent) {
            elements[at].kind = Kind::Word;
        }
    }
}

/// 越南蔬果第一大市场, 最大的海外市场, 第二大买家: a market that has a place in an order is one that somebody sells to.
pub(super) fn read_markets(found: &Found, elements: &mut [Element]) {
    const NEAR: usize = 6;
    let between = |e: &Element| matches!(e.kind, Kind::Word | Kind::Cue(Cue::Link(Link::Of)));
    for at in 0..elements.len() {
        if found.figure_kind(&elements[at]) != Some(FigureKind::Rank) {
            continue;
        }
        let far = elements.len().min(at + NEAR);
        let word = |i: usize| found.words(&elements[i].units);
        let buyer = |i: &usize| matches!((word(i - 1), word(*i)), ("市", "场" | "場") | ("买", "家") | ("買", "家"));
        let market = (at + 2..far).take_while(|&i| between(&elements[i - 1])).find(buyer);
        if let Some(market) = market {
            elements[market - 1].kind = Kind::Cue(Cue::PartnerOf(Flow::Export));
            elements[market].kind = Kind::Cue(Cue::Ignore);
        }
    }
}

/// `с Сахалина в Корею`: from where, and not with whom.
pub(super) fn read_origins(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    for at in 0..elements.len().saturating_sub(1) {
        let with = elements[at].cue() == Some(Cue::Link(Link::With)) && matches!(found.words(&elements[at].units), "с" | "С");
        let place = matches!(elements[at + 1].kind, Kind::Place(_, Form::Name));
        if with && place && vocabulary.is_left_with(found.words(&elements[at + 1].units)) {
            elements[at].kind = Kind::Cue(Cue::Link(Link::From));
        }
    }
}

/// `импортёров российской пшеницы`, `экспортёров пшеницы в Египет`: those who trade with whose goods they are, or where these go.
pub(super) fn read_traders(found: &Found, elements: &mut [Element]) {
    for at in 0..elements.len().saturating_sub(2) {
        if elements[at].cue() != Some(Cue::Ignore) {
            continue;
        }
        let word = crate::gazetteer::fold(found.words(&elements[at].units));
        let owned = matches!(elements[at + 1].kind, Kind::Place(_, Form::Adjective)) && is_goods(&elements[at + 2]);
        let to = elements[at + 2].cue() == Some(Cue::Link(Link::To));
        let sent = is_goods(&elements[at + 1]) && to && matches!(elements.get(at + 3).map(|e| e.kind), Some(Kind::Place(_, Form::Name)));
        if word.starts_with("импортер") && owned {
            elements[at].kind = Kind::Cue(Cue::PartnerOf(Flow::Export));
        } else if word.starts_with("экспортер") && sent {
            elements[at].kind = Kind::Cue(Cue::PartnerOf(Flow::Import));
        }
    }
}

fn is_goods(element: &Element) -> bool {
    matches!(element.kind, Kind::Product(_))
}

/// A short name is the place that the text calls by its full one, or no place.
pub(super) fn read_namesakes(vocabulary: &Vocabulary, context: &Context, elements: &mut [Element]) {
    for element in elements {
        if let Kind::Namesake(namesake) = element.kind {
            element.kind = vocabulary.meant(namesake, &context.named).map_or(Kind::Word, |place| Kind::Place(place, Form::Name));
        }
    }
}

/// 吉对外贸易额 in a text on Kyrgyzstan: of the places with one short form, the one that the text names in full.
pub(super) fn read_short_forms(vocabulary: &Vocabulary, found: &Found, context: &Context, elements: &mut [Element]) {
    for element in elements {
        let Kind::Place(_, form) = element.kind else { continue };
        let lone = form == Form::Short && element.units.len() == 1;
        // 澳方
        let side = element.units.len() == 2 && found.words(&element.units).ends_with('方');
        let Some(short) = found.units.get(element.units.start).filter(|_| lone || side).map(|unit| unit.text(found.text)) else { continue };
        match vocabulary.short_for(short, &context.named) {
            Some(place) => element.kind = Kind::Place(place, form),
            None if vocabulary.is_settled(short) => {}
            None => element.kind = Kind::Word,
        }
    }
}
