//! In-text citations: numbered markers (`[2, 3]`, `[source 33, p. 36]`, `[5，第14页]`) and authors with a year
//! (`(Petrov & Orlova, 2020, p. 5)`), each bound to the entries it names.

use super::names::spaced;
use super::patterns::is_han;
use super::scan::{is_dash, skip_space, word_at, year_at};
use super::words::{ListKind, words};
use ahash::AHashMap;
use std::borrow::Cow;
use std::ops::Range;

/// What citations look entries up by.
#[derive(Default)]
pub struct Index {
    by_number: AHashMap<(ListKind, i32), usize>,
    by_family: AHashMap<String, Vec<Work>>,
    lists: Vec<ListKind>,
}

struct Work {
    entry: usize,
    /// All families, folded.
    families: Vec<String>,
    year: i32,
    /// The letter behind the year: `2009b`.
    suffix: Option<char>,
}

/// A marker as printed, with the entries that it names.
#[derive(Debug, Clone, PartialEq)]
pub struct Marker {
    /// Bytes of the text that was searched.
    pub range: Range<usize>,
    pub targets: Vec<Target>,
    /// Numbers that no entry has.
    pub unknown: Vec<i32>,
    pub numbered: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    pub entry: usize,
    pub locator: Option<String>,
}

/// No marker is longer, in bytes.
const LONGEST: usize = 200;
/// No range of numbers names more entries.
const MOST: i32 = 50;

impl Index {
    /// Adds an entry; `authors` as `Family, Given`.
    pub fn add(&mut self, entry: usize, list: ListKind, number: i32, authors: &[String], year: Option<i32>, suffix: Option<char>) {
        if list == ListKind::HowToCite {
            return;
        }
        if !self.lists.contains(&list) {
            self.lists.push(list);
        }
        self.by_number.entry((list, number)).or_insert(entry);
        let families: Vec<String> = authors.iter().map(|a| fold(a.split(',').next().unwrap_or(a))).collect();
        if let (Some(first), Some(year)) = (families.first().cloned(), year) {
            self.by_family.entry(first).or_default().push(Work { entry, families, year, suffix });
        }
    }

    fn is_empty(&self) -> bool {
        self.lists.is_empty()
    }

    fn list(&self, sources: bool) -> Option<ListKind> {
        let wanted = if sources { ListKind::Sources } else { ListKind::References };
        if self.lists.contains(&wanted) { Some(wanted) } else { self.lists.first().copied() }
    }

    /// All markers in `text`, in order.
    pub fn find(&self, text: &str) -> Vec<Marker> {
        let mut found = Vec::new();
        if self.is_empty() {
            return found;
        }
        let mut at = 0;
        while let Some((open, bracket)) = next_bracket(text, at) {
            at = open + bracket.len_utf8();
            let Some(close) = closing(text, at) else {
                continue;
            };
            let inside = at..close;
            let round = matches!(bracket, '(' | '（');
            let marker =
                self.numbered(text, open, inside.clone(), round).or_else(|| if round { self.dated(text, open, inside) } else { None });
            if let Some(marker) = marker {
                at = marker.range.end;
                found.push(marker);
            }
        }
        found
    }

    fn numbered(&self, text: &str, open: usize, inside: Range<usize>, round: bool) -> Option<Marker> {
        let end = inside.end + text[inside.end..].chars().next()?.len_utf8();
        let mut marker = Marker { range: open..end, targets: Vec::new(), unknown: Vec::new(), numbered: true };
        let mut worded = false;
        let mut sources = None;
        for group in text[inside].split([';', '；']) {
            let (word, numbers, locator) = group_of(group)?;
            worded |= word.is_some();
            sources = word.or(sources);
            let list = self.list(sources.unwrap_or(false))?;
            for number in numbers {
                match self.by_number.get(&(list, number)) {
                    Some(&entry) => marker.targets.push(Target { entry, locator: locator.clone() }),
                    None => marker.unknown.push(number),
                }
            }
        }
        // `(3)` is an item of an enumeration; a bare number in round brackets cites nothing.
        (!round || worded).then_some(marker)
    }

    /// `(Petrov & Orlova, 2020, p. 5; Ivanov, 2009b)`, `Petrov (2020)`.
    fn dated(&self, text: &str, open: usize, inside: Range<usize>) -> Option<Marker> {
        let end = inside.end + text[inside.end..].chars().next()?.len_utf8();
        let mut marker = Marker { range: open..end, targets: Vec::new(), unknown: Vec::new(), numbered: false };
        let content = &text[inside.clone()];
        if let Some((year, suffix, rest)) = year_and_suffix(content.trim_start()) {
            // The name stands before the bracket.
            let before = text[..open].trim_end();
            let start = before
                .char_indices()
                .rev()
                .take(60)
                .take_while(|(_, c)| c.is_alphabetic() && !is_han(*c) || is_dash(*c) || matches!(c, '’' | '\''))
                .last()?
                .0;
            let entry = self.work(&[fold(&before[start..])], year, suffix, true)?;
            marker.range.start = start;
            marker.targets.push(Target { entry, locator: locator(rest) });
            return Some(marker);
        }
        for group in content.split([';', '；']) {
            let at = group.char_indices().find(|&(i, c)| c.is_ascii_digit() && year_at(group, i).is_some())?.0;
            let (year, suffix, rest) = year_and_suffix(&group[at..])?;
            let families = families(&group[..at]);
            if families.is_empty() || families.len() > 4 {
                return None;
            }
            let entry = self.work(&families, year, suffix, group.contains("et al") || families.len() == 1)?;
            marker.targets.push(Target { entry, locator: locator(rest) });
        }
        (!marker.targets.is_empty()).then_some(marker)
    }

