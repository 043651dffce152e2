//! What stands behind the figure of a verb: `shipped 1.6 million tonnes of fruit to China`.

use super::role::{Role, role};
use super::{Head, Reader};
use crate::relate::elements::Kind;
use crate::relate::frame::{Slot, WORLD};
use crate::relate::vocab::{Cue, Form, Link, Strength, Words};
use crate::token::FigureKind;
use amur_model::Flow;
use std::ops::Range;

impl Reader<'_> {
    /// `shipped 1.6 million tonnes of fruit to China`: the partner stands behind the figure, which is left for the walk.
    pub(super) fn beyond_figure(&self, head: &mut Head) {
        const FAR: usize = 16;
        // `sold goods worth 9 billion euros abroad`, `закупил в январе 88 млн тонн нефти`
        const WORDS: usize = 3;
        let says_worth = |i: &usize| {
            let timed = matches!(self.elements[*i].kind, Kind::Period(_));
            let worth = matches!(self.elements[*i].kind, Kind::Word | Kind::Product(_) | Kind::Cue(Cue::Level));
            timed || worth && self.text(head.core).is_ascii()
        };
        let words = (head.elements.end..self.elements.len()).take(WORDS).take_while(says_worth).count();
        let figure = head.elements.end + words;
        if !matches!(self.kind(figure), Some(Kind::Figure(_))) {
            return;
        }
        let far = self.elements.len().min(figure + FAR);
        let mut listed = false;
        for at in figure + 1..far {
            match self.elements[at].kind {
                // `imported $226 billion in U.S. goods`
                Kind::Place(..) if head.flow.value.flow == Flow::Import && head.partners.is_empty() && self.is_what_follows(figure, at) => {
                    head.partners = self.places_after(at).map_or_else(Vec::new, |places| places.members);
                    return;
                }
                // `на экспорт отгружено 4 млн тонн угля Якутии`: whose goods they are.
                Kind::Place(_, Form::Name) if self.owns_goods(head, at) => {
                    head.reporters = self.places_after(at).map_or_else(Vec::new, |places| places.members);
                }
                // `bought $8 million more from Chile than it sold there`
                Kind::Cue(Cue::Change(_)) if at == figure + 1 && matches!(self.text(at), "more" | "less") => {}
                // `carried 8 million tons of freight through the crossings`
                Kind::Cue(Cue::Flow(what)) if what.strength == Strength::Weak => {}
                // `exported 94,000 tons of corn and 61,000 tons of soybeans to China`
                Kind::Figure(_) if self.is_next_amount(at) => listed = true,
                // `imported 130 billion yen ($1 billion) worth of crab from Russia`
                Kind::Figure(_) if self.says_again(figure, at) => {}
                // `ввезено 700 тыс. тонн яблок, больше всего – из Молдавии`
                Kind::Mark('-') if self.elements[figure + 1..at].iter().any(|e| e.kind == Kind::Mark(',')) => return,
                Kind::Mark(';') | Kind::Figure(_) | Kind::Cue(Cue::Flow(_) | Cue::While | Cue::OfWhich | Cue::Change(_)) => return,
                Kind::Cue(Cue::Link(Link::Through)) => self.take_crossing(head, at + 1..far),
                // `shipped 412,000 tonnes of blueberries abroad`
                Kind::Cue(Cue::World) if head.is_weak() && head.partners.is_empty() => {
                    head.partners = vec![Slot::new(WORLD.to_owned(), self.bytes(at..at + 1))];
                    return;
                }
                Kind::Cue(Cue::Link(link @ (Link::To | Link::From | Link::With))) => {
                    let Some(places) = self.places_after(self.over_article(at + 1)) else { continue };
                    // `shipped 800 tons of pears, mostly to Italy (31%) and Spain (20%)`: the amount is of all.
                    let end = places.elements.end;
                    let shares = self.kind(end) == Some(Kind::Mark('(')) && self.figure_kind(end + 1) == Some(FigureKind::Percent);
                    if shares && self.cue(end + 2).is_none() && self.text(at).is_ascii() {
                        return;
                    }
                    if role(head.flow.value.flow, Some(link)) == Role::Partner {
                        // `and 61,000 tons of soybeans went to China`
                        if listed && !self.is_product(at - 1) && !matches!(self.kind(at - 1), Some(Kind::Figure(_))) {
                            return;
                        }
                        if head.partners.is_empty() {
                            head.partners = places.members;
                        }
                        return;
                    }
                    // `экспортировано 65 тыс. тонн муки из Казахстана`
                    let unknown = head.reporters.is_empty() && head.back.is_none();
                    if link == Link::From && unknown && self.is_russian(at) {
                        head.reporters = places.members;
                        head.from = true;
                    }
                }
                _ => {}
            }
        }
    }

    /// `94,000 tons of corn and 61,000 tons of soybeans`, `рис на 5 млн и чай на 3 млн`: is it the amount of the next goods of a list?
    fn is_next_amount(&self, at: usize) -> bool {
        let pieces = |i: usize| self.figure_kind(i) == Some(FigureKind::Quantity("units"));
        let bare = |i: usize| self.figure_kind(i) == Some(FigureKind::Plain) && self.is_product(i + 1);
        let amount = |i: usize| matches!(self.figure_kind(i), Some(FigureKind::Quantity(_) | FigureKind::Money(_))) || bare(i);
        let plain = |i: &usize| {
            matches!(
                self.kind(*i),
                Some(Kind::Word | Kind::Product(_) | Kind::Cue(Cue::Level | Cue::Ignore | Cue::Link(Link::Of | Link::By)))
            )
        };
        let run = |end: usize| end - (0..end).rev().take_while(plain).count();
        let Some(joint) = run(at).checked_sub(1) else { return false };
        let joins = self.kind(joint) == Some(Kind::Mark(',')) || self.link(joint) == Some(Link::And);
        let Some(before) = run(joint).checked_sub(1) else { return false };
        let behind = at + 1 + (at + 1..self.elements.len()).take_while(plain).count();
        let has_goods = |figure: usize, mut range: Range<usize>| pieces(figure) || range.any(|i| self.is_product(i));
        amount(at) && joins && amount(before) && has_goods(before, run(before)..joint) && has_goods(at, joint..behind)
    }

    /// `shipped 500,000 tonnes of durian through the Huu Nghi border gate`: the place in `behind` counts what passes it.
    fn take_crossing(&self, head: &mut Head, behind: Range<usize>) {
        head.through = true;
        let Some(near) = behind.clone().find(|&i| self.is_place(i)) else { return };
        let crossing = (behind.start..near).any(|i| self.vocabulary.is_crossing(self.text(i)));
        if let Some(places) = self.places_after(near).filter(|places| crossing || self.crosses(head, places)) {
            head.reporters = places.members;
        }
    }

    /// Does an English bracket right behind the amount at `figure` say it again at `at`, in another currency?
    fn says_again(&self, figure: usize, at: usize) -> bool {
        let money = |at: usize| matches!(self.figure_kind(at), Some(FigureKind::Money(_)));
        let alone = self.kind(at - 1) == Some(Kind::Mark('(')) && self.kind(at + 1) == Some(Kind::Mark(')'));
        at == figure + 2 && alone && money(figure) && money(at) && self.is_ascii(figure)
    }

    /// Does a Russian name in the genitive stand right behind the goods that are sent abroad, and is nobody else said to send them?
    fn owns_goods(&self, head: &Head, at: usize) -> bool {
        let nobody = head.reporters.is_empty() && head.back.is_none() && head.flow.value.flow == Flow::Export;
        nobody && self.is_russian(at) && self.is_product(at - 1)
    }

    /// Do the goods of the place at `at` follow the figure at `figure`: `in`, `of`, `worth of`?
    fn is_what_follows(&self, figure: usize, at: usize) -> bool {
        let goods = match self.kind(at + 1) {
            Some(Kind::Word) => self.says(at + 1, Words::Goods),
            kind => matches!(kind, Some(Kind::Product(_))),
        };
        goods && self.elements[figure + 1..at].iter().all(|e| matches!(e.cue(), Some(Cue::Level | Cue::Link(Link::In | Link::Of))))
    }
}
