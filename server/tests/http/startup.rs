//! What the program says when it cannot start: one line, what is wrong and how to mend it.

use std::net::TcpListener;

use tempfile::TempDir;

use crate::program::{output, portico, text};

/// Exit status 1 and one line on standard error that holds all of `words`.
fn assert_refused(arguments: &[&str], words: &[&str]) {
    let output = output(arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
    assert_eq!(said.trim_end().lines().count(), 1, "{arguments:?}: {said}");
    assert!(said.starts_with("portico: "), "{said}");
    for word in words {
        assert!(said.contains(word), "{arguments:?}: {said:?} lacks {word:?}");
    }
    assert!(!said.contains("panicked") && !said.contains("RUST_BACKTRACE"), "{said}");
}

#[test]
fn a_port_in_use_is_told_in_one_line() {
    let folder = TempDir::new().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let arguments = ["demo", "--port", &port, "--data", text(folder.path())];
    assert_refused(&arguments, &[&port, "already in use", "--port"]);
}

#[test]
fn a_data_folder_that_cannot_be_used_is_told_in_one_line() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "x").unwrap();
    let inside = file.join("data");
    assert_refused(
        &["demo", "--port", "0", "--data", text(&inside)],
        &["data folder", "--data"],
    );
    std::fs::write(
        folder.path().join("portico.db"),
        "this is no database at all".repeat(100),
    )
    .unwrap();
    assert_refused(
        &["demo", "--port", "0", "--data", text(folder.path())],
        &["not an SQLite database"],
    );
}

#[test]
fn a_wrong_database_address_is_told_in_one_line_without_its_password() {
    let mysql = "mysql://portico:s3cret@localhost/x";
    assert_refused(
        &["demo", "--port", "0", "--database-url", mysql],
        &["postgres://", "sqlite:"],
    );
    let nobody = "postgres://portico:s3cret@127.0.0.1:1/x";
    assert_refused(&["demo", "--port", "0", "--database-url", nobody], &["127.0.0.1:1"]);
    for address in [mysql, nobody] {
        let said = output(&["demo", "--port", "0", "--database-url", address]).stderr;
        assert!(!String::from_utf8(said).unwrap().contains("s3cret"));
    }
}

#[test]
fn what_this_version_cannot_do_is_refused_instead_of_ignored() {
    assert_refused(&["demo", "--mfa"], &["--mfa"]);
    assert_refused(&["demo", "--security-check"], &["--security-check"]);
}

#[test]
fn production_starts_with_a_public_https_address_only() {
    let folder = TempDir::new().unwrap();
    let data = text(folder.path());
    assert_refused(&["serve", "--data", data], &["server.public_url", "https"]);
    assert_refused(
        &["serve", "--data", data, "--public-url", "http://portal.example.org"],
        &["https://"],
    );
    let url = ["--public-url", "https://portal.example.org"];
    assert_refused(
        &[
            "serve",
            "--data",
            data,
            "--port",
            "0",
            "--metrics-port",
            "0",
            url[0],
            url[1],
        ],
        &["portico init"],
    );
}

#[test]
fn production_and_demo_refuse_each_others_folders() {
    let folder = TempDir::new().unwrap();
    let data = text(folder.path());
    let made = output(&["init", "--data", data, "--public-url", "https://portal.example.org"]);
    assert!(made.status.success(), "{made:?}");
    assert_refused(&["demo", "--port", "0", "--data", data], &["production"]);
    assert_refused(&["demo", "--port", "0", "--data", data, "--reset"], &["production"]);
    let checked = output(&["config", "check", "--data", data]);
    assert!(checked.status.success(), "{checked:?}");
    let planned = output(&["migrate", "--dry-run", "--data", data]);
    assert!(String::from_utf8(planned.stdout).unwrap().contains("up to date"));
    let examined = output(&["doctor", "--data", data, "--port", "0", "--metrics-port", "0"]);
    assert!(examined.status.success(), "{examined:?}");
}

#[test]
fn an_empty_database_that_was_migrated_is_one_for_production() {
    let folder = TempDir::new().unwrap();
    let data = text(folder.path());
    assert_refused(&["migrate", "--data", data], &["no database", "portico init"]);
    std::fs::write(folder.path().join("portico.db"), "").unwrap();
    let planned = output(&["migrate", "--dry-run", "--data", data]);
    assert!(String::from_utf8(planned.stdout).unwrap().contains("would apply"));
    let done = output(&["migrate", "--data", data]);
    assert!(done.status.success(), "{done:?}");
    assert_refused(&["demo", "--port", "0", "--data", data], &["production"]);
    let examined = output(&["doctor", "--data", data, "--port", "0", "--metrics-port", "0"]);
    let said = String::from_utf8(examined.stdout).unwrap();
    assert!(said.contains("ok    database"), "{said}");
    let configuration = said.lines().find(|line| line.contains("configuration")).unwrap();
    assert!(
        configuration.starts_with("bad") && configuration.contains("server.public_url"),
        "{said}"
    );
    assert!(!configuration.ends_with([';', ' ']), "{said}");
}

