//! Keeps a form that was sent after its session was over, until its sender has signed in again.
//!
//! The row is sealed with a key that is in the sender's cookie and nowhere else, so neither a copy of the database nor a cookie alone
//! tells what was typed. It is given back once, to the same person in the same practice, within a quarter of an hour; anybody else
//! who signs in at that browser makes it disappear.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit as _, Nonce};
use chrono::TimeDelta;
use domain::sensitive::Sensitive;
use domain::time::to_millis;
use entity::stashed_form::{ActiveModel, Column, Entity, Model};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde::{Deserialize, Serialize};

use super::{session_row, token};
use crate::audit::AuditEntry;
use crate::db::DbError;
use crate::{Caller, Services};

/// How long a form waits for its sender.
pub const LATE_FORM_KEPT: TimeDelta = TimeDelta::minutes(15);

/// A form as it was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateForm {
    /// The address of its page.
    pub address: String,
    /// The function it calls, as in `do`.
    pub function: String,
    /// What was typed, as the browser sent it.
    pub body: String,
}

/// What a form in waiting means for a person who asks for a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// There is none (any more), and the browser may forget its key.
    Gone,
    /// It waits for the person to go back to the practice in which it was filled in.
    OtherPractice,
    /// It belongs to another page: that one must be asked for.
    Elsewhere(String),
    /// This is it. It is not there any more.
    Here(LateForm),
}

/// What is sealed.
#[derive(Serialize, Deserialize)]
struct Sealed {
    form: LateForm,
    practice: Option<String>,
}

/// Keeps `form`, which came with the token of a session that is over, and returns the value of the cookie that opens it; `None` where
/// nobody knows that session. A session keeps one form, its last.
///
/// # Errors
/// The database refused.
pub async fn keep_late_form(
    services: &Services,
    dead_token: &str,
    form: &LateForm,
) -> Result<Option<Sensitive<String>>, DbError> {
    let Some(session) = session_row::read(&services.db, &token::hash(dead_token)).await? else {
        return Ok(None);
    };
    let actor = &session.actor;
    let (id, key) = (services.env.new_id(), services.env.token_256());
    let sealed = Sealed {
        form: form.clone(),
        practice: actor.practice.as_ref().map(|practice| practice.as_str().to_owned()),
    };
    let Some(sealed) = seal(&key, &id, &sealed) else {
        return Ok(None);
    };
    let (id, sealed) = (&id, &sealed);
    services
        .db
        .write(async |w| {
            Entity::delete_many()
                .filter(
                    Column::SessionId
                        .eq(actor.session.as_str())
                        .or(Column::ExpiresAt.lte(to_millis(w.now()))),
                )
                .exec(w.conn())
                .await?;
            let row = ActiveModel {
                id: Set(id.clone()),
                session_id: Set(actor.session.as_str().to_owned()),
                account_id: Set(actor.account.as_str().to_owned()),
                sealed: Set(sealed.clone()),
                expires_at: Set(to_millis(w.now() + LATE_FORM_KEPT)),
            };
            Entity::insert(row).exec_without_returning(w.conn()).await?;
            Ok::<_, DbError>(())
        })
        .await?;
    Ok(Some(Sensitive::new(format!("{id}.{}", URL_SAFE_NO_PAD.encode(key)))))
}

/// Gives a form back that waits for `caller`, when the page at `path` is asked for: exactly once.
///
/// # Errors
/// The database refused; then nothing is lost.
pub async fn claim_late_form(services: &Services, caller: &Caller, cookie: &str, path: &str) -> Result<Claim, DbError> {
    let Some((id, key)) = parse(cookie) else {
        return Ok(Claim::Gone);
    };
    let Some(row) = Entity::find_by_id(id).one(services.db.read()).await? else {
        return Ok(Claim::Gone);
    };
    let is_over = row.expires_at <= to_millis(services.env.now());
    let is_own = row.account_id == caller.actor.account.as_str();
    let Some(sealed) = open(&key, &row).filter(|_| !is_over && is_own) else {
        // A wrong key is no proof of anything: then the row stays for whoever has the right one.
        if is_over || !is_own {
            delete(services, id, None).await?;
        }
        return Ok(Claim::Gone);
    };
    if sealed.practice.as_deref() != caller.actor.practice.as_ref().map(domain::id::PracticeId::as_str) {
        return Ok(Claim::OtherPractice);
    }
    if sealed.form.address.split('?').next() != Some(path) {
        return Ok(Claim::Elsewhere(sealed.form.address));
    }
    let entry = AuditEntry::by(caller, "auth.late_form").on("function", &sealed.form.function);
    Ok(if delete(services, id, Some(entry)).await? {
        Claim::Here(sealed.form)
    } else {
        Claim::Gone
    })
}

/// Removes a form; `false` where somebody else was faster.
async fn delete(services: &Services, id: &str, entry: Option<AuditEntry>) -> Result<bool, DbError> {
    let entry = &entry;
    services
        .db
        .write_locking(async |w| {
            let deleted = Entity::delete_by_id(id).exec(w.conn()).await?;
            let is_first = deleted.rows_affected == 1;
            if let Some(entry) = entry.as_ref().filter(|_| is_first) {
                w.audit(entry.clone()).await?;
            }
            Ok::<_, DbError>(is_first)
        })
        .await
}

fn parse(cookie: &str) -> Option<(&str, [u8; 32])> {
    let (id, key) = cookie.split_once('.')?;
    let key = URL_SAFE_NO_PAD.decode(key).ok()?;
    Some((id, key.try_into().ok()?))
}

/// A key seals one form and is then forgotten here, so its nonce need not differ from anything.
fn seal(key: &[u8; 32], id: &str, sealed: &Sealed) -> Option<String> {
    let text = serde_json::to_vec(sealed).ok()?;
    let payload = Payload {
        msg: &text,
        aad: id.as_bytes(),
    };
    let cipher = ChaCha20Poly1305::new(key.into());
    let bytes = cipher.encrypt(&Nonce::default(), payload).ok()?;
    Some(URL_SAFE_NO_PAD.encode(bytes))
}

fn open(key: &[u8; 32], row: &Model) -> Option<Sealed> {
    let bytes = URL_SAFE_NO_PAD.decode(&row.sealed).ok()?;
    let payload = Payload {
        msg: &bytes,
        aad: row.id.as_bytes(),
    };
    let cipher = ChaCha20Poly1305::new(key.into());
    let text = cipher.decrypt(&Nonce::default(), payload).ok()?;
    serde_json::from_slice(&text).ok()
}
