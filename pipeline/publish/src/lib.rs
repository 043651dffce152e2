//! Releases: immutable folders of Parquet files with their descriptor and report, what changed since the one before, and
//! every id ever published.

mod descriptor;
mod diff;
mod registry;
mod release;
mod stage;

pub use amur_report::RawTexts;
pub use diff::{Side, diff};
pub use release::{Release, releases};
pub use stage::{Outcome, STAGE, kept_parts, run};
