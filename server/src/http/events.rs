//! `GET /events?after=SEQ&session=ID`: what changed, as it is committed, for as long as the session lives.
//!
//! A stream starts after the change the listener saw last: the browser's `Last-Event-ID` when it reconnects by itself,
//! else `after`, which a page carries from the moment it was rendered. Who hears what follows from the actor: the
//! practice's own cases, or the plan's queue. A page of another session (its person went on in another practice, or
//! somebody else signed in, in another tab) hears only that it is over.

use std::convert::Infallible;

use axum::{
    extract::{Query, Request, State},
    response::{IntoResponse as _, Response, Sse, sse::Event},
};
use domain::access::{Actor, Permission};
use futures::Stream;
use http::{HeaderMap, HeaderName, HeaderValue};
use serde::Deserialize;
use services::events::{Audience, Follow};

use app::error::ApiError;

use super::{
    AppState,
    entry::{self, Activity},
    event_stream::{self, Listener},
    headers::Private,
    plain_page,
};

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");
/// Further behind than this, loading everything afresh is cheaper than catching up.
const FURTHEST_BEHIND: i64 = 1_000;

/// Where the listener is.
#[derive(Debug, Deserialize)]
pub(crate) struct Position {
    after: Option<i64>,
    /// The session the page was rendered for. The cookie may have another by now.
    session: Option<String>,
}

/// Opens a stream, or says why not with a wire error.
pub(crate) async fn serve(
    State(app): State<AppState>,
    position: Result<Query<Position>, axum::extract::rejection::QueryRejection>,
    request: Request,
) -> Response {
    let headers = request.headers();
    let actor = match entry::session(&app, headers, Activity::Machine).await {
        Ok(actor) => actor,
        Err(loss) => return plain_page::json(&ApiError::from(loss)),
    };
    let Ok(Query(Position { after, session })) = position else {
        return plain_page::json(&ApiError::Malformed);
    };
    if session.is_some_and(|session| session != actor.session.as_str()) {
        return answer(event_stream::other_session());
    }
    match listener(&app, headers, actor, resumed(headers).or(after)).await {
        Ok(listener) => answer(event_stream::events(listener)),
        Err(error) => {
            tracing::error!(%error, "an event stream could not start");
            plain_page::json(&ApiError::Unavailable)
        }
    }
}

fn resumed(headers: &HeaderMap) -> Option<i64> {
    headers.get(LAST_EVENT_ID)?.to_str().ok()?.trim().parse().ok()
}

/// What this person may hear of.
fn audience(actor: &Actor) -> Audience {
    let practice = actor.practice.clone().filter(|_| actor.can(Permission::ReadPriorAuth));
    Audience {
        practice,
        queue: actor.can(Permission::ReadReviewQueue),
    }
}

async fn listener(
    app: &AppState,
    headers: &HeaderMap,
    actor: Actor,
    after: Option<i64>,
) -> Result<Listener, services::db::DbError> {
    let services = app.services();
    let (follow, start) = place(services, after).await?;
    Ok(Listener {
        audience: audience(&actor),
        actor,
        token: entry::token(headers, &app.site().cookie.name)
            .unwrap_or_default()
            .to_owned(),
        follow,
        start,
        app: app.clone(),
    })
}

/// The place to follow from, and the number to announce as "start over" when the listener cannot catch up: it is too far
/// behind, or ahead of this database (which was then replaced by an older one).
async fn place(
    services: &services::Services,
    after: Option<i64>,
) -> Result<(Follow, Option<i64>), services::db::DbError> {
    let latest = services.events.latest(&services.db).await?;
    let Some(after) = after else {
        return Ok((services.events.follow(&services.db, latest), None));
    };
    let is_reachable = (0..=FURTHEST_BEHIND).contains(&latest.saturating_sub(after));
    let (from, start) = if is_reachable {
        (after, None)
    } else {
        (latest, Some(latest))
    };
    Ok((services.events.follow(&services.db, from), start))
}

fn answer(events: impl Stream<Item = Result<Event, Infallible>> + Send + 'static) -> Response {
    let mut response = Sse::new(events).into_response();
    // Proxies that buffer would hold events back.
    response.headers_mut().insert(
        HeaderName::from_static("x-accel-buffering"),
        HeaderValue::from_static("no"),
    );
    response.extensions_mut().insert(Private);
    response
}
