//! Facts over all texts: the statements of each, and which of them is preferred.

use crate::caveats;
use crate::interval::Interval;
use ahash::AHashMap;
use amur_model::id::stable_id;
use amur_model::{Claim, Document, Flow, Measure, Qualifier, TradeFlow};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A statement of a fact, with what is known of it beyond its row.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Statement {
    /// The row, without its sentence.
    pub flow: TradeFlow,
    /// When its text was published.
    pub date: Option<Date>,
    /// Kinds of words in its sentence that may explain a difference.
    pub caveats: Vec<String>,
    /// The currency of the levels in its sentence, where there is just one: what a growth was computed in.
    pub currency: Option<String>,
}

/// The statements of some texts that are of a certain fact: their text says whose trade, with whom, which way and when.
pub fn statements(flows: &[TradeFlow], documents: &[Document]) -> Vec<Statement> {
    let dates: AHashMap<&str, Date> = documents.iter().filter_map(|d| Some((d.doc_id.as_str(), d.date?))).collect();
    let mut currencies: AHashMap<(&str, i64), BTreeSet<&str>> = AHashMap::new();
    for flow in flows.iter().filter(|f| is_currency(&f.unit)) {
        currencies.entry(sentence(flow)).or_default().insert(&flow.unit);
    }
    let certain = |f: &&TradeFlow| f.reporter.is_some() && f.partner.is_some() && f.flow.is_some() && f.period_end.is_some();
    flows
        .iter()
        .filter(certain)
        .map(|flow| {
            let found = caveats::kinds(&flow.common.quote);
            let only = currencies.get(&sentence(flow)).filter(|units| units.len() == 1);
            let mut row = flow.clone();
            row.common.quote = Arc::default();
            Statement {
                flow: row,
                date: dates.get(flow.common.doc_id.as_str()).copied(),
                caveats: found.into_iter().filter(|kind| caveats::OF_FACTS.contains(kind)).map(str::to_owned).collect(),
                currency: only.and_then(|units| units.first()).map(|unit| (*unit).to_owned()),
            }
        })
        .collect()
}

fn sentence(flow: &TradeFlow) -> (&str, i64) {
    (&flow.common.doc_id, flow.common.sentence_start)
}

/// ISO 4217 codes are three capitals; no other unit is.
pub fn is_currency(unit: &str) -> bool {
    unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase()) && unit != "TEU"
}

impl Statement {
    pub fn range(&self) -> Interval {
        Interval::printed(self.flow.value, &self.flow.common.written, self.flow.qualifier)
    }

    pub fn doc(&self) -> &str {
        &self.flow.common.doc_id
    }

    pub fn warns(&self, kind: &str) -> bool {
        self.caveats.iter().any(|c| c == kind)
    }

    /// How far the printed digits leave the value open, in parts of it.
    fn vagueness(&self) -> f64 {
        let printed = Interval::printed(self.flow.value, &self.flow.common.written, Qualifier::Exact);
        (printed.high - printed.low) / self.flow.value.abs().max(f64::MIN_POSITIVE)
    }
}

type Text<'a> = Option<&'a str>;

/// What tells a fact from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key<'a> {
    pub reporter: &'a str,
    pub partner: &'a str,
    pub flow: Option<Flow>,
    pub product: Text<'a>,
    pub measure: Measure,
    pub unit: &'a str,
    pub period: (Option<Date>, Option<Date>),
    base_period: (Option<Date>, Option<Date>),
    base_sides: (Text<'a>, Text<'a>, Option<Flow>),
    base_of: (Text<'a>, Text<'a>),
}

impl<'a> Key<'a> {
    pub fn of(flow: &'a TradeFlow) -> Self {
        Key {
            reporter: flow.reporter.as_deref().unwrap_or_default(),
            partner: flow.partner.as_deref().unwrap_or_default(),
            flow: flow.flow,
            product: flow.product.as_deref(),
            measure: flow.measure,
            unit: &flow.unit,
            period: (flow.period_start, flow.period_end),
            base_period: (flow.base_start, flow.base_end),
            base_sides: (flow.base_reporter.as_deref(), flow.base_partner.as_deref(), flow.base_flow),
            base_of: (flow.base_product.as_deref(), flow.base_text.as_deref()),
        }
    }
}

/// What one text says of a fact.
#[derive(Debug)]
pub struct Said<'a> {
    pub doc: &'a str,
    /// The statement that is told of it: the one with the most digits.
    pub best: &'a Statement,
    /// The values that all its statements allow; none where they contradict one another.
    pub range: Option<Interval>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    Single,
    Agree,
    /// They differ, and this may be why.
    Unclear(&'static str),
    Disagree,
}

