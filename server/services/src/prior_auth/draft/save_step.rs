//! Keeps what was typed into one step, right or wrong.

use chrono::NaiveDate;
use domain::access::Permission;
use domain::form::{FieldCode, FormErrors};
use domain::id::DraftId;
use domain::prior_auth::draft::MemberInput;
use domain::prior_auth::{DraftInput, LookUp, LookUpInput, Problem, ServiceInput, Step, StepFields};
use domain::time::Timestamp;

use super::find_member::ask;
use super::marks::{Mark, Marks};
use super::{DraftError, check, name_of, own, reference_of, stored};
use crate::audit::AuditEntry;
use crate::db::{DbError, Write};
use crate::{Caller, Services};

/// What a page of a step sends.
#[derive(Clone, Debug)]
pub struct StepSave {
    /// The step.
    pub step: Step,
    /// The key of the service on the page, in the step "Service".
    pub line: u32,
    /// What was typed.
    pub fields: StepFields,
    /// The version of the draft that the page showed.
    pub seen: i64,
    /// The name that the server gave the page.
    pub page: String,
    /// How often something was changed on that page; a save that a later one of the same page has overtaken is passed over.
    pub turn: u32,
    /// What is done beside saving.
    pub then: Then,
}

/// What is done with a step beside saving it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// Nothing: it is being typed.
    Stay,
    /// It is left as it is: a member is looked for, and nothing is said.
    Leave,
    /// It is looked at, and lines that say nothing are taken away.
    Finish,
    /// One of its services is taken away.
    Remove(u32),
}

/// A step that was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedStep {
    /// The draft's version now.
    pub version: i64,
    /// When it was saved.
    pub at: Timestamp,
    /// What is missing or wrong on the page; empty where nobody asked.
    pub errors: FormErrors,
    /// Who had saved the step since the page showed it, and when: what they typed there is gone.
    pub overwrote: Option<(String, Timestamp)>,
    /// The draft as it is now.
    pub input: DraftInput,
}

/// Stores the step exactly as typed; then says what is wrong with it. Another member's number and birth date are looked for when
/// the step is finished or left, and the look-up counts; an account that has none left saves all the same, and is not told
/// whether the plan knows the member. While somebody types nobody is looked for: half a number is nobody's.
///
/// # Errors
/// [`DraftError::NotFound`] for a missing draft and for another practice's alike; [`DraftError::Submitted`]; and
/// [`DraftError::Form`] where the step holds no room for one more service.
pub async fn save_step(
    services: &Services,
    caller: &Caller,
    id: &DraftId,
    save: StepSave,
) -> Result<SavedStep, DraftError> {
    let today = services.env.today(services.plan.zone);
    saved(services, caller, id, &save, Some(today)).await
}

/// The same with a member of whom the caller knows already: nobody is looked for.
pub(super) async fn save_known(
    services: &Services,
    caller: &Caller,
    id: &DraftId,
    save: StepSave,
) -> Result<SavedStep, DraftError> {
    saved(services, caller, id, &save, None).await
}

/// Looks for a new member where `today` is given: birth dates are read by it.
async fn saved(
    services: &Services,
    caller: &Caller,
    id: &DraftId,
    save: &StepSave,
    today: Option<NaiveDate>,
) -> Result<SavedStep, DraftError> {
    let attempt = async |w: &Write| attempt(w, caller, id, save, today).await;
    let (mut saved, marks) = services.db.write(attempt).await?;
    if save.then == Then::Finish {
        saved.errors = errors(services, (&saved.input, &marks), save).await?;
    }
    Ok(saved)
}

