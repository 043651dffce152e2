//! Recognisers of what stands behind a title: dates, volumes, issues, pages. Each looks at one place of a text and says
//! what stands there and where it ends.

use super::patterns::is_han;
use super::words::words;
use amur_text::letters::{is_letter, is_word, lower};
use std::borrow::Cow;
use std::ops::Range;

/// What a detail of an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    Year,
    /// ISO, at least to the month.
    Date,
    Volume,
    Issue,
    Pages,
    /// How many pages a book has.
    Extent,
}

/// A detail, its normalized value and its bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct Detail {
    pub what: What,
    pub value: String,
    pub range: Range<usize>,
}

impl Detail {
    fn new(what: What, value: impl Into<String>, range: Range<usize>) -> Self {
        Detail { what, value: value.into(), range }
    }
}

fn next(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// `at` moved past white space.
pub fn skip_space(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start().len()
}

/// The digits at `at`: their number and end. At most `most` of them, and none after.
fn digits(text: &str, at: usize, most: usize) -> Option<(u32, usize)> {
    let bytes = &text.as_bytes()[at..];
    let n = bytes.iter().take(most + 1).take_while(|b| b.is_ascii_digit()).count();
    (n > 0 && n <= most).then(|| (text[at..at + n].parse().expect("at most nine digits"), at + n))
}

pub fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–' | '—' | '−' | '－' | '~' | '～')
}

/// The end of one character at `at` that `is` holds for.
fn one(text: &str, at: usize, is: impl Fn(char) -> bool) -> Option<usize> {
    next(text, at).filter(|&c| is(c)).map(|c| at + c.len_utf8())
}

/// A year and the letter that tells works of one year apart: `2009b`.
pub fn year_at(text: &str, at: usize) -> Option<(i32, usize)> {
    let (year, end) = digits(text, at, 4)?;
    if !(1700..2100).contains(&year) || text[..at].ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // A letter marks a work among several of one year; a Cyrillic а is often typed for a Latin a.
    let suffixed = one(text, end, |c| matches!(c, 'a'..='h' | 'а'..='е')).filter(|&e| next(text, e).is_none_or(|c| !is_word(c)));
    Some((year as i32, suffixed.unwrap_or(end)))
}

/// The word at `at`, in lower case, and its end.
pub fn word_at(text: &str, at: usize) -> (Cow<'_, str>, usize) {
    let end = text[at..].find(|c: char| !is_letter(c) || is_han(c)).map_or(text.len(), |n| at + n);
    // Words of any use here are short; a long one is none of them.
    (if end - at <= 40 { lower(&text[at..end]) } else { Cow::Borrowed("") }, end)
}

fn month_at(text: &str, at: usize) -> Option<(u32, usize)> {
    let (word, end) = word_at(text, at);
    let &month = words().months.get(&*word)?;
    Some((month as u32, one(text, end, |c| c == '.').unwrap_or(end)))
}

/// A day of the month, perhaps `6th`.
fn day_at(text: &str, at: usize) -> Option<(u32, usize)> {
    let (day, end) = digits(text, at, 2).filter(|&(d, _)| (1..=31).contains(&d))?;
    let (suffix, after) = word_at(text, end);
    Some((day, if matches!(&*suffix, "st" | "nd" | "rd" | "th") { after } else { end }))
}

fn iso(year: i32, month: u32, day: Option<u32>) -> Option<String> {
    if !(1..=12).contains(&month) {
        return None;
    }
    match day {
        Some(day) => jiff::civil::Date::new(year as i16, month as i8, day as i8).ok().map(|d| d.to_string()),
        None => Some(format!("{year:04}-{month:02}")),
    }
}

/// A date with at least its month and year: `28.05.2024`, `05.2024`, `2024-01-18`, `2024年1月18日`, `6 May 2019`, `May 6, 2019`,
/// `2019, May 6`, `2019 May 6`, `6-May-2019`, `18 января 2024`, `June 2014`; as ISO and its end. An hour may be glued to it:
/// `2012年05月21日09:01`, `16.07.202310:52`.
pub fn date_at(text: &str, at: usize) -> Option<(String, usize)> {
    if text[..at].ends_with(|c: char| is_word(c) && !is_han(c)) {
        return None;
    }
    let (date, end) =
        if next(text, at)?.is_ascii_digit() { from_year(text, at).or_else(|| from_day(text, at))? } else { from_month(text, at)? };
    (next(text, end).is_none_or(|c| !c.is_ascii_digit()) || is_hour(text, end)).then_some((date, end))
}

