use migrate_core::prelude::*;

/// Every offer ends some day, and an activity is due at a time and not on a day.
#[revision(id = "c3957e08d1b", down = "a6d02b7c4f8")]
fn upgrade(op: &mut Operations) {
    op.alter_column("offers", "valid_until", |c| c.not_null().fill("2025-12-31"));
    op.alter_column("activities", "due_on", |c| {
        c.set_type(TimestampTz)
            .using(
                expr("due_on::timestamp AT TIME ZONE 'UTC'")
                    .on(Sqlite, "due_on || ' 00:00:00+00:00'")
                    .on(MySql, "CAST(due_on AS DATETIME(6))"),
            )
            .reverse_using(
                expr("(due_on AT TIME ZONE 'UTC')::date")
                    .on(Sqlite, "date(due_on)")
                    .on(MySql, "DATE(due_on)"),
            );
    });
}
