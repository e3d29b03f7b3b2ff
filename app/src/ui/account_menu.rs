//! The menu behind one's initials: who one is, the account, appearance, help. On a phone it opens from the bar at the bottom.

use leptos::prelude::*;

use super::frame::FrameData;
use super::icon::{Icon, IconName};
use super::theme::ThemeChoice;
use crate::paths;

/// The id of the menu, for whatever opens it.
pub const MENU: &str = "account-menu";

/// The button with the initials, and the menu.
#[component]
pub fn AccountMenu(data: Signal<FrameData>) -> impl IntoView {
    let FrameData {
        name,
        initials,
        user_id,
        role,
        plan,
        ..
    } = data.get_untracked();
    let label = format!("Account of {name}");
    view! {
        <button type="button" class="icon-button top-bar-account" aria-label=label popovertarget=MENU>
            <span class="avatar" aria-hidden="true">{initials}</span>
        </button>
        <div id=MENU popover="auto" class="flyout account-menu">
            <p class="account-menu-who">
                <strong>{name}</strong>
                <span class="sub">{user_id} " · " {role}</span>
            </p>
            <a class="menu-item" href=paths::ACCOUNT>
                <Icon name=IconName::User class="icon-small" />
                "Account"
            </a>
            <ThemeChoice />
            <a class="menu-item" href=paths::HELP rel="external">
                <Icon name=IconName::Help class="icon-small" />
                "Help"
            </a>
            <p class="account-menu-line">"Provider line " <strong>{plan.support_phone}</strong> <br /> {plan.support_hours}</p>
        </div>
    }
    .into_any()
}
