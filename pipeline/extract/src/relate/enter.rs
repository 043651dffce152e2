//! What a head makes of the frame before it.

use super::elements::{Element, Kind};
use super::frame::{Context, Frame, OTHERS, Slot, Who, all_but, group};
use super::head::{Head, is_motion};
use super::partner::is_oblast;
use super::vocab::{Back, Cue, FlowCue, Link, Strength};
use super::walk::{State, Topic, Walk};
use crate::token::FigureKind;
use amur_model::{Flow, Measure};
use compact_str::CompactString;

impl Walk<'_> {
    /// A word of trade with what stands round it sets the frame.
    pub(super) fn enter(&self, head: &Head, context: &Context, state: &mut State) {
        let strength = head.flow.value.strength;
        // `Russia supplied 25.8 percent of imports`: only who did it matters.
        let takes_share = matches!(strength, Strength::Weak | Strength::Verb) && self.share_follows(head);
        let of_trade = context.topic.flow.is_some() && !head.products.is_empty();
        let seller = self.seller(head, context, state);
        let of_trade = of_trade || seller.is_some();
        if takes_share || strength == Strength::Weak && !head.through && state.frame.flow.is_none() && head.partners.is_empty() && !of_trade
        {
            if let Some(subject) = group(self.vocabulary, &head.reporters) {
                state.subject = Some(subject);
                state.named = true;
            }
            return;
        }
        // `5 million dollars went to Nigeria`: of what, where no trade is spoken of?
        let reader = self.reader();
        let word = reader.text(head.core);
        if strength == Strength::Weak && state.frame.flow.is_none() && (is_motion(word) || word == "received") {
            return;
        }
        if self.says_value_again(head, state) {
            return;
        }
        // `the impact of distance on foreign trade` is no trade.
        if matches!(state.topic, Topic::Other("impact" | "price")) && !state.headed && state.previous.is_none() && !self.opens_clause(head)
        {
            return;
        }
        let two_way = matches!(head.flow.value.flow, Flow::Trade | Flow::Balance) && head.reporters.is_empty() && head.partners.is_empty();
        // 主要贸易伙伴为韩国、美国，进出口分别为…: who they are trade with, not whose the trade is.
        let partners = state.partners_follow && (self.reader().is_han(head.core) || self.is_russian(head.core));
        if partners && head.partners.is_empty() && head.reporters.is_empty() {
            self.settle(state);
        }
        let two = state.pair.take().filter(|_| two_way && !partners);
        // `Турция, оборот с которой вырос`: the subject is the partner.
        let partner_back = head.partner_back || self.is_relative_to_partner(head);
        let subject = state.subject.clone().filter(|_| two.is_none() && !partners && !partner_back);
        let mut frame = self.resolve(head, &state.frame, context, subject.as_ref());
        if frame.reporter.is_none() {
            frame.reporter = state.aside.clone();
        }
        // `Из Амурской области на экспорт отправлено`: where it comes from stands before the word of trade.
        let from = state.pending_link == Some(Link::From) && head.flow.value.flow == Flow::Export && self.is_russian(head.core);
        if from && head.reporters.is_empty() && head.back.is_none() && !state.pending.is_empty() {
            frame.reporter = group(self.vocabulary, &state.pending);
        }
        // `Trade with ASEAN grew`, and nobody says whose: that of the country in which the text speaks.
        if frame.reporter.is_none() && context.short && self.is_abroad(&head.partners, context.home.as_ref()) {
            frame.reporter = context.home.clone();
        }
        // `поставки из Китая` are imports where the talk is of somebody else's trade.
        if head.from
            && strength == Strength::Weak
            && head.flow.value.flow == Flow::Export
            && head.partners.is_empty()
            && let Some(reporter) = state.frame.reporter.clone().or_else(|| context.topic.reporter.clone())
            && self.vocabulary.by_code(&reporter.value).is_some()
            && frame.reporter.as_ref().is_some_and(|from| !self.vocabulary.same_country(&from.value, &reporter.value))
        {
            frame.partner = frame.reporter.replace(reporter);
            frame.flow = frame.flow.map(|flow| Slot { value: FlowCue { flow: Flow::Import, ..flow.value }, ..flow });
            state.partnered = true;
        }
        // `экспорт составил 3 млн тонн, больше всего купил Китай`: the exports that the talk is of, and who took them.
        if let Some(Frame { reporter: Some(seller), flow, product, .. }) = seller
            // `The country received 9 thousand tons`: the one that they were sold to.
            && let Some(buyer) = head.back.as_ref().and(state.frame.partner.clone()).or(frame.reporter.clone()).filter(|buyer| !self.vocabulary.same_country(&buyer.value, &seller.value))
        {
            let product = frame.product.or_else(|| context.last.product.clone()).or(product);
            frame = Frame { reporter: Some(seller), partner: Some(buyer), flow, product };
            state.partnered = true;
            state.partners_follow = true;
            state.subject = None;
        }
        // `Russia's trade share was 18 percent` in the talk of somebody else's trade: whose partner it is.
        if self.elements.get(head.elements.end).and_then(Element::cue) == Some(Cue::Share)
            && self.reader().text(head.core).is_ascii()
            && let [other] = head.reporters.as_slice()
            && let Some(owner) = state.frame.reporter.clone().or_else(|| context.topic.reporter.clone())
            && self.is_foreign(other, &owner)
        {
            (frame.reporter, frame.partner) = (Some(owner), Some(other.clone()));
            state.partnered = true;
            state.frame = frame;
            state.topic = Topic::Trade;
            state.headed = true;
            state.named = true;
            return;
        }
        let named_two = two.is_some();
        if let Some((reporter, partner)) = two {
            state.subject = None;
            frame.reporter = Some(reporter);
            frame.partner = Some(partner);
            state.partnered = true;
        }
        let pair = named_two || strength == Strength::Pair || head.back.as_ref().is_some_and(|back| back.value == Back::Pair);
        let explicit = !pair && (!head.reporters.is_empty() || head.back.is_some() || state.subject.is_some());
        state.pending.clear();
        if partner_back {
            let last = state
                .subject
                .as_ref()
                .or(context.subject.as_ref())
                .filter(|who| frame.reporter.as_ref().is_none_or(|r| !self.vocabulary.same_country(&r.value, &who.value)));
            frame.partner =
                last.cloned().or_else(|| state.frame.partner.clone()).or_else(|| self.topic_partner(frame.reporter.as_ref(), context));
            state.partnered = true;
        } else if let Some(with) = state.with.take().filter(|_| head.partners.is_empty()) {
            frame.partner = Some(with);
            state.partnered = true;
        } else if head.partners.is_empty() {
            let own_trade = head.flow.value.flow == Flow::Trade && !head.reporters.is_empty();
            // `Общий объём экспорта составил` in a text on the trade of two.
            let of_pair = head.total
                && head.reporters.is_empty()
                && head.back.is_none()
                && matches!(head.flow.value.flow, Flow::Export | Flow::Import)
                && self.is_russian(head.core)
                && context.topic.flow() == Some(Flow::Trade)
                && context.last.partner.is_some()
                && subject.is_none()
                && !context.wide;
            let rules_out = !pair && !of_pair && (head.total || strength == Strength::Total || own_trade);
            if rules_out && !state.partnered {
                frame.partner = None;
            } else if explicit && !state.partnered {
                let reporter = frame.reporter.as_ref();
                let of_pair = self.is_side(head) || state.topic == Topic::Trade && state.of_which && self.reader().is_han(head.core);
                let other = reporter.filter(|_| of_pair).and_then(|reporter| other_end(&state.frame, reporter));
                frame.partner = other.or_else(|| self.topic_partner(reporter, context));
            }
        }
        for partner in &head.partners {
            if state.partners.iter().all(|p| p.value != partner.value) {
                state.partners.push(partner.clone());
            }
        }
        if let Some(partner) = self.seen_from(head, state.subject.as_ref().or(subject.as_ref()), frame.reporter.as_ref()) {
            frame.partner = Some(partner);
            state.partnered = true;
        }
        // 对俄罗斯…，对蒙古国…，两国贸易: the two partners together.
        if pair
            && !named_two
            && state.partners.len() == 2
            && frame.reporter.as_ref().is_some_and(|r| state.partners.iter().all(|p| p.value != r.value))
        {
            frame.partner = group(self.vocabulary, &state.partners);
        }
        // `According to Beijing's envoy to Kazakhstan, bilateral trade`: the other of the two that the sentence names.
        if strength == Strength::Pair && frame.partner.is_none() && self.reader().text(head.core).is_ascii() {
            frame.partner = frame.reporter.as_ref().and_then(|one| self.other_country_before(head.elements.start, one));
        }
        state.partnered |= !head.partners.is_empty();
        if head.through && head.partners.is_empty() {
            frame.partner = None;
        }
        self.turn_back(head, &mut frame, context, state);
        self.read_capitals(&mut frame, &state.frame, context);
        if let Some(others) = frame.partner.as_mut().filter(|p| p.value == OTHERS) {
            others.value = all_but(state.frame.partner.as_ref().or(context.earlier.partner.as_ref())).into();
        }
        // 农产品进出口30亿元。其中，出口26亿元；进口4亿元: parts of the trade in the goods told before.
        let part = self.reader().is_han(head.core)
            && state.whole.as_ref().is_some_and(|whole| whole.flow() == Some(Flow::Trade) || whole.flow() == frame.flow());
        let goes_on = (state.topic == Topic::Trade || part)
            && head.reporters.is_empty()
            && (state.of_which || head.back.is_none() && (part || head.partners.is_empty() && state.frame.flow() == frame.flow()));
        frame.product = frame.product.or_else(|| state.product.take()).or_else(|| {
            let told = state.whole.as_ref().filter(|_| part && !state.of_which && !head.partners.is_empty()).unwrap_or(&state.frame);
            told.product.clone().filter(|_| goes_on && strength != Strength::Total)
        });
        state.of_which = false;
        frame.product = frame.product.take().or_else(|| self.goods_go_on(head, &frame, context, state));
        // `Экспорт сои вырос. Объём экспорта составил`: nobody else is named, and nothing says that all goods are meant.
        let bare = head.reporters.is_empty()
            && head.partners.is_empty()
            && head.back.is_none()
            && !head.total
            && strength == Strength::Noun
            && state.topic == Topic::Open;
        if frame.product.is_none()
            && bare
            && !self.reader().text(head.core).is_ascii()
            && !self.reader().is_han(head.core)
            && context.last.flow() == frame.flow()
            && !matches!(frame.flow(), Some(Flow::Balance))
        {
            frame.product = context.last.product.clone();
        }
        // `Экспорт рыбы из Приморья`, and paragraphs later `Экспорт в Китай вырос`: the goods that the whole text is about.
        let of_topic = context.topic.product.is_some()
            && context.short
            && context.topic.flow() == frame.flow()
            && (strength == Strength::Noun || strength == Strength::Verb && head.reporters.is_empty())
            && !head.total
            && (self.is_russian(head.core) || self.is_bare_han(head, &frame, context));
        let at_home = |who: &Who| {
            let topic = context.topic.reporter.as_ref();
            topic.is_some_and(|topic| self.vocabulary.same_country(&topic.value, &who.value))
        };
        if frame.product.is_none() && of_topic && frame.reporter.as_ref().is_some_and(at_home) {
            frame.product = context.topic.product.clone();
        }
        // `Pollock was caught. The major volumes were exported to Korea`: what was spoken of.
        let passive = strength == Strength::Verb && head.core > 0 && self.reader().is_being(head.core - 1) && state.topic == Topic::Open;
        if frame.product.is_none() && passive && context.last.flow() == frame.flow() {
            frame.product = context.last.product.clone();
        }
        // `These exports were valued at`: what they are of was said before.
        if frame.product.is_none()
            && head.elements.start > 0
            && matches!(self.reader().text(head.elements.start - 1).to_lowercase().as_str(), "these" | "those" | "such" | "this")
        {
            frame.product = context.last.product.clone();
        }
        let of_two = head.back.as_ref().is_some_and(|back| back.value == Back::Pair)
            || strength == Strength::Pair && head.reporters.is_empty() && context.countries.len() == 2;
        if of_two && frame.partner.is_none() && self.is_russian(head.core) {
            self.pair_up(&mut frame, context);
        }
        // `отправлено за рубеж`: to all the world.
        if head.partners.is_empty() && !state.partnered && self.goes_abroad(head) {
            frame.partner = None;
        }
        state.reporters_follow = false;
        // 贸易伙伴有土耳其(格土贸易额16亿): one of many with whom it trades.
        let one_of_many = self.is_bracketed(head.core);
        state.first.get_or_insert_with(|| Frame { partner: frame.partner.clone().filter(|_| !one_of_many), ..frame.clone() });
        state.frame = frame;
        state.topic = Topic::Trade;
        state.headed = true;
        if !head.reporters.is_empty() {
            state.subject = None;
        }
        // `85,7% экспорта заняли поставки в Китай, 14,3% – в Японию`: what the part is, not a new whole.
        let part =
            strength == Strength::Weak && head.elements.start > 0 && self.elements[head.elements.start - 1].cue() == Some(Cue::Share);
        if !part {
            state.previous_share = None;
        }
        state.untraded = false;
    }

    /// 越南咖啡出口增长。…美国是最大市场，出口额为…: in Chinese the goods of the text go on in the same trade of the same place,
    /// where neither a total nor cargo is told.
    fn is_bare_han(&self, head: &Head, frame: &Frame, context: &Context) -> bool {
        let one_way = matches!(frame.flow(), Some(Flow::Export | Flow::Import));
        let same = frame.reporter.as_ref().map(|who| &who.value) == context.topic.reporter.as_ref().map(|who| &who.value);
        let counts = frame.reporter.as_ref().is_some_and(|who| matches!(self.kind(who), Some("crossing" | "port" | "city" | "county")));
        one_way && same && !counts && self.reader().is_han(head.core) && !self.reader().text(head.core).contains(['总', '货'])
    }

    /// 进口均价下跌；进口原油…: in Chinese a clause is about its own words.
    fn opens_clause(&self, head: &Head) -> bool {
        let before = self.elements[..head.elements.start].iter().rev();
        let mut words = before.take_while(|e| !matches!(e.kind, Kind::Mark(',' | ';')));
        self.reader().is_han(head.core) && !words.any(|e| matches!(e.cue(), Some(Cue::Other(_))))
    }

    /// 东盟、美国为前两大贸易市场，对东盟进出口: the many are partners, one of whom is spoken of.
    fn is_among(&self, head: &Head, many: &Who) -> bool {
        let [partner] = head.partners.as_slice() else { return false };
        let name = self.vocabulary.by_code(&partner.value).map(|id| amur_model::id::kebab(&self.vocabulary.place(id).name));
        let many = many.value.strip_prefix("X-").filter(|_| self.reader().is_han(head.core));
        many.zip(name).is_some_and(|(many, name)| many != name && many.contains(&name))
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
        let cue = |back: usize| head.elements.start.checked_sub(back).and_then(|i| self.elements[i].cue());
        let linked = matches!(cue(2), Some(Cue::Link(Link::With | Link::To | Link::From)));
        linked && cue(1) == Some(Cue::Back(Back::There)) && head.partners.is_empty() && self.is_russian(head.core)
    }

    /// `поставлено за границу`: the verb names no country.
    fn goes_abroad(&self, head: &Head) -> bool {
        let words = self.reader().text(head.core).to_lowercase();
        ["за рубеж", "за границу"].iter().any(|abroad| words.contains(abroad))
    }

    /// `Товарооборот двух стран`, and nothing before says which: the first two that the text names.
    fn pair_up(&self, frame: &mut Frame, context: &Context) {
        let [first, second, ..] = &*context.countries else { return };
        match frame.reporter.as_ref().map(|who| who.value.as_str()) {
            Some(reporter) if reporter == first.value => frame.partner = Some(second.clone()),
            Some(reporter) if reporter == second.value => frame.partner = Some(first.clone()),
            None => (frame.reporter, frame.partner) = (Some(first.clone()), Some(second.clone())),
            _ => {}
        }
    }

    /// What a sentence that names neither side takes from the one before: a partner told there as one of several is not its own,
    /// and after the partner's side of the trade (`Tanzania's exports to Kenya were 4 billion. Total exports`) the talk is of the
    /// text's reporter again.
    fn turn_back(&self, head: &Head, frame: &mut Frame, context: &Context, state: &State) {
        let bare = head.partners.is_empty() && head.reporters.is_empty() && head.back.is_none() && !head.partner_back;
        let afresh = bare && state.topic == Topic::Open && state.subject.is_none() && head.flow.value.strength != Strength::Pair;
        if !afresh || state.partnered || !self.reader().text(head.core).is_ascii() {
            return;
        }
        let topic = context.topic.reporter.as_ref();
        let mirrored = frame.reporter.as_ref() == context.last.reporter.as_ref()
            && topic.is_some_and(|topic| context.last.partner.as_ref().is_some_and(|partner| partner.value == topic.value))
            && (head.total || context.last.flow() == frame.flow() && frame.flow() != Some(Flow::Trade));
        if mirrored {
            frame.reporter = topic.cloned();
        }
        if mirrored || context.listed {
            frame.partner = self.topic_partner(frame.reporter.as_ref(), context).filter(|_| !head.total);
        }
    }

    /// The only other country that the sentence names before element `end`, by its name or its capital.
    fn other_country_before(&self, end: usize, one: &Who) -> Option<Who> {
        let country = |i: usize| {
            let who = self.reader().who(i)?;
            let code = self.vocabulary.capital_of(&who.value).unwrap_or(&who.value);
            (self.vocabulary.country_of(code) == Some(code)).then(|| Slot::new(code.to_owned(), who.at.clone()))
        };
        let mut others = (0..end).filter_map(country).filter(|who| self.is_foreign(who, one));
        let other = others.next()?;
        others.all(|who| who.value == other.value).then_some(other)
    }

    /// Is it a known place outside the country of `home`?
    pub(super) fn is_foreign(&self, who: &Who, home: &Who) -> bool {
        self.vocabulary.by_code(&who.value).is_some() && !self.vocabulary.same_country(&who.value, &home.value)
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
        let bare = head.reporters.is_empty() && head.partners.is_empty() && head.products.is_empty() && head.back.is_none();
        let start = head.elements.start;
        let level = state.out.statements.iter().rev().find(|s| s.measure == Measure::Value);
        let counted = start > 0 && self.elements[start - 1].kind == Kind::Mark(',') && level.is_some_and(|level| self.is_counted(level));
        let one_way = matches!(state.frame.flow(), Some(Flow::Export | Flow::Import)) && state.topic == Topic::Trade;
        bare && counted && one_way && head.flow.value.flow == Flow::Trade && self.reader().text(head.core).starts_with(['贸', '貿'])
    }

    /// `поставки Токио в Москву`: a capital stands for its country where the other side is a capital too, or the country is
    /// one of the sides spoken of.
    pub(super) fn read_capitals(&self, frame: &mut Frame, before: &Frame, context: &Context) {
        let country = |who: &Option<Who>| {
            who.as_ref().and_then(|who| Some(Slot::new(self.vocabulary.capital_of(&who.value)?.to_owned(), who.at.clone())))
        };
        let (reporter, partner) = (country(&frame.reporter), country(&frame.partner));
        let both = reporter.is_some() && partner.is_some();
        let sides = [&before.reporter, &before.partner, &context.topic.reporter, &context.topic.partner];
        let spoken_of = |who: &Who| both || sides.iter().any(|side| side.as_ref().is_some_and(|side| side.value == who.value));
        // `Pyongyang's imports from China` in a text that names North Korea; a capital that is a province trades for itself.
        let stands_for = |city: &Option<Who>, country: &Who, other: &Option<Who>| {
            let kind = |who: &Who| self.vocabulary.by_code(&who.value).map(|id| self.vocabulary.place(id));
            context.named.contains(country.value.as_str())
                && city.as_ref().and_then(kind).is_some_and(|place| place.kind == "city")
                && other.as_ref().and_then(kind).is_some_and(|place| place.is_country() || place.is_group())
        };
        let (city, other) = (frame.reporter.clone(), frame.partner.clone());
        if let Some(reporter) = reporter.filter(|who| spoken_of(who) || stands_for(&city, who, &other)) {
            frame.reporter = Some(reporter);
        }
        if let Some(partner) = partner.filter(|who| spoken_of(who) || stands_for(&other, who, &city)) {
            frame.partner = Some(partner);
        }
    }

    /// The partner that the document is about, if the reporter is one of its two ends.
    fn topic_partner(&self, reporter: Option<&Who>, context: &Context) -> Option<Who> {
        let (reporter, topic) = (reporter?, context.topic.reporter.as_ref()?);
        let partner = context.topic.partner.as_ref()?;
        if reporter.value == topic.value || self.is_gate_of(reporter, topic, partner) && context.short && !context.wide {
            Some(partner.clone())
        } else if reporter.value == partner.value {
            Some(topic.clone())
        } else {
            None
        }
    }

    /// 黑河口岸 in a text on Heilongjiang's trade with Russia: a town or crossing of the place that the text is about.
    fn is_gate_of(&self, gate: &Who, topic: &Who, partner: &Who) -> bool {
        matches!(self.kind(gate), Some("crossing" | "city" | "county" | "port"))
            && matches!(self.kind(topic), Some("admin1" | "city" | "prefecture"))
            && self.kind(partner) == Some("country")
            && self.reader().has_han(0)
            && self.vocabulary.lies_in(&gate.value, &topic.value)
    }

    pub(super) fn kind(&self, who: &Who) -> Option<&str> {
        self.vocabulary.by_code(&who.value).map(|id| self.vocabulary.place(id).kind.as_str())
    }

    /// 进口煤炭12万吨。进口货值3亿元, 策克口岸进口煤炭12万吨，甘其毛都口岸进口20万吨: the goods just counted go on.
    fn goods_go_on(&self, head: &Head, frame: &Frame, context: &Context, state: &State) -> Option<Slot<CompactString>> {
        let reader = self.reader();
        if !reader.is_han(head.core) || !matches!(frame.flow(), Some(Flow::Export | Flow::Import)) {
            return None;
        }
        let bare = head.reporters.is_empty() && head.partners.is_empty() && head.back.is_none() && !head.total;
        if state.topic == Topic::Open {
            let worth = bare && reader.text(head.core).ends_with('值') && context.counted && context.last.flow() == frame.flow();
            return context.last.product.clone().filter(|_| worth);
        }
        let next = self.elements[head.elements.end..].iter().find(|e| !matches!(e.kind, Kind::Cue(Cue::Level | Cue::Ignore) | Kind::Word));
        let counted = matches!(next?.kind, Kind::Figure(figure) if matches!(self.kinds[figure as usize], FigureKind::Quantity(_)));
        let same = state.frame.flow() == frame.flow() && state.out.statements.iter().any(|s| self.is_counted(s));
        let named = !head.reporters.is_empty() || !head.partners.is_empty();
        state.frame.product.clone().filter(|_| counted && same && named)
    }

    /// The frame that a head makes of the frame before it.
    pub(super) fn resolve(&self, head: &Head, before: &Frame, context: &Context, subject: Option<&Who>) -> Frame {
        let back = head.back.as_ref().and_then(|back| self.point_back(back, before, context, subject));
        let reporter = group(self.vocabulary, &head.reporters).or(back).or_else(|| {
            let subject = subject.filter(|who| !self.is_among(head, who))?;
            head.partners.iter().all(|p| p.value != subject.value).then(|| subject.clone())
        });
        let mut partner = group(self.vocabulary, &head.partners).or_else(|| before.partner.clone());
        let reporter =
            reporter.or_else(|| before.reporter.clone().filter(|who| !self.is_among(head, who))).or_else(|| context.topic.reporter.clone());
        // A partner that turns up as the reporter: the talk has gone to the other side.
        let other_end = before.partner.clone().or_else(|| context.topic.partner.clone());
        let mut reporter = match (&reporter, &partner, other_end) {
            (Some(r), Some(p), Some(other))
                if r.value == p.value && r.value != other.value && head.reporters.is_empty() && !head.partners.is_empty() =>
            {
                Some(other)
            }
            _ => reporter,
        };
        if let (Some(r), Some(p)) = (&reporter, &partner)
            && r.value == p.value
        {
            let other = before.reporter.clone().filter(|b| b.value != r.value);
            // `according to Chinese data, imports from Mongolia` in a text on Mongolia: whose imports is not known.
            let unknown = other.is_none() && head.reporters.is_empty() && !head.partners.is_empty();
            (reporter, partner) = if unknown { (None, partner) } else { (reporter, other) };
        }
        let product = join(&head.products);
        Frame { reporter, partner, flow: Some(head.flow.clone()), product }
    }

    pub(super) fn point_back(&self, back: &Slot<Back>, before: &Frame, context: &Context, subject: Option<&Who>) -> Option<Who> {
        let country = |who: &Who| self.vocabulary.country_of(&who.value).map(|code| Slot::new(code, back.at.clone()));
        match back.value {
            Back::Home => context.home.clone().or_else(|| before.reporter.clone()),
            Back::Own | Back::There => subject.cloned().or_else(|| before.reporter.clone()),
            Back::Province
                if context.oblast.is_some()
                    && is_oblast(&self.found.text[back.at.start - self.found.offset..back.at.end - self.found.offset]) =>
            {
                context.oblast.clone()
            }
            // `провинция`: there are none in Russia.
            Back::Province if self.is_of_china(back) => self.only_province(context),
            Back::Province => {
                let topic = context
                    .topic
                    .reporter
                    .clone()
                    .filter(|who| self.vocabulary.by_code(&who.value).is_some_and(|id| self.vocabulary.place(id).kind == "admin1"));
                let here = context.province.clone().filter(|who| who.at.start >= self.found.offset);
                here.or(if context.short { topic } else { None })
                    .or_else(|| context.province.clone())
                    .or_else(|| context.bloc.clone().filter(|_| is_latin(&self.found.text[back.at.start - self.found.offset..])))
                    .or_else(|| context.topic.reporter.clone())
            }
            Back::Republic => before.reporter.clone().or_else(|| context.topic.reporter.clone()).or_else(|| context.province.clone()),
            Back::City if is_latin(&self.found.text[back.at.start - self.found.offset..]) => self.city_spoken_of(before, context),
            Back::City => context.city.clone().or_else(|| before.reporter.clone()),
            Back::Zone => context.zone.clone().or_else(|| context.province.clone()),
            // 我国 in a text on China is China, whoever was spoken of last.
            Back::Country if self.found.text[back.at.start - self.found.offset..].starts_with("我国") && context.is_home => {
                Some(Slot::new("CN".to_owned(), back.at.clone()))
            }
            Back::Country => before
                .reporter
                .as_ref()
                .or(context.topic.reporter.as_ref())
                .and_then(country)
                .or_else(|| context.country.clone())
                .or_else(|| context.home.clone()),
            Back::Pair | Back::Figure => before.reporter.clone().or_else(|| context.topic.reporter.clone()),
        }
    }
}

