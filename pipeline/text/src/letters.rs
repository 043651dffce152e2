//! Unicode's classes of characters, told without a look into its tables for the scripts that texts are mostly in.

use std::borrow::Cow;

/// [`char::is_alphabetic`].
#[inline]
pub fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphabetic(),
        '\u{400}'..='\u{481}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' => true,
        '\u{2000}'..='\u{2069}' | '\u{3000}'..='\u{3004}' | '\u{ff01}'..='\u{ff20}' => false,
        c => c.is_alphabetic(),
    }
}

/// [`char::is_alphanumeric`]: a letter or a digit.
#[inline]
pub fn is_word(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        '\u{400}'..='\u{481}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' => true,
        '\u{2000}'..='\u{2069}' | '\u{3000}'..='\u{3004}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' => false,
        c => c.is_alphanumeric(),
    }
}

/// [`char::is_uppercase`]: a capital.
#[inline]
pub fn is_capital(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_uppercase(),
        '\u{400}'..='\u{42f}' => true,
        '\u{430}'..='\u{45f}' | '\u{3000}'..='\u{9fff}' => false,
        c => c.is_uppercase(),
    }
}

/// [`str::to_lowercase`], without a copy of what is in lower case.
pub fn lower(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_lower) {
        return Cow::Borrowed(text);
    }
    let mut lowered = String::with_capacity(text.len());
    for c in text.chars() {
        let Some(small) = small(c) else { return Cow::Owned(text.to_lowercase()) };
        lowered.push(small);
    }
    Cow::Owned(lowered)
}

/// The small letter of an English or Russian capital, and a character that has no other lower case; None says nothing of the others.
#[inline]
fn small(c: char) -> Option<char> {
    match c {
        '\0'..='\x7f' => Some(c.to_ascii_lowercase()),
        'А'..='Я' => char::from_u32(c as u32 + 0x20),
        'Ё' => Some('ё'),
        c => is_lower(c).then_some(c),
    }
}

/// How many bytes are of a kind: sixteen are looked at as one, as a sum in a byte allows.
#[inline]
pub fn count_bytes(bytes: impl AsRef<[u8]>, is_one: impl Fn(u8) -> bool) -> usize {
    let in_chunk = |chunk: &[u8]| chunk.iter().map(|&byte| u8::from(is_one(byte))).sum::<u8>();
    bytes.as_ref().chunks(u8::MAX as usize).map(|chunk| usize::from(in_chunk(chunk))).sum()
}

/// A character that has no other lower case; not all of them.
#[inline]
pub(crate) fn is_lower(c: char) -> bool {
    match c {
        '\0'..='\x7f' => !c.is_ascii_uppercase(),
        '\u{430}'..='\u{45f}' | '\u{2000}'..='\u{2069}' | '\u{3000}'..='\u{9fff}' | '\u{ff01}'..='\u{ff20}' => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_of_the_classes_that_unicode_has() {
        for c in '\0'..=char::MAX {
            let classes = (is_letter(c), is_word(c), is_capital(c));
            assert_eq!(classes, (c.is_alphabetic(), c.is_alphanumeric(), c.is_uppercase()), "{c:?}");
            assert!(!is_lower(c) || c.to_lowercase().eq([c]), "{c:?}");
            assert!(small(c).is_none_or(|small| c.to_lowercase().eq([small])), "{c:?}");
        }
    }

    #[test]
    fn bytes_are_counted_across_chunks() {
        let text = "aб1".repeat(1000);
        assert_eq!(count_bytes(&text, |byte| byte.is_ascii_alphabetic()), 1000);
        assert_eq!(count_bytes(&text, |byte| !byte.is_ascii()), 2000);
    }

    #[test]
    fn text_in_lower_case_is_not_copied() {
        assert!(matches!(lower("с. 5, том 3, 第5页"), Cow::Borrowed(_)));
        assert_eq!(lower("Том №3 É"), "том №3 é");
        assert_eq!(lower("Ёлка, Khabarovsk, 第5页"), "ёлка, khabarovsk, 第5页");
    }
}
