//! The dashboard page.

use leptos::prelude::*;

use super::api::show;
use super::view::{DashboardView, Figure, ShortList};
use crate::ui::{
    AsOf, ButtonKind, CaseTable, EmptyState, IconName, LinkButton, PageHeading, PageTitle, Panel, QueueTable, ask,
    loaded,
};
use crate::{live, paths};

/// What needs whom; it follows every change.
#[component]
pub fn DashboardPage() -> impl IntoView {
    let changes = live::use_live().anything();
    let dashboard = ask(move || changes.get(), |_| show());
    view! {
        <PageTitle title="Dashboard" />
        {loaded(dashboard, |dashboard| view! { <DashboardBody dashboard=dashboard /> })}
    }
}

#[component]
fn DashboardBody(dashboard: Signal<DashboardView>) -> impl IntoView {
    let facts = move || {
        move || dashboard.with(|now| view! { <span>{now.today.clone()}</span> <AsOf time=now.as_of.clone() /> })
    };
    let may_request = dashboard.with_untracked(|now| now.may_request);
    let actions = move || {
        may_request.then(|| {
            view! {
                <LinkButton href=paths::PRIOR_AUTH_NEW kind=ButtonKind::Primary icon=IconName::Plus>"New request"</LinkButton>
            }
        })
    };
    let lists = dashboard.with_untracked(|now| now.lists.len());
    view! {
        <PageHeading title="Dashboard" facts=facts actions=actions />
        <ul class="figures">{move || dashboard.with(|now| now.figures.iter().map(figure).collect_view())}</ul>
        {(0..lists).map(|index| view! { <Short dashboard=dashboard index=index /> }).collect_view()}
    }
}

/// A number that leads to what it counts.
fn figure(figure: &Figure) -> impl IntoView + use<> {
    let class = if figure.for_you && figure.count > 0 {
        "figure figure-on"
    } else {
        "figure"
    };
    let (href, count, words) = (figure.href.clone(), figure.count, figure.words.clone());
    view! {
        <li>
            <a class=class href=href>
                <strong>{count}</strong>
                " "
                <span>{words}</span>
            </a>
        </li>
    }
}

/// One of the short lists.
#[component]
fn Short(dashboard: Signal<DashboardView>, index: usize) -> impl IntoView {
    let list = Memo::new(move |_| dashboard.with(|now| now.lists.get(index).cloned()));
    let rows =
        Signal::derive(move || list.with(|list| list.as_ref().map(|list| list.rows.clone()).unwrap_or_default()));
    let is_empty = Memo::new(move |_| rows.with(Vec::is_empty));
    list.get_untracked().map(move |ShortList { kind, href, .. }| {
        let count = MaybeProp::derive(move || list.with(|list| list.as_ref().map(|list| list.count)));
        view! {
            <Panel id=kind.id() title=kind.words() count=count flush=true aside=move || view! { <a href=href>"All"</a> }>
                <Show when=move || !is_empty.get() fallback=Nothing>
                    {if kind.is_queue() {
                        view! { <QueueTable caption=kind.words() rows=rows /> }.into_any()
                    } else {
                        view! { <CaseTable caption=kind.words() rows=rows /> }.into_any()
                    }}
                </Show>
            </Panel>
        }
    })
}

#[component]
fn Nothing() -> impl IntoView {
    view! { <EmptyState icon=IconName::CircleCheck title="Nothing here now" text="New entries appear here by themselves." /> }
}
