//! What the demo's practices ask for.

/// A service with what goes with it.
#[derive(Clone, Copy, Debug)]
pub(super) struct DemoService {
    pub(super) code: &'static str,
    pub(super) diagnosis: &'static str,
    pub(super) summary: &'static str,
}

impl DemoService {
    /// Which side, as claims say it, where the diagnosis names one.
    pub(super) fn modifiers(&self) -> &'static str {
        match self.diagnosis {
            "M17.11" | "M23.51" | "M21.371" => "RT",
            "M17.12" => "LT",
            _ => "",
        }
    }
}

const fn service(code: &'static str, diagnosis: &'static str, summary: &'static str) -> DemoService {
    DemoService {
        code,
        diagnosis,
        summary,
    }
}

/// Services that a coverage rule lists.
pub(super) const LISTED: [DemoService; 14] = [
    service(
        "L1832",
        "M17.11",
        "Knee osteoarthritis with instability on examination. Physical therapy for ten weeks without lasting relief.",
    ),
    service(
        "L1851",
        "M17.12",
        "Medial compartment osteoarthritis, left knee. Pain on stairs; gait improves with offloading in the clinic.",
    ),
    service(
        "L1843",
        "M23.51",
        "Chronic instability of the right knee after a ligament injury. Wants to avoid surgery.",
    ),
    service(
        "L1845",
        "M17.0",
        "Bilateral osteoarthritis of the knees, worse on the right. Falls twice in the last three months.",
    ),
    service(
        "L0648",
        "M54.50",
        "Low back pain with muscle weakness. Brace to limit motion while strengthening goes on.",
    ),
    service(
        "L0650",
        "M48.061",
        "Lumbar spinal stenosis. Walks 100 yards before symptoms begin.",
    ),
    service(
        "L0637",
        "M43.16",
        "Spondylolisthesis at L4–L5 seen on imaging. Brace for six weeks before a decision about surgery.",
    ),
    service(
        "L1951",
        "M21.371",
        "Foot drop on the right after a stroke. Trips without support.",
    ),
    service(
        "L1932",
        "G60.0",
        "Hereditary neuropathy with weak ankle dorsiflexion. Carbon fiber brace tried in the clinic with good clearance.",
    ),
    service(
        "K0823",
        "G35.D",
        "Multiple sclerosis; cannot walk inside the home, and arm strength does not suffice for a manual chair.",
    ),
    service(
        "K0856",
        "G12.21",
        "Motor neuron disease with trunk weakness. Needs tilt for pressure relief.",
    ),
    service(
        "K0800",
        "I50.22",
        "Heart failure; walks 20 feet before stopping. Home is laid out for a scooter.",
    ),
    service(
        "E0652",
        "I89.0",
        "Lymphedema of both legs. Four weeks of compression and elevation did not suffice.",
    ),
    service(
        "L5856",
        "Z89.611",
        "Above-knee amputation on the right. Walks at varying speed; falls with the present knee.",
    ),
];

/// Listed, and valid for a month only.
pub(super) const SHORT: [DemoService; 2] = [
    service(
        "E0277",
        "L89.153",
        "Stage 3 pressure ulcer over the sacrum, not healing on a foam mattress for a month.",
    ),
    service(
        "E0193",
        "L89.154",
        "Stage 4 pressure ulcers over sacrum and trochanter after flap surgery.",
    ),
];

/// Known services that no rule lists.
pub(super) const UNLISTED: [DemoService; 8] = [
    service(
        "K0001",
        "S72.001A",
        "Non-weight-bearing after a hip fracture; wheelchair for transport.",
    ),
    service(
        "E0143",
        "R26.81",
        "Unsteady on the feet after a hospital stay. Wheeled walker for home.",
    ),
    service("L1830", "S83.91XA", "Knee sprain; immobilizer for two weeks."),
    service(
        "L1833",
        "M17.11",
        "Knee osteoarthritis; off-the-shelf brace for walking.",
    ),
    service(
        "E0601",
        "G47.33",
        "Obstructive sleep apnea confirmed by a home sleep test.",
    ),
    service("E0114", "S82.891A", "Ankle fracture in a cast; crutches."),
    service(
        "E0260",
        "M62.81",
        "Muscle weakness; needs the head of the bed raised and frequent changes of position.",
    ),
    service("L4361", "S93.401A", "Ankle sprain; walking boot."),
];

/// Well-formed codes that no set contains: a person must look.
pub(super) const UNKNOWN: [DemoService; 2] = [
    service(
        "L7499",
        "Z89.221",
        "Custom upper-limb attachment for work; no listed code describes it.",
    ),
    service(
        "E1399",
        "M62.81",
        "Custom positioning device made by the hospital's workshop.",
    ),
];
