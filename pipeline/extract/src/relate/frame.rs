//! Who trades what with whom: the frame that clauses fill and hand on to the next.

use super::measure::Measured;
use super::vocab::{FlowCue, Vocabulary};
use super::walk::{Amount, Base, Below};
use ahash::AHashSet;
use amur_model::Flow;
use compact_str::CompactString;
use std::ops::Range;
use std::rc::Rc;

/// A value and the words that gave it.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot<T> {
    pub value: T,
    /// Bytes of the view.
    pub at: Range<usize>,
}

impl<T> Slot<T> {
    pub fn new(value: impl Into<T>, at: Range<usize>) -> Self {
        Slot { value: value.into(), at }
    }

    /// Do the words hold those at `at`?
    pub fn covers(&self, at: &Range<usize>) -> bool {
        self.at.start <= at.start && at.end <= self.at.end
    }
}

/// A place code or a zone id.
pub type Who = Slot<CompactString>;

/// Do both name the same place, or nobody?
pub fn same_place(one: &Option<Who>, other: &Option<Who>) -> bool {
    one.as_ref().map(|who| &who.value) == other.as_ref().map(|who| &who.value)
}

pub const WORLD: &str = "W00";

/// The countries of the Belt and Road initiative.
pub const BELT_AND_ROAD: &str = "BRI";

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Frame {
    pub reporter: Option<Who>,
    pub partner: Option<Who>,
    pub flow: Option<Slot<FlowCue>>,
    pub product: Option<Slot<CompactString>>,
}

impl Frame {
    /// The partner's code; nobody named is the whole world.
    pub fn partner_code(&self) -> &str {
        self.partner.as_ref().map_or(WORLD, |p| &p.value)
    }

    /// Makes exports of imports, and imports of exports.
    pub fn turn_round(&mut self) {
        if let Some(flow) = &mut self.flow {
            flow.value.flow = match flow.value.flow {
                Flow::Export => Flow::Import,
                Flow::Import => Flow::Export,
                both => both,
            };
        }
    }

    pub fn flow(&self) -> Option<Flow> {
        self.flow.as_ref().map(|f| f.value.flow)
    }

    /// Is it the trade with everybody in all goods?
    pub fn is_total(&self) -> bool {
        self.product.is_none() && self.partner.is_none()
    }

    /// Are their partners put in one order?
    pub fn same_order(&self, other: &Frame) -> bool {
        self.same_reporter(other) && self.flow() == other.flow() && self.partner_code() != other.partner_code()
    }

    /// Is it the trade of the same place?
    pub fn same_reporter(&self, other: &Frame) -> bool {
        same_place(&self.reporter, &other.reporter)
    }

    /// Trade between two is the same from either side; a text goes on from the side that it is about.
    pub fn seen_by(mut self, topic: Option<&Who>) -> Self {
        let other_side = self.partner.as_ref().is_some_and(|partner| topic.is_some_and(|topic| topic.value == partner.value));
        if other_side && self.flow() == Some(Flow::Trade) {
            std::mem::swap(&mut self.reporter, &mut self.partner);
        }
        self
    }
}

