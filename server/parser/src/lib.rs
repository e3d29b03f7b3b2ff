//! Looks into one file that a stranger sent: whether it is what it says, how many pages it has, and what the first ones look like.
//!
//! This runs in a process of its own, `portico parse-file KIND`, which the server starts for each file and which cannot hurt
//! anybody: before it reads the first byte it gives up memory, time, files and children ([`confine`]). A file that makes it
//! crash, hang or swell ends this process, and the server says that the file could not be read.
//!
//! The file comes in on standard input. Out goes, on standard output, first one line with a [`Verdict`] as JSON, then for each
//! page image, in the order of the pages, its length as four bytes (the highest first) and the PNG; then four bytes of nothing, which
//! say that nothing is missing so far. What comes behind them is no condition for the file to be taken: where something is written on
//! its pages, likewise with its length, a list in JSON with the text of each. Exit status 0 means that nothing is missing. The libraries for documents and images are dependencies of this crate and of no other.

mod jpeg;
mod limits;
mod pdf;
mod picture;
mod png;
mod preview;
mod text;
mod tiff;

use std::io::{self, Read, Write};
use std::time::Duration;

use domain::file::{FileKind, FileProblem, MAX_BYTES, MAX_PREVIEWS, MAX_TEXT_PAGES, Verdict};
use rustix::time::{ClockId, clock_gettime};

pub use limits::confine;

/// When this process has worked for so long, no further page is begun: the pages are for viewing, and somebody waits for the verdict.
/// A machine that is busy otherwise costs nobody their pages; how long all of it may last is the server's to say.
const TIME_FOR_PREVIEWS: Duration = Duration::from_secs(4);

/// The same for the text of pages.
const TIME_FOR_TEXT: Duration = Duration::from_secs(2);
/// With so many bytes of text, no further page is begun.
const MOST_TEXT: usize = 1024 * 1024;

/// A page image, encoded as PNG.
type Png = Vec<u8>;

/// What a look into a file found: how many pages, and the images of the first, made one after the other.
struct Document {
    pages: u32,
    previews: Box<dyn Iterator<Item = Png>>,
    /// What is written on the first pages; nothing where nobody can tell.
    text: Box<dyn Iterator<Item = String>>,
}

/// Reads a file of `kind` from `input` and writes to `output` what is in it.
///
/// # Errors
/// The input could not be read, or nobody reads the output any more.
pub fn run(kind: FileKind, input: &mut impl Read, output: &mut impl Write) -> io::Result<()> {
    let mut bytes = Vec::new();
    input.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    match look(kind, bytes) {
        Err(problem) => say(output, Verdict::Problem(problem)),
        Ok(document) => {
            say(output, Verdict::Pages(document.pages))?;
            let end = worked() + TIME_FOR_PREVIEWS;
            let previews = document.previews.take(MAX_PREVIEWS as usize);
            for preview in previews.take_while(|_| worked() < end) {
                let length = u32::try_from(preview.len()).map_err(io::Error::other)?;
                output.write_all(&length.to_be_bytes())?;
                output.write_all(&preview)?;
                output.flush()?;
            }
            write_text(output, document.text)
        }
    }
}

fn look(kind: FileKind, bytes: Vec<u8>) -> Result<Document, FileProblem> {
    if bytes.is_empty() {
        return Err(FileProblem::Empty);
    }
    if bytes.len() as u64 > MAX_BYTES {
        return Err(FileProblem::TooLarge);
    }
    if !kind.begins(&bytes) {
        return Err(FileProblem::KindMismatch);
    }
    match kind {
        FileKind::Pdf => pdf::look(bytes),
        FileKind::Png => png::look(&bytes),
        FileKind::Jpeg => jpeg::look(&bytes),
        FileKind::Tiff => tiff::look(bytes),
    }
}

/// A length of nothing, which no image has; it leaves before anybody looks at the text, since that may be what ends this process.
/// Then, where something is written on the pages, the length of a list in JSON, and the list.
fn write_text(output: &mut impl Write, pages: impl Iterator<Item = String>) -> io::Result<()> {
    output.write_all(&0_u32.to_be_bytes())?;
    output.flush()?;
    let pages = first_of(pages);
    if pages.iter().all(|page| page.trim().is_empty()) {
        return Ok(());
    }
    let list = serde_json::to_vec(&pages).map_err(io::Error::other)?;
    let length = u32::try_from(list.len()).map_err(io::Error::other)?;
    output.write_all(&length.to_be_bytes())?;
    output.write_all(&list)?;
    output.flush()
}

/// The text of the first pages, for as long as there is time and room.
fn first_of(pages: impl Iterator<Item = String>) -> Vec<String> {
    let end = worked() + TIME_FOR_TEXT;
    let mut pages = pages.take(MAX_TEXT_PAGES as usize);
    let (mut first, mut left) = (Vec::new(), MOST_TEXT);
    while left > 0
        && worked() < end
        && let Some(page) = pages.next()
    {
        left = left.saturating_sub(page.len());
        first.push(page);
    }
    first
}

/// How long this process has worked.
fn worked() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    let seconds = u64::try_from(time.tv_sec).unwrap_or_default();
    Duration::new(seconds, u32::try_from(time.tv_nsec).unwrap_or_default())
}

fn say(output: &mut impl Write, verdict: Verdict) -> io::Result<()> {
    let line = serde_json::to_string(&verdict).map_err(io::Error::other)?;
    writeln!(output, "{line}")?;
    output.flush()
}
