//! Questions and answers by their plain forms: asked, answered in words and by a document, and given back.

use chrono::TimeDelta;
use domain::{access::Role, coverage::LineOfBusiness, id::PracticeId};
use http::StatusCode;
use services::testing::MemberSpec;

use crate::{
    browser::Browser,
    drafts::{hidden, submit_knee_orthosis},
    files::{
        samples::pdf_of,
        sending::{form, send},
    },
    site::Site,
};

/// A request that a nurse has taken.
struct Taken {
    site: Site,
    practice: PracticeId,
    desk: Browser,
    nurse: Browser,
    reference: String,
}

impl Taken {
    async fn open() -> Self {
        Self::of(MemberSpec::default()).await
    }

    /// For the member of the knee orthosis, covered as it is said.
    async fn of(member: MemberSpec) -> Self {
        let site = Site::open().await;
        let practice = site.stage.practice("Cedar Hill Orthopedics").await;
        site.stage.member(member).await;
        let mut desk = site.signed_in("Front.Desk1", Role::Coordinator, Some(&practice)).await;
        let mut nurse = site.nurse().await;
        let reference = submit_knee_orthosis(&mut desk).await;
        let fields = [("reference", reference.as_str()), ("version", "1")];
        nurse.post("/api/review/assign", &fields).await;
        Self {
            site,
            practice,
            desk,
            nurse,
            reference,
        }
    }

    /// Asks for one document and for one answer in words.
    async fn asked(&mut self) {
        self.asked_by("2026-11-28").await;
    }

    /// The same, by that day.
    async fn asked_by(&mut self, day: &str) {
        let fields = [
            ("reference", self.reference.as_str()),
            ("version", "2"),
            ("need_1", "The notes <of> the last visit"),
            ("kind_1", "document"),
            ("need_2", "Which brace was tried?"),
            ("kind_2", "words"),
            ("answer_by", day),
        ];
        let page = format!("/review/{}", self.reference);
        let done = self.nurse.post(&format!("{page}?act=ask&do=review/ask"), &fields).await;
        assert_eq!(
            (done.status, done.location()),
            (StatusCode::SEE_OTHER, page.as_str()),
            "{}",
            done.text()
        );
    }

    fn answer_page(&self) -> String {
        format!("/prior-auth/{}/answer", self.reference)
    }
}

#[tokio::test]
async fn while_a_commercial_clock_stands_still_every_page_says_so() {
    let mut taken = Taken::of(MemberSpec {
        line_of_business: LineOfBusiness::Commercial,
        ..MemberSpec::default()
    })
    .await;
    let (case, review) = (
        format!("/prior-auth/{}", taken.reference),
        format!("/review/{}", taken.reference),
    );
    assert!(!taken.desk.get(&case).await.text().contains("stands still"));
    taken.asked_by("2027-01-08").await;
    let notice =
        "The clock stands still until everything is answered. If that is on the last day, the decision is due ";
    for (browser, page) in [(&mut taken.desk, &case), (&mut taken.nurse, &review)] {
        let shown = browser.get(page).await;
        assert!(shown.text().contains(notice), "{page}: {}", shown.text());
        assert!(shown.text().contains("Clock stands still"), "{page}");
    }
    for (browser, page) in [(&mut taken.desk, "/prior-auth"), (&mut taken.nurse, "/review")] {
        assert!(browser.get(page).await.text().contains("Clock stands still"), "{page}");
    }
    taken.site.stage.clock.advance(TimeDelta::days(20));
    let mut lead = taken.site.signed_in("Lead.Novak", Role::Lead, None).await;
    let queue = lead.get("/review").await;
    assert!(queue.text().contains(&taken.reference) && queue.text().contains("Clock stands still"));
    assert!(!queue.text().contains("due-over"), "{}", queue.text());
}