/// A fact and its statements.
#[derive(Debug)]
pub struct Fact<'a> {
    pub key: Key<'a>,
    /// The preferred one first, then by id.
    pub statements: Vec<&'a Statement>,
    pub preferred_by: &'static str,
    pub texts: Vec<Said<'a>>,
    pub agreement: Agreement,
    /// The values on which the most texts agree.
    pub common: Interval,
}

/// Groups statements by fact. The order of the statements does not matter.
pub fn facts(statements: &[Statement]) -> Vec<Fact<'_>> {
    let mut groups: BTreeMap<Key, Vec<&Statement>> = BTreeMap::new();
    for statement in statements {
        groups.entry(Key::of(&statement.flow)).or_default().push(statement);
    }
    groups.into_iter().map(|(key, statements)| Fact::new(key, statements)).collect()
}

impl<'a> Fact<'a> {
    fn new(key: Key<'a>, mut statements: Vec<&'a Statement>) -> Self {
        statements.sort_by(|a, b| a.flow.flow_id.cmp(&b.flow.flow_id));
        let mut by_doc: BTreeMap<&str, Vec<&Statement>> = BTreeMap::new();
        for statement in &statements {
            by_doc.entry(statement.doc()).or_default().push(statement);
        }
        let texts: Vec<Said> = by_doc.into_iter().map(|(doc, said)| Said::new(doc, &said)).collect();
        let (agreeing, most) = commonest(&texts);
        let agreement = agreement(key.measure, &statements, &texts, most);
        let (preferred, preferred_by) = preferred(&statements, &agreeing);
        let common = agreeing.iter().copied().find(|r| r.meets(preferred.range())).unwrap_or_else(|| preferred.range());
        let first = statements.iter().position(|s| s.flow.flow_id == preferred.flow.flow_id).unwrap_or(0);
        statements[..=first].rotate_right(1);
        Fact { key, statements, preferred_by, texts, agreement, common }
    }

    pub fn preferred(&self) -> &'a Statement {
        self.statements[0]
    }

    /// From the least to the greatest value that any statement allows.
    pub fn hull(&self) -> Interval {
        let ranges = self.statements.iter().map(|s| s.range());
        ranges.reduce(Interval::or).unwrap_or(self.common)
    }

    pub fn claim(&self) -> Claim {
        let Statement { flow, .. } = self.preferred();
        let values = self.statements.iter().map(|s| s.flow.value);
        let json = serde_json::to_string(&(
            (&flow.reporter, &flow.partner, flow.flow, &flow.product, flow.measure, &flow.unit),
            (flow.period_start, flow.period_end, flow.base_start, flow.base_end),
            (&flow.base_reporter, &flow.base_partner, flow.base_flow, &flow.base_product, &flow.base_text),
        ));
        Claim {
            claim_id: stable_id("cl", &[&json.expect("a key is plain text")]),
            reporter: self.key.reporter.to_owned(),
            reporter_name: flow.reporter_name.clone(),
            partner: self.key.partner.to_owned(),
            partner_name: flow.partner_name.clone(),
            flow: flow.flow,
            product: flow.product.clone(),
            product_code: flow.product_code.clone(),
            measure: flow.measure,
            unit: flow.unit.clone(),
            period_start: flow.period_start,
            period_end: flow.period_end,
            base_start: flow.base_start,
            base_end: flow.base_end,
            base_reporter: flow.base_reporter.clone(),
            base_partner: flow.base_partner.clone(),
            base_flow: flow.base_flow,
            base_product: flow.base_product.clone(),
            base_text: flow.base_text.clone(),
            value: flow.value,
            written: flow.common.written.clone(),
            qualifier: flow.qualifier,
            preferred: flow.flow_id.clone(),
            preferred_by: self.preferred_by.to_owned(),
            statements: self.statements.len() as i32,
            texts: self.texts.len() as i32,
            agreement: match self.agreement {
                Agreement::Single => "single",
                Agreement::Agree => "agree",
                Agreement::Unclear(_) => "unclear",
                Agreement::Disagree => "disagree",
            }
            .to_owned(),
            value_min: values.clone().fold(f64::INFINITY, f64::min),
            value_max: values.fold(f64::NEG_INFINITY, f64::max),
            rows: self.statements.iter().map(|s| s.flow.flow_id.clone()).collect(),
            docs: self.texts.iter().map(|t| t.doc.to_owned()).collect(),
        }
    }
}

impl<'a> Said<'a> {
    fn new(doc: &'a str, said: &[&'a Statement]) -> Self {
        let best = said.iter().min_by(|a, b| a.vagueness().total_cmp(&b.vagueness())).expect("a text says something");
        let range = said.iter().try_fold(best.range(), |common, s| common.and(s.range()));
        Said { doc, best, range }
    }
}

