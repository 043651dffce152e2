//! A step of the walk: what one element that is no part of a head says.

use super::names::says_mainly;
use super::{Dates, State, Statement, Topic, Walk};
use crate::relate::elements::{Element, Kind};
use crate::relate::frame::{Context, Frame, OTHERS, Slot, Who, all_but, group, same_place};
use crate::relate::head::Head;
use crate::relate::vocab::{Back, Cue, FlowCue, Form, Link, Strength, Words};
use crate::token::{FigureKind, PeriodTime};
use amur_model::{Flow, Measure};
use compact_str::CompactString;

impl Walk<'_> {
    /// Reads the element at `at`. Where the walk goes on.
    pub(super) fn step(&self, at: usize, context: &mut Context, dates: Dates, state: &mut State) -> usize {
        if let Some(end) = self.pass(at) {
            return end;
        }
        if matches!(self.elements[at].kind, Kind::Word | Kind::Figure(_) | Kind::Cue(Cue::Back(Back::Pair)))
            && let Some(end) = self.take_several(at, context, state)
        {
            return end;
        }
        match self.elements[at].kind {
            Kind::Mark('.') => self.take_heading(at, context, state),
            Kind::Mark(mark) => {
                self.mark(mark, at, state);
                self.take_line_of_partner(at, context, state);
            }
            Kind::Cue(Cue::Partner | Cue::PartnerOf(_)) => return self.partner_cue(at, context, state),
            Kind::Cue(Cue::Back(back)) => self.back_cue(back, at, context, state),
            Kind::Cue(cue) => self.cue(cue, at, context, state),
            Kind::Place(_, Form::Name) if self.names_office(at, state) => state.aside = self.reader().who(at),
            Kind::Place(_, Form::Name | Form::Short) | Kind::Zone(_) => return self.places(at, context, state),
            // `according to Chinese data`
            Kind::Place(_, Form::Adjective) if state.speaks || self.tells_source(at, state) => state.aside = self.reader().who(at),
            Kind::Product(_) => self.product(at, state),
            Kind::Figure(figure) => self.figure(at, figure as usize, context, dates, state),
            Kind::Word if state.topic == Topic::Open && self.may_be_it(at, context) && self.is_it(at, context, state) => {
                self.go_on(context, state)
            }
            _ => {}
        }
        at + 1
    }

    /// `Coal imports rose by 5 percent, Chinese customs data showed`: whose figures they were, told behind them.
    fn tells_source(&self, at: usize, state: &State) -> bool {
        let is_data = |word: &str| self.vocabulary.is(Words::Data, word);
        let told = |word: &&str| is_data(word) || self.vocabulary.is(Words::Publishers, word);
        let behind = self.elements[at].units.end;
        let words = self.found.units[behind..].iter().map(|unit| unit.text(self.found.text));
        let mut words = words.take_while(told);
        let unclaimed = state.out.statements.iter().any(|s| s.frame.reporter.is_none());
        unclaimed && words.any(is_data)
    }

    /// `Exports rose by 5 percent, Lesotho Bureau of Statistics data shows`: whose office it is that told figures of nobody's trade yet.
    fn names_office(&self, at: usize, state: &State) -> bool {
        let next = self.found.units.get(self.elements[at].units.end).map(|unit| unit.text(self.found.text));
        let unclaimed = || state.out.statements.iter().any(|s| s.frame.reporter.is_none());
        next.is_some_and(|next| self.vocabulary.is(Words::Offices, next))
            && self.element_kind(at + 1) != Some(Kind::Mark('\''))
            && unclaimed()
    }

    /// A mark ends a clause, and opens or closes a bracket.
    fn mark(&self, mark: char, at: usize, state: &mut State) {
        match mark {
            ')' => {
                (state.headed, state.clause_subject) = (false, false);
                let open = self.elements[..at].iter().rposition(|e| e.kind == Kind::Mark('('));
                if open.is_some_and(|open| self.lists_partners(open, state)) {
                    (state.partners_follow, state.frame.partner, state.subject) = (false, None, None);
                    state.pending.clear();
                }
                state.bracket_product = None;
                state.bracket.clear();
            }
            ',' | ':' | '(' => {
                (state.speaks, state.headed, state.clause_subject) = (false, false, false);
                // `exports by country: China - 210 million, Japan - 61 million`
                state.partners_follow |= mark == ':' && self.is_by_country(at);
                // `The price of copper sustained exports: those of metals rose 5%`
                let told = matches!(self.element_kind(at + 1), Some(Kind::Figure(_)));
                if mark == ':' && !told && matches!(state.topic, Topic::Other("impact" | "price")) {
                    state.topic = Topic::Open;
                }
                self.turn_to_worth(at, state);
                let said_of_it = mark == ',' && self.is_said_of_it(at + 1);
                // `Морской ёж: экспорт упал на треть`, `Rice: Exports were 3 billion`
                let titled = mark == ':' && self.heads.iter().any(|head| head.elements.start == at + 1);
                let goods_of_next = self.are_goods_of_next_clause(at, state);
                // 咖啡豆受到欧洲客商青睐，出口…: whose goods they are is not told behind them.
                let behind = |who: &Who| state.product.as_ref().is_some_and(|product| product.at.start < who.at.start);
                if goods_of_next && state.subject.as_ref().is_some_and(behind) {
                    state.subject = None;
                    state.pending.clear();
                }
                if mark == ',' && self.goes_on_behind_part(at, state) {
                    state.frame = state.whole.clone().unwrap_or_else(|| state.frame.clone());
                    state.of_which = false;
                }
                let goods_first = mark == ',' && self.opens_with_goods(at);
                let kept = said_of_it || titled || goods_of_next || goods_first || mark == ',' && self.is_item_said(at);
                let product = if kept { None } else { state.product.take() };
                if mark == '(' {
                    state.bracket_product = product;
                    state.partners_follow |= self.lists_partners(at, state);
                }
            }
            ';' => self.turn(at, state),
            _ => {}
        }
    }

    /// `экспорт – 1,8 млрд долл. (Швейцария 28%, Казахстан 17%)`: does the bracket at `open` tell the shares of partners in the amount
    /// before it?
    fn lists_partners(&self, open: usize, state: &State) -> bool {
        let amount = open > 0 && self.is_amount_at(open - 1) && state.topic == Topic::Trade && self.is_russian(0);
        let Some(places) = self.reader().places_after(open + 1).filter(|_| amount) else { return false };
        let end = places.elements.end;
        let dash = usize::from(self.element_kind(end) == Some(Kind::Mark('-')));
        let owned = |who: &Who| state.frame.reporter.as_ref().is_some_and(|owner| !self.is_foreign(who, owner));
        !places.members.iter().any(owned) && self.kind_at(end + dash) == Some(FigureKind::Percent)
    }

    /// `by metals, which accounted for 18 percent`, `Copper, accounting for 70 percent of exports`: does the clause that begins at `at`
    /// say something of the goods before its comma, in English?
    fn is_said_of_it(&self, at: usize) -> bool {
        let participle = |word: &str| word.split(' ').next().is_some_and(|first| first.ends_with("ing"));
        let text = |at: usize| self.found.words(&self.elements[at].units);
        self.elements.get(at).is_some_and(|e| text(at) == "which" || e.cue() == Some(Cue::Share) && participle(text(at)))
    }

    /// `Imports, of which LNG makes up nearly half, were up 38 percent`: does the verb of the whole stand behind the comma that ends a
    /// relative clause in English?
    fn goes_on_behind_part(&self, comma: usize, state: &State) -> bool {
        let verb = matches!(self.cue_at(comma + 1), Some(Cue::Level | Cue::Change(_))) && self.reader().is_ascii(comma + 1);
        let which = || self.elements[..comma].iter().rev().find(|e| matches!(e.kind, Kind::Mark(',') | Kind::Cue(Cue::OfWhich)));
        let opens = || which().is_some_and(|e| e.cue() == Some(Cue::OfWhich) && self.found.words(&e.units) == "of which");
        let first = || state.out.statements.len() == 1 && self.reader().figure_kind(comma - 1) == Some(FigureKind::Percent);
        state.of_which && verb && state.whole.as_ref().is_some_and(|whole| whole.flow.is_some()) && first() && opens()
    }

    /// `Auto parts, the largest import item, came to 31 billion`: does an English clause behind the comma say what the goods before it are?
    fn is_item_said(&self, comma: usize) -> bool {
        let head = self.heads.iter().find(|head| head.elements.start > comma).filter(|head| head.elements.end <= comma + 6);
        let item = head.map(|head| head.elements.end).filter(|&end| end + 1 < self.elements.len());
        let goods = comma > 0 && matches!(self.elements[comma - 1].kind, Kind::Product(_));
        goods && item.is_some_and(|item| self.reader().says(item, Words::Item) && self.reader().is_comma(item + 1))
    }

    /// `As for coal and coke, 2 million tons were exported`: does the sentence name its goods before the comma at `comma`?
    fn opens_with_goods(&self, comma: usize) -> bool {
        let as_for = comma > 2 && self.reader().text(0).eq_ignore_ascii_case("as") && self.reader().text(1) == "for";
        as_for && self.reader().noun_phrase(2) == comma
    }

    /// 铝材量减价升，出口3.2万吨; 云南咖啡豆受到青睐，出口3.2万吨: a Chinese clause that opens with goods, and tells no figure of them,
    /// names those of the next one.
    fn are_goods_of_next_clause(&self, comma: usize, state: &State) -> bool {
        let han = |head: &&Head| head.elements.start > comma && self.reader().is_han(head.core);
        let Some(head) = self.heads.get(state.next_head).filter(han) else { return false };
        let ends = |e: &Element| matches!(e.kind, Kind::Mark(',' | ';' | ':'));
        let start = self.elements[..comma].iter().rposition(ends).map_or(0, |i| i + 1);
        let opening = |e: &&Element| matches!(e.kind, Kind::Period(_) | Kind::Cue(Cue::OfWhich | Cue::Ignore | Cue::While));
        let opens = start + self.elements[start..comma].iter().take_while(opening).count();
        let owner = self.reader().places_after(opens).filter(|_| head.reporters.is_empty());
        let goods = matches!(self.element_kind(owner.map_or(opens, |owner| owner.elements.end)), Some(Kind::Product(_)));
        let told = || self.elements[start..head.elements.start].iter().any(|e| matches!(e.kind, Kind::Figure(_)));
        let named = |e: &Element| matches!(e.kind, Kind::Product(_) | Kind::Place(..) | Kind::Mark(';'));
        let next = !head.total && head.products.is_empty() && head.back.is_none();
        next && goods && !told() && !self.elements[comma..head.elements.start].iter().any(named)
    }

    /// Does the clause before element `end` say that what follows is told country by country?
    fn is_by_country(&self, end: usize) -> bool {
        const NEAR: usize = 12;
        let reader = self.reader();
        let countries = |i: usize| {
            reader.text(i) == "country"
                || [Words::Countries, Words::Partners, Words::Destinations, Words::Origins].iter().any(|&noun| reader.says(i, noun))
        };
        (end.saturating_sub(NEAR).max(1)..end).any(|i| self.elements[i].kind == Kind::Word && countries(i) && reader.text(i - 1) == "by")
    }

    /// A semicolon or a word like `while`: the part has been told, and what follows is of the whole again.
    fn turn(&self, at: usize, state: &mut State) {
        let reader = self.reader();
        let text = reader.text(at);
        let whole = state.whole.clone().filter(|whole| whole.flow.is_some());
        if let Some(whole) = whole.filter(|whole| !self.goes_on_with_goods(at, whole, state)) {
            state.frame = whole;
        }
        (state.of_which, state.levels.open) = (false, false);
        // `Китай – на 24%, а Турция – на 10%`: the list of those whose trade it is goes on.
        state.reporters_follow &= text == "а";
        (state.headed, state.clause_subject) = (false, false);
        // `- металлы - 30% (в 2020 г. – 20%); - зерно - 12%`
        let parts = state.previous_share.is_some() && self.is_line_of_parts(at + 1);
        state.measured.last = state.measured.shared.filter(|_| parts);
        self.keep_subject(at, state);
        self.turn_from_share(at, state);
        self.turn_to_next_goods(at, state);
        // 汽车增幅明显；对华出口…: what the clause before was about.
        state.product = state.product.take().filter(|_| !(matches!(text, "；" | ";") && reader.has_han(0)));
        // `экспорт – 4 млрд – нефть, газ; импорт – 2 млрд`: what the figure before was of.
        let behind_figure = |product: &Slot<CompactString>| {
            let figure = self.elements[..at].iter().rposition(|e| matches!(e.kind, Kind::Figure(_)));
            figure.is_some_and(|figure| product.at.start >= reader.bytes(figure..figure + 1).end) && self.is_russian(0)
        };
        let next_head = self.heads.get(state.next_head).is_some_and(|head| head.elements.start == at + 1);
        state.product = state.product.take().filter(|product| !(next_head && behind_figure(product)));
        // `It is followed by Uzbekistan`: the order goes on.
        if state.topic == Topic::Open && text.eq_ignore_ascii_case("followed by") {
            self.next_partners(state);
        }
    }

    /// 进出口货物501万吨，其中进口煤炭226万吨；木材98万吨: other goods with an amount of their own behind the semicolon go the way that
    /// those of the part did.
    fn goes_on_with_goods(&self, at: usize, whole: &Frame, state: &State) -> bool {
        let goods = matches!(self.element_kind(at + 1), Some(Kind::Product(_))) && self.is_amount_at(at + 2);
        let one_way = state.frame.flow().is_some_and(Flow::is_one_way) && state.frame.product.is_some();
        goods && one_way && whole.flow() == Some(Flow::Trade) && self.reader().is_han(at + 1)
    }

    /// 进口铁矿砂7.14亿吨，均价每吨812元，上涨2.9%；原油3.18亿吨: goods with an amount of their own are told of in the trade that the
    /// sentence began with, whatever was told in passing.
    fn turn_to_next_goods(&self, at: usize, state: &mut State) {
        let goods = matches!(self.element_kind(at + 1), Some(Kind::Product(_)));
        let amount = matches!(self.element_kind(at + 2), Some(Kind::Figure(figure)) if self.is_amount(figure as usize));
        if goods && amount && self.reader().is_han(at + 1) && state.first.is_some() && matches!(state.topic, Topic::Other(_)) {
            state.topic = Topic::Trade;
        }
    }

    /// 进口原木12万立方米，均价900元，货值1.1亿元: what all of it is worth is told of the trade again, whatever was told in passing.
    fn turn_to_worth(&self, comma: usize, state: &mut State) {
        let worth = self.cue_at(comma + 1) == Some(Cue::Level) && self.reader().text(comma + 1).contains('值');
        if worth && state.topic == Topic::Other("price") && state.first.is_some() {
            state.topic = Topic::Trade;
        }
    }

    /// 满洲里口岸进出境班列3480列；进出口货运量1290万吨: what the sentence began with goes on behind the semicolon, where no trade was
    /// told yet.
    fn keep_subject(&self, at: usize, state: &mut State) {
        let subject = state
            .subject
            .take()
            .filter(|_| self.element_kind(at) == Some(Kind::Mark(';')) && self.reader().has_han(0) && state.first.is_none());
        if let Some(subject) = subject.filter(|who| self.kind(who).is_some() && !same_place(&state.frame.reporter, &Some(who.clone()))) {
            state.frame = Frame { reporter: Some(subject), ..Frame::default() };
        }
    }

    /// 出口90亿元，对华出口占其中的14%；进口额为…: whose partner told only a share of the whole is not that of what follows.
    fn turn_from_share(&self, at: usize, state: &mut State) {
        let Some(partner) = state.frame.partner.as_ref().filter(|_| self.reader().has_han(0)) else { return };
        let stated = &state.out.statements;
        let (shares, others): (Vec<_>, Vec<_>) = stated.iter().partition(|s| s.measure == Measure::Share);
        let is_of = |s: &&Statement| s.frame.partner.as_ref().is_some_and(|told| told.value == partner.value);
        // 铜出口149万吨，几乎全部出口中国；煤炭出口…: nor one of whom no figure was told.
        let told_here = partner.at.start >= self.found.offset;
        let only_share = (shares.iter().any(is_of) || told_here) && !others.iter().any(is_of);
        let passed = only_share || told_here && self.turns_to_goods_of_all(at, state);
        if passed && others.iter().any(|s| s.frame.partner.is_none() && s.frame.same_reporter(&state.frame)) {
            state.frame.partner = None;
            state.partnered = false;
        }
    }

    /// 原油进口900万吨；自俄罗斯进口煤30万吨；粮食进口46万吨: does the clause behind the semicolon at `at` name goods of its own and no
    /// partner, in a list of goods that are traded with all?
    fn turns_to_goods_of_all(&self, at: usize, state: &State) -> bool {
        let next = self.heads.get(state.next_head).filter(|head| head.elements.start == at + 1);
        let goods = next.is_some_and(|head| !head.products.is_empty() && head.partners.is_empty() && head.back.is_none());
        let with_all = |s: &Statement| s.frame.partner.is_none() && s.frame.product.is_some();
        goods && state.frame.product.is_some() && state.out.statements.first().is_some_and(with_all)
    }

    /// `China bought 86%, followed by Japan with 9%`: does a list go on with the next of those whom the first was one of? Of a change
    /// in the trade of two only the text tells which of them that is.
    fn goes_on_list(&self, context: &Context, state: &State) -> bool {
        let moves = |s: &Statement| matches!(s.measure, Measure::Growth | Measure::Ratio) && s.frame.partner.is_some();
        let told = context.topic.reporter.is_some() && state.out.statements.last().is_some_and(moves);
        state.previous_share.is_some() || told
    }

    /// `followed by`: in a text on somebody else's trade with the same partner, `India's trade with Russia rose 237%, followed by
    /// Greece` is a list of those who trade; else it is one of partners.
    fn follow(&self, context: &Context, state: &mut State) {
        (state.speaks, state.headed) = (false, false);
        state.subject = None;
        let Frame { reporter: Some(reporter), partner: Some(partner), .. } = &state.frame else { return };
        let is_one = |side: &Option<Who>, who: &Who| side.as_ref().is_some_and(|side| side.value == who.value);
        let (topic, last) = (&context.topic, &context.last);
        let of_partner = [&topic.partner, &topic.reporter, &last.partner].iter().any(|side| is_one(side, partner));
        state.reporters_follow = state.previous_share.is_none() && of_partner && !is_one(&topic.reporter, reporter);
    }

    /// A word that says something of the figures or the talk round it.
    fn cue(&self, cue: Cue, at: usize, context: &Context, state: &mut State) {
        match cue {
            // 出口以服装、家具为主，累计出口4亿元: what is the greater part of the trade is not all of it.
            Cue::Ignore if says_mainly(self.reader().text(at)) => self.drop_greater_part(at, state),
            Cue::Each => state.each = true,
            Cue::Example => state.example = true,
            // 较2022年高出12%: more than at another time, which is growth.
            Cue::Than(_) if self.is_against_time(at) => {}
            Cue::Than(_) => state.than = true,
            Cue::World if self.reader().text(at) == "other countries" => self.turn_to_others(at, state),
            // 提前完成2000亿美元目标，同比增长26%: only the amount before it was aimed at.
            Cue::Planned if self.is_said_of_amount(at) || self.is_fulfilled(at) => {}
            Cue::Planned => state.planned = true,
            // 比全省24.7%的增速快: somebody else's growth.
            Cue::Compare if self.is_rate_of_another(at) => state.than = true,
            Cue::Speaker => state.speaks = true,
            Cue::Firm => state.firm = true,
            Cue::While if self.reader().text(at) == "followed by" && self.goes_on_list(context, state) => {
                self.follow(context, state);
            }
            // 因价格下跌而减少
            Cue::While if self.is_effect(at) => {}
            Cue::While => self.turn(at, state),
            Cue::Next => {
                self.next_partners(state);
                self.next_shares(context, state);
            }
            Cue::Reverse => self.turn_round(context, state),
            Cue::OfWhich => self.turn_to_part(at, context, state),
            Cue::Clause if state.first.is_none() => self.open_clause(at, state),
            // `exported 5 million tons, generating revenue of 421 million`: the worth of the goods.
            Cue::Other("revenue") if self.is_proceeds(at, state) => {}
            Cue::Other("revenue") if state.topic == Topic::Open && context.on_trade && self.is_sold_for(at, &context.last) => {
                self.go_on_exports(context, state);
            }
            Cue::Other("projects") if self.is_where_it_passes(at) => {}
            // `rose because of higher oil prices, while imports fell`
            Cue::Other(_) if self.is_cause(at) => {}
            Cue::Other(label)
                if !state.headed || self.takes_over(at, label) || self.ends_phrase(at, label) || self.opens_reason(at, label) =>
            {
                state.topic = Topic::Other(label);
            }
            Cue::Former | Cue::Latter => {
                if let [.., former, latter] = state.levels.frames.as_slice() {
                    state.frame = if cue == Cue::Former { former.clone() } else { latter.clone() };
                    state.pending.clear();
                }
            }
            Cue::Change(_) if state.topic == Topic::Open && !state.named && self.is_subject(at) => self.go_on(context, state),
            Cue::Flow(flow) if flow.strength == Strength::Weak => self.weak_flow(flow, at, context, state),
            _ => {}
        }
    }

    /// 2000亿美元目标, 2000亿美元的目标
    fn is_said_of_amount(&self, at: usize) -> bool {
        let of = usize::from(self.cue_before(at, 1) == Some(Cue::Link(Link::Of)));
        let amount = at.checked_sub(1 + of).and_then(|i| self.index_at(i)).is_some_and(|figure| self.is_amount(figure));
        amount && self.reader().is_han(at)
    }

    /// 超额完成全年计划，同比增长35%: what was planned is done, and what follows is told of what was.
    fn is_fulfilled(&self, at: usize) -> bool {
        const WORDS: usize = 3;
        let passed = |e: &&Element| matches!(e.kind, Kind::Period(_) | Kind::Word);
        let words = self.elements[..at].iter().rev().take(WORDS).take_while(passed).count();
        let done = at.checked_sub(words + 1).filter(|&i| self.cue_at(i) == Some(Cue::Level));
        done.is_some_and(|i| self.reader().text(i) == "完成")
    }

    /// 比全省24.7%的增速, 比全国12%的增幅
    fn is_rate_of_another(&self, at: usize) -> bool {
        let place =
            matches!(self.element_kind(at + 1), Some(Kind::Place(..) | Kind::Cue(Cue::Back(Back::Province | Back::Country | Back::City))));
        let percent = self.kind_at(at + 2) == Some(FigureKind::Percent) && self.cue_at(at + 3) == Some(Cue::Link(Link::Of));
        place && percent && self.reader().is_han(at)
    }

    /// Forgets the goods named in this sentence, where no figure was told of them and the trade is named again before the next.
    fn drop_greater_part(&self, at: usize, state: &mut State) {
        let mut behind = self.elements[at + 1..].iter().take_while(|e| !matches!(e.kind, Kind::Figure(_)));
        if !behind.any(|e| matches!(e.cue(), Some(Cue::Flow(_)))) {
            return;
        }
        state.product = None;
        let here = |product: &Slot<CompactString>| product.at.start >= self.found.offset;
        if state.out.statements.is_empty() && state.frame.product.as_ref().is_some_and(here) {
            state.frame.product = None;
        }
    }

    /// `The CIS accounted for 46 percent and other countries for 54`: all but the partner told before.
    fn turn_to_others(&self, at: usize, state: &mut State) {
        let Some(told) = state.out.statements.last() else { return };
        let Some(partner) = &told.frame.partner else { return };
        let others = Some(Slot::new(all_but(Some(partner)), self.reader().bytes(at..at + 1)));
        match told.measure {
            Measure::Share => state.subject = others,
            _ => state.frame.partner = others,
        }
    }

    /// `на пунктах пропуска Хэйхэ`: where the goods pass, and nothing that is counted.
    fn is_where_it_passes(&self, at: usize) -> bool {
        let named = matches!(self.element_kind(at + 1), Some(Kind::Place(..)));
        named && self.cue_before(at, 1) == Some(Cue::Link(Link::By)) && self.reader().text(at).starts_with("пункт")
    }

    /// What follows is a part of what was told.
    fn turn_to_part(&self, at: usize, context: &Context, state: &mut State) {
        state.of_which = true;
        // `The leaders among them are`: of what was spoken of last.
        if state.topic == Topic::Open && state.frame.product.is_none() && (!self.reader().is_han(at) || self.opens(at)) {
            state.frame.product = context.last.product.clone();
        }
        if state.whole.is_none() {
            state.whole = Some(state.frame.clone());
        }
    }

    /// A word of trade that makes no head.
    fn weak_flow(&self, flow: FlowCue, at: usize, context: &Context, state: &mut State) {
        // `freight traffic reached 3 million tonnes`, and no crossing is named.
        let told = matches!(self.cue_at(at + 1), Some(Cue::Change(_) | Cue::Level)) && context.on_trade;
        let crossing = told && context.last.reporter.as_ref().is_some_and(|who| self.is_local(who));
        if state.topic == Topic::Open && crossing && context.last.flow() == Some(Flow::Trade) && self.reader().text(at).is_ascii() {
            // `In December, transportation rose by 32.5%`: through the crossing spoken of.
            self.go_on(context, state);
        } else if flow.flow == Flow::Trade && !state.headed && self.reader().text(at).is_ascii() {
            state.topic = Topic::Other("cargo");
        } else if state.topic == Topic::Open && self.is_supplies(at) {
            // `Отгрузки выросли в 1,8 раза`, `Shipments rose by a fifth`: of what was spoken of.
            self.go_on_supplies(at, flow.flow, context, state);
        } else if self.is_other_way(flow, at, state) {
            state.frame.turn_round();
            (state.frame.product, state.headed) = (None, true);
        } else if state.topic == Topic::Open && self.is_done_in_pair(flow, at, context) {
            state.frame = Frame { product: None, flow: Some(Slot::new(flow, self.reader().bytes(at..at + 1))), ..context.last.clone() };
            (state.topic, state.named, state.headed) = (Topic::Trade, true, true);
        }
    }

    /// `Ghana sold goods worth 5 million to Togo, while purchases came to 3 million`: the other way of the trade of the two just told of.
    fn is_other_way(&self, flow: FlowCue, at: usize, state: &State) -> bool {
        let opens = at > 0 && matches!(self.elements[at - 1].kind, Kind::Mark(',') | Kind::Cue(Cue::While | Cue::Link(Link::And)));
        let told = state.topic == Topic::Trade && state.frame.partner.is_some() && state.frame.flow().is_some_and(Flow::is_one_way);
        let other = flow.flow.is_one_way() && state.frame.flow() != Some(flow.flow);
        let said = matches!(self.cue_at(at + 1), Some(Cue::Level | Cue::Change(_)));
        opens && told && other && said && self.reader().says(at, Words::Supplies) && self.reader().is_ascii(at)
    }

    /// `Товарооборот Сахалина с Японией сократился. Сахалинцы продали японцам газа на 4 млрд`: one way of the trade of two that the
    /// sentence before told of, where a Russian verb names neither.
    fn is_done_in_pair(&self, flow: FlowCue, at: usize, context: &Context) -> bool {
        let done = self.is_russian(at) && ["ли", "ла", "ло", "л"].iter().any(|ending| self.reader().text(at).ends_with(ending));
        let told = context.on_trade && context.last.flow() == Some(Flow::Trade) && context.last.partner.is_some();
        let alone = !self.elements.iter().any(|e| matches!(e.kind, Kind::Place(..)));
        done && flow.flow.is_one_way() && told && alone && self.heads.is_empty()
    }

    /// 全市完成进出口总值: does a verb that leads to trade stand behind the word, in Chinese?
    fn does_trade(&self, at: usize) -> bool {
        let leads = self.cue_at(at + 1) == Some(Cue::Level) && matches!(self.cue_at(at + 2), Some(Cue::Flow(_)));
        leads && self.reader().is_han(at)
    }

    /// A word that points back to a place or a figure.
    fn back_cue(&self, back: Back, at: usize, context: &Context, state: &mut State) {
        let pointed = |state: &State| self.point_back(&self.back_at(back, at), &state.frame, context, None);
        match back {
            _ if self.is_whole(at, at + 1) => state.whole_place = pointed(state),
            // 我国水果及制品出口: whose they are stands before goods that no list has; 全市完成进出口: before a verb.
            Back::Country | Back::Province | Back::City
                if (self.reader().text(at).starts_with(['我', '该']) || self.does_trade(at))
                    && state.subject.is_none()
                    && state.pending.is_empty() =>
            {
                state.subject = pointed(state);
            }
            Back::Figure => {
                self.total_both_ways(at, state);
                self.go_on_with_told(at, context, state);
                self.go_on(context, state);
            }
            Back::Own if self.is_who_says(at) => {}
            Back::Own | Back::There if state.topic == Topic::Open && self.is_it(at, context, state) => self.go_on(context, state),
            Back::Own if self.falls_on_told(at) => self.take_told(at, context, state),
            Back::Own if state.subject.is_none() && self.is_partner_who_takes(at, context) => {
                (state.subject, state.named, state.fresh_subject) = (context.last.partner.clone(), true, true);
            }
            Back::Own if state.subject.is_none() && !state.headed => {
                self.take_pointed(back, at, context, state);
                state.subject = state.subject.take().or_else(|| context.subject.clone());
            }
            _ => self.take_pointed(back, at, context, state),
        }
    }

    /// `Mongolia was the main partner. It accounted for 60 percent of the turnover`: does `it` mean the partner told last?
    fn is_partner_who_takes(&self, at: usize, context: &Context) -> bool {
        let says = |words: &str| at == 0 && self.reader().text(at) == words && self.cue_at(at + 1) == Some(Cue::Share);
        // `Russia was Finland's third largest partner. Its share of Finland's trade was 9 percent`
        let whole = || (at + 2..at + 4).find_map(|i| self.reader().who(i)).filter(|_| says("Its"));
        let opens = says("It") || whole().is_some_and(|whole| same_place(&Some(whole), &context.last.reporter));
        opens && context.last.product.is_none() && context.last.partner.is_some()
    }

    /// `На неё пришлось 71% внешней торговли провинции`: a part falls on the partner who was spoken of.
    fn falls_on_told(&self, at: usize) -> bool {
        self.is_russian(at) && self.cue_before(at, 1) == Some(Cue::Link(Link::By)) && self.cue_at(at + 1) == Some(Cue::Share)
    }

    /// `Соя – основа экспорта: на неё приходится треть поставок`: the goods that the sentence named, else the partner of the one before.
    fn take_told(&self, at: usize, context: &Context, state: &mut State) {
        let goods = self.elements[..at].iter().enumerate().rev().find_map(|(i, e)| match e.kind {
            Kind::Product(product) => Some(self.reader().product(product, i)),
            _ => None,
        });
        let named = self.elements[..at].iter().any(|e| matches!(e.kind, Kind::Place(_, Form::Name)));
        match (goods, &context.last.partner) {
            (Some(goods), _) if !named => state.product = Some(goods),
            (None, Some(partner)) if !named => (state.subject, state.fresh_subject) = (Some(partner.clone()), true),
            _ => self.take_pointed(Back::Own, at, context, state),
        }
    }

    /// A word for a partner: whose partners are spoken of, or that the places named are partners. Where the walk goes on.
    fn partner_cue(&self, at: usize, context: &Context, state: &mut State) -> usize {
        let cue = self.elements[at].cue();
        if self.are_several_unnamed(at) {
            state.frame.partner = Some(Slot::new(OTHERS, self.reader().bytes(at..at + 1)));
            state.partnered = true;
        } else if self.reader().text(at).is_ascii() {
            self.english_partners(at, context, state);
        } else if self.names_ranked(at, state) {
            return self.past_owner(at);
        } else if let Some(frame) = self.several_of_one(at, context, state) {
            state.ranked = Some(frame.clone());
            state.frame = frame;
            (state.topic, state.named, state.partnered) = (Topic::Trade, true, true);
            state.subject = None;
            state.pending.clear();
        } else if let Some(Cue::PartnerOf(flow)) = cue {
            if let Some(behind) = self.tells_traders(flow, at, state) {
                return behind;
            }
            self.partners_of(flow, at, context, state);
        } else if state.pending.is_empty() && self.is_russian(at) || self.reader().is_han(at) && self.partners_are_told(at) {
            self.trading_partners(at, context, state);
        } else if self.are_partners(at, state) {
            self.make_partners(at, state);
        }
        at + 1
    }

    /// 前三大贸易伙伴合计占外贸总额的49%: partners who are counted and not named, and not the one spoken of before.
    fn are_several_unnamed(&self, at: usize) -> bool {
        let reader = self.reader();
        let large = usize::from(at > 1 && reader.text(at - 1) == "大");
        let count = at.checked_sub(1 + large);
        let counted = count.is_some_and(|i| self.is_rank(i) && reader.text(i).starts_with('前'));
        let passed = |e: &&Element| matches!(e.kind, Kind::Word | Kind::Cue(Cue::Level | Cue::Ignore));
        let behind = self.elements[at + 1..].iter().find(|e| !passed(e));
        counted && behind.is_some_and(|e| e.cue() == Some(Cue::Share))
    }

    /// 中国、美国、越南为柬埔寨前三大贸易伙伴: several who are told first, and whose partners they are right before the word for it.
    fn several_of_one(&self, at: usize, context: &Context, state: &State) -> Option<Frame> {
        let ends = |e: &Element| matches!(e.kind, Kind::Mark(',' | ';' | ':') | Kind::Cue(Cue::While));
        let start = self.elements[..at].iter().rposition(ends).map_or(0, |i| i + 1);
        let runs = self.runs_of_places(start..at);
        // 日本、美国是我国前三大出口目的地
        let back = || {
            let back = (start..at).rev().find_map(|i| match self.elements[i].kind {
                Kind::Cue(Cue::Back(back @ (Back::Province | Back::City | Back::Country))) => Some(self.back_at(back, i)),
                _ => None,
            })?;
            self.point_back(&back, &state.frame, context, None)
        };
        let (partners, owner) = match runs.as_slice() {
            _ if !self.reader().is_han(at) => return None,
            [partners] => (partners, back()?),
            [partners, owner] if owner.len() == 1 => (partners, owner[0].clone()),
            _ => return None,
        };
        let owner = &owner;
        let abroad = partners.len() > 1 && partners.iter().all(|who| self.is_foreign(who, owner));
        let flow = self.flow_at(self.partners_flow(at), at);
        // 越南腰果的前三大出口市场
        let product = (start..at).rev().find_map(|i| match self.elements[i].kind {
            Kind::Product(product) if flow.value.flow != Flow::Trade => Some(self.reader().product(product, i)),
            _ => None,
        });
        abroad.then(|| Frame { reporter: Some(owner.clone()), partner: group(self.vocabulary, partners), flow: Some(flow), product })
    }

    /// `Russia and Mongolia remained the main trading partners`; in 山东前六大贸易伙伴 the place is whose partners they are, not who.
    fn are_partners(&self, at: usize, state: &State) -> bool {
        // `Россия обошла Китай среди торговых партнёров Узбекистана`
        let owner = self.owner_after(at).filter(|_| self.is_russian(at));
        let Some(reporter) = owner.as_ref().or(state.frame.reporter.as_ref()) else { return false };
        !state.pending.is_empty() && state.pending.iter().all(|who| who.value != reporter.value)
    }

    /// Makes partners of the places just named.
    fn make_partners(&self, at: usize, state: &mut State) {
        state.frame.partner = group(self.vocabulary, &std::mem::take(&mut state.pending));
        state.partnered |= self.is_russian(at);
        if state.topic == Topic::Open && self.is_russian(at) {
            state.frame.flow = Some(self.trade_at(at));
            state.topic = Topic::Trade;
        }
        // `Uzbekistan is Kazakhstan's partner`, `became the partner of the United States`
        let owner = self.owner_after(at).or_else(|| self.owner_before(at, state.pending_end)).or_else(|| state.aside.take());
        state.frame.reporter = owner.or(state.frame.reporter.take());
        state.subject = None;
        state.named = true;
        state.ranked = Some(state.frame.clone());
    }

    /// Does a time that is compared with stand right before the Chinese word at `at`: 较上年高出?
    fn is_against_time(&self, at: usize) -> bool {
        // 仅低于9月，为历史次高
        let ends = matches!(self.element_kind(at + 2), None | Some(Kind::Mark(_)));
        if ends && self.reader().is_han(at) && matches!(self.element_kind(at + 1), Some(Kind::Period(_))) {
            return true;
        }
        let Some(Kind::Period(period)) = at.checked_sub(1).and_then(|i| self.element_kind(i)) else { return false };
        let time = self.found.periods[period as usize].time;
        let against = matches!(time, PeriodTime::Against(_) | PeriodTime::AgainstYearBefore | PeriodTime::AgainstPeriodBefore);
        against && self.reader().is_han(at)
    }

    /// Does no figure of the sentence stand before?
    fn opens(&self, at: usize) -> bool {
        !self.elements[..at].iter().any(|e| matches!(e.kind, Kind::Figure(_)))
    }

    /// Does the word only tell why, in English?
    fn is_cause(&self, at: usize) -> bool {
        let clause = self.elements[..at].iter().rev().take_while(|e| !matches!(e.kind, Kind::Mark(_) | Kind::Figure(_)));
        clause.into_iter().any(|e| e.cue() == Some(Cue::Cause)) && self.reader().text(at).is_ascii() || self.is_cause_in_han(at)
    }

    /// 因均价下跌而下降5%, 因价格暴跌，由8亿降至3亿, 因油价回落减少7%: a figure of the cause itself would stand right behind its word.
    fn is_cause_in_han(&self, at: usize) -> bool {
        let reader = self.reader();
        let told = || self.gives_reason(at) || reader.clause_before(at).any(|i| reader.text(i) == "受");
        if !reader.is_han(at) || !told() {
            return false;
        }
        let mut moves = 0;
        for element in &self.elements[at + 1..] {
            match element.kind {
                Kind::Figure(_) => return moves > 1,
                Kind::Cue(Cue::Change(_)) => moves += 1,
                Kind::Mark(_) | Kind::Cue(Cue::While) => break,
                _ => {}
            }
        }
        moves > 0
    }

    /// 因价格下跌而减少: what comes of the cause told before.
    fn is_effect(&self, at: usize) -> bool {
        self.reader().text(at) == "而" && self.gives_reason(at)
    }

    /// Does a Chinese word for why stand in the clause before `at`?
    fn gives_reason(&self, at: usize) -> bool {
        let reader = self.reader();
        reader.clause_before(at).any(|i| matches!(reader.text(i), "因" | "由于" | "因为" | "由於" | "因為"))
    }

    /// 出口支持预算增加了一倍: a Chinese phrase is about its last noun. What is loaded and landed is trade.
    fn takes_over(&self, at: usize, label: &str) -> bool {
        let next = self.elements.get(at + 1);
        let said = next.is_some_and(|e| matches!(e.kind, Kind::Figure(_) | Kind::Period(_) | Kind::Cue(Cue::Change(_) | Cue::Level)));
        label != "cargo" && said && self.reader().is_han(at)
    }

    /// `Import prices rose by 3%`, `export contracts worth 2 billion`: what an English phrase ends with is what it is about; what
    /// imports cost is their value.
    fn ends_phrase(&self, at: usize, label: &str) -> bool {
        let noun = matches!(self.cue_before(at, 1), Some(Cue::Flow(flow)) if flow.strength == Strength::Noun);
        let reader = self.reader();
        noun && matches!(label, "price" | "contracts") && reader.text(at).is_ascii() && !reader.text(at).starts_with("cost")
    }

    /// `exports slumped as prices fell 6%`: what an English clause of reason opens with.
    fn opens_reason(&self, at: usize, label: &str) -> bool {
        let reason = at > 0 && self.elements[at - 1].kind == Kind::Word && matches!(self.reader().text(at - 1), "as" | "because" | "since");
        reason && label == "price"
    }

    /// `generating revenue of`, `earning income of`, right behind an amount that was exported.
    fn is_proceeds(&self, at: usize, state: &State) -> bool {
        const NEAR: usize = 3;
        let earns = |i: &usize| self.reader().says(*i, Words::Earn);
        let exported = state.topic == Topic::Trade && state.frame.flow() == Some(Flow::Export);
        exported && (self.is_sold_for(at, &state.frame) || (at.saturating_sub(NEAR)..at).any(|i| earns(&i)))
    }

    /// `экспортировано 5 тыс. тонн муки, выручка выросла на 3%`: what the goods of `frame` were sold for.
    fn is_sold_for(&self, at: usize, frame: &Frame) -> bool {
        // `Выручка страны составила`
        let owner = usize::from(matches!(self.cue_at(at + 1), Some(Cue::Back(Back::Country | Back::Province | Back::Republic))));
        let said = match self.element_kind(at + 1 + owner) {
            Some(Kind::Mark('-') | Kind::Figure(_)) => true,
            Some(Kind::Cue(cue)) => matches!(cue, Cue::Level | Cue::Change(_)),
            _ => false,
        };
        said && frame.product.is_some() && self.reader().text(at).to_lowercase().starts_with("выручк")
    }

    /// Was the word for a partner at `at` read with a place in their order: `на втором месте среди партнёров Грузии`?
    fn names_ranked(&self, at: usize, state: &State) -> bool {
        const NEAR: usize = 10;
        self.is_russian(at) && state.partners_follow && (at.saturating_sub(NEAR)..at).any(|i| self.is_rank(i))
    }

    /// The element behind the word for a partner at `at` and whose partner it is.
    fn past_owner(&self, at: usize) -> usize {
        self.reader().places_after(at + 1).map_or(at + 1, |places| places.elements.end)
    }

    /// 占新疆关区的六成: is the place at `start..end` what the share is a share of?
    pub(in crate::relate) fn is_whole(&self, start: usize, end: usize) -> bool {
        let share = self.cue_before(start, 1) == Some(Cue::Share);
        let named = |e: &Element| matches!(e.kind, Kind::Cue(Cue::Back(_) | Cue::Total) | Kind::Word);
        let of = end + usize::from(self.elements.get(end).is_some_and(named));
        // 占延边州的比重为67%, 占全省13%
        let linked = usize::from(self.cue_at(of) == Some(Cue::Link(Link::Of)));
        let again = of + linked + usize::from(self.cue_at(of + linked) == Some(Cue::Share));
        let behind = again + usize::from(self.cue_at(again) == Some(Cue::Level));
        let is_share = || linked > 0 || self.kind_at(behind) == Some(FigureKind::Percent);
        let linked = self.reader().has_han(start) && is_share();
        share && linked && matches!(self.element_kind(behind), Some(Kind::Figure(_)))
    }
}
