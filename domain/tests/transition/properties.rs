//! What holds for every state, action, person and fact.

use super::{any_action, any_facts, any_performer, any_roles, any_status, performers, person, walk};
use domain::access::Role;
use domain::prior_auth::{Action, Facts, Performer, Refusal, Status, Urgency, allowed, apply, apply_as};
use proptest::prelude::*;
use proptest::sample::{Index, select};

proptest! {
    #[test]
    fn apply_and_allowed_agree(status in any_status(), roles in any_roles(), facts in any_facts()) {
        let offered = allowed(status, &roles, &facts);
        let permitted: Vec<Action> = Action::ALL
            .iter()
            .copied()
            .filter(|action| roles.iter().any(|role| apply(status, *action, person(*role), &facts).is_ok()))
            .collect();
        prop_assert_eq!(offered, permitted);
    }

    #[test]
    fn apply_as_finds_the_role_that_may(
        status in any_status(), action in any_action(), roles in any_roles(), facts in any_facts()
    ) {
        match apply_as(status, action, &roles, &facts) {
            Ok((next, role)) => {
                prop_assert!(roles.contains(&role));
                prop_assert_eq!(apply(status, action, person(role), &facts), Ok(next));
            }
            Err(_) => {
                for role in roles {
                    prop_assert!(apply(status, action, person(role), &facts).is_err());
                }
            }
        }
    }

    #[test]
    fn more_roles_never_allow_less(
        status in any_status(), roles in any_roles(), more in any_roles(), facts in any_facts()
    ) {
        let few = allowed(status, &roles, &facts);
        let many = allowed(status, &[roles, more].concat(), &facts);
        prop_assert!(few.iter().all(|action| many.contains(action)));
    }

    #[test]
    fn nobody_may_do_anything_without_a_role(status in any_status(), facts in any_facts()) {
        prop_assert_eq!(allowed(status, &[], &facts), vec![]);
    }

    #[test]
    fn final_states_are_final(
        status in any_status(), action in any_action(), performer in any_performer(), facts in any_facts()
    ) {
        if status.is_final() {
            prop_assert_eq!(apply(status, action, performer, &facts), Err(Refusal::Status));
        }
    }

    #[test]
    fn only_a_physician_decides_against_a_request(
        status in any_status(), action in any_action(), performer in any_performer(), facts in any_facts()
    ) {
        let adverse = [Status::Denied, Status::PartiallyApproved, Status::Modified, Status::Rescinded];
        if let Ok(next) = apply(status, action, performer, &facts) && adverse.contains(&next) && next != status {
            prop_assert_eq!(performer, person(Role::Physician));
            prop_assert!(next == Status::Rescinded || !facts.lacks_credential, "who decides against it has a credential");
        }
    }

    #[test]
    fn whoever_decides_has_taken_the_request(
        status in any_status(), action in any_action(), role in select(Role::ALL), facts in any_facts()
    ) {
        let decisions = [
            Action::Approve, Action::PartiallyApprove, Action::Modify, Action::Deny, Action::SendToPhysician,
            Action::AskForInformation, Action::UpholdPeerToPeer, Action::OverturnPeerToPeer, Action::UpholdAppeal,
            Action::OverturnAppeal,
        ];
        if decisions.contains(&action) && apply(status, action, person(role), &facts).is_ok() {
            prop_assert!(facts.is_assignee);
        }
    }

    #[test]
    fn the_physician_who_denied_never_decides_on_the_appeal(action in any_action(), facts in any_facts()) {
        let facts = Facts { same_physician_as_denial: true, ..facts };
        let result = apply(Status::AppealOpen, action, person(Role::Physician), &facts);
        prop_assert!(result.is_err() || action == Action::Release);
    }

    #[test]
    fn replaying_a_legal_history_gives_the_state(
        choices in prop::collection::vec((any_facts(), any::<Index>()), 0..40)
    ) {
        let mut history: Vec<(Action, Performer, Facts)> = Vec::new();
        let mut status = Status::Draft;
        for (facts, choice) in choices {
            let moves: Vec<_> = Action::ALL
                .iter()
                .flat_map(|action| performers().into_iter().map(move |performer| (*action, performer)))
                .filter_map(|(action, by)| apply(status, action, by, &facts).ok().map(|next| (action, by, next)))
                .collect();
            if let Some((action, performer, next)) = moves.get(choice.index(moves.len().max(1))) {
                history.push((*action, *performer, facts));
                status = *next;
            }
        }
        let stored: Vec<(String, String)> =
            history.iter().map(|(action, by, _)| (action.code().to_owned(), by.code().to_owned())).collect();
        let replayed = stored.iter().zip(&history).try_fold(Status::Draft, |status, ((action, by), (_, _, facts))| {
            apply(status, Action::parse(action).unwrap(), Performer::parse(by).unwrap(), facts)
        });
        prop_assert_eq!(replayed, Ok(status));
        prop_assert_eq!(walk(Status::Draft, &history), status);
    }

    #[test]
    fn serde_round_trips(action in any_action(), performer in any_performer(), status in any_status()) {
        let json = serde_json::to_string(&(action, performer, status)).unwrap();
        let read: (Action, Performer, Status) = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(read, (action, performer, status));
        prop_assert_eq!(Performer::parse(performer.code()), Some(performer));
        prop_assert_eq!(Action::parse(action.code()), Some(action));
    }

    #[test]
    fn an_urgency_is_changed_by_what_leads_to_the_other_and_by_nothing_else(
        status in any_status(), action in any_action(), performer in any_performer(), facts in any_facts()
    ) {
        if let Some(urgency) = action.changes_urgency_to()
            && let Ok(next) = apply(status, action, performer, &facts)
        {
            prop_assert_eq!(next, status);
            prop_assert!(status.is_undecided());
            prop_assert_eq!(facts.is_expedited, urgency == Urgency::Standard);
        }
    }
}
