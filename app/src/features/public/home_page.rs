//! The front door.

use leptos::prelude::*;

use super::hero_art::HeroArt;
use crate::paths;
use crate::ui::plan_words::{SupportLine, plan_words};
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
                        <LinkButton href=paths::HELP external=true>"Help"</LinkButton>
                    </div>
                    <p class="hero-note">"No account yet? Call the provider line: " <SupportLine plan=plan /></p>
                </div>
                <HeroArt />
            </section>
            <section class="promises" aria-label="What the portal does">
                <Promise icon=IconName::ShieldCheck title="The rules answer first" link=("/help#requests", "How requests work")>
                    "A service that needs no authorization is answered at once, with a reference to keep. The same rules are used for everybody."
                </Promise>
                <Promise icon=IconName::Clock title="Every clock, explained" link=("/help#deadlines", "How our deadlines work")>
                    "Each request shows when the decision is due and under which rule. Standard requests: 7 days. Expedited: 72 hours."
                </Promise>
                <Promise icon=IconName::ListChecks title="One status, everywhere" link=("/help#log-in", "Help with logging in")>
                    "List, case page and timeline say the same, and they renew themselves: an approval is on your screen within a second."
                </Promise>
            </section>
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
