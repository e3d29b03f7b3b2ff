//! Everything that a draft says, once more, and what is missing.

use std::collections::BTreeMap;

use domain::codes::PlaceOfService;
use domain::prior_auth::{DraftInput, Problem, ServiceInput, Step, Urgency};
use services::prior_auth::{Checked, Duplicate, KnownProvider, names};
use services::{Caller, Services};

use super::super::view::{AnswerView, CheckView, ProblemView, SectionView};
use super::attestation::{attestation_view, duplicate_view};
use super::lines::lines;
use super::{Looked, head, member_view};
use crate::copy;
use crate::request::wording::Wording;

/// Everything once more.
pub fn check_view(
    services: &Services,
    caller: &Caller,
    (looked, duplicates, known): (Looked, Vec<Duplicate>, Vec<KnownProvider>),
    wording: &Wording,
) -> CheckView {
    let head = head(&looked, wording);
    let names = names(known);
    let (draft, checked) = looked;
    let section = |&step: &Step| SectionView {
        step,
        answers: answers(step, &draft.input, (&checked, &names), wording),
        problems: problems(step, &draft.input.service, &checked.problems),
    };
    let due = services::prior_auth::due_if_sent_now(services, &checked);
    let (due, due_rule) = due.map(|(at, rule)| (wording.moment(at), rule)).unwrap_or_default();
    CheckView {
        version: draft.version,
        documents: draft.documents.clone(),
        sections: Step::ALL
            .iter()
            .filter(|step| **step != Step::Check)
            .map(section)
            .collect(),
        lines: lines(&draft, &checked.problems, wording),
        due,
        due_rule,
        plan: services.plan.name.clone(),
        attestation: attestation_view(&draft, caller, wording),
        duplicates: duplicates.iter().map(|one| duplicate_view(one, wording)).collect(),
        head,
    }
}

fn problems(step: Step, service: &ServiceInput, problems: &[Problem]) -> Vec<ProblemView> {
    let told = service.told();
    let number = |key: u32| {
        let place = told.iter().find(|(_, line)| line.key == key).map(|(number, _)| *number);
        place.filter(|_| told.len() > 1).unwrap_or_default()
    };
    let own = problems.iter().filter(|problem| problem.step == step);
    own.map(|problem| ProblemView {
        line: problem.line,
        number: number(problem.line),
        error: problem.error.clone(),
    })
    .collect()
}

fn answer(label: &str, value: &str) -> AnswerView {
    AnswerView {
        label: label.to_owned(),
        value: value.trim().to_owned(),
        note: String::new(),
    }
}

fn answers(
    step: Step,
    input: &DraftInput,
    (checked, names): (&Checked, &BTreeMap<String, String>),
    wording: &Wording,
) -> Vec<AnswerView> {
    let provider = |label: &str, npi: &str| AnswerView {
        note: names.get(npi.trim()).cloned().unwrap_or_default(),
        ..answer(label, npi)
    };
    match step {
        Step::Member => member_answers(input, checked, wording),
        Step::Providers => {
            let place = &input.providers.place_of_service;
            let name = PlaceOfService::parse(place)
                .map(|place| place.name().to_owned())
                .unwrap_or_default();
            vec![
                provider("Requesting provider NPI", &input.providers.requesting_npi),
                provider("Rendering provider NPI", &input.providers.rendering_npi),
                AnswerView {
                    note: name,
                    ..answer("Place of service", place)
                },
            ]
        }
        Step::Service => {
            let urgency = Urgency::parse(&input.service.urgency);
            let reason = Some(&input.service.urgency_reason).filter(|_| urgency == Some(Urgency::Expedited));
            vec![AnswerView {
                note: reason.cloned().unwrap_or_default(),
                ..answer("Urgency", urgency.map_or("", copy::urgency))
            }]
        }
        Step::Diagnosis => match input.diagnosis.parse() {
            Ok(codes) => {
                let labels = std::iter::once("Principal").chain(std::iter::repeat("Also"));
                labels
                    .zip(&codes)
                    .map(|(label, code)| answer(label, code.as_str()))
                    .collect()
            }
            Err(_) => vec![answer("Diagnosis code", &input.diagnosis.diagnosis_code)],
        },
        Step::Clinical => vec![answer("Clinical summary", &input.clinical.clinical_summary)],
        Step::Documents => vec![answer("Documents", &copy::documents(checked.around.documents))],
        Step::Check => Vec::new(),
    }
}

fn member_answers(input: &DraftInput, checked: &Checked, wording: &Wording) -> Vec<AnswerView> {
    let member = &input.member;
    let day = domain::time::parse_day(&member.birth_date);
    let birth = day.map_or_else(|| member.birth_date.clone(), |day| wording.day(day));
    let mut answers = vec![
        answer("Member ID", &member.member_id),
        answer("Date of birth", &birth),
        answer("Last name", &member.last_name),
    ];
    if let Some(found) = &checked.member {
        let view = member_view(found, wording);
        answers.insert(
            0,
            AnswerView {
                note: view.coverage,
                ..answer("Member", &view.name)
            },
        );
    }
    answers
}
