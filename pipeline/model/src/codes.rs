//! The code lists of `schemas/codes/`, compiled in. Each file names its columns in its first line and its sources in
//! the README beside it.

use serde::de::DeserializeOwned;

/// `code,kind,parent,name_en,name_zh,name_ru,latitude,longitude`
pub const PLACES: &str = include_str!("../../../schemas/codes/places.csv");
/// `country,neighbour`: countries that share a land border, each pair once
pub const BORDERS: &str = include_str!("../../../schemas/codes/borders.csv");
/// `code,lang,name,form,ambiguous`
pub const PLACE_NAMES: &str = include_str!("../../../schemas/codes/place_names.csv");
/// `country,place`: a country and its capital
pub const CAPITALS: &str = include_str!("../../../schemas/codes/capitals.csv");
/// `country,month`: the month in which a country's fiscal years begin, where that is none of January
pub const FISCAL_YEARS: &str = include_str!("../../../schemas/codes/fiscal_years.csv");
/// `code,level,parent,name_en,name_zh,name_ru`
pub const HS: &str = include_str!("../../../schemas/codes/hs.csv");
/// `product,hs,lang,name,form`
pub const PRODUCTS: &str = include_str!("../../../schemas/codes/products.csv");
/// `word,english,role`: what Chinese names of goods are made of
pub const PRODUCT_WORDS: &str = include_str!("../../../schemas/codes/product_words.csv");
/// `code,lang,name,symbol`
pub const CURRENCIES: &str = include_str!("../../../schemas/codes/currencies.csv");
/// `unit,kind,factor,lang,name`
pub const UNITS: &str = include_str!("../../../schemas/codes/units.csv");
/// `currency,year,per_usd,low,high,source`: units for one US dollar, the year's average (empty where no source vouches for it), least and greatest
pub const FX: &str = include_str!("../../../schemas/codes/fx.csv");
/// `name,path,title,words`
pub const LICENCES: &str = include_str!("../../../schemas/codes/licences.csv");
/// `kind,lang,words`: words by which a text says that a figure is not to be compared as it stands
pub const CAVEATS: &str = include_str!("../../../schemas/codes/caveats.csv");
/// `name,factor,low,high,least,greatest,source`: imports c.i.f. for exports f.o.b. of the same goods
pub const CIF_FOB: &str = include_str!("../../../schemas/codes/cif_fob.csv");

/// The names of all places, as they are printed: a look at each line, where reading it as a row would take ten.
pub fn place_names() -> impl Iterator<Item = &'static str> {
    PLACE_NAMES.lines().skip(1).filter_map(|line| {
        let cells = line.splitn(3, ',').nth(2)?;
        // A name with a comma in it is quoted; none has a quotation mark of its own.
        match cells.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next(),
            None => cells.split(',').next(),
        }
    })
}

/// The rows of a code list.
///
/// # Panics
/// When the compiled-in file does not have the columns of `R`: a defect of the program, caught by its tests.
pub fn rows<R: DeserializeOwned>(file: &str) -> Vec<R> {
    csv::Reader::from_reader(file.as_bytes()).deserialize().collect::<Result<_, _>>().expect("a compiled-in code list is well formed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_places_are_those_of_the_rows() {
        #[derive(serde::Deserialize)]
        struct Row {
            name: String,
        }
        let rows = rows::<Row>(PLACE_NAMES);
        assert!(place_names().eq(rows.iter().map(|row| row.name.as_str())));
    }
}
