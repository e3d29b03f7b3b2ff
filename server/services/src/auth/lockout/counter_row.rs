//! Where counters lie: one row for each account, and a bounded number for User IDs that nobody has.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::auth::lockout::Counter;
use domain::time::to_millis;
use entity::sign_in_counter::{ActiveModel, Column, Entity};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict, Query};
use sea_orm::{ColumnTrait as _, EntityTrait as _, ExprTrait as _, QueryFilter as _, QuerySelect as _};

use crate::Services;
use crate::db::{DbError, Write};

/// Whose failures are counted.
#[derive(Clone, Debug)]
pub(in crate::auth) struct Subject {
    /// The MAC of the typed User ID: the key of the line, and of the row where there is no account.
    pub(in crate::auth) key: String,
    /// The account that has the User ID.
    pub(in crate::auth) account: Option<String>,
}

impl Subject {
    fn row_id(&self) -> &str {
        self.account.as_deref().unwrap_or(&self.key)
    }
}

/// The key of a typed User ID. What was typed is kept nowhere: it may be a password.
pub(in crate::auth) fn key(services: &Services, typed: &str) -> String {
    URL_SAFE_NO_PAD.encode(services.keys.mac("user id", typed.as_bytes()))
}

/// Reads a stored counter; none is a blank one.
pub(in crate::auth) fn parse(stored: Option<&str>, row: &str) -> Result<Counter, DbError> {
    let Some(text) = stored else {
        return Ok(Counter::default());
    };
    serde_json::from_str(text).map_err(|_| DbError::value("sign_in_counter", "counter_json", row, "a counter"))
}

/// The counter, locked until the transaction ends, and whether its row was made just now.
pub(super) async fn lock(w: &Write, subject: &Subject) -> Result<(Counter, bool), DbError> {
    if let Some(counter) = find(w, subject).await? {
        return Ok((counter, false));
    }
    let blank = row(w, subject, &Counter::default())?;
    let made = Entity::insert(blank)
        .on_conflict(OnConflict::column(Column::Subject).do_nothing().to_owned())
        .exec_without_returning(w.conn())
        .await?;
    let counter = find(w, subject).await?;
    Ok((counter.unwrap_or_default(), made > 0))
}

async fn find(w: &Write, subject: &Subject) -> Result<Option<Counter>, DbError> {
    let stored: Option<String> = Entity::find_by_id(subject.row_id())
        .select_only()
        .column(Column::CounterJson)
        .lock_exclusive()
        .into_tuple()
        .one(w.conn())
        .await?;
    stored.map(|text| parse(Some(&text), subject.row_id())).transpose()
}

/// Stores a counter that was locked before.
pub(super) async fn store(w: &Write, subject: &Subject, counter: &Counter) -> Result<(), DbError> {
    Entity::update_many()
        .set(row(w, subject, counter)?)
        .filter(Column::Subject.eq(subject.row_id()))
        .exec(w.conn())
        .await?;
    Ok(())
}

fn row(w: &Write, subject: &Subject, counter: &Counter) -> Result<ActiveModel, DbError> {
    let text = serde_json::to_string(counter).map_err(|_| {
        DbError::value(
            "sign_in_counter",
            "counter_json",
            subject.row_id(),
            "a counter that can be written",
        )
    })?;
    Ok(ActiveModel {
        subject: Set(subject.row_id().to_owned()),
        account_id: Set(subject.account.clone()),
        counter_json: Set(text),
        touched_at: Set(to_millis(w.now())),
    })
}

/// Opens an account's lock and forgets its failures: after recovery, or by support.
pub(crate) async fn forgive(w: &Write, account: &str) -> Result<(), DbError> {
    let subject = Subject {
        key: String::new(),
        account: Some(account.to_owned()),
    };
    lock(w, &subject).await?;
    store(w, &subject, &Counter::default()).await
}

/// Keeps the `limit` newest counters of User IDs that nobody has.
pub(super) async fn prune_unknown(w: &Write, limit: u64) -> Result<(), DbError> {
    let is_unknown = || Expr::col(Column::AccountId).is_null();
    let oldest_kept = Query::select()
        .column(Column::TouchedAt)
        .from(Entity)
        .and_where(is_unknown())
        .order_by(Column::TouchedAt, sea_orm::Order::Desc)
        .limit(1)
        .offset(limit)
        .take();
    Entity::delete_many()
        .filter(is_unknown())
        .filter(Expr::col(Column::TouchedAt).lte(oldest_kept))
        .exec(w.conn())
        .await?;
    Ok(())
}
