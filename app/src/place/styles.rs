//! The style sheet of the pages that one works on. The dashboard comes without it; whoever goes on from there fetches it with
//! the first other page.

use std::cell::RefCell;

use js_sys::Promise;
use leptos::prelude::document;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

/// The attribute of `<html>` with its address, as long as the document does not have it.
const ATTRIBUTE: &str = "data-work";

thread_local! {
    /// The sheet that is on its way: all who need it wait for the same one.
    static ON_ITS_WAY: RefCell<Option<Promise>> = const { RefCell::new(None) };
}

/// Adds the style sheet, unless the document has it. The answer says when it is there, and whether it could be had; one that is lost is
/// asked for again by whoever needs it next.
pub fn fetch() -> impl Future<Output = bool> {
    let root = document().document_element();
    let address = root.as_ref().and_then(|root| root.get_attribute(ATTRIBUTE));
    let wanted = address.zip(root);
    // From now on somebody hears it, should it be lost.
    let sheet = wanted.map(|(address, root)| on_its_way(&root, &address).map(|sheet| (root, JsFuture::from(sheet))));
    async move {
        match sheet {
            Some(Ok((root, sheet))) => {
                let is_there = sheet.await.is_ok();
                ON_ITS_WAY.set(None);
                is_there && root.remove_attribute(ATTRIBUTE).is_ok()
            }
            Some(Err(_)) => false,
            None => true,
        }
    }
}

fn on_its_way(root: &Element, address: &str) -> Result<Promise, JsValue> {
    if let Some(sheet) = ON_ITS_WAY.with_borrow(Clone::clone) {
        return Ok(sheet);
    }
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
    ON_ITS_WAY.set(Some(sheet.clone()));
    Ok(sheet)
}
