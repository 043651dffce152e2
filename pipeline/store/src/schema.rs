//! The table schemas of `schemas/tables/`, compiled in: Data Package v2 Table Schemas with `unit`, `example` and a few
//! properties of our own. They are the one source of the Arrow types, the validation, the data dictionary and the
//! descriptor of a release.
//!
//! - `amur:arrow`: the Arrow type of a column;
//! - `amur:refersTo`: `table.column`s, one of which must hold the value (or each item of a list), where a standard
//!   foreign key cannot say it;
//! - `amur:refersUnless`: values that match this pattern refer to nothing;
//! - `amur:derived`: what a column was computed from. Every other cell was read from a text, and has a row in `spans`;
//! - `amur:doubtful`: a row with less in this column is more likely wrong than it is worth, and is set aside;
//! - `amur:unstated`: the one value of a column that stands where the text says nothing, so that it has no row there;
//! - `amur:warnings` of a table: what to mind before its rows are counted or added up.

use arrow::datatypes::{DataType, Field as ArrowField, Schema, SchemaRef};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, LazyLock};

/// Version of the published schemas. Major: a column removed, renamed or retyped; minor: columns or tables added.
pub const VERSION: &str = "1.1.0";

macro_rules! files {
    ($($name:literal),*) => { [$(include_str!(concat!("../../../schemas/tables/", $name, ".json"))),*] };
}

const FILES: [&str; 16] = files!(
    "documents",
    "trade_flows",
    "trade_flows_derived",
    "indicators",
    "zones",
    "zone_mentions",
    "references",
    "citations",
    "spans",
    "places",
    "claims",
    "checks",
    "findings",
    "changes",
    "registry",
    "rejected"
);

/// Tables whose rows belong to one text each, in the order in which they depend on one another.
pub const TEXT_TABLES: [&str; 8] =
    ["documents", "references", "trade_flows", "indicators", "zone_mentions", "citations", "spans", "findings"];

/// Tables of a release, in the order of the descriptor.
pub const PUBLISHED: [&str; 15] = [
    "documents",
    "trade_flows",
    "trade_flows_derived",
    "indicators",
    "zones",
    "zone_mentions",
    "references",
    "citations",
    "spans",
    "places",
    "claims",
    "checks",
    "findings",
    "changes",
    "registry",
];

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TableSchema {
    pub name: String,
    pub title: String,
    pub description: String,
    #[serde(default)]
    pub primary_key: Vec<String>,
    #[serde(default)]
    pub unique_keys: Vec<Vec<String>>,
    #[serde(default)]
    pub foreign_keys: Vec<ForeignKey>,
    pub fields: Vec<Field>,
    #[serde(default, rename = "amur:warnings")]
    pub warnings: Vec<Warning>,
    /// The schema as it stands in its file, for the descriptor.
    #[serde(skip)]
    pub json: Value,
}

/// What to mind before the rows of a table are counted or added up.
#[derive(Debug, Clone, Deserialize)]
pub struct Warning {
    /// Stable: `USE101` and on. The same code warns of the same thing in every table.
    pub code: String,
    pub message: String,
    /// A condition in SQL, as an example: among the rows that it keeps, this need not be minded.
    pub filter: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct ForeignKey {
    pub fields: String,
    pub reference: Reference,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Reference {
    /// Empty for the table itself.
    pub resource: String,
    pub fields: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Field {
    pub name: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub description: String,
    pub unit: Option<String>,
    pub example: Option<String>,
    #[serde(rename = "amur:arrow")]
    pub arrow: String,
    /// What it was computed from; None where it was read from a text.
    #[serde(rename = "amur:derived")]
    pub derived: Option<String>,
    /// The value that stands where the text says nothing.
    #[serde(rename = "amur:doubtful")]
    pub doubtful: Option<f64>,
    #[serde(rename = "amur:unstated")]
    pub unstated: Option<String>,
    #[serde(default, rename = "amur:refersTo")]
    pub refers_to: Vec<String>,
    #[serde(rename = "amur:refersUnless")]
    pub refers_unless: Option<String>,
    #[serde(default)]
    pub constraints: Constraints,
}

#[derive(Debug, Clone, Default, Deserialize)]
pub struct Constraints {
    #[serde(default)]
    pub required: bool,
    #[serde(default)]
    pub unique: bool,
    /// A number, or an ISO date for a date column.
    pub minimum: Option<Value>,
    pub maximum: Option<Value>,
    #[serde(default, rename = "enum")]
    pub one_of: Vec<String>,
    pub pattern: Option<String>,
}

static SCHEMAS: LazyLock<Vec<TableSchema>> = LazyLock::new(|| {
    FILES
        .iter()
        .map(|file| {
            let json: Value = serde_json::from_str(file).expect("a compiled-in schema is JSON");
            let mut schema: TableSchema = serde_json::from_value(json.clone()).expect("a compiled-in schema is a Table Schema");
            schema.json = json;
            schema
        })
        .collect()
});

/// All tables.
pub fn schemas() -> &'static [TableSchema] {
    &SCHEMAS
}

/// The schema of a table.
///
/// # Panics
/// When there is no such table: a defect of the program.
pub fn schema(table: &str) -> &'static TableSchema {
    find(table).unwrap_or_else(|| panic!("there is no table `{table}`"))
}

/// The schema of a table, if there is one.
pub fn find(table: &str) -> Option<&'static TableSchema> {
    SCHEMAS.iter().find(|s| s.name == table)
}

