//! Words for messages between practice and plan, and for the notes of the plan's people.

use domain::prior_auth::MessageKind;

/// The words of a form in which people write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Writing {
    /// The label of its field.
    pub label: &'static str,
    /// What the field takes.
    pub hint: &'static str,
    /// The words on its button.
    pub button: &'static str,
    /// The way to what was written before.
    pub earlier: &'static str,
    /// The way back from there.
    pub latest: &'static str,
}

/// The form for messages or notes.
#[must_use]
pub fn writing(kind: MessageKind) -> Writing {
    match kind {
        MessageKind::Message => Writing {
            label: "Message",
            hint: "Up to 2,000 characters. It changes no due time and answers no request for information.",
            button: "Send message",
            earlier: "Earlier messages",
            latest: "Latest messages",
        },
        MessageKind::Note => Writing {
            label: "Note",
            hint: "Up to 2,000 characters",
            button: "Save note",
            earlier: "Earlier notes",
            latest: "Latest notes",
        },
    }
}

/// The title of the panel with messages.
pub const MESSAGES: &str = "Messages";
/// The title of the panel with notes.
pub const NOTES: &str = "Internal notes";
/// Who reads what a practice writes.
pub const PLAN_READS: &str = "The plan’s reviewers and everybody in your practice see these.";
/// Who reads what a reviewer writes.
pub const PRACTICE_READS: &str = "The practice sees these.";
/// Who reads notes.
pub const STAFF_READS: &str = "Only the plan's staff see these.";
/// Where no message was written.
pub const NO_MESSAGES: &str = "No messages yet. The other side sees a message at once.";
/// Where no note was written.
pub const NO_NOTES: &str = "No notes yet. Write down what the next reviewer should know.";
/// Of a request about which the practice wrote last.
pub const UNANSWERED: &str = "Unanswered message";
/// The title of a notification about a message.
pub const MESSAGE_RECEIVED: &str = "New message";
