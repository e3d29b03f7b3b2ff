//! Who may import whom inside `app`: features never enter each other, and what they share knows none of them.

use std::path::Path;

use crate::{
    check::{lexer, rust_files},
    failure::Outcome,
    phases::Phase,
    workspace::Workspace,
};

/// Files that put the features together and so may name them all.
const ASSEMBLY: [&str; 3] = ["lib.rs", "public_pages.rs", "features/mod.rs"];

/// # Errors
/// A module enters a feature that it must not know.
pub fn check(workspace: &Workspace, _phase: &Phase) -> Outcome {
    rust_files(workspace, "app/src", findings)
}

/// The forbidden imports of one file; its name is relative to `app/src`.
fn findings(name: &str, text: &str) -> Vec<String> {
    if ASSEMBLY.contains(&name) {
        return Vec::new();
    }
    let own = name
        .strip_prefix("features/")
        .and_then(|rest| rest.split(['/', '.']).next());
    let here = module_of(name);
    let mut found: Vec<String> = Vec::new();
    for mention in lexer::mentions(&lexer::code(text)) {
        let path = absolute(&mention.path, &here);
        let Some(entered) = path
            .strip_prefix("crate::features::")
            .and_then(|rest| rest.split("::").next())
        else {
            continue;
        };
        if own != Some(entered) {
            let who = own.map_or_else(|| here.join("::"), |feature| format!("feature {feature}"));
            found.push(format!(
                "app/src/{name}:{}: {who} enters feature {entered}",
                mention.line
            ));
        }
    }
    found.dedup();
    found
}

/// The module that a file is: `ui/field.rs` is `ui::field`, `ui/mod.rs` is `ui`.
fn module_of(name: &str) -> Vec<String> {
    let path = Path::new(name).with_extension("");
    let mut parts: Vec<_> = path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if matches!(parts.last().map(String::as_str), Some("mod" | "lib")) {
        parts.pop();
    }
    parts
}

/// A path with `self` and `super` resolved from the module it stands in. Modules inside a file are not followed: one
/// `super` too few can only point deeper into the own feature.
fn absolute(path: &str, here: &[String]) -> String {
    let mut module = here.to_vec();
    let mut parts = path.split("::").peekable();
    match parts.peek() {
        Some(&"self") => drop(parts.next()),
        Some(&"super") => {
            while parts.next_if_eq(&"super").is_some() {
                module.pop();
            }
        }
        _ => return path.to_owned(),
    }
    std::iter::once("crate")
        .chain(module.iter().map(String::as_str))
        .chain(parts)
        .collect::<Vec<_>>()
        .join("::")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_planted_import_of_another_feature_is_found_with_its_line() {
        let text = "//! x\nuse crate::{\n    ui::Page,\n    features::auth::LogIn,\n};";
        let expected = ["app/src/features/review/queue_page.rs:2: feature review enters feature auth"];
        assert_eq!(findings("features/review/queue_page.rs", text), expected);
    }

    #[test]
    fn a_feature_reached_through_super_or_in_the_middle_of_code_is_found() {
        assert_eq!(
            findings("features/review/api.rs", "use super::super::auth::api;").len(),
            1
        );
        assert_eq!(
            findings("features/review/api.rs", "fn a() { crate::features::auth::b() }").len(),
            1
        );
    }

    #[test]
    fn the_design_system_must_not_know_a_feature() {
        let found = findings("ui/frame.rs", "use crate::features::dashboard::DashboardPage;");
        assert_eq!(found, ["app/src/ui/frame.rs:1: ui::frame enters feature dashboard"]);
    }

    #[test]
    fn the_own_feature_shared_modules_and_comments_are_allowed() {
        let text =
            "// crate::features::auth::x\nuse crate::{features::review::api, ui, error::ApiError}; use super::api;";
        assert_eq!(findings("features/review/queue_page.rs", text), Vec::<String>::new());
        assert_eq!(
            findings("lib.rs", "use crate::features::auth::routes;"),
            Vec::<String>::new()
        );
    }
}
