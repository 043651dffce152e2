//! A text, and the tokens of its sentences: names, figures and periods.

use super::Extractor;
use crate::figures::point_commas;
use crate::gazetteer::Names;
use crate::lang::Lang;
use crate::references::References;
use crate::relate::elements::Found;
use crate::token::{Figure, Period};
use crate::units::{Unit, cut};
use amur_text::Reading;
use std::ops::Range;

/// One text on its way through the relations.
pub(super) struct Text<'a> {
    pub extractor: &'a Extractor,
    pub reading: &'a Reading,
    pub references: &'a References,
    pub lang: Lang,
    pub doc_id: &'a str,
    /// Does the text print decimals behind commas, in English?
    pub decimal_commas: bool,
}

/// The tokens of one sentence. Offsets are those of the sentence's own text.
pub(super) struct Tokens<'a> {
    /// Where the sentence starts in the view.
    pub start: usize,
    pub text: &'a str,
    pub units: Vec<Unit>,
    pub names: Names,
    pub figures: Vec<Figure>,
    pub periods: Vec<Period>,
}

impl Tokens<'_> {
    /// The sentence as the relations look at it; `zones` are the units of the zones that it names.
    pub fn found<'t>(&'t self, zones: &'t [Range<usize>]) -> Found<'t> {
        let Tokens { start, text, units, names, figures, periods } = self;
        Found { text, offset: *start, units, names, figures, periods, zones }
    }

    /// Bytes of the view that some units take.
    pub fn bytes(&self, units: Range<usize>) -> Range<usize> {
        self.start + self.units[units.start].start as usize..self.start + self.units[units.end - 1].end as usize
    }
}

impl<'a> Tokens<'a> {
    /// The words that some units take.
    pub fn words(&self, units: Range<usize>) -> &'a str {
        &self.text[self.units[units.start].start as usize..self.units[units.end - 1].end as usize]
    }
}

impl<'a> Text<'a> {
    pub fn tokens(&self, sentence: Range<usize>) -> Tokens<'a> {
        self.tokens_where(sentence, |_| true)
    }

    /// The tokens of a sentence; figures and times only where its names make them wanted.
    pub fn tokens_where(&self, sentence: Range<usize>, wanted: impl Fn(&Names) -> bool) -> Tokens<'a> {
        let start = sentence.start;
        let text = &self.reading.view[sentence];
        let units = cut(text);
        let words = self.extractor.names.look(text, &units);
        let names = self.extractor.names.find(&words);
        let (mut periods, mut figures) = (Vec::new(), Vec::new());
        if wanted(&names) {
            periods = self.extractor.periods.find(self.lang, &words);
            figures = self.extractor.figures.find(self.lang, &words);
            if self.decimal_commas {
                point_commas(&mut figures, text);
            }
            // A number inside the words for a time is no figure.
            figures.retain(|f| !periods.iter().any(|p: &Period| p.units.start < f.units.end && f.units.start < p.units.end));
        }
        Tokens { start, text, units, names, figures, periods }
    }
}
