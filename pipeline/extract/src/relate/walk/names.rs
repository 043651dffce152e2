//! Names that the text decides the meaning of.

use crate::relate::elements::{Element, Found, Kind};
use crate::relate::frame::{Context, NORTHEAST_3};
use crate::relate::vocab::{Back, Cue, FlowCue, Form, Link, Strength, Vocabulary};
use crate::token::FigureKind;
use amur_model::Flow;

/// `The Northeast` is what the text makes of it; in a text on another country it is no place of ours.
pub(super) fn read_northeast(vocabulary: &Vocabulary, found: &Found, context: &Context, elements: &mut [Element]) {
    if !elements.iter().any(|e| matches!(e.kind, Kind::Place(..))) {
        return;
    }
    let Some(three) = vocabulary.by_code(NORTHEAST_3) else { return };
    let meant = context.northeast.and_then(|code| vocabulary.by_code(code));
    for element in elements {
        if let Kind::Place(place, form) = element.kind
            && place == three
        {
            // 东北三省 says itself which.
            let counted = found.words(&element.units).ends_with("三省");
            element.kind = meant.or(counted.then_some(three)).map_or(Kind::Word, |place| Kind::Place(place, form));
        }
    }
}

/// 内地 is China beside Hong Kong or Macao, and seen from abroad; in a text on a province it is what lies inland.
pub(super) fn read_mainland(found: &Found, context: &Context, elements: &mut [Element]) {
    let beside = || ["HK", "MO"].iter().any(|code| context.named.contains(*code));
    let inland = || !beside() && context.named.iter().any(|code| code.starts_with("CN-"));
    for element in elements {
        if matches!(element.kind, Kind::Place(..)) && matches!(found.words(&element.units), "内地" | "內地") && inland() {
            element.kind = Kind::Word;
        }
    }
}

/// 二连浩特口岸出口300万吨。2022年货运量为1600万吨: in the talk of what passes a crossing, the cargo is its trade where no place is named.
pub(super) fn read_cargo_again(vocabulary: &Vocabulary, found: &Found, context: &Context, elements: &mut [Element]) {
    let local = context.last.reporter.as_ref().is_some_and(|who| vocabulary.is_local(&who.value));
    // 8月货运量150万吨，为口岸开通以来之最
    let crossing = |e: &Element| e.cue() == Some(Cue::Back(Back::City)) && found.words(&e.units).ends_with('岸');
    let named = elements.iter().any(|e| match e.kind {
        Kind::Cue(Cue::Back(_)) => !crossing(e),
        kind => matches!(kind, Kind::Place(..) | Kind::Zone(_) | Kind::Cue(Cue::Flow(_))),
    });
    if !(context.on_trade && context.counted && local) || named {
        return;
    }
    let cargo = |e: &&mut Element| e.cue() == Some(Cue::Other("cargo")) && ["货运量", "過貨量", "过货量"].contains(&found.words(&e.units));
    for element in elements.iter_mut().filter(cargo) {
        element.kind = Kind::Cue(Cue::Flow(FlowCue { flow: Flow::Trade, strength: Strength::Noun, sign: 0 }));
    }
}

/// 承担着中俄贸易65%的运输任务: what is taken on is a part of the trade only where the clause says how much.
pub(super) fn read_parts_taken_on(found: &Found, elements: &mut [Element]) {
    for at in 0..elements.len() {
        if elements[at].cue() != Some(Cue::Share) || !found.words(&elements[at].units).starts_with(['承', '担', '擔']) {
            continue;
        }
        let clause = elements[at..].iter().take_while(|e| !matches!(e.kind, Kind::Mark(_)));
        let percent = |e: &Element| found.figure_kind(e) == Some(FigureKind::Percent);
        if !clause.into_iter().any(percent) {
            elements[at].kind = Kind::Word;
        }
    }
}

