//! Words for what a request is made of, and for the lists it stands in.

use domain::prior_auth::{Channel, Performer, Unit};

/// The name of the requests the practice has to do something about.
pub const NEEDS_YOU: &str = "Needs you";
/// The name of the requests the plan has to decide.
pub const WAITING: &str = "Waiting on the plan";
/// The name of the requests with which nothing is left to do.
pub const DECIDED: &str = "Decided";
/// The way to everything that is decided.
pub const ALL_DECIDED: &str = "All decided requests";
/// The name of what is not submitted yet.
pub const DRAFTS: &str = "Drafts";
/// In the place of a name, where nobody works on a request.
pub const NOBODY: &str = "Nobody yet";
/// In the place of a wording, where we have none for the code.
pub const UNKNOWN_SERVICE: &str = "Service not in our code set";
/// The name of a draft that says nothing about itself yet.
pub const EMPTY_DRAFT: &str = "New request, nothing typed yet";

/// A unit behind its number: `3 days`.
#[must_use]
pub fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Each => "each",
        Unit::Days => "days",
        Unit::Visits => "visits",
        Unit::Hours => "hours",
        Unit::Months => "months",
    }
}

/// A unit in a list to choose from.
#[must_use]
pub fn unit_choice(unit: Unit) -> &'static str {
    match unit {
        Unit::Each => "Each",
        Unit::Days => "Days",
        Unit::Visits => "Visits",
        Unit::Hours => "Hours",
        Unit::Months => "Months",
    }
}

/// The way on which something reached the plan.
#[must_use]
pub fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Portal => "Portal",
        Channel::Phone => "Phone",
        Channel::Fax => "Fax",
        Channel::Mail => "Mail",
        Channel::Api => "API",
    }
}

/// Who did something: the name, where one is known, and in which role or by what.
#[must_use]
pub fn done_by(who: Option<String>, performer: Performer) -> String {
    match (who, performer) {
        (Some(who), Performer::Person(role)) => format!("{who}, {}", super::role(role)),
        (Some(who), _) => who,
        (None, Performer::Person(role)) => super::role(role).to_owned(),
        (None, Performer::Rules) => "By the rules, at once".to_owned(),
        (None, Performer::Clockwork) => "By the calendar".to_owned(),
    }
}

/// Whose work it is.
#[must_use]
pub fn assigned_to(name: &str) -> String {
    format!("Assigned to {name}")
}

/// To whom the lead gave work: the detail of an event.
#[must_use]
pub fn given_to(name: &str) -> String {
    format!("Given to {name}")
}

/// How many requests were assigned at once, to somebody or to the reader.
#[must_use]
pub fn assigned_at_once(number: usize, to: Option<&str>) -> String {
    let requests = if number == 1 { "request" } else { "requests" };
    format!("{number} {requests} assigned to {}.", to.unwrap_or("you"))
}

/// Why a request was not assigned, by the code of an address.
#[must_use]
pub fn not_assigned(code: &str) -> &'static str {
    match code {
        "changed" => "was changed meanwhile. Look at it, and select it again",
        "taken" => "is taken already",
        "nurse" => "is work for a nurse reviewer",
        "physician" => "is work for a physician reviewer",
        "same" => "needs another physician than the one whose decision is contested",
        "asker" => "waits for an answer to a question of the other role",
        "status" => "is no longer open",
        "missing" => "is not there any more",
        "clock" => "has a clock that no rule fits any more. Tell the system’s administrator",
        _ => "is not yours to assign",
    }
}

/// The last line of a file that does not hold the whole list.
pub const EXPORT_CUT: &str = "Cut after 50,000 requests: filter the list and export it in parts";

/// In the place of a member's name in a filter, where the practice has asked nothing for such a member.
pub const SOME_MEMBER: &str = "A member without requests";

/// How much of a list is on the page that holds more than was counted: `25 of more than 1,000 requests`.
#[must_use]
pub fn requests_of_many(shown: usize, counted: u64) -> String {
    let (thousands, rest) = (counted / 1_000, counted % 1_000);
    format!("{shown} of more than {thousands},{rest:03} requests")
}

/// How much of a list is on the page: `25 of 47 requests`.
#[must_use]
pub fn requests(shown: usize, total: u64) -> String {
    format!("{shown} of {total} {}", if total == 1 { "request" } else { "requests" })
}

/// How many drafts there are; all of them are on one page.
#[must_use]
pub fn drafts(count: usize) -> String {
    format!("{count} {}", if count == 1 { "draft" } else { "drafts" })
}

#[cfg(test)]
mod tests {
    use domain::access::Role;

    use super::*;

    #[test]
    fn a_number_and_its_word_agree() {
        assert_eq!(requests(25, 47), "25 of 47 requests");
        assert_eq!(requests(1, 1), "1 of 1 request");
        assert_eq!(requests_of_many(25, 1_000), "25 of more than 1,000 requests");
        assert_eq!((drafts(0), drafts(1)), ("0 drafts".to_owned(), "1 draft".to_owned()));
    }

    #[test]
    fn a_person_is_named_with_the_role_and_the_rules_by_what_they_are() {
        let person = Performer::Person(Role::Nurse);
        assert_eq!(
            done_by(Some("Ana Ortiz".to_owned()), person),
            "Ana Ortiz, Nurse reviewer"
        );
        assert_eq!(done_by(None, person), "Nurse reviewer");
        assert_eq!(done_by(None, Performer::Rules), "By the rules, at once");
    }
}
