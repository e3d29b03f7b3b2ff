//! Server functions of signing in and out.

use leptos::prelude::*;
use leptos::server_fn::codec::Postcard;

use super::view::PasswordLinkView;
use crate::error::ApiError;
use crate::request::PageClient;
use crate::ui::FrameData;

#[cfg(feature = "ssr")]
use {
    crate::request::{RequestScope, guard, respond, scope, wording::plan_words},
    crate::{copy, paths},
    domain::access::{Actor, Permission},
    domain::form::{FieldCode, FormErrors},
    domain::id::PracticeId,
    services::{auth, notification, prior_auth},
};

/// Signs in, sets the session cookie and goes on to `next`, or to the dashboard where `next` is no page of ours.
///
/// # Errors
/// [`ApiError::Form`] for an empty field, [`ApiError::WrongCredentials`], [`ApiError::Busy`] when too many try at once.
#[server(name = LogIn, client = PageClient, output = Postcard, prefix = "/api", endpoint = "auth/log-in")]
pub async fn log_in(
    #[server(default)] user_id: String,
    #[server(default)] password: String,
    #[server(default)] next: String,
) -> Result<(), ApiError> {
    let scope = scope()?;
    respond::answer(complete(&user_id, &password))?;
    let signed_in = respond::answer(auth::sign_in(&scope.services, &user_id, &password, &scope.request).await)?;
    respond::set_cookie(&scope.cookie.set(signed_in.token.expose()));
    respond::see_other(paths::own_path(&next).unwrap_or(paths::DASHBOARD));
    Ok(())
}

/// Ends the session, makes the browser forget its cookie, and goes to the log in page. Without a session it does the rest.
///
/// # Errors
/// [`ApiError::Internal`] when the session could not be ended: then the person stays signed in and must know.
#[server(name = LogOut, client = PageClient, output = Postcard, prefix = "/api", endpoint = "auth/log-out")]
pub async fn log_out() -> Result<(), ApiError> {
    let asked = scope()?;
    let cookie = asked.cookie;
    // Without a session there is nothing to refuse.
    if asked.session.is_ok() {
        let (scope, caller) = guard::signed_in()?;
        respond::answer(auth::sign_out(&scope.services, &caller).await)?;
    }
    respond::set_cookie(&cookie.expire());
    respond::clear_storage();
    respond::see_other(paths::LOGIN);
    Ok(())
}

/// Whose password the one-time link with this token sets. Reading it changes nothing.
///
/// # Errors
/// [`ApiError::NotFound`] where the link does not open (any more).
#[server(name = ShowPasswordLink, client = PageClient, output = Postcard, prefix = "/api", endpoint = "auth/password-link")]
pub async fn password_link(#[server(default)] token: String) -> Result<PasswordLinkView, ApiError> {
    let scope = scope()?;
    let link = respond::answer(auth::open_password_link(&scope.services, &token).await)?;
    Ok(PasswordLinkView {
        user_id: link.user_id,
        min_length: link.min_length,
    })
}

/// Sets a password by the one-time link with this token, forgets whoever is signed in here, and goes to the log in page.
///
/// # Errors
/// [`ApiError::Form`] with the reason the password is refused, [`ApiError::NotFound`] where the link does not open (any more),
/// [`ApiError::Busy`] when too many try at once.
#[server(name = SetPassword, client = PageClient, output = Postcard, prefix = "/api", endpoint = "auth/set-password")]
pub async fn set_password(
    #[server(default)] token: String,
    #[server(default)] new_password: String,
) -> Result<(), ApiError> {
    let scope = scope()?;
    if new_password.is_empty() {
        let empty = FormErrors::one("new_password", FieldCode::Required);
        return Err(respond::refuse(ApiError::Form(empty)));
    }
    respond::answer(auth::set_password(&scope.services, &scope.request, &token, &new_password).await)?;
    respond::set_cookie(&scope.cookie.expire());
    respond::see_other(&paths::login_after_password());
    Ok(())
}

