//! Where a time stands in its sentence, and what that makes of it: that of one figure, of what is compared, or of all.

use super::{Clock, Times, When};
use crate::periods::{Days, span};
use crate::relate::elements::{Element, Kind};
use crate::relate::vocab::{Back, Cue, Link, Words};
use crate::token::{FigureKind, Part, PeriodTime, Time};
use std::ops::Range;

impl Times<'_> {
    /// The period that comes right after a figure, as in `(119 million in 2024)`: no other figure or full clause between.
    pub(super) fn right_after(&self, at: usize) -> Option<usize> {
        if let Some(period) = self.behind_level_of(at) {
            return Some(period);
        }
        let &(place, period) =
            self.places.iter().find(|&&(place, _)| place > at).filter(|&&(place, _)| !self.is_local(place) && !self.is_above(place))?;
        let start = self.past_bracket(at + 1);
        let between = &self.reader.elements[if start <= place { start } else { at + 1 }..place];
        let open = between.iter().all(|e| {
            matches!(
                e.kind,
                Kind::Word
                    | Kind::Product(_)
                    | Kind::Cue(Cue::Link(_) | Cue::Compare | Cue::Level | Cue::Total | Cue::Change(_) | Cue::Flow(_))
                    | Kind::Mark('"' | '-')
            )
        });
        (open && between.len() <= 4).then_some(period)
    }

    /// `and 38 percent year-on-year to $203 million in May`: the time behind the level that the next percentage of an English sentence
    /// leads to.
    fn behind_level_of(&self, at: usize) -> Option<usize> {
        let to = self.reader.next_led_to(at).filter(|_| self.reader.figure_kind(at) == Some(FigureKind::Percent))?;
        match self.reader.kind(to + 2)? {
            Kind::Period(period) if self.is_main(period as usize) => Some(period as usize),
            _ => None,
        }
    }

    /// `by 6.4 per cent ($6.03 billion) in 2015`: a bracket with another figure, or the end of the one that the figure stands in.
    pub(super) fn past_bracket(&self, at: usize) -> usize {
        const LONGEST: usize = 4;
        let kind = |i: usize| self.reader.kind(i);
        match kind(at) {
            Some(Kind::Mark(')')) => at + 1,
            Some(Kind::Mark('(')) if matches!(kind(at + 1), Some(Kind::Figure(_))) => {
                (at + 2..at + LONGEST).find(|&i| kind(i) == Some(Kind::Mark(')'))).map_or(at, |close| close + 1)
            }
            _ => at,
        }
    }

    /// `454.9 thousand tons in ten months, of which 26.2 thousand in October`, `in October alone`: a part of the time spoken of, which
    /// the text does not stay in; or what a change comes after, `plus 3.2% in April after 1.1% in March`.
    pub(super) fn is_aside(&self, at: usize, main: Option<&When>, clock: &Clock) -> bool {
        let Some(main) = main else { return false };
        let within = |days: Days| days != main.value && days.0 <= main.value.0 && main.value.1 <= days.1;
        let whole = || {
            let before = self.places.iter().filter(|&&(place, period)| place < at && self.is_main(period));
            let mut before = before.filter_map(|&(_, period)| span(&clock.settled(self.time(period)), &self.context_at(period, clock)));
            before.any(within) || clock.last.as_ref().is_some_and(|last| within(last.value))
        };
        // `экспорт за январь–май составил 5 млрд, в мае – 1 млрд`
        let month = || self.is_part_told_beside(at) && whole();
        self.comes_after(at) || self.is_of_part(at) && whole() || month() || self.is_of_same_months(main, clock)
    }

    /// `, while in the same period of 2018 it was 3 billion`: months of an earlier year than that spoken of.
    fn is_of_same_months(&self, main: &When, clock: &Clock) -> bool {
        let same = |&&(_, period): &&(usize, usize)| matches!(self.time(period), PeriodTime::At(Time { part: Part::Same, .. }));
        let said = self.places.iter().filter(same).find(|&&(_, period)| self.slot((), period).at == main.at);
        let later = clock.latest.as_ref().is_some_and(|latest| latest.value.0 > main.value.0);
        said.is_some() && later
    }

    /// `, в мае – 1 млрд`: a time between a comma and the dash before the figure, in Russian.
    fn is_part_told_beside(&self, at: usize) -> bool {
        let kinds = at.checked_sub(3).map(|first| [first, first + 1, first + 2].map(|i| self.reader.kind(i)));
        matches!(kinds, Some([Some(Kind::Mark(',')), Some(Kind::Period(_)), Some(Kind::Mark('-'))])) && self.reader.is_russian(at - 2)
    }

    /// `plus 3.2% in April after 1.1% in March`, `after a strong March`: the time of what a change comes after.
    pub(super) fn is_of_one_before(&self, place: usize) -> bool {
        const EPITHETS: usize = 3;
        let words = self.reader.elements[..place].iter().rev().take(EPITHETS).take_while(|e| e.kind == Kind::Word).count();
        let figure = place > 0 && self.is_figure(place - 1) && self.comes_after(place - 1);
        figure || words > 0 && self.comes_after(place - words) && self.reader.text(place - 1).is_ascii()
    }

    /// `after 1.1% in March`, `following the 5.1 percent decline in October`, `после 31,2% в марте`.
    fn comes_after(&self, at: usize) -> bool {
        let article = usize::from(at > 1 && matches!(self.reader.text(at - 1), "the" | "a" | "an"));
        at > article && self.reader.says(at - 1 - article, Words::After)
    }

    /// `of which`, `alone`, 当月 in the clause of the figure.
    fn is_of_part(&self, at: usize) -> bool {
        let elements = self.reader.elements;
        let ends = |i: &usize| !matches!(elements[*i].kind, Kind::Mark(',' | ';' | '.' | '(' | ')'));
        let clause = (0..at).rev().take_while(ends).chain((at + 1..elements.len()).take_while(ends));
        let alone = |i: usize| match elements[i].kind {
            Kind::Cue(Cue::OfWhich) => true,
            Kind::Word => self.reader.says(i, Words::Alone),
            Kind::Period(_) => self.reader.text(i).contains("当月") || self.reader.text(i).contains("當月"),
            _ => false,
        };
        clause.into_iter().any(alone) || self.opens_with_of_which(at)
    }

    /// 其中，11月出口20亿美元: the words stand before the comma.
    fn opens_with_of_which(&self, at: usize) -> bool {
        let elements = self.reader.elements;
        let comma = elements[..at].iter().rposition(|e| matches!(e.kind, Kind::Mark(_)));
        comma.is_some_and(|comma| comma > 0 && elements[comma].kind == Kind::Mark(',') && elements[comma - 1].cue() == Some(Cue::OfWhich))
    }

    /// 2018年曾高达20.9%: a time looked back at, which the text does not stay in.
    pub fn is_once(&self, at: usize) -> bool {
        self.clause_before(at).any(|e| e.cue() == Some(Cue::Once))
    }

    pub(super) fn is_past_best(&self, period: usize) -> bool {
        let place = self.place_of(period).unwrap_or_default();
        let behind = self.reader.elements[place..].iter().take_while(|e| !matches!(e.kind, Kind::Mark(',' | ';') | Kind::Figure(_)));
        behind.into_iter().any(|e| e.cue() == Some(Cue::Once)) || self.found_words(place).contains("last time")
    }

    /// The words before element `place`, from the start of the sentence on.
    fn found_words(&self, place: usize) -> &str {
        let unit = self.reader.elements[place].units.start;
        &self.reader.found.text[..self.reader.found.units[unit].start as usize]
    }

    /// `37% below the $3.3 billion of 2019`: the time of the level that a growth is seen from.
    fn is_of_level_below(&self, place: usize) -> bool {
        let words = |end: usize| (0..end).rev().take_while(|&i| self.reader.kind(i) == Some(Kind::Word)).count();
        let Some(level) = place.checked_sub(1).filter(|&i| self.is_figure(i)) else { return false };
        let Some(than) = (level - words(level)).checked_sub(1).filter(|&i| matches!(self.reader.cue(i), Some(Cue::Than(_)))) else {
            return false;
        };
        than > 0 && self.reader.figure_kind(than - 1) == Some(FigureKind::Percent)
    }

    /// `as against 84 percent in 2022`: the time belongs to the figure compared with.
    pub(super) fn is_compared(&self, place: usize) -> bool {
        const NEAR: usize = 6;
        // `twice as much as a year earlier`
        let as_much = place > 0 && self.reader.text(place - 1) == "as";
        if self.is_above(place) || self.is_of_level_below(place) || as_much {
            return true;
        }
        // 超过去年全年水平
        // 累计首11个月: what is summed up over the time.
        let sums = |at: usize| self.reader.text(at).starts_with(['累', '合', '总', '總', '共']);
        let level = |&at: &usize| self.reader.elements[at].cue() == Some(Cue::Level) && !sums(at);
        if place.checked_sub(1).filter(level).is_some() || self.is_local(place) {
            return true;
        }
        if self.is_even_with(place) || self.is_of_one_passed(place) {
            return true;
        }
        let mut before = self.clause_before(place).take(NEAR);
        if before.clone().any(|e| e.cue() == Some(Cue::Compare)) {
            return true;
        }
        // `снизилась до 4,4% с 5,1% в 2014 году`, `from 58.6% in 2022`
        let is_russian = self.reader.is_russian(place);
        let from = if is_russian { Cue::Link(Link::With) } else { Cue::Link(Link::From) };
        // `from a total of 596.6 billion realised in 2019`
        let passed = |e: &Element| {
            !is_russian && matches!(e.kind, Kind::Word | Kind::Cue(Cue::Link(Link::Of) | Cue::Total | Cue::Level | Cue::Ignore))
        };
        // A figure in a bracket with nothing before it leaves it to the one before the bracket.
        while before.any(|e| matches!(e.kind, Kind::Figure(_))) {
            if let Some(cue) = before.clone().find(|e| !passed(e)).and_then(Element::cue) {
                return cue == from;
            }
        }
        false
    }

    /// 与去年基本持平: the time that something is no more and no less than in.
    fn is_even_with(&self, place: usize) -> bool {
        const NEAR: usize = 10;
        let units = &self.reader.found.units;
        let behind = units.get(self.reader.elements[place].units.end).filter(|_| self.reader.has_han(place));
        let behind = behind.map_or("", |unit| &self.reader.found.text[unit.start as usize..]);
        let clause = behind.split(['，', ',', '；', ';', '。']).next().unwrap_or_default();
        clause.char_indices().take(NEAR).any(|(at, _)| clause[at..].starts_with("持平"))
    }

    /// `rose 21.4%, faster than a 12% increase in June`: the time is that of the figure which an English one is held against.
    pub(super) fn is_of_one_passed(&self, place: usize) -> bool {
        const NEAR: usize = 4;
        let elements = self.reader.elements;
        let passed = |i: &usize| matches!(elements[*i].kind, Kind::Word | Kind::Cue(Cue::Change(_) | Cue::Level));
        let Some(figure) = (place.saturating_sub(NEAR)..place).rev().find(|i| !passed(i)).filter(|&i| self.is_figure(i)) else {
            return false;
        };
        let article = usize::from(figure > 0 && matches!(self.reader.text(figure - 1), "a" | "an" | "the"));
        let than = figure.checked_sub(1 + article).and_then(|i| self.reader.cue(i));
        let moved =
            self.reader.figure_kind(figure) == Some(FigureKind::Percent) && matches!(self.reader.cue(figure + 1), Some(Cue::Change(_)));
        moved && matches!(than, Some(Cue::Than(_))) && self.reader.is_ascii(figure)
    }

    /// `1 per cent above the record pace of 2023`: the time is that of what is passed.
    fn is_above(&self, place: usize) -> bool {
        const NEAR: usize = 5;
        let passed = |i: &usize| matches!(self.reader.elements[*i].kind, Kind::Word | Kind::Cue(Cue::Level | Cue::Link(Link::Of)));
        let before = (place.saturating_sub(NEAR)..place).rev().find(|i| !passed(i));
        before.is_some_and(|i| i > 0 && matches!(self.reader.text(i), "above" | "below") && self.is_figure(i - 1))
    }

    fn is_figure(&self, at: usize) -> bool {
        matches!(self.reader.kind(at), Some(Kind::Figure(_)))
    }

    /// 2024年1-10月出口为6849万吨，接近去年全年出口水平，: a year before, in a clause without a figure, behind the time spoken of.
    pub(super) fn is_in_passing(&self, place: usize, period: usize) -> bool {
        let elements = self.reader.elements;
        let spoken_of = self.places.iter().any(|&(other, period)| other < place && self.is_main(period) && !self.is_same(period));
        let mut clause = elements[place + 1..].iter().take_while(|e| !matches!(e.kind, Kind::Mark(',' | ';' | '.')));
        self.is_year_before(period) && spoken_of && !clause.any(|e| matches!(e.kind, Kind::Figure(_)))
    }

    /// 四季度出口7亿元，占全年的三成: a year that is but that of the whole of a Chinese share, where a time before it is spoken of.
    pub(super) fn is_of_whole(&self, place: usize, period: usize) -> bool {
        let spoken_of = || self.places.iter().any(|&(other, period)| other < place && self.is_main(period) && !self.is_same(period));
        let shared = place > 0 && self.reader.cue(place - 1) == Some(Cue::Share) && self.reader.has_han(place);
        shared && matches!(self.time(period), PeriodTime::At(Time { part: Part::Year, .. })) && spoken_of()
    }

    /// 2019年的…: the time belongs to the figure right after it.
    pub(super) fn is_local(&self, place: usize) -> bool {
        let of = self.reader.cue(place + 1) == Some(Cue::Link(Link::Of));
        of && matches!(self.reader.kind(place + 2), Some(Kind::Figure(_))) && self.reader.is_han(place + 1) || self.is_glossed(place)
    }

    /// 是2020年的5.4倍, 由2021年的48亿元, 较2021年的3.18亿: a time that something else is measured from.
    pub(super) fn is_base(&self, place: usize, period: usize) -> bool {
        self.reader.figure_kind(place + 2) == Some(FigureKind::Times)
            || self.is_against(period)
            || matches!(self.first_word(period), "由" | "从" | "從" | "自")
    }

    /// 2020年(35.6亿元)的5.4倍: the time compared with, with its level in a bracket.
    pub(super) fn is_glossed(&self, place: usize) -> bool {
        let kind = |i: usize| self.reader.kind(place + i);
        let bracket = kind(1) == Some(Kind::Mark('(')) && matches!(kind(2), Some(Kind::Figure(_))) && kind(3) == Some(Kind::Mark(')'));
        bracket && kind(4) == Some(Kind::Cue(Cue::Link(Link::Of))) && self.reader.is_han(place + 4)
    }

    /// `(119 million people in 2024), 6.1% of GDP`: a time in a bracket serves the rest where there is no other.
    pub(super) fn is_bracketed(&self, place: usize, period: usize) -> bool {
        self.is_main(period) && !self.is_same(period) && !self.is_compared(place) && !self.glosses_base(place)
    }

    /// `4.7 billion (6.7 billion in 2022)`, `than a year ago (205 million in May 2023)`: the bracket tells what is compared with.
    fn glosses_base(&self, place: usize) -> bool {
        let elements = self.reader.elements;
        let open = (0..place).rev().find(|&i| elements[i].kind == Kind::Mark('(')).filter(|&open| open > 0);
        open.is_some_and(|open| match elements[open - 1].kind {
            Kind::Period(period) => self.is_against(period as usize),
            Kind::Figure(_) => matches!(elements[open + 1].kind, Kind::Figure(_)) || self.tells_of_before(open + 1),
            _ => false,
        })
    }

    /// `8 тыс. тонн (в прошлом году было 9 тыс. тонн)`: a time with a figure of its own behind it, in Russian.
    pub(super) fn tells_of_before(&self, place: usize) -> bool {
        let elements = self.reader.elements;
        let timed = matches!(self.reader.kind(place), Some(Kind::Period(_))) && self.reader.is_russian(place);
        let passed = |e: &&Element| matches!(e.kind, Kind::Word | Kind::Mark('-' | '.') | Kind::Cue(Cue::Level));
        let behind = place + 1 + elements[place..].iter().skip(1).take_while(passed).count();
        timed && matches!(self.reader.kind(behind), Some(Kind::Figure(_)))
    }

    /// What stands in a bracket is for what stands in the same bracket.
    pub(super) fn in_reach(&self, place: usize, at: usize) -> bool {
        let open = |i: usize| {
            self.reader.elements[..i].iter().enumerate().rev().find_map(|(j, e)| match e.kind {
                Kind::Mark('(') => Some(Some(j)),
                Kind::Mark(')') => Some(None),
                _ => None,
            })
        };
        let place = open(place).flatten();
        place.is_none() || place == open(at).flatten()
    }

    /// `2 956 тонн, за 2021 год – 600 тонн`: the time behind the comma is that of the figure right after it.
    pub(super) fn leads_another(&self, at: usize, place: usize) -> bool {
        let elements = self.reader.elements;
        // `46,8%, в 2018-м она была 44,1%`
        let is = |e: &&Element| match e.kind {
            Kind::Word => self.reader.vocabulary.is(Words::Being, self.reader.found.words(&e.units)),
            kind => matches!(kind, Kind::Mark('-') | Kind::Cue(Cue::Back(Back::Own))),
        };
        let passed = elements[place + 1..].iter().take_while(is).count();
        let parted = elements[at..place].iter().any(|e| matches!(e.kind, Kind::Mark(',' | ';')));
        parted && matches!(self.reader.kind(place + 1 + passed), Some(Kind::Figure(_)))
    }

    /// `fell by 0.4%, but in March they rose by 2%`, 萎缩11.7%，11月为下跌12.7%: the time behind the comma is that of the figure behind it.
    pub(super) fn leads_clause(&self, at: usize, place: usize) -> bool {
        let ends = |e: &&Element| matches!(e.kind, Kind::Mark(',' | ';') | Kind::Cue(Cue::While));
        let elements = self.reader.elements;
        let before = elements[at + 1..place].iter().rev().take_while(|e| !ends(e));
        let parted = elements[at + 1..place].iter().any(|e| ends(&e));
        let mut behind = elements[place + 1..].iter().skip_while(|e| e.kind == Kind::Mark(',')).take_while(|e| !ends(e));
        parted && !before.into_iter().any(|e| matches!(e.kind, Kind::Figure(_))) && behind.any(|e| matches!(e.kind, Kind::Figure(_)))
    }

    /// 年均增长13.9%；2015年…: a Chinese sentence is over at its semicolon.
    pub(super) fn is_past_semicolon(&self, at: usize, place: usize) -> bool {
        self.reader.has_han(place) && self.reader.elements[at..place].iter().any(|e| e.kind == Kind::Mark(';'))
    }

    pub(super) fn breaks(&self, mut range: Range<usize>) -> bool {
        range.any(|i| matches!(self.reader.elements[i].kind, Kind::Mark(';') | Kind::Cue(Cue::While)))
    }
}
