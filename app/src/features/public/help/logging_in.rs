//! What keeps people out.

use domain::access::Side;
use domain::auth::{password_link, session};
use domain::time::TimeDelta;
use leptos::prelude::*;
use services::auth::LATE_FORM_KEPT;

use super::topic::{Question, Topic, question, quoted};
use crate::copy;
use crate::error::{ApiError, SessionLoss};
use crate::paths::{self, help};
use crate::ui::plan_words::{SupportLine, plan_words};

pub(super) fn topic() -> Topic {
    Topic {
        at: help::LOG_IN,
        title: "Logging in",
        questions: vec![
            wrong(),
            locked(),
            too_many(),
            cookies(),
            expired(),
            signed_out(),
            denied(),
            link(),
            no_account(),
        ],
    }
}

fn wrong() -> Question {
    let answer = view! {
        <ul>
            <li>"Capital letters count in both: Front.Desk1 is not front.desk1. Is Caps Lock on?"</li>
            <li>"Press “Show password” and look at what you typed. Spaces count, also one that came along with pasting."</li>
            <li>
                "Still not right? Stop before the User ID is locked, and see "
                <a href=paths::RECOVER_USER_ID>"Forgot User ID?"</a> " or "
                <a href=paths::RECOVER_PASSWORD>"Forgot password?"</a>
            </li>
        </ul>
        <p>"The page never says which of the two is wrong, so that strangers cannot find out who has an account."</p>
    };
    question(help::WRONG, quoted(&copy::refusal(&ApiError::WrongCredentials)), answer)
}

fn locked() -> Question {
    let answer = view! {
        <p>
            "Several tries with a wrong password lock a User ID for a while. The page says until when. Until then not even the right password opens it; trying sooner does no good and no harm."
        </p>
        <ul>
            <li>"Wait until the time that the page says, then log in as usual."</li>
            <li>"Or call the provider line: support can open it at once. " <SupportLine plan=plan_words() /></li>
            <li>"For what is due today: a colleague can send it with a User ID of their own, or call it in."</li>
            <li>"If you did not try to log in, tell support: someone else may be trying."</li>
        </ul>
    };
    question(help::LOCKED, "“This User ID is locked until …”", answer)
}

fn too_many() -> Question {
    let answer = view! {
        <p>
            "Many people, or many tries at one User ID, at the same moment. Nothing was counted against you. Wait the seconds that the page names, then try once more."
        </p>
    };
    question(help::TOO_MANY, "“Too many tries at once”", answer)
}

fn cookies() -> Question {
    let answer = view! {
        <p>"The portal needs one cookie of its own to know that you are logged in, and your browser did not keep it."</p>
        <ul>
            <li>"Allow cookies for this site in the browser’s settings, under Privacy. Cookies of other companies may stay blocked."</li>
            <li>"Using a private window, or an extension that blocks cookies? Try an ordinary window, or switch it off for this site."</li>
            <li>"Then log in again."</li>
        </ul>
    };
    question(help::COOKIES, quoted(copy::COOKIES_OFF), answer)
}

fn expired() -> Question {
    let [practice, plan] = [Side::Provider, Side::Plan].map(session::Policy::for_side);
    let times = format!(
        "After {} minutes without activity, and in any case {} hours after logging in ({} for the plan’s staff), the portal logs you out, so that nobody else goes on in your name.",
        practice.idle.num_minutes(),
        practice.absolute.num_hours(),
        plan.absolute.num_hours(),
    );
    let late = format!(
        "A form that you sent too late is kept for {} minutes: log in again in the same browser, and it is taken up where you left it.",
        LATE_FORM_KEPT.num_minutes(),
    );
    let answer = view! {
        <p>{times}</p>
        <ul>
            <li>{format!("{} minutes before, the page asks. “Stay signed in” is all it takes.", minutes(session::Policy::WARN_BEFORE))}</li>
            <li>"Saved drafts are kept. After logging in you are back on the same page."</li>
            <li>{late}</li>
        </ul>
    };
    let title = copy::problem(&ApiError::Unauthenticated(SessionLoss::Expired)).title;
    question(help::EXPIRED, quoted(title), answer)
}

fn signed_out() -> Question {
    let answer = view! {
        <p>
            "You logged out in another tab or at another computer, or your account was changed: a new password, other roles. Log in again. If none of that was you, call the provider line."
        </p>
    };
    let title = copy::problem(&ApiError::Unauthenticated(SessionLoss::Ended)).title;
    question(help::SIGNED_OUT, quoted(title), answer)
}

fn denied() -> Question {
    let answer = view! {
        <p>
            "You are logged in, and your role does not include this page. An administrator of your practice can give you one that does: the page names who that is. For the plan’s staff, a system administrator can."
        </p>
        <p>
            "Do you work in several practices? Look at the top of the page which one you are in; its name opens the list of the others."
        </p>
    };
    question(help::DENIED, quoted(copy::problem(&ApiError::Forbidden).title), answer)
}

fn link() -> Question {
    let answer = view! {
        <p>
            {format!(
                "A link to set a password works once, and for {} hours; a newer one takes the place of an older one. Copy all of it, up to its last character. If it still does not open, call the provider line for a new one.",
                password_link::FIRST_PASSWORD.num_hours(),
            )}
        </p>
    };
    question(help::LINK, quoted(copy::LINK_GONE), answer)
}

fn no_account() -> Question {
    let answer = view! {
        <p>
            "Call the provider line: " <SupportLine plan=plan_words() />
            ". Have your practice’s tax ID and one clinician’s NPI at hand. Everybody needs a User ID of their own: it is on record who did what."
        </p>
    };
    question(help::NO_ACCOUNT, "I have no account", answer)
}

fn minutes(time: TimeDelta) -> &'static str {
    // In words, for the beginning of a sentence.
    match time.num_minutes() {
        1 => "One",
        2 => "Two",
        _ => "A few",
    }
}
