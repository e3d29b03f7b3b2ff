//! Empties functions of the linked program that nothing can call.
//!
//! A view whose type is forgotten (`AnyView`) carries a pointer to `hydrate_async` of its type, and so the linker keeps one of
//! these for every type, with the future each makes: a tenth of the program. Only `mount::hydrate_from_async` and routers that
//! wait would call them; the client starts with `mount::hydrate_from` (see `frontend`). And the framework's client of server
//! functions exports what streams a body to the server, which no function here does. What stands there instead is a trap.

use std::ops::Range;

use crate::{glue, leb128};

/// A part of these symbols: `<T as IntoAny>::into_any::hydrate_async`.
const HYDRATION_THAT_WAITS: &str = "8into_any13hydrate_async";
/// The same of attributes, for pages that the client would draw from a template: every page here comes from the server.
const HYDRATION_FROM_TEMPLATES: &str = "13into_any_attr21hydrate_from_template";
/// What the methods of `wasm-streams`' classes are exported as.
const STREAMED_BODIES: [&str; 2] = ["intounderlying", "__wbg_intounderlying"];

const HEADER: usize = 8;
const CUSTOM: u8 = 0;
const IMPORTS: u8 = 2;
const CODE: u8 = 10;
const UNREACHABLE: u8 = 0;
const END: u8 = 0x0b;

/// A module in which these functions are empty, and what they referred to is not referred to by them; `None` for what is
/// no module. Nothing moves: an empty function is as long as it was.
pub fn pruned(module: &[u8]) -> Option<Vec<u8>> {
    let sections = sections(module)?;
    let empty = never_called(module, &sections)?;
    let mut out = module[..HEADER].to_vec();
    for (id, contents) in sections {
        let mut section = module[contents.clone()].to_vec();
        if id == CODE {
            for body in &empty {
                let body = section.get_mut(body.clone())?;
                body.fill(UNREACHABLE);
                *body.last_mut()? = END;
            }
        } else if id == CUSTOM && name_of(&section)?.0 == "reloc.CODE" {
            section = without_relocations(&section, &empty)?;
        }
        out.push(id);
        leb128::write(section.len(), &mut out);
        out.extend(section);
    }
    Some(out)
}

/// Number and contents of each section.
fn sections(module: &[u8]) -> Option<Vec<(u8, Range<usize>)>> {
    let mut found = Vec::new();
    let mut at = HEADER;
    while at < module.len() {
        let (length, digits) = leb128::read(module.get(at + 1..)?)?;
        let start = at + 1 + digits;
        let end = start.checked_add(length).filter(|end| *end <= module.len())?;
        found.push((module[at], start..end));
        at = end;
    }
    module.starts_with(b"\0asm").then_some(found)
}

/// Where the bodies of the functions stand in the code section.
fn never_called(module: &[u8], sections: &[(u8, Range<usize>)]) -> Option<Vec<Range<usize>>> {
    let section = |wanted: u8| sections.iter().find(|(id, _)| *id == wanted);
    let contents = |wanted: u8| section(wanted).map_or(&[][..], |(_, contents)| &module[contents.clone()]);
    let imported = glue::imported_functions(contents(IMPORTS))?;
    let bodies = bodies(contents(CODE))?;
    let custom = sections.iter().filter(|(id, _)| *id == CUSTOM);
    let mut custom = custom.map(|(_, contents)| &module[contents.clone()]);
    let Some(names) = custom.find(|contents| name_of(contents).is_some_and(|(name, _)| name == "name")) else {
        return Some(Vec::new());
    };
    let numbers = functions_called(names, is_never_called)?.into_iter();
    let found = numbers.filter_map(|number| bodies.get(number.checked_sub(imported)?).cloned());
    Some(found.collect())
}

fn bodies(code: &[u8]) -> Option<Vec<Range<usize>>> {
    if code.is_empty() {
        return Some(Vec::new());
    }
    let (count, mut at) = leb128::read(code)?;
    let mut found = Vec::new();
    for _ in 0..count {
        let (length, digits) = leb128::read(code.get(at..)?)?;
        found.push(at + digits..at + digits + length);
        at += digits + length;
    }
    Some(found)
}

/// The name of a custom section and where it ends.
fn name_of(section: &[u8]) -> Option<(&str, usize)> {
    let (length, digits) = leb128::read(section)?;
    let name = section.get(digits..digits + length)?;
    Some((std::str::from_utf8(name).ok()?, digits + length))
}

fn is_never_called(symbol: &str) -> bool {
    [HYDRATION_THAT_WAITS, HYDRATION_FROM_TEMPLATES]
        .iter()
        .any(|part| symbol.contains(part))
        || STREAMED_BODIES.iter().any(|name| symbol.starts_with(name))
}

/// The numbers of the functions whose symbol is one of those, from the section of names.
fn functions_called(section: &[u8], wanted: fn(&str) -> bool) -> Option<Vec<usize>> {
    const FUNCTIONS: u8 = 1;
    let mut rest = &section[name_of(section)?.1..];
    while let Some((&kind, after)) = rest.split_first() {
        let (length, digits) = leb128::read(after)?;
        let (names, next) = after[digits..].split_at_checked(length)?;
        if kind == FUNCTIONS {
            return numbers_of(names, wanted);
        }
        rest = next;
    }
    Some(Vec::new())
}

