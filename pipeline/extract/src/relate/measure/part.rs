//! A percentage that is a part of trade, where neither a share nor a change is told beside it.

use super::{Around, Measurer};
use crate::relate::elements::{Element, Kind};
use crate::relate::vocab::{Cue, Form, Link, Strength};
use crate::token::{FigureKind, PeriodTime};
use amur_model::Flow;

impl Measurer<'_> {
    /// Is a percentage with neither a share nor a change near it a part of trade?
    pub(super) fn is_part(&self, at: usize, around: &Around) -> bool {
        // `экспортировались лес (24%), уголь (10%)`, `the largest volumes fall on Korea – 18.8 million (39%)`
        self.reader.is_bracketed(at) && (self.lists_parts(at) || self.shares(at))
            // `with Russia (52.2%) and Kazakhstan (17.5%)`, 石油制品(7.5%)、汽车零件(4.2%)等出口比重, where nothing is said to move.
            || self.reader.is_bracketed(at) && self.names_part(at) && (self.moved(at).is_none() || self.lists_partners(at))
            // `partner with a 15.5% share`
            || self.is_share_of_its_own(at)
            || self.names_partner(at)
            || self.is_in_bracket_of_parts(at)
            // `Rwanda's imports by source: China 20%, India 11%`
            || self.is_listed(at) && self.moved(at).is_none()
            // `экспорт составил 91%`, `импорт – 9%`: of the turnover, where nothing is said to move.
            || self.is_part_of_trade(at)
            // 其中约八成销往中国
            || self.goes_abroad(at)
            // 其中62%来自澳大利亚
            || self.reader.origin_behind(at).is_some()
            // `As for imports, 36 percent came from China`
            || self.comes_from(at)
            // `из них 61% пришлось на Китай`
            || self.falls_on_behind(at)
            || self.is_of_goods_behind(at)
            || self.is_behind_rank(at)
            || self.is_partners_own(at)
            || self.reader.is_made_up_of(at)
            || self.reader.sent_behind(at).is_some()
            // `в ЕС область экспортировала 36%`, `82% концентрата вывезено в Китай`
            || around.link.is_none() && self.is_sold(at)
    }

    /// `36 percent came from China`, `9 percent went to Japan`
    fn comes_from(&self, at: usize) -> bool {
        let moved =
            matches!(self.reader.cue(at + 1), Some(Cue::Flow(flow)) if flow.strength == Strength::Weak) && self.reader.is_ascii(at + 1);
        moved && matches!(self.reader.cue(at + 2), Some(Cue::Link(Link::From | Link::To))) && self.reader.who(at + 3).is_some()
    }

    /// `Italy 46.5% (17.7 billion), Turkey 9.4%`: the share of the next place, where the one before has its amount in a bracket.
    pub(super) fn is_next_share(&self, at: usize) -> bool {
        let kinds = at.checked_sub(3).map(|first| [first, first + 1, first + 2].map(|i| self.reader.elements[i].kind));
        matches!(kinds, Some([Kind::Mark(')'), Kind::Mark(',') | Kind::Cue(Cue::Link(Link::And)), Kind::Place(..)]))
    }

    /// `by 12 percent (3 billion) and 41 percent (8 billion)`: the percentage behind one that has its amount in a bracket.
    pub(super) fn is_next_in_row(&self, at: usize) -> bool {
        let Some(close) = at.checked_sub(2).filter(|&i| self.reader.elements[i].kind == Kind::Mark(')')) else { return false };
        let joined = matches!(self.reader.elements[close + 1].kind, Kind::Mark(',') | Kind::Cue(Cue::Link(Link::And)));
        let open = self.reader.elements[..close].iter().rposition(|e| e.kind == Kind::Mark('('));
        let first = open.and_then(|open| self.reader.figure_kind(open.checked_sub(1)?));
        joined && first == Some(FigureKind::Percent)
    }

    /// Does a place stand right before it, in a list of places and figures that a colon or `its main suppliers were` opens? Or goods,
    /// in one that a colon opens behind a word of trade: `Main exports: oil – 91%, seafood – 3%`, as Russian has places: `Экспорт
    /// области: в Китай – 80%, в Японию – 20%`?
    fn is_listed(&self, at: usize) -> bool {
        let elements = self.reader.elements;
        let comma = usize::from(at > 0 && elements[at - 1].kind == Kind::Mark(','));
        let dash = usize::from(at > 0 && elements[at - 1].kind == Kind::Mark('-'));
        let Some(member) = at.checked_sub(1 + comma + dash) else { return false };
        let place = matches!(elements[member].kind, Kind::Place(..));
        let is_russian = place && self.reader.is_russian(member);
        if is_russian && dash + comma == 0 {
            return self.is_listed_bare(member);
        }
        let russian = is_russian && dash > 0;
        let goods = russian || matches!(elements[member].kind, Kind::Product(_));
        if !(goods || place && self.reader.text(member).is_ascii()) {
            return false;
        }
        let linked = |kind: Kind| russian && matches!(kind, Kind::Cue(Cue::Link(Link::To | Link::From | Link::With | Link::By)));
        let verb = |i: usize| russian && self.reader.is_being(i);
        let Some(opens) = (0..member).rev().find(|&i| verb(i) || !is_of_list(elements[i].kind) && !linked(elements[i].kind)) else {
            return false;
        };
        let cue = |is: fn(Cue) -> bool| elements[..opens].iter().filter_map(Element::cue).any(is);
        match elements[opens].kind {
            Kind::Mark(':') if goods => comma == 0 && cue(|cue| matches!(cue, Cue::Flow(_))) && !elements.iter().any(|e| self.compares(e)),
            Kind::Mark(mark) => mark == ':' && comma == 0,
            // `Алмазы направлялись в Индию – 40%, Бельгию – 33%`
            Kind::Cue(Cue::Flow(flow)) if russian => {
                let sent = matches!(flow.strength, Strength::Weak | Strength::Verb) && linked(elements[opens + 1].kind);
                sent && !elements.iter().any(|e| self.compares(e))
            }
            // `Основными партнёрами были Корея – 40%, Япония – 30%`
            _ => (russian || !goods) && self.reader.is_being(opens) && cue(Cue::is_partner),
        }
    }

    /// `Поставщики: Индия 65%, Китай 12%`, `6 млн тонн, в том числе в Китай 8%, в Индию 3%`: Russian partners and their parts without a
    /// dash, where nothing moves.
    fn is_listed_bare(&self, member: usize) -> bool {
        let elements = self.reader.elements;
        let linked = |e: &Element| matches!(e.cue(), Some(Cue::Link(Link::To | Link::From | Link::With | Link::By)));
        let Some(opens) = (0..member).rev().find(|&i| !is_of_list(elements[i].kind) && !linked(&elements[i])) else { return false };
        let told = match elements[opens].kind {
            Kind::Mark(':') => elements[..opens].iter().any(Element::is_partner),
            // `Основные покупатели – Индия 65%, Китай 12%`
            Kind::Cue(cue) if cue.is_partner() => elements[opens + 1].kind == Kind::Mark('-'),
            Kind::Cue(Cue::OfWhich) => linked(&elements[member - 1]),
            _ => false,
        };
        told && !elements.iter().any(|e| self.compares(e))
    }

    /// `экспорт – 1,8 млрд долл. (Швейцария 28%, Казахстан 17%)`: is it one of the parts that a bracket behind an amount lists by places?
    fn is_in_bracket_of_parts(&self, at: usize) -> bool {
        let elements = self.reader.elements;
        let Some(open) = elements[..at].iter().rposition(|e| matches!(e.kind, Kind::Mark('(' | ')'))) else { return false };
        let amount = open.checked_sub(1).and_then(|i| self.reader.figure_kind(i));
        let behind = elements[open].kind == Kind::Mark('(') && matches!(amount, Some(FigureKind::Money(_) | FigureKind::Quantity(_)));
        let moves = |e: &Element| matches!(e.cue(), Some(Cue::Change(_) | Cue::Compare));
        let place = matches!(elements[open + 1].kind, Kind::Place(..)) && self.reader.is_russian(open + 1);
        behind && place && !elements[open..at].iter().any(moves)
    }

    /// `in second place with 230 million dollars, or 19.5 percent`, `уголь - 230 млн долларов, или 19,5%`: the part that the amount before
    /// is, where nothing is said to move.
    pub(super) fn restates_amount(&self, at: usize) -> bool {
        let said = |back: usize| at.checked_sub(back).map_or("", |i| self.reader.text(i));
        let back = match (said(1), said(2)) {
            ("or" | "или", ",") => 3,
            ("or" | "или", _) => 2,
            ("is", "which") => 3 + usize::from(said(3) == ","),
            _ => return false,
        };
        // `which is 25.9% or 253 million dollars more than`
        let behind = if at + 1 < self.reader.elements.len() { self.reader.text(at + 1) } else { "" };
        // `или 95% плана`
        let again = behind == "or" || behind.starts_with("план");
        let Some(first) = at.checked_sub(back).filter(|_| !again) else { return false };
        let amount = matches!(self.reader.figure_kind(first), Some(FigureKind::Money(_) | FigureKind::Quantity(_)));
        let compared = self.reader.is_russian(at - 1) && self.reader.elements.iter().any(|e| self.compares(e));
        amount && self.moved(at).is_none() && !compared
    }

    /// Is a share spoken of before in the sentence, and no change?
    fn shares(&self, at: usize) -> bool {
        let before = &self.reader.elements[..at];
        // `в Китай вывезено 64 тыс. тонн (53%)`: what grows is signed or said to.
        let amount = at >= 2 && matches!(before[at - 2].kind, Kind::Figure(_));
        let alone = amount && self.reader.elements.get(at + 1).is_some_and(|e| e.kind == Kind::Mark(')'));
        // `rose to 80 billion, of which gas made up 76 billion (95 percent)`
        let clause = || self.reader.clause_before(at - 2).map(|i| self.reader.cue(i));
        let makes_up = |cue: Option<Cue>| cue == Some(Cue::Share);
        let moves = |cue: Option<Cue>| matches!(cue, Some(Cue::Change(_)));
        if alone && self.reader.is_ascii(at) && clause().any(makes_up) && !clause().any(moves) {
            return true;
        }
        (alone || before.iter().any(|e| e.cue() == Some(Cue::Share))) && !before.iter().any(|e| matches!(e.cue(), Some(Cue::Change(_))))
    }

    /// Is the bracket right behind goods of which nothing is said but that they are traded?
    fn lists_parts(&self, at: usize) -> bool {
        let elements = self.reader.elements;
        let goods = at >= 2 && elements[at - 1].kind == Kind::Mark('(') && matches!(elements[at - 2].kind, Kind::Product(_));
        let traded = elements[..at].iter().any(|e| matches!(e.cue(), Some(Cue::Flow(_))));
        let moves = elements.iter().any(|e| matches!(e.cue(), Some(Cue::Change(_) | Cue::Compare)));
        goods && traded && !moves
    }

    /// `из них 38% – соя`: the part and a dash, and then the goods.
    fn is_of_goods_behind(&self, at: usize) -> bool {
        let of_which = at > 0 && self.reader.cue(at - 1) == Some(Cue::OfWhich) && self.reader.is_russian(at - 1);
        let dash = self.reader.kind(at + 1) == Some(Kind::Mark('-'));
        of_which && dash && matches!(self.reader.kind(at + 2), Some(Kind::Product(_)))
    }

    /// `Импорт из Китая занимает второе место – 30,2%`, `на втором месте Китай – 30,2%`: the part that put whoever has the place there.
    fn is_behind_rank(&self, at: usize) -> bool {
        let elements = self.reader.elements;
        let dashed = at > 1 && self.reader.kind(at - 1) == Some(Kind::Mark('-')) && self.reader.is_russian(0);
        let passed = |e: &&Element| matches!(e.kind, Kind::Word | Kind::Place(_, Form::Name) | Kind::Mark('-') | Kind::Cue(Cue::Share));
        let rank = elements[..at].iter().rev().find(|e| !passed(e)).filter(|_| dashed);
        let ranked = rank.is_some_and(|e| self.reader.found.figure_kind(e) == Some(FigureKind::Rank));
        ranked && !elements.iter().any(|e| self.compares(e))
    }

    /// `China was the main buyer of Peru's copper with 35 percent`, `its main markets were China with 84 percent and Japan with 9 percent`:
    /// what a partner told as one has, in English.
    fn is_partners_own(&self, at: usize) -> bool {
        let elements = self.reader.elements;
        let with = at.checked_sub(1).filter(|&i| self.reader.cue(i) == Some(Cue::Link(Link::With)) && self.reader.is_ascii(i));
        let apart = |e: &Element| matches!(e.cue(), Some(Cue::Flow(_) | Cue::Change(_))) || e.kind == Kind::Mark(';');
        let partner = with.and_then(|with| elements[..with].iter().rposition(|e| e.is_partner() || apart(e)));
        partner.is_some_and(|i| elements[i].is_partner()) && !elements.iter().any(|e| self.compares(e))
    }

    /// `61% пришлось на Китай`, `40% приходится на нефть`, `98% из которых – в Китай`, `93% of which fell on China`: does the part stand
    /// behind a word for a share right behind its figure?
    fn falls_on_behind(&self, at: usize) -> bool {
        let of = usize::from(self.reader.cue(at + 1) == Some(Cue::OfWhich));
        let onto = self.reader.cue(at + 1 + of) == Some(Cue::Share) && self.reader.text(at + 1 + of).ends_with(" on");
        if onto && matches!(self.reader.kind(at + 2 + of), Some(Kind::Place(..))) {
            return true;
        }
        let falls = self.reader.cue(at + 1) == Some(Cue::Share) && self.reader.text(at + 1).starts_with("при");
        let named = matches!(self.reader.kind(at + 3), Some(Kind::Place(..) | Kind::Product(_)));
        let of_which = self.reader.cue(at + 1) == Some(Cue::OfWhich) && self.reader.kind(at + 2) == Some(Kind::Mark('-'));
        let linked = matches!(self.reader.cue(at + 3), Some(Cue::Link(Link::By | Link::To | Link::From)));
        let sent = of_which && linked && matches!(self.reader.kind(at + 4), Some(Kind::Place(..))) && self.reader.is_russian(at + 1);
        sent || falls && self.reader.cue(at + 2) == Some(Cue::Link(Link::By)) && named
    }

    /// `экспорт вырос на 18%; основные покупатели – Казахстан (48%), Китай (14%)`: does a part of the sentence in which nothing moves
    /// name partners?
    fn lists_partners(&self, at: usize) -> bool {
        const FAR: usize = 80;
        if !self.reader.is_russian(0) {
            return at > 1 && self.reader.main_partners_behind(at - 2).is_some();
        }
        let part = self.reader.elements[..at].iter().rev().take(FAR).take_while(|e| e.kind != Kind::Mark(';'));
        let mut cues = part.clone().filter_map(Element::cue);
        let named = part.filter_map(Element::cue).any(Cue::is_partner);
        named && !cues.any(|cue| matches!(cue, Cue::Change(_)))
    }

    /// Does the clause say of the percentage that it was exported or imported?
    fn is_sold(&self, at: usize) -> bool {
        let elements = self.reader.elements;
        let verb = |e: &Element| matches!(e.cue(), Some(Cue::Flow(flow)) if flow.strength == Strength::Verb);
        let clause = |e: &&Element| !matches!(e.kind, Kind::Mark(_) | Kind::Figure(_));
        // `В Китай поставлено 10% объёма`
        let done = |i: usize| {
            let weak = matches!(self.reader.cue(i), Some(Cue::Flow(flow)) if flow.strength == Strength::Weak && flow.flow.is_one_way());
            weak && ["ено", "ано", "ены", "ена", "аны", "ана"].iter().any(|ending| self.reader.text(i).ends_with(ending))
        };
        let place = |i: usize| {
            let linked = i > 0 && matches!(self.reader.cue(i - 1), Some(Cue::Link(Link::To | Link::From)));
            linked && matches!(elements[i].kind, Kind::Place(..))
        };
        let sent = || at > 0 && done(at - 1) && self.reader.clause_before(at).any(place);
        self.reader.is_russian(0)
            && (sent()
                || elements[..at].iter().rev().take_while(clause).any(verb)
                || elements[at + 1..].iter().take_while(clause).any(verb))
    }

    /// Does a word for selling stand right behind: 其中约八成销往中国, `Of the timber that was exported, 71% went to China`?
    fn goes_abroad(&self, at: usize) -> bool {
        let sold = |e: &Element| matches!(e.cue(), Some(Cue::Flow(flow)) if flow.flow == Flow::Export);
        let part = at > 0 && self.reader.cue(at - 1) == Some(Cue::OfWhich);
        let english = || self.reader.text(at + 1).is_ascii() && self.reader.elements[..at].iter().any(sold);
        let being = usize::from(at + 2 < self.reader.elements.len() && self.reader.is_being(at + 1));
        let next = self.reader.elements.get(at + 1 + being).is_some_and(sold);
        let chinese = || self.reader.has_han(at) || self.reader.is_han(at + 1);
        next && (chinese() || english() && (part || self.moved(at).is_none()))
    }

    /// A percentage that exports or imports alone are said to be, in a sentence without a change or a time compared with.
    fn is_part_of_trade(&self, at: usize) -> bool {
        let elements = self.reader.elements;
        let said = at > 0 && (elements[at - 1].kind == Kind::Mark('-') || self.reader.text(at - 1).starts_with("состав"));
        if !said || !self.reader.is_russian(0) {
            return false;
        }
        // `импорт из стран СНГ составил 20%, из прочих стран – 80%`
        let partners = self.are_parts_of_all();
        let linked = |e: &Element| partners && matches!(e.cue(), Some(Cue::Link(Link::To | Link::From | Link::With)));
        let passed = |e: &Element| matches!(e.kind, Kind::Place(..) | Kind::Period(_) | Kind::Cue(Cue::Ignore)) || linked(e);
        let of = elements[..at.saturating_sub(1)].iter().rev().find(|e| !passed(e));
        let one_way = of.is_some_and(|e| matches!(e.cue(), Some(Cue::Flow(flow)) if flow.flow.is_one_way()));
        one_way && !elements.iter().any(|e| self.compares(e))
    }

    /// Do the percentages of the sentence add up to a hundred?
    fn are_parts_of_all(&self) -> bool {
        let figures = self.reader.found.figures;
        let parts = figures.iter().filter(|figure| figure.kind == FigureKind::Percent).map(|figure| figure.value);
        parts.clone().count() > 1 && (parts.sum::<f64>() - 100.0).abs() < 0.2
    }

    /// A change, or a time compared with: `103,2% к уровню 2023 года` is no part of anything.
    fn compares(&self, element: &Element) -> bool {
        match element.kind {
            Kind::Cue(cue) => matches!(cue, Cue::Change(_) | Cue::Compare),
            Kind::Period(period) => matches!(
                self.reader.found.periods[period as usize].time,
                PeriodTime::Against(_) | PeriodTime::AgainstYearBefore | PeriodTime::AgainstPeriodBefore
            ),
            _ => false,
        }
    }

    /// Is the bracket right behind a place, or behind Chinese words?
    fn names_part(&self, at: usize) -> bool {
        let elements = self.reader.elements;
        at >= 2
            && (self.reader.has_han(at - 2) || elements[at - 1].kind == Kind::Mark('(') && matches!(elements[at - 2].kind, Kind::Place(..)))
    }

    /// `Russia was the main supplier of Mongolia's imports (27 percent)`: is the bracket all that is said of who the partner is?
    fn names_partner(&self, at: usize) -> bool {
        let elements = self.reader.elements;
        let bracket = at > 0 && elements[at - 1].kind == Kind::Mark('(') && elements.get(at + 1).is_some_and(|e| e.kind == Kind::Mark(')'));
        let clause = || elements[..at - 1].iter().rev().take_while(|e| !matches!(e.kind, Kind::Mark(',' | ';' | ':') | Kind::Figure(_)));
        bracket && clause().any(Element::is_partner) && self.moved(at).is_none() && self.reader.text(0).is_ascii()
    }

    /// `with a 15.5% share`: a noun for it right behind.
    fn is_share_of_its_own(&self, at: usize) -> bool {
        let article = usize::from(at > 0 && self.reader.text(at - 1) == "a");
        let with = at.checked_sub(1 + article).is_some_and(|i| self.reader.text(i) == "with");
        with && self.reader.cue(at + 1) == Some(Cue::Share) && self.reader.text(at + 1) == "share"
    }
}

/// What a list of places or goods with their figures is made of.
fn is_of_list(kind: Kind) -> bool {
    let links = matches!(kind, Kind::Cue(Cue::Link(Link::And)));
    links || matches!(kind, Kind::Place(..) | Kind::Product(_) | Kind::Figure(_) | Kind::Mark(',' | ';' | '(' | ')' | '-') | Kind::Word)
}
