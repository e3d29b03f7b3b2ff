//! Just enough of Rust's grammar to read paths out of a file: comments and literals become blanks, lines stay where
//! they are, and `use` trees are opened.

/// A path as it is written, with the line it stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    pub line: usize,
    pub path: String,
}

/// The text with comments, strings and character literals blanked out; line breaks stay.
pub fn code(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let end = at + literal_length(&bytes[at..], at.checked_sub(1).map(|before| bytes[before]));
        if end == at {
            out.push(bytes[at]);
            at += 1;
        } else {
            out.extend(
                bytes[at..end]
                    .iter()
                    .map(|byte| if *byte == b'\n' { b'\n' } else { b' ' }),
            );
            at = end;
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// The length of the comment or literal that begins here, or 0.
fn literal_length(rest: &[u8], before: Option<u8>) -> usize {
    let in_word = before.is_some_and(is_word);
    match rest {
        [b'/', b'/', ..] => rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len()),
        [b'/', b'*', ..] => block_comment(rest),
        [b'"', ..] => quoted(rest, b'"'),
        [b'r', b'"' | b'#', ..] if !in_word => raw_string(rest),
        [b'\'', b'\\', ..] => quoted(rest, b'\''),
        // One character, perhaps of several bytes; otherwise it is a lifetime.
        [b'\'', ..] => rest
            .iter()
            .skip(2)
            .take(4)
            .position(|byte| *byte == b'\'')
            .filter(|gap| closes(rest, *gap))
            .map_or(0, |gap| gap + 3),
        _ => 0,
    }
}

/// Whether the bytes between two quotes are one character.
fn closes(rest: &[u8], gap: usize) -> bool {
    std::str::from_utf8(&rest[1..gap + 2]).is_ok_and(|inner| inner.chars().count() == 1)
}

fn block_comment(rest: &[u8]) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        match rest[at..] {
            [b'/', b'*', ..] => (depth, at) = (depth + 1, at + 2),
            [b'*', b'/', ..] if depth == 1 => return at + 2,
            [b'*', b'/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
    }
    rest.len()
}

fn quoted(rest: &[u8], quote: u8) -> usize {
    let mut at = 1;
    while at < rest.len() {
        match rest[at] {
            b'\\' => at += 2,
            byte if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

fn raw_string(rest: &[u8]) -> usize {
    let hashes = rest[1..].iter().take_while(|byte| **byte == b'#').count();
    if rest.get(1 + hashes) != Some(&b'"') {
        return 0;
    }
    let end = [b"\"".as_slice(), &vec![b'#'; hashes]].concat();
    let body = 2 + hashes;
    let found = rest[body..].windows(end.len()).position(|window| window == end);
    found.map_or(rest.len(), |position| body + position + end.len())
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// All paths with `::` in code that [`code`] has blanked: `use` trees opened, others as they stand.
pub fn mentions(code: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(start) = rest.find(|c: char| c.is_ascii_alphabetic() || c == '_') {
        rest = &rest[start..];
        let word_end = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
            .unwrap_or(rest.len());
        let line = 1 + code[..code.len() - rest.len()].matches('\n').count();
        // `use<'a>` in a bound captures lifetimes and brings nothing in.
        let is_import = &rest[..word_end] == "use" && !rest[word_end..].trim_start().starts_with('<');
        let end = if is_import {
            let end = rest.find(';').unwrap_or(rest.len());
            let tree = rest[word_end..end].split_whitespace().collect::<Vec<_>>().join(" ");
            open("", &tree, &mut |path| found.push(Mention { line, path }));
            end
        } else {
            let end = rest
                .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == ':'))
                .unwrap_or(rest.len());
            let path = rest[..end].trim_end_matches(':');
            if path.contains("::") {
                found.push(Mention {
                    line,
                    path: path.to_owned(),
                });
            }
            end.max(word_end)
        };
        rest = &rest[end..];
    }
    found
}

/// Opens a `use` tree: `a::{b, c::{d, e}}` is `a::b`, `a::c::d` and `a::c::e`.
fn open(head: &str, tree: &str, give: &mut impl FnMut(String)) {
    let Some(brace) = tree.find('{') else {
        let name = tree.split(" as ").next().unwrap_or(tree).replace(' ', "");
        return give(format!("{head}{name}"));
    };
    let head = format!("{head}{}", tree[..brace].replace(' ', ""));
    let (mut depth, mut start) = (0_usize, brace + 1);
    for (at, byte) in tree.bytes().enumerate().skip(brace + 1) {
        let ends = depth == 0 && matches!(byte, b',' | b'}');
        if ends && !tree[start..at].trim().is_empty() {
            open(&head, &tree[start..at], give);
        }
        match byte {
            _ if ends => start = at + 1,
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(text: &str) -> Vec<String> {
        mentions(&code(text)).into_iter().map(|mention| mention.path).collect()
    }

    #[test]
    fn comments_strings_and_characters_are_blanked_and_lines_stay() {
        let text = "a // tokio::x\nb /* c /* d */ e */ f \"tokio::y \\\" z\" 'g' '\\'' r#\"h\"i\"# j";
        let blank = code(text);
        assert_eq!(blank.lines().count(), 2);
        assert_eq!(blank.split_whitespace().collect::<String>(), "abfj");
    }

    #[test]
    fn lifetimes_are_not_characters() {
        assert_eq!(
            code("fn a<'b>(c: &'b str, d: &'static str)"),
            "fn a<'b>(c: &'b str, d: &'static str)"
        );
        assert_eq!(code("'é' x").trim(), "x");
    }

    #[test]
    fn use_trees_are_opened() {
        assert_eq!(
            paths("use a::{b, c::{d, e as f}, self};"),
            ["a::b", "a::c::d", "a::c::e", "a::self"]
        );
    }

    #[test]
    fn captured_lifetimes_are_no_import() {
        assert_eq!(paths("fn a() -> impl B + use<'_> { c::d() }"), ["c::d"]);
    }

    #[test]
    fn paths_in_code_are_mentioned_with_their_line() {
        let found = mentions(&code("fn x() {\n  crate::features::auth::sign_in();\n}"));
        assert_eq!(
            found,
            [Mention {
                line: 2,
                path: "crate::features::auth::sign_in".into()
            }]
        );
    }
}
