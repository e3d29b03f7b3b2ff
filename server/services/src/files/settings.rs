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
    /// What looks for malware in them before that; none where nobody does.
    pub scanner: Option<ScannerSettings>,
}

impl FileSettings {
    /// Both in one data folder, without a scanner.
    #[must_use]
    pub fn in_folder(data: &std::path::Path, reader: ReaderSettings) -> Self {
        Self {
            place: FilePlace::Folder(data.join("files")),
            incoming: data.join("incoming"),
            reader,
            scanner: None,
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
    /// How long it may take, up to the last image, before it is ended.
    pub deadline: Duration,
    /// How long the text behind the images may take, before that is given up.
    pub text_deadline: Duration,
    /// How many may run at once.
    pub at_once: usize,
}

impl ReaderSettings {
    /// How long a file may take. Its own limit of processor time is lower: this one is for a machine that is busy.
    pub const DEADLINE: Duration = Duration::from_secs(30);
    /// As long as the process is given for the text, and more.
    pub const TEXT_DEADLINE: Duration = Duration::from_secs(10);
    /// So many at once use two processors and a gigabyte at the very most.
    pub const AT_ONCE: usize = 2;

    /// The command `parse-file` of `program`, which is this server's own.
    #[must_use]
    pub fn command_of(program: impl Into<PathBuf>) -> Self {
        Self {
            program: program.into(),
            arguments: vec!["parse-file".to_owned()],
            deadline: Self::DEADLINE,
            text_deadline: Self::TEXT_DEADLINE,
            at_once: Self::AT_ONCE,
        }
    }
}

/// The scanner for malware: a clamd, or what speaks as it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScannerSettings {
    /// Where it listens.
    pub place: ScannerPlace,
    /// How long a scan may take, the wait for its turn included. Behind that the file counts as not scanned.
    pub deadline: Duration,
    /// How many files may be scanned at once.
    pub at_once: usize,
}

/// Where a scanner listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScannerPlace {
    /// A socket in the file system of this machine.
    Unix(PathBuf),
    /// Host and port, `127.0.0.1:3310`. What is sent there is not encrypted.
    Tcp(String),
}

impl ScannerSettings {
    /// A scan of 25 MiB takes some seconds; this is for a machine that is busy.
    pub const DEADLINE: Duration = Duration::from_secs(60);
    /// Less than half of the threads that a clamd has unless it is told otherwise.
    pub const AT_ONCE: usize = 4;

    /// A scanner that listens there.
    #[must_use]
    pub fn at(place: ScannerPlace) -> Self {
        Self {
            place,
            deadline: Self::DEADLINE,
            at_once: Self::AT_ONCE,
        }
    }
}

impl std::fmt::Display for ScannerPlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unix(socket) => write!(f, "unix:{}", socket.display()),
            Self::Tcp(address) => write!(f, "tcp:{address}"),
        }
    }
}
