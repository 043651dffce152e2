//! One entry of a reference list: its fields, by the conventions of its style.
//!
//! An entry may print a work twice, in its own language and in English; each printing is read by itself
//! ([`Rendition`]), then the two are put together. Within a rendition the order is the same in all styles: authors, perhaps
//! a date, the title, then where it came out. What tells the title's end differs: a quote, 《》, a GB/T 7714 type mark
//! (`[J]`), `//` in Russian descriptions, italics, or only the first stop.

use super::kind::{self, Signs};
use super::names::{self, Hint, authors_at, is_organisation, spaced};
use super::patterns::is_han;
use super::scan::{Detail, What, date_at, details_at, is_dash, skip_space, year_at};
pub use super::tail::Field;
use super::tail::{self, trimmed};
use super::words::words;
use crate::lang::Lang;
use amur_text::letters::{is_capital, is_letter, is_word, lower};
use std::ops::Range;

/// What an entry says, with the bytes of the entry that say it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Entry {
    pub number: Option<Field>,
    pub kind: Option<&'static str>,
    pub authors: Vec<String>,
    pub authors_range: Option<Range<usize>>,
    pub title: Option<Field>,
    pub title_en: Option<Field>,
    pub container: Option<Field>,
    pub container_en: Option<Field>,
    pub publisher: Option<Field>,
    pub place: Option<Field>,
    pub year: Option<Field>,
    pub date: Option<Field>,
    pub volume: Option<Field>,
    pub issue: Option<Field>,
    pub pages: Option<Field>,
    pub doi: Option<Field>,
    pub url: Option<Field>,
    pub accessed: Option<Field>,
    /// ISO 639-1; the range is empty where no note says it.
    pub language: Option<Field>,
    /// The convention that the entry was read by.
    pub style: Style,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// Authors, date in brackets, title (APA, Harvard).
    Dated,
    /// A type mark behind the title (GB/T 7714).
    Marked,
    /// `//` before the container (GOST).
    Slashed,
    /// The title in quotes or 《》 (Chicago, MLA, Chinese notes).
    Quoted,
    /// Title and container told apart by stops and italics.
    #[default]
    Stopped,
}

impl Style {
    /// Name of the rule in the tables.
    pub fn rule(self) -> &'static str {
        match self {
            Style::Dated => "reference.dated",
            Style::Marked => "reference.marked",
            Style::Slashed => "reference.slashed",
            Style::Quoted => "reference.quoted",
            Style::Stopped => "reference.stopped",
        }
    }
}

/// A printing of the work in one language.
#[derive(Debug, Default)]
struct Rendition {
    authors: Option<names::Authors>,
    title: Option<Field>,
    /// `[Translated title]` behind the title.
    translated: Option<Field>,
    container: Option<Field>,
    container_translated: Option<Field>,
    /// A container or a publisher: words that nothing marks as either.
    source: Option<Field>,
    publisher: Option<Field>,
    place: Option<Field>,
    details: Vec<Detail>,
    /// GB/T 7714 type: `J`, `EB/OL`.
    mark: Option<Field>,
    /// Words that are neither title nor source (`Collective monograph`).
    notes: Vec<Range<usize>>,
    style: Style,
    within: bool,
    italics: bool,
}

impl Rendition {
    fn detail(&self, what: What) -> Option<Field> {
        self.details.iter().find(|d| d.what == what).map(|d| Field::new(d.value.clone(), d.range.clone()))
    }

    /// Volume, issue or a range of pages: the work stands in something larger that comes out in parts.
    fn is_part(&self) -> bool {
        self.details.iter().any(|d| match d.what {
            What::Volume | What::Issue => true,
            What::Pages => d.value.contains('-'),
            _ => false,
        })
    }
}

/// Entries longer than this are no entries of a list but text that looked like one.
pub const LONGEST: usize = 6000;

/// Reads the fields of an entry; `emphasis` are its italics, in order.
pub fn parse(text: &str, emphasis: &[Range<usize>], how_to_cite: bool) -> Entry {
    if text.len() > LONGEST {
        return Entry::default();
    }
    let (number, start) = label(text);
    let mut tail = tail::split(text);
    let parts = renditions(&tail.rest, start);
    let mut read: Vec<Rendition> = Vec::with_capacity(parts.len());
    for part in &parts {
        let hint = Hint { authors: read.first().and_then(|r| r.authors.as_ref()).map(|a| a.names.len()) };
        read.push(rendition(&tail.rest[..part.end], part.start, emphasis, hint));
    }
    let mut entry = combine(text, read, &tail, how_to_cite);
    entry.number = number;
    entry.doi = tail.doi.take();
    entry.url = tail.url.take();
    entry.accessed = tail.accessed.take();
    entry
}

/// The printed number (`12.`, `[12]`, `12)`) and where the entry begins.
fn label(text: &str) -> (Option<Field>, usize) {
    let start = skip_space(text, 0);
    let bracketed = text[start..].starts_with(['[', '［', '(', '（', '〔']);
    let digits = start + if bracketed { text[start..].chars().next().map_or(0, char::len_utf8) } else { 0 };
    let n = text[digits..].bytes().take_while(u8::is_ascii_digit).count();
    let end = digits + n;
    if !(1..=4).contains(&n) {
        return (None, start);
    }
    let after = text[end..].chars().next();
    let closed = match after {
        Some(']' | ')' | '）' | '］' | '〕') => true,
        // `2024. Title` is no number of an entry, and 2.5 is a figure.
        Some('.' | '．' | '、') => {
            !bracketed && n <= 3 && text[end + after.map_or(0, char::len_utf8)..].chars().next().is_none_or(|c| !c.is_ascii_digit())
        }
        Some('\t') => n <= 3,
        _ => false,
    };
    match closed {
        true => {
            let after = end + after.map_or(0, char::len_utf8);
            (Some(Field::new(text[digits..end].trim_start_matches('0'), digits..end)), skip_space(text, after))
        }
        false => (None, start),
    }
}