/// 越南蔬果第一大市场, 最大的海外市场, 第二大买家: a market that has a place in an order is one that somebody sells to.
pub(super) fn read_markets(found: &Found, elements: &mut [Element]) {
    const NEAR: usize = 6;
    let between = |e: &Element| matches!(e.kind, Kind::Word | Kind::Cue(Cue::Link(Link::Of)));
    for at in 0..elements.len() {
        if found.figure_kind(&elements[at]) != Some(FigureKind::Rank) {
            continue;
        }
        let far = elements.len().min(at + NEAR);
        let word = |i: usize| found.words(&elements[i].units);
        let buyer = |i: &usize| matches!((word(i - 1), word(*i)), ("市", "场" | "場") | ("买", "家") | ("買", "家"));
        let market = (at + 2..far).take_while(|&i| between(&elements[i - 1])).find(buyer);
        if let Some(market) = market {
            elements[market - 1].kind = Kind::Cue(Cue::PartnerOf(Flow::Export));
            elements[market].kind = Kind::Cue(Cue::Ignore);
        }
    }
}

/// `составляла в 2010 г. 54%`, `245 млн долл., или 28%`: the stop of an abbreviation ends no clause, where the Russian sentence goes on.
pub(super) fn drop_stops_of_abbreviations(found: &Found, elements: &mut Vec<Element>) {
    for at in (1..elements.len().saturating_sub(1)).rev() {
        let told = matches!(elements[at - 1].kind, Kind::Period(_) | Kind::Figure(_)) && elements[at].kind == Kind::Mark('.');
        let abbreviated = told && found.words(&elements[at - 1].units).ends_with(|c| matches!(c, 'а'..='я'));
        let next = found.words(&elements[at + 1].units);
        if abbreviated && !next.starts_with(char::is_uppercase) {
            elements.remove(at);
        }
    }
}

/// `Среди стран Африки Египет занимает 1-е место`, `Среди стран СНГ основными партнёрами были`: the group only says among whom.
pub(super) fn drop_bloc_among(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    let partners = elements.iter().any(Element::is_partner);
    for at in 1..elements.len() {
        let Kind::Place(bloc, Form::Name) = elements[at - 1].kind else { continue };
        let member = matches!(elements[at].kind, Kind::Place(place, Form::Name) if vocabulary.place(place).is_country());
        if !(member || partners) || !vocabulary.place(bloc).is_group() {
            continue;
        }
        let before = &found.text[..found.units[elements[at - 1].units.start].start as usize];
        if matches!(before.split_whitespace().next_back(), Some("Среди" | "среди" | "числе")) {
            elements[at - 1].kind = Kind::Cue(Cue::Ignore);
        }
    }
}

/// `российского региона`, `сибирской области`: the adjective only says where the region that the text is about lies.
pub(super) fn drop_place_of_region(vocabulary: &Vocabulary, found: &Found, context: &Context, elements: &mut [Element]) {
    let inner = context.topic.reporter.as_ref().or(context.spoken.province.as_ref());
    let Some(inner) = inner.filter(|who| vocabulary.place_of(&who.value).is_some_and(|place| place.kind == "admin1")) else { return };
    for at in 1..elements.len() {
        let Kind::Place(outer, Form::Adjective) = elements[at - 1].kind else { continue };
        let region = elements[at].cue() == Some(Cue::Back(Back::Province)) && found.words(&elements[at].units).starts_with("регион");
        let outer = &vocabulary.place(outer).code;
        if region && *outer != inner.value && vocabulary.lies_round(outer, &inner.value) {
            elements[at - 1].kind = Kind::Cue(Cue::Ignore);
        }
    }
}

/// `экспорт горнодобывающей продукции (меди, золота и цинка) вырос`: goods in a bracket without figures only say what is among those before
/// it.
pub(super) fn drop_goods_in_brackets(found: &Found, elements: &mut Vec<Element>) {
    let goods = |e: &Element| matches!(e.kind, Kind::Product(_)) && !found.words(&e.units).is_ascii();
    let inside = |e: &&Element| goods(e) || matches!(e.kind, Kind::Word | Kind::Mark(',') | Kind::Cue(Cue::Link(Link::And)));
    let mut at = 1;
    while at < elements.len() {
        if elements[at].kind == Kind::Mark('(') && goods(&elements[at - 1]) {
            let close = at + 1 + elements[at + 1..].iter().take_while(inside).count();
            let listed = elements[at + 1..close].iter().filter(|e| goods(e)).count() > 1;
            if listed && elements.get(close).is_some_and(|e| e.kind == Kind::Mark(')')) {
                elements.drain(at..=close);
            }
        }
        at += 1;
    }
}

