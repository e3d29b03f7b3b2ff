//! Copies of requests: their rows, and the members they are for.

use domain::id::{MemberRowId, PracticeId};
use domain::reference::Reference;
use entity::{member, practice_member, prior_auth, prior_auth_diagnosis, prior_auth_event, prior_auth_line};
use sea_orm::{EntityTrait as _, IntoActiveModel as _};

use super::crowd::Pattern;
use crate::db::{DbError, Write};
use crate::env::Env;
use crate::search;

/// A member has so many requests.
const OF_ONE_MEMBER: usize = 10;
const FIRST_NAMES: [&str; 8] = ["Ana", "Ben", "Chloe", "Dev", "Edith", "Farid", "Grace", "Hugo"];
/// Last names are three of these: 8,000 different ones.
const SYLLABLES: [&str; 20] = [
    "ba", "co", "da", "el", "fi", "go", "ha", "in", "jo", "ka", "lu", "mo", "na", "or", "pe", "ro", "sa", "ti", "va",
    "wi",
];

/// Rows to insert together.
#[derive(Default)]
pub(super) struct Copies {
    members: Vec<member::ActiveModel>,
    known: Vec<practice_member::ActiveModel>,
    cases: Vec<prior_auth::ActiveModel>,
    lines: Vec<prior_auth_line::ActiveModel>,
    diagnoses: Vec<prior_auth_diagnosis::ActiveModel>,
    events: Vec<prior_auth_event::ActiveModel>,
    /// For whom the latest were, and the practices that know the member.
    latest: Option<(member::Model, Vec<String>)>,
}

impl Copies {
    /// One more, so many milliseconds before its pattern.
    pub(super) fn add(&mut self, env: &Env, pattern: &Pattern, (number, reference, before): (u64, Reference, i64)) {
        let id = env.new_id();
        let mut case = pattern.case.clone();
        case.id.clone_from(&id);
        case.reference = reference.as_str().to_owned();
        case.draft_id = None;
        case.member_id = self.member(env, number, &case.practice_id);
        case.authorization_number = case.authorization_number.map(|_| format!("B{number:09}"));
        for at in [&mut case.received_at, &mut case.created_at, &mut case.updated_at] {
            *at -= before;
        }
        let later = [
            &mut case.due_at,
            &mut case.turn_ends_at,
            &mut case.decided_at,
            &mut case.determined_at,
        ];
        for at in later.into_iter().flatten() {
            *at -= before;
        }
        self.cases.push(case.into_active_model());
        self.rest(env, pattern, (&id, before));
    }

    fn rest(&mut self, env: &Env, pattern: &Pattern, (case, before): (&str, i64)) {
        let lines = pattern.lines.iter().cloned().map(|mut line| {
            (line.id, line.prior_auth_id) = (env.new_id(), case.to_owned());
            line.into_active_model()
        });
        self.lines.extend(lines);
        let diagnoses = pattern.diagnoses.iter().cloned().map(|mut diagnosis| {
            (diagnosis.id, diagnosis.prior_auth_id) = (env.new_id(), case.to_owned());
            diagnosis.into_active_model()
        });
        self.diagnoses.extend(diagnoses);
        let events = pattern.events.iter().cloned().map(|mut event| {
            (event.id, event.prior_auth_id) = (env.new_id(), case.to_owned());
            event.at -= before;
            event.into_active_model()
        });
        self.events.extend(events);
    }

    /// Somebody new after every few requests; the practice knows them from then on.
    fn member(&mut self, env: &Env, number: u64, practice: &str) -> String {
        if self.latest.is_none() || self.cases.len().is_multiple_of(OF_ONE_MEMBER) {
            let member = invented(env.new_id(), number);
            self.members.push(member.clone().into_active_model());
            self.latest = Some((member, Vec::new()));
        }
        let Some((member, practices)) = &mut self.latest else {
            return String::new();
        };
        if !practices.iter().any(|known| known == practice) {
            practices.push(practice.to_owned());
            let (practice, id) = (PracticeId::new(practice), MemberRowId::new(&member.id));
            self.known.push(search::practice_member(
                &practice,
                &id,
                &member.last_name,
                &member.member_number,
            ));
        }
        member.id.clone()
    }

    /// Stores them.
    pub(super) async fn insert(&self, w: &Write) -> Result<(), DbError> {
        let conn = w.conn();
        member::Entity::insert_many(self.members.clone())
            .exec_without_returning(conn)
            .await?;
        practice_member::Entity::insert_many(self.known.clone())
            .exec_without_returning(conn)
            .await?;
        prior_auth::Entity::insert_many(self.cases.clone())
            .exec_without_returning(conn)
            .await?;
        prior_auth_line::Entity::insert_many(self.lines.clone())
            .exec_without_returning(conn)
            .await?;
        prior_auth_diagnosis::Entity::insert_many(self.diagnoses.clone())
            .exec_without_returning(conn)
            .await?;
        prior_auth_event::Entity::insert_many(self.events.clone())
            .exec_without_returning(conn)
            .await?;
        Ok(())
    }
}

fn invented(id: String, number: u64) -> member::Model {
    let place = usize::try_from(number).unwrap_or_default();
    let syllable = |place: usize| SYLLABLES.get(place % SYLLABLES.len()).copied().unwrap_or_default();
    let name = format!("{}{}{}", syllable(place), syllable(place / 20), syllable(place / 400));
    let (first, rest) = name.split_at_checked(1).unwrap_or_default();
    let first_name = FIRST_NAMES.get(place % FIRST_NAMES.len()).copied().unwrap_or_default();
    member::Model {
        id,
        member_number: format!("LHP9{number:08}"),
        first_name: first_name.to_owned(),
        last_name: format!("{}{rest}", first.to_uppercase()),
        birth_date: format!("{}-{:02}-{:02}", 1940 + number % 60, 1 + number % 12, 1 + number % 28),
        created_at: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_have_names_and_numbers_of_their_own() {
        let [one, other] = [1, 421].map(|number| invented(String::new(), number));
        assert_eq!(
            (one.last_name.as_str(), one.member_number.as_str()),
            ("Cobaba", "LHP900000001")
        );
        assert_eq!(
            (other.last_name.as_str(), other.birth_date.as_str()),
            ("Cococo", "1941-02-02")
        );
    }
}
