//! `the top 10 countries`, `these three countries`: several partners that share one figure.

use super::{State, Statement, Walk};
use crate::relate::elements::{Element, Kind};
use crate::relate::frame::{Context, Slot, Who, group};
use crate::relate::vocab::{Back, Cue, Words};
use crate::token::FigureKind;

impl Walk<'_> {
    /// Makes them what the clause is about, where a share is told of them. The element behind them.
    pub(super) fn take_several(&self, at: usize, context: &Context, state: &mut State) -> Option<usize> {
        let (who, end) = self.several(at, context).or_else(|| self.several_in_han(at, context, state))?;
        state.subject = Some(who);
        (state.named, state.fresh_subject, state.clause_subject) = (true, true, true);
        Some(end)
    }

    /// 三国合计占八成: as many partners as were told before, in this sentence or the last, where their share follows.
    fn several_in_han(&self, at: usize, context: &Context, state: &State) -> Option<(Who, usize)> {
        const NEAR: usize = 4;
        let reader = self.reader();
        if !reader.is_han(at) {
            return None;
        }
        let count = 2 + ["两", "三", "四", "五", "六"].iter().position(|&number| reader.text(at) == number)?;
        let noun = at + 1 + usize::from(matches!(self.elements.get(at + 1)?.kind, Kind::Word) && reader.text(at + 1) == "个");
        let named = self.elements.get(noun).is_some_and(|_| matches!(reader.text(noun), "国" | "国家" | "者" | "地"));
        let plain = |e: &&Element| matches!(e.kind, Kind::Word | Kind::Cue(Cue::Ignore | Cue::Level | Cue::Flow(_) | Cue::Total));
        let mut behind = self.elements.get(noun + 1..)?.iter().take(NEAR).skip_while(plain);
        let shares = behind.next().is_some_and(|e| e.cue() == Some(Cue::Share));
        let here = partners_told(&state.out.statements);
        let told = [here.as_slice(), &context.partners].into_iter().find(|told| told.len() == count).filter(|_| named && shares)?;
        Some((group(self.vocabulary, told)?, noun + 1))
    }

    fn several(&self, at: usize, context: &Context) -> Option<(Who, usize)> {
        const NEAR: usize = 4;
        let reader = self.reader();
        let shares_behind = |at: usize| {
            let mut behind = self.elements[at + 1..].iter().take(NEAR).skip_while(|e| e.kind == Kind::Word);
            behind.next().is_some_and(|e| e.cue() == Some(Cue::Share))
        };
        // `The two countries together took up 59.5 percent`
        if self.cue_at(at) == Some(Cue::Back(Back::Pair)) {
            let two = context.partners.len() == 2 && reader.is_ascii(at) && reader.text(at).contains(' ') && shares_behind(at);
            return Some((group(self.vocabulary, &context.partners).filter(|_| two)?, at + 1));
        }
        let again = ["these", "those"].iter().any(|word| reader.text(at).eq_ignore_ascii_case(word));
        let top = self.figure_at(at).is_some_and(|figure| figure.value > 1.0) && starts_with_top(reader.text(at));
        if !(again || top) {
            return None;
        }
        let count = self.figure_at(at + 1).filter(|figure| figure.kind == FigureKind::Plain).map(|figure| figure.value);
        let first = at + 1 + usize::from(count.is_some());
        let names_partners = |i: &usize| match self.elements[*i].kind {
            Kind::Word => [Words::Countries, Words::Partners, Words::Destinations].iter().any(|&noun| reader.says(*i, noun)),
            Kind::Cue(Cue::Partner | Cue::PartnerOf(_)) => reader.text(*i).ends_with('s'),
            _ => false,
        };
        let noun = (first..self.elements.len().min(first + NEAR)).find(names_partners)?;
        let plain = self.elements[first..noun].iter().all(|e| e.kind == Kind::Word);
        if !(plain && shares_behind(noun)) {
            return None;
        }
        let told =
            || group(self.vocabulary, &context.partners).filter(|_| count.is_none_or(|count| count == context.partners.len() as f64));
        let words = at..noun + 1;
        let code = || format!("X-{}", amur_model::id::kebab(&reader.words(words.clone()).to_lowercase()));
        let who = if again { told() } else { Some(Slot::new(code(), reader.bytes(words))) };
        Some((who?, noun + 1))
    }
}

fn starts_with_top(words: &str) -> bool {
    const TOP: &str = "top ";
    words.get(..TOP.len()).is_some_and(|start| start.eq_ignore_ascii_case(TOP))
}

/// The partners told one by one in a sentence, if they are several in the trade of one.
pub(super) fn partners_told(stated: &[Statement]) -> Vec<Who> {
    let Some(first) = stated.first() else { return Vec::new() };
    let mut partners: Vec<Who> = Vec::new();
    for frame in stated.iter().map(|statement| &statement.frame).filter(|frame| frame.same_reporter(&first.frame)) {
        if let Some(partner) = frame.partner.as_ref().filter(|partner| partners.iter().all(|told| told.value != partner.value)) {
            partners.push(partner.clone());
        }
    }
    if partners.len() > 1 { partners } else { Vec::new() }
}
