use migrate_core::prelude::*;

/// Merge of the branches `crm` and `checkout`.
#[revision(id = "fa8027c6b5d", down = ["74c2ae901b6", "6be19d47c03"])]
fn upgrade(_op: &mut Operations) {}
