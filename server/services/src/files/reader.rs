//! The process that looks into a file: started, fed, listened to, and ended.
//!
//! It is this program once more, as `parse-file` (see the crate `parser`), without our environment and with limits that it sets
//! itself. Whatever a file does to it, the server only hears that the file could not be read.

use std::io;
use std::process::{ExitStatus, Stdio};
use std::sync::Arc;

use bytes::Bytes;
use domain::file::{FileKind, FileProblem, MAX_PREVIEWS, Verdict};
use futures::StreamExt as _;
use futures::stream::BoxStream;
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncBufRead, AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::process::{Child, ChildStdin, Command};
use tokio::sync::Semaphore;

use super::settings::ReaderSettings;

/// The longest line with a verdict.
const LONGEST_LINE: u64 = 256;
/// The largest image of a page.
const LARGEST_PREVIEW: usize = 8 * 1024 * 1024;

/// The largest text of all pages.
const LARGEST_TEXT: usize = 4 * 1024 * 1024;

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

    /// Lets a process look into the file whose bytes `file` gives. `keep` gets the images of its pages.
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
        let mut child = self.start(kind).map_err(ReadingError::Start)?;
        let watched = tokio::time::timeout(self.settings.deadline, attend(&mut child, file, keep)).await;
        match watched {
            Ok(Ok(looked)) => Ok(looked),
            Ok(Err(Trouble::Ours(error))) => Err(ReadingError::Ours(error)),
            Ok(Err(Trouble::Theirs(what))) => Ok(unreadable(kind, &what)),
            Err(_) => Ok(unreadable(kind, "no answer within its time")),
        }
        // The process is ended with `child`, where it still runs.
    }

    fn start(&self, kind: FileKind) -> io::Result<Child> {
        Command::new(&self.settings.program)
            .args(&self.settings.arguments)
            .arg(kind.code())
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
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

/// Feeds the process and listens to it at the same time, to its end.
async fn attend<E>(
    child: &mut Child,
    file: BoxStream<'_, Result<Bytes, E>>,
    keep: &mut impl Keep<Error = E>,
) -> Result<Looked, Trouble<E>> {
    let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(Trouble::Theirs("no pipes".to_owned()));
    };
    let ((size, sha256), verdict) = futures::try_join!(feed(input, file), listen(BufReader::new(output), keep))?;
    let status = child.wait().await?;
    if !status.success() {
        return Err(Trouble::Theirs(ended(status)));
    }
    Ok(Looked { verdict, size, sha256 })
}

fn ended(status: ExitStatus) -> String {
    format!("the process ended with {status}")
}

/// Hands over all bytes, and counts and sums them up on the way: to their end, also where the process takes no more.
async fn feed<E>(input: ChildStdin, mut file: BoxStream<'_, Result<Bytes, E>>) -> Result<(u64, String), Trouble<E>> {
    let mut input = Some(input);
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

/// Reads the verdict, then images, and text to the end.
async fn listen<E>(
    mut output: impl AsyncBufRead + Unpin,
    keep: &mut impl Keep<Error = E>,
) -> Result<Verdict, Trouble<E>> {
    let mut line = String::new();
    (&mut output).take(LONGEST_LINE).read_line(&mut line).await?;
    let verdict: Verdict = serde_json::from_str(&line).map_err(|_| Trouble::Theirs("no verdict".to_owned()))?;
    let most = match verdict {
        Verdict::Pages(0) => return Err(Trouble::Theirs("no pages".to_owned())),
        Verdict::Pages(pages) => pages.min(MAX_PREVIEWS),
        Verdict::Problem(_) => 0,
    };
    let mut number = 0;
    while let Some(part) = next_part(&mut output).await? {
        number += 1;
        match part {
            Part::Image(_) if number > most => return Err(Trouble::Theirs("more images than pages".to_owned())),
            Part::Image(image) => keep.keep(number, image).await.map_err(Trouble::Ours)?,
            Part::Text(pages) => {
                if pages.len() > most as usize || !output.fill_buf().await?.is_empty() {
                    return Err(Trouble::Theirs("more than the text of its pages".to_owned()));
                }
                keep.keep_text(pages).await.map_err(Trouble::Ours)?;
            }
        }
    }
    Ok(verdict)
}

/// What the process sends.
enum Part {
    Image(Vec<u8>),
    Text(Vec<String>),
}

async fn next_part<E>(output: &mut (impl AsyncBufRead + Unpin)) -> Result<Option<Part>, Trouble<E>> {
    if output.fill_buf().await?.is_empty() {
        return Ok(None);
    }
    let length = output.read_u32().await?;
    if length > 0 {
        return Ok(Some(Part::Image(take(output, length, LARGEST_PREVIEW).await?)));
    }
    let length = output.read_u32().await?;
    let list = take(output, length, LARGEST_TEXT).await?;
    let pages = serde_json::from_slice(&list).map_err(|_| Trouble::Theirs("no text".to_owned()))?;
    Ok(Some(Part::Text(pages)))
}

async fn take<E>(output: &mut (impl AsyncBufRead + Unpin), length: u32, most: usize) -> Result<Vec<u8>, Trouble<E>> {
    let length = length as usize;
    if length > most {
        return Err(Trouble::Theirs("too large a part".to_owned()));
    }
    let mut part = vec![0; length];
    output.read_exact(&mut part).await?;
    Ok(part)
}
