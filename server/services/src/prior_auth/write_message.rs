//! Somebody writes about a case: a message for both sides, or a note for the plan's people alone.
//!
//! Neither moves the version of the case: a decision that is being written does not get stale by it. A message moves the instant
//! at which the case changed last, by which notifications find it.

use domain::access::Role;
use domain::form::FormErrors;
use domain::id::PracticeId;
use domain::prior_auth::{MessageKind, Status};
use domain::reference::Reference;
use domain::time::to_millis;
use entity::case_message::{ActiveModel, Column, Entity};
use entity::prior_auth;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use sha2::{Digest as _, Sha256};

use super::case::may_know;
use super::request_key::is_request_key;
use super::take_back::NOBODY;
use crate::audit::{AuditEntry, Outcome};
use crate::db::{DbError, OutboxEntry, Write};
use crate::{Caller, Services};

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum MessageError {
    /// There is no such case, or it is another practice's.
    #[error("no such request")]
    NotFound,
    /// It is for others to write.
    #[error("it is for others to write")]
    Refused,
    /// What the page calls its form is no name.
    #[error("not the name of a form")]
    Key,
    /// There is no text, or too much.
    #[error("the text needs attention")]
    Form(FormErrors),
    /// The database refused.
    #[error(transparent)]
    Failed(#[from] DbError),
}

impl From<sea_orm::DbErr> for MessageError {
    fn from(error: sea_orm::DbErr) -> Self {
        DbError::from(error).into()
    }
}

/// Writes to the other side. `key` is what the page calls its form: sent again, it changes nothing.
///
/// # Errors
/// [`MessageError`].
pub async fn write_message(
    services: &Services,
    caller: &Caller,
    reference: &Reference,
    key: &str,
    text: &str,
) -> Result<(), MessageError> {
    New::of(MessageKind::Message, (caller, reference), (key, text))
        .write(services)
        .await
}

/// Notes something for the plan's people; else as [`write_message`].
///
/// # Errors
/// [`MessageError`].
pub async fn write_note(
    services: &Services,
    caller: &Caller,
    reference: &Reference,
    key: &str,
    text: &str,
) -> Result<(), MessageError> {
    New::of(MessageKind::Note, (caller, reference), (key, text))
        .write(services)
        .await
}

/// Whether there is anybody for whom it is written: a request that the plan has taken back is no practice's.
pub(super) fn may_be_read(kind: MessageKind, practice: &str) -> bool {
    kind == MessageKind::Note || practice != NOBODY
}

/// What is about to be written.
struct New<'a> {
    caller: &'a Caller,
    reference: &'a Reference,
    kind: MessageKind,
    key: &'a str,
    text: &'a str,
}

impl<'a> New<'a> {
    fn of(
        kind: MessageKind,
        (caller, reference): (&'a Caller, &'a Reference),
        (key, text): (&'a str, &'a str),
    ) -> Self {
        Self {
            caller,
            reference,
            kind,
            key,
            text,
        }
    }

    async fn write(self, services: &Services) -> Result<(), MessageError> {
        let settled = services.db.write(async |w| self.store(w).await).await;
        if matches!(settled, Err(MessageError::Refused)) {
            services.db.record(self.audit().outcome(Outcome::Refused)).await?;
        }
        settled
    }

    async fn store(&self, w: &Write) -> Result<(), MessageError> {
        let found = prior_auth::Entity::find()
            .filter(prior_auth::Column::Reference.eq(self.reference.as_str()))
            .one(w.conn())
            .await?;
        let case = found.filter(|case| may_know(self.caller, &case.practice_id));
        let case = case.ok_or(MessageError::NotFound)?;
        let status = Status::parse(&case.status)
            .ok_or_else(|| DbError::value("prior_auth", "status", &case.id, "a known status"))?;
        let role = self.kind.written_as(&self.caller.actor, status);
        let role = role.filter(|_| may_be_read(self.kind, &case.practice_id));
        let role = role.ok_or(MessageError::Refused)?;
        let text = self.kind.read(self.text).map_err(MessageError::Form)?;
        if !is_request_key(self.key) {
            return Err(MessageError::Key);
        }
        if self.insert(w, &case.id, role, text).await? {
            w.audit(self.audit()).await?;
            self.announce(w, case).await?;
        }
        Ok(())
    }

    /// False means that the same form was sent before.
    async fn insert(&self, w: &Write, case: &str, role: Role, text: String) -> Result<bool, DbError> {
        let row = ActiveModel {
            id: Set(w.new_id()),
            prior_auth_id: Set(case.to_owned()),
            kind: Set(self.kind.code().to_owned()),
            side: Set(self.caller.actor.side().code().to_owned()),
            role: Set(role.code().to_owned()),
            account_id: Set(self.caller.actor.account.as_str().to_owned()),
            request_key: Set(self.request_key(&text)),
            text: Set(text),
            at: Set(to_millis(w.now())),
        };
        let same = OnConflict::columns([Column::PriorAuthId, Column::AccountId, Column::RequestKey])
            .do_nothing()
            .to_owned();
        let made = Entity::insert(row)
            .on_conflict(same)
            .exec_without_returning(w.conn())
            .await?;
        Ok(made > 0)
    }

    /// The words belong to it: a browser that goes back shows the form of before, and what is typed into it then is another
    /// message under the same name.
    fn request_key(&self, text: &str) -> String {
        let mut hash = Sha256::new();
        for part in [self.kind.code(), self.key, text] {
            hash.update(part);
            hash.update([0]);
        }
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Open pages show it at once. Of a note a practice hears nothing, not even that there is one.
    async fn announce(&self, w: &Write, case: prior_auth::Model) -> Result<(), DbError> {
        let announced = OutboxEntry::case(self.reference.as_str(), case.status, case.version).queue();
        match self.kind {
            MessageKind::Note => w.outbox(announced).await,
            MessageKind::Message => {
                prior_auth::Entity::update_many()
                    .col_expr(prior_auth::Column::UpdatedAt, Expr::val(to_millis(w.now())))
                    .filter(prior_auth::Column::Id.eq(&case.id))
                    .exec(w.conn())
                    .await?;
                w.outbox(announced.practice(PracticeId::new(case.practice_id))).await
            }
        }
    }

    fn audit(&self) -> AuditEntry {
        let action = match self.kind {
            MessageKind::Message => "prior_auth.write_message",
            MessageKind::Note => "prior_auth.write_note",
        };
        AuditEntry::by(self.caller, action).on("prior_auth", self.reference)
    }
}
