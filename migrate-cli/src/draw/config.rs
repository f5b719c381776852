//! The configuration that holds, in the form of a file.

use std::fmt::Write as _;

use crate::command::config::Setting;
use crate::config::{Key, Settings, Sourced, Value};
use crate::url::mask;

/// Each key with its value and who said it, and the prefixes of single chains; these are the chains of the program. What stands there can be written into a file as it is.
pub(crate) fn config(settings: &Settings, all: &[Setting], known: &[&str]) -> String {
    let mut text = String::new();
    match settings.environment() {
        None => text.push_str("# environment: none\n"),
        Some(Sourced { value, source }) => {
            let _ = writeln!(text, "# environment: {value}, by {source}");
        }
    }
    let files = settings.files().iter().map(|file| file.display().to_string()).collect::<Vec<_>>();
    let files = if files.is_empty() { "none".to_owned() } else { files.join(", ") };
    let _ = writeln!(text, "# files: {files}\n");
    let lines = all.iter().map(|(key, held)| match held {
        Err(_) => (format!("# {}", key.name()), "cannot be read".to_owned()),
        Ok(None) => (format!("# {}", key.name()), "is not set".to_owned()),
        Ok(Some(Sourced { value, source })) => {
            (format!("{} = {}", key.name(), mask(&value.to_string())), format!("# {source}"))
        }
    });
    let lines = lines.collect::<Vec<_>>();
    let is_said = |(line, _): &&(String, String)| !line.starts_with('#');
    let width = lines.iter().filter(is_said).map(|(line, _)| line.chars().count()).max().unwrap_or_default();
    for (line, remark) in &lines {
        let width = if line.starts_with('#') { 0 } else { width + 1 };
        let _ = writeln!(text, "{line:width$} {remark}");
    }
    for (chain, held) in settings.chain_prefixes() {
        let (line, remark) = match held {
            Err(_) => (format!("# {}", Key::Prefix.name()), "cannot be read".to_owned()),
            Ok(Sourced { value, source }) => {
                (format!("{} = {}", Key::Prefix.name(), Value::Text(value)), format!("# {source}"))
            }
        };
        let other = if known.contains(&chain) { "" } else { "  # this program has no such chain" };
        let _ = writeln!(text, "\n[chain.{chain}]{other}\n{line:width$}  {remark}");
    }
    text
}
