//! The files of `src/` without their tests: their code, their texts, and the paths that they name.

use std::path::Path;

use crate::testdata::files_under;

/// A path as code names it: `crate`, `model`, `Track`.
pub(crate) type Names = Vec<String>;

/// A file of `src/` without its tests.
pub(crate) struct Source {
    /// Path inside `src/`.
    pub(crate) path: String,
    /// The module that it is: `segment/laps/easy`; empty for `lib.rs`.
    pub(crate) module: String,
    /// Its lines.
    pub(crate) lines: Vec<String>,
    /// Its code without comments; string literals are empty.
    pub(crate) code: String,
    /// Its string literals.
    pub(crate) texts: Vec<String>,
    /// Its `use` declarations, each with the name that it binds.
    pub(crate) uses: Vec<(String, Names)>,
    /// The other paths in its code.
    pub(crate) inline: Vec<Names>,
}

impl Source {
    fn of(path: &str, text: &str) -> Self {
        let all: Vec<&str> = text.lines().collect();
        let lines: Vec<String> = all[..tests_at(&all)].iter().map(|line| (*line).to_owned()).collect();
        let (code, texts) = parted(&lines.join("\n"));
        let (uses, other) = uses_of(&code);
        let inline = paths_in(&other);
        Self { path: path.to_owned(), module: module_of(path), lines, code, texts, uses, inline }
    }

    /// The room that it belongs to: the first name of its module; empty for `lib.rs`.
    pub(crate) fn room(&self) -> &str {
        self.module.split('/').next().unwrap_or_default()
    }

    /// All paths that it names.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &Names> {
        self.uses.iter().map(|(_, names)| names).chain(&self.inline)
    }
}

/// All files of `src/` but those that are only tests.
pub(crate) fn sources() -> Vec<Source> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    files_under(&folder)
        .into_iter()
        .filter(|(path, _)| Path::new(path).extension().is_some_and(|ending| ending == "rs"))
        .filter(|(path, _)| !path.ends_with("/tests.rs") && !path.contains("/tests/"))
        .map(|(path, place)| Source::of(&path, &std::fs::read_to_string(place).unwrap()))
        .collect()
}

/// The module of a file; `mod.rs` and `main.rs` are their folder.
fn module_of(path: &str) -> String {
    let module = path.trim_end_matches(".rs");
    let folder = module.strip_suffix("/mod").or_else(|| module.strip_suffix("/main")).unwrap_or(module);
    if folder == "lib" { String::new() } else { folder.to_owned() }
}

/// The line at which the module of tests begins: `#[cfg(test)]`, further attributes, `mod tests {`.
fn tests_at(lines: &[&str]) -> usize {
    let is_tests = |at: &usize| {
        let after = lines[*at..].iter().find(|line| !line.starts_with("#["));
        lines[*at] == "#[cfg(test)]"
            && after.is_some_and(|line| line.rsplit(' ').nth(2) == Some("mod") && line.ends_with('{'))
    };
    (0..lines.len()).find(is_tests).unwrap_or(lines.len())
}

/// Code without comments and with empty string literals, and the literals. Raw strings are unknown.
fn parted(text: &str) -> (String, Vec<String>) {
    let (mut code, mut texts, mut rest) = (String::new(), Vec::new(), text);
    while let Some(at) = rest.find(['"', '\'', '/']) {
        code += &rest[..at];
        let tail = &rest[at..];
        let length = match tail.as_bytes() {
            [b'/', b'/', ..] => tail.find('\n').unwrap_or(tail.len()),
            [b'"', ..] => {
                let length = literal_length(tail);
                code += "\"\"";
                texts.push(tail[1..length - 1].to_owned());
                length
            }
            [b'\'', ..] => character_length(tail),
            _ => {
                code.push('/');
                1
            }
        };
        rest = &tail[length..];
    }
    (code + rest, texts)
}

/// Bytes of the string literal that a text begins with.
fn literal_length(text: &str) -> usize {
    let mut is_escaped = false;
    let end = text.bytes().skip(1).position(|byte| {
        let is_end = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_end
    });
    end.unwrap() + 2
}

