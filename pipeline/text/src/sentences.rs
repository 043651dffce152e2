//! Where sentences end.
//!
//! One pass over a block. A point, an exclamation or a question mark ends a sentence unless the word before it is an
//! abbreviation, an initial or a number of a list, or the text goes on in lower case. The lists are data:
//! `schemas/lexicon/<language>/sentences.toml`.

use crate::BlockKind;
use crate::letters::is_word;
use ahash::AHashSet as HashSet;
use serde::Deserialize;
use std::ops::Range;
use std::sync::OnceLock;

/// `sentences.toml` of one language.
#[derive(Deserialize)]
struct File {
    /// Abbreviations after which a sentence never ends: `No.`, `им.`
    never: Vec<String>,
    /// Abbreviations that may end a sentence: `Inc.`, `млн.`
    maybe: Vec<String>,
    /// Words that begin sentences and are hardly ever part of a name: `The`, `However`.
    #[serde(default)]
    starters: Vec<String>,
    /// Words in capitals that follow an abbreviation inside a sentence: `США` after `долл.`
    #[serde(default)]
    followers: Vec<String>,
    /// Abbreviated scales, after which a number goes on: `2 млрд. 139 млн`
    #[serde(default)]
    scales: Vec<String>,
    /// Abbreviated units of money and goods, after which no name goes on: `5 млрд долл. Нефть`
    #[serde(default)]
    amounts: Vec<String>,
    /// Endings of finite verbs, and finite verbs without such an ending: a sentence without a verb has not ended yet.
    #[serde(default)]
    verb_endings: Vec<String>,
    #[serde(default)]
    verbs: Vec<String>,
    /// Words that no paragraph ends with.
    #[serde(default)]
    joiners: Vec<String>,
    /// First parts of compounds that keep their hyphen where a line ends after it.
    #[serde(default)]
    compounds: Vec<String>,
}

/// The word lists of all languages together; words of different scripts do not meet.
pub(crate) struct Words {
    never: HashSet<String>,
    maybe: HashSet<String>,
    starters: HashSet<String>,
    followers: HashSet<String>,
    scales: HashSet<String>,
    amounts: HashSet<String>,
    verb_endings: HashSet<String>,
    verbs: HashSet<String>,
    pub joiners: HashSet<String>,
    pub compounds: HashSet<String>,
}

/// The compiled-in word lists.
pub(crate) fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let files = [
            include_str!("../../../schemas/lexicon/en/sentences.toml"),
            include_str!("../../../schemas/lexicon/ru/sentences.toml"),
            include_str!("../../../schemas/lexicon/zh/sentences.toml"),
        ]
        .map(|text| toml::from_str::<File>(text).expect("a compiled-in word list is well formed"));
        let all = |list: fn(&File) -> &Vec<String>| files.iter().flat_map(list).cloned();
        Words {
            never: all(|f| &f.never).collect(),
            maybe: all(|f| &f.maybe).collect(),
            starters: all(|f| &f.starters).collect(),
            followers: all(|f| &f.followers).collect(),
            scales: all(|f| &f.scales).collect(),
            amounts: all(|f| &f.amounts).collect(),
            verb_endings: all(|f| &f.verb_endings).collect(),
            verbs: all(|f| &f.verbs).collect(),
            joiners: all(|f| &f.joiners).collect(),
            compounds: all(|f| &f.compounds).collect(),
        }
    })
}

/// The sentences of a block. Running text is split; the lines of a list's entry are a sentence each, and all else is one.
pub(crate) fn of_block(text: &str, kind: BlockKind, range: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    match kind {
        BlockKind::Paragraph | BlockKind::Abstract | BlockKind::Footnote | BlockKind::Caption | BlockKind::Meta => {
            split(text, range, &mut out)
        }
        BlockKind::ListEntry => {
            let mut start = range.start;
            for line in text[range].split_inclusive('\n') {
                push(text, start..start + line.len(), &mut out);
                start += line.len();
            }
        }
        _ => push(text, range, &mut out),
    }
    out
}

/// The sentences of `text[range]`; white space at their ends belongs to none.
pub(crate) fn split(text: &str, range: Range<usize>, out: &mut Vec<Range<usize>>) {
    let bytes = &text.as_bytes()[..range.end];
    let (mut start, mut at) = (range.start, range.start);
    while let Some(stop) = next_stop(bytes, at) {
        let end = skip_closers(text, skip_stops(bytes, stop), range.end);
        if ends_sentence(&text[start..range.end], stop - start, end - start) {
            push(text, start..end, out);
            start = end;
        }
        at = end;
    }
    push(text, start..range.end, out);
}