/// The printings of the work: lines in different scripts, or one line that turns from one script to Latin letters.
fn renditions(text: &str, start: usize) -> Vec<Range<usize>> {
    let mut parts: Vec<(Range<usize>, Option<Lang>)> = Vec::new();
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        let script = script(line);
        match parts.last_mut() {
            Some((last, of)) if script.is_none() || of.is_none() || *of == script => {
                last.end = range.end;
                *of = of.or(script);
            }
            _ => parts.push((range, script)),
        }
    }
    if let [(only, Some(_))] = &parts[..]
        && !text[only.clone()].trim_start_matches(|c: char| !is_letter(c)).starts_with(|c: char| c.is_ascii())
        && let Some(turn) = turn_to_latin(&text[..only.end], only.start)
    {
        return vec![only.start..turn, turn..only.end];
    }
    // A third line repeats the second in yet another way; what matters is in the first two.
    parts.into_iter().map(|(range, _)| range).collect()
}

/// The script of a line; None for one of figures and blanks.
fn script(line: &str) -> Option<Lang> {
    line.chars().any(is_letter).then(|| Lang::of(line))
}

/// Where a line of Chinese or Russian goes over to English for good: after a stop, with a run of Latin words to its end.
fn turn_to_latin(text: &str, start: usize) -> Option<usize> {
    let mut turn = None;
    let mut words = 0;
    for (at, word) in text[start..].split_word_ranges().rev() {
        let at = start + at;
        if word.chars().any(|c| is_han(c) || matches!(c, '\u{0400}'..='\u{04FF}')) {
            break;
        }
        words += (word.chars().filter(char::is_ascii_alphabetic).count() >= 3) as usize;
        let opens = word.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '[' | '“' | '"'));
        if opens && words >= 4 && text[..at].trim_end().ends_with(['.', '。', '．', ']']) && text[..at].ends_with(char::is_whitespace) {
            turn = Some(at);
        }
    }
    turn.filter(|_| words >= 4)
}

trait WordRanges {
    fn split_word_ranges(&self) -> std::vec::IntoIter<(usize, &str)>;
}

impl WordRanges for str {
    /// Words between white space, with where each starts.
    fn split_word_ranges(&self) -> std::vec::IntoIter<(usize, &str)> {
        self.split_whitespace().map(|w| (w.as_ptr() as usize - self.as_ptr() as usize, w)).collect::<Vec<_>>().into_iter()
    }
}

/// The italics that lie in `range`.
fn italics<'a>(emphasis: &'a [Range<usize>], range: &Range<usize>) -> impl Iterator<Item = &'a Range<usize>> {
    let from = emphasis.partition_point(|e| e.start < range.start);
    let end = range.end;
    emphasis[from..].iter().take_while(move |e| e.end <= end).filter(|e| !e.is_empty())
}

fn rendition(text: &str, start: usize, emphasis: &[Range<usize>], hint: Hint) -> Rendition {
    let mut r = Rendition::default();
    let mut at = skip_space(text, start);
    let mark = type_mark(text, at);
    if let Some(authors) = authors_at(text, at, hint) {
        at = authors.next;
        r.authors = Some(authors);
    } else if let Some((mark, _)) = &mark
        && let Some(stop) = stops(text, at..mark.range.start).first().filter(|s| s.end < mark.range.start)
    {
        // A body: 国家统计局. 中国统计年鉴[M].
        let body = trimmed(text, stop.clone());
        r.authors = Some(names::Authors { names: vec![spaced(&text[body.clone()])], range: body, next: stop.end });
        at = skip_space(text, stop.end);
    }
    at = date_after_authors(text, at, &mut r);
    title(text, at, emphasis, mark, &mut r);
    r
}

/// `(2019, May 6).` behind the authors, or behind a title or a body that stands in their place.
fn date_after_authors(text: &str, at: usize, r: &mut Rendition) -> usize {
    if let Some((detail, end)) = bracketed_date(text, at) {
        r.style = Style::Dated;
        r.details.extend(detail);
        return end;
    }
    if let Some(authors) = &r.authors {
        // Harvard without brackets: `Petrov V.L., 2020. Title`.
        if let Some((_, end)) = year_at(text, at)
            && text[end..].starts_with(['.', ','])
            && text[authors.range.end..at].contains([',', '.'])
            && date_at(text, at).is_none()
        {
            r.style = Style::Dated;
            r.details.push(Detail { what: What::Year, value: text[at..at + 4].to_owned(), range: at..at + 4 });
            return end + 1;
        }
        return at;
    }
    if let Some(end) = dated_body(text, at, r) {
        return end;
    }
    let Some((open, detail, end)) =
        text[at..].match_indices('(').take(4).find_map(|(i, _)| bracketed_date(text, at + i).map(|(d, e)| (at + i, d, e)))
    else {
        return at;
    };
    let head = trimmed(text, at..open);
    let rest = trimmed(text, end..text.len());
    let body = is_organisation(&text[head.clone()]) && head.len() <= 120;
    if head.is_empty() || !(text[..end].trim_end().ends_with('.') || body && open - at == head.len() + 1) {
        return at;
    }
    r.style = Style::Dated;
    r.details.extend(detail);
    if rest.is_empty() || !body {
        r.title = Field::of(text, head);
    } else {
        r.authors = Some(names::Authors { names: vec![spaced(&text[head.clone()])], range: head, next: end });
    }
    end
}

