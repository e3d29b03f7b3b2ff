//! Phone and hours.

use leptos::prelude::*;

use super::topic::{Topic, question};
use crate::paths::{self, help};
use crate::ui::plan_words::{SupportLine, plan_words};

pub(super) fn topic() -> Topic {
    let answer = view! {
        <p>"Provider line: " <SupportLine plan=plan_words() /></p>
        <ul>
            <li>"Have at hand: your User ID, your practice’s tax ID and, if it is about a request, its reference. It looks like PA-7K3Q-9XM2."</li>
            <li>"A request that is called in has the same deadlines as one from the portal."</li>
            <li>"Nobody at the plan asks for your password. Tell it to nobody."</li>
            <li><a href=paths::ACCESSIBILITY>"Accessibility"</a> " says what to do if something here is in your way."</li>
        </ul>
    };
    Topic {
        at: help::CONTACT,
        title: "Contact",
        questions: vec![question("", "How do I reach the plan?", answer)],
    }
}
