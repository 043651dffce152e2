//! Lists with `respectively`, 分别, соответственно: as many figures as there are partners, products or flows, dealt out in order.

use super::elements::Kind;
use super::frame::{Slot, Who};
use super::head::{Head, Reader};
use super::vocab::{Cue, FlowCue, Link, Strength};
use crate::token::{Figure, FigureKind};
use amur_model::Flow;
use compact_str::CompactString;
use std::ops::Range;

/// What a figure of a list is about, in place of what its head says.
#[derive(Debug, Clone)]
pub(super) enum Part {
    Partner(Who),
    /// A place outside any head; whose part it is depends on what was said before.
    Place(Who),
    Product(Slot<CompactString>),
    Flow(Slot<FlowCue>),
    /// 对俄进口海产品、对俄出口汽车; `Chinese exports to Laos and Lao exports to China`: a whole phrase.
    Phrase {
        reporter: Option<Who>,
        flow: Slot<FlowCue>,
        product: Option<Slot<CompactString>>,
        partner: Option<Who>,
    },
}

/// What words of a list may point back to: the last flows of the sentence before (`these two figures`), and the partners told there
/// (`Exports to those countries`).
pub(super) struct Earlier<'a> {
    pub flows: &'a [Slot<FlowCue>],
    pub partners: &'a [Who],
}

/// For each figure, what the list gives it.
pub(super) fn deal(reader: &Reader, heads: &[Head], figures: &[Figure], earlier: &Earlier) -> Vec<Option<Part>> {
    let mut parts: Vec<Option<Part>> = vec![None; figures.len()];
    if figures.len() < 2 {
        return parts;
    }
    let respectively = reader.elements.iter().any(|e| e.cue() == Some(Cue::Respectively));
    let runs = runs(reader, figures, respectively);
    for run in runs.iter().filter(|run| run.len() > 1) {
        let spoken_of = || {
            (respectively && heads.is_empty() && earlier.flows.len() == run.len())
                .then(|| earlier.flows.iter().cloned().map(Part::Flow).collect())
        };
        let told_of = || {
            let near = heads[..heads.partition_point(|head| head.elements.end <= run[0].1)].last();
            let back = near.is_some_and(|head| head.partner_back);
            let dealt = respectively && back && earlier.partners.len() == run.len();
            dealt.then(|| earlier.partners.iter().cloned().map(Part::Partner).collect())
        };
        let respectively = respectively || is_listed_in_han(reader, run);
        let list = List { reader, heads, before: run[0].1, behind: run[run.len() - 1].1 + 1, count: run.len(), respectively };
        let Some(members) = told_of().or_else(|| list.members_behind()).or_else(|| list.members()).or_else(spoken_of) else { continue };
        for (&(figure, _), member) in run.iter().zip(members) {
            parts[figure] = Some(member);
        }
    }
    parts
}

/// 496亿美元、448亿美元和401亿美元: figures that Chinese words list as equals are dealt out, if 分别 is said or not.
fn is_listed_in_han(reader: &Reader, run: &[(usize, usize)]) -> bool {
    let joined = |i: usize| reader.cue(i) == Some(Cue::Link(Link::And)) && reader.is_han(i);
    run.windows(2).all(|pair| pair[0].1 + 2 == pair[1].1 && (joined(pair[0].1 + 1) || reader.text(pair[0].1 + 1) == "、"))
}

