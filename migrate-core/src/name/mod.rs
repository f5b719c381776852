//! Names of tables, columns, constraints and the like.

mod prefix;
mod qualified;

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub(crate) use prefix::Others;
pub use prefix::{IllPrefix, Prefix};
pub use qualified::QualifiedName;

/// The longest derived name, in bytes: what PostgreSQL keeps of an identifier (manual 15, section 4.1.1).
pub const DERIVED_NAME_BYTES: usize = 63;

/// A name of something in a database, compared as bytes.
///
/// A `Name` holds what the author wrote. Whether a dialect can have it (its length, its characters)
/// is said when an operation is replayed or lowered, at the operation's site.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Name(Arc<str>);

impl Name {
    /// The name as it was written, without quotes.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Derives a name by the naming convention: `prefix_table_column_…`, the same on every dialect and in every schema.
    ///
    /// A name over [`DERIVED_NAME_BYTES`] is cut at a character and ends in eight hexadecimal digits of
    /// the whole one's SHA-256, so that two long names stay two.
    pub fn derive<'a>(
        prefix: &str,
        table: &impl AsRef<Name>,
        parts: impl IntoIterator<Item = &'a Name>,
    ) -> Self {
        let table = table.as_ref().as_str();
        let mut whole = String::with_capacity(DERIVED_NAME_BYTES);
        whole.push_str(prefix);
        whole.push('_');
        whole.push_str(table);
        for part in parts {
            whole.push('_');
            whole.push_str(part.as_str());
        }
        Self::cut(whole)
    }

    /// A derived name, cut where it is too long.
    fn cut(mut whole: String) -> Self {
        if whole.len() <= DERIVED_NAME_BYTES {
            return Self(whole.into());
        }
        let digest = Sha256::digest(whole.as_bytes());
        let mut keep = DERIVED_NAME_BYTES - 9;
        while !whole.is_char_boundary(keep) {
            keep -= 1;
        }
        whole.truncate(keep);
        whole.push('_');
        whole.push_str(&hex(&digest[..4]));
        Self(whole.into())
    }

    /// The name of `candidates` that `self` is most likely a slip of, if one is near enough.
    pub fn nearest<'a>(&self, candidates: impl IntoIterator<Item = &'a Name>) -> Option<Name> {
        let fold = |text: &str| text.to_lowercase();
        let wanted = fold(self.as_str());
        candidates
            .into_iter()
            .map(|candidate| (strsim::osa_distance(&wanted, &fold(candidate.as_str())), candidate))
            .filter(|(distance, candidate)| {
                let shorter = candidate.as_str().chars().count().min(wanted.chars().count());
                *distance <= ((shorter + 1) / 3).min(3)
            })
            .min()
            .map(|(_, candidate)| candidate.clone())
    }
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble)]);
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        text.push(digit(byte >> 4));
        text.push(digit(byte & 15));
    }
    text
}

impl From<&str> for Name {
    fn from(name: &str) -> Self {
        Self(name.into())
    }
}

impl From<String> for Name {
    fn from(name: String) -> Self {
        Self(name.into())
    }
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        name.as_str().to_owned()
    }
}

impl From<&Name> for Name {
    fn from(name: &Name) -> Self {
        name.clone()
    }
}

impl AsRef<Name> for Name {
    fn as_ref(&self) -> &Name {
        self
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derived_names_keep_to_63_bytes_and_stay_apart() {
        let table = Name::from("a".repeat(60).as_str());
        let one = Name::derive("ix", &table, [&Name::from("first")]);
        let two = Name::derive("ix", &table, [&Name::from("second")]);
        assert_eq!(one.as_str().len(), 63);
        assert_ne!(one, two);
        assert_eq!(Name::derive("ix", &Name::from("t"), [&Name::from("c")]).as_str(), "ix_t_c");
    }

    #[test]
    fn derived_names_are_cut_at_a_character() {
        let table = Name::from("é".repeat(40).as_str());
        let name = Name::derive("ck", &table, []);
        assert!(name.as_str().len() <= 63, "{name}");
    }

    #[test]
    fn nearest_finds_a_slip_and_nothing_far() {
        let names = ["deals", "offers"].map(Name::from);
        assert_eq!(Name::from("deal").nearest(&names), Some("deals".into()));
        assert_eq!(Name::from("Offers").nearest(&names), Some("offers".into()));
        assert_eq!(Name::from("customers").nearest(&names), None);
    }
}
