//! Takes bytes of a file, from where it stands; with the last of them it is looked into and received.
//!
//! Never more than a chunk of it is in memory. What the sender is told to be there is on this machine's disk, sealed; it is
//! promised to nobody until the whole file is received.

use std::io;

use bytes::Bytes;
use domain::file::{FileKind, FileProblem, FileState, MAX_BYTES};
use domain::id::FileId;
use futures::{Stream, StreamExt as _};

use super::file_key::FileKey;
use super::find::find;
use super::finish;
use super::incoming::OpenEnd;
use super::place::may_send;
use super::row::FileRow;
use super::seal::{self, CHUNK, Part};
use super::turns::Turn;
use super::upload::{Progress, UploadError};
use crate::{Caller, Services};

/// Takes `bytes` of a file that was begun by the same person, the first of which has the number `offset`. A file whose size was
/// not announced ends where they end.
///
/// # Errors
/// [`UploadError`]. Where the line broke, what arrived whole is kept.
pub async fn append(
    services: &Services,
    caller: &Caller,
    id: &FileId,
    offset: u64,
    bytes: impl Stream<Item = io::Result<Bytes>> + Send + Unpin,
) -> Result<Progress, UploadError> {
    let account = caller.actor.account.as_str();
    own(services, caller, id).await?;
    let mut turn = services.files.turns.take(id.as_str(), account).await?;
    // Only now is it sure that nobody else goes on with it.
    let row = own(services, caller, id).await?;
    if row.state != FileState::Uploading {
        return progress(services, &row).await;
    }
    let (Some(kind), key) = (row.kind, row.key(&services.keys)?) else {
        return Err(UploadError::NotFound);
    };
    let incoming = services.files.incoming.go_on(id.as_str(), row.size).await;
    let taking = Taking::new(services, &row, kind, key, incoming.map_err(UploadError::disk)?);
    if taking.received() != offset {
        return Err(UploadError::Offset(progress(services, &row).await?));
    }
    let arrived = taking.take_all(bytes, &mut turn).await;
    match arrived {
        Ok(Arrived::All) => finish::settle(services, caller, row, turn).await,
        Ok(Arrived::Some) => progress(services, &row).await,
        Ok(Arrived::Unwanted(problem)) => finish::refuse(services, caller, &row, problem).await,
        Err(error) => Err(error),
    }
}

/// How far a file of the caller's has come.
///
/// # Errors
/// [`UploadError::NotFound`], or the database or the disk refused.
pub async fn state(services: &Services, caller: &Caller, id: &FileId) -> Result<Progress, UploadError> {
    let row = own(services, caller, id).await?;
    progress(services, &row).await
}

/// A file that the caller began, while their practice is the same.
async fn own(services: &Services, caller: &Caller, id: &FileId) -> Result<FileRow, UploadError> {
    let row = find(services.db.read(), id).await?;
    let is_own =
        |row: &FileRow| !row.is_deleted && may_send(caller, row) && row.uploaded_by == caller.actor.account.as_str();
    row.filter(is_own).ok_or(UploadError::NotFound)
}

/// How far a file is.
pub(super) async fn progress(services: &Services, row: &FileRow) -> Result<Progress, UploadError> {
    let offset = match row.state {
        FileState::Received => row.size.unwrap_or_default(),
        FileState::Refused => 0,
        FileState::Uploading => {
            let there = services.files.incoming.offset(row.id.as_str(), row.size).await;
            there.map_err(UploadError::disk)?
        }
    };
    Ok(Progress {
        id: row.id.clone(),
        state: row.state,
        offset,
        problem: row.problem,
    })
}

/// What of a file arrived.
enum Arrived {
    /// All of it.
    All,
    /// The sender has more.
    Some,
    /// What the first bytes or the number of bytes say already.
    Unwanted(FileProblem),
}

/// A file that is arriving.
struct Taking<'a> {
    services: &'a Services,
    kind: FileKind,
    key: FileKey,
    part: Part,
    /// Announced.
    size: Option<u64>,
    end: OpenEnd,
    /// Bytes of a chunk that is not full.
    rest: Vec<u8>,
}

impl<'a> Taking<'a> {
    fn new(services: &'a Services, row: &FileRow, kind: FileKind, key: FileKey, end: OpenEnd) -> Self {
        Self {
            services,
            kind,
            key,
            part: Part::body(row.id.as_str()),
            size: row.size,
            end,
            rest: Vec::with_capacity(CHUNK),
        }
    }

    /// Bytes that are there.
    fn received(&self) -> u64 {
        if self.end.is_complete {
            return self.size.unwrap_or_default();
        }
        self.end.chunks * CHUNK as u64 + self.rest.len() as u64
    }

    async fn take_all(
        mut self,
        mut bytes: impl Stream<Item = io::Result<Bytes>> + Send + Unpin,
        turn: &mut Turn,
    ) -> Result<Arrived, UploadError> {
        loop {
            let piece = tokio::select! {
                biased;
                () = turn.is_over() => return Err(UploadError::CutOff(io::ErrorKind::Interrupted.into())),
                piece = bytes.next() => piece,
            };
            let Some(piece) = piece else { break };
            let piece = piece.map_err(UploadError::CutOff)?;
            let after = self.received() + piece.len() as u64;
            if after > MAX_BYTES {
                return Ok(Arrived::Unwanted(FileProblem::TooLarge));
            }
            if self.size.is_some_and(|size| after > size) {
                return Err(UploadError::TooMuch);
            }
            if let Some(problem) = self.take(&piece).await? {
                return Ok(Arrived::Unwanted(problem));
            }
        }
        self.close().await
    }

    /// Takes a piece. A chunk is sealed once the first byte behind it is there: it is not the last then.
    async fn take(&mut self, piece: &[u8]) -> Result<Option<FileProblem>, UploadError> {
        let mut piece = piece;
        while !piece.is_empty() {
            if self.rest.len() == CHUNK {
                if self.is_something_else() {
                    return Ok(Some(FileProblem::KindMismatch));
                }
                self.seal(false).await?;
            }
            let (now, later) = piece.split_at(piece.len().min(CHUNK - self.rest.len()));
            self.rest.extend(now);
            piece = later;
        }
        Ok(None)
    }

    /// The sender has no more.
    async fn close(mut self) -> Result<Arrived, UploadError> {
        let is_all = self.size.is_none_or(|size| size == self.received());
        if !is_all {
            if self.rest.len() == CHUNK && !self.is_something_else() {
                self.seal(false).await?;
            }
            self.end.close().await.map_err(UploadError::disk)?;
            return Ok(Arrived::Some);
        }
        if !self.end.is_complete {
            if self.rest.is_empty() {
                return Ok(Arrived::Unwanted(FileProblem::Empty));
            }
            if self.is_something_else() {
                return Ok(Arrived::Unwanted(FileProblem::KindMismatch));
            }
            self.seal(true).await?;
        }
        self.end.close().await.map_err(UploadError::disk)?;
        Ok(Arrived::All)
    }

    /// Whether the first bytes say that it is not what its name says.
    fn is_something_else(&self) -> bool {
        self.end.chunks == 0 && !self.kind.begins(&self.rest)
    }

    async fn seal(&mut self, is_last: bool) -> Result<(), UploadError> {
        let (env, index) = (&self.services.env, self.end.chunks);
        let sealed = seal::seal(env, &self.key, &self.part, index, is_last, &self.rest)?;
        self.end.add(&sealed).await.map_err(UploadError::disk)?;
        self.rest.clear();
        Ok(())
    }
}