/// Where each figure stands in its run of figures of one kind, and how long the run is.
pub(super) fn positions(reader: &Reader, figures: &[Figure]) -> Vec<(usize, usize)> {
    let mut out = vec![(0, 1); figures.len()];
    if figures.len() < 2 {
        return out;
    }
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
    // The run that goes on outside brackets, and that inside them: `12 percent ($3 billion) and 41 percent ($8 billion)`.
    let (mut outside, mut inside): (Option<usize>, Option<usize>) = (None, None);
    let mut bracketed = false;
    for (at, element) in reader.elements.iter().enumerate() {
        let open = if bracketed { &mut inside } else { &mut outside };
        match element.kind {
            Kind::Figure(figure) => {
                let figure = figure as usize;
                let last = open.filter(|&run| alike(&figures[runs[run][runs[run].len() - 1].0], &figures[figure], respectively));
                let run = last.unwrap_or_else(|| {
                    runs.push(Vec::new());
                    runs.len() - 1
                });
                runs[run].push((figure, at));
                *open = Some(run);
            }
            Kind::Mark('(') if respectively && at > 0 && matches!(reader.elements[at - 1].kind, Kind::Figure(_)) => bracketed = true,
            Kind::Mark(')') if bracketed => bracketed = false,
            // `3,5 тыс. и 8 тыс. тонн`: the stop of a scale word.
            Kind::Mark(',' | '.') | Kind::Cue(Cue::Link(Link::And | Link::By)) => {}
            // 依序为-15.2%、-9.6%与5.4%
            Kind::Cue(Cue::Link(Link::With)) if reader.is_han(at) => {}
            // 分别增长21.6%、38.5%和下降4.2%
            Kind::Cue(Cue::Change(_)) if respectively && open.is_some_and(|run| figures[runs[run][0].0].kind == FigureKind::Percent) => {}
            _ if bracketed => {}
            _ => (outside, inside) = (None, None),
        }
    }
    runs
}

fn alike(a: &Figure, b: &Figure, respectively: bool) -> bool {
    match (a.kind, b.kind) {
        (FigureKind::Plain, _) => true,
        (FigureKind::Money(_), FigureKind::Money(_)) => true,
        // `valued at US$1,300 million and 210 million, respectively`
        (FigureKind::Money(_), FigureKind::Plain) => respectively,
        // 分别增长11.5%、6.1倍和80.8%
        (FigureKind::Percent, FigureKind::Times) | (FigureKind::Times, FigureKind::Percent) => respectively,
        // 盐和活羊出口分别超过3万公斤、1900头
        (FigureKind::Quantity(_), FigureKind::Quantity(_)) => respectively || a.kind == b.kind,
        (a, b) => a == b,
    }
}

/// The members that `count` figures are dealt out to.
struct List<'a> {
    reader: &'a Reader<'a>,
    heads: &'a [Head],
    /// The element of the first figure, and that behind the last.
    before: usize,
    behind: usize,
    count: usize,
    respectively: bool,
}

