//! What the pages of a draft get from the server: words and codes, ready to show.

use domain::form::FieldError;
use domain::prior_auth::draft::StepFields;
use domain::prior_auth::step::{Step, StepState};
use serde::{Deserialize, Serialize};

use crate::ui::DocumentRow;

/// What every page of a draft says of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Its id.
    pub id: String,
    /// The member's name, once the plan has found the member.
    pub member: String,
    /// When it was saved last.
    pub saved: String,
    /// Who saved it last; empty for the reader.
    pub saved_by: String,
    /// The reference of the request it became; empty where it is still a draft.
    pub submitted_as: String,
}

/// A task of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskView {
    /// Which step.
    pub step: Step,
    /// How far it is.
    pub state: StepState,
    /// What it holds so far.
    pub detail: String,
}

/// The list of tasks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskListView {
    /// What it is about.
    pub head: Head,
    /// All steps in their order.
    pub tasks: Vec<TaskView>,
    /// Whether the reader began the draft: then the reader may delete it.
    pub is_own: bool,
    /// The reference of the request it was copied from; empty where it was not.
    pub copied_from: String,
}

/// The member of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberView {
    /// First and last name.
    pub name: String,
    /// As on the card.
    pub number: String,
    /// By what the member is covered on the first day, or that nothing covers the member.
    pub coverage: String,
    /// Whether something does.
    pub is_covered: bool,
    /// Where nothing does: when it did or will, and what to do; empty otherwise.
    pub advice: String,
}

/// A member of an earlier request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownMemberView {
    /// The row.
    pub id: String,
    /// First and last name.
    pub name: String,
    /// Number and date of birth.
    pub about: String,
}

/// A service of a draft, in one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineView {
    /// Its key.
    pub key: u32,
    /// Its place, from 1.
    pub number: usize,
    /// The code and its modifiers, as typed.
    pub code: String,
    /// What the code means.
    pub service: String,
    /// `1 each`
    pub quantity: String,
    /// From when to when.
    pub when: String,
    /// Whether something is missing or wrong in it.
    pub is_unfinished: bool,
}

/// One step, to be filled in.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct StepView {
    /// What it is about.
    pub head: Head,
    /// Which step.
    pub step: Step,
    /// What is typed, with defaults where a field is empty.
    pub fields: StepFields,
    /// The name of this page and the version it shows, for the next save.
    pub page: String,
    /// The key of the service that is on the page; 0 where the step has none.
    pub line: u32,
    /// All services, in the step "Service".
    pub lines: Vec<LineView>,
    /// Whether there is room for one more.
    pub has_room: bool,
    /// The member, in the step "Member".
    pub member: Option<MemberView>,
    /// Members of earlier requests, in the step "Member".
    pub members: Vec<KnownMemberView>,
    /// NPI and name of providers that are likely, in the step "Providers".
    pub providers: Vec<(String, String)>,
}

/// The step "Documents".
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct DocumentsView {
    /// The step itself.
    pub step: StepView,
    /// The documents, those that were refused among them.
    pub documents: Vec<DocumentRow>,
}

/// What became of a save.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedView {
    /// When.
    pub at: String,
    /// The name of the page with the version it shows now.
    pub page: String,
    /// Who had saved the step in the meantime, and when; empty for nobody.
    pub overwrote: String,
}

/// An answer in the overview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerView {
    /// What was asked.
    pub label: String,
    /// What was answered; empty where nothing was.
    pub value: String,
    /// A second line; empty for none.
    pub note: String,
}

/// Something that keeps the request from being sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemView {
    /// The key of the service it is about; 0 where it is about none.
    pub line: u32,
    /// The number of that service, where there are several; 0 otherwise.
    pub number: usize,
    /// Field and code.
    pub error: FieldError,
}

/// The answers of one step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionView {
    /// Which step.
    pub step: Step,
    /// Its answers; services have a table of their own.
    pub answers: Vec<AnswerView>,
    /// What is missing or wrong in it.
    pub problems: Vec<ProblemView>,
}

/// Everything once more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckView {
    /// What it is about.
    pub head: Head,
    /// The version that is shown.
    pub version: i64,
    /// What stands for the documents that are shown: whoever attests the draft names it.
    pub documents: String,
    /// The steps, with their answers.
    pub sections: Vec<SectionView>,
    /// The services.
    pub lines: Vec<LineView>,
    /// By when the plan would answer if it were sent now; empty where that is not known yet.
    pub due: String,
    /// The rule that says so.
    pub due_rule: String,
    /// The plan's name.
    pub plan: String,
    /// The attestation.
    pub attestation: AttestationView,
    /// Requests that ask for the same.
    pub duplicates: Vec<DuplicateView>,
}

/// Where the attestation of a draft stands, for the reader.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum AttestationView {
    /// No rule asks for one.
    #[default]
    NotNeeded,
    /// Given.
    Given {
        /// By whom and when.
        words: String,
    },
    /// The reader is a clinician, and may give it.
    Yours {
        /// Who asked for it; empty for nobody.
        asked_by: String,
    },
    /// A clinician has to give it.
    Theirs {
        /// Who was asked, by whom and when; empty for nobody.
        asked: String,
        /// Whom one may ask.
        clinicians: Vec<ClinicianView>,
    },
}

/// A clinician of the practice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClinicianView {
    /// The account's id.
    pub id: String,
    /// The name.
    pub name: String,
}

/// A request that asks for the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuplicateView {
    /// Its reference.
    pub reference: String,
    /// What it asks for, from when to when, and where it stands.
    pub words: String,
}
