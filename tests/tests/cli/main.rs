//! Transcripts of the command line: what is typed, and all of stdout, stderr and the exit code that follow.

mod offline;
mod transcript;
