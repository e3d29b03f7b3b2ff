//! Filters that several lists have: one of a few, and a procedure code. What they show follows the address.

use domain::coverage::LineOfBusiness;
use domain::dashboard::Ageing;
use domain::form::FormErrors;
use domain::prior_auth::clock_rule::Urgency;
use leptos::prelude::*;

use super::field::Field;
use super::filter_menu::FilterMenu;
use super::radio_group::{RadioGroup, RadioOption};
use super::text_input::{TextField, Width};
use crate::copy;
use crate::paths::filter;

/// The value of a menu that lets everything through.
pub const ANY: &str = "Any";

/// A field of a filter, which shows what the address says.
#[must_use]
pub fn filter_field(name: &'static str, label: &'static str, value: &str, errors: Signal<FormErrors>) -> Field {
    Field::new(name, label, Some(value.to_owned()), errors)
}

/// One of a few, or any.
#[component]
pub fn FilterChoice(
    /// What it filters by.
    label: &'static str,
    /// The parameter of the address.
    name: &'static str,
    /// What the address says.
    #[prop(into)]
    chosen: Signal<String>,
    /// The options; the one without a value lets everything through.
    options: fn() -> Vec<RadioOption>,
) -> impl IntoView {
    let chosen = Memo::new(move |_| chosen.get());
    let value = move || {
        let chosen = chosen.get();
        let option = options().into_iter().find(|option| option.value == chosen);
        option.map_or(ANY, |option| option.label).to_owned()
    };
    view! {
        <FilterMenu label=label value=Signal::derive(value)>
            {move || {
                let field = filter_field(name, label, &chosen.get(), Signal::stored(FormErrors::default()));
                view! { <RadioGroup field=field options=options() /> }
            }}
        </FilterMenu>
    }
    .into_any()
}

/// A procedure code.
#[component]
pub fn FilterService(
    /// What the address says.
    #[prop(into)]
    code: Signal<String>,
    /// What is wrong with what was typed.
    errors: Signal<FormErrors>,
) -> impl IntoView {
    let code = Memo::new(move |_| code.get());
    let value = move || {
        let code = code.get();
        if code.is_empty() { ANY.to_owned() } else { code }
    };
    view! {
        <FilterMenu label="Service" value=Signal::derive(value)>
            {move || {
                let field = filter_field(filter::CODE, "Procedure code", &code.get(), errors).hint("Like L1832");
                view! { <TextField field=field width=Width::Medium /> }
            }}
        </FilterMenu>
    }
    .into_any()
}

/// The options of a choice, the one that lets everything through before them.
pub fn filter_options(
    options: impl Iterator<Item = (&'static str, &'static str)>,
    any: &'static str,
) -> Vec<RadioOption> {
    let option = |(value, label)| RadioOption { value, label, hint: "" };
    std::iter::once(("", any)).chain(options).map(option).collect()
}

/// Any urgency, or one.
#[must_use]
pub fn urgencies() -> Vec<RadioOption> {
    filter_options(Urgency::ALL.iter().map(|one| (one.code(), copy::urgency(*one))), ANY)
}

/// Any line of business, or one.
#[must_use]
pub fn plan_types() -> Vec<RadioOption> {
    let lines = LineOfBusiness::ALL.iter();
    filter_options(lines.map(|one| (one.code(), copy::line_of_business(*one))), ANY)
}

/// Any due time, or a part of them.
#[must_use]
pub fn ageings() -> Vec<RadioOption> {
    filter_options(Ageing::ALL.iter().map(|one| (one.code(), copy::ageing(*one))), ANY)
}
