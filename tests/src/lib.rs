//! What the workspace promises, shown.
