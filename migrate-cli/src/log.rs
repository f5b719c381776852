//! The log: what `tracing` tells, on stderr, where that was asked for.

use std::io;
use std::str::FromStr as _;

use tracing::dispatcher;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{Layer as _, fmt};

use crate::config::{Key, Settings, Sourced, Value};
use crate::draw::Terminal;
use crate::failure::Failure;

/// Logs what the filter lets through, if there is one. A program that has a subscriber of its own keeps it.
pub(crate) fn start(settings: &Settings, terminal: Terminal) -> Result<Terminal, Failure> {
    let Some(Sourced { value: Value::Text(typed), source }) = settings.said(Key::Log)? else {
        return Ok(terminal);
    };
    let Some(filter) = read(&typed) else { return Err(Failure::LogFilter { typed, source }) };
    if dispatcher::has_been_set() {
        terminal.note("the program logs in its own way, whatever filter is set");
        return Ok(terminal);
    }
    let lines = fmt::layer().with_ansi(false).with_writer(move || Lines(terminal)).with_filter(filter);
    // Another thread may just have set one, which then stays.
    let _ = tracing_subscriber::registry().with(lines).try_init();
    Ok(terminal.logged())
}

/// A level, or parts of the program with one each. A word alone is a level: a misspelt one would be a part that is nowhere.
fn read(typed: &str) -> Option<Targets> {
    let is_word = |part: &str| part.starts_with(|first: char| first.is_ascii_alphabetic());
    let is_sound = |part: &str| is_word(part) && (part.contains('=') || LevelFilter::from_str(part).is_ok());
    if !typed.split(',').map(str::trim).all(is_sound) {
        return None;
    }
    // Blanks would be part of a name.
    Targets::from_str(&typed.replace(' ', "")).ok()
}

/// Writes to stderr as all else that is said there: without passwords.
struct Lines(Terminal);

impl io::Write for Lines {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.0.say(&String::from_utf8_lossy(line));
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_log_nothing_is_no_filter() {
        for typed in ["info", "off", "INFO,sqlx=warn", "migrate_core=debug, info"] {
            assert!(read(typed).is_some(), "{typed}");
        }
        for typed in ["", "inof", "migrate_core", "migrate_core=loud", "info,"] {
            assert!(read(typed).is_none(), "{typed}");
        }
    }
}
