//! A figure: what it measures, and the frame in which it is stated.

use super::{Base, Dates, State, Topic, Walk};
use crate::relate::elements::{Element, Kind};
use crate::relate::enter::names_nobody;
use crate::relate::frame::{Context, Frame, Slot, Who, group};
use crate::relate::head::Head;
use crate::relate::list::Part;
use crate::relate::measure::{Measured, Measurer};
use crate::relate::vocab::{Cue, Link, Strength, Words};
use crate::token::{Figure, FigureKind, Part as TimePart, PeriodTime, Time};
use amur_model::{Flow, Measure};
use compact_str::CompactString;

/// A figure that is being read.
pub(super) struct Said<'w> {
    pub(super) at: usize,
    /// Index into the sentence's figures.
    pub(super) index: usize,
    pub(super) figure: Figure,
    pub(super) measured: Measured,
    /// The word of trade that it is a share of.
    pub(super) whole: Option<&'w Head>,
    /// It is more or less than what is named.
    pub(super) than: bool,
}

impl Said<'_> {
    pub(super) fn is(&self, measure: Measure) -> bool {
        self.measured.measure == measure
    }

    /// A share that does not name what it is of.
    pub(super) fn is_bare_share(&self) -> bool {
        self.is(Measure::Share) && self.whole.is_none()
    }

    pub(super) fn is_points(&self) -> bool {
        self.figure.kind == FigureKind::Points
    }
}

