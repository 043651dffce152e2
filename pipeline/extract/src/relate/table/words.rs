//! What headers of tables say in words of their own: `schemas/lexicon/*/tables.toml`.

use crate::lang::Lang;
use crate::lexicon::parse;
use crate::units::is_han;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Sense {
    Goods,
    Partner,
    Total,
    Amount,
    Money,
    Quantity,
    Rate,
    Share,
    Skip,
    Unit,
}

/// The words of all languages, for headers are often in two.
pub struct Words {
    phrases: Vec<(Sense, String)>,
}

/// What the words of a label say of the figures beside or below it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Says {
    pub goods: bool,
    pub partner: bool,
    pub total: bool,
    pub amount: bool,
    pub money: bool,
    pub quantity: bool,
    pub rate: bool,
    pub share: bool,
    pub skip: bool,
}

impl Default for Words {
    fn default() -> Self {
        Self::new()
    }
}

impl Words {
    /// # Panics
    /// When a compiled-in list is malformed: a defect of the program, caught by its tests.
    pub fn new() -> Self {
        let files: [BTreeMap<Sense, Vec<String>>; 3] = [
            parse(Lang::En, include_str!("../../../../../schemas/lexicon/en/tables.toml")),
            parse(Lang::Zh, include_str!("../../../../../schemas/lexicon/zh/tables.toml")),
            parse(Lang::Ru, include_str!("../../../../../schemas/lexicon/ru/tables.toml")),
        ];
        let lists = files.iter().flatten();
        Words { phrases: lists.flat_map(|(&sense, list)| list.iter().map(move |phrase| (sense, plain(phrase)))).collect() }
    }

    pub fn says(&self, label: &str) -> Says {
        let label = plain(label);
        let mut says = Says::default();
        for (sense, _) in self.phrases.iter().filter(|(_, phrase)| holds(&label, phrase)) {
            match sense {
                Sense::Goods => says.goods = true,
                Sense::Partner => says.partner = true,
                Sense::Total => says.total = true,
                Sense::Amount => says.amount = true,
                Sense::Money => says.money = true,
                Sense::Quantity => says.quantity = true,
                Sense::Rate => says.rate = true,
                Sense::Share => says.share = true,
                Sense::Skip => says.skip = true,
                Sense::Unit => {}
            }
        }
        says
    }

    /// The label without the words that only say that a unit follows.
    pub fn unit<'a>(&self, label: &'a str) -> &'a str {
        let said = |(sense, phrase): &&(Sense, String)| *sense == Sense::Unit && opens(label, phrase.trim());
        let longest = self.phrases.iter().filter(said).map(|(_, phrase)| phrase.trim().len()).max();
        label[longest.unwrap_or_default()..].trim_start()
    }
}

/// Words in lower case, each between blanks.
fn plain(text: &str) -> String {
    let folded = text.to_lowercase();
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |plain, word| plain + word + " ")
}

/// Whole words, or Chinese characters anywhere.
fn holds(label: &str, phrase: &str) -> bool {
    if phrase.contains(is_han) { label.contains(phrase.trim()) } else { label.contains(phrase) }
}

fn opens(label: &str, phrase: &str) -> bool {
    let Some((head, rest)) = label.split_at_checked(phrase.len()) else { return false };
    head.to_lowercase() == phrase && (phrase.contains(is_han) || !rest.starts_with(char::is_alphanumeric))
}
