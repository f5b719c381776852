//! Sequences.

use migrate_core::prelude::*;

use super::example::example;
use super::{Group, rust};

pub(super) fn group() -> Group {
    let examples = vec![
        example(
            "Create a sequence",
            rust!(|op| {
                op.create_sequence("numbers").start(1000).increment(10);
                op.create_table("invoices", |t| {
                    t.column("id", BigInt).identity().primary_key();
                    t.column("number", BigInt).default(next_value("numbers"));
                });
            }),
        ),
        example(
            "Create sequences of smaller numbers",
            rust!(|op| {
                op.on(Postgres, |op| {
                    op.create_sequence("numbers").integer();
                    op.create_sequence("digits").small_int().max(9);
                });
            }),
        )
        .about("As PostgreSQL's `serial` and `smallserial` have them."),
        example(
            "Create a sequence that goes with a column",
            rust!(|op| {
                op.create_sequence("numbers").owned_by("deals", "amount");
            }),
        ),
        example(
            "Create a sequence that goes down and begins again",
            rust!(|op| {
                op.create_sequence("countdown").start(7).increment(-2).min(-100).max(7).cache(5).cycle();
            }),
        ),
        example(
            "Change how a sequence goes",
            rust!(|op| {
                op.alter_sequence("numbers").start(2000).increment(2).min(3).max(9999).cache(10).cycle();
            }),
        )
        .before(rust!(|op| {
            op.create_sequence("numbers").start(1000);
        })),
        example(
            "Take a sequence's limits away",
            rust!(|op| {
                op.alter_sequence("numbers").no_min().no_max().no_cycle();
            }),
        )
        .before(rust!(|op| {
            op.create_sequence("numbers").start(10).min(5).max(1000).cycle();
        })),
        example(
            "Change whose a sequence is",
            rust!(|op| {
                op.alter_sequence("numbers").owned_by("deals", "amount");
                op.alter_sequence("numbers").owned_by_none();
            }),
        )
        .before(rust!(|op| {
            op.create_sequence("numbers");
        })),
        example("Rename a sequence", rust!(|op| op.rename_sequence("numbers", "numerals"))).before(rust!(
            |op| {
                op.create_sequence("numbers");
            }
        )),
        example("Drop a sequence", rust!(|op| op.drop_sequence("numbers"))).before(rust!(|op| {
            op.create_sequence("numbers");
        })),
        example(
            "Have a sequence begin again",
            rust!(|op| {
                op.restart_sequence("numbers").with(2000);
                op.restart_sequence("others");
            }),
        )
        .before(rust!(|op| {
            op.create_sequence("numbers").start(1000);
            op.create_sequence("others");
        }))
        .about("The downgrade leaves it where it is then."),
    ];
    Group { title: "Sequences", examples }
}
