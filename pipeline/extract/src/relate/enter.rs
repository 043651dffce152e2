//! What a head makes of the frame before it.

use super::elements::{Element, Kind};
use super::frame::{Context, Frame, OTHERS, Slot, Who, all_but, group, is_joined, same_place};
use super::head::Head;
use super::vocab::{Back, Cue, FlowCue, Link, Strength, Words};
use super::walk::{State, Topic, Walk};
use crate::token::FigureKind;
use amur_model::{Flow, Measure};
use amur_text::letters::lower;
use compact_str::CompactString;

/// How a head names the two sides of its trade.
struct Sides {
    /// Two countries trade with each other: bilateral trade.
    pair: bool,
    /// The clause is about the two.
    named_two: bool,
    /// The partner stands before: `Турция, оборот с которой вырос`.
    partner_back: bool,
}

impl Walk<'_> {
    /// A word of trade with what stands round it sets the frame.
    pub(super) fn enter(&self, head: &Head, context: &Context, state: &mut State) {
        let seller = self.seller(head, context, state);
        if self.names_only_who(head, seller.is_some(), context, state)
            || self.is_no_head(head, state)
            || self.is_said_of_ranked(head, state)
        {
            return;
        }
        if self.shares_next_flow(head, state) {
            return;
        }
        let bare = head.reporters.is_empty() && head.partners.is_empty();
        // 主要贸易伙伴为韩国、美国，进出口分别为…: who they are trade with, not whose the trade is.
        // `partners in exports were Russia (18%) and Germany (7%), in imports – Russia (31%)`, `the main partner is Korea – trade was`
        let dash = head.elements.start.checked_sub(1).is_some_and(|i| self.elements[i].kind == Kind::Mark('-'));
        let in_turn = bare && (dash || self.cue_before(head.elements.start, 1) == Some(Cue::Link(Link::In)));
        let partners = state.partners_follow && (self.reader().is_han(head.core) || self.is_russian(head.core) || in_turn);
        if partners && bare {
            self.settle(state);
        }
        let two_way = !head.flow.value.flow.is_one_way() && bare;
        let two = state.pair.take().filter(|_| two_way && !partners);
        let partner_back = head.partner_back || self.is_relative_to_partner(head);
        let subject = state.subject.clone().filter(|_| two.is_none() && !partners && !partner_back);
        let mut frame = self.whose(head, subject.as_ref(), context, state);
        if let Some(buyer) = self.buyer_told(head, state) {
            frame = buyer;
            state.partnered = true;
        } else if let Some(buyer) = self.next_buyer(head, &frame, context) {
            state.whole.get_or_insert_with(|| Frame { partner: None, ..context.last.clone() });
            frame = buyer;
            state.partnered = true;
        } else if self.is_done_by_seller(head) && state.frame.flow() == Some(Flow::Export) && state.frame.partner.is_some() {
            frame = Frame { product: frame.product, flow: Some(head.flow.clone()), ..state.frame.clone() };
            (state.partnered, state.subject) = (true, None);
        } else if let Some(seller) = seller {
            self.turn_to_seller(seller, head, &mut frame, context, state);
        } else if let Some(bought) = self.bought_from(head, subject.as_ref(), context, state) {
            let product = frame.product.take();
            frame = Frame { product: product.or(bought.product), ..bought };
            (state.partnered, state.subject) = (true, None);
        }
        if let Some(owner) = self.owner_of_share(head, context, state) {
            state.frame = Frame { reporter: Some(owner), partner: head.reporters.first().cloned(), ..frame };
            (state.partnered, state.headed, state.named) = (true, true, true);
            state.topic = Topic::Trade;
            return;
        }
        let pair = head.flow.value.strength == Strength::Pair || points_back(head, Back::Pair);
        let sides = Sides { pair, named_two: two.is_some(), partner_back };
        if let Some((reporter, partner)) = two {
            (frame.reporter, frame.partner) = (Some(reporter), Some(partner));
            state.subject = None;
            state.partnered = true;
        }
        state.pending.clear();
        self.take_partner(head, &sides, &mut frame, context, state);
        self.complete_pair(head, &sides, subject.as_ref(), &mut frame, context, state);
        self.turn_back(head, &mut frame, context, state);
        self.read_capitals(&mut frame, &state.frame, context);
        self.read_capital_in_deals(head, &mut frame);
        self.leave_home(head, &mut frame, context, state);
        let part = state.next_head == 0 && self.opens_with_part(context);
        let again = state.frame.product.clone().filter(|_| part || self.is_same_trade(head, state));
        let goods = || again.or_else(|| self.goods(head, &frame, context, state));
        frame.product = frame.product.clone().or_else(|| state.product.clone()).or_else(goods);
        state.product = None;
        self.widen_whole(head, &frame, state);
        // `China exported goods to Uzbekistan. The turnover of the two countries` in a text on Uzbekistan, 中俄贸易额为220亿美元。俄对华出口
        // 原油1亿吨。2021年，双边贸易额为…: a pair that was told before is seen from the side that the text is about.
        let told_before = head.partners.is_empty() && !sides.named_two || points_back(head, Back::Pair);
        if sides.pair && head.reporters.is_empty() && told_before {
            frame = frame.seen_by(context.topic.reporter.as_ref());
        }
        self.set_frame(head, frame, state);
    }

    /// 中国是印尼煤炭最大买家，进口额61亿美元: what the buyer who was just told, or given a place among the buyers, imports from whom.
    fn buyer_told(&self, head: &Head, state: &State) -> Option<Frame> {
        let bare = names_nobody(head) && head.products.is_empty() && self.reader().is_han(head.core);
        let placed = state.out.statements.last().filter(|last| last.measure == Measure::Rank && last.frame.partner.is_some());
        let order = placed.map(|last| &last.frame).or(state.ranked.as_ref());
        let order = order.filter(|order| bare && order.flow() == Some(Flow::Export))?;
        let told_here = order.flow.as_ref().is_some_and(|flow| flow.at.start >= self.found.offset);
        let level = state.out.statements.iter().any(|s| s.measure == Measure::Value);
        if head.flow.value.flow != Flow::Import || placed.is_none() && (!told_here || level) {
            return None;
        }
        let (Some(reporter), Some(partner)) = (&order.partner, &order.reporter) else { return None };
        let product = order.product.clone();
        Some(Frame { reporter: Some(reporter.clone()), partner: Some(partner.clone()), flow: Some(head.flow.clone()), product })
    }

    /// 乌克兰农产品出口247亿美元。西班牙进口29亿美元: in a Chinese text on what goods a country exports, how much of them who buys.
    fn next_buyer(&self, head: &Head, frame: &Frame, context: &Context) -> Option<Frame> {
        let (topic, last) = (&context.topic, &context.last);
        let seller = last.reporter.as_ref().filter(|_| last.same_reporter(topic) && last.flow() == Some(Flow::Export))?;
        let goods = last.product.as_ref().filter(|_| topic.flow() == Some(Flow::Export) && topic.product.is_some())?;
        let bare = head.partners.is_empty() && head.products.is_empty() && head.back.is_none() && !head.total;
        let abroad = |who: &Who| self.is_country(who) && self.is_foreign(who, seller);
        let buyers = !head.reporters.is_empty() && head.reporters.iter().all(abroad);
        let bought = head.flow.value.flow == Flow::Import && self.reader().is_han(head.core) && self.is_amount_at(head.elements.end);
        (bare && buyers && bought && context.short).then(|| Frame {
            partner: Some(seller.clone()),
            product: Some(goods.clone()),
            ..frame.clone()
        })
    }

    /// Is the word of trade that which the talk is of already: one that was read with the figure before it, or `was exported` behind
    /// the goods and their figures?
    fn is_same_trade(&self, head: &Head, state: &State) -> bool {
        let Some(flow) = state.frame.flow.as_ref().filter(|_| state.topic == Topic::Trade) else { return false };
        let passive = self.reader().is_passive(head);
        // `Sakhalin's oil exports went to Japan (46 percent)`
        let moved = self.reader().is_done_to(head) && flow.value.flow == head.flow.value.flow && state.out.statements.is_empty();
        // `The main export item is timber: 4 million tons were sent to China`
        let here = || state.frame.product.as_ref().is_some_and(|product| product.at.start >= self.found.offset);
        let of_told = passive && head.reporters.is_empty() && flow.value.flow == head.flow.value.flow && here();
        moved
            || of_told
            || flow.at == head.flow.at
            || passive && names_nobody(head) && flow.value.flow == head.flow.value.flow && !state.out.statements.is_empty()
    }

    /// 台湾1月进口280亿美元，其中自大陆进口70亿: a whole that has a part with the partner that the text is about is with everybody.
    fn widen_whole(&self, head: &Head, frame: &Frame, state: &mut State) {
        let Some(part) = frame.partner.as_ref().filter(|_| state.of_which && !head.partners.is_empty() && self.reader().is_han(head.core))
        else {
            return;
        };
        let assumed = |whole: &Frame| {
            let partner = whole.partner.as_ref().filter(|partner| partner.value == part.value);
            let of_part = whole.flow() == frame.flow() || whole.flow() == Some(Flow::Trade);
            let told_here = whole.flow.as_ref().is_some_and(|flow| flow.at.start >= self.found.offset);
            whole.same_reporter(frame) && of_part && told_here && partner.is_some_and(|partner| partner.at.start < self.found.offset)
        };
        let wholes = state.out.statements.iter_mut().map(|s| &mut s.frame).chain(&mut state.whole).chain(&mut state.first);
        for whole in wholes.filter(|whole| assumed(whole)) {
            whole.partner = None;
        }
    }

    /// `Russia's share of Finland's exports was 2.7% and of imports 2.6%`: the same partner's share of the other way of trade.
    fn shares_next_flow(&self, head: &Head, state: &mut State) -> bool {
        let linked = [(1, Link::Of), (2, Link::And)]
            .into_iter()
            .all(|(back, link)| self.cue_before(head.elements.start, back) == Some(Cue::Link(link)));
        let bare = linked && names_nobody(head) && head.products.is_empty() && head.flow.value.is_one_way_noun();
        let Some((share, _)) = state.previous_share.as_mut().filter(|(_, base)| bare && base.partner.is_some()) else { return false };
        share.flow = Some(head.flow.clone());
        true
    }

    /// Makes the frame that of the talk.
    fn set_frame(&self, head: &Head, frame: Frame, state: &mut State) {
        // 贸易伙伴有土耳其(格土贸易额16亿): one of many with whom it trades.
        // `На долю торговли со странами СНГ пришлось 6 млрд`
        let shares = self.is_russian(head.core) && self.cue_before(head.elements.start, 1) == Some(Cue::Share);
        let one_of_many = self.is_bracketed(head.core) || shares;
        state.first.get_or_insert_with(|| Frame { partner: frame.partner.clone().filter(|_| !one_of_many), ..frame.clone() });
        state.frame = frame;
        state.topic = Topic::Trade;
        state.headed = true;
        if !head.reporters.is_empty() {
            state.subject = None;
        }
        state.previous_share = None;
        (state.of_which, state.reporters_follow, state.untraded) = (false, false, false);
    }

    /// Does the word only tell who has a share, or who did something that is no trade?
    fn names_only_who(&self, head: &Head, sold: bool, context: &Context, state: &mut State) -> bool {
        let strength = head.flow.value.strength;
        // `Russia supplied 25.8 percent of imports`: only who did it matters.
        let takes_share = matches!(strength, Strength::Weak | Strength::Verb) && self.share_follows(head);
        // `Exports of tea rose. The country shipped 30 million kilos`
        let amount = self.is_amount_at(head.elements.end) && self.reader().is_ascii(head.core);
        let shipped = amount && context.topic.flow() == Some(head.flow.value.flow) && head.flow.value.flow.is_one_way();
        // `Также отгрузили 3 тонны сахара`: of the trade told before, or of none.
        let last = &context.last;
        let bare = state.next_head == 0 && head.is_bare() && self.reader().is_done_with_goods(head);
        let again = bare && last.flow() == Some(head.flow.value.flow) && last.reporter.is_some() && state.subject.is_none();
        let of_trade = sold
            || shipped
            || again
            || self.ships_goods(head)
            || context.topic.flow.is_some() && !head.products.is_empty()
            || self.is_done_by_side(head, context)
            || self.bought_from(head, state.subject.as_ref(), context, state).is_some();
        let weak = strength == Strength::Weak && state.frame.flow.is_none();
        let only_who =
            takes_share || bare && !again || weak && !head.through && head.partners.is_empty() && !of_trade && !self.is_brought_in(head);
        if only_who && let Some(subject) = group(self.vocabulary, &head.reporters) {
            state.subject = Some(subject);
            state.named = true;
            // `Russia supplied 28 percent of them`: a part of the trade told before has him as a partner.
            if self.cue_at(head.elements.end + 1) == Some(Cue::OfWhich) && context.on_trade {
                (state.pending, state.pending_link) = (head.reporters.clone(), None);
            }
        }
        only_who
    }

    /// `Brazil shipped 1.8 million tonnes of beef`: goods that are weighed and leave a country are exported.
    fn ships_goods(&self, head: &Head) -> bool {
        let ships = self.reader().text(head.core).starts_with("ship");
        let weighed = matches!(self.kind_at(head.elements.end), Some(FigureKind::Quantity(_)));
        ships && weighed && head.reporters.iter().any(|who| self.is_country(who)) && self.product_after(head.elements.end).is_some()
    }

    /// `В Узбекистан завезено 12 тыс. автомобилей`: into a country is brought what is imported.
    fn is_brought_in(&self, head: &Head) -> bool {
        let brought = || self.reader().text(head.core).to_lowercase().starts_with("завез");
        let entered = self.reader().enters(head.core) && (head.back.is_some() || !head.reporters.is_empty());
        entered && self.follows_goods(head)
            || !head.from && matches!(head.reporters.as_slice(), [country] if self.is_country(country)) && brought()
    }

    /// `3 million tonnes of ore entered China`, `goods worth 5 billion rupees entered the country`: does an amount of goods stand before?
    fn follows_goods(&self, head: &Head) -> bool {
        let figure = self.elements[..head.elements.start].iter().rposition(|e| matches!(e.kind, Kind::Figure(_)));
        figure.is_some_and(|figure| self.is_amount_at(figure) && self.is_amount_of_goods(figure))
    }

    /// Does an amount have goods right behind it, or the word for them before it?
    fn is_amount_of_goods(&self, at: usize) -> bool {
        let worth = at > 1 && self.cue_before(at, 1) == Some(Cue::Level) && self.reader().text(at - 1).ends_with("worth");
        worth || matches!(self.kind_at(at), Some(FigureKind::Quantity(_))) && self.product_after(at).is_some()
    }

    /// `Китай занял первое место, ввезя 2 тыс. т`: how much the partner who was just given a place traded is told of the same trade.
    fn is_said_of_ranked(&self, head: &Head, state: &State) -> bool {
        let gerund = ["ив", "ав", "ев", "езя"].iter().any(|ending| self.reader().text(head.core).ends_with(ending));
        let ranked = state.out.statements.last().is_some_and(|last| last.measure == Measure::Rank && last.frame.partner.is_some());
        gerund && ranked && names_nobody(head) && self.is_russian(head.core)
    }

    /// Is nothing said of trade by the word?
    fn is_no_head(&self, head: &Head, state: &State) -> bool {
        let weak = head.flow.value.strength == Strength::Weak && state.frame.flow.is_none();
        // `5 million dollars went to Nigeria`: of what, where no trade is spoken of?
        if weak && self.reader().says(head.core, Words::Motion) {
            return true;
        }
        // `LNG brought in 4 billion dollars`: what goods earn comes from those who buy them.
        let earned = head.core > 0 && matches!(self.elements[head.core - 1].kind, Kind::Product(_)) && head.partners.is_empty();
        if earned && self.reader().text(head.core) == "brought in" {
            return true;
        }
        // `the impact of distance on foreign trade` is no trade.
        let of_another = matches!(state.topic, Topic::Other("impact" | "price")) && state.measured.last.is_none();
        self.says_value_again(head, state) || self.is_worth_of_one_way(head, state) || of_another && !self.opens_clause(head)
    }

    /// The frame of a head, by what it names and whom the talk is of.
    fn whose(&self, head: &Head, subject: Option<&Who>, context: &Context, state: &mut State) -> Frame {
        let mut frame = self.resolve(head, &state.frame, context, subject);
        if frame.reporter.is_none() {
            frame.reporter = state.aside.clone().or_else(|| self.ours_behind(head, context));
        }
        // `Порт перевалил 36 млн тонн. На экспорт ушло 33 млн`: the port's that the sentence before was about.
        if frame.reporter.is_none() && head.flow.value.strength == Strength::Verb && names_nobody(head) && self.is_russian(head.core) {
            frame.reporter = context.subject.clone().filter(|who| self.is_local(who));
        }
        // `Trade with ASEAN grew`, and nobody says whose: that of whom the title names, or of the country in which the text speaks.
        if frame.reporter.is_none() && context.short && self.is_abroad(&head.partners, context.home.as_ref()) {
            frame.reporter = context.titled.clone().or_else(|| context.home.clone());
        }
        frame.reporter = self.region_of_customs(head, context).or_else(|| self.home_of_traders(head)).or(frame.reporter.take());
        frame.reporter = self.home_of_crossings(head, context).or(frame.reporter.take());
        frame.reporter = self.gate_of_carrier(head).or_else(|| self.gate_of_country(head, context)).or(frame.reporter.take());
        if let Some(back) = head.back.as_ref().filter(|_| self.is_among_regions(head)) {
            frame.reporter = self.point_back(back, &state.frame, context, None).or(frame.reporter.take());
        }
        if let Some(holder) = self.holds_rank(head, &frame, state) {
            frame.reporter = Some(holder);
        }
        self.turn_to_origin(head, &mut frame, context, state);
        self.turn_to_imports_from(head, &mut frame, context, state);
        if self.supplies_imports(head, context, state) {
            frame.flow = frame.flow.map(|flow| Slot { value: FlowCue { flow: Flow::Import, ..flow.value }, ..flow });
        }
        // `поставки из Китая` are imports where the talk is of somebody else's trade.
        if head.from
            && head.flow.value.strength == Strength::Weak
            && head.flow.value.flow == Flow::Export
            && head.partners.is_empty()
            && !self.is_next_origin(head)
            && let Some(reporter) = owner(context, state)
            && frame.reporter.as_ref().is_some_and(|from| !self.vocabulary.same_country(&from.value, &reporter.value))
        {
            frame.partner = frame.reporter.replace(reporter.clone());
            frame.flow = frame.flow.map(|flow| Slot { value: FlowCue { flow: Flow::Import, ..flow.value }, ..flow });
            state.partnered = true;
        }
        frame
    }

    /// `Exports from Indonesia rose, while shipments from Australia slipped`: another's exports.
    fn is_next_origin(&self, head: &Head) -> bool {
        let mut before = self.heads.iter().take_while(|other| other.core < head.core);
        self.reader().is_ascii(head.core) && before.any(|other| other.from && other.flow.value.flow == Flow::Export)
    }

    /// 俄罗斯面粉进口4万吨 in the talk of what a crossing or a town imports: whose goods they are.
    fn turn_to_origin(&self, head: &Head, frame: &mut Frame, context: &Context, state: &mut State) {
        let [origin] = head.reporters.as_slice() else { return };
        let goods = head.flow.value.flow == Flow::Import && !head.products.is_empty() && head.partners.is_empty();
        let named = self.is_country(origin) && goods && self.reader().is_han(head.core);
        let inside = |who: &&Who| self.is_local(who) && self.is_foreign(origin, who);
        if let Some(gate) = context.last.reporter.as_ref().or(context.topic.reporter.as_ref()).filter(|_| named).filter(inside) {
            (frame.reporter, frame.partner) = (Some(gate.clone()), Some(origin.clone()));
            state.partnered = true;
        }
    }

    /// `Оборот в регионе деятельности таможни`: that of the whole region whose customs the text names, and not of a crossing told before.
    fn region_of_customs(&self, head: &Head, context: &Context) -> Option<Who> {
        let office = context.office.as_ref().filter(|_| head.reporters.is_empty() && self.is_russian(head.core))?;
        let behind = self.elements.get(head.elements.end - 1)?.units.end;
        let words = self.found.text.get(self.found.units.get(behind)?.start as usize..)?;
        let within = ["в регионе деятельности", "в зоне деятельности"].iter().any(|within| words.starts_with(within));
        within.then(|| office.clone())
    }

    /// `Экспорт через МАПП Краскино и ЖДПП Махалино` in the talk of the customs or the district that has them both: its exports.
    fn home_of_crossings(&self, head: &Head, context: &Context) -> Option<Who> {
        let [one, other] = head.reporters.as_slice() else { return None };
        let home = context.last.reporter.as_ref().or(context.topic.reporter.as_ref()).filter(|_| self.is_russian(head.core))?;
        let inside = |who: &Who| self.is_local(who) && self.vocabulary.same_country(&who.value, &home.value) && who.value != home.value;
        (!self.is_country(home) && inside(one) && inside(other)).then(|| home.clone())
    }

    /// `Забайкальская железная дорога перевезла через пункт пропуска Забайкальск`: the crossing counts what a Russian text says to be carried
    /// through it, whoever carries it.
    fn gate_of_carrier(&self, head: &Head) -> Option<Who> {
        const NEAR: usize = 6;
        let carried = (head.flow.value.flow, head.flow.value.strength) == (Flow::Trade, Strength::Weak) && self.is_russian(head.core);
        let ends = |i: &usize| !matches!(self.elements[*i].kind, Kind::Mark(_) | Kind::Figure(_));
        let mut behind = (head.core + 1..self.elements.len().min(head.core + NEAR)).filter(|_| carried).take_while(ends);
        behind.find(|&i| self.cue_at(i) == Some(Cue::Link(Link::Through)))?;
        behind.find_map(|i| self.reader().who(i)).filter(|who| self.is_local(who))
    }

    /// `Экспорт из России в Китай составил 4 млн тонн` in a short Russian text on what passes a crossing: as much passed it.
    fn gate_of_country(&self, head: &Head, context: &Context) -> Option<Who> {
        let [home] = head.reporters.as_slice() else { return None };
        let gate = context.topic.reporter.as_ref().filter(|_| context.short && self.is_russian(head.core) && head.products.is_empty())?;
        let passes = self.kind(gate) == Some("crossing") && self.is_country(home) && self.vocabulary.lies_in(&gate.value, &home.value);
        let weighed =
            self.kinds.contains(&FigureKind::Quantity("t")) && !self.kinds.iter().any(|kind| matches!(kind, FigureKind::Money(_)));
        (passes && weighed && head.flow.value.flow.is_one_way()).then(|| gate.clone())
    }

    /// `Среди регионов ДФО республика по обороту занимает 6-е место`: the district only says among whom.
    fn is_among_regions(&self, head: &Head) -> bool {
        let Some(first) = head.reporters.first().filter(|_| self.is_russian(head.core)) else { return false };
        let before = first.at.start.checked_sub(self.found.offset).and_then(|end| self.found.text.get(..end));
        before.is_some_and(|words| ["регионов", "субъектов"].iter().any(|members| words.trim_end().to_lowercase().ends_with(members)))
    }

    /// `товарооборот участников ВЭД, состоящих на учёте в Ольгинском районе`: where those who trade are registered.
    fn home_of_traders(&self, head: &Head) -> Option<Who> {
        const NEAR: usize = 6;
        let comma = head.elements.end + usize::from(self.cue_at(head.elements.end) == Some(Cue::Ignore));
        let told = head.reporters.is_empty() && self.element_kind(comma) == Some(Kind::Mark(',')) && self.is_russian(head.core);
        let traders = self.found.text.get(head.flow.at.end - self.found.offset..)?;
        if !told || !traders.trim_start().to_lowercase().starts_with("участников вэд,") {
            return None;
        }
        let passed = |i: &usize| matches!(self.element_kind(*i), Some(Kind::Word | Kind::Cue(Cue::Link(_) | Cue::Ignore)));
        let place = (comma + 1..self.elements.len()).take(NEAR).find(|i| !passed(i))?;
        let inside = self.cue_before(place, 1) == Some(Cue::Link(Link::To));
        group(self.vocabulary, &self.reader().places_after(place).filter(|_| inside)?.members)
    }

    /// 自俄进口原油8625万吨，占我国原油进口总量的17%: whose trade it is is told only by what it is a part of.
    fn ours_behind(&self, head: &Head, context: &Context) -> Option<Who> {
        let ours = context.ours.filter(|_| self.reader().is_han(head.core))?;
        let ends = |i: &usize| self.element_kind(*i) == Some(Kind::Mark(';'));
        let mut behind = (head.elements.end..self.elements.len()).take_while(|i| !ends(i));
        let at = behind.find(|&i| self.cue_at(i) == Some(Cue::Back(Back::Country)) && self.reader().text(i).starts_with('我'))?;
        let whole = self.cue_before(at, 1) == Some(Cue::Share);
        whole.then(|| Slot::new(ours, self.reader().bytes(at..at + 1)))
    }

    /// 崇左成为中国边境贸易第一大市: the order is the country's, and the place in it that of the city spoken of.
    fn holds_rank(&self, head: &Head, frame: &Frame, state: &State) -> Option<Who> {
        let order = frame.reporter.as_ref().filter(|_| self.reader().is_han(head.core) && head.elements.end < self.elements.len())?;
        let ranked = self.is_rank(head.elements.end) && self.reader().text(head.elements.end).starts_with('第');
        let inside = |who: &&Who| self.vocabulary.lies_round(&order.value, &who.value);
        state.subject.as_ref().or(state.frame.reporter.as_ref()).filter(|_| ranked).filter(inside).cloned()
    }

    /// `экспорт составил 3 млн тонн, больше всего купил Китай`: the exports that the talk is of, and who took them.
    fn turn_to_seller(&self, seller: Frame, head: &Head, frame: &mut Frame, context: &Context, state: &mut State) {
        let Frame { reporter: Some(reporter), flow, product, .. } = seller else { return };
        // `The country received 9 thousand tons`: the one that they were sold to.
        let buyer = head.back.as_ref().and(state.frame.partner.clone()).or(frame.reporter.clone());
        let Some(buyer) = buyer.filter(|buyer| !self.vocabulary.same_country(&buyer.value, &reporter.value)) else { return };
        let product = frame.product.take().or_else(|| context.last.product.clone()).or(product);
        *frame = Frame { reporter: Some(reporter), partner: Some(buyer), flow, product };
        state.partnered = true;
        state.partners_follow = true;
        state.subject = None;
    }

    /// `Russia's trade share was 18 percent` in the talk of somebody else's trade: whose partner it is.
    fn owner_of_share(&self, head: &Head, context: &Context, state: &State) -> Option<Who> {
        let share = self.cue_at(head.elements.end) == Some(Cue::Share);
        let [other] = head.reporters.as_slice() else { return None };
        let owner = owner(context, state).filter(|_| share && self.reader().text(head.core).is_ascii())?;
        self.is_foreign(other, owner).then(|| owner.clone())
    }

    /// Finds the partner of a head that names none.
    fn take_partner(&self, head: &Head, sides: &Sides, frame: &mut Frame, context: &Context, state: &mut State) {
        if sides.partner_back {
            let reporter = frame.reporter.as_ref();
            let abroad = |who: &&Who| reporter.is_none_or(|reporter| !self.vocabulary.same_country(&reporter.value, &who.value));
            // `в эту страну`: no group of them.
            let one = |who: &&Who| state.frame.partner.as_ref().is_none_or(|partner| !self.is_country(partner) || self.is_country(who));
            let before = context.subject.as_ref().filter(one);
            let ranked = state.ranked.as_ref().filter(|order| same_place(&order.reporter, &frame.reporter));
            let last = state.subject.as_ref().or(before).filter(abroad).or(state.frame.partner.as_ref());
            // `Belgium leads the list of its partners. Exports to the country`: whom the sentence before told of.
            let leader = ranked.and_then(|order| order.partner.as_ref());
            let later = |who: &&Who| last.is_none_or(|last| last.at.start < who.at.start && who.at.start < self.found.offset);
            let last = leader.filter(later).filter(|_| self.reader().is_ascii(head.core)).or(last).or(leader);
            // `The province lies next to Laos. Trade with the neighbour`
            let named = context.spoken.country.as_ref().filter(abroad).filter(|_| self.reader().is_ascii(head.core));
            // `Jilin sees growth in trade with Russia`, and after all of Jilin's trade, `exports to that country`
            let before = || context.countries.iter().rfind(|who| who.at.start < self.found.offset && abroad(who));
            let before = || before().filter(|_| self.reader().is_ascii(head.core));
            let partner = last.cloned().or_else(|| self.topic_partner(reporter, context)).or_else(|| named.cloned());
            frame.partner = self.group_told(head, state, context).or(partner).or_else(|| before().cloned());
            state.partnered = true;
        } else if let Some(with) = state.with.take().filter(|_| head.partners.is_empty() && !self.is_whole_of_named(head)) {
            frame.partner = Some(with);
            state.partnered = true;
        } else if head.partners.is_empty() && self.is_of_all_partners(head, sides, state) {
            frame.partner = None;
        } else if head.partners.is_empty() && !state.partnered {
            let explicit = !sides.pair && (!head.reporters.is_empty() || head.back.is_some() || state.subject.is_some());
            let own_trade = head.flow.value.flow == Flow::Trade && (!head.reporters.is_empty() || self.is_both_ways_of_region(head));
            let rules_out =
                !sides.pair && (head.total || own_trade || self.is_own_total(head, context)) && !self.is_total_of_two(head, context);
            if rules_out {
                frame.partner = None;
            } else if explicit {
                let reporter = frame.reporter.as_ref();
                let other = reporter.filter(|_| self.is_side(head)).and_then(|reporter| other_end(&state.frame, reporter));
                let here = Some(&state.frame).filter(|_| state.topic == Topic::Trade && self.is_russian(head.core));
                let last = Some(&context.last).filter(|_| !context.listed);
                let of_two = || [here, last].into_iter().flatten().find_map(|told| self.end_of_pair(reporter?, told));
                let other = other.or_else(of_two);
                // `Зерно через Астрахань в Иран`, and the lead tells of others, too: not all that follows is with the first.
                // 加拿大原油出口额500亿, after its trade with others than the title's was told: in Chinese goods are of that with all.
                let goods = !head.products.is_empty() && self.reader().is_han(head.core);
                let others = context.wide && (goods || self.is_russian(head.core));
                let other_way = self.goes_other_way_than_title(head, context);
                let topic =
                    || self.topic_partner(reporter, context).filter(|_| !others && !other_way && !self.is_total_under_title(head, context));
                frame.partner = other.or_else(topic);
            }
        }
    }

    /// `imports from those countries`: the group of countries with whom the trade told before was.
    fn group_told(&self, head: &Head, state: &State, context: &Context) -> Option<Who> {
        let mut words = self.elements[head.elements.clone()].iter().map(|e| self.found.words(&e.units));
        if !words.any(|words| words.ends_with("countries") || words.ends_with("nations")) || !self.reader().text(head.core).is_ascii() {
            return None;
        }
        let told = [&state.frame.partner, &context.last.partner, &context.topic.partner, &context.earlier.partner];
        told.into_iter().flatten().find(|who| self.kind(who) == Some("group") || is_joined(self.vocabulary, who)).cloned()
    }

    /// `Trade between Hungary and Slovakia rose. Slovak exports were 5 billion`, `Оборот Вьетнама с Кореей составил 90 млрд, при этом экспорт
    /// Вьетнама – 30 млрд`: the other of the two countries whose trade with each other was told last.
    fn end_of_pair(&self, reporter: &Who, told: &Frame) -> Option<Who> {
        let countries = [&told.reporter, &told.partner].into_iter().all(|who| who.as_ref().is_some_and(|who| self.is_country(who)));
        other_end(told, reporter).filter(|_| countries && told.flow() == Some(Flow::Trade))
    }

    /// 与俄罗斯隔江相望，黑河市对外贸易…: all the trade of a place named with it, whatever stands before.
    fn is_whole_of_named(&self, head: &Head) -> bool {
        head.flow.value.strength == Strength::Total && !head.reporters.is_empty() && self.reader().is_han(head.core)
    }

    /// `объем импорта и экспорта товаров района`: all that a Russian sentence says a region to trade.
    fn is_both_ways_of_region(&self, head: &Head) -> bool {
        let region = head.back.as_ref().is_some_and(|back| back.value == Back::Province);
        region && self.is_russian(head.core) && self.reader().text(head.core).contains(" и ")
    }

    /// Is it the whole of what was told of one partner?
    fn is_of_all_partners(&self, head: &Head, sides: &Sides, state: &State) -> bool {
        match self.reader().is_han(head.core) {
            true => self.is_whole_in_han(head, sides, state),
            false => self.is_whole_of_told(head, state) || self.opens_with_total(head) || self.turns_to_total(head),
        }
    }

    /// `Beef exports to Chile recover; overall sales reach 327,000 tons`
    fn turns_to_total(&self, head: &Head) -> bool {
        let parted = head.elements.start.checked_sub(1).is_some_and(|i| self.elements[i].kind == Kind::Mark(';'));
        parted && head.total && names_nobody(head) && self.reader().text(head.core).is_ascii()
    }

    /// `Overall, exports rose by 5 per cent`, `In total, Zambia exported 5 million tons`
    fn opens_with_total(&self, head: &Head) -> bool {
        let overall = self.cue_at(0) == Some(Cue::Total) && self.reader().text(0).is_ascii();
        let in_total = !head.reporters.is_empty() && self.reader().text(0).eq_ignore_ascii_case("in total");
        (overall || in_total) && self.element_kind(1) == Some(Kind::Mark(','))
    }

    /// `Exports to Romania fell 11%, whereas overall exports rose`, `экспорт в Румынию вырос, общий экспорт сократился`
    fn is_whole_of_told(&self, head: &Head, state: &State) -> bool {
        let told = state.out.statements.iter().any(|s| s.frame.flow() == Some(head.flow.value.flow) && s.frame.partner.is_some());
        let one_way = head.flow.value.flow.is_one_way();
        let contrasts = || self.cue_before(head.elements.start, 1) == Some(Cue::While);
        head.total && told && (one_way || contrasts())
    }

    /// 对俄进出口…；全省进出口总值…, 对俄…，珲春市对外贸易…: whose trade it is, is told anew, and it is with everybody.
    fn is_whole_in_han(&self, head: &Head, sides: &Sides, state: &State) -> bool {
        let whole = |back: &Slot<Back>| self.found.text[back.at.start.saturating_sub(self.found.offset)..].starts_with('全');
        let told = head.back.as_ref().is_some_and(whole) || head.total && !head.reporters.is_empty();
        // 快于全省出口增速, 对越南出口领跑全省外贸: what the partner's is compared with.
        let compares = |i: usize| matches!(self.cue_at(i), Some(Cue::Compare | Cue::Than(_) | Cue::Flow(_)));
        let compared = || self.reader().clause_before(head.elements.start).any(compares);
        told && !sides.pair && !sides.named_two && !state.than && !compared()
    }

    /// 自巴西进口大豆…。中国大豆进口总量…: the total of whose imports are told, in a text on its imports from one.
    fn is_own_total(&self, head: &Head, context: &Context) -> bool {
        let one_way = |flow: Option<Flow>| flow.is_some_and(Flow::is_one_way);
        let told = !head.reporters.is_empty() && one_way(Some(head.flow.value.flow)) && one_way(context.topic.flow());
        told && self.reader().text(head.core).contains(['总', '總'])
    }

    /// 4月韩国出口额为562亿美元 under the title 韩国对华出口: a total by its own words, of which no figure before says that it is with
    /// the one whom the title names, or of others, too.
    fn is_total_under_title(&self, head: &Head, context: &Context) -> bool {
        let amount = self.reader().text(head.core).ends_with(['额', '額', '值', '差']);
        let afresh = context.opening.is_none() || context.wide;
        amount
            && afresh
            && head.flow.value.flow != Flow::Trade
            && !head.reporters.is_empty()
            && head.products.is_empty()
            && self.reader().is_han(head.core)
    }

    /// `Экспорт Кореи вырос` under the title `Корея сократила импорт из Китая`: what goes the other way is with everybody.
    fn goes_other_way_than_title(&self, head: &Head, context: &Context) -> bool {
        let flow = context.topic.flow().filter(|flow| flow.is_one_way() && *flow != head.flow.value.flow);
        let same = |who: &Who| context.topic.reporter.as_ref().is_some_and(|topic| topic.value == who.value);
        flow.is_some() && context.opening.is_none() && matches!(head.reporters.as_slice(), [who] if same(who)) && self.is_russian(head.core)
    }

    /// `Общий объём экспорта составил` in a text on the trade of two; `При росте общего товарооборота`, `Total trade grew` right behind
    /// that of the two.
    pub(super) fn is_total_of_two(&self, head: &Head, context: &Context) -> bool {
        let (topic, last) = (&context.topic, &context.last);
        let of_two = topic.flow() == Some(Flow::Trade) && last.partner.is_some() && !context.wide;
        let fits = match head.flow.value.flow {
            Flow::Trade => same_place(&topic.partner, &last.partner) && !self.reader().has_han(head.core),
            flow => flow.is_one_way() && self.is_russian(head.core),
        };
        head.total && of_two && fits && names_nobody(head)
    }

    /// The partner of a pair, or of whose trade a partner is seen from.
    fn complete_pair(&self, head: &Head, sides: &Sides, subject: Option<&Who>, frame: &mut Frame, context: &Context, state: &mut State) {
        for partner in &head.partners {
            if state.partners.iter().all(|p| p.value != partner.value) {
                state.partners.push(partner.clone());
            }
        }
        if let Some(partner) = self.seen_from(head, state.subject.as_ref().or(subject), frame.reporter.as_ref()) {
            frame.partner = Some(partner);
            state.partnered = true;
        }
        // 对俄罗斯…，对蒙古国…，两国贸易: the two partners together.
        if sides.pair
            && !sides.named_two
            && state.partners.len() == 2
            && frame.reporter.as_ref().is_some_and(|r| state.partners.iter().all(|p| p.value != r.value))
        {
            frame.partner = group(self.vocabulary, &state.partners);
        }
        // `According to Beijing's envoy to Kazakhstan, bilateral trade`: the other of the two that the sentence names.
        if head.flow.value.strength == Strength::Pair && frame.partner.is_none() && self.reader().text(head.core).is_ascii() {
            frame.partner = frame.reporter.as_ref().and_then(|one| self.other_country_before(head.elements.start, one));
        }
        state.partnered |= !head.partners.is_empty();
        // What passes a crossing goes to anybody.
        if head.through && head.partners.is_empty() {
            // `через этот переход перевезено`: the crossing between two that was spoken of.
            let pointed = points_back(head, Back::City) || self.reader().text(head.core).is_ascii() && !context.listed;
            let again = pointed && frame.same_reporter(&context.last);
            frame.partner = context.last.partner.clone().filter(|_| again);
        }
    }

    /// The partner where it is `others`, two that the text names, or all the world.
    fn leave_home(&self, head: &Head, frame: &mut Frame, context: &Context, state: &State) {
        if let Some(others) = frame.partner.as_mut().filter(|p| p.value == OTHERS) {
            others.value = all_but(state.frame.partner.as_ref().or(context.earlier.partner.as_ref())).into();
        }
        if let Some((one, other)) = self.across_strait(head, context) {
            (frame.reporter, frame.partner) = (Some(one), Some(other));
        }
        let of_pair = points_back(head, Back::Pair) || head.flow.value.strength == Strength::Pair;
        let so_far = context.countries.partition_point(|who| who.at.start < head.flow.at.start);
        let of_two = points_back(head, Back::Pair)
            || head.flow.value.strength == Strength::Pair && head.reporters.is_empty() && (context.countries.len() == 2 || so_far == 2);
        // `Товарооборот двух стран`, and nothing before says which: the first two that the text names.
        if of_two
            && frame.partner.is_none()
            && self.is_russian(head.core)
            && let ([first, second, ..], None) = (&*context.countries, &frame.reporter)
        {
            (frame.reporter, frame.partner) = (Some(first.clone()), Some(second.clone()));
        }
        if of_pair && frame.partner.is_none() && self.reader().is_han(head.core) && frame.reporter.is_some() {
            frame.partner = Some(self.other_of_two(frame.reporter.as_ref(), &head.flow, context));
        }
        // `Trade between the two countries`, and the text names two, or had named no more before.
        let two = if so_far == 2 { &context.countries[..2] } else { &context.countries[..] };
        if of_two
            && frame.partner.is_none()
            && self.reader().text(head.core).is_ascii()
            && let [first, second] = two
            && frame.reporter.as_ref().is_none_or(|who| who.value == first.value || who.value == second.value)
        {
            let reporter = frame.reporter.take().unwrap_or_else(|| first.clone());
            frame.partner = Some(if reporter.value == first.value { second.clone() } else { first.clone() });
            frame.reporter = Some(reporter);
        }
        // `Взаимная торговля стран ЕАЭС`: with one another.
        if let (Strength::Pair, [bloc], None) = (head.flow.value.strength, head.reporters.as_slice(), &frame.partner)
            && self.kind(bloc) == Some("group")
        {
            frame.partner = Some(bloc.clone());
        }
        // `отправлено за рубеж`: to all the world.
        if head.partners.is_empty() && !state.partnered && self.goes_abroad(head) {
            frame.partner = None;
        }
    }

    /// 据塞方统计，双边贸易额…: the other of the two countries that a text names; of more than two nobody is told.
    pub(super) fn other_of_two(&self, one: Option<&Who>, flow: &Slot<FlowCue>, context: &Context) -> Who {
        let is_one = |who: &Who| one.is_some_and(|one| self.vocabulary.same_country(&one.value, &who.value));
        match &*context.countries {
            [first, second] if is_one(first) => second.clone(),
            [first, second] if is_one(second) => first.clone(),
            // 与中国的关系……双边贸易额: a Chinese text on another country tells of its trade with China.
            countries if one.is_some_and(|who| self.is_country(who)) && !countries.iter().any(|who| who.value == "CN" && is_one(who)) => {
                let china = countries.iter().find(|who| who.value == "CN");
                china.map_or_else(|| Slot::new(OTHERS, flow.at.clone()), |china| Slot::new(china.value.clone(), flow.at.clone()))
            }
            _ => Slot::new(OTHERS, flow.at.clone()),
        }
    }

    /// 两岸贸易 in a text that names Taiwan: the two sides of the strait, the text's own first.
    fn across_strait(&self, head: &Head, context: &Context) -> Option<(Who, Who)> {
        let back = head.back.as_ref().filter(|back| back.value == Back::Pair && context.named.contains("TW"))?;
        let words = self.found.said(&back.at)?;
        let side = |code: &str| Slot::new(code, back.at.clone());
        let taiwan = context.ours == Some("TW") || !context.named.contains("CN");
        let sides = if taiwan { ("TW", "CN") } else { ("CN", "TW") };
        words.trim_end_matches(['间', '間']).ends_with('岸').then(|| (side(sides.0), side(sides.1)))
    }

    /// `Китай закупил 2,5 млн тонн угля` in a Russian text on the trade of China with another: of that trade. `Закупила Белоруссия товаров
    /// на 12 млрд` in one on all its trade.
    fn is_done_by_side(&self, head: &Head, context: &Context) -> bool {
        let topic = &context.topic;
        let [who] = head.reporters.as_slice() else { return false };
        let side = [&topic.reporter, &topic.partner].into_iter().flatten().any(|side| side.value == who.value);
        let passed = |e: &&Element| matches!(e.kind, Kind::Period(_) | Kind::Cue(Cue::Link(Link::By)));
        let amount = head.elements.end + self.elements[head.elements.end..].iter().take_while(passed).count();
        let of_all = topic.partner.is_none() && head.products.is_empty() && self.cue_before(amount, 1) == Some(Cue::Link(Link::By));
        let told = topic.partner.is_some() && amount == head.elements.end || of_all;
        side && told && self.is_amount_at(amount) && topic.flow.is_some() && self.is_russian(head.core)
    }

    /// 进口均价下跌；进口原油…: in Chinese a clause is about its own words.
    fn opens_clause(&self, head: &Head) -> bool {
        let before = self.elements[..head.elements.start].iter().rev();
        let mut words = before.take_while(|e| !matches!(e.kind, Kind::Mark(',' | ';')));
        self.reader().is_han(head.core) && !words.any(|e| matches!(e.cue(), Some(Cue::Other(_))))
    }

    /// `Беларусь приобрела 15 тыс. тонн` where exports are spoken of: whose they are.
    fn seller(&self, head: &Head, context: &Context, state: &State) -> Option<Frame> {
        // `Tea exports earn Kenya 60 billion` and then `Pakistan bought 210 million kilos`: the goods of a short text.
        let of_text = context.short && context.topic.product.is_some() && self.is_amount_at(head.elements.end);
        let spoken = state.frame.flow.is_some() || of_text;
        // `Brazil's purchases came to 1 billion`
        let purchases = self.reader().text(head.core).starts_with("purchases") && !head.reporters.is_empty();
        let told = self.is_russian(head.core) || (self.is_bought(head) || purchases) && head.partners.is_empty() && spoken;
        let buys = head.flow.value.strength == Strength::Weak || self.imports_as_told(head, context);
        let bought = buys && head.flow.value.flow == Flow::Import && told && !self.is_done_by_seller(head);
        let spoken_of = if state.frame.flow.is_some() { &state.frame } else { &context.topic };
        let seller = spoken_of.reporter.as_ref().filter(|_| bought && spoken_of.flow() == Some(Flow::Export))?;
        let abroad = |who: &Who| !self.vocabulary.same_country(&who.value, &seller.value);
        let named = state.frame.flow.is_some() || !head.reporters.is_empty() && head.reporters.iter().all(abroad);
        (named && head.partners.iter().all(|partner| partner.value == seller.value)).then(|| spoken_of.clone())
    }

    /// `Slovenia sold Serbia goods for 3 billion and bought 2 billion worth there`: the second thing that one and the same does.
    fn is_done_by_seller(&self, head: &Head) -> bool {
        let joined = head.reporters.is_empty() && self.cue_before(head.elements.start, 1) == Some(Cue::Link(Link::And));
        let sold = self.heads.iter().rfind(|other| other.core < head.core).map(|other| other.flow.value);
        let verb = sold.is_some_and(|sold| sold.flow == Flow::Export && sold.strength != Strength::Noun);
        joined && verb && head.flow.value.flow == Flow::Import && self.reader().is_past(head.core)
    }

    /// `Indonesia exported 518 million tons of coal. China imported 216 million tons`: as much of the goods whose exports were just counted,
    /// and no others are named.
    fn imports_as_told(&self, head: &Head, context: &Context) -> bool {
        let counted = matches!(self.kind_at(head.elements.end), Some(FigureKind::Quantity(_))) && context.counted;
        let bare = head.products.is_empty() && self.product_after(head.elements.end).is_none();
        counted && bare && context.short && head.flow.value.strength == Strength::Verb && context.last.product.is_some()
    }

    /// `China bought 5 million tons from Russia; Iraq shipped 3 million`: the imports that the talk is of, and who else sold them.
    fn bought_from(&self, head: &Head, subject: Option<&Who>, context: &Context, state: &State) -> Option<Frame> {
        let FlowCue { flow, strength, .. } = head.flow.value;
        // `imported 30 million tons, with Russia supplying 9 million`
        let meanwhile = self.reader().text(head.core).ends_with("ing");
        // 中国自俄罗斯进口原油1亿吨。伊拉克供应5900万吨
        let supplies = self.reader().is_han(head.core) && self.reader().text(head.core).starts_with("供");
        let verb = self.reader().is_past(head.core) || meanwhile || supplies;
        let sold = (flow, strength) == (Flow::Export, Strength::Weak) && verb && head.partners.is_empty();
        let before = if context.short && context.last.flow.is_none() { &context.topic } else { &context.last };
        let spoken_of = if state.frame.flow.is_some() { &state.frame } else { before };
        // `China imported 99 million tonnes of soybeans. Brazil supplied 70 million tonnes`
        let goods = spoken_of.product.as_ref().or(before.product.as_ref()).filter(|_| head.products.is_empty());
        // `The United States shipped only 90,000 tonnes`
        let words = self.elements[head.elements.end..].iter().take_while(|e| matches!(e.kind, Kind::Word | Kind::Cue(Cue::Ignore))).count();
        let of_goods = || goods.is_some() && words < 2 && self.is_amount_at(head.elements.end + words);
        let of_one = spoken_of.flow() == Some(Flow::Import) && (spoken_of.partner.is_some() || meanwhile || of_goods());
        // `The main supplier is Peru. In 2023 it supplied 9 million tons`
        let it = || spoken_of.partner.as_ref().filter(|_| points_back(head, Back::Own) && self.reader().is_ascii(head.core));
        let sellers = match subject.or_else(it) {
            Some(one) if head.reporters.is_empty() => std::slice::from_ref(one),
            _ => &head.reporters,
        };
        // `Indonesia supplied 174 million tons of coal to China. Russia supplied 88 million tons`
        let to_same = spoken_of.flow() == Some(Flow::Export) && of_goods() && self.reader().is_ascii(head.core);
        let buyer = spoken_of.partner.as_ref().filter(|_| to_same);
        let other = |seller: &Who| spoken_of.reporter.as_ref().is_some_and(|first| first.value != seller.value);
        let next = |buyer: &Who| sellers.iter().all(|seller| other(seller) && self.is_foreign(seller, buyer));
        if let Some(seller) = group(self.vocabulary, sellers).filter(|_| sold && buyer.is_some_and(next)) {
            return Some(Frame { reporter: Some(seller), product: goods.cloned(), ..spoken_of.clone() });
        }
        let foreign = |seller: &Who| spoken_of.reporter.as_ref().is_some_and(|buyer| self.is_foreign(seller, buyer));
        let seller = group(self.vocabulary, sellers).filter(|_| sold && of_one && sellers.iter().all(foreign))?;
        Some(Frame { partner: Some(seller), product: goods.cloned(), ..spoken_of.clone() })
    }

    /// `Турция, с которой Грузия наторговала`: the partner is named before the clause.
    fn is_relative_to_partner(&self, head: &Head) -> bool {
        let cue = |back: usize| self.cue_before(head.elements.start, back);
        let linked = matches!(cue(2), Some(Cue::Link(Link::With | Link::To | Link::From))) && head.partners.is_empty();
        // `Russia, with which Kyrgyzstan traded 2 billion`
        let which = || head.elements.start > 0 && matches!(self.reader().text(head.elements.start - 1), "which" | "whom");
        linked && (cue(1) == Some(Cue::Back(Back::There)) && self.is_russian(head.core) || which())
    }

    /// `поставлено за границу`: the verb names no country.
    fn goes_abroad(&self, head: &Head) -> bool {
        const NEAR: usize = 2;
        let reader = self.reader();
        // `за рубеж экспортировано`
        let before = (head.core.saturating_sub(NEAR)..head.core).filter(|&i| self.elements[i].kind == Kind::Word);
        let words = before.chain([head.core]).map(|i| lower(reader.text(i))).collect::<Vec<_>>().join(" ");
        ["за рубеж", "за границу", "на внешн", "на зарубежн", "на миров"].iter().any(|abroad| words.contains(abroad))
    }

    /// What a sentence that names neither side takes from the one before: a partner told there as one of several is not its own,
    /// and after the partner's side of the trade (`Tanzania's exports to Kenya were 4 billion. Total exports`) the talk is of the
    /// text's reporter again.
    fn turn_back(&self, head: &Head, frame: &mut Frame, context: &Context, state: &State) {
        self.turn_back_to_topic(head, frame, context, state);
        let bare = names_nobody(head) && !head.partner_back;
        let afresh = bare && state.topic == Topic::Open && state.subject.is_none() && head.flow.value.strength != Strength::Pair;
        if !afresh || self.reader().is_han(head.core) {
            return;
        }
        let topic = context.topic.reporter.as_ref();
        let mirrored = topic.zip(context.last.partner.as_ref()).is_some_and(|(topic, partner)| topic.value == partner.value);
        if mirrored && head.total && frame.reporter == context.last.reporter {
            frame.reporter = topic.cloned();
        }
        if self.turns_from_part(frame, head, context) {
            frame.partner = None;
        }
        if context.listed {
            frame.partner = self.topic_partner(frame.reporter.as_ref(), context).filter(|_| !head.total && !context.wide);
        }
    }

    /// `China sold Peru goods for 13 billion. Exports to Chile were 9 billion` in a text on Peru, `Оборот Киргизии и Казахстана вырос.
    /// Казахстан поставил товаров на 7 млн. Оборот с Узбекистаном`: after the other side's trade with it, that of whom the text is about
    /// with a third.
    fn turn_back_to_topic(&self, head: &Head, frame: &mut Frame, context: &Context, state: &State) {
        let (topic, last) = (&context.topic, &context.last);
        let afresh = head.reporters.is_empty() && head.back.is_none() && state.topic == Topic::Open && state.subject.is_none();
        let Some(home) = topic.reporter.as_ref().filter(|_| afresh && !self.reader().has_han(head.core)) else { return };
        let bought = same_place(&topic.reporter, &last.partner);
        // `Товарооборот Бурятии вырос. Китай поставил в регион товаров на 3 млн. Экспорт леса`: that of the region again, with all.
        if bought && topic.partner.is_none() && names_nobody(head) && !head.partner_back && self.is_russian(head.core) {
            (frame.reporter, frame.partner) = (Some(home.clone()), None);
            return;
        }
        // `Монголия сократила закупки муки в Казахстане – отгрузки казахстанской муки упали. Выросли продажи в Узбекистан`: the seller's.
        let flow = head.flow.value.flow;
        let sells_on = flow.is_one_way() && last.flow() == Some(flow) && topic.flow().is_some_and(|told| told.is_one_way() && told != flow);
        let mirrored = bought && same_place(&topic.partner, &last.reporter) && frame.same_reporter(last) && !sells_on;
        let third = |who: &Who| who.value != home.value && last.reporter.as_ref().is_some_and(|other| other.value != who.value);
        if mirrored && !head.partners.is_empty() && head.partners.iter().all(third) {
            frame.reporter = Some(home.clone());
        }
    }

    /// `Exports to China made up 16% of the total. Imports were 6 billion`: in a paragraph that began with all of a place's trade the
    /// talk is of all partners again where it goes the other way.
    fn turns_from_part(&self, frame: &Frame, head: &Head, context: &Context) -> bool {
        let began = context.paragraph.as_ref().or(context.opening.as_ref());
        let other_way = context.last.flow().is_some_and(|flow| flow != Flow::Trade && flow != head.flow.value.flow);
        other_way && context.last.partner.is_some() && began.is_some_and(|began| began.is_total() && began.same_reporter(frame))
    }

    /// 中方出口: one side of the pair spoken of.
    fn is_side(&self, head: &Head) -> bool {
        head.reporters.len() == 1 && self.found.text[..head.reporters[0].at.end - self.found.offset].ends_with('方')
    }

    /// 俄罗斯在吉林省对外贸易中: the partner stands before whose trade it is.
    fn seen_from(&self, head: &Head, subject: Option<&Who>, reporter: Option<&Who>) -> Option<Who> {
        let before = head.elements.start.checked_sub(1).filter(|_| !head.reporters.is_empty() || head.back.is_some())?;
        let inside = self.elements[before].cue() == Some(Cue::Link(Link::In))
            && self.elements.get(head.elements.end).is_some_and(|e| e.kind == Kind::Word)
            && self.reader().text(head.elements.end) == "中";
        let abroad = |who: &&Who| reporter.is_some_and(|reporter| !self.vocabulary.same_country(&reporter.value, &who.value));
        subject.filter(|_| inside && head.partners.is_empty()).filter(abroad).cloned()
    }

    /// `the largest importer of Vietnam, with a turnover of 5 billion`, `exports of rice brought in a turnover of`: what the exports or
    /// imports spoken of are worth, in English.
    fn is_worth_of_one_way(&self, head: &Head, state: &State) -> bool {
        const NEAR: usize = 2;
        let start = head.elements.start;
        let with = (start.saturating_sub(NEAR)..start).any(|i| self.cue_at(i) == Some(Cue::Link(Link::With)));
        let turnover =
            self.reader().says(head.core, Words::Turnover) || self.is_russian(head.core) && self.reader().text(head.core) == "оборотом";
        let one_way = state.frame.flow().is_some_and(Flow::is_one_way) && state.topic == Topic::Trade;
        with && turnover && one_way && names_nobody(head) && head.products.is_empty()
    }

    /// 出口整车8000辆，贸易额26.3亿元: the worth of the goods just counted.
    fn says_value_again(&self, head: &Head, state: &State) -> bool {
        let bare = names_nobody(head) && head.products.is_empty();
        let start = head.elements.start;
        let level = state.out.statements.iter().rev().find(|s| s.measure == Measure::Value);
        let counted = start > 0 && self.elements[start - 1].kind == Kind::Mark(',') && level.is_some_and(|level| self.is_counted(level));
        let one_way = state.frame.flow().is_some_and(Flow::is_one_way) && state.topic == Topic::Trade;
        bare && counted && one_way && head.flow.value.flow == Flow::Trade && self.reader().text(head.core).starts_with(['贸', '貿'])
    }
}