impl TableSchema {
    /// The Arrow schema of the stages: every column may be null, so that the validator can say what is missing.
    pub fn arrow(&self) -> SchemaRef {
        Arc::new(Schema::new(self.fields.iter().map(|f| ArrowField::new(&f.name, f.data_type(), true)).collect::<Vec<_>>()))
    }

    /// The Arrow schema of a release: required columns are not null, and each field says what it means.
    pub fn published(&self) -> SchemaRef {
        let fields: Vec<_> = self
            .fields
            .iter()
            .map(|f| ArrowField::new(&f.name, f.data_type(), !f.constraints.required).with_metadata(f.metadata()))
            .collect();
        Arc::new(Schema::new_with_metadata(fields, self.about().into_iter().collect()))
    }

    /// What the table and its columns mean, as metadata of a file. pandas hands `PANDAS_ATTRS` on as `DataFrame.attrs`.
    pub fn about(&self) -> BTreeMap<String, String> {
        let column = |f: &Field| {
            let mut about = json!({ "description": f.description });
            if let Some(unit) = &f.unit {
                about["unit"] = json!(unit);
            }
            (f.name.clone(), about)
        };
        let columns: Map<String, Value> = self.fields.iter().map(column).collect();
        let attrs = json!({ "table": self.name, "description": self.description, "schema_version": VERSION, "columns": columns });
        [("description", self.description.clone()), ("amur:schema_version", VERSION.to_owned()), ("PANDAS_ATTRS", attrs.to_string())]
            .map(|(key, value)| (key.to_owned(), value))
            .into()
    }

    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|f| f.name == name)
    }

    /// The id column of a table of facts.
    pub fn id(&self) -> Option<&str> {
        match self.primary_key.as_slice() {
            [id] => Some(id),
            _ => None,
        }
    }
}

impl Field {
    pub fn data_type(&self) -> DataType {
        match self.arrow.as_str() {
            "int32" => DataType::Int32,
            "int64" => DataType::Int64,
            "float64" => DataType::Float64,
            "date32" => DataType::Date32,
            "bool" => DataType::Boolean,
            "list<utf8>" => DataType::List(Arc::new(ArrowField::new_list_field(DataType::Utf8, true))),
            "utf8" => DataType::Utf8,
            other => panic!("column `{}` has an Arrow type that amur does not use: {other}", self.name),
        }
    }

    pub fn is_list(&self) -> bool {
        self.kind == "list"
    }

