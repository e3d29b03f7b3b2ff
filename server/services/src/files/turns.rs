//! Who may write on which file: one at a time, and the newest wins.
//!
//! When a line breaks, the server may still wait on it while the browser comes back on another. So whoever comes later does not
//! wait: the earlier one is told to stop.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{OwnedMutexGuard, watch};

/// So many files may one person send at once.
const AT_ONCE: usize = 8;

type Lock = Arc<tokio::sync::Mutex<()>>;

/// All turns of this process; clones share them.
#[derive(Clone, Debug, Default)]
pub(super) struct Turns(Arc<Mutex<HashMap<String, Entry>>>);

#[derive(Debug)]
struct Entry {
    lock: Lock,
    /// Counts those who came.
    newest: watch::Sender<u64>,
    account: String,
    /// How many hold or wait for the turn.
    holders: usize,
}

/// The right to write on one file, for as long as it lives.
#[derive(Debug)]
pub(super) struct Turn {
    _guard: OwnedMutexGuard<()>,
    _place: Place,
    newest: watch::Receiver<u64>,
    number: u64,
}

/// Counts somebody who holds or waits for a turn.
#[derive(Debug)]
struct Place {
    turns: Turns,
    file: String,
}

/// One person sends too many files at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too many files at once")]
pub(super) struct TooManyAtOnce;

impl Turns {
    /// Tells whoever writes on the file to stop, and takes the turn.
    pub(super) async fn take(&self, file: &str, account: &str) -> Result<Turn, TooManyAtOnce> {
        let (lock, newest) = self.enter(file, account)?;
        let place = Place {
            turns: self.clone(),
            file: file.to_owned(),
        };
        let number = *newest.borrow();
        let guard = lock.lock_owned().await;
        Ok(Turn {
            _guard: guard,
            _place: place,
            newest,
            number,
        })
    }

    /// Tells whoever writes on the file to stop.
    pub(super) fn stop(&self, file: &str) {
        if let Some(entry) = self.entries().get(file) {
            entry.newest.send_modify(|number| *number += 1);
        }
    }

    /// Counts one more who holds or waits for the turn.
    fn enter(&self, file: &str, account: &str) -> Result<(Lock, watch::Receiver<u64>), TooManyAtOnce> {
        let mut entries = self.entries();
        let others = entries
            .iter()
            .filter(|(id, entry)| entry.account == account && id.as_str() != file);
        if others.count() >= AT_ONCE {
            return Err(TooManyAtOnce);
        }
        let entry = entries.entry(file.to_owned()).or_insert_with(|| Entry {
            lock: Arc::default(),
            newest: watch::Sender::new(0),
            account: account.to_owned(),
            holders: 0,
        });
        entry.holders += 1;
        entry.newest.send_modify(|number| *number += 1);
        Ok((Arc::clone(&entry.lock), entry.newest.subscribe()))
    }

    /// The lock is held for a look-up.
    fn entries(&self) -> MutexGuard<'_, HashMap<String, Entry>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Turn {
    /// Resolves when somebody came later.
    pub(super) async fn is_over(&mut self) {
        let number = self.number;
        // The entry lives as long as this turn does.
        let _gone = self.newest.wait_for(|newest| *newest != number).await;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut entries = self.turns.entries();
        let Some(entry) = entries.get_mut(&self.file) else {
            return;
        };
        entry.holders -= 1;
        if entry.holders == 0 {
            entries.remove(&self.file);
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[tokio::test]
    async fn the_newest_takes_the_turn_and_the_earlier_one_hears_of_it() {
        let turns = Turns::default();
        let mut first = turns.take("a", "me").await.unwrap();
        let second = tokio::spawn({
            let turns = turns.clone();
            async move { turns.take("a", "me").await.unwrap() }
        });
        first.is_over().await;
        drop(first);
        let second = second.await.unwrap();
        assert_eq!(turns.entries().len(), 1);
        drop(second);
        assert!(
            turns.entries().is_empty(),
            "nothing is remembered of files that nobody writes on"
        );
    }

    #[tokio::test]
    async fn files_do_not_wait_for_each_other_but_one_person_may_not_send_many() {
        let turns = Turns::default();
        let mut held = Vec::new();
        for number in 0..AT_ONCE {
            held.push(turns.take(&number.to_string(), "me").await.unwrap());
        }
        assert_eq!(turns.take("one more", "me").await.err(), Some(TooManyAtOnce));
        assert!(turns.take("one more", "you").await.is_ok());
        held.pop();
        assert!(turns.take("one more", "me").await.is_ok());
    }
}
