//! Files on their way and files received: how far each is, its receipt, or what to do instead.
//!
//! A row keeps its element while its state changes, so that a growing file never takes the focus from its own "Cancel".
//! Names, receipts and digests are whole or marked as shortened; a long name breaks, it is never cut off.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// Where a file stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileState {
    /// It is being sent.
    Uploading {
        /// Bytes that the server has.
        sent: u64,
        /// All its bytes.
        total: u64,
    },
    /// All of it is there and is being looked at.
    Checking,
    /// It is kept.
    Received(Receipt),
    /// It is not kept: what to do instead.
    Refused(String),
}

impl FileState {
    /// Where the file can be opened; empty for nowhere.
    fn href(&self) -> String {
        match self {
            Self::Received(receipt) => receipt.href.clone(),
            _ => String::new(),
        }
    }
}

/// What the plan says of a file it keeps. All of it is words: the server formats them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    /// Pages and size: `6 pages, 402 KB`.
    pub about: String,
    /// When it was received: `2:10 PM CST`.
    pub when: String,
    /// The SHA-256 of its bytes, in hexadecimal; shown in short.
    pub sha256: String,
    /// What it was asked for, or on which channel it came; empty for nothing.
    pub note: String,
    /// Where it can be opened; empty for nowhere.
    pub href: String,
}

/// A list of files.
#[component]
pub fn FileList(
    /// What the files are, for screen readers.
    #[prop(into)]
    label: String,
    /// What just happened to one of them, said by screen readers: `Therapy-notes.pdf received`.
    #[prop(optional, into)]
    news: MaybeProp<String>,
    /// [`FileRow`]s.
    children: Children,
) -> impl IntoView {
    view! {
        <ul class="file-list" aria-label=label>
            {children()}
        </ul>
        <p class="visually-hidden" role="status">{move || news.get()}</p>
    }
    .into_any()
}

/// One file.
#[component]
pub fn FileRow(
    /// Its name.
    #[prop(into)]
    name: String,
    /// Where it stands.
    #[prop(into)]
    state: Signal<FileState>,
    /// What can be done with it now, as small buttons: "Cancel", "Remove", "Choose another".
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let is_refused = Memo::new(move |_| state.with(|state| matches!(state, FileState::Refused(_))));
    let is_uploading = Memo::new(move |_| state.with(|state| matches!(state, FileState::Uploading { .. })));
    let href = Memo::new(move |_| state.with(FileState::href));
    let label = format!("Sending {name}");
    view! {
        <li class="file-row">
            <span class="file-icon" class:file-icon-bad=is_refused>
                {move || view! { <Icon name=if is_refused.get() { IconName::FileX } else { IconName::File } /> }}
            </span>
            <div class="file-words">
                <p class="file-name">{move || file_name(&name, href.get())} " " <span class="file-about">{move || about(state)}</span></p>
                {move || is_uploading.get().then(|| view! { <UploadBar state=state label=label.clone() /> })}
                {move || outcome(state)}
            </div>
            {children.map(|children| view! { <div class="file-actions">{children()}</div> })}
        </li>
    }
    .into_any()
}

#[component]
fn UploadBar(state: Signal<FileState>, label: String) -> impl IntoView {
    let so_far = Memo::new(move |_| match state.get() {
        FileState::Uploading { sent, total } => (sent, total),
        _ => (1, 1),
    });
    view! { <progress aria-label=label value=move || so_far.get().0 max=move || so_far.get().1.max(1)></progress> }
}

/// The name; a link once there is something to open.
fn file_name(name: &str, href: String) -> AnyView {
    let name = name.to_owned();
    if href.is_empty() {
        view! { <strong>{name}</strong> }.into_any()
    } else {
        view! { <a href=href rel="external">{name}</a> }.into_any()
    }
}

/// What stands beside the name.
fn about(state: Signal<FileState>) -> String {
    state.with(|state| match state {
        FileState::Uploading { sent, total } => sent_of(*sent, *total),
        FileState::Checking => "Sent, being checked".to_owned(),
        FileState::Received(receipt) => receipt.about.clone(),
        FileState::Refused(_) => String::new(),
    })
}

/// The receipt, or what to do instead.
fn outcome(state: Signal<FileState>) -> Option<AnyView> {
    state.with(|state| match state {
        FileState::Uploading { .. } | FileState::Checking => None,
        FileState::Received(receipt) => Some(view! { <ReceiptLine receipt=receipt.clone() /> }.into_any()),
        FileState::Refused(why) => Some(
            view! {
                <p class="field-error">
                    <Icon name=IconName::CircleAlert class="icon-small" />
                    <span class="visually-hidden">"Error: "</span>
                    <span>{why.clone()}</span>
                </p>
            }
            .into_any(),
        ),
    })
}

/// "Received …", what for, and the digest in short.
#[component]
pub fn ReceiptLine(
    /// What the plan says of the file.
    receipt: Receipt,
) -> impl IntoView {
    let Receipt { when, sha256, note, .. } = receipt;
    let short = short_digest(&sha256);
    view! {
        <p class="file-receipt">
            <span class="file-received">
                <Icon name=IconName::CircleCheck class="icon-tiny" />
                <span>"Received " {when}</span>
            </span>
            {(!note.is_empty()).then(|| view! { <span>{note}</span> })}
            {(!short.is_empty()).then(|| view! { <span class="one-line" title=sha256>"SHA-256 " {short}</span> })}
        </p>
    }
}

/// The first and the last four digits of a digest: `91be…07d2`.
fn short_digest(digest: &str) -> String {
    match (
        digest.get(..4),
        digest.len().checked_sub(4).and_then(|at| digest.get(at..)),
    ) {
        (Some(first), Some(last)) if digest.len() > 8 => format!("{first}…{last}"),
        _ => digest.to_owned(),
    }
}

/// `8.1 of 12.4 MB`, `310 of 402 KB`.
fn sent_of(sent: u64, total: u64) -> String {
    const MB: u64 = 1024 * 1024;
    let in_unit = |bytes: u64| {
        if total < MB {
            bytes.div_ceil(1024).to_string()
        } else {
            let tenths = bytes.saturating_mul(10) / MB;
            format!("{}.{}", tenths / 10, tenths % 10)
        }
    };
    let unit = if total < MB { "KB" } else { "MB" };
    format!("{} of {} {unit}", in_unit(sent), in_unit(total))
}

#[cfg(test)]
mod tests {
    use super::{sent_of, short_digest};

    #[test]
    fn what_was_sent_is_counted_in_the_unit_of_the_whole() {
        assert_eq!(sent_of(0, 300), "0 of 1 KB");
        assert_eq!(sent_of(310 * 1024, 402 * 1024), "310 of 402 KB");
        assert_eq!(sent_of(8_493_466, 13_003_000), "8.1 of 12.4 MB");
        assert_eq!(sent_of(25 << 20, 25 << 20), "25.0 of 25.0 MB");
    }

    #[test]
    fn a_digest_is_shortened_in_its_middle() {
        assert_eq!(short_digest("91be0000000007d2"), "91be…07d2");
        assert_eq!(short_digest("91be07d2"), "91be07d2");
        assert_eq!(short_digest(""), "");
    }
}
