//! Announces a file: from then on it has an id and a key, and its bytes may come.

use domain::file::{FileKind, FileProblem, FileState, before_upload, display_name};
use domain::id::{FileId, PracticeId};
use domain::prior_auth::Arrival;
use domain::time::to_millis;
use entity::file;
use sea_orm::ActiveValue::Set;
use sea_orm::{ConnectionTrait, EntityTrait as _};

use super::file_key::FileKey;
use super::place::{Home, Place, open, owner};
use super::quota::{self, Counted};
use super::seal::SCHEME;
use super::upload::{Progress, UploadError};
use crate::audit::{AuditEntry, Outcome};
use crate::db::DbError;
use crate::{Caller, Services};

/// A file as it is announced.
#[derive(Clone, Debug)]
pub struct Announced<'a> {
    /// As the sender's computer calls it.
    pub name: &'a str,
    /// Its bytes, where that is known before.
    pub size: Option<u64>,
}

/// Begins a file for an open draft or an undecided request of the caller's practice, or for any undecided request to which the plan's
/// intake joins it. One that is not taken for its name, its size or for want of room
/// is refused at once, and stands in the list as such.
///
/// # Errors
/// [`UploadError::NotFound`], [`UploadError::RequestSent`], [`UploadError::RequestClosed`], or the database's refusal.
pub async fn begin(
    services: &Services,
    caller: &Caller,
    place: impl Into<Place>,
    announced: Announced<'_>,
) -> Result<Progress, UploadError> {
    let place = &place.into();
    let practice = &owner(services.db.read(), caller, place).await?;
    let new = &NewFile::of(services, caller, (practice, place.arrival()), &announced)?;
    services
        .db
        .write(async |w| {
            let home = open(w.conn(), practice, place).await?;
            let problem = new.problem(w.conn(), &home).await?;
            file::Entity::insert(new.row(&home, problem, to_millis(w.now())))
                .exec_without_returning(w.conn())
                .await?;
            w.audit(new.entry(problem)).await?;
            Ok(Progress {
                id: new.id.clone(),
                state: if problem.is_some() {
                    FileState::Refused
                } else {
                    FileState::Uploading
                },
                offset: 0,
                problem,
            })
        })
        .await
}

/// A file before it has a row.
struct NewFile<'a> {
    id: FileId,
    caller: &'a Caller,
    practice: &'a PracticeId,
    /// How and when it came to the plan, which joins it.
    arrival: Option<Arrival>,
    name: String,
    kind: Result<FileKind, FileProblem>,
    size: Option<u64>,
    key_version: i32,
    wrapped_key: String,
}

impl<'a> NewFile<'a> {
    fn of(
        services: &Services,
        caller: &'a Caller,
        (practice, arrival): (&'a PracticeId, Option<Arrival>),
        announced: &Announced<'_>,
    ) -> Result<Self, UploadError> {
        let id = FileId::new(services.env.new_id());
        let wrapped = FileKey::draw(&services.env).wrap(&services.env, &services.keys, id.as_str())?;
        let name = display_name(announced.name);
        Ok(Self {
            id,
            caller,
            practice,
            arrival,
            kind: before_upload(&name, announced.size),
            name,
            size: announced.size,
            key_version: wrapped.version.into(),
            wrapped_key: wrapped.text,
        })
    }

    async fn problem(&self, conn: &impl ConnectionTrait, home: &Home) -> Result<Option<FileProblem>, DbError> {
        if let Err(problem) = self.kind {
            return Ok(Some(problem));
        }
        let bytes = self.size.unwrap_or_default();
        Ok(quota::check(conn, home, Counted::All, bytes).await?.err())
    }

    fn row(&self, home: &Home, problem: Option<FileProblem>, now: i64) -> file::ActiveModel {
        let state = if problem.is_some() {
            FileState::Refused
        } else {
            FileState::Uploading
        };
        let is_kept = problem.is_none();
        file::ActiveModel {
            id: Set(self.id.as_str().to_owned()),
            practice_id: Set(self.practice.as_str().to_owned()),
            draft_id: Set(home.draft().map(|draft| draft.as_str().to_owned())),
            case_id: Set(home.case().map(|case| case.as_str().to_owned())),
            item_id: Set(home.item().map(str::to_owned)),
            name: Set(self.name.clone()),
            kind: Set(FileKind::of_name(&self.name).map(|kind| kind.code().to_owned())),
            state: Set(state.code().to_owned()),
            problem: Set(problem.map(|problem| problem.code().to_owned())),
            size: Set(self.size.and_then(|size| i64::try_from(size).ok())),
            sha256: Set(None),
            pages: Set(None),
            previews: Set(None),
            has_text: Set(false),
            scheme: Set(is_kept.then_some(SCHEME)),
            key_version: Set(is_kept.then_some(self.key_version)),
            wrapped_key: Set(is_kept.then(|| self.wrapped_key.clone())),
            uploaded_by: Set(self.caller.actor.account.as_str().to_owned()),
            created_at: Set(now),
            received_at: Set(None),
            deleted_at: Set(None),
            channel: Set(self.arrival.map(|arrival| arrival.channel.code().to_owned())),
            arrived_at: Set(self.arrival.map(|arrival| to_millis(arrival.at))),
        }
    }

    fn entry(&self, problem: Option<FileProblem>) -> AuditEntry {
        let entry = AuditEntry::by(self.caller, "file.begin").on("file", &self.id);
        match problem {
            None => entry,
            Some(problem) => entry
                .outcome(Outcome::Refused)
                .detail(serde_json::json!({ "problem": problem.code() })),
        }
    }
}
