//! What the address of a page says.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// The part of the path that the route calls `name`; moves only when that part does.
#[must_use]
pub fn path_parameter(name: &'static str) -> Memo<String> {
    let parameters = use_params_map();
    Memo::new(move |_| parameters.with(|parameters| parameters.get(name).unwrap_or_default()))
}

/// The query parameter `name`, empty where it is absent; moves only when it does.
#[must_use]
pub fn query_parameter(name: &'static str) -> Memo<String> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| query.get(name).unwrap_or_default()))
}
