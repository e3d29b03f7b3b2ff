//! What the pages say about the plan: its name, and how to reach people.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Name and provider line of the plan; provided by the server for its pages, part of the frame's data for the client.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanWords {
    /// `Larkspur Health Plan`
    pub name: String,
    /// `Larkspur`
    pub short_name: String,
    /// The provider line.
    pub support_phone: String,
    /// When it is answered.
    pub support_hours: String,
}

/// The words the server provided; empty where it did not.
#[must_use]
pub fn plan_words() -> PlanWords {
    use_context::<PlanWords>().unwrap_or_default()
}

/// The provider line with its hours, as one line.
#[component]
pub fn SupportLine(
    /// The plan.
    plan: PlanWords,
) -> impl IntoView {
    view! {
        <span>
            <strong class="phone-number">{plan.support_phone}</strong>
            ", "
            {plan.support_hours}
        </span>
    }
}
