//! `/design`: the parts of the design system in all of their states, on one page. People who build pages look parts up
//! here, and the browser tests look at every part here.
//!
//! It is there in builds with debug assertions only: debug builds, and those with test hooks. A release has no such page,
//! and none of its code (see `public_pages`).

#[cfg(all(feature = "ssr", debug_assertions))]
mod design_page;
#[cfg(all(feature = "ssr", debug_assertions))]
mod sections;
#[cfg(all(feature = "ssr", debug_assertions))]
mod specimen;

#[cfg(all(feature = "ssr", debug_assertions))]
pub use design_page::DesignPage;
