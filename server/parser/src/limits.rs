//! What this process gives up before it looks at a file.

use std::io;

use rustix::process::{Resource, Rlimit, nice, setrlimit};

/// Address space: a page of a scanner in colour takes a tenth of it.
const MEMORY: u64 = 512 * 1024 * 1024;
/// Seconds of processor time.
const SECONDS: u64 = 10;

/// Bounds this process for good: little memory and processor time, no file or connection beyond the three that are open, no
/// file written, no child, no core dump, no new rights, and behind everybody else in the queue for the processor.
///
/// # Errors
/// The system refused one of them; then nothing may be read.
pub fn confine() -> io::Result<()> {
    for (resource, most) in [
        (Resource::As, MEMORY),
        (Resource::Cpu, SECONDS),
        (Resource::Core, 0),
        (Resource::Fsize, 0),
        // Numbers of open files count from 0: with standard input, output and error all are taken.
        (Resource::Nofile, 3),
        (Resource::Nproc, 0),
    ] {
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        setrlimit(resource, limit)?;
    }
    keep_to_itself()?;
    nice(19)?;
    Ok(())
}

/// No new rights; nor may another process of this user look into its memory.
#[cfg(target_os = "linux")]
fn keep_to_itself() -> io::Result<()> {
    use rustix::process::{DumpableBehavior, set_dumpable_behavior};
    rustix::thread::set_no_new_privs(true)?;
    set_dumpable_behavior(DumpableBehavior::NotDumpable)?;
    Ok(())
}

/// Other systems have no such switches.
#[cfg(not(target_os = "linux"))]
fn keep_to_itself() -> io::Result<()> {
    Ok(())
}
