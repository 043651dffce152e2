//! The names of all lists found at once: a trie over words, walked from each unit of a text.
//!
//! Names come from code lists and lexicons as sequences of words; a word may end in `*` (any ending), as Russian needs.
//! Case and ё are folded; hyphens, and points without a space after them, are passed over between the words of a name.
//! Each word of a text is folded and looked up once, for all lists and for the phrases of figures; a walk never goes further than
//! the longest name, so that reading is linear in the text.

use crate::units::{Unit, UnitKind, cut};
use ahash::AHashMap;
use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;
use std::sync::LazyLock;
use thread_local::ThreadLocal;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// A folded word of some name or phrase, or a word's beginning: the number of its string twice, one more for a beginning.
pub type WordId = u32;

/// What a word's string stands for: the word itself, the beginning of words, or both. Looking it up says so, beside its number.
const WHOLE: u32 = 1;
const BEGINNING: u32 = 2;

/// Whose entry a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum List {
    /// Places, products, words of trade.
    Trade,
    /// What counts things that are no goods.
    Untraded,
    /// Words of zone names.
    Zones,
    /// What indicators count.
    Indicators,
}

/// One place where a name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Units `first..last` of the text.
    pub first: u32,
    pub last: u32,
    pub list: List,
    /// The entry, as numbered by [`Builder::add`].
    pub entry: u32,
}

/// Numbers of words, and what they stand for.
#[derive(Default)]
struct Numbers(AHashMap<Box<str>, (u32, u32)>);

impl Numbers {
    fn id(&mut self, word: &str, is_stem: bool) -> WordId {
        let fresh = self.0.len() as u32;
        let (number, kinds) = self.0.entry(word.into()).or_insert((fresh, 0));
        *kinds |= if is_stem { BEGINNING } else { WHOLE };
        2 * *number + u32::from(is_stem)
    }

    fn build(self) -> WordTable {
        let mut words: Vec<(Box<str>, u32)> = self.0.into_iter().map(|(word, (number, kinds))| (word, 4 * number + kinds)).collect();
        words.sort_unstable();
        WordTable((!words.is_empty()).then(|| crawdad::Trie::from_records(words).expect("sorted words without doubles")))
    }
}

/// Words and beginnings of words, by their characters: a number four times, and what it stands for. None where there are none.
struct WordTable(Option<crawdad::Trie>);

impl WordTable {
    /// The ids of the beginnings that a folded word has, the shortest first, then its own.
    fn ids(&self, word: &str) -> Vec<WordId> {
        let length = word.chars().count();
        let mut ids = Vec::new();
        for (found, taken) in self.0.iter().flat_map(|trie| trie.common_prefix_search(word.chars())) {
            let number = found / 4;
            ids.extend((found & BEGINNING != 0).then_some(2 * number + 1));
            ids.extend((taken == length && found & WHOLE != 0).then_some(2 * number));
        }
        ids
    }
}

/// Collects the names of all lists.
#[derive(Default)]
pub struct Builder {
    words: Numbers,
    /// Words of phrases that are folded letter by letter.
    plain: Numbers,
    edges: AHashMap<(u32, WordId), u32>,
    /// Entries by node of the trie.
    ends: Vec<Vec<(List, u32)>>,
}

/// The finished trie.
pub struct Gazetteer {
    words: WordTable,
    plain: WordTable,
    /// The first node of names by their first word; 0 where no name begins so.
    roots: Vec<u32>,
    nodes: Vec<Node>,
    /// Words that go on from each node, in order, and the nodes they lead to.
    edges: Vec<(WordId, u32)>,
    /// Entries whose names end at each node.
    ends: Vec<(List, u32)>,
    seen: ThreadLocal<RefCell<Seen>>,
}

/// Where what belongs to a node begins; it ends where that of the next node begins.
struct Node {
    edges: u32,
    ends: u32,
}

