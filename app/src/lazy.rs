//! Pages, and parts of the frame, whose code comes in a file of its own, when somebody first goes there: one file a feature, or a
//! few where its pages are far apart.
//!
//! On the server a lazy page is a page like any other. In the browser its file is fetched before the page is shown; the
//! document of a page asks for it early (see `shell`). Where it cannot be had (the line broke, the server has a newer
//! build), the client does not start: the first page stays as the server wrote it, which works without the client
//! ([`crate::fetch_page`]). Any later page is then loaded as a whole.

use futures::FutureExt as _;
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;

/// What a feature's file answers.
pub(crate) type Loaded = Result<AnyView, SplitLoaderError>;

/// Says which pages a feature has, and makes two functions of it: one makes a page, the other fetches the file with their
/// code. The first word names the file, and is what `Page::chunk` says.
macro_rules! lazy_pages {
    ($chunk:ident, $make:ident, $fetch:ident: $($name:ident $(($of:tt))? = $page:path;)+) => {
        #[leptos::wasm_split::wasm_split($chunk, wasm_split_path = ::leptos::wasm_split, fallible, preload($fetch))]
        pub(crate) fn $make(page: $crate::paths::Page) -> $crate::lazy::Loaded {
            Ok(match page {
                $($crate::paths::Page::$name $(($of))? => leptos::prelude::IntoAny::into_any($page()),)+
                // A page of another feature.
                _ => leptos::prelude::IntoAny::into_any(()),
            })
        }
    };
}

/// Makes a part of the frame whose code comes in a feature's file: a function that fetches and makes it.
macro_rules! lazy_part {
    ($chunk:ident: $(#[$doc:meta])* $part:ident = $component:path, $make:ident;) => {
        $(#[$doc])*
        pub(crate) fn $part() -> $crate::ui::lazy_part::LazyPart {
            Box::pin(async {
                let styles = $crate::place::fetch_styles();
                let part = $make().await.ok()?;
                styles.await.then_some(part)
            })
        }

        #[leptos::wasm_split::wasm_split($chunk, wasm_split_path = ::leptos::wasm_split, fallible)]
        fn $make() -> $crate::lazy::Loaded {
            Ok(leptos::prelude::IntoAny::into_any($component()))
        }
    };
}

pub(crate) use {lazy_pages, lazy_part};

/// The page of a feature whose file is there: whoever goes to a page fetches it first.
pub(crate) fn fetched(page: impl Future<Output = Loaded>) -> AnyView {
    let page = page.now_or_never().and_then(Result::ok);
    page.unwrap_or_else(|| ().into_any())
}
