//! Who may do what: every function, every page and the stream, for nobody and for every role, with the own practice's
//! things and with another's.
//!
//! `matrix.csv` is the decision. A function, a page or a role that is missing from it fails the test, and so does a cell
//! that says more or less than the server does.

mod addresses;
mod look_ups;
mod matrix;
mod things;

use std::collections::BTreeSet;

use app::paths::Page;
use domain::access::{Role, Side};
use http::StatusCode;

use crate::{
    browser::{Answer, Browser},
    site::Site,
};
use matrix::{Cell, Matrix, Row};
use things::{Things, plain};

#[test]
fn the_matrix_has_every_function_every_page_and_every_role_once() {
    let matrix = Matrix::read();
    let roles: Vec<&str> = Role::ALL.iter().map(|role| role.code()).collect();
    assert_eq!(matrix.roles, [&["anonymous"], roles.as_slice()].concat());
    let functions = server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned());
    let pages = app::paths::ADDRESSES.iter().map(|(pattern, _)| (*pattern).to_owned());
    let there: BTreeSet<String> = functions.chain(pages).chain(["/events".to_owned()]).collect();
    let listed: Vec<String> = matrix.rows.iter().map(|row| row.address.clone()).collect();
    assert_eq!(listed.iter().cloned().collect::<BTreeSet<_>>(), there);
    assert_eq!(listed.len(), there.len(), "no row is there twice");
}

#[test]
fn the_matrix_lets_nobody_but_a_physician_decide_against_a_request() {
    let matrix = Matrix::read();
    let row = matrix.rows.iter().find(|row| row.address == "/api/review/decide");
    let cells = &row.expect("the function that decides").cells;
    let let_in = matrix.roles.iter().zip(cells).filter(|(_, cell)| **cell != Cell::No);
    assert_eq!(let_in.map(|(role, _)| *role).collect::<Vec<_>>(), ["physician"]);
}

#[tokio::test]
async fn a_page_is_open_in_the_matrix_exactly_if_it_needs_no_session() {
    for row in Matrix::read().rows.iter().filter(|row| row.is_page()) {
        let page = Page::parse(&row.address.replace(":part", "member").replace(':', "")).expect("a route is a page");
        let is_open = row.cells.iter().all(|cell| *cell == Cell::Open);
        assert_eq!(page.is_signed_in(), !is_open, "{}", row.address);
    }
}

#[tokio::test]
async fn nobody_gets_in_without_signing_in() {
    let site = Site::open().await;
    let things = Things::make(&site).await;
    let mut browser = site.browser();
    for cookie in [None, Some("portico_session=invented".to_owned())] {
        for row in &Matrix::read().rows {
            browser.cookie.clone_from(&cookie);
            let answer = things.own.ask(&mut browser, row).await;
            assert_answer(row, row.cells[0], &answer);
        }
    }
}

#[tokio::test]
async fn each_role_may_do_what_the_matrix_says_and_nothing_else() {
    let site = Site::open().await;
    let things = Things::make(&site).await;
    let matrix = Matrix::read();
    for (column, &role) in Role::ALL.iter().enumerate() {
        let practice = (role.side() == Side::Provider).then_some(&things.practice);
        let user_id = format!("Some.{}", role.code().replace('_', "-"));
        let mut browser = site.signed_in(&user_id, role, practice).await;
        for row in &matrix.rows {
            let cell = row.cells[column + 1];
            let mut asking = browser.clone();
            let own = things.own.ask(&mut asking, row).await;
            assert_answer(row, cell, &own);
            match cell {
                Cell::Own | Cell::Mine => assert_others_look_missing(&things, &mut browser, row).await,
                Cell::Any | Cell::No => {
                    let others = things.others.ask(&mut browser, row).await;
                    assert_answer(row, cell, &others);
                }
                Cell::Yes | Cell::Open => {}
            }
        }
    }
}

fn assert_answer(row: &Row, cell: Cell, answer: &Answer) {
    let status = answer.status;
    let what = format!("{} {cell:?}: {status}", row.address);
    let is_refused = matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN);
    let is_sent_away = answer.location().starts_with("/login?");
    match cell {
        Cell::No => assert!(is_refused || row.is_page() && is_sent_away, "{what}"),
        // "Access denied" says so to whoever asks for it.
        Cell::Open if row.address == "/access-denied" => assert_eq!(status, StatusCode::FORBIDDEN, "{what}"),
        Cell::Open => assert!(!is_refused && !is_sent_away && !status.is_server_error(), "{what}"),
        // The things of the test are a colleague's.
        Cell::Mine => assert_eq!(status, StatusCode::FORBIDDEN, "{what}"),
        Cell::Yes | Cell::Own | Cell::Any => {
            let is_answered = status.is_success()
                || matches!(
                    status,
                    StatusCode::SEE_OTHER | StatusCode::FOUND | StatusCode::CONFLICT | StatusCode::UNPROCESSABLE_ENTITY
                );
            assert!(is_answered && !is_sent_away, "{what}");
        }
    }
}

/// Bytes and status, and the headers but for those that differ between any two answers.
async fn assert_others_look_missing(things: &Things, browser: &mut Browser, row: &Row) {
    let others = things.others.ask(browser, row).await;
    let missing = things.missing.ask(browser, row).await;
    assert_eq!(others.status, StatusCode::NOT_FOUND, "{}", row.address);
    assert_eq!(
        plain(&others, &things.others),
        plain(&missing, &things.missing),
        "{}",
        row.address
    );
}
