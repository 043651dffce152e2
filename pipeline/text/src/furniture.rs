//! Lines that are no part of the text: navigation, notices, page numbers, running heads, spam.
//!
//! Everything here goes by general signs; where they do not agree, the line stays.

use crate::Removal;
use crate::layout::{Role, roles_are_all_removed};
use crate::letters::is_word;
use crate::lines::Line;
use crate::signs::Sign;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};

/// Marks furniture and spam.
pub(crate) fn mark(text: &str, lines: &[Line], roles: &mut [Role]) {
    let script = Script::of_most(lines);
    let repeated = repeated(text, lines);
    let mut tail = false;
    for (i, line) in lines.iter().enumerate() {
        let removal = if is_spam(text, line, script) {
            Some(Removal::Spam)
        } else if is_furniture(text, line)
            || is_menu(text, lines, i)
            || is_address(text, lines, i)
            || is_page_number(text, lines, i)
            || repeated[i]
            || (tail && is_headline(line))
        {
            Some(Removal::Furniture)
        } else {
            None
        };
        tail = (tail && removal.is_some()) || (line.starts(Sign::Tail) && !line.stop && line.width < 80);
        if let Some(removal) = removal {
            roles[i] = Role::Removed(removal);
        }
    }
    spread_spam(lines, script, roles);
    if roles_are_all_removed(roles) {
        // A text of nothing but furniture is rather a text that was taken for it.
        for role in roles.iter_mut().filter(|role| **role == Role::Removed(Removal::Furniture)) {
            *role = Role::Open;
        }
    }
}

/// The script of most letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    Latin,
    Cyrillic,
    Han,
}

impl Script {
    pub(crate) fn of_most(lines: &[Line]) -> Self {
        // Chinese says with one character what takes others three letters.
        let sum = |count: fn(&Line) -> usize| lines.iter().filter(|line| line.stop || line.width > 100).map(count).sum::<usize>();
        let (latin, cyrillic, han) = (sum(|l| l.latin), sum(|l| l.cyrillic), sum(|l| if l.signs.spam > 2 { 0 } else { 3 * l.han }));
        if han > latin && han > cyrillic {
            Script::Han
        } else if cyrillic > latin {
            Script::Cyrillic
        } else {
            Script::Latin
        }
    }

    pub(crate) fn is_foreign(self, line: &Line) -> bool {
        let own = match self {
            Script::Latin => line.latin,
            Script::Cyrillic => line.cyrillic,
            Script::Han => line.han,
        };
        own * 4 < line.letters()
    }
}

/// Words of spam count most; bars, another script, no sentence at all and endless repetition add to them.
fn is_spam(text: &str, line: &Line, script: Script) -> bool {
    let signs = &line.signs;
    let bars = line.bars >= 5;
    if signs.spam == 0 && !bars {
        return false;
    }
    let score = spam_score(line, script) + i32::from(bars && repeats_itself(line.text(text)));
    score >= 3
}

fn spam_score(line: &Line, script: Script) -> i32 {
    let spam = line.signs.spam;
    let dense = line.signs.spam_chars * 4 >= line.letters().clamp(4, 300);
    i32::from(spam >= 1)
        + 2 * i32::from(spam >= 3)
        + i32::from(spam >= 1 && dense)
        + i32::from(line.bars >= 5)
        + i32::from(script.is_foreign(line))
        + i32::from(!line.stop && line.width >= 60)
        - 2 * i32::from(line.stop)
}

/// Does `text` say the same few words again and again?
fn repeats_itself(text: &str) -> bool {
    let chars: Vec<char> = text.chars().filter(|c| is_word(*c)).take(1000).collect();
    let pairs: HashSet<&[char]> = chars.windows(2).collect();
    chars.len() >= 100 && pairs.len() * 3 < chars.len() * 2
}

/// Lines that lean on spam and have a sign of it themselves are spam too.
fn spread_spam(lines: &[Line], script: Script, roles: &mut [Role]) {
    let spam = Role::Removed(Removal::Spam);
    let leans = |i: usize| !lines[i].stop && lines[i].letters() > 0 && spam_score(&lines[i], script) >= 1;
    for i in 1..roles.len() {
        if roles[i - 1] == spam && roles[i] == Role::Open && leans(i) {
            roles[i] = spam;
        }
    }
    for i in (1..roles.len()).rev() {
        if roles[i] == spam && roles[i - 1] == Role::Open && lines[i - 1].signs.spam > 0 && leans(i - 1) {
            roles[i - 1] = spam;
        }
    }
}

fn is_furniture(text: &str, line: &Line) -> bool {
    if line.letters() + line.digits == 0 {
        // The unit of a figure that stands at the end of the line before.
        let unit = line.stop && matches!(line.first, '%' | '％');
        return !unit && !text[line.full.clone()].chars().any(is_word);
    }
    if line.width > 300 {
        return false;
    }
    let names_a_part =
        line.is(Sign::List) || line.is(Sign::Cite) || line.is(Sign::Abstract) || line.is(Sign::Heading) || line.is(Sign::Keywords);
    if line.signs.nav && !names_a_part {
        return true;
    }
    if line.hashes > 0 || has_figure(line) {
        return false;
    }
    let notice = (line.starts(Sign::Start) && !line.starts(Sign::Meta)) || line.holds(Sign::Within);
    let contact = line.starts(Sign::Contact) && line.digits + usize::from(line.text(text).contains('@')) > 0;
    (notice && !names_a_part && !line.starts(Sign::Copyright)) || (contact && line.width < 160 && !line.starts(Sign::Byline))
}

