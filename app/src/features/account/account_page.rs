//! The account page.

use leptos::prelude::*;

use super::api::{EndOtherSessions, EndSession, SetKeys, show};
use super::view::{AccountView, SessionRow};
use crate::ui::plan_words::SupportLine;
use crate::ui::theme::ThemeChoice;
use crate::ui::{
    AsOf, Button, ErrorSummary, FormAction, FormState, IconName, PageForm, PageHeading, PageTitle, Panel, SummaryList,
    SummaryRow, Tag, Tone, ask, loaded,
};

/// Who one is, what the portal looks like, and where one is signed in.
#[component]
pub fn AccountPage() -> impl IntoView {
    let (end, end_others) = (FormAction::<EndSession>::new(), FormAction::<EndOtherSessions>::new());
    let keys = FormAction::<SetKeys>::new();
    let errors = [
        FormState::of(end).error(),
        FormState::of(end_others).error(),
        FormState::of(keys).error(),
    ];
    let (ended, others_ended, keys_set) = (end.version(), end_others.version(), keys.version());
    let account = ask(move || (ended.get(), others_ended.get(), keys_set.get()), |_| show());
    let error = Signal::derive(move || errors.iter().find_map(|error| error.get()));
    view! {
        <PageTitle title="Account" has_error=Signal::derive(move || error.with(Option::is_some)) />
        <ErrorSummary error=error />
        {loaded(account, move |account| view! { <AccountBody account=account end=end end_others=end_others keys=keys /> })}
    }
}

#[component]
fn AccountBody(
    account: Signal<AccountView>,
    end: FormAction<EndSession>,
    end_others: FormAction<EndOtherSessions>,
    keys: FormAction<SetKeys>,
) -> impl IntoView {
    let AccountView {
        name,
        user_id,
        places,
        plan,
        ..
    } = account.get_untracked();
    let places = places
        .into_iter()
        .map(|(place, roles)| view! { <span class="account-place">{place} <span class="sub">{roles}</span></span> })
        .collect_view();
    view! {
        <PageHeading title="Account" />
        <div class="columns">
            <div class="column-main">
                <Panel id="who" title="You">
                    <SummaryList>
                        <SummaryRow label="Name">{name}</SummaryRow>
                        <SummaryRow label="User ID">{user_id}</SummaryRow>
                        <SummaryRow label="Roles">{places}</SummaryRow>
                    </SummaryList>
                </Panel>
                <Sessions account=account end=end end_others=end_others />
            </div>
            <div class="column-side">
                <Panel id="appearance" title="Appearance">
                    <ThemeChoice />
                    <p class="sub">"Kept in this browser. “System” follows the setting of your device."</p>
                </Panel>
                <SingleKeys account=account keys=keys />
                <Panel id="password" title="Password">
                    <p>"To get a new password, call the provider line: " <SupportLine plan=plan /> "."</p>
                    <p class="sub">"Nobody there asks for your old one. You choose the new one yourself, by a link that works once."</p>
                </Panel>
            </div>
        </div>
    }
}

/// Whether single keys lead through the queue; nothing for those who see none.
#[component]
fn SingleKeys(account: Signal<AccountView>, keys: FormAction<SetKeys>) -> impl IntoView {
    let on = Memo::new(move |_| account.with(|account| account.single_keys));
    move || {
        on.get().map(|on| {
            let (words, other) = if on {
                ("Switch single keys off", "off")
            } else {
                ("Switch single keys on", "on")
            };
            let now = if on {
                "On in this browser"
            } else {
                "Off in this browser"
            };
            view! {
                <Panel id="keys" title="Single keys">
                    <p>{now} ". They lead through the work queue and open forms; none of them decides."</p>
                    <PageForm action=keys>
                        <input type="hidden" name="keys" value=other />
                        <Button pending=keys.pending()>{words}</Button>
                    </PageForm>
                </Panel>
            }
        })
    }
}

/// Where the person is signed in, and how to end it there.
#[component]
fn Sessions(
    account: Signal<AccountView>,
    end: FormAction<EndSession>,
    end_others: FormAction<EndOtherSessions>,
) -> impl IntoView {
    let sessions = Memo::new(move |_| account.with(|account| account.sessions.clone()));
    let has_others = Memo::new(move |_| sessions.with(|sessions| sessions.len() > 1));
    let as_of = move || account.with(|account| view! { <AsOf time=account.as_of.clone() /> });
    view! {
        <Panel id="sessions" title="Where you are signed in" flush=true aside=move || as_of>
            <ul class="session-list">
                {move || sessions.get().into_iter().map(|row| view! { <OneSession row=row end=end /> }).collect_view()}
            </ul>
            <Show when=move || has_others.get()>
                <PageForm action=end_others class="session-list-foot">
                    <Button pending=end_others.pending()>"End all others"</Button>
                    <p class="sub">"They are signed out within a second. What is saved there is kept."</p>
                </PageForm>
            </Show>
        </Panel>
    }
    .into_any()
}

#[component]
fn OneSession(row: SessionRow, end: FormAction<EndSession>) -> impl IntoView {
    let SessionRow {
        id,
        browser,
        place,
        since,
        last_seen,
        is_this,
    } = row;
    let name = format!("{browser}, since {since}");
    let way_out = if is_this {
        view! { <Tag tone=Tone::Violet icon=IconName::Check text="This one" /> }.into_any()
    } else {
        view! {
            <PageForm action=end>
                <input type="hidden" name="session" value=id />
                <Button>
                    "End this session" <span class="visually-hidden">": " {name}</span>
                </Button>
            </PageForm>
        }
        .into_any()
    };
    view! {
        <li>
            <div>
                <strong>{browser}</strong>
                <span class="sub">{place}</span>
                <span class="sub">"Since " {since} " · last active " {last_seen}</span>
            </div>
            {way_out}
        </li>
    }
    .into_any()
}
