//! Everything about one case, for its page. Reading it is put on record before it is shown.

use chrono::NaiveDate;
use domain::access::Side;
use domain::id::CaseId;
use domain::prior_auth::ruling::Extent;
use domain::prior_auth::{
    Action, AnswerTime, Channel, Clock, Facts, MessageKind, Offer, Performer, Status, allowed, is_told_to_practice,
    offers,
};
use domain::reference::Reference;
use domain::time::Timestamp;
use entity::prior_auth;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::adverse::{Adverse, adverse};
use super::case::{Case, may_know};
use super::contents::{Line, diagnoses, events, lines};
use super::credential::credential;
use super::event::{Event, EventDetail};
use super::history::Options;
use super::items::{self, Item};
use super::messages::{Before, Thread, thread};
use super::summary::{self, Summary};
use super::validity::valid_for;
use super::write_message::may_be_read;
use crate::audit::AuditEntry;
use crate::db::DbError;
use crate::files::{self, Document};
use crate::{Caller, Services};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineEntry {
    /// When.
    pub at: Timestamp,
    /// What.
    pub action: Action,
    /// Where the case stood before.
    pub from: Status,
    /// Where it stood after.
    pub to: Status,
    /// In which role, or rules, or clockwork.
    pub performer: Performer,
    /// The person's display name.
    pub who: Option<String>,
    /// On which way.
    pub channel: Channel,
    /// What it carried.
    pub detail: EventDetail,
}

/// Everything about one case.
#[derive(Clone)]
pub struct Detail {
    /// What lists show of it.
    pub summary: Summary,
    /// Two digits of the CMS list.
    pub place_of_service: String,
    /// Who asks.
    pub requesting_npi: String,
    /// Who will render the service.
    pub rendering_npi: String,
    /// Why it has the urgency that it has: as it was changed last, or as it was sent.
    pub urgency_reason: Option<String>,
    /// Why the service is needed.
    pub clinical_summary: String,
    /// What was asked for.
    pub lines: Vec<Line>,
    /// The principal one first.
    pub diagnoses: Vec<String>,
    /// What came with it, in the order in which it was added.
    pub documents: Vec<Document>,
    /// What of it the practice added after it was sent, with what is on its way and what was refused; for the practice alone.
    pub added_later: Vec<Document>,
    /// What the plan has asked of the practice, the latest question first.
    pub items: Vec<Item>,
    /// What practice and plan wrote to each other.
    pub messages: Thread,
    /// What the plan's people noted for themselves; nothing for a practice.
    pub notes: Thread,
    /// What the caller may write now.
    pub writes: Vec<MessageKind>,
    /// A name for the forms in which the caller writes: what is sent twice under it counts once.
    pub form_key: String,
    /// Which last day to answer may be named, where the caller may ask for information.
    pub answer_time: Option<AnswerTime>,
    /// The oldest first.
    pub timeline: Vec<TimelineEntry>,
    /// What the caller may do now.
    pub allowed: Vec<Action>,
    /// What a reviewer is shown of each action, and what stands in the way; nothing for a practice.
    pub offers: Vec<Offer>,
    /// The decision against it that stands, if there is one.
    pub adverse: Option<Adverse>,
    /// By when the plan must answer if the urgency is changed now; nothing where the caller may not change it.
    pub due_if_changed: Option<Timestamp>,
    /// From when until when an approval as requested would be valid; nothing where it cannot be approved now.
    pub valid_if_approved: Option<(NaiveDate, NaiveDate)>,
    /// What the practice can still do about it, and until when.
    pub options: Options,
    /// The plan's deadline; `None` where no rule gives one.
    pub clock: Option<Clock>,
}

impl std::fmt::Debug for Detail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Detail({:?})", self.summary)
    }
}

/// Why there is nothing to show.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// There is no such case, or it is another practice's.
    #[error("no such request")]
    NotFound,
    /// The database refused.
    #[error(transparent)]
    Failed(#[from] DbError),
}

impl From<sea_orm::DbErr> for ReadError {
    fn from(error: sea_orm::DbErr) -> Self {
        DbError::from(error).into()
    }
}

/// The case with this reference, if the caller may know of it.
///
/// # Errors
/// [`ReadError::NotFound`] for a missing case and for another practice's alike.
pub async fn detail(services: &Services, caller: &Caller, reference: &Reference) -> Result<Detail, ReadError> {
    detail_before(services, caller, reference, &Before::default()).await
}

