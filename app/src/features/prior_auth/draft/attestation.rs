//! The attestation of a draft: given, to be given by the reader, or to be asked of a clinician.

use leptos::prelude::*;

use super::api::AskAttestation;
use super::view::{AttestationView, ClinicianView};
use crate::copy;
use crate::ui::{
    Banner, Button, CheckboxField, ErrorSummary, FormAction, FormState, IconName, PageForm, Panel, SelectField, Tag,
    Tone, Width,
};

/// Where the attestation stands, for those who do not give it themselves.
#[component]
pub fn AttestationPanel(
    /// The draft's id.
    id: String,
    /// Where it stands.
    attestation: AttestationView,
    /// The form that asks a clinician.
    ask: FormAction<AskAttestation>,
    /// Its state.
    form: FormState,
) -> impl IntoView {
    match attestation {
        AttestationView::NotNeeded | AttestationView::Yours { .. } => None,
        AttestationView::Given { words } => {
            let tag = || view! { <Tag tone=Tone::Green icon=IconName::CircleCheck text="Attested" /> };
            Some(
                view! {
                    <Panel id="attestation" title="Attestation" aside=tag>
                        <p>{words}</p>
                    </Panel>
                }
                .into_any(),
            )
        }
        AttestationView::Theirs { asked, clinicians } => Some(
            view! {
                <Panel id="attestation" title="Attestation">
                    <p>{copy::ATTESTATION_NEEDED}</p>
                    {(!asked.is_empty()).then(|| view! { <Banner tone=Tone::Violet title="Waiting.">{asked}</Banner> })}
                    <ErrorSummary error=form.error() />
                    <Ask id=id clinicians=clinicians ask=ask form=form />
                </Panel>
            }
            .into_any(),
        ),
    }
}

/// The form that asks a clinician.
#[component]
fn Ask(id: String, clinicians: Vec<ClinicianView>, ask: FormAction<AskAttestation>, form: FormState) -> impl IntoView {
    let none = (String::new(), "Choose one".to_owned());
    let options = clinicians.into_iter().map(|one| (one.id, one.name));
    let options = std::iter::once(none).chain(options).collect::<Vec<_>>();
    view! {
        <PageForm action=ask class="stack">
            <input type="hidden" name="draft" value=id />
            <SelectField field=form.field("clinician", "Clinician") options=options width=Width::Long />
            <div class="actions">
                <Button icon=IconName::Send pending=ask.pending()>"Send to a clinician for attestation"</Button>
            </div>
        </PageForm>
    }
}

/// The box that a clinician ticks, inside the form that sends the request.
#[component]
pub fn AttestBox(form: FormState) -> impl IntoView {
    let field = form.field("attested", copy::ATTEST_LABEL);
    view! { <CheckboxField field=field text=copy::ATTEST_TEXT /> }
}
