//! What the words of a sentence say: names of places and goods, and the cues between them.

use crate::token::Direction;
use amur_model::Flow;

/// How a name stands for its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A noun: `China`.
    Name,
    /// A Chinese short form, a place only inside compounds: 对俄, 中俄.
    Short,
    /// An adjective: `Russian`, `российский`.
    Adjective,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FlowCue {
    pub flow: Flow,
    pub strength: Strength,
    /// A surplus is 1, a deficit -1; 0 where the word says neither.
    pub sign: i8,
}

impl FlowCue {
    /// `exports`, `imports`.
    pub fn is_one_way_noun(self) -> bool {
        self.flow.is_one_way() && self.strength == Strength::Noun
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Trade only if the talk is of trade already: sales, supplies.
    Weak,
    Noun,
    Verb,
    /// Between the two sides spoken of: `bilateral trade`.
    Pair,
    /// All of a reporter's trade, unless a partner is named: `foreign trade`, 外贸.
    Total,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    To,
    From,
    With,
    Between,
    Of,
    In,
    By,
    Through,
    And,
}

/// Words that point back to a place named before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Back {
    /// A first-level subdivision.
    Province,
    City,
    /// A country or a subdivision that calls itself one.
    Republic,
    Country,
    Pair,
    Own,
    /// `our exports`: those of the country in which the text speaks.
    Home,
    /// A partner named before: `that country`.
    There,
    Zone,
    /// The figure spoken of last: `this figure`, `показатель`.
    Figure,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cue {
    Flow(FlowCue),
    Change(Direction),
    /// More or less than somebody else's: 高于, `above`.
    Than(Direction),
    Level,
    Share,
    Link(Link),
    Respectively,
    /// The figure is for each of the places named.
    Each,
    /// Names after it are examples.
    Example,
    OfWhich,
    Compare,
    While,
    Back(Back),
    /// 前者, 后者: the first and the last of the two just measured.
    Former,
    /// `the other way`: the flow spoken of, turned round.
    Reverse,
    /// `the two of them`, 二者: all that was just told.
    Both,
    Latter,
    World,
    Total,
    Planned,
    Now,
    /// Of a time that is over: 曾.
    Once,
    /// `Далее следуют`: the next in the order spoken of.
    Next,
    /// Something counted that is no trade; the indicator's name.
    Other(&'static str),
    Partner,
    /// Who buys or sells what is exported or imported: `export markets`, 进口来源地.
    PartnerOf(Flow),
    /// `negative`, `отрицательное`: the sign of a balance named before.
    Sign(i8),
    /// `за рубеж`, `из-за границы`: across the border, and no country is named.
    Abroad,
    /// `due to`: what follows is why, not what.
    Cause,
    /// A place after it is not what the clause is about: `bordering`.
    Object,
    /// The places before it name a thing: `the China-Russia border`.
    Thing,
    /// What is done once to a zone or a bridge: `opened in 2010` tells no trade's time.
    Founded,
    /// Who says it: `according to`, `the ministry`.
    Speaker,
    /// What is said follows: `noted that`.
    Clause,
    /// What follows is the trade of one company, no place's.
    Firm,
    Ignore,
}

impl Cue {
    /// Is it a word for those with whom something is traded?
    pub fn is_partner(self) -> bool {
        matches!(self, Cue::Partner | Cue::PartnerOf(_))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    Place(u32, Form),
    Product(u32),
    /// A short name of several places; index into [`Vocabulary::namesakes`].
    Namesake(u32),
    /// An adjective of goods, a product only right before a word of trade: `рыбный экспорт`.
    Attribute(u32),
    /// An office of statistics or customs; index into [`Vocabulary::offices`].
    Office(u32),
    Cue(Cue),
}

pub(super) fn flow_cue(key: &str) -> FlowCue {
    let strength = match key {
        _ if key.starts_with("weak_") => Strength::Weak,
        _ if key.starts_with("total_") => Strength::Total,
        _ if key.starts_with("pair_") => Strength::Pair,
        _ if key.ends_with("_verb") => Strength::Verb,
        _ => Strength::Noun,
    };
    let (flow, sign) = match key.trim_start_matches("weak_").trim_start_matches("total_").trim_end_matches("_verb") {
        "export" => (Flow::Export, 0),
        "import" => (Flow::Import, 0),
        "surplus" => (Flow::Balance, 1),
        "deficit" => (Flow::Balance, -1),
        "balance" => (Flow::Balance, 0),
        _ => (Flow::Trade, 0),
    };
    FlowCue { flow, strength, sign }
}

pub(super) fn link_cue(key: &str) -> Cue {
    match key {
        "to" => Cue::Link(Link::To),
        "from" => Cue::Link(Link::From),
        "with" => Cue::Link(Link::With),
        "between" => Cue::Link(Link::Between),
        "of" => Cue::Link(Link::Of),
        "in" => Cue::Link(Link::In),
        "by" => Cue::Link(Link::By),
        "through" => Cue::Link(Link::Through),
        "and" => Cue::Link(Link::And),
        "respectively" => Cue::Respectively,
        "each" => Cue::Each,
        "object" => Cue::Object,
        "thing" => Cue::Thing,
        "founded" => Cue::Founded,
        "cause" => Cue::Cause,
        "abroad" => Cue::Abroad,
        "positive" => Cue::Sign(1),
        "negative" => Cue::Sign(-1),
        "example" => Cue::Example,
        "of_which" => Cue::OfWhich,
        "compare" => Cue::Compare,
        "while" => Cue::While,
        other => panic!("no such list under [link]: {other}"),
    }
}

pub(super) fn back_cue(key: &str) -> Cue {
    match key {
        "province" | "region" => Cue::Back(Back::Province),
        "city" => Cue::Back(Back::City),
        "republic" => Cue::Back(Back::Republic),
        "country" => Cue::Back(Back::Country),
        "pair" => Cue::Back(Back::Pair),
        "own" => Cue::Back(Back::Own),
        "home" => Cue::Back(Back::Home),
        "there" => Cue::Back(Back::There),
        "figure" => Cue::Back(Back::Figure),
        "former" => Cue::Former,
        "reverse" => Cue::Reverse,
        "both" => Cue::Both,
        "latter" => Cue::Latter,
        "zone" => Cue::Back(Back::Zone),
        "world" => Cue::World,
        "total" => Cue::Total,
        other => panic!("no such list under [back]: {other}"),
    }
}

pub(super) fn passed_over_cue(key: &str) -> Cue {
    match key {
        "partner_words" => Cue::Partner,
        "export_partner" => Cue::PartnerOf(Flow::Export),
        "import_partner" => Cue::PartnerOf(Flow::Import),
        _ => Cue::Ignore,
    }
}

pub(super) fn change_cue(key: &str) -> Cue {
    match key {
        "up" => Cue::Change(Direction::Up),
        "down" => Cue::Change(Direction::Down),
        "than_up" => Cue::Than(Direction::Up),
        "than_down" => Cue::Than(Direction::Down),
        _ => Cue::Level,
    }
}

pub(super) fn speech_cue(key: &str) -> Cue {
    match key {
        "firm" => Cue::Firm,
        "clause" => Cue::Clause,
        _ => Cue::Speaker,
    }
}

pub(super) fn stance_cue(key: &str) -> Cue {
    match key {
        "now" => Cue::Now,
        "once" => Cue::Once,
        "next" => Cue::Next,
        _ => Cue::Planned,
    }
}
