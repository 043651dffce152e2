//! What stands left of a word of trade: 黑龙江省对俄罗斯出口, `China's annual timber exports`.

use super::aside::names_way;
use super::role::{Role, assign, role};
use super::words::is_article;
use super::{Head, Places, Reader};
use crate::relate::elements::Kind;
use crate::relate::frame::{Slot, WORLD, Who};
use crate::relate::vocab::{Back, Cue, Form, Link, Strength};
use amur_model::Flow;

/// Walks from the word of trade to the left.
struct Left<'r, 'a> {
    reader: &'r Reader<'a>,
    head: &'r mut Head,
    /// The first element taken.
    at: usize,
    /// Words without a meaning passed since the last place.
    unknown: usize,
}

impl Reader<'_> {
    /// Reads what stands before the core; returns the first element of the head.
    pub(super) fn left(&self, head: &mut Head) -> usize {
        let at = head.core;
        let mut left = Left { reader: self, head, at, unknown: 0 };
        while left.at > self.floor && left.step() {}
        left.at
    }
}

impl Left<'_, '_> {
    /// Does a comma stand before the `and` at `at`, and goods before the comma, in English?
    fn joins_with_comma(&self, at: usize) -> bool {
        let reader = self.reader;
        at > reader.floor + 1 && reader.is_comma(at - 1) && reader.is_product(at - 2) && reader.is_ascii(at - 2)
    }

    /// Reads the element before; false where the phrase begins.
    fn step(&mut self) -> bool {
        let (reader, at) = (self.reader, self.at - 1);
        match reader.elements[at].kind {
            Kind::Product(product) if self.head.reporters.is_empty() => {
                self.head.products.insert(0, reader.product(product, at));
                self.pass()
            }
            Kind::Cue(Cue::Link(Link::And)) if !self.head.products.is_empty() && at > reader.floor && reader.is_product(at - 1) => {
                self.pass()
            }
            // `butter, and cheese exports`
            Kind::Cue(Cue::Link(Link::And)) if !self.head.products.is_empty() && self.joins_with_comma(at) => {
                self.at -= 1;
                self.pass()
            }
            // `machines, equipment and vehicle exports`
            Kind::Mark(',')
                if self.head.products.len() > 1 && at > reader.floor && reader.is_product(at - 1) && reader.is_ascii(at - 1) =>
            {
                self.pass()
            }
            Kind::Cue(Cue::Link(Link::And)) if self.takes_next_partner() => true,
            Kind::Place(..) | Kind::Zone(_) => self.places(),
            Kind::Cue(Cue::World) => self.world(),
            Kind::Cue(Cue::Back(back)) => self.points_back(back),
            Kind::Cue(Cue::Total) => {
                self.head.total = true;
                self.pass()
            }
            // 榴莲、燕窝合计进口
            Kind::Cue(Cue::Level) if self.at == self.head.core && at > reader.floor && reader.sums_goods(at) => self.pass(),
            Kind::Cue(Cue::Flow(_)) if names_way(reader.found, reader.elements, at) => self.pass(),
            // 对越南、泰国分别进出口
            Kind::Cue(Cue::Link(Link::Of) | Cue::Respectively) if reader.is_han(at) => self.pass(),
            // 对外石油采购
            Kind::Cue(Cue::Ignore) => {
                self.head.total |= matches!(reader.text(at), "对外" | "對外");
                self.pass()
            }
            Kind::Period(_) | Kind::Mark('\'' | '"') => self.pass(),
            Kind::Mark(')') => self.bracket(),
            // `В Польшу литовские предприятия отправили`: whose companies did it.
            Kind::Cue(Cue::Other("enterprises"))
                if self.head.is_verbal() && at > reader.floor && reader.is_russian(at) && reader.is_place_as(at - 1, Form::Adjective) =>
            {
                self.pass()
            }
            Kind::Word => self.word(),
            _ => false,
        }
    }

    fn pass(&mut self) -> bool {
        self.to(self.at - 1)
    }

    fn to(&mut self, at: usize) -> bool {
        self.at = at;
        true
    }

    fn places(&mut self) -> bool {
        let Some(places) = self.reader.places_before(self.at) else { return false };
        // `Доля Турции в российском экспорте`: the first is the part.
        let part = places.elements.start.checked_sub(1).and_then(|i| self.reader.cue(i)) == Some(Cue::Share);
        if part && !self.head.reporters.is_empty() {
            return false;
        }
        // `Мексика обогнала Канаду и Китай по торговому обороту`: with whom it is compared.
        let object = places.elements.start.checked_sub(1).filter(|&i| self.reader.cue(i) == Some(Cue::Object));
        if object.is_some_and(|i| self.reader.is_russian(i)) {
            return false;
        }
        if self.is_source(places.elements.start) {
            return false;
        }
        // 崇左市成为中国边境贸易…: what the clause is about, not whose trade it is.
        let inside = |outer: &Who| places.members.iter().all(|inner| self.reader.vocabulary.lies_round(&outer.value, &inner.value));
        if self.reader.is_han(self.at - 1) && self.head.reporters.first().is_some_and(inside) {
            return false;
        }
        self.unknown = 0;
        let start = self.reader.take_left(self.head, places);
        self.to(start)
    }