/// `World Bank, 2020. Title`: a body and a year in Harvard's manner.
fn dated_body(text: &str, at: usize, r: &mut Rendition) -> Option<usize> {
    let comma = at + text[at..].find([',', '.', '('])?;
    let year = skip_space(text, comma + 1);
    let (value, end) = year_at(text, year).filter(|&(_, e)| text[e..].starts_with(". ") && text[comma..].starts_with(','))?;
    let body = trimmed(text, at..comma);
    if !is_organisation(&text[body.clone()]) || body.len() > 120 {
        return None;
    }
    r.style = Style::Dated;
    r.details.push(Detail { what: What::Year, value: value.to_string(), range: year..year + 4 });
    r.authors = Some(names::Authors { names: vec![spaced(&text[body.clone()])], range: body, next: end });
    Some(skip_space(text, end + 1))
}

/// A bracket that holds a date and nothing else, with the point behind it. `(2019): 5–10` is no such bracket: there the
/// year belongs to the volume.
fn bracketed_date(text: &str, at: usize) -> Option<(Option<Detail>, usize)> {
    let open = at + ['(', '（'].iter().find(|b| text[at..].starts_with(**b))?.len_utf8();
    let (detail, end) = match date_at(text, open) {
        Some((date, end)) => (Some(Detail { what: What::Date, value: date, range: open..end }), end),
        None => match year_at(text, open) {
            Some((year, end)) => (Some(Detail { what: What::Year, value: year.to_string(), range: open..end }), end),
            None => (None, ["n.d.", "б.г.", "б. г.", "in press"].iter().find(|n| text[open..].starts_with(**n)).map(|n| open + n.len())?),
        },
    };
    let close = end + [')', '）'].iter().find(|b| text[end..].starts_with(**b))?.len_utf8();
    if text[close..].trim_start().starts_with([':', '：']) {
        return None;
    }
    let after = text[close..].starts_with(['.', ',']) as usize;
    Some((detail, skip_space(text, close + after)))
}

/// GB/T 7714's type mark and where it ends, from `at` on: `[J]`, `[EB/OL]`, `［M］`.
fn type_mark(text: &str, at: usize) -> Option<(Field, usize)> {
    text[at..].match_indices(['[', '［', '【']).take(20).find_map(|(i, open)| {
        let start = at + i + open.len();
        let code: String = text[start..].chars().take_while(|c| c.is_ascii_uppercase() || *c == '/').take(6).collect();
        let end = start + code.len();
        let close = text[end..].chars().next().filter(|c| matches!(c, ']' | '］' | '】'))?;
        let letter = code.split('/').next()?;
        let known = matches!(letter, "J" | "M" | "D" | "N" | "R" | "C" | "S" | "P" | "G" | "A" | "Z" | "EB" | "DB" | "CP" | "CM" | "DS");
        known.then(|| (Field::new(code, start - open.len()..end), end + close.len_utf8()))
    })
}

fn title(text: &str, at: usize, emphasis: &[Range<usize>], mark: Option<(Field, usize)>, r: &mut Rendition) {
    if r.title.is_some() {
        source(text, at, emphasis, r);
        return;
    }
    let all = at..text.len();
    if let Some((mark, end)) = mark.filter(|(m, _)| m.range.start >= at) {
        set_title(text, at..mark.range.start, r);
        r.mark = Some(mark);
        r.style = Style::Marked;
        // `[C]//Proceedings`: the work stands in another.
        let after = skip_space(text, end);
        r.within = text[after..].starts_with("//");
        source(text, if r.within { after + 2 } else { end }, emphasis, r);
    } else if let Some(inner) = quoted_title(text, at) {
        set_title(text, inner.clone(), r);
        r.style = Style::Quoted;
        let close = text[inner.end..].chars().next().map_or(0, char::len_utf8);
        source(text, inner.end + close, emphasis, r);
    } else if let Some(slashes) = double_slash(text, all.clone()) {
        set_title(text, at..slashes, r);
        r.style = Style::Slashed;
        source(text, slashes + 2, emphasis, r);
    } else if let Some(first) =
        italics(emphasis, &all).find(|e| e.end > at).filter(|e| e.start <= skip_space(text, at) + 1 && ends_segment(text, e.end))
    {
        // A book's or a page's title in italics; a subtitle may follow in plain type.
        set_title(text, at..first.end, r);
        source(text, first.end, emphasis, r);
    } else if let Some(container) = italics(emphasis, &all).find(|e| opens_segment(text, at, e.start) && ends_segment(text, e.end)) {
        // `Title. In A. Stone (Ed.), *Container*`
        let within =
            stops(text, at..container.start).into_iter().skip(1).map(|s| skip_space(text, s.start)).find(|&s| within_at(text, s).is_some());
        let end = within.or_else(|| without_within(text, at, container.start));
        r.within = end.is_some();
        set_title(text, at..end.unwrap_or(container.start), r);
        r.italics = true;
        source(text, within.unwrap_or(container.start), emphasis, r);
    } else {
        by_stops(text, at, emphasis, r);
    }
}

/// Sets the title, and its translation where one stands in square brackets behind it.
fn set_title(text: &str, range: Range<usize>, r: &mut Rendition) {
    let range = without_thesis(text, without_responsibility(text, range), r);
    let (title, translated) = with_translation(text, range);
    r.title = Field::of(text, title);
    r.translated = translated;
}

