//! A place told in many words is one place: `the Chinese border city of Heihe`, `Manzhouli, China's largest land port,`,
//! `китайского приграничного города Хэйхэ`, `провинции Хэйлунцзян на северо-востоке Китая`. What only says which place is meant,
//! and where it lies, is left out, so that what reads the sentence finds one element where there is one place. Chinese has no
//! such words.

use super::elements::{Element, Found, Kind};
use super::vocab::{Back, Cue, Form, Link, Vocabulary, Words};
use crate::token::FigureKind;

/// Words between a place and one round it, where a noun for a kind of place closes them, and where none does.
const WORDS: usize = 6;
const BARE_WORDS: usize = 2;

/// The longest apposition, in elements.
const APPOSITION: usize = 14;

/// Leaves out the words round each place that only tell it more closely.
pub fn join(vocabulary: &Vocabulary, found: &Found, elements: &mut Vec<Element>) {
    if !elements.iter().any(|e| matches!(e.kind, Kind::Place(_, Form::Name))) {
        return;
    }
    let mut kept = vec![true; elements.len()];
    for at in 0..elements.len() {
        // What lies round the next place may be this one.
        if !kept[at] || !matches!(elements[at].kind, Kind::Place(_, Form::Name)) {
            continue;
        }
        let phrase = Phrase { vocabulary, found, elements, inner: at };
        let text = phrase.text(at);
        let (start, end) = if text.is_ascii() {
            (phrase.start(), phrase.end())
        } else if text.starts_with(|c: char| matches!(c, 'А'..='я' | 'Ё' | 'ё')) {
            (phrase.russian_start(), phrase.russian_end())
        } else {
            continue;
        };
        kept[start..at].fill(false);
        kept[at + 1..end].fill(false);
    }
    let mut kept = kept.into_iter();
    elements.retain(|_| kept.next().unwrap_or(true));
}

/// The place at `inner`, and what stands round it.
struct Phrase<'a> {
    vocabulary: &'a Vocabulary,
    found: &'a Found<'a>,
    elements: &'a [Element],
    inner: usize,
}

