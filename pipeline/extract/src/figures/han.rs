//! Numbers with Chinese characters: 三百五十一万亿, 3亿5000万.

use super::Reader;
use super::lexicon::Sense;
use super::number::{Form, Number};
use crate::units::UnitKind;
use amur_model::Qualifier;

/// What a Chinese number has come to so far.
#[derive(Default)]
struct HanSum {
    /// Closed by 万, 亿, 兆, and the last of them.
    total: f64,
    big: f64,
    /// Closed by 十, 百, 千 since then, and the last of them.
    section: f64,
    small: f64,
    /// A digit, or a number in digits, with nothing after it yet.
    open: Option<(f64, f64)>,
    is_printed: bool,
    /// Digits in a row: 二〇二四.
    row: usize,
    decimals: Option<f64>,
    has_zero: bool,
    /// 多, 余 came: only a bigger scale may follow.
    is_odd: bool,
    is_hanging: bool,
    /// 七八, 二三十: between the two.
    is_vague: bool,
}

impl HanSum {
    fn digit(&mut self, digit: f64) -> bool {
        if self.is_odd || self.is_printed && self.open.is_some() {
            return false;
        }
        if let Some((mantissa, divisor)) = self.open {
            if self.decimals.is_some() {
                self.open = Some((mantissa * 10.0 + digit, divisor * 10.0));
                self.decimals = Some(divisor * 10.0);
            } else if self.total == 0.0 && self.section == 0.0 {
                self.open = Some((mantissa * 10.0 + digit, 1.0));
                self.row += 1;
            } else if self.has_zero && mantissa == 0.0 {
                self.open = Some((digit, 1.0));
            } else {
                self.is_vague = true;
            }
            return true;
        }
        self.is_printed = false;
        if digit == 0.0 && (self.total > 0.0 || self.section > 0.0) {
            self.has_zero = true;
            return true;
        }
        self.open = Some((digit, 1.0));
        self.row = 1;
        true
    }

    fn start_decimals(&mut self) {
        let (open, divisor) = self.open.take().unwrap_or((0.0, 1.0));
        let rest = self.trailing(open);
        // All before the point is one number, which a scale after the decimals multiplies.
        self.open = Some((self.total + self.section + rest, divisor));
        (self.total, self.section, self.big, self.small) = (0.0, 0.0, 0.0, 0.0);
        self.decimals = Some(1.0);
        self.row = 0;
    }

    fn close(&mut self, scale: f64) -> bool {
        // 二三十 is twenty to thirty; digits by place take no scale but the big ones.
        if self.row == 2 && !self.is_printed {
            self.is_vague = true;
        }
        let open = self.open.take();
        let value = open.map(|(mantissa, divisor)| mantissa / divisor);
        if scale < 1e4 {
            if self.is_odd || self.section > 0.0 && scale >= self.small {
                self.open = open;
                return false;
            }
            let (mantissa, divisor) = open.unwrap_or((1.0, 1.0));
            self.section += mantissa * scale / divisor;
            self.small = scale;
        } else {
            let section = match open {
                Some((mantissa, divisor)) if self.section == 0.0 => mantissa * scale / divisor,
                _ => (self.section + value.unwrap_or(0.0)) * scale,
            };
            if section == 0.0 {
                // 万亿
                if self.total == 0.0 {
                    return false;
                }
                self.total *= scale;
            } else if self.total > 0.0 && scale > self.big {
                self.total = self.total * scale + section;
            } else if self.total > 0.0 && scale == self.big {
                self.open = open;
                return false;
            } else {
                self.total += section;
            }
            self.big = scale.max(if section == 0.0 { self.big * scale } else { scale });
            (self.section, self.small) = (0.0, 0.0);
        }
        self.is_printed = false;
        self.has_zero = false;
        self.is_odd = false;
        self.row = 0;
        self.decimals = None;
        true
    }

    /// The last digit of 四百五 is tens, that of 九万四 thousands.
    fn trailing(&self, digit: f64) -> f64 {
        let last = if self.small > 0.0 { self.small } else { self.big };
        if self.has_zero || self.is_printed || last < 100.0 { digit } else { digit * last / 10.0 }
    }

