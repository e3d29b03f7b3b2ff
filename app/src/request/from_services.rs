//! From the errors of the use cases to the one error that crosses the wire: one exhaustive `From` each.
//!
//! What broke is logged here, once, with the id of the request; the browser gets that id and nothing else.

use std::error::Error;

use domain::form::{FieldCode, FormErrors};
use domain::prior_auth::{Guard, Refusal};
use domain::time::Timestamp;
use leptos::prelude::use_context;
use services::auth::{HashError, PasswordLinkError, SessionLoss, SetPasswordError, SignInError, SwitchPracticeError};
use services::db::DbError;
use services::files::{ContentError, UploadError};
use services::prior_auth::{
    ActError, AssignManyError, DraftError, FindMemberError, JoinError, MessageError, ProofError, ReadError,
    SubmitError, TakeInError,
};
use services::saved_views::SavedViewError;

use super::RequestScope;
use super::wording::Wording;
use crate::error::{self, ApiError};

impl From<SessionLoss> for ApiError {
    fn from(loss: SessionLoss) -> Self {
        match loss {
            SessionLoss::Missing => Self::Unauthenticated(error::SessionLoss::Missing),
            SessionLoss::Expired => Self::Unauthenticated(error::SessionLoss::Expired),
            SessionLoss::Ended => Self::Unauthenticated(error::SessionLoss::Ended),
            // Only a call that was under way comes with the old one.
            SessionLoss::PracticeChanged => Self::Unauthenticated(error::SessionLoss::PracticeChanged),
            SessionLoss::Revoked => Self::Unauthenticated(error::SessionLoss::Revoked),
            // Logged where it happened.
            SessionLoss::Unavailable => Self::Unavailable,
        }
    }
}

impl From<SignInError> for ApiError {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::Wrong => Self::WrongCredentials,
            SignInError::Locked { until, seconds } => Self::Locked {
                until: time_of_day(until),
                seconds,
            },
            SignInError::PasswordDisabled => Self::LockedBySupport,
            SignInError::TooMany { retry_after_seconds } => Self::TooMany {
                seconds: retry_after_seconds,
            },
            SignInError::Busy { retry_after_seconds } => Self::Busy {
                seconds: retry_after_seconds,
            },
            SignInError::Failed(error) => error.into(),
            SignInError::Hash => broken(&error),
        }
    }
}

impl From<PasswordLinkError> for ApiError {
    fn from(error: PasswordLinkError) -> Self {
        match error {
            PasswordLinkError::Gone => Self::NotFound,
            PasswordLinkError::Failed(error) => error.into(),
        }
    }
}

impl From<SetPasswordError> for ApiError {
    fn from(error: SetPasswordError) -> Self {
        match error {
            SetPasswordError::Gone => Self::NotFound,
            SetPasswordError::Password(problem) => Self::Form(FormErrors::one("new_password", problem.into())),
            SetPasswordError::Hash(HashError::Busy { retry_after_seconds }) => Self::Busy {
                seconds: retry_after_seconds,
            },
            SetPasswordError::Failed(error) => error.into(),
            SetPasswordError::Hash(_) => broken(&error),
        }
    }
}

impl From<SwitchPracticeError> for ApiError {
    fn from(error: SwitchPracticeError) -> Self {
        match error {
            SwitchPracticeError::NotFound => Self::NotFound,
            SwitchPracticeError::Ended => Self::Unauthenticated(error::SessionLoss::Ended),
            SwitchPracticeError::Failed(error) => error.into(),
        }
    }
}

impl From<DbError> for ApiError {
    fn from(error: DbError) -> Self {
        match broken(&error) {
            _ if error.is_unreachable() => Self::Unavailable,
            internal => internal,
        }
    }
}

impl From<DraftError> for ApiError {
    fn from(error: DraftError) -> Self {
        match error {
            DraftError::NotFound => Self::NotFound,
            DraftError::Submitted { .. } | DraftError::Changed => Self::Conflict,
            DraftError::NotOwner => Self::Forbidden,
            DraftError::Form(errors) => Self::Form(errors),
            DraftError::Failed(_) => broken(&error),
        }
    }
}

impl From<FindMemberError> for ApiError {
    fn from(error: FindMemberError) -> Self {
        match error {
            FindMemberError::Draft(error) => error.into(),
            FindMemberError::Spent { until, seconds } => Self::LookUpsSpent {
                until: time_of_day(until),
                seconds,
            },
        }
    }
}

impl From<AssignManyError> for ApiError {
    fn from(error: AssignManyError) -> Self {
        match error {
            AssignManyError::TooMany => Self::Malformed,
            AssignManyError::NoReviewer => Self::Form(FormErrors::one("assignee", FieldCode::Required)),
            AssignManyError::Failed(error) => error.into(),
        }
    }
}