/// Do an hour and its minutes stand at `at`: `09:01`?
fn is_hour(text: &str, at: usize) -> bool {
    let hour = text[at..].bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&hour) && one(text, at + hour, |c| c == ':').and_then(|minutes| digits(text, minutes, 2)).is_some()
}

/// As [`year_at`], of a date: an hour may be glued to it.
fn year_of_date(text: &str, at: usize) -> Option<(u32, usize)> {
    const YEAR: usize = 4;
    let glued = || {
        let year = text.get(at..at + YEAR).filter(|year| year.bytes().all(|b| b.is_ascii_digit()) && is_hour(text, at + YEAR))?;
        Some((year.parse().ok()?, at + YEAR))
    };
    digits(text, at, YEAR).or_else(glued).filter(|&(year, _)| (1700..2100).contains(&year))
}

fn from_year(text: &str, at: usize) -> Option<(String, usize)> {
    let (year, end) = digits(text, at, 4).filter(|&(y, _)| (1700..2100).contains(&y))?;
    let year = year as i32;
    match next(text, end)? {
        '年' => {
            let (month, end) = digits(text, skip_space(text, end + 3), 2)?;
            let end = one(text, skip_space(text, end), |c| c == '月')?;
            let day = digits(text, skip_space(text, end), 2).and_then(|(d, e)| Some((d, one(text, skip_space(text, e), |c| c == '日')?)));
            Some((iso(year, month, day.map(|d| d.0))?, day.map_or(end, |d| d.1)))
        }
        sep @ ('-' | '/' | '.') => {
            let (month, end) = digits(text, skip_space(text, end + 1), 2)?;
            let day = one(text, end, |c| c == sep).and_then(|e| digits(text, skip_space(text, e), 2));
            match day {
                Some((day, end)) => Some((iso(year, month, Some(day))?, end)),
                // `2019-12` alone may be a range of pages or years; only a month with its zero is taken for one.
                None => (sep == '-' && &text[end - 2..end - 1] <= "1" && text.as_bytes()[end - 3] == b'-')
                    .then(|| iso(year, month, None))
                    .flatten()
                    .map(|d| (d, end)),
            }
        }
        // `2023 03/ 18`
        ' ' if next(text, end + 1).is_some_and(|c| c.is_ascii_digit()) => {
            let (month, end) = digits(text, end + 1, 2)?;
            let (day, end) = digits(text, skip_space(text, one(text, end, |c| c == '/')?), 2)?;
            Some((iso(year, month, Some(day))?, end))
        }
        ',' | ' ' => {
            let (month, end) = month_at(text, skip_space(text, end + 1))?;
            let day = day_at(text, skip_space(text, end));
            Some((iso(year, month, day.map(|d| d.0))?, day.map_or(end, |d| d.1)))
        }
        _ => None,
    }
}

fn from_day(text: &str, at: usize) -> Option<(String, usize)> {
    let (first, end) = digits(text, at, 2)?;
    let numeric = |&sep: &char| next(text, end + sep.len_utf8()).is_some_and(|c| c.is_ascii_digit());
    if let Some(sep @ ('.' | '/' | '-')) = next(text, end).filter(numeric) {
        let (second, end) = digits(text, end + 1, 4)?;
        if let Some(end) = one(text, end, |c| c == sep)
            && let Some((year, end)) = year_of_date(text, end)
        {
            // `05/06/2019` is May here and June there; `12/27/2010` is December everywhere.
            let (day, month) = if sep == '/' && second > 12 { (second, first) } else { (first, second) };
            let clear = sep == '.' || first > 12 || second > 12 || first == second;
            return if clear { Some((iso(year as i32, month, Some(day))?, end)) } else { None };
        }
        return (sep == '.' && (1700..2100).contains(&second)).then(|| iso(second as i32, first, None)).flatten().map(|d| (d, end));
    }
    let (day, end) = day_at(text, at)?;
    // `6-May-2019`
    let dash = |end: usize| one(text, end, |c| c == '-').unwrap_or(end);
    let (month, end) = month_at(text, skip_space(text, dash(end)))?;
    let end = one(text, end, |c| c == ',').unwrap_or(dash(end));
    let (year, end) = year_at(text, skip_space(text, end))?;
    Some((iso(year, month, Some(day))?, end))
}

