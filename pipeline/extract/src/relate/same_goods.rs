//! The goods of a head that names none: those that the clause, the sentence before or the text is about.

use super::elements::{Element, Kind};
use super::enter::{names_nobody, points_back};
use super::frame::{Context, Frame, Slot, Who, same_place};
use super::head::Head;
use super::vocab::{Back, Cue, Link, Strength, Words};
use super::walk::{State, Statement, Topic, Walk};
use crate::token::FigureKind;
use amur_model::{Flow, Measure};
use compact_str::CompactString;

impl Walk<'_> {
    /// The goods of a head that names none: those that the clause, the sentence before or the text is about.
    pub(super) fn goods(&self, head: &Head, frame: &Frame, context: &Context, state: &State) -> Option<Slot<CompactString>> {
        let (last, topic) = (context.last.product.as_ref(), context.topic.product.as_ref());
        let here = self.goods_of_whole(head, frame, state);
        here.or_else(|| self.goods_sent_on(head, frame, state))
            .or_else(|| self.goods_of_share(head, frame, state))
            .or_else(|| self.goods_of_rank(head, state))
            .or_else(|| self.goods_of_balance(head, context, state))
            .or_else(|| self.goods_by_province(head, frame, context))
            .or_else(|| self.goods_go_on(head, frame, context, state))
            .or_else(|| last.filter(|_| self.is_of_last(head, frame, context, state)).cloned())
            .or_else(|| topic.filter(|_| self.is_of_topic(head, frame, context, state)).cloned())
            .or_else(|| last.filter(|_| self.is_done(head, frame, context, state)).cloned())
            .or_else(|| self.goods_counted_before(head, frame, context))
            .or_else(|| last.filter(|_| self.is_what_was_bought(head, frame, context)).cloned())
    }

    /// `of which 8 million tonnes went to Egypt`, `8 млн тонн из них ушло в Египет`: of the goods spoken of. `Chile sold 3 thousand
    /// tons of salmon to Japan, and Norway shipped 2 thousand tons`: as much of the same.
    fn goods_sent_on(&self, head: &Head, frame: &Frame, state: &State) -> Option<Slot<CompactString>> {
        let reader = self.reader();
        let counted = head.elements.start.checked_sub(1).is_some_and(|i| {
            let part = usize::from(self.cue_at(i) == Some(Cue::OfWhich));
            i.checked_sub(part).is_some_and(|i| match reader.figure_kind(i) {
                Some(FigureKind::Quantity(_)) => true,
                Some(FigureKind::Money(_)) => part > 0 || i.checked_sub(1).is_some_and(|i| self.cue_at(i) == Some(Cue::OfWhich)),
                _ => false,
            })
        });
        let counts_too = || {
            let next = self.elements.get(head.elements.end).and_then(|e| reader.found.figure_kind(e));
            let last = state.out.statements.last().filter(|last| matches!(next, Some(FigureKind::Quantity(unit)) if unit == last.unit));
            reader.is_past(head.core) && !head.reporters.is_empty() && last.is_some_and(|last| last.measure == Measure::Value)
        };
        // `coal exports to China rose 13%, while deliveries to Japan shrank 9%`
        let here = || state.frame.product.as_ref().is_some_and(|product| product.at.start >= self.found.offset);
        let told = || here() && !state.out.statements.is_empty() && head.reporters.is_empty() && head.products.is_empty();
        let supplies = || reader.says(head.core, Words::Supplies) && !head.partners.is_empty() && told();
        let sent = head.flow.value.strength == Strength::Weak && (counted && !head.partners.is_empty() || counts_too() || supplies());
        state.frame.product.clone().filter(|_| sent && state.frame.flow() == frame.flow() && !reader.is_han(head.core))
    }

    /// 农产品进出口30亿元。其中，出口26亿元；进口4亿元: the goods told before, unless it is the total of all goods. 其中半导体出口增长，
    /// 对美出口下降: with a partner of its own it is in those of the whole.
    fn goods_of_whole(&self, head: &Head, frame: &Frame, state: &State) -> Option<Slot<CompactString>> {
        let of = |whole: &&Frame| whole.flow() == Some(Flow::Trade) || whole.flow() == frame.flow();
        let whole = state.whole.as_ref().filter(of).filter(|_| self.reader().is_han(head.core));
        let same = whole.is_some() || head.partners.is_empty() && state.frame.flow() == frame.flow();
        // 出口铜2万吨，均价上涨8%，出口额…: what is told in passing is of the same goods.
        let in_passing =
            matches!(state.topic, Topic::Other(_)) && state.first.as_ref().is_some_and(|first| first.product == state.frame.product);
        let goes_on = (state.topic == Topic::Trade || whole.is_some() || in_passing && self.reader().is_han(head.core))
            && head.reporters.is_empty()
            && (state.of_which || head.back.is_none() && same)
            && head.flow.value.strength != Strength::Total;
        if let Some(goods) = self.goods_both_ways(head, state) {
            return Some(goods);
        }
        // 过货116万吨，其中煤炭109万吨，完成贸易总额42亿元: what all of it is worth.
        let counted = || state.out.statements.last().is_some_and(|last| self.is_counted(last));
        let worth = head.flow.value.flow == Flow::Trade && self.reader().text(head.core).ends_with(['额', '額', '值']) && counted();
        let of_all = worth && state.of_which && whole.is_some_and(|whole| whole.product.is_none());
        let told = whole.filter(|_| of_all || !state.of_which && !head.partners.is_empty()).unwrap_or(&state.frame);
        told.product.clone().filter(|_| goes_on)
    }

    /// 农产品出口额53亿美元；进口额41亿美元: the sentence began with the goods, and goes on with the other way of their trade.
    fn goods_both_ways(&self, head: &Head, state: &State) -> Option<Slot<CompactString>> {
        let first = state.first.as_ref().filter(|_| self.reader().is_han(head.core) && !state.of_which)?;
        let one_way = |flow: Option<Flow>| flow.is_some_and(Flow::is_one_way);
        let turned = one_way(first.flow()) && one_way(Some(head.flow.value.flow)) && first.flow() != Some(head.flow.value.flow);
        // 其中对日出口农产品12亿元；同期，自日进口4亿元
        let told = state.out.statements.last().map_or(&state.frame, |last| &last.frame);
        let goes_on = told.product == first.product && told.flow() == first.flow() && head.reporters.is_empty();
        let bare = head.back.is_none() && !head.total && !self.reader().text(head.core).contains(['总', '總']);
        let same = head.partners.iter().all(|who| first.partner.as_ref().is_some_and(|partner| partner.value == who.value));
        first.product.clone().filter(|_| turned && goes_on && bare && same && head.flow.value.strength == Strength::Noun)
    }

    /// 煤炭占进口额的三成，进口12亿元: the amount of the goods whose share was told.
    fn goods_of_share(&self, head: &Head, frame: &Frame, state: &State) -> Option<Slot<CompactString>> {
        let (share, _) = state.previous_share.as_ref().filter(|_| self.reader().is_han(head.core) && names_nobody(head) && !head.total)?;
        let start = head.elements.start;
        let behind =
            start > 1 && self.elements[start - 1].kind == Kind::Mark(',') && matches!(self.elements[start - 2].kind, Kind::Figure(_));
        let amount = |e: &Element| matches!(e.kind, Kind::Figure(figure) if self.is_amount(figure as usize));
        let told = self.elements.get(head.elements.end).is_some_and(amount);
        share.product.clone().filter(|_| behind && told && share.flow() == frame.flow())
    }

    /// 农产品位列第二，共出口42万吨: the goods that were just given a place in the order.
    fn goods_of_rank(&self, head: &Head, state: &State) -> Option<Slot<CompactString>> {
        let bare = names_nobody(head) && !head.total && self.reader().is_han(head.core);
        let rank = state.out.statements.last().filter(|last| bare && last.measure == Measure::Rank && last.frame.partner.is_none())?;
        let here = |product: &Slot<CompactString>| product.at.start >= self.found.offset;
        rank.frame.product.clone().filter(here)
    }

    /// 进口水产品91亿美元。贸易顺差收窄至4亿美元: that of the goods which the text and the sentence before are about.
    fn goods_of_balance(&self, head: &Head, context: &Context, state: &State) -> Option<Slot<CompactString>> {
        let bare = head.flow.value.flow == Flow::Balance && names_nobody(head) && self.reader().is_han(head.core);
        let (topic, last) = (context.topic.product.as_ref()?, context.last.product.as_ref()?);
        let goes_on = context.short && bare && state.first.is_none() && context.last.same_reporter(&context.topic);
        Some(last.clone()).filter(|last| goes_on && last.value == topic.value)
    }

    /// 分省份看，福建出口额34亿美元: what part of the trade that the text is about each province has.
    fn goods_by_province(&self, head: &Head, frame: &Frame, context: &Context) -> Option<Slot<CompactString>> {
        let by_province = self.vocabulary.opens_by_province(self.found.text);
        let topic = &context.topic;
        let inside =
            frame.reporter.as_ref().zip(topic.reporter.as_ref()).is_some_and(|(who, all)| self.vocabulary.lies_in(&who.value, &all.value));
        let bare = head.partners.is_empty() && !head.total && frame.flow() == topic.flow();
        topic.product.clone().filter(|_| by_province && inside && bare && context.short)
    }

    /// `Экспорт сои вырос. Объём экспорта составил`: nobody else is named, and nothing says that all goods are meant.
    fn is_of_last(&self, head: &Head, frame: &Frame, context: &Context, state: &State) -> bool {
        let bare =
            head.flow.value.strength == Strength::Noun && names_nobody(head) && !self.is_of_all_goods(head) && self.is_russian(head.core);
        (bare
            || self.is_weighed_with_another(head, context)
            || self.is_amount_sent(head)
            || self.is_sent_to_another(head) && !self.is_under_total(head, frame, context))
            && state.topic == Topic::Open
            && context.last.flow() == frame.flow()
    }

    /// `Бразилия поставила 12 млн тонн кукурузы. Из России ввезено 500 тыс. тонн`: how much of the goods just counted.
    fn is_weighed_with_another(&self, head: &Head, context: &Context) -> bool {
        let weighed = matches!(self.kind_at(head.elements.end), Some(FigureKind::Quantity(_)));
        let elsewhere = head.reporters.is_empty() && head.back.is_none() && !head.partners.is_empty();
        head.flow.value.strength == Strength::Verb && elsewhere && weighed && context.counted && self.is_russian(head.core)
    }

    /// `Coal exports rose. Shipments to Korea fell by a fifth`, `Поставки в Корею упали на пятую часть`: the same goods, and where else
    /// they go.
    fn is_sent_to_another(&self, head: &Head) -> bool {
        // `Поставки из Монголии выросли`, where imports are spoken of: the reporter named is where from.
        let from = head.from && self.is_russian(head.core);
        let elsewhere = head.back.is_none() && (from || head.reporters.is_empty() && !head.partners.is_empty());
        let supplies = head.flow.value.strength == Strength::Weak && self.is_russian(head.core);
        let goes_on = supplies || self.reader().text(head.core).is_ascii();
        elsewhere && goes_on && head.flow.value.flow.is_one_way() && !self.is_of_all_goods(head)
    }

    /// `Exports rose by 5%. Those of tea fell. Exports to Iran grew`: in English those of all goods, as the text began with them.
    fn is_under_total(&self, head: &Head, frame: &Frame, context: &Context) -> bool {
        let all = |told: &Frame| told.is_total() && told.flow() == frame.flow() && told.same_reporter(frame);
        self.reader().text(head.core).is_ascii() && context.opening.as_ref().is_some_and(all)
    }

    /// 自巴西进口大豆。…来自巴西的到货量为…
    fn is_amount_sent(&self, head: &Head) -> bool {
        head.flow.value.strength == Strength::Weak && self.reader().text(head.core).ends_with('量')
    }

    /// `Pollock was caught. The major volumes were exported to Korea`, 主要出口至韩国, 主要销往韩国, `объёмы её поставок`: is something done to what was
    /// spoken of?
    fn is_done(&self, head: &Head, frame: &Frame, context: &Context, state: &State) -> bool {
        let (strength, core) = (head.flow.value.strength, head.core);
        let passive = strength == Strength::Verb && core > 0 && self.reader().is_being(core - 1);
        let sent = self.reader().is_han(core)
            && head.reporters.is_empty()
            && (self.cue_at(core + 1) == Some(Cue::Link(Link::To)) || self.reader().text(core).ends_with('往'));
        let its = strength == Strength::Weak && points_back(head, Back::Own) && self.is_russian(core);
        (passive || sent || its) && state.topic == Topic::Open && context.last.flow() == frame.flow()
    }

    /// `Экспорт рыбы из Приморья`, and paragraphs later `Экспорт в Китай вырос`: is it of the goods that the whole text is about?
    fn is_of_topic(&self, head: &Head, frame: &Frame, context: &Context, state: &State) -> bool {
        let strength = head.flow.value.strength;
        let at_home = |(who, topic): (&Who, &Who)| self.vocabulary.same_country(&topic.value, &who.value);
        // `Внешнеторговый оборот составил 5 млрд. Экспорт – 3 млрд`: a part of all trade.
        let of_all = context.last.flow() == Some(Flow::Trade) && context.last.product.is_none() && self.is_russian(head.core);
        // 中朝贸易进出口84亿元；其中，出口49亿元；进口34亿元
        let whole = |s: &Statement| s.measure == Measure::Value && s.frame.flow() == Some(Flow::Trade) && s.frame.product.is_none();
        // `Оборот составил 5 млрд, из которых на экспорт пришлось 3 млрд`
        let in_parts = self.reader().is_han(head.core) || self.is_russian(head.core);
        let of_all = of_all || in_parts && state.out.statements.iter().any(whole);
        // `Wood imports were 300 million. Finland's imports totalled 8 billion` in a text that opened with electricity: what a country's
        // own trade is worth is that in all goods.
        let owned = !head.reporters.is_empty() && context.many_goods && self.reader().is_ascii(head.core);
        let next = self.elements[head.elements.end..].iter().find_map(|e| self.found.figure_kind(e));
        let of_all = of_all || owned && matches!(next, Some(FigureKind::Money(_)));
        context.short
            && !of_all
            && context.topic.flow() == frame.flow()
            && (strength == Strength::Noun
                || strength == Strength::Verb && head.reporters.is_empty()
                || self.is_amount_sent(head)
                || self.is_sent_to_another(head) && self.is_russian(head.core))
            && (!self.is_of_all_goods(head) || self.is_amount_sent(head))
            && frame.reporter.as_ref().zip(context.topic.reporter.as_ref()).is_some_and(at_home)
            && (self.is_russian(head.core) || self.is_bare_english(head) || self.is_bare_han(head, frame, context))
    }

    /// `China imported crude oil from Russia. Russian supplies grew`: the same goods from the side of who sells them.
    fn is_what_was_bought(&self, head: &Head, frame: &Frame, context: &Context) -> bool {
        let supplied = head.flow.value.strength == Strength::Weak && head.flow.value.flow == Flow::Export && !head.total;
        let last = &context.last;
        let turned = same_place(&last.partner, &frame.reporter) && same_place(&last.reporter, &frame.partner);
        supplied && turned && last.flow() == Some(Flow::Import) && last.partner.is_some() && !self.reader().is_han(head.core)
    }

    /// The goods that the sentence before told of, if the head says that it means them, at the start of a paragraph too.
    fn goods_counted_before(&self, head: &Head, frame: &Frame, context: &Context) -> Option<Slot<CompactString>> {
        let told = if context.last.flow.is_some() { &context.last } else { &context.earlier };
        let counted = || context.counted && told.flow() == frame.flow() && told.same_reporter(frame);
        let same = self.is_of_these(head) || (self.is_worth(head) || self.is_weighed(head)) && counted();
        told.product.clone().filter(|_| same)
    }

    /// `These exports were valued at`, `the value of these exports`, `imports of this product`.
    fn is_of_these(&self, head: &Head) -> bool {
        let these = |i: usize| ["these", "those", "such", "this"].iter().any(|word| self.reader().text(i).eq_ignore_ascii_case(word));
        let of_this = || self.elements.get(head.core + 1).is_some_and(|e| ["of this", "of these"].contains(&self.found.words(&e.units)));
        [head.elements.start, head.core].iter().any(|at| at.checked_sub(1).is_some_and(these)) || of_this()
    }

    /// `Peru exported 3 million tons of zinc. The value of the exports was 2 billion`, `The export value was`: what those are worth which
    /// were counted.
    fn is_worth(&self, head: &Head) -> bool {
        const NEAR: usize = 4;
        let bare = names_nobody(head) && !head.total && self.reader().text(head.core).is_ascii();
        let worth = |i: usize| self.reader().text(i).to_lowercase().split(' ').any(|word| word == "value");
        bare && (head.core.saturating_sub(NEAR)..=head.core).any(worth)
    }

    /// `Exports were made to Kenya (16,329 tons)`: so much of the goods spoken of.
    fn is_weighed(&self, head: &Head) -> bool {
        let next = self.elements[head.elements.end..].iter().find_map(|e| self.found.figure_kind(e));
        let english = head.flow.value.flow.is_one_way() && self.reader().text(head.core).is_ascii();
        english && matches!(next, Some(FigureKind::Quantity(_))) && !head.total && head.products.is_empty()
    }

    /// `Fish exports rose. Exports to China`: turnover in English is of all goods again.
    fn is_bare_english(&self, head: &Head) -> bool {
        head.flow.value.flow.is_one_way() && self.reader().text(head.core).is_ascii()
    }

    /// 越南咖啡出口增长。…美国是最大市场，出口额为…: in Chinese the goods of the text go on in the same trade of the same place, if it
    /// is none that counts only what passes it.
    fn is_bare_han(&self, head: &Head, frame: &Frame, context: &Context) -> bool {
        self.is_in_topic(frame, context) && self.reader().is_han(head.core)
    }

    /// Is it the trade one way of the place that the text is about, and no total told before?
    pub(super) fn is_in_topic(&self, frame: &Frame, context: &Context) -> bool {
        let one_way = frame.flow().is_some_and(Flow::is_one_way) && frame.flow() == context.topic.flow();
        let local = frame.reporter.as_ref().is_some_and(|who| self.is_local(who));
        context.short && one_way && !local && !self.tells_of_all(context, frame) && frame.same_reporter(&context.topic)
    }

    /// 整体而言，…, and what a sentence before told of all goods: the goods of the text are no longer spoken of.
    fn tells_of_all(&self, context: &Context, frame: &Frame) -> bool {
        let here = self.elements.first().is_some_and(|e| e.cue() == Some(Cue::Total));
        let before = context.told.as_ref().filter(|_| context.last.flow.is_some());
        here || before.is_some_and(|told| told.flow() == Some(Flow::Balance) && told.product.is_none() && told.same_reporter(frame))
    }

    /// 进口煤炭12万吨。进口货值3亿元, 进口大豆50万吨。2023年进口62万吨, 策克口岸进口煤炭12万吨，甘其毛都口岸进口20万吨: the goods just
    /// counted go on.
    fn goods_go_on(&self, head: &Head, frame: &Frame, context: &Context, state: &State) -> Option<Slot<CompactString>> {
        let reader = self.reader();
        let in_english = state.topic == Topic::Open && reader.is_ascii(head.core);
        if !(reader.is_han(head.core) || in_english) || !frame.flow().is_some_and(Flow::is_one_way) {
            return None;
        }
        if state.topic == Topic::Open {
            let worth = names_nobody(head) && !head.total && reader.text(head.core).ends_with('值');
            let told = if context.last.flow.is_some() { &context.last } else { &context.earlier };
            let counted = context.counted && (worth || self.is_counted_again(head, frame, told));
            return told.product.clone().filter(|_| counted);
        }
        let passed = |e: &&Element| matches!(e.kind, Kind::Cue(Cue::Level | Cue::Ignore | Cue::Link(Link::Of)) | Kind::Word);
        let next = self.elements[head.elements.end..].iter().find(|e| !passed(e));
        let amounts =
            |e: &Element| matches!(e.kind, Kind::Figure(figure) if matches!(self.kinds[figure as usize], FigureKind::Quantity(_)));
        // 1万吨发往美国, 六成销往中国
        let sent = head.elements.start.checked_sub(1).is_some_and(|i| matches!(self.elements[i].kind, Kind::Figure(_)));
        let counted = sent && !head.partners.is_empty() || next.is_some_and(amounts);
        let told = state.out.statements.iter().any(|s| self.is_counted(s));
        let same = state.frame.flow() == frame.flow();
        let named = !head.reporters.is_empty() || !head.partners.is_empty();
        // 自俄罗斯进口管道天然气6.5亿美元；自土库曼斯坦进口8.1亿美元
        let next_partner = head.reporters.is_empty()
            && !head.partners.is_empty()
            && state.first.as_ref().is_some_and(|first| first.product == state.frame.product);
        state.frame.product.clone().filter(|_| same && (counted && told && named || next_partner))
    }

    /// 2022年，黑河口岸进口大豆50万吨。2023年进口62万吨, `It imported 320,000 tons of soybeans in 2021. In 2022 it imported 410,000 tons`: an
    /// amount of goods, right behind the word for the trade that the sentence before ended on: of the same place or one inside it
    /// (内蒙古进口煤炭6500万吨。其中策克口岸进口1600万吨). What countries weigh is never all goods (中国自俄罗斯进口原油1.07亿吨。2022年，
    /// 俄罗斯对华供应8625万吨).
    fn is_counted_again(&self, head: &Head, frame: &Frame, last: &Frame) -> bool {
        let amount = matches!(self.kind_at(self.past_level(head.elements.end)), Some(FigureKind::Quantity(_)));
        let inside = |who: &Who| last.reporter.as_ref().is_some_and(|last| self.vocabulary.lies_in(&who.value, &last.value));
        let here = last.same_reporter(frame) || head.reporters.iter().all(inside) && !head.reporters.is_empty();
        let same = last.flow() == frame.flow() && here;
        let strength = head.flow.value.strength;
        if self.reader().is_ascii(head.core) {
            let bare = head.partners.is_empty() && !head.through && self.product_after(head.elements.end).is_none();
            return amount && same && bare && strength == Strength::Verb;
        }
        let country = |who: &Option<Who>| who.as_ref().is_some_and(|who| self.is_country(who));
        let countries = country(&last.reporter) && country(&frame.reporter) && last.flow().is_some_and(Flow::is_one_way);
        let plain = strength != Strength::Total && !self.is_of_all_goods(head);
        amount && plain && (same || countries)
    }

    /// The element behind the words for a level at `at`: 达, 约为.
    fn past_level(&self, at: usize) -> usize {
        at + self.elements[at..].iter().take_while(|e| matches!(e.cue(), Some(Cue::Level | Cue::Ignore))).count()
    }
}
