//! The words of numbers, from `schemas/lexicon/<lang>/numbers.toml` and the code lists of currencies and units.
//!
//! All three languages are one list: a Chinese text may hold English figures, and their scripts keep the words apart.

use super::phrases::Phrases;
use crate::gazetteer::Builder;
use crate::lang::Lang;
use crate::lexicon;
use crate::token::Direction;
use amur_model::{Qualifier, codes};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The part that a phrase may play in a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Sense {
    Cardinal(f64),
    Scale(f64),
    /// `and a half`: so much more of the digit or scale before it.
    More(f64),
    /// A scale only where it is glued to the digits: `10k`.
    TightScale(f64),
    /// `and` inside a number in words.
    Join,
    /// `a` before a scale word.
    Article,
    /// 点
    Point,
    /// 余, 多 inside a Chinese number: at least.
    Odd,
    /// Not before a number with no first digit: 几十.
    Vague,
    Ordinal(f64),
    /// 第
    OrdinalMark,
    /// `-th`, `-е` after digits.
    OrdinalEnd,
    /// `third` after `one`, `thirds` after more.
    Part {
        parts: f64,
        many: bool,
    },
    /// 分之
    PartsOf,
    /// A share by itself, in %: `half`.
    Share(f64),
    /// A share only before `of` or after `by`: `a quarter`.
    ShareOf(f64),
    Whole,
    /// 成
    Tenth,
    Percent,
    Points,
    Times {
        needs_in: bool,
    },
    /// 翻 ... 番
    DoublingVerb,
    Doublings,
    Multiple(f64, Option<Direction>),
    RankOne,
    /// What stands before a place printed as a number: `the No. 2`.
    RankLead,
    Superlative,
    /// `one of the`: what follows is not the first.
    OneOf,
    RankVerb,
    RankNoun,
    NotRank,
    /// `top` before a number.
    Top,
    Currency {
        code: &'static str,
        factor: f64,
        form: CurrencyForm,
        lang: Option<Lang>,
    },
    Minor {
        code: &'static str,
        part: f64,
    },
    Unit {
        symbol: &'static str,
        factor: f64,
    },
    Counter,
    Before(Qualifier),
    After(Qualifier),
    Filler,
    Minus,
    Plus,
    From,
    To,
    Between,
    And,
    /// What follows is a change, so that `to` after it leads to a level.
    By,
    In,
    Label {
        dotted: bool,
    },
    NotBefore,
    YearWord,
    Month,
    /// `first` ... `months`
    Span,
    TimeUnit,
    /// Words with a number in them that are no figure.
    Idiom,
    /// The start of an address: all up to white space is skipped.
    Address,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CurrencyForm {
    Name,
    Symbol,
    /// ISO 4217, in capitals.
    Code,
    /// A code that is no word of any language, and so may be in small letters.
    SmallCode,
}

impl Sense {
    /// The value of a number word.
    pub fn cardinal(self) -> Option<f64> {
        if let Sense::Cardinal(value) = self { Some(value) } else { None }
    }

    pub fn scale(self) -> Option<f64> {
        if let Sense::Scale(scale) = self { Some(scale) } else { None }
    }

    /// The qualifier of a word before a number.
    pub fn before(self) -> Option<Qualifier> {
        if let Sense::Before(qualifier) = self { Some(qualifier) } else { None }
    }

    /// Whether a figure may start with it (numbers in digits apart), or something that holds none.
    pub fn begins(self) -> bool {
        use Sense::*;
        matches!(
            self,
            Cardinal(_)
                | Scale(_)
                | Ordinal(_)
                | OrdinalMark
                | Share(_)
                | ShareOf(_)
                | DoublingVerb
                | Multiple(..)
                | RankOne
                | Superlative
                | Top
                | Idiom
                | Address
        )
    }
}

impl Sense {
    /// Whether it may stand before a number and say how that is meant.
    pub fn introduces(self) -> bool {
        use Sense::*;
        matches!(self, Before(_) | Filler | From | Between | By | In | Span | Month)
    }

    /// Whether a number needs more than it, on either side, to be a figure of anything: `in`, `to`, `and`, `No.`
    pub fn only_links(self) -> bool {
        use Sense::*;
        matches!(
            self,
            Filler
                | From
                | To
                | Between
                | And
                | By
                | In
                | Span
                | Month
                | Label { .. }
                | TimeUnit
                | Whole
                | OneOf
                | RankVerb
                | RankNoun
                | NotRank
        )
    }

    /// Whether it is looked for before a figure, from that back.
    pub fn leads(self) -> bool {
        use Sense::*;
        self.introduces() || matches!(self, Minus | Plus | Article | Currency { .. } | Label { .. } | RankVerb | OneOf)
    }
}

type Words = Vec<String>;
/// Words by the number that they say.
type Table = BTreeMap<String, Words>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct File {
    numbers: Numbers,
    ordinals: Ordinals,
    fractions: Fractions,
    suffixes: Suffixes,
    multiples: Multiples,
    ranks: Ranks,
    qualifiers: Qualifiers,
    ranges: Ranges,
    money: Money,
    not_figures: NotFigures,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Numbers {
    cardinals: Table,
    scales: Table,
    tight_scales: Table,
    more: Table,
    joins: Words,
    articles: Words,
    points: Words,
    odd: Words,
    vague: Words,
    minus: Words,
    #[serde(default)]
    plus: Words,
    counters: Words,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Ordinals {
    words: Table,
    marks: Words,
    endings: Words,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Fractions {
    part: Table,
    parts: Table,
    parts_of: Words,
    shares: Table,
    shares_of: Table,
    wholes: Words,
    tenths: Words,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Suffixes {
    percent: Words,
    points: Words,
    times: Words,
    times_after_in: Words,
    r#in: Words,
    doubling_verbs: Words,
    doublings: Words,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Multiples {
    up: Table,
    down: Table,
    either: Table,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Ranks {
    first: Words,
    superlatives: Words,
    one_of: Words,
    verbs: Words,
    leads: Words,
    nouns: Words,
    not: Words,
    top: Words,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Qualifiers {
    before: Classes,
    after: Classes,
    fillers: Words,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Classes {
    approx: Words,
    at_least: Words,
    at_most: Words,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Ranges {
    from: Words,
    to: Words,
    between: Words,
    and: Words,
    by: Words,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Money {
    small_codes: Words,
    minor: Vec<MinorUnit>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MinorUnit {
    currency: String,
    part: f64,
    names: Words,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct NotFigures {
    labels: Words,
    before: Words,
    years: Words,
    months: Words,
    spans: Words,
    time_units: Words,
    idioms: Words,
    addresses: Words,
}

#[derive(Deserialize)]
struct CurrencyRow {
    code: String,
    lang: String,
    name: String,
    symbol: String,
}

#[derive(Deserialize)]
struct UnitRow {
    unit: String,
    factor: Option<f64>,
    name: String,
}

/// The files, by language.
const FILES: [(Lang, &str); 3] = [
    (Lang::En, include_str!("../../../../schemas/lexicon/en/numbers.toml")),
    (Lang::Zh, include_str!("../../../../schemas/lexicon/zh/numbers.toml")),
    (Lang::Ru, include_str!("../../../../schemas/lexicon/ru/numbers.toml")),
];

/// Codes live as long as the program: a few hundred short strings, kept once.
#[derive(Default)]
struct Codes(BTreeMap<String, &'static str>);

impl Codes {
    fn keep(&mut self, code: &str) -> &'static str {
        self.0.entry(code.to_owned()).or_insert_with(|| Box::leak(code.to_owned().into_boxed_str()))
    }
}

/// The phrases, and all words that texts are searched for.
struct Collected<'a> {
    phrases: Phrases,
    names: &'a mut Builder,
}

impl Collected<'_> {
    fn add(&mut self, phrase: &str, sense: Sense) {
        self.phrases.add(phrase, sense, self.names);
    }
}

/// All phrases with their parts.
pub fn phrases(names: &mut Builder) -> Phrases {
    let mut phrases = Collected { phrases: Phrases::new(), names };
    let mut kept = Codes::default();
    let mut small_codes = Vec::new();
    for (lang, file) in FILES {
        let file: File = lexicon::parse(lang, file);
        small_codes.extend(file.money.small_codes.iter().cloned());
        add_file(&mut phrases, &mut kept, file);
    }
    add_currencies(&mut phrases, &mut kept, &small_codes);
    for row in codes::rows::<UnitRow>(codes::UNITS) {
        phrases.add(&row.name, Sense::Unit { symbol: kept.keep(&row.unit), factor: row.factor.unwrap_or(1.0) });
    }
    phrases.phrases
}

fn add_currencies(phrases: &mut Collected, kept: &mut Codes, small_codes: &[String]) {
    for row in codes::rows::<CurrencyRow>(codes::CURRENCIES) {
        let code = kept.keep(&row.code);
        let lang = Lang::ALL.into_iter().find(|lang| lang.code() == row.lang);
        let currency = |form, lang, factor| Sense::Currency { code, factor, form, lang };
        phrases.add(&row.name, currency(CurrencyForm::Name, None, 1.0));
        if row.symbol.len() == 3 && row.symbol.bytes().all(|b| b.is_ascii_uppercase()) {
            let is_small = small_codes.contains(&row.symbol);
            let form = if is_small { CurrencyForm::SmallCode } else { CurrencyForm::Code };
            phrases.add(&row.symbol, currency(form, None, 1.0));
            phrases.add(&format!("M{}", row.symbol), currency(CurrencyForm::Code, None, 1e6));
        } else {
            phrases.add(&row.symbol, currency(CurrencyForm::Symbol, lang, 1.0));
        }
    }
}

fn add_file(phrases: &mut Collected, kept: &mut Codes, file: File) {
    use Qualifier::{Approx, AtLeast, AtMost};
    let File { numbers, ordinals, fractions, suffixes, multiples, ranks, qualifiers, ranges, money, not_figures } = file;
    let mut table = |table: Table, sense: &dyn Fn(f64) -> Sense| {
        for (value, words) in table {
            let value = value.parse().unwrap_or_else(|_| panic!("numbers.toml: {value} is no number"));
            words.iter().for_each(|word| phrases.add(word, sense(value)));
        }
    };
    table(numbers.cardinals, &Sense::Cardinal);
    table(numbers.scales, &Sense::Scale);
    table(numbers.tight_scales, &Sense::TightScale);
    table(numbers.more, &Sense::More);
    table(ordinals.words, &Sense::Ordinal);
    table(fractions.part, &|parts| Sense::Part { parts, many: false });
    table(fractions.parts, &|parts| Sense::Part { parts, many: true });
    table(fractions.shares, &Sense::Share);
    table(fractions.shares_of, &Sense::ShareOf);
    table(multiples.up, &|value| Sense::Multiple(value, Some(Direction::Up)));
    table(multiples.down, &|value| Sense::Multiple(-value, Some(Direction::Down)));
    table(multiples.either, &|value| Sense::Multiple(value, None));
    for (words, sense) in [
        (numbers.joins, Sense::Join),
        (numbers.articles, Sense::Article),
        (numbers.points, Sense::Point),
        (numbers.odd, Sense::Odd),
        (numbers.vague, Sense::Vague),
        (numbers.minus, Sense::Minus),
        (numbers.plus, Sense::Plus),
        (numbers.counters, Sense::Counter),
        (ordinals.marks, Sense::OrdinalMark),
        (ordinals.endings, Sense::OrdinalEnd),
        (fractions.parts_of, Sense::PartsOf),
        (fractions.wholes, Sense::Whole),
        (fractions.tenths, Sense::Tenth),
        (suffixes.percent, Sense::Percent),
        (suffixes.points, Sense::Points),
        (suffixes.times, Sense::Times { needs_in: false }),
        (suffixes.times_after_in, Sense::Times { needs_in: true }),
        (suffixes.r#in, Sense::In),
        (suffixes.doubling_verbs, Sense::DoublingVerb),
        (suffixes.doublings, Sense::Doublings),
        (ranks.first, Sense::RankOne),
        (ranks.leads, Sense::RankLead),
        (ranks.superlatives, Sense::Superlative),
        (ranks.one_of, Sense::OneOf),
        (ranks.verbs, Sense::RankVerb),
        (ranks.nouns, Sense::RankNoun),
        (ranks.not, Sense::NotRank),
        (ranks.top, Sense::Top),
        (qualifiers.before.approx, Sense::Before(Approx)),
        (qualifiers.before.at_least, Sense::Before(AtLeast)),
        (qualifiers.before.at_most, Sense::Before(AtMost)),
        (qualifiers.after.approx, Sense::After(Approx)),
        (qualifiers.after.at_least, Sense::After(AtLeast)),
        (qualifiers.after.at_most, Sense::After(AtMost)),
        (qualifiers.fillers, Sense::Filler),
        (ranges.from, Sense::From),
        (ranges.to, Sense::To),
        (ranges.between, Sense::Between),
        (ranges.and, Sense::And),
        (ranges.by, Sense::By),
        (not_figures.before, Sense::NotBefore),
        (not_figures.years, Sense::YearWord),
        (not_figures.months, Sense::Month),
        (not_figures.spans, Sense::Span),
        (not_figures.time_units, Sense::TimeUnit),
        (not_figures.idioms, Sense::Idiom),
        (not_figures.addresses, Sense::Address),
    ] {
        words.iter().for_each(|word| phrases.add(word, sense));
    }
    for label in not_figures.labels {
        // A label written with its point is one only with it: `no. 5`, but "no 5% growth".
        phrases.add(label.trim_end_matches('.'), Sense::Label { dotted: label.ends_with('.') });
    }
    for minor in money.minor {
        let code = kept.keep(&minor.currency);
        minor.names.iter().for_each(|name| phrases.add(name, Sense::Minor { code, part: minor.part }));
    }
}
