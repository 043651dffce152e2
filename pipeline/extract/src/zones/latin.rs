//! Names in Cyrillic written in Latin letters, for ids: the BGN/PCGN romanization without its apostrophes.

/// Letters that are no Cyrillic ones are left as they are.
pub(super) fn romanize(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 8);
    let mut before = ' ';
    for c in name.chars().flat_map(char::to_lowercase) {
        let opens =
            !before.is_alphabetic() || matches!(before, 'а' | 'е' | 'ё' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я' | 'й' | 'ъ' | 'ь');
        match letter(c, opens) {
            Some(latin) => out.push_str(latin),
            None => out.push(c),
        }
        before = c;
    }
    out
}

/// `opens`: at the start of a word or after a vowel or sign, where `е` is `ye`.
fn letter(c: char, opens: bool) -> Option<&'static str> {
    Some(match c {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'д' => "d",
        'е' if opens => "ye",
        'е' => "e",
        'ё' => "yo",
        'ж' => "zh",
        'з' => "z",
        'и' => "i",
        'й' => "y",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ы' => "y",
        'э' => "e",
        'ю' => "yu",
        'я' => "ya",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::romanize;

    #[test]
    fn romanizes() {
        for (name, latin) in
            [("Приморье", "primorye"), ("Хабаровск", "khabarovsk"), ("Ступино Квадрат", "stupino kvadrat"), ("Zone 5", "zone 5"), ("", "")]
        {
            assert_eq!(romanize(name), latin);
        }
    }
}
