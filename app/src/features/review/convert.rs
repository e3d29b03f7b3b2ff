//! From what the use cases read to what the review pages show.

use domain::dashboard::Ageing;
use domain::id::AccountId;
use services::prior_auth::{self, Assigned, Load, QueueQuery};
use services::{Caller, Services};

use super::view::{QueuePart, QueueView};
use crate::error::ApiError;
use crate::request::wording::Wording;
use crate::request::{case_rows, cursor_of};
use crate::{copy, paths};

/// What an address asks for.
pub struct Asked {
    /// Whose cases.
    pub show: String,
    /// How pressing.
    pub due: String,
    /// After which row.
    pub after: String,
}

impl Asked {
    fn query(&self) -> Result<QueueQuery, ApiError> {
        let assigned = match self.show.as_str() {
            "" => Assigned::Anybody,
            paths::MINE => Assigned::Me,
            paths::NOBODY => Assigned::Nobody,
            account => Assigned::To(AccountId::new(account)),
        };
        let ageing = match self.due.as_str() {
            "" => None,
            code => Some(Ageing::parse(code).ok_or(ApiError::NotFound)?),
        };
        Ok(QueueQuery {
            assigned,
            ageing,
            after: cursor_of(&self.after)?,
            ..QueueQuery::default()
        })
    }
}

/// A page of the queue, with its numbers.
pub async fn queue(
    services: &Services,
    caller: &Caller,
    asked: Asked,
    wording: &Wording,
) -> Result<QueueView, ApiError> {
    let query = asked.query()?;
    let whose = whose(services, caller, &query.assigned).await?;
    let load = prior_auth::load(services, caller).await?;
    let page = prior_auth::queue(services, caller, query.clone()).await?;
    let next = page.next.map(|cursor| cursor.to_string());
    Ok(QueueView {
        parts: parts(&load, caller, &asked),
        part: part(whose, query.ageing),
        total: load.count(caller, &query),
        overdue: count(&load, caller, query.assigned, Some(Ageing::Overdue)),
        rows: case_rows(page.items, wording),
        next: next.map(|after| paths::work_queue(&asked.show, &asked.due, &after)),
        as_of: wording.clock(),
    })
}

/// The name of the one reviewer whose cases are asked for.
async fn whose(services: &Services, caller: &Caller, assigned: &Assigned) -> Result<Option<String>, ApiError> {
    let Assigned::To(account) = assigned else {
        return Ok(None);
    };
    let reviewers = prior_auth::reviewers(services, caller).await?;
    let found = reviewers.into_iter().find(|reviewer| reviewer.account == *account);
    found.map(|reviewer| Some(reviewer.name)).ok_or(ApiError::NotFound)
}

fn count(load: &Load, caller: &Caller, assigned: Assigned, ageing: Option<Ageing>) -> u64 {
    let query = QueueQuery {
        assigned,
        ageing,
        ..QueueQuery::default()
    };
    load.count(caller, &query)
}

/// What can be chosen always; a part that is narrower stands beside them in words.
fn parts(load: &Load, caller: &Caller, asked: &Asked) -> Vec<QueuePart> {
    let part = |words: &str, show: &str, assigned| QueuePart {
        words: words.to_owned(),
        href: paths::work_queue(show, "", ""),
        count: count(load, caller, assigned, None),
        is_chosen: asked.show == show && asked.due.is_empty(),
    };
    vec![
        part("Open", "", Assigned::Anybody),
        part("Mine", paths::MINE, Assigned::Me),
        part(copy::NOBODY, paths::NOBODY, Assigned::Nobody),
    ]
}

fn part(whose: Option<String>, ageing: Option<Ageing>) -> String {
    let ageing = ageing.map(|ageing| copy::ageing(ageing).to_owned());
    let whose = whose.map(|name| format!("Assigned to {name}"));
    ageing.into_iter().chain(whose).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(show: &str, due: &str, after: &str) -> Result<QueueQuery, ApiError> {
        let [show, due, after] = [show, due, after].map(str::to_owned);
        Asked { show, due, after }.query()
    }

    #[test]
    fn an_address_names_a_part_of_the_queue_or_nothing_there_is() {
        let query = asked("mine", "overdue", "").map(|query| (query.assigned, query.ageing));
        assert_eq!(query, Ok((Assigned::Me, Some(Ageing::Overdue))));
        assert_eq!(asked("", "soon", "").err(), Some(ApiError::NotFound));
        assert_eq!(asked("", "", "x").err(), Some(ApiError::NotFound));
    }
}
