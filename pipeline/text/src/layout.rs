//! What each line is, and the blocks that lines make.

use crate::furniture;
use crate::lines::{Line, floor};
use crate::pages::{self, Hyphens};
use crate::signs::{Sign, is_han, is_word};
use crate::view::{Join, raised_digits};
use crate::{BlockKind, Removal};
use std::ops::Range;

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Not told yet; in the end, running text.
    Open,
    Removed(Removal),
    /// A notice of which the licence is kept.
    Notice,
    /// A line of a block of this kind.
    Begins(BlockKind),
    /// It goes on with the block of the line before it.
    Continues(BlockKind),
}

impl Role {
    fn kind(self) -> Option<BlockKind> {
        match self {
            Role::Begins(kind) | Role::Continues(kind) => Some(kind),
            _ => None,
        }
    }
}

pub(crate) fn roles_are_all_removed(roles: &[Role]) -> bool {
    roles.iter().all(|role| matches!(role, Role::Removed(_)))
}

/// A block before it is written: its pieces of the decoded text and how they are tied.
#[derive(Debug)]
pub(crate) struct Draft {
    pub kind: BlockKind,
    pub pieces: Vec<(Join, Range<usize>)>,
}

/// The blocks of a text in reading order, and what is left out of it as bytes of the decoded text.
pub(crate) fn layout(text: &str, lines: &[Line]) -> (Vec<Draft>, Vec<(Range<usize>, Removal)>) {
    let mut roles = vec![Role::Open; lines.len()];
    let rows: Vec<bool> = lines.iter().map(|line| is_row(text, line)).collect();
    furniture::mark(text, lines, &mut roles);
    let wraps = pages::wraps(text, lines, |i| rows[i] || roles[i] != Role::Open);
    mark_lists(text, lines, &mut roles);
    mark_tables(text, lines, &rows, &mut roles);
    mark_labels(text, lines, &wraps, &mut roles);
    let flow = Flow::of(text, lines, &wraps, &roles);
    mark_head(text, lines, &flow, &mut roles);
    mark_headings(text, lines, &flow, &mut roles);
    assemble(text, lines, &flow, &roles)
}

/// How paragraphs flow over the ends of lines and pages.
struct Flow {
    /// The line that a line goes on with the paragraph of.
    from: Vec<Option<usize>>,
    /// Does the line's paragraph go on in a later line?
    on: Vec<bool>,
}

impl Flow {
    /// Footnotes, captions, tables and furniture may stand between the two halves of a paragraph.
    fn of(text: &str, lines: &[Line], wraps: &[bool], roles: &[Role]) -> Self {
        let mut flow = Flow {
            from: vec![None; lines.len()],
            on: vec![false; lines.len()],
        };
        let mut last: Option<usize> = None;
        for i in 0..lines.len() {
            match roles[i] {
                Role::Open => {
                    let joined = last.filter(|&last| {
                        let next = last + 1 == i && !lines[i].gap;
                        if next {
                            wraps[last]
                        } else {
                            pages::turns_page(text, &lines[last], &lines[i])
                        }
                    });
                    if let Some(last) = joined {
                        flow.from[i] = Some(last);
                        flow.on[last] = true;
                    }
                    last = Some(i);
                }
                Role::Removed(_) => {}
                Role::Begins(kind) | Role::Continues(kind) if is_aside(kind) => {}
                _ => last = None,
            }
        }
        flow
    }
}

/// Blocks that may stand in the middle of a paragraph.
fn is_aside(kind: BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Footnote | BlockKind::Caption | BlockKind::TableRow | BlockKind::TableHeader
    )
}

// ---------------------------------------------------------------------------------------------------------------- lists

