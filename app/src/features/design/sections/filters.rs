//! Filters of a list, none set and some.

use leptos::prelude::*;

use super::super::specimen::{Specimen, State};
use crate::paths;
use crate::ui::{ActiveFilter, ActiveFilters, AsOf, CheckOption, Checkboxes, FilterBar, FilterMenu, FilterSearch};

/// The bar above a list.
#[component]
pub fn Filters() -> impl IntoView {
    let set = |words: &str| ActiveFilter {
        words: words.to_owned(),
        without: "#filters".to_owned(),
    };
    let active = ActiveFilters {
        each: vec![set("Received since Nov 1"), set("Submitted, In review")],
        without_all: "#filters".to_owned(),
    };
    view! {
        <Specimen id="filters" title="Filters" parts=&["filter_bar", "filter_menu"] is_wide=true>
            <State name="Some are set">
                <FilterBar
                    action=paths::PRIOR_AUTH
                    active=Signal::stored(active)
                    shown=Signal::stored("12 of 18 requests".to_owned())
                    aside=|| view! { <AsOf time="2:10 PM CST" /> }
                >
                    <FilterSearch name="q" label="Member, reference or code" value=Signal::stored(String::new()) />
                    <Status />
                    <FilterMenu label="Service" value=Signal::stored("Any".to_owned())>
                        "Nothing to choose from"
                    </FilterMenu>
                </FilterBar>
            </State>
        </Specimen>
    }
}

/// A menu that is open.
#[component]
fn Status() -> impl IntoView {
    let option = |value: &str, label: &str| CheckOption {
        value: value.to_owned(),
        label: label.to_owned(),
        hint: String::new(),
    };
    let options = vec![
        option("submitted", "Submitted"),
        option("in_review", "In review"),
        option("approved", "Approved"),
    ];
    let chosen = vec!["submitted".to_owned(), "in_review".to_owned()];
    view! {
        <FilterMenu label="Status" value=Signal::stored("2 chosen".to_owned()) open=true>
            <Checkboxes field=super::fields::plain("status", "Status", "") options=options chosen=Signal::stored(chosen) />
        </FilterMenu>
    }
}
