//! The figures of cells: a number beside, below or above its unit.

use super::words::Words;
use crate::figures::{Figures, point_commas};
use crate::gazetteer::Gazetteer;
use crate::lang::Lang;
use crate::token::{Figure, FigureKind};
use crate::units::{UnitKind, cut, first};
use std::ops::Range;

/// A unit that a label names, as it stands round a number: `million USD`, 亿元, `US$ million`.
#[derive(Debug, Clone)]
pub struct Unit {
    before: String,
    after: String,
    pub kind: FigureKind,
    /// Bytes of the view.
    pub at: Range<usize>,
}

/// The longest unit, in bytes.
const LONGEST: usize = 48;

/// Numbers and their units, in a text of one language.
pub struct Amounts<'a> {
    pub figures: &'a Figures,
    pub names: &'a Gazetteer,
    pub lang: Lang,
    pub words: &'a Words,
    /// Does the text print decimals behind commas?
    pub decimal_commas: bool,
}

impl Amounts<'_> {
    /// The units that a label names; `offset` is where it starts in the view.
    pub fn units(&self, label: &str, offset: usize) -> Vec<Unit> {
        let marks = ['(', ')', '（', '）', '[', ']', ',', '，', ';', '；', ':', '：', '、'];
        let parts = label.split(marks).filter(|part| !part.trim().is_empty());
        // A row of cars, or of passenger cars, is no column counted in cars.
        let goods =
            |words: &str| words.is_ascii() && !["unit", "piece", "item"].iter().any(|counter| words.to_lowercase().contains(counter));
        let alone = |unit: &Unit| {
            let words = &label[unit.at.start - offset..unit.at.end - offset];
            words.len() == label.trim().len() || goods(words) && !label.contains(marks)
        };
        let counted = |unit: &Unit| unit.kind == FigureKind::Quantity("units") && alone(unit);
        // `Trade in those years (…)`
        let lasts = |unit: &Unit| matches!(unit.kind, FigureKind::Quantity("years" | "months" | "weeks" | "days" | "hours"));
        parts.filter_map(|part| self.unit(part.trim(), label, offset)).filter(|unit| !counted(unit) && !lasts(unit)).collect()
    }

    /// The unit that a part of a label ends with: `Exports in million USD`.
    fn unit(&self, part: &str, label: &str, offset: usize) -> Option<Unit> {
        let part = self.words.unit(part);
        if let Some(unit) = self.in_thousands(part, label, offset) {
            return Some(unit);
        }
        // 同比%
        let starts = part.char_indices().filter(|&(i, c)| i == 0 || part[..i].ends_with(' ') || matches!(c, '%' | '％')).map(|(i, _)| i);
        // Without its scale a unit is another.
        let scales = |word: &str| self.may_be_unit(word) && self.figure(&format!("1 {word}")).is_some_and(|figure| figure.value != 1.0);
        starts.filter(|i| part.len() - i <= LONGEST).find_map(|i| {
            let words = &part[i..];
            let start = offset + (words.as_ptr() as usize - label.as_ptr() as usize);
            self.round(words, start..start + words.len()).filter(|_| !part[..i].split(' ').any(scales))
        })
    }

    /// `1,000 tonnes`, parted at its comma, and `1000 tonnes`: so many thousands.
    fn in_thousands(&self, part: &str, label: &str, offset: usize) -> Option<Unit> {
        let unit = ["000 ", "1000 ", "1 000 "].iter().find_map(|number| part.strip_prefix(number))?;
        let thousand = match self.lang {
            Lang::En => "thousand ",
            Lang::Ru => "тыс. ",
            Lang::Zh => "千",
        };
        let start = offset + (part.as_ptr() as usize - label.as_ptr() as usize);
        self.round(&format!("{thousand}{unit}"), start..start + part.len())
    }

    /// Most words of a label begin no unit: one look at the first tells, where reading them as a figure takes six.
    fn may_be_unit(&self, words: &str) -> bool {
        first(words).is_some_and(|first| !first.kind.is_word() || self.figures.types_from(&self.names.look(words, &[first])))
    }

    /// The words of a unit, as they stand behind, round or before a number.
    fn round(&self, words: &str, at: Range<usize>) -> Option<Unit> {
        // `millions of US dollars`
        let plain = words.replace("s of ", " ");
        let words = plain.as_str();
        if !self.may_be_unit(words) {
            return None;
        }
        let split = words.split_once(' ').map(|(first, rest)| (format!("{first} "), format!(" {rest}")));
        let places = [Some((String::new(), format!(" {words}"))), split, Some((format!("{words} "), String::new()))];
        places.into_iter().flatten().find_map(|(before, after)| {
            let kind = self.figure(&format!("{before}1{after}"))?.kind;
            let typed = match kind {
                FigureKind::Money(code) => !code.contains('|'),
                // `Trade in the preceding years (January-May)`
                FigureKind::Quantity("years" | "months" | "days") => false,
                kind => matches!(kind, FigureKind::Quantity(_) | FigureKind::Percent),
            };
            typed.then(|| Unit { before, after, kind, at: at.clone() })
        })
    }

    /// The figure in a cell, with a unit of its own or the one of its label.
    pub fn cell(&self, cell: &str, unit: Option<&Unit>) -> Option<Figure> {
        let (sign, number) = match cell.strip_prefix(['-', '−', '–', '—']) {
            Some(rest) => (-1.0, rest.trim_start()),
            None => (1.0, cell.trim_start_matches('+').trim_start()),
        };
        let number = number.trim_end_matches(['*', '¹', '²', '³']).trim_end();
        // `.403`
        let whole = number.strip_prefix('.').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())).map(|rest| format!("0.{rest}"));
        let number = whole.as_deref().unwrap_or(number);
        let own = self.figure(number).filter(|figure| figure.kind != FigureKind::Plain);
        let figure = own.or_else(|| {
            let unit = unit?;
            let bare = number.starts_with(|c: char| c.is_ascii_digit()) && number.ends_with(|c: char| c.is_ascii_digit());
            let figure = self.figure(&format!("{}{number}{}", unit.before, unit.after)).filter(|_| bare)?;
            (figure.kind == unit.kind).then_some(figure)
        })?;
        Some(Figure { value: figure.value * sign, ..figure })
    }

    /// The only figure of a text, if it is all of it.
    fn figure(&self, text: &str) -> Option<Figure> {
        let units = cut(text);
        let mut found = self.figures.find_all(self.lang, &self.names.look(text, &units));
        if self.decimal_commas {
            point_commas(&mut found, text);
        }
        let [figure] = found.as_slice() else { return None };
        let rest = units.iter().skip(figure.units.end).all(|unit| unit.kind == UnitKind::Mark);
        (figure.units.start == 0 && rest && figure.end.is_none()).then(|| found.remove(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::Builder;

    /// The unit of a label and what a cell below it says, as `value kind`.
    fn read(lang: Lang, label: &str, cell: &str) -> String {
        let mut names = Builder::new();
        let (figures, words) = (Figures::new(&mut names), Words::new());
        let amounts = Amounts { figures: &figures, names: &names.build(), lang, words: &words, decimal_commas: false };
        let units = amounts.units(label, 0);
        match amounts.cell(cell, units.first()) {
            Some(figure) => format!("{} {:?}", figure.value, figure.kind),
            None => "-".to_owned(),
        }
    }

    #[test]
    fn a_cell_has_the_unit_of_its_label() {
        assert_eq!(read(Lang::En, "Exports, mln USD", "2,840"), "2840000000 Money(\"USD\")");
        assert_eq!(read(Lang::En, "in millions of US dollars", "13,100.5"), "13100500000 Money(\"USD\")");
        assert_eq!(read(Lang::En, "US$ billion", "1.2"), "1200000000 Money(\"USD\")");
        assert_eq!(read(Lang::En, "US$ billion", ".403"), "403000000 Money(\"USD\")");
        assert_eq!(read(Lang::En, "Quantity (thousand tonnes)", "46,260.0"), "46260000 Quantity(\"t\")");
        assert_eq!(read(Lang::En, "Timber (1,000 tonnes)", "2,840"), "2840000 Quantity(\"t\")");
        assert_eq!(read(Lang::En, "Timber (1000 tonnes)", "84.5"), "84500 Quantity(\"t\")");
        assert_eq!(read(Lang::En, "Change, %", "−3.2"), "-3.2 Percent");
        assert_eq!(read(Lang::En, "Change", "+3.2%"), "3.2 Percent");
        assert_eq!(read(Lang::Ru, "Стоимость, млн долл. США", "11 520,3"), "11520300000 Money(\"USD\")");
        assert_eq!(read(Lang::Ru, "тыс. т", "310,2"), "310200 Quantity(\"t\")");
        assert_eq!(read(Lang::Zh, "单位：亿元", "2103.9"), "210390000000 Money(\"CNY\")");
        assert_eq!(read(Lang::Zh, "同比%", "-12.6"), "-12.6 Percent");
    }

    #[test]
    fn a_cell_that_is_no_single_figure_says_nothing() {
        for cell in ["", "-", "…", "n/a", "12 / 14", "(3.2)", "10–12", "c"] {
            assert_eq!(read(Lang::En, "Exports, mln USD", cell), "-", "{cell}");
        }
        assert_eq!(read(Lang::En, "Exports", "12.5"), "-");
        assert_eq!(read(Lang::En, "Exports, thousand pesos", "12.5"), "-");
    }
}
