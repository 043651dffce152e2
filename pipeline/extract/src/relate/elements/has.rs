//! The kinds of elements that a sentence has.

use super::{Element, Kind};
use crate::relate::vocab::{Back, Cue, Form, Link};

/// What only looks at one of these kinds has nothing to do where it is not there. A pass that comes to look at another kind is to be
/// called for that, too; and what a pass before it may make is to be asked for beside what it looks at.
#[derive(Default)]
pub struct Has {
    pub figure: bool,
    pub period: bool,
    pub place: bool,
    pub short_form: bool,
    pub namesake: bool,
    pub product: bool,
    pub flow: bool,
    pub change: bool,
    pub share: bool,
    pub compare: bool,
    pub partner: bool,
    pub thing: bool,
    pub object: bool,
    pub clause: bool,
    pub other: bool,
    pub ignore: bool,
    pub of_which: bool,
    pub respectively: bool,
    /// A word that points back to a figure.
    pub told: bool,
    /// Links.
    pub of: bool,
    pub to: bool,
    pub with: bool,
    pub through: bool,
    pub dash: bool,
    pub bracket: bool,
    pub slash: bool,
    pub comma: bool,
    pub point: bool,
    pub apostrophe: bool,
    pub quote: bool,
    /// A word for a kind of place, which points back to one.
    pub place_back: bool,
}

impl Has {
    pub fn of(elements: &[Element]) -> Self {
        let mut has = Has::default();
        for element in elements {
            match element.kind {
                Kind::Word | Kind::Zone(_) => {}
                Kind::Figure(_) => has.figure = true,
                Kind::Period(_) => has.period = true,
                Kind::Place(_, form) => {
                    has.place = true;
                    has.short_form |= form == Form::Short;
                }
                Kind::Namesake(_) => has.namesake = true,
                Kind::Product(_) => has.product = true,
                Kind::Cue(cue) => has.cue(cue),
                Kind::Mark(mark) => has.mark(mark),
            }
        }
        has
    }

    fn cue(&mut self, cue: Cue) {
        match cue {
            Cue::Flow(_) => self.flow = true,
            Cue::Change(_) => self.change = true,
            Cue::Share => self.share = true,
            Cue::Compare => self.compare = true,
            Cue::Partner | Cue::PartnerOf(_) => self.partner = true,
            Cue::Thing => self.thing = true,
            Cue::Object => self.object = true,
            Cue::Clause => self.clause = true,
            Cue::Other(_) => self.other = true,
            Cue::Ignore => self.ignore = true,
            Cue::OfWhich => self.of_which = true,
            Cue::Respectively => self.respectively = true,
            Cue::Back(Back::Figure) => self.told = true,
            Cue::Back(Back::Province | Back::City | Back::Republic) => self.place_back = true,
            Cue::Link(Link::Of) => self.of = true,
            Cue::Link(Link::To) => self.to = true,
            Cue::Link(Link::With) => self.with = true,
            Cue::Link(Link::Through) => self.through = true,
            _ => {}
        }
    }

    fn mark(&mut self, mark: char) {
        match mark {
            '-' => self.dash = true,
            '(' => self.bracket = true,
            '/' => self.slash = true,
            ',' => self.comma = true,
            '.' => self.point = true,
            '\'' => self.apostrophe = true,
            '"' | '《' => self.quote = true,
            _ => {}
        }
    }
}
