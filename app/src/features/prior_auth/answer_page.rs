//! "Answer request for information": a form an item. What is saved stays when one goes away; what is sent, the plan has.

use leptos::prelude::*;

use super::answer_form::{Answering, ItemForm};
use super::api::show;
use super::uploads::WhatWentWrong;
use crate::place::path_parameter;
use crate::ui::{
    Breadcrumb, CaseChecklist, CaseView, ClockLine, ErrorSummary, LinkButton, PageHeading, PageTitle, WhatChanged, ask,
    loaded,
};
use crate::{live, paths};

const TITLE: &str = "Answer request for information";

/// The page.
#[component]
pub fn AnswerPage() -> impl IntoView {
    let reference = path_parameter("reference");
    move || view! { <OneCase reference=reference.get() /> }
}

#[component]
fn OneCase(reference: String) -> impl IntoView {
    let changes = live::use_live().about(reference.clone());
    let answering = Answering::new();
    let case = ask(
        move || (changes.get(), answering.answers()),
        move |_| show(reference.clone(), String::new()),
    );
    loaded(case, move |case| view! { <Body case=case answering=answering /> })
}

#[component]
fn Body(case: Signal<CaseView>, answering: Answering) -> impl IntoView {
    let (reference, about) = case.with_untracked(|case| (case.row.reference.clone(), case.title()));
    let back = paths::case(&reference);
    let shown = answering.shown(case);
    let is_open = Memo::new(move |_| case.with(|case| case.items.iter().any(|item| item.is_open)));
    view! {
        <PageTitle title=format!("{TITLE} – {reference}") has_error=answering.has_error() />
        <Breadcrumb
            above=vec![(paths::PRIOR_AUTH, "Prior authorization")]
            under=(back.clone(), reference)
            current="Answer"
        />
        <ErrorSummary error=answering.error() />
        <WhatChanged case=case error=answering.case_error(case) />
        <WhatWentWrong />
        <PageHeading title=TITLE facts=move || view! { <span>{about}</span> } />
        {move || case.with(|case| case.clock.clone()).map(|clock| view! { <ClockLine clock=clock /> })}
        <Show
            when=move || is_open.get()
            fallback=|| view! { <p>"Nothing is open: all that was asked is answered, or the plan has decided."</p> }
        >
            <p class="page-text">
                "Send each item when it is done. What you save, the plan does not see; with the last item you send, the request goes back to the reviewer."
            </p>
        </Show>
        <For each=move || shown.get() key=|id| id.clone() children=move |id| view! { <ItemForm case=case id=id answering=answering /> } />
        <CaseChecklist case=case />
        <div class="actions answer-end">
            <LinkButton href=back>"Back to the request"</LinkButton>
        </div>
    }
}
