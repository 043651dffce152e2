//! Parquet files.

use crate::{Error, Result, TableSchema};
use arrow::array::RecordBatch;
use arrow::compute::concat_batches;
use arrow::datatypes::SchemaRef;
use bytes::Bytes;
use parquet::arrow::ArrowWriter;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::{Compression, ZstdLevel};
use parquet::column::writer::ColumnCloseResult;
use parquet::file::metadata::{KeyValue, ParquetMetaData, ParquetMetaDataReader};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::reader::ChunkReader;
use parquet::file::writer::SerializedFileWriter;
use std::fs::File;
use std::io::Write;
use std::ops::Range;
use std::path::Path;

/// Rows handed to the writer at once, and rows of a row group at most. Both are fixed: the writer gives the same bytes
/// only for the same calls.
const BATCH: usize = 8 * 1024;
const ROW_GROUP: usize = 128 * 1024;

/// The row groups that so many rows make.
pub fn row_groups(rows: u64) -> usize {
    (rows as usize).div_ceil(ROW_GROUP)
}

/// Writes the batches of an iterator, cut anew to one fixed size.
pub struct Writer<W: Write + Send> {
    inner: ArrowWriter<W>,
    schema: SchemaRef,
    pending: Vec<RecordBatch>,
    waiting: usize,
    rows: u64,
}

impl<W: Write + Send> Writer<W> {
    /// A writer of a table as it is published: described, and with required columns not null.
    pub fn published(out: W, table: &TableSchema) -> Result<Self> {
        Self::new(out, table.published(), properties(Some(table)))
    }

    /// A writer of a table inside a stage.
    pub fn staged(out: W, table: &TableSchema) -> Result<Self> {
        Self::new(out, table.arrow(), properties(None))
    }

    fn new(out: W, schema: SchemaRef, properties: WriterProperties) -> Result<Self> {
        let inner = ArrowWriter::try_new(out, schema.clone(), Some(properties)).map_err(other)?;
        Ok(Writer { inner, schema, pending: Vec::new(), waiting: 0, rows: 0 })
    }

    pub fn write(&mut self, batch: &RecordBatch) -> Result<()> {
        let batch = RecordBatch::try_new(self.schema.clone(), batch.columns().to_vec())?;
        self.waiting += batch.num_rows();
        self.rows += batch.num_rows() as u64;
        self.pending.push(batch);
        if self.waiting >= BATCH { self.flush(false) } else { Ok(()) }
    }

    /// Hands whole batches on, and with `all` what is left over.
    fn flush(&mut self, all: bool) -> Result<()> {
        let joined = concat_batches(&self.schema, &self.pending)?;
        self.pending.clear();
        let mut at = 0;
        while joined.num_rows() - at >= BATCH || (all && at < joined.num_rows()) {
            let rows = BATCH.min(joined.num_rows() - at);
            self.inner.write(&joined.slice(at, rows)).map_err(other)?;
            at += rows;
        }
        self.waiting = joined.num_rows() - at;
        if self.waiting > 0 {
            self.pending.push(joined.slice(at, self.waiting));
        }
        Ok(())
    }

    /// Ends the file; returns what it was written to, and its rows.
    pub fn finish(mut self) -> Result<(W, u64)> {
        self.flush(true)?;
        let out = self.inner.into_inner().map_err(other)?;
        Ok((out, self.rows))
    }
}

/// A table as it is published, put together of row groups that are encoded already. They are copied as they are, so that
/// a large table costs little more than what is new in it.
pub struct Joined<W: Write + Send> {
    inner: SerializedFileWriter<W>,
    rows: u64,
}

impl<W: Write + Send> Joined<W> {
    pub fn published(out: W, table: &TableSchema) -> Result<Self> {
        let (inner, _) = Writer::published(out, table)?.inner.into_serialized_writer().map_err(other)?;
        Ok(Joined { inner, rows: 0 })
    }