/// Bytes of the longest sentence. What goes on further without a stop (a page of figures on one line) is cut: each of its rows
/// quotes its sentence, and would quote the whole page.
const LONGEST: usize = 1 << 13;

/// `range` without white space at its ends, if anything is left; in parts if it is no sentence that one could quote.
fn push(text: &str, range: Range<usize>, out: &mut Vec<Range<usize>>) {
    let rest = text[range.clone()].trim_start();
    let mut start = range.end - rest.len();
    let end = start + rest.trim_end().len();
    while end - start > LONGEST {
        let limit = (start..=start + LONGEST).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(end);
        let window = &text[start..limit];
        // A point or a comma may stand in a number.
        let gap = |c: char| c.is_whitespace() || ";，、；".contains(c);
        let cut = window.rmatch_indices(gap).next().map_or(window.len(), |(at, mark)| at + mark.len());
        out.push(start..start + window[..cut].trim_end().len());
        start = end - text[start + cut..end].trim_start().len();
    }
    if start < end {
        out.push(start..end);
    }
}

/// Length of the sentence-ending mark at the head of `bytes`, or 0: `.` `!` `?` `…` `。` `！` `？` `｡` `．`
fn stop_len(bytes: &[u8]) -> usize {
    match bytes {
        [b'.' | b'!' | b'?', ..] => 1,
        [0xe2, 0x80, 0xa6, ..] | [0xe3, 0x80, 0x82, ..] | [0xef, 0xbc, 0x81 | 0x8e | 0x9f, ..] | [0xef, 0xbd, 0xa1, ..] => 3,
        _ => 0,
    }
}

fn next_stop(bytes: &[u8], from: usize) -> Option<usize> {
    /// Bytes that such a mark may begin with.
    const FIRST: [bool; 256] = {
        let mut first = [false; 256];
        let marks = [b'.', b'!', b'?', 0xe2, 0xe3, 0xef];
        let mut i = 0;
        while i < marks.len() {
            first[marks[i] as usize] = true;
            i += 1;
        }
        first
    };
    let mut at = from;
    loop {
        at += bytes[at..].iter().position(|&byte| FIRST[usize::from(byte)])?;
        if stop_len(&bytes[at..]) > 0 {
            return Some(at);
        }
        at += 1;
    }
}

fn skip_stops(bytes: &[u8], mut at: usize) -> usize {
    loop {
        match stop_len(&bytes[at..]) {
            0 => return at,
            n => at += n,
        }
    }
}

/// Quotes and brackets that close behind a point belong to its sentence, and so do marks of notes: `the year.[14] Exports`.
fn skip_closers(text: &str, at: usize, end: usize) -> usize {
    let rest = &text[at..end];
    let mut inner = rest.trim_start_matches(['"', '\'', '”', '’', '»', ')', ']', '」', '』', '）', '】', '》']);
    while let Some(length) = note_len(inner) {
        inner = &inner[length..];
    }
    end - inner.len()
}

/// Length of the mark of a note at the head of `text`: `[14]`, `[citation needed]`.
fn note_len(text: &str) -> Option<usize> {
    const LONGEST: usize = 20;
    let inside =
        text.strip_prefix('[')?.bytes().take(LONGEST).take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b' ' | b',' | b'-')).count();
    (inside > 0 && text[inside + 1..].starts_with(']')).then_some(inside + 2)
}

