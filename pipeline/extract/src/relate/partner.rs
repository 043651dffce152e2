//! Places outside any head: what a clause is about, its partners, whose partners they are.

use super::elements::{Element, Kind};
use super::frame::{BELT_AND_ROAD, Context, Frame, OTHERS, Slot, Who, all_but, group};
use super::head::Reader;
use super::vocab::{Back, Cue, FlowCue, Form, Link, Strength};
use super::walk::{State, Topic, Walk};
use crate::token::{Part, PeriodTime, Time};
use amur_model::Flow;
use compact_str::CompactString;

impl Walk<'_> {
    /// A run of places outside any head: what the clause is about, or the next partners of a list.
    pub(super) fn places(&self, at: usize, context: &mut Context, state: &mut State) -> usize {
        let reader = self.reader();
        let limit = self.heads.iter().map(|h| h.elements.start).find(|&start| start > at).unwrap_or(self.elements.len());
        let bounded = Reader { elements: &self.elements[..limit], ..reader };
        let Some(mut places) = bounded.places_after(at) else { return at + 1 };
        self.capitals_speak(&mut places.members, context, state);
        for who in &places.members {
            context.mention(self.vocabulary, who);
        }
        match self.elements.get(places.elements.end).and_then(Element::cue) {
            Some(Cue::Thing) => return places.elements.end,
            // `trade with Kyrgyzstan grew, China reports`: whoever says it behind the figure speaks of its own trade.
            Some(Cue::Speaker) if reader.text(at).is_ascii() && state.out.statements.iter().any(|s| s.frame.reporter.is_none()) => {
                state.aside = group(self.vocabulary, &places.members);
                return places.elements.end;
            }
            _ => {}
        }
        // 对“一带一路”沿线国家
        let quoted = usize::from(at > 0 && self.elements[at - 1].kind == Kind::Mark('"') && reader.is_han(at));
        let link = at.checked_sub(1 + quoted).and_then(|i| match self.elements[i].kind {
            Kind::Cue(Cue::Link(link)) => Some(link),
            _ => None,
        });
        // `the port of Nakhodka`, `in the city of Heihe`: the word for its kind stands before the name.
        let kind_before = at >= 2
            && link == Some(Link::Of)
            && matches!(self.elements[at - 2].cue(), Some(Cue::Back(Back::City | Back::Province | Back::Zone | Back::Republic)));
        let link = if kind_before && reader.text(at).is_ascii() {
            at.checked_sub(3).and_then(|i| if let Some(Cue::Link(link)) = self.elements[i].cue() { Some(link) } else { None })
        } else {
            link
        };
        // “一带一路”标志性工程: an initiative trades with nobody.
        if places.members.len() == 1 && places.members[0].value == BELT_AND_ROAD && link.is_none() && !reader.text(at).contains('国') {
            return places.elements.end;
        }
        if self.is_whole(at, places.elements.end) {
            state.whole_place = group(self.vocabulary, &places.members);
            return places.elements.end;
        }
        if self.is_han_dateline(at, places.elements.end) || self.is_order(at, places.elements.end) {
            return places.elements.end;
        }
        if let Some(end) = self.past_dateline(at, limit) {
            state.aside = self.dateline_country(at..end);
            return end;
        }
        // `and to Japan 2.7 thousand tonnes`: the next partner of a list.
        let partner = matches!((link, state.frame.flow()), (Some(Link::To), Some(Flow::Export)) | (Some(Link::From), Some(Flow::Import)));
        let those = at >= 2 && matches!(reader.text(at - 2), "those" | "that");
        if partner && state.topic == Topic::Trade && (those || self.figure_follows(places.elements.end)) {
            let before = state.frame.partner.take();
            state.frame.partner = group(self.vocabulary, &places.members);
            if let Some(others) = state.frame.partner.as_mut().filter(|p| p.value == OTHERS) {
                others.value = all_but(before.as_ref()).into();
            }
            state.partnered = true;
            return places.elements.end;
        }
        // `according to customs of Hohhot`, `from the port`: not what the clause is about.
        if self.elements.get(places.elements.end).is_some_and(|e| e.kind == Kind::Mark('(')) {
            state.bracket = places.members.clone();
            state.named = true;
            if link == Some(Link::To) && !reader.is_han(at) {
                return places.elements.end;
            }
        }
        if std::mem::take(&mut state.example) {
            return places.elements.end;
        }
        // `surpassing Canada ($56.6 billion)`: a level of its own, compared with nothing.
        if self.opens_bracket(places.elements.end) && !reader.is_han(at) {
            state.than = false;
        }
        // `лидером по товарообороту стала КНР`, `the top country for imports was China`
        if state.headed && self.is_said_to_be(at) && places.members.first().is_some_and(|who| self.is_partner(who, None, &state.frame)) {
            state.frame.partner = group(self.vocabulary, &places.members);
            state.partnered = true;
            return places.elements.end;
        }
        let short = places.members.len() > 1 && matches!(self.elements[at].kind, Kind::Place(_, Form::Short));
        let aside = matches!(link, Some(Link::Of | Link::From | Link::To | Link::Through | Link::Between)) && !reader.is_han(at);
        // To whom and from whom goods go is no one's trade by itself.
        let owns = matches!(link, Some(Link::Of | Link::Through));
        if aside && owns && !places.members.iter().any(|who| self.vocabulary.capital_of(&who.value).is_some()) {
            state.aside = group(self.vocabulary, &places.members);
        }
        if state.speaks {
            // `said the ministry in Bangkok`: the country speaks of itself if nobody else is named.
            let country = places.members.first().and_then(|who| Some(Slot::new(self.speaker_of(&who.value)?, who.at.clone())));
            state.aside = state.aside.take().or(country);
            return places.elements.end;
        }
        // `bordering Vietnam`, `overtook Angola`
        let governed = at.checked_sub(1).is_some_and(|i| {
            self.elements[i].cue() == Some(Cue::Object) || self.elements[i].cue() == Some(Cue::Level) && reader.text(i).starts_with("超")
        });
        // `at Horgos Port in Xinjiang`: where the reporter lies.
        if state.headed
            && link == Some(Link::In)
            && state
                .frame
                .reporter
                .as_ref()
                .is_some_and(|r| places.members.iter().any(|who| who.value != r.value && self.vocabulary.lies_in(&r.value, &who.value)))
        {
            return places.elements.end;
        }
        // `Guangxi, bordering Vietnam in China's south, generated`
        if link == Some(Link::In)
            && state.subject.as_ref().is_some_and(|subject| {
                places.members.iter().all(|who| who.value != subject.value && self.vocabulary.lies_in(&subject.value, &who.value))
            })
        {
            return places.elements.end;
        }
        // 在黑龙江省贸易伙伴中
        if reader.is_han(at)
            && self.elements.get(places.elements.end).and_then(Element::cue) == Some(Cue::Partner)
            && link == Some(Link::In)
        {
            return places.elements.end;
        }
        let included = self
            .elements
            .get(places.elements.end)
            .is_some_and(|e| e.kind == Kind::Word && matches!(reader.text(places.elements.end), "included" | "inclusive" | "excluded"));
        // `At the third place is Turkey`: read with its place in the order.
        let placed = reader.text(at).is_ascii()
            && state.ranked.as_ref().and_then(|order| order.partner.as_ref()).is_some_and(|partner| covers(partner, &places.members));
        // `China's northernmost province of Heilongjiang`: the subject told more closely.
        let of = at > 0 && link == Some(Link::In) && reader.text(at - 1).ends_with(" of");
        let owned =
            link.is_none() && !state.pending.is_empty() && self.elements.get(state.pending_end).is_some_and(|e| e.kind == Kind::Mark('\''));
        let closer = (of || owned)
            && state
                .subject
                .as_ref()
                .is_some_and(|outer| places.members.iter().all(|who| self.vocabulary.lies_in(&who.value, &outer.value)));
        let object = (state.clause_subject && !state.partners_follow && !closer || governed || included || placed)
            && link != Some(Link::With)
            && !self.opens_bracket(places.elements.end);
        if link == Some(Link::With) && self.is_relative(places.elements.end) {
            return places.elements.end;
        }
        if link == Some(Link::With) && !short && !state.than {
            state.with = group(self.vocabulary, &places.members);
            state.named = true;
            // 与南亚各国经贸往来加强: whom with is not what the clause is about.
            if state.topic != Topic::Trade || reader.is_han(at) && !self.opens_bracket(places.elements.end) {
                return places.elements.end;
            }
        }
        if !(aside || short || state.than || object) {
            state.clause_subject = true;
            state.pair = self.two_countries(&places.members);
            state.named = true;
            state.subject = group(self.vocabulary, &places.members);
            state.fresh_subject = true;
            state.pending = places.members;
            state.pending_end = places.elements.end;
            state.pending_link = link;
        }
        places.elements.end
    }

    /// 居浙江省各县市首位: the place names the order, not who stands in it.
    fn is_order(&self, at: usize, end: usize) -> bool {
        const NEAR: usize = 8;
        let reader = self.reader();
        let stands = at > 0 && matches!(reader.text(at - 1), "居" | "列" | "名" | "排" | "占");
        let plain = |&i: &usize| !matches!(self.elements[i].kind, Kind::Mark(_) | Kind::Figure(_));
        let figure = (end..self.elements.len().min(end + NEAR)).find(|i| !plain(i));
        stands && figure.is_some_and(|i| self.is_rank(i) && self.partner_word(i).is_none())
    }

    /// 韩联社首尔3月1日电, 本报讯: a place at the head of a text, with the day on which it was written there.
    fn is_han_dateline(&self, at: usize, end: usize) -> bool {
        let reader = self.reader();
        let opens = reader.is_han(at)
            && self.elements[..at].iter().all(|e| matches!(e.kind, Kind::Word | Kind::Mark('"') | Kind::Cue(Cue::Ignore)));
        let day = matches!(
            self.elements.get(end).map(|e| e.kind),
            Some(Kind::Period(period)) if matches!(self.found.periods[period as usize].time, PeriodTime::At(Time { part: Part::Days(..), .. }))
        );
        let wired = self.elements.get(end + 1).is_some_and(|e| matches!(e.kind, Kind::Word | Kind::Mark(_)))
            && matches!(reader.text(end + 1), "电" | "電" | "讯" | "訊" | "/" | "(" | "（" | "消");
        opens && day && wired
    }

    /// `Ulaanbaatar /agency/`, `WINDHOEK - `, `NONTHABURI (Thailand), Aug 17 — `: where and when the text was written, not whom it
    /// is about. The element behind it.
    fn past_dateline(&self, at: usize, limit: usize) -> Option<usize> {
        const LONGEST: usize = 16;
        let reader = self.reader();
        let opens = self.elements[..at].iter().all(|e| matches!(e.kind, Kind::Mark(_)));
        let city = reader.who(at).filter(|who| {
            opens && !reader.is_han(at) && self.vocabulary.by_code(&who.value).is_some_and(|id| !self.vocabulary.place(id).is_abroad())
        })?;
        let shouted = reader.text(at).chars().all(|c| !c.is_lowercase()) && reader.text(at).chars().count() > 2;
        let mut sure = shouted || self.vocabulary.capital_of(&city.value).is_some();
        for i in at + 1..limit.min(at + LONGEST) {
            let kind = |i: usize| self.elements.get(i).map(|e| e.kind);
            match self.elements[i].kind {
                Kind::Period(period) => {
                    sure |= matches!(self.found.periods[period as usize].time, PeriodTime::At(Time { part: Part::Days(..), .. }))
                }
                Kind::Mark('-') if self.found.units[self.elements[i].units.start].spaced => {
                    let dashes = self.elements[i..].iter().take_while(|e| e.kind == Kind::Mark('-')).count();
                    return sure.then_some(limit.min(i + dashes));
                }
                // `Harbin, July 21 (Reporter N.N.) The customs`, `TBILISI, September 19. /TASS/. Trade`
                Kind::Mark(')' | '/') if sure && !matches!(kind(i + 1), Some(Kind::Mark(',' | '-' | '/') | Kind::Word)) => {
                    return Some(limit.min(i + 1 + usize::from(kind(i + 1) == Some(Kind::Mark('.')))));
                }
                Kind::Word
                | Kind::Place(..)
                | Kind::Mark(',' | '.' | '(' | ')' | '/' | '\'')
                | Kind::Cue(Cue::Ignore | Cue::Link(Link::By)) => {}
                _ => return None,
            }
        }
        None
    }

    /// The country that a dateline names, or whose capital stands in it.
    fn dateline_country(&self, dateline: std::ops::Range<usize>) -> Option<Who> {
        let country = |who: Who| {
            let named = self.vocabulary.by_code(&who.value).is_some_and(|id| self.vocabulary.place(id).is_country());
            let code = if named { who.value.as_str() } else { self.vocabulary.capital_of(&who.value)? };
            Some(Slot::new(code.to_owned(), who.at.clone()))
        };
        dateline.filter_map(|i| self.reader().who(i)).find_map(country)
    }

    /// `Beijing's data`, `Astana's own figure`: a capital where the talk is of its country's trade is the country.
    fn capitals_speak(&self, members: &mut [Who], context: &Context, state: &State) {
        let sides = [&state.frame.reporter, &state.frame.partner, &context.topic.reporter, &context.topic.partner];
        for who in members {
            let country = self.vocabulary.capital_of(&who.value).map(CompactString::from);
            if let Some(country) =
                country.filter(|country| sides.iter().any(|side| side.as_ref().is_some_and(|side| side.value == *country)))
            {
                who.value = country;
            }
        }
    }

    /// Does a verb of being stand right before?
    fn is_said_to_be(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|i| self.reader().is_being(i))
    }

    /// `This figure`, `the increase was`: the sentence goes on with what the last one was about.
    pub(super) fn go_on(&self, context: &Context, state: &mut State) {
        state.named = true;
        state.goes_on = true;
        if state.frame.flow.is_none() {
            state.frame = context.earlier.clone();
        } else if state.topic == Topic::Open && state.frame.product.is_none() {
            state.frame.product = context.last.product.clone();
        }
    }

    /// `It exceeded 23 billion`, `There was a decline of 5%`: the trade spoken of last, where nobody else was.
    pub(super) fn is_it(&self, at: usize, context: &Context, state: &State) -> bool {
        const NEAR: usize = 8;
        let reader = self.reader();
        let opens = !state.headed && state.subject.is_none() && state.pending.is_empty();
        let word = crate::gazetteer::fold(reader.text(at));
        let before = |i: usize| {
            matches!(
                self.elements[i].kind,
                Kind::Word | Kind::Period(_) | Kind::Mark(',' | '"') | Kind::Cue(Cue::While | Cue::Ignore | Cue::Now)
            )
        };
        let same = context.last.reporter.as_ref().map(|who| &who.value) == context.subject.as_ref().map(|who| &who.value);
        let (passed, said) = match word.as_str() {
            "it" | "they" => (at + 1, (0..at).all(before) && same),
            // `Он составил`, `они выросли`: no country does that.
            "он" | "она" | "оно" | "они" => (at + 1, (0..at).all(before)),
            // `This is a seven per cent growth`
            "this" | "that" if !context.on_trade => return false,
            "there" | "this" | "that" => {
                (at + 1, (0..at).all(before) && self.elements.get(at + 1).and_then(Element::cue) == Some(Cue::Level))
            }
            _ => return false,
        };
        let mut behind = self.elements[passed..]
            .iter()
            .take(NEAR)
            .skip_while(|e| matches!(e.kind, Kind::Word | Kind::Cue(Cue::Ignore | Cue::Level | Cue::Link(Link::Of))));
        let moved = behind.next().is_some_and(|e| matches!(e.kind, Kind::Figure(_) | Kind::Cue(Cue::Change(_))));
        opens && said && moved && self.heads.is_empty()
    }

    /// A word for supplies alone, of which something is said: `Поставки выросли`, `объем поставок составил`.
    pub(super) fn is_supplies(&self, at: usize) -> bool {
        // `Поставки продукции пищевой и перерабатывающей промышленности выросли`
        const FAR: usize = 8;
        let goods = |e: &&Element| matches!(e.kind, Kind::Word | Kind::Period(_) | Kind::Cue(Cue::Link(Link::And) | Cue::Ignore));
        let said = self.elements[at + 1..].iter().take(FAR).find(|e| !goods(e));
        self.is_russian(at) && said.is_some_and(|e| matches!(e.cue(), Some(Cue::Level | Cue::Change(_))))
    }

    pub(super) fn go_on_supplies(&self, context: &Context, state: &mut State) {
        let spoken_of = if state.frame.flow.is_some() { &state.frame } else { &context.topic };
        if !matches!(spoken_of.flow(), Some(Flow::Export | Flow::Import)) {
            return;
        }
        let product = spoken_of.product.clone().or_else(|| context.last.product.clone()).or_else(|| context.topic.product.clone());
        state.frame = Frame { product, ..spoken_of.clone() };
        state.topic = Topic::Trade;
        state.named = true;
        state.headed = true;
    }

    /// `Прирост составил 5%`: a change that opens its sentence and has a figure said of it.
    pub(super) fn is_subject(&self, at: usize) -> bool {
        let opens =
            self.elements[..at].iter().all(|e| matches!(e.kind, Kind::Mark('"') | Kind::Cue(Cue::While | Cue::Ignore) | Kind::Period(_)));
        let said = self.elements[at + 1..].iter().take(4).find(|e| e.kind != Kind::Word && !matches!(e.kind, Kind::Period(_)));
        let told = said.is_some_and(|e| e.cue() == Some(Cue::Level) || e.kind == Kind::Mark('-'));
        opens && told && !self.reader().is_han(at)
    }

    /// `Officials in Beijing noted that`: who says it is whose trade it is only where nobody else is named.
    pub(super) fn open_clause(&self, state: &mut State) {
        let who = group(self.vocabulary, &std::mem::take(&mut state.pending));
        let speaker = who.and_then(|who| Some(Slot::new(self.speaker_of(&who.value)?, who.at)));
        state.aside = state.aside.take().or(speaker);
        (state.subject, state.pair, state.pending_link) = (None, None, None);
        (state.speaks, state.named, state.clause_subject, state.fresh_subject) = (false, false, false, false);
    }

    /// Whom a speaker from a place speaks for: a ministry of a province for the province, one in a city for the country.
    fn speaker_of<'a>(&'a self, code: &'a str) -> Option<&'a str> {
        let province = self.vocabulary.by_code(code).is_some_and(|id| self.vocabulary.place(id).kind == "admin1")
            && self.vocabulary.capital_of(code).is_none();
        if province { Some(code) } else { self.vocabulary.country_of(code) }
    }

    /// 之后的广东(28.3亿美元): a figure in a bracket is about the place before it, whatever the clause is about.
    fn opens_bracket(&self, at: usize) -> bool {
        let kind = |i: usize| self.elements.get(i).map(|e| e.kind);
        kind(at) == Some(Kind::Mark('(')) && matches!(kind(at + 1), Some(Kind::Figure(_)))
    }

    /// 对蒙古国开放的口岸: what is done with a place says which thing is meant, not whom it trades with.
    fn is_relative(&self, at: usize) -> bool {
        const VERB: usize = 4;
        let words = (at..self.elements.len()).take_while(|&i| self.elements[i].kind == Kind::Word && self.reader().is_han(i)).count();
        (1..=VERB).contains(&words) && self.elements.get(at + words).and_then(Element::cue) == Some(Cue::Link(Link::Of))
    }

    /// `Georgia's main export markets were`: whose they are was said before, who they are follows.
    pub(super) fn partners_of(&self, flow: Flow, at: usize, context: &Context, state: &mut State) {
        let members = std::mem::take(&mut state.pending);
        let named = group(self.vocabulary, &members);
        let owner = self.partners_owner(at);
        match named {
            // `Россия была главным поставщиком Турции`: whose supplier the place before is.
            Some(partner) if owner.is_some() || self.is_russian(at) => {
                state.frame.reporter = owner.or_else(|| context.topic.reporter.clone().filter(|who| who.value != partner.value));
                state.frame.partner = Some(partner);
                state.subject = None;
            }
            // `Germany was the leading export destination`
            Some(partner)
                if !self.owns(state.pending_end, at)
                    && (self.elements[state.pending_end..at].iter().any(|e| e.cue() == Some(Cue::Level))
                        || self.owner_before(at, state.pending_end).is_some()) =>
            {
                state.frame.reporter =
                    self.owner_after(at).or_else(|| self.owner_before(at, state.pending_end)).or_else(|| state.frame.reporter.take());
                state.frame.partner = Some(partner);
                state.partnered = true;
                state.subject = None;
            }
            Some(reporter) => {
                state.frame.reporter = Some(reporter);
                state.subject = None;
            }
            None => state.frame.reporter = owner.or(state.frame.reporter.take()),
        }
        if state.frame.reporter.is_none() {
            return;
        }
        let cue = FlowCue { flow, strength: Strength::Noun, sign: 0 };
        state.frame.flow = Some(Slot::new(cue, self.reader().bytes(at..at + 1)));
        state.ranked = Some(state.frame.clone());
        state.topic = Topic::Trade;
        state.named = true;
        state.partners_follow = true;
    }

    /// `Основными торговыми партнёрами края были Китай (52%), Япония (11%)`.
    pub(super) fn trading_partners(&self, at: usize, context: &Context, state: &mut State) {
        let of = usize::from(self.elements.get(at + 1).and_then(Element::cue) == Some(Cue::Link(Link::Of)));
        let behind = self.reader().over_article(at + 1 + of);
        let owner = match self.elements.get(behind).map(|e| e.kind) {
            Some(Kind::Place(..)) => self.reader().who(behind),
            Some(Kind::Cue(Cue::Back(back))) => {
                self.point_back(&Slot::new(back, self.reader().bytes(behind..behind + 1)), &state.frame, context, None)
            }
            _ => None,
        };
        let owner = owner.or_else(|| self.owner_before(at, 0));
        state.pending.clear();
        let reporter = owner.or_else(|| state.frame.reporter.clone()).or_else(|| context.topic.reporter.clone());
        // `Что касается импорта, главными партнёрами являются`: partners in the trade that the sentence is about.
        let one_way = |flow: &Slot<FlowCue>| state.topic == Topic::Trade && matches!(flow.value.flow, Flow::Export | Flow::Import);
        let flow = state.frame.flow.clone().filter(one_way).unwrap_or_else(|| self.trade_at(at));
        state.frame = Frame { reporter, flow: Some(flow), ..Frame::default() };
        state.ranked = Some(state.frame.clone());
        state.topic = Topic::Trade;
        state.named = true;
        state.partners_follow = true;
    }

    /// What passes a border crossing, in a text that names one country abroad and that a neighbour, goes there or comes from there.
    /// All that passes it both ways does only where the text is about that country's trade.
    pub(super) fn across(&self, frame: &Frame, context: &Context) -> Option<Who> {
        let reporter = frame.reporter.as_ref().filter(|who| context.short && self.is_crossing(who))?;
        let home = self.vocabulary.country_of(&reporter.value)?;
        let mut abroad = context.countries.iter().filter(|country| country.value != *home);
        let neighbour =
            abroad.next().filter(|country| abroad.next().is_none() && self.vocabulary.are_neighbours(home, &country.value)).cloned()?;
        let topic = context.topic.reporter.as_ref();
        let one_way = matches!(frame.flow(), Some(Flow::Export | Flow::Import));
        (one_way || topic.is_some_and(|who| who.value == neighbour.value)).then_some(neighbour)
    }

    /// A crossing by its code, or named as one: 绥芬河口岸.
    fn is_crossing(&self, who: &Who) -> bool {
        let by_code = self.vocabulary.by_code(&who.value).is_some_and(|id| self.vocabulary.place(id).kind == "crossing");
        // 绥芬河铁路口岸: the word stands a few characters behind.
        const BEHIND: usize = 4;
        let printed = who.at.start.checked_sub(self.found.offset).and_then(|start| {
            let rest = self.found.text.get(who.at.end - self.found.offset..)?;
            let behind: usize = rest.chars().take(BEHIND).take_while(|c| !c.is_ascii()).map(char::len_utf8).sum();
            self.found.text.get(start..who.at.end - self.found.offset + behind)
        });
        by_code || printed.is_some_and(|words| self.vocabulary.is_crossing(words))
    }

    /// Trade both ways, said by the word at `at`.
    pub(super) fn trade_at(&self, at: usize) -> Slot<FlowCue> {
        Slot::new(FlowCue { flow: Flow::Trade, strength: Strength::Noun, sign: 0 }, self.reader().bytes(at..at + 1))
    }

    /// `Далее следуют Россия, Китай`: the next partners in the order spoken of.
    pub(super) fn next_partners(&self, state: &mut State) {
        let Some(ranked) = state.ranked.clone() else { return };
        state.frame = ranked;
        state.topic = Topic::Trade;
        state.named = true;
        state.partners_follow = true;
    }

    /// `China remained Russia's main trading partner`, `the leading buyers of Iranian goods were China with`, `its suppliers`: sets
    /// whose partners are spoken of, in which trade, and who they are if they stand before the word at `at`.
    pub(super) fn english_partners(&self, at: usize, context: &Context, state: &mut State) {
        let Some(Partners { frame, told }) = self.partners_frame(at, context, state) else { return };
        let headed = state.headed && frame.flow() == Some(Flow::Trade) && state.frame.flow.is_some();
        state.lent |= state.frame.flow.is_none();
        let kept = Frame { reporter: frame.reporter.clone(), partner: frame.partner.clone(), ..state.frame.clone() };
        state.frame = if headed { kept } else { frame };
        if told.is_some() {
            state.frame.partner = None;
        }
        state.ranked = Some(state.frame.clone());
        state.topic = Topic::Trade;
        state.partners_follow = true;
        state.partnered = true;
        state.named = true;
        state.subject = None;
        state.pending.clear();
    }

    /// Whose partners the word at `at` speaks of, and who they are, before it or told behind it.
    pub(super) fn partners_frame(&self, at: usize, context: &Context, state: &State) -> Option<Partners> {
        let flow = match self.elements[at].cue()? {
            Cue::PartnerOf(flow) => flow,
            _ => Flow::Trade,
        };
        let parts = |e: &Element| matches!(e.kind, Kind::Mark(';' | '(' | ')') | Kind::Cue(Cue::While));
        let start = self.elements[..at].iter().rposition(parts).map_or(0, |i| i + 1);
        let (before, phrase) = self.owner_in_phrase(at, start, &state.frame, context);
        let (after, product, end) = self.owner_behind(at, &state.frame, context);
        let owner = after.or(before).or_else(|| state.frame.reporter.clone()).or_else(|| context.topic.reporter.clone())?;
        let runs = self.runs_of_places(start..phrase);
        let named = runs.iter().filter_map(|members| group(self.vocabulary, members)).rfind(|who| who.value != owner.value);
        let told = self.partners_told_behind(end).filter(|who| who.value != owner.value);
        let partner = told.clone().or(named);
        if told.is_none() && !self.tells_partners(start, phrase, partner.is_some()) {
            return None;
        }
        let flow = Slot::new(FlowCue { flow, strength: Strength::Noun, sign: 0 }, self.reader().bytes(at..at + 1));
        Some(Partners { frame: Frame { reporter: Some(owner), partner, flow: Some(flow), product }, told })
    }

    /// `trade with its main partners rose` tells nobody; `topped the list of its partners` and `Among its partners,` do.
    fn tells_partners(&self, start: usize, phrase: usize, named: bool) -> bool {
        let Some(before) = phrase.checked_sub(1).filter(|&i| i >= start) else { return named };
        match self.elements[before].cue() {
            Some(Cue::Link(Link::Between)) => named || before == start,
            Some(Cue::Link(Link::Of)) => {
                named && before > start && matches!(self.reader().text(before - 1), "list" | "ranking" | "rating" | "table" | "top")
            }
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
            match self.elements[first - 1].kind {
                Kind::Word if !matches!(reader.text(first - 1), "as" | "and" | "remained" | "became" | "being" | "remains" | "becomes") => {
                    first -= 1
                }
                Kind::Figure(_) if self.is_rank(first - 1) => first -= 1,
                Kind::Mark('-' | '\'' | '.') | Kind::Product(_) | Kind::Cue(Cue::Ignore) => first -= 1,
                Kind::Cue(Cue::Back(back @ (Back::Own | Back::Home | Back::Country | Back::Province | Back::Republic))) => {
                    let back = Slot::new(back, reader.bytes(first - 1..first));
                    return (self.point_back(&back, frame, context, context.subject.as_ref()), first - 1);
                }
                Kind::Place(_, form) => {
                    let owns = form == Form::Adjective || self.elements[first].kind == Kind::Mark('\'');
                    return if owns { (reader.who(first - 1), first - 1) } else { (None, first) };
                }
                _ => break,
            }
        }
        (None, first)
    }

    /// The owner behind a word for partners (`suppliers of gas to Turkey`, `the partner of the country`), the goods named there,
    /// and the element behind them.
    fn owner_behind(&self, at: usize, frame: &Frame, context: &Context) -> (Option<Who>, Option<Slot<CompactString>>, usize) {
        let reader = self.reader();
        let (mut i, mut product, mut owner) = (at + 1, None, None);
        let takes = [" of", " to", " with"].iter().any(|link| reader.text(at).ends_with(link));
        let mut linked = takes;
        while i < self.elements.len() && owner.is_none() {
            match self.elements[i].kind {
                Kind::Cue(Cue::Link(Link::Of | Link::To)) => linked = true,
                Kind::Product(_) if linked && product.is_none() => {
                    let stop = reader.noun_phrase(i);
                    product = Some(reader.phrase(i..stop));
                    i = stop;
                    continue;
                }
                Kind::Word if reader.text(i) == "the" => {}
                // `the largest trading partner for China's Xinjiang`
                Kind::Place(_, Form::Name) if linked => {
                    let places = reader.places_after(i);
                    i = places.as_ref().map_or(i, |places| places.elements.end - 1);
                    owner = places.and_then(|places| group(self.vocabulary, &places.members));
                }
                Kind::Place(..) if linked => owner = reader.who(i),
                Kind::Cue(Cue::Back(back @ (Back::Country | Back::Province | Back::Republic))) if linked => {
                    owner = self.point_back(&Slot::new(back, reader.bytes(i..i + 1)), frame, context, None);
                }
                _ => break,
            }
            i += 1;
        }
        if owner.is_none() {
            return (None, product, i);
        }
        // `of Iranian non-oil goods`
        while matches!(self.elements.get(i).map(|e| e.kind), Some(Kind::Word | Kind::Product(_) | Kind::Mark('-'))) && product.is_none() {
            if let Kind::Product(_) = self.elements[i].kind {
                product = Some(reader.phrase(i..reader.noun_phrase(i)));
            }
            i += 1;
        }
        (owner, product, i)
    }

    /// `… were China with 58.8%, Japan …`: a verb of being, then places.
    fn partners_told_behind(&self, end: usize) -> Option<Who> {
        const NEAR: usize = 6;
        let reader = self.reader();
        let says = |i: usize| reader.is_being(i) || self.elements[i].kind == Kind::Mark(':') || reader.text(i).starts_with("includ");
        let between =
            |i: usize| matches!(self.elements[i].kind, Kind::Period(_) | Kind::Word) || self.elements[i].cue() == Some(Cue::Link(Link::In));
        // `Other export destinations apart from Russia were Latvia`
        let aside = self.elements.get(end).and_then(Element::cue) == Some(Cue::Object);
        let end = if aside { reader.places_after(end + 1)?.elements.end } else { end };
        let verb = (end..self.elements.len().min(end + NEAR)).find(|&i| says(i) || !between(i)).filter(|&i| says(i))?;
        // `were: the People's Republic of China`
        let passed = |i: usize| {
            matches!(self.elements[i].kind, Kind::Word | Kind::Mark(':' | '\'' | '"'))
                || self.elements[i].cue() == Some(Cue::Link(Link::Of))
        };
        let place = (verb + 1..self.elements.len().min(verb + NEAR + 2)).find(|&i| !passed(i))?;
        group(self.vocabulary, &reader.places_after(place)?.members)
    }

    /// `The main trading partners of the region were China (58.8%), Japan`: who they are follows.
    pub(super) fn partners_are_told(&self, at: usize) -> bool {
        const NEAR: usize = 8;
        // 主要贸易伙伴为中国（占比43.2%）
        if self.reader().is_han(at) {
            let passed = |&i: &usize| {
                matches!(self.elements[i].cue(), Some(Cue::Respectively | Cue::Level | Cue::OfWhich | Cue::Ignore))
                    || self.elements[i].kind == Kind::Mark(':')
                    || matches!(self.reader().text(i), "是" | "有" | "主" | "要")
            };
            let mut behind = (at + 1..self.elements.len().min(at + NEAR)).skip_while(passed);
            return behind.next().is_some_and(|i| i > at + 1 && self.reader().who(i).is_some());
        }
        let near = (at + 1..self.elements.len().min(at + NEAR)).skip_while(|&i| {
            matches!(
                self.elements[i].kind,
                Kind::Word | Kind::Period(_) | Kind::Place(..) | Kind::Cue(Cue::Link(Link::Of | Link::In) | Cue::Back(_))
            )
        });
        let mut behind = near.skip_while(|&i| self.elements[i].cue() == Some(Cue::Level));
        self.elements[at + 1..].iter().take(NEAR).any(|e| e.cue() == Some(Cue::Level))
            && behind.next().is_some_and(|i| self.reader().who(self.reader().over_article(i)).is_some())
    }

    /// `основными поставщиками Казахстана`, `поставщик нефти в Китай`: whose partners they are.
    fn partners_owner(&self, at: usize) -> Option<Who> {
        if !self.is_russian(at) {
            return None;
        }
        let reader = self.reader();
        let near = (at + 1..self.elements.len().min(at + 6)).take_while(|&i| {
            matches!(self.elements[i].kind, Kind::Word | Kind::Product(_) | Kind::Place(..) | Kind::Cue(Cue::Link(Link::To)))
        });
        near.take_while(|&i| i == at + 1 || !matches!(self.elements[i].kind, Kind::Word) || !reader.is_being(i)).find_map(|i| reader.who(i))
    }

    fn two_countries(&self, members: &[Who]) -> Option<(Who, Who)> {
        let [a, b] = members else { return None };
        let country = |who: &Who| self.vocabulary.by_code(&who.value).is_some_and(|id| self.vocabulary.place(id).is_country());
        (country(a) && country(b)).then(|| (a.clone(), b.clone()))
    }

    /// `Heilongjiang's trading partners`: the place before says whose partners.
    pub(super) fn owns(&self, end: usize, at: usize) -> bool {
        let between = &self.elements[end..at];
        let possessive = between.is_empty() || between.iter().any(|e| matches!(e.kind, Kind::Mark('\'') | Kind::Cue(Cue::Link(Link::Of))));
        let plain = |e: &Element| matches!(e.kind, Kind::Mark('\'') | Kind::Word | Kind::Cue(Cue::Link(Link::Of)) | Kind::Figure(_));
        possessive && between.len() <= 4 && between.iter().all(plain)
    }

    /// `Inner Mongolia's largest trading partner`: the place whose partner it is, if another one was named before.
    pub(super) fn owner_before(&self, at: usize, first: usize) -> Option<Who> {
        let reader = self.reader();
        let near = (first.max(at.saturating_sub(5))..at).rev();
        near.take_while(|&i| {
            matches!(
                self.elements[i].kind,
                Kind::Mark('\'') | Kind::Word | Kind::Figure(_) | Kind::Place(..) | Kind::Cue(Cue::Link(Link::Of))
            )
        })
        .find_map(|i| reader.who(i))
    }

    pub(super) fn owner_after(&self, at: usize) -> Option<Who> {
        let reader = self.reader();
        // `партнёром Украины`
        if self.is_russian(at) && matches!(self.elements.get(at + 1)?.kind, Kind::Place(_, Form::Name)) {
            return reader.who(at + 1);
        }
        let linked = matches!(self.elements.get(at + 1)?.cue(), Some(Cue::Link(Link::Of | Link::To)));
        (linked && !reader.is_han(at)).then_some(())?;
        (at + 2..self.elements.len().min(at + 4)).find_map(|i| reader.who(i))
    }

    fn figure_follows(&self, at: usize) -> bool {
        let dash = usize::from(self.elements.get(at).is_some_and(|e| e.kind == Kind::Mark('-')));
        // `в Китай – на 5%`
        let dash = dash + usize::from(dash == 1 && self.elements.get(at + 1).is_some_and(|e| e.cue() == Some(Cue::Link(Link::By))));
        matches!(self.elements.get(at + dash).map(|e| e.kind), Some(Kind::Figure(_)))
    }

    /// Gives the places named since the last figure their part in the frame.
    pub(super) fn settle(&self, state: &mut State) {
        let members = std::mem::take(&mut state.pending);
        let Some(who) = group(self.vocabulary, &members) else { return };
        // `Mexico was the first partner of the United States, totaling 70 billion`: whose partners they are.
        let owner = state.frame.reporter.as_ref().is_some_and(|reporter| reporter.value == who.value);
        if owner && state.partners_follow && state.frame.partner.is_some() && !state.reporters_follow {
            return;
        }
        self.put(&members[0], who, state.pending_link, state);
    }

    /// `like` tells which part `who` has: a place of the reporter's country is a reporter, one abroad is a partner.
    pub(super) fn put(&self, like: &Who, who: Who, link: Option<Link>, state: &mut State) {
        // `were exported to Korea – 7.4 million, China – 4.5 million`: the next partner, whoever exported.
        let country = |who: &Who| self.vocabulary.by_code(&who.value).is_some_and(|id| self.vocabulary.place(id).is_country());
        let listed =
            state.frame.reporter.is_none() && state.partnered && country(like) && state.frame.partner.as_ref().is_some_and(country);
        // `Mexico's trade with the U.S. rose. The Port of Los Angeles was second`: a gate of the partner's trades for itself.
        let latin =
            like.at.start >= self.found.offset && self.found.text[like.at.start - self.found.offset..].starts_with(|c: char| c.is_ascii());
        let gate = matches!(self.kind(like), Some("city" | "port" | "crossing"))
            && latin
            && state.frame.partner.as_ref().is_some_and(|partner| self.vocabulary.lies_in(&like.value, &partner.value));
        // `An increase in trade with China was recorded in Kazakhstan (5%), Kyrgyzstan (3%)`: the partner of all of them was named.
        let told = state.frame.partner.as_ref().filter(|partner| state.partners.iter().any(|named| named.value == partner.value));
        let in_place = link == Some(Link::In) && latin && country(like);
        state.reporters_follow |= in_place && told.is_some_and(|partner| partner.value != who.value && country(partner));
        if state.reporters_follow && told.is_some() {
            state.frame.reporter = Some(who);
        } else if gate && matches!(link, None | Some(Link::In)) {
            state.frame = Frame { reporter: Some(who), partner: None, ..state.frame.clone() };
        } else if !self.is_next_subject(like, link, state) && (state.partners_follow || listed || self.is_partner(like, link, &state.frame))
        {
            state.frame.partner = Some(who);
            state.partnered = true;
        } else {
            state.frame.reporter = Some(who);
        }
    }

    /// `Беларусь сократила торговлю с Индией на 11%, а Украина – на 9%`: who stands as the one did whose trade it is, before the
    /// verb, while the partner stands behind it with its preposition.
    fn is_next_subject(&self, who: &Who, link: Option<Link>, state: &State) -> bool {
        let Frame { reporter: Some(reporter), partner: Some(partner), flow: Some(flow), .. } = &state.frame else { return false };
        let named = self.elements[..state.pending_end].iter().rposition(|e| !matches!(e.kind, Kind::Place(..)));
        let instead = named.is_some_and(|i| self.elements[i].cue() == Some(Cue::While));
        let opens = reporter.at.start >= self.found.offset && reporter.at.end <= flow.at.start && flow.at.end <= partner.at.start;
        opens && instead && link.is_none() && !state.partners_follow && self.is_russian(0) && self.kind(who) == self.kind(reporter)
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
        let with = self.elements.get(at + 1).and_then(Element::cue) == Some(Cue::Link(Link::With)) && self.reader().text(at + 1) == "with";
        let Some(Cue::Back(back @ (Back::Province | Back::Country | Back::City))) = self.elements.get(at + 2)?.cue() else { return None };
        let back = Slot::new(back, self.reader().bytes(at + 2..at + 3));
        let both_ways = state.frame.flow() == Some(Flow::Trade);
        let who = self.point_back(&back, &Frame::default(), context, None).filter(|_| with && both_ways)?;
        state.frame.reporter.as_ref().is_some_and(|reporter| !self.vocabulary.same_country(&reporter.value, &who.value)).then_some(who)
    }

    /// The partner that stands right behind a figure.
    pub(super) fn partner_after(&self, at: usize, flow: Option<Flow>) -> Option<Who> {
        let reader = self.reader();
        let next = if matches!(self.elements.get(at + 1)?.kind, Kind::Period(_)) { at + 2 } else { at + 1 };
        // `4.1 billion went to Germany`
        let went = (next..self.elements.len().min(next + 2))
            .take_while(|&i| self.elements[i].kind == Kind::Word && reader.text(i).is_ascii() && reader.text(i).len() > 2)
            .count();
        let next = next + went;
        let Some(Cue::Link(link)) = self.elements.get(next)?.cue() else { return None };
        let partner = match (link, flow?) {
            (Link::With, _) | (Link::To, Flow::Export) => true,
            (Link::From, Flow::Import) => !matches!(self.elements.get(next + 1).map(|e| e.kind), Some(Kind::Figure(_))),
            _ => false,
        };
        (partner && !reader.is_han(next))
            .then(|| group(self.vocabulary, &reader.places_after(self.reader().over_article(next + 1))?.members))?
    }
}

/// Do these members stand in the very words that gave `who`?
fn covers(who: &Who, members: &[Who]) -> bool {
    members.iter().all(|member| who.at.start <= member.at.start && member.at.end <= who.at.end)
}

/// Whose partners are spoken of, in which trade, and those of them who are told behind the word for them.
pub(super) struct Partners {
    pub frame: Frame,
    pub told: Option<Who>,
}

/// Words for the subdivisions of Russia and Kazakhstan, not for those of China.
pub(super) fn is_oblast(word: &str) -> bool {
    let word = crate::gazetteer::fold(word);
    ["област", "край", "края", "крае", "краем", "округ"].iter().any(|stem| word.starts_with(stem))
}
