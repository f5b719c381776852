//! Enum types.

use crate::name::QualifiedName;

/// An enum type: a name and its values in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnumType {
    /// The name.
    pub name: QualifiedName,
    /// The values, in their order.
    pub values: Vec<String>,
}
