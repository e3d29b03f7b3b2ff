//! The forms of the demo: filled in for its requests, and in all stages for its drafts.

use chrono::{Days, NaiveDate, TimeDelta};
use domain::id::MemberRowId;
use domain::prior_auth::{DraftInput, StepFields, Urgency};
use domain::time::to_millis;
use entity::prior_auth_draft;
use sea_orm::ActiveValue::Set;

use super::fixture::Fixture;
use super::members::DemoMember;
use super::people::{CEDAR_HILL, LAKESIDE};
use super::seed::SeedError;
use super::services::{DemoService, LISTED};

impl Fixture<'_> {
    /// The form as somebody filled it in.
    pub(super) fn input(
        &self,
        (_, member): &(MemberRowId, DemoMember),
        service: DemoService,
        day: NaiveDate,
        is_urgent: bool,
    ) -> StepFields {
        let urgency = if is_urgent {
            Urgency::Expedited
        } else {
            Urgency::Standard
        };
        StepFields {
            member_id: member.number.clone(),
            birth_date: member.birth_date.clone(),
            last_name: member.last_name.clone(),
            requesting_npi: "1234567893".to_owned(),
            rendering_npi: "1932102951".to_owned(),
            place_of_service: "12".to_owned(),
            procedure_code: service.code.to_owned(),
            modifiers: service.modifiers().to_owned(),
            quantity: "1".to_owned(),
            unit: "each".to_owned(),
            from_date: day.to_string(),
            to_date: day.checked_add_days(Days::new(30)).unwrap_or(day).to_string(),
            urgency: urgency.code().to_owned(),
            urgency_reason: if is_urgent {
                "Cannot be discharged safely without it."
            } else {
                ""
            }
            .to_owned(),
            diagnosis_code: service.diagnosis.to_owned(),
            clinical_summary: service.summary.to_owned(),
        }
    }

    /// Drafts in all stages: empty, begun, complete.
    pub(super) fn drafts(&mut self) -> Result<(), SeedError> {
        let members = self.cast.covered(None);
        for number in 0..8_i64 {
            let (practice, desk) = if number % 4 == 3 {
                (LAKESIDE, "Front.Desk2")
            } else {
                (CEDAR_HILL, "Front.Desk1")
            };
            let saved_at = self
                .env
                .now()
                .checked_sub_signed(TimeDelta::hours(2 + 9 * number))
                .unwrap_or(self.env.now());
            let day = self.env.today(self.services.plan.zone);
            let full = self.input(self.pick(&members)?, *self.pick(&LISTED)?, day, false);
            let input = match number % 3 {
                0 => full,
                1 => StepFields {
                    diagnosis_code: String::new(),
                    clinical_summary: String::new(),
                    ..full
                },
                _ => StepFields {
                    member_id: full.member_id,
                    procedure_code: full.procedure_code,
                    ..StepFields::default()
                },
            };
            let row = prior_auth_draft::ActiveModel {
                id: Set(self.env.new_id()),
                practice_id: Set(self.cast.practice(practice)?.as_str().to_owned()),
                created_by: Set(self.cast.account(desk)?.as_str().to_owned()),
                values_json: Set(serde_json::to_string(&DraftInput::from(input))?),
                marks_json: Set("{}".to_owned()),
                attestation_of: Set(None),
                attestation_by: Set(None),
                attestation_asked_at: Set(None),
                copied_from: Set(None),
                version: Set(2),
                created_at: Set(to_millis(saved_at)),
                updated_at: Set(to_millis(saved_at)),
                submitted_case_id: Set(None),
            };
            self.rows.drafts.push(row);
        }
        Ok(())
    }
}
