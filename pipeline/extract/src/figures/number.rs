//! Numbers in digits and words: `1 млрд 341 млн 718,7 тыс.`, `twenty-one`, 三百五十一万亿, 3亿5000万.

use super::Reader;
use super::digits;
use super::lexicon::Sense;
use crate::units::UnitKind;
use amur_model::Qualifier;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Digits,
    Words,
    Han,
}

/// A number without what it counts.
#[derive(Debug, Clone, Copy)]
pub struct Number {
    /// The value times `divisor`, so that decimals stay exact when scaled.
    mantissa: f64,
    divisor: f64,
    /// The last scale word's, 1 where there is none.
    pub scale: f64,
    /// The unit after it.
    pub end: usize,
    pub form: Form,
    pub qualifier: Option<Qualifier>,
    /// Digits without separators.
    pub is_bare: bool,
    pub is_identifier: bool,
    /// 二〇二四: digits in a row, by place.
    pub is_digits_in_row: bool,
    /// 二三十: somewhere between.
    pub is_vague: bool,
}

/// No number is as large as this.
const MOST: f64 = 1e30;

impl Number {
    fn whole(value: f64, scale: f64, end: usize, form: Form) -> Self {
        Number {
            mantissa: value,
            divisor: 1.0,
            scale,
            end,
            form,
            qualifier: None,
            is_bare: false,
            is_identifier: false,
            is_digits_in_row: false,
            is_vague: false,
        }
    }

    pub fn value(&self) -> f64 {
        self.mantissa / self.divisor
    }

    pub fn times(&self, factor: f64) -> f64 {
        if factor < 1.0 { self.mantissa / (self.divisor * (1.0 / factor).round()) } else { self.mantissa * factor / self.divisor }
    }

    /// Looks like a year: 1900 to 2100 without anything else.
    pub fn is_year(&self) -> bool {
        (self.is_bare || self.is_digits_in_row) && self.scale == 1.0 && (1900.0..=2100.0).contains(&self.value())
    }

    /// `one third`, `two thirds`, but neither `two third` nor `thirty fifths`.
    pub fn fits_part(&self, parts: f64, many: bool) -> bool {
        self.scale == 1.0 && self.divisor == 1.0 && self.mantissa < parts && if many { self.mantissa >= 2.0 } else { self.mantissa == 1.0 }
    }
}

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
    /// The number at `at`.
    pub(super) fn number(&self, at: usize) -> Option<Number> {
        let number = match self.kind(at)? {
            UnitKind::Digits => {
                let printed = digits::read(self.lang, self.text, self.units, at);
                let is_han = self.han_scale(printed.end).is_some() || self.is_odd_before_scale(printed.end);
                if is_han { self.han_number(at) } else { self.number_in_words(at) }
            }
            UnitKind::Word => self.number_in_words(at),
            UnitKind::Han => self.han_number(at),
            UnitKind::Mark => self.leading_point(at),
        };
        // Scale upon scale upon scale counts nothing.
        number.map(|number| if number.mantissa < MOST { number } else { Number { mantissa: 0.0, divisor: 1.0, is_vague: true, ..number } })
    }

    /// `.5`
    fn leading_point(&self, at: usize) -> Option<Number> {
        let is_decimal = self.word(at) == "." && !self.is_glued(at) && self.is_glued(at + 1) && self.kind(at + 1) == Some(UnitKind::Digits);
        let printed = is_decimal.then(|| digits::read(self.lang, self.text, self.units, at + 1))?;
        let digits = self.word(at + 1).chars().count();
        let number = Number::whole(printed.mantissa, 1.0, at + 2, Form::Digits);
        Some(Number { divisor: 10f64.powi(digits as i32), ..number }).filter(|_| printed.end == at + 2)
    }

    /// 余万
    fn is_odd_before_scale(&self, at: usize) -> bool {
        self.kind(at) == Some(UnitKind::Han)
            && self.has(at, Sense::Odd) == Some(at + 1)
            && self.han_scale(at + 1).is_some_and(|scale| scale >= 1e4)
    }

    fn number_in_words(&self, first: usize) -> Option<Number> {
        let mut sum = Sum { total: 0.0, open: None, is_printed: false, scale: f64::INFINITY };
        let mut number = Number::whole(0.0, 1.0, first, Form::Words);
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
                && self.cardinal(joined).is_some_and(|(_, value)| value < 100.0)
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

    /// Takes one more part of the number into `sum`: the unit after it.
    fn next_in_number(&self, sum: &mut Sum, number: &mut Number, at: usize, first: usize) -> Option<usize> {
        if self.kind(at) == Some(UnitKind::Digits) {
            if sum.open.is_some() {
                return None;
            }
            let printed = digits::read(self.lang, self.text, self.units, at);
            // After a scale only what a smaller one closes: `1 млрд 341 млн`, but "5 million 300 people".
            if at > first {
                let (_, scale) = self.scale_at(printed.end)?;
                if printed.is_identifier || scale >= sum.scale || scale <= 100.0 {
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

    fn han_number(&self, first: usize) -> Option<Number> {
        let mut sum = HanSum::default();
        let mut number = Number::whole(0.0, 1.0, first, Form::Han);
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
            let printed = digits::read(self.lang, self.text, self.units, at);
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
}

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
