//! Enum types.

use crate::name::Name;

/// An enum type: a name and its values in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnumType {
    /// The name.
    pub name: Name,
    /// The values, in their order.
    pub values: Vec<String>,
}
