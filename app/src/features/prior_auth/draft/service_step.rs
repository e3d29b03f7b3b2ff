//! The step "Service": one service at a time, the others in a list, and how fast an answer is needed for all of them.

use domain::codes::CodeSet;
use domain::prior_auth::draft::Unit;
use domain::prior_auth::{Urgency, draft::StepFields};
use leptos::prelude::*;

use super::step_form::THEN;
use super::view::{LineView, StepView};
use crate::request::search_codes;
use crate::ui::{
    Button, ButtonKind, DateField, FormState, IconName, NumberField, RadioGroup, RadioOption, SelectField, Tag,
    TextField, Tone, TypeAhead, Width,
};
use crate::{copy, paths};

/// The services: the one on the page, and the others.
#[component]
pub fn ServiceStep(form: FormState, shown: Signal<StepView>) -> impl IntoView {
    let StepView { fields, line, .. } = shown.get_untracked();
    let others = Memo::new(move |_| {
        let all = shown.with(|shown| shown.lines.clone());
        all.into_iter().filter(|other| other.key != line).collect::<Vec<_>>()
    });
    let title = Memo::new(move |_| {
        let (own, told) = shown.with(|shown| {
            let own = shown.lines.iter().find(|other| other.key == line).map(|own| own.number);
            (own, shown.lines.len())
        });
        (own.unwrap_or(told + 1), told)
    });
    // The only one is named by the page's title; its group keeps the name for screen readers.
    let is_only = move || matches!(title.get(), (1, 0 | 1));
    let legend = move || match title.get() {
        (1, 0 | 1) => "Service".to_owned(),
        (number, _) => format!("Service {number}"),
    };
    view! {
        <Others others=others />
        <fieldset>
            <legend class:visually-hidden=is_only>{legend}</legend>
            <LineFields form=form kept=fields.clone() />
        </fieldset>
        <fieldset>
            <legend>"How fast"</legend>
            <UrgencyFields form=form kept=fields />
        </fieldset>
    }
}

/// What is asked for, how much of it, and when.
#[component]
fn LineFields(form: FormState, kept: StepFields) -> impl IntoView {
    let procedure = form
        .field("procedure_code", "Procedure code")
        .hint("HCPCS or CPT, for example L1832")
        .holding(&kept.procedure_code);
    let services = |text| search_codes(CodeSet::Procedure, text);
    let modifiers = form
        .field("modifiers", "Modifiers")
        .hint("Up to 4, for example RT for the right side")
        .optional()
        .holding(&kept.modifiers);
    let units = Unit::ALL.iter().map(|&unit| (unit.code(), copy::unit_choice(unit)));
    view! {
        <TypeAhead field=procedure source=services width=Width::Medium />
        <TextField field=modifiers width=Width::Medium />
        <NumberField field=form.field("quantity", "Quantity").holding(&kept.quantity) />
        <SelectField field=form.field("unit", "Unit").holding(&kept.unit) options=units.collect() width=Width::Medium />
        <DateField field=form.field("from_date", "From").holding(&kept.from_date) />
        <DateField field=form.field("to_date", "To").holding(&kept.to_date) />
    }
}

#[component]
fn UrgencyFields(form: FormState, kept: StepFields) -> impl IntoView {
    let option = |urgency: Urgency, hint| RadioOption {
        value: urgency.code(),
        label: copy::urgency(urgency),
        hint,
    };
    let options = vec![
        option(Urgency::Standard, ""),
        option(
            Urgency::Expedited,
            "Waiting could harm the member’s life, health or ability to regain function",
        ),
    ];
    let reason = form
        .field("urgency_reason", "Reason for expedited review")
        .hint("Only for an expedited request")
        .optional();
    view! {
        <RadioGroup field=form.field("urgency", "Urgency").holding(&kept.urgency) options=options />
        <TextField field=reason.holding(&kept.urgency_reason) />
    }
}

/// The other services. Their buttons save what is on the page first.
#[component]
fn Others(others: Memo<Vec<LineView>>) -> impl IntoView {
    let rows = move || {
        others
            .get()
            .into_iter()
            .map(|line| view! { <Other line=line /> })
            .collect_view()
    };
    view! {
        <Show when=move || !others.with(Vec::is_empty)>
            <section class="service-lines" aria-labelledby="other-services">
                <h2 id="other-services">"Other services in this request"</h2>
                <ul>{rows}</ul>
            </section>
        </Show>
    }
}

#[component]
fn Other(line: LineView) -> impl IntoView {
    let says = |what: &str| (THEN, format!("{what}-{}", line.key));
    let (edit, remove) = (says(paths::EDIT_LINE), says(paths::REMOVE_LINE));
    let name = format!(" service {}, {}", line.number, line.code);
    let also = name.clone();
    let missing = line
        .is_unfinished
        .then(|| view! { <Tag tone=Tone::Amber icon=IconName::TriangleAlert text="Something is missing" /> });
    view! {
        <li>
            <div class="service-line-words">
                <strong>{line.number} ". " {line.code}</strong>
                " "
                {line.service}
                <span class="sub">{line.quantity} ", " {line.when}</span>
                {missing}
            </div>
            <div class="actions">
                <Button kind=ButtonKind::Quiet says=edit>
                    "Change"
                    <span class="visually-hidden">{name}</span>
                </Button>
                <Button kind=ButtonKind::Quiet says=remove>
                    "Remove"
                    <span class="visually-hidden">{also}</span>
                </Button>
            </div>
        </li>
    }
}
