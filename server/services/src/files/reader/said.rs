//! What the process says, read with care: its verdict, the images of pages, and what is written on them.

use std::io;

use domain::file::{MAX_PREVIEWS, MAX_TEXT_PAGES, Verdict};
use tokio::io::{AsyncBufRead, AsyncBufReadExt as _, AsyncReadExt as _};

use super::{Keep, Trouble};

/// The longest line with a verdict.
const LONGEST_LINE: u64 = 256;
/// The largest image of a page.
const LARGEST_PREVIEW: usize = 8 * 1024 * 1024;
/// The largest text of all pages.
const LARGEST_TEXT: usize = 4 * 1024 * 1024;

/// What follows on the images.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Behind {
    /// Nothing: it ended, and its exit status says whether as it should.
    TheEnd,
    /// It said that all of this was there, and goes on with the text.
    Text,
}

/// Reads the verdict, then the images.
pub(super) async fn images<E>(
    output: &mut (impl AsyncBufRead + Unpin),
    keep: &mut impl Keep<Error = E>,
) -> Result<(Verdict, Behind), Trouble<E>> {
    let mut line = String::new();
    (&mut *output).take(LONGEST_LINE).read_line(&mut line).await?;
    let verdict: Verdict = serde_json::from_str(&line).map_err(|_| Trouble::Theirs("no verdict".to_owned()))?;
    let most = match verdict {
        Verdict::Pages(0) => return Err(Trouble::Theirs("no pages".to_owned())),
        Verdict::Pages(pages) => pages.min(MAX_PREVIEWS),
        Verdict::Problem(_) => 0,
    };
    let mut number = 0;
    while !output.fill_buf().await?.is_empty() {
        let length = output.read_u32().await?;
        if length == 0 && most > 0 {
            return Ok((verdict, Behind::Text));
        }
        number += 1;
        if number > most {
            return Err(Trouble::Theirs("more images than pages".to_owned()));
        }
        let image = take(output, length, LARGEST_PREVIEW).await?;
        keep.keep(number, image).await.map_err(Trouble::Ours)?;
    }
    Ok((verdict, Behind::TheEnd))
}

/// Reads what is written on a document's pages, to the end; nothing where nothing is.
pub(super) async fn text(output: &mut (impl AsyncBufRead + Unpin), pages: u32) -> io::Result<Option<Vec<String>>> {
    if output.fill_buf().await?.is_empty() {
        return Ok(None);
    }
    let length = output.read_u32().await?;
    let list = take(output, length, LARGEST_TEXT).await?;
    // What is wrong with it would quote it.
    let text: Vec<String> = serde_json::from_slice(&list).map_err(|_| io::Error::other("no text"))?;
    let most = pages.min(MAX_TEXT_PAGES) as usize;
    if text.len() > most || !output.fill_buf().await?.is_empty() {
        return Err(io::Error::other("more than the text of its pages"));
    }
    Ok(Some(text))
}

async fn take(output: &mut (impl AsyncBufRead + Unpin), length: u32, most: usize) -> io::Result<Vec<u8>> {
    let length = length as usize;
    if length > most {
        return Err(io::Error::other("too large a part"));
    }
    let mut part = vec![0; length];
    output.read_exact(&mut part).await?;
    Ok(part)
}
