//! Lines and pages put together again: which line goes on in the next, and what becomes of a hyphen at its end.

use crate::letters::{is_letter, is_word};
use crate::lines::Line;
use crate::sentences::words;
use crate::signs::{Sign, is_han};
use crate::view::Join;
use ahash::AHashMap as HashMap;

/// For every line: is its paragraph broken off here by the width of the page, and goes on in the next line? Rows of tables
/// and furniture stand apart from all.
pub(crate) fn wraps(text: &str, lines: &[Line], is_apart: impl Fn(usize) -> bool) -> Vec<bool> {
    let mut wraps = vec![false; lines.len()];
    let cut = cut_by_page(text, lines, &is_apart);
    let mut start = 0;
    while start < lines.len() {
        let end = (start + 1..lines.len()).find(|&i| lines[i].gap).unwrap_or(lines.len());
        let chunk = &lines[start..end];
        let hard = is_hard_wrapped(chunk);
        let widest = chunk.iter().map(|line| line.width).max().unwrap_or(0);
        for i in start..end.saturating_sub(1) {
            let (line, next) = (&lines[i], &lines[i + 1]);
            wraps[i] = !is_apart(i)
                && !is_apart(i + 1)
                && next.hashes == 0
                && !(next.indented && (line.stop || next.han > 0))
                && !is_next_of_list(text, line, next)
                && (line.open
                    || cut[i]
                    || goes_on(text, line, next)
                    || (hard && !ends_paragraph(line, widest) && !begins_item(text, next)));
        }
        start = end;
    }
    wraps
}

/// Columns of the widest page that breaks lines.
const PAGE: usize = 140;

/// Chinese lines, which may break behind any character, that end at the edge of the page in the middle of a sentence. A title ends in
/// the middle of none, and is told by its being the first line and without a mark; lines of a list all end as they do, so one below
/// has to end a sentence.
fn cut_by_page(text: &str, lines: &[Line], is_apart: impl Fn(usize) -> bool) -> Vec<bool> {
    let mut cut = vec![false; lines.len()];
    let open = |i: &usize| lines[*i].han > 0 && !lines[*i].stop && !is_apart(*i);
    let (columns, characters) = (edge_of(lines, open, |line| line.width), edge_of(lines, open, Line::characters));
    // Digits take half the room of a character, but some programs count them as one.
    let full = |line: &Line| line.width * 10 >= columns * 9 || line.characters() * 10 >= characters * 9;
    let fits = |line: &Line| line.width * 10 <= columns * 11 || line.characters() * 10 <= characters * 11;
    for i in (0..lines.len().saturating_sub(1)).rev() {
        let (line, next) = (&lines[i], &lines[i + 1]);
        if next.gap || line.han == 0 || line.width.max(next.width) > PAGE || begins_item(text, next) {
            continue;
        }
        let number = cuts_number(text, line, next);
        let open = (!line.stop || number) && !matches!(line.last, ':' | '：' | ';' | '；') && !line.starts(Sign::Byline);
        let told = next.stop || cut[i + 1] || next.text(text).contains('。');
        let tail = next.stop && next.width * 3 < line.width * 2;
        let within = number || tail || i > 0 && !line.gap || line.text(text).contains(['，', ',', '。', '、', '；', '：']);
        cut[i] = open && (closes(next.first) || full(line) && fits(line) && fits(next) && told && within);
    }
    cut
}

/// Where most of the lines that `of` names end: as many as can be lie within a tenth before it.
fn edge_of(lines: &[Line], of: impl Fn(&usize) -> bool, measure: impl Fn(&Line) -> usize) -> usize {
    let mut ends = [0_usize; PAGE + 1];
    for i in (0..lines.len()).filter(of) {
        if let Some(count) = ends.get_mut(measure(&lines[i])) {
            *count += 1;
        }
    }
    let near = |edge: &usize| ends[edge * 9 / 10..=*edge].iter().sum::<usize>();
    (1..=PAGE).filter(|edge| ends[*edge] > 0).max_by_key(near).unwrap_or(PAGE)
}

/// Are most of its letters Chinese?
fn is_chinese(line: &Line) -> bool {
    line.han * 2 > line.letters()
}

/// A mark that no line begins with, unless the page has parted it from what it closes.
fn closes(first: char) -> bool {
    matches!(first, ',' | ';' | ')' | '，' | '。' | '、' | '；' | '：' | '！' | '？' | '）' | '”' | '》' | '」')
}

