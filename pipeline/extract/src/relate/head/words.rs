//! Words and phrases of goods.

use super::Reader;
use crate::gazetteer::List;
use crate::relate::elements::Kind;
use crate::relate::frame::Slot;
use crate::relate::vocab::{Cue, Entry, Link, UNLISTED, Words};
use crate::token::FigureKind;
use compact_str::CompactString;
use std::ops::Range;

impl Reader<'_> {
    /// The element after the English noun phrase that starts at `at`.
    pub fn noun_phrase(&self, at: usize) -> usize {
        let mut end = at;
        while end < self.elements.len() {
            match self.elements[end].kind {
                // `exports of dairy products stopped`
                Kind::Word if end > at && self.is_product(end - 1) && self.is_past(end) && !self.is_product(end + 1) => break,
                // `exports of flour a year`
                Kind::Word if end > at && self.is_product(end - 1) && matches!(self.text(end), "a" | "an") => break,
                // `exports of fruit over the past year`
                Kind::Word if end > at && [Words::When, Words::Motion, Words::See].iter().any(|&words| self.says(end, words)) => break,
                Kind::Product(_) | Kind::Word | Kind::Mark('-' | '\'' | '"') => end += 1,
                Kind::Cue(Cue::Link(Link::And | Link::Of)) if self.continues(end + 1) => end += 1,
                Kind::Cue(Cue::Link(Link::To)) if self.text(end) == "for" && self.continues(end + 1) => end += 1,
                // `machinery, equipment and vehicles`
                Kind::Mark(',') if self.continues(end + 1) && self.closes_list(end + 1) => end += 1,
                Kind::Cue(Cue::Other(_) | Cue::Total) => end += 1,
                _ => break,
            }
        }
        // `imports of ground transport - 1.9 times`
        let dashed = |end: usize| self.elements[end - 1].kind == Kind::Mark('-') && matches!(self.kind(end), Some(Kind::Figure(_)));
        // `exports of zinc and earned 3 billion`
        let joins = |end: usize| self.link(end - 1) == Some(Link::And);
        let closes = |end: usize| self.elements[end - 1].kind == Kind::Word && ends_phrase(self.text(end - 1));
        while end > at + 1 && (closes(end) || joins(end) || dashed(end)) {
            end -= 1;
        }
        end
    }

    fn continues(&self, at: usize) -> bool {
        self.is_product(at) || self.kind(at) == Some(Kind::Word) && !is_article(self.text(at))
    }

    /// Does an `and` come before anything but words and commas?
    fn closes_list(&self, at: usize) -> bool {
        (at..self.elements.len().min(at + 8))
            .find(|&i| !matches!(self.elements[i].kind, Kind::Product(_) | Kind::Word | Kind::Mark(',' | '-')))
            .is_some_and(|i| self.link(i) == Some(Link::And))
    }

    /// Do the words name goods: `margarine`, not `the cargo`?
    pub fn is_goods(&self, phrase: Range<usize>) -> bool {
        const LONGEST: usize = 7;
        let other = |i: usize| is_article(self.text(i)) || matches!(self.elements[i].kind, Kind::Cue(Cue::Other(_) | Cue::Total));
        (1..=LONGEST).contains(&phrase.len()) && self.text(phrase.start).is_ascii() && !phrase.into_iter().any(other)
    }

    /// The products of a list, if each of its members is one.
    pub(super) fn listed(&self, phrase: Range<usize>) -> Vec<Slot<CompactString>> {
        phrase.filter(|&i| self.is_product(i)).map(|i| self.phrase(i..i + 1)).collect()
    }

    /// A product in the words of an English text, else by its English name; goods without one in the text's own words.
    pub fn product(&self, product: u32, at: usize) -> Slot<CompactString> {
        let unlisted = product == UNLISTED;
        match unlisted.then(|| self.vocabulary.translate(self.text(at))).flatten() {
            Some(english) => Slot::new(english, self.bytes(at..at + 1)),
            None if unlisted || self.text(at).is_ascii() => self.phrase(self.compound_start(at)..at + 1),
            None => Slot::new(self.vocabulary.product(product).label.as_str(), self.bytes(at..at + 1)),
        }
    }

    /// `steel-cutting machines`: the first element of what describes the goods at `at` by two words with a hyphen.
    fn compound_start(&self, at: usize) -> usize {
        let Some([first, hyphen, second]) = at.checked_sub(3).map(|first| &self.elements[first..at]) else { return at };
        let glued = hyphen.kind == Kind::Mark('-') && self.found.is_glued(hyphen);
        let describes = second.kind == Kind::Word && matches!(first.kind, Kind::Word | Kind::Product(_));
        if glued && describes { at - 3 } else { at }
    }

    /// `commodities`, `various products`: goods of whatever kind; or no goods, but a kind of place.
    pub(in crate::relate) fn is_of_anything(&self, phrase: Range<usize>) -> bool {
        let Some((last, words)) = phrase.clone().next_back().map(|last| (last, phrase.start..last)) else { return false };
        // `exports of the republic`, `exports of the two regions`
        let word = self.text(last);
        if self.vocabulary.is(Words::PlaceNouns, word.trim_end_matches('s')) || word == "countries" {
            return true;
        }
        self.says(last, Words::Goods) && words.into_iter().all(|i| self.says(i, Words::Various))
    }

    /// `trade at the border port of Fulan`: a capitalised word that no list has names a place, a firm or the like, and no goods.
    pub(super) fn is_unknown_name(&self, at: usize) -> bool {
        let mut letters = self.text(at).chars();
        let capitalised = letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
        capitalised && self.kind(at) == Some(Kind::Word) && self.is_ascii(at)
    }

    /// The words of a phrase as a product: lower case, one space between words.
    pub fn phrase(&self, elements: Range<usize>) -> Slot<CompactString> {
        let words: Vec<String> = self.words(elements.clone()).split_whitespace().map(str::to_lowercase).collect();
        Slot::new(words.join(" "), self.bytes(elements))
    }

    /// 边境贸易额, 过境贸易总额: the kind of trade that the word of trade at `at` begins with.
    pub(in crate::relate) fn regime(&self, at: usize) -> Option<Slot<CompactString>> {
        let units = self.elements[at].units.clone();
        let hits = self.found.names.at(units.start, List::Trade).iter().filter(|hit| hit.last as usize <= units.end);
        hits.map(|hit| self.vocabulary.entry(hit.entry)).find_map(|entry| match entry {
            Entry::Product(product) => Some(Slot::new(self.vocabulary.product(product).label.as_str(), self.bytes(at..at + 1))),
            _ => None,
        })
    }

    /// `barter trade`: do the lists have the English words as a kind of trade only, and not as trade?
    pub(super) fn is_only_regime(&self, at: usize) -> bool {
        let units = self.elements[at].units.clone();
        let mut whole = self.found.names.at(units.start, List::Trade).iter().filter(|hit| hit.last as usize == units.end);
        let flow = |entry| matches!(entry, Entry::Cue(Cue::Flow(_)));
        units.len() > 1 && self.is_ascii(at) && !whole.any(|hit| flow(self.vocabulary.entry(hit.entry)))
    }

    /// The first of the words without a meaning of their own that close goods before element `end`: 箱包等产品, 纸类, 仪器业.
    pub(super) fn goods_before(&self, end: usize) -> Option<usize> {
        const FAR: usize = 8;
        let filler = |i: &usize| self.elements[*i].kind == Kind::Word && self.vocabulary.closes_goods(self.text(*i));
        let start = (self.floor.max(end.saturating_sub(FAR))..end).rev().take_while(filler).last()?;
        (start > self.floor && self.is_product(start - 1)).then_some(start)
    }

    /// A word for a sum right behind goods.
    pub(super) fn sums_goods(&self, at: usize) -> bool {
        matches!(self.text(at), "合计" | "共计" | "总计" | "共") && self.is_product(at - 1)
    }

    /// A bare number alone in a bracket.
    pub(super) fn is_code(&self, at: usize) -> bool {
        self.figure_kind(at) == Some(FigureKind::Plain) && self.elements[at - 1].kind == Kind::Mark('(')
    }
}

pub(super) fn is_article(word: &str) -> bool {
    matches!(word, "the" | "a" | "an" | "these" | "those" | "this" | "such" | "all" | "both" | "goods" | "товаров" | "товары" | "товарами")
}

/// Is this last word of a noun phrase no noun: `goods maintained`?
fn ends_phrase(word: &str) -> bool {
    const CLOSING: [&str; 17] = [
        "also",
        "has",
        "have",
        "had",
        "been",
        "being",
        "only",
        "alone",
        "respectively",
        "further",
        "which",
        "that",
        "when",
        "it",
        "by",
        "rank",
        "ranks",
    ];
    CLOSING.contains(&word) || word.ends_with("ed") && !word.ends_with("eed") && !word.ends_with("bed")
}
