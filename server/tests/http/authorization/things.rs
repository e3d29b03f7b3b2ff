//! What belongs to somebody: a request and a draft of one's own practice, of another practice, and of none.

use domain::{
    access::Role,
    id::{MemberRowId, PracticeId},
    prior_auth::ProofReference,
    reference::Reference,
};
use services::testing::MemberSpec;

use super::matrix::Row;
use crate::{
    browser::{Answer, Browser},
    drafts::{self, new_draft},
    files::{
        samples::pdf_of,
        sending::{announce, sent},
    },
    inquiry::keep_proof,
    site::Site,
};

/// A request and a draft, each with a document.
pub struct Pair {
    pub reference: String,
    pub draft: String,
    pub proof: String,
    /// On its way to the draft.
    pub file: String,
    /// Sent with the request.
    pub paper: String,
    practice: String,
    member: String,
}

impl Pair {
    async fn of(site: &Site, user_id: &str, practice: &PracticeId, member: &MemberRowId) -> Self {
        let mut browser = site.signed_in(user_id, Role::Coordinator, Some(practice)).await;
        let draft = new_draft(&mut browser).await;
        let file = announce(&mut browser, &draft, "chart.pdf", 10).await;
        let (reference, paper) = submit_with_document(&mut browser).await;
        Self {
            reference,
            paper,
            proof: keep_proof(&mut browser).await,
            file: file["id"].as_str().unwrap().to_owned(),
            draft,
            practice: practice.as_str().to_owned(),
            member: member.as_str().to_owned(),
        }
    }

    /// Names as well formed as `like`'s that belong to nothing.
    fn missing(like: &Self) -> Self {
        let last = |text: &str| {
            let (rest, last) = text.split_at(text.len() - 1);
            format!("{rest}{}", if last == "7" { "8" } else { "7" })
        };
        Self {
            reference: Reference::from_entropy(20_261_123).as_str().to_owned(),
            draft: last(&like.draft),
            proof: ProofReference::from_entropy(20_261_123).as_str().to_owned(),
            file: last(&like.file),
            paper: last(&like.paper),
            practice: last(&like.practice),
            member: like.member.clone(),
        }
    }

    /// Asks for what the row names, of this pair.
    pub async fn ask(&self, browser: &mut Browser, row: &Row) -> Answer {
        if row.address == "/events" {
            return open_stream(browser).await;
        }
        if row.is_gone_to() {
            return browser.get(&self.path(&row.address, "member")).await;
        }
        let function = row.address.strip_prefix("/api/").expect("a function");
        browser.post(&row.address, &self.fields(function)).await
    }

    /// The path of a page's pattern, with this pair's names in it.
    pub fn path(&self, pattern: &str, part: &str) -> String {
        let path = pattern.replace(":draft", &self.draft).replace(":part", part);
        let path = path.replace(":proof", &self.proof);
        path.replace(":reference", &self.reference)
    }

