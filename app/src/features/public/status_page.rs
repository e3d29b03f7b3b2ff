//! Whether the portal works, for people who wonder whether it is them.

use leptos::prelude::*;
use services::health::Health;

use super::article::Article;
use crate::error::ApiError;
use crate::paths::{self, help};
use crate::request::{RequestScope, scope, wording::Wording};
use crate::ui::plan_words::{SupportLine, plan_words};
use crate::ui::tag::{Tag, Tone};
use crate::ui::{Banner, ButtonKind, IconName, LinkButton, LogInNote, SummaryList, SummaryRow};

/// `/status`
#[component]
pub fn StatusPage() -> impl IntoView {
    view! {
        <Article title="Status" heading="Status">
            <Suspense>{Suspend::new(now())}</Suspense>
            <div class="actions">
                // The address of this very page.
                <LinkButton href="" external=true>"Look again"</LinkButton>
                <LinkButton href=help::TROUBLE kind=ButtonKind::Quiet external=true>"Help"</LinkButton>
            </div>
            <h2>"If it does not work for you"</h2>
            <p>
                "It may be the browser or the connection: see "
                <a href=help::TROUBLE>"When something does not work"</a>
                ". Or call the provider line: " <SupportLine plan=plan_words() />
                ". Urgent requests are taken by phone at any time it is answered, with the same deadlines."
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
    let time = as_of(&scope);
    view! {
        {verdict(health)}
        <SummaryList>
            <SummaryRow label="Requests and decisions">
                {tag(health.database, "Does not answer")}
                <span class="sub">"Sending, lists, cases, the work queue"</span>
            </SummaryRow>
            <SummaryRow label="Logging in">
                {tag(health.sign_in, if health.database { "Busy: wait a few seconds" } else { "Does not answer" })}
                <span class="sub">"If you are logged in, you can go on working while it is busy"</span>
            </SummaryRow>
            {health.scanner.map(documents)}
        </SummaryList>
        <p class="sub">"Looked at just now, as of " {time} "."</p>
    }
    .into_any()
}

/// Where documents are scanned.
fn documents(works: bool) -> impl IntoView {
    view! {
        <SummaryRow label="Adding documents">
            {tag(works, "Does not work")}
            <span class="sub">"Each is checked for malware first; without that none is taken"</span>
        </SummaryRow>
    }
}

fn verdict(health: Health) -> impl IntoView {
    if health.all() {
        view! { <Banner tone=Tone::Green title="Everything works.">""</Banner> }.into_any()
    } else {
        view! {
            <Banner tone=Tone::Amber title="Something does not work.">
                "The portal’s own checks found it, so it is not you. What you saved or sent is kept. Look again in a minute; for what is urgent, call."
            </Banner>
        }
        .into_any()
    }
}

fn tag(works: bool, otherwise: &'static str) -> impl IntoView {
    if works {
        view! { <Tag tone=Tone::Green icon=IconName::CircleCheck text="Works" /> }
    } else {
        view! { <Tag tone=Tone::Red icon=IconName::CircleX text=otherwise /> }
    }
}

fn as_of(scope: &RequestScope) -> String {
    Wording::of(scope).time(scope.services.env.now())
}

/// The same in one line, on the log in page. A refused password asks nothing of the database for it.
#[component]
pub fn HealthNote() -> impl IntoView {
    view! { <Suspense>{Suspend::new(in_one_line())}</Suspense> }
}

async fn in_one_line() -> Option<impl IntoView> {
    let scope = scope().ok()?;
    let refused = scope.form.as_ref().map(|form| &form.error);
    if refused.is_some_and(|error| !matches!(error, ApiError::Unavailable | ApiError::Internal { .. })) {
        return None;
    }
    let (tone, icon, title) = if Health::of(&scope.services).await.all() {
        (Tone::Green, IconName::Check, "All services work")
    } else {
        (Tone::Amber, IconName::TriangleAlert, "Something does not work")
    };
    Some(view! {
        <LogInNote tone=tone icon=icon title=title>
            "As of " {as_of(&scope)} " · " <a href=paths::STATUS>"Status"</a>
        </LogInNote>
    })
}
