//! Lists of authors, as the styles print them: `Petrov V.L., Orlova L.L.`, `Petrov, V. L. & Orlova, L. L.`, `Smith, John, and Jane Doe`,
//! `Smith J, Doe B`, 王小明, 李华.

use super::patterns::is_han;
use super::scan::skip_space;
use super::words::words;
use amur_text::letters::{is_capital, is_letter, is_word, lower};
use std::ops::Range;

/// Authors at the head of an entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Authors {
    /// `Family, Given`; a Chinese name or an organisation whole.
    pub names: Vec<String>,
    /// Bytes of the names.
    pub range: Range<usize>,
    /// Where the rest of the entry starts.
    pub next: usize,
}

/// What a caller knows that helps to tell two plain words from a name.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Hint {
    /// How many authors the same entry names in another script.
    pub authors: Option<usize>,
}

/// No list of authors is longer.
const MOST_NAMES: usize = 60;
/// No name is longer, in words.
const MOST_WORDS: usize = 4;

fn next(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

fn is_name_char(c: char) -> bool {
    (is_letter(c) && !is_han(c)) || matches!(c, '\'' | '’' | 'ʹ' | '‘' | '`') || super::scan::is_dash(c) && !matches!(c, '—' | '~' | '～')
}

/// A capitalised word, hyphens and apostrophes included, and its end.
fn capitalised(text: &str, at: usize) -> Option<usize> {
    next(text, at).filter(|c| is_capital(*c))?;
    let end = text[at..].find(|c| !is_name_char(c)).map_or(text.len(), |n| at + n);
    // A combining accent belongs to its letter.
    let end = text[end..].find(|c: char| !is_name_char(c) && !matches!(c, '\u{0300}'..='\u{036F}')).map_or(text.len(), |n| end + n);
    (end - at <= 60).then_some(end)
}

/// One initial: a capital and a point, or two letters that stand for one sound (`Zh.`, `Yu.`, `Дж.`).
fn initial(text: &str, at: usize) -> Option<usize> {
    let mut rest = text[at..].char_indices();
    rest.next().filter(|(_, c)| is_capital(*c) && !is_han(*c))?;
    match rest.next()? {
        (i, '.') => Some(at + i + 1),
        (_, 'h' | 'u' | 'a' | 'e' | 's' | 'ж') => rest.next().filter(|&(_, c)| c == '.').map(|(i, _)| at + i + 1),
        _ => None,
    }
}

/// Initials: `V.L.`, `B. H.`, `J.-P.`
fn initials(text: &str, at: usize) -> Option<usize> {
    let mut end = initial(text, at)?;
    for _ in 0..4 {
        let mut more = skip_space(text, end);
        if text[more..].starts_with(['-', '‐', '‑']) {
            more += next(text, more).map_or(0, char::len_utf8);
        }
        // After a space one letter only: `S.A. On. ...` starts a title.
        match initial(text, more).filter(|&e| more == end || text[more..e].chars().count() == 2 || text[end..more].contains('-')) {
            Some(e) => end = e,
            None => break,
        }
    }
    Some(end)
}

/// Words of a family name from `at`: particles and capitalised words, each with its bytes.
fn family_words(text: &str, at: usize) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = at;
    while found.len() < MOST_WORDS {
        let end = match capitalised(text, at) {
            // `V.` is an initial, no family name.
            Some(end) if initial(text, at).is_none() || end - at > 6 => end,
            Some(_) => break,
            None => {
                let (word, end) = super::scan::word_at(text, at);
                if !words().particles.contains(&*word) {
                    break;
                }
                end
            }
        };
        found.push(at..end);
        if !text[end..].starts_with(|c: char| c.is_whitespace()) {
            break;
        }
        at = skip_space(text, end);
    }
    found
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Trust {
    /// Two or three plain words: a name only if something else says so.
    Plain,
    /// `Smith, John`.
    Inverted,
    /// Initials, or a surname of a list.
    Sure,
}

struct Name {
    family: Range<usize>,
    given: Range<usize>,
    trust: Trust,
    end: usize,
}

fn family_stands_first(text: &str, first: &Range<usize>, all: &[Range<usize>]) -> bool {
    let word = lower(&text[first.clone()]);
    words().family_first.contains(&*word) && all[1..].iter().all(|w| is_pinyin(&text[w.clone()])) && all.len() <= 3
}

/// Could the word be one to three syllables of Chinese or Korean in Latin letters?
fn is_pinyin(word: &str) -> bool {
    const INITIALS: &[&str] =
        &["zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s", "y", "w", ""];
    const FINALS: &[&str] = &[
        "iang", "iong", "uang", "ang", "eng", "ing", "ong", "ian", "iao", "uai", "uan", "üan", "ai", "an", "ao", "ei", "en", "er", "ia",
        "ie", "in", "iu", "ou", "ua", "ui", "un", "uo", "üe", "ue", "eo", "eu", "ae", "oo", "yo", "a", "e", "i", "o", "u", "ü", "v",
    ];
    fn syllables(rest: &str, left: usize) -> bool {
        if rest.is_empty() {
            return true;
        }
        left > 0
            && INITIALS.iter().any(|i| {
                rest.strip_prefix(i)
                    .is_some_and(|tail| FINALS.iter().any(|f| tail.strip_prefix(f).is_some_and(|rest| syllables(rest, left - 1))))
            })
    }
    let word: String = word.to_lowercase().chars().filter(|c| is_letter(*c)).collect();
    word.len() <= 18 && syllables(&word, 3)
}

fn cover(ranges: &[Range<usize>]) -> Range<usize> {
    ranges[0].start..ranges[ranges.len() - 1].end
}

/// Does a name end here: at a separator, a bracket, a quote or the end?
fn closes(text: &str, at: usize) -> bool {
    let at = skip_space(text, at);
    let (word, _) = super::scan::word_at(text, at);
    next(text, at).is_none_or(|c| matches!(c, ',' | ';' | '.' | ':' | '(' | '&' | '“' | '"' | '«' | '‘' | '['))
        || words().and.contains(&*word)
}

fn name(text: &str, at: usize, first: bool) -> Option<Name> {
    if let Some(given) = initials(text, at) {
        let family: Vec<_> = family_words(text, skip_space(text, given));
        let family = (!family.is_empty() && family.len() <= 3).then(|| cover(&family))?;
        let end = family.end;
        let name = Name { family, given: at..given, trust: Trust::Sure, end };
        return closes(text, end).then_some(name);
    }
    let all = family_words(text, at);
    let last = all.last()?.clone();
    let after = skip_space(text, last.end);
    if let Some(end) = initials(text, after).filter(|_| after > last.end && all.len() <= 3) {
        return Some(Name { family: cover(&all), given: after..end, trust: Trust::Sure, end });
    }
    let comma = text[last.end..].starts_with(',').then(|| skip_space(text, last.end + 1));
    // `Petrov, V. L.`
    if let Some(given) = comma
        && all.len() <= 3
        && let Some(end) = initials(text, given)
    {
        return Some(Name { family: cover(&all), given: given..end, trust: Trust::Sure, end });
    }
    // `Smith JA,`
    if all.len() >= 2 && text[last.clone()].chars().count() <= 3 && text[last.clone()].chars().all(is_capital) && closes(text, last.end) {
        let family = cover(&all[..all.len() - 1]);
        return Some(Name { family, given: last.clone(), trust: Trust::Sure, end: last.end });
    }
    if all.len() >= 2 && closes(text, last.end) {
        let family_first = family_stands_first(text, &all[0], &all);
        let (family, given, trust) = match family_first {
            true => (all[0].clone(), cover(&all[1..]), Trust::Sure),
            false => (last.clone(), cover(&all[..all.len() - 1]), Trust::Plain),
        };
        return Some(Name { family, given, trust, end: last.end });
    }
    // `Smith, John A.`
    let given = comma.filter(|_| first && all.len() <= 2)?;
    let words_of = family_words(text, given);
    let mut end = words_of.last().filter(|_| words_of.len() <= 3)?.end;
    if let Some(e) = initials(text, skip_space(text, end)) {
        end = e;
    }
    let initial_closed = text[..end].ends_with('.');
    (initial_closed || closes(text, end)).then(|| Name { family: cover(&all), given: given..end, trust: Trust::Inverted, end })
}

/// The end of a separator between names at `at`, and whether it was one of words (`and`, `&`).
fn separator(text: &str, at: usize) -> Option<usize> {
    let w = words();
    let mut at = skip_space(text, at);
    let mut found = false;
    if text[at..].starts_with([',', ';', '，', '；', '、']) {
        at = skip_space(text, at + next(text, at)?.len_utf8());
        found = true;
    }
    if text[at..].starts_with('&') {
        return Some(skip_space(text, at + 1));
    }
    let (word, end) = super::scan::word_at(text, at);
    if w.and.contains(&*word) && text[end..].starts_with(|c: char| c.is_whitespace()) {
        return Some(skip_space(text, end));
    }
    found.then_some(at)
}

/// The authors that `text` begins with at `at`.
pub fn authors_at(text: &str, at: usize, hint: Hint) -> Option<Authors> {
    let at = skip_space(text, at);
    if next(text, at).is_some_and(|c| is_han(c) || matches!(c, '[' | '［' | '（' | '〔')) {
        return chinese(text, at);
    }
    let mut found: Vec<Name> = Vec::new();
    let mut cursor = at;
    while found.len() < MOST_NAMES
        && let Some(name) = name(text, cursor, found.is_empty())
    {
        // The second of a comma: an organisation, a place, or the title.
        if found.last().is_some_and(|_| text[name.family.clone()].len() > 60) {
            break;
        }
        let end = name.end;
        found.push(name);
        match separator(text, end) {
            Some(at) => cursor = at,
            None => break,
        }
    }
    let end = found.last()?.end;
    let mut rest = end;
    // `et al.`, `(Eds.)` and a point too many belong to the list.
    if let Some(e) = {
        let at = separator(text, rest).unwrap_or_else(|| skip_space(text, rest));
        words().others.at(text, at)
    } {
        rest = e;
    }
    let role = skip_space(text, rest);
    if text[role..].starts_with(['(', '['])
        && let Some(e) = words().editors.at(text, role + 1)
        && let Some(close) = text[e..].char_indices().take(20).find(|(_, c)| matches!(c, ')' | ']')).map(|(i, _)| e + i + 1)
    {
        rest = close;
    }
    let stop = skip_space(text, rest);
    let closing = next(text, stop);
    let quoted = text[stop..].trim_start_matches([',', '.', ' ']).starts_with(['“', '"', '«', '‘'])
        && closing.is_some_and(|c| matches!(c, ',' | '.' | '“' | '"' | '«' | '‘'));
    let dated = closing == Some('(') && holds_date(text, stop + 1);
    let least = found.iter().map(|n| n.trust).min()?;
    let surest = found.iter().map(|n| n.trust).max()?;
    let stopped = dated || matches!(closing, Some('.' | ':')) || text[..rest].ends_with('.') || quoted;
    let believed = match least {
        Trust::Sure => true,
        Trust::Inverted => stopped && (quoted || !words().is_place(&text[found[0].given.clone()])) && !is_organisation(&text[at..end]),
        Trust::Plain => {
            stopped
                && !is_organisation(&text[at..end])
                && (surest == Trust::Sure && found[0].trust == Trust::Sure
                    || found[0].trust == Trust::Inverted
                    || quoted
                    || dated
                    || hint.authors == Some(found.len()))
        }
    };
    if !believed {
        return None;
    }
    // With another script beside it, family names stand first, as they do there.
    let family_first = hint.authors.is_some() && !quoted;
    let names = found
        .iter()
        .map(|n| match n.trust {
            Trust::Plain if family_first => {
                let (first, rest) = text[n.given.start.min(n.family.start)..n.end].split_once(' ').unwrap_or_default();
                format!("{first}, {}", spaced(rest))
            }
            _ => format!("{}, {}", spaced(&text[n.family.clone()]), spaced(&text[n.given.clone()])),
        })
        .collect();
    Some(Authors { names, range: at..end, next: after_stop(text, rest) })
}

/// A year or a date up to the closing bracket.
fn holds_date(text: &str, at: usize) -> bool {
    let end = super::scan::date_at(text, at).map(|d| d.1).or_else(|| super::scan::year_at(text, at).map(|y| y.1));
    end.is_some_and(|e| text[e..].starts_with(')'))
}

/// The white space of a page as single spaces.
pub fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

pub fn is_organisation(text: &str) -> bool {
    words().organisations.are_in(&lower(text))
}

/// Past spaces and the points or colon that close the authors.
fn after_stop(text: &str, at: usize) -> usize {
    at + (text[at..].len()
        - text[at..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | ':' | '：' | '．' | '。')).len())
}

