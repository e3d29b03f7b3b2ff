//! The open drafts of a practice.

use chrono::NaiveDate;
use domain::id::DraftId;
use domain::prior_auth::{Around, DraftInput, MemberMatch, Step, StepState};
use domain::time::{self, Timestamp};
use entity::prior_auth_draft::{Column, Entity};
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use crate::audit::{AuditEntry, listed};
use crate::catalog::KnownCodes;
use crate::db::DbError;
use crate::{Caller, Services};

/// More open drafts than this are not listed: the oldest can wait until others are sent.
const LIMIT: u64 = 50;

/// A draft in one line, as far as it was written.
#[derive(Clone, PartialEq, Eq)]
pub struct DraftSummary {
    /// The draft.
    pub id: DraftId,
    /// As typed.
    pub member_id: String,
    /// As typed.
    pub last_name: String,
    /// Of the first service, as typed.
    pub procedure_code: String,
    /// Words for that code, if it is known.
    pub service: Option<String>,
    /// When it was last saved.
    pub updated_at: Timestamp,
    /// The steps that have something left to do, as far as what was typed tells.
    pub left: Vec<Step>,
    /// Whether the caller is to do something about it now.
    pub waits_for_me: Option<Waiting>,
}

/// Why a draft waits for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// A colleague asks the clinician to attest it.
    ForAttestation,
    /// It was attested as was asked: it can be sent.
    Attested,
}

impl std::fmt::Debug for DraftSummary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "DraftSummary({})", self.id)
    }
}

/// The drafts of the caller's practice that were not submitted, the latest first. The looking is put on record.
///
/// # Errors
/// The database could not be read, or does not take the record, or a draft does not hold the steps of a request.
pub async fn drafts(services: &Services, caller: &Caller) -> Result<Vec<DraftSummary>, DbError> {
    let drafts = read_drafts(services, caller, LIMIT).await?;
    let entry = AuditEntry::by(caller, "prior_auth.drafts").on("prior_auth_draft_list", "open");
    listed(services, entry, drafts.iter().map(|draft| &draft.id)).await?;
    Ok(drafts)
}

/// The open drafts that wait for the caller: to be attested, or, attested as the caller asked, to be sent. The looking is put on record.
///
/// # Errors
/// As [`drafts`].
pub async fn drafts_for_me(services: &Services, caller: &Caller) -> Result<Vec<DraftSummary>, DbError> {
    let drafts = read(services, caller, Which::ForMe, LIMIT).await?;
    let entry = AuditEntry::by(caller, "prior_auth.drafts").on("prior_auth_draft_list", "for_me");
    listed(services, entry, drafts.iter().map(|draft| &draft.id)).await?;
    Ok(drafts)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    Open,
    ForMe,
}

/// Rows in which the caller is to do something.
pub(in super::super) fn for_me(caller: &Caller) -> Condition {
    let me = caller.actor.account.as_str();
    let attested = Condition::all()
        .add(Column::AttestationBy.eq(me))
        .add(Column::AttestationOf.is_null());
    Condition::any().add(Column::AttestationOf.eq(me)).add(attested)
}

/// The latest open drafts, on no record yet.
pub(crate) async fn read_drafts(
    services: &Services,
    caller: &Caller,
    limit: u64,
) -> Result<Vec<DraftSummary>, DbError> {
    read(services, caller, Which::Open, limit).await
}

async fn read(services: &Services, caller: &Caller, which: Which, limit: u64) -> Result<Vec<DraftSummary>, DbError> {
    let Some(practice) = &caller.actor.practice else {
        return Ok(Vec::new());
    };
    let wanted = match which {
        Which::Open => Condition::all(),
        Which::ForMe => for_me(caller),
    };
    let rows: Vec<Row> = Entity::find()
        .select_only()
        .columns([
            Column::Id,
            Column::ValuesJson,
            Column::UpdatedAt,
            Column::AttestationOf,
            Column::AttestationBy,
        ])
        .filter(Column::PracticeId.eq(practice.as_str()))
        .filter(Column::SubmittedCaseId.is_null())
        .filter(wanted)
        .order_by_desc(Column::UpdatedAt)
        .order_by_asc(Column::Id)
        .limit(limit)
        .into_tuple()
        .all(services.db.read())
        .await?;
    let mut drafts: Vec<DraftSummary> = rows
        .into_iter()
        .map(|row| summary(services, caller, row))
        .collect::<Result<_, _>>()?;
    let codes = drafts.iter().map(|draft| draft.procedure_code.as_str());
    let known = KnownCodes::among(services, services.db.read(), codes).await?;
    for draft in &mut drafts {
        draft.service = known.words(&draft.procedure_code).map(str::to_owned);
    }
    Ok(drafts)
}

/// Id, values, when it was saved, whose attestation it waits for, and who asked.
type Row = (String, String, i64, Option<String>, Option<String>);

/// All but the words for the code.
fn summary(
    services: &Services,
    caller: &Caller,
    (id, values, updated_at, of, by): Row,
) -> Result<DraftSummary, DbError> {
    let wrong = |column, problem| DbError::value("prior_auth_draft", column, &id, problem);
    let input: DraftInput =
        serde_json::from_str(&values).map_err(|_| wrong("values_json", "the steps of a request"))?;
    let left = left(&input, services.env.today(services.plan.zone));
    let first = input.service.lines.into_iter().next();
    let procedure_code = first.map(|line| line.procedure_code).unwrap_or_default();
    let me = caller.actor.account.as_str();
    let waits_for_me = match (of.as_deref(), by.as_deref()) {
        (Some(of), _) if of == me => Some(Waiting::ForAttestation),
        (None, Some(by)) if by == me => Some(Waiting::Attested),
        _ => None,
    };
    Ok(DraftSummary {
        updated_at: time::from_millis(updated_at).ok_or_else(|| wrong("updated_at", "an instant"))?,
        id: DraftId::new(&id),
        member_id: input.member.member_id,
        last_name: input.member.last_name,
        service: None,
        procedure_code,
        left,
        waits_for_me,
    })
}

/// Nobody looks for the members of a whole list: that one cannot be found shows when the draft is opened.
fn left(input: &DraftInput, today: NaiveDate) -> Vec<Step> {
    let around = Around {
        today,
        member: MemberMatch::Unknown,
        documents: 0,
    };
    let is_left = |step: &Step| {
        let state = input.state(*step, &around);
        *step != Step::Check && !matches!(state, StepState::Done | StepState::Optional)
    };
    Step::ALL.iter().copied().filter(is_left).collect()
}
