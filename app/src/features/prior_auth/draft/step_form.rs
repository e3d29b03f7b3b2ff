//! The form of a step: what it is about in hidden fields, its own fields, and its buttons.

use domain::prior_auth::step::Step;
use leptos::prelude::*;

use super::api::SaveStep;
use super::autosave::{Autosave, LastSave, OverwroteHere};
use super::view::StepView;
use crate::paths;
use crate::ui::page_form::post_target;
use crate::ui::{Button, ButtonKind, FormAction, PageForm};

/// The field that says what follows the save.
pub const THEN: &str = "then";

/// The form of a step.
#[component]
pub fn StepForm(
    /// What the page shows.
    shown: StepView,
    /// The save.
    save: FormAction<SaveStep>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let StepView {
        head,
        step,
        page,
        line,
        has_room,
        ..
    } = shown;
    let says = |what: &str| (THEN, what.to_owned());
    let another = (step == Step::Service && has_room)
        .then(|| view! { <Button says=says(paths::ADD_LINE)>"Save and add another service"</Button> });
    let keep = post_target::<SaveStep>();
    let node = NodeRef::new();
    let saves = Autosave::new(node, page);
    view! {
        <div on:input=move |_| saves.changed() on:change=move |_| saves.save_now() on:submit=move |_| saves.forget()>
            <PageForm action=save class="form" keep=keep node_ref=node>
                <input type="hidden" name="draft" value=head.id />
                <input type="hidden" name="step" value=step.code() />
                <input type="hidden" name="line" value=line />
                <input type="hidden" name="page" value=move || saves.name() />
                // The Enter key presses the first button of a form, and other services have buttons further up.
                <button class="visually-hidden" type="submit" name=THEN value=paths::CONTINUE tabindex="-1" aria-hidden="true"></button>
                {children()}
                <OverwroteHere saves=saves />
                <div class="actions">
                    <Button kind=ButtonKind::Primary says=says(paths::CONTINUE) pending=save.pending()>
                        "Save and continue"
                    </Button>
                    {another}
                    <Button says=says(paths::LEAVE)>"Save and leave"</Button>
                    <LastSave saves=saves />
                </div>
            </PageForm>
        </div>
    }
}