async fn attempt(
    w: &Write,
    caller: &Caller,
    id: &DraftId,
    save: &StepSave,
    today: Option<NaiveDate>,
) -> Result<(SavedStep, Marks), DraftError> {
    let own = own(w.conn(), caller, id).await?;
    let may_write = caller.actor.can(Permission::WritePriorAuth);
    let row = own.filter(|_| may_write).ok_or(DraftError::NotFound)?;
    if let Some(case) = &row.submitted_case_id {
        let reference = reference_of(w.conn(), case).await?;
        return Err(DraftError::Submitted { reference });
    }
    let (before, mut marks) = stored::read(&row)?;
    let is_overtaken = marks
        .of(save.step)
        .is_some_and(|mark| mark.overtakes(&save.page, save.turn));
    let input = if is_overtaken {
        before.clone()
    } else {
        changed(before.clone(), save)?
    };
    let overwrote = overwritten(w, &marks, save).await?;
    let mut version = row.version;
    let was_open = marks.has_look_up_open();
    let is_open = match today {
        Some(today) => still_open((w, caller, id), (&before, &input), (save, was_open), today).await?,
        None => false,
    };
    // A page that is only gone on from changes nothing, and takes no other page's save for old.
    if input != before || is_open != was_open {
        version += 1;
        let mark = Mark::new(version, &caller.actor.account, w.now(), (&save.page, save.turn));
        marks.set(save.step, mark.with_look_up_open(is_open && save.step == Step::Member));
        if !stored::store(w, &row, &input, &marks).await? {
            // Both databases see to it that nobody else wrote since this transaction read the row.
            return Err(DbError::value("prior_auth_draft", "version", &row.id, "the version just read").into());
        }
        let entry = AuditEntry::by(caller, "prior_auth.save_step").on("prior_auth_draft", id);
        w.audit(entry.detail(serde_json::json!({ "step": save.step }))).await?;
    }
    let saved = SavedStep {
        version,
        at: w.now(),
        errors: FormErrors::default(),
        overwrote,
        input,
    };
    Ok((saved, marks))
}

/// Whether nobody has looked for the member yet, after this save has done so where it is to: for a number and birth date that the
/// step did not have before, or that nobody looked for then. What is not complete today stays open, for it may be tomorrow: a
/// birth date of then. The last name says nothing to whoever has both others, and is typed letter by letter.
async fn still_open(
    (w, caller, id): (&Write, &Caller, &DraftId),
    (before, input): (&DraftInput, &DraftInput),
    (save, was_open): (&StepSave, bool),
    today: NaiveDate,
) -> Result<bool, DraftError> {
    let complete = |member: &MemberInput| member.parse(today).ok().and_then(|_| card(member, today));
    let wanted = complete(&input.member);
    let is_same = input.member == before.member || wanted.is_some() && wanted == complete(&before.member);
    let is_open = was_open || !is_same;
    let is_asked = save.step == Step::Member && matches!(save.then, Then::Finish | Then::Leave);
    match wanted.filter(|_| is_open && is_asked) {
        Some(wanted) => Ok(!ask(w, caller, id, &wanted).await?),
        None => Ok(is_open),
    }
}

/// What is on the member's card, and the birth date, however they are written.
fn card(member: &MemberInput, today: NaiveDate) -> Option<LookUp> {
    let card = LookUpInput {
        member_id: member.member_id.clone(),
        birth_date: member.birth_date.clone(),
        ..LookUpInput::default()
    };
    card.parse(today).ok()
}

/// The draft with what the page sent.
fn changed(mut draft: DraftInput, save: &StepSave) -> Result<DraftInput, DraftError> {
    if !draft.put(save.step, save.line, save.fields.clone()) {
        let max = u32::try_from(ServiceInput::MAX_LINES).unwrap_or(u32::MAX);
        let errors = FormErrors::one("procedure_code", FieldCode::TooMany { max });
        return Err(DraftError::Form(errors));
    }
    match save.then {
        Then::Remove(line) => draft.service.remove(line),
        Then::Finish if save.step == Step::Service => draft.service.tidy(save.line),
        Then::Finish | Then::Leave | Then::Stay => {}
    }
    Ok(draft)
}

async fn overwritten(w: &Write, marks: &Marks, save: &StepSave) -> Result<Option<(String, Timestamp)>, DbError> {
    let news = marks
        .of(save.step)
        .filter(|mark| mark.is_news_to(&save.page, save.seen));
    let Some((who, at)) = news.map(Mark::who_and_when) else {
        return Ok(None);
    };
    Ok(name_of(w.conn(), &who).await?.map(|name| (name, at)))
}

/// What is wrong with the page that was saved.
async fn errors(services: &Services, draft: (&DraftInput, &Marks), save: &StepSave) -> Result<FormErrors, DbError> {
    let checked = check(services, draft).await?;
    let on_page = |problem: &Problem| problem.step == save.step && [0, save.line].contains(&problem.line);
    let found = checked
        .problems
        .into_iter()
        .filter(on_page)
        .map(|problem| problem.error);
    Ok(FormErrors(found.collect()))
}
