//! Exchange rates: `schemas/codes/fx.csv`.

use crate::interval::Interval;
use ahash::AHashMap;
use amur_model::codes;
use serde::Deserialize;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Rate {
    currency: String,
    year: i16,
    per_usd: Option<f64>,
    low: f64,
    high: f64,
}

/// Units of each currency for one US dollar, by year.
static RATES: LazyLock<AHashMap<String, Vec<Rate>>> = LazyLock::new(|| {
    let mut rates: AHashMap<String, Vec<Rate>> = AHashMap::new();
    for rate in codes::rows::<Rate>(codes::FX) {
        rates.entry(rate.currency.clone()).or_default().push(rate);
    }
    rates
});

/// Units of a currency for one US dollar, least and greatest over some years.
pub fn band(currency: &str, years: RangeInclusive<i16>) -> Option<Interval> {
    if currency == "USD" {
        return Some(Interval::new(1.0, 1.0));
    }
    let of_years = RATES.get(currency)?.iter().filter(|rate| years.contains(&rate.year)).map(|rate| Interval::new(rate.low, rate.high));
    of_years.reduce(|x, y| Interval::new(x.low.min(y.low), x.high.max(y.high)))
}

/// Units of a currency for one US dollar on the average of a year, where a source vouches for it.
pub fn average(currency: &str, year: i16) -> Option<f64> {
    if currency == "USD" {
        return Some(1.0);
    }
    RATES.get(currency)?.iter().find(|rate| rate.year == year)?.per_usd
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_without_a_source_has_a_band_and_no_average() {
        assert_eq!(average("CNY", 2024), Some(7.1956));
        assert_eq!(average("RUB", 2024), None);
        assert!(band("RUB", 2024..=2024).is_some());
        assert_eq!((average("USD", 1900), band("USD", 1900..=1900)), (Some(1.0), Some(Interval::new(1.0, 1.0))));
        assert_eq!((average("XXX", 2024), band("XXX", 2024..=2024)), (None, None));
    }

    #[test]
    fn averages_lie_in_their_bands() {
        let all = RATES.values().flatten();
        assert!(all.clone().filter_map(|r| r.per_usd.map(|mean| (r, mean))).all(|(r, mean)| (r.low..=r.high).contains(&mean)));
        assert!(all.count() > 300);
    }
}
