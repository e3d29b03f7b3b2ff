//! Prior authorization: from a draft to a decision.
//!
//! Every change loads the case, asks `domain::prior_auth::apply`, and stores the new row, one event, one audit row and one
//! announcement in the same transaction. A change names the version it saw; if that is no longer the current one it is a conflict
//! that shows the case as it is now. Whoever acts for a practice sees that practice's requests and no others: for them another
//! practice's case does not exist.

mod act;
mod add_document;
mod adverse;
mod also;
mod answer;
mod approve;
mod ask;
mod ask_to_expedite;
mod assign;
mod assign_many;
mod case;
mod change_urgency;
mod clock;
mod contents;
mod counts;
mod credential;
mod decide_against;
mod detail;
mod determined;
mod draft;
mod effect;
mod event;
#[cfg(feature = "testing")]
pub mod explain;
mod extend_clock;
mod filter;
mod group;
mod history;
mod inquiry;
mod items;
mod joining;
mod just_entered;
mod list;
mod load;
mod messages;
mod new_case;
mod page;
mod parties;
mod queue;
mod receive;
mod release;
mod replay;
mod request_key;
mod selection;
mod send_on;
mod source;
mod submit;
mod summary;
mod take_back;
mod take_in;
mod unanswered;
mod validity;
mod withdraw;
mod workbench;
mod write_message;

pub use act::ActError;
pub(crate) use add_document::document_added;
pub use adverse::Adverse;
pub use answer::{ItemAnswer, answer};
pub use approve::approve;
pub use ask::ask;
pub use ask_to_expedite::ask_to_expedite;
pub use assign::assign;
pub use assign_many::{AssignManyError, MOST_AT_ONCE, NotAssigned, Picked, Result as AssignResult, assign_many};
pub(crate) use case::{events_of, missed_at};
pub use change_urgency::change_urgency;
pub(crate) use clock::{Timed, clock};
pub use contents::Line;
pub(crate) use counts::news;
pub use counts::{Counts, counts, determined, pressing};
pub use decide_against::decide_against;
pub use detail::{Detail, ReadError, TimelineEntry, detail, detail_before};
pub use determined::Determined;
pub(crate) use draft::read_drafts;
pub use draft::{
    Attestation, Checked, Draft, DraftError, DraftSummary, Duplicate, FindMemberError, FoundMember, Gap, KnownMember,
    KnownProvider, Person, SavedStep, SeenDraft, StepSave, Then, Waiting, ask_attestation, attest, attest_and_submit,
    copy_case, create_draft, delete_draft, draft, drafts, drafts_for_me, due_if_sent_now, duplicates, find_member,
    known_members, known_providers, names, save_step, use_member,
};
pub(crate) use effect::{Decision, Times, change};
pub(crate) use event::{Event, event_row};
pub use event::{EventDetail, TakenFrom};
pub use extend_clock::extend_clock;
pub use filter::{Filter, Frequency};
pub use group::Group;
pub(crate) use history::{History, Known};
pub use history::{Options, days_to_appeal};
pub use inquiry::{Answer, InquireError, Proof, ProofError, inquire, keep_proof, proof, proofs};
pub use items::Item;
pub(crate) use joining::joins;
pub use joining::{JoinError, Joining, find_to_join, joining};
pub use just_entered::{JustEntered, just_entered};
pub use list::{ListPage, ListQuery, Matching, Sort, export, list, matching};
pub use load::{Load, Reviewer, load, reviewers};
pub use messages::{Before, CaseMessage, PART, Thread};
pub(crate) use new_case::{NewCase, NewLine};
pub use page::Cursor;
pub use parties::{Parties, parties};
pub use queue::{Assigned, QueuePage, QueueQuery, matching as matching_queue, queue};
pub use release::release;
pub use replay::{ReplayError, replay};
pub(crate) use selection::select;
pub use send_on::send_on;
pub use submit::{SubmitError, Submitted, submit};
pub use summary::Summary;
pub(crate) use summary::summaries;
pub(crate) use take_back::NOBODY;
pub use take_back::take_back;
pub use take_in::{TakeInError, take_in};
pub(crate) use validity::validity;
pub use withdraw::withdraw;
pub use workbench::{Criterion, Workbench, workbench};
pub use write_message::{MessageError, write_message, write_note};