/// The words that a thread has looked up, with their ids: nearly all words of a text are some of few.
#[derive(Default)]
struct Seen {
    /// Those of a short word by its bytes: a number is hashed and compared at once.
    short: AHashMap<u128, Known>,
    /// Those of a longer one.
    long: AHashMap<Box<[u8]>, Known>,
    /// Those of the words of one character that have a place of their own: marks, and all of Chinese.
    single: Vec<Option<Known>>,
    ids: Vec<WordId>,
}

/// Where the ids of a word stand in a list: `start..plain` are of names, `plain..end` of phrases that are folded letter by letter.
#[derive(Clone, Copy)]
struct Known {
    start: u32,
    plain: u32,
    end: u32,
}

/// Where the ids of a word are remembered.
enum Place {
    Single(usize),
    Short(u128),
    Long,
}

impl Place {
    #[inline]
    fn of(bytes: &[u8]) -> Place {
        const SHORT: usize = size_of::<u128>();
        match *bytes {
            [byte] => Place::Single(usize::from(byte)),
            [first @ 0xe4..=0xe9, second, third] => {
                let c = u32::from(first & 0xf) << 12 | u32::from(second & 0x3f) << 6 | u32::from(third & 0x3f);
                c.checked_sub(HAN).map_or(Place::Long, |place| Place::Single(0x80 + place as usize))
            }
            // No word has a NUL, so that what is behind it tells how long it is.
            _ if bytes.len() <= SHORT => {
                let mut key = [0; SHORT];
                key[..bytes.len()].copy_from_slice(bytes);
                Place::Short(u128::from_le_bytes(key))
            }
            _ => Place::Long,
        }
    }
}

/// So many words of one character have a place.
const SINGLE: usize = 0x80 + (0xA000 - HAN) as usize;

/// As many words are remembered, none of them longer (in bytes).
const MOST_SEEN: usize = 1 << 16;
const LONGEST_SEEN: usize = 30;

impl Seen {
    /// The ids of names that a word has, and those of phrases.
    fn get(&self, word: &[u8]) -> Option<(&[WordId], &[WordId])> {
        let Known { start, plain, end } = match Place::of(word) {
            Place::Single(place) => self.single.get(place)?.as_ref()?,
            Place::Short(key) => self.short.get(&key)?,
            Place::Long => self.long.get(word)?,
        };
        Some(self.ids[*start as usize..*end as usize].split_at((plain - start) as usize))
    }

    fn add(&mut self, word: &[u8], names: &[WordId], plain: &[WordId]) {
        if word.len() > LONGEST_SEEN {
            return;
        }
        if self.short.len() + self.long.len() == MOST_SEEN {
            *self = Seen::default();
        }
        let start = self.ids.len() as u32;
        self.ids.extend_from_slice(names);
        let first_plain = self.ids.len() as u32;
        self.ids.extend_from_slice(plain);
        let known = Known { start, plain: first_plain, end: self.ids.len() as u32 };
        match Place::of(word) {
            Place::Single(place) => {
                self.single.resize(SINGLE, None);
                self.single[place] = Some(known);
            }
            Place::Short(key) => {
                self.short.insert(key, known);
            }
            Place::Long => {
                self.long.insert(word.into(), known);
            }
        }
    }
}

/// The names that stand in a text, by the unit at which they start.
#[derive(Debug, Default)]
pub struct Names {
    hits: Vec<Hit>,
    /// Those of unit n are `hits[starts[n]..starts[n + 1]]`.
    starts: Vec<u32>,
}

impl Names {
    /// The names of a list that start at a unit, longest first; those that end at the same unit in the order they were added.
    #[inline]
    pub fn at(&self, unit: usize, list: List) -> &[Hit] {
        if self.is_empty_at(unit) { &[] } else { self.of_list(unit, list) }
    }

    fn of_list(&self, unit: usize, list: List) -> &[Hit] {
        let (mut first, end) = (self.starts[unit] as usize, self.starts[unit + 1] as usize);
        while first < end && self.hits[first].list != list {
            first += 1;
        }
        let mut last = first;
        while last < end && self.hits[last].list == list {
            last += 1;
        }
        &self.hits[first..last]
    }

