//! Several lines of text.
//!
//! The framework writes the children of a `<textarea>` into the page without escaping them, so the first value is
//! escaped here and given as inner HTML. The parser of a page drops one newline at the start: the server puts one in front for
//! it. The client gives its text to an element that is there already, and nothing is dropped.

use leptos::html::Textarea;
use leptos::prelude::*;

use super::field::{Field, Labelled};

/// A text area.
#[component]
pub fn TextAreaField(
    /// Its names, first value and error.
    field: Field,
    /// The `<textarea>` itself, for parts that need it.
    #[prop(optional)]
    node_ref: NodeRef<Textarea>,
) -> impl IntoView {
    view! {
        <Labelled field=field.clone()>
            <textarea
                class="input text-area"
                id=field.id()
                name=field.name
                rows="5"
                aria-describedby=field.described_by()
                aria-invalid=field.aria_invalid()
                node_ref=node_ref
                inner_html=as_inner_html(&field.value())
            ></textarea>
        </Labelled>
    }
}

/// `value` as the inner HTML of a text area: no character of it can end the element or start a reference.
fn as_inner_html(value: &str) -> String {
    let mut html = String::with_capacity(value.len() + 1);
    if cfg!(feature = "ssr") {
        html.push('\n');
    }
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

#[cfg(all(test, feature = "ssr"))]
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
