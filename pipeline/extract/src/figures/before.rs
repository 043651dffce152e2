//! What stands before a number: sign, currency, qualifier, and the words that make it the end of a range, a change, a label or a date.

use super::Reader;
use super::lexicon::{CurrencyForm, Sense};
use super::number::Number;
use crate::lang::Lang;
use crate::units::UnitKind;
use amur_model::Qualifier;
use std::ops::Range;

/// No more words than these stand before a number and belong to it (`by more than a`).
const LONGEST_LEAD: usize = 4;

/// What stands before a number.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Before {
    /// The first unit that belongs to the figure, and the first of its anchor.
    pub(super) first: usize,
    pub(super) anchor: usize,
    pub(super) currency: Option<(&'static str, f64)>,
    pub(super) is_negative: bool,
    pub(super) qualifier: Option<Qualifier>,
    pub(super) is_from: bool,
    pub(super) is_between: bool,
    pub(super) is_change: bool,
    pub(super) is_in: bool,
    pub(super) is_label: bool,
    pub(super) is_span: bool,
    pub(super) is_month: bool,
    /// Glued to a word or a mark that makes it part of a name.
    pub(super) is_glued: bool,
}

impl Reader<'_> {
    /// What stands before the number at `at`.
    pub(super) fn before(&self, at: usize, number: &Number) -> Before {
        let mut before = Before { first: at, anchor: at, ..Before::default() };
        if let Some((first, is_negative)) = self.sign(at) {
            (before.first, before.anchor, before.is_negative) = (first, first, is_negative);
        }
        if let Some((first, currency)) = self.currency_before(before.first, number) {
            before.currency = Some(currency);
            before.first = first;
            // `Korea –$18.8 million`: before money a dash after a word only parts the two.
            let is_mark = first >= 2 && self.kind(first - 1) == Some(UnitKind::Mark);
            let is_parting = is_mark && self.word(first - 1) != "−" && self.kind(first - 2) == Some(UnitKind::Word);
            if let Some((first, is_negative)) = self.sign(first).filter(|_| !is_parting) {
                (before.first, before.is_negative) = (first, is_negative);
            }
        }
        before.is_glued = self.is_glued_before(before.first);
        before.is_label = self.is_labelled(before.first);
        self.lead(&mut before);
        before
    }

    /// Qualifier, prepositions and the like, from the number back.
    pub(super) fn lead(&self, before: &mut Before) {
        let mut at = before.first;
        for _ in 0..LONGEST_LEAD {
            // `на 27% больше (+6,9 млрд)`: what stands before the bracket is said of the figure outside it.
            if self.lang == Lang::Ru && at > self.floor && self.word(at - 1) == "(" {
                return;
            }
            let Some((first, senses)) = self.phrases.ending_senses(self.floor, at, Sense::introduces) else {
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
                    // `меньше на 4,8%`: by how much less.
                    Sense::Before(_) if before.is_change && self.compares(first..at) => return,
                    // `37% below the $2.1 billion`: by how much less.
                    Sense::Before(_) if self.is_by_how_much(first) => return,
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

    /// A Russian word that says alone whether something is more or less.
    fn compares(&self, units: Range<usize>) -> bool {
        let word = || crate::gazetteer::fold(self.word(units.start));
        self.lang == Lang::Ru && units.len() == 1 && matches!(word().as_str(), "больше" | "меньше" | "выше" | "ниже")
    }

    /// `below`, `above`, `higher than`
    fn is_than(&self, first: usize) -> bool {
        let word = self.word(first);
        let more = matches!(word, "higher" | "lower" | "more" | "less" | "greater") && self.word(first + 1) == "than";
        more || matches!(word, "below" | "above" | "under")
    }

    /// Does a percentage stand right before an English `below`, `higher than`?
    fn is_by_how_much(&self, first: usize) -> bool {
        let percent = |at: usize| matches!(self.word(at), "%" | "percent" | "pct" | "cent");
        self.lang == Lang::En && first > 0 && self.is_than(first) && percent(first - 1)
    }

    pub(super) fn is_labelled(&self, at: usize) -> bool {
        let has_mark = at > self.floor && matches!(self.word(at - 1), "." | ":" | "：");
        let is_dotted = has_mark && self.word(at - 1) == ".";
        let end = if has_mark { at - 1 } else { at };
        self.ending(end, |sense| matches!(sense, Sense::Label { dotted } if !dotted || is_dotted).then_some(())).is_some()
    }

    pub(super) fn qualifier_before(&self, at: usize) -> (usize, Option<Qualifier>) {
        let mut end = at;
        for _ in 0..3 {
            if let Some((first, qualifier)) = self.ending(end, Sense::before) {
                return (first, Some(qualifier));
            }
            match self.had(end, Sense::Filler) {
                Some(first) => end = first,
                None => break,
            }
        }
        (at, None)
    }

    pub(super) fn qualifier_after(&self, at: usize) -> (usize, Option<Qualifier>) {
        match self.longest(at, |sense| if let Sense::After(q) = sense { Some(q) } else { None }) {
            Some((end, qualifier)) => (end, Some(qualifier)),
            None => (at, None),
        }
    }

    /// A sign before unit `at`: its unit, and whether it is a minus.
    pub(super) fn sign(&self, at: usize) -> Option<(usize, bool)> {
        if at <= self.floor {
            return None;
        }
        if let Some(first) = self.had(at, Sense::Minus) {
            return Some((first, true));
        }
        if let Some(first) = self.had(at, Sense::Plus) {
            return Some((first, false));
        }
        let mark = at - 1;
        let is_free = self.units[mark].spaced || mark == self.floor || matches!(self.kind(mark - 1), Some(UnitKind::Mark | UnitKind::Han));
        if !is_free || !self.is_glued(at) {
            return None;
        }
        match self.word(mark) {
            "-" | "–" | "−" | "‑" | "－" | "﹣" => Some((mark, true)),
            "+" | "＋" => Some((mark, false)),
            _ => None,
        }
    }

    pub(super) fn currency_before(&self, at: usize, number: &Number) -> Option<(usize, (&'static str, f64))> {
        let is_currency = |sense| self.currency(sense).is_some();
        // `Rs. 500`: the point of an abbreviated sign.
        let dotted = at > self.floor + 1 && self.word(at - 1) == "." && self.is_glued(at - 1);
        let at = at - usize::from(dotted);
        let mut floor = self.floor;
        loop {
            let (first, senses) = self.phrases.ending_senses(floor, at, is_currency)?;
            let (code, factor, form) = senses.iter().find_map(|&sense| self.currency(sense))?;
            if dotted && form != CurrencyForm::Symbol {
                return None;
            }
            let is_certain = match form {
                // `P31.5 billion`: a letter is money only glued to an amount with its scale.
                CurrencyForm::Symbol if first + 1 == at && code.contains('|') && self.word(first).len() == 1 => {
                    self.is_glued(at) && number.scale > 1.0
                }
                CurrencyForm::Symbol => !self.is_article(first) && !self.is_possessive(first),
                CurrencyForm::Code | CurrencyForm::SmallCode => self.is_code_written(form, first..at),
                // `yuan 5`: a name stands before its number only with a scale, and in Chinese.
                CurrencyForm::Name => number.scale > 1.0 || self.kind(first) == Some(UnitKind::Han),
            };
            if is_certain {
                // A backslash is left over from mark-up.
                let first = if first > self.floor && self.word(first - 1) == "\\" { first - 1 } else { first };
                return Some((first, (code, factor)));
            }
            floor = first + 1;
        }
    }

    /// The `a` of `a $5 million plant`, which is no Australian dollar.
    pub(super) fn is_article(&self, at: usize) -> bool {
        let is_loose = || self.units.get(at + 1).is_some_and(|next| next.spaced) || self.word(at).bytes().all(|b| b.is_ascii_lowercase());
        self.has(at, Sense::Article) == Some(at + 1) && is_loose()
    }

    /// The `s` of `Turkey's $4.1 billion`, which is no Singapore dollar.
    fn is_possessive(&self, at: usize) -> bool {
        at > 0 && self.word(at) == "s" && self.is_glued(at) && matches!(self.word(at - 1), "'" | "’")
    }

    pub(super) fn currency(&self, sense: Sense) -> Option<(&'static str, f64, CurrencyForm)> {
        match sense {
            Sense::Currency { code, factor, form, lang } if lang.is_none_or(|lang| lang == self.lang) => Some((code, factor, form)),
            _ => None,
        }
    }

    /// Codes are in capitals, unless no word looks like them.
    pub(super) fn is_code_written(&self, form: CurrencyForm, units: Range<usize>) -> bool {
        form != CurrencyForm::Code || self.text[self.bytes(units)].bytes().all(|b| b.is_ascii_uppercase())
    }

    pub(super) fn is_glued_before(&self, at: usize) -> bool {
        if at == 0 || !self.is_glued(at) {
            return false;
        }
        match self.kind(at - 1) {
            Some(UnitKind::Word | UnitKind::Digits) => true,
            Some(UnitKind::Mark) => match self.word(at - 1) {
                "/" | "_" | "@" | "=" | "&" | "*" | "×" => self.is_glued(at - 1),
                "#" => true,
                "-" | "‑" | "." | ":" => self.is_glued(at - 1) && at >= 2 && self.is_name(at - 2),
                _ => false,
            },
            _ => false,
        }
    }
}
