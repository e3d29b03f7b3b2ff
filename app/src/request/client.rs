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
