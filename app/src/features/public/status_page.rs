//! Whether the portal works, for people who wonder whether it is them.

use leptos::prelude::*;
use services::health::Health;

use super::article::Article;
use crate::request::{scope, wording::Wording};
use crate::ui::plan_words::{SupportLine, plan_words};
use crate::ui::tag::{Tag, Tone};
use crate::ui::{IconName, SummaryList, SummaryRow};

/// `/status`
#[component]
pub fn StatusPage() -> impl IntoView {
    let line = plan_words();
    view! {
        <Article title="Status" heading="Status">
            <Suspense>{Suspend::new(now())}</Suspense>
            <p>
                "If a part does not work for you although it works here, call the provider line: " <SupportLine plan=line />
                ". Urgent requests are taken by phone at any time it is answered."
            </p>
        </Article>
    }
}

/// What the health checks say at this moment.
async fn now() -> AnyView {
    // Without a request there is nobody to tell.
    let Ok(scope) = scope() else {
        return ().into_any();
    };
    let health = Health::of(&scope.services).await;
    let time = Wording::of(&scope).time(scope.services.env.now());
    let lead = if health.database && health.sign_in {
        "Everything works."
    } else {
        "Something does not work."
    };
    view! {
        <p class="lead">{lead} " As of " {time} "."</p>
        <SummaryList>
            <SummaryRow label="Requests and decisions">{tag(health.database, "Does not answer")}</SummaryRow>
            <SummaryRow label="Logging in">
                {tag(health.sign_in, if health.database { "Busy: wait a few seconds" } else { "Does not answer" })}
            </SummaryRow>
        </SummaryList>
    }
    .into_any()
}

fn tag(works: bool, otherwise: &'static str) -> impl IntoView {
    if works {
        view! { <Tag tone=Tone::Green icon=IconName::CircleCheck text="Works" /> }
    } else {
        view! { <Tag tone=Tone::Red icon=IconName::CircleX text=otherwise /> }
    }
}