#[tokio::test]
async fn the_form_says_what_the_clock_does_and_what_is_wrong_with_it() {
    let Taken {
        mut nurse, reference, ..
    } = Taken::open().await;
    let page = format!("/review/{reference}");
    assert!(
        nurse
            .get(&page)
            .await
            .text()
            .contains(&format!("href=\"{page}?act=ask\""))
    );
    let opened = nurse.get(&format!("{page}?act=ask")).await;
    for words in [
        "What do you need from the practice?",
        "The clock runs on",
        "value=\"2026-11-29\"",
        "Item 10",
    ] {
        assert!(opened.text().contains(words), "{words}");
    }
    let fields = [
        ("reference", reference.as_str()),
        ("version", "2"),
        ("need_4", "Signed <order>"),
        ("kind_4", "fax"),
        ("answer_by", "2026-12-24"),
    ];
    let refused = nurse.post(&format!("{page}?act=ask&do=review/ask"), &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let expected = [
        "Choose how item 4 is answered",
        "Enter an earlier day for the last day to answer",
        "Signed &lt;order&gt;",
        "value=\"2026-12-24\"",
        "<details open class=\"more-items\"",
        "<title>Error: ",
    ];
    for words in expected {
        assert!(refused.text().contains(words), "{words}");
    }
}

#[tokio::test]
async fn a_practice_answers_item_by_item_and_the_reviewer_sees_it() {
    let mut taken = Taken::open().await;
    taken.asked().await;
    let (page, case) = (taken.answer_page(), format!("/prior-auth/{}", taken.reference));
    let Taken {
        mut desk,
        mut nurse,
        reference,
        ..
    } = taken;
    let shown = desk.get(&case).await;
    for words in [
        "Answer request for information",
        "The notes &lt;of&gt; the last visit",
        "Answer awaited",
    ] {
        assert!(shown.text().contains(words), "{words}");
    }
    assert!(
        desk.get("/prior-auth?group=needs_you")
            .await
            .text()
            .contains(&reference)
    );

    let opened = desk.get(&page).await;
    let items: Vec<&str> = opened
        .text()
        .split("name=\"item\" value=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    let [document, words] = items.as_slice() else {
        panic!("{items:?}")
    };
    let target = format!("{page}?do=prior-auth/answer");
    let fields = |version, item, seen, then, name, text| {
        [
            ("reference", reference.as_str()),
            ("version", version),
            ("item", item),
            ("seen", seen),
            ("then", then),
            (name, text),
        ]
    };
    let empty = desk
        .post(&target, &fields("3", document, "1", "send", "answer_1", ""))
        .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        empty
            .text()
            .contains("Choose a document for item 1, or say in words why there is none")
    );
    let saved = desk
        .post(&target, &fields("3", words, "1", "save", "answer_2", "One off the"))
        .await;
    assert_eq!((saved.status, saved.location()), (StatusCode::SEE_OTHER, page.as_str()));
    let opened = desk.get(&page).await;
    assert!(
        opened.text().contains("One off the") && opened.text().contains("Saved. The plan sees it when you send it.")
    );
    let review = format!("/review/{reference}");
    assert!(
        !nurse.get(&review).await.text().contains("One off the"),
        "what is saved is the practice's"
    );

    let place = [("case", reference.as_str()), ("item", document)];
    let added = send(
        &mut desk,
        "text/html",
        form(&place, &[("Visit.pdf", &pdf_of(2)), ("setup.exe", b"MZ")]),
    )
    .await;
    assert_eq!((added.status, added.location()), (StatusCode::SEE_OTHER, page.as_str()));
    let opened = desk.get(&page).await;
    assert!(opened.text().contains("Visit.pdf") && opened.text().contains("Only PDF"));
    let sent = desk
        .post(&target, &fields("3", document, "1", "send", "answer_1", ""))
        .await;
    assert_eq!(sent.location(), page, "{}", sent.text());
    let stale = desk
        .post(
            &target,
            &fields("3", words, "2", "send", "answer_2", "One off the shelf"),
        )
        .await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(
        stale.text().contains("What changed:") && stale.text().contains("One off the shelf"),
        "kept"
    );
    let sent = desk
        .post(
            &target,
            &fields("4", words, "2", "send", "answer_2", "One off the shelf"),
        )
        .await;
    assert_eq!(sent.location(), case, "the last one leads back");
    let seen = nurse.get(&review).await;
    for words in ["In review", "One off the shelf", "Visit.pdf", "Answered"] {
        assert!(seen.text().contains(words), "{words}");
    }
    assert!(
        !desk
            .get("/prior-auth?group=needs_you")
            .await
            .text()
            .contains(&reference)
    );
    assert!(desk.get(&page).await.text().contains("Nothing is open"));
}

