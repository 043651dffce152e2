//! Heads: a word of trade with who, with whom and of what, as one phrase: `Heilongjiang's exports of timber to Russia`,
//! 黑龙江省对俄罗斯出口, `экспорт нефти из России в Китай`.

use super::elements::{Element, Found, Kind};
use super::frame::{BELT_AND_ROAD, OTHERS, Slot, WORLD, Who};
use super::vocab::{Back, Cue, Entry, FlowCue, Form, Link, Strength, UNLISTED, Vocabulary};
use crate::gazetteer::List;
use crate::token::FigureKind;
use amur_model::Flow;
use compact_str::CompactString;
use std::ops::Range;

#[derive(Debug, Clone)]
pub struct Head {
    /// Elements of the whole phrase.
    pub elements: Range<usize>,
    /// The element that is the word of trade.
    pub core: usize,
    pub flow: Slot<FlowCue>,
    pub reporters: Vec<Who>,
    pub partners: Vec<Who>,
    pub products: Vec<Slot<CompactString>>,
    /// The products of a list in one phrase (`steel and nonferrous metals`), to be dealt out.
    pub listed: Vec<Slot<CompactString>>,
    /// A word that points back stands where a reporter would.
    pub back: Option<Slot<Back>>,
    /// `with it`, `to that country`: the partner is one named before.
    pub partner_back: bool,
    /// `total`, 总值: all of it, whoever the partner.
    pub total: bool,
    /// The reporter is what the goods pass through.
    pub through: bool,
    /// The reporter is where the goods come from.
    pub from: bool,
}

/// Reads the heads of a sentence, in order and without overlaps.
pub fn heads(vocabulary: &Vocabulary, found: &Found, elements: &[Element], zones: &[Who]) -> Vec<Head> {
    let mut out: Vec<Head> = Vec::new();
    for (core, element) in elements.iter().enumerate() {
        let floor = out.last().map_or(0, |h| h.elements.end);
        let again = out.last().filter(|_| core >= floor && says_again(found, elements, core));
        let cue = match (element.cue(), again) {
            (Some(Cue::Flow(cue)), _) => cue,
            (_, Some(last)) => last.flow.value,
            _ => continue,
        };
        let products = again.map(|last| last.products.clone()).unwrap_or_default();
        // `за счет сокращения импорта`, 贸易|出口总值
        if names_way(found, elements, core)
            || core < floor
            || is_cause(elements, core)
            || is_cause_before(elements, core)
            || is_gloss(found, elements, core)
            || is_relative(found, elements, core)
        {
            continue;
        }
        let reader = Reader { vocabulary, found, elements, zones, floor };
        let mut head = Head {
            elements: core..core + 1,
            core,
            flow: Slot::new(cue, reader.bytes(core..core + 1)),
            reporters: Vec::new(),
            partners: Vec::new(),
            products: Vec::new(),
            listed: Vec::new(),
            back: None,
            partner_back: false,
            total: cue.strength == Strength::Total,
            through: false,
            from: false,
        };
        if cue.flow == Flow::Balance && cue.sign == 0 {
            head.flow.value.sign = sign_after(elements, core).unwrap_or(0);
        }
        head.elements.start = reader.left(&mut head);
        head.elements.end = reader.right(&mut head);
        if head.products.is_empty() {
            head.products = products;
        }
        if head.products.is_empty() && reader.is_han(core) {
            head.products.extend(reader.regime(core));
        }
        if matches!(cue.strength, Strength::Weak | Strength::Verb) && head.partners.is_empty() {
            reader.beyond_figure(&mut head);
        }
        pair_of_two(vocabulary, &mut head);
        // `imports and exports of countries along the Belt and Road`: an initiative trades with nobody, others do with its members.
        if head.partners.is_empty() && matches!(head.reporters.as_slice(), [who] if who.value == BELT_AND_ROAD) {
            head.partners = std::mem::take(&mut head.reporters);
        }
        // `поставила товаров на 4,7 млрд, купила на 2,1 млрд`: the verb alone turns the talk the other way.
        let turns = !out.is_empty() && reader.is_past(core);
        if cue.strength == Strength::Weak
            && !turns
            && !head.partner_back
            && head.partners.is_empty()
            && head.products.is_empty()
            && head.reporters.is_empty()
            && head.back.is_none()
        {
            continue;
        }
        // 进境粮食指定口岸: over the border goes only what is counted.
        let counted = matches!(elements.get(head.elements.end).map(|e| e.kind), Some(Kind::Figure(_) | Kind::Cue(Cue::Level)));
        if cue.strength == Strength::Weak && reader.text(core).ends_with('境') && !head.products.is_empty() && !counted {
            continue;
        }
        // `прошло 5 млн тонн` is trade only where it says through what.
        head.through |= is_carried(&head) && reader.crosses_before(core);
        let way = reader.way(&head);
        let parted = out
            .last()
            .is_none_or(|last| elements[last.elements.end.min(core)..core].iter().any(|e| matches!(e.kind, Kind::Mark(',' | ';'))));
        // `rail freight between Kazakhstan and China` is, too.
        let abroad = |who: &Who| vocabulary.by_code(&who.value).is_some_and(|id| vocabulary.place(id).is_country());
        let of_two = !head.reporters.is_empty() && !head.partners.is_empty() && head.reporters.iter().chain(&head.partners).all(abroad);
        let carried = head.through && parted || of_two && reader.text(core).is_ascii();
        if is_carried(&head) && !carried {
            continue;
        }
        // `freight through the crossing to China` goes one way.
        if is_carried(&head)
            && let Some(way) = way
        {
            head.flow.value.flow = way;
        }
        out.push(head);
        let reader = Reader { floor: 0, ..reader };
        reader.balance_of_two(&mut out);
    }
    out
}

/// `while that between Inner Mongolia and Russia`, `those to Rwanda`: the word of trade said before, with others.
fn says_again(found: &Found, elements: &[Element], at: usize) -> bool {
    let word = found.units[elements[at].units.start].text(found.text);
    let next = elements.get(at + 1).and_then(Element::cue);
    let opens = at > 0 && matches!(elements[at - 1].kind, Kind::Mark(',' | ';') | Kind::Cue(Cue::While | Cue::Link(Link::And)));
    let linked = matches!(next, Some(Cue::Link(Link::With | Link::Between | Link::To | Link::From)));
    elements[at].kind == Kind::Word && opens && linked && matches!(word, "that" | "those")
}

/// 贸易出口总值, 外贸进口额: does the next word say which way the trade goes?
fn names_way(found: &Found, elements: &[Element], at: usize) -> bool {
    let way = |e: &Element| matches!(e.cue(), Some(Cue::Flow(cue)) if matches!(cue.flow, Flow::Export | Flow::Import));
    let both = matches!(elements[at].cue(), Some(Cue::Flow(cue)) if cue.flow == Flow::Trade);
    let word = found.units[elements[at].units.end - 1].text(found.text);
    both && matches!(word, "易" | "贸" | "貿") && elements.get(at + 1).is_some_and(way)
}

