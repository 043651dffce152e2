//! English names of Chinese goods that no list has whole, put together from the words that they are made of: 冻鸡爪, frozen chicken feet.

use crate::gazetteer::fold;
use ahash::AHashMap;
use serde::Deserialize;

/// The longest name in characters.
pub(super) const LONGEST: usize = 12;

/// A word that names of goods are made of.
#[derive(Deserialize)]
pub(super) struct WordLine {
    pub word: String,
    pub english: String,
    /// `head`: the name may end in it; `ending`: so it may, but something must stand before; `modifier`: something must follow.
    pub role: String,
}

#[derive(Default)]
struct Word {
    head: Option<String>,
    modifier: Option<String>,
    /// Names nothing by itself: 产品.
    is_ending: bool,
}

impl Word {
    /// Its English at the end of a name, or before more of it.
    fn english(&self, is_last: bool) -> Option<&String> {
        if is_last { self.head.as_ref() } else { self.modifier.as_ref().or(self.head.as_ref()) }
    }
}

/// The words of Chinese names of goods.
#[derive(Default)]
pub(super) struct GoodsWords {
    words: AHashMap<String, Word>,
}

/// How many words a name is made of, and what it is called.
pub(super) struct Reading {
    pub pieces: usize,
    pub english: String,
}

impl GoodsWords {
    pub(super) fn new(lines: impl IntoIterator<Item = WordLine>) -> Self {
        let mut words: AHashMap<String, Word> = AHashMap::new();
        for line in lines {
            let word = words.entry(fold(&line.word)).or_default();
            word.is_ending |= line.role == "ending";
            let english = if line.role == "modifier" { &mut word.modifier } else { &mut word.head };
            *english = Some(line.english);
        }
        Self { words }
    }

    /// Adds a name of the list of goods.
    pub(super) fn add_name(&mut self, name: &str, label: &str) {
        self.words.entry(fold(name)).or_default().head = Some(label.to_owned());
    }

    /// The English for a Chinese name, from as few words as it can be cut into; none where a part is not known.
    pub(super) fn translate(&self, name: &str) -> Option<Reading> {
        let name = fold(name);
        let starts: Vec<usize> = name.char_indices().map(|(start, _)| start).chain([name.len()]).collect();
        let last = starts.len() - 1;
        if !(1..=LONGEST).contains(&last) {
            return None;
        }
        // How what begins at each character is cut, from the end.
        let mut cuts: [Option<Cut>; LONGEST + 1] = [None; LONGEST + 1];
        cuts[last] = Some(Cut { pieces: 0, english: "", next: last });
        for start in (0..last).rev() {
            for end in (start + 1..=last).rev() {
                let Some(rest) = cuts[end] else { continue };
                let alone = start == 0 && end == last;
                let word = self.words.get(&name[starts[start]..starts[end]]).filter(|word| !(alone && word.is_ending));
                let Some(english) = word.and_then(|word| word.english(end == last)) else { continue };
                if cuts[start].is_none_or(|best| rest.pieces + 1 < best.pieces) {
                    cuts[start] = Some(Cut { pieces: rest.pieces + 1, english, next: end });
                }
            }
        }
        let first = cuts[0]?;
        let words = std::iter::successors(Some(first), |cut| cuts[cut.next].filter(|next| next.pieces > 0)).map(|cut| cut.english);
        Some(Reading { pieces: first.pieces, english: words.collect::<Vec<_>>().join(" ").replace("- ", "-") })
    }
}

/// Into how few words the end of a name can be cut, the first of them in English, and the character behind it.
#[derive(Clone, Copy)]
struct Cut<'a> {
    pieces: usize,
    english: &'a str,
    next: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> GoodsWords {
        let line = |word: &str, english: &str, role: &str| WordLine { word: word.into(), english: english.into(), role: role.into() };
        let modifiers = [line("冻", "frozen", "modifier"), line("鸡", "chicken", "modifier")];
        let heads = [line("爪", "feet", "head"), line("制品", "products", "ending")];
        let mut words = GoodsWords::new(modifiers.into_iter().chain(heads));
        words.add_name("鸡爪", "chicken feet");
        words
    }

    fn english(name: &str) -> Option<String> {
        words().translate(name).map(|reading| reading.english)
    }

    #[test]
    fn a_name_is_put_together_from_its_longest_words() {
        assert_eq!(english("冻鸡爪").as_deref(), Some("frozen chicken feet"));
        assert_eq!(english("凍雞爪").as_deref(), Some("frozen chicken feet"));
        assert_eq!(english("鸡制品").as_deref(), Some("chicken products"));
    }

    #[test]
    fn a_name_needs_a_head_and_nothing_unknown() {
        assert_eq!(english("冻鸡"), None);
        assert_eq!(english("制品"), None);
        assert_eq!(english("老鸡爪"), None);
    }
}
