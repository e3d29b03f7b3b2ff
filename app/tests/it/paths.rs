//! Addresses: which pages are hydrated, which forms they take, and where a `next` may lead.

use app::paths::*;
use domain::prior_auth::Step;

const SIGNED_IN: [&str; 17] = [
    DASHBOARD,
    ACCOUNT,
    NOTIFICATIONS,
    SEARCH,
    PRIOR_AUTH,
    PRIOR_AUTH_NEW,
    REVIEW,
    INQUIRY,
    "/prior-auth/check/NR-7K3Q-9XM2",
    "/prior-auth/drafts/01HZX3",
    "/prior-auth/drafts/01HZX3/member",
    "/prior-auth/drafts/01HZX3/check",
    "/prior-auth/drafts/01HZX3/delete",
    "/prior-auth/PA-7K3Q-9XM2",
    "/review/PA-7K3Q-9XM2",
    INTAKE,
    INTAKE_DOCUMENT,
];
const PUBLIC: [&str; 11] = [
    HOME,
    LOGIN,
    SET_PASSWORD,
    HELP,
    PRIVACY,
    ACCESSIBILITY,
    RECOVER_USER_ID,
    RECOVER_PASSWORD,
    SESSION_EXPIRED,
    SIGNED_OUT,
    ACCESS_DENIED,
];

#[test]
fn signed_in_pages_carry_wasm_and_public_pages_do_not() {
    for path in SIGNED_IN {
        assert!(carries_wasm(path), "{path}");
    }
    for path in PUBLIC {
        assert!(Page::parse(path).is_some(), "{path}");
        assert!(!carries_wasm(path), "{path}");
    }
}

#[test]
fn the_page_of_parts_is_public_and_not_in_a_release() {
    let page = cfg!(debug_assertions).then_some(Page::Public);
    assert_eq!(Page::parse(DESIGN), page);
    assert!(!carries_wasm(DESIGN));
}

#[test]
fn every_question_of_the_help_page_has_an_anchor_of_its_own() {
    let anchors: Vec<&str> = help::ALL.iter().map(|question| help::anchor(question)).collect();
    assert!(anchors.iter().all(|anchor| !anchor.is_empty()), "{anchors:?}");
    let distinct: std::collections::BTreeSet<&str> = anchors.iter().copied().collect();
    assert_eq!(distinct.len(), anchors.len(), "{anchors:?}");
}

#[test]
fn unknown_paths_are_public_and_take_no_forms() {
    for path in [
        "",
        "/nowhere",
        "/prior-authorization-metrics",
        "/prior-auth/a/b",
        "/prior-auth/drafts/a/b",
        "/prior-auth/drafts/a/member/b",
        "/review/x/y",
        "/dashboard/x",
        "/api/auth/log-in",
    ] {
        assert_eq!(Page::parse(path), None, "{path}");
        assert!(form_targets(path).is_empty(), "{path}");
    }
}

#[test]
fn a_trailing_slash_changes_nothing() {
    assert!(carries_wasm("/dashboard/"));
    assert_eq!(Page::parse("/prior-auth/"), Some(Page::PriorAuthList));
    assert_eq!(Page::parse("//"), Some(Page::Public));
}

#[test]
fn each_form_is_accepted_by_its_own_page_only() {
    assert_eq!(form_targets(LOGIN), ["auth/log-in"]);
    assert!(form_targets("/prior-auth/drafts/abc/check").contains(&"prior-auth/submit"));
    assert_eq!(form_targets("/prior-auth/drafts/abc/service"), ["prior-auth/save-step"]);
    assert!(form_targets("/prior-auth/drafts/abc").is_empty());
    assert!(!form_targets(DASHBOARD).contains(&"prior-auth/submit"));
    assert!(form_targets("/review/PA-7K3Q-9XM2").contains(&"review/approve"));
    assert_eq!(form_targets(HELP), ["account/set-theme"]);
    for action in [
        SET_THEME_ACTION,
        SEARCH_ACTION,
        NEW_REQUEST_ACTION,
        SWITCH_PRACTICE_ACTION,
    ] {
        let (page, function) = action.split_once("?do=").unwrap_or_default();
        assert!(form_targets(page).contains(&function), "{action}");
    }
    assert!(form_targets(LOG_OUT_ACTION.split('?').next().unwrap_or_default()).contains(&"auth/log-out"));
}

#[test]
fn an_own_page_may_be_next() {
    for next in [
        "/dashboard",
        "/prior-auth?group=open&after=abc%3D",
        "/prior-auth/PA-7K3Q-9XM2",
        "/review/",
    ] {
        assert_eq!(own_path(next), Some(next));
    }
}

#[test]
fn redirect_tricks_are_not_followed() {
    let long = format!("/dashboard?x={}", "a".repeat(600));
    for next in [
        "",
        "/",
        "dashboard",
        "//evil.example",
        "///evil.example/dashboard",
        "/\\evil.example",
        "\\/evil.example",
        "/%2f%2fevil.example",
        "/%5cevil.example",
        "https://evil.example/dashboard",
        "https:/dashboard",
        "javascript:alert(1)",
        "/dashboard\r\nSet-Cookie: a=b",
        "/dashboard?x=\r\nSet-Cookie:%20a",
        "/\tdashboard",
        "/dashboard\0",
        "/dashboard@evil.example",
        "/dashboard/../login",
        "/dashboard?x=\\",
        "/dashboard?\"><script>",
        "/dashboard#x",
        "/prior-auth/PA%2F%2Fevil",
        "/login",
        "/login?next=/login",
        long.as_str(),
    ] {
        assert_eq!(own_path(next), None, "{next:?}");
    }
}

