//! From what the use cases read to what pages show of a request: words for codes, times in the plan's zone.

use domain::codes::PlaceOfService;
use domain::prior_auth::{Action, AnswerTime, Channel, Status, Urgency};
use domain::reference::Reference;
use domain::time::to_millis;
use services::files::Document;
use services::prior_auth::{Cursor, Detail, EventDetail, Item, Line, Summary, TimelineEntry};

use super::clock_notices::{missed, notice};
use super::message_view::thread_view;
use super::ruling_view::{authorized, ruling_view};
use super::wording::{Wording, iso};
use crate::copy;
use crate::error::ApiError;
use crate::ui::{AskingView, CaseRow, CaseView, Clock, DocumentRow, ItemRow, LineRow, TimelineItem};

/// The reference a page's address names. One that cannot exist is simply not found.
///
/// # Errors
/// [`ApiError::NotFound`].
pub fn reference_of(text: &str) -> Result<Reference, ApiError> {
    Reference::parse(text).map_err(|_| ApiError::NotFound)
}

/// The place in a list that an address names; none where it names none.
///
/// # Errors
/// [`ApiError::NotFound`].
pub fn cursor_of(after: &str) -> Result<Option<Cursor>, ApiError> {
    match after {
        "" => Ok(None),
        text => Cursor::parse(text).map(Some).ok_or(ApiError::NotFound),
    }
}

/// Requests in a list.
#[must_use]
pub fn case_rows(summaries: Vec<Summary>, wording: &Wording) -> Vec<CaseRow> {
    summaries
        .into_iter()
        .map(|summary| case_row(summary, wording))
        .collect()
}

fn case_row(summary: Summary, wording: &Wording) -> CaseRow {
    let due = wording.due_of(&summary);
    let valid = summary.valid_from.zip(summary.valid_to);
    CaseRow {
        reference: summary.reference.as_str().to_owned(),
        status: summary.status,
        version: summary.version,
        member: summary.member_name,
        member_number: summary.member_number,
        code: summary.code,
        service: summary.service.unwrap_or_default(),
        expedited: summary.urgency == Urgency::Expedited,
        line_of_business: summary.line_of_business,
        practice: copy::practice_name(summary.practice_name),
        received: wording.short(summary.received_at),
        decided: summary.decided_at.map(|at| wording.short(at)),
        due,
        assigned_to: summary.assigned_to,
        is_mine: summary.is_mine,
        unanswered: false,
        authorization: summary.authorization_number,
        valid: valid.map(|(from, to)| format!("{} to {}", wording.day(from), wording.day(to))),
    }
}

/// A request on its own page.
#[must_use]
pub fn case_view(detail: Detail, wording: &Wording) -> CaseView {
    let clock = clock(&detail, wording);
    let answer_by = answer_by(&detail, wording);
    let ruling = ruling_view(&detail, wording);
    let notice = notice(&detail, wording);
    let missed = missed(&detail, wording);
    let is_mixed = matches!(detail.summary.status, Status::PartiallyApproved | Status::Modified);
    let asking = detail.answer_time.map(|time| asking(&time, &detail, wording));
    let (messages, messages_part) = thread_view(detail.messages, &detail.summary.practice_name, wording);
    let items = item_rows(detail.items, detail.summary.status, wording);
    let place = PlaceOfService::parse(&detail.place_of_service);
    let place = place.map_or(detail.place_of_service, |place| {
        format!("{} ({})", place.name(), place.as_str())
    });
    CaseView {
        clock,
        ruling,
        notice,
        missed,
        due_if_changed: detail.due_if_changed.map(|at| wording.moment(at)),
        received_at: wording.moment(detail.summary.received_at),
        row: case_row(detail.summary, wording),
        urgency_reason: detail.urgency_reason,
        requesting_npi: detail.requesting_npi,
        rendering_npi: detail.rendering_npi,
        place,
        clinical_summary: detail.clinical_summary,
        diagnoses: detail.diagnoses,
        documents: document_rows(detail.documents, wording),
        lines: detail
            .lines
            .into_iter()
            .map(|line| line_row(line, is_mixed, wording))
            .collect(),
        added_later: document_rows(detail.added_later, wording),
        items,
        answer_by,
        asking,
        messages,
        messages_part,
        writes: detail.writes,
        form_key: detail.form_key,
        timeline: detail
            .timeline
            .into_iter()
            .rev()
            .map(|entry| (entry.to, timeline_item(entry, wording)))
            .collect(),
        allowed: detail.allowed,
        may_copy: false,
        as_of: wording.clock(),
    }
}

/// The last day to answer what was asked last, while an answer is awaited.
fn answer_by(detail: &Detail, wording: &Wording) -> Option<String> {
    let is_awaited = detail.summary.status == Status::InformationRequested;
    let asked = detail
        .timeline
        .iter()
        .rfind(|entry| entry.action == Action::AskForInformation)
        .filter(|_| is_awaited)?;
    asked.detail.answer_by.map(|day| wording.day(day))
}

/// The clock of a decision that is due, with the last time documents were asked for.
fn clock(detail: &Detail, wording: &Wording) -> Option<Clock> {
    let received_at = detail.summary.received_at;
    let asked = detail
        .timeline
        .iter()
        .rfind(|entry| entry.action == Action::AskForInformation);
    wording.due_of(&detail.summary).map(|due| Clock {
        received_at: to_millis(received_at),
        received: wording.short(received_at),
        asked: asked.map(|entry| (to_millis(entry.at), wording.short(entry.at))),
        due,
    })
}

