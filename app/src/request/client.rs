//! The client of all server functions: the browser's `fetch`, plus a word on whether a person asked.
//!
//! Pages keep themselves up to date, and that must not keep a session alive. A call that no click or key preceded
//! carries [`BACKGROUND_HEADER`](crate::live::BACKGROUND_HEADER), and the server does not count it as work.

use futures::{Sink, Stream};
use leptos::server_fn::Bytes;
use leptos::server_fn::client::Client;
use leptos::server_fn::client::browser::BrowserClient;
use leptos::server_fn::error::FromServerFnError;
use leptos::server_fn::request::browser::BrowserRequest;
use leptos::server_fn::response::browser::BrowserResponse;

#[cfg(feature = "hydrate")]
use {
    crate::error::ApiError,
    leptos::server_fn::ContentType as _,
    leptos::server_fn::codec::{PostUrl, Postcard},
    leptos::server_fn::redirect::call_redirect_hook,
    leptos::server_fn::request::ClientReq,
    leptos::server_fn::response::ClientRes,
};

/// See the module's text.
pub struct PageClient;

impl<E, I, O> Client<E, I, O> for PageClient
where
    E: FromServerFnError,
    I: FromServerFnError,
    O: FromServerFnError,
{
    type Request = BrowserRequest;
    type Response = BrowserResponse;

    fn send(request: Self::Request) -> impl Future<Output = Result<Self::Response, E>> + Send {
        let is_background = crate::live::is_background();
        if is_background {
            request.headers().set(crate::live::BACKGROUND_HEADER, "1");
        }
        if let Some(build) = crate::live::build() {
            request.headers().set(super::BUILD_HEADER, &build);
        }
        // Nobody waits for what a page asks by itself.
        let waiting = (!is_background).then(crate::live::waiting);
        let answer = <BrowserClient as Client<E, I, O>>::send(request);
        async move {
            let answer = answer.await;
            drop(waiting);
            answer
        }
    }

    fn open_websocket(
        path: &str,
    ) -> impl Future<
        Output = Result<
            (
                impl Stream<Item = Result<Bytes, Bytes>> + Send + 'static,
                impl Sink<Bytes> + Send + 'static,
            ),
            E,
        >,
    > + Send {
        <BrowserClient as Client<E, I, O>>::open_websocket(path)
    }

    fn spawn(future: impl Future<Output = ()> + Send + 'static) {
        <BrowserClient as Client<E, I, O>>::spawn(future);
    }
}

/// Posts a form's fields to the function at `path`, and goes where it leads; what it answers, as Postcard.
///
/// # Errors
/// What the function answers instead, or that it could not be asked.
#[cfg(feature = "hydrate")]
pub async fn post(path: &str, body: String) -> Result<Bytes, ApiError> {
    let (sent, wanted) = (PostUrl::CONTENT_TYPE, Postcard::CONTENT_TYPE);
    let request = <BrowserRequest as ClientReq<ApiError>>::try_new_post(path, sent, wanted, body)?;
    let response = <PageClient as Client<ApiError>>::send(request).await?;
    let status = ClientRes::<ApiError>::status(&response);
    let leads = ClientRes::<ApiError>::has_redirect(&response).then(|| ClientRes::<ApiError>::location(&response));
    let answer = ClientRes::<ApiError>::try_into_bytes(response).await?;
    if (400..=599).contains(&status) {
        return Err(ApiError::de(answer));
    }
    if let Some(address) = leads {
        call_redirect_hook(&address);
    }
    Ok(answer)
}
