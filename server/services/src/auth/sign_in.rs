//! Signs a person in.
//!
//! A wrong password, an unknown user id and a disabled account give the same answer after the same work: one look-up, one evaluation
//! of the password hash, one audit row.

use domain::access::{Actor, Side};
use domain::auth::UserId;
use domain::id::{AccountId, SessionId};
use domain::sensitive::Sensitive;
use domain::time::to_millis;
use entity::{account, session};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::{HashError, StoredPassword, Verdict, token};
use crate::audit::{AuditEntry, Outcome};
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

impl From<HashError> for SignInError {
    fn from(error: HashError) -> Self {
        match error {
            HashError::Busy { retry_after_seconds } => Self::Busy { retry_after_seconds },
            HashError::Broken => Self::Hash,
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
    let result = try_sign_in(services, user_id, password, request).await;
    let outcome = match &result {
        Ok(_) => "success",
        Err(SignInError::Wrong) => "wrong",
        Err(SignInError::Busy { .. }) => "busy",
        Err(SignInError::Hash | SignInError::Failed(_)) => "failed",
    };
    metrics::counter!("portico_sign_ins_total", "outcome" => outcome).increment(1);
    result
}

async fn try_sign_in(
    services: &Services,
    user_id: &str,
    password: &str,
    request: &RequestInfo,
) -> Result<SignedIn, SignInError> {
    // What is not in the form of a user id cannot exist; it is looked up all the same, as nothing.
    let user_id = UserId::parse(user_id);
    let known = user_id.as_ref().map_or("", |id| id.as_str());
    let account = account::Entity::find()
        .filter(account::Column::UserId.eq(known))
        .one(services.db.read())
        .await?;
    let stored = account
        .as_ref()
        .filter(|account| account.disabled_at.is_none())
        .map(stored_password)
        .transpose()?;
    let verdict = services.hasher.verify(password, stored.as_ref()).await?;
    let Some(account) = account.as_ref().filter(|_| verdict.is_right) else {
        return Err(refuse(services, account.as_ref(), request).await?);
    };
    let Some(place) = first_place(services, account).await? else {
        return Err(refuse(services, Some(account), request).await?);
    };
    let renewed = renewed_hash(services, password, verdict).await;
    start_session(services, account, place, renewed, request).await
}

fn stored_password(account: &account::Model) -> Result<StoredPassword, DbError> {
    StoredPassword::parse(&account.password_hash)
        .map_err(|_| DbError::value("account", "password_hash", &account.id, "an Argon2id hash"))
}

/// Puts the refusal on record. The typed id of an unknown account is not kept: people type passwords there.
async fn refuse(
    services: &Services,
    account: Option<&account::Model>,
    request: &RequestInfo,
) -> Result<SignInError, DbError> {
    let entry = AuditEntry::anonymous(request, "auth.sign_in").outcome(Outcome::Refused);
    let entry = match account {
        Some(account) => entry
            .on("account", &account.id)
            .account(&account.id)
            .user_id(&account.user_id),
        None => entry.on("account", "unknown"),
    };
    services.db.record(entry).await?;
    Ok(SignInError::Wrong)
}

/// The plan for its staff, for others the first practice by name; `None` without any role there.
async fn first_place(services: &Services, account: &account::Model) -> Result<Option<Membership>, DbError> {
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

async fn start_session(
    services: &Services,
    account: &account::Model,
    place: Membership,
    renewed: Option<StoredPassword>,
    request: &RequestInfo,
) -> Result<SignedIn, SignInError> {
    let (token, token_hash) = token::draw(&services.env);
    let session = SessionId::new(services.env.new_id());
    let practice = place.practice.as_ref().map(|(id, _)| id);
    services
        .db
        .write(async |w| {
            let row = session::ActiveModel {
                id: Set(session.as_str().to_owned()),
                token_hash: Set(token_hash.clone()),
                account_id: Set(account.id.clone()),
                practice_id: Set(practice.map(|id| id.as_str().to_owned())),
                created_at: Set(to_millis(w.now())),
                last_seen_at: Set(to_millis(w.now())),
                ended_at: Set(None),
                end_reason: Set(None),
            };
            session::Entity::insert(row).exec_without_returning(w.conn()).await?;
            if let Some(renewed) = &renewed {
                renew(w.conn(), account, renewed).await?;
            }
            let entry = AuditEntry::anonymous(request, "auth.sign_in").on("session", &session);
            w.audit(entry.account(&account.id).user_id(&account.user_id)).await
        })
        .await?;
    let actor = Actor {
        account: AccountId::new(&account.id),
        user_id: account.user_id.clone(),
        display_name: account.display_name.clone(),
        session,
        practice: practice.cloned(),
        practice_name: place.practice.map(|(_, name)| name),
        roles: place.roles,
    };
    Ok(SignedIn { token, actor })
}

/// Replaces the hash unless the password was changed meanwhile.
async fn renew(
    conn: &sea_orm::DatabaseTransaction,
    account: &account::Model,
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
