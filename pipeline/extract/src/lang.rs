//! The languages amur reads.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    En,
    Zh,
    Ru,
}

impl Lang {
    pub const ALL: [Lang; 3] = [Lang::En, Lang::Zh, Lang::Ru];

    /// ISO 639-1.
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Zh => "zh",
            Lang::Ru => "ru",
        }
    }

    pub fn from_code(code: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// The language whose script prevails in `text`; a Latin or digit-only text is English.
    pub fn of(text: &str) -> Lang {
        let (mut latin, mut cyrillic, mut han) = (0usize, 0usize, 0usize);
        for c in text.chars() {
            match c {
                'a'..='z' | 'A'..='Z' => latin += 1,
                '\u{0400}'..='\u{04FF}' => cyrillic += 1,
                '\u{3400}'..='\u{9FFF}' => han += 1,
                _ => {}
            }
        }
        // One Chinese character says about as much as three letters.
        let han = han * 3;
        if han > latin && han >= cyrillic {
            Lang::Zh
        } else if cyrillic > latin {
            Lang::Ru
        } else {
            Lang::En
        }
    }
}
