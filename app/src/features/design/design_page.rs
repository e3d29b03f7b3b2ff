//! The page: a heading, and one section after another.

use leptos::prelude::*;

use super::sections::{Actions, Data, Fields, Files, Filters, Floating, Foundations, Story, Waiting};
use crate::ui::brand::Mark;
use crate::ui::{PageHeading, PageTitle, PublicFrame};

/// `/design`
#[component]
pub fn DesignPage() -> impl IntoView {
    view! {
        <PageTitle title="Components" />
        <PublicFrame>
            <div class="design">
                // Takes the focus before the error summary further down does, so that the page begins at its top.
                <header class="design-header" tabindex="-1" autofocus=true>
                    <Mark />
                    <PageHeading title="Portico components" facts=|| "Public Sans, one accent, warm neutrals. Everything shown is invented." />
                </header>
                <Foundations />
                <Actions />
                <Fields />
                <Files />
                <Data />
                <Filters />
                <Story />
                <Waiting />
                <Floating />
            </div>
        </PublicFrame>
    }
}
