//! Whoever tries to sign in: the account that has the typed User ID, if any, and what is remembered of its failures.
//!
//! One statement for both, and the same for a User ID that nobody has: nothing about the time it takes says which.

use domain::auth::UserId;
use domain::auth::lockout::Counter;
use entity::{account, sign_in_counter};
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Func, Query, SelectStatement};
use sea_orm::{ConnectionTrait as _, FromQueryResult};

use super::lockout::{Subject, parse};
use crate::Services;
use crate::db::DbError;

/// The account and its counter.
pub(super) struct Candidate {
    pub(super) subject: Subject,
    pub(super) account: Option<Account>,
    pub(super) counter: Counter,
}

/// What signing in needs of an account.
#[derive(Clone, Debug)]
pub(super) struct Account {
    pub(super) id: String,
    pub(super) user_id: String,
    pub(super) display_name: String,
    pub(super) side: String,
    pub(super) password_hash: String,
    pub(super) password_changed_at: i64,
    pub(super) is_disabled: bool,
}

#[derive(FromQueryResult)]
struct Row {
    id: Option<String>,
    user_id: Option<String>,
    display_name: Option<String>,
    side: Option<String>,
    password_hash: Option<String>,
    password_changed_at: Option<i64>,
    disabled_at: Option<i64>,
    counter_json: Option<String>,
}

impl Candidate {
    /// Looks a typed User ID up; `key` is its MAC.
    pub(super) async fn find(services: &Services, typed: &str, key: String) -> Result<Self, DbError> {
        // What is not in the form of a User ID cannot exist; it is looked up all the same, as nothing.
        let user_id = UserId::parse(typed);
        let known = user_id.as_ref().map_or("", |id| id.as_str());
        let row = services.db.read().query_one(&statement(known, &key)).await?;
        let row = row.map(|row| Row::from_query_result(&row, "")).transpose()?;
        let counter = row.as_ref().and_then(|row| row.counter_json.clone());
        let account = row.and_then(Row::into_account);
        let counter = parse(counter.as_deref(), &key)?;
        Ok(Self {
            subject: Subject {
                key,
                account: account.as_ref().map(|account| account.id.clone()),
            },
            account,
            counter,
        })
    }
}

impl Row {
    /// All columns of the account come together or, from the outer join, not at all.
    fn into_account(self) -> Option<Account> {
        Some(Account {
            id: self.id?,
            user_id: self.user_id?,
            display_name: self.display_name?,
            side: self.side?,
            password_hash: self.password_hash?,
            password_changed_at: self.password_changed_at?,
            is_disabled: self.disabled_at.is_some(),
        })
    }
}

fn statement(user_id: &str, key: &str) -> SelectStatement {
    let (a, c) = (account::Entity, sign_in_counter::Entity);
    let typed = Alias::new("typed");
    let one = Query::select().expr_as(Expr::val(1), Alias::new("one")).to_owned();
    let row = Func::coalesce([Expr::col((a, account::Column::Id)), Expr::val(key)]);
    Query::select()
        .columns([
            (a, account::Column::Id),
            (a, account::Column::UserId),
            (a, account::Column::DisplayName),
            (a, account::Column::Side),
            (a, account::Column::PasswordHash),
            (a, account::Column::PasswordChangedAt),
            (a, account::Column::DisabledAt),
        ])
        .column((c, sign_in_counter::Column::CounterJson))
        .from_subquery(one, typed)
        .left_join(a, Expr::col((a, account::Column::UserId)).eq(user_id))
        .left_join(c, Expr::col((c, sign_in_counter::Column::Subject)).eq(row))
        .take()
}
