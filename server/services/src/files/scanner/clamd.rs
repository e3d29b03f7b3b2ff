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
    match send_all(&mut line, &mut file).await {
        // It hangs up on a file that is too large for its own settings, and has said so before.
        Err(ScanningError::Scanner(ScannerError::Line(broken))) => {
            let answer = answer(line).await.map_err(|_| ScannerError::Line(broken))?;
            match said(&answer)? {
                // It cannot know: it has not seen all of the file.
                Scanned::Clean | Scanned::Unasked => Err(ScannerError::Trouble(plain(&answer)).into()),
                Scanned::Malware(name) => Ok(Scanned::Malware(name)),
            }
        }
        Err(other) => Err(other),
        Ok(()) => Ok(said(&answer(line).await?)?),
    }
}

/// The command, and the file in pieces.
async fn send_all<E>(
    line: &mut Box<dyn Line>,
    file: &mut BoxStream<'_, Result<Bytes, E>>,
) -> Result<(), ScanningError<E>> {
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
            send(line, &piece).await?;
        }
    }
    Ok(send(line, &[]).await?)
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
    #![expect(clippy::unwrap_used, reason = "tests")]

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

    #[tokio::test]
    async fn what_it_said_before_it_hung_up_is_heard() {
        use tokio::net::TcpListener;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let place = ScannerPlace::Tcp(listener.local_addr().unwrap().to_string());
        let (hung_up, is_gone) = tokio::sync::oneshot::channel();
        let refusing = tokio::spawn(async move {
            let (mut line, _) = listener.accept().await.unwrap();
            let mut begun = [0; b"zINSTREAM\0".len() + 4 + 3];
            line.read_exact(&mut begun).await.unwrap();
            line.write_all(b"INSTREAM size limit exceeded. ERROR\0").await.unwrap();
            // Nothing unread is left, so that it goes in peace and its words arrive.
            drop(line);
            hung_up.send(()).unwrap();
        });
        let first = futures::stream::iter([Ok::<_, io::Error>(Bytes::from_static(b"abc"))]);
        let after = futures::stream::once(async move {
            is_gone.await.unwrap();
            Ok(Bytes::from_static(b"def"))
        });
        // As long as it takes until the line says that nobody is there.
        let more = futures::stream::repeat_with(|| Ok(Bytes::from_static(&[0; 1_024]))).take(4_096);
        let scanned = scan(&place, first.chain(after).chain(more).boxed()).await;
        assert!(
            matches!(&scanned, Err(ScanningError::Scanner(ScannerError::Trouble(said))) if said.starts_with("INSTREAM")),
            "{scanned:?}"
        );
        refusing.await.unwrap();
    }

    #[test]
    fn what_it_says_is_kept_short_and_on_one_line() {
        assert_eq!(plain("a b\r\n\u{1b}[31mc"), "a b[31mc");
        assert_eq!(plain(&"x".repeat(1_000)).len(), KEPT);
    }
}