    fn finish(mut self, number: &mut Number) {
        number.scale = if self.big > 0.0 {
            self.big
        } else if self.section > 0.0 {
            self.small
        } else {
            1.0
        };
        number.is_digits_in_row = self.row >= 2;
        match self.open.take() {
            Some((mantissa, divisor)) if self.total == 0.0 && self.section == 0.0 => {
                (number.mantissa, number.divisor) = (mantissa, divisor)
            }
            Some((mantissa, divisor)) => number.mantissa = self.total + self.section + self.trailing(mantissa / divisor),
            None => number.mantissa = self.total + self.section,
        }
    }
}

impl Reader<'_> {
    /// 余万
    pub(super) fn is_odd_before_scale(&self, at: usize) -> bool {
        self.kind(at) == Some(UnitKind::Han)
            && self.has(at, Sense::Odd) == Some(at + 1)
            && self.han_scale(at + 1).is_some_and(|scale| scale >= 1e4)
    }

    pub(super) fn han_number(&self, first: usize) -> Option<Number> {
        let mut sum = HanSum::default();
        let mut number = Number::whole(0.0, first, Form::Han);
        let mut at = first;
        while at < self.units.len() {
            let Some(next) = self.next_in_han(&mut sum, &mut number, at, first) else {
                break;
            };
            at = next;
            if !sum.is_hanging {
                number.end = at;
            }
        }
        if number.end == first {
            return None;
        }
        number.is_vague = sum.is_vague;
        sum.finish(&mut number);
        Some(number)
    }

    fn next_in_han(&self, sum: &mut HanSum, number: &mut Number, at: usize, first: usize) -> Option<usize> {
        sum.is_hanging = false;
        if self.kind(at) == Some(UnitKind::Digits) {
            if sum.open.is_some() || sum.is_odd {
                return None;
            }
            let printed = self.printed(at);
            // After a scale only what another closes: 3亿5000万, but 3亿2024年.
            if at > first {
                self.han_scale(printed.end)?;
            } else {
                number.form = Form::Digits;
                number.is_identifier = printed.is_identifier;
            }
            sum.open = Some((printed.mantissa, printed.divisor));
            sum.is_printed = true;
            return Some(printed.end);
        }
        if let Some(scale) = self.han_scale(at) {
            let starts = at == first;
            // 百分之, 百余家: nothing else but 十 starts with its scale.
            if starts
                && scale != 10.0
                && self.has(at + 1, Sense::PartsOf).is_none()
                && !(self.has(at + 1, Sense::Odd).is_some() && scale < 1e4)
                && !self.is_round(at, scale)
            {
                return None;
            }
            if starts {
                sum.open = Some((1.0, 1.0));
            }
            return sum.close(scale).then_some(at + 1);
        }
        if let Some(digit) = self.han_digit(at) {
            sum.is_hanging = digit == 0.0 && (sum.total > 0.0 || sum.section > 0.0) && sum.decimals.is_none();
            return sum.digit(digit).then_some(at + 1);
        }
        if self.has(at, Sense::Point).is_some() {
            let is_decimal = sum.open.is_some() || sum.total > 0.0 || sum.section > 0.0;
            if !is_decimal || sum.decimals.is_some() || self.han_digit(at + 1).is_none() {
                return None;
            }
            sum.start_decimals();
            sum.is_hanging = true;
            return Some(at + 1);
        }
        if at > first && (sum.open.is_none() || sum.is_printed) && self.is_odd_before_scale(at) {
            number.qualifier = Some(Qualifier::AtLeast);
            sum.is_odd = true;
            return Some(at + 1);
        }
        None
    }

    fn han_digit(&self, at: usize) -> Option<f64> {
        self.longest(at, Sense::cardinal).filter(|_| self.kind(at) == Some(UnitKind::Han)).map(|(_, value)| value)
    }

    /// 突破千亿元, 超百亿元: one thousand, one hundred of the big scale.
    fn is_round(&self, at: usize, scale: f64) -> bool {
        let passed = self.had(at, Sense::Before(Qualifier::AtLeast)).is_some();
        passed && scale >= 100.0 && self.han_scale(at + 1).is_some_and(|big| big >= 1e4)
    }

    /// 十, 百, 千, 万, 亿, unless a longer unit starts there (千瓦, 百分点).
    pub(super) fn han_scale(&self, at: usize) -> Option<f64> {
        if self.kind(at) != Some(UnitKind::Han) {
            return None;
        }
        let (end, scale) = self.longest(at, |sense| match sense {
            Sense::Scale(scale) => Some(Some(scale)),
            Sense::Unit { .. } | Sense::Points | Sense::Percent => Some(None),
            _ => None,
        })?;
        scale.filter(|_| end == at + 1)
    }
}
