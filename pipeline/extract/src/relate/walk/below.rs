//! Lists told line by line below a Russian or an English sentence that ends with a colon: `Крупнейшие партнёры:`, and then `- Китай –
//! 5 млрд долларов;`, `- Япония (12%).`

use super::{State, Topic, Walk};
use crate::relate::elements::{Element, Kind};
use crate::relate::frame::{Context, Frame};
use crate::relate::measure::{Measured, Side};
use crate::relate::vocab::{Cue, Form, Link, Words};
use crate::token::FigureKind;
use amur_model::{Flow, Measure};

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
    /// Its name is that of a place.
    place: bool,
    /// It is that of goods in some list of them.
    goods: bool,
    start: usize,
    /// The first element behind the name.
    end: usize,
}

impl Walk<'_> {
    /// `- зерно - 24,4%;`, `- древесина – 7,9 млн долларов.`: goods of the trade that the sentence above the list told of.
    pub(super) fn open_line(&self, context: &Context, state: &mut State) {
        let Some((below, line)) = self.above(context).zip(self.line(0).filter(|line| !line.place)) else { return };
        // `Live trees: $760 million`
        let unlisted = self.names_unlisted_goods(&line) && context.below.is_some();
        if !(line.goods || unlisted) {
            return;
        }
        let product = unlisted.then(|| self.reader().phrase(line.start..line.end));
        state.frame = Frame { product, ..below.frame.clone() };
        state.topic = Topic::Trade;
        state.named = true;
        if self.kind_at(line.end + 1) == Some(FigureKind::Percent) && below.shares {
            let share = Measured { measure: Measure::Share, sign: 1.0, side: Side::Now };
            (state.measured.last, state.measured.shared) = (Some(share), Some(share));
        }
    }

    /// What the sentence above the lines left for them; in English also one without a colon on exports or imports of all goods, where the
    /// line is `Tea: $2 billion`.
    fn above(&self, context: &Context) -> Option<Below> {
        let line = self.line(0)?;
        let amount =
            matches!(self.kind_at(line.end + 1), Some(FigureKind::Money(_))) && self.element_kind(line.end) == Some(Kind::Mark(':'));
        let listed = || line.goods && amount && self.reader().is_ascii(line.end - 1);
        let told = if context.last.flow.is_some() { &context.last } else { &context.earlier };
        let one_way = told.flow().is_some_and(Flow::is_one_way) && told.product.is_none() && told.reporter.is_some();
        context.below.clone().or_else(|| (listed() && one_way).then(|| Below { frame: told.clone(), shares: true }))
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
        self.line(at).is_some_and(|line| line.goods && self.kind_at(line.end + 1) == Some(FigureKind::Percent))
    }

    /// How the line from `at` on opens, in Russian or English: `- зерно –`, `Казахстан:`, `2. Польша (`, with what is said of it behind the mark.
    fn line(&self, at: usize) -> Option<Line> {
        let bullet = |e: &&Element| matches!(e.kind, Kind::Mark('-' | '•' | '·' | '.'));
        let number = self.element_kind(at + 1) == Some(Kind::Mark('.')) && self.element_kind(at) == Some(Kind::Word);
        let at = if number { at + 2 } else { at };
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
        let line = Line { place, goods, start, end };
        ((place || goods || self.names_unlisted_goods(&line)) && told && !self.reader().has_han(start)).then_some(line)
    }

    /// `Live trees:` before an amount of money in English: words of no list.
    fn names_unlisted_goods(&self, line: &Line) -> bool {
        const LONGEST: usize = 5;
        let Line { place, goods, start, end } = *line;
        let word = |i: usize| self.element_kind(i) == Some(Kind::Word) && self.reader().text(i).bytes().all(|b| b.is_ascii_alphabetic());
        let words = (1..=LONGEST).contains(&(end - start)) && (start..end).all(word);
        let amount = self.element_kind(end) == Some(Kind::Mark(':')) && matches!(self.kind_at(end + 1), Some(FigureKind::Money(_)));
        let other = || (start..end).any(|i| self.reader().says(i, Words::Attributes));
        !(place || goods) && words && amount && !other()
    }

    /// What the sentence leaves for the lines of a list below it.
    pub(super) fn below(&self, context: &Context, state: &State) -> Option<Below> {
        let text = self.found.text.trim_end();
        if let Some(line) = self.line(0) {
            let first = state.out.statements.first().filter(|_| line.goods && self.reader().is_ascii(line.start));
            let opened = || first.map(|first| Below { frame: Frame { product: None, ..first.frame.clone() }, shares: true });
            return context.below.clone().or_else(opened);
        }
        if text.ends_with(';') {
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
            None if self.announces_list() => {
                // `стран, из которых в Узбекистан поступает больше всего товаров. Список выглядит так:`
                let last = if context.last.flow.is_some() { &context.last } else { &context.topic };
                let [.., flow] = context.flows.as_slice() else { return None };
                Frame { partner: None, product: None, flow: Some(flow.clone()), ..last.clone() }
            }
            None => return None,
        };
        let reporter = frame.reporter.clone().or_else(|| context.topic.reporter.clone());
        let one = reporter.as_ref().is_some_and(|who| self.kind(who) != Some("group"));
        let partner = frame.partner.clone().filter(|_| !self.names_partners());
        one.then(|| Below { frame: Frame { reporter, partner, ..frame }, shares })
    }

    /// `Список выглядит следующим образом:`, `Первая десятка такова:`
    fn announces_list(&self) -> bool {
        const STEMS: [&str; 9] = ["списо", "переч", "рейтинг", "топ", "выгляд", "десятк", "пятерк", "пятёрк", "тройк"];
        let said = self.found.text.to_lowercase();
        self.is_russian(0) && said.split_whitespace().any(|word| STEMS.iter().any(|stem| word.starts_with(stem)))
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
