//! The practice's requests: groups with their counts, a table, and the way to the next page.

use leptos::prelude::*;

use super::api::{SearchList, list};
use super::filter_fields::Filters;
use super::keep_list::KeepList;
use super::list_search::ListSearch;
use super::view::{DraftRow, GroupCount, ListView};
use crate::error::ApiError;
use crate::place::{self, address_without};
use crate::ui::{
    AsOf, ButtonKind, CaseTable, EmptyState, ErrorSummary, FormAction, FormState, IconName, LinkButton, Narrowed,
    NothingFits, Order, PageHeading, PageTitle, Pager, Sorting, Tab, Tabs, ViewForms, ask, loaded,
};
use crate::{copy, live, paths};

/// The list; its state stands in the address.
#[component]
pub fn ListPage() -> impl IntoView {
    let query = place::query();
    let changes = live::use_live().anything();
    let search = FormAction::<SearchList>::new();
    let form = FormState::of(search);
    let views = ViewForms::on_page();
    let requests = ask(
        move || (query.get(), changes.get(), views.answers()),
        |(query, ..)| list(query),
    );
    loaded(
        requests,
        move |requests| view! { <ListBody list=requests search=search form=form views=views /> },
    )
}

#[component]
fn ListBody(
    list: Signal<ListView>,
    search: FormAction<SearchList>,
    form: FormState,
    views: ViewForms,
) -> impl IntoView {
    let rows = Signal::derive(move || list.with(|list| list.rows.clone()));
    let is_empty = Memo::new(move |_| list.with(|list| list.rows.is_empty() && list.drafts.is_empty()));
    let has_rows = Memo::new(move |_| list.with(|list| !list.rows.is_empty()));
    let takes_filters = Memo::new(move |_| list.with(|list| list.filters.is_some()));
    let shown = Signal::derive(move || list.with(shown));
    let facts = move || move || (!takes_filters.get()).then(|| view! { <Facts list=list shown=shown /> });
    let may_request = list.with_untracked(|list| list.may_request);
    let actions = move || {
        let new_request = may_request.then(|| {
            view! {
                <LinkButton href=paths::PRIOR_AUTH_NEW kind=ButtonKind::Primary icon=IconName::Plus>"New request"</LinkButton>
            }
        });
        view! { <LinkButton href=paths::INQUIRY>"Does this need authorization?"</LinkButton> {new_request} }
    };
    let error = problem(list, form, views);
    view! {
        <PageTitle title="Prior authorization" has_error=Signal::derive(move || error.with(Option::is_some)) />
        <ErrorSummary error=error />
        <PageHeading title="Prior authorization" facts=facts actions=actions />
        <Tabs label="Groups of requests" tabs=Signal::derive(move || list.with(tabs)) />
        <Narrowed words=Signal::derive(move || list.with(|list| list.part.clone())) all=paths::PRIOR_AUTH />
        <Show when=move || takes_filters.get()>
            <ListSearch list=list action=search form=form />
            <Filters list=list shown=shown />
            <KeepList list=list forms=views />
        </Show>
        <Show when=move || has_rows.get()>
            <div class="panel">
                <CaseTable caption="Requests" rows=rows sorting=sorting(list) />
                <Pager
                    shown=shown
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

/// How much there is, where no filters say it.
#[component]
fn Facts(list: Signal<ListView>, shown: Signal<String>) -> impl IntoView {
    view! {
        <span>{move || shown.get()}</span>
        {move || list.with(|list| view! { <AsOf time=list.as_of.clone() /> })}
    }
}

/// What is wrong with the search, or with what the address says.
fn problem(list: Signal<ListView>, form: FormState, views: ViewForms) -> Signal<Option<ApiError>> {
    let errors = Memo::new(move |_| list.with(|list| list.errors.clone()));
    let wrong = move || errors.with(|errors| (!errors.is_empty()).then(|| ApiError::Form(errors.clone())));
    let posted = views.error();
    Signal::derive(move || form.error().get().or_else(|| posted.get()).or_else(wrong))
}

/// The order of the table, and the addresses of the others. A list that takes no filters has one order.
fn sorting(list: Signal<ListView>) -> Sorting {
    let order = Signal::derive(move || {
        list.with(|list| {
            list.filters.as_ref().map_or_else(Order::default, |view| Order {
                key: view.order.clone(),
                is_descending: view.is_descending,
            })
        })
    });
    Sorting::new(order, move |Order { key, is_descending }| {
        let query = list.with(|list| list.filters.as_ref().map(|view| view.query.clone()));
        let others = paths::query_without(&query.unwrap_or_default(), paths::filter::SORT);
        let separator = if others.is_empty() { "" } else { "&" };
        let sign = if is_descending { "-" } else { "" };
        format!(
            "{}?{others}{separator}{}={sign}{key}",
            paths::PRIOR_AUTH,
            paths::filter::SORT
        )
    })
}

fn shown(list: &ListView) -> String {
    let rows = list.rows.len();
    if list.group == paths::DRAFTS {
        copy::drafts(list.drafts.len())
    } else if list.is_more {
        copy::requests_of_many(rows, list.total)
    } else if list.drafts.is_empty() {
        copy::requests(rows, list.total)
    } else {
        copy::requests_and_drafts(rows + list.drafts.len(), list.total)
    }
}

fn tabs(list: &ListView) -> Vec<Tab> {
    let tab = |group: &GroupCount| Tab {
        href: paths::requests(&group.code, ""),
        words: group.words.clone(),
        count: group.count,
        is_more: group.is_more,
        is_chosen: group.code == list.group && list.part.is_empty(),
    };
    list.groups.iter().map(tab).collect()
}

/// Why there is nothing in the group or behind the filters, and what to do.
#[component]
fn Nothing(list: Signal<ListView>) -> impl IntoView {
    move || {
        let filters = list.with(|list| list.filters.as_ref().map(|view| view.active.clone()));
        if let Some(filters) = filters.filter(|filters| !filters.each.is_empty()) {
            return view! { <NothingFits filters=filters /> }.into_any();
        }
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
        view! { <EmptyState icon=IconName::ListChecks title=title text=text /> }.into_any()
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