/// Is the word of trade named only as the cause of something?
fn is_cause(elements: &[Element], core: usize) -> bool {
    let near = elements[core.saturating_sub(6)..core].iter().rev();
    let says_why = near
        .take_while(|e| {
            matches!(e.kind, Kind::Word | Kind::Product(_) | Kind::Cue(Cue::Change(_) | Cue::Cause | Cue::Link(Link::In | Link::Of)))
        })
        .any(|e| e.cue() == Some(Cue::Cause));
    // `due to imports of 5 billion`, `to an export increase of 7%`: what has a figure of its own is said for itself.
    let own = elements[core + 1..].iter().take(8).take_while(|e| {
        matches!(
            e.kind,
            Kind::Figure(_) | Kind::Mark('(') | Kind::Product(_) | Kind::Word | Kind::Cue(Cue::Change(_) | Cue::Link(Link::Of | Link::And))
        )
    });
    let mut own = own.skip_while(|e| !matches!(e.kind, Kind::Mark('(') | Kind::Cue(Cue::Link(Link::Of))));
    says_why && !own.any(|e| matches!(e.kind, Kind::Figure(_) | Kind::Mark('(')))
}

/// `сальдо (экспорт минус импорт)`: a bracket without a figure only explains a word of trade before it.
fn is_gloss(found: &Found, elements: &[Element], core: usize) -> bool {
    let opens = |e: &Element| e.kind == Kind::Mark('(');
    let Some(open) = elements[..core].iter().rposition(|e| matches!(e.kind, Kind::Mark('(' | ')'))) else { return false };
    // 6.95亿美元(含电力贸易)
    let han = found.units[elements[core].units.start].kind == crate::units::UnitKind::Han;
    let traded = open
        .checked_sub(1)
        .is_some_and(|i| matches!(elements[i].cue(), Some(Cue::Flow(_))) || han && matches!(elements[i].kind, Kind::Figure(_)));
    let mut inside = elements[core..].iter().take_while(|e| e.kind != Kind::Mark(')'));
    opens(&elements[open]) && traded && !inside.any(|e| matches!(e.kind, Kind::Figure(_)))
}

/// 承接西藏对外贸易的吉隆口岸进出口: a clause that only tells of the place behind it, whose trade follows.
fn is_relative(found: &Found, elements: &[Element], core: usize) -> bool {
    let [of, place, behind @ ..] = &elements[core + 1..] else { return false };
    let trade = behind.iter().take(2).any(|e| matches!(e.cue(), Some(Cue::Flow(_))));
    let han = found.units[elements[core].units.start].kind == crate::units::UnitKind::Han;
    han && of.cue() == Some(Cue::Link(Link::Of)) && matches!(place.kind, Kind::Place(_, Form::Name)) && trade
}

/// 在汽车贸易的带动下: the word for a cause stands behind it.
fn is_cause_before(elements: &[Element], core: usize) -> bool {
    let near = elements[core + 1..].iter().take(8).take_while(|e| !matches!(e.kind, Kind::Figure(_) | Kind::Mark(_)));
    near.filter(|e| e.cue() == Some(Cue::Cause)).count() > 0
        && elements[..core]
            .iter()
            .rev()
            .take(8)
            .take_while(|e| !matches!(e.kind, Kind::Mark(_)))
            .any(|e| e.cue() == Some(Cue::Link(Link::In)))
}

/// A verb of motion, which only its goal makes one of trade.
pub fn is_motion(word: &str) -> bool {
    matches!(word, "went" | "goes" | "gone" | "came" | "come" | "comes")
}

/// Is it said of goods only that they are carried?
fn is_carried(head: &Head) -> bool {
    head.flow.value.strength == Strength::Weak && head.flow.value.flow == Flow::Trade
}

/// `сальдо сложилось отрицательным`: the sign of a balance stands behind it.
fn sign_after(elements: &[Element], core: usize) -> Option<i8> {
    let after = elements[core + 1..].iter().take(12).take_while(|e| !matches!(e.kind, Kind::Figure(_) | Kind::Mark(';')));
    after.filter_map(Element::cue).find_map(|cue| if let Cue::Sign(sign) = cue { Some(sign) } else { None })
}

/// `trade of China and Russia`: two countries side by side are the two ends of a trade.
fn pair_of_two(vocabulary: &Vocabulary, head: &mut Head) {
    let two_way = matches!(head.flow.value.flow, Flow::Trade | Flow::Balance);
    if let [a, b] = head.reporters.as_slice()
        && two_way
        && head.partners.is_empty()
        && !vocabulary.same_country(&a.value, &b.value)
    {
        head.partners.push(head.reporters.remove(1));
    }
}

/// A sentence's elements with what their words mean.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    pub vocabulary: &'a Vocabulary,
    pub found: &'a Found<'a>,
    pub elements: &'a [Element],
    pub zones: &'a [Who],
    /// Elements before this one belong to the head before.
    pub floor: usize,
}

/// One of the two that trade with each other: named, or pointed back to.
enum Side {
    Named(Who),
    Back(Slot<Back>),
}

/// A run of places joined by commas, `and` or hyphens, and the elements it takes.
pub struct Places {
    pub members: Vec<Who>,
    pub elements: Range<usize>,
    adjective: bool,
}

