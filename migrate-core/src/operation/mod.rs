//! Operations: what a revision does, as data.

/// Records what a revision does. The argument of every revision function.
#[derive(Debug, Default)]
pub struct Operations {}
