//! Lists told line by line below a Russian or an English sentence that ends with a colon: `Крупнейшие партнёры:`, and then `- Китай –
//! 5 млрд долларов;`, `- Япония (12%).`

use super::{State, Topic, Walk};
use crate::relate::elements::{Element, Kind};
use crate::relate::frame::{Context, Frame};
use crate::relate::measure::{Measured, Side};
use crate::relate::vocab::{Cue, Form, Link};
use crate::token::FigureKind;
use amur_model::Measure;

/// The trade that the lines below tell of.
#[derive(Debug, Clone)]
pub struct Below {
    frame: Frame,
    /// Percentages are parts of it: `Основу экспорта составили:`.
    shares: bool,
}

/// How a line of a list opens.
#[derive(Debug, Clone, Copy)]
struct Line {
    /// Its name is that of a place, and not of goods.
    place: bool,
    /// The first element behind the name.
    end: usize,
}

impl Walk<'_> {
    /// `- зерно - 24,4%;`, `- древесина – 7,9 млн долларов.`: goods of the trade that the sentence above the list told of.
    pub(super) fn open_line(&self, context: &Context, state: &mut State) {
        let Some((below, line)) = context.below.as_ref().zip(self.line(0)) else { return };
        if line.place {
            return;
        }
        state.frame = Frame { product: None, ..below.frame.clone() };
        state.topic = Topic::Trade;
        state.named = true;
        if self.kind_at(line.end + 1) == Some(FigureKind::Percent) && below.shares {
            let share = Measured { measure: Measure::Share, sign: 1.0, side: Side::Now };
            (state.measured.last, state.measured.shared) = (Some(share), Some(share));
        }
    }

    /// `Казахстан: оборот 1,2 млрд`, `Казахстан – 1,2 млрд (12%)`: with whom the trade is that the line tells of.
    pub(super) fn take_line_of_partner(&self, mark: usize, context: &Context, state: &mut State) {
        let Some(below) = context.below.as_ref() else { return };
        let Some(partner) = mark.checked_sub(1).and_then(|at| self.reader().who(at)) else { return };
        if !self.line(0).is_some_and(|line| line.place && line.end == mark) {
            return;
        }
        if below.frame.reporter.as_ref().is_some_and(|owner| self.is_foreign(&partner, owner)) {
            state.frame = Frame { partner: Some(partner), ..below.frame.clone() };
            state.subject = None;
            state.pending.clear();
            (state.named, state.partnered) = (true, true);
        }
    }

    /// Does the line from `at` on begin with goods, a dash or a bracket, and a percentage?
    pub(super) fn is_line_of_parts(&self, at: usize) -> bool {
        self.line(at).is_some_and(|line| !line.place && self.kind_at(line.end + 1) == Some(FigureKind::Percent))
    }

    /// How the line from `at` on opens, in Russian or English: `- зерно –`, `Казахстан:`, `2. Польша (`, with what is said of it behind the mark.
    fn line(&self, at: usize) -> Option<Line> {
        let bullet = |e: &&Element| matches!(e.kind, Kind::Mark('-' | '•' | '·' | '.'));
        let start = at + self.elements.get(at..)?.iter().take_while(bullet).count();
        let place = matches!(self.element_kind(start)?, Kind::Place(_, Form::Name));
        let word =
            |e: &&Element| matches!(e.kind, Kind::Product(_) | Kind::Word | Kind::Mark(',') | Kind::Cue(Cue::Link(Link::And))) && !place;
        let words = self.elements[start..].iter().take_while(word);
        let (length, goods) = words.fold((0, false), |(length, goods), e| (length + 1, goods || matches!(e.kind, Kind::Product(_))));
        let end = start + if place { 1 } else { length };
        let told = match self.element_kind(end)? {
            Kind::Mark(':') => true,
            Kind::Mark('-' | '(') => place || matches!(self.element_kind(end + 1), Some(Kind::Figure(_))),
            _ => false,
        };
        ((place || goods) && told && !self.reader().has_han(start)).then_some(Line { place, end })
    }

    /// What the sentence leaves for the lines of a list below it.
    pub(super) fn below(&self, context: &Context, state: &State) -> Option<Below> {
        let text = self.found.text.trim_end();
        if self.line(0).is_some() || text.ends_with(';') {
            return context.below.clone();
        }
        if !text.ends_with(':') || self.elements.is_empty() || self.reader().has_han(0) {
            return None;
        }
        if let Some(partners) = self.partners_below(context, state) {
            return Some(partners);
        }
        let shares = self.found.figures.is_empty() && self.elements.iter().any(|e| e.cue() == Some(Cue::Share));
        let frame = match self.heads.last() {
            Some(whole) if shares => self.resolve(whole, &Frame { product: None, ..state.frame.clone() }, context, None),
            Some(_) => context.last.clone(),
            // `Распределение по странам выглядит так:`
            None if self.names_partners() => Frame { partner: None, ..context.topic.clone() },
            None if context.on_trade || state.topic == Topic::Trade => context.last.clone(),
            None => return None,
        };
        let reporter = frame.reporter.clone().or_else(|| context.topic.reporter.clone());
        let one = reporter.as_ref().is_some_and(|who| self.kind(who) != Some("group"));
        let partner = frame.partner.clone().filter(|_| !self.names_partners());
        one.then(|| Below { frame: Frame { reporter, partner, ..frame }, shares })
    }

    /// `Kazakhstan's main trading partners in 2022:`: whose partners the lines name, and in what.
    fn partners_below(&self, context: &Context, state: &State) -> Option<Below> {
        let at = self.elements.iter().position(Element::is_partner).filter(|_| self.heads.is_empty() && self.reader().is_ascii(0))?;
        let owner = self.owner_of_partners(at, &state.frame, context).or_else(|| context.topic.reporter.clone())?;
        let flow = Some(self.flow_at(self.partners_flow(at), at));
        Some(Below { frame: Frame { reporter: Some(owner), flow, ..Frame::default() }, shares: false })
    }

    /// `по странам`, `с отдельными государствами`, `основные партнёры`
    fn names_partners(&self) -> bool {
        const STEMS: [&str; 8] = ["стран", "государств", "партнер", "партнёр", "countr", "partner", "destination", "market"];
        let countries = |word: &str| STEMS.iter().any(|stem| word.starts_with(stem));
        self.found.text.to_lowercase().split_whitespace().any(countries)
    }
}
