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
    if line.bars >= 2 && (body.starts_with('|') || is_rule(body)) {
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
    let words: Vec<&str> = body.split_whitespace().skip_while(|word| opens_item(word)).collect();
    // `Uganda – $1.2 billion (12%)`: a dash between words is no cell.
    let figures = words.iter().filter(|word| is_figure(word) && word.contains(|c: char| c.is_ascii_digit())).count();
    figures >= 3 && figures * 5 >= words.len() * 3
}

/// `---|---|---`: the line between a header and its rows.
fn is_rule(body: &str) -> bool {
    body.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '=' | '+' | '\t'))
}

/// `-`, `2.`, `3)`: what an item of a list opens with.
fn opens_item(word: &str) -> bool {
    let number = word.strip_suffix(['.', ')']).unwrap_or_default();
    matches!(word, "-" | "–" | "—") || !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// The cells of a line: parted by tabs, bars, blanks as wide as a Chinese character, or two blanks and more.
fn cells(body: &str) -> Vec<&str> {
    body.split(['\t', '|', '\u{3000}']).flat_map(|part| part.split("  ")).map(str::trim).filter(|cell| !cell.is_empty()).collect()
}

/// Does the line name the columns of the first of the `rows` right below it? Where all rows stand apart, it does so as well.
fn is_header(text: &str, line: &Line, rows: &[Line]) -> bool {
    let count = |line: &Line| cells(&text[line.full.clone()]).len();
    let named = count(line);
    let columns = count(&rows[0]);
    stands_on(rows) && (!line.stop || line.bars >= 2) && named >= 2 && (named == columns || named + 1 == columns)
}

/// `Year | Exports |`, with `---|---|` below it and then the rows: a header, and no menu of a page.
fn ruled_header(text: &str, lines: &[Line], rows: Range<usize>) -> Option<usize> {
    let above = rows.start.checked_sub(2)?;
    let ruled = lines[above + 1].bars >= 2 && is_rule(&text[lines[above + 1].full.clone()]);
    (ruled && lines[above].bars >= 2 && is_header(text, &lines[above], &lines[rows])).then_some(above)
}

/// Is there no blank line above the first of the rows, or one between all of them?
fn stands_on(rows: &[Line]) -> bool {
    !rows[0].gap || rows.len() > 1 && rows.iter().all(|row| row.gap)
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

/// `2018`, `2017-18`: a year, or one that begins in one and ends in the next.
fn is_year_alone(cell: &str) -> bool {
    let [start] = year_places(cell)[..] else { return false };
    let next = cell.get(4..).and_then(|rest| rest.strip_prefix(['-', '–', '/']));
    start == 0 && (cell.len() == 4 || next.is_some_and(|next| next.len() == 2 && next.bytes().all(|byte| byte.is_ascii_digit())))
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
    if words.iter().any(|word| is_figure(&text[word.clone()]) && !is_year_alone(&text[word.clone()])) {
        return None;
    }
    let words = with_brackets(text, words);
    if !words.iter().any(is_year) {
        return Some(words);
    }
    // `April 2011 April 2010`: the months of the years.
    let month = |i: usize| words.get(i + 1).filter(|next| is_year(next)).map(|_| &text[words[i].clone()]).filter(|_| !is_year(&words[i]));
    let months: Vec<&str> = (0..words.len()).filter_map(month).collect();
    let monthly = months.len() > 1 && months.iter().all(|word| *word == months[0]);
    let mut columns: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    for (i, word) in words.iter().enumerate() {
        // `% change on 2014`: the year compared with.
        let led = i > 0
            && matches!(
                text[words[i - 1].clone()].to_lowercase().as_str(),
                "on" | "over" | "from" | "to" | "vs" | "vs." | "against" | "than" | "к"
            );
        let of_month = monthly && i > 0 && is_year(word) && !is_year(&words[i - 1]);
        let opens_month = monthly && month(i).is_some();
        let goes_on = open && (!is_year(word) || led) && !opens_month || of_month || is_word_of_year(&text[word.clone()]);
        match columns.last_mut().filter(|_| goes_on) {
            Some(column) => column.end = word.end,
            None => columns.push(word.clone()),
        }
        open = !is_year(word) && !is_word_of_year(&text[word.clone()]);
    }
    Some(columns)
}

/// The words of a line, each with the bracket behind it: `Value (mln USD)`.
fn with_brackets(text: &str, words: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut inside = false;
    for word in words {
        let said = &text[word.clone()];
        match out.last_mut().filter(|_| inside || said.starts_with('(')) {
            Some(column) => column.end = word.end,
            None => out.push(word.clone()),
        }
        inside = (inside || said.starts_with('(')) && !said.contains(')');
    }
    out
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

/// The label of a row and its figures in `width` cells in all, where a blank may stand for thousands as well: `Китай 980 500 610 200`
/// below two columns. A row that can be read in more ways than one is left with more cells; None where there are fewer.
fn numbers(text: &str, row: &[Range<usize>], width: usize) -> Option<Vec<Range<usize>>> {
    let (label, figures) = row.split_first()?;
    let columns = width.checked_sub(1).filter(|&columns| columns > 1 && figures.len() >= columns)?;
    let digits = |word: &str| word.bytes().take_while(u8::is_ascii_digit).count();
    // `-4 720.9`
    let unsigned = |word: &Range<usize>| text[word.clone()].trim_start_matches(['-', '–', '−', '+']);
    let whole = |word: &str| (1..=3).contains(&digits(word)) && digits(word) == word.len();
    let joins = |i: usize| i > 0 && digits(&text[figures[i].clone()]) == 3 && whole(unsigned(&figures[i - 1]));
    let must_open = (0..figures.len()).filter(|&i| !joins(i)).count();
    let per_column = figures.len() / columns;
    // All that can be joined are, or each column has as many.
    let opens = |i: usize| if must_open == columns { !joins(i) } else { i.is_multiple_of(per_column) };
    let even = per_column * columns == figures.len() && (0..figures.len()).all(|i| opens(i) || joins(i));
    if figures.len() == columns || must_open != columns && !even {
        return Some(row.to_vec());
    }
    let mut cells = vec![label.clone()];
    for (i, word) in figures.iter().enumerate() {
        match cells.last_mut().filter(|_| !opens(i)) {
            Some(cell) => cell.end = word.end,
            None => cells.push(word.clone()),
        }
    }
    Some(cells)
}

/// The cells of tables whose columns are parted by one blank, by line: at least two rows alike, and above them a word for each column,
/// with or without one for the first.
pub(super) fn narrow_tables(text: &str, lines: &[Line], roles: &mut [Role]) -> Vec<Option<Vec<Range<usize>>>> {
    let mut cells: Vec<Option<Vec<Range<usize>>>> = lines.iter().map(|_| None).collect();
    let free = |roles: &[Role], i: usize| matches!(roles[i], Role::Open | Role::Begins(BlockKind::TableRow | BlockKind::TableHeader));
    let mut i = 1;
    while i < lines.len() {
        let row = |roles: &[Role], j: usize| if free(roles, j) { narrow_cells(text, &lines[j]) } else { None };
        let heads = |role: &Role| matches!(role, Role::Open | Role::Begins(BlockKind::TableHeader | BlockKind::TableRow));
        let Some(first) = row(roles, i).filter(|_| stands_on(&lines[i..lines.len().min(i + 2)]) && heads(&roles[i - 1])) else {
            i += 1;
            continue;
        };
        let header = columns(text, words(text, &lines[i - 1])).filter(|_| !lines[i - 1].stop);
        // A year that stands above the names of the rows is that of another column.
        let named = |header: &[Range<usize>]| header.first().is_some_and(|first| year_places(&text[first.clone()]).is_empty());
        let widths = |header: &[Range<usize>]| [header.len() + 1, if named(header) { header.len() } else { header.len() + 1 }];
        let width = header.as_deref().map(widths).and_then(|mut widths| {
            widths.sort_by_key(|&width| width != first.len());
            widths.into_iter().find(|&width| numbers(text, &first, width).is_some_and(|row| row.len() == width))
        });
        let rows = (i..lines.len()).map_while(|j| numbers(text, &row(roles, j)?, width?));
        let found: Vec<_> = rows.collect();
        let end = i + found.len().max(1);
        if let Some(header) = header.filter(|_| found.len() > 1) {
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

/// Marks tables of which each cell has a line of its own, as pages that were turned into text leave them: a header, and two rows or
/// more of a name and a figure for each other column.
pub(super) fn mark_stacked(text: &str, lines: &[Line], roles: &mut [Role]) {
    const COLUMNS: Range<usize> = 2..10;
    const WIDEST: usize = 60;
    let cell = |roles: &[Role], i: usize| {
        let line = lines.get(i).filter(|line| roles[i] == Role::Open && line.width <= WIDEST && line.bars == 0)?;
        Some(text[line.range.clone()].trim())
    };
    let name = |cell: &str| is_year_alone(cell) || cell.chars().any(char::is_alphabetic);
    let is_row = |roles: &[Role], start: usize, width: usize| {
        let figure = |i: usize| cell(roles, i).is_some_and(|cell| is_figure(cell) && !is_year_alone(cell));
        cell(roles, start).is_some_and(name) && (start + 1..start + width).all(figure)
    };
    let is_header = |roles: &[Role], start: usize, width: usize| {
        cell(roles, start).is_some_and(|cell| name(cell) && !is_year_alone(cell))
            && (start + 1..start + width).all(|i| cell(roles, i).is_some_and(name))
    };
    let mut i = 0;
    while i < lines.len() {
        let fits = |&width: &usize| is_header(roles, i, width) && is_row(roles, i + width, width) && is_row(roles, i + 2 * width, width);
        let Some(width) = COLUMNS.clone().find(fits) else {
            i += 1;
            continue;
        };
        let mut kind = BlockKind::TableHeader;
        while kind == BlockKind::TableHeader || is_row(roles, i, width) {
            roles[i] = Role::Begins(kind);
            roles[i + 1..i + width].fill(Role::Continues(kind));
            i += width;
            kind = BlockKind::TableRow;
        }
    }
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
            let above = i.checked_sub(1).filter(|&j| roles[j] == Role::Open && is_header(text, &lines[j], &lines[i..end]));
            if let Some(above) = above.or_else(|| ruled_header(text, lines, i..end)) {
                roles[above] = Role::Begins(BlockKind::TableHeader);
            }
            let rule = |j: usize| is_rule(&text[lines[j].full.clone()]);
            let ruled = (i..end).take(4).find(|&j| rule(j));
            for j in i..end {
                let body = cells(&text[lines[j].full.clone()]);
                let years = body.iter().all(|cell| !is_figure(cell) || is_year_alone(cell));
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