/// Cuts off the statement of responsibility of Russian descriptions: `Title / В.Л. Петров`.
fn without_responsibility(text: &str, range: Range<usize>) -> Range<usize> {
    match text[range.clone()].find(" / ") {
        Some(i) if i > 0 && Lang::of(&text[range.clone()]) == Lang::Ru => range.start..range.start + i,
        _ => range,
    }
}

/// Cuts off what says that the work is a thesis: `: дис. ... канд. наук`, `. PhD thesis`.
fn without_thesis(text: &str, range: Range<usize>, r: &mut Rendition) -> Range<usize> {
    let cut = text[range.clone()]
        .match_indices([':', '.', ',', '['])
        .map(|(i, sign)| (range.start + i, range.start + i + sign.len()))
        .find(|&(_, after)| {
            let clause = text[after..range.end].split([':', '.', ',', ']']).next().unwrap_or("");
            words().says("thesis", &lower(clause))
        });
    let Some((end, after)) = cut else {
        return range;
    };
    r.notes.push(after..range.end);
    range.start..end
}

/// `Porty vostoka [Ports of the East]`: the original and the translation.
fn with_translation(text: &str, range: Range<usize>) -> (Range<usize>, Option<Field>) {
    let range = trimmed(text, range);
    let inner = &text[range.clone()];
    let Some(open) = inner.strip_suffix(']').and_then(|i| i.rfind('[')).filter(|&o| o > 0) else {
        return (range, None);
    };
    let translation = range.start + open + 1..range.end - 1;
    let latin = text[translation.clone()].chars().filter(|c| c.is_ascii_alphabetic()).count() >= 6
        && Lang::of(&text[translation.clone()]) == Lang::En;
    if !latin {
        return (range, None);
    }
    (range.start..range.start + open, Field::of(text, translation))
}

/// The inside of quotes or 《》 that hold the whole title.
fn quoted_title(text: &str, at: usize) -> Option<Range<usize>> {
    let open = text[at..].chars().next()?;
    let close = match open {
        '《' => '》',
        '“' => '”',
        '"' => '"',
        '«' => '»',
        '‘' => '’',
        '\'' => '\'',
        '„' => '“',
        _ => return None,
    };
    let start = at + open.len_utf8();
    let mut depth = 1;
    for (i, c) in text[start..].char_indices() {
        let end = start + i;
        if c == close {
            // An apostrophe closes nothing.
            if matches!(close, '’' | '\'') && text[end + c.len_utf8()..].starts_with(|c: char| is_word(c)) {
                continue;
            }
            depth -= 1;
            if depth > 0 {
                continue;
            }
            let after = text[end + c.len_utf8()..].trim_start();
            let whole = close == '》'
                || text[start..end].trim_end().ends_with(['.', ',', '?', '!'])
                || after.is_empty()
                || after.starts_with([',', '.', '，', '(', '['])
                || after.starts_with("//");
            // A comma or point behind a quoted beginning of a longer title is told by what is left: nothing but a source.
            return (whole && end > start).then_some(start..end);
        } else if c == open {
            depth += 1;
        }
    }
    None
}

/// `//` that is not of an address.
fn double_slash(text: &str, range: Range<usize>) -> Option<usize> {
    text[range.clone()].match_indices("//").map(|(i, _)| range.start + i).find(|&i| !text[..i].ends_with(':') && i > range.start)
}

/// Does what stands at `at` open a segment: after a stop, a comma, a slash or `In`?
fn opens_segment(text: &str, from: usize, at: usize) -> bool {
    let before = text[from..at].trim_end();
    before.ends_with(['.', ',', '，', '。', '?', '!', ':', '”', '»', '"', '/']) || without_within(text, from, at).is_some()
}

/// Does a segment end at `at`: at a stop, a comma, a bracket, or a figure?
fn ends_segment(text: &str, at: usize) -> bool {
    text[at..].trim_start().chars().next().is_none_or(|c| !is_letter(c) || is_han(c))
        || text[..at].ends_with(['.', ',', '，'])
        || details_at(text, skip_space(text, at)).is_some()
}

/// Where `In` stands that ends at `at`, so that the title ends there.
fn without_within(text: &str, from: usize, at: usize) -> Option<usize> {
    let before = text[from..at].trim_end().trim_end_matches([':', '.']);
    let start = before.rfind(['.', ',', '。', '，', '?', '!']).map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
    let word = before[start..].trim();
    let is_within = words().within.contains(&lower(word));
    is_within.then(|| from + start)
}

/// Where `In:` ends that stands at `at`.
fn within_at(text: &str, at: usize) -> Option<usize> {
    let end = words().within.at(text, at)?;
    let end = end + (text[end..].len() - text[end..].trim_start_matches(['.', ':', '：', ' ']).len());
    (end > at && text[end..].starts_with(|c: char| is_capital(c) || c.is_numeric() || is_han(c) || matches!(c, '《' | '“' | '"' | '«')))
        .then_some(end)
}

/// The segments of `range`, each with its stop: at a full stop that ends no abbreviation and stands in no bracket.
fn stops(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut depth) = (range.start, 0i32);
    for (i, c) in text[range.clone()].char_indices() {
        let at = range.start + i;
        match c {
            '(' | '（' | '[' | '【' | '《' => depth += 1,
            ')' | '）' | ']' | '】' | '》' => depth -= 1,
            '.' | '。' | '．' if depth <= 0 && is_stop(text, at, c, range.end) => {
                found.push(start..at + c.len_utf8());
                start = at + c.len_utf8();
                depth = 0;
            }
            _ => {}
        }
    }
    if !trimmed(text, start..range.end).is_empty() {
        found.push(start..range.end);
    }
    found.retain(|s| !trimmed(text, s.clone()).is_empty());
    found
}

