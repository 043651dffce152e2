//! What lists, and words on the goods behind a figure, make of its frame.

use super::figure::Said;
use super::{State, Statement, Walk};
use crate::relate::elements::{Element, Kind};
use crate::relate::enter::join;
use crate::relate::frame::{Context, Frame, Slot, Who, group};
use crate::relate::list::Part;
use crate::relate::vocab::{Cue, FlowCue, Form, Link, Words};
use crate::token::FigureKind;
use amur_model::{Flow, Measure};
use compact_str::CompactString;

impl Walk<'_> {
    /// What lists, and words on the goods behind the figure, change of its frame.
    pub(super) fn fit(&self, said: &Said, frame: &mut Frame, context: &Context, state: &mut State) {
        if self.is_whole_of_last(said.at) {
            frame.partner = None;
        }
        if let Some(both) = self.both(said.at, frame, &state.out.statements) {
            *frame = both;
        }
        if let Some(flow) = self.ways_together(said, state) {
            (state.frame.flow, frame.flow) = (Some(flow.clone()), Some(flow));
        }
        if let Some((other, seller)) = self.next_to(said.at).filter(|_| said.is(Measure::Value)) {
            let sells = frame.partner.is_none() || seller && frame.flow() == Some(Flow::Export);
            let side = if sells { &mut frame.reporter } else { &mut frame.partner };
            *side = Some(other);
        }
        if let Some(holder) = self.holder_before_order(frame).filter(|_| said.is(Measure::Rank)) {
            frame.partner = Some(holder);
        }
        if let Some(holder) = self.taken_by(said.at).filter(|_| said.is(Measure::Rank)) {
            (state.frame.partner, frame.partner) = (Some(holder.clone()), Some(holder));
        }
        let order = || self.flow_of_order(said.at).or_else(|| self.flow_behind_order(said.at, frame));
        if let Some(flow) = if said.is(Measure::Rank) { order() } else { None } {
            (frame.flow, frame.product) = (Some(flow), None);
        }
        if let Some(part) = &self.parts[said.index] {
            self.apply(part, frame);
        } else if let Some(dealt) = self.dealt(said, state) {
            *frame = dealt;
        }
        // `Malaysia held 38% of plywood imports with 1.1 million m3`: of the goods of the share.
        let of_share = state.out.statements.last().filter(|last| last.measure == Measure::Share && frame.product.is_none());
        if let Some(share) = of_share.filter(|_| said.is(Measure::Value) && self.is_amount_with(said.at)) {
            frame.product.clone_from(&share.frame.product);
        }
        if let Some(product) = self.goods_before_colon(said, frame) {
            state.frame.product = Some(product.clone());
            frame.product = Some(product);
        }
        if let Some(product) = self.goods_of_more(said) {
            state.frame.product = Some(product.clone());
            frame.product = Some(product);
        }
        // `seven per cent for oil products, 19 per cent for paper`
        let dealt = said.is(Measure::Growth) && self.cue_at(said.at + 1) == Some(Cue::Link(Link::To));
        if said.is(Measure::Value) || dealt {
            self.take_goods_behind(said, frame, context, state);
        }
    }

    /// `40% of exports come from timber: 4 million m3`, `Coal: 2.7 million tons were shipped`: the goods that a colon parts from their
    /// amount, in English.
    fn goods_before_colon(&self, said: &Said, frame: &Frame) -> Option<Slot<CompactString>> {
        let colon = said.at.checked_sub(1).filter(|&i| self.element_kind(i) == Some(Kind::Mark(':')))?;
        let product = |i: usize| matches!(self.element_kind(i), Some(Kind::Product(_)));
        let goods = colon.checked_sub(1).filter(|&i| product(i) && self.reader().is_ascii(i))?;
        let told_here = frame.product.as_ref().is_some_and(|product| product.at.start >= self.found.offset);
        let amount = said.is(Measure::Value) && !told_here && frame.flow().is_some_and(Flow::is_one_way);
        amount.then(|| self.reader().phrase(goods..colon))
    }

    /// `the third place was taken by China`: who has the place in the order is told behind it, in English.
    fn taken_by(&self, at: usize) -> Option<Who> {
        const NEAR: usize = 5;
        let by = (at + 1..self.elements.len().min(at + NEAR)).find(|&i| self.cue_at(i) == Some(Cue::Link(Link::By)))?;
        let reader = self.reader();
        let taken = reader.says(by - 1, Words::Hold) && reader.is_ascii(by);
        group(self.vocabulary, &reader.places_after(reader.over_article(by + 1)).filter(|_| taken)?.members)
    }

    /// `Россия в импорте Узбекистана занимает второе место`: who stands before the trade in which the place is.
    fn holder_before_order(&self, frame: &Frame) -> Option<Who> {
        let flow = frame.flow.as_ref().filter(|_| frame.partner.is_none())?;
        let head = self.heads.iter().find(|head| head.flow.at == flow.at).filter(|head| self.is_russian(head.core))?;
        let link = head.elements.start.checked_sub(1).filter(|&i| i > 0 && self.cue_at(i) == Some(Cue::Link(Link::To)))?;
        self.reader().who(link - 1).filter(|holder| self.is_partner(holder, None, frame))
    }

    /// `imported 51% more soybeans`, `shipped 12 percent less Australian coal`, `отправлено вдвое больше зерна`: of what there was more.
    fn goods_of_more(&self, said: &Said) -> Option<Slot<CompactString>> {
        let (reader, more) = (self.reader(), said.at + 1);
        let moved = matches!(said.measured.measure, Measure::Growth | Measure::Ratio) && matches!(self.cue_at(more), Some(Cue::Change(_)));
        if !moved || !reader.says(more, Words::Compared) {
            return None;
        }
        let goods = more + 1 + usize::from(matches!(self.element_kind(more + 1), Some(Kind::Place(_, Form::Adjective))));
        let Kind::Product(product) = self.element_kind(goods)? else { return None };
        Some(if reader.is_ascii(goods) { reader.phrase(goods..reader.noun_phrase(goods)) } else { reader.product(product, goods) })
    }

    /// `with 1.1 million m3`
    fn is_amount_with(&self, at: usize) -> bool {
        at > 0 && self.cue_at(at - 1) == Some(Cue::Link(Link::With)) && self.reader().text(at - 1) == "with"
    }

    /// `1.2 million tons of Russian soybeans`: the goods of an amount, and whose they are.
    fn take_goods_behind(&self, said: &Said, frame: &mut Frame, context: &Context, state: &mut State) {
        if let Some((product, origin)) = self.product_after(said.at) {
            state.frame.product = Some(product.clone());
            frame.product = Some(product);
            if let Some(origin) = origin.filter(|_| frame.flow() == Some(Flow::Import)) {
                state.frame.partner = Some(origin.clone());
                frame.partner = Some(origin);
            }
        }
        // `of which 4 billion was copper`
        let being = said.at + 2 < self.elements.len() && self.reader().is_being(said.at + 1) && self.reader().is_ascii(said.at + 1);
        // `and 4,000 tons beef`
        let goods = said.at + 1 + usize::from(being);
        let beside = matches!(said.figure.kind, FigureKind::Quantity(_)) && self.reader().is_ascii(said.at);
        if (being || beside) && state.of_which && goods < self.elements.len() && self.ends_with_goods(goods) {
            frame.product = Some(self.reader().phrase(goods..goods + 1));
        }
        if frame.product.is_none() && self.is_weight_of_goods(said.index, frame, state.next_head) {
            frame.product = self.goods_made(state.next_head);
            state.frame.product = state.frame.product.take().or_else(|| frame.product.clone());
        }
        // `Cargo carried through the port grew to 19 million tons, including 14 million of exports`
        let of_all = |s: &Statement| self.is_counted(s) && s.frame.product.is_none() && s.measure == Measure::Value;
        let of_all = self.reader().is_ascii(said.at) && state.out.statements.iter().any(of_all);
        let told_before = context.last.flow() == frame.flow() || context.last.flow.is_none() && !self.reader().has_han(0);
        let spoken_of = told_before && !of_all;
        if frame.product.is_none() && spoken_of && self.is_weight_of_goods(said.index, frame, state.next_head) {
            frame.product = context.last.product.clone();
            // `В Китай отгрузили 20 тыс. тонн` in a short text on exports of grain
            let topic = context.headline.as_ref().unwrap_or(&context.topic);
            let topic = Some(topic).filter(|topic| context.short && topic.flow() == frame.flow() && !self.reader().has_han(0));
            frame.product = frame.product.take().or_else(|| topic?.product.clone());
            // 稀土出口4723吨。1-8月出口38756吨，增长8.6%，金额21亿元, `sold 8 million tons for $4.7 billion`: what follows is told of the same.
            state.frame.product.clone_from(&frame.product);
        }
    }

    /// 大豆产量430万吨，出口90万吨: the goods whose output is told before the word of trade that was read last.
    fn goods_made(&self, next_head: usize) -> Option<Slot<CompactString>> {
        let head = self.heads.get(next_head.checked_sub(1)?).filter(|head| self.reader().is_han(head.core))?;
        let before = self.elements[..head.elements.start].iter().enumerate().rev();
        let mut before = before.take_while(|(_, e)| !matches!(e.cue(), Some(Cue::Flow(_))) && !matches!(e.kind, Kind::Mark(';')));
        let (at, product) = before.find_map(|(i, e)| if let Kind::Product(product) = e.kind { Some((i, product)) } else { None })?;
        matches!(self.cue_at(at + 1), Some(Cue::Other(_))).then(|| self.reader().product(product, at))
    }

    /// 对蒙贸易34亿元；对俄贸易32亿元，二者合计占…: the partners, or the goods, of the levels told before, taken together.
    fn both(&self, at: usize, frame: &Frame, told: &[Statement]) -> Option<Frame> {
        let clause = self.elements[..at].iter().enumerate().rev().take_while(|(_, e)| !matches!(e.kind, Kind::Mark(',' | ';' | ':')));
        let word = clause.into_iter().find(|(_, e)| e.cue() == Some(Cue::Both)).map(|(word, _)| word);
        let count = if word.is_none() { Some(self.summed_up(at)?) } else { None };
        let levels: Vec<&Frame> = told
            .iter()
            .filter(|s| s.measure == Measure::Value && s.frame.flow() == frame.flow() && s.frame.same_reporter(frame))
            .map(|s| &s.frame)
            .collect();
        if let Some(product) = word.and_then(|word| self.goods_together(word, &levels)) {
            return Some(Frame { product: Some(product), ..frame.clone() });
        }
        let levels = match count {
            Some(count) => parts_told(&levels, count)?,
            None => &levels,
        };
        let first = levels.first()?;
        let partners: Vec<Who> = levels.iter().filter_map(|level| level.partner.clone()).collect();
        let alike = |get: fn(&Frame) -> Option<&str>| levels.iter().all(|level| get(level) == get(first));
        let one_product = alike(|frame| frame.product.as_ref().map(|product| product.value.as_str()));
        let one_partner = alike(|frame| frame.partner.as_ref().map(|partner| partner.value.as_str()));
        let together = one_product && !one_partner && partners.len() == levels.len();
        together.then(|| Frame { product: first.product.clone(), partner: group(self.vocabulary, &partners), ..frame.clone() })
    }

    /// `Exports were 14 million and imports 39 million, a combined 53 million`: the two ways of one trade together.
    fn ways_together(&self, said: &Said, state: &State) -> Option<Slot<FlowCue>> {
        let word = said.at.checked_sub(1).filter(|&i| self.cue_at(i) == Some(Cue::Total) && self.reader().text(i) == "combined")?;
        let mut values = state.out.statements.iter().rev().filter(|s| s.measure == Measure::Value).map(|s| &s.frame);
        let (second, first) = (values.next()?, values.next()?);
        let same = second.same_reporter(first) && second.partner_code() == first.partner_code() && second.product == first.product;
        let ways = matches!((first.flow()?, second.flow()?), (Flow::Export, Flow::Import) | (Flow::Import, Flow::Export));
        (said.is(Measure::Value) && same && ways).then(|| self.trade_at(word))
    }

    /// 三国合计占, 两国共占, 前三大市场约占, 合计占: does the clause of the figure at `at` begin with a sum of those told before? How many
    /// they are, if it says so.
    fn summed_up(&self, at: usize) -> Option<Option<usize>> {
        const DIGITS: [&str; 9] = ["两", "二", "三", "四", "五", "六", "七", "八", "九"];
        let reader = self.reader();
        let clause = self.elements[..at].iter().rev().take_while(|e| !matches!(e.kind, Kind::Mark(_)));
        let start = Some(at - clause.count()).filter(|&start| start < at && reader.is_han(start))?;
        let words = reader.words(start..at);
        let sums = |words: &str| ["合计", "合計", "共计", "总计", "总共", "合占", "共占"].iter().any(|sum| words.starts_with(sum));
        let shares = |i: usize| self.cue_at(i) == Some(Cue::Share);
        if sums(words) {
            return (start..at).any(shares).then_some(None);
        }
        let rest = words.trim_start_matches(['这', '上', '述', '前', '该', '其']);
        let (count, rest) = DIGITS.iter().enumerate().find_map(|(i, digit)| Some((i.max(1) + 1, rest.strip_prefix(digit)?)))?;
        let whom = [
            "个国家和地区",
            "国家和地区",
            "个国家",
            "国",
            "地",
            "个市场",
            "大市场",
            "大出口市场",
            "大贸易伙伴",
            "大伙伴",
            "大来源地",
            "大目的地",
        ];
        let behind = whom.iter().find_map(|noun| rest.strip_prefix(noun))?;
        let told = sums(behind) || ["占", "约占", "共占", "合占"].iter().any(|share| behind.starts_with(share));
        (told && (start..at).any(shares)).then_some(Some(count))
    }

    /// 俄罗斯在韩国贸易伙伴中排名第14位: in which trade those are partners among whom somebody has a place.
    fn flow_of_order(&self, at: usize) -> Option<Slot<FlowCue>> {
        let among = |i: &usize| self.cue_at(*i).is_some_and(Cue::is_partner) && self.reader().text(i + 1) == "中";
        let word = self.reader().clause_before(at).find(among).filter(|&word| self.reader().is_han(word))?;
        Some(self.flow_at(self.partners_flow(word), word))
    }

    /// `the 11th largest partner of Latvia in exports and the 9th in imports`: in which trade, another than that spoken of, the place
    /// behind the figure at `at` is, in English.
    pub(in crate::relate) fn flow_behind_order(&self, at: usize, frame: &Frame) -> Option<Slot<FlowCue>> {
        let ends = |i: &usize| {
            matches!(self.elements[*i].kind, Kind::Mark('(' | ',' | ';' | '.' | ':') | Kind::Figure(_) | Kind::Cue(Cue::Link(Link::And)))
        };
        let behind = (at + 1..self.elements.len()).take_while(|i| !ends(i));
        let word =
            behind.into_iter().find(|&i| i > at + 1 && self.cue_before(i, 1) == Some(Cue::Link(Link::In)) && self.cue_at(i).is_some());
        let word = word.filter(|&i| self.reader().is_ascii(i) && self.cue_at(i + 1) != Some(Cue::Link(Link::Of)))?;
        let Some(Cue::Flow(flow)) = self.cue_at(word) else { return None };
        let other = flow.is_one_way_noun() && frame.flow().is_some_and(|told| told != flow.flow);
        other.then(|| Slot::new(flow, self.reader().bytes(word..word + 1)))
    }

    /// 仅次于加拿大的7938亿美元, 仅次于美国（970亿美元）, 超过沙特的8596万吨: the amount is that of the one named beside it. Is it held
    /// against the exports of another, and not against a partner?
    fn next_to(&self, at: usize) -> Option<(Who, bool)> {
        const FAR: usize = 60;
        let reader = self.reader();
        let before = at.checked_sub(1)?;
        let linked = self.cue_at(before) == Some(Cue::Link(Link::Of)) || self.element_kind(before) == Some(Kind::Mark('('));
        let places = self.elements[..before].iter().rev().take_while(|e| matches!(e.kind, Kind::Place(..))).count();
        let word = before.checked_sub(places + 1).filter(|&word| linked && places > 0 && reader.is_han(word))?;
        let words = reader.text(word);
        let held = ["仅次", "僅次"].iter().any(|next| words.starts_with(next));
        let above = ["超过", "超過", "高于", "高於", "低于", "低於", "多于", "少于"].contains(&words);
        // 中国成为越南第二大出口市场，仅次于美国的970亿美元: another partner; 对华出口水果36亿美元，仅次于泰国的45亿美元: another seller.
        let seller = || !self.elements[word.saturating_sub(FAR)..word].iter().any(Element::is_partner);
        (held || above).then(|| Some((reader.who(before - 1)?, seller())))?
    }

    /// 机电产品出口5亿元；农产品出口3亿元，二者合计占…: as many goods as the word at `word` counts, with one partner.
    fn goods_together(&self, word: usize, levels: &[&Frame]) -> Option<Slot<CompactString>> {
        let count = ["二", "三", "四"].iter().position(|digit| self.reader().text(word).starts_with(digit));
        let count = count.map(|at| at + 2).or_else(|| self.reader().text(word).starts_with(['两', '兩']).then_some(2))?;
        let last = &levels[levels.len().checked_sub(count)?..];
        let one_partner = last.iter().all(|level| level.partner_code() == last[0].partner_code());
        let goods: Vec<_> = last.iter().filter_map(|level| level.product.clone()).collect();
        let apart = goods.iter().enumerate().all(|(i, one)| goods[..i].iter().all(|other| other.value != one.value));
        (one_partner && apart && goods.len() == count).then(|| join(&goods))?
    }

    /// What the figure has of what its list deals out.
    fn apply(&self, part: &Part, frame: &mut Frame) {
        match part {
            Part::Partner(who) => frame.partner = Some(who.clone()),
            // The list itself may have been taken for one reporter.
            Part::Place(who)
                if !frame.reporter.as_ref().is_some_and(|reporter| reporter.covers(&who.at)) && self.is_partner(who, None, frame) =>
            {
                frame.partner = Some(who.clone())
            }
            Part::Place(who) => frame.reporter = Some(who.clone()),
            Part::Product(product) => frame.product = Some(product.clone()),
            Part::Flow(flow) => frame.flow = Some(flow.clone()),
            Part::Phrase { reporter, flow, product, partner } => {
                frame.reporter = reporter.clone().or(frame.reporter.take());
                frame.flow = Some(flow.clone());
                frame.product = product.clone();
                frame.partner = partner.clone().or(frame.partner.take());
            }
        }
    }

    /// 铜精矿108万吨、煤炭375万吨，下降18%和31%: as many changes as levels before them go to these in order.
    fn dealt(&self, said: &Said, state: &State) -> Option<Frame> {
        let (position, length) = self.positions[said.index];
        let moves = || match said.measured.measure {
            Measure::Growth | Measure::Ratio | Measure::Rank | Measure::Change => true,
            // 大豆出口9万吨，豆油出口2万吨，分别占出口总量的85%和41%
            Measure::Share => self.is_dealt_out(said.at),
            _ => false,
        };
        if length < 2 || !moves() {
            return None;
        }
        if length == state.levels.frames.len() {
            return Some(state.levels.frames[position].clone());
        }
        // 总额24亿，其中对俄6亿，对朝5亿，分别增长12%和8%: the parts, and not the whole before them.
        let parts = length + 1 == state.levels.frames.len() && state.whole.is_some() && self.is_dealt_out(said.at);
        if parts {
            return Some(state.levels.frames[position + 1].clone());
        }
        // 出口水果5万吨，货值6亿元；进口30万吨，货值85亿元，分别增长21%、8%、15%和11%: all the levels of the sentence.
        let levels = || state.out.statements.iter().filter(|s| s.measure == Measure::Value);
        let all = length > state.levels.frames.len() && self.is_dealt_out(said.at) && levels().count() == length;
        levels().nth(position).filter(|_| all).map(|level| level.frame.clone())
    }

    /// 分别占出口总额的85%和41%: does 分别 stand in the clause before the run of figures in which that at `at` is?
    fn is_dealt_out(&self, at: usize) -> bool {
        let run = |e: &&Element| matches!(e.kind, Kind::Figure(_) | Kind::Mark(',') | Kind::Cue(Cue::Link(Link::And)));
        let start = at - self.elements[..at].iter().rev().take_while(run).count();
        let told = |i: usize| self.cue_at(i) == Some(Cue::Respectively);
        let listed = |i: usize| matches!(self.reader().text(i), "、" | "和") && matches!(self.element_kind(i + 1), Some(Kind::Figure(_)));
        let joined = start < at || at + 1 < self.elements.len() && listed(at + 1);
        start > 0 && self.reader().has_han(start - 1) && (joined || self.reader().clause_before(start).any(told))
    }
}

/// The last levels that were told of partners one by one, after that of their whole: `count` of them, if it is known.
fn parts_told<'l, 'f>(levels: &'l [&'f Frame], count: Option<usize>) -> Option<&'l [&'f Frame]> {
    let start = levels.iter().rposition(|level| level.partner.is_none()).map_or(0, |whole| whole + 1);
    let parts = &levels[start..];
    match count {
        Some(count) => Some(&parts[parts.len().checked_sub(count)?..]),
        None => (parts.len() > 1).then_some(parts),
    }
}
