//! The sets of codes that a form may offer to choose from.

coded! {
    /// A set of codes, each with words.
    pub enum CodeSet {
        /// Services: HCPCS level II.
        Procedure = "procedure",
        /// Illnesses: ICD-10-CM.
        Diagnosis = "diagnosis",
        /// Where a service is rendered: CMS's list.
        PlaceOfService = "place_of_service",
    }
}
