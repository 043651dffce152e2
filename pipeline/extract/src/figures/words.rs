//! Numbers in words, and in digits with scale words: `twenty-one`, `1 млрд 341 млн 718,7 тыс.`

use super::Reader;
use super::digits::Printed;
use super::lexicon::Sense;
use super::number::{Form, Number};
use crate::units::UnitKind;

/// What a number in words, or one with scale words, has come to so far.
struct Sum {
    /// Closed by scales.
    total: f64,
    /// Still open: the mantissa and its divisor.
    open: Option<(f64, f64)>,
    /// The open part is in digits.
    is_printed: bool,
    /// The smallest scale that closed anything.
    scale: f64,
}

impl Sum {
    /// A word after words: only where the places fit (`twenty` + `one`, not `twenty` + `twenty`).
    fn add(&mut self, value: f64) -> bool {
        match self.open {
            None => self.open = Some((value, 1.0)),
            Some((open, 1.0)) if !self.is_printed && value > 0.0 && fits(open, value) => self.open = Some((open + value, 1.0)),
            _ => return false,
        }
        true
    }

    /// `two and a half`, `три миллиона с половиной`.
    fn more(&mut self, part: f64) -> bool {
        match &mut self.open {
            Some((open, divisor)) => (*open, *divisor) = (*open * 4.0 + part * *divisor * 4.0, *divisor * 4.0),
            None if self.total > 0.0 => self.total += part * self.scale,
            None => return false,
        }
        true
    }

    /// A scale word: closes the open part, or multiplies what the scale before it closed (`lakh crore`).
    fn close(&mut self, scale: f64) -> bool {
        match self.open.take() {
            Some((open, divisor)) if scale < self.scale => {
                if scale <= 100.0 && divisor == 1.0 {
                    self.open = Some((open * scale, 1.0));
                    self.is_printed = false;
                    return true;
                }
                self.total += open * scale / divisor;
                self.scale = scale;
                true
            }
            None if self.total > 0.0 => {
                self.total *= scale;
                self.scale *= scale;
                true
            }
            open => {
                self.open = open;
                false
            }
        }
    }
}

fn fits(open: f64, value: f64) -> bool {
    let place = if value < 10.0 {
        10.0
    } else if value < 100.0 {
        100.0
    } else {
        1000.0
    };
    open > 0.0 && open % place == 0.0 && !(value < 10.0 && open % 100.0 == 10.0)
}

