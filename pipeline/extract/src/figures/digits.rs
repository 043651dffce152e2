//! Numbers printed in digits: which comma is a thousands separator, which the decimal one.

use crate::lang::Lang;
use crate::units::{Unit, UnitKind};

/// A number in digits, as printed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Printed {
    /// All digits as one integer, and the power of ten that divides it: 5.24 is 524 and 100, so that scaling stays exact.
    pub mantissa: f64,
    pub divisor: f64,
    /// The unit after the number.
    pub end: usize,
    /// Without any separator.
    pub is_bare: bool,
    /// No number but an identifier, a date, a version: `28.05.2024`, `007`, more digits than anything counts.
    pub is_identifier: bool,
}

/// More digits than this are an identifier.
const MOST_DIGITS: usize = 15;
/// Nor does anything have more groups of digits.
const MOST_GROUPS: usize = 6;

fn length(unit: Unit, text: &str) -> usize {
    unit.text(text).chars().count()
}

/// A separator and the group of digits after it.
fn next_group(text: &str, units: &[Unit], at: usize) -> Option<(char, usize)> {
    let unit = units.get(at)?;
    if unit.kind == UnitKind::Digits {
        let mut gap = text[units[at - 1].end as usize..unit.start as usize].chars();
        let is_space = matches!(gap.next(), Some(' ' | '\u{A0}' | '\u{2007}' | '\u{2009}' | '\u{202F}')) && gap.next().is_none();
        return is_space.then_some((' ', at));
    }
    let next = units.get(at + 1)?;
    if unit.kind != UnitKind::Mark || unit.spaced || next.kind != UnitKind::Digits || next.spaced {
        return None;
    }
    match unit.text(text) {
        "," => Some((',', at + 1)),
        // Between full-width digits a separator; elsewhere in Chinese a comma.
        "，" if !next.text(text).is_ascii() => Some((',', at + 1)),
        "." | "．" | "·" => Some(('.', at + 1)),
        "'" | "’" | "٬" => Some(('\'', at + 1)),
        _ => None,
    }
}

/// A comma before three digits is a decimal one in Russian; a point is one everywhere.
fn groups_thousands(lang: Lang, separator: char, lead: &str) -> bool {
    match separator {
        ',' => lang != Lang::Ru && !lead.starts_with(['0', '０']),
        '.' => false,
        _ => true,
    }
}

/// `406.000 долларов`, `12.306 тонн` beside `60,8 млн`: a point before three digits groups thousands where they are noughts, or where
/// the sentence has decimal commas; before a scale or a percentage it is decimal.
fn points_thousands(text: &str, units: &[Unit], at: usize, end: usize) -> bool {
    const NEAR: usize = 80;
    let word = |i: usize| units.get(i).map_or("", |unit| unit.text(text));
    let scaled = ["тыс", "млн", "млрд", "трлн", "миллион", "миллиард", "проц", "раз", "%"].iter().any(|scale| word(end).starts_with(scale));
    let decimal = |i: usize| {
        word(i) == ","
            && !units[i].spaced
            && units[i - 1].kind == UnitKind::Digits
            && !units[i + 1].spaced
            && units[i + 1].kind == UnitKind::Digits
    };
    let near = at.saturating_sub(NEAR).max(1)..(end + NEAR).min(units.len().saturating_sub(1));
    !scaled && (word(end - 1) == "000" || near.into_iter().any(decimal))
}

#[derive(Default)]
struct Digits {
    mantissa: f64,
    count: usize,
}

impl Digits {
    fn push(&mut self, digits: &str) {
        for c in digits.chars() {
            let digit = c.to_digit(10).unwrap_or_else(|| c as u32 - '０' as u32);
            self.mantissa = self.mantissa * 10.0 + f64::from(digit);
            self.count += 1;
        }
    }
}

