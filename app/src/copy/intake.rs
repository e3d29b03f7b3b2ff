//! Words for what the plan takes in: requests and documents that came by phone, fax or mail.

use domain::prior_auth::Channel;
use domain::prior_auth::intake::MAX_LINES;

/// The labels of the inputs of one service.
#[derive(Clone, Copy, Debug)]
pub struct ServiceLabels {
    /// Of all of them together.
    pub title: &'static str,
    /// HCPCS or CPT code.
    pub procedure_code: &'static str,
    /// Modifiers.
    pub modifiers: &'static str,
    /// How many.
    pub quantity: &'static str,
    /// Of what.
    pub unit: &'static str,
    /// First day of service.
    pub from_date: &'static str,
    /// Last day of service.
    pub to_date: &'static str,
}

macro_rules! services {
    ($($number:literal)+) => {
        [
            ServiceLabels {
                title: "Service",
                procedure_code: "Procedure code",
                modifiers: "Modifiers",
                quantity: "Quantity",
                unit: "Unit",
                from_date: "From",
                to_date: "To",
            },
            $(ServiceLabels {
                title: concat!("Service ", $number),
                procedure_code: concat!("Procedure code of service ", $number),
                modifiers: concat!("Modifiers of service ", $number),
                quantity: concat!("Quantity of service ", $number),
                unit: concat!("Unit of service ", $number),
                from_date: concat!("Service ", $number, " from"),
                to_date: concat!("Service ", $number, " to"),
            }),+
        ]
    };
}

/// Those of each service; those of the first are as on the portal.
pub const SERVICE_LABELS: [ServiceLabels; MAX_LINES] = services!("2" "3" "4" "5" "6" "7" "8" "9" "10");

/// On which day and at which time something came.
#[must_use]
pub fn receipt_clock(now: &str) -> String {
    format!("Day and time as a clock at the plan shows them, where it is now {now}.")
}

/// How something came: `by fax`.
#[must_use]
pub fn by_channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Portal => "on the portal",
        Channel::Phone => "by phone",
        Channel::Fax => "by fax",
        Channel::Mail => "by mail",
        Channel::Api => "from another system",
    }
}

/// How and when: `Received by fax on Thu, Nov 26, 9:15 AM CST`.
#[must_use]
pub fn received(channel: Channel, when: &str) -> String {
    format!("Received {} on {when}", by_channel(channel))
}

/// The title of a request that the plan entered, in its timeline.
#[must_use]
pub fn entered(channel: Channel) -> String {
    format!("Received {}, entered by the plan", by_channel(channel))
}

/// The title of a document that the plan joined, in the timeline.
#[must_use]
pub fn joined(channel: Channel, when: &str) -> String {
    format!(
        "Document received {} on {when}, joined by the plan",
        by_channel(channel)
    )
}

/// What the practice has of a request that was entered.
#[must_use]
pub fn practice_sees(practice: &str) -> String {
    format!("{practice} sees it in its list now.")
}

/// What follows if a request is taken back.
#[must_use]
pub fn taking_back(title: &str, practice: &str) -> String {
    format!(
        "{title}. {practice} sees nothing of it any more, and its review ends without a decision. It cannot be restored: enter it once more where it belongs."
    )
}

/// What a practice has of a request that was taken back.
pub const NOBODY_SEES: &str = "No practice sees it any more.";

/// Whose a request is; one that was taken back is no practice's.
#[must_use]
pub fn practice_name(name: String) -> String {
    if name.is_empty() {
        "No practice".to_owned()
    } else {
        name
    }
}

/// For whom a request was entered that was taken back, and why that was.
#[must_use]
pub fn entered_for(practice: &str, reason: &str) -> String {
    format!("Entered for {practice}. Reason: {reason}")
}

/// A request that takes nothing more.
pub const JOIN_CLOSED: &str = "This request is decided or withdrawn and takes no more documents. If the document asks for something new, enter a request with it. If it contests the decision, tell the practice how to appeal.";
