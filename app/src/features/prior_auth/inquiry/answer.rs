//! The answer, what follows from it, and the proofs that were kept before.

use domain::prior_auth::submission::InquiryInput;
use leptos::prelude::*;

use super::api::KeepProof;
use super::view::{AnswerView, ProofRow, Said, SubjectView};
use crate::ui::{Button, ButtonKind, FormAction, Icon, IconName, LinkButton, PageForm, Panel, SummaryList, SummaryRow};
use crate::{copy, paths};

/// The answer to what the address asks.
#[component]
pub fn AnswerPanel(
    answer: AnswerView,
    question: InquiryInput,
    key: String,
    keep: FormAction<KeepProof>,
    may_request: bool,
) -> impl IntoView {
    let AnswerView {
        said,
        subject,
        basis,
        source,
        asks,
        validity,
    } = answer;
    let (tone, icon, title, text) = match said {
        Said::Required => (
            "tone-amber",
            IconName::ShieldCheck,
            "Authorization required",
            copy::REQUIRED_TEXT,
        ),
        Said::NotRequired => (
            "tone-green",
            IconName::CircleCheck,
            "No authorization required",
            copy::NOT_REQUIRED_TEXT,
        ),
        Said::Unknown => (
            "tone-blue",
            IconName::Info,
            "A reviewer will look at it",
            copy::UNKNOWN_TEXT,
        ),
    };
    let next = match (said, may_request) {
        (_, false) => None,
        (Said::NotRequired, true) => Some(view! { <Keep question=question key=key keep=keep /> }.into_any()),
        (Said::Required | Said::Unknown, true) => Some(new_request().into_any()),
    };
    view! {
        <section class=format!("answer {tone}") aria-labelledby="answer-title">
            <h2 id="answer-title">
                <Icon name=icon />
                {title}
            </h2>
            <p>{text}</p>
            <Subject subject=subject>
                <SummaryRow label="Rests on">
                    {basis}
                    {(!source.is_empty()).then(|| view! { <span class="sub">{source}</span> })}
                </SummaryRow>
                {asked_for(asks)}
                {(!validity.is_empty())
                    .then(|| view! { <SummaryRow label="An approval is valid">{validity}</SummaryRow> })}
            </Subject>
            {next}
        </section>
    }
}

/// What was asked about, and more rows below.
#[component]
pub fn Subject(subject: SubjectView, children: Children) -> impl IntoView {
    view! {
        <SummaryList>
            <SummaryRow label="Service">
                {subject.code} <span class="sub">{subject.service}</span>
            </SummaryRow>
            <SummaryRow label="Line of business">{subject.line_of_business}</SummaryRow>
            <SummaryRow label="Place of service">{subject.place}</SummaryRow>
            <SummaryRow label="Date of service">{subject.day}</SummaryRow>
            {children()}
        </SummaryList>
    }
}

fn asked_for(asks: Vec<String>) -> Option<impl IntoView> {
    let list = |asks: Vec<String>| {
        let items = asks.into_iter().map(|ask| view! { <li>{ask}</li> }).collect_view();
        view! { <ul class="plain-list">{items}</ul> }
    };
    (!asks.is_empty()).then(|| view! { <SummaryRow label="A request is asked for">{list(asks)}</SummaryRow> })
}

fn new_request() -> impl IntoView {
    view! {
        <div class="actions">
            <LinkButton href=paths::PRIOR_AUTH_NEW kind=ButtonKind::Primary icon=IconName::Plus>
                "New request"
            </LinkButton>
        </div>
    }
}

/// The button that keeps the answer.
#[component]
fn Keep(question: InquiryInput, key: String, keep: FormAction<KeepProof>) -> impl IntoView {
    let hidden = [
        ("key", key),
        ("procedure_code", question.procedure_code),
        ("line_of_business", question.line_of_business),
        ("place_of_service", question.place_of_service),
        ("service_date", question.service_date),
    ];
    let fields = hidden.map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    view! {
        <PageForm action=keep>
            {fields}
            <div class="actions">
                <Button kind=ButtonKind::Primary icon=IconName::ShieldCheck pending=keep.pending()>
                    "Keep a proof"
                </Button>
            </div>
        </PageForm>
    }
}

/// The latest proofs of the practice.
#[component]
pub fn Kept(proofs: Vec<ProofRow>) -> impl IntoView {
    let row = |proof: ProofRow| {
        view! {
            <li>
                <a class="reference" href=paths::proof(&proof.reference)>
                    {proof.reference.clone()}
                </a>
                <span>{proof.service}</span>
                <span class="sub">{proof.kept}</span>
            </li>
        }
    };
    let list = if proofs.is_empty() {
        view! { <p>"None yet. When nothing is required, keep a proof with a reference, to show later why nobody asked."</p> }
            .into_any()
    } else {
        view! { <ul class="proofs">{proofs.into_iter().map(row).collect_view()}</ul> }.into_any()
    };
    view! {
        <Panel id="proofs" title="Latest proofs">
            {list}
        </Panel>
    }
}
