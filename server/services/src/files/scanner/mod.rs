//! The scanner port: what looks for malware in a file before anybody may see it.
//!
//! It fails closed. Where a scanner is set, a file goes on only if that said in so many words that the file is clean; one that is
//! away, silent, or says anything else leaves the file where it is, and it is asked again later.

mod clamd;

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bytes::Bytes;
use futures::stream::BoxStream;
use metrics::counter;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::settings::ScannerSettings;
use crate::Services;

/// Files that were scanned, by outcome.
const SCANS: &str = "portico_scans_total";
/// How often it is asked whether it is there.
const EVERY: Duration = Duration::from_secs(30);
/// How long it may take to say so.
const PATIENCE: Duration = Duration::from_secs(5);

/// The scanner, or none; clones share what is known of it.
#[derive(Clone, Debug)]
pub(super) struct Scanner {
    settings: Option<Arc<ScannerSettings>>,
    free: Arc<Semaphore>,
    /// Whether it did its work the last time.
    works: Arc<AtomicBool>,
}

/// What a scan found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Scanned {
    /// No scanner is set: nobody looked.
    Unasked,
    /// Nothing.
    Clean,
    /// Malware, by the name that the scanner has for it.
    Malware(String),
}

/// Why nobody knows whether a file is clean.
#[derive(Debug, thiserror::Error)]
pub enum ScannerError {
    /// It cannot be reached, or hung up.
    #[error("the scanner cannot be reached: {0}")]
    Line(#[from] io::Error),
    /// It did not answer within its time, or was busy with others for so long.
    #[error("the scanner is silent")]
    Silent,
    /// It said that it could not scan, or something that is no answer.
    #[error("the scanner said \"{0}\"")]
    Trouble(String),
}

/// Why a scan came to nothing.
#[derive(Debug, thiserror::Error)]
pub(super) enum ScanningError<E> {
    /// The scanner.
    #[error(transparent)]
    Scanner(#[from] ScannerError),
    /// What was to be scanned could not be read.
    #[error(transparent)]
    Ours(E),
}

impl Scanner {
    pub(super) fn new(settings: Option<ScannerSettings>) -> Self {
        let at_once = settings.as_ref().map_or(1, |settings| settings.at_once.max(1));
        Self {
            settings: settings.map(Arc::new),
            free: Arc::new(Semaphore::new(at_once)),
            works: Arc::new(AtomicBool::new(true)),
        }
    }

    /// Lets it look at the file whose bytes `file` gives.
    pub(super) async fn scan<E>(&self, file: BoxStream<'_, Result<Bytes, E>>) -> Result<Scanned, ScanningError<E>> {
        let Some(settings) = &self.settings else {
            return Ok(Scanned::Unasked);
        };
        let scanning = async {
            // The semaphore is never closed; without a permit nobody would be bounded, so none is silence.
            let _turn = self.free.acquire().await.map_err(|_| ScannerError::Silent)?;
            clamd::scan(&settings.place, file).await
        };
        let scanned = timeout(settings.deadline, scanning).await;
        let scanned = scanned.unwrap_or(Err(ScanningError::Scanner(ScannerError::Silent)));
        match &scanned {
            Ok(found) => self.note(Ok(outcome(found))),
            Err(ScanningError::Scanner(error)) => self.note(Err(error)),
            Err(ScanningError::Ours(_)) => {}
        }
        scanned
    }

    /// Asks whether it is there; where none is set, nothing.
    pub(super) async fn probe(&self) -> Option<Result<(), ScannerError>> {
        let settings = self.settings.as_ref()?;
        let answered = timeout(PATIENCE, clamd::ping(&settings.place)).await;
        let answered = answered.unwrap_or(Err(ScannerError::Silent));
        self.works_now(answered.as_ref().copied());
        Some(answered)
    }

    /// Whether it did its work when it was last asked; where none is set, nothing.
    pub(super) fn works(&self) -> Option<bool> {
        self.settings.as_ref()?;
        Some(self.works.load(Ordering::Relaxed))
    }

    /// Counts a scan, and keeps in mind whether it came to something.
    fn note(&self, scanned: Result<&'static str, &ScannerError>) {
        counter!(SCANS, "outcome" => scanned.unwrap_or("failed")).increment(1);
        self.works_now(scanned.map(|_| ()));
    }

    /// Says so in the log where it is otherwise than before.
    fn works_now(&self, answered: Result<(), &ScannerError>) {
        let did = self.works.swap(answered.is_ok(), Ordering::Relaxed);
        match answered {
            Err(error) if did => tracing::error!(%error, "documents cannot be scanned for malware: none is taken"),
            Ok(()) if !did => tracing::info!("documents are scanned for malware again"),
            _ => {}
        }
    }
}

fn outcome(found: &Scanned) -> &'static str {
    match found {
        Scanned::Malware(_) => "malware",
        Scanned::Clean | Scanned::Unasked => "clean",
    }
}

/// Asks the scanner twice a minute whether it is there, for as long as it is awaited: so `Health` knows before somebody's file does.
pub async fn keep_watched(services: Services) {
    let mut tick = tokio::time::interval(EVERY);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        if services.files.probe_scanner().await.is_none() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use futures::{StreamExt as _, stream};
    use tokio::io::AsyncReadExt as _;
    use tokio::net::TcpListener;

    use super::*;
    use crate::files::settings::ScannerPlace;

    #[tokio::test]
    async fn silence_is_no_answer() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let silent = tokio::spawn(async move {
            let (mut line, _) = listener.accept().await.unwrap();
            let mut all = vec![0; b"zINSTREAM\0".len() + 4 + 3 + 4];
            line.read_exact(&mut all).await.unwrap();
            assert!(all.ends_with(b"\0\0\0\x03abc\0\0\0\0"), "all of the file, and its end");
            // Now that everything is there, time flies whenever nobody has anything to do.
            tokio::time::pause();
            std::future::pending::<()>().await;
            drop(line);
        });
        let scanner = Scanner::new(Some(ScannerSettings::at(ScannerPlace::Tcp(address))));
        let file = stream::iter([Ok::<_, io::Error>(Bytes::from_static(b"abc"))]).boxed();
        let scanned = scanner.scan(file).await;
        assert!(
            matches!(scanned, Err(ScanningError::Scanner(ScannerError::Silent))),
            "{scanned:?}"
        );
        assert_eq!(scanner.works(), Some(false));
        silent.abort();
    }

    #[tokio::test]
    async fn without_a_scanner_nobody_is_asked_and_nothing_is_claimed() {
        let scanner = Scanner::new(None);
        let file = stream::iter([Ok::<_, io::Error>(Bytes::from_static(b"abc"))]).boxed();
        assert_eq!(scanner.scan(file).await.unwrap(), Scanned::Unasked);
        assert!(scanner.probe().await.is_none() && scanner.works().is_none());
    }
}