impl Reader<'_> {
    /// Bytes of the sentence.
    fn local(&self, elements: Range<usize>) -> Range<usize> {
        let units = self.elements[elements.start].units.start..self.elements[elements.end - 1].units.end;
        self.found.units[units.start].start as usize..self.found.units[units.end - 1].end as usize
    }

    /// Bytes of the view.
    pub fn bytes(&self, elements: Range<usize>) -> Range<usize> {
        let local = self.local(elements);
        self.found.offset + local.start..self.found.offset + local.end
    }

    pub fn text(&self, at: usize) -> &str {
        &self.found.text[self.local(at..at + 1)]
    }

    pub fn over_article(&self, at: usize) -> usize {
        at + usize::from(self.elements.get(at).is_some_and(|e| e.kind == Kind::Word && self.text(at) == "the"))
    }

    /// Is a Chinese character among its words, as in `7.5列`?
    pub fn has_han(&self, at: usize) -> bool {
        self.found.units[self.elements[at].units.clone()].iter().any(|unit| unit.kind == crate::units::UnitKind::Han)
    }

    pub fn is_han(&self, at: usize) -> bool {
        self.found.units[self.elements[at].units.start].kind == crate::units::UnitKind::Han
    }

    /// A Russian word with an ending of the genitive, and none of a verb.
    pub fn is_genitive(&self, at: usize) -> bool {
        const SHORTEST: usize = 4;
        let word = self.text(at);
        let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
        word.chars().count() >= SHORTEST
            && ends(&["а", "я", "ы", "и", "ов", "ев", "ей", "ой", "ий", "ых", "их", "ого", "его"])
            && !ends(&["ла", "ли", "лся", "лась", "лись", "лось", "ется", "ются", "ны", "ена", "ана", "ая", "тся"])
    }

    /// A verb that says who or what somebody is.
    pub fn is_being(&self, at: usize) -> bool {
        self.vocabulary.is_being(self.text(at))
    }

    /// Are there Cyrillic letters in it?
    pub fn is_russian(&self, at: usize) -> bool {
        self.text(at).chars().any(|c| matches!(c, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё'))
    }

    fn is_noun_place(&self, at: usize) -> bool {
        matches!(self.elements[at].kind, Kind::Place(_, Form::Name))
    }

    pub fn who(&self, at: usize) -> Option<Who> {
        match self.elements.get(at)?.kind {
            Kind::Place(place, _) => Some(Slot::new(self.vocabulary.place(place).code.clone(), self.bytes(at..at + 1))),
            Kind::Zone(zone) => self.zones.get(zone as usize).cloned(),
            _ => None,
        }
    }

    /// Is this element what joins the members of a list?
    fn joins(&self, at: usize) -> bool {
        match self.elements[at].kind {
            // A dash between spaces parts what it stands between.
            Kind::Mark('-') => !self.found.units[self.elements[at].units.start].spaced,
            Kind::Mark(mark) => matches!(mark, ',' | '\'' | '/'),
            Kind::Cue(Cue::Link(Link::And)) => true,
            // 成为, 作为: what is said of the place before.
            Kind::Cue(Cue::Ignore) => !self.text(at).ends_with('为'),
            Kind::Word => matches!(self.text(at), "s" | "the"),
            _ => false,
        }
    }

    /// The run of places that ends before element `end`.
    fn places_before(&self, end: usize) -> Option<Places> {
        let mut members = vec![self.who(end - 1)?];
        let adjective = matches!(self.elements[end - 1].kind, Kind::Place(_, Form::Adjective));
        let mut start = end - 1;
        loop {
            let mut at = start;
            while at > self.floor && at + 3 > start && self.joins(at - 1) {
                at -= 1;
            }
            if at == self.floor {
                break;
            }
            let joint = at..start;
            // A comma alone joins only a list that an `and` closes.
            if joint.is_empty() && !self.is_han(start) || self.is_comma(&joint) && members.len() == 1 {
                break;
            }
            let Some(who) = self.who(at - 1) else { break };
            start = at - 1;
            if !(joint.is_empty() && self.narrows(&who, &members[0])) {
                members.insert(0, who);
            }
        }
        Some(Places { members, elements: start..end, adjective })
    }

    /// The run of places that starts at element `start`.
    pub fn places_after(&self, start: usize) -> Option<Places> {
        let mut members = vec![self.who(start)?];
        let adjective = matches!(self.elements[start].kind, Kind::Place(_, Form::Adjective));
        let mut end = start + 1;
        let (mut closed, mut first_end) = (false, end);
        loop {
            let mut at = self.after_bracket(end);
            let joint_start = at;
            while at < self.elements.len() && at < joint_start + 3 && self.joins(at) {
                at += 1;
            }
            let at = self.over_common_words(at);
            if at >= self.elements.len() {
                break;
            }
            let Some(who) = self.who(at) else { break };
            // `A, B and C, D's main partners`: the `and` has closed the list.
            let owns = self.elements.get(at + 1).is_some_and(|e| e.kind == Kind::Mark('\''));
            let joint = joint_start..at;
            if closed && owns || joint.is_empty() && !self.is_han(end - 1) {
                break;
            }
            end = at + 1;
            let last = members.len() - 1;
            // `Manzhouli, Inner Mongolia`, `Хэйхэ провинции Хэйлунцзян`: the second says where the first is.
            let says_where = self.is_comma(&joint) || joint.clone().all(|i| self.elements[i].cue() == Some(Cue::Ignore));
            if says_where && who.value != members[last].value && self.vocabulary.lies_in(&members[last].value, &who.value) {
                continue;
            }
            if joint.is_empty() && self.narrows(&members[last], &who) {
                members.pop();
            } else if !(joint.is_empty() || self.is_comma(&joint)) {
                closed = true;
            } else if members.len() == 1 {
                first_end = joint_start;
            }
            members.push(who);
        }
        if members.len() > 1 {
            end = self.after_bracket(end);
        }
        // A comma alone joins only a list that an `and` closes.
        // `Kazakhstan, Uzbekistan see growth`: in a headline it joins two countries.
        let headline = start == 0
            && members.len() == 2
            && members.iter().all(|who| self.vocabulary.by_code(&who.value).is_some_and(|id| self.vocabulary.place(id).is_country()));
        if !closed && members.len() > 1 && !self.is_han(start) && !headline {
            members.truncate(1);
            end = first_end;
        }
        // `Хэйхэ (Китай)`: the bracket says where the place lies.
        if let [only] = members.as_slice()
            && let Some(past) = self.past_where(end, only)
        {
            end = past;
        }
        members.dedup_by(|a, b| a.value == b.value);
        Some(Places { members, elements: start..end, adjective })
    }

    /// The bracket from `open` on that says no more than what `inner` is called and where it lies: `(КНР)`, `/СУАР,
    /// Северо-Западный Китай/`. The element after it.
    fn past_where(&self, open: usize, inner: &Who) -> Option<usize> {
        const LONGEST: usize = 8;
        if self.elements.get(open)?.kind != Kind::Mark('(') {
            return None;
        }
        let close = (open + 1..self.elements.len().min(open + LONGEST)).find(|&i| self.elements[i].kind == Kind::Mark(')'))?;
        let around = |who: &Who| who.value == inner.value || self.vocabulary.lies_round(&who.value, &inner.value);
        let mut placed = false;
        let plain = (open + 1..close).all(|i| match self.elements[i].kind {
            Kind::Place(..) => {
                placed = true;
                self.who(i).is_some_and(|who| around(&who))
            }
            Kind::Word | Kind::Mark(',' | '.' | '-') | Kind::Cue(Cue::Ignore) => true,
            _ => false,
        });
        (plain && placed).then_some(close + 1)
    }

    fn is_comma(&self, joint: &Range<usize>) -> bool {
        joint.len() == 1 && self.elements[joint.start].kind == Kind::Mark(',')
    }

    /// 黑龙江省哈尔滨市, 山东口岸青岛港: the larger place only says where the smaller one right behind it is.
    fn narrows(&self, outer: &Who, inner: &Who) -> bool {
        self.vocabulary.lies_round(&outer.value, &inner.value) || self.is_district_of(outer, inner)
    }

    /// 锡林郭勒盟东乌珠穆沁旗: side by side in one province, the wider first.
    fn is_district_of<'w>(&self, outer: &'w Who, inner: &'w Who) -> bool {
        let width = |who: &Who| match self.vocabulary.by_code(&who.value).map(|id| self.vocabulary.place(id).kind.as_str()) {
            Some("prefecture") => 3,
            Some("city") => 2,
            Some("county") => 1,
            _ => 0,
        };
        let province = |who: &'w Who| who.value.split_once(':').map(|(province, _)| province);
        province(outer).is_some() && province(outer) == province(inner) && width(outer) > width(inner)
    }

    /// The element after a bracket that only says a name again: `the European Union (EU)`.
    fn after_bracket(&self, at: usize) -> usize {
        let open = self.elements.get(at).is_some_and(|e| e.kind == Kind::Mark('('));
        if open { self.closing(at).map_or(at, |close| close + 1) } else { at }
    }

    /// `A, as well as other member states of B`: words between the members of a list that name no place themselves.
    fn over_common_words(&self, at: usize) -> usize {
        const FAR: usize = 6;
        let comes = (at..self.elements.len().min(at + FAR))
            .find(|&i| !matches!(self.elements[i].kind, Kind::Word | Kind::Cue(Cue::Link(Link::Of | Link::In))));
        let listed = at > 0 && (self.elements[at - 1].kind == Kind::Word || self.elements[at - 1].cue() == Some(Cue::Link(Link::And)));
        match comes {
            Some(place)
                if listed
                    && self.who(place).is_some()
                    && self.elements[at..place].iter().any(|e| matches!(e.cue(), Some(Cue::Link(Link::Of | Link::In)))) =>
            {
                place
            }
            _ => at,
        }
    }

    /// Reads what stands before the core; returns the first element of the head.
    fn left(&self, head: &mut Head) -> usize {
        let mut at = head.core;
        let mut unknown = 0;
        while at > self.floor {
            let before = &self.elements[at - 1];
            match before.kind {
                Kind::Product(product) if head.reporters.is_empty() => {
                    head.products.insert(0, self.product(product, at - 1));
                    at -= 1;
                }
                Kind::Cue(Cue::Link(Link::And))
                    if !head.products.is_empty() && at - 1 > self.floor && matches!(self.elements[at - 2].kind, Kind::Product(_)) =>
                {
                    at -= 1
                }
                Kind::Place(..) | Kind::Zone(_) => {
                    let Some(places) = self.places_before(at) else { break };
                    // `Доля Турции в российском экспорте`: the first is the part.
                    let part = places.elements.start.checked_sub(1).and_then(|i| self.elements[i].cue()) == Some(Cue::Share);
                    if part && !head.reporters.is_empty() {
                        break;
                    }
                    at = self.take_left(head, places);
                    unknown = 0;
                }
                Kind::Cue(Cue::Back(back)) if back != Back::Figure && head.back.is_none() && head.reporters.is_empty() => {
                    head.back = Some(Slot::new(back, self.bytes(at - 1..at)));
                    at -= 1;
                    // `The port in the city of Heihe saw its trade`: the subject's, whoever stands nearest.
                    if back == Back::Own && self.text(at).is_ascii() {
                        break;
                    }
                }
                // 全区口岸: all of the region's.
                Kind::Cue(Cue::Back(back @ (Back::Province | Back::Country)))
                    if head.back.as_ref().is_some_and(|inner| inner.value == Back::City) =>
                {
                    head.back = Some(Slot::new(back, self.bytes(at - 1..at)));
                    at -= 1;
                }
                Kind::Cue(Cue::Total) => {
                    head.total = true;
                    at -= 1;
                }
                // 榴莲、燕窝合计进口
                Kind::Cue(Cue::Level) if at == head.core && at - 1 > self.floor && self.sums_goods(at - 1) => at -= 1,
                Kind::Cue(Cue::Flow(_)) if names_way(self.found, self.elements, at - 1) => at -= 1,
                // 对越南、泰国分别进出口
                Kind::Cue(Cue::Link(Link::Of) | Cue::Respectively) if self.is_han(at - 1) => at -= 1,
                Kind::Period(_) => at -= 1,
                // `через пункт пропуска Забайкальск (Забайкальская железная дорога) перевезено`
                // 褐煤(2702)出口: a code of the customs tariff.
                Kind::Mark(')') if self.is_han(head.core) && at - 1 > self.floor + 1 && self.is_code(at - 2) => at -= 3,
                // 汽车(包括底盘)出口: what the bracket says more of goods.
                Kind::Mark(')') if self.is_russian(head.core) || self.glosses_goods(at - 1) => match self.opening(at - 1) {
                    Some(open) => at = open,
                    None => break,
                },
                // 服装、鞋靴和箱包等产品出口
                Kind::Word if head.products.is_empty() && self.goods_before(at).is_some() => at = self.goods_before(at).unwrap_or(at - 1),
                Kind::Mark('\'' | '"') | Kind::Cue(Cue::Ignore) => at -= 1,
                // `China's annual goods exports`: a word or two between the place and the core.
                Kind::Word if unknown < 2 && !is_article(self.text(at - 1)) && self.leads_to_place(at - 1) => {
                    unknown += 1;
                    at -= 1;
                }
                _ => break,
            }
        }
        at
    }

    /// Does the bracket that closes at `close` stand right behind goods?
    fn glosses_goods(&self, close: usize) -> bool {
        let open = self.opening(close).filter(|&open| open > self.floor);
        open.is_some_and(|open| matches!(self.elements[open - 1].kind, Kind::Product(_)))
    }

    /// The element behind the goods that words without a meaning of their own close before element `end`: 箱包等产品, 纸类, 仪器业.
    fn goods_before(&self, end: usize) -> Option<usize> {
        const FAR: usize = 8;
        let filler = |i: &usize| self.elements[*i].kind == Kind::Word && self.vocabulary.closes_goods(self.text(*i));
        let start = (self.floor.max(end.saturating_sub(FAR))..end).rev().take_while(filler).last()?;
        let goods = start.checked_sub(1).filter(|&i| i >= self.floor)?;
        matches!(self.elements[goods].kind, Kind::Product(_)).then_some(start)
    }

    /// A word for a sum right behind goods.
    fn sums_goods(&self, at: usize) -> bool {
        matches!(self.text(at), "合计" | "共计" | "总计" | "共") && matches!(self.elements[at - 1].kind, Kind::Product(_))
    }

    fn leads_to_place(&self, at: usize) -> bool {
        // `в страны СНГ в январе было экспортировано`: Russian has the time between.
        let passed = |i: usize| {
            self.elements[i].kind == Kind::Word || matches!(self.elements[i].kind, Kind::Period(_)) && self.is_russian(at)
        };
        (self.floor..at).rev().take(3).find(|&i| !passed(i)).is_some_and(|i| {
            matches!(
                self.elements[i].kind,
                Kind::Place(..) | Kind::Zone(_) | Kind::Mark('\'') | Kind::Cue(Cue::Back(_)) | Kind::Cue(Cue::Link(Link::Of))
            )
        })
    }

    /// 对“一带一路”沿线国家: the link stands before quotation marks and other words, in the same clause.
    fn link_before(&self, start: usize) -> Option<(usize, Cue)> {
        if !self.is_han(start) {
            return None;
        }
        const FAR: usize = 30;
        let floor = self.floor.max(start.saturating_sub(FAR));
        let mut listed = false;
        for at in (floor..start).rev() {
            listed |= self.text(at) == "等";
            match self.elements[at].kind {
                Kind::Cue(cue @ Cue::Link(Link::With | Link::From)) => return Some((at, cue)),
                // 与老挝、柬埔寨等四个邻国的贸易额
                Kind::Place(..) if listed => {}
                Kind::Mark('"' | '(' | ')') | Kind::Word | Kind::Period(_) | Kind::Cue(Cue::Link(Link::And)) => {}
                // 从全球最大的大豆出口国巴西进口
                Kind::Product(_) | Kind::Cue(Cue::Link(Link::Of) | Cue::World | Cue::Ignore | Cue::Partner) => {}
                // 对五个中亚国家的进出口
                Kind::Figure(_) => {}
                _ => return None,
            }
        }
        None
    }

    /// Gives the places before the core their part; returns the first element taken.
    fn take_left(&self, head: &mut Head, places: Places) -> usize {
        let mut start = places.elements.start;
        // `через пункт пропуска Забайкальск`
        while start > self.floor
            && (self.elements[start - 1].cue() == Some(Cue::Ignore) || self.elements[start - 1].kind == Kind::Mark('"'))
            && !self.is_han(start)
        {
            start -= 1;
        }
        // `через международный пункт пропуска Забайкальск`
        if self.is_russian(start) {
            let described = (self.floor.max(start.saturating_sub(3))..start).rev().find(|&i| self.elements[i].kind != Kind::Word);
            if let Some(link) = described.filter(|&i| self.elements[i].cue() == Some(Cue::Link(Link::Through))) {
                start = link + 1;
            }
        }
        let found = (start > self.floor)
            .then(|| self.elements[start - 1].cue())
            .flatten()
            .filter(|cue| matches!(cue, Cue::Link(_)))
            .map(|cue| (start - 1, cue))
            .or_else(|| self.link_before(start));
        let (linked, link) = (found.map(|(at, _)| at), found.map(|(_, cue)| cue));
        let role = match link {
            // In Russian and English `в`, `to` before the place and the core after it say where, not to whom.
            Some(Cue::Link(Link::To))
                if !self.is_han(start - 1) && !matches!(head.flow.value.strength, Strength::Verb | Strength::Weak) =>
            {
                Role::Reporter
            }
            Some(Cue::Link(link)) => role(head.flow.value.flow, Some(link)),
            _ => Role::Reporter,
        };
        if let (Some(at), Some(Cue::Link(Link::With | Link::From | Link::To | Link::Between | Link::Through))) = (linked, link) {
            start = at;
        }
        head.through |= link == Some(Cue::Link(Link::Through));
        head.from |= link == Some(Cue::Link(Link::From));
        // 珲春口岸经扎鲁比诺港出口: a way through another country.
        if link == Some(Cue::Link(Link::Through)) && self.passes_abroad(start, &places.members) {
            return start;
        }
        // `через КПП Маньчжоули в Китай`: the crossing counts what passes it.
        if link == Some(Cue::Link(Link::Through)) && self.crosses(head, &places) {
            head.reporters.clear();
        }
        assign(head, role, places.members);
        start
    }

    fn passes_abroad(&self, start: usize, members: &[Who]) -> bool {
        let mut clause =
            (self.floor..start).rev().take_while(|&i| !matches!(self.elements[i].kind, Kind::Mark(',' | ';') | Kind::Figure(_)));
        // `в Китай через переход`: where to, not whose.
        let linked = |i: usize| i > self.floor && matches!(self.elements[i - 1].cue(), Some(Cue::Link(Link::To | Link::From | Link::With)));
        let before = clause.find(|&i| self.who(i).is_some()).filter(|&i| !linked(i)).and_then(|i| self.who(i));
        before.zip(members.first()).is_some_and(|(before, through)| !self.vocabulary.same_country(&before.value, &through.value))
    }

    /// Reads what stands after the core; returns the element after the head.
    fn right(&self, head: &mut Head) -> usize {
        let mut at = head.core + 1;
        let mut end = at;
        let mut link: Option<Link> = None;
        let mut skipped = 0;
        while at < self.elements.len() {
            match self.elements[at].kind {
                Kind::Cue(Cue::Link(Link::And))
                    if !head.products.is_empty()
                        && matches!(self.elements.get(at + 1).map(|e| e.kind), Some(Kind::Product(_))) =>
                {
                    at += 1
                }
                Kind::Cue(Cue::Link(Link::And | Link::By)) => break,
                Kind::Cue(Cue::Link(Link::Between))
                    if self.take_sides(head, at + 1).is_some_and(|past| std::mem::replace(&mut end, past) < past) =>
                {
                    at = end;
                    link = None;
                }
                Kind::Cue(Cue::Link(next)) => {
                    // `with the countries of the Belt and Road`: the first link says who they are.
                    // `the trade balance for Poland` is Poland's.
                    let two_way = matches!(head.flow.value.flow, Flow::Trade | Flow::Balance);
                    let next = if two_way && self.text(at) == "for" { Link::Of } else { next };
                    let keeps =
                        matches!(link, Some(Link::With | Link::To | Link::From | Link::Between)) && matches!(next, Link::Of | Link::In);
                    link = if keeps { link } else { Some(next) };
                    at += 1;
                }
                Kind::Place(..) | Kind::Zone(_) => {
                    let Some(places) = self.places_after(at) else { break };
                    // English needs a link: `exports China` is no phrase.
                    if link.is_none() && self.text(at).is_ascii() {
                        break;
                    }
                    // A Chinese place right after the core starts the next phrase unless it is 出口俄罗斯.
                    if link.is_none() && self.is_han(at) && !head.partners.is_empty() {
                        break;
                    }
                    // `в структуре торговли Киргизии Казахстан занимал`: the second is what the clause is about.
                    if link.is_none() && self.is_russian(at) && end == at && self.is_noun_place(at - 1) && !head.reporters.is_empty() {
                        break;
                    }
                    at = places.elements.end;
                    end = at;
                    // `trade between China and Myanmar at Ruili`: the crossing counts what passes it.
                    if matches!(link, Some(Link::In | Link::Through)) && self.crosses(head, &places) {
                        head.reporters = places.members;
                        link = None;
                        continue;
                    }
                    let role = self.role_after(head, link, &places);
                    head.from |= link == Some(Link::From);
                    // `cargo transportation via Zabaikalsk`
                    head.through |= link == Some(Link::Through) && head.flow.value.strength == Strength::Weak;
                    assign(head, role, places.members);
                    // `imports of Russian oil`: what is imported follows.
                    link = link.filter(|&l| l == Link::Of && places.adjective);
                }
                Kind::Product(product) if matches!(link, None | Some(Link::Of)) => {
                    if link == Some(Link::Of) && !self.is_han(at) {
                        let stop = self.noun_phrase(at);
                        head.products = vec![self.phrase(at..stop)];
                        head.listed = self.listed(at..stop);
                        at = stop;
                    } else {
                        head.products.push(self.product(product, at));
                        at += 1;
                    }
                    end = at;
                    link = None;
                }
                Kind::Cue(Cue::Back(Back::Figure)) => at += 1,
                // `were supplied to world markets`
                Kind::Cue(Cue::World)
                    if matches!(link, Some(Link::To | Link::From | Link::With)) && head.partners.is_empty() && self.names_the_world(at) =>
                {
                    head.partners = vec![Slot::new(WORLD.to_owned(), self.bytes(at..at + 1))];
                    at += 1;
                    end = at;
                    link = None;
                }
                Kind::Cue(Cue::Back(Back::Own | Back::There))
                    if matches!(link, Some(Link::With | Link::To | Link::From)) && role(head.flow.value.flow, link) == Role::Partner =>
                {
                    head.partner_back = true;
                    at += 1;
                    end = at;
                    link = None;
                }
                // `перевезено через него`, `прошло через этот пункт пропуска`
                Kind::Cue(Cue::Back(Back::Own | Back::There | Back::City))
                    if link == Some(Link::Through) && self.is_russian(at) && head.reporters.is_empty() =>
                {
                    head.back = Some(Slot::new(Back::City, self.bytes(at..at + 1)));
                    head.through = true;
                    at += 1;
                    end = at;
                    link = None;
                }
                // `trade between China and Myanmar at the port`
                Kind::Cue(Cue::Back(Back::City)) if matches!(link, Some(Link::In | Link::Through)) && !head.partners.is_empty() => {
                    head.reporters.clear();
                    head.back = Some(Slot::new(Back::City, self.bytes(at..at + 1)));
                    at += 1;
                    end = at;
                    link = None;
                }
                Kind::Cue(Cue::Back(back))
                    if head.reporters.is_empty()
                        && head.back.is_none()
                        && (matches!(link, None | Some(Link::Of | Link::In | Link::Between | Link::With))
                            || role(head.flow.value.flow, link) == Role::Reporter) =>
                {
                    head.back = Some(Slot::new(back, self.bytes(at..at + 1)));
                    at += 1;
                    end = at;
                    link = None;
                }
                Kind::Cue(Cue::Total | Cue::Ignore) | Kind::Mark('"') => at += 1,
                // `of the four territories`
                Kind::Figure(figure) if link.is_some() && self.found.figures[figure as usize].kind == FigureKind::Plain => at += 1,
                // `the trade volume of imports and exports of`, `trade turnover`: one thing said twice.
                Kind::Cue(Cue::Flow(again))
                    if matches!(head.flow.value.flow, Flow::Trade | Flow::Balance)
                        && (again.flow == Flow::Trade || again.flow == head.flow.value.flow && again.sign == 0)
                        && (matches!(link, None | Some(Link::Of | Link::In)) || head.flow.value.flow == Flow::Balance) =>
                {
                    at += 1;
                    end = at;
                    link = None;
                }
                Kind::Period(_) => {
                    at += 1;
                    link = None;
                }
                Kind::Mark('(') => match self.closing(at) {
                    Some(close) => at = close + 1,
                    None => break,
                },
                Kind::Word if link == Some(Link::Of) && !self.is_han(at) && !is_article(self.text(at)) => {
                    let stop = self.noun_phrase(at);
                    // `the trade of northeast China`
                    if self.elements.get(stop).is_some_and(|_| self.who(stop).is_some()) {
                        at = stop;
                        continue;
                    }
                    if head.products.is_empty() && head.flow.value.flow != Flow::Balance {
                        head.products.push(self.phrase(at..stop));
                    }
                    at = stop;
                    end = at;
                    link = None;
                }
                Kind::Word if is_article(self.text(at)) => at += 1,
                // `закупила у России`
                Kind::Word
                    if self.text(at) == "у" && head.flow.value.flow == Flow::Import =>
                {
                    link = Some(Link::From);
                    at += 1;
                }
                // `with the member states of ASEAN`
                Kind::Word if matches!(link, Some(Link::With | Link::To | Link::From | Link::Between)) && self.leads_to_members(at) => {
                    at += 1
                }
                // `via border gates with China`, `through the railway border crossings at`: what passes them is trade.
                Kind::Word | Kind::Cue(Cue::Thing | Cue::Back(Back::City)) if link == Some(Link::Through) && skipped < 5 => {
                    head.through |= head.flow.value.strength == Strength::Weak && self.vocabulary.is_crossing(self.text(at));
                    skipped += 1;
                    at += 1;
                }
                // `through Russia's border crossings to China`
                Kind::Word | Kind::Cue(Cue::Thing) if head.through && self.vocabulary.is_crossing(self.text(at)) => {
                    at += 1;
                    end = at;
                }
                // `перевезено Забайкальской железной дорогой через погранпереход`
                Kind::Word if end == at && is_carried(head) && self.through_ahead(at).is_some() => {
                    at = self.through_ahead(at).unwrap_or(at + 1);
                }
                Kind::Word if skipped < 2 && self.leads_to_link(at) => {
                    skipped += 1;
                    at += 1;
                }
                _ => break,
            }
        }
        end
    }

    /// `between the Chinese province of Heilongjiang and Russia`, `between Mexico and the region`: each side is one noun phrase,
    /// and the narrowest place of it is meant. The element behind both.
    fn take_sides(&self, head: &mut Head, start: usize) -> Option<usize> {
        let and = (start..self.elements.len()).find(|&i| self.elements[i].cue() == Some(Cue::Link(Link::And)))?;
        if self.text(start - 1) != "between" {
            return None;
        }
        let (one, _) = self.side(start, and)?;
        let (other, past) = self.side(and + 1, self.elements.len())?;
        let joined = |at: usize| matches!(self.elements.get(at).map(|e| e.kind), Some(Kind::Mark(',') | Kind::Cue(Cue::Link(Link::And))));
        let next = past + 1 + usize::from(joined(past + 1));
        let listed = joined(past) && self.who(next).is_some();
        if listed {
            return None;
        }
        match (one, other) {
            (Side::Named(one), Side::Named(other)) => (head.reporters, head.partners) = (vec![one], vec![other]),
            // `between China and the countries of the region`: whoever they are.
            (Side::Back(back), Side::Named(who)) | (Side::Named(who), Side::Back(back)) if back.value == Back::Pair => {
                (head.reporters, head.partners) = (vec![who], vec![Slot::new(OTHERS.to_owned(), back.at)]);
            }
            (Side::Back(back), Side::Named(who)) | (Side::Named(who), Side::Back(back)) => {
                (head.back, head.partners) = (Some(back), vec![who]);
            }
            (Side::Back(_), Side::Back(_)) => return None,
        }
        Some(past)
    }

    /// The side of a pair that is told from `start` on and before `limit`, and the element behind its last place.
    fn side(&self, start: usize, limit: usize) -> Option<(Side, usize)> {
        const LONGEST: usize = 12;
        let (mut named, mut back): (Option<Who>, Option<Slot<Back>>) = (None, None);
        let mut end = start;
        for at in start..limit.min(start + LONGEST) {
            let adjoins = named.is_none() || (end..at).all(|i| self.elements[i].kind == Kind::Mark('\''));
            match self.elements[at].kind {
                Kind::Place(..) | Kind::Zone(_) => {
                    let who = self.who(at)?;
                    let owned = at > start && self.text(at - 1) == "s";
                    named = named.filter(|_| !owned).or(Some(who));
                    end = at + 1;
                }
                // `the countries of the region`: several, whatever of.
                Kind::Cue(Cue::Back(pointing)) if named.is_none() => {
                    back.get_or_insert_with(|| Slot::new(pointing, self.bytes(at..at + 1)));
                    end = at + 1;
                }
                Kind::Word | Kind::Mark('\'' | '-' | '"') | Kind::Cue(Cue::Ignore | Cue::Link(Link::Of | Link::In)) => {
                    // Words behind the last place: of the next place, or of what is said of the two.
                    if !adjoins && limit == self.elements.len() {
                        break;
                    }
                }
                _ => break,
            }
        }
        Some((named.map(Side::Named).or(back.map(Side::Back))?, end))
    }

    /// `the world`, `world markets`: all countries, not `other countries` nor the `global` of something else.
    fn names_the_world(&self, at: usize) -> bool {
        let word = self.text(at).to_lowercase();
        !word.starts_with("other") && word != "global"
    }

    /// `shipped 1.6 million tonnes of fruit to China`: the partner stands behind the figure, which is left for the walk.
    fn beyond_figure(&self, head: &mut Head) {
        let end = head.elements.end;
        if !matches!(self.elements.get(end).map(|e| e.kind), Some(Kind::Figure(_))) {
            return;
        }
        let far = self.elements.len().min(end + 12);
        for at in end + 1..far {
            match self.elements[at].kind {
                // `imported $226 billion in U.S. goods`
                Kind::Place(..) if head.flow.value.flow == Flow::Import && self.is_what_follows(end, at) => {
                    head.partners = self.places_after(at).map_or_else(Vec::new, |places| places.members);
                    return;
                }
                // `carried 8 million tons of freight through the crossings`
                Kind::Cue(Cue::Flow(what)) if what.strength == Strength::Weak => {}
                Kind::Mark(';') | Kind::Figure(_) | Kind::Cue(Cue::Flow(_) | Cue::While | Cue::OfWhich | Cue::Change(_)) => return,
                // `shipped 500,000 tonnes of durian through the Huu Nghi border gate`
                Kind::Cue(Cue::Link(Link::Through)) => {
                    head.through = true;
                    let near = (at + 1..far).find(|&i| self.who(i).is_some()).unwrap_or(far);
                    let crossing = (at + 1..near).any(|i| self.vocabulary.is_crossing(self.text(i)));
                    if let Some(places) = self.places_after(near).filter(|places| crossing || self.crosses(head, places)) {
                        head.reporters = places.members;
                    }
                }
                Kind::Cue(Cue::Link(link @ (Link::To | Link::From | Link::With))) => {
                    if let Some(places) = self.places_after(self.over_article(at + 1))
                        && role(head.flow.value.flow, Some(link)) == Role::Partner
                    {
                        head.partners = places.members;
                        return;
                    }
                }
                _ => {}
            }
        }
    }

    /// Do the goods at `at` follow the figure at `figure`: `in`, `of`, `worth of`?
    fn is_what_follows(&self, figure: usize, at: usize) -> bool {
        self.elements[figure + 1..at].iter().all(|e| matches!(e.cue(), Some(Cue::Level | Cue::Link(Link::In | Link::Of))))
            && self.elements.get(at + 1).is_some_and(|e| match e.kind {
                Kind::Word => matches!(self.text(at + 1), "goods" | "products" | "merchandise" | "commodities" | "items"),
                kind => matches!(kind, Kind::Product(_)),
            })
    }

    fn crosses(&self, head: &Head, places: &Places) -> bool {
        let ([reporter], [crossing]) = (head.reporters.as_slice(), places.members.as_slice()) else { return false };
        let local = self.vocabulary.by_code(&crossing.value).is_some_and(|id| self.vocabulary.place(id).is_local());
        local && self.vocabulary.lies_in(&crossing.value, &reporter.value)
    }

    fn role_after(&self, head: &Head, link: Option<Link>, places: &Places) -> Role {
        let flow = head.flow.value.flow;
        match (link, flow) {
            // `export earnings from Asia`: whom the money comes from.
            (Some(Link::From), Flow::Export) if self.vocabulary.is_earnings(self.text(head.core)) => Role::Partner,
            // `продал Китаю`: the dative after a verb that has its subject.
            (None, Flow::Export)
                if !places.adjective
                    && !head.reporters.is_empty()
                    && self.is_past(head.core) =>
            {
                Role::Partner
            }
            // `закупила в России`: of two countries the second is where it was bought.
            (Some(Link::To), Flow::Import)
                if head.flow.value.strength == Strength::Weak && !head.reporters.is_empty() =>
            {
                Role::Partner
            }
            // `импорт китайских товаров`, `экспорт китайских товаров`: the adjective says whose goods they are.
            (None | Some(Link::Of), Flow::Import) if places.adjective => Role::Partner,
            (None, Flow::Export | Flow::Import) if self.is_han(places.elements.start) => Role::Partner,
            _ => role(flow, link),
        }
    }

    /// `another 20 thousand tons went to Nigeria`: an English verb that has its partner behind it, and no subject but the goods.
    pub fn is_done_to(&self, head: &Head) -> bool {
        is_motion(self.text(head.core)) && head.reporters.is_empty() && !head.partners.is_empty()
    }

    /// `перевезено`, `отгружена`: a Russian verb that says what was done, its object before or behind it.
    pub fn is_done(&self, at: usize) -> bool {
        let word = self.text(at).to_lowercase();
        self.is_russian(at) && ["ено", "ена", "ены", "ано", "ана", "аны", "ло", "ли", "ла"].iter().any(|ending| word.ends_with(ending))
    }

    /// A Russian verb in the past tense.
    pub fn is_past(&self, at: usize) -> bool {
        ["л", "ла", "ло", "ли", "bought", "sold", "ed"].iter().any(|ending| self.text(at).ends_with(ending))
    }

    /// `Mongolia's exports exceeded imports by`: the last two heads are one, of the balance.
    fn balance_of_two(&self, heads: &mut Vec<Head>) {
        let [.., more, less] = heads.as_slice() else { return };
        let sign = match (more.flow.value.flow, less.flow.value.flow) {
            (Flow::Export, Flow::Import) => 1,
            (Flow::Import, Flow::Export) => -1,
            _ => return,
        };
        let exceeds = more.elements.end + 1 == less.elements.start
            && self.vocabulary.is_exceeding(&self.text(more.elements.end).to_lowercase())
            && self.elements.get(less.elements.end).and_then(Element::cue) == Some(Cue::Link(Link::By));
        if !exceeds {
            return;
        }
        if let (Some(less), Some(more)) = (heads.pop(), heads.last_mut()) {
            more.elements.end = less.elements.end;
            more.flow.value = FlowCue { flow: Flow::Balance, strength: Strength::Noun, sign };
        }
    }

    /// A bracket without a figure in it, as `(LNG)`.
    fn closing(&self, open: usize) -> Option<usize> {
        let close = (open + 1..self.elements.len().min(open + 6)).find(|&i| self.elements[i].kind == Kind::Mark(')'))?;
        self.elements[open..close].iter().all(|e| !matches!(e.kind, Kind::Figure(_))).then_some(close)
    }

    /// 边境贸易额, 过境贸易总额: the kind of trade that the word of trade at `at` begins with.
    pub(super) fn regime(&self, at: usize) -> Option<Slot<CompactString>> {
        let units = self.elements[at].units.clone();
        let hits = self.found.names.at(units.start, List::Trade).iter().filter(|hit| hit.last as usize <= units.end);
        hits.map(|hit| self.vocabulary.entry(hit.entry)).find_map(|entry| match entry {
            Entry::Product(product) => Some(Slot::new(self.vocabulary.product(product).label.clone(), self.bytes(at..at + 1))),
            _ => None,
        })
    }

    /// A bare number alone in a bracket.
    fn is_code(&self, at: usize) -> bool {
        let number = matches!(self.elements[at].kind, Kind::Figure(figure) if self.found.figures[figure as usize].kind == FigureKind::Plain);
        number && self.elements[at - 1].kind == Kind::Mark('(')
    }

    /// `carried to China`: which way goes what is carried, where a link beside its partner says so.
    fn way(&self, head: &Head) -> Option<Flow> {
        let [partner] = head.partners.as_slice() else { return None };
        let at = (0..self.elements.len()).find(|&i| self.who(i).is_some() && self.bytes(i..i + 1).start == partner.at.start)?;
        match self.elements[at.checked_sub(1)?].cue() {
            Some(Cue::Link(Link::To)) => Some(Flow::Export),
            Some(Cue::Link(Link::From)) => Some(Flow::Import),
            _ => None,
        }
    }

    /// A word for `through` behind nothing but the words for who carries it.
    fn through_ahead(&self, at: usize) -> Option<usize> {
        const FAR: usize = 8;
        let carrier =
            |i: &usize| matches!(self.elements[*i].kind, Kind::Word | Kind::Mark('-' | '"' | '.') | Kind::Place(_, Form::Adjective));
        let past = (at..self.elements.len().min(at + FAR)).find(|i| !carrier(i))?;
        (self.elements[past].cue() == Some(Cue::Link(Link::Through))).then_some(past)
    }

    /// `через пограничные переходы было перевезено`: does the clause say before its verb that it is over the border?
    fn crosses_before(&self, core: usize) -> bool {
        const NEAR: usize = 5;
        let clause = (self.floor..core).rev().take_while(|&i| !matches!(self.elements[i].kind, Kind::Mark(',' | ';') | Kind::Figure(_)));
        let through = clause.into_iter().find(|&i| self.elements[i].cue() == Some(Cue::Link(Link::Through)));
        through.is_some_and(|at| (at + 1..core.min(at + NEAR)).any(|i| self.vocabulary.is_crossing(self.text(i))))
    }

    /// Where the bracket without a figure in it opens that closes at `close`.
    fn opening(&self, close: usize) -> Option<usize> {
        let open = (close.saturating_sub(6).max(self.floor)..close).rev().find(|&i| self.elements[i].kind == Kind::Mark('('))?;
        self.elements[open..close].iter().all(|e| !matches!(e.kind, Kind::Figure(_))).then_some(open)
    }

    fn leads_to_link(&self, at: usize) -> bool {
        (at + 1..self.elements.len().min(at + 3)).find(|&i| self.elements[i].kind != Kind::Word).is_some_and(|i| {
            match self.elements[i].kind {
                Kind::Cue(Cue::Link(Link::Through)) => self.text(at).is_ascii(),
                Kind::Cue(Cue::Link(link)) => matches!(link, Link::To | Link::From | Link::With | Link::Between),
                // Russian strings genitives together: `экспорт всех товаров России`.
                Kind::Place(..) => !self.text(at).is_ascii() && !self.is_han(at) && !(at..i).any(|i| self.is_being(i)),
                _ => false,
            }
        })
    }

    fn leads_to_members(&self, at: usize) -> bool {
        let far = self.elements.len().min(at + 6);
        let stop =
            (at..far).find(|&i| !matches!(self.elements[i].kind, Kind::Word | Kind::Mark('"') | Kind::Cue(Cue::Link(Link::Of | Link::In))));
        // Russian needs no word for `of`: `со странами вдоль «Пояса и пути»`.
        self.is_russian(at) && stop.is_some_and(|i| self.who(i).is_some())
    }

    /// The element after the English noun phrase that starts at `at`.
    pub fn noun_phrase(&self, at: usize) -> usize {
        let mut end = at;
        while end < self.elements.len() {
            match self.elements[end].kind {
                Kind::Product(_) | Kind::Word | Kind::Mark('-' | '\'' | '"') => end += 1,
                Kind::Cue(Cue::Link(Link::And | Link::Of)) if self.continues(end + 1) => end += 1,
                Kind::Cue(Cue::Link(Link::To)) if self.text(end) == "for" && self.continues(end + 1) => end += 1,
                // `machinery, equipment and vehicles`
                Kind::Mark(',') if self.continues(end + 1) && self.closes_list(end + 1) => end += 1,
                Kind::Cue(Cue::Other(_) | Cue::Total) => end += 1,
                _ => break,
            }
        }
        while end > at + 1 && matches!(self.elements[end - 1].kind, Kind::Word) && ends_phrase(self.text(end - 1)) {
            end -= 1;
        }
        end
    }

    /// Do the words name goods: `margarine`, not `cargo`, and no clause of its own?
    pub fn is_goods(&self, phrase: Range<usize>) -> bool {
        const LONGEST: usize = 7;
        let said = |i: usize| is_article(self.text(i));
        !phrase.is_empty()
            && phrase.len() <= LONGEST
            && self.text(phrase.start).is_ascii()
            && !phrase.clone().any(|i| said(i) || matches!(self.elements[i].kind, Kind::Cue(Cue::Other(_) | Cue::Total)))
    }

    /// The products of a list, if each of its members is one.
    fn listed(&self, phrase: Range<usize>) -> Vec<Slot<CompactString>> {
        let parts = phrase.clone().filter(|&i| matches!(self.elements[i].kind, Kind::Product(_)));
        parts.map(|i| self.phrase(i..i + 1)).collect()
    }

    fn continues(&self, at: usize) -> bool {
        self.elements.get(at).is_some_and(|e| matches!(e.kind, Kind::Product(_)) || (e.kind == Kind::Word && !is_article(self.text(at))))
    }

    /// Does an `and` come before anything but words and commas?
    fn closes_list(&self, at: usize) -> bool {
        (at..self.elements.len().min(at + 8))
            .find(|&i| !matches!(self.elements[i].kind, Kind::Product(_) | Kind::Word | Kind::Mark(',' | '-')))
            .is_some_and(|i| self.elements[i].cue() == Some(Cue::Link(Link::And)))
    }

    /// A product in the words of an English text, else by its English name; goods without one in the text's own words.
    pub fn product(&self, product: u32, at: usize) -> Slot<CompactString> {
        match self.vocabulary.translate(self.text(at)).filter(|_| product == UNLISTED) {
            Some(reading) => Slot::new(reading.english, self.bytes(at..at + 1)),
            None if product == UNLISTED || self.text(at).is_ascii() => self.phrase(at..at + 1),
            None => Slot::new(self.vocabulary.product(product).label.clone(), self.bytes(at..at + 1)),
        }
    }

    /// The words of a phrase as a product: lower case, one space between words.
    pub fn phrase(&self, elements: Range<usize>) -> Slot<CompactString> {
        let words: Vec<String> = self.found.text[self.local(elements.clone())].split_whitespace().map(str::to_lowercase).collect();
        Slot::new(words.join(" "), self.bytes(elements))
    }
}

