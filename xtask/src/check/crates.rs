//! Who may import whom, crate by crate, read from cargo's own metadata: direct edges only, for metadata unifies
//! features and would tell lies about the rest.

use serde::Deserialize;

use crate::{
    check::none,
    failure::{Context, Outcome},
    phases::Phase,
    process,
    workspace::Workspace,
};

/// Each crate of the workspace with the ones it may depend on. A new crate must be entered here.
const EDGES: [(&str, &[&str]); 11] = [
    ("domain", &[]),
    ("entity", &[]),
    ("migration", &[]),
    ("letters", &["domain"]),
    ("parser", &["domain"]),
    ("x12", &["domain"]),
    ("services", &["domain", "entity", "letters", "x12", "migration"]),
    ("app", &["domain", "services"]),
    ("frontend", &["app"]),
    ("server", &["app", "services", "parser", "migration", "domain"]),
    ("xtask", &[]),
];

/// Edges that exist only under a feature: `app` calls `services` on the server, `services` migrates its test databases.
const OPTIONAL: [(&str, &str); 2] = [("app", "services"), ("services", "migration")];

/// Libraries that stay inside their crates.
const CONFINED: [(&str, &[&str]); 7] = [
    ("sea-orm", &["entity", "migration", "services"]),
    ("sea-orm-migration", &["migration"]),
    ("sqlx", &["services"]),
    ("argon2", &["services"]),
    // What strangers send is taken apart in a process of its own, which is the only one to call these.
    ("hayro", &["parser"]),
    ("image", &["parser"]),
    ("tiff", &["parser"]),
];

/// All that `domain` may be built from.
const DOMAIN: [&str; 3] = ["chrono", "serde", "thiserror"];

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    /// None for a normal dependency, else `dev` or `build`.
    kind: Option<String>,
    optional: bool,
    path: Option<String>,
    uses_default_features: bool,
    features: Vec<String>,
}

/// # Errors
/// An edge that the rules forbid; all of them are named.
pub fn check(workspace: &Workspace, _phase: &Phase) -> Outcome {
    none(&findings(&process::answer(&mut workspace.cargo(&[
        "metadata",
        "--no-deps",
        "--format-version",
        "1",
    ]))?)?)
}

fn findings(metadata: &str) -> Outcome<Vec<String>> {
    let metadata: Metadata = serde_json::from_str(metadata).context(|| "cannot read cargo's metadata".into())?;
    let edges = metadata
        .packages
        .iter()
        .flat_map(|from| from.dependencies.iter().map(move |to| (from, to)));
    let mut findings: Vec<String> = edges
        .flat_map(|(from, to)| [own_edge(&from.name, to), library_edge(&from.name, to)])
        .flatten()
        .collect();
    let known = |package: &&Package| !EDGES.iter().any(|(name, _)| *name == package.name);
    let unknown = metadata.packages.iter().filter(known);
    findings
        .extend(unknown.map(|package| format!("{} is not in the table of xtask/src/check/crates.rs", package.name)));
    Ok(findings)
}

/// An edge between two crates of the workspace.
fn own_edge(from: &str, to: &Dependency) -> Option<String> {
    let own_tests = to.kind.as_deref() == Some("dev") && from == to.name;
    if to.path.is_none() || own_tests {
        return None;
    }
    let allowed = EDGES
        .iter()
        .any(|(name, targets)| *name == from && targets.contains(&to.name.as_str()));
    let must_be_optional = to.kind.is_none() && OPTIONAL.contains(&(from, to.name.as_str()));
    match (allowed, must_be_optional && !to.optional) {
        (false, _) => Some(format!("{from} must not depend on {}", to.name)),
        (true, true) => Some(format!(
            "{from} may depend on {} only as an optional dependency",
            to.name
        )),
        (true, false) => None,
    }
}

/// An edge to a library from outside.
fn library_edge(from: &str, to: &Dependency) -> Option<String> {
    let name = to.name.as_str();
    if let Some((_, homes)) = CONFINED.iter().find(|(library, _)| *library == name)
        && !homes.contains(&from)
    {
        return Some(format!(
            "{from} must not depend on {name}: it stays inside {}",
            homes.join(", ")
        ));
    }
    if from != "domain" || to.kind.is_some() || to.path.is_some() {
        return None;
    }
    let has_clock =
        name == "chrono" && (to.uses_default_features || to.features.iter().any(|f| f == "clock" || f == "now"));
    match (DOMAIN.contains(&name), has_clock) {
        (false, _) => Some(format!("domain must not depend on {name}: only {}", DOMAIN.join(", "))),
        (true, true) => Some("domain must take chrono without its clock".into()),
        (true, false) => None,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use serde_json::{Value, json};

    use super::*;

    fn dependency(name: &str, own: bool) -> Value {
        let path = own.then(|| format!("/somewhere/{name}"));
        json!({"name": name, "kind": null, "optional": false, "path": path, "uses_default_features": false, "features": []})
    }

    fn found(from: &str, dependency: Value) -> Vec<String> {
        findings(&json!({"packages": [{"name": from, "dependencies": [dependency]}]}).to_string()).unwrap()
    }

    #[test]
    fn this_workspace_keeps_the_rules() {
        let workspace = Workspace::find().unwrap();
        let metadata =
            process::answer(&mut workspace.cargo(&["metadata", "--no-deps", "--format-version", "1"])).unwrap();
        assert_eq!(findings(&metadata).unwrap(), Vec::<String>::new());
    }

    #[test]
    fn a_planted_edge_against_the_direction_is_found() {
        for (from, to) in [
            ("domain", "services"),
            ("entity", "domain"),
            ("frontend", "domain"),
            ("server", "entity"),
        ] {
            assert_eq!(
                found(from, dependency(to, true)),
                [format!("{from} must not depend on {to}")]
            );
        }
    }

    #[test]
    fn a_planted_database_library_outside_its_crates_is_found() {
        for (from, to) in [
            ("server", "sea-orm"),
            ("app", "sqlx"),
            ("domain", "argon2"),
            ("services", "sea-orm-migration"),
        ] {
            let found = found(from, dependency(to, false));
            assert!(
                found.len() == 1 && found[0].starts_with(&format!("{from} must not depend on {to}")),
                "{found:?}"
            );
        }
    }

    #[test]
    fn services_in_app_without_a_feature_is_found() {
        let expected = ["app may depend on services only as an optional dependency"];
        assert_eq!(found("app", dependency("services", true)), expected);
        let mut optional = dependency("services", true);
        optional["optional"] = json!(true);
        assert_eq!(found("app", optional), Vec::<String>::new());
    }

    #[test]
    fn a_clock_or_a_runtime_in_domain_is_found() {
        let mut chrono = dependency("chrono", false);
        chrono["features"] = json!(["serde", "clock"]);
        assert_eq!(found("domain", chrono), ["domain must take chrono without its clock"]);
        assert_eq!(found("domain", dependency("tokio", false)).len(), 1);
        let mut tests_only = dependency("proptest", false);
        tests_only["kind"] = json!("dev");
        assert_eq!(found("domain", tests_only), Vec::<String>::new());
    }

    #[test]
    fn a_crate_that_nobody_entered_is_found() {
        let found = findings(r#"{"packages":[{"name":"utils","dependencies":[]}]}"#).unwrap();
        assert_eq!(found, ["utils is not in the table of xtask/src/check/crates.rs"]);
    }
}