/// `наш регион отправил в Китай`: the region that the text is about, and no country.
pub(super) fn drop_ours_of_region(found: &Found, elements: &mut [Element]) {
    for at in 1..elements.len() {
        let home = elements[at - 1].cue() == Some(Cue::Back(Back::Home)) && !found.first(&elements[at - 1]).is_ascii();
        if home && elements[at].cue() == Some(Cue::Back(Back::Province)) {
            elements[at - 1].kind = Kind::Cue(Cue::Ignore);
        }
    }
}

/// `товарооборот граничащего с Амурской областью РФ китайского города Хэйхэ`: a neighbour only says where the place lies that is named
/// right behind it, in another country.
pub(super) fn drop_neighbours(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    const STEMS: [&str; 4] = ["граничащ", "соседствующ", "сопредельн", "приграничн"];
    for at in 0..elements.len() {
        let word = if elements[at].cue() == Some(Cue::Object) { found.words(&elements[at].units) } else { "" };
        if !STEMS.iter().any(|stem| word.to_lowercase().starts_with(stem)) {
            continue;
        }
        let code = |e: &Element| if let Kind::Place(place, _) = e.kind { Some(vocabulary.place(place).code.as_str()) } else { None };
        let run: Vec<&str> = elements[at + 1..].iter().map_while(code).collect();
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        if !vocabulary.same_country(first, last) {
            let end = at + run.len();
            elements[at..end].iter_mut().for_each(|e| e.kind = Kind::Cue(Cue::Ignore));
        }
    }
}

/// `КПП Маньчжурия, расположенный во Внутренней Монголии, прошло`: where a place lies, told between commas behind its name.
pub(super) fn drop_where_it_lies(found: &Found, elements: &mut Vec<Element>) {
    const STEMS: [&str; 4] = ["расположен", "находящ", "лежащ", "граничащ"];
    let plain = |e: &&Element| {
        matches!(e.kind, Kind::Word | Kind::Place(..) | Kind::Mark('-' | '(' | ')') | Kind::Cue(Cue::Link(_) | Cue::Ignore | Cue::Back(_)))
    };
    let mut at = 1;
    while at < elements.len() {
        let comma = elements[at].kind == Kind::Mark(',') && matches!(elements[at - 1].kind, Kind::Place(..) | Kind::Mark(')'));
        let said = if comma { found.units.get(elements[at].units.end).map_or("", |unit| unit.text(found.text)) } else { "" };
        if STEMS.iter().any(|stem| said.starts_with(stem)) {
            let close = at + 1 + elements[at + 1..].iter().take_while(plain).count();
            if elements.get(close).is_some_and(|e| e.kind == Kind::Mark(',')) {
                elements.drain(at..=close);
            }
        }
        at += 1;
    }
}

/// `через крупнейший КПП на китайско-российской границе Маньчжурия`: on whose border the crossing lies, told before its name.
pub(super) fn drop_border(found: &Found, elements: &mut Vec<Element>) {
    const NEAR: usize = 6;
    let place = |e: &Element| matches!(e.kind, Kind::Place(..));
    let on_border = |run: &[Element]| match run {
        [on, one, dash, other, border, gate] => {
            let words = [on, border].map(|e| found.words(&e.units));
            let said = words[0] == "на" && words[1].starts_with("границ");
            said && place(one) && dash.kind == Kind::Mark('-') && place(other) && place(gate)
        }
        _ => false,
    };
    let Some(at) = elements.windows(NEAR).position(on_border) else { return };
    let passed = |e: &&Element| matches!(e.kind, Kind::Word | Kind::Figure(_));
    let start = at - elements[..at].iter().rev().take_while(passed).count();
    if start > 0 && elements[start - 1].cue() == Some(Cue::Link(Link::Through)) {
        elements.drain(start..at + NEAR - 1);
    }
}

