//! The work queue by plain forms: filtered, assigned in one go with a report, and by whom.

use chrono::TimeDelta;
use domain::access::Role;
use http::StatusCode;

use crate::{browser::Browser, drafts::submit_knee_orthosis, site::Site};

const MANY: &str = "/review?do=review/assign-many";

async fn cases(site: &Site, number: usize) -> Vec<String> {
    let mut desk = site.coordinator().await;
    let mut all = Vec::new();
    for _ in 0..number {
        all.push(submit_knee_orthosis(&mut desk).await);
    }
    all
}

async fn lead(site: &Site) -> Browser {
    site.signed_in("Lead.Novak", Role::Lead, None).await
}

#[tokio::test]
async fn filters_of_the_queue_stand_in_the_address() {
    let site = Site::open().await;
    let cases = cases(&site, 1).await;
    let mut nurse = site.nurse().await;
    let shown = nurse
        .get("/review?code=L1832&urgency=standard&line=medicare_advantage")
        .await;
    assert!(
        shown.text().contains(&cases[0]) && shown.text().contains("1 of 1 open requests"),
        "{}",
        shown.text()
    );
    let none = nurse.get("/review?urgency=expedited").await;
    assert!(none.text().contains("Nothing fits these filters") && !none.text().contains(&cases[0]));
    let wrong = nurse.get("/review?code=knee").await;
    assert!(wrong.text().contains("Enter a procedure code like L1832"));
    assert_eq!(nurse.get("/review?urgency=slow").await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        nurse.get("/review?show=nobody-there").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_practice_that_waits_for_an_answer_is_seen_and_filtered() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let (quiet, asking) = (
        submit_knee_orthosis(&mut desk).await,
        submit_knee_orthosis(&mut desk).await,
    );
    let mut nurse = site.nurse().await;
    let tag = "class=\"tag tone-violet\"";
    assert!(!nurse.get("/review").await.text().contains(tag));
    let write = async |browser: &mut Browser, function: &str| {
        let fields = [
            ("reference", asking.as_str()),
            ("key", "page10"),
            ("message", "Is the film there?"),
        ];
        browser.post(&format!("/api/{function}"), &fields).await
    };
    let sent = write(&mut desk, "prior-auth/write-message").await;
    assert_eq!(sent.status, StatusCode::OK, "{sent:?}");
    assert_eq!(nurse.get("/review").await.text().matches(tag).count(), 1);
    let only = nurse.get("/review?messages=unanswered").await;
    assert!(
        only.text().contains(&asking) && !only.text().contains(&quiet),
        "{}",
        only.text()
    );
    assert!(only.text().contains("1 of 1 open requests"), "{}", only.text());
    let bell = nurse.get("/notifications").await;
    assert!(
        bell.text().contains(&format!("/review/{asking}#messages")),
        "{}",
        bell.text()
    );
    assert!(
        !desk.get("/prior-auth").await.text().contains(tag),
        "for the plan alone"
    );
    assert_eq!(nurse.get("/review?messages=none").await.status, StatusCode::NOT_FOUND);
    site.stage.clock.advance(TimeDelta::minutes(1));
    write(&mut nurse, "review/write-message").await;
    let answered = nurse.get("/review?messages=unanswered").await;
    assert!(
        answered.text().contains("Nothing fits these filters"),
        "{}",
        answered.text()
    );
}

#[tokio::test]
async fn the_lead_assigns_several_and_reads_what_became_of_each() {
    let site = Site::open().await;
    let cases = cases(&site, 3).await;
    let mut nurse = site.nurse().await;
    let account = site.stage.account_of("Nurse.Ortiz").await;
    let taken = [("reference", cases[1].as_str()), ("version", "1")];
    nurse.post("/api/review/assign", &taken).await;
    let mut lead = lead(&site).await;
    let picks: Vec<String> = cases.iter().map(|case| format!("{case}:1")).collect();
    let mut fields: Vec<(&str, &str)> = picks.iter().map(|pick| ("cases[]", pick.as_str())).collect();
    fields.extend([("assignee", account.as_str()), ("query", "line=medicare_advantage")]);
    let done = lead.post(MANY, &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let report = done.location().to_owned();
    assert!(
        report.starts_with("/review?line=medicare_advantage&assigned="),
        "{report}"
    );
    let page = lead.get(&report).await;
    assert!(page.text().contains("2 requests assigned to"), "{}", page.text());
    assert!(page.text().contains("was changed meanwhile"), "{}", page.text());
    assert!(page.text().contains(&format!("href=\"/review/{}\"", cases[1])));
}

#[tokio::test]
async fn the_lead_gives_a_request_to_somebody_on_its_own_page() {
    let site = Site::open().await;
    let cases = cases(&site, 1).await;
    let mut nurse = site.nurse().await;
    let account = site.stage.account_of("Nurse.Ortiz").await;
    let page = format!("/review/{}", cases[0]);
    assert!(
        !nurse.get(&page).await.text().contains("name=\"assignee\""),
        "for leads alone"
    );
    let mut lead = lead(&site).await;
    let shown = lead.get(&page).await;
    let option = format!("value=\"{}\"", account.as_str());
    assert!(
        shown.text().contains("name=\"assignee\"") && shown.text().contains(&option),
        "{}",
        shown.text()
    );
    let pick = format!("{}:1", cases[0]);
    let target = format!("{page}?do=review/assign-many");
    let nobody = lead.post(&target, &[("cases[]", &pick), ("assignee", "")]).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nobody.text().contains("Choose a reviewer"), "{}", nobody.text());
    let given = lead
        .post(&target, &[("cases[]", &pick), ("assignee", account.as_str())])
        .await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.text());
    let report = lead.get(given.location()).await;
    assert!(report.text().contains("1 request assigned to"), "{}", report.text());
    assert!(nurse.get(&page).await.text().contains("In review"));
}

