//! One truth: whatever happens to requests, every view says the same of them, and what their events say.
//!
//! Random histories, the same for the same seed, are lived through the use cases by two practices and the plan's people, while
//! the clock moves. After every step the list, its export, the dashboard and its numbers, the page of the case, the search, the
//! queue with its numbers, and the announcement that open pages hear are compared with each other.

mod case;
mod cast;
mod chance;
mod plan;
mod practice;
mod said;
mod steps;
mod world;

use services::on_both_databases;
use services::testing::Stage;

use world::World;

on_both_databases! {
    fn all_views_agree_in_a_first_history(stage: Stage) {
        World::on(stage, 1).await.live().await;
    }

    fn all_views_agree_in_a_second_history(stage: Stage) {
        World::on(stage, 20_260_330).await.live().await;
    }

    fn all_views_agree_in_a_third_history(stage: Stage) {
        World::on(stage, 0x5EED).await.live().await;
    }
}
