//! Rows to Arrow and back to JSON, by the table's schema.

use crate::{Error, Result, TableSchema};
use arrow::array::RecordBatch;
use arrow::json::{LineDelimitedWriter, ReaderBuilder, WriterBuilder, writer::LineDelimited};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Rows as one batch. A field of a row that the schema does not know is an error, so that the two cannot drift apart.
pub fn from_rows<R: Serialize>(schema: &TableSchema, rows: &[R]) -> Result<RecordBatch> {
    let fail = |e: arrow::error::ArrowError| Error::Rows { table: schema.name.clone(), message: e.to_string() };
    let mut decoder =
        ReaderBuilder::new(schema.arrow()).with_strict_mode(true).with_batch_size(rows.len().max(1)).build_decoder().map_err(fail)?;
    decoder.serialize(rows).map_err(fail)?;
    Ok(decoder.flush().map_err(fail)?.unwrap_or_else(|| RecordBatch::new_empty(schema.arrow())))
}

/// The rows of a batch as JSON, one string a row, with nulls and in the order of the columns.
pub fn to_json(batch: &RecordBatch) -> Result<Vec<String>> {
    let mut out = Vec::new();
    let mut writer: LineDelimitedWriter<_> = WriterBuilder::new().with_explicit_nulls(true).build::<_, LineDelimited>(&mut out);
    writer.write(batch)?;
    writer.finish()?;
    drop(writer);
    let text = String::from_utf8(out).map_err(|e| Error::Other(e.to_string()))?;
    Ok(text.lines().map(str::to_owned).collect())
}

/// The rows of a batch as structs.
pub fn to_rows<R: DeserializeOwned>(batch: &RecordBatch) -> Result<Vec<R>> {
    to_json(batch)?.iter().map(|line| serde_json::from_str(line).map_err(|e| Error::Other(format!("{e}: {line}")))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use amur_model::{Citation, Common, PlaceRow, TradeFlow};
    use arrow::array::AsArray;
    use arrow::datatypes::{Date32Type, Float64Type};

    #[test]
    fn rows_of_the_model_fit_their_schemas() {
        let flow = TradeFlow {
            flow_id: "tf_0123456789".into(),
            common: Common { doc_id: "d".into(), span_start: 3, ..Common::default() },
            value: 1.5e12,
            period_start: Some("2024-01-01".parse().unwrap()),
            cites: vec!["ref_0123456789".into()],
            ..TradeFlow::default()
        };
        let batch = from_rows(crate::schema("trade_flows"), &[flow.clone(), TradeFlow::default()]).unwrap();
        assert_eq!(batch.num_rows(), 2);
        assert_eq!(batch.column_by_name("value").unwrap().as_primitive::<Float64Type>().value(0), 1.5e12);
        assert_eq!(batch.column_by_name("period_start").unwrap().as_primitive::<Date32Type>().value(0), 19723);
        assert_eq!(to_rows::<TradeFlow>(&batch).unwrap()[0], flow);
    }

    #[test]
    fn no_rows_make_an_empty_batch() {
        assert_eq!(from_rows::<PlaceRow>(crate::schema("places"), &[]).unwrap().num_rows(), 0);
    }

    #[test]
    fn a_column_that_the_schema_does_not_know_is_an_error() {
        assert!(from_rows(crate::schema("places"), &[Citation::default()]).is_err());
    }
}
