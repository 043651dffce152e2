//! What a header, a stub or a caption says of the figures beside it.

use super::amount::{Amounts, Unit};
use super::words::Says;
use crate::periods::Days;
use crate::relate::elements::Kind;
use crate::relate::frame::{Slot, Who, group};
use crate::relate::time::{Clock, Times, When};
use crate::relate::vocab::{Cue, FlowCue, Form, Strength};
use crate::relate::walk::Walk;
use crate::token::PeriodTime;
use amur_model::Flow;
use compact_str::CompactString;
use jiff::civil::date;
use std::ops::Range;

/// The words of one cell that holds no figure.
#[derive(Debug, Clone, Default)]
pub struct Label {
    pub flow: Option<Slot<FlowCue>>,
    /// Whose trade it is, and with whom, where a word of trade says which.
    pub reporter: Option<Who>,
    pub partner: Option<Who>,
    /// A place that may be either.
    pub place: Option<Who>,
    pub product: Option<Slot<CompactString>>,
    pub period: Option<When>,
    pub against: Option<Slot<PeriodTime>>,
    pub units: Vec<Unit>,
    pub says: Says,
    /// `of which`: a part of the row before.
    pub of_which: bool,
    /// `Total`: of all partners, or all goods.
    pub total: bool,
    /// The words as they are, for goods that no list of names has.
    pub words: Option<Slot<CompactString>>,
    /// It names something that is no trade.
    pub other: bool,
}

impl Label {
    pub fn read(walk: &Walk, amounts: &Amounts, clock: &Clock) -> Self {
        let reader = walk.reader();
        let (text, offset) = (walk.found.text, walk.found.offset);
        let says = amounts.words.says(text);
        let mut label = Label { says, total: says.total, units: amounts.units(text, offset), ..Label::default() };
        // `million US dollars` names nobody.
        let units: Vec<Range<usize>> = label.units.iter().map(|unit| unit.at.clone()).collect();
        let in_unit = |at: &Range<usize>| units.iter().any(|unit| unit.start <= at.start && at.end <= unit.end);
        let named = |members: &[Who]| {
            let members: Vec<Who> = members.iter().filter(|who| !in_unit(&who.at)).cloned().collect();
            group(walk.vocabulary, &members)
        };
        // `Cargo through the ports`: what is only carried may be no trade.
        if let Some(head) = walk.heads.first().filter(|head| head.flow.value.strength != Strength::Weak) {
            label.flow = Some(head.flow.clone());
            label.reporter = named(&head.reporters);
            label.partner = named(&head.partners);
            label.product = head.products.first().cloned();
            label.total |= head.total;
        }
        let inside = walk.heads.first().map_or(0..0, |head| head.elements.clone());
        let mut at = 0;
        while at < walk.elements.len() {
            let next = at + 1;
            at = match walk.elements[at].kind {
                _ if inside.contains(&at) || in_unit(&reader.bytes(at..next)) => next,
                Kind::Cue(Cue::Flow(flow)) if label.flow.is_none() && flow.strength != Strength::Weak => {
                    label.flow = Some(Slot::new(flow, reader.bytes(at..next)));
                    next
                }
                Kind::Place(_, Form::Name | Form::Short) if label.place.is_none() => {
                    let places = reader.places_after(at);
                    label.place = places.as_ref().and_then(|places| group(walk.vocabulary, &places.members));
                    places.map_or(next, |places| places.elements.end)
                }
                Kind::Product(product) if label.product.is_none() => {
                    let end = if reader.text(at).is_ascii() { reader.noun_phrase(at) } else { next };
                    label.product = Some(if end > next { reader.phrase(at..end) } else { reader.product(product, at) });
                    end
                }
                Kind::Cue(Cue::Total) => {
                    label.total = true;
                    next
                }
                Kind::Cue(Cue::OfWhich) => {
                    label.of_which = true;
                    next
                }
                Kind::Cue(Cue::Other(_)) => {
                    label.other = true;
                    next
                }
                _ => next,
            };
        }
        // `Exports | Imports | Balance`
        if label.flow.is_none() && says.balance {
            let cue = FlowCue { flow: Flow::Balance, strength: Strength::Noun, sign: 0 };
            label.flow = Some(Slot::new(cue, offset..offset + text.len()));
        }
        (label.period, label.against) = Times::new(walk.reader(), walk.found.periods, true).of_label(clock);
        label.period = label.period.or_else(|| year(text).map(|days| Slot::new(days, offset..offset + text.len())));
        label.words = (!walk.elements.is_empty()).then(|| reader.phrase(0..walk.elements.len()));
        label
    }

    /// Does it say anything that tells its figures from others?
    pub fn is_told(&self) -> bool {
        let says = self.says;
        self.is_named() || self.total || says.amount || says.money || says.quantity || says.rate || says.share || self.is_unit()
    }

    /// Does it say which trade, or when?
    fn is_named(&self) -> bool {
        self.flow.is_some() || self.place.is_some() || self.partner.is_some() || self.product.is_some() || self.period.is_some()
    }

    /// `(Value in US$ million)`: units, and nothing of which trade they count.
    pub fn is_of_units(&self) -> bool {
        self.is_unit() || !self.is_named() && !self.units.is_empty()
    }

    /// Hardly more than a unit: 亿元, `(in million US dollars)`.
    fn is_unit(&self) -> bool {
        let length = |words: &Slot<CompactString>| words.at.len();
        self.units.first().is_some_and(|unit| self.words.as_ref().is_some_and(|words| length(words) * 3 <= unit.at.len() * 5))
    }
}

/// A year alone.
fn year(text: &str) -> Option<Days> {
    let text = text.trim().trim_end_matches('年');
    let year: i16 = text.parse().ok().filter(|year| text.len() == 4 && (1900..2100).contains(year))?;
    Some((date(year, 1, 1), date(year, 12, 31)))
}