    /// The one entry by these authors in this year; None where there is none or more than one.
    fn work(&self, families: &[String], year: i32, suffix: Option<char>, open_ended: bool) -> Option<usize> {
        let works = self.by_family.get(families.first()?)?;
        let mut fitting = works.iter().filter(|w| {
            w.year == year
                && (suffix.is_none() || w.suffix == suffix)
                && (if open_ended { true } else { w.families.len() >= families.len() && w.families[..families.len()] == *families })
        });
        let first = fitting.next()?;
        fitting.next().is_none().then_some(first.entry)
    }
}

/// The first bracket from byte `at` on that opens, and where it stands. All that a marker may begin with begin with few bytes.
fn next_bracket(text: &str, mut at: usize) -> Option<(usize, char)> {
    loop {
        at += text.as_bytes()[at..].iter().position(|byte| matches!(byte, b'[' | b'(' | 0xe3 | 0xef))?;
        let c = text[at..].chars().next()?;
        if matches!(c, '[' | '［' | '【' | '〔' | '(' | '（') {
            return Some((at, c));
        }
        at += c.len_utf8();
    }
}

fn fold(name: &str) -> String {
    spaced(name).to_lowercase().replace('ё', "е").replace('’', "'")
}

/// Where the bracket that opened before `at` is closed; None where another opens first or it is far away.
fn closing(text: &str, at: usize) -> Option<usize> {
    let (i, c) = text[at..]
        .char_indices()
        .take_while(|(i, _)| *i <= LONGEST)
        .find(|(_, c)| matches!(c, '[' | '［' | '【' | '〔' | '(' | '（' | ']' | '］' | '】' | '〕' | ')' | '）' | '\n'))?;
    matches!(c, ']' | '］' | '】' | '〕' | ')' | '）').then_some(at + i)
}

/// `source 33, p. 36`: whether a word says sources (or references), the numbers, the locator.
fn group_of(group: &str) -> Option<(Option<bool>, Vec<i32>, Option<String>)> {
    let w = words();
    let mut at = skip_space(group, 0);
    let (word, end) = if group[at..].starts_with(is_han) {
        let end = group[at..].find(|c| !is_han(c)).map_or(group.len(), |n| at + n);
        (Cow::Borrowed(&group[at..end]), end)
    } else {
        word_at(group, at)
    };
    let mut sources = None;
    if !word.is_empty() {
        sources = Some(w.cites("sources", &word));
        if sources == Some(false) && !w.cites("references", &word) {
            return None;
        }
        at = skip_space(group, end + group[end..].starts_with('.') as usize);
    }
    let mut numbers = Vec::new();
    loop {
        let (first, end) = number(group, at)?;
        at = end;
        let dash = skip_space(group, end);
        let last = group[dash..].chars().next().filter(|&c| is_dash(c)).and_then(|c| number(group, skip_space(group, dash + c.len_utf8())));
        match last {
            Some((last, end)) if first < last && last - first < MOST => {
                numbers.extend(first..=last);
                at = end;
            }
            Some(_) => return None,
            None => numbers.push(first),
        }
        at = skip_space(group, at);
        let Some(c) = group[at..].chars().next() else {
            return Some((sources, numbers, None));
        };
        if !matches!(c, ',' | '，' | '、' | ':' | '：') {
            let (word, end) = word_at(group, at);
            if !w.and.contains(&*word) {
                return None;
            }
            at = skip_space(group, end);
            continue;
        }
        at = skip_space(group, at + c.len_utf8());
        if matches!(c, ':' | '：') || number(group, at).is_none() {
            return locator(&group[at..]).map(|l| (sources, numbers, Some(l)));
        }
    }
}

/// A number of an entry: at most three digits.
fn number(text: &str, at: usize) -> Option<(i32, usize)> {
    let n = text[at..].bytes().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&n).then(|| (text[at..at + n].parse().unwrap_or(0), at + n)).filter(|&(n, _)| n > 0)
}

/// `p. 14`, `с. 14–16`, 第14页, `ch. 2`, `14`: as printed.
fn locator(text: &str) -> Option<String> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | ':' | '：'));
    let (word, _) = word_at(text, 0);
    let w = words();
    let known =
        text.starts_with('第') || w.cites("pages", &word) || w.cites("chapters", &word) || text.starts_with(|c: char| c.is_ascii_digit());
    (known && text.len() <= 40 && text.chars().any(|c| c.is_ascii_digit())).then(|| text.to_owned())
}

