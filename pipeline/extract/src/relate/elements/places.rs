//! Places that are none, and those that words round them make others.

use super::{Element, Found, Kind};
use crate::relate::vocab::{Back, Cue, Form, Link, Vocabulary};
use crate::token::FigureKind;
use amur_model::Flow;

/// `на польский рынок`: the market of a country is where goods go.
pub(super) fn read_markets(found: &Found, elements: &mut Vec<Element>) {
    for at in (2..elements.len()).rev() {
        let [on, country, market] = &elements[at - 2..=at] else { continue };
        let Kind::Place(place, Form::Adjective) = country.kind else { continue };
        let by = on.cue() == Some(Cue::Link(Link::By)) && found.words(&on.units) == "на";
        if by && market.kind == Kind::Word && matches!(found.words(&market.units), "рынок" | "рынки") {
            let named = country.units.start..market.units.end;
            elements[at - 2].kind = Kind::Cue(Cue::Link(Link::To));
            elements[at - 1] = Element { kind: Kind::Place(place, Form::Name), units: named };
            elements.remove(at);
        }
    }
}

/// `Kurgan.ru`: the address of a site is no place.
pub(super) fn drop_sites(found: &Found, elements: &mut [Element]) {
    for element in elements {
        let behind = &found.units[element.units.end..];
        let [point, domain, ..] = behind else { continue };
        let glued = !point.spaced && point.text(found.text) == "." && !domain.spaced;
        let name = domain.text(found.text);
        if matches!(element.kind, Kind::Place(..)) && glued && name.len() < 5 && name.bytes().all(|byte| byte.is_ascii_lowercase()) {
            element.kind = Kind::Word;
        }
    }
}

/// 对大陆（含香港）出口: what a bracket only says to be part of the place before it, or none of it, is no place of its own.
pub(super) fn drop_included(vocabulary: &Vocabulary, found: &Found, elements: &mut Vec<Element>) {
    const LONGEST: usize = 12;
    let mut at = 1;
    while at < elements.len() {
        let inside = found.units[elements[at].units.end - 1].end as usize;
        let opens = elements[at].kind == Kind::Mark('(') && matches!(elements[at - 1].kind, Kind::Place(..));
        if opens && vocabulary.says_what_is_included(&found.text[inside..]) {
            let bracket = || elements[at..].iter().take(LONGEST).take_while(|e| !matches!(e.kind, Kind::Figure(_)));
            if let Some(close) = bracket().position(|e| e.kind == Kind::Mark(')')) {
                elements.drain(at..=at + close);
            }
        }
        at += 1;
    }
}

/// `Хэйлунцзян /Северо-Восточный Китай/`, 区域全面经济伙伴关系协定（RCEP）: a bracket that only says in which part of the world a place
/// lies, or names it again, is no place of its own.
pub(super) fn drop_wider(vocabulary: &Vocabulary, found: &Found, elements: &mut Vec<Element>) {
    let is_wider = |elements: &[Element]| {
        let [place, open, wider, close] = elements else { return false };
        let han = found.is_han(place);
        let (Kind::Place(place, _), Kind::Place(wider, Form::Name)) = (place.kind, wider.kind) else { return false };
        let bracketed = open.kind == Kind::Mark('(') && close.kind == Kind::Mark(')');
        let around = !vocabulary.place(place).is_abroad() && vocabulary.place(wider).kind == "group";
        bracketed && (around || place == wider && han)
    };
    for at in (0..elements.len().saturating_sub(3)).rev() {
        if elements.get(at..at + 4).is_some_and(is_wider) {
            elements.drain(at + 1..at + 4);
        }
    }
}

/// 中老铁路: countries that a road or line joins trade with nobody by that.
pub(super) fn drop_routes(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    let is_short = |element: &Element| matches!(element.kind, Kind::Place(_, Form::Short));
    let mut first = 0;
    for i in 0..elements.len() {
        if !is_short(&elements[i]) {
            first = i + 1;
            continue;
        }
        let behind = found.units[elements[i].units.end - 1].end as usize;
        if i > first && vocabulary.opens_route(&found.text[behind..]) {
            elements[first..=i].iter_mut().for_each(|element| element.kind = Kind::Word);
        }
    }
}

/// 中方, 俄方: a short form with the word for a side names the country.
pub(super) fn join_sides(found: &Found, elements: &mut Vec<Element>) {
    for i in (1..elements.len()).rev() {
        if let (Kind::Place(place, Form::Short), true) = (elements[i - 1].kind, is_side(found, &elements[i])) {
            elements[i - 1].kind = Kind::Place(place, Form::Name);
            elements[i - 1].units.end = elements[i].units.end;
            elements.remove(i);
        }
    }
}

