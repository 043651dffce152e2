//! English phrases whose words mean something else, or nothing, where they stand.

use super::{Element, Found, Has, Kind};
use crate::relate::vocab::{Back, Cue, FlowCue, Form, Link, Strength, UNLISTED, Vocabulary, Words};
use crate::token::{Direction, FigureKind};
use amur_model::Flow;
use amur_text::letters::count_bytes;

/// Reads them in an English sentence; what has no place or no word of trade to look at is not looked for.
pub(super) fn read_phrases(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element], has: &Has) {
    if has.flow && has.compare {
        drop_against(found, elements);
    }
    if has.product {
        read_regimes(found, elements);
        drop_ministries(vocabulary, found, elements);
    }
    if has.through {
        read_passing(vocabulary, found, elements);
    }
    if has.period {
        read_dated_figures(vocabulary, found, elements);
    }
    if has.place && has.figure {
        read_goods_handled(vocabulary, found, elements);
    }
    if has.figure {
        read_differences(found, elements);
    }
    if has.share && has.change {
        read_weights(vocabulary, found, elements);
    }
    if !(has.place || has.flow)
        || count_bytes(found.text, |byte| byte.is_ascii_alphabetic()) < count_bytes(found.text, |byte| !byte.is_ascii())
    {
        return;
    }
    if has.place {
        read_places(vocabulary, found, elements, has);
    }
    if has.flow {
        read_trade(vocabulary, found, elements, has);
    }
}

fn is_place(element: &Element) -> bool {
    matches!(element.kind, Kind::Place(..))
}

/// `Peru-bound exports`, `US-bound shipments of cars`: those to a place, which is no seller of them.
fn read_bound(found: &Found, elements: &mut [Element]) {
    for i in 0..elements.len().saturating_sub(2) {
        let [place, dash, bound] = &mut elements[i..i + 3] else { continue };
        if is_place(place) && dash.kind == Kind::Mark('-') && bound.kind == Kind::Word && found.words(&bound.units) == "bound" {
            // The link to a place stands before it.
            *dash = place.clone();
            place.kind = Kind::Cue(Cue::Link(Link::With));
        }
    }
}

/// `imports of this fuel`: of the goods that were told before under a name of their own.
fn drop_goods_told(found: &Found, elements: &mut [Element]) {
    for i in 2..elements.len() {
        let [trade, this, goods] = &mut elements[i - 2..=i] else { continue };
        let points = this.cue() == Some(Cue::OfWhich) && matches!(found.words(&this.units), "of this" | "of these");
        if points && matches!(trade.cue(), Some(Cue::Flow(_))) && matches!(goods.kind, Kind::Product(_) | Kind::Word) {
            (this.kind, goods.kind) = (Kind::Word, Kind::Word);
        }
    }
}

/// `the leading exporters of wheat to Egypt`, `consumers of Peru's copper`: whose partners they are is told with the goods.
fn read_sellers(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    for i in 0..elements.len().saturating_sub(3) {
        let noun = if elements[i].kind == Kind::Word { found.words(&elements[i].units) } else { continue };
        if elements[i + 1].cue() != Some(Cue::Link(Link::Of)) {
            continue;
        }
        let goods = |e: &&Element| matches!(e.kind, Kind::Product(_) | Kind::Word | Kind::Cue(Cue::Link(Link::And)));
        let past = i + 2 + elements[i + 2..].iter().take_while(goods).count();
        let named = elements[i + 2..past].iter().any(|e| matches!(e.kind, Kind::Product(_)));
        let to =
            elements[past..].first().is_some_and(|e| e.cue() == Some(Cue::Link(Link::To))) && elements.get(past + 1).is_some_and(is_place);
        if vocabulary.is(Words::Sellers, noun) && named && to {
            elements[i].kind = Kind::Cue(Cue::PartnerOf(Flow::Import));
        } else if vocabulary.is(Words::Consumers, noun) && is_place(&elements[i + 2]) {
            elements[i].kind = Kind::Cue(Cue::PartnerOf(Flow::Export));
        }
    }
}

/// `Mongolia relies on China for 84 percent of its exports`: China has so much of Mongolia's exports.
fn read_dependence(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    const NEAR: usize = 5;
    for i in 3..elements.len() {
        let [who, verb, on, place] = &elements[i - 3..=i] else { continue };
        let depends = verb.kind == Kind::Word && vocabulary.is(Words::Depend, found.words(&verb.units));
        if !(depends && is_place(who) && is_place(place) && found.words(&on.units) == "on") {
            continue;
        }
        let owner = who.kind;
        let own = |e: &&mut Element| e.cue() == Some(Cue::Back(Back::Own));
        if let Some(its) = elements[i + 1..].iter_mut().take(NEAR).find(own) {
            its.kind = owner;
            elements[i - 3].kind = Kind::Word;
        }
    }
}

/// `its main markets were China at 84 percent and Japan at 9 percent`: with so much.
fn read_shares_at(found: &Found, elements: &mut [Element]) {
    let Some(partner) = elements.iter().position(Element::is_partner) else { return };
    for i in partner + 2..elements.len().saturating_sub(1) {
        let [place, at, figure] = &mut elements[i - 1..=i + 1] else { continue };
        let share = found.figure_kind(figure) == Some(FigureKind::Percent) && found.words(&at.units) == "at";
        if share && is_place(place) {
            at.kind = Kind::Cue(Cue::Link(Link::With));
        }
    }
}

/// `exports to and imports from Peru`: trade with it.
fn read_both_ways(elements: &mut [Element]) {
    let flow = |e: &Element| match e.cue() {
        Some(Cue::Flow(cue)) if cue.is_one_way_noun() => Some(cue),
        _ => None,
    };
    for i in 0..elements.len().saturating_sub(4) {
        let [one, to, and, other, from] = &elements[i..i + 5] else { break };
        let links = [to, and, from].map(Element::cue);
        let (Some(first), Some(second)) = (flow(one), flow(other)) else { continue };
        let ways = matches!(
            links,
            [Some(Cue::Link(Link::To)), Some(Cue::Link(Link::And)), Some(Cue::Link(Link::From))]
                | [Some(Cue::Link(Link::From)), Some(Cue::Link(Link::And)), Some(Cue::Link(Link::To))]
        );
        if ways && first.flow != second.flow {
            elements[i].kind = Kind::Cue(Cue::Flow(FlowCue { flow: Flow::Trade, ..first }));
            elements[i + 1..i + 4].iter_mut().for_each(|e| e.kind = Kind::Word);
            elements[i + 4].kind = Kind::Cue(Cue::Link(Link::With));
        }
    }
}

