//! Filters of a list, none set and some.

use domain::form::FormErrors;
use domain::saved_view::Place;
use leptos::prelude::*;

use super::super::specimen::{Specimen, State};
use crate::paths;
use crate::ui::filter_fields::FilterService;
use crate::ui::{
    ActiveFilter, ActiveFilters, AsOf, CheckOption, Checkboxes, FilterBar, FilterMenu, SavedViews, ViewForms, ViewLink,
};

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
        <Specimen id="filters" title="Filters" parts=&["filter_bar", "filter_fields", "filter_menu", "saved_views"] is_wide=true>
            <State name="Some are set">
                <FilterBar
                    action=paths::PRIOR_AUTH
                    active=Signal::stored(active)
                    shown=Signal::stored("12 of 18 requests".to_owned())
                    aside=|| view! { <AsOf time="2:10 PM CST" /> }
                >
                    <Status />
                    <FilterService code=Signal::stored(String::new()) errors=Signal::stored(FormErrors::default()) />
                </FilterBar>
                <Views />
            </State>
        </Specimen>
    }
}

/// Saved views, one of them on the screen.
#[component]
fn Views() -> impl IntoView {
    let view = |name: &str, is_chosen| ViewLink {
        id: name.to_owned(),
        name: name.to_owned(),
        href: "#filters".to_owned(),
        is_chosen,
    };
    let views = vec![
        view("Denials to look at again", true),
        view("Waiting, due first", false),
    ];
    view! {
        <SavedViews
            place=Place::Requests
            views=Signal::stored(views)
            query=Signal::stored("status=denied".to_owned())
            forms=ViewForms::on_page()
        />
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
