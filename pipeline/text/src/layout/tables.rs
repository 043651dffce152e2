//! Rows of tables and their headers.

use super::Role;
use super::lists::year_places;
use crate::lines::Line;
use crate::{BlockKind, Removal};
use std::ops::Range;

/// Does the line look like a row of a table: cells with bars, tabs or wide gaps between them, or hardly anything but figures?
pub(super) fn is_row(text: &str, line: &Line) -> bool {
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

/// The cells of a line: parted by tabs, bars, blanks as wide as a Chinese character, or two blanks and more.
fn cells(body: &str) -> Vec<&str> {
    body.split(['\t', '|', '\u{3000}']).flat_map(|part| part.split("  ")).map(str::trim).filter(|cell| !cell.is_empty()).collect()
}

/// Does the line name the columns of the row right below it?
fn is_header(text: &str, line: &Line, row: &Line) -> bool {
    let count = |line: &Line| cells(&text[line.full.clone()]).len();
    let named = count(line);
    let columns = count(row);
    !row.gap && (!line.stop || line.bars >= 2) && named >= 2 && (named == columns || named + 1 == columns)
}

/// A figure as cells have them: `12`, `1 234,5`, `+3.7%`, `-`, `…`.
fn is_figure(cell: &str) -> bool {
    let mut digits = 0;
    let fits = cell.chars().all(|c| {
        digits += usize::from(c.is_ascii_digit());
        c.is_ascii_digit()
            || matches!(c, '.' | ',' | ' ' | '%' | '+' | '-' | '–' | '−' | '(' | ')' | '\'' | '$' | '\u{a0}' | '\u{202f}' | '*' | '％')
    });
    fits && (digits > 0 || matches!(cell, "-" | "–" | "—" | "…")) || matches!(cell, "N/A" | "n/a" | "n.a.")
}

/// The cells of a line whose columns are parted by one blank: a label, if the first word is no figure, and figures to the end.
fn narrow_cells(text: &str, line: &Line) -> Option<Vec<Range<usize>>> {
    let body = &text[line.range.clone()];
    // Most lines are prose: their last word tells.
    let ends = body.split_whitespace().next_back().is_some_and(is_figure);
    if !ends || body.contains("  ") || body.contains(['\t', '|', '\u{3000}']) {
        return None;
    }
    let words = words(text, line);
    let label = words.iter().take_while(|word| !is_figure(&text[(*word).clone()])).count().max(1);
    let (named, figures) = words.split_at_checked(label)?;
    let plain = figures.len() >= 2 && figures.iter().all(|word| is_figure(&text[word.clone()]));
    let first = named.first()?.start..named.last()?.end;
    plain.then(|| [first].into_iter().chain(figures.iter().cloned()).collect())
}

/// The names of columns that are parted by one blank: one for each word, or, where years are among them, each year and what stands
/// between two of them: `Country 2015 2014 % change`, `April.2015 April.2014 % change`, `2014 г. 2015 г. в % к 2014`. None where other
/// figures stand there.
fn columns(text: &str, words: Vec<Range<usize>>) -> Option<Vec<Range<usize>>> {
    let is_year = |word: &Range<usize>| year_places(&text[word.clone()]).len() == 1;
    if words.iter().any(|word| is_figure(&text[word.clone()]) && !(word.len() == 4 && is_year(word))) {
        return None;
    }
    if !words.iter().any(is_year) {
        return Some(words);
    }
    let mut columns: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    for (i, word) in words.iter().enumerate() {
        // `% change on 2014`: the year compared with.
        let led = i > 0
            && matches!(
                text[words[i - 1].clone()].to_lowercase().as_str(),
                "on" | "over" | "from" | "to" | "vs" | "vs." | "against" | "than" | "к"
            );
        let goes_on = open && (!is_year(word) || led) || is_word_of_year(&text[word.clone()]);
        match columns.last_mut().filter(|_| goes_on) {
            Some(column) => column.end = word.end,
            None => columns.push(word.clone()),
        }
        open = !is_year(word) && !is_word_of_year(&text[word.clone()]);
    }
    Some(columns)
}

/// `2014 г.`: the word behind a Russian year, which belongs to it.
fn is_word_of_year(word: &str) -> bool {
    matches!(word, "г" | "г." | "год" | "гг.")
}

/// The words of a line.
fn words(text: &str, line: &Line) -> Vec<Range<usize>> {
    let body = &text[line.range.clone()];
    let start = |word: &str| line.range.start + (word.as_ptr() as usize - body.as_ptr() as usize);
    body.split_whitespace().map(|word| start(word)..start(word) + word.len()).collect()
}

/// The cells of tables whose columns are parted by one blank, by line: at least two rows alike, and above them a word for each column,
/// with or without one for the first.
pub(super) fn narrow_tables(text: &str, lines: &[Line], roles: &mut [Role]) -> Vec<Option<Vec<Range<usize>>>> {
    let mut cells: Vec<Option<Vec<Range<usize>>>> = lines.iter().map(|_| None).collect();
    let free = |roles: &[Role], i: usize| matches!(roles[i], Role::Open | Role::Begins(BlockKind::TableRow | BlockKind::TableHeader));
    let mut i = 1;
    while i < lines.len() {
        let row = |roles: &[Role], j: usize| if free(roles, j) { narrow_cells(text, &lines[j]) } else { None };
        let Some(first) = row(roles, i).filter(|_| !lines[i].gap && roles[i - 1] == Role::Open) else {
            i += 1;
            continue;
        };
        let mut found = vec![first];
        while let Some(next) =
            (i + found.len() < lines.len()).then(|| row(roles, i + found.len())).flatten().filter(|next| next.len() == found[0].len())
        {
            found.push(next);
        }
        let end = i + found.len();
        if found.len() < 2 || lines[i - 1].stop {
            i = end;
            continue;
        }
        let header = columns(text, words(text, &lines[i - 1]));
        // A year that stands above the names of the rows is that of another column.
        let names = |header: &[Range<usize>]| header.first().is_some_and(|first| year_places(&text[first.clone()]).is_empty());
        let fits = |header: &[Range<usize>]| header.len() == found[0].len() && names(header) || header.len() + 1 == found[0].len();
        if let Some(header) = header.filter(|header| fits(header)) {
            roles[i - 1] = Role::Begins(BlockKind::TableHeader);
            cells[i - 1] = Some(header);
            for (j, row) in (i..end).zip(found) {
                roles[j] = Role::Begins(BlockKind::TableRow);
                cells[j] = Some(row);
            }
        }
        i = end;
    }
    cells
}

/// Rows stand together; the lines with cells but without figures above them are the header.
pub(super) fn mark_tables(text: &str, lines: &[Line], rows: &[bool], roles: &mut [Role]) {
    let mut i = 0;
    while i < lines.len() {
        if !rows[i] || roles[i] != Role::Open {
            i += 1;
            continue;
        }
        let end = (i + 1..lines.len()).find(|&j| !rows[j] || roles[j] != Role::Open).unwrap_or(lines.len());
        let marked = text[lines[i].full.clone()].starts_with('|') || text[lines[i].full.clone()].contains('\t');
        if end - i >= 2 || marked {
            if let Some(above) = i.checked_sub(1).filter(|&j| roles[j] == Role::Open && is_header(text, &lines[j], &lines[i])) {
                roles[above] = Role::Begins(BlockKind::TableHeader);
            }
            let rule = |j: usize| text[lines[j].full.clone()].chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '=' | '+' | '\t'));
            let ruled = (i..end).take(4).find(|&j| rule(j));
            for j in i..end {
                let body = cells(&text[lines[j].full.clone()]);
                let years = body.iter().all(|cell| !is_figure(cell) || year_places(cell).len() == 1 && cell.len() == 4);
                let header = ruled.map_or(years && (j == i || roles[j - 1] == Role::Begins(BlockKind::TableHeader)), |ruled| j < ruled);
                roles[j] = if rule(j) {
                    Role::Removed(Removal::Furniture)
                } else {
                    Role::Begins(if header { BlockKind::TableHeader } else { BlockKind::TableRow })
                };
            }
        }
        i = end;
    }
}
