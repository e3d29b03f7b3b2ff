//! When and how requests were decided, as an address of the list says it.

use domain::prior_auth::Determination;
use domain::time::from_millis;
use services::prior_auth::Determined;

use crate::copy;
use crate::error::ApiError;
use crate::request::wording::Wording;

/// `2026-11-16..2026-11-22`, both days counted, or `1795446000000..` for everything since an instant.
///
/// # Errors
/// [`ApiError::NotFound`] where it says neither; none where it says nothing.
pub fn read(decided: &str, by: &str, wording: &Wording) -> Result<Option<Determined>, ApiError> {
    let by = match by {
        "" => None,
        code => Some(Determination::parse(code).ok_or(ApiError::NotFound)?),
    };
    if decided.is_empty() {
        return Ok(None);
    }
    let (from, to) = decided.split_once("..").ok_or(ApiError::NotFound)?;
    if to.is_empty() {
        let since = from.parse().ok().and_then(from_millis).ok_or(ApiError::NotFound)?;
        return Ok(Some(Determined {
            from: Some(since),
            before: None,
            by,
        }));
    }
    let days = from.parse().ok().zip(to.parse().ok());
    let bounds = days.and_then(|(first, last)| wording.day_bounds(first, last));
    let (from, before) = bounds.ok_or(ApiError::NotFound)?;
    Ok(Some(Determined {
        from: Some(from),
        before: Some(before),
        by,
    }))
}

/// `Decided Nov 16, 2026 to Nov 22, 2026, at once, by the rules`; empty where an address says nothing of it.
pub fn words(decided: &str, by: &str, wording: &Wording) -> String {
    let Some((from, to)) = decided.split_once("..") else {
        return String::new();
    };
    let when = match (from.parse(), to.parse()) {
        (Ok(first), Ok(last)) => format!("Decided {} to {}", wording.day(first), wording.day(last)),
        _ => match from.parse().ok().and_then(from_millis) {
            Some(since) => format!("Decided since {}", wording.lately(since)),
            None => return String::new(),
        },
    };
    match Determination::parse(by) {
        Some(by) => format!("{when}, {}", copy::determination(by)),
        None => when,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use services::settings::PlanProfile;

    use super::*;

    fn wording() -> Wording {
        Wording::at(&PlanProfile::default(), "2026-11-24T20:10:00Z".parse().unwrap())
    }

    #[test]
    fn both_days_count_and_begin_at_midnight_of_the_plan() {
        let read = read("2026-10-26..2026-11-01", "rules", &wording()).unwrap().unwrap();
        assert_eq!(read.from, Some("2026-10-26T05:00:00Z".parse().unwrap()));
        assert_eq!(read.before, Some("2026-11-02T06:00:00Z".parse().unwrap()), "in winter");
        assert_eq!(read.by, Some(Determination::Rules));
    }

    #[test]
    fn what_is_no_time_is_not_found() {
        for (decided, by) in [
            ("x", ""),
            ("..", ""),
            ("2026-13-01..2026-13-02", ""),
            ("2026-11-16..2026-11-22", "me"),
        ] {
            assert_eq!(
                read(decided, by, &wording()).err(),
                Some(ApiError::NotFound),
                "{decided} {by}"
            );
        }
        assert_eq!(read("", "", &wording()), Ok(None));
    }

    #[test]
    fn the_words_say_when_and_how() {
        assert_eq!(
            words("2026-11-16..2026-11-22", "review", &wording()),
            "Decided Nov 16, 2026 to Nov 22, 2026, after review"
        );
        assert_eq!(words("1795474080000..", "", &wording()), "Decided since Mon 4:48 PM");
        assert_eq!(words("", "", &wording()), "");
    }
}
