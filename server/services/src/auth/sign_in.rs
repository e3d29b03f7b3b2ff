//! Signs a person in.
//!
//! A wrong password, an unknown User ID and a disabled account give the same answer after the same work: one look-up, one slot, one
//! evaluation of the password hash, the same rows written. The work goes on when the browser hangs up: nobody takes a guess back.

use domain::access::{Actor, Side};
use domain::auth::Browser;
use domain::id::{AccountId, SessionId};
use domain::sensitive::Sensitive;
use domain::time::{Timestamp, to_millis};
use entity::{account, session};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use super::candidate::{Account, Candidate};
use super::lockout::{self, Refusal, Slot, Subject};
use super::{HashError, StoredPassword, Verdict, token};
use crate::audit::AuditEntry;
use crate::db::DbError;
use crate::practices::{self, Membership};
use crate::{RequestInfo, Services};

/// The new session.
#[derive(Debug)]
pub struct SignedIn {
    /// The secret for the cookie; it is stored nowhere.
    pub token: Sensitive<String>,
    /// Who signed in.
    pub actor: Actor,
}

/// Why nobody is signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Wrong password, unknown user id or disabled account: nobody is told which.
    #[error("user id or password is not right")]
    Wrong,
    /// Too many failures; the password was not looked at.
    #[error("the user id is locked until {until}")]
    Locked {
        /// When it opens.
        until: Timestamp,
        /// How long that is from now, rounded up.
        seconds: u32,
    },
    /// Failure after failure: only support opens it.
    #[error("the password of this user id is switched off")]
    PasswordDisabled,
    /// All slots of the user id stayed in flight; nothing was counted.
    #[error("too many tries for one user id at once; try again in {retry_after_seconds} s")]
    TooMany {
        /// When a try is worth it.
        retry_after_seconds: u32,
    },
    /// Too many sign in at once.
    #[error("too many sign-ins at once; try again in {retry_after_seconds} s")]
    Busy {
        /// When a try is worth it.
        retry_after_seconds: u32,
    },
    /// The hashing threads gave no answer.
    #[error("the password could not be checked")]
    Hash,
    /// The database refused.
    #[error(transparent)]
    Failed(#[from] DbError),
}

impl SignInError {
    /// As the metric and the audit record name it; `None` for what is a fault of ours.
    const fn refusal(&self) -> Option<Refusal> {
        match self {
            Self::Wrong => Some(Refusal::Wrong),
            Self::Locked { .. } | Self::PasswordDisabled => Some(Refusal::Locked),
            Self::TooMany { .. } => Some(Refusal::TooMany),
            Self::Busy { .. } => Some(Refusal::Busy),
            Self::Hash | Self::Failed(_) => None,
        }
    }
}

impl From<HashError> for SignInError {
    fn from(error: HashError) -> Self {
        match error {
            HashError::Busy { retry_after_seconds } => Self::Busy { retry_after_seconds },
            HashError::KeyMissing { .. } | HashError::Broken => Self::Hash,
        }
    }
}

impl From<sea_orm::DbErr> for SignInError {
    fn from(error: sea_orm::DbErr) -> Self {
        DbError::from(error).into()
    }
}

/// Checks user id and password (both exact) and starts a session in the person's first practice by name, or at the plan.
///
/// # Errors
/// [`SignInError`].
pub async fn sign_in(
    services: &Services,
    user_id: &str,
    password: &str,
    request: &RequestInfo,
) -> Result<SignedIn, SignInError> {
    let attempt = Attempt {
        services: services.clone(),
        user_id: user_id.to_owned(),
        password: Sensitive::new(password.to_owned()),
        request: request.clone(),
    };
    // A task of its own runs to its end even when the caller goes away.
    let result = tokio::spawn(attempt.run()).await;
    let result = result.unwrap_or(Err(SignInError::Hash));
    let outcome = match &result {
        Ok(_) => "success",
        Err(error) => error.refusal().map_or("failed", Refusal::code),
    };
    metrics::counter!("portico_sign_ins_total", "outcome" => outcome).increment(1);
    result
}

struct Attempt {
    services: Services,
    user_id: String,
    password: Sensitive<String>,
    request: RequestInfo,
}

impl Attempt {
    async fn run(self) -> Result<SignedIn, SignInError> {
        let key = lockout::key(&self.services, &self.user_id);
        let lockout = &self.services.lockout;
        if let Err(barred) = lockout.known(&key, self.services.env.now()) {
            return Err(self.refuse(barred, None).await?);
        }
        let candidate = Candidate::find(&self.services, &self.user_id, key).await?;
        let subject = &candidate.subject;
        let now = self.services.env.now();
        let slot = match lockout.judge(subject, &candidate.counter, now) {
            Ok(()) => lockout.reserve(&self.services, subject).await,
            Err(barred) => Err(barred),
        };
        let slot = match slot {
            Ok(slot) => slot,
            Err(refused) => return Err(self.refuse(refused, subject.account.as_deref()).await?),
        };
        match self.look_at_password(candidate.account.as_ref()).await {
            Ok(Some(welcome)) => self.start_session(subject, slot, welcome).await,
            Ok(None) => Err(lockout.fail(&self.services, subject, slot, &self.request).await?),
            Err(fault) => {
                lockout.release(&self.services, subject, slot).await;
                Err(self.refuse(fault, subject.account.as_deref()).await?)
            }
        }
    }

