//! `domain` holds rules and nothing else: no runtime, no database, no page, no clock, nothing that waits.

use crate::{
    check::{lexer, rust_files},
    failure::Outcome,
    phases::Phase,
    workspace::Workspace,
};

/// Crates of the outside world.
const OUTSIDE: [&str; 8] = [
    "leptos",
    "sea_orm",
    "sqlx",
    "tokio",
    "axum",
    "rand",
    "getrandom",
    "entity",
];
/// Calls that ask the machine instead of the caller.
const ASKING: [&str; 5] = [
    "Utc::now",
    "Local::now",
    "SystemTime::now",
    "Instant::now",
    "thread::sleep",
];
/// Parts of the standard library that are input or output.
const DEVICES: [&str; 5] = ["std::fs", "std::net", "std::env", "std::process", "std::io"];

/// # Errors
/// A file of `domain` names something that it must not know.
pub fn check(workspace: &Workspace, _phase: &Phase) -> Outcome {
    rust_files(workspace, "domain/src", findings)
}

fn findings(name: &str, text: &str) -> Vec<String> {
    let code = lexer::code(text);
    let is_outside = |path: &str| {
        OUTSIDE.iter().any(|krate| path.starts_with(&format!("{krate}::")))
            || DEVICES
                .iter()
                .any(|module| path == *module || path.starts_with(&format!("{module}::")))
            || ASKING
                .iter()
                .any(|call| path == *call || path.ends_with(&format!("::{call}")))
    };
    let named = lexer::mentions(&code)
        .into_iter()
        .filter(|mention| is_outside(&mention.path));
    let mut found: Vec<_> = named.map(|mention| (mention.line, mention.path)).collect();
    let waiting = code.lines().enumerate().filter(|(_, line)| line.contains("async fn"));
    found.extend(waiting.map(|(line, _)| (line + 1, "async fn".to_owned())));
    found.sort();
    found
        .into_iter()
        .map(|(line, what)| format!("domain/src/{name}:{line}: {what} in domain"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn planted_clocks_runtimes_and_devices_are_found_with_their_lines() {
        let text = "use std::{fs, fmt};\nfn a() { chrono::Utc::now(); }\nasync fn b() {}\nuse tokio::sync::mpsc;\n";
        assert_eq!(
            findings("time.rs", text),
            [
                "domain/src/time.rs:1: std::fs in domain",
                "domain/src/time.rs:2: chrono::Utc::now in domain",
                "domain/src/time.rs:3: async fn in domain",
                "domain/src/time.rs:4: tokio::sync::mpsc in domain",
            ]
        );
    }

    #[test]
    fn words_in_comments_and_texts_are_no_violation() {
        let text = "//! No Utc::now() here, no tokio::spawn.\nconst A: &str = \"std::fs\";\nuse std::fmt::Display;";
        assert_eq!(findings("lib.rs", text), Vec::<String>::new());
    }
}
