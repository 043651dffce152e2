//! Places outside any head: what a clause is about, its partners, whose partners they are.

use super::elements::{Element, Kind};
use super::frame::{BELT_AND_ROAD, Context, Frame, OTHERS, Slot, Who, all_but, group};
use super::head::Reader;
use super::vocab::{Cue, FlowCue, Form, Link, Strength};
use super::walk::{State, Topic, Walk};
use crate::token::{Part, PeriodTime, Time};
use amur_model::Flow;

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
        let link = at.checked_sub(1).and_then(|i| match self.elements[i].kind {
            Kind::Cue(Cue::Link(link)) => Some(link),
            _ => None,
        });
        // “一带一路”标志性工程: an initiative trades with nobody.
        if places.members.len() == 1 && places.members[0].value == BELT_AND_ROAD && link.is_none() && !reader.text(at).contains('国') {
            return places.elements.end;
        }
        if self.is_whole(at, places.elements.end) {
            state.whole_place = group(self.vocabulary, &places.members);
            return places.elements.end;
        }
        if self.is_han_dateline(at, places.elements.end) {
            return places.elements.end;
        }
        // `Ulaanbaatar /agency/`, `WINDHOEK - `: where the text was written, not whom it is about.
        let dateline = at == 0 && matches!(self.elements.get(places.elements.end).map(|e| e.kind), Some(Kind::Mark('(' | '/' | '-')));
        if let Some(country) = places
            .members
            .first()
            .filter(|_| dateline)
            .and_then(|who| Some(Slot::new(self.vocabulary.capital_of(&who.value)?.to_owned(), who.at.clone())))
        {
            state.aside = Some(country);
            return places.elements.end;
        }
        // `and to Japan 2.7 thousand tonnes`: the next partner of a list.
        let partner = matches!((link, state.frame.flow()), (Some(Link::To), Some(Flow::Export)) | (Some(Link::From), Some(Flow::Import)));
        let those = at >= 2 && matches!(reader.text(at - 2), "those" | "that");
        if partner && state.topic == Topic::Trade && (those || self.figure_follows(places.elements.end)) {
            let before = state.frame.partner.take();
            state.frame.partner = group(self.vocabulary, &places.members);
            if let Some(others) = state.frame.partner.as_mut().filter(|p| p.value == OTHERS) {
                others.value = all_but(before.as_ref()).to_owned();
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
        let object = (state.clause_subject && !state.partners_follow || governed || included)
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

    /// `Beijing's data`, `Astana's own figure`: a capital where the talk is of its country's trade is the country.
    fn capitals_speak(&self, members: &mut [Who], context: &Context, state: &State) {
        let sides = [&state.frame.reporter, &state.frame.partner, &context.topic.reporter, &context.topic.partner];
        for who in members {
            let country = self.vocabulary.capital_of(&who.value).map(str::to_owned);
            if let Some(country) =
                country.filter(|country| sides.iter().any(|side| side.as_ref().is_some_and(|side| side.value == *country)))
            {
                who.value = country;
            }
        }
    }

    /// Does a verb of being stand right before?
    fn is_said_to_be(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|i| self.reader().is_copula(i) || self.is_russian(i) && is_being(self.reader().text(i)))
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

    /// A word for supplies alone, of which something is said: `Поставки выросли`, `объем поставок составил`.
    pub(super) fn is_supplies(&self, at: usize) -> bool {
        let said = self.elements[at + 1..].iter().take(4).find(|e| e.kind != Kind::Word && !matches!(e.kind, Kind::Period(_)));
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

    /// Whom a speaker from a place speaks for: a ministry of a province for the province, one in a city for the country.
    fn speaker_of(&self, code: &str) -> Option<String> {
        let province = self.vocabulary.by_code(code).is_some_and(|id| self.vocabulary.place(id).kind == "admin1")
            && self.vocabulary.capital_of(code).is_none();
        if province { Some(code.to_owned()) } else { self.vocabulary.country_of(code) }
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
        state.topic = Topic::Trade;
        state.named = true;
        state.partners_follow = true;
    }

    /// `Основными торговыми партнёрами края были Китай (52%), Япония (11%)`.
    pub(super) fn trading_partners(&self, at: usize, context: &Context, state: &mut State) {
        let of = usize::from(self.elements.get(at + 1).and_then(Element::cue) == Some(Cue::Link(Link::Of)));
        let behind = self.over_article(at + 1 + of);
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
        let flow = state.frame.flow.clone().filter(one_way).unwrap_or_else(|| {
            let cue = FlowCue { flow: Flow::Trade, strength: Strength::Noun, sign: 0 };
            Slot::new(cue, self.reader().bytes(at..at + 1))
        });
        state.frame = Frame { reporter, flow: Some(flow), ..Frame::default() };
        state.topic = Topic::Trade;
        state.named = true;
        state.partners_follow = true;
    }

    /// `The main trading partners of the region were China (58.8%), Japan`: who they are follows.
    pub(super) fn partners_are_told(&self, at: usize) -> bool {
        const NEAR: usize = 8;
        // 主要贸易伙伴为中国（占比43.2%）
        if self.reader().is_han(at) {
            let mut behind = (at + 1..self.elements.len().min(at + NEAR))
                .skip_while(|&i| matches!(self.elements[i].cue(), Some(Cue::Respectively | Cue::Level)) || self.reader().text(i) == "是");
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
            && behind.next().is_some_and(|i| self.reader().who(self.over_article(i)).is_some())
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
        near.take_while(|&i| i == at + 1 || !matches!(self.elements[i].kind, Kind::Word) || !is_being(reader.text(i)))
            .find_map(|i| reader.who(i))
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
        self.put(&members[0], who, state.pending_link, state);
    }

    /// `like` tells which part `who` has: a place of the reporter's country is a reporter, one abroad is a partner.
    pub(super) fn put(&self, like: &Who, who: Who, link: Option<Link>, state: &mut State) {
        if state.partners_follow || self.is_partner(like, link, &state.frame) {
            state.frame.partner = Some(who);
            state.partnered = true;
        } else {
            state.frame.reporter = Some(who);
        }
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
        (partner && !reader.is_han(next)).then(|| group(self.vocabulary, &reader.places_after(next + 1)?.members))?
    }
}

/// Words for the subdivisions of Russia and Kazakhstan, not for those of China.
pub(super) fn is_oblast(word: &str) -> bool {
    let word = crate::gazetteer::fold(word);
    ["област", "край", "края", "крае", "краем", "округ"].iter().any(|stem| word.starts_with(stem))
}

/// A verb after which comes who somebody is, no longer whose.
pub(super) fn is_being(word: &str) -> bool {
    ["стал", "явля", "оста", "был"].iter().any(|stem| word.starts_with(stem))
}
