//! A button that opens a short list of links and buttons: the browser's own popover, which works without the client and
//! closes on Escape or a click beside it.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// A button, and the menu it opens.
#[component]
pub fn Menu(
    /// The id of the menu.
    id: &'static str,
    /// What the menu holds, for screen readers.
    label: &'static str,
    /// Classes of the button.
    #[prop(default = "button")]
    class: &'static str,
    /// What the button says.
    #[prop(into)]
    button: ViewFnOnce,
    /// Whether the menu stands open in the page: for a picture.
    #[prop(optional)]
    still: bool,
    /// [`MenuLink`], [`MenuButton`].
    children: Children,
) -> impl IntoView {
    view! {
        <div class="menu">
            <button type="button" class=class popovertarget=(!still).then_some(id)>
                {button.run()}
                <Icon name=IconName::ChevronDown class="icon-small" />
            </button>
            <div
                class=if still { "menu-list menu-still" } else { "menu-list" }
                id=id
                popover=(!still).then_some("auto")
                role="group"
                aria-label=label
            >
                {children()}
            </div>
        </div>
    }
    .into_any()
}

/// A link in a menu.
#[component]
pub fn MenuLink(
    /// Where it goes.
    #[prop(into)]
    href: String,
    /// Its icon.
    #[prop(optional)]
    icon: Option<IconName>,
    /// Whether it leads to a loss: it stands apart.
    #[prop(optional)]
    danger: bool,
    /// Its words.
    children: Children,
) -> impl IntoView {
    view! {
        <a class="menu-item" class:menu-danger=danger href=href>
            {icon.map(|name| view! { <Icon name=name class="icon-small" /> })}
            <span>{children()}</span>
        </a>
    }
    .into_any()
}

/// A submit button in a menu, of the form around it or inside.
#[component]
pub fn MenuButton(
    /// The name under which its value is posted.
    #[prop(optional)]
    name: Option<&'static str>,
    /// The value posted.
    #[prop(optional, into)]
    value: Option<String>,
    /// Its words.
    children: Children,
) -> impl IntoView {
    view! {
        <button type="submit" class="menu-item" name=name value=value>
            <span>{children()}</span>
        </button>
    }
    .into_any()
}
