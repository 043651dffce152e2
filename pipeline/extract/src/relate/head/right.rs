//! What stands right of a word of trade: `exports of timber to Russia`, `экспорт нефти из России в Китай`.

use super::role::{Role, assign, role};
use super::words::is_article;
use super::{Head, Places, Reader};
use crate::relate::elements::Kind;
use crate::relate::frame::{Slot, WORLD, Who};
use crate::relate::vocab::{Back, Cue, FlowCue, Form, Link, Strength, Words};
use crate::token::FigureKind;
use amur_model::Flow;

/// Walks from the word of trade to the right.
struct Right<'r, 'a> {
    reader: &'r Reader<'a>,
    head: &'r mut Head,
    /// The next element.
    at: usize,
    /// The element behind what the head has taken.
    end: usize,
    /// The link that what comes next stands behind.
    link: Option<Link>,
    /// Words without a meaning passed.
    skipped: usize,
}

impl Reader<'_> {
    /// Reads what stands after the core; returns the element after the head.
    pub(super) fn right(&self, head: &mut Head) -> usize {
        let at = head.core + 1;
        // `торгует с Китаем`: the link stands inside the verb.
        let link = self.text(head.core).ends_with(" с").then_some(Link::With);
        let mut right = Right { reader: self, head, at, end: at, link, skipped: 0 };
        while right.at < self.elements.len() && right.step() {}
        right.end
    }
}

impl Right<'_, '_> {
    /// Reads the next element; false where the phrase ends.
    fn step(&mut self) -> bool {
        let (reader, at) = (self.reader, self.at);
        match reader.elements[at].kind {
            Kind::Cue(Cue::Link(Link::And)) => !self.head.products.is_empty() && reader.is_product(at + 1) && self.pass(),
            // `were carried by rail via Zabaikalsk`
            Kind::Cue(Cue::Link(Link::By)) if self.names_carrier() => self.to(at + 2),
            Kind::Cue(Cue::Link(Link::By)) => self.by().is_some_and(|link| self.follow(link)),
            Kind::Cue(Cue::Link(next)) => self.follow(next),
            // `Russia supplied China with 86 million tonnes of crude`
            // `3 million tonnes of ore entered China via Erenhot`
            Kind::Place(..) if self.names_supplied() || at == self.head.core + 1 && reader.enters(self.head.core) => {
                self.link = Some(Link::To);
                self.places()
            }
            Kind::Place(..) | Kind::Zone(_) => self.places(),
            Kind::Product(product) => self.product(product),
            Kind::Cue(Cue::World) => self.world(),
            Kind::Cue(Cue::Back(back)) => self.points_back(back),
            Kind::Cue(Cue::Flow(again)) if self.says_again(again) => {
                self.head.total |= again.strength == Strength::Total;
                self.take(at + 1)
            }
            Kind::Cue(Cue::Flow(_)) => false,
            Kind::Cue(Cue::Total | Cue::Ignore) | Kind::Mark('"') => self.pass(),
            // `of the four territories`
            Kind::Figure(_) => self.link.is_some() && reader.figure_kind(at) == Some(FigureKind::Plain) && self.pass(),
            Kind::Period(_) => {
                self.link = None;
                self.pass()
            }
            Kind::Mark('(') => reader.closing(at).is_some_and(|close| self.to(close + 1)),
            Kind::Word => self.word(),
            Kind::Mark(',') => self.in_members() && self.pass(),
            Kind::Cue(Cue::Thing) => self.passes_crossing() || self.is_of_crossing(),
            Kind::Cue(Cue::Other(_)) => self.link == Some(Link::Between) && reader.leads_to_sides(at) && self.pass(),
            _ => false,
        }
    }

    fn pass(&mut self) -> bool {
        self.to(self.at + 1)
    }

    /// Does the verb have right behind it whom it is that is supplied with an amount?
    fn names_supplied(&self) -> bool {
        let (reader, at) = (self.reader, self.at);
        let verb = at == self.head.core + 1 && reader.says(self.head.core, Words::Supply);
        verb && reader.link(at + 1) == Some(Link::With) && matches!(reader.kind(at + 2), Some(Kind::Figure(_)))
    }

    fn to(&mut self, at: usize) -> bool {
        self.at = at;
        true
    }

    /// The head goes on to element `end`, and nothing is linked to what follows.
    fn take(&mut self, end: usize) -> bool {
        self.link = None;
        self.end = end;
        self.to(end)
    }

