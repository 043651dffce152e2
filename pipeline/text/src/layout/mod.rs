//! What each line is, and the blocks that lines make.

mod head;
mod labels;
mod lists;
mod tables;

pub(crate) use lists::item_number;

use crate::furniture;
use crate::lines::Line;
use crate::pages::{self, Hyphens};
use crate::signs::Sign;
use crate::view::Join;
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
    let rows: Vec<bool> = lines.iter().map(|line| tables::is_row(text, line)).collect();
    furniture::mark(text, lines, &mut roles);
    let wraps = pages::wraps(text, lines, |i| rows[i] || roles[i] != Role::Open);
    lists::mark_lists(text, lines, &mut roles);
    tables::mark_tables(text, lines, &rows, &mut roles);
    let narrow = tables::narrow_tables(text, lines, &mut roles);
    tables::mark_stacked(text, lines, &mut roles);
    labels::mark_labels(text, lines, &wraps, &mut roles);
    let flow = Flow::of(text, lines, &wraps, &roles);
    head::mark_head(text, lines, &flow, &mut roles);
    head::mark_headings(text, lines, &flow, &mut roles);
    assemble(text, lines, &flow, &roles, &narrow)
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
        let mut flow = Flow { from: vec![None; lines.len()], on: vec![false; lines.len()] };
        let mut last: Option<usize> = None;
        for i in 0..lines.len() {
            match roles[i] {
                Role::Open => {
                    let joined = last.filter(|&last| {
                        let next = last + 1 == i && !lines[i].gap;
                        if next { wraps[last] } else { pages::turns_page(text, &lines[last], &lines[i]) }
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
    matches!(kind, BlockKind::Footnote | BlockKind::Caption | BlockKind::TableRow | BlockKind::TableHeader)
}

/// Puts lines together to blocks; `narrow` has the cells of rows that one blank parts. What interrupts a paragraph (a footnote, a figure's caption, a table) comes behind it.
fn assemble(
    text: &str,
    lines: &[Line],
    flow: &Flow,
    roles: &[Role],
    narrow: &[Option<Vec<Range<usize>>>],
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
                    Some((range, last)) if *last == removal && i > 0 && matches!(roles[i - 1], Role::Removed(_)) => {
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
                let joined = open.as_ref().is_some_and(|(_, last)| flow.from[i] == Some(*last));
                match &mut open {
                    Some((draft, last)) if joined => {
                        draft.pieces.push((hyphens.join(text, &lines[*last], line), line.range.clone()));
                        *last = i;
                    }
                    _ => {
                        close(&mut drafts, &mut open, &mut asides);
                        open = Some((Draft { kind: BlockKind::Paragraph, pieces: vec![(Join::None, line.range.clone())] }, i));
                    }
                }
            }
            Role::Continues(kind) if last_kept.is_some_and(|last| roles[last].kind() == Some(kind)) => {
                let last = &lines[last_kept.unwrap_or(i)];
                let join = match (kind, hyphens.join(text, last, line)) {
                    (BlockKind::ListEntry, Join::Mend) => Join::Mend,
                    (BlockKind::ListEntry, _) => Join::Line,
                    (BlockKind::TableHeader | BlockKind::TableRow, _) => Join::Column,
                    (_, join) => join,
                };
                let draft = if asides.is_empty() { drafts.last_mut() } else { asides.last_mut() };
                if let Some(draft) = draft {
                    draft.pieces.push((join, line.range.clone()));
                }
            }
            Role::Begins(kind) | Role::Continues(kind) => {
                let cells = matches!(kind, BlockKind::TableRow | BlockKind::TableHeader);
                let range = if cells { row_range(text, line) } else { line.range.clone() };
                let draft = match &narrow[i] {
                    Some(cells) => {
                        let joins = std::iter::once(Join::None).chain(std::iter::repeat(Join::Column));
                        Draft { kind, pieces: joins.zip(cells.iter().cloned()).collect() }
                    }
                    None => Draft { kind, pieces: vec![(Join::None, range)] },
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
    if start < end { start..end } else { line.full.clone() }
}

/// Keeps of a notice the sentences that state a licence.
fn notice(text: &str, line: &Line, drafts: &mut Vec<Draft>, removed: &mut Vec<(Range<usize>, Removal)>) {
    let mut sentences = Vec::new();
    crate::sentences::split(text, line.range.clone(), &mut sentences);
    let mut folded = String::new();
    for sentence in sentences {
        crate::signs::fold(&text[sentence.clone()], &mut folded);
        if crate::signs::signs(&folded).within.has(Sign::Licence) {
            drafts.push(Draft { kind: BlockKind::Meta, pieces: vec![(Join::None, sentence)] });
        } else {
            removed.push((sentence, Removal::Furniture));
        }
    }
}