    fn metadata(&self) -> HashMap<String, String> {
        let mut metadata = HashMap::from([("description".to_owned(), self.description.clone())]);
        if let Some(unit) = &self.unit {
            metadata.insert("unit".to_owned(), unit.clone());
        }
        metadata
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schema_is_sound() {
        for schema in schemas() {
            assert!(!schema.arrow().fields().is_empty());
            let known = |column: &str| assert!(schema.field(column).is_some(), "{}.{column}", schema.name);
            schema.primary_key.iter().chain(schema.unique_keys.iter().flatten()).for_each(|c| known(c));
            for key in &schema.foreign_keys {
                known(&key.fields);
                let target = if key.reference.resource.is_empty() { schema } else { super::schema(&key.reference.resource) };
                assert!(target.field(&key.reference.fields).is_some(), "{}.{}", schema.name, key.fields);
            }
            for target in schema.fields.iter().flat_map(|f| &f.refers_to) {
                let (table, column) = target.split_once('.').expect("table.column");
                assert!(super::schema(table).field(column).is_some(), "{target}");
            }
        }
    }

    /// Is this text a value of the field, by its type and its constraints?
    fn fits(field: &Field, text: &str) -> bool {
        let limits = &field.constraints;
        let within = |order: &dyn Fn(&str) -> Option<std::cmp::Ordering>| {
            let bound = |value: &Option<Value>| value.as_ref().map(|v| v.as_str().map_or_else(|| v.to_string(), str::to_owned));
            bound(&limits.minimum).is_none_or(|low| order(&low).is_some_and(|o| o.is_ge()))
                && bound(&limits.maximum).is_none_or(|high| order(&high).is_some_and(|o| o.is_le()))
        };
        let number = |b: &str| text.parse::<f64>().ok()?.partial_cmp(&b.parse::<f64>().ok()?);
        let typed = match field.arrow.as_str() {
            "int32" => text.parse::<i32>().is_ok() && within(&number),
            "int64" => text.parse::<i64>().is_ok() && within(&number),
            "float64" => text.parse::<f64>().is_ok_and(f64::is_finite) && within(&number),
            "date32" => text.parse::<jiff::civil::Date>().is_ok_and(|d| d.to_string() == text) && within(&|b| Some(text.cmp(b))),
            "bool" => text.parse::<bool>().is_ok(),
            "list<utf8>" => serde_json::from_str::<Vec<String>>(text).is_ok_and(|items| !items.is_empty()),
            _ => !text.is_empty(),
        };
        let matches = |pattern: &String| regex::Regex::new(&format!("^(?:{pattern})$")).is_ok_and(|p| p.is_match(text));
        typed && (limits.one_of.is_empty() || limits.one_of.iter().any(|v| v == text)) && limits.pattern.as_ref().is_none_or(matches)
    }

    #[test]
    fn every_column_is_described_with_type_unit_and_example() {
        let kinds = [
            ("utf8", "string"),
            ("int32", "integer"),
            ("int64", "integer"),
            ("float64", "number"),
            ("date32", "date"),
            ("bool", "boolean"),
            ("list<utf8>", "list"),
        ];
        let mut columns = 0;
        for schema in schemas() {
            assert!(!schema.title.is_empty() && schema.description.ends_with('.'), "{}", schema.name);
            for field in &schema.fields {
                let name = format!("{}.{}", schema.name, field.name);
                assert!(field.description.chars().count() > 3 && field.description.ends_with(['.', '"']), "{name} is not described");
                assert!(kinds.contains(&(field.arrow.as_str(), field.kind.as_str())), "{name} has two types");
                let numeric = matches!(field.kind.as_str(), "integer" | "number");
                assert_eq!(numeric, field.unit.is_some(), "{name}: a number has a unit, and nothing else has");
                let example = field.example.as_deref().unwrap_or_default();
                assert!(fits(field, example), "{name}: `{example}` is no example of it");
                assert!(field.unstated.as_deref().is_none_or(|v| fits(field, v) && field.derived.is_none()), "{name}");
                columns += 1;
            }
        }
        assert!(columns > 150, "{columns}");
        let year = schema("references").field("year").unwrap();
        assert!(!fits(year, "last") && !fits(year, "99999999999"), "a wrong example is told");
        let flow = schema("trade_flows").field("flow").unwrap();
        assert!(!fits(flow, "sideways") && !fits(flow, ""));
    }

    #[test]
    fn warnings_have_one_meaning_each() {
        let mut codes: Vec<&str> = Vec::new();
        for schema in schemas() {
            let own: Vec<&str> = schema.warnings.iter().map(|w| w.code.as_str()).collect();
            assert!(own.iter().all(|c| c.len() == 6 && c.starts_with("USE1")), "{own:?}");
            assert!(own.iter().collect::<std::collections::BTreeSet<_>>().len() == own.len(), "{}: a code stands twice", schema.name);
            assert!(schema.warnings.iter().all(|w| w.message.ends_with('.')));
            codes.extend(own);
        }
        assert!(schema("trade_flows").warnings.len() >= 6 && codes.len() > 20);
    }

    #[test]
    fn the_files_and_the_lists_agree() {
        assert_eq!(schemas().len(), FILES.len());
        assert!(TEXT_TABLES.iter().chain(&PUBLISHED).all(|t| find(t).is_some()));
    }
}
