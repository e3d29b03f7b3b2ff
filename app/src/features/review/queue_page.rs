//! "Work queue": what is open at the plan, the earliest due first.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::api::queue;
use super::view::QueueView;
use crate::ui::{AsOf, Count, EmptyState, IconName, LinkButton, PageHeading, PageTitle, QueueTable, loaded};
use crate::{live, paths};

/// The code of "only mine" in the address.
const MINE: &str = "mine";

/// The queue; its state stands in the address.
#[component]
pub fn QueuePage() -> impl IntoView {
    let query = use_query_map();
    let wanted = Memo::new(move |_| {
        query.with(|query| {
            (
                query.get("show").as_deref() == Some(MINE),
                query.get("after").unwrap_or_default(),
            )
        })
    });
    let changes = live::use_live().anything();
    let work = Resource::new(
        move || (wanted.get(), changes.get()),
        |((only_mine, after), _)| queue(only_mine, after),
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
        <nav class="tabs" aria-label="Parts of the queue">
            <ul>{move || queue.with(tabs)}</ul>
        </nav>
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
            <div class="panel"><QueueTable caption="Open requests, earliest due first" rows=rows /></div>
        </Show>
        {move || queue.with(next_link)}
    }
}

fn shown(queue: &QueueView) -> String {
    let total = if queue.only_mine { queue.mine } else { queue.open };
    format!(
        "{} of {total} open requests, {} overdue",
        queue.rows.len(),
        queue.overdue
    )
}

fn tabs(queue: &QueueView) -> impl IntoView + use<> {
    let tab = |words: &'static str, code: &str, count: u64, is_chosen: bool| {
        let href = paths::with_query(paths::REVIEW, &[("show", code)]);
        view! {
            <li>
                <a href=href aria-current=is_chosen.then_some("page")>
                    {words}
                    <Count value=count for_you=is_chosen />
                </a>
            </li>
        }
    };
    (
        tab("Open", "", queue.open, !queue.only_mine),
        tab("Mine", MINE, queue.mine, queue.only_mine),
    )
}

fn next_link(queue: &QueueView) -> Option<impl IntoView + use<>> {
    let after = queue.next.as_deref()?;
    let show = if queue.only_mine { MINE } else { "" };
    let href = paths::with_query(paths::REVIEW, &[("show", show), ("after", after)]);
    Some(view! {
        <p class="pager">
            <LinkButton href=href icon=IconName::ChevronRight>"Next"</LinkButton>
        </p>
    })
}
