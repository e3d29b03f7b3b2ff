//! Templates: a migrated database, made once for each build of a test program and shared by its processes.
//!
//! A runner like nextest starts one process per test, so "once" is guarded by a file lock. The template belongs to one
//! build of one test program, which contains the migrations: a changed migration is a new build and so a new template.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use sha2::{Digest, Sha256};

use crate::db::{DatabaseUrl, prepare};
use crate::env::{Clock, Env};
use crate::settings::Mode;

use super::clock::ManualClock;

/// The folder of this test program's templates, locked for as long as the value lives.
pub(super) struct Workshop {
    folder: PathBuf,
    /// Names this build of the program.
    pub(super) key: String,
    _lock: File,
}

impl Workshop {
    /// Waits for its turn.
    pub(super) fn enter() -> Self {
        let program = std::env::current_exe().expect("the test program has a path");
        let name = program
            .file_stem()
            .expect("the test program has a name")
            .to_string_lossy()
            .into_owned();
        // target/<profile>/deps/<program> → target/<profile>/test-templates/<program>
        let profile = program.ancestors().nth(2).unwrap_or_else(|| Path::new("."));
        let folder = profile.join("test-templates").join(name);
        fs::create_dir_all(&folder).expect("the template folder can be made");
        let lock = File::create(folder.join("lock")).expect("the lock file can be made");
        lock.lock().expect("the lock can be taken");
        Self {
            folder,
            key: build_key(&program),
            _lock: lock,
        }
    }

    /// What all template names of this program begin with, whatever its build.
    pub(super) fn family(&self) -> String {
        let name = self
            .folder
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        short_hash(name.as_bytes())
    }

    /// The migrated SQLite file of this build.
    pub(super) async fn sqlite(&self) -> PathBuf {
        let path = self.folder.join(format!("{}.db", self.key));
        if !path.exists() {
            self.remove_old();
            let draft = self.folder.join("draft.db");
            migrate(&DatabaseUrl::Sqlite(draft.clone())).await;
            fs::rename(&draft, &path).expect("the finished template can be renamed");
        }
        path
    }

    /// Templates of earlier builds, and what a killed run left.
    fn remove_old(&self) {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        for entry in entries.filter(|entry| entry.file_name() != "lock") {
            fs::remove_file(entry.path()).expect("an old template can be removed");
        }
    }
}

/// Makes the schema and marks the database as a test's.
pub(super) async fn migrate(url: &DatabaseUrl) {
    let preparation = prepare(url, Mode::Test, &migration::names())
        .await
        .expect("the template can be opened");
    migration::up(preparation.link())
        .await
        .expect("the template can be migrated");
    preparation
        .claim(ManualClock::default().now())
        .await
        .expect("the template can be claimed");
    preparation.close().await.expect("the template can be closed");
}

/// A name nobody else draws.
pub(super) fn unique_name() -> String {
    Env::system().new_id().to_lowercase()
}

fn build_key(program: &Path) -> String {
    let facts = fs::metadata(program).expect("the test program can be looked at");
    let modified = facts
        .modified()
        .ok()
        .and_then(|at| at.duration_since(UNIX_EPOCH).ok())
        .unwrap_or_default();
    short_hash(format!("{}:{}:{}", program.display(), facts.len(), modified.as_nanos()).as_bytes())
}

fn short_hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
