//! English texts of countries that print decimals behind commas: `rose by 44,3 percent to 38,214 million`.

use super::Figure;

/// Does a text print decimals behind commas, and nowhere behind points? What has two groups of three digits (`1,498,210`) says that commas
/// part thousands.
pub fn has_decimal_commas(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mark = |at: usize| matches!(bytes.get(at), Some(b',' | b'.')) && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
    let (mut at, mut commas) = (0, false);
    while at < bytes.len() {
        let lead = digits(at);
        if lead == 0 {
            at += 1;
            continue;
        }
        let (mut end, mut groups, mut shape) = (at + lead, 0, (b'.', 0));
        while mark(end) {
            shape = (bytes[end], digits(end + 1));
            groups += 1;
            end += 1 + shape.1;
        }
        match (groups, shape) {
            (1, (b'.', 1 | 2)) | (2.., (b',', 3)) => return false,
            (1, (b',', 1 | 2)) => commas = true,
            _ => {}
        }
        at = end;
    }
    commas
}

/// `38,214 million` is 38.2 million where commas stand before decimals: before millions and more nobody parts thousands there.
pub fn point_commas(figures: &mut [Figure], text: &str) {
    for figure in figures {
        let number = text[figure.anchor.clone()].trim_start_matches(|c: char| !c.is_ascii_digit());
        let Some((whole, rest)) = number.split_once(',') else { continue };
        let decimals = &rest[..rest.bytes().take_while(u8::is_ascii_digit).count()];
        let one_group = decimals.len() == 3 && decimals != "000" && !rest[3..].starts_with([',', '.']);
        let Ok(printed) = format!("{whole}{decimals}").parse::<f64>() else { continue };
        if one_group && figure.value.abs() >= printed * 1e6 {
            figure.value /= 1000.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_before_decimals_are_told_from_those_between_thousands() {
        let cases = [
            ("rose by 44,3 percent to 38,214 million", true),
            ("rose by 44.3 percent to 38,214 million", false),
            ("1,498,210 trucks, up 4,5 percent", false),
            ("2,418 firms on 6.9.2016", false),
            ("N$2,53 billion on 05.06.2023, 318 firms", true),
            ("", false),
        ];
        for (text, expected) in cases {
            assert_eq!(has_decimal_commas(text), expected, "{text}");
        }
    }
}
