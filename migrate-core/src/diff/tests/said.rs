//! What is said of a difference.

use super::*;

#[test]
fn equals_differ_in_nothing() {
    let make = |op: &mut Operations| {
        op.create_enum("currency", ["EUR", "USD"]);
        op.create_table("people", |t| {
            t.column("id", BigInt).identity().primary_key();
            t.column("name", Varchar(40)).unique();
        });
        op.create_table("deals", |t| {
            t.column("id", BigInt).identity().primary_key();
            t.column("person_id", BigInt).references("people", "id").on_delete(Cascade);
            t.column("currency", Enum("currency")).default("EUR");
            t.index(["currency"]);
        });
    };
    let diff = diff(&schema_of(make), &schema_of(make), &Comparison::default()).unwrap();
    assert_eq!(diff, Diff::default());
}
