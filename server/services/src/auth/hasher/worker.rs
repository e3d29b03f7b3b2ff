//! One hashing thread: lowest priority, one reused block of memory.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use argon2::{Algorithm, Argon2, Block, Params, Version};

use super::queue::{Next, Queue, Work};
use crate::auth::stored_password::{HASH_BYTES, PasswordCost};

/// Works until no handle of the hasher is left.
pub(super) fn run(queue: &Queue, idle: Duration, evaluations: &AtomicU64) {
    lower_priority();
    let mut memory = Vec::new();
    loop {
        let patience = (!memory.is_empty()).then_some(idle);
        let job = match queue.next(patience) {
            Next::Job(job) => *job,
            Next::Idle => {
                memory = Vec::new();
                continue;
            }
            Next::Closed => return,
        };
        // Whoever waited gave up: not one cycle for nobody.
        if job.started.send(()).is_err() {
            continue;
        }
        let hash = evaluate(&job.work, &mut memory);
        evaluations.fetch_add(1, Ordering::Relaxed);
        metrics::counter!("portico_password_evaluations_total").increment(1);
        // Whoever waited may be gone by now; the evaluation counts all the same.
        let _nobody_waits = job.done.send(hash);
    }
}

/// On Linux a priority belongs to the thread, so pages keep theirs. Elsewhere it would slow the whole program: leave it.
fn lower_priority() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::setpriority_process(None, 19) {
        tracing::warn!(%error, "password hashing runs at normal priority");
    }
}

/// `None` when the parameters are impossible.
fn evaluate(work: &Work, memory: &mut Vec<Block>) -> Option<[u8; HASH_BYTES]> {
    let PasswordCost {
        memory_kib,
        passes,
        lanes,
    } = work.cost;
    let params = Params::new(memory_kib, passes, lanes, Some(HASH_BYTES)).ok()?;
    if memory.len() < params.block_count() {
        memory.resize(params.block_count(), Block::new());
    }
    let mut hash = [0; HASH_BYTES];
    let (algorithm, version) = (Algorithm::Argon2id, Version::V0x13);
    let argon = match &work.pepper {
        Some(pepper) => Argon2::new_with_secret(pepper, algorithm, version, params).ok()?,
        None => Argon2::new(algorithm, version, params),
    };
    argon
        .hash_password_into_with_memory(&work.password, &work.salt, &mut hash, memory.as_mut_slice())
        .ok()?;
    Some(hash)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::auth::stored_password::SALT_BYTES;

    fn work(password: &[u8], cost: PasswordCost, pepper: Option<[u8; 32]>) -> Work {
        Work {
            password: password.to_vec(),
            cost,
            salt: [1; SALT_BYTES],
            pepper,
        }
    }

    fn fresh(password: &[u8], cost: PasswordCost, pepper: Option<[u8; 32]>) -> Option<[u8; HASH_BYTES]> {
        evaluate(&work(password, cost, pepper), &mut Vec::new())
    }

    fn library(password: &[u8], cost: PasswordCost, pepper: &[u8]) -> [u8; HASH_BYTES] {
        let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(HASH_BYTES)).unwrap();
        let argon = Argon2::new_with_secret(pepper, Algorithm::Argon2id, Version::V0x13, params).unwrap();
        let mut hash = [0; HASH_BYTES];
        argon.hash_password_into(password, &[1; SALT_BYTES], &mut hash).unwrap();
        hash
    }

    #[test]
    fn reused_memory_changes_no_result() {
        let small = PasswordCost::TEST;
        let large = PasswordCost {
            memory_kib: 64,
            passes: 2,
            lanes: 1,
        };
        let mut memory = Vec::new();
        for (password, cost) in [(b"one", small), (b"two", large), (b"one", small), (b"six", large)] {
            let reused = evaluate(&work(password, cost, Some([5; 32])), &mut memory);
            assert!(reused.is_some());
            assert_eq!(reused, fresh(password, cost, Some([5; 32])));
        }
    }

    #[test]
    fn impossible_parameters_give_no_hash() {
        let small = PasswordCost::TEST;
        for cost in [
            PasswordCost { memory_kib: 1, ..small },
            PasswordCost { passes: 0, ..small },
        ] {
            assert_eq!(fresh(b"x", cost, None), None);
        }
    }

    #[test]
    fn the_standard_cost_matches_the_library_called_plainly() {
        let cost = PasswordCost::STANDARD;
        assert_eq!(fresh(b"demo", cost, None), Some(library(b"demo", cost, b"")));
        assert_eq!(
            fresh(b"demo", cost, Some([5; 32])),
            Some(library(b"demo", cost, &[5; 32]))
        );
    }

    #[test]
    fn the_pepper_is_part_of_the_result() {
        let hash = |pepper| fresh(b"demo", PasswordCost::TEST, pepper);
        assert_ne!(hash(None), hash(Some([5; 32])));
        assert_ne!(hash(Some([6; 32])), hash(Some([5; 32])));
    }
}
