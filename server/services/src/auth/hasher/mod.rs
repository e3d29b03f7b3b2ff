//! Password hashing on its own threads, so that a storm of sign-ins slows no page down.
//!
//! As many threads as cores, each at the lowest priority and with one block of memory that it reuses (half the cost of a fresh block
//! is page faults) and gives back after some idle seconds. A short queue stands in front of them: who finds it full, or waits in it
//! for longer than the deadline, is told to come back later. Tokio's blocking pool is never used for this.

mod queue;
mod worker;

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::sync::oneshot;
use unicode_normalization::UnicodeNormalization as _;

use self::queue::{Job, Queue, Work};
use super::stored_password::{HASH_BYTES, PasswordCost, SALT_BYTES, StoredPassword};
use crate::keys::{KeyRing, PEPPER_BYTES};

/// How many threads hash, and how long people may wait for them.
#[derive(Clone, Copy, Debug)]
pub struct HasherSettings {
    /// What new passwords cost, and what an unknown user id costs.
    pub cost: PasswordCost,
    /// Hashing threads.
    pub threads: NonZeroUsize,
    /// Evaluations that may wait.
    pub queue: usize,
    /// How long one may wait for its turn.
    pub deadline: Duration,
    /// After how long without work a thread gives its memory back.
    pub idle: Duration,
}

impl Default for HasherSettings {
    fn default() -> Self {
        Self {
            cost: PasswordCost::STANDARD,
            threads: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
            queue: 64,
            deadline: Duration::from_secs(5),
            idle: Duration::from_secs(10),
        }
    }
}

/// Why no answer came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HashError {
    /// Too many wait already.
    #[error("too many sign-ins at once; try again in {retry_after_seconds} s")]
    Busy {
        /// When a try is worth it.
        retry_after_seconds: u32,
    },
    /// The password was stored under a key that is not there: nobody can tell whether the typed one is right.
    #[error("the password was stored under key {version}, which this server does not have")]
    KeyMissing {
        /// Which key.
        version: u8,
    },
    /// The stored parameters are impossible or a hashing thread died.
    #[error("the password could not be hashed")]
    Broken,
}

/// What a comparison said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// The password is the right one.
    pub is_right: bool,
    /// It was stored with weaker parameters or another pepper than today's: store it anew.
    pub is_outdated: bool,
}

/// Handle to the hashing threads; clones share them, and the last one dropped ends them.
#[derive(Clone, Debug)]
pub struct Hasher {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    queue: Arc<Queue>,
    settings: HasherSettings,
    keys: Arc<KeyRing>,
    evaluations: Arc<AtomicU64>,
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.queue.close();
    }
}

impl Hasher {
    /// Starts the threads.
    ///
    /// # Errors
    /// The operating system gives no more threads.
    pub fn start(settings: HasherSettings, keys: Arc<KeyRing>) -> std::io::Result<Self> {
        let queue = Arc::new(Queue::new(settings.queue));
        let evaluations = Arc::new(AtomicU64::new(0));
        let hasher = Self {
            inner: Arc::new(Inner {
                queue: queue.clone(),
                settings,
                keys,
                evaluations: evaluations.clone(),
            }),
        };
        for number in 0..settings.threads.get() {
            let (queue, evaluations) = (queue.clone(), evaluations.clone());
            std::thread::Builder::new()
                .name(format!("hash-{number}"))
                .spawn(move || worker::run(&queue, settings.idle, &evaluations))?;
        }
        Ok(hasher)
    }

    /// Makes the value to store for a new password.
    ///
    /// # Errors
    /// [`HashError`].
    pub async fn hash(&self, password: &str, salt: [u8; SALT_BYTES]) -> Result<StoredPassword, HashError> {
        let cost = self.inner.settings.cost;
        let (version, pepper) = self.inner.keys.current();
        let hash = self.evaluate(password, cost, salt, Some(*pepper)).await?;
        Ok(StoredPassword {
            cost,
            pepper: Some(version),
            salt,
            hash,
        })
    }

    /// Compares a typed password with the stored one. Without a stored one (unknown or disabled account) it does the same work and
    /// says no.
    ///
    /// # Errors
    /// [`HashError`].
    pub async fn verify(&self, password: &str, stored: Option<&StoredPassword>) -> Result<Verdict, HashError> {
        let today = self.inner.settings.cost;
        let (version, newest) = self.inner.keys.current();
        let Some(stored) = stored else {
            self.evaluate(password, today, [0; SALT_BYTES], Some(*newest)).await?;
            return Ok(Verdict::default());
        };
        let pepper = stored.pepper.map(|version| self.pepper(version)).transpose()?;
        let computed = self.evaluate(password, stored.cost, stored.salt, pepper).await?;
        Ok(Verdict {
            is_right: stored.is(&computed),
            is_outdated: stored.cost.is_weaker_than(today) || stored.pepper != Some(version),
        })
    }

    /// Whether the next password would be looked at, and not turned away because too many wait.
    #[must_use]
    pub fn has_room(&self) -> bool {
        self.inner.queue.has_room()
    }

    /// Evaluations finished since the start: what tests count, and what `portico_password_evaluations_total` shows.
    #[must_use]
    pub fn evaluations(&self) -> u64 {
        self.inner.evaluations.load(Ordering::Relaxed)
    }

    fn pepper(&self, version: u8) -> Result<[u8; PEPPER_BYTES], HashError> {
        self.inner.keys.get(version).copied().ok_or_else(|| {
            let error = HashError::KeyMissing { version };
            tracing::error!(%error, "put the key back, or reset these passwords");
            error
        })
    }

    async fn evaluate(
        &self,
        password: &str,
        cost: PasswordCost,
        salt: [u8; SALT_BYTES],
        pepper: Option<[u8; PEPPER_BYTES]>,
    ) -> Result<[u8; HASH_BYTES], HashError> {
        // The same characters can be typed in two ways; NFC makes them one. Nothing is cut or trimmed.
        let password = password.nfc().collect::<String>().into_bytes();
        let (started, has_started) = oneshot::channel();
        let (done, result) = oneshot::channel();
        let busy = HashError::Busy {
            retry_after_seconds: self.retry_after_seconds(),
        };
        self.inner
            .queue
            .push(Job {
                work: Work {
                    password,
                    cost,
                    salt,
                    pepper,
                },
                started,
                done,
            })
            .map_err(|_full| busy)?;
        match tokio::time::timeout(self.inner.settings.deadline, has_started).await {
            Ok(Ok(())) => result
                .await
                .map_err(|_died| HashError::Broken)?
                .ok_or(HashError::Broken),
            Ok(Err(_died)) => Err(HashError::Broken),
            Err(_late) => Err(busy),
        }
    }

    /// The queue is worked off about once per deadline.
    fn retry_after_seconds(&self) -> u32 {
        u32::try_from(self.inner.settings.deadline.as_secs())
            .unwrap_or(u32::MAX)
            .max(1)
    }
}
