//! What a sentence leaves behind for the next one.

use super::several::partners_told;
use super::{State, Statement, Topic, Walk};
use crate::relate::elements::{Element, Kind};
use crate::relate::frame::{Context, Frame, OTHERS, Slot, Who, is_joined, same_place};
use crate::relate::vocab::{Back, Cue, FlowCue, Link, Strength};
use crate::token::{Figure, FigureKind};
use amur_model::{Flow, Measure};
use compact_str::CompactString;

impl Walk<'_> {
    /// Gives each statement whose it is and with whom, where its own words do not say; what is nobody's is not stated.
    pub(super) fn attribute(&self, context: &mut Context, state: &mut State) {
        let mut both_ways = std::mem::take(&mut context.both_ways);
        self.own_by_share(&mut state.out.statements);
        state.out.statements.retain_mut(|statement| {
            let frame = &mut statement.frame;
            // Whose it is may be told by who says it, behind the figure.
            let port = || context.subject.clone().filter(|who| self.is_local(who) && !self.reader().is_han(0));
            frame.reporter =
                frame.reporter.take().or_else(|| state.aside.clone()).or_else(port).or_else(|| self.reporter_of_text(frame, context));
            // A port trades with other countries, not with that which it lies in.
            let home = |partner: &Who| {
                let at_home = |who: &Who| self.is_local(who) && self.vocabulary.lies_in(&who.value, &partner.value);
                frame.reporter.as_ref().is_some_and(|who| at_home(who) && !self.is_bridge(who))
            };
            frame.partner = frame.partner.take().filter(|partner| !home(partner));
            // 中国与老挝1961年建交。…双边贸易额…: the other of the two that the text names.
            let pair = frame.flow.as_ref().filter(|flow| flow.value.strength == Strength::Pair && self.reader().has_han(0));
            if let Some(flow) = pair.filter(|_| frame.partner.is_none()) {
                frame.partner = Some(self.other_of_two(frame.reporter.as_ref(), flow, context));
            }
            if frame.partner.is_none() && !both_ways {
                frame.partner = self.across(frame, context);
            }
            if statement.measure == Measure::Value && frame.flow() == Some(Flow::Trade) {
                both_ways = frame.reporter.is_some() && frame.partner.is_none();
            }
            let named = frame.reporter.is_some() && frame.partner_code() != OTHERS;
            // `and 5,000 vehicles passed it`: pieces of nothing that is named are no goods.
            let of_nothing = statement.unit == "units" && statement.measure == Measure::Value && statement.frame.product.is_none();
            named && !of_nothing && !self.is_with_itself(&statement.frame)
        });
        context.both_ways = both_ways;
        // `Об этом свидетельствует статистика Сибирского таможенного управления.`: only who says it, in a text on another's trade.
        let only_says = self.is_russian(0) && self.heads.is_empty() && context.topic.reporter.is_some() && state.out.statements.is_empty();
        state.frame.reporter = state.frame.reporter.take().or_else(|| state.aside.clone().filter(|_| !only_says));
    }

    /// `Trade with China reached 7 billion, or 60% of Mongolia's turnover`: whose the trade is, is told by what it is a part of.
    fn own_by_share(&self, stated: &mut [Statement]) {
        let Some((first, rest)) = stated.split_first_mut().filter(|(first, _)| first.frame.reporter.is_none()) else { return };
        let same = |s: &&Statement| s.frame.flow() == first.frame.flow() && s.frame.partner_code() == first.frame.partner_code();
        let share = rest.iter().filter(same).find(|s| s.measure == Measure::Share && s.frame.reporter.is_some());
        if let Some(share) = share.filter(|_| self.reader().is_ascii(0)) {
            first.frame.reporter.clone_from(&share.frame.reporter);
        }
    }

    /// Is a place said to trade with itself? The members of a bloc do with one another.
    pub(super) fn is_with_itself(&self, frame: &Frame) -> bool {
        let mutual = frame.flow.as_ref().is_some_and(|flow| flow.value.strength == Strength::Pair);
        let same = |who: &Who| who.value == frame.partner_code() && !(mutual && self.kind(who) == Some("group"));
        // 俄罗斯远东40%的果蔬从该口岸进口: a part of a country trades with no country round it.
        let inside = |who: &Who, home: &Who| self.is_home_of(home, who) && !self.is_local(who);
        let within = |who: &Who| frame.partner.as_ref().is_some_and(|home| inside(who, home));
        frame.reporter.as_ref().is_some_and(|who| same(who) || within(who))
    }

    /// Whose trade a short text tells of, where nothing near says it.
    fn reporter_of_text(&self, frame: &Frame, context: &Context) -> Option<Who> {
        if !context.short || self.is_of_unnamed_crossing(frame) {
            return None;
        }
        let apart = |who: &Who| frame.partner.as_ref().is_some_and(|partner| !self.vocabulary.same_country(&partner.value, &who.value));
        let province = context.spoken.province.clone().filter(apart);
        let titled = || context.titled.clone().filter(|who| frame.partner.as_ref().is_none_or(|partner| partner.value != who.value));
        // `Экономика Непала`, and the customs of Russia say what it trades with Russia.
        let told = if self.is_russian(0) { titled() } else { None };
        province.or(told).or_else(|| context.office.clone()).or_else(titled).or_else(|| self.speaker_of_text(frame, context))
    }

    /// The country in whose money the text counts, or that alone it names; but a turnover may be that of anything, and a Chinese
    /// text says whose it is.
    fn speaker_of_text(&self, frame: &Frame, context: &Context) -> Option<Who> {
        let word = |flow: &Slot<FlowCue>| self.found.text.get(flow.at.start.checked_sub(self.found.offset)?..);
        let traded = frame.flow.as_ref().and_then(word).is_none_or(|word| !word.starts_with("turnover"));
        let abroad = |home: &Who| frame.partner.as_ref().is_none_or(|partner| partner.value != home.value);
        context.home.clone().filter(|home| traded && abroad(home) && !self.reader().has_han(0) && !self.is_of_the_unnamed(frame))
    }

    /// 中国最西部口岸进出口货物46万吨, and no text says which crossing that is: no country's.
    fn is_of_unnamed_crossing(&self, frame: &Frame) -> bool {
        let head = frame.flow.as_ref().and_then(|flow| self.heads.iter().find(|head| head.flow.at == flow.at));
        let back = head.and_then(|head| head.back.as_ref()).filter(|back| back.value == Back::City);
        back.is_some_and(|back| self.found.said(&back.at) == Some("口岸"))
    }

    /// `Экспорт края составил 5 млн`, and no text names a region: no country's.
    fn is_of_the_unnamed(&self, frame: &Frame) -> bool {
        let Some(flow) = frame.flow.as_ref().filter(|_| self.is_russian(0)) else { return false };
        let mut before = self.heads.iter().rev().filter(|head| head.flow.at.start <= flow.at.start);
        let owner = before.find(|head| !head.reporters.is_empty() || head.back.is_some());
        let pointing = owner.and_then(|head| head.back.as_ref());
        pointing.is_some_and(|back| matches!(back.value, Back::Province | Back::City))
    }

    /// Tells the next sentence what this one was about.
    pub(super) fn leave(&self, context: &mut Context, state: &mut State) {
        if let Some(last) = self.heads.last() {
            let before = self.heads.iter().rev().find(|h| h.flow.value.flow != last.flow.value.flow);
            context.flows = before.into_iter().chain([last]).map(|h| h.flow.clone()).collect();
        }
        let zone = state.aside.clone().filter(|who| self.vocabulary.by_code(&who.value).is_none());
        context.subject = state.subject.clone().or(zone).or_else(|| state.frame.reporter.clone()).or_else(|| self.place_described());
        context.wide |= self.tells_of_others(&state.out.statements, context);
        let topic_goods = context.topic.product.as_ref();
        let other = |goods: &Slot<CompactString>| topic_goods.is_some_and(|topic| topic.value != goods.value);
        context.many_goods |= state.out.statements.iter().any(|s| s.frame.product.as_ref().is_some_and(other));
        if self.tells_of_all_goods(&state.out.statements, context) {
            context.topic.product = None;
        }
        if context.opening.is_none() {
            self.turn_topic(&state.out.statements, context);
        }
        self.leave_frame(context, state);
        context.below = self.below(context, state);
        let stated = &state.out.statements;
        context.ranked = state.ranked.take();
        if !stated.is_empty() {
            context.partners = partners_told(stated);
        }
        let one_of_many = state.partners_follow || state.as_partner || self.tells_several(state) || self.is_done_by_partner(stated);
        context.listed = !stated.is_empty() && one_of_many;
        if let Some(level) = stated.iter().rev().find(|s| s.measure == Measure::Value) {
            context.level = Some(level.frame.clone()).filter(|frame| frame.flow() == Some(Flow::Trade));
        }
        context.currency = stated.iter().rev().find_map(|s| self.money(s.figure)).or(context.currency.take());
        context.shared = state.previous_share.take().filter(|_| stated.last().is_some_and(|s| s.measure == Measure::Share));
        let of_part = self.is_russian(0) && self.cue_at(self.past_opening()) == Some(Cue::OfWhich);
        context.part = stated.last().filter(|_| of_part).map(|last| last.frame.clone());
        context.told = stated.last().filter(|_| !state.of_which).map(|last| last.frame.clone());
        context.grew = state.measured.grew.filter(|_| stated.last().is_some_and(|s| s.measure == Measure::Growth));
        let counted: Vec<&Statement> = stated.iter().filter(|s| self.is_counted(s)).collect();
        let differ = || stated.windows(2).any(|pair| !pair[0].frame.same_reporter(&pair[1].frame));
        context.side_by_side = state.reporters_follow && !stated.is_empty() && (context.side_by_side || differ());
        if let Some(first) = stated.first().filter(|_| context.side_by_side) {
            context.last.reporter.clone_from(&first.frame.reporter);
        }
        context.counted = counted.first().is_some_and(|first| counted.iter().all(|s| s.frame.product == first.frame.product));
        context.passed = self.heads.last().is_some_and(|head| head.through && self.reader().is_han(head.core));
        context.on_trade = state.topic == Topic::Trade && !state.untraded;
        self.note_headline(context, state);
        if context.topic.flow.is_none()
            && let Some(first) = state
                .first
                .take()
                .filter(|first| first.reporter.is_some())
                .or_else(|| self.first_told(&state.out.statements))
                .or_else(|| self.first_of_partners(&state.out.statements))
                .or_else(|| self.first_whole(&state.out.statements))
        {
            // `Imports were from Japan - 30 percent, Kenya - 20 percent`: a text that opens with several partners is about none of them.
            // `Вывоз зерна в Иран, Азербайджан и Туркмению вырос`: several named once are not with whom all the rest is.
            let partner = first.partner.clone().filter(|who| !is_joined(self.vocabulary, who));
            let partner = partner.filter(|_| !self.tells_several(state) && !self.is_story_of_town(&first, state));
            let partner = partner.filter(|who| !self.is_one_of_many(who, &first, context));
            context.topic = Frame { partner, ..first };
            self.name_headline_goods(context);
        }
        if context.paragraph.is_none() {
            context.paragraph = state.out.statements.first().map(|first| first.frame.clone());
        }
        if context.opening.is_none() {
            let stated = &state.out.statements;
            self.narrow_topic(stated, context);
            self.name_topic_partner(stated, context);
            self.name_topic_goods(stated, context);
            context.opening = stated.first().map(|first| first.frame.clone());
        }
    }

    /// 黑河市、鹤岗市进出口值分别为42亿元和3亿元。民营企业…: behind the members of a list the talk is of the text's own place again.
    fn leave_members(&self, context: &mut Context, state: &State) {
        if self.tells_of_towns(&state.out.statements, context) {
            context.last.reporter = context.topic.reporter.clone();
        }
        let Some(group) = context.last.reporter.as_ref().filter(|who| self.vocabulary.by_code(&who.value).is_none()) else { return };
        let member = |who: &Who| who.value != group.value && group.covers(&who.at);
        let dealt = state.out.statements.iter().any(|s| s.frame.reporter.as_ref().is_some_and(member));
        if dealt && self.reader().has_han(0) && context.topic.reporter.is_some() {
            context.last.reporter = context.topic.reporter.clone();
        }
    }

    /// 前2月对美国出口37亿美元。 at the head of a Chinese text that tells elsewhere of what goes to Japan: one partner of several, none with
    /// whom all the rest is. A title is about the one that it names.
    fn is_one_of_many(&self, partner: &Who, first: &Frame, context: &Context) -> bool {
        let prose = self.reader().has_han(0) && self.found.text.trim_end().ends_with('。');
        let home = first.reporter.as_ref().and_then(|who| self.vocabulary.country_of(&who.value));
        let other = |code: &String| *code != partner.value.as_str() && Some(code.as_str()) != home;
        let one_way = first.flow().is_some_and(Flow::is_one_way) && context.told_apart.contains(partner.value.as_str());
        prose && one_way && context.told_apart.iter().any(other)
    }

    /// `Порт Азов отгрузил 6 млн тонн, порт Ростов-на-Дону – 4 млн`: does a Russian sentence tell of several towns of the region that the
    /// text is about?
    fn tells_of_towns(&self, stated: &[Statement], context: &Context) -> bool {
        let Some(region) = context.topic.reporter.as_ref().filter(|_| self.is_russian(0) && stated.len() > 1) else { return false };
        let inside = |s: &Statement| s.frame.reporter.as_ref().is_some_and(|who| self.vocabulary.lies_round(&region.value, &who.value));
        stated.iter().all(inside) && stated.windows(2).any(|pair| !pair[0].frame.same_reporter(&pair[1].frame))
    }

    /// 绥芬河人决定与俄罗斯发展边贸。: no figure is told, and that is not with whom all the trade of the place is.
    fn is_story_of_town(&self, first: &Frame, state: &State) -> bool {
        let local = first.reporter.as_ref().is_some_and(|who| self.is_local(who));
        local && state.out.statements.is_empty() && self.found.text.trim_end().ends_with('。')
    }

    /// `The value of goods transported via the port of Erenhot rose by 5 percent`: whose it is became clear only with the figure. Of a
    /// region, the partner of a share is only one of many.
    fn first_told(&self, stated: &[Statement]) -> Option<Frame> {
        let first = stated.first().filter(|_| !self.reader().has_han(0) && !self.is_russian(0))?;
        // `Exports rose by 4 percent in August, the Irish statistics office said`
        let here = |who: &Who| who.at.start >= self.found.offset && first.measure != Measure::Share;
        first.frame.reporter.as_ref().filter(|who| self.is_local(who) || here(who))?;
        Some(Frame { product: None, ..first.frame.clone() })
    }

    /// `Основными партнёрами области стали: Китай (34%), Польша (14%)`: whose partners a Russian text opens with is whom it is about.
    fn first_of_partners(&self, stated: &[Statement]) -> Option<Frame> {
        let first = stated.first().filter(|_| self.is_russian(0) && self.elements.iter().any(Element::is_partner))?;
        first.frame.reporter.as_ref()?;
        Some(Frame { partner: None, product: None, ..first.frame.clone() })
    }

    /// `Two thirds of the foreign trade of Kamchatka falls on three countries`: the trade of which only parts are told.
    fn first_whole(&self, stated: &[Statement]) -> Option<Frame> {
        let parts = stated.iter().all(|s| s.measure == Measure::Share);
        // `Алтайский край увеличил долю торговли с СНГ с 41% до 48%`
        if let Some(first) = stated.first().filter(|first| parts && self.is_russian(0) && first.frame.reporter.is_some()) {
            let one = stated.iter().all(|s| s.frame.same_reporter(&first.frame));
            return one.then(|| Frame { reporter: first.frame.reporter.clone(), flow: first.frame.flow.clone(), ..Frame::default() });
        }
        let whole = self.heads.iter().find(|head| !head.reporters.is_empty()).filter(|_| parts)?;
        let [reporter] = whole.reporters.as_slice() else { return None };
        self.reader().is_ascii(whole.core).then(|| Frame {
            reporter: Some(reporter.clone()),
            flow: Some(whole.flow.clone()),
            ..Frame::default()
        })
    }

    /// `Sakhalin Oblast is the leading exporter of the region`: the place that a sentence without figures of trade says something of.
    fn place_described(&self) -> Option<Who> {
        let is = self.elements.len() > 1 && self.reader().is_being(1) && self.reader().is_ascii(0);
        self.reader().who(0).filter(|_| is && self.heads.is_empty())
    }

    /// Has the text, which opens with one partner, told of another one of the same reporter's?
    fn tells_of_others(&self, stated: &[Statement], context: &Context) -> bool {
        let Some(partner) = context.topic.partner.as_ref() else { return false };
        let other =
            |s: &Statement| s.frame.same_reporter(&context.topic) && s.frame.partner.as_ref().is_some_and(|who| who.value != partner.value);
        stated.iter().any(other)
    }

    /// 铜出口下滑 as the title, and then 货物出口额70亿美元: a short text in Chinese that tells of all goods is about none of them.
    fn tells_of_all_goods(&self, stated: &[Statement], context: &Context) -> bool {
        let topic = &context.topic;
        let own = |s: &Statement| s.measure == Measure::Value && s.frame.same_reporter(topic) && !self.is_counted(s);
        let all = |s: &&Statement| own(s) && s.frame.product.is_none() && s.frame.partner.is_none();
        // `Rice exports rose`, and then `Total exports were 56 billion`
        let total = self.reader().is_ascii(0) && self.heads.iter().any(|head| head.total);
        context.short && topic.product.is_some() && stated.iter().any(|s| all(&s)) && (total || self.reader().has_han(0))
    }

    /// The frame that the next sentence goes on in.
    fn leave_frame(&self, context: &mut Context, state: &mut State) {
        // `Turkmenistan is the main supplier of gas to China`: in which flow is told, too.
        let way = state.frame.product.is_some() && state.frame.flow().is_some_and(Flow::is_one_way);
        let lent = state.lent && self.heads.is_empty() && !way;
        if state.frame.flow.is_some() && !lent {
            let parted = state.whole.as_ref().is_some_and(|whole| whole.product.is_some()) && self.is_russian(0);
            let last = self.last_frame(context, state);
            let order = state.ranked.as_ref().and_then(|order| order.reporter.as_ref());
            context.last = last.seen_by(order).seen_by(context.topic.reporter.as_ref());
            self.leave_reporter(context, state);
            self.leave_members(context, state);
            // `The main exports were oil (58%) and cotton (11%). The main destinations`: of several goods none is that of the next sentence.
            let stated = &state.out.statements;
            let several = stated.windows(2).any(|pair| pair[0].frame.product != pair[1].frame.product);
            // `Основу экспорта составляют алмазы – 2,2 млрд (56%), нефть – 1 млрд (26%)`
            // `exported $27 billion, mostly vehicles ($10 billion) and steel ($2 billion)`
            let some = self.reader().is_ascii(0) && stated.iter().filter(|s| s.frame.product.is_some()).count() > 1;
            let listed = !self.reader().has_han(0) && stated.iter().all(|s| s.frame.product.is_some()) || some;
            // `Several goods gained, led by metals and bananas`: none that no figure was told of, in English.
            let unstated = stated.is_empty() && self.lists_goods() || self.are_only_named_behind(stated, context.last.product.as_ref());
            // `вывезено 1,3 млн тонн плодоовощной продукции, из них овощей – 720 тыс., винограда – 178 тыс.`: the whole is.
            let whole = parted && stated.first().is_some_and(|first| first.frame.product == context.last.product);
            let several = several && !whole;
            if unstated || several && (listed || stated.iter().all(|s| s.measure == Measure::Share)) || self.only_lists_goods(stated) {
                context.last.product = None;
            }
            // `Poland and Denmark were the largest markets`: not with whom the next figures are told.
            let several = context.last.partner.as_ref().is_some_and(|who| is_joined(self.vocabulary, who));
            let partners = || state.partners_follow || self.elements.iter().any(Element::is_partner);
            // `Уголь республика поставляет в Китай и Корею`
            let sent = || self.is_russian(0) && context.last.flow().is_some_and(Flow::is_one_way);
            if stated.is_empty() && several && (self.reader().is_ascii(0) && partners() || sent()) {
                context.last.partner = None;
            }
            // `Основными партнёрами, куда вывозятся товары, являются Латвия, Литва`: nor is the first of them.
            if stated.is_empty() && self.is_russian(0) && self.elements.iter().any(Element::is_partner) && self.ends_with_several() {
                context.last.partner = None;
            }
        }
        // `Доля Китая в обороте составила 20%`: the whole is what the text goes on with.
        if state.topic == Topic::Open
            && let Some(whole) = state.last_whole.as_ref().filter(|_| state.last_core.is_some_and(|core| self.is_russian(core)))
        {
            // `В структуре экспорта 48% составляют нефтепродукты`: of the trade with all.
            let with_all = state.out.statements.last().is_some_and(|s| s.measure == Measure::Share && s.frame.partner.is_none());
            let partner = whole.partner.clone().or(context.last.partner.take().filter(|_| !with_all));
            context.last = Frame { partner, product: context.last.product.take(), ..whole.clone() };
        }
        // `Central Asia is the largest trading partner of Xinjiang. Turnover rose by 50%`: who they are, not in which flow.
        if lent && context.last.reporter.is_none() {
            context.last = Frame { flow: None, product: None, ..state.frame.clone() };
        }
    }

    /// `Главные статьи экспорта – уголь, медь.`, `импорт – 3 млрд долларов – машины, продовольствие.`: what a Russian sentence only lists
    /// at its end is not what the next one is about.
    fn only_lists_goods(&self, stated: &[Statement]) -> bool {
        if self.elements.is_empty() || !self.is_russian(0) {
            return false;
        }
        let last = self.elements.iter().rposition(|e| matches!(e.kind, Kind::Figure(_)));
        let dashed = last.map_or(stated.is_empty(), |figure| matches!(self.element_kind(figure + 1), Some(Kind::Mark('-' | ':'))));
        let in_head = |at: &usize| self.heads.iter().any(|head| head.elements.contains(at));
        let named = |at: &usize| matches!(self.elements[*at].kind, Kind::Product(_)) && !in_head(at);
        let listed = (last.map_or(0, |figure| figure + 1)..self.elements.len()).filter(named).count();
        dashed && listed > 1
    }

    /// `Exports reached 2 billion, mainly consisting of oil and rice`: goods that an English sentence names behind a figure of all goods.
    fn are_only_named_behind(&self, stated: &[Statement], goods: Option<&Slot<CompactString>>) -> bool {
        let (Some(last), Some(goods)) = (stated.last().filter(|last| last.frame.product.is_none()), goods) else { return false };
        let figure = self.found.offset + self.found.figures[last.figure].anchor.end;
        figure <= goods.at.start && self.reader().is_ascii(0)
    }

    /// Does the sentence end with a list of places?
    fn ends_with_several(&self) -> bool {
        let listed = |e: &&Element| matches!(e.kind, Kind::Place(..) | Kind::Mark(',' | '.' | '"') | Kind::Cue(Cue::Link(Link::And)));
        self.elements.iter().rev().take_while(listed).filter(|e| matches!(e.kind, Kind::Place(..))).count() > 1
    }

    /// Does an English sentence name several goods?
    fn lists_goods(&self) -> bool {
        self.elements.iter().filter(|e| matches!(e.kind, Kind::Product(_))).count() > 1 && self.reader().is_ascii(0)
    }

    /// `Из республики вывезено 5 тыс. тонн`: whose trade it was taken to be is what a Russian text goes on with.
    fn leave_reporter(&self, context: &mut Context, state: &State) {
        let told = state.out.statements.last().filter(|s| s.measure != Measure::Share && self.is_russian(0));
        let told = told.filter(|s| s.frame.flow() == context.last.flow());
        if let Some(told) = told.filter(|_| context.last.reporter.is_none()) {
            context.last.reporter.clone_from(&told.frame.reporter);
        }
    }

    /// The frame that the talk of this sentence ended in: that of the whole, if a part was told.
    fn last_frame(&self, context: &Context, state: &mut State) -> Frame {
        let whole = state.whole.take().filter(|whole| whole.flow.is_some());
        let mut last = whole.unwrap_or_else(|| {
            // 从中国进口增长5%，从欧盟进口增长7%。同期出口…: of several partners none is that of the next sentence.
            let several = state.partners.len() > 1 && self.reader().has_han(0);
            let partner = if several { context.topic.partner.clone() } else { state.frame.partner.clone() };
            let partner = match self.tells_several(state) {
                true => {
                    self.partner_of_text(context).filter(|who| state.out.statements.iter().any(|s| s.frame.partner_code() == who.value))
                }
                false => partner,
            };
            Frame { partner, ..state.frame.clone() }
        });
        // A list of partners leaves none of them behind.
        if state.partners_follow && !state.out.statements.is_empty() && !state.lent && self.is_russian(0) {
            last.partner = None;
        }
        last
    }

    /// `Экспорт в Китай вырос на 3%, в Японию – на 4%`, `Exports to China rose 3%, while imports from Japan fell 4%`: figures for
    /// several partners of one reporter.
    fn tells_several(&self, state: &State) -> bool {
        // `Ввезено на 3 млрд, прежде всего из Германии (619 млн) и Польши (455 млн)`
        let wholes = state.out.statements.iter().take_while(|s| s.frame.partner.is_none()).count();
        let [first, rest @ ..] = &state.out.statements[wholes..] else { return false };
        let other = |s: &Statement| s.frame.partner.is_some() && s.frame.partner_code() != first.frame.partner_code();
        let one = |s: &Statement| s.frame.same_reporter(&first.frame);
        first.frame.partner.is_some() && rest.iter().any(other) && rest.iter().all(one) && !self.reader().has_han(0)
    }

    /// `Germany took 5 million bags`: is the one who does it, in an English sentence without a word of trade, a partner of whose exports
    /// the talk is? He is one of many.
    fn is_done_by_partner(&self, stated: &[Statement]) -> bool {
        let doer = self.elements.iter().position(|e| matches!(e.kind, Kind::Place(..))).filter(|&at| self.reader().is_ascii(at));
        let Some(who) = doer.filter(|&at| !matches!(self.cue_before(at, 1), Some(Cue::Link(_)))).and_then(|at| self.reader().who(at))
        else {
            return false;
        };
        let bare = self.heads.iter().all(|head| head.elements.start > 0 && head.products.is_empty() && head.partners.is_empty());
        bare && stated.iter().any(|s| s.frame.partner.as_ref().is_some_and(|partner| partner.at == who.at))
    }

    /// The partner of the text's title or lead, told before this sentence, while none but it has been told of.
    fn partner_of_text(&self, context: &Context) -> Option<Who> {
        context.topic.partner.clone().filter(|who| who.at.start < self.found.offset && !context.wide)
    }

    /// `Peru, Chile see trade grow`, and then `Trade between Chile and Peru reached 3 billion`: the lead says in English whose trade it is.
    fn turn_topic(&self, stated: &[Statement], context: &mut Context) {
        let Some(first) = stated.first().map(|s| &s.frame).filter(|first| first.flow() == Some(Flow::Trade)) else {
            return;
        };
        let topic = &mut context.topic;
        let turned = first.reporter.is_some() && same_place(&first.reporter, &topic.partner) && same_place(&first.partner, &topic.reporter);
        if turned && topic.flow() == Some(Flow::Trade) {
            (topic.reporter, topic.partner) = (first.reporter.clone(), first.partner.clone());
        }
    }

    /// `Foreign trade of China's northernmost province rebounds`, and then Heilongjiang's figures: the text is about the place
    /// that its first figure is for, where a title without one named only what that place lies in, or a crossing of it.
    fn narrow_topic(&self, stated: &[Statement], context: &mut Context) {
        let first = stated.first().filter(|_| context.short);
        let Some(inner) = first.and_then(|statement| statement.frame.reporter.as_ref()) else { return };
        if let Some(topic) = &mut context.topic.reporter
            && topic.value != inner.value
            && (self.vocabulary.lies_round(&topic.value, &inner.value) || self.is_local(topic) && self.is_round(inner, topic))
        {
            *topic = inner.clone();
        }
    }

    /// `Trade of Khabarovsk grows`, and then the territory's: is it the country or, by its capital's name, the province that `inner`
    /// lies in?
    fn is_round(&self, outer: &Who, inner: &Who) -> bool {
        matches!(self.kind(outer), Some("country" | "admin1")) && self.vocabulary.lies_in(&inner.value, &outer.value)
    }

    /// `Turnover at the border gates of Tay Ninh soars`, and then that with Cambodia: a title without a figure leaves it to the
    /// lead to say with whom.
    fn name_topic_partner(&self, stated: &[Statement], context: &mut Context) {
        let Some(first) = stated.first().filter(|_| context.short && !self.reader().has_han(0)) else { return };
        let abroad = first.frame.reporter.as_ref().zip(first.frame.partner.as_ref()).is_some_and(|(home, who)| self.is_foreign(who, home));
        // `The EU accounted for 5 billion (38%) of Norway's exports`: one of many.
        let part = stated.iter().any(|s| s.measure == Measure::Share && s.base.partner.is_some());
        let one = abroad && !part && stated.iter().all(|s| same_place(&s.frame.partner, &first.frame.partner));
        let topic = &mut context.topic;
        if one
            && topic.partner.is_none()
            && topic.flow.is_some()
            && topic.flow() == first.frame.flow()
            && same_place(&topic.reporter, &first.frame.reporter)
        {
            topic.partner.clone_from(&first.frame.partner);
        }
    }

    /// `Rice exports reach record`: keeps the goods of a title that says nothing else of the trade.
    fn note_headline(&self, context: &mut Context, state: &State) {
        let first = state.first.as_ref().filter(|first| context.short && context.topic.flow.is_none() && first.reporter.is_none());
        let goods = first.filter(|first| first.product.is_some() && first.flow().is_some_and(Flow::is_one_way));
        if let Some(first) = goods.filter(|_| context.headline.is_none() && state.out.statements.is_empty()) {
            context.headline = Some(first.clone());
        }
    }

    /// `Vietnam sold 8 million tons abroad` below that title: the goods are those of the title.
    fn name_headline_goods(&self, context: &mut Context) {
        let Context { topic, headline, .. } = context;
        let Some(headline) = headline.take().filter(|headline| headline.flow() == topic.flow()) else { return };
        if topic.product.is_none() {
            topic.product.clone_from(&headline.product);
        }
    }

    /// `Что вывезли рыбаки Сахалина`, and then 31 thousand tons of fish: a Russian title, or a verb of trade, leaves it to the first
    /// figures to say what the text is about.
    fn name_topic_goods(&self, stated: &[Statement], context: &mut Context) {
        let Some(first) = stated.first().filter(|_| context.short && self.is_russian(0)).map(|s| &s.frame) else { return };
        let topic = &mut context.topic;
        let one = stated.iter().all(|s| s.frame.product == first.product);
        let one_way = first.flow().is_some_and(Flow::is_one_way);
        if one && one_way && topic.product.is_none() && topic.flow() == first.flow() && topic.same_reporter(first) {
            topic.product.clone_from(&first.product);
        }
    }

    /// The currency that a figure names itself.
    fn money(&self, figure: usize) -> Option<Slot<&'static str>> {
        let Figure { kind: FigureKind::Money(code), units, .. } = &self.found.figures[figure] else { return None };
        let bytes = self.found.units[units.start].start as usize..self.found.units[units.end - 1].end as usize;
        Some(Slot::new(*code, self.found.offset + bytes.start..self.found.offset + bytes.end))
    }
}
