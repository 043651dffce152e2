//! Arrow to polars without a copy, over the C data interface: the one place with unsafe code.

use crate::Result;
use arrow::array::{Array, RecordBatch};
use arrow::ffi::{FFI_ArrowArray, FFI_ArrowSchema, to_ffi};
use polars::prelude::{Column, DataFrame, IntoColumn, Series};

/// A batch as a data frame that shares its memory.
pub fn from_batch(batch: &RecordBatch) -> Result<DataFrame> {
    let columns = batch
        .schema()
        .fields()
        .iter()
        .zip(batch.columns())
        .map(|(field, array)| from_array(field.name(), array.as_ref()))
        .collect::<Result<Vec<_>>>()?;
    Ok(DataFrame::new(batch.num_rows(), columns)?)
}

fn from_array(name: &str, array: &dyn Array) -> Result<Column> {
    let (array, schema) = to_ffi(&array.to_data())?;
    // SAFETY: both libraries lay these structs out as the Arrow C data interface prescribes. Ownership moves with the
    // values: arrow gives them away here, and polars releases them through their own callbacks.
    let imported = unsafe {
        let schema = std::mem::transmute::<FFI_ArrowSchema, polars_arrow::ffi::ArrowSchema>(schema);
        let field = polars_arrow::ffi::import_field_from_c(&schema)?;
        let array = std::mem::transmute::<FFI_ArrowArray, polars_arrow::ffi::ArrowArray>(array);
        polars_arrow::ffi::import_array_from_c(array, field.dtype)?
    };
    Ok(Series::from_arrow(name.into(), imported)?.into_column())
}

#[cfg(test)]
mod tests {
    use super::*;
    use amur_model::TradeFlow;
    use polars::prelude::*;

    #[test]
    fn every_type_of_the_tables_crosses() {
        let rows = vec![
            TradeFlow {
                cites: vec!["a".into(), "b".into()],
                unit: "元".into(),
                period_end: Some("2024-12-31".parse().unwrap()),
                value: 2.5,
                ..TradeFlow::default()
            };
            3
        ];
        let batch = crate::batch::from_rows(crate::schema("trade_flows"), &rows).unwrap();
        let frame = from_batch(&batch).unwrap();
        drop(batch);
        assert_eq!(frame.shape(), (3, crate::schema("trade_flows").fields.len()));
        assert_eq!(frame.column("unit").unwrap().str().unwrap().get(2), Some("元"));
        assert_eq!(frame.column("value").unwrap().f64().unwrap().sum(), Some(7.5));
        assert_eq!(frame.column("period_end").unwrap().dtype(), &DataType::Date);
        assert_eq!(
            frame.column("cites").unwrap().list().unwrap().explode(ExplodeOptions { empty_as_null: true, keep_nulls: true }).unwrap().len(),
            6
        );
    }
}
