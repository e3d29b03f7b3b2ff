//! How it stands with the server: a line that moves while somebody waits, and a quiet bar that says what is wrong and what is kept.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use crate::copy;
use crate::live::{self, Line, Wait};

/// Line and bar; nothing to see as long as everything answers.
#[component]
pub fn Connection() -> impl IntoView {
    let line = live::use_live().line();
    let is_waiting = Memo::new(move |_| line.with(|line| line.wait != Wait::No));
    let words = Memo::new(move |_| line.with(said));
    view! {
        <div class="progress-line" class:progress-line-on=move || is_waiting.get() aria-hidden="true"></div>
        <div class="connection" role="status">
            {move || {
                words
                    .get()
                    .map(|words| {
                        view! {
                            <p>
                                <Icon name=IconName::WifiOff class="icon-small" />
                                <span>{words}</span>
                            </p>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}

/// The one thing worth saying, the worst first.
fn said(line: &Line) -> Option<&'static str> {
    match line {
        Line { is_offline: true, .. } => Some(copy::OFFLINE),
        Line { is_deaf: true, .. } => Some(copy::RECONNECTING),
        Line { wait: Wait::Long, .. } => Some(copy::TAKES_LONGER),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_is_said_and_nothing_while_all_is_well() {
        let mut line = Line::default();
        assert_eq!(said(&line), None);
        line.wait = Wait::Noticeable;
        assert_eq!(said(&line), None, "the moving line says it");
        line.wait = Wait::Long;
        assert_eq!(said(&line), Some(copy::TAKES_LONGER));
        line.is_deaf = true;
        assert_eq!(said(&line), Some(copy::RECONNECTING));
        line.is_offline = true;
        assert_eq!(said(&line), Some(copy::OFFLINE));
    }
}
