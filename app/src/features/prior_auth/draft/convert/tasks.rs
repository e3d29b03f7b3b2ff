//! The tasks of a draft, each with what it holds.

use domain::prior_auth::{Step, StepState};
use services::prior_auth::{Checked, Draft};

use super::super::view::{TaskListView, TaskView};
use super::{Looked, head, member_view};
use crate::copy;
use crate::request::wording::Wording;

/// The tasks, each with what it holds.
pub fn task_list(looked: Looked, wording: &Wording) -> TaskListView {
    let head = head(&looked, wording);
    let (draft, checked) = looked;
    let task = |&step: &Step| TaskView {
        step,
        state: draft.input.state(step, &checked.around),
        detail: detail(step, &draft, &checked, wording),
    };
    TaskListView {
        head,
        tasks: Step::ALL.iter().map(task).collect(),
        is_own: draft.is_own,
        copied_from: draft.copied_from.as_ref().map(ToString::to_string).unwrap_or_default(),
    }
}

fn detail(step: Step, draft: &Draft, checked: &Checked, wording: &Wording) -> String {
    let input = &draft.input;
    let state = input.state(step, &checked.around);
    match step {
        Step::Member => checked.member.as_ref().map(|member| {
            let coverage = member_view(member, wording).coverage;
            format!("{}, {coverage}", member.name)
        }),
        Step::Providers => Some(input.providers.requesting_npi.trim())
            .filter(|npi| !npi.is_empty())
            .map(|npi| format!("NPI {npi}")),
        Step::Service => services_in_short(draft),
        Step::Diagnosis => Some(input.diagnosis.diagnosis_code.trim().to_owned()),
        Step::Clinical => Some(copy::words(input.clinical.clinical_summary.split_whitespace().count())),
        Step::Documents => Some(copy::documents(checked.around.documents)),
        Step::Check => (state == StepState::CannotStartYet).then(|| copy::FIRST_THE_OTHERS.to_owned()),
    }
    .unwrap_or_default()
}

/// `L1832 Knee brace, 1 each, and 2 more`
fn services_in_short(draft: &Draft) -> Option<String> {
    let told = draft.input.service.told();
    let (_, first) = told.first().filter(|(_, line)| !line.is_blank())?;
    let wording = draft.known.words(&first.procedure_code).unwrap_or_default();
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
