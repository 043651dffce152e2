//! What a figure counts: goods, or things that are no trade.

use super::elements::{Element, Kind};
use super::enter::join;
use super::frame::{Frame, Slot, Who};
use super::head::Head;
use super::vocab::{CARRIER, Cue, Entry, Form, Link, Words};
use super::walk::{State, Topic, Walk};
use crate::gazetteer::List;
use crate::token::FigureKind;
use amur_model::Flow;
use compact_str::CompactString;

impl Walk<'_> {
    /// `Экспорт вырос на 48% за счёт роста поставок руды.`: what a Russian sentence ends on as the reason is not what it is about.
    fn only_tells_why(&self, at: usize) -> bool {
        let cause = |i: usize| self.cue_at(i) == Some(Cue::Cause);
        let told = || self.elements[at..].iter().any(|e| matches!(e.kind, Kind::Figure(_)));
        self.is_russian(at) && self.reader().clause_before(at).any(cause) && !told()
    }

    /// A product outside any head is what the clause is about, if a figure is said of it.
    pub(super) fn product(&self, at: usize, state: &mut State) {
        let reader = self.reader();
        let Kind::Product(product) = self.elements[at].kind else { return };
        // `the second largest after garments`, `Aside from garments`, 仅次于烟草: what the clause is not about.
        if at > 0 && self.elements[at - 1].cue() == Some(Cue::Object) && !self.is_russian(at) {
            return;
        }
        // `caught by fishing vessels`; in `the largest share was held by cars` the goods have it.
        let by = at > 0 && self.elements[at - 1].cue() == Some(Cue::Link(Link::By)) && reader.text(at).is_ascii();
        let accounts = at > 1 && reader.text(at - 2).ends_with(" for");
        if by && !accounts && !(at > 1 && reader.says(at - 2, Words::Hold)) {
            return;
        }
        if self.only_tells_why(at) {
            return;
        }
        let listed = self.listed_goods(at);
        let slot = listed.clone().or_else(|| self.goods_of_amount(at)).unwrap_or_else(|| reader.product(product, at));
        state.product = Some(slot.clone());
        if state.topic != Topic::Trade && state.frame.flow.is_none() {
            return;
        }
        let joins = at >= 2
            && matches!(self.elements[at - 1].kind, Kind::Cue(Cue::Link(Link::And)) | Kind::Mark(','))
            && matches!(self.elements[at - 2].kind, Kind::Product(_))
            // `exports of copper, antimony - by 36%`
            && !(self.element_kind(at + 1) == Some(Kind::Mark('-')) && reader.text(at).is_ascii());
        state.frame.product = match (&state.frame.product, joins && listed.is_none()) {
            (Some(first), true) => join(&[first.clone(), slot]),
            _ => Some(slot),
        };
        state.named = true;
    }

    /// `Fish, coal and timber accounted for 90 percent`: the goods of the English list that ends with the product at `at`, where none but the
    /// last has words of its own behind it.
    fn listed_goods(&self, at: usize) -> Option<Slot<CompactString>> {
        const LONGEST: usize = 24;
        const WORDS: usize = 3;
        let reader = self.reader();
        let bracketed = self.element_kind(at + 1) == Some(Kind::Mark('(')) && matches!(self.element_kind(at + 2), Some(Kind::Figure(_)));
        if !reader.is_ascii(at) || bracketed {
            return None;
        }
        let (mut first, mut closed) = (at, reader.text(at).contains(" and "));
        while at - first < LONGEST {
            let words = self.elements[..first].iter().rev().take(WORDS).take_while(|e| e.kind == Kind::Word).count();
            let Some(joint) = (first - words).checked_sub(1) else { break };
            let and = self.cue_at(joint) == Some(Cue::Link(Link::And));
            let comma = and && joint > 0 && reader.is_comma(joint - 1);
            let Some(before) = joint.checked_sub(1 + usize::from(comma)).filter(|_| and || closed && reader.is_comma(joint)) else { break };
            if !matches!(self.elements[before].kind, Kind::Product(_)) {
                break;
            }
            (first, closed) = (before, true);
        }
        (first < at).then(|| reader.phrase(first..at + 1))
    }

    /// `рыба – 43 млн, ракообразные – 3 млн`: an item of a list in words that no list of names has.
    pub(super) fn is_of_the_unknown(&self, at: usize, state: &State) -> bool {
        let reader = self.reader();
        if self.is_of_unnamed_place(at, state) {
            return true;
        }
        let by = usize::from(at > 0 && self.elements[at - 1].cue() == Some(Cue::Link(Link::By)));
        let Some(dash) = (at - by).checked_sub(1).filter(|&i| matches!(self.elements[i].kind, Kind::Mark('-' | '('))) else { return false };
        // A share of the amount before the bracket is of the same thing.
        if let Some(first) = self.amount_before(at) {
            return self.is_amount(first) && state.out.statements.iter().all(|s| s.figure != first) && state.out.others.is_empty();
        }
        let words = self.elements[..dash].iter().rev().take_while(|e| matches!(e.kind, Kind::Word | Kind::Cue(Cue::Ignore))).count();
        let foreign = words > 0 && !reader.text(dash - 1).is_ascii() && !reader.is_han(dash - 1);
        // `стоимостной объём упал на 3%, физический – на 8%`: the same goods, counted in another way.
        let counted = words == 1 && reader.says(dash - 1, Words::Counting);
        foreign
            && !counted
            && match (dash - words).checked_sub(1).map(|i| self.elements[i].kind) {
                Some(Kind::Mark(':')) => true,
                Some(Kind::Mark(',' | ';') | Kind::Cue(Cue::Link(Link::And))) => {
                    self.elements[..dash].iter().any(|e| matches!(e.kind, Kind::Figure(_)))
                }
                _ => false,
            }
    }

    /// `Trade at Tachilek was $72 million, Myeik $168 million`: the next of a list is of a place whose name no list has.
    fn is_of_unnamed_place(&self, at: usize, state: &State) -> bool {
        let Some(name) = at.checked_sub(1).filter(|&i| i > 0 && self.elements[i].kind == Kind::Word) else { return false };
        let listed = matches!(self.elements[name - 1].kind, Kind::Mark(',') | Kind::Cue(Cue::Link(Link::And)));
        let capital = self.reader().text(name).starts_with(|c: char| c.is_ascii_uppercase());
        let told = state.out.statements.last().is_some_and(|s| s.frame.reporter.as_ref().is_some_and(|who| self.is_local(who)));
        listed && capital && told && self.is_amount_at(at)
    }

    /// `Темпы роста экспорта составили 115%`: what the level is in per cent of that before, and not by how much it grew.
    fn is_index(&self, at: usize) -> bool {
        const LEAST: f64 = 80.0;
        const NEAR: usize = 16;
        let percent = self.kind_at(at) == Some(FigureKind::Percent) && self.figure_at(at).is_some_and(|f| f.value >= LEAST);
        let rate = |i: usize| self.reader().text(i).to_lowercase().starts_with("темп");
        percent
            && self.is_russian(0)
            && (at.saturating_sub(NEAR)..at).any(|i| rate(i) && matches!(self.cue_at(i + 1), Some(Cue::Change(_))))
    }

    /// `1美元约合149日元`, `$1 = 149 yen`: the price of a currency.
    pub(super) fn is_rate(&self, at: usize) -> bool {
        if self.is_index(at) {
            return true;
        }
        let money = |i: usize| self.figure_at(i).filter(|_| matches!(self.kind_at(i), Some(FigureKind::Money(_)))).map(|f| f.value);
        let near = |i: usize| {
            (i..self.elements.len().min(i + 4))
                .take_while(|&i| matches!(self.elements[i].kind, Kind::Figure(_) | Kind::Word | Kind::Mark('=' | '-' | '≈')))
        };
        let one = |i: usize| money(i) == Some(1.0) && near(i + 1).any(|next| money(next).is_some());
        one(at) || (at.saturating_sub(4)..at).any(|i| one(i) && near(i).any(|next| next == at))
    }

    /// 是浙江的3.2倍: a multiple of somebody else's trade, not of another time's; the rest of its list goes with it.
    pub(super) fn is_against_another(&self, at: usize, skipped: Option<usize>) -> bool {
        let Some(before) = at.checked_sub(1).map(|i| &self.elements[i]) else { return false };
        let period = |back: usize| at >= back && matches!(self.elements[at - back].kind, Kind::Period(_));
        // 是2010年的2.5倍, 是2010年(508亿元)的2.5倍
        let of_a_time = period(2) || period(5) && self.elements[at - 2].kind == Kind::Mark(')');
        match before.cue() {
            Some(Cue::Link(Link::Of)) => self.reader().is_han(at - 1) && !of_a_time,
            Some(Cue::Link(Link::And)) => at >= 2 && skipped == Some(at - 2),
            _ => false,
        }
    }

    /// People, kilometres, square kilometres and the like are never traded.
    pub(super) fn counts_something_else(&self, at: usize, kind: FigureKind) -> bool {
        const NEAR: usize = 3;
        let is_other = |e: &Element| matches!(e.cue(), Some(Cue::Other(_)));
        let linked = matches!(self.cue_at(at + 1), Some(Cue::Link(Link::Of | Link::In | Link::To)));
        let passes = |e: &&Element| matches!(e.kind, Kind::Word | Kind::Cue(Cue::Total | Cue::Back(_) | Cue::Other(_)));
        match kind {
            FigureKind::Plain => true,
            FigureKind::Quantity("people" | "m" | "cm" | "km" | "km2" | "ha" | "mu") => true,
            FigureKind::Quantity("years" | "months" | "days" | "hours" | "minutes") => true,
            FigureKind::Quantity("units") if self.carries(at) => true,
            FigureKind::Quantity(unit) => self.is_rate_of_a_day(at) || self.counts_no_goods(at, unit),
            // `5 percent of the total investment`
            FigureKind::Percent => {
                let behind = self.elements.iter().skip(at + 2).take(NEAR);
                linked && behind.take_while(passes).any(is_other)
            }
            FigureKind::Money(_) => linked && self.elements.get(at + 2).is_some_and(is_other),
            _ => false,
        }
    }

    /// `exported 500 tonnes by 8 trucks and 3 containers`: what carries the goods.
    pub(super) fn carries(&self, at: usize) -> bool {
        let Some(figure) = self.figure_at(at) else { return false };
        let carrier = |unit: usize| self.found.names.at(unit, List::Untraded).iter().next().is_some();
        let kind = |i: Option<usize>| i.and_then(|i| self.element_kind(i));
        let by = match (kind(at.checked_sub(2)), kind(at.checked_sub(1))) {
            (Some(Kind::Cue(Cue::Change(_))), _) => false,
            (_, Some(Kind::Cue(Cue::Link(Link::By | Link::Through)))) => true,
            (Some(Kind::Figure(_)), Some(Kind::Cue(Cue::Link(Link::And)))) => self.carries(at - 2),
            _ => false,
        };
        by && figure.units.clone().any(carrier)
    }

    /// `1,200 vehicles/day`, `1.7 million barrels per day`: how fast, and not how much over a time.
    fn is_rate_of_a_day(&self, at: usize) -> bool {
        const NEAR: usize = 4;
        // `2 million tons (50,000 per day)`: the rate is another figure.
        let ends = |i: &usize| matches!(self.elements[*i].kind, Kind::Figure(_) | Kind::Mark(',' | ';' | ':' | '(' | ')' | '.'));
        // 日均152万桶
        let before = self.figure_at(at).map_or("", |figure| &self.found.text[..figure.anchor.start]);
        if before.trim_end_matches(['约', '約', '达', '達', '为', '為']).ends_with("日均") {
            return true;
        }
        let mut behind = (at + 1..self.elements.len().min(at + NEAR)).take_while(|i| !ends(i));
        let per = |i: usize| self.elements[i].kind == Kind::Mark('/') || self.reader().text(i) == "per";
        behind.any(|i| match self.reader().text(i) {
            "day" | "hour" => per(i - 1),
            "per day" => true,
            _ => false,
        })
    }

    /// Trains, firms, countries: counted in units, but never traded.
    pub(super) fn counts_no_goods(&self, at: usize, unit: &str) -> bool {
        let Some(figure) = self.figure_at(at) else { return false };
        let is_untraded = |at: usize| {
            self.found.units[at].start as usize >= figure.anchor.end
                && self.found.names.at(at, List::Untraded).iter().any(|hit| hit.entry != CARRIER)
        };
        unit == "TEU" || unit == "units" && figure.units.clone().any(is_untraded) && !self.counts_pieces(at)
    }

    /// 集成电路进口8.5亿个: pieces of the goods that are imported, and no firms or projects.
    fn counts_pieces(&self, at: usize) -> bool {
        let piece = matches!(self.found.units[self.elements[at].units.end - 1].text(self.found.text), "个" | "個");
        let ends = matches!(self.element_kind(at + 1), None | Some(Kind::Mark(_)));
        let one_way = |i: usize| matches!(self.cue_at(i), Some(Cue::Flow(flow)) if flow.flow.is_one_way());
        let goods = |i: usize| matches!(self.element_kind(i), Some(Kind::Product(_)));
        piece && ends && at > 1 && (one_way(at - 1) && goods(at - 2) || goods(at - 1) && one_way(at - 2))
    }

    /// `There are 1,500 Kyrgyz-owned enterprises`: does a bare English number count what is no trade, in a sentence that names none?
    pub(super) fn counts_firms(&self, at: usize) -> bool {
        const NEAR: usize = 4;
        let behind = self.elements[at].units.end;
        let word = |unit: &usize| {
            let text = self.found.units.get(*unit).map(|unit| unit.text(self.found.text));
            text.is_some_and(|text| text == "-" || text.starts_with(|c: char| c.is_ascii_alphabetic()))
        };
        let mut noun = (behind..behind + NEAR).take_while(word);
        let untraded = |unit: usize| self.found.names.at(unit, List::Untraded).iter().any(|hit| hit.entry != CARRIER);
        self.heads.is_empty() && self.reader().is_ascii(at) && noun.any(untraded)
    }

    /// 出口额达53亿美元 果蔬创纪录: the next part of a Chinese headline, which no comma opens.
    fn is_apart(&self, at: usize) -> bool {
        let spaced = |i: usize| self.found.units[self.elements[i].units.start].spaced;
        spaced(at + 1) && !spaced(at)
    }

    /// The unit of a figure that is a product: automobiles, tractors.
    fn product_counted(&self, at: usize) -> Option<Slot<CompactString>> {
        let figure = self.figure_at(at)?;
        let last = figure.units.end - 1;
        if figure.kind != FigureKind::Quantity("units") || !(self.is_russian(at) || self.is_piece_traded(at)) {
            return None;
        }
        let mut hits = self.found.names.at(last, List::Trade).iter().filter(|hit| hit.last as usize == figure.units.end);
        // `exported 909,000 vehicles`: in the text's own words.
        let unit = self.found.units[last];
        let word = self.found.offset + unit.start as usize..self.found.offset + unit.end as usize;
        if self.vocabulary.is(Words::Counted, unit.text(self.found.text)) {
            return None;
        }
        hits.find_map(|hit| match self.vocabulary.entry(hit.entry) {
            Entry::Product(_) if self.reader().is_ascii(at) => Some(Slot::new(unit.text(self.found.text).to_lowercase(), word.clone())),
            Entry::Product(product) => Some(Slot::new(self.vocabulary.product(product).label.clone(), self.reader().bytes(at..at + 1))),
            _ => None,
        })
    }

    /// `exported 909,000 cars and 1,200 buses`, `106,000 trucks were exported`: what is counted is what a word of trade tells of, in
    /// English.
    fn is_piece_traded(&self, figure: usize) -> bool {
        const WORDS: usize = 3;
        const LISTED: usize = 6;
        let reader = self.reader();
        let joins = |i: usize| matches!(self.elements[i].kind, Kind::Mark(',') | Kind::Cue(Cue::Link(Link::And)));
        let before = |&at: &usize| at.checked_sub(2).filter(|&i| joins(i + 1) && self.kind_at(i) == Some(FigureKind::Quantity("units")));
        let at = std::iter::successors(Some(figure), before).take(LISTED).last().unwrap_or(figure);
        let traded = |i: usize| matches!(self.cue_at(i), Some(Cue::Flow(flow)) if flow.flow.is_one_way());
        let behind = (at + 1..self.elements.len().min(at + 1 + WORDS)).find(|&i| reader.is_being(i));
        let done = behind.is_some_and(|being| (being + 1..=being + 2).any(|i| i < self.elements.len() && traded(i)));
        // `imports of 48,000 cars`, `imports were 45,000 cars`
        let words = self.elements[..at].iter().rev().take(WORDS).take_while(|e| e.kind == Kind::Word).count();
        let link = at.checked_sub(1 + words).filter(|&i| matches!(self.cue_at(i), Some(Cue::Level | Cue::Link(Link::Of))));
        let linked = link.or(at.checked_sub(words)).is_some_and(|i| i > 0 && traded(i - 1));
        reader.is_ascii(at) && (done || linked || at > 0 && traded(at - 1))
    }

    /// `33,000 tonnes of natural wines`: the goods of an amount, where the product at `at` is named among them.
    fn goods_of_amount(&self, at: usize) -> Option<Slot<CompactString>> {
        const FAR: usize = 8;
        let figure = (at.saturating_sub(FAR)..at).rev().find(|&i| matches!(self.elements[i].kind, Kind::Figure(_)))?;
        let named = self.reader().bytes(at..at + 1);
        self.product_after(figure).map(|(goods, _)| goods).filter(|goods| goods.covers(&named))
    }

    /// `Беларусь приобрела 15 тыс. тонн`: what is weighed and no cargo of a crossing are goods told before.
    pub(super) fn is_weight_of_goods(&self, index: usize, frame: &Frame, next_head: usize) -> bool {
        let weighed = matches!(self.kinds[index], FigureKind::Quantity("t" | "kg" | "m3" | "bbl" | "kWh"));
        let crossing = frame.reporter.as_ref().is_some_and(|who| self.is_local(who));
        let all = next_head.checked_sub(1).and_then(|i| self.heads.get(i)).is_some_and(|head| self.is_of_all_goods(head));
        // `Всего вывезено 66 млн литров`
        let litres = self.kinds[index] == FigureKind::Quantity("l");
        (weighed && !all || litres) && !crossing && frame.flow().is_some_and(Flow::is_one_way)
    }

    /// Does the head tell a total, or all that is carried: 总额, 货运量?
    pub(super) fn is_of_all_goods(&self, head: &Head) -> bool {
        // `импорт в целом`
        let whole = self.cue_at(head.elements.end) == Some(Cue::Total);
        // `ввоз товаров из Казахстана`
        let goods = head.products.is_empty() && head.core + 1 < self.elements.len() && self.reader().text(head.core + 1) == "товаров";
        head.total || whole || goods || self.reader().text(head.core).contains(['货', '总'])
    }

    /// Is the figure at `at` goods by weight, volume or the like?
    fn weighs_goods(&self, at: usize) -> bool {
        matches!(self.kind_at(at), Some(FigureKind::Quantity("t" | "kg" | "m3" | "bbl" | "l")))
    }

    /// `4.3 billion yuan of agricultural products`, `1.2 million tons of Russian soybeans`: the product, and whose it is.
    /// What is weighed is goods even where no list of names has them: `16,000 tonnes of margarine`.
    pub(super) fn product_after(&self, at: usize) -> Option<(Slot<CompactString>, Option<Who>)> {
        let reader = self.reader();
        // `27 тыс. автомобилей`: what is counted is what is traded.
        if let Some(product) = self.product_counted(at) {
            return Some((product, None));
        }
        // `2,500 passenger cars`, `1,200 fully assembled cars`
        let kind = self.kind_at(at)?;
        let goods = at + 1 + reader.found.qualities(&self.elements[at + 1..]);
        if let Kind::Product(_) = self.elements.get(goods)?.kind
            && kind == FigureKind::Quantity("units")
            && reader.text(goods).is_ascii()
        {
            return Some((reader.phrase(at + 1..reader.noun_phrase(goods)), None));
        }
        // `41 тыс. тонн минтая`
        if let Kind::Product(product) = self.elements.get(at + 1)?.kind
            && reader.is_han(at + 1)
            && !self.is_apart(at)
        {
            return Some((reader.product(product, at + 1), None));
        }
        if let Some(goods) = self.goods_worth(at) {
            return Some(goods);
        }
        if self.is_russian(0) || self.is_russian(at) {
            return self.russian_goods(at);
        }
        // `6.1 billion yuan worth of machines`, `130 billion yen ($1 billion) worth of crab`
        let again = matches!(self.element_kind(at + 2), Some(Kind::Figure(_))) && reader.is_ascii(at);
        let at = if again && self.element_kind(at + 3) == Some(Kind::Mark(')')) { self.after_bracket(at + 1) - 1 } else { at };
        let at = at + usize::from(self.elements.get(at + 1)?.cue() == Some(Cue::Level) && reader.text(at + 1) == "worth");
        let linked = match self.cue_at(at + 1)? {
            Cue::Link(Link::Of) => !reader.is_han(at + 1),
            // `20 per cent for paper and cardboard`, `, including 5 billion yen for scallops`
            Cue::Link(Link::To) => matches!(kind, FigureKind::Percent | FigureKind::Money(_)) && reader.text(at + 1) == "for",
            _ => false,
        };
        if !linked {
            return None;
        }
        let adjective = matches!(self.elements.get(at + 2)?.kind, Kind::Place(_, Form::Adjective));
        let start = if adjective { at + 3 } else { at + 2 };
        let stop = reader.noun_phrase(start);
        let listed = matches!(self.elements.get(start)?.kind, Kind::Product(_));
        if !(listed || self.weighs_goods(at) && reader.is_goods(start..stop) && !reader.is_of_anything(start..stop)) {
            return None;
        }
        Some((reader.phrase(start..stop), reader.who(at + 2).filter(|_| adjective)))
    }

    /// 出口了价值65亿美元（约470亿元）的煤炭, 进口12万吨优质大豆, 进口72万吨蒙古国铁矿石: the goods behind the amount that a word of trade
    /// has right behind it, and where imports come from.
    fn goods_worth(&self, at: usize) -> Option<(Slot<CompactString>, Option<Who>)> {
        const WORDS: usize = 3;
        const BRACKET: usize = 5;
        let reader = self.reader();
        let before = |e: &&Element| e.kind == Kind::Word && self.found.words(&e.units) == "了" || e.cue() == Some(Cue::Level);
        let flow = at.checked_sub(1 + self.elements[..at].iter().rev().take_while(before).count())?;
        let traded = matches!(self.cue_at(flow), Some(Cue::Flow(cue)) if cue.flow.is_one_way());
        if !(traded && self.is_amount_at(at) && reader.is_han(flow)) {
            return None;
        }
        let inside = |e: &&Element| e.kind != Kind::Mark(')');
        let bracketed = || 2 + self.elements[at + 2..].iter().take(BRACKET).take_while(inside).count();
        let end = at + 1 + if self.element_kind(at + 1) == Some(Kind::Mark('(')) { bracketed() } else { 0 };
        let linked = self.cue_at(end) == Some(Cue::Link(Link::Of)) && reader.is_han(end);
        let start = end + usize::from(linked);
        let origin = matches!(self.element_kind(start), Some(Kind::Place(..)));
        if !(linked || origin || self.weighs_goods(at)) {
            return None;
        }
        let start = start + usize::from(origin);
        let plain = |i: &usize| self.element_kind(*i) == Some(Kind::Word) && !self.vocabulary.is_particle(reader.text(*i));
        let goods = start + (start..start + WORDS).take_while(plain).count();
        let import = matches!(self.cue_at(flow), Some(Cue::Flow(cue)) if cue.flow == Flow::Import);
        let from = || reader.who(start - 1).filter(|_| origin && import);
        match self.element_kind(goods)? {
            Kind::Product(product) => Some((reader.product(product, goods), from())),
            _ => None,
        }
    }

    /// `1,56 млн кубометров российской древесины`, `63 тонны зерна кукурузы и сои`: the goods in the genitive behind an
    /// amount, and whose they are. Goods that the code list lacks are given in the words of the text.
    pub(super) fn russian_goods(&self, at: usize) -> Option<(Slot<CompactString>, Option<Who>)> {
        const LONGEST: usize = 3;
        let reader = self.reader();
        // `на 19 млн – химической продукции, на 8 млн – минеральных продуктов`
        // `около 1,4 млрд занимает экспорт нефти, 300 млн – химической продукции`
        let first = self.elements[..at].iter().rev().find(|e| matches!(e.kind, Kind::Mark(_))).is_none_or(|e| e.kind != Kind::Mark('-'));
        let next = at > 1 && self.elements[at - 1].kind == Kind::Mark(',') && matches!(self.elements[at - 2].kind, Kind::Product(_));
        let by = at > 0 && self.elements[at - 1].cue() == Some(Cue::Link(Link::By));
        // `из них 30 млн тонн – уголь`
        let part = at > 0 && self.elements[at - 1].cue() == Some(Cue::OfWhich) && self.ends_with_goods(at + 2);
        let joined = match self.elements.get(at + 1)?.kind {
            Kind::Mark('-') => by && first || next || part,
            // `Из них 30 млн тонн составил уголь`
            Kind::Cue(Cue::Level) => part,
            // `32 партии (свыше 1100 тонн) муки`
            Kind::Mark(')') => {
                self.amount_before(at).is_some_and(|first| matches!(self.kinds[first], FigureKind::Plain | FigureKind::Quantity(_)))
            }
            _ => false,
        };
        let before = at + usize::from(joined);
        let adjective = matches!(self.elements.get(before + 1)?.kind, Kind::Place(_, Form::Adjective));
        let origin = reader.who(before + 1).filter(|_| adjective);
        let start = before + 1 + usize::from(adjective);
        let is_noun = |i: usize| self.elements.get(i).is_some_and(|e| e.kind == Kind::Word) && reader.is_genitive(i);
        let words = (start..).take_while(|&i| is_noun(i)).count();
        let end = start + words;
        if matches!(self.element_kind(end), Some(Kind::Product(_))) {
            return Some((self.goods_in_row(end)?, origin));
        }
        let counted = matches!(self.kind_at(at), Some(FigureKind::Quantity(_))) && (1..=LONGEST).contains(&words);
        // `6,6 млн тонн разнообразных грузов`, `640 тонн товаров`: all goods alike.
        let adjective = |i: usize| ["ых", "их", "ого", "его", "ой"].iter().any(|ending| reader.text(i).ends_with(ending));
        let all_goods = |noun: usize| (start..end).all(adjective) || reader.says(noun, Words::Goods);
        (counted && !all_goods(end - 1)).then(|| (reader.phrase(start..end), origin))
    }

    /// Do goods stand at `at`, and nothing more in their clause?
    pub(super) fn ends_with_goods(&self, at: usize) -> bool {
        let goods = matches!(self.element_kind(at), Some(Kind::Product(_)));
        goods && self.element_kind(at + 1).is_none_or(|kind| matches!(kind, Kind::Mark(',' | ';' | '.' | ')')))
    }

    /// Goods that stand one by one from `at` on, with `и` before the last.
    fn goods_in_row(&self, mut at: usize) -> Option<Slot<CompactString>> {
        let product = |i: usize| if let Kind::Product(product) = self.elements.get(i)?.kind { Some(product) } else { None };
        let mut products = Vec::new();
        while let Some(next) = product(at) {
            products.push(self.reader().product(next, at));
            let and = self.cue_at(at + 1) == Some(Cue::Link(Link::And));
            at += 1 + usize::from(and && product(at + 2).is_some());
        }
        join(&products)
    }
}
