//! The rules of a table's schema as polars expressions.

use ahash::AHashSet;
use amur_store::schema::{Field, TableSchema};
use amur_store::{Error, Result};
use polars::prelude::*;
use serde_json::Value;

/// A row that breaks a rule. `SCH101` required, `SCH102` type, `SCH103` minimum, `SCH104` maximum, `SCH105` enumeration,
/// `SCH106` pattern, `SCH107` unique, `SCH108` reference, `SCH109` reference to a row that was itself rejected, `SCH110` doubtful.
#[derive(Debug, Clone, PartialEq)]
pub struct Broken {
    pub row: usize,
    pub code: &'static str,
    pub column: String,
    pub reason: String,
}

/// A reference to a row that was itself kept out.
pub const FOLLOWS: &str = "SCH109";

/// Nothing is wrong with the row but that it is likely wrong.
pub const DOUBTFUL: &str = "SCH110";

/// One rule: the expression is true where a row breaks it.
struct Rule {
    code: &'static str,
    column: String,
    reason: String,
    broken: Expr,
}

/// Name of the column of row numbers; no column of a table begins with an underscore.
const ROW: &str = "_row";

/// Every rule of a table that looks at the table alone.
pub fn check(schema: &TableSchema, frame: &DataFrame) -> Result<Vec<Broken>> {
    let mut rules: Vec<Rule> = schema.fields.iter().flat_map(field_rules).collect();
    let keys = schema.unique_keys.iter().cloned();
    let keys = keys.chain((!schema.primary_key.is_empty()).then(|| schema.primary_key.clone()));
    let unique = schema.fields.iter().filter(|f| f.constraints.unique).map(|f| vec![f.name.clone()]);
    let mut seen: Vec<Vec<String>> = Vec::new();
    for key in keys.chain(unique) {
        if !seen.contains(&key) {
            rules.push(unique_rule(&key)?);
            seen.push(key);
        }
    }
    run(frame, &rules)
}

/// Rows whose value of `column` (or an item of it) is not among `known`; `rejected` are ids that were, and were kept out.
pub fn references(frame: &DataFrame, field: &Field, known: &Series, rejected: &Series, target: &str) -> Result<Vec<Broken>> {
    if frame.column(&field.name)?.null_count() == frame.height() {
        return Ok(Vec::new());
    }
    let mut values = frame.clone().lazy().with_row_index(ROW, None).select([col(ROW), col(field.name.as_str()).alias("value")]);
    if field.is_list() {
        values = values.explode(by_name(["value"], true, false), ExplodeOptions { empty_as_null: true, keep_nulls: true });
    }
    values = values.filter(col("value").is_not_null());
    if let Some(pattern) = &field.refers_unless {
        values = values.filter(col("value").str().contains(lit(pattern.as_str()), true).not());
    }
    let ids = |s: &Series| s.clone().with_name("id".into()).into_frame().lazy();
    let lost = values.join(ids(known), [col("value")], [col("id")], JoinArgs::new(JoinType::Anti)).collect()?;
    let rejected: AHashSet<&str> = rejected.str()?.iter().flatten().collect();
    let rows = lost.column(ROW)?.u32()?;
    let values = lost.column("value")?.str()?;
    let mut broken: Vec<Broken> = rows
        .into_no_null_iter()
        .zip(values.iter())
        .map(|(row, value)| {
            let value = value.unwrap_or_default();
            let (code, reason) = if rejected.contains(value) {
                (FOLLOWS, format!("`{value}` of {target} was itself rejected"))
            } else {
                ("SCH108", format!("there is no `{value}` in {target}"))
            };
            Broken { row: row as usize, code, column: field.name.clone(), reason }
        })
        .collect();
    broken.sort_by(|a, b| (a.row, &a.reason).cmp(&(b.row, &b.reason)));
    Ok(broken)
}

/// The ids of a table, or of several, as one series of strings.
pub fn ids<'a>(ids: impl IntoIterator<Item = &'a str>) -> Series {
    Series::from_iter(ids)
}

