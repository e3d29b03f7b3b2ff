//! What floats above a page, standing still.

use domain::prior_auth::Status;
use leptos::prelude::*;

use super::super::specimen::{Specimen, State};
use crate::ui::{
    Button, ButtonKind, Dialog, IconName, Menu, MenuLink, Palette, PaletteEntry, PaletteGroup, PaletteTarget, Toast,
};

/// Dialog, menu, toast and the command palette.
#[component]
pub fn Floating() -> impl IntoView {
    view! {
        <Overlays />
        <Specimen id="command-palette" title="Command palette, Ctrl K" parts=&["palette"] is_wide=true>
            <State name="With what fits">
                <Palette typed="quin" groups=groups() chosen=0_usize note="4 results" />
            </State>
        </Specimen>
    }
}

#[component]
fn Overlays() -> impl IntoView {
    let words = Signal::stored(Some("Message marked as read".to_owned()));
    view! {
        <Specimen id="dialog-and-menu" title="Dialog, menu, toast" parts=&["dialog", "menu", "toast"]>
            <Dialog
                id="withdraw"
                title="Withdraw PA-9R5T-2GN8?"
                text="The plan stops its review and decides nothing. To ask again you send a new request with a new clock."
                open=Signal::stored(true)
            >
                <div class="actions">
                    <Button kind=ButtonKind::Danger>"Withdraw request"</Button>
                    <Button>"Keep it"</Button>
                </div>
            </Dialog>
            <Menu id="more" label="More to do" button=|| "More" still=true>
                <MenuLink href="#dialog-and-menu" icon=IconName::Plus>"Copy to a new request"</MenuLink>
                <MenuLink href="#dialog-and-menu" icon=IconName::Send>"Send a message"</MenuLink>
                <MenuLink href="#dialog-and-menu" icon=IconName::Undo danger=true>"Withdraw…"</MenuLink>
            </Menu>
            <Toast words=words undo=|()| () close=|()| () still=true />
        </Specimen>
    }
}

fn groups() -> Vec<PaletteGroup> {
    let entry = |icon: &str, title: &str, detail: &str, status| PaletteEntry {
        icon: icon.to_owned(),
        title: title.to_owned(),
        detail: detail.to_owned(),
        status,
        target: PaletteTarget::Page("#command-palette".to_owned()),
    };
    let group = |title: &str, entries| PaletteGroup {
        title: title.to_owned(),
        entries,
    };
    let case = entry(
        "shield-check",
        "PA-7K3Q-9XM2",
        "Marisol Quintero · L1832",
        Some(Status::InformationRequested),
    );
    vec![
        group(
            "Members",
            vec![entry("user", "Quintero, Marisol", "Sep 30, 1957 · LHP100200307", None)],
        ),
        group("Prior authorization", vec![case]),
        group("Do", vec![entry("plus", "New request for Marisol Quintero", "", None)]),
    ]
}
