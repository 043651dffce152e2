//! The languages amur reads.

use amur_text::letters::count_bytes;
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
        // The first byte of a character tells its script, but for U+3000 to U+33FF, which are no letters.
        let bytes = text.as_bytes();
        let latin = count_bytes(text, |byte| byte.is_ascii_alphabetic());
        let cyrillic = count_bytes(text, |byte| matches!(byte, 0xD0..=0xD3));
        let rare_han = memchr::memchr_iter(0xE3, bytes).filter(|&at| bytes[at + 1] >= 0x90).count();
        let han = count_bytes(text, |byte| matches!(byte, 0xE4..=0xE9)) + rare_han;
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
