//! Corners of enums.

use migrate_core::prelude::*;

use super::corner;
use crate::catalogue::{Group, rust};

pub(super) fn group() -> Group {
    let examples = vec![
        corner(
            "Corner: enums",
            rust!(|op| {
                op.create_enum("colour", ["red", "it's", "back\\slash", "🦀", "a,b"]);
                op.create_table("cars", |t| {
                    t.column("colour", Enum("colour")).default("back\\slash");
                });
                op.drop_table("cars");
                op.drop_enum("colour");
                op.create_enum("colour", ["red", "it's"]).if_not_exists();
                op.leave_enum("colour");
                op.create_enum("padded", ["a "]);
                op.create_enum("long", ["a".repeat(64).as_str()]);
                op.create_enum("longer", ["a".repeat(256).as_str()]);
            }),
        )
        .leaves_something(),
        corner(
            "Corner: values of enums",
            rust!(|op| {
                op.create_table("prices", |t| {
                    t.column("id", BigInt).primary_key();
                    t.column("first", Enum("currency")).unique().check("first <> 'USD'");
                    t.column("second", Enum("currency")).nullable().references("prices", "first");
                    t.column("others", Array(Enum("currency"))).default("{USD,EUR}");
                    t.index(["second"]).predicate("second = 'EUR'");
                    t.index(["others"]);
                });
                op.add_enum_value("currency", "GBP");
                op.add_enum_value("currency", "it's").before("USD");
                op.add_enum_value("currency", "AED").after("USD");
                op.rename_enum_value("currency", "USD", "dollar's");
                op.remove_enum_value("currency", "it's");
                op.remove_enum_value("currency", "AED").map_to("GBP");
                op.reorder_enum("currency", ["GBP", "EUR", "dollar's"]);
                op.rename_enum("currency", "coin");
            }),
        ),
        corner(
            "Corner: values of enums everywhere",
            rust!(|op| {
                op.create_table("prices", |t| {
                    t.column("id", BigInt).primary_key();
                    t.column("first", Enum("currency")).default("EUR").check("first <> 'USD'");
                    t.column("second", Enum("currency")).nullable();
                });
                op.add_enum_value("currency", "GBP");
                op.rename_enum_value("currency", "EUR", "euro");
                op.remove_enum_value("currency", "GBP").map_to("euro");
                op.reorder_enum("currency", ["euro", "USD"]);
                op.rename_enum("currency", "coin");
            }),
        ),
    ];
    Group { title: "Corners of enums", examples }
}
