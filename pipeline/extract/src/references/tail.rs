//! What stands about an entry rather than in it: addresses, dates of access, notes on the language, catalogue numbers. They are
//! read first and blanked out, so that titles and containers are cut from what is left.

use super::names::spaced;
use super::patterns::{is_han, phrase_at};
use super::scan::{date_at, skip_space, word_at};
use super::words::words;
use amur_text::letters::is_word;
use std::ops::Range;

/// A value and the bytes of the entry that it was read from.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    pub value: String,
    pub range: Range<usize>,
}

impl Field {
    pub fn new(value: impl Into<String>, range: Range<usize>) -> Self {
        Field { value: value.into(), range }
    }

    /// The trimmed characters of `range`, white space made single spaces; None if nothing is left.
    pub fn of(text: &str, range: Range<usize>) -> Option<Self> {
        let range = trimmed(text, range);
        (!range.is_empty()).then(|| Field { value: spaced(&text[range.clone()]), range })
    }
}

/// `range` without white space and separators around it; a point that closes an abbreviation of a place stays outside.
pub fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let is_edge = |c: char| {
        c.is_whitespace()
            || matches!(c, ',' | '.' | ';' | ':' | '，' | '。' | '；' | '：' | '．' | '/' | '、' | '\u{200b}' | '-' | '–' | '—')
    };
    let inner = &text[range.clone()];
    let start = range.end - inner.trim_start_matches(is_edge).len();
    let inner = &text[start..range.end];
    start..start + inner.trim_end_matches(is_edge).len()
}

/// The entry with its addresses and notes blanked out, and what they said.
#[derive(Debug, Default)]
pub struct Tail {
    /// As long as the entry; what was read is spaces.
    pub rest: String,
    pub doi: Option<Field>,
    pub url: Option<Field>,
    pub accessed: Option<Field>,
    pub language: Option<Field>,
    /// An address was announced or given: the work can be read online.
    pub online: bool,
    /// An announced address is there in part only.
    pub broken_address: bool,
}

/// Reads and blanks out what stands about the entry.
pub fn split(text: &str) -> Tail {
    let mut tail = Tail::default();
    let mut rest = text.as_bytes().to_vec();
    let mut at = 0;
    let mut boundary = true;
    while let Some(c) = text[at..].chars().next() {
        match read_at(text, at, boundary, &mut tail) {
            Some(range) => {
                rest[range.clone()].fill(b' ');
                at = range.end;
                boundary = true;
            }
            None => {
                boundary = !is_word(c);
                at += c.len_utf8();
            }
        }
    }
    tail.rest = String::from_utf8(rest).expect("whole characters are blanked out");
    tail
}