/// Does the head name neither side of its trade?
pub(super) fn names_nobody(head: &Head) -> bool {
    head.reporters.is_empty() && head.partners.is_empty() && head.back.is_none()
}

pub(super) fn points_back(head: &Head, to: Back) -> bool {
    head.back.as_ref().is_some_and(|back| back.value == to)
}

/// Whose trade the talk is of.
fn owner<'o>(context: &'o Context, state: &'o State) -> Option<&'o Who> {
    state.frame.reporter.as_ref().or(context.topic.reporter.as_ref())
}

/// With whom `reporter` trades in a frame that it is one end of.
fn other_end(frame: &Frame, reporter: &Who) -> Option<Who> {
    let (one, other) = (frame.reporter.as_ref()?, frame.partner.as_ref()?);
    if one.value == reporter.value { Some(other.clone()) } else { (other.value == reporter.value).then(|| one.clone()) }
}

/// Products that share one figure are one product.
pub(super) fn join(products: &[Slot<CompactString>]) -> Option<Slot<CompactString>> {
    let (first, last) = (products.first()?, products.last()?);
    let mut labels: Vec<&str> = products.iter().map(|p| p.value.as_str()).collect();
    labels.dedup();
    let label = match labels.as_slice() {
        [one] => (*one).to_owned(),
        [init @ .., last] => format!("{} and {last}", init.join(", ")),
        [] => return None,
    };
    Some(Slot::new(label, first.at.start..last.at.end))
}
