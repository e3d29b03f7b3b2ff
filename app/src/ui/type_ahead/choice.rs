//! What a type-ahead offers, and who is asked for it.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use domain::prior_auth::Need;
use serde::{Deserialize, Serialize};

use crate::error::ApiError;

/// What can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The code, which fills the field.
    pub code: String,
    /// What it means.
    pub words: String,
    /// Whether it needs an authorization, where that is known.
    pub need: Option<Need>,
}

type Answer = Pin<Box<dyn Future<Output = Result<Vec<Choice>, ApiError>> + Send>>;

/// Who is asked what fits a text: `|text| search_codes(CodeSet::Procedure, text)`.
#[derive(Clone)]
pub struct ChoiceSource(Arc<dyn Fn(String) -> Answer + Send + Sync>);

impl<F, Asked> From<F> for ChoiceSource
where
    F: Fn(String) -> Asked + Send + Sync + 'static,
    Asked: Future<Output = Result<Vec<Choice>, ApiError>> + Send + 'static,
{
    fn from(ask: F) -> Self {
        Self(Arc::new(move |text| Box::pin(ask(text))))
    }
}

impl ChoiceSource {
    /// What fits the text.
    pub(super) async fn ask(&self, text: String) -> Result<Vec<Choice>, ApiError> {
        (self.0)(text).await
    }
}
