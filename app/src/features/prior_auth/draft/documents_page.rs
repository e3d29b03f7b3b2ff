//! The step "Documents".

use domain::prior_auth::step::Step;
use leptos::prelude::*;

use super::api::{SaveStep, show_step};
use super::head::{DraftTop, Saved};
use super::step_form::StepForm;
use super::view::StepView;
use crate::copy;
use crate::ui::{ErrorSummary, FormState, PageHeading, ask, loaded};

/// The page of the step.
#[component]
pub fn DocumentsPage(id: String) -> impl IntoView {
    let save = ServerAction::<SaveStep>::new();
    let form = FormState::of(save);
    let shown = ask(
        || (),
        move |()| show_step(id.clone(), Step::Documents.code().to_owned(), 0),
    );
    loaded(
        shown,
        move |shown| view! { <DocumentsBody shown=shown save=save form=form /> },
    )
}

#[component]
fn DocumentsBody(shown: Signal<StepView>, save: ServerAction<SaveStep>, form: FormState) -> impl IntoView {
    let shown = shown.get_untracked();
    let head = shown.head.clone();
    let facts = {
        let head = head.clone();
        move || view! { <Saved head=head /> }
    };
    view! {
        <DraftTop head=head page=copy::step(Step::Documents) has_error=form.has_error() />
        <ErrorSummary error=form.error() />
        <PageHeading title=copy::step(Step::Documents) facts=facts />
        <StepForm shown=shown save=save>
            <section aria-labelledby="add-documents">
                <h2 id="add-documents">"Add documents"</h2>
                <p>
                    "Documents are optional, and this page takes none yet. Where the plan needs some, it asks for them after you have sent the request."
                </p>
            </section>
        </StepForm>
    }
}
