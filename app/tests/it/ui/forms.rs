//! Numbers and boxes, as they come from the server.

use app::ui::{CheckOption, Checkboxes, NumberField};
use domain::form::FieldCode;
use leptos::prelude::*;

use super::{field, html, refused};

fn options() -> Vec<CheckOption> {
    let option = |value: &str, label: &str, hint: &str| CheckOption {
        value: value.to_owned(),
        label: label.to_owned(),
        hint: hint.to_owned(),
    };
    vec![
        option("member", "Member", ""),
        option("provider", "Referring <provider>", "By fax"),
    ]
}

#[test]
fn a_number_shows_digits_on_phones_and_is_described_by_its_unit() {
    let html = html(|| {
        let field = refused("quantity", "Quantity", "quantity", FieldCode::NotANumber);
        view! { <NumberField field=field.holding("two") unit="visits" /> }
    });
    assert!(
        html.contains(r#"inputmode="numeric""#) && html.contains(r#"type="text""#),
        "{html}"
    );
    assert!(html.contains(r#"value="two""#), "what was typed stays: {html}");
    assert!(
        html.contains(r#"aria-describedby="field-quantity-error field-quantity-note""#),
        "{html}"
    );
    assert!(html.contains(r#"id="field-quantity-note">visits"#), "{html}");
}

#[test]
fn a_number_without_unit_names_none() {
    let html = html(|| view! { <NumberField field=field("quantity", "Quantity") /> });
    assert!(!html.contains("aria-describedby") && !html.contains("-note"), "{html}");
}

#[test]
fn the_error_summary_leads_to_the_first_box_of_a_group() {
    let html = html(|| {
        let field = refused("copies", "Send a copy to", "copies", FieldCode::Required);
        let chosen = Signal::stored(vec!["provider".to_owned()]);
        view! { <Checkboxes field=field options=options() chosen=chosen posted_as="copies[]" /> }
    });
    assert_eq!(html.matches(r#"id="field-copies""#).count(), 1, "{html}");
    assert!(html.contains(r#"id="field-copies-2""#), "{html}");
    assert_eq!(html.matches(r#"name="copies[]""#).count(), 2, "{html}");
    assert!(
        html.contains("<legend") && html.contains(r#"aria-describedby="field-copies-error""#),
        "{html}"
    );
}

#[test]
fn exactly_the_chosen_boxes_are_ticked_and_words_stay_text() {
    let html = html(|| {
        let chosen = Signal::stored(vec!["provider".to_owned()]);
        view! { <Checkboxes field=field("copies", "Send a copy to") options=options() chosen=chosen /> }
    });
    assert_eq!(html.matches("checked").count(), 1, "{html}");
    assert!(html.contains("Referring &lt;provider&gt;"), "{html}");
    assert!(html.contains(r#"aria-describedby="field-copies-2-note""#), "{html}");
}
