//! TRD107: mirror figures.
//!
//! What: A's exports to B against B's imports from A, of the same goods and period, in whichever text. Imports are valued with
//! freight and insurance (c.i.f.), exports without (f.o.b.): they are expected to be 1 to 1.2 times the exports, 1.06 as a rule
//! (`schemas/codes/cif_fob.csv`). Amounts in two currencies are compared through the rates between the least and the greatest
//! of the year.
//! Why: the two customs count the same lorries; what is far apart was booked to another country, period or product.
//! Not accused: what is within the wider bounds of the list, or where a text says that its figure is partial or preliminary.
//! Example: "China's exports to Russia were $111.0 billion" and "Russia's imports from China were $118.2 billion": 1.06; consistent.

use super::{amount, check as row, excused_statements, span, when};
use crate::claims::{Fact, is_currency};
use crate::interval::Interval;
use crate::rates;
use ahash::AHashMap;
use amur_model::{Check, Flow, Measure, codes};
use serde::Deserialize;
use std::sync::LazyLock;

/// Imports c.i.f. for exports f.o.b.
#[derive(Deserialize)]
struct Factor {
    name: String,
    factor: f64,
    low: f64,
    high: f64,
    least: f64,
    greatest: f64,
}

static FACTOR: LazyLock<Factor> =
    LazyLock::new(|| codes::rows::<Factor>(codes::CIF_FOB).into_iter().next().expect("the list has a factor"));

pub fn check(facts: &[Fact]) -> Vec<Check> {
    let amounts = || facts.iter().filter(|f| f.key.measure == Measure::Value && is_currency(f.key.unit));
    let mut imports: AHashMap<_, Vec<&Fact>> = AHashMap::new();
    for fact in amounts().filter(|f| f.key.flow == Some(Flow::Import)) {
        imports.entry((fact.key.reporter, fact.key.partner, fact.key.product, fact.key.period)).or_default().push(fact);
    }
    let exports = amounts().filter(|f| f.key.flow == Some(Flow::Export));
    exports
        .filter_map(|export| {
            let mirror = imports.get(&(export.key.partner, export.key.reporter, export.key.product, export.key.period))?;
            let import = mirror.iter().find(|f| f.key.unit == export.key.unit).or(mirror.first())?;
            weigh(export, import)
        })
        .collect()
}

fn weigh(export: &Fact, import: &Fact) -> Option<Check> {
    let years = export.key.period.0?.year()..=export.key.period.1?.year();
    let in_one_currency = |fact: &Fact| {
        if export.key.unit == import.key.unit {
            return Some(fact.hull());
        }
        Some(fact.hull().over(rates::band(fact.key.unit, years.clone())?))
    };
    let (from, to) = (in_one_currency(export)?, in_one_currency(import)?);
    if from.low <= 0.0 || to.low < 0.0 {
        return None;
    }
    let factor = to.over(from);
    let verdict = match () {
        () if factor.meets(Interval::new(FACTOR.low, FACTOR.high)) => "consistent",
        () if factor.meets(Interval::new(FACTOR.least, FACTOR.greatest)) => "ambiguous",
        () => "inconsistent",
    };
    let (verdict, reading) = excused_statements(verdict, &[export, import], &["scope", "revised"]);
    let (exported, imported) = (export.preferred(), import.preferred());
    let name = |fact: &Fact| {
        let flow = &fact.preferred().flow;
        flow.reporter_name.clone().unwrap_or_else(|| fact.key.reporter.to_owned())
    };
    let product = export.key.product.map_or_else(String::new, |p| format!(" of {p}"));
    let statement = format!(
        "{} to {}{}: {} says that {} exported {}, {} that {} imported {}; imports c.i.f. are {} times exports f.o.b., expected {} to {} ({}: {})",
        name(export),
        name(import),
        format_args!("{product}{}", when(export.key.period)),
        exported.doc(),
        name(export),
        amount(&exported.flow),
        imported.doc(),
        name(import),
        amount(&imported.flow),
        span(factor),
        FACTOR.low,
        FACTOR.high,
        FACTOR.name,
        FACTOR.factor,
    );
    let expected = Interval::new(FACTOR.low, FACTOR.high);
    let observed = (factor.low + factor.high) / 2.0;
    Some(row("TRD107", &[&exported.flow, &imported.flow], statement, expected, observed, verdict, reading))
}

#[cfg(test)]
mod tests {
    #[test]
    fn mirror_figures_are_weighed_with_freight() {
        insta::assert_snapshot!(crate::checks::fixture::told_of_facts("TRD107", include_str!("../../fixtures/trd107.csv")));
    }
}