/// `Список выглядит так (в долларах США):`: the country only says whose dollars they are.
pub(super) fn drop_country_of_dollars(found: &Found, elements: &mut Vec<Element>) {
    let of_dollars = |e: &Element| {
        let before = e.units.start.checked_sub(1).map(|i| found.units[i].text(found.text));
        matches!(e.kind, Kind::Place(_, Form::Name)) && before.is_some_and(|word| word.to_lowercase().starts_with("доллар"))
    };
    elements.retain(|e| !of_dollars(e));
}

/// 中国最大陆路口岸进出口货物…, 我国最大的口岸满洲里: the country only says in which order the crossing has its place.
pub(super) fn drop_country_of_crossing(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    const NEAR: usize = 7;
    for at in 0..elements.len() {
        let country = match elements[at].kind {
            Kind::Place(place, Form::Name) => vocabulary.place(place).is_country(),
            kind => kind == Kind::Cue(Cue::Back(Back::Country)),
        };
        if !country {
            continue;
        }
        let between = |e: &&Element| matches!(e.kind, Kind::Word | Kind::Figure(_) | Kind::Cue(Cue::Link(Link::Of)));
        let behind = &elements[at + 1..elements.len().min(at + 1 + NEAR)];
        let passed = behind.iter().take_while(between).count();
        let ranked = behind[..passed].iter().any(|e| found.figure_kind(e) == Some(FigureKind::Rank) || found.words(&e.units) == "最");
        let crossing = behind.get(passed).is_some_and(|e| e.cue() == Some(Cue::Back(Back::City)) && found.words(&e.units) == "口岸");
        if ranked && crossing {
            elements[at].kind = Kind::Cue(Cue::Ignore);
        }
    }
}

/// 就亚洲整体而言，出口额…: the partner whom a clause looks at, where another's trade is spoken of.
pub(super) fn read_viewed(vocabulary: &Vocabulary, found: &Found, context: &Context, elements: &mut [Element]) {
    const LONGEST: usize = 6;
    let Some(home) = &context.topic.reporter else { return };
    for at in 1..elements.len() {
        let Kind::Place(place, _) = elements[at].kind else { continue };
        let end = elements.len().min(at + LONGEST);
        let ends = |e: &Element| e.kind == Kind::Mark(',');
        let comma = (at + 1..end).find(|&i| ends(&elements[i])).filter(|&comma| comma > at + 1);
        let Some(comma) = comma else { continue };
        let words = found.words(&(elements[at].units.end..elements[comma].units.start));
        let said = ["而言", "来看", "来说", "來看", "來說"].iter().any(|ending| words.ends_with(ending));
        let code = &vocabulary.place(place).code;
        let abroad = *code != home.value && !vocabulary.same_country(code, &home.value);
        if said && abroad && found.words(&(elements[at].units.start - 1..elements[at].units.start)) == "就" {
            elements[at - 1].kind = Kind::Cue(Cue::Link(Link::With));
            elements[at + 1..comma].iter_mut().for_each(|e| e.kind = Kind::Word);
        }
    }
}

/// 以…为主: is what stands before these words the greater part?
pub(super) fn says_mainly(words: &str) -> bool {
    matches!(words, "为主" | "為主")
}

/// 大豆进口以巴西为主，自俄进口…, 以加拿大货为主: where most comes from, which the next clause is not about.
pub(super) fn drop_main_source(found: &Found, elements: &mut [Element]) {
    const LONGEST: usize = 8;
    for end in 0..elements.len() {
        if !says_mainly(found.words(&elements[end].units)) {
            continue;
        }
        let from = end.saturating_sub(LONGEST);
        let Some(opens) = elements[from..end].iter().rposition(|e| e.kind == Kind::Word && found.words(&e.units) == "以") else {
            continue;
        };
        for element in &mut elements[from + opens..end] {
            if matches!(element.kind, Kind::Place(..)) {
                element.kind = Kind::Word;
            }
        }
    }
}