    fn flow(&self) -> Flow {
        self.head.flow.value.flow
    }

    /// `to`, `from`, `with`: does the other side come next?
    fn is_linked(&self) -> bool {
        matches!(self.link, Some(Link::With | Link::To | Link::From))
    }

    /// What comes next stands behind the link `next`, unless that only says more of one before.
    fn follow(&mut self, next: Link) -> bool {
        if next == Link::Between
            && let Some(past) =
                self.reader.take_named_pair(self.head, self.at + 1).or_else(|| self.reader.take_sides(self.head, self.at + 1))
        {
            return self.take(past);
        }
        // `between the Syunik region and Iran`: a name of no list, and the other side of its trade.
        if let Some(other) = self.side_behind_unknown().filter(|_| next == Link::Between) {
            self.link = Some(Link::With);
            return self.to(other);
        }
        let next = self.meaning(next);
        // `with the countries of the Belt and Road`: the first link says who they are.
        let keeps = (self.is_linked() || self.link == Some(Link::Between)) && matches!(next, Link::Of | Link::In);
        self.link = self.link.filter(|_| keeps).or(Some(next));
        self.pass()
    }

    /// The place behind the `and` of an English `between` that opens with words of no list, one of them a name.
    fn side_behind_unknown(&self) -> Option<usize> {
        const WORDS: usize = 5;
        let reader = self.reader;
        let start = self.at + 1;
        let words = (start..reader.elements.len()).take(WORDS).take_while(|&i| reader.kind(i) == Some(Kind::Word)).count();
        let and = start + words;
        let named = (start..and).any(|i| reader.text(i).starts_with(char::is_uppercase));
        let other = reader.over_article(and + 1);
        let sides = named && reader.link(and) == Some(Link::And) && reader.is_place(other);
        (sides && self.head.reporters.is_empty() && reader.text(self.at) == "between").then_some(other)
    }

    /// What the link `next` means behind this word of trade.
    fn meaning(&self, next: Link) -> Link {
        let two_way = !self.flow().is_one_way();
        match self.reader.text(self.at) {
            // `the trade balance for Poland` is Poland's.
            "for" if two_way => Link::Of,
            // `внешнеторговый оборот в Татарстане` is Tatarstan's; what is only carried goes somewhere.
            "в" | "во" if !self.head.is_verbal() && (two_way || self.says_where()) => Link::In,
            _ => next,
        }
    }

    /// `экспорт в Казахстане` is Kazakhstan's.
    fn says_where(&self) -> bool {
        self.reader.is_place(self.at + 1) && self.reader.is_locative(self.at + 1)
    }

    /// `by rail`, with where it went through behind it.
    fn names_carrier(&self) -> bool {
        let (reader, next) = (self.reader, self.at + 1);
        let carrier = reader.kind(next) == Some(Kind::Word) && reader.says(next, Words::Carriers);
        carrier && reader.text(self.at) == "by" && reader.link(next + 1) == Some(Link::Through)
    }

    /// What `на` or `by` means behind this word of trade, where it tells no amount.
    fn by(&self) -> Option<Link> {
        match self.reader.text(self.at) {
            // `exports by Kyrgyzstan to Russia`, `by the Republic of Korea`
            "by" => (self.reader.is_place(self.reader.over_article(self.at + 1)) && !self.head.is_weak()).then_some(Link::Of),
            "на" => self.onto(),
            _ => None,
        }
    }

    /// `импорт на Украину`, `поставки на Кубу`
    fn onto(&self) -> Option<Link> {
        let (reader, next) = (self.reader, self.at + 1);
        if next == reader.elements.len() {
            return None;
        }
        // `экспорт на переходе Забайкальск`
        if reader.vocabulary.is_crossing(reader.text(next)) {
            return Some(Link::Through);
        }
        let places = reader.places_after(next).filter(|places| !reader.falls_on(places))?;
        // `экспорт на Дальнем Востоке`
        match reader.is_locative(places.elements.end - 1) {
            true => (!self.head.is_weak()).then_some(Link::In),
            false => Some(Link::To),
        }
    }

