//! What lies beside the request on the reviewer's desk: the criteria it is held against, and what was asked for before.

use leptos::prelude::*;

use super::view::{CriterionView, ReviewView};
use crate::paths;
use crate::ui::{CaseRow, Panel, StatusTag};

/// The rules that ask for authorization, with what the request has of what they ask for.
#[component]
pub fn Criteria(view: Signal<ReviewView>) -> impl IntoView {
    let rules = Memo::new(move |_| view.with(|view| (view.desk.criteria.clone(), view.desk.without_rule.clone())));
    let body = move || {
        let (criteria, without_rule) = rules.get();
        view! {
            {criteria.into_iter().map(criterion).collect_view()}
            {without_rule.map(|words| view! { <p>{words}</p> })}
        }
    };
    view! { <Panel id="criteria" title="Criteria">{body}</Panel> }
}

fn criterion(criterion: CriterionView) -> AnyView {
    let asks = criterion.asks.into_iter().map(|(asked, there)| {
        view! {
            <div>
                <dt>{asked}</dt>
                <dd>{there}</dd>
            </div>
        }
    });
    view! {
        <section class="criterion">
            <h3>{criterion.title}</h3>
            <p class="sub">{criterion.codes} " · " {criterion.source}</p>
            <dl class="summary-list">
                {asks.collect_view()} <div>
                    <dt>"An approval is valid for"</dt>
                    <dd>{criterion.validity}</dd>
                </div>
            </dl>
        </section>
    }
    .into_any()
}

/// Earlier requests of the member and of the practice, side by side; once, where they are the same.
#[component]
pub fn Earlier(view: Signal<ReviewView>) -> impl IntoView {
    let of_member = Memo::new(move |_| view.with(|view| view.desk.of_member.clone()));
    let of_practice = Memo::new(move |_| view.with(|view| view.desk.of_practice.clone()));
    let is_same =
        Memo::new(move |_| of_practice.with(|rows| !rows.is_empty() && of_member.with(|others| others == rows)));
    let practices = move || {
        if is_same.get() {
            view! { <p class="sub">"These are the same requests as this member’s."</p> }.into_any()
        } else {
            view! { <Others rows=of_practice none="This is the practice’s only request." /> }.into_any()
        }
    };
    view! {
        <div class="earlier">
            <Panel id="of-member" title="This member’s other requests">
                <Others rows=of_member none="Nobody has asked for anything else for this member." />
            </Panel>
            <Panel id="of-practice" title="This practice’s latest requests">
                {practices}
            </Panel>
        </div>
    }
}

#[component]
fn Others(rows: Memo<Vec<CaseRow>>, none: &'static str) -> impl IntoView {
    move || {
        let rows = rows.get();
        if rows.is_empty() {
            return view! { <p class="sub">{none}</p> }.into_any();
        }
        view! { <ul class="others">{rows.into_iter().map(other).collect_view()}</ul> }.into_any()
    }
}

fn other(row: CaseRow) -> AnyView {
    let when = row
        .decided
        .map_or_else(|| format!("received {}", row.received), |at| format!("decided {at}"));
    let page = paths::review_case(&row.reference);
    view! {
        <li class="other">
            <div>
                <a href=page class="reference">{row.reference}</a>
                " "
                <StatusTag status=row.status />
            </div>
            <p>{row.code} " " {row.service}</p>
            <p class="sub">{row.member} ", " {when}</p>
        </li>
    }
    .into_any()
}