/// The number of a list's item at the head of `text` and its length: `12. `, `12) `, `[12] `, `12、`.
pub(crate) fn item_number(text: &str) -> Option<(u32, usize)> {
    let body = text.trim_start_matches('*');
    let lead = text.len() - body.len();
    let open = body.starts_with(['[', '(', '［', '（']);
    let digits_at = body.char_indices().nth(usize::from(open))?.0;
    let digits = body[digits_at..]
        .bytes()
        .take_while(u8::is_ascii_digit)
        .count();
    if digits == 0 || digits > 3 {
        return None;
    }
    let number = body[digits_at..digits_at + digits].parse().ok()?;
    let mut rest = body[digits_at + digits..].chars();
    let close = rest.next()?;
    let fits = if open {
        matches!(close, ']' | ')' | '］' | '）')
    } else {
        matches!(close, '.' | ')' | '、' | '．' | '）')
    };
    let wide = open || !close.is_ascii();
    let blank = rest
        .next()
        .is_none_or(|c| c.is_whitespace() || c == '*' || is_han(c));
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
        let open = body[..at]
            .rfind('(')
            .is_some_and(|open| at - open < 20 && !body[open..at].contains(')'));
        open || (at >= 2 && bytes[at - 2] == b'.')
    });
    let mut words = body.split_whitespace().map(|word| word.trim_matches('*'));
    let name = words
        .next()
        .is_some_and(|word| word.starts_with(char::is_uppercase));
    let initial = words.next().is_some_and(|word| {
        word.chars().next().is_some_and(char::is_uppercase) && word.chars().nth(1) == Some('.')
    });
    usize::from(bracketed)
        + usize::from(name && initial)
        + usize::from(line.holds(Sign::Link) || body.contains("http"))
        + usize::from(line.holds(Sign::Imprint))
        + usize::from(line.holds(Sign::Work))
}

/// Places of years from 1900 to 2099 that are no part of a longer number.
fn year_places(text: &str) -> Vec<usize> {
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
fn mark_lists(text: &str, lines: &[Line], roles: &mut [Role]) {
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
        if roles[i] == Role::Open
            && reference_signs(text, &lines[i]) >= 2
            && is_run_of_references(text, lines, roles, i)
        {
            i = entries(text, lines, roles, i, false).max(i + 1);
        } else {
            i += 1;
        }
    }
}

/// Do at least three entries stand here, one after the other?
fn is_run_of_references(text: &str, lines: &[Line], roles: &[Role], from: usize) -> bool {
    let mut next = (from..lines.len())
        .filter(|&i| roles[i] == Role::Open)
        .take(5)
        .map(|i| reference_signs(text, &lines[i]));
    let (mut entries, mut others) = (0, 0);
    for signs in &mut next {
        if signs >= 2 {
            entries += 1
        } else {
            others += 1
        }
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
    let by_gap = (first + 1..lines.len())
        .take(12)
        .filter(|&i| roles[i] == Role::Open)
        .any(|i| lines[i].gap);
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
            (false, _, Some(previous)) => {
                line.gap || (!by_gap && begins_entry(text, previous, line))
            }
        };
        if roles[i] != Role::Open
            || is_list_heading(line)
            || line.hashes > 0
            || line.holds(Sign::Licence)
            || (line.gap
                && (line.label(Sign::Meta)
                    || line.label(Sign::Keywords)
                    || line.label(Sign::Abstract)))
        {
            break;
        }
        if !begins && line.gap && !continues_entry(text, previous, line) {
            break;
        }
        if begins
            && !numbered
            && reference_signs(text, line) == 0
            && (previous.is_some() || line.is_prose())
        {
            break;
        }
        if begins && single && previous.is_some() && (!numbered || reference_signs(text, line) == 0)
        {
            break;
        }
        if begins {
            last_number = number.unwrap_or(last_number);
        }
        roles[i] = if begins {
            Role::Begins(BlockKind::ListEntry)
        } else {
            Role::Continues(BlockKind::ListEntry)
        };
        last = Some(i);
        end = i + 1;
    }
    end
}

/// In a list without numbers and without blank lines: does an entry begin?
fn begins_entry(text: &str, previous: &Line, line: &Line) -> bool {
    let finished = previous.stop
        || previous.last == '/'
        || !previous.text(text).ends_with([',', '-', ':', '&']);
    finished && !line.first.is_lowercase() && reference_signs(text, line) > 0
}