    fn places(&mut self) -> bool {
        if self.link.is_none() && !self.may_follow() {
            return false;
        }
        let Some(places) = self.reader.places_after(self.at).filter(|_| !self.is_of_two()) else { return false };
        // `Доля экспорта Приморья в российском экспорте`: whose the next word of trade is, and not where to.
        let next = || matches!(self.reader.cue(places.elements.end), Some(Cue::Flow(_) | Cue::Total));
        if self.link == Some(Link::To) && places.adjective && self.reader.is_russian(self.at) && next() {
            return false;
        }
        if self.link == Some(Link::In) && self.owns_next(places.elements.end) {
            return false;
        }
        let (link, narrower) = (self.link, self.is_narrower(&places));
        self.take(places.elements.end);
        // `trade between China and Myanmar at Ruili`: the crossing counts what passes it.
        let crosses = matches!(link, Some(Link::In | Link::Through)) && self.reader.crosses(self.head, &places);
        if crosses || narrower {
            self.head.reporters = places.members;
            return true;
        }
        // `Sino-Russian trade in Heilongjiang`: that of the place which lies in one of the two.
        if matches!(link, Some(Link::In | Link::Through)) && self.reader.narrow_pair(self.head, &places) {
            return true;
        }
        // `exports to Vietnam via Laos`: the way there, and nobody's trade.
        let on_the_way = link == Some(Link::Through) && !self.head.partners.is_empty() && self.reader.is_ascii(self.head.core);
        if on_the_way && places.members.iter().all(|who| self.reader.vocabulary.is_country(&who.value)) {
            return true;
        }
        if link == Some(Link::To) && self.reader.turns_to_buyer(self.head, &places) {
            return true;
        }
        let role = self.reader.role_after(self.head, link, &places);
        self.head.from |= link == Some(Link::From);
        // `cargo transportation via Zabaikalsk`
        self.head.through |= link == Some(Link::Through) && self.head.is_weak();
        assign(self.head, role, places.members);
        // `imports of Russian oil`: what is imported follows.
        self.link = link.filter(|&l| l == Link::Of && places.adjective);
        true
    }

    /// `the share of exports to Russia in Georgia's total exports`: does the place before `at` own the next word of trade?
    fn owns_next(&self, at: usize) -> bool {
        const NEAR: usize = 3;
        let elements = self.reader.elements.get(at..).unwrap_or_default();
        let possessive = elements.first().is_some_and(|e| e.kind == Kind::Mark('\''));
        possessive && elements.iter().take(NEAR).any(|e| matches!(e.cue(), Some(Cue::Flow(_))))
    }

    /// `Japan-Russia trade comes from the Far East`: those before the word trade with each other.
    fn is_of_two(&self) -> bool {
        let abroad = |one: &Who, other: &Who| !self.reader.vocabulary.same_country(&one.value, &other.value);
        let two = matches!(self.head.reporters.as_slice(), [one, other] if abroad(one, other));
        two && self.link == Some(Link::From) && self.flow() == Flow::Trade
    }

    /// `экспорт дальневосточной рыбы из Приморья`: the goods are those of all the Far East, the exports are not.
    fn is_narrower(&self, places: &Places) -> bool {
        let ([owner], [from]) = (self.head.reporters.as_slice(), places.members.as_slice()) else { return false };
        let from_inside = self.link == Some(Link::From) && self.flow() == Flow::Export && !places.adjective;
        from_inside && self.reader.vocabulary.lies_round(&owner.value, &from.value)
    }

    /// May a place stand here without a link?
    fn may_follow(&self) -> bool {
        let (reader, at) = (self.reader, self.at);
        if reader.is_han(at) {
            // A Chinese place right after the core starts the next phrase unless it is 出口俄罗斯.
            return self.head.partners.is_empty();
        }
        // `в структуре торговли Киргизии Казахстан занимал`: the second is what the clause is about.
        let name = reader.is_place_as(at - 1, Form::Name) && !reader.is_place_as(at, Form::Adjective);
        let second = self.end == at && name && !self.head.reporters.is_empty();
        // English needs a link: `exports China` is no phrase.
        !reader.text(at).is_ascii() && !second && !self.is_subject()
    }

    /// `По объёму экспорта Россия заняла 7-е место`: a name in the nominative right behind a noun is not whose trade it is.
    fn is_subject(&self) -> bool {
        let (reader, at) = (self.reader, self.at);
        let noun = matches!(self.head.flow.value.strength, Strength::Noun | Strength::Total) && at == self.head.core + 1;
        let verb = reader.cue(at + 1) == Some(Cue::Share) && ["заня", "зани"].iter().any(|verb| reader.text(at + 1).starts_with(verb));
        noun && verb && reader.is_russian(at) && (reader.text(at).ends_with("ия") || reader.is_goal(at))
    }