    /// One evaluation, whoever it is. `None` where the person may not come in.
    async fn look_at_password(&self, account: Option<&Account>) -> Result<Option<Welcome>, SignInError> {
        let open = account.filter(|account| !account.is_disabled);
        let stored = open.map(stored_password).transpose()?.flatten();
        let verdict = self
            .services
            .hasher
            .verify(self.password.expose(), stored.as_ref())
            .await?;
        let Some(account) = open.filter(|_| verdict.is_right) else {
            return Ok(None);
        };
        let Some(place) = first_place(&self.services, account).await? else {
            return Ok(None);
        };
        Ok(Some(Welcome {
            account: account.clone(),
            place,
            renewed: renewed_hash(&self.services, self.password.expose(), verdict).await,
        }))
    }

    /// Puts a refusal without evaluation on record. Its own failure is what is answered then: what is not recorded does not happen.
    async fn refuse(&self, error: SignInError, account: Option<&str>) -> Result<SignInError, DbError> {
        let Some(refusal) = error.refusal() else {
            return Ok(error);
        };
        let refusals = self.services.lockout.refusals();
        for entry in refusals.note(refusal, account, &self.request, self.services.env.now()) {
            self.services.db.record(entry).await?;
        }
        Ok(error)
    }

    async fn start_session(&self, subject: &Subject, slot: Slot, welcome: Welcome) -> Result<SignedIn, SignInError> {
        let Welcome {
            account,
            place,
            renewed,
        } = &welcome;
        let (token, token_hash) = token::draw(&self.services.env);
        let session = SessionId::new(self.services.env.new_id());
        let practice = place.practice.as_ref().map(|(id, _)| id);
        let started = self.services.db.write_locking(async |w| {
            self.services.lockout.succeed(w, subject, &slot).await??;
            if !is_as_it_was(w.conn(), account).await? {
                return Err(SignInError::Wrong);
            }
            let row = session::ActiveModel {
                id: Set(session.as_str().to_owned()),
                token_hash: Set(token_hash.clone()),
                account_id: Set(account.id.clone()),
                practice_id: Set(practice.map(|id| id.as_str().to_owned())),
                created_at: Set(to_millis(w.now())),
                last_seen_at: Set(to_millis(w.now())),
                ended_at: Set(None),
                end_reason: Set(None),
                browser: Set(self.request.browser.map(Browser::code)),
            };
            session::Entity::insert(row).exec_without_returning(w.conn()).await?;
            if let Some(renewed) = renewed {
                renew(w.conn(), account, renewed).await?;
            }
            let entry = AuditEntry::anonymous(&self.request, "auth.sign_in").on("session", &session);
            w.audit(entry.account(&account.id).user_id(&account.user_id)).await?;
            Ok(())
        });
        match started.await {
            Ok(()) => drop(slot),
            Err(SignInError::Failed(error)) => {
                self.services.lockout.release(&self.services, subject, slot).await;
                return Err(error.into());
            }
            Err(SignInError::Wrong) => {
                let failed = self.services.lockout.fail(&self.services, subject, slot, &self.request);
                return Err(failed.await?);
            }
            Err(barred) => return Err(self.refuse(barred, Some(&account.id)).await?),
        }
        let actor = Actor {
            account: AccountId::new(&account.id),
            user_id: account.user_id.clone(),
            display_name: account.display_name.clone(),
            session,
            practice: practice.cloned(),
            practice_name: welcome.place.practice.map(|(_, name)| name),
            roles: welcome.place.roles,
        };
        Ok(SignedIn { token, actor })
    }
}

/// Who may come in, and where to.
struct Welcome {
    account: Account,
    place: Membership,
    renewed: Option<StoredPassword>,
}

/// None until the person has set one.
fn stored_password(account: &Account) -> Result<Option<StoredPassword>, DbError> {
    if account.password_hash.is_empty() {
        return Ok(None);
    }
    StoredPassword::parse(&account.password_hash)
        .map(Some)
        .map_err(|_| DbError::value("account", "password_hash", &account.id, "an Argon2id hash"))
}

/// The plan for its staff, for others the first practice by name; `None` without any role there.
async fn first_place(services: &Services, account: &Account) -> Result<Option<Membership>, DbError> {
    let is_plan = account.side == Side::Plan.code();
    let places = practices::of_account(services.db.read(), &AccountId::new(&account.id)).await?;
    Ok(places.into_iter().find(|place| place.practice.is_none() == is_plan))
}

/// A password stored with weaker parameters than today's is stored anew, if the threads have time for it.
async fn renewed_hash(services: &Services, password: &str, verdict: Verdict) -> Option<StoredPassword> {
    if !verdict.is_outdated {
        return None;
    }
    let mut salt = [0; 16];
    services.env.entropy.fill(&mut salt);
    services.hasher.hash(password, salt).await.ok()
}

/// Whether the account is neither disabled nor got another password since the typed one was looked at. Locks it, so that whoever
/// changes it now ends the new session, too.
async fn is_as_it_was(conn: &sea_orm::DatabaseTransaction, account: &Account) -> Result<bool, DbError> {
    let found: Option<String> = account::Entity::find_by_id(&account.id)
        .select_only()
        .column(account::Column::Id)
        .filter(account::Column::PasswordChangedAt.eq(account.password_changed_at))
        .filter(account::Column::DisabledAt.is_null())
        .lock_exclusive()
        .into_tuple()
        .one(conn)
        .await?;
    Ok(found.is_some())
}

/// Replaces the hash unless the password was changed meanwhile.
async fn renew(
    conn: &sea_orm::DatabaseTransaction,
    account: &Account,
    renewed: &StoredPassword,
) -> Result<(), DbError> {
    account::Entity::update_many()
        .set(account::ActiveModel {
            password_hash: Set(renewed.to_string()),
            ..Default::default()
        })
        .filter(account::Column::Id.eq(&account.id))
        .filter(account::Column::PasswordHash.eq(&account.password_hash))
        .exec(conn)
        .await?;
    Ok(())
}
