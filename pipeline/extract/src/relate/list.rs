//! Lists with `respectively`, 分别, соответственно: as many figures as there are partners, products or flows, dealt out in order.

use super::elements::Kind;
use super::frame::Slot;
use super::frame::Who;
use super::head::{Head, Reader};
use super::vocab::{Cue, FlowCue, Link, Strength};
use crate::token::{Figure, FigureKind};
use amur_model::Flow;
use compact_str::CompactString;
use std::ops::Range;

/// What a figure of a list is about, in place of what its head says.
#[derive(Debug, Clone)]
pub enum Part {
    Reporter(Who),
    Partner(Who),
    /// A place outside any head; whose part it is depends on what was said before.
    Place(Who),
    Product(Slot<CompactString>),
    Flow(Slot<FlowCue>),
    /// 对俄进口海产品、对俄出口汽车: a whole phrase.
    Phrase {
        flow: Slot<FlowCue>,
        product: Option<Slot<CompactString>>,
        partner: Option<Who>,
    },
}

/// For each figure, what the list gives it.
/// `earlier` are the last flows of the sentence before, for `these two figures`.
pub fn deal(reader: &Reader, heads: &[Head], figures: &[Figure], earlier: &[Slot<FlowCue>]) -> Vec<Option<Part>> {
    let mut parts: Vec<Option<Part>> = vec![None; figures.len()];
    let respectively = reader.elements.iter().any(|e| e.cue() == Some(Cue::Respectively));
    let runs = runs(reader, figures, respectively);
    for run in &runs {
        let count = run.len();
        if count < 2 {
            continue;
        }
        let floor = heads.iter().filter(|h| h.elements.end <= run[0].1).map(|h| h.elements.start).next_back().unwrap_or(0);
        let spoken_of =
            || (respectively && heads.is_empty() && earlier.len() == count).then(|| earlier.iter().cloned().map(Part::Flow).collect());
        let Some(members) = members(reader, heads, run, floor, respectively).or_else(spoken_of) else { continue };
        for (&(figure, _), member) in run.iter().zip(members) {
            parts[figure] = Some(member);
        }
    }
    parts
}

/// Where each figure stands in its run of figures of one kind, and how long the run is.
pub fn positions(reader: &Reader, figures: &[Figure]) -> Vec<(usize, usize)> {
    let mut out = vec![(0, 1); figures.len()];
    for run in runs(reader, figures, true) {
        for (position, &(figure, _)) in run.iter().enumerate() {
            out[figure] = (position, run.len());
        }
    }
    out
}

/// Runs of figures of one kind with nothing but commas and `and` between them, as (figure, element).
fn runs(reader: &Reader, figures: &[Figure], respectively: bool) -> Vec<Vec<(usize, usize)>> {
    let mut runs: Vec<Vec<(usize, usize)>> = Vec::new();
    let mut open = false;
    for (at, element) in reader.elements.iter().enumerate() {
        match element.kind {
            Kind::Figure(figure) => {
                let figure = figure as usize;
                match runs.last_mut() {
                    Some(run)
                        if open
                            && figures[figure].end.is_none()
                            && alike(&figures[run[run.len() - 1].0], &figures[figure], respectively) =>
                    {
                        run.push((figure, at))
                    }
                    _ => runs.push(vec![(figure, at)]),
                }
                open = true;
            }
            // `3,5 тыс. и 8 тыс. тонн`: the stop of a scale word.
            Kind::Mark(',' | '.') | Kind::Cue(Cue::Link(Link::And | Link::By)) => {}
            // 分别增长21.6%、38.5%和下降4.2%
            Kind::Cue(Cue::Change(_)) if respectively && runs.last().is_some_and(|run| figures[run[0].0].kind == FigureKind::Percent) => {}
            _ => open = false,
        }
    }
    runs
}

fn alike(a: &Figure, b: &Figure, respectively: bool) -> bool {
    match (a.kind, b.kind) {
        (FigureKind::Plain, _) => true,
        (FigureKind::Money(_), FigureKind::Money(_)) => true,
        // 分别增长11.5%、6.1倍和80.8%
        (FigureKind::Percent, FigureKind::Times) | (FigureKind::Times, FigureKind::Percent) => respectively,
        (a, b) => a == b,
    }
}

