//! What a sentence goes on with from the one before.

use super::{State, Topic, Walk};
use crate::relate::elements::{Element, Kind, past_source};
use crate::relate::enter::names_nobody;
use crate::relate::frame::{Context, Frame, Slot, Who, same_place};
use crate::relate::measure::{Measured, Side};
use crate::relate::vocab::{Back, Cue, Link, Strength, Words};
use crate::token::FigureKind;
use amur_model::{Flow, Measure};
use compact_str::CompactString;

impl Walk<'_> {
    /// What is known before the first word.
    pub(super) fn begin(&self, context: &Context) -> State {
        let mut state = State {
            frame: Frame {
                reporter: self.reporter_so_far(context),
                product: self.goods_so_far(context),
                partner: self.partner_so_far(context),
                flow: self.told_so_far(context).flow.clone(),
            },
            ranked: context.ranked.clone(),
            // A line of a list goes on with what the list is about.
            named: self.elements.first().is_some_and(|e| matches!(e.kind, Kind::Mark('-' | '•' | '·'))),
            both_halves: self.halved_before(context),
            ..State::default()
        };
        if context.on_trade
            && (self.lacks_subject() || self.turns_to_partner(context) || self.opens_with_time() || self.opens_with_part(context))
        {
            self.go_on(context, &mut state);
            state.topic = Topic::Trade;
        }
        if self.opens_with_amount(context) {
            state.topic = Topic::Trade;
            self.go_on(context, &mut state);
        }
        self.open_order(context, &mut state);
        self.open_next(context, &mut state);
        self.open_main_partners(context, &mut state);
        self.open_leader(context, &mut state);
        self.open_crossings(context, &mut state);
        self.open_parts(context, &mut state);
        self.open_line(context, &mut state);
        self.open_growth_by_partner(context, &mut state);
        state.reporters_follow = context.side_by_side && self.heads.is_empty();
        if self.names_only_owner() {
            self.go_on_of_another(context, &mut state);
        }
        state
    }

    /// The element that a sentence begins to tell something with: behind who says it in Russian, a time, `moreover`.
    pub(in crate::relate) fn past_opening(&self) -> usize {
        let source = past_source(self.found, &self.elements);
        let also = |i: &usize| self.element_kind(*i) == Some(Kind::Word) && self.reader().says(*i, Words::Also);
        source + (source..self.elements.len()).take_while(|i| opens(&self.elements[*i]) || also(i)).count()
    }

    /// `¶ На первом месте Китай – 38%`, `¶ В соседнюю страну отправлено 7 тыс. тонн`: does the first sentence of a Russian paragraph only
    /// go on with what the one before told: without a word of trade of its own, or with what was done by or to those told there?
    pub fn leans_on_before(&self) -> bool {
        let states = self.kinds.iter().any(|kind| !matches!(kind, FigureKind::Plain));
        if !states || !self.is_russian(0) {
            return false;
        }
        let Some(head) = self.heads.first() else {
            return !self.elements.iter().any(|e| matches!(e.cue(), Some(Cue::Other(_))));
        };
        let done = match head.flow.value.strength {
            Strength::Weak => true,
            Strength::Verb => head.partner_back || !head.partners.is_empty(),
            _ => false,
        };
        let told = self.elements[..head.elements.start].iter().any(|e| matches!(e.kind, Kind::Figure(_)));
        let nobody = head.reporters.is_empty() && head.back.is_none();
        // `стран, из которых поступает больше всего товаров`
        let all = || (head.elements.end..self.elements.len()).any(|i| self.reader().says(i, Words::Goods));
        let supplied = head.flow.value.strength == Strength::Weak && head.products.is_empty() && !all();
        !head.total && !self.is_of_all_goods(head) && ((done || told) && nobody || supplied)
    }

    /// `Of the total, 11,000 tons were mutton`: does an English sentence without a word of trade begin with an amount of what was told?
    fn opens_with_amount(&self, context: &Context) -> bool {
        let opens = context.on_trade && self.heads.is_empty() && self.cue_at(0) == Some(Cue::OfWhich) && self.reader().is_ascii(0);
        let comma = 1 + usize::from(self.element_kind(1) == Some(Kind::Mark(',')));
        opens && self.is_amount_at(comma)
    }

    /// The trade that the paragraph opened with, if the sentence before ended on its exports and imports.
    fn halved_before(&self, context: &Context) -> Option<Frame> {
        let ways: Vec<Flow> = context.flows.iter().map(|flow| flow.value.flow).collect();
        let halves = matches!(ways.as_slice(), [Flow::Export, Flow::Import] | [Flow::Import, Flow::Export]);
        let han = self.heads.is_empty() && !self.elements.is_empty() && self.reader().has_han(0);
        let whole = |frame: &&Frame| frame.flow() == Some(Flow::Trade) && frame.partner.is_none() && frame.product.is_none();
        context.opening.as_ref().filter(|_| halves && han && context.on_trade).filter(whole).cloned()
    }

    /// `Пункты пропуска: Краскино – 450 тыс. т, Полтавка – 120 тыс. т`: what each crossing of the list lets through is its trade, and
    /// goes the way that was spoken of.
    fn open_crossings(&self, context: &Context, state: &mut State) {
        let Some(colon) = self.elements.iter().position(|e| e.kind == Kind::Mark(':')).filter(|_| self.heads.is_empty()) else { return };
        if self.elements[colon].units.start == 0 {
            return;
        }
        let reader = self.reader();
        let title = |e: &Element| {
            matches!(e.kind, Kind::Word | Kind::Place(..) | Kind::Period(_) | Kind::Cue(Cue::Ignore | Cue::Total | Cue::Back(_)))
        };
        let words = self.found.words(&(0..self.elements[colon].units.start));
        let named = self.elements[..colon].iter().all(title) && self.vocabulary.is_crossing(words);
        let gate = reader.places_after(colon + 1).filter(|places| places.members.iter().all(|who| self.is_local(who)));
        let Some(dash) = gate.map(|gate| gate.elements.end).filter(|_| named && self.is_russian(0)) else { return };
        let weighed = self.kind_at(dash + 1) == Some(FigureKind::Quantity("t"));
        if self.element_kind(dash) != Some(Kind::Mark('-')) || !weighed {
            return;
        }
        let spoken_of = state.frame.flow.take().filter(|_| context.on_trade);
        let product = context.last.product.clone().filter(|_| spoken_of.is_some());
        let flow = spoken_of.unwrap_or_else(|| self.trade_at(colon));
        state.frame = Frame { flow: Some(flow), product, ..Frame::default() };
        state.topic = Topic::Trade;
        state.named = true;
    }

    /// `Из них 2 млрд – рыба`, `В том числе в Китай – на 5%`, `При этом в страны СНГ – на 21%`: parts of the one trade that the
    /// sentence before told of, and no word of trade before the first of them.
    fn open_parts(&self, context: &Context, state: &mut State) {
        let start = self.past_opening();
        let of_which = self.cue_at(start) == Some(Cue::OfWhich);
        // `Больше всего – в Китай (2 млрд)`
        let leads = start > 0 && matches!(self.cue_at(start - 1), Some(Cue::While | Cue::Ignore));
        if !context.on_trade || !(of_which || leads) || !self.is_russian(0) {
            return;
        }
        let first = start + usize::from(of_which);
        let first = first + usize::from(matches!(self.element_kind(first), Some(Kind::Mark(':' | '-'))));
        let partner = self.partner_dashed(first, context.last.flow());
        let amount = || of_which && context.flows.len() < 2 && self.is_amount_of_part(first);
        let Some(figure) = partner.or_else(|| amount().then_some(first)) else { return };
        if self.heads.first().is_some_and(|head| head.elements.start <= figure) {
            return;
        }
        state.topic = Topic::Trade;
        self.go_on(context, state);
        state.frame.partner = context.last.partner.clone().filter(|_| partner.is_none());
        // `В том числе на экспорт отправлено 9 млн т. Среди них – 4 млн т угля`
        if let Some(part) = context.part.as_ref().filter(|_| of_which && partner.is_none() && self.reader().text(start).ends_with("них"))
        {
            state.frame = Frame { product: None, ..part.clone() };
        }
        state.measured.grew = context.grew;
    }

    /// `в Китай – на 5%`, `в Китай (2 млрд)`: the dash or bracket behind a partner with whom the trade goes the way that was spoken
    /// of, where a figure follows.
    fn partner_dashed(&self, at: usize, flow: Option<Flow>) -> Option<usize> {
        let one_way = match (self.cue_at(at)?, flow?) {
            (Cue::Link(Link::To), flow) => flow == Flow::Export,
            (Cue::Link(Link::From), flow) => flow == Flow::Import,
            (Cue::Link(Link::With), flow) => flow == Flow::Trade,
            _ => false,
        };
        let dash = self.reader().places_after(at + 1).filter(|_| one_way)?.elements.end;
        let by = usize::from(matches!(self.cue_at(dash + 1), Some(Cue::Link(Link::By) | Cue::Level)));
        let told = matches!(self.element_kind(dash + 1 + by), Some(Kind::Figure(_)));
        (matches!(self.element_kind(dash), Some(Kind::Mark('-' | '('))) && told).then_some(dash)
    }

    /// `2 млрд – рыба`, `на 2 млрд – рыбы`, `2 млрд пришлось на Китай`: an amount, and behind it what part it is of.
    fn is_amount_of_part(&self, at: usize) -> bool {
        let figure = at + usize::from(self.cue_at(at) == Some(Cue::Link(Link::By)));
        let amount = matches!(self.kind_at(figure), Some(FigureKind::Money(_) | FigureKind::Quantity(_)));
        let named = || matches!(self.element_kind(figure + 2), Some(Kind::Product(_) | Kind::Cue(Cue::Link(_))));
        let told = match self.element_kind(figure + 1) {
            Some(Kind::Mark('-')) => named(),
            // `Среди них – 4 млн т угля`
            Some(Kind::Product(_)) => true,
            // `30 млн тонн составил уголь`
            Some(Kind::Cue(Cue::Level)) => self.ends_with_goods(figure + 2),
            Some(Kind::Cue(cue)) => cue == Cue::Share,
            _ => false,
        };
        amount && told
    }

    /// `На ряде рынков отмечен рост: Китай – на 122%, Польша – на 23%`: by how much the trade told before moved with whom.
    fn open_growth_by_partner(&self, context: &Context, state: &mut State) {
        let Some(colon) = self.elements.iter().position(|e| e.kind == Kind::Mark(':')).filter(|_| self.heads.is_empty()) else { return };
        let moves = self.elements[..colon].iter().any(|e| matches!(e.cue(), Some(Cue::Change(_))));
        let plain = |e: &Element| !matches!(e.kind, Kind::Figure(_) | Kind::Product(_) | Kind::Place(..) | Kind::Cue(Cue::Other(_)));
        let bare = moves && self.elements[..colon].iter().all(plain);
        let Some(named) = self.reader().places_after(colon + 1).filter(|_| bare && self.is_russian(0)) else { return };
        let by = self.element_kind(named.elements.end) == Some(Kind::Mark('-'))
            && self.cue_at(named.elements.end + 1) == Some(Cue::Link(Link::By))
            && self.kind_at(named.elements.end + 2) == Some(FigureKind::Percent);
        let last = if context.last.flow.is_some() { &context.last } else { &context.earlier };
        let abroad = |owner: &Who| named.members.iter().all(|who| self.is_foreign(who, owner));
        if by && last.flow.is_some() && last.reporter.as_ref().is_some_and(abroad) {
            state.frame = Frame { partner: None, ..last.clone() };
            state.topic = Topic::Trade;
            (state.named, state.partners_follow) = (true, true);
        }
    }

    /// `South Korea's was 9.1%`, `That of Japan was 6.3%`: whose it is, and not what it is, opens the sentence.
    fn names_only_owner(&self) -> bool {
        let reader = self.reader();
        if !self.heads.is_empty() {
            return false;
        }
        let start = self.elements.iter().take_while(|e| opens(e)).count();
        let is = |word: &str| start < self.elements.len() && reader.text(start).eq_ignore_ascii_case(word);
        let again = usize::from(is("that of") || is("those of"));
        let Some(owner) = reader.places_after(reader.over_article(start + again)) else { return false };
        let mut behind = owner.elements.end;
        let owns = self.element_kind(behind) == Some(Kind::Mark('\''));
        behind += usize::from(owns);
        behind += usize::from(owns && self.elements.get(behind).is_some_and(|_| reader.text(behind) == "s"));
        (owns || again > 0) && matches!(self.element_kind(behind), Some(Kind::Cue(Cue::Level)))
    }

    /// The share told in the sentence before is another's now, or the trade.
    fn go_on_of_another(&self, context: &Context, state: &mut State) {
        let Some((frame, base)) = &context.shared else {
            state.reporters_follow = true;
            return;
        };
        state.as_partner = base.partner.is_some();
        if state.as_partner || base.reporter.is_some() {
            let share = Measured { measure: Measure::Share, sign: 1.0, side: Side::Now };
            state.previous_share = Some((frame.clone(), base.clone()));
            (state.measured.last, state.measured.shared) = (Some(share), Some(share));
        }
    }

    /// `Next came Germany and Poland with 11 percent each`: shares of the same as those told in the sentence before.
    pub(super) fn next_shares(&self, context: &Context, state: &mut State) {
        if state.out.statements.is_empty() && context.shared.as_ref().is_some_and(|(_, base)| base.partner.is_some()) {
            self.go_on_of_another(context, state);
        }
    }

    /// 2019年上半年达到3089亿美元，增长3%。 A sentence without a subject goes on with that of the sentence before.
    fn lacks_subject(&self) -> bool {
        let mut said = self.elements.iter().skip_while(|e| opens(e));
        let verb = said.next().is_some_and(|e| matches!(e.cue(), Some(Cue::Level | Cue::Change(_))));
        let figure =
            said.find(|e| !matches!(e.kind, Kind::Word | Kind::Cue(Cue::Ignore))).is_some_and(|e| matches!(e.kind, Kind::Figure(_)));
        verb && figure && self.heads.is_empty() && self.reader().has_han(0)
    }

    /// 其中99%出口到中国: a part of the exports, or imports, that the sentence before told of.
    pub(in crate::relate) fn opens_with_part(&self, context: &Context) -> bool {
        let part = self.cue_at(0) == Some(Cue::OfWhich) && self.kind_at(1) == Some(FigureKind::Percent) && self.reader().is_han(0);
        let head = self.heads.first().filter(|head| part && head.elements.start == 2 && !head.partners.is_empty());
        head.is_some_and(|head| context.last.flow() == Some(head.flow.value.flow))
    }

    /// `Годом ранее – 4 млн`, `Для сравнения: в 2018 году – 741 машина`: nothing but the time before the dash of a Russian sentence.
    fn opens_with_time(&self) -> bool {
        let passed = |e: &&Element| matches!(e.kind, Kind::Word | Kind::Mark(':') | Kind::Cue(Cue::While | Cue::Ignore | Cue::Compare));
        let first = past_source(self.found, &self.elements);
        let start = first + self.elements[first..].iter().take_while(passed).count();
        let timed = matches!(self.element_kind(start), Some(Kind::Period(_))) && self.element_kind(start + 1) == Some(Kind::Mark('-'));
        let figure = start + 2 + usize::from(self.cue_at(start + 2) == Some(Cue::Link(Link::By)));
        timed && self.heads.is_empty() && matches!(self.element_kind(figure), Some(Kind::Figure(_))) && self.is_russian(start)
    }

    /// 此外，对印度增长1.5倍, `С США он упал на 5%`, `Those to Korea totalled 5 million tonnes`: the trade spoken of, with another partner.
    fn turns_to_partner(&self, context: &Context) -> bool {
        let start = self.past_opening();
        let start = start + self.elements[start..].iter().take_while(|e| opens(e) || e.cue() == Some(Cue::OfWhich)).count();
        let reader = self.reader();
        if self.opens_with_those(start) {
            return true;
        }
        let russian = start < self.elements.len() && self.is_russian(start);
        let with = match self.cue_at(start) {
            Some(Cue::Link(Link::With)) => reader.text(start) == "对" || russian,
            // `В страны СНГ он упал на 7%`
            Some(Cue::Link(Link::To)) => russian && context.last.flow() == Some(Flow::Export),
            Some(Cue::Link(Link::From)) => russian && context.last.flow() == Some(Flow::Import),
            _ => false,
        };
        let Some(places) = Some(start + 1).filter(|_| with && self.heads.is_empty()).and_then(|at| reader.places_after(at)) else {
            return false;
        };
        // `С США он упал на 5%`
        let passed = |e: &&Element| matches!(e.kind, Kind::Period(_) | Kind::Cue(Cue::Back(Back::Own)));
        let mut said = self.elements[places.elements.end..].iter().skip_while(passed);
        said.next().is_some_and(|e| matches!(e.kind, Kind::Figure(_) | Kind::Cue(Cue::Change(_))))
    }

    /// `Those to Korea totalled 5 million tonnes`, `That with Japan was 3 billion`: does an English sentence begin so at `start`?
    pub(in crate::relate) fn opens_with_those(&self, start: usize) -> bool {
        let reader = self.reader();
        let says = |word: &str| start < self.elements.len() && reader.text(start).eq_ignore_ascii_case(word);
        let linked = matches!(self.cue_at(start + 1), Some(Cue::Link(Link::To | Link::From | Link::With)));
        let Some(places) = Some(start + 2)
            .filter(|_| (says("those") || says("that")) && linked)
            .and_then(|at| reader.places_after(reader.over_article(at)))
        else {
            return false;
        };
        let before = self.heads.first().is_none_or(|head| head.elements.start > places.elements.end);
        before && matches!(self.cue_at(places.elements.end), Some(Cue::Level | Cue::Change(_)))
    }

    /// 橡胶的主要出口市场为中国。…中国增长33%: a sentence without goods or a word of trade is on the goods of the one before.
    fn goods_so_far(&self, context: &Context) -> Option<Slot<CompactString>> {
        // `Вывезено 11 тыс. тонн рыбы. Главными партнёрами стали Корея (38%)`: partners in all goods.
        let other = |e: &Element| matches!(e.kind, Kind::Product(_) | Kind::Cue(Cue::Partner));
        let bare = self.heads.is_empty() && !self.elements.iter().any(other);
        self.told_so_far(context).product.clone().filter(|_| bare)
    }

    /// 缅甸向中国出口48亿美元。 and then, as a paragraph, 主要商品为天然气（14亿美元）: a short Chinese text goes on with the trade told before
    /// where a sentence has no word of trade.
    fn told_so_far<'c>(&self, context: &'c Context) -> &'c Frame {
        let Context { last, earlier, .. } = context;
        let bare = context.short && self.heads.is_empty() && !self.elements.is_empty() && self.reader().has_han(0);
        let goes_on = last.flow.is_none() && bare && context.on_trade && earlier.same_reporter(last);
        if goes_on { earlier } else { last }
    }

    /// 西藏外贸……。经吉隆口岸出口汽车6127辆。出口农产品5亿元: other goods did not go that way only.
    fn reporter_so_far(&self, context: &Context) -> Option<Who> {
        let last = &context.last.reporter;
        let region = context.topic.reporter.as_ref().filter(|_| context.passed);
        let around = |region: &&Who| last.as_ref().is_some_and(|gate| self.vocabulary.lies_round(&region.value, &gate.value));
        let other_goods = self.heads.first().is_some_and(|head| !head.products.is_empty() && names_nobody(head));
        region.filter(around).filter(|_| other_goods).or(last.as_ref()).cloned()
    }

    /// 对东盟进出口310亿元。…对欧盟进出口25亿元。水果出口18亿元: behind another partner than text and paragraph opened with, goods are of the trade
    /// with all.
    fn turns_to_goods(&self, context: &Context) -> bool {
        let differs = |frame: &Frame| !same_place(&context.last.partner, &frame.partner);
        let other = context.wide && differs(&context.topic) && context.paragraph.as_ref().is_some_and(differs);
        let head = self.heads.first().filter(|head| names_nobody(head) && !head.products.is_empty() && head.elements.start == 0);
        other && head.is_some_and(|head| head.flow.value.flow.is_one_way())
    }

    /// Does a sentence with no word of trade begin with goods, in a paragraph that opened with other goods, traded with all?
    fn lists_next_goods(&self, opening: Option<&Frame>) -> bool {
        let goods = matches!(self.element_kind(0), Some(Kind::Product(_))) && self.heads.is_empty();
        goods && opening.is_some_and(|frame| frame.partner.is_none() && frame.product.is_some())
    }

    /// `Торговля со странами ЕАЭС выросла. Наибольший удельный вес в экспорте занимает золото (34%)`: which goods the trade is of, told behind
    /// that with a bloc in Russian, is told of the trade with all.
    fn is_structure_behind_bloc(&self, context: &Context) -> bool {
        let bloc = context.last.partner.as_ref().is_some_and(|who| self.kind(who) == Some("group"));
        let shares = self.elements.iter().any(|e| e.cue() == Some(Cue::Share));
        let goods = self.elements.iter().any(|e| matches!(e.kind, Kind::Product(_)));
        let parts = (0..self.elements.len()).filter_map(|at| self.kind_at(at)).all(|kind| kind == FigureKind::Percent);
        bloc && shares && goods && parts && self.is_russian(0)
    }

    /// The partner that the sentence before hands on: 对华贸易额达3.8亿美元。木材出口占… goes back to the trade with all that
    /// the paragraph, or the text, began with, 其中 does not.
    fn partner_so_far(&self, context: &Context) -> Option<Who> {
        const OPENING: usize = 4;
        let last = &context.last;
        // 出口总额3370亿美元，其中…: what stands behind a figure is a part of that.
        let opening = self.elements.iter().take(OPENING).take_while(|e| !matches!(e.kind, Kind::Figure(_)));
        let goes_on = opening.into_iter().any(|e| e.cue() == Some(Cue::OfWhich));
        let is_han = !self.elements.is_empty() && self.reader().has_han(0);
        let with_all = |frame: &Frame| frame.partner.is_none() && frame.same_reporter(last);
        // A paragraph on one partner (韩国居第三，出口额9亿。6月出口1.5亿) is so to its end.
        let opening = context.paragraph.as_ref().or(context.opening.as_ref());
        // 对华出口额147亿美元。主要商品为石油（46亿美元）: no other trade is named.
        let back = is_han && !goes_on && !context.headed && !self.heads.is_empty() && opening.is_some_and(with_all);
        // 对东盟进出口3亿元。进出口保持增长。其中，出口2亿元: a part of the level told last.
        let whole = context.level.as_ref().filter(|level| is_han && goes_on && level.same_reporter(last));
        match whole {
            Some(level) => level.partner.clone(),
            None if self.is_structure_behind_bloc(context) && opening.is_some_and(with_all) => None,
            // 汽车出口下降6%，对美整车出口降三成。钢铁（-21%）、铜（-4%）均下降
            None if back || is_han && (self.turns_to_goods(context) || self.lists_next_goods(opening)) => None,
            None => last.partner.clone(),
        }
    }
}

/// What may stand before the first words that tell something: a period, `while`, `moreover`.
fn opens(element: &Element) -> bool {
    matches!(element.kind, Kind::Period(_) | Kind::Cue(Cue::Ignore | Cue::While) | Kind::Mark(','))
}
