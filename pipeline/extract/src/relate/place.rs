//! Places outside any head: what a clause is about, its next partners, or nobody's side of a trade.

use super::elements::{Element, Kind};
use super::frame::{BELT_AND_ROAD, Context, Frame, OTHERS, Slot, Who, all_but, group};
use super::head::Reader;
use super::list::Part;
use super::vocab::{Back, Cue, Form, Link, Strength, Words};
use super::walk::{State, Topic, Walk};
use crate::token::FigureKind;
use amur_model::{Flow, Measure};
use compact_str::CompactString;

/// A run of places, and how it stands in its sentence.
struct Named {
    members: Vec<Who>,
    /// Elements `at..end`.
    at: usize,
    end: usize,
    /// What links them to the words before.
    link: Option<Link>,
    is_han: bool,
}

/// A word between a name and its figure: 则, 为, 达.
fn opens_level(element: &Element) -> bool {
    matches!(element.kind, Kind::Word | Kind::Cue(Cue::Level))
}

impl Walk<'_> {
    /// A run of places outside any head: what the clause is about, or the next partners of a list. The element behind it.
    pub(super) fn places(&self, at: usize, context: &mut Context, state: &mut State) -> usize {
        let limit = self.heads.iter().map(|h| h.elements.start).find(|&start| start > at).unwrap_or(self.elements.len());
        let bounded = Reader { elements: &self.elements[..limit], ..self.reader() };
        let Some(mut places) = bounded.places_after(at) else { return at + 1 };
        self.capitals_speak(&mut places.members, context, state);
        let (members, end) = (places.members, places.elements.end);
        // 占延边州的67%。全市…: what a share is of is not what the talk is about.
        for who in members.iter().filter(|_| !self.is_whole(at, end)) {
            context.spoken.mention(self.vocabulary, who);
        }
        let named = Named { members, at, end, link: self.link_before(at), is_han: self.reader().is_han(at) };
        if self.is_no_side(&named, state) {
            return end;
        }
        if let Some(past) = self.past_dateline(at, limit) {
            state.aside = self.dateline_country(at..past);
            return past;
        }
        if self.is_next_partner(&named, state) {
            self.add_partner(&named, state);
            return end;
        }
        if self.is_next_gate(&named, state) || self.is_next_owner(&named, state) {
            state.frame.reporter = group(self.vocabulary, &named.members);
            (state.subject, state.named) = (None, true);
            return end;
        }
        self.open_bracket(&named, state);
        // `в страны, такие как Нигерия (+6%)`: the figure in the bracket is of the one that is named.
        if std::mem::take(&mut state.example) && !(self.is_russian(named.at) && self.opens_bracket(end)) {
            return end;
        }
        if self.is_said_to_be(&named, state) {
            state.frame.partner = group(self.vocabulary, &named.members);
            state.partnered = true;
        } else if !self.is_in_passing(&named, state) {
            self.stand(named, context, state);
        }
        end
    }

    /// Are they part of a thing's name, who says it, what a share is of, where the text was written?
    fn is_no_side(&self, named: &Named, state: &mut State) -> bool {
        let &Named { at, end, .. } = named;
        let reader = self.reader();
        match self.cue_at(end) {
            Some(Cue::Thing) => return true,
            // `Crab exports to China grew, Russia's fishery agency said`
            Some(Cue::Speaker) | None if self.speaks_behind(end) && state.out.statements.iter().any(|s| s.frame.reporter.is_none()) => {
                state.aside = group(self.vocabulary, &named.members);
                return true;
            }
            // `The turnover made 5 billion, the customs of Siberia reports. It is more`: who says it is not what the talk is of.
            Some(Cue::Speaker)
                if named.at > 0 && reader.is_ascii(at) && state.out.statements.last().is_some_and(|s| s.frame.reporter.is_some()) =>
            {
                return true;
            }
            // `trade with Kyrgyzstan grew, China reports`: whoever says it behind the figure speaks of its own trade.
            Some(Cue::Speaker) if reader.text(at).is_ascii() && state.out.statements.iter().any(|s| s.frame.reporter.is_none()) => {
                state.aside = group(self.vocabulary, &named.members);
                return true;
            }
            _ => {}
        }
        // 已超过天保和磨憨口岸，: who was left behind.
        const LIST: usize = 6;
        let listed = |e: &&Element| matches!(e.kind, Kind::Word | Kind::Cue(Cue::Link(Link::And)));
        let verb = at.checked_sub(1 + self.elements[..at].iter().rev().take(LIST).take_while(listed).count());
        let passed = verb.is_some_and(|i| self.cue_at(i) == Some(Cue::Level) && self.vocabulary.is_exceeding(reader.text(i)));
        if passed && named.is_han && matches!(self.element_kind(end), Some(Kind::Mark(',' | '.'))) {
            return true;
        }
        // 涵盖南宁、钦州、崇左三个片区: the parts of something.
        let counted = matches!(self.element_kind(end), Some(Kind::Figure(_))) && reader.text(end).ends_with('个');
        if named.members.len() > 2 && counted {
            return true;
        }
        // “一带一路”标志性工程: an initiative trades with nobody, its countries do.
        let initiative = matches!(named.members.as_slice(), [who] if who.value == BELT_AND_ROAD);
        if initiative && named.link.is_none() && !reader.text(at).contains('国') {
            return true;
        }
        if self.is_whole(at, end) {
            state.whole_place = group(self.vocabulary, &named.members);
            return true;
        }
        self.is_han_dateline(at, end) || self.is_order(at, end)
    }

    /// `'s fishery agency said`: is it an English name's owner, behind the name that ends before element `end`, who says it?
    fn speaks_behind(&self, end: usize) -> bool {
        const LONGEST: usize = 6;
        let owns = self.element_kind(end) == Some(Kind::Mark('\''));
        let words = |e: &&Element| matches!(e.kind, Kind::Word | Kind::Cue(Cue::Ignore | Cue::Other(_)));
        let verb = end + 1 + self.elements[end..].iter().skip(1).take(LONGEST).take_while(words).count();
        owns && self.cue_at(verb) == Some(Cue::Speaker) && self.reader().is_ascii(verb)
    }

    /// What links the places at `at` to the words before: 对“一带一路”沿线国家, `с «Одним поясом, одним путём»`.
    fn link_before(&self, at: usize) -> Option<Link> {
        let quoted = usize::from(at > 0 && self.elements[at - 1].kind == Kind::Mark('"') && !self.reader().is_ascii(at));
        match self.cue_at(at.checked_sub(1 + quoted)?) {
            Some(Cue::Link(link)) => Some(link),
            _ => None,
        }
    }

    /// 居浙江省各县市首位, `Среди регионов ДФО край занимает 4-е место`: the place names the order, not who stands in it.
    fn is_order(&self, at: usize, end: usize) -> bool {
        const NEAR: usize = 8;
        if at > 0 && self.reader().says(at - 1, Words::Regions) {
            let clause = self.elements[end..].iter().enumerate().take_while(|(_, e)| !matches!(e.kind, Kind::Mark(';' | '.')));
            let mut figures = clause.filter(|(_, e)| matches!(e.kind, Kind::Figure(_)));
            return figures.next().is_some_and(|(i, _)| self.is_rank(end + i));
        }
        let stands = at > 0 && matches!(self.reader().text(at - 1), "居" | "列" | "名" | "排" | "占");
        let plain = |&i: &usize| !matches!(self.elements[i].kind, Kind::Mark(_) | Kind::Figure(_));
        let figure = (end..self.elements.len().min(end + NEAR)).find(|i| !plain(i));
        stands && figure.is_some_and(|i| self.is_rank(i))
    }

    /// `Beijing's data`, `Astana's own figure`: a capital where the talk is of its country's trade is the country.
    fn capitals_speak(&self, members: &mut [Who], context: &Context, state: &State) {
        let sides = [&state.frame.reporter, &state.frame.partner, &context.topic.reporter, &context.topic.partner];
        let is_side = |country: &str| sides.iter().any(|side| side.as_ref().is_some_and(|side| side.value == country));
        for who in members {
            if let Some(country) = self.vocabulary.capital_of(&who.value).filter(|country| is_side(country)) {
                who.value = CompactString::from(country);
            }
        }
    }

    /// `and to Japan 2.7 thousand tonnes`: the next partner of a list.
    fn is_next_partner(&self, named: &Named, state: &State) -> bool {
        let towards =
            matches!((named.link, state.frame.flow()), (Some(Link::To), Some(Flow::Export)) | (Some(Link::From), Some(Flow::Import)));
        let bracketed = || self.element_kind(named.end) == Some(Kind::Mark('(')) && self.figure_follows(named.end + 1) && !named.is_han;
        // `exports grew to China, reaching 1.2 billion`
        let grew = || {
            let moved = matches!(self.cue_before(named.at, 2), Some(Cue::Change(_))) && self.reader().is_ascii(named.at);
            moved && self.reader().is_comma(named.end) && self.cue_at(named.end + 1) == Some(Cue::Level)
        };
        let told = || self.figure_follows(named.end) || bracketed() || grew() || self.moves_behind(named.end);
        // `Машины – 30 млн, в т. ч. из Китая – 9 млн`: the trade that the sentence goes on with.
        let part = state.of_which && state.topic == Topic::Open && !state.out.statements.is_empty() && self.is_russian(named.at);
        towards && (state.topic == Topic::Trade || part) && told()
    }

    /// `в страны СНГ – снизились на 4%`, `в Японию он вырос на 3%`, `в Корею составили 4 млн`: is the way it went or what it reached
    /// right behind them, with its figure?
    fn moves_behind(&self, at: usize) -> bool {
        let it = self.cue_at(at) == Some(Cue::Back(Back::Own)) && self.is_russian(at);
        let dash = usize::from(it || self.element_kind(at) == Some(Kind::Mark('-')));
        let change = at + dash;
        let alphabetic = self.is_russian(change) || self.reader().is_ascii(change);
        let moves = matches!(self.cue_at(change), Some(Cue::Change(_) | Cue::Level)) && alphabetic;
        let linked = usize::from(matches!(self.cue_at(change + 1), Some(Cue::Link(Link::By | Link::To) | Cue::Level)));
        moves && matches!(self.element_kind(change + 1 + linked), Some(Kind::Figure(_)))
    }

    /// `через Забайкальск прошло 15 млн тонн, через Гродеково – 10 млн тонн`: the next of the places that goods pass through.
    fn is_next_gate(&self, named: &Named, state: &State) -> bool {
        const NEAR: usize = 5;
        let [gate] = named.members.as_slice() else { return false };
        let through = named.link == Some(Link::Through);
        // `из Приморья вывезено 90 тыс. тонн, из Бурятии – 10 тыс.`
        let region = self.kind(gate) == Some("admin1") && self.is_russian(named.at);
        let home = region && matches!((named.link, state.frame.flow()), (Some(Link::From), Some(Flow::Export)));
        let passes = (through || home) && !named.is_han && state.topic == Topic::Trade;
        let inside = |first: &Who| {
            let alike = if home { self.kind(first) == Some("admin1") } else { self.is_local(gate) };
            alike && self.vocabulary.same_country(&first.value, &gate.value)
        };
        // `через Гродеково – Суйфэньхэ – 10 млн тонн`, `через Махалино сократился на 3%`
        let joins = |e: &&Element| match e.kind {
            Kind::Cue(cue) => matches!(cue, Cue::Change(_) | Cue::Level | Cue::Link(Link::With | Link::By)),
            kind => matches!(kind, Kind::Place(..) | Kind::Mark('-' | '"')),
        };
        let figure = self.elements[named.end..].iter().take(NEAR).find(|e| !joins(e));
        passes && state.frame.reporter.as_ref().is_some_and(inside) && figure.is_some_and(|e| matches!(e.kind, Kind::Figure(_)))
    }

    /// `Exports from Russia rose 5%; from the United States grew 11%`, `Imports to India rose 4%, to Japan 3%`: the next of those whose
    /// trade it is.
    fn is_next_owner(&self, named: &Named, state: &State) -> bool {
        // `from the United States`
        let article = named.at > 0 && self.elements[named.at - 1].kind == Kind::Word && self.reader().text(named.at - 1) == "the";
        let link = if article { self.link_before(named.at - 1) } else { named.link };
        let whose = matches!((link, state.frame.flow()), (Some(Link::From), Some(Flow::Export)) | (Some(Link::To), Some(Flow::Import)));
        let Frame { reporter: Some(first), partner: None, .. } = &state.frame else { return false };
        let listed = whose && state.topic == Topic::Trade && !state.out.statements.is_empty() && self.reader().is_ascii(named.at);
        let other = || named.members.iter().all(|who| who.value != first.value && self.is_country(who));
        listed && other() && (self.figure_follows(named.end) || self.moves_behind(named.end))
    }

    fn add_partner(&self, named: &Named, state: &mut State) {
        // `поставки из Китая – 9 млрд, из России – 11 млрд`: the same two, the other way.
        let reporter = state.frame.reporter.as_ref();
        if let ([who], Some(_)) = (named.members.as_slice(), &state.frame.partner)
            && reporter.is_some_and(|reporter| reporter.value == who.value)
        {
            state.frame.turn_round();
            return;
        }
        if state.of_which && !named.is_han {
            self.widen_told(&named.members, state);
        }
        let before = state.frame.partner.take();
        state.frame.partner = group(self.vocabulary, &named.members);
        if let Some(others) = state.frame.partner.as_mut().filter(|p| p.value == OTHERS) {
            others.value = all_but(before.as_ref()).into();
        }
        state.partnered = true;
    }

    /// `Китай импортировал 38 млн м3 леса, из них 11 млн – из России` in a text on the trade of the two: a whole that has a part with the
    /// partner of the text is with everybody.
    fn widen_told(&self, members: &[Who], state: &mut State) {
        let Some(part) = group(self.vocabulary, members) else { return };
        let assumed = |whole: &Frame| {
            let here = whole.flow.as_ref().is_some_and(|flow| flow.at.start >= self.found.offset);
            here && whole.partner.as_ref().is_some_and(|partner| partner.value == part.value && partner.at.start < self.found.offset)
        };
        let wholes = state.out.statements.iter_mut().map(|s| &mut s.frame).chain(&mut state.whole).chain(&mut state.first);
        for whole in wholes.filter(|whole| assumed(whole)) {
            whole.partner = None;
        }
    }

    /// What stands in a bracket right behind them is about them.
    fn open_bracket(&self, named: &Named, state: &mut State) {
        if self.element_kind(named.end) == Some(Kind::Mark('(')) {
            state.bracket = named.members.clone();
            state.named = true;
            if self.is_sent_to(named, state) {
                state.partners_follow = true;
                if self.is_russian(named.at) {
                    state.frame.partner = group(self.vocabulary, &named.members);
                    state.partnered = true;
                }
            }
        }
        // `surpassing Canada ($56.6 billion)`: a level of its own, compared with nothing.
        if self.opens_bracket(named.end) && !named.is_han {
            state.than = false;
        }
    }

    /// `the largest shipments were made to Poland (7.1% of all exports)`, `прежде всего в Турцию (11%), Бразилию (8%)`: partners of the
    /// trade spoken of.
    fn is_sent_to(&self, named: &Named, state: &State) -> bool {
        let towards = || {
            matches!((named.link, state.frame.flow()), (Some(Link::To), Some(Flow::Export)) | (Some(Link::From), Some(Flow::Import)))
                && self.is_russian(named.at)
        };
        let linked = named.at > 0 && matches!(named.link, Some(Link::To | Link::From));
        let sent = linked && self.reader().text(named.at).is_ascii() || towards();
        let owner = state.frame.reporter.as_ref().filter(|_| state.frame.flow().is_some_and(Flow::is_one_way));
        let share = self.reader().figure_kind(named.end + 1) == Some(FigureKind::Percent);
        sent && share && owner.is_some_and(|owner| named.members.iter().all(|who| self.is_foreign(who, owner)))
    }

    /// `лидером по товарообороту стала КНР`, `the top country for imports was China`
    fn is_said_to_be(&self, named: &Named, state: &State) -> bool {
        let being = || named.at.checked_sub(1).is_some_and(|i| self.reader().is_being(i));
        state.headed && being() && named.members.first().is_some_and(|who| self.is_partner(who, None, &state.frame))
    }

    /// Are they named in passing: who speaks, where somebody lies?
    fn is_in_passing(&self, named: &Named, state: &mut State) -> bool {
        let capital = || named.members.iter().any(|who| self.vocabulary.capital_of(&who.value).is_some());
        if !named.is_han && matches!(named.link, Some(Link::Of | Link::Through)) && !capital() {
            state.aside = group(self.vocabulary, &named.members);
        }
        if state.speaks {
            // `said the ministry in Bangkok`: the country speaks of itself if nobody else is named.
            let country = named.members.first().and_then(|who| Some(Slot::new(self.speaker_of(&who.value)?, who.at.clone())));
            state.aside = state.aside.take().or(country);
            return true;
        }
        named.link == Some(Link::In) && self.only_says_where(named, state)
    }

    /// Places behind an `in`: where somebody lies who was named before?
    fn only_says_where(&self, named: &Named, state: &State) -> bool {
        let around = |inner: &Who, outer: &Who| self.vocabulary.lies_in(&inner.value, &outer.value);
        // `at Horgos Port in Xinjiang`
        let reporter = state.frame.reporter.as_ref().filter(|_| state.headed);
        // `its third largest partner within ASEAN`: among whom.
        let among = named.at > 1 && self.elements[named.at - 2].is_partner() && self.reader().is_ascii(named.at);
        if among && named.members.iter().all(|who| self.kind(who) == Some("group")) {
            return true;
        }
        reporter.is_some_and(|reporter| named.members.iter().any(|who| around(reporter, who)))
            // `Guangxi, bordering Vietnam in China's south, generated`
            || state
                .subject
                .as_ref()
                .is_some_and(|subject| named.members.iter().all(|who| who.value != subject.value && around(subject, who)))
            // 抚远口岸进出口…，在黑龙江各口岸中排名第三
            || named.is_han && self.is_order_among(named, state)
            // 在黑龙江省贸易伙伴中
            || named.is_han && self.cue_at(named.end) == Some(Cue::Partner)
    }

    /// 在黑龙江各口岸中排名第三: is it told which of those in the place the reporter is?
    fn is_order_among(&self, named: &Named, state: &State) -> bool {
        let ends = |e: &&Element| matches!(e.kind, Kind::Mark(',' | ';'));
        let clause = named.end..named.end + self.elements[named.end..].iter().take_while(|e| !ends(e)).count();
        let inside =
            |outer: &Who| state.frame.reporter.as_ref().is_some_and(|inner| self.vocabulary.lies_round(&outer.value, &inner.value));
        let among = clause.clone().any(|i| matches!(self.reader().text(i), "中" | "里"));
        among && clause.into_iter().any(|i| self.is_rank(i)) && matches!(named.members.as_slice(), [outer] if inside(outer))
    }

    /// Whom the clause trades with, else what it is about.
    fn stand(&self, named: Named, context: &Context, state: &mut State) {
        let short = named.members.len() > 1 && matches!(self.elements[named.at].kind, Kind::Place(_, Form::Short));
        // 占28%，高于中国（25%）和日本（23%）: the share of each stands in its bracket.
        let shared = state.measured.last.is_some_and(|last| last.measure == Measure::Share);
        state.than &= !(shared && named.is_han && self.opens_bracket(named.end));
        if named.link == Some(Link::With) {
            // 与俄罗斯接壤
            if self.is_relative(named.end) || self.cue_at(named.end) == Some(Cue::Object) {
                return;
            }
            if self.is_far_end(&named, state) {
                self.go_on(context, state);
                state.frame.reporter = group(self.vocabulary, &std::mem::take(&mut state.pending));
                state.frame.partner = group(self.vocabulary, &named.members);
                (state.subject, state.partnered) = (None, true);
                return;
            }
            if self.is_with_another(&named, state) || self.is_told_behind_amount(&named, state) {
                state.frame.partner = group(self.vocabulary, &named.members);
                (state.partnered, state.named) = (true, true);
                return;
            }
            if !short && !state.than {
                state.with = group(self.vocabulary, &named.members);
                state.named = true;
                // 与南亚各国经贸往来加强: whom with is not what the clause is about.
                if state.topic != Topic::Trade || named.is_han && !self.opens_bracket(named.end) {
                    return;
                }
            }
        }
        // To whom and from whom goods go is no one's trade by itself.
        let linked = matches!(named.link, Some(Link::Of | Link::From | Link::To | Link::Through | Link::Between)) && !named.is_han;
        // `на рынок Румынии пришлось 28% экспорта`
        let falls =
            linked && self.cue_at(named.end) == Some(Cue::Share) && self.reader().text(named.at - 1).to_lowercase().starts_with("на");
        let linked = linked && !falls;
        if self.opens_with_partner(&named, state) {
            state.with = group(self.vocabulary, &named.members);
            return;
        }
        if short || state.than || linked && !self.is_located(&named, state) || self.is_object(&named, state) {
            return;
        }
        // `доля экспорта пришлась на Латвию (12,9%), Польшу (9%)`
        if named.link == Some(Link::By) && self.cue_before(named.at, 2) == Some(Cue::Share) && !named.is_han {
            let owner = state.frame.reporter.as_ref().or(context.topic.reporter.as_ref());
            state.partners_follow |= owner.is_some_and(|owner| named.members.iter().all(|who| self.is_foreign(who, owner)));
        }
        state.clause_subject = true;
        state.pair = self.two_countries(&named.members).filter(|_| !self.is_dealt_to(&named.members));
        state.named = true;
        state.subject = group(self.vocabulary, &named.members);
        state.fresh_subject = true;
        state.pending = named.members;
        state.pending_end = named.end;
        state.pending_link = named.link;
    }

    /// `To Japan, Russia shipped 19.7 million tonnes`: does the sentence begin with whom the next word of trade is with?
    fn opens_with_partner(&self, named: &Named, state: &State) -> bool {
        let Some(head) = self.heads.get(state.next_head).filter(|_| named.at == 1) else { return false };
        let way = matches!(
            (named.link, head.flow.value.flow),
            (Some(Link::To), Flow::Export) | (Some(Link::From), Flow::Import) | (Some(Link::To | Link::From), Flow::Trade)
        );
        way && head.partners.is_empty() && self.reader().is_comma(named.end) && self.reader().text(named.at).is_ascii()
    }

    /// `В Приморье вырос экспорт рыбы`, `В Хэйхэ отмечают рост импорта`: the place in which a clause says that trade moved is whose
    /// it is. `В Китай вырос экспорт`: the one to which is its partner.
    fn is_located(&self, named: &Named, state: &mut State) -> bool {
        if named.link != Some(Link::To) || !self.is_russian(named.at) || !self.opens_on_change(named) {
            return false;
        }
        let (reader, last) = (self.reader(), named.end - 1);
        let flow = self.heads.get(state.next_head).map(|head| head.flow.value.flow);
        let inside = reader.is_locative(last) || reader.text(last).ends_with("ье") || flow == Some(Flow::Import);
        if !inside && flow == Some(Flow::Export) {
            state.with = group(self.vocabulary, &named.members);
        }
        inside
    }

    /// Do they open their sentence, and is something said to move right behind?
    fn opens_on_change(&self, named: &Named) -> bool {
        const NEAR: usize = 3;
        let first = self.past_opening().min(named.at - 1);
        let before = &self.elements[first..named.at - 1];
        let opens = before.iter().all(|e| matches!(e.kind, Kind::Period(_) | Kind::Mark(_) | Kind::Cue(Cue::Ignore | Cue::While)));
        let plain = |i: &usize| matches!(self.elements[*i].kind, Kind::Period(_) | Kind::Word);
        let near = named.end..self.elements.len().min(named.end + NEAR);
        let Some(next) = near.into_iter().find(|i| !plain(i)).filter(|_| opens) else { return false };
        // `В Казахстане за год на 40% вырос импорт`
        let linked = matches!(self.cue_at(next), Some(Cue::Link(Link::By | Link::To)));
        let figure = next + usize::from(linked);
        let by = usize::from(matches!(self.element_kind(figure), Some(Kind::Figure(_))));
        matches!(self.cue_at(figure + by), Some(Cue::Change(_))) && (by > 0 || !linked)
    }

    /// `With Turkey it was $3.2 billion, and with Iran $0.4 billion`: the trade told in the sentence before, with others.
    fn is_with_another(&self, named: &Named, state: &State) -> bool {
        let two_way = state.frame.flow().is_some_and(|flow| !flow.is_one_way()) && self.heads.is_empty();
        let told = match self.element_kind(named.end) {
            Some(Kind::Cue(Cue::Back(Back::Own | Back::Figure))) => self.cue_at(named.end + 1) == Some(Cue::Level),
            Some(Kind::Figure(_)) => state.partnered,
            Some(Kind::Cue(_)) => self.opens_with_those(0),
            _ => false,
        };
        let foreign = |who: &Who| state.frame.reporter.as_ref().is_some_and(|reporter| self.is_foreign(who, reporter));
        two_way && told && self.reader().text(named.at).is_ascii() && named.members.iter().all(foreign)
    }

    /// `had a deficit of $3 billion with Peru, as exports fell`: the partner, told behind the amount, and nobody that the next clause is on.
    fn is_told_behind_amount(&self, named: &Named, state: &State) -> bool {
        let two_way = state.frame.flow().is_some_and(|flow| !flow.is_one_way()) && state.headed;
        // The amount itself may have looked ahead for its partner.
        let same = |partner: &Who| partner.value == named.members[0].value || named.members.len() > 1;
        let free = state.frame.partner.as_ref().is_none_or(same);
        let amount = named.at.checked_sub(2).is_some_and(|i| matches!(self.elements[i].kind, Kind::Figure(_)));
        let foreign = |who: &Who| state.frame.reporter.as_ref().is_some_and(|reporter| self.is_foreign(who, reporter));
        two_way && free && amount && self.reader().is_ascii(named.at) && named.members.iter().all(foreign)
    }

    /// `Grodekovo (Russia) – Suifenhe (China) – 4.8 million tonnes`: the country behind the crossing that stands before its dash, in
    /// the trade spoken of.
    fn is_far_end(&self, named: &Named, state: &State) -> bool {
        let near_end = matches!(state.pending.as_slice(), [crossing] if self.is_local(crossing));
        near_end && !named.is_han && self.reader().text(named.at - 1).chars().all(|c| !c.is_alphanumeric())
    }

    /// Is something done to them, or was it told before what they are?
    fn is_object(&self, named: &Named, state: &State) -> bool {
        let &Named { at, end, .. } = named;
        let reader = self.reader();
        // `Mongolia followed Russia with 61 million tons`: the figure is of the one that followed.
        let passed = |i: usize| reader.says(i, Words::Trail) && i > 0 && matches!(self.elements[i - 1].kind, Kind::Place(..));
        if at.checked_sub(1).is_some_and(passed) {
            return true;
        }
        // `ahead of Russia with 3 billion`: told with a figure of its own.
        let told = self.cue_at(end) == Some(Cue::Link(Link::With)) && self.figure_follows(end + 1) && reader.text(at).is_ascii();
        let told = told || self.trades_itself(end);
        if named.link == Some(Link::With) || self.opens_bracket(end) || told {
            return false;
        }
        // `bordering Vietnam`, `overtook Angola`
        let governed = at.checked_sub(1).is_some_and(|i| match self.elements[i].cue() {
            Some(Cue::Object) => true,
            Some(Cue::Level) => reader.text(i).starts_with("超"),
            _ => false,
        });
        let included = || self.element_kind(end) == Some(Kind::Word) && matches!(reader.text(end), "included" | "inclusive" | "excluded");
        // `At the third place is Turkey`: read with its place in the order.
        let placed = || {
            let partner = state.ranked.as_ref().and_then(|order| order.partner.as_ref());
            reader.text(at).is_ascii() && partner.is_some_and(|partner| named.members.iter().all(|member| partner.covers(&member.at)))
        };
        state.clause_subject && !state.partners_follow || governed || included() || placed()
    }

    /// `ahead of Angola, which shipped 3 million tons`: does a clause follow that tells what the place before element `end` traded?
    fn trades_itself(&self, end: usize) -> bool {
        let verb = matches!(self.cue_at(end + 2), Some(Cue::Flow(flow)) if matches!(flow.strength, Strength::Verb | Strength::Weak));
        verb && self.reader().is_comma(end) && self.reader().text(end + 1) == "which"
    }

    /// `Officials in Beijing noted that`: who says it is whose trade it is only where nobody else is named.
    pub(super) fn open_clause(&self, clause: usize, state: &mut State) {
        let who = group(self.vocabulary, &std::mem::take(&mut state.pending));
        let speaker = who.and_then(|who| Some(Slot::new(self.speaker_of(&who.value)?, who.at)));
        state.aside = state.aside.take().or(speaker).or_else(|| self.office_before(clause));
        (state.subject, state.pair, state.pending_link) = (None, None, None);
        (state.speaks, state.named, state.clause_subject, state.fresh_subject) = (false, false, false, false);
    }

    /// `Chinese customs data show that imports of coal doubled`: whose office it is that says what stands behind element `clause`.
    fn office_before(&self, clause: usize) -> Option<Who> {
        const NEAR: usize = 12;
        let adjective = |at: &usize| matches!(self.elements[*at].kind, Kind::Place(_, Form::Adjective));
        let lead = clause.saturating_sub(NEAR)..clause;
        let plain = |at: usize| !matches!(self.elements[at].kind, Kind::Figure(_) | Kind::Mark(_) | Kind::Cue(Cue::Flow(_)));
        let mut named = lead.clone().filter(adjective);
        let at = named.next().filter(|_| named.next().is_none() && lead.clone().all(plain))?;
        self.reader().who(at).filter(|_| self.reader().text(clause).is_ascii())
    }

    /// Whom a speaker from a place speaks for: a ministry of a province for the province, one in a city for the country.
    fn speaker_of<'a>(&'a self, code: &'a str) -> Option<&'a str> {
        let province =
            self.vocabulary.place_of(code).is_some_and(|place| place.kind == "admin1") && self.vocabulary.capital_of(code).is_none();
        if province { Some(code) } else { self.vocabulary.country_of(code) }
    }

    /// 之后的广东(28.3亿美元): a figure in a bracket is about the place before it, whatever the clause is about.
    fn opens_bracket(&self, at: usize) -> bool {
        // 仅次于俄罗斯（占19%）
        let shares = usize::from(self.cue_at(at + 1) == Some(Cue::Share) && self.reader().is_han(at + 1));
        self.element_kind(at) == Some(Kind::Mark('(')) && matches!(self.element_kind(at + 1 + shares), Some(Kind::Figure(_)))
    }

    /// 对蒙古国开放的口岸: what is done with a place says which thing is meant, not whom it trades with.
    fn is_relative(&self, at: usize) -> bool {
        const VERB: usize = 4;
        let words = (at..self.elements.len()).take_while(|&i| self.elements[i].kind == Kind::Word && self.reader().is_han(i)).count();
        (1..=VERB).contains(&words) && self.cue_at(at + words) == Some(Cue::Link(Link::Of))
    }

    /// `2.7 thousand`, `– на 5%`, `на 3,1 млрд`, `– лишь на 5%`
    fn figure_follows(&self, at: usize) -> bool {
        let by = |at: usize| usize::from(self.cue_at(at) == Some(Cue::Link(Link::By)));
        let dash = usize::from(self.element_kind(at) == Some(Kind::Mark('-')));
        let word = usize::from(dash == 1 && self.element_kind(at + 1) == Some(Kind::Word) && by(at + 2) == 1);
        let next = at + dash + word;
        // 来自美国的则为958万吨
        let of = usize::from(self.cue_at(next) == Some(Cue::Link(Link::Of)) && self.reader().is_han(next));
        let next = next + of * (1 + self.elements[next + of..].iter().take(2).take_while(|e| opens_level(e)).count());
        // `в Россию – до 610 млн`
        let next = next + usize::from(dash == 1 && self.cue_at(next) == Some(Cue::Level) && self.is_russian(next));
        // `в Туркмению – в 1,7 раза`
        let times = dash == 1 && self.cue_at(next) == Some(Cue::Link(Link::To)) && self.kind_at(next + 1) == Some(FigureKind::Times);
        times || matches!(self.element_kind(next + by(next)), Some(Kind::Figure(_)))
    }

    fn two_countries(&self, members: &[Who]) -> Option<(Who, Who)> {
        let [a, b] = members else { return None };
        // `Приамурье и Хэйлунцзян наращивают торговлю`
        let apart = || self.vocabulary.country_of(&a.value).is_some() && self.is_foreign(b, a) && self.is_russian(0);
        (self.is_country(a) && self.is_country(b) || apart()).then(|| (a.clone(), b.clone()))
    }

    /// `Uzbekistan and Tajikistan showed declines of $26 million and $6 million, respectively`
    fn is_dealt_to(&self, members: &[Who]) -> bool {
        let dealt = |part: &Part| matches!(part, Part::Place(who) if members.iter().any(|member| member.at == who.at));
        self.parts.iter().flatten().any(dealt)
    }

    pub(super) fn is_country(&self, who: &Who) -> bool {
        self.vocabulary.is_country(&who.value)
    }
}