/// The list of `count` members that stands before element `before`, nearest first.
fn members(reader: &Reader, heads: &[Head], run: &[(usize, usize)], floor: usize, respectively: bool) -> Option<Vec<Part>> {
    let (before, count) = (run[0].1, run.len());
    let between = &reader.elements[before + 1..run[1].1];
    let alternate = !reader.is_han(before)
        && reader.text(before + 1) == "and"
        && between.iter().all(|e| matches!(e.cue(), Some(Cue::Link(Link::And | Link::By))));
    // Two figures and two names may meet by chance; three do not.
    // `Россия и Украина с 205 млн и 117 млн`: the amounts are linked to the names.
    let linked = before >= 2
        && reader.elements[before - 1].cue() == Some(Cue::Link(Link::With))
        && reader.who(before - 2).is_some()
        && !reader.is_han(before - 1);
    let sure = respectively || count > 2 || linked;
    let mut near: Vec<&Head> = heads.iter().filter(|h| h.elements.end <= before).collect();
    // 原油、煤炭进口值分别占进口总值的…: the shares are of the goods before, whatever the whole.
    if respectively && near.len() > 1 && near.last().is_some_and(|whole| is_whole(reader, near[near.len() - 2], whole)) {
        near.pop();
    }
    if let Some(head) = near.last() {
        if head.partners.len() == count {
            return Some(head.partners.iter().cloned().map(Part::Partner).collect());
        }
        if head.products.len() == count {
            return Some(head.products.iter().cloned().map(Part::Product).collect());
        }
        if head.listed.len() == count {
            return Some(head.listed.iter().cloned().map(Part::Product).collect());
        }
        if head.reporters.len() == count {
            return Some(head.reporters.iter().cloned().map(Part::Reporter).collect());
        }
        if respectively
            && head.reporters.is_empty()
            && let Some(partners) = partners_before(reader, head, count)
        {
            return Some(partners);
        }
        // `imports and exports fell by 4.2 percent and 6.1 percent`
        let both =
            respectively || alternate || head.elements.start > 0 && reader.text(head.elements.start - 1).eq_ignore_ascii_case("both");
        if count == 2
            && both
            && head.products.is_empty()
            && !reader.elements[..head.core].iter().any(|e| matches!(e.kind, Kind::Product(_)))
            && let Some(flows) = both_flows(reader, head)
        {
            return Some(flows);
        }
    }
    if respectively && near.len() >= count {
        let last = &near[near.len() - count..];
        if let Some(phrases) = phrases(reader, last) {
            return Some(phrases);
        }
        let parted =
            |from: usize, to: usize| reader.elements[from..to].iter().any(|e| matches!(e.kind, Kind::Mark(';') | Kind::Cue(Cue::While)));
        if !parted(last[0].elements.end, last[count - 1].elements.start)
            && last.windows(2).all(|pair| pair[0].flow.value.flow != pair[1].flow.value.flow)
        {
            return Some(last.iter().map(|h| Part::Flow(h.flow.clone())).collect());
        }
    }
    if !sure {
        return None;
    }
    let floor_of_places = heads.iter().filter(|h| h.elements.end <= before).map(|h| h.elements.end).max().unwrap_or(0);
    // 主要进口商品为煤炭、原油和铜矿砂，进口值分别为…
    let clause = || reader.elements[..floor].iter().rposition(|e| matches!(e.kind, Kind::Mark(';') | Kind::Figure(_))).map_or(0, |i| i + 1);
    bare_products(reader, floor..before, count)
        .or_else(|| bare_products(reader, clause()..before, count).filter(|_| respectively && reader.has_han(0)))
        .or_else(|| bare_places(reader, floor_of_places..before, count))
        // 贸易伙伴依次为韩国、美国和欧盟，进出口分别为…
        .or_else(|| bare_places(reader, 0..before, count).filter(|_| respectively))
}

