//! Refused sign-ins, summed: the first of a source within a minute is on record at once, the others as one row when the minute is over.
//!
//! An attack would otherwise write as many rows as it makes tries. What a crash loses is at most the sums of one minute.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::time::{Timestamp, to_millis};
use serde_json::json;
use tokio::task::AbortHandle;
use tokio::time::MissedTickBehavior;

use crate::RequestInfo;
use crate::audit::{AuditEntry, Outcome};
use crate::db::{Db, DbError};
use crate::env::Env;

const MINUTE_MILLIS: i64 = 60_000;
/// How often finished minutes are looked for.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// Accounts named in one sum; how many tries there were is counted without limit.
const NAMED: usize = 100;
/// Sources summed apart; what is beyond is summed together.
const SOURCES: usize = 10_000;
/// The source of those.
const OTHERS: &str = "others";

/// Why a sign-in was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::auth) enum Refusal {
    /// User ID or password is not right.
    Wrong,
    /// Locked, or disabled after too many failures.
    Locked,
    /// Too many tries at once.
    TooMany,
    /// The hashing threads had no time.
    Busy,
}

impl Refusal {
    pub(in crate::auth) const fn code(self) -> &'static str {
        match self {
            Self::Wrong => "wrong",
            Self::Locked => "locked",
            Self::TooMany => "too_many",
            Self::Busy => "busy",
        }
    }
}

/// The sums of refused sign-ins of this process; clones share them.
#[derive(Clone, Debug, Default)]
pub struct Refusals(Arc<Mutex<HashMap<String, Sum>>>);

#[derive(Debug, Default)]
struct Sum {
    minute: i64,
    /// Without the first, which has a row of its own.
    counts: BTreeMap<Refusal, u64>,
    accounts: BTreeSet<String>,
}

impl Sum {
    fn into_entry(self, source: &str) -> Option<AuditEntry> {
        let tries: u64 = self.counts.values().sum();
        if tries == 0 {
            return None;
        }
        let request = RequestInfo::new("", source);
        let reasons: BTreeMap<&str, u64> = self
            .counts
            .iter()
            .map(|(reason, count)| (reason.code(), *count))
            .collect();
        let detail = json!({
            "tries": tries,
            "reasons": reasons,
            "accounts": self.accounts,
            "minute_at": self.minute * MINUTE_MILLIS,
        });
        let entry = AuditEntry::anonymous(&request, "auth.sign_in_sum").outcome(Outcome::Refused);
        Some(entry.on("source", source).detail(detail))
    }
}

impl Refusals {
    /// Counts a refusal. The entries are to be stored now: the first refusal of the minute, and the sum of the minute before.
    pub(in crate::auth) fn note(
        &self,
        reason: Refusal,
        account: Option<&str>,
        request: &RequestInfo,
        now: Timestamp,
    ) -> Vec<AuditEntry> {
        let minute = to_millis(now) / MINUTE_MILLIS;
        let mut sums = self.lock();
        let key = request.source_key();
        let is_crowded = sums.len() >= SOURCES && !sums.contains_key(key.as_str());
        let source = if is_crowded { OTHERS } else { key.as_str() };
        let known = sums.get_mut(source).filter(|sum| sum.minute == minute);
        if let Some(sum) = known {
            *sum.counts.entry(reason).or_default() += 1;
            if let Some(account) = account.filter(|_| sum.accounts.len() < NAMED) {
                sum.accounts.insert(account.to_owned());
            }
            return Vec::new();
        }
        let fresh = Sum {
            minute,
            ..Sum::default()
        };
        let before = sums
            .insert(source.to_owned(), fresh)
            .and_then(|sum| sum.into_entry(source));
        drop(sums);
        before
            .into_iter()
            .chain([first_entry(reason, account, request)])
            .collect()
    }

    /// Takes out the sums of minutes that are over; with `all`, also those that are not.
    fn finished(&self, now: Timestamp, all: bool) -> Vec<AuditEntry> {
        let minute = to_millis(now) / MINUTE_MILLIS;
        let is_over = |sum: &Sum| all || sum.minute != minute;
        let over: Vec<(String, Sum)> = self.lock().extract_if(|_, sum| is_over(sum)).collect();
        over.into_iter()
            .filter_map(|(source, sum)| sum.into_entry(&source))
            .collect()
    }

    /// Stores the sums of minutes that are over; with `all`, also those that are not.
    ///
    /// # Errors
    /// They could not be stored, and are lost.
    pub async fn store(&self, db: &Db, now: Timestamp, all: bool) -> Result<(), DbError> {
        let entries = &self.finished(now, all);
        if entries.is_empty() {
            return Ok(());
        }
        db.write(async |w| {
            for entry in entries {
                w.audit(entry.clone()).await?;
            }
            Ok(())
        })
        .await
    }

    /// Stores finished minutes as they end, until the handle is dropped.
    pub(super) fn keep_storing(&self, db: Db, env: Env) -> Keeper {
        let sums = self.clone();
        let task = tokio::spawn(async move {
            let mut look = tokio::time::interval(LOOK_EVERY);
            look.set_missed_tick_behavior(MissedTickBehavior::Delay);
            loop {
                look.tick().await;
                if let Err(error) = sums.store(&db, env.now(), false).await {
                    tracing::error!(%error, "storing sums of refused sign-ins");
                }
            }
        });
        Keeper(Arc::new(AbortOnDrop(task.abort_handle())))
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Sum>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Keeps the storing of sums alive; clones share it.
#[derive(Clone, Debug)]
pub(super) struct Keeper(#[expect(dead_code, reason = "kept for its drop")] Arc<AbortOnDrop>);

#[derive(Debug)]
struct AbortOnDrop(AbortHandle);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// The typed User ID of an unknown account is not kept: people type passwords there.
fn first_entry(reason: Refusal, account: Option<&str>, request: &RequestInfo) -> AuditEntry {
    let entry = AuditEntry::anonymous(request, "auth.sign_in")
        .outcome(Outcome::Refused)
        .detail(json!({ "reason": reason.code() }));
    match account {
        Some(account) => entry.on("account", account).account(account),
        None => entry.on("account", "unknown"),
    }
}
