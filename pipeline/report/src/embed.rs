//! Tables as JSON that may stand inside a page.

use amur_store::{Error, Result};
use arrow::array::{Array, AsArray, RecordBatch, StringArray};
use arrow::datatypes::{DataType, Float64Type, Int32Type, Int64Type};
use arrow::util::display::array_value_to_string;
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap};

/// JSON that ends no script and no line and turns nothing round, whatever its strings hold: `<`, `>` and `&`, the line ends
/// that only JavaScript knows and the marks of writing direction stand as escapes, which they can only do inside strings.
pub(crate) fn safe(value: &impl Serialize) -> String {
    let text = serde_json::to_string(value).expect("rows are JSON");
    let mut out = String::with_capacity(text.len() + text.len() / 50);
    for c in text.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {
                out.push_str(&format!("\\u{:04x}", c as u32))
            }
            c => out.push(c),
        }
    }
    out
}

/// A table by its columns. A column of words that come again and again is a list of them and the place in it for each row,
/// -1 for null.
pub(crate) fn columns(rows: &RecordBatch) -> Result<Value> {
    let mut columns = Map::new();
    for (field, column) in rows.schema().fields().iter().zip(rows.columns()) {
        columns.insert(field.name().clone(), cells(column)?);
    }
    Ok(json!({ "rows": rows.num_rows(), "columns": columns }))
}

fn cells(column: &dyn Array) -> Result<Value> {
    let each = |cell: &dyn Fn(usize) -> Value| (0..column.len()).map(|i| if column.is_null(i) { Value::Null } else { cell(i) }).collect();
    Ok(match column.data_type() {
        DataType::Utf8 => words(column.as_string()),
        DataType::Int32 => each(&|i| json!(column.as_primitive::<Int32Type>().value(i))),
        DataType::Int64 => each(&|i| json!(column.as_primitive::<Int64Type>().value(i))),
        DataType::Float64 => each(&|i| json!(column.as_primitive::<Float64Type>().value(i))),
        DataType::Boolean => each(&|i| json!(column.as_boolean().value(i))),
        DataType::List(item) if *item.data_type() == DataType::Utf8 => {
            each(&|i| column.as_list::<i32>().value(i).as_string::<i32>().iter().map(|s| json!(s)).collect())
        }
        _ => {
            let shown = |i| array_value_to_string(column, i).map_err(Error::from);
            let cells = (0..column.len()).map(|i| if column.is_null(i) { Ok(Value::Null) } else { shown(i).map(Value::from) });
            Value::Array(cells.collect::<Result<_>>()?)
        }
    })
}

fn words(column: &StringArray) -> Value {
    let mut place: HashMap<&str, usize> = HashMap::new();
    let mut distinct: Vec<&str> = Vec::new();
    let at: Vec<i64> = column
        .iter()
        .map(|word| match word {
            None => -1,
            Some(word) => *place.entry(word).or_insert_with(|| {
                distinct.push(word);
                distinct.len() - 1
            }) as i64,
        })
        .collect();
    match 2 * distinct.len() < column.len() {
        true => json!({ "of": distinct, "at": at }),
        false => column.iter().map(|word| json!(word)).collect(),
    }
}

/// How often each combination of words stands in some columns of a table, joined by a blank.
pub(crate) fn tally(rows: &RecordBatch, names: &[&str]) -> Result<BTreeMap<String, u64>> {
    let columns: Option<Vec<&StringArray>> = names.iter().map(|name| rows.column_by_name(name)?.as_string_opt::<i32>()).collect();
    let columns = columns.ok_or_else(|| Error::Other(format!("there are no columns {}", names.join(", "))))?;
    let mut counts = BTreeMap::new();
    for row in 0..rows.num_rows() {
        let words: Vec<&str> = columns.iter().map(|c| if c.is_null(row) { "" } else { c.value(row) }).collect();
        *counts.entry(words.join(" ")).or_default() += 1;
    }
    Ok(counts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use amur_model::{Citation, Common, PlaceRow, TradeFlow};
    use amur_store::{batch, schema};

    #[test]
    fn nothing_in_a_string_ends_a_script() {
        let hostile = "</script><script>alert(1)</script> <!-- \u{2028}\u{2029} &amp; \u{0} \u{feff}";
        let text = safe(&json!([hostile]));
        assert!(!text.contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\u{0}', '\u{feff}']), "{text}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&text).unwrap(), [hostile]);
    }

    #[test]
    fn cells_of_every_type() {
        let flow = |doc: &str| TradeFlow {
            flow_id: format!("tf_{doc}"),
            common: Common { doc_id: doc.into(), span_start: 3, ..Common::default() },
            value: 1.5,
            period_start: Some("2024-01-01".parse().unwrap()),
            cites: vec!["ref_0123456789".into()],
            ..TradeFlow::default()
        };
        let rows = batch::from_rows(schema("trade_flows"), &[flow("a"), flow("a"), TradeFlow::default()]).unwrap();
        let columns = columns(&rows).unwrap();
        let column = |name: &str| columns["columns"][name].clone();
        assert_eq!(columns["rows"], 3);
        assert_eq!(column("flow_id"), json!(["tf_a", "tf_a", ""]));
        assert_eq!(column("reporter"), json!({ "of": [], "at": [-1, -1, -1] }));
        assert_eq!(column("span_start"), json!([3, 3, 0]));
        assert_eq!(column("value"), json!([1.5, 1.5, 0.0]));
        assert_eq!(column("period_start"), json!(["2024-01-01", "2024-01-01", null]));
        assert_eq!(column("cites"), json!([["ref_0123456789"], ["ref_0123456789"], []]));
    }

    #[test]
    fn words_that_come_again_are_listed_once() {
        let rows: Vec<Citation> = (0..5).map(|i| Citation { marker: format!("[{}]", i % 2), ..Citation::default() }).collect();
        let columns = columns(&batch::from_rows(schema("citations"), &rows).unwrap()).unwrap();
        assert_eq!(columns["columns"]["marker"], json!({ "of": ["[0]", "[1]"], "at": [0, 1, 0, 1, 0] }));
    }

    #[test]
    fn combinations_are_counted() {
        let row =
            |kind: &str, parent: Option<&str>| PlaceRow { kind: kind.into(), parent: parent.map(str::to_owned), ..PlaceRow::default() };
        let rows = batch::from_rows(schema("places"), &[row("city", Some("RU")), row("city", None), row("city", Some("RU"))]).unwrap();
        let counts = tally(&rows, &["kind", "parent"]).unwrap();
        assert_eq!(counts.into_iter().collect::<Vec<_>>(), [("city ".to_owned(), 1), ("city RU".to_owned(), 2)]);
        assert!(tally(&rows, &["latitude"]).is_err());
    }
}