/// Reads the number whose first digits are unit `at`.
pub fn read(lang: Lang, text: &str, units: &[Unit], at: usize) -> Printed {
    let lead = units[at].text(text);
    let mut digits = Digits::default();
    digits.push(lead);
    let mut end = at + 1;
    let mut decimals = 0;

    let (separator, groups, last) = thousands(text, units, at);
    let then = next_group(text, units, last);
    let decimal = |found: Option<(char, usize)>| found.filter(|&(mark, _)| matches!(mark, ',' | '.') && mark != separator);
    let is_grouped = groups > 1
        || groups == 1
            && (groups_thousands(lang, separator, lead)
                || decimal(then).is_some()
                || lang == Lang::Ru && separator == '.' && !lead.starts_with('0') && points_thousands(text, units, at, last));
    if is_grouped {
        while let Some((_, group)) = next_group(text, units, end).filter(|_| end < last) {
            digits.push(units[group].text(text));
            end = group + 1;
        }
    }
    let whole = digits.count;
    let fraction = next_group(text, units, end).filter(|&(mark, _)| matches!(mark, ',' | '.') && !(is_grouped && mark == separator));
    if let Some((mark, group)) = fraction {
        // `22,24,26` is a list, `28.05.2024` a date: neither has a decimal separator.
        let repeats = next_group(text, units, group + 1).is_some_and(|(again, _)| again == mark);
        if mark != ',' || !repeats && !is_in_list(text, units, at) {
            digits.push(units[group].text(text));
            decimals = digits.count - whole;
            end = group + 1;
        }
    }
    if fraction.is_none() && lang == Lang::Ru && is_parted(text, units, at, end) {
        digits.push(units[end + 1].text(text));
        decimals = digits.count - whole;
        end += 2;
    }
    // A group that goes on after all that: a date, a version, an address.
    let mut is_identifier = false;
    while let Some((_, group)) = next_group(text, units, end).filter(|&(mark, _)| mark == '.' || mark == '\'') {
        is_identifier = true;
        end = group + 1;
    }
    let has_leading_zero = lead.starts_with(['0', '０']) && length(units[at], text) > 1;
    Printed {
        mantissa: digits.mantissa,
        divisor: 10f64.powi(decimals as i32),
        end,
        is_bare: end == at + 1,
        is_identifier: is_identifier || has_leading_zero || whole > MOST_DIGITS,
    }
}

/// `147, 2 млн долларов`: a space that slipped in behind the decimal comma. The number at `at` ends before unit `end`.
fn is_parted(text: &str, units: &[Unit], at: usize, end: usize) -> bool {
    let [comma, decimals, scale, ..] = &units[end.min(units.len())..] else { return false };
    let joined = comma.text(text) == "," && !comma.spaced && decimals.kind == UnitKind::Digits && length(*decimals, text) == 1;
    let listed = at > 0 && (units[at - 1].kind == UnitKind::Digits || units[at - 1].text(text) == ",");
    let scaled = ["тыс", "млн", "млрд", "трлн", "миллион", "миллиард"].iter().any(|stem| scale.text(text).starts_with(stem));
    joined && scaled && !listed && length(units[at], text) <= 3
}

/// After another number and a comma, without a space: `22,24,26`.
fn is_in_list(text: &str, units: &[Unit], at: usize) -> bool {
    at >= 2 && !units[at].spaced && !units[at - 1].spaced && units[at - 1].text(text) == "," && units[at - 2].kind == UnitKind::Digits
}

/// Groups of three digits after the first one to three, all with one separator (or by twos and then three, as in India):
/// the separator, how many groups, and the unit after the last.
fn thousands(text: &str, units: &[Unit], at: usize) -> (char, usize, usize) {
    let none = ('\0', 0, at + 1);
    if length(units[at], text) > 3 {
        return none;
    }
    let Some((separator, _)) = next_group(text, units, at + 1) else {
        return none;
    };
    let (mut groups, mut end, mut pending) = (0, at + 1, 0);
    let mut next = at + 1;
    for _ in 0..MOST_GROUPS {
        let Some((_, group)) = next_group(text, units, next).filter(|&(mark, _)| mark == separator) else { break };
        match length(units[group], text) {
            3 => {
                groups += 1 + pending;
                pending = 0;
                end = group + 1;
            }
            2 if separator == ',' => pending += 1,
            _ => break,
        }
        next = group + 1;
    }
    if groups == 0 { none } else { (separator, groups, end) }
}
