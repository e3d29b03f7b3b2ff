//! The counters, and the listener that shows them.
//!
//! They are served on an address of their own, never on the public one: counts of sign-ins are nobody's business outside.

use std::sync::OnceLock;

use axum::{Router, routing::get};
use http::header;
use metrics::{counter, describe_counter, describe_gauge, gauge};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

const REQUESTS: &str = "portico_http_requests_total";
const STREAMS: &str = "portico_event_streams";
const PANICS: &str = "portico_panics_total";
/// Counted by `services`, described here so that all are there from the first scrape.
const SIGN_INS: &str = "portico_sign_ins_total";
const SCANS: &str = "portico_scans_total";
const EVALUATIONS: &str = "portico_password_evaluations_total";

static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();

/// Installs the process's recorder, once; later calls return the same one.
pub fn install() -> PrometheusHandle {
    RECORDER
        .get_or_init(|| {
            let recorder = PrometheusBuilder::new().build_recorder();
            let handle = recorder.handle();
            if metrics::set_global_recorder(recorder).is_err() {
                tracing::warn!("another metrics recorder is installed already; the metrics page stays empty");
            }
            describe();
            handle
        })
        .clone()
}

fn describe() {
    describe_counter!(REQUESTS, "Requests answered, by class of address and status");
    describe_counter!(SIGN_INS, "Sign-ins tried, by outcome");
    describe_counter!(EVALUATIONS, "Runs of the password hash");
    describe_counter!(
        PANICS,
        "Requests that ended in a defect of the program, before or under way of the answer"
    );
    describe_gauge!(STREAMS, "Event streams that are open");
    describe_counter!(SCANS, "Documents sent to the scanner for malware, by outcome");
    counter!(EVALUATIONS).increment(0);
    for outcome in ["clean", "malware", "failed"] {
        counter!(SCANS, "outcome" => outcome).increment(0);
    }
    for outcome in ["success", "wrong", "locked", "too_many", "busy", "failed"] {
        counter!(SIGN_INS, "outcome" => outcome).increment(0);
    }
    for place in ["handler", "page", "body"] {
        counter!(PANICS, "in" => place).increment(0);
    }
    gauge!(STREAMS).set(0.0);
}

/// The router of the metrics listener: `GET /metrics` and nothing else.
pub fn router(handle: PrometheusHandle) -> Router {
    let headers = [
        (header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Router::new().route("/metrics", get(move || std::future::ready((headers, handle.render()))))
}

/// Counts an answered request. The class keeps references and drafts out of the labels.
pub(crate) fn count_request(path: &str, status: u16) {
    let class = match path.split('/').nth(1).unwrap_or_default() {
        "api" => "function",
        "pkg" => "asset",
        "events" => "events",
        "files" => "file",
        "health" => "health",
        _ => "page",
    };
    counter!(REQUESTS, "class" => class, "status" => status.to_string()).increment(1);
}

/// Counts a panic: in the "handler", before there was an answer, while the data of a "page" was loaded, or in the "body" of an answer.
pub(crate) fn count_panic(place: &'static str) {
    counter!(PANICS, "in" => place).increment(1);
}

/// One open event stream; it counts as long as the value lives.
#[derive(Debug)]
pub(crate) struct OpenStream(());

impl OpenStream {
    pub(crate) fn start() -> Self {
        gauge!(STREAMS).increment(1.0);
        Self(())
    }
}

impl Drop for OpenStream {
    fn drop(&mut self) {
        gauge!(STREAMS).decrement(1.0);
    }
}
