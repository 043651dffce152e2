//! English names of Chinese goods that no list has whole, put together from the words that they are made of: 冻鸡爪, frozen chicken feet.

use crate::gazetteer::{fold, simplified};
use rustc_hash::{FxHashMap, FxHashSet};
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
    words: FxHashMap<String, Word>,
    /// The characters that they begin with.
    beginnings: FxHashSet<char>,
}

/// The names that a text begins with, by their length.
#[derive(Default)]
pub(super) struct Names {
    /// Bytes of each, and of how few words it is made.
    found: [(usize, usize); LONGEST],
    count: usize,
}

impl Names {
    /// Of how few words the name is made that is so many bytes long.
    pub(super) fn pieces(&self, length: usize) -> Option<usize> {
        self.found[..self.count].iter().find(|name| name.0 == length).map(|name| name.1)
    }
}

impl GoodsWords {
    pub(super) fn new(lines: impl IntoIterator<Item = WordLine>) -> Self {
        let mut words: FxHashMap<String, Word> = FxHashMap::default();
        for line in lines {
            let word = words.entry(fold(&line.word)).or_default();
            word.is_ending |= line.role == "ending";
            let english = if line.role == "modifier" { &mut word.modifier } else { &mut word.head };
            *english = Some(line.english);
        }
        let beginnings = words.keys().filter_map(|word| word.chars().next()).collect();
        Self { words, beginnings }
    }

    /// Adds a name of the list of goods.
    pub(super) fn add_name(&mut self, name: &str, label: &str) {
        let name = fold(name);
        self.beginnings.extend(name.chars().next());
        self.words.entry(name).or_default().head = Some(label.to_owned());
    }

    /// May a name be made of these words that begins so?
    pub(super) fn may_begin(&self, name: &str) -> bool {
        name.chars().next().is_some_and(|first| self.beginnings.contains(&simplified(first)))
    }

    /// The Chinese names made of known words that `text` begins with.
    pub(super) fn names(&self, text: &str) -> Names {
        let mut names = Names::default();
        if !self.may_begin(text) {
            return names;
        }
        let characters = Characters::of(text);
        // Into how few words what stands before each character can be cut, if more follows, and if nothing does.
        let mut open: [Option<usize>; LONGEST + 1] = [None; LONGEST + 1];
        let mut whole: [Option<usize>; LONGEST + 1] = [None; LONGEST + 1];
        open[0] = Some(0);
        for start in 0..characters.count {
            let Some(before) = open[start] else { continue };
            for end in start + 1..=characters.count {
                let Some(word) = self.words.get(characters.folded(start, end)) else { continue };
                let fewer = |known: Option<usize>| Some(known.map_or(before + 1, |known| known.min(before + 1)));
                if word.english(false).is_some() {
                    open[end] = fewer(open[end]);
                }
                if word.english(true).is_some() && !(start == 0 && word.is_ending) {
                    whole[end] = fewer(whole[end]);
                }
            }
        }
        for (end, pieces) in whole.iter().enumerate() {
            if let Some(pieces) = pieces {
                names.found[names.count] = (characters.ends[end].0, *pieces);
                names.count += 1;
            }
        }
        names
    }

    /// The English for a Chinese name, from as few words as it can be cut into; none where a part is not known.
    pub(super) fn translate(&self, name: &str) -> Option<String> {
        if !self.may_begin(name) {
            return None;
        }
        let name = fold(name);
        let mut starts = [name.len(); LONGEST + 1];
        let mut last = 0;
        for (start, _) in name.char_indices() {
            *starts[..LONGEST].get_mut(last)? = start;
            last += 1;
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
        Some(words.collect::<Vec<_>>().join(" ").replace("- ", "-"))
    }
}

/// The characters that a text begins with, no more than a name has.
struct Characters {
    folded: String,
    /// Where each ends, in the text and folded; the first stands for the text's head.
    ends: [(usize, usize); LONGEST + 1],
    count: usize,
}

impl Characters {
    fn of(text: &str) -> Self {
        let mut characters = Characters { folded: String::with_capacity(text.len()), ends: [(0, 0); LONGEST + 1], count: 0 };
        for (start, c) in text.char_indices().take(LONGEST) {
            match c {
                '\u{4E00}'..='\u{9FFF}' => characters.folded.push(simplified(c)),
                c => characters.folded.push_str(&fold(c.encode_utf8(&mut [0; 4]))),
            }
            characters.count += 1;
            characters.ends[characters.count] = (start + c.len_utf8(), characters.folded.len());
        }
        characters
    }

    /// The folded characters from one to another.
    fn folded(&self, start: usize, end: usize) -> &str {
        &self.folded[self.ends[start].1..self.ends[end].1]
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
        words().translate(name)
    }

    #[test]
    fn a_name_is_put_together_from_its_longest_words() {
        assert_eq!(english("冻鸡爪").as_deref(), Some("frozen chicken feet"));
        assert_eq!(english("凍雞爪").as_deref(), Some("frozen chicken feet"));
        assert_eq!(english("鸡制品").as_deref(), Some("chicken products"));
    }

    #[test]
    fn all_names_that_a_text_begins_with_are_found_at_once() {
        let words = words();
        let found = |text: &str| {
            (1..=text.len()).filter_map(|length| words.names(text).pieces(length).map(|pieces| (length, pieces))).collect::<Vec<_>>()
        };
        assert_eq!(found("凍雞爪制品出口"), [("凍雞爪".len(), 2), ("凍雞爪制品".len(), 3)]);
        assert_eq!(found("制品"), []);
        assert_eq!(found("老鸡爪"), []);
    }

    #[test]
    fn a_name_needs_a_head_and_nothing_unknown() {
        assert_eq!(english("冻鸡"), None);
        assert_eq!(english("制品"), None);
        assert_eq!(english("老鸡爪"), None);
    }
}