/// Does the mark at `stop`, with all that belongs to it up to `end`, end the sentence that `text` begins with?
fn ends_sentence(text: &str, stop: usize, end: usize) -> bool {
    let mark = text[stop..].chars().next().unwrap_or('.');
    let after = &text[end..];
    let following = after.trim_start();
    let Some(next) = following.chars().find(|c| !is_opener(*c)) else {
        return true;
    };
    if matches!(mark, '。' | '！' | '？' | '｡') {
        return !following.starts_with(['，', ',', '、', '；']);
    }
    let spaced = following.len() < after.len();
    if !spaced {
        return match mark {
            '.' | '!' | '?' if is_han(next) => mark != '.' || end - stop == 1 && text[..stop].ends_with(is_han),
            '.' if end - stop == 1 => glued_sentences(&text[..stop], after),
            _ => false,
        };
    }
    if next.is_lowercase() || matches!(next, ',' | ';' | ':') {
        return false;
    }
    if mark != '.' || text[stop + 1..end].starts_with('.') {
        return true;
    }
    let before = &text[..stop];
    let word = past_number(last_word(before));
    if word.is_empty() {
        return !before.trim().is_empty();
    }
    let next_word: &str = following.trim_start_matches(is_opener).split(|c: char| !is_word(c)).next().unwrap_or("");
    let closed = end > stop + 1;
    // `вывез (на 5 млн долл.) Китай`, `(начался 1 сентября 2021 г.) Казахстан`: a bracket inside the sentence ends on an abbreviation.
    let bracketed = text[stop + 1..end].starts_with(')') && !before.trim_start().starts_with('(');
    if bracketed && words().maybe.contains(&word.to_lowercase()) {
        return false;
    }
    // `5 млн. $ (10%)`, `в 2011 г. – до 3 млрд`: no sentence begins with a sign of currency, a dash or a bracket.
    let goes_on = following.starts_with(['$', '€', '₽', '¥', '£', '(', '-', '–', '—']) && !closed;
    !(goes_on && words().maybe.contains(&word.to_lowercase())) && word_ends_sentence(before, word, next_word, closed)
}

/// `2021г`, `5млн`: an abbreviation glued to its number.
fn past_number(word: &str) -> &str {
    let unit = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',');
    if unit.starts_with(|c: char| ('а'..='я').contains(&c)) { unit } else { word }
}

/// Does the point behind `word`, the last of `before`, end a sentence when `next` follows?
fn word_ends_sentence(before: &str, word: &str, next: &str, closed: bool) -> bool {
    let words = words();
    let folded = word.to_lowercase();
    let number = word.bytes().all(|b| b.is_ascii_digit());
    if number {
        // The number of a list's item, at the head of its sentence.
        return word.len() > 3 || word.len() < before.trim().len();
    }
    if words.never.contains(&folded) {
        // `55 тыс. т. В Китай`
        let unit = || before[..before.len() - word.len()].trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
        return is_title(next) && folded == "т" && words.scales.contains(unit().trim_end_matches('.'));
    }
    let single = word.chars().count() == 1;
    if words.scales.contains(&folded) && next.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    // `составил в 2019 г. 1,5 млрд`: a year and what was reached in it.
    if !closed && matches!(folded.as_str(), "г" | "гг") && next.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    if words.maybe.contains(&folded) || is_dotted(word) {
        let begins = || closed || words.starters.contains(next) || words.amounts.contains(&folded) && is_title(next);
        return !words.followers.contains(next) && (begins() || goes_on_elsewhere(before, word, next));
    }
    if single && word.chars().all(char::is_alphabetic) && !is_han(word.chars().next().unwrap_or(' ')) {
        return words.starters.contains(next) || (closed && !word.chars().all(char::is_uppercase));
    }
    true
}

