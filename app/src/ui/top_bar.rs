//! The top bar of signed-in pages: where one works, search, notifications, account, "Log out".
//!
//! All of it works without the client: menus are the browser's own popovers, the search and the bell lead to pages, and what changes
//! something is a plain post. It is made once: what moves in it are the counts, so an open menu stays open.

use leptos::prelude::*;

use super::account_menu::AccountMenu;
use super::brand::{Brand, PaperHead};
use super::frame::FrameData;
use super::icon::{Icon, IconName};
use super::lazy_part::{PaletteAsked, lazy_part};
use super::menu::{Menu, MenuButton};
use crate::{live, paths};

/// The bar.
#[component]
pub fn TopBar(data: Signal<FrameData>) -> impl IntoView {
    let FrameData {
        plan,
        place,
        role,
        elsewhere,
        ..
    } = data.get_untracked();
    // The plan's own people work at no practice.
    let practice = if place == plan.name {
        String::new()
    } else {
        place.clone()
    };
    view! {
        <PaperHead plan=plan.name practice=practice />
        <header class="top-bar">
            <Brand href=paths::DASHBOARD name=plan.short_name />
            <Place name=place role=role elsewhere=elsewhere />
            <SearchButton />
            <div class="top-bar-end">
                <Bell data=data />
                <AccountMenu data=data />
                // A plain post on purpose: leaving loads a fresh page, and works without the client.
                <form method="post" action=paths::LOG_OUT_ACTION>
                    <button type="submit" class="button">
                        <Icon name=IconName::LogOut class="icon-small" />
                        "Log out"
                    </button>
                </form>
            </div>
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

/// Opens the command palette; without the client it leads to the page that finds the same.
#[component]
fn SearchButton() -> impl IntoView {
    let asked = use_context::<PaletteAsked>();
    view! {
        <form class="top-bar-search" action=paths::SEARCH>
            <button
                type="submit"
                class="search-button"
                aria-keyshortcuts="Control+K Meta+K"
                on:click=move |event| {
                    if let Some(PaletteAsked(asked)) = asked {
                        event.prevent_default();
                        asked.update(|times| *times += 1);
                    }
                }
            >
                <Icon name=IconName::Search class="icon-small" />
                <span>"Search or jump to…"</span>
                <span class="search-keys" aria-hidden="true">
                    <kbd>"Ctrl"</kbd>
                    <kbd>"K"</kbd>
                </span>
            </button>
        </form>
    }
    .into_any()
}

/// What is new: opens a popover, once the client is there; before, it leads to the page.
#[component]
fn Bell(data: Signal<FrameData>) -> impl IntoView {
    let (is_ready, is_opened) = (RwSignal::new(false), RwSignal::new(false));
    Effect::new(move |_| is_ready.set(true));
    let new = Memo::new(move |_| data.with(|data| data.news));
    let number = move || match new.get() {
        100.. => "99+".to_owned(),
        new => new.to_string(),
    };
    let name = move || match new.get() {
        0 => "Notifications".to_owned(),
        _ => format!("Notifications, {} new", number()),
    };
    view! {
        <form class="top-bar-bell" action=paths::NOTIFICATIONS>
            // A button of type "submit" that opens a popover would only ever submit.
            <button
                type=move || if is_ready.get() { "button" } else { "submit" }
                popovertarget=move || is_ready.get().then_some("notices")
                class="icon-button"
                aria-label=name
            >
                <Icon name=IconName::Bell />
                {move || (new.get() > 0).then(|| view! { <span class="bell-count">{number}</span> })}
            </button>
        </form>
        <section id="notices" popover="auto" class="flyout notices" aria-label="Notifications" on:toggle=move |_| is_opened.set(true)>
            {lazy_part(move || is_opened.get(), |parts| parts.notifications, || live::go(paths::NOTIFICATIONS))}
        </section>
    }
    .into_any()
}