impl Reader<'_> {
    pub(super) fn number_in_words(&self, first: usize) -> Option<Number> {
        let mut sum = Sum { total: 0.0, open: None, is_printed: false, scale: f64::INFINITY };
        let mut number = Number::whole(0.0, first, Form::Words);
        let mut at = first;
        while let Some(next) = self.next_in_number(&mut sum, &mut number, at, first) {
            at = next;
            number.end = next;
            let next = self.after_hyphen(at);
            at = if self.kind(next) == Some(UnitKind::Word) { next } else { at };
            // `two hundred and six`
            let is_joined =
                sum.open.is_some_and(|(open, divisor)| divisor == 1.0 && open >= 100.0 && open % 100.0 == 0.0 && !sum.is_printed)
                    || sum.open.is_none() && sum.scale == 1000.0;
            if is_joined
                && let Some(joined) = self.has(at, Sense::Join)
                && (self.cardinal(joined).is_some_and(|(_, value)| value < 100.0) || self.joins_units(joined, &sum))
            {
                at = joined;
            }
            // `млн.` before the next part of the number.
            if sum.open.is_none() && self.word(at) == "." && self.is_glued(at) && self.kind(at + 1) == Some(UnitKind::Digits) {
                at += 1;
            }
        }
        if number.end == first {
            return None;
        }
        let scale = if sum.scale.is_finite() { sum.scale } else { 1.0 };
        (number.mantissa, number.divisor) = match sum.open {
            Some((open, divisor)) if sum.total == 0.0 => (open, divisor),
            Some((open, divisor)) => (sum.total + open / divisor, 1.0),
            None => (sum.total, 1.0),
        };
        number.scale = scale;
        number.is_bare &= scale == 1.0;
        Some(number)
    }

    /// `18 тыс. 300 тонн`, `18 thousand and 300 tons`: are the digits the units of thousands, with what is counted behind them?
    fn ends_thousands(&self, printed: &Printed, sum: &Sum) -> bool {
        let units = sum.scale == 1000.0 && printed.divisor == 1.0 && (1.0..1000.0).contains(&printed.mantissa);
        units && self.is_weight(printed.end)
    }

    /// `18 thousand and 300 tons`: do the units of thousands stand at `at`, in digits?
    fn joins_units(&self, at: usize, sum: &Sum) -> bool {
        self.kind(at) == Some(UnitKind::Digits) && sum.open.is_none() && self.ends_thousands(&self.printed(at), sum)
    }

    /// Takes one more part of the number into `sum`: the unit after it.
    fn next_in_number(&self, sum: &mut Sum, number: &mut Number, at: usize, first: usize) -> Option<usize> {
        if self.kind(at) == Some(UnitKind::Digits) {
            if sum.open.is_some() {
                return None;
            }
            let printed = self.printed(at);
            // After a scale only what a smaller one closes: `1 млрд 341 млн`, but "5 million 300 people".
            if at > first {
                let closed = self.scale_at(printed.end).is_some_and(|(_, scale)| scale < sum.scale && scale > 100.0);
                if printed.is_identifier || !closed && !self.ends_thousands(&printed, sum) {
                    return None;
                }
            } else {
                number.form = Form::Digits;
                number.is_bare = printed.is_bare;
                number.is_identifier = printed.is_identifier;
            }
            sum.open = Some((printed.mantissa, printed.divisor));
            sum.is_printed = true;
            return Some(printed.end);
        }
        if self.kind(at) != Some(UnitKind::Word) {
            return None;
        }
        if let (Some(point), Some((open, 1.0))) = (self.has(at, Sense::Point), sum.open) {
            let (end, decimals, divisor) = self.spoken_decimals(point)?;
            sum.open = Some((open * divisor + decimals, divisor));
            return Some(end);
        }
        if let Some((end, scale)) = self.scale_at(at) {
            // `a hundred`; nothing else starts with its scale.
            if at == first && (self.had(at, Sense::Article).is_some() || self.scale_at(end).is_some()) {
                sum.open = Some((1.0, 1.0));
            }
            return sum.close(scale).then_some(end);
        }
        if let Some((end, part)) = self.longest(at, |sense| if let Sense::More(part) = sense { Some(part) } else { None }) {
            return sum.more(part).then_some(end);
        }
        let (end, value) = self.cardinal(at)?;
        // `$2 billion four years ago`: a word goes on with digits only where a scale closes it.
        let closes = number.form != Form::Digits || sum.open.is_some() || self.scale_at(end).is_some();
        (closes && sum.add(value)).then_some(end)
    }

    /// The decimals of a number as it is read aloud, `32-point-four`, `four-point-95`: the unit after them, and the divisor.
    fn spoken_decimals(&self, point: usize) -> Option<(usize, f64, f64)> {
        let first = self.after_hyphen(point);
        if self.kind(first) == Some(UnitKind::Digits) {
            let places = self.word(first).len() as i32;
            return Some((first + 1, self.word(first).parse().ok()?, 10f64.powi(places)));
        }
        let (mut end, mut decimals, mut divisor) = (point, 0.0, 1.0);
        while let Some((past, digit)) = self.cardinal(self.after_hyphen(end)).filter(|&(_, digit)| digit < 10.0) {
            (end, decimals, divisor) = (past, decimals * 10.0 + digit, divisor * 10.0);
        }
        (end > point).then_some((end, decimals, divisor))
    }

    fn cardinal(&self, at: usize) -> Option<(usize, f64)> {
        self.longest(at, Sense::cardinal).filter(|_| self.kind(at) == Some(UnitKind::Word))
    }

    /// A scale word; a single letter only where it is glued, and `m` and `b` only after money.
    fn scale_at(&self, at: usize) -> Option<(usize, f64)> {
        if self.kind(at) != Some(UnitKind::Word) {
            return None;
        }
        self.longest(at, |sense| match sense {
            Sense::Scale(scale) => Some(scale),
            Sense::TightScale(scale) if self.is_glued(at) && (scale < 1e6 || self.is_money(at) || self.is_weight(at + 1)) => Some(scale),
            _ => None,
        })
    }

    /// `19.4m tonnes`
    fn is_weight(&self, at: usize) -> bool {
        self.longest(at, |sense| if let Sense::Unit { .. } = sense { Some(()) } else { None }).is_some()
    }

    /// A currency stands before the digits that end at `at`.
    fn is_money(&self, at: usize) -> bool {
        let first =
            (self.floor..at).rev().take_while(|&i| self.kind(i) == Some(UnitKind::Digits) || matches!(self.word(i), "." | ",")).last();
        first.is_some_and(|first| self.ending(first, |sense| self.currency(sense)).is_some())
    }
}
