//! The same said in two ways: `на 1600 штук или в 4 раза больше`, `на 33 млн, или на 7%, больше`, `18 млрд, или 97%`.

use super::Measurer;
use crate::relate::elements::Kind;
use crate::relate::vocab::{Cue, Link, Strength};
use crate::token::FigureKind;

impl Measurer<'_> {
    /// The last figure of `на 12,3% и 8,9% больше`, of 32%、9%及1%的升幅.
    pub(super) fn end_of_pair(&self, at: usize) -> usize {
        let reader = self.reader;
        let percent = |i: usize| reader.figure_kind(i) == Some(FigureKind::Percent);
        let joined = |at: usize| {
            let and = reader.cue(at + 1) == Some(Cue::Link(Link::And)) && percent(at);
            let by = usize::from(reader.cue(at + 2) == Some(Cue::Link(Link::By)));
            (and && percent(at + 2 + by)).then_some(at + 2 + by)
        };
        let is_han = |and: usize| reader.is_han(and) || reader.text(and) == "、";
        // `12 percent and 31 percent less than in 2012, respectively`
        let dealt = || reader.is_ascii(at + 1) && reader.elements.iter().any(|e| e.cue() == Some(Cue::Respectively));
        let Some(mut end) = joined(at).filter(|_| reader.is_russian(at + 1) || is_han(at + 1) || dealt()) else { return at };
        while let Some(next) = joined(end).filter(|_| is_han(end + 1)) {
            end = next;
        }
        end
    }

    /// The second figure of `на 1600 штук или в 4 раза больше`, `16.9 percent or 33.3 million dollars more`, or the comma behind it
    /// in `на 33 млн, или на 7%, больше`; what stands behind it is said of both.
    pub(super) fn end_of_alternative(&self, at: usize) -> usize {
        let elements = self.reader.elements;
        let comma = usize::from(self.reader.is_comma(at + 1));
        let or = at + 1 + comma;
        let is_or = elements.get(or).is_some_and(|e| e.kind == Kind::Word || e.cue() == Some(Cue::Link(Link::And)))
            && matches!(self.reader.text(or), "или" | "or");
        let next = (or + 1..elements.len().min(or + 3)).find(|&i| matches!(elements[i].kind, Kind::Figure(_)));
        // `trade was 2.6 billion, or 25.9% more`: only the second is said to be more.
        let closed = |next: usize| self.reader.is_comma(next + 1) || self.link_before(at) == Some(Link::By);
        match next.filter(|&next| is_or && (comma == 0 || closed(next))) {
            Some(next) => next + usize::from(comma == 1 && self.reader.is_comma(next + 1)),
            None if self.is_parenthesis(at) => at + 1,
            None => at,
        }
    }

    /// `, или на 7%,`, `, or 449 million dollars, fewer`: the same said in another way, between commas.
    fn is_parenthesis(&self, at: usize) -> bool {
        let or = (at.saturating_sub(2)..at).find(|&i| matches!(self.reader.text(i), "или" | "or"));
        self.reader.is_comma(at + 1) && or.is_some_and(|or| or > 0 && self.reader.is_comma(or - 1))
    }

    /// `вывезено товаров на 9 млн долларов, или на 4% больше`: what is sent or brought is worth money; only the percentage is by how
    /// much more.
    pub(super) fn is_worth(&self, at: usize) -> bool {
        let reader = self.reader;
        let money = matches!(reader.figure_kind(at), Some(FigureKind::Money(_)));
        let percent = |i: usize| reader.figure_kind(i) == Some(FigureKind::Percent);
        let end = self.end_of_alternative(at);
        let done = |i: usize| matches!(reader.cue(i), Some(Cue::Flow(flow)) if matches!(flow.strength, Strength::Verb | Strength::Weak));
        money && end > at && percent(end) && reader.clause_before(at).any(done)
    }

    /// `, или 97,4%` behind the amount of a part.
    pub(super) fn is_share_again(&self, at: usize) -> bool {
        let Some(or) = at.checked_sub(1).filter(|&i| self.reader.text(i) == "или") else { return false };
        let amount = or.checked_sub(1 + usize::from(or > 0 && self.reader.is_comma(or - 1)));
        let shares = |i: usize| self.reader.clause_before(i).any(|i| self.reader.cue(i) == Some(Cue::Share));
        amount.is_some_and(|i| matches!(self.reader.elements[i].kind, Kind::Figure(_)) && shares(i))
    }
}
