//! Places in an order: whose partner, product or trade is first, second, third.

use super::elements::{Element, Kind};
use super::enter::join;
use super::frame::{Context, Frame, Slot, Who, group, same_place};
use super::head::{Head, Reader};
use super::time::When;
use super::vocab::{Back, Cue, Form, Link, Strength, Words};
use super::walk::{Base, State, Statement, Topic, Walk};
use crate::rows;
use crate::token::{Figure, FigureKind};
use amur_model::{Flow, Measure, Qualifier};

/// The most elements of a verb that says who has a place in an order: `is occupied by`.
const TAKEN: usize = 3;

/// Who has a place in an order, and whether it is one of somebody's partners or of those who trade.
struct Placed {
    frame: Frame,
    of_partners: bool,
}

/// Ranks that are told together: the elements of the first and the last, and how many they are; the place of one among them.
struct Ranks {
    first: usize,
    last: usize,
    place: usize,
    many: usize,
}

impl Walk<'_> {
    /// 东盟连续24年为广西第一大贸易伙伴: who is whose partner, however either is named.
    pub(super) fn rank_partner(&self, at: usize, context: &Context, state: &mut State) -> bool {
        let Some(word) = self.han_partner_word(at) else { return false };
        let Some((owner, partner)) = self.partner_and_owner(at, word, context, state) else { return false };
        let flow = self.partners_flow(word);
        // 俄罗斯是我国汽车第一大出口目的地
        // 俄罗斯跃居我国第一大原油供应国
        let goods = (at + 1..word).find_map(|i| match self.elements[i].kind {
            Kind::Product(product) => Some(self.reader().product(product, i)),
            _ => None,
        });
        // 越南是日本进口虾第一大来源国
        // 自俄罗斯进口煤炭1亿吨，占21%，为第二大来源国
        let spoken_of = state.headed || same_place(&state.frame.partner, &Some(partner.clone()));
        let traded = state.frame.product.clone().filter(|_| spoken_of && flow != Flow::Trade && state.frame.flow() == Some(flow));
        let product = state.product.take().filter(|_| flow != Flow::Trade).or(goods).or(traded).or_else(|| self.reader().regime(word));
        let frame = Frame { reporter: Some(owner), partner: Some(partner), flow: Some(self.flow_at(flow, word)), product };
        // 越南咖啡出口增长。…美国仍为最大出口市场: of the goods that the text is about.
        let product = frame.product.clone().or_else(|| context.topic.product.clone().filter(|_| self.is_in_topic(&frame, context)));
        state.frame = Frame { product, ..frame };
        state.ranked = Some(state.frame.clone());
        state.pending.clear();
        state.subject = None;
        state.with = None;
        state.topic = Topic::Trade;
        state.partnered = true;
        state.named = true;
        true
    }

    /// Whose partner the word behind the rank at `at` speaks of, and who it is.
    fn partner_and_owner(&self, at: usize, word: usize, context: &Context, state: &State) -> Option<(Who, Who)> {
        let start = self.elements[..at]
            .iter()
            .rposition(|e| matches!(e.kind, Kind::Mark(',' | ';' | ':') | Kind::Cue(Cue::While)))
            .map_or(0, |i| i + 1);
        let order = self.order_of_ranks(at);
        let mut runs = self.runs_of_places(start..order.first);
        let back = (start..at).rev().find_map(|i| match self.elements[i].kind {
            Kind::Cue(Cue::Back(back @ (Back::Province | Back::City | Back::Country | Back::Own))) => Some(self.back_at(back, i)),
            _ => None,
        });
        let mut owner = back.and_then(|back| self.point_back(&back, &state.frame, context, None));
        let home = state.frame.reporter.clone().or_else(|| context.topic.reporter.clone());
        // 黑龙江省最大的贸易伙伴是俄罗斯
        let passed = |i: &usize| matches!(self.elements[*i].kind, Kind::Word | Kind::Cue(Cue::Level | Cue::Ignore));
        let behind = (word + 1..self.elements.len().min(word + 3)).find(|i| !passed(i));
        // 马来西亚第二大贸易伙伴新加坡
        let apposed = runs.len() < 2 && !self.elements[start..at].iter().any(|e| e.cue() == Some(Cue::Level));
        let said = |i: &usize| (word + 1..*i).any(|i| self.elements[i].cue() != Some(Cue::Ignore));
        let named = behind.filter(|i| said(i) || apposed).and_then(|i| self.reader().places_after(i)).map(|places| places.members);
        if owner.is_none() && (runs.len() == 2 || runs.len() == 1 && (named.is_some() || self.shares_country(&runs[0], home.as_ref()))) {
            owner = runs.pop().and_then(|members| group(self.vocabulary, &members));
        }
        // 乌克兰对华出口…，成为中国第一大进口来源国, 保持中国第一大供应国地位: the place behind the verb is whose partner is meant.
        let first = (start..at).find(|&i| matches!(self.elements[i].kind, Kind::Place(..)));
        let verb = |i: usize| self.reader().text(i).ends_with(['为', '為', '是', '居', '持']);
        let made = first.is_some_and(|first| (start..first).any(verb));
        // 韩国超过日本，成为山东第二大贸易伙伴: who did so.
        let before = || self.runs_of_places(0..start).into_iter().rev().filter_map(|run| group(self.vocabulary, &run));
        if let ([members], None, None, true) = (runs.as_slice(), &named, &owner, made) {
            let foreign = |who: &Who| members.iter().all(|owner| self.is_foreign(who, owner));
            let told = [&state.frame.reporter, &state.frame.partner].into_iter().flatten().cloned();
            return group(self.vocabulary, members).zip(told.chain(before()).find(foreign));
        }
        let partner = match (runs.as_slice(), named) {
            ([], Some(members)) => members,
            // 韩国超越白俄罗斯，成为该州第二大贸易伙伴: who did so is told in the clause before.
            ([], None) => {
                let foreign = |who: &Who| owner.as_ref().is_some_and(|owner| self.is_foreign(who, owner));
                let told = state.subject.clone().filter(foreign).or_else(|| state.frame.partner.clone());
                told.or_else(|| before().find(foreign)).into_iter().collect()
            }
            ([members], _) => members.clone(),
            _ => return None,
        };
        let one = match partner.len() {
            1 => partner.first(),
            many => partner.get(order.place).filter(|_| many == order.many),
        };
        owner.or(home).zip(one.cloned())
    }

    /// 德国和捷克为波兰第一和第三大贸易伙伴: where the rank at `at` stands among those joined to it.
    fn order_of_ranks(&self, at: usize) -> Ranks {
        let joined = |i: usize| self.cue_at(i) == Some(Cue::Link(Link::And)) && self.reader().is_han(i);
        let (mut first, mut last) = (at, at);
        let rank = |i: usize| i < self.elements.len() && self.is_rank(i);
        while first >= 2 && joined(first - 1) && rank(first - 2) {
            first -= 2;
        }
        while joined(last + 1) && rank(last + 2) {
            last += 2;
        }
        Ranks { first, last, place: (at - first) / 2, many: (last - first) / 2 + 1 }
    }

    /// Are the ranks that the one at `at` is joined to dealt out to as many partners, before a Chinese word for them?
    pub(super) fn deals_ranks(&self, at: usize) -> bool {
        let order = self.order_of_ranks(at);
        let start = self.reader().clause_before(order.first).last().unwrap_or(order.first);
        let dealt = || self.runs_of_places(start..order.first).iter().any(|run| run.len() == order.many);
        order.many > 1 && self.han_partner_word(at).is_some() && dealt()
    }

    /// The Chinese word for a partner right behind a rank.
    fn han_partner_word(&self, at: usize) -> Option<usize> {
        const NEAR: usize = 5;
        let passed =
            |&i: &usize| matches!(self.elements[i].kind, Kind::Word | Kind::Product(_) | Kind::Cue(Cue::Link(Link::Of) | Cue::Ignore));
        let last = self.order_of_ranks(at).last;
        let word = (last + 1..self.elements.len().min(last + NEAR)).find(|i| !passed(i))?;
        (self.elements[word].is_partner() && self.reader().is_han(word)).then_some(word)
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
            let article = usize::from(at > clause.start && reader.text(at - 1) == "the");
            let before = at.checked_sub(1 + article).filter(|&i| i >= clause.start);
            // `Germany surpassed the United States to become its second partner`
            let aside = before.is_some_and(|i| match self.elements[i].cue() {
                Some(Cue::Level) => self.vocabulary.is_exceeding(&reader.text(i).to_lowercase()),
                cue => matches!(cue, Some(Cue::Link(Link::In) | Cue::Object)),
            });
            at = places.elements.end;
            if !aside {
                runs.push(places.members);
            }
        }
        runs
    }

    fn shares_country(&self, members: &[Who], home: Option<&Who>) -> bool {
        let home = home.and_then(|home| self.vocabulary.country_of(&home.value));
        matches!(members, [who] if home.is_some() && self.vocabulary.country_of(&who.value) == home)
    }

    /// 中国占该区贸易额的53%。韩国位居第二，占18%: another partner in the trade that was spoken of.
    pub(super) fn rank_one_partner(&self, at: usize, context: &Context, state: &mut State) {
        // A new paragraph goes on with the order of the one before.
        if state.frame.flow.is_none() && context.earlier.partner.is_some() && self.reader().has_han(at) {
            state.frame = Frame { product: None, ..context.earlier.clone() };
        }
        let frames = [Some(&context.last), Some(&context.topic), context.opening.as_ref()];
        let told = frames.into_iter().flatten().any(|frame| frame.partner.is_some());
        // 与中国贸易额27亿；韩国居第二位: the trade of this sentence.
        let partner_told = |s: &Statement| s.frame.partner.is_some() && s.frame.same_reporter(&state.frame);
        let here = state.topic == Topic::Trade && state.out.statements.iter().any(partner_told);
        let Some(who) = state.subject.clone().filter(|_| (told || here) && !state.headed && self.reader().has_han(at)) else { return };
        if state.topic != Topic::Open && !here || !self.is_partner(&who, None, &state.frame) {
            return;
        }
        state.frame.partner = Some(who);
        let goods = || context.topic.product.clone().filter(|_| self.is_in_topic(&state.frame, context));
        state.frame.product = state.frame.product.clone().or_else(goods);
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
        let word = |i: usize| self.element_kind(i) == Some(Kind::Word);
        if let Some(head) = self.head_near(at, next_head, 3).filter(|head| (at + 1..head.elements.start).all(word)) {
            let told = state.frame.reporter.clone();
            self.settle(state);
            // 跃升为全省仅次于瑞丽口岸的第二大贸易口岸: a crossing among the others, and none that was named.
            let of_a_kind = head.reporters.is_empty() && head.back.as_ref().is_some_and(|back| self.found.said(&back.at) == Some("口岸"));
            // 霍尔果斯口岸…，成为新疆第二大进口口岸
            let named = state.subject.clone().or_else(|| state.frame.reporter.clone());
            let round = |inner: &Who| named.as_ref().is_some_and(|who| self.vocabulary.lies_round(&who.value, &inner.value));
            let holder = told.filter(|who| of_a_kind && round(who)).or_else(|| named.clone());
            self.enter(head, context, state);
            // 策克口岸成为我国第二大煤炭进口口岸: the order is the country's, and the place in it that of the crossing.
            let inside =
                |who: &Who| state.frame.reporter.as_ref().is_some_and(|order| self.vocabulary.lies_round(&order.value, &who.value));
            if let Some(holder) = holder.filter(|holder| of_a_kind || inside(holder)) {
                state.frame.reporter = Some(holder);
            }
        }
        if self.cue_at(at + 1) == Some(Cue::Link(Link::Of))
            && word(at + 2)
            && let Some(Kind::Product(product)) = self.element_kind(at + 3)
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
        (near.contains(&word) && self.elements[word].is_partner()).then_some(word)
    }

    pub(super) fn is_rank(&self, at: usize) -> bool {
        matches!(self.elements[at].kind, Kind::Figure(index) if self.kinds[index as usize] == FigureKind::Rank)
    }

    pub(super) fn in_order(&self, figure: &Figure) -> Base {
        let at = self.found.offset + figure.anchor.start..self.found.offset + figure.anchor.end;
        Base { text: Some(Slot::new("order".to_owned(), at)), ..Base::default() }
    }

    /// `Russia is Turkey's third largest supplier`, `Mexico remained the No. 1 trading partner of the United States`: whose partner has
    /// the rank at `at`.
    pub(super) fn ranked(&self, at: usize, named: usize, context: &Context, state: &State) -> Option<Frame> {
        let reader = self.reader();
        if reader.text(named).is_ascii() {
            return self.partners_frame(named, context, state).map(|partners| partners.frame);
        }
        // `на второй строчке среди торговых партнёров Грузии`: whose they are in the genitive.
        let of = reader.places_after(named + 1).filter(|_| self.is_russian(named));
        // `второе место среди поставщиков газа в Японию`
        let goods = usize::from(matches!(self.element_kind(named + 1), Some(Kind::Product(_))));
        let to = named + 1 + goods;
        let linked = self.is_russian(named) && self.cue_at(to) == Some(Cue::Link(Link::To));
        let of = of.or_else(|| reader.places_after(to + 1).filter(|_| linked));
        // `среди поставщиков газа`, `среди покупателей российской нефти`
        let behind = of.as_ref().filter(|places| places.elements.start == named + 1).map_or(named + 1, |places| places.elements.end);
        let product = match self.element_kind(behind) {
            Some(Kind::Product(product)) if self.is_russian(named) => Some(reader.product(product, behind)),
            _ => None,
        };
        let among = of.or_else(|| (at + 1..named).find_map(|i| reader.places_after(i)));
        let before = self.elements[..at].iter().rposition(|e| !matches!(e.kind, Kind::Mark('\'') | Kind::Word))?;
        let (owner, end) = match (among, self.elements[before].kind) {
            (Some(places), _) => (group(self.vocabulary, &places.members)?, at),
            (None, Kind::Cue(Cue::Back(back @ (Back::Own | Back::Home | Back::Country | Back::Province)))) => {
                (self.point_back(&self.back_at(back, before), &state.frame, context, None)?, before)
            }
            (None, Kind::Place(_, Form::Adjective)) => (reader.who(before)?, before),
            _ => return None,
        };
        let clause =
            self.elements[..end].iter().rposition(|e| matches!(e.kind, Kind::Mark(';') | Kind::Cue(Cue::While))).map_or(0, |i| i + 1);
        // `Traditionally Finland's largest partner, Russia now ranks fifth among Finland's`: not the owner, the nearest.
        let runs = self.runs_of_places(clause..end);
        let partner = runs.iter().filter_map(|members| group(self.vocabulary, members)).rfind(|who| who.value != owner.value)?;
        let flow = self.flow_at(self.partners_flow(named), named);
        Some(Frame { reporter: Some(owner), partner: Some(partner), flow: Some(flow), product })
    }

    /// `На первом месте среди торговых партнёров Грузии – Турция`: whose partners they are and who it is stand behind the word for
    /// them, at `named`.
    pub(super) fn ranked_behind(&self, named: usize, state: &State) -> Option<Frame> {
        const NEAR: usize = 3;
        let reader = self.reader();
        let owner = reader.places_after(named + 1).filter(|_| self.is_russian(named) && state.pending.is_empty())?;
        let end = owner.elements.end;
        let verb = |e: &&Element| matches!(e.kind, Kind::Word | Kind::Period(_) | Kind::Mark('-') | Kind::Cue(Cue::Share));
        let passed = self.elements[end..].iter().take(NEAR).take_while(verb).count();
        let holder = reader.places_after(end + passed).filter(|_| passed > 0)?;
        let (reporter, partner) = (group(self.vocabulary, &owner.members)?, group(self.vocabulary, &holder.members)?);
        let flow = self.flow_at(self.partners_flow(named), named);
        let foreign = self.is_foreign(&partner, &reporter);
        foreign.then(|| Frame { reporter: Some(reporter), partner: Some(partner), flow: Some(flow), product: None })
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
    pub(super) fn rank(&self, index: usize, figure: &Figure, mut frame: Frame, period: Option<When>) -> Statement {
        let at = self.elements.iter().position(|e| e.kind == Kind::Figure(index as _));
        if let Some(flow) = at.and_then(|at| self.flow_behind_order(at, &frame)) {
            frame.flow = Some(flow);
        }
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
            lent: Vec::new(),
            part: None,
        }
    }

    /// A number in an order: `second`, `No. 1`, третье, 首位; a superlative is too vague.
    pub(super) fn is_firm_rank(&self, at: usize) -> bool {
        let Kind::Figure(index) = self.elements[at].kind else { return false };
        let figure = &self.found.figures[index as usize];
        let anchor = self.found.text[figure.anchor.clone()].to_lowercase();
        figure.value > 1.0 && figure.qualifier == Qualifier::Exact
            || anchor.chars().any(|c| c.is_ascii_digit() || matches!(c, '一' | '首' | '冠'))
            || ["first", "number one", "перв"].iter().any(|word| anchor.starts_with(word))
    }

    /// `Азербайджан занимает второе место во внешней торговле Грузии`, `Третье место занимает Украина`, `Canada ranks second`:
    /// who has the place at `at`, and in whose trade. The heads read with it are passed over.
    pub(super) fn placed(&self, at: usize, next_head: usize, context: &Context, state: &mut State) -> Option<Frame> {
        let Placed { frame, of_partners } = if self.is_russian(at) {
            let frame = self.placed_in(at, next_head, context, state).or_else(|| self.placed_next(at, context, state));
            let frame = frame.or_else(|| self.placed_among(at, context, state))?;
            let of_partners = frame.flow() == Some(Flow::Trade) || !self.is_named_behind(&frame, at);
            Placed { of_partners: of_partners && frame.partner.is_some(), frame }
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
        if let Some(head) = head {
            state.read_heads = next_head + 1;
            if let Some(other) = group(self.vocabulary, &head.partners) {
                return Some(of(other, head.flow.clone(), product));
            }
        }
        let back = head.and_then(|head| head.back.as_ref()).and_then(|back| self.point_back(back, &state.frame, context, None));
        let named = head.and_then(|head| group(self.vocabulary, &head.reporters)).or(back);
        let order = state.ranked.as_ref().filter(|_| head.is_none());
        let spoken_of = [order.and_then(|order| order.reporter.as_ref()), state.frame.reporter.as_ref(), context.topic.reporter.as_ref()];
        let owner = named.or_else(|| spoken_of.into_iter().flatten().find(|owner| owner.value != who.value).cloned())?;
        let spoken_of = [order, Some(&state.frame), Some(&context.earlier)];
        let flow = flow.or_else(|| spoken_of.into_iter().flatten().find_map(|frame| frame.flow.clone()))?;
        // `Turkey bought 17 million tons of coal from Russia. Colombia was second with 8 million tons`
        let spoken_of = order.or(Some(&state.frame).filter(|frame| head.is_none() && frame.flow.is_some()));
        let product = product.or_else(|| spoken_of.and_then(|order| order.product.clone()));
        if self.is_foreign(&who, &owner) {
            let placed = of(owner, flow, product);
            // 中国茶叶出口……。\n摩洛哥居首位: of the goods that the text is about.
            let goods = || context.topic.product.clone().filter(|_| self.reader().has_han(at) && self.is_in_topic(&placed.frame, context));
            let product = placed.frame.product.clone().or_else(goods);
            return Some(Placed { frame: Frame { product, ..placed.frame }, ..placed });
        }
        // An order of partners leaves none of them to one of the owner's own places.
        let total = head.is_some_and(|head| head.total || head.flow.value.strength == Strength::Total);
        let partner = state.frame.partner.clone().filter(|_| order.is_none() && !total);
        Some(Placed { frame: Frame { reporter: Some(who), partner, flow: Some(flow), product }, of_partners: false })
    }

    /// Who is said to have the place at `at`: the subject before a verb for it, or who is named behind.
    fn said_to_stand(&self, at: usize, state: &State) -> Option<Who> {
        let reader = self.reader();
        let noun = |i: usize| reader.says(i, Words::Position);
        let behind = at + 1 + usize::from(self.element_kind(at + 1) == Some(Kind::Word) && noun(at + 1));
        let between = |e: &Element| match e.kind {
            Kind::Word | Kind::Period(_) => true,
            Kind::Cue(cue) => matches!(cue, Cue::Level | Cue::Link(Link::In | Link::By) | Cue::Ignore | Cue::Now | Cue::Share),
            _ => false,
        };
        let ends = match self.element_kind(behind) {
            None | Some(Kind::Period(_)) => true,
            Some(Kind::Mark('-')) => self.found.units[self.elements[behind].units.start].spaced,
            Some(Kind::Mark(_)) => true,
            Some(Kind::Cue(cue)) => matches!(cue, Cue::While | Cue::Link(Link::With | Link::In | Link::By | Link::And | Link::To)),
            _ => false,
        };
        if ends && !state.pending.is_empty() && self.elements[state.pending_end..at].iter().all(between) {
            return group(self.vocabulary, &state.pending);
        }
        let opens = state.subject.is_none() && state.pending.is_empty() && !state.headed;
        let verb = (behind..self.elements.len().min(behind + 3)).find(|&i| self.elements[i].kind != Kind::Word)?;
        // `Third place is occupied by China`, `The second place belongs to the UAE`
        let taken = |e: &&Element| matches!(e.cue(), Some(Cue::Level | Cue::Share | Cue::Link(Link::By | Link::To)));
        let holder = reader.over_article(verb + self.elements[verb..].iter().take(TAKEN).take_while(taken).count());
        reader.places_after(holder).filter(|_| opens).and_then(|places| group(self.vocabulary, &places.members))
    }

    /// The word of trade right behind a place in an order that says in which it is: `in terms of imports`, `for trade with`.
    fn order_behind(&self, at: usize, next_head: usize) -> Option<&Head> {
        const NEAR: usize = 6;
        let head = self.head_near(at, next_head, NEAR)?;
        let plain =
            |e: &Element| matches!(e.kind, Kind::Word | Kind::Period(_) | Kind::Cue(Cue::Link(Link::In | Link::Of | Link::To | Link::By)));
        let linked = |e: &Element| matches!(e.cue(), Some(Cue::Link(_)));
        let between = &self.elements[at + 1..head.elements.start];
        (between.iter().all(plain) && between.iter().any(linked)).then_some(head)
    }

    /// The next head, if it stands at most `near` elements behind `at`.
    fn head_near(&self, at: usize, next_head: usize, near: usize) -> Option<&Head> {
        self.heads.get(next_head).filter(|head| (at + 1..=at + near).contains(&head.elements.start))
    }

    /// `второе место во внешней торговле Грузии`: the trade in which the place is taken stands behind it.
    fn placed_in(&self, at: usize, next_head: usize, context: &Context, state: &mut State) -> Option<Frame> {
        const NEAR: usize = 5;
        let head = self.head_near(at, next_head, NEAR)?;
        // `На первом месте в структуре экспорта`
        let plain = |e: &Element| {
            matches!(e.kind, Kind::Word | Kind::Period(_) | Kind::Cue(Cue::Link(Link::To | Link::By) | Cue::Ignore | Cue::Share))
        };
        self.elements[at + 1..head.elements.start].iter().all(plain).then_some(())?;
        let before = Frame { partner: None, product: None, ..state.frame.clone() };
        let mut frame = self.resolve(head, &before, context, None);
        // `На втором месте по товарообороту с Таджикистаном оказался Китай`, `На первом месте в экспорте – Китай`
        let verb = |e: &&Element| matches!(e.kind, Kind::Word | Kind::Period(_) | Kind::Mark('-') | Kind::Cue(Cue::Share));
        let behind = head.elements.end + self.elements[head.elements.end..].iter().take_while(verb).count();
        let named_behind = state.subject.is_none();
        let told = state.subject.clone().or_else(|| self.reader().who(behind));
        // `первое место по товарообороту у Нидерландов`: who has it stands right behind the trade of whoever is spoken of.
        if let (None, [holder]) = (&told, head.reporters.as_slice()) {
            let owner = before.reporter.clone().or_else(|| context.topic.reporter.clone());
            let owner = owner.filter(|owner| self.is_foreign(holder, owner))?;
            state.read_heads = next_head + 1;
            return Some(Frame { reporter: Some(owner), partner: Some(holder.clone()), product: None, flow: Some(head.flow.clone()) });
        }
        let other = told?;
        if named_behind && let Some(owner) = group(self.vocabulary, &head.partners) {
            // `Второе место по экспорту в Китай занимает Красноярский край`: one of those who export there.
            if head.flow.value.flow.is_one_way() {
                state.read_heads = next_head + 1;
                return Some(Frame { reporter: Some(other), partner: Some(owner), ..frame });
            }
            frame = Frame { reporter: Some(owner), partner: None, ..frame };
        }
        let abroad = frame.reporter.as_ref().is_some_and(|owner| !self.vocabulary.same_country(&owner.value, &other.value));
        state.read_heads = next_head + 1;
        Some(match abroad {
            true => Frame { partner: Some(other), ..frame },
            false => Frame { reporter: Some(other), ..frame },
        })
    }

    /// Is whose trade the order is of named behind the place in it, at `at`?
    fn is_named_behind(&self, frame: &Frame, at: usize) -> bool {
        let behind = self.reader().bytes(at..at + 1).end;
        frame
            .reporter
            .as_ref()
            .zip(frame.partner.as_ref())
            .is_some_and(|(who, partner)| partner.at.start >= behind && who.at.start > partner.at.start)
    }

    /// `на втором месте – химическая продукция`, `На первом месте в структуре экспорта – металл`: the goods that have the place.
    pub(super) fn placed_goods(&self, at: usize, next_head: usize, context: &Context, state: &mut State) -> Option<Frame> {
        if !self.is_russian(at) {
            return None;
        }
        let head = self.heads.get(next_head).filter(|head| head.elements.start > at);
        let mut i = at + 1;
        let product = loop {
            match self.element_kind(i)? {
                Kind::Product(product) => break self.reader().product(product, i),
                _ if let Some(head) = head.filter(|head| head.elements.start == i) => {
                    i = head.elements.end;
                    continue;
                }
                Kind::Mark('-') | Kind::Word | Kind::Period(_) => {}
                Kind::Cue(Cue::Share | Cue::Link(Link::To | Link::By) | Cue::Ignore | Cue::Level) => {}
                _ => return None,
            }
            i += 1;
        };
        let of = match head.filter(|head| head.elements.end <= i) {
            Some(head) => self.resolve(head, &Frame { product: None, ..state.frame.clone() }, context, None),
            None => state.frame.clone(),
        };
        // Goods have places in somebody's exports, or imports.
        let frame = Frame { product: Some(product), ..of };
        if !frame.flow().is_some_and(Flow::is_one_way) || frame.reporter.is_none() {
            return None;
        }
        state.frame = frame.clone();
        state.topic = Topic::Trade;
        state.named = true;
        Some(frame)
    }

    /// `Третье место занимает Украина`: the next in the order spoken of, or behind the partner whose share was told last.
    fn placed_next(&self, at: usize, context: &Context, state: &State) -> Option<Frame> {
        let shared = || context.shared.as_ref().filter(|(_, base)| base.partner.is_some()).map(|(frame, _)| frame);
        // `По числу туристов первое место занимает Китай`: an order of something else.
        let other = || self.elements.iter().any(|e| matches!(e.cue(), Some(Cue::Other(_))));
        let told = || Some(&context.last).filter(|last| context.on_trade && last.partner.is_none() && last.flow.is_some() && !other());
        let ranked = state.ranked.as_ref().or_else(shared).or_else(told).filter(|ranked| ranked.reporter.is_some())?;
        let holder = self.holder(at).filter(|holder| self.is_partner(holder, None, ranked))?;
        Some(Frame { partner: Some(holder), ..ranked.clone() })
    }

    /// `Область осталась на 4-м месте среди восьми субъектов округа`: the place that a region has among others in the trade of all goods
    /// with all, of which the sentence before told.
    fn placed_among(&self, at: usize, context: &Context, state: &State) -> Option<Frame> {
        const NEAR: usize = 6;
        let last = &context.last;
        let among = (at + 1..self.elements.len().min(at + NEAR)).any(|i| self.reader().says(i, Words::Regions));
        let total = context.on_trade && last.is_total() && last.flow.is_some() && among;
        let back = self.elements.first().and_then(Element::cue);
        let pointed = match back {
            Some(Cue::Back(back @ (Back::Province | Back::Republic))) => {
                self.point_back(&self.back_at(back, 0), &state.frame, context, None)
            }
            _ => None,
        };
        let holder = state.subject.clone().or(pointed).filter(|who| total && self.kind(who) == Some("admin1"))?;
        Some(Frame { reporter: Some(holder), ..last.clone() })
    }

    /// Who is named behind a place in an order, and its verb or dash, as the one who has it.
    pub(super) fn holder(&self, at: usize) -> Option<Who> {
        const NEAR: usize = 8;
        // `Первое место среди покупателей российской нефти занимает Китай`
        let passed = |e: &Element| {
            matches!(e.kind, Kind::Word | Kind::Period(_) | Kind::Product(_) | Kind::Place(_, Form::Adjective)) || e.is_partner()
        };
        let taken = (at + 1..self.elements.len().min(at + NEAR)).find(|&i| !passed(&self.elements[i]))?;
        // `На втором месте идёт Россия`
        let is_taken = self.elements[taken].cue() == Some(Cue::Share) || self.elements[taken].kind == Kind::Mark('-');
        let who = taken + usize::from(is_taken);
        self.reader().who(who).filter(|_| self.is_russian(at))
    }
}
