//! Two that trade with each other: `between China and Russia`, `trade of China and Russia`; and two words of trade that are one.

use super::{Head, Places, Reader};
use crate::relate::elements::Kind;
use crate::relate::frame::{OTHERS, Slot, Who, on_border_of_two};
use crate::relate::vocab::{Back, Cue, FlowCue, Link, Strength, Vocabulary, Words};
use crate::token::FigureKind;
use amur_model::Flow;

/// One of the two that trade with each other: named, or pointed back to.
enum Side {
    Named(Who),
    Back(Slot<Back>),
}

impl Reader<'_> {
    /// `between China's Heilongjiang and Russia`, `between Mexico and the region`: each side is one noun phrase, and the narrowest
    /// place of it is meant. The element behind both.
    pub(super) fn take_sides(&self, head: &mut Head, start: usize) -> Option<usize> {
        let and = (start..self.elements.len()).find(|&i| self.link(i) == Some(Link::And))?;
        let russian = self.is_russian(start - 1);
        if self.text(start - 1) != "between" && !russian {
            return None;
        }
        // `between Kenya, Uganda and Tanzania`: the first with the others.
        let places = self.places_after(self.over_article(start)).filter(|places| places.members.len() > 2);
        if places.is_some_and(|places| places.elements.contains(&and)) {
            return None;
        }
        let (one, _) = self.side(start, and)?;
        let (other, past) = self.side(and + 1, self.elements.len())?;
        // `между Китаем и Россией` is read as any run of places is.
        if russian && matches!((&one, &other), (Side::Named(_), Side::Named(_))) {
            return None;
        }
        // `between the Sakhalin and Primorye regions and China`: the two of one country are one side.
        let past_noun = past
            + usize::from(
                self.kind(past) == Some(Kind::Word) && self.vocabulary.is(Words::PlaceNouns, self.text(past).trim_end_matches('s')),
            );
        if let (Side::Named(one), Side::Named(two)) = (&one, &other)
            && self.link(past_noun) == Some(Link::And)
            && self.vocabulary.same_country(&one.value, &two.value)
            && let Some((Side::Named(across), end)) = self.side(past_noun + 1, self.elements.len())
            && !self.vocabulary.same_country(&one.value, &across.value)
        {
            (head.reporters, head.partners) = (vec![one.clone(), two.clone()], vec![across]);
            return Some(end);
        }
        let joined = |at: usize| matches!(self.kind(at), Some(Kind::Mark(',') | Kind::Cue(Cue::Link(Link::And))));
        let listed = joined(past) && self.is_place(past + 1 + usize::from(joined(past + 1)));
        if listed {
            return None;
        }
        match (one, other) {
            (Side::Named(one), Side::Named(other)) => (head.reporters, head.partners) = (vec![one], vec![other]),
            // `between China and the countries of the region`: whoever they are.
            (Side::Back(back), Side::Named(who)) | (Side::Named(who), Side::Back(back)) if back.value == Back::Pair => {
                (head.reporters, head.partners) = (vec![who], vec![Slot::new(OTHERS, back.at)]);
            }
            // `between Heilongjiang and that country`, `между Курганской областью и республикой`: the one across, who was told before.
            (Side::Named(who), Side::Back(back))
                if (self.points_across(&back) || back.value == Back::Republic) && !self.vocabulary.is_country(&who.value) =>
            {
                (head.reporters, head.partner_back) = (vec![who], true);
            }
            (Side::Back(back), Side::Named(who)) | (Side::Named(who), Side::Back(back)) => {
                (head.back, head.partners) = (Some(back), vec![who]);
            }
            // `between the region and the country`
            (Side::Back(one), Side::Back(other)) if one.value == Back::Province && self.points_across(&other) => {
                (head.back, head.partner_back) = (Some(one), true);
            }
            (Side::Back(_), Side::Back(_)) => return None,
        }
        Some(past)
    }

    /// `that country`, `the country`: as one of two of which the other is no country, someone abroad.
    fn points_across(&self, back: &Slot<Back>) -> bool {
        matches!(back.value, Back::Country | Back::There) && self.found.said(&back.at).is_some_and(|words| !words.ends_with("'s"))
    }

    /// `between the two neighbours, Poland and Germany,`: who the two are is told behind a comma. The element behind both.
    pub(super) fn take_named_pair(&self, head: &mut Head, start: usize) -> Option<usize> {
        let comma =
            (start..self.elements.len()).find(|&i| self.kind(i) != Some(Kind::Word) && self.cue(i) != Some(Cue::Back(Back::Pair)))?;
        let two = (start..comma).any(|i| self.cue(i) == Some(Cue::Back(Back::Pair)));
        let places = self.places_after(comma + 1).filter(|_| two && self.kind(comma) == Some(Kind::Mark(',')))?;
        let [one, other] = places.members.as_slice() else { return None };
        (head.reporters, head.partners) = (vec![one.clone()], vec![other.clone()]);
        let end = places.elements.end;
        Some(end + usize::from(self.kind(end) == Some(Kind::Mark(','))))
    }

    /// `China-Vietnam trade at Dongxing`: makes the place the side that it lies in. Does it lie in one of two?
    pub(super) fn narrow_pair(&self, head: &mut Head, places: &Places) -> bool {
        let [place] = places.members.as_slice() else { return false };
        let mut sides: Vec<Who> = head.reporters.iter().chain(&head.partners).cloned().collect();
        let within = |side: &Who| side.value != place.value && self.vocabulary.lies_in(&place.value, &side.value);
        let Some(side) = sides.iter().position(within).filter(|_| sides.len() == 2 && !head.flow.value.flow.is_one_way()) else {
            return false;
        };
        sides.remove(side);
        (head.reporters, head.partners) = (vec![place.clone()], sides);
        true
    }

    /// The side of a pair that is told from `start` on and before `limit`, and the element behind its last place.
    fn side(&self, start: usize, limit: usize) -> Option<(Side, usize)> {
        const LONGEST: usize = 12;
        let (mut named, mut back): (Option<Who>, Option<Slot<Back>>) = (None, None);
        let mut end = start;
        for at in start..limit.min(start + LONGEST) {
            let adjoins = named.is_none() || (end..at).all(|i| self.elements[i].kind == Kind::Mark('\''));
            match self.elements[at].kind {
                // `and Vietnam at Youyiguan`: where the two trade.
                Kind::Place(..) if named.is_some() && self.link(at - 1) == Some(Link::In) && limit == self.elements.len() => break,
                Kind::Place(..) | Kind::Zone(_) => {
                    let owned = at > start && self.text(at - 1) == "s";
                    named = named.filter(|_| !owned).or(self.who(at));
                    end = at + 1;
                }
                // `the countries of the region`: several, whatever of.
                Kind::Cue(Cue::Back(pointing)) if named.is_none() => {
                    back.get_or_insert_with(|| Slot::new(pointing, self.bytes(at..at + 1)));
                    end = at + 1;
                }
                // `and the three Baltic countries`
                Kind::Figure(_) if named.is_none() && self.figure_kind(at) == Some(FigureKind::Plain) => {}
                // Words behind the last place: of the next place, or of what is said of the two.
                Kind::Word | Kind::Mark('\'' | '-' | '"') | Kind::Cue(Cue::Ignore | Cue::Link(Link::Of | Link::In))
                    if adjoins || limit < self.elements.len() => {}
                _ => break,
            }
        }
        Some((named.map(Side::Named).or(back.map(Side::Back))?, end))
    }

    /// 中俄最繁忙的口岸黑河出口…: the two countries on whose border the one lies whose trade it is, some words before it. The one
    /// across is the partner.
    pub(super) fn take_border(&self, head: &mut Head) {
        const FAR: usize = 8;
        let [local] = head.reporters.as_slice() else { return };
        let Some(at) = (self.floor..head.core).find(|&i| self.bytes(i..i + 1).start == local.at.start) else { return };
        let describes = |i: &usize| {
            let word = matches!(
                self.elements[*i].kind,
                Kind::Word | Kind::Cue(Cue::Ignore | Cue::Back(Back::City | Back::Pair) | Cue::Link(Link::Of))
            );
            word || self.figure_kind(*i) == Some(FigureKind::Rank)
        };
        let end = (self.floor..at).rev().take(FAR).find(|i| !describes(i)).map_or(self.floor, |i| i + 1);
        let Some(sides) = (end < at && end > self.floor).then(|| self.places_before(end)).flatten() else { return };
        let [one, other] = sides.members.as_slice() else { return };
        if let Some((_, across)) = on_border_of_two(self.vocabulary, &[one.clone(), other.clone(), local.clone()]) {
            head.partners = vec![across];
        }
    }

    /// `Mongolia's exports exceeded imports by`: the last two heads are one, of the balance.
    pub(super) fn balance_of_two(&self, heads: &mut Vec<Head>) {
        let [.., more, less] = heads.as_slice() else { return };
        let sign = match (more.flow.value.flow, less.flow.value.flow) {
            (Flow::Export, Flow::Import) => 1,
            (Flow::Import, Flow::Export) => -1,
            _ => return,
        };
        let exceeds = more.elements.end + 1 == less.elements.start
            && self.vocabulary.is_exceeding(&self.text(more.elements.end).to_lowercase())
            && self.link(less.elements.end) == Some(Link::By);
        if exceeds && let (Some(less), Some(more)) = (heads.pop(), heads.last_mut()) {
            more.elements.end = less.elements.end;
            more.flow.value = FlowCue { flow: Flow::Balance, strength: Strength::Noun, sign };
        }
    }
}

/// `trade of China and Russia`: two countries side by side are the two ends of a trade.
pub(super) fn pair_of_two(vocabulary: &Vocabulary, head: &mut Head) {
    if head.partners.is_empty()
        && let Some((crossing, across)) = on_border_of_two(vocabulary, &head.reporters)
    {
        (head.reporters, head.partners) = (vec![crossing], vec![across]);
        return;
    }
    // `Через Хоргос и Достык прошло`: two crossings do not trade with each other.
    let crossings = |a: &Who, b: &Who| head.through && [a, b].iter().all(|who| vocabulary.is_local(&who.value));
    if let [a, b] = head.reporters.as_slice()
        && !head.flow.value.flow.is_one_way()
        && !crossings(a, b)
        && head.partners.is_empty()
        && !vocabulary.same_country(&a.value, &b.value)
    {
        head.partners.extend(head.reporters.pop());
    }
}