/// 对中国大陆与香港出口: behind the word for a partner, 与 joins the next one.
pub(super) fn join_partners(found: &Found, elements: &mut [Element]) {
    for i in 3..elements.len() {
        let [link, one, and, other] = &elements[i - 3..=i] else { continue };
        let partners = matches!(one.kind, Kind::Place(..)) && matches!(other.kind, Kind::Place(..));
        let governed = matches!(link.cue(), Some(Cue::Link(Link::With | Link::From | Link::To))) && !is_with(found, link);
        if partners && governed && is_with(found, and) {
            elements[i - 1].kind = Kind::Cue(Cue::Link(Link::And));
        }
    }
}

/// 与, which is `and` as well.
fn is_with(found: &Found, element: &Element) -> bool {
    matches!(found.first(element), "与" | "與")
}

/// 方 as a word of its own, not the beginning of 方便, 方面 and the like.
fn is_side(found: &Found, element: &Element) -> bool {
    let text = |unit: usize| found.units.get(unit).map(|unit| unit.text(found.text));
    element.kind == Kind::Word
        && text(element.units.start) == Some("方")
        && !matches!(text(element.units.end), Some("便" | "面" | "法" | "式" | "向" | "案" | "针" | "程" | "可" | "能"))
}

/// `провинции Хэйлунцзян`: the kind of a place before its name points nowhere back.
pub(super) fn drop_type_words(elements: &mut [Element]) {
    for i in 1..elements.len() {
        let (before, place) = elements.split_at_mut(i);
        let adjacent = before[i - 1].units.end == place[0].units.start;
        if adjacent
            && matches!(place[0].kind, Kind::Place(..))
            && matches!(before[i - 1].cue(), Some(Cue::Back(Back::Province | Back::City | Back::Republic)))
        {
            before[i - 1].kind = Kind::Cue(Cue::Ignore);
        }
        // `пров. Хэйлунцзян`
        if i > 1
            && matches!(place[0].kind, Kind::Place(..))
            && before[i - 1].kind == Kind::Mark('.')
            && matches!(before[i - 2].cue(), Some(Cue::Back(Back::Province | Back::City)))
        {
            before[i - 1].kind = Kind::Cue(Cue::Ignore);
            before[i - 2].kind = Kind::Cue(Cue::Ignore);
        }
    }
}

/// 霍尔果斯、阿拉山口、巴克图三个口岸: how many crossings were listed, which says nothing of their trade.
pub(super) fn drop_counts_of_places(found: &Found, elements: &mut [Element]) {
    for i in 3..elements.len() {
        let [and, place, count, kind] = &elements[i - 3..=i] else { continue };
        let listed = and.cue() == Some(Cue::Link(Link::And)) && matches!(place.kind, Kind::Place(..));
        let counted = matches!(count.kind, Kind::Figure(_)) && matches!(found.last(count), "个" | "個");
        if listed && counted && kind.cue() == Some(Cue::Back(Back::City)) && found.is_han(kind) {
            elements[i - 1].kind = Kind::Word;
        }
    }
}

/// 对RCEP其他14个国家进出口…, 在全国31个省（区、市）中排名第14位: how many members of a group are meant, or among how many one has its place,
/// says nothing of their trade.
pub(super) fn drop_counts_of_members(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    const NEAR: usize = 3;
    const MEMBERS: [&str; 6] = ["国家", "國家", "成员国", "成員國", "经济体", "经贸伙伴"];
    const REGIONS: [&str; 8] = ["省", "市州", "州市", "地市", "盟市", "设区市", "城市", "口岸"];
    for at in 1..elements.len() {
        let counted = matches!(elements[at].kind, Kind::Figure(_)) && matches!(found.last(&elements[at]), "个" | "個");
        let behind = &found.text[found.units[elements[at].units.end - 1].end as usize..];
        let counts = |nouns: &[&str]| counted && nouns.iter().any(|noun| behind.starts_with(noun));
        let group = |e: &Element| matches!(e.kind, Kind::Place(place, _) if vocabulary.place(place).is_group());
        let before = || elements[..at].iter().rev().take(NEAR).find(|e| !matches!(e.kind, Kind::Word | Kind::Cue(Cue::Ignore)));
        let placed = || {
            let next = elements[at + 1..].iter().find(|e| matches!(e.kind, Kind::Figure(_)));
            next.is_some_and(|e| found.figure_kind(e) == Some(FigureKind::Rank))
        };
        let among = counts(&REGIONS) && placed();
        if counts(&MEMBERS) && before().is_some_and(group) || among {
            elements[at].kind = Kind::Word;
        }
        if among && matches!(elements[at - 1].cue(), Some(Cue::Back(Back::Country | Back::Province))) {
            elements[at - 1].kind = Kind::Word;
        }
    }
}