    /// The names of all lists.
    pub fn all(&self) -> &[Hit] {
        &self.hits
    }

    /// No list has a name that starts at this unit.
    #[inline]
    pub fn is_empty_at(&self, unit: usize) -> bool {
        self.starts[unit] == self.starts[unit + 1]
    }

    /// The names that lie wholly in a part of the units, as if these were all.
    pub fn within(&self, part: &Range<usize>) -> Names {
        let mut names = Names::default();
        let (first, last) = (part.start as u32, part.end as u32);
        for unit in part.clone() {
            names.starts.push(names.hits.len() as u32);
            let hits = &self.hits[self.starts[unit] as usize..self.starts[unit + 1] as usize];
            let inside = hits.iter().filter(|hit| hit.last <= last);
            names.hits.extend(inside.map(|hit| Hit { first: hit.first - first, last: hit.last - first, ..*hit }));
        }
        names.starts.push(names.hits.len() as u32);
        names
    }
}

/// First character of the block of Chinese characters that [`simplified`] knows.
const HAN: u32 = 0x4E00;

/// The simplified form of a traditional Chinese character; any other character itself.
pub fn simplified(c: char) -> char {
    static FORMS: LazyLock<Vec<u16>> = LazyLock::new(|| {
        let mut forms: Vec<u16> = (HAN..=0x9FFF).map(|c| c as u16).collect();
        let lines = include_str!("../../../schemas/lexicon/zh/traditional.tsv").lines().filter(|line| !line.starts_with('#'));
        for (from, to) in lines.filter_map(|line| line.split_once('\t')) {
            if let (Some(from), Some(to)) = (from.chars().next(), to.chars().next()) {
                forms[(from as u32 - HAN) as usize] = to as u16;
            }
        }
        forms
    });
    let form = (c as u32).checked_sub(HAN).and_then(|place| FORMS.get(place as usize));
    form.and_then(|&form| char::from_u32(u32::from(form))).unwrap_or(c)
}

/// `cоюза` with a Latin letter: a word of Cyrillic letters with a few Latin ones that look like them is Cyrillic, any other mixed
/// word Latin.
fn is_cyrillic(word: &str) -> bool {
    let (mut cyrillic, mut latin) = (0usize, 0usize);
    for c in word.chars() {
        match c {
            c if c.is_ascii_alphabetic() && cyrillic_twin(c).is_none() => return false,
            c if c.is_ascii_alphabetic() => latin += 1,
            'а'..='я' | 'А'..='Я' | 'ё' | 'Ё' if latin_twin(c).is_none() => cyrillic += 1,
            _ => {}
        }
    }
    cyrillic > 0 && latin > 0
}

/// Lower case, ё as е, ASCII digits, simplified Chinese, no combining accents; `buffer` is overwritten.
pub fn fold_into(word: &str, buffer: &mut String) {
    buffer.clear();
    let mixed = !word.is_ascii() && word.bytes().any(|b| b.is_ascii_alphabetic());
    let cyrillic = mixed && is_cyrillic(word);
    for c in word.chars() {
        match c {
            c if cyrillic && cyrillic_twin(c).is_some() => buffer.extend(cyrillic_twin(c)),
            c if cyrillic => buffer.extend(c.to_lowercase().map(|c| if c == 'ё' { 'е' } else { c })),
            c if mixed && latin_twin(c).is_some() => buffer.extend(latin_twin(c)),
            c if c.is_ascii() => buffer.push(c.to_ascii_lowercase()),
            'ё' | 'Ё' => buffer.push('е'),
            'а'..='я' => buffer.push(c),
            'А'..='Я' => buffer.push(char::from_u32(c as u32 + 0x20).unwrap_or(c)),
            '\u{4E00}'..='\u{9FFF}' => buffer.push(simplified(c)),
            '０'..='９' => buffer.push((b'0' + (c as u32 - '０' as u32) as u8) as char),
            '\u{0300}'..='\u{036F}' => {}
            '’' | '‘' => buffer.push('\''),
            c => buffer.extend(c.to_lowercase()),
        }
    }
}

