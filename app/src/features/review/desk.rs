//! What only the plan's people see of a case, from what the use case read.

use domain::access::Role;
use domain::prior_auth::Action;
use domain::reference::Reference;
use services::files::{Found, Gap, Hit, Unsearched};
use services::prior_auth::{self, Before, Criterion, Detail, Line, Reviewer, Workbench};
use services::{Caller, Services};

use super::convert::named;
use super::view::{CriterionView, Desk, DeskLine, DocumentHit, FoundView, HandedOn, ReviewView};
use crate::error::ApiError;
use crate::request::wording::Wording;
use crate::request::{case_rows, case_view, cursor_of, thread_view};
use crate::{copy, paths};

/// Which part of messages and notes an address names.
pub fn before(messages: &str, notes: &str) -> Result<Before, ApiError> {
    Ok(Before {
        messages: cursor_of(messages)?,
        notes: cursor_of(notes)?,
    })
}

/// The case with this reference as its reviewer sees it, with what was written `before` places of its threads.
///
/// # Errors
/// [`ApiError::NotFound`] where there is none.
pub async fn review_view(
    services: &Services,
    caller: &Caller,
    (reference, before): (&Reference, &Before),
    wording: &Wording,
) -> Result<ReviewView, ApiError> {
    let detail = prior_auth::detail_before(services, caller, reference, before).await?;
    let beside = prior_auth::workbench(services, caller, reference).await?;
    let gives = caller.actor.roles.contains(&Role::Lead) && detail.summary.status.is_open();
    let reviewers = if gives {
        prior_auth::reviewers(services, caller).await?
    } else {
        Vec::new()
    };
    Ok(view_of(detail, beside, reviewers, wording))
}

fn view_of(mut detail: Detail, beside: Workbench, reviewers: Vec<Reviewer>, wording: &Wording) -> ReviewView {
    let notes = std::mem::take(&mut detail.notes);
    let (notes, notes_part) = thread_view(notes, &detail.summary.practice_name, wording);
    let desk = Desk {
        notes,
        notes_part,
        criteria: criteria(&beside, &detail, wording),
        without_rule: copy::without_rule(&beside.not_required, &beside.unknown),
        of_member: case_rows(beside.of_member, wording),
        of_practice: case_rows(beside.of_practice, wording),
        hindered: hindered(&detail),
        has_text: detail.documents.iter().any(|document| document.has_text),
        reviewers: reviewers.into_iter().map(named).collect(),
        lines: (1..)
            .zip(&detail.lines)
            .map(|numbered| desk_line(numbered, wording))
            .collect(),
        valid: detail
            .valid_if_approved
            .map(|(first, last)| (wording.day(first), wording.day(last))),
        citations: citations(&detail.lines),
        handed_on: handed_on(&detail, wording),
    };
    ReviewView {
        desk,
        case: case_view(detail, wording),
    }
}

/// Where the words are, as the page shows it.
pub fn found_view(found: Found) -> FoundView {
    FoundView {
        said: copy::places_found(found.hits.len(), found.is_full),
        hits: found.hits.into_iter().map(document_hit).collect(),
        unsearched: found.unsearched.iter().map(unsearched).collect(),
    }
}

fn unsearched(document: &Unsearched) -> String {
    match document.gap {
        Gap::NoText => copy::without_text(&document.name),
        Gap::Broken => copy::text_broken(&document.name),
        Gap::Behind(page) => copy::searched_to(&document.name, page),
    }
}

fn document_hit(hit: Hit) -> DocumentHit {
    let image = hit.has_image.then(|| paths::file_page(hit.file.as_str(), hit.page));
    DocumentHit {
        place: copy::page_of(hit.page, &hit.name),
        image: image.unwrap_or_default(),
        before: hit.before,
        found: hit.found,
        after: hit.after,
    }
}

fn hindered(detail: &Detail) -> Vec<(Action, String)> {
    let holder = detail.summary.assigned_to.as_deref();
    let offers = detail.offers.iter();
    offers
        .filter_map(|offer| Some((offer.action, copy::hindrance(offer.action, offer.hindrance?, holder))))
        .collect()
}

fn desk_line((number, line): (u32, &Line), wording: &Wording) -> DeskLine {
    let service = line.service.as_deref().unwrap_or(copy::UNKNOWN_SERVICE);
    let unit = copy::unit(line.unit);
    let (first, last) = (wording.day(line.from), wording.day(line.to));
    DeskLine {
        title: format!("{number}. {}, {service}", line.code),
        requested: format!("{} {unit}, {first} to {last}", line.quantity),
        quantity: line.quantity.to_string(),
        from: line.from.to_string(),
        to: line.to.to_string(),
    }
}

/// The rules, each with what it asks for and what the request has of it.
fn criteria(beside: &Workbench, detail: &Detail, wording: &Wording) -> Vec<CriterionView> {
    let documents = copy::documents_there(detail.documents.len());
    let attested = beside.attested.as_ref();
    let attested = attested.map(|(by, at)| copy::attested_by(&by.name, &wording.moment(*at)));
    let view = |criterion: &Criterion| {
        let rule = &criterion.rule;
        let to = rule.effective_to.map(|day| wording.day(day));
        CriterionView {
            title: rule.title.clone(),
            codes: criterion.codes.join(", "),
            source: copy::in_force(&rule.source, &wording.day(rule.effective_from), to.as_deref()),
            asks: copy::held_against(rule.attestation, &documents, attested.as_deref()),
            validity: copy::validity(rule.validity),
        }
    };
    beside.criteria.iter().map(view).collect()
}

/// The rules that ask for the authorization of these lines, each once.
fn citations(lines: &[Line]) -> Vec<(String, String)> {
    let mut cited = Vec::new();
    for line in lines {
        if let (Some(rule), Some(source)) = (&line.rule, &line.source) {
            let citation = (format!("{rule}: {source}"), rule.clone());
            if !cited.contains(&citation) {
                cited.push(citation);
            }
        }
    }
    cited
}

fn handed_on(detail: &Detail, wording: &Wording) -> Option<HandedOn> {
    let sent = detail
        .timeline
        .iter()
        .rfind(|entry| entry.action == Action::SendToPhysician)?;
    Some(HandedOn {
        words: sent.detail.reason.clone()?,
        by: copy::done_by(sent.who.clone(), sent.performer),
        when: wording.moment(sent.at),
    })
}
