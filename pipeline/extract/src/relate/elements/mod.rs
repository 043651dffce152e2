//! A sentence as the sequence of all that means something to the relations: figures, periods, places, products, cue
//! words, punctuation.

mod cargo;
mod english;
mod epithets;
mod framing;
mod gloss;
mod has;
mod places;
mod read;
mod source;
mod words;

pub(super) use has::Has;
pub(super) use source::past_source;

use super::vocab::{Cue, Form, Vocabulary};
use crate::gazetteer::Names;
use crate::token::{Figure, FigureKind, Period};
use crate::units::{Unit, UnitKind};
use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Index into the sentence's figures.
    Figure(u32),
    /// Index into the sentence's periods.
    Period(u32),
    Place(u32, Form),
    /// A short name of several places, until the text tells which is meant.
    Namesake(u32),
    /// Index into the sentence's zones.
    Zone(u32),
    Product(u32),
    Cue(Cue),
    /// `,` `;` `:` `(` `)` `.` in their half-width form; a dash is `-`.
    Mark(char),
    /// A word that no list has.
    Word,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    pub kind: Kind,
    pub units: Range<usize>,
}

impl Element {
    pub fn cue(&self) -> Option<Cue> {
        match self.kind {
            Kind::Cue(cue) => Some(cue),
            _ => None,
        }
    }

    /// Is it a word for those with whom something is traded?
    pub fn is_partner(&self) -> bool {
        self.cue().is_some_and(Cue::is_partner)
    }
}

/// What a sentence is made of, as the layer below found it.
pub struct Found<'a> {
    pub text: &'a str,
    /// Where `text` starts in the view; slots hold bytes of the view.
    pub offset: usize,
    pub units: &'a [Unit],
    pub names: &'a Names,
    pub figures: &'a [Figure],
    pub periods: &'a [Period],
    /// Units of zone names.
    pub zones: &'a [Range<usize>],
}

impl Found<'_> {
    /// The text of some units; of none, nothing.
    pub fn words(&self, units: &Range<usize>) -> &str {
        if units.is_empty() {
            return "";
        }
        &self.text[self.units[units.start].start as usize..self.units[units.end - 1].end as usize]
    }

    /// How many of the elements, two at most, are words that say what goods are like: `brand-new`, `fully assembled`.
    pub fn qualities(&self, elements: &[Element]) -> usize {
        const ENDS: [&str; 8] = ["ed", "ly", "al", "ic", "ive", "ble", "vy", "ge"];
        let is_quality = |element: &&Element| {
            let word = self.words(&element.units);
            let small = word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
            element.kind == Kind::Word && small && (word.contains('-') || ENDS.iter().any(|end| word.ends_with(end)))
        };
        elements.iter().take(2).take_while(is_quality).count()
    }

    /// Is a Chinese character in the sentence? What only reads Chinese words has nothing to do where none is.
    pub fn has_han(&self) -> bool {
        self.units.iter().any(|unit| unit.kind == UnitKind::Han)
    }

    /// What words of the view say, if they stand in this sentence.
    pub fn said(&self, at: &Range<usize>) -> Option<&str> {
        self.text.get(at.start.checked_sub(self.offset)?..at.end.checked_sub(self.offset)?)
    }

    /// The kind of a figure as it is printed.
    pub fn figure_kind(&self, element: &Element) -> Option<FigureKind> {
        if let Kind::Figure(figure) = element.kind { Some(self.figures[figure as usize].kind) } else { None }
    }

    /// The first word of an element, or its only character.
    pub fn first(&self, element: &Element) -> &str {
        self.units[element.units.start].text(self.text)
    }

    fn last(&self, element: &Element) -> &str {
        self.units[element.units.end - 1].text(self.text)
    }

    fn is_han(&self, element: &Element) -> bool {
        self.units[element.units.start].kind == UnitKind::Han
    }

    /// No white space stands before the element.
    pub fn is_glued(&self, element: &Element) -> bool {
        !self.units[element.units.start].spaced
    }
}

