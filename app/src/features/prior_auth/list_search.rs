//! The search in the list. What is typed may be somebody's name, and no address may hold that: so the form posts, and leads
//! to an address that names a member by an id.

use leptos::prelude::*;

use super::api::SearchList;
use super::view::ListView;
use crate::ui::{Button, FormAction, FormState, IconName, PageForm, TextField};

/// The form; `form` is the state of `action`, made at the top of the page.
#[component]
pub fn ListSearch(list: Signal<ListView>, action: FormAction<SearchList>, form: FormState) -> impl IntoView {
    let query = move || list.with(|list| list.filters.as_ref().map(|view| view.query.clone()));
    let field = form.field("q", "Find by reference, member’s last name or member ID");
    view! {
        <PageForm action=action class="list-search">
            <input type="hidden" name="query" value=query />
            <TextField field=field />
            <Button icon=IconName::Search pending=action.pending()>"Find"</Button>
        </PageForm>
    }
}