impl Walk<'_> {
    /// Reads figure `index`, at `at`, and states what it says of trade.
    pub(super) fn figure(&self, at: usize, index: usize, context: &Context, dates: Dates, state: &mut State) {
        // 完成年计划的101%: how far a plan was met; what follows was done.
        if self.kinds[index] == FigureKind::Percent && self.is_of_plan(at) {
            state.planned = false;
            return;
        }
        if self.kinds[index] == FigureKind::Percent && self.is_part_of_level(at, state) {
            return;
        }
        if self.kinds[index] == FigureKind::Percent && (self.is_remainder(at) || self.is_part_of_earlier(at)) || self.is_run_of_ranks(at) {
            return;
        }
        if self.kinds[index] == FigureKind::Percent && (self.is_of_region_ahead(at) || self.is_earlier_level(at, state)) {
            return;
        }
        let Some(mut said) = self.measure(at, index, state) else { return };
        self.enter_whole_behind(&said, context, state);
        let goods_sold = self.goods_sold_to(&said, state);
        self.rank_behind(&said, context, state);
        if said.is(Measure::Rank) && self.tells_order(&said, context, dates, state) || self.is_no_trade(&said, state) {
            return;
        }
        self.turn_to_goods(&said, context, state);
        state.frame.product = self.unlisted_member(at, said.measured.measure, state).or(state.frame.product.take());
        self.go_on_sold(&said, context, state);
        self.go_on_fallen(&said, context, state);
        let sold = self.take_head_behind(&said, context, state);
        if self.is_untold(&said, state) {
            return;
        }
        self.take_excess(&mut said, state);
        // `69 million tonnes, 99 percent of it to China`: the talk is of the whole.
        let whole = self.is_of_it(said.at + 1).then(|| state.frame.clone());
        self.take_partner_behind(&said, context, state);
        let sold_to = self.sold_to(&said, state).or(goods_sold);
        let (mut frame, base) = self.share_or_frame(&said, context, state);
        let base = sold_to.unwrap_or(base);
        // `82% концентрата экспортировано`
        let shared = if sold { self.product_after(at).map(|(product, _)| product) } else { self.goods_sold_by_share(&said, state) };
        frame.product = shared.or(frame.product.take());
        self.remember_share(&said, &frame, &base, state);
        self.fit(&said, &mut frame, context, state);
        let base = self.base_of_list(&said, base, state);
        if self.is_of_goods_not_read(&said, &frame, state) {
            state.untraded = true;
            return;
        }
        if let Some(base) = self.compare(&said, &mut frame, base) {
            // `Customs in Pingxiang counted 135 billion through Youyiguan, up 5%`: the talk is of the gate.
            let local = |who: &Option<Who>| who.as_ref().is_some_and(|who| self.is_local(who));
            if local(&frame.reporter) && local(&state.frame.reporter) && self.gate_after(said.at).is_some() {
                state.frame.reporter.clone_from(&frame.reporter);
            }
            self.state(&said, frame, base, dates, state);
        }
        if let Some(whole) = whole {
            state.frame = whole;
        }
    }

    /// `The shares of wheat, tea and cotton in exports were 8%, 5% and 3% respectively`: what a list deals out is of the same whole.
    fn base_of_list(&self, said: &Said, base: Base, state: &State) -> Base {
        let shares = said.is(Measure::Share) && base == Base::default();
        let dealt = |index: usize| matches!(self.parts[index], Some(Part::Product(_) | Part::Partner(_) | Part::Place(_)));
        let last = state.out.statements.last().filter(|last| shares && dealt(said.index) && last.figure + 1 == said.index);
        last.filter(|last| last.measure == Measure::Share && dealt(last.figure)).map_or(base, |last| last.base.clone())
    }

    /// `поставлено 89% всей сои`: the goods of which the verb before the percentage tells a part.
    fn goods_sold_by_share(&self, said: &Said, state: &State) -> Option<Slot<CompactString>> {
        let verb = |i: usize| matches!(self.cue_at(i), Some(Cue::Flow(flow)) if matches!(flow.strength, Strength::Verb | Strength::Weak));
        let done = state.headed && said.is_bare_share() && self.is_russian(0) && self.reader().clause_before(said.at).any(verb);
        let all = usize::from(self.cue_at(said.at + 1) == Some(Cue::Total));
        let goods = self.russian_goods(said.at + all).filter(|_| done && said.at + all + 1 < self.elements.len())?;
        Some(goods.0)
    }

    /// `составил 236 млн, или 112,4% к 2017 году, в том числе экспорт – 189 млн (118,2%)`: how much of an earlier level it is, which is
    /// neither growth nor a share; bare percentages in brackets behind one are so, too.
    fn is_part_of_level(&self, at: usize, state: &mut State) -> bool {
        let reader = self.reader();
        let against = matches!(self.element_kind(at + 1), Some(Kind::Period(_))) && reader.text(at + 1).starts_with("к ");
        let moved = || reader.clause_before(at).any(|i| matches!(self.cue_at(i), Some(Cue::Change(_) | Cue::Link(Link::By))));
        let signed =
            || self.found.figures.get(self.index_at(at).unwrap_or_default()).is_some_and(|f| f.direction.is_some() || f.value < 0.0);
        state.indexed |= against && !moved() && !signed() && !reader.text(at).starts_with(['+', '-', '–', '−']);
        let bare = self.cue_before(at, 1).is_none() && self.is_bracketed(at) && self.element_kind(at + 1) == Some(Kind::Mark(')'));
        state.indexed && (against || bare && !signed())
    }

    /// `второе место в округе, уступая Новосибирской области (38,2% импорта)`: the part of a region that the text is not about, in a whole
    /// that the bracket leaves to its reader.
    fn is_of_region_ahead(&self, at: usize) -> bool {
        let region =
            |i: usize| self.reader().who(i).is_some_and(|who| self.vocabulary.place_of(&who.value).is_some_and(|p| p.kind == "admin1"));
        let named = at > 1 && self.element_kind(at - 1) == Some(Kind::Mark('(')) && self.is_russian(at - 2) && region(at - 2);
        let listed = |e: &&Element| {
            matches!(e.kind, Kind::Place(..) | Kind::Figure(_) | Kind::Word | Kind::Mark('(' | ')' | ','))
                || matches!(e.cue(), Some(Cue::Total | Cue::Flow(_) | Cue::Link(Link::And | Link::From)))
        };
        let behind = || self.elements[..at].iter().rev().find(|e| !listed(e));
        named && behind().is_some_and(|e| self.is_yielding(e))
    }

    /// `82% плана, что ниже показателя за тот же период прошлого года (91%)`: a bare percentage behind the time compared with is what
    /// there was then, and no growth.
    fn is_earlier_level(&self, at: usize, state: &State) -> bool {
        let open = at.checked_sub(1).filter(|&i| self.elements[i].kind == Kind::Mark('(') && self.is_russian(0));
        let Some(Kind::Period(period)) = open.and_then(|open| self.element_kind(open.checked_sub(1)?)) else { return false };
        let against =
            matches!(self.found.periods[period as usize].time, PeriodTime::Against(_) | PeriodTime::At(Time { part: TimePart::Same, .. }));
        let said = self.found.figures[self.index_at(at).unwrap_or_default()].direction.is_some();
        let alone = self.element_kind(at + 1) == Some(Kind::Mark(')')) && state.previous_share.is_none();
        against
            && alone
            && !said
            && !self.reader().text(at).starts_with(['+', '-', '–', '−'])
            && state.measured.last.is_some_and(|m| m.measure != Measure::Growth)
    }

    /// `with the remaining 7% scattered among other countries`: nobody's share that is named.
    fn is_remainder(&self, at: usize) -> bool {
        let reader = self.reader();
        at > 0 && reader.says(at - 1, Words::Remaining) && self.whole_of(at, 0).is_none()
    }

    /// 仅为2019年的三分之一: how much of an earlier level is left, which is neither growth nor a share of trade.
    fn is_part_of_earlier(&self, at: usize) -> bool {
        let of_time = at > 2 && matches!(self.elements[at - 2].kind, Kind::Period(_)) && self.reader().is_han(at - 1);
        of_time && self.cue_before(at, 1) == Some(Cue::Link(Link::Of)) && self.cue_before(at, 3) == Some(Cue::Level)
    }

    /// 分别进口30万吨: what a country trades in and weighs is some goods, and none were read, in Chinese.
    fn is_of_goods_not_read(&self, said: &Said, frame: &Frame, state: &State) -> bool {
        let weighed = said.is(Measure::Value) && self.is_weight_of_goods(said.index, frame, state.next_head);
        let carried = frame.flow.as_ref().is_some_and(|flow| flow.value.strength == Strength::Weak);
        let country = frame.reporter.as_ref().is_some_and(|who| self.is_country(who));
        weighed && country && frame.product.is_none() && !carried && self.reader().has_han(0)
    }

    /// 分别排在第三至第五位, 德国和法国分列第二和第三位: places from one to another or one after another, which are nobody's alone.
    fn is_run_of_ranks(&self, at: usize) -> bool {
        let rank = |i: usize| i < self.elements.len() && self.is_rank(i);
        let and = |i: usize| self.cue_at(i) == Some(Cue::Link(Link::And)) && self.reader().is_han(i);
        let dealt = || self.index_at(at).is_some_and(|figure| matches!(self.parts[figure], Some(Part::Flow(_))));
        // 分居第二、三位
        let figure = |i: usize| matches!(self.element_kind(i), Some(Kind::Figure(_))) && self.reader().text(i).ends_with(['位', '名']);
        let mark = self.cue_at(at + 1) == Some(Cue::Link(Link::And)) && self.reader().text(at + 1) == "、";
        let listed = mark && figure(at + 2) || and(at + 1) && rank(at + 2) || at > 1 && and(at - 1) && rank(at - 2);
        rank(at) && (at > 0 && matches!(self.reader().text(at - 1), "至" | "到") || listed && !dealt() && !self.deals_ranks(at))
    }

    /// What figure `index` measures.
    fn measure(&self, at: usize, index: usize, state: &mut State) -> Option<Said<'_>> {
        let figure = Figure { kind: self.kinds[index], ..self.found.figures[index].clone() };
        let whole = self.whole_of(at, state.next_head);
        let before = &mut state.measured;
        let measurer = Measurer { reader: self.reader(), grew: before.grew, shared: before.shared, changed: before.changed };
        let flow = self.heads.get(state.next_head).is_some_and(|head| self.is_flow_of_share(at, head));
        // `Of the total, 47 percent came from the EU`
        let sent = state.of_which && state.topic == Topic::Open && self.reader().is_ascii(at) && self.reader().sent_behind(at).is_some();
        let part =
            whole.is_some() || flow || sent || self.of_total(at) || self.whose_total(at).is_some() || self.part_of_goods(at).is_some();
        let measured = measurer.measure(at, &figure, before.last, part)?;
        let (figure, measured) = self.halved(figure, measured);
        before.last = Some(measured);
        match measured.measure {
            Measure::Growth => before.grew = Some(measured),
            Measure::Share => before.shared = Some(measured),
            Measure::Change => before.changed = Some(measured),
            _ => {}
        }
        let earlier = self.reader().is_of_earlier_time(at) || self.reader().is_level_passed(at);
        Some(Said { at, index, figure, measured, whole, than: std::mem::take(&mut state.than) && !earlier })
    }

    /// 减少一半, `cut by half` is a multiple, -2.
    fn halved(&self, figure: Figure, measured: Measured) -> (Figure, Measured) {
        let half = matches!(&self.found.text[figure.anchor.clone()], "一半" | "半数" | "半數" | "half" | "a half" | "one half");
        if half && measured.measure == Measure::Growth && measured.sign < 0.0 {
            return (Figure { kind: FigureKind::Times, value: 2.0, ..figure }, Measured { measure: Measure::Ratio, ..measured });
        }
        (figure, measured)
    }

    /// `China bought 80 percent of the timber`: the goods of which an English sentence says that somebody took a part.
    fn goods_taken(&self, said: &Said, state: &State) -> Option<Slot<CompactString>> {
        let taker = state.subject.is_some() && state.product.is_none() && said.is_bare_share() && self.reader().is_ascii(said.at);
        let at = self.over_article_behind(said.at).filter(|_| taker)?;
        let Kind::Product(product) = self.element_kind(at)? else { return None };
        let ends = !matches!(self.element_kind(at + 1), Some(Kind::Word | Kind::Product(_) | Kind::Cue(Cue::Flow(_))));
        ends.then(|| self.reader().product(product, at))
    }

    /// A share of `them`: of the goods spoken of, or those named behind it.
    fn turn_to_goods(&self, said: &Said, context: &Context, state: &mut State) {
        let behind = self.after_run(said.at);
        let of_them = self.cue_at(behind) == Some(Cue::OfWhich) || self.is_of_it(behind);
        if let Some(goods) = self.goods_taken(said, state) {
            state.frame.product = Some(goods);
        }
        if !said.is(Measure::Share) || !of_them {
            return;
        }
        // `Turkey took 70 percent of them`; in `used cars made up 58 percent of the total` the goods are the part.
        let told = self.reader().is_ascii(said.at) && state.frame.product.as_ref().is_some_and(|goods| goods.at.start >= self.found.offset);
        if state.topic == Topic::Open && state.product.is_none() && !told {
            state.frame.product = context.last.product.clone();
        }
        // `and four-fifths of them were crude oil`
        if said.whole.is_none()
            && let Some(product) = self.product_of_share(said.at + 2)
        {
            state.frame.product = Some(product);
        }
    }

    /// `11.44 billion for exports`: the word of trade comes after its figure, and the places before are of that one. Is it a
    /// share that was sold: `82% концентрата экспортировано в Китай`?
    fn take_head_behind(&self, said: &Said, context: &Context, state: &mut State) -> bool {
        let this = state.next_head;
        let later = self.head_behind(said, state);
        let goes_on = said.is(Measure::Share) && (said.whole.is_some() || state.previous_share.is_some());
        // `в том числе с Китаем – 268 и 447 млн соответственно`: the list deals out the flows, and not their partner.
        let dealt_flow = matches!(self.parts[said.index], Some(Part::Flow(_))) && state.pending_link == Some(Link::With);
        if later.is_none() && (self.parts[said.index].is_none() || dealt_flow) && !goes_on {
            self.settle(state);
        }
        if self.is_bracketed(said.at) {
            self.read_bracket(said, context, state);
        }
        let Some(head) = later else { return false };
        // `posted a surplus of 730 million in trade with Lithuania`, `in foreign trade`: the balance of that trade.
        let balance = state.frame.flow.as_ref().is_some_and(|flow| flow.value.flow == Flow::Balance && flow.value.sign != 0);
        if balance && head.flow.value.flow == Flow::Trade && self.reader().is_ascii(head.core) && head.reporters.is_empty() {
            state.frame.partner = group(self.vocabulary, &head.partners).or(state.frame.partner.take().filter(|_| !head.total));
            (state.partnered, state.read_heads) = (true, state.read_heads.max(this + 1));
            return false;
        }
        let sold = said.is(Measure::Share);
        if sold {
            state.read_heads = state.read_heads.max(this + 1);
        }
        // `Italy came third with 5.6 billion euros in Swiss exports`
        let other = state.subject.clone().filter(|_| !head.reporters.is_empty() && head.partners.is_empty());
        let taker = state.subject.clone().filter(|_| self.takes(said.at) && names_nobody(head));
        // `Of the 13 million tons of timber that was exported, 71% went to China`: of the same goods.
        let again = sold && head.products.is_empty() && self.reader().is_ascii(head.core);
        let before = context.last.product.as_ref().filter(|_| state.of_which);
        let goods = state.frame.product.as_ref().or(before).filter(|_| again).cloned();
        self.enter(head, context, state);
        state.frame.product = state.frame.product.take().or(goods);
        let owner = context.last.reporter.as_ref().or(context.topic.reporter.as_ref());
        if let Some((taker, owner)) = taker.zip(owner).filter(|(taker, owner)| self.is_foreign(taker, owner)) {
            (state.frame.reporter, state.frame.partner) = (Some(owner.clone()), Some(taker));
            (state.partnered, state.partners_follow, state.subject) = (true, true, None);
        }
        if let Some(other) = other.filter(|other| self.is_partner(other, None, &state.frame)) {
            state.frame.partner = Some(other);
            state.partnered = true;
        }
        sold
    }

    /// `The EU accounted for 5.6 billion euros (38%) of Ireland's exports`: who or what the clause opens with, in the trade that stands
    /// behind the amount.
    fn enter_whole_behind(&self, said: &Said, context: &Context, state: &mut State) {
        let opens = said.is(Measure::Value) && self.is_amount(said.index) && !state.headed;
        if !opens || !self.is_amount_of_whole(said.at, state.next_head) {
            return;
        }
        let (subject, product) = (state.subject.take(), state.product.take());
        self.enter(&self.heads[state.next_head], context, state);
        state.read_heads = state.read_heads.max(state.next_head + 1);
        let frame = &mut state.frame;
        frame.product = product.or(frame.product.take());
        let abroad = |who: &Who| frame.reporter.as_ref().is_some_and(|owner| self.is_foreign(who, owner) && owner.value != who.value);
        match subject {
            Some(who) if abroad(&who) => (frame.partner, state.partnered) = (Some(who), true),
            subject => state.subject = subject,
        }
    }

    /// `China took 8 billion yen of exports`: the verb before the figure says that they went there.
    fn takes(&self, at: usize) -> bool {
        at > 0 && self.reader().says(at - 1, Words::Receive)
    }

    /// The word of trade behind a figure that is of it.
    fn head_behind(&self, said: &Said, state: &mut State) -> Option<&Head> {
        if self.excess(said, state).is_some() {
            return None;
        }
        let head = self.head_right_after(said.at, state.next_head).filter(|head| match said.measured.measure {
            Measure::Value | Measure::Growth | Measure::Ratio | Measure::Change => true,
            Measure::Share if said.whole.is_none() => {
                let verb = head.flow.value.strength == Strength::Verb && self.is_russian(head.core);
                verb || self.reader().sent_behind(said.at) == Some(head.core) || self.is_flow_of_share(said.at, head)
            }
            _ => false,
        });
        // `на 24,2 п. п. выше темпов роста внешней торговли всей страны`: what it is compared with stands behind.
        let ahead = said.is_points() && self.is_russian(said.at) && matches!(self.cue_at(said.at + 1), Some(Cue::Change(_)));
        let head = head.filter(|_| !ahead);
        // `Exports accounted for 4.2 billion of the total foreign trade`: the amount is of the part.
        let of_whole = said.is(Measure::Value) && state.headed && self.is_amount_of_whole(said.at, state.next_head);
        if of_whole {
            state.read_heads = state.read_heads.max(state.next_head + 1);
        }
        head.filter(|_| !of_whole)
    }

    /// `Оборот составил 5 млрд, из них 83% – экспорт`: the part of a turnover behind the dash.
    fn is_flow_of_share(&self, at: usize, head: &Head) -> bool {
        let Some(between) = self.elements.get(at + 1..head.elements.start) else { return false };
        let dash: Vec<&Element> = between.iter().take(2).collect();
        head.flow.value.flow.is_one_way() && self.is_dashed_part(head, &dash)
    }

    /// Goods and partners of a list with their figures in brackets.
    fn read_bracket(&self, said: &Said, context: &Context, state: &mut State) {
        let moves = matches!(said.measured.measure, Measure::Growth | Measure::Share);
        let open =
            state.topic == Topic::Open && (moves && said.whole.is_none() || said.is(Measure::Value) && state.bracket_product.is_some());
        // 半导体(23.3%)、石油制品(135.3%)的出口均增加: what grew is named behind the list.
        if open
            && state.first.is_none()
            && let Some(head) = self.heads.get(state.next_head).filter(|_| !self.wholes[state.next_head])
        {
            state.pending.clear();
            self.enter(head, context, state);
            state.frame.product = None;
            state.topic = Topic::Open;
        }
        if (open || moves) && state.bracket_product.is_some() {
            state.frame.product = state.bracket_product.take();
            state.named = true;
        }
        // 对美国(6.2%)和加拿大(25.4%)出口: a partner is not what the clause is about.
        if said.is(Measure::Growth) && state.subject == state.frame.partner {
            state.subject = None;
        }
    }

    /// `was down 19.5 percent with Vietnam`, `a deficit of 190 million dollars with Russia`
    fn take_partner_behind(&self, said: &Said, context: &Context, state: &mut State) {
        if state.topic != Topic::Trade {
            return;
        }
        if let Some(owner) = self.partner_back_after(said.at, context, state) {
            (state.frame.partner, state.frame.reporter) = (state.frame.reporter.take(), Some(owner));
            state.partners_follow = true;
            state.partnered = true;
        }
        let falls = || self.falls_on_partner(said.at, &state.frame).filter(|_| said.is(Measure::Value));
        if let Some(partner) = self.partner_after(said.at, state.frame.flow()).or_else(falls) {
            if self.is_worth_of(said, state)
                && let Some(weighed) = state.out.statements.last_mut()
            {
                weighed.frame.partner = Some(partner.clone());
            }
            state.frame.partner = Some(partner);
            state.partnered = true;
        }
    }
    /// `2 million tons of wheat worth 500 million to Egypt`: is it what the goods of the last statement, with no partner yet, are worth?
    fn is_worth_of(&self, said: &Said, state: &State) -> bool {
        let Some(last) = state.out.statements.last() else { return false };
        let Some(figure) = self.elements[..said.at].iter().rposition(|e| matches!(e.kind, Kind::Figure(_))) else { return false };
        let goods = |e: &Element| matches!(e.kind, Kind::Word | Kind::Product(_) | Kind::Cue(Cue::Level | Cue::Link(Link::Of | Link::And)));
        self.elements[figure].kind == Kind::Figure(last.figure as u32)
            && self.is_counted(last)
            && last.measure == Measure::Value
            && last.frame.partner.is_none()
            && self.cue_before(said.at, 1) == Some(Cue::Level)
            && self.elements[figure + 1..said.at].iter().all(goods)
    }
}