/// A character in lower case, е for ё, ASCII for its full-width twin, simplified Chinese: one for one.
pub fn fold_plain(c: char) -> char {
    match c {
        c if c.is_ascii() => c.to_ascii_lowercase(),
        'а'..='я' => c,
        'А'..='Я' => char::from_u32(c as u32 + 0x20).unwrap_or(c),
        'ё' | 'Ё' => 'е',
        '\u{FF01}'..='\u{FF5E}' => fold_plain(char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)),
        '￥' => '¥',
        '\u{4E00}'..='\u{9FFF}' => simplified(c),
        c => c.to_lowercase().next().unwrap_or(c),
    }
}

const CYRILLIC: &str = "аеорсухіАВЕКМНОРСТХІ";
const LATIN: &str = "aeopcyxiabekmhopctxi";

/// The small Cyrillic letter that a Latin one looks like.
fn cyrillic_twin(c: char) -> Option<char> {
    "aeopcyxABEKMHOPCTX".chars().zip("аеорсухавекмнорстх".chars()).find(|&(twin, _)| twin == c).map(|(_, cyrillic)| cyrillic)
}

/// The Latin letter that a Cyrillic one looks like; texts mix them inside a word.
fn latin_twin(c: char) -> Option<char> {
    CYRILLIC.chars().zip(LATIN.chars()).find(|&(twin, _)| twin == c).map(|(_, latin)| latin)
}

/// [`fold_into`] with a string of its own.
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(word, &mut out);
    out
}

/// A word in Latin letters with marks on them, without the marks.
fn without_marks(word: &str) -> Option<String> {
    let marked = |c: char| matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}');
    if !word.contains(marked) {
        return None;
    }
    let mut plain = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            'đ' => plain.push('d'),
            c => decompose_canonical(c, |part| plain.extend(Some(part).filter(|part| !is_combining_mark(*part)))),
        }
    }
    Some(plain).filter(|plain| plain != word)
}

/// [`fold`], without a string of its own for a word that needs none: one of small English or Russian letters, or of simplified
/// Chinese characters alone.
pub fn folded(word: &str) -> Cow<'_, str> {
    let is_han = |c: char| matches!(c, '\u{4E00}'..='\u{9FFF}') && simplified(c) == c;
    let is_small = word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase())
        || word.chars().all(|c| matches!(c, 'а'..='я' | ' ' | '-'))
        || word.chars().all(is_han);
    if is_small { Cow::Borrowed(word) } else { Cow::Owned(fold(word)) }
}

impl Builder {
    pub fn new() -> Self {
        Builder { ends: vec![Vec::new()], ..Builder::default() }
    }

    /// Adds a name for an entry of a list. Names of no words are ignored.
    pub fn add(&mut self, list: List, name: &str, entry: u32) {
        let mut node = 0;
        let units = cut(name);
        let mut taken = 0;
        for (i, unit) in units.iter().enumerate() {
            if unit.kind == UnitKind::Mark && is_passed_over(unit.text(name)) {
                continue;
            }
            if unit.text(name) == "*" && i > 0 && !unit.spaced {
                continue;
            }
            let is_stem = units.get(i + 1).is_some_and(|next| next.text(name) == "*" && !next.spaced);
            let word = self.word(&fold(unit.text(name)), is_stem);
            node = self.step(node, word);
            taken += 1;
        }
        if taken > 0 && !self.ends[node as usize].contains(&(list, entry)) {
            self.ends[node as usize].push((list, entry));
        }
    }

    /// The id of a folded word, or of a beginning of words, which a text's [`Words`] will have.
    pub fn word(&mut self, word: &str, is_stem: bool) -> WordId {
        self.words.id(word, is_stem)
    }

    /// The same of a word that is folded letter by letter, for [`Words::plain`].
    pub fn plain_word(&mut self, word: &str, is_stem: bool) -> WordId {
        let folded: String = word.chars().map(fold_plain).collect();
        self.plain.id(&folded, is_stem)
    }

