//! The dates that a block states, with what they are dates of.

use crate::references::patterns::is_han;
use crate::references::scan::date_at;
use crate::references::words::words;
use amur_text::BlockKind;
use amur_text::letters::is_word;
use std::ops::Range;

/// A date that a block states.
pub(super) struct Said {
    /// Smaller is better: the place of its label in the list.
    pub(super) rank: usize,
    pub(super) date: String,
    pub(super) range: Range<usize>,
    /// An hour stands behind it: `17 мая 2019, 12:48`.
    pub(super) timed: bool,
}

/// The rank of a date without a label.
pub(super) const BARE: usize = 1000;

pub(super) fn dates(text: &str, kind: BlockKind) -> Vec<Said> {
    let w = words();
    let (labels, late) = (w.document("date"), w.document("late_date"));
    let mut found: Vec<Said> = Vec::new();
    let mut at = 0;
    let mut label: Option<usize> = None;
    let mut skip = false;
    let mut boundary = true;
    while let Some(c) = text[at..].chars().next() {
        if boundary || is_han(c) {
            // `Published online` is longer than `Online`: the longer label wins.
            let good = labels.find(text, at);
            let bad = late.find(text, at).map(|(_, end)| end);
            if let Some((said, end)) = good.filter(|&(_, end)| bad.is_none_or(|bad| end >= bad)) {
                (label, skip) = (Some(rank_of(said)), false);
                (at, boundary) = (end, true);
                continue;
            }
            if bad.is_some() {
                (label, skip) = (None, true);
            }
            if let Some((date, end)) = date_at(text, at).filter(|(d, _)| d.len() == 10) {
                let bare = matches!(kind, BlockKind::Byline | BlockKind::Paragraph);
                if let Some(rank) = label.take().or_else(|| (bare && !skip).then_some(BARE)) {
                    found.push(Said { rank, date, range: at..end, timed: is_timed(&text[end..]) });
                }
                skip = false;
                at = end;
                boundary = true;
                continue;
            }
        }
        boundary = !is_word(c) || c.is_ascii_digit() != text[at + c.len_utf8()..].starts_with(|c: char| c.is_ascii_digit());
        at += c.len_utf8();
    }
    found
}

/// Does `text` begin with an hour and its minutes?
fn is_timed(text: &str) -> bool {
    let text = text.trim_start_matches([',', ' ', '\u{a0}', '|', '-', '–', '—', '\n']);
    let hour = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&hour)
        && text[hour..].strip_prefix(':').is_some_and(|rest| rest.bytes().take(2).filter(u8::is_ascii_digit).count() == 2)
}

/// When it was published says more than when it was updated.
fn rank_of(label: &str) -> usize {
    words().document("updated").contains(label) as usize
}
