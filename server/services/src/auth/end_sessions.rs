//! Ends sessions for a reason that their owners can be told.

use domain::id::AccountId;
use domain::time::to_millis;
use entity::session::{Column, Entity};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use crate::db::{DbError, Write};

/// Why a session is over, as its row says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndReason {
    /// Its owner logged out.
    SignedOut,
    /// It lasted too long, or nothing happened for too long.
    Expired,
    /// The account was disabled, or got another password or other roles.
    Revoked,
    /// Its owner went on in another practice, with a new session.
    PracticeChanged,
}

impl EndReason {
    const ALL: [Self; 4] = [Self::SignedOut, Self::Expired, Self::Revoked, Self::PracticeChanged];

    /// The word stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SignedOut => "signed_out",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
            Self::PracticeChanged => "practice_changed",
        }
    }

    /// From the word stored; any other word ended the session, too.
    pub(super) fn parse(code: &str) -> Self {
        let known = Self::ALL.into_iter().find(|reason| reason.code() == code);
        known.unwrap_or(Self::Revoked)
    }
}

/// Ends all living sessions of an account, as part of the change that is the reason for it; how many there were.
///
/// Every server notices within a second. The one that does it notices at once if it drops the account from its memory after the
/// commit.
///
/// # Errors
/// The rows could not be changed.
pub async fn end_sessions(w: &Write, account: &AccountId, reason: EndReason) -> Result<u64, DbError> {
    let ended = Entity::update_many()
        .col_expr(Column::EndedAt, Expr::val(to_millis(w.now())))
        .col_expr(Column::EndReason, Expr::val(reason.code()))
        .filter(Column::AccountId.eq(account.as_str()))
        .filter(Column::EndedAt.is_null())
        .exec(w.conn())
        .await?;
    Ok(ended.rows_affected)
}