impl List<'_> {
    /// The list of as many members that stands before the figures, nearest first.
    fn members(&self) -> Option<Vec<Part>> {
        let near: Vec<&Head> = self.heads.iter().filter(|h| h.elements.end <= self.before).collect();
        let dealt = near.last().and_then(|head| self.of_head(head)).or_else(|| self.of_heads(&near));
        dealt.or_else(|| self.outside_heads(near.last().map_or(0..0, |head| head.elements.clone())))
    }

    /// `10 and 5 percent of its exports to Latvia and Estonia, respectively`, `6 and 3 percent to exports and imports respectively`: the
    /// list of as many members right before a `respectively` that stands behind the figures.
    fn members_behind(&self) -> Option<Vec<Part>> {
        let &List { reader, heads, behind, count, .. } = self;
        if !self.respectively {
            return None;
        }
        let closes = |i: &usize| reader.cue(*i) == Some(Cue::Respectively);
        let end = (behind..reader.elements.len()).find(closes).filter(|&end| reader.text(end).is_ascii())?;
        let listed = end - usize::from(end > behind && reader.kind(end - 1) == Some(Kind::Mark(',')));
        let head = heads.iter().rev().find(|head| head.elements.start >= behind && head.elements.end == listed);
        let places = || (behind..listed).filter_map(|at| reader.places_after(at)).find(|places| places.elements.end == listed);
        let places = || places().map(|places| places.members).filter(|members| members.len() == count);
        head.filter(|_| count == 2)
            .and_then(|head| both_flows(reader, head))
            .or_else(|| Some(places()?.into_iter().map(Part::Place).collect()))
            .filter(|_| !reader.elements[behind..listed].iter().any(|e| matches!(e.kind, Kind::Figure(_))))
    }

    /// What one word of trade lists: its partners, its goods, or two flows.
    fn of_head(&self, head: &Head) -> Option<Vec<Part>> {
        if head.partners.len() == self.count {
            return Some(head.partners.iter().cloned().map(Part::Partner).collect());
        }
        if head.listed.len() == self.count {
            return Some(head.listed.iter().cloned().map(Part::Product).collect());
        }
        // `imports and exports fell by 4.2 percent and 6.1 percent`
        let reader = self.reader;
        let both = self.respectively || reader.text(self.before + 1) == "and";
        let goods = || reader.elements[..head.core].iter().any(|e| matches!(e.kind, Kind::Product(_)));
        if self.count == 2 && both && head.products.is_empty() && !goods() { both_flows(reader, head) } else { None }
    }

    /// The last words of trade before the figures, as many as these: each with goods of its own, or each another flow.
    fn of_heads(&self, near: &[&Head]) -> Option<Vec<Part>> {
        let last = &near[near.len().checked_sub(self.count).filter(|_| self.respectively)?..];
        phrases(self.reader, last).or_else(|| {
            let between = &self.reader.elements[last[0].elements.end..last[self.count - 1].elements.start];
            let parted = between.iter().any(|e| matches!(e.kind, Kind::Mark(';') | Kind::Cue(Cue::While | Cue::OfWhich)));
            let differ = last.windows(2).all(|pair| pair[0].flow.value.flow != pair[1].flow.value.flow);
            (differ && !parted).then(|| last.iter().map(|h| Part::Flow(h.flow.clone())).collect())
        })
    }

    /// `India and Japan took 27% and 25% of it`, `India and Japan came next, with 5 billion and 3 billion`: the two that the clause begins
    /// with, and a verb between.
    fn two_subjects(&self) -> Option<Vec<Part>> {
        const VERB: usize = 2;
        const WITH: usize = 2;
        let &List { reader, before, count, .. } = self;
        let joined = reader.cue(before + 1) == Some(Cue::Link(Link::And)) && reader.text(before + 1) == "and";
        let with = before > 1 && reader.cue(before - 1) == Some(Cue::Link(Link::With)) && reader.is_comma(before - 2);
        let behind = before - if with { WITH } else { 0 };
        // `Liaoning and Jilin accounted for 61% and 17% of it`
        let verb = |i: usize| matches!(reader.kind(i), Some(Kind::Word | Kind::Cue(Cue::Next | Cue::Share))) || with && reader.is_being(i);
        let words = (0..behind).rev().take_while(|&i| verb(i)).count();
        let end = behind - words;
        let opens = |at: usize| at == 0 || matches!(reader.elements[at - 1].kind, Kind::Mark(',' | ';' | ':') | Kind::Cue(Cue::While));
        let start = (0..end).find(|&at| opens(at) && reader.places_after(at).is_some_and(|places| places.elements.end == end))?;
        let members = reader.places_after(start)?.members;
        let told = joined && (1..=VERB).contains(&words) && members.len() == count;
        told.then(|| members.into_iter().map(Part::Place).collect())
    }

    /// Goods or places outside any word of trade, of which the last is `head`. Two figures and two names may meet by chance; three
    /// do not.
    fn outside_heads(&self, head: Range<usize>) -> Option<Vec<Part>> {
        let &List { reader, before, count, .. } = self;
        if !self.respectively && count == 2 {
            return self.two_subjects();
        }
        let named = bare_products(reader, head.start..before, count);
        if !self.respectively {
            // `The EU, ASEAN and Russia were its top partners, with trade of 68 billion, 11 billion and 9 billion`
            let partners = || reader.elements[..head.start].iter().any(|e| e.is_partner()) && reader.is_ascii(before);
            let opening = || Some(0..head.start).filter(|_| partners()).and_then(|range| bare_places(reader, range, count));
            return named.or_else(|| bare_places(reader, head.end..before, count)).or_else(opening);
        }
        // 主要进口商品为煤炭、原油和铜矿砂，进口值分别为…
        // `Steel, bricks and garments were the three pillars of exports`: a count parts nothing.
        let counts = |i: usize| reader.figure_kind(i) == Some(FigureKind::Plain) && reader.is_ascii(i);
        let parts = |i: &usize| match reader.elements[*i].kind {
            Kind::Mark(mark) => mark == ';',
            Kind::Figure(_) => !counts(*i),
            _ => false,
        };
        let clause = (0..head.start).rev().find(parts).map_or(0, |i| i + 1);
        named
            .or_else(|| bare_products(reader, clause..before, count))
            .or_else(|| bare_places(reader, head.end..before, count))
            // 贸易伙伴依次为韩国、美国和欧盟，进出口分别为…
            .or_else(|| bare_places(reader, 0..before, count))
    }
}

