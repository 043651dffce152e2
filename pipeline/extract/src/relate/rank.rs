//! Places in an order: whose partner, product or trade is first, second, third.

use super::elements::{Element, Kind};
use super::enter::join;
use super::frame::{Context, Frame, Slot, Who, group};
use super::head::{Head, Reader};
use super::time::When;
use super::vocab::{Back, Cue, FlowCue, Form, Link, Strength};
use super::walk::{Base, State, Statement, Topic, Walk};
use crate::rows;
use crate::token::{Figure, FigureKind};
use amur_model::{Flow, Measure, Qualifier};

/// Who has a place in an order, and whether it is one of somebody's partners or of those who trade.
struct Placed {
    frame: Frame,
    of_partners: bool,
}

impl Walk<'_> {
    /// 东盟连续24年为广西第一大贸易伙伴: who is whose partner, however either is named.
    pub(super) fn rank_partner(&self, at: usize, context: &Context, state: &mut State) -> bool {
        let Some((word, flow)) = self.han_partner_word(at) else { return false };
        let start = self.elements[..at]
            .iter()
            .rposition(|e| matches!(e.kind, Kind::Mark(',' | ';' | ':') | Kind::Cue(Cue::While)))
            .map_or(0, |i| i + 1);
        let mut runs = self.runs_of_places(start..at);
        let back = (start..at).rev().find_map(|i| match self.elements[i].kind {
            Kind::Cue(Cue::Back(back @ (Back::Province | Back::City | Back::Country | Back::Own))) => {
                Some(Slot::new(back, self.reader().bytes(i..i + 1)))
            }
            _ => None,
        });
        let mut owner = back.and_then(|back| self.point_back(&back, &state.frame, context, None));
        let home = state.frame.reporter.clone().or_else(|| context.topic.reporter.clone());
        // 黑龙江省最大的贸易伙伴是俄罗斯
        let behind =
            (word + 1..self.elements.len().min(word + 3)).find(|&i| !matches!(self.elements[i].kind, Kind::Word | Kind::Cue(Cue::Level)));
        let named = behind.filter(|&i| i > word + 1).and_then(|i| self.reader().places_after(i)).map(|places| places.members);
        if owner.is_none() && (runs.len() == 2 || runs.len() == 1 && (named.is_some() || self.shares_country(&runs[0], home.as_ref()))) {
            owner = runs.pop().and_then(|members| group(self.vocabulary, &members));
        }
        let partner = match (runs.as_slice(), named) {
            ([], Some(members)) => members,
            ([], None) => state.frame.partner.clone().into_iter().collect(),
            ([members], _) => members.clone(),
            _ => return false,
        };
        let ([partner], Some(owner)) = (partner.as_slice(), owner.or(home)) else { return false };
        let cue = FlowCue { flow, strength: Strength::Noun, sign: 0 };
        state.frame = Frame {
            reporter: Some(owner),
            partner: Some(partner.clone()),
            flow: Some(Slot::new(cue, self.reader().bytes(word..word + 1))),
            // 俄罗斯是我国汽车第一大出口目的地
            product: state.product.take().filter(|_| flow != Flow::Trade).or_else(|| self.reader().regime(word)),
        };
        state.ranked = Some(state.frame.clone());
        state.pending.clear();
        state.subject = None;
        state.with = None;
        state.topic = Topic::Trade;
        state.partnered = true;
        state.named = true;
        true
    }

    /// The word for a partner right behind a rank, and in which trade it is one.
    fn han_partner_word(&self, at: usize) -> Option<(usize, Flow)> {
        const NEAR: usize = 5;
        let near = at + 1..self.elements.len().min(at + NEAR);
        let word = near.clone().find(|&i| !matches!(self.elements[i].kind, Kind::Word | Kind::Cue(Cue::Link(Link::Of) | Cue::Ignore)))?;
        match self.elements[word].cue() {
            Some(Cue::Partner) if self.reader().is_han(word) => Some((word, Flow::Trade)),
            Some(Cue::PartnerOf(flow)) if self.reader().is_han(word) => Some((word, flow)),
            _ => None,
        }
    }

    /// The runs of places in a clause, but for those that only say where: 在东盟.
    pub(super) fn runs_of_places(&self, clause: std::ops::Range<usize>) -> Vec<Vec<Who>> {
        let reader = Reader { elements: &self.elements[..clause.end], ..self.reader() };
        let (mut at, mut runs) = (clause.start, Vec::new());
        while at < clause.end {
            let Some(places) = reader.places_after(at) else {
                at += 1;
                continue;
            };
            let aside = at > clause.start && matches!(self.elements[at - 1].cue(), Some(Cue::Link(Link::In) | Cue::Object));
            at = places.elements.end;
            if !aside {
                runs.push(places.members);
            }
        }
        runs
    }

    fn shares_country(&self, members: &[Who], home: Option<&Who>) -> bool {
        let home = home.and_then(|home| self.vocabulary.country_of(&home.value));
        members.len() == 1 && home.is_some() && self.vocabulary.country_of(&members[0].value) == home
    }

    /// 中国占该区贸易额的53%。韩国位居第二，占18%: another partner in the trade that was spoken of.
    pub(super) fn rank_one_partner(&self, at: usize, context: &Context, state: &mut State) {
        // A new paragraph goes on with the order of the one before.
        if state.frame.flow.is_none() && context.earlier.partner.is_some() && self.reader().has_han(at) {
            state.frame = Frame { product: None, ..context.earlier.clone() };
        }
        let frames = [Some(&context.last), Some(&context.topic), context.opening.as_ref()];
        let told = frames.into_iter().flatten().any(|frame| frame.partner.is_some());
        let Some(who) = state.subject.clone().filter(|_| told && !state.headed && self.reader().has_han(at)) else { return };
        if state.topic != Topic::Open || !self.is_partner(&who, None, &state.frame) {
            return;
        }
        state.frame.partner = Some(who);
        state.subject = None;
        state.pending.clear();
        state.partners_follow = true;
        state.partnered = true;
        state.named = true;
        state.topic = Topic::Trade;
    }

    /// 机电产品是云南第一大出口商品, 出口额排名第二的是农产品: of which goods the rank is.
    pub(super) fn rank_product(&self, at: usize, next_head: usize, context: &Context, state: &mut State) {
        let reader = self.reader();
        if !reader.has_han(at) {
            return;
        }
        let word = |i: usize| matches!(self.elements.get(i).map(|e| e.kind), Some(Kind::Word));
        if let Some(head) = self
            .heads
            .get(next_head)
            .filter(|head| head.elements.start > at && head.elements.start <= at + 3 && (at + 1..head.elements.start).all(word))
        {
            self.settle(state);
            self.enter(head, context, state);
        }
        let of = self.elements.get(at + 1).and_then(Element::cue) == Some(Cue::Link(Link::Of));
        if let Some(Kind::Product(product)) = self.elements.get(at + 3).map(|e| e.kind)
            && of
            && word(at + 2)
        {
            state.frame.product = Some(reader.product(product, at + 3));
        }
    }

    /// `third largest trading partner`, `fourth among China's trading partners`: the word for a partner behind the rank at `at`.
    pub(super) fn partner_word(&self, at: usize) -> Option<usize> {
        const NEAR: usize = 10;
        let near = at + 1..self.elements.len().min(at + NEAR);
        let between = |i: &usize| {
            matches!(
                self.elements[*i].kind,
                Kind::Word
                    | Kind::Mark('\'' | '-')
                    | Kind::Place(..)
                    | Kind::Cue(Cue::Link(Link::Between | Link::Of | Link::To) | Cue::Back(_))
            ) || self.is_rank(*i)
        };
        let word = at + 1 + near.clone().take_while(between).count();
        (near.contains(&word) && matches!(self.elements[word].cue(), Some(Cue::Partner | Cue::PartnerOf(_)))).then_some(word)
    }

    pub(super) fn is_rank(&self, at: usize) -> bool {
        matches!(self.elements[at].kind, Kind::Figure(index) if self.kinds[index as usize] == FigureKind::Rank)
    }

    pub(super) fn in_order(&self, figure: &Figure) -> Base {
        let at = self.found.offset + figure.anchor.start..self.found.offset + figure.anchor.end;
        Base { text: Some(Slot::new("order".to_owned(), at)), ..Base::default() }
    }

    /// `Russia is Turkey's third largest supplier`, `Mexico remained the No. 1 trading partner of the United States`: whose partner has the rank at `at`.
    pub(super) fn ranked(&self, at: usize, named: usize, context: &Context, state: &State) -> Option<Frame> {
        let reader = self.reader();
        if reader.text(named).is_ascii() {
            return self.partners_frame(named, context, state).map(|partners| partners.frame);
        }
        let of = matches!(self.elements.get(named + 1).and_then(Element::cue), Some(Cue::Link(Link::Of | Link::To)))
            .then(|| reader.places_after(self.reader().over_article(named + 2)))
            .flatten();
        // `на второй строчке среди торговых партнёров Грузии`: whose they are in the genitive.
        let of = of.or_else(|| reader.places_after(named + 1).filter(|_| self.is_russian(named)));
        let among = of.or_else(|| (at + 1..named).find_map(|i| reader.places_after(i)));
        let before = self.elements[..at].iter().rposition(|e| !matches!(e.kind, Kind::Mark('\'') | Kind::Word))?;
        let (owner, end) = match (among, self.elements[before].kind) {
            (Some(places), _) => (group(self.vocabulary, &places.members)?, at),
            (None, Kind::Cue(Cue::Back(back @ (Back::Own | Back::Home | Back::Country | Back::Province)))) => {
                let back = Slot::new(back, reader.bytes(before..before + 1));
                (self.point_back(&back, &state.frame, context, None)?, before)
            }
            (None, Kind::Place(_, Form::Adjective)) => (reader.who(before)?, before),
            (None, Kind::Place(..) | Kind::Zone(_)) if self.elements[before + 1].kind == Kind::Mark('\'') => (reader.who(before)?, before),
            _ => return None,
        };
        let clause =
            self.elements[..end].iter().rposition(|e| matches!(e.kind, Kind::Mark(';') | Kind::Cue(Cue::While))).map_or(0, |i| i + 1);
        // `Traditionally Finland's largest partner, Russia now ranks fifth among Finland's`: not the owner, the nearest.
        let runs = self.runs_of_places(clause..end);
        let partner = runs.iter().filter_map(|members| group(self.vocabulary, members)).rfind(|who| who.value != owner.value)?;
        let flow = match self.elements[named].cue() {
            Some(Cue::PartnerOf(flow)) => flow,
            _ => Flow::Trade,
        };
        let flow = Slot::new(FlowCue { flow, strength: Strength::Noun, sign: 0 }, reader.bytes(named..named + 1));
        Some(Frame { reporter: Some(owner), partner: Some(partner), flow: Some(flow), product: None })
    }

    /// `Mexico was its first partner; Canada was second, China third`: the next in the order spoken of.
    pub(super) fn next_ranked(&self, at: usize, state: &State) -> Option<Frame> {
        let ranked = state.ranked.as_ref()?;
        let end = 1 + self.elements[..at].iter().rposition(|e| !matches!(e.kind, Kind::Word | Kind::Cue(Cue::Level)))?;
        let partner = self
            .reader()
            .who(end - 1)
            .filter(|who| ranked.reporter.as_ref().is_none_or(|owner| !self.vocabulary.same_country(&owner.value, &who.value)))?;
        Some(Frame { partner: Some(partner), ..ranked.clone() })
    }

    /// Figure `index` as the place in an order that whoever stands in `frame` has.
    pub(super) fn rank(&self, index: usize, figure: &Figure, frame: Frame, period: Option<When>) -> Statement {
        Statement {
            figure: index,
            measure: Measure::Rank,
            value: figure.value,
            frame,
            base: self.in_order(figure),
            period,
            base_period: None,
            unit: rows::unit(figure.kind, Measure::Rank),
            rule: "relate.rank",
            currency: None,
            part: None,
        }
    }

    /// A number in an order: `second`, `No. 1`, третье, 首位; a superlative is too vague.
    pub(super) fn is_firm_rank(&self, at: usize) -> bool {
        let Kind::Figure(index) = self.elements[at].kind else { return false };
        let figure = &self.found.figures[index as usize];
        let anchor = self.found.text[figure.anchor.clone()].to_lowercase();
        figure.value > 1.0 && figure.qualifier == Qualifier::Exact
            || anchor.chars().any(|c| c.is_ascii_digit() || matches!(c, '一' | '首'))
            || ["first", "number one", "перв"].iter().any(|word| anchor.starts_with(word))
    }

    /// `Азербайджан занимает второе место во внешней торговле Грузии`, `Третье место занимает Украина`, `Canada ranks second`:
    /// who has the place at `at`, and in whose trade. The heads read with it are passed over.
    pub(super) fn placed(&self, at: usize, next_head: usize, context: &Context, state: &mut State) -> Option<Frame> {
        let Placed { frame, of_partners } = if self.is_russian(at) {
            let frame = self.placed_in(at, next_head, context, state).or_else(|| self.placed_next(at, state))?;
            Placed { frame, of_partners: true }
        } else {
            self.stands_in_order(at, next_head, context, state)?
        };
        state.pending.clear();
        state.subject = None;
        state.topic = Topic::Trade;
        state.named = true;
        state.partnered = true;
        state.partners_follow |= of_partners && frame.partner.is_some();
        if of_partners {
            state.ranked = Some(frame.clone());
        }
        state.frame = frame.clone();
        Some(frame)
    }

    /// `Russia is in second place`, `Canada ranks second, as its trade`, `At the third place is Turkey`: a verb puts somebody in
    /// an order. The order is that in which the head right behind is (`No. 2 for trade with the U.S.`), else the one spoken of,
    /// else that of whose trade is spoken of. Who lies abroad from its owner is the owner's partner; who lies in the owner's
    /// country is one reporter among others.
    fn stands_in_order(&self, at: usize, next_head: usize, context: &Context, state: &mut State) -> Option<Placed> {
        let who = self.said_to_stand(at, state)?;
        let head = self.order_behind(at, next_head);
        let product = head.and_then(|head| join(&head.products));
        let flow = head.map(|head| head.flow.clone());
        let of = |owner: Who, flow, product| Placed {
            frame: Frame { reporter: Some(owner), partner: Some(who.clone()), flow: Some(flow), product },
            of_partners: true,
        };
        let among = |partner, flow, product| Placed {
            frame: Frame { reporter: Some(who.clone()), partner, flow: Some(flow), product },
            of_partners: false,
        };
        if let Some(head) = head {
            state.read_heads = next_head + 1;
            if let Some(other) = group(self.vocabulary, &head.partners) {
                let both_ways = head.flow.value.flow == Flow::Trade;
                let flow = head.flow.clone();
                return Some(if both_ways { of(other, flow, product) } else { among(Some(other), flow, product) });
            }
        }
        let back = head.and_then(|head| head.back.as_ref()).and_then(|back| self.point_back(back, &state.frame, context, None));
        let named = head.and_then(|head| group(self.vocabulary, &head.reporters)).or(back);
        let order = state.ranked.as_ref().filter(|ranked| head.is_none() || ranked.flow() == head.map(|head| head.flow.value.flow));
        let spoken_of = [order.and_then(|order| order.reporter.as_ref()), state.frame.reporter.as_ref(), context.topic.reporter.as_ref()];
        let owner = named.or_else(|| spoken_of.into_iter().flatten().find(|owner| owner.value != who.value).cloned())?;
        let spoken_of = [order, Some(&state.frame), Some(&context.earlier)];
        let flow = flow.or_else(|| spoken_of.into_iter().flatten().find_map(|frame| frame.flow.clone()))?;
        let product = product.or_else(|| order.and_then(|order| order.product.clone()));
        if self.is_foreign(&who, &owner) {
            return Some(of(owner, flow, product));
        }
        // An order of partners leaves none of them to one of the owner's own places.
        let partner = state.frame.partner.clone().filter(|other| order.is_none() && self.is_foreign(&who, other));
        Some(among(partner, flow, product))
    }

    /// Who is said to have the place at `at`: the subject before a verb for it, or who is named behind.
    fn said_to_stand(&self, at: usize, state: &State) -> Option<Who> {
        let reader = self.reader();
        let noun = |i: usize| matches!(reader.text(i), "place" | "position" | "spot" | "overall");
        let behind = at + 1 + usize::from(self.elements.get(at + 1).is_some_and(|e| e.kind == Kind::Word && noun(at + 1)));
        let between = |e: &Element| match e.kind {
            Kind::Word | Kind::Period(_) => true,
            Kind::Cue(cue) => matches!(cue, Cue::Level | Cue::Link(Link::In | Link::By) | Cue::Ignore | Cue::Now | Cue::Share),
            _ => false,
        };
        let ends = match self.elements.get(behind).map(|e| e.kind) {
            None | Some(Kind::Period(_)) => true,
            Some(Kind::Mark(mark)) => mark != '\'' && (mark != '-' || self.found.units[self.elements[behind].units.start].spaced),
            Some(Kind::Cue(cue)) => matches!(cue, Cue::While | Cue::Link(Link::With | Link::In | Link::By | Link::And | Link::To)),
            _ => false,
        };
        if ends && !state.pending.is_empty() && self.elements[state.pending_end..at].iter().all(between) {
            return group(self.vocabulary, &state.pending);
        }
        let opens = state.subject.is_none() && state.pending.is_empty() && !state.headed;
        let verb = (behind..self.elements.len().min(behind + 3)).find(|&i| self.elements[i].kind != Kind::Word)?;
        let said = verb > behind || self.elements[verb].cue() == Some(Cue::Level);
        let holder = verb + usize::from(self.elements[verb].cue() == Some(Cue::Level));
        reader.places_after(holder).filter(|_| opens && said).and_then(|places| group(self.vocabulary, &places.members))
    }

    /// The word of trade right behind a place in an order that says in which it is: `in terms of imports`, `for trade with`.
    fn order_behind(&self, at: usize, next_head: usize) -> Option<&Head> {
        const NEAR: usize = 6;
        let head = self.heads.get(next_head).filter(|head| head.elements.start > at && head.elements.start <= at + NEAR)?;
        let plain =
            |e: &Element| matches!(e.kind, Kind::Word | Kind::Period(_) | Kind::Cue(Cue::Link(Link::In | Link::Of | Link::To | Link::By)));
        let linked = |e: &Element| matches!(e.cue(), Some(Cue::Link(_)));
        let between = &self.elements[at + 1..head.elements.start];
        (between.iter().all(plain) && between.iter().any(linked)).then_some(head)
    }

    /// `второе место во внешней торговле Грузии`: the trade in which the place is taken stands behind it.
    fn placed_in(&self, at: usize, next_head: usize, context: &Context, state: &mut State) -> Option<Frame> {
        const NEAR: usize = 5;
        let head = self.heads.get(next_head).filter(|head| head.elements.start > at && head.elements.start <= at + NEAR)?;
        let plain = |e: &Element| matches!(e.kind, Kind::Word | Kind::Period(_) | Kind::Cue(Cue::Link(Link::To | Link::By) | Cue::Ignore));
        self.elements[at + 1..head.elements.start].iter().all(plain).then_some(())?;
        let before = Frame { partner: None, product: None, ..state.frame.clone() };
        let mut frame = self.resolve(head, &before, context, None);
        // `На втором месте по товарообороту с Таджикистаном оказался Китай`
        let verb = |e: &&Element| e.kind == Kind::Word || e.cue() == Some(Cue::Share);
        let behind = head.elements.end + self.elements[head.elements.end..].iter().take_while(verb).count();
        let named_behind = state.subject.is_none();
        let other = state.subject.clone().or_else(|| self.reader().who(behind))?;
        if named_behind && let Some(owner) = group(self.vocabulary, &head.partners) {
            frame = Frame { reporter: Some(owner), partner: None, ..frame };
        }
        let abroad = frame.reporter.as_ref().is_some_and(|owner| !self.vocabulary.same_country(&owner.value, &other.value));
        state.read_heads = next_head + 1;
        Some(match abroad {
            true => Frame { partner: Some(other), ..frame },
            false => Frame { reporter: Some(other), ..frame },
        })
    }

    /// `на втором месте – химическая продукция`, `На первом месте в структуре экспорта – металл`: the goods that have the place.
    pub(super) fn placed_goods(&self, at: usize, next_head: usize, context: &Context, state: &mut State) -> Option<Frame> {
        if !self.is_russian(at) {
            return None;
        }
        let head = self.heads.get(next_head).filter(|head| head.elements.start > at);
        let mut i = at + 1;
        let mut said = false;
        while !matches!(self.elements.get(i)?.kind, Kind::Product(_)) {
            if head.is_some_and(|head| head.elements.start == i) {
                i = head?.elements.end;
                continue;
            }
            match self.elements[i].kind {
                Kind::Mark('-') | Kind::Cue(Cue::Share) => said = true,
                Kind::Word | Kind::Period(_) | Kind::Cue(Cue::Link(Link::To | Link::By) | Cue::Ignore | Cue::Level) => {}
                _ => return None,
            }
            i += 1;
        }
        let of = match head.filter(|head| head.elements.end <= i) {
            Some(head) => self.resolve(head, &Frame { product: None, ..state.frame.clone() }, context, None),
            None => state.frame.clone(),
        };
        let goods = |i: usize| match self.elements[i].kind {
            Kind::Product(product) => Some(self.reader().product(product, i)),
            _ => None,
        };
        let one_way = matches!(of.flow(), Some(Flow::Export | Flow::Import)) && of.reporter.is_some();
        let frame = Frame { product: goods(i), ..of };
        if !(one_way && (said || i == at + 1)) {
            return None;
        }
        state.frame = frame.clone();
        state.topic = Topic::Trade;
        state.named = true;
        Some(frame)
    }

    /// `Третье место занимает Украина`: the next in the order spoken of.
    fn placed_next(&self, at: usize, state: &State) -> Option<Frame> {
        let ranked = state.ranked.as_ref().filter(|ranked| ranked.reporter.is_some())?;
        Some(Frame { partner: Some(self.holder(at)?), ..ranked.clone() })
    }

    /// Who is named behind a place in an order, and its verb or dash, as the one who has it.
    pub(super) fn holder(&self, at: usize) -> Option<Who> {
        let taken = (at + 1..self.elements.len().min(at + 4)).find(|&i| self.elements[i].kind != Kind::Word)?;
        let is_taken = self.elements[taken].cue() == Some(Cue::Share) || self.elements[taken].kind == Kind::Mark('-');
        // `На втором месте идёт Россия`
        let who = if is_taken { taken + 1 } else { taken };
        self.reader().who(who).filter(|_| self.is_russian(at) && self.is_russian(who))
    }
}
