//! What differs between two releases.

use crate::failure::Failure;
use crate::terminal::line;
use amur_model::Change;
use amur_publish::{Release, Side};
use amur_store::stage::Outputs;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

#[derive(Debug, clap::Args)]
pub struct Diff {
    /// The earlier release: a name such as 2026-11-21.0.
    before: String,
    /// The later one.
    #[arg(default_value = "latest")]
    after: String,
    /// One JSON object a change.
    #[arg(long)]
    json: bool,
}

pub fn run(diff: &Diff, outputs: &Outputs) -> Result<(), Failure> {
    let side = |name: &str| Release::find(outputs, name).and_then(|r| Ok((r.name(), Side::of_release(&r)?)));
    let ((before, old), (after, new)) = (side(&diff.before)?, side(&diff.after)?);
    let changes = amur_publish::diff(&old, &new)?;
    if diff.json {
        for change in &changes {
            line(serde_json::to_string(change).map_err(|e| Failure::Failed(e.to_string()))?);
        }
        return Ok(());
    }
    if changes.is_empty() {
        line(format!("{before} and {after} hold the same rows"));
        return Ok(());
    }
    let mut counts: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
    for change in &changes {
        *counts.entry((&change.table, &change.change, &change.cause)).or_default() += 1;
    }
    line(format!("{before} to {after}"));
    for ((table, change, cause), n) in counts {
        line(format!("  {table:14} {n:>6} {change:8} {cause}"));
    }
    for change in &changes {
        line("");
        tell(change);
    }
    Ok(())
}

/// A row and, where it changed, its cells side by side.
fn tell(change: &Change) {
    let sign = match change.change.as_str() {
        "added" => '+',
        "removed" => '-',
        _ => '~',
    };
    line(format!("{sign} {} {} ({})", change.table, change.row_id, change.cause));
    let cells =
        |json: &Option<String>| json.as_deref().and_then(|j| serde_json::from_str::<Map<String, Value>>(j).ok()).unwrap_or_default();
    let (before, after) = (cells(&change.before), cells(&change.after));
    if change.change == "changed" {
        for column in &change.columns {
            let cell = |row: &Map<String, Value>| row.get(column).unwrap_or(&Value::Null).to_string();
            line(format!("    {column:15} {} -> {}", cell(&before), cell(&after)));
        }
    } else {
        let row = if change.change == "added" { after } else { before };
        let telling = ["name", "title", "quote", "statement", "name_en"];
        if let Some(text) = telling.iter().find_map(|c| row.get(*c).and_then(Value::as_str)) {
            line(format!("    {text}"));
        }
    }
}
