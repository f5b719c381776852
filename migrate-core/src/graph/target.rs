//! Targets, as users type them.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// Where to go in a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Before the first revision.
    Base,
    /// The one head.
    Head,
    /// All heads.
    Heads,
    /// A revision, by its id or by a start of it that no other has.
    Id(String),
    /// So many revisions on from what is applied, or back where negative. Never 0.
    Relative(i32),
}

/// A target that is none.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{text}` is no target: write `head`, `heads`, `base`, an id, the start of an id, `+N` or `-N`")]
pub struct TargetError {
    /// What was typed.
    pub text: String,
}

impl FromStr for Target {
    type Err = TargetError;

    fn from_str(text: &str) -> Result<Self, TargetError> {
        let error = || TargetError { text: text.to_owned() };
        match text {
            "base" => Ok(Self::Base),
            "head" => Ok(Self::Head),
            "heads" => Ok(Self::Heads),
            _ if text.starts_with(['+', '-']) => match text.parse::<i32>() {
                Ok(steps) if steps != 0 => Ok(Self::Relative(steps)),
                Ok(_) | Err(_) => Err(error()),
            },
            _ => {
                let is_id = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.';
                let length = 1..=128;
                if length.contains(&text.len()) && text.bytes().all(is_id) {
                    Ok(Self::Id(text.to_owned()))
                } else {
                    Err(error())
                }
            }
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Base => f.write_str("base"),
            Self::Head => f.write_str("head"),
            Self::Heads => f.write_str("heads"),
            Self::Id(id) => f.write_str(id),
            Self::Relative(steps) => write!(f, "{steps:+}"),
        }
    }
}

/// What a run is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    /// To undo revisions until the target is the last one applied.
    Downgrade(Target),
    /// To apply the target and all before it.
    Upgrade(Target),
}
