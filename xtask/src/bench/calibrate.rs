//! What this machine can do at best: an fsync, and one password hash. All ratios are to these.

use std::{
    fs::{self, File},
    io::Write,
    path::Path,
    time::Instant,
};

use super::{
    load::{self, Loaded},
    machine::{self, Processor},
    record::Record,
    visitor,
};
use crate::{
    failure::{Context, Failure, Outcome},
    http::Client,
    portico::Portico,
};

/// Writes that are measured, and hashes.
const WRITES: usize = 300;
const HASHES: usize = 30;

/// The machine's limits.
#[derive(Clone, Copy, Debug)]
pub struct Calibration {
    /// One small append with fsync, in milliseconds: the median.
    pub fsync: f64,
    /// One password hash, in milliseconds of processor time.
    pub hash: f64,
    pub cores: usize,
}

impl Calibration {
    /// Sign-ins a second if nothing but hashing cost anything.
    pub fn sign_ins(&self) -> f64 {
        load::count(self.cores) * 1000.0 / self.hash
    }

    pub fn records(&self, busy: f64) -> Vec<Record> {
        vec![
            Record::new("calibrate", "fsync", self.fsync, "ms"),
            Record::new("calibrate", "hash", self.hash, "ms"),
            Record::new("calibrate", "cores", load::count(self.cores), "1"),
            Record::new("calibrate", "busy", busy, "share"),
        ]
    }
}

/// Measures both.
///
/// # Errors
/// The disk or the server fails.
pub fn measure(binary: &Path) -> Outcome<Calibration> {
    Ok(Calibration {
        fsync: fsync()?,
        hash: hash(binary)?,
        cores: machine::cores(),
    })
}

fn fsync() -> Outcome<f64> {
    let path = std::env::temp_dir().join(format!("portico-fsync-{}", std::process::id()));
    let mut file = File::create(&path).context(|| format!("cannot write {}", path.display()))?;
    let started = Instant::now();
    let mut turns = Vec::new();
    for _ in 0..WRITES {
        let begun = Instant::now();
        let written = file.write_all(&[7; 4096]).and_then(|()| file.sync_data());
        written.context(|| format!("cannot write {}", path.display()))?;
        turns.push(begun.elapsed());
    }
    fs::remove_file(&path).context(|| format!("cannot remove {}", path.display()))?;
    Ok(Loaded::of(turns, started.elapsed()).percentile(0.5))
}

/// One sign-in after the other, and the processor time of the threads that hash.
fn hash(binary: &Path) -> Outcome<f64> {
    let portico = Portico::start(binary, &[])?;
    let mut client = Client::connect(&portico.address)?;
    let before = Processor::of(portico.id())?;
    for number in 0..HASHES {
        let answer = visitor::sign_in(&mut client, &visitor::load_user(number))?;
        if answer.status >= 400 {
            return Err(Failure::new(format!("signing in answers {}", answer.status)));
        }
    }
    let used = Processor::of(portico.id())?.since(before);
    Ok(used.hashing * 1000.0 / load::count(HASHES))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_of_sign_ins_is_cores_over_hash_time() {
        let machine = Calibration {
            fsync: 0.2,
            hash: 25.0,
            cores: 2,
        };
        assert!((machine.sign_ins() - 80.0).abs() < 1e-9);
    }
}
