//! Reference lists: where they begin, what their entries are, where they end.

use super::Role;
use crate::BlockKind;
use crate::lines::{Line, floor};
use crate::signs::{Sign, is_han};

/// The number of a list's item at the head of `text` and its length: `12. `, `12) `, `[12] `, `12、`.
pub(crate) fn item_number(text: &str) -> Option<(u32, usize)> {
    let body = text.trim_start_matches('*');
    let lead = text.len() - body.len();
    let open = body.starts_with(['[', '(', '［', '（']);
    let digits_at = body.char_indices().nth(usize::from(open))?.0;
    let digits = body[digits_at..].bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 3 {
        return None;
    }
    let number = body[digits_at..digits_at + digits].parse().ok()?;
    let mut rest = body[digits_at + digits..].chars();
    let close = rest.next()?;
    let fits = if open { matches!(close, ']' | ')' | '］' | '）') } else { matches!(close, '.' | ')' | '、' | '．' | '）') };
    let wide = open || !close.is_ascii();
    let blank = rest.next().is_none_or(|c| c.is_whitespace() || c == '*' || is_han(c));
    (fits && (wide || blank)).then_some((number, lead + digits_at + digits + close.len_utf8()))
}

/// How much of a line looks like an entry of a reference list.
fn reference_signs(text: &str, line: &Line) -> usize {
    let body = line.text(text);
    let body = &body[..floor(body, 600)];
    let body = &body[item_number(body).map_or(0, |(_, len)| len)..];
    let years = year_places(body);
    if years.is_empty() && !body.contains("http") {
        return 0;
    }
    let bytes = body.as_bytes();
    let bracketed = years.iter().any(|&at| {
        let open = body[..at].rfind('(').is_some_and(|open| at - open < 20 && !body[open..at].contains(')'));
        open || (at >= 2 && bytes[at - 2] == b'.')
    });
    let mut words = body.split_whitespace().map(|word| word.trim_matches('*'));
    let name = words.next().is_some_and(|word| word.starts_with(char::is_uppercase));
    let initial = words.next().is_some_and(|word| word.chars().next().is_some_and(char::is_uppercase) && word.chars().nth(1) == Some('.'));
    usize::from(bracketed)
        + usize::from(name && initial)
        + usize::from(line.holds(Sign::Link) || body.contains("http"))
        + usize::from(line.holds(Sign::Imprint))
        + usize::from(line.holds(Sign::Work))
}

/// Places of years from 1900 to 2099 that are no part of a longer number.
pub(super) fn year_places(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    memchr::memchr2_iter(b'1', b'2', bytes)
        .filter(|&i| {
            matches!(&bytes[i..bytes.len().min(i + 2)], b"19" | b"20")
                && digit(i + 2)
                && digit(i + 3)
                && !digit(i + 4)
                && (i == 0 || !digit(i - 1))
        })
        .collect()
}

fn is_list_heading(line: &Line) -> bool {
    (line.is(Sign::List) || line.is(Sign::Cite)) && line.width <= 80
}

/// Marks reference lists, with a heading or without one.
pub(super) fn mark_lists(text: &str, lines: &[Line], roles: &mut [Role]) {
    let mut i = 0;
    while i < lines.len() {
        if roles[i] == Role::Open && is_list_heading(&lines[i]) {
            let end = entries(text, lines, roles, i + 1, lines[i].is(Sign::Cite));
            if end > i + 1 {
                roles[i] = Role::Begins(BlockKind::ListHeading);
                i = end;
                continue;
            }
        }
        i += 1;
    }
    let mut i = 0;
    while i < lines.len() {
        if roles[i] == Role::Open && reference_signs(text, &lines[i]) >= 2 && is_run_of_references(text, lines, roles, i) {
            i = entries(text, lines, roles, i, false).max(i + 1);
        } else {
            i += 1;
        }
    }
}

/// Do at least three entries stand here, one after the other?
fn is_run_of_references(text: &str, lines: &[Line], roles: &[Role], from: usize) -> bool {
    let mut next = (from..lines.len()).filter(|&i| roles[i] == Role::Open).take(5).map(|i| reference_signs(text, &lines[i]));
    let (mut entries, mut others) = (0, 0);
    for signs in &mut next {
        if signs >= 2 { entries += 1 } else { others += 1 }
    }
    entries >= 3 && others <= 1
}

/// Marks the entries from line `from` on and gives the line behind the last. `single`: one entry is all that is expected.
fn entries(text: &str, lines: &[Line], roles: &mut [Role], from: usize, single: bool) -> usize {
    let Some(first) = (from..lines.len()).find(|&i| !matches!(roles[i], Role::Removed(_))) else {
        return from;
    };
    if roles[first] != Role::Open || is_list_heading(&lines[first]) {
        return from;
    }
    let numbered = item_number(lines[first].text(text)).is_some();
    let by_gap = (first + 1..lines.len()).take(12).filter(|&i| roles[i] == Role::Open).any(|i| lines[i].gap);
    let mut last_number = 0;
    let mut last = None;
    let mut end = from;
    for i in first..lines.len() {
        if matches!(roles[i], Role::Removed(_)) {
            continue;
        }
        let line = &lines[i];
        let number = item_number(line.text(text)).map(|(number, _)| number);
        let previous: Option<&Line> = last.map(|j: usize| &lines[j]);
        let begins = match (numbered, number, previous) {
            (_, _, None) => true,
            (true, Some(n), _) => n > last_number && n <= last_number + 5,
            (true, None, _) => false,
            (false, _, Some(previous)) => line.gap || (!by_gap && begins_entry(text, previous, line)),
        };
        if roles[i] != Role::Open
            || is_list_heading(line)
            || line.hashes > 0
            || line.holds(Sign::Licence)
            || (line.gap && (line.label(Sign::Meta) || line.label(Sign::Keywords) || line.label(Sign::Abstract)))
        {
            break;
        }
        if !begins && line.gap && !continues_entry(text, previous, line) {
            break;
        }
        if begins && !numbered && reference_signs(text, line) == 0 && (previous.is_some() || line.is_prose()) {
            break;
        }
        if begins && single && previous.is_some() && (!numbered || reference_signs(text, line) == 0) {
            break;
        }
        if begins {
            last_number = number.unwrap_or(last_number);
        }
        roles[i] = if begins { Role::Begins(BlockKind::ListEntry) } else { Role::Continues(BlockKind::ListEntry) };
        last = Some(i);
        end = i + 1;
    }
    end
}

/// In a list without numbers and without blank lines: does an entry begin?
fn begins_entry(text: &str, previous: &Line, line: &Line) -> bool {
    let finished = previous.stop || previous.last == '/' || !previous.text(text).ends_with([',', '-', ':', '&']);
    finished && !line.first.is_lowercase() && reference_signs(text, line) > 0
}

/// Behind a page's end: does the line go on with the entry before it?
fn continues_entry(text: &str, previous: Option<&Line>, line: &Line) -> bool {
    let broken = previous.is_some_and(|previous| !previous.stop && !previous.text(text).contains("http"));
    line.width < 600 && (broken && (line.first.is_lowercase() || line.first.is_ascii_digit()) || reference_signs(text, line) >= 2)
}
