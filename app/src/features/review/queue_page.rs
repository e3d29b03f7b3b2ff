//! "Work queue": what is open at the plan, the earliest due first.

use leptos::prelude::*;

use super::api::queue;
use super::view::{QueuePart, QueueView};
use crate::place::{address_without, query_parameter};
use crate::ui::{
    AsOf, EmptyState, IconName, Narrowed, PageHeading, PageTitle, Pager, QueueTable, Tab, Tabs, ask, loaded,
};
use crate::{live, paths};

/// The queue; its state stands in the address.
#[component]
pub fn QueuePage() -> impl IntoView {
    let (show, due) = (query_parameter(paths::SHOW), query_parameter(paths::DUE));
    let after = query_parameter(paths::AFTER);
    let changes = live::use_live().anything();
    let work = ask(
        move || (show.get(), due.get(), after.get(), changes.get()),
        |(show, due, after, _)| queue(show, due, after),
    );
    view! {
        <PageTitle title="Work queue" />
        {loaded(work, |work| view! { <QueueBody queue=work /> })}
    }
}

#[component]
fn QueueBody(queue: Signal<QueueView>) -> impl IntoView {
    let rows = Signal::derive(move || queue.with(|queue| queue.rows.clone()));
    let is_empty = Memo::new(move |_| queue.with(|queue| queue.rows.is_empty()));
    let facts =
        move || move || queue.with(|queue| view! { <span>{shown(queue)}</span> <AsOf time=queue.as_of.clone() /> });
    view! {
        <PageHeading title="Work queue" facts=facts />
        <Tabs label="Parts of the queue" tabs=Signal::derive(move || queue.with(tabs)) />
        <Narrowed words=Signal::derive(move || queue.with(|queue| queue.part.clone())) all=paths::REVIEW />
        <Show
            when=move || !is_empty.get()
            fallback=|| {
                view! {
                    <EmptyState
                        icon=IconName::Inbox
                        title="Nothing to do here"
                        text="New requests appear here by themselves as soon as a practice submits them."
                    />
                }
            }
        >
            <div class="panel">
                <QueueTable caption="Open requests, earliest due first" rows=rows />
                <Pager
                    shown=Signal::derive(move || queue.with(shown))
                    first=address_without(paths::AFTER)
                    next=Signal::derive(move || queue.with(|queue| queue.next.clone()))
                />
            </div>
        </Show>
    }
}

fn shown(queue: &QueueView) -> String {
    let shown = queue.rows.len();
    format!("{shown} of {} open requests, {} overdue", queue.total, queue.overdue)
}

fn tabs(queue: &QueueView) -> Vec<Tab> {
    let tab = |part: &QueuePart| Tab {
        href: part.href.clone(),
        words: part.words.clone(),
        count: part.count,
        is_chosen: part.is_chosen,
    };
    queue.parts.iter().map(tab).collect()
}
