//! What the browser downloads must hold nothing of the server. `cargo tree` for the browser's target tells the truth
//! here; metadata would not.

use crate::{
    check::none,
    failure::Outcome,
    phases::Phase,
    process,
    workspace::{WASM_TARGET, Workspace},
};

/// Libraries that have no business in a browser, with everything whose name starts with theirs and a hyphen.
const SERVER_ONLY: [&str; 6] = ["sea-orm", "sqlx", "tokio", "argon2", "axum", "hyper"];

/// # Errors
/// The browser's half depends on a library of the server.
pub fn check(workspace: &Workspace, _phase: &Phase) -> Outcome {
    let browser = &workspace.leptos.lib_package;
    let arguments = [
        "tree",
        "--package",
        browser,
        "--target",
        WASM_TARGET,
        "--edges",
        "normal",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ];
    none(&findings(&process::answer(&mut workspace.cargo(&arguments))?))
}

fn findings(tree: &str) -> Vec<String> {
    let mut names: Vec<&str> = tree.lines().filter_map(|line| line.split_whitespace().next()).collect();
    names.sort_unstable();
    names.dedup();
    let belongs = |name: &str, library: &str| {
        name.strip_prefix(library)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    let forbidden = |name: &&str| SERVER_ONLY.iter().any(|library| belongs(name, library));
    names
        .into_iter()
        .filter(forbidden)
        .map(|name| format!("the browser's program contains {name}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_planted_database_in_the_browser_is_found_once() {
        let tree = "frontend v0.1.0 (/x)\napp v0.1.0 (/x)\nsea-orm v2.0.4\nsqlx-core v0.9.0\nsea-orm v2.0.4 (*)\n";
        let expected = [
            "the browser's program contains sea-orm",
            "the browser's program contains sqlx-core",
        ];
        assert_eq!(findings(tree), expected);
    }

    #[test]
    fn names_that_only_begin_alike_are_left_alone() {
        assert_eq!(
            findings("tokiofake v1\nargon2x v1\nleptos v0.8.23\n"),
            Vec::<String>::new()
        );
    }
}
