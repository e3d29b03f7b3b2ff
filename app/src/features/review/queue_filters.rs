//! The fields of the queue's filters, one menu each.

use leptos::prelude::*;

use super::view::{QueueFilters, QueueView};
use crate::copy;
use crate::paths::{self, filter};
use crate::ui::filter_fields::{
    ANY, FilterChoice, FilterService, ageings, filter_field, filter_options, plan_types, urgencies,
};
use crate::ui::{AsOf, FilterBar, FilterMenu, RadioOption, SelectField};

/// The filters above the queue, how much they let through, and those that are set.
#[component]
pub fn Filters(queue: Signal<QueueView>, #[prop(into)] shown: Signal<String>) -> impl IntoView {
    let view = Memo::new(move |_| queue.with(|queue| queue.filters.clone()));
    let errors = Signal::derive(move || queue.with(|queue| queue.errors.clone()));
    let said = move |read: fn(&QueueFilters) -> &String| Signal::derive(move || view.with(|view| read(view).clone()));
    let as_of = move || move || queue.with(|queue| view! { <AsOf time=queue.as_of.clone() /> });
    view! {
        <FilterBar
            action=paths::REVIEW
            active=Signal::derive(move || view.with(|view| view.active.clone()))
            shown=shown
            aside=as_of
        >
            <Assignee queue=queue />
            <FilterChoice label="Due" name=paths::DUE chosen=said(|view| &view.due) options=ageings />
            <FilterChoice label="Urgency" name=filter::URGENCY chosen=said(|view| &view.urgency) options=urgencies />
            <FilterChoice label="Plan type" name=filter::LINE chosen=said(|view| &view.line) options=plan_types />
            <FilterChoice label="Messages" name=filter::MESSAGES chosen=said(|view| &view.messages) options=messages />
            <FilterService code=said(|view| &view.code) errors=errors />
        </FilterBar>
    }
}

/// Whose cases: anybody's, one's own, nobody's yet, or those of somebody by name.
#[component]
fn Assignee(queue: Signal<QueueView>) -> impl IntoView {
    let chosen = Memo::new(move |_| queue.with(|queue| queue.filters.show.clone()));
    let options = Memo::new(move |_| queue.with(|queue| assignees(&queue.reviewers)));
    let value = move || {
        let chosen = chosen.get();
        let options = options.get();
        let option = options.into_iter().find(|(code, _)| *code == chosen);
        option.map_or_else(|| ANY.to_owned(), |(_, words)| words)
    };
    view! {
        <FilterMenu label="Assigned to" value=Signal::derive(value)>
            {move || {
                let field = filter_field(paths::SHOW, "Assigned to", &chosen.get(), Signal::default());
                view! { <SelectField field=field options=options.get() /> }
            }}
        </FilterMenu>
    }
}

/// Any request, or those about which the practice wrote last.
fn messages() -> Vec<RadioOption> {
    filter_options(std::iter::once((filter::UNANSWERED, copy::UNANSWERED)), ANY)
}

fn assignees(reviewers: &[(String, String)]) -> Vec<(String, String)> {
    let few = [("", "Anybody"), (paths::MINE, copy::YOU), (paths::NOBODY, copy::NOBODY)];
    let few = few.map(|(code, words)| (code.to_owned(), words.to_owned()));
    few.into_iter().chain(reviewers.iter().cloned()).collect()
}
