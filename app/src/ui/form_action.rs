//! What a form calls: a server function, with the fields as they are typed.
//!
//! The framework's own action reads the fields into the arguments of its function and writes those into a request again, by code of
//! its own for each function. What a form posts is what the function takes, and the server reads it in either case: so it is
//! posted as it is, and all functions that answer alike share the code.

use std::marker::PhantomData;
use std::ops::Deref;

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::web_sys::{FormData, UrlSearchParams};
use serde::de::DeserializeOwned;

use crate::error::ApiError;

/// Calls the server function `F`; dispatched with the body of its request (`application/x-www-form-urlencoded`).
pub struct FormAction<F: ServerFn>
where
    F::Output: 'static,
{
    sending: Action<String, Result<F::Output, ApiError>>,
    function: PhantomData<fn() -> F>,
}

impl<F: ServerFn> FormAction<F>
where
    F::Output: DeserializeOwned + Send + Sync + 'static,
{
    /// Make it at the top of the page.
    #[must_use]
    pub fn new() -> Self {
        Self {
            sending: sending(F::PATH),
            function: PhantomData,
        }
    }
}

impl<F: ServerFn> Default for FormAction<F>
where
    F::Output: DeserializeOwned + Send + Sync + 'static,
{
    fn default() -> Self {
        Self::new()
    }
}

impl<F: ServerFn> Clone for FormAction<F>
where
    F::Output: 'static,
{
    fn clone(&self) -> Self {
        *self
    }
}

impl<F: ServerFn> Copy for FormAction<F> where F::Output: 'static {}

impl<F: ServerFn> Deref for FormAction<F>
where
    F::Output: 'static,
{
    type Target = Action<String, Result<F::Output, ApiError>>;

    fn deref(&self) -> &Self::Target {
        &self.sending
    }
}

fn sending<T>(path: &'static str) -> Action<String, Result<T, ApiError>>
where
    T: DeserializeOwned + Send + Sync + 'static,
{
    Action::new(move |body: &String| post(path, body.clone()))
}

/// The fields of a form, as they are posted.
pub fn fields(form: &FormData) -> Option<UrlSearchParams> {
    UrlSearchParams::new_with_str_sequence_sequence(form).ok()
}

/// Posts the body of a request to the function at `path`.
#[cfg(feature = "hydrate")]
pub async fn post<T: DeserializeOwned>(path: &'static str, body: String) -> Result<T, ApiError> {
    let answer = crate::request::client::post(path, body).await?;
    postcard::from_bytes(&answer).map_err(|_| ApiError::Internal {
        reference: String::new(),
    })
}

/// While the server renders a page, nobody sends a form of it.
#[cfg(not(feature = "hydrate"))]
pub async fn post<T>(_path: &'static str, _body: String) -> Result<T, ApiError> {
    Err(ApiError::Unavailable)
}
