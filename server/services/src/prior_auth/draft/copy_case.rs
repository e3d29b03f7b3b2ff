//! A new draft that asks for what an earlier request asked for.
//!
//! Member, providers, services, diagnoses and the clinical summary come along; documents and the attestation do not, because
//! they spoke of that time.

use chrono::{NaiveDate, TimeDelta};
use domain::access::Permission;
use domain::id::{CaseId, DraftId};
use domain::prior_auth::draft::{ClinicalInput, DiagnosisInput, MemberInput, ProvidersInput};
use domain::prior_auth::{DraftInput, LineInput, ServiceInput};
use domain::reference::Reference;
use domain::time::to_millis;
use entity::prior_auth_draft::{Column, Entity, Model};
use entity::{member, prior_auth};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _};

use super::super::contents::{Line, diagnoses, lines};
use super::create_draft::blank;
use super::{DraftError, stored};
use crate::audit::AuditEntry;
use crate::db::Write;
use crate::{Caller, Services};

/// Starts a draft like the request with this reference, of the caller's practice. A copy in which the caller has typed nothing
/// yet is that draft: pressed twice, the button makes one.
///
/// # Errors
/// [`DraftError::NotFound`] for a missing request and for another practice's alike, and for somebody without the right to
/// write requests.
pub async fn copy_case(services: &Services, caller: &Caller, reference: &Reference) -> Result<DraftId, DraftError> {
    let actor = &caller.actor;
    let practice = actor
        .practice
        .as_ref()
        .filter(|_| actor.can(Permission::WritePriorAuth));
    let practice = practice.ok_or(DraftError::NotFound)?;
    let found = prior_auth::Entity::find()
        .filter(prior_auth::Column::Reference.eq(reference.as_str()))
        .filter(prior_auth::Column::PracticeId.eq(practice.as_str()))
        .find_also_related(member::Entity)
        .one(services.db.read())
        .await?;
    let Some((case, Some(member))) = found else {
        return Err(DraftError::NotFound);
    };
    let id = CaseId::new(&case.id);
    let (lines, diagnoses) = futures::try_join!(lines(services, &id), diagnoses(services, &id))?;
    let today = services.env.today(services.plan.zone);
    let copy = Copy {
        caller,
        practice: practice.as_str(),
        reference,
        input: input(&case, &member, &lines, &diagnoses, today),
        case: id,
    };
    let copy = &copy;
    match services.db.write(async |w| copy.store(w).await).await {
        // Somebody has pressed the button twice at once: now the first copy is there.
        Err(DraftError::Failed(error)) if error.is_unique_violation() => {
            services.db.write(async |w| copy.store(w).await).await
        }
        settled => settled,
    }
}

/// A copy that is about to be stored.
struct Copy<'a> {
    caller: &'a Caller,
    practice: &'a str,
    reference: &'a Reference,
    case: CaseId,
    input: DraftInput,
}

impl Copy<'_> {
    async fn store(&self, w: &Write) -> Result<DraftId, DraftError> {
        let values = stored::values(&self.input)?;
        let account = self.caller.actor.account.as_str();
        let untouched = Entity::find()
            .filter(Column::CopiedFrom.eq(self.case.as_str()))
            .filter(Column::CreatedBy.eq(account))
            .filter(Column::PracticeId.eq(self.practice))
            .filter(
                Condition::any()
                    .add(Column::Version.eq(1))
                    .add(Column::ValuesJson.eq(values.as_str())),
            )
            .filter(Column::SubmittedCaseId.is_null())
            .one(w.conn())
            .await?;
        if let Some(untouched) = untouched {
            return self.renew(w, untouched, values).await;
        }
        let id = DraftId::new(w.new_id());
        let mut row = blank(&id, (self.practice, account), w.now());
        row.values_json = sea_orm::ActiveValue::Set(values);
        row.copied_from = sea_orm::ActiveValue::Set(Some(self.case.as_str().to_owned()));
        Entity::insert(row).exec_without_returning(w.conn()).await?;
        let entry = AuditEntry::by(self.caller, "prior_auth.copy").on("prior_auth_draft", &id);
        w.audit(entry.detail(serde_json::json!({ "from": self.reference })))
            .await?;
        Ok(id)
    }

    /// A copy of another day that nobody has touched: its dates begin today. Whoever still looks at the old ones has seen another version.
    async fn renew(&self, w: &Write, untouched: Model, values: String) -> Result<DraftId, DraftError> {
        let id = DraftId::new(untouched.id.as_str());
        if untouched.values_json == values {
            return Ok(id);
        }
        Entity::update_many()
            .col_expr(Column::ValuesJson, Expr::val(values))
            .col_expr(Column::Version, Expr::val(untouched.version + 1))
            .col_expr(Column::UpdatedAt, Expr::val(to_millis(w.now())))
            .filter(Column::Id.eq(&untouched.id))
            .filter(Column::Version.eq(untouched.version))
            .exec(w.conn())
            .await?;
        let entry = AuditEntry::by(self.caller, "prior_auth.copy").on("prior_auth_draft", &id);
        w.audit(entry.detail(serde_json::json!({ "from": self.reference })))
            .await?;
        Ok(id)
    }
}

/// What the request asked for, as if typed today.
fn input(
    case: &prior_auth::Model,
    member: &member::Model,
    lines: &[Line],
    diagnoses: &[String],
    today: NaiveDate,
) -> DraftInput {
    let first_day = lines.iter().map(|line| line.from).min().unwrap_or(today);
    let shift = today - first_day;
    DraftInput {
        member: MemberInput {
            member_id: member.member_number.clone(),
            birth_date: member.birth_date.clone(),
            last_name: member.last_name.clone(),
        },
        providers: ProvidersInput {
            requesting_npi: case.requesting_npi.clone(),
            rendering_npi: case.rendering_npi.clone(),
            place_of_service: case.place_of_service.clone(),
        },
        service: ServiceInput {
            lines: (1..)
                .zip(lines)
                .map(|(key, line)| line_input(key, line, shift))
                .collect(),
            urgency: case.urgency.clone(),
            urgency_reason: case.urgency_reason.clone().unwrap_or_default(),
        },
        diagnosis: DiagnosisInput {
            diagnosis_code: diagnoses.join(", "),
        },
        clinical: ClinicalInput {
            clinical_summary: case.clinical_summary.clone(),
        },
        documents_seen: false,
    }
}

fn line_input(key: u32, line: &Line, shift: TimeDelta) -> LineInput {
    let day = |day: NaiveDate| day.checked_add_signed(shift).unwrap_or(day).to_string();
    LineInput {
        key,
        procedure_code: line.code.clone(),
        modifiers: line.modifiers.join(" "),
        quantity: line.quantity.to_string(),
        unit: line.unit.code().to_owned(),
        from_date: day(line.from),
        to_date: day(line.to),
    }
}
