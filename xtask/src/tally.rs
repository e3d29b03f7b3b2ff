//! How many tests passed, failed and were skipped, read from what the test programs print.

use std::fmt::{self, Display};

use serde::Deserialize;

use crate::failure::{Context, Outcome};

/// Counts of tests and checks; printed as the last line of `cargo xtask test`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: u32,
    pub failed: u32,
    pub skipped: u32,
}

impl Tally {
    /// Adds one check.
    pub fn count(&mut self, passed: bool) {
        if passed { self.passed += 1 } else { self.failed += 1 }
    }

    /// Adds another tally.
    pub fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }

    /// The counts of a run whose program failed without any failed test: something else broke, and it counts.
    pub fn with_end(mut self, succeeded: bool) -> Self {
        if !succeeded && self.failed == 0 {
            self.failed = 1;
        }
        self
    }

    /// The counts of a run that was to test something. None means that it broke before its first test, or that its words
    /// are no longer understood: one failure, whatever the exit status.
    pub fn of_run(counted: Option<Self>, succeeded: bool) -> Self {
        let broken = Self {
            failed: 1,
            ..Self::default()
        };
        counted.map_or(broken, |tally| tally.with_end(succeeded))
    }

    /// Reads nextest's summary line: `Summary [ 1.2s] 5 tests run: 4 passed (1 slow), 1 timed out, 2 skipped`.
    pub fn of_nextest(text: &str) -> Option<Self> {
        let line = text
            .lines()
            .rev()
            .find(|line| line.trim_start().starts_with("Summary ["))?;
        let counts = line.split_once("run: ")?.1;
        let mut tally = Self::default();
        for part in counts.split(", ") {
            let Some((number, word)) = part.trim().split_once(' ') else {
                continue;
            };
            let Ok(number) = number.parse::<u32>() else { continue };
            match word.split(" (").next() {
                Some("passed") => tally.passed += number,
                Some("skipped") => tally.skipped += number,
                Some("failed" | "timed out" | "exec failed") => tally.failed += number,
                _ => {}
            }
        }
        Some(tally)
    }

    /// Adds up cargo test's lines: `test result: ok. 4 passed; 0 failed; 1 ignored; 0 measured; …`.
    pub fn of_cargo_test(text: &str) -> Option<Self> {
        let mut found = None;
        for line in text
            .lines()
            .filter_map(|line| line.trim_start().strip_prefix("test result: "))
        {
            let tally: &mut Self = found.get_or_insert_default();
            for part in line.split(['.', ';']) {
                let Some((number, word)) = part.trim().split_once(' ') else {
                    continue;
                };
                let Ok(number) = number.parse::<u32>() else { continue };
                match word {
                    "passed" => tally.passed += number,
                    "failed" => tally.failed += number,
                    "ignored" => tally.skipped += number,
                    _ => {}
                }
            }
        }
        found
    }

    /// Reads Playwright's JSON report. A flaky test counts as failed: it did not pass when it was asked.
    ///
    /// # Errors
    /// It is not such a report.
    pub fn of_playwright(report: &str) -> Outcome<Self> {
        let report: Report = serde_json::from_str(report).context(|| "cannot read Playwright's report".into())?;
        let stats = report.stats;
        let failed = stats.unexpected + stats.flaky + u32::from(stats.expected == 0 && !report.errors.is_empty());
        Ok(Self {
            passed: stats.expected,
            failed,
            skipped: stats.skipped,
        })
    }
}

impl Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} passed, {} failed, {} skipped",
            self.passed, self.failed, self.skipped
        )
    }
}

#[derive(Deserialize)]
struct Report {
    stats: Stats,
    #[serde(default)]
    errors: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
struct Stats {
    expected: u32,
    unexpected: u32,
    flaky: u32,
    skipped: u32,
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn tally(passed: u32, failed: u32, skipped: u32) -> Tally {
        Tally {
            passed,
            failed,
            skipped,
        }
    }

    #[test]
    fn the_closing_line_is_exactly_what_continuous_integration_reads() {
        assert_eq!(tally(12, 0, 3).to_string(), "12 passed, 0 failed, 3 skipped");
    }

    #[test]
    fn nextests_summary_is_read_in_all_its_forms() {
        let forms = [
            (
                "     Summary [   0.012s] 3 tests run: 3 passed, 0 skipped",
                tally(3, 0, 0),
            ),
            (
                "  Summary [  10.5s] 9 tests run: 6 passed (1 slow), 1 failed, 2 timed out, 4 skipped",
                tally(6, 3, 4),
            ),
            (
                " Summary [ 1.0s] 4/9 tests run: 2 passed (2 leaky), 1 failed, 1 exec failed, 1 skipped",
                tally(2, 2, 1),
            ),
            ("     Summary [   0.1s] 1 test run: 1 passed, 0 skipped", tally(1, 0, 0)),
        ];
        for (line, expected) in forms {
            let text = format!("Starting 3 tests\n    PASS a::b\n------------\n{line}\nerror: test run failed");
            assert_eq!(Tally::of_nextest(&text), Some(expected), "{line}");
        }
        assert_eq!(Tally::of_nextest("error: could not compile"), None);
    }

    #[test]
    fn cargo_tests_results_are_added_up() {
        let text = "test result: ok. 4 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s\n\
                    test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(Tally::of_cargo_test(text), Some(tally(6, 3, 1)));
        assert_eq!(Tally::of_cargo_test("error: could not compile"), None);
    }

    #[test]
    fn playwrights_report_is_read_and_flaky_is_failed() {
        let report = r#"{"stats":{"startTime":"x","duration":1.5,"expected":7,"skipped":2,"unexpected":1,"flaky":1}}"#;
        assert_eq!(Tally::of_playwright(report).unwrap(), tally(7, 2, 2));
    }

    #[test]
    fn a_playwright_run_that_broke_before_its_first_test_has_failed() {
        let report = r#"{"errors":[{}],"stats":{"expected":0,"skipped":0,"unexpected":0,"flaky":0}}"#;
        assert_eq!(Tally::of_playwright(report).unwrap(), tally(0, 1, 0));
        assert!(Tally::of_playwright("nothing").is_err());
    }

    #[test]
    fn a_program_that_failed_without_a_failed_test_counts_as_one() {
        assert_eq!(tally(3, 0, 0).with_end(false), tally(3, 1, 0));
        assert_eq!(tally(3, 2, 0).with_end(false), tally(3, 2, 0));
        assert_eq!(tally(3, 0, 0).with_end(true), tally(3, 0, 0));
    }

    #[test]
    fn a_run_that_cannot_be_counted_has_failed_whatever_its_program_says() {
        assert_eq!(Tally::of_run(None, true), tally(0, 1, 0));
        assert_eq!(Tally::of_run(None, false), tally(0, 1, 0));
        assert_eq!(Tally::of_run(Some(tally(3, 0, 1)), true), tally(3, 0, 1));
    }
}
