//! Shares: whose or which part of a whole a percentage is.

use super::elements::{Element, Kind};
use super::enter::{join, points_back};
use super::frame::{Context, Frame, Slot, WORLD, Who, group, same_place};
use super::head::Head;
use super::vocab::{Back, Cue, FlowCue, Form, Link, Strength, Words};
use super::walk::{Base, State, Statement, Topic, Walk};
use crate::token::FigureKind;
use amur_model::{Flow, Measure};
use compact_str::CompactString;
use std::ops::Range;

impl Walk<'_> {
    /// `17% – через Забайкальск`, `19% – медь`, `28% – Россия`: the crossing, the product or the place behind the dash is what the
    /// share is of.
    pub(super) fn dashed(&self, at: usize) -> Option<usize> {
        const NEAR: usize = 6;
        let mut next = at + 2;
        let through = self.cue_at(next) == Some(Cue::Link(Link::Through));
        while through && next < self.elements.len().min(at + NEAR) && !matches!(self.elements[next].kind, Kind::Place(..)) {
            next += 1;
        }
        // `14,3% – в страны СНГ`, `8% – на Японию`
        let partner = matches!(self.cue_at(next), Some(Cue::Link(Link::To | Link::From | Link::With | Link::By)));
        next += usize::from(partner);
        let named = match self.element_kind(next)? {
            Kind::Product(_) => true,
            Kind::Place(..) => through || partner || self.ends_member(next),
            _ => false,
        };
        (named && self.element_kind(at + 1) == Some(Kind::Mark('-'))).then_some(next)
    }

    /// `, 28% – Россия,`: does the member of a list that has its figure first end with the place at `at`?
    fn ends_member(&self, at: usize) -> bool {
        let behind = self.reader().places_after(at).and_then(|places| self.element_kind(places.elements.end));
        self.is_russian(at) && !matches!(behind, Some(Kind::Figure(_) | Kind::Mark('-' | '(') | Kind::Word))
    }

    pub(super) fn put_dashed(&self, at: usize, previous: Frame, state: &State) -> Frame {
        let reader = self.reader();
        let Some(next) = self.dashed(at) else { return previous };
        let named = || reader.places_after(next).and_then(|places| group(self.vocabulary, &places.members));
        match self.elements[next].kind {
            Kind::Product(product) => Frame { product: Some(reader.product(product, next)), ..previous },
            _ if self.cue_at(at + 2) == Some(Cue::Link(Link::Through)) => Frame { reporter: reader.who(next), ..previous },
            // `52% торговли стран региона обеспечил Казахстан, 28% – Узбекистан`
            _ if next == at + 2 && named().is_some_and(|who| !self.shares_as_partner(&who, &previous, state)) => {
                Frame { reporter: named(), ..previous }
            }
            _ => Frame { partner: named(), ..previous },
        }
    }

    /// The figure of `6 million (30%)` that the bracket is said of.
    pub(super) fn amount_before(&self, at: usize) -> Option<usize> {
        match (self.elements[at.checked_sub(1)?].kind, self.elements[at.checked_sub(2)?].kind) {
            (Kind::Mark('('), Kind::Figure(first)) => Some(first as usize),
            _ => None,
        }
    }

    /// `58.3%, or 35.7 billion yuan`: the figure of which this one is the amount.
    pub(super) fn said_again(&self, at: usize) -> Option<usize> {
        const WHOLE: usize = 6;
        let or = at.checked_sub(1).filter(|&i| self.reader().text(i) == "or")?;
        let comma = usize::from(or > 0 && self.elements[or - 1].kind == Kind::Mark(','));
        // `57 percent of the exports, or $167 million`
        let end = or.checked_sub(comma)?;
        let whole = |e: &&Element| {
            matches!(e.kind, Kind::Word | Kind::Place(..) | Kind::Mark('\''))
                || matches!(e.cue(), Some(Cue::Flow(_) | Cue::Back(_) | Cue::Total | Cue::Link(Link::Of)))
        };
        let words = self.elements[..end].iter().rev().take(WHOLE).take_while(whole).count();
        let start = end - if self.cue_at(end - words) == Some(Cue::Link(Link::Of)) { words } else { 0 };
        match (self.elements[start.checked_sub(1)?].kind, self.elements[at].kind) {
            (Kind::Figure(share), Kind::Figure(amount)) => {
                let kind = |figure: u32| self.kinds[figure as usize];
                (kind(share) == FigureKind::Percent && kind(amount) != FigureKind::Percent).then_some(share as usize)
            }
            _ => None,
        }
    }

    /// `40 тысяч тонн из 60 тысяч тонн`: all of what the figure before is a part of.
    pub(super) fn is_whole_of_last(&self, at: usize) -> bool {
        let goods = usize::from(at >= 2 && matches!(self.elements[at - 2].kind, Kind::Product(_)));
        let Some(Kind::Figure(part)) = at.checked_sub(2 + goods).map(|i| self.elements[i].kind) else { return false };
        let Kind::Figure(whole) = self.elements[at].kind else { return false };
        self.reader().text(at - 1) == "из" && self.kinds[part as usize] == self.kinds[whole as usize]
    }

    /// `на долю Мексики приходилось 15% торгового обмена с США`: of all that the other side trades.
    fn turn_to_other_side(&self, whole: &Head, of: &mut Frame, state: &State) {
        let bare = whole.reporters.is_empty() && whole.back.is_none() && self.is_russian(whole.core);
        let ([other], Some(who)) = (whole.partners.as_slice(), &state.subject) else { return };
        let of_nobody_else = of.reporter.as_ref().is_none_or(|owner| owner.value == who.value);
        let bloc = self.kind(other) == Some("group");
        if bare && of_nobody_else && whole.flow.value.flow == Flow::Trade && self.is_foreign(who, other) && !bloc {
            (of.reporter, of.partner) = (Some(other.clone()), None);
        }
    }

    /// The row and base of a share of `whole`.
    pub(super) fn share(&self, at: usize, whole: &Head, context: &Context, state: &mut State) -> (Frame, Base) {
        let mut of = self.share_of(whole, context, state);
        self.turn_to_other_side(whole, &mut of, state);
        let mut row = self.part_of(&of, whole, state);
        let before = whole.elements.end <= at;
        let behind = match before {
            true => match self.is_russian(whole.core) {
                true => self.goods_that_take(at),
                false => self.product_behind(at),
            },
            false => self.product_of_share(whole.elements.end),
        };
        if before && let Some(partner) = self.partner_of_share(at, of.reporter.as_ref()) {
            row.partner = Some(partner);
        }
        row.product = behind.or_else(|| self.unlisted_again(at)).or(row.product).or_else(|| self.goods_of_last_share(at, whole, state));
        row.product = row.product.or_else(|| of.product.clone());
        // 44%的出口流向美国: who stands behind the word of trade takes the part.
        if !before && (self.reader().is_han(whole.core) && self.is_told_behind(whole) || self.goes_to_partner(whole)) {
            of.partner = None;
        }
        of.reporter = self.owner_of_passing(whole).or(of.reporter);
        // `used cars, which made up 9% of all exports of such cars`
        let such = |i: usize| matches!(self.elements[i].kind, Kind::Product(_)) && self.reader().text(i - 1) == "such";
        if row.product.is_some() && (whole.core + 1..whole.elements.end).any(such) {
            of.product.clone_from(&row.product);
        }
        if let Some(part) = self.part_before(whole) {
            // `Доля экспорта Приморья в российском экспорте`
            if let Some(inner) = self.inner_of(part, whole) {
                row.reporter = Some(inner.clone());
                row.partner = None;
            }
            row.partner = group(self.vocabulary, &part.partners).or(row.partner);
            row.product = join(&part.products).or(row.product);
        }
        if let Some((origin, goods)) = self.origin_of_part(whole).filter(|(origin, _)| self.is_partner(origin, None, &of)) {
            row.partner = Some(origin);
            of.product.clone_from(&goods);
            row.product = goods;
        }
        if let Some(part) = self.flow_before(whole).or_else(|| self.flow_behind(at, whole)) {
            row.flow = Some(part.flow.clone());
            // `Большую часть товарооборота – 55% – составил импорт`: of the turnover spoken of.
            let bare = whole.reporters.is_empty() && whole.back.is_none() && whole.partners.is_empty() && !whole.total;
            let turnover = |told: &&Frame| told.flow() == Some(Flow::Trade) && told.same_reporter(&of);
            let told = [&context.last, &context.earlier].into_iter().find(turnover).filter(|_| state.topic == Topic::Open);
            if bare && self.flow_before(whole).is_none() {
                of.partner = told.and_then(|told| told.partner.clone());
                row.partner.clone_from(&of.partner);
            }
        }
        if row.product.is_none() && state.subject.is_none() && state.topic == Topic::Open {
            row.product = self.unlisted_subject(at).or_else(|| self.unlisted_part(whole));
        }
        // `two-thirds of its trade in 2022 was with Heilongjiang`
        if whole.partners.is_empty() && !before {
            row.partner = self.partner_behind(whole).or(row.partner);
        }
        let members = state.bracket.first().or(state.subject.as_ref()).filter(|_| before && self.is_dealt_within_bloc(whole));
        let ahead = self.one_ahead(at).filter(|who| of.reporter.as_ref().is_some_and(|owner| self.is_foreign(who, owner)));
        row.partner = ahead.or_else(|| members.cloned()).or(row.partner);
        state.as_partner = row.partner.as_ref().is_some_and(|p| state.subject.as_ref().is_some_and(|s| s.value == p.value));
        state.last_core = Some(whole.core);
        let mut base = self.difference(&row, &of);
        if base == Base::default() && self.is_share_of_partner(whole) {
            base.partner = of.partner.as_ref().map(|partner| Slot::new(WORLD.to_owned(), partner.at.clone()));
        }
        // `the share of Polish exports to Belarus`: that of whom they go to.
        let named = whole.elements.start.checked_sub(1).is_some_and(|i| self.cue_at(i) == Some(Cue::Share));
        if before && named && base == Base::default() && row.product.is_none() && self.reader().text(whole.core).is_ascii() {
            base.partner = row.partner.as_ref().map(|partner| Slot::new(WORLD.to_owned(), partner.at.clone()));
        }
        state.last_whole = Some(of);
        (row, base)
    }

    /// `доля товарооборота с Китаем увеличилась до 68%`: the trade with the partner is itself the part, of that with all.
    fn is_share_of_partner(&self, whole: &Head) -> bool {
        let share = whole.elements.start.checked_sub(1).filter(|&i| self.cue_at(i) == Some(Cue::Share) && self.is_russian(whole.core));
        let word = share.map(|share| self.reader().text(share).to_lowercase()).unwrap_or_default();
        !whole.partners.is_empty() && ["дол", "удельн"].iter().any(|stem| word.starts_with(stem))
    }

    /// `Cocoa formed 22 percent of exports to Europe, 8 percent of exports to Asia`: the goods whose share with another partner is told.
    fn goods_of_last_share(&self, at: usize, whole: &Head, state: &State) -> Option<Slot<CompactString>> {
        let (told, _) = state.previous_share.as_ref().filter(|_| self.reader().text(whole.core).is_ascii() && at > 1)?;
        let parts = |e: &Element| matches!(e.kind, Kind::Mark(',') | Kind::Cue(Cue::Link(Link::And)));
        let listed = parts(&self.elements[at - 1]) && !whole.partners.is_empty() && whole.reporters.is_empty() && whole.products.is_empty();
        told.product.clone().filter(|_| listed && told.flow() == Some(whole.flow.value.flow))
    }

    /// `84 percent of exports go to China`: do the partners of the whole stand behind a verb of motion?
    fn goes_to_partner(&self, whole: &Head) -> bool {
        let verb = (whole.core + 1..whole.elements.end).find(|&i| self.reader().says(i, Words::Motion));
        let end = verb.map(|verb| self.reader().bytes(verb..verb + 1).end);
        end.is_some_and(|end| !whole.partners.is_empty() && whole.partners.iter().all(|who| who.at.start >= end))
    }

    /// `40 percent of China's trade passes through Erenhot`: whose trade the whole is, where the crossing is named behind it.
    fn owner_of_passing(&self, whole: &Head) -> Option<Who> {
        let [crossing] = whole.reporters.as_slice() else { return None };
        let core = self.reader().bytes(whole.core..whole.core + 1);
        let behind = crossing.at.start >= core.end && self.reader().is_ascii(whole.core);
        let owner = (whole.elements.start..whole.core).find_map(|i| self.reader().who(i)).filter(|_| behind)?;
        self.vocabulary.lies_round(&owner.value, &crossing.value).then_some(owner)
    }

    /// Do the partners of the head stand behind its word of trade?
    fn is_told_behind(&self, whole: &Head) -> bool {
        let core = self.reader().bytes(whole.core..whole.core + 1).end;
        !whole.partners.is_empty() && whole.partners.iter().all(|who| who.at.start >= core)
    }

    /// `Доля поставок в Румынию в общем экспорте`, `the share of trade with Iran in total trade`, `the share of oil exports in total exports`: the word of trade before the whole, with
    /// a partner or goods of its own, is the part.
    fn part_before(&self, whole: &Head) -> Option<&Head> {
        let this = self.heads.iter().position(|head| head.core == whole.core)?;
        let part = &self.heads[this.checked_sub(1)?];
        let mut between = self.elements[part.elements.end..whole.elements.start].iter();
        let same = whole.partners.is_empty() && part.flow.value.flow == whole.flow.value.flow;
        let goods = !part.products.is_empty() && whole.products.is_empty() && self.reader().is_ascii(whole.core);
        let owned = || self.inner_of(part, whole).is_some();
        let shared = self.is_russian(whole.core) || self.cue_before(part.elements.start, 1) == Some(Cue::Share);
        let told = same && (goods || shared && (!part.partners.is_empty() || self.is_russian(whole.core) && owned()));
        let beside =
            between.all(|e| matches!(e.kind, Kind::Word | Kind::Period(_) | Kind::Cue(Cue::Total | Cue::Link(Link::To | Link::In))));
        (told && beside && self.wholes[this - 1]).then_some(part)
    }

    /// Whose trade the part is, where it lies within the one whose the whole is.
    fn inner_of<'h>(&self, part: &'h Head, whole: &Head) -> Option<&'h Who> {
        let ([inner], [outer]) = (part.reporters.as_slice(), whole.reporters.as_slice()) else { return None };
        self.vocabulary.lies_round(&outer.value, &inner.value).then_some(inner)
    }

    /// `Доля российской нефти в импорте Индии`, `доля китайских товаров в импорте`: the adjective of the goods says whose part it is in what
    /// is imported of them. Whose, and of what.
    fn origin_of_part(&self, whole: &Head) -> Option<(Who, Option<Slot<CompactString>>)> {
        let link = whole.elements.start.checked_sub(1).filter(|&i| self.cue_at(i) == Some(Cue::Link(Link::To)) && self.is_russian(i))?;
        let noun = link.checked_sub(1)?;
        let goods = match self.elements[noun].kind {
            Kind::Product(product) => Some(self.reader().product(product, noun)),
            Kind::Word if self.reader().says(noun, Words::Goods) => None,
            _ => return None,
        };
        let origin = noun.checked_sub(1).filter(|&i| matches!(self.elements[i].kind, Kind::Place(_, Form::Adjective)))?;
        let shares = self.cue_before(origin, 1) == Some(Cue::Share) && whole.flow.value.flow == Flow::Import;
        Some((self.reader().who(origin).filter(|_| shares)?, goods))
    }

    /// `Доля экспорта во внешнеторговом обороте`: the word of trade right behind that for a share is the part of the turnover.
    pub(super) fn flow_before(&self, whole: &Head) -> Option<&Head> {
        let this = self.heads.iter().position(|head| head.core == whole.core)?;
        let part = &self.heads[this.checked_sub(1)?];
        let shares = self.cue_before(part.elements.start, 1) == Some(Cue::Share);
        let linked = self.cue_before(whole.elements.start, 1) == Some(Cue::Link(Link::To)) && whole.elements.start == part.elements.end + 1;
        let of_both = part.flow.value.flow.is_one_way() && whole.flow.value.flow == Flow::Trade;
        (shares && linked && of_both && self.is_russian(whole.core)).then_some(part)
    }

    /// `72% товарооборота составил экспорт`, `Большая часть торговли (55%) пришлась на импорт`: exports or imports that the clause of
    /// the share at `at` names behind a verb as the part of the turnover.
    pub(super) fn flow_behind(&self, at: usize, whole: &Head) -> Option<&Head> {
        const FAR: usize = 8;
        let end = at.max(whole.elements.end - 1) + 1;
        let next = self.heads.partition_point(|head| head.elements.start < end);
        let part = self.heads.get(next).filter(|_| whole.flow.value.flow == Flow::Trade)?;
        let between = self.elements.get(end..part.elements.start).filter(|between| between.len() <= FAR)?;
        let verbs = between.iter().filter(|e| matches!(e.cue(), Some(Cue::Level | Cue::Share))).count();
        let plain = |e: &Element| {
            matches!(
                e.kind,
                Kind::Word | Kind::Period(_) | Kind::Mark('-' | ')') | Kind::Cue(Cue::Level | Cue::Share | Cue::Link(Link::By))
            )
        };
        let alone = part.elements.len() == 1 && part.flow.value.flow.is_one_way() && self.is_russian(part.core);
        (alone && verbs == 1 && between.iter().all(plain)).then_some(part)
    }

    /// What a share of `whole` is a share of.
    fn share_of(&self, whole: &Head, context: &Context, state: &mut State) -> Frame {
        const NEAR: usize = 8;
        let part = &state.frame;
        // `in Heilongjiang, mineral products account for 85% of imports`, `for Heilongjiang (75% of its trade)`
        let bracket = state.bracket.first().filter(|_| !state.partners_follow);
        // `лидирует Красноярский край (24% оборота)` in a text on Siberia: of the trade of all of it.
        let inner = |who: &&Who| context.last.reporter.as_ref().is_some_and(|outer| self.vocabulary.lies_round(&outer.value, &who.value));
        let bare = whole.reporters.is_empty() && whole.back.is_none() && self.is_russian(whole.core);
        let outer = bracket.filter(inner).and(context.last.reporter.as_ref()).filter(|_| bare);
        let bracket = outer.or(bracket);
        // `Крупнейшим поставщиком стал Китай – 850 тыс. машин, или 87% импорта`: the part is a partner, the whole not his.
        // 中国（占大豆出口量的80%）为主要买家
        let partner = state.partners_follow && (self.is_russian(whole.core) || self.is_bracketed(whole.core));
        // `лидирует Россия: 270 млн, или 37% поставок`: of what somebody else sells.
        let other = |who: &&Who| context.last.reporter.as_ref().is_some_and(|owner| self.is_foreign(who, owner));
        let taker = |who: &&Who| whole.flow.value.strength == Strength::Weak && self.is_russian(whole.core) && other(who);
        // 其中来自俄罗斯的木材210万立方米，占进口总量的29%: the one with whom the part is traded has not the whole.
        let bare_han = whole.reporters.is_empty() && whole.back.is_none() && self.reader().is_han(whole.core);
        let from = |who: &&Who| bare_han && part.partner.as_ref().is_some_and(|partner| partner.value == who.value);
        let taker = |who: &&Who| taker(who) || from(who) || self.is_of_partner(who, whole, state);
        let owner = bracket.or(state.subject.as_ref().filter(|who| part.product.is_some() && !partner && !taker(who)));
        let owner = owner.filter(|_| !self.is_dealt_within_bloc(whole));
        let before = Frame { product: None, partner: None, ..part.clone() };
        let mut of = self.resolve(whole, &before, context, owner);
        self.read_capitals(&mut of, part, context);
        let bare = whole.reporters.is_empty() && whole.back.is_none();
        // `Доля Китая в экспорте выросла`, and nobody says in whose.
        let sharer = state.subject.as_ref().filter(|who| bare && self.is_sharer(who));
        of.reporter = of.reporter.filter(|owner| sharer.is_none_or(|who| who.value != owner.value));
        let russian = self.is_russian(whole.core);
        // 进口铝土矿9917万吨，占进口总量的70%: tonnes are a part of the tonnes of the same goods.
        let same = |s: &Statement| s.measure == Measure::Value && s.frame.product == part.product && self.is_counted(s);
        let counted = || state.out.statements.iter().rev().take(NEAR).any(same);
        if whole.products.is_empty() && self.reader().text(whole.core).ends_with('量') && counted() {
            of.product = part.product.clone();
        }
        if whole.partners.is_empty() {
            // `в структуре экспорта лидирует пшеница`: the trade that was spoken of, with whom it was.
            let one_way = russian && bare && !whole.total && whole.flow.value.flow != Flow::Trade;
            let spoken_of = one_way && (part.product.is_some() || context.last.flow() == Some(whole.flow.value.flow));
            of.partner = part.partner.clone().filter(|_| spoken_of || bare && self.is_flow_told(whole, context, state));
            // `Trade between Mongolia and China grew. Coal made up 60 percent of exports`
            let goods = !whole.total && bare && part.product.is_some() && whole.flow.value.flow.is_one_way();
            let of_two = || self.topic_partner(of.reporter.as_ref(), context).filter(|_| goods && !context.wide);
            of.partner = of.partner.or_else(of_two);
            // `67% от всей взаимной торговли`, `общего товарооборота` right behind that of two: of what the two trade with each other.
            let pair =
                whole.flow.value.strength == Strength::Pair || points_back(whole, Back::Pair) || self.is_total_of_two(whole, context);
            let of_pair = part.partner.clone().filter(|_| russian && pair && part.same_reporter(&of));
            of.partner = of.partner.or(of_pair);
            of.partner = of.partner.filter(|partner| sharer.is_none_or(|who| who.value != partner.value));
        }
        // `31% всего экспорта края в эту страну`
        if whole.partner_back && (russian || self.reader().is_ascii(whole.core)) {
            let told = self.linked_before(whole.elements.start);
            of.partner = told.or_else(|| part.partner.clone()).or_else(|| context.last.partner.clone());
        }
        // `в структуре экспорта края рыба заняла 46%`: a product that does not follow its word of trade is the part.
        // `в мучном экспорте Казахстана`: an adjective before the word names that of the whole.
        let noun = matches!(whole.flow.value.strength, Strength::Noun | Strength::Total);
        let described = noun && whole.core > whole.elements.start && matches!(self.elements[whole.core - 1].kind, Kind::Product(_));
        let behind = whole.core + 1 < whole.elements.end && !matches!(self.element_kind(whole.core + 1), Some(Kind::Product(_)));
        if russian && behind && !described {
            of.product = None;
        }
        // `Heilongjiang accounted for two-thirds of the oblast's trade`: the whole is not its own part.
        if whole.back.as_ref().is_some_and(|back| back.value == Back::Province) && same_place(&of.reporter, &state.subject) {
            of.reporter = context.topic.reporter.clone();
        }
        if bare && whole.partners.is_empty() {
            // 鱼粉：61000吨(占出口总量的6%): of the exports that the amount before the bracket belongs to.
            let behind = |s: &Statement| self.bracketed_behind(s.figure, whole) || self.is_half_of_turnover(s, whole);
            let amount = state.out.statements.last().filter(|s| s.measure == Measure::Value && behind(s));
            // `4.5% of Chinese exports to Russia and 21.4% of imports`
            let last = state.last_whole.as_ref().filter(|_| state.last_core != Some(whole.core));
            if let Some(told) = amount.map(|amount| &amount.frame).or(last) {
                of.reporter = told.reporter.clone();
                of.partner = told.partner.clone();
            }
        }
        if of.product.is_none() && bare && whole.partners.is_empty() {
            of.product = self.goods_talked_of(whole, context, state);
        }
        state.bracket_owns = bracket.is_some();
        of
    }

    /// `Russia exported 24,300 tons of pork. Vietnam accounted for 46% of exports`: the goods that the text, and the sentence before,
    /// are about.
    fn goods_talked_of(&self, whole: &Head, context: &Context, state: &State) -> Option<Slot<CompactString>> {
        let told = &context.last;
        let flow = whole.flow.value.flow;
        let same = told.flow() == Some(flow) && context.topic.flow() == Some(flow) && flow.is_one_way();
        let bare = !whole.total && whole.products.is_empty() && state.frame.product.is_none() && state.product.is_none();
        // `Экспорт угля из Якутии вырос. Доля Китая в экспорте выросла`
        let of_one = self.is_russian(whole.core) && context.short && !context.many_goods && whole.reporters.is_empty();
        let product = told.product.as_ref().filter(|_| same && bare && (self.reader().is_ascii(whole.core) || of_one))?;
        let about = context.topic.product.as_ref().is_some_and(|topic| topic.value == product.value);
        (about && (state.subject.is_some() || of_one)).then(|| product.clone())
    }

    /// 对欧盟出口3亿元，其中德国和法国占对欧盟出口的七成: those who take a part of what goes to the partner spoken of.
    fn is_of_partner(&self, subject: &Who, whole: &Head, state: &State) -> bool {
        let Frame { reporter: Some(reporter), partner: Some(partner), .. } = &state.frame else { return false };
        let again = matches!(whole.partners.as_slice(), [who] if who.value == partner.value) && whole.reporters.is_empty();
        again
            && self.reader().is_han(whole.core)
            && subject.value != partner.value
            && !self.vocabulary.same_country(&subject.value, &reporter.value)
    }

    /// `Наибольшие доли в обороте со странами СНГ заняли: Россия (54%)`: is the whole of a word for shares the trade with a group, whose
    /// members are told behind it?
    fn is_dealt_within_bloc(&self, whole: &Head) -> bool {
        let shares = self.cue_before(whole.elements.start, 1) == Some(Cue::Link(Link::To))
            && self.cue_before(whole.elements.start, 2) == Some(Cue::Share);
        let bloc = matches!(whole.partners.as_slice(), [who] if self.kind(who) == Some("group"));
        shares && bloc && whole.reporters.is_empty() && self.is_russian(whole.core)
    }

    /// `Exports to Russia reached 9 billion. Metals made up a third of the exports`: goods in the exports just told of.
    fn is_flow_told(&self, whole: &Head, context: &Context, state: &State) -> bool {
        let the = whole.elements.start.checked_sub(1).is_some_and(|i| self.reader().text(i) == "the");
        let same = whole.flow.value.flow.is_one_way() && context.last.flow() == Some(whole.flow.value.flow);
        let alone = state.topic == Topic::Open && !whole.total && !context.listed && state.pending.is_empty();
        the && same && alone && state.frame.product.is_some()
    }

    /// `Из Вьетнама поступает обувь, её доля во ввозе из этой страны`: whom the sentence linked to what it tells before element `end`.
    fn linked_before(&self, end: usize) -> Option<Who> {
        let linked = |&i: &usize| matches!(self.cue_at(i), Some(Cue::Link(Link::From | Link::To | Link::With)));
        (0..end).rev().filter(linked).find_map(|i| self.reader().who(i + 1))
    }

    /// `поступает обувь, её доля`: the goods that stand before a word for a share that points back to them.
    fn its_goods(&self, whole: &Head) -> Option<Slot<CompactString>> {
        let share = self.elements[..whole.elements.start].iter().rposition(|e| e.cue() == Some(Cue::Share))?;
        let its = share.checked_sub(1).filter(|&i| self.cue_at(i) == Some(Cue::Back(Back::Own)) && self.is_russian(i))?;
        (0..its).rev().find_map(|i| match self.elements[i].kind {
            Kind::Product(product) => Some(self.reader().product(product, i)),
            _ => None,
        })
    }

    /// Does `who` lie within the place whose trade the whole is?
    fn is_round_of(&self, of: &Frame, who: &Who) -> bool {
        of.reporter.as_ref().is_some_and(|outer| self.vocabulary.lies_round(&outer.value, &who.value))
    }

    /// Which part of `of` a share is, from what stands before it.
    fn part_of(&self, of: &Frame, whole: &Head, state: &State) -> Frame {
        let part = &state.frame;
        // `84% of exports consisted of ores, while China supplied 28% of Lao imports`: not of the same goods.
        let turned = self.reader().is_ascii(whole.core)
            && !whole.reporters.is_empty()
            && state.last_whole.as_ref().is_some_and(|last| last.flow() != of.flow());
        let told = part.product.clone().filter(|_| !turned);
        let product = told.or_else(|| state.product.clone()).or_else(|| join(&whole.products)).or_else(|| self.its_goods(whole));
        let mut row = Frame { product, ..of.clone() };
        let again = state.last_core == Some(whole.core);
        match &state.subject {
            // 自中国进口占总进口的18%，德国占15%: the next partner in the same trade.
            Some(subject) if again && self.has_next_share(subject, of, whole, state) => {
                row = Frame { partner: Some(subject.clone()), product: row.product, ..part.clone() };
            }
            // `Среди ведущих импортёров Сибири – Омская область, которая обеспечила 6% всего импорта`
            Some(subject) if state.reporters_follow && self.is_russian(whole.core) && self.is_round_of(of, subject) => {
                row.reporter = Some(subject.clone())
            }
            Some(subject) if self.is_of_partner(subject, whole, state) => row.partner = Some(subject.clone()),
            // 中蒙贸易额165亿美元，中国占蒙外贸总额的七成: seen by the one whose trade the whole is.
            Some(subject) if state.fresh_subject && self.is_other_side(subject, of, whole, part) => {
                (row.reporter, row.partner) = (of.reporter.clone(), Some(subject.clone()));
            }
            // `The trade of the krai is concentrated: China accounted for 91% of its imports`
            Some(subject) if self.is_new_partner(subject, of, whole, state) => self.put_subject(subject, of, &mut row),
            // The word of trade of this sentence says what the part is; so does it for 占全国…的24%，占全省…的61%.
            _ if state.topic == Topic::Trade
                && !self.is_part_of(whole, state)
                && (state.last_whole.is_none() || again || state.subject.is_none() && self.reader().is_han(whole.core)) =>
            {
                // `Главным партнёром остаётся Китай: на него пришлось 28% экспорта`: partners are so in either trade.
                // `As for imports, key trading countries were China and India, accounting for 18% and 7% of total imports`
                let ascii = self.reader().is_ascii(whole.core);
                let generic = ascii && state.partners_follow && part.flow() == Some(Flow::Trade);
                let either = (state.first.is_none() || generic)
                    && (state.partnered || state.partners_follow)
                    && (self.is_russian(whole.core) || ascii)
                    && of.flow().is_some_and(Flow::is_one_way);
                // `Mongolia is a partner and makes up 9 percent of exports`: no trade both ways is a part of one way.
                let both_ways = part.flow() == Some(Flow::Trade) && self.reader().is_ascii(whole.core);
                let either = either || both_ways && of.flow().is_some_and(Flow::is_one_way);
                row.flow = part.flow.clone().filter(|_| !either).or(row.flow);
                // `Китай – главный партнёр. Экспорт во внешнеторговом обороте составляет 66%`: no part of what goes to him.
                let with_all = whole.total && of.partner.is_none();
                let of_all = with_all && self.is_russian(whole.core) && part.flow().is_some_and(Flow::is_one_way);
                let before = |who: &Who| who.at.end <= self.found.offset;
                let partner = part.partner.clone().filter(|who| !(of_all && of.flow() == Some(Flow::Trade) && before(who)));
                row.partner = partner.or(row.partner);
                row.reporter = part.reporter.clone().filter(|who| !self.is_only_assumed(who, of)).or(row.reporter);
            }
            // `Great Britain accounted for 7% of our exports`: whose they are is not known, but not Great Britain's.
            Some(subject) if of.reporter.is_none() && whole.back.as_ref().is_some_and(|back| back.value == Back::Home) => {
                row.partner = Some(subject.clone())
            }
            Some(subject) => self.put_subject(subject, of, &mut row),
            // `33 percent of the city's trade and a quarter of China's trade with the DPRK`: the part is still the city's.
            None if self.is_of_wider(of, whole, state) => row.reporter = part.reporter.clone(),
            // `This figure accounts for 43% of the country's trade with`, `Это 9% всего товарооборота страны`
            None if state.goes_on && !self.reader().is_han(whole.core) => {
                row.flow = part.flow.clone();
                row.partner = part.partner.clone().or(row.partner);
                row.reporter = part.reporter.clone();
            }
            None if part.partner.is_some() && of.partner.is_none() && state.partnered => row.partner = part.partner.clone(),
            None => {
                if let Some(crossing) = self.passes_through(whole).or_else(|| self.carried_by(whole)).or_else(|| self.falls_on(whole)) {
                    self.put_subject(&crossing, of, &mut row);
                }
            }
        }
        // `Главным партнёром остаётся Китай: на его долю приходится 28% товарооборота`
        if state.partners_follow {
            let fresh = state.subject.clone().filter(|_| state.fresh_subject && self.is_russian(whole.core));
            row.partner = state.bracket.first().cloned().or(fresh).or(row.partner).or_else(|| state.subject.clone());
        }
        // 中俄贸易占俄外贸的26%: of the trade of one of the two.
        if self.reader().is_han(whole.core) { row.seen_by(of.reporter.as_ref()) } else { row }
    }

    /// Is the whole, named behind a share of another, the trade of the country that the place of the share before lies in, in English?
    fn is_of_wider(&self, of: &Frame, whole: &Head, state: &State) -> bool {
        let around = |inner: &Who| of.reporter.as_ref().is_some_and(|outer| self.vocabulary.lies_round(&outer.value, &inner.value));
        let told = state.last_whole.is_some() && state.topic == Topic::Trade && self.reader().is_ascii(whole.core);
        told && state.frame.reporter.as_ref().is_some_and(around)
    }

    /// Is the subject named as a partner in a whole that says itself whose it is, in English?
    fn is_new_partner(&self, subject: &Who, of: &Frame, whole: &Head, state: &State) -> bool {
        let owned = !whole.reporters.is_empty() || whole.back.is_some();
        let abroad = of.reporter.as_ref().is_some_and(|owner| self.is_foreign(subject, owner));
        state.fresh_subject && owned && abroad && self.reader().text(whole.core).is_ascii()
    }

    /// Is the whole the trade both ways of the one with whom `subject` is told to trade?
    fn is_other_side(&self, subject: &Who, of: &Frame, whole: &Head, part: &Frame) -> bool {
        let both_ways = of.flow() == Some(Flow::Trade) && part.flow() == Some(Flow::Trade) && of.partner.is_none();
        let same = |one: &Option<Who>, other: &Who| one.as_ref().is_some_and(|one| one.value == other.value);
        let turned = of.reporter.as_ref().is_some_and(|owner| same(&part.partner, owner)) && same(&part.reporter, subject);
        both_ways && turned && self.reader().is_han(whole.core)
    }

    /// Has the place named behind the last share one of the same whole, as another partner?
    fn has_next_share(&self, subject: &Who, of: &Frame, whole: &Head, state: &State) -> bool {
        let part = &state.frame;
        let another = part.partner.as_ref().is_some_and(|partner| partner.value != subject.value) && of.partner.is_none();
        another && state.fresh_subject && self.reader().is_han(whole.core) && self.is_partner(subject, None, part)
    }

    /// `В Китай отправлено 80% экспорта области`: the country that the first word was taken to be of, where its whole names a region.
    fn is_only_assumed(&self, who: &Who, of: &Frame) -> bool {
        // The country in which a text speaks is known by the name of its region.
        let known = |inner: &Who| who.at.start < self.found.offset || who.at == inner.at;
        let inside = |inner: &Who| inner.at.start >= self.found.offset && self.vocabulary.lies_round(&who.value, &inner.value);
        self.is_russian(0) && of.reporter.as_ref().is_some_and(|inner| inside(inner) && known(inner))
    }

    /// `импорт – 5 млрд; доля Китая в обороте – 20%`: does the share say itself of which trade it is, and whose?
    fn is_part_of(&self, whole: &Head, state: &State) -> bool {
        let start = whole.elements.start;
        let named = start.checked_sub(2).and_then(|at| self.reader().who(at)).zip(state.subject.as_ref());
        let linked = self.cue_before(start, 1) == Some(Cue::Link(Link::To)) && self.cue_before(start, 3) == Some(Cue::Share);
        linked && self.is_russian(whole.core) && named.is_some_and(|(named, subject)| named.value == subject.value)
    }

    /// `Экспорт составил 2 млрд (34% от общего оборота)` where the sentence before told the turnover of two: of theirs.
    fn is_half_of_turnover(&self, amount: &Statement, whole: &Head) -> bool {
        let carried = amount.frame.partner.as_ref().is_some_and(|who| who.at.end <= self.found.offset);
        let half = amount.frame.flow().is_some_and(Flow::is_one_way) && whole.flow.value.flow == Flow::Trade;
        let open = self.elements[..whole.elements.start].iter().rposition(|e| e.kind == Kind::Mark('('));
        let figure = open.and_then(|open| self.element_kind(open.checked_sub(1)?));
        carried && half && !self.reader().is_han(whole.core) && figure == Some(Kind::Figure(amount.figure as u32))
    }

    /// Does the whole stand in a bracket right behind the figure, with nothing but a word for a share before it?
    fn bracketed_behind(&self, figure: usize, whole: &Head) -> bool {
        let open = self.elements[..whole.elements.start].iter().rposition(|e| e.cue() != Some(Cue::Share));
        let behind = open.filter(|&i| self.elements[i].kind == Kind::Mark('(')).and_then(|i| i.checked_sub(1));
        self.reader().is_han(whole.core) && behind.is_some_and(|i| self.elements[i].kind == Kind::Figure(figure as u32))
    }

    /// `half of imports from Russia was petrol`, `four-fifths of them were oil and gas`, `consisted of minerals`: what stands
    /// behind the whole, which ends before element `end`.
    pub(super) fn product_of_share(&self, end: usize) -> Option<Slot<CompactString>> {
        const VERB: usize = 4;
        let reader = self.reader();
        let verb = |i: usize| match self.elements[i].kind {
            Kind::Word | Kind::Period(_) | Kind::Cue(Cue::Level | Cue::Link(Link::Of)) => true,
            // `75% экспорта заняли поставки пиломатериалов`
            Kind::Cue(Cue::Share) => reader.is_russian(i),
            // `45% импорта – продовольствие`, `Четверть экспорта – это лес`
            Kind::Mark('-') => i == end && reader.is_russian(i - 1),
            Kind::Cue(Cue::Back(Back::Figure)) => i > end && reader.text(i) == "это",
            Kind::Cue(Cue::Flow(flow)) => flow.strength == Strength::Weak && i > end && reader.is_russian(i),
            // `comes from`
            Kind::Cue(Cue::Link(Link::From)) => i > end,
            _ => false,
        };
        let end = if self.is_russian(end.saturating_sub(1)) { self.after_bracket(end) } else { self.past_terms(end) };
        // `66% товаров, экспортированных в Китай, составил уголь`
        let closed = self.element_kind(end) == Some(Kind::Mark(',')) && self.cue_at(end + 1) == Some(Cue::Level);
        let end = end + usize::from(closed && self.is_russian(end + 1));
        let at = end + (end..self.elements.len().min(end + VERB)).take_while(|&i| verb(i)).count();
        match self.element_kind(at)? {
            Kind::Product(_) if at > end => {
                let goods = (at..self.goods_end(at)).filter_map(|i| match self.elements[i].kind {
                    Kind::Product(product) => Some(reader.product(product, i)),
                    _ => None,
                });
                join(&goods.collect::<Vec<_>>())
            }
            _ => None,
        }
    }

    /// `of exports by value`, `of imports in volume terms`: what the share is counted in. The element behind it.
    fn past_terms(&self, end: usize) -> usize {
        let reader = self.reader();
        let says = |i: usize, words: &[&str]| i < self.elements.len() && words.contains(&reader.text(i));
        let told = says(end, &["by", "in"]) && reader.says(end + 1, Words::Terms);
        if told { end + 2 + usize::from(says(end + 2, &["terms"])) } else { end }
    }

    /// The element after a list of goods: `crude oil, pipeline gas and coal`.
    fn goods_end(&self, at: usize) -> usize {
        let mut end = at + 1;
        while matches!(self.element_kind(end), Some(Kind::Mark(',') | Kind::Cue(Cue::Link(Link::And))))
            && matches!(self.element_kind(end + 1), Some(Kind::Product(_)))
        {
            end += 2;
        }
        end
    }

    /// `Of Mongolia's exports, 38 percent was copper and 24 percent coal`: the product behind its share.
    pub(super) fn product_behind(&self, at: usize) -> Option<Slot<CompactString>> {
        let reader = self.reader();
        let next = at + 1 + usize::from(self.cue_at(at + 1) == Some(Cue::Level));
        match self.element_kind(next)? {
            Kind::Product(_) if reader.text(next).is_ascii() => Some(reader.phrase(next..self.goods_end(next))),
            _ => None,
        }
    }

    /// `В структуре импорта 38% заняли машины, 17% – металлы, 11% приходится на мебель`: the element that names the part behind its
    /// figure, where the clause ends with it.
    pub(super) fn part_of_share(&self, at: usize) -> Option<usize> {
        // `98% из которых – в Китай`
        let at = at + usize::from(self.cue_at(at + 1) == Some(Cue::OfWhich));
        // `Большую часть экспорта – 60% – составила нефть`, `Большую часть экспорта (60%) составила нефть`
        let verb = matches!(self.cue_at(at + 2), Some(Cue::Level | Cue::Share));
        let closed = verb && matches!(self.element_kind(at + 1), Some(Kind::Mark('-' | ')')));
        let at = at + usize::from(closed);
        let takes = closed
            || self.cue_at(at + 1) == Some(Cue::Share)
            || self.element_kind(at + 1) == Some(Kind::Mark('-'))
            || self.reader().is_made_up_of(at);
        let on = usize::from(matches!(self.cue_at(at + 2), Some(Cue::Link(Link::By | Link::To | Link::From | Link::With))));
        let part = at + 2 + on;
        let end = match self.element_kind(part)? {
            Kind::Product(_) => self.goods_end(part),
            Kind::Place(..) => self.reader().places_after(part)?.elements.end,
            _ => return None,
        };
        let closes = self.element_kind(end).is_none_or(|kind| matches!(kind, Kind::Mark(',' | ';' | '.' | ')') | Kind::Cue(Cue::While)));
        // `93% of which fell on China`
        let onto = || self.reader().text(part - 1).ends_with(" on");
        (takes && closes && (self.is_russian(part) || onto())).then_some(part)
    }

    /// The goods that have the share.
    pub(super) fn goods_that_take(&self, at: usize) -> Option<Slot<CompactString>> {
        let part = self.part_of_share(at)?;
        let goods = (part..self.goods_end(part)).filter_map(|i| match self.elements[i].kind {
            Kind::Product(product) => Some(self.reader().product(product, i)),
            _ => None,
        });
        join(&goods.collect::<Vec<_>>())
    }

    /// The place that has the share, with whom `owner` trades.
    pub(super) fn partner_of_share(&self, at: usize, owner: Option<&Who>) -> Option<Who> {
        let part = self.part_of_share(at)?;
        let members = self.reader().places_after(part)?.members;
        let abroad = owner.is_some_and(|owner| members.iter().all(|who| self.is_foreign(who, owner)));
        group(self.vocabulary, &members).filter(|_| abroad)
    }

    /// Shares joined by `and` have what stands behind the last of them in common.
    pub(super) fn share_backwards(&self, at: usize, product: Option<&Slot<CompactString>>, out: &mut [Statement]) {
        let joined = at > 0 && self.elements[at - 1].cue() == Some(Cue::Link(Link::And));
        if let (true, Some(product), Some(last)) = (joined, product, out.last_mut())
            && last.measure == Measure::Share
            && last.frame.product.is_none()
            && last.base == Base::default()
        {
            last.frame.product = Some(product.clone());
            last.base.product = Some(Slot::new("all".to_owned(), product.at.clone()));
        }
    }

    /// `Minerals accounted for 88 percent of exports`: a part in words that no list of goods has.
    fn unlisted_subject(&self, at: usize) -> Option<Slot<CompactString>> {
        const LONGEST: usize = 4;
        let reader = self.reader();
        let share = at.checked_sub(1).filter(|&i| self.elements[i].cue() == Some(Cue::Share))?;
        let words = self.elements[..share].iter().rev().take_while(|e| e.kind == Kind::Word).count();
        let phrase = share - words..share;
        let starts =
            phrase.start == 0 || matches!(self.elements[phrase.start - 1].kind, Kind::Mark(',' | ';' | ':') | Kind::Cue(Cue::While));
        let names = |i: usize| self.may_name_goods(i);
        (starts && (1..=LONGEST).contains(&words) && phrase.clone().all(names)).then(|| reader.phrase(phrase))
    }

    /// May the English word be the name of goods?
    fn may_name_goods(&self, at: usize) -> bool {
        let reader = self.reader();
        let word = reader.text(at);
        let letters = word.len() > 2 && word.bytes().all(|b| b.is_ascii_alphabetic());
        letters && !reader.says(at, Words::Terms) && !POINTING.split(' ').any(|other| word.eq_ignore_ascii_case(other))
    }

    /// `imports of coal grew 40 percent, widgets 36 percent and iron concentrate 12 percent`: the next of a list of goods, in words
    /// that no list of names has.
    pub(super) fn unlisted_member(&self, at: usize, measure: Measure, state: &State) -> Option<Slot<CompactString>> {
        const LONGEST: usize = 3;
        let reader = self.reader();
        let by = usize::from(self.cue_before(at, 1) == Some(Cue::Link(Link::By)));
        // `copper (54%), fishmeal (12%) and widgets (6%)`
        let open = usize::from(at > 0 && self.elements[at - 1].kind == Kind::Mark('('));
        let end = at - by - open;
        let words = self.elements[..end].iter().rev().take_while(|e| e.kind == Kind::Word).count();
        let start = end - words;
        let last = state.out.statements.last().filter(|last| last.measure == measure && last.frame.product.is_some())?;
        let joint = start.checked_sub(1).filter(|_| (1..=LONGEST).contains(&words))?;
        let joined = matches!(self.elements[joint].kind, Kind::Mark(',') | Kind::Cue(Cue::Link(Link::And)));
        // `, and iron concentrate`
        let behind = joint - usize::from(joint > 0 && reader.is_comma(joint - 1));
        let passed = |e: &&Element| matches!(e.kind, Kind::Period(_)) || open > 0 && e.kind == Kind::Mark(')');
        let mut told = self.elements[..behind].iter().rev().skip_while(passed);
        let goods = open == 0 || last.base.product.is_some();
        let follows = goods && told.next().is_some_and(|e| e.kind == Kind::Figure(last.figure as u32));
        let verb = |i: usize| ["ed", "ing", "ly"].iter().any(|ending| reader.text(i).ends_with(ending));
        let names = (start..end).all(|i| self.may_name_goods(i) && !verb(i));
        (joined && follows && names && reader.text(start) != "or").then(|| reader.phrase(start..end))
    }

    /// `The share of manufacturing industries in total exports was 94%`: the same between the share and its whole.
    fn unlisted_part(&self, whole: &Head) -> Option<Slot<CompactString>> {
        const NEAR: usize = 2;
        let mut before = (whole.core.saturating_sub(NEAR)..whole.core).rev();
        let link = before.find(|&i| matches!(self.reader().text(i), "in" | "in total"))?;
        self.unlisted_behind(link, "share of")
    }

    /// `whereas that of fishing was 3.6%`
    pub(super) fn unlisted_again(&self, at: usize) -> Option<Slot<CompactString>> {
        let level = at.checked_sub(1).filter(|&i| self.cue_at(i) == Some(Cue::Level))?;
        self.unlisted_behind(level, "that of")
    }

    /// The words up to element `end`, right behind the words `of`.
    fn unlisted_behind(&self, end: usize, of: &str) -> Option<Slot<CompactString>> {
        const LONGEST: usize = 6;
        let reader = self.reader();
        let word = |e: &&Element| matches!(e.kind, Kind::Word | Kind::Mark(',') | Kind::Cue(Cue::Link(Link::And)));
        let start = end - self.elements[..end].iter().rev().take(LONGEST).take_while(word).count();
        let part = reader.over_article(start)..end;
        let behind = start.checked_sub(1).is_some_and(|i| reader.text(i).eq_ignore_ascii_case(of));
        (behind && !part.is_empty() && reader.text(part.start).is_ascii()).then(|| reader.phrase(part))
    }

    /// `was with Heilongjiang`, `, or 64 million tonnes, were shipped to China` behind the whole of a share.
    fn partner_behind(&self, whole: &Head) -> Option<Who> {
        // 40%的出口产品销往美国
        let words = |head: &Head| self.elements[whole.elements.end..head.elements.start].iter().all(|e| e.kind == Kind::Word);
        let next = self.heads.partition_point(|head| head.elements.start < whole.elements.end);
        let sent = self.heads.get(next).filter(|head| head.flow.value.strength == Strength::Weak && words(head));
        if let Some(sent) = sent.filter(|_| self.reader().is_han(whole.core)) {
            return group(self.vocabulary, &sent.partners);
        }
        let skipped = |e: &&Element| match e.kind {
            Kind::Cue(Cue::Flow(flow)) => matches!(flow.strength, Strength::Weak | Strength::Verb),
            kind => matches!(kind, Kind::Word | Kind::Period(_) | Kind::Cue(Cue::Level | Cue::Now)),
        };
        let behind = self.past_aside(whole.elements.end);
        let link = behind + self.elements[behind..].iter().take_while(skipped).count();
        self.partner_after(link.checked_sub(1)?, whole.flow.value.flow.into())
    }

    /// `, or 64 million tonnes,`: the element behind an amount between commas, if one stands at `at`.
    fn past_aside(&self, at: usize) -> usize {
        const LONGEST: usize = 5;
        let close = (at + 2..self.elements.len().min(at + LONGEST)).find(|&i| self.reader().is_comma(i));
        let amount = |close: usize| matches!(self.elements[close - 1].kind, Kind::Figure(_));
        close.filter(|&close| self.reader().is_comma(at) && amount(close)).map_or(at, |close| close + 1)
    }

    /// The elements behind the whole of a share, up to the end of its clause.
    fn clause_behind(&self, whole: &Head) -> impl Iterator<Item = usize> {
        (whole.elements.end..self.elements.len()).take_while(|&i| !matches!(self.elements[i].kind, Kind::Mark(',' | ';') | Kind::Figure(_)))
    }

    /// `60 percent of the trade between A and B passes through C`.
    fn passes_through(&self, whole: &Head) -> Option<Who> {
        let through = |&i: &usize| self.elements[i].cue() == Some(Cue::Link(Link::Through));
        let reader = self.reader();
        self.clause_behind(whole).skip_while(|i| !through(i)).find_map(|i| reader.who(i))
    }

    /// 承担中俄贸易65%的满洲里口岸: the crossing that has the share is named behind it.
    fn carried_by(&self, whole: &Head) -> Option<Who> {
        let of = |at: usize| self.cue_at(at) == Some(Cue::Link(Link::Of)) && self.reader().is_han(at);
        let at = whole.elements.end + usize::from(of(whole.elements.end));
        let figure = matches!(self.element_kind(at), Some(Kind::Figure(_)));
        self.reader().who(at + 2).filter(|who| figure && of(at + 1) && self.is_local(who))
    }

    /// `40% экспорта обеспечил Китай`, `60% экспорта приходится на Китай и Россию`, `85% экспорта заняли поставки в страны дальнего зарубежья`
    fn falls_on(&self, whole: &Head) -> Option<Who> {
        let falls = |&i: &usize| self.elements[i].cue() == Some(Cue::Share);
        let supplies = |&i: &usize| matches!(self.elements[i].cue(), Some(Cue::Flow(flow)) if flow.strength == Strength::Weak);
        let mut on = self.clause_behind(whole).skip_while(|i| !falls(i)).skip(1).skip_while(supplies);
        let first = on.next()?;
        // `40% экспорта обеспечил Китай`, `40% of the exports fell on China`
        let onto = self.reader().text(first - 1).ends_with(" on");
        if self.reader().who(first).is_some() && (self.is_russian(first) || onto) {
            return group(self.vocabulary, &self.reader().places_after(first)?.members);
        }
        let linked = matches!(self.elements[first].cue(), Some(Cue::Link(Link::By | Link::To | Link::From)));
        let named = on.next().filter(|_| linked).and_then(|i| self.reader().places_after(i))?;
        group(self.vocabulary, &named.members)
    }

    /// `Heilongjiang accounts for 21% of China's imports`, `Russia accounts for 75% of Heilongjiang's trade`.
    fn put_subject(&self, subject: &Who, of: &Frame, row: &mut Frame) {
        // A zone is never somebody's partner.
        let zone = self.vocabulary.by_code(&subject.value).is_none() && !subject.value.starts_with("X-");
        let inside = |whole: &Who| self.vocabulary.lies_in(&subject.value, &whole.value);
        let partner = |whole: &Who| !self.vocabulary.same_country(&whole.value, &subject.value) && !inside(whole);
        // `На долю Казахстана пришлось 56% торговли стран Центральной Азии с Китаем`: one of those who trade with the partner.
        let bloc = of.reporter.as_ref().is_some_and(|whole| self.kind(whole) == Some("group") && whole.value != subject.value);
        let member = bloc && of.partner.as_ref().is_some_and(|partner| self.is_foreign(subject, partner)) && self.is_country(subject);
        // `На Китай приходится 50% экспорта`, and nobody says whose.
        // `Доля Китая в экспорте`, too.
        let falls = of.reporter.is_none() && (self.is_fallen_on(subject) || self.is_sharer(subject));
        if falls || !zone && !member && of.reporter.as_ref().is_some_and(partner) {
            row.partner = Some(subject.clone());
        } else {
            row.reporter = Some(subject.clone());
        }
    }

    /// `доля Китая в экспорте`, `доли стран ЕС в обороте`: a country or group right behind a Russian word for a share.
    fn is_sharer(&self, who: &Who) -> bool {
        let abroad = self.is_country(who) || self.kind(who) == Some("group");
        // `Доля Казахстана в мировом экспорте урана`: of those who export.
        let of_world = || self.elements.iter().any(|e| e.cue() == Some(Cue::World));
        abroad && !of_world() && self.stands_behind(who, Cue::Share)
    }

    /// `на Китай`: does a Russian sentence link it to its share?
    fn is_fallen_on(&self, who: &Who) -> bool {
        self.stands_behind(who, Cue::Link(Link::By))
    }

    /// Is the Russian name right behind such a word?
    fn stands_behind(&self, who: &Who, cue: Cue) -> bool {
        let at = (1..self.elements.len()).find(|&i| self.reader().bytes(i..i + 1).start == who.at.start);
        at.is_some_and(|at| self.cue_at(at - 1) == Some(cue) && self.is_russian(at))
    }

    pub(super) fn difference(&self, row: &Frame, of: &Frame) -> Base {
        let mut base = Base::default();
        if let (Some(mine), Some(theirs)) = (&row.reporter, &of.reporter)
            && mine.value != theirs.value
        {
            base.reporter = Some(theirs.clone());
        }
        if row.partner_code() != of.partner_code() && !self.is_part_of_mutual(row, of) {
            base.partner = Some(
                of.partner.clone().unwrap_or_else(|| Slot::new(WORLD.to_owned(), row.partner.as_ref().map_or(0..0, |p| p.at.clone()))),
            );
        }
        if let (Some(mine), Some(theirs)) = (row.flow(), &of.flow)
            && mine != theirs.value.flow
        {
            base.flow = Some(Slot::new(theirs.value.flow, theirs.at.clone()));
        }
        match (&row.product, &of.product) {
            // `Palm oil imports totaled 770,000 tonnes. Indonesia's 361,000 were 47% of the imports`: of the goods told before.
            (Some(mine), None) if base.partner.is_some() && mine.at.end <= self.found.offset && self.reader().is_ascii(0) => {}
            (Some(mine), None) => base.product = Some(Slot::new("all".to_owned(), mine.at.clone())),
            (Some(mine), Some(theirs)) if mine.value != theirs.value => base.product = Some(theirs.clone()),
            _ => {}
        }
        base
    }

    /// `Trade with Iran reached 2 billion. Exports made up 68% of the turnover`: the turnover is that with the partner told before.
    fn is_part_of_mutual(&self, row: &Frame, of: &Frame) -> bool {
        let turnover = of.flow.as_ref().is_some_and(|flow| flow.value.flow == Flow::Trade && flow.value.strength != Strength::Total);
        let told = row.partner.as_ref().is_some_and(|partner| partner.at.end <= self.found.offset);
        let one_way = row.flow().is_some_and(Flow::is_one_way) && row.product.is_none();
        turnover && told && one_way && of.partner.is_none() && row.same_reporter(of) && self.reader().is_ascii(0)
    }

    /// `Доля экспорта – 72%, импорта – 28%`: the Russian sentence names the flow, and not the partner, who was told before.
    fn names_only_flow(&self, flow: &Slot<FlowCue>, partner: Option<&Who>) -> bool {
        let told = partner.is_some_and(|partner| partner.at.start < self.found.offset);
        told && flow.value.flow.is_one_way() && flow.at.start >= self.found.offset && self.is_russian(0)
    }

    /// A share whose whole is not named: of all goods, or of the trade with all partners.
    pub(super) fn bare_share(&self, frame: &Frame) -> Base {
        let mut base = Base::default();
        let partner = frame.partner.as_ref().filter(|partner| partner.value != WORLD);
        // 皮棉出口…。主要出口至拉脱维亚（占21.9%）: of goods told before, who takes them.
        let before = |at: &Range<usize>| at.end <= self.found.offset;
        let sent = |product: &Slot<CompactString>| before(&product.at) && partner.is_some_and(|partner| !before(&partner.at));
        // `Экспорт угля в Корею составил 2 млн тонн (19%)`: which part of the goods went there.
        let goes = |product: &Slot<CompactString>| self.is_russian(0) && partner.is_some_and(|partner| partner.at.start > product.at.end);
        if let Some(product) = frame.product.as_ref().filter(|product| !sent(product) && !goes(product)) {
            base.product = Some(Slot::new("all".to_owned(), product.at.clone()));
        } else if let Some(flow) = frame.flow.as_ref().filter(|flow| self.names_only_flow(flow, partner)) {
            base.flow = Some(Slot::new(Flow::Trade, flow.at.clone()));
        } else if let Some(partner) = partner {
            base.partner = Some(Slot::new(WORLD.to_owned(), partner.at.clone()));
        } else if let Some(flow) = frame.flow.as_ref().filter(|flow| flow.value.flow.is_one_way()) {
            // `импорт – 9%`: of the turnover.
            base.flow = Some(Slot::new(Flow::Trade, flow.at.clone()));
        }
        base
    }
}

/// Words that stand for what was named before.
const POINTING: &str = "the they this that these those which who what both each all such rest remainder together and others";