/// `the Russian-bordered province`: a place in a compound that describes another thing.
pub(super) fn drop_compounds(found: &Found, elements: &mut [Element]) {
    for i in 2..elements.len() {
        let [place, dash, word] = &elements[i - 2..=i] else { continue };
        let glued = [dash, word].iter().all(|e| found.is_glued(e));
        let describes = word.kind == Kind::Word && found.words(&word.units).ends_with("ed");
        if matches!(place.kind, Kind::Place(..)) && dash.kind == Kind::Mark('-') && glued && describes {
            elements[i - 2].kind = Kind::Word;
        }
    }
}

/// `через Гродеково (РФ) — Суйфэньхэ (КНР)`: a crossing that goes by the names of both its ends is the first of them; the
/// other tells with which country.
pub(super) fn read_crossings(vocabulary: &Vocabulary, found: &Found, elements: &mut Vec<Element>) {
    const NEAR: usize = 4;
    let local = |e: &Element| match e.kind {
        Kind::Place(place, Form::Name) => {
            let place = vocabulary.place(place);
            place.is_local().then(|| vocabulary.country_of(&place.code))?
        }
        _ => None,
    };
    // Past the country that a bracket names.
    let past = |elements: &[Element], at: usize| match &elements[at + 1..] {
        [Element { kind: Kind::Mark('('), .. }, Element { kind: Kind::Place(..) | Kind::Namesake(_), .. }, close, ..]
            if close.kind == Kind::Mark(')') =>
        {
            at + 4
        }
        _ => at + 1,
    };
    for at in 0..elements.len() {
        let Some(here) = elements.get(at).and_then(local) else { continue };
        let dash = past(elements, at);
        let Some(there) = elements.get(dash + 1).filter(|_| elements[dash].kind == Kind::Mark('-')).and_then(local) else { continue };
        let Some(country) = vocabulary.by_code(there).filter(|_| here != there) else { continue };
        let end = past(elements, dash + 1);
        // `Zabaikalsk (Russia) – Manzhouli (China)`
        let both_told = dash > at + 1 && end > dash + 2;
        let lead = &elements[at.saturating_sub(NEAR)..at];
        let crossing = lead.iter().any(|e| e.cue() == Some(Cue::Link(Link::Through)) || vocabulary.is_crossing(found.words(&e.units)));
        // `the Erenhot-Zamyn-Uud crossing`
        let named = |e: &Element| e.kind == Kind::Word && vocabulary.is_crossing(found.words(&e.units));
        let crossing = crossing || elements[end..].iter().take(NEAR).take_while(|e| !matches!(e.kind, Kind::Mark(_))).any(named);
        if !(crossing || both_told) {
            continue;
        }
        elements[dash].kind = Kind::Cue(Cue::Link(Link::With));
        elements[dash + 1].kind = Kind::Place(country, Form::Name);
        elements.drain(dash + 2..end);
        elements.drain(at + 1..dash);
    }
}

/// A Chinese short form is a place only after 对, 自, 与 and the like, or in a compound of its own kind (中俄, 黑吉辽).
pub(super) fn drop_lone_short_forms(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    let country = |element: &Element| match element.kind {
        Kind::Place(place, _) => Some(vocabulary.place(place).is_country()),
        _ => None,
    };
    for i in 0..elements.len() {
        if !matches!(elements[i].kind, Kind::Place(_, Form::Short)) {
            continue;
        }
        let kind = country(&elements[i]);
        let text = found.first(&elements[i]);
        let before = i.checked_sub(1).map(|b| &elements[b]);
        let joined_before = before.filter(|_| found.is_glued(&elements[i]));
        let after = elements.get(i + 1).filter(|a| found.is_glued(a));
        // 出口总额中对华出口: within it, and no China.
        let within = text == "中" && before.is_some_and(|b| matches!(b.cue(), Some(Cue::Flow(_) | Cue::Total)));
        // 秦皇岛港: the harbour of a place, and no Hong Kong.
        let harbour = text == "港" && joined_before.is_some_and(|b| matches!(b.kind, Kind::Place(_, Form::Name)));
        let linked = joined_before.is_some_and(|b| matches!(b.cue(), Some(Cue::Link(Link::With | Link::To | Link::From))));
        let traded = after.is_some_and(|a| matches!(a.cue(), Some(Cue::Flow(_) | Cue::Link(Link::With))));
        // 黑、吉对俄贸易额
        let listed = elements.get(i + 1).is_some_and(|a| a.cue() == Some(Cue::Link(Link::And)))
            && elements.get(i + 2).is_some_and(|e| country(e) == kind);
        // 中方, 俄煤
        let compound = after.is_some_and(|a| match a.kind {
            Kind::Word => is_side(found, a),
            // 出口以水果为主: a particle is no country.
            Kind::Product(_) => before.is_some_and(|b| matches!(b.cue(), Some(Cue::Flow(_)))) && !vocabulary.is_particle(text),
            _ => false,
        });
        // A full name never stands beside a short one: 德国以18亿美元成为….
        let beside = |other: Option<&Element>| other.is_some_and(|e| matches!(e.kind, Kind::Place(_, Form::Short)) && country(e) == kind);
        let two = beside(joined_before) || beside(after) && !are_no_pair(found, elements, i + 1);
        // 埃占我与非洲贸易比重6.8%
        let opens = before.is_none_or(|b| matches!(b.kind, Kind::Mark(_)));
        let shares = opens && after.is_some_and(|a| a.cue() == Some(Cue::Share)) && !vocabulary.is_particle(text);
        let joined = shares || listed || compound || owns_partner(found, elements, i) || two;
        if within || harbour || !(linked || traded || joined || trades_with_other(vocabulary, found, elements, i)) {
            elements[i].kind = Kind::Word;
        }
    }
}

