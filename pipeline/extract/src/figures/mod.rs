//! Numbers with what they count: money, percent, points, multiples, ranks, quantities.
//!
//! One grammar for all languages: a number in digits or words, what stands after it (scale, `%`, currency, unit), what
//! stands before it (sign, currency, qualifier), and the number that it forms a range or a list with. Each reading looks at a
//! few units to either side of its start, so that a text costs time in proportion to its length; text without numbers costs a
//! glance at the first letters of each word.

mod before;
mod commas;
mod digits;
mod han;
mod lexicon;
mod number;
mod phrases;
mod range;
mod rank;
mod refused;
mod suffix;
#[cfg(test)]
mod tests;
mod words;

use crate::gazetteer::{Builder, Words};
use crate::lang::Lang;
use crate::token::{Direction, Figure, FigureKind};
use crate::units::{Unit, UnitKind};
use amur_model::Qualifier;
use before::Before;
pub use commas::{has_decimal_commas, point_commas};
use digits::Printed;
use lexicon::Sense;
use number::Number;
use phrases::{Finder, Phrases};
use std::cell::Cell;
use std::ops::Range;

/// The recogniser of figures; built once, shared by all threads.
pub struct Figures {
    phrases: Phrases,
}

/// Money under a name that several countries share (`pesos`, `Rs`) is of the one among them that the text names most.
/// Where it names none, or two with the same weight, the figure is left out: a wrong currency is worse than none.
///
/// `weight` tells of an ISO 3166-1 code, which an ISO 4217 code begins with, how much the text speaks of the country: 0 for not at
/// all.
pub fn settle_currencies(figures: &mut Vec<Figure>, home: Option<&str>, weight: impl Fn(&str) -> usize) {
    figures.retain_mut(|figure| {
        let FigureKind::Money(codes) = figure.kind else { return true };
        if !codes.contains('|') {
            return true;
        }
        if let Some(code) = codes.split('|').find(|code| home == Some(&code[..2])) {
            figure.kind = FigureKind::Money(code);
            return true;
        }
        let most = codes.split('|').map(|code| weight(&code[..2])).max().filter(|&most| most > 0);
        let mut meant = codes.split('|').filter(|code| Some(weight(&code[..2])) == most);
        match (meant.next(), meant.next()) {
            (Some(code), None) => {
                figure.kind = FigureKind::Money(code);
                true
            }
            _ => false,
        }
    });
}

/// Is it money under a name that several countries share?
pub fn is_shared(figure: &Figure) -> bool {
    matches!(figure.kind, FigureKind::Money(codes) if codes.contains('|'))
}

/// 元 alone, in a Chinese text of a place that calls its own money so.
pub fn settle_yuan(figures: &mut [Figure], text: &str, units: &[Unit], home: &str) {
    let own = match home {
        "HK" => "HKD",
        "MO" => "MOP",
        "TW" => "TWD",
        "SG" => "SGD",
        _ => return,
    };
    for figure in figures.iter_mut().filter(|figure| figure.kind == FigureKind::Money("CNY")) {
        let printed = &text[units[figure.units.start].start as usize..units[figure.units.end - 1].end as usize];
        if printed.ends_with('元') && !printed.contains("人民") {
            figure.kind = FigureKind::Money(own);
        }
    }
}

impl Figures {
    pub fn new(names: &mut Builder) -> Self {
        Figures { phrases: lexicon::phrases(names) }
    }

    /// The figures of a sentence, in order, none within another. Years, dates, page numbers, labels and identifiers are no
    /// figures. A superlative (`largest`, 最大) is a [`FigureKind::Rank`] of 1.
    pub fn find(&self, lang: Lang, words: &Words) -> Vec<Figure> {
        let mut figures = self.read(lang, words, false);
        for at in 1..figures.len() {
            if figures[at].qualifier == Qualifier::Exact && is_converted(words.text, words.units, &figures[at - 1], &figures[at]) {
                figures[at].qualifier = Qualifier::Approx;
            }
        }
        if lang == Lang::Zh {
            for figure in &mut figures {
                if figure.qualifier == Qualifier::Exact && led_by_about(words.text, words.units, figure).is_some() {
                    figure.qualifier = Qualifier::Approx;
                }
            }
        }
        figures
    }

    /// Every number, with the years, days and labels that [`Figures::find`] leaves out as [`FigureKind::Plain`].
    pub fn find_all(&self, lang: Lang, words: &Words) -> Vec<Figure> {
        self.read(lang, words, true)
    }

    /// Whether a phrase begins with the first word that says what a number is of: without one, a word has no part in a figure that is
    /// all of a text.
    pub fn types_from(&self, words: &Words) -> bool {
        self.phrases.types_from(words, 0)
    }