    /// Copies some row groups of a file of the same table.
    pub fn append<R: ChunkReader>(&mut self, file: &Encoded<R>, groups: Range<usize>) -> Result<()> {
        for group in &file.metadata.row_groups()[groups] {
            let mut copy = self.inner.next_row_group().map_err(other)?;
            for column in group.columns() {
                let close = ColumnCloseResult {
                    bytes_written: column.compressed_size() as u64,
                    rows_written: group.num_rows() as u64,
                    metadata: column.clone(),
                    bloom_filter: None,
                    column_index: None,
                    offset_index: None,
                };
                copy.append_column(&file.reader, close).map_err(other)?;
            }
            copy.close().map_err(other)?;
            self.rows += group.num_rows() as u64;
        }
        Ok(())
    }

    /// Ends the file; returns what it was written to, and its rows.
    pub fn finish(self) -> Result<(W, u64)> {
        Ok((self.inner.into_inner().map_err(other)?, self.rows))
    }
}

/// A Parquet file, or the bytes of one, whose row groups can be copied.
pub struct Encoded<R> {
    reader: R,
    metadata: ParquetMetaData,
}

impl Encoded<File> {
    pub fn open(path: &Path) -> Result<Self> {
        Self::new(File::open(path).map_err(Error::io("read", path))?).map_err(Error::file("read", path))
    }
}

impl Encoded<Bytes> {
    /// Encodes the rows of some files as they are published.
    pub fn from_files(table: &TableSchema, paths: &[impl AsRef<Path>]) -> Result<Self> {
        let mut writer = Writer::published(Vec::new(), table)?;
        paths.iter().try_for_each(|path| for_each(path.as_ref(), |rows| writer.write(rows)))?;
        Self::new(writer.finish()?.0.into())
    }
}

impl<R: ChunkReader> Encoded<R> {
    fn new(reader: R) -> Result<Self> {
        let metadata = ParquetMetaDataReader::new().parse_and_finish(&reader).map_err(other)?;
        Ok(Encoded { reader, metadata })
    }

    pub fn row_groups(&self) -> usize {
        self.metadata.num_row_groups()
    }
}

fn other(e: parquet::errors::ParquetError) -> Error {
    Error::Other(e.to_string())
}

/// Writes a stage's table to a file in a folder that is itself written aside.
pub fn write(path: &Path, table: &TableSchema, batches: &[RecordBatch]) -> Result<u64> {
    let file = File::create(path).map_err(Error::io("write", path))?;
    let inside = |e: Error| Error::file("write", path)(e);
    let mut writer = Writer::staged(std::io::BufWriter::new(file), table).map_err(inside)?;
    for batch in batches {
        writer.write(batch).map_err(inside)?;
    }
    let (mut out, rows) = writer.finish().map_err(inside)?;
    out.flush().map_err(Error::io("write", path))?;
    Ok(rows)
}

/// A whole table, or some of its columns, as one batch.
pub fn read(path: &Path, columns: Option<&[&str]>) -> Result<RecordBatch> {
    let file = File::open(path).map_err(Error::io("read", path))?;
    let mut builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(Error::file("read", path))?;
    if let Some(columns) = columns {
        let mask = ProjectionMask::columns(builder.parquet_schema(), columns.iter().copied());
        builder = builder.with_projection(mask);
    }
    let rows = builder.metadata().file_metadata().num_rows().max(1) as usize;
    let schema = builder.schema().clone();
    let reader = builder.with_batch_size(rows.min(ROW_GROUP)).build().map_err(Error::file("read", path))?;
    let projected = arrow::array::RecordBatchReader::schema(&reader);
    let batches = reader.collect::<Result<Vec<_>, _>>().map_err(Error::file("read", path))?;
    match batches.as_slice() {
        [one] => Ok(one.clone()),
        _ => concat_batches(if batches.is_empty() && columns.is_none() { &schema } else { &projected }, &batches)
            .map_err(Error::file("read", path)),
    }
}

