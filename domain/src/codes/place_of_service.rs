//! The places at which a service can be rendered: CMS's list for professional claims, which anybody may ship.

use super::CodeError;

/// A place of service on the list of CMS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceOfService(&'static (&'static str, &'static str));

impl PlaceOfService {
    /// Finds a place by its two digits; spaces around them do not matter.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let text = text.trim();
        PLACES_OF_SERVICE
            .iter()
            .find(|place| place.0 == text)
            .map(Self)
            .ok_or(CodeError("place of service on the list of CMS"))
    }

    /// All places, by number.
    pub fn all() -> impl Iterator<Item = Self> {
        PLACES_OF_SERVICE.iter().map(Self)
    }

    /// The two digits.
    pub const fn as_str(&self) -> &'static str {
        self.0.0
    }

    /// A short name.
    pub const fn name(&self) -> &'static str {
        self.0.1
    }
}

impl std::fmt::Display for PlaceOfService {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl serde::Serialize for PlaceOfService {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> serde::Deserialize<'de> for PlaceOfService {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

/// CMS's place-of-service codes for professional claims, with short names.
static PLACES_OF_SERVICE: [(&str, &str); 52] = [
    ("01", "Pharmacy"),
    ("02", "Telehealth, not at home"),
    ("03", "School"),
    ("04", "Homeless shelter"),
    ("05", "Indian Health Service free-standing facility"),
    ("06", "Indian Health Service provider-based facility"),
    ("07", "Tribal 638 free-standing facility"),
    ("08", "Tribal 638 provider-based facility"),
    ("09", "Prison or correctional facility"),
    ("10", "Telehealth at home"),
    ("11", "Office"),
    ("12", "Home"),
    ("13", "Assisted living facility"),
    ("14", "Group home"),
    ("15", "Mobile unit"),
    ("16", "Temporary lodging"),
    ("17", "Walk-in retail health clinic"),
    ("18", "Place of employment"),
    ("19", "Off-campus outpatient hospital"),
    ("20", "Urgent care facility"),
    ("21", "Inpatient hospital"),
    ("22", "On-campus outpatient hospital"),
    ("23", "Emergency room"),
    ("24", "Ambulatory surgical center"),
    ("25", "Birthing center"),
    ("26", "Military treatment facility"),
    ("27", "Outreach site or street"),
    ("31", "Skilled nursing facility"),
    ("32", "Nursing facility"),
    ("33", "Custodial care facility"),
    ("34", "Hospice"),
    ("41", "Ambulance, land"),
    ("42", "Ambulance, air or water"),
    ("49", "Independent clinic"),
    ("50", "Federally qualified health center"),
    ("51", "Inpatient psychiatric facility"),
    ("52", "Psychiatric facility, partial hospitalization"),
    ("53", "Community mental health center"),
    ("54", "Intermediate care facility, intellectual disabilities"),
    ("55", "Residential substance abuse treatment facility"),
    ("56", "Psychiatric residential treatment center"),
    ("57", "Non-residential substance abuse treatment facility"),
    ("58", "Non-residential opioid treatment facility"),
    ("60", "Mass immunization center"),
    ("61", "Comprehensive inpatient rehabilitation facility"),
    ("62", "Comprehensive outpatient rehabilitation facility"),
    ("65", "End-stage renal disease treatment facility"),
    ("66", "Programs of all-inclusive care for the elderly (PACE) center"),
    ("71", "Public health clinic"),
    ("72", "Rural health clinic"),
    ("81", "Independent laboratory"),
    ("99", "Other place"),
];
