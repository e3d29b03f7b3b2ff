//! The practice's requests: groups with their counts, a table, and the way to the next page.

use leptos::prelude::*;

use super::api::list;
use super::view::{DraftRow, GroupCount, ListView};
use crate::place::query_parameter;
use crate::ui::{
    AsOf, ButtonKind, CaseTable, EmptyState, IconName, LinkButton, PageHeading, PageTitle, Pager, Tab, Tabs, ask,
    loaded,
};
use crate::{copy, live, paths};

/// The list; its state stands in the address.
#[component]
pub fn ListPage() -> impl IntoView {
    let (group, after) = (query_parameter(paths::GROUP), query_parameter(paths::AFTER));
    let changes = live::use_live().anything();
    let requests = ask(
        move || (group.get(), after.get(), changes.get()),
        |(group, after, _)| list(group, after),
    );
    view! {
        <PageTitle title="Prior authorization" />
        {loaded(requests, move |requests| view! { <ListBody list=requests after=after /> })}
    }
}

#[component]
fn ListBody(list: Signal<ListView>, after: Memo<String>) -> impl IntoView {
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
        <Tabs label="Groups of requests" tabs=Signal::derive(move || list.with(tabs)) />
        <Drafts list=list />
        <Show when=move || has_rows.get()>
            <div class="panel">
                <CaseTable caption="Requests" rows=rows />
                <Pager
                    shown=Signal::derive(move || list.with(shown))
                    first=Signal::derive(move || after.with(|after| (!after.is_empty()).then(|| list.with(first_page))))
                    next=Signal::derive(move || list.with(next_page))
                />
            </div>
        </Show>
        <Show when=move || is_empty.get()>
            <Nothing list=list />
        </Show>
    }
}

fn shown(list: &ListView) -> String {
    if list.group == paths::DRAFTS {
        copy::drafts(list.drafts.len())
    } else {
        copy::requests(list.rows.len(), list.total)
    }
}

fn tabs(list: &ListView) -> Vec<Tab> {
    let tab = |group: &GroupCount| Tab {
        href: paths::requests(&group.code, ""),
        words: group.words.clone(),
        count: group.count,
        is_chosen: group.code == list.group,
    };
    list.groups.iter().map(tab).collect()
}

fn first_page(list: &ListView) -> String {
    paths::requests(&list.group, "")
}

fn next_page(list: &ListView) -> Option<String> {
    let after = list.next.as_deref()?;
    Some(paths::requests(&list.group, after))
}

/// Why there is nothing in the group, and what will be.
#[component]
fn Nothing(list: Signal<ListView>) -> impl IntoView {
    move || {
        let (title, text) = if list.with(|list| list.group == paths::DRAFTS) {
            (
                "No drafts here",
                "A draft appears here as soon as you start a new request.",
            )
        } else {
            (
                "No requests here",
                "Requests appear here as soon as your practice submits them.",
            )
        };
        view! { <EmptyState icon=IconName::ListChecks title=title text=text /> }
    }
}

/// Drafts, which are not requests yet.
#[component]
fn Drafts(list: Signal<ListView>) -> impl IntoView {
    let item = |DraftRow { id, title, saved, note }| {
        let note = (!note.is_empty()).then(|| view! { <strong class="draft-note">{note}" · "</strong> });
        view! {
            <li>
                <a href=paths::draft(&id)>{title}</a>
                <span class="sub">{note} "Saved " {saved}</span>
            </li>
        }
    };
    let any = Memo::new(move |_| list.with(|list| !list.drafts.is_empty()));
    view! {
        <Show when=move || any.get()>
            <ul class="draft-list">
                {move || list.with(|list| list.drafts.clone()).into_iter().map(item).collect_view()}
            </ul>
        </Show>
    }
}
