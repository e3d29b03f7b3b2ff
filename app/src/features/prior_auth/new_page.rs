//! "New request": says what will be asked for, and starts a draft. A GET never makes one.

use leptos::prelude::*;

use super::api::CreateDraft;
use crate::paths;
use crate::ui::{
    Breadcrumb, Button, ButtonKind, ErrorSummary, FormAction, FormState, IconName, PageForm, PageHeading, PageTitle,
    Panel,
};

/// The page with the button "New request".
#[component]
pub fn NewPage() -> impl IntoView {
    let create = FormAction::<CreateDraft>::new();
    let form = FormState::of(create);
    view! {
        <PageTitle title="New request" has_error=form.has_error() />
        <Breadcrumb above=vec![(paths::PRIOR_AUTH, "Prior authorization")] current="New request" />
        <ErrorSummary error=form.error() />
        <PageHeading title="New request" />
        <Panel id="at-hand" title="Have these at hand">
            <ul class="plain-list">
                <li>"The member’s ID, date of birth and last name, as on the card"</li>
                <li>"The NPIs of the requesting and of the rendering provider"</li>
                <li>"The procedure code, how much of it, where, and from when to when"</li>
                <li>"The diagnosis code and a short clinical summary"</li>
            </ul>
            <p>"Not every service needs a request: " <a href=paths::INQUIRY>"Does this need authorization?"</a></p>
            <p>"Your draft is kept by the plan, so you can stop at any time and go on later."</p>
            <PageForm action=create>
                <Button kind=ButtonKind::Primary icon=IconName::Plus pending=create.pending()>"New request"</Button>
            </PageForm>
        </Panel>
    }
}
