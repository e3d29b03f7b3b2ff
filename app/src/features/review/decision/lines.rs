//! What is decided about each line of a case: as requested, less of it, or nothing.

use domain::prior_auth::ruling::{Against, LineChoice};
use leptos::prelude::*;

use crate::copy;
use crate::features::review::view::{Desk, DeskLine};
use crate::ui::{DateField, FormState, NumberField, RadioGroup, RadioOption};

/// The names of the fields of one line.
struct Names {
    decision: &'static str,
    quantity: &'static str,
    from: &'static str,
    to: &'static str,
}

macro_rules! names {
    ($($index:literal)*) => { [$(Names {
        decision: concat!("lines[", $index, "][decision]"),
        quantity: concat!("lines[", $index, "][authorized_quantity]"),
        from: concat!("lines[", $index, "][authorized_from]"),
        to: concat!("lines[", $index, "][authorized_to]"),
    }),*] };
}

/// As many as a request has lines at most.
const NAMES: [Names; 10] = names!(0 1 2 3 4 5 6 7 8 9);

/// The fields of all lines.
#[component]
pub fn LineFields(form: FormState, desk: Desk, against: Against) -> impl IntoView {
    let lines = desk.lines.into_iter().zip(&NAMES);
    let fields = lines.map(|(line, names)| view! { <OneLine form=form line=line names=names against=against /> });
    fields.collect_view()
}

#[component]
fn OneLine(form: FormState, line: DeskLine, names: &'static Names, against: Against) -> impl IntoView {
    let option = |choice: &LineChoice| RadioOption {
        value: choice.code(),
        label: copy::line_choice(*choice),
        hint: "",
    };
    let options = against.choices().iter().map(option).collect();
    let quantity = form
        .field(names.quantity, "Authorized quantity")
        .hint("Only where less is approved")
        .holding(&line.quantity);
    view! {
        <fieldset class="line-ruling">
            <legend>{line.title}</legend>
            <p class="sub">"Requested: " {line.requested}</p>
            <RadioGroup field=form.field(names.decision, "Decision") options=options />
            <NumberField field=quantity />
            <DateField field=form.field(names.from, "Authorized from").holding(&line.from) />
            <DateField field=form.field(names.to, "Authorized to").holding(&line.to) />
        </fieldset>
    }
}