    fn read(&self, lang: Lang, words: &Words, is_wide: bool) -> Vec<Figure> {
        let (text, units) = (words.text, words.units);
        let phrases = Finder::new(&self.phrases, words);
        let mut reader = Reader { phrases, lang, text, units, is_wide, floor: 0, figures: Vec::new(), last_printed: Cell::new(None) };
        let mut at = 0;
        while let Some(unit) = units.get(at) {
            let next = match unit.kind {
                UnitKind::Digits => reader.number_from(at),
                UnitKind::Mark if unit.end - unit.start == 1 && !matches!(unit.text(text), "[" | ".") => at + 1,
                UnitKind::Mark => reader.mark_from(at),
                UnitKind::Word | UnitKind::Han if self.phrases.may_begin(words, at) => reader.word_from(at),
                _ => at + 1,
            };
            at = next.max(at + 1);
        }
        reader.figures
    }
}

/// `93.34 billion yuan ($13.57 billion)`: the second is the first in another currency, at a rate that the text does not give.
pub fn is_converted(text: &str, units: &[Unit], amount: &Figure, bracketed: &Figure) -> bool {
    let (FigureKind::Money(a), FigureKind::Money(b)) = (amount.kind, bracketed.kind) else { return false };
    let between = units[amount.units.end - 1].end as usize..units[bracketed.units.start].start as usize;
    a != b && text.get(between).is_some_and(|between| matches!(between.trim(), "(" | "（" | "[" | "/"))
}

/// 约占出口总额的48%, 约占全国28%: the unit at which the words begin that say, before the whole of a Chinese share, that it is about so much.
pub fn led_by_about(text: &str, units: &[Unit], share: &Figure) -> Option<usize> {
    const FAR: usize = 24;
    let word = |i: usize| units[i].text(text);
    let first = share.units.start;
    if share.kind != FigureKind::Percent {
        return None;
    }
    let clause = (0..first).rev().take(FAR).take_while(|&i| units[i].kind == UnitKind::Han);
    clause.filter(|&i| matches!(word(i), "占" | "佔")).find_map(|i| i.checked_sub(1).filter(|&about| matches!(word(about), "约" | "約")))
}

/// Nothing doubles more often than this.
const MOST_DOUBLINGS: f64 = 64.0;

/// One reading of one text.
struct Reader<'a> {
    phrases: Finder<'a>,
    lang: Lang,
    text: &'a str,
    units: &'a [Unit],
    is_wide: bool,
    /// The unit after the last figure or after what was passed over: nothing before it is looked at again.
    floor: usize,
    figures: Vec<Figure>,
    /// The number in digits that was looked at last.
    last_printed: Cell<Option<(usize, Printed)>>,
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

impl Amount {
    /// Its kind, or money where a currency stands before a number without one.
    fn kind_with(&self, currency: Option<(&'static str, f64)>) -> FigureKind {
        currency.filter(|_| self.kind == FigureKind::Plain).map_or(self.kind, |(code, _)| FigureKind::Money(code))
    }
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
        self.phrases.longest(at, pick)
    }

    fn ending<T>(&self, end: usize, pick: impl Fn(Sense) -> Option<T>) -> Option<(usize, T)> {
        let (first, senses) = self.phrases.ending_senses(self.floor, end, |sense| pick(sense).is_some())?;
        senses.iter().find_map(|&sense| pick(sense)).map(|picked| (first, picked))
    }

    /// The unit after the phrase, if one with this part stands at `at`.
    fn has(&self, at: usize, sense: Sense) -> Option<usize> {
        self.longest(at, |found| (found == sense).then_some(())).map(|(end, ())| end)
    }

    /// The first unit of the phrase, if one with this part ends before `end`.
    fn had(&self, end: usize, sense: Sense) -> Option<usize> {
        self.ending(end, |found| (found == sense).then_some(())).map(|(first, ())| first)
    }

