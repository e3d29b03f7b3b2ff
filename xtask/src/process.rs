//! Starting other programs: quietly (their words appear only when they fail), aloud (passed on and kept), or for
//! their answer.

use std::{
    env,
    ffi::OsStr,
    io::{BufRead, BufReader, IsTerminal, Read},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Mutex, PoisonError},
    thread,
};

use crate::{
    failure::{Context, Failure, Outcome},
    interrupt,
    phases::Phase,
};

/// What a program said and how it ended.
pub struct Heard {
    pub status: ExitStatus,
    /// Standard output and standard error as they came, without colors.
    pub text: String,
}

/// A program in the given folder, without standard input.
pub fn program(name: impl AsRef<OsStr>, folder: &Path) -> Command {
    let mut command = Command::new(name);
    command.current_dir(folder).stdin(Stdio::null());
    command
}

/// Runs a program whose words matter only when it fails; what cargo is compiling shows as progress.
///
/// # Errors
/// The program cannot be started, or failed: then its words are part of the error.
pub fn quietly(command: &mut Command, phase: &Phase) -> Outcome {
    let heard = heard(command, phase)?;
    if heard.status.success() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "{} failed ({}):\n{}",
        named(command),
        heard.status,
        without_progress(&heard.text)
    )))
}

/// Runs a program quietly and gives its words, however it ended.
///
/// # Errors
/// The program cannot be started.
pub fn heard(command: &mut Command, phase: &Phase) -> Outcome<Heard> {
    listen(command, |line| {
        let doing = line.trim_start();
        if ["Compiling ", "Checking ", "Building "]
            .iter()
            .any(|word| doing.starts_with(word))
        {
            phase.progress(doing);
        }
    })
}

/// Runs a program, passes its words on to standard error and keeps them.
///
/// # Errors
/// The program cannot be started. How it ended is for the caller to judge.
pub fn aloud(command: &mut Command) -> Outcome<Heard> {
    if std::io::stderr().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always").env("FORCE_COLOR", "1");
    }
    listen(command, |line| eprintln!("{line}")).map(|heard| Heard {
        text: without_colors(&heard.text),
        ..heard
    })
}

/// Runs a program for its answer on standard output.
///
/// # Errors
/// The program cannot be started or failed.
pub fn answer(command: &mut Command) -> Outcome<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .context(|| format!("cannot start {}", named(command)))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let words = String::from_utf8_lossy(&output.stderr);
    Err(Failure::new(format!(
        "{} failed ({}):\n{words}",
        named(command),
        output.status
    )))
}

/// The first program of that name on the search path.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
}

/// Asks a program to stop, as an operator would, and waits until it has.
pub fn stop(child: &mut Child) {
    if !terminate(&child.id().to_string()) {
        let _gone_already = child.kill();
    }
    let _gone_already = child.wait();
}

/// Sends SIGTERM to a process, or with a hyphen before the number to its group; false when there is none.
pub fn terminate(target: &str) -> bool {
    let mut kill = Command::new("kill");
    kill.args(["-s", "TERM", "--", target]).stderr(Stdio::null());
    kill.status().is_ok_and(|status| status.success())
}

/// Starts a program and reads both its outputs line by line, as they come.
fn listen(command: &mut Command, heed: impl Fn(&str) + Sync) -> Outcome<Heard> {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = interrupt::own()
        .spawn(command)
        .context(|| format!("cannot start {}", named(command)))?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let text = Mutex::new(String::new());
    let keep = |line: &str| {
        heed(line);
        let mut text = text.lock().unwrap_or_else(PoisonError::into_inner);
        text.push_str(line);
        text.push('\n');
    };
    thread::scope(|scope| {
        scope.spawn(|| err.map(|pipe| each_line(pipe, keep)));
        if let Some(pipe) = out {
            each_line(pipe, keep);
        }
    });
    let status = child.wait().context(|| format!("cannot wait for {}", named(command)));
    interrupt::own().ended(&child);
    Ok(Heard {
        status: status?,
        text: text.into_inner().unwrap_or_else(PoisonError::into_inner),
    })
}

fn each_line(pipe: impl Read, keep: impl Fn(&str)) {
    let mut reader = BufReader::new(pipe);
    let mut line = Vec::new();
    while matches!(reader.read_until(b'\n', &mut line), Ok(1..)) {
        keep(String::from_utf8_lossy(&line).trim_end_matches(['\n', '\r']));
        line.clear();
    }
}

fn named(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// Leaves out what cargo compiled on the way, so that the error stands first.
fn without_progress(text: &str) -> String {
    let dull = [
        "Compiling ",
        "Checking ",
        "Downloaded ",
        "Downloading ",
        "Blocking ",
        "Updating ",
        "Fresh ",
    ];
    let telling = |line: &&str| !dull.iter().any(|word| line.trim_start().starts_with(word));
    text.lines().filter(telling).collect::<Vec<_>>().join("\n")
}

/// Drops the escape sequences that color a terminal.
fn without_colors(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(next) = rest.next() {
        if next == '\u{1b}' {
            rest.by_ref().skip(1).find(char::is_ascii_alphabetic);
        } else {
            plain.push(next);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn both_outputs_of_a_program_are_kept_with_its_end() {
        let mut shell = program("sh", Path::new("."));
        let heard = aloud(shell.args(["-c", "echo out; echo err >&2; exit 3"])).unwrap();
        assert_eq!(heard.status.code(), Some(3));
        assert!(
            heard.text.contains("out\n") && heard.text.contains("err\n"),
            "{}",
            heard.text
        );
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let error = answer(&mut program("no-such-program", Path::new(".")))
            .unwrap_err()
            .to_string();
        assert!(error.starts_with("cannot start no-such-program"), "{error}");
    }

    #[test]
    fn colors_are_dropped_and_words_stay() {
        assert_eq!(
            without_colors("\u{1b}[1m\u{1b}[32mSummary\u{1b}[0m 3 passed"),
            "Summary 3 passed"
        );
    }

    #[test]
    fn a_failure_shows_the_error_and_not_what_was_compiled() {
        assert_eq!(without_progress("   Compiling a v1\nerror: no\n"), "error: no");
    }
}
