//! What lies on disk: the tables' schemas, Parquet files, content-addressed parts of stages, and writing aside.
//!
//! arrow and parquet read and write the files; polars computes on them. The one bridge between the two is [`frame`].

pub mod batch;
pub mod disk;
mod error;
pub mod frame;
pub mod parquet;
pub mod schema;
pub mod stage;

pub use error::{Error, Result};
pub use schema::{Field, TableSchema, schema, schemas};