/// Heads side by side that each name goods, or two sides, of their own.
fn phrases(reader: &Reader, heads: &[&Head]) -> Option<Vec<Part>> {
    let parts = |head: &&Head| {
        let sides = matches!((head.reporters.as_slice(), head.partners.as_slice()), ([_], [_]));
        let whole = match head.products.as_slice() {
            [_] => head.partners.len() <= 1,
            [] => sides,
            _ => false,
        };
        whole.then(|| Part::Phrase {
            reporter: head.reporters.first().filter(|_| sides).cloned(),
            flow: head.flow.clone(),
            product: head.products.first().cloned(),
            partner: head.partners.first().cloned(),
        })
    };
    let joined = |pair: &[&Head]| {
        let between = &reader.elements[pair[0].elements.end..pair[1].elements.start];
        !between.is_empty() && between.iter().all(|e| matches!(e.kind, Kind::Mark(',') | Kind::Cue(Cue::Link(Link::And))))
    };
    heads.windows(2).all(joined).then(|| heads.iter().map(parts).collect())?
}

/// `exports and imports` as one word of trade, taken apart.
fn both_flows(reader: &Reader, head: &Head) -> Option<Vec<Part>> {
    let text = crate::gazetteer::fold(reader.text(head.core));
    let find = |words: [&str; 3]| words.iter().filter_map(|w| text.find(w)).min();
    let export = find(["export", "出口", "экспорт"]);
    let import = find(["import", "进口", "импорт"]);
    // 进出口: imports are named first, but figures come in the order of 出口, 进口 or the reverse: not to be guessed.
    let (export, import) = export.zip(import)?;
    let flow = |flow| Part::Flow(Slot::new(FlowCue { flow, strength: Strength::Noun, sign: 0 }, head.flow.at.clone()));
    let (first, second) = if export < import { (Flow::Export, Flow::Import) } else { (Flow::Import, Flow::Export) };
    Some(vec![flow(first), flow(second)])
}

/// The last `count` products in a row, outside heads.
fn bare_products(reader: &Reader, range: Range<usize>, count: usize) -> Option<Vec<Part>> {
    let full = |list: Vec<Part>| (list.len() == count).then_some(list);
    let (mut list, mut found) = (Vec::new(), None);
    for i in range {
        match reader.elements[i].kind {
            // 电动汽车、锂电池和光伏产品“新三样”: what they are called together.
            Kind::Product(_) if !list.is_empty() && matches!(reader.elements[i - 1].kind, Kind::Product(_)) => {}
            Kind::Product(product) => list.push(Part::Product(reader.product(product, i))),
            Kind::Mark(',') | Kind::Cue(Cue::Link(Link::And)) => {}
            // 平板显示模组类、锂电池类产品
            Kind::Word if reader.text(i) == "类" => {}
            _ => found = full(std::mem::take(&mut list)).or(found),
        }
    }
    full(list).or(found)
}

/// The last list of `count` places outside heads.
fn bare_places(reader: &Reader, range: Range<usize>, count: usize) -> Option<Vec<Part>> {
    let mut at = range.start;
    let mut found = None;
    while at < range.end {
        match reader.places_after(at) {
            // `Hunchun, a city bordering Russia and the DPRK`: nobody who trades.
            Some(places) if at > range.start && reader.cue(at - 1) == Some(Cue::Object) && reader.is_ascii(at) => at = places.elements.end,
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
