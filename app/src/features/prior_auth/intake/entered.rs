//! What became of the request that was just entered, and what can be done with it now.

use domain::prior_auth::transition::Action;
use leptos::prelude::*;

use super::view::{EnteredView, RequestView};
use crate::place::query_value;
use crate::ui::{Banner, ButtonKind, LinkButton, StatusTag, SummaryList, SummaryRow, Tone};
use crate::{copy, paths};

/// The request that was entered, in place of the form.
#[component]
pub fn Entered(entered: EnteredView) -> impl IntoView {
    let EnteredView {
        request,
        may_take_back,
        is_taken_back,
    } = entered;
    let of = |name| query_value(name).unwrap_or_default();
    let join = paths::join_document(&request.reference, &of(paths::CHANNEL), &of(paths::RECEIVED));
    let open = paths::review_case(&request.reference);
    let back = paths::with_query(&open, &[(paths::ACT, paths::TAKE_BACK)]);
    let join = request.is_open.then(|| {
        view! { <LinkButton href=join>"Add the received document"</LinkButton> }
    });
    let back = may_take_back.then(|| {
        view! { <LinkButton href=back kind=ButtonKind::Quiet>{copy::action(Action::TakeBack)}</LinkButton> }
    });
    view! {
        <WhatBecame request=request.clone() is_taken_back=is_taken_back />
        <Facts request=request />
        <div class="actions">
            <LinkButton href=open kind=ButtonKind::Primary>"Open the request"</LinkButton>
            {join}
            <LinkButton href=paths::INTAKE>"Enter another request"</LinkButton>
            {back}
        </div>
    }
}

#[component]
fn WhatBecame(request: RequestView, is_taken_back: bool) -> impl IntoView {
    let (tone, title, words) = if is_taken_back {
        let title = format!("{} was taken back.", request.reference);
        (Tone::Neutral, title, copy::NOBODY_SEES.to_owned())
    } else {
        let title = format!("{} was entered.", request.reference);
        (Tone::Green, title, copy::practice_sees(&request.practice))
    };
    view! {
        <Banner tone=tone title=title announce=true>
            {words}
        </Banner>
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