fn from_month(text: &str, at: usize) -> Option<(String, usize)> {
    let (month, end) = month_at(text, at)?;
    let end = skip_space(text, end);
    if let Some((year, end)) = year_at(text, end) {
        return Some((iso(year, month, None)?, end));
    }
    let (day, end) = day_at(text, end)?;
    let end = one(text, end, |c| c == ',').unwrap_or(end);
    let (year, end) = year_at(text, skip_space(text, end))?;
    Some((iso(year, month, Some(day))?, end))
}

/// A page or a range of pages, with a plain hyphen.
pub fn pages_at(text: &str, at: usize) -> Option<(String, usize)> {
    let page = |at: usize| -> Option<usize> {
        let prefixed = one(text, at, |c| matches!(c, 'e' | 'S' | 'A' | 'R')).unwrap_or(at);
        digits(text, prefixed, 8).map(|(_, end)| end).or_else(|| {
            let end = text[at..].find(|c: char| !matches!(c, 'i' | 'v' | 'x' | 'l' | 'I' | 'V' | 'X' | 'L')).map_or(text.len(), |n| at + n);
            (end > at && next(text, end).is_none_or(|c| !is_word(c))).then_some(end)
        })
    };
    let end = page(at)?;
    let range = one(text, skip_space(text, end), is_dash).and_then(|e| page(skip_space(text, e)).map(|end| (e, end)));
    Some(match range {
        Some((dash, last)) => {
            // `34-51+127` goes on elsewhere.
            let more = one(text, last, |c| c == '+').and_then(page);
            let last = more.unwrap_or(last);
            (format!("{}-{}", &text[at..end], text[dash..last].trim()), last)
        }
        None => (text[at..end].to_owned(), end),
    })
}

/// `12`, `4 (5)`, `11-12`, `3/4`, `XII`.
fn number_at(text: &str, at: usize) -> Option<usize> {
    let plain = |at: usize| -> Option<usize> {
        let end = text[at..].find(|c: char| !c.is_ascii_alphanumeric()).map_or(text.len(), |n| at + n);
        let token = &text[at..end];
        let roman = token.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'));
        (!token.is_empty() && token.len() <= 8 && (roman || token.starts_with(|c: char| c.is_ascii_digit()))).then_some(end)
    };
    let mut end = plain(at)?;
    if let Some(last) = one(text, end, |c| is_dash(c) || c == '/').and_then(plain) {
        end = last;
    }
    Some(end)
}

/// `(5)` or ` (5)` after a number: the end and the inside. A year in brackets is none.
fn bracketed_number(text: &str, at: usize) -> Option<(Range<usize>, usize)> {
    let open = one(text, skip_space(text, at), |c| matches!(c, '(' | '（'))?;
    let end = number_at(text, open).filter(|&e| year_at(text, open).is_none_or(|(_, y)| y != e))?;
    Some((open..end, one(text, end, |c| matches!(c, ')' | '）'))?))
}

/// What stands at `at`, the start of an item (after a comma, a stop, a bracket or the container's name).
pub fn details_at(text: &str, at: usize) -> Option<(Vec<Detail>, usize)> {
    let c = next(text, at)?;
    if is_letter(c) && !is_han(c) && !words().introduces_detail(&word_at(text, at).0) {
        return None;
    }
    if let Some((date, end)) = date_at(text, at) {
        // A newspaper's page: `2024-01-18(3)`.
        let mut found = vec![Detail::new(What::Date, date, at..end)];
        let page = (c.is_ascii_digit() && text[end..].starts_with(['(', '（'])).then(|| bracketed_number(text, end)).flatten();
        let end = page.map_or(end, |(page, after)| {
            found.push(Detail::new(What::Pages, &text[page.clone()], page));
            after
        });
        return Some((found, end));
    }
    match c {
        '(' | '（' => in_brackets(text, at),
        '第' => chinese_ordinal(text, at + 3),
        '№' => marked(text, at, '№'.len_utf8(), What::Issue),
        '0'..='9' => numeric(text, at),
        _ if is_letter(c) && !is_han(c) => worded(text, at),
        _ => None,
    }
}

