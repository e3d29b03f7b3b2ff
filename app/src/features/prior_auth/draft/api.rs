//! Server functions of drafts.

use domain::prior_auth::draft::StepFields;
use leptos::prelude::*;
use leptos::server_fn::codec::Postcard;

use super::view::{CheckView, DocumentsView, SavedView, StepView, TaskListView};
use crate::error::ApiError;
use crate::request::PageClient;

#[cfg(feature = "ssr")]
use {
    super::convert,
    crate::paths,
    crate::request::{guard, respond, wording::Wording},
    domain::access::Permission,
    domain::id::{AccountId, DraftId, FileId, MemberRowId},
    domain::prior_auth::{LookUpInput, Step},
    services::{files, prior_auth},
};

/// The tasks of the draft `draft`.
///
/// # Errors
/// [`ApiError::NotFound`] where the practice has no such draft.
#[server(name = ShowDraft, client = PageClient, output = Postcard, prefix = "/api", endpoint = "prior-auth/show-draft")]
pub async fn show_draft(draft: String) -> Result<TaskListView, ApiError> {
    let (scope, caller) = guard::require(Permission::WritePriorAuth)?;
    let draft = respond::answer(prior_auth::draft(&scope.services, &caller, &DraftId::new(draft)).await)?;
    Ok(convert::task_list(draft, &Wording::of(&scope)))
}

/// One step of the draft `draft`, with defaults where nothing is typed yet; `line` is the service to show, 0 for the first.
///
/// # Errors
/// [`ApiError::NotFound`] where the practice has no such draft, or a draft no such step.
#[server(name = ShowStep, client = PageClient, output = Postcard, prefix = "/api", endpoint = "prior-auth/show-step")]
pub async fn show_step(draft: String, step: String, #[server(default)] line: u32) -> Result<StepView, ApiError> {
    let (scope, caller) = guard::require(Permission::WritePriorAuth)?;
    let step = respond::answer(convert::step_of(&step))?;
    let draft = respond::answer(prior_auth::draft(&scope.services, &caller, &DraftId::new(draft)).await)?;
    let wording = Wording::of(&scope);
    let view = convert::step_view(&scope.services, draft, (step, line), &wording);
    match step {
        Step::Member => {
            let known = respond::answer(prior_auth::known_members(&scope.services, &caller).await)?;
            Ok(convert::with_members(view, known, &wording))
        }
        Step::Providers => {
            let known = respond::answer(prior_auth::known_providers(&scope.services, &caller).await)?;
            Ok(convert::with_providers(view, known))
        }
        _ => Ok(view),
    }
}

/// Looks for the member of the draft `draft` by what is typed on the page: member ID and date of birth, or both names and date of
/// birth; puts the member into the step and shows it again.
///
/// # Errors
/// [`ApiError::Form`] where nobody is found or more than one is; [`ApiError::LookUpsSpent`] after too many that found nobody;
/// [`ApiError::NotFound`] where the practice has no such draft.
#[server(name = FindMember, client = PageClient, output = Postcard, prefix = "/api", endpoint = "prior-auth/find-member")]
pub async fn find_member(
    draft: String,
    #[server(default)] member_id: String,
    #[server(default)] birth_date: String,
    #[server(default)] last_name: String,
    #[server(default)] first_name: String,
) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::WritePriorAuth)?;
    let typed = LookUpInput {
        member_id,
        birth_date,
        last_name,
        first_name,
    };
    let id = DraftId::new(draft);
    respond::answer(prior_auth::find_member(&scope.services, &caller, &id, &typed).await)?;
    respond::see_other(&paths::draft_step(id.as_str(), Step::Member));
    Ok(())
}

/// Puts the member `member` of an earlier request of the practice into the draft `draft`, and shows the step again.
///
/// # Errors
/// [`ApiError::NotFound`] for every other member, and where the practice has no such draft.
#[server(name = UseMember, client = PageClient, output = Postcard, prefix = "/api", endpoint = "prior-auth/use-member")]
pub async fn use_member(draft: String, #[server(default)] member: String) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::WritePriorAuth)?;
    let (id, member) = (DraftId::new(draft), MemberRowId::new(member));
    respond::answer(prior_auth::use_member(&scope.services, &caller, &id, &member).await)?;
    respond::see_other(&paths::draft_step(id.as_str(), Step::Member));
    Ok(())
}

/// The step "Documents" of the draft `draft`, with the documents.
///
/// # Errors
/// [`ApiError::NotFound`] where the practice has no such draft.
#[server(name = ShowDocuments, client = PageClient, output = Postcard, prefix = "/api", endpoint = "prior-auth/show-documents")]
pub async fn show_documents(draft: String) -> Result<DocumentsView, ApiError> {
    let (scope, caller) = guard::require(Permission::WritePriorAuth)?;
    let id = DraftId::new(draft);
    let draft = respond::answer(prior_auth::draft(&scope.services, &caller, &id).await)?;
    let documents = respond::answer(files::of_draft(&scope.services, &caller, &id).await)?;
    Ok(convert::documents_view(
        &scope.services,
        draft,
        documents,
        &Wording::of(&scope),
    ))
}

/// Takes a document out of the draft `draft` again; once more, and nothing is changed.
///
/// # Errors
/// [`ApiError::NotFound`] where the practice has no such document; [`ApiError::Conflict`] once the draft was submitted.
#[server(name = RemoveDocument, client = PageClient, output = Postcard, prefix = "/api", endpoint = "prior-auth/remove-document")]
pub async fn remove_document(draft: String, file: String) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::WritePriorAuth)?;
    respond::answer(files::remove(&scope.services, &caller, &FileId::new(file)).await)?;
    respond::see_other(&paths::documents(&draft));
    Ok(())
}

