//! The fields of the steps that are one page each.

use domain::codes::CodeSet;
use domain::prior_auth::draft::StepFields;
use leptos::prelude::*;

use super::api::{FindMember, UseMember};
use super::view::{KnownMemberView, MemberView, StepView};
use crate::request::search_codes;
use crate::ui::page_form::post_target;
use crate::ui::{
    Banner, Button, ButtonKind, DateField, Field, FormState, IconName, TextAreaField, TextField, Tone, TypeAhead, Width,
};

/// Who the request is for.
#[component]
pub fn MemberStep(form: FormState, shown: StepView) -> impl IntoView {
    let StepView {
        fields: kept,
        member,
        members,
        ..
    } = shown;
    let member_id = form
        .field("member_id", "Member ID")
        .hint("As on the card. Without it, “Find member” looks by first and last name");
    let last_name = form.field("last_name", "Last name");
    let first_name = form
        .field("first_name", "First name")
        .hint("Only to find the member by name")
        .optional();
    let find = post_target::<FindMember>();
    view! {
        {member.map(|member| view! { <Found member=member /> })}
        {(!members.is_empty()).then(|| view! { <Earlier members=members /> })}
        <TextField field=member_id.holding(&kept.member_id) width=Width::Long />
        <DateField field=form.field("birth_date", "Date of birth").holding(&kept.birth_date) />
        <TextField field=last_name.holding(&kept.last_name) />
        <TextField field=first_name />
        <div class="actions">
            <Button icon=IconName::Search formaction=find>
                "Find member"
            </Button>
        </div>
    }
}

/// The member that the plan has found.
#[component]
fn Found(member: MemberView) -> impl IntoView {
    let tone = if member.is_covered { Tone::Green } else { Tone::Amber };
    view! {
        <Banner tone=tone title=member.name>
            {member.number} ", " {member.coverage}
            {(!member.advice.is_empty()).then(|| view! { <span class="sub">{member.advice}</span> })}
        </Banner>
    }
}

/// Members of earlier requests, each with a button that puts the member in.
#[component]
fn Earlier(members: Vec<KnownMemberView>) -> impl IntoView {
    let target = post_target::<UseMember>();
    let row = move |one: KnownMemberView| {
        let said = one.name.clone();
        view! {
            <li>
                <div class="service-line-words">
                    <strong>{one.name}</strong>
                    <span class="sub">{one.about}</span>
                </div>
                <Button kind=ButtonKind::Quiet formaction=target says=("member", one.id)>
                    "Choose"
                    <span class="visually-hidden">" " {said}</span>
                </Button>
            </li>
        }
    };
    view! {
        <details class="service-lines">
            <summary>"Members of your earlier requests"</summary>
            <ul>{members.into_iter().map(row).collect_view()}</ul>
        </details>
    }
}

/// An NPI, with the providers that the practice is likely to name.
fn npi(field: Field, likely: Vec<(String, String)>) -> impl IntoView {
    view! { <TextField field=field inputmode="numeric" width=Width::Long likely=likely /> }
}

/// Who asks, who will do it, and where.
#[component]
pub fn ProvidersStep(form: FormState, shown: StepView) -> impl IntoView {
    let StepView {
        fields: kept,
        providers,
        ..
    } = shown;
    let requesting = form
        .field("requesting_npi", "Requesting provider NPI")
        .hint("10 digits");
    let rendering = form
        .field("rendering_npi", "Rendering provider NPI")
        .hint("10 digits; may be the same");
    let place = form
        .field("place_of_service", "Place of service")
        .hint("Two digits, for example 11 for office or 12 for home")
        .holding(&kept.place_of_service);
    let places = |text| search_codes(CodeSet::PlaceOfService, text);
    view! {
        {npi(requesting.holding(&kept.requesting_npi), providers.clone())}
        {npi(rendering.holding(&kept.rendering_npi), providers)}
        <TypeAhead field=place source=places width=Width::Short />
    }
}

/// Of what illness.
#[component]
pub fn DiagnosisStep(form: FormState, kept: StepFields) -> impl IntoView {
    let diagnosis = form.field("diagnosis_code", "Diagnosis code").hint(
        "ICD-10-CM, for example M17.11, or words like knee pain. Up to 12 with commas between them, the principal one first; a list can be pasted",
    );
    let codes = |text| search_codes(CodeSet::Diagnosis, text);
    view! { <TypeAhead field=diagnosis.holding(&kept.diagnosis_code) source=codes several=true /> }
}

/// Why it is needed.
#[component]
pub fn ClinicalStep(form: FormState, kept: StepFields) -> impl IntoView {
    let summary = form
        .field("clinical_summary", "Clinical summary")
        .hint("Findings, what was tried before, and why this is needed now");
    view! { <TextAreaField field=summary.holding(&kept.clinical_summary) /> }
}