fn read_at(text: &str, at: usize, boundary: bool, tail: &mut Tail) -> Option<Range<usize>> {
    let rest = &text[at..];
    let c = rest.chars().next()?;
    if matches!(c, '[' | '(' | '（' | '［') {
        return bracketed(text, at, tail);
    }
    if c == '<' && is_address(&rest[1..]) {
        return None;
    }
    if !boundary {
        return None;
    }
    if is_address(rest) {
        return Some(address(text, at, tail));
    }
    if let Some(end) = phrase_at(text, at, "doi") {
        let doi = end + (text[end..].len() - text[end..].trim_start_matches([':', '.', ' ', '\u{a0}', '：']).len());
        if text[doi..].starts_with("10.") || text[doi..].starts_with("http") {
            let end = if text[doi..].starts_with("10.") { self::doi(text, doi, tail) } else { doi };
            return Some(at..end);
        }
    }
    if rest.starts_with("10.") && rest[3..].bytes().take_while(u8::is_ascii_digit).count() >= 4 {
        return Some(at..doi(text, at, tail)).filter(|r| r.end > at + 8);
    }
    let w = words();
    if let Some(end) = w.accessed.at(text, at)
        && let Some((date, end)) = announced_date(text, end)
    {
        tail.accessed.get_or_insert(date);
        return Some(at..end);
    }
    if let Some(end) = w.available.at(text, at) {
        let after = end + (text[end..].len() - text[end..].trim_start_matches([':', '：', ' ', '<', '\u{a0}', '\n']).len());
        let several = text[at..end].contains(' ');
        let remnant = file_name(text, after);
        if several || text[end..].starts_with([':', '：']) || is_address(&text[after..]) || remnant.is_some() {
            tail.online = true;
            tail.broken_address |= remnant.is_some();
            return Some(at..remnant.unwrap_or(after).max(end));
        }
    }
    if let Some(end) = w.catalogue.at(text, at) {
        let number = end + (text[end..].len() - text[end..].trim_start_matches([':', ' ', '.']).len());
        let end = text[number..].find(|c: char| !c.is_ascii_alphanumeric() && c != '-').map_or(text.len(), |n| number + n);
        let is_number = end > number && text[number..end].bytes().any(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
        return is_number.then_some(at..end);
    }
    None
}

fn is_address(rest: &str) -> bool {
    ["http://", "https://", "www.", "ftp://"].iter().any(|p| rest.get(..p.len()).is_some_and(|r| r.eq_ignore_ascii_case(p)))
}

/// An address, to the first character that none has; its brackets are blanked out with it.
fn address(text: &str, at: usize, tail: &mut Tail) -> Range<usize> {
    let mut end = text[at..]
        .find(|c: char| {
            c.is_whitespace() || is_han(c) || matches!(c, '<' | '>' | '"' | '»' | '”' | '，' | '。' | '；' | '）' | '】' | '、')
        })
        .map_or(text.len(), |n| at + n);
    loop {
        let url = &text[at..end];
        let trimmed = url.trim_end_matches(['.', ',', ';', ':', '*']);
        // A closing bracket belongs to the sentence unless it was opened in the address.
        let trimmed = match trimmed.strip_suffix([')', ']']) {
            Some(inner) if inner.matches(['(', '[']).count() <= inner.matches([')', ']']).count() => inner,
            _ => trimmed,
        };
        if trimmed.len() == url.len() {
            break;
        }
        end = at + trimmed.len();
    }
    tail.online = true;
    let url = &text[at..end];
    if let Some(i) = url.find("doi.org/10.") {
        let start = at + i + "doi.org/".len();
        tail.doi.get_or_insert(Field::new(text[start..end].to_lowercase(), start..end));
    }
    tail.url.get_or_insert(Field::new(url, at..end));
    let start = if text[..at].ends_with('<') { at - 1 } else { at };
    let end = if text[end..].starts_with('>') { end + 1 } else { end };
    start..end
}

/// A bare DOI at `at`; its end.
fn doi(text: &str, at: usize, tail: &mut Tail) -> usize {
    let end = text[at..]
        .find(|c: char| c.is_whitespace() || is_han(c) || matches!(c, '<' | '>' | '"' | ']' | '，' | '。' | '；' | '）'))
        .map_or(text.len(), |n| at + n);
    let doi = text[at..end].trim_end_matches(['.', ',', ';', ')', ':']);
    if doi.contains('/') {
        tail.doi.get_or_insert(Field::new(doi.to_lowercase(), at..at + doi.len()));
    }
    at + doi.len()
}

/// The name of a file: what is left of an address whose beginning is gone.
fn file_name(text: &str, at: usize) -> Option<usize> {
    if is_address(&text[at..]) {
        return None;
    }
    let end = text[at..].find(char::is_whitespace).map_or(text.len(), |n| at + n);
    [".html", ".shtml", ".htm", ".pdf", ".aspx", ".php", ".doc", ".docx"].iter().any(|e| text[at..end].ends_with(e)).then_some(end)
}

/// A date behind the words that announce it, and where it ends with its `, from`.
fn announced_date(text: &str, at: usize) -> Option<(Field, usize)> {
    let start = at + (text[at..].len() - text[at..].trim_start_matches([':', '：', ' ', ',', '\u{a0}']).len());
    let (date, end) = date_at(text, start).filter(|(d, _)| d.len() == 10)?;
    let from = skip_space(text, end + text[end..].starts_with(',') as usize);
    let (word, after) = word_at(text, from);
    Some((Field::new(date, start..end), if word == "from" { after } else { end }))
}

/// `(accessed 21.04.2025)`, `[2024-05-06]`, `(In Russ.)`, `[Electronic resource]`: the whole group.
fn bracketed(text: &str, at: usize, tail: &mut Tail) -> Option<Range<usize>> {
    let open = at + text[at..].chars().next()?.len_utf8();
    let (close, closer) =
        text[open..].char_indices().take(80).find(|(_, c)| matches!(c, ']' | ')' | '）' | '］')).map(|(i, c)| (open + i, c))?;
    let inside = skip_space(text, open);
    let group = at..close + closer.len_utf8();
    let w = words();
    if let Some(end) = w.accessed.at(text, inside)
        && let Some((date, _)) = announced_date(text, end)
    {
        tail.accessed.get_or_insert(date);
        return Some(group);
    }
    if text[at..].starts_with('[')
        && let Some((date, end)) = date_at(text, inside)
        && end == close
        && date.len() == 10
    {
        tail.accessed.get_or_insert(Field::new(date, inside..end));
        return Some(group);
    }
    if w.carriers.at(text, inside).is_some_and(|e| skip_space(text, e) == close) && text[at..].starts_with(['[', '［']) {
        tail.online = true;
        return Some(group);
    }
    // Hyphens of a line's end and points do not count: `(In Rus-sian)`, `(in Chin.)`.
    let note: String = text[inside..close].to_lowercase().chars().filter(|c| !super::scan::is_dash(*c) && *c != '.').collect();
    let language = w
        .languages
        .iter()
        .find(|(words, _)| note.strip_prefix(words.as_str()).is_some_and(|rest| !rest.starts_with(|c: char| is_word(c) && !is_han(c))))?;
    tail.language.get_or_insert(Field::new(language.1.clone(), inside..close));
    Some(group)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_stands_about_an_entry() {
        for (text, left, shown) in [
            (
                "Title. (In Chin.) Available at: <https://a.cn/b?c=1> (accessed 21.04.2025).",
                "Title. .",
                "- https://a.cn/b?c=1 2025-04-21 zh",
            ),
            ("Title. Retrieved from 1286.shtml (In Rus-sian)", "Title.", "- - - ru"),
            ("Title. https://doi.org/10.1234/AB-5", "Title.", "10.1234/ab-5 https://doi.org/10.1234/AB-5 - -"),
            ("Title. DOI: 10.1234/ab(5)-6.", "Title. .", "10.1234/ab(5)-6 - - -"),
            ("Title [Электронный ресурс]. URL: http://a.ru/ (дата обращения: 01.02.2024).", "Title . .", "- http://a.ru/ 2024-02-01 -"),
            ("题名[EB/OL]. (2024-01-02)[2024-05-06]. http://a.cn/x.", "题名[EB/OL]. (2024-01-02) . .", "- http://a.cn/x 2024-05-06 -"),
            ("Title. Retrieved May 6, 2019, from http://a.com", "Title.", "- http://a.com 2019-05-06 -"),
            ("The URL of trade", "The URL of trade", "- - - -"),
            ("Link roads and ISBN rules", "Link roads and ISBN rules", "- - - -"),
        ] {
            let tail = split(text);
            assert_eq!(spaced(&tail.rest), left, "{text}");
            let show = |f: &Option<Field>| f.as_ref().map_or("-".to_owned(), |f| f.value.clone());
            assert_eq!(
                format!("{} {} {} {}", show(&tail.doi), show(&tail.url), show(&tail.accessed), show(&tail.language)),
                shown,
                "{text}"
            );
        }
    }
}