/// 拉利伯塔德大区, 机床中以车床: are the characters up to the one at `last` the end of a longer name that no list has, or particles?
fn are_no_pair(found: &Found, elements: &[Element], last: usize) -> bool {
    const KINDS: [&str; 5] = ["大区", "州", "郡", "港", "岛"];
    let Some(element) = elements.get(last) else { return false };
    let behind = found.units.get(element.units.end).map_or("", |unit| &found.text[unit.start as usize..]);
    let goods = matches!(elements.get(last + 1).map(|e| e.kind), Some(Kind::Product(_)));
    KINDS.iter().any(|kind| behind.starts_with(kind)) || goods && found.first(element) == "以"
}

/// 中非贸易, 中欧双边贸易, 鲁韩进出口: two short forms, of a country and of a continent or a province, that trade both ways is spoken of
/// right behind.
fn trades_with_other(vocabulary: &Vocabulary, found: &Found, elements: &[Element], at: usize) -> bool {
    let place = |i: usize| match elements[i].kind {
        Kind::Place(place, Form::Short) => Some(vocabulary.place(place)),
        _ => None,
    };
    let Some(trade) = elements.get(at + 2) else { return false };
    let Some((one, other)) = place(at).zip(place(at + 1)) else { return false };
    if one.is_country() && other.is_group() {
        return matches!(trade.cue(), Some(Cue::Flow(_) | Cue::Back(Back::Pair)));
    }
    let glued = [at + 1, at + 2].iter().all(|&i| found.is_glued(&elements[i]));
    let both_ways = matches!(trade.cue(), Some(Cue::Flow(flow)) if flow.flow == Flow::Trade);
    glued && both_ways && one.kind == "admin1" && other.is_country() && !vocabulary.is_particle(found.first(&elements[at]))
}

/// `через «Краскино» и «Полтавку»`: the marks round a crossing's name tell nothing.
pub(super) fn drop_quotes(vocabulary: &Vocabulary, found: &Found, elements: &mut Vec<Element>) {
    let mut i = 2;
    while i < elements.len() {
        let quoted =
            matches!((elements[i - 2].kind, elements[i].kind), (Kind::Mark('"'), Kind::Mark('"')) | (Kind::Mark('《'), Kind::Mark('》')));
        match elements[i - 1].kind {
            Kind::Place(place, Form::Name) if quoted && (vocabulary.place(place).is_local() || found.is_han(&elements[i - 1])) => {
                elements.remove(i);
                elements.remove(i - 2);
            }
            _ => i += 1,
        }
    }
}

/// 中国为俄第一大贸易伙伴, 乌最大出口市场: the short form at `at` says whose partner somebody is.
fn owns_partner(found: &Found, elements: &[Element], at: usize) -> bool {
    const NEAR: usize = 5;
    let opens = at.checked_sub(1).is_none_or(|i| {
        matches!(elements[i].kind, Kind::Mark(_) | Kind::Period(_) | Kind::Cue(Cue::Level | Cue::Ignore))
            || matches!(found.last(&elements[i]), "是" | "在" | "居" | "持" | "当" | "任")
    });
    let ranked = |e: &&Element| match e.kind {
        Kind::Word | Kind::Cue(Cue::Ignore | Cue::Link(Link::Of)) => true,
        Kind::Figure(_) => found.figure_kind(e) == Some(FigureKind::Rank),
        _ => false,
    };
    let mut behind = elements[at + 1..].iter().take(NEAR).skip_while(ranked);
    opens && behind.next().is_some_and(Element::is_partner)
}
