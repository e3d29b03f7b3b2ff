//! What happened and what was said: the clock, the timeline, messages, and the parts of a case.

use domain::coverage::LineOfBusiness;
use domain::prior_auth::{ItemKind, MessageKind, Status};
use leptos::prelude::*;

use super::super::specimen::{Specimen, State};
use super::actions::due_in;
use super::data::requests;
use super::messages::{Messages, messages};
use crate::error::ApiError;
use crate::ui::status_tag::look;
use crate::ui::{
    AsOf, Breadcrumb, CaseChecklist, CaseDocuments, CaseLines, CaseNote, CaseRuling, CaseSummary, CaseTimeline,
    CaseView, Clock, ClockLine, DocumentRow, Due, ItemRow, LineRow, Panel, RulingView, ThreadPart, Timeline,
    TimelineItem, WhatChanged,
};

/// Clock, timeline, messages, case.
#[component]
pub fn Story() -> impl IntoView {
    view! {
        <Clocks />
        <Specimen id="timeline-part" title="Timeline" parts=&["timeline"]>
            <Panel id="events" title="What happened">
                <Timeline items=events().into_iter().map(|(status, item)| (look(status).0, look(status).1, item)).collect() />
            </Panel>
        </Specimen>
        <Messages />
        <Case />
    }
}

/// A day in milliseconds.
const DAY: i64 = 86_400_000;

/// A clock of seven days, so many days after its start.
fn clock(days: i64, asked: Option<i64>) -> Clock {
    let due = due_in(7 * DAY - days * DAY);
    Clock {
        received_at: due.at - 7 * DAY,
        received: "Fri, Nov 20".to_owned(),
        asked: asked.map(|day| (due.at - 7 * DAY + day * DAY, "Mon, Nov 23".to_owned())),
        due: Due { as_of: 0, ..due },
    }
}

#[component]
fn Clocks() -> impl IntoView {
    view! {
        <Specimen id="clock" title="Clock" parts=&["clock_line"]>
            <State name="Documents were asked for">
                <ClockLine clock=clock(4, Some(3)) />
            </State>
            <State name="The last day">
                <ClockLine clock=clock(6, None) />
            </State>
            <State name="Overdue">
                <ClockLine clock=clock(8, None) />
            </State>
        </Specimen>
    }
}

/// What happened, the latest first.
fn events() -> Vec<(Status, TimelineItem)> {
    let item = |status, title: &str, detail: &str, by: &str, channel: &str, when: &str| {
        let item = TimelineItem {
            title: title.to_owned(),
            detail: detail.to_owned(),
            by: by.to_owned(),
            channel: channel.to_owned(),
            when: when.to_owned(),
            iso: "2026-11-23T17:20:00Z".to_owned(),
        };
        (status, item)
    };
    vec![
        item(
            Status::InformationRequested,
            "Information requested",
            "X-ray report and therapy notes",
            "A. Ortiz, RN",
            "Portal",
            "Mon, Nov 23, 11:20 AM CST",
        ),
        item(
            Status::NurseReview,
            "Review started",
            "",
            "Larkspur",
            "",
            "Mon, Nov 23, 9:02 AM CST",
        ),
        item(
            Status::Submitted,
            "Submitted",
            "Clock started",
            "Front.Desk1",
            "Portal",
            "Fri, Nov 20, 4:10 PM CST",
        ),
    ]
}