/// `trade with countries that are part of ASEAN`, `exports to economies along the routes of the Belt and Road`: the group itself.
fn read_members_of(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    const LONGEST: usize = 7;
    for i in 0..elements.len().saturating_sub(2) {
        let Some(Cue::Link(link @ (Link::With | Link::To | Link::From))) = elements[i].cue() else { continue };
        let own = elements[i + 1].cue() == Some(Cue::Back(Back::Own));
        let article = usize::from(own || found.words(&elements[i + 1].units) == "the");
        let members =
            |e: &Element| matches!(e.kind, Kind::Word | Kind::Cue(Cue::Partner)) && vocabulary.is(Words::Nations, found.words(&e.units));
        let group = |e: &Element| matches!(e.kind, Kind::Place(place, Form::Name) if vocabulary.place(place).is_group());
        // `with participating countries of the Belt and Road`: the group's name has its countries in it.
        let epithet = i + 1 + article;
        let named = elements.get(epithet + 1).is_some_and(group) && found.words(&elements[epithet].units) == "participating";
        if !named && !elements.get(epithet).is_some_and(members) {
            continue;
        }
        let said = |e: &&Element| {
            matches!(e.kind, Kind::Word | Kind::Cue(Cue::Link(Link::In | Link::Of) | Cue::Level | Cue::Share | Cue::Partner))
        };
        let at = i + 1 + elements[i + 1..].iter().take(LONGEST).take_while(said).count();
        if elements.get(at).is_some_and(group) {
            elements[i..at].iter_mut().for_each(|e| e.kind = Kind::Word);
            elements[at - 1].kind = Kind::Cue(Cue::Link(link));
        }
    }
}

/// `most trade was with Russia, trade with which made 4 billion`, `the first was China, exports to which grew`: the place named last.
fn read_which(found: &Found, elements: &mut [Element]) {
    for i in 4..elements.len() {
        let [place, comma, flow, link, which] = &elements[i - 4..=i] else { break };
        let linked = matches!(link.cue(), Some(Cue::Link(Link::With | Link::To | Link::From)));
        let traded = matches!(flow.cue(), Some(Cue::Flow(_))) && linked && comma.kind == Kind::Mark(',');
        let alone = i == 4 || elements[i - 5].cue() != Some(Cue::Link(Link::And));
        let points = which.kind == Kind::Word && matches!(found.words(&which.units), "which" | "whom");
        if let Kind::Place(named, _) = place.kind
            && traded
            && alone
            && points
        {
            elements[i].kind = Kind::Place(named, Form::Name);
        }
    }
}

/// `trade between Texan firms and their Mexican partners`: two countries' trade, and nobody's partners.
fn read_counterparts(found: &Found, elements: &mut [Element]) {
    for i in 2..elements.len().saturating_sub(2) {
        let [and, own, place, partner] = &elements[i - 1..i + 3] else { break };
        let theirs = and.cue() == Some(Cue::Link(Link::And)) && own.cue() == Some(Cue::Back(Back::Own));
        let adjective = matches!(place.kind, Kind::Place(_, Form::Adjective)) && found.words(&own.units) == "their";
        if theirs && adjective && partner.is_partner() {
            elements[i].kind = Kind::Word;
            elements[i + 2].kind = Kind::Word;
        }
    }
}

/// `The July figure was 5% lower`: that spoken of, at another time.
fn read_dated_figures(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    for i in 2..elements.len() {
        let [the, time, word] = &elements[i - 2..=i] else { break };
        if matches!((the.kind, time.kind, word.kind), (Kind::Word, Kind::Period(_), Kind::Word))
            && found.words(&the.units).eq_ignore_ascii_case("the")
            && vocabulary.is(Words::Totals, found.words(&word.units))
        {
            elements[i].kind = Kind::Cue(Cue::Back(Back::Figure));
        }
    }
}

/// `The volume of goods handled this year by Erenhot Port topped 9 million tonnes`: what passes a border crossing is its trade.
fn read_goods_handled(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    const NEAR: usize = 3;
    for at in 1..elements.len().saturating_sub(2) {
        let [goods, verb] = &elements[at - 1..=at] else { break };
        if verb.kind != Kind::Word || !vocabulary.is(Words::Handle, found.words(&verb.units)) {
            continue;
        }
        let named = goods.kind == Kind::Word && vocabulary.is(Words::Goods, found.words(&goods.units));
        let passed = |e: &&Element| matches!(e.kind, Kind::Word | Kind::Period(_));
        let by = at + 1 + elements[at + 1..].iter().take(NEAR).take_while(passed).count();
        let linked = elements.get(by).and_then(Element::cue) == Some(Cue::Link(Link::By));
        let crossing = |e: &Element| matches!(e.kind, Kind::Place(place, _) if vocabulary.place(place).kind == "crossing");
        if !(named && linked && elements.get(by + 1).is_some_and(crossing)) {
            continue;
        }
        elements[at - 1].kind = Kind::Cue(Cue::Flow(FlowCue { flow: Flow::Trade, strength: Strength::Noun, sign: 0 }));
        elements[at].kind = Kind::Cue(Cue::Ignore);
        elements[by].kind = Kind::Cue(Cue::Link(Link::Through));
        if at > 2 && elements[at - 2].cue() == Some(Cue::Link(Link::Of)) && elements[at - 3].cue() == Some(Cue::Back(Back::Figure)) {
            elements[at - 3..at - 1].iter_mut().for_each(|e| e.kind = Kind::Cue(Cue::Ignore));
        }
    }
}

/// `84 million dollars less than its value in 2017`: by how much less, and no qualifier of the figure behind.
fn read_differences(found: &Found, elements: &mut [Element]) {
    const DATED: usize = 5;
    for i in 1..elements.len() {
        let [figure, than] = &elements[i - 1..=i] else { break };
        let counted = matches!(found.figure_kind(figure), Some(FigureKind::Money(_) | FigureKind::Quantity(_) | FigureKind::Percent));
        if !counted || than.cue() != Some(Cue::Ignore) || elements.get(i + 1).is_some_and(|e| matches!(e.kind, Kind::Figure(_))) {
            continue;
        }
        let direction = match found.words(&than.units) {
            "more than" => Direction::Up,
            "less than" => Direction::Down,
            _ => continue,
        };
        // `20 percent less than Thailand` is no change, nor `more than expected`.
        let behind = || elements[i + 1..].iter().take(DATED);
        let dated = behind().position(|e| matches!(e.kind, Kind::Period(_)));
        if dated.is_some_and(|dated| !behind().take(dated).any(|e| matches!(e.kind, Kind::Place(..)))) {
            elements[i].kind = Kind::Cue(Cue::Change(direction));
        }
    }
}

