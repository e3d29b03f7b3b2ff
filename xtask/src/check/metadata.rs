//! The leptos metadata must stay right: this program and cargo-leptos build what it names.

use std::path::Path;

use crate::{
    check::none,
    failure::{Context, Outcome},
    phases::Phase,
    workspace::{Leptos, Workspace},
};

/// # Errors
/// A path or a name of the block does not exist.
pub fn check(workspace: &Workspace, _phase: &Phase) -> Outcome {
    none(&findings(&workspace.root, &workspace.leptos)?)
}

fn findings(root: &Path, leptos: &Leptos) -> Outcome<Vec<String>> {
    let manifest = root.join("Cargo.toml");
    let text = std::fs::read_to_string(&manifest).context(|| format!("cannot read {}", manifest.display()))?;
    let manifest: toml::Table = text.parse().context(|| "cannot read Cargo.toml".into())?;
    let section = |name: &str| manifest.get(name).and_then(toml::Value::as_table);
    let members = section("workspace")
        .and_then(|workspace| workspace.get("members"))
        .and_then(toml::Value::as_array);
    let is_member = |name: &str| members.is_some_and(|all| all.iter().any(|member| member.as_str() == Some(name)));
    let has_profile = |name: &str| section("profile").is_some_and(|profiles| profiles.contains_key(name));

    let paths = [
        ("style-file", &leptos.style_file),
        ("assets-dir", &leptos.assets_dir),
        ("end2end-dir", &leptos.end2end_dir),
    ];
    let missing = paths.iter().filter(|(_, path)| !root.join(path).exists());
    let mut findings: Vec<_> = missing
        .map(|(key, path)| format!("{key}: {} is not there", path.display()))
        .collect();
    for (key, name) in [
        ("bin-package", &leptos.bin_package),
        ("lib-package", &leptos.lib_package),
    ] {
        if !is_member(name) {
            findings.push(format!("{key}: {name} is not a member of the workspace"));
        }
    }
    if !has_profile(&leptos.lib_profile_release) {
        findings.push(format!(
            "lib-profile-release: there is no profile {}",
            leptos.lib_profile_release
        ));
    }
    if !leptos.site_root.starts_with("target") {
        findings.push("site-root: must lie in target".into());
    }
    Ok(findings)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_planted_path_and_names_that_do_not_exist_are_found() {
        let mut workspace = Workspace::find().unwrap();
        workspace.leptos.style_file = "style/gone.css".into();
        workspace.leptos.lib_package = "client".into();
        workspace.leptos.lib_profile_release = "tiny".into();
        let found = findings(&workspace.root, &workspace.leptos).unwrap();
        assert!(
            found.contains(&"style-file: style/gone.css is not there".to_owned()),
            "{found:?}"
        );
        assert!(
            found.contains(&"lib-package: client is not a member of the workspace".to_owned()),
            "{found:?}"
        );
        assert!(
            found.contains(&"lib-profile-release: there is no profile tiny".to_owned()),
            "{found:?}"
        );
    }
}