fn ends_in_abbreviation(text: &str) -> bool {
    let start = text.trim_end_matches(is_letter).len();
    (1..=12).contains(&(text.len() - start)) && words().abbreviations.contains(&*lower(&text[start..]))
}

fn is_stop(text: &str, at: usize, c: char, end: usize) -> bool {
    let after = &text[at + c.len_utf8()..end];
    if c != '.' {
        return true;
    }
    let before = text[..at].chars().next_back().unwrap_or(' ');
    let Some(next) = after.chars().next() else {
        return true;
    };
    // 题名.刊名 has no space behind its stop.
    if !next.is_whitespace() {
        return is_han(next) && !before.is_ascii_digit() && (is_han(before) || !is_word(before));
    }
    let next = after.trim_start().chars().next().unwrap_or(' ');
    // An ellipsis ends nothing for sure.
    if before == '.' {
        return false;
    }
    if is_letter(before) && !is_han(before) {
        let start = text[..at].rfind(|c: char| !is_letter(c)).map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
        let word = &text[start..at];
        // An initial, or an abbreviation that something follows.
        if word.chars().count() == 1 && (is_capital(before) || next.is_ascii_digit()) {
            return false;
        }
        if word.chars().count() <= 6 && words().abbreviations.contains(&*lower(word)) && !(is_capital(next) && word.chars().count() == 1) {
            return false;
        }
    }
    true
}

/// A piece of what stands behind a title.
#[derive(Debug)]
enum Piece {
    Words(Range<usize>),
    Detail(Detail),
}

/// Cuts what stands behind a title into details and the words between them.
///
/// `named`: the container is known already, so that a bare number is its volume.
fn pieces(text: &str, range: Range<usize>, emphasis: &[Range<usize>], named: bool) -> Vec<Piece> {
    let mut found = Vec::new();
    let text = &text[..range.end];
    let (mut at, mut words_from) = (range.start, range.start);
    // A detail stands at the start of an item: here, after a separator, after another detail, after italics.
    let mut item = true;
    let mut seen_words = named;
    while let Some(c) = text[at..].chars().next() {
        item |= emphasis.binary_search_by(|e| e.end.cmp(&at)).is_ok();
        if !c.is_whitespace() {
            let before = text[range.start..at].chars().next_back().unwrap_or(' ');
            let started = !is_word(before) || is_han(before) || is_han(c);
            if started
                && let Some((details, end)) = details_at(text, at)
                && is_believed(text, at, &details, end, item, is_han(before), seen_words)
            {
                push_words(text, words_from..at, &mut found);
                found.extend(details.into_iter().map(Piece::Detail));
                (at, words_from, item) = (end, end, true);
                continue;
            }
            // ` – 2021. – № 2`: a dash between spaces separates as a stop does.
            let dash = is_dash(c) && before.is_whitespace();
            item = dash || matches!(c, ',' | '.' | ';' | ':' | '，' | '。' | '；' | '：' | '》' | '”' | '»' | '"' | '、' | '/');
            seen_words |= is_letter(c);
        }
        at += c.len_utf8();
    }
    push_words(text, words_from..text.len(), &mut found);
    found
}

fn push_words(text: &str, range: Range<usize>, found: &mut Vec<Piece>) {
    let range = trimmed(text, range);
    if text[range.clone()].chars().any(is_letter) {
        found.push(Piece::Words(range));
    }
}

/// Is a detail one where it stands? A marked one is anywhere; a bare number only as an item of its own.
fn is_believed(text: &str, at: usize, details: &[Detail], end: usize, item: bool, after_han: bool, seen_words: bool) -> bool {
    let bare = text[at..].starts_with(|c: char| c.is_ascii_digit());
    let bracket = text[at..].starts_with(['(', '（']);
    match details[0].what {
        What::Volume if bare && details.len() == 1 => {
            // `Ст. 4338` counts articles of a law, not volumes.
            let counted = || text[..at].trim_end().strip_suffix('.').is_some_and(ends_in_abbreviation);
            item && seen_words && !counted()
        }
        What::Year if bare && after_han && !item => {
            text[end..].starts_with('第') || text[..end].ends_with('年') && text[end..].starts_with(['，', ','])
        }
        What::Date if bare && after_han && !item => true,
        _ => item || bracket || !bare,
    }
}

/// Reads what stands behind the title from `at` on: container, publisher, place, details.
fn source(text: &str, at: usize, emphasis: &[Range<usize>], r: &mut Rendition) {
    let mut at = at
        + (text[at..].len()
            - text[at..]
                .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '，' | '。' | '；' | '：' | '．'))
                .len());
    if let Some(end) = within_at(text, at) {
        r.within = true;
        at = end;
        // `In J. Smith & K. Doe (Eds.), Title`
        if let Some(editors) = authors_at(text, at, Hint::default())
            && text[editors.range.end..editors.next].contains('(')
        {
            at = editors.next;
        }
    }
    if text[at..].starts_with('《')
        && let Some(inner) = quoted_title(text, at)
    {
        r.container = Field::of(text, inner.clone());
        at = inner.end + '》'.len_utf8();
    } else if let Some(italic) = italics(emphasis, &(at..text.len())).find(|e| e.start <= at + 1) {
        let (name, translated) = with_translation(text, at..italic.end);
        r.container = Field::of(text, name);
        r.container_translated = translated;
        r.italics = true;
        at = italic.end;
        // `*Mirovaya ekonomika* [World Economy]`
        let open = skip_space(text, at);
        if text[open..].starts_with('[')
            && let Some(close) = text[open..].find(']')
        {
            r.container_translated = Field::of(text, open + 1..open + close);
            at = open + close + 1;
        }
    }
    let mut words_seen = 0;
    for piece in pieces(text, at..text.len(), emphasis, r.container.is_some()) {
        match piece {
            Piece::Detail(d) => r.details.push(d),
            Piece::Words(range) => {
                words_seen += 1;
                source_words(text, range, words_seen == 1, r);
            }
        }
    }
}

