//! Tells the compiler which folder of built assets to embed.
//!
//! `cargo xtask build` writes the site (scripts, styles, fonts, each with its compressed forms) and then builds this
//! crate. The folder is named by `PORTICO_SITE`; without it, it is `target/site` of this workspace, made when missing so
//! that a plain `cargo check` works. Without the rerun line cargo would go on embedding the files of an earlier build.

use std::{env, fs, path::PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-env-changed=PORTICO_SITE");
    let site = match env::var_os("PORTICO_SITE") {
        Some(folder) => PathBuf::from(folder),
        None => PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("../target/site"),
    };
    fs::create_dir_all(&site)?;
    let site = site.canonicalize()?;
    println!("cargo::rerun-if-changed={}", site.display());
    println!("cargo::rustc-env=EMBEDDED_SITE_FOLDER={}", site.display());
    Ok(())
}