fn run(frame: &DataFrame, rules: &[Rule]) -> Result<Vec<Broken>> {
    if frame.height() == 0 {
        return Ok(Vec::new());
    }
    let exprs: Vec<Expr> = rules.iter().enumerate().map(|(i, r)| r.broken.clone().fill_null(lit(false)).alias(format!("_{i}"))).collect();
    let verdicts = frame.clone().lazy().with_row_index(ROW, None).select(exprs).collect()?;
    let mut broken = Vec::new();
    for (rule, verdict) in rules.iter().zip(verdicts.columns()) {
        for (row, _) in verdict.bool()?.iter().enumerate().filter(|(_, b)| *b == Some(true)) {
            let value = frame.column(&rule.column)?.get(row)?;
            let reason = if value.is_null() { rule.reason.clone() } else { format!("{}: {value}", rule.reason) };
            broken.push(Broken { row, code: rule.code, column: rule.column.clone(), reason });
        }
    }
    broken.sort_by_key(|b| b.row);
    Ok(broken)
}

fn field_rules(field: &Field) -> Vec<Rule> {
    let value = || col(field.name.as_str());
    let limits = &field.constraints;
    let mut rules = Vec::new();
    let mut rule = |code, reason: String, broken| rules.push(Rule { code, column: field.name.clone(), reason, broken });
    if limits.required {
        let missing = if field.arrow == "utf8" { value().is_null().or(value().eq(lit(""))) } else { value().is_null() };
        rule("SCH101", format!("`{}` is required", field.name), missing);
    }
    if field.arrow == "float64" {
        rule("SCH102", format!("`{}` is not a number", field.name), value().is_finite().not());
    }
    if let Some(minimum) = &limits.minimum {
        rule("SCH103", format!("`{}` is less than {}", field.name, plain(minimum)), value().lt(literal(field, minimum)));
    }
    if let Some(maximum) = &limits.maximum {
        rule("SCH104", format!("`{}` is more than {}", field.name, plain(maximum)), value().gt(literal(field, maximum)));
    }
    if let Some(least) = field.doubtful {
        rule(DOUBTFUL, format!("doubtful: `{}` is less than {least}", field.name), value().lt(lit(least)));
    }
    if !limits.one_of.is_empty() {
        let allowed = Series::new("".into(), &limits.one_of);
        let outside = value().is_not_null().and(value().is_in(lit(allowed).implode(true), false).not());
        rule("SCH105", format!("`{}` is not one of {}", field.name, limits.one_of.join(", ")), outside);
    }
    if let Some(pattern) = &limits.pattern {
        let fits = value().str().contains(lit(format!("^(?:{pattern})$")), true);
        rule("SCH106", format!("`{}` does not match {pattern}", field.name), fits.not());
    }
    rules
}