/// What the text so far is about.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// Who trades with whom according to the title or the lead.
    pub topic: Frame,
    /// `Rice exports reach record`: the goods and the way of a trade that the title leaves to the lead to say whose it is.
    pub headline: Option<Frame>,
    /// The frame that the last sentence ended with.
    pub last: Frame,
    /// The first frame of the text, and of the paragraph.
    pub opening: Option<Frame>,
    pub paragraph: Option<Frame>,
    /// The frame that the paragraph before ended with: `this figure`.
    pub earlier: Frame,
    /// The last amount of trade both ways: what 其中 is a part of.
    pub level: Option<Frame>,
    /// The currency of the last amount of money that named its own.
    pub currency: Option<Slot<&'static str>>,
    /// Whose trade both ways was told with no partner: its parts have none either.
    pub both_ways: bool,
    /// The last share of the sentence before, and what it was of: `South Korea's was 9.1%`.
    pub shared: Option<(Frame, Base)>,
    /// What the last figure of the sentence before was stated of: `This is 5% more`.
    pub told: Option<Frame>,
    /// `В том числе на экспорт отправлено 9 млн т`: the part that the sentence before told of last.
    pub part: Option<Frame>,
    /// By how much the trade of the last sentence moved, if it did: `При этом в Китай – на 5%`.
    pub grew: Option<Measured>,
    /// The last sentence gave an amount of goods, as tonnes, and of none but these.
    pub counted: bool,
    /// The last sentence ended on trade, and not on something else.
    pub on_trade: bool,
    /// 经吉隆口岸出口汽车6127辆: the last sentence only said through what the goods of the text's place went.
    pub passed: bool,
    /// What was told of the trade with one partner in all goods.
    pub amounts: Vec<Amount>,
    /// `В экспорте преобладали:`: what the lines of the list below are told of.
    pub below: Option<Below>,
    /// The last sentence was a heading that names the partner of what stands below it.
    pub headed: bool,
    /// The last sentence told its partners as some of many: in an order, a list or by their shares.
    pub listed: bool,
    /// The partners told one by one in the last sentence that stated anything: `these three countries`.
    pub partners: Vec<Who>,
    /// Whose partners were put in order last.
    pub ranked: Option<Frame>,
    /// The places named last.
    pub spoken: Spoken,
    /// The last places that traded together: 四大口岸.
    pub together: Vec<Who>,
    /// The last sentence told side by side what several countries did: 日本出口增长5%，韩国增长3%.
    pub side_by_side: bool,
    /// The last two words of trade: `these two figures`.
    pub flows: Vec<Slot<FlowCue>>,
    /// What the last sentence was about: `it`, `they`.
    pub subject: Option<Who>,
    /// The text is short: it is about one thing from end to end.
    pub short: bool,
    /// What the text means by the Northeast of China: three provinces, or four territories; None if it is not about it.
    pub northeast: Option<&'static str>,
    /// Whom a Chinese text means by `our country`: China where it names it, or no other country; Taiwan in a text of its own.
    pub ours: Option<&'static str>,
    /// Codes of the places that the text names.
    pub named: Rc<AHashSet<String>>,
    /// The countries that the text names, each where it does first.
    pub countries: Rc<[Who]>,
    /// Those of them, and the groups of countries, that a sentence with amounts says goods come from or go to: what other sentences tell
    /// is not of them alone.
    pub told_apart: Rc<AHashSet<String>>,
    /// The text has told of other partners than the one it opens with.
    pub wide: bool,
    /// The text has told of other goods than those it opens with.
    pub many_goods: bool,
    /// The only country that the text names: `our country`.
    pub home: Option<Who>,
    /// The place that a Chinese title is about, whatever else it says: 义乌市统计公报.
    pub titled: Option<Who>,
    /// Whose trade the only office of statistics or customs counts that the text names: the text's, if it names no other.
    pub office: Option<Who>,
}

/// The last place of each kind that a text has named, for the words that point back to one.
#[derive(Debug, Clone, Default)]
pub struct Spoken {
    /// A first-level subdivision, country, and city or crossing.
    pub province: Option<Who>,
    /// A first-level subdivision outside China: an oblast or a krai is none of its provinces.
    pub oblast: Option<Who>,
    pub country: Option<Who>,
    pub city: Option<Who>,
    /// A group of countries: `the region` where no province is.
    pub bloc: Option<Who>,
    pub zone: Option<Who>,
}

impl Spoken {
    /// Remembers a place.
    pub fn mention(&mut self, vocabulary: &Vocabulary, who: &Who) {
        if vocabulary.capital_of(&who.value).is_some() {
            return;
        }
        let Some(place) = vocabulary.place_of(&who.value) else {
            self.zone = Some(who.clone());
            return;
        };
        let slot = match place.kind.as_str() {
            "country" => &mut self.country,
            "admin1" => {
                if !who.value.starts_with("CN-") {
                    self.oblast = Some(who.clone());
                }
                &mut self.province
            }
            "world" => return,
            "group" => &mut self.bloc,
            _ => &mut self.city,
        };
        *slot = Some(who.clone());
    }
}

/// Is it a code of several places that the text named together, and no list has?
pub fn is_joined(vocabulary: &Vocabulary, who: &Who) -> bool {
    who.value.starts_with("X-") && vocabulary.by_code(&who.value).is_none()
}