/// 王小明, 李华. or 王小明、李华：
fn chinese(text: &str, at: usize) -> Option<Authors> {
    // The authors end at the first stop or colon.
    let end =
        text[at..].char_indices().take(200).find(|(_, c)| matches!(c, '.' | '．' | '。' | ':' | '：' | '《' | '“')).map(|(i, _)| at + i)?;
    if text[end..].starts_with(['《', '“'])
        && !text[at..end].trim_end().ends_with([',', '，'])
        && end > at
        && !text[at..end].ends_with('著')
    {
        return None;
    }
    let list = text[at..end].trim_end_matches([',', '，', ' ']);
    if list.is_empty() || text[end..].trim_start_matches(|c: char| !is_word(c)).is_empty() {
        return None;
    }
    let colon = text[end..].starts_with([':', '：', '《', '“']);
    let mut names = Vec::new();
    for part in list.split(['，', ',', '、', ';', '；', '和', ' ']).map(str::trim).filter(|p| !p.is_empty()) {
        // 等 is `et al.`; 著, 主编, 译 say what the person did.
        let bare = words().editors.without_han(words().others.without_han(part)).trim();
        // One character left is no name: the word belonged to it.
        let part = if bare.chars().count() == 1 { part } else { bare };
        if part.is_empty() {
            continue;
        }
        names.push(part.to_owned());
    }
    // A colon closes authors where a title in marks follows; else it belongs to a title (黑河：...).
    let titled = text[end..].trim_start_matches([':', '：', ' ']).starts_with(['《', '“', '"']);
    let people = !names.is_empty()
        && names.iter().all(|n| is_chinese_name(n))
        && (titled || !colon)
        && !(names.len() == 1 && words().is_place(&names[0]));
    // Before a colon an organisation may stand as well.
    let body = colon && names.len() == 1 && names.iter().all(|n| n.chars().count() <= 20) && is_organisation(&names[0]) && titled;
    (people || body).then(|| Authors { names, range: at..at + list.len(), next: after_stop(text, end) })
}

