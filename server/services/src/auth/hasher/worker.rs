//! One hashing thread: lowest priority, one reused block of memory.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use argon2::{Algorithm, Argon2, Block, Params, Version};

use super::queue::{Next, Queue};
use crate::auth::stored_password::{HASH_BYTES, PasswordCost, SALT_BYTES};

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
        let hash = evaluate(&job.password, job.cost, job.salt, &mut memory);
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
fn evaluate(
    password: &[u8],
    cost: PasswordCost,
    salt: [u8; SALT_BYTES],
    memory: &mut Vec<Block>,
) -> Option<[u8; HASH_BYTES]> {
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(HASH_BYTES)).ok()?;
    if memory.len() < params.block_count() {
        memory.resize(params.block_count(), Block::new());
    }
    let mut hash = [0; HASH_BYTES];
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon
        .hash_password_into_with_memory(password, &salt, &mut hash, memory.as_mut_slice())
        .ok()?;
    Some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fresh(password: &[u8], cost: PasswordCost) -> Option<[u8; HASH_BYTES]> {
        evaluate(password, cost, [1; SALT_BYTES], &mut Vec::new())
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
            let reused = evaluate(password, cost, [1; SALT_BYTES], &mut memory);
            assert!(reused.is_some());
            assert_eq!(reused, fresh(password, cost));
        }
    }

    #[test]
    fn impossible_parameters_give_no_hash() {
        assert_eq!(
            fresh(
                b"x",
                PasswordCost {
                    memory_kib: 1,
                    passes: 1,
                    lanes: 1
                }
            ),
            None
        );
        assert_eq!(
            fresh(
                b"x",
                PasswordCost {
                    memory_kib: 8,
                    passes: 0,
                    lanes: 1
                }
            ),
            None
        );
    }

    #[test]
    fn the_standard_cost_matches_the_library_called_plainly() {
        let cost = PasswordCost::STANDARD;
        let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(HASH_BYTES)).ok();
        let mut expected = [0; HASH_BYTES];
        let plain = params.map(|params| Argon2::new(Algorithm::Argon2id, Version::V0x13, params));
        let made = plain.map(|argon| {
            argon
                .hash_password_into(b"demo", &[1; SALT_BYTES], &mut expected)
                .is_ok()
        });
        assert_eq!(made, Some(true));
        assert_eq!(fresh(b"demo", cost), Some(expected));
    }
}
