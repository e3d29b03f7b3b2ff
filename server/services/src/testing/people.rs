//! Builders: practices, people and members that a test needs to exist.

use std::sync::atomic::{AtomicU32, Ordering};

use domain::access::{Actor, Role, Side};
use domain::coverage::LineOfBusiness;
use domain::id::{AccountId, MemberRowId, PracticeId, SessionId};
use domain::time::to_millis;
use entity::{account, coverage_period, member, practice, role_grant, session};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait, QueryFilter as _};

use super::stage::Stage;
use crate::db::DbError;
use crate::{Caller, RequestInfo};

/// The password of every account that a builder makes.
pub const TEST_PASSWORD: &str = "a long enough test password";

/// Of every physician that a builder makes.
pub const TEST_CREDENTIAL: &str = "MD, orthopedic surgery";

/// A member to make. Fill in what matters and take the rest from `default()`: covered by Medicare Advantage since 2020.
#[derive(Debug, Clone)]
pub struct MemberSpec {
    /// The id on the card.
    pub number: &'static str,
    /// First name.
    pub first_name: &'static str,
    /// Last name.
    pub last_name: &'static str,
    /// ISO date.
    pub birth_date: &'static str,
    /// Under what the member is covered.
    pub line_of_business: LineOfBusiness,
    /// First covered day, ISO.
    pub from: &'static str,
    /// Last covered day, ISO; none while open.
    pub to: Option<&'static str>,
}

impl Default for MemberSpec {
    fn default() -> Self {
        Self {
            number: "LHP100200301",
            first_name: "Rosa",
            last_name: "Delgado",
            birth_date: "1951-03-14",
            line_of_business: LineOfBusiness::MedicareAdvantage,
            from: "2020-01-01",
            to: None,
        }
    }
}

impl Stage {
    /// A practice of that name.
    pub async fn practice(&self, name: &str) -> PracticeId {
        self.practice_with_npi(name, "1558598797").await
    }

    /// A practice of that name and NPI.
    pub async fn practice_with_npi(&self, name: &str, npi: &str) -> PracticeId {
        let id = self.services.env.new_id();
        let row = practice::ActiveModel {
            id: Set(id.clone()),
            name: Set(name.to_owned()),
            npi: Set(npi.to_owned()),
            tin: Set("123456789".to_owned()),
            created_at: Set(to_millis(self.services.env.now())),
        };
        self.insert::<practice::Entity>(row).await;
        PracticeId::new(id)
    }

    /// A member with one coverage period.
    pub async fn member(&self, spec: MemberSpec) -> MemberRowId {
        let id = self.services.env.new_id();
        let row = member::ActiveModel {
            id: Set(id.clone()),
            member_number: Set(spec.number.to_owned()),
            first_name: Set(spec.first_name.to_owned()),
            last_name: Set(spec.last_name.to_owned()),
            birth_date: Set(spec.birth_date.to_owned()),
            created_at: Set(to_millis(self.services.env.now())),
        };
        self.insert::<member::Entity>(row).await;
        let period = coverage_period::ActiveModel {
            id: Set(self.services.env.new_id()),
            member_id: Set(id.clone()),
            line_of_business: Set(spec.line_of_business.code().to_owned()),
            plan_name: Set("Larkspur Test".to_owned()),
            from_date: Set(spec.from.to_owned()),
            to_date: Set(spec.to.map(str::to_owned)),
        };
        self.insert::<coverage_period::Entity>(period).await;
        MemberRowId::new(id)
    }

    /// An account with one role, a physician with a credential; provider roles need the practice.
    pub async fn account(&self, user_id: &str, role: Role, practice: Option<&PracticeId>) -> AccountId {
        assert_eq!(
            role.side() == Side::Provider,
            practice.is_some(),
            "a provider acts in a practice, staff in none"
        );
        let (id, now) = (self.services.env.new_id(), to_millis(self.services.env.now()));
        let row = account::ActiveModel {
            id: Set(id.clone()),
            user_id: Set(user_id.to_owned()),
            display_name: Set(user_id.replace('.', " ")),
            npi: Set(None),
            credential: Set((role == Role::Physician).then(|| TEST_CREDENTIAL.to_owned())),
            side: Set(role.side().code().to_owned()),
            password_hash: Set(self.password_hash().await),
            password_changed_at: Set(now),
            disabled_at: Set(None),
            created_at: Set(now),
            version: Set(1),
        };
        self.insert::<account::Entity>(row).await;
        let account = AccountId::new(id);
        self.grant(&account, role, practice).await;
        account
    }

