//! The line of a journal: its volume, issue and pages, and its name before them.

use crate::references::entry::Field;
use crate::references::patterns::is_han;
use crate::references::scan::{Detail, What, details_at, marked_by, skip_space, word_at};
use amur_text::letters::{is_letter, is_word};
use std::ops::Range;

/// Details of a journal's line and where the first stands.
pub(super) fn volume_line(text: &str) -> (Vec<(What, Field)>, usize) {
    let mut found: Vec<(What, Field)> = Vec::new();
    let (mut at, mut first) = (0, text.len());
    let mut started = true;
    while let Some(c) = text[at..].chars().next() {
        if started
            && !c.is_whitespace()
            && let Some((details, end)) = labelled_number(text, at).or_else(|| details_at(text, at))
        {
            // A bare number says nothing, a bare range only behind other details.
            let bare = c.is_ascii_digit() && details.len() == 1;
            let believed = match details[0].what {
                What::Volume => !bare,
                What::Pages => !bare || !found.is_empty() && details[0].value.contains('-'),
                _ => true,
            };
            if believed {
                first = first.min(at);
                found.extend(details.into_iter().map(|d| (d.what, Field::new(d.value, d.range))));
                (at, started) = (end, true);
                continue;
            }
        }
        started = !is_word(c) || is_han(c);
        at += c.len_utf8();
    }
    (found, first)
}

/// `Issue (8)`, `Vol. (77)`: a mark whose number stands in brackets.
fn labelled_number(text: &str, at: usize) -> Option<(Vec<Detail>, usize)> {
    let (word, end) = word_at(text, at);
    let what = marked_by(&word).filter(|what| matches!(what, What::Volume | What::Issue))?;
    let open = skip_space(text, end + text[end..].starts_with('.') as usize);
    let number = open + text[open..].starts_with('(').then_some(1)?;
    let n = text[number..].bytes().take_while(u8::is_ascii_digit).count();
    let close = number + n;
    ((1..=4).contains(&n) && text[close..].starts_with(')'))
        .then(|| (vec![Detail { what, value: text[number..close].to_owned(), range: number..close }], close + 1))
}

/// A journal's name before its details: no label, no sentence.
pub(super) fn trimmed_name(text: &str, range: Range<usize>) -> Option<Field> {
    let end = text[range.clone()].trim_end_matches(|c: char| !is_word(c) && !matches!(c, ')' | '）' | '》')).len();
    let field = Field::of(text, range.start..range.start + end)?;
    let inner = field.value.trim_matches(['《', '》']);
    let named = inner.chars().any(is_letter) && inner.len() <= 160 && !inner.contains([':', '：', '"', '“', '.']);
    named.then_some(field)
}
