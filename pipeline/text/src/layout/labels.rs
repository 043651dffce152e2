//! Lines whose first words say what they are: footnotes, captions, keywords, abstracts, statements about the document.

use super::Role;
use super::head::{in_byline, is_dated};
use crate::letters::{is_letter, is_word};
use crate::lines::Line;
use crate::signs::{Sign, is_han};
use crate::view::raised_digits;
use crate::{BlockKind, furniture};

/// Marks what says itself what it is: footnotes, captions, keywords, abstracts, statements of the document about itself.
pub(super) fn mark_labels(text: &str, lines: &[Line], wraps: &[bool], roles: &mut [Role]) {
    let mut body_seen = false;
    for i in 0..lines.len() {
        if roles[i] != Role::Open {
            continue;
        }
        let line = &lines[i];
        if furniture::is_notice(text, line) {
            roles[i] = if body_seen || line.holds(Sign::Licence) { Role::Notice } else { Role::Begins(BlockKind::Meta) };
            continue;
        }
        let Some(kind) = label(text, line) else {
            body_seen |= line.is_prose() && !in_byline(text, line);
            continue;
        };
        // A label alone on its line speaks of what follows it.
        let alone = line.is(Sign::Meta) || line.is(Sign::Keywords) || line.is(Sign::Abstract) || line.is(Sign::Byline);
        let heading = kind == BlockKind::Abstract && alone;
        roles[i] = Role::Begins(if heading { BlockKind::Heading } else { kind });
        let mut end = i + 1;
        while end < lines.len() && wraps[end - 1] && roles[end] == Role::Open {
            roles[end] = Role::Continues(kind);
            end += 1;
        }
        if alone && (heading || line.last == ':' || line.last == '：') {
            mark_labelled(text, lines, wraps, roles, end, kind);
        }
    }
}

/// What a label alone on its line speaks of: one paragraph, or all up to the next heading where it is an abstract.
fn mark_labelled(text: &str, lines: &[Line], wraps: &[bool], roles: &mut [Role], from: usize, kind: BlockKind) {
    let mut taken = false;
    for i in from..lines.len() {
        if matches!(roles[i], Role::Removed(_)) {
            continue;
        }
        let line = &lines[i];
        let prose = line.is_prose() || wraps[i] || (i > 0 && wraps[i - 1]);
        let fits = if kind == BlockKind::Abstract { prose } else { !taken };
        if roles[i] != Role::Open
            || label(text, line).is_some()
            || (kind == BlockKind::Keywords && in_byline(text, line))
            || line.hashes > 0
            || !fits
            || line.holds(Sign::Licence)
        {
            break;
        }
        let more = i > from && wraps[i - 1];
        roles[i] = if more { Role::Continues(kind) } else { Role::Begins(kind) };
        taken = kind != BlockKind::Abstract && !wraps[i];
    }
}

/// The kind of block that the line's first words name.
fn label(text: &str, line: &Line) -> Option<BlockKind> {
    let body = line.text(text);
    if raised_digits(body) > 0 {
        return Some(BlockKind::Footnote);
    }
    if is_caption(text, line) {
        return Some(BlockKind::Caption);
    }
    if line.label(Sign::Keywords) {
        return Some(BlockKind::Keywords);
    }
    if line.label(Sign::Abstract) || (line.starts(Sign::Abstract) && line.bold) {
        return Some(BlockKind::Abstract);
    }
    let short = line.width < 300;
    let acronym =
        body.split(|c: char| !is_letter(c)).next().is_some_and(|word| word.chars().count() >= 3 && word.chars().all(char::is_uppercase));
    if line.label(Sign::Meta)
        || (line.starts(Sign::Meta) && acronym && line.width < 80)
        || (line.holds(Sign::MetaWithin) && short && line.width < 250)
    {
        return Some(BlockKind::Meta);
    }
    None
}

/// `Table 3. Exports`, `Рис. 1`, `图2 ...`, credits and sources of figures; but not `Table 3 shows that ...`. What stands below a
/// photograph is one with a day too (图为8月12日，…): the day is the photograph's alone.
fn is_caption(text: &str, line: &Line) -> bool {
    let body = line.text(text).trim_start_matches('*');
    if line.width < 400 && (line.starts(Sign::Picture) || line.ends(Sign::PictureEnd)) {
        return true;
    }
    if line.starts(Sign::Credit) && (line.label(Sign::Credit) || is_han(line.first)) && line.width < 400 && !is_dated(text, line)
        || line.holds(Sign::CreditWithin) && line.width < 400 && !line.text(text).contains("。")
    {
        return true;
    }
    if !line.starts(Sign::Caption) || line.width > 400 {
        return false;
    }
    let after = body.trim_start_matches(|c: char| is_letter(c)).trim_start();
    let after = after.strip_prefix('.').unwrap_or(after).trim_start();
    let number = after.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-')).count();
    let rest = after[number..].trim_start_matches(['*', ' ', '\u{a0}', '\u{3000}']);
    let numbered = after.starts_with(|c: char| c.is_ascii_digit());
    if !numbered {
        // `Figure. GDP growth`: a label and a stop, and no sentence that begins with the word.
        return line.label(Sign::Caption)
            && body.len() > after.len()
            && body[..body.len() - after.len()].trim_end().ends_with('.')
            && !is_han(line.first);
    }
    match rest.chars().next() {
        None => true,
        Some(c) if is_han(line.first) => !line.stop && (is_han(c) || !is_word(c)),
        Some(c) => {
            matches!(c, '.' | ':' | '—' | '–' | '-' | '|' | '(' | '“' | '"' | '«')
                || (c.is_uppercase() && !line.stop)
                || number > 0 && after[..number].ends_with('.')
        }
    }
}
