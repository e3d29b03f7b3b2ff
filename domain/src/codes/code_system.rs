//! The systems of codes of which a published file can be imported.

use super::CodeSet;

coded! {
    /// Who makes the codes, and by which rules they are written.
    pub enum CodeSystem {
        /// HCPCS level II of CMS: services, supplies, equipment.
        Hcpcs = "hcpcs",
        /// ICD-10-CM of the CDC and CMS: illnesses.
        Icd10Cm = "icd10cm",
        /// CPT of the American Medical Association: services. Nothing of it ships; licensees import their own.
        Cpt = "cpt",
    }
}

impl CodeSystem {
    /// The name by which the field knows it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hcpcs => "HCPCS",
            Self::Icd10Cm => "ICD-10-CM",
            Self::Cpt => "CPT",
        }
    }

    /// The set of a form in which its codes are offered.
    pub const fn set(self) -> CodeSet {
        match self {
            Self::Hcpcs | Self::Cpt => CodeSet::Procedure,
            Self::Icd10Cm => CodeSet::Diagnosis,
        }
    }
}