/// Cuts a sentence into elements, the longest name first; figures, periods and zone names are never cut into.
pub fn elements(vocabulary: &Vocabulary, found: &Found) -> Vec<Element> {
    let mut out = read::read(vocabulary, found);
    let has = Has::of(&out);
    words::drop_opener(vocabulary, found, &mut out);
    words::drop_articles(vocabulary, found, &mut out);
    if has.figure || has.period {
        words::drop_points(found, &mut out);
    }
    if has.dash && has.product {
        words::join_negations(found, &mut out);
    }
    if has.period {
        gloss::join_glossed_times(found, &mut out);
    }
    if has.place && !found.text.is_ascii() {
        places::read_markets(found, &mut out);
    }
    if has.place && has.point {
        places::drop_sites(found, &mut out);
    }
    if has.place && has.bracket {
        places::drop_included(vocabulary, found, &mut out);
    }
    if has.short_form {
        places::drop_lone_short_forms(vocabulary, found, &mut out);
    }
    if has.period && has.of {
        words::drop_times_of_attributes(vocabulary, found, &mut out);
    }
    if has.period && has.comma {
        words::drop_commas_round_times(found, &mut out);
    }
    if has.comma && !found.text.is_ascii() {
        source::drop_sources(found, &mut out);
    }
    if has.quote {
        words::drop_speech_marks(found, &mut out);
    }
    epithets::read_epithets(vocabulary, found, &mut out);
    if (has.place || has.product || has.period) && !found.text.is_ascii() {
        framing::drop_framings(vocabulary, found, &mut out);
    }
    if has.short_form {
        places::drop_routes(vocabulary, found, &mut out);
        places::join_sides(found, &mut out);
    }
    if has.place && has.quote {
        places::drop_quotes(vocabulary, found, &mut out);
    }
    if has.place && !found.text.is_ascii() {
        places::join_partners(found, &mut out);
    }
    if has.flow {
        cargo::read_cargo(vocabulary, found, &mut out);
    }
    if has.flow && has.product && has.of {
        words::join_worth_of_flow(found, &mut out);
    }
    if has.place && has.place_back {
        places::drop_type_words(&mut out);
        if has.figure {
            places::drop_counts_of_places(found, &mut out);
        }
    }
    if (has.place || has.place_back) && has.figure && !found.text.is_ascii() {
        places::drop_counts_of_members(vocabulary, found, &mut out);
    }
    if has.thing {
        words::drop_things(&mut out);
    }
    if has.flow {
        words::drop_motion(vocabulary, found, &mut out);
    }
    if has.change {
        words::drop_additions(vocabulary, found, &mut out);
    }
    words::read_falls_on(found, &mut out);
    if has.product {
        words::read_relative_goods(found, &mut out);
        words::drop_measures_of_goods(found, &mut out);
    }
    if has.figure && has.bracket && has.product && has.flow {
        english::drop_wholes_of_lines(&mut out);
    }
    english::read_phrases(vocabulary, found, &mut out, &has);
    if has.product {
        words::drop_verbs(vocabulary, found, &mut out);
    }
    if has.product && has.bracket {
        words::read_abbreviations(found, &mut out);
    }
    if has.slash {
        words::pair_slashes(found, &mut out);
    }
    if has.place && (has.slash || has.bracket) {
        places::drop_wider(vocabulary, found, &mut out);
    }
    if has.dash {
        places::drop_compounds(found, &mut out);
        places::read_crossings(vocabulary, found, &mut out);
    }
    if has.place && has.figure {
        cargo::read_handled(vocabulary, found, &mut out);
    }
    if has.dash {
        words::join_hyphens(found, &mut out);
    }
    if has.flow {
        cargo::read_sent_abroad(vocabulary, found, &mut out);
        cargo::read_sent_for_export(found, &mut out);
        cargo::join_cargo(&mut out);
    }
    // What was a word of trade may be one of cargo by now.
    if has.other || has.flow {
        cargo::read_crossing_cargo(vocabulary, found, &mut out);
    }
    if has.clause {
        words::drop_time_of_speech(&mut out);
    }
    if has.bracket && has.product {
        words::drop_tariff_codes(found, &mut out);
    }
    out
}
