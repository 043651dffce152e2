//! Titles, bylines and headings.

use super::lists::{item_number, year_places};
use super::{Flow, Role};
use crate::letters::{is_letter, is_word};
use crate::lines::Line;
use crate::signs::{Sign, is_han};
use crate::{BlockKind, Removal, furniture};
use std::ops::Range;

/// Lines within which the head of a text ends.
const HEAD: usize = 80;

/// Marks titles and bylines: what stands before the running text begins.
pub(super) fn mark_head(text: &str, lines: &[Line], flow: &Flow, roles: &mut [Role]) {
    let prose = |i: usize| {
        // `Экспорт вырос на 5%. Крупнейшие покупатели:`
        let introduces = lines[i].last == ':' && lines[i].width >= 50;
        lines[i].is_prose()
            || introduces
            || (flow.on[i] && !lines[i].open)
            || (lines[i].stop && flow.from[i].is_some_and(|from| !lines[from].open))
    };
    let body = (0..lines.len()).find(|&i| {
        roles[i] == Role::Open
            && (prose(i) || (lines[i].is(Sign::Heading) && lines[i].width < 60))
            && (flow.on[i] && (lines[i].han > 0 || !lines[i].holds(Sign::Affiliation)) || !in_byline(text, &lines[i]))
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
            || (i > 0 && roles[i - 1].kind() == Some(BlockKind::Byline) && lines[i - 1].last == ':' && line.width < 60)
            || is_han_name(text, lines, i);
        if byline {
            roles[i] = if continues { Role::Continues(BlockKind::Byline) } else { Role::Begins(BlockKind::Byline) };
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
                if group.end == i && !lines[i].gap && (lines[i - 1].open || (lines[i].is_capitals() && lines[i - 1].is_capitals())) =>
            {
                group.end = i + 1
            }
            _ => groups.push(i..i + 1),
        }
    }
    let words = |group: &Range<usize>| text[lines[group.start].range.start..lines[group.end - 1].range.end].trim_matches('*');
    let substance = |group: &Range<usize>| lines[group.start].width >= 8 && !words(group).ends_with([':', '：']);
    // Better candidates have several words, in the language of the text, and are no path through a site.
    let own = furniture::Script::of_most(lines);
    let likely = |group: &Range<usize>| {
        let line = &lines[group.start];
        (words(group).split_whitespace().count() >= 3 || line.han >= 6) && !own.is_foreign(line) && !furniture::is_path(words(group))
    };
    let site = |group: &Range<usize>| {
        groups.iter().any(|other| {
            other != group && words(other).contains(words(group)) || words(other) != words(group) && words(group).contains(words(other))
        })
    };
    let before_byline = |group: &Range<usize>| {
        (group.end..lines.len())
            .find(|&i| !matches!(roles[i], Role::Removed(_)))
            .is_some_and(|i| roles[i].kind() == Some(BlockKind::Byline))
    };
    let mut candidates: Vec<usize> = (0..groups.len()).filter(|&g| substance(&groups[g]) && !site(&groups[g])).collect();
    if candidates.iter().any(|&g| likely(&groups[g])) {
        candidates.retain(|&g| likely(&groups[g]));
    }
    let adjacent = |a: usize, b: usize| (groups[a].end..groups[b].start).all(|i| matches!(roles[i], Role::Removed(_)));
    let title = candidates
        .iter()
        .position(|&g| lines[groups[g].start].hashes == 1)
        .or_else(|| {
            let mut at = candidates.iter().position(|&g| before_byline(&groups[g]))?;
            // A line under the headline leads to the byline as the headline does.
            while at > 0 && candidates[at - 1] + 1 == candidates[at] && adjacent(candidates[at - 1], candidates[at]) {
                at -= 1;
            }
            Some(at)
        })
        .map(|at| candidates[at])
        .or_else(|| candidates.first().copied())
        .or_else(|| (0..groups.len()).find(|&g| substance(&groups[g])));
    let Some(title) = title else { return };
    let head = &lines[groups[title].start];
    let (title_words, title_cyrillic, title_han) = (words(&groups[title]).to_owned(), head.cyrillic > head.latin, head.han > 0);
    for (g, group) in groups.iter().enumerate() {
        let line = &lines[group.start];
        let other_script = (line.cyrillic > line.latin) != title_cyrillic || (line.han * 2 > line.letters()) != title_han;
        let kind = if g == title || (g > title && other_script && line.width >= 8) {
            BlockKind::Title
        } else if words(group) == title_words {
            for role in &mut roles[group.clone()] {
                *role = Role::Removed(Removal::Furniture);
            }
            continue;
        } else if line.stop && furniture::has_figure(line) {
            // 1月出口增长5%。 under 出口增长 says more than the headline that it holds.
            BlockKind::Paragraph
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
            roles[i] = if i == group.start { Role::Begins(kind) } else { Role::Continues(kind) };
        }
    }
}

/// Does the line say who wrote the text, when and where?
pub(super) fn in_byline(text: &str, line: &Line) -> bool {
    if line.width >= 300 || line.hashes > 0 {
        return false;
    }
    let body = line.text(text);
    let mut words = body.split(|c: char| !is_word(c)).filter(|word| !word.is_empty());
    let second = words.by_ref().nth(1);
    let starts = line.starts(Sign::Byline) && (line.label(Sign::Byline) || second.is_some_and(|word| word.starts_with(char::is_uppercase)));
    let credit = body
        .split_once('/')
        .is_some_and(|(name, paper)| line.is_capitals() && !name.is_empty() && !paper.is_empty() && line.digits == 0 && line.width < 60);
    (starts && (!line.stop || line.width < 60))
        || credit
        || (line.holds(Sign::Affiliation) && !furniture::has_figure(line) && (!line.stop || line.width < 220) && has_affiliation_form(body))
        || is_dated(text, line)
}

/// Affiliations are lists of names: commas, degrees, no verb.
fn has_affiliation_form(body: &str) -> bool {
    let words: Vec<&str> = body.split_whitespace().collect();
    let small = words.iter().filter(|word| word.starts_with(char::is_lowercase)).count();
    let cyrillic = body.chars().any(|c| matches!(c, 'а'..='я'));
    let han = body.chars().any(is_han);
    body.contains(',') && (cyrillic || small * 3 <= words.len()) || (han && !body.contains(['，', '。']) && body.chars().count() < 60)
}

/// A date or a time of day, and little else.
pub(super) fn is_dated(text: &str, line: &Line) -> bool {
    if line.width > 130 || line.digits < 3 || line.stop {
        return false;
    }
    let body = line.text(text);
    let bytes = body.as_bytes();
    let digits_around = |i: usize| i >= 1 && bytes[i - 1].is_ascii_digit() && bytes.get(i + 1).is_some_and(u8::is_ascii_digit);
    let time = memchr::memchr_iter(b':', bytes).any(digits_around);
    let count = |mark: u8| memchr::memchr_iter(mark, bytes).filter(|&i| digits_around(i)).count();
    let numeric =
        count(b'-') >= 2 || count(b'.') >= 2 || count(b'/') >= 2 || (body.contains('年') && body.contains('月') && body.contains('日'));
    let worded = line.holds(Sign::Month) && !year_places(body).is_empty() && line.digits >= 5;
    (numeric || worded || time) && (line.letters() < 60 || time && line.letters() < 100) && !furniture::has_figure(line)
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
    let words: Vec<&str> = body.split(|c: char| c.is_whitespace() || c == ',').filter(|word| word.chars().any(is_letter)).collect();
    let names = body.split([',', ';', '|']).filter(|name| name.chars().any(is_letter)).count();
    let particles = ["and", "de", "van", "von", "и", "фон", "der"];
    words.len() <= 4 * names
        && line.digits <= 4 * names
        && !words.last().is_some_and(|word| particles.contains(word))
        && words.iter().all(|word| word.starts_with(char::is_uppercase) || particles.contains(word) || word.starts_with('('))
}

/// A Chinese name alone on its line, with where its bearer works in the next.
fn is_han_name(text: &str, lines: &[Line], i: usize) -> bool {
    let line = &lines[i];
    line.han >= 2
        && line.han <= 12
        && line.letters() == line.han
        && line.digits == 0
        && line.width <= 2 * line.han + 8
        && lines.get(i + 1).is_some_and(|next| matches!(next.first, '(' | '（') && next.holds(Sign::Affiliation) && in_byline(text, next))
}

/// Keywords without their label and their commas: many words, hardly any capitals, no sign at all between them.
fn is_bare_keywords(text: &str, line: &Line) -> bool {
    let body = line.text(text);
    let words: Vec<&str> = body.split_whitespace().collect();
    let capitals = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    words.len() >= 12 && capitals * 2 < words.len() && line.digits == 0 && !body.contains([',', '.', ';', ':'])
}

/// Marks the headings between the paragraphs.
pub(super) fn mark_headings(text: &str, lines: &[Line], flow: &Flow, roles: &mut [Role]) {
    for i in 0..lines.len() {
        let line = &lines[i];
        if roles[i] != Role::Open || flow.on[i] || flow.from[i].is_some() || lines.len() == 1 {
            continue;
        }
        let alone = line.gap && lines.get(i + 1).is_none_or(|next| next.gap);
        let bold = line.bold && line.text(text).ends_with("**");
        let numbered = item_number(line.text(text)).is_some() && alone && line.width < 80;
        let chinese = line.text(text).starts_with(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '（', '('])
            && line.text(text).contains(['、', '）', ')'])
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
