//! When the demo's people last looked at their dashboards: late on the last working day, so that something is news.

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use domain::prior_auth::local_time::instant_of;
use domain::time::{Timestamp, to_millis};
use entity::dashboard_visit;
use sea_orm::ActiveValue::Set;

use super::cast::Cast;
use super::people::people;
use super::seed::SeedError;
use crate::Services;
use crate::env::Env;

/// What stands in the place of a session that is long over.
const EARLIER: &str = "demo";

/// One row for each person and practice.
pub(super) fn visits(
    services: &Services,
    env: &Env,
    cast: &Cast,
) -> Result<Vec<dashboard_visit::ActiveModel>, SeedError> {
    let zone = services.plan.zone;
    let seen_at = evening(env.today(zone), zone).unwrap_or(env.now());
    let mut rows = Vec::new();
    for person in people() {
        for practice in person.practices {
            rows.push(dashboard_visit::ActiveModel {
                account_id: Set(cast.account(&person.user_id)?.as_str().to_owned()),
                practice_id: Set(cast.practice(practice)?.as_str().to_owned()),
                session_id: Set(EARLIER.to_owned()),
                since_at: Set(None),
                seen_at: Set(to_millis(seen_at)),
            });
        }
    }
    Ok(rows)
}

/// 4:48 PM of the last working day before `today`.
fn evening(today: NaiveDate, zone: chrono_tz::Tz) -> Option<Timestamp> {
    let mut day = today.pred_opt()?;
    while matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
        day = day.pred_opt()?;
    }
    instant_of(day.and_time(NaiveTime::from_hms_opt(16, 48, 0)?), &zone)
}
