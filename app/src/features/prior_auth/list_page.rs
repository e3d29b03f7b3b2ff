//! The practice's requests: groups with their counts, a table, and the way to the next page.

use leptos::prelude::*;

use super::api::list;
use super::view::{DraftRow, GroupCount, ListView};
use crate::place::{address_without, query_parameter};
use crate::ui::{
    AsOf, ButtonKind, CaseTable, EmptyState, IconName, LinkButton, Narrowed, PageHeading, PageTitle, Pager, Tab, Tabs,
    ask, loaded,
};
use crate::{copy, live, paths};

/// The list; its state stands in the address.
#[component]
pub fn ListPage() -> impl IntoView {
    let (group, after) = (query_parameter(paths::GROUP), query_parameter(paths::AFTER));
    let (decided, by) = (query_parameter(paths::DECIDED), query_parameter(paths::BY));
    let changes = live::use_live().anything();
    let requests = ask(
        move || (group.get(), after.get(), (decided.get(), by.get()), changes.get()),
        |(group, after, (decided, by), _)| list(group, after, decided, by),
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
    let actions = move || {
        let new_request = may_request.then(|| {
            view! {
                <LinkButton href=paths::PRIOR_AUTH_NEW kind=ButtonKind::Primary icon=IconName::Plus>"New request"</LinkButton>
            }
        });
        view! { <LinkButton href=paths::INQUIRY>"Does this need authorization?"</LinkButton> {new_request} }
    };
    view! {
        <PageHeading title="Prior authorization" facts=facts actions=actions />
        <Tabs label="Groups of requests" tabs=Signal::derive(move || list.with(tabs)) />
        <Narrowed words=Signal::derive(move || list.with(|list| list.part.clone())) all=paths::PRIOR_AUTH />
        <Show when=move || has_rows.get()>
            <div class="panel">
                <CaseTable caption="Requests" rows=rows />
                <Pager
                    shown=Signal::derive(move || list.with(shown))
                    first=address_without(paths::AFTER)
                    next=Signal::derive(move || list.with(|list| list.next.clone()))
                />
            </div>
        </Show>
        <Drafts list=list />
        <Show when=move || is_empty.get()>
            <Nothing list=list />
        </Show>
    }
}

fn shown(list: &ListView) -> String {
    if list.group == paths::DRAFTS {
        copy::drafts(list.drafts.len())
    } else if list.drafts.is_empty() {
        copy::requests(list.rows.len(), list.total)
    } else {
        copy::requests_and_drafts(list.rows.len() + list.drafts.len(), list.total)
    }
}

fn tabs(list: &ListView) -> Vec<Tab> {
    let tab = |group: &GroupCount| Tab {
        href: paths::requests(&group.code, ""),
        words: group.words.clone(),
        count: group.count,
        is_chosen: group.code == list.group && list.part.is_empty(),
    };
    list.groups.iter().map(tab).collect()
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
