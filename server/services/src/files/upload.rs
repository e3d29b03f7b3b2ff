//! What sending a file comes to, step by step: how far it is, or why it goes no further.

use std::io;

use domain::file::{FileProblem, FileState};
use domain::id::FileId;

use super::seal::Broken;
use super::store::StoreError;
use super::turns::TooManyAtOnce;
use crate::db::DbError;
use crate::prior_auth::ActError;

/// How far a file has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The file.
    pub id: FileId,
    /// Where it stands.
    pub state: FileState,
    /// So many of its bytes are there; the next one to send is the one with this number, counted from 0.
    pub offset: u64,
    /// Why it is refused.
    pub problem: Option<FileProblem>,
}

/// Why a file goes no further. None of it says anything about the file itself: that would be a [`FileProblem`].
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    /// There is no such draft or file, or it is another practice's.
    #[error("no such draft or file")]
    NotFound,
    /// The draft was sent: nothing can be added to it.
    #[error("the request was sent already")]
    RequestSent,
    /// The request is decided, or the question is answered: nothing can be added any more.
    #[error("the request or the question is closed")]
    RequestClosed,
    /// The person sends too many files at once.
    #[error("too many files at once")]
    TooManyAtOnce,
    /// What was sent does not follow on what is there.
    #[error("the next byte to send is another one")]
    Offset(Progress),
    /// More was sent than was announced.
    #[error("more bytes than were announced")]
    TooMuch,
    /// The line broke, or was too slow, or somebody goes on with the file on another one.
    #[error("the file did not arrive whole: {0}")]
    CutOff(#[source] io::Error),
    /// The scanner for malware is away, or did not say whether the file is clean. All of it is here and nobody sees it; whoever sends
    /// nothing more from its end on has it scanned again.
    #[error("the file could not be scanned")]
    NotScanned(Progress),
    /// The disk or the file store refused, or what looks into files could not be started.
    #[error("the file could not be kept: {0}")]
    Store(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The database refused.
    #[error(transparent)]
    Failed(#[from] DbError),
}

impl UploadError {
    /// For a disk that refused.
    pub(super) fn disk(error: io::Error) -> Self {
        Self::Store(Box::new(error))
    }
}

impl From<sea_orm::DbErr> for UploadError {
    fn from(error: sea_orm::DbErr) -> Self {
        DbError::from(error).into()
    }
}

impl From<ActError> for UploadError {
    fn from(error: ActError) -> Self {
        match error {
            ActError::NotFound => Self::NotFound,
            ActError::Failed(error) => Self::Failed(error),
            ActError::Conflict { .. } | ActError::Refused(_) | ActError::Form(_) => Self::RequestClosed,
            ActError::Clock(error) => Self::Store(Box::new(error)),
        }
    }
}

impl From<TooManyAtOnce> for UploadError {
    fn from(_: TooManyAtOnce) -> Self {
        Self::TooManyAtOnce
    }
}

impl From<StoreError> for UploadError {
    fn from(error: StoreError) -> Self {
        Self::Store(Box::new(error))
    }
}

impl From<Broken> for UploadError {
    fn from(error: Broken) -> Self {
        Self::Store(Box::new(error))
    }
}
