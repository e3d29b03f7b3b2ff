//! What a dashboard asks of the database: a fixed number of statements, and columns that hold what events say.

use domain::dashboard::Scale;
use sea_orm::{ConnectionTrait, EntityTrait};
use services::dashboard::{Look, plan, practice};
use services::db::DbError;
use services::testing::Stage;
use services::{Caller, demo};

use super::demo_people::demo_caller;
use super::ear::{self, SQLITE};

async fn open(stage: &Stage, caller: &Caller) {
    let board = practice(&stage.services, caller, Look::Opening, Scale::Weeks).await;
    assert!(board.unwrap().is_some());
}

/// What the columns of a request would be by its events alone: the step that added them filled them for older data.
#[tokio::test]
async fn an_older_database_is_filled_as_the_use_cases_would_have() {
    let stage = Stage::sqlite().await;
    demo::seed(&stage.services).await.unwrap();
    let rows = async || {
        entity::prior_auth::Entity::find()
            .all(stage.services.db.read())
            .await
            .unwrap()
    };
    let before = rows().await;
    let emptied: Result<(), DbError> = stage
        .services
        .db
        .write(async |w| {
            for statement in migration::filled_turn_and_determination(w.conn().get_database_backend()) {
                w.conn().execute_unprepared(&statement).await?;
            }
            Ok(())
        })
        .await;
    emptied.unwrap();
    for (was, is) in before.iter().zip(rows().await) {
        assert_eq!(
            (was.determined_at, &was.determined_by),
            (is.determined_at, &is.determined_by),
            "{}",
            was.reference
        );
        // The end of a day is written for the middle of the country.
        assert_eq!(was.turn_ends_at, is.turn_ends_at, "{} {}", was.reference, was.status);
    }
}

#[test]
fn a_dashboard_costs_a_fixed_number_of_statements() {
    let (elsewhere, here) = (ear::elsewhere(), ear::here());
    let (stage, desk, nurse) = elsewhere.block_on(async {
        let stage = Stage::sqlite().await;
        let desk = demo_caller(&stage, "Front.Desk1").await;
        let nurse = demo_caller(&stage, "Nurse.Ortiz").await;
        open(&stage, &desk).await;
        (stage, desk, nurse)
    });
    let ((), practice) = ear::hear(&[SQLITE], || here.block_on(open(&stage, &desk)));
    let (board, plan) = ear::hear(&[SQLITE], || here.block_on(plan(&stage.services, &nurse)));
    assert!(board.unwrap().is_some());
    // Words for codes that only an imported list knows come with the rows: the demo has such codes.
    assert_eq!((practice.len(), plan.len()), (6, 3));
}
