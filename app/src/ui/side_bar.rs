//! The rooms of the portal: a bar at the side, on phones at the bottom.

use leptos::prelude::*;

use super::account_menu;
use super::brand::Brand;
use super::frame::FrameData;
use super::icon::{Icon, IconName};
use super::tag::Count;
use crate::paths;
use crate::place::use_place;

/// The bar.
#[component]
pub fn SideBar(data: Signal<FrameData>) -> impl IntoView {
    let FrameData {
        plan,
        prior_auth,
        review,
        ..
    } = data.get_untracked();
    let prior_auth = prior_auth.map(|_| {
        let count = Signal::derive(move || data.with(|data| data.prior_auth.unwrap_or_default()));
        view! {
            <NavLink href=paths::PRIOR_AUTH icon=IconName::ShieldCheck words="Prior authorization" short="Prior auth" count=count />
        }
    });
    let review = review.map(|_| {
        let count = Signal::derive(move || data.with(|data| data.review.unwrap_or_default()));
        view! { <NavLink href=paths::REVIEW icon=IconName::Inbox words="Review" count=count /> }
    });
    view! {
        <nav class="side-bar" aria-label="Main">
            <Brand href=paths::DASHBOARD name=plan.short_name.clone() />
            <ul>
                <NavLink href=paths::DASHBOARD icon=IconName::Dashboard words="Dashboard" />
                {prior_auth}
                {review}
                <NavLink href=paths::HELP icon=IconName::Help words="Help" />
                <li class="side-bar-more">
                    <button type="button" popovertarget=account_menu::MENU>
                        <Icon name=IconName::Ellipsis />
                        <span>"More"</span>
                    </button>
                </li>
            </ul>
            <p class="side-bar-foot">
                "Provider line" <br /> <strong>{plan.support_phone}</strong> <br /> {plan.support_hours}
            </p>
        </nav>
    }
    .into_any()
}

/// A link of the bar: the current page, or the room the current page is in.
#[component]
fn NavLink(
    href: &'static str,
    icon: IconName,
    words: &'static str,
    /// In their place on a phone; the words where it is empty.
    #[prop(optional)]
    short: &'static str,
    #[prop(optional, into)] count: Signal<u64>,
) -> impl IntoView {
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
                {(!short.is_empty()).then(|| view! { <span class="side-bar-short" aria-hidden="true">{short}</span> })}
                {move || (count.get() > 0).then(|| view! { <Count value=count.get() for_you=true /> })}
            </a>
        </li>
    }
}