/// The ranges on which the most texts agree, in order, and how many they are. Texts that contradict themselves have no voice.
fn commonest(texts: &[Said]) -> (Vec<Interval>, usize) {
    const SLACK: f64 = 1e-9;
    // Ends come after the beginnings at the same value: ranges that touch have it in common.
    let mut ends: Vec<(f64, bool)> = Vec::with_capacity(2 * texts.len());
    for range in texts.iter().filter_map(|t| t.range) {
        ends.push((range.low - range.low.abs() * SLACK, false));
        ends.push((range.high + range.high.abs() * SLACK, true));
    }
    ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let (mut open, mut most, mut found, mut from) = (0_usize, 0, Vec::new(), 0.0);
    for (at, is_end) in ends {
        if is_end {
            if open == most && most > 0 {
                found.push(Interval { low: from, high: at });
            }
            open -= 1;
        } else {
            open += 1;
            from = at;
            if open > most {
                (most, found) = (open, Vec::new());
            }
        }
    }
    (found, most)
}

/// A later text may revise a figure by so much.
const REVISION: f64 = 0.03;
/// What a figure in words ("doubled", "a third") leaves open on either side.
const WORDS: f64 = 0.15;
/// Days between two texts that make the later one a later text.
const LATER: i32 = 60;

fn agreement(measure: Measure, statements: &[&Statement], texts: &[Said], most: usize) -> Agreement {
    if texts.len() == 1 {
        return Agreement::Single;
    }
    if most == texts.len() {
        return Agreement::Agree;
    }
    if texts.iter().any(|t| t.range.is_none()) {
        return Agreement::Unclear("several_values");
    }
    let warns = |kind: &str| statements.iter().filter(|s| s.warns(kind)).count();
    if let Some(kind) = caveats::OF_FACTS.into_iter().find(|kind| (1..statements.len()).contains(&warns(kind))) {
        return Agreement::Unclear(kind);
    }
    // A growth is of an amount in some currency, or of a weight: where texts do not say of which, they may mean two.
    let basis = statements[0].currency.as_ref();
    if matches!(measure, Measure::Growth | Measure::Ratio) && (basis.is_none() || statements.iter().any(|s| s.currency.as_ref() != basis)) {
        return Agreement::Unclear("basis");
    }
    let values = || statements.iter().map(|s| s.flow.value);
    let (least, greatest) = (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
    let apart = (greatest - least).abs() / least.abs().max(greatest.abs());
    if apart <= WORDS && statements.iter().any(|s| !crate::interval::has_digits(&s.flow.common.written)) {
        return Agreement::Unclear("words");
    }
    let dates = || statements.iter().filter_map(|s| s.date);
    let days = dates().min().zip(dates().max()).map_or(0, |(first, last)| (last - first).get_days());
    if apart <= REVISION && days >= LATER {
        return Agreement::Unclear("later_text");
    }
    if far_apart(greatest, least) {
        return Agreement::Unclear("scope");
    }
    Agreement::Disagree
}

/// A step of the rule: its name, and what is least of the best.
type Step<'a> = (&'static str, &'a dyn Fn(&Statement) -> u64);

/// Figures of different texts that differ more than threefold are of different things, unless a power of ten is between them:
/// then one of them has lost its noughts.
pub fn far_apart(greater: f64, less: f64) -> bool {
    let apart = greater / less;
    let digits = apart.log10();
    less > 0.0 && apart > 3.0 && (digits - digits.round()).abs() > 0.05
}

/// The preferred one of some statements, and the step of the rule that decided; see `schemas/tables/claims.json`.
fn preferred<'a>(statements: &[&'a Statement], agreeing: &[Interval]) -> (&'a Statement, &'static str) {
    if let [only] = statements {
        return (only, "only");
    }
    let agrees = |s: &Statement| {
        let range = s.range();
        let next = agreeing.partition_point(|r| r.high < range.low);
        agreeing.get(next).is_some_and(|r| r.meets(range))
    };
    let exactness = |s: &Statement| match s.flow.qualifier {
        Qualifier::Exact => 0,
        Qualifier::Approx => 1,
        Qualifier::AtLeast | Qualifier::AtMost => 2,
    };
    // Positive numbers order as their bits do.
    let steps: [Step; 4] = [
        ("agreement", &|s| u64::from(!agrees(s))),
        ("firmness", &|s| u64::from(s.warns("revised"))),
        ("exactness", &exactness),
        ("precision", &|s| s.vagueness().to_bits()),
    ];
    let mut left = statements.to_vec();
    for (step, worth) in steps {
        let best = left.iter().map(|s| worth(s)).min();
        left.retain(|s| Some(worth(s)) == best);
        if let [one] = left[..] {
            return (one, step);
        }
    }
    let latest = left.iter().filter_map(|s| s.date).max();
    left.retain(|s| s.date == latest);
    left.sort_by_key(|s| Reverse(&s.flow.flow_id));
    let step = if left.len() == 1 { "date" } else { "order" };
    (left[left.len() - 1], step)
}

