//! A panel: a titled region with a border. Panels never nest.

use leptos::prelude::*;

use super::tag::Count;

/// A titled region; screen readers find it by its title.
#[component]
pub fn Panel(
    /// Its id; the title's id is derived from it.
    id: &'static str,
    /// Its title.
    title: &'static str,
    /// A number beside the title.
    #[prop(optional, into)]
    count: MaybeProp<u64>,
    /// A link or a fact at the right of the title.
    #[prop(optional, into)]
    aside: ViewFnOnce,
    /// Set when the content brings its own padding: tables and lists.
    #[prop(optional)]
    flush: bool,
    /// The content.
    children: Children,
) -> impl IntoView {
    let title_id = format!("{id}-title");
    view! {
        <section class="panel" id=id aria-labelledby=title_id>
            <header class="panel-header">
                <h2 id=title_id.clone()>{title}</h2>
                {move || count.get().map(|value| view! { <Count value=value /> })}
                <div class="panel-aside">{aside.run()}</div>
            </header>
            <div class=if flush { "panel-body panel-flush" } else { "panel-body" }>{children()}</div>
        </section>
    }
    .into_any()
}
