//! The licence that a statement names.

use crate::references::entry::Field;
use crate::references::patterns::is_han;
use crate::references::words::words;
use amur_text::letters::is_word;

/// The licence that a statement names.
pub(super) fn licence_in(text: &str) -> Option<Field> {
    let w = words();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if (!is_word(before) || is_han(c))
            && let Some(end) = w.document("licence").at(text, at)
        {
            // A full name goes on to the word licence, or to the end of its version number.
            let rest = &text[end..];
            let clause = rest
                .char_indices()
                .find(|&(i, c)| {
                    matches!(c, ',' | ';' | '(' | '\n' | '。' | '，')
                        || c == '.' && !rest[i + 1..].starts_with(|c: char| c.is_ascii_digit())
                })
                .map_or(rest.len(), |(i, _)| i);
            let named = w.document("licence_names").at(text, at).is_some();
            let stop = if named { licence_end(text, end, end + clause) } else { end };
            return Field::of(text, at..stop);
        }
        before = c;
    }
    None
}

/// The end of a licence's name: behind the word licence if it stands before `to`, else `to`.
fn licence_end(text: &str, from: usize, to: usize) -> usize {
    let ends = words().document("licence_ends");
    let mut boundary = true;
    for (i, c) in text[from..to].char_indices() {
        if boundary && let Some(end) = ends.at(text, from + i) {
            return end;
        }
        boundary = !is_word(c);
    }
    to
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_licences() {
        for (text, name) in [
            (
                "Its licence: Creative Commons Attribution 4.0 International License.",
                Some("Creative Commons Attribution 4.0 International License"),
            ),
            ("© Authors, CC BY-NC 4.0", Some("CC BY-NC 4.0")),
            ("Copyright 2020. All rights reserved.", Some("All rights reserved")),
            ("版权所有 转载请注明", Some("版权所有")),
            ("The licence of the port", None),
        ] {
            assert_eq!(licence_in(text).map(|f| f.value).as_deref(), name, "{text}");
        }
    }
}
