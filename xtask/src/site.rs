//! The site that the server embeds: `pkg/<hash>/` with the browser's program, its style sheet, icons and fonts, and
//! beside `pkg` what must have a fixed address (favicon, robots.txt, manifest).
//!
//! The hash stands in the directory, over everything, so imports between the files stay relative, nothing is
//! rewritten, and the whole directory may be cached for ever.

use std::{fs, path::Path};

use sha2::{Digest, Sha256};

use crate::{
    compress::{self, Asset},
    css,
    failure::{Context, Outcome},
    folder,
    phases::{Phase, Phases},
    sizes::Sizes,
    stamp::{self, Stamp},
    wasm::{self, Effort},
    workspace::Workspace,
};

/// The parts of this program that decide what a site is made of: a change to one of them makes every site anew.
const RECIPE: [&str; 7] = [
    include_str!("site.rs"),
    include_str!("wasm.rs"),
    include_str!("glue.rs"),
    include_str!("prune.rs"),
    include_str!("css.rs"),
    include_str!("compress.rs"),
    // The libraries that take the program apart, bind it and bundle styles.
    include_str!("../../Cargo.lock"),
];

/// Which files each chunk of lazy pages needs; the server reads it to ask for them early.
const CHUNKS: &str = "chunks.json";

/// A site that was built.
pub struct Site {
    /// The name of the directory below `pkg`; the server says the same when asked for `--build-id`.
    pub hash: String,
    pub sizes: Sizes,
}

/// Builds the site into `root`, or leaves it alone when nothing that it is made of has changed.
///
/// # Errors
/// The browser's program or the style sheet does not compile, or a file cannot be written.
pub fn build(workspace: &Workspace, root: &Path, effort: Effort, phases: &Phases) -> Outcome<Site> {
    let module = phases.run("Browser program", |phase| wasm::compile(workspace, effort, phase))?;
    phases.run("Site: glue, styles, compression", |phase| {
        let stamp = inputs(workspace, &module, effort)?;
        if let Some(stored) = Stamp::unchanged(root, &stamp) {
            phase.note("unchanged");
            return Ok(Site {
                hash: stored.hash,
                sizes: stored.sizes,
            });
        }
        let site = assemble(workspace, root, &module, effort, phase)?;
        Stamp::keep(root, stamp, &site)?;
        Ok(site)
    })
}

/// A fingerprint of everything that the site is made of.
fn inputs(workspace: &Workspace, module: &Path, effort: Effort) -> Outcome<String> {
    let style = workspace.path(&workspace.leptos.style_file);
    let mut hasher = Sha256::new();
    for text in RECIPE {
        hasher.update(text);
    }
    hasher.update(format!("{:?} {effort:?}", workspace.leptos));
    hasher.update(fs::read(module).context(|| format!("cannot read {}", module.display()))?);
    for source in [
        style.parent().unwrap_or(&style),
        &workspace.path(&workspace.leptos.assets_dir),
    ] {
        hasher.update(hash(&folder::read(source)?));
    }
    Ok(stamp::hex(&hasher.finalize()))
}

fn assemble(workspace: &Workspace, root: &Path, module: &Path, effort: Effort, phase: &Phase) -> Outcome<Site> {
    let name = &workspace.leptos.output_name;
    phase.progress("glue");
    // Beside the site, so that two sites can be made at once.
    let glue = root.with_extension("glue");
    let chunks = wasm::bind(workspace, module, &glue)?;
    let mut package = folder::read(&glue)?;
    package.push(Asset {
        path: CHUNKS.into(),
        bytes: serde_json::to_vec(&chunks).context(|| "cannot word the list of chunks".into())?,
    });
    phase.progress("styles");
    let main = format!("{name}.css");
    let files = [main.as_str(), css::ROOMS, css::WORK, css::PUBLIC].map(str::to_owned);
    for (path, sheet) in files.into_iter().zip(css::bundles(workspace)?) {
        let bytes = sheet.into_bytes();
        package.push(Asset { path, bytes });
    }
    let public = folder::read(&workspace.path(&workspace.leptos.assets_dir))?;
    let (moved, fixed): (Vec<_>, Vec<_>) = public.into_iter().partition(|asset| is_packaged(&asset.path));
    package.extend(moved);
    let hash = hash(&[package.as_slice(), &fixed].concat());
    for asset in &mut package {
        asset.path = format!("{}/{hash}/{}", workspace.leptos.site_pkg_dir, asset.path);
    }
    let mut all = [package, fixed].concat();
    if effort == Effort::Small {
        phase.progress("compression");
        all.extend(compress::siblings(&all)?);
    }
    folder::write(root, &all)?;
    Ok(Site {
        sizes: Sizes::of(&all, name, &chunks),
        hash,
    })
}

/// Whether a public file is asked for by the program or the style sheet, and so belongs beside them; the others are
/// asked for by browsers at fixed addresses.
fn is_packaged(path: &str) -> bool {
    path == "icons.svg" || path.starts_with("fonts/")
}

/// Sixteen hexadecimal digits over the paths and bytes of files, whatever their order.
fn hash(assets: &[Asset]) -> String {
    let mut sorted: Vec<_> = assets.iter().collect();
    sorted.sort_by(|a, b| a.path.cmp(&b.path));
    let mut hasher = Sha256::new();
    for asset in sorted {
        hasher.update((asset.path.len() as u64).to_le_bytes());
        hasher.update(&asset.path);
        hasher.update((asset.bytes.len() as u64).to_le_bytes());
        hasher.update(&asset.bytes);
    }
    stamp::hex(&hasher.finalize())[..16].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asset(path: &str, text: &str) -> Asset {
        Asset {
            path: path.into(),
            bytes: text.into(),
        }
    }

    #[test]
    fn the_hash_is_the_same_for_the_same_files_in_any_order() {
        let (a, b) = (asset("portico.js", "x"), asset("portico.css", "y"));
        assert_eq!(hash(&[a.clone(), b.clone()]), hash(&[b, a]));
    }

    #[test]
    fn the_hash_has_sixteen_digits_and_changes_with_bytes_names_and_borders() {
        let first = hash(&[asset("a", "bc")]);
        assert_eq!(first.len(), 16);
        for other in [[asset("a", "bd")], [asset("b", "bc")], [asset("ab", "c")]] {
            assert_ne!(first, hash(&other));
        }
    }

    #[test]
    fn fonts_and_icons_lie_beside_the_style_sheet_and_the_rest_at_fixed_addresses() {
        assert!(is_packaged("icons.svg") && is_packaged("fonts/public-sans.woff2"));
        assert!(!is_packaged("favicon.svg") && !is_packaged("robots.txt") && !is_packaged("manifest.webmanifest"));
    }
}
