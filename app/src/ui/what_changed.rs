//! After a conflict: the newest thing that happened to a case, which whoever acted had not seen.

use leptos::prelude::*;

use super::banner::Banner;
use super::case_view::CaseView;
use super::tag::Tone;
use crate::error::ApiError;

/// What changed, while `error` is a conflict; else nothing.
#[component]
pub fn WhatChanged(
    /// The case as it is now.
    case: Signal<CaseView>,
    /// Why the last thing tried was refused.
    error: Signal<Option<ApiError>>,
) -> impl IntoView {
    move || {
        let is_conflict = error.with(|error| matches!(error, Some(ApiError::Conflict)));
        let newest = case.with(|case| case.timeline.first().map(|(_, item)| item.clone()));
        newest.filter(|_| is_conflict).map(|item| {
            view! {
                <Banner tone=Tone::Amber title="What changed:">
                    {item.title} ", " {item.by} ", " <time datetime=item.iso>{item.when}</time>
                </Banner>
            }
        })
    }
}