fn numbers_of(names: &[u8], wanted: fn(&str) -> bool) -> Option<Vec<usize>> {
    let (count, digits) = leb128::read(names)?;
    let mut rest = &names[digits..];
    let mut found = Vec::new();
    for _ in 0..count {
        let (number, digits) = leb128::read(rest)?;
        let name = &rest[digits..];
        let (symbol, end) = name_of(name)?;
        if wanted(symbol) {
            found.push(number);
        }
        rest = &name[end..];
    }
    Some(found)
}

/// The section that says where code refers to something, without what stood in the empty functions: what is not referred
/// to is left out of the program.
fn without_relocations(section: &[u8], empty: &[Range<usize>]) -> Option<Vec<u8>> {
    let (_, name) = name_of(section)?;
    let (_, target) = leb128::read(&section[name..])?;
    let (count, digits) = leb128::read(&section[name + target..])?;
    let mut rest = &section[name + target + digits..];
    let (mut kept, mut left) = (Vec::new(), 0);
    for _ in 0..count {
        let (entry, next) = rest.split_at_checked(relocation(rest)?)?;
        let (offset, _) = leb128::read(&entry[1..])?;
        // Bodies stand in their order.
        let before = empty.partition_point(|body| body.end <= offset);
        if !empty.get(before).is_some_and(|body| body.contains(&offset)) {
            kept.extend_from_slice(entry);
            left += 1;
        }
        rest = next;
    }
    let mut out = section[..name + target].to_vec();
    leb128::write(left, &mut out);
    out.extend(kept);
    Some(out)
}

/// How long an entry is: kind, offset, symbol, and for places in memory or in a section what is added.
fn relocation(entry: &[u8]) -> Option<usize> {
    const WITH_ADDEND: [u8; 14] = [3, 4, 5, 8, 9, 11, 14, 15, 16, 17, 21, 22, 23, 25];
    let kind = entry.first()?;
    let numbers = if WITH_ADDEND.contains(kind) { 3 } else { 2 };
    let mut length = 1;
    for _ in 0..numbers {
        length += leb128::read(entry.get(length..)?)?.1;
    }
    Some(length)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn section(id: u8, contents: &[u8]) -> Vec<u8> {
        let mut out = vec![id];
        leb128::write(contents.len(), &mut out);
        out.extend_from_slice(contents);
        out
    }

    fn text(text: &str) -> Vec<u8> {
        [&[u8::try_from(text.len()).unwrap()], text.as_bytes()].concat()
    }

    /// One imported function and two of its own, of which the second is called `symbol`; each refers to something.
    fn module(symbol: &str, second: &[u8], relocations: &[u8]) -> Vec<u8> {
        let import = [&[1][..], &text("m"), &text("f"), &[0, 0]].concat();
        let code = [
            &[2][..],
            &[4, 0, 0x10, 0x00, END],
            &[u8::try_from(second.len()).unwrap()],
            second,
        ]
        .concat();
        let names = [&[3, 0][..], &text("import"), &[1], &text("first"), &[2], &text(symbol)].concat();
        let names = [text("name"), section(1, &names)].concat();
        let relocations = [&text("reloc.CODE")[..], &[3], relocations].concat();
        [
            b"\0asm\x01\0\0\0".to_vec(),
            section(IMPORTS, &import),
            section(CODE, &code),
            section(CUSTOM, &names),
            section(CUSTOM, &relocations),
        ]
        .concat()
    }

    const BOTH: [u8; 8] = [2, 0, 4, 0, 3, 9, 1, 0];

    #[test]
    fn what_is_never_called_is_a_trap_and_refers_to_nothing() {
        for symbol in [
            "_ZN3any8IntoAny$GT$8into_any13hydrate_async17h0123456789abcdefE",
            "_ZN3any8IntoAnyAttribute$GT$13into_any_attr21hydrate_from_template17h0123456789abcdefE",
            "intounderlyingsink_close_58a9338f50bce61c",
            "__wbg_intounderlyingsink_free_58a9338f50bce61c",
        ] {
            let whole = module(symbol, &[0, 0x10, 0x01, 0x1a, END], &BOTH);
            let empty = [UNREACHABLE, UNREACHABLE, UNREACHABLE, UNREACHABLE, END];
            assert_eq!(
                pruned(&whole).unwrap(),
                module(symbol, &empty, &[1, 0, 4, 0]),
                "{symbol}"
            );
        }
    }

    #[test]
    fn everything_else_stays_as_it_is() {
        for symbol in [
            "_ZN3any8IntoAny$GT$8into_any5build17hE",
            "__wbindgen_describe_intounderlyingsink_close",
        ] {
            let whole = module(symbol, &[0, 0x10, 0x01, 0x1a, END], &BOTH);
            assert_eq!(pruned(&whole).unwrap(), whole, "{symbol}");
        }
        assert_eq!(pruned(b"\0asm\x01\0\0\0").unwrap(), b"\0asm\x01\0\0\0");
    }

    #[test]
    fn what_is_no_module_or_a_torn_one_is_refused() {
        let whole = module("f", &[0, END], &[0]);
        for broken in [&b"<!doctype html>"[..], &whole[..whole.len() - 3]] {
            assert_eq!(pruned(broken), None);
        }
    }
}
