//! The front door.

use leptos::prelude::*;

use super::hero_art::HeroArt;
use crate::paths::{self, help};
use crate::ui::plan_words::{PlanWords, SupportLine, plan_words};
use crate::ui::{ButtonKind, Icon, IconName, LinkButton, PageTitle, PublicFrame};

/// `/`
#[component]
pub fn HomePage() -> impl IntoView {
    let plan = plan_words();
    view! {
        <PageTitle title="Home" />
        <PublicFrame>
            <section class="hero">
                <div class="hero-words">
                    <h1>"Know what is needed, what happens next, and by when."</h1>
                    <p class="lead">
                        {format!("The {} portal for practices: prior authorization with every deadline in plain sight.", plan.short_name)}
                    </p>
                    <div class="actions">
                        <LinkButton href=paths::LOGIN kind=ButtonKind::Primary external=true>"Log in"</LinkButton>
                        <LinkButton href=help::NO_ACCOUNT external=true>"Get access for your practice"</LinkButton>
                    </div>
                    <p class="hero-note">"Trouble logging in? " <a href=help::LOG_IN>"See what keeps people out"</a></p>
                </div>
                <HeroArt />
            </section>
            <section class="promises" aria-label="What the portal does">
                <Promise icon=IconName::ShieldCheck title="The rules answer first" link=(help::REQUESTS, "How requests work")>
                    "A service that needs no authorization is answered at once, with a reference to keep. The same rules are used for everybody."
                </Promise>
                <Promise icon=IconName::Clock title="Every clock, explained" link=(help::DEADLINES, "How our deadlines work")>
                    "Each request shows when the decision is due, under which rule, and how much time is left. Where the plan is, with the time zone named."
                </Promise>
                <Promise icon=IconName::ListChecks title="One status, everywhere" link=(help::STATUS, "How to read a status")>
                    "List, case page and timeline say the same, and they renew themselves: an approval is on your screen within a second."
                </Promise>
            </section>
            <Audience plan=plan />
        </PublicFrame>
    }
    .into_any()
}

#[component]
fn Promise(
    icon: IconName,
    title: &'static str,
    link: (&'static str, &'static str),
    children: Children,
) -> impl IntoView {
    let (href, words) = link;
    view! {
        <div>
            <span class="icon-tile">
                <Icon name=icon class="icon-large" />
            </span>
            <h2>{title}</h2>
            <p>{children()}</p>
            <a href=href rel="external">{words}</a>
        </div>
    }
}

/// Who it is for, and what the others do.
#[component]
fn Audience(plan: PlanWords) -> impl IntoView {
    view! {
        <section class="audience" aria-labelledby="audience">
            <h2 id="audience">"Who it is for"</h2>
            <div>
                <h3>"Practices"</h3>
                <p>
                    "Coordinators and clinicians prepare and send requests and see where each one stands. Billing staff and others look things up. Everybody with a User ID of their own."
                </p>
            </div>
            <div>
                <h3>"Reviewers at the plan"</h3>
                <p>"One work queue, the most urgent first. What they decide is on the practice’s screen at once."</p>
            </div>
            <div>
                <h3>"Urgent request and no account?"</h3>
                <p>
                    "Call " <SupportLine plan=plan.clone() /> ". A request by phone has the same deadlines as one from the portal."
                </p>
            </div>
            <div>
                <h3>{format!("New to {}?", plan.short_name)}</h3>
                <p>
                    "Your practice gets access by phone. Have its tax ID and one clinician’s NPI at hand. "
                    <a href=help::NO_ACCOUNT>"How to get an account"</a>
                </p>
            </div>
        </section>
    }
}
