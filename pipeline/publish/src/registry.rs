//! Every id ever published, with the first and the last release that it stands in.

use crate::diff::tables;
use amur_store::{Error, Result, parquet, schema};
use arrow::array::{ArrayRef, AsArray, RecordBatch, StringArray};
use polars::prelude::*;
use std::path::Path;
use std::sync::Arc;

const KEY: [&str; 2] = ["table", "row_id"];

/// The registry of a release whose tables lie in `dir`, given that of the release before.
pub fn registry(dir: &Path, before: Option<&Path>, release: &str) -> Result<RecordBatch> {
    let now = ids(dir)?.lazy().with_column(lit(release).alias("now"));
    let past = match before {
        Some(path) => amur_store::frame::from_batch(&parquet::read(path, None)?)?,
        None => amur_store::frame::from_batch(&RecordBatch::new_empty(schema("registry").arrow()))?,
    }
    .lazy();
    let key = || KEY.map(col);
    let here = now.clone().join(past.clone(), key(), key(), JoinArgs::new(JoinType::Left)).select([
        col("table"),
        col("row_id"),
        col("first_release").fill_null(col("now")),
        col("now").alias("last_release"),
    ]);
    let gone = past.join(now, key(), key(), JoinArgs::new(JoinType::Anti)).select([
        col("table"),
        col("row_id"),
        col("first_release"),
        col("last_release"),
    ]);
    let all = concat([here, gone], UnionArgs::default())?.sort(KEY, SortMultipleOptions::default()).collect()?;
    let columns = all.columns().iter().map(|c| Ok(Arc::new(StringArray::from_iter(c.str()?.iter())) as ArrayRef)).collect::<Result<_>>()?;
    Ok(RecordBatch::try_new(schema("registry").arrow(), columns)?)
}

/// The ids of the tables in a folder. An id that stands twice is a defect that must not be published.
fn ids(dir: &Path) -> Result<DataFrame> {
    let (mut names, mut ids) = (Vec::new(), Vec::new());
    for table in tables() {
        let id = table.id().unwrap_or_default();
        let rows = parquet::read(&dir.join(format!("{}.parquet", table.name)), Some(&[id]))?;
        names.extend(std::iter::repeat_n(table.name.as_str(), rows.num_rows()));
        ids.extend(rows.column(0).as_string::<i32>().iter().map(|id| id.unwrap_or_default().to_owned()));
    }
    let ids = df!("table" => names, "row_id" => ids)?;
    let twice = ids.clone().lazy().group_by(KEY.map(col)).agg([len().alias("n")]).filter(col("n").gt(lit(1))).collect()?;
    if twice.height() > 0 {
        return Err(Error::Other(format!("two rows of different texts have the same id; nothing was published: {}", twice.head(Some(3)))));
    }
    Ok(ids)
}

#[cfg(test)]
mod tests {
    use super::*;
    use amur_model::{PlaceRow, RegistryRow};
    use amur_store::batch;

    fn folder(places: &[&str]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for table in tables() {
            let path = dir.path().join(format!("{}.parquet", table.name));
            parquet::write(&path, table, &[]).unwrap();
        }
        let rows: Vec<_> = places.iter().map(|code| PlaceRow { code: (*code).into(), ..PlaceRow::default() }).collect();
        parquet::write(&dir.path().join("places.parquet"), schema("places"), &[batch::from_rows(schema("places"), &rows).unwrap()])
            .unwrap();
        dir
    }

    #[test]
    fn ids_are_remembered() {
        let first = registry(folder(&["A", "B"]).path(), None, "r0").unwrap();
        let dir = folder(&["B", "C"]);
        let path = dir.path().join("registry.parquet");
        parquet::write(&path, schema("registry"), &[first]).unwrap();
        let rows: Vec<RegistryRow> = batch::to_rows(&registry(dir.path(), Some(&path), "r1").unwrap()).unwrap();
        let told: Vec<_> = rows.iter().map(|r| (r.row_id.as_str(), r.first_release.as_str(), r.last_release.as_str())).collect();
        assert_eq!(told, [("A", "r0", "r0"), ("B", "r0", "r1"), ("C", "r1", "r1")]);
    }

    #[test]
    fn an_id_that_stands_twice_is_refused() {
        assert!(registry(folder(&["A", "A"]).path(), None, "r0").is_err());
    }
}
