//! What lies above the page or beside it: dialogs, menus, toasts, and the buttons that lead to a loss.

use app::ui::{Button, ButtonKind, Dialog, LinkButton, Menu, MenuButton, MenuLink, Toast};
use leptos::prelude::*;

use super::html;

fn dialog(is_open: bool) -> String {
    html(move || {
        view! {
            <Dialog id="withdraw" title="Withdraw <it>?" text="The plan stops its review." open=Signal::stored(is_open) cancel=|()| ()>
                <div class="actions">
                    <Button kind=ButtonKind::Danger>"Withdraw request"</Button>
                    <LinkButton href="/prior-auth/PA-1">"Keep it"</LinkButton>
                </div>
            </Dialog>
        }
    })
}

#[test]
fn an_open_dialog_is_in_the_page_without_script_and_has_name_and_text() {
    let html = dialog(true);
    assert!(html.contains("<dialog") && html.contains(" open"), "{html}");
    assert!(html.contains(r#"aria-labelledby="withdraw-title""#), "{html}");
    assert!(html.contains(r#"aria-describedby="withdraw-text""#), "{html}");
    assert!(html.contains(r#"id="withdraw-title">Withdraw &lt;it&gt;?"#), "{html}");
    assert!(html.contains(r#"id="withdraw-text">The plan"#), "{html}");
}

#[test]
fn a_closed_dialog_does_not_open_by_itself() {
    assert!(!dialog(false).contains(" open"), "{}", dialog(false));
}

#[test]
fn only_the_button_that_confirms_a_loss_is_solid_red() {
    let classes = |kind| html(move || view! { <Button kind=kind>"x"</Button> });
    assert!(classes(ButtonKind::Danger).contains(r#"class="button button-danger""#));
    assert!(classes(ButtonKind::DangerOutline).contains(r#"class="button button-danger-outline""#));
}

fn menu(still: bool) -> String {
    html(move || {
        view! {
            <Menu id="more" label="More to do" button=|| "More" still=still>
                <MenuLink href="/prior-auth/new?from=PA-1">"Copy to a new request"</MenuLink>
                <form method="post" action="/dashboard?do=session/switch-practice">
                    <MenuButton name="practice" value="\"><b>">"Lakeside"</MenuButton>
                </form>
                <MenuLink href="?ask=withdraw" danger=true>"Withdraw…"</MenuLink>
            </Menu>
        }
    })
}

#[test]
fn a_menu_is_opened_by_the_browser() {
    let html = menu(false);
    assert!(
        html.contains(r#"popovertarget="more""#) && html.contains(r#"popover="auto""#),
        "{html}"
    );
    assert!(
        html.contains(r#"id="more""#) && html.contains(r#"aria-label="More to do""#),
        "{html}"
    );
    assert!(html.contains(r#"type="button""#), "its button sends no form: {html}");
    assert!(!html.contains("<b>"), "{html}");
}

#[test]
fn a_picture_of_a_menu_stands_in_the_page() {
    let html = menu(true);
    assert!(!html.contains("popover"), "{html}");
    assert!(html.contains("menu-still"), "{html}");
}

fn toast(words: Option<&str>) -> String {
    let words = words.map(str::to_owned);
    html(move || view! { <Toast words=Signal::stored(words) undo=|()| () close=|()| () /> })
}

#[test]
fn the_region_of_toasts_is_there_before_anything_is_said() {
    let html = toast(None);
    assert!(html.contains(r#"role="status""#) && !html.contains("button"), "{html}");
}

#[test]
fn a_toast_can_be_undone_and_closed() {
    let html = toast(Some("Filter <b> saved"));
    assert!(html.contains("Filter &lt;b&gt; saved"), "{html}");
    assert!(
        html.contains("Undo") && html.contains(r#"aria-label="Close""#),
        "{html}"
    );
    assert_eq!(html.matches(r#"type="button""#).count(), 2, "{html}");
}
