//! Words found in documents, and what is said of those in which nobody can look.

use std::time::Duration;

use domain::access::Role;
use domain::file::{FileState, MAX_TEXT_PAGES};
use domain::id::FileId;
use domain::reference::Reference;
use futures::future::join_all;
use services::Caller;
use services::files::{Found, Gap, ReaderSettings, find_text, page_image};
use services::on_both_databases;
use services::testing::{Stage, knee_orthosis, submit_filled};

use super::desk::{Desk, TWO_PAGES, pdf, script};

/// Pages with images of the first ones, and what follows on the images.
fn wrote(pages: u32, images: usize, behind: &str) -> ReaderSettings {
    let images = "printf '\\000\\000\\000\\001x'; ".repeat(images);
    script(&format!(
        "/bin/cat >/dev/null; echo '{{\"pages\":{pages}}}'; {images}printf '\\000\\000\\000\\000'; {behind}"
    ))
}

/// A text behind its length.
fn text(pages: &[&str]) -> String {
    let list = serde_json::to_string(pages).unwrap();
    let length = u32::try_from(list.len()).unwrap().to_be_bytes();
    let length: String = length.iter().map(|byte| format!("\\{byte:03o}")).collect();
    format!("printf '{length}'; printf '%s' '{list}'")
}

/// The request is sent, and a nurse has it.
async fn sent(desk: &Desk) -> (Caller, Reference) {
    let sent = submit_filled(&desk.stage.services, &desk.caller, &desk.draft, &knee_orthosis()).await;
    (desk.stage.caller(Role::Nurse).await, sent.unwrap().reference)
}

async fn look(desk: &Desk, (nurse, reference): &(Caller, Reference), words: &str) -> Found {
    find_text(&desk.stage.services, nurse, reference, words).await.unwrap()
}

/// Document, page, and whether there is an image of it.
fn places(found: &Found) -> Vec<(&FileId, u32, bool)> {
    found
        .hits
        .iter()
        .map(|hit| (&hit.file, hit.page, hit.has_image))
        .collect()
}

/// What was not searched, by name.
fn gaps(found: &Found) -> Vec<(&str, Gap)> {
    let mut gaps: Vec<_> = found
        .unsearched
        .iter()
        .map(|one| (one.name.as_str(), one.gap))
        .collect();
    gaps.sort_by_key(|(name, _)| *name);
    gaps
}

on_both_databases! {
    fn words_are_found_also_on_pages_without_an_image(stage: Stage) {
        let pages = ["knee brace", "", "Knee", "the KNEE  again"];
        let desk = Desk::looking_with(stage, wrote(5, 2, &text(&pages))).await;
        let chart = desk.received("chart.pdf", &pdf(100)).await;
        let case = sent(&desk).await;
        let found = look(&desk, &case, "knee").await;
        assert_eq!(places(&found), [(&chart, 1, true), (&chart, 3, false), (&chart, 4, false)]);
        assert_eq!((found.hits[2].before.as_str(), found.hits[2].found.as_str(), found.hits[2].after.as_str()), ("the ", "KNEE", " again"));
        assert_eq!(gaps(&found), [("chart.pdf", Gap::Behind(4))], "its last page has no text that is kept");
        assert!(!found.is_full);
        for page in [1, 2] {
            assert!(page_image(&desk.stage.services, &case.0, &chart, page).await.is_ok());
        }
        assert!(page_image(&desk.stage.services, &case.0, &chart, 3).await.is_err(), "as the search says");
    }

    fn a_text_that_is_broken_costs_nothing_but_itself(stage: Stage) {
        let desk = Desk::looking_with(stage, wrote(1, 1, &text(&["knee brace"]))).await;
        let (broken, missing) = (desk.received("a.pdf", &pdf(100)).await, desk.received("b.pdf", &pdf(101)).await);
        let good = desk.received("c.pdf", &pdf(102)).await;
        let desk = desk.now_looking_with(script(TWO_PAGES)).await;
        desk.received("d.pdf", &pdf(103)).await;
        std::fs::write(desk.store().join(broken.as_str()).join("text"), "nonsense").unwrap();
        std::fs::remove_file(desk.store().join(missing.as_str()).join("text")).unwrap();
        let case = sent(&desk).await;
        let found = look(&desk, &case, "brace").await;
        assert_eq!(places(&found), [(&good, 1, true)]);
        assert_eq!(gaps(&found), [("a.pdf", Gap::Broken), ("b.pdf", Gap::Broken), ("d.pdf", Gap::NoText)]);
        let rows = desk.stage.audited("file.search").await;
        assert!(rows.len() == 1 && !format!("{rows:?}").contains("brace"), "{rows:?}");
    }

    fn trouble_with_its_text_is_no_fault_of_a_document(stage: Stage) {
        let too_long = u32::MAX;
        let mut readers: Vec<(String, ReaderSettings)> = [
            "printf '\\000\\000\\000\\011[\"a\"]'".to_owned(),
            format!("{}; exit 3", text(&["a"])),
            "kill -9 $$".to_owned(),
            "exit 1".to_owned(),
            "printf '\\000\\000'".to_owned(),
            format!("{}; printf x", text(&["a"])),
            text(&["a", "b", "c"]),
            "printf '\\000\\000\\000\\003\"a\"'".to_owned(),
            "printf '\\377\\377\\377\\377x'".to_owned(),
        ].into_iter().map(|behind| (behind.clone(), wrote(2, 2, &behind))).collect();
        let many = vec!["a"; MAX_TEXT_PAGES as usize + 1];
        readers.push(("more pages than are read".to_owned(), wrote(too_long, 2, &text(&many))));
        let hangs = ReaderSettings { text_deadline: Duration::from_millis(300), ..wrote(2, 2, "exec /bin/sleep 600") };
        readers.push(("hangs".to_owned(), hangs));
        let mut desk = Desk::open(stage).await;
        for (what, reader) in readers {
            desk = desk.now_looking_with(reader).await;
            let sent = desk.send("chart.pdf", &pdf(100)).await;
            assert_eq!((sent.state, sent.problem), (FileState::Received, None), "{what}");
            let list = desk.list().await;
            let document = list.iter().find(|document| document.id == sent.id).unwrap();
            assert_eq!((document.previews, document.has_text), (2, false), "{what}");
            assert!(!desk.store().join(sent.id.as_str()).join("text").exists(), "{what}");
        }
    }

    fn no_more_than_fifty_places_are_told_and_that_is_said(stage: Stage) {
        let desk = Desk::looking_with(stage, wrote(1, 1, &text(&["knee ".repeat(60).as_str()]))).await;
        desk.received("a.pdf", &pdf(100)).await;
        desk.received("b.pdf", &pdf(101)).await;
        let case = sent(&desk).await;
        let found = look(&desk, &case, "knee").await;
        assert_eq!((found.hits.len(), found.is_full), (50, true));
        assert_eq!(look(&desk, &case, "hip").await, Found::default());
    }

    fn many_who_look_at_once_all_get_their_answer(stage: Stage) {
        let desk = Desk::looking_with(stage, wrote(1, 1, &text(&["knee brace"]))).await;
        let chart = desk.received("chart.pdf", &pdf(100)).await;
        let case = sent(&desk).await;
        for found in join_all((0..12).map(|_| look(&desk, &case, "knee"))).await {
            assert_eq!(places(&found), [(&chart, 1, true)]);
        }
    }
}
