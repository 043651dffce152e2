//! Every id ever published, with the first and the last release that it stands in, sorted by table and id.

use crate::diff::{stands_twice, tables};
use amur_model::Change;
use amur_store::{Result, parquet, schema};
use arrow::array::{ArrayRef, AsArray, RecordBatch, StringArray};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// A table and an id in it.
type Key = (String, String);

/// What happens to the ids that were published.
#[derive(Debug, Default)]
pub struct Moves {
    added: BTreeSet<Key>,
    removed: BTreeSet<Key>,
}

impl Moves {
    /// Of the first release, whose tables lie in `dir`: every id comes.
    pub fn first(dir: &Path) -> Result<Self> {
        let mut moves = Moves::default();
        for table in tables() {
            let rows = parquet::read(&dir.join(format!("{}.parquet", table.name)), Some(&[table.id().unwrap_or_default()]))?;
            for id in rows.column(0).as_string::<i32>().iter().flatten() {
                if !moves.added.insert((table.name.clone(), id.to_owned())) {
                    return Err(stands_twice(&table.name, id));
                }
            }
        }
        Ok(moves)
    }

    pub fn of(changes: &[Change]) -> Self {
        let keys = |kind: &str| changes.iter().filter(|c| c.change == kind).map(|c| (c.table.clone(), c.row_id.clone())).collect();
        Moves { added: keys("added"), removed: keys("removed") }
    }
}

/// Hands on the rows of the registry of the release `now`, given those of the release before, if there is one: its
/// registry and its name.
pub fn registry(before: Option<(&Path, &str)>, moves: Moves, now: &str, mut each: impl FnMut(&RecordBatch) -> Result<()>) -> Result<()> {
    let Moves { added, removed } = moves;
    let mut added = added.into_iter().peekable();
    if let Some((path, newest)) = before {
        parquet::for_each(path, |rows| {
            let column = |i: usize| rows.column(i).as_string::<i32>();
            let (table, id, first, last) = (column(0), column(1), column(2), column(3));
            let mut merged = Rows::default();
            for row in 0..rows.num_rows() {
                let key = (table.value(row), id.value(row));
                while let Some((table, id)) = added.next_if(|(table, id)| (table.as_str(), id.as_str()) < key) {
                    merged.push((&table, &id), now, now);
                }
                let comes = added.next_if(|(table, id)| (table.as_str(), id.as_str()) == key).is_some();
                let stood = last.value(row) == newest;
                if comes && stood {
                    return Err(stands_twice(key.0, key.1));
                }
                let stands = comes || stood && (removed.is_empty() || !removed.contains(&(key.0.to_owned(), key.1.to_owned())));
                merged.push(key, first.value(row), if stands { now } else { last.value(row) });
            }
            each(&merged.finish()?)
        })?;
    }
    let mut rest = Rows::default();
    added.for_each(|(table, id)| rest.push((&table, &id), now, now));
    each(&rest.finish()?)
}

/// Rows of the registry, column by column.
#[derive(Default)]
struct Rows([Vec<String>; 4]);

impl Rows {
    fn push(&mut self, (table, id): (&str, &str), first: &str, last: &str) {
        for (column, value) in self.0.iter_mut().zip([table, id, first, last]) {
            column.push(value.to_owned());
        }
    }

    fn finish(self) -> Result<RecordBatch> {
        let columns = self.0.into_iter().map(|c| Arc::new(StringArray::from(c)) as ArrayRef).collect();
        Ok(RecordBatch::try_new(schema("registry").arrow(), columns)?)
    }
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

    fn moves(added: &[&str], removed: &[&str]) -> Moves {
        let keys = |ids: &[&str]| ids.iter().map(|id| ("places".to_owned(), (*id).to_owned())).collect();
        Moves { added: keys(added), removed: keys(removed) }
    }

    /// The registries of releases that come one after the other, each a line: its ids with their releases.
    fn told(all: Vec<Moves>) -> Result<Vec<String>> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("registry.parquet");
        let mut told = Vec::new();
        for (i, moves) in all.into_iter().enumerate() {
            let newest = format!("r{}", i.wrapping_sub(1));
            let mut batches = Vec::new();
            registry((i > 0).then_some((&path, &newest)), moves, &format!("r{i}"), |rows| {
                batches.push(rows.clone());
                Ok(())
            })?;
            parquet::write(&path, schema("registry"), &batches)?;
            let rows: Vec<RegistryRow> = batch::to_rows(&parquet::read(&path, None)?)?;
            let line = rows.iter().map(|r| format!("{} {}-{}", r.row_id, r.first_release, r.last_release));
            told.push(line.collect::<Vec<_>>().join(", "));
        }
        Ok(told)
    }

    #[test]
    fn ids_are_remembered() {
        let first = Moves::first(folder(&["B", "A"]).path()).unwrap();
        assert_eq!(
            told(vec![first, moves(&["C", "AB"], &["A"]), moves(&["A"], &["C"]), moves(&[], &[])]).unwrap(),
            [
                "A r0-r0, B r0-r0",
                "A r0-r0, AB r1-r1, B r0-r1, C r1-r1",
                "A r0-r2, AB r1-r2, B r0-r2, C r1-r1",
                "A r0-r3, AB r1-r3, B r0-r3, C r1-r1"
            ]
        );
    }

    #[test]
    fn an_id_that_stands_twice_is_refused() {
        assert!(Moves::first(folder(&["A", "A"]).path()).is_err());
        assert!(told(vec![moves(&["A"], &[]), moves(&["A"], &[])]).is_err());
    }
}
