//! The lock after wrong passwords, kept so that it cannot be outrun (requirements LOCK-2 to LOCK-4).
//!
//! A try goes through four steps: it waits for its turn in the [`line`] of its User ID; takes a slot in the [`counter_row`], in a
//! transaction that locks the row; has the password looked at; and settles the slot as failure, success or fault of ours. The rules
//! are `domain::auth::lockout`'s. A User ID that nobody has is counted in the same way under a MAC of what was typed.

mod counter_row;
mod line;
mod pruning;
mod refusals;

use std::time::Duration;

use domain::auth::lockout::{Counter, Decision, Policy};
use domain::time::Timestamp;
use tokio::time::Instant;

use self::line::{Lines, Turn};
use self::pruning::Pruning;
use self::refusals::Keeper;
pub(super) use self::refusals::Refusal;
pub use self::refusals::Refusals;
use super::SignInError;
use crate::audit::{AuditEntry, Outcome};
use crate::db::{Db, DbError, Write};
use crate::env::Env;
use crate::{RequestInfo, Services};

pub(crate) use self::counter_row::forgive;
pub(super) use self::counter_row::{Subject, key, parse};

/// How often a try that waits for a slot looks whether another process has settled one.
const LOOK_AGAIN: Duration = Duration::from_millis(250);

/// How strict, how patient, how forgetful.
#[derive(Clone, Copy, Debug)]
pub struct LockoutSettings {
    /// When a User ID is locked, and for how long.
    pub policy: Policy,
    /// How long a try waits for a slot.
    pub patience: Duration,
    /// How many User IDs that nobody has are remembered.
    pub unknown_limit: u64,
}

impl Default for LockoutSettings {
    fn default() -> Self {
        Self {
            policy: Policy::default(),
            patience: Duration::from_secs(10),
            unknown_limit: 100_000,
        }
    }
}

/// Counts failures; clones share what they know.
#[derive(Clone, Debug)]
pub struct Lockout {
    settings: LockoutSettings,
    lines: Lines,
    refusals: Refusals,
    pruning: Pruning,
    _keeper: Keeper,
}

/// A slot that was taken, with the turn in the line. Dropped without being settled, it is a failure ten seconds later.
#[derive(Debug)]
pub(super) struct Slot {
    id: String,
    _turn: Turn,
}

impl Lockout {
    /// Begins with nothing known in this process; sums of refusals are stored in `db` from now on.
    #[must_use]
    pub fn start(settings: LockoutSettings, db: &Db, env: &Env) -> Self {
        let refusals = Refusals::default();
        Self {
            settings,
            lines: Lines::default(),
            _keeper: refusals.keep_storing(db.clone(), env.clone()),
            refusals,
            pruning: Pruning::new(db, settings.unknown_limit),
        }
    }

    /// What is refused, in sums.
    #[must_use]
    pub fn refusals(&self) -> &Refusals {
        &self.refusals
    }

    /// Returns when no counter of an unknown User ID is being pruned.
    pub async fn pruned(&self) {
        self.pruning.done().await;
    }

    /// The answer for a User ID that was found barred less than a second ago, without asking the database again.
    pub(super) fn known(&self, key: &str, now: Timestamp) -> Result<(), SignInError> {
        match self.lines.barred(key, now) {
            Some(decision) => refuse_barred(decision, now),
            None => Ok(()),
        }
    }

    /// The answer by what the counter says, as read without a lock: enough to refuse, and nothing is written.
    pub(super) fn judge(&self, subject: &Subject, counter: &Counter, now: Timestamp) -> Result<(), SignInError> {
        self.note(&subject.key, counter.decide(&self.settings.policy, now), now)
    }

    fn note(&self, key: &str, decision: Decision, now: Timestamp) -> Result<(), SignInError> {
        if matches!(decision, Decision::Locked { .. } | Decision::Disabled) {
            self.lines.bar(key, decision, now);
        }
        refuse_barred(decision, now)
    }

    /// Forgets what this process believes about locks; other processes do so within a second.
    pub(crate) fn forget(&self, services: &Services, user_id: &str) {
        self.lines.unbar(&counter_row::key(services, user_id));
    }