impl Walk<'_> {
    /// Are there partners, and all in other countries than `home`?
    fn is_abroad(&self, partners: &[Who], home: Option<&Who>) -> bool {
        let Some(home) = home else { return false };
        !partners.is_empty() && partners.iter().all(|who| self.vocabulary.country_of(&who.value) != Some(home.value.as_str()))
    }

    /// `The port`, `the city`: the one that the last sentence was about, else the last one named where the text's topic lies: a
    /// city that goods are shipped to is not spoken of.
    fn city_spoken_of(&self, before: &Frame, context: &Context) -> Option<Who> {
        let local = |who: &&Who| !matches!(self.kind(who), None | Some("country" | "group" | "world" | "admin1"));
        let topic = context.topic.reporter.as_ref();
        let at_home = |who: &&Who| topic.is_none_or(|topic| self.vocabulary.same_country(&topic.value, &who.value));
        let subject = context.subject.as_ref().filter(local).filter(at_home);
        let spoken_of = [subject, context.city.as_ref().filter(at_home), before.reporter.as_ref().filter(local), topic.filter(local)];
        spoken_of.into_iter().flatten().next().or(context.city.as_ref()).or(before.reporter.as_ref()).cloned()
    }

    /// `китайская провинция`, where the last subdivision named is a Russian one.
    fn is_of_china(&self, back: &Slot<Back>) -> bool {
        let word = &self.found.text[back.at.start - self.found.offset..back.at.end - self.found.offset];
        crate::gazetteer::fold(word).contains("провинц")
    }

    /// The last province of China named, or the only one that the text names.
    fn only_province(&self, context: &Context) -> Option<Who> {
        let chinese = |who: &&Who| who.value.starts_with("CN-");
        let last = [&context.province, &context.topic.reporter, &context.topic.partner].into_iter().flatten().find(chinese);
        last.cloned().or_else(|| {
            let mut named = context.named.iter().filter(|code| code.starts_with("CN-") && !code.contains(':'));
            let only = named.next().filter(|_| named.next().is_none())?;
            Some(Slot::new(only.clone(), self.found.offset..self.found.offset))
        })
    }
}

/// Do these words begin in Latin letters?
fn is_latin(words: &str) -> bool {
    words.starts_with(|c: char| c.is_ascii())
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

/// With whom `reporter` trades in a frame that it is one end of.
fn other_end(frame: &Frame, reporter: &Who) -> Option<Who> {
    let (one, other) = (frame.reporter.as_ref()?, frame.partner.as_ref()?);
    if one.value == reporter.value { Some(other.clone()) } else { (other.value == reporter.value).then(|| one.clone()) }
}
