//! Transcripts of the command line: what is typed, and all of stdout, stderr and the exit code that follow.

mod autogenerate;
mod backfills;
mod branches;
mod climb;
mod completions;
mod configuration;
mod db;
mod diff;
mod failures;
mod holes;
mod hooks;
mod looking;
mod offline;
mod packages;
mod pictures;
mod prefix;
mod running;
mod schema;
mod scripts;
mod sources;
mod stale;
mod stored;
mod tags;
mod templates;
mod transcript;
mod year;