fn read_places(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element], has: &Has) {
    read_whose(found, elements);
    read_dependence(vocabulary, found, elements);
    if has.of {
        read_sellers(vocabulary, found, elements);
    }
    if has.figure {
        read_shares_at(found, elements);
    }
    if has.dash {
        read_bound(found, elements);
    }
    if has.figure {
        drop_entries(vocabulary, found, elements);
        read_receivers(vocabulary, found, elements);
    }
    read_sharers(vocabulary, found, elements);
    read_named_again(vocabulary, found, elements);
    if has.figure {
        read_ranked_markets(vocabulary, found, elements);
    }
    if has.figure && has.product {
        read_buyers_of_goods(vocabulary, found, elements);
    }
    if has.object && has.figure {
        drop_followers(vocabulary, found, elements);
    }
    if has.figure {
        read_takers(vocabulary, found, elements);
    }
    if has.with {
        drop_with(vocabulary, found, elements);
    }
    if has.flow {
        read_members_of(vocabulary, found, elements);
    }
    if has.of {
        read_lists(vocabulary, found, elements);
        drop_offices(found, elements);
    }
    if has.apostrophe {
        drop_owners(vocabulary, found, elements);
    }
}

fn read_trade(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element], has: &Has) {
    if has.of_which {
        drop_goods_told(found, elements);
    }
    if has.figure {
        read_companies(vocabulary, found, elements);
        read_traders(found, elements);
        read_earners(vocabulary, found, elements);
    }
    if has.dash && has.place {
        read_pairs(elements, found);
    }
    if has.to && has.place {
        read_both_ways(elements);
    }
    if has.partner && has.place {
        read_counterparts(found, elements);
    }
    if has.comma && has.place {
        read_which(found, elements);
    }
    read_sectors(vocabulary, found, elements);
    read_all(found, elements);
    drop_trades(vocabulary, found, elements);
    if has.told && has.of {
        drop_measures(found, elements);
    }
    if has.of {
        drop_participles(elements);
    }
    if has.of_which && has.comma {
        drop_inclusions(found, elements);
    }
    if has.slash {
        read_mirrors(elements);
    }
    if has.of || has.to {
        read_sources(vocabulary, found, elements);
    }
    if has.comma {
        drop_item_words(vocabulary, found, elements);
    }
    if has.of || has.comma {
        drop_asides(found, elements);
    }
    if has.partner && has.comma && has.place {
        drop_epithets(found, elements);
    }
    if has.of {
        read_excess(found, elements);
    }
    drop_worth(found, elements);
    if has.product {
        read_totals(found, elements);
    }
}

/// `A local company called Yuanda exported 40,000 tons`: what one company trades is no place's.
fn read_companies(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    const FAR: usize = 6;
    for at in 0..elements.len().saturating_sub(2) {
        if elements[at].kind != Kind::Word || !vocabulary.is(Words::Companies, found.words(&elements[at].units)) {
            continue;
        }
        let passed = |e: &&Element| matches!(e.kind, Kind::Word | Kind::Mark('"') | Kind::Period(_));
        let verb = at + 1 + elements[at + 1..].iter().take(FAR).take_while(passed).count();
        let amount = elements.get(verb + 1).and_then(|e| found.figure_kind(e));
        let counted = matches!(amount, Some(FigureKind::Money(_) | FigureKind::Quantity(_)));
        let trades = |flow: FlowCue| flow.strength != Strength::Total && flow.flow.is_one_way();
        let does = elements.get(verb).and_then(Element::cue).is_some_and(|cue| matches!(cue, Cue::Flow(flow) if trades(flow)));
        if counted && does {
            elements[at].kind = Kind::Cue(Cue::Firm);
        }
    }
}

/// `Slovenian companies sold Serbia goods for 5 million`: the companies of a country together are the country. In `Romania, where
/// Moldovan companies sent goods` the partner stands before.
fn read_traders(found: &Found, elements: &mut [Element]) {
    for i in 2..elements.len() {
        let [place, firms, verb] = &elements[i - 2..=i] else { break };
        let all = matches!(place.kind, Kind::Place(_, Form::Adjective)) && firms.cue() == Some(Cue::Other("enterprises"));
        let sells = matches!(verb.cue(), Some(Cue::Flow(flow)) if flow.flow.is_one_way() && !flow.is_one_way_noun());
        let elsewhere = i > 2 && found.words(&elements[i - 3].units) == "where";
        if all && sells && !elsewhere && found.words(&firms.units).ends_with('s') {
            elements[i - 1].kind = Kind::Word;
        }
    }
}

/// `the country's food ministry`, `the Russian Grain Union`: no goods.
fn drop_ministries(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    for i in 1..elements.len() {
        let [goods, office] = &elements[i - 1..=i] else { break };
        let words = found.words(&office.units);
        let named = words.starts_with(char::is_uppercase) && found.words(&goods.units).starts_with(char::is_uppercase);
        let ministry = office.cue() == Some(Cue::Speaker) && words.eq_ignore_ascii_case("ministry");
        let ministry = ministry || named && vocabulary.is(Words::Bodies, words);
        if ministry && matches!(goods.kind, Kind::Product(_)) {
            elements[i - 1].kind = Kind::Word;
        }
    }
}

/// `Barter trade between Heilongjiang and Amur Oblast`: a kind of trade that is told of by itself.
fn read_regimes(found: &Found, elements: &mut [Element]) {
    for i in 0..elements.len().saturating_sub(1) {
        let [kind, next] = &elements[i..=i + 1] else { break };
        let told = matches!(next.cue(), Some(Cue::Link(Link::Between | Link::With) | Cue::Level | Cue::Change(_)));
        if matches!(kind.kind, Kind::Product(_)) && told && found.last(kind).eq_ignore_ascii_case("trade") && kind.units.len() > 1 {
            elements[i].kind = Kind::Cue(Cue::Flow(FlowCue { flow: Flow::Trade, strength: Strength::Noun, sign: 0 }));
        }
    }
}

