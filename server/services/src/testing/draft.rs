//! What somebody typed into the steps of a request, and sent.

use std::collections::BTreeMap;

use domain::id::DraftId;
use domain::prior_auth::{IntakeInput, Step, StepFields};

use crate::prior_auth::{
    DraftError, SeenDraft, StepSave, SubmitError, Submitted, TakeInError, Then, draft, parties, save_step, submit,
    take_in,
};
use crate::{Caller, Services};

/// The knee orthosis of the demo, for Rosa Delgado.
#[must_use]
pub fn knee_orthosis() -> StepFields {
    StepFields {
        member_id: "LHP100200301".to_owned(),
        birth_date: "1951-03-14".to_owned(),
        last_name: "Delgado".to_owned(),
        requesting_npi: "1234567893".to_owned(),
        rendering_npi: "1234567893".to_owned(),
        place_of_service: "12".to_owned(),
        procedure_code: "L1832".to_owned(),
        quantity: "1".to_owned(),
        unit: "each".to_owned(),
        from_date: "2026-11-23".to_owned(),
        to_date: "2026-12-23".to_owned(),
        urgency: "standard".to_owned(),
        diagnosis_code: "M17.11".to_owned(),
        clinical_summary: "Osteoarthritis; therapy did not suffice.".to_owned(),
        ..StepFields::default()
    }
}

/// The same as intake types it from a fax of the Friday before, for the one practice with that NPI; with other words where some are given.
#[must_use]
pub fn faxed(changed: &[(&'static str, &'static str)]) -> IntakeInput {
    let typed = [
        ("channel", "fax"),
        ("received_date", "2026-11-20"),
        ("received_time", "14:05"),
        ("practice_npi", "1558598797"),
        ("member_id", "LHP100200301"),
        ("birth_date", "1951-03-14"),
        ("last_name", "Delgado"),
        ("requesting_npi", "1234567893"),
        ("rendering_npi", "1234567893"),
        ("place_of_service", "12"),
        ("procedure_code", "L1832"),
        ("quantity", "1"),
        ("unit", "each"),
        ("from_date", "2026-11-23"),
        ("to_date", "2026-12-23"),
        ("urgency", "standard"),
        ("diagnosis_code", "M17.11"),
        ("clinical_summary", "Osteoarthritis; therapy did not suffice."),
    ];
    let typed: BTreeMap<&str, &str> = typed.iter().chain(changed).copied().collect();
    IntakeInput::of(|name: &str| typed.get(name).copied().unwrap_or_default())
}

/// One step as a page sends it that showed the newest draft.
#[must_use]
pub fn step_save(step: Step, fields: &StepFields, then: Then) -> StepSave {
    StepSave {
        step,
        line: 1,
        fields: fields.clone(),
        seen: i64::MAX,
        page: "test".to_owned(),
        turn: 0,
        then,
    }
}

/// Types all steps of a draft, one after the other, and returns its version then.
///
/// # Errors
/// The first refusal.
pub async fn fill(services: &Services, caller: &Caller, id: &DraftId, fields: &StepFields) -> Result<i64, DraftError> {
    for step in Step::ALL
        .iter()
        .filter(|step| !matches!(step, Step::Documents | Step::Check))
    {
        save_step(services, caller, id, step_save(*step, fields, Then::Leave)).await?;
    }
    Ok(draft(services, caller, id).await?.0.version)
}

/// What somebody has in front of them who opens the draft now.
///
/// # Errors
/// It cannot be opened.
pub async fn seen(services: &Services, caller: &Caller, id: &DraftId) -> Result<SeenDraft, DraftError> {
    let (shown, _) = draft(services, caller, id).await?;
    Ok(SeenDraft {
        version: shown.version,
        documents: shown.documents,
    })
}

/// Types all steps of a draft and submits it. One that was submitted before is submitted as it is.
///
/// # Errors
/// Why it could not be submitted.
pub async fn submit_filled(
    services: &Services,
    caller: &Caller,
    id: &DraftId,
    fields: &StepFields,
) -> Result<Submitted, SubmitError> {
    let seen = match fill(services, caller, id, fields).await {
        Ok(version) => version,
        Err(DraftError::Submitted { .. }) => 0,
        Err(DraftError::Failed(error)) => return Err(error.into()),
        Err(_) => return Err(SubmitError::NotFound),
    };
    submit(services, caller, id, seen).await
}

/// Types a request at the plan, looks whose it becomes, and enters it.
///
/// # Errors
/// Why it could not be entered.
pub async fn enter_checked(
    services: &Services,
    caller: &Caller,
    input: &IntakeInput,
    key: &str,
) -> Result<Submitted, TakeInError> {
    let shown = parties(services, caller, input, key).await?;
    let input = IntakeInput {
        checked: shown.map(|shown| shown.sign).unwrap_or_default(),
        ..input.clone()
    };
    take_in(services, caller, &input, key).await
}