    fn product(&mut self, product: u32) -> bool {
        let (reader, at) = (self.reader, self.at);
        match self.link {
            Some(Link::Of) if !reader.is_han(at) => {
                let stop = reader.noun_phrase(at);
                self.head.products = vec![reader.phrase(at..stop)];
                self.head.listed = reader.listed(at..stop);
                self.take(stop)
            }
            None | Some(Link::Of) => {
                self.head.products.push(reader.product(product, at));
                self.take(at + 1)
            }
            _ => false,
        }
    }

    /// `were supplied to world markets`
    fn world(&mut self) -> bool {
        if !(self.is_linked() && self.head.partners.is_empty() && self.reader.names_the_world(self.at)) {
            return false;
        }
        self.head.partners = vec![Slot::new(WORLD, self.reader.bytes(self.at..self.at + 1))];
        self.take(self.at + 1)
    }

    /// A word that points back to a partner, or to whose trade it is.
    fn points_back(&mut self, back: Back) -> bool {
        if back == Back::Figure {
            return self.pass();
        }
        // `exports to the country`, `were sold there`
        let english = self.reader.text(self.at).is_ascii();
        let points = matches!(back, Back::Own | Back::There) || back == Back::Country && english || self.is_brought_to(back);
        let done = back == Back::There && self.link.is_none() && english && !matches!(self.head.flow.value.strength, Strength::Noun);
        if points && self.is_linked() && role(self.flow(), self.link) == Role::Partner || done {
            self.head.partner_back = true;
            return self.take(self.at + 1);
        }
        let Some(owner) = self.owner(back) else { return back == Back::City && self.passes_crossing() };
        self.head.back = Some(Slot::new(owner, self.reader.bytes(self.at..self.at + 1)));
        self.take(self.at + 1)
    }

    /// `Китай поставил в регион товаров на 3 млрд`: another brought them to the region that the talk is of.
    fn is_brought_to(&self, back: Back) -> bool {
        let region = matches!(back, Back::Province | Back::Republic) && self.link == Some(Link::To);
        region && self.head.is_verbal() && !self.head.reporters.is_empty() && self.reader.is_russian(self.at)
    }

    /// Whose trade it is according to a word that points back.
    fn owner(&mut self, back: Back) -> Option<Back> {
        let free = self.head.reporters.is_empty();
        match (back, self.link) {
            // `перевезено через него`, `прошло через этот пункт пропуска`
            (Back::Own | Back::There | Back::City, Some(Link::Through)) if free && self.reader.is_russian(self.at) => {
                self.head.through = true;
                Some(Back::City)
            }
            // `The volume of freight transport through the port`
            (Back::City, Some(Link::Through)) if free && self.head.is_carried() && self.reader.is_ascii(self.at) => {
                self.head.through = true;
                Some(Back::City)
            }
            // `China-Mongolia trade through the port`
            (Back::City, Some(Link::Through)) if self.head.reporters.len() == 2 => {
                self.head.partners = self.head.reporters.split_off(1);
                self.head.reporters.clear();
                Some(Back::City)
            }
            // `trade between China and Myanmar at the port`
            (Back::City, Some(Link::In | Link::Through)) if !self.head.partners.is_empty() => {
                self.head.reporters.clear();
                Some(Back::City)
            }
            (_, link) => {
                let linked = matches!(link, None | Some(Link::Of | Link::In | Link::Between | Link::With));
                let whose = linked || role(self.flow(), link) == Role::Reporter;
                (free && whose && self.head.back.is_none()).then_some(back)
            }
        }
    }

    /// `the trade volume of imports and exports of`, `trade turnover`: one thing said twice.
    fn says_again(&self, again: FlowCue) -> bool {
        let same = again.flow == Flow::Trade || again.flow == self.flow() && again.sign == 0;
        match self.flow() {
            Flow::Trade => same && matches!(self.link, None | Some(Link::Of | Link::In)),
            Flow::Balance => same,
            _ => false,
        }
    }