#[test]
fn the_way_back_may_lead_to_any_page_of_ours_that_holds_no_secret() {
    for page in ["/", "/help", "/login?next=%2Fdashboard", "/prior-auth?group=waiting"] {
        assert_eq!(own_page(page), Some(page));
    }
    for page in [
        "//evil.example",
        "https://evil.example/help",
        "/nowhere",
        "/help#x",
        "/set-password?token=x",
    ] {
        assert_eq!(own_page(page), None, "{page}");
    }
}

#[test]
fn only_pages_with_a_search_answer_a_post_themselves() {
    for path in SIGNED_IN.into_iter().chain(PUBLIC) {
        let question = match path {
            SEARCH => Some("search/find"),
            "/review/PA-7K3Q-9XM2" => Some("review/find-in-documents"),
            _ => None,
        };
        assert_eq!(Page::parse(path).and_then(Page::question), question, "{path}");
    }
    let posts_to = find_in_documents("PA-7K3Q-9XM2");
    assert_eq!(posts_to, "/review/PA-7K3Q-9XM2?do=review/find-in-documents#find-text");
}

#[test]
fn values_in_addresses_are_encoded() {
    assert_eq!(case("PA-7K3Q-9XM2"), "/prior-auth/PA-7K3Q-9XM2");
    assert_eq!(draft("a/../b"), "/prior-auth/drafts/a%2F..%2Fb");
    assert_eq!(draft_step("a", Step::Check), "/prior-auth/drafts/a/check");
    assert_eq!(draft_line("a", 0), "/prior-auth/drafts/a/service");
    assert_eq!(draft_line("a", 3), "/prior-auth/drafts/a/service?line=3");
    assert_eq!(Page::parse(&draft_delete("a")), Some(Page::PriorAuthDelete));
    assert_eq!(
        with_query(PRIOR_AUTH, &[("group", "open"), ("after", ""), ("q", "ü&")]),
        "/prior-auth?group=open&q=%C3%BC%26"
    );
    assert_eq!(
        with_next(LOGIN, "/prior-auth?group=open"),
        "/login?next=%2Fprior-auth%3Fgroup%3Dopen"
    );
    assert_eq!(with_next(LOGIN, "//evil.example"), "/login");
}

#[test]
fn a_link_with_a_secret_is_known_as_one_and_nobody_is_led_to_it() {
    let link = set_password("a_b-c");
    assert_eq!(link, "/set-password?token=a_b-c");
    assert!(bears_secret(path_of(&link)) && !bears_secret(LOGIN));
    assert_eq!(form_targets(SET_PASSWORD), ["auth/set-password"]);
    assert_eq!(own_path(&link), None);
    assert_eq!(Page::parse(path_of(&login_after_password())), Some(Page::Login));
}

#[test]
fn a_pattern_names_the_parts_of_a_path() {
    assert_eq!(parameter("/prior-auth/drafts/01HZX3", "draft"), Some("01HZX3"));
    assert_eq!(
        parameter("/prior-auth/PA-7K3Q-9XM2/", "reference"),
        Some("PA-7K3Q-9XM2")
    );
    assert_eq!(parameter("/prior-auth/new", "reference"), None);
    assert_eq!(parameter("/nowhere", "reference"), None);
}

#[test]
fn a_query_gives_its_values_as_they_were_typed() {
    let query = query_of("/prior-auth?group=needs%20you&after=a%2Bb+c&empty=&alone#list");
    assert_eq!(query, "group=needs%20you&after=a%2Bb+c&empty=&alone");
    assert_eq!(query_value(query, "group").as_deref(), Some("needs you"));
    assert_eq!(query_value(query, "after").as_deref(), Some("a+b c"));
    assert_eq!(query_value(query, "empty").as_deref(), Some(""));
    assert_eq!(query_value(query, "alone").as_deref(), Some(""));
    assert_eq!(query_value(query, "roup"), None);
    assert_eq!(query_of("/prior-auth"), "");
}

#[test]
fn what_is_no_encoding_stays_as_it_is_and_what_is_no_text_is_empty() {
    assert_eq!(query_value("a=100%&b=%zz%4", "a").as_deref(), Some("100%"));
    assert_eq!(query_value("a=100%&b=%zz%4", "b").as_deref(), Some("%zz%4"));
    assert_eq!(query_value("a=%FF", "a").as_deref(), Some(""));
    assert_eq!(query_value("a=%C3%A9", "a").as_deref(), Some("é"));
}

#[test]
fn a_query_loses_one_parameter_and_keeps_the_others_as_they_are() {
    assert_eq!(query_without("a=%20&do=x&b", "do"), "a=%20&b");
    assert_eq!(query_without("do=x", "do"), "");
    assert_eq!(query_without("", "do"), "");
}
