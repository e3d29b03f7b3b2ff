//! How the portal can be used, and whom to tell where it cannot.

use leptos::prelude::*;

use super::article::Article;
use crate::ui::plan_words::{SupportLine, plan_words};

/// `/accessibility`
#[component]
pub fn AccessibilityPage() -> impl IntoView {
    view! {
        <Article title="Accessibility" heading="Accessibility">
            <p class="lead">"The portal is built to WCAG 2.2, level AA. Where it falls short, tell us and we mend it."</p>
            <h2>"What you can count on"</h2>
            <ul>
                <li>"Everything works by keyboard, and the focus is always visible."</li>
                <li>"Everything works without JavaScript; with it, pages also renew themselves."</li>
                <li>"Text may be enlarged to 200 %, and pages fit a screen 320 pixels wide without sideways scrolling."</li>
                <li>"Status is told in words and by an icon, never by colour alone."</li>
                <li>"Light and dark follow your system, and so does reduced motion."</li>
                <li>"Logging in asks for no puzzle. Pasting and password managers work."</li>
            </ul>
            <h2>"If something is in your way"</h2>
            <p>"Call the provider line: " <SupportLine plan=plan_words() /> ". We take requests by phone, too, and the same deadlines apply."</p>
        </Article>
    }
}
