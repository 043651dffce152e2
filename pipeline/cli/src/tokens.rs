//! What the recognisers see in a text, for whoever writes a rule or doubts one.

use crate::failure::Failure;
use crate::terminal::line;
use amur_extract::extractor::Extractor;
use amur_extract::lang::Lang;
use amur_extract::periods::span;
use amur_extract::relate::elements::{Found, Kind, elements};
use amur_extract::relate::vocab::{Cue, Form};
use amur_extract::token::{Direction, Figure, FigureKind, Period, TimeContext};
use amur_extract::units::cut;
use amur_store::Error;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value, json};
use std::io::Read;
use std::ops::Range;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub struct Tokens {
    /// A text, or - for standard input.
    file: PathBuf,
    /// Language to read it in, rather than the one it seems to be in.
    #[arg(long, value_parser = ["en", "zh", "ru"])]
    lang: Option<String>,
    /// The day on which the text speaks, for "this year" and "last May".
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
}

/// One token, as a line of JSON.
#[derive(Debug, PartialEq, Serialize)]
struct Token {
    /// Bytes of the file.
    start: i64,
    end: i64,
    #[serde(rename = "type")]
    kind: &'static str,
    text: String,
    /// A number; a place's or a product's code; the sense of a cue.
    value: Value,
    unit: Option<String>,
    qualifier: Value,
    /// First and last day.
    period: Option<(Date, Date)>,
}

pub fn run(tokens: &Tokens) -> Result<(), Failure> {
    let mut bytes = Vec::new();
    if tokens.file.as_os_str() == "-" {
        std::io::stdin().read_to_end(&mut bytes).map_err(|e| Failure::Failed(format!("cannot read standard input: {e}")))?;
    } else {
        bytes = std::fs::read(&tokens.file).map_err(Error::io("read", &tokens.file))?;
    }
    let lang = tokens.lang.as_deref().and_then(Lang::from_code);
    for token in recognise(&bytes, lang, tokens.date).map_err(|e| Failure::Failed(format!("{}: {e}", tokens.file.display())))? {
        line(serde_json::to_string(&token).map_err(|e| Failure::Failed(e.to_string()))?);
    }
    Ok(())
}

/// The tokens of all sentences, in order.
fn recognise(bytes: &[u8], lang: Option<Lang>, spoken: Option<Date>) -> Result<Vec<Token>, amur_text::ReadError> {
    let reading = amur_text::read(bytes)?;
    let lang = lang.unwrap_or_else(|| Lang::of(&reading.view));
    let extractor = Extractor::new();
    let times = TimeContext { spoken, ..TimeContext::default() };
    let mut out = Vec::new();
    for sentence in reading.blocks.iter().flat_map(|b| &b.sentences) {
        let text = &reading.view[sentence.clone()];
        let units = cut(text);
        let words = extractor.names.look(text, &units);
        let periods = extractor.periods.find(lang, &words);
        let mut figures = extractor.figures.find_all(lang, &words);
        figures.retain(|f| !periods.iter().any(|p| p.units.start < f.units.end && f.units.start < p.units.end));
        let names = extractor.names.find(&words);
        let found = Found { text, offset: sentence.start, units: &units, names: &names, figures: &figures, periods: &periods, zones: &[] };
        for element in elements(&extractor.vocabulary, &found) {
            let whole = units[element.units.start].start as usize..units[element.units.end - 1].end as usize;
            let mut token = |kind, value: Value, range: Range<usize>| {
                let raw = reading.raw_span(sentence.start + range.start..sentence.start + range.end);
                out.push(Token {
                    start: raw.start,
                    end: raw.end,
                    kind,
                    text: text[range].to_owned(),
                    value,
                    unit: None,
                    qualifier: Value::Null,
                    period: None,
                });
            };
            match element.kind {
                Kind::Figure(i) => {
                    let figure = &figures[i as usize];
                    token(kind_of(figure), json!(figure.value), figure.anchor.clone());
                    if let Some(token) = out.last_mut() {
                        token.unit = unit_of(figure);
                        token.qualifier = json!(figure.qualifier);
                    }
                }
                Kind::Period(i) => {
                    let period: &Period = &periods[i as usize];
                    token("period", json!(format!("{:?}", period.time)), period.bytes.clone());
                    if let Some(token) = out.last_mut() {
                        token.period = span(&period.time, &times);
                    }
                }
                Kind::Place(id, form) => token(place_kind(form), json!(extractor.vocabulary.place(id).code), whole),
                Kind::Product(id) => token("product", json!(extractor.vocabulary.product(id).label), whole),
                Kind::Cue(Cue::Ignore) | Kind::Namesake(_) | Kind::Zone(_) | Kind::Mark(_) | Kind::Word => {}
                Kind::Cue(cue) => token(cue_kind(cue), cue_value(cue), whole),
            }
        }
    }
    Ok(out)
}

fn kind_of(figure: &Figure) -> &'static str {
    match figure.kind {
        FigureKind::Money(_) => "money",
        FigureKind::Percent => "percent",
        FigureKind::Points => "points",
        FigureKind::Times => "times",
        FigureKind::Rank => "rank",
        FigureKind::Quantity(_) => "quantity",
        FigureKind::Plain => "number",
    }
}

fn unit_of(figure: &Figure) -> Option<String> {
    let unit = match figure.kind {
        FigureKind::Money(unit) | FigureKind::Quantity(unit) => unit,
        FigureKind::Percent => "%",
        FigureKind::Points => "pp",
        FigureKind::Times => "times",
        FigureKind::Rank => "rank",
        FigureKind::Plain => return None,
    };
    Some(unit.to_owned())
}

fn place_kind(form: Form) -> &'static str {
    match form {
        Form::Name => "place",
        Form::Short => "place_short",
        Form::Adjective => "place_adjective",
    }
}

fn cue_kind(cue: Cue) -> &'static str {
    match cue {
        Cue::Flow(_) => "flow",
        Cue::Change(_) | Cue::Than(_) => "change",
        Cue::Share => "share",
        Cue::Level => "level",
        _ => "cue",
    }
}

fn cue_value(cue: Cue) -> Value {
    match cue {
        Cue::Flow(flow) => json!(flow.flow),
        Cue::Change(Direction::Up) | Cue::Than(Direction::Up) => json!("up"),
        Cue::Change(Direction::Down) | Cue::Than(Direction::Down) => json!("down"),
        other => json!(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_point_at_their_bytes() {
        let text = "Exports of Heilongjiang to Russia rose by about 5.2% to 3.1 billion yuan in 2024.";
        let tokens = recognise(text.as_bytes(), Some(Lang::En), None).unwrap();
        assert!(tokens.iter().all(|t| text[t.start as usize..t.end as usize] == t.text));
        let of = |kind| {
            tokens.iter().filter(move |t| t.kind == kind).map(|t| (t.text.as_str(), t.value.clone(), t.unit.as_deref())).collect::<Vec<_>>()
        };
        assert_eq!(of("money"), [("3.1 billion", json!(3.1e9), Some("CNY"))]);
        assert_eq!(of("percent"), [("5.2%", json!(5.2), Some("%"))]);
        assert_eq!(of("flow"), [("Exports", json!("export"), None)]);
        let period = tokens.iter().find(|t| t.kind == "period").unwrap();
        assert_eq!(period.period, Some(("2024-01-01".parse().unwrap(), "2024-12-31".parse().unwrap())));
    }
}
