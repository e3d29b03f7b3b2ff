//! The code systems of a request: their formats, and the lists that anybody may ship.
//!
//! Only formats are checked here; whether a code exists is the affair of the loaded code sets. CPT belongs to the AMA:
//! its form is known, its codes are not. Sources: CMS (NPI check digit over prefix 80840, HCPCS level II, place-of-
//! service list), CDC (ICD-10-CM).

mod code_set;
mod code_system;
mod place_of_service;

pub use code_set::CodeSet;
pub use code_system::CodeSystem;
pub use place_of_service::PlaceOfService;

use thiserror::Error;

/// A National Provider Identifier: ten digits, the first 1 or 2, the last a check digit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Npi(String);

/// Why a text is no NPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NpiError {
    /// Not ten digits that start with 1 or 2.
    #[error("an NPI has ten digits and starts with 1 or 2")]
    Format,
    /// The last digit does not fit the others.
    #[error("the check digit of the NPI does not match")]
    CheckDigit,
}

impl Npi {
    /// What Luhn's sum of the constant prefix 80840 contributes.
    const PREFIX_SUM: u32 = 24;

    /// Checks form and check digit; spaces around it do not matter.
    pub fn parse(text: &str) -> Result<Self, NpiError> {
        let text = text.trim();
        let digits = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits || !text.starts_with(['1', '2']) {
            return Err(NpiError::Format);
        }
        let sum = text
            .bytes()
            .rev()
            .enumerate()
            .fold(Self::PREFIX_SUM, |sum, (place, byte)| {
                let digit = u32::from(byte - b'0');
                let weighted = if place % 2 == 1 { digit * 2 } else { digit };
                sum + weighted / 10 + weighted % 10
            });
        if sum % 10 == 0 {
            Ok(Self(text.to_owned()))
        } else {
            Err(NpiError::CheckDigit)
        }
    }
}

parsed_text!(Npi);

/// Which system a procedure code belongs to, judged by its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProcedureCodeSystem {
    /// HCPCS level II: a letter A–V and four digits.
    Hcpcs,
    /// CPT: five digits, or four and one of F, T, U, M.
    Cpt,
}

/// A well-formed procedure code, in upper case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProcedureCode(String);

/// A text does not have the form of the code it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not in the form of a {0}")]
pub struct CodeError(&'static str);

impl ProcedureCode {
    /// Checks the form; lower case and spaces around it are mended.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let code = text.trim().to_ascii_uppercase();
        match system_of(code.as_bytes()) {
            Some(_) => Ok(Self(code)),
            None => Err(CodeError("HCPCS or CPT code")),
        }
    }

    /// The code system.
    pub fn system(&self) -> ProcedureCodeSystem {
        system_of(self.0.as_bytes()).unwrap_or(ProcedureCodeSystem::Cpt)
    }
}

fn system_of(code: &[u8]) -> Option<ProcedureCodeSystem> {
    match code {
        [b'A'..=b'V', rest @ ..] if rest.len() == 4 && rest.iter().all(u8::is_ascii_digit) => {
            Some(ProcedureCodeSystem::Hcpcs)
        }
        [first @ .., b'0'..=b'9' | b'F' | b'T' | b'U' | b'M']
            if first.len() == 4 && first.iter().all(u8::is_ascii_digit) =>
        {
            Some(ProcedureCodeSystem::Cpt)
        }
        _ => None,
    }
}

parsed_text!(ProcedureCode);

/// A procedure modifier: two letters or digits, in upper case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Modifier(String);

impl Modifier {
    /// Checks the form; lower case and spaces around it are mended.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let code = text.trim().to_ascii_uppercase();
        let fits = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if fits {
            Ok(Self(code))
        } else {
            Err(CodeError("modifier"))
        }
    }
}

parsed_text!(Modifier);

/// A well-formed ICD-10-CM diagnosis code, in upper case and with its dot: `M17.11`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DiagnosisCode(String);

impl DiagnosisCode {
    /// Checks the form: letter, digit, one to five letters or digits. A dot may stand after the third place or, as in
    /// X12, be absent.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        const ERROR: CodeError = CodeError("ICD-10-CM code");
        let text = text.trim().to_ascii_uppercase();
        let (category, detail) = match text.split_once('.') {
            Some((category, detail)) if category.len() == 3 && !detail.is_empty() => (category, detail),
            Some(_) => return Err(ERROR),
            None => (text.get(..3).ok_or(ERROR)?, text.get(3..).ok_or(ERROR)?),
        };
        let starts_well = matches!(
            category.as_bytes(),
            [b'A'..=b'Z', b'0'..=b'9', b'0'..=b'9' | b'A'..=b'Z']
        );
        if !starts_well || detail.len() > 4 || !detail.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(ERROR);
        }
        Ok(Self(if detail.is_empty() {
            category.to_owned()
        } else {
            format!("{category}.{detail}")
        }))
    }

    /// The form used in X12: without the dot.
    pub fn without_dot(&self) -> String {
        self.0.replace('.', "")
    }
}

parsed_text!(DiagnosisCode);