#[test]
fn a_setting_is_shown_with_its_origin_and_a_misspelt_one_refused() {
    let folder = TempDir::new().unwrap();
    let data = text(folder.path());
    std::fs::write(
        folder.path().join("portico.toml"),
        "[server]\nport = 4001\nhost = \"0.0.0.0\"\n",
    )
    .unwrap();
    let secret = folder.path().join("url");
    std::fs::write(&secret, "postgres://portico:s3cret@db.example/care\n").unwrap();
    let shown = portico(&["config", "show", "--data", data, "--host", "127.0.0.1"])
        .env("PORTICO_SERVER_PORT", "4002")
        .env("PORTICO_DATABASE_URL_FILE", &secret)
        .output()
        .unwrap();
    let shown = String::from_utf8(shown.stdout).unwrap();
    for line in [
        "server.port = 4002  # PORTICO_SERVER_PORT",
        "server.host = \"127.0.0.1\"  # flag",
        "metrics.host = \"127.0.0.1\"  # default",
        "database.url = \"postgres://portico@db.example:5432/care\"  # PORTICO_DATABASE_URL",
    ] {
        assert!(shown.contains(line), "{shown} lacks {line}");
    }
    let refused = portico(&["config", "show"])
        .env("PORTICO_SERVER_PROT", "1")
        .output()
        .unwrap();
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        String::from_utf8(refused.stderr)
            .unwrap()
            .contains("PORTICO_SERVER_PROT")
    );
    std::fs::write(folder.path().join("portico.toml"), "[server]\nprot = 4001\n").unwrap();
    assert_refused(&["config", "show", "--data", data], &["prot", "portico.toml"]);
}

#[test]
fn production_starts_with_random_keys_only_and_says_how_to_make_them() {
    let folder = TempDir::new().unwrap();
    let data = text(folder.path());
    let url = "https://portal.example.org";
    assert_refused(
        &["serve", "--data", data, "--public-url", url],
        &["no keys", "pepper.key", "portico init"],
    );
    assert!(output(&["init", "--data", data, "--public-url", url]).status.success());
    let file = folder.path().join("pepper.key");
    let made = std::fs::read_to_string(&file).unwrap();
    #[cfg(unix)]
    {
        let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&file).unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600);
    }
    assert!(output(&["init", "--data", data]).status.success());
    assert_eq!(
        std::fs::read_to_string(&file).unwrap(),
        made,
        "a key is never made anew"
    );
    let published = "1:aW52ZW50ZWQgZm9yIGRlbW8gYW5kIHRlc3RzIG9ubHk=";
    for (weak, reason) in [
        ("1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "random"),
        ("1:c2hvcnQ=", "at least 32"),
        (published, "published"),
    ] {
        std::fs::write(&file, weak).unwrap();
        assert_refused(
            &["config", "check", "--data", data],
            &["pepper.key", reason, "openssl rand -base64 32"],
        );
    }
}

#[test]
fn the_pepper_can_come_from_a_variable_or_a_file_and_is_never_shown() {
    let folder = TempDir::new().unwrap();
    let data = text(folder.path());
    let pepper = "1:UtVcT0YTA9x/JmKmnUDqdmqyxNCnTRHBPGdpjCUJqSw=";
    let secret = folder.path().join("secret");
    std::fs::write(&secret, format!("{pepper}\n")).unwrap();
    let arguments = ["init", "--data", data, "--public-url", "https://portal.example.org"];
    let made = portico(&arguments)
        .env("PORTICO_SECURITY_PEPPER_FILE", &secret)
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
    assert!(
        !folder.path().join("pepper.key").exists(),
        "none is made where one is set"
    );
    for command in [["config", "check"], ["config", "show"]] {
        let done = portico(&[command[0], command[1], "--data", data])
            .env("PORTICO_SECURITY_PEPPER", pepper)
            .output()
            .unwrap();
        assert!(done.status.success(), "{done:?}");
        let said = format!("{done:?}");
        assert!(!said.contains("UtVc"), "{said}");
        if command[1] == "show" {
            assert!(
                said.contains("security.pepper = \\\"(hidden)\\\"  # PORTICO_SECURITY_PEPPER"),
                "{said}"
            );
        }
    }
}
