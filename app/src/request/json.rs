//! JSON in the browser, read by the browser: what is not a server function answers in it.

use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

/// An object.
pub struct Json(JsValue);

impl Json {
    /// The object that a text says; `None` for anything else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        JSON::parse(text).ok().filter(JsValue::is_object).map(Self)
    }

    fn get(&self, name: &str) -> Option<JsValue> {
        Reflect::get(&self.0, &JsValue::from_str(name)).ok()
    }

    /// The text under a name.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<String> {
        self.get(name)?.as_string()
    }

    /// The whole number under a name.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "a browser counts in floating point")]
    pub fn number(&self, name: &str) -> Option<i64> {
        self.get(name)?.as_f64().map(|number| number as i64)
    }

    /// The first object of a list under a name.
    #[must_use]
    pub fn first(&self, name: &str) -> Option<Self> {
        let list: Array = self.get(name)?.dyn_into().ok()?;
        Some(list.get(0)).filter(JsValue::is_object).map(Self)
    }
}
