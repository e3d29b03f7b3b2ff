//! The attestation of a draft and its likes, for the page that checks it.

use domain::access::Permission;
use domain::form::{FieldCode, FormErrors};
use services::Caller;
use services::prior_auth::{Attestation, Draft, Duplicate, Person};

use super::super::view::{AttestationView, ClinicianView, DuplicateView};
use crate::copy;
use crate::error::ApiError;
use crate::request::wording::Wording;

/// Whether the box of the attestation was ticked.
pub fn ticked(attested: &str) -> Result<(), ApiError> {
    if attested.is_empty() {
        Err(ApiError::Form(FormErrors::one("attested", FieldCode::Required)))
    } else {
        Ok(())
    }
}

/// Where the attestation stands, as the caller may see and give it.
pub(super) fn attestation_view(draft: &Draft, caller: &Caller, wording: &Wording) -> AttestationView {
    let may_attest = caller.actor.can(Permission::AttestPriorAuth);
    let clinician = |one: &Person| ClinicianView {
        id: one.id.as_str().to_owned(),
        name: one.name.clone(),
    };
    let theirs = |asked: String| AttestationView::Theirs {
        asked,
        clinicians: draft.clinicians.iter().map(clinician).collect(),
    };
    match &draft.attestation {
        Attestation::NotNeeded => AttestationView::NotNeeded,
        Attestation::Given { by, at } => AttestationView::Given {
            words: copy::attested(&by.name, &wording.moment(*at)),
        },
        Attestation::Asked { by, .. } if may_attest => AttestationView::Yours {
            asked_by: by.name.clone(),
        },
        Attestation::Needed if may_attest => AttestationView::Yours {
            asked_by: String::new(),
        },
        Attestation::Asked { of, by, at } => theirs(copy::attestation_asked(&of.name, &by.name, &wording.moment(*at))),
        Attestation::Needed => theirs(String::new()),
    }
}

/// A request that asks for the same.
pub(super) fn duplicate_view(duplicate: &Duplicate, wording: &Wording) -> DuplicateView {
    let (from, to) = (wording.day(duplicate.from), wording.day(duplicate.to));
    DuplicateView {
        reference: duplicate.reference.as_str().to_owned(),
        words: format!("{}, {from} to {to}, {}", duplicate.code, copy::status(duplicate.status)),
    }
}