    fn step(&mut self, node: u32, word: WordId) -> u32 {
        let fresh = self.ends.len() as u32;
        let next = *self.edges.entry((node, word)).or_insert(fresh);
        if next == fresh {
            self.ends.push(Vec::new());
        }
        next
    }

    pub fn build(self) -> Gazetteer {
        let mut roots = vec![0; 2 * self.words.0.len()];
        let mut edges: Vec<((u32, WordId), u32)> = self.edges.into_iter().collect();
        edges.sort_unstable();
        for &((_, word), next) in edges.iter().take_while(|((node, _), _)| *node == 0) {
            roots[word as usize] = next;
        }
        let (mut nodes, mut ends) = (Vec::with_capacity(self.ends.len() + 1), Vec::new());
        for (node, of_node) in self.ends.into_iter().chain([Vec::new()]).enumerate() {
            let first = edges.partition_point(|edge| (edge.0.0 as usize) < node);
            nodes.push(Node { edges: first as u32, ends: ends.len() as u32 });
            ends.extend(of_node);
        }
        Gazetteer {
            words: self.words.build(),
            plain: self.plain.build(),
            roots,
            nodes,
            edges: edges.into_iter().map(|((_, word), next)| (word, next)).collect(),
            ends,
            seen: ThreadLocal::new(),
        }
    }
}

fn is_passed_over(mark: &str) -> bool {
    matches!(mark, "-" | "." | "‐" | "‑" | "–" | "·" | "•")
}

/// The units of a text, looked up once for all who have words to find.
pub struct Words<'a> {
    pub text: &'a str,
    pub units: &'a [Unit],
    ids: Vec<WordId>,
    known: Vec<Known>,
}

impl Words<'_> {
    /// The id of the word itself, where it is one that was added.
    pub fn whole(&self, unit: usize) -> Option<WordId> {
        self.ids(unit).first().copied().filter(|id| id % 2 == 0)
    }

    /// The word itself, then the beginnings that it has, the longest first.
    #[inline]
    fn ids(&self, unit: usize) -> &[WordId] {
        let Known { start, plain, .. } = self.known[unit];
        &self.ids[start as usize..plain as usize]
    }

    /// The beginnings that the word has, folded letter by letter, the shortest first, then the word itself.
    #[inline]
    pub fn plain(&self, unit: usize) -> &[WordId] {
        let Known { plain, end, .. } = self.known[unit];
        &self.ids[plain as usize..end as usize]
    }

    /// Adds what is known of the next unit.
    #[inline]
    fn push(&mut self, names: &[WordId], plain: &[WordId]) {
        // Mostly none or one: a loop takes less than a copy.
        let mut add = |ids: &[WordId]| {
            ids.iter().for_each(|&id| self.ids.push(id));
            self.ids.len() as u32
        };
        let (start, plain, end) = (add(&[]), add(names), add(plain));
        self.known.push(Known { start, plain, end });
    }

    /// A hyphen, or a point that no space follows or that shortens a word (`N. Korea`, `St. Petersburg`).
    fn may_pass(&self, at: usize) -> bool {
        let shortens = || {
            let word = at.checked_sub(1).map_or("", |before| self.units[before].text(self.text));
            word.len() <= 2 && word.starts_with(|c: char| c.is_ascii_uppercase())
        };
        self.units[at].kind == UnitKind::Mark
            && is_passed_over(self.units[at].text(self.text))
            && self.units.get(at + 1).is_some_and(|next| self.units[at].text(self.text) != "." || !next.spaced || shortens())
    }
}