/// Everything that the draft `draft` says, and what is missing.
///
/// # Errors
/// [`ApiError::NotFound`] where the practice has no such draft.
#[server(name = ShowCheck, client = PageClient, output = Postcard, prefix = "/api", endpoint = "prior-auth/show-check")]
pub async fn show_check(draft: String) -> Result<CheckView, ApiError> {
    let (scope, caller) = guard::require(Permission::WritePriorAuth)?;
    let draft = respond::answer(prior_auth::draft(&scope.services, &caller, &DraftId::new(draft)).await)?;
    let duplicates = respond::answer(prior_auth::duplicates(&scope.services, &caller, &draft.1).await)?;
    let known = respond::answer(prior_auth::known_providers(&scope.services, &caller).await)?;
    let all = (draft, duplicates, known);
    Ok(convert::check_view(&scope.services, &caller, all, &Wording::of(&scope)))
}

/// Keeps what is typed into a step, as it is. `then` says what follows: nothing (it is kept while it is typed), or the next
/// page, if nothing on this one is missing or wrong.
///
/// # Errors
/// [`ApiError::Form`] with everything that is missing or wrong, which is kept all the same; [`ApiError::NotFound`] where the
/// practice has no such draft; [`ApiError::Conflict`] once it was submitted.
#[server(name = SaveStep, client = PageClient, output = Postcard, prefix = "/api", endpoint = "prior-auth/save-step")]
pub async fn save_step(
    draft: String,
    step: String,
    #[server(default)] line: u32,
    #[server(default)] page: String,
    #[server(default)] then: String,
    #[server(flatten)] fields: StepFields,
) -> Result<SavedView, ApiError> {
    let (scope, caller) = guard::require(Permission::WritePriorAuth)?;
    let (save, then) = respond::answer(convert::step_save(&step, (line, page, &then), fields))?;
    let id = DraftId::new(draft);
    let saved = respond::answer(prior_auth::save_step(&scope.services, &caller, &id, save.clone()).await)?;
    if !saved.errors.is_empty() {
        return Err(respond::refuse(ApiError::Form(saved.errors)));
    }
    if let Some(next) = convert::next_page(&id, &save, &saved, then) {
        respond::see_other(&next);
    }
    Ok(convert::saved_view(&save, saved, &Wording::of(&scope)))
}

/// Deletes the draft and goes to the others.
///
/// # Errors
/// [`ApiError::Forbidden`] for everybody but the person who began it; [`ApiError::Conflict`] once it was submitted.
#[server(name = DeleteDraft, client = PageClient, output = Postcard, prefix = "/api", endpoint = "prior-auth/delete-draft")]
pub async fn delete_draft(draft: String) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::WritePriorAuth)?;
    respond::answer(prior_auth::delete_draft(&scope.services, &caller, &DraftId::new(draft)).await)?;
    respond::see_other(&paths::requests(paths::DRAFTS, ""));
    Ok(())
}

/// Attests the draft as it was shown at `version`, with the `documents` that the page names; then it waits for the clinician no
/// more.
///
/// # Errors
/// [`ApiError::Form`] where the box is not ticked, or something is missing; [`ApiError::Conflict`] where somebody has saved
/// something since, or added or removed a document; also where the page does not name them.
#[server(name = Attest, client = PageClient, output = Postcard, prefix = "/api", endpoint = "prior-auth/attest")]
pub async fn attest(
    draft: String,
    #[server(default)] version: i64,
    #[server(default)] documents: String,
    #[server(default)] attested: String,
) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::AttestPriorAuth)?;
    let id = DraftId::new(draft);
    respond::answer(convert::ticked(&attested))?;
    let seen = prior_auth::SeenDraft { version, documents };
    respond::answer(prior_auth::attest(&scope.services, &caller, &id, seen).await)?;
    respond::see_other(&paths::draft_step(id.as_str(), Step::Check));
    Ok(())
}

/// Asks a clinician of the practice to attest the draft.
///
/// # Errors
/// [`ApiError::Form`] where nobody is chosen, or something is missing.
#[server(name = AskAttestation, client = PageClient, output = Postcard, prefix = "/api", endpoint = "prior-auth/ask-attestation")]
pub async fn ask_attestation(draft: String, #[server(default)] clinician: String) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::WritePriorAuth)?;
    let (id, clinician) = (DraftId::new(draft), AccountId::new(clinician));
    respond::answer(prior_auth::ask_attestation(&scope.services, &caller, &id, &clinician).await)?;
    respond::see_other(&paths::draft_step(id.as_str(), Step::Check));
    Ok(())
}

/// Submits the draft as it was shown at `version`, and goes to the request it became; once more, and it goes to the same
/// request.
///
/// # Errors
/// [`ApiError::Form`] with the steps in which something is missing or wrong; [`ApiError::Conflict`] where somebody has saved
/// something since, and for whoever attests it as in [`attest`].
#[server(name = Submit, client = PageClient, output = Postcard, prefix = "/api", endpoint = "prior-auth/submit")]
pub async fn submit(
    draft: String,
    #[server(default)] version: i64,
    #[server(default)] documents: String,
    #[server(default)] attested: String,
) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::WritePriorAuth)?;
    let (id, services) = (DraftId::new(draft), &scope.services);
    let submitted = if attested.is_empty() {
        prior_auth::submit(services, &caller, &id, version).await
    } else {
        let seen = prior_auth::SeenDraft { version, documents };
        prior_auth::attest_and_submit(services, &caller, &id, seen).await
    };
    let submitted = respond::answer(submitted)?;
    respond::see_other(&paths::with_query(
        &paths::case(submitted.reference.as_str()),
        &[("submitted", "1")],
    ));
    Ok(())
}