    /// `По данным Сибирского управления экспорт Томской области`: whose figures they are, where whose trade it is stands behind.
    fn is_source(&self, start: usize) -> bool {
        let (reader, core) = (self.reader, self.head.core);
        let told = self.at == core && start > reader.floor && reader.cue(start - 1) == Some(Cue::Speaker) && reader.is_russian(core);
        let owner = core + 1 + usize::from(reader.kind(core + 1) == Some(Kind::Word));
        // `По данным Дальневосточного управления экспорт области`
        let named = owner < reader.elements.len() && reader.is_place_as(owner, Form::Name)
            || matches!(reader.cue(owner), Some(Cue::Back(Back::Province | Back::Republic)));
        told && !self.head.is_verbal() && named
    }

    /// 从全球各地进口, 对全世界出口: with everybody, whoever was spoken of before.
    fn world(&mut self) -> bool {
        let (reader, at) = (self.reader, self.at - 1);
        let link = at.checked_sub(1).filter(|&i| i >= reader.floor).and_then(|i| reader.link(i));
        let partner = matches!(link, Some(Link::With | Link::From | Link::To)) && role(self.head.flow.value.flow, link) == Role::Partner;
        let free = self.head.partners.is_empty() && self.head.reporters.is_empty();
        if !(partner && free && reader.is_han(at)) {
            return false;
        }
        self.head.partners = vec![Slot::new(WORLD, reader.bytes(at..at + 1))];
        self.to(at - 1)
    }

    /// 对俄、对韩、对日进出口: one more partner, with the link said again.
    fn takes_next_partner(&mut self) -> bool {
        let (reader, and) = (self.reader, self.at - 1);
        let link = reader.link(self.at).filter(|link| matches!(link, Link::With | Link::From) && reader.is_han(self.at));
        let listed = link.is_some() && self.head.reporters.is_empty() && !self.head.partners.is_empty();
        let Some(places) = reader.places_before(and).filter(|_| listed && and > reader.floor + 1) else { return false };
        let start = places.elements.start.checked_sub(1).filter(|&i| i >= reader.floor && reader.link(i) == link);
        if start.is_some() {
            self.head.partners.splice(0..0, places.members);
        }
        start.is_some_and(|start| self.to(start))
    }

    fn points_back(&mut self, back: Back) -> bool {
        // `в которую с начала года поставлено`
        let linked = matches!(self.at.checked_sub(2).and_then(|i| self.reader.link(i)), Some(Link::To | Link::From | Link::With));
        if back == Back::There
            && linked
            && self.at - 1 > self.reader.floor
            && self.head.partners.is_empty()
            && self.reader.is_russian(self.at - 1)
        {
            self.head.partner_back = true;
            return self.to(self.at - 2);
        }
        if back == Back::Country && self.takes_ours() {
            return true;
        }
        // `в феврале в страну экспортировано`: whither goods went that left another.
        let away = back == Back::Country && self.head.flow.value.flow == Flow::Export && self.reader.text(self.at - 1) == "страну";
        if away && linked && self.head.is_verbal() && self.head.partners.is_empty() {
            self.head.partner_back = true;
            return self.to(self.at - 2);
        }
        let free = back != Back::Figure && self.head.back.is_none() && self.head.reporters.is_empty();
        // 全区口岸: all of the region's.
        let wider = matches!(back, Back::Province | Back::Country) && self.head.back.as_ref().is_some_and(|b| b.value == Back::City);
        if !(free || wider) {
            return false;
        }
        self.pass();
        self.head.back = Some(Slot::new(back, self.reader.bytes(self.at..self.at + 1)));
        self.pass_link_to_owner();
        // `The port in the city of Heihe saw its trade`: the subject's, whoever stands nearest.
        back != Back::Own || !self.reader.text(self.at).is_ascii()
    }

    /// `из Китая в регион ввезено`: the link before the word that points back to whose trade it is; the partner may stand before it.
    fn pass_link_to_owner(&mut self) {
        let (reader, flow) = (self.reader, self.head.flow.value.flow);
        let link = self.at.checked_sub(1).filter(|&i| i > reader.floor && reader.is_russian(i));
        let owns = |i: usize| matches!(reader.link(i), Some(Link::To | Link::From)) && role(flow, reader.link(i)) == Role::Reporter;
        if let Some(link) = link.filter(|&i| self.head.is_verbal() && owns(i) && reader.is_place(i - 1)) {
            self.at = link;
        }
    }