/// `In the total imports`, `in total imports`, `the share in total Kenyan fish exports`: all of them, and no figure told before.
fn read_all(found: &Found, elements: &mut [Element]) {
    let share = elements.iter().position(|e| e.cue() == Some(Cue::Share));
    for i in 1..elements.len() {
        let [total, next] = &elements[i - 1..=i] else { break };
        let of_share = share.is_some_and(|share| share < i - 1);
        let traded = match next.kind {
            Kind::Cue(Cue::Flow(flow)) => matches!(flow.strength, Strength::Noun | Strength::Total),
            Kind::Place(_, Form::Adjective) | Kind::Product(_) => of_share,
            _ => false,
        };
        let says = |words: &str| found.words(&total.units).eq_ignore_ascii_case(words);
        let cue = match total.cue() {
            Some(Cue::Back(Back::Figure)) if traded && says("the total") => Cue::Total,
            Some(Cue::Ignore) if traded && says("in total") => Cue::Link(Link::In),
            _ => continue,
        };
        elements[i - 1].kind = Kind::Cue(cue);
    }
}

/// `43 percent of China's total durian imports`: all of them, and no verb for a level.
fn read_totals(found: &Found, elements: &mut [Element]) {
    for i in 0..elements.len() {
        let of_place = i > 0 && !matches!(elements[i - 1].kind, Kind::Cue(Cue::Back(_)));
        if !of_place || elements[i].cue() != Some(Cue::Level) || found.words(&elements[i].units) != "total" {
            continue;
        }
        let mut behind = elements[i + 1..].iter().skip_while(|e| matches!(e.kind, Kind::Product(_)));
        let traded = matches!(behind.next().and_then(Element::cue), Some(Cue::Flow(flow)) if flow.strength == Strength::Noun);
        if traded && matches!(elements[i + 1].kind, Kind::Product(_)) {
            elements[i].kind = Kind::Cue(Cue::Total);
        }
    }
}

/// `3 million tonnes passed through Heihe`: what passes a place is carried there, and no level.
fn read_passing(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    const FAR: usize = 20;
    for i in 1..elements.len() {
        let [verb, through] = &elements[i - 1..=i] else { break };
        let passes = verb.cue() == Some(Cue::Level) && through.cue() == Some(Cue::Link(Link::Through));
        if !passes || !vocabulary.is(Words::Pass, found.words(&verb.units)) {
            continue;
        }
        // `5,001 trains passed through` is no trade; `5 billion dollars worth of goods` are.
        let mut clause = elements[..i - 1].iter().rev().take(FAR).take_while(|e| !matches!(e.kind, Kind::Mark(_)));
        let goods = |e: &Element| {
            let weighed = matches!(found.figure_kind(e), Some(FigureKind::Quantity(unit)) if unit != "units");
            weighed || found.last(e).eq_ignore_ascii_case("goods") || matches!(e.cue(), Some(Cue::Flow(_)))
        };
        if clause.any(goods) {
            elements[i - 1].kind = Kind::Cue(Cue::Flow(FlowCue { flow: Flow::Trade, strength: Strength::Weak, sign: 0 }));
        }
    }
}

/// `For Mongolia the value of imports rose`: in whose trade.
fn read_whose(found: &Found, elements: &mut [Element]) {
    if let [whose, place, next, ..] = elements
        && found.words(&whose.units) == "For"
        && matches!(place.kind, Kind::Place(..))
        && !matches!(next.kind, Kind::Figure(_) | Kind::Cue(Cue::Link(_)))
    {
        whose.kind = Kind::Cue(Cue::Link(Link::In));
    }
}

/// `topped the list of African countries receiving Morocco's exports`: which partners they are is not who they are.
fn read_receivers(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    for i in 2..elements.len() {
        let [group, verb, owner] = &elements[i - 2..=i] else { break };
        let several = matches!(group.kind, Kind::Place(bloc, Form::Name) if vocabulary.place(bloc).is_group());
        let receives = verb.kind == Kind::Word && found.words(&verb.units).eq_ignore_ascii_case("receiving");
        if several && receives && matches!(owner.kind, Kind::Place(..)) {
            elements[i - 2].kind = Kind::Word;
            elements[i - 1].kind = Kind::Cue(Cue::PartnerOf(Flow::Export));
        }
    }
}

/// `entered the top five trade partners of`: what enters an order is no goods.
fn drop_entries(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    for i in 1..elements.len() {
        let [verb, rank] = &elements[i - 1..=i] else { break };
        let ranked = found.figure_kind(rank) == Some(FigureKind::Rank);
        if ranked && matches!(verb.cue(), Some(Cue::Flow(_))) && vocabulary.is(Words::Enter, found.words(&verb.units)) {
            elements[i - 1].kind = Kind::Word;
        }
    }
}

/// `the South Korean share in its trade`, `Chinese goods made up 30 percent`: whose share it is.
fn read_sharers(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    for i in 1..elements.len() {
        let [place, next] = &elements[i - 1..=i] else { break };
        let Kind::Place(who, Form::Adjective) = place.kind else { continue };
        let share = |e: &Element| e.cue() == Some(Cue::Share);
        let goods = next.kind == Kind::Word && vocabulary.is(Words::Goods, found.words(&next.units));
        if share(next) && found.words(&next.units).starts_with("share") || goods && elements.get(i + 1).is_some_and(share) {
            elements[i - 1].kind = Kind::Place(who, Form::Name);
        }
    }
}

/// `Turkey took 0.9 million tonnes of South African coal`: an amount of somebody's goods is bought.
fn read_buyers_of_goods(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    for i in 0..elements.len().saturating_sub(4) {
        let [verb, amount, of, whose, goods] = &elements[i..i + 5] else { break };
        let takes = verb.kind == Kind::Word && vocabulary.is(Words::Receive, found.words(&verb.units));
        let counted = matches!(found.figure_kind(amount), Some(FigureKind::Quantity(_) | FigureKind::Money(_)));
        let owned = matches!((whose.kind, goods.kind), (Kind::Place(_, Form::Adjective), Kind::Product(_)));
        if takes && counted && owned && of.cue() == Some(Cue::Link(Link::Of)) {
            elements[i].kind = Kind::Cue(Cue::Flow(FlowCue { flow: Flow::Import, strength: Strength::Weak, sign: 0 }));
        }
    }
}

