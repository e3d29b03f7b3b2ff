//! The process that looks into a file: started, fed, listened to, and ended.
//!
//! It is this program once more, as `parse-file` (see the crate `parser`), without our environment and with limits that it sets
//! itself. Whatever a file does to it, the server only hears that the file could not be read; or, once all of its pages are there, that
//! nobody can look for words in it.

mod said;

use std::io;
use std::process::Stdio;
use std::sync::Arc;

use bytes::Bytes;
use domain::file::{FileKind, FileProblem, Verdict};
use futures::StreamExt as _;
use futures::stream::BoxStream;
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncWriteExt as _, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use self::said::Behind;
use super::settings::ReaderSettings;

/// Starts processes, never more than so many at once; clones share the count.
#[derive(Clone, Debug)]
pub(super) struct Reader {
    settings: Arc<ReaderSettings>,
    free: Arc<Semaphore>,
}

/// What a look into a file found.
#[derive(Clone, Debug)]
pub(super) struct Looked {
    pub(super) verdict: Verdict,
    /// Bytes, counted.
    pub(super) size: u64,
    /// In hexadecimal.
    pub(super) sha256: String,
}

/// Where the images of pages and their text go.
pub(super) trait Keep: Send {
    /// Why one could not be kept.
    type Error;

    /// Keeps the image of a page, counted from 1; they come in order.
    fn keep(&mut self, number: u32, image: Vec<u8>) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Keeps what is written on the first pages.
    fn keep_text(&mut self, pages: Vec<String>) -> impl Future<Output = Result<(), Self::Error>> + Send;
}

/// What goes wrong with a process goes wrong with the file; what is left is that there is no process, or that what feeds it or
/// takes its images failed.
#[derive(Debug, thiserror::Error)]
pub(super) enum ReadingError<E> {
    /// The process could not be started.
    #[error("the program that looks into files could not be started: {0}")]
    Start(#[source] io::Error),
    /// What was to be read, or where images go, failed.
    #[error(transparent)]
    Ours(E),
}

impl Reader {
    pub(super) fn new(settings: ReaderSettings) -> Self {
        Self {
            free: Arc::new(Semaphore::new(settings.at_once.max(1))),
            settings: Arc::new(settings),
        }
    }

    /// Lets a process look into the file whose bytes `file` gives. `keep` gets the images of its pages and, where that can be read,
    /// their text: trouble with it is no fault of the file.
    pub(super) async fn look<E>(
        &self,
        kind: FileKind,
        file: BoxStream<'_, Result<Bytes, E>>,
        keep: &mut impl Keep<Error = E>,
    ) -> Result<Looked, ReadingError<E>> {
        // The semaphore is never closed; without a permit nobody would be bounded, so none is none.
        let Ok(_permit) = self.free.acquire().await else {
            return Err(ReadingError::Start(io::ErrorKind::Interrupted.into()));
        };
        let mut looking = self.start(kind).map_err(ReadingError::Start)?;
        let (looked, behind) = match timeout(self.settings.deadline, looking.images(file, keep)).await {
            Ok(Ok(looked)) => looked,
            Ok(Err(Trouble::Ours(error))) => return Err(ReadingError::Ours(error)),
            Ok(Err(Trouble::Theirs(what))) => return Ok(unreadable(kind, &what)),
            Err(_) => return Ok(unreadable(kind, "no answer within its time")),
        };
        if let (Verdict::Pages(pages), Behind::Text) = (looked.verdict, behind)
            && let Some(text) = self.text(&mut looking, pages).await
        {
            keep.keep_text(text).await.map_err(ReadingError::Ours)?;
        }
        Ok(looked)
        // The process is ended with `looking`, where it still runs.
    }

    /// What is written on the pages, where that can be read.
    async fn text(&self, looking: &mut Looking, pages: u32) -> Option<Vec<String>> {
        let read = timeout(self.settings.text_deadline, looking.text(pages)).await;
        let read = read.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()));
        read.unwrap_or_else(|error| {
            tracing::warn!(%error, "the text of a file could not be read: no words are found in it");
            None
        })
    }

    fn start(&self, kind: FileKind) -> io::Result<Looking> {
        let mut child = Command::new(&self.settings.program)
            .args(&self.settings.arguments)
            .arg(kind.code())
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let no_pipe = || io::Error::from(io::ErrorKind::BrokenPipe);
        Ok(Looking {
            input: Some(child.stdin.take().ok_or_else(no_pipe)?),
            output: BufReader::new(child.stdout.take().ok_or_else(no_pipe)?),
            child,
        })
    }
}

/// Why a look into a file came to nothing.
enum Trouble<E> {
    Ours(E),
    Theirs(String),
}

impl<E> From<io::Error> for Trouble<E> {
    fn from(error: io::Error) -> Self {
        Self::Theirs(error.to_string())
    }
}

fn unreadable(kind: FileKind, what: &str) -> Looked {
    tracing::warn!(%kind, what, "a file could not be read");
    Looked {
        verdict: Verdict::Problem(FileProblem::Unreadable),
        size: 0,
        sha256: String::new(),
    }
}

/// A process that looks into a file.
struct Looking {
    child: Child,
    /// Until it is fed.
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Looking {
    /// Feeds the process and listens to it at the same time, to the last image.
    async fn images<E>(
        &mut self,
        file: BoxStream<'_, Result<Bytes, E>>,
        keep: &mut impl Keep<Error = E>,
    ) -> Result<(Looked, Behind), Trouble<E>> {
        let feeding = feed(self.input.take(), file);
        let ((size, sha256), (verdict, behind)) = futures::try_join!(feeding, said::images(&mut self.output, keep))?;
        if behind == Behind::TheEnd {
            self.end().await?;
        }
        Ok((Looked { verdict, size, sha256 }, behind))
    }

    /// Listens to its end.
    async fn text(&mut self, pages: u32) -> io::Result<Option<Vec<String>>> {
        let text = said::text(&mut self.output, pages).await?;
        self.end().await?;
        Ok(text)
    }

    /// It ends, and says that nothing is missing.
    async fn end(&mut self) -> io::Result<()> {
        let status = self.child.wait().await?;
        if status.success() {
            Ok(())
        } else {
            Err(io::Error::other(format!("the process ended with {status}")))
        }
    }
}

/// Hands over all bytes, and counts and sums them up on the way: to their end, also where the process takes no more.
async fn feed<E>(
    mut input: Option<ChildStdin>,
    mut file: BoxStream<'_, Result<Bytes, E>>,
) -> Result<(u64, String), Trouble<E>> {
    let (mut size, mut sum) = (0, Sha256::new());
    while let Some(piece) = file.next().await {
        let piece = piece.map_err(Trouble::Ours)?;
        size += piece.len() as u64;
        sum.update(&piece);
        if let Some(pipe) = &mut input
            && pipe.write_all(&piece).await.is_err()
        {
            input = None;
        }
    }
    let sum = sum.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok((size, sum))
}
