//! What the forms of a decision share.

use domain::prior_auth::transition::Action;
use leptos::prelude::*;

use crate::paths;
use crate::place::query_parameter;
use crate::ui::{ButtonKind, CaseView, LinkButton};

/// The query parameter that opens a form; its value says which.
const ACT: &str = "act";

/// Whether the reader may do `action` now.
pub fn may(case: Signal<CaseView>, action: Action) -> Memo<bool> {
    Memo::new(move |_| case.with(|case| case.allows(action)))
}

/// Whether the address asks for the form `act`.
pub fn asked(act: &'static str) -> Memo<bool> {
    let asked = query_parameter(ACT);
    Memo::new(move |_| asked.with(|asked| asked == act))
}

/// Which case, and which version of it, the reviewer has in front of them.
#[component]
pub fn Seen(case: Signal<CaseView>) -> impl IntoView {
    view! {
        <input type="hidden" name="reference" value=move || case.with(|case| case.row.reference.clone()) />
        <input type="hidden" name="version" value=move || case.with(|case| case.row.version) />
    }
}

/// The link that opens the form `act`.
#[component]
pub fn Opens(
    case: Signal<CaseView>,
    act: &'static str,
    #[prop(optional)] kind: ButtonKind,
    words: &'static str,
) -> impl IntoView {
    let page = case.with_untracked(|case| paths::review_case(&case.row.reference));
    view! { <LinkButton href=paths::with_query(&page, &[(ACT, act)]) kind=kind>{words}</LinkButton> }
}

/// The way back from an open form.
#[component]
pub fn NotNow(case: Signal<CaseView>) -> impl IntoView {
    let page = case.with_untracked(|case| paths::review_case(&case.row.reference));
    view! { <LinkButton href=page kind=ButtonKind::Quiet>"Not now"</LinkButton> }
}
