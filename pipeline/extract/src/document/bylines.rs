//! Who wrote a text, and for which outlet: bylines, and the heads of datelines.

use super::labelled_value;
use crate::references::entry::Field;
use crate::references::names;
use crate::references::patterns::is_han;
use crate::references::scan::skip_space;
use crate::references::tail::trimmed;
use crate::references::words::words;
use amur_text::letters::{is_capital, is_letter, lower};
use std::ops::Range;

/// Does a byline announce who follows it, and as what?
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Announced {
    No,
    Author,
    /// An editor, a photographer: no author.
    Other,
}

/// `Автор:`, `Редактор:` alone in a block.
pub(super) fn announces(text: &str) -> Announced {
    let text = text.trim().trim_end_matches([':', '：']).trim();
    let whole = |list: &str| words().document(list).at(text, 0) == Some(text.len()) && !text.is_empty();
    if whole("not_author") {
        Announced::Other
    } else if whole("author") {
        Announced::Author
    } else {
        Announced::No
    }
}

pub(super) struct Byline {
    pub(super) names: Vec<String>,
    pub(super) range: Range<usize>,
    /// By capitals, initials, a label or `By`: surely names.
    pub(super) marked: bool,
}

/// The names of a byline: of its first part that holds any.
pub(super) fn byline(text: &str, announced: Announced) -> Byline {
    let none = Byline { names: Vec::new(), range: 0..0, marked: false };
    if announced == Announced::Other || words().document("not_author").at(text, 0).is_some() {
        return none;
    }
    if let Some(value) = labelled_value(text, words().document("author")) {
        let names = people(&value.value, true).0;
        return Byline { names, range: value.range, marked: true };
    }
    let by = words().document("author").at(text, 0).map(|end| skip_space(text, end));
    let start = by.unwrap_or(0);
    let end = text[start..].find(['|', '\n', '丨', '｜']).map_or(text.len(), |n| start + n);
    // The point of an initial stays.
    let inner = trimmed(text, start..end);
    let range = inner.start..start + text[start..end].trim_end_matches([',', ' ', ';']).len().max(inner.end - start);
    let (names, marked) = people(&text[range.clone()], by.is_some() || announced == Announced::Author);
    Byline { names, range, marked }
}

/// `LI Xiaoming1,6, WANG Wei2`, `ZHOU WEI and ZHANG HUA`, `CHEN, Weihua`, `Ivan P. PETROV`; whether capitals, initials
/// or the caller (`sure`) vouch for them.
fn people(text: &str, sure: bool) -> (Vec<String>, bool) {
    // The digits of a date are no marks of notes: 2018年1月22日.
    let digit = |c: char| c.is_ascii_digit();
    if text.match_indices(['年', '月', '日']).any(|(at, _)| text[..at].ends_with(digit)) {
        return (Vec::new(), false);
    }
    let text = without_notes(text);
    let text = text.trim().trim_end_matches([',', ';']).trim();
    if text.is_empty() || text.len() > 600 || text.contains('/') {
        return (Vec::new(), false);
    }
    if text.contains(is_han) {
        let names: Vec<String> = text.split([',', '，', '、', ' ', ';']).filter(|p| !p.is_empty()).map(str::to_owned).collect();
        let all = names.iter().all(|n| names::is_chinese_name(n) || sure && n.chars().count() <= 4 && n.chars().all(is_han));
        return if all { (names, sure) } else { (Vec::new(), false) };
    }
    // `Petrov V.L., Orlova L.L.`, `CHEN, Weihua`
    let mut parts: Vec<&str> = text
        .split([',', ';', '&'])
        .flat_map(|p| p.split(" and "))
        .flat_map(|p| p.split(" и "))
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .collect();
    if let [family, given] = parts[..]
        && family.split_whitespace().count() == 1
        && is_capitals(family)
        && !is_capitals(given)
        && given.split_whitespace().count() <= 3
        && is_name(given)
    {
        return (vec![format!("{family}, {given}")], true);
    }
    if let Some(list) = names::authors_at(text, 0, names::Hint::default())
        && list.range.end >= text.trim_end_matches(['.', ',']).len()
        && text.contains('.')
        && list.names.iter().all(|n| n.ends_with('.'))
    {
        return (list.names, true);
    }
    // Degrees and posts behind one's name are no names.
    let first = parts.first().copied().unwrap_or("");
    if parts.len() > 1 && is_name(first) && parts[1..].iter().any(|p| !is_name(p)) {
        parts.truncate(1);
    }
    let mut names = Vec::new();
    let mut marked = sure;
    for part in parts {
        // One word is a name only where the caller knows.
        if !is_name(part) || !sure && !part.contains(' ') {
            return (Vec::new(), false);
        }
        let (name, by_capitals) = inverted(part);
        marked |= by_capitals;
        names.push(name);
    }
    // Plain words alone vouch for nothing: they may be a newspaper's name.
    if !marked && names::is_organisation(text) || words().outlets.are_in(&lower(text)) {
        return (Vec::new(), false);
    }
    (names, marked)
}

/// Without marks of affiliations: digits, empty brackets, asterisks.
fn without_notes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '0'..='9' | '¹' | '²' | '³' | '⁰'..='⁹' | '*' | '†' | '(' | ')' | '（' | '）' | '✉' => {}
            // `1,6`: a comma between marks.
            ',' if out.ends_with(|c: char| is_letter(c)) && chars.peek().is_some_and(|c| c.is_ascii_digit()) => {}
            c => out.push(c),
        }
    }
    out
}