fn case() -> Option<CaseView> {
    let row = requests().into_iter().next()?;
    let line = LineRow {
        decision: None,
        authorized: None,
        code: "L1832".to_owned(),
        service: "Knee orthosis, adjustable joints, prefabricated".to_owned(),
        quantity: "1 each".to_owned(),
        when: "Dec 3, 2026 to Jan 31, 2027 · Home (12)".to_owned(),
    };
    Some(CaseView {
        notice: None,
        ruling: Some(ruling()),
        row: crate::ui::CaseRow {
            line_of_business: LineOfBusiness::MedicareAdvantage,
            ..row
        },
        clock: None,
        received_at: "Fri, Nov 20, 4:10 PM CST".to_owned(),
        missed: None,
        due_if_changed: None,
        urgency_reason: None,
        requesting_npi: "1234567893".to_owned(),
        rendering_npi: "1234567893".to_owned(),
        place: "12 Home".to_owned(),
        clinical_summary: "Unstable knee on examination.\nBrace since October without result.".to_owned(),
        diagnoses: vec!["M17.11".to_owned(), "M23.51".to_owned()],
        documents: vec![document()],
        added_later: Vec::new(),
        items: items(),
        answer_by: Some("Nov 25, 2026".to_owned()),
        asking: None,
        messages: messages().into(),
        messages_part: ThreadPart::default(),
        writes: vec![MessageKind::Note],
        form_key: "01EXAMPLE".to_owned(),
        lines: vec![line],
        timeline: events(),
        allowed: Vec::new(),
        may_copy: false,
        as_of: "2:10 PM CST".to_owned(),
    })
}

fn ruling() -> RulingView {
    RulingView {
        title: "Denied".to_owned(),
        reason: "The notes do not show that a less costly brace was tried before this one.".to_owned(),
        citation: "Lumbar-sacral and knee orthoses: 42 CFR 414.234".to_owned(),
        would_change: "Notes of a visit that name what was tried, for how long, and with what result.".to_owned(),
        by: "Dr. Chidi Okafor, MD, orthopedic surgery, Physician reviewer".to_owned(),
        when: "Tue, Nov 24, 2:10 PM CST".to_owned(),
        talk_until: Some("Tue, Dec 8, 2:10 PM CST".to_owned()),
        appeal_until: Some("Thu, Jan 28, 2027, 2:10 PM CST".to_owned()),
        levels: crate::copy::appeal_levels(LineOfBusiness::MedicareAdvantage, 65),
        call: "1-800-555-0150, Monday to Friday, 8 AM to 6 PM".to_owned(),
    }
}

fn items() -> Vec<ItemRow> {
    let item = |place: usize, kind, need: &str, answer: &str| ItemRow {
        id: format!("01EXAMPLE{place}"),
        place,
        kind,
        need: need.to_owned(),
        answer: answer.to_owned(),
        answered: if answer.is_empty() {
            String::new()
        } else {
            "Answered Mon, Nov 23, 9:10 AM CST by Alex Rivera".to_owned()
        },
        is_open: answer.is_empty(),
        version: 1,
        saved: String::new(),
        documents: Vec::new(),
    };
    vec![
        item(1, ItemKind::Document, "The notes of the last visit", ""),
        item(
            2,
            ItemKind::Words,
            "Which brace was tried?",
            "One off the shelf, since October.",
        ),
    ]
}

fn document() -> DocumentRow {
    DocumentRow {
        id: "01EXAMPLE".to_owned(),
        name: "Therapy-notes.pdf".to_owned(),
        state: domain::file::FileState::Received,
        problem: None,
        about: "6 pages, 402 KB".to_owned(),
        when: "Fri, Nov 20, 4:10 PM CST".to_owned(),
        sha256: "91be0c0000000000000000000000000000000000000000000000000000007d07".to_owned(),
        sent_by: "Alex Rivera".to_owned(),
        previews: 0,
    }
}

#[component]
fn Case() -> impl IntoView {
    case().map(|case| {
        let case = Signal::stored(case);
        view! {
            <Specimen id="case" title="The parts of a case" parts=&["case_checklist", "case_parts", "case_ruling", "document", "page", "what_changed"] is_wide=true>
                <Breadcrumb above=vec![("#case", "Prior authorization")] current="PA-7K3Q-9XM2" />
                <AsOf time="2:10 PM CST" />
                <WhatChanged case=case error=Signal::stored(Some(ApiError::Conflict)) />
                <div class="columns">
                    <div class="column-main">
                        <CaseRuling case=case />
                        <CaseChecklist case=case />
                        <CaseLines case=case />
                        <CaseNote case=case />
                        <CaseDocuments case=case />
                        <CaseTimeline case=case />
                    </div>
                    <div class="column-side">
                        <CaseSummary case=case />
                    </div>
                </div>
            </Specimen>
        }
    })
}
