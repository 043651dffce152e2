//! What stands after a number: `%`, a currency, a unit, a part (`third`), or what makes it a date or an address.

use super::Reader;
use super::lexicon::{CurrencyForm, Sense};
use super::number::Number;
use crate::lang::Lang;
use crate::token::FigureKind;
use crate::units::UnitKind;
use amur_model::Qualifier;

/// What stands after a number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Suffix {
    pub(super) kind: FigureKind,
    /// The value where it is not the number times the factor.
    pub(super) value: Option<f64>,
    pub(super) factor: f64,
    pub(super) anchor_end: usize,
    pub(super) end: usize,
    pub(super) qualifier: Option<Qualifier>,
    pub(super) is_disqualified: bool,
}

impl Suffix {
    pub(super) fn plain(number: &Number, end: usize) -> Self {
        Suffix { kind: FigureKind::Plain, value: None, factor: 1.0, anchor_end: number.end, end, qualifier: None, is_disqualified: false }
    }
}

/// In %, to two decimals as thirds are written.
fn share(part: f64, parts: f64) -> f64 {
    (part / parts * 10_000.0).round() / 100.0
}

impl Reader<'_> {
    /// What stands after a number, if anything types it or makes it no figure.
    pub(super) fn suffix(&self, number: &Number, is_in: bool) -> Option<Suffix> {
        let after = number.end;
        if let Some(suffix) = self.denominator(number) {
            return Some(suffix);
        }
        // 余, 多, `or more` may stand before the unit.
        let (odd, qualifier) = self.qualifier_after(after);
        let found = self.typed_at(number, self.after_hyphen(after), is_in);
        let found = found.or_else(|| (odd > after).then(|| self.typed_at(number, odd, is_in)).flatten());
        // The point of `млн. рублей`, and in English of `mln. Dollars`.
        const ABBREVIATED: usize = 4;
        let short = || self.lang == Lang::En && self.word(after - 1).len() <= ABBREVIATED;
        let goes_on = || short() || !self.is_title(after + 1);
        let has_point = || self.word(after) == "." && self.is_glued(after) && number.scale > 1.0 && goes_on();
        let found = found.or_else(|| has_point().then(|| self.typed_at(number, after + 1, is_in)).flatten());
        let Some(mut suffix) = found else {
            let (end, qualifier) = self.qualifier_after(after);
            return qualifier.map(|_| Suffix { qualifier, ..Suffix::plain(number, end) });
        };
        if suffix.end > odd || odd == after {
            suffix.qualifier = suffix.qualifier.or(qualifier);
        }
        if suffix.qualifier.is_none() {
            (suffix.end, suffix.qualifier) = self.qualifier_after(suffix.end);
        }
        Some(suffix)
    }

    /// `1/3`
    pub(super) fn denominator(&self, number: &Number) -> Option<Suffix> {
        let at = number.end;
        let is_fraction = self.word(at) == "/"
            && self.is_glued(at)
            && self.is_glued(at + 1)
            && self.kind(at + 1) == Some(UnitKind::Digits)
            && (!self.is_glued(at + 2) || self.is_han_fraction(at));
        let parts: f64 = self
            .word(at + 1)
            .parse()
            .ok()
            .filter(|&parts| is_fraction && parts <= 10.0 && number.is_bare && number.value() < parts && number.value() > 0.0)?;
        // 1/4以上
        let (end, qualifier) = self.qualifier_after(at + 2);
        let plain = Suffix::plain(number, end);
        Some(Suffix { kind: FigureKind::Percent, value: Some(share(number.value(), parts)), anchor_end: at + 2, qualifier, ..plain })
    }

    /// 占全国的1/4, 近1/3以上: does the fraction whose stroke is at `stroke` stand behind a word that leads to one, in Chinese?
    fn is_han_fraction(&self, stroke: usize) -> bool {
        let leads = |word: &str| "的近约約超逾达達占到至仅僅为為".contains(word);
        let led = stroke.checked_sub(2).is_some_and(|i| self.kind(i) == Some(UnitKind::Han) && leads(self.word(i)));
        let ends = match self.kind(stroke + 2) {
            Some(UnitKind::Mark) => !matches!(self.word(stroke + 2), "/" | "-" | "." | ":"),
            kind => kind == Some(UnitKind::Han) && !"日月号號".contains(self.word(stroke + 2)),
        };
        led && ends
    }

    /// A capital and then small letters: the start of a sentence, more likely than not.
    pub(super) fn is_title(&self, at: usize) -> bool {
        let mut letters = self.word(at).chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
    }

    /// `5G`, `10T`: a capital glued to digits is no unit.
    pub(super) fn is_glued_capital(&self, at: usize, end: usize) -> bool {
        let mut letters = self.word(at).chars();
        end == at + 1 && self.is_glued(at) && letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
    }

    pub(super) fn typed_at(&self, number: &Number, at: usize, is_in: bool) -> Option<Suffix> {
        let (end, sense) = self.longest(at, |sense| {
            use Sense::*;
            let is_wanted = match sense {
                Percent | Points | Doublings | Tenth | PartsOf | NotBefore | Unit { .. } | Minor { .. } => true,
                Times { needs_in } => !needs_in || is_in,
                Currency { .. } => self.currency(sense).is_some(),
                Part { parts, many } => number.fits_part(parts, many),
                YearWord => number.is_bare && (1000.0..10_000.0).contains(&number.value()),
                Idiom => at > number.end - 1 && self.kind(at) == Some(UnitKind::Han),
                _ => false,
            };
            is_wanted.then_some(sense)
        })?;
        // A day is disqualified by 日, unless 日元 follows: the longest wins; of equals, the disqualifier.
        let is_disqualified = sense == Sense::YearWord || number.scale < 1000.0 && self.has(at, Sense::NotBefore) == Some(end);
        let plain = Suffix { is_disqualified, ..Suffix::plain(number, end) };
        if is_disqualified {
            return Some(plain);
        }
        Some(match sense {
            Sense::Percent => Suffix { kind: FigureKind::Percent, anchor_end: end, ..plain },
            Sense::Points => Suffix { kind: FigureKind::Points, anchor_end: end, ..plain },
            Sense::Times { .. } => Suffix { kind: FigureKind::Times, anchor_end: end, ..plain },
            Sense::Part { parts, .. } => {
                Suffix { kind: FigureKind::Percent, anchor_end: end, value: Some(share(number.value(), parts)), ..plain }
            }
            Sense::Unit { .. } if self.is_glued_capital(at, end) => return None,
            Sense::Unit { symbol, factor } => Suffix { kind: FigureKind::Quantity(symbol), factor, ..plain },
            Sense::Minor { code, part } => Suffix { kind: FigureKind::Money(code), factor: part, ..plain },
            Sense::Tenth => self.tenths(number, end, plain),
            Sense::PartsOf => return self.parts_of(number, end, plain),
            // `41,208 MT`: letters that are a unit as well say of two currencies nothing behind a number; `178 million KM` are no
            // kilometres.
            Sense::Currency { code, .. }
                if (code.contains('|') || number.scale < 1e3 || !self.is_code_written(CurrencyForm::Code, at..end))
                    && let Some((symbol, factor)) = self.unit(at, end) =>
            {
                // `79.2 Mt`: millions, as the trade press writes them.
                let factor = if self.word(at) == "Mt" && number.value() < 1000.0 { 1e6 } else { factor };
                Suffix { kind: FigureKind::Quantity(symbol), factor, ..plain }
            }
            Sense::Currency { .. } => return self.money(number, at, end, sense, plain),
            _ => return None,
        })
    }

    /// The unit that the words at `at..end` are, and its factor.
    fn unit(&self, at: usize, end: usize) -> Option<(&'static str, f64)> {
        let (past, unit) =
            self.longest(at, |sense| if let Sense::Unit { symbol, factor } = sense { Some((symbol, factor)) } else { None })?;
        (past == end && !self.is_glued_capital(at, end)).then_some(unit)
    }

    /// 六成, 两成五, 两成半, 七折.
    pub(super) fn tenths(&self, number: &Number, end: usize, plain: Suffix) -> Suffix {
        let digit = self.longest(end, Sense::cardinal);
        let goes_on = |sense| matches!(sense, Sense::Scale(_) | Sense::Counter | Sense::Cardinal(_) | Sense::Unit { .. });
        let is_last = |end| self.longest(end, |sense| goes_on(sense).then_some(())).is_none();
        let half = (self.word(end) == "半").then_some((end + 1, 5.0));
        let digit = digit.or(half);
        let (end, rest) = digit.filter(|&(end, _)| self.kind(end - 1) == Some(UnitKind::Han) && is_last(end)).unwrap_or((end, 0.0));
        // 五五折 is 55 %.
        let tens = if number.is_digits_in_row { number.value() } else { number.value() * 10.0 };
        Suffix { kind: FigureKind::Percent, value: Some(tens + rest), anchor_end: end, end, ..plain }
    }

    /// 三分之一, 百分之二十.
    pub(super) fn parts_of(&self, number: &Number, end: usize, plain: Suffix) -> Option<Suffix> {
        if number.value() == 0.0 {
            return None;
        }
        let Some(part) = self.number(end) else {
            // 百分之百
            let is_whole = self.han_scale(end) == Some(number.value());
            return is_whole.then_some(Suffix {
                kind: FigureKind::Percent,
                value: Some(100.0),
                anchor_end: end + 1,
                end: end + 1,
                ..plain
            });
        };
        let value = if number.value() >= 100.0 && number.value().log10().fract() == 0.0 {
            part.times(100.0) / number.value()
        } else {
            share(part.value(), number.value())
        };
        Some(Suffix {
            kind: FigureKind::Percent,
            value: Some(value),
            anchor_end: part.end,
            end: part.end,
            qualifier: part.qualifier,
            ..plain
        })
    }

    /// A currency after the number, and a scale or smaller money after that.
    pub(super) fn money(&self, number: &Number, at: usize, end: usize, sense: Sense, plain: Suffix) -> Option<Suffix> {
        let (code, factor, form) = self.currency(sense)?;
        if !self.is_code_written(form, at..end) {
            return None;
        }
        // `In 2019 $5 million`: the symbol belongs to the next number.
        let is_next = self.units[at].spaced && self.kind(end) == Some(UnitKind::Digits);
        if is_next && (number.is_year() || form == CurrencyForm::Symbol && self.is_glued(end)) {
            return None;
        }
        let takes_scale = number.scale == 1.0 && form != CurrencyForm::Symbol && self.kind(end) == Some(UnitKind::Word);
        let scale = if takes_scale { self.longest(end, Sense::scale) } else { None };
        let (end, factor) = scale.map_or((end, factor), |(end, scale)| (end, factor * scale));
        let mut money = Suffix { kind: FigureKind::Money(code), factor, end, ..plain };
        let mut value = number.times(factor);
        while let Some((end, part)) = self.minor(money.end, code) {
            value += part;
            (money.end, money.value) = (end, Some(value));
        }
        Some(money)
    }

    /// `... and forty-five cents`, 6角.
    pub(super) fn minor(&self, at: usize, of: &str) -> Option<(usize, f64)> {
        let at = self.has(at, Sense::Join).unwrap_or(at);
        let number = self.number(at).filter(|number| number.scale == 1.0)?;
        let (end, part) = self.longest(number.end, |sense| match sense {
            Sense::Minor { code, part } if code == of => Some(part),
            _ => None,
        })?;
        Some((end, number.times(part)))
    }
}