/// `its neighbour Peru`, `No. 1 Canada`, `ASEAN member Laos`, `between Laos and the world`: what is said of a place right before it, and
/// all the world as one of two.
fn read_named_again(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    for i in 1..elements.len() {
        let [before, this] = &elements[i - 1..=i] else { break };
        let named = matches!(this.kind, Kind::Place(_, Form::Name));
        let link = |back: usize| match elements.get(i.wrapping_sub(back)).and_then(Element::cue) {
            Some(Cue::Link(link)) => Some(link),
            _ => None,
        };
        let said_of_it = match before.kind {
            Kind::Cue(Cue::Back(Back::There)) => named && found.words(&before.units).contains(' '),
            // `trade with No. 1 Canada`
            Kind::Figure(_) => {
                let linked = matches!(link(2), Some(Link::With | Link::To | Link::From));
                named && linked && found.figure_kind(before) == Some(FigureKind::Rank)
            }
            // `from US$ 783 million to US$ 819 million`
            Kind::Place(..) if matches!(this.kind, Kind::Figure(_)) => {
                let dollars = found.words(&this.units).starts_with('$') && found.is_glued(this);
                dollars && found.words(&before.units).trim_end_matches('.') == "US"
            }
            Kind::Place(bloc, Form::Name) => {
                named && vocabulary.place(bloc).is_group() && vocabulary.is(Words::Members, found.last(before))
            }
            _ => false,
        };
        // `with the countries of the Eurasian Economic Union`: no two told before.
        let of_group = before.cue() == Some(Cue::Back(Back::Pair))
            && this.cue() == Some(Cue::Link(Link::Of))
            && found.words(&before.units).eq_ignore_ascii_case("the countries")
            && elements[i + 1..]
                .iter()
                .take(2)
                .any(|e| matches!(e.kind, Kind::Place(bloc, Form::Name) if vocabulary.place(bloc).is_group()));
        if of_group {
            elements[i - 1].kind = Kind::Word;
            continue;
        }
        let with_all = this.cue() == Some(Cue::World) && link(1) == Some(Link::And) && link(3) == Some(Link::Between);
        if said_of_it {
            elements[i - 1].kind = Kind::Word;
        } else if with_all {
            elements[i - 3].kind = Kind::Cue(Cue::Link(Link::Of));
            elements[i - 1].kind = Kind::Cue(Cue::Link(Link::With));
        }
    }
}

/// `with Korea following at 5 billion`: nobody is followed. `Korea followed Japan with 5 billion`: the next after the one named before.
fn drop_followers(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    for i in 1..elements.len().saturating_sub(3) {
        let [who, verb, whom, at, figure] = &mut elements[i - 1..=i + 3] else { break };
        let follows = verb.cue() == Some(Cue::Object) && vocabulary.is(Words::Trail, found.words(&verb.units));
        let stands = matches!(at.cue(), Some(Cue::Link(Link::In | Link::With))) && matches!(figure.kind, Kind::Figure(_));
        if follows && stands && is_place(who) && is_place(whom) {
            (verb.kind, whom.kind, at.kind) = (Kind::Cue(Cue::Next), Kind::Word, Kind::Word);
        }
    }
    for i in 1..elements.len().saturating_sub(2) {
        let [place, verb, at, figure] = &elements[i - 1..=i + 2] else { break };
        let follows = verb.cue() == Some(Cue::Object) && vocabulary.is(Words::Trail, found.words(&verb.units));
        let stands = matches!(at.cue(), Some(Cue::Link(Link::In | Link::With))) && matches!(figure.kind, Kind::Figure(_));
        if follows && stands && matches!(place.kind, Kind::Place(..)) {
            elements[i].kind = Kind::Word;
        }
    }
}

/// `Italy bought 34 percent, Germany 14 percent`, `with China taking 97 percent`: a part of what was sold, and no change. In `bought 9
/// percent of its gas from Russia` the buyer has the whole.
fn read_takers(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    for i in 2..elements.len() {
        let [place, verb, figure] = &elements[i - 2..=i] else { break };
        let takes = matches!(verb.kind, Kind::Word | Kind::Cue(Cue::Flow(_))) && vocabulary.is(Words::Receive, found.words(&verb.units));
        let part = matches!(place.kind, Kind::Place(_, Form::Name)) && found.figure_kind(figure) == Some(FigureKind::Percent);
        let of = elements.get(i + 1).and_then(Element::cue) == Some(Cue::Link(Link::Of));
        let owns = of && matches!(elements.get(i + 2).and_then(Element::cue), Some(Cue::Back(Back::Own)));
        let moves = matches!(elements.get(i + 1).and_then(Element::cue), Some(Cue::Change(_)));
        // `India and Japan took 27% and 25% of it`
        let next = elements.get(i + 1).and_then(Element::cue) == Some(Cue::Link(Link::And));
        let dealt = next && elements.get(i + 2).is_some_and(|e| matches!(e.kind, Kind::Figure(_)));
        if takes && part && !owns && !moves && !dealt {
            elements[i - 1].kind = Kind::Cue(Cue::Share);
        }
    }
}

/// `, with Peru exporting 5 billion`, `, with Peru running a deficit`, `, with Peru's exports at 3 billion`: what a place does meanwhile,
/// and nothing done with it.
fn drop_with(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    let listed = |e: &&Element| matches!(e.kind, Kind::Place(..) | Kind::Mark(',') | Kind::Cue(Cue::Link(Link::And)));
    for i in 2..elements.len().saturating_sub(1) {
        let [comma, with, place] = &elements[i - 2..=i] else { break };
        if with.cue() != Some(Cue::Link(Link::With)) || !matches!(place.kind, Kind::Place(..)) {
            continue;
        }
        // `with Peru remaining the largest partner`
        let stays = elements[i + 1].kind == Kind::Word && vocabulary.is(Words::Become, found.words(&elements[i + 1].units));
        let opens = comma.kind == Kind::Mark(',') || stays;
        // `, with Russia and Iraq supplying`
        let verb = if opens { elements[i..].iter().find(|e| !listed(e)) } else { None };
        // `, with China accounting for 97 percent`
        let does = |e: &Element| matches!(e.kind, Kind::Word | Kind::Cue(Cue::Flow(_) | Cue::Share)) && found.first(e).ends_with("ing");
        // `, with Peru's exports of 3 billion`
        let owned = |e: &&Element| matches!(e.kind, Kind::Mark('\'')) || found.words(&e.units) == "s";
        let of_owner = if opens { elements[i + 1..].iter().find(|e| !owned(e)) } else { None };
        let owns = elements[i + 1].kind == Kind::Mark('\'');
        let one_way = |e: &Element| matches!(e.cue(), Some(Cue::Flow(flow)) if flow.is_one_way_noun());
        if verb.is_some_and(does) || owns && of_owner.is_some_and(one_way) {
            elements[i - 1].kind = Kind::Word;
        }
    }
}

