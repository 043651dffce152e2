//! Products to HS 2022.

use crate::fold::fold;
use ahash::AHashMap;
use amur_model::codes;
use serde::Deserialize;

#[derive(Deserialize)]
struct Name {
    product: String,
    hs: String,
    name: String,
}

/// The words for goods, with the section or chapter that they belong to.
pub struct Products(AHashMap<String, String>);

impl Default for Products {
    fn default() -> Self {
        Self::new(codes::rows(codes::PRODUCTS))
    }
}

impl Products {
    fn new(names: Vec<Name>) -> Self {
        let mut map = AHashMap::new();
        for row in names.iter().filter(|r| !r.hs.is_empty()) {
            for name in [&row.name, &row.product] {
                map.entry(stem(name)).or_insert_with(|| row.hs.clone());
            }
        }
        Products(map)
    }

    /// The code of a product as a text names it: the whole name, else the longest end of it, which in English is what
    /// the rest describes ("new passenger cars").
    pub fn code(&self, product: &str) -> Option<&str> {
        let name = stem(product);
        let mut rest = name.as_str();
        loop {
            if let Some(code) = self.0.get(rest) {
                return Some(code);
            }
            rest = rest.split_once(' ')?.1;
        }
    }
}

/// A name folded, each word without its plural ending.
fn stem(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(' ').map(|w| match w.strip_suffix("ies") {
        Some(root) if root.len() > 2 => format!("{root}y"),
        _ if w.len() > 3 && w.ends_with('s') && !w.ends_with("ss") => w[..w.len() - 1].to_owned(),
        _ => w.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_find_their_code() {
        let name = |product: &str, hs: &str, name: &str| Name { product: product.into(), hs: hs.into(), name: name.into() };
        let list = Products::new(vec![
            name("passenger cars", "87", "passenger car"),
            name("crude oil", "27", "原油"),
            name("grain", "10", "cereals"),
            name("fish", "03", "fish"),
        ]);
        let cases = [
            ("passenger cars", Some("87")),
            ("New passenger car", Some("87")),
            ("原油", Some("27")),
            ("cereal", Some("10")),
            ("cars of the future", None),
            ("frozen fish", Some("03")),
            ("", None),
        ];
        for (product, code) in cases {
            assert_eq!(list.code(product), code, "{product}");
        }
    }
}
