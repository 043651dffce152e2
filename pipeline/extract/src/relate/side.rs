//! Which side of a trade a place is on: whose trade it is, or the partner's.

use super::elements::Kind;
use super::enter::names_nobody;
use super::frame::{Context, Frame, OTHERS, Slot, Who, all_but, group};
use super::head::Head;
use super::vocab::{Back, Cue, Form, Link, Strength, Words};
use super::walk::{State, Topic, Walk};
use crate::token::FigureKind;
use amur_model::Flow;

impl Walk<'_> {
    /// Gives the places named since the last figure their part in the frame.
    pub(super) fn settle(&self, state: &mut State) {
        let members = std::mem::take(&mut state.pending);
        let Some(who) = group(self.vocabulary, &members) else { return };
        // `Mexico was the first partner of the United States, totaling 70 billion`: whose partners they are.
        let owner = state.frame.reporter.as_ref().is_some_and(|reporter| reporter.value == who.value);
        if !(owner && state.partners_follow) {
            self.put(&members[0], who, state.pending_link, state);
        }
    }

    /// `like` tells which part `who` has: a place of the reporter's country is a reporter, one abroad is a partner.
    pub(super) fn put(&self, like: &Who, who: Who, link: Option<Link>, state: &mut State) {
        // `An increase in trade with China was recorded in Kazakhstan (5%), Kyrgyzstan (3%)`: the partner of all of them was named.
        let told = state.frame.partner.as_ref().filter(|partner| state.partners.iter().any(|named| named.value == partner.value));
        state.reporters_follow |= link == Some(Link::In) && told.is_some_and(|partner| partner.value != who.value);
        // `were exported to Korea – 7.4 million, China – 4.5 million`: the next partner, whoever exported.
        let listed = state.frame.reporter.is_none() && state.partnered && self.is_country(like);
        let next = self.is_next_subject(link, state) || self.is_next_country(like, link, state);
        state.reporters_follow |= next || self.is_next_seller_to_china(like, link, state) || self.is_next_province(like, state);
        let is_partner = !(state.reporters_follow && link != Some(Link::With))
            && (state.partners_follow || listed || self.is_partner(like, link, &state.frame));
        if is_partner {
            let others = (who.value == OTHERS).then(|| Slot::new(all_but(state.frame.partner.as_ref()), who.at.clone()));
            state.frame.partner = Some(others.unwrap_or(who));
            state.partnered = true;
        } else {
            self.widen_to_both_ways(&who, state);
            state.frame.reporter = Some(who);
        }
    }

    /// 日本出口增长5%，韩国增长3%: the country that opens the next clause, as the one did whose trade of all goods with all it was.
    fn is_next_country(&self, who: &Who, link: Option<Link>, state: &State) -> bool {
        let Frame { reporter: Some(reporter), partner: None, flow: Some(flow), product: None } = &state.frame else { return false };
        // 马来西亚同期出口增长6%，泰国增长14%
        let between =
            |i: usize| reporter.at.end <= self.reader().bytes(i..i + 1).start && self.reader().bytes(i..i + 1).end <= flow.at.start;
        let timed = |i: usize| matches!(self.elements[i].kind, Kind::Period(_) | Kind::Cue(Cue::Ignore));
        let opens = reporter.at.start >= self.found.offset && reporter.at.end <= flow.at.start;
        let opens = opens && (0..self.elements.len()).filter(|&i| between(i)).all(timed);
        let start = (0..self.elements.len()).find(|&i| self.reader().bytes(i..i + 1).start == who.at.start);
        let clause = start.and_then(|i| i.checked_sub(1)).is_some_and(|i| matches!(self.elements[i].kind, Kind::Mark(',' | ';')));
        let said = matches!(self.element_kind(state.pending_end), Some(Kind::Figure(_) | Kind::Cue(Cue::Level | Cue::Change(_))));
        let countries = self.is_country(reporter) && self.is_country(who) && reporter.value != who.value;
        let told = link.is_none() && !state.partners_follow && !state.of_which && self.reader().has_han(0);
        opens && clause && said && countries && told
    }

    /// 新疆对哈萨克斯坦进出口227亿元，其后为浙江和广东，分别进出口…: behind a province whose trade it was, those of the same country.
    fn is_next_province(&self, who: &Who, state: &State) -> bool {
        let Frame { reporter: Some(reporter), partner: Some(partner), .. } = &state.frame else { return false };
        let provinces = [reporter, who].into_iter().all(|who| self.kind(who) == Some("admin1")) && reporter.value != who.value;
        provinces && self.vocabulary.same_country(&reporter.value, &who.value) && self.is_foreign(partner, reporter)
    }

    /// 土库曼斯坦对华天然气出口额96亿美元，俄罗斯64亿美元: whoever is told next trades with China, too.
    fn is_next_seller_to_china(&self, who: &Who, link: Option<Link>, state: &State) -> bool {
        let Frame { reporter: Some(reporter), partner: Some(partner), .. } = &state.frame else { return false };
        let told_here = partner.value == "CN" && partner.at.start >= self.found.offset && reporter.at.start >= self.found.offset;
        let abroad = self.is_country(reporter) && self.is_country(who) && who.value != reporter.value && who.value != "CN";
        link.is_none() && told_here && abroad && !state.partners_follow && !state.of_which && self.reader().has_han(0)
    }

    /// 出口12亿，进口8亿。珲春口岸有11亿: behind both halves of the trade, what one of the crossings has is trade again.
    fn widen_to_both_ways(&self, who: &Who, state: &mut State) {
        let both = state.both_halves.as_ref().filter(|_| state.topic == Topic::Open && self.is_local(who));
        if let Some(whole) = both.filter(|whole| whole.reporter.as_ref().is_some_and(|outer| outer.value != who.value)) {
            (state.frame.flow, state.frame.product) = (whole.flow.clone(), whole.product.clone());
        }
    }

    /// `Беларусь сократила торговлю с Индией на 11%, а Украина – на 9%`, `Турция увеличила закупки российского масла в 1,6 раза,
    /// Индия – вдвое`: who stands as the one did whose trade it is, before the verb, while the partner stands behind it.
    fn is_next_subject(&self, link: Option<Link>, state: &State) -> bool {
        let Frame { reporter: Some(reporter), partner: Some(partner), flow: Some(flow), .. } = &state.frame else { return false };
        let named = self.elements[..state.pending_end].iter().rposition(|e| !matches!(e.kind, Kind::Place(..)));
        let instead = named.is_some_and(|i| match self.elements[i].kind {
            Kind::Cue(Cue::While) => true,
            Kind::Mark(',') => self.element_kind(state.pending_end) == Some(Kind::Mark('-')) && self.is_subject_before(reporter, i),
            _ => false,
        });
        let opens = reporter.at.start >= self.found.offset && reporter.at.end <= flow.at.start && flow.at.end <= partner.at.start;
        opens && !self.is_dashed_behind(partner) && instead && link.is_none() && self.is_russian(0)
    }

    /// `в Узбекистан – 2,2 млн тонн`: does a dash stand right behind `who`?
    fn is_dashed_behind(&self, who: &Who) -> bool {
        let behind = (1..self.elements.len()).find(|&i| self.reader().bytes(i - 1..i).end == who.at.end);
        behind.is_some_and(|i| self.elements[i].kind == Kind::Mark('-'))
    }

    /// Is `who` named before element `end` by a noun, with a verb right behind?
    fn is_subject_before(&self, who: &Who, end: usize) -> bool {
        let at = (0..end).find(|&i| self.reader().bytes(i..i + 1).start == who.at.start);
        at.is_some_and(|at| {
            let noun = matches!(self.elements[at].kind, Kind::Place(_, Form::Name | Form::Short));
            let linked = at > 0 && matches!(self.elements[at - 1].cue(), Some(Cue::Link(_) | Cue::Flow(_)));
            noun && !linked && self.reader().is_past(at + 1)
        })
    }

    /// `Canada's exports to the United States rose, while American imports fell`: where the talk is of the one's trade with the other,
    /// the adjective says whose goods come in.
    pub(super) fn turn_to_imports_from(&self, head: &Head, frame: &mut Frame, context: &Context, state: &mut State) {
        let [from] = head.reporters.as_slice() else { return };
        let goods = usize::from(head.core > 1 && matches!(self.element_kind(head.core - 1), Some(Kind::Product(_))));
        let adjective = head.core > goods && matches!(self.element_kind(head.core - 1 - goods), Some(Kind::Place(_, Form::Adjective)));
        let noun = head.flow.value.strength == Strength::Noun || self.reader().says(head.core, Words::Supplies);
        let imports = head.flow.value.flow == Flow::Import && noun && head.partners.is_empty();
        // `Imports of gas from Russia fell. Russian coal purchases plunged`
        let before = if state.frame.flow.is_none() { &context.last } else { &state.frame };
        let one_way = if goods > 0 { before.flow().is_some_and(Flow::is_one_way) } else { before.flow() == Some(Flow::Export) };
        let told = one_way && before.same_reporter(&context.topic);
        let partner = before.partner.as_ref().is_some_and(|partner| partner.value == from.value);
        if adjective && imports && told && partner && self.reader().text(head.core).is_ascii() {
            (frame.reporter, frame.partner) = (before.reporter.clone(), Some(from.clone()));
            state.partnered = true;
        }
    }

    /// `Импорт из России снизился. Поставки угля упали`: in a text on imports, what is supplied comes in.
    pub(super) fn supplies_imports(&self, head: &Head, context: &Context, state: &State) -> bool {
        let word = self.reader().text(head.core).to_lowercase();
        let supplies = head.flow.value.strength == Strength::Weak && ["постав", "отгруз"].iter().any(|stem| word.starts_with(stem));
        let noun = supplies && ["ки", "ок", "кам", "ках"].iter().any(|ending| word.ends_with(ending));
        let told = [&state.frame, &context.topic].map(Frame::flow);
        // `North Korea's imports of rice tripled. Fertilizer shipments fell`
        let english = self.vocabulary.is(Words::Supplies, &word) && word.is_ascii();
        let english = english && told[1] != Some(Flow::Export) && state.frame.partner.is_some();
        names_nobody(head) && (noun && told[1] == Some(Flow::Import) || english) && told[0] == Some(Flow::Import)
    }

    /// `bought`, `received`, `brought in`
    pub(super) fn is_bought(&self, head: &Head) -> bool {
        self.reader().is_past(head.core) || self.reader().text(head.core) == "brought in"
    }

    pub(super) fn is_partner(&self, who: &Who, link: Option<Link>, frame: &Frame) -> bool {
        if link == Some(Link::With) {
            return frame.flow.is_some();
        }
        let Some(reporter) = &frame.reporter else { return false };
        let home = self.vocabulary.country_of(&reporter.value);
        let same = home.is_some() && self.vocabulary.country_of(&who.value) == home;
        let known = self.vocabulary.by_code(&who.value).is_some();
        !same && known && reporter.value != who.value && frame.flow.is_some()
    }

    /// `Kazakhstan recorded a trade volume of 5 billion with the region`: whose trade it is, pointed back to right behind a figure.
    pub(super) fn partner_back_after(&self, at: usize, context: &Context, state: &State) -> Option<Who> {
        let with = self.cue_at(at + 1) == Some(Cue::Link(Link::With));
        let Some(Cue::Back(back @ (Back::Province | Back::Country | Back::City))) = self.cue_at(at + 2) else { return None };
        let who = self.point_back(&self.back_at(back, at + 2), &Frame::default(), context, None).filter(|_| with)?;
        let foreign = |reporter: &Who| !self.vocabulary.same_country(&reporter.value, &who.value);
        state.frame.reporter.as_ref().is_some_and(foreign).then_some(who)
    }

    /// The partner that stands right behind a figure.
    pub(super) fn partner_after(&self, at: usize, flow: Option<Flow>) -> Option<Who> {
        let reader = self.reader();
        // `99 percent of it to China`, `27% of them to Russia`
        let next = match self.cue_at(at + 1) {
            _ if self.is_of_it(at + 1) => at + 3,
            Some(Cue::OfWhich) if reader.text(at + 1).ends_with("them") => at + 2,
            _ => at + 1,
        };
        // `$228 million worth of products to Hong Kong`
        let worth =
            self.cue_at(next) == Some(Cue::Level) && reader.text(next) == "worth" && self.cue_at(next + 1) == Some(Cue::Link(Link::Of));
        let next = if worth { reader.noun_phrase(next + 2) } else { next };
        // `4.1 billion went to Germany`
        let went = (next..self.elements.len().min(next + 2))
            .take_while(|&i| self.elements[i].kind == Kind::Word && reader.text(i).is_ascii() && reader.text(i).len() > 2)
            .count();
        // `of which 5 billion was with Russia`, `of which 3,000 tons were from Mongolia`
        let was = next < self.elements.len() && reader.is_being(next) && reader.is_ascii(next);
        let went = went + usize::from(was && matches!(self.cue_at(next + 1), Some(Cue::Link(Link::With | Link::From | Link::To))));
        let next = next + went + usize::from(self.is_dashed_partner(next));
        // `ввезено 40 т яблок из Китая и 60 т винограда из Ирана`, `imported 40 tons of apples from China and 60 tons of grapes from Iran`
        let product = |i: usize| matches!(self.element_kind(i), Some(Kind::Product(_)));
        let goods = self.is_russian(at) && product(next);
        let of_goods = next == at + 1 && self.cue_at(next) == Some(Cue::Link(Link::Of)) && product(next + 1) && reader.is_ascii(next);
        let next = if of_goods { next + 2 } else { next + usize::from(goods) };
        let Some(Cue::Link(link)) = self.cue_at(next) else { return None };
        let partner = match (link, flow?) {
            (Link::With, _) | (Link::To, Flow::Export) => true,
            (Link::From, Flow::Import) => !matches!(self.element_kind(next + 1), Some(Kind::Figure(_))),
            _ => false,
        };
        let place = self.past_count(reader.over_article(next + 1));
        // `to the Member States of the EU`
        let members = Some(place).filter(|&place| place < self.elements.len() && reader.leads_to_those_of(place));
        let of = members.and_then(|place| (place..self.elements.len()).find(|&i| matches!(self.cue_at(i), Some(Cue::Link(_)))));
        let place = of.map_or(place, |of| reader.over_article(of + 1));
        (partner && !reader.is_han(next)).then(|| group(self.vocabulary, &reader.places_after(place)?.members))?
    }

    /// `из них 800 млн приходится на Китай`, and the next of the list, `10 млрд – на Россию`, `и 2 млрд на Японию`: the partner of
    /// an amount.
    pub(super) fn falls_on_partner(&self, at: usize, frame: &Frame) -> Option<Who> {
        let reader = self.reader();
        if self.comes_from(at + 1, frame) {
            return group(self.vocabulary, &reader.places_after(at + 2)?.members).filter(|who| self.is_partner(who, None, frame));
        }
        let falls = self.cue_at(at + 1) == Some(Cue::Share) && reader.text(at + 1).starts_with("при");
        let next = at > 0 && self.cue_at(at - 1) == Some(Cue::Link(Link::And)) && frame.partner.is_some();
        let on = at + 1 + usize::from(falls || self.is_dashed_partner(at + 1));
        let is_on = self.cue_at(on) == Some(Cue::Link(Link::By)) && reader.text(on) == "на";
        if !is_on || on == at + 1 && !next {
            return None;
        }
        let who = group(self.vocabulary, &reader.places_after(on + 1)?.members)?;
        let bloc =
            frame.reporter.as_ref().and_then(|reporter| self.vocabulary.place_of(&reporter.value)).is_some_and(|place| place.is_group());
        (!bloc && self.is_partner(&who, None, frame)).then_some(who)
    }

    /// 其中8亿美元来自中国: imports, and from where, and no more.
    fn comes_from(&self, at: usize, frame: &Frame) -> bool {
        let ends = |end: usize| self.element_kind(end).is_none_or(|kind| matches!(kind, Kind::Mark(',' | ';' | '.' | ')' | '(')));
        let from = self.cue_at(at) == Some(Cue::Link(Link::From)) && self.reader().is_han(at) && frame.flow() == Some(Flow::Import);
        from && self.reader().places_after(at + 1).is_some_and(|places| ends(places.elements.end))
    }

    /// `to its 15 neighbouring countries`: the element behind whose they are and how many.
    fn past_count(&self, at: usize) -> usize {
        let own = at + usize::from(self.cue_at(at) == Some(Cue::Back(Back::Own)) && self.reader().text(at).is_ascii());
        own + usize::from(own > at && self.kind_at(own) == Some(FigureKind::Plain))
    }

    /// `из них 38,2 тыс. – из Южной Кореи`: a dash, a link and places, and no more.
    fn is_dashed_partner(&self, dash: usize) -> bool {
        let places = || self.reader().places_after(dash + 2).map(|places| places.elements.end);
        let ends = |end: usize| {
            let closes = |kind| matches!(kind, Kind::Mark(',' | ';' | '.' | ')' | '(') | Kind::Cue(Cue::Link(Link::And)));
            self.element_kind(end).is_none_or(closes)
        };
        let link = || self.cue_at(dash + 1).is_some() && self.is_russian(dash + 1);
        self.element_kind(dash) == Some(Kind::Mark('-')) && link() && places().is_some_and(ends)
    }

    /// What passes a border crossing, in a text that names one country abroad and that a neighbour, goes there or comes from there.
    /// All that passes it both ways does only where the text is about that country's trade; so does what passes one way, where the text
    /// tells somewhere how much of it is that country's.
    pub(super) fn across(&self, frame: &Frame, context: &Context) -> Option<Who> {
        let reporter = frame.reporter.as_ref().filter(|who| self.is_crossing(who))?;
        let home = self.vocabulary.country_of(&reporter.value)?;
        let mut abroad = context.countries.iter().filter(|country| country.value != *home);
        let neighbour =
            abroad.next().filter(|country| abroad.next().is_none() && self.vocabulary.are_neighbours(home, &country.value)).cloned()?;
        let topic = context.topic.reporter.as_ref();
        let one_way = frame.flow().is_some_and(Flow::is_one_way);
        let of_two = context.topic.partner.as_ref().is_some_and(|who| who.value == neighbour.value);
        let told = of_two || topic.is_some_and(|who| who.value == neighbour.value) || self.is_at_border_with(&neighbour);
        (one_way && !context.told_apart.contains(neighbour.value.as_str()) || told).then_some(neighbour)
    }

    /// `at the crossing on the China-Mongolia border`: does the sentence, the first to name the neighbour, say where the two meet?
    fn is_at_border_with(&self, neighbour: &Who) -> bool {
        let named = self.found.offset <= neighbour.at.start && neighbour.at.end <= self.found.offset + self.found.text.len();
        named && [" border ", " border,"].iter().any(|border| self.found.text.contains(border))
    }

    /// A crossing by its code, or named as one: 绥芬河口岸.
    fn is_crossing(&self, who: &Who) -> bool {
        // 绥芬河铁路口岸: the word stands a few characters behind.
        const BEHIND: usize = 4;
        let printed = || {
            let start = who.at.start.checked_sub(self.found.offset)?;
            let rest = self.found.text.get(who.at.end - self.found.offset..)?;
            let behind: usize = rest.chars().take(BEHIND).take_while(|c| !c.is_ascii()).map(char::len_utf8).sum();
            self.found.text.get(start..who.at.end - self.found.offset + behind)
        };
        self.kind(who) == Some("crossing") || printed().is_some_and(|words| self.vocabulary.is_crossing(words))
    }
}