/// Behind a page's end: does the line go on with the entry before it?
fn continues_entry(text: &str, previous: Option<&Line>, line: &Line) -> bool {
    let broken =
        previous.is_some_and(|previous| !previous.stop && !previous.text(text).contains("http"));
    line.width < 600
        && (broken && (line.first.is_lowercase() || line.first.is_ascii_digit())
            || reference_signs(text, line) >= 2)
}

// --------------------------------------------------------------------------------------------------------------- tables

/// Does the line look like a row of a table: cells with bars, tabs or wide gaps between them, or hardly anything but figures?
fn is_row(text: &str, line: &Line) -> bool {
    if line.width > 400 || (line.stop && line.bars < 2) {
        return false;
    }
    let body = &text[line.full.clone()];
    if body.starts_with('|') && line.bars >= 2 {
        return true;
    }
    let cells = cells(body);
    let figures = cells.iter().filter(|cell| is_figure(cell)).count();
    if body.matches('\t').count() >= 2 && cells.len() >= 3 {
        return figures >= 1 || cells.iter().all(|cell| cell.len() < 60);
    }
    if cells.len() >= 3 && figures >= 2 && figures * 2 >= cells.len() {
        return true;
    }
    let words: Vec<&str> = body.split_whitespace().collect();
    let figures = words.iter().filter(|word| is_figure(word)).count();
    figures >= 3 && figures * 5 >= words.len() * 3
}

/// The cells of a line: parted by tabs, bars or two blanks and more.
fn cells(body: &str) -> Vec<&str> {
    body.split(['\t', '|'])
        .flat_map(|part| part.split("  "))
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .collect()
}

/// A figure as cells have them: `12`, `1 234,5`, `+3.7%`, `-`, `…`.
fn is_figure(cell: &str) -> bool {
    let mut digits = 0;
    let fits = cell.chars().all(|c| {
        digits += usize::from(c.is_ascii_digit());
        c.is_ascii_digit()
            || matches!(
                c,
                '.' | ','
                    | ' '
                    | '%'
                    | '+'
                    | '-'
                    | '–'
                    | '−'
                    | '('
                    | ')'
                    | '\''
                    | '$'
                    | '\u{a0}'
                    | '\u{202f}'
                    | '*'
                    | '％'
            )
    });
    fits && (digits > 0 || matches!(cell, "-" | "–" | "—" | "…"))
}

/// Rows stand together; the lines with cells but without figures above them are the header.
fn mark_tables(text: &str, lines: &[Line], rows: &[bool], roles: &mut [Role]) {
    let mut i = 0;
    while i < lines.len() {
        if !rows[i] || roles[i] != Role::Open {
            i += 1;
            continue;
        }
        let end = (i + 1..lines.len())
            .find(|&j| !rows[j] || roles[j] != Role::Open)
            .unwrap_or(lines.len());
        let marked = text[lines[i].full.clone()].starts_with('|')
            || text[lines[i].full.clone()].contains('\t');
        if end - i >= 2 || marked {
            let rule = |j: usize| {
                text[lines[j].full.clone()]
                    .chars()
                    .all(|c| matches!(c, '|' | '-' | ':' | ' ' | '=' | '+' | '\t'))
            };
            let ruled = (i..end).take(4).find(|&j| rule(j));
            for j in i..end {
                let body = cells(&text[lines[j].full.clone()]);
                let years = body.iter().all(|cell| {
                    !is_figure(cell) || year_places(cell).len() == 1 && cell.len() == 4
                });
                let header = ruled.map_or(
                    years && (j == i || roles[j - 1] == Role::Begins(BlockKind::TableHeader)),
                    |ruled| j < ruled,
                );
                roles[j] = if rule(j) {
                    Role::Removed(Removal::Furniture)
                } else {
                    Role::Begins(if header {
                        BlockKind::TableHeader
                    } else {
                        BlockKind::TableRow
                    })
                };
            }
        }
        i = end;
    }
}