    fn word(&mut self) -> bool {
        let (reader, at) = (self.reader, self.at);
        if is_article(reader.text(at)) {
            return self.pass();
        }
        if self.is_linked() && role(self.flow(), self.link) == Role::Partner && reader.counts_countries(at) {
            self.head.partner_back = true;
            return self.take(at + 1);
        }
        // `sales to members of COMESA`, `exports to buyers in China`
        if self.is_linked() && role(self.flow(), self.link) == Role::Partner && reader.leads_to_those_of(at) {
            return self.pass();
        }
        if self.link == Some(Link::Of) && !reader.is_han(at) {
            return self.noun_phrase();
        }
        if let Some(place) = reader.past_kind_of_place(at).filter(|_| self.link == Some(Link::In)) {
            return self.to(place);
        }
        // `закупила у России`
        if self.flow() == Flow::Import && reader.text(at) == "у" {
            self.link = Some(Link::From);
            return self.pass();
        }
        if (self.is_linked() || self.link == Some(Link::Between)) && reader.leads_to_members(at) {
            return self.pass();
        }
        self.passes_crossing() || self.is_of_crossing() || self.goes_on()
    }

    /// Did the word before lead to the members of a group that stand behind it?
    fn in_members(&self) -> bool {
        let linked = self.is_linked() || self.link == Some(Link::Between);
        linked && self.reader.kind(self.at - 1) == Some(Kind::Word) && self.reader.leads_to_members(self.at - 1)
    }

    /// `of consumer goods`, and what else stands behind `of`.
    fn noun_phrase(&mut self) -> bool {
        // `imports of Belarusian goods saw a decrease`
        if self.reader.says(self.at, Words::See) {
            return false;
        }
        let phrase = self.at..self.reader.noun_phrase(self.at);
        // `exports of only 873 million`: one word before a figure names no goods.
        let qualifies = phrase.len() == 1 && matches!(self.reader.kind(phrase.end), Some(Kind::Figure(_)));
        // `the trade of northeast China`
        if self.reader.is_place(phrase.end) || qualifies {
            return self.to(phrase.end);
        }
        let named = phrase.len() == 1 && self.flow() == Flow::Trade && self.reader.is_unknown_name(phrase.start);
        let goods = !named && !self.reader.is_of_anything(phrase.clone());
        if self.head.products.is_empty() && self.flow() != Flow::Balance && goods {
            self.head.products.push(self.reader.phrase(phrase.clone()));
        }
        self.take(phrase.end)
    }

    /// `via border gates with China`, `through the railway border crossings at`: what passes them is trade.
    fn passes_crossing(&mut self) -> bool {
        const WORDS: usize = 5;
        if self.link != Some(Link::Through) || self.skipped >= WORDS {
            return false;
        }
        self.head.through |= self.head.is_weak() && self.reader.vocabulary.is_crossing(self.reader.text(self.at));
        self.skipped += 1;
        self.pass()
    }

    /// `through Russia's border crossings to China`
    fn is_of_crossing(&mut self) -> bool {
        if !(self.head.through && self.reader.vocabulary.is_crossing(self.reader.text(self.at))) {
            return false;
        }
        self.end = self.at + 1;
        self.pass()
    }

    /// Words that lead to more of the head.
    fn goes_on(&mut self) -> bool {
        const WORDS: usize = 2;
        // `перевезено Забайкальской железной дорогой через погранпереход`
        if self.end == self.at
            && self.head.is_carried()
            && let Some(past) = self.reader.through_ahead(self.at)
        {
            return self.to(past);
        }
        if self.skipped < WORDS && self.reader.leads_to_link(self.at) {
            self.skipped += 1;
            return self.pass();
        }
        false
    }
}

