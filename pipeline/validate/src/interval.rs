//! Numbers as ranges: what a printed figure allows, given the digits it is printed with.

use amur_model::Qualifier;

/// What a word, rather than digits, allows on either side: "doubled" is 1.9 to 2.1.
const WORD: f64 = 0.05;
/// What "about" and "nearly" allow on either side, besides the digits.
const ABOUT: f64 = 0.05;
/// Rounding of the arithmetic itself.
const EPSILON: f64 = 1e-9;

/// All values from `low` to `high`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

impl Interval {
    pub fn new(low: f64, high: f64) -> Self {
        Interval { low: low.min(high), high: low.max(high) }
    }

    /// The values that a figure may stand for: 3.7 is 3.65 to 3.75, "about 3.7" a twentieth more on either side, "over 3.7" anything
    /// above.
    pub fn printed(value: f64, written: &str, qualifier: Qualifier) -> Self {
        let mut half = match digits(written) {
            Some(digits) => value.abs() / digits * 0.5,
            None => value.abs() * WORD,
        };
        if qualifier == Qualifier::Approx {
            half = half.max(value.abs() * ABOUT) + if has_digits(written) { 0.0 } else { value.abs() * WORD };
        }
        let (low, high) = (value - half, value + half);
        match qualifier {
            Qualifier::AtLeast => Interval { low, high: f64::INFINITY },
            Qualifier::AtMost => Interval { low: if value < 0.0 { f64::NEG_INFINITY } else { 0.0 }, high },
            _ => Interval { low, high },
        }
    }

    pub fn is_open(self) -> bool {
        self.low.is_infinite() || self.high.is_infinite()
    }

    pub fn meets(self, other: Interval) -> bool {
        let slack = |a: f64| {
            if a.is_finite() { a.abs() * EPSILON } else { 0.0 }
        };
        self.low <= other.high + slack(other.high) && other.low <= self.high + slack(self.high)
    }

    /// What both have in common.
    pub fn and(self, other: Interval) -> Option<Self> {
        self.meets(other).then(|| Interval::new(self.low.max(other.low), self.high.min(other.high)))
    }

    /// From the lesser beginning to the greater end.
    pub fn or(self, other: Interval) -> Self {
        Interval { low: self.low.min(other.low), high: self.high.max(other.high) }
    }

    /// Quotient of positive ranges.
    pub fn over(self, other: Interval) -> Self {
        Interval { low: self.low / other.high, high: self.high / other.low.max(f64::MIN_POSITIVE) }
    }

    pub fn plus(self, other: Interval) -> Self {
        Interval { low: self.low + other.low, high: self.high + other.high }
    }

    /// `a * x + b` for every x, for a positive `a`.
    pub fn scaled(self, a: f64, b: f64) -> Self {
        Interval { low: self.low * a + b, high: self.high * a + b }
    }
}

pub fn has_digits(written: &str) -> bool {
    digits(written).is_some()
}

/// The printed digits as one whole number, so that value ÷ digits is what one unit of the last digit is worth. Groups of
/// three noughts at the end of a whole number ("816 000") carry no precision.
fn digits(written: &str) -> Option<f64> {
    let mut digits = String::new();
    let mut decimal = false;
    let mut separator = None;
    for c in written.chars() {
        let c = match c {
            '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10).unwrap_or(c),
            c => c,
        };
        match c {
            '0'..='9' => {
                decimal |= matches!(separator.take(), Some('.'));
                digits.push(c);
            }
            '/' if !digits.is_empty() => return None,
            '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '，' | '．' if separator.is_none() => {
                separator = (!digits.is_empty()).then_some(c);
            }
            _ if digits.is_empty() => {}
            _ => break,
        }
    }
    if !decimal {
        while digits.len() > 3 && digits.ends_with("000") {
            digits.truncate(digits.len() - 3);
        }
    }
    digits.parse().ok().filter(|d| *d > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Qualifier::*;

    #[test]
    fn digits_carry_precision() {
        let cases = [
            (3.7, "3.7 times", Exact, 3.65, 3.75),
            (37.3e9, "37.3 billion", Exact, 37.25e9, 37.35e9),
            (1.5e9, "1,5 млрд", Exact, 1.45e9, 1.55e9),
            (1.2e12, "1.2万亿", Exact, 1.15e12, 1.25e12),
            (816_000.0, "816 000", Exact, 815_500.0, 816_500.0),
            (1234.0, "1,234", Exact, 1233.5, 1234.5),
            (200e9, "200 billion", Exact, 199.5e9, 200.5e9),
            (96.0, "96.0%", Exact, 95.95, 96.05),
            (-1.9, "–1.9%", Exact, -1.95, -1.85),
            (2.0, "doubled", Exact, 1.9, 2.1),
            (2.0, "doubling", Approx, 1.8, 2.2),
            (42e9, "42 billion", Approx, 39.9e9, 44.1e9),
            (12.0, "１２", Exact, 11.5, 12.5),
        ];
        for (value, written, qualifier, low, high) in cases {
            let range = Interval::printed(value, written, qualifier);
            assert!((range.low - low).abs() < 1e-6 * low.abs() && (range.high - high).abs() < 1e-6 * high.abs(), "{written}: {range:?}");
        }
    }

    #[test]
    fn bounds_are_open() {
        assert_eq!(Interval::printed(300.0, "300", AtLeast), Interval { low: 299.5, high: f64::INFINITY });
        assert_eq!(Interval::printed(300.0, "300", AtMost), Interval { low: 0.0, high: 300.5 });
    }

    #[test]
    fn ranges_meet_at_their_ends() {
        let range = Interval::new;
        assert!(range(1.0, 2.0).meets(range(2.0, 3.0)));
        assert!(!range(1.0, 2.0).meets(range(2.1, 3.0)));
        assert_eq!(range(10.0, 20.0).over(range(2.0, 5.0)), range(2.0, 10.0));
        assert_eq!((range(1.0, 3.0).and(range(2.0, 4.0)), range(1.0, 2.0).and(range(3.0, 4.0))), (Some(range(2.0, 3.0)), None));
        assert_eq!(range(1.0, 2.0).or(range(3.0, 4.0)), range(1.0, 4.0));
    }
}
