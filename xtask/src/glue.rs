//! Makes the glue smaller: what the program imports from it gets a short name on both sides, and comments and indentation
//! go. Half of what these names are made of is hashes, which no compression makes smaller.

use std::collections::BTreeMap;

use crate::leb128;

/// The section of a module that lists what it imports (WebAssembly core specification 5.5.5).
const IMPORTS: u8 = 2;
const HEADER: usize = 8;

/// A module and its glue, with short names for what the one imports from the other; `None` for what is no module.
///
/// A name is changed only where the glue says it exactly once, as the name of a property: then nothing else can mean it.
pub fn shortened(module: &[u8], glue: &str, file: &str) -> Option<(Vec<u8>, String)> {
    let mut names = BTreeMap::new();
    let first = rewritten(module, |from, name| {
        if from == file && is_one_property(glue, name) {
            let short = short(names.len());
            names.insert(name.to_owned(), short);
        }
        name.to_owned()
    });
    first?;
    let module = rewritten(module, |from, name| match names.get(name) {
        Some(short) if from == file => short.clone(),
        _ => name.to_owned(),
    })?;
    Some((module, lean(&renamed(glue, &names))))
}

/// Whether `name` stands in `glue` once, before a colon.
fn is_one_property(glue: &str, name: &str) -> bool {
    let mut found = words(glue).filter(|(_, word)| *word == name);
    let is_property = found
        .next()
        .is_some_and(|(at, word)| glue[at + word.len()..].starts_with(':'));
    is_property && found.next().is_none()
}

fn renamed(glue: &str, names: &BTreeMap<String, String>) -> String {
    let mut out = String::with_capacity(glue.len());
    let mut done = 0;
    for (at, word) in words(glue) {
        if let Some(short) = names.get(word) {
            out.push_str(&glue[done..at]);
            out.push_str(short);
            done = at + word.len();
        }
    }
    out + &glue[done..]
}

/// The identifiers of a script and where each begins.
fn words(script: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '$');
    script
        .split(move |letter| !is_part(letter))
        .filter(|word| !word.is_empty())
        .map(move |word| (word.as_ptr().addr() - script.as_ptr().addr(), word))
}

/// A script without indentation, empty lines and comments that have lines of their own. Left alone where a text goes over
/// several lines, for its indentation would be part of it.
pub fn lean(script: &str) -> String {
    if script.lines().any(|line| line.matches('`').count() % 2 == 1) {
        return script.to_owned();
    }
    let mut out = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        in_comment |= line.starts_with("/*");
        if !(in_comment || line.is_empty() || line.starts_with("//")) {
            out.push_str(line);
            out.push('\n');
        }
        in_comment &= !line.ends_with("*/");
    }
    out
}

/// `a` to `Z`, then `aa` and so on.
fn short(number: usize) -> String {
    const LETTERS: &[u8; 52] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let last = char::from(LETTERS[number % LETTERS.len()]);
    match number / LETTERS.len() {
        0 => last.to_string(),
        more => short(more - 1) + &last.to_string(),
    }
}

/// A module whose imports are called what `name` says, given the file and the name of each.
fn rewritten(module: &[u8], mut name: impl FnMut(&str, &str) -> String) -> Option<Vec<u8>> {
    let (header, mut rest) = module.split_at_checked(HEADER)?;
    let mut out = header.to_vec();
    while let Some((&id, after)) = rest.split_first() {
        let (length, digits) = leb128::read(after)?;
        let (section, next) = rest.split_at_checked((1 + digits).checked_add(length)?)?;
        if id == IMPORTS {
            let imports = imports(&section[1 + digits..], &mut name)?;
            out.push(IMPORTS);
            leb128::write(imports.len(), &mut out);
            out.extend(imports);
        } else {
            out.extend_from_slice(section);
        }
        rest = next;
    }
    header.starts_with(b"\0asm").then_some(out)
}

fn imports(section: &[u8], name: &mut impl FnMut(&str, &str) -> String) -> Option<Vec<u8>> {
    let (count, digits) = leb128::read(section)?;
    let mut out = section[..digits].to_vec();
    let mut rest = &section[digits..];
    for _ in 0..count {
        let (file, after) = text(rest)?;
        let (old, after) = text(after)?;
        let (what, next) = after.split_at_checked(description(after)?)?;
        for text in [file, &name(file, old)] {
            leb128::write(text.len(), &mut out);
            out.extend_from_slice(text.as_bytes());
        }
        out.extend_from_slice(what);
        rest = next;
    }
    rest.is_empty().then_some(out)
}

