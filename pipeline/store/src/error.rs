use std::path::{Path, PathBuf};

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a stage could not go on. Every message about a file names it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("cannot {action} {}: {source}", path.display())]
    Io { action: &'static str, path: PathBuf, source: std::io::Error },
    #[error("cannot {action} {}: {message}", path.display())]
    File { action: &'static str, path: PathBuf, message: String },
    #[error("rows of `{table}` do not fit its schema: {message}")]
    Rows { table: String, message: String },
    #[error("{0}")]
    Compute(String),
    #[error("{0}")]
    Other(String),
}

impl Error {
    pub fn io(action: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Error {
        let path = path.to_owned();
        move |source| Error::Io { action, path, source }
    }

    pub fn file<E: std::fmt::Display>(action: &'static str, path: &Path) -> impl FnOnce(E) -> Error {
        let path = path.to_owned();
        move |e| Error::File { action, path, message: e.to_string() }
    }
}

impl From<polars::error::PolarsError> for Error {
    fn from(e: polars::error::PolarsError) -> Self {
        Error::Compute(e.to_string())
    }
}

impl From<arrow::error::ArrowError> for Error {
    fn from(e: arrow::error::ArrowError) -> Self {
        Error::Compute(e.to_string())
    }
}
