//! A release as CSV.

use crate::failure::Failure;
use crate::terminal::line;
use amur_publish::Release;
use amur_store::stage::Outputs;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub struct Export {
    /// Folder to write to; files of the same names are replaced.
    dir: PathBuf,
    /// The release.
    #[arg(long, default_value = "latest")]
    release: String,
}

pub fn run(export: &Export, outputs: &Outputs, quiet: bool) -> Result<(), Failure> {
    let release = Release::find(outputs, &export.release)?;
    let releases = std::fs::canonicalize(outputs.releases()).ok();
    let existing = std::path::absolute(&export.dir).ok().and_then(|dir| dir.ancestors().find_map(|d| d.canonicalize().ok()));
    if existing.zip(releases).is_some_and(|(dir, releases)| dir.starts_with(releases)) {
        return Err(Failure::Usage(format!("{} is in a release, and a release never changes", export.dir.display())));
    }
    amur_store::disk::create_dir(&export.dir)?;
    for (table, rows) in amur_publish::csv(&release, &export.dir)? {
        if !quiet {
            line(format!("{rows:>9}  {}", export.dir.join(format!("{table}.csv")).display()));
        }
    }
    Ok(())
}
