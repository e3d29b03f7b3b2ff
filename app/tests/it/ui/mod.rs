//! The parts of the design system, rendered to HTML: what assistive technology and browsers without script rely on.

mod forms;
mod lists;
mod overlays;
mod story;
mod tables;
mod type_ahead;

use app::error::ApiError;
use app::ui::{
    Banner, DataTable, DateField, Due, DueTime, ErrorSummary, Field, Icon, IconName, Palette, PaletteEntry,
    PaletteGroup, PaletteTarget, Panel, Problem, RadioGroup, RadioOption, SelectField, Sprite, StatusTag, TableCell,
    TableRow, TextAreaField, TextField, Tone,
};
use domain::form::{FieldCode, FormErrors};
use domain::prior_auth::Status;
use leptos::prelude::*;

/// The HTML of a view, made inside an owner of its own.
fn html<V: IntoView>(view: impl FnOnce() -> V) -> String {
    Owner::new().with(|| view().to_html())
}

/// A field of a form without errors.
fn field(name: &'static str, label: &'static str) -> Field {
    Field::new(name, label, None, Signal::stored(FormErrors::default()))
}

/// A field of a form in which the field `bad` has an error.
fn refused(name: &'static str, label: &'static str, bad: &str, code: FieldCode) -> Field {
    Field::new(name, label, None, Signal::stored(FormErrors::one(bad, code)))
}

