//! One word to all: the server is stopping.
//!
//! Open event streams never end by themselves, so each of them listens here and says goodbye; without that a graceful
//! stop would wait for its limit.

use tokio::sync::watch;

/// The end that stops the server.
#[derive(Debug)]
pub struct Stopper(watch::Sender<bool>);

/// The end that hears of it; cheap to clone.
#[derive(Clone, Debug)]
pub struct Shutdown(watch::Receiver<bool>);

/// A connected pair.
#[must_use]
pub fn channel() -> (Stopper, Shutdown) {
    let (sender, receiver) = watch::channel(false);
    (Stopper(sender), Shutdown(receiver))
}

impl Stopper {
    /// Tells everybody to finish.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }
}

impl Shutdown {
    /// Resolves when the server begins to stop, at once if it already has; also when nobody is left to stop it.
    pub async fn begun(&mut self) {
        // An error means that the stopper is gone: then the server is going down as well.
        let _gone = self.0.wait_for(|stopping| *stopping).await;
    }
}
