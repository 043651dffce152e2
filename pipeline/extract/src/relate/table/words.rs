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
    Balance,
    Skip,
    Unit,
}

/// The words of all languages, for headers are often in two.
pub struct Words {
    /// Phrases as they stand in a label made [`plain`]: with the blanks round them, but for Chinese ones, which stand anywhere.
    trie: crawdad::Trie,
    /// By the numbers that the trie has for them.
    senses: Vec<Vec<Sense>>,
    /// Words that only say that a unit follows.
    units: Vec<String>,
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
    pub balance: bool,
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
        let mut senses: BTreeMap<String, Vec<Sense>> = BTreeMap::new();
        let mut units = Vec::new();
        for (&sense, phrase) in files.iter().flatten().flat_map(|(sense, list)| list.iter().map(move |phrase| (sense, plain(phrase)))) {
            if sense == Sense::Unit {
                units.push(phrase.trim().to_owned());
                continue;
            }
            let phrase = if phrase.contains(is_han) { phrase.trim().to_owned() } else { phrase };
            senses.entry(phrase).or_default().push(sense);
        }
        let trie = crawdad::Trie::from_keys(senses.keys()).expect("sorted phrases without doubles");
        Words { trie, senses: senses.into_values().collect(), units }
    }

    pub fn says(&self, label: &str) -> Says {
        let label = plain(label);
        let mut says = Says::default();
        let found = label.char_indices().flat_map(|(i, _)| self.trie.common_prefix_search(label[i..].chars()));
        for sense in found.flat_map(|(number, _)| &self.senses[number as usize]) {
            match sense {
                Sense::Goods => says.goods = true,
                Sense::Partner => says.partner = true,
                Sense::Total => says.total = true,
                Sense::Amount => says.amount = true,
                Sense::Money => says.money = true,
                Sense::Quantity => says.quantity = true,
                Sense::Rate => says.rate = true,
                Sense::Share => says.share = true,
                Sense::Balance => says.balance = true,
                Sense::Skip => says.skip = true,
                Sense::Unit => {}
            }
        }
        says
    }

    /// The label without the words that only say that a unit follows, and without that for a change behind its unit: `Percent change`.
    pub fn unit<'a>(&self, label: &'a str) -> &'a str {
        let longest = self.units.iter().filter(|phrase| opens(label, phrase)).map(|phrase| phrase.len()).max();
        let label = label[longest.unwrap_or_default()..].trim_start();
        label.rsplit_once(' ').filter(|(_, last)| self.says(last).rate).map_or(label, |(unit, _)| unit.trim_end())
    }
}

/// Words in lower case, each between blanks.
fn plain(text: &str) -> String {
    let folded = text.to_lowercase();
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |plain, word| plain + word + " ")
}

fn opens(label: &str, phrase: &str) -> bool {
    let Some((head, rest)) = label.split_at_checked(phrase.len()) else { return false };
    let same = if head.is_ascii() { head.eq_ignore_ascii_case(phrase) } else { head.to_lowercase() == phrase };
    same && (phrase.contains(is_han) || !rest.starts_with(char::is_alphanumeric))
}
