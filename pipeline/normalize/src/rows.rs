//! The records of a part to rows of the tables.

use crate::places::Places;
use crate::products::Products;
use ahash::AHashMap;
use amur_model::{CellSpan, Citation, Document, Finding, Indicator, Reference, SpanRow, TextRecord, TradeFlow, Zone, ZoneMention};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A finding as a row.
#[derive(Debug, Clone, Serialize)]
pub struct FindingRow {
    severity: amur_model::Severity,
    code: String,
    message: String,
    hint: Option<String>,
    path: Option<String>,
    doc_id: Option<String>,
    span_start: Option<i64>,
    span_end: Option<i64>,
}

impl From<Finding> for FindingRow {
    fn from(f: Finding) -> Self {
        FindingRow {
            severity: f.severity,
            code: f.code,
            message: f.message,
            hint: f.hint,
            path: f.path,
            doc_id: f.doc_id,
            span_start: f.span.map(|s| s.start),
            span_end: f.span.map(|s| s.end),
        }
    }
}

/// What rows take from outside their text.
pub struct Context<'a> {
    pub places: &'a Places,
    pub products: &'a Products,
    /// The zone that stands for each zone that a text of the part names, and its names.
    pub zones: &'a AHashMap<String, String>,
    pub zone_names: &'a AHashMap<String, ZoneNames>,
    /// The entry that stands for each entry.
    pub canonical: &'a AHashMap<String, String>,
}

/// What the row of a zone calls it, by column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneNames([Option<String>; 3]);

impl From<&Zone> for ZoneNames {
    fn from(zone: &Zone) -> Self {
        ZoneNames([Some(zone.name.clone()), zone.name_zh.clone(), zone.name_ru.clone()])
    }
}

impl ZoneNames {
    const COLUMNS: [&str; 3] = ["name", "name_zh", "name_ru"];

    /// Cells of one text's row as cells of the row that stands for it: what is the name in the one may be an alias in the other.
    fn settle(&self, stated: &ZoneNames, cells: &mut [CellSpan]) {
        for cell in cells {
            let Some(at) = Self::COLUMNS.iter().position(|column| *column == cell.column) else { continue };
            if self.0[at] != stated.0[at] {
                let column = self.0.iter().position(|name| *name == stated.0[at]).map_or("aliases", |i| Self::COLUMNS[i]);
                cell.column = column.into();
            }
        }
    }
}

/// The tables of a part.
#[derive(Debug, Default)]
pub struct PartRows {
    pub documents: Vec<Document>,
    pub trade_flows: Vec<TradeFlow>,
    pub indicators: Vec<Indicator>,
    pub zone_mentions: Vec<ZoneMention>,
    pub references: Vec<Reference>,
    pub citations: Vec<Citation>,
    pub spans: Vec<SpanRow>,
    pub findings: Vec<FindingRow>,
    /// Place codes and zones that the rows use, and entries of other parts that stand for entries of this one.
    pub uses: BTreeMap<String, BTreeSet<String>>,
}

impl PartRows {
    pub fn add(&mut self, record: TextRecord, context: &Context) {
        let doc_id = record.document.row.doc_id.clone();
        self.cells("documents", &doc_id, &doc_id, &record.document.cells);
        self.documents.push(record.document.row);
        for fact in record.flows {
            self.cells("trade_flows", &fact.row.flow_id, &doc_id, &fact.cells);
            self.flow(fact.row, context);
        }
        for fact in record.indicators {
            self.cells("indicators", &fact.row.indicator_id, &doc_id, &fact.cells);
            self.indicator(fact.row, context);
        }
        for mut fact in record.zones {
            let id = context.zones.get(&fact.row.zone_id).unwrap_or(&fact.row.zone_id);
            if let Some(names) = context.zone_names.get(id) {
                names.settle(&ZoneNames::from(&fact.row), &mut fact.cells);
            }
            self.cells("zones", id, &doc_id, &fact.cells);
        }
        for fact in record.zone_mentions {
            self.cells("zone_mentions", &fact.row.mention_id, &doc_id, &fact.cells);
            let mut mention = fact.row;
            self.side(&mut Some(&mut mention.zone_id), context);
            self.zone_mentions.push(mention);
        }
        for fact in record.references {
            self.cells("references", &fact.row.ref_id, &doc_id, &fact.cells);
            let mut reference = fact.row;
            reference.canonical = context.canonical.get(&reference.ref_id).cloned();
            self.references.push(reference);
        }
        for fact in record.citations {
            self.cells("citations", &fact.row.citation_id, &doc_id, &fact.cells);
            self.citations.push(fact.row);
        }
        self.findings.extend(record.findings.into_iter().map(|f| FindingRow { doc_id: Some(doc_id.clone()), ..f.into() }));
    }