#[test]
fn a_field_ties_label_hint_and_error_to_its_control() {
    let html = html(|| {
        let field = refused("member_id", "Member ID", "member_id", FieldCode::Required);
        view! { <TextField field=field.hint("On the card") /> }
    });
    assert!(html.contains(r#"for="field-member_id""#), "{html}");
    assert!(html.contains(r#"id="field-member_id""#), "{html}");
    assert!(
        html.contains(r#"aria-describedby="field-member_id-hint field-member_id-error""#),
        "{html}"
    );
    assert!(html.contains(r#"aria-invalid="true""#), "{html}");
    assert!(html.contains("Enter a member ID"), "{html}");
    assert!(html.contains("field-bad"), "{html}");
}

#[test]
fn a_field_without_error_claims_none() {
    let html = html(|| view! { <TextField field=field("last_name", "Last name").holding("Delgado") /> });
    assert!(!html.contains("aria-invalid"), "{html}");
    assert!(!html.contains("aria-describedby"), "{html}");
    assert!(!html.contains("field-bad"), "{html}");
    assert!(html.contains(r#"value="Delgado""#), "{html}");
}

#[test]
fn a_field_shows_only_its_own_error() {
    let html = html(|| {
        let field = refused("birth_date", "Date of birth", "last_name", FieldCode::Required);
        view! { <DateField field=field.holding("1951-03-14") /> }
    });
    assert!(!html.contains("last name"), "{html}");
    assert!(
        html.contains(r#"type="date""#) && html.contains(r#"value="1951-03-14""#),
        "{html}"
    );
}

#[test]
fn what_was_typed_and_refused_goes_before_what_is_kept() {
    let shown = |typed: Option<&str>| {
        let errors = Signal::stored(FormErrors::default());
        let field = Field::new("last_name", "Last name", typed.map(str::to_owned), errors);
        field.holding("Delgado").value()
    };
    let values = Owner::new().with(|| [shown(None), shown(Some("Delgad")), shown(Some(""))]);
    assert_eq!(values, ["Delgado", "Delgad", ""]);
}

#[test]
fn a_field_that_may_stay_empty_says_so() {
    let html = html(|| view! { <TextField field=field("urgency_reason", "Reason").optional() /> });
    assert!(html.contains("(optional)"), "{html}");
}

#[test]
fn typed_text_stays_text() {
    const ATTACK: &str = "</textarea><script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
    let area = html(|| {
        view! { <TextAreaField field=field("clinical_summary", "Clinical summary").holding(ATTACK) /> }
    });
    assert_eq!(area.matches("</textarea>").count(), 1, "{area}");
    assert!(!area.contains("<script") && !area.contains("<img"), "{area}");
    let line = html(|| view! { <TextField field=field("last_name", "Last name").holding(ATTACK) /> });
    assert!(!line.contains("\"'>"), "the value may not leave its attribute: {line}");
}

#[test]
fn the_chosen_option_is_selected_and_no_other() {
    let html = html(|| {
        let options = vec![("each", "Each"), ("days", "Days")];
        view! { <SelectField field=field("unit", "Unit").holding("days") options=options /> }
    });
    assert_eq!(html.matches("selected").count(), 1, "{html}");
    let chosen = html.split("<option").find(|option| option.contains("selected"));
    assert!(
        chosen.is_some_and(|option| option.contains(r#"value="days""#)),
        "{html}"
    );
}

#[test]
fn the_error_summary_leads_to_the_first_radio_button() {
    let options = vec![
        RadioOption {
            value: "standard",
            label: "Standard",
            hint: "",
        },
        RadioOption {
            value: "expedited",
            label: "Expedited",
            hint: "72 hours",
        },
    ];
    let group = html(|| {
        let field = refused("urgency", "Urgency", "urgency", FieldCode::UrgencyUnknown);
        view! { <RadioGroup field=field options=options /> }
    });
    assert_eq!(group.matches(r#"id="field-urgency""#).count(), 1, "{group}");
    assert!(group.contains(r#"id="field-urgency-2""#), "{group}");
    assert!(!group.contains("checked"), "{group}");
    let summary = html(|| {
        let error = ApiError::Form(FormErrors::one("urgency", FieldCode::UrgencyUnknown));
        view! { <ErrorSummary error=Signal::stored(Some(error)) /> }
    });
    assert!(
        summary.contains("There is a problem") && summary.contains(r##"href="#field-urgency""##),
        "{summary}"
    );
}

#[test]
fn a_refused_form_says_why_in_its_summary() {
    let html = html(|| view! { <ErrorSummary error=Signal::stored(Some(ApiError::WrongCredentials)) /> });
    assert!(html.contains("User ID or password is not right"), "{html}");
    assert!(html.contains("autofocus") && html.contains(r#"role="alert""#), "{html}");
}

#[test]
fn without_an_error_there_is_no_summary() {
    let html = html(|| view! { <ErrorSummary error=Signal::stored(None) /> });
    assert!(!html.contains("problem"), "{html}");
}

#[test]
fn every_status_tag_has_an_icon_and_words() {
    for &status in Status::ALL {
        let html = html(|| view! { <StatusTag status=status /> });
        assert!(
            html.contains("<svg") && html.contains(app::copy::status(status)),
            "{status:?}: {html}"
        );
        assert!(html.contains("tone-"), "{status:?}: {html}");
    }
}

#[test]
fn a_denial_under_appeal_shows_both_tags() {
    let html = html(|| view! { <StatusTag status=Status::AppealOpen /> });
    assert!(html.contains("Denied") && html.contains("Appeal open"), "{html}");
}

#[test]
fn icons_are_hidden_and_come_from_the_sprite() {
    let html = html(|| {
        provide_context(Sprite("/pkg/abc/icons.svg".to_owned()));
        view! { <Icon name=IconName::Eye /> }
    });
    assert!(
        html.contains(r#"aria-hidden="true""#) && html.contains("/pkg/abc/icons.svg#eye"),
        "{html}"
    );
}

#[test]
fn where_no_time_runs_none_is_counted() {
    let due = Due {
        at: -3 * 86_400_000,
        text: "Fri, Nov 27, 4:10 PM CST".to_owned(),
        stands_still: true,
        ..Due::default()
    };
    let html = html(|| view! { <DueTime due=due /> });
    assert!(html.contains("Clock stands still") && html.contains("Nov 27"), "{html}");
    assert!(!html.contains(" left<") && !html.contains("Overdue"), "{html}");
}

#[test]
fn a_due_time_shows_date_rule_and_what_is_left() {
    let due = Due {
        at: 3 * 86_400_000,
        as_of: 0,
        text: "Fri, Nov 27, 4:10 PM CST".to_owned(),
        iso: "2026-11-27T22:10:00Z".to_owned(),
        rule: "Federal, standard: 7 calendar days".to_owned(),
        stands_still: false,
    };
    let html = html(|| view! { <DueTime due=due with_rule=true /> });
    assert!(html.contains("3 d left") && html.contains("Due "), "{html}");
    assert!(
        html.contains(r#"datetime="2026-11-27T22:10:00Z""#) && html.contains("7 calendar days"),
        "{html}"
    );
}

#[test]
fn a_panel_is_a_region_with_a_name() {
    let html = html(|| view! { <Panel id="timeline" title="Timeline">"…"</Panel> });
    assert!(html.contains(r#"aria-labelledby="timeline-title""#), "{html}");
    assert!(html.contains(r#"<h2 id="timeline-title">Timeline"#), "{html}");
}

#[test]
fn a_table_keeps_its_roles_and_names_each_cell() {
    let html = html(|| {
        view! {
            <DataTable caption="Requests" columns=vec!["Reference"]>
                <TableRow>
                    <TableCell label="Reference">"PA-7K3Q-9XM2"</TableCell>
                </TableRow>
            </DataTable>
        }
    });
    assert!(
        html.contains("<tbody") && html.contains(r#"role="table""#) && html.contains(r#"role="cell""#),
        "{html}"
    );
    assert!(
        html.contains(r#"data-label="Reference""#) && html.contains("<caption"),
        "{html}"
    );
}

#[test]
fn no_part_carries_a_style_attribute() {
    let html = html(|| {
        view! {
            <StatusTag status=Status::Submitted />
            <Banner tone=Tone::Amber title="This changed.">"Read what is new."</Banner>
            <Problem error=ApiError::NotFound />
        }
    });
    assert!(!html.contains("style="), "{html}");
}

/// An entry that leads to a page.
fn entry(title: &str, detail: &str) -> PaletteEntry {
    PaletteEntry {
        icon: IconName::ShieldCheck.id().to_owned(),
        title: title.to_owned(),
        detail: detail.to_owned(),
        status: Some(Status::InformationRequested),
        target: PaletteTarget::Page("/prior-auth/PA-7K3Q-9XM2".to_owned()),
    }
}

#[test]
fn the_palette_is_a_combobox_whose_chosen_entry_is_named() {
    let html = html(|| {
        let groups = ["Prior authorization", "Do"].map(|title| PaletteGroup {
            title: title.to_owned(),
            entries: vec![entry("PA-7K3Q-9XM2", "Marisol Quintero · L1832")],
        });
        view! { <Palette typed="quin".to_owned() groups=groups.to_vec() chosen=1_usize note="2 results".to_owned() /> }
    });
    assert!(html.contains(r#"role="combobox""#), "{html}");
    assert!(html.contains(r#"aria-activedescendant="palette-1""#), "{html}");
    assert_eq!(html.matches(r#"aria-selected="true""#).count(), 1, "{html}");
    assert!(
        html.contains(r#"id="palette-1" data-place="1" aria-selected="true""#),
        "{html}"
    );
    assert!(html.contains("<mark>Quin</mark>tero"), "{html}");
    assert!(
        html.contains(r#"<p role="status" class="palette-note visually-hidden">2 results</p>"#),
        "{html}"
    );
    assert!(html.contains("Information requested"), "{html}");
}

#[test]
fn an_empty_palette_says_so_and_chooses_nothing() {
    let html = html(|| {
        view! { <Palette typed="zz".to_owned() groups=vec![] chosen=0_usize note="Nothing fits".to_owned() /> }
    });
    assert!(!html.contains("aria-activedescendant"), "{html}");
    assert!(
        html.contains("Nothing fits") && !html.contains("visually-hidden"),
        "{html}"
    );
}