/// Takes a run of words behind the title for what it is: container, place and publisher, or a note.
fn source_words(text: &str, range: Range<usize>, first: bool, r: &mut Rendition) {
    let segments = stops(text, range.clone());
    let Some(last) = segments.last().cloned() else {
        return;
    };
    if let Some((place, publisher)) = place_and_publisher(text, last.clone()) {
        r.place = r.place.take().or(place);
        r.publisher = r.publisher.take().or(publisher);
        let before = trimmed(text, range.start..last.start);
        if before.is_empty() {
            return;
        }
        if first && r.container.is_none() && (r.within || r.style == Style::Slashed || r.style == Style::Marked) {
            r.container = Field::of(text, before);
        } else {
            r.notes.push(before);
        }
    } else if first && r.container.is_none() && r.source.is_none() {
        if r.within || r.style == Style::Slashed {
            r.container = Field::of(text, range);
        } else {
            r.source = Field::of(text, range);
        }
    } else if r.publisher.is_none() && words().publishers.are_in(&lower(&text[last.clone()])) {
        r.publisher = Field::of(text, last);
    } else {
        r.notes.push(range);
    }
}

/// `Cambridge: Cambridge University Press`, `М.: Наука`, `Москва, ООО “Русь”`, `Ljubljana, Slovenia`.
fn place_and_publisher(text: &str, range: Range<usize>) -> Option<(Option<Field>, Option<Field>)> {
    let range = trimmed_keeping_point(text, range);
    let inner = &text[range.clone()];
    let w = words();
    if let Some((i, colon)) = inner.match_indices([':', '：']).next() {
        let (left, right) = (range.start..range.start + i, range.start + i + colon.len()..range.end);
        let (name, rest) = (text[left.clone()].trim(), &text[right.clone()]);
        let short = name.chars().count() <= 50 && name.split_whitespace().count() <= 5;
        let series = name.split_whitespace().any(|word| w.series.contains(&word.trim_matches('.').to_lowercase()));
        let known = w.is_place(name) || name.split(',').any(|p| w.is_place(p.trim())) || w.publishers.are_in(&rest.to_lowercase());
        if short && !series && known && !rest.trim().is_empty() {
            return Some((kept(text, left), Field::of(text, right)));
        }
        return None;
    }
    let parts: Vec<&str> = inner.split([',', '，']).map(str::trim).collect();
    if parts.len() > 4 || inner.chars().count() > 160 {
        return None;
    }
    let publisher = w.publishers.are_in(&lower(inner));
    if let Some(comma) = inner.find([',', '，'])
        && w.is_place(parts[0])
        && !w.is_place(parts[1])
        && !is_state(parts[1])
        && (publisher || parts.len() == 2)
        && !is_organisation(parts[0])
    {
        let comma_len = inner[comma..].chars().next().map_or(1, char::len_utf8);
        return Some((kept(text, range.start..range.start + comma), Field::of(text, range.start + comma + comma_len..range.end)));
    }
    if !publisher
        && !is_organisation(inner)
        && parts.iter().any(|p| w.is_place(p))
        && parts.iter().all(|p| p.split_whitespace().count() <= 3)
    {
        return Some((kept(text, range), None));
    }
    None
}

/// `DC`, `NY`: the letters of a state behind its city.
fn is_state(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase())
}

/// As [`trimmed`], but a closing point stays: it may belong to `СПб.`
fn trimmed_keeping_point(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = trimmed(text, range.clone());
    let point =
        text[inner.end..range.end].starts_with('.') && inner.end + 1 < range.end && text[inner.end + 1..range.end].starts_with([':', ',']);
    inner.start..inner.end + point as usize
}

/// A place with the point of its abbreviation.
fn kept(text: &str, range: Range<usize>) -> Option<Field> {
    let inner = trimmed(text, range.clone());
    let end = if text[inner.end..range.end].starts_with('.') { inner.end + 1 } else { inner.end };
    (!inner.is_empty()).then(|| Field::new(spaced(&text[inner.start..end]), inner.start..end))
}