/// The second and later rows of a key break it.
fn unique_rule(key: &[String]) -> Result<Rule> {
    let columns: Vec<Expr> = key.iter().map(|c| col(c.as_str())).collect();
    let given =
        columns.iter().cloned().map(|c| c.is_not_null()).reduce(Expr::and).ok_or_else(|| Error::Other("an empty key".to_owned()))?;
    let first = col(ROW).min().over(columns)?;
    let reason = format!("`{}` stands in an earlier row as well", key.join("`, `"));
    Ok(Rule { code: "SCH107", column: key[0].clone(), reason, broken: given.and(col(ROW).gt(first)) })
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A bound of a schema in the type of its column.
fn literal(field: &Field, value: &Value) -> Expr {
    match (field.arrow.as_str(), value) {
        ("date32", Value::String(date)) => {
            let date: jiff::civil::Date = date.parse().expect("a bound of a date column is a date");
            let days = date.since(jiff::civil::date(1970, 1, 1)).expect("civil dates differ by days").get_days();
            lit(days).cast(DataType::Date)
        }
        (_, number) => lit(number.as_f64().expect("a bound of a number column is a number")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use amur_model::{Common, PlaceRow, Reference, TradeFlow};
    use amur_store::{batch, frame, schema};
    use serde::Serialize;
    use std::sync::Arc;

    fn broken<R: Serialize>(table: &str, rows: &[R]) -> Vec<(usize, &'static str, String)> {
        let frame = frame::from_batch(&batch::from_rows(schema(table), rows).unwrap()).unwrap();
        check(schema(table), &frame).unwrap().into_iter().map(|b| (b.row, b.code, b.column)).collect()
    }

    fn flow() -> TradeFlow {
        TradeFlow {
            flow_id: "tf_0000000000".into(),
            common: Common {
                doc_id: "d".into(),
                span_end: 1,
                sentence_end: 2,
                quote: "q".into(),
                written: "1".into(),
                rule: "r".into(),
                confidence: 0.5,
                ..Common::default()
            },
            unit: "CNY".into(),
            ..TradeFlow::default()
        }
    }

    fn broken_flow(change: impl FnOnce(&mut TradeFlow)) -> Vec<(usize, &'static str, String)> {
        let mut row = flow();
        change(&mut row);
        broken("trade_flows", &[row])
    }

    #[test]
    fn a_sound_row_breaks_nothing() {
        assert_eq!(broken("trade_flows", &[flow()]), []);
        assert_eq!(broken::<TradeFlow>("trade_flows", &[]), []);
    }

    #[test]
    fn each_rule_finds_its_row() {
        let one = |code, column: &str| vec![(0, code, column.to_owned())];
        assert_eq!(broken_flow(|f| f.common.quote = Arc::default()), one("SCH101", "quote"));
        assert_eq!(broken_flow(|f| f.value = f64::NAN), one("SCH102", "value"));
        let doubted = |code| (0, code, "confidence".to_owned());
        assert_eq!(broken_flow(|f| f.common.confidence = -0.1), [doubted("SCH103"), doubted(DOUBTFUL)]);
        assert_eq!(broken_flow(|f| f.common.confidence = 0.1), [doubted(DOUBTFUL)]);
        assert_eq!(broken_flow(|f| f.common.confidence = 1.1), one("SCH104", "confidence"));
        assert_eq!(broken_flow(|f| f.period_end = Some("2300-01-01".parse().unwrap())), one("SCH104", "period_end"));
        assert_eq!(broken_flow(|f| f.product_code = Some("S1".into())), one("SCH106", "product_code"));
        assert_eq!(broken_flow(|f| f.flow_id = "x".into()), one("SCH106", "flow_id"));
        assert_eq!(broken_flow(|f| f.unit = "two words".into()), one("SCH106", "unit"));
    }

    #[test]
    fn enumerations_hold() {
        let reference = Reference {
            ref_id: "ref_0000000000".into(),
            common: flow().common,
            list: "other".into(),
            number: 1,
            raw: "r".into(),
            ..Reference::default()
        };
        assert_eq!(broken("references", &[reference]), [(0, "SCH105", "list".to_owned())]);
    }

    #[test]
    fn the_first_row_of_a_key_stays() {
        assert_eq!(
            broken("trade_flows", &[flow(), flow(), flow()]),
            [(1, "SCH107", "flow_id".to_owned()), (2, "SCH107", "flow_id".to_owned())]
        );
    }

    #[test]
    fn references_are_looked_up() {
        let mut listed = flow();
        listed.cites = ["known", "gone", "never"].map(String::from).to_vec();
        let frame = frame::from_batch(&batch::from_rows(schema("trade_flows"), &[flow(), listed]).unwrap()).unwrap();
        let found =
            references(&frame, schema("trade_flows").field("cites").unwrap(), &ids(["known"]), &ids(["gone"]), "references").unwrap();
        assert_eq!(
            found.iter().map(|b| (b.row, b.reason.as_str())).collect::<Vec<_>>(),
            [(1, "`gone` of references was itself rejected"), (1, "there is no `never` in references")]
        );
    }

    #[test]
    fn a_place_of_its_own_is_sound() {
        assert_eq!(
            broken("places", &[PlaceRow { code: "CN".into(), kind: "country".into(), name_en: "China".into(), ..PlaceRow::default() }]),
            []
        );
    }
}
