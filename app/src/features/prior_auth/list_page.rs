//! The practice's requests: groups with their counts, a table, and the way to the next page.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::api::list;
use super::view::{GroupCount, ListView};
use crate::ui::{AsOf, ButtonKind, CaseTable, Count, EmptyState, IconName, LinkButton, PageHeading, PageTitle, loaded};
use crate::{live, paths};

/// The list; its state stands in the address.
#[component]
pub fn ListPage() -> impl IntoView {
    let query = use_query_map();
    let wanted = Memo::new(move |_| {
        query.with(|query| {
            (
                query.get("group").unwrap_or_default(),
                query.get("after").unwrap_or_default(),
            )
        })
    });
    let changes = live::use_live().anything();
    let requests = Resource::new(
        move || (wanted.get(), changes.get()),
        |((group, after), _)| list(group, after),
    );
    view! {
        <PageTitle title="Prior authorization" />
        {loaded(requests, |requests| view! { <ListBody list=requests /> })}
    }
}

#[component]
fn ListBody(list: Signal<ListView>) -> impl IntoView {
    let rows = Signal::derive(move || list.with(|list| list.rows.clone()));
    let is_empty = Memo::new(move |_| list.with(|list| list.rows.is_empty() && list.drafts.is_empty()));
    let has_rows = Memo::new(move |_| list.with(|list| !list.rows.is_empty()));
    let facts = move || move || list.with(|list| view! { <span>{shown(list)}</span> <AsOf time=list.as_of.clone() /> });
    let may_request = list.with_untracked(|list| list.may_request);
    let new_request = move || {
        may_request.then(|| {
            view! {
                <LinkButton href=paths::PRIOR_AUTH_NEW kind=ButtonKind::Primary icon=IconName::Plus>"New request"</LinkButton>
            }
        })
    };
    view! {
        <PageHeading title="Prior authorization" facts=facts actions=new_request />
        <nav class="tabs" aria-label="Groups of requests">
            <ul>{move || list.with(|list| list.groups.iter().map(|group| group_link(group, &list.group)).collect_view())}</ul>
        </nav>
        <Drafts list=list />
        <Show when=move || has_rows.get()>
            <div class="panel"><CaseTable caption="Requests" rows=rows /></div>
        </Show>
        <Show when=move || is_empty.get()>
            <EmptyState
                icon=IconName::ListChecks
                title="No requests here"
                text="Requests appear here as soon as your practice submits them."
            />
        </Show>
        {move || list.with(next_link)}
    }
}

/// "12 of 47 requests", for eyes and screen readers.
fn shown(list: &ListView) -> String {
    let count = list.rows.len() + list.drafts.len();
    format!("{count} of {} requests", list.total)
}

fn group_link(group: &GroupCount, chosen: &str) -> impl IntoView + use<> {
    let href = paths::with_query(paths::PRIOR_AUTH, &[("group", &group.code)]);
    let is_chosen = group.code == chosen;
    let (words, count) = (group.words.clone(), group.count);
    view! {
        <li>
            <a href=href aria-current=is_chosen.then_some("page")>
                {words}
                <Count value=count for_you=is_chosen />
            </a>
        </li>
    }
}

fn next_link(list: &ListView) -> Option<impl IntoView + use<>> {
    let after = list.next.as_deref()?;
    let href = paths::with_query(paths::PRIOR_AUTH, &[("group", &list.group), ("after", after)]);
    Some(view! {
        <p class="pager">
            <LinkButton href=href icon=IconName::ChevronRight>"Next"</LinkButton>
        </p>
    })
}

/// Drafts, which are not requests yet.
#[component]
fn Drafts(list: Signal<ListView>) -> impl IntoView {
    let items = move || {
        let drafts = list.with(|list| list.drafts.clone());
        let item = |draft: super::view::DraftRow| {
            view! {
                <li>
                    <a href=paths::draft(&draft.id)>{draft.title}</a>
                    <span class="sub">"Saved " {draft.saved}</span>
                </li>
            }
        };
        drafts.into_iter().map(item).collect_view()
    };
    let any = Memo::new(move |_| list.with(|list| !list.drafts.is_empty()));
    let items = StoredValue::new(items);
    view! {
        <Show when=move || any.get()>
            <ul class="draft-list">{move || items.with_value(|items| items())}</ul>
        </Show>
    }
}