/// 汽车出口前三位国家为俄罗斯…, 进口额前五的国家是…: the countries that come first in somebody's exports or imports are partners.
pub(super) fn read_first_countries(found: &Found, elements: &mut [Element]) {
    for at in 1..elements.len() {
        let words = |i: usize| elements.get(i).map_or("", |e| found.words(&e.units));
        let Some(Cue::Flow(traded)) = elements[at - 1].cue().filter(|_| words(at).starts_with('前')) else { continue };
        if found.figure_kind(&elements[at]) != Some(FigureKind::Rank) || !traded.flow.is_one_way() {
            continue;
        }
        let passed = (at + 1..).take_while(|&i| matches!(words(i), "位" | "大" | "名" | "的")).count();
        let country = at + 1 + passed;
        let whole = usize::from(words(country) == "国" && words(country + 1) == "家");
        if whole == 1 || words(country) == "国家" {
            elements[country].kind = Kind::Cue(Cue::PartnerOf(traded.flow));
            elements[country + whole].kind = if whole == 1 { Kind::Cue(Cue::Ignore) } else { elements[country].kind };
        }
    }
}

/// 日本进口鸡肉第一大来源国, 进口铁矿石的主要来源地: those from whom the goods come that the clause says are imported; 第三大来源国 in a
/// clause behind it, too.
pub(super) fn read_sources(found: &Found, elements: &mut [Element]) {
    let imports = |e: &Element| matches!(e.cue(), Some(Cue::Flow(flow)) if flow.flow == Flow::Import);
    for at in 2..elements.len() {
        let source = elements[at - 2].kind == Kind::Word && elements[at].kind == Kind::Word;
        let word = |i: usize| found.words(&elements[i].units);
        if !(source && (word(at - 2), word(at - 1)) == ("来", "源") && matches!(word(at), "国" | "地")) {
            continue;
        }
        let before = &elements[..at - 2];
        let clause = before.iter().rev().take_while(|e| !matches!(e.kind, Kind::Mark(',' | ';' | ':')));
        let plain =
            matches!(before, [.., rank, large] if found.figure_kind(rank) == Some(FigureKind::Rank) && found.words(&large.units) == "大");
        if clause.into_iter().any(imports) || plain && before.iter().any(imports) {
            elements[at - 2].kind = Kind::Cue(Cue::PartnerOf(Flow::Import));
            elements[at - 1..=at].iter_mut().for_each(|e| e.kind = Kind::Cue(Cue::Ignore));
        }
    }
}

/// 德国是越南咖啡第二大进口国: who imports from whom, where both are named; in 中国是全球最大进口国 nobody sells.
pub(super) fn read_importers(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    for at in 2..elements.len() {
        if elements[at].cue() != Some(Cue::Ignore) || !matches!(found.words(&elements[at].units), "进口国" | "進口國") {
            continue;
        }
        let ranked = |e: &Element| found.figure_kind(e) == Some(FigureKind::Rank);
        let passed = |e: &&Element| matches!(e.kind, Kind::Word | Kind::Product(_) | Kind::Cue(Cue::Link(Link::Of))) || ranked(e);
        let owner = at - elements[..at].iter().rev().take_while(passed).count();
        let Some((last, before)) = elements[..owner].split_last() else { continue };
        let sells = match last.kind {
            Kind::Place(place, Form::Name) => vocabulary.place(place).is_country(),
            kind => kind == Kind::Cue(Cue::Back(Back::Country)),
        };
        let clause = before.iter().rev().take_while(|e| !matches!(e.kind, Kind::Mark(_)));
        let buys = clause.into_iter().any(|e| matches!(e.kind, Kind::Place(_, Form::Name)));
        if sells && buys && elements[owner..at].iter().any(ranked) {
            elements[at].kind = Kind::Cue(Cue::PartnerOf(Flow::Export));
        }
    }
}

/// `с Сахалина в Корею`: from where, and not with whom.
pub(super) fn read_origins(vocabulary: &Vocabulary, found: &Found, elements: &mut [Element]) {
    for at in 0..elements.len().saturating_sub(1) {
        let with = elements[at].cue() == Some(Cue::Link(Link::With)) && matches!(found.words(&elements[at].units), "с" | "С");
        let place = matches!(elements[at + 1].kind, Kind::Place(_, Form::Name));
        if with && place && vocabulary.is_left_with(found.words(&elements[at + 1].units)) {
            elements[at].kind = Kind::Cue(Cue::Link(Link::From));
        }
    }
}

