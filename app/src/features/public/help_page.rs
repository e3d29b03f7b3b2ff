//! Help: first what keeps people out, then how requests and deadlines work.

use leptos::prelude::*;

use super::article::Article;
use crate::paths;
use crate::ui::plan_words::{SupportLine, plan_words};

/// `/help`
#[component]
pub fn HelpPage() -> impl IntoView {
    view! {
        <Article title="Help" heading="Help">
            <p class="lead">"Provider line: " <SupportLine plan=plan_words() /> ". Urgent requests are taken by phone, too."</p>
            <p>"Nothing works? " <a href=paths::STATUS rel="external">"Status"</a> " says whether it is the portal."</p>
            <nav aria-label="On this page">
                <ul>
                    <li><a href="#log-in">"Logging in"</a></li>
                    <li><a href="#requests">"Requests"</a></li>
                    <li><a href="#deadlines">"Deadlines"</a></li>
                </ul>
            </nav>
            <LoggingIn />
            <Requests />
            <Deadlines />
        </Article>
    }
}

#[component]
fn LoggingIn() -> impl IntoView {
    view! {
        <h2 id="log-in">"Logging in"</h2>
        <h3>"It says that User ID or password is not right"</h3>
        <p>
            "Capital letters count in both: Front.Desk1 is not front.desk1. “Show password” lets you look at what you typed. See also "
            <a href=paths::RECOVER_USER_ID rel="external">"Forgot User ID?"</a>
            " and "
            <a href=paths::RECOVER_PASSWORD rel="external">"Forgot password?"</a>
        </p>
        <h3>"It says that there were too many tries, or that the User ID is locked"</h3>
        <p>"The page says how long to wait. Trying again sooner does not help. Until then, call the provider line for what cannot wait."</p>
        <h3>"I am back at “Log in” at once"</h3>
        <p>"Your browser has to keep the portal’s cookie. Allow cookies for this site, or leave private browsing, then log in again."</p>
        <h3>"It says “Session expired”"</h3>
        <p>"After a time without activity the portal logs you out, so that nobody else goes on in your name. Saved drafts are kept."</p>
        <h3>"Which browsers work"</h3>
        <p>"Any current browser. Without JavaScript everything still works; pages then do not renew themselves."</p>
    }
}

#[component]
fn Requests() -> impl IntoView {
    view! {
        <h2 id="requests">"Requests"</h2>
        <h3>"Does a service need authorization?"</h3>
        <p>
            "Submit it and you know at once: if no rule of the plan lists the code, the answer is “No authorization required”, with a reference to keep. A code the portal does not know goes to a reviewer."
        </p>
        <h3>"Where does my request stand?"</h3>
        <p>
            "Its page says so in one tag, with what happens next and by when. The page renews itself: an approval shows within a second. Below, the timeline lists who did what."
        </p>
        <h3>"I sent the form twice"</h3>
        <p>"Nothing happened twice: the same form leads to the same request."</p>
        <h3>"Is an approval a promise to pay?"</h3>
        <p>"No. It says that the service is covered if the member is, on the day, and if it is given as requested."</p>
    }
}

#[component]
fn Deadlines() -> impl IntoView {
    view! {
        <h2 id="deadlines">"Deadlines"</h2>
        <p>"The clock starts when the plan first receives the request, on any channel. Each request shows its own due time and the rule behind it."</p>
        <ul>
            <li>"Expedited: 72 hours. Hours are hours: nights, weekends and holidays count."</li>
            <li>"Standard: 7 calendar days, at the same time of day."</li>
            <li>"A request for information does not stop these federal clocks."</li>
        </ul>
        <p>"Expedited is for when waiting could seriously harm the member’s life, health, or ability to regain full function. Say why in the request."</p>
    }
}
