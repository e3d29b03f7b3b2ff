//! Where files are kept, and what looks into them.

use std::path::PathBuf;
use std::time::Duration;

/// What the file port must be told.
#[derive(Debug, Clone)]
pub struct FileSettings {
    /// Where received files are.
    pub place: FilePlace,
    /// The folder of files that are on their way, on this machine.
    pub incoming: PathBuf,
    /// What looks into them.
    pub reader: ReaderSettings,
}

impl FileSettings {
    /// Both in one data folder.
    #[must_use]
    pub fn in_folder(data: &std::path::Path, reader: ReaderSettings) -> Self {
        Self {
            place: FilePlace::Folder(data.join("files")),
            incoming: data.join("incoming"),
            reader,
        }
    }
}

/// Where received files are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilePlace {
    /// A folder of this machine, or one that is mounted there.
    Folder(PathBuf),
    /// A bucket, `s3://bucket/prefix`; who may use it stands in the `AWS_` variables.
    Bucket(String),
}

impl FilePlace {
    /// The folder, where it is one.
    #[must_use]
    pub fn folder(&self) -> Option<&PathBuf> {
        match self {
            Self::Folder(folder) => Some(folder),
            Self::Bucket(_) => None,
        }
    }
}

/// The process that looks into a file; one is started for each.
#[derive(Debug, Clone)]
pub struct ReaderSettings {
    /// The program.
    pub program: PathBuf,
    /// What it is told before the kind of the file.
    pub arguments: Vec<String>,
    /// How long it may take before it is ended.
    pub deadline: Duration,
    /// How many may run at once.
    pub at_once: usize,
}

impl ReaderSettings {
    /// How long a file may take. Its own limit of processor time is lower: this one is for a machine that is busy.
    pub const DEADLINE: Duration = Duration::from_secs(30);
    /// So many at once use two processors and a gigabyte at the very most.
    pub const AT_ONCE: usize = 2;

    /// The command `parse-file` of `program`, which is this server's own.
    #[must_use]
    pub fn command_of(program: impl Into<PathBuf>) -> Self {
        Self {
            program: program.into(),
            arguments: vec!["parse-file".to_owned()],
            deadline: Self::DEADLINE,
            at_once: Self::AT_ONCE,
        }
    }
}
