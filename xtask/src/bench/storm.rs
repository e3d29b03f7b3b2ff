//! Pages while far more people sign in than can be hashed: those who are in must not feel it.

use std::{
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    thread,
    time::Duration,
};

use super::{
    Bench, load,
    record::Record,
    visitor::{self, Visitor},
};
use crate::{failure::Outcome, http::Client, portico::Portico};

const TIME: Duration = Duration::from_secs(5);
/// People who try to sign in at once, again and again: several times what the queue holds.
const CROWD: usize = 100;

/// # Errors
/// A page fails, which the storm must not bring about.
pub fn measure(bench: &Bench<'_>) -> Outcome<Vec<Record>> {
    let portico = Portico::start(bench.binary, &[])?;
    let enter = |number| Visitor::sign_in(&portico.address, &visitor::load_user(number));
    let page = |visitor: &mut Visitor| visitor.get("/dashboard").map(drop);
    let calm = load::run(1, TIME, enter, page)?;
    let (over, turned_away) = (AtomicBool::new(false), AtomicUsize::new(0));
    let crowd = |number| {
        let Ok(mut client) = Client::connect(&portico.address) else {
            return;
        };
        while !over.load(Ordering::Relaxed) {
            match visitor::sign_in(&mut client, &visitor::load_user(number)) {
                Ok(answer) if answer.status < 400 => {}
                Ok(_) => drop(turned_away.fetch_add(1, Ordering::Relaxed)),
                Err(_) => return,
            }
        }
    };
    let inside = enter(0)?;
    let stormy = thread::scope(|scope| {
        for number in 0..CROWD {
            let crowd = &crowd;
            scope.spawn(move || crowd(number));
        }
        let inside = std::sync::Mutex::new(Some(inside));
        let take = |_| {
            let taken = inside.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
            taken.ok_or_else(|| crate::failure::Failure::new("one visitor only"))
        };
        let stormy = load::run(1, TIME, take, page);
        over.store(true, Ordering::Relaxed);
        stormy
    })?;
    Ok(vec![
        Record::new("storm", "page_p99_calm", calm.percentile(0.99), "ms"),
        Record::new("storm", "page_p99", stormy.percentile(0.99), "ms")
            .of_limit(calm.percentile(0.99))
            .goal(10.0),
        Record::new("storm", "turned_away", load::count(turned_away.into_inner()), "1"),
    ])
}