/// Three and more short names with bars between them, and no table around.
fn is_menu(text: &str, lines: &[Line], i: usize) -> bool {
    let line = &lines[i];
    if line.bars < 2 || line.width > 300 || line.stop || line.starts(Sign::Byline) || has_figure(line) {
        return false;
    }
    let body = line.text(text);
    let barred = |near: Option<&Line>| near.is_some_and(|near| near.bars >= 2 && near.digits > 0);
    if body.starts_with('|') || barred(lines.get(i + 1)) || barred(i.checked_sub(1).map(|j| &lines[j])) {
        return false;
    }
    let names: Vec<&str> = body.split(['|', '｜']).map(str::trim).filter(|name| !name.is_empty()).collect();
    names.len() >= 3 && names.iter().all(|name| name.len() <= 45 && !name.bytes().any(|b| b.is_ascii_digit()))
}

/// The path of a page in its site: `China / Society`, `News > Economy > Trade`.
pub(crate) fn is_path(body: &str) -> bool {
    [" / ", ">", " » ", " › ", "→"].iter().any(|sign| {
        let names: Vec<&str> = body.split(sign).map(str::trim).filter(|name| !name.is_empty()).collect();
        body.contains(sign)
            && names.len() <= 6
            && names.iter().all(|name| name.split_whitespace().count() <= 4 && name.chars().count() <= 24)
    })
}

/// A web address alone between blank lines; in a reference list it would stand under its entry.
fn is_address(text: &str, lines: &[Line], i: usize) -> bool {
    let body = lines[i].text(text);
    let alone = lines[i].gap && lines.get(i + 1).is_none_or(|next| next.gap);
    alone
        && (body.starts_with("http") || body.starts_with("www."))
        && body.len() < 600
        && body.contains('.')
        && !body.contains(char::is_whitespace)
}

/// A line that states a figure is nothing that one may lose.
pub(crate) fn has_figure(line: &Line) -> bool {
    line.digits > 0 && (line.figures || line.holds(Sign::Figure))
}

/// In a tail of links: the headline of another text.
fn is_headline(line: &Line) -> bool {
    !line.stop
        && line.width < 160
        && line.hashes == 0
        && line.letters() > 0
        && !(line.is(Sign::List) || line.is(Sign::Cite) || line.is(Sign::Heading) || line.label(Sign::Meta) || line.holds(Sign::Licence))
}

/// `12`, `- 12 -`, `Page 3 of 10`, `第 3 页`, where the lines around it are no figures.
fn is_page_number(text: &str, lines: &[Line], i: usize) -> bool {
    let line = &lines[i];
    if line.width > 24 || line.digits == 0 || line.digits > 8 {
        return false;
    }
    let body = line.text(text).trim_matches(|c: char| matches!(c, '-' | '–' | '—' | '|' | '[' | ']' | '~' | '·') || c.is_whitespace());
    let framed = body.len() < line.range.len();
    if body.bytes().all(|b| b.is_ascii_digit()) {
        let figures = |near: Option<&Line>| near.is_some_and(|l| l.letters() < 4 || l.digits > l.letters());
        let year = body.len() == 4 && matches!(body.as_bytes()[0], b'1' | b'2') && !framed;
        let alone = line.gap && lines.get(i + 1).is_none_or(|l| l.gap);
        return body.len() <= 4
            && !year
            && (framed || alone)
            && !figures(i.checked_sub(1).map(|j| &lines[j]))
            && !figures(lines.get(i + 1));
    }
    let folded = body.to_lowercase();
    let words: Vec<&str> = folded.split(|c: char| c.is_whitespace() || matches!(c, '.' | '/' | ',')).filter(|w| !w.is_empty()).collect();
    let number = |w: &str| w.len() <= 4 && w.bytes().all(|b| b.is_ascii_digit());
    match words.as_slice() {
        ["page" | "p" | "стр" | "страница" | "с", n] => number(n),
        ["page" | "стр" | "страница", n, "of" | "из", m] => number(n) && number(m),
        _ => {
            let bare: String = folded.chars().filter(|c| !c.is_whitespace()).collect();
            bare.strip_prefix('第')
                .and_then(|b| b.split_once('页'))
                .is_some_and(|(n, rest)| number(n) && (rest.is_empty() || rest.starts_with(['共', '/', '，'])))
        }
    }
}

/// Running heads: the same short words three times and more, never close to each other. The first stays.
fn repeated(text: &str, lines: &[Line]) -> Vec<bool> {
    let mut marked = vec![false; lines.len()];
    let candidate = |line: &Line| {
        (10..=120).contains(&line.width) && !line.stop && line.letters() >= 8 && line.digits <= 8 && line.bars == 0 && !has_figure(line)
    };
    let hasher = RandomState::new();
    let mut seen: HashMap<u64, Vec<usize>> = HashMap::new();
    for (i, line) in lines.iter().enumerate().filter(|(_, line)| candidate(line)) {
        // The page's number changes from page to page.
        let words = line.text(text).trim_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
        if !words.contains('\t') && !words.contains("  ") {
            seen.entry(hasher.hash_one(words)).or_default().push(i);
        }
    }
    for places in seen.into_values().filter(|places| places.len() >= 3) {
        if places.windows(2).all(|pair| pair[1] - pair[0] >= 3) {
            for &i in &places[1..] {
                marked[i] = true;
            }
        }
    }
    marked
}

/// Is this a notice of copyright or licence, of which only the licence is worth keeping?
pub(crate) fn is_notice(text: &str, line: &Line) -> bool {
    let body = line.text(text);
    let copyright = line.starts(Sign::Copyright) && (body.contains('©') || line.digits >= 4 || line.holds(Sign::Licence));
    copyright || (line.holds(Sign::Licence) && line.width < 160 && !line.stop) || (line.holds(Sign::Licence) && line.width < 100)
}
