//! "Work queue": what is open at the plan, the earliest due first.

use leptos::prelude::*;

use super::api::queue;
use super::view::QueueView;
use crate::place::query_parameter;
use crate::ui::{AsOf, EmptyState, IconName, PageHeading, PageTitle, Pager, QueueTable, Tab, Tabs, ask, loaded};
use crate::{live, paths};

/// The queue; its state stands in the address.
#[component]
pub fn QueuePage() -> impl IntoView {
    let (show, after) = (query_parameter(paths::SHOW), query_parameter(paths::AFTER));
    let changes = live::use_live().anything();
    let work = ask(
        move || (show.get() == paths::MINE, after.get(), changes.get()),
        |(only_mine, after, _)| queue(only_mine, after),
    );
    view! {
        <PageTitle title="Work queue" />
        {loaded(work, move |work| view! { <QueueBody queue=work after=after /> })}
    }
}

#[component]
fn QueueBody(queue: Signal<QueueView>, after: Memo<String>) -> impl IntoView {
    let rows = Signal::derive(move || queue.with(|queue| queue.rows.clone()));
    let is_empty = Memo::new(move |_| queue.with(|queue| queue.rows.is_empty()));
    let facts =
        move || move || queue.with(|queue| view! { <span>{shown(queue)}</span> <AsOf time=queue.as_of.clone() /> });
    view! {
        <PageHeading title="Work queue" facts=facts />
        <Tabs label="Parts of the queue" tabs=Signal::derive(move || queue.with(tabs)) />
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
                    first=Signal::derive(move || after.with(|after| (!after.is_empty()).then(|| queue.with(first_page))))
                    next=Signal::derive(move || queue.with(next_page))
                />
            </div>
        </Show>
    }
}

fn shown(queue: &QueueView) -> String {
    let shown = queue.rows.len();
    if queue.only_mine {
        format!("{shown} of {} open requests", queue.mine)
    } else {
        format!("{shown} of {} open requests, {} overdue", queue.open, queue.overdue)
    }
}

fn tabs(queue: &QueueView) -> Vec<Tab> {
    let tab = |words: &str, count, only_mine| Tab {
        href: paths::work_queue(only_mine, ""),
        words: words.to_owned(),
        count,
        is_chosen: only_mine == queue.only_mine,
    };
    vec![tab("Open", queue.open, false), tab("Mine", queue.mine, true)]
}

fn first_page(queue: &QueueView) -> String {
    paths::work_queue(queue.only_mine, "")
}

fn next_page(queue: &QueueView) -> Option<String> {
    let after = queue.next.as_deref()?;
    Some(paths::work_queue(queue.only_mine, after))
}
