//! The frame of signed-in pages: sidebar (a bottom bar on phones), top bar with the practice and "Log out", content.
//!
//! The content stands outside of everything that waits for data, so a renewed count never rebuilds the page in it.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::connection::Connection;
use super::lazy_part::{PaletteAsked, lazy_part};
use super::loaded::newest_good;
use super::plan_words::PlanWords;
use super::side_bar::SideBar;
use super::top_bar::TopBar;
use crate::{live, paths};

/// What the frame shows: who is signed in, where, and what waits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameData {
    /// The session the page is rendered for.
    pub session: String,
    /// The name others see.
    pub name: String,
    /// Its initials.
    pub initials: String,
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
    /// How many notifications are new.
    pub news: u64,
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
    let asked = RwSignal::new(0);
    provide_context(PaletteAsked(asked));
    Effect::new(move |_| live::when_palette_is_asked_for(move || asked.update(|times| *times += 1)));
    view! {
        <div class="app">
            <SkipLink />
            <Transition>{newest(data, |data| view! { <TopBar data=data /> }.into_any())}</Transition>
            <Transition>{newest(data, |data| view! { <SideBar data=data /> }.into_any())}</Transition>
            <Connection />
            <main id="main" tabindex="-1">{children()}</main>
        </div>
        {lazy_part(move || asked.get() > 0, |parts| parts.palette, || live::go(paths::SEARCH))}
    }
    .into_any()
}

/// Shows a part of the frame once there is an answer, and keeps it: a server that does not answer for a while takes nothing away, and
/// what is open in it stays open when a later answer comes.
fn newest(data: Answer<FrameData>, show: fn(Signal<FrameData>) -> AnyView) -> impl IntoView {
    Suspend::new(async move {
        let first = data.await.ok();
        let newest = newest_good(data, first);
        let is_there = Memo::new(move |_| newest.with(Option::is_some));
        let data = Signal::derive(move || newest.get().unwrap_or_default());
        move || is_there.get().then(|| show(data))
    })
}

/// The first thing on a page for people who use the keyboard.
#[component]
pub fn SkipLink() -> impl IntoView {
    view! { <a class="skip-link" href="#main" rel="external">"Skip to content"</a> }
}
