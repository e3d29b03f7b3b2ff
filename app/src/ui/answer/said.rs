//! An answer and a question with their types forgotten.
//!
//! A resource and all that hangs from it would be code of its own for each type of answer: several kilobytes of the client
//! for each function a page asks. So there is one resource; who asks knows what it holds.

use std::any::Any;
use std::sync::Arc;

use leptos::server::codee::{Decoder, Encoder};
use serde::{Serialize, de::DeserializeOwned};

use super::letters::Letters;
use crate::error::ApiError;

/// What a function answers.
pub trait Wire: Clone + Serialize + DeserializeOwned + Send + Sync + 'static {}

impl<T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static> Wire for T {}

/// An answer: as the page carries it, or as it was got here.
#[derive(Clone)]
pub enum Said {
    /// In letters.
    Letters(Arc<str>),
    /// A value, and how it is written.
    Value(Result<Arc<dyn Any + Send + Sync>, ApiError>, Writer),
}

type Writer = fn(&Said) -> Result<String, postcard::Error>;

impl Said {
    /// An answer that was got here.
    pub fn new<T: Wire>(answer: Result<T, ApiError>) -> Self {
        Self::Value(
            answer.map(|answer| Arc::new(answer) as Arc<dyn Any + Send + Sync>),
            write::<T>,
        )
    }

    /// The answer, for whoever knows its type.
    pub fn read<T: Wire>(&self) -> Result<T, ApiError> {
        let read = match self {
            Self::Letters(letters) => Letters::decode(letters).unwrap_or_else(|_| Err(unreadable())),
            Self::Value(Ok(value), _) => value.downcast_ref::<T>().cloned().ok_or_else(unreadable),
            Self::Value(Err(error), _) => Err(error.clone()),
        };
        debug_assert!(!matches!(&read, Err(error) if *error == unreadable()) || matches!(self, Self::Value(Err(_), _)));
        read
    }

    /// Why there is none.
    pub fn problem<T: Wire>(&self) -> Option<ApiError> {
        match self {
            Self::Letters(_) => self.read::<T>().err(),
            Self::Value(value, _) => value.as_ref().err().cloned(),
        }
    }
}

/// The page that asks and the one that is asked do not fit together; asking again mends it.
fn unreadable() -> ApiError {
    ApiError::Internal {
        reference: String::new(),
    }
}

/// An answer in letters. The client writes no page, and carries nothing that could.
fn write<T: Wire>(said: &Said) -> Result<String, postcard::Error> {
    if cfg!(feature = "ssr") {
        Letters::encode(&said.read::<T>())
    } else {
        Ok(String::new())
    }
}

/// How a page carries an answer whose type is forgotten.
pub struct Unread;

impl Encoder<Said> for Unread {
    type Error = postcard::Error;
    type Encoded = String;

    fn encode(said: &Said) -> Result<String, postcard::Error> {
        match said {
            Said::Letters(letters) => Ok(letters.as_ref().to_owned()),
            Said::Value(_, write) => write(said),
        }
    }
}

impl Decoder<Said> for Unread {
    type Error = std::convert::Infallible;
    type Encoded = str;

    fn decode(letters: &str) -> Result<Said, Self::Error> {
        Ok(Said::Letters(letters.into()))
    }
}

/// What a question depends on.
#[derive(Clone)]
pub struct Source(Arc<dyn Same>);

/// A value that can be compared with another one.
trait Same: Send + Sync {
    fn as_any(&self) -> &dyn Any;
    fn same(&self, other: &dyn Any) -> bool;
}

impl<S: PartialEq + Send + Sync + 'static> Same for S {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn same(&self, other: &dyn Any) -> bool {
        other.downcast_ref::<S>().is_some_and(|other| self == other)
    }
}

impl Source {
    pub fn new<S: PartialEq + Send + Sync + 'static>(source: S) -> Self {
        Self(Arc::new(source))
    }

    /// The value, for whoever has put it there.
    pub fn get<S: Clone + 'static>(&self) -> Option<S> {
        self.0.as_any().downcast_ref::<S>().cloned()
    }
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        self.0.same(other.0.as_any())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_the_same_on_both_sides_of_the_wire() {
        let forbidden = Said::new::<String>(Err(ApiError::Forbidden));
        assert_eq!(forbidden.problem::<String>(), Some(ApiError::Forbidden));
        let said = Said::new(Ok("Rosa".to_owned()));
        assert_eq!(said.read::<String>(), Ok("Rosa".to_owned()));
        assert_eq!(said.problem::<String>(), None);
    }

    #[cfg(feature = "ssr")]
    #[test]
    fn what_a_page_carries_is_read_as_what_was_said() {
        for answer in [Ok(vec![1, 2]), Err(ApiError::NotFound)] {
            let written = Unread::encode(&Said::new::<Vec<u8>>(answer.clone()));
            let letters = written.unwrap_or_default();
            let Ok(carried) = Unread::decode(&letters);
            assert_eq!(carried.read::<Vec<u8>>(), answer);
            assert_eq!(Unread::encode(&carried), Ok(letters));
        }
    }

    #[test]
    fn sources_are_equal_where_type_and_value_are() {
        let one = Source::new((1_u8, "a"));
        assert!(one == Source::new((1_u8, "a")));
        assert!(one != Source::new((2_u8, "a")));
        assert!(one != Source::new("a"));
        assert_eq!(one.get::<(u8, &str)>(), Some((1, "a")));
    }
}
