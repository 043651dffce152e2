//! Short lists of words that rules ask for one by one: `[words]` in `schemas/lexicon/*/trade.toml`.

use crate::gazetteer::folded;
use rustc_hash::FxHashSet;
use serde::Deserialize;

/// What the words of a list have in common. The lexicons say which words these are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Words {
    // Verbs.
    /// Who or what somebody is: `was`, `является`.
    Being,
    /// To go on being, and to become: `remains`.
    Remain,
    /// What goods and countries do to a change: `exports of goods saw a decrease`.
    See,
    /// What a figure is said to be, besides: `this also marked an increase`.
    Mark,
    /// `with China remaining the top partner`
    Become,
    /// Motion, which only its goal makes one of trade: `went`.
    Motion,
    /// Exports that go to whom the clause is about: `took`.
    Receive,
    /// What goods or a country get for what they sell: `earned`.
    Earn,
    Spend,
    /// What goods do to money, and a country to goods: `brought in`.
    BringIn,
    /// What goods do to a crossing, and it to them: `passed`, `handled`.
    Pass,
    Handle,
    Enter,
    /// `supplied China with`
    Supply,
    /// To have most of something from one: `relies on`.
    Depend,
    /// A share or a place: `held`.
    Hold,
    /// To come after another in an order: `trailing`.
    Trail,
    Add,
    /// Forms that are written as goods are: `стали`.
    AlsoVerbs,

    // Nouns for who trades and where.
    /// What is named for the goods it is concerned with: `Grain Union`.
    Bodies,
    /// One of those who trade, and no place: `company`.
    Companies,
    /// Those who sell, or use up, goods: a country's partners where its name says so.
    Sellers,
    Consumers,
    Countries,
    Partners,
    /// Where goods go, and where they come from.
    Destinations,
    Origins,
    /// `топ`, `ranking`: what puts others in an order.
    Lists,
    /// A place in an order.
    Position,
    Regions,
    /// What a country is called behind the part of the world that it lies in: `the Asian giant`.
    Epithets,
    /// A kind of place, behind its name, and words between the two: `Khorgos border crossing`.
    PlaceNouns,
    PlaceWords,
    /// People, behind the goods that they work with: `soybean farmers`.
    People,
    /// What a country is of a group: `ASEAN member Laos`.
    Members,
    Nations,
    Also,
    Lead,
    /// Whose data are told: `customs`, `Lesotho Bureau of Statistics`.
    Publishers,
    /// What they do with the data: 发布.
    Publish,
    Offices,
    Data,

    // Nouns for what is traded, and how it is counted.
    /// Goods of whatever kind, many and one: `products`, `item`.
    Goods,
    Item,
    /// What makes no goods of them: `various products`.
    Various,
    /// What is sent or bought: alone such words go on with the trade spoken of.
    Supplies,
    /// Goods, but for a number that stands right before: `23 тыс. машин`.
    Counted,
    /// What any trade may be said to be, right before it: `robust exports`.
    Attributes,
    /// Goods only right before a word of trade: `mining exports`.
    Sectors,
    Turnover,
    /// What of the trade told before is counted: `стоимость`.
    Amounts,
    /// In what a share is counted: `by value`.
    Terms,
    /// By its worth or by its amount: `физический`.
    Counting,
    /// By what goods go: `rail`.
    Carriers,

    // Words beside figures.
    /// What an amount is, in nouns: `a 5% decrease`.
    Changes,
    /// What is told at another time: `the July figure`.
    Totals,
    /// To come to, or to have a place in an order: `stood at`, `ranks`.
    StandAt,
    Rank,
    /// `51% more soybeans`
    Compared,
    Remaining,
    /// So much each day, which is no amount of trade: `1.2 million bpd`.
    PerDay,
    /// What nobody traded yet: `forecast`.
    Expected,
    Mainly,
    Alone,
    /// What leads from goods to when, or beside what, they were traded: `over`.
    When,
    After,
    /// What a sentence opens with that the talk does not stay with: `For comparison`.
    Comparing,
    /// What joins a sentence to the one before, and says nothing of trade: `in addition`.
    Openers,
    /// What says how something moved or was reached, right before the verb: `again`. Those in `ly` go without saying.
    Adverbs,
    /// What tells of an earlier time than the talk is of: `had been`, `составлял`, `для сравнения`.
    Formerly,
}

/// The words of a list; a `*` ends those that may end anyhow.
#[derive(Debug, Default)]
pub(super) struct WordSet {
    whole: FxHashSet<String>,
    stems: Vec<String>,
    /// Bits of the bytes that its words begin with, all outside ASCII as one: most words asked for are told apart by them.
    first: u128,
}

impl WordSet {
    pub(super) fn add(&mut self, word: &str) {
        self.first |= first_bit(word);
        match word.strip_suffix('*') {
            Some(stem) => self.stems.push(stem.to_owned()),
            None => _ = self.whole.insert(word.to_owned()),
        }
    }

    pub(super) fn has(&self, word: &str) -> bool {
        if self.first & first_bit(word) == 0 {
            return false;
        }
        let word = folded(word);
        self.whole.contains(&*word) || self.stems.iter().any(|stem| word.starts_with(stem.as_str()))
    }
}

/// The bit of the byte that a word begins with, as a small letter; the last one stands for all outside ASCII.
fn first_bit(word: &str) -> u128 {
    match word.bytes().next() {
        Some(byte) if byte.is_ascii() => 1 << byte.to_ascii_lowercase(),
        Some(_) => 1 << 127,
        None => 0,
    }
}