/// No mark tells where the title ends: the segments and the details behind them must.
fn by_stops(text: &str, at: usize, emphasis: &[Range<usize>], r: &mut Rendition) {
    let segments = stops(text, at..text.len());
    let Some(first) = segments.first().cloned() else {
        return;
    };
    let title_to = |n: usize| at..segments[n - 1].end;
    // `World Bank. Report. Washington: Publisher, 2020`: a body stands in the authors' place.
    if segments.len() >= 3 && r.authors.is_none() && is_body(text, first.clone(), segments[segments.len() - 1].clone()) {
        let body = trimmed(text, first.clone());
        r.authors = Some(names::Authors { names: vec![spaced(&text[body.clone()])], range: body, next: first.end });
        by_stops(text, skip_space(text, first.end), emphasis, r);
        return;
    }
    // `In Title of the Book ...` settles it.
    if let Some(n) = (1..segments.len()).find(|&n| within_at(text, skip_space(text, segments[n].start)).is_some()) {
        set_title(text, title_to(n), r);
        source(text, segments[n].start, emphasis, r);
        return;
    }
    let cut: Vec<Vec<Piece>> = segments[1..].iter().map(|s| pieces(text, s.clone(), emphasis, false)).collect();
    let detailed = cut.iter().position(|p| p.iter().any(|p| matches!(p, Piece::Detail(_)))).map(|n| n + 1);
    let Some(d) = detailed else {
        without_details(text, at, &segments, emphasis, r);
        return;
    };
    let has_words = matches!(cut[d - 1].first(), Some(Piece::Words(_)));
    let details = || cut[d - 1..].iter().flatten().filter_map(|p| if let Piece::Detail(d) = p { Some(d) } else { None });
    let part = details().any(|d| matches!(d.what, What::Volume | What::Issue) || d.what == What::Pages && d.value.contains('-'));
    let only_extent = details().all(|d| d.what == What::Extent);
    let book = has_words && matches!(&cut[d - 1][0], Piece::Words(w) if place_and_publisher(text, w.clone()).is_some());
    // The title takes what the source leaves: of a periodical the source is all behind the first stop, else the last segment.
    let title_segments = match (part && !book, has_words) {
        (true, _) => 1,
        (false, true) => d,
        (false, false) if only_extent || d == 1 => d,
        (false, false) => d - 1,
    };
    if segments.len() == 1 || title_segments == 0 {
        set_title(text, first, r);
        return;
    }
    set_title(text, title_to(title_segments), r);
    if let Some(s) = segments.get(title_segments) {
        source(text, s.start, emphasis, r);
    }
}

/// Is the first segment an organisation and no title, and the last a publisher's?
fn is_body(text: &str, first: Range<usize>, last: Range<usize>) -> bool {
    let name = lower(&text[first]);
    let source = pieces(text, last, &[], false);
    let published =
        matches!(source.first(), Some(Piece::Words(w)) if place_and_publisher(text, w.clone()).is_some_and(|(_, p)| p.is_some()));
    let titled = ["law", "government_work", "government_document", "report", "dataset", "headline"].iter().any(|l| words().says(l, &name));
    published && is_organisation(&name) && !titled && name.chars().count() <= 80
}

/// Segments without any detail behind the first: the last may name the publisher or the container.
fn without_details(text: &str, at: usize, segments: &[Range<usize>], emphasis: &[Range<usize>], r: &mut Rendition) {
    let n = segments.len();
    if n == 1 {
        one_segment(text, segments[0].clone(), emphasis, r);
        return;
    }
    let last = trimmed(text, segments[n - 1].clone());
    let name = lower(&text[last.clone()]);
    let w = words();
    let names_source = place_and_publisher(text, last.clone()).is_some()
        || w.organisations.are_in(&name)
        || w.publishers.are_in(&name)
        || w.outlets.are_in(&name)
        || w.says("dataset", &name)
        || (r.style != Style::Dated && n == 2 && name.chars().count() <= 60);
    let title = at..segments[if names_source { n - 2 } else { n - 1 }].end;
    set_title(text, title, r);
    if names_source {
        source(text, last.start, emphasis, r);
    }
}

/// `Is it so? Journal`: a question closes a title where no stop does.
fn question_end(text: &str, range: Range<usize>) -> Option<usize> {
    let marks = text[range.clone()].rmatch_indices(['?', '!', '？', '！']);
    marks
        .map(|(i, mark)| range.start + i + mark.len())
        .find(|&end| text[end..range.end].starts_with(' ') && text[end..].trim_start().starts_with(is_capital))
}

/// All in one breath: `Title, Newspaper, 18.01.2024`, or a title alone.
fn one_segment(text: &str, range: Range<usize>, emphasis: &[Range<usize>], r: &mut Rendition) {
    let found = pieces(text, range.clone(), emphasis, false);
    let first_detail = found.iter().position(|p| matches!(p, Piece::Detail(_)));
    if let (Some(Piece::Words(words)), Some(_)) = (found.first(), first_detail)
        && let Some(cut) = question_end(text, words.clone()).or_else(|| text[words.clone()].rfind([',', '，']).map(|i| words.start + i))
    {
        set_title(text, words.start..cut, r);
        source(text, cut, emphasis, r);
        return;
    }
    set_title(text, range, r);
}

