//! Puts on record who asked for something without the permission.

use app::{paths::Page, request::RequestScope};
use domain::access::Permission;
use serde_json::json;
use services::{
    Caller,
    audit::{AuditEntry, Outcome},
};

/// Records what was noted while this request was served. The person is refused either way.
pub(crate) async fn record(scope: &RequestScope, path: &str) {
    let Ok(actor) = &scope.session else { return };
    let later = &scope.services.later;
    for permission in scope.denials.take() {
        let caller = Caller {
            actor: actor.clone(),
            request: scope.request.clone(),
        };
        let entry = entry(&caller, permission, path);
        if let Err(error) = later.put(entry, scope.services.env.now()).await {
            tracing::error!(request_id = scope.request.request_id, %error, "a denial is on no record");
        }
    }
}

fn entry(caller: &Caller, permission: Permission, path: &str) -> AuditEntry {
    AuditEntry::by(caller, "access.denied")
        .on("address", class(path))
        .outcome(Outcome::Refused)
        .detail(json!({ "permission": permission.code() }))
}

/// What kind of address it is: the name of a function, or of a page without the ids in it.
fn class(path: &str) -> String {
    if path.starts_with("/api/") {
        return path.to_owned();
    }
    Page::parse(path).map_or_else(|| "unknown".to_owned(), |page| format!("{page:?}"))
}
