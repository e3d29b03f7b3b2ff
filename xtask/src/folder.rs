//! Folders as values: read whole, written so that unchanged files keep their time (cargo goes by it).

use std::{
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
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
        let Ok(entries) = fs::read_dir(&current) else { continue };
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

/// The newest time of change among the files below some paths.
///
/// # Errors
/// A folder cannot be read.
pub fn newest(paths: &[PathBuf]) -> Outcome<Option<SystemTime>> {
    let mut newest = None;
    for path in paths {
        for file in if path.is_file() {
            vec![path.clone()]
        } else {
            files(path)?
        } {
            newest = newest.max(file.metadata().and_then(|data| data.modified()).ok());
        }
    }
    Ok(newest)
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

    #[test]
    fn an_unchanged_file_keeps_its_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        write(folder.path(), &[asset("a.txt", "same")]).unwrap();
        let long_ago = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000);
        fs::File::options()
            .write(true)
            .open(&path)
            .unwrap()
            .set_modified(long_ago)
            .unwrap();
        write(folder.path(), &[asset("a.txt", "same")]).unwrap();
        assert_eq!(newest(&[folder.path().to_owned()]).unwrap(), Some(long_ago));
    }

    #[test]
    fn a_folder_that_is_not_there_is_empty() {
        assert_eq!(read(Path::new("no/such/folder")).unwrap(), []);
    }
}
