//! What a figure measures: a level, a change, a share, a place in an order. Decided from the words next to it.

mod alternative;
mod part;

use super::elements::{Element, Kind};
use super::head::Reader;
use super::vocab::{Back, Cue, Form, Link, Words};
use crate::token::{Direction, Figure, FigureKind, PeriodTime};
use amur_model::{Flow, Measure};

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    pub measure: Measure,
    /// -1 for a fall.
    pub sign: f64,
    pub side: Side,
}

impl Measured {
    /// A growth or change in an amount, with the way it went.
    fn moved(measure: Measure, direction: Direction) -> Self {
        Measured { measure, sign: if direction == Direction::Down { -1.0 } else { 1.0 }, side: Side::Now }
    }
}

/// Which of two points in time a level is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Now,
    /// `from 7.9 billion`, `compared with 5.1 billion`: the time compared with.
    Before,
}

/// The cues on either side of a figure, nearest first.
#[derive(Default)]
struct Around {
    change_before: Option<(usize, Direction)>,
    change_after: Option<Direction>,
    share_before: Option<usize>,
    level_before: Option<usize>,
    compare_before: bool,
    link: Option<Link>,
}

pub struct Measurer<'a> {
    pub reader: Reader<'a>,
    /// The last growth and the last share of the sentence.
    pub grew: Option<Measured>,
    pub shared: Option<Measured>,
    /// The last change in an amount.
    pub changed: Option<Measured>,
}