/// Bytes of the character literal that a text begins with; 1 for the tick of a lifetime.
fn character_length(text: &str) -> usize {
    let mut characters = text.char_indices().skip(1);
    match (characters.next(), characters.next()) {
        (Some((_, '\\')), Some((escaped, _))) => text[escaped + 1..].find('\'').unwrap() + escaped + 2,
        (Some(_), Some((end, '\''))) => end + 1,
        _ => 1,
    }
}

/// The `use` declarations of code, each with the name that it binds, and the other code.
fn uses_of(code: &str) -> (Vec<(String, Names)>, String) {
    let (mut uses, mut other, mut rest) = (Vec::new(), String::new(), code);
    while let Some(at) = rest.match_indices("use ").map(|(at, _)| at).find(|&at| begins_a_use(&rest[..at])) {
        let end = rest[at..].find(';').map_or(rest.len(), |length| at + length);
        expand(&[], &rest[at + "use ".len()..end], &mut uses);
        other += &rest[..at];
        rest = &rest[end..];
    }
    (uses, other + rest)
}

/// Whether code up to the word `use` leaves only `pub` or `pub(...)` before it on the line.
fn begins_a_use(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default().trim();
    line.is_empty() || line == "pub" || line.starts_with("pub(") && line.ends_with(')')
}

/// Adds the paths of a `use` tree: `a::{b, c::D as E}` has two.
fn expand(before: &[String], tree: &str, found: &mut Vec<(String, Names)>) {
    let (head, inner) = tree.split_once('{').map_or((tree, None), |(head, inner)| (head, Some(inner)));
    let (path, alias) = head.trim().split_once(" as ").map_or((head.trim(), None), |(path, name)| (path, Some(name)));
    let own = path.split("::").map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned);
    let mut names: Names = before.iter().cloned().chain(own).collect();
    if let Some(inner) = inner {
        let inner = inner.trim_end().strip_suffix('}').unwrap_or(inner);
        for part in parts(inner) {
            expand(&names, part, found);
        }
        return;
    }
    if !before.is_empty() && path == "self" {
        names.pop();
    }
    let bound = alias.or(names.last().map(String::as_str)).unwrap_or_default().to_owned();
    found.push((bound, names));
}

/// The parts of a list in braces: commas inside further braces do not count.
fn parts(list: &str) -> Vec<&str> {
    let mut depth = 0;
    let is_between = |character: char| {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        character == ',' && depth == 0
    };
    list.split(is_between).filter(|part| !part.trim().is_empty()).collect()
}

/// The paths of two names or more.
fn paths_in(code: &str) -> Vec<Names> {
    let is_outside = |character: char| !(character.is_alphanumeric() || character == '_' || character == ':');
    let names = |path: &str| path.split("::").filter(|name| !name.is_empty()).map(str::to_owned).collect::<Names>();
    code.split(is_outside).filter(|path| path.contains("::")).map(names).filter(|names| names.len() > 1).collect()
}

#[test]
fn paths_are_seen_in_use_trees_and_in_code() {
    let source = Source::of(
        "room/file.rs",
        "//! One.\nuse super::{card::{Card, self}, sets as all};\npub(crate) use crate::model::Lap; // use crate::x;\n\
         fn f(a: &'static str) { super::g(\"crate::h\", '\"', b::C) }\n#[cfg(test)]\nmod tests {\n    use super::i::J;\n}",
    );
    let paths: Vec<String> = source.paths().map(|names| names.join("::")).collect();
    assert_eq!(paths, ["super::card::Card", "super::card", "super::sets", "crate::model::Lap", "super::g", "b::C"]);
    let bound: Vec<&str> = source.uses.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!((bound, &source.texts[..]), (vec!["Card", "card", "all", "Lap"], &["crate::h".to_owned()][..]));
    assert_eq!((source.module.as_str(), source.room(), source.lines.len()), ("room/file", "room", 4));
}

#[test]
fn a_folder_is_its_mod() {
    assert_eq!(["lib.rs", "units.rs", "a/mod.rs", "bin/b/main.rs"].map(module_of), ["", "units", "a", "bin/b"]);
}
