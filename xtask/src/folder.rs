//! Folders as values: read whole, written so that unchanged files keep their time (cargo goes by it).

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    io,
    path::{Path, PathBuf},
};

use crate::{
    compress::Asset,
    failure::{Context, Outcome},
};

/// All files below a folder, sorted by path; none when the folder does not exist.
///
/// # Errors
/// Something in it cannot be read.
pub fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(current) = waiting.pop() {
        let entries = match fs::read_dir(&current) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            entries => entries.context(|| format!("cannot read {}", current.display()))?,
        };
        for entry in entries {
            let path = entry.context(|| format!("cannot read {}", current.display()))?.path();
            if path.is_dir() {
                waiting.push(path)
            } else {
                found.push(path)
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Reads all files below a folder; their paths are relative to it.
///
/// # Errors
/// A file cannot be read.
pub fn read(folder: &Path) -> Outcome<Vec<Asset>> {
    let read = |path: PathBuf| {
        let bytes = fs::read(&path).context(|| format!("cannot read {}", path.display()))?;
        let relative = path.strip_prefix(folder).unwrap_or(&path);
        Ok(Asset {
            path: relative.to_string_lossy().replace('\\', "/"),
            bytes,
        })
    };
    files(folder)?.into_iter().map(read).collect()
}

/// Makes a folder hold exactly these files: writes what differs, removes what is not among them.
///
/// # Errors
/// A file cannot be written or removed.
pub fn write(folder: &Path, assets: &[Asset]) -> Outcome {
    let wanted: Vec<PathBuf> = assets.iter().map(|asset| folder.join(&asset.path)).collect();
    for path in files(folder)? {
        if !wanted.contains(&path) {
            fs::remove_file(&path).context(|| format!("cannot remove {}", path.display()))?;
        }
    }
    for (asset, path) in assets.iter().zip(&wanted) {
        if fs::read(path).is_ok_and(|old| old == asset.bytes) {
            continue;
        }
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).context(|| format!("cannot make {}", parent.display()))?;
        fs::write(path, &asset.bytes).context(|| format!("cannot write {}", path.display()))?;
    }
    remove_empty_folders(folder)
}

/// A number that changes when a file at or below some paths is written, added, removed or renamed.
///
/// # Errors
/// A folder cannot be read.
pub fn fingerprint(paths: &[PathBuf]) -> Outcome<u64> {
    let mut hasher = DefaultHasher::new();
    for path in paths {
        let found = if path.is_file() {
            vec![path.clone()]
        } else {
            files(path)?
        };
        for file in found {
            // A file that an editor has removed meanwhile has no time, which is a change as well.
            let written = file.metadata().and_then(|data| data.modified()).ok();
            (file, written).hash(&mut hasher);
        }
    }
    Ok(hasher.finish())
}

fn remove_empty_folders(folder: &Path) -> Outcome {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(());
    };
    for path in entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()) {
        remove_empty_folders(&path)?;
        // Refused for a folder that is not empty, which is what is wanted.
        let _not_empty = fs::remove_dir(&path);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use std::time::SystemTime;

    use super::*;

    fn asset(path: &str, text: &str) -> Asset {
        Asset {
            path: path.into(),
            bytes: text.into(),
        }
    }

    #[test]
    fn a_written_folder_holds_exactly_what_was_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &[asset("pkg/old/a.js", "1"), asset("robots.txt", "x")]).unwrap();
        let wanted = [asset("pkg/new/a.js", "2"), asset("robots.txt", "x")];
        write(folder.path(), &wanted).unwrap();
        assert_eq!(read(folder.path()).unwrap(), wanted);
        assert!(!folder.path().join("pkg/old").exists());
    }

    fn set_time(path: &Path, seconds: u64) {
        let time = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
        let file = fs::File::options().write(true).open(path).unwrap();
        file.set_modified(time).unwrap();
    }

    #[test]
    fn an_unchanged_file_keeps_its_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        write(folder.path(), &[asset("a.txt", "same")]).unwrap();
        set_time(&path, 1_000_000);
        let before = path.metadata().unwrap().modified().unwrap();
        write(folder.path(), &[asset("a.txt", "same")]).unwrap();
        assert_eq!(path.metadata().unwrap().modified().unwrap(), before);
    }

    #[test]
    fn writing_adding_renaming_and_removing_a_file_each_change_the_fingerprint() {
        let folder = tempfile::tempdir().unwrap();
        let (first, second) = (folder.path().join("a.rs"), folder.path().join("b.rs"));
        let paths = [folder.path().to_owned(), folder.path().join("not-there")];
        let mut seen = vec![fingerprint(&paths).unwrap()];
        fs::write(&first, "1").unwrap();
        set_time(&first, 1_000_000);
        seen.push(fingerprint(&paths).unwrap());
        set_time(&first, 1_000_001);
        seen.push(fingerprint(&paths).unwrap());
        fs::rename(&first, &second).unwrap();
        seen.push(fingerprint(&paths).unwrap());
        assert_eq!(seen.last(), Some(&fingerprint(&paths).unwrap()));
        fs::remove_file(&second).unwrap();
        assert_eq!(Some(&fingerprint(&paths).unwrap()), seen.first());
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 4);
    }

    #[test]
    fn a_folder_that_is_not_there_is_empty() {
        assert_eq!(read(Path::new("no/such/folder")).unwrap(), []);
    }
}
