//! Numbers without what they count.

use super::Reader;
use super::digits::{self, Printed};
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
    pub(super) mantissa: f64,
    pub(super) divisor: f64,
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
    pub(super) fn whole(value: f64, end: usize, form: Form) -> Self {
        Number {
            mantissa: value,
            divisor: 1.0,
            scale: 1.0,
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

impl Reader<'_> {
    /// The number at `at`.
    pub(super) fn number(&self, at: usize) -> Option<Number> {
        let number = match self.kind(at)? {
            UnitKind::Digits => {
                let printed = self.printed(at);
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

    /// The number printed in the digits at `at`, which are read only once.
    pub(super) fn printed(&self, at: usize) -> Printed {
        match self.last_printed.get() {
            Some((last, printed)) if last == at => printed,
            _ => {
                let printed = digits::read(self.lang, self.text, self.units, at);
                self.last_printed.set(Some((at, printed)));
                printed
            }
        }
    }

    /// `.5`
    fn leading_point(&self, at: usize) -> Option<Number> {
        let is_decimal = self.word(at) == "." && !self.is_glued(at) && self.is_glued(at + 1) && self.kind(at + 1) == Some(UnitKind::Digits);
        let printed = is_decimal.then(|| self.printed(at + 1))?;
        let digits = self.word(at + 1).chars().count();
        let number = Number::whole(printed.mantissa, at + 2, Form::Digits);
        Some(Number { divisor: 10f64.powi(digits as i32), ..number }).filter(|_| printed.end == at + 2)
    }
}
