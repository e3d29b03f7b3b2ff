//! A reviewer asks the practice for something.

use domain::prior_auth::{Action, Ask};
use domain::reference::Reference;

use super::act::{Act, ActError, perform};
use super::also::Also;
use super::case;
use super::event::EventDetail;
use super::summary::Summary;
use crate::{Caller, Services};

/// Asks for what the form says; `typed` gives the text of an input by its name (`domain::prior_auth::information`). The practice
/// has its turn until all of it is answered, or until the reviewer decides without it.
///
/// # Errors
/// [`ActError`].
pub async fn ask<'a>(
    services: &Services,
    caller: &Caller,
    reference: &Reference,
    version: i64,
    typed: impl Fn(&str) -> &'a str,
) -> Result<Summary, ActError> {
    let case = case::load(services.db.read(), caller, reference).await?;
    let case = case.ok_or(ActError::NotFound)?;
    let mut act = Act::plain(Action::AskForInformation, "prior_auth.ask");
    // Where nothing can be asked, the table says so; it is asked with what was typed or without.
    if let Ok(time) = case.answer_time(services, services.env.now()) {
        let Ask { items, answer_by } = Ask::parse(typed, &time).map_err(ActError::Form)?;
        act.detail = EventDetail {
            items: u32::try_from(items.len()).ok(),
            answer_by: Some(answer_by),
            ..EventDetail::default()
        };
        act.also = Also::Ask(items);
    }
    perform(services, caller, reference, version, act).await
}