    /// What a function is sent about this pair.
    pub fn fields(&self, function: &str) -> Vec<(&str, &str)> {
        let fields: &[(&str, &str)] = match function {
            "codes/search" => &[("set", "procedure"), ("text", "knee")],
            "prior-auth/save-step" | "prior-auth/show-step" => &[("draft", &self.draft), ("step", "member")],
            "prior-auth/find-member" => &[
                ("draft", &self.draft),
                ("member_id", "LHP100200301"),
                ("birth_date", "1951-03-14"),
            ],
            "prior-auth/use-member" => &[("draft", &self.draft), ("member", &self.member)],
            "prior-auth/keep-proof" => &[
                ("key", "page1"),
                ("procedure_code", "L1830"),
                ("line_of_business", "commercial"),
                ("place_of_service", "12"),
                ("service_date", "2026-11-24"),
            ],
            "prior-auth/show-proof" => &[("reference", &self.proof)],
            "prior-auth/attest" => &[("draft", &self.draft), ("attested", "on")],
            "prior-auth/ask-attestation"
            | "prior-auth/delete-draft"
            | "prior-auth/show-check"
            | "prior-auth/show-documents"
            | "prior-auth/show-draft"
            | "prior-auth/submit" => &[("draft", &self.draft)],
            "prior-auth/remove-document" => &[("draft", &self.draft), ("file", &self.file)],
            // A version that nobody saw: a conflict, and only for whoever is let in.
            "prior-auth/answer" => &[
                ("reference", &self.reference),
                ("version", "999"),
                ("item", "none"),
                ("seen", "1"),
            ],
            // Without words: an error of the form, and only for whoever is let in.
            "prior-auth/write-message" | "review/write-message" | "review/write-note" => {
                &[("reference", &self.reference), ("key", "page1")]
            }
            "prior-auth/remove-answer-document" => &[("reference", &self.reference), ("file", &self.file)],
            // Where nothing may be asked yet, the table says so before the form does.
            "review/ask" => &[
                ("reference", &self.reference),
                ("version", "999"),
                ("need_1", "Notes"),
                ("kind_1", "words"),
                ("answer_by", "2026-11-28"),
            ],
            "prior-auth/withdraw" | "review/approve" | "review/assign" | "review/release" => {
                &[("reference", &self.reference), ("version", "999")]
            }
            "review/decide" => &[
                ("reference", &self.reference),
                ("version", "999"),
                ("against", "deny"),
                ("reason", "The notes do not show that a brace was tried."),
                ("citation", "42 CFR 414.234"),
                ("would_change", "A note that names what was tried before."),
            ],
            "review/extend" => &[
                ("reference", &self.reference),
                ("version", "999"),
                ("days", "3"),
                ("reason", "A report of the specialist is on its way to us."),
            ],
            "prior-auth/ask-to-expedite" => &[
                ("reference", &self.reference),
                ("version", "999"),
                ("urgency_reason", "Cannot leave bed."),
            ],
            "review/change-urgency" => &[
                ("reference", &self.reference),
                ("version", "999"),
                ("urgency", "expedited"),
                ("reason", "The member has fallen twice since the request was sent."),
            ],
            "review/take-back" => &[
                ("reference", &self.reference),
                ("version", "999"),
                ("reason", "It is another practice’s."),
            ],
            "review/send-on" => &[
                ("reference", &self.reference),
                ("version", "999"),
                ("summary", "The notes do not show what was tried before."),
            ],
            "review/find-in-documents" => &[("reference", &self.reference), ("words", "knee")],
            // Nothing but the name of the form: errors of the form, and only for whoever is let in.
            "intake/enter" | "intake/parties" => &[("key", "page1")],
            "intake/show-case" => &[
                ("case", &self.reference),
                ("channel", "fax"),
                ("received", "1795445000000"),
            ],
            "prior-auth/copy-case" | "prior-auth/show" | "review/show" => &[("reference", &self.reference)],
            "views/save" | "views/rename" | "views/delete" => &[("place", "requests")],
            "session/switch-practice" => &[("practice", &self.practice)],
            _ => &[],
        };
        fields.to_vec()
    }
}

/// Submits the knee orthosis with a document: the reference, and the document's id.
async fn submit_with_document(browser: &mut Browser) -> (String, String) {
    let draft = new_draft(browser).await;
    let paper = sent(browser, &draft, "chart.pdf", &pdf_of(1)).await;
    drafts::fill(browser, &draft).await;
    let version = drafts::version(browser, &draft).await;
    let submitted = drafts::send(browser, &draft, &version).await;
    let path = submitted.location().split('?').next().unwrap();
    let reference = path.strip_prefix("/prior-auth/").expect("a case's address");
    (reference.to_owned(), paper)
}

/// The head of the stream; its body never ends.
async fn open_stream(browser: &mut Browser) -> Answer {
    let mut request = http::Request::get("/events").body(axum::body::Body::empty()).unwrap();
    let (parts, _) = browser.open(&mut request).await.into_parts();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: bytes::Bytes::new(),
    }
}

/// Everything that can be asked for.
pub struct Things {
    /// Whose the own things are.
    pub practice: PracticeId,
    pub own: Pair,
    pub others: Pair,
    pub missing: Pair,
}

impl Things {
    pub async fn make(site: &Site) -> Self {
        let member = site.stage.member(MemberSpec::default()).await;
        let practice = site.stage.practice("Cedar Hill Orthopedics").await;
        let other = site.stage.practice("Lakeside Home Medical").await;
        let own = Pair::of(site, "Front.Desk1", &practice, &member).await;
        let others = Pair::of(site, "Front.Desk2", &other, &member).await;
        Self {
            missing: Pair::missing(&others),
            practice,
            own,
            others,
        }
    }
}

/// The answer without what differs between any two: request id, nonce, and the names that were asked for.
pub fn plain(answer: &Answer, pair: &Pair) -> (String, Vec<(String, String)>) {
    let policy = answer.header("content-security-policy");
    let nonce = policy
        .split("'nonce-")
        .nth(1)
        .and_then(|rest| rest.split('\'').next())
        .unwrap_or("no nonce");
    let cleaned = |text: &str| {
        [
            (nonce, "NONCE"),
            (&pair.reference, "NAME"),
            (&pair.draft, "NAME"),
            (&pair.proof, "NAME"),
            (&pair.file, "NAME"),
            (&pair.paper, "NAME"),
        ]
        .iter()
        .fold(text.to_owned(), |text, (name, word)| text.replace(name, word))
    };
    let headers = answer.headers.iter().filter(|(name, _)| *name != "x-request-id");
    let headers = headers.map(|(name, value)| (name.to_string(), cleaned(value.to_str().unwrap())));
    (cleaned(answer.text()), headers.collect())
}
