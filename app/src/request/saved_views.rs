//! Saving views of a list.
//!
//! It stands here and not in a feature because the lists of several features have views, and features never enter each
//! other.

use domain::saved_view::Place;
use leptos::prelude::*;
use leptos::server_fn::codec::Postcard;

use super::PageClient;
use crate::error::ApiError;

#[cfg(feature = "ssr")]
use {
    super::{Asked, guard, respond},
    crate::paths,
    crate::ui::ViewLink,
    domain::id::SavedViewId,
    services::{Caller, Services, db::DbError, saved_views},
};

/// Keeps what the address of the list says under a name, and stays there.
///
/// # Errors
/// [`ApiError::Form`] for a name that cannot be taken, or one view too many.
#[server(name = SaveView, client = PageClient, output = Postcard, prefix = "/api", endpoint = "views/save")]
pub async fn save_view(
    place: Place,
    #[server(default)] view_name: String,
    #[server(default)] query: String,
) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(place.permission())?;
    let query = respond::answer(saved_views::save(&scope.services, &caller, place, &view_name, &query).await)?;
    respond::see_other(&address(place, &query));
    Ok(())
}

/// Gives a view another name.
///
/// # Errors
/// As [`save_view`]; [`ApiError::NotFound`] for a view there is not.
#[server(name = RenameView, client = PageClient, output = Postcard, prefix = "/api", endpoint = "views/rename")]
pub async fn rename_view(
    place: Place,
    #[server(default)] view: String,
    #[server(default)] view_name: String,
) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(place.permission())?;
    let id = SavedViewId::new(view);
    let query = respond::answer(saved_views::rename(&scope.services, &caller, place, &id, &view_name).await)?;
    respond::see_other(&address(place, &query));
    Ok(())
}

/// Forgets a view; what it showed stays on the screen.
///
/// # Errors
/// Whatever keeps it from being forgotten.
#[server(name = DeleteView, client = PageClient, output = Postcard, prefix = "/api", endpoint = "views/delete")]
pub async fn delete_view(place: Place, #[server(default)] view: String) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(place.permission())?;
    respond::answer(saved_views::delete(&scope.services, &caller, place, &SavedViewId::new(view)).await)
}

/// The caller's views of the list as links; the one that is on the screen is chosen.
///
/// # Errors
/// The database could not be read.
#[cfg(feature = "ssr")]
pub async fn view_links(
    services: &Services,
    caller: &Caller,
    place: Place,
    asked: &Asked,
) -> Result<Vec<ViewLink>, DbError> {
    let here = asked.without(|name, _| name == paths::AFTER).query();
    let views = saved_views::list(services, caller, place).await?;
    let link = |view: saved_views::SavedView| ViewLink {
        id: view.id.as_str().to_owned(),
        name: view.name,
        href: address(place, &view.query),
        is_chosen: view.query == here,
    };
    Ok(views.into_iter().map(link).collect())
}

#[cfg(feature = "ssr")]
fn address(place: Place, query: &str) -> String {
    let page = match place {
        Place::Requests => paths::PRIOR_AUTH,
        Place::Queue => paths::REVIEW,
    };
    format!("{page}?{query}")
}