/// `imports of 4 billion against exports of 2 billion`, in Russian, too (`против экспорта`): side by side, and not what was before.
fn drop_against(found: &Found, elements: &mut [Element]) {
    let one_way = |element: &Element| match element.cue() {
        Some(Cue::Flow(cue)) if cue.flow.is_one_way() => Some(cue.flow),
        _ => None,
    };
    for i in 0..elements.len() {
        let Some(next) = elements.get(i + 1).and_then(one_way) else { continue };
        let other = || elements[..i].iter().rev().find_map(one_way).is_some_and(|flow| flow != next);
        if elements[i].cue() == Some(Cue::Compare) && found.words(&elements[i].units) != "than" && other() {
            elements[i].kind = Kind::Cue(Cue::While);
        }
    }
}

/// `El Paso's Ysleta crossing`: of two places in one province the one that belongs to the other.
fn drop_owners(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    let province = |place: u32| vocabulary.place(place).code.split_once(':').map(|(province, _)| province);
    for i in 2..elements.len() {
        let Kind::Place(other, _) = elements[i].kind else { continue };
        // The `s` is a word by itself.
        let s = usize::from(found.words(&elements[i - 1].units) == "s");
        let Some(at) = i.checked_sub(2 + s) else { continue };
        let Kind::Place(one, _) = elements[at].kind else { continue };
        if elements[at + 1].kind == Kind::Mark('\'') && one != other && province(one).is_some() && province(one) == province(other) {
            elements[at..i].iter_mut().for_each(|e| e.kind = Kind::Word);
        }
    }
}

/// The trade in which places are partners that a noun calls destinations or sources.
fn way_of(vocabulary: &Vocabulary, found: &Found, noun: &Element) -> Option<Flow> {
    let is = |words: Words| vocabulary.is(words, found.words(&noun.units));
    let import = || is(Words::Origins).then_some(Flow::Import);
    is(Words::Destinations).then_some(Flow::Export).or_else(import)
}

/// `China topped the list of destinations`: of those with whom it is traded.
fn read_lists(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    for i in 2..elements.len() {
        let [list, of, word] = &elements[i - 2..=i] else { break };
        let listed = of.cue() == Some(Cue::Link(Link::Of)) && vocabulary.is(Words::Lists, found.words(&list.units));
        let Some(partners_of) = way_of(vocabulary, found, word) else { continue };
        if listed && word.kind == Kind::Word {
            elements[i].kind = Kind::Cue(Cue::PartnerOf(partners_of));
        }
    }
}

/// `via the customs service of Nakhodka`: the place itself, and none that was named before.
fn drop_offices(found: &Found, elements: &mut [Element]) {
    const WORDS: usize = 2;
    for at in 0..elements.len().saturating_sub(2) {
        if elements[at].cue() != Some(Cue::Back(Back::City)) || !found.first(&elements[at]).is_ascii() {
            continue;
        }
        let of = at + 1 + elements[at + 1..].iter().take(WORDS).take_while(|e| e.kind == Kind::Word).count();
        let linked = elements.get(of).and_then(Element::cue) == Some(Cue::Link(Link::Of));
        if linked && matches!(elements.get(of + 1).map(|e| e.kind), Some(Kind::Place(_, Form::Name))) {
            elements[at..=of].iter_mut().for_each(|e| e.kind = Kind::Cue(Cue::Ignore));
        }
    }
}

/// `Timber brought in 86 million dollars`: what goods earn, and no import; `brought in 86 million dollars worth of timber` is one.
fn read_earners(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    for i in 1..elements.len() {
        let [verb, amount] = &elements[i - 1..=i] else { break };
        let brings = matches!(verb.cue(), Some(Cue::Flow(_))) && vocabulary.is(Words::BringIn, found.words(&verb.units));
        let bought = elements.get(i + 1).is_some_and(|e| found.words(&e.units).starts_with("worth"));
        if brings && !bought && matches!(found.figure_kind(amount), Some(FigureKind::Money(_))) {
            elements[i - 1].kind = Kind::Cue(Cue::Other("revenue"));
        }
    }
}

/// `The commerce Peru-Chile`: of the one with the other.
fn read_pairs(elements: &mut [Element], found: &Found) {
    for i in 3..elements.len() {
        let [flow, one, dash, other] = &elements[i - 3..=i] else { break };
        let both_ways = matches!(flow.cue(), Some(Cue::Flow(flow)) if flow.flow == Flow::Trade);
        let places = matches!((one.kind, other.kind), (Kind::Place(_, Form::Name), Kind::Place(_, Form::Name)));
        if both_ways && places && dash.kind == Kind::Mark('-') && found.is_glued(dash) {
            elements[i - 1].kind = Kind::Cue(Cue::Link(Link::With));
        }
    }
}

/// `DPRK imports/Chinese exports`: one trade, seen from both its sides.
fn read_mirrors(elements: &mut [Element]) {
    for i in 3..elements.len() {
        let [one, slash, place, other] = &elements[i - 3..=i] else { break };
        let (Some(Cue::Flow(one)), Some(Cue::Flow(other)), Kind::Place(with, _)) = (one.cue(), other.cue(), place.kind) else { continue };
        let link = match (one.flow, other.flow) {
            (Flow::Import, Flow::Export) => Link::From,
            (Flow::Export, Flow::Import) => Link::To,
            _ => continue,
        };
        if slash.kind == Kind::Mark('/') {
            elements[i - 2].kind = Kind::Cue(Cue::Link(link));
            elements[i - 1].kind = Kind::Place(with, Form::Name);
            elements[i].kind = Kind::Cue(Cue::Ignore);
        }
    }
}

/// `Weight fell by 3%`: of the goods spoken of, and no share.
fn read_weights(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    for i in 1..elements.len() {
        let weight = elements[i - 1].cue() == Some(Cue::Share) && vocabulary.is(Words::Terms, found.words(&elements[i - 1].units));
        let opens = i == 1 || matches!(elements[i - 2].kind, Kind::Mark(',') | Kind::Word);
        if weight && opens && matches!(elements[i].cue(), Some(Cue::Change(_))) {
            elements[i - 1].kind = Kind::Cue(Cue::Back(Back::Figure));
        }
    }
}

