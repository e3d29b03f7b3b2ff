//! How much of a list is on the page, and the ways to its other pages.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// The foot of a list.
#[component]
pub fn Pager(
    /// `25 of 47 requests`
    #[prop(into)]
    shown: Signal<String>,
    /// The address of the first page; none on it.
    #[prop(optional, into)]
    first: Signal<Option<String>>,
    /// The address of the page before, where the list can go back.
    #[prop(optional, into)]
    previous: Signal<Option<String>>,
    /// The address of the next page; none on the last one.
    #[prop(into)]
    next: Signal<Option<String>>,
) -> impl IntoView {
    let any = Memo::new(move |_| [first, previous, next].iter().any(|page| page.with(Option::is_some)));
    view! {
        <div class="pager">
            <p>"Showing " {move || shown.get()}</p>
            <Show when=move || any.get()>
                <nav aria-label="Pages">
                    {move || first.get().map(|href| view! { <Turn href=href>"First page"</Turn> })}
                    {move || {
                        previous
                            .get()
                            .map(|href| {
                                view! {
                                    <Turn href=href>
                                        <Icon name=IconName::ChevronLeft class="icon-small" />
                                        "Previous"
                                    </Turn>
                                }
                            })
                    }}
                    {move || {
                        next.get()
                            .map(|href| {
                                view! {
                                    <Turn href=href>
                                        "Next" <Icon name=IconName::ChevronRight class="icon-small" />
                                    </Turn>
                                }
                            })
                    }}
                </nav>
            </Show>
        </div>
    }
    .into_any()
}

#[component]
fn Turn(href: String, children: Children) -> impl IntoView {
    view! {
        <a class="button button-small" href=href>
            {children()}
        </a>
    }
    .into_any()
}
