//! From what the use cases read to what the review pages show.

use domain::access::{Permission, Role};
use domain::dashboard::Ageing;
use domain::reference::Reference;
use domain::saved_view::Place;
use services::prior_auth::{self, Assigned, Load, Matching, QueueQuery, Reviewer, matching_queue};
use services::{Caller, Services};

use super::view::{QueuePart, QueueView};
use super::{filters, report};
use crate::error::ApiError;
use crate::request::wording::Wording;
use crate::request::{Asked, case_rows, view_links};
use crate::ui::CaseRow;
use crate::{copy, paths};

/// A page of the queue, with its numbers; `query` is the address's.
pub async fn queue(
    services: &Services,
    caller: &Caller,
    query: &str,
    wording: &Wording,
) -> Result<QueueView, ApiError> {
    let asked = Asked::parse(paths::REVIEW, &filters::NAMES, query);
    let (wanted, errors) = filters::read(&asked)?;
    let reviewers = prior_auth::reviewers(services, caller).await?;
    somebody(&wanted.assigned, &reviewers)?;
    let load = prior_auth::load(services, caller).await?;
    let Matching { number, is_more } = total(services, caller, &wanted, &load).await?;
    let page = prior_auth::queue(services, caller, wanted.clone()).await?;
    let next = page.next.map(|cursor| cursor.to_string());
    Ok(QueueView {
        parts: parts(&load, caller, &asked),
        filters: filters::view(&asked, &reviewers),
        errors,
        views: view_links(services, caller, Place::Queue, &asked).await?,
        may_take: caller.actor.can(Permission::AssignReview),
        may_enter: caller.actor.can(Permission::TakeIn),
        may_give: caller.actor.roles.contains(&Role::Lead),
        report: report::read(query, caller, &reviewers),
        total: number,
        is_more,
        overdue: count(&load, caller, wanted.assigned, Some(Ageing::Overdue)),
        rows: marked(case_rows(page.items, wording), &page.unanswered),
        next: next.map(|after| asked.with(paths::AFTER, &after).address()),
        reviewers: reviewers.into_iter().map(named).collect(),
        as_of: wording.clock(),
    })
}

/// Says at which requests a practice waits for an answer.
fn marked(mut rows: Vec<CaseRow>, unanswered: &[Reference]) -> Vec<CaseRow> {
    for row in &mut rows {
        row.unanswered = unanswered.iter().any(|reference| reference.as_str() == row.reference);
    }
    rows
}

/// A reviewer as an option of a form.
pub fn named(reviewer: Reviewer) -> (String, String) {
    (reviewer.account.as_str().to_owned(), reviewer.name)
}

/// The one reviewer whose cases are asked for has to be one.
fn somebody(assigned: &Assigned, reviewers: &[Reviewer]) -> Result<(), ApiError> {
    match assigned {
        Assigned::To(account) if !reviewers.iter().any(|one| one.account == *account) => Err(ApiError::NotFound),
        _ => Ok(()),
    }
}

/// How many cases the queue holds on all its pages. What is not filtered is counted already.
async fn total(services: &Services, caller: &Caller, query: &QueueQuery, load: &Load) -> Result<Matching, ApiError> {
    if query.is_whole() {
        let number = load.count(caller, query);
        return Ok(Matching { number, is_more: false });
    }
    Ok(matching_queue(services, caller, query).await?)
}

fn count(load: &Load, caller: &Caller, assigned: Assigned, ageing: Option<Ageing>) -> u64 {
    let query = QueueQuery {
        assigned,
        ageing,
        ..QueueQuery::default()
    };
    load.count(caller, &query)
}

/// What can be chosen always: whose cases, and those that have little time left or none.
fn parts(load: &Load, caller: &Caller, asked: &Asked) -> Vec<QueuePart> {
    let only = |name: &str, value: &str| {
        let others = |(other, _): &(&'static str, String)| ![name, paths::AFTER].contains(other);
        asked.one(name) == value && !asked.pairs().iter().any(others)
    };
    let whose = |words: &str, show: &str, assigned| QueuePart {
        words: words.to_owned(),
        href: paths::work_queue(show, "", ""),
        count: count(load, caller, assigned, None),
        is_chosen: only(paths::SHOW, show),
    };
    let pressing = |ageing: Ageing| QueuePart {
        words: copy::ageing(ageing).to_owned(),
        href: paths::work_queue("", ageing.code(), ""),
        count: count(load, caller, Assigned::Anybody, Some(ageing)),
        is_chosen: only(paths::DUE, ageing.code()),
    };
    vec![
        whose("Open", "", Assigned::Anybody),
        whose("Mine", paths::MINE, Assigned::Me),
        whose(copy::NOBODY, paths::NOBODY, Assigned::Nobody),
        pressing(Ageing::Day),
        pressing(Ageing::Overdue),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &str) -> Result<QueueQuery, ApiError> {
        filters::read(&Asked::parse(paths::REVIEW, &filters::NAMES, query)).map(|(query, _)| query)
    }

    #[test]
    fn an_address_names_a_part_of_the_queue_or_nothing_there_is() {
        let query = asked("show=mine&due=overdue").map(|query| (query.assigned, query.ageing));
        assert_eq!(query, Ok((Assigned::Me, Some(Ageing::Overdue))));
        assert_eq!(asked("messages=unanswered").map(|query| query.unanswered), Ok(true));
        assert_eq!(asked("messages=all").err(), Some(ApiError::NotFound));
        assert_eq!(asked("due=soon").err(), Some(ApiError::NotFound));
        assert_eq!(asked("after=x").err(), Some(ApiError::NotFound));
        assert_eq!(asked("urgency=slow").err(), Some(ApiError::NotFound));
    }
}
