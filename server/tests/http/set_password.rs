//! The page behind a one-time link, as a browser without JavaScript uses it.

use domain::{
    access::{Role, Side},
    auth::UserId,
};
use http::{StatusCode, header};
use services::{
    auth::{Grant, NewAccount, invite_account},
    testing::request_info,
};

use crate::site::Site;

const PASSWORD: &str = "seven otters paint a harbour";

/// The address of a new account's link, on this site, and its token.
async fn invited(site: &Site) -> (String, String) {
    let grants = [Grant {
        practice: None,
        role: Role::SystemAdministrator,
    }];
    let new = NewAccount {
        user_id: &UserId::parse("Admin.Root").unwrap(),
        display_name: "Robin Hart",
        side: Side::Plan,
        grants: &grants,
    };
    let invitation = invite_account(&site.stage.services, &request_info(), new)
        .await
        .unwrap();
    let token = invitation.token.into_exposed();
    (app::paths::set_password(&token), token)
}

fn target(page: &str) -> String {
    format!("{page}&do=auth/set-password")
}

#[tokio::test]
async fn a_link_leads_to_a_password_and_to_the_log_in_page() {
    let site = Site::open().await;
    let (page, token) = invited(&site).await;
    let mut browser = site.browser();
    let shown = browser.get(&page).await;
    assert_eq!(shown.status, StatusCode::OK);
    for part in [
        "Choose a password",
        "Admin.Root",
        "autocomplete=\"new-password\"",
        "autocomplete=\"username\"",
        "15 characters or more",
        "data-min=\"15\"",
    ] {
        assert!(shown.text().contains(part), "{part}: {}", shown.text());
    }
    let fields = [("token", token.as_str()), ("new_password", PASSWORD)];
    let set = browser.post(&target(&page), &fields).await;
    assert_eq!(
        (set.status, set.location()),
        (StatusCode::SEE_OTHER, "/login?notice=password-set")
    );
    let login = browser.get(set.location()).await;
    assert!(login.text().contains("Your password is set."), "{}", login.text());
    let fields = [("user_id", "Admin.Root"), ("password", PASSWORD)];
    let answer = browser.post("/login?do=auth/log-in", &fields).await;
    assert_eq!(answer.location(), "/dashboard");
}

#[tokio::test]
async fn the_secret_in_the_address_goes_nowhere_else() {
    let site = Site::open().await;
    let (page, token) = invited(&site).await;
    let mut browser = site.browser();
    for address in [page.as_str(), "/set-password", "/set-password?token=x"] {
        let shown = browser.get(address).await;
        assert_eq!(shown.header(header::REFERRER_POLICY), "no-referrer", "{address}");
        assert_eq!(shown.header(header::CACHE_CONTROL), "no-store", "{address}");
    }
    let shown = browser.get(&page).await;
    let links = shown.text().split("href=\"").skip(1);
    assert!(links.clone().count() > 2);
    for link in links {
        assert!(!link.split('"').next().unwrap().contains(&token), "{link}");
    }
    assert_eq!(
        browser.get("/login").await.header(header::REFERRER_POLICY),
        "same-origin"
    );
}

#[tokio::test]
async fn a_refused_password_says_why_and_can_be_tried_again() {
    let site = Site::open().await;
    let (page, token) = invited(&site).await;
    let mut browser = site.browser();
    for (password, reason) in [
        ("", "Enter a new password"),
        ("fourteen chars", "Lengthen the password to 15 characters or more"),
        (
            "Admin.RootAdmin.Root",
            "Choose a password that is not mostly your User ID",
        ),
        ("aaaaaaaaaaaaaaaaaaaa", "Choose another password: repetitions"),
    ] {
        let fields = [("token", token.as_str()), ("new_password", password)];
        let refused = browser.post(&target(&page), &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{password}");
        assert!(refused.text().contains(reason), "{password}: {}", refused.text());
        assert!(refused.text().contains("There is a problem"));
        assert!(
            refused.text().contains(&format!("value=\"{token}\"")),
            "the form still works"
        );
        if !password.is_empty() {
            assert!(!refused.text().contains(password), "{password}");
        }
    }
    let fields = [("token", token.as_str()), ("new_password", PASSWORD)];
    assert_eq!(
        browser.post(&target(&page), &fields).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn used_unknown_and_missing_links_get_one_page_that_says_what_to_do() {
    let site = Site::open().await;
    let (page, token) = invited(&site).await;
    let mut browser = site.browser();
    let fields = [("token", token.as_str()), ("new_password", PASSWORD)];
    assert_eq!(
        browser.post(&target(&page), &fields).await.status,
        StatusCode::SEE_OTHER
    );
    let again = browser.post(&target(&page), &fields).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
    assert!(again.text().contains("This link does not open"), "{}", again.text());
    for address in [page.as_str(), "/set-password", "/set-password?token=AAAA"] {
        let shown = browser.get(address).await;
        assert_eq!(shown.status, StatusCode::NOT_FOUND, "{address}");
        for part in ["This link does not open", "1-555-0142", "Mon–Fri 7 AM–7 PM CT"] {
            assert!(shown.text().contains(part), "{address}: {}", shown.text());
        }
        assert!(!shown.text().contains("Admin.Root"));
    }
}

#[tokio::test]
async fn whoever_was_signed_in_here_is_signed_out() {
    let site = Site::open().await;
    let mut browser = site.nurse().await;
    let (page, token) = invited(&site).await;
    let fields = [("token", token.as_str()), ("new_password", PASSWORD)];
    let set = browser.post(&target(&page), &fields).await;
    assert!(
        set.header(header::SET_COOKIE).contains("Max-Age=0"),
        "{}",
        set.header(header::SET_COOKIE)
    );
}

#[tokio::test]
async fn the_page_takes_no_other_form() {
    let site = Site::open().await;
    let (page, _) = invited(&site).await;
    let mut browser = site.browser();
    let answer = browser.post(&format!("{page}&do=auth/log-in"), &[]).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}
