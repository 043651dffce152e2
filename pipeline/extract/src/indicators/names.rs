//! Ids of projects that a text names by what they join: `project:blagoveshchensk-heihe-bridge`.

use super::items::{Item, ItemKind};
use super::lexicon::Word;
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
    let bytes = |units: std::ops::Range<usize>| reader.found.offset + reader.found.units[units.start].start as usize..reader.found.offset + reader.found.units[units.end - 1].end as usize;
    let at = bytes(items[start].units.start..items[end - 1].units.end);
    Some((Slot::new(format!("project:{}-{label}", kebab(&names.join(" "))), at), end))
}

fn name(reader: &Reader, item: &Item) -> String {
    match item.kind {
        ItemKind::Place(element, _) => reader.place_name(element).unwrap_or_default(),
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
