//! Ids of projects that a text names by what they join: `project:blagoveshchensk-heihe-bridge`.

use super::items::{Item, ItemKind};
use super::lexicon::{Word, Words};
use crate::relate::elements::Kind;
use crate::relate::frame::{Slot, Who};
use crate::relate::head::Reader;
use crate::relate::vocab::{Cue, Form, Link};
use amur_model::id::kebab;

/// The project whose last word is item `at`, and the item after its name.
pub fn project(reader: &Reader, items: &[Item], at: usize) -> Option<(Who, usize)> {
    let ItemKind::Known(Word::Project(label)) = items[at].kind else { return None };
    let mut places = Vec::new();
    let mut start = at;
    while start > 0 && (is_place(&items[start - 1]) || is_dash(&items[start - 1]) && start > 1 && is_place(&items[start - 2])) {
        start -= 1;
        if is_place(&items[start]) {
            places.insert(0, start);
        }
    }
    let mut end = at + 1;
    if places.is_empty() {
        let mut next = end;
        while next < items.len() && next < end + 3 && (is_joint(&items[next]) || is_place(&items[next])) {
            if is_place(&items[next]) {
                places.push(next);
                end = next + 1;
            }
            next += 1;
        }
    }
    // One end names a bridge only right before the word: the bridges of a country are many.
    if places.len() < 2 && (places.is_empty() || start == at) {
        return None;
    }
    let names: Vec<String> = places.iter().map(|&i| name(reader, &items[i])).collect();
    let bytes = |units: std::ops::Range<usize>| {
        reader.found.offset + reader.found.units[units.start].start as usize
            ..reader.found.offset + reader.found.units[units.end - 1].end as usize
    };
    let at = bytes(items[start].units.start..items[end - 1].units.end);
    Some((Slot::new(format!("project:{}-{label}", kebab(&names.join(" "))), at), end))
}

fn name(reader: &Reader, item: &Item) -> String {
    match item.kind {
        ItemKind::Place(element, _) => match reader.elements[element].kind {
            Kind::Place(place, _) => reader.vocabulary.place(place).name.clone(),
            _ => String::new(),
        },
        _ => String::new(),
    }
}

fn is_place(item: &Item) -> bool {
    matches!(item.kind, ItemKind::Place(_, Form::Name))
}

fn is_dash(item: &Item) -> bool {
    item.kind == ItemKind::Mark('-')
}

fn is_joint(item: &Item) -> bool {
    is_dash(item) || matches!(item.cue(), Some(Cue::Link(Link::Between | Link::And | Link::From | Link::To | Link::With)))
}

/// The policy whose name in quotation marks item `at` is a part of: `policy:` and the words of its name, places by their
/// English names.
pub fn policy(words: &Words, reader: &Reader, items: &[Item], at: usize) -> Option<Who> {
    let is_quote = |i: &usize| items[*i].kind == ItemKind::Mark('"');
    let open = (0..at).rev().take(40).find(is_quote)?;
    let close = (at + 1..items.len()).take(40).find(is_quote)?;
    let mut said: Vec<String> = Vec::new();
    for item in &items[open + 1..close] {
        let text = text(reader, item).to_lowercase();
        let word = if is_place(item) || matches!(item.kind, ItemKind::Place(..)) { kebab(&name(reader, item)) } else { kebab(&text) };
        if !word.is_empty() && !words.is_stop(&word) && !said.contains(&word) {
            said.push(word);
        }
    }
    let bytes =
        reader.found.units[items[open + 1].units.start].start as usize..reader.found.units[items[close - 1].units.end - 1].end as usize;
    (said.len() > 2)
        .then(|| Slot::new(format!("policy:{}", said.join("-")), reader.found.offset + bytes.start..reader.found.offset + bytes.end))
}

fn text<'a>(reader: &Reader<'a>, item: &Item) -> &'a str {
    let units = &reader.found.units[item.units.clone()];
    &reader.found.text[units[0].start as usize..units[units.len() - 1].end as usize]
}
