//! Files that are on their way: sealed like received ones, chunk after chunk, in a folder of this machine.
//!
//! How far a file has come is the number of whole chunks in it, so after a broken line, or a crash, nothing has to be believed
//! that is written elsewhere. What stands behind the last whole chunk was torn and is sent again.

use std::io;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use futures::Stream;
use futures::stream;
use tokio::fs::{self, File, OpenOptions};
use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _, AsyncWriteExt as _};

use super::seal::{CHUNK, OVERHEAD, SEALED};
use super::store::{is_id, make_private};

/// The folder.
#[derive(Clone, Debug)]
pub(super) struct Incoming {
    folder: PathBuf,
}

/// A file that is being written on.
pub(super) struct OpenEnd {
    file: File,
    /// Chunks that are there.
    pub(super) chunks: u64,
    /// Whether the last of them is the last of the file.
    pub(super) is_complete: bool,
}

impl Incoming {
    /// Opens the folder; it is made where it is not there.
    pub(super) fn open(folder: &Path) -> io::Result<Self> {
        make_private(folder)?;
        let folder = folder.to_owned();
        Ok(Self { folder })
    }

    fn path(&self, file: &str) -> PathBuf {
        // Ids are ours: letters and digits.
        self.folder.join(file)
    }

    /// How many bytes of a file are there; of one nobody has begun with, none.
    pub(super) async fn offset(&self, file: &str, size: Option<u64>) -> io::Result<u64> {
        match fs::metadata(self.path(file)).await {
            Ok(there) if size == Some(plain(there.len())) => Ok(plain(there.len())),
            Ok(there) => Ok(whole(there.len()) * CHUNK as u64),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
            Err(error) => Err(error),
        }
    }

    /// Opens a file to write on, behind its last whole chunk; or as it is, where all of its `size` is there.
    pub(super) async fn go_on(&self, file: &str, size: Option<u64>) -> io::Result<OpenEnd> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        options.mode(0o600);
        let mut file = options.open(self.path(file)).await?;
        let there = file.metadata().await?.len();
        let is_complete = there > 0 && size == Some(plain(there));
        if !is_complete {
            file.set_len(whole(there) * SEALED as u64).await?;
            file.seek(io::SeekFrom::End(0)).await?;
        }
        Ok(OpenEnd {
            file,
            chunks: whole(there),
            is_complete,
        })
    }

    /// The sealed bytes of a file.
    pub(super) async fn read(
        &self,
        file: &str,
    ) -> io::Result<impl Stream<Item = io::Result<Bytes>> + Send + 'static + use<>> {
        let file = File::open(self.path(file)).await?;
        Ok(stream::try_unfold(file, |mut file| async move {
            let mut piece = Vec::with_capacity(SEALED);
            (&mut file).take(SEALED as u64).read_to_end(&mut piece).await?;
            Ok((!piece.is_empty()).then(|| (Bytes::from(piece), file)))
        }))
    }

    /// Removes a file; one that is not there, too.
    pub(super) async fn remove(&self, file: &str) -> io::Result<()> {
        match fs::remove_file(self.path(file)).await {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// The ids of all files that are there.
    pub(super) async fn files(&self) -> io::Result<Vec<String>> {
        let mut entries = fs::read_dir(&self.folder).await?;
        let mut files = Vec::new();
        while let Some(entry) = entries.next_entry().await? {
            files.extend(entry.file_name().into_string().ok().filter(|name| is_id(name)));
        }
        Ok(files)
    }
}

impl OpenEnd {
    /// Adds a sealed chunk.
    pub(super) async fn add(&mut self, sealed: &[u8]) -> io::Result<()> {
        self.file.write_all(sealed).await?;
        self.chunks += 1;
        Ok(())
    }

    /// Hands everything to the system.
    pub(super) async fn close(mut self) -> io::Result<()> {
        self.file.flush().await
    }
}

/// Whole chunks in so many sealed bytes.
fn whole(sealed: u64) -> u64 {
    sealed / SEALED as u64
}

/// Bytes of a file that are in so many sealed ones, a shorter last chunk included.
fn plain(sealed: u64) -> u64 {
    let rest = sealed % SEALED as u64;
    whole(sealed) * CHUNK as u64 + rest.saturating_sub(OVERHEAD as u64)
}