// --------------------------------------------------------------------------------------------------------------- labels

/// Marks what says itself what it is: footnotes, captions, keywords, abstracts, statements of the document about itself.
fn mark_labels(text: &str, lines: &[Line], wraps: &[bool], roles: &mut [Role]) {
    let mut body_seen = false;
    for i in 0..lines.len() {
        if roles[i] != Role::Open {
            continue;
        }
        let line = &lines[i];
        if furniture::is_notice(text, line) {
            roles[i] = if body_seen || line.holds(Sign::Licence) {
                Role::Notice
            } else {
                Role::Begins(BlockKind::Meta)
            };
            continue;
        }
        let Some(kind) = label(text, line) else {
            body_seen |= line.is_prose() && !in_byline(text, line);
            continue;
        };
        // A label alone on its line speaks of what follows it.
        let alone = line.is(Sign::Meta)
            || line.is(Sign::Keywords)
            || line.is(Sign::Abstract)
            || line.is(Sign::Byline);
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
fn mark_labelled(
    text: &str,
    lines: &[Line],
    wraps: &[bool],
    roles: &mut [Role],
    from: usize,
    kind: BlockKind,
) {
    let mut taken = false;
    for i in from..lines.len() {
        if matches!(roles[i], Role::Removed(_)) {
            continue;
        }
        let line = &lines[i];
        let prose = line.is_prose() || wraps[i] || (i > 0 && wraps[i - 1]);
        let fits = if kind == BlockKind::Abstract {
            prose
        } else {
            !taken
        };
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
        roles[i] = if more {
            Role::Continues(kind)
        } else {
            Role::Begins(kind)
        };
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
    let acronym = body
        .split(|c: char| !c.is_alphabetic())
        .next()
        .is_some_and(|word| word.chars().count() >= 3 && word.chars().all(char::is_uppercase));
    if line.label(Sign::Meta)
        || (line.starts(Sign::Meta) && acronym && line.width < 80)
        || (line.holds(Sign::MetaWithin) && short && line.width < 250)
    {
        return Some(BlockKind::Meta);
    }
    None
}

/// `Table 3. Exports`, `Рис. 1`, `图2 ...`, credits and sources of figures; but not `Table 3 shows that ...`
fn is_caption(text: &str, line: &Line) -> bool {
    let body = line.text(text).trim_start_matches('*');
    if line.starts(Sign::Credit)
        && (line.label(Sign::Credit) || is_han(line.first))
        && line.width < 400
        && !is_dated(text, line)
        || line.holds(Sign::CreditWithin) && line.width < 400 && !line.text(text).contains("。")
    {
        return true;
    }
    if !line.starts(Sign::Caption) || line.width > 400 {
        return false;
    }
    let after = body
        .trim_start_matches(|c: char| c.is_alphabetic())
        .trim_start();
    let after = after.strip_prefix('.').unwrap_or(after).trim_start();
    let number = after
        .bytes()
        .take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-'))
        .count();
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

// ----------------------------------------------------------------------------------------------------------------- head

/// Lines within which the head of a text ends.
const HEAD: usize = 80;

/// Marks titles and bylines: what stands before the running text begins.
fn mark_head(text: &str, lines: &[Line], flow: &Flow, roles: &mut [Role]) {
    let prose = |i: usize| {
        lines[i].is_prose()
            || (flow.on[i] && !lines[i].open)
            || (lines[i].stop && flow.from[i].is_some_and(|from| !lines[from].open))
    };
    let body = (0..lines.len()).find(|&i| {
        roles[i] == Role::Open
            && (prose(i) || (lines[i].is(Sign::Heading) && lines[i].width < 60))
            && (flow.on[i] && !lines[i].holds(Sign::Affiliation) || !in_byline(text, &lines[i]))
    });
    let body = body.unwrap_or(lines.len()).min(HEAD);
    let open: Vec<usize> = (0..body).filter(|&i| roles[i] == Role::Open).collect();
    if open.len() == 1 && lines.len() == 1 {
        return;
    }
    let mut named = false;
    for &i in &open {
        let line = &lines[i];
        let within = i > 0 && lines[i - 1].open;
        let continues = within && roles[i - 1].kind() == Some(BlockKind::Byline);
        if within && !continues {
            continue;
        }
        if flow.on[i] && !line.open {
            continue;
        }
        let byline = continues
            || in_byline(text, line)
            || (named && (is_names(text, line) || line.last == ',' && line.width < 200))
            || (i > 0
                && roles[i - 1].kind() == Some(BlockKind::Byline)
                && lines[i - 1].last == ':'
                && line.width < 60)
            || is_han_name(text, lines, i);
        if byline {
            roles[i] = if continues {
                Role::Continues(BlockKind::Byline)
            } else {
                Role::Begins(BlockKind::Byline)
            };
        } else {
            named |= line.width >= 8;
        }
    }
    mark_titles(text, lines, roles, body);
}

/// Groups the lines that are left into candidates, chooses the title among them, and says what the others are.
fn mark_titles(text: &str, lines: &[Line], roles: &mut [Role], body: usize) {
    let mut groups: Vec<Range<usize>> = Vec::new();
    for i in 0..body {
        if roles[i] != Role::Open {
            continue;
        }
        match groups.last_mut() {
            Some(group)
                if group.end == i
                    && !lines[i].gap
                    && (lines[i - 1].open
                        || (lines[i].is_capitals() && lines[i - 1].is_capitals())) =>
            {
                group.end = i + 1
            }
            _ => groups.push(i..i + 1),
        }
    }
    let words = |group: &Range<usize>| {
        text[lines[group.start].range.start..lines[group.end - 1].range.end].trim_matches('*')
    };
    let substance = |group: &Range<usize>| {
        lines[group.start].width >= 8 && !words(group).ends_with([':', '：'])
    };
    // Better candidates have several words, in the language of the text, and are no path through a site.
    let own = furniture::Script::of_most(lines);
    let likely = |group: &Range<usize>| {
        let line = &lines[group.start];
        (words(group).split_whitespace().count() >= 3 || line.han >= 6)
            && !own.is_foreign(line)
            && !furniture::is_path(words(group))
    };
    let site = |group: &Range<usize>| {
        groups.iter().any(|other| {
            other != group && words(other).contains(words(group))
                || words(other) != words(group) && words(group).contains(words(other))
        })
    };
    let before_byline = |group: &Range<usize>| {
        (group.end..lines.len())
            .find(|&i| !matches!(roles[i], Role::Removed(_)))
            .is_some_and(|i| roles[i].kind() == Some(BlockKind::Byline))
    };
    let mut candidates: Vec<usize> = (0..groups.len())
        .filter(|&g| substance(&groups[g]) && !site(&groups[g]))
        .collect();
    if candidates.iter().any(|&g| likely(&groups[g])) {
        candidates.retain(|&g| likely(&groups[g]));
    }
    let adjacent = |a: usize, b: usize| {
        (groups[a].end..groups[b].start).all(|i| matches!(roles[i], Role::Removed(_)))
    };
    let title = candidates
        .iter()
        .position(|&g| lines[groups[g].start].hashes == 1)
        .or_else(|| {
            let mut at = candidates.iter().position(|&g| before_byline(&groups[g]))?;
            // A line under the headline leads to the byline as the headline does.
            while at > 0
                && candidates[at - 1] + 1 == candidates[at]
                && adjacent(candidates[at - 1], candidates[at])
            {
                at -= 1;
            }
            Some(at)
        })
        .map(|at| candidates[at])
        .or_else(|| candidates.first().copied())
        .or_else(|| (0..groups.len()).find(|&g| substance(&groups[g])));
    let Some(title) = title else { return };
    let head = &lines[groups[title].start];
    let (title_words, title_cyrillic, title_han) = (
        words(&groups[title]).to_owned(),
        head.cyrillic > head.latin,
        head.han > 0,
    );
    for (g, group) in groups.iter().enumerate() {
        let line = &lines[group.start];
        let other_script = (line.cyrillic > line.latin) != title_cyrillic
            || (line.han * 2 > line.letters()) != title_han;
        let kind = if g == title || (g > title && other_script && line.width >= 8) {
            BlockKind::Title
        } else if words(group) == title_words {
            for role in &mut roles[group.clone()] {
                *role = Role::Removed(Removal::Furniture);
            }
            continue;
        } else if g < title || site(group) {
            BlockKind::Meta
        } else if is_bare_keywords(text, line) {
            BlockKind::Keywords
        } else if line.width >= 100 {
            BlockKind::Paragraph
        } else {
            BlockKind::Heading
        };
        for i in group.clone() {
            roles[i] = if i == group.start {
                Role::Begins(kind)
            } else {
                Role::Continues(kind)
            };
        }
    }
}

/// Does the line say who wrote the text, when and where?
fn in_byline(text: &str, line: &Line) -> bool {
    if line.width >= 300 || line.hashes > 0 {
        return false;
    }
    let body = line.text(text);
    let mut words = body
        .split(|c: char| !is_word(c))
        .filter(|word| !word.is_empty());
    let second = words.by_ref().nth(1);
    let starts = line.starts(Sign::Byline)
        && (line.label(Sign::Byline)
            || second.is_some_and(|word| word.starts_with(char::is_uppercase)));
    let credit = body.split_once('/').is_some_and(|(name, paper)| {
        line.is_capitals()
            && !name.is_empty()
            && !paper.is_empty()
            && line.digits == 0
            && line.width < 60
    });
    (starts && (!line.stop || line.width < 60))
        || credit
        || (line.holds(Sign::Affiliation)
            && !furniture::has_figure(line)
            && (!line.stop || line.width < 220)
            && has_affiliation_form(body))
        || is_dated(text, line)
}

/// Affiliations are lists of names: commas, degrees, no verb.
fn has_affiliation_form(body: &str) -> bool {
    let words: Vec<&str> = body.split_whitespace().collect();
    let small = words
        .iter()
        .filter(|word| word.starts_with(char::is_lowercase))
        .count();
    let cyrillic = body.chars().any(|c| matches!(c, 'а'..='я'));
    let han = body.chars().any(is_han);
    body.contains(',') && (cyrillic || small * 3 <= words.len())
        || (han && !body.contains(['，', '。']) && body.chars().count() < 60)
}

/// A date or a time of day, and little else.
fn is_dated(text: &str, line: &Line) -> bool {
    if line.width > 130 || line.digits < 3 || line.stop {
        return false;
    }
    let body = line.text(text);
    let bytes = body.as_bytes();
    let digits_around = |i: usize| {
        i >= 1 && bytes[i - 1].is_ascii_digit() && bytes.get(i + 1).is_some_and(u8::is_ascii_digit)
    };
    let time = memchr::memchr_iter(b':', bytes).any(digits_around);
    let count = |mark: u8| {
        memchr::memchr_iter(mark, bytes)
            .filter(|&i| digits_around(i))
            .count()
    };
    let numeric = count(b'-') >= 2
        || count(b'.') >= 2
        || count(b'/') >= 2
        || (body.contains('年') && body.contains('月') && body.contains('日'));
    let worded = line.holds(Sign::Month) && !year_places(body).is_empty() && line.digits >= 5;
    (numeric || worded || time)
        && (line.letters() < 60 || time && line.letters() < 100)
        && !furniture::has_figure(line)
}

/// Names in capitals or with initials, and nothing else: `LI Xiaoling1,6(), LIU Zhigao2,3()`.
fn is_names(text: &str, line: &Line) -> bool {
    let body = line.text(text);
    if line.stop && !body.ends_with('.')
        || line.width > 250
        || line.hashes > 0
        || line.letters() < 4
        || line.han > 0
        || line.is(Sign::Heading)
        || line.is(Sign::Abstract)
    {
        return false;
    }
    let words: Vec<&str> = body
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| word.chars().any(char::is_alphabetic))
        .collect();
    let names = body
        .split([',', ';', '|'])
        .filter(|name| name.chars().any(char::is_alphabetic))
        .count();
    let particles = ["and", "de", "van", "von", "и", "фон", "der"];
    words.len() <= 4 * names
        && line.digits <= 4 * names
        && !words.last().is_some_and(|word| particles.contains(word))
        && words.iter().all(|word| {
            word.starts_with(char::is_uppercase)
                || particles.contains(word)
                || word.starts_with('(')
        })
}

/// A Chinese name alone on its line, with where its bearer works in the next.
fn is_han_name(text: &str, lines: &[Line], i: usize) -> bool {
    let line = &lines[i];
    line.han >= 2
        && line.han <= 12
        && line.letters() == line.han
        && line.digits == 0
        && line.width <= 2 * line.han + 8
        && lines.get(i + 1).is_some_and(|next| {
            matches!(next.first, '(' | '（')
                && next.holds(Sign::Affiliation)
                && in_byline(text, next)
        })
}

/// Keywords without their label and their commas: many words, hardly any capitals, no sign at all between them.
fn is_bare_keywords(text: &str, line: &Line) -> bool {
    let body = line.text(text);
    let words: Vec<&str> = body.split_whitespace().collect();
    let capitals = words
        .iter()
        .filter(|word| word.starts_with(char::is_uppercase))
        .count();
    words.len() >= 12
        && capitals * 2 < words.len()
        && line.digits == 0
        && !body.contains([',', '.', ';', ':'])
}

// ------------------------------------------------------------------------------------------------------------- headings

/// Marks the headings between the paragraphs.
fn mark_headings(text: &str, lines: &[Line], flow: &Flow, roles: &mut [Role]) {
    for i in 0..lines.len() {
        let line = &lines[i];
        if roles[i] != Role::Open || flow.on[i] || flow.from[i].is_some() || lines.len() == 1 {
            continue;
        }
        let alone = line.gap && lines.get(i + 1).is_none_or(|next| next.gap);
        let bold = line.bold && line.text(text).ends_with("**");
        let numbered = item_number(line.text(text)).is_some() && alone && line.width < 80;
        let chinese = line.text(text).starts_with([
            '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '（', '(',
        ]) && line.text(text).contains(['、', '）', ')'])
            && line.width < 80;
        let known = line.is(Sign::Heading);
        let unfinished = matches!(line.last, ',' | ';' | '-' | '，' | '、');
        if line.hashes > 0
            || (!line.stop
                && !unfinished
                && line.width < 140
                && (bold
                    || known
                    || numbered
                    || (chinese && line.han > 2)
                    || (line.is_capitals() && line.width >= 4)
                    || (alone && line.width < 80 && !line.first.is_lowercase())))
        {
            roles[i] = Role::Begins(BlockKind::Heading);
        }
    }
}

// ------------------------------------------------------------------------------------------------------------- assembly

/// Puts lines together to blocks. What interrupts a paragraph (a footnote, a figure's caption, a table) comes behind it.
fn assemble(
    text: &str,
    lines: &[Line],
    flow: &Flow,
    roles: &[Role],
) -> (Vec<Draft>, Vec<(Range<usize>, Removal)>) {
    let hyphens = Hyphens::of(text, lines, hyphen_pairs(roles));
    let mut drafts: Vec<Draft> = Vec::new();
    let mut asides: Vec<Draft> = Vec::new();
    let mut removed: Vec<(Range<usize>, Removal)> = Vec::new();
    // The paragraph being put together, and its last line.
    let mut open: Option<(Draft, usize)> = None;
    let mut last_kept: Option<usize> = None;
    for (i, line) in lines.iter().enumerate() {
        match roles[i] {
            Role::Removed(removal) => {
                match removed.last_mut() {
                    Some((range, last))
                        if *last == removal
                            && i > 0
                            && matches!(roles[i - 1], Role::Removed(_)) =>
                    {
                        range.end = line.full.end
                    }
                    _ => removed.push((line.full.clone(), removal)),
                }
                continue;
            }
            Role::Notice => {
                close(&mut drafts, &mut open, &mut asides);
                notice(text, line, &mut drafts, &mut removed);
            }
            Role::Open => {
                let joined = open
                    .as_ref()
                    .is_some_and(|(_, last)| flow.from[i] == Some(*last));
                match &mut open {
                    Some((draft, last)) if joined => {
                        draft
                            .pieces
                            .push((hyphens.join(text, &lines[*last], line), line.range.clone()));
                        *last = i;
                    }
                    _ => {
                        close(&mut drafts, &mut open, &mut asides);
                        open = Some((
                            Draft {
                                kind: BlockKind::Paragraph,
                                pieces: vec![(Join::None, line.range.clone())],
                            },
                            i,
                        ));
                    }
                }
            }
            Role::Continues(kind)
                if last_kept.is_some_and(|last| roles[last].kind() == Some(kind)) =>
            {
                let last = &lines[last_kept.unwrap_or(i)];
                let join = match (kind, hyphens.join(text, last, line)) {
                    (BlockKind::ListEntry, Join::Mend) => Join::Mend,
                    (BlockKind::ListEntry, _) => Join::Line,
                    (_, join) => join,
                };
                let draft = if asides.is_empty() {
                    drafts.last_mut()
                } else {
                    asides.last_mut()
                };
                if let Some(draft) = draft {
                    draft.pieces.push((join, line.range.clone()));
                }
            }
            Role::Begins(kind) | Role::Continues(kind) => {
                let cells = matches!(kind, BlockKind::TableRow | BlockKind::TableHeader);
                let range = if cells {
                    row_range(text, line)
                } else {
                    line.range.clone()
                };
                let draft = Draft {
                    kind,
                    pieces: vec![(Join::None, range)],
                };
                if open.is_some() && is_aside(kind) {
                    asides.push(draft);
                } else {
                    close(&mut drafts, &mut open, &mut asides);
                    drafts.push(draft);
                }
            }
        }
        last_kept = Some(i);
    }
    close(&mut drafts, &mut open, &mut asides);
    (drafts, removed)
}

/// Lines that would be joined if the first ends with a hyphen.
fn hyphen_pairs(roles: &[Role]) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut last: Option<usize> = None;
    (0..roles.len()).filter_map(move |i| match roles[i] {
        Role::Open => last.replace(i).map(|last| (last, i)),
        Role::Continues(_) => Some((i - 1, i)),
        _ => None,
    })
}

fn close(drafts: &mut Vec<Draft>, open: &mut Option<(Draft, usize)>, asides: &mut Vec<Draft>) {
    drafts.extend(open.take().map(|(draft, _)| draft));
    drafts.append(asides);
}

/// A row without the bars at its ends.
fn row_range(text: &str, line: &Line) -> Range<usize> {
    let outer = |c: char| c == '|' || c == ' ' || c == '\t';
    let body = &text[line.full.clone()];
    let end = line.full.start + body.trim_end_matches(outer).len();
    let start = line.full.end - body.trim_start_matches(outer).len();
    if start < end {
        start..end
    } else {
        line.full.clone()
    }
}

/// Keeps of a notice the sentences that state a licence.
fn notice(
    text: &str,
    line: &Line,
    drafts: &mut Vec<Draft>,
    removed: &mut Vec<(Range<usize>, Removal)>,
) {
    let mut sentences = Vec::new();
    crate::sentences::split(text, line.range.clone(), &mut sentences);
    let mut folded = String::new();
    for sentence in sentences {
        crate::signs::fold(&text[sentence.clone()], &mut folded);
        if crate::signs::signs(&folded).within.has(Sign::Licence) {
            drafts.push(Draft {
                kind: BlockKind::Meta,
                pieces: vec![(Join::None, sentence)],
            });
        } else {
            removed.push((sentence, Removal::Furniture));
        }
    }
}
