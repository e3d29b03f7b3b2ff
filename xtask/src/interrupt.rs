//! Ctrl-C while `dev` runs, and the signals by which a terminal or an operator ends a program.
//!
//! The compilers get a process group of their own and are told to stop as one; cargo alone would leave them at work. What
//! else was started is ended by its owner, who asks here whether it is time.

use std::{
    io,
    os::unix::process::CommandExt,
    process::{Child, Command},
    sync::{Condvar, LazyLock, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use crate::{
    failure::{Context, Outcome},
    process,
};

/// What is known of interrupts, and what they end.
#[derive(Default)]
pub struct Interrupts {
    state: Mutex<State>,
    bell: Condvar,
}

#[derive(Default)]
struct State {
    heeded: bool,
    came: bool,
    /// Process groups at work, by the id of their first process.
    groups: Vec<u32>,
}

/// Those of this program: a signal is for all of it.
static OWN: LazyLock<Interrupts> = LazyLock::new(Interrupts::default);

/// The interrupts of this program.
pub fn own() -> &'static Interrupts {
    &OWN
}

/// From now on an interrupt ends what [`Interrupts::spawn`] has started, and this program goes on to clean up.
///
/// # Errors
/// The signals cannot be caught.
pub fn heed() -> Outcome {
    own().state().heeded = true;
    ctrlc::set_handler(|| own().come()).context(|| "cannot listen for Ctrl-C".into())
}

impl Interrupts {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn come(&self) {
        let mut state = self.state();
        state.came = true;
        for group in state.groups.drain(..) {
            process::terminate(&format!("-{group}"));
        }
        self.bell.notify_all();
    }

    /// Whether an interrupt has come.
    pub fn came(&self) -> bool {
        self.state().came
    }

    /// Waits for an interrupt, but not longer than `time`, and says whether it has come.
    pub fn wait(&self, time: Duration) -> bool {
        let waited = self.bell.wait_timeout_while(self.state(), time, |state| !state.came);
        waited.unwrap_or_else(PoisonError::into_inner).0.came
    }

    /// Starts a program that an interrupt ends, together with all that it starts. Where interrupts are not heeded it is
    /// started like any other and hears of them from the terminal.
    ///
    /// # Errors
    /// It cannot be started, or an interrupt has come.
    pub fn spawn(&self, command: &mut Command) -> io::Result<Child> {
        // Held while it starts: an interrupt comes before it or finds it in the list.
        let mut state = self.state();
        if state.came {
            return Err(io::ErrorKind::Interrupted.into());
        }
        if !state.heeded {
            return command.spawn();
        }
        let child = command.process_group(0).spawn()?;
        state.groups.push(child.id());
        Ok(child)
    }

    /// Forgets a program that has ended: its number may soon be another's.
    pub fn ended(&self, child: &Child) {
        self.state().groups.retain(|group| *group != child.id());
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use std::{
        io::{BufRead, BufReader},
        os::unix::process::ExitStatusExt,
        process::Stdio,
    };

    use super::*;

    #[test]
    fn an_interrupt_ends_a_program_with_all_that_it_started_and_lets_nothing_start_any_more() {
        let interrupts = Interrupts::default();
        interrupts.state().heeded = true;
        let mut shell = Command::new("sh");
        shell
            .args(["-c", "sleep 600 & echo started; wait"])
            .stdout(Stdio::piped());
        let mut child = interrupts.spawn(&mut shell).unwrap();
        let mut words = BufReader::new(child.stdout.take().unwrap()).lines();
        assert_eq!(words.next().unwrap().unwrap(), "started");
        assert!(!interrupts.came());
        interrupts.come();
        assert!(interrupts.wait(Duration::from_secs(60)));
        // The second process holds the pipe open as long as it lives.
        assert!(words.next().is_none());
        assert_eq!(child.wait().unwrap().signal(), Some(15));
        let refused = interrupts.spawn(&mut Command::new("true")).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::Interrupted);
    }

    #[test]
    fn a_program_that_has_ended_is_forgotten() {
        let interrupts = Interrupts::default();
        interrupts.state().heeded = true;
        let mut child = interrupts.spawn(&mut Command::new("true")).unwrap();
        child.wait().unwrap();
        interrupts.ended(&child);
        assert!(interrupts.state().groups.is_empty());
    }
}