/// Two or three characters, four with a double surname, or a foreign name in transcription (彼得·伊万诺夫).
pub fn is_chinese_name(name: &str) -> bool {
    let bare = name.trim_start_matches(['[', '［', '（', '〔']);
    let bare = bare.split_once([']', '］', '）', '〕']).map_or(bare, |(_, name)| name);
    let n = bare.chars().count();
    if bare.contains(['·', '•', '・']) {
        return n <= 20 && bare.chars().all(|c| is_han(c) || matches!(c, '·' | '•' | '・' | '.' | 'A'..='Z'));
    }
    let double = words().double_surnames.iter().any(|s| bare.starts_with(s.as_str()));
    bare.chars().all(is_han) && ((2..=3).contains(&n) || (n == 4 && double)) && !is_organisation(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        authors_at(text, 0, Hint::default()).map_or(String::new(), |a| format!("{} > {}", a.names.join("; "), &text[a.next..]))
    }

    #[test]
    fn reads_lists_of_authors() {
        for (text, shown) in [
            ("Petrov V.L. Northern ports", "Petrov, V.L. > Northern ports"),
            ("Орлов П.Я., Петров В.Л. Приморские", "Орлов, П.Я.; Петров, В.Л. > Приморские"),
            ("Petrov, V.L. & Orlova, L.L. (2021). Ports", "Petrov, V.L.; Orlova, L.L. > (2021). Ports"),
            ("Hong, B. H.. (2015) Ports", "Hong, B. H. > (2015) Ports"),
            ("Chang, Zh. (2015). A study", "Chang, Zh. > (2015). A study"),
            ("Wang Xiaoming, Li Hua. Ports", "Wang, Xiaoming; Li, Hua > Ports"),
            ("Smith, John, and Jane Doe. “Title.”", "Smith, John; Doe, Jane > “Title.”"),
            ("Smith JA, Doe B. Title", "Smith, JA; Doe, B. > Title"),
            ("J. Smith, K. van Doe, “Title,”", "Smith, J.; van Doe, K. > “Title,”"),
            ("王小明, 李华. 黑龙江", "王小明; 李华 > 黑龙江"),
            ("王小明、欧阳青：《边境》", "王小明; 欧阳青 > 《边境》"),
            ("Kuznetsova O., et al. Border", "Kuznetsova, O. > Border"),
            ("Smith J., Doe K. (Eds.). Handbook", "Smith, J.; Doe, K. > Handbook"),
            ("World Bank. Report", ""),
            ("Россия и Китай. Итоги", ""),
            ("Harbin, China. Report", ""),
            ("各省第七次人口普查. 数据", ""),
            ("2024 Work Report. Government", ""),
        ] {
            assert_eq!(show(text), shown, "{text}");
        }
    }
}
