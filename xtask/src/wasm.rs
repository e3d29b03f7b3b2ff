//! The browser's program: cargo compiles it, `wasm_split` takes the lazy pages out into chunks, wasm-bindgen's library writes the
//! glue. No tool is installed for it.
//!
//! No wasm-opt: once names are stripped it makes the compressed file larger and costs half a minute.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support::{Options, transform};

use crate::{
    failure::{Context, Failure, Outcome},
    glue, leb128,
    phases::Phase,
    process, prune, toolchain,
    workspace::{WASM_TARGET, Workspace},
};

/// How much the compiler should try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// For people: small, slow to build.
    Small,
    /// For `dev`: quick to build, large.
    Quick,
}

/// Compiles `frontend` and returns the path of the raw module.
///
/// # Errors
/// The target cannot be had, or the code does not compile.
pub fn compile(workspace: &Workspace, effort: Effort, phase: &Phase) -> Outcome<PathBuf> {
    toolchain::ensure_wasm_target(workspace)?;
    let leptos = &workspace.leptos;
    let (profile, folder) = match effort {
        Effort::Small => (leptos.lib_profile_release.as_str(), leptos.lib_profile_release.as_str()),
        Effort::Quick => ("dev", "debug"),
    };
    let out = workspace.target("wasm");
    let mut cargo = workspace.cargo_client(&[
        "build",
        "--package",
        &leptos.lib_package,
        "--lib",
        "--target",
        WASM_TARGET,
    ]);
    cargo.args(["--profile", profile]).arg("--target-dir").arg(&out);
    process::quietly(&mut cargo, phase)?;
    Ok(out
        .join(WASM_TARGET)
        .join(folder)
        .join(format!("{}.wasm", leptos.lib_package)))
}

/// The script that finds the chunks; the first module asks for it under this name.
pub const SPLITS: &str = "__wasm_split.js";

/// The files that each chunk of lazy pages needs, by the chunk's name.
pub type Chunks = BTreeMap<String, Vec<String>>;

/// Writes the finished modules and their glue for the browser into a folder, which holds nothing else afterwards.
///
/// # Errors
/// The module was built with another version of wasm-bindgen, or the folder cannot be written.
pub fn bind(workspace: &Workspace, module: &Path, folder: &Path) -> Outcome<Chunks> {
    if folder.exists() {
        fs::remove_dir_all(folder).context(|| format!("cannot empty {}", folder.display()))?;
    }
    let name = &workspace.leptos.output_name;
    let first = folder.join(format!("{name}.whole.wasm"));
    let chunks = split(module, folder, &first, name)?;
    let bind = || {
        let mut bindgen = Bindgen::new();
        bindgen.input_path(&first).out_name(name).typescript(false);
        // The chunks find what they share with the first module under the linker's names.
        bindgen
            .omit_default_module_path(true)
            .keep_lld_exports(true)
            .demangle(false);
        bindgen.web(true)?.generate(folder)
    };
    bind().context(|| "wasm-bindgen cannot finish the browser's program".into())?;
    fs::remove_file(&first).context(|| format!("cannot remove {}", first.display()))?;
    strip_all(folder)?;
    shorten(folder, name)?;
    Ok(chunks)
}

/// Takes the lazy pages out of the module: the rest goes to `first`, the chunks and the script that finds them beside it.
fn split(module: &Path, folder: &Path, first: &Path, name: &str) -> Outcome<Chunks> {
    let input = fs::read(module).context(|| format!("cannot read {}", module.display()))?;
    let input =
        prune::pruned(&input).ok_or_else(|| Failure::new(format!("{} is no WebAssembly module", module.display())))?;
    let main_module = format!("./{name}.js");
    let mut options = Options::new(&input);
    options.output_dir = folder;
    options.main_out_path = first;
    options.main_module = &main_module;
    let link_name = format!("./{SPLITS}");
    options.link_name = &link_name;
    let split = transform(options)
        .map_err(|error| Failure::new(format!("the browser's program cannot be taken apart: {error:#}")))?;
    // It names in comments what it names in code.
    let script = folder.join(SPLITS);
    let finds = fs::read_to_string(&script).context(|| format!("cannot read {}", script.display()))?;
    fs::write(&script, glue::lean(&finds)).context(|| format!("cannot write {}", script.display()))?;
    let files = |files: Vec<String>| files.into_iter().map(|file| format!("{file}.wasm")).collect();
    let chunks = split.prefetch_map.into_iter();
    Ok(chunks.map(|(chunk, needed)| (chunk, files(needed))).collect())
}

/// Gives what the first module imports from the glue short names.
fn shorten(folder: &Path, name: &str) -> Outcome {
    let (module, script) = (
        folder.join(format!("{name}_bg.wasm")),
        folder.join(format!("{name}.js")),
    );
    let long = fs::read(&module).context(|| format!("cannot read {}", module.display()))?;
    let glue = fs::read_to_string(&script).context(|| format!("cannot read {}", script.display()))?;
    let (short, glue) = glue::shortened(&long, &glue, &format!("./{name}_bg.js"))
        .ok_or_else(|| Failure::new(format!("{} has imports that cannot be read", module.display())))?;
    fs::write(&module, short).context(|| format!("cannot write {}", module.display()))?;
    fs::write(&script, glue).context(|| format!("cannot write {}", script.display()))
}

/// Removes what only tools read from every module of a folder: names, producers, relocations.
fn strip_all(folder: &Path) -> Outcome {
    let entries = fs::read_dir(folder).context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries.flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|extension| extension == "wasm") {
            let module = fs::read(&path).context(|| format!("cannot read {}", path.display()))?;
            let stripped = stripped(&module)
                .ok_or_else(|| Failure::new(format!("{} is no WebAssembly module", path.display())))?;
            fs::write(&path, stripped).context(|| format!("cannot write {}", path.display()))?;
        }
    }
    Ok(())
}

/// A module without its custom sections (WebAssembly core specification 5.5.2: id, length, contents); `None` for anything else.
fn stripped(module: &[u8]) -> Option<Vec<u8>> {
    const HEADER: usize = 8;
    const CUSTOM: u8 = 0;
    let (header, mut rest) = module.split_at_checked(HEADER)?;
    let mut kept = header.to_vec();
    while let Some((&id, after)) = rest.split_first() {
        let (length, digits) = leb128::read(after)?;
        let whole = (1 + digits).checked_add(length)?;
        let (section, next) = rest.split_at_checked(whole)?;
        if id != CUSTOM {
            kept.extend_from_slice(section);
        }
        rest = next;
    }
    header.starts_with(b"\0asm").then_some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn custom_sections_are_taken_out_and_nothing_else() {
        let header = b"\0asm\x01\0\0\0";
        let custom = [0, 3, 1, b'x', 9];
        let types = [1, 2, 7, 7];
        let mut long = vec![10, 0x80, 0x01];
        long.extend([5; 128]);
        let module = [header.as_slice(), &custom, &types, &custom, &long, &custom].concat();
        assert_eq!(stripped(&module), Some([header.as_slice(), &types, &long].concat()));
        assert_eq!(stripped(header), Some(header.to_vec()));
    }

    #[test]
    fn what_is_no_module_or_a_torn_one_is_refused() {
        for broken in [
            b"".as_slice(),
            b"\0asm",
            b"<!doctype html>",
            b"\0asm\x01\0\0\0\x01\x05\0",
            b"\0asm\x01\0\0\0\x01\xff\xff\xff\xff\xff\xff",
        ] {
            assert_eq!(stripped(broken), None, "{broken:?}");
        }
    }
}
