//! The pages that only the server makes: public ones, and those where one logs in.

use leptos::prelude::*;

use crate::features::auth;
#[cfg(debug_assertions)]
use crate::features::design::DesignPage;
use crate::features::public::{
    AccessDeniedPage, AccessibilityPage, HealthNote, HelpPage, HomePage, NotFoundPage, PrivacyPage,
    RecoverPasswordPage, RecoverUserIdPage, SessionExpiredPage, SignedOutPage, StatusPage,
};
use crate::request::{RequestScope, wording};
use crate::{paths, place, ui};

/// The page at this place.
pub fn here() -> AnyView {
    provide_facts();
    let address = place::use_place().address().get_untracked();
    let path = paths::path_of(&address);
    match path.strip_suffix('/').unwrap_or(path) {
        "" => view! { <HomePage /> }.into_any(),
        paths::LOGIN => view! { <LogInPage /> }.into_any(),
        paths::SET_PASSWORD => view! { <SetPasswordPage /> }.into_any(),
        paths::HELP => view! { <HelpPage /> }.into_any(),
        paths::STATUS => view! { <StatusPage /> }.into_any(),
        paths::PRIVACY => view! { <PrivacyPage /> }.into_any(),
        paths::ACCESSIBILITY => view! { <AccessibilityPage /> }.into_any(),
        paths::RECOVER_USER_ID => view! { <RecoverUserIdPage /> }.into_any(),
        paths::RECOVER_PASSWORD => view! { <RecoverPasswordPage /> }.into_any(),
        paths::SESSION_EXPIRED => view! { <SessionExpiredPage /> }.into_any(),
        paths::SIGNED_OUT => view! { <SignedOutPage /> }.into_any(),
        paths::ACCESS_DENIED => view! { <AccessDeniedPage /> }.into_any(),
        #[cfg(debug_assertions)]
        paths::DESIGN => view! { <DesignPage /> }.into_any(),
        _ => view! { <NotFoundPage /> }.into_any(),
    }
}

/// `/login`: the form of the feature in the public frame that belongs to it.
#[component]
fn LogInPage() -> impl IntoView {
    view! {
        <ui::LogInFrame health=HealthNote>
            <auth::LogInPage />
        </ui::LogInFrame>
    }
}

/// `/set-password`: in the same frame.
#[component]
fn SetPasswordPage() -> impl IntoView {
    view! {
        <ui::LogInFrame>
            <auth::SetPasswordPage />
        </ui::LogInFrame>
    }
}

/// What public pages say: the plan's name and provider line, and whether the reader is signed in.
fn provide_facts() {
    let Some(scope) = use_context::<RequestScope>() else {
        return;
    };
    provide_context(wording::plan_words(&scope.services.plan));
    provide_context(ui::public_frame::IsSignedIn(scope.session.is_ok()));
}
