//! What a head makes of the frame before it.

use super::elements::Kind;
use super::frame::{Context, Frame, OTHERS, Slot, Who, all_but, group};
use super::head::Head;
use super::vocab::{Back, Cue, FlowCue, Link, Strength};
use super::walk::{State, Topic, Walk};
use crate::token::FigureKind;
use amur_model::{Flow, Measure};
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
        if self.names_only_who(head, seller.is_some(), context, state) || self.is_no_head(head, state) {
            return;
        }
        let bare = head.reporters.is_empty() && head.partners.is_empty();
        // 主要贸易伙伴为韩国、美国，进出口分别为…: who they are trade with, not whose the trade is.
        let partners = state.partners_follow && (self.reader().is_han(head.core) || self.is_russian(head.core));
        if partners && bare {
            self.settle(state);
        }
        let two_way = !head.flow.value.flow.is_one_way() && bare;
        let two = state.pair.take().filter(|_| two_way && !partners);
        let partner_back = head.partner_back || self.is_relative_to_partner(head);
        let subject = state.subject.clone().filter(|_| two.is_none() && !partners && !partner_back);
        let mut frame = self.whose(head, subject.as_ref(), context, state);
        if let Some(seller) = seller {
            self.turn_to_seller(seller, head, &mut frame, context, state);
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
        self.complete_pair(head, &sides, subject.as_ref(), &mut frame, state);
        self.turn_back(head, &mut frame, context, state);
        self.read_capitals(&mut frame, &state.frame, context);
        self.read_capital_in_deals(head, &mut frame);
        self.leave_home(head, &mut frame, context, state);
        frame.product = frame.product.take().or_else(|| state.product.take()).or_else(|| self.goods(head, &frame, context, state));
        self.set_frame(head, frame, state);
    }

    /// Makes the frame that of the talk.
    fn set_frame(&self, head: &Head, frame: Frame, state: &mut State) {
        // 贸易伙伴有土耳其(格土贸易额16亿): one of many with whom it trades.
        let one_of_many = self.is_bracketed(head.core);
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
        let of_trade = sold || context.topic.flow.is_some() && !head.products.is_empty();
        let weak = strength == Strength::Weak && state.frame.flow.is_none();
        let only_who = takes_share || weak && !head.through && head.partners.is_empty() && !of_trade;
        if only_who && let Some(subject) = group(self.vocabulary, &head.reporters) {
            state.subject = Some(subject);
            state.named = true;
        }
        only_who
    }

    /// Is nothing said of trade by the word?
    fn is_no_head(&self, head: &Head, state: &State) -> bool {
        let weak = head.flow.value.strength == Strength::Weak && state.frame.flow.is_none();
        // `5 million dollars went to Nigeria`: of what, where no trade is spoken of?
        if weak && self.vocabulary.is_motion(self.reader().text(head.core)) {
            return true;
        }
        // `the impact of distance on foreign trade` is no trade.
        let of_another = matches!(state.topic, Topic::Other("impact" | "price")) && state.measured.last.is_none();
        self.says_value_again(head, state) || of_another && !self.opens_clause(head)
    }

    /// The frame of a head, by what it names and whom the talk is of.
    fn whose(&self, head: &Head, subject: Option<&Who>, context: &Context, state: &mut State) -> Frame {
        let mut frame = self.resolve(head, &state.frame, context, subject);
        if frame.reporter.is_none() {
            frame.reporter = state.aside.clone();
        }
        // `Trade with ASEAN grew`, and nobody says whose: that of the country in which the text speaks.
        if frame.reporter.is_none() && context.short && self.is_abroad(&head.partners, context.home.as_ref()) {
            frame.reporter = context.home.clone();
        }
        // `поставки из Китая` are imports where the talk is of somebody else's trade.
        if head.from
            && head.flow.value.strength == Strength::Weak
            && head.flow.value.flow == Flow::Export
            && head.partners.is_empty()
            && let Some(reporter) = owner(context, state)
            && frame.reporter.as_ref().is_some_and(|from| !self.vocabulary.same_country(&from.value, &reporter.value))
        {
            frame.partner = frame.reporter.replace(reporter.clone());
            frame.flow = frame.flow.map(|flow| Slot { value: FlowCue { flow: Flow::Import, ..flow.value }, ..flow });
            state.partnered = true;
        }
        frame
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
            let last = state.subject.as_ref().or(context.subject.as_ref()).filter(abroad).or(state.frame.partner.as_ref());
            frame.partner = last.cloned().or_else(|| self.topic_partner(reporter, context));
            state.partnered = true;
        } else if let Some(with) = state.with.take().filter(|_| head.partners.is_empty()) {
            frame.partner = Some(with);
            state.partnered = true;
        } else if head.partners.is_empty() && self.is_of_all_partners(head, sides, state) {
            frame.partner = None;
        } else if head.partners.is_empty() && !state.partnered {
            let explicit = !sides.pair && (!head.reporters.is_empty() || head.back.is_some() || state.subject.is_some());
            let own_trade = head.flow.value.flow == Flow::Trade && !head.reporters.is_empty();
            let rules_out = !sides.pair && (head.total || own_trade) && !self.is_total_of_two(head, context);
            if rules_out {
                frame.partner = None;
            } else if explicit {
                let reporter = frame.reporter.as_ref();
                let other = reporter.filter(|_| self.is_side(head)).and_then(|reporter| other_end(&state.frame, reporter));
                frame.partner = other.or_else(|| self.topic_partner(reporter, context));
            }
        }
    }

    /// Is it the whole of what was told of one partner?
    fn is_of_all_partners(&self, head: &Head, sides: &Sides, state: &State) -> bool {
        if self.reader().is_han(head.core) { self.is_whole_in_han(head, sides, state) } else { self.is_whole_of_told(head, state) }
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

    /// `Общий объём экспорта составил` in a text on the trade of two.
    fn is_total_of_two(&self, head: &Head, context: &Context) -> bool {
        let one_way = head.flow.value.flow.is_one_way();
        let of_two = context.topic.flow() == Some(Flow::Trade) && context.last.partner.is_some() && !context.wide;
        head.total && one_way && of_two && names_nobody(head) && self.is_russian(head.core)
    }

    /// The partner of a pair, or of whose trade a partner is seen from.
    fn complete_pair(&self, head: &Head, sides: &Sides, subject: Option<&Who>, frame: &mut Frame, state: &mut State) {
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
            frame.partner = None;
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
        let of_two = points_back(head, Back::Pair)
            || head.flow.value.strength == Strength::Pair && head.reporters.is_empty() && context.countries.len() == 2;
        // `Товарооборот двух стран`, and nothing before says which: the first two that the text names.
        if of_two
            && frame.partner.is_none()
            && self.is_russian(head.core)
            && let ([first, second, ..], None) = (&*context.countries, &frame.reporter)
        {
            (frame.reporter, frame.partner) = (Some(first.clone()), Some(second.clone()));
        }
        // `отправлено за рубеж`: to all the world.
        if head.partners.is_empty() && !state.partnered && self.goes_abroad(head) {
            frame.partner = None;
        }
    }

    /// 两岸贸易 in a text that names Taiwan: the two sides of the strait, the text's own first.
    fn across_strait(&self, head: &Head, context: &Context) -> Option<(Who, Who)> {
        let back = head.back.as_ref().filter(|back| back.value == Back::Pair && context.named.contains("TW"))?;
        let words = &self.found.text[back.at.start.checked_sub(self.found.offset)?..back.at.end - self.found.offset];
        let side = |code: &str| Slot::new(code, back.at.clone());
        let taiwan = context.ours == Some("TW") || !context.named.contains("CN");
        let sides = if taiwan { ("TW", "CN") } else { ("CN", "TW") };
        words.trim_end_matches(['间', '間']).ends_with('岸').then(|| (side(sides.0), side(sides.1)))
    }

    /// The goods of a head that names none: those that the clause, the sentence before or the text is about.
    fn goods(&self, head: &Head, frame: &Frame, context: &Context, state: &State) -> Option<Slot<CompactString>> {
        let (last, topic) = (context.last.product.as_ref(), context.topic.product.as_ref());
        let here = self.goods_of_whole(head, frame, state);
        here.or_else(|| self.goods_go_on(head, frame, context, state))
            .or_else(|| last.filter(|_| self.is_of_last(head, frame, context, state)).cloned())
            .or_else(|| topic.filter(|_| self.is_of_topic(head, frame, context)).cloned())
            .or_else(|| last.filter(|_| self.is_done(head, frame, context, state) || self.is_of_these(head)).cloned())
    }

    /// 农产品进出口30亿元。其中，出口26亿元；进口4亿元: the goods told before, unless it is the total of all goods. 其中半导体出口增长，
    /// 对美出口下降: with a partner of its own it is in those of the whole.
    fn goods_of_whole(&self, head: &Head, frame: &Frame, state: &State) -> Option<Slot<CompactString>> {
        let of = |whole: &&Frame| whole.flow() == Some(Flow::Trade) || whole.flow() == frame.flow();
        let whole = state.whole.as_ref().filter(of).filter(|_| self.reader().is_han(head.core));
        let same = whole.is_some() || head.partners.is_empty() && state.frame.flow() == frame.flow();
        let goes_on = (state.topic == Topic::Trade || whole.is_some())
            && head.reporters.is_empty()
            && (state.of_which || head.back.is_none() && same)
            && head.flow.value.strength != Strength::Total;
        let told = whole.filter(|_| !state.of_which && !head.partners.is_empty()).unwrap_or(&state.frame);
        told.product.clone().filter(|_| goes_on)
    }

    /// `Экспорт сои вырос. Объём экспорта составил`: nobody else is named, and nothing says that all goods are meant.
    fn is_of_last(&self, head: &Head, frame: &Frame, context: &Context, state: &State) -> bool {
        let bare = head.flow.value.strength == Strength::Noun && names_nobody(head) && !head.total;
        bare && state.topic == Topic::Open && context.last.flow() == frame.flow() && self.is_russian(head.core)
    }

    /// `Pollock was caught. The major volumes were exported to Korea`, 主要出口至韩国, `объёмы её поставок`: is something done to what was
    /// spoken of?
    fn is_done(&self, head: &Head, frame: &Frame, context: &Context, state: &State) -> bool {
        let (strength, core) = (head.flow.value.strength, head.core);
        let passive = strength == Strength::Verb && core > 0 && self.reader().is_being(core - 1);
        let sent = self.reader().is_han(core) && head.reporters.is_empty() && self.cue_at(core + 1) == Some(Cue::Link(Link::To));
        let its = strength == Strength::Weak && points_back(head, Back::Own) && self.is_russian(core);
        (passive || sent || its) && state.topic == Topic::Open && context.last.flow() == frame.flow()
    }

    /// `Экспорт рыбы из Приморья`, and paragraphs later `Экспорт в Китай вырос`: is it of the goods that the whole text is about?
    fn is_of_topic(&self, head: &Head, frame: &Frame, context: &Context) -> bool {
        let strength = head.flow.value.strength;
        let at_home = |(who, topic): (&Who, &Who)| self.vocabulary.same_country(&topic.value, &who.value);
        context.short
            && context.topic.flow() == frame.flow()
            && (strength == Strength::Noun || strength == Strength::Verb && head.reporters.is_empty())
            && !self.is_of_all_goods(head)
            && frame.reporter.as_ref().zip(context.topic.reporter.as_ref()).is_some_and(at_home)
            && (self.is_russian(head.core) || self.is_bare_english(head) || self.is_bare_han(head, frame, context))
    }

    /// `These exports were valued at`: what they are of was said before.
    fn is_of_these(&self, head: &Head) -> bool {
        let word = head.elements.start.checked_sub(1).map(|i| self.reader().text(i).to_lowercase());
        word.is_some_and(|word| matches!(word.as_str(), "these" | "those" | "such" | "this"))
    }

    /// `Fish exports rose. Exports to China`: turnover in English is of all goods again.
    fn is_bare_english(&self, head: &Head) -> bool {
        head.flow.value.flow.is_one_way() && self.reader().text(head.core).is_ascii()
    }

    /// 越南咖啡出口增长。…美国是最大市场，出口额为…: in Chinese the goods of the text go on in the same trade of the same place, if it
    /// is none that counts only what passes it.
    fn is_bare_han(&self, head: &Head, frame: &Frame, context: &Context) -> bool {
        let one_way = frame.flow().is_some_and(Flow::is_one_way);
        let local = frame.reporter.as_ref().is_some_and(|who| self.is_local(who));
        one_way && !local && frame.same_reporter(&context.topic) && self.reader().is_han(head.core)
    }

    /// 进口均价下跌；进口原油…: in Chinese a clause is about its own words.
    fn opens_clause(&self, head: &Head) -> bool {
        let before = self.elements[..head.elements.start].iter().rev();
        let mut words = before.take_while(|e| !matches!(e.kind, Kind::Mark(',' | ';')));
        self.reader().is_han(head.core) && !words.any(|e| matches!(e.cue(), Some(Cue::Other(_))))
    }

    /// `Беларусь приобрела 15 тыс. тонн` where exports are spoken of: whose they are.
    fn seller(&self, head: &Head, context: &Context, state: &State) -> Option<Frame> {
        let told = self.is_russian(head.core) || self.reader().is_past(head.core) && head.partners.is_empty() && state.frame.flow.is_some();
        let bought = head.flow.value.strength == Strength::Weak && head.flow.value.flow == Flow::Import && told;
        let spoken_of = if state.frame.flow.is_some() { &state.frame } else { &context.topic };
        let seller = spoken_of.reporter.as_ref().filter(|_| bought && spoken_of.flow() == Some(Flow::Export))?;
        let abroad = |who: &Who| !self.vocabulary.same_country(&who.value, &seller.value);
        let named = state.frame.flow.is_some() || !head.reporters.is_empty() && head.reporters.iter().all(abroad);
        (named && head.partners.iter().all(|partner| partner.value == seller.value)).then(|| spoken_of.clone())
    }

    /// `Турция, с которой Грузия наторговала`: the partner is named before the clause.
    fn is_relative_to_partner(&self, head: &Head) -> bool {
        let cue = |back: usize| self.cue_before(head.elements.start, back);
        let linked = matches!(cue(2), Some(Cue::Link(Link::With | Link::To | Link::From)));
        linked && cue(1) == Some(Cue::Back(Back::There)) && head.partners.is_empty() && self.is_russian(head.core)
    }

    /// `поставлено за границу`: the verb names no country.
    fn goes_abroad(&self, head: &Head) -> bool {
        let words = self.reader().text(head.core).to_lowercase();
        ["за рубеж", "за границу"].iter().any(|abroad| words.contains(abroad))
    }

    /// What a sentence that names neither side takes from the one before: a partner told there as one of several is not its own,
    /// and after the partner's side of the trade (`Tanzania's exports to Kenya were 4 billion. Total exports`) the talk is of the
    /// text's reporter again.
    fn turn_back(&self, head: &Head, frame: &mut Frame, context: &Context, state: &State) {
        let bare = names_nobody(head) && !head.partner_back;
        let afresh = bare && state.topic == Topic::Open && state.subject.is_none() && head.flow.value.strength != Strength::Pair;
        if !afresh || !self.reader().text(head.core).is_ascii() {
            return;
        }
        let topic = context.topic.reporter.as_ref();
        let mirrored = topic.zip(context.last.partner.as_ref()).is_some_and(|(topic, partner)| topic.value == partner.value);
        if mirrored && head.total && frame.reporter == context.last.reporter {
            frame.reporter = topic.cloned();
        }
        if context.listed {
            frame.partner = self.topic_partner(frame.reporter.as_ref(), context).filter(|_| !head.total);
        }
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

    /// 出口整车8000辆，贸易额26.3亿元: the worth of the goods just counted.
    fn says_value_again(&self, head: &Head, state: &State) -> bool {
        let bare = names_nobody(head) && head.products.is_empty();
        let start = head.elements.start;
        let level = state.out.statements.iter().rev().find(|s| s.measure == Measure::Value);
        let counted = start > 0 && self.elements[start - 1].kind == Kind::Mark(',') && level.is_some_and(|level| self.is_counted(level));
        let one_way = state.frame.flow().is_some_and(Flow::is_one_way) && state.topic == Topic::Trade;
        bare && counted && one_way && head.flow.value.flow == Flow::Trade && self.reader().text(head.core).starts_with(['贸', '貿'])
    }

    /// 进口煤炭12万吨。进口货值3亿元, 策克口岸进口煤炭12万吨，甘其毛都口岸进口20万吨: the goods just counted go on.
    fn goods_go_on(&self, head: &Head, frame: &Frame, context: &Context, state: &State) -> Option<Slot<CompactString>> {
        let reader = self.reader();
        if !reader.is_han(head.core) || !frame.flow().is_some_and(Flow::is_one_way) {
            return None;
        }
        if state.topic == Topic::Open {
            let worth = names_nobody(head) && !head.total && reader.text(head.core).ends_with('值') && context.counted;
            return context.last.product.clone().filter(|_| worth);
        }
        let next = self.elements[head.elements.end..].iter().find(|e| !matches!(e.kind, Kind::Cue(Cue::Level | Cue::Ignore) | Kind::Word));
        let counted = matches!(next?.kind, Kind::Figure(figure) if matches!(self.kinds[figure as usize], FigureKind::Quantity(_)));
        let same = state.frame.flow() == frame.flow() && state.out.statements.iter().any(|s| self.is_counted(s));
        let named = !head.reporters.is_empty() || !head.partners.is_empty();
        state.frame.product.clone().filter(|_| counted && same && named)
    }
}

/// Does the head name neither side of its trade?
fn names_nobody(head: &Head) -> bool {
    head.reporters.is_empty() && head.partners.is_empty() && head.back.is_none()
}

fn points_back(head: &Head, to: Back) -> bool {
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
