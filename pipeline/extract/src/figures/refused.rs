//! Numbers that are no figures: years, days, labels, list numbers, parts of names and addresses.

use super::before::Before;
use super::lexicon::Sense;
use super::number::{Form, Number};
use super::{Amount, Reader};
use crate::token::FigureKind;
use crate::units::UnitKind;

/// A citation marker has no more units than this.
const LONGEST_MARKER: usize = 40;

impl Reader<'_> {
    /// `[12]`, `[source 5, 7]`, `[5, p. 14]`, 〔2021〕: nothing but numbers and labels between brackets.
    pub(super) fn marker_from(&mut self, at: usize) -> usize {
        let mut next = at + 1;
        let limit = (at + LONGEST_MARKER).min(self.units.len());
        while next < limit {
            next = match (self.kind(next), self.word(next)) {
                (_, "]" | "〕" | "］") => return self.pass(next + 1),
                (Some(UnitKind::Digits | UnitKind::Mark), _) => next + 1,
                _ => match self.longest(next, |sense| (matches!(sense, Sense::Label { .. } | Sense::And)).then_some(())) {
                    Some((end, ())) => end,
                    None => break,
                },
            };
        }
        at + 1
    }

    /// The unit after an address or identifier: the next with white space before it, or in Chinese.
    pub(super) fn end_of_address(&self, at: usize) -> usize {
        let mut end = at;
        while self.is_glued(end) && self.kind(end) != Some(UnitKind::Han) {
            end += 1;
        }
        end
    }

    /// The unit after a name with digits in it (`COVID-19`, `5A`, `1-2-3`, `2019–2024`).
    pub(super) fn end_of_name(&self, at: usize) -> usize {
        let mut end = at;
        while self.is_glued(end) {
            let is_inside = match self.kind(end) {
                Some(UnitKind::Word | UnitKind::Digits) => true,
                Some(UnitKind::Mark) if matches!(self.word(end), "–" | "—" | "~" | "～") => {
                    self.kind(end + 1) == Some(UnitKind::Digits) && self.is_glued(end + 1)
                }
                Some(UnitKind::Mark) => {
                    matches!(self.word(end), "-" | "‑" | "/" | "_" | "." | ":" | "@" | "#" | "=" | "&")
                        && self.is_name(end + 1)
                        && self.is_glued(end + 1)
                }
                _ => false,
            };
            if !is_inside {
                break;
            }
            end += 1;
        }
        end
    }

    /// Whether the number is no figure.
    pub(super) fn is_refused(&self, before: &Before, amount: &Amount) -> bool {
        let number = &amount.number;
        // A period's length: `the first five months`.
        let is_period = before.is_span && self.has(self.after_hyphen(number.end), Sense::TimeUnit).is_some();
        // 七八家 is seven or eight; 五五折 is a number.
        let is_vague = number.is_digits_in_row && amount.kind != FigureKind::Percent;
        if amount.is_disqualified || is_period || is_vague {
            return true;
        }
        if amount.kind != FigureKind::Plain || before.currency.is_some() {
            return self.is_idle(before, amount);
        }
        number.is_identifier
            || before.is_glued
            || before.is_label
            || self.is_part_of_name(number.end)
            || self.is_day(before, number)
            || self.is_list_number(before, number)
            || number.is_year()
            || !self.counts(amount)
    }

    /// `pp. 25–27, 30 and 31`: the numbers after a label's first.
    pub(super) fn end_of_labels(&self, at: usize) -> usize {
        let mut end = at;
        loop {
            let linked = match self.word(end) {
                "," | "–" | "-" | "—" | ";" => end + 1,
                _ => self.has(end, Sense::And).unwrap_or(end),
            };
            if linked == end || self.kind(linked) != Some(UnitKind::Digits) {
                return end;
            }
            let number = self.number(linked).filter(|number| number.scale == 1.0);
            let Some(number) = number.filter(|number| self.suffix(number, false).is_none()) else {
                return end;
            };
            end = number.end;
        }
    }

    /// Letters, or a mark with something after it, are glued to the number's end.
    pub(super) fn is_part_of_name(&self, at: usize) -> bool {
        if !self.is_glued(at) {
            return false;
        }
        match self.kind(at) {
            Some(UnitKind::Word | UnitKind::Digits) => true,
            Some(UnitKind::Mark) => {
                matches!(self.word(at), "-" | "‑" | "/" | "_" | ":" | "°" | "@" | "*" | "×" | "(")
                    && self.is_glued(at + 1)
                    && self.kind(at + 1) != Some(UnitKind::Mark)
            }
            _ => false,
        }
    }

    /// `(5)`, `1.` and `2)` at the start, `«Сила Сибири – 2»`: numbers of issues, of list entries, in names.
    fn is_list_number(&self, before: &Before, number: &Number) -> bool {
        let after = self.word(number.end);
        let is_bracketed = before.first > 0 && matches!(self.word(before.first - 1), "(" | "（") && matches!(after, ")" | "）");
        let is_entry =
            before.first == 0 && matches!(after, "." | ")" | "、" | "）") && self.is_glued(number.end) && self.units.len() > number.end + 1;
        let is_in_title = matches!(after, "»" | "”" | "\"" | "》") && self.is_glued(number.end);
        number.is_bare && (is_bracketed || is_entry || is_in_title)
    }

    /// `15 March`, `March 15`.
    pub(super) fn is_day(&self, before: &Before, number: &Number) -> bool {
        number.form == Form::Digits && number.value() <= 31.0 && (before.is_month || self.has(number.end, Sense::Month).is_some())
    }

    /// Whether an untyped number counts something. `one`, and a lone Chinese digit without a counter, do not.
    fn counts(&self, amount: &Amount) -> bool {
        let number = &amount.number;
        match number.form {
            Form::Digits => true,
            Form::Words => number.value() > 1.0 && number.scale < 1e13,
            Form::Han if number.end - amount.first > 1 => number.value() >= 10.0,
            Form::Han => number.value() > 1.0 && self.has(number.end, Sense::Counter).is_some(),
        }
    }

    /// A typed number that says no quantity: `one company`, 一个; or a year before what it does not count: `in 2022 enterprises`.
    fn is_idle(&self, before: &Before, amount: &Amount) -> bool {
        let number = &amount.number;
        let FigureKind::Quantity(unit) = amount.kind else {
            return false;
        };
        let is_count = matches!(unit, "units" | "people" | "households");
        let is_time = matches!(unit, "years" | "months" | "weeks" | "days" | "hours");
        match number.form {
            _ if number.is_year() => (is_count || is_time) && (number.value() % 100.0 != 0.0 || before.is_in || before.is_from),
            Form::Digits => false,
            Form::Words => number.value() == 1.0 && (is_count || is_time && self.after_hyphen(number.end) == number.end),
            // 零组件
            Form::Han => number.value() <= 1.0,
        }
    }
}
