//! The last changes a tab has heard, so that a tab which starts later can catch up without asking the server.

use std::collections::VecDeque;

use super::CaseEvent;

/// How many changes are kept; a tab that is further behind loads everything again.
const KEPT: usize = 200;

/// The last changes in order, and from where on they are complete.
#[derive(Debug)]
pub struct Recent {
    complete_after: i64,
    position: i64,
    events: VecDeque<CaseEvent>,
}

impl Recent {
    /// Nothing heard yet; what comes next comes after `position`.
    pub fn starting_after(position: i64) -> Self {
        Self {
            complete_after: position,
            position,
            events: VecDeque::new(),
        }
    }

    /// The last change heard.
    pub fn position(&self) -> i64 {
        self.position
    }

    /// Keeps `event` unless it is known already; whether it was new.
    pub fn hear(&mut self, event: &CaseEvent) -> bool {
        if event.seq <= self.position {
            return false;
        }
        self.position = event.seq;
        self.events.push_back(event.clone());
        if self.events.len() > KEPT
            && let Some(dropped) = self.events.pop_front()
        {
            self.complete_after = dropped.seq;
        }
        true
    }

    /// Forgets everything: changes up to `position` were missed and will not be told.
    pub fn restart(&mut self, position: i64) {
        *self = Self::starting_after(position.max(self.position));
    }

    /// The changes after `position`, or `None` when some of them are not known here.
    pub fn after(&self, position: i64) -> Option<Vec<CaseEvent>> {
        (position >= self.complete_after).then(|| {
            self.events
                .iter()
                .filter(|event| event.seq > position)
                .cloned()
                .collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{CaseEvent, KEPT, Recent};

    fn event(seq: i64) -> CaseEvent {
        CaseEvent {
            seq,
            reference: None,
            status: None,
            version: None,
        }
    }

    #[test]
    fn a_change_is_heard_once() {
        let mut recent = Recent::starting_after(10);
        assert!(!recent.hear(&event(10)));
        assert!(recent.hear(&event(11)));
        assert!(!recent.hear(&event(11)));
        assert_eq!(recent.position(), 11);
    }

    #[test]
    fn a_later_tab_gets_what_it_misses() {
        let mut recent = Recent::starting_after(10);
        recent.hear(&event(12));
        recent.hear(&event(15));
        assert_eq!(recent.after(12), Some(vec![event(15)]));
        assert_eq!(recent.after(10), Some(vec![event(12), event(15)]));
        assert_eq!(recent.after(20), Some(vec![]));
    }

    #[test]
    fn a_tab_too_far_behind_is_told_so() {
        let mut recent = Recent::starting_after(10);
        assert_eq!(recent.after(9), None);
        for seq in 11..=11 + i64::try_from(KEPT).unwrap_or_default() {
            recent.hear(&event(seq));
        }
        assert_eq!(recent.after(10), None);
        assert!(recent.after(11).is_some());
    }

    #[test]
    fn after_a_restart_only_what_follows_is_known() {
        let mut recent = Recent::starting_after(10);
        recent.hear(&event(11));
        recent.restart(30);
        assert_eq!(recent.after(11), None);
        assert_eq!(recent.after(30), Some(vec![]));
    }
}
