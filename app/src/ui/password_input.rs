//! The password field, with a button that shows what was typed.
//!
//! The pages it stands on carry no WASM, so the button is driven by a few nonced lines and stays hidden without them.
//! Pasting and password managers are never interfered with, and a value is never sent back.

use leptos::nonce::use_nonce;
use leptos::prelude::*;

use super::field::{Field, Labelled};
use super::icon::{Icon, IconName};
use crate::copy;

/// Finds the button of the field before it, unhides it, and hides the password again when the form is sent.
const SHOW_PASSWORD: &str = "{const b=document.currentScript.previousElementSibling.lastElementChild,\
i=b.previousElementSibling;b.hidden=false;const s=v=>{i.type=v?'text':'password';b.setAttribute('aria-pressed',v)};\
b.addEventListener('click',()=>s(i.type==='password'));i.form&&i.form.addEventListener('submit',()=>s(false))}";

/// Finds the line before it and says in it, as one types, how far the password has come. Characters are counted as the server does.
const COUNT_LENGTH: &str = "{const p=document.currentScript.previousElementSibling,d=p.dataset,\
i=document.getElementById(d.for);i.addEventListener('input',()=>{const n=[...i.value.normalize('NFC')].length;\
p.textContent=n?(n<d.min?d.short:d.enough).replace('#',n):''})}";

/// A password.
#[component]
pub fn PasswordField(
    /// Its names and error.
    field: Field,
    /// `current-password` or `new-password`.
    #[prop(default = "current-password")]
    autocomplete: &'static str,
    /// The fewest characters of a new one: how far it has come is said as one types.
    #[prop(optional)]
    min_length: Option<usize>,
) -> impl IntoView {
    view! {
        <Labelled field=field.clone()>
            <div class="input-group">
                <input
                    class="input"
                    type="password"
                    id=field.id()
                    name=field.name
                    autocomplete=autocomplete
                    autocapitalize="off"
                    spellcheck="false"
                    aria-describedby=field.described_by()
                    aria-invalid=field.aria_invalid()
                />
                <button type="button" class="button" aria-pressed="false" aria-controls=field.id() hidden=true>
                    <Icon name=IconName::Eye class="icon-small" />
                    "Show password"
                </button>
            </div>
            <script nonce=use_nonce() inner_html=SHOW_PASSWORD></script>
            {min_length.map(|min| view! { <LengthSoFar control=field.id() min=min /> })}
        </Labelled>
    }
}

/// Empty without script, and until something is typed.
#[component]
fn LengthSoFar(control: String, min: usize) -> impl IntoView {
    view! {
        <p
            class="field-hint field-count"
            aria-live="polite"
            data-for=control
            data-min=min
            data-short=copy::password_too_short(min)
            data-enough=copy::PASSWORD_LONG_ENOUGH
        ></p>
        <script nonce=use_nonce() inner_html=COUNT_LENGTH></script>
    }
}
