//! What the walk passes over.

use super::Walk;
use crate::relate::elements::Kind;
use crate::relate::vocab::{Cue, Link, Words};

impl Walk<'_> {
    /// Where the walk goes on, if what opens at `at` says nothing of the figures.
    pub(super) fn pass(&self, at: usize) -> Option<usize> {
        self.past_cause(at).or_else(|| self.past_gloss(at)).or_else(|| self.past_examples(at)).or_else(|| self.past_origin(at))
    }

    /// 汽油的九成来自俄罗斯，进口额为…: where a part came from was told with its share, and is not what the rest is about.
    fn past_origin(&self, at: usize) -> Option<usize> {
        let figure = at.checked_sub(1).filter(|&i| matches!(self.elements[i].kind, Kind::Figure(_)))?;
        self.reader().origin_behind(figure).map(|origin| origin.elements.end)
    }

    /// 在汽车贸易的带动下: what stands inside is only why. The element behind it.
    fn past_cause(&self, at: usize) -> Option<usize> {
        const FAR: usize = 9;
        let opens = self.elements[at].cue() == Some(Cue::Link(Link::In)) && self.reader().is_han(at);
        opens.then_some(())?;
        let inside = self.elements[at..].iter().take(FAR).take_while(|e| !matches!(e.kind, Kind::Figure(_) | Kind::Mark(_)));
        inside.enumerate().find(|(_, e)| e.cue() == Some(Cue::Cause)).map(|(i, _)| at + i + 1)
    }

    /// 6.95亿美元(含电力贸易): a bracket without a figure behind one. The element behind it.
    fn past_gloss(&self, at: usize) -> Option<usize> {
        let figure = at > 0 && matches!(self.elements[at - 1].kind, Kind::Figure(_)) && self.elements[at].kind == Kind::Mark('(');
        figure.then_some(())?;
        let inside = self.elements[at + 1..].iter().take_while(|e| !matches!(e.kind, Kind::Mark(')') | Kind::Figure(_))).count();
        let close = at + 1 + inside;
        (inside > 0 && self.reader().has_han(at + 1) && self.elements.get(close)?.kind == Kind::Mark(')')).then_some(close + 1)
    }

    /// `fuel and energy resources, such as oil and coal, account for`, `exports, including gold, reached`, `imports, led by cars, rose`:
    /// goods named only as examples or causes, between commas. The verb behind them.
    fn past_examples(&self, at: usize) -> Option<usize> {
        // `Its imports - mainly equipment from China - halved`
        let mark = self.elements[at].kind;
        let dash = mark == Kind::Mark('-') && self.reader().is_ascii(at) && self.found.units[self.elements[at].units.start].spaced;
        let named = self.elements.get(at + 1).filter(|_| dash || mark == Kind::Mark(','))?;
        let goods = at > 0 && matches!(self.elements[at - 1].kind, Kind::Product(_));
        let reader = self.reader();
        let word = reader.text(at + 1);
        let examples = match named.kind {
            Kind::Cue(Cue::Example) => goods && word.is_ascii(),
            Kind::Cue(Cue::Cause) => word.is_ascii(),
            Kind::Cue(Cue::OfWhich) => matches!(word, "including" | "включая"),
            Kind::Cue(Cue::Ignore) | Kind::Word => reader.says(at + 1, Words::Mainly),
            _ => false,
        };
        let inside = |i: &usize| match self.elements[*i].kind {
            Kind::Word | Kind::Product(_) | Kind::Mark(',') | Kind::Cue(Cue::Link(Link::And | Link::Of) | Cue::Ignore) => true,
            Kind::Place(..) | Kind::Cue(Cue::Link(Link::From)) => dash,
            kind => kind == mark,
        };
        examples.then_some(())?;
        let verb = (at + 2..self.elements.len()).find(|i| !inside(i))?;
        // `импорт, включая уголь, в мае вырос`
        let timed =
            matches!(self.elements[verb].kind, Kind::Period(_)) && matches!(self.cue_at(verb + 1), Some(Cue::Level | Cue::Change(_)));
        let told = timed
            || matches!(
                self.elements[verb].kind,
                Kind::Cue(Cue::Share | Cue::Level | Cue::Change(_) | Cue::Link(Link::To)) | Kind::Figure(_)
            );
        let before = self.elements[..verb].iter().rfind(|e| !matches!(e.kind, Kind::Word | Kind::Cue(Cue::Ignore)))?;
        (told && before.kind == mark).then_some(verb)
    }
}
