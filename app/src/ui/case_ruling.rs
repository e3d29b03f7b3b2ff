//! A decision against a request: why, on what it rests, and what can be done about it. Practice and plan read the same.

use leptos::prelude::*;

use super::banner::Banner;
use super::case_view::{CaseView, RulingView};
use super::panel::Panel;
use super::summary_list::{SummaryList, SummaryRow};
use super::tag::Tone;
use crate::paths;

/// The decision that stands, and the next steps; nothing where none was made against the request.
#[component]
pub fn CaseRuling(
    /// The case.
    case: Signal<CaseView>,
    /// Whether the reader may send a new request instead.
    #[prop(optional)]
    for_practice: bool,
) -> impl IntoView {
    let ruling = Memo::new(move |_| case.with(|case| case.ruling.clone()));
    move || {
        ruling.get().map(|ruling| {
            let reasons = ruling.clone();
            view! {
                <div class="stack">
                    <Panel id="ruling" title="What was decided">
                        <Reasons ruling=reasons />
                    </Panel>
                    <Panel id="ruling-next" title="Next steps">
                        <NextSteps ruling=ruling for_practice=for_practice />
                    </Panel>
                </div>
            }
        })
    }
}

/// What both sides are told of the time to decide: that it was missed, and the last change of it; nothing where there is neither.
#[component]
pub fn CaseNotice(
    /// The case.
    case: Signal<CaseView>,
) -> impl IntoView {
    let missed = Memo::new(move |_| case.with(|case| case.missed.clone()));
    let notice = Memo::new(move |_| case.with(|case| case.notice.clone()));
    let banner = |tone, title: &'static str, words: Option<String>| {
        words.map(|words| view! { <Banner tone=tone title=title>{words}</Banner> })
    };
    view! {
        {move || banner(Tone::Red, "Deadline missed.", missed.get())}
        {move || banner(Tone::Amber, "Notice.", notice.get())}
    }
}

#[component]
fn Reasons(ruling: RulingView) -> impl IntoView {
    let RulingView {
        title,
        reason,
        citation,
        would_change,
        by,
        when,
        ..
    } = ruling;
    let citation = (!citation.is_empty())
        .then(|| view! { <SummaryRow label="Criterion or plan provision">{citation}</SummaryRow> });
    let would_change = (!would_change.is_empty())
        .then(|| view! { <SummaryRow label="What would change the decision">{would_change}</SummaryRow> });
    view! {
        <SummaryList>
            <SummaryRow label="Decision">{title}</SummaryRow>
            <SummaryRow label="Reason">{reason}</SummaryRow>
            {citation}
            {would_change}
            <SummaryRow label="Decided by">
                {by}
                <span class="sub">{when}</span>
            </SummaryRow>
        </SummaryList>
    }
}

#[component]
fn NextSteps(ruling: RulingView, for_practice: bool) -> impl IntoView {
    let RulingView {
        talk_until,
        appeal_until,
        levels,
        call,
        ..
    } = ruling;
    let change = if appeal_until.is_some() {
        "A decided request cannot be changed. Send a new request with what was missing, or appeal. "
    } else {
        "A decided request cannot be changed. Send a new request with what was missing. "
    };
    let also_call = call.clone();
    let talk = talk_until.map(|until| {
        view! {
            <SummaryRow label="Peer-to-peer">
                "Until " {until} ", a clinician may talk with a physician of the plan."
                <span class="sub">"Call " {also_call}</span>
            </SummaryRow>
        }
    });
    let appeal = appeal_until.map(|until| {
        let levels = levels
            .into_iter()
            .map(|level| view! { <li>{level}</li> })
            .collect_view();
        view! {
            <SummaryRow label="Appeal">
                "Until " {until} "."
                <ol class="appeal-levels">{levels}</ol>
                <span class="sub">"Call " {call}</span>
            </SummaryRow>
        }
    });
    let new_request = for_practice.then(|| view! { <a href=paths::PRIOR_AUTH_NEW>"New request"</a> });
    view! {
        <SummaryList>
            {talk}
            {appeal}
            <SummaryRow label="Change it">
                {change} {new_request}
            </SummaryRow>
        </SummaryList>
    }
}
