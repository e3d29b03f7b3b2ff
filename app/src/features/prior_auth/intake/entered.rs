//! What became of the request that was just entered, and what can be done with it now.

use leptos::prelude::*;

use super::view::RequestView;
use crate::place::query_value;
use crate::ui::{Banner, ButtonKind, LinkButton, StatusTag, SummaryList, SummaryRow, Tone};
use crate::{copy, paths};

/// The request that was entered, in place of the form.
#[component]
pub fn Entered(request: RequestView) -> impl IntoView {
    let of = |name| query_value(name).unwrap_or_default();
    let join = paths::join_document(&request.reference, &of(paths::CHANNEL), &of(paths::RECEIVED));
    let open = paths::review_case(&request.reference);
    let (title, sees) = (
        format!("{} was entered.", request.reference),
        copy::practice_sees(&request.practice),
    );
    let join = request.is_open.then(|| {
        view! { <LinkButton href=join>"Add the received document"</LinkButton> }
    });
    view! {
        <Banner tone=Tone::Green title=title announce=true>
            {sees}
        </Banner>
        <Facts request=request />
        <div class="actions">
            <LinkButton href=open kind=ButtonKind::Primary>"Open the request"</LinkButton>
            {join}
            <LinkButton href=paths::INTAKE>"Enter another request"</LinkButton>
        </div>
    }
}

/// The request, so that somebody can see that it is the one that is meant.
#[component]
pub fn Facts(request: RequestView) -> impl IntoView {
    let due = (!request.due.is_empty()).then(|| {
        let late = request
            .is_late
            .then(|| view! { <span class="sub">{copy::OVERDUE}</span> });
        view! { <SummaryRow label="Answer due">{request.due.clone()} " " {late}</SummaryRow> }
    });
    view! {
        <SummaryList>
            <SummaryRow label="Reference">{request.reference}</SummaryRow>
            <SummaryRow label="Status">
                <StatusTag status=request.status />
            </SummaryRow>
            <SummaryRow label="Request">{request.about}</SummaryRow>
            <SummaryRow label="Practice">{request.practice}</SummaryRow>
            <SummaryRow label="Receipt">{request.received}</SummaryRow>
            {due}
        </SummaryList>
    }
}
