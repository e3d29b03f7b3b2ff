//! What became of requests that were assigned at once, as an address of the queue says it: so the report is there without the
//! client, and comes back with the page.

use domain::access::Permission;
use domain::form::{FieldCode, FormErrors};
use domain::id::AccountId;
use domain::prior_auth::{Guard, Refusal};
use domain::reference::Reference;
use services::Caller;
use services::prior_auth::{AssignResult, NotAssigned, Picked, Reviewer};

use super::filters;
use super::view::Report;
use crate::error::ApiError;
use crate::request::Asked;
use crate::{copy, paths};

/// The parameters of a report.
const NAMES: [&str; 3] = [paths::ASSIGNED, paths::NOT_ASSIGNED, paths::TO];

/// The requests that were ticked, each with the version that was seen.
///
/// # Errors
/// [`ApiError::Form`] where none was; [`ApiError::Malformed`] for something else than requests.
pub fn picked(cases: &[String]) -> Result<Vec<Picked>, ApiError> {
    if cases.is_empty() {
        return Err(ApiError::Form(FormErrors::one("cases", FieldCode::Required)));
    }
    let pick = |case: &String| {
        let (reference, version) = case.split_once(':')?;
        Some(Picked {
            reference: Reference::parse(reference).ok()?,
            version: version.parse().ok()?,
        })
    };
    cases.iter().map(|case| pick(case).ok_or(ApiError::Malformed)).collect()
}

/// To whom they go; to the caller if absent, where they review.
///
/// # Errors
/// [`ApiError::Form`] where nobody was chosen.
pub fn chosen(assignee: &str, caller: &Caller) -> Result<Option<AccountId>, ApiError> {
    match assignee {
        "" if caller.actor.can(Permission::DecideReview) => Ok(None),
        "" => Err(ApiError::Form(FormErrors::one("assignee", FieldCode::Required))),
        account => Ok(Some(AccountId::new(account))),
    }
}

/// The queue with these filters, and with the report.
#[must_use]
pub fn address(query: &str, result: &AssignResult, to: Option<&AccountId>) -> String {
    let queue = Asked::parse(paths::REVIEW, &filters::NAMES, query).without(|name, _| name == paths::AFTER);
    let told = result.iter().fold(queue, |told, (reference, done)| match done {
        Ok(()) => told.and(paths::ASSIGNED, reference.as_str()),
        Err(why) => told.and(paths::NOT_ASSIGNED, &format!("{}.{reference}", code(*why))),
    });
    told.with(paths::TO, to.map_or(paths::MINE, AccountId::as_str))
        .address()
}

/// The report of an address, if it holds one.
#[must_use]
pub fn read(query: &str, caller: &Caller, reviewers: &[Reviewer]) -> Option<Report> {
    let asked = Asked::parse(paths::REVIEW, &NAMES, query);
    if !caller.actor.can(Permission::AssignReview) || asked.one(paths::TO).is_empty() {
        return None;
    }
    let to = reviewers
        .iter()
        .find(|reviewer| reviewer.account.as_str() == asked.one(paths::TO));
    let done = asked
        .all(paths::ASSIGNED)
        .filter(|reference| Reference::parse(reference).is_ok());
    let left = asked.all(paths::NOT_ASSIGNED).filter_map(|left| {
        let (code, reference) = left.split_once('.')?;
        let reference = Reference::parse(reference).ok()?;
        Some((reference.as_str().to_owned(), copy::not_assigned(code).to_owned()))
    });
    Some(Report {
        done: copy::assigned_at_once(done.count(), to.map(|to| to.name.as_str())),
        left: left.collect(),
    })
}

fn code(why: NotAssigned) -> &'static str {
    match why {
        NotAssigned::Missing => "missing",
        NotAssigned::Changed => "changed",
        NotAssigned::Clock => "clock",
        NotAssigned::Refused(Refusal::Guard(guard)) => match guard {
            Guard::Unassigned => "taken",
            Guard::ToNurse => "nurse",
            Guard::ToPhysician => "physician",
            Guard::OtherPhysician => "same",
            Guard::AskedByNurse | Guard::AskedByPhysician => "asker",
            _ => "role",
        },
        NotAssigned::Refused(Refusal::Status) => "status",
        NotAssigned::Refused(Refusal::Performer) => "role",
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn what_was_ticked_is_read_with_its_version_or_not_at_all() {
        let reference = Reference::from_entropy(7);
        let ticked = vec![format!("{reference}:4")];
        assert_eq!(picked(&ticked).unwrap(), [Picked { reference, version: 4 }]);
        assert!(matches!(picked(&[]), Err(ApiError::Form(_))));
        for wrong in ["", "PA-1:1", "x", "PA-7K3Q-9XM2:x"] {
            assert_eq!(picked(&[wrong.to_owned()]).err(), Some(ApiError::Malformed), "{wrong}");
        }
    }

    #[test]
    fn the_address_tells_what_became_of_each_and_keeps_the_filters() {
        let [one, two] = [7, 8].map(Reference::from_entropy);
        let result = vec![(one.clone(), Ok(())), (two.clone(), Err(NotAssigned::Changed))];
        let told = address("due=overdue&after=1-A&x=y", &result, None);
        assert_eq!(
            told,
            format!("/review?due=overdue&assigned={one}&not_assigned=changed.{two}&assigned_to=mine")
        );
    }
}
