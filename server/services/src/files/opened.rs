//! Sealed bytes as a stream of opened ones.

use bytes::Bytes;
use futures::{Stream, StreamExt as _, stream};

use super::seal::{Broken, Opener};

/// Opens what comes, chunk by chunk. The stream ends with an error where something was changed or is missing.
pub(super) fn opened<E: From<Broken>>(
    sealed: impl Stream<Item = Result<Bytes, E>>,
    opener: Opener,
) -> impl Stream<Item = Result<Bytes, E>> {
    let state = (Box::pin(sealed), Some(opener));
    let steps = stream::try_unfold(state, |(mut sealed, opener)| async move {
        let Some(mut opener) = opener else { return Ok(None) };
        match sealed.next().await {
            Some(piece) => {
                let opened = opener.push(&piece?)?;
                Ok(Some((Bytes::from(opened), (sealed, Some(opener)))))
            }
            None => Ok(Some((Bytes::from(opener.finish()?), (sealed, None)))),
        }
    });
    steps.filter(|piece| std::future::ready(piece.as_ref().map_or(true, |piece| !piece.is_empty())))
}