    fn bracket(&mut self) -> bool {
        let (reader, close) = (self.reader, self.at - 1);
        // 褐煤(2702)出口: a code of the customs tariff.
        if reader.is_han(self.head.core) && close > reader.floor + 1 && reader.is_code(close - 1) {
            return self.to(close - 2);
        }
        // `через пункт пропуска Забайкальск (Забайкальская железная дорога) перевезено`
        // 汽车(包括底盘)出口: what the bracket says more of goods.
        let Some(open) = reader.opening(close) else { return false };
        let glosses = open > reader.floor && reader.is_product(open - 1);
        (glosses || reader.is_russian(self.head.core)) && self.to(open)
    }

    /// 对我国, 自我: the partner, and the link before it.
    fn takes_ours(&mut self) -> bool {
        let (reader, at) = (self.reader, self.at - 1);
        let link = at.checked_sub(1).filter(|&i| i >= reader.floor).and_then(|i| reader.link(i));
        let partner = matches!(link, Some(Link::With | Link::From | Link::To)) && role(self.head.flow.value.flow, link) == Role::Partner;
        let ours = matches!(reader.text(at), "我国" | "我國") || reader.text(at) == "我" && self.at == self.head.core;
        if !(partner && ours && reader.is_han(at - 1) && self.head.partners.is_empty()) {
            return false;
        }
        self.head.with_ours = Some(reader.bytes(at..at + 1));
        self.unknown = 0;
        self.to(at - 1)
    }

    fn word(&mut self) -> bool {
        if self.takes_ours() {
            return true;
        }
        // 服装、鞋靴和箱包等产品出口
        if self.head.products.is_empty()
            && let Some(start) = self.reader.goods_before(self.at)
        {
            return self.to(start);
        }
        // `China's annual goods exports`: a word or two between the place and the core.
        if self.unknown < 2 && !is_article(self.reader.text(self.at - 1)) && self.reader.leads_to_place(self.at - 1) {
            self.unknown += 1;
            return self.pass();
        }
        false
    }
}