/// `Tea: $2 billion (34% of total exports)`: a line of a list on exports, which says so once more.
pub(super) fn drop_wholes_of_lines(elements: &mut Vec<Element>) {
    let bullet = |e: &&Element| matches!(e.kind, Kind::Mark('-' | '•' | '·' | '.'));
    let name = |e: &&Element| matches!(e.kind, Kind::Product(_) | Kind::Word | Kind::Mark(',') | Kind::Cue(Cue::Link(Link::And)));
    let number = if matches!(elements[..], [ref number, ref point, ..] if number.kind == Kind::Word && point.kind == Kind::Mark('.')) {
        2
    } else {
        0
    };
    let start = number + elements[number..].iter().take_while(bullet).count();
    let colon = start + elements[start..].iter().take_while(name).count();
    let Some([mark, amount, open, share, of, .., close]) = elements.get(colon..) else { return };
    let line = mark.kind == Kind::Mark(':') && open.kind == Kind::Mark('(') && close.kind == Kind::Mark(')');
    let figures = matches!((amount.kind, share.kind), (Kind::Figure(_), Kind::Figure(_)));
    let end = elements.len() - 1;
    let said = |e: &Element| matches!(e.kind, Kind::Word | Kind::Cue(Cue::Total | Cue::Flow(_)));
    if line && figures && of.cue() == Some(Cue::Link(Link::Of)) && elements[colon + 5..end].iter().all(said) {
        elements.drain(colon + 4..end);
    }
}

/// `mining exports`, `cut flower imports`: goods by a word that names none elsewhere.
fn read_sectors(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    for i in 1..elements.len() {
        let [sector, flow] = &elements[i - 1..=i] else { break };
        let traded = matches!(flow.cue(), Some(Cue::Flow(flow)) if flow.flow.is_one_way());
        if traded && sector.kind == Kind::Word && vocabulary.is(Words::Sectors, found.words(&sector.units)) {
            elements[i - 1].kind = Kind::Product(UNLISTED);
        }
    }
}

/// `meat packers`, `soybean farmers`: people named by what they work with, and no goods; in `soybean farmers in Brazil exported 5 million
/// tons` it is the goods that they sell.
fn drop_trades(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    for i in 1..elements.len() {
        let goods = matches!(elements[i - 1].kind, Kind::Product(_));
        let named = |e: &&Element| matches!(e.kind, Kind::Word | Kind::Place(..) | Kind::Cue(Cue::Link(Link::In)));
        let verb = || elements[i..].iter().find(|e| !named(e)).and_then(Element::cue);
        let sold = || matches!(verb(), Some(Cue::Flow(FlowCue { flow: Flow::Export, strength: Strength::Verb, .. })));
        if goods && elements[i].kind == Kind::Word && vocabulary.is(Words::People, found.words(&elements[i].units)) && !sold() {
            elements[i - 1].kind = Kind::Word;
        }
    }
}

/// `trade between the two, including imports of re-exported goods, reached`, `exports to Asia, including Japan, fell`: a part without a
/// figure between commas.
fn drop_inclusions(found: &Found, elements: &mut [Element]) {
    const LONGEST: usize = 12;
    let comma = |e: &Element| e.kind == Kind::Mark(',');
    for i in 1..elements.len() {
        let opens = comma(&elements[i - 1]) && elements[i].cue() == Some(Cue::OfWhich) && found.words(&elements[i].units) == "including";
        if !opens {
            continue;
        }
        let inside = elements[i + 1..].iter().take(LONGEST).take_while(|e| !comma(e) && !matches!(e.kind, Kind::Figure(_))).count();
        let end = i + 1 + inside;
        let plain = |e: &&Element| e.kind == Kind::Word || e.cue() == Some(Cue::Ignore);
        let whole = elements[..i - 1].iter().rfind(|e| !plain(e)).is_some_and(is_place);
        let part = elements[i + 1..end].iter().any(|e| matches!(e.cue(), Some(Cue::Flow(_))) || whole && is_place(e));
        let says = matches!(elements.get(end + 1).and_then(Element::cue), Some(Cue::Level | Cue::Change(_)));
        if part && says && elements.get(end).is_some_and(comma) {
            elements[i..end].iter_mut().for_each(|e| e.kind = Kind::Word);
        }
    }
}

/// `the import and export values of goods shipped via the port`: what is done to the goods, after the trade is named.
fn drop_participles(elements: &mut [Element]) {
    let over_words = |elements: &[Element], end: usize| end - elements[..end].iter().rev().take_while(|e| e.kind == Kind::Word).count();
    for i in 2..elements.len() {
        let Some(Cue::Flow(done)) = elements[i].cue() else { continue };
        let of = over_words(elements, i);
        if of == 0 || elements[of - 1].cue() != Some(Cue::Link(Link::Of)) {
            continue;
        }
        let trade = over_words(elements, of - 1).checked_sub(1).and_then(|i| elements[i].cue());
        let named = matches!(trade, Some(Cue::Flow(trade)) if trade.flow == Flow::Trade && trade.strength == Strength::Noun);
        if named && done.flow.is_one_way() && matches!(done.strength, Strength::Weak | Strength::Verb) {
            elements[i].kind = Kind::Cue(Cue::Ignore);
        }
    }
}

/// `The amount of exports`: of the exports behind it, and no figure told before.
fn drop_measures(found: &Found, elements: &mut [Element]) {
    for i in 2..elements.len() {
        let [figure, of, flow] = &elements[i - 2..=i] else { break };
        let measures = figure.cue() == Some(Cue::Back(Back::Figure)) && of.cue() == Some(Cue::Link(Link::Of));
        if measures && matches!(flow.cue(), Some(Cue::Flow(_))) && found.words(&figure.units).to_ascii_lowercase().starts_with("the ") {
            elements[i - 2].kind = Kind::Cue(Cue::Ignore);
            elements[i - 1].kind = Kind::Cue(Cue::Ignore);
        }
    }
}

/// `the Kingdom's biggest market`, `the second largest source`: one that has a place in an order is with whom goods are traded.
fn read_ranked_markets(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    for i in 1..elements.len() {
        let [rank, word] = &elements[i - 1..=i] else { break };
        let ranked = word.kind == Kind::Word && found.figure_kind(rank) == Some(FigureKind::Rank);
        let shares = || elements.get(i + 1).is_some_and(|e| e.cue() == Some(Cue::Share));
        if let Some(flow) = Some(word).filter(|_| ranked && !shares()).and_then(|word| way_of(vocabulary, found, word)) {
            elements[i].kind = Kind::Cue(Cue::PartnerOf(flow));
        }
    }
}

/// `the primary source of Poland's imports`, `the main destination for Mongolian exports`: with whom most of it is traded.
fn read_sources(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    const NEAR: usize = 4;
    for i in 0..elements.len().saturating_sub(2) {
        let [word, link] = &elements[i..=i + 1] else { break };
        let links = match link.cue() {
            Some(Cue::Link(Link::Of)) => true,
            Some(Cue::Link(Link::To)) => found.words(&link.units) == "for",
            _ => false,
        };
        if word.kind != Kind::Word || !links {
            continue;
        }
        let Some(partners_of) = way_of(vocabulary, found, word) else { continue };
        let whose = |e: &&Element| matches!(e.kind, Kind::Place(..) | Kind::Mark('\'') | Kind::Word | Kind::Cue(Cue::Back(_)));
        let flow = elements[i + 2..].iter().take(NEAR).find(|e| !whose(e)).and_then(Element::cue);
        if matches!(flow, Some(Cue::Flow(flow)) if flow.flow == partners_of) {
            elements[i].kind = Kind::Cue(Cue::PartnerOf(partners_of));
        }
    }
}

