//! Buttons, tags, counts and due times.

use domain::prior_auth::Status;
use leptos::prelude::*;

use super::super::specimen::{Row, Specimen, State};
use crate::ui::{Button, ButtonKind, Count, Due, DueTime, IconName, LinkButton, StatusTag, Tag, TimeBar, Tone};

/// What can be pressed, and how things stand.
#[component]
pub fn Actions() -> impl IntoView {
    view! {
        <Buttons />
        <Specimen id="status-tags" title="Status tags: color, icon and words" parts=&["status_tag", "tag"] is_wide=true>
            <Row>{Status::ALL.iter().map(|&status| view! { <StatusTag status=status /> }).collect_view()}</Row>
            <Row>
                <Tag tone=Tone::Violet icon=IconName::Contrast text="In progress" />
                <Tag tone=Tone::Amber icon=IconName::Zap text="Expedited" />
                <Count value=14 />
                <Count value=6 for_you=true />
            </Row>
        </Specimen>
        <DueTimes />
    }
}

#[component]
fn Buttons() -> impl IntoView {
    view! {
        <Specimen id="buttons" title="Buttons" parts=&["button"]>
            <State name="Kinds: one primary button per region">
                <Row>
                    <Button kind=ButtonKind::Primary>"New request"</Button>
                    <Button>"Add documents"</Button>
                    <Button kind=ButtonKind::Quiet>"Clear filters"</Button>
                    <Button icon=IconName::Plus>"With an icon"</Button>
                    <Button kind=ButtonKind::Small>"Small"</Button>
                </Row>
            </State>
            <State name="To a loss, and the one that confirms it">
                <Row>
                    <Button kind=ButtonKind::DangerOutline>"Withdraw"</Button>
                    <Button kind=ButtonKind::Danger>"Withdraw request"</Button>
                </Row>
            </State>
            <State name="On its way">
                <Row>
                    <Button kind=ButtonKind::Primary pending=true>"Submit request"</Button>
                    <Button pending=true>"Save"</Button>
                </Row>
            </State>
            <State name="Links that look like buttons">
                <Row>
                    <LinkButton href="#buttons" kind=ButtonKind::Primary external=true>"Log in"</LinkButton>
                    <LinkButton href="#buttons" icon=IconName::ChevronRight external=true>"Next"</LinkButton>
                    <LinkButton href="#buttons" kind=ButtonKind::Quiet external=true>"Help"</LinkButton>
                </Row>
            </State>
        </Specimen>
    }
}

/// An hour in milliseconds.
const HOUR: i64 = 3_600_000;

/// A due time so many milliseconds away.
pub(super) fn due_in(left: i64) -> Due {
    Due {
        at: left,
        as_of: 0,
        text: "Fri, Nov 27, 4:10 PM CST".to_owned(),
        iso: "2026-11-27T22:10:00Z".to_owned(),
        rule: "Federal, standard: 7 calendar days".to_owned(),
        stands_still: false,
    }
}

#[component]
fn DueTimes() -> impl IntoView {
    view! {
        <Specimen id="due-times" title="Due times" parts=&["due_time"]>
            <Row>
                <State name="Plain">
                    <DueTime due=due_in(139 * HOUR) with_rule=true />
                </State>
                <State name="Under 24 h">
                    <DueTime due=due_in(19 * HOUR + HOUR / 3) />
                    <TimeBar left=due_in(19 * HOUR + HOUR / 3).left() time=72 * HOUR />
                </State>
                <State name="Overdue">
                    <DueTime due=due_in(-21 * HOUR) />
                    <TimeBar left=due_in(-21 * HOUR).left() time=72 * HOUR />
                </State>
                <State name="No time runs">
                    <DueTime due=Due { stands_still: true, ..due_in(139 * HOUR) } />
                </State>
            </Row>
        </Specimen>
    }
}
