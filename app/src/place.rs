//! Where in the portal one is: the address of the page, and going to another one without loading a document anew.
//!
//! All addresses and their pages stand in one table ([`paths::ADDRESSES`]), which the server asks as well; what is left
//! for a router is to follow links (see `browser`) and to say which page it is. On the server a place never changes.

use leptos::prelude::*;

use crate::paths::{self, Page};

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(feature = "hydrate")]
mod styles;

/// The address, which is path and query, and the page that is shown.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    address: RwSignal<String>,
    /// Moves a moment after the address: what a page does when the address moves is done before the page goes. Its effects
    /// would otherwise ask for what is gone.
    page: RwSignal<Option<Page>>,
    /// Counts the pages one has come to since the document was loaded.
    arrivals: RwSignal<u32>,
}

/// Provides the place; once, above everything that asks for it.
pub fn provide() -> Place {
    let place = Place::at(here());
    provide_context(place);
    #[cfg(feature = "hydrate")]
    browser::follow_links(place);
    place
}

/// The place of this page; nowhere, without [`provide`] above.
#[must_use]
pub fn use_place() -> Place {
    use_context::<Place>().unwrap_or_else(|| Place::at(String::new()))
}

impl Place {
    fn at(address: String) -> Self {
        Self {
            page: RwSignal::new(page_of(&address)),
            address: RwSignal::new(address),
            arrivals: RwSignal::new(0),
        }
    }

    /// Path and query.
    #[must_use]
    pub fn address(self) -> Signal<String> {
        self.address.into()
    }

    /// The page here; moves only when another one is shown.
    #[must_use]
    pub fn page(self) -> Memo<Option<Page>> {
        Memo::new(move |_| self.page.get())
    }

    /// Moves each time another page is there that no document was loaded for.
    #[must_use]
    pub fn arrivals(self) -> Signal<u32> {
        self.arrivals.into()
    }

    /// Goes to another page, as a link to it does.
    #[cfg(feature = "hydrate")]
    pub fn go_to(self, address: String) {
        browser::go_to(self, address);
    }

    /// On the server nobody goes anywhere.
    #[cfg(not(feature = "hydrate"))]
    pub fn go_to(self, _address: String) {}

    /// What the address says, read by `read`; as long as the page is the one that asks for it. A page that is being left
    /// reads nothing of the next one's address.
    fn read(self, read: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Memo<String> {
        let page = self.address.with_untracked(|address| page_of(address));
        Memo::new(move |before: Option<&String>| {
            self.address.with(|address| match before {
                Some(before) if page_of(address) != page => before.clone(),
                _ => read(address).unwrap_or_default(),
            })
        })
    }
}

fn page_of(address: &str) -> Option<Page> {
    Page::parse(paths::path_of(address))
}

/// The part of the path that the page's pattern calls `name`; moves only when that part does.
#[must_use]
pub fn path_parameter(name: &'static str) -> Memo<String> {
    use_place().read(move |address| paths::parameter(paths::path_of(address), name).map(str::to_owned))
}

/// All that the address says behind its `?`; moves only when that does.
#[must_use]
pub fn query() -> Memo<String> {
    use_place().read(|address| Some(paths::query_of(address).to_owned()))
}

/// The query parameter `name`, empty where it is absent; moves only when it does.
#[must_use]
pub fn query_parameter(name: &'static str) -> Memo<String> {
    use_place().read(move |address| paths::query_value(paths::query_of(address), name))
}

/// The address here without the query parameter `name`, where it has one: the way back from a later page of a list.
#[must_use]
pub fn address_without(name: &'static str) -> Signal<Option<String>> {
    let shorter = use_place().read(move |address| {
        let query = paths::query_of(address);
        paths::query_value(query, name)?;
        let path = paths::path_of(address);
        match paths::query_without(query, name) {
            rest if rest.is_empty() => Some(path.to_owned()),
            rest => Some(format!("{path}?{rest}")),
        }
    });
    Signal::derive(move || Some(shorter.get()).filter(|address| !address.is_empty()))
}

/// The query parameter `name` as it is now, if it is there.
#[must_use]
pub fn query_value(name: &str) -> Option<String> {
    let address = use_place().address;
    address.with_untracked(|address| paths::query_value(paths::query_of(address), name))
}

/// Leads to another page, which takes the place of this one: Back does not come here again.
#[cfg(feature = "hydrate")]
pub fn lead_to(address: &str) {
    browser::lead_to(use_place(), address.to_owned());
}

/// Answers with the way to another page.
#[cfg(all(feature = "ssr", not(feature = "hydrate")))]
pub fn lead_to(address: &str) {
    crate::request::respond::see_other(address);
}

/// Fetches the style sheet of the pages that one works on, unless the document has it.
#[cfg(feature = "hydrate")]
pub(crate) fn fetch_styles() -> impl Future<Output = bool> {
    styles::fetch()
}

/// On the server a page has all that it needs.
#[cfg(not(feature = "hydrate"))]
pub(crate) fn fetch_styles() -> impl Future<Output = bool> {
    std::future::ready(true)
}

#[cfg(feature = "hydrate")]
fn here() -> String {
    browser::here()
}

#[cfg(all(feature = "ssr", not(feature = "hydrate")))]
fn here() -> String {
    use_context::<crate::request::RequestScope>().map_or_else(String::new, |scope| scope.path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_being_left_reads_nothing_of_the_next_ones_address() {
        Owner::new().with(|| {
            let place = Place::at("/prior-auth/PA-1?submitted=1".to_owned());
            provide_context(place);
            let (reference, submitted) = (path_parameter("reference"), query_parameter("submitted"));
            assert_eq!(
                (reference.get_untracked().as_str(), submitted.get_untracked().as_str()),
                ("PA-1", "1")
            );
            place.address.set("/prior-auth/PA-2".to_owned());
            assert_eq!(
                (reference.get_untracked().as_str(), submitted.get_untracked().as_str()),
                ("PA-2", "")
            );
            place.address.set("/review/PA-3?submitted=2".to_owned());
            assert_eq!(
                (reference.get_untracked().as_str(), submitted.get_untracked().as_str()),
                ("PA-2", "")
            );
        });
    }
}
