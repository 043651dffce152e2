//! Names that the text decides the meaning of.

use crate::relate::elements::{Element, Found, Kind};
use crate::relate::frame::{Context, NORTHEAST_3};
use crate::relate::vocab::{Form, Vocabulary};

/// `The Northeast` is what the text makes of it; in a text on another country it is no place of ours.
pub(super) fn read_northeast(vocabulary: &Vocabulary, found: &Found, context: &Context, elements: &mut [Element]) {
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