#[tokio::test]
async fn what_a_colleague_saved_is_shown_before_anything_is_put_in_its_place() {
    let mut taken = Taken::open().await;
    taken.asked().await;
    let page = taken.answer_page();
    let Taken {
        mut desk,
        site,
        practice,
        reference,
        ..
    } = taken;
    let mut doctor = site.signed_in("Doctor.Lee1", Role::Clinician, Some(&practice)).await;
    let opened = desk.get(&page).await;
    let (item, target) = (hidden(&opened, "item"), format!("{page}?do=prior-auth/answer"));
    assert_eq!(hidden(&opened, "seen"), "1");
    let fields = |seen, text| {
        [
            ("reference", reference.as_str()),
            ("version", "3"),
            ("item", item.as_str()),
            ("seen", seen),
            ("then", "save"),
            ("answer_1", text),
        ]
    };
    let theirs = doctor.post(&target, &fields("1", "The <surgeon> has them")).await;
    assert_eq!(theirs.status, StatusCode::SEE_OTHER);
    let too_long = "x".repeat(5_000);
    let refused = desk.post(&target, &fields("1", too_long.as_str())).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(hidden(&refused, "seen"), "1", "the form is as old as it was");
    assert!(refused.text().contains("The &lt;surgeon&gt; has them"));

    let stale = desk.post(&target, &fields("1", "None were written")).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    for words in [
        "Doctor Lee1 saved an answer",
        "The &lt;surgeon&gt; has them",
        "What you typed is still below.",
        "None were written",
    ] {
        assert!(stale.text().contains(words), "{words}");
    }
    assert_eq!(
        stale.text().matches("What changed:").count(),
        1,
        "beside the form alone"
    );
    assert!(!stale.text().contains("Saved. The plan sees it"));
    assert_eq!(hidden(&stale, "seen"), "2", "whoever goes on has been told");

    let over = desk.post(&target, &fields("2", "None were written")).await;
    assert_eq!((over.status, over.location()), (StatusCode::SEE_OTHER, page.as_str()));
    let opened = desk.get(&page).await;
    assert!(opened.text().contains("None were written") && !opened.text().contains("What changed:"));
    assert!(!opened.text().contains("&lt;surgeon&gt;"));
}

#[tokio::test]
async fn what_was_typed_stays_where_a_colleague_has_sent_another_answer() {
    let mut taken = Taken::open().await;
    taken.asked().await;
    let page = taken.answer_page();
    let Taken {
        mut desk,
        site,
        practice,
        reference,
        ..
    } = taken;
    let mut doctor = site.signed_in("Doctor.Lee1", Role::Clinician, Some(&practice)).await;
    let item = hidden(&desk.get(&page).await, "item");
    let target = format!("{page}?do=prior-auth/answer");
    let fields = |text| {
        [
            ("reference", reference.as_str()),
            ("version", "3"),
            ("item", item.as_str()),
            ("seen", "1"),
            ("then", "send"),
            ("answer_1", text),
        ]
    };
    let theirs = doctor.post(&target, &fields("The <surgeon> has them")).await;
    assert_eq!(theirs.status, StatusCode::SEE_OTHER);
    let stale = desk.post(&target, &fields("None were written")).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    for words in [
        "by Doctor Lee1",
        "The &lt;surgeon&gt; has them",
        "The plan has this answer",
        "None were written",
    ] {
        assert!(stale.text().contains(words), "{words}");
    }
    let buttons = |text: &str| text.matches("Send answer").count();
    assert_eq!(buttons(stale.text()), 1, "that of the other item");
    let opened = desk.get(&page).await;
    assert!(buttons(opened.text()) == 1 && !opened.text().contains("The plan has this answer"));
}

#[tokio::test]
async fn documents_come_later_by_a_plain_form() {
    let Taken {
        mut desk,
        mut nurse,
        reference,
        site,
        ..
    } = Taken::open().await;
    let page = format!("/prior-auth/{reference}/documents");
    assert!(
        desk.get(&page)
            .await
            .text()
            .contains("The plan sees a document as soon as it is received here.")
    );
    let added = send(
        &mut desk,
        "text/html",
        form(&[("case", &reference)], &[("Fax.pdf", &pdf_of(1))]),
    )
    .await;
    assert_eq!((added.status, added.location()), (StatusCode::SEE_OTHER, page.as_str()));
    assert!(desk.get(&page).await.text().contains("Fax.pdf"));
    let seen = nurse.get(&format!("/review/{reference}")).await;
    assert!(seen.text().contains("Document added") && seen.text().contains("Fax.pdf"));
    assert_eq!(hidden(&seen, "version"), "3");

    let other = site.stage.practice("Lakeside Home Medical").await;
    let mut stranger = site.signed_in("Front.Desk2", Role::Coordinator, Some(&other)).await;
    for reference in [reference.as_str(), "PA-0000-0000"] {
        let refused = send(
            &mut stranger,
            "application/json",
            form(&[("case", reference)], &[("Fax.pdf", &pdf_of(1))]),
        )
        .await;
        assert!(
            matches!(refused.status, StatusCode::NOT_FOUND | StatusCode::BAD_REQUEST),
            "{refused:?}"
        );
    }
    desk.post(
        "/api/prior-auth/withdraw",
        &[("reference", &reference), ("version", "3")],
    )
    .await;
    let late = send(
        &mut desk,
        "text/html",
        form(&[("case", &reference)], &[("Late.pdf", &pdf_of(1))]),
    )
    .await;
    assert_eq!(late.location(), format!("{page}?problem=request_closed"));
    let said = desk.get(late.location()).await;
    assert!(said.text().contains("No file was added.") && said.text().contains("This request is closed."));
}
