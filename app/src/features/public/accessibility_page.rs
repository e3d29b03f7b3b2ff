//! The accessibility statement: the standard, how it is tested, what is known to be missing, and whom to tell.

use leptos::prelude::*;

use super::article::Article;
use crate::paths::help;
use crate::ui::plan_words::{SupportLine, plan_words};

/// `/accessibility`
#[component]
pub fn AccessibilityPage() -> impl IntoView {
    view! {
        <Article title="Accessibility" heading="Accessibility">
            <p class="lead">
                "The portal is built to the Web Content Accessibility Guidelines (WCAG) 2.2, level AA. Where it falls short, tell us and we mend it."
            </p>
            <h2>"What you can count on"</h2>
            <ul>
                <li>"Everything works by keyboard, in the order in which one reads, and the focus is always visible."</li>
                <li>"Everything works without JavaScript; with it, pages also renew themselves."</li>
                <li>"Text may be enlarged to 200 %, and pages fit a screen 320 pixels wide without sideways scrolling."</li>
                <li>"Status and urgency are told in words and by an icon, never by colour alone."</li>
                <li>"Light and dark, high contrast and reduced motion follow your system."</li>
                <li>"Logging in asks for no puzzle and nothing to remember or copy. Pasting and password managers work."</li>
                <li>"Two minutes before a session ends, the page asks whether you want to stay, and says so to screen readers. What you saved is kept in any case."</li>
            </ul>
            <h2>"How it is tested"</h2>
            <p>"With every change to the portal, by machine, in the browser Chromium:"</p>
            <ul>
                <li>"every page in its empty, filled and error states with the rules of axe, in light and dark, at desktop and phone width;"</li>
                <li>"every page at 320 pixels, with text at 200 %, in forced colours, and as it prints;"</li>
                <li>"the way from logging in to a request and out again with the keyboard alone."</li>
            </ul>
            <p>"Rules checked by machine find only part of what can be in the way of a person. Pages are looked at by people, too, in light and dark and at three widths."</p>
            <h2>"Known gaps"</h2>
            <ul>
                <li>"No outside audit, and no test by people who use assistive technology every day, has taken place yet. Screen readers were considered in the code, and not yet tried on all pages."</li>
                <li>"Firefox and Safari are expected to work and are not part of the automatic tests."</li>
                <li>"What others wrote or attached, such as a clinical note or a scanned document, is shown as it came. Ask us for it in another form."</li>
                <li>"The portal speaks English only."</li>
            </ul>
            <h2>"If something is in your way"</h2>
            <p>
                "Call the provider line: " <SupportLine plan=plan_words() />
                ". Say on which page it was, and what you use. We take requests by phone, too, and the same deadlines apply. "
                <a href=help::CONTACT>"More about reaching us"</a>
            </p>
            <p class="sub">"Written and last reviewed November 25, 2026."</p>
        </Article>
    }
}
