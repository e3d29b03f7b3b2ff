//! The tag of a request's status. Words come from [`crate::copy`], so list, case page and queue never differ.

use domain::prior_auth::Status;
use leptos::prelude::*;

use super::icon::IconName;
use super::tag::{Tag, Tone};
use crate::copy;

/// Status as colour, icon and words; a second tag says what is under way after a denial.
#[component]
pub fn StatusTag(
    /// The status.
    #[prop(into)]
    status: Signal<Status>,
) -> impl IntoView {
    move || {
        let status = status.get();
        let (tone, icon) = look(status);
        view! {
            <span class="status">
                <Tag tone=tone icon=icon text=copy::status(status) />
                {look_after_denial(status).map(|icon| {
                    view! { <Tag tone=Tone::Blue icon=icon text=copy::status_addition(status).unwrap_or_default() /> }
                })}
            </span>
        }
    }
}

/// Tone and icon of a status. Icons differ within a tone, so a tag reads in grey as well.
#[must_use]
pub fn look(status: Status) -> (Tone, IconName) {
    match status {
        Status::Draft | Status::Ready => (Tone::Neutral, IconName::Pencil),
        Status::Submitted => (Tone::Blue, IconName::Send),
        Status::NurseReview | Status::PhysicianReview => (Tone::Blue, IconName::Eye),
        Status::InformationRequested => (Tone::Amber, IconName::MessageWarning),
        Status::ClosedMissingInformation => (Tone::Rust, IconName::FileX),
        Status::Unprocessable => (Tone::Rust, IconName::FileWarning),
        Status::NotRequired => (Tone::Teal, IconName::BadgeCheck),
        Status::AutoApproved | Status::Approved => (Tone::Green, IconName::CircleCheck),
        Status::Extended => (Tone::Green, IconName::CalendarClock),
        Status::PartiallyApproved => (Tone::Olive, IconName::Contrast),
        Status::Modified => (Tone::Olive, IconName::Sliders),
        Status::Denied | Status::PeerToPeerBooked | Status::AppealOpen => (Tone::Red, IconName::CircleX),
        Status::Rescinded => (Tone::Red, IconName::Ban),
        Status::Withdrawn => (Tone::Neutral, IconName::Undo),
        Status::Expired => (Tone::Neutral, IconName::Hourglass),
    }
}

/// The icon of what is under way after a denial.
#[must_use]
pub fn look_after_denial(status: Status) -> Option<IconName> {
    match status {
        Status::PeerToPeerBooked => Some(IconName::PhoneCall),
        Status::AppealOpen => Some(IconName::Scale),
        _ => None,
    }
}
