//! The number of a proof that a service needs no authorization, like `NR-7K3Q-9XM2`.
//!
//! Its symbols are made and checked as those of a request's [`Reference`]; the prefix keeps the two apart, so nobody takes a
//! proof for a request.

use crate::reference::{Reference, ReferenceError};

const PREFIX: &str = "NR";
/// The prefix of a request's reference, of the same length.
const OF_A_REQUEST: &str = "PA";

/// The reference of a proof, in its one written form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProofReference(String);

impl ProofReference {
    /// The reference made from the lowest 35 of 64 random bits.
    pub fn from_entropy(bits: u64) -> Self {
        Self::like(&Reference::from_entropy(bits))
    }

    /// Reads a reference as people type it: any case, I and L for 1, O for 0, hyphens optional. The prefix is needed.
    pub fn parse(text: &str) -> Result<Self, ReferenceError> {
        let text = text.trim().to_ascii_uppercase();
        let symbols = text.strip_prefix(PREFIX).ok_or(ReferenceError::Format)?;
        if symbols.trim_start_matches('-').starts_with(OF_A_REQUEST) && symbols.len() > "-7K3Q-9XM2".len() {
            return Err(ReferenceError::Format);
        }
        Ok(Self::like(&Reference::parse(symbols)?))
    }

    fn like(reference: &Reference) -> Self {
        Self(reference.as_str().replacen(OF_A_REQUEST, PREFIX, 1))
    }
}

parsed_text!(ProofReference);
