//! The part of a file name that says what was run.

/// Longest slug, characters.
const LONGEST: usize = 60;

/// A name as a part of a file name: `a` to `z`, `0` to `9` and single hyphens, at most 60 characters, never empty.
///
/// ```
/// assert_eq!(lastrep::report::slug("6 × 400 m / 200 m jog"), "6x400m-200m-jog");
/// ```
pub fn slug(name: &str) -> String {
    let name = name.replace(" /km", "").replace(" /mi", "");
    let mut slug = String::new();
    for word in joined(&name).split('-').filter(|word| !word.is_empty()) {
        let hyphen = usize::from(!slug.is_empty());
        if slug.len() + hyphen + word.len() > LONGEST {
            if slug.is_empty() {
                slug.extend(word.chars().take(LONGEST));
            }
            break;
        }
        if hyphen == 1 {
            slug.push('-');
        }
        slug.push_str(word);
    }
    if slug.is_empty() { "run".to_owned() } else { slug }
}

/// The name in lower case, with a hyphen for each stretch of other characters. Numbers are joined to `x` and to their
/// unit.
fn joined(name: &str) -> String {
    let plain: String = name.chars().flat_map(char::to_lowercase).map(letter).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let mut out = String::new();
    for (index, word) in words.iter().enumerate() {
        let before = index.checked_sub(1).map_or("", |previous| words[previous]);
        let is_unit = matches!(*word, "m" | "km" | "mi" | "s" | "min" | "h");
        let joins = (*word == "x" || before == "x" || is_unit) && ends_in_digit_or_x(&out);
        if index > 0 && !joins {
            out.push('-');
        }
        out.push_str(word);
    }
    out
}

fn ends_in_digit_or_x(text: &str) -> bool {
    text.chars().last().is_some_and(|last| last.is_ascii_digit() || last == 'x')
}

fn letter(c: char) -> char {
    match c {
        'a'..='z' | '0'..='9' | '-' => c,
        '×' => 'x',
        'ä' | 'à' | 'á' | 'â' | 'å' | 'ã' => 'a',
        'ö' | 'ò' | 'ó' | 'ô' | 'ø' | 'õ' => 'o',
        'ü' | 'ù' | 'ú' | 'û' => 'u',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ç' => 'c',
        'ñ' => 'n',
        _ => ' ',
    }
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn names_become_parts_of_file_names() {
        for (name, expected) in [
            ("6 × 400 m / 200 m jog", "6x400m-200m-jog"),
            ("3 × (4 × 200 m)", "3x4x200m"),
            ("10.2 km steady run", "10-2km-steady-run"),
            ("8 × 1 min / 90 s walk", "8x1min-90s-walk"),
            ("Läufe über Hügel", "laufe-uber-hugel"),
            ("", "run"),
            ("/// 走 ///", "run"),
            ("a--b - c", "a-b-c"),
        ] {
            assert_eq!(slug(name), expected, "{name}");
        }
    }

    #[test]
    fn long_names_end_at_a_word() {
        let long = slug(&"1000 m + ".repeat(30));
        assert!(long.len() <= 60 && !long.ends_with('-'), "{long}");
        assert_eq!(slug(&"x".repeat(200)).len(), 60);
    }
}