/// Goes on in another practice of the person's, with a new session, on its dashboard.
///
/// # Errors
/// [`ApiError::NotFound`] where the person holds no role, [`ApiError::Unauthenticated`], [`ApiError::Forbidden`] for plan staff.
#[server(name = SwitchPractice, client = PageClient, output = Postcard, prefix = "/api", endpoint = "session/switch-practice")]
pub async fn switch_practice(#[server(default)] practice: String) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::SwitchPractice)?;
    let switched = auth::switch_practice(&scope.services, &caller, &PracticeId::new(practice)).await;
    if let Some(token) = respond::answer(switched)? {
        respond::set_cookie(&scope.cookie.set(token.expose()));
    }
    respond::see_other(paths::DASHBOARD);
    Ok(())
}

/// Who is signed in, where, and what waits for them: for the frame of every signed-in page.
///
/// # Errors
/// [`ApiError::Unauthenticated`], and whatever keeps the counts from being read.
#[server(name = Current, client = PageClient, output = Postcard, prefix = "/api", endpoint = "session/current")]
pub async fn current() -> Result<FrameData, ApiError> {
    let (scope, caller) = guard::signed_in()?;
    let seq = respond::answer(scope.position().await)?;
    let waits = futures::try_join!(
        prior_auth::pressing(&scope.services, &caller),
        notification::count(&scope.services, &caller)
    );
    let waits = respond::answer(waits)?;
    Ok(frame_data(&scope, &caller.actor, &waits, seq))
}

#[cfg(feature = "ssr")]
fn frame_data(scope: &RequestScope, actor: &Actor, (counts, news): &(prior_auth::Counts, u64), seq: i64) -> FrameData {
    let plan = plan_words(&scope.services.plan);
    let roles: Vec<&str> = actor.roles.iter().copied().map(copy::role).collect();
    let elsewhere = scope.outlook.iter().flat_map(|outlook| &outlook.elsewhere);
    FrameData {
        elsewhere: elsewhere
            .map(|(id, name)| (id.as_str().to_owned(), name.clone()))
            .collect(),
        session: actor.session.as_str().to_owned(),
        name: actor.display_name.clone(),
        initials: initials(&actor.display_name),
        user_id: actor.user_id.clone(),
        news: *news,
        place: actor.practice_name.clone().unwrap_or_else(|| plan.name.clone()),
        role: roles.join(", "),
        prior_auth: actor.can(Permission::ReadPriorAuth).then(|| counts.needs(actor)),
        review: actor.can(Permission::ReadReviewQueue).then_some(counts.queue_mine),
        plan,
        seq,
    }
}

/// The first letters of the first and of the last word that is a name: `SL` for `Dr. Susan Lee`, `EO` for `Elena Ortiz, RN`.
#[cfg(feature = "ssr")]
fn initials(name: &str) -> String {
    let name = name.split(',').next().unwrap_or_default();
    let words: Vec<&str> = name.split_whitespace().filter(|word| !word.ends_with('.')).collect();
    let ends = match words.as_slice() {
        [] => [None, None],
        [only] => [Some(only), None],
        [first, .., last] => [Some(first), Some(last)],
    };
    ends.into_iter()
        .flatten()
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(feature = "ssr")]
fn complete(user_id: &str, password: &str) -> Result<(), ApiError> {
    let mut errors = FormErrors::default();
    if user_id.trim().is_empty() {
        errors.push("user_id", FieldCode::Required);
    }
    if password.is_empty() {
        errors.push("password", FieldCode::Required);
    }
    if errors.is_empty() {
        Ok(())
    } else {
        Err(ApiError::Form(errors))
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::{complete, initials};
    use crate::error::ApiError;

    #[test]
    fn initials_are_those_of_the_name_without_titles() {
        for (name, letters) in [
            ("Dana Brooks", "DB"),
            ("Dr. Susan Lee", "SL"),
            ("Elena Ortiz, RN", "EO"),
            ("Ana María de la Cruz", "AC"),
            ("émile", "É"),
            ("", ""),
        ] {
            assert_eq!(initials(name), letters, "{name}");
        }
    }

    #[test]
    fn both_fields_are_asked_for_at_once() {
        let Err(ApiError::Form(errors)) = complete(" ", "") else {
            unreachable!("two fields are empty")
        };
        assert_eq!(errors.0.len(), 2);
        assert!(complete("Front.Desk1", " ").is_ok());
    }
}
