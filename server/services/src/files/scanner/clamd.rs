//! Speaks with clamd, the server of `ClamAV`, in its own protocol, as its manual has it (clamd(8), "COMMANDS"): a command ends
//! with a zero byte where a `z` stands before it, and so does the answer. A file is sent by `INSTREAM` as pieces, each behind
//! its length in four bytes, the highest first; a length of nothing ends it.

use bytes::Bytes;
use domain::file::MAX_BYTES;
use futures::StreamExt as _;
use futures::stream::BoxStream;
use tokio::io::{self, AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpStream, UnixStream};

use super::{Scanned, ScannerError, ScanningError};
use crate::files::settings::ScannerPlace;

/// The longest answer, in bytes.
const LONGEST_ANSWER: u64 = 1_024;
/// So much of what it says is kept, in characters.
const KEPT: usize = 100;

/// A connection of either kind.
trait Line: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Line for T {}

/// Sends the file, and hears what is in it.
pub(super) async fn scan<E>(
    place: &ScannerPlace,
    mut file: BoxStream<'_, Result<Bytes, E>>,
) -> Result<Scanned, ScanningError<E>> {
    let mut line = connect(place).await?;
    line.write_all(b"zINSTREAM\0").await.map_err(ScannerError::Line)?;
    let mut sent = 0;
    while let Some(piece) = file.next().await {
        let piece = piece.map_err(ScanningError::Ours)?;
        sent += piece.len() as u64;
        if sent > MAX_BYTES {
            return Err(ScannerError::Trouble("larger than any file that is taken".to_owned()).into());
        }
        // A length of nothing would be the end.
        if !piece.is_empty() {
            send(&mut line, &piece).await?;
        }
    }
    send(&mut line, &[]).await?;
    Ok(said(&answer(line).await?)?)
}

/// Asks whether somebody is there.
pub(super) async fn ping(place: &ScannerPlace) -> Result<(), ScannerError> {
    let mut line = connect(place).await?;
    line.write_all(b"zPING\0").await?;
    match answer(line).await?.as_str() {
        "PONG" => Ok(()),
        other => Err(ScannerError::Trouble(plain(other))),
    }
}

async fn connect(place: &ScannerPlace) -> Result<Box<dyn Line>, ScannerError> {
    let line: Box<dyn Line> = match place {
        ScannerPlace::Unix(socket) => Box::new(UnixStream::connect(socket).await?),
        ScannerPlace::Tcp(address) => Box::new(TcpStream::connect(address.as_str()).await?),
    };
    Ok(line)
}

/// A piece behind its length.
async fn send(line: &mut Box<dyn Line>, piece: &[u8]) -> Result<(), ScannerError> {
    let length = u32::try_from(piece.len()).map_err(io::Error::other)?;
    let framed = [&length.to_be_bytes()[..], piece].concat();
    Ok(line.write_all(&framed).await?)
}

/// All that it says up to a zero byte, and nothing of what is behind that.
async fn answer(line: Box<dyn Line>) -> Result<String, ScannerError> {
    let mut answer = Vec::new();
    let mut line = BufReader::new(line).take(LONGEST_ANSWER);
    line.read_until(0, &mut answer).await?;
    if answer.pop() != Some(0) {
        return Err(ScannerError::Line(io::ErrorKind::UnexpectedEof.into()));
    }
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

/// What the answer means: one of two, or that nobody knows.
fn said(answer: &str) -> Result<Scanned, ScannerError> {
    let of_file = answer.strip_prefix("stream: ");
    if of_file == Some("OK") {
        return Ok(Scanned::Clean);
    }
    match of_file.and_then(|said| said.strip_suffix(" FOUND")) {
        Some(name) if !name.is_empty() => Ok(Scanned::Malware(plain(name))),
        _ => Err(ScannerError::Trouble(plain(answer))),
    }
}

/// For the log and the record: short, on one line.
fn plain(text: &str) -> String {
    let plain = text
        .chars()
        .filter(|letter| *letter == ' ' || letter.is_ascii_graphic());
    plain.take(KEPT).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_two_answers_say_something_of_a_file() {
        assert_eq!(said("stream: OK").ok(), Some(Scanned::Clean));
        let found = Scanned::Malware("Win.Test.EICAR_HDB-1".to_owned());
        assert_eq!(said("stream: Win.Test.EICAR_HDB-1 FOUND").ok(), Some(found));
        for other in [
            "",
            "OK",
            "stream: ",
            "stream: OK ",
            "stream: ok",
            "stream: OK\nstream: OK",
            "stream: FOUND",
            "stream:  FOUND",
            "stream: Eicar FOUND ",
            "stream: Can't allocate memory ERROR",
            "INSTREAM size limit exceeded. ERROR",
            "UNKNOWN COMMAND",
            "PONG",
            "HTTP/1.1 200 OK",
        ] {
            assert!(matches!(said(other), Err(ScannerError::Trouble(_))), "{other}");
        }
    }

    #[test]
    fn what_it_says_is_kept_short_and_on_one_line() {
        assert_eq!(plain("a b\r\n\u{1b}[31mc"), "a b[31mc");
        assert_eq!(plain(&"x".repeat(1_000)).len(), KEPT);
    }
}
