//! Heads: a word of trade with who, with whom and of what, as one phrase: `Heilongjiang's exports of timber to Russia`,
//! 黑龙江省对俄罗斯出口, `экспорт нефти из России в Китай`.

mod aside;
mod figure;
mod left;
mod pair;
mod places;
mod reader;
mod right;
mod role;
mod whole;
mod words;

pub use places::Places;
pub use reader::Reader;
pub use whole::whole_before;

use super::elements::{Element, Found, Kind};
use super::frame::{BELT_AND_ROAD, Slot, Who};
use super::vocab::{Back, Cue, FlowCue, Link, Strength, Vocabulary, Words};
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
    /// 对我国出口, 自我进口: the partner is the country in which the text speaks.
    pub with_ours: Option<Range<usize>>,
    /// `total`, 总值: all of it, whoever the partner.
    pub total: bool,
    /// The reporter is what the goods pass through.
    pub through: bool,
    /// The reporter is where the goods come from.
    pub from: bool,
}

impl Head {
    fn new(core: usize, flow: Slot<FlowCue>) -> Self {
        Head {
            elements: core..core + 1,
            core,
            total: flow.value.strength == Strength::Total,
            flow,
            reporters: Vec::new(),
            partners: Vec::new(),
            products: Vec::new(),
            listed: Vec::new(),
            back: None,
            partner_back: false,
            with_ours: None,
            through: false,
            from: false,
        }
    }

    fn is_weak(&self) -> bool {
        self.flow.value.strength == Strength::Weak
    }

    /// Is it something done, or sales and supplies, which go somewhere?
    fn is_verbal(&self) -> bool {
        matches!(self.flow.value.strength, Strength::Weak | Strength::Verb)
    }

    /// Is it said of goods only that they are carried?
    fn is_carried(&self) -> bool {
        self.is_weak() && self.flow.value.flow == Flow::Trade
    }

    /// Does it say neither who nor with whom nor of what?
    pub fn is_bare(&self) -> bool {
        self.reporters.is_empty() && self.back.is_none() && self.partners.is_empty() && !self.partner_back && self.products.is_empty()
    }
}

/// Reads the heads of a sentence, in order and without overlaps.
pub fn heads(vocabulary: &Vocabulary, found: &Found, elements: &[Element], zones: &[Who]) -> Vec<Head> {
    let mut out: Vec<Head> = Vec::new();
    for (core, element) in elements.iter().enumerate() {
        let floor = out.last().map_or(0, |h| h.elements.end);
        if core < floor {
            continue;
        }
        let (cue, again) = match (element.cue(), out.last()) {
            (Some(Cue::Flow(cue)), _) => (cue, None),
            (_, Some(last)) if says_again(found, elements, core) => (last.flow.value, Some(last)),
            _ => continue,
        };
        if aside::is_aside(found, elements, core) {
            continue;
        }
        let reader = Reader { vocabulary, found, elements, zones, floor };
        let mut head = reader.head(core, cue, again);
        if reader.is_trade(&mut head, out.last()) {
            out.push(head);
            Reader { floor: 0, ..reader }.balance_of_two(&mut out);
        }
    }
    out
}

/// `while that between Inner Mongolia and Russia`, `those to Rwanda`: the word of trade said before, with others.
fn says_again(found: &Found, elements: &[Element], at: usize) -> bool {
    let opens = at > 0 && matches!(elements[at - 1].kind, Kind::Mark(',' | ';') | Kind::Cue(Cue::While | Cue::Link(Link::And)));
    let next = elements.get(at + 1).and_then(Element::cue);
    let linked = matches!(next, Some(Cue::Link(Link::With | Link::Between | Link::To | Link::From)));
    elements[at].kind == Kind::Word && opens && linked && matches!(found.words(&elements[at].units), "that" | "those")
}

