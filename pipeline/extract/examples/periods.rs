//! What the recogniser of times finds in the lines of standard input, as JSON lines: `start` and `end` in characters of the
//! line, `type`, `text`, and `first` and `last` day where they can be known.
//!
//! `cargo run -p amur-extract --example periods -- --lang en --reference 2024-06-20 < lines.txt`

use amur_extract::gazetteer::Builder;
use amur_extract::lang::Lang;
use amur_extract::periods::{Periods, span};
use amur_extract::token::{PeriodTime, TimeContext};
use amur_extract::units::cut;
use std::io::BufRead;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut lang, mut context) = (Lang::En, TimeContext::default());
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("{name} needs a value"))?;
        match name.as_str() {
            "--lang" => {
                let known = Lang::ALL.into_iter().find(|lang| lang.code() == value);
                lang = known.ok_or_else(|| format!("no such language: {value}"))?;
            }
            "--reference" => context.spoken = Some(value.parse()?),
            _ => return Err(format!("unknown option: {name}").into()),
        }
    }
    let mut names = Builder::new();
    let periods = Periods::new(&mut names);
    let names = names.build();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let units = cut(&line);
        for period in periods.find(lang, &names.look(&line, &units)) {
            let bytes = units[period.units.start].start as usize..units[period.units.end - 1].end as usize;
            let days = span(&period.time, &context);
            let row = serde_json::json!({
                "start": line[..bytes.start].chars().count(),
                "end": line[..bytes.end].chars().count(),
                "type": kind(&period.time),
                "text": &line[bytes],
                "time": &line[period.bytes],
                "first": days.map(|(first, _)| first.to_string()),
                "last": days.map(|(_, last)| last.to_string()),
            });
            println!("{row}");
        }
        println!();
    }
    Ok(())
}

fn kind(time: &PeriodTime) -> &'static str {
    match time {
        PeriodTime::At(_) => "at",
        PeriodTime::Between(..) => "between",
        PeriodTime::Since(_) => "since",
        PeriodTime::Against(_) => "against",
        PeriodTime::AgainstYearBefore => "against_year_before",
        PeriodTime::AgainstPeriodBefore => "against_period_before",
        PeriodTime::Over { .. } => "over",
        PeriodTime::Record => "record",
    }
}
