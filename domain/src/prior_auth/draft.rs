//! What was typed into the form of a request: every field as text, so that a draft can hold anything.

use serde::{Deserialize, Serialize};
use std::fmt;

coded! {
    /// What a quantity counts.
    pub enum Unit {
        /// Single items.
        Each = "each",
        /// Days.
        Days = "days",
        /// Visits.
        Visits = "visits",
        /// Hours.
        Hours = "hours",
        /// Months.
        Months = "months",
    }
}

/// The form of a request as typed. The field names are the names of the HTML inputs and of [`FieldError::field`].
///
/// [`FieldError::field`]: crate::form::FieldError::field
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftInput {
    /// Member ID, as on the card.
    pub member_id: String,
    /// The member's date of birth.
    pub birth_date: String,
    /// The member's last name.
    pub last_name: String,
    /// NPI of the provider who asks.
    pub requesting_npi: String,
    /// NPI of the provider who will render the service.
    pub rendering_npi: String,
    /// Place of service, two digits.
    pub place_of_service: String,
    /// HCPCS or CPT code.
    pub procedure_code: String,
    /// How many.
    pub quantity: String,
    /// Of what: the code of a [`Unit`].
    pub unit: String,
    /// First day of service.
    pub from_date: String,
    /// Last day of service.
    pub to_date: String,
    /// The code of an [`Urgency`](super::Urgency).
    pub urgency: String,
    /// Why it is expedited; needed then only.
    pub urgency_reason: String,
    /// Diagnosis codes, the principal one first, parted by spaces or commas.
    pub diagnosis_code: String,
    /// Why the service is needed.
    pub clinical_summary: String,
}

impl fmt::Debug for DraftInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DraftInput([hidden])")
    }
}