#[tokio::test]
async fn nothing_ticked_and_nobody_chosen_are_said() {
    let site = Site::open().await;
    let cases = cases(&site, 1).await;
    let mut lead = lead(&site).await;
    let nothing = lead.post(MANY, &[]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        nothing.text().contains("Select at least one request"),
        "{}",
        nothing.text()
    );
    let pick = format!("{}:1", cases[0]);
    for assignee in ["", "nobody-there"] {
        let nobody = lead.post(MANY, &[("cases[]", &pick), ("assignee", assignee)]).await;
        assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY, "{assignee}");
        assert!(nobody.text().contains("Choose a reviewer"));
        assert!(
            nobody.text().contains(&format!("value=\"{pick}\" checked")),
            "what was ticked is kept: {}",
            nobody.text()
        );
    }
    assert_eq!(
        lead.post(MANY, &[("cases[]", "x")]).await.status,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn who_may_only_look_gets_no_boxes_and_no_report() {
    let site = Site::open().await;
    let cases = cases(&site, 1).await;
    let mut auditor = site.signed_in("Auditor.Chen", Role::Auditor, None).await;
    let page = auditor
        .get(&format!("/review?assigned={}&assigned_to=mine", cases[0]))
        .await;
    assert!(page.text().contains(&cases[0]) && !page.text().contains("cases[]"));
    assert!(!page.text().contains("1 request assigned"));
    let pick = format!("{}:1", cases[0]);
    let refused = auditor.post("/api/review/assign-many", &[("cases[]", &pick)]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let mut nurse = site.nurse().await;
    let taken = nurse.post(MANY, &[("cases[]", &pick)]).await;
    assert!(
        nurse
            .get(taken.location())
            .await
            .text()
            .contains("1 request assigned to you.")
    );
}

#[tokio::test]
async fn single_keys_are_switched_off_in_this_browser() {
    let site = Site::open().await;
    let mut nurse = site.nurse().await;
    assert!(nurse.get("/account").await.text().contains("Switch single keys off"));
    let page = nurse.get("/review?keys=show").await;
    assert!(
        page.text().contains("Next request of the queue") && page.text().contains("decides"),
        "{}",
        page.text()
    );
    assert!(page.text().contains("id=\"keys\" open"));
    assert!(!nurse.get("/review").await.text().contains("id=\"keys\" open"));
    let off = nurse.post("/account?do=account/set-keys", &[("keys", "off")]).await;
    assert_eq!(off.status, StatusCode::SEE_OTHER);
    assert!(
        off.header("set-cookie")
            .starts_with("portico_keys=off; Path=/; SameSite=Lax"),
        "{}",
        off.header("set-cookie")
    );
    let mut desk = site.coordinator().await;
    assert!(!desk.get("/account").await.text().contains("Single keys"));
}
