//! What people do to a request, each by the use case behind the button.

use std::collections::BTreeMap;

use bytes::Bytes;
use domain::file::FileState;
use domain::prior_auth::Action;
use domain::prior_auth::ruling::{Against, LineInput, RulingInput};
use domain::reference::Reference;
use futures::stream;
use services::files::{self, Announced, Place, UploadError};
use services::prior_auth::{
    ActError, Detail, ItemAnswer, ReadError, answer, approve, ask, assign, decide_against, detail, extend_clock,
    release, send_on, withdraw,
};
use services::{Caller, Services};

/// What may be tried with a request that is sent, and what it costs to choose it once more: what ends a history comes late,
/// what leads further comes soon.
pub const ACTIONS: [(Action, usize); 12] = [
    (Action::Assign, 1),
    (Action::AnswerInformation, 2),
    (Action::SendToPhysician, 2),
    (Action::PartiallyApprove, 2),
    (Action::Modify, 2),
    (Action::Deny, 2),
    (Action::AskForInformation, 3),
    (Action::AddDocument, 4),
    (Action::ExtendClock, 4),
    (Action::Release, 6),
    (Action::Approve, 8),
    (Action::Withdraw, 10),
];

/// Somebody, about to do something to a request.
pub struct Try<'a> {
    pub services: &'a Services,
    pub who: &'a Caller,
    pub reference: &'a Reference,
    pub action: Action,
    /// By how many versions what the person sees is too old.
    pub behind: i64,
}

impl Try<'_> {
    /// Whether it happened. Anything but a refusal is a failure of the test.
    pub async fn make(&self) -> bool {
        let seen = match detail(self.services, self.who, self.reference).await {
            Ok(seen) => Some(seen),
            Err(ReadError::NotFound) => None,
            Err(error) => panic!("{error}"),
        };
        if self.action == Action::AddDocument {
            return self.add_document().await;
        }
        match self.act(seen.as_ref()).await {
            Ok(()) => true,
            Err(ActError::NotFound | ActError::Conflict { .. } | ActError::Refused(_) | ActError::Form(_)) => false,
            Err(error) => panic!("{} of {}: {error}", self.action, self.reference),
        }
    }

    async fn act(&self, seen: Option<&Detail>) -> Result<(), ActError> {
        let version = seen.map_or(1, |seen| seen.summary.version) - self.behind;
        let (services, who, reference) = (self.services, self.who, self.reference);
        let done = match self.action {
            Action::Assign => assign(services, who, reference, version).await,
            Action::Release => release(services, who, reference, version).await,
            Action::Approve => approve(services, who, reference, version).await,
            Action::Withdraw => withdraw(services, who, reference, version, "The surgeon changed the plan.").await,
            Action::SendToPhysician => {
                let summary = "Two notes are missing; the brace that was tried is not named anywhere.";
                send_on(services, who, reference, version, summary).await
            }
            Action::ExtendClock => {
                let reason = "Records of the hospital stay are on their way and decide the case.";
                extend_clock(services, who, reference, version, ("2", reason)).await
            }
            Action::AskForInformation => return self.ask(seen, version).await,
            Action::AnswerInformation => return self.answer(seen, version).await,
            Action::Deny => return self.against(seen, version, Against::Deny).await,
            Action::PartiallyApprove => return self.against(seen, version, Against::PartiallyApprove).await,
            Action::Modify => return self.against(seen, version, Against::Modify).await,
            other => panic!("{other} is no step"),
        };
        done.map(drop)
    }

    /// For one thing or two.
    async fn ask(&self, seen: Option<&Detail>, version: i64) -> Result<(), ActError> {
        let time = seen.and_then(|seen| seen.answer_time);
        let day = time.map_or_else(|| "2026-12-01".to_owned(), |time| time.usual.to_string());
        let second = if version % 2 == 0 { "Which brace was tried?" } else { "" };
        let form = BTreeMap::from([
            ("need_1", "What did the last visit find?"),
            ("kind_1", "words"),
            ("need_2", second),
            ("kind_2", "words"),
            ("answer_by", day.as_str()),
        ]);
        let typed = |name: &str| form.get(name).copied().unwrap_or_default();
        ask(self.services, self.who, self.reference, version, typed)
            .await
            .map(drop)
    }

    /// The first thing that is not answered.
    async fn answer(&self, seen: Option<&Detail>, version: i64) -> Result<(), ActError> {
        let items = seen.map(|seen| seen.items.as_slice()).unwrap_or_default();
        let open = items.iter().find(|item| item.answered_at.is_none());
        let Some(item) = open else {
            return Err(ActError::NotFound);
        };
        let said = ItemAnswer {
            item: item.id.clone(),
            seen: item.version,
            text: "One off the shelf, for six weeks.".to_owned(),
            is_sent: true,
        };
        answer(self.services, self.who, self.reference, version, said)
            .await
            .map(drop)
    }

    /// Two were asked for: of the first line one is authorized, or none.
    async fn against(&self, seen: Option<&Detail>, version: i64, against: Against) -> Result<(), ActError> {
        let lines = seen.map(|seen| seen.lines.as_slice()).unwrap_or_default();
        let less = lines.iter().map(|line| LineInput {
            decision: "modify".to_owned(),
            authorized_quantity: "1".to_owned(),
            authorized_from: line.from.to_string(),
            authorized_to: line.to.to_string(),
        });
        let said = RulingInput {
            reason: "The notes do not show that a less costly brace was tried.".to_owned(),
            citation: "Lumbar-sacral and knee orthoses: 42 CFR 414.234".to_owned(),
            would_change: "Notes that name what was tried and for how long.".to_owned(),
            lines: if against == Against::Deny {
                Vec::new()
            } else {
                less.collect()
            },
        };
        decide_against(self.services, self.who, self.reference, version, (against, &said))
            .await
            .map(drop)
    }

    async fn add_document(&self) -> bool {
        let announced = Announced {
            name: "chart.pdf",
            size: Some(9),
        };
        let place = Place::Case(self.reference.clone());
        let begun = match files::begin(self.services, self.who, place, announced).await {
            Ok(begun) if begun.problem.is_none() => begun,
            Ok(_) | Err(UploadError::NotFound | UploadError::RequestClosed | UploadError::RequestSent) => return false,
            Err(error) => panic!("{error}"),
        };
        let bytes = stream::iter([Ok(Bytes::from_static(b"%PDF-1.7\n"))]);
        let done = files::append(self.services, self.who, &begun.id, 0, bytes)
            .await
            .unwrap();
        assert_eq!((done.state, done.problem), (FileState::Received, None));
        true
    }
}