    /// The account with that User ID.
    pub async fn account_of(&self, user_id: &str) -> AccountId {
        let found = account::Entity::find()
            .filter(account::Column::UserId.eq(user_id))
            .one(self.services.db.read())
            .await
            .expect("accounts can be read");
        AccountId::new(found.expect("an account").id)
    }

    /// The id of the one session in which the account is signed in.
    pub async fn living_session(&self, user_id: &str) -> String {
        let found = session::Entity::find()
            .filter(session::Column::AccountId.eq(self.account_of(user_id).await.as_str()))
            .filter(session::Column::EndedAt.is_null())
            .one(self.services.db.read())
            .await
            .expect("sessions can be read");
        found.expect("a session").id
    }

    /// One more role for an account.
    pub async fn grant(&self, account: &AccountId, role: Role, practice: Option<&PracticeId>) {
        let row = role_grant::ActiveModel {
            id: Set(self.services.env.new_id()),
            account_id: Set(account.as_str().to_owned()),
            practice_id: Set(practice.map(|practice| practice.as_str().to_owned())),
            role: Set(role.code().to_owned()),
        };
        self.insert::<role_grant::Entity>(row).await;
    }

    /// Takes all roles in the practice away.
    pub async fn take_roles(&self, account: &AccountId, practice: &PracticeId) {
        let taken: Result<_, DbError> = self
            .services
            .db
            .write(async |w| {
                let grants = role_grant::Entity::delete_many()
                    .filter(role_grant::Column::AccountId.eq(account.as_str()))
                    .filter(role_grant::Column::PracticeId.eq(practice.as_str()));
                Ok(grants.exec(w.conn()).await.map(drop)?)
            })
            .await;
        taken.expect("roles can be taken");
    }

    /// Somebody new with that role, as if signed in; a provider in a new practice.
    pub async fn caller(&self, role: Role) -> Caller {
        match role.side() {
            Side::Provider => {
                let practice = self.practice(&format!("Practice {}", next_number())).await;
                self.caller_in(role, &practice).await
            }
            Side::Plan => self.caller_with(role, None).await,
        }
    }

    /// Somebody new with that role in that practice, as if signed in.
    pub async fn caller_in(&self, role: Role, practice: &PracticeId) -> Caller {
        self.caller_with(role, Some(practice)).await
    }

    async fn caller_with(&self, role: Role, practice: Option<&PracticeId>) -> Caller {
        let user_id = format!("{}.{}", role.code().replace('_', "."), next_number());
        let account = self.account(&user_id, role, practice).await;
        let practice_name = match practice {
            Some(id) => practice::Entity::find_by_id(id.as_str())
                .one(self.services.db.read())
                .await
                .expect("a practice"),
            None => None,
        };
        Caller {
            actor: Actor {
                account,
                display_name: user_id.replace('.', " "),
                user_id,
                session: SessionId::new(self.services.env.new_id()),
                practice: practice.cloned(),
                practice_name: practice_name.map(|row| row.name),
                roles: vec![role],
            },
            request: request_info(),
        }
    }

    async fn password_hash(&self) -> String {
        let stored = self.services.hasher.hash(TEST_PASSWORD, [7; 16]).await;
        stored.expect("the test password can be hashed").to_string()
    }

    async fn insert<E>(&self, row: E::ActiveModel)
    where
        E: EntityTrait,
        E::ActiveModel: Clone + Send + Sync,
    {
        let row = &row;
        let stored: Result<_, DbError> = self
            .services
            .db
            .write(async |w| {
                Ok(E::insert(row.clone())
                    .exec_without_returning(w.conn())
                    .await
                    .map(drop)?)
            })
            .await;
        stored.expect("the row of a builder can be stored");
    }
}

/// Where a test's requests come from.
#[must_use]
pub fn request_info() -> RequestInfo {
    RequestInfo::new(format!("test-{}", next_number()), "192.0.2.1")
}

/// Distinct numbers within one test program.
fn next_number() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}
