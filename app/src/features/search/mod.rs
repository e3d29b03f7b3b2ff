//! Search or jump to: the command palette, and the page that finds the same without it.

pub mod api;
#[cfg(feature = "ssr")]
mod convert;
mod palette;
mod search_page;

crate::lazy::lazy_pages! {
    search, show, fetch:
    Search = search_page::SearchPage;
}

crate::lazy::lazy_part! {
    search:
    /// The command palette.
    palette = palette::PaletteDialog, command_palette;
}