/// What may be asked: by when, and what the clock does meanwhile. It never promises a pause that its rule does not give.
fn asking(time: &AnswerTime, detail: &Detail, wording: &Wording) -> AskingView {
    let due = detail.summary.due_at.map(|at| wording.moment(at)).unwrap_or_default();
    AskingView {
        answer_by: time.usual.to_string(),
        between: format!("From {} to {}", wording.day(time.first), wording.day(time.last)),
        clock: copy::clock_while_asking(time.clock_waits, &due),
    }
}

/// Questions; those of the latest one wait for an answer while the request does.
fn item_rows(items: Vec<Item>, status: Status, wording: &Wording) -> Vec<ItemRow> {
    let latest = items.first().map(|item| item.asked_in);
    let row = |item: Item| ItemRow {
        is_open: status == Status::InformationRequested && item.answered_at.is_none() && latest == Some(item.asked_in),
        answered: item.answered_at.map_or_else(String::new, |at| {
            copy::answered(&wording.moment(at), &item.answered_by.unwrap_or_default())
        }),
        saved: item
            .saved
            .map_or_else(String::new, |(who, at)| copy::saved_by(&who, &wording.moment(at))),
        id: item.id,
        place: item.place,
        kind: item.kind,
        need: item.need,
        answer: item.answer.unwrap_or_default(),
        version: item.version,
        documents: document_rows(item.documents, wording),
    };
    items.into_iter().map(row).collect()
}

/// Documents in a list.
#[must_use]
pub fn document_rows(documents: Vec<Document>, wording: &Wording) -> Vec<DocumentRow> {
    documents
        .into_iter()
        .map(|document| document_row(document, wording))
        .collect()
}

fn document_row(document: Document, wording: &Wording) -> DocumentRow {
    let size = document.size.map(copy::file_size).unwrap_or_default();
    let about = match document.pages {
        Some(1) => format!("1 page, {size}"),
        Some(pages) => format!("{pages} pages, {size}"),
        None => size,
    };
    DocumentRow {
        id: document.id.as_str().to_owned(),
        name: document.name,
        state: document.state,
        problem: document.problem,
        about,
        when: wording.moment(document.at),
        sha256: document.sha256.unwrap_or_default(),
        sent_by: document.sent_by,
        previews: document.previews,
    }
}

/// A line says what was decided about it where the request as a whole does not say it.
fn line_row(line: Line, is_mixed: bool, wording: &Wording) -> LineRow {
    LineRow {
        decision: line.decision.filter(|_| is_mixed),
        authorized: authorized(&line, wording).filter(|_| is_mixed),
        code: [line.code]
            .into_iter()
            .chain(line.modifiers)
            .collect::<Vec<_>>()
            .join(" "),
        service: line.service.unwrap_or_else(|| copy::UNKNOWN_SERVICE.to_owned()),
        quantity: format!("{} {}", line.quantity, copy::unit(line.unit)),
        when: format!("{} to {}", wording.day(line.from), wording.day(line.to)),
    }
}

fn timeline_item(entry: TimelineEntry, wording: &Wording) -> TimelineItem {
    TimelineItem {
        title: title(&entry, wording),
        detail: carried(entry.action, (entry.detail, entry.channel), wording),
        by: copy::done_by(entry.who, entry.performer),
        channel: copy::channel(entry.channel).to_owned(),
        when: wording.moment(entry.at),
        iso: iso(entry.at),
    }
}

/// What happened; of what came on another way than the portal, on which and when.
fn title(entry: &TimelineEntry, wording: &Wording) -> String {
    let arrived = entry.detail.arrived_at.and_then(domain::time::from_millis);
    match (entry.action, arrived) {
        (Action::Enter, _) => copy::entered(entry.channel),
        (Action::JoinDocument, Some(at)) => copy::joined(entry.channel, &wording.moment(at)),
        (action, _) => copy::happened(action).to_owned(),
    }
}

/// What an event carried, in words: the person's own, or what it was about, or how much was asked and by when.
fn carried(action: Action, (detail, channel): (EventDetail, Channel), wording: &Wording) -> String {
    let asked = || match (action, detail.items, detail.answer_by) {
        (Action::AskForInformation, Some(items), Some(day)) => Some(copy::items_asked(items, &wording.day(day))),
        _ => None,
    };
    let given_to = || detail.given_to.as_ref().map(|to| copy::given_to(&to.name));
    let arrived = || {
        let at = detail.arrived_at.and_then(domain::time::from_millis);
        at.map(|at| copy::received(channel, &wording.moment(at)))
    };
    let due = || {
        let at = detail.due_at.and_then(domain::time::from_millis)?;
        let reason = detail.reason.as_deref().unwrap_or_default();
        Some(copy::due_since(&wording.moment(at), reason))
    };
    let said = || detail.reason.clone().or(detail.about.clone());
    let taken_from = detail.taken_from.as_ref();
    let taken = taken_from.map(|from| copy::entered_for(&from.name, detail.reason.as_deref().unwrap_or_default()));
    let words = taken
        .or_else(due)
        .or_else(said)
        .or_else(given_to)
        .or_else(arrived)
        .or_else(asked)
        .unwrap_or_default();
    if detail.said_by_clinician {
        copy::said_by_clinician(&words)
    } else {
        words
    }
}
