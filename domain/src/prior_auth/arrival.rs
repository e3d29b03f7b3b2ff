//! How and when something reached the plan beside the portal: by phone, fax or mail.
//!
//! The clock of a request starts when it is received, on whatever way, and not when somebody at the plan enters it.

use chrono::TimeZone;
use serde::{Deserialize, Serialize};

use super::Channel;
use super::local_time::instant_of;
use crate::form::{FieldCode, FormErrors};
use crate::time::{TimeDelta, Timestamp, from_millis, parse_day, parse_time};

/// The ways on which something comes that the plan enters itself.
pub const CHANNELS: [Channel; 3] = [Channel::Phone, Channel::Fax, Channel::Mail];
/// What came longer ago than so many days is not entered: such a day is a typing error. The plan's own choice.
pub const OLDEST_DAYS: u32 = 30;
/// The name of the HTML input with the way it came.
pub const CHANNEL: &str = "channel";
/// The name of that with the day of receipt.
pub const RECEIVED_DATE: &str = "received_date";
/// The name of that with the time of receipt.
pub const RECEIVED_TIME: &str = "received_time";

/// How and when something came, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ArrivalInput {
    /// The code of one of [`CHANNELS`].
    pub channel: String,
    /// The day of receipt, in the plan's zone.
    pub received_date: String,
    /// The time of receipt, in the plan's zone.
    pub received_time: String,
}

/// How and when something came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// One of [`CHANNELS`].
    pub channel: Channel,
    /// When.
    pub at: Timestamp,
}

impl Arrival {
    /// One that a page names again: by the code of its channel, and by its instant in Unix milliseconds. Nothing where it cannot
    /// be so `now`.
    pub fn again(channel: &str, millis: &str, now: Timestamp) -> Option<Self> {
        let channel = Channel::parse(channel).filter(|channel| CHANNELS.contains(channel))?;
        let at = from_millis(millis.parse().ok()?)?;
        let at = when(at, now).ok()?;
        Some(Self { channel, at })
    }
}

impl ArrivalInput {
    /// Reads it; day and time are those of a clock on the wall in `zone`. A time that does not exist there is the instant of the
    /// change, one that exists twice the earlier ([`local_time`](super::local_time)): neither gives the plan more time.
    pub fn parse<Tz: TimeZone>(&self, now: Timestamp, zone: &Tz) -> Result<Arrival, FormErrors> {
        let mut errors = FormErrors::default();
        let known = Channel::parse(self.channel.trim()).filter(|channel| CHANNELS.contains(channel));
        let channel = known.ok_or_else(|| errors.push(CHANNEL, missing_or(&self.channel, FieldCode::ChannelUnknown)));
        let day = parse_day(&self.received_date)
            .ok_or_else(|| errors.push(RECEIVED_DATE, missing_or(&self.received_date, FieldCode::NotADate)));
        let time = parse_time(&self.received_time)
            .ok_or_else(|| errors.push(RECEIVED_TIME, missing_or(&self.received_time, FieldCode::NotATime)));
        let (Ok(day), Ok(time)) = (day, time) else {
            return Err(errors);
        };
        let Some(at) = instant_of(day.and_time(time), zone) else {
            errors.push(RECEIVED_DATE, FieldCode::NotADate);
            return Err(errors);
        };
        let is_today = day == now.with_timezone(zone).date_naive();
        let when = when(at, now).map_err(|code| {
            let is_time = is_today && code == FieldCode::InFuture;
            errors.push(if is_time { RECEIVED_TIME } else { RECEIVED_DATE }, code);
        });
        match (channel, when) {
            (Ok(channel), Ok(at)) => Ok(Arrival { channel, at }),
            _ => Err(errors),
        }
    }
}

/// An instant at which something can have come that is entered `now`.
fn when(at: Timestamp, now: Timestamp) -> Result<Timestamp, FieldCode> {
    if at > now {
        return Err(FieldCode::InFuture);
    }
    if now - at > TimeDelta::days(i64::from(OLDEST_DAYS)) {
        return Err(FieldCode::TooLongAgo { days: OLDEST_DAYS });
    }
    Ok(at)
}

/// What is wrong with a text that could not be read.
fn missing_or(text: &str, wrong: FieldCode) -> FieldCode {
    if text.trim().is_empty() {
        FieldCode::Required
    } else {
        wrong
    }
}