fn is_capitals(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| is_letter(*c));
    word.chars().filter(|c| is_letter(*c)).count() > 1 && letters.all(is_capital)
}

/// One to four capitalised words or initials, no word of an organisation.
fn is_name(text: &str) -> bool {
    let words_of: Vec<&str> = text.split_whitespace().collect();
    (2..=4).contains(&words_of.len())
        && words_of.iter().all(|w| {
            w.starts_with(|c: char| is_capital(c) && !is_han(c))
                && w.chars().all(|c| is_letter(c) || matches!(c, '.' | '-' | '’' | '\'' | '‑'))
                || words().particles.contains(*w)
        })
        && !names::is_organisation(text)
        || words_of.len() == 1
            && words_of[0].starts_with(|c: char| is_capital(c))
            && words_of[0].chars().all(|c| is_letter(c) || c == '-')
            && words_of[0].len() <= 30
}

/// `Family, Given` of one printed name, and whether capitals or initials say which is which.
fn inverted(name: &str) -> (String, bool) {
    let parts: Vec<&str> = name.split_whitespace().collect();
    let join = |words: &[&str]| words.join(" ");
    let n = parts.len();
    if n == 1 {
        return (name.to_owned(), false);
    }
    let capitals: Vec<bool> = parts.iter().map(|w| is_capitals(w)).collect();
    if capitals.iter().any(|c| !c) {
        if capitals[0] && !capitals[n - 1] {
            return (format!("{}, {}", parts[0], join(&parts[1..])), true);
        }
        if capitals[n - 1] {
            return (format!("{}, {}", parts[n - 1], join(&parts[..n - 1])), true);
        }
    }
    let patronymic = |w: &str| words().document("patronymics").end(w);
    let family_first = words().family_first.contains(&parts[0].to_lowercase()) && n <= 3 || n == 3 && patronymic(parts[2]);
    match family_first {
        true => (format!("{}, {}", parts[0], join(&parts[1..])), false),
        false => (format!("{}, {}", parts[n - 1], join(&parts[..n - 1])), false),
    }
}

/// The part of a byline that is an outlet's name.
pub(super) fn outlet(text: &str) -> Option<Field> {
    let mut start = 0;
    for part in text.split(['|', '｜', '\n']) {
        let range = start..start + part.len();
        start = range.end + text[range.end..].chars().next().map_or(0, char::len_utf8);
        let name = part.trim();
        let plain = name.chars().count() <= 40 && !name.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | '：' | '/' | '(' | '@'));
        if plain && words().outlets.are_in(&lower(name)) && words().document("author").at(name, 0).is_none() {
            return Field::of(text, range);
        }
    }
    None
}

/// The agency of a dateline: in slashes or brackets, or before 电.
pub(super) fn agency(head: &str) -> Option<Field> {
    for (open, close) in [('/', '/'), ('(', ')'), ('（', '）')] {
        let mut at = 0;
        while let Some(n) = head[at..].find(open) {
            let start = at + n + open.len_utf8();
            let Some(len) = head[start..].find(close).filter(|&l| l <= 40) else {
                break;
            };
            let name = head[start..start + len].trim();
            if words().outlets.are_in(&lower(name)) && name.split_whitespace().count() <= 3 && !name.contains(':') {
                return Field::of(head, start..start + len);
            }
            at = start + len + close.len_utf8();
        }
    }
    let wire = head.find('电')?;
    let start = skip_space(head, 0);
    let end = words().document("agencies").at(head, start)?;
    (end <= wire).then(|| Field::of(head, start..end)).flatten()
}

/// （记者 姜辉）, (记者李明、王华) behind a dateline.
pub(super) fn reporters(head: &str) -> Option<(Vec<String>, Range<usize>)> {
    let open = head.find(['(', '（'])?;
    let inside = open + head[open..].chars().next()?.len_utf8();
    let start = words().document("reporter").at(head, inside)?;
    let end = start + head[start..].find([')', '）'])?;
    let range = trimmed(head, start..end);
    let names: Vec<String> = head[range.clone()].split(['、', ',', '，', ' ']).filter(|p| !p.is_empty()).map(str::to_owned).collect();
    (!names.is_empty() && names.iter().all(|n| names::is_chinese_name(n))).then_some((names, range))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_bylines() {
        for (text, shown) in [
            ("By ZHOU WEI and ANNA STONE | PORT DAILY | Updated: 2025-05-10", "ZHOU, WEI; STONE, ANNA"),
            ("LI Xiaoming1,6, WANG Wei2,3, TAN Hua1", "LI, Xiaoming; WANG, Wei; TAN, Hua"),
            ("CHEN, Weihua", "CHEN, Weihua"),
            ("Ivan P. PETROV,", "PETROV, Ivan P."),
            ("ПЕТРОВ Иван Павлович, доктор наук,", "ПЕТРОВ, Иван Павлович"),
            ("Petrov I.P., Orlova A.S.", "Petrov, I.P.; Orlova, A.S."),
            ("王小明、李华", "王小明; 李华"),
            ("Автор: Анна Лисова", "Лисова, Анна"),
            ("Редактор: Анна Лисова", ""),
            ("Institute of History, Academy of Sciences", ""),
            ("China Daily", ""),
            ("22 May 2023, 13:13", ""),
            ("2018年1月22日", ""),
        ] {
            assert_eq!(byline(text, Announced::No).names.join("; "), shown, "{text}");
        }
    }
}
