//! Releases: immutable folders of Parquet files with their descriptor, report, bibliography and catalogue, what changed since
//! the one before, and every id ever published.

mod attached;
mod bibliography;
mod catalogue;
mod csv;
mod descriptor;
mod diff;
mod hashed;
mod licences;
mod registry;
mod release;
mod stage;

pub use amur_report::RawTexts;
pub use csv::export as csv;
pub use diff::{Side, diff};
pub use release::{Release, releases};
pub use stage::{Outcome, STAGE, kept_parts, run};
