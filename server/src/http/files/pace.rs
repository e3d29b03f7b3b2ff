//! How slowly a file may come: who sends a byte now and then holds a connection and a place for nothing.

use std::io;
use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use futures::{Stream, StreamExt as _, stream};
use tokio::time::Instant;

/// So many bytes, a second and a half of a slow telephone line, …
const ENOUGH: usize = 160 * 1024;
/// … must come within this time of waiting for them: 8 KiB a second on average.
const WITHIN: Duration = Duration::from_secs(20);

/// The body as it arrives. Only waiting counts: what the server itself does in between takes nothing of the sender's time.
pub(super) fn paced(body: Body) -> impl Stream<Item = io::Result<Bytes>> + Send + Unpin {
    let state = Pace {
        body: body.into_data_stream(),
        waited: Duration::ZERO,
        arrived: 0,
    };
    Box::pin(stream::try_unfold(state, |mut pace: Pace| async move {
        Ok(pace.next().await?.map(|piece| (piece, pace)))
    }))
}

struct Pace {
    body: axum::body::BodyDataStream,
    waited: Duration,
    arrived: usize,
}

impl Pace {
    async fn next(&mut self) -> io::Result<Option<Bytes>> {
        let started = Instant::now();
        let left = WITHIN.saturating_sub(self.waited);
        let Ok(piece) = tokio::time::timeout(left, self.body.next()).await else {
            return Err(io::ErrorKind::TimedOut.into());
        };
        self.waited += started.elapsed();
        let Some(piece) = piece else { return Ok(None) };
        let piece = piece.map_err(io::Error::other)?;
        self.arrived += piece.len();
        if self.arrived >= ENOUGH {
            self.arrived = 0;
            self.waited = Duration::ZERO;
        }
        Ok(Some(piece))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    /// Pieces of so many bytes, one every so many seconds of a clock that the test holds.
    fn every(seconds: u64, bytes: usize, count: usize) -> Body {
        let pieces = stream::unfold((0, Instant::now()), move |(number, at)| async move {
            if number == count {
                return None;
            }
            let at = at + Duration::from_secs(seconds);
            let mut tick = tokio::time::interval_at(at, Duration::from_secs(1));
            tick.tick().await;
            Some((Ok::<_, io::Error>(Bytes::from(vec![0; bytes])), (number + 1, at)))
        });
        Body::from_stream(pieces)
    }

    async fn arrived(body: Body) -> io::Result<usize> {
        let mut pieces = paced(body);
        let mut arrived = 0;
        while let Some(piece) = pieces.next().await {
            arrived += piece?.len();
        }
        Ok(arrived)
    }

    #[tokio::test(start_paused = true)]
    async fn a_slow_line_is_waited_for_as_long_as_it_comes_to_something() {
        assert_eq!(arrived(every(15, ENOUGH, 40)).await.unwrap(), 40 * ENOUGH);
        assert_eq!(arrived(every(1, 16 * 1024, 600)).await.unwrap(), 600 * 16 * 1024);
    }

    #[tokio::test(start_paused = true)]
    async fn who_sends_next_to_nothing_or_stops_is_cut_off() {
        for (seconds, bytes, count) in [(1, 1, 1_000), (30, ENOUGH, 2), (5, 30 * 1024, 1_000)] {
            let started = Instant::now();
            assert_eq!(
                arrived(every(seconds, bytes, count)).await.unwrap_err().kind(),
                io::ErrorKind::TimedOut
            );
            assert!(started.elapsed() <= WITHIN, "{:?}", started.elapsed());
        }
    }

    #[tokio::test(start_paused = true)]
    async fn time_that_the_server_takes_is_not_the_senders() {
        let mut pieces = paced(every(1, 1_024, 30));
        let mut minutes = tokio::time::interval(Duration::from_secs(60));
        let mut count = 0;
        while let Some(piece) = pieces.next().await {
            piece.unwrap();
            minutes.tick().await;
            count += 1;
        }
        assert_eq!(count, 30);
    }
}
