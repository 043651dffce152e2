//! Times in a row that are dealt out to as many figures: 2020年、2021年和2022年分别为1亿元、2亿元和3亿元.

use super::Times;
use crate::relate::elements::{Element, Kind};
use crate::relate::vocab::{Cue, Link};
use crate::token::{Part, PeriodTime, Time, Year};

/// The longest list that is dealt out.
const MOST: usize = 12;

impl Times<'_> {
    /// The time that the list before its run gives the figure at element `at`: a period, or a part of it.
    pub(super) fn dealt(&self, at: usize) -> Option<(usize, Option<PeriodTime>)> {
        let elements = self.reader.elements;
        let figures = |e: &&Element| is_figure(e);
        let position = elements[..at].iter().rev().take(2 * MOST).take_while(|e| is_figure(e) || joins(e)).filter(figures).count();
        let behind = elements[at + 1..].iter().take(2 * MOST).take_while(|e| is_figure(e) || joins(e)).filter(figures).count();
        let dealt = elements[..at].iter().rposition(|e| e.cue() == Some(Cue::Respectively))?;
        let count = position + 1 + behind;
        let year = self.list_before(dealt, count).and_then(|list| list.get(position)).map(|&(_, period)| (period, None));
        year.or_else(|| self.month_before(dealt, position, count))
    }

    /// 11月和12月分别为: one of two months named as one period, right before element `end`.
    fn month_before(&self, end: usize, position: usize, count: usize) -> Option<(usize, Option<PeriodTime>)> {
        let &(_, period) = self.places.iter().rev().find(|&&(place, _)| place < end)?;
        let PeriodTime::At(time @ Time { part: Part::Months(first, last), .. }) = self.time(period) else { return None };
        let said = &self.reader.found.text[self.periods[period].bytes.clone()];
        let two = count == 2 && last == first + 1 && said.contains(['和', '与', '與', '及', '、']);
        let month = if position == 0 { first } else { last };
        two.then_some((period, Some(PeriodTime::At(Time { part: Part::Months(month, month), ..time }))))
    }

    /// The `count` given years before element `end`, if they stand in a row and are all that do.
    fn list_before(&self, end: usize, count: usize) -> Option<&[(usize, usize)]> {
        let last = self.places.iter().rposition(|&(place, period)| place < end && self.is_given(period))? + 1;
        let list = &self.places[last.checked_sub(count).filter(|_| count > 1)?..last];
        let before = last.checked_sub(count + 1).map(|i| [self.places[i], list[0]]);
        let joined = |pair: &[(usize, usize)]| self.reader.elements[pair[0].0 + 1..pair[1].0].iter().all(joins);
        let whole = list.windows(2).all(joined) && !before.is_some_and(|pair| joined(&pair));
        (whole && list.iter().all(|&(_, period)| self.is_given(period))).then_some(list)
    }

    fn is_given(&self, period: usize) -> bool {
        matches!(self.time(period), PeriodTime::At(Time { year: Year::Given(_), .. }))
    }
}

fn is_figure(element: &Element) -> bool {
    matches!(element.kind, Kind::Figure(_))
}

fn joins(element: &Element) -> bool {
    matches!(element.kind, Kind::Mark(',') | Kind::Cue(Cue::Link(Link::And | Link::With)))
}
