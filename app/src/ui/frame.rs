//! The frame of signed-in pages: sidebar (a bottom bar on phones), top bar with the practice and "Log out", content.
//!
//! The content stands outside of everything that waits for data, so a renewed count never rebuilds the page in it.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::brand::Brand;
use super::icon::{Icon, IconName};
use super::loaded::newest_good;
use super::menu::{Menu, MenuButton};
use super::plan_words::PlanWords;
use super::tag::Count;
use crate::paths;
use crate::place::use_place;

/// What the frame shows: who is signed in, where, and what waits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameData {
    /// The session the page is rendered for.
    pub session: String,
    /// The User ID.
    pub user_id: String,
    /// The practice, or the plan for its staff.
    pub place: String,
    /// Id and name of each other practice the person may go on in.
    pub elsewhere: Vec<(String, String)>,
    /// The roles in words.
    pub role: String,
    /// Name and provider line of the plan.
    pub plan: PlanWords,
    /// Whether the person may read the practice's requests, and how many of them need something.
    pub prior_auth: Option<u64>,
    /// Whether the person may read the work queue, and how many of its requests are theirs.
    pub review: Option<u64>,
    /// The event sequence the page was rendered at; the live stream goes on from it.
    pub seq: i64,
}

/// The frame around a signed-in page.
#[component]
pub fn Frame(
    /// What it shows.
    data: Answer<FrameData>,
    /// The page.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="app">
            <SkipLink />
            <Transition>{newest(data, |data| view! { <TopBar data=data /> }.into_any())}</Transition>
            <Transition>{newest(data, |data| view! { <SideBar data=data /> }.into_any())}</Transition>
            <main id="main" tabindex="-1">{children()}</main>
        </div>
    }
    .into_any()
}

/// Shows the newest good answer: a server that does not answer for a while takes no part of the frame away.
fn newest(data: Answer<FrameData>, show: fn(FrameData) -> AnyView) -> impl IntoView {
    Suspend::new(async move {
        let first = data.await.ok();
        let newest = newest_good(data, first);
        move || newest.get().map(show)
    })
}

/// The first thing on a page for people who use the keyboard.
#[component]
pub fn SkipLink() -> impl IntoView {
    view! { <a class="skip-link" href="#main" rel="external">"Skip to content"</a> }
}

#[component]
fn TopBar(data: FrameData) -> impl IntoView {
    view! {
        <header class="top-bar">
            <Brand href=paths::DASHBOARD name=data.plan.short_name />
            <Place name=data.place role=data.role elsewhere=data.elsewhere />
            <div class="top-bar-person">
                <Icon name=IconName::User class="icon-small" />
                <span>{data.user_id}</span>
            </div>
            // A plain post on purpose: leaving loads a fresh page, and works without the client.
            <form method="post" action=paths::LOG_OUT_ACTION>
                <button type="submit" class="button">
                    <Icon name=IconName::LogOut class="icon-small" />
                    "Log out"
                </button>
            </form>
        </header>
    }
    .into_any()
}

/// Where the person works, and the way to the other practices, if there are any.
#[component]
fn Place(name: String, role: String, elsewhere: Vec<(String, String)>) -> impl IntoView {
    let words = view! {
        <strong>{name}</strong>
        <span>{role}</span>
    };
    if elsewhere.is_empty() {
        return view! { <div class="top-bar-place">{words}</div> }.into_any();
    }
    let choices = elsewhere
        .into_iter()
        .map(|(id, name)| view! { <MenuButton name="practice" value=id>{name}</MenuButton> })
        .collect_view();
    let words = move || view! { <span>{words}</span> };
    view! {
        <div class="top-bar-place">
            <Menu id="practices" label="Other practices" class="place-switch" button=words>
                // A plain post: it works without the client, and another practice is a fresh page.
                <form method="post" action=paths::SWITCH_PRACTICE_ACTION>
                    <p class="menu-note">"Go on in another practice"</p>
                    {choices}
                </form>
            </Menu>
        </div>
    }
    .into_any()
}

#[component]
fn SideBar(data: FrameData) -> impl IntoView {
    let plan = data.plan;
    view! {
        <nav class="side-bar" aria-label="Main">
            <Brand href=paths::DASHBOARD name=plan.short_name.clone() />
            <ul>
                <NavLink href=paths::DASHBOARD icon=IconName::Dashboard words="Dashboard" count=0 />
                {data
                    .prior_auth
                    .map(|count| {
                        view! {
                            <NavLink
                                href=paths::PRIOR_AUTH
                                icon=IconName::ShieldCheck
                                words="Prior authorization"
                                count=count
                            />
                        }
                    })}
                {data
                    .review
                    .map(|count| {
                        view! { <NavLink href=paths::REVIEW icon=IconName::Inbox words="Review" count=count /> }
                    })}
                <NavLink href=paths::HELP icon=IconName::Help words="Help" count=0 />
            </ul>
            <p class="side-bar-foot">
                "Provider line" <br /> <strong>{plan.support_phone}</strong> <br /> {plan.support_hours}
            </p>
        </nav>
    }
    .into_any()
}

/// A link of the sidebar: the current page, or the room the current page is in.
#[component]
fn NavLink(href: &'static str, icon: IconName, words: &'static str, count: u64) -> impl IntoView {
    let address = use_place().address();
    let current = move || {
        address.with(|address| match paths::path_of(address).strip_prefix(href) {
            Some("" | "/") => Some("page"),
            Some(below) if below.starts_with('/') => Some("true"),
            _ => None,
        })
    };
    let is_public = !paths::is_signed_in(href);
    view! {
        <li>
            <a href=href rel=is_public.then_some("external") aria-current=current>
                <Icon name=icon />
                <span>{words}</span>
                {(count > 0).then(|| view! { <Count value=count for_you=true /> })}
            </a>
        </li>
    }
}
