//! The rows that the requests stand on: practices, accounts, members, each with its id.

use std::collections::BTreeMap;

use domain::access::Role;
use domain::auth::UserId;
use domain::coverage::LineOfBusiness;
use domain::id::{AccountId, MemberRowId, PracticeId};
use domain::time::{Timestamp, to_millis};
use entity::{account, coverage_period, member, practice, role_grant};
use sea_orm::ActiveValue::Set;

use super::members::{DemoMember, members};
use super::people::{PRACTICES, Person, people};
use super::seed::SeedError;
use super::story::Who;
use crate::auth::{Grant, NewAccount, StoredPassword, account_row, grant_rows};
use crate::env::Env;

/// Who is there.
pub(super) struct Cast {
    practices: BTreeMap<&'static str, PracticeId>,
    accounts: BTreeMap<String, AccountId>,
    pub(super) members: Vec<(MemberRowId, DemoMember)>,
}

/// The rows to insert.
#[derive(Default)]
pub(super) struct CastRows {
    pub(super) practices: Vec<practice::ActiveModel>,
    pub(super) accounts: Vec<account::ActiveModel>,
    pub(super) grants: Vec<role_grant::ActiveModel>,
    pub(super) members: Vec<member::ActiveModel>,
    pub(super) periods: Vec<coverage_period::ActiveModel>,
}

impl Cast {
    /// Everybody, with the rows that make them exist.
    pub(super) fn assemble(env: &Env, password: &StoredPassword) -> Result<(Self, CastRows), SeedError> {
        let mut cast = Self {
            practices: BTreeMap::new(),
            accounts: BTreeMap::new(),
            members: Vec::new(),
        };
        let mut rows = CastRows::default();
        cast.add_practices(env, &mut rows);
        for person in people() {
            cast.add_person(env, person, password, &mut rows)?;
        }
        for member in members()? {
            cast.add_member(env, member, &mut rows);
        }
        Ok((cast, rows))
    }

    /// The id of a practice.
    pub(super) fn practice(&self, name: &'static str) -> Result<PracticeId, SeedError> {
        self.practices.get(name).cloned().ok_or(SeedError::Unknown(name))
    }

    /// The id of an account.
    pub(super) fn account(&self, user_id: &str) -> Result<AccountId, SeedError> {
        self.accounts.get(user_id).cloned().ok_or(SeedError::Unknown("user id"))
    }

    /// Members covered all through the last months under a line of business.
    pub(super) fn covered(&self, line: Option<LineOfBusiness>) -> Vec<&(MemberRowId, DemoMember)> {
        let fits =
            |member: &DemoMember| member.to_date.is_none() && line.is_none_or(|line| member.line_of_business == line);
        self.members.iter().filter(|(_, member)| fits(member)).collect()
    }

    fn add_practices(&mut self, env: &Env, rows: &mut CastRows) {
        for demo in PRACTICES {
            let id = env.new_id();
            rows.practices.push(practice::ActiveModel {
                id: Set(id.clone()),
                name: Set(demo.name.to_owned()),
                npi: Set(demo.npi.to_owned()),
                tin: Set(demo.tin.to_owned()),
                created_at: Set(to_millis(env.now())),
            });
            self.practices.insert(demo.name, PracticeId::new(id));
        }
    }

    fn add_person(
        &mut self,
        env: &Env,
        person: Person,
        password: &StoredPassword,
        rows: &mut CastRows,
    ) -> Result<(), SeedError> {
        let id = AccountId::new(env.new_id());
        let user_id = UserId::parse(&person.user_id).map_err(|_| SeedError::Unknown("user id"))?;
        let mut grants = Vec::new();
        for name in person.practices {
            grants.push(Grant {
                practice: Some(self.practice(name)?),
                role: person.role,
            });
        }
        if grants.is_empty() {
            grants.push(Grant {
                practice: None,
                role: person.role,
            });
        }
        let side = person.role.side();
        let new = NewAccount {
            user_id: &user_id,
            display_name: &person.name,
            side,
            grants: &grants,
        };
        rows.accounts.push(account::ActiveModel {
            npi: Set(person.npi.map(str::to_owned)),
            credential: Set(person.credential.map(str::to_owned)),
            ..account_row(&id, new, &password.to_string(), env.now())
        });
        rows.grants.extend(grant_rows(&id, &grants, || env.new_id()));
        self.accounts.insert(person.user_id, id);
        Ok(())
    }

    fn add_member(&mut self, env: &Env, demo: DemoMember, rows: &mut CastRows) {
        let id = env.new_id();
        rows.members.push(member::ActiveModel {
            id: Set(id.clone()),
            member_number: Set(demo.number.clone()),
            first_name: Set(demo.first_name.clone()),
            last_name: Set(demo.last_name.clone()),
            birth_date: Set(demo.birth_date.clone()),
            created_at: Set(to_millis(env.now())),
        });
        rows.periods.push(coverage_period::ActiveModel {
            id: Set(env.new_id()),
            member_id: Set(id.clone()),
            line_of_business: Set(demo.line_of_business.code().to_owned()),
            plan_name: Set(demo.plan_name().to_owned()),
            from_date: Set(demo.from_date.clone()),
            to_date: Set(demo.to_date.clone()),
        });
        self.members.push((MemberRowId::new(id), demo));
    }
}

/// The account and role of whoever acts; nobody for rules and clockwork.
pub(super) fn actor(who: Who, desk: &'static str) -> Option<(&'static str, Role)> {
    match who {
        Who::Practice => Some((desk, Role::Coordinator)),
        Who::Nurse => Some(("Nurse.Ortiz", Role::Nurse)),
        Who::OtherNurse => Some(("Nurse.Tran", Role::Nurse)),
        Who::Physician => Some(("MD.Okafor", Role::Physician)),
        Who::OtherPhysician => Some(("MD.Reyes", Role::Physician)),
        Who::Lead => Some(("Lead.Novak", Role::Lead)),
        Who::Rules | Who::Clockwork => None,
    }
}

/// When the demo is made: its clock stands still, so that the same instant gives the same rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing(pub(super) Timestamp);

impl crate::env::Clock for Standing {
    fn now(&self) -> Timestamp {
        self.0
    }
}
