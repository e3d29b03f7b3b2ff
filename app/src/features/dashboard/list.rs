//! The beginning of a list in a region of its own, with the number of all and the way to them.

use leptos::html;
use leptos::prelude::*;

use super::row;
use super::steady::{Steady, steady};
use super::view::{DashboardView, ListView, Look};
use crate::ui::{Count, EmptyState, IconName};

/// One of the lists.
#[component]
pub fn List(dashboard: Signal<DashboardView>, index: usize) -> impl IntoView {
    let first = dashboard.with_untracked(|now| now.lists.get(index).cloned())?;
    let (id, title, look) = (first.id.clone(), first.title.clone(), first.look);
    let list = Memo::new(move |before: Option<&ListView>| {
        let now = dashboard.with(|now| now.lists.get(index).cloned());
        now.unwrap_or_else(|| before.unwrap_or(&first).clone())
    });
    let turn = RwSignal::new(0);
    let rows = steady(move || list.with(|list| list.rows.clone()), turn);
    let heading = NodeRef::<html::H2>::new();
    let title_id = format!("{id}-title");
    Some(view! {
        <section class="panel" id=id aria-labelledby=title_id.clone()>
            <header class="panel-header">
                <h2 id=title_id.clone() tabindex="-1" node_ref=heading>{title.clone()}</h2>
                {move || list.with(count)}
                <div class="panel-aside">{move || list.with(all)}</div>
            </header>
            <News rows=rows title=title.clone() turn=turn heading=heading />
            {move || rows.with(|rows| rows.kept.is_empty()).then(|| list.with(nothing))}
            {lines(look, rows, title)}
            {move || list.with(|list| (!list.footer.is_empty()).then(|| view! { <p class="panel-footer">{list.footer.clone()}</p> }))}
        </section>
    }
    .into_any())
}

fn count(list: &ListView) -> impl IntoView + use<> {
    let (total, for_you) = (list.total, list.for_you);
    (total > 0).then(|| view! { <Count value=total for_you=for_you /> })
}

/// The way to the whole list: it holds as many as the number says.
fn all(list: &ListView) -> impl IntoView + use<> {
    let words = match (list.aside.as_str(), list.total) {
        ("", 0) => return None,
        ("", total) => format!("All {total}"),
        (aside, _) => aside.to_owned(),
    };
    let (href, title) = (list.href.clone(), list.title.clone());
    Some(view! {
        <a href=href>
            <span class="visually-hidden">{title} ": "</span>
            {words}
        </a>
    })
}

fn nothing(list: &ListView) -> impl IntoView + use<> {
    let (title, text) = list.empty.clone();
    view! { <EmptyState icon=IconName::CircleCheck title=title text=text /> }
}

/// Says what has changed since the rows were put there, and brings it in. It lies on the line above them and takes no
/// room, so that its coming moves nothing either.
#[component]
fn News(rows: Memo<Steady>, title: String, turn: RwSignal<u32>, heading: NodeRef<html::H2>) -> impl IntoView {
    let words = Memo::new(move |_| rows.with(Steady::news));
    let show = move |_| {
        turn.update(|turn| *turn += 1);
        // The button is gone now: whoever used the keyboard goes on from the list's title.
        if let Some(heading) = heading.get_untracked() {
            drop(heading.focus());
        }
    };
    view! {
        <div class="news" role="status">
            {move || {
                words
                    .get()
                    .map(|words| {
                        view! {
                            <button type="button" class="news-button" on:click=show>
                                {words}
                                <span class="visually-hidden">": " {title.clone()}</span>
                            </button>
                        }
                    })
            }}
        </div>
    }
}

fn lines(look: Look, rows: Memo<Steady>, caption: String) -> AnyView {
    let kept = move || rows.with(|rows| rows.kept.clone());
    match look {
        Look::Tasks => view! {
            <ul class="tasks">
                <For each=kept key=|kept| kept.row.key.clone() children=move |kept| row::task(rows, kept) />
            </ul>
        }
        .into_any(),
        Look::News => view! {
            <ul class="news-list">
                <For each=kept key=|kept| kept.row.key.clone() children=move |kept| row::news(rows, kept) />
            </ul>
        }
        .into_any(),
        Look::Clocks => {
            let heads = ["Member and service", "Status", "Decision due", "Time left"]
                .map(|name| view! { <th scope="col" role="columnheader">{name}</th> });
            view! {
                <table class="clocks" role="table">
                    <caption class="visually-hidden">{caption}</caption>
                    <thead role="rowgroup">
                        <tr role="row">{heads.collect_view()}</tr>
                    </thead>
                    <tbody role="rowgroup">
                        <For each=kept key=|kept| kept.row.key.clone() children=move |kept| row::clock(rows, kept) />
                    </tbody>
                </table>
            }
            .into_any()
        }
    }
}
