//! What a site was made of, kept beside it, so that an unchanged site is not made twice.

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::{
    failure::{Context, Outcome},
    folder,
    site::Site,
    sizes::Sizes,
};

/// The record beside a site: `target/site.json` for `target/site`.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    inputs: String,
    pub hash: String,
    pub sizes: Sizes,
    /// Every file and its length, to notice when someone has cleaned up by hand.
    files: Vec<(PathBuf, u64)>,
}

impl Stamp {
    /// The record of a site that was made of the same inputs and is still whole.
    pub fn unchanged(root: &Path, inputs: &str) -> Option<Self> {
        let text = fs::read(record(root)).ok()?;
        let stored: Self = serde_json::from_slice(&text).ok()?;
        (stored.inputs == inputs && stored.files == listing(root).ok()?).then_some(stored)
    }

    /// Writes the record of a site that was just made.
    ///
    /// # Errors
    /// The record cannot be written.
    pub fn keep(root: &Path, inputs: String, site: &Site) -> Outcome {
        let stamp = Self {
            inputs,
            hash: site.hash.clone(),
            sizes: site.sizes.clone(),
            files: listing(root)?,
        };
        let text = serde_json::to_vec(&stamp).context(|| "cannot word the record of the site".into())?;
        fs::write(record(root), text).context(|| format!("cannot write {}", record(root).display()))
    }
}

fn record(root: &Path) -> PathBuf {
    root.with_extension("json")
}

fn listing(root: &Path) -> Outcome<Vec<(PathBuf, u64)>> {
    let length = |path: PathBuf| {
        let length = path
            .metadata()
            .context(|| format!("cannot read {}", path.display()))?
            .len();
        Ok((path.strip_prefix(root).unwrap_or(&path).to_owned(), length))
    };
    folder::files(root)?.into_iter().map(length).collect()
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _always_ok = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_site_is_kept_while_its_inputs_and_its_files_stay() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("site");
        fs::create_dir(&root).unwrap();
        fs::write(root.join("robots.txt"), "x").unwrap();
        let site = Site {
            hash: "0123".into(),
            sizes: Sizes::default(),
        };
        Stamp::keep(&root, "inputs".into(), &site).unwrap();
        assert_eq!(Stamp::unchanged(&root, "inputs").unwrap().hash, "0123");
        assert_eq!(Stamp::unchanged(&root, "other inputs"), None);
        fs::write(root.join("robots.txt"), "xx").unwrap();
        assert_eq!(Stamp::unchanged(&root, "inputs"), None);
    }

    #[test]
    fn bytes_become_two_digits_each() {
        assert_eq!(hex(&[0, 10, 255]), "000aff");
    }
}
