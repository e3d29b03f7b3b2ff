//! What a clinician says when attesting a request.

coded! {
    /// Words that are attested; each version of them is a value of its own, for what was said stays said.
    pub enum Statement {
        /// The answers match the medical record, and the service is needed.
        RecordSupports = "record_supports_1",
    }
}

impl Statement {
    /// What is attested today.
    pub const CURRENT: Self = Self::RecordSupports;
}
