//! A question before there is a request: does this service need an authorization?

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::read::{self, Form};
use crate::codes::{PlaceOfService, ProcedureCode};
use crate::coverage::LineOfBusiness;
use crate::form::{FieldCode, FormErrors};

/// The question as typed. The names are those of the HTML inputs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InquiryInput {
    /// HCPCS or CPT code.
    pub procedure_code: String,
    /// The code of a [`LineOfBusiness`].
    pub line_of_business: String,
    /// Place of service, two digits.
    pub place_of_service: String,
    /// The day of service.
    pub service_date: String,
}

/// The question, read: all that a coverage rule looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inquiry {
    /// What.
    pub procedure: ProcedureCode,
    /// Under which kind of insurance.
    pub line_of_business: LineOfBusiness,
    /// Where.
    pub place_of_service: PlaceOfService,
    /// When.
    pub service_date: NaiveDate,
}

impl InquiryInput {
    /// Reads the question; each field as a request reads it. `today` is the day in the plan's zone.
    pub fn parse(&self, today: NaiveDate) -> Result<Inquiry, FormErrors> {
        let mut form = Form::default();
        let procedure = form.take("procedure_code", &self.procedure_code, read::procedure);
        let line = form.take("line_of_business", &self.line_of_business, |text| {
            LineOfBusiness::parse(text).ok_or(FieldCode::Required)
        });
        let place = form.take("place_of_service", &self.place_of_service, read::place_of_service);
        let date = form.take("service_date", &self.service_date, |text| read::first_day(text, today));
        let complete = || {
            Some(Inquiry {
                procedure: procedure?,
                line_of_business: line?,
                place_of_service: place?,
                service_date: date?,
            })
        };
        complete().ok_or(form.errors)
    }
}
