//! Comparing names as people do.

/// Letters and digits in lower case, everything else one space.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase().map(|c| if c == 'ё' { 'е' } else { c }));
        } else if !out.ends_with(' ') && !out.is_empty() && !matches!(c, '\'' | '’') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// A script that tells a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    Latin,
    Han,
    Cyrillic,
}

/// The script of a name without what stands in brackets behind it: any Han character makes it Chinese, else any Cyrillic letter
/// Russian.
pub fn script(name: &str) -> Script {
    let name = name.split(['(', '（']).find(|part| !part.trim().is_empty()).unwrap_or(name);
    if name.chars().any(|c| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')) {
        Script::Han
    } else if name.chars().any(|c| matches!(c, '\u{400}'..='\u{4ff}')) {
        Script::Cyrillic
    } else {
        Script::Latin
    }
}

/// Sets of indices that are joined pair by pair.
pub struct Union {
    parent: Vec<usize>,
}

impl Union {
    pub fn new(n: usize) -> Self {
        Union { parent: (0..n).collect() }
    }

    /// The least index of the set of `i`.
    pub fn root(&mut self, mut i: usize) -> usize {
        while self.parent[i] != i {
            self.parent[i] = self.parent[self.parent[i]];
            i = self.parent[i];
        }
        i
    }

    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fold() {
        for (name, folded) in [("The  «North-East»", "the north east"), ("Xi’an", "xian"), ("Ёлка 2", "елка 2"), ("黑河", "黑河"), ("", "")]
        {
            assert_eq!(fold(name), folded);
        }
    }

    #[test]
    fn scripts_are_told() {
        for (name, is) in
            [("Heihe", Script::Latin), ("黑河 (Heihe)", Script::Han), ("Heihe (黑河)", Script::Latin), ("Хэйхэ", Script::Cyrillic)]
        {
            assert_eq!(script(name), is);
        }
    }
}
