//! One request with a body, of which one hears how far it is: what `fetch` does not tell.

use std::cell::RefCell;
use std::rc::Rc;

use futures::channel::oneshot;
use leptos::web_sys::{ProgressEvent, XmlHttpRequest};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};

/// The status, and the text of the answer. Status 0: the line broke, or it was given up.
pub type Answer = (u16, String);

/// A request that can be given up.
#[derive(Clone, Default)]
pub struct Line(Rc<RefCell<Option<XmlHttpRequest>>>);

impl Line {
    /// Sends `body`, which is bytes where `kind` names their type, else a form; tells `progress` how many bytes left.
    pub async fn post(
        &self,
        address: &str,
        kind: Option<&str>,
        body: &JsValue,
        progress: impl Fn(f64) + 'static,
    ) -> Answer {
        self.try_post(address, kind, body, progress).await.unwrap_or_default()
    }

    /// Asks for what is at `address`.
    pub async fn get(&self, address: &str) -> Answer {
        let asked = async {
            let xhr = XmlHttpRequest::new().ok()?;
            xhr.open("GET", address).ok()?;
            self.sent(xhr, &JsValue::NULL).await
        };
        asked.await.unwrap_or_default()
    }

    /// Gives up what is under way.
    pub fn give_up(&self) {
        if let Some(xhr) = self.0.borrow().as_ref() {
            // One that is over already cannot be aborted, and need not.
            let _over = xhr.abort();
        }
    }

    async fn try_post(
        &self,
        address: &str,
        kind: Option<&str>,
        body: &JsValue,
        progress: impl Fn(f64) + 'static,
    ) -> Option<Answer> {
        let xhr = XmlHttpRequest::new().ok()?;
        xhr.open("POST", address).ok()?;
        if let Some(kind) = kind {
            xhr.set_request_header("content-type", kind).ok()?;
        }
        let told = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| progress(event.loaded()));
        xhr.upload().ok()?.set_onprogress(Some(told.as_ref().unchecked_ref()));
        self.sent(xhr, body).await
    }

    async fn sent(&self, xhr: XmlHttpRequest, body: &JsValue) -> Option<Answer> {
        xhr.set_request_header("accept", "application/json").ok()?;
        let (done, is_done) = oneshot::channel();
        let ended = Closure::once_into_js(move || {
            // Nobody waits any more where the page was left.
            let _left = done.send(());
        });
        xhr.set_onloadend(Some(ended.unchecked_ref()));
        self.0.replace(Some(xhr.clone()));
        if body.is_null() {
            xhr.send().ok()?;
        } else if let Some(form) = body.dyn_ref::<leptos::web_sys::FormData>() {
            xhr.send_with_opt_form_data(Some(form)).ok()?;
        } else {
            xhr.send_with_opt_blob(body.dyn_ref()).ok()?;
        }
        let _ended = is_done.await;
        self.0.replace(None);
        let text = xhr.response_text().ok().flatten().unwrap_or_default();
        Some((xhr.status().unwrap_or_default(), text))
    }
}
