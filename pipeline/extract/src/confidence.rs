//! How likely a row of `trade_flows` is right in every respect: a logistic regression on what the row rests on. Which words gave
//! its cells and how far off they stand, how often the text says the same of others, what kind of figure it is. The weights are
//! those of `schemas/lexicon/confidence.toml`; `fit_confidence.py` beside it looks at the same and says what they were fitted on.

use crate::rows::UNWEIGHED;
use ahash::AHashMap;
use amur_model::{Fact, Flow, Measure, TradeFlow};
use serde::Deserialize;
use std::borrow::Borrow;
use std::collections::BTreeMap;

/// Bytes between a figure and a word of its row are counted in steps of so many, up to `FAR` steps.
const STEP: f64 = 80.0;
const FAR: f64 = 3.0;

/// A text has many rows from three times so many on.
const MANY: f64 = 10.0;

/// What speaks for a row (positive) or against it. What the fit never met weighs nothing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    bias: f64,
    text: OfText,
    base: OfBase,
    /// By ISO 639-1 code.
    language: BTreeMap<String, f64>,
    measure: BTreeMap<Measure, f64>,
    traded: BTreeMap<Flow, f64>,
    /// By what the code names.
    reporter_kind: BTreeMap<String, f64>,
    partner_kind: BTreeMap<String, f64>,
    reporter: OfWords,
    partner: OfWords,
    flow: OfWords,
    product: OfWords,
    period: OfWords,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfText {
    rows: f64,
    dated: f64,
    /// Times the share of the text's rows that have the same reporter; reporter and partner.
    same_reporter: f64,
    same_pair: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfBase {
    /// A share, or a place in an order, of nothing that is named.
    of_nothing: f64,
    /// A growth since nobody knows when.
    undated: f64,
}

/// Where the words stand that a cell was read from.
#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct OfWords {
    here: f64,
    elsewhere: f64,
    nowhere: f64,
    /// Times the steps between them and the figure.
    distance: f64,
    /// They stand behind the figure.
    behind: f64,
}

impl Default for Weights {
    fn default() -> Self {
        Self::new()
    }
}

impl Weights {
    /// # Panics
    /// When the compiled-in list is malformed: a defect of the program, caught by its tests.
    pub fn new() -> Self {
        let file = include_str!("../../../schemas/lexicon/confidence.toml");
        toml::from_str(file).unwrap_or_else(|e| panic!("schemas/lexicon/confidence.toml: {e}"))
    }

    /// Sets the confidence of all rows of a text.
    pub fn weigh(&self, flows: &mut [Fact<TradeFlow>], language: Option<&str>, is_dated: bool) {
        let mut told: AHashMap<Option<&str>, usize> = AHashMap::new();
        let mut pairs: AHashMap<(Option<&str>, Option<&str>), usize> = AHashMap::new();
        let open: Vec<&mut Fact<TradeFlow>> = flows.iter_mut().filter(|fact| fact.row.common.confidence == UNWEIGHED).collect();
        for Fact { row, .. } in open.iter() {
            *told.entry(row.reporter.as_deref()).or_default() += 1;
            *pairs.entry((row.reporter.as_deref(), row.partner.as_deref())).or_default() += 1;
        }
        let all = open.len() as f64;
        let of_text = of(&self.language, language.unwrap_or_default())
            + self.text.rows * (all / MANY).min(FAR)
            + self.text.dated * f64::from(is_dated);
        let weigh = |fact: &Fact<TradeFlow>| {
            let (reporter, partner) = (fact.row.reporter.as_deref(), fact.row.partner.as_deref());
            let agreeing =
                self.text.same_reporter * told[&reporter] as f64 / all + self.text.same_pair * pairs[&(reporter, partner)] as f64 / all;
            logistic(self.bias + of_text + agreeing + self.statement(&fact.row) + self.words(fact))
        };
        let weighed: Vec<f64> = open.iter().map(|fact| weigh(fact)).collect();
        for (fact, confidence) in open.into_iter().zip(weighed) {
            fact.row.common.confidence = confidence;
        }
    }