/// A capital and then small letters.
fn is_title(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

/// `U.S`, `т.е`: letters with points between them.
fn is_dotted(word: &str) -> bool {
    word.contains('.') && !word.bytes().any(|b| b.is_ascii_digit() || b == b'%')
}

/// After an abbreviation that may end a sentence: it has ended where it already has its verb. Only Russian asks for this,
/// where years and units are abbreviated in the middle of sentences; its endings tell verbs well.
fn goes_on_elsewhere(before: &str, word: &str, next: &str) -> bool {
    if !word.chars().any(|c| ('а'..='я').contains(&c)) {
        return !next.is_empty() && next.chars().next().is_some_and(char::is_uppercase) && !word.contains('.');
    }
    let words = words();
    // A verb stands near; a sentence of a thousand words is not searched through.
    before.split_whitespace().rev().take(40).any(|w| {
        let w = w.trim_matches(|c: char| !is_word(c));
        words.verbs.contains(w) || has_ending(w, &words.verb_endings)
    })
}

/// Does a word of five letters and more end with two to five letters of the list?
fn has_ending(word: &str, endings: &HashSet<String>) -> bool {
    let mut starts = word.char_indices().rev().map(|(i, _)| i).skip(1).take(4);
    starts.any(|i| endings.contains(&word[i..])) && word.chars().nth(4).is_some()
}

/// `percent.The`: two sentences whose blank was lost, but no address or abbreviation.
fn glued_sentences(before: &str, after: &str) -> bool {
    let mut tail = before.chars().rev();
    let lower = tail.by_ref().take(3).filter(|c| c.is_lowercase()).count() == 3;
    let mut head = after.chars();
    let capital = head.next().is_some_and(char::is_uppercase) && head.next().is_some_and(char::is_lowercase);
    let token: &str = last_word(before);
    lower && capital && token != "www" && !token.contains(['/', '@', '.', ':'])
}

/// The last word of `text`, back to a blank or an opening bracket; a bounded number of characters.
fn last_word(text: &str) -> &str {
    let start = text
        .char_indices()
        .rev()
        .take(40)
        .find(|(_, c)| c.is_whitespace() || is_opener(*c) || matches!(c, '/' | '—' | '–' | '-' | '~' | '≈'))
        .map_or_else(|| text.char_indices().rev().take(40).last().map_or(0, |(i, _)| i), |(i, c)| i + c.len_utf8());
    &text[start..]
}

fn is_opener(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '«' | '(' | '[' | '「' | '『' | '（' | '【' | '《' | '„')
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        split(text, 0..text.len(), &mut out);
        out.into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn sentences_end() {
        let cases: &[&[&str]] = &[
            &["Exports rose.", "Imports fell."],
            &["Exports rose!", "Did imports fall?", "No one knew."],
            &["It was “a record.”", "The port agreed."],
            &["Growth (see below.)", "The rest follows."],
            &["Exports fell by 16.5%.", "Tokyo did not comment."],
            &["It cost $3.", "The rest was free."],
            &["It was founded in 2019.", "Trade grew."],
            &["They were made in the U.S.", "The rest was not."],
            &["They came from Steppe Foods Inc.", "The firm exports flour."],
            &["By 5 percent.The rest fell."],
            &["Экспорт вырос.", "Импорт упал."],
            &["Экспорт составил 5 млрд руб.", "Импорт снизился."],
            &["Объем достиг рекорда в 2022 г.", "Импорт упал."],
            &["出口增长。", "进口下降！", "为什么？", "不清楚"],
            &["他说：“出口增长。”", "海关没有回应。"],
            &["其中，出口增长3.5%；进口下降。", "顺差扩大。"],
        ];
        for expected in cases {
            if expected.len() == 1 && expected[0].contains(".The") {
                assert_eq!(parts(expected[0]).len(), 2);
                continue;
            }
            let han = expected[0].chars().any(is_han);
            let text = expected.join(if han { "" } else { " " });
            assert_eq!(parts(&text), *expected);
        }
    }

    #[test]
    fn sentences_go_on() {
        for text in [
            "Dr. Smith of No. 5 Street wrote vol. 67, pp. 5-16.",
            "The U.S. Department said so at 5 a.m. on Monday.",
            "J. K. Petrov and S.A. Ivanov disagree.",
            "Trade rose 3.5 times, e.g. in grain, i.e. twice as fast.",
            "Trade fell... and then it rose.",
            "“Why?” he asked.",
            "1. The first item of a list.",
            "Goods worth 5 bn. were sold, incl. Chinese ones.",
            "В 2024 г. Китай увеличил закупки, т.е. импорт, из пров. Хэйлунцзян.",
            "Экспорт составил 5 млн долл. США за год.",
            "С 2010 по 2020 гг. Россия продавала лес на ул. Ленина им. И. П. Павлова.",
            "Товары на 3 млрд. руб. проданы, см. рис. 5.",
            "Экспорт достиг 2 млрд. 139 млн. долларов.",
            "进出口总值17.8亿美元，增长23.9%；出口下降",
            "See www.Customs.Gov for more.",
        ] {
            assert_eq!(parts(text), [text]);
        }
    }

    #[test]
    fn a_page_on_one_line_is_not_quoted_whole_by_each_row() {
        for word in ["figure 5, ", "出口5亿元，", "слово", "\u{2003}x"] {
            let text = word.repeat(LONGEST);
            let found = parts(&text);
            assert!(found.iter().all(|part| !part.is_empty() && part.len() <= LONGEST), "{word}");
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
            assert_eq!(found.iter().map(|part| letters(part)).sum::<usize>(), letters(&text), "{word}");
        }
    }

    #[test]
    fn lines_of_an_entry_are_sentences() {
        let text = "1. Иванов И. И. Торговля.\nIvanov I. Trade. 2020.";
        let found = of_block(text, BlockKind::ListEntry, 0..text.len());
        assert_eq!(found.iter().map(|r| &text[r.clone()]).collect::<Vec<_>>(), text.lines().collect::<Vec<_>>());
    }
}