fn is_article(word: &str) -> bool {
    matches!(word, "the" | "a" | "an" | "these" | "those" | "this" | "such" | "all" | "both" | "goods" | "товаров" | "товары" | "товарами")
}

/// Is this last word of a noun phrase no noun: `goods maintained`?
fn ends_phrase(word: &str) -> bool {
    is_verb_like(word) || word.ends_with("ed") && !word.ends_with("eed") && !word.ends_with("bed")
}

/// Words that close a noun phrase without being in it.
fn is_verb_like(word: &str) -> bool {
    matches!(
        word,
        "also"
            | "has"
            | "have"
            | "had"
            | "been"
            | "being"
            | "only"
            | "alone"
            | "respectively"
            | "further"
            | "which"
            | "that"
            | "when"
            | "it"
            | "by"
    )
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Reporter,
    Partner,
    Pair,
}

/// The part that a link gives a place, for each flow.
fn role(flow: Flow, link: Option<Link>) -> Role {
    match (flow, link) {
        (_, Some(Link::Between)) => Role::Pair,
        (Flow::Export, Some(Link::From)) | (Flow::Import, Some(Link::To)) => Role::Reporter,
        (_, Some(Link::With | Link::To | Link::From)) => Role::Partner,
        _ => Role::Reporter,
    }
}

fn assign(head: &mut Head, role: Role, mut members: Vec<Who>) {
    match role {
        Role::Reporter if head.reporters.is_empty() => head.reporters = members,
        Role::Partner if head.partners.is_empty() => head.partners = members,
        Role::Pair if head.reporters.is_empty() && members.len() > 1 => {
            head.reporters = vec![members.remove(0)];
            head.partners = members;
        }
        _ => {}
    }
}