#[cfg(test)]
mod tests {
    use super::*;
    use amur_model::Common;

    fn statement(doc: &str, value: f64, written: &str, qualifier: Qualifier, date: Option<&str>) -> Statement {
        let flow = TradeFlow {
            flow_id: format!("tf_{doc}_{written}"),
            common: Common { doc_id: doc.into(), written: written.into(), ..Common::default() },
            value,
            unit: "CNY".into(),
            qualifier,
            ..TradeFlow::default()
        };
        Statement { flow, date: date.map(|d| d.parse().unwrap()), caveats: Vec::new(), currency: None }
    }

    /// The text of the preferred statement, the step that decided, and whether the texts agree.
    fn told(statements: &[Statement]) -> (String, &'static str, String) {
        let facts = facts(statements);
        assert_eq!(facts.len(), 1);
        let claim = facts[0].claim();
        assert_eq!((claim.rows[0].as_str(), claim.statements as usize), (claim.preferred.as_str(), statements.len()));
        (facts[0].preferred().doc().to_owned(), facts[0].preferred_by, claim.agreement)
    }

    #[test]
    fn each_step_of_the_rule_decides() {
        use Qualifier::*;
        let expect = |doc: &str, step: &'static str, agreement: &str| (doc.to_owned(), step, agreement.to_owned());
        let a = || statement("a", 37.3e9, "37.3 billion", Exact, Some("2025-01-20"));
        assert_eq!(told(&[a()]), expect("a", "only", "single"));
        let far = statement("b", 36.1e9, "36.123 billion", Exact, None);
        let third = statement("c", 37e9, "37 billion", Exact, None);
        assert_eq!(told(&[far, a(), third]), expect("a", "precision", "disagree"));
        assert_eq!(told(&[statement("b", 37.3e9, "37.31 billion", Approx, None), a()]), expect("a", "exactness", "agree"));
        let mut early = statement("b", 37.31e9, "37.31 billion", Exact, None);
        early.caveats.push("revised".into());
        assert_eq!(told(&[early, a()]), expect("a", "firmness", "agree"));
        assert_eq!(told(&[statement("b", 37.31e9, "37.31 billion", Exact, None), a()]), expect("b", "precision", "agree"));
        assert_eq!(told(&[statement("b", 37.3e9, "37.3 billion", Exact, Some("2025-03-01")), a()]), expect("b", "date", "agree"));
        assert_eq!(told(&[statement("b", 37.3e9, "37.3 billion", Exact, Some("2025-01-20")), a()]), expect("a", "order", "agree"));
        let torn = || [statement("b", 30e9, "30 billion", Exact, None), statement("b", 40e9, "40 billion", Exact, None)];
        assert_eq!(told(&[a()].into_iter().chain(torn()).collect::<Vec<_>>()), expect("a", "agreement", "unclear"));
    }

    #[test]
    fn the_order_of_statements_does_not_matter() {
        let all: Vec<Statement> =
            (0..40).map(|i| statement(&format!("d{i}"), 1e9 + f64::from(i % 7) * 1e8, "1.0 billion", Qualifier::Exact, None)).collect();
        let backwards: Vec<Statement> = all.iter().rev().cloned().collect();
        assert_eq!(facts(&all)[0].claim(), facts(&backwards)[0].claim());
    }

    #[test]
    fn most_texts_decide() {
        let said: Vec<Statement> = [("a", 10.0), ("b", 12.0), ("c", 12.04), ("d", 15.0)]
            .map(|(doc, v)| statement(doc, v * 1e9, &format!("{v} billion"), Qualifier::Exact, None))
            .into();
        let facts = facts(&said);
        assert_eq!((facts[0].preferred().doc(), facts[0].agreement), ("c", Agreement::Disagree));
        assert!((facts[0].common.low - 12.035e9).abs() < 1e3 && (facts[0].common.high - 12.045e9).abs() < 1e3, "{:?}", facts[0].common);
    }

    #[test]
    fn what_is_far_apart_is_of_different_things() {
        assert!(far_apart(3.8, 1.0) && far_apart(55.0, 1.0));
        assert!(!far_apart(2.0, 1.0) && !far_apart(10.0, 1.0) && !far_apart(1002.0, 1.0) && !far_apart(1.0, 0.0));
    }
}