impl Gazetteer {
    /// All names of a text.
    pub fn find(&self, words: &Words) -> Names {
        let units = words.units;
        let mut names = Names { hits: Vec::with_capacity(units.len() / 2), starts: Vec::with_capacity(units.len() + 1) };
        names.starts.push(0);
        for first in 0..units.len() {
            let known = names.hits.len();
            for &word in words.ids(first) {
                let next = self.roots[word as usize];
                if next != 0 {
                    self.walk(words, first, first, next, &mut names.hits);
                }
            }
            // The longest first; sorting keeps the order of those that are alike.
            if names.hits.len() > known + 1 {
                names.hits[known..].sort_by_key(|hit| (hit.list, std::cmp::Reverse(hit.last)));
            }
            names.starts.push(names.hits.len() as u32);
        }
        names
    }

    /// The units of a text with the ids of their words.
    pub fn look<'a>(&self, text: &'a str, units: &'a [Unit]) -> Words<'a> {
        let mut words = Words { text, units, ids: Vec::with_capacity(2 * units.len()), known: Vec::with_capacity(units.len()) };
        let mut seen = self.seen.get_or_default().borrow_mut();
        for unit in units {
            let word = unit.bytes(text);
            match seen.get(word) {
                Some((names, plain)) => words.push(names, plain),
                None => {
                    let (names, plain) = (self.ids(unit.text(text)), self.plain_ids(unit.text(text)));
                    seen.add(word, &names, &plain);
                    words.push(&names, &plain);
                }
            }
        }
        words
    }

    fn plain_ids(&self, word: &str) -> Vec<WordId> {
        let folded: String = word.chars().map(fold_plain).collect();
        self.plain.ids(&folded)
    }

    /// The ids of a word: its own, then those of its beginnings, the longest first.
    fn ids(&self, word: &str) -> Vec<WordId> {
        let word = fold(word);
        let mut ids = self.words.ids(&word);
        ids.reverse();
        // `Lạng Sơn` is in the lists as `Lang Son`, too.
        if let Some(plain) = without_marks(&word) {
            ids.extend(self.ids(&plain));
        }
        ids
    }

    /// What follows a name's word `at`, which led to `node`.
    fn walk(&self, words: &Words, first: usize, at: usize, node: u32, hits: &mut Vec<Hit>) {
        let last = at + 1;
        let [node, next] = &self.nodes[node as usize..node as usize + 2] else { return };
        let ends = &self.ends[node.ends as usize..next.ends as usize];
        hits.extend(ends.iter().map(|&(list, entry)| Hit { first: first as u32, last: last as u32, list, entry }));
        let edges = &self.edges[node.edges as usize..next.edges as usize];
        if edges.is_empty() {
            return;
        }
        let mut following = last;
        while following < words.units.len() && words.may_pass(following) {
            following += 1;
        }
        if following == words.units.len() {
            return;
        }
        for word in words.ids(following) {
            if let Ok(edge) = edges.binary_search_by_key(word, |edge| edge.0) {
                self.walk(words, first, following, edges[edge].1, hits);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(list: &[&str], text: &str) -> Vec<String> {
        let mut builder = Builder::new();
        for (i, name) in list.iter().enumerate() {
            builder.add(List::Trade, name, i as u32);
        }
        let units = cut(text);
        let names = builder.build();
        let found = names.find(&names.look(text, &units));
        let hits = (0..units.len()).flat_map(|first| found.at(first, List::Trade));
        hits.map(|h| text[units[h.first as usize].start as usize..units[h.last as usize - 1].end as usize].to_owned()).collect()
    }

    #[test]
    fn finds_names() {
        for (list, text, found) in [
            (&["north east china"][..], "in North-East China.", &["North-East China"][..]),
            (&["u.s."], "the U.S. economy; the US", &["U.S"]),
            (&["экспорт*", "экспорт* нефт*"], "Экспорта нефти", &["Экспорта нефти", "Экспорта"]),
            (&["黑龙江", "黑龙江省"], "黑龙江省对俄", &["黑龙江省", "黑龙江"]),
            (&["орел"], "Орёл", &["Орёл"]),
            (&["进出口"], "進出口總值", &["進出口"]),
            (&["new york"], "new. York", &[]),
            (&["china"], "\u{421}hina", &["\u{421}hina"]),
        ] {
            assert_eq!(names(list, text), found, "{text}");
        }
    }
}
