//! The answers of a draft, step by step, each with the way to change it and with what is missing.

use domain::prior_auth::step::Step;
use leptos::prelude::*;

use super::view::{AnswerView, CheckView, LineView, ProblemView, SectionView};
use crate::ui::{DataTable, Icon, IconName, Panel, TableCell, TableRow};
use crate::{copy, paths};

/// All steps.
#[component]
pub fn Sections(shown: CheckView) -> impl IntoView {
    let CheckView {
        head, sections, lines, ..
    } = shown;
    let section = |section: SectionView| {
        let lines = if section.step == Step::Service {
            lines.clone()
        } else {
            Vec::new()
        };
        view! { <Section id=head.id.clone() section=section lines=lines /> }
    };
    sections.into_iter().map(section).collect_view()
}

/// Where the error summary leads for a step.
fn anchor(step: Step) -> &'static str {
    match step {
        Step::Member => "field-member",
        Step::Providers => "field-providers",
        Step::Service => "field-service",
        Step::Diagnosis => "field-diagnosis",
        Step::Clinical => "field-clinical",
        Step::Documents => "field-documents",
        Step::Check => "field-check",
    }
}

#[component]
fn Section(id: String, section: SectionView, lines: Vec<LineView>) -> impl IntoView {
    let SectionView {
        step,
        answers,
        problems,
    } = section;
    let href = paths::draft_step(&id, step);
    let name = copy::step(step);
    let change = move || {
        view! {
            <a href=href>
                "Change"
                <span class="visually-hidden">" " {name.to_lowercase()}</span>
            </a>
        }
    };
    let problems = (!problems.is_empty()).then(|| view! { <Problems id=id.clone() step=step problems=problems /> });
    let services = (!lines.is_empty()).then(|| view! { <Services id=id lines=lines /> });
    view! {
        <Panel id=anchor(step) title=name flush=true aside=change>
            {problems}
            {services}
            <dl class="answers">{answers.into_iter().map(answer).collect_view()}</dl>
        </Panel>
    }
}

fn answer(answer: AnswerView) -> impl IntoView {
    let AnswerView { label, value, note } = answer;
    let value = if value.is_empty() {
        view! { <span class="sub">"Not answered"</span> }.into_any()
    } else {
        value.into_any()
    };
    view! {
        <div>
            <dt>{label}</dt>
            <dd>
                {value}
                {(!note.is_empty()).then(|| view! { <span class="sub">{note}</span> })}
            </dd>
        </div>
    }
}

/// What keeps the step from being sent; each leads to the field.
#[component]
fn Problems(id: String, step: Step, problems: Vec<ProblemView>) -> impl IntoView {
    let item = |problem: ProblemView| {
        let page = if problem.line > 0 {
            paths::draft_line(&id, problem.line)
        } else {
            paths::draft_step(&id, step)
        };
        let field = &problem.error.field;
        let number = (problem.number > 0).then(|| format!("Service {}: ", problem.number));
        view! {
            <li>
                <Icon name=IconName::TriangleAlert class="icon-small" />
                <a href=format!("{page}#field-{field}")>
                    {number}
                    {copy::field_error(field, problem.error.code)}
                </a>
            </li>
        }
    };
    view! { <ul class="answers-missing">{problems.into_iter().map(item).collect_view()}</ul> }
}

#[component]
fn Services(id: String, lines: Vec<LineView>) -> impl IntoView {
    let row = move |line: LineView| {
        let (href, code) = (paths::draft_line(&id, line.key), line.code.clone());
        view! {
            <TableRow>
                <TableCell label="Code">
                    <strong>{code}</strong>
                </TableCell>
                <TableCell label="Service">
                    {line.service}
                    <span class="sub">{line.when}</span>
                </TableCell>
                <TableCell label="Quantity">{line.quantity}</TableCell>
                <TableCell label="Change">
                    <a href=href>
                        "Change"
                        <span class="visually-hidden">" " {line.code}</span>
                    </a>
                </TableCell>
            </TableRow>
        }
    };
    view! {
        <DataTable caption="Services" columns=vec!["Code", "Service", "Quantity", "Change"]>
            {lines.into_iter().map(row).collect_view()}
        </DataTable>
    }
}

/// By when the plan would answer.
#[component]
pub fn DueIfSent(shown: CheckView) -> impl IntoView {
    let CheckView { due, due_rule, .. } = shown;
    (!due.is_empty()).then(|| {
        view! {
            <Panel id="due-if-sent" title="If you send it now">
                <p>
                    <strong>{due}</strong>
                </p>
                <p class="sub">"Latest time for a decision. " {due_rule} ". The clock starts when you send."</p>
            </Panel>
        }
    })
}
