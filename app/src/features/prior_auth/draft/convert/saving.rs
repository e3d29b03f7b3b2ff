//! From what a page sends to what is saved, and from there to the next page.

use domain::id::DraftId;
use domain::prior_auth::StepFields;
use services::prior_auth::{SavedStep, StepSave, Then};

use super::super::view::SavedView;
use super::{page_name, step_of};
use crate::error::ApiError;
use crate::request::wording::Wording;
use crate::{copy, paths};

/// What a page sends, as it is saved, and what follows.
pub fn step_save(
    step: &str,
    (line, page, then): (u32, String, &str),
    fields: StepFields,
) -> Result<(StepSave, Next), ApiError> {
    let (then, next) = match then {
        "" => (Then::Stay, Next::Here),
        paths::CONTINUE => (Then::Finish, Next::Step),
        paths::ADD_LINE => (Then::Finish, Next::NewLine),
        paths::LEAVE => (Then::Leave, Next::List),
        other => on_line(other).ok_or(ApiError::Malformed)?,
    };
    let mut name = page.split('-');
    let mut part = || name.next().unwrap_or_default();
    let (seen, page, turn) = (part(), part(), part());
    let save = StepSave {
        step: step_of(step)?,
        line,
        fields,
        seen: seen.parse().unwrap_or_default(),
        page: page.to_owned(),
        turn: turn.parse().unwrap_or_default(),
        then,
    };
    Ok((save, next))
}

/// Another service is to be shown, or to be taken away.
fn on_line(then: &str) -> Option<(Then, Next)> {
    let (what, key) = then.split_once('-')?;
    let key = key.parse().ok()?;
    match what {
        paths::EDIT_LINE => Some((Then::Stay, Next::Line(key))),
        paths::REMOVE_LINE => Some((Then::Remove(key), Next::Remaining)),
        _ => None,
    }
}

/// Where a save leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Nowhere: it was a save while typing.
    Here,
    /// To the next step.
    Step,
    /// To the list of tasks.
    List,
    /// To a new service.
    NewLine,
    /// To the service with this key.
    Line(u32),
    /// To the service that was on the page; to the first, where that is gone.
    Remaining,
}

/// The page after a save.
pub fn next_page(id: &DraftId, save: &StepSave, saved: &SavedStep, next: Next) -> Option<String> {
    let line = |key: u32| paths::draft_line(id.as_str(), key);
    let page = match next {
        Next::Here => return None,
        Next::List => paths::draft(id.as_str()),
        Next::NewLine => line(saved.input.service.next_key()),
        Next::Line(key) => line(key),
        Next::Remaining => {
            let service = &saved.input.service;
            line(
                service
                    .line(save.line)
                    .map_or_else(|| service.first_key(), |shown| shown.key),
            )
        }
        Next::Step => match save.step.next() {
            Some(step) => paths::draft_step(id.as_str(), step),
            None => paths::draft(id.as_str()),
        },
    };
    let overwrote = saved.overwrote.as_ref().map_or("", |_| save.step.code());
    Some(paths::with_query(&page, &[(paths::OVERWROTE, overwrote)]))
}

/// What a page hears of a save.
pub fn saved_view(save: &StepSave, saved: SavedStep, wording: &Wording) -> SavedView {
    let overwrote = saved
        .overwrote
        .map(|(who, at)| copy::overwrote(&who, &wording.short(at)));
    SavedView {
        at: wording.short(saved.at),
        page: page_name(saved.version, &save.page),
        overwrote: overwrote.unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn a_button_says_what_follows_a_save() {
        let next = |then: &str| {
            let saved = step_save("service", (2, "7-abc".to_owned(), then), StepFields::default());
            saved.map(|(save, next)| (save.then, next))
        };
        assert_eq!(next(""), Ok((Then::Stay, Next::Here)));
        assert_eq!(next("continue"), Ok((Then::Finish, Next::Step)));
        assert_eq!(next("add"), Ok((Then::Finish, Next::NewLine)));
        assert_eq!(next(paths::LEAVE), Ok((Then::Leave, Next::List)));
        assert_eq!(next("edit-3"), Ok((Then::Stay, Next::Line(3))));
        assert_eq!(next("remove-3"), Ok((Then::Remove(3), Next::Remaining)));
        for wrong in ["edit", "edit-x", "delete-3", "continue "] {
            assert_eq!(next(wrong), Err(ApiError::Malformed), "{wrong}");
        }
        assert_eq!(step_of("everything"), Err(ApiError::NotFound));
    }

    #[test]
    fn a_page_without_a_name_has_seen_nothing() {
        for (name, seen, page, turn) in [
            ("7-abc-3", 7, "abc", 3),
            ("7-abc", 7, "abc", 0),
            ("", 0, "", 0),
            ("x-y-z", 0, "y", 0),
        ] {
            let saved = step_save("member", (0, name.to_owned(), ""), StepFields::default());
            let (save, _) = saved.unwrap();
            assert_eq!((save.seen, save.page.as_str(), save.turn), (seen, page, turn));
        }
    }
}