impl Reader<'_> {
    /// Reads the phrase round the word of trade at `core`, which may stand for that of `again`.
    fn head(&self, core: usize, cue: FlowCue, again: Option<&Head>) -> Head {
        let mut head = Head::new(core, Slot::new(cue, self.bytes(core..core + 1)));
        if cue.flow == Flow::Balance && cue.sign == 0 {
            head.flow.value.sign = self.sign_after(core).unwrap_or(0);
        }
        head.elements.start = self.left(&mut head);
        if head.flow.value.flow == Flow::Balance && head.flow.value.sign == 0 {
            head.flow.value.sign = self.sign_before(head.elements.start).unwrap_or(0);
        }
        head.elements.end = self.right(&mut head);
        if let Some(again) = again
            && head.products.is_empty()
        {
            head.products.clone_from(&again.products);
        }
        if head.products.is_empty() && (self.is_han(core) || self.is_only_regime(core)) {
            head.products.extend(self.regime(core));
        }
        if head.is_verbal() && (head.partners.is_empty() || head.reporters.is_empty() && self.is_russian(core)) {
            self.beyond_figure(&mut head);
        }
        head.partner_back |= head.is_verbal() && head.partners.is_empty() && self.goes_there(head.elements.start, cue.flow);
        pair::pair_of_two(self.vocabulary, &mut head);
        if head.partners.is_empty() && self.is_han(core) {
            self.take_border(&mut head);
        }
        // `imports and exports of countries along the Belt and Road`: an initiative trades with nobody, others do with its members.
        if head.partners.is_empty() && matches!(head.reporters.as_slice(), [who] if who.value == BELT_AND_ROAD) {
            head.partners = std::mem::take(&mut head.reporters);
        }
        head
    }

    /// `Узбекистан, куда поставлено`, `Китай — туда отгрузили`: the goods go to whoever was named before.
    fn goes_there(&self, core: usize, flow: Flow) -> bool {
        const NEAR: usize = 7;
        let words: &[&str] = match flow {
            Flow::Export => &["куда", "туда"],
            Flow::Import => &["откуда", "оттуда"],
            _ => return false,
        };
        let clause = (self.floor..core).rev().take(NEAR).take_while(|&i| !matches!(self.elements[i].kind, Kind::Mark(_)));
        self.is_russian(core) && clause.into_iter().any(|i| words.contains(&self.text(i).to_lowercase().as_str()))
    }

    /// `сальдо сложилось отрицательным`: the sign of a balance stands behind it.
    fn sign_after(&self, core: usize) -> Option<i8> {
        let after = self.elements[core + 1..].iter().take(12).take_while(|e| !matches!(e.kind, Kind::Figure(_) | Kind::Mark(';')));
        after.filter_map(Element::cue).find_map(|cue| if let Cue::Sign(sign) = cue { Some(sign) } else { None })
    }

    /// `отрицательное для Токио сальдо`: the sign stands before whose balance it is.
    fn sign_before(&self, start: usize) -> Option<i8> {
        const NEAR: usize = 2;
        let before = (start.saturating_sub(NEAR)..start).rev().find(|&i| self.kind(i) != Some(Kind::Word))?;
        if let Some(Cue::Sign(sign)) = self.cue(before) { Some(sign) } else { None }
    }

    /// Does the head, which stands behind `last`, tell of trade at all?
    fn is_trade(&self, head: &mut Head, last: Option<&Head>) -> bool {
        // `поставила товаров на 4,7 млрд, купила на 2,1 млрд`: the verb alone turns the talk the other way.
        let done = || head.core > 0 && self.is_being(head.core - 1) && self.text(head.core).is_ascii();
        let turns = || last.is_some() && (self.is_past(head.core) || self.is_done(head.core) || done());
        let crosses = || last.is_some() && self.crosses_with_amount(head);
        if head.is_weak() && head.is_bare() && !turns() && !crosses() && (last.is_some() || !self.is_done_with_goods(head)) {
            return false;
        }
        // 进境粮食指定口岸: over the border goes only what is counted.
        let counted = matches!(self.kind(head.elements.end), Some(Kind::Figure(_) | Kind::Cue(Cue::Level)));
        if head.is_weak() && self.text(head.core).ends_with('境') && !head.products.is_empty() && !counted {
            return false;
        }
        !self.is_other_balance(head) && (!head.is_carried() || self.is_carried_abroad(head, last))
    }

    /// `Также отгрузили 3 тонны сахара`: a Russian verb without a subject, and with an amount of goods right behind it, may go on with what
    /// was told before; `Магазины закупили 3 тонны сахара` does not.
    pub(in crate::relate) fn is_done_with_goods(&self, head: &Head) -> bool {
        const NEAR: usize = 3;
        let words = (head.elements.end..).take(NEAR).take_while(|&i| self.kind(i) == Some(Kind::Word)).count();
        let amount = head.elements.end + words;
        let weighed = matches!(self.figure_kind(amount), Some(FigureKind::Quantity("t" | "kg" | "m3")));
        // `Год назад отправлено 500 тонн`
        let goods = || matches!(self.kind(amount + 1), None | Some(Kind::Product(_) | Kind::Mark('.')));
        let verb = head.is_weak() && head.flow.value.flow.is_one_way() && self.is_russian(head.core);
        let opens = |i: usize| self.kind(i) != Some(Kind::Word) || self.says(i, Words::Also);
        verb && weighed && goods() && (0..head.elements.start).all(opens)
    }

    /// 货运量215万吨，其中进境172万吨，出境43万吨: which way the tonnes went over the border.
    fn crosses_with_amount(&self, head: &Head) -> bool {
        let level = usize::from(self.cue(head.elements.end) == Some(Cue::Level));
        let amount = matches!(self.figure_kind(head.elements.end + level), Some(FigureKind::Quantity("t") | FigureKind::Money(_)));
        amount && self.text(head.core).ends_with('境')
    }

    /// `the current account deficit`, `профицит текущего счёта`: more than trade, or none.
    fn is_other_balance(&self, head: &Head) -> bool {
        const FAR: usize = 3;
        if head.flow.value.flow != Flow::Balance {
            return false;
        }
        let core = self.text(head.core).to_lowercase();
        let of_trade = ["trade", "торг", "贸", "貿"].iter().any(|word| core.contains(word));
        let other = |at: usize| matches!(self.cue(at), Some(Cue::Other(_)));
        let passed = |at: &usize| self.link(*at) == Some(Link::Of) || self.kind(*at) == Some(Kind::Word);
        let behind = (head.core + 1..self.elements.len()).take(FAR).find(|at| !passed(at));
        let before = head.core.checked_sub(1).is_some_and(other);
        !of_trade && (before || behind.is_some_and(other))
    }

    /// Does what is carried cross a border?
    fn is_carried_abroad(&self, head: &mut Head, last: Option<&Head>) -> bool {
        // `прошло 5 млн тонн` is trade only where it says through what.
        head.through |= self.crosses_before(head.core);
        // `из Китая в Афганистан перевозится через Узбекистан`: a country is no crossing.
        let through = self.link(head.core + 1) == Some(Link::Through) || head.through;
        if through && self.is_russian(head.core) && head.reporters.iter().any(|who| self.vocabulary.is_country(&who.value)) {
            return false;
        }
        let between = |last: &Head| &self.elements[last.elements.end.min(head.core)..head.core];
        let parted = last.is_none_or(|last| between(last).iter().any(|e| matches!(e.kind, Kind::Mark(',' | ';'))));
        // `rail freight between Kazakhstan and China` is, too.
        let abroad = |who: &Who| self.vocabulary.is_country(&who.value);
        let of_two = !head.reporters.is_empty() && !head.partners.is_empty() && head.reporters.iter().chain(&head.partners).all(abroad);
        let carried = head.through && parted || of_two && self.text(head.core).is_ascii();
        // `freight through the crossing to China` goes one way.
        let way = self.way(head);
        // `из области оформлено в Монголию 3 тысячи тонн мяса`
        let weighed = matches!(self.figure_kind(head.elements.end), Some(FigureKind::Quantity("t" | "kg" | "m3") | FigureKind::Money(_)));
        let sent = way.is_some() && weighed && self.is_russian(head.core) && head.partners.iter().all(abroad);
        head.flow.value.flow = way.or_else(|| self.way_of_cargo(head)).unwrap_or(head.flow.value.flow);
        carried || sent
    }

    /// `перевезено 2 млн тонн экспортных грузов`: which way goes what is carried, where its amount is told to be of exports.
    fn way_of_cargo(&self, head: &Head) -> Option<Flow> {
        let behind = head.elements.end;
        let counted = matches!(self.kind(behind), Some(Kind::Figure(_)));
        match self.cue(behind + 1).filter(|_| counted)? {
            Cue::Flow(FlowCue { flow: flow @ (Flow::Export | Flow::Import), strength: Strength::Noun, .. }) => {
                (self.is_russian(behind + 1) && self.text(behind + 1).ends_with("грузов")).then_some(flow)
            }
            _ => None,
        }
    }

    /// `carried to China`: which way goes what is carried, where a link beside its partner says so.
    fn way(&self, head: &Head) -> Option<Flow> {
        let [partner] = head.partners.as_slice() else { return None };
        let at = (1..self.elements.len()).find(|&i| self.is_place(i) && self.bytes(i..i + 1).start == partner.at.start)?;
        match self.link(at - 1)? {
            Link::To => Some(Flow::Export),
            Link::From => Some(Flow::Import),
            _ => None,
        }
    }
}