fn in_brackets(text: &str, at: usize) -> Option<(Vec<Detail>, usize)> {
    let open = at + next(text, at)?.len_utf8();
    let (found, end) = match year_at(text, open) {
        Some((_, end)) if text[end..].starts_with([')', '）']) => {
            (vec![Detail::new(What::Year, &text[open..open + 4], open..open + 4)], end)
        }
        _ => match bracketed_number(text, at) {
            Some((issue, end)) => {
                return Some((vec![Detail::new(What::Issue, &text[issue.clone()], issue)], end));
            }
            None => details_at(text, skip_space(text, open))
                // `(2021–2035)` is a span of years.
                .filter(|(d, _)| {
                    let span = d[0].what == What::Pages && d[0].range.start == open;
                    let nested = text[open..].starts_with(['(', '（']);
                    !(nested || span && year_at(text, open).is_some())
                })?,
        },
    };
    let mut found = found;
    let mut end = end;
    // `(Vol. 3, pp. 25-27)`
    while let Some(after) = one(text, end, |c| matches!(c, ',' | ';')) {
        let Some((more, last)) =
            details_at(text, skip_space(text, after)).filter(|_| !text[skip_space(text, after)..].starts_with(['(', '（']))
        else {
            break;
        };
        found.extend(more);
        end = last;
    }
    Some((found, one(text, skip_space(text, end), |c| matches!(c, ')' | '）'))?))
}

/// 第51卷, 第6期, 第5-16页, 第3版.
fn chinese_ordinal(text: &str, number: usize) -> Option<(Vec<Detail>, usize)> {
    let number = skip_space(text, number);
    let (value, end) = pages_at(text, number)?;
    let unit = skip_space(text, end);
    let what = match next(text, unit)? {
        '卷' => What::Volume,
        '期' | '号' | '號' => What::Issue,
        '页' | '頁' => What::Pages,
        // 第3版 is a newspaper's page, 第3版 of a book its edition: the caller knows which by what stands around.
        '版' => What::Pages,
        _ => return None,
    };
    Some((vec![Detail::new(what, value, number..end)], unit + 3))
}

/// A number after its mark (`vol. 67`, `№ 4 (5)`, `с. 5–16`), the mark being `mark` bytes long.
fn marked(text: &str, at: usize, mark: usize, what: What) -> Option<(Vec<Detail>, usize)> {
    let number = text[at + mark..].find(|c: char| !c.is_whitespace() && c != '.' && c != '№').map(|n| at + mark + n)?;
    if what == What::Pages {
        let (value, end) = pages_at(text, number).filter(|_| text[number..].starts_with(|c: char| c.is_ascii_alphanumeric()))?;
        return Some((vec![Detail::new(What::Pages, value, number..end)], end));
    }
    // The number of a grant or a register goes on behind a dash: `no. 25-18-200`.
    let end =
        number_at(text, number).filter(|&e| one(text, e, is_dash).is_none_or(|e| !text[e..].starts_with(|c: char| c.is_ascii_digit())))?;
    let (inner, after) = match bracketed_number(text, end) {
        Some((inner, after)) => (Some(inner), after),
        None => (None, end),
    };
    Some(match (what, inner) {
        // A running number beside the year's own: `№ 4 (5)`.
        (What::Issue, Some(_)) => (vec![Detail::new(What::Issue, &text[number..after], number..after)], after),
        (What::Volume, Some(issue)) => {
            (vec![Detail::new(What::Volume, &text[number..end], number..end), Detail::new(What::Issue, &text[issue.clone()], issue)], after)
        }
        _ => (vec![Detail::new(what, &text[number..end], number..end)], end),
    })
}

/// What a word before a number makes it: `vol`, `no`, `pp`.
pub fn marked_by(word: &str) -> Option<What> {
    let w = words();
    [(&w.volume, What::Volume), (&w.issue, What::Issue), (&w.pages, What::Pages)]
        .into_iter()
        .find_map(|(marks, what)| marks.contains(word).then_some(what))
}

fn worded(text: &str, at: usize) -> Option<(Vec<Detail>, usize)> {
    let (word, end) = word_at(text, at);
    let what = marked_by(&word)?;
    // One letter is a mark only with its point: `с. 5`, not `с 2019 года`.
    if word.chars().count() == 1 && !text[end..].starts_with('.') {
        return None;
    }
    marked(text, at, end - at, what)
}

