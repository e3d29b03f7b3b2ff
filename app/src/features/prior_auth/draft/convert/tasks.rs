//! The tasks of a draft, each with what it holds.

use domain::prior_auth::{DraftInput, ServiceInput, Step, StepState};
use services::Services;
use services::prior_auth::Checked;

use super::super::view::{TaskListView, TaskView};
use super::{Looked, head, member_view};
use crate::copy;
use crate::request::wording::Wording;

/// The tasks, each with what it holds.
pub fn task_list(services: &Services, looked: Looked, wording: &Wording) -> TaskListView {
    let head = head(&looked, wording);
    let (draft, checked) = looked;
    let task = |&step: &Step| TaskView {
        step,
        state: draft.input.state(step, &checked.around),
        detail: detail(services, step, &draft.input, &checked, wording),
    };
    TaskListView {
        head,
        tasks: Step::ALL.iter().map(task).collect(),
        is_own: draft.is_own,
        copied_from: draft.copied_from.as_ref().map(ToString::to_string).unwrap_or_default(),
    }
}

fn detail(services: &Services, step: Step, input: &DraftInput, checked: &Checked, wording: &Wording) -> String {
    let state = input.state(step, &checked.around);
    match step {
        Step::Member => checked.member.as_ref().map(|member| {
            let coverage = member_view(member, wording).coverage;
            format!("{}, {coverage}", member.name)
        }),
        Step::Providers => Some(input.providers.requesting_npi.trim())
            .filter(|npi| !npi.is_empty())
            .map(|npi| format!("NPI {npi}")),
        Step::Service => services_in_short(services, &input.service),
        Step::Diagnosis => Some(input.diagnosis.diagnosis_code.trim().to_owned()),
        Step::Clinical => Some(copy::words(input.clinical.clinical_summary.split_whitespace().count())),
        Step::Documents => Some(copy::documents(checked.around.documents)),
        Step::Check => (state == StepState::CannotStartYet).then(|| copy::FIRST_THE_OTHERS.to_owned()),
    }
    .unwrap_or_default()
}

/// `L1832 Knee brace, 1 each, and 2 more`
fn services_in_short(services: &Services, service: &ServiceInput) -> Option<String> {
    let told = service.told();
    let (_, first) = told.first().filter(|(_, line)| !line.is_blank())?;
    let wording = services.catalog.wording(&first.procedure_code).unwrap_or_default();
    let more = match told.len() {
        1 => String::new(),
        count => copy::and_more(count - 1),
    };
    Some(
        format!("{} {wording}{more}", first.procedure_code.trim().to_uppercase())
            .trim()
            .to_owned(),
    )
}
