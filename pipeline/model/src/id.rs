//! Stable ids: a readable prefix and a short hash of what identifies a row inside its text.

use unicode_normalization::char::decompose_canonical;

/// Crockford's base 32 in lower case: no `i`, `l`, `o`, `u`, so that an id can be read aloud.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// `prefix` and ten base-32 digits (50 bits) of the BLAKE3 hash of `parts`.
///
/// Parts are hashed with their lengths, so `["ab", "c"]` and `["a", "bc"]` differ.
pub fn stable_id(prefix: &str, parts: &[&str]) -> String {
    // In one piece: a hasher that is fed by and by is two kilobytes to set up, for each row.
    let mut bytes = Vec::with_capacity(parts.iter().map(|part| part.len() + size_of::<u64>()).sum());
    for part in parts {
        bytes.extend_from_slice(&(part.len() as u64).to_le_bytes());
        bytes.extend_from_slice(part.as_bytes());
    }
    let digest = blake3::hash(&bytes);
    let mut bits = u64::from_be_bytes(digest.as_bytes()[..8].try_into().expect("a digest has 32 bytes"));
    let mut id = String::with_capacity(prefix.len() + 11);
    id.push_str(prefix);
    id.push('_');
    for _ in 0..10 {
        id.push(ALPHABET[(bits >> 59) as usize] as char);
        bits <<= 5;
    }
    id
}

/// Lower-case words joined by hyphens; Latin letters lose their marks, those of other scripts are kept.
///
/// ```
/// assert_eq!(amur_model::id::kebab("China (Liaoning) Pilot  Zone"), "china-liaoning-pilot-zone");
/// ```
pub fn kebab(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_alphanumeric() {
            out.extend(plain(c).to_lowercase());
        } else if !matches!(c, '\'' | '’') && !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// A Latin letter without its marks; letters of other scripts keep theirs.
fn plain(c: char) -> char {
    let mut base = None;
    decompose_canonical(c, |part| {
        base.get_or_insert(part);
    });
    base.filter(char::is_ascii_alphabetic).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_stable_and_tell_parts_apart() {
        assert_eq!(stable_id("tf", &["a"]), stable_id("tf", &["a"]));
        assert_ne!(stable_id("tf", &["ab", "c"]), stable_id("tf", &["a", "bc"]));
        assert_eq!(stable_id("tf", &["a"]).len(), 13);
    }

    #[test]
    fn kebab_drops_punctuation() {
        for (name, id) in
            [("Harbin", "harbin"), ("  A—B ", "a-b"), ("Xi’an", "xian"), ("Nuevo León", "nuevo-leon"), ("Район", "район"), ("", "")]
        {
            assert_eq!(kebab(name), id);
        }
    }
}