/// One code for several places that share one figure: `X-russia-and-mongolia`.
pub fn group(vocabulary: &Vocabulary, members: &[Who]) -> Option<Who> {
    let (first, last) = (members.first()?, members.last()?);
    // `Vietnam's General Statistics Office`: one place, named twice.
    if members.iter().all(|who| who.value == first.value) {
        return Some(first.clone());
    }
    if let Some((crossing, _)) = on_border_of_two(vocabulary, members) {
        return Some(crossing);
    }
    // 牡丹江市绥芬河口岸: a town, and the one in it; two that are listed have a mark between them.
    if let [outer, inner] = members
        && outer.at.end == inner.at.start
        && [outer, inner].into_iter().all(|who| vocabulary.is_local(&who.value))
        && vocabulary.same_country(&outer.value, &inner.value)
    {
        return Some(inner.clone());
    }
    // 缅甸通过木姐口岸的边贸额: a country, and the crossing of it.
    if let [country, crossing] = members
        && vocabulary.is_country(&country.value)
        && vocabulary.is_local(&crossing.value)
        && vocabulary.lies_in(&crossing.value, &country.value)
    {
        return Some(crossing.clone());
    }
    // `с Сахалина и Курил`: a region, and what lies in it.
    if let [region, inside] = members
        && vocabulary.place_of(&region.value).is_some_and(|place| place.kind == "admin1")
        && vocabulary.lies_in(&inside.value, &region.value)
    {
        return Some(region.clone());
    }
    let at = first.at.start..last.at.end;
    // `KATHMANDU-Nepal's exports`: where it was written, and whose they are.
    if let [city, country] = members
        && vocabulary.capital_of(&city.value) == Some(country.value.as_str())
    {
        return Some(country.clone());
    }
    if let Some(code) = known_group(members) {
        return Some(Slot::new(code, at));
    }
    let beside_hong_kong = matches!(members, [one, other] if one.value == "HK" || other.value == "HK");
    let name = |who: &Who| match vocabulary.place_of(&who.value) {
        Some(place) if place.is_group() => place.code.trim_start_matches("X-").to_owned(),
        // 對中國大陸與香港出口: Hong Kong is no part of what is meant.
        Some(place) if place.code == "CN" && beside_hong_kong => "mainland china".to_owned(),
        Some(place) if place.code == "US" => "us".to_owned(),
        Some(place) if place.code == "GB" => "uk".to_owned(),
        Some(place) => place.short.as_ref().unwrap_or(&place.name).clone(),
        None => who.value.to_string(),
    };
    let names: Vec<String> = members.iter().map(name).collect();
    let joint = if names.len() == 2 { names.join(" and ") } else { names.join(" ") };
    Some(Slot::new(format!("X-{}", amur_model::id::kebab(&joint)), at))
}

/// 中俄绥芬河口岸: the two countries say on whose border the place lies that counts the trade. The place, and the country across.
pub fn on_border_of_two(vocabulary: &Vocabulary, members: &[Who]) -> Option<(Who, Who)> {
    // 绥芬河中俄互市贸易
    let (one, other, local) = match members {
        [local, one, other] if vocabulary.is_local(&local.value) && local.at.end == one.at.start => (one, other, local),
        [one, other, local] => (one, other, local),
        _ => return None,
    };
    let glued = one.at.end == other.at.start && one.value != other.value;
    let countries = glued && vocabulary.is_country(&one.value) && vocabulary.is_country(&other.value);
    let home = vocabulary.country_of(&local.value).filter(|_| countries && vocabulary.is_local(&local.value))?;
    let across = match home {
        home if home == one.value => other,
        home if home == other.value => one,
        _ => return None,
    };
    Some((local.clone(), across.clone()))
}

/// Heilongjiang, Jilin and Liaoning; the same with Inner Mongolia.
pub const NORTHEAST_3: &str = "CN-NE3";
pub const NORTHEAST_4: &str = "CN-NE4";

/// `other countries`, until the text tells which.
pub const OTHERS: &str = "X-other-countries";

/// All countries but those named before: `Экспорт в СНГ вырос на 5%, в другие страны – на 7%`.
pub fn all_but(partner: Option<&Who>) -> &'static str {
    match partner.map(|who| who.value.as_str()) {
        Some("CIS") => "X-non-cis",
        _ => OTHERS,
    }
}

/// Provinces named one by one that have a code together.
fn known_group(members: &[Who]) -> Option<&'static str> {
    let has = |code: &str| members.iter().any(|who| who.value == code);
    let three = ["CN-HL", "CN-JL", "CN-LN"].into_iter().all(has);
    match members.len() {
        3 if three => Some(NORTHEAST_3),
        4 if three && has("CN-NM") => Some(NORTHEAST_4),
        _ => None,
    }
}
