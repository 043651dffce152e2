//! `the Asian giant`, `the Middle East country`: a country named before, by the part of the world that it lies in.

use super::{Element, Found, Kind};
use crate::relate::vocab::{Back, Cue, Link, Vocabulary, Words};

/// Makes of them words that point back: behind a link to the partner, else to whose trade it is.
pub(super) fn read_epithets(vocabulary: &Vocabulary, found: &Found, elements: &mut Vec<Element>) {
    for i in (2..elements.len()).rev() {
        // What was joined before has left fewer elements.
        let Some([the, region, noun]) = elements.get(i - 2..=i) else { continue };
        if noun.kind != Kind::Word || !is_the(found, the) {
            continue;
        }
        let is_region = match region.kind {
            Kind::Place(place, _) => vocabulary.place(place).is_group(),
            // `the Himalayan nation`
            Kind::Word => found.first(region).starts_with(char::is_uppercase),
            _ => false,
        };
        if !(is_region && vocabulary.is(Words::Epithets, found.words(&noun.units))) {
            continue;
        }
        let linked = i > 2 && matches!(elements[i - 3].cue(), Some(Cue::Link(Link::To | Link::From | Link::With)));
        let back = if linked { Back::There } else { Back::Country };
        elements[i - 2] = Element { kind: Kind::Cue(Cue::Back(back)), units: the.units.start..noun.units.end };
        elements.drain(i - 1..=i);
    }
}

/// Most words are told by their length not to be it.
fn is_the(found: &Found, element: &Element) -> bool {
    const THE: &str = "the";
    found.units[element.units.start].range().len() == THE.len() && found.first(element).eq_ignore_ascii_case(THE)
}