/// `Exports of chips, the country's key export item, fell`: what is said of the goods between commas is no trade.
fn drop_item_words(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    const LONGEST: usize = 7;
    let item = |e: &Element| vocabulary.is(Words::Item, found.words(&e.units));
    for i in 1..elements.len().saturating_sub(1) {
        if !(matches!(elements[i].cue(), Some(Cue::Flow(_))) && item(&elements[i + 1])) {
            continue;
        }
        let Some(open) = (i.saturating_sub(LONGEST)..i).rev().find(|&i| matches!(elements[i].kind, Kind::Mark(_) | Kind::Figure(_))) else {
            continue;
        };
        let aside = elements[open].kind == Kind::Mark(',') && elements.get(i + 2).is_some_and(|e| e.kind == Kind::Mark(','));
        if aside {
            elements[open + 1..i + 2].iter_mut().for_each(|e| e.kind = Kind::Word);
        }
    }
}

/// `exports of ships`, `shipments to China, its top trading partner, fell`: a noun, and what is said of a partner between commas.
fn drop_asides(found: &Found, elements: &mut [Element]) {
    const LONGEST: usize = 6;
    for i in 1..elements.len() {
        let ships = matches!(elements[i].cue(), Some(Cue::Flow(_))) && found.words(&elements[i].units) == "ships";
        if ships && elements[i - 1].cue() == Some(Cue::Link(Link::Of)) {
            elements[i].kind = Kind::Word;
        }
        let partner = elements[i].is_partner() && found.first(&elements[i]).is_ascii();
        if !partner || elements.get(i + 1).is_none_or(|e| e.kind != Kind::Mark(',')) {
            continue;
        }
        let said = |e: &&Element| matches!(e.kind, Kind::Word | Kind::Figure(_) | Kind::Cue(Cue::Back(_)));
        let words = elements[..i].iter().rev().take(LONGEST).take_while(said).count();
        let told = (i - words).checked_sub(2).is_some_and(|place| {
            let linked = place > 0 && matches!(elements[place - 1].cue(), Some(Cue::Link(Link::To | Link::From | Link::With)));
            linked && elements[place + 1].kind == Kind::Mark(',') && matches!(elements[place].kind, Kind::Place(..))
        });
        if told {
            elements[i].kind = Kind::Word;
        }
    }
}

/// `growth of 3 percent with its second biggest trade partner, Brazil`: what is said of a partner before the comma behind which it is
/// named.
fn drop_epithets(found: &Found, elements: &mut [Element]) {
    const LONGEST: usize = 5;
    for i in 2..elements.len().saturating_sub(1) {
        let [partner, comma, place] = &elements[i - 1..=i + 1] else { break };
        let named = partner.is_partner() && comma.kind == Kind::Mark(',') && matches!(place.kind, Kind::Place(_, Form::Name));
        let ends =
            elements.get(i + 2).is_none_or(|e| matches!(e.kind, Kind::Mark(',' | '.' | ';') | Kind::Cue(Cue::Level | Cue::Change(_))));
        if !(named && ends && found.first(partner).is_ascii()) {
            continue;
        }
        let said = |e: &&Element| matches!(e.kind, Kind::Word | Kind::Cue(Cue::Back(_))) || found.figure_kind(e) == Some(FigureKind::Rank);
        let link = i - 1 - elements[..i - 1].iter().rev().take(LONGEST).take_while(said).count();
        if link > 0 && matches!(elements[link - 1].cue(), Some(Cue::Link(Link::With | Link::To | Link::From))) {
            elements[link..=i].iter_mut().for_each(|e| e.kind = Kind::Word);
        }
    }
}

/// `The excess of exports over imports`: the balance, in one.
fn read_excess(found: &Found, elements: &mut [Element]) {
    for i in 1..elements.len().saturating_sub(3) {
        let [excess, of, one, over, other] = &elements[i - 1..=i + 3] else { break };
        let (Some(Cue::Flow(one)), Some(Cue::Flow(other))) = (one.cue(), other.cue()) else { continue };
        let said = found.words(&excess.units) == "excess" && of.cue() == Some(Cue::Link(Link::Of)) && found.words(&over.units) == "over";
        let sign = match (one.flow, other.flow) {
            (Flow::Export, Flow::Import) => 1,
            (Flow::Import, Flow::Export) => -1,
            _ => continue,
        };
        if said {
            elements[i + 1].kind = Kind::Cue(Cue::Flow(FlowCue { flow: Flow::Balance, strength: Strength::Noun, sign }));
            let trade = matches!(elements.get(i + 5).and_then(Element::cue), Some(Cue::Flow(again)) if again.flow == Flow::Trade);
            let end = i + if trade && elements[i + 4].cue() == Some(Cue::Link(Link::In)) { 6 } else { 4 };
            elements[i + 2..end].iter_mut().for_each(|e| e.kind = Kind::Cue(Cue::Ignore));
            elements[i].kind = Kind::Cue(Cue::Ignore);
        }
    }
}

/// `India followed with 5 billion worth of trade`, `India comes next, imports amount to 5 billion`: the trade that the order is of, once
/// more.
fn drop_worth(found: &Found, elements: &mut [Element]) {
    if !elements.iter().any(|e| e.cue() == Some(Cue::Next)) {
        return;
    }
    for i in 3..elements.len() {
        let [figure, worth, of, trade] = &elements[i - 3..=i] else { break };
        let said = of.cue() == Some(Cue::Link(Link::Of)) && matches!(figure.kind, Kind::Figure(_)) && found.words(&worth.units) == "worth";
        if said && matches!(trade.cue(), Some(Cue::Flow(_))) {
            elements[i - 1].kind = Kind::Word;
            elements[i].kind = Kind::Word;
        }
        let [next, comma, trade, amounts] = &elements[i - 3..=i] else { break };
        let again = next.cue() == Some(Cue::Next) && comma.kind == Kind::Mark(',') && amounts.cue() == Some(Cue::Level);
        if again && matches!(trade.cue(), Some(Cue::Flow(_))) {
            elements[i - 1].kind = Kind::Word;
        }
    }
}
