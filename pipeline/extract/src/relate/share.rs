//! Shares: what a percentage is a part of, and whose or which part it is.

use super::elements::{Element, Found, Kind};
use super::enter::join;
use super::frame::{Context, Frame, Slot, WORLD, Who, group};
use super::head::Head;
use super::vocab::{Back, Cue, Link, Strength};
use super::walk::{Base, State, Statement, Topic, Walk};
use crate::token::{Figure, FigureKind};
use amur_model::{Flow, Measure};
use compact_str::CompactString;

impl Walk<'_> {
    pub(super) fn share_follows(&self, head: &Head) -> bool {
        let next = self.elements.get(head.elements.end).map(|e| e.kind);
        let percent = matches!(next, Some(Kind::Figure(figure)) if self.kinds[figure as usize] == FigureKind::Percent);
        percent && self.elements.get(head.elements.end + 1).and_then(Element::cue) == Some(Cue::Link(Link::Of))
    }

    /// `17% – через Забайкальск`, `19% – медь`: the crossing or the product behind the dash is what the share is of.
    pub(super) fn dashed(&self, at: usize) -> Option<usize> {
        let dash = self.elements.get(at + 1).is_some_and(|e| e.kind == Kind::Mark('-'));
        let mut next = at + 2;
        let through = self.elements.get(next).and_then(Element::cue) == Some(Cue::Link(Link::Through));
        while through && next < self.elements.len().min(at + 6) && !matches!(self.elements[next].kind, Kind::Place(..)) {
            next += 1;
        }
        // `14,3% – в страны СНГ`, `8% – на Японию`
        let towards = self.elements.get(next).and_then(Element::cue);
        let partner = matches!(towards, Some(Cue::Link(Link::To | Link::From | Link::With | Link::By))) && self.is_russian(next);
        next += usize::from(partner);
        let place = matches!(self.elements.get(next)?.kind, Kind::Place(..));
        let named = matches!(self.elements[next].kind, Kind::Product(_)) || (through || partner) && place;
        (dash && named).then_some(next)
    }

    pub(super) fn put_dashed(&self, at: usize, previous: Frame) -> Frame {
        let reader = self.reader();
        let Some(next) = self.dashed(at) else { return previous };
        match self.elements[next].kind {
            Kind::Product(product) => Frame { product: Some(reader.product(product, next)), ..previous },
            _ if self.elements[next - 1].cue() != Some(Cue::Link(Link::Through))
                && self.elements[at + 2].cue() != Some(Cue::Link(Link::Through)) =>
            {
                Frame { partner: reader.places_after(next).and_then(|places| group(self.vocabulary, &places.members)), ..previous }
            }
            _ => Frame { reporter: reader.who(next), ..previous },
        }
    }

    /// The figure of `6 million (30%)` that the bracket is said of.
    pub(super) fn amount_before(&self, at: usize) -> Option<usize> {
        match (self.elements[at.checked_sub(1)?].kind, self.elements[at.checked_sub(2)?].kind) {
            (Kind::Mark('('), Kind::Figure(first)) => Some(first as usize),
            _ => None,
        }
    }

    /// `58.3%, or 35.7 billion yuan`: the figure of which this one is the amount.
    pub(super) fn said_again(&self, at: usize) -> Option<usize> {
        let or = at.checked_sub(1).filter(|&i| self.reader().text(i) == "or")?;
        let comma = usize::from(or > 0 && self.elements[or - 1].kind == Kind::Mark(','));
        match (self.elements[or.checked_sub(1 + comma)?].kind, self.elements[at].kind) {
            (Kind::Figure(share), Kind::Figure(amount)) => {
                let kind = |figure: u32| self.kinds[figure as usize];
                (kind(share) == FigureKind::Percent && kind(amount) != FigureKind::Percent).then_some(share as usize)
            }
            _ => None,
        }
    }

    /// `40 тысяч тонн из 60 тысяч тонн`: all of what the figure before is a part of.
    pub(super) fn is_whole_of_last(&self, at: usize) -> bool {
        let goods = usize::from(at >= 2 && matches!(self.elements[at - 2].kind, Kind::Product(_)));
        let Some(Kind::Figure(part)) = at.checked_sub(2 + goods).map(|i| self.elements[i].kind) else { return false };
        let Kind::Figure(whole) = self.elements[at].kind else { return false };
        self.reader().text(at - 1) == "из" && self.kinds[part as usize] == self.kinds[whole as usize]
    }

    /// The head that the figure at `at` is a part of: after it (`70% of the exports`), or between a word of share and it (占全省进出口总值的).
    pub(super) fn whole_of(&self, at: usize, next_head: usize) -> Option<&Head> {
        let Kind::Figure(index) = self.elements[at].kind else { return None };
        if !matches!(self.found.figures[index as usize].kind, FigureKind::Percent | FigureKind::Points) {
            return None;
        }
        if let Some(previous) = next_head.checked_sub(1)
            && self.wholes[previous]
            && self.elements[self.heads[previous].elements.end..at].iter().all(|e| e.kind != Kind::Mark(';'))
        {
            return Some(&self.heads[previous]);
        }
        // Points move a share that was named; they are no part of what follows.
        if self.found.figures[index as usize].kind == FigureKind::Points {
            return None;
        }
        let head = self.heads.get(next_head)?;
        // `a 21.3 percent share (worth 21.7 billion dollars) of`
        let named = at + 1 + usize::from(self.elements.get(at + 1).and_then(Element::cue) == Some(Cue::Share));
        let start = self.after_run(self.after_bracket(named)).min(head.elements.start);
        let between = &self.elements[start..head.elements.start];
        // `of the total import`
        let of_the = |i: usize| self.elements[i].cue() == Some(Cue::OfWhich) && self.reader().text(i).starts_with("of ");
        // `Africa contributed 38.2 per cent to the total export earnings`
        let adds = at > 0 && self.reader().text(at - 1).starts_with("contribut");
        let of = between.iter().any(|e| matches!(e.cue(), Some(Cue::Link(Link::Of | Link::From))))
            || adds && between.first().is_some_and(|e| e.cue() == Some(Cue::Link(Link::To)))
            || start < head.elements.start && of_the(start);
        let said = head.flow.value.strength == Strength::Verb && self.is_russian(head.core);
        let genitive = between.len() <= 1 && !said && !self.reader().text(head.core).is_ascii() && !self.reader().is_han(head.core);
        // `94% в структуре экспорта составили`
        let inside = between.iter().any(|e| e.cue() == Some(Cue::Share)) && self.is_russian(head.core);
        let plain = between.iter().all(|e| match e.kind {
            Kind::Word | Kind::Period(_) | Kind::Mark('"') => true,
            Kind::Cue(Cue::Share) => inside,
            Kind::Cue(Cue::Link(Link::To)) => inside || adds,
            // `68,7 проц. от общего объема`
            Kind::Mark('.') => self.is_russian(head.core),
            // `41% of total minerals exports`: the same word says that something totals.
            Kind::Cue(Cue::Level) => e.units.len() == 1 && self.found.words(&e.units) == "total",
            Kind::Cue(cue) => matches!(cue, Cue::Link(Link::Of | Link::From) | Cue::Total | Cue::Back(_) | Cue::World | Cue::OfWhich),
            _ => false,
        });
        (plain && between.len() <= 6 && (of || genitive || inside)).then_some(head)
    }

    /// `less than one percent of its total`
    pub(super) fn of_total(&self, at: usize) -> bool {
        match self.elements.get(at + 1).and_then(Element::cue) {
            Some(Cue::OfWhich) => self.reader().text(at + 1).starts_with("of "),
            Some(Cue::Link(Link::Of)) => (at + 2..self.elements.len().min(at + 5)).any(|i| self.elements[i].cue() == Some(Cue::Total)),
            _ => false,
        }
    }

    /// `38.9 percent, 26.9 percent and 6.8 percent of`: the whole of a list stands behind its last member.
    fn after_run(&self, at: usize) -> usize {
        let mut end = at;
        let mut next = at;
        while let Some(element) = self.elements.get(next) {
            match element.kind {
                Kind::Figure(figure) if self.kinds[figure as usize] == FigureKind::Percent => end = next + 1,
                Kind::Mark(',') | Kind::Cue(Cue::Link(Link::And)) => {}
                _ => break,
            }
            next += 1;
        }
        end
    }

    /// `3.5% (1.5 trillion yuan) of`
    fn after_bracket(&self, at: usize) -> usize {
        if self.elements.get(at).is_none_or(|e| e.kind != Kind::Mark('(')) {
            return at;
        }
        (at..self.elements.len().min(at + 6)).find(|&i| self.elements[i].kind == Kind::Mark(')')).map_or(at, |close| close + 1)
    }

    /// The row and base of a share of `whole`.
    pub(super) fn share(&self, at: usize, whole: &Head, context: &Context, state: &mut State) -> (Frame, Base) {
        let part = state.frame.clone();
        let bare = Frame { product: None, partner: None, ..part.clone() };
        // `in Heilongjiang, mineral products account for 85% of imports`, `for Heilongjiang (75% of its trade)`
        let bracket = state.bracket.first().filter(|_| !state.partners_follow);
        let owner = bracket.or(state.subject.as_ref().filter(|_| part.product.is_some())).cloned();
        state.bracket_owns = bracket.is_some();
        let mut of = self.resolve(whole, &bare, context, owner.as_ref());
        self.read_capitals(&mut of, &part, context);
        // `в структуре экспорта лидирует пшеница`: the trade that was spoken of, with whom it was.
        let spoken_of = part.product.is_some() || state.product.is_some() || !whole.products.is_empty();
        let bare_whole = whole.reporters.is_empty() && whole.back.is_none() && !whole.total && whole.flow.value.flow != Flow::Trade;
        if whole.partners.is_empty() && !(spoken_of && bare_whole && self.is_russian(whole.core)) {
            of.partner = None;
        } else if whole.partners.is_empty() {
            of.partner = part.partner.clone();
        }
        // `в структуре экспорта края рыба заняла 46%`: a product that does not follow its word of trade is the part.
        if self.is_russian(whole.core)
            && !matches!(self.elements.get(whole.core + 1).map(|e| e.kind), Some(Kind::Product(_)))
            && whole.core + 1 < whole.elements.end
        {
            of.product = None;
        }
        // `Heilongjiang accounted for two-thirds of the oblast's trade`: the whole is not its own part.
        let same = |who: &Option<Who>| who.as_ref().map(|w| &w.value) == state.subject.as_ref().map(|w| &w.value);
        if whole.back.as_ref().is_some_and(|back| back.value == Back::Province) && same(&of.reporter) && !same(&context.topic.reporter) {
            of.reporter = context.topic.reporter.clone();
        }
        let again = state.last_core == Some(whole.core);
        // `4.5% of Chinese exports to Russia and 21.4% of imports`
        if let Some(last) =
            state.last_whole.as_ref().filter(|_| !again && whole.reporters.is_empty() && whole.back.is_none() && whole.partners.is_empty())
        {
            of.reporter = last.reporter.clone();
            of.partner = last.partner.clone();
        }
        // 鱼粉：61000吨(占出口总量的6%): of the exports that the amount before the bracket belongs to.
        let amount = state.out.statements.last().filter(|s| s.measure == Measure::Value && self.bracketed_behind(s.figure, whole));
        if let Some(amount) = amount.filter(|_| whole.partners.is_empty() && whole.reporters.is_empty() && whole.back.is_none()) {
            of.reporter = amount.frame.reporter.clone();
            of.partner = amount.frame.partner.clone();
        }
        let mut row = of.clone();
        row.product = part.product.clone().or_else(|| state.product.clone()).or_else(|| join(&whole.products));
        match &state.subject {
            // The word of trade of this sentence says what the part is; so does it for 占全国…的24%，占全省…的61%.
            _ if state.topic == Topic::Trade
                && (state.last_whole.is_none() || again || state.subject.is_none() && self.reader().is_han(whole.core)) =>
            {
                row = Frame {
                    flow: part.flow.clone(),
                    partner: part.partner.clone().or(of.partner.clone()),
                    reporter: part.reporter.clone().or(of.reporter.clone()),
                    ..row
                };
            }
            // `Great Britain accounted for 7% of our exports`: whose they are is not known, but not Great Britain's.
            Some(subject) if of.reporter.is_none() && whole.back.as_ref().is_some_and(|back| back.value == Back::Home) => {
                row.partner = Some(subject.clone())
            }
            Some(subject) => self.put_subject(subject, &of, &mut row),
            // `This figure accounts for 43% of the country's trade with`
            None if state.goes_on && state.topic == Topic::Open && self.reader().text(whole.core).is_ascii() => {
                row = Frame {
                    reporter: part.reporter.clone(),
                    partner: part.partner.clone().or(row.partner),
                    flow: part.flow.clone(),
                    ..row
                };
            }
            None if part.partner.is_some() && of.partner.is_none() && state.partnered => row.partner = part.partner.clone(),
            None => {
                if let Some(crossing) = self.passes_through(whole).or_else(|| self.falls_on(whole)) {
                    self.put_subject(&crossing, &of, &mut row);
                }
            }
        }
        // `Главным партнёром остаётся Китай: на его долю приходится 28% товарооборота`
        if row.partner.is_none() && state.partners_follow {
            row.partner = state.subject.clone();
        }
        if let Some(partner) = state.bracket.first().filter(|_| state.partners_follow) {
            row.partner = Some(partner.clone());
        }
        let behind = if whole.elements.end <= at { self.product_behind(at) } else { self.product_of_share(whole.elements.end) };
        if let Some(product) = behind.filter(|_| whole.elements.start > at || !self.is_russian(whole.core)) {
            row.product = Some(product);
        }
        if row.product.is_none() && state.subject.is_none() && state.topic == Topic::Open {
            row.product = self.unlisted_subject(at);
        }
        // `two-thirds of its trade in 2022 was with Heilongjiang`
        if whole.partners.is_empty() && whole.elements.start > at {
            row.partner = self.partner_behind(whole).or(row.partner);
        }
        state.as_partner = row.partner.as_ref().is_some_and(|p| state.subject.as_ref().is_some_and(|s| s.value == p.value));
        state.last_core = Some(whole.core);
        state.last_whole = Some(of.clone());
        let base = self.difference(&row, &of);
        (row, base)
    }

    /// Does the whole stand in a bracket right behind the figure, with nothing but a word for a share before it?
    fn bracketed_behind(&self, figure: usize, whole: &Head) -> bool {
        let open = self.elements[..whole.elements.start].iter().rposition(|e| e.cue() != Some(Cue::Share));
        let behind = open.filter(|&i| self.elements[i].kind == Kind::Mark('(')).and_then(|i| i.checked_sub(1));
        self.reader().is_han(whole.core) && behind.is_some_and(|i| self.elements[i].kind == Kind::Figure(figure as u32))
    }

    /// `half of imports from Russia was petrol`, `four-fifths of them were oil and gas`, `consisted of minerals`: what stands
    /// behind the whole, which ends before element `end`.
    pub(super) fn product_of_share(&self, end: usize) -> Option<Slot<CompactString>> {
        let reader = self.reader();
        let said = (end..self.elements.len().min(end + 4))
            .take_while(|&i| {
                matches!(self.elements[i].kind, Kind::Word | Kind::Cue(Cue::Level | Cue::Link(Link::Of)))
                    || i > end
                        && self.elements[i].cue() == Some(Cue::Link(Link::From))
                        && matches!(reader.text(i - 1), "comes" | "come" | "came")
            })
            .last()?;
        let at = said + 1;
        match self.elements.get(at)?.kind {
            Kind::Product(_) if reader.text(at).is_ascii() => Some(reader.phrase(at..self.goods_end(at))),
            Kind::Product(_) => {
                let goods = (at..self.goods_end(at)).filter_map(|i| match self.elements[i].kind {
                    Kind::Product(product) => Some(reader.product(product, i)),
                    _ => None,
                });
                join(&goods.collect::<Vec<_>>())
            }
            _ => None,
        }
    }

    /// The element after a list of goods: `crude oil, pipeline gas and coal`.
    fn goods_end(&self, at: usize) -> usize {
        let is_good = |i: usize| matches!(self.elements.get(i).map(|e| e.kind), Some(Kind::Product(_)));
        let mut end = at + 1;
        while is_good(end + 1) && matches!(self.elements[end].kind, Kind::Mark(',') | Kind::Cue(Cue::Link(Link::And))) {
            // `coal, oil – 5%`: a comma before a figure's own product ends the list.
            if self.elements[end].kind == Kind::Mark(',') && !self.closes_goods(end + 1) {
                break;
            }
            end += 2;
        }
        end
    }

    /// Does an `and` close the list of goods that goes on at `at`?
    fn closes_goods(&self, at: usize) -> bool {
        self.elements[at..]
            .iter()
            .find(|e| !matches!(e.kind, Kind::Product(_) | Kind::Mark(',')))
            .is_some_and(|e| e.cue() == Some(Cue::Link(Link::And)))
    }

    /// `Of Mongolia's exports, 38 percent was copper and 24 percent coal`: the product behind its share.
    pub(super) fn product_behind(&self, at: usize) -> Option<Slot<CompactString>> {
        let reader = self.reader();
        let next = at + 1 + usize::from(self.elements.get(at + 1).and_then(Element::cue) == Some(Cue::Level));
        match self.elements.get(next)?.kind {
            Kind::Product(_) if reader.text(next).is_ascii() => Some(reader.phrase(next..self.goods_end(next))),
            _ => None,
        }
    }

    /// Shares joined by `and` have what stands behind the last of them in common.
    pub(super) fn share_backwards(&self, at: usize, product: Option<&Slot<CompactString>>, out: &mut [Statement]) {
        let joined = at > 0 && self.elements[at - 1].cue() == Some(Cue::Link(Link::And));
        if let (true, Some(product), Some(last)) = (joined, product, out.last_mut())
            && last.measure == Measure::Share
            && last.frame.product.is_none()
            && last.base == Base::default()
        {
            last.frame.product = Some(product.clone());
            last.base.product = Some(Slot::new("all".to_owned(), product.at.clone()));
        }
    }

    /// `Minerals accounted for 88 percent of exports`: a part in words that no list of goods has.
    fn unlisted_subject(&self, at: usize) -> Option<Slot<CompactString>> {
        const LONGEST: usize = 4;
        let reader = self.reader();
        let share = at.checked_sub(1).filter(|&i| self.elements[i].cue() == Some(Cue::Share))?;
        let words = self.elements[..share].iter().rev().take_while(|e| e.kind == Kind::Word).count();
        let phrase = share - words..share;
        let starts =
            phrase.start == 0 || matches!(self.elements[phrase.start - 1].kind, Kind::Mark(',' | ';' | ':') | Kind::Cue(Cue::While));
        let names = |i: usize| {
            reader.text(i).len() > 2 && reader.text(i).bytes().all(|b| b.is_ascii_alphabetic()) && !points(&reader.text(i).to_lowercase())
        };
        (starts && (1..=LONGEST).contains(&words) && phrase.clone().all(names)).then(|| reader.phrase(phrase))
    }

    /// `was with Heilongjiang` behind the whole of a share.
    fn partner_behind(&self, whole: &Head) -> Option<Who> {
        let skipped = |e: &&Element| matches!(e.kind, Kind::Word | Kind::Period(_) | Kind::Cue(Cue::Level));
        let link = whole.elements.end + self.elements[whole.elements.end..].iter().take_while(skipped).count();
        self.partner_after(link.checked_sub(1)?, whole.flow.value.flow.into())
    }

    /// `60 percent of the trade between A and B passes through C`.
    fn passes_through(&self, whole: &Head) -> Option<Who> {
        let clause = (whole.elements.end..self.elements.len())
            .take_while(|&i| !matches!(self.elements[i].kind, Kind::Mark(',' | ';') | Kind::Figure(_)));
        let reader = self.reader();
        let mut through = clause.skip_while(|&i| self.elements[i].cue() != Some(Cue::Link(Link::Through)));
        through.find_map(|i| reader.who(i))
    }

    /// `60% экспорта приходится на Китай`.
    fn falls_on(&self, whole: &Head) -> Option<Who> {
        let clause = (whole.elements.end..self.elements.len())
            .take_while(|&i| !matches!(self.elements[i].kind, Kind::Mark(',' | ';') | Kind::Figure(_)));
        let mut on = clause.skip_while(|&i| self.elements[i].cue() != Some(Cue::Share)).skip(1);
        let next = on.next();
        let supplies = next.is_some_and(|i| matches!(self.elements[i].cue(), Some(Cue::Flow(flow)) if flow.strength == Strength::Weak));
        // `85% экспорта заняли поставки в страны дальнего зарубежья`
        let link = if supplies { on.next() } else { next };
        let by = link.is_some_and(|i| match self.elements[i].cue() {
            Some(Cue::Link(link)) => link == Link::By || supplies && matches!(link, Link::To | Link::From),
            _ => false,
        });
        let reader = self.reader();
        on.next().filter(|_| by).and_then(|i| reader.who(i))
    }

    /// `Heilongjiang accounts for 21% of China's imports`, `Russia accounts for 75% of Heilongjiang's trade`.
    fn put_subject(&self, subject: &Who, of: &Frame, row: &mut Frame) {
        // `Heilongjiang accounts for two-thirds of Amur Oblast's trade with China`
        if of.partner.as_ref().is_some_and(|whole| whole.value != subject.value && self.belongs(&subject.value, &whole.value)) {
            row.partner = Some(subject.clone());
            return;
        }
        // A zone is never somebody's partner.
        if self.vocabulary.by_code(&subject.value).is_none() && !subject.value.starts_with("X-") {
            row.reporter = Some(subject.clone());
            return;
        }
        let inside = of.reporter.as_ref().is_some_and(|whole| self.belongs(&subject.value, &whole.value));
        let abroad = of.reporter.as_ref().is_some_and(|whole| !self.vocabulary.same_country(&whole.value, &subject.value));
        if inside || of.reporter.is_none() || !abroad {
            row.reporter = Some(subject.clone());
        } else {
            row.partner = Some(subject.clone());
        }
    }

    fn belongs(&self, inner: &str, outer: &str) -> bool {
        self.vocabulary.lies_in(inner, outer)
    }

    fn difference(&self, row: &Frame, of: &Frame) -> Base {
        let mut base = Base::default();
        if let (Some(mine), Some(theirs)) = (&row.reporter, &of.reporter)
            && mine.value != theirs.value
        {
            base.reporter = Some(theirs.clone());
        }
        if row.partner_code() != of.partner_code() {
            base.partner = Some(
                of.partner.clone().unwrap_or_else(|| Slot::new(WORLD.to_owned(), row.partner.as_ref().map_or(0..0, |p| p.at.clone()))),
            );
        }
        if let (Some(mine), Some(theirs)) = (row.flow(), &of.flow)
            && mine != theirs.value.flow
        {
            base.flow = Some(Slot::new(theirs.value.flow, theirs.at.clone()));
        }
        match (&row.product, &of.product) {
            (Some(mine), None) => base.product = Some(Slot::new("all".to_owned(), mine.at.clone())),
            (Some(mine), Some(theirs)) if mine.value != theirs.value => base.product = Some(theirs.clone()),
            _ => {}
        }
        base
    }

    /// A share whose whole is not named: of all goods, or of the trade with all partners.
    pub(super) fn bare_share(&self, frame: &Frame) -> Base {
        let mut base = Base::default();
        if let Some(product) = &frame.product {
            base.product = Some(Slot::new("all".to_owned(), product.at.clone()));
        } else if let Some(partner) = frame.partner.as_ref().filter(|p| p.value != WORLD) {
            base.partner = Some(Slot::new(WORLD.to_owned(), partner.at.clone()));
        } else if let Some(flow) = frame.flow.as_ref().filter(|flow| matches!(flow.value.flow, Flow::Export | Flow::Import)) {
            // `импорт – 9%`: of the turnover.
            base.flow = Some(Slot::new(Flow::Trade, flow.at.clone()));
        }
        base
    }
}

