//! Two numbers that form a range, and lists that share a unit.

use super::before::Before;
use super::lexicon::{CurrencyForm, Sense};
use super::{Amount, Reader};
use crate::token::{FigureKind, RangeEnd};
use crate::units::UnitKind;
use amur_model::Qualifier;

/// A list that shares its unit (`5.1, 6.2 and 7.3 billion yuan`) is no longer than this.
const LONGEST_LIST: usize = 8;

/// What joins two numbers to a range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Link {
    Dash,
    To,
    And,
}

impl Reader<'_> {
    /// A range that the first amount opens: both figures, or the years that it joins passed over.
    pub(super) fn range_from(&mut self, before: &Before, low: &Amount) -> Option<usize> {
        if low.is_disqualified
            || low.number.is_identifier
            || low.number.is_year() && low.kind == FigureKind::Plain && before.currency.is_none()
        {
            return None;
        }
        let (link, at) = self.link(before, low)?;
        let (currency_at, at) = self.currency_at(at);
        let number = self.number(at)?;
        let blank =
            Before { first: at, anchor: at, currency: currency_at, qualifier: None, is_negative: false, is_glued: false, ..*before };
        let high = self.amount(at, number, &blank);
        let is_bare = low.kind == FigureKind::Plain;
        if high.is_disqualified {
            // `3–5 March`, 3至5月
            return if is_bare && before.currency.is_none() { self.pass_range(&high) } else { None };
        }
        if self.goes_on(high.end) {
            return self.pass_range(&high);
        }
        let kind = match (low.kind_with(before.currency), high.kind_with(currency_at)) {
            (FigureKind::Plain, kind) => kind,
            (FigureKind::Money(code), FigureKind::Plain) if before.currency.is_some() => FigureKind::Money(code),
            (low, high) if low == high => low,
            _ => return None,
        };
        let shares_scale = is_bare && low.number.scale == 1.0 && number.scale > 1.0 && low.number.value() < 1000.0;
        let rises = low.number.value() < if shares_scale { number.value() / number.scale } else { high.value };
        let is_pair = before.is_from && !before.is_between && link != Link::Dash;
        if !rises && !is_pair
            || kind == FigureKind::Plain && (before.is_label || before.is_glued || number.is_year() || number.is_identifier)
        {
            return None;
        }
        if link == Link::To && before.is_change && !before.is_from && !before.is_between {
            return None;
        }
        if kind == FigureKind::Plain && (self.is_part_of_name(high.end) || self.is_day(before, &number)) {
            return self.pass_range(&high);
        }
        // Suffixes may bring a factor of their own (kilotonnes), which the first number shares.
        let factor = if is_bare && before.currency.is_none() && number.value() != 0.0 { high.value / number.value() } else { 1.0 };
        let scale = if shares_scale { number.scale } else { 1.0 };
        let value = if is_bare { low.number.times(scale) * factor } else { low.value };
        self.push_amount(&Before { currency: None, ..*before }, &Amount { kind, value, ..*low });
        self.push_amount(
            &Before { first: currency_at.map_or(at, |_| at - 1).max(low.end), currency: None, ..blank },
            &Amount { kind, ..high },
        );
        let [.., low, high] = &mut self.figures[..] else {
            return None;
        };
        if !is_pair {
            (low.end, high.end) = (Some(RangeEnd::Low), Some(RangeEnd::High));
            (low.qualifier, high.qualifier) = (Qualifier::AtLeast, Qualifier::AtMost);
        }
        Some(self.floor)
    }

    /// Two numbers that are no figures.
    fn pass_range(&mut self, high: &Amount) -> Option<usize> {
        (!self.is_wide).then(|| self.pass(self.end_of_name(high.end)))
    }

    /// A third number follows by a hyphen: no range but an identifier or a date.
    pub(super) fn goes_on(&self, at: usize) -> bool {
        matches!(self.word(at), "-" | "‑" | "–" | "/")
            && self.is_glued(at)
            && self.kind(at + 1) == Some(UnitKind::Digits)
            && self.is_glued(at + 1)
    }

    /// What links the amount to a second number, and where that stands.
    pub(super) fn link(&self, before: &Before, low: &Amount) -> Option<(Link, usize)> {
        let at = low.end;
        if self.kind(at) == Some(UnitKind::Mark) {
            let is_even = self.units[at].spaced == self.units.get(at + 1)?.spaced;
            let is_dash = match self.word(at) {
                "-" | "–" | "‑" | "−" | "~" | "～" | "－" | "∼" => is_even,
                "—" | "―" => is_even && self.is_glued(at),
                _ => false,
            };
            return is_dash.then_some((Link::Dash, if self.word(at + 1) == "—" { at + 2 } else { at + 1 }));
        }
        if let Some(next) = self.has(at, Sense::To) {
            return Some((Link::To, next));
        }
        if before.is_between {
            return self.has(at, Sense::And).map(|next| (Link::And, next));
        }
        None
    }

    /// A currency symbol or code at `at`, before a number.
    pub(super) fn currency_at(&self, at: usize) -> (Option<(&'static str, f64)>, usize) {
        let at = if self.word(at) == "\\" { at + 1 } else { at };
        match self.longest(at, |sense| self.currency(sense)) {
            Some((end, (code, factor, form))) if form != CurrencyForm::Name && self.is_code_written(form, at..end) => {
                (Some((code, factor)), end)
            }
            _ => (None, at),
        }
    }

    /// An untyped number in a list shares the unit at the list's end: `5.1, 6.2 and 7.3 billion yuan`.
    pub(super) fn shared(&self, amount: Amount, before: &Before) -> Amount {
        if let Some(currency) = before.currency {
            return self.shared_scale(amount, currency);
        }
        let is_bare = amount.kind == FigureKind::Plain && !before.is_label && !before.is_glued;
        if !is_bare || amount.is_disqualified || amount.number.is_identifier || amount.number.is_year() || amount.number.end != amount.end {
            return amount;
        }
        let mut at = amount.end;
        let mut is_list = false;
        for _ in 0..LONGEST_LIST {
            let comma = if matches!(self.word(at), "," | "、") { at + 1 } else { at };
            let and = self.has(comma, Sense::And).unwrap_or(comma);
            is_list |= and > comma || self.word(at) == "、";
            if and == at {
                return amount;
            }
            let Some(number) = self.number(and).filter(|number| !number.is_identifier && !number.is_year()) else {
                return amount;
            };
            let Some(suffix) = self.suffix(&number, false) else {
                at = number.end;
                continue;
            };
            let is_shared =
                matches!(suffix.kind, FigureKind::Money(_) | FigureKind::Percent | FigureKind::Points | FigureKind::Quantity(_))
                    && suffix.value.is_none();
            if !is_list || !is_shared || suffix.is_disqualified {
                return amount;
            }
            let scale = if amount.number.scale == 1.0 && amount.number.value() < 1000.0 { number.scale } else { 1.0 };
            return Amount { kind: suffix.kind, value: amount.number.times(scale * suffix.factor), ..amount };
        }
        amount
    }

    /// `$22.3 and $12.4 billion`: the scale stands behind the last of a list whose members each have the currency before them.
    fn shared_scale(&self, amount: Amount, currency: (&str, f64)) -> Amount {
        if amount.kind != FigureKind::Plain || amount.number.scale != 1.0 || amount.number.value() >= 1000.0 {
            return amount;
        }
        let mut at = amount.end;
        for _ in 0..LONGEST_LIST {
            let comma = if self.word(at) == "," { at + 1 } else { at };
            let and = self.has(comma, Sense::And).unwrap_or(comma);
            let (next, number) = self.currency_at(and);
            let Some(number) = self.number(number).filter(|_| and > at && next == Some(currency)) else { return amount };
            if number.scale > 1.0 {
                return if and > comma { Amount { value: amount.number.times(number.scale), ..amount } } else { amount };
            }
            at = number.end;
        }
        amount
    }
}
