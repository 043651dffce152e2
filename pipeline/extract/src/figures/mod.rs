//! Numbers with what they count: money, percent, points, multiples, ranks, quantities.
//!
//! One grammar for all languages: a number in digits or words, what stands after it (scale, `%`, currency, unit), what
//! stands before it (sign, currency, qualifier), and the number that it forms a range or a list with. Each reading looks at a
//! few units to either side of its start, so that a text costs time in proportion to its length; text without numbers costs a
//! glance at the first letters of each word.

mod digits;
mod lexicon;
mod number;
mod phrases;
mod rank;
#[cfg(test)]
mod tests;

use crate::lang::Lang;
use crate::token::{Figure, FigureKind, RangeEnd};
use crate::units::{Unit, UnitKind};
use amur_model::Qualifier;
use lexicon::{CurrencyForm, Sense};
use number::{Form, Number};
use phrases::Phrases;
use std::ops::Range;

/// The recogniser of figures; built once, shared by all threads.
pub struct Figures {
    phrases: Phrases,
}

impl Default for Figures {
    fn default() -> Self {
        Self::new()
    }
}

impl Figures {
    pub fn new() -> Self {
        Figures {
            phrases: lexicon::phrases(),
        }
    }

    /// The figures of a sentence, in order, none within another. Years, dates, page numbers, labels and identifiers are no
    /// figures. A superlative (`largest`, 最大) is a [`FigureKind::Rank`] of 1 for which [`Figures::is_superlative`] holds.
    pub fn find(&self, lang: Lang, text: &str, units: &[Unit]) -> Vec<Figure> {
        self.read(lang, text, units, false)
    }

    /// Every number, with the years, days and labels that [`Figures::find`] leaves out as [`FigureKind::Plain`].
    pub fn find_all(&self, lang: Lang, text: &str, units: &[Unit]) -> Vec<Figure> {
        self.read(lang, text, units, true)
    }

    /// Whether the figure is a word like `largest`, which says a first place without counting places.
    pub fn is_superlative(&self, text: &str, units: &[Unit], figure: &Figure) -> bool {
        let at = units[figure.units.clone()]
            .iter()
            .position(|unit| unit.start as usize >= figure.anchor.start);
        figure.kind == FigureKind::Rank
            && at.is_some_and(|at| {
                let superlative = |sense| (sense == Sense::Superlative).then_some(());
                self.phrases
                    .longest(text, units, figure.units.start + at, superlative)
                    .is_some()
            })
    }

    fn read(&self, lang: Lang, text: &str, units: &[Unit], is_wide: bool) -> Vec<Figure> {
        let mut reader = Reader {
            phrases: &self.phrases,
            lang,
            text,
            units,
            is_wide,
            floor: 0,
            figures: Vec::new(),
        };
        let mut at = 0;
        while let Some(unit) = units.get(at) {
            let next = match unit.kind {
                UnitKind::Digits => reader.number_from(at),
                UnitKind::Mark if unit.end - unit.start == 1 && unit.text(text) != "[" => at + 1,
                UnitKind::Mark => reader.mark_from(at),
                UnitKind::Word | UnitKind::Han if self.phrases.may_begin(unit.text(text)) => {
                    reader.word_from(at)
                }
                _ => at + 1,
            };
            at = next.max(at + 1);
        }
        reader.figures
    }
}

/// No more words than these stand before a number and belong to it (`by more than a`).
const LONGEST_LEAD: usize = 4;
/// A citation marker has no more units than this.
const LONGEST_MARKER: usize = 40;
/// A list that shares its unit (`5.1, 6.2 and 7.3 billion yuan`) is no longer than this.
const LONGEST_LIST: usize = 8;

/// One reading of one text.
struct Reader<'a> {
    phrases: &'a Phrases,
    lang: Lang,
    text: &'a str,
    units: &'a [Unit],
    is_wide: bool,
    /// The unit after the last figure or after what was passed over: nothing before it is looked at again.
    floor: usize,
    figures: Vec<Figure>,
}

/// A number with what stands after it.
#[derive(Debug, Clone, Copy)]
struct Amount {
    first: usize,
    number: Number,
    value: f64,
    kind: FigureKind,
    /// Units after the anchor and after the whole expression.
    anchor_end: usize,
    end: usize,
    qualifier: Option<Qualifier>,
    /// A word after it makes it a date, a time or an address.
    is_disqualified: bool,
}

/// What stands before a number.
#[derive(Debug, Clone, Copy)]
struct Before {
    /// The first unit that belongs to the figure, and the first of its anchor.
    first: usize,
    anchor: usize,
    currency: Option<(&'static str, f64)>,
    is_negative: bool,
    qualifier: Option<Qualifier>,
    is_from: bool,
    is_between: bool,
    is_change: bool,
    is_in: bool,
    is_label: bool,
    is_span: bool,
    is_month: bool,
    /// Glued to a word or a mark that makes it part of a name.
    is_glued: bool,
}

/// What joins two numbers to a range.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Link {
    Dash,
    To,
    And,
}

