//! The fields of the list's filters, one menu each. What they show follows the address.

use domain::form::FormErrors;
use domain::prior_auth::standing::Standing;
use leptos::prelude::*;

use super::keep_list::ExportLink;
use super::view::{FilterView, ListView};
use crate::copy;
use crate::paths::{self, filter};
use crate::ui::filter_fields::{
    ANY, FilterChoice, FilterService, ageings, filter_field, filter_options, plan_types, urgencies,
};
use crate::ui::{AsOf, CheckOption, Checkboxes, DateField, FilterBar, FilterMenu, RadioOption};

/// The orders one may choose from.
const SORTS: [(&str, &str); 4] = [
    ("-received", "Newest first"),
    ("received", "Oldest first"),
    ("due", "Due first"),
    ("-due", "Due last"),
];

/// The filters above the list, how much they let through, and those that are set.
#[component]
pub fn Filters(list: Signal<ListView>, #[prop(into)] shown: Signal<String>) -> impl IntoView {
    let view = Memo::new(move |_| list.with(|list| list.filters.clone().unwrap_or_default()));
    let errors = Signal::derive(move || list.with(|list| list.errors.clone()));
    let keep = Signal::derive(move || list.with(keep));
    let said = move |read: fn(&FilterView) -> &String| Signal::derive(move || view.with(|view| read(view).clone()));
    let aside = move || {
        view! {
            {move || list.with(|list| view! { <AsOf time=list.as_of.clone() /> })}
            <ExportLink list=list />
        }
    };
    view! {
        <FilterBar
            action=paths::PRIOR_AUTH
            keep=keep
            active=Signal::derive(move || view.with(|view| view.active.clone()))
            shown=shown
            aside=aside
        >
            <Statuses view=view />
            <FilterChoice label="Urgency" name=filter::URGENCY chosen=said(|view| &view.urgency) options=urgencies />
            <FilterChoice label="Plan type" name=filter::LINE chosen=said(|view| &view.line) options=plan_types />
            <FilterService code=said(|view| &view.code) errors=errors />
            <Received view=view errors=errors />
            <FilterChoice label="Due" name=paths::DUE chosen=said(|view| &view.due) options=ageings />
            <FilterChoice label="Order" name=filter::SORT chosen=said(|view| &view.sort) options=sorts />
        </FilterBar>
    }
}

/// What the address says beside the filters' fields.
fn keep(list: &ListView) -> Vec<(&'static str, String)> {
    let members = list.filters.iter().flat_map(|view| &view.members);
    let group = std::iter::once((paths::GROUP, list.group.clone()));
    let kept = group.chain(members.map(|member| (filter::MEMBER, member.clone())));
    kept.filter(|(_, value)| !value.is_empty()).collect()
}

#[component]
fn Statuses(view: Memo<FilterView>) -> impl IntoView {
    let chosen = Memo::new(move |_| view.with(|view| view.statuses.clone()));
    let value = move || {
        chosen.with(|chosen| match chosen.as_slice() {
            [] => ANY.to_owned(),
            [one] => Standing::parse(one).map(copy::standing).unwrap_or_default().to_owned(),
            several => format!("{} chosen", several.len()),
        })
    };
    let options: Vec<CheckOption> = Standing::ALL
        .iter()
        .map(|standing| CheckOption {
            value: standing.code().to_owned(),
            label: copy::standing(*standing).to_owned(),
            hint: String::new(),
        })
        .collect();
    view! {
        <FilterMenu label="Status" value=Signal::derive(value)>
            {move || {
                view! {
                    <Checkboxes
                        field=filter_field(filter::STATUS, "Status", "", Signal::stored(FormErrors::default()))
                        options=options.clone()
                        chosen=Signal::stored(chosen.get())
                    />
                }
            }}
        </FilterMenu>
    }
}

#[component]
fn Received(view: Memo<FilterView>, errors: Signal<FormErrors>) -> impl IntoView {
    let days = Memo::new(move |_| view.with(|view| (view.from.clone(), view.to.clone())));
    let value = move || match days.get() {
        (from, to) if from.is_empty() && to.is_empty() => ANY.to_owned(),
        (from, to) if from == to => from,
        (from, to) if to.is_empty() => format!("since {from}"),
        (from, to) if from.is_empty() => format!("until {to}"),
        (from, to) => format!("{from} to {to}"),
    };
    view! {
        <FilterMenu label="Received" value=Signal::derive(value)>
            {move || {
                let (from, to) = days.get();
                view! {
                    <DateField field=filter_field(filter::FROM, "First day", &from, errors) />
                    <DateField field=filter_field(filter::TO, "Last day", &to, errors) />
                }
            }}
        </FilterMenu>
    }
}

fn sorts() -> Vec<RadioOption> {
    filter_options(SORTS.into_iter(), "As usual")
}