impl Reader<'_> {
    /// Is there a place at most three words before the one at `at`?
    fn leads_to_place(&self, at: usize) -> bool {
        // `в страны СНГ в январе было экспортировано`: Russian has the time between.
        let passed = |i: &usize| match self.elements[*i].kind {
            Kind::Period(_) => self.is_russian(at),
            kind => kind == Kind::Word,
        };
        (self.floor..at).rev().take(3).find(|i| !passed(i)).is_some_and(|i| {
            // 从全球各地进口
            let world = self.cue(i) == Some(Cue::World) && self.is_han(i);
            world || self.is_place(i) || matches!(self.elements[i].kind, Kind::Mark('\'') | Kind::Cue(Cue::Back(_) | Cue::Link(Link::Of)))
        })
    }

    /// Gives the places before the core their part; returns the first element taken.
    fn take_left(&self, head: &mut Head, places: Places) -> usize {
        let mut start = self.over_kind(places.elements.start);
        let found = (start > self.floor).then(|| Some((start - 1, self.link(start - 1)?))).flatten().or_else(|| self.link_before(start));
        // `trade grew by 7%, with Chilean exports totaling`, `with Sino-Russian trade picking up`: what is told more of it.
        let absolute = match head.flow.value.strength {
            Strength::Noun => places.adjective && (head.flow.value.flow.is_one_way() || places.members.len() > 1),
            // `with Ukraine importing goods for $3 billion`
            _ => self.text(head.core).ends_with("ing"),
        };
        let found = found.filter(|&(at, _)| !(absolute && self.text(at) == "with"));
        let link = found.map(|(_, link)| link);
        let role = match link {
            // In Russian and English `в`, `to` before the place and the core after it say where, not to whom.
            // `В Китай экспорт вырос`: only its case says that the place is where to.
            Some(Link::To) if head.flow.value.flow == Flow::Export && !places.adjective && self.is_goal(start) => Role::Partner,
            None if head.is_verbal() && head.flow.value.flow == Flow::Export && self.is_given_to(places.elements.end - 1) => Role::Partner,
            Some(Link::To) if !self.is_han(start - 1) && (!head.is_verbal() || self.is_locative(start)) => Role::Reporter,
            _ => role(head.flow.value.flow, link),
        };
        if let Some((at, Link::With | Link::From | Link::To | Link::Between | Link::Through)) = found {
            start = at;
        }
        head.from |= link == Some(Link::From);
        if link == Some(Link::Through) {
            head.through = true;
            // 珲春口岸经扎鲁比诺港出口: a way through another country.
            if self.passes_abroad(start, &places.members) {
                return start;
            }
            // `через КПП Маньчжоули в Китай`: the crossing counts what passes it.
            if self.crosses(head, &places) {
                head.reporters.clear();
            }
        }
        assign(head, role, places.members);
        start
    }

    /// `Китаю продано`, `Южной Корее поставили`: the dative of whom goods are sold to, before a Russian verb without a subject.
    fn is_given_to(&self, at: usize) -> bool {
        let name = self.text(at).to_lowercase();
        let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
        let verb =
            (at + 1..self.elements.len()).find(|&i| matches!(self.cue(i), Some(Cue::Flow(_)))).map(|i| self.text(i)).unwrap_or_default();
        // `82% рыбы Исландии было экспортировано`: the genitive is alike.
        let attribute =
            || at > 0 && matches!(self.elements[at - 1].kind, Kind::Product(_) | Kind::Word | Kind::Figure(_) | Kind::Place(..));
        let passive = verb.ends_with("но") && (ends(&["у", "ю", "ам", "ям"]) || ends(&["ии", "ее", "ше"]) && !attribute());
        let indefinite = verb.ends_with("ли") && ends(&["ю", "ану", "аму", "ее"]);
        self.is_russian(at) && matches!(self.elements[at].kind, Kind::Place(_, Form::Name)) && (passive || indefinite)
    }

    /// `через пункт пропуска Забайкальск`, `через международный пункт пропуска Забайкальск`: the first of the words before the
    /// name that starts at `start` that only say what kind of place it is.
    fn over_kind(&self, start: usize) -> usize {
        const WORDS: usize = 3;
        let says_kind = |i: &usize| matches!(self.elements[*i].kind, Kind::Mark('"') | Kind::Cue(Cue::Ignore | Cue::Back(Back::City)));
        let start = (self.floor..start).rev().take_while(|i| !self.is_han(i + 1) && says_kind(i)).last().unwrap_or(start);
        if !self.is_russian(start) {
            return start;
        }
        let describes = |i: usize| matches!(self.elements[i].kind, Kind::Word | Kind::Place(_, Form::Adjective));
        let described = (self.floor..start).rev().take(WORDS).find(|&i| !describes(i));
        described.filter(|&i| self.link(i) == Some(Link::Through)).map_or(start, |link| link + 1)
    }

    /// 对“一带一路”沿线国家: the link stands before quotation marks and other words, in the same clause.
    fn link_before(&self, start: usize) -> Option<(usize, Link)> {
        const FAR: usize = 30;
        let mut listed = false;
        for at in (self.floor..start).rev().take(FAR).take_while(|_| self.is_han(start)) {
            listed |= self.text(at) == "等";
            match self.elements[at].kind {
                Kind::Cue(Cue::Link(link @ (Link::With | Link::From))) => return Some((at, link)),
                // 与老挝、柬埔寨等四个邻国的贸易额
                Kind::Place(..) if listed => {}
                // 对"一带一路"沿线国家: the same, named within the quotation marks.
                Kind::Place(..) if self.who(at).zip(self.who(start)).is_some_and(|(one, other)| one.value == other.value) => {}
                Kind::Mark('"' | '(' | ')') | Kind::Word | Kind::Period(_) | Kind::Cue(Cue::Link(Link::And)) => {}
                // 从全球最大的大豆出口国巴西进口, 对第二大出口市场美国出口
                Kind::Product(_) | Kind::Cue(Cue::Link(Link::Of) | Cue::World | Cue::Ignore | Cue::Partner | Cue::PartnerOf(_)) => {}
                // 对五个中亚国家的进出口
                Kind::Figure(_) => {}
                _ => return None,
            }
        }
        None
    }

    /// Does the clause name a place in another country before the link at `start`?
    fn passes_abroad(&self, start: usize, members: &[Who]) -> bool {
        // `в Китай через переход`: where to, not whose.
        let linked = |i: usize| i > self.floor && matches!(self.link(i - 1), Some(Link::To | Link::From | Link::With));
        let before = self.clause_before(start).find(|&i| self.is_place(i)).filter(|&i| !linked(i)).and_then(|i| self.who(i));
        before.zip(members.first()).is_some_and(|(before, through)| !self.vocabulary.same_country(&before.value, &through.value))
    }

    /// `через пограничные переходы было перевезено`, `Карельская таможня оформила`: does the clause say before its verb that it is over
    /// the border?
    pub(super) fn crosses_before(&self, core: usize) -> bool {
        const NEAR: usize = 5;
        let through = self.clause_before(core).find(|&i| self.link(i) == Some(Link::Through));
        let customs = |i: usize| self.is_place(i) && self.is_russian(i) && self.text(i).contains("таможн");
        through.is_some_and(|at| (at + 1..core.min(at + NEAR)).any(|i| self.vocabulary.is_crossing(self.text(i))))
            || self.clause_before(core).any(customs)
    }
}
