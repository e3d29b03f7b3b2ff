//! Buttons and links that look like buttons.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// How much a button weighs. One primary button per region.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing to do here.
    Primary,
    /// Everything else.
    #[default]
    Plain,
    /// Everything else, in rows and at the foot of a list.
    Small,
    /// Text only, for the least.
    Quiet,
    /// The way to a loss, which is asked about before it happens.
    DangerOutline,
    /// The button that confirms a loss. Nothing else is solid red.
    Danger,
}

impl ButtonKind {
    /// The classes of a button of this weight.
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button-primary",
            Self::Plain => "button",
            Self::Small => "button button-small",
            Self::Quiet => "button button-quiet",
            Self::DangerOutline => "button button-danger-outline",
            Self::Danger => "button button-danger",
        }
    }
}

/// A submit button. With a `formaction` the browser posts it by itself (see `page_form`).
#[component]
pub fn Button(
    /// Its weight.
    #[prop(optional)]
    kind: ButtonKind,
    /// The function this button calls instead of its form's, as an address: `page_form::post_target`.
    #[prop(optional, into)]
    formaction: MaybeProp<String>,
    /// The field that the button adds to its form when it is pressed: name and value.
    #[prop(optional)]
    says: Option<(&'static str, String)>,
    /// Set while the form is on its way.
    #[prop(optional, into)]
    pending: Signal<bool>,
    /// Icon before the words.
    #[prop(optional)]
    icon: Option<IconName>,
    /// The words.
    children: Children,
) -> impl IntoView {
    let (name, value) = says.unzip();
    view! {
        <button type="submit" class=kind.class() name=name value=value formaction=move || formaction.try_get().flatten() aria-disabled=move || pending.get().then_some("true")>
            {icon.map(|name| view! { <Icon name=name class="icon-small" /> })}
            {children()}
        </button>
    }
    .into_any()
}

/// Prints the page. Only the client program can: without it the button is not seen, and its place stays.
#[component]
pub fn PrintButton() -> impl IntoView {
    view! {
        <button type="button" class="button print-button" on:click=|_| drop(window().print())>"Print"</button>
    }
}

/// A link that looks like a button.
#[component]
pub fn LinkButton(
    /// Where it goes.
    #[prop(into)]
    href: String,
    /// Its weight.
    #[prop(optional)]
    kind: ButtonKind,
    /// Set for links from signed-in pages to public ones: they are loaded, not routed.
    #[prop(optional)]
    external: bool,
    /// Icon before the words.
    #[prop(optional)]
    icon: Option<IconName>,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <a class=kind.class() href=href rel=external.then_some("external")>
            {icon.map(|name| view! { <Icon name=name class="icon-small" /> })}
            {children()}
        </a>
    }
    .into_any()
}
