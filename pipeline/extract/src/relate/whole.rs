//! What percentages are a part of: the words of trade that are the whole of a share.

use super::elements::{Element, Kind};
use super::head::Head;
use super::vocab::{Cue, Link, Strength, Words};
use super::walk::Walk;
use crate::token::FigureKind;
use amur_model::Flow;

impl Walk<'_> {
    /// `Russia supplied 25.8 percent of imports`
    pub(super) fn share_follows(&self, head: &Head) -> bool {
        let next = self.element_kind(head.elements.end);
        let percent = matches!(next, Some(Kind::Figure(figure)) if self.kinds[figure as usize] == FigureKind::Percent);
        // `Russia supplied 28 percent of them`
        let of_them = head.flow.value.strength == Strength::Weak && self.cue_at(head.elements.end + 1) == Some(Cue::OfWhich);
        percent && (self.cue_at(head.elements.end + 1) == Some(Cue::Link(Link::Of)) || of_them)
    }

    /// The head that the figure at `at` is a part of: after it (`70% of the exports`), or between a word of share and it (占全省进出口总值的).
    pub(super) fn whole_of(&self, at: usize, next_head: usize) -> Option<&Head> {
        let kind = self.found.figure_kind(&self.elements[at])?;
        // `the share of oil in exports was 95 percent, and machinery accounted for 47 percent of imports`
        let of = self.cue_at(at + 1) == Some(Cue::Link(Link::Of)) && self.reader().is_ascii(at + 1);
        let behind = self.heads.get(next_head).filter(|head| of && kind == FigureKind::Percent && head.elements.start == at + 2);
        if let Some(head) = behind.filter(|head| head.flow.value.flow.is_one_way()) {
            return Some(head);
        }
        if let Some(previous) = next_head.checked_sub(1)
            && self.wholes[previous]
            && matches!(kind, FigureKind::Percent | FigureKind::Points)
            && self.elements[self.heads[previous].elements.end..at]
                .iter()
                .all(|e| !matches!(e.kind, Kind::Mark(';') | Kind::Cue(Cue::Next)))
        {
            return Some(&self.heads[previous]);
        }
        // Points move a share that was named; they are no part of what follows.
        let head = self.heads.get(next_head).filter(|_| kind == FigureKind::Percent)?;
        self.is_whole_behind(at, head).then_some(head)
    }

    /// `70% of the exports`: does only what makes the percentage at `at` a part of `head` stand between the two?
    fn is_whole_behind(&self, at: usize, head: &Head) -> bool {
        const FAR: usize = 6;
        // `60% всего объёма поставлено в Китай`: of the goods told before.
        if self.reader().sent_behind(at) == Some(head.core) {
            return false;
        }
        // `62% of which went to China`
        if self.cue_at(at + 1) == Some(Cue::OfWhich) && self.reader().says(head.core, Words::Motion) {
            return false;
        }
        // `более половины (53,4%) экспорта`
        let at = at + usize::from(self.is_bracketed_share(at));
        // `a 21.3 percent share (worth 21.7 billion dollars) of`
        let named = at + 1 + usize::from(self.cue_at(at + 1) == Some(Cue::Share));
        let start = self.after_run(self.after_bracket(named)).min(head.elements.start);
        let between = &self.elements[start..head.elements.start];
        if between.len() > FAR {
            return false;
        }
        let russian = self.is_russian(head.core);
        if self.is_of_goods_done(between, head) {
            return true;
        }
        // `Africa contributed 38.2 per cent to the total export earnings`
        let adds = at > 0 && self.reader().text(at - 1).starts_with("contribut");
        let of = adds
            // `a 22.3 percent share of total trade`
            || named > at + 1 && self.reader().text(at + 1).ends_with(" of")
            // 40%的出口产品: the link is a part of the phrase.
            || self.cue_at(at + 1) == Some(Cue::Link(Link::Of)) && self.reader().is_han(at + 1) && head.flow.value.flow != Flow::Balance
            || between.iter().any(|e| matches!(e.cue(), Some(Cue::Link(Link::Of | Link::From))))
            || start < head.elements.start && self.is_of_which(start);
        // `вырос на 12% экспорт`: no part of it.
        let core = self.reader().text(head.core).to_lowercase();
        let nominative = between.is_empty() && head.core == head.elements.start && (core.ends_with('т') || core.ends_with("ля"));
        let genitive = between.len() <= 1 && !core.is_ascii() && !self.reader().is_han(head.core) && !nominative;
        // `94% в структуре экспорта составили`
        // `обеспечивает 10% в экспорте округа`
        let takes = || matches!(between.first().and_then(Element::cue), Some(Cue::Link(Link::To))) && self.takes_part(at);
        let inside = russian && (between.iter().any(|e| e.cue() == Some(Cue::Share)) || takes());
        let counted = self.is_of_amount(between);
        let plain = |e: &Element| match e.kind {
            Kind::Word | Kind::Period(_) | Kind::Mark('"') => true,
            Kind::Cue(Cue::Share) => inside,
            Kind::Cue(Cue::Link(Link::To)) => inside || adds,
            // `68,7 проц. от общего объема`
            Kind::Mark('.') => russian,
            // `41% of total minerals exports`: the same word says that something totals.
            Kind::Cue(Cue::Level) => e.units.len() == 1 && self.found.words(&e.units) == "total",
            Kind::Figure(_) => counted,
            Kind::Cue(cue) => matches!(cue, Cue::Link(Link::Of | Link::From) | Cue::Total | Cue::Back(_) | Cue::World | Cue::OfWhich),
            _ => false,
        };
        (of || genitive || inside) && between.iter().all(plain)
    }

    /// `занимает 10%`, `обеспечивает треть`: does the clause say with a verb right before the figure at `at` that it is a part?
    fn takes_part(&self, at: usize) -> bool {
        at > 0 && self.cue_at(at - 1) == Some(Cue::Share) && self.reader().text(at - 1).ends_with(['т', 'л', 'а', 'о', 'и'])
    }

    /// `41% of the 219,000 tonnes of maize imports`: an amount and what it is of, in English.
    fn is_of_amount(&self, between: &[Element]) -> bool {
        let is_of = |e: &Element| e.cue() == Some(Cue::Link(Link::Of)) && self.found.words(&e.units) == "of";
        let mut said = between.iter().filter(|e| e.kind != Kind::Word);
        said.next().is_some_and(is_of)
            && matches!(said.next().map(|e| e.kind), Some(Kind::Figure(figure)) if self.is_amount(figure as usize))
            && said.next().is_some_and(is_of)
    }

    /// `66% товаров, экспортированных в Китай`: the word of trade is a participle, and between stands what it is said of.
    fn is_of_goods_done(&self, between: &[Element], head: &Head) -> bool {
        let [words @ .., comma] = between else { return false };
        let plain = |e: &Element| matches!(e.kind, Kind::Word | Kind::Cue(Cue::Total | Cue::Link(Link::From)));
        let goods = words.last().is_some_and(|e| e.kind == Kind::Word) && words.iter().all(plain);
        goods && comma.kind == Kind::Mark(',') && self.is_participle(head.core)
    }

    /// `экспортированных`, `поставленной`: is the Russian word of trade one that says what was done with goods?
    pub(super) fn is_participle(&self, core: usize) -> bool {
        let reader = self.reader();
        let verbal = matches!(self.cue_at(core), Some(Cue::Flow(flow)) if matches!(flow.strength, Strength::Verb | Strength::Weak));
        verbal && ["нных", "нной", "мых", "мой"].iter().any(|ending| reader.text(core).ends_with(ending))
    }

    /// `половины (53,4%)`: a share said again in a bracket, with nothing else in it.
    fn is_bracketed_share(&self, at: usize) -> bool {
        let percent = |figure: usize| self.found.figures[figure].kind == FigureKind::Percent;
        let again = self.amount_before(at).is_some_and(percent);
        again && self.element_kind(at + 1) == Some(Kind::Mark(')')) && self.is_russian(at - 2)
    }

    /// `of which`, `of the total`
    fn is_of_which(&self, at: usize) -> bool {
        self.cue_at(at) == Some(Cue::OfWhich) && self.reader().text(at).starts_with("of ")
    }

    /// `less than one percent of its total`
    pub(super) fn of_total(&self, at: usize) -> bool {
        const NEAR: usize = 4;
        let behind = self.after_run(at);
        let of = match self.cue_at(behind) {
            Some(Cue::Link(Link::From)) => self.reader().text(behind) == "от",
            cue => cue == Some(Cue::Link(Link::Of)),
        };
        let mut near = behind + 1..self.elements.len().min(behind + NEAR);
        let bare = self.cue_at(behind) == Some(Cue::Total) && self.is_russian(behind);
        // `Egypt took 15% of the volume`
        let told = |i: usize| self.elements[i].cue() == Some(Cue::Total) || self.reader().text(i) == "the volume";
        self.is_of_which(behind) || self.is_of_it(behind) || bare || of && near.any(told)
    }

    /// `India and Japan took 27% and 25% of it`
    pub(super) fn is_of_it(&self, at: usize) -> bool {
        self.cue_at(at) == Some(Cue::Link(Link::Of)) && at + 1 < self.elements.len() && self.reader().text(at + 1) == "it"
    }

    /// `38.9 percent, 26.9 percent and 6.8 percent of`: the whole of a list stands behind its last member.
    pub(super) fn after_run(&self, at: usize) -> usize {
        // `5%-6% of`
        let joins = |e: &Element| matches!(e.kind, Kind::Figure(_) | Kind::Mark(',' | '-') | Kind::Cue(Cue::Link(Link::And)));
        let run = self.elements.iter().skip(at).take_while(|e| joins(e));
        let figures = run.enumerate().filter(|(_, e)| matches!(e.kind, Kind::Figure(_)));
        figures.last().map_or(at, |(i, _)| at + i + 1)
    }

    /// `3.5% (1.5 trillion yuan) of`
    pub(super) fn after_bracket(&self, at: usize) -> usize {
        const LONGEST: usize = 6;
        if self.element_kind(at) != Some(Kind::Mark('(')) {
            return at;
        }
        let inside = at..self.elements.len().min(at + LONGEST);
        inside.clone().find(|&i| self.elements[i].kind == Kind::Mark(')')).map_or(at, |close| close + 1)
    }
}
