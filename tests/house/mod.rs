//! Which file needs which: paths resolved to the file that defines what they name, and the rings that this makes.

pub(crate) mod source;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use source::Source;

/// Re-exports that are followed from a path to its file.
const MOST_REEXPORTS: usize = 8;

/// The files of `src/` by their modules.
pub(crate) struct House<'a> {
    files: BTreeMap<&'a str, &'a Source>,
}

/// A thing and the module of the file that defines it; the thing is empty where a path names a module.
pub(crate) type Thing = (String, String);

impl<'a> House<'a> {
    pub(crate) fn new(sources: &'a [Source]) -> Self {
        Self { files: sources.iter().map(|source| (source.module.as_str(), source)).collect() }
    }

    /// The things of other files that a file names.
    pub(crate) fn named_by(&self, source: &Source) -> BTreeSet<Thing> {
        let things = source.paths().filter_map(|names| self.home(&source.module, names, MOST_REEXPORTS));
        things.filter(|(home, _)| *home != source.module).collect()
    }

    /// The modules of other files that a file needs. A path that only goes through a folder does not need its `mod.rs`.
    pub(crate) fn needed_by(&self, source: &Source) -> BTreeSet<String> {
        let is_around = |home: &str| source.module.starts_with(&inside(home, ""));
        let is_needed = |(home, thing): &Thing| !(home.is_empty() || thing.is_empty() && is_around(home));
        self.named_by(source).into_iter().filter(is_needed).map(|(home, _)| home).collect()
    }

    /// Where a path that a module names leads; `None` for other crates and for names of the module itself.
    fn home(&self, from: &str, names: &[String], reexports: usize) -> Option<Thing> {
        let (mut module, mut rest) = self.start(from, names)?;
        while let Some((next, others)) = rest.split_first()
            && self.files.contains_key(inside(&module, next).as_str())
        {
            (module, rest) = (inside(&module, next), others);
        }
        let file = self.files.get(module.as_str())?;
        let thing = rest.first().cloned().unwrap_or_default();
        let bound = file.uses.iter().find(|(name, _)| *name == thing).filter(|_| reexports > 0);
        bound.and_then(|(_, names)| self.home(&module, names, reexports - 1)).or(Some((module, thing)))
    }

    /// The module that a path starts in, and its other names.
    fn start<'n>(&self, from: &str, names: &'n [String]) -> Option<(String, &'n [String])> {
        match names.first()?.as_str() {
            "crate" => Some((root(from).to_owned(), &names[1..])),
            "self" => Some((from.to_owned(), &names[1..])),
            "super" => {
                let up = names.iter().take_while(|name| *name == "super").count();
                Some(((0..up).fold(from, |module, _| outside(module)).to_owned(), &names[up..]))
            }
            first => self.files.contains_key(inside(from, first).as_str()).then(|| (from.to_owned(), names)),
        }
    }

    /// The shortest ring through the first file of each knot of files that need each other, in order.
    pub(crate) fn rings(&self) -> Vec<Vec<String>> {
        let needs_of = |(module, source): (&&'a str, &&Source)| (*module, self.needed_by(source));
        let needs: BTreeMap<&str, BTreeSet<String>> = self.files.iter().map(needs_of).collect();
        let is_first = |ring: &Vec<String>| ring.iter().min() == ring.first();
        needs.keys().filter_map(|module| ring_through(module, &needs)).filter(is_first).collect()
    }
}

/// The shortest way from a module back to itself.
fn ring_through(module: &str, needs: &BTreeMap<&str, BTreeSet<String>>) -> Option<Vec<String>> {
    let mut seen = BTreeSet::new();
    let mut ways = VecDeque::from([vec![module.to_owned()]]);
    while let Some(way) = ways.pop_front() {
        for next in way.last().and_then(|last| needs.get(last.as_str())).into_iter().flatten() {
            if next == module {
                return Some(way);
            }
            if seen.insert(next.clone()) {
                ways.push_back(way.iter().chain([next]).cloned().collect());
            }
        }
    }
    None
}

fn inside(module: &str, name: &str) -> String {
    if module.is_empty() { name.to_owned() } else { format!("{module}/{name}") }
}

fn outside(module: &str) -> &str {
    module.rsplit_once('/').map_or("", |(outer, _)| outer)
}

/// The module that `crate` stands for: each program in `bin/` is a crate of its own.
fn root(module: &str) -> &str {
    let Some(program) = module.strip_prefix("bin/") else { return "" };
    &module[.."bin/".len() + program.split('/').next().map_or(0, str::len)]
}

#[cfg(test)]
mod tests {
    use super::source::Names;
    use super::*;

    fn source(module: &str, uses: &[&str], inline: &[&str]) -> Source {
        let names = |path: &&str| path.split("::").map(str::to_owned).collect::<Names>();
        let uses = uses.iter().map(|path| (path.rsplit("::").next().unwrap().to_owned(), names(path))).collect();
        let (path, code) = (format!("{module}.rs"), String::new());
        let (lines, texts, inline) = (Vec::new(), Vec::new(), inline.iter().map(names).collect());
        Source { path, module: module.to_owned(), lines, code, texts, uses, inline }
    }

    #[test]
    fn a_ring_is_seen_through_reexports_and_paths_in_code() {
        let sources = [
            source("", &[], &[]),
            source("a", &["self::x::X", "self::y::Y", "self::z::Z"], &[]),
            source("a/x", &["super::Y"], &[]),
            source("a/y", &[], &["crate::a::Z"]),
            source("a/z", &["super::super::a::x::X"], &[]),
            source("b", &["crate::a::X", "std::fmt"], &[]),
        ];
        let house = House::new(&sources);
        assert_eq!(house.rings(), [["a/x", "a/y", "a/z"]]);
        assert_eq!(house.named_by(&sources[5]), BTreeSet::from([("a/x".to_owned(), "X".to_owned())]));
    }

    #[test]
    fn a_folder_is_needed_for_what_its_mod_defines() {
        let of = |path: &str| [source("a", &["self::x::X"], &[]), source("a/x", &[path], &[]), source("a/y", &[], &[])];
        assert_eq!(House::new(&of("super::Own")).rings(), [["a", "a/x"]]);
        assert!(House::new(&of("super::y::Y")).rings().is_empty());
    }

    #[test]
    fn a_program_is_a_crate_of_its_own() {
        assert_eq!([root("a/b"), root("bin/c"), root("bin/c/d")], ["", "bin/c", "bin/c"]);
    }
}