/// Hands on the rows of a table batch by batch.
pub fn for_each(path: &Path, mut each: impl FnMut(&RecordBatch) -> Result<()>) -> Result<()> {
    let file = File::open(path).map_err(Error::io("read", path))?;
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(Error::file("read", path))?;
    for batch in builder.with_batch_size(BATCH).build().map_err(Error::file("read", path))? {
        each(&batch.map_err(Error::file("read", path))?)?;
    }
    Ok(())
}

/// Rows of a Parquet file, from its footer.
pub fn rows(path: &Path) -> Result<u64> {
    let file = File::open(path).map_err(Error::io("read", path))?;
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(Error::file("read", path))?;
    Ok(builder.metadata().file_metadata().num_rows() as u64)
}

fn properties(table: Option<&TableSchema>) -> WriterProperties {
    WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(if table.is_some() { 3 } else { 1 }).expect("a level of zstd")))
        // A row group is skipped, or read whole, by the statistics of its columns: it has few pages.
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_offset_index_disabled(true)
        .set_max_row_group_row_count(Some(ROW_GROUP))
        .set_created_by(format!("amur version {}", env!("CARGO_PKG_VERSION")))
        .set_key_value_metadata(table.map(about))
        .build()
}

/// The file's own key-value pairs: what polars and DuckDB see of a table's meaning. pyarrow and pandas see the Arrow schema's.
fn about(table: &TableSchema) -> Vec<KeyValue> {
    table.about().into_iter().map(|(key, value)| KeyValue::new(key, value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use amur_model::PlaceRow;

    fn places(n: usize) -> RecordBatch {
        let rows: Vec<_> =
            (0..n).map(|i| PlaceRow { code: format!("P{i}"), kind: "city".into(), name_en: "x".into(), ..PlaceRow::default() }).collect();
        crate::batch::from_rows(crate::schema("places"), &rows).unwrap()
    }

    fn bytes(batches: &[RecordBatch]) -> Vec<u8> {
        let mut writer = Writer::published(Vec::new(), crate::schema("places")).unwrap();
        batches.iter().for_each(|b| writer.write(b).unwrap());
        writer.finish().unwrap().0
    }

    #[test]
    fn the_bytes_do_not_depend_on_how_rows_are_cut() {
        let all = places(20_000);
        let cut = [all.slice(0, 1), all.slice(1, 9_999), all.slice(10_000, 10_000)];
        assert_eq!(bytes(&[all]), bytes(&cut));
    }

    #[test]
    fn a_copy_of_a_copy_has_the_same_bytes() {
        let table = crate::schema("places");
        let join = |files: &[&Encoded<Bytes>]| {
            let mut joined = Joined::published(Vec::new(), table).unwrap();
            files.iter().for_each(|file| joined.append(file, 0..file.row_groups()).unwrap());
            joined.finish().unwrap()
        };
        let encoded = |rows| Encoded::new(Bytes::from(bytes(&[places(rows)]))).unwrap();
        let (small, large) = (encoded(3), encoded(ROW_GROUP + 1));
        let (once, rows) = join(&[&small, &large]);
        assert_eq!(rows as usize, ROW_GROUP + 4);
        let copied = Encoded::new(Bytes::from(once.clone())).unwrap();
        assert_eq!(copied.row_groups(), row_groups(3) + row_groups(ROW_GROUP as u64 + 1));
        assert!(join(&[&copied]).0 == once);

        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("places.parquet");
        std::fs::write(&path, &once).unwrap();
        let read = read(&path, None).unwrap();
        assert_eq!((read.num_rows(), read.slice(0, 3).columns()), (ROW_GROUP + 4, places(3).columns()));
    }

    #[test]
    fn what_is_written_is_read() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("places.parquet");
        for n in [0, 3] {
            assert_eq!(write(&path, crate::schema("places"), &[places(n)]).unwrap(), n as u64);
            assert_eq!(read(&path, None).unwrap(), places(n));
            assert_eq!(read(&path, Some(&["kind"])).unwrap().num_columns(), 1);
            assert_eq!(rows(&path).unwrap(), n as u64);
        }
    }
}