fn numeric(text: &str, at: usize) -> Option<(Vec<Detail>, usize)> {
    if let Some((year, end)) = year_at(text, at)
        && next(text, end).is_none_or(|c| !is_dash(c) && !is_word(c) || c == '年')
        && !text[end..].starts_with("/")
    {
        let mut found = vec![Detail::new(What::Year, year.to_string(), at..at + 4)];
        let mut end = one(text, end, |c| c == '年').unwrap_or(end);
        // A year in the volume's place: `2023(4)`.
        if text[end..].starts_with(['(', '（'])
            && let Some((issue, after)) = bracketed_number(text, end)
        {
            found.push(Detail::new(What::Issue, &text[issue.clone()], issue));
            end = after;
        }
        return Some((found, end));
    }
    let (number, end) = digits(text, at, 5)?;
    if let Some((issue, after)) = bracketed_number(text, end) {
        return Some((
            vec![Detail::new(What::Volume, &text[at..end], at..end), Detail::new(What::Issue, &text[issue.clone()], issue)],
            after,
        ));
    }
    if next(text, end).is_some_and(is_dash) {
        let (value, end) = pages_at(text, at).filter(|(v, _)| v.contains('-'))?;
        return Some((vec![Detail::new(What::Pages, value, at..end)], end));
    }
    let unit = skip_space(text, end);
    let (word, unit_end) = word_at(text, unit);
    if words().extent.contains(&*word) && number > 3 {
        return Some((vec![Detail::new(What::Extent, &text[at..end], at..end)], one(text, unit_end, |c| c == '.').unwrap_or(unit_end)));
    }
    if text[unit..].starts_with(['页', '頁']) {
        return Some((vec![Detail::new(What::Extent, &text[at..end], at..end)], unit + 3));
    }
    let closed = next(text, end).is_none_or(|c| matches!(c, ',' | '.' | ';' | ':' | '，' | '。' | '；' | '：' | ' '));
    // A word after a bare number says that it counts something.
    let counted = next(text, unit).is_some_and(is_letter) && worded(text, unit).is_none();
    (closed && !counted && number > 0).then(|| (vec![Detail::new(What::Volume, &text[at..end], at..end)], end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for (text, iso) in [
            ("28.05.2024", Some("2024-05-28")),
            ("03.2021.", Some("2021-03")),
            ("2024-01-18", Some("2024-01-18")),
            ("2024年1月18日", Some("2024-01-18")),
            ("2024年12月第51卷", Some("2024-12")),
            ("6 May 2019", Some("2019-05-06")),
            ("May 6, 2019", Some("2019-05-06")),
            ("2019, May 6", Some("2019-05-06")),
            ("Sept. 2019", Some("2019-09")),
            ("18 января 2024 г.", Some("2024-01-18")),
            ("2011-2030", None),
            ("31.02.2024", None),
            ("05/06/2019", None),
            ("2024年第6期", None),
        ] {
            assert_eq!(date_at(text, 0).map(|d| d.0).as_deref(), iso, "{text}");
        }
    }

    #[test]
    fn details() {
        for (text, found) in [
            ("21(3), 40–53", "Volume 21 Issue 3"),
            ("(305), 110–120", "Issue 305"),
            ("58.", "Volume 58"),
            ("№ 4 (5). C.", "Issue 4 (5)"),
            ("т. 67, № 6", "Volume 67"),
            ("сс. 5-16", "Pages 5-16"),
            ("C. 30–43", "Pages 30-43"),
            ("第5—16页", "Pages 5-16"),
            ("119 p.", "Extent 119"),
            ("119页", "Extent 119"),
            ("(pp. 25-27)", "Pages 25-27"),
            ("(Vol. 3, pp. 25-27)", "Volume 3 Pages 25-27"),
            ("(2019): 5", "Year 2019"),
            ("2024-01-18(3)", "Date 2024-01-18 Pages 3"),
            ("2023(4): 5-16", "Year 2023 Issue 4"),
            ("12 monkeys", ""),
            ("cambridge", ""),
        ] {
            let got = details_at(text, 0)
                .map_or(String::new(), |(d, _)| d.iter().map(|d| format!("{:?} {}", d.what, d.value)).collect::<Vec<_>>().join(" "));
            assert_eq!(got, found, "{text}");
        }
    }
}
