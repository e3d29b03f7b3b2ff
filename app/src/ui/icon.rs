//! Icons from the self-hosted sprite `public/icons.svg`. An icon is decoration: words always stand beside it.

use leptos::prelude::*;

/// The address of the sprite; provided once by `App`, because it carries the build's hash.
#[derive(Clone, Debug, Default)]
pub struct Sprite(pub String);

macro_rules! icons {
    ($($(#[$doc:meta])* $variant:ident = $id:literal,)*) => {
        /// The symbols of the sprite that the portal uses.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum IconName {
            $($(#[$doc])* #[doc = $id] $variant,)*
        }

        impl IconName {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The id of the symbol in the sprite.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$variant => $id,)*
                }
            }
        }
    };
}

icons! {
    BadgeCheck = "badge-check",
    Ban = "ban",
    Bell = "bell",
    CalendarClock = "calendar-clock",
    Check = "check",
    ChevronDown = "chevron-down",
    ChevronLeft = "chevron-left",
    ChevronRight = "chevron-right",
    ChevronUp = "chevron-up",
    CircleAlert = "circle-alert",
    CircleCheck = "circle-check",
    CircleDashed = "circle-dashed",
    CircleX = "circle-x",
    Clock = "clock",
    Contrast = "contrast",
    Dashboard = "layout-dashboard",
    Ellipsis = "ellipsis",
    Eye = "eye",
    File = "file-text",
    FileWarning = "file-warning",
    FileX = "file-x",
    Help = "circle-question-mark",
    Hourglass = "hourglass",
    Inbox = "inbox",
    Info = "info",
    ListChecks = "list-checks",
    Lock = "lock",
    LogOut = "log-out",
    MessageWarning = "message-square-warning",
    Monitor = "monitor",
    Moon = "moon",
    Paperclip = "paperclip",
    Pencil = "pencil",
    Phone = "phone",
    PhoneCall = "phone-call",
    Plus = "plus",
    Scale = "scale",
    Search = "search",
    Send = "send",
    ShieldCheck = "shield-check",
    Sliders = "sliders-horizontal",
    Sun = "sun",
    TriangleAlert = "triangle-alert",
    Undo = "undo-2",
    Upload = "upload",
    User = "user",
    WifiOff = "wifi-off",
    X = "x",
    Zap = "zap",
}

/// One icon, hidden from screen readers.
#[component]
pub fn Icon(
    /// Which one.
    name: IconName,
    /// A further class: `icon-small`, `icon-large`.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    symbol(name.id(), class)
}

/// The icon with this id of the sprite, for entries whose icon the server names.
pub fn symbol(id: &str, class: &'static str) -> impl IntoView + use<> {
    let sprite = use_context::<Sprite>().unwrap_or_default().0;
    view! {
        <svg class=format!("icon {class}") aria-hidden="true" focusable="false">
            <use href=format!("{sprite}#{id}")></use>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::IconName;

    #[test]
    fn every_icon_is_in_the_sprite() {
        let sprite = include_str!("../../../public/icons.svg");
        for icon in IconName::ALL {
            assert!(sprite.contains(&format!("<symbol id=\"{}\"", icon.id())), "{icon:?}");
        }
    }
}