impl From<SavedViewError> for ApiError {
    fn from(error: SavedViewError) -> Self {
        match error {
            SavedViewError::NotFound => Self::NotFound,
            SavedViewError::Forbidden => Self::Forbidden,
            SavedViewError::Name(code) => Self::Form(FormErrors::one("view_name", code)),
            SavedViewError::Query => Self::Malformed,
            SavedViewError::Failed(error) => error.into(),
        }
    }
}

impl From<UploadError> for ApiError {
    fn from(error: UploadError) -> Self {
        match error {
            UploadError::NotFound => Self::NotFound,
            UploadError::RequestSent | UploadError::RequestClosed | UploadError::Offset(_) => Self::Conflict,
            UploadError::TooManyAtOnce => Self::TooMany { seconds: 5 },
            UploadError::TooMuch => Self::Malformed,
            // Logged where it happened.
            UploadError::NotScanned(_) => Self::Unavailable,
            UploadError::CutOff(_) | UploadError::Store(_) => {
                broken(&error);
                Self::Unavailable
            }
            UploadError::Failed(error) => error.into(),
        }
    }
}

impl From<SubmitError> for ApiError {
    fn from(error: SubmitError) -> Self {
        match error {
            SubmitError::Form(errors) => Self::Form(errors),
            SubmitError::Changed => Self::Conflict,
            SubmitError::NotFound => Self::NotFound,
            SubmitError::Refused(_) => Self::Forbidden,
            SubmitError::Clock(_) | SubmitError::Failed(_) => broken(&error),
        }
    }
}

impl From<TakeInError> for ApiError {
    fn from(error: TakeInError) -> Self {
        match error {
            TakeInError::NotAllowed | TakeInError::Refused(_) => Self::Forbidden,
            TakeInError::Key => Self::Malformed,
            TakeInError::Form(errors) => Self::Form(errors),
            TakeInError::Clock(_) | TakeInError::Failed(_) => broken(&error),
        }
    }
}

impl From<JoinError> for ApiError {
    fn from(error: JoinError) -> Self {
        match error {
            JoinError::NotFound => Self::NotFound,
            JoinError::Form(errors) => Self::Form(errors),
            JoinError::Failed(error) => error.into(),
        }
    }
}

impl From<ProofError> for ApiError {
    fn from(error: ProofError) -> Self {
        match error {
            ProofError::NotFound => Self::NotFound,
            ProofError::NotSo => Self::Conflict,
            ProofError::Key => Self::Malformed,
            ProofError::Form(errors) => Self::Form(errors),
            ProofError::Failed(error) => error.into(),
        }
    }
}

impl From<MessageError> for ApiError {
    fn from(error: MessageError) -> Self {
        match error {
            MessageError::NotFound => Self::NotFound,
            MessageError::Refused => Self::Forbidden,
            MessageError::Key => Self::Malformed,
            MessageError::Form(errors) => Self::Form(errors),
            MessageError::Failed(error) => error.into(),
        }
    }
}

impl From<ContentError> for ApiError {
    fn from(error: ContentError) -> Self {
        match error {
            ContentError::NotFound => Self::NotFound,
            ContentError::Broken(_) | ContentError::Store(_) | ContentError::Failed(_) => broken(&error),
        }
    }
}

impl From<ReadError> for ApiError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::NotFound => Self::NotFound,
            ReadError::Failed(_) => broken(&error),
        }
    }
}

impl From<ActError> for ApiError {
    fn from(error: ActError) -> Self {
        match error {
            ActError::NotFound => Self::NotFound,
            ActError::Conflict { .. } => Self::Conflict,
            ActError::Form(errors) => Self::Form(errors),
            ActError::Refused(Refusal::Guard(Guard::DeadlineNotMissed)) => {
                Self::Form(FormErrors::one("days", FieldCode::NoTimeLeft))
            }
            ActError::Refused(Refusal::Guard(Guard::Credentialed)) => Self::NoCredential,
            ActError::Refused(_) => Self::Forbidden,
            ActError::Clock(_) | ActError::Failed(_) => broken(&error),
        }
    }
}

/// A time of this day, in the plan's zone.
fn time_of_day(at: Timestamp) -> String {
    use_context::<RequestScope>()
        .map(|scope| Wording::of(&scope).time(at))
        .unwrap_or_default()
}

/// Logs what broke, with everything below it, and names the log entry.
fn broken(error: &(dyn Error + 'static)) -> ApiError {
    let reference = use_context::<RequestScope>()
        .map(|scope| scope.request.request_id)
        .unwrap_or_default();
    let causes: Vec<String> = std::iter::successors(error.source(), |&cause| cause.source())
        .map(ToString::to_string)
        .collect();
    tracing::error!(request_id = %reference, error = %error, causes = %causes.join(": "), "a use case failed");
    ApiError::Internal { reference }
}
