//! Practices and people of the demo.

use domain::access::{Role, Side};
use serde::Serialize;

/// The password of all demo accounts. Demo data folders are refused by a production server.
pub const PASSWORD: &str = "demo portico 2026!";

/// A practice of the demo.
pub(super) struct DemoPractice {
    pub(super) name: &'static str,
    pub(super) npi: &'static str,
    pub(super) tin: &'static str,
}

pub(super) const CEDAR_HILL: &str = "Cedar Hill Orthopedics";
pub(super) const LAKESIDE: &str = "Lakeside Home Medical";
/// New to the portal: it has sent nothing yet.
const HARBOR_POINT: &str = "Harbor Point Rehabilitation";

pub(super) const PRACTICES: [DemoPractice; 3] = [
    DemoPractice {
        name: CEDAR_HILL,
        npi: "1558598797",
        tin: "361234567",
    },
    DemoPractice {
        name: LAKESIDE,
        npi: "1144221847",
        tin: "367654321",
    },
    DemoPractice {
        name: HARBOR_POINT,
        npi: "1876543210",
        tin: "369876543",
    },
];

/// A person of the demo.
pub(super) struct Person {
    pub(super) user_id: String,
    pub(super) name: String,
    pub(super) role: Role,
    /// A clinician's own number.
    pub(super) npi: Option<&'static str>,
    /// A reviewer's credential and specialty.
    pub(super) credential: Option<&'static str>,
    /// Empty for the plan's staff.
    pub(super) practices: &'static [&'static str],
}

const FIXED: [(&str, &str, Role, &[&str]); 20] = [
    ("Practice.Admin1", "Helen Marsh", Role::Administrator, &[CEDAR_HILL]),
    (
        "Morgan.Admin3",
        "Morgan Ellis",
        Role::Administrator,
        &[CEDAR_HILL, LAKESIDE],
    ),
    ("Front.Desk1", "Dana Brooks", Role::Coordinator, &[CEDAR_HILL]),
    ("Doctor.Lee1", "Dr. Susan Lee", Role::Clinician, &[CEDAR_HILL]),
    ("Billing.Ann1", "Ann Kowalski", Role::Biller, &[CEDAR_HILL]),
    ("Viewer.Sam1", "Sam Ortega", Role::Viewer, &[CEDAR_HILL]),
    ("Practice.Admin2", "Victor Hahn", Role::Administrator, &[LAKESIDE]),
    ("Front.Desk2", "Priya Nair", Role::Coordinator, &[LAKESIDE]),
    ("New.Office4", "Iris Holm", Role::Administrator, &[HARBOR_POINT]),
    ("Viewer.Lou4", "Lou Brandt", Role::Viewer, &[HARBOR_POINT]),
    ("Intake.Kim", "Grace Kim", Role::Intake, &[]),
    ("Nurse.Ortiz", "Elena Ortiz, RN", Role::Nurse, &[]),
    ("Nurse.Tran", "Linh Tran, RN", Role::Nurse, &[]),
    ("MD.Okafor", "Dr. Chidi Okafor", Role::Physician, &[]),
    ("MD.Reyes", "Dr. Lucia Reyes", Role::Physician, &[]),
    ("Lead.Novak", "Peter Novak", Role::Lead, &[]),
    ("Support.Ruiz", "Carmen Ruiz", Role::Support, &[]),
    ("Auditor.Chen", "Wei Chen", Role::Auditor, &[]),
    ("Admin.Root", "Robin Hart", Role::SystemAdministrator, &[]),
    ("Load.User01", "Load User 01", Role::Coordinator, &[CEDAR_HILL]),
];

/// Of the demo's one clinician.
const CLINICIAN_NPI: &str = "1234567893";

fn credential(user_id: &str) -> Option<&'static str> {
    match user_id {
        "MD.Okafor" => Some("MD, orthopedic surgery"),
        "MD.Reyes" => Some("MD, physical medicine and rehabilitation"),
        _ => None,
    }
}

/// Coordinators for load and attack tests, `Load.User01` among them.
const LOAD_USERS: u32 = 20;

/// Everybody.
pub(super) fn people() -> Vec<Person> {
    let fixed = FIXED.into_iter().map(|(user_id, name, role, practices)| Person {
        credential: credential(user_id),
        npi: (role == Role::Clinician).then_some(CLINICIAN_NPI),
        user_id: user_id.to_owned(),
        name: name.to_owned(),
        role,
        practices,
    });
    let load = (2..=LOAD_USERS).map(|number| Person {
        npi: None,
        credential: None,
        user_id: format!("Load.User{number:02}"),
        name: format!("Load User {number:02}"),
        role: Role::Coordinator,
        practices: &[CEDAR_HILL],
    });
    fixed.chain(load).collect()
}

/// A way to sign in to the demo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DemoAccount {
    /// What to type as user id.
    pub user_id: String,
    /// What to type as password.
    pub password: &'static str,
    /// The role.
    pub role: Role,
    /// The practice one is in after signing in; `None` at the plan.
    pub practice: Option<&'static str>,
}

/// All accounts.
#[must_use]
pub fn accounts() -> Vec<DemoAccount> {
    let account = |person: Person| DemoAccount {
        practice: person
            .practices
            .first()
            .copied()
            .filter(|_| person.role.side() == Side::Provider),
        user_id: person.user_id,
        password: PASSWORD,
        role: person.role,
    };
    people().into_iter().map(account).collect()
}

/// The first account of each role, in the order of the roles.
#[must_use]
pub fn one_account_per_role() -> Vec<DemoAccount> {
    let all = accounts();
    let first = |role: &Role| all.iter().find(|account| account.role == *role).cloned();
    Role::ALL.iter().filter_map(first).collect()
}