    /// What kind of statement it is.
    fn statement(&self, row: &TradeFlow) -> f64 {
        let based = [&row.base_reporter, &row.base_partner, &row.base_product, &row.base_text].into_iter().any(Option::is_some);
        let base = match row.measure {
            Measure::Share | Measure::Rank if !based && row.base_flow.is_none() => self.base.of_nothing,
            Measure::Growth | Measure::Ratio | Measure::Change if row.base_start.is_none() => self.base.undated,
            _ => 0.0,
        };
        base + of(&self.measure, &row.measure)
            + row.flow.map_or(0.0, |flow| of(&self.traded, &flow))
            + of(&self.reporter_kind, kind(row.reporter.as_deref()))
            + of(&self.partner_kind, kind(row.partner.as_deref()))
    }

    /// Where the words stand that its cells were read from.
    fn words(&self, fact: &Fact<TradeFlow>) -> f64 {
        let common = &fact.row.common;
        let mut first: [Option<i64>; 5] = [None; 5];
        for cell in &fact.cells {
            let column = match &*cell.column {
                "reporter" => 0,
                "partner" => 1,
                "flow" => 2,
                "product" => 3,
                "period_start" => 4,
                _ => continue,
            };
            first[column] = Some(first[column].map_or(cell.span.start, |start| start.min(cell.span.start)));
        }
        let weight = |start: Option<i64>, weights: &OfWords| {
            let Some(start) = start else { return weights.nowhere };
            if !(common.sentence_start..common.sentence_end).contains(&start) {
                return weights.elsewhere;
            }
            let distance = (start.abs_diff(common.span_start) as f64 / STEP).min(FAR);
            weights.here + weights.distance * distance + weights.behind * f64::from(start > common.span_end)
        };
        weight(first[0], &self.reporter)
            + weight(first[1], &self.partner)
            + weight(first[2], &self.flow)
            + weight(first[3], &self.product)
            + weight(first[4], &self.period)
    }
}

fn of<K: Ord + Borrow<Q>, Q: Ord + ?Sized>(weights: &BTreeMap<K, f64>, key: &Q) -> f64 {
    weights.get(key).copied().unwrap_or_default()
}

/// To three digits: more would say more than the fit knows.
fn logistic(x: f64) -> f64 {
    (1000.0 / (1.0 + (-x).exp())).round() / 1000.0
}

/// What a code of a place, a group of places or a zone names.
fn kind(code: Option<&str>) -> &'static str {
    match code {
        None => "unknown",
        Some("W00") => "world",
        Some(code) if code.starts_with(|c: char| c.is_ascii_lowercase()) => "zone",
        Some(code) if code.contains(':') => "city",
        Some(code) if code.len() == 2 => "country",
        Some(code) if code.as_bytes().get(2) == Some(&b'-') => "subdivision",
        Some(_) => "group",
    }
}

#[cfg(test)]
mod tests {
    use crate::extractor::Extractor;

    /// The confidence of the rows of a text.
    fn weighed(text: &str) -> Vec<f64> {
        let record = Extractor::new().extract("a.txt", "a", text.as_bytes()).unwrap();
        record.flows.iter().map(|fact| fact.row.common.confidence).collect()
    }

    #[test]
    fn what_is_said_in_one_breath_is_surer_than_what_is_carried_over() {
        let said =
            "In 2023 exports of Jilin to Russia rose to 3.1 billion yuan. Many were glad of it. Exports of timber were 0.4 billion yuan.";
        let [whole, carried] = weighed(said)[..] else { panic!("two rows are expected") };
        assert!(whole > 0.5 && whole > carried + 0.1, "{whole} {carried}");
    }

    #[test]
    fn a_figure_without_its_time_is_less_sure() {
        let dated = weighed("In 2023 exports of Jilin to Russia were 3.1 billion yuan.")[0];
        let undated = weighed("Exports of Jilin to Russia were 3.1 billion yuan.")[0];
        assert!(dated > undated + 0.1, "{dated} {undated}");
    }
}
