//! The style sheet of the pages that one works on. The dashboard comes without it; whoever goes on from there fetches it with
//! the first other page.

use js_sys::Promise;
use leptos::prelude::document;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

/// The attribute of `<html>` with its address, as long as the document does not have it.
const ATTRIBUTE: &str = "data-work";

/// Adds the style sheet, unless the document has it. The answer says when it is there, and whether it could be had.
pub fn fetch() -> impl Future<Output = bool> {
    let root = document().document_element();
    let address = root.as_ref().and_then(|root| root.get_attribute(ATTRIBUTE));
    let on_its_way = address.zip(root).map(|(address, root)| add(&root, &address));
    // From now on somebody hears it, should it be lost.
    let on_its_way = on_its_way.map(|sheet| sheet.map(JsFuture::from));
    async move {
        match on_its_way {
            Some(Ok(sheet)) => sheet.await.is_ok(),
            Some(Err(_)) => false,
            None => true,
        }
    }
}

fn add(root: &Element, address: &str) -> Result<Promise, JsValue> {
    let link = document().create_element("link")?;
    link.set_attribute("rel", "stylesheet")?;
    link.set_attribute("href", address)?;
    let sheet = Promise::new(&mut |there, lost| {
        let heard = link.add_event_listener_with_callback("load", &there);
        drop(heard.and_then(|()| link.add_event_listener_with_callback("error", &lost)));
    });
    document()
        .query_selector("head")?
        .unwrap_or_else(|| root.clone())
        .append_child(&link)?;
    root.remove_attribute(ATTRIBUTE)?;
    Ok(sheet)
}