impl Phrase<'_> {
    fn text(&self, at: usize) -> &str {
        self.found.words(&self.elements[at].units)
    }

    fn place(&self, at: usize) -> Option<&str> {
        match self.elements.get(at)?.kind {
            Kind::Place(place, _) => Some(&self.vocabulary.place(place).code),
            _ => None,
        }
    }

    /// Does the place at `at` lie round the inner one?
    fn is_around(&self, at: usize) -> bool {
        self.place(at).zip(self.place(self.inner)).is_some_and(|(outer, inner)| self.vocabulary.lies_round(outer, inner))
    }

    /// A noun for a kind of place, or the cue that such a noun makes with its article: `port`, `the border city`.
    fn is_noun(&self, at: usize) -> bool {
        match self.elements[at].kind {
            Kind::Cue(Cue::Back(Back::City | Back::Province | Back::Republic)) => true,
            Kind::Word | Kind::Cue(Cue::Ignore | Cue::Thing) => self.vocabulary.is(Words::PlaceNouns, self.text(at)),
            // `province of`, `city of`
            Kind::Cue(Cue::Link(Link::In)) => self.text(at).ends_with(" of") && !self.says_again(at),
            _ => false,
        }
    }

    /// `that of Japan`: what is Japan's was named before.
    fn says_again(&self, at: usize) -> bool {
        ["that of", "those of"].iter().any(|words| self.text(at).eq_ignore_ascii_case(words))
    }

    /// A word that may describe a place.
    fn describes(&self, at: usize) -> bool {
        match self.elements[at].kind {
            Kind::Word => self.text(at).bytes().all(|b| b.is_ascii_alphabetic() || b == b'-'),
            Kind::Cue(Cue::Ignore | Cue::Thing) | Kind::Mark('-') => true,
            // `China's largest land port`
            Kind::Figure(_) => self.found.figure_kind(&self.elements[at]) == Some(FigureKind::Rank),
            _ => self.is_noun(at),
        }
    }

    fn is_possessive(&self, at: usize) -> bool {
        self.elements.get(at).is_some_and(|e| e.kind == Kind::Mark('\'') || e.kind == Kind::Word && self.text(at) == "s")
    }

    /// `the port of`
    fn is_of(&self, at: usize) -> bool {
        at + 1 == self.inner && self.elements[at].cue() == Some(Cue::Link(Link::Of))
    }

    /// `the share of`, right before the inner place.
    fn is_shared(&self) -> bool {
        let before = self.elements[..self.inner].iter().rev().find(|e| !(e.kind == Kind::Word && self.found.words(&e.units) == "the"));
        before.is_some_and(|e| e.cue() == Some(Cue::Share))
    }

    fn is_article(&self, at: usize) -> bool {
        self.elements[at].kind == Kind::Word && matches!(self.text(at), "the" | "a" | "an" | "The" | "A" | "An")
    }

    /// The first element of what leads to the inner place.
    fn start(&self) -> usize {
        let mut start = self.after_adjective();
        let (mut words, mut noun) = (0, false);
        for before in (0..start).rev() {
            if self.is_around(before) {
                start = before;
                (words, noun) = (0, false);
            } else if self.is_article(before) {
                return if noun { before } else { start };
            } else if words == 0 && self.is_noun(before) {
                noun = true;
                start = before;
            } else if self.describes(before) && !self.is_possessive(before) && words < if noun { WORDS } else { BARE_WORDS } {
                words += 1;
            } else if !(self.is_possessive(before) || self.is_of(before)) {
                break;
            }
        }
        start
    }

    /// `северо-восточной китайской провинции`, `приграничного города`: the first element of what leads to the inner place.
    fn russian_start(&self) -> usize {
        let start = self.after_adjective();
        let lead = || (0..start).rev().take(WORDS);
        let outer = lead().find(|&at| !matches!(self.elements[at].kind, Kind::Word | Kind::Cue(Cue::Ignore)));
        if let Some(outer) = outer.filter(|&at| matches!(self.elements[at].kind, Kind::Place(_, Form::Adjective)) && self.is_around(at)) {
            return outer;
        }
        let typed = lead().next().is_some_and(|at| self.is_russian_noun(at));
        let phrase = lead().take_while(|&at| self.is_russian_noun(at) || self.is_russian_adjective(at));
        if typed { phrase.last().unwrap_or(start) } else { start }
    }

    /// `города`, `провинции`
    fn is_russian_noun(&self, at: usize) -> bool {
        self.elements[at].kind == Kind::Cue(Cue::Ignore)
    }

    fn is_russian_adjective(&self, at: usize) -> bool {
        const SHORTEST: usize = 5;
        let word = self.text(at);
        let ends =
            ["ого", "его", "ому", "ему", "ой", "ей", "ом", "ем", "ый", "ий", "ая", "яя", "ую", "юю", "ое", "ее", "ых", "их", "ым", "им"];
        self.elements[at].kind == Kind::Word && word.chars().count() >= SHORTEST && ends.iter().any(|ending| word.ends_with(ending))
    }

    /// `на северо-востоке Китая`, `провинции Хэйлунцзян`: the element behind where the inner place lies.
    fn russian_end(&self) -> usize {
        let end = self.inner + 1;
        let far = self.elements.len().min(end + WORDS);
        let outer = (end..far).find(|&at| !(self.is_russian_noun(at) || self.is_russian_adjective(at))).filter(|&at| self.is_around(at));
        if let Some(outer) = outer.filter(|&at| at > end && matches!(self.elements[at].kind, Kind::Place(_, Form::Name))) {
            return outer + 1;
        }
        let region = |place: u32| self.vocabulary.place(place).kind == "group";
        match self.elements.get(end + 1).map(|e| e.kind) {
            Some(Kind::Place(place, _)) if self.text(end) == "на" && region(place) && self.is_around(end + 1) => end + 2,
            _ => end,
        }
    }

    /// `with neighboring Mongolia`, and not `Heilongjiang, neighboring Russia`.
    fn after_adjective(&self) -> usize {
        let adjective = |at: &usize| matches!(self.elements[*at].kind, Kind::Word | Kind::Cue(Cue::Object));
        let verb = self.inner.checked_sub(1).filter(adjective);
        let plain = |at: &usize| at.checked_sub(1).is_none_or(|i| !matches!(self.elements[i].kind, Kind::Mark(',') | Kind::Place(..)));
        verb.filter(|&at| self.vocabulary.is_place_word(self.text(at))).filter(plain).unwrap_or(self.inner)
    }

    /// The element behind what follows the inner place.
    fn end(&self) -> usize {
        let mut end = self.past_nouns(self.inner + 1);
        while let Some(past) = self.past_more(end) {
            end = past;
        }
        end
    }

    /// The element behind what is said more of the place at `at`: `in Xinjiang`, `, Jilin Province,`, `, a border city,`.
    fn past_more(&self, at: usize) -> Option<usize> {
        let adjective = |at: usize| matches!(self.elements[at].kind, Kind::Place(_, Form::Adjective));
        let owns = |past: usize| self.elements.get(past).is_some_and(|_| self.is_possessive(past) || adjective(past - 1));
        match self.elements.get(at)?.kind {
            // `the share of the Far East in Russia's foreign trade`
            Kind::Cue(Cue::Link(Link::In)) => self.past_outer(at + 1).filter(|&past| !(owns(past) && self.is_shared())),
            Kind::Mark(',') => {
                // `Manzhouli, China's largest land port`: more is said than where it lies.
                let outer = self.past_outer(at + 1).filter(|&past| !owns(past));
                outer.map(|past| past + usize::from(self.is_comma(past))).or_else(|| self.past_apposition(at + 1))
            }
            Kind::Mark('(') => self.is_abbreviation(at + 1).then_some(at + 3),
            _ => None,
        }
    }

    /// `the Far Eastern Customs (DVTU)`: is the element at `at` a name in capitals, of no list, and alone in its bracket?
    fn is_abbreviation(&self, at: usize) -> bool {
        const LONGEST: usize = 8;
        let closed = self.elements.get(at + 1).is_some_and(|e| e.kind == Kind::Mark(')'));
        let word = || self.text(at);
        closed && self.elements[at].kind == Kind::Word && word().len() <= LONGEST && word().bytes().all(|b| b.is_ascii_uppercase())
    }

    fn is_comma(&self, at: usize) -> bool {
        self.elements.get(at).is_some_and(|e| e.kind == Kind::Mark(','))
    }

    /// `border crossing`, `autonomous region`: a noun for the kind of the place, with the words before it.
    fn past_nouns(&self, from: usize) -> usize {
        const LONGEST: usize = 3;
        let describes = |at: &usize| {
            let word = matches!(self.elements[*at].kind, Kind::Word | Kind::Cue(Cue::Ignore | Cue::Thing));
            word && self.vocabulary.is_place_word(self.text(*at))
        };
        let far = self.elements.len().min(from + LONGEST);
        (from..far).take_while(describes).filter(|&at| self.is_noun(at)).last().map_or(from, |at| at + 1)
    }

    /// `north China's Inner Mongolia Autonomous Region`: the places round the inner one from element `from` on.
    fn past_outer(&self, from: usize) -> Option<usize> {
        let far = self.elements.len().min(from + BARE_WORDS + 1);
        let lead = (from..far).find(|&at| !(self.is_article(at) || self.elements[at].kind == Kind::Word || self.is_noun(at)))?;
        let mut end = self.is_around(lead).then_some(lead + 1)?;
        loop {
            let owned = (end..self.elements.len()).take_while(|&at| self.is_possessive(at)).count();
            match end + owned {
                next if owned > 0 && self.is_around(next) => end = next + 1,
                _ => return Some(self.past_nouns(end)),
            }
        }
    }

    /// `, a border city in Heilongjiang,`, `, a port on China's border with Mongolia,`: says what the place is, and ends with a comma.
    fn past_apposition(&self, from: usize) -> Option<usize> {
        let (mut noun, mut border, mut ranked) = (false, false, false);
        for at in from..self.elements.len().min(from + APPOSITION) {
            noun |= self.is_noun(at);
            border |= noun && self.text(at) == "border";
            // `South Korea, Asia's fourth-largest economy,`
            noun |= ranked && self.vocabulary.is(Words::Epithets, self.text(at));
            ranked |= matches!(self.elements[at].kind, Kind::Figure(_));
            match self.elements[at].kind {
                Kind::Mark(',') => return noun.then_some(at + 1),
                Kind::Place(place, _) if self.vocabulary.place(place).is_group() && self.is_possessive(at + 1) => {}
                Kind::Cue(Cue::World) => {}
                Kind::Place(..) if border || self.is_around(at) => {}
                Kind::Cue(Cue::Link(Link::With | Link::Between)) if border => {}
                Kind::Word if noun && self.text(at) == "on" => {}
                Kind::Cue(Cue::Link(Link::In | Link::Of | Link::And)) => {}
                _ if self.describes(at) || self.is_possessive(at) => {}
                _ => return None,
            }
        }
        None
    }
}