/// How many functions the section of imports names; they are numbered before a module's own.
pub fn imported_functions(section: &[u8]) -> Option<usize> {
    if section.is_empty() {
        return Some(0);
    }
    let (count, digits) = leb128::read(section)?;
    let (mut rest, mut functions) = (&section[digits..], 0);
    for _ in 0..count {
        let (_, after) = text(rest)?;
        let (_, after) = text(after)?;
        let (what, next) = after.split_at_checked(description(after)?)?;
        functions += usize::from(what.first() == Some(&0));
        rest = next;
    }
    Some(functions)
}

fn text(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let (length, digits) = leb128::read(bytes)?;
    let (text, rest) = bytes[digits..].split_at_checked(length)?;
    Some((std::str::from_utf8(text).ok()?, rest))
}

/// How many bytes say what is imported: a function, table, memory or global.
fn description(bytes: &[u8]) -> Option<usize> {
    let limits = |at: usize| {
        let (_, least) = leb128::read(bytes.get(at + 1..)?)?;
        let has_most = bytes.get(at)? & 1 == 1;
        let most = if has_most {
            leb128::read(bytes.get(at + 1 + least..)?)?.1
        } else {
            0
        };
        Some(at + 1 + least + most)
    };
    match bytes.first()? {
        0 => Some(1 + leb128::read(bytes.get(1..)?)?.1),
        1 => limits(2),
        2 => limits(1),
        3 => Some(3),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    /// A module that imports, from `file`, a function by each of the names, and a memory.
    fn module(file: &str, names: &[&str]) -> Vec<u8> {
        let mut imports = vec![u8::try_from(names.len() + 1).unwrap()];
        let mut text = |text: &str, what: &[u8]| {
            imports.push(u8::try_from(text.len()).unwrap());
            imports.extend_from_slice(text.as_bytes());
            imports.extend_from_slice(what);
        };
        for name in names {
            text(file, &[]);
            text(name, &[0, 0x81, 0x01]);
        }
        text(file, &[]);
        text("memory", &[2, 1, 17, 0x80, 0x20]);
        let mut module = b"\0asm\x01\0\0\0\x01\x02\x07\x07".to_vec();
        module.push(IMPORTS);
        leb128::write(imports.len(), &mut module);
        module.extend(imports);
        module.extend([10, 1, 0]);
        module
    }

    #[test]
    fn both_sides_get_the_same_short_names() {
        let glue = "const imports = {\n    __wbg_log_0123456789abcdef: function(a) { log(a); },\n    __wbg_now_fedcba9876543210: () => 1,\n};\n";
        let long = module(
            "./glue.js",
            &["__wbg_log_0123456789abcdef", "__wbg_now_fedcba9876543210"],
        );
        let (module_after, glue_after) = shortened(&long, glue, "./glue.js").unwrap();
        assert_eq!(module_after, module("./glue.js", &["a", "b"]));
        assert_eq!(
            glue_after,
            "const imports = {\na: function(a) { log(a); },\nb: () => 1,\n};\n"
        );
    }

    #[test]
    fn a_name_that_may_mean_something_else_stays() {
        let glue = "x = { twice: 1, called: 2 }; twice(); called2 = called();";
        let names = ["twice", "called", "absent"];
        let unchanged = module("./glue.js", &names);
        let (after, glue_after) = shortened(&unchanged, glue, "./glue.js").unwrap();
        assert_eq!(after, unchanged);
        assert_eq!(glue_after.trim(), glue);
        let elsewhere = module("./other.js", &["once"]);
        assert_eq!(shortened(&elsewhere, "{ once: 1 }", "./glue.js").unwrap().0, elsewhere);
    }

    #[test]
    fn comments_and_indentation_go_and_texts_stay() {
        let script =
            "/**\n * @param {number} x\n */\n    let a = `b  // c`;\n\n  // why\n  a = \"/* d */\";\n/* e */\nf();";
        assert_eq!(lean(script), "let a = `b  // c`;\na = \"/* d */\";\nf();\n");
        let over_lines = "  let a = `b\n  c`;\n";
        assert_eq!(lean(over_lines), over_lines);
    }

    #[test]
    fn short_names_are_never_the_same() {
        assert_eq!([0, 51, 52, 103, 104].map(short), ["a", "Z", "aa", "aZ", "ba"]);
        let names: std::collections::BTreeSet<String> = (0..3000).map(short).collect();
        assert_eq!(names.len(), 3000);
    }

    #[test]
    fn what_is_no_module_or_a_torn_one_is_refused() {
        let whole = module("./glue.js", &["once"]);
        for broken in [
            &b"<!doctype html>"[..],
            b"\0asm",
            &whole[..whole.len() - 4],
            b"\0asm\x01\0\0\0\x02\x01\x05",
        ] {
            assert_eq!(shortened(broken, "", "./glue.js"), None);
        }
    }
}
