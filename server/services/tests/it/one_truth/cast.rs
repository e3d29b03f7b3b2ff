//! Who takes part, and what they ask for.

use std::time::Duration;

use chrono::{NaiveDate, TimeDelta};
use domain::coverage::LineOfBusiness;
use domain::prior_auth::StepFields;
use services::files::ReaderSettings;
use services::testing::{MemberSpec, Stage, knee_orthosis};

use super::chance::Chance;

/// What a practice asks for: a code that no rule lists needs no authorization.
pub fn wish(chance: &Chance, today: NaiveDate) -> StepFields {
    let members = members();
    let member = chance.pick(&members);
    let (urgency, reason) = *chance.pick(&[("standard", ""), ("expedited", "Cannot leave bed.")]);
    StepFields {
        member_id: member.number.to_owned(),
        birth_date: member.birth_date.to_owned(),
        last_name: member.last_name.to_owned(),
        procedure_code: (*chance.pick(&["L1832", "L1832", "L1851", "L1851", "L1830"])).to_owned(),
        quantity: "2".to_owned(),
        from_date: today.to_string(),
        to_date: (today + TimeDelta::days(30)).to_string(),
        urgency: urgency.to_owned(),
        urgency_reason: reason.to_owned(),
        ..knee_orthosis()
    }
}

/// One of each line of business: their clocks differ.
pub fn members() -> [MemberSpec; 3] {
    [
        MemberSpec::default(),
        MemberSpec {
            number: "LHP100200302",
            first_name: "June",
            last_name: "Whitfield",
            birth_date: "1948-11-02",
            line_of_business: LineOfBusiness::Commercial,
            ..MemberSpec::default()
        },
        MemberSpec {
            number: "LHP100200303",
            first_name: "Omar",
            last_name: "Haddad",
            birth_date: "1990-05-17",
            line_of_business: LineOfBusiness::MedicaidManagedCare,
            ..MemberSpec::default()
        },
    ]
}

/// Files have one page, whatever is in them.
pub async fn looking(stage: Stage) -> Stage {
    let look = r#"/bin/cat >/dev/null; echo '{"pages":1}'; printf '\000\000\000\004page'"#;
    let reader = ReaderSettings {
        arguments: vec!["-c".to_owned(), look.to_owned(), "look".to_owned()],
        deadline: Duration::from_secs(20),
        ..ReaderSettings::command_of("/bin/sh")
    };
    stage.reopened_with(|settings| settings.files.reader = reader).await
}
