//! Which saved answer the form of an item goes by: the one it was opened with, or that it saved itself. What a colleague saves
//! meanwhile stands beside it, and is not put over by a save that has not been told of it.

use leptos::prelude::*;

use super::api::AnswerItem;
use crate::error::ApiError;
use crate::ui::{Banner, CaseView, FormAction, FormState, ItemRow, Tone};
use crate::{copy, paths};

/// What became of the form that was sent last.
#[derive(Clone, PartialEq)]
pub struct Outcome {
    /// What was sent.
    pub sent: SentAnswer,
    /// Why it was refused, if it was.
    pub error: Option<ApiError>,
}

/// What a form says of itself when it is sent.
#[derive(Clone, PartialEq, Eq)]
pub struct SentAnswer {
    /// The item.
    item: String,
    /// The version of its answer that was seen.
    seen: i64,
    /// The version of the request.
    pub version: i64,
    /// Whether it was to go to the plan.
    goes_out: bool,
}

/// What the button that sends an answer says, in the field `then`.
pub const SEND: &str = "send";

impl SentAnswer {
    /// Of the form that was posted and refused, where one was.
    fn posted(form: FormState) -> Option<Self> {
        Self::said(|field| form.typed(field))
    }

    /// Of the body of a request.
    fn sent(body: &str) -> Option<Self> {
        Self::said(|field| paths::query_value(body, field))
    }

    fn said(by: impl Fn(&str) -> Option<String>) -> Option<Self> {
        Some(Self {
            item: by("item")?,
            seen: by("seen")?.parse().ok()?,
            version: by("version")?.parse().ok()?,
            goes_out: by("then").as_deref() == Some(SEND),
        })
    }
}

impl Outcome {
    /// The item whose answer went to the plan.
    fn sent_item(&self) -> Option<String> {
        (self.error.is_none() && self.sent.goes_out).then(|| self.sent.item.clone())
    }

    /// Whether the form of this item was refused.
    fn is_refused(&self, item: &str) -> bool {
        self.error.is_some() && self.sent.item == item
    }
}

/// The items whose forms are shown: those that are open, and those that a colleague has answered while somebody typed into them.
pub fn forms_shown(case: Signal<CaseView>, outcome: RwSignal<Option<Outcome>>) -> Memo<Vec<String>> {
    let sent_here = Memo::new(move |was: Option<&Vec<String>>| {
        let mut sent = was.cloned().unwrap_or_default();
        let now = outcome.with(|outcome| outcome.as_ref().and_then(Outcome::sent_item));
        sent.extend(now);
        sent
    });
    Memo::new(move |was: Option<&Vec<String>>| {
        let is_held = |item: &ItemRow| {
            let was_shown = was.is_some_and(|was| was.contains(&item.id));
            let is_refused = || outcome.with(|outcome| outcome.as_ref().is_some_and(|one| one.is_refused(&item.id)));
            !sent_here.with(|sent| sent.contains(&item.id)) && (was_shown || is_refused())
        };
        let is_shown = |item: &&ItemRow| item.is_open || !item.answered.is_empty() && is_held(item);
        case.with(|case| case.items.iter().filter(is_shown).map(|item| item.id.clone()).collect())
    })
}

/// Follows what becomes of the forms of a page, of which one at a time is sent; make it at the top of the page.
pub fn outcomes(action: FormAction<AnswerItem>, form: FormState) -> RwSignal<Option<Outcome>> {
    let error = form.error().get_untracked();
    let outcome = RwSignal::new(SentAnswer::posted(form).map(|sent| Outcome { sent, error }));
    let under_way = StoredValue::new(None::<SentAnswer>);
    let (input, answer) = (action.input(), action.value());
    Effect::new(move |_| {
        if let Some(sent) = input.with(|input| SentAnswer::sent(input.as_deref()?)) {
            under_way.set_value(Some(sent));
        }
    });
    Effect::new(move |_| {
        let answer = answer.with(|answer| answer.as_ref().map(|answer| answer.as_ref().err().cloned()));
        if let Some((error, sent)) = answer.zip(under_way.get_value()) {
            outcome.set(Some(Outcome { sent, error }));
        }
    });
    outcome
}

/// What the form of one item knows of its answer.
#[derive(Clone, Copy)]
pub struct SeenAnswer {
    /// The version that a save of the form puts itself in place of.
    pub version: Signal<i64>,
    /// What was saved beside the form and is not in it.
    pub news: Memo<Option<ItemRow>>,
}

impl SeenAnswer {
    /// Of the form that is opened with `first`, and is sent and answered as `outcome` says.
    pub fn new(
        item: Memo<Option<ItemRow>>,
        first: &ItemRow,
        outcome: RwSignal<Option<Outcome>>,
        pending: Memo<bool>,
    ) -> Self {
        let own = own_version(first, outcome);
        let told = told_version(item, first, outcome);
        // While a save is under way, what is new may be that save.
        let news = Memo::new(move |was: Option<&Option<ItemRow>>| {
            let newer = item.get().filter(|item| item.version > own.get());
            if pending.get() { was.cloned().flatten() } else { newer }
        });
        Self {
            version: Signal::derive(move || own.get().max(told.get())),
            news,
        }
    }
}

/// The version that the form was opened with, or that it made.
fn own_version(first: &ItemRow, outcome: RwSignal<Option<Outcome>>) -> Memo<i64> {
    let (id, opened) = (first.id.clone(), first.version);
    let refused = outcome.with_untracked(|outcome| outcome.as_ref().map(|outcome| outcome.sent.clone()));
    let opened = refused.filter(|sent| sent.item == id).map_or(opened, |sent| sent.seen);
    Memo::new(move |was: Option<&i64>| {
        let was = was.copied().unwrap_or(opened);
        outcome.with(|outcome| match outcome {
            Some(Outcome { sent, error: None }) if sent.item == id => sent.seen.saturating_add(1),
            _ => was,
        })
    })
}

/// The version that the page showed when it said that somebody was faster: whoever goes on from there has been told.
fn told_version(item: Memo<Option<ItemRow>>, first: &ItemRow, outcome: RwSignal<Option<Outcome>>) -> Memo<i64> {
    let id = first.id.clone();
    Memo::new(move |was: Option<&i64>| {
        let is_conflict = outcome.with(|outcome| {
            let mine = outcome.as_ref().filter(|outcome| outcome.sent.item == id);
            mine.is_some_and(|outcome| outcome.error == Some(ApiError::Conflict))
        });
        let now = item.with(|item| item.as_ref().map(|item| item.version));
        now.filter(|_| is_conflict).or(was.copied()).unwrap_or_default()
    })
}

/// What a colleague saved, while the form holds something else.
#[component]
pub fn SavedMeanwhile(
    /// What the form knows.
    seen: SeenAnswer,
) -> impl IntoView {
    move || {
        seen.news.get().map(|item| {
            let answer = if item.answer.is_empty() {
                copy::SAVED_EMPTY.to_owned()
            } else {
                item.answer
            };
            let (done, then) = if item.is_open {
                (item.saved, copy::SAVED_OVER)
            } else {
                (item.answered, copy::SENT_BY_COLLEAGUE)
            };
            view! {
                <Banner tone=Tone::Amber title="What changed:" announce=true>
                    {done}
                    <p class="note">{answer}</p>
                    <p>{then}</p>
                </Banner>
            }
        })
    }
}