/// `总值1` and then `306.8亿元`, `40` and `.2%`, `5.` and `1%`, `7亿` and `美元`: the page's edge in the middle of a number, or before its
/// unit.
fn cuts_number(text: &str, line: &Line, next: &Line) -> bool {
    let body = line.text(text);
    let figure = |text: &str| text.ends_with(|c: char| c.is_ascii_digit());
    let point = |text: &str| text.strip_suffix(['.', ',']).is_some_and(figure);
    let rest = next.text(text);
    let digits = rest.strip_prefix('.').filter(|_| figure(body)).unwrap_or(rest);
    let number = (figure(body) || point(body)) && digits.starts_with(|c: char| c.is_ascii_digit());
    let unit = (figure(body) || body.ends_with(['亿', '億', '万', '萬'])) && rest.starts_with(UNITS);
    number || unit
}

/// How scales, times and units begin.
const UNITS: &[char] =
    &['%', '％', '亿', '億', '万', '萬', '元', '美', '欧', '歐', '卢', '盧', '港', '吨', '噸', '个', '個', '倍', '年', '月', '季'];

/// Lines of one width whose ends mostly cut sentences: text broken by the width of a page.
fn is_hard_wrapped(chunk: &[Line]) -> bool {
    let Some((_, body)) = chunk.split_last() else {
        return false;
    };
    let widest = chunk.iter().map(|line| line.width).max().unwrap_or(0);
    let full = body.iter().filter(|line| line.width * 10 >= widest * 7).count();
    let cut = body.iter().filter(|line| !line.stop).count();
    body.len() >= 2 && (30..=140).contains(&widest) && full * 10 >= body.len() * 7 && cut * 2 >= body.len()
}

fn ends_paragraph(line: &Line, widest: usize) -> bool {
    line.stop && line.width * 5 < widest * 4
}

/// Does a list's item, a label or a caption begin here?
fn begins_item(text: &str, line: &Line) -> bool {
    crate::layout::item_number(line.text(text)).is_some()
        || line.range.start > line.full.start
        || line.label(Sign::Caption)
        || line.label(Sign::Keywords)
}

/// `- Литва – 2 млрд` below `По странам:` or another line of the kind: a list whose lines a dash opens, and not a dash that the width
/// of the page has parted from its sentence.
fn is_next_of_list(text: &str, line: &Line, next: &Line) -> bool {
    let dashed = |line: &Line| ["- ", "– ", "— "].iter().any(|dash| line.text(text).starts_with(dash));
    dashed(next) && (dashed(line) || matches!(line.last, ':' | ';' | '.'))
}

/// Does `line` stop in the middle of a sentence that `next` takes up?
fn goes_on(text: &str, line: &Line, next: &Line) -> bool {
    if line.stop || begins_item(text, next) {
        return false;
    }
    let unfinished = ends_with_joiner(text, line) && line.width.max(next.width) >= 2 * MENU;
    let joined = line.width >= MENU || unfinished;
    let comma = matches!(line.last, '，' | '、');
    if comma || is_han(next.first) {
        return comma && joined;
    }
    let small = next.first.is_lowercase() && !matches!(line.last, ':' | '：' | ';');
    unfinished && line.width >= MENU
        || joined && (small || hyphen(text, line) && is_word(next.first))
        || small && next.width >= 2 * MENU
        || opens_with_agency(next.text(text))
        || line.width >= MENU && breaks_before_amount(text, line, next)
}

/// `/MONTSAME/. Exports of coal`: an agency stands behind the city of its dateline.
fn opens_with_agency(text: &str) -> bool {
    const LONGEST: usize = 20;
    let name = text.strip_prefix('/').and_then(|rest| rest.split_once('/')).map(|(name, _)| name);
    name.is_some_and(|name| name.len() <= LONGEST && name.chars().next().is_some_and(char::is_uppercase))
}

/// Lines up to this width may be the entries of a menu.
const MENU: usize = 20;

/// `the value was`, `По сравнению с`: a word that nothing ends with.
fn ends_with_joiner(text: &str, line: &Line) -> bool {
    let last = line.text(text).rsplit(|c: char| !is_word(c)).next().unwrap_or("");
    words().joiners.contains(&last.to_lowercase())
}

/// `вывезено в январе` and then `110,6 тыс. тонн угля`: a Russian line with a decimal fraction and its unit at its head is no date
/// and no item of a list; it goes on with the line before it, where that ends with a small letter.
fn breaks_before_amount(text: &str, line: &Line, next: &Line) -> bool {
    let fraction = || {
        let body = next.text(text).trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix(',')?;
        let unit = body.trim_start_matches(|c: char| c.is_ascii_digit());
        (unit.len() < body.len()).then(|| unit.trim_start().starts_with(|c: char| matches!(c, 'а'..='я')))
    };
    matches!(line.last, 'а'..='я') && next.first.is_ascii_digit() && fraction() == Some(true)
}

