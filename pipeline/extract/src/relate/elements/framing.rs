//! Chinese words that only say how what is told is looked at: 从其他国家来看, 除亚洲外, 以煤炭和木材为主, 继美国之后, 与东宁口岸相比. The places, goods and words of
//! trade inside are not those of the figures behind.

use super::{Element, Found, Kind};
use crate::relate::frame::OTHERS;
use crate::relate::vocab::{Cue, Link, Vocabulary};

/// The longest of them, in elements.
const LONGEST: usize = 16;

/// Makes plain words of what they name.
pub(super) fn drop_framings(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    for at in 0..elements.len() {
        if !found.is_han(&elements[at]) {
            continue;
        }
        let framing = Framing { vocabulary, found, elements, at };
        if let Some(end) = framing.end() {
            let earlier = framing.word(at) == "继";
            for element in &mut elements[at..end] {
                let names = matches!(element.kind, Kind::Place(..) | Kind::Product(_) | Kind::Cue(Cue::Flow(_) | Cue::Link(_)));
                if names || earlier && matches!(element.kind, Kind::Period(_)) {
                    element.kind = Kind::Word;
                }
            }
        }
    }
}

struct Framing<'a> {
    vocabulary: &'a Vocabulary,
    found: &'a Found<'a>,
    elements: &'a [Element],
    at: usize,
}

impl Framing<'_> {
    /// The element behind the words that begin at `at`.
    fn end(&self) -> Option<usize> {
        match self.elements[self.at].kind {
            Kind::Cue(Cue::Link(Link::From)) => self.view(),
            Kind::Cue(Cue::Link(Link::With)) => self.compared(),
            Kind::Cue(Cue::Link(Link::In)) => self.among(),
            Kind::Word => match self.word(self.at) {
                "除" => self.exception(),
                "以" => self.main_part(),
                "继" => self.others_before(),
                _ => None,
            },
            _ => None,
        }
    }

    fn word(&self, at: usize) -> &str {
        self.found.words(&self.elements[at].units)
    }

    /// The first element within reach that is one of `words`, before the clause ends or a figure comes.
    fn find(&self, words: &[&str]) -> Option<usize> {
        let open = |i: &usize| match self.elements[*i].kind {
            Kind::Mark(mark) => mark == '"',
            kind => !matches!(kind, Kind::Figure(_)),
        };
        let far = self.elements.len().min(self.at + LONGEST);
        (self.at + 1..far).take_while(open).find(|&i| words.contains(&self.word(i)))
    }

    /// 从其他国家和地区来看: nobody's trade.
    fn view(&self) -> Option<usize> {
        let others = matches!(self.elements.get(self.at + 1)?.kind, Kind::Place(place, _) if self.vocabulary.place(place).code == OTHERS);
        self.find(&["看"]).filter(|_| others).map(|end| end + 1)
    }

    /// 与东宁口岸、黑河口岸相比: with whom somebody is compared, and nobody trades.
    fn compared(&self) -> Option<usize> {
        let place = |at: usize| matches!(self.elements.get(at).map(|e| e.kind), Some(Kind::Place(..)));
        let end = self.find(&["相比", "相较", "相較", "对比", "對比"]).filter(|_| place(self.at + 1))?;
        let names = |e: &Element| {
            matches!(e.kind, Kind::Place(..) | Kind::Word | Kind::Mark(_) | Kind::Cue(Cue::Ignore | Cue::Back(_) | Cue::Link(Link::And)))
        };
        self.elements[self.at + 1..end].iter().all(names).then_some(end + 1)
    }

    /// 在亚洲，输往印度下跌21%: the countries that follow lie there, and it is not whose trade is told.
    fn among(&self) -> Option<usize> {
        let kind = |at: usize| self.elements.get(at).map(|e| e.kind);
        let group = matches!(kind(self.at + 1)?, Kind::Place(place, _) if self.vocabulary.place(place).is_group());
        let to = matches!(kind(self.at + 3)?, Kind::Cue(Cue::Flow(_) | Cue::Link(Link::To | Link::From)));
        (group && to && kind(self.at + 2) == Some(Kind::Mark(','))).then_some(self.at + 2)
    }

    /// 除亚洲的目的地外
    fn exception(&self) -> Option<usize> {
        self.find(&["外"]).filter(|&end| matches!(self.elements.get(end + 1), Some(e) if e.kind == Kind::Mark(','))).map(|end| end + 1)
    }

    /// 继美国之后的第二大贸易伙伴, 继5月份、6月份后: who or what time comes before.
    fn others_before(&self) -> Option<usize> {
        let named = matches!(self.elements.get(self.at + 1)?.kind, Kind::Place(..) | Kind::Period(_));
        self.find(&["后"]).filter(|_| named).map(|end| end + 1)
    }

    /// 以矿山机械、建材和果蔬为主，货值4亿元: most of what was told. What was sold, or a share, is told of the goods themselves.
    fn main_part(&self) -> Option<usize> {
        let end = self.find(&["为主", "為主"])? + 1;
        let mut clause = self.elements[end..].iter().take_while(|e| !matches!(e.kind, Kind::Figure(_) | Kind::Mark(';')));
        let theirs = |e: &Element| matches!(e.cue(), Some(Cue::Share | Cue::Flow(_) | Cue::OfWhich));
        let parted = self.elements.get(end).is_none_or(|e| matches!(e.kind, Kind::Mark(_)));
        (parted && !clause.any(theirs)).then_some(end)
    }
}
