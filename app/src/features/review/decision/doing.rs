//! The forms of the page and what became of them.

use super::parts::Forms;
use crate::features::review::api::{
    Approve, Ask, Assign, AssignMany, ChangeUrgency, Decide, Extend, Release, SendOn, TakeBack, WriteMessage, WriteNote,
};
use crate::ui::FormGroup;

/// All forms of the page. Make it at the top of the page.
#[derive(Clone, Copy)]
pub struct Doing {
    /// Takes the case.
    pub assign: Forms<Assign>,
    /// Gives it to somebody.
    pub give: Forms<AssignMany>,
    /// Puts it back.
    pub release: Forms<Release>,
    /// Sends it on to a physician.
    pub send_on: Forms<SendOn>,
    /// Decides against it.
    pub decide: Forms<Decide>,
    /// Approves it.
    pub approve: Forms<Approve>,
    /// Asks the practice for something.
    pub ask: Forms<Ask>,
    /// Gives the plan more time.
    pub extend: Forms<Extend>,
    /// Changes how fast an answer is needed.
    pub urgency: Forms<ChangeUrgency>,
    /// Takes back what was entered by mistake.
    pub take_back: Forms<TakeBack>,
    /// Writes to the practice.
    pub message: Forms<WriteMessage>,
    /// Notes something for the plan's people.
    pub note: Forms<WriteNote>,
    /// The same together.
    pub all: FormGroup,
}

impl Doing {
    /// The forms of one page.
    pub fn new() -> Self {
        let (assign, give) = (Forms::new(), Forms::new());
        let (release, send_on) = (Forms::new(), Forms::keeping());
        let (decide, approve) = (Forms::keeping(), Forms::new());
        let (ask, extend, urgency) = (Forms::keeping(), Forms::keeping(), Forms::keeping());
        let (take_back, message, note) = (Forms::new(), Forms::keeping(), Forms::keeping());
        let all = FormGroup::new(vec![
            assign.one(),
            give.one(),
            release.one(),
            send_on.one(),
            decide.one(),
            approve.one(),
            ask.one(),
            extend.one(),
            urgency.one(),
            take_back.one(),
            message.one(),
            note.one(),
        ]);
        Self {
            assign,
            give,
            release,
            send_on,
            decide,
            approve,
            ask,
            extend,
            urgency,
            take_back,
            message,
            note,
            all,
        }
    }
}
