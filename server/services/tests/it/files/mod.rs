//! Documents: sent, gone on with, looked into, received or refused, read, and cleared up.
//!
//! What looks into a file is played by a shell here, so that each test says what it answers; the real one is tried in the
//! server's tests.

mod access;
mod attesting;
mod desk;
mod finding;
mod receiving;
mod refusing;
mod scanning;
mod sealing;
mod sending;
mod submitting;
mod sweeping;