/// Is the head what a share named before it is a share of: `its share in the foreign trade`, 占全国进出口?
pub(super) fn whole_before(found: &Found, elements: &[Element], head: &Head) -> bool {
    is_whole_within(elements, head)
        || leads_shares(elements, found.figures, head)
        || follows_share(elements, found.figures, head)
        || leads_fraction(found, elements, head)
}

/// 逾全国进出口总值五分之一: a fraction right behind a word of trade is a part of it.
fn leads_fraction(found: &Found, elements: &[Element], head: &Head) -> bool {
    let of = usize::from(elements.get(head.elements.end).and_then(Element::cue) == Some(Cue::Link(Link::Of)));
    let Some(Kind::Figure(figure)) = elements.get(head.elements.end + of).map(|e| e.kind) else { return false };
    let anchor = &found.text[found.figures[figure as usize].anchor.clone()];
    anchor.contains("分之") && !anchor.starts_with("百分之")
}

/// `Of the exports to China, 38 percent was copper`: opens its sentence, and a percentage comes next.
fn leads_shares(elements: &[Element], figures: &[Figure], head: &Head) -> bool {
    let of = elements[..head.elements.start].iter().all(|e| e.cue() == Some(Cue::Link(Link::Of)) || e.kind == Kind::Word)
        && head.elements.start > 0
        && elements[0].cue() == Some(Cue::Link(Link::Of));
    let next = elements[head.elements.end..].iter().find_map(|e| if let Kind::Figure(figure) = e.kind { Some(figure) } else { None });
    of && next.is_some_and(|figure| figures[figure as usize].kind == FigureKind::Percent)
}