    fn is_name(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(UnitKind::Word | UnitKind::Digits))
    }

    fn bytes(&self, units: Range<usize>) -> Range<usize> {
        self.units[units.start].start as usize..self.units[units.end - 1].end as usize
    }

    fn push(&mut self, units: Range<usize>, anchor: Range<usize>, kind: FigureKind, value: f64, qualifier: Qualifier) -> usize {
        let anchor = self.bytes(anchor);
        let end = units.end;
        self.floor = end;
        self.figures.push(Figure { units, anchor, kind, value, qualifier, end: None, direction: None });
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
            Sense::Idiom if !self.is_wide || self.kind(at) == Some(UnitKind::Han) => end,
            Sense::Address => self.pass(self.end_of_address(end)),
            Sense::Ordinal(place) => self.ordinal_from(at, end, place),
            Sense::OrdinalMark if self.lang == Lang::En => self.numbered_place_from(at, end).unwrap_or_else(|| self.number_from(at)),
            Sense::OrdinalMark => self.marked_ordinal_from(at, end),
            Sense::Top => self.top_from(at, end),
            Sense::RankOne => self.push(at..end, at..end, FigureKind::Rank, 1.0, Qualifier::Exact),
            Sense::Superlative => self.superlative_from(at, end),
            Sense::Multiple(value, direction) => {
                let (first, qualifier) = self.qualifier_before(at);
                let next = self.push(first..end, at..end, FigureKind::Times, value, qualifier.unwrap_or_default());
                self.figures.last_mut().expect("just pushed").direction = direction;
                next
            }
            Sense::DoublingVerb => self.doublings_from(at, end),
            Sense::Share(value) => self.share_from(at, end, value),
            Sense::ShareOf(value) => {
                let (first, qualifier) = self.qualifier_before(at);
                let is_share = qualifier.is_some() || self.has(end, Sense::Whole).is_some() || self.had(first, Sense::By).is_some();
                if is_share { self.share_from(at, end, value) } else { self.number_from(at) }
            }
            _ => self.number_from(at),
        }
    }

    /// `half`, 一半, `треть`.
    fn share_from(&mut self, at: usize, end: usize, value: f64) -> usize {
        let (first, qualifier) = self.qualifier_before(at);
        let (end, after) = self.qualifier_after(end);
        self.push(first..end, at..end, FigureKind::Percent, value, qualifier.or(after).unwrap_or_default())
    }

    /// 翻一番, 翻了两番: each doubles.
    fn doublings_from(&mut self, at: usize, end: usize) -> usize {
        let mut number_at = end;
        while let Some(next) = self.has(number_at, Sense::Filler) {
            number_at = next;
        }
        let qualifier = self.longest(number_at, Sense::before);
        let number_at = qualifier.map_or(number_at, |(next, _)| next);
        let Some(number) = self.number(number_at).filter(|number| number.value() <= MOST_DOUBLINGS) else {
            return at + 1;
        };
        let Some(last) = self.has(number.end, Sense::Doublings) else {
            return at + 1;
        };
        let (first, before) = self.qualifier_before(at);
        let qualifier = qualifier.map(|(_, q)| q).or(before).unwrap_or_default();
        let next = self.push(first..last, at..last, FigureKind::Times, number.value().exp2(), qualifier);
        self.figures.last_mut().expect("just pushed").direction = Some(Direction::Up);
        next
    }

    /// A vulgar fraction, or a citation marker to pass over.
    fn mark_from(&mut self, at: usize) -> usize {
        match self.word(at) {
            "[" | "〔" | "［" => self.marker_from(at),
            "." => self.number_from(at),
            word => match word.chars().next().and_then(vulgar_fraction) {
                Some(value) => self.push(at..at + 1, at..at + 1, FigureKind::Percent, value, Qualifier::Exact),
                None => at + 1,
            },
        }
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
        if number.is_vague {
            return self.pass(number.end);
        }
        let before = self.before(at, &number);
        let amount = self.amount(at, number, &before);
        if let Some(next) = self.range_from(&before, &amount) {
            return next;
        }
        let amount = self.shared(amount, &before);
        if !self.is_refused(&before, &amount) {
            return self.push_amount(&before, &amount);
        }
        if self.is_wide && !number.is_identifier {
            let plain = Amount { kind: FigureKind::Plain, value: number.value(), anchor_end: number.end, end: number.end, ..amount };
            return self.push_amount(&Before { currency: None, ..before }, &plain);
        }
        // 2021年16亿元: a year is no name that the digits behind it go on.
        let ends = number.is_year() && amount.end > number.end && self.kind(amount.end - 1) == Some(UnitKind::Han);
        let end = if ends { amount.end } else { self.end_of_name(amount.end) };
        let end = if before.is_label { self.end_of_labels(end) } else { end };
        self.pass(end.max(at + 1))
    }

    fn push_amount(&mut self, before: &Before, amount: &Amount) -> usize {
        let kind = amount.kind_with(before.currency);
        let factor = before.currency.filter(|_| amount.kind == FigureKind::Plain).map_or(1.0, |(_, factor)| factor);
        let sign = if before.is_negative { -1.0 } else { 1.0 };
        let qualifier = before.qualifier.or(amount.qualifier).unwrap_or_default();
        self.push(before.first..amount.end, before.anchor..amount.anchor_end, kind, sign * amount.value * factor, qualifier)
    }

    fn after_hyphen(&self, at: usize) -> usize {
        if matches!(self.word(at), "-" | "‑") && self.is_glued(at) && self.is_glued(at + 1) { at + 1 } else { at }
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
        // `$1.2 billion year-on-year`: what stands behind money is no unit of time.
        let time = matches!(suffix.kind, FigureKind::Quantity("years" | "months" | "weeks" | "days" | "hours"));
        if time && before.currency.is_some() {
            return amount;
        }
        amount.is_disqualified = suffix.is_disqualified;
        amount.value = suffix.value.unwrap_or_else(|| number.times(suffix.factor));
        amount.kind = suffix.kind;
        amount.anchor_end = suffix.anchor_end;
        amount.end = suffix.end;
        amount.qualifier = amount.qualifier.or(suffix.qualifier);
        amount
    }
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
