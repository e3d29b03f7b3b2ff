//! `POST /files`: a form with files, from a page without a program or from anybody else; or, without a file in it, the
//! announcement of one whose bytes follow by `append`.
//!
//! The field `draft` says where they belong and comes first (or stands in the address): to a draft; or `case` to a request that was
//! sent, with `item` to the answer to a question about it; at the plan, with `channel` and `received` (Unix milliseconds), to the
//! request to which it is joined. An announcement has `name` and `size`.
//! Whoever asks for JSON gets it; a page is sent back to the list, where each file says what became of it.

use std::io;

use app::{error::ApiError, paths};
use axum::{
    extract::{Request, State},
    response::Response,
};
use bytes::Bytes;
use domain::{
    file::{FileState, MAX_TOTAL_BYTES},
    time::to_millis,
};
use futures::{Stream, StreamExt as _, stream};
use http::{StatusCode, request::Parts};
use serde_json::{Value, json};
use services::{
    Caller, Services,
    files::{self, Announced, Place, Progress, UploadError},
};

use super::{
    answer, boundary, caller,
    multipart::{FormError, Multipart},
    named::Named,
    pace, wants_json,
};
use crate::http::{AppState, entry, page_guard, plain_page};

/// The longest field that is no file.
const FIELD_LIMIT: usize = 1_024;
/// The most bytes of a form: all that a request may have, and what stands around it.
const FORM_LIMIT: u64 = MAX_TOTAL_BYTES + 1024 * 1024;

/// Takes a form with files.
pub(super) async fn serve(State(app): State<AppState>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let caller = match caller(&app, &parts, &super::SENDERS).await {
        Ok(caller) => caller,
        Err(error) => {
            super::drain(body.into_data_stream()).await;
            return refused(&app, &parts, error).await;
        }
    };
    let Some(boundary) = boundary(&parts.headers) else {
        return refused(&app, &parts, ApiError::Malformed).await;
    };
    let body = limited(pace::paced(body), FORM_LIMIT);
    let mut sending = Sending {
        services: app.services(),
        caller: &caller,
        form: Multipart::new(body, &boundary),
        named: Named::in_address(&parts.uri),
        announced: (None, None),
        files: Vec::new(),
    };
    match sending.all().await {
        Ok(()) => sending.answer(&parts),
        Err(error) => {
            super::drain(sending.form.into_body()).await;
            let status = error.status();
            let wire = error.wire();
            match sending
                .named
                .place(sending.services)
                .filter(|_| !wants_json(&parts.headers))
            {
                Some(place) => back(Some(&place), error.code()),
                // Of a file in a form nothing is left: nobody could go on with it.
                None if error.code() == paths::NOT_SCANNED => answer::not_scanned(json!({})),
                None => {
                    let mut response = refused(&app, &parts, wire).await;
                    *response.status_mut() = status.unwrap_or(response.status());
                    response
                }
            }
        }
    }
}

/// Why a form was not taken to its end.
enum SendError {
    Form(FormError),
    Upload(UploadError),
}

impl From<FormError> for SendError {
    fn from(error: FormError) -> Self {
        Self::Form(error)
    }
}

impl From<UploadError> for SendError {
    fn from(error: UploadError) -> Self {
        Self::Upload(error)
    }
}

impl SendError {
    fn wire(&self) -> ApiError {
        match self {
            Self::Form(FormError::Line(error)) => answer::wire_error(&UploadError::CutOff(copy(error))),
            Self::Form(FormError::Malformed | FormError::TooLong) => ApiError::Malformed,
            Self::Upload(error) => answer::wire_error(error),
        }
    }

    /// A status that says more than the wire error's.
    fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Form(FormError::Line(error)) if error.kind() == io::ErrorKind::FileTooLarge => {
                Some(StatusCode::PAYLOAD_TOO_LARGE)
            }
            Self::Form(FormError::Line(_)) | Self::Upload(UploadError::CutOff(_)) => Some(StatusCode::REQUEST_TIMEOUT),
            _ => None,
        }
    }

    /// What the page says.
    fn code(&self) -> &'static str {
        match self {
            Self::Upload(UploadError::RequestSent) => "request_sent",
            Self::Upload(UploadError::RequestClosed) => "request_closed",
            Self::Upload(UploadError::NotScanned(_)) => paths::NOT_SCANNED,
            Self::Form(FormError::Line(error)) if error.kind() == io::ErrorKind::FileTooLarge => "total_too_large",
            _ => paths::FILES_FAILED,
        }
    }
}

fn copy(error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), error.to_string())
}

/// A form that is being read.
struct Sending<'a, S> {
    services: &'a Services,
    caller: &'a Caller,
    form: Multipart<S>,
    named: Named,
    /// Name and size of a file whose bytes follow later.
    announced: (Option<String>, Option<u64>),
    files: Vec<Progress>,
}