/// The same, with what was written about it `before` some places.
///
/// # Errors
/// As [`detail`].
pub async fn detail_before(
    services: &Services,
    caller: &Caller,
    reference: &Reference,
    before: &Before,
) -> Result<Detail, ReadError> {
    let conn = services.db.read();
    let row = prior_auth::Entity::find()
        .filter(prior_auth::Column::Reference.eq(reference.as_str()))
        .one(conn)
        .await?;
    let row = row
        .filter(|row| may_know(caller, &row.practice_id))
        .ok_or(ReadError::NotFound)?;
    let id = CaseId::new(&row.id);
    let (summary, lines, diagnoses, documents, later, items, messages, notes, events, credential) = futures::try_join!(
        summary::one(conn, services, caller, &id),
        lines(services, &id),
        diagnoses(services, &id),
        files::of_case(conn, &id),
        files::added_later(conn, &id),
        items::of_case(conn, caller, &id),
        thread(conn, caller, (&id, MessageKind::Message), before.messages.as_ref()),
        thread(conn, caller, (&id, MessageKind::Note), before.notes.as_ref()),
        events(services, &id),
        credential(conn, caller),
    )?;
    let summary = summary.ok_or(ReadError::NotFound)?;
    services
        .db
        .record(AuditEntry::by(caller, "prior_auth.read").on("prior_auth", reference))
        .await?;
    assemble(
        services,
        caller,
        Parts {
            row,
            summary,
            lines,
            diagnoses,
            documents,
            added_later: later,
            items,
            messages,
            notes,
            events,
            credential,
        },
    )
}

struct Parts {
    row: prior_auth::Model,
    summary: Summary,
    lines: Vec<Line>,
    diagnoses: Vec<String>,
    documents: Vec<Document>,
    added_later: Vec<Document>,
    items: Vec<Item>,
    messages: Thread,
    notes: Thread,
    events: Vec<(Event, Option<String>)>,
    credential: Option<String>,
}

fn assemble(services: &Services, caller: &Caller, parts: Parts) -> Result<Detail, ReadError> {
    let Parts {
        row,
        summary,
        lines,
        diagnoses,
        documents,
        added_later,
        items,
        messages,
        notes,
        events,
        credential,
    } = parts;
    let case = Case::new(row, events.iter().map(|(event, _)| event))?;
    let now = services.env.now();
    let facts = Facts {
        lacks_credential: credential.is_none(),
        ..case
            .history
            .facts(case.known(services, now), Some(&caller.actor.account))
    };
    let is_practice = caller.actor.practice.is_some();
    let told = |event| entry(event, is_practice);
    let timeline: Vec<_> = events.into_iter().map(told).collect();
    let allowed = allowed(case.status, &caller.actor.roles, &facts);
    let reason = reason_for_urgency(&timeline).or(case.row.urgency_reason.clone());
    let may_approve = allowed.contains(&Action::Approve);
    let may_ask = allowed.contains(&Action::AskForInformation);
    let may_change = allowed.iter().any(|action| action.changes_urgency_to().is_some());
    Ok(Detail {
        writes: writes(caller, case.status, &case.row.practice_id),
        form_key: services.env.new_id(),
        messages,
        notes,
        answer_time: may_ask.then(|| case.answer_time(services, now).ok()).flatten(),
        due_if_changed: may_change.then(|| case.due_if_changed(services, now).ok()).flatten(),
        valid_if_approved: may_approve.then(|| valid_if_approved(services, &lines)),
        adverse: adverse(case.status, &timeline),
        options: case.history.options(case.timed.line_of_business),
        allowed,
        offers: offers(case.status, &caller.actor.roles, &facts),
        clock: case.clock(services).ok(),
        timeline,
        place_of_service: case.row.place_of_service,
        requesting_npi: case.row.requesting_npi,
        rendering_npi: case.row.rendering_npi,
        urgency_reason: reason,
        clinical_summary: case.row.clinical_summary,
        summary,
        lines,
        diagnoses,
        documents,
        added_later: if caller.actor.side() == Side::Provider {
            added_later
        } else {
            Vec::new()
        },
        items,
    })
}

/// The reason with which the urgency was changed last, if it was.
fn reason_for_urgency(timeline: &[TimelineEntry]) -> Option<String> {
    let changes = |entry: &&TimelineEntry| entry.action.changes_urgency_to().is_some();
    timeline.iter().rfind(changes)?.detail.reason.clone()
}

fn writes(caller: &Caller, status: Status, practice: &str) -> Vec<MessageKind> {
    let kinds = MessageKind::ALL.iter().copied();
    kinds
        .filter(|kind| kind.written_as(&caller.actor, status).is_some() && may_be_read(*kind, practice))
        .collect()
}

/// As if it were decided today.
fn valid_if_approved(services: &Services, lines: &[Line]) -> (NaiveDate, NaiveDate) {
    let today = services.env.now().with_timezone(&services.plan.zone).date_naive();
    let asked = |line: &Line| Extent {
        quantity: line.quantity,
        from: line.from,
        to: line.to,
    };
    let asked: Vec<_> = lines
        .iter()
        .map(|line| (line.rule_id.as_deref(), asked(line)))
        .collect();
    valid_for(&services.catalog, &asked, &[], today)
}

/// What the plan's people tell each other is left out of what a practice reads.
fn entry((event, who): (Event, Option<String>), is_practice: bool) -> TimelineEntry {
    let Event {
        at,
        action,
        from,
        to,
        performer,
        channel,
        detail,
        ..
    } = event;
    let detail = if is_practice && !is_told_to_practice(action) {
        EventDetail::default()
    } else {
        detail
    };
    TimelineEntry {
        at,
        action,
        from,
        to,
        performer,
        who,
        channel,
        detail,
    }
}