/// Does a paragraph that breaks off with `line` go on with `next`, after a page's end? Pages end anywhere, so more is
/// asked of the two ends: a small letter, a hyphen, or a word that nothing ends with.
pub(crate) fn turns_page(text: &str, line: &Line, next: &Line) -> bool {
    if line.stop || line.width < 30 || begins_item(text, next) || next.hashes > 0 || line.hashes > 0 {
        return false;
    }
    if line.last.is_alphabetic() && line.is_capitals() {
        return false;
    }
    let prose = line.width >= 60 && next.is_prose();
    if is_han(line.last) || is_han(next.first) {
        let last = line.last.to_string();
        return prose && (matches!(line.last, '，' | '、') || words().joiners.contains(&last));
    }
    if next.first.is_lowercase() {
        return line.width >= 40 && !matches!(line.last, ':' | ';' | '：');
    }
    let body = line.text(text).trim_end_matches('*');
    let last_word = body.rsplit(|c: char| !is_word(c)).next().unwrap_or("").to_lowercase();
    prose
        && (hyphen(text, line)
            || line.last == ','
            || words().joiners.contains(&last_word)
            || (matches!(next.first, '[' | '(') && !line.last.is_ascii_punctuation()))
}

/// Does the line end with a hyphen that stands right behind a letter or a digit?
fn hyphen(text: &str, line: &Line) -> bool {
    let mut end = line.text(text).trim_end_matches('*').chars().rev();
    matches!(end.next(), Some('-' | '\u{2010}' | '\u{ad}')) && end.next().is_some_and(is_word)
}

/// How often the words of the text show one form or the other of a word that is broken at a line's end.
pub(crate) struct Hyphens {
    counts: HashMap<String, usize>,
}

impl Hyphens {
    /// Looks through the text once for the words that the breaks named by `pairs` would make.
    pub(crate) fn of(text: &str, lines: &[Line], pairs: impl Iterator<Item = (usize, usize)>) -> Self {
        let mut counts = HashMap::new();
        for (i, j) in pairs.filter(|(i, _)| hyphen(text, &lines[*i])) {
            let (head, tail) = halves(text, &lines[i], &lines[j]);
            counts.insert(format!("{head}{tail}"), 0);
            counts.insert(format!("{head}-{tail}"), 0);
        }
        let mut firsts = [false; 256];
        for word in counts.keys() {
            firsts[usize::from(word.as_bytes().first().copied().unwrap_or(0))] = true;
        }
        if !counts.is_empty() {
            for word in text.split(|c: char| !(c == '-' || is_word(c))) {
                let likely = word.as_bytes().first().is_some_and(|&first| firsts[usize::from(first)]);
                if likely && let Some(count) = counts.get_mut(word) {
                    *count += 1;
                }
            }
        }
        Hyphens { counts }
    }

    /// How `next` is tied to `line`.
    pub(crate) fn join(&self, text: &str, line: &Line, next: &Line) -> Join {
        let latin = is_letter(line.last) && is_letter(next.first) && !is_han(line.last) && !is_han(next.first);
        if is_wide(line.last) || is_wide(next.first) || (is_chinese(line) || is_chinese(next)) && !latin {
            return Join::Tight;
        }
        if !hyphen(text, line) {
            return Join::Blank;
        }
        let (head, tail) = halves(text, line, next);
        if head.is_empty() || tail.is_empty() {
            return Join::Blank;
        }
        if !next.first.is_lowercase() || !head.ends_with(char::is_alphabetic) {
            return Join::Tight;
        }
        let count = |word: String| self.counts.get(&word).copied().unwrap_or(0);
        let (whole, compound) = (count(format!("{head}{tail}")), count(format!("{head}-{tail}")));
        // Of the head, the part after its own last hyphen decides: "year-on-" is a compound's beginning.
        let known = || head.contains('-') || words().compounds.contains(&head.to_lowercase());
        if compound > whole || (compound == whole && known()) { Join::Tight } else { Join::Mend }
    }
}

/// The two halves of the word at the line's end.
fn halves<'a>(text: &'a str, line: &Line, next: &Line) -> (&'a str, &'a str) {
    let body = line.text(text).trim_end_matches('*');
    let body = body.trim_end_matches(['-', '\u{2010}', '\u{ad}']);
    let head = body.rsplit(|c: char| !(is_word(c) || c == '-')).next().unwrap_or("");
    let rest = next.text(text).trim_start_matches('*');
    let tail = rest.split(|c: char| !is_word(c)).next().unwrap_or("");
    (head, tail)
}

/// Chinese punctuation, beside which no blank stands.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{303f}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}' | '\u{ff1b}' | '\u{ff1f}')
}