/// `импортёров российской пшеницы`, `экспортёров пшеницы в Египет`: those who trade with whose goods they are, or where these go.
pub(super) fn read_traders(found: &Found, elements: &mut [Element]) {
    for at in 0..elements.len().saturating_sub(2) {
        if elements[at].cue() != Some(Cue::Ignore) {
            continue;
        }
        let word = crate::gazetteer::fold(found.words(&elements[at].units));
        let owned = matches!(elements[at + 1].kind, Kind::Place(_, Form::Adjective)) && is_goods(&elements[at + 2]);
        let to = elements[at + 2].cue() == Some(Cue::Link(Link::To));
        let sent = is_goods(&elements[at + 1]) && to && matches!(elements.get(at + 3).map(|e| e.kind), Some(Kind::Place(_, Form::Name)));
        if word.starts_with("импортер") && owned {
            elements[at].kind = Kind::Cue(Cue::PartnerOf(Flow::Export));
        } else if word.starts_with("экспортер") && sent {
            elements[at].kind = Kind::Cue(Cue::PartnerOf(Flow::Import));
        }
    }
}

fn is_goods(element: &Element) -> bool {
    matches!(element.kind, Kind::Product(_))
}

/// A short name is the place that the text calls by its full one, or no place.
pub(super) fn read_namesakes(vocabulary: &Vocabulary, context: &Context, elements: &mut [Element]) {
    for element in elements {
        if let Kind::Namesake(namesake) = element.kind {
            element.kind = vocabulary.meant(namesake, &context.named).map_or(Kind::Word, |place| Kind::Place(place, Form::Name));
        }
    }
}

/// 吉对外贸易额 in a text on Kyrgyzstan: of the places with one short form, the one that the text names in full.
pub(super) fn read_short_forms(vocabulary: &Vocabulary, found: &Found, context: &Context, elements: &mut [Element]) {
    for element in elements {
        let Kind::Place(_, form) = element.kind else { continue };
        let lone = form == Form::Short && element.units.len() == 1;
        // 澳方
        let side = element.units.len() == 2 && found.words(&element.units).ends_with('方');
        let Some(short) = found.units.get(element.units.start).filter(|_| lone || side).map(|unit| unit.text(found.text)) else { continue };
        if short == "日" && is_numbered(found, element.units.start) {
            element.kind = Kind::Word;
            continue;
        }
        match vocabulary.short_for(short, &context.named) {
            Some(place) => element.kind = Kind::Place(place, form),
            None if vocabulary.is_settled(short) => {}
            None => element.kind = Kind::Word,
        }
    }
}

/// 二十日, 三十号: does a Chinese numeral stand right before unit `at`?
fn is_numbered(found: &Found, at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| found.words(&(before..before + 1)));
    before.is_some_and(|before| before.chars().all(|c| "一二三四五六七八九十廿".contains(c)))
}

/// 远东通讯社, 滨海日报: who writes, and not of whom.
pub(super) fn drop_media(found: &Found, elements: &mut [Element]) {
    const MEDIA: [&str; 9] = ["通讯社", "通訊社", "新闻社", "新聞社", "日报", "日報", "晚报", "晚報", "电视台"];
    for element in elements.iter_mut().filter(|e| matches!(e.kind, Kind::Place(..))) {
        let behind = found.units.get(element.units.end).map_or("", |unit| &found.text[unit.start as usize..]);
        if MEDIA.iter().any(|name| behind.starts_with(name)) {
            element.kind = Kind::Cue(Cue::Ignore);
        }
    }
}

/// 汽车占比最大，为12%: the share is told behind its place in the order.
pub(super) fn join_largest_share(found: &Found, elements: &mut [Element]) {
    for at in 0..elements.len().saturating_sub(4) {
        let [share, rank, comma, level, figure] = &mut elements[at..at + 5] else { return };
        let ranked = found.figure_kind(rank) == Some(FigureKind::Rank) && share.cue() == Some(Cue::Share);
        let told = level.cue() == Some(Cue::Level) && found.figure_kind(figure) == Some(FigureKind::Percent);
        if ranked && told && comma.kind == Kind::Mark(',') && found.words(&share.units).ends_with(['比', '重', '额', '額']) {
            (rank.kind, comma.kind) = (Kind::Cue(Cue::Ignore), Kind::Cue(Cue::Ignore));
        }
    }
}
