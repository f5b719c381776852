pub(crate) const ALL: &migrate_tests::written::Functions = &[];