impl<'a> Reader<'a> {
    fn word(&self, at: usize) -> &'a str {
        self.units.get(at).map_or("", |unit| unit.text(self.text))
    }

    fn kind(&self, at: usize) -> Option<UnitKind> {
        self.units.get(at).map(|unit| unit.kind)
    }

    /// The unit stands right after the one before it.
    fn is_glued(&self, at: usize) -> bool {
        at > 0 && self.units.get(at).is_some_and(|unit| !unit.spaced)
    }

    fn longest<T>(&self, at: usize, pick: impl Fn(Sense) -> Option<T>) -> Option<(usize, T)> {
        self.phrases.longest(self.text, self.units, at, pick)
    }

    fn ending<T>(&self, end: usize, pick: impl Fn(Sense) -> Option<T>) -> Option<(usize, T)> {
        {
            let is_wanted = |sense| pick(sense).is_some();
            let (first, senses) = self
                .phrases
                .ending_senses(self.text, self.units, self.floor, end, is_wanted)?;
            senses
                .iter()
                .find_map(|&sense| pick(sense))
                .map(|picked| (first, picked))
        }
    }

    /// The unit after the phrase, if one with this part stands at `at`.
    fn has(&self, at: usize, sense: Sense) -> Option<usize> {
        self.longest(at, |found| (found == sense).then_some(()))
            .map(|(end, ())| end)
    }

    /// The first unit of the phrase, if one with this part ends before `end`.
    fn had(&self, end: usize, sense: Sense) -> Option<usize> {
        self.ending(end, |found| (found == sense).then_some(()))
            .map(|(first, ())| first)
    }

    fn is_name(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(UnitKind::Word | UnitKind::Digits))
    }

    fn bytes(&self, units: Range<usize>) -> Range<usize> {
        self.units[units.start].start as usize..self.units[units.end - 1].end as usize
    }

    fn push(
        &mut self,
        units: Range<usize>,
        anchor: Range<usize>,
        kind: FigureKind,
        value: f64,
        qualifier: Qualifier,
    ) -> usize {
        let anchor = self.bytes(anchor);
        let end = units.end;
        self.floor = end;
        self.figures.push(Figure {
            units,
            anchor,
            kind,
            value,
            qualifier,
            end: None,
            direction: None,
        });
        end
    }

    /// Nothing that starts before `end` is a figure, nor part of one.
    fn pass(&mut self, end: usize) -> usize {
        self.floor = end;
        end
    }

    /// A reading from a word that may begin one.
    fn word_from(&mut self, at: usize) -> usize {
        let Some((end, sense)) = self.longest(at, |sense| sense.begins().then_some(sense)) else {
            return at + 1;
        };
        match sense {
            Sense::Idiom if !self.is_wide || self.kind(at) == Some(UnitKind::Han) => self.pass(end),
            Sense::Address => self.pass(self.end_of_address(end)),
            Sense::Ordinal(place) => self.ordinal_from(at, end, place),
            Sense::OrdinalMark => self.marked_ordinal_from(at, end),
            Sense::Top => self.top_from(at, end),
            Sense::RankOne => self.push(at..end, at..end, FigureKind::Rank, 1.0, Qualifier::Exact),
            Sense::Superlative => self.superlative_from(at, end),
            Sense::Multiple(value, direction) => {
                let (first, qualifier) = self.qualifier_before(at);
                let next = self.push(
                    first..end,
                    at..end,
                    FigureKind::Times,
                    value,
                    qualifier.unwrap_or_default(),
                );
                self.figures.last_mut().expect("just pushed").direction = direction;
                next
            }
            Sense::DoublingVerb => self.doublings_from(at, end),
            Sense::Share(value) => self.share_from(at, end, value),
            Sense::ShareOf(value) => {
                let (first, qualifier) = self.qualifier_before(at);
                let is_share = qualifier.is_some()
                    || self.has(end, Sense::Whole).is_some()
                    || self.had(first, Sense::By).is_some();
                if is_share {
                    self.share_from(at, end, value)
                } else {
                    self.number_from(at)
                }
            }
            _ => self.number_from(at),
        }
    }

    /// `half`, 一半, `треть`.
    fn share_from(&mut self, at: usize, end: usize, value: f64) -> usize {
        let (first, qualifier) = self.qualifier_before(at);
        let (end, after) = self.qualifier_after(end);
        self.push(
            first..end,
            at..end,
            FigureKind::Percent,
            value,
            qualifier.or(after).unwrap_or_default(),
        )
    }

    /// 翻一番, 翻了两番: each doubles.
    fn doublings_from(&mut self, at: usize, end: usize) -> usize {
        let mut number_at = end;
        while let Some(next) = self.has(number_at, Sense::Filler) {
            number_at = next;
        }
        let qualifier = self.longest(number_at, |sense| {
            if let Sense::Before(q) = sense {
                Some(q)
            } else {
                None
            }
        });
        let number_at = qualifier.map_or(number_at, |(next, _)| next);
        let Some(number) = self.number(number_at) else {
            return at + 1;
        };
        let Some(last) = self.has(number.end, Sense::Doublings) else {
            return at + 1;
        };
        let (first, before) = self.qualifier_before(at);
        let qualifier = qualifier.map(|(_, q)| q).or(before).unwrap_or_default();
        let next = self.push(
            first..last,
            at..last,
            FigureKind::Times,
            number.value().exp2(),
            qualifier,
        );
        self.figures.last_mut().expect("just pushed").direction = Some(crate::token::Direction::Up);
        next
    }

    /// A vulgar fraction, or a citation marker to pass over.
    fn mark_from(&mut self, at: usize) -> usize {
        match self.word(at) {
            "[" | "〔" | "［" => self.marker_from(at),
            word => match word.chars().next().and_then(vulgar_fraction) {
                Some(value) => self.push(
                    at..at + 1,
                    at..at + 1,
                    FigureKind::Percent,
                    value,
                    Qualifier::Exact,
                ),
                None => at + 1,
            },
        }
    }

    /// `[12]`, `[source 5, 7]`, `[5, p. 14]`, 〔2021〕: nothing but numbers and labels between brackets.
    fn marker_from(&mut self, at: usize) -> usize {
        let mut next = at + 1;
        let limit = (at + LONGEST_MARKER).min(self.units.len());
        while next < limit {
            next = match (self.kind(next), self.word(next)) {
                (_, "]" | "〕" | "］") => return self.pass(next + 1),
                (Some(UnitKind::Digits | UnitKind::Mark), _) => next + 1,
                _ => match self.longest(next, |sense| {
                    (matches!(sense, Sense::Label { .. } | Sense::And)).then_some(())
                }) {
                    Some((end, ())) => end,
                    None => break,
                },
            };
        }
        at + 1
    }

    /// The unit after an address or identifier: the next with white space before it, or in Chinese.
    fn end_of_address(&self, at: usize) -> usize {
        let mut end = at;
        while self.is_glued(end) && self.kind(end) != Some(UnitKind::Han) {
            end += 1;
        }
        end
    }

    /// The unit after a name with digits in it (`COVID-19`, `5A`, `1-2-3`, `2019–2024`).
    fn end_of_name(&self, at: usize) -> usize {
        let mut end = at;
        while self.is_glued(end) {
            let is_inside = match self.kind(end) {
                Some(UnitKind::Word | UnitKind::Digits) => true,
                Some(UnitKind::Mark) if matches!(self.word(end), "–" | "—" | "~" | "～") => {
                    self.kind(end + 1) == Some(UnitKind::Digits) && self.is_glued(end + 1)
                }
                Some(UnitKind::Mark) => {
                    matches!(
                        self.word(end),
                        "-" | "‑" | "/" | "_" | "." | ":" | "@" | "#" | "=" | "&"
                    ) && self.is_name(end + 1)
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

    /// A figure that starts with the number at `at`.
    fn number_from(&mut self, at: usize) -> usize {
        if self.kind(at) == Some(UnitKind::Digits)
            && let Some(next) = self.printed_ordinal_from(at)
        {
            return next;
        }
        let Some(number) = self.number(at) else {
            return at + 1;
        };
        let before = self.before(at, &number);
        let amount = self.amount(at, number, &before);
        if let Some(next) = self.range_from(&before, &amount) {
            return next;
        }
        let amount = self.shared(amount, &before);
        match self.refusal(&before, &amount) {
            None => self.push_amount(&before, &amount),
            Some(end) if self.is_wide && !number.is_identifier => {
                let plain = Amount {
                    kind: FigureKind::Plain,
                    value: number.value(),
                    anchor_end: number.end,
                    end: number.end,
                    ..amount
                };
                let _ = end;
                self.push_amount(
                    &Before {
                        currency: None,
                        ..before
                    },
                    &plain,
                )
            }
            Some(end) => self.pass(end.max(at + 1)),
        }
    }

    fn push_amount(&mut self, before: &Before, amount: &Amount) -> usize {
        let kind = before
            .currency
            .filter(|_| amount.kind == FigureKind::Plain)
            .map_or(amount.kind, |(code, _)| FigureKind::Money(code));
        let factor = before
            .currency
            .filter(|_| amount.kind == FigureKind::Plain)
            .map_or(1.0, |(_, factor)| factor);
        let sign = if before.is_negative { -1.0 } else { 1.0 };
        let qualifier = before.qualifier.or(amount.qualifier).unwrap_or_default();
        self.push(
            before.first..amount.end,
            before.anchor..amount.anchor_end,
            kind,
            sign * amount.value * factor,
            qualifier,
        )
    }

    /// Why the number is no figure: the unit to go on from.
    fn refusal(&self, before: &Before, amount: &Amount) -> Option<usize> {
        let number = &amount.number;
        let is_typed = amount.kind != FigureKind::Plain || before.currency.is_some();
        if amount.is_disqualified {
            return Some(self.end_of_name(amount.end));
        }
        // A period's length: `the first five months`.
        if before.is_span
            && self
                .has(self.after_hyphen(number.end), Sense::TimeUnit)
                .is_some()
        {
            return Some(number.end);
        }
        if is_typed {
            return self.is_idle(before, amount).then_some(number.end);
        }
        let is_refused = number.is_identifier
            || before.is_glued
            || before.is_label
            || self.is_part_of_name(number.end)
            || self.is_day(before, number)
            || number.is_year()
            || !self.counts(amount);
        if !is_refused {
            return None;
        }
        let end = self.end_of_name(number.end);
        Some(if before.is_label {
            self.end_of_labels(end)
        } else {
            end
        })
    }

    /// `pp. 25–27, 30 and 31`: the numbers after a label's first.
    fn end_of_labels(&self, at: usize) -> usize {
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

    fn is_part_of_name(&self, at: usize) -> bool {
        if !self.is_glued(at) {
            return false;
        }
        match self.kind(at) {
            Some(UnitKind::Word | UnitKind::Digits) => true,
            Some(UnitKind::Mark) => {
                matches!(self.word(at), "-" | "‑" | "/" | "_" | ":" | "°" | "@")
                    && self.is_glued(at + 1)
                    && self.kind(at + 1) != Some(UnitKind::Mark)
            }
            _ => false,
        }
    }

    /// `15 March`, `March 15`.
    fn is_day(&self, before: &Before, number: &Number) -> bool {
        number.form == Form::Digits
            && number.value() <= 31.0
            && (before.is_month || self.has(number.end, Sense::Month).is_some())
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
            _ if number.is_year() => {
                (is_count || is_time)
                    && (number.value() % 100.0 != 0.0 || before.is_in || before.is_from)
            }
            Form::Digits => false,
            Form::Words => is_count && number.value() == 1.0,
            Form::Han => number.value() == 1.0,
        }
    }

    fn after_hyphen(&self, at: usize) -> usize {
        if matches!(self.word(at), "-" | "‑") && self.is_glued(at) && self.is_glued(at + 1) {
            at + 1
        } else {
            at
        }
    }

    /// The number at `at` with what stands after it.
    fn amount(&self, at: usize, number: Number, before: &Before) -> Amount {
        let mut amount = Amount {
            first: at,
            number,
            value: number.value(),
            kind: FigureKind::Plain,
            anchor_end: number.end,
            end: number.end,
            qualifier: number.qualifier,
            is_disqualified: false,
        };
        let Some(suffix) = self.suffix(&number, before.is_in) else {
            return amount;
        };
        amount.is_disqualified = suffix.is_disqualified;
        amount.value = suffix.value.unwrap_or_else(|| number.times(suffix.factor));
        amount.kind = suffix.kind;
        amount.anchor_end = suffix.anchor_end;
        amount.end = suffix.end;
        amount.qualifier = amount.qualifier.or(suffix.qualifier);
        amount
    }

    /// What stands before the number at `at`.
    fn before(&self, at: usize, number: &Number) -> Before {
        let mut before = Before {
            first: at,
            anchor: at,
            currency: None,
            is_negative: false,
            qualifier: None,
            is_from: false,
            is_between: false,
            is_change: false,
            is_in: false,
            is_label: false,
            is_span: false,
            is_month: false,
            is_glued: false,
        };
        if let Some((first, is_negative)) = self.sign(at) {
            (before.first, before.anchor, before.is_negative) = (first, first, is_negative);
        }
        if let Some((first, currency)) = self.currency_before(before.first, number) {
            before.currency = Some(currency);
            before.first = first;
            if let Some((first, is_negative)) = self.sign(first) {
                (before.first, before.is_negative) = (first, is_negative);
            }
        }
        before.is_glued = self.is_glued_before(before.first);
        before.is_label = self.is_labelled(before.first);
        self.lead(&mut before);
        before
    }

    /// Qualifier, prepositions and the like, from the number back.
    fn lead(&self, before: &mut Before) {
        let mut at = before.first;
        for _ in 0..LONGEST_LEAD {
            let Some((first, senses)) =
                self.phrases
                    .ending_senses(self.text, self.units, self.floor, at, Sense::leads)
            else {
                return;
            };
            // A word may be filler and preposition at once.
            for &sense in senses {
                match sense {
                    Sense::From => before.is_from = true,
                    Sense::Between => before.is_between = true,
                    Sense::By => before.is_change = true,
                    Sense::In => before.is_in = true,
                    Sense::Span => before.is_span = true,
                    Sense::Month => before.is_month |= at == before.first,
                    Sense::Before(qualifier) if before.qualifier.is_none() => {
                        before.qualifier = Some(qualifier);
                        before.first = first;
                    }
                    _ => {}
                }
            }
            at = first;
        }
    }

    fn is_labelled(&self, at: usize) -> bool {
        let has_mark = at > self.floor && matches!(self.word(at - 1), "." | ":" | "：");
        let is_dotted = has_mark && self.word(at - 1) == ".";
        let end = if has_mark { at - 1 } else { at };
        self.ending(end, |sense| {
            matches!(sense, Sense::Label { dotted } if !dotted || is_dotted).then_some(())
        })
        .is_some()
    }

    fn qualifier_before(&self, at: usize) -> (usize, Option<Qualifier>) {
        let mut end = at;
        for _ in 0..3 {
            if let Some((first, qualifier)) = self.ending(end, |sense| {
                if let Sense::Before(q) = sense {
                    Some(q)
                } else {
                    None
                }
            }) {
                return (first, Some(qualifier));
            }
            match self.had(end, Sense::Filler) {
                Some(first) => end = first,
                None => break,
            }
        }
        (at, None)
    }

    fn qualifier_after(&self, at: usize) -> (usize, Option<Qualifier>) {
        match self.longest(at, |sense| {
            if let Sense::After(q) = sense {
                Some(q)
            } else {
                None
            }
        }) {
            Some((end, qualifier)) => (end, Some(qualifier)),
            None => (at, None),
        }
    }

    /// A sign before unit `at`: its unit, and whether it is a minus.
    fn sign(&self, at: usize) -> Option<(usize, bool)> {
        if at <= self.floor {
            return None;
        }
        if let Some(first) = self.had(at, Sense::Minus) {
            return Some((first, true));
        }
        let mark = at - 1;
        let is_free = self.units[mark].spaced
            || mark == self.floor
            || matches!(self.kind(mark - 1), Some(UnitKind::Mark | UnitKind::Han));
        if !is_free || !self.is_glued(at) {
            return None;
        }
        match self.word(mark) {
            "-" | "–" | "−" | "‑" | "－" | "﹣" => Some((mark, true)),
            "+" | "＋" => Some((mark, false)),
            _ => None,
        }
    }

    fn currency_before(&self, at: usize, number: &Number) -> Option<(usize, (&'static str, f64))> {
        // A backslash left over from mark-up.
        let (first, (code, factor, form)) = self.ending(at, |sense| self.currency(sense))?;
        let is_written = |form| self.is_code_written(form, first..at);
        let is_certain = match form {
            CurrencyForm::Symbol => true,
            CurrencyForm::Code | CurrencyForm::SmallCode => is_written(form),
            // `yuan 5`: a name stands before its number only with a scale, and in Chinese.
            CurrencyForm::Name => number.scale > 1.0 || self.kind(first) == Some(UnitKind::Han),
        };
        let first = if first > self.floor && self.word(first - 1) == "\\" {
            first - 1
        } else {
            first
        };
        is_certain.then_some((first, (code, factor)))
    }

    fn currency(&self, sense: Sense) -> Option<(&'static str, f64, CurrencyForm)> {
        match sense {
            Sense::Currency {
                code,
                factor,
                form,
                lang,
            } if lang.is_none_or(|lang| lang == self.lang) => Some((code, factor, form)),
            _ => None,
        }
    }

    /// Codes are in capitals, unless no word looks like them.
    fn is_code_written(&self, form: CurrencyForm, units: Range<usize>) -> bool {
        form != CurrencyForm::Code
            || self.text[self.bytes(units)]
                .bytes()
                .all(|b| b.is_ascii_uppercase())
    }

    fn is_glued_before(&self, at: usize) -> bool {
        if at == 0 || !self.is_glued(at) {
            return false;
        }
        match self.kind(at - 1) {
            Some(UnitKind::Word | UnitKind::Digits) => true,
            Some(UnitKind::Mark) => match self.word(at - 1) {
                "/" | "_" | "@" | "=" | "&" => self.is_glued(at - 1),
                "#" => true,
                "-" | "‑" | "." | ":" => self.is_glued(at - 1) && at >= 2 && self.is_name(at - 2),
                _ => false,
            },
            _ => false,
        }
    }

    /// A range that the first amount opens: both figures, or the years that it joins passed over.
    fn range_from(&mut self, before: &Before, low: &Amount) -> Option<usize> {
        if low.is_disqualified
            || low.number.is_identifier
            || low.number.is_year() && low.kind == FigureKind::Plain && before.currency.is_none()
        {
            return None;
        }
        let (link, at) = self.link(before, low)?;
        let (currency_at, at) = self.currency_at(at);
        let number = self.number(at)?;
        let blank = Before {
            first: at,
            anchor: at,
            currency: currency_at,
            qualifier: None,
            is_negative: false,
            is_glued: false,
            ..*before
        };
        let high = self.amount(at, number, &blank);
        if high.is_disqualified && low.kind == FigureKind::Plain && before.currency.is_none() {
            // `3–5 March`, 3至5月
            return (!self.is_wide).then(|| self.pass(self.end_of_name(high.end)));
        }
        if self.goes_on(high.end) || high.is_disqualified {
            return None;
        }
        let low_kind = before
            .currency
            .filter(|_| low.kind == FigureKind::Plain)
            .map_or(low.kind, |(code, _)| FigureKind::Money(code));
        let high_kind = currency_at
            .filter(|_| high.kind == FigureKind::Plain)
            .map_or(high.kind, |(code, _)| FigureKind::Money(code));
        let kind = match (low_kind, high_kind) {
            (FigureKind::Plain, kind) => kind,
            (FigureKind::Money(code), FigureKind::Plain) if before.currency.is_some() => {
                FigureKind::Money(code)
            }
            (low, high) if low == high => low,
            _ => return None,
        };
        let is_bare = low.kind == FigureKind::Plain;
        let shares_scale =
            is_bare && low.number.scale == 1.0 && number.scale > 1.0 && low.number.value() < 1000.0;
        let rises = low.number.value()
            < if shares_scale {
                number.value() / number.scale
            } else {
                high.value
            };
        let is_pair = before.is_from && link != Link::Dash;
        if !rises && !is_pair
            || kind == FigureKind::Plain
                && (before.is_label || before.is_glued || number.is_year() || number.is_identifier)
        {
            return None;
        }
        if link == Link::To && before.is_change && !before.is_from {
            return None;
        }
        if kind == FigureKind::Plain
            && (self.is_part_of_name(high.end) || self.is_day(before, &number))
        {
            return None;
        }
        // Suffixes may bring a factor of their own (kilotonnes), which the first number shares.
        let factor = if is_bare && before.currency.is_none() && number.value() != 0.0 {
            high.value / number.value()
        } else {
            1.0
        };
        let scale = if shares_scale { number.scale } else { 1.0 };
        let value = if is_bare {
            low.number.times(scale) * factor
        } else {
            low.value
        };
        self.push_amount(
            &Before {
                currency: None,
                ..*before
            },
            &Amount {
                kind,
                value,
                ..*low
            },
        );
        self.push_amount(
            &Before {
                first: currency_at.map_or(at, |_| at - 1).max(low.end),
                currency: None,
                ..blank
            },
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

    /// A third number follows by a hyphen: no range but an identifier or a date.
    fn goes_on(&self, at: usize) -> bool {
        matches!(self.word(at), "-" | "‑" | "–" | "/")
            && self.is_glued(at)
            && self.kind(at + 1) == Some(UnitKind::Digits)
            && self.is_glued(at + 1)
    }

    /// What links the amount to a second number, and where that stands.
    fn link(&self, before: &Before, low: &Amount) -> Option<(Link, usize)> {
        let at = low.end;
        if self.kind(at) == Some(UnitKind::Mark) {
            let is_even = self.units[at].spaced == self.units.get(at + 1)?.spaced;
            let is_dash = match self.word(at) {
                "-" | "–" | "‑" | "−" | "~" | "～" | "－" | "∼" => is_even,
                "—" | "―" => is_even && self.is_glued(at),
                _ => false,
            };
            return is_dash.then_some((
                Link::Dash,
                if self.word(at + 1) == "—" {
                    at + 2
                } else {
                    at + 1
                },
            ));
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
    fn currency_at(&self, at: usize) -> (Option<(&'static str, f64)>, usize) {
        let at = if self.word(at) == "\\" { at + 1 } else { at };
        match self.longest(at, |sense| self.currency(sense)) {
            Some((end, (code, factor, form)))
                if form != CurrencyForm::Name && self.is_code_written(form, at..end) =>
            {
                (Some((code, factor)), end)
            }
            _ => (None, at),
        }
    }

    /// An untyped number in a list shares the unit at the list's end: `5.1, 6.2 and 7.3 billion yuan`.
    fn shared(&self, amount: Amount, before: &Before) -> Amount {
        let is_bare = amount.kind == FigureKind::Plain
            && before.currency.is_none()
            && !before.is_label
            && !before.is_glued;
        if !is_bare
            || amount.is_disqualified
            || amount.number.is_identifier
            || amount.number.is_year()
            || amount.number.end != amount.end
        {
            return amount;
        }
        let mut at = amount.end;
        let mut is_list = false;
        for _ in 0..LONGEST_LIST {
            let comma = if matches!(self.word(at), "," | "、") {
                at + 1
            } else {
                at
            };
            let and = self.has(comma, Sense::And).unwrap_or(comma);
            is_list |= and > comma || self.word(at) == "、";
            if and == at {
                return amount;
            }
            let Some(number) = self
                .number(and)
                .filter(|number| !number.is_identifier && !number.is_year())
            else {
                return amount;
            };
            let Some(suffix) = self.suffix(&number, false) else {
                if number.scale > 1.0 {
                    return amount;
                }
                at = number.end;
                continue;
            };
            let is_shared = matches!(
                suffix.kind,
                FigureKind::Money(_)
                    | FigureKind::Percent
                    | FigureKind::Points
                    | FigureKind::Quantity(_)
            ) && suffix.value.is_none();
            if !is_list || !is_shared || suffix.is_disqualified {
                return amount;
            }
            let scale = if amount.number.scale == 1.0 && amount.number.value() < 1000.0 {
                number.scale
            } else {
                1.0
            };
            return Amount {
                kind: suffix.kind,
                value: amount.number.times(scale * suffix.factor),
                ..amount
            };
        }
        amount
    }

    /// What stands after a number, if anything types it or makes it no figure.
    fn suffix(&self, number: &Number, is_in: bool) -> Option<Suffix> {
        let after = number.end;
        // 余, 多 and the like may stand before the unit.
        let (odd, qualifier) = if self.kind(after) == Some(UnitKind::Han) || self.word(after) == "+"
        {
            self.qualifier_after(after)
        } else {
            (after, None)
        };
        let found = self.typed_at(number, self.after_hyphen(after), is_in);
        let found = found.or_else(|| {
            (odd > after)
                .then(|| self.typed_at(number, odd, is_in))
                .flatten()
        });
        // The point of `млн. рублей`.
        let has_point = || self.word(after) == "." && self.is_glued(after) && number.scale > 1.0;
        let found = found.or_else(|| {
            has_point()
                .then(|| self.typed_at(number, after + 1, is_in))
                .flatten()
        });
        let Some(mut suffix) = found else {
            let (end, qualifier) = self.qualifier_after(after);
            return qualifier.map(|_| Suffix {
                kind: FigureKind::Plain,
                value: None,
                factor: 1.0,
                anchor_end: after,
                end,
                qualifier,
                is_disqualified: false,
            });
        };
        if suffix.end > odd || odd == after {
            suffix.qualifier = suffix.qualifier.or(qualifier);
        }
        if suffix.qualifier.is_none() {
            (suffix.end, suffix.qualifier) = self.qualifier_after(suffix.end);
        }
        Some(suffix)
    }

    fn typed_at(&self, number: &Number, at: usize, is_in: bool) -> Option<Suffix> {
        let (end, sense) = self.longest(at, |sense| {
            use Sense::*;
            let is_wanted = match sense {
                Percent | Points | Doublings | Tenth | NotBefore | Unit { .. } | Minor { .. } => {
                    true
                }
                Times { needs_in } => !needs_in || is_in,
                Currency { .. } => self.currency(sense).is_some(),
                PartsOf => true,
                Part { parts, many } => number.fits_part(parts, many),
                YearWord => number.is_bare && number.value() >= 1000.0,
                Idiom => at > number.end - 1 && self.kind(at) == Some(UnitKind::Han),
                _ => false,
            };
            is_wanted.then_some(sense)
        })?;
        // A day is disqualified by 日, unless 日元 follows: the longest wins; of equals, the disqualifier.
        let is_disqualified = sense == Sense::YearWord
            || number.scale < 1000.0 && self.has(at, Sense::NotBefore) == Some(end);
        let plain = Suffix {
            kind: FigureKind::Plain,
            value: None,
            factor: 1.0,
            anchor_end: number.end,
            end,
            qualifier: None,
            is_disqualified,
        };
        if is_disqualified {
            return Some(plain);
        }
        Some(match sense {
            Sense::Percent => Suffix {
                kind: FigureKind::Percent,
                anchor_end: end,
                ..plain
            },
            Sense::Points => Suffix {
                kind: FigureKind::Points,
                anchor_end: end,
                ..plain
            },
            Sense::Times { .. } => Suffix {
                kind: FigureKind::Times,
                anchor_end: end,
                ..plain
            },
            Sense::Part { parts, .. } => Suffix {
                kind: FigureKind::Percent,
                anchor_end: end,
                value: Some(share(number.value(), parts)),
                ..plain
            },
            Sense::Unit { symbol, factor } => Suffix {
                kind: FigureKind::Quantity(symbol),
                factor,
                ..plain
            },
            Sense::Minor { code, part } => Suffix {
                kind: FigureKind::Money(code),
                factor: part,
                ..plain
            },
            Sense::Tenth => self.tenths(number, end, plain),
            Sense::PartsOf => return self.parts_of(number, end, plain),
            Sense::Currency { .. } => return self.money(number, at, end, sense, plain),
            _ => return None,
        })
    }

    /// 六成, 两成五, 七折.
    fn tenths(&self, number: &Number, end: usize, plain: Suffix) -> Suffix {
        let digit = self.longest(end, |sense| {
            if let Sense::Cardinal(value) = sense {
                Some(value)
            } else {
                None
            }
        });
        let is_last = |end: usize| {
            !matches!(
                self.longest(end, |sense| matches!(
                    sense,
                    Sense::Scale(_) | Sense::Counter | Sense::Cardinal(_) | Sense::Unit { .. }
                )
                .then_some(())),
                Some(_)
            )
        };
        let (end, rest) = digit
            .filter(|&(end, _)| self.kind(end - 1) == Some(UnitKind::Han) && is_last(end))
            .unwrap_or((end, 0.0));
        // 五五折 is 55 %.
        let tens = if number.is_digits_in_row {
            number.value()
        } else {
            number.value() * 10.0
        };
        Suffix {
            kind: FigureKind::Percent,
            value: Some(tens + rest),
            anchor_end: end,
            end,
            ..plain
        }
    }

    /// 三分之一, 百分之二十.
    fn parts_of(&self, number: &Number, end: usize, plain: Suffix) -> Option<Suffix> {
        let part = self.number(end)?;
        let value = if [100.0, 1000.0, 10000.0].contains(&number.value()) {
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
    fn money(
        &self,
        number: &Number,
        at: usize,
        end: usize,
        sense: Sense,
        plain: Suffix,
    ) -> Option<Suffix> {
        let (code, factor, form) = self.currency(sense)?;
        if !self.is_code_written(form, at..end) {
            return None;
        }
        // `In 2019 $5 million`: the symbol belongs to the next number.
        let is_next = form == CurrencyForm::Symbol
            && self.units[at].spaced
            && self.kind(end) == Some(UnitKind::Digits);
        if is_next && (number.is_year() || self.is_glued(end)) {
            return None;
        }
        let scale = if number.scale == 1.0 {
            self.longest(end, |sense| {
                if let Sense::Scale(scale) = sense {
                    Some(scale)
                } else {
                    None
                }
            })
        } else {
            None
        };
        let scale = scale
            .filter(|_| form != CurrencyForm::Symbol && self.kind(end) == Some(UnitKind::Word));
        let (end, factor) = scale.map_or((end, factor), |(end, scale)| (end, factor * scale));
        let mut money = Suffix {
            kind: FigureKind::Money(code),
            factor,
            end,
            ..plain
        };
        let mut value = number.times(factor);
        while let Some((end, part)) = self.minor(money.end, code) {
            value += part;
            (money.end, money.value) = (end, Some(value));
        }
        Some(money)
    }

    /// `... and forty-five cents`, 6角.
    fn minor(&self, at: usize, of: &str) -> Option<(usize, f64)> {
        let at = self.has(at, Sense::Join).unwrap_or(at);
        let number = self.number(at).filter(|number| number.scale == 1.0)?;
        let (end, part) = self.longest(number.end, |sense| match sense {
            Sense::Minor { code, part } if code == of => Some(part),
            _ => None,
        })?;
        Some((end, number.times(part)))
    }
}

/// What stands after a number.
#[derive(Debug, Clone, Copy)]
struct Suffix {
    kind: FigureKind,
    /// The value where it is not the number times the factor.
    value: Option<f64>,
    factor: f64,
    anchor_end: usize,
    end: usize,
    qualifier: Option<Qualifier>,
    is_disqualified: bool,
}

/// In %, to two decimals as thirds are written.
fn share(part: f64, parts: f64) -> f64 {
    (part / parts * 10_000.0).round() / 100.0
}

/// `½` and its like, in %.
fn vulgar_fraction(c: char) -> Option<f64> {
    Some(match c {
        '½' => 50.0,
        '⅓' => 33.33,
        '⅔' => 66.67,
        '¼' => 25.0,
        '¾' => 75.0,
        '⅕' => 20.0,
        '⅛' => 12.5,
        _ => return None,
    })
}
