//! What a crash leaves is cleared up, and nothing else.

use std::fs;

use chrono::TimeDelta;
use domain::file::FileState;
use services::files::{Swept, sweep};
use services::on_both_databases;
use services::testing::Stage;

use super::desk::{CHUNK, Desk, pdf, pieces};

on_both_databases! {
    fn bytes_without_a_row_and_rows_without_bytes_are_cleared_up(stage: Stage) {
        let desk = Desk::open(stage).await;
        let services = &desk.stage.services;
        let received = desk.received("chart.pdf", &pdf(100)).await;
        let begun = desk.begin("begun.pdf", Some(3 * CHUNK as u64)).await.id;
        desk.append(&begun, 0, pieces(&pdf(2 * CHUNK + 5), 1_000)).await.unwrap();
        desk.begin("refused.exe", Some(1)).await;
        // A crash between the store and the row, in the middle of an object, and before a row was undone.
        let orphan = desk.store().join("01ORPHAN000000000000000000");
        fs::create_dir(&orphan).unwrap();
        fs::write(orphan.join("body"), b"x").unwrap();
        let torn = desk.store().join("01TORN00000000000000000000");
        fs::create_dir(&torn).unwrap();
        fs::write(torn.join("body#1"), b"x").unwrap();
        fs::write(desk.incoming().join("01NOBODY000000000000000000"), b"x").unwrap();
        // What others keep in the folder is not ours.
        fs::create_dir(desk.store().join("lost+found")).unwrap();
        assert_eq!(sweep(services).await.unwrap(), Swept { rows: 0, bytes: 3 });
        let left = [received.as_str(), begun.as_str(), "lost+found"];
        assert_eq!(desk.on_disk(), left.map(str::to_owned).into());
        assert_eq!(sweep(services).await.unwrap(), Swept::default());
        desk.stage.clock.advance(TimeDelta::hours(25));
        assert_eq!(sweep(services).await.unwrap(), Swept { rows: 2, bytes: 1 });
        let left = desk.list().await;
        assert_eq!(left.len(), 1);
        assert_eq!((&left[0].id, left[0].state), (&received, FileState::Received));
        assert_eq!(desk.read(&received).await.unwrap(), pdf(100));
    }
}

#[tokio::test]
async fn a_file_that_waits_to_be_looked_into_is_left_alone_for_a_day() {
    let desk = Desk::open(Stage::sqlite().await).await;
    let begun = desk.begin("begun.pdf", Some(CHUNK as u64)).await.id;
    desk.append(&begun, 0, pieces(&pdf(10), 10)).await.unwrap();
    // As if it were stored already, and only the row were missing.
    let folder = desk.store().join(begun.as_str());
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("body"), b"x").unwrap();
    assert_eq!(sweep(&desk.stage.services).await.unwrap(), Swept::default());
    desk.stage.clock.advance(TimeDelta::hours(25));
    assert_eq!(sweep(&desk.stage.services).await.unwrap(), Swept { rows: 1, bytes: 2 });
    assert!(desk.on_disk().is_empty());
}
