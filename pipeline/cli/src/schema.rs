//! The data dictionary, and the list of releases.

use crate::failure::Failure;
use crate::terminal::line;
use amur_store::schema::{self, Field, PUBLISHED, TableSchema};
use amur_store::stage::Outputs;
use serde_json::json;

/// Prints the tables, or the columns of one.
pub fn schema(table: Option<&str>, json: bool) -> Result<(), Failure> {
    let tables: Vec<&TableSchema> = match table {
        None => PUBLISHED.iter().map(|t| schema::schema(t)).collect(),
        Some(name) => {
            let known = || format!("there is no table `{name}`; there are {}", PUBLISHED.join(", "));
            vec![schema::find(name).ok_or_else(|| Failure::Usage(known()))?]
        }
    };
    if json {
        tables.iter().for_each(|t| line(t.json.to_string()));
        return Ok(());
    }
    if table.is_none() {
        tables.iter().for_each(|t| line(format!("{:14} {}", t.name, t.description)));
        return Ok(());
    }
    for table in tables {
        line(format!("{}: {}", table.name, table.description));
        if !table.primary_key.is_empty() {
            line(format!("key: {}", table.primary_key.join(", ")));
        }
        line("");
        table.fields.iter().for_each(|f| line(describe(table, f)));
    }
    Ok(())
}

fn describe(table: &TableSchema, field: &Field) -> String {
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
    about.extend(field.example.as_ref().map(|e| format!("such as {e}")));
    format!("{:15} {}\n{:15} {}", field.name, field.description, "", about.join(" · "))
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
