//! What practice and plan write to each other about a request, and what the plan's people note for themselves.
//!
//! Neither changes the request: not its state, not its version, not its clock. Where an answer has to come before the
//! decision there is the request for information; a message is for everything else.

use super::status::Status;
use super::words;
use crate::access::{Actor, Permission, Role, Side};
use crate::form::FormErrors;

coded! {
    /// For whom something is written.
    pub enum MessageKind {
        /// For both sides.
        Message = "message",
        /// For the plan's people alone.
        Note = "note",
    }
}

impl MessageKind {
    /// The name of the HTML input in which it is typed.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Note => "note",
        }
    }

    /// What it takes to write it on one side: the right to work on the request; nothing suffices where that side writes none.
    pub const fn needs(self, side: Side) -> Option<Permission> {
        match (self, side) {
            (Self::Message, Side::Provider) => Some(Permission::WritePriorAuth),
            (Self::Message | Self::Note, Side::Plan) => Some(Permission::AssignReview),
            (Self::Note, Side::Provider) => None,
        }
    }

    /// Whether people on this side read it, if they may read the request at all.
    pub const fn is_read_on(self, side: Side) -> bool {
        match self {
            Self::Message => true,
            Self::Note => matches!(side, Side::Plan),
        }
    }

    /// The role in which somebody writes it about a request in this state; none where they may not.
    pub fn written_as(self, actor: &Actor, status: Status) -> Option<Role> {
        let needed = self.needs(actor.side())?;
        actor.role_for(needed).filter(|_| takes_messages(status))
    }

    /// Reads what was typed: from 1 to [`words::MAX_WORDS`] characters, line breaks kept.
    ///
    /// # Errors
    /// There is nothing, or too much.
    pub fn read(self, typed: &str) -> Result<String, FormErrors> {
        words::required(self.field(), typed)
    }
}

/// Whether something may be written about a request in this state: from the moment the plan has received it, and after the
/// decision, too, because people ask about decisions. A draft is the practice's alone.
pub const fn takes_messages(status: Status) -> bool {
    !matches!(status, Status::Draft | Status::Ready)
}