    /// What the rows refer to outside the part: call once all records are in.
    pub fn settle_uses(&mut self) {
        let own: BTreeSet<&str> = self.references.iter().map(|r| r.ref_id.as_str()).collect();
        let elsewhere: BTreeSet<String> =
            self.references.iter().filter_map(|r| r.canonical.as_ref()).filter(|c| !own.contains(c.as_str())).cloned().collect();
        self.uses.insert("references".to_owned(), elsewhere);
    }

    fn flow(&mut self, mut flow: TradeFlow, context: &Context) {
        for code in [&mut flow.reporter, &mut flow.partner, &mut flow.base_reporter, &mut flow.base_partner] {
            self.side(&mut code.as_mut(), context);
        }
        flow.reporter_name = name(flow.reporter.as_deref(), context);
        flow.partner_name = name(flow.partner.as_deref(), context);
        if flow.product_code.is_none() {
            flow.product_code = flow.product.as_deref().and_then(|p| context.products.code(p)).map(str::to_owned);
        }
        self.trade_flows.push(flow);
    }

    fn indicator(&mut self, mut row: Indicator, context: &Context) {
        for code in [&mut row.subject, &mut row.counterpart, &mut row.base_subject] {
            self.side(&mut code.as_mut(), context);
        }
        row.subject_name = name(row.subject.as_deref(), context).or(row.subject_name);
        self.indicators.push(row);
    }

    /// A place or a zone: the zone that stands for it, and a note that it is used.
    fn side(&mut self, code: &mut Option<&mut String>, context: &Context) {
        let Some(code) = code.as_deref_mut() else {
            return;
        };
        if let Some(zone) = context.zones.get(code.as_str()) {
            code.clone_from(zone);
            self.note("zones", code);
        } else {
            self.note("places", code);
        }
    }

    fn note(&mut self, table: &str, id: &str) {
        self.uses.entry(table.to_owned()).or_default().insert(id.to_owned());
    }

    fn cells(&mut self, table: &str, row_id: &str, doc_id: &str, cells: &[CellSpan]) {
        self.spans.extend(cells.iter().map(|c| SpanRow {
            table: table.to_owned(),
            row_id: row_id.to_owned(),
            column: c.column.clone().into_owned(),
            doc_id: doc_id.to_owned(),
            span_start: c.span.start,
            span_end: c.span.end,
            origin: c.origin,
        }));
    }
}

fn name(code: Option<&str>, context: &Context) -> Option<String> {
    let code = code?;
    context.zone_names.get(code).and_then(|names| names.0[0].clone()).or_else(|| context.places.name(code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use amur_model::{Origin, Span};

    #[test]
    fn a_name_in_one_text_may_be_an_alias_over_all() {
        let names = |name: &str, ru: Option<&str>| ZoneNames([Some(name.to_owned()), None, ru.map(str::to_owned)]);
        let cell = |column| CellSpan::new(column, Span::new(0, 1), Origin::Printed);
        let mut cells = [cell("name"), cell("name_ru"), cell("status")];
        names("Nadym Zone", Some("зона Надым")).settle(&names("зона Надым", Some("зоны Надыма")), &mut cells);
        assert_eq!(cells.map(|c| c.column), ["name_ru", "aliases", "status"]);
    }
}