    /// Takes a slot, waiting for one while all are in flight.
    pub(super) async fn reserve(&self, services: &Services, subject: &Subject) -> Result<Slot, SignInError> {
        let deadline = Instant::now() + self.settings.patience;
        let seats = self.settings.policy.max_failures();
        let turn = tokio::time::timeout_at(deadline, self.lines.turn(&subject.key, seats));
        let turn = turn.await.map_err(|_late| too_many())?;
        let id = services.env.new_id();
        loop {
            self.known(&subject.key, services.env.now())?;
            let settled = turn.settled();
            let decision = self.try_reserve(services, subject, &id).await?;
            if let Decision::Open { .. } = decision {
                return Ok(Slot { id, _turn: turn });
            }
            self.note(&subject.key, decision, services.env.now())?;
            if Instant::now() >= deadline {
                return Err(too_many());
            }
            // Whatever wakes it, it looks again: the end of the wait says nothing by itself.
            let _woken = tokio::time::timeout_at(deadline.min(Instant::now() + LOOK_AGAIN), settled).await;
        }
    }

    async fn try_reserve(&self, services: &Services, subject: &Subject, slot: &str) -> Result<Decision, DbError> {
        let policy = &self.settings.policy;
        let (decision, is_new) = services
            .db
            .write_locking(async |w| {
                let (mut counter, is_new) = counter_row::lock(w, subject).await?;
                let decision = counter.reserve(policy, slot, w.now());
                if let Decision::Open { .. } = decision {
                    counter_row::store(w, subject, &counter).await?;
                }
                Ok::<_, DbError>((decision, is_new))
            })
            .await?;
        if is_new && subject.account.is_none() {
            self.pruning.note_new();
        }
        Ok(decision)
    }

    /// Settles a try as wrong, and puts it on record. The answer is "wrong", or "locked" where it was one too many.
    pub(super) async fn fail(
        &self,
        services: &Services,
        subject: &Subject,
        slot: Slot,
        request: &RequestInfo,
    ) -> Result<SignInError, DbError> {
        let policy = &self.settings.policy;
        let refused = self
            .refusals
            .note(Refusal::Wrong, subject.account.as_deref(), request, services.env.now());
        let (decision, now) = services
            .db
            .write_locking(async |w| {
                let (mut counter, _) = counter_row::lock(w, subject).await?;
                let decision = counter.fail(policy, &slot.id, w.now());
                counter_row::store(w, subject, &counter).await?;
                for entry in &refused {
                    w.audit(entry.clone()).await?;
                }
                if matches!(decision, Decision::Locked { .. } | Decision::Disabled) {
                    w.audit(locked_entry(request, subject)).await?;
                }
                Ok::<_, DbError>((decision, w.now()))
            })
            .await?;
        // Noted before the turn passes on, so that those who wait are answered at once.
        let answer = self.note(&subject.key, decision, now).err();
        drop(slot);
        Ok(answer.unwrap_or(SignInError::Wrong))
    }

    /// Settles a try as right, inside the transaction that starts the session.
    pub(super) async fn succeed(
        &self,
        w: &Write,
        subject: &Subject,
        slot: &Slot,
    ) -> Result<Result<(), SignInError>, DbError> {
        let (mut counter, _) = counter_row::lock(w, subject).await?;
        let decision = counter.succeed(&self.settings.policy, &slot.id, w.now());
        counter_row::store(w, subject, &counter).await?;
        Ok(refuse_barred(decision, w.now()))
    }

    /// Gives the slot back: the password was not looked at, through a fault of ours. Where that fails too, the slot is a failure in
    /// ten seconds.
    pub(super) async fn release(&self, services: &Services, subject: &Subject, slot: Slot) {
        let released = services.db.write_locking(async |w| {
            let (mut counter, _) = counter_row::lock(w, subject).await?;
            counter.release(&slot.id);
            counter_row::store(w, subject, &counter).await
        });
        if let Err(error) = released.await {
            tracing::warn!(%error, "giving a sign-in slot back");
        }
    }
}

fn refuse_barred(decision: Decision, now: Timestamp) -> Result<(), SignInError> {
    match decision {
        Decision::Open { .. } | Decision::Full => Ok(()),
        Decision::Locked { until } => Err(SignInError::Locked {
            until,
            seconds: seconds_until(until, now),
        }),
        Decision::Disabled => Err(SignInError::PasswordDisabled),
    }
}

/// Rounded up: whoever waits that long finds it open.
fn seconds_until(until: Timestamp, now: Timestamp) -> u32 {
    let millis = u64::try_from((until - now).num_milliseconds()).unwrap_or_default();
    u32::try_from(millis.div_ceil(1000)).unwrap_or(u32::MAX)
}

fn too_many() -> SignInError {
    SignInError::TooMany { retry_after_seconds: 5 }
}

fn locked_entry(request: &RequestInfo, subject: &Subject) -> AuditEntry {
    let entry = AuditEntry::anonymous(request, "auth.lock").outcome(Outcome::Refused);
    match &subject.account {
        Some(account) => entry.on("account", account).account(account),
        None => entry.on("account", "unknown"),
    }
}
