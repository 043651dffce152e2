//! Headings that say with whom what stands below them is: （三）意大利。贸易额147亿美元; `Vietnam – Germany`.

use super::{State, Walk};
use crate::relate::elements::{Element, Kind};
use crate::relate::frame::{Context, Frame, Who};
use crate::relate::vocab::Cue;
use amur_model::Flow;

/// The longest heading, in elements.
const LONGEST: usize = 6;

impl Walk<'_> {
    /// What the heading that the full stop at `stop` ends says of what stands below it: in a text on a country's trade, with whom it is.
    pub(super) fn take_heading(&self, stop: usize, context: &mut Context, state: &mut State) {
        let Some(frame) = self.heading(stop, context) else { return };
        state.frame = frame;
        state.subject = None;
        state.pending.clear();
        context.headed = true;
    }

    /// `Vietnam – Germany`, `China-Mongolia relations`: a line that names but two countries is about the trade of the first with the second.
    pub(super) fn take_pair_heading(&self, context: &mut Context) {
        let Some((first, second)) = self.pair_heading() else { return };
        let pair = Frame { reporter: Some(first), partner: Some(second), ..Frame::default() };
        (context.topic, context.last, context.opening) = (pair.clone(), pair, None);
        context.wide = false;
    }

    fn pair_heading(&self) -> Option<(Who, Who)> {
        let [first, dash, second, rest @ ..] = self.elements.as_slice() else { return None };
        let named = |e: &Element| matches!(e.kind, Kind::Place(..));
        let plain = |e: &Element| matches!(e.kind, Kind::Word | Kind::Cue(Cue::Thing | Cue::Ignore));
        let shaped = named(first) && dash.kind == Kind::Mark('-') && named(second) && rest.len() <= 2 && rest.iter().all(plain);
        let (one, other) = (self.reader().who(0)?, self.reader().who(2)?);
        let countries = self.is_country(&one) && self.is_country(&other) && one.value != other.value;
        (shaped && countries && self.reader().is_ascii(0)).then_some((one, other))
    }

    fn heading(&self, stop: usize, context: &Context) -> Option<Frame> {
        let heading = self.elements.get(..stop).filter(|_| (2..=LONGEST).contains(&stop))?;
        let plain = |e: &Element| matches!(e.kind, Kind::Mark('(' | ')') | Kind::Word | Kind::Place(..));
        let numbered = heading[0].kind == Kind::Mark('(') && heading.iter().all(plain);
        let mut named = (0..stop).filter(|&i| matches!(heading[i].kind, Kind::Place(..)));
        let at = named.next().filter(|&at| numbered && named.next().is_none() && self.reader().is_han(at))?;
        let (partner, topic) = (self.reader().who(at)?, &context.topic);
        let owner = topic.reporter.as_ref().filter(|_| topic.flow() == Some(Flow::Trade))?;
        let countries = self.is_country(&partner) && self.is_country(owner) && partner.value != owner.value;
        countries.then(|| Frame { partner: Some(partner), product: None, ..topic.clone() })
    }
}