/// Does an amount of money or goods stand right before element `at`?
fn is_amount_before(elements: &[Element], figures: &[Figure], at: usize) -> bool {
    let before = elements[..at].iter().rev().find(|e| !matches!(e.kind, Kind::Word | Kind::Period(_)));
    let amount = |kind: FigureKind| matches!(kind, FigureKind::Money(_) | FigureKind::Quantity(_));
    before.is_some_and(|e| matches!(e.kind, Kind::Figure(figure) if amount(figures[figure as usize].kind)))
}

fn follows_share(elements: &[Element], figures: &[Figure], head: &Head) -> bool {
    for (at, element) in elements[..head.elements.start].iter().enumerate().rev() {
        match element.kind {
            // `9,1 млн долларов приходится на экспорт`: all of the part, not a part of all.
            Kind::Cue(Cue::Share) if is_amount_before(elements, figures, at) => return false,
            Kind::Cue(Cue::Share | Cue::Than(_)) => return true,
            Kind::Figure(_) | Kind::Mark(',' | ';' | ':' | '(' | ')') | Kind::Cue(Cue::While | Cue::Change(_)) => return false,
            _ => {}
        }
    }
    false
}

/// 在出口总额中的占比: the word for a share stands behind its whole.
fn is_whole_within(elements: &[Element], head: &Head) -> bool {
    const NEAR: usize = 6;
    let inside = head.elements.start.checked_sub(1).is_some_and(|i| elements[i].cue() == Some(Cue::Link(Link::In)));
    let behind = elements[head.elements.end..].iter().take(NEAR);
    let mut behind = behind.skip_while(|e| matches!(e.kind, Kind::Word | Kind::Period(_) | Kind::Cue(Cue::Link(Link::Of))));
    inside && behind.next().is_some_and(|e| e.cue() == Some(Cue::Share))
}

/// Words that stand for what was named before.
fn points(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "they"
            | "this"
            | "that"
            | "these"
            | "those"
            | "which"
            | "who"
            | "what"
            | "both"
            | "each"
            | "all"
            | "such"
            | "rest"
            | "remainder"
            | "together"
            | "and"
            | "others"
    )
}
