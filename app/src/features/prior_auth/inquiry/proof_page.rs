//! A proof that a service needed no authorization, made to be printed.

use leptos::prelude::*;

use super::answer::Subject;
use super::api::show_proof;
use super::inquiry_page::TITLE;
use super::view::ProofView;
use crate::place::path_parameter;
use crate::ui::{Breadcrumb, LinkButton, PageHeading, PageTitle, Panel, PrintButton, SummaryRow, ask, loaded};
use crate::{copy, paths};

/// The page of one proof.
#[component]
pub fn ProofPage() -> impl IntoView {
    let reference = path_parameter("proof");
    let proof = ask(move || reference.get(), show_proof);
    loaded(proof, |proof| move || view! { <ProofBody proof=proof.get() /> })
}

#[component]
fn ProofBody(proof: ProofView) -> impl IntoView {
    let ProofView {
        reference,
        subject,
        basis,
        source,
        rules_version,
        asked_by,
        practice,
        at,
        plan,
    } = proof;
    let above = vec![(paths::PRIOR_AUTH, "Prior authorization"), (paths::INQUIRY, TITLE)];
    let facts = {
        let reference = reference.clone();
        move || view! { <span>"Proof " <strong class="reference">{reference}</strong></span> }
    };
    let actions = || {
        view! {
            <PrintButton />
            <LinkButton href=paths::INQUIRY>"Check another service"</LinkButton>
        }
    };
    view! {
        <PageTitle title=reference.clone() />
        <Breadcrumb above=above current=reference />
        <PageHeading title="No authorization required" facts=facts actions=actions />
        <Panel id="proof" title="What was asked, and what the rules say">
            <Subject subject=subject>
                <SummaryRow label="Answer">
                    <strong>"No authorization required"</strong>
                    <span class="sub">{copy::proven_by(&plan)}</span>
                </SummaryRow>
                <SummaryRow label="Rests on">
                    {basis}
                    {(!source.is_empty()).then(|| view! { <span class="sub">{source}</span> })}
                    <span class="sub">"Coverage rules, version " {rules_version}</span>
                </SummaryRow>
                <SummaryRow label="Asked by">
                    {asked_by} <span class="sub">{practice}</span>
                </SummaryRow>
                <SummaryRow label="Asked on">{at}</SummaryRow>
            </Subject>
            <p class="proof-limits">{copy::PROOF_LIMITS}</p>
        </Panel>
    }
}