/// Puts the renditions of one work together.
fn combine(text: &str, mut read: Vec<Rendition>, tail: &tail::Tail, how_to_cite: bool) -> Entry {
    let english = (read.len() > 1).then(|| read.remove(1));
    let Some(mut original) = (!read.is_empty()).then(|| read.remove(0)) else {
        return Entry::default();
    };
    let script = original.title.as_ref().map(|t| Lang::of(&t.value)).unwrap_or(Lang::En);
    let signs = Signs::of(text, &original, english.as_ref(), tail);
    settle_source(&mut original, english.as_ref(), signs.container);
    let english = english.map(|mut e| {
        let container = original.container.is_some();
        settle_source(&mut e, None, container);
        e
    });
    if original.container_translated.is_none()
        && let Some((own, other)) = original.container.as_ref().and_then(|c| both_names(text, c))
    {
        (original.container, original.container_translated) = (Some(own), Some(other));
    }
    let either = |what: What| original.detail(what).or_else(|| english.as_ref().and_then(|e| e.detail(what)));
    let date = either(What::Date);
    let edition = || original.title.as_ref().and_then(|t| edition_year(text, t.range.clone()));
    let year = date.as_ref().map(|d| Field::new(&d.value[..4], d.range.clone())).or_else(|| either(What::Year)).or_else(edition);
    let language = tail.language.clone().or_else(|| {
        // Russian marks in Latin letters: the entry was made for a Russian work.
        let russian = original.style == Style::Slashed && text.contains('№');
        let title = original.title.as_ref()?.range.clone();
        match text.find('№').filter(|_| russian && script == Lang::En) {
            Some(mark) => Some(Field::new(Lang::Ru.code(), mark..mark + '№'.len_utf8())),
            None => Some(Field::new(script.code(), title)),
        }
    });
    let alone = script == Lang::En && english.is_none();
    let title_en = match (&english, &original.translated) {
        (Some(e), _) => e.title.clone(),
        (None, Some(t)) => Some(t.clone()),
        (None, None) => original.title.clone().filter(|_| alone),
    };
    let container_en = match (&english, &original.container_translated) {
        (Some(e), _) => e.container.clone(),
        (None, Some(c)) => Some(c.clone()),
        (None, None) => original.container.clone().filter(|_| alone && original.translated.is_none()),
    };
    let kind = kind::decide(&signs, &original, how_to_cite);
    let authors = original.authors.clone().or_else(|| english.as_ref().and_then(|e| e.authors.clone()));
    let from_english =
        |own: &Option<Field>, of: fn(&Rendition) -> &Option<Field>| own.clone().or_else(|| english.as_ref().and_then(|e| of(e).clone()));
    Entry {
        kind,
        authors_range: authors.as_ref().map(|a| a.range.clone()),
        authors: authors.map(|a| a.names).unwrap_or_default(),
        publisher: from_english(&original.publisher, |e| &e.publisher),
        place: from_english(&original.place, |e| &e.place),
        container: from_english(&original.container, |e| &e.container),
        pages: either(What::Pages).or_else(|| either(What::Extent)),
        volume: either(What::Volume),
        issue: either(What::Issue),
        style: original.style,
        title: original.title,
        title_en,
        container_en,
        year,
        date,
        language,
        ..Entry::default()
    }
}

/// `Rynok zerna = Grain Market`: a journal's own name and its English one.
fn both_names(text: &str, container: &Field) -> Option<(Field, Field)> {
    let sign = container.range.start + text[container.range.clone()].find(" = ")?;
    Some((Field::of(text, container.range.start..sign)?, Field::of(text, sign + 3..container.range.end)?))
}

/// A name behind the title is the container or the publisher.
fn settle_source(r: &mut Rendition, english: Option<&Rendition>, container: bool) {
    let Some(source) = r.source.take() else {
        return;
    };
    let in_italics = english.is_some_and(|e| e.italics);
    if r.container.is_none() && (container || in_italics || r.is_part()) {
        r.container = Some(source);
    } else if r.publisher.is_none() {
        r.publisher = Some(source);
    }
}

/// (2024年版), (2024 Edition): the year of an edition that the title names.
fn edition_year(text: &str, title: Range<usize>) -> Option<Field> {
    let inner = &text[title.clone()];
    let open = title.start + inner.rfind(['(', '（']).map(|i| i + inner[i..].chars().next().map_or(1, char::len_utf8))?;
    let (year, end) = year_at(text, open)?;
    words()
        .edition
        .are_in(&text[end..title.end].trim_matches(|c: char| matches!(c, ')' | '）' | '年' | ' ')).to_lowercase())
        .then(|| Field::new(year.to_string(), open..end))
}

// The decision on the kind looks at what the rendition read.
impl Rendition {
    fn words_of(&self, text: &str) -> String {
        self.notes.iter().map(|n| text[n.clone()].to_lowercase()).collect::<Vec<_>>().join(" ")
    }
}

impl Signs {
    fn of(text: &str, original: &Rendition, english: Option<&Rendition>, tail: &tail::Tail) -> Self {
        let lower = |f: &Option<Field>| f.as_ref().map_or(String::new(), |f| f.value.to_lowercase());
        let source = |r: &Rendition| lower(if r.container.is_some() { &r.container } else { &r.source });
        let outlet = |r: &Rendition| words().outlets.are_in(&source(r));
        let published = |r: &Rendition| r.source.is_some() && words().publishers.are_in(&source(r));
        let container = [Some(original), english].into_iter().flatten().any(|r| r.italics && r.container.is_some())
            || original.is_part()
            || (outlet(original) || english.is_some_and(outlet)) && !published(original) && !is_organisation(&source(original))
            || original.mark.as_ref().is_some_and(|m| matches!(m.value.split('/').next(), Some("J" | "N" | "EB" | "DB")))
            || original.style == Style::Quoted && original.source.is_some() && !published(original);
        Signs {
            titles: [Some(original), english].into_iter().flatten().map(|r| lower(&r.title)).collect(),
            sources: [Some(original), english].into_iter().flatten().map(source).collect(),
            notes: [Some(original), english].into_iter().flatten().map(|r| r.words_of(text)).collect::<Vec<_>>().join(" "),
            mark: original.mark.as_ref().map(|m| m.value.clone()),
            online: tail.online,
            container,
            part: original.is_part() || english.is_some_and(Rendition::is_part),
            outlet: outlet(original) || english.is_some_and(outlet),
        }
    }
}

impl kind::Read for Rendition {
    fn has_people(&self) -> bool {
        self.authors.as_ref().is_some_and(|a| !a.names.iter().any(|n| is_organisation(n)))
    }

    fn has_container(&self) -> bool {
        self.container.is_some()
    }

    fn has_publisher(&self) -> bool {
        self.publisher.is_some() || self.place.is_some()
    }

    fn has_place(&self) -> bool {
        self.place.is_some()
    }

    fn is_within(&self) -> bool {
        self.within
    }

    fn has(&self, what: What) -> bool {
        self.details.iter().any(|d| d.what == what)
    }
}
