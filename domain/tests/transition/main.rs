//! The transition table: what may happen to a request, by whom, and where it leads.
#![expect(clippy::unwrap_used, reason = "tests")]

mod law;
mod properties;
mod stories;

use domain::access::Role;
use domain::coverage::LineOfBusiness;
use domain::prior_auth::{Action, Contested, Facts, Performer, Status, apply};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

pub fn performers() -> Vec<Performer> {
    let people = Role::ALL.iter().copied().map(Performer::Person);
    people.chain([Performer::Rules, Performer::Clockwork]).collect()
}

pub fn any_status() -> impl Strategy<Value = Status> {
    select(Status::ALL)
}

pub fn any_action() -> impl Strategy<Value = Action> {
    select(Action::ALL)
}

pub fn any_performer() -> impl Strategy<Value = Performer> {
    select(performers())
}

pub fn any_roles() -> impl Strategy<Value = Vec<Role>> {
    subsequence(Role::ALL, 0..=Role::ALL.len()).prop_shuffle()
}

pub fn any_facts() -> impl Strategy<Value = Facts> {
    let contested = select(vec![
        None,
        Some(Contested::Denied),
        Some(Contested::PartiallyApproved),
        Some(Contested::Modified),
    ]);
    (select(LineOfBusiness::ALL), any::<[bool; 16]>(), 0u32..3, contested).prop_map(|(line, yes, items, contested)| {
        Facts {
            line_of_business: line,
            is_assigned: yes[0],
            is_assignee: yes[1],
            given_to_nurse: yes[10],
            given_to_physician: yes[11],
            open_information_items: items,
            information_asked_by_physician: yes[2],
            information_overdue: yes[3],
            same_physician_as_denial: yes[4],
            lacks_credential: yes[14],
            is_second_person: yes[5],
            deadline_missed: yes[6],
            is_expedited: yes[12],
            said_by_clinician: yes[13],
            entered_by_plan: yes[15],
            validity_over: yes[7],
            peer_to_peer_available: yes[8],
            appeal_available: yes[9],
            contested,
        }
    })
}

pub fn nothing_known() -> Facts {
    Facts::new(LineOfBusiness::MedicareAdvantage)
}

/// Facts under which, taken together, every guard holds at least once.
pub fn telling_facts() -> Vec<Facts> {
    let mut all = Vec::new();
    for line in LineOfBusiness::ALL {
        for (mine, items, asked_by_physician) in [
            (true, 0, false),
            (true, 0, true),
            (true, 1, false),
            (false, 0, false),
            (false, 0, true),
        ] {
            for contested in [Contested::Denied, Contested::PartiallyApproved, Contested::Modified] {
                for (missed, given) in [(false, false), (true, false), (false, true)] {
                    all.push(Facts {
                        given_to_nurse: given,
                        given_to_physician: given,
                        is_assigned: mine,
                        is_assignee: mine,
                        open_information_items: items,
                        information_asked_by_physician: asked_by_physician,
                        information_overdue: true,
                        is_second_person: true,
                        deadline_missed: missed,
                        is_expedited: missed,
                        entered_by_plan: true,
                        validity_over: true,
                        peer_to_peer_available: true,
                        appeal_available: true,
                        contested: Some(contested),
                        ..Facts::new(*line)
                    });
                }
            }
        }
    }
    all
}

/// Every move that some facts permit.
pub fn possible_moves() -> Vec<(Status, Action, Performer, Facts, Status)> {
    let mut moves = Vec::new();
    for facts in telling_facts() {
        for status in Status::ALL {
            for action in Action::ALL {
                for performer in performers() {
                    if let Ok(next) = apply(*status, *action, performer, &facts) {
                        moves.push((*status, *action, performer, facts.clone(), next));
                    }
                }
            }
        }
    }
    moves
}

pub fn person(role: Role) -> Performer {
    Performer::Person(role)
}

/// Walks a request along actions that must all be permitted.
pub fn walk(from: Status, steps: &[(Action, Performer, Facts)]) -> Status {
    steps.iter().fold(from, |status, (action, performer, facts)| {
        apply(status, *action, *performer, facts).unwrap()
    })
}