impl Measurer<'_> {
    /// `previous` is what the figure before it in the same run measures; `whole` says that a word of trade stands after
    /// the figure (or between it and `share`) as what it is a part of.
    pub fn measure(&self, at: usize, figure: &Figure, previous: Option<Measured>, whole: bool) -> Option<Measured> {
        let around = self.around(at);
        match figure.kind {
            FigureKind::Percent => self.percent(at, figure, &around, previous, whole),
            FigureKind::Points => Some(Measured { measure: Measure::Change, sign: self.sign(figure, &around, previous), side: Side::Now }),
            FigureKind::Times => {
                // 是上年的3倍: a level, whichever way the figure before went.
                let level = around.link == Some(Link::Of) && self.reader.is_han(at - 1);
                // `a fivefold decrease`
                let fall = around.change_after == Some(Direction::Down) && self.reader.is_ascii(at);
                let sign = if level {
                    1.0
                } else if fall {
                    -1.0
                } else {
                    self.sign(figure, &around, self.moved(at).or(previous))
                };
                Some(Measured { measure: Measure::Ratio, sign, side: Side::Now })
            }
            FigureKind::Rank => Some(Measured { measure: Measure::Rank, sign: 1.0, side: self.side(&around) }),
            FigureKind::Money(_) | FigureKind::Quantity(_) | FigureKind::Plain => Some(self.level(at, figure, &around, previous)),
        }
    }

    fn around(&self, at: usize) -> Around {
        let elements = self.reader.elements;
        let link = self.link_before(at);
        let and = at > 0 && elements[at - 1].cue() == Some(Cue::Link(Link::And));
        let mut around =
            Around { link, compare_before: self.follows_compare(at), change_after: self.change_after(at), ..Around::default() };
        for i in (0..self.before_gloss(at)).rev() {
            match elements[i].kind {
                // `an increase, and 17.7 percent of`: the change is that of the figure before.
                Kind::Cue(Cue::Change(_)) if and => break,
                // `3 percent lower than in May though still 11 percent above the level of June`
                Kind::Cue(Cue::While) if around.change_after.is_some() && self.reader.text(i).is_ascii() => break,
                // `increased the most, by 19 million`
                Kind::Mark(',') if i + 2 == at && link == Some(Link::By) && self.reader.is_ascii(i + 1) => {}
                // `exports rose, respectively 21% and 34%`
                Kind::Mark(',') if elements[i + 1].cue() == Some(Cue::Respectively) => {}
                Kind::Figure(_) | Kind::Mark(',' | ';' | ':' | '(' | ')') => break,
                Kind::Cue(Cue::Change(direction) | Cue::Than(direction)) if around.change_before.is_none() => {
                    around.change_before = Some((i, direction))
                }
                Kind::Cue(Cue::Share) if around.share_before.is_none() => around.share_before = Some(i),
                Kind::Cue(Cue::Level) if around.level_before.is_none() => around.level_before = Some(i),
                _ => {}
            }
        }
        // `a 45% surge in imports and a 20% decline in exports`: the nearer of the two.
        if around.change_after.is_some()
            && around.change_before.is_some_and(|(i, _)| elements[i + 1..at].iter().any(|e| matches!(e.cue(), Some(Cue::Flow(_)))))
        {
            around.change_before = None;
        }
        around
    }

    /// 增长（同比，下同）4%: the element before which the words of the figure stand.
    fn before_gloss(&self, at: usize) -> usize {
        let close = at.checked_sub(1).filter(|&i| self.reader.elements[i].kind == Kind::Mark(')'));
        let open = close.and_then(|close| self.reader.opening(close)).filter(|&open| self.reader.has_han(open + 1));
        open.unwrap_or(at)
    }

    /// The link right before a figure, by what it means there.
    fn link_before(&self, at: usize) -> Option<Link> {
        let elements = self.reader.elements;
        // `dropped by a massive 1.3 billion`
        let article = (1..=2).find(|&back| at > back && matches!(self.reader.text(at - back), "a" | "an"));
        let by = article.filter(|&back| at > back + 1 && self.reader.text(at - back - 1) == "by");
        if by.is_some_and(|back| (1..=back).all(|i| elements[at - i].kind == Kind::Word)) {
            return Some(Link::By);
        }
        let Kind::Cue(Cue::Link(link)) = elements[at.checked_sub(1)?].kind else { return self.link_within(at) };
        // `40 тысяч тонн из 60 тысяч`
        if self.reader.text(at - 1) == "из" && at > 1 && matches!(elements[at - 2].kind, Kind::Figure(_) | Kind::Product(_)) {
            return Some(Link::Of);
        }
        // `с 5 до 7 млрд`; in `партнёр с 758 млн` nothing moves.
        let from = link == Link::With && self.reader.is_russian(at - 1) && self.moves_near(at);
        Some(if from { Link::From } else { link })
    }

    /// `почти на 30%`, `более чем на 5 млрд`: the link stands inside the qualifier.
    fn link_within(&self, at: usize) -> Option<Link> {
        let Reader { found, elements, .. } = self.reader;
        let Kind::Figure(figure) = elements[at].kind else { return None };
        let anchor = found.figures[figure as usize].anchor.start;
        let mut lead = found.units[elements[at].units.clone()].iter().take_while(|unit| (unit.start as usize) < anchor);
        lead.any(|unit| unit.text(found.text) == "на").then_some(Link::By)
    }

    /// `compared with a deficit of about $1 billion`: the words of trade may be said again.
    fn follows_compare(&self, at: usize) -> bool {
        const NEAR: usize = 5;
        let compares = |i: usize| match self.reader.elements[i].kind {
            Kind::Cue(Cue::Compare) => Some(true),
            // `a shift from a trade deficit of 120 million`
            Kind::Cue(Cue::Link(Link::From)) if i + 1 < at && self.reader.text(i) == "from" => Some(true),
            Kind::Word | Kind::Cue(Cue::Link(Link::With)) => Some(false),
            // `imports from there 27 billion`
            Kind::Cue(Cue::Back(Back::There)) => None,
            Kind::Cue(Cue::Flow(_) | Cue::Link(Link::Of) | Cue::Back(_) | Cue::Total) if self.reader.text(i).is_ascii() => Some(false),
            _ => None,
        };
        (at.saturating_sub(NEAR)..at).rev().map_while(compares).any(|found| found)
    }

    /// 由2021年的95.6%升至2022年的96.7%: the link that a time between it and a figure begins with.
    fn timed_link(&self, at: usize) -> Option<Link> {
        let period = at.checked_sub(2).map(|i| &self.reader.elements[i]).filter(|e| matches!(e.kind, Kind::Period(_)))?;
        match self.reader.found.units[period.units.start].text(self.reader.found.text) {
            "由" | "从" | "從" | "自" => Some(Link::From),
            "到" | "至" => Some(Link::To),
            _ => None,
        }
    }

    /// Is the end of a change told of in the clause?
    fn moves_near(&self, at: usize) -> bool {
        let elements = self.reader.elements;
        let clause = |e: &&Element| !matches!(e.kind, Kind::Mark(';'));
        let before = elements[..at].iter().rev().take_while(clause).count();
        let after = elements[at..].iter().take_while(clause).count();
        (at - before..at + after).any(|i| self.reader.text(i) == "до")
    }

    /// `5% more`, `a 20% decline`, `на 5% больше`, 5%的增长.
    fn change_after(&self, at: usize) -> Option<Direction> {
        let elements = self.reader.elements;
        let first = at;
        let at = self.end_of_pair(self.end_of_alternative(at));
        for element in elements[at + 1..].iter().take(4) {
            match element.kind {
                Kind::Cue(Cue::Change(direction) | Cue::Than(direction)) => return Some(direction),
                // `на 3,5% превышает показатель 2011 года`
                Kind::Cue(Cue::Level) | Kind::Period(_) if self.exceeds(first, at) => return Some(Direction::Up),
                // `на 27,3 проц. больше`
                Kind::Word | Kind::Mark('-' | '.') => {}
                Kind::Cue(Cue::Link(Link::Of)) if self.reader.is_han(at + 1) => {}
                Kind::Period(_) => {}
                _ => return None,
            }
        }
        None
    }

    /// `на 90 тысяч тонн, или 12%, превышает уровень 2022 года`: does the verb stand behind the figure and what says it again?
    fn exceeds(&self, first: usize, end: usize) -> bool {
        let by = first.checked_sub(1).and_then(|i| self.reader.elements[i].cue()) == Some(Cue::Link(Link::By));
        by && self.reader.text(end + 1).starts_with("превы")
    }

    fn sign(&self, figure: &Figure, around: &Around, previous: Option<Measured>) -> f64 {
        if figure.value < 0.0 {
            return 1.0;
        }
        let before = around.change_before.map(|(at, direction)| self.rate_before(at).unwrap_or(direction));
        let direction = figure.direction.or(before).or(around.change_after);
        match direction {
            Some(Direction::Down) => -1.0,
            Some(Direction::Up) => 1.0,
            None => previous.map_or(1.0, |p| p.sign),
        }
    }

    /// 增速回落至5%, 降幅扩大至3%: which way the rate goes that the change at `at` brings to a level.
    fn rate_before(&self, at: usize) -> Option<Direction> {
        let reaches = self.ends_in_level(at) || self.reader.cue(at + 1) == Some(Cue::Link(Link::To));
        if !self.reader.is_han(at) || !reaches {
            return None;
        }
        let clause = (0..at).rev().take_while(|&i| !matches!(self.reader.elements[i].kind, Kind::Mark(_)));
        clause.into_iter().find_map(|i| match self.reader.elements[i].kind {
            Kind::Cue(Cue::Change(direction)) if self.reader.text(i).ends_with(['速', '幅', '率']) => Some(direction),
            _ => None,
        })
    }

    /// A percentage: a share, or growth.
    fn percent(&self, at: usize, figure: &Figure, around: &Around, previous: Option<Measured>, whole: bool) -> Option<Measured> {
        let share = Measured { measure: Measure::Share, sign: 1.0, side: self.side(around) };
        // `The deficit grew on a 12.7% decrease in exports`
        let behind = self.noun_of_change_behind(at).map(|direction| Measured::moved(Measure::Growth, direction));
        let growth = behind.unwrap_or(Measured { measure: Measure::Growth, sign: self.sign(figure, around, previous), side: Side::Now });
        if self.reader.is_bracketed(at) && (self.is_signed(figure) || self.reader.text(at - 1) == "plus") {
            return Some(growth);
        }
        if self.reader.is_part_of_time(at) {
            return Some(Measured { side: Side::Now, ..share });
        }
        // 低于上年同期的44.1%: what the figure before it is, at another time.
        if let Some(previous) =
            previous.filter(|p| matches!(p.measure, Measure::Growth | Measure::Share) && self.reader.is_of_earlier_time(at))
        {
            return Some(Measured { side: Side::Now, ..previous });
        }
        // 占比从18.8%降至8.6%
        let link = if around.link == Some(Link::Of) { self.timed_link(at).or(around.link) } else { around.link };
        let of_share = around.share_before.is_some() && link == Some(Link::From) && self.reader.has_han(at - 1);
        if let Some(shared) = self.shared.filter(|_| self.is_level_behind_points(at)) {
            return Some(Measured { side: Side::Before, ..shared });
        }
        // `made up 61% of the trade, up from 54% in 2016`
        let shared = previous.filter(|p| p.measure == Measure::Share && around.compare_before && around.change_after.is_none());
        if let Some(shared) = shared.filter(|_| self.reader.is_ascii(0)) {
            return Some(Measured { side: Side::Before, ..shared });
        }
        // `representing a 71.5 percent increase`
        if around.change_after.is_some() && !whole && !of_share {
            return Some(growth);
        }
        match (around.share_before, around.change_before) {
            // `its share grew from 15.2% to 22.9%` are levels of the share; `its share grew by 10%` is growth of it.
            (Some(_), Some((change_at, _))) => {
                let reached = self.ends_in_level(change_at) || around.level_before.is_some_and(|level| level > change_at);
                Some(if reached || matches!(link, Some(Link::To | Link::From)) { share } else { growth })
            }
            (Some(_), None) => Some(share),
            (None, Some((change_at, _))) => {
                // 由22%升至33%
                if let Some(previous) = previous.filter(|p| p.measure == Measure::Share && self.ends_in_level(change_at)) {
                    return Some(Measured { side: Side::Now, ..previous });
                }
                // `whereas that of Iran climbed from 17.3% to 18.9%`: levels of the share spoken of.
                if let Some(shared) = self.shared.filter(|_| self.opens_range(at)) {
                    return Some(Measured { side: self.side(around), ..shared });
                }
                // `China's share fell to 37 percent, while Korea's climbed to 49 percent`
                let flows = self.reader.clause_before(at).any(|i| matches!(self.reader.cue(i), Some(Cue::Flow(_))));
                let mere = usize::from(matches!(self.reader.text(at - 1), "just" | "only"));
                if let Some(shared) = self.shared.filter(|_| !flows && at > mere && self.reader.text(at - 1 - mere) == "to") {
                    return Some(Measured { side: Side::Now, ..shared });
                }
                // `показатель увеличился до 84%`: a level of what was no trade, unless a share was spoken of.
                if around.level_before == Some(at - 1) && self.reader.text(at - 1) == "до" {
                    return self.shared;
                }
                // `sales slumped to 9.1% of the level of 2008`: what is left of it.
                if around.link == Some(Link::To) && !whole && self.reader.text(at - 1) == "to" && self.is_of_level(at + 1) {
                    return None;
                }
                // `grew to 22.9% of`: a share; `an increase of 5%`, `up 5%`, `on 5%`: growth.
                Some(if whole && around.link == Some(Link::To) { share } else { growth })
            }
            (None, None) if whole => Some(share),
            (None, None) if self.is_signed(figure) => Some(growth),
            // `Russia came second with 19%`: the order was one of shares.
            (None, None) if around.link == Some(Link::With) && previous.is_some_and(|p| p.measure == Measure::Rank) => Some(share),
            // `South Africa accounted for 20%, Kenya followed with 6%`
            (None, None) if self.shared.is_some() && at > 0 && self.reader.cue(at - 1) == Some(Cue::Next) => self.shared,
            (None, None) if self.is_of_next_sharer(at, previous) => self.shared,
            (None, None) if self.is_level_of_part(at) => Some(share),
            // `imports of cars grew by 1.9 times, fuel - 22.6%, flour - 6%`
            (None, None) if self.is_next_multiple(at, previous) => previous.map(|p| Measured { measure: Measure::Growth, ..p }),
            (None, None) => self
                .goes_on(at, around, previous)
                .or_else(|| self.is_part(at, around).then_some(share))
                .or_else(|| self.as_before(at, around, previous?)),
        }
    }

    /// `Germany made up 4% of trade ($172 million), and Italy 3%`, `Italy for 3%`: the share of the next place, behind an amount.
    fn is_of_next_sharer(&self, at: usize, previous: Option<Measured>) -> bool {
        let amount = self.shared.is_some() && previous.is_some_and(|previous| previous.measure == Measure::Value);
        let linked = usize::from(matches!(self.reader.cue(at.wrapping_sub(1)), Some(Cue::Link(Link::To | Link::With))));
        let place = at.checked_sub(1 + linked).and_then(|i| self.reader.kind(i));
        amount && matches!(place, Some(Kind::Place(_, Form::Name))) && self.reader.is_ascii(at - 1)
    }

    /// `fuel - 22.6%` behind `cars - 1.9 times`: other goods of an English list of what grew.
    fn is_next_multiple(&self, at: usize, previous: Option<Measured>) -> bool {
        let dash = at > 1 && self.reader.kind(at - 1) == Some(Kind::Mark('-')) && self.reader.is_ascii(at - 2);
        let goods = dash && matches!(self.reader.kind(at - 2), Some(Kind::Product(_)));
        goods && previous.is_some_and(|p| p.measure == Measure::Ratio)
    }

    /// `Exports to South Africa were 8.1%`, `Machinery imports stood at 13%`: what a part of the trade came to, in English.
    fn is_level_of_part(&self, at: usize) -> bool {
        const NEAR: usize = 6;
        let reader = &self.reader;
        let level = at > 1 && reader.is_ascii(0) && (reader.is_being(at - 1) || reader.vocabulary.is(Words::StandAt, reader.text(at - 1)));
        let clause = (at.saturating_sub(1 + NEAR)..at.saturating_sub(1)).rev();
        let mut said = clause.filter(|&i| !matches!(reader.kind(i), Some(Kind::Word | Kind::Period(_))));
        let flow = |i: usize| match reader.cue(i) {
            Some(Cue::Flow(flow)) if flow.is_one_way_noun() => Some(flow.flow),
            _ => None,
        };
        let goods = |i: usize| matches!(reader.kind(i), Some(Kind::Product(_)));
        let mut next = || said.next();
        level
            && match next() {
                Some(i) if flow(i).is_some() => next().is_some_and(goods),
                Some(i) if matches!(reader.kind(i), Some(Kind::Place(..))) => {
                    let link = next().and_then(|i| reader.cue(i));
                    let way = next().and_then(flow);
                    matches!(
                        (link, way),
                        (Some(Cue::Link(Link::To)), Some(Flow::Export)) | (Some(Cue::Link(Link::From)), Some(Flow::Import))
                    )
                }
                _ => false,
            }
    }

    /// `the share fell by 0.5 percentage points (8.2 percent in 2022)`: what it was, in an English bracket.
    fn is_level_behind_points(&self, at: usize) -> bool {
        const NEAR: usize = 4;
        let opens = at > 1 && self.reader.kind(at - 1) == Some(Kind::Mark('(')) && self.reader.is_ascii(0);
        let figure = || (at.saturating_sub(NEAR)..at).rev().find(|&i| matches!(self.reader.kind(i), Some(Kind::Figure(_))));
        opens && figure().is_some_and(|i| self.reader.figure_kind(i) == Some(FigureKind::Points))
    }

    /// `of the level of 2008`, `compared with the same period`: what is left is measured against another time.
    fn is_of_level(&self, at: usize) -> bool {
        const NEAR: usize = 3;
        let against = |i: usize| matches!(self.reader.kind(i), Some(Kind::Period(period)) if matches!(self.reader.found.periods[period as usize].time, PeriodTime::Against(_) | PeriodTime::AgainstYearBefore));
        (at..self.reader.elements.len().min(at + NEAR)).any(|i| against(i) || self.reader.text(i) == "the level")
    }

    /// `from 17.3% to 18.9%`: does the percentage open a range, in English?
    fn opens_range(&self, at: usize) -> bool {
        let closes =
            matches!(self.reader.cue(at + 1), Some(Cue::Link(Link::To))) && matches!(self.reader.kind(at + 2), Some(Kind::Figure(_)));
        at > 0 && self.reader.text(at - 1) == "from" && closes
    }

    /// What a percentage with neither a share nor a change near it goes on with.
    fn goes_on(&self, at: usize, around: &Around, previous: Option<Measured>) -> Option<Measured> {
        let in_bracket = self.reader.is_bracketed(at);
        // `rose by 1.8 billion dollars (27.5 percent)`, `меньше на 5 тонн, или на 3 процента`
        let changed = previous.filter(|p| p.measure == Measure::Change && (in_bracket || self.is_or_by(at)));
        if let Some(previous) = changed {
            return Some(Measured { measure: Measure::Growth, ..previous });
        }
        // `exports declined, by 20 percent`, `exports grew by 15% to 31.7 billion, imports – by 35%`
        let by = if around.link == Some(Link::By) { self.grew.or_else(|| self.moved(at)) } else { None };
        // `Liaoning ranked 9th ($3.1 billion and 2.4%)`
        let shared = || self.shared.filter(|_| in_bracket);
        // 半导体(23.3%)…的出口均增加
        let listed = in_bracket && previous.is_none_or(|p| p.measure == Measure::Growth);
        // `exports have grown in June (2.5 percent) and July (5.4 percent) after a decline`: which way was said before.
        let months = at >= 2 && matches!(self.reader.elements[at - 2].kind, Kind::Period(_));
        let said_before = || if listed && months && self.reader.is_ascii(0) && self.is_of_trade(at) { self.moved(at) } else { None };
        let moves = || if listed { said_before().or_else(|| self.moves(at)) } else { None };
        // `Exports of metals fell 29 percent, while the figure for wood was 27 percent`
        let grew = || self.grew.filter(|_| previous.is_none() && self.is_figure_spoken_of(at));
        // `exports increased 12% to 9 billion, and imports 26% to 5 billion`
        let next_flow = || self.grew.filter(|_| self.is_next_flow(at));
        // `imports rose faster (4.1%) than exports (1.2%)`
        let clause = || self.moved_before_bracket(at);
        let next = || self.shared.filter(|_| self.is_next_share(at));
        let row = || self.grew.or(self.shared).filter(|_| self.is_next_in_row(at));
        // `rose 65% to 410 million in 2023 and 38% year-on-year to 203 million in the first half`
        let again = || self.grew.filter(|_| previous.is_some_and(|p| p.measure == Measure::Value) && self.reaches_again(at));
        by.or_else(next_flow).or_else(again).or_else(next).or_else(row).or_else(shared).or_else(moves).or_else(grew).or_else(clause)
    }

    /// `and 38% year-on-year to 203 million`: does the percentage lead to the next level, as one before it did, in English?
    fn reaches_again(&self, at: usize) -> bool {
        self.reader.next_led_to(at).is_some_and(|to| self.reader.text(at - 1) == "and" && self.reader.text(to) == "to")
    }

    /// `which was 13.2 billion up, year-on-year`: does the word for a change stand behind its amount, with no figure of its own?
    fn is_difference_told(&self, at: usize) -> bool {
        let which = at > 1 && self.reader.cue(at - 1) == Some(Cue::Level) && self.reader.text(at - 2) == "which";
        let moved = which && matches!(self.reader.cue(at + 1), Some(Cue::Change(_)));
        moved && !matches!(self.reader.kind(at + 2), Some(Kind::Figure(_) | Kind::Cue(Cue::Link(_))))
    }

    /// `на 5 тонн, или на 3 процента`: the same change said in another way.
    fn is_or_by(&self, at: usize) -> bool {
        at > 1 && self.reader.text(at - 1) == "на" && self.reader.text(at - 2) == "или"
    }

    /// What a percentage says as the figure before it does.
    fn as_before(&self, at: usize, around: &Around, previous: Measured) -> Option<Measured> {
        let growth = Measured { measure: Measure::Growth, ..previous };
        match previous.measure {
            Measure::Growth | Measure::Share => Some(Measured { side: self.side(around), ..previous }),
            // `an increase of 5 thousand tons or 48 percent`
            Measure::Change if at > 0 && matches!(self.reader.text(at - 1), "or" | "или") => Some(growth),
            Measure::Value if self.restates_amount(at) => Some(Measured { measure: Measure::Share, sign: 1.0, side: previous.side }),
            // `на торговлю с Россией пришлось 18 млрд юаней, или 97,4%`
            Measure::Value if self.is_share_again(at) => Some(Measured { measure: Measure::Share, ..previous }),
            // 分别增长1.2倍、98.4%
            Measure::Ratio if at > 1 && around.link == Some(Link::And) && self.reader.has_han(at - 2) => Some(growth),
            _ => None,
        }
    }

    /// Is the figure said to be that of something, as the one before it was?
    fn is_figure_spoken_of(&self, at: usize) -> bool {
        let clause = self.reader.elements[..at].iter().rev().take_while(|e| !matches!(e.kind, Kind::Mark(_) | Kind::Figure(_)));
        clause.filter_map(Element::cue).any(|cue| cue == Cue::Back(Back::Figure))
    }

    /// Does the percentage stand between a word of trade, or goods, and the level that it rose to?
    fn is_next_flow(&self, at: usize) -> bool {
        let flow = at > 0
            && match self.reader.elements[at - 1].kind {
                Kind::Cue(Cue::Flow(flow)) => flow.flow.is_one_way(),
                Kind::Product(_) => self.reader.text(at - 1).is_ascii(),
                _ => false,
            };
        // `and imports 7% year-on-year to 18 billion`
        let next = at + 1 + usize::from(matches!(self.reader.kind(at + 1), Some(Kind::Period(_))));
        let to = self.reader.cue(next) == Some(Cue::Link(Link::To)) && self.reader.text(next) == "to";
        flow && to && matches!(self.reader.figure_kind(next + 1), Some(FigureKind::Money(_) | FigureKind::Quantity(_)))
    }

    /// Which way the clause went that a bracket with nothing but its figure closes.
    fn moved_before_bracket(&self, at: usize) -> Option<Measured> {
        let elements = self.reader.elements;
        let open = at
            .checked_sub(1)
            .filter(|&i| elements[i].kind == Kind::Mark('(') && elements.get(at + 1).is_some_and(|e| e.kind == Kind::Mark(')')))?;
        let ends = |e: &&Element| matches!(e.kind, Kind::Figure(_) | Kind::Mark(_) | Kind::Place(_, Form::Name | Form::Short));
        let clause = elements[..open].iter().rev().take_while(|e| !ends(e));
        let direction =
            clause.filter_map(|e| e.cue()).find_map(|cue| if let Cue::Change(direction) = cue { Some(direction) } else { None })?;
        Some(Measured::moved(Measure::Growth, direction))
    }

    /// `вырос импорт из Китая (на 5 млн долларов)`: which way the clause went that a bracket with nothing but the amount closes.
    fn moved_by_bracketed(&self, at: usize) -> Option<Measured> {
        let elements = self.reader.elements;
        let kind = |i: usize| elements.get(i).map(|e| e.kind);
        let open = at.checked_sub(2).filter(|&i| kind(i) == Some(Kind::Mark('(')) && self.reader.text(at - 1) == "на")?;
        let clause = elements[..open].iter().rev().take_while(|e| !matches!(e.kind, Kind::Figure(_) | Kind::Mark(',' | ';')));
        let direction = clause.filter_map(Element::cue).find_map(|cue| match cue {
            Cue::Change(direction) => Some(direction),
            _ => None,
        })?;
        (kind(at + 1) == Some(Kind::Mark(')'))).then(|| Measured::moved(Measure::Growth, direction))
    }

    /// `вырос импорт из Китая (на 5 млн), Японии (3 млн)`: is the amount one of a list in brackets whose first told a change?
    fn is_next_bracket(&self, at: usize) -> bool {
        const FAR: usize = 60;
        let elements = self.reader.elements;
        let closes = |i: usize| elements.get(i + 1).is_some_and(|e| e.kind == Kind::Mark(')'));
        let opens = |i: usize| i > 0 && elements[i - 1].kind == Kind::Mark('(') && closes(i);
        let figures = (at.saturating_sub(FAR)..at).rev().filter(|&i| matches!(elements[i].kind, Kind::Figure(_)));
        let first = figures.into_iter().find(|&i| !opens(i)).filter(|_| opens(at));
        first.is_some_and(|i| i > 1 && closes(i) && self.reader.text(i - 1) == "на" && elements[i - 2].kind == Kind::Mark('('))
    }

    /// Which way the sentence goes on, where the word for it has no figure of its own.
    fn moves(&self, at: usize) -> Option<Measured> {
        let elements = self.reader.elements;
        let stop = elements.len().min(at + 60);
        let change = (at + 1..stop)
            .take_while(|&i| elements[i].kind != Kind::Mark(';'))
            .find(|&i| matches!(elements[i].cue(), Some(Cue::Change(_))))?;
        let own = elements[change + 1..elements.len().min(change + 3)].iter().any(|e| matches!(e.kind, Kind::Figure(_)));
        let Some(Cue::Change(direction)) = elements[change].cue() else { return None };
        (!own).then(|| Measured::moved(Measure::Growth, direction))
    }

    /// Was a word of trade said not far before?
    fn is_of_trade(&self, at: usize) -> bool {
        const NEAR: usize = 20;
        self.reader.elements[at.saturating_sub(NEAR)..at].iter().any(|e| matches!(e.cue(), Some(Cue::Flow(_))))
    }

    /// Which way the sentence went so far.
    fn moved(&self, at: usize) -> Option<Measured> {
        self.reader.elements[..at].iter().rev().find_map(|e| match e.kind {
            Kind::Cue(Cue::Change(direction)) => Some(Measured::moved(Measure::Growth, direction)),
            _ => None,
        })
    }

    fn is_signed(&self, figure: &Figure) -> bool {
        const WORDS: [&str; 4] = ["плюс", "Плюс", "минус", "Минус"];
        let anchor = &self.reader.found.text[figure.anchor.clone()];
        anchor.starts_with(['+', '-', '–', '−', '—']) || WORDS.iter().any(|word| anchor.starts_with(word))
    }

    /// 增至, 增加到: the figure after it is a level.
    fn ends_in_level(&self, at: usize) -> bool {
        // 降|至2011年上半年的10.1%
        let until = |i: usize| matches!(self.reader.kind(i), Some(Kind::Period(_))) && self.reader.text(i).starts_with(['至', '到']);
        self.reader.text(at).ends_with(['至', '到', '达']) || self.reader.is_han(at) && until(at + 1)
    }

    fn level(&self, at: usize, figure: &Figure, around: &Around, previous: Option<Measured>) -> Measured {
        // `from US$50.7m (K17.2b) last year`: what the bracket says again is of the same time.
        let elements = self.reader.elements;
        let restates = at >= 2 && elements[at - 1].kind == Kind::Mark('(') && matches!(elements[at - 2].kind, Kind::Figure(_));
        let side = previous.filter(|p| restates && p.measure == Measure::Value).map_or(self.side(around), |p| p.side);
        let value = Measured { measure: Measure::Value, sign: 1.0, side };
        if self.reader.is_level_passed(at) {
            return Measured { side: Side::Before, ..value };
        }
        // `increased by 14 percent or $2.5 billion`, `вырос на 5,7% или на 221 млн`
        let listed = around.link == Some(Link::And) && at >= 2 && matches!(self.reader.elements[at - 2].kind, Kind::Figure(_));
        let again = listed && self.reader.text(at - 1) == "or"
            || around.link == Some(Link::By) && at >= 2 && matches!(self.reader.text(at - 2), "or" | "или");
        // `rose by 1.9 percent, or 36.7 million euros`
        let aside = at >= 3 && self.reader.text(at - 1) == "or" && self.reader.is_comma(at - 2);
        let again = again || aside && matches!(self.reader.kind(at - 3), Some(Kind::Figure(_)));
        if let Some(previous) = previous.filter(|p| again && p.measure == Measure::Growth) {
            return Measured { measure: Measure::Change, ..previous };
        }
        // 减少7%(17.4亿美元), 同比(34.4亿美元)减少12.8%
        if let Some(changed) = self.amount_of_change(at, previous) {
            return changed;
        }
        // `увеличился на 38,7% (на 1,8 млрд долларов)`
        let by_bracket = at > 2 && self.reader.text(at - 1) == "на" && elements[at - 2].kind == Kind::Mark('(');
        if let Some(grown) =
            previous.filter(|p| by_bracket && p.measure == Measure::Growth && matches!(elements[at - 3].kind, Kind::Figure(_)))
        {
            return Measured { measure: Measure::Change, ..grown };
        }
        if let Some(direction) = self.noun_of_change_behind(at) {
            return Measured::moved(Measure::Change, direction);
        }
        if self.is_seen_from_amount(at, around) {
            return Measured { side: Side::Before, ..value };
        }
        let change = || Measured { measure: Measure::Change, sign: self.sign(figure, around, previous), side: Side::Now };
        // `Kazakhstan (+$2.8 billion)`
        if self.reader.is_bracketed(at) && self.reader.text(at).starts_with('+') {
            return Measured::moved(Measure::Change, Direction::Up);
        }
        if self.is_difference_told(at) {
            return change();
        }
        let Some((change_at, _)) = around.change_before else {
            // `a decrease in trade of 260 million and 65 million`
            if let Some(changed) = previous.filter(|p| listed && p.measure == Measure::Change) {
                return changed;
            }
            // `trade rose by 1.8 billion, exports by 0.9 billion`
            if let Some(changed) = self.changed.filter(|_| around.link == Some(Link::By) || self.is_next_bracket(at)) {
                return changed;
            }
            // `вырос импорт из Китая (на 5 млн долларов)`
            if let Some(moved) = self.moved_by_bracketed(at) {
                return Measured { measure: Measure::Change, ..moved };
            }
            let more = around.link == Some(Link::By) && around.change_after.is_some() && !self.is_worth(at);
            let more = more || self.is_difference(at);
            return if more { change() } else { value };
        };
        if self.ends_in_level(change_at) {
            return value;
        }
        // 比上年多进口3万吨
        let more = matches!(self.reader.text(change_at), "多" | "少");
        let passed = |kind: Kind| kind == Kind::Word || more && matches!(kind, Kind::Cue(Cue::Flow(_)));
        let adjacent = (change_at + 1..at).all(|i| passed(self.reader.elements[i].kind) && self.reader.is_han(i));
        // `a decrease of 1.4 billion`, `a decrease in trade volumes of 260 million`
        let of = around.link == Some(Link::Of)
            && self.reader.text(at - 1).is_ascii()
            && (change_at + 2 == at || self.is_change_in_trade(change_at));
        if around.link == Some(Link::By) || adjacent || of { change() } else { value }
    }

    /// Does a word of trade follow the word of change? In `increased exports of 5 billion` it is what the trade came to.
    fn is_change_in_trade(&self, change: usize) -> bool {
        let place = usize::from(matches!(self.reader.kind(change + 1), Some(Kind::Place(..))));
        let grown = matches!(self.reader.cue(change + 1 + place), Some(Cue::Flow(_))) && self.reader.is_ascii(change);
        // `higher than the May 2018 surplus of 1.1 billion`
        let dated = matches!(self.reader.kind(change + 1), Some(Kind::Period(_)));
        !grown && !dated && self.reader.elements[change + 1..].iter().take(3).any(|e| matches!(e.cue(), Some(Cue::Flow(_))))
    }

    /// `a 310 million dollar or 15% rise`, `a 4.5 billion euro (6%) increase in exports`, `The $1.1 billion increase in exports`: which way
    /// it went by the amount, where an English noun for it stands behind.
    fn noun_of_change_behind(&self, at: usize) -> Option<Direction> {
        const NEAR: usize = 4;
        let reader = &self.reader;
        let bracketed = reader.kind(at + 1) == Some(Kind::Mark('(')) && reader.kind(at + 3) == Some(Kind::Mark(')'));
        let close = (bracketed && reader.figure_kind(at + 2) == Some(FigureKind::Percent)).then_some(at + 3);
        let noun = close.unwrap_or_else(|| self.end_of_alternative(at)) + 1;
        // `a 310 million dollar year-on-year rise`
        let noun = noun + usize::from(matches!(reader.kind(noun), Some(Kind::Period(_))));
        let Some(Cue::Change(direction)) = reader.cue(noun).filter(|_| reader.vocabulary.is(Words::Changes, reader.text(noun))) else {
            return None;
        };
        let article = at > 0 && matches!(reader.text(at - 1), "a" | "an" | "another" | "A" | "An");
        let of_trade = |i: usize| matches!(reader.kind(i), Some(Kind::Product(_) | Kind::Cue(Cue::Flow(_))));
        let linked = reader.cue(noun + 1) == Some(Cue::Link(Link::In)) && (noun + 2..noun + 2 + NEAR).any(of_trade);
        (article || linked).then_some(direction)
    }

    /// `an increase over 700,000 tonnes imported in April`: the amount that the change is seen from.
    fn is_seen_from_amount(&self, at: usize, around: &Around) -> bool {
        let over = self.reader.found.units[self.reader.elements[at].units.start].text(self.reader.found.text) == "over";
        let told = around.change_before.is_some_and(|(change, _)| change + 1 == at && self.reader.is_ascii(change));
        over && told
            && matches!(self.reader.elements[..at - 1].iter().rev().find(|e| e.kind != Kind::Word).map(|e| e.kind), Some(Kind::Figure(_)))
    }

    /// `98.5 million dollars fewer`: an amount that an English word behind it makes a difference.
    fn is_difference(&self, at: usize) -> bool {
        let next = self.end_of_alternative(at) + 1;
        // `This was 9.8 billion kroner, or 18.6 per cent, up from May 2021`
        let time = next > at + 2 && matches!(self.reader.kind(next + 1), Some(Kind::Period(_)));
        let up_from = time && matches!(self.reader.cue(next), Some(Cue::Change(_))) && self.reader.is_ascii(next);
        let more = self.reader.elements.get(next).is_some_and(|e| matches!(e.cue(), Some(Cue::Change(_) | Cue::Than(_))));
        up_from || more && self.reader.is_ascii(next) && self.reader.says(next, Words::Compared)
    }

    /// `an increase of 3.9 percent (196.6 million) in exports`: is the percentage at `at` that of a noun for a change, in English?
    fn is_noun_of_change_before(&self, at: usize) -> bool {
        let noun = at.checked_sub(2).filter(|&noun| matches!(self.reader.cue(noun), Some(Cue::Change(_))));
        let of = noun.is_some() && self.reader.text(at - 1) == "of" && self.reader.figure_kind(at) == Some(FigureKind::Percent);
        of && noun.is_some_and(|noun| self.reader.says(noun, Words::Changes))
    }

    /// The amount by which something grew or fell, in a bracket beside the percentage.
    fn amount_of_change(&self, at: usize, previous: Option<Measured>) -> Option<Measured> {
        let elements = self.reader.elements;
        // `up 17.3 percent ($47.9 billion) from 2021`
        let seen_from = at >= 2 && self.is_seen_from(at + 2);
        let bracketed = at >= 2
            && elements[at - 1].kind == Kind::Mark('(')
            && elements.get(at + 1)?.kind == Kind::Mark(')')
            && (self.reader.has_han(at) || seen_from || self.is_noun_of_change_before(at - 2) || self.is_what_level_moved_by(at));
        let before = bracketed.then(|| elements[at - 2].kind)?;
        match (before, elements.get(at + 2).and_then(|e| e.cue())) {
            (Kind::Figure(_), _) => previous.filter(|p| p.measure == Measure::Growth).map(|p| Measured { measure: Measure::Change, ..p }),
            // `a 23 percent increase ($24.4 billion) over 2021`
            (Kind::Cue(Cue::Change(_)), _) => {
                previous.filter(|p| p.measure == Measure::Growth).map(|p| Measured { measure: Measure::Change, ..p })
            }
            (Kind::Period(_), Some(Cue::Change(direction))) => Some(Measured::moved(Measure::Change, direction)),
            _ => None,
        }
    }

    /// `totaled $136.6 billion, up 19.3 percent ($22.1 billion)`: does the level told before move by the bracketed amount where it moves
    /// by the percentage before the bracket?
    fn is_what_level_moved_by(&self, at: usize) -> bool {
        const ROUNDED: f64 = 0.03;
        const NEAR: usize = 8;
        let reader = &self.reader;
        let figure =
            |i: usize| if let Some(Kind::Figure(figure)) = reader.kind(i) { Some(&reader.found.figures[figure as usize]) } else { None };
        let (Some(amount), Some(percent)) =
            (figure(at), figure(at - 2).filter(|_| reader.figure_kind(at - 2) == Some(FigureKind::Percent)))
        else {
            return false;
        };
        let level = (0..at - 2).rev().take(NEAR).find_map(|i| figure(i).filter(|told| told.kind == amount.kind));
        let share = percent.value / 100.0;
        let moved = |level: f64| [level * share / (1.0 + share), level * share / (1.0 - share)];
        level.is_some_and(|level| moved(level.value).into_iter().any(|by| (by - amount.value).abs() <= ROUNDED * amount.value))
    }

    /// Is a time at element `time` that which a change is seen from?
    fn is_seen_from(&self, time: usize) -> bool {
        let Some(Kind::Period(period)) = self.reader.kind(time) else { return false };
        match self.reader.found.periods[period as usize].time {
            PeriodTime::Against(_) | PeriodTime::AgainstYearBefore => true,
            _ => self.reader.ends_change_behind_bracket(time),
        }
    }

    fn side(&self, around: &Around) -> Side {
        if around.compare_before || around.link == Some(Link::From) { Side::Before } else { Side::Now }
    }
}
