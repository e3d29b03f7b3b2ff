//! The program itself, running: ready line, log, metrics, and that it stops when told.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Output, Stdio},
};

use tempfile::TempDir;

/// The program with these arguments, ready to run.
pub fn portico(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_portico"));
    command
        .args(arguments)
        .env_remove("PORTICO_TEST_SECRET")
        .stdin(Stdio::null());
    command
}

/// Runs it to its end.
pub fn output(arguments: &[&str]) -> Output {
    portico(arguments).output().unwrap()
}

/// A path as an argument.
pub fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn the_demo_says_when_it_is_ready_answers_and_stops_when_told() {
    let folder = TempDir::new().unwrap();
    let mut demo = portico(&["demo", "--port", "0", "--json", "--data", text(folder.path())])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(demo.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let ready: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(ready["event"], "ready");
    assert!(ready["accounts"].as_array().unwrap().iter().any(|account| {
        account["user_id"] == "Front.Desk1"
            && account["role"] == "coordinator"
            && account["practice"] == "Cedar Hill Orthopedics"
    }));
    let url = ready["url"].as_str().unwrap();
    let port: u16 = url.strip_prefix("http://localhost:").unwrap().parse().unwrap();
    assert!(output(&["healthcheck", "--url", url]).status.success());
    let metrics = ready["metrics"]
        .as_str()
        .unwrap()
        .strip_prefix("http://127.0.0.1:")
        .unwrap();
    let numbers = ask(metrics.split('/').next().unwrap().parse().unwrap(), "/metrics");
    assert!(numbers.contains("content-type: text/plain; version=0.0.4"), "{numbers}");
    assert!(numbers.contains("x-content-type-options: nosniff"), "{numbers}");
    for name in [
        "portico_password_evaluations_total",
        "portico_sign_ins_total",
        "portico_scans_total",
        "portico_event_streams",
        "portico_http_requests_total",
    ] {
        assert!(numbers.contains(name), "{numbers} lacks {name}");
    }
    assert!(ask(port, "/").contains("content-security-policy"));
    stop(&demo);
    let mut said = String::new();
    demo.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    let status = demo.wait().unwrap();
    assert_eq!(status.code(), Some(0), "{said}");
    assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
}

#[test]
fn production_serves_once_it_was_prepared_and_has_somebody_to_run_it() {
    let folder = TempDir::new().unwrap();
    let data = text(folder.path());
    let made = output(&["init", "--data", data, "--public-url", "https://portal.example.org"]);
    assert!(made.status.success(), "{made:?}");
    let admin = [
        "admin",
        "create",
        "--data",
        data,
        "--user-id",
        "Root.Admin",
        "--name",
        "Root Admin",
    ];
    let created = output(&admin);
    assert!(created.status.success(), "{created:?}");
    let said = String::from_utf8(created.stdout).unwrap();
    let link = said.lines().last().unwrap();
    let page = link.strip_prefix("https://portal.example.org").unwrap().to_owned();
    let token = page.strip_prefix("/set-password?token=").unwrap();
    assert_eq!(token.len(), 43, "256 bits");
    assert_eq!(output(&admin).status.code(), Some(1), "the User ID is taken");
    let mut server = portico(&["serve", "--data", data, "--port", "0", "--metrics-port", "0"])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut log = BufReader::new(server.stderr.take().unwrap()).lines();
    let ready = log
        .find_map(|line| serde_json::from_str(&line.unwrap()).ok().filter(is_ready))
        .unwrap();
    let port = u16::try_from(ready["port"].as_u64().unwrap()).unwrap();
    let answer = ask(port, "/health/ready");
    assert!(answer.contains(r#""mode":"production""#), "{answer}");
    assert!(answer.contains("strict-transport-security"), "{answer}");
    let answer = ask(port, &page);
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.contains("Root.Admin"),
        "{answer}"
    );
    stop(&server);
    let logged: Vec<String> = log.map(Result::unwrap).collect();
    assert!(logged.iter().any(|line| line.contains("/set-password")), "{logged:?}");
    assert!(
        !logged.iter().any(|line| line.contains(token)),
        "the log has the path alone"
    );
    assert_eq!(server.wait().unwrap().code(), Some(0));
}

#[test]
fn an_operator_changes_roles_and_is_told_what_is_wrong_with_a_mistake() {
    let folder = TempDir::new().unwrap();
    let data = text(folder.path());
    let at = ["--data", data];
    let run = |arguments: &[&str]| output(&[arguments, &at].concat());
    assert!(
        run(&["init", "--public-url", "https://portal.example.org"])
            .status
            .success()
    );
    let made = run(&["admin", "create", "--user-id", "Root.Admin", "--name", "Root Admin"]);
    assert!(made.status.success(), "{made:?}");
    let said = |answer: &Output| {
        let [out, err] = [&answer.stdout, &answer.stderr].map(|bytes| String::from_utf8(bytes.clone()).unwrap());
        format!("{out}{err}")
    };
    let changed = run(&["account", "roles", "Root.Admin", "auditor", "support"]);
    assert!(changed.status.success(), "{changed:?}");
    assert!(said(&changed).contains("from now on: auditor, support."), "{changed:?}");
    let same = run(&["account", "roles", "Root.Admin", "support", "auditor"]);
    assert!(said(&same).contains("Nothing changed"), "{same:?}");
    for (arguments, status, words) in [
        (
            &["Root.Admin", "king"][..],
            2,
            "the roles are administrator, coordinator",
        ),
        (&["Root.Admin", "coordinator"], 1, "name it with --practice"),
        (
            &["Root.Admin", "--practice", "1234567893"],
            1,
            "no practice has the NPI or id 1234567893",
        ),
        (&["root.admin", "auditor"], 1, "exactly the case"),
    ] {
        let refused = run(&[&["account", "roles"], arguments].concat());
        assert_eq!(refused.status.code(), Some(status), "{refused:?}");
        assert!(said(&refused).contains(words), "{refused:?}");
    }
}

#[test]
fn an_operator_says_with_which_credential_somebody_decides() {
    let folder = TempDir::new().unwrap();
    let data = text(folder.path());
    let run = |arguments: &[&str]| output(&[arguments, &["--data", data]].concat());
    let at = "https://portal.example.org";
    assert!(run(&["init", "--public-url", at]).status.success());
    let made = run(&["admin", "create", "--user-id", "Root.Admin", "--name", "Root Admin"]);
    assert!(made.status.success(), "{made:?}");
    let set = |user_id: &str, specialty: &str| {
        let named = ["--credential", "MD", "--specialty", specialty];
        run(&[&["account", "credential", user_id][..], &named].concat())
    };
    let said = |answer: &Output| String::from_utf8([answer.stdout.clone(), answer.stderr.clone()].concat()).unwrap();
    let changed = set("Root.Admin", "Orthopedic surgery");
    assert!(changed.status.success(), "{changed:?}");
    assert!(
        said(&changed).contains("decides from now on as: MD, Orthopedic surgery."),
        "{changed:?}"
    );
    assert!(said(&set("Root.Admin", "Orthopedic surgery")).contains("Nothing changed"));
    for (user_id, specialty, words) in [
        ("Root.Admin", " ", "the specialty is missing"),
        ("root.admin", "Surgery", "exactly the case"),
    ] {
        let refused = set(user_id, specialty);
        assert_eq!(refused.status.code(), Some(1), "{refused:?}");
        assert!(said(&refused).contains(words), "{refused:?}");
    }
    let half = run(&["account", "credential", "Root.Admin", "--credential", "MD"]);
    assert_eq!(half.status.code(), Some(2), "{half:?}");
}

fn is_ready(line: &serde_json::Value) -> bool {
    line["message"] == "ready"
}

fn stop(program: &Child) {
    assert!(
        Command::new("kill")
            .args(["-TERM", &program.id().to_string()])
            .status()
            .unwrap()
            .success()
    );
}

/// The whole answer to a plain request.
fn ask(port: u16, path: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}
