//! A little clamd: takes files in the protocol of the real one, and says of them what a test wants.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, UnixListener};
use tokio::task::JoinHandle;

use crate::files::ScannerPlace;

/// What [`ClamdSays::Truth`] calls malware.
pub const MALWARE: &[u8] = b"THIS-IS-THE-MALWARE-OF-A-TEST";
/// What it calls it.
pub const MALWARE_NAME: &str = "Test.Word-1";

/// What it says of a file that it got whole; then it hangs up.
#[derive(Clone, Copy, Debug)]
pub enum ClamdSays {
    /// What is so: malware where [`MALWARE`] stands in the file.
    Truth,
    /// These bytes, whatever the file.
    Bytes(&'static [u8]),
}

/// A clamd that runs as long as it lives.
#[derive(Debug)]
pub struct TestClamd {
    place: ScannerPlace,
    files: Arc<AtomicUsize>,
    serving: JoinHandle<()>,
}

impl TestClamd {
    /// On a port of its own.
    pub async fn on_tcp(says: ClamdSays) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address").to_string();
        let files = Arc::<AtomicUsize>::default();
        let count = files.clone();
        let serving = tokio::spawn(async move {
            while let Ok((line, _)) = listener.accept().await {
                tokio::spawn(talk(line, says, count.clone()));
            }
        });
        Self {
            place: ScannerPlace::Tcp(address),
            files,
            serving,
        }
    }

    /// On a socket in the file system, at a path where nothing is.
    #[must_use]
    pub fn on_socket(path: &Path, says: ClamdSays) -> Self {
        let listener = UnixListener::bind(path).expect("a path for a socket");
        let files = Arc::<AtomicUsize>::default();
        let count = files.clone();
        let serving = tokio::spawn(async move {
            while let Ok((line, _)) = listener.accept().await {
                tokio::spawn(talk(line, says, count.clone()));
            }
        });
        Self {
            place: ScannerPlace::Unix(path.to_owned()),
            files,
            serving,
        }
    }

    /// Where it listens.
    #[must_use]
    pub fn place(&self) -> ScannerPlace {
        self.place.clone()
    }

    /// How many files it got whole.
    #[must_use]
    pub fn files(&self) -> usize {
        self.files.load(Ordering::SeqCst)
    }
}

impl Drop for TestClamd {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// One command, one answer.
async fn talk(mut line: impl AsyncRead + AsyncWrite + Unpin, says: ClamdSays, files: Arc<AtomicUsize>) {
    // Who hangs up on it is the test's affair.
    let _hung_up = answer(&mut line, says, &files).await;
}

async fn answer(
    line: &mut (impl AsyncRead + AsyncWrite + Unpin),
    says: ClamdSays,
    files: &AtomicUsize,
) -> io::Result<()> {
    let mut command = Vec::new();
    loop {
        match line.read_u8().await? {
            0 => break,
            byte => command.push(byte),
        }
    }
    match command.as_slice() {
        b"zPING" => line.write_all(b"PONG\0").await,
        b"zINSTREAM" => {
            let file = take(line).await?;
            files.fetch_add(1, Ordering::SeqCst);
            line.write_all(&verdict(&file, says)).await
        }
        _ => line.write_all(b"UNKNOWN COMMAND\0").await,
    }
}

/// The pieces of a file, to its end.
async fn take(line: &mut (impl AsyncRead + Unpin)) -> io::Result<Vec<u8>> {
    let mut file = Vec::new();
    loop {
        let length = line.read_u32().await?;
        if length == 0 {
            return Ok(file);
        }
        let mut piece = vec![0; length as usize];
        line.read_exact(&mut piece).await?;
        file.extend(piece);
    }
}

fn verdict(file: &[u8], says: ClamdSays) -> Vec<u8> {
    match says {
        ClamdSays::Bytes(bytes) => bytes.to_vec(),
        ClamdSays::Truth if file.windows(MALWARE.len()).any(|part| part == MALWARE) => {
            format!("stream: {MALWARE_NAME} FOUND\0").into_bytes()
        }
        ClamdSays::Truth => b"stream: OK\0".to_vec(),
    }
}