impl Reader<'_> {
    /// `the world`, `world markets`: all countries, not `other countries` nor the `global` of something else.
    fn names_the_world(&self, at: usize) -> bool {
        let word = self.text(at).to_lowercase();
        !word.starts_with("other") && word != "global"
    }

    /// `в структуре экспорта на Китай пришлось 30%`: what is told of the places is what part falls on them.
    fn falls_on(&self, places: &Places) -> bool {
        let mut behind = self.elements[places.elements.end..].iter().filter(|e| !matches!(e.kind, Kind::Period(_) | Kind::Word));
        behind.next().is_some_and(|e| matches!(e.kind, Kind::Cue(Cue::Share) | Kind::Mark('(' | '-') | Kind::Figure(_)))
    }

    /// `the four countries`, `these neighbours`: several told before.
    fn counts_countries(&self, at: usize) -> bool {
        let noun = self.says(at, Words::Countries);
        noun && at.checked_sub(1).is_some_and(|i| match self.elements[i].kind {
            Kind::Figure(_) => {
                let plain = self.figure_kind(i) == Some(FigureKind::Plain);
                plain && i > 0 && matches!(self.text(i - 1), "the" | "these" | "those")
            }
            _ => matches!(self.text(i), "these" | "those"),
        })
    }

    /// A word for `through` behind nothing but the words for who carries it.
    fn through_ahead(&self, at: usize) -> Option<usize> {
        const FAR: usize = 8;
        let carrier =
            |i: &usize| matches!(self.elements[*i].kind, Kind::Word | Kind::Mark('-' | '"' | '.') | Kind::Place(_, Form::Adjective));
        let past = (at..self.elements.len().min(at + FAR)).find(|i| !carrier(i))?;
        (self.link(past) == Some(Link::Through)).then_some(past)
    }

    /// `in the northern province of Lao Cai`: the place behind the English words for what it is.
    fn past_kind_of_place(&self, at: usize) -> Option<usize> {
        const WORDS: usize = 3;
        let of = (at..self.elements.len().min(at + WORDS)).find(|&i| self.elements[i].kind != Kind::Word)?;
        let kind = self.link(of) == Some(Link::In) && self.text(of).ends_with(" of");
        (kind && self.is_ascii(at) && self.is_place(of + 1)).then_some(of + 1)
    }

    /// Does the word at `at`, with another at most, stand before a link?
    fn leads_to_link(&self, at: usize) -> bool {
        (at + 1..self.elements.len().min(at + 3)).find(|&i| self.elements[i].kind != Kind::Word).is_some_and(|i| {
            match self.elements[i].kind {
                Kind::Cue(Cue::Link(Link::Through)) => self.text(at).is_ascii(),
                // `export items of Peru to China`
                Kind::Cue(Cue::Link(Link::Of)) => self.is_ascii(at) && (self.says(at, Words::Goods) || self.says(at, Words::Item)),
                Kind::Cue(Cue::Link(link)) => matches!(link, Link::To | Link::From | Link::With | Link::Between),
                // Russian strings genitives together: `экспорт всех товаров России`.
                Kind::Place(..) => !self.text(at).is_ascii() && !self.is_han(at) && !(at..i).any(|i| self.is_being(i)),
                _ => false,
            }
        })
    }

    /// `fellow members of COMESA`: are they those of the place behind?
    pub fn leads_to_those_of(&self, at: usize) -> bool {
        const WORDS: usize = 2;
        let words = (at..self.elements.len()).take(WORDS).take_while(|&i| self.elements[i].kind == Kind::Word).count();
        let of = at + words;
        self.is_ascii(at) && matches!(self.link(of), Some(Link::Of | Link::In)) && self.is_place(self.over_article(of + 1))
    }

    /// `between companies of China and Russia`, `между жителями Хуньчуня и России`: are they those of the places behind?
    fn leads_to_sides(&self, at: usize) -> bool {
        let of = usize::from(self.cue(at + 1) == Some(Cue::Link(Link::Of)));
        self.is_place(at + 1 + of) || at + 1 < self.elements.len() && self.leads_to_members(at + 1)
    }

    /// `со странами вдоль «Пояса и пути»`: Russian needs no word for `of`.
    fn leads_to_members(&self, at: usize) -> bool {
        const FAR: usize = 8;
        // `со странами, расположенными вдоль «Пояса и пути»`, `со странами, присоединившимися к «Поясу и пути»`
        let joined = |i: usize| i > at + 1 && self.is_comma(at + 1) && self.text(i) == "к";
        let plain = |i: usize| matches!(self.elements[i].kind, Kind::Word | Kind::Mark('"'));
        let passed = |i: usize| plain(i) || i == at + 1 && self.is_comma(i) || joined(i);
        let member = (at..self.elements.len().min(at + FAR)).find(|&i| !passed(i)).and_then(|i| self.who(i));
        let several = |who: &Who| self.vocabulary.place_of(&who.value).is_some_and(|place| place.is_group());
        let parted = at + 1 < self.elements.len() && self.is_comma(at + 1);
        self.is_russian(at) && member.is_some_and(|who| !parted || several(&who))
    }
}
