//! A file as the database has it, and as it is shown.

use domain::file::{FileKind, FileProblem, FileState};
use domain::id::{CaseId, DraftId, FileId};
use domain::prior_auth::{Arrival, Channel};
use domain::time::{self, Timestamp};
use entity::file::Model;

use super::file_key::{FileKey, Wrapped};
use super::seal::{Broken, SCHEME};
use crate::db::DbError;
use crate::keys::KeyRing;

/// A document of a request, as lists show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    /// The file.
    pub id: FileId,
    /// As it is shown.
    pub name: String,
    /// What it is; unknown of one that is refused for that.
    pub kind: Option<FileKind>,
    /// How far it has come.
    pub state: FileState,
    /// Why it is refused.
    pub problem: Option<FileProblem>,
    /// Its bytes, where they were announced or counted.
    pub size: Option<u64>,
    /// In hexadecimal, once it is received.
    pub sha256: Option<String>,
    /// How many it has, once it is received.
    pub pages: Option<u32>,
    /// Of how many pages, from the first, there are images.
    pub previews: u32,
    /// One may look for words in it.
    pub has_text: bool,
    /// When all of it was stored; before that, when it was begun.
    pub at: Timestamp,
    /// Who sent it, by name.
    pub sent_by: String,
}

impl std::fmt::Debug for Document {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Document({}, {}, {:?})", self.id, self.state, self.problem)
    }
}

/// A row with its words read.
#[derive(Clone, Debug)]
pub(super) struct FileRow {
    pub(super) id: FileId,
    pub(super) practice: String,
    pub(super) draft: Option<DraftId>,
    pub(super) case: Option<CaseId>,
    pub(super) item: Option<String>,
    pub(super) name: String,
    pub(super) kind: Option<FileKind>,
    pub(super) state: FileState,
    pub(super) problem: Option<FileProblem>,
    pub(super) size: Option<u64>,
    pub(super) sha256: Option<String>,
    pub(super) pages: Option<u32>,
    pub(super) previews: u32,
    pub(super) has_text: bool,
    pub(super) uploaded_by: String,
    pub(super) created_at: Timestamp,
    pub(super) received_at: Option<Timestamp>,
    pub(super) is_deleted: bool,
    /// How and when it came to the plan, which joined it.
    pub(super) arrival: Option<Arrival>,
    wrapped: Option<(i32, String)>,
    scheme: Option<i32>,
}

impl FileRow {
    pub(super) fn read(row: Model) -> Result<Self, DbError> {
        let wrong = |column, problem| DbError::value("file", column, &row.id, problem);
        let instant = |column, millis| time::from_millis(millis).ok_or_else(|| wrong(column, "an instant"));
        let count = |column, number: Option<i32>| {
            let count = number.map(u32::try_from).transpose();
            count.map_err(|_| wrong(column, "a number of pages"))
        };
        let kind = |code: &String| FileKind::parse(code).ok_or_else(|| wrong("kind", "a kind of file"));
        let problem = |code: &String| FileProblem::parse(code).ok_or_else(|| wrong("problem", "a known problem"));
        Ok(Self {
            kind: row.kind.as_ref().map(kind).transpose()?,
            state: FileState::parse(&row.state).ok_or_else(|| wrong("state", "a known state"))?,
            problem: row.problem.as_ref().map(problem).transpose()?,
            size: row
                .size
                .map(u64::try_from)
                .transpose()
                .map_err(|_| wrong("size", "a size"))?,
            pages: count("pages", row.pages)?,
            previews: count("previews", row.previews)?.unwrap_or_default(),
            created_at: instant("created_at", row.created_at)?,
            received_at: row.received_at.map(|at| instant("received_at", at)).transpose()?,
            has_text: row.has_text,
            is_deleted: row.deleted_at.is_some(),
            arrival: arrival(&row)?,
            wrapped: row.key_version.zip(row.wrapped_key),
            scheme: row.scheme,
            practice: row.practice_id,
            draft: row.draft_id.map(DraftId::new),
            case: row.case_id.map(CaseId::new),
            item: row.item_id,
            name: row.name,
            sha256: row.sha256,
            uploaded_by: row.uploaded_by,
            id: FileId::new(row.id),
        })
    }

    /// The file's own key.
    pub(super) fn key(&self, keys: &KeyRing) -> Result<FileKey, Broken> {
        if self.scheme != Some(SCHEME) {
            return Err(Broken);
        }
        let (version, text) = self.wrapped.clone().ok_or(Broken)?;
        let version = u8::try_from(version).map_err(|_| Broken)?;
        FileKey::unwrap(keys, self.id.as_str(), &Wrapped { version, text })
    }

    /// As lists show it.
    pub(super) fn document(self, sent_by: String) -> Document {
        Document {
            at: self.received_at.unwrap_or(self.created_at),
            id: self.id,
            name: self.name,
            kind: self.kind,
            state: self.state,
            problem: self.problem,
            size: self.size,
            sha256: self.sha256,
            pages: self.pages,
            previews: self.previews,
            has_text: self.has_text,
            sent_by,
        }
    }
}

/// How and when it came to the plan; of what the practice sent here, nothing.
fn arrival(row: &Model) -> Result<Option<Arrival>, DbError> {
    let wrong = |column, problem| DbError::value("file", column, &row.id, problem);
    let (Some(channel), Some(at)) = (&row.channel, row.arrived_at) else {
        return Ok(None);
    };
    Ok(Some(Arrival {
        channel: Channel::parse(channel).ok_or_else(|| wrong("channel", "a known channel"))?,
        at: time::from_millis(at).ok_or_else(|| wrong("arrived_at", "an instant"))?,
    }))
}