/// Is `whole` only what shares are of, `head` having the list?
fn is_whole(reader: &Reader, head: &Head, whole: &Head) -> bool {
    let between = &reader.elements[head.elements.end..whole.elements.start];
    let lists = |head: &Head| head.products.len().max(head.partners.len()).max(head.reporters.len());
    between.iter().any(|e| e.cue() == Some(Cue::Share)) && lists(head) > 1 && lists(whole) <= 1
}

/// Heads side by side that each name goods of their own.
fn phrases(reader: &Reader, heads: &[&Head]) -> Option<Vec<Part>> {
    let parts = |head: &&Head| match (head.products.as_slice(), head.partners.as_slice()) {
        ([product], [] | [_]) => {
            Some(Part::Phrase { flow: head.flow.clone(), product: Some(product.clone()), partner: head.partners.first().cloned() })
        }
        _ => None,
    };
    let joined = |pair: &[&Head]| {
        let between = &reader.elements[pair[0].elements.end..pair[1].elements.start];
        !between.is_empty() && between.iter().all(|e| matches!(e.kind, Kind::Mark(',') | Kind::Cue(Cue::Link(Link::And))))
    };
    heads.windows(2).all(joined).then(|| heads.iter().map(parts).collect())?
}

/// 对欧盟与中国均出现贸易逆差: the partners stand before their head, with words between.
fn partners_before(reader: &Reader, head: &Head, count: usize) -> Option<Vec<Part>> {
    let clause = reader.elements[..head.elements.start]
        .iter()
        .rposition(|e| matches!(e.kind, Kind::Figure(_) | Kind::Mark(',' | ';' | ':')))
        .map_or(0, |i| i + 1);
    let link = (clause..head.elements.start).find(|&i| reader.elements[i].cue() == Some(Cue::Link(Link::With)) && reader.is_han(i))?;
    let places = reader.places_after(link + 1).filter(|places| places.members.len() == count)?;
    Some(places.members.into_iter().map(Part::Partner).collect())
}

/// `exports and imports` as one word of trade, taken apart.
fn both_flows(reader: &Reader, head: &Head) -> Option<Vec<Part>> {
    let text = crate::gazetteer::fold(reader.text(head.core));
    let find = |words: [&str; 3]| words.iter().filter_map(|w| text.find(w)).min();
    let export = find(["export", "出口", "экспорт"]);
    let import = find(["import", "进口", "импорт"]);
    let (export, import) = match (export, import) {
        (Some(export), Some(import)) => (export, import),
        // 进出口: imports are named first, but figures come in the order of 出口, 进口 or the reverse: not to be guessed.
        _ => return None,
    };
    let flow = |flow| Part::Flow(Slot::new(FlowCue { flow, strength: Strength::Noun, sign: 0 }, head.flow.at.clone()));
    let (first, second) = if export < import { (Flow::Export, Flow::Import) } else { (Flow::Import, Flow::Export) };
    Some(vec![flow(first), flow(second)])
}

/// The last `count` products in a row, outside heads.
fn bare_products(reader: &Reader, range: Range<usize>, count: usize) -> Option<Vec<Part>> {
    let mut found: Vec<Part> = Vec::new();
    let mut list: Vec<Slot<CompactString>> = Vec::new();
    for i in range {
        match reader.elements[i].kind {
            Kind::Product(product) => list.push(reader.product(product, i)),
            Kind::Mark(',') | Kind::Cue(Cue::Link(Link::And)) => {}
            // 平板显示模组类、锂电池类产品
            Kind::Word if reader.text(i) == "类" => {}
            _ => {
                if list.len() == count {
                    found = list.drain(..).map(Part::Product).collect();
                }
                list.clear();
            }
        }
    }
    if list.len() == count {
        found = list.into_iter().map(Part::Product).collect();
    }
    (!found.is_empty()).then_some(found)
}

/// The last list of `count` places outside heads.
fn bare_places(reader: &Reader, range: Range<usize>, count: usize) -> Option<Vec<Part>> {
    let mut at = range.start;
    let mut found = None;
    while at < range.end {
        match reader.places_after(at) {
            Some(places) if places.elements.end <= range.end => {
                at = places.elements.end;
                if places.members.len() == count {
                    found = Some(places.members.into_iter().map(Part::Place).collect());
                }
            }
            _ => at += 1,
        }
    }
    found
}
