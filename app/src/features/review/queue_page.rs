//! "Work queue": what is open at the plan, the earliest due first.

use domain::prior_auth::transition::Action;
use domain::saved_view::Place;
use leptos::prelude::*;

use super::api::queue;
use super::keys::QueueKeys;
use super::queue_filters::Filters;
use super::queue_work::{AssignReport, Assigning, QueueWork};
use super::view::{QueuePart, QueueView};
use crate::error::ApiError;
use crate::place::{self, address_without};
use crate::ui::{
    EmptyState, ErrorSummary, IconName, LinkButton, NothingFits, PageHeading, PageTitle, Pager, SavedViews, Tab, Tabs,
    ViewForms, ask, loaded,
};
use crate::{copy, live, paths};

/// The queue; its state stands in the address.
#[component]
pub fn QueuePage() -> impl IntoView {
    let query = place::query();
    let changes = live::use_live().anything();
    let (assigning, views) = (Assigning::new(), ViewForms::on_page());
    let answers = assigning.action.version();
    let work = ask(
        move || (query.get(), changes.get(), (answers.get(), views.answers())),
        |(query, ..)| queue(query),
    );
    loaded(
        work,
        move |work| view! { <QueueBody queue=work assigning=assigning views=views /> },
    )
}

#[component]
fn QueueBody(queue: Signal<QueueView>, assigning: Assigning, views: ViewForms) -> impl IntoView {
    let rows = Signal::derive(move || queue.with(|queue| queue.rows.clone()));
    let is_empty = Memo::new(move |_| queue.with(|queue| queue.rows.is_empty()));
    let shown = Signal::derive(move || queue.with(shown));
    let error = problem(queue, assigning, views);
    let may_enter = queue.with_untracked(|queue| queue.may_enter);
    view! {
        <PageTitle title="Work queue" has_error=Signal::derive(move || error.with(Option::is_some)) />
        <ErrorSummary error=error />
        <PageHeading title="Work queue" actions=move || view! { <EnterLink may=may_enter /> {keys_link()} } />
        <AssignReport queue=queue />
        <Tabs label="Parts of the queue" tabs=Signal::derive(move || queue.with(tabs)) />
        <Filters queue=queue shown=shown />
        <SavedViews
            place=Place::Queue
            views=Signal::derive(move || queue.with(|queue| queue.views.clone()))
            query=Signal::derive(move || queue.with(|queue| queue.filters.query.clone()))
            forms=views
        />
        <Show when=move || !is_empty.get() fallback=move || view! { <Nothing queue=queue /> }>
            <div class="panel">
                <QueueWork queue=queue rows=rows assigning=assigning />
                <Pager
                    shown=shown
                    first=address_without(paths::AFTER)
                    next=Signal::derive(move || queue.with(|queue| queue.next.clone()))
                />
            </div>
        </Show>
        <QueueKeys />
    }
}

/// The way to the form for what came by phone, fax or mail.
#[component]
fn EnterLink(may: bool) -> impl IntoView {
    may.then(|| view! { <LinkButton href=paths::INTAKE>{copy::action(Action::Enter)}</LinkButton> })
}

/// The way to the list of keys, for those who do not know that `?` shows them.
fn keys_link() -> impl IntoView {
    let address = place::use_place().address();
    let href = move || {
        let here = address.with(|address| paths::without(address, &[paths::KEYS]));
        paths::with_query(&here, &[(paths::KEYS, "show")])
    };
    view! { <a class="button button-quiet" href=href>"Keys"</a> }
}

/// What is wrong with a form, or with what the address says.
fn problem(queue: Signal<QueueView>, assigning: Assigning, views: ViewForms) -> Signal<Option<ApiError>> {
    let errors = Memo::new(move |_| queue.with(|queue| queue.errors.clone()));
    let (assign, view) = (assigning.form.error(), views.error());
    let wrong = move || errors.with(|errors| (!errors.is_empty()).then(|| ApiError::Form(errors.clone())));
    Signal::derive(move || assign.get().or_else(|| view.get()).or_else(wrong))
}

/// Why there is nothing.
#[component]
fn Nothing(queue: Signal<QueueView>) -> impl IntoView {
    move || {
        let filters = queue.with(|queue| queue.filters.active.clone());
        if !filters.each.is_empty() {
            return view! { <NothingFits filters=filters /> }.into_any();
        }
        view! {
            <EmptyState
                icon=IconName::Inbox
                title="Nothing to do here"
                text="New requests appear here by themselves as soon as a practice submits them."
            />
        }
        .into_any()
    }
}

fn shown(queue: &QueueView) -> String {
    let shown = queue.rows.len();
    if queue.is_more {
        return copy::requests_of_many(shown, queue.total);
    }
    let is_filtered = !queue.filters.active.each.is_empty();
    let overdue = if is_filtered {
        String::new()
    } else {
        format!(", {} overdue", queue.overdue)
    };
    format!("{shown} of {} open requests{overdue}", queue.total)
}

fn tabs(queue: &QueueView) -> Vec<Tab> {
    let tab = |part: &QueuePart| Tab {
        href: part.href.clone(),
        words: part.words.clone(),
        count: part.count,
        is_more: false,
        is_chosen: part.is_chosen,
    };
    queue.parts.iter().map(tab).collect()
}