impl<S> Sending<'_, S>
where
    S: Stream<Item = io::Result<Bytes>> + Unpin + Send,
{
    async fn all(&mut self) -> Result<(), SendError> {
        while let Some(head) = self.form.next_part().await? {
            match (head.name.as_str(), head.file_name) {
                // A browser sends a file without a name where none was chosen.
                (_, Some(name)) if name.is_empty() => {}
                (_, Some(name)) => self.file(&name).await?,
                ("draft", None) => self.named.draft = Some(self.form.text(FIELD_LIMIT).await?),
                ("case", None) => self.named.case = Some(self.form.text(FIELD_LIMIT).await?),
                ("item", None) => self.named.item = Some(self.form.text(FIELD_LIMIT).await?),
                ("channel", None) => self.named.channel = Some(self.form.text(FIELD_LIMIT).await?),
                ("received", None) => self.named.received = Some(self.form.text(FIELD_LIMIT).await?),
                ("name", None) => self.announced.0 = Some(self.form.text(FIELD_LIMIT).await?),
                ("size", None) => {
                    let size = self.form.text(FIELD_LIMIT).await?;
                    self.announced.1 = Some(size.parse().map_err(|_| FormError::Malformed)?);
                }
                (_, None) => return Err(FormError::Malformed.into()),
            }
        }
        if let (Some(name), Some(size)) = std::mem::take(&mut self.announced) {
            let begun = self.begin(&name, Some(size)).await?;
            self.files.push(begun);
        }
        Ok(())
    }

    async fn begin(&mut self, name: &str, size: Option<u64>) -> Result<Progress, SendError> {
        let place = self.named.place(self.services).ok_or(FormError::Malformed)?;
        let announced = Announced { name, size };
        Ok(files::begin(self.services, self.caller, place, announced).await?)
    }

    /// Takes the file in this part. One that does not arrive whole is nobody's: nobody could go on with it.
    async fn file(&mut self, name: &str) -> Result<(), SendError> {
        let begun = self.begin(name, None).await?;
        if begun.state == FileState::Refused {
            self.files.push(begun);
            return Ok(());
        }
        let pieces = stream::unfold(&mut self.form, |form| async move {
            match form.next_piece().await {
                Ok(piece) => piece.map(|piece| (Ok(piece), form)),
                Err(FormError::Line(error)) => Some((Err(error), form)),
                Err(error) => Some((Err(io::Error::other(error)), form)),
            }
        });
        let arrived = files::append(self.services, self.caller, &begun.id, 0, Box::pin(pieces)).await;
        match arrived {
            Ok(progress) => {
                self.files.push(progress);
                Ok(())
            }
            Err(error) => {
                if let Err(left) = files::remove(self.services, self.caller, &begun.id).await {
                    tracing::warn!(error = %left, "a file that did not arrive is left to be cleared up");
                }
                Err(error.into())
            }
        }
    }

    fn answer(&self, parts: &Parts) -> Response {
        if wants_json(&parts.headers) {
            let files: Vec<Value> = self.files.iter().map(answer::value).collect();
            return answer::json_answer(StatusCode::OK, &json!({ "files": files }));
        }
        let code = if self.files.is_empty() { paths::NO_FILE } else { "" };
        back(self.named.place(self.services).as_ref(), code)
    }
}

/// Back to the list of the documents, with what went wrong beside the files themselves.
fn back(place: Option<&Place>, problem: &str) -> Response {
    let page = paths::with_query(&page_of(place), &[(paths::PROBLEM, problem)]);
    super::private(page_guard::see_other(&page))
}

/// The page with the form.
fn page_of(place: Option<&Place>) -> String {
    match place {
        None => paths::PRIOR_AUTH.to_owned(),
        Some(Place::Draft(draft)) => paths::documents(draft.as_str()),
        Some(Place::Case(reference)) => paths::add_documents(reference.as_str()),
        Some(Place::Answer(reference, _)) => paths::answer(reference.as_str()),
        Some(Place::Joined(reference, arrival)) => {
            let millis = to_millis(arrival.at).to_string();
            paths::join_document(reference.as_str(), arrival.channel.code(), &millis)
        }
    }
}

/// A refusal of everything: as JSON, or the way a page is refused.
async fn refused(app: &AppState, parts: &Parts, error: ApiError) -> Response {
    if wants_json(&parts.headers) {
        return super::private(plain_page::json(&error));
    }
    if matches!(error, ApiError::Unauthenticated(_)) {
        let loss = entry::session(app, &parts.headers, entry::Activity::Machine)
            .await
            .err();
        let page = page_of(Named::in_address(&parts.uri).place(app.services()).as_ref());
        return page_guard::leave(loss.unwrap_or(services::auth::SessionLoss::Missing), &page);
    }
    let status = StatusCode::from_u16(error.http_status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    plain_page::answer(app, parts.uri.path(), status, None)
}

/// At most so many bytes.
fn limited(
    body: impl Stream<Item = io::Result<Bytes>> + Unpin + Send,
    limit: u64,
) -> impl Stream<Item = io::Result<Bytes>> + Unpin + Send {
    let mut left = limit;
    body.map(move |piece| {
        let piece = piece?;
        left = left
            .checked_sub(piece.len() as u64)
            .ok_or(io::ErrorKind::FileTooLarge)?;
        Ok(piece)
    })
}
