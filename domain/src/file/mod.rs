//! Documents that go with a request: which are taken, how large, how many, and why one is not.
//!
//! The browser asks [`before_upload`] before it sends anything; the server asks the same and looks into the file as well.

mod kind;
mod name;

pub use kind::FileKind;
pub use name::display_name;

use serde::{Deserialize, Serialize};

/// The most bytes of one file: 25 MiB.
pub const MAX_BYTES: u64 = 25 * 1024 * 1024;
/// The most files of one request.
pub const MAX_FILES: u64 = 20;
/// The most bytes of all files of one request: 200 MiB.
pub const MAX_TOTAL_BYTES: u64 = 200 * 1024 * 1024;
/// So many pages of a file are made into images at most; the others are counted.
pub const MAX_PREVIEWS: u32 = 10;
/// Of so many pages of a file the text is kept at most, so that words are found in it.
pub const MAX_TEXT_PAGES: u32 = 100;

coded! {
    /// How far a file has come.
    pub enum FileState {
        /// Some of its bytes are there.
        Uploading = "uploading",
        /// All of it is stored, and it could be read.
        Received = "received",
        /// It is not taken, and none of it is kept.
        Refused = "refused",
    }
}

coded! {
    /// Why a file is not taken.
    pub enum FileProblem {
        /// It has no bytes.
        Empty = "empty",
        /// It is larger than [`MAX_BYTES`].
        TooLarge = "too_large",
        /// Its name ends like none of the kinds that are taken.
        KindNotTaken = "kind_not_taken",
        /// It is something else than its name says.
        KindMismatch = "kind_mismatch",
        /// It is broken, or made so that it cannot be read.
        Unreadable = "unreadable",
        /// It opens only with a password.
        PasswordProtected = "password_protected",
        /// It runs a program when it is opened.
        HasProgram = "has_program",
        /// The scanner found malware in it.
        Malware = "malware",
        /// The request has [`MAX_FILES`] files.
        TooMany = "too_many",
        /// The files of the request would be larger than [`MAX_TOTAL_BYTES`].
        TotalTooLarge = "total_too_large",
        /// The request was sent while the file was on its way.
        RequestSent = "request_sent",
        /// The request was decided or withdrawn, or the question was answered, while the file was on its way.
        RequestClosed = "request_closed",
    }
}

/// What a look into a file says: how many pages it has, or why it is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It can be read.
    Pages(u32),
    /// It is not taken.
    Problem(FileProblem),
}

/// What can be said of a file by its name and, where that is known, its size.
///
/// # Errors
/// Why it is not taken.
pub fn before_upload(name: &str, bytes: Option<u64>) -> Result<FileKind, FileProblem> {
    let kind = FileKind::of_name(name).ok_or(FileProblem::KindNotTaken)?;
    match bytes {
        Some(0) => Err(FileProblem::Empty),
        Some(bytes) if bytes > MAX_BYTES => Err(FileProblem::TooLarge),
        _ => Ok(kind),
    }
}

/// Whether one more file of so many bytes goes with a request that has `files` of together `total` bytes.
///
/// # Errors
/// Which of the two limits it would pass.
pub const fn has_room(files: u64, total: u64, bytes: u64) -> Result<(), FileProblem> {
    if files >= MAX_FILES {
        return Err(FileProblem::TooMany);
    }
    if total.saturating_add(bytes) > MAX_TOTAL_BYTES {
        return Err(FileProblem::TotalTooLarge);
    }
    Ok(())
}
