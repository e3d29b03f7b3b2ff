//! One measured number, as a JSON line.

use serde::Serialize;

/// A result. The goal is that of the project's performance design, for two cores.
#[derive(Debug, PartialEq, Serialize)]
pub struct Record {
    pub bench: &'static str,
    pub metric: &'static str,
    pub value: f64,
    pub unit: &'static str,
    /// The value as a share of what the machine could do at best; none where there is no such limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of_limit: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goal: Option<f64>,
}

impl Record {
    pub fn new(bench: &'static str, metric: &'static str, value: f64, unit: &'static str) -> Self {
        Self {
            bench,
            metric,
            value: rounded(value),
            unit,
            of_limit: None,
            goal: None,
        }
    }

    pub fn of_limit(self, limit: f64) -> Self {
        Self {
            of_limit: (limit > 0.0).then(|| rounded(self.value / limit)),
            ..self
        }
    }

    pub fn goal(self, goal: f64) -> Self {
        Self {
            goal: Some(goal),
            ..self
        }
    }
}

/// Prints results on standard output.
pub fn print(records: &[Record]) {
    for record in records {
        match serde_json::to_string(record) {
            Ok(line) => println!("{line}"),
            Err(error) => eprintln!("cannot word {record:?}: {error}"),
        }
    }
}

/// Four digits are more than any of these measurements is worth.
fn rounded(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let scale = 10_f64.powf(3.0 - value.abs().log10().floor());
    (value * scale).round() / scale
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_one_line_with_its_share_of_the_limit() {
        let record = Record::new("login", "rate", 76.123_456, "1/s")
            .of_limit(80.0)
            .goal(76.0);
        let line = serde_json::to_string(&record).unwrap_or_default();
        let expected = r#"{"bench":"login","metric":"rate","value":76.12,"unit":"1/s","of_limit":0.9515,"goal":76.0}"#;
        assert_eq!(line, expected);
    }

    #[test]
    fn numbers_keep_four_digits() {
        assert_eq!(
            (rounded(0.001_234_56), rounded(123_456.0), rounded(0.0)),
            (0.001_235, 123_500.0, 0.0)
        );
    }
}
