//! A place that a Russian sentence only points back to, as what it is about: `регион нарастил экспорт`, `на соседнюю республику
//! пришлось`.

use super::{State, Walk};
use crate::relate::elements::Kind;
use crate::relate::frame::{Context, Slot, Who};
use crate::relate::vocab::{Back, Cue, Link};

impl Walk<'_> {
    /// Makes what the word at `at` points back to the subject of its clause, if it is one.
    pub(super) fn take_pointed(&self, back: Back, at: usize, context: &Context, state: &mut State) {
        // `The bloc accounted for 56% of shipments`
        let noun = back == Back::There && self.reader().is_ascii(at) && self.reader().text(at).contains(' ');
        let free = state.subject.is_none() && !state.headed && (self.is_russian(at) || noun);
        if !free || !(self.has_share(at) || self.is_moving(at)) {
            return;
        }
        if let Some(who) = self.pointed(back, at, context, state) {
            state.subject = Some(who);
            (state.named, state.fresh_subject, state.clause_subject) = (true, true, true);
        }
    }

    fn pointed(&self, back: Back, at: usize, context: &Context, state: &State) -> Option<Who> {
        let owner = state.frame.reporter.as_ref().or(context.topic.reporter.as_ref());
        let other = || {
            let sides = [&state.frame.partner, &context.last.partner, &context.topic.partner, &context.topic.reporter];
            let abroad = |who: &&Who| owner.is_none_or(|owner| self.is_foreign(who, owner));
            sides.into_iter().flatten().find(abroad).map(|who| Slot::new(who.value.clone(), self.reader().bytes(at..at + 1)))
        };
        match back {
            Back::There => other(),
            Back::Home => context.home.clone(),
            Back::Province | Back::Country | Back::Republic | Back::City => {
                self.point_back(&self.back_at(back, at), &state.frame, context, None)
            }
            Back::Own if self.cue_at(at + 1) == Some(Cue::Share) => self.its_share(context, state),
            _ => None,
        }
    }

    /// `Импорт из Румынии вырос, а его доля в молдавском импорте`: the share is that of the partner.
    fn its_share(&self, context: &Context, state: &State) -> Option<Who> {
        let subject = context.subject.clone();
        state.frame.partner.clone().filter(|_| state.out.statements.iter().any(|s| s.frame.partner.is_some())).or(subject)
    }

    /// `доля региона`, `на долю провинции пришлось`
    fn has_share(&self, at: usize) -> bool {
        let behind = self.elements[at + 1..].iter().find(|e| !matches!(e.kind, Kind::Period(_)));
        self.cue_before(at, 1) == Some(Cue::Share) || behind.is_some_and(|e| e.cue() == Some(Cue::Share))
    }

    /// `Регион нарастил`: opens its clause, and a verb of change stands behind.
    fn is_moving(&self, at: usize) -> bool {
        let before = self.elements[..at].iter().rev().take_while(|e| !matches!(e.kind, Kind::Mark(_) | Kind::Cue(Cue::While)));
        let opens = before.into_iter().all(|e| matches!(e.kind, Kind::Period(_) | Kind::Cue(Cue::Ignore)));
        let moves = matches!(self.cue_at(at + 1), Some(Cue::Change(_)));
        opens && moves && self.cue_at(at + 2) != Some(Cue::Link(Link::By))
    }
}
