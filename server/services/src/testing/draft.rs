//! What somebody typed into the form of a request.

use domain::prior_auth::DraftInput;

/// The knee orthosis of the demo, for Rosa Delgado.
#[must_use]
pub fn knee_orthosis() -> DraftInput {
    DraftInput {
        member_id: "LHP100200301".to_owned(),
        birth_date: "1951-03-14".to_owned(),
        last_name: "Delgado".to_owned(),
        requesting_npi: "1234567893".to_owned(),
        rendering_npi: "1234567893".to_owned(),
        place_of_service: "12".to_owned(),
        procedure_code: "L1832".to_owned(),
        quantity: "1".to_owned(),
        unit: "each".to_owned(),
        from_date: "2026-11-23".to_owned(),
        to_date: "2026-12-23".to_owned(),
        urgency: "standard".to_owned(),
        diagnosis_code: "M17.11".to_owned(),
        clinical_summary: "Osteoarthritis; therapy did not suffice.".to_owned(),
        ..DraftInput::default()
    }
}
