//! Words for partners: whose partners are spoken of, in which trade, and who they are.

use super::elements::{Element, Kind};
use super::enter::{join, names_nobody};
use super::frame::{Context, Frame, Slot, Who, group, same_place};
use super::head::Head;
use super::vocab::{Back, Cue, FlowCue, Form, Link, Strength, Words};
use super::walk::{Base, State, Topic, Walk};
use amur_model::{Flow, Measure};
use compact_str::CompactString;

/// Whose partners are spoken of, in which trade, and are they told behind the word for them?
pub(super) struct Partners {
    pub frame: Frame,
    told: bool,
    /// The head of the trade they are partners in, if it stands behind the word for them.
    trade: Option<usize>,
}

impl Walk<'_> {
    /// `Georgia's main export markets were`: whose they are was said before, who they are follows.
    pub(super) fn partners_of(&self, flow: Flow, at: usize, context: &Context, state: &mut State) {
        if self.are_members_who_buy(flow, at, state) {
            (state.topic, state.named, state.reporters_follow) = (Topic::Trade, true, true);
            return;
        }
        // 出口对象为乌干达（11%）、巴基斯坦（8%）；进口来源为…: the last of those partners is not whose the next are.
        let last = state.out.statements.last().filter(|_| self.reader().is_han(at)).map(|last| last.frame.clone());
        let partner = last.as_ref().and_then(|last| last.partner.as_ref());
        let other = |who: &Who| partner.is_none_or(|partner| partner.at != who.at);
        let named = group(self.vocabulary, &std::mem::take(&mut state.pending)).filter(other);
        state.subject = state.subject.take().filter(other);
        // `покупателями уральской продукции` in a text on one of its regions: the region's.
        let wider = |who: &Who| context.topic.reporter.as_ref().is_some_and(|inner| self.vocabulary.lies_round(&who.value, &inner.value));
        let owner = self.partners_owner(at).filter(|who| !(self.kind(who) == Some("group") && wider(who)));
        state.subject = state.subject.take().filter(|_| named.is_none());
        match named {
            // `Россия была главным поставщиком Турции`: whose supplier the place before is.
            Some(partner) if self.is_russian(at) => {
                // `отгрузки казахстанской муки афганским покупателям` in a text on Afghanistan: whose trade the sentence told.
                let told = [context.topic.reporter.clone(), state.frame.reporter.take()];
                state.frame.reporter = owner.or_else(|| told.into_iter().flatten().find(|who| who.value != partner.value));
                state.frame.partner = Some(partner);
            }
            Some(reporter) => state.frame.reporter = Some(reporter),
            // `Россия поставила в Китай 23 млн тонн, заняв первое место среди поставщиков`: the buyer's.
            None if owner.is_none() && self.sells_to_one(flow, state) => {
                state.frame.reporter = state.frame.partner.take();
            }
            None => {
                let told = state.frame.reporter.take().filter(other);
                state.frame.reporter = owner.or(told).or_else(|| last.as_ref()?.reporter.clone());
            }
        }
        // 主要出口对象为乌干达（11%）；主要进口来源为印度（21%）: shares of the other way of trade.
        state.previous_share = state.previous_share.take().filter(|(told, _)| told.flow() == Some(flow));
        let before = std::mem::take(&mut state.frame);
        let product = before.product.clone().or_else(|| self.goods_of_text(flow, &before, context));
        let frame = Frame { flow: Some(self.flow_at(flow, at)), product, ..before };
        put_in_order(frame, state);
    }

    /// `ЕС увеличил импорт удобрений из России. Крупнейшими покупателями стали Польша`: those of the bloc who import the same.
    fn are_members_who_buy(&self, flow: Flow, at: usize, state: &State) -> bool {
        let told = &state.frame;
        let bloc = told.reporter.as_ref().is_some_and(|who| self.kind(who) == Some("group"));
        bloc && flow == Flow::Export && told.flow() == Some(Flow::Import) && told.partner.is_some() && self.is_russian(at)
    }

    /// `В число ведущих импортёров Сибири вошли Омская область (6%)`: those who trade, of the wider place behind the word for them, where a
    /// place named next lies within it. The element behind it.
    pub(super) fn tells_traders(&self, flow: Flow, at: usize, state: &mut State) -> Option<usize> {
        let bloc = self.reader().places_after(at + 1).filter(|_| self.is_russian(at))?;
        let owner = group(self.vocabulary, &bloc.members)?;
        let object = |i: usize| self.cue_at(i - 1) == Some(Cue::Object);
        let next = (bloc.elements.end..self.elements.len()).find(|&i| !object(i) && self.reader().who(i).is_some())?;
        self.reader().who(next).filter(|inner| self.vocabulary.lies_round(&owner.value, &inner.value))?;
        // Those to whom others sell import themselves.
        let own = if flow == Flow::Export { Flow::Import } else { Flow::Export };
        state.frame = Frame { reporter: Some(owner.clone()), flow: Some(self.flow_at(own, at)), ..Frame::default() };
        state.previous_share = Some((state.frame.clone(), Base { reporter: Some(owner), ..Base::default() }));
        // The talk goes on with the wider place.
        state.whole = Some(state.frame.clone());
        (state.topic, state.named, state.reporters_follow) = (Topic::Trade, true, true);
        Some(bloc.elements.end)
    }

    /// `Азербайджан экспортировал 8 тыс. тонн фундука. … Главным рынком осталась Италия`: that of the goods which the Russian text opened
    /// with and was still on.
    fn goods_of_text(&self, flow: Flow, frame: &Frame, context: &Context) -> Option<Slot<CompactString>> {
        let topic = &context.topic;
        let last = if context.last.flow.is_some() { &context.last } else { &context.earlier };
        let goods = topic.product.as_ref().filter(|_| self.is_russian(0) && frame.same_reporter(topic))?;
        let on_it = last.flow() == Some(flow) && topic.flow() == Some(flow);
        last.product.clone().filter(|product| on_it && product.value == goods.value)
    }

    /// Are partners of the other way of trade named where the Russian sentence told of what one sells to, or buys from, another?
    fn sells_to_one(&self, flow: Flow, state: &State) -> bool {
        let told = state.out.statements.last().is_some_and(|last| last.frame.partner.is_some());
        let other_way = flow.is_one_way() && state.frame.flow().is_some_and(|told| told.is_one_way() && told != flow);
        told && other_way && state.frame.partner.is_some() && self.is_russian(0)
    }

    /// `основными поставщиками Казахстана`, `поставщик нефти в Китай`: whose partners they are.
    fn partners_owner(&self, at: usize) -> Option<Who> {
        const NEAR: usize = 6;
        let near = (at + 1..self.elements.len().min(at + NEAR)).take_while(|&i| match self.elements[i].kind {
            // `покупателем стал Китай`: who it is, and not whose.
            Kind::Word => i == at + 1 && !self.reader().is_being(i),
            kind => matches!(kind, Kind::Product(_) | Kind::Place(..) | Kind::Cue(Cue::Link(Link::To))),
        });
        near.filter(|_| self.is_russian(at)).find_map(|i| self.reader().who(i))
    }

    /// `Основными торговыми партнёрами края были Китай (52%), Япония (11%)`.
    pub(super) fn trading_partners(&self, at: usize, context: &Context, state: &mut State) {
        let of = usize::from(self.cue_at(at + 1) == Some(Cue::Link(Link::Of)));
        let behind = self.reader().over_article(at + 1 + of);
        let owner = match self.element_kind(behind) {
            Some(Kind::Place(..)) => self.reader().who(behind),
            Some(Kind::Cue(Cue::Back(back))) => self.point_back(&self.back_at(back, behind), &state.frame, context, None),
            _ => None,
        };
        let owner = owner.or_else(|| self.owner_before(at, 0));
        state.pending.clear();
        let reporter = owner.or_else(|| state.frame.reporter.clone()).or_else(|| context.topic.reporter.clone());
        // `Что касается импорта, главными партнёрами являются`: partners in the trade that the sentence is about.
        let one_way = |flow: &Slot<FlowCue>| state.topic == Topic::Trade && flow.value.flow.is_one_way();
        let flow = state.frame.flow.clone().filter(one_way).unwrap_or_else(|| self.trade_at(at));
        put_in_order(Frame { reporter, flow: Some(flow), ..Frame::default() }, state);
    }

    /// `Далее следуют Россия, Китай`: the next partners in the order spoken of.
    pub(super) fn next_partners(&self, state: &mut State) {
        // 哈萨克斯坦为中国第46大贸易伙伴。…新疆对哈进出口226.9亿元，其后为浙江: the order is one of those told in this sentence.
        let here = |frame: &Frame| frame.reporter.as_ref().is_some_and(|who| who.at.start >= self.found.offset);
        let of_another = |order: &Frame| {
            let told = state.out.statements.last().map(|last| &last.frame);
            told.is_some_and(|told| here(told) && !here(order) && !told.same_reporter(order))
        };
        if let Some(ranked) = state.ranked.take_if(|order| !of_another(order)) {
            // `Крупнейшим покупателем пшеницы стал Китай – 2 млн тонн, далее следуют`: the goods were named behind the word for them.
            let last = state.out.statements.last().filter(|last| last.frame.same_order(&ranked) && self.is_russian(0));
            let product = ranked.product.clone().or_else(|| last.and_then(|last| last.frame.product.clone()));
            put_in_order(Frame { product, ..ranked }, state);
            return;
        }
        // `лидирует Казахстан, на долю которого приходится 35% вывоза, далее идут Финляндия (9%)`
        let shared = state.out.statements.last().filter(|last| last.measure == Measure::Share && last.base.partner.is_some());
        if let Some(last) = shared.filter(|_| self.is_russian(0)) {
            put_in_order(Frame { partner: None, ..last.frame.clone() }, state);
        }
    }

    /// `China remained Russia's main trading partner`, `the leading buyers of Iranian goods were China with`, `its suppliers`: sets
    /// whose partners are spoken of, in which trade, and who they are if they stand before the word at `at`.
    pub(super) fn english_partners(&self, at: usize, context: &Context, state: &mut State) {
        let Some(Partners { mut frame, told, trade }) = self.partners_frame(at, context, state) else { return };
        if let Some(trade) = trade {
            state.read_heads = state.read_heads.max(trade + 1);
        }
        state.lent |= state.frame.flow.is_none();
        frame.partner = frame.partner.filter(|_| !told);
        put_in_order(frame, state);
        state.partnered = true;
        state.subject = None;
        state.pending.clear();
    }

    /// `Iraq with 3.9 billion, and Turkey with 1.6 billion were the top buyers of Iranian goods`: partners and their figures open the
    /// sentence, and only behind them it is said what they are.
    pub(super) fn open_order(&self, context: &Context, state: &mut State) {
        const NEAR: usize = 6;
        let opens = self.elements.first().is_some_and(|e| matches!(e.kind, Kind::Place(_, Form::Name))) && self.reader().text(0).is_ascii();
        let Some(at) = self.elements.iter().position(Element::is_partner).filter(|_| opens && self.heads.is_empty()) else { return };
        // `Turkey ($641 million) ranks first among Georgia's trade partners`
        let stands = |i: usize| self.vocabulary.is(Words::Rank, self.reader().text(i));
        let verb = (at.saturating_sub(NEAR)..at).rev().find(|&i| self.reader().is_being(i) || stands(i));
        let listed = |e: &Element| {
            matches!(e.kind, Kind::Place(..) | Kind::Figure(_) | Kind::Mark(',' | '(' | ')') | Kind::Word)
                || matches!(e.cue(), Some(Cue::Link(Link::With | Link::And | Link::Of) | Cue::Level | Cue::Ignore | Cue::Share))
        };
        let Some(list) = verb.map(|verb| &self.elements[..verb]).filter(|list| list.iter().all(listed)) else { return };
        if !list.iter().any(|e| matches!(e.kind, Kind::Figure(_))) {
            return;
        }
        let end = self.owner_behind(at, &state.frame, context).1;
        let owner = self.owner_of_partners(at, &state.frame, context);
        let owner = owner.or_else(|| state.frame.reporter.clone()).or_else(|| context.topic.reporter.clone());
        let Some(reporter) = owner.filter(|owner| self.reader().who(0).is_some_and(|who| self.is_foreign(&who, owner))) else { return };
        let flow = Some(self.flow_at(self.partners_flow(at), at));
        let last = context.last.product.as_ref().filter(|_| context.last.flow() == Some(self.partners_flow(at)));
        let product = self.partners_goods(end).0.or_else(|| last.cloned());
        put_in_order(Frame { reporter: Some(reporter), partner: None, flow, product }, state);
    }

    /// `Russia ($500 million) and China ($400 million) came next`: the next in the order that the sentence before told.
    pub(super) fn open_next(&self, context: &Context, state: &mut State) {
        let opens = self.elements.first().is_some_and(|e| matches!(e.kind, Kind::Place(_, Form::Name))) && self.heads.is_empty();
        let Some(order) = context.ranked.as_ref().filter(|_| opens && self.reader().is_ascii(0)) else { return };
        let Some(next) = self.elements.iter().position(|e| e.cue() == Some(Cue::Next)) else { return };
        let listed = |e: &Element| {
            matches!(e.kind, Kind::Place(..) | Kind::Figure(_) | Kind::Mark(',' | '(' | ')') | Kind::Cue(Cue::Link(Link::With | Link::And)))
        };
        if self.elements[..next].iter().all(listed) {
            put_in_order(Frame { partner: None, ..order.clone() }, state);
        }
    }

    /// 中国（占大豆出口量的80%）、泰国（2%）为主要买家: behind the shares of the places that the sentence opens with it says what they
    /// are in the trade just told of.
    pub(super) fn open_main_partners(&self, context: &Context, state: &mut State) {
        let first = self.elements.first().filter(|e| matches!(e.kind, Kind::Place(_, Form::Name))).and_then(|_| self.reader().who(0));
        let Some(flow) = first.as_ref().and_then(|_| self.reader().main_partners_behind(0)) else { return };
        let last = &context.last;
        let abroad = |owner: &Who| first.is_some_and(|first| self.is_foreign(&first, owner));
        if last.flow() == Some(flow) && last.reporter.as_ref().is_some_and(abroad) {
            put_in_order(Frame { partner: None, ..last.clone() }, state);
        }
    }

    /// `Russia leads with $1.2 billion`: the first of the partners in the trade of its other side, which the text told before.
    fn open_first(&self, context: &Context, state: &mut State) {
        let leads = self.elements.len() > 3 && self.vocabulary.is(Words::Lead, self.reader().text(1));
        let counted = matches!(self.element_kind(3), Some(Kind::Figure(_))) && self.cue_at(2) == Some(Cue::Link(Link::With));
        let Some(leader) = self.reader().who(0).filter(|_| leads && counted) else { return };
        let last = if context.last.flow.is_some() { &context.last } else { &context.earlier };
        if last.flow.is_some() && last.reporter.as_ref().is_some_and(|owner| self.is_foreign(&leader, owner)) {
            put_in_order(Frame { partner: None, ..last.clone() }, state);
        }
    }

    /// `В страновом разрезе лидирует Россия: 270 млн долларов`: the first of the partners in the exports or imports told before.
    pub(super) fn open_leader(&self, context: &Context, state: &mut State) {
        if self.reader().is_ascii(0) {
            return self.open_first(context, state);
        }
        let leads = |i: &usize| self.cue_at(*i) == Some(Cue::Share) && self.reader().text(*i).to_lowercase().starts_with("лидиру");
        let Some(at) = (0..self.elements.len()).find(leads) else { return };
        let told = self.heads.first().is_some_and(|head| head.elements.start < at) || self.elements.iter().any(Element::is_partner);
        let Some(leader) = self.reader().who(at + 1).filter(|_| !told && self.is_russian(at)) else { return };
        let last = if context.last.flow.is_some() { &context.last } else { &context.earlier };
        let abroad = last.reporter.as_ref().is_some_and(|owner| self.is_foreign(&leader, owner));
        if abroad && last.flow().is_some_and(Flow::is_one_way) {
            // `лидирует Россия: 270 млн, или 37% ненефтяных поставок`
            let supplied = self.heads.first().filter(|head| head.flow.value.strength == Strength::Weak);
            let product = supplied.and_then(|head| join(&head.products)).or_else(|| last.product.clone());
            put_in_order(Frame { partner: None, product, ..last.clone() }, state);
        }
    }

    /// Whose partners the word at `at` speaks of, and who they are, before it or told behind it.
    pub(super) fn partners_frame(&self, at: usize, context: &Context, state: &State) -> Option<Partners> {
        let flow = Some(self.flow_at(self.partners_flow(at), at));
        let parts = |e: &Element| matches!(e.kind, Kind::Mark(';' | '(' | ')') | Kind::Cue(Cue::While));
        let start = self.elements[..at].iter().rposition(parts).map_or(0, |i| i + 1);
        let (before, phrase) = self.owner_in_phrase(at, start, &state.frame, context);
        let trade = self.trade_of_partners(at);
        let head = trade.map(|trade| &self.heads[trade]);
        let (after, end) = if let Some(head) = head {
            let back = head.back.as_ref().and_then(|back| self.point_back(back, &state.frame, context, None));
            (group(self.vocabulary, &head.reporters).or(back), head.elements.end)
        } else {
            self.owner_behind(at, &state.frame, context)
        };
        let flow = head.or_else(|| self.way_told_first(at)).map(|head| head.flow.clone()).or(flow);
        let (product, end) = self.partners_goods(end);
        let product = head.and_then(|head| join(&head.products)).or(product).or_else(|| Some(self.goods_before_owner(at)?.0));
        let owner = after.or(before);
        // `Russia supplied China with crude, making it the second-biggest supplier`: the buyer's, of the one who sold.
        let turned = Some(&state.frame).filter(|told| {
            let one_way = |flow: Option<Flow>| flow.is_some_and(Flow::is_one_way);
            let of = self.partners_flow(at);
            // `the 9th buyer of Polish goods and the 13th supplier`: both of the one whose partner it is. `Imports from Korea fell. China was
            // the largest buyer`: of him whose imports they were.
            let ordered = state.ranked.as_ref() == Some(*told) || state.topic == Topic::Open && told.flow() == Some(Flow::Import);
            owner.is_none() && !ordered && told.partner.is_some() && one_way(told.flow()) && of.is_one_way() && told.flow() != Some(of)
        });
        let runs = self.runs_of_places(start..phrase);
        if let Some(Frame { reporter: seller @ Some(_), partner: buyer @ Some(_), product: goods, .. }) = turned {
            // `Saudi Arabia, the second-biggest supplier, sent`: the next who sold.
            let next = runs.last().and_then(|members| group(self.vocabulary, members)).filter(|who| !same_place(buyer, &Some(who.clone())));
            let (partner, product) = (next.or_else(|| seller.clone()), product.or_else(|| goods.clone()));
            let frame = Frame { reporter: buyer.clone(), partner, flow, product };
            return Some(Partners { frame, told: false, trade });
        }
        let owner = owner.or_else(|| state.frame.reporter.clone()).or_else(|| context.topic.reporter.clone())?;
        let named = runs.iter().filter_map(|members| group(self.vocabulary, members)).rfind(|who| who.value != owner.value);
        // `Peru's share is 1%. It ranks 12th among Chile's partners`
        let it = start == 0 && self.cue_at(0) == Some(Cue::Back(Back::Own)) && self.reader().text(0) == "It";
        let before = context.told.as_ref().filter(|told| it && same_place(&told.reporter, &Some(owner.clone())));
        let named = named.or_else(|| before?.partner.clone());
        let told = self.partners_told_behind(end).filter(|who| who.value != owner.value);
        if told.is_none() && !self.tells_partners(start, phrase, named.is_some()) {
            return None;
        }
        let is_told = told.is_some();
        // `Japan exported fish for 3 billion yen. China topped the list of destinations`: those of the goods told of.
        let same =
            |last: &Frame| last.flow() == flow.as_ref().map(|flow| flow.value.flow) && same_place(&last.reporter, &Some(owner.clone()));
        let before = if context.last.flow.is_some() { &context.last } else { &context.earlier };
        let under_total = context.opening.as_ref().is_some_and(|told| told.is_total() && same(told));
        let goods =
            Some(before).filter(|last| same(last) && !under_total && flow.as_ref().is_some_and(|flow| flow.value.flow.is_one_way()));
        let product = product.or_else(|| goods?.product.clone());
        Some(Partners { frame: Frame { reporter: Some(owner), partner: told.or(named), flow, product }, told: is_told, trade })
    }

    /// Whose partners the English word at `at` speaks of, where it stands behind it or in its phrase.
    pub(super) fn owner_of_partners(&self, at: usize, frame: &Frame, context: &Context) -> Option<Who> {
        self.owner_behind(at, frame, context).0.or_else(|| self.owner_in_phrase(at, 0, frame, context).0)
    }

    /// `In terms of exports, Iran is the seventh largest partner`: the way of trade that an English sentence opens with.
    fn way_told_first(&self, at: usize) -> Option<&Head> {
        let head = self.heads.first().filter(|head| head.flow.value.flow.is_one_way() && names_nobody(head))?;
        let plain = |e: &Element| matches!(e.kind, Kind::Word | Kind::Cue(Cue::Link(_)));
        let opens = self.elements[..head.elements.start].iter().all(plain) && self.reader().is_comma(head.elements.end);
        Some(head).filter(|head| opens && head.elements.end < at && self.partners_flow(at) == Flow::Trade && self.reader().is_ascii(at))
    }

    /// In which trade those are partners whom the word at `at` speaks of.
    pub(super) fn partners_flow(&self, at: usize) -> Flow {
        match self.elements[at].cue() {
            Some(Cue::PartnerOf(flow)) => flow,
            _ => Flow::Trade,
        }
    }

    /// `trade with its main partners rose` tells nobody; `topped the list of its partners` and `Among its partners,` do.
    fn tells_partners(&self, start: usize, phrase: usize, named: bool) -> bool {
        let Some(before) = phrase.checked_sub(1).filter(|&i| i >= start) else { return named };
        match self.elements[before].cue() {
            Some(Cue::Link(Link::Between)) => named || before == start,
            Some(Cue::Link(Link::Of)) => named && before > start && self.reader().says(before - 1, Words::Lists),
            Some(Cue::Link(Link::With | Link::In | Link::To | Link::From)) => false,
            _ => named,
        }
    }

    /// The owner named in the phrase of a word for partners (`Russia's main trading partner`, `its largest supplier`), and where
    /// the phrase begins.
    fn owner_in_phrase(&self, at: usize, start: usize, frame: &Frame, context: &Context) -> (Option<Who>, usize) {
        const LONGEST: usize = 7;
        let reader = self.reader();
        let mut first = at;
        while first > start.max(at.saturating_sub(LONGEST)) {
            let before = first - 1;
            match self.elements[before].kind {
                Kind::Word if !matches!(reader.text(before), "as" | "and" | "remained" | "became" | "being" | "remains" | "becomes") => {}
                Kind::Figure(_) if self.is_rank(before) => {}
                Kind::Mark('-' | '\'' | '.') | Kind::Product(_) | Kind::Cue(Cue::Ignore) => {}
                Kind::Cue(Cue::Back(back @ (Back::Own | Back::Home | Back::Country | Back::Province | Back::Republic))) => {
                    return (self.point_back(&self.back_at(back, before), frame, context, context.subject.as_ref()), before);
                }
                Kind::Place(_, form) => {
                    let owns = form == Form::Adjective || self.elements[first].kind == Kind::Mark('\'');
                    return if owns { (reader.who(before), before) } else { (None, first) };
                }
                _ => break,
            }
            first = before;
        }
        (None, first)
    }

    /// `supplier of coal to China`, `buyers of fish from Norway`: the goods between a word for partners and whose they are, and the link
    /// behind the goods.
    fn goods_before_owner(&self, at: usize) -> Option<(Slot<CompactString>, usize)> {
        let reader = self.reader();
        let of = self.cue_at(at + 1) == Some(Cue::Link(Link::Of)) && reader.is_ascii(at);
        let goods = reader.over_article(at + 2);
        let Kind::Product(_) = self.element_kind(goods).filter(|_| of)? else { return None };
        let end = reader.noun_phrase(goods);
        let link = match self.partners_flow(at) {
            Flow::Import => matches!(self.cue_at(end), Some(Cue::Link(Link::To))),
            _ => matches!(self.cue_at(end), Some(Cue::Link(Link::From))),
        };
        let owner = reader.over_article(end + 1);
        let owned = link && matches!(self.element_kind(owner), Some(Kind::Place(..) | Kind::Cue(Cue::Back(_))));
        owned.then(|| (reader.phrase(goods..end), end))
    }

    /// The owner behind a word for partners (`suppliers to Turkey`, `the partner of the country`), and the element behind it.
    fn owner_behind(&self, at: usize, frame: &Frame, context: &Context) -> (Option<Who>, usize) {
        let reader = self.reader();
        let mut linked = [" of", " to", " with", " from"].iter().any(|link| reader.text(at).ends_with(link));
        // `the largest supplier of coal to China`
        let past = self.goods_before_owner(at).map_or(at + 1, |(_, past)| past);
        for i in past..self.elements.len() {
            let owner = match self.elements[i].kind {
                Kind::Cue(Cue::Link(Link::Of | Link::To)) => {
                    linked = true;
                    continue;
                }
                Kind::Cue(Cue::Link(Link::From)) if i == past => {
                    linked = true;
                    continue;
                }
                Kind::Word if reader.text(i) == "the" => continue,
                Kind::Place(..) if linked => reader.who(i),
                Kind::Cue(Cue::Back(back @ (Back::Country | Back::Province | Back::Republic))) if linked => {
                    self.point_back(&self.back_at(back, i), frame, context, None)
                }
                _ => return (None, i),
            };
            if owner.is_some() {
                return (owner, i + 1);
            }
        }
        (None, self.elements.len())
    }

    /// `The main countries of destination for Estonia's exports`: the head, behind the word for partners at `at`, of the trade that they
    /// are partners in.
    fn trade_of_partners(&self, at: usize) -> Option<usize> {
        let trade = self.heads.partition_point(|head| head.elements.start <= at);
        let flow = self.partners_flow(at);
        let agrees = |head: &&Head| flow == Flow::Trade && head.flow.value.flow.is_one_way() || head.flow.value.flow == flow;
        let head = self.heads.get(trade).filter(|head| head.partners.is_empty()).filter(agrees)?;
        let linked = matches!(self.cue_at(at + 1), Some(Cue::Link(Link::Of | Link::To | Link::In)));
        let linked = linked && self.elements[at + 2..head.elements.start.max(at + 2)].iter().all(|e| e.kind == Kind::Word);
        (linked && head.flow.value.strength != Strength::Verb).then_some(trade)
    }

    /// `of Iranian non-oil goods`: the goods that partners trade in, named from element `from` on, and the element behind them.
    fn partners_goods(&self, from: usize) -> (Option<Slot<CompactString>>, usize) {
        for i in from..self.elements.len() {
            match self.elements[i].kind {
                Kind::Product(_) => return (Some(self.reader().phrase(i..self.reader().noun_phrase(i))), i + 1),
                // `The main partners include Russia`: its verb.
                Kind::Word if self.reader().says(i, Words::Remain) => return (None, i),
                Kind::Word | Kind::Mark('-' | '\'') => {}
                _ => break,
            }
        }
        (None, from)
    }

    /// `… were China with 58.8%, Japan …`: a verb of being, then places.
    fn partners_told_behind(&self, end: usize) -> Option<Who> {
        const NEAR: usize = 6;
        let reader = self.reader();
        // `Other export destinations apart from Russia were Latvia`
        let aside = self.cue_at(end) == Some(Cue::Object);
        let end = if aside { reader.places_after(end + 1)?.elements.end } else { end };
        let between = |i: usize| matches!(self.elements[i].kind, Kind::Period(_) | Kind::Word);
        // `The main partner remains China`
        let near = end..self.elements.len().min(end + NEAR);
        // `Armenia's top three trade partners include Russia with 1.3 billion`
        let remains = near.clone().take_while(|&i| between(i)).find(|&i| reader.says(i, Words::Remain));
        let verb = remains.or_else(|| near.clone().find(|&i| !between(i))).filter(|&i| {
            // `Main export markets of Georgia in 2021: China – 616 million`
            remains.is_some() || reader.is_being(i) || self.elements[i].kind == Kind::Mark(':')
        })?;
        // `were: the People's Republic of China`
        let passed = |i: usize| matches!(self.elements[i].kind, Kind::Word | Kind::Mark(':' | '\'' | '"'));
        let place = (verb + 1..self.elements.len().min(verb + NEAR + 2)).find(|&i| !passed(i))?;
        group(self.vocabulary, &reader.places_after(place)?.members)
    }

    /// 主要贸易伙伴为中国（占比43.2%）: who they are follows.
    pub(super) fn partners_are_told(&self, at: usize) -> bool {
        const NEAR: usize = 8;
        let passed = |&i: &usize| {
            matches!(self.elements[i].cue(), Some(Cue::Respectively | Cue::Level | Cue::OfWhich | Cue::Ignore))
                || self.elements[i].kind == Kind::Mark(':')
                || matches!(self.reader().text(i), "是" | "有" | "主" | "要")
        };
        let mut behind = (at + 1..self.elements.len().min(at + NEAR)).skip_while(passed);
        self.reader().is_han(at) && behind.next().is_some_and(|i| i > at + 1 && self.reader().who(i).is_some())
    }

    /// `Inner Mongolia's largest trading partner`: the place whose partner it is, if another one was named before.
    pub(super) fn owner_before(&self, at: usize, first: usize) -> Option<Who> {
        const NEAR: usize = 5;
        let words = |e: &&Element| {
            matches!(e.kind, Kind::Mark('\'') | Kind::Word | Kind::Figure(_) | Kind::Place(..) | Kind::Cue(Cue::Link(Link::Of)))
        };
        let near = first.max(at.saturating_sub(NEAR));
        let count = self.elements[near..at].iter().rev().take_while(words).count();
        (at - count..at).rev().find_map(|i| self.reader().who(i))
    }

    /// `партнёром Украины`
    pub(super) fn owner_after(&self, at: usize) -> Option<Who> {
        let named = matches!(self.element_kind(at + 1), Some(Kind::Place(_, Form::Name)));
        self.reader().who(at + 1).filter(|_| named && self.is_russian(at))
    }

    /// Trade both ways, said by the word at `at`.
    pub(super) fn trade_at(&self, at: usize) -> Slot<FlowCue> {
        self.flow_at(Flow::Trade, at)
    }

    /// A flow, said by the word at `at`.
    pub(super) fn flow_at(&self, flow: Flow, at: usize) -> Slot<FlowCue> {
        Slot::new(FlowCue { flow, strength: Strength::Noun, sign: 0 }, self.reader().bytes(at..at + 1))
    }

    /// A word that points back, at `at`.
    pub(super) fn back_at(&self, back: Back, at: usize) -> Slot<Back> {
        Slot::new(back, self.reader().bytes(at..at + 1))
    }
}

/// From here on, places are named as partners in `frame`.
fn put_in_order(frame: Frame, state: &mut State) {
    state.ranked = Some(frame.clone());
    state.frame = frame;
    state.topic = Topic::Trade;
    state.named = true;
    state.partners_follow = true;
}

/// Words for the subdivisions of Russia and Kazakhstan, not for those of China.
pub(super) fn is_oblast(word: &str) -> bool {
    let word = crate::gazetteer::fold(word);
    ["област", "край", "края", "крае", "краем", "округ"].iter().any(|stem| word.starts_with(stem))
        || ["边疆区", "邊疆區"].iter().any(|kind| word.ends_with(kind))
}
