//! Light or dark: as the device says, or as the person chose.
//!
//! The choice is kept in a cookie, so that the server writes `<html data-theme>` with the first byte: no page flashes in the other
//! colours, and pages without scripts follow it, too. Choosing posts a plain form; where the client runs, it does the same at once
//! and nothing is loaded again.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use crate::paths;
use crate::place::use_place;

/// The cookie that keeps the choice.
pub const COOKIE: &str = "portico_theme";
/// The name of the form's field.
pub const FIELD: &str = "theme";
/// The name of the field that says which page the form stands on.
pub const BACK: &str = "back";

/// What a person chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the device is set.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The word kept in the cookie.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The choice of a word; anybody may write anything into a cookie, and what is no choice is none.
    #[must_use]
    pub fn parse(code: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|theme| theme.code() == code)
            .unwrap_or_default()
    }

    /// The value of `<html data-theme>`; absent where the device decides.
    #[must_use]
    pub fn attribute(self) -> Option<&'static str> {
        (self != Self::System).then(|| self.code())
    }

    /// What `color-scheme` says to the browser before the style sheet is there.
    #[must_use]
    pub const fn color_scheme(self) -> &'static str {
        match self {
            Self::System => "light dark",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The cookie that keeps the choice for a year. A script may read it, and write it.
    #[must_use]
    pub fn cookie(self, is_secure: bool) -> String {
        let secure = if is_secure { "; Secure" } else { "" };
        format!(
            "{COOKIE}={}; Path=/; SameSite=Lax; Max-Age=31536000{secure}",
            self.code()
        )
    }

    fn words(self) -> (IconName, &'static str) {
        match self {
            Self::System => (IconName::Monitor, "System"),
            Self::Light => (IconName::Sun, "Light"),
            Self::Dark => (IconName::Moon, "Dark"),
        }
    }
}

/// "Appearance": three buttons, one of them pressed.
#[component]
pub fn ThemeChoice() -> impl IntoView {
    let here = use_place().address();
    let chosen = RwSignal::new(current());
    let button = move |theme: Theme| {
        let (icon, words) = theme.words();
        view! {
            <button
                type="submit"
                name=FIELD
                value=theme.code()
                aria-pressed=move || if chosen.get() == theme { "true" } else { "false" }
                on:click=move |event| {
                    if choose(theme) {
                        event.prevent_default();
                        chosen.set(theme);
                    }
                }
            >
                <Icon name=icon class="icon-tiny" />
                {words}
            </button>
        }
    };
    view! {
        <div role="group" aria-label="Appearance"><form class="theme-choice" method="post" action=paths::SET_THEME_ACTION>
            <input type="hidden" name=BACK value=here />
            {Theme::ALL.map(button).collect_view()}
        </form></div>
    }
    .into_any()
}

/// The choice that this page was written for.
#[cfg(feature = "ssr")]
fn current() -> Theme {
    use_context::<crate::request::RequestScope>()
        .map(|scope| scope.theme)
        .unwrap_or_default()
}

/// The choice that this page was written for, or made since.
#[cfg(not(feature = "ssr"))]
fn current() -> Theme {
    let html = document().document_element();
    Theme::parse(
        &html
            .and_then(|html| html.get_attribute("data-theme"))
            .unwrap_or_default(),
    )
}

/// Applies and keeps a choice. `false` where the form has to do that.
#[cfg(feature = "hydrate")]
fn choose(theme: Theme) -> bool {
    use wasm_bindgen::JsCast as _;
    let document = document();
    let (Some(html), Ok(with_cookies)) = (
        document.document_element(),
        document.dyn_into::<leptos::web_sys::HtmlDocument>(),
    ) else {
        return false;
    };
    let is_secure = window()
        .location()
        .protocol()
        .is_ok_and(|protocol| protocol == "https:");
    let applied = match theme.attribute() {
        Some(code) => html.set_attribute("data-theme", code),
        None => html.remove_attribute("data-theme"),
    };
    applied
        .and_then(|()| with_cookies.set_cookie(&theme.cookie(is_secure)))
        .is_ok()
}

#[cfg(not(feature = "hydrate"))]
fn choose(_theme: Theme) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::Theme;

    #[test]
    fn what_is_no_choice_is_left_to_the_device() {
        for theme in Theme::ALL {
            assert_eq!(Theme::parse(theme.code()), theme);
        }
        for code in ["", "Dark", "dark\"><script>", "light dark"] {
            assert_eq!(Theme::parse(code), Theme::System, "{code}");
        }
    }

    #[test]
    fn the_cookie_is_for_all_pages_and_sent_over_tls_alone_where_there_is_tls() {
        assert_eq!(
            Theme::Dark.cookie(true),
            "portico_theme=dark; Path=/; SameSite=Lax; Max-Age=31536000; Secure"
        );
        assert!(!Theme::Light.cookie(false).contains("Secure"));
    }
}
