//! TRD106: one fact in several texts.
//!
//! What: all statements of one fact (reporter, partner, flow, product, measure, unit, period and base), where more than one text
//! makes them. The statement tells which text says what; `claims` has the preferred value.
//! Why: a figure that wanders from text to text picks up slips of the pen, other sources and other scopes.
//! Not accused: what differs by rounding; texts one of which speaks of preliminary, adjusted or partial figures, or that may
//! compute a growth in different currencies; a little difference in a text of two months later, which may be a revision;
//! a text that itself says several things.
//! Example: "37.3 billion" in one text and "37.31 billion" in another agree; "36.1 billion" in a third does not.

use super::{amount, check as row, subject, when};
use crate::claims::{Agreement, Fact, Said};
use amur_model::{Check, Measure};
use std::collections::BTreeMap;

pub fn check(facts: &[Fact]) -> Vec<Check> {
    facts.iter().filter_map(weigh).collect()
}

fn weigh(fact: &Fact) -> Option<Check> {
    let (verdict, reading) = match fact.agreement {
        Agreement::Single => return None,
        Agreement::Agree => ("consistent", None),
        Agreement::Unclear(why) => ("ambiguous", Some(why)),
        Agreement::Disagree => ("inconsistent", None),
    };
    let rows: Vec<_> = fact.statements.iter().map(|s| &s.flow).collect();
    let far = |said: &&Said| (said.best.flow.value - fact.preferred().flow.value).abs();
    let farthest = fact.texts.iter().max_by(|a, b| far(a).total_cmp(&far(b))).map_or(fact.preferred().flow.value, |s| s.best.flow.value);
    Some(row("TRD106", &rows, statement(fact), fact.common, farthest, verdict, reading))
}

/// Which text says what: `export CN-HL to RU (2024): a and b say 37.3 billion CNY; c says 36.1 billion CNY`.
fn statement(fact: &Fact) -> String {
    const VALUES: usize = 6;
    let flow = &fact.preferred().flow;
    let mut said: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for text in &fact.texts {
        said.entry(amount(&text.best.flow)).or_default().push(text.doc);
    }
    let own = amount(flow);
    let mut said: Vec<(String, Vec<&str>)> = said.into_iter().collect();
    said.sort_by_key(|(amount, docs)| (*amount != own, std::cmp::Reverse(docs.len())));
    let more = said.len().saturating_sub(VALUES);
    let mut parts: Vec<String> = said.iter().take(VALUES).map(|(amount, docs)| format!("{} {amount}", who(docs))).collect();
    if more > 0 {
        parts.push(format!("{more} more values"));
    }
    let what = match flow.measure {
        Measure::Value => String::new(),
        Measure::Growth => "growth of ".to_owned(),
        Measure::Ratio => "multiple of ".to_owned(),
        Measure::Change => "change of ".to_owned(),
        Measure::Share => "share of ".to_owned(),
        Measure::Rank => "rank of ".to_owned(),
    };
    format!("{what}{}{}: {}", subject(flow), when(fact.key.period), parts.join("; "))
}

/// `a says`, `a and b say`, `a, b and 7 more say`.
fn who(docs: &[&str]) -> String {
    match docs {
        [one] => format!("{one} says"),
        [one, two] => format!("{one} and {two} say"),
        [one, two, three] => format!("{one}, {two} and {three} say"),
        _ => format!("{}, {} and {} more say", docs[0], docs[1], docs.len() - 2),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn texts_are_weighed_against_one_another() {
        insta::assert_snapshot!(crate::checks::fixture::told_of_facts("TRD106", include_str!("../../fixtures/trd106.csv")));
    }
}
