//! What an id, a branch label and a chain's name may be.

use thiserror::Error;

/// The longest id, in characters.
pub const LONGEST_ID: usize = 128;

/// The longest chain name or branch label, in characters.
pub const LONGEST_NAME: usize = 64;

/// Words that stand for a place in the chain wherever an id may be typed.
pub const RESERVED: [&str; 4] = ["base", "current", "head", "heads"];

/// Why a text is no id, no branch label or no chain name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NameError {
    /// A character that is not allowed.
    #[error("{what} `{name}` holds {character:?}; use only {allowed}")]
    Character {
        /// What the text was to be.
        what: NameKind,
        /// The text.
        name: String,
        /// The first character that is not allowed.
        character: char,
        /// The characters that are.
        allowed: &'static str,
    },
    /// Nothing at all.
    #[error("{what} is empty; write {least} to {longest} characters of {allowed}")]
    Empty {
        /// What the text was to be.
        what: NameKind,
        /// The least number of characters.
        least: usize,
        /// The greatest number of characters.
        longest: usize,
        /// The characters that are allowed.
        allowed: &'static str,
    },
    /// More characters than fit.
    #[error("{what} is {length} characters long; {longest} are the most")]
    Length {
        /// What the text was to be.
        what: NameKind,
        /// How long it is.
        length: usize,
        /// How long it may be.
        longest: usize,
    },
    /// A word that means a place in the chain.
    #[error("{what} may not be `{name}`, which names a place in the chain; choose another")]
    Reserved {
        /// What the text was to be.
        what: NameKind,
        /// The word.
        name: String,
    },
}

/// What a text is checked to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    /// The label of a branch.
    Branch,
    /// The name of a chain in the ledger.
    Chain,
    /// The id of a revision.
    Id,
}

impl std::fmt::Display for NameKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Branch => "the label of a branch",
            Self::Chain => "the name of a chain",
            Self::Id => "the id of a revision",
        })
    }
}

/// Checks an id: `[A-Za-z0-9_.]{1,128}`, and no reserved word.
///
/// # Errors
///
/// Says what is wrong with the text.
pub fn check_id(id: &str) -> Result<(), NameError> {
    check(NameKind::Id, id)
}

/// Checks the label of a branch: `[A-Za-z0-9_.-]{1,64}`, and no reserved word.
///
/// # Errors
///
/// Says what is wrong with the text.
pub fn check_branch(label: &str) -> Result<(), NameError> {
    check(NameKind::Branch, label)
}

/// Checks the name of a chain: `[A-Za-z0-9_.-]{1,64}`.
///
/// # Errors
///
/// Says what is wrong with the text.
pub fn check_chain_name(name: &str) -> Result<(), NameError> {
    check(NameKind::Chain, name)
}

fn check(what: NameKind, name: &str) -> Result<(), NameError> {
    let (longest, dash, allowed) = match what {
        NameKind::Id => (LONGEST_ID, false, "the letters A to Z and a to z, digits, `_` and `.`"),
        NameKind::Branch | NameKind::Chain => {
            (LONGEST_NAME, true, "the letters A to Z and a to z, digits, `_`, `.` and `-`")
        }
    };
    if name.is_empty() {
        return Err(NameError::Empty { what, least: 1, longest, allowed });
    }
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.' || (dash && c == '-');
    if let Some(character) = name.chars().find(|c| !fits(*c)) {
        return Err(NameError::Character { what, name: name.to_owned(), character, allowed });
    }
    if name.len() > longest {
        return Err(NameError::Length { what, length: name.len(), longest });
    }
    if what != NameKind::Chain && RESERVED.contains(&name) {
        return Err(NameError::Reserved { what, name: name.to_owned() });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_1_to_128_of_their_characters() {
        for id in ["a", "2d970929c35", "v1.2_3", &"x".repeat(128)] {
            assert_eq!(check_id(id), Ok(()));
        }
        assert!(matches!(check_id(""), Err(NameError::Empty { .. })));
        assert!(matches!(check_id(&"x".repeat(129)), Err(NameError::Length { length: 129, .. })));
        assert!(matches!(check_id("a-b"), Err(NameError::Character { character: '-', .. })));
        assert!(matches!(check_id("é"), Err(NameError::Character { character: 'é', .. })));
    }

    #[test]
    fn words_for_places_are_no_ids_and_no_labels_but_may_name_a_chain() {
        for word in RESERVED {
            assert!(matches!(check_id(word), Err(NameError::Reserved { .. })));
            assert!(matches!(check_branch(word), Err(NameError::Reserved { .. })));
            assert_eq!(check_chain_name(word), Ok(()));
        }
        assert_eq!(check_id("Head"), Ok(()));
    }
}
