//! The filters of the work queue, as its address says them.

use domain::coverage::LineOfBusiness;
use domain::dashboard::Ageing;
use domain::form::FormErrors;
use domain::id::AccountId;
use domain::prior_auth::Urgency;
use services::prior_auth::{Assigned, Filter, QueueQuery, Reviewer};

use super::view::QueueFilters;
use crate::copy;
use crate::error::ApiError;
use crate::paths::{self, filter};
use crate::request::filtering::{self, codes};
use crate::request::{Asked, cursor_of};

/// What the queue's address may say.
pub const NAMES: [&str; 7] = [
    paths::SHOW,
    paths::DUE,
    filter::CODE,
    filter::URGENCY,
    filter::LINE,
    filter::MESSAGES,
    paths::AFTER,
];

/// Those of them that let less through, beside the parts of the queue.
const FILTERS: [&str; 5] = [
    paths::DUE,
    filter::CODE,
    filter::URGENCY,
    filter::LINE,
    filter::MESSAGES,
];

/// What an address asks for, and what is wrong with what was typed into it.
///
/// # Errors
/// [`ApiError::NotFound`] for a code or a place there is not.
pub fn read(asked: &Asked) -> Result<(QueueQuery, FormErrors), ApiError> {
    let mut errors = FormErrors::default();
    let assigned = match asked.one(paths::SHOW) {
        "" => Assigned::Anybody,
        paths::MINE => Assigned::Me,
        paths::NOBODY => Assigned::Nobody,
        account => Assigned::To(AccountId::new(account)),
    };
    let filter = Filter {
        urgency: codes(asked, filter::URGENCY, Urgency::parse)?.first().copied(),
        line_of_business: codes(asked, filter::LINE, LineOfBusiness::parse)?.first().copied(),
        code: filtering::procedure(asked, &mut errors),
        ..Filter::default()
    };
    let query = QueueQuery {
        assigned,
        ageing: codes(asked, paths::DUE, Ageing::parse)?.first().copied(),
        unanswered: !codes(asked, filter::MESSAGES, unanswered)?.is_empty(),
        filter,
        after: cursor_of(asked.one(paths::AFTER))?,
        ..QueueQuery::default()
    };
    Ok((query, errors))
}

/// The one thing that may be asked about messages.
fn unanswered(code: &str) -> Option<()> {
    (code == filter::UNANSWERED).then_some(())
}

/// What the fields of the filters show, and the filters that are set.
pub fn view(asked: &Asked, reviewers: &[Reviewer]) -> QueueFilters {
    let asked = asked.without(|name, _| name == paths::AFTER);
    let one = |name| asked.one(name).to_owned();
    let is_somebodys = reviewers
        .iter()
        .any(|one| one.account.as_str() == asked.one(paths::SHOW));
    let filters: Vec<&str> = FILTERS.into_iter().chain(is_somebodys.then_some(paths::SHOW)).collect();
    QueueFilters {
        show: one(paths::SHOW),
        due: one(paths::DUE),
        urgency: one(filter::URGENCY),
        line: one(filter::LINE),
        code: one(filter::CODE),
        messages: one(filter::MESSAGES),
        active: filtering::active(&asked, &filters, |name, value| words(name, value, reviewers)),
        query: asked.query(),
    }
}

fn words(name: &str, value: &str, reviewers: &[Reviewer]) -> String {
    if name == paths::SHOW {
        let named = reviewers.iter().find(|reviewer| reviewer.account.as_str() == value);
        return named
            .map(|reviewer| copy::assigned_to(&reviewer.name))
            .unwrap_or_default();
    }
    if name == filter::MESSAGES {
        return copy::UNANSWERED.to_owned();
    }
    filtering::words(name, value).unwrap_or_default()
}
