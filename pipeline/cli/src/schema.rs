//! The data dictionary, and the list of releases.

use crate::failure::Failure;
use crate::terminal::line;
use amur_store::schema::{self, Field, PUBLISHED, TableSchema};
use amur_store::stage::Outputs;
use serde_json::json;

/// How the dictionary is told.
#[derive(Debug, clap::Args)]
pub struct Schema {
    /// A table, such as trade_flows.
    table: Option<String>,
    /// The Table Schema itself.
    #[arg(long, conflicts_with = "markdown")]
    json: bool,
    /// Every column of the tables, as a page of Markdown.
    #[arg(long)]
    markdown: bool,
}

/// Prints the tables, or the columns of one.
pub fn schema(asked: &Schema) -> Result<(), Failure> {
    let tables: Vec<&TableSchema> = match &asked.table {
        None => PUBLISHED.iter().map(|t| schema::schema(t)).collect(),
        Some(name) => {
            let known = || format!("there is no table `{name}`; there are {}", PUBLISHED.join(", "));
            vec![schema::find(name).ok_or_else(|| Failure::Usage(known()))?]
        }
    };
    if asked.json {
        tables.iter().for_each(|t| line(t.json.to_string()));
    } else if asked.markdown {
        tables.iter().for_each(|t| line(page(t)));
        line(warnings(&tables).trim_end());
    } else if asked.table.is_none() {
        tables.iter().for_each(|t| line(format!("{:14} {}", t.name, t.description)));
    } else {
        tables.iter().for_each(|t| tell(t));
    }
    Ok(())
}

fn tell(table: &TableSchema) {
    line(format!("{}: {}", table.name, table.description));
    if !table.primary_key.is_empty() {
        line(format!("key: {}", table.primary_key.join(", ")));
    }
    line("");
    table.fields.iter().for_each(|f| line(format!("{:15} {}\n{:15} {}", f.name, f.description, "", about(table, f).join(" · "))));
    if !table.warnings.is_empty() {
        line("");
        line("before you count or add its rows");
    }
    for warning in &table.warnings {
        let filter = warning.filter.as_ref().map(|f| format!("\n{:15} such as: where {f}", "")).unwrap_or_default();
        line(format!("{:15} {}{filter}", warning.code, warning.message));
    }
}

/// A table and its columns in Markdown.
fn page(table: &TableSchema) -> String {
    let mut page = format!("## {}\n\n{}\n\n| column | meaning | type and rules |\n| --- | --- | --- |\n", table.name, table.description);
    for field in &table.fields {
        page += &format!("| `{}` | {} | {} |\n", field.name, cell(&field.description), cell(&about(table, field).join("; ")));
    }
    page
}

/// What to mind before rows are counted or added, in Markdown.
fn warnings(tables: &[&TableSchema]) -> String {
    let mut lines = "| code | table | mind | such as |\n| --- | --- | --- | --- |\n".to_owned();
    for (table, warning) in tables.iter().flat_map(|t| t.warnings.iter().map(move |w| (t, w))) {
        let filter = warning.filter.as_ref().map(|f| format!("`where {f}`")).unwrap_or_default();
        lines += &format!("| {} | `{}` | {} | {} |\n", warning.code, table.name, cell(&warning.message), cell(&filter));
    }
    lines
}

/// Words in a cell of a table in Markdown.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "&lt;")
}

/// Type, unit and rules of a column, and where it comes from.
fn about(table: &TableSchema, field: &Field) -> Vec<String> {
    let mut about = vec![field.arrow.clone()];
    about.extend(field.unit.as_ref().map(|u| format!("in {u}")));
    about.extend(field.constraints.required.then(|| "required".to_owned()));
    about.extend((!field.constraints.one_of.is_empty()).then(|| format!("one of {}", field.constraints.one_of.join(", "))));
    let targets = table.foreign_keys.iter().filter(|k| k.fields == field.name).map(|k| match k.reference.resource.as_str() {
        "" => format!("{}.{}", table.name, k.reference.fields),
        other => format!("{other}.{}", k.reference.fields),
    });
    let targets: Vec<String> = targets.chain(field.refers_to.iter().cloned()).collect();
    about.extend((!targets.is_empty()).then(|| format!("refers to {}", targets.join(" or "))));
    about.extend(field.derived.as_ref().map(|d| format!("derived: {d}")));
    about.extend(field.unstated.as_ref().map(|v| format!("{v} where the text says nothing")));
    about.extend(field.example.as_ref().map(|e| format!("such as {e}")));
    about
}

/// Prints the releases.
pub fn releases(outputs: &Outputs, as_json: bool) -> Result<(), Failure> {
    let all = amur_publish::releases(outputs);
    for release in &all {
        let about = release.descriptor()?;
        let resources = about["resources"].as_array().map(Vec::as_slice).unwrap_or_default();
        let rows = |table: &str| resources.iter().find(|r| r["name"] == table).and_then(|r| r["rows"].as_u64()).unwrap_or_default();
        let (name, facts) = (release.name(), rows("trade_flows") + rows("indicators"));
        let bytes: u64 = resources.iter().filter_map(|r| r["amur:bytes"].as_u64()).sum();
        if as_json {
            let tables: serde_json::Map<_, _> =
                resources.iter().filter_map(|r| Some((r["name"].as_str()?.to_owned(), r["rows"].clone()))).collect();
            line(json!({ "release": name, "created": about["created"], "schema_version": about["amur:schemaVersion"], "rows": tables, "bytes": bytes, "path": release.dir }).to_string());
        } else {
            line(format!(
                "{name}  {:>7} texts  {facts:>8} figures  {:>7} changes  {:>9.1} kB",
                rows("documents"),
                rows("changes"),
                bytes as f64 / 1e3
            ));
        }
    }
    if all.is_empty() && !as_json {
        line(format!("there is no release in {} yet; `amur run` makes one", outputs.releases().display()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `AMUR_BLESS=1` writes the page instead.
    #[test]
    fn the_page_on_the_outputs_has_the_warnings() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../outputs/README.md");
        let page = std::fs::read_to_string(&path).unwrap();
        let [begin, end] = ["<!-- warnings: amur schema --markdown -->\n", "<!-- /warnings -->"];
        let (head, rest) = page.split_once(begin).unwrap();
        let (told, tail) = rest.split_once(end).unwrap();
        let wanted = warnings(&PUBLISHED.iter().map(|t| schema::schema(t)).collect::<Vec<_>>());
        if std::env::var_os("AMUR_BLESS").is_some() {
            std::fs::write(&path, format!("{head}{begin}{wanted}{end}{tail}")).unwrap();
        } else {
            assert_eq!(told, wanted, "AMUR_BLESS=1 cargo test -p amur --bin amur writes it anew");
        }
    }
}
