//! `/design`: every part, every status and every colour is on it, and a release has no such page.

use http::StatusCode;

use crate::site::Site;

#[cfg(not(debug_assertions))]
#[tokio::test]
async fn a_release_has_no_page_of_parts() {
    let mut browser = Site::open().await.browser();
    let (design, unknown) = (browser.get("/design").await, browser.get("/nowhere").await);
    assert_eq!(design.status, StatusCode::NOT_FOUND);
    assert_eq!(design.status, unknown.status);
    assert!(!design.text().contains("data-parts"));
}

#[cfg(debug_assertions)]
mod in_debug_builds {
    use std::collections::BTreeSet;

    use domain::prior_auth::Status;

    use super::*;

    /// Modules of `ui` that the page does not show, each with the reason.
    const NOT_SHOWN: [(&str, &str); 17] = [
        ("account_menu", "stands in the frame of every signed-in page"),
        ("answer", "has no look"),
        ("arrival", "has no look"),
        ("case_view", "is data"),
        ("connection", "stands in the frame of every signed-in page"),
        ("form_group", "has no look"),
        ("frame", "a page has one frame: every signed-in page shows this one"),
        ("lazy_part", "has no look"),
        ("log_in_frame", "a page has one frame: /login shows this one"),
        ("form_action", "it is what a form calls, and is never seen"),
        ("page_form", "its look is that of its fields, buttons and summary"),
        ("plan_words", "is data"),
        ("public_frame", "the page itself stands in it"),
        (
            "problem",
            "is a page of its own, with a status of its own: /nowhere shows it",
        ),
        ("side_bar", "stands in the frame of every signed-in page"),
        ("theme", "stands in the account menu"),
        ("top_bar", "stands in the frame of every signed-in page"),
    ];

    async fn page() -> String {
        let answer = Site::open().await.browser().get("/design").await;
        assert_eq!(answer.status, StatusCode::OK);
        answer.text().to_owned()
    }

    /// Every value between `before` and `after`.
    fn between<'a>(text: &'a str, before: &str, after: char) -> BTreeSet<&'a str> {
        text.split(before)
            .skip(1)
            .filter_map(|rest| rest.split(after).next())
            .collect()
    }

    #[tokio::test]
    async fn every_part_of_the_design_system_is_shown() {
        let html = page().await;
        let shown: BTreeSet<&str> = between(&html, "data-parts=\"", '"')
            .into_iter()
            .flat_map(str::split_whitespace)
            .collect();
        let modules = between(include_str!("../../../app/src/ui/mod.rs"), "pub mod ", ';');
        let excused: BTreeSet<&str> = NOT_SHOWN.iter().map(|(module, _)| *module).collect();
        let missing: Vec<_> = modules
            .iter()
            .filter(|module| !shown.contains(*module) && !excused.contains(*module))
            .collect();
        assert!(missing.is_empty(), "add to app/src/features/design: {missing:?}");
        let unknown: Vec<_> = shown.union(&excused).filter(|part| !modules.contains(*part)).collect();
        assert!(unknown.is_empty(), "no longer a module of ui: {unknown:?}");
        let both: Vec<_> = shown.intersection(&excused).collect();
        assert!(both.is_empty(), "shown, and said to be not: {both:?}");
    }

    #[tokio::test]
    async fn every_status_is_shown_with_its_words() {
        let html = page().await;
        for &status in Status::ALL {
            assert!(html.contains(app::copy::status(status)), "{status:?}");
        }
    }

    #[tokio::test]
    async fn every_colour_is_shown() {
        let html = page().await;
        let tokens = include_str!("../../../style/tokens.css");
        let is_colour = |line: &&str| {
            let line = line.trim_start();
            line.starts_with("--on-") || (line.starts_with("--") && line.contains(": light-dark("))
        };
        let colours: Vec<&str> = tokens
            .lines()
            .filter(is_colour)
            .filter_map(|line| line.trim().split(':').next())
            .collect();
        assert!(colours.len() > 40, "{colours:?}");
        let missing: Vec<_> = colours
            .iter()
            .filter(|name| !html.contains(&format!("var({name})")))
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[tokio::test]
    async fn it_is_a_public_page_without_the_client() {
        let html = page().await;
        assert!(!html.contains(".wasm") && !html.contains(" style=\""));
    }

    #[tokio::test]
    async fn no_id_is_there_twice() {
        let html = page().await;
        let ids: Vec<&str> = html
            .split(" id=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        let mut seen = BTreeSet::new();
        let twice: Vec<_> = ids.iter().filter(|id| !seen.insert(**id)).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }
}
