//! Several lines of text.
//!
//! The framework writes the children of a `<textarea>` into the page without escaping them, so the first value is
//! escaped here and given as inner HTML. The parser drops one newline at the start: one is put in front for it.

use domain::form::FormErrors;
use leptos::prelude::*;

use super::field::{Field, control_id, described_by, error_of, is_invalid};

/// A text area.
#[component]
pub fn TextAreaField(
    /// The field's name, as posted.
    name: &'static str,
    /// Its label.
    label: &'static str,
    /// A hint under the label.
    #[prop(optional)]
    hint: &'static str,
    /// All errors of the form; the field picks its own.
    errors: Signal<FormErrors>,
    /// What it shows first.
    #[prop(into)]
    value: String,
    /// How many lines it shows.
    #[prop(default = 5)]
    rows: u8,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let error = error_of(name, errors);
    view! {
        <Field name=name label=label hint=hint optional=optional error=error>
            <textarea
                class="input text-area"
                id=control_id(name)
                name=name
                rows=rows.to_string()
                aria-describedby=described_by(name, !hint.is_empty(), error)
                aria-invalid=is_invalid(error)
                inner_html=as_inner_html(&value)
            ></textarea>
        </Field>
    }
}

/// `value` as the inner HTML of a text area: no character of it can end the element or start a reference.
fn as_inner_html(value: &str) -> String {
    let mut html = String::with_capacity(value.len() + 1);
    html.push('\n');
    for character in value.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            other => html.push(other),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::as_inner_html;

    #[test]
    fn a_value_cannot_leave_its_text_area() {
        let html = as_inner_html("</textarea><script>alert(1)</script>&lt;");
        assert_eq!(html, "\n&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;lt;");
    }

    #[test]
    fn a_newline_at_the_start_survives_the_parser() {
        assert_eq!(as_inner_html("\nfirst"), "\n\nfirst");
    }
}
