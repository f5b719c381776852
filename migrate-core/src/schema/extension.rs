//! Extensions of PostgreSQL.

use crate::name::Name;

/// An extension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension {
    /// The name.
    pub name: Name,
    /// The schema that its objects are in, where that is said.
    pub schema: Option<Name>,
    /// The version, where that is said.
    pub version: Option<String>,
}
