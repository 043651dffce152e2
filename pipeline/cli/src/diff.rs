//! What differs between two releases.

use crate::failure::Failure;
use crate::terminal::{escaped, has_colours, line};
use amur_model::Change;
use amur_publish::{Release, Side};
use amur_store::stage::Outputs;
use anstyle::{AnsiColor, Style};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr;

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
    let (sign, colour) = match change.change.as_str() {
        "added" => ('+', AnsiColor::Green),
        "removed" => ('-', AnsiColor::Red),
        _ => ('~', AnsiColor::Yellow),
    };
    let heading = format!("{sign} {} {} ({})", change.table, change.row_id, change.cause);
    line(painted(&heading, colour));
    let cells =
        |json: &Option<String>| json.as_deref().and_then(|j| serde_json::from_str::<Map<String, Value>>(j).ok()).unwrap_or_default();
    let (before, after) = (cells(&change.before), cells(&change.after));
    if change.change == "changed" {
        let cell = |row: &Map<String, Value>, column: &String| escaped(&row.get(column).unwrap_or(&Value::Null).to_string());
        let pairs: Vec<(&String, String, String)> = change.columns.iter().map(|c| (c, cell(&before, c), cell(&after, c))).collect();
        let width = pairs.iter().map(|(_, was, _)| was.width()).filter(|w| *w <= WIDEST).max().unwrap_or(0);
        for (column, was, is) in pairs {
            let gap = " ".repeat(width.saturating_sub(was.width()));
            line(format!("    {column:15} {}{gap} -> {}", painted(&was, AnsiColor::Red), painted(&is, AnsiColor::Green)));
        }
    } else {
        let row = if change.change == "added" { after } else { before };
        let telling = ["name", "title", "quote", "statement", "name_en"];
        if let Some(text) = telling.iter().find_map(|c| row.get(*c).and_then(Value::as_str)) {
            line(format!("    {}", escaped(text)));
        }
    }
}

/// Cells wider than this do not push those below them to the right.
const WIDEST: usize = 48;

fn painted(text: &str, colour: AnsiColor) -> String {
    let style = if has_colours() { Style::new().fg_color(Some(colour.into())) } else { Style::new() };
    format!("{style}{text}{style:#}")
}
