//! Lists of places: `China, Mongolia and Russia`, 黑龙江省哈尔滨市, `Хэйхэ (Китай)`.

use super::Reader;
use crate::relate::elements::Kind;
use crate::relate::frame::Who;
use crate::relate::vocab::{Cue, Form, Link, Strength};
use std::ops::Range;

/// A run of places joined by commas, `and` or hyphens, and the elements it takes.
pub struct Places {
    pub members: Vec<Who>,
    pub elements: Range<usize>,
    pub(super) adjective: bool,
}

/// The most that stands between two members of a list, in elements.
const JOINT: usize = 3;

impl Reader<'_> {
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

    fn is_joining_comma(&self, joint: &Range<usize>) -> bool {
        joint.len() == 1 && self.is_comma(joint.start)
    }

    /// The run of places that ends before element `end`.
    pub(in crate::relate) fn places_before(&self, end: usize) -> Option<Places> {
        let mut members = vec![self.who(end.checked_sub(1)?)?];
        if let Some(first) = self.headline_pair(end - 1) {
            return Some(Places { members: vec![first, members.remove(0)], elements: 0..end, adjective: false });
        }
        let mut start = end - 1;
        loop {
            let lead = (self.floor..start).rev().take(JOINT).take_while(|&i| self.joins(i)).count();
            let joint = start - lead..start;
            // A comma alone joins only a list that an `and` closes.
            let parted = joint.is_empty() && !self.is_han(start) || self.is_joining_comma(&joint) && members.len() == 1;
            if joint.start == self.floor || parted || members.len() == 1 && self.opens_clause_of(&joint) {
                break;
            }
            let Some(who) = self.who(joint.start - 1) else { break };
            // 崇左市成为中国…: what is said of the first is not part of its name.
            let said = self.elements[joint.start - 1].units.end < self.elements[start].units.start;
            if joint.is_empty() && said && self.vocabulary.lies_round(&members[0].value, &who.value) {
                break;
            }
            start = joint.start - 1;
            if !(joint.is_empty() && self.narrows(&who, &members[0])) {
                members.insert(0, who);
            }
        }
        Some(Places { members, elements: start..end, adjective: self.is_place_as(end - 1, Form::Adjective) })
    }

    /// The run of places that starts at element `start`.
    pub fn places_after(&self, start: usize) -> Option<Places> {
        let mut members = vec![self.who(start)?];
        let mut end = start + 1;
        let (mut closed, mut first_end) = (false, end);
        while let Some((joint, who)) = self.next_place(end) {
            // `A, B and C, D's main partners`: the `and` has closed the list.
            let owns = self.kind(joint.end + 1) == Some(Kind::Mark('\''));
            // 一半销往中国，印度占12%: the next clause has its own subject.
            let shares = self.is_joining_comma(&joint) && self.cue(joint.end + 1) == Some(Cue::Share) && self.is_han(joint.end);
            let parted = shares || members.len() == 1 && self.opens_clause_of(&joint) || self.owns_next_trade(start, joint.end);
            if closed && owns || parted || joint.is_empty() && !self.is_han(end - 1) {
                break;
            }
            end = joint.end + 1;
            let last = &members[members.len() - 1];
            if self.says_where(&joint, last, &who) {
                continue;
            }
            if joint.is_empty() && self.narrows(last, &who) {
                members.pop();
            } else if !joint.is_empty() && !self.is_joining_comma(&joint) {
                closed = true;
            } else if members.len() == 1 {
                first_end = joint.start;
            }
            members.push(who);
        }
        if members.len() > 1 {
            end = self.after_bracket(end);
        }
        // A comma alone joins only a list that an `and` closes.
        let joined = closed || self.is_han(start) || start == 0 && self.are_two_countries(&members);
        if members.len() > 1 && !joined {
            members.truncate(1);
            end = first_end;
        }
        if let [only] = members.as_slice() {
            end = self.past_where(end, only).unwrap_or(end);
        }
        members.dedup_by(|a, b| a.value == b.value);
        Some(Places { members, elements: start..end, adjective: self.is_place_as(start, Form::Adjective) })
    }

    /// The next member of a list whose last member ends before `end`, and what joins the two.
    fn next_place(&self, end: usize) -> Option<(Range<usize>, Who)> {
        let start = self.after_bracket(end);
        let joints = (start..self.elements.len()).take(JOINT).take_while(|&i| self.joins(i)).count();
        let at = self.over_common_words(start + joints);
        Some((start..at, self.who(at)?))
    }

    /// `to Japan, and Russia shipped 5 million tons`: is the place behind the joint what the next clause is about?
    fn opens_clause_of(&self, joint: &Range<usize>) -> bool {
        let verb = matches!(self.cue(joint.end + 1), Some(Cue::Flow(flow)) if matches!(flow.strength, Strength::Verb | Strength::Weak));
        verb && joint.len() == 2 && self.is_comma(joint.start) && self.is_past(joint.end + 1)
    }

    /// `to India and Indian exports to Russia`: does the adjective at `at`, behind the name at `start`, say whose the next trade is?
    fn owns_next_trade(&self, start: usize, at: usize) -> bool {
        let adjective = self.is_place_as(at, Form::Adjective) && self.is_place_as(start, Form::Name);
        adjective && self.is_ascii(at) && matches!(self.cue(at + 1), Some(Cue::Flow(_)))
    }

    /// `Kazakhstan, Uzbekistan see growth`: in a headline a comma joins two countries.
    fn are_two_countries(&self, members: &[Who]) -> bool {
        members.len() == 2 && members.iter().all(|who| self.vocabulary.is_country(&who.value))
    }

    /// `China, Mongolia trade hits 5 billion`, `DPRK - China trade`: the first of two countries that open a headline, of which the second
    /// stands at `second`.
    fn headline_pair(&self, second: usize) -> Option<Who> {
        let joined = second == 2 && self.floor == 0 && matches!(self.kind(1), Some(Kind::Mark(',' | '-'))) && !self.is_han(second);
        let members = [self.who(0).filter(|_| joined)?, self.who(second)?];
        let names = self.is_place_as(0, Form::Name) && self.is_place_as(second, Form::Name);
        (names && self.are_two_countries(&members)).then(|| members[0].clone())
    }

    /// `Manzhouli, Inner Mongolia`, `Хэйхэ провинции Хэйлунцзян`: the second says where the first is.
    fn says_where(&self, joint: &Range<usize>, inner: &Who, outer: &Who) -> bool {
        (self.is_joining_comma(joint) || joint.clone().all(|i| self.cue(i) == Some(Cue::Ignore)))
            && outer.value != inner.value
            && self.vocabulary.lies_in(&inner.value, &outer.value)
    }

    /// `Хэйхэ (Китай)`, `/СУАР, Северо-Западный Китай/`: the bracket from `open` on says no more than what `inner` is called and
    /// where it lies. The element after it.
    fn past_where(&self, open: usize, inner: &Who) -> Option<usize> {
        const LONGEST: usize = 8;
        if self.kind(open)? != Kind::Mark('(') {
            return None;
        }
        let close = (open + 1..self.elements.len().min(open + LONGEST)).find(|&i| self.elements[i].kind == Kind::Mark(')'))?;
        let around = |who: &Who| who.value == inner.value || self.vocabulary.lies_round(&who.value, &inner.value);
        let plain = (open + 1..close).all(|i| match self.elements[i].kind {
            Kind::Place(..) => self.who(i).is_some_and(|who| around(&who)),
            Kind::Word | Kind::Mark(',' | '.' | '-') | Kind::Cue(Cue::Ignore) => true,
            _ => false,
        });
        (plain && (open + 1..close).any(|i| self.is_place(i))).then_some(close + 1)
    }

    /// 黑龙江省哈尔滨市: the larger place only says where the smaller one right behind it is.
    fn narrows(&self, outer: &Who, inner: &Who) -> bool {
        self.vocabulary.lies_round(&outer.value, &inner.value) || self.is_district_of(outer, inner)
    }

    /// 锡林郭勒盟东乌珠穆沁旗: side by side in one province, the wider first.
    fn is_district_of(&self, outer: &Who, inner: &Who) -> bool {
        let width = |who: &Who| match self.vocabulary.place_of(&who.value).map(|place| place.kind.as_str()) {
            Some("prefecture") => 3,
            Some("city") => 2,
            Some("county") => 1,
            _ => 0,
        };
        let (Some((outside, _)), Some((inside, _))) = (outer.value.split_once(':'), inner.value.split_once(':')) else { return false };
        outside == inside && width(outer) > width(inner)
    }

    /// The element after a bracket that only says a name again: `the European Union (EU)`.
    fn after_bracket(&self, at: usize) -> usize {
        let open = self.kind(at) == Some(Kind::Mark('('));
        if open { self.closing(at).map_or(at, |close| close + 1) } else { at }
    }

    /// `A, as well as other member states of B`: words between the members of a list that name no place themselves.
    fn over_common_words(&self, at: usize) -> usize {
        const FAR: usize = 6;
        let listed = at > 0 && (self.elements[at - 1].kind == Kind::Word || self.link(at - 1) == Some(Link::And));
        let links = |i: usize| matches!(self.link(i), Some(Link::Of | Link::In));
        let comes = (at..self.elements.len().min(at + FAR)).find(|&i| self.elements[i].kind != Kind::Word && !links(i));
        comes.filter(|&place| listed && self.is_place(place) && (at..place).any(links)).unwrap_or(at)
    }
}