/// `2009b, p. 5` at the beginning: the year, its letter, the rest.
fn year_and_suffix(text: &str) -> Option<(i32, Option<char>, &str)> {
    let (year, end) = year_at(text, 0)?;
    let rest = &text[end..];
    (rest.is_empty() || rest.starts_with([',', ':', ' ', '，', '：'])).then(|| (year, suffix_of(&text[4..end]), rest))
}

/// The letter behind a year; a Cyrillic one stands for the Latin one that it looks like or follows the same order.
pub fn suffix_of(text: &str) -> Option<char> {
    let c = text.chars().next()?;
    match c {
        'a'..='h' => Some(c),
        'а'..='е' => char::from_u32(c as u32 - 'а' as u32 + 'a' as u32),
        _ => None,
    }
}

/// The families of `see Petrov, V. & Orlova et al., `: the words that may be one, folded.
fn families(text: &str) -> Vec<String> {
    let w = words();
    text.split([',', '&', '，', '、'])
        .flat_map(|part| part.split(" and ").flat_map(|p| p.split(" и ")).flat_map(|p| p.split('和')))
        .map(|part| {
            let part = part.trim().trim_end_matches(['.', '等']).trim_end_matches("et al").trim_end_matches("и др").trim();
            // `see`, `cf.` before the name are in lower case, a particle is one of the list.
            let start = part
                .char_indices()
                .find(|(i, c)| {
                    (*i == 0 || part[..*i].ends_with(' '))
                        && (c.is_uppercase() || is_han(*c) || w.particles.contains(part[*i..].split(' ').next().unwrap_or("")))
                })
                .map(|(i, _)| i);
            start.map_or(String::new(), |s| fold(&part[s..]))
        })
        // Initials are no family.
        .filter(|f| f.chars().filter(|c| c.is_alphabetic()).count() > 1)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> Index {
        let mut index = Index::default();
        for (i, (number, author, year, suffix)) in [
            (1, "Petrov, V.L.", 2020, None),
            (2, "Ivanov, S.", 2009, Some('a')),
            (3, "Ivanov, S.", 2009, Some('b')),
            (4, "Петров, В.Л.", 2019, None),
            (5, "王小明", 2024, None),
        ]
        .into_iter()
        .enumerate()
        {
            let authors = if number == 1 { vec![author.to_owned(), "Orlova, L.".to_owned()] } else { vec![author.to_owned()] };
            index.add(i, ListKind::References, number, &authors, Some(year), suffix);
        }
        for number in 1..=3 {
            index.add(10 + number as usize, ListKind::Sources, number, &[], None, None);
        }
        index
    }

    #[test]
    fn finds_markers() {
        for (text, shown) in [
            ("x [1].", "[1]=0"),
            ("x [2, 3, 4] y", "[2, 3, 4]=1,2,3"),
            ("[source 3]", "[source 3]=13"),
            ("[sources 1, 2]", "[sources 1, 2]=11,12"),
            ("[5, p. 14]", "[5, p. 14]=4@p. 14"),
            ("[source 2, p. 36]", "[source 2, p. 36]=12@p. 36"),
            ("[2–4]", "[2–4]=1,2,3"),
            ("[5, с. 14]", "[5, с. 14]=4@с. 14"),
            ("[5，第14页]", "[5，第14页]=4@第14页"),
            ("［1］", "［1］=0"),
            ("[1, с. 5; 2, с. 7]", "[1, с. 5; 2, с. 7]=0@с. 5,1@с. 7"),
            ("[9]", "[9]=?9"),
            ("(Petrov & Orlova, 2020, p. 5)", "(Petrov & Orlova, 2020, p. 5)=0@p. 5"),
            ("(see Petrov et al., 2020; Ivanov, 2009b)", "(see Petrov et al., 2020; Ivanov, 2009b)=0,2"),
            ("Ivanov (2009a) says", "Ivanov (2009a)=1"),
            ("(Ivanov, 2009)", ""),
            ("(Петров, 2019, с. 5)", "(Петров, 2019, с. 5)=3@с. 5"),
            ("（王小明，2024）", "（王小明，2024）=4"),
            ("(Harbin, 2020)", ""),
            ("(1) first, [2024], [a], [1 200]", ""),
            ("in 2009 (ref. 2)", "(ref. 2)=1"),
        ] {
            let got: Vec<String> = index()
                .find(text)
                .iter()
                .map(|m| {
                    let targets = m
                        .targets
                        .iter()
                        .map(|t| t.entry.to_string() + &t.locator.as_ref().map_or(String::new(), |l| format!("@{l}")))
                        .chain(m.unknown.iter().map(|n| format!("?{n}")));
                    format!("{}={}", &text[m.range.clone()], targets.collect::<Vec<_>>().join(","))
                })
                .collect();
            assert_eq!(got.join(" "), shown, "{text}");
        }
    }
}
