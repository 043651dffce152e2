//! Shares: what a figure is a share of, and whose.

use super::figure::Said;
use super::{Base, State, Statement, Topic, Walk};
use crate::relate::elements::{Element, Kind};
use crate::relate::frame::{Context, Frame, Slot, WORLD, Who, group};
use crate::relate::head::Head;
use crate::relate::list::Part;
use crate::relate::vocab::{Back, Cue, Link, Strength, Words};
use amur_model::{Flow, Measure};
use compact_str::CompactString;

impl Walk<'_> {
    /// The frame of a figure; with that of what it is a share of, if it is one.
    pub(super) fn share_or_frame(&self, said: &Said, context: &Context, state: &mut State) -> (Frame, Base) {
        match (said.measured.measure, said.whole) {
            // `64% экспорта (в 2018 году – 69%)`: the same share at another time.
            (Measure::Share, Some(_)) if self.is_dated_in_bracket(said.at) && self.is_russian(0) && state.previous_share.is_some() => {
                self.share_of_last(said.at, state)
            }
            (measure, Some(whole)) if measure == Measure::Share || said.is_points() => self.share_of_whole(said.at, whole, context, state),
            (Measure::Growth | Measure::Ratio, Some(whole)) if self.moves_share(said.at, whole) => {
                self.share_of_whole(said.at, whole, context, state)
            }
            (Measure::Share, None) if let Some(share) = self.share_of_total(said.at, context, state) => share,
            (Measure::Share, None) => self.share_of_last(said.at, state),
            (Measure::Value, _) if let Some(frame) = self.frame_of_share_before(said, state) => (frame, Base::default()),
            (Measure::Change, None) if said.is_points() && state.previous_share.is_some() => self.share_of_last(said.at, state),
            _ => (state.frame.clone(), Base::default()),
        }
    }

    /// `Of Mongolia's coal exports, 98 percent went to China`: with whom the share of a whole told before it is. The verb is read with it.
    fn went_to(&self, at: usize, whole: &Head, state: &mut State) -> Option<Who> {
        let next = self.heads.partition_point(|head| head.elements.start <= at);
        let verb = self.heads.get(next).filter(|head| head.elements.start == at + 1 && whole.elements.end <= at)?;
        let went = self.reader().says(verb.core, Words::Motion) && verb.flow.value.flow == whole.flow.value.flow;
        let partner = group(self.vocabulary, &verb.partners).filter(|_| went && verb.reporters.is_empty())?;
        state.read_heads = state.read_heads.max(next + 1);
        Some(partner)
    }

    /// `Доля Китая в экспорте выросла на 5%`: does the first figure behind a Russian word for a share and its whole say how it moved?
    fn moves_share(&self, at: usize, whole: &Head) -> bool {
        let link = whole.elements.start.checked_sub(1).filter(|&i| self.cue_at(i) == Some(Cue::Link(Link::To)) && self.is_russian(i));
        let shared = link.is_some_and(|link| self.reader().clause_before(link).any(|i| self.cue_at(i) == Some(Cue::Share)));
        let between = self.elements.get(whole.elements.end..at).unwrap_or_default();
        shared && between.iter().all(|e| !matches!(e.kind, Kind::Figure(_) | Kind::Mark(_)))
    }

    /// `31.1% (USD 179 million) of exports`: the frame of the share that an English bracket with nothing but an amount stands behind.
    fn frame_of_share_before(&self, said: &Said, state: &State) -> Option<Frame> {
        let first = self.amount_before(said.at).filter(|_| self.is_amount(said.index) && self.reader().is_ascii(0))?;
        let share = state.out.statements.last().filter(|s| s.figure == first && s.measure == Measure::Share)?;
        let alone = self.element_kind(said.at + 1) == Some(Kind::Mark(')'));
        alone.then(|| share.frame.clone())
    }

    /// A share that says of which trade it is.
    fn share_of_whole(&self, at: usize, whole: &Head, context: &Context, state: &mut State) -> (Frame, Base) {
        let told = state.previous_share.clone().filter(|_| state.last_core == Some(whole.core) && self.closes_range(at));
        if let Some(told) = told {
            return told;
        }
        let (mut frame, mut base) = self.share(at, whole, context, state);
        // `The main items of their trade are cars (60% of exports from Japan to Russia)`: goods are a part of exports as exports.
        let one_way = base.flow.as_ref().is_some_and(|of| of.value.is_one_way()) && frame.flow() == Some(Flow::Trade);
        if one_way && frame.product.is_some() && self.reader().is_ascii(whole.core) {
            (frame.flow, base.flow) = (Some(whole.flow.clone()), None);
        }
        if let Some(partner) = self.went_to(at, whole, state) {
            base.partner = Some(Slot::new(WORLD, partner.at.clone()));
            frame.partner = Some(partner);
            return (frame, base);
        }
        // 俄罗斯在黑龙江省外贸中占比70.1%，排名第一
        let goes_on = self.reader().is_han(whole.core) || self.flow_before(whole).is_some();
        if let Some(part) = self.flow_behind(at, whole) {
            let next = self.heads.partition_point(|head| head.core <= part.core);
            state.read_heads = state.read_heads.max(next);
            if whole.elements.start < at {
                return (frame, base);
            }
        }
        if state.topic == Topic::Open && whole.elements.end <= at && goes_on {
            state.frame = frame.clone();
        }
        self.share_backwards(at, frame.product.as_ref(), &mut state.out.statements);
        if whole.elements.start > at {
            let read = self.heads.iter().position(|h| h.core == whole.core).map_or(0, |i| i + 1);
            state.read_heads = state.read_heads.max(read);
            // `Copper, accounting for 75 percent of exports, fell by 12 percent`, `, reached 2 billion`: what the clause goes on with.
            let passed = |e: &&Element| matches!(e.kind, Kind::Word | Kind::Period(_));
            let words = self.elements[whole.elements.end..].iter().take_while(passed).count();
            let end = whole.elements.end + words;
            let aside =
                self.element_kind(end) == Some(Kind::Mark(',')) && matches!(self.cue_at(end + 1), Some(Cue::Change(_) | Cue::Level));
            // `70% of exports comes from gas: almost 9.6 million tons`
            let opens = self.elements[whole.elements.end..].iter().take_while(|e| !matches!(e.kind, Kind::Figure(_)));
            let listed = opens.into_iter().any(|e| e.kind == Kind::Mark(':')) && self.reader().text(whole.core).is_ascii();
            let product = frame.product.clone().filter(|_| aside || listed);
            if aside && product.is_some() {
                state.topic = Topic::Trade;
            }
            // `нефти (41% экспорта)`: the bracket leaves the talk of the goods. So does `лидирует Россия: 270 млн, или 37% поставок`.
            // `экспорт текстиля составил 2 млрд, или 12% общего экспорта`
            let again = || at > 0 && self.reader().text(at - 1) == "или";
            let goes_on = (self.is_bracketed(at) || state.partners_follow || again()) && self.is_russian(whole.core);
            let spoken_of = state.frame.product.take().filter(|_| goes_on);
            state.frame = Frame { product: product.or(spoken_of), ..frame.clone() };
            // `41% of the 219,000 tonnes of Tanzania's maize imports`: the amount is that of the whole.
            let amount = self.elements[at + 1..whole.elements.start]
                .iter()
                .any(|e| matches!(e.kind, Kind::Figure(figure) if self.is_amount(figure as usize)));
            // `2.3% of Korea's total imports of $400 billion`
            let behind = whole.elements.end + 1;
            let amount = amount || self.cue_at(behind - 1) == Some(Cue::Link(Link::Of)) && self.is_amount_at(behind);
            if let Some(of) = state.last_whole.clone().filter(|_| amount && self.reader().is_ascii(whole.core)) {
                state.frame = of;
            }
        }
        (frame, base)
    }

    /// `from 3% to 18%`: does the percentage say what the one right before it came to, in English?
    fn closes_range(&self, at: usize) -> bool {
        let to = at > 2 && self.cue_at(at - 1) == Some(Cue::Link(Link::To)) && self.reader().text(at - 1) == "to";
        to && matches!(self.element_kind(at - 2), Some(Kind::Figure(_))) && self.cue_at(at - 3) == Some(Cue::Link(Link::From))
    }

    /// `20 percent of the country's total`, `a third of the nation's whole`: of the same trade of a wider place.
    fn share_of_total(&self, at: usize, context: &Context, state: &State) -> Option<(Frame, Base)> {
        // `Yunnan and Guangxi accounted for 38% and 9% of it`: of the trade of the country that was told.
        if let Some(Part::Place(inner)) = self.index_at(at).and_then(|figure| self.parts[figure].as_ref()) {
            let told = context.last.reporter.as_ref().filter(|_| self.is_of_it(self.after_run(at)) && self.reader().is_ascii(at));
            let outer = told.filter(|outer| self.vocabulary.lies_round(&outer.value, &inner.value));
            return outer.map(|outer| (state.frame.clone(), Base { reporter: Some(outer.clone()), ..Base::default() }));
        }
        let whose = self.whose_total(at)?;
        let who = match self.element_kind(whose)? {
            Kind::Cue(Cue::Back(back)) => self.point_back(&self.back_at(back, whose), &state.frame, context, None),
            _ => self.reader().who(whose),
        };
        let inner = state.frame.reporter.as_ref()?;
        let wider = who.filter(|who| self.vocabulary.lies_round(&who.value, &inner.value))?;
        Some((state.frame.clone(), Base { reporter: Some(wider), ..Base::default() }))
    }

    /// The element that says whose total an English percentage at `at` is of, where nothing says of what: `of China's total`.
    pub(super) fn whose_total(&self, at: usize) -> Option<usize> {
        let reader = self.reader();
        let whose = self.over_article_behind(at).filter(|_| reader.is_ascii(at + 1))?;
        let owned = match self.element_kind(whose)? {
            Kind::Cue(Cue::Back(Back::Country | Back::Province)) => whose + 1,
            Kind::Place(..) if self.element_kind(whose + 1) == Some(Kind::Mark('\'')) => whose + 3,
            _ => return None,
        };
        let total = owned < self.elements.len() && matches!(reader.text(owned), "total" | "whole");
        let bare = !matches!(self.element_kind(owned + 1), Some(Kind::Product(_) | Kind::Word | Kind::Cue(Cue::Flow(_))));
        (total && bare).then_some(whose)
    }

    /// A bare share is of the same as the one before it.
    fn share_of_last(&self, at: usize, state: &mut State) -> (Frame, Base) {
        if let Some(ranked) = self.placed_with(at, state) {
            let base = state.previous_share.as_ref().map_or_else(|| self.bare_share(ranked), |(_, base)| base.clone());
            return (ranked.clone(), base);
        }
        if let Some((previous, base)) = state.previous_share.clone() {
            return (self.frame_of_share(at, previous, state), base);
        }
        let reporter = state.frame.reporter.as_ref();
        let whole = state.whole_place.take().or_else(|| self.whole_of_neighbour(state));
        let whole = whole.filter(|whole| reporter.is_some_and(|reporter| reporter.value != whole.value));
        let base = match whole {
            Some(whole) => Base { reporter: Some(whole), ..Base::default() },
            // `shipped 800 tons of pears, mostly to Italy (31%)`: of all the pears.
            None if self.is_of_one_named(at, state) => Base { partner: world_beside(&state.frame), ..Base::default() },
            // `из них 61% пришлось на Китай`
            None if let Some(partner) = self.partner_of_share(at, reporter) => {
                let frame = Frame { partner: Some(partner), ..state.frame.clone() };
                let base = self.difference(&frame, &state.frame);
                return (frame, base);
            }
            None => {
                let product = self.goods_that_take(at).or(state.frame.product.clone());
                let frame = Frame { product, ..state.frame.clone() };
                let base = self.share_among_partners(at, state).unwrap_or_else(|| self.bare_share(&frame));
                return (frame, base);
            }
        };
        (state.frame.clone(), base)
    }

    /// 长春市进出口190亿元，占全省的77%；延边州进出口24亿元，占9.7%: what the share of the place told before was of, in the same trade.
    fn whole_of_neighbour(&self, state: &State) -> Option<Who> {
        let last = state.out.statements.iter().rev().find(|s| s.measure == Measure::Share)?;
        let whole = last.base.reporter.as_ref().filter(|_| self.reader().has_han(0))?;
        let same = last.frame.flow() == state.frame.flow() && last.frame.partner_code() == state.frame.partner_code();
        let inside = |who: &Who| who.value != whole.value && self.vocabulary.lies_in(&who.value, &whole.value);
        let next = !last.frame.same_reporter(&state.frame) && state.frame.reporter.as_ref().is_some_and(inside);
        (same && next && state.frame.product == last.frame.product).then(|| whole.clone())
    }

    /// Does the bracket that the share opens stand behind the partner whose share it is?
    fn is_of_one_named(&self, at: usize, state: &State) -> bool {
        let Some(named) = at.checked_sub(2).and_then(|i| self.reader().who(i)) else { return false };
        let linked = matches!(self.cue_before(at, 3), Some(Cue::Link(Link::To | Link::From)));
        let opens = self.element_kind(at - 1) == Some(Kind::Mark('(')) && self.reader().text(at - 2).is_ascii();
        opens && linked && state.frame.partner.as_ref().is_some_and(|partner| partner.value == named.value)
    }

    /// 铜出口45亿美元，其中对中国出口29亿美元，占64%: of the goods told before with all, or with others; a share with a partner that was
    /// of all goods has the next one be so, too.
    /// 主要来自巴西和美国，占比分别为65%和30%: so are those that a list deals out.
    fn share_among_partners(&self, at: usize, state: &State) -> Option<Base> {
        let frame = &state.frame;
        const FAR: usize = 40;
        let dealt = match self.index_at(at).and_then(|figure| self.parts[figure].as_ref()) {
            Some(Part::Partner(who) | Part::Place(who)) => Some(who),
            _ => None,
        };
        let (Some(product), Some(partner)) = (&frame.product, dealt.or(frame.partner.as_ref())) else { return None };
        if !self.reader().has_han(0) {
            // `the largest importers of Vietnamese coffee, accounting for 12%`: of the coffee.
            let ordered = state.partners_follow && state.ranked.as_ref().is_some_and(|order| order.product == frame.product);
            // `China bought 80 percent of the timber`
            let taken = self.over_article_behind(at).is_some_and(|i| self.reader().bytes(i..i + 1) == product.at);
            let goods = (ordered || taken) && partner.value != WORLD && self.reader().is_ascii(at);
            return goods.then(|| Base { partner: Some(Slot::new(WORLD.to_owned(), partner.at.clone())), ..Base::default() });
        }
        let same = |s: &&Statement| {
            s.frame.product.as_ref().is_some_and(|told| told.value == product.value)
                && s.frame.flow() == frame.flow()
                && s.frame.same_reporter(frame)
        };
        let mut levels = state.out.statements.iter().rev().take(FAR).filter(same);
        let others = levels.clone().any(|s| s.measure == Measure::Value && s.frame.partner_code() != partner.value);
        let of_all = levels.any(|s| s.measure == Measure::Share && s.frame.partner.is_some() && s.base.product.is_some());
        // 越南咖啡前三大进口国，分别占15%、9%和8%
        let ordered = dealt.is_some() && state.ranked.as_ref().is_some_and(|order| order.product == frame.product);
        let among = (others || ordered) && !of_all && partner.value != WORLD;
        among.then(|| Base { partner: Some(Slot::new(WORLD.to_owned(), partner.at.clone())), ..Base::default() })
    }

    /// `Russia came second with 19%`, `Россия занимает второе место – 19%`: the frame of the place right before the share at `at`.
    fn placed_with<'s>(&self, at: usize, state: &'s State) -> Option<&'s Frame> {
        let last = state.out.statements.last().filter(|last| last.measure == Measure::Rank)?;
        let placed = at.checked_sub(2).is_some_and(|i| self.elements[i].kind == Kind::Figure(last.figure as u32));
        // `занимает второе место – 30%`, `на втором месте Китай – 30%`
        let figure = self.elements[..at].iter().rev().find(|e| matches!(e.kind, Kind::Figure(_)));
        let follows = figure.is_some_and(|e| e.kind == Kind::Figure(last.figure as u32)) && self.is_russian(0);
        let dashed = at > 0 && self.element_kind(at - 1) == Some(Kind::Mark('-'));
        let with = placed && self.cue_at(at - 1) == Some(Cue::Link(Link::With));
        (with || follows && dashed).then_some(&last.frame)
    }

    /// Whose share it is, in the frame of the share before.
    fn frame_of_share(&self, at: usize, previous: Frame, state: &State) -> Frame {
        // `Korea – 6 million (30%), China – 4 million (20%)`: the share of what the amount before it is.
        if self.dashed(at).is_some() {
            return self.put_dashed(at, previous, state);
        }
        // 62%来自澳大利亚，21%来自巴西
        if let Some(origin) = self.reader().origin_behind(at) {
            return Frame { partner: group(self.vocabulary, &origin.members), ..previous };
        }
        if let Some(amount) = self.amount_before(at).and_then(|first| state.out.frame_of(first)) {
            return amount.clone();
        }
        let product = self.product_behind(at).or_else(|| self.goods_that_take(at));
        let product = product.or(state.frame.product.clone()).or(previous.product.clone());
        let mut frame = Frame { product, ..previous };
        if let Some(partner) = self.partner_after(at, frame.flow()).or_else(|| self.partner_since_last(at, state)) {
            frame.partner = Some(partner);
        }
        match state.bracket.first().or(state.subject.as_ref().filter(|_| state.fresh_subject)) {
            _ if let Some(ahead) = self.one_ahead(at).filter(|_| frame.partner.is_some()) => frame.partner = Some(ahead),
            Some(who) if !state.bracket_owns && self.shares_as_partner(who, &frame, state) => frame.partner = Some(who.clone()),
            Some(who) => frame.reporter = Some(who.clone()),
            // 俄罗斯，50亿美元，占外贸的15%；哈萨克斯坦，26亿美元，占比8%: that of the partner whose level was told last.
            // `followed by Japan with 3.7 billion and a share of 16.9 percent`
            None if (self.reader().has_han(at - 1) || self.reader().is_ascii(at - 1)) && told_as_partner(state) => {
                frame.partner = state.frame.partner.clone()
            }
            None if !state.as_partner => frame.reporter = state.frame.reporter.clone(),
            None => {}
        }
        frame
    }

    /// `занимает второе место, уступая Китаю (43%)`: who stands ahead of the partner told of, with the share at `at` in a bracket.
    pub(in crate::relate) fn one_ahead(&self, at: usize) -> Option<Who> {
        let ahead = at.checked_sub(3).is_some_and(|i| self.is_yielding(&self.elements[i]));
        self.reader().who(at.checked_sub(2)?).filter(|_| ahead && self.element_kind(at - 1) == Some(Kind::Mark('(')))
    }

    /// `уступая`: whoever follows stands ahead in the order.
    pub(super) fn is_yielding(&self, element: &Element) -> bool {
        element.cue() == Some(Cue::Object) && self.found.words(&element.units).starts_with("уступ")
    }

    /// `В Китай отправлено 80% экспорта, в Казахстан – 10%`: the partner named between the last figure and the one at `at`.
    fn partner_since_last(&self, at: usize, state: &State) -> Option<Who> {
        let last = self.elements[..at].iter().rposition(|e| matches!(e.kind, Kind::Figure(_)))?;
        let since = self.reader().bytes(last..last + 1).end;
        // `в том числе в Чили 32%, в Россию 26%`
        let beside = matches!(self.element_kind(at - 1), Some(Kind::Mark('-') | Kind::Place(..)));
        let russian = self.is_russian(0) && beside;
        // `exports to Estonia accounted for 12% of all exports, to Lithuania for 16%`, but not `matters little for Latvia (4%)`
        let way =
            |i: usize| matches!(self.cue_at(i), Some(Cue::Link(Link::To | Link::From | Link::With))) && self.reader().text(i) != "for";
        let linked = |i: &usize| self.reader().is_ascii(0) && way(*i);
        let linked = (last + 1..at).filter(linked).find_map(|i| self.reader().places_after(self.reader().over_article(i + 1)));
        if let Some(places) = linked.filter(|places| places.elements.end <= at) {
            return group(self.vocabulary, &places.members);
        }
        state.frame.partner.clone().filter(|partner| russian && partner.at.start >= since)
    }

    /// Has `who` the share as a partner, and not as one who trades?
    pub(in crate::relate) fn shares_as_partner(&self, who: &Who, frame: &Frame, state: &State) -> bool {
        // `На долю Казахстана пришлось 56% торговли региона с Китаем, Кыргызстана – 22%`
        if state.previous_share.as_ref().is_some_and(|(_, base)| base.reporter.is_some() && base.partner.is_none())
            && !state.partners_follow
        {
            return false;
        }
        let of_one = frame.partner.as_ref().is_some_and(|partner| partner.value != WORLD);
        // 其中缅甸、越南、老挝分别占16%、10%和8%
        let abroad = |one: &Who| self.is_partner(one, None, frame);
        let several = || state.pending.len() > 1 && self.reader().has_han(0) && state.pending.iter().all(abroad);
        state.as_partner || state.partners_follow || of_one && (abroad(who) || several())
    }

    /// 约八成销往中国, 62%来自澳大利亚: whom a share is sold to or bought from is named behind it. What it is a share of.
    pub(super) fn sold_to(&self, said: &Said, state: &mut State) -> Option<Base> {
        let behind = self.verb_of_share(said.at);
        let head = self.heads.get(state.next_head).filter(|head| head.elements.start == behind);
        let members = match head {
            _ if !said.is_bare_share() => return None,
            Some(head) => head.partners.clone(),
            None => self.reader().origin_behind(said.at)?.members,
        };
        // The verb says no more, and the next share of the list is of the same.
        if head.is_some_and(|head| state.frame.flow() == Some(head.flow.value.flow)) && self.reader().is_ascii(behind) {
            state.read_heads = state.read_heads.max(state.next_head + 1);
        }
        let told = state.frame.partner.replace(group(self.vocabulary, &members)?);
        // 95万吨销往美国，六成销往欧洲: not of what went to America, but of all.
        let told = match &state.first {
            Some(first) if self.reader().is_han(behind) => first.partner.clone(),
            _ => told,
        };
        // 六成销往中国，17%运往越南: of the same as the share before.
        let before = state.out.statements.last().filter(|s| s.measure == Measure::Share && s.frame.partner == told);
        let all = before.and_then(|share| share.base.partner.clone()).or(told);
        // `60% направлено в Китай`: the verb has been read, and no part is of itself.
        let all = all.filter(|all| state.frame.partner.as_ref().is_none_or(|partner| partner.value != all.value));
        Some(Base {
            partner: Some(all.unwrap_or_else(|| Slot::new(WORLD.to_owned(), self.reader().bytes(behind..behind + 1)))),
            ..Base::default()
        })
    }

    /// Where the verb would stand that says where the share at `at` went: `92 percent was sold`, `62% of which went`.
    fn verb_of_share(&self, at: usize) -> usize {
        let next = at + 1 + usize::from(self.cue_at(at + 1) == Some(Cue::OfWhich));
        next + usize::from(next + 1 < self.elements.len() && self.reader().is_being(next))
    }

    /// `Chile exported 5 million tonnes. About 62% went to China`: a sentence that opens so goes on with the exports told before.
    pub(super) fn go_on_sold(&self, said: &Said, context: &Context, state: &mut State) {
        let behind = self.verb_of_share(said.at);
        let Some(head) = self.heads.get(state.next_head).filter(|head| head.elements.start == behind && !head.partners.is_empty()) else {
            return;
        };
        let afresh = state.topic == Topic::Open && !state.named && said.is_bare_share() && self.reader().is_ascii(behind);
        let last = &context.last;
        if afresh && context.on_trade && last.reporter.is_some() && last.flow() == Some(head.flow.value.flow) {
            state.frame = Frame { partner: None, ..last.clone() };
            (state.topic, state.named) = (Topic::Trade, true);
        }
    }

    /// `Оборот достиг 29 млрд. При этом 25 млрд пришлось на страны СНГ`: a Russian sentence that tells who took a part of the trade told
    /// before.
    pub(super) fn go_on_fallen(&self, said: &Said, context: &Context, state: &mut State) {
        let last = &context.last;
        let afresh = state.topic == Topic::Open && !state.named && self.heads.is_empty() && said.is(Measure::Value);
        let told = context.on_trade && last.reporter.is_some() && last.flow.is_some() && last.partner.is_none();
        if afresh && told && self.is_russian(0) && self.falls_on_partner(said.at, last).is_some() {
            state.frame = last.clone();
            (state.topic, state.named) = (Topic::Trade, true);
        }
    }

    /// `sells a third of its copper to China`, `97 percent of Mongolian coal is exported to China`: what part of which goods is told of
    /// a verb, whose they are, and the element behind them and the verb.
    pub(super) fn part_of_goods(&self, at: usize) -> Option<(Slot<CompactString>, Option<Who>, usize)> {
        let reader = self.reader();
        let sold =
            |i: usize| matches!(self.cue_at(i), Some(Cue::Flow(flow)) if flow.flow == Flow::Export && flow.strength != Strength::Noun);
        let whose = self.over_article_behind(at).filter(|_| reader.text(at + 1).is_ascii())?;
        let (owner, goods) = match self.element_kind(whose)? {
            Kind::Cue(Cue::Back(Back::Own | Back::Country)) => (None, whose + 1),
            Kind::Place(..) => (reader.who(whose), whose + 1),
            _ => return None,
        };
        let goods = goods + usize::from(self.element_kind(goods) == Some(Kind::Mark('\'')));
        let Kind::Product(product) = self.element_kind(goods)? else { return None };
        let named = reader.product(product, goods);
        let being = goods + 1 + usize::from(goods + 1 < self.elements.len() && reader.is_being(goods + 1));
        match at > 0 && (sold(at - 1) || self.buys_part(at)) {
            true => Some((named, owner, goods + 1)),
            false => sold(being).then_some((named, owner, being + 1)),
        }
    }

    /// `Japan imports 9% of its gas from Russia`: does a word for importing stand right before the part at `at`?
    fn buys_part(&self, at: usize) -> bool {
        at > 0 && matches!(self.cue_at(at - 1), Some(Cue::Flow(flow)) if flow.flow == Flow::Import)
    }

    /// The element behind `of` or `of the` behind the figure at `at`.
    pub(super) fn over_article_behind(&self, at: usize) -> Option<usize> {
        let behind = (self.cue_at(at + 1) == Some(Cue::Link(Link::Of))).then(|| self.reader().over_article(at + 2));
        behind.filter(|&i| i < self.elements.len())
    }

    /// Puts the share of those goods, and to whom they went, into the frame. What it is a share of.
    pub(super) fn goods_sold_to(&self, said: &Said, state: &mut State) -> Option<Base> {
        let (product, owner, end) = self.part_of_goods(said.at).filter(|_| said.is_bare_share())?;
        let (way, link) = if self.buys_part(said.at) { (Flow::Import, Link::From) } else { (Flow::Export, Link::To) };
        let buyers =
            self.reader().places_after(self.reader().over_article(end + 1)).filter(|_| self.cue_at(end) == Some(Cue::Link(link)))?;
        let seller = owner.or_else(|| state.subject.take()).or_else(|| state.frame.reporter.take())?;
        let flow = self.flow_at(way, if end > said.at + 1 { end - 1 } else { said.at });
        state.frame =
            Frame { reporter: Some(seller), partner: group(self.vocabulary, &buyers.members), flow: Some(flow), product: Some(product) };
        state.topic = Topic::Trade;
        (state.partnered, state.named) = (true, true);
        Some(Base { partner: world_beside(&state.frame), ..Base::default() })
    }

    /// What the shares behind this one go on from.
    pub(super) fn remember_share(&self, said: &Said, frame: &Frame, base: &Base, state: &mut State) {
        let named = state.bracket.first().or(state.subject.as_ref());
        if said.is_bare_share() && frame.partner.is_some() && named == frame.partner.as_ref() {
            state.as_partner = true;
            state.bracket_owns = false;
        }
        (state.fresh_subject, state.clause_subject) = (false, false);
        if said.is(Measure::Share) {
            state.previous_share = Some((frame.clone(), base.clone()));
        }
    }
}

/// All countries, said by the words for one of them.
fn world_beside(frame: &Frame) -> Option<Who> {
    frame.partner.as_ref().map(|partner| Slot::new(WORLD, partner.at.clone()))
}

/// Was the last figure told of one in a list of partners?
fn told_as_partner(state: &State) -> bool {
    let last = state.out.statements.last().filter(|s| state.partners_follow && s.measure != Measure::Share);
    last.is_some_and(|last| last.frame.partner.is_some() && last.frame.partner == state.frame.partner)
}
