//! Places in an order: `7th`, `ranked second`, `top ten`, 第三位, `третье место`, `largest`.

use super::Reader;
use super::lexicon::Sense;
use crate::lang::Lang;
use crate::token::FigureKind;
use crate::units::UnitKind;
use amur_model::Qualifier;

/// How far before an ordinal the verb of a ranking may stand, and how far after it what it counts.
const REACH: usize = 4;

impl Reader<'_> {
    fn push_rank(&mut self, at: usize, end: usize, place: f64) -> usize {
        self.push(at..end, at..end, FigureKind::Rank, place, Qualifier::Exact)
    }

    /// An ordinal in words is a rank only where something says so.
    pub(super) fn ordinal_from(&mut self, at: usize, end: usize, place: f64) -> usize {
        if self.is_rank(at, end) && !self.counts_no_place(end) { self.push_rank(at, end, place) } else { end }
    }

    /// Digits with an ordinal's ending: `7th`, 3-е.
    pub(super) fn printed_ordinal_from(&mut self, at: usize) -> Option<usize> {
        let ending = self.after_hyphen(at + 1);
        let is_place = |end| self.has(end, Sense::RankNoun).is_some();
        let end = match self.has(ending, Sense::OrdinalEnd).filter(|_| self.is_glued(ending)) {
            Some(end) => end,
            // 2 место
            None if self.lang == Lang::Ru && self.kind(at + 1) == Some(UnitKind::Word) && is_place(at + 1) => at + 1,
            None => return None,
        };
        let place: f64 = self.word(at).parse().ok()?;
        let is_english = end > at + 1 && self.word(end - 1).is_ascii();
        let is_date = self.had(at, Sense::Month).is_some() || self.has(self.has(end, Sense::Whole).unwrap_or(end), Sense::Month).is_some();
        let is_rank = !is_date
            && place < 1000.0
            && !self.counts_no_place(end)
            && (is_english && !self.is_glued(at) || is_place(end) || self.is_rank(at, end));
        Some(if is_rank || self.is_wide { self.push_rank(at, end, place) } else { end })
    }

    fn is_rank(&self, at: usize, end: usize) -> bool {
        // `первое место заняла Япония, второе – Австралия`: the noun is that of the place before.
        // `Canada ranked No. 2, while China was third at 47 billion`
        let named = || {
            at > self.floor
                && (self.word(at - 1).starts_with(char::is_uppercase) || matches!(self.word(at - 1), "was" | "is" | "were" | "are"))
        };
        let is_next = match self.lang {
            Lang::Ru => matches!(self.word(end), "–" | "—") || self.word(end) == "-" && !self.is_glued(end),
            // `Spain came first, China second (0.9 million) and Italy third`
            Lang::En => named() && (matches!(self.word(end), "," | ";" | "." | "(" | "and" | "with" | "at") || self.kind(end).is_none()),
            Lang::Zh => false,
        };
        if is_next && self.figures.iter().rev().take(REACH).any(|figure| figure.kind == FigureKind::Rank) {
            return true;
        }
        let noun = self.after_hyphen(end);
        if self.has(noun, Sense::RankNoun).is_some() || self.has(noun, Sense::Superlative).is_some() {
            return true;
        }
        // `ranked second`, `ranks as the third`
        let mut before = at;
        for _ in 0..2 {
            if self.had(before, Sense::RankVerb).is_some() {
                return true;
            }
            match self
                .had(before, Sense::Filler)
                .or_else(|| (before > self.floor && matches!(self.word(before - 1), "as" | "in")).then(|| before - 1))
            {
                Some(first) => before = first,
                None => return false,
            }
        }
        false
    }

    /// `14th Five-Year Plan`, `first quarter`.
    fn counts_no_place(&self, end: usize) -> bool {
        let at = self.after_hyphen(end);
        self.has(at, Sense::NotRank).is_some()
            || self.kind(at) == Some(UnitKind::Word)
                && self.has(at + 1, Sense::NotRank).is_some()
                && self.has(at, Sense::RankNoun).is_none()
    }

    /// `the No. 2 port`, `ranked No. 3`, `trade with No. 3 Japan`.
    pub(super) fn numbered_place_from(&mut self, at: usize, end: usize) -> Option<usize> {
        let end = end + usize::from(self.word(end) == ".");
        let said = self.had(at, Sense::RankVerb).or_else(|| self.had(at, Sense::RankLead)).is_some();
        let linked = at > self.floor && matches!(self.word(at - 1), "with" | "to" | "from");
        let number = self.number(end).filter(|number| said || linked && self.is_title(number.end))?;
        let number = Some(number).filter(|number| number.is_bare && (1.0..100.0).contains(&number.value()))?;
        Some(self.push_rank(at, number.end, number.value()))
    }

    /// 第三, 第2位.
    pub(super) fn marked_ordinal_from(&mut self, at: usize, end: usize) -> usize {
        let Some(number) = self.number(end) else {
            return self.pass(end);
        };
        let last = number.end;
        let noun = self.has(last, Sense::RankNoun);
        let has_verb = self.had(at, Sense::RankVerb).is_some();
        // 全国第一，: nothing that it could count.
        let is_last = !matches!(self.kind(last), Some(UnitKind::Han | UnitKind::Word | UnitKind::Digits));
        // 第二和第三位: the noun of the one is that of the other.
        let listed = self.has(last, Sense::And).filter(|&next| self.has(next, Sense::OrdinalMark).is_some());
        let noun = noun.or_else(|| listed.and_then(|next| self.number(next + 1)).and_then(|next| self.has(next.end, Sense::RankNoun)));
        let is_rank = number.scale <= 100.0 && (noun.is_some() || has_verb || is_last && self.is_glued(at));
        if is_rank && number.value() >= 1.0 { self.push_rank(at, last, number.value()) } else { self.pass(last) }
    }

    /// `the top ten`, 前十位, 前三强.
    pub(super) fn top_from(&mut self, at: usize, end: usize) -> usize {
        let number_at = self.after_hyphen(end);
        let Some(number) = self.number(number_at) else {
            return at + 1;
        };
        let is_han = self.kind(at) == Some(UnitKind::Han);
        let has_noun = self.has(number.end, Sense::RankNoun).is_some();
        let is_place = !is_han || has_noun || self.is_list_place(at, number.end);
        let is_time = self.has(number.end, Sense::TimeUnit).is_some();
        if number.scale > 100.0
            || number.value() < 2.0
            || number.is_year()
            || !is_place
            || is_time
            || !has_noun && self.suffix(&number, false).is_some()
        {
            // A period (前5个月): the number is none of ours.
            return if is_time { self.pass(number.end) } else { end };
        }
        self.push(at..number.end, at..number.end, FigureKind::Rank, number.value(), Qualifier::AtMost)
    }

    /// 位居全国前三，: a verb of ranking a few characters before, nothing after.
    fn is_list_place(&self, at: usize, end: usize) -> bool {
        let ends = !matches!(self.kind(end), Some(UnitKind::Han | UnitKind::Word));
        ends && (at.saturating_sub(REACH).max(self.floor)..=at).any(|before| self.had(before, Sense::RankVerb).is_some())
    }

    /// `largest`, 最大, крупнейший: the first, unless one of several.
    pub(super) fn superlative_from(&mut self, at: usize, end: usize) -> usize {
        let is_one_of = (at.saturating_sub(REACH).max(self.floor)..=at).any(|before| self.had(before, Sense::OneOf).is_some())
            || (end..end + 4 * REACH).any(|after| self.kind(after) == Some(UnitKind::Han) && self.has(after, Sense::OneOf).is_some());
        let is_several = self.figures.last().is_some_and(|figure| figure.units.end == at);
        if is_one_of || is_several { self.pass(end) } else { self.push_rank(at, end, 1.0) }
    }
}
