//! A field with suggestions, as it comes from the server.

use app::error::ApiError;
use app::ui::{Choice, ChoiceSource, TypeAhead, Width};
use domain::form::FieldCode;
use domain::prior_auth::Need;
use leptos::prelude::*;

use super::{field, html, refused};

/// Whoever is asked knows nothing; nobody is asked while a page is rendered.
fn nobody() -> ChoiceSource {
    (|_| std::future::ready(Ok::<_, ApiError>(Vec::new()))).into()
}

fn choices() -> Vec<Choice> {
    let choice = |code: &str, words: &str, need| Choice {
        code: code.to_owned(),
        words: words.to_owned(),
        need,
    };
    vec![
        choice("L1832", "Knee orthosis, adjustable joints", Some(Need::Needed)),
        choice("L1830", "Knee orthosis, immobilizer", Some(Need::NotNeeded)),
        choice("L1820", "Pads & <joints>", None),
    ]
}

#[test]
fn without_the_client_it_is_a_text_field_and_claims_to_be_nothing_else() {
    let html = html(|| {
        let field = field("procedure_code", "Procedure code").holding("L1832");
        view! { <TypeAhead field=field source=nobody() width=Width::Medium /> }
    });
    assert!(html.contains(r#"for="field-procedure_code""#), "{html}");
    assert!(
        html.contains(r#"name="procedure_code""#) && html.contains(r#"value="L1832""#),
        "{html}"
    );
    assert!(!html.contains("combobox") && !html.contains("aria-expanded"), "{html}");
    assert!(html.contains(r#"hidden"#), "the list is not shown: {html}");
}

#[test]
fn an_open_list_is_tied_to_its_field() {
    let html = html(|| view! { <TypeAhead field=field("code", "Service code") source=nobody() open=choices() /> });
    for tie in [
        r#"role="combobox""#,
        r#"aria-autocomplete="list""#,
        r#"aria-expanded="true""#,
        r#"aria-controls="field-code-choices""#,
        r#"aria-activedescendant="field-code-choices-0""#,
        r#"id="field-code-choices""#,
        r#"role="listbox""#,
        r#"id="field-code-choices-0""#,
        r#"aria-live="polite""#,
    ] {
        assert!(html.contains(tie), "{tie}: {html}");
    }
    assert_eq!(html.matches(r#"role="option""#).count(), 3, "{html}");
    assert_eq!(html.matches(r#"aria-selected="true""#).count(), 1, "{html}");
}

#[test]
fn the_name_of_the_list_is_not_the_name_of_the_field() {
    let html = html(|| view! { <TypeAhead field=field("code", "Service code") source=nobody() open=choices() /> });
    assert_eq!(
        html.matches("Service code").count(),
        1,
        "a label finds one control: {html}"
    );
}

#[test]
fn a_suggestion_says_whether_it_needs_authorization_and_stays_text() {
    let html = html(|| view! { <TypeAhead field=field("code", "Service code") source=nobody() open=choices() /> });
    assert_eq!(html.matches("Needs it").count(), 1, "{html}");
    assert_eq!(html.matches("Not needed").count(), 1, "{html}");
    assert!(html.contains("Pads &amp; &lt;joints&gt;"), "{html}");
}

#[test]
fn what_the_code_means_describes_the_field_beside_hint_and_error() {
    let html = html(|| {
        let field = refused("code", "Service code", "code", FieldCode::ProcedureCodeFormat);
        view! { <TypeAhead field=field.hint("HCPCS") source=nobody() meaning="Knee orthosis" /> }
    });
    assert!(
        html.contains(r#"aria-describedby="field-code-hint field-code-error field-code-note""#),
        "{html}"
    );
    assert!(
        html.contains(r#"aria-invalid="true""#) && html.contains("Knee orthosis"),
        "{html}"
    );
}
