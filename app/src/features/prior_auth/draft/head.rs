//! What every page of a draft begins with: title, the way here, what the draft is about, and that it is safe.

use domain::prior_auth::step::Step;
use leptos::prelude::*;

use super::view::Head;
use crate::place::{lead_to, query_parameter};
use crate::ui::{Banner, Breadcrumb, PageTitle, StatusTag, Tone};
use crate::{copy, paths};

/// How the draft is called: by its member, once that is known.
pub fn name(head: &Head) -> String {
    if head.member.is_empty() {
        "New request".to_owned()
    } else {
        format!("New request for {}", head.member)
    }
}

/// The title, the breadcrumb, and what happened before. A draft that was submitted leads to its request at once.
#[component]
pub fn DraftTop(
    /// The draft.
    head: Head,
    /// The page's name; the list of tasks has none.
    #[prop(optional)]
    page: &'static str,
    /// Whether a form of the page was refused.
    #[prop(optional, into)]
    has_error: Signal<bool>,
) -> impl IntoView {
    let name = name(&head);
    let above = vec![(paths::PRIOR_AUTH, "Prior authorization")];
    let (title, breadcrumb) = if page.is_empty() {
        (
            name.clone(),
            view! { <Breadcrumb above=above current=name /> }.into_any(),
        )
    } else {
        let title = format!("{page} – {name}");
        let list = (paths::draft(&head.id), name);
        (
            title,
            view! { <Breadcrumb above=above under=list current=page /> }.into_any(),
        )
    };
    if !head.submitted_as.is_empty() {
        lead_to(&paths::case(&head.submitted_as));
    }
    view! {
        <PageTitle title=title has_error=has_error />
        {breadcrumb}
        <Overwrote />
    }
}

/// Says that the save that led here replaced what somebody else had typed.
#[component]
fn Overwrote() -> impl IntoView {
    let step = query_parameter(paths::OVERWROTE);
    move || {
        Step::parse(&step.get()).map(|step| {
            view! {
                <Banner tone=Tone::Amber title="Saved over another change." announce=true>
                    "Somebody had saved the step " {copy::step(step)} " after you opened it. What you saved counts now."
                </Banner>
            }
        })
    }
}

/// Whether and when the draft was saved.
#[component]
pub fn Saved(
    /// The draft.
    head: Head,
) -> impl IntoView {
    let by = if head.saved_by.is_empty() {
        String::new()
    } else {
        format!(" by {}", head.saved_by)
    };
    view! {
        <StatusTag status=domain::prior_auth::status::Status::Draft />
        <span class="as-of">"Saved " {head.saved} {by}</span>
    }
}
