//! Pages whose code comes in a file of its own, when somebody first goes there: one file a feature.
//!
//! On the server a lazy page is a page like any other. In the browser its file is fetched before the page is shown; the
//! document of a page asks for it early (see `shell`). Where it cannot be had (the line broke, the server has a newer
//! build), the client does not start: the first page stays as the server wrote it, which works without the client
//! ([`crate::fetch_page`]). Any later page is then loaded as a whole.

use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;

/// What a page's file answers.
pub(crate) type Loaded = Result<AnyView, SplitLoaderError>;

/// Makes a route type for each page of a feature. The first word names the file, and is what `Page::chunk` says; the two
/// functions make the page and fetch its file.
macro_rules! lazy_pages {
    ($chunk:ident: $($route:ident = $page:path, $make:ident, $fetch:ident;)+) => {$(
        #[doc = concat!("The route of `", stringify!($page), "`.")]
        pub(crate) struct $route;

        impl leptos_router::LazyRoute for $route {
            fn data() -> Self {
                Self
            }

            async fn view(_route: Self) -> leptos::prelude::AnyView {
                let page = $make().await.ok();
                $crate::lazy::or_whole_page(page)
            }

            // The router waits for it, and then for nothing more: hydration meets a page that is ready.
            async fn preload() {
                // What failed is tried once more by the view, which says what happens then.
                let _fetched = $fetch().await;
            }
        }

        #[leptos::wasm_split::wasm_split($chunk, wasm_split_path = ::leptos::wasm_split, fallible, preload($fetch))]
        pub(crate) fn $make() -> $crate::lazy::Loaded {
            Ok(leptos::prelude::IntoAny::into_any($page()))
        }
    )+};
}

pub(crate) use lazy_pages;

/// The page, or a full load of its address.
#[cfg(not(feature = "ssr"))]
pub(crate) fn or_whole_page(page: Option<AnyView>) -> AnyView {
    page.unwrap_or_else(|| view! { <crate::ui::FullLoad /> }.into_any())
}

/// On the server every page is there.
#[cfg(feature = "ssr")]
pub(crate) fn or_whole_page(page: Option<AnyView>) -> AnyView {
    page.into_any()
}
