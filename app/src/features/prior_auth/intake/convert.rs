//! From what the use cases read to what the pages show.

use domain::prior_auth::draft::MemberInput;
use domain::prior_auth::{Arrival, ArrivalInput, DraftInput, IntakeInput};
use domain::time::to_millis;
use services::prior_auth::{Joining, JustEntered, Parties, Summary};

use super::view::{EnterView, EnteredView, JoinView, PartiesView, RequestView};
use crate::request::wording::Wording;
use crate::request::{RequestScope, document_rows};
use crate::{copy, paths};

/// The page on which a request is entered.
pub fn enter_view(scope: &RequestScope, entered: Option<JustEntered>) -> EnterView {
    let wording = Wording::of(scope);
    EnterView {
        key: scope.services.env.new_id(),
        today: wording.date_value(0),
        clock: copy::receipt_clock(&wording.clock()),
        entered: entered.map(|entered| EnteredView {
            request: request(scope, &entered.summary),
            may_take_back: entered.may_take_back,
            is_taken_back: entered.is_taken_back,
        }),
    }
}

/// What names a practice and a member, and nothing else of a request.
pub fn naming(practice_npi: String, (member_id, birth_date, last_name): (String, String, String)) -> IntakeInput {
    let member = MemberInput {
        member_id,
        birth_date,
        last_name,
    };
    IntakeInput {
        practice_npi,
        request: DraftInput {
            member,
            ..DraftInput::default()
        },
        ..IntakeInput::default()
    }
}

/// Whose request it becomes.
pub fn parties_view(scope: &RequestScope, found: Parties) -> PartiesView {
    let born = Wording::of(scope).day(found.birth_date);
    let about = copy::member_in_short(&found.member_number, &born);
    PartiesView {
        practice: format!("{}, NPI {}", found.practice, found.practice_npi),
        member: format!("{}, {about}", found.member),
        sign: found.sign,
    }
}

/// Where the page leads once the request is entered.
pub fn after(scope: &RequestScope, reference: &str, arrival: &ArrivalInput) -> String {
    let read = arrival.parse(scope.services.env.now(), &scope.services.plan.zone);
    match read {
        Ok(Arrival { channel, at }) => paths::entered(reference, channel.code(), &to_millis(at).to_string()),
        Err(_) => paths::entered(reference, "", ""),
    }
}

/// How and when a document came, as an address says it; nothing where that cannot be.
pub fn arrival(scope: &RequestScope, channel: &str, received: &str) -> Option<Arrival> {
    Arrival::again(channel, received, scope.services.env.now())
}

/// The page on which documents are joined.
pub fn join_view(scope: &RequestScope, found: Option<(Joining, Arrival)>) -> JoinView {
    let wording = Wording::of(scope);
    let (request, arrived, documents) = match found {
        None => (None, String::new(), Vec::new()),
        Some((found, arrival)) => (
            Some(request(scope, &found.summary)),
            copy::received(arrival.channel, &wording.moment(arrival.at)),
            document_rows(found.documents, &wording),
        ),
    };
    JoinView {
        today: wording.date_value(0),
        clock: copy::receipt_clock(&wording.clock()),
        request,
        arrived,
        documents,
    }
}

fn request(scope: &RequestScope, summary: &Summary) -> RequestView {
    let wording = Wording::of(scope);
    let service = summary.service.as_deref().unwrap_or(copy::UNKNOWN_SERVICE);
    RequestView {
        reference: summary.reference.as_str().to_owned(),
        status: summary.status,
        about: format!("{}, {} {service}", summary.member_name, summary.code),
        practice: copy::practice_name(summary.practice_name.clone()),
        received: copy::received(summary.channel, &wording.moment(summary.received_at)),
        due: summary.due_at.map(|at| wording.moment(at)).unwrap_or_default(),
        is_late: summary.due_at.is_some_and(|at| at < scope.services.env.now()),
        is_open: summary.status.is_undecided(),
    }
}
