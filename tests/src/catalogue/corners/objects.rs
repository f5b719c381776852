//! Corners of views, code, sequences and schemas.

use migrate_core::prelude::*;

use super::corner;
use crate::catalogue::{Group, rust};

pub(super) fn group() -> Group {
    let examples = vec![
        corner(
            "Corner: sequences",
            rust!(|op| {
                op.create_sequence("numbers");
                op.create_sequence("down").start(7).increment(-2).min(-100).max(7).cache(5).cycle();
                op.alter_sequence("down").no_max().no_min().start(-3).no_cycle().cache(1);
                op.alter_sequence("numbers").increment(10).cycle();
                op.alter_sequence("numbers").no_cycle();
                op.alter_sequence("numbers").no_max();
                op.create_table("invoices", |t| {
                    t.column("id", BigInt).identity().primary_key();
                    t.column("number", Integer).default(next_value("numbers"));
                });
                op.alter_sequence("numbers").owned_by("invoices", "number");
                op.alter_sequence("numbers").owned_by_none();
                op.rename_sequence("numbers", "numerals");
                op.rename_sequence("down", "up");
                op.drop_sequence("up");
                op.create_sequence("pg_up").owned_by("deals", "id");
            }),
        ),
        corner(
            "Corner: functions",
            rust!(|op| {
                let typed = |text: &str| expr(text).on(MySql, "DECIMAL(10, 2)");
                op.create_function("net", [("price", typed("numeric")), ("rate", typed("numeric DEFAULT 0.19"))],
            expr("RETURNS numeric LANGUAGE sql AS $$ SELECT price / (1 + rate); $$; -- done")
                .on(MySql, "RETURNS DECIMAL(10, 2) DETERMINISTIC BEGIN IF rate = 0 THEN RETURN price; END IF; RETURN price / (1 + rate); END;"));
                op.replace_function(
                    "net",
                    [("price", typed("numeric")), ("rate", typed("numeric"))],
                    expr("RETURNS numeric LANGUAGE sql RETURN price")
                        .on(MySql, "RETURNS DECIMAL(10, 2) DETERMINISTIC RETURN price"),
                );
                op.create_function("net", [("price", typed("numeric"))],
            expr("RETURNS numeric LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 1 END; END")
                .on(MySql, "RETURNS INT RETURN 1; COMMIT"));
                op.create_function("unsound", (), "RETURNS int LANGUAGE sql RETURN 1; COMMIT");
                op.create_function("unended", (), "RETURNS int LANGUAGE sql AS $$ SELECT 1; $");
                op.drop_function("net", "numeric");
                op.drop_function("net", ["numeric", "numeric"]);
            }),
        ),
        corner(
            "Corner: triggers",
            rust!(|op| {
                let body = expr("FOR EACH ROW EXECUTE FUNCTION touch('a;b')")
            .on(MySql, "FOR EACH ROW BEGIN SET NEW.note = 'a;b'; SET NEW.code = CASE WHEN 1 THEN 'x' ELSE 'y' END; END")
            .on(Sqlite, "FOR EACH ROW BEGIN UPDATE deals SET note = 'a;b' WHERE id = NEW.id; SELECT CASE WHEN 1 THEN 2 END; END; -- end");
                op.create_trigger(
                    "touch",
                    "deals",
                    expr("BEFORE UPDATE -- often").on(Sqlite, "AFTER UPDATE"),
                    body.clone(),
                );
                op.create_trigger("touch", "people", "AFTER INSERT", body.clone());
                op.replace_trigger("touch", "deals", "AFTER INSERT", body);
                op.create_trigger("unsound", "deals", "AFTER INSERT", "BEGIN SELECT 1; END; COMMIT");
                op.create_view("open", "SELECT 1 AS id");
                op.create_trigger(
                    "into_open",
                    "open",
                    "INSTEAD OF INSERT",
                    expr("FOR EACH ROW EXECUTE FUNCTION f()").on(Sqlite, "BEGIN SELECT 1; END"),
                );
                op.replace_view("open", "SELECT 2 AS id");
                op.without_views(["open"], |_| {});
                op.rename_view("open", "opened");
                op.drop_trigger("into_open", "opened");
                op.drop_trigger("touch", "deals");
            }),
        ),
        corner(
            "Corner: extensions",
            rust!(|op| {
                op.create_extension("citext");
                op.create_extension("pg_trgm").if_not_exists().schema("public").version("1.6");
                op.drop_extension("citext");
                op.leave_extension("pg_trgm");
            }),
        )
        .leaves_something(),
        corner(
            "Corner: views",
            rust!(|op| {
                op.create_view(
                    "open",
                    expr("SELECT id, note FROM deals WHERE closed IS NULL -- not yet")
                        .on(MySql, "SELECT `id`, `note` FROM `deals` WHERE `closed` IS NULL"),
                );
                op.create_view("noted", "SELECT * FROM open WHERE note <> 'it''s'");
                op.create_view("later", "SELECT note FROM noted");
                op.replace_view("open", "SELECT id, note, price FROM deals");
                op.without_views(["open", "noted", "later"], |op| {
                    op.rename_column("deals", "closed", "shut");
                });
                op.rename_view("later", "ever");
                op.replace_view("ever", "SELECT 1; DROP TABLE deals");
                op.drop_view("ever");
                op.drop_view("noted");
            }),
        ),
        corner(
            "Corner: views with names that do not do",
            rust!(|op| {
                op.create_view("pg_views", "SELECT 1");
                op.create_view("currency", "SELECT 1");
                op.create_view("Deals", "SELECT 1");
                op.create_view("sqlite_views", "SELECT 1");
                op.create_view(("public", "views"), "SELECT 1");
                op.create_view("views", "(SELECT 1");
                op.create_view("blank ", "SELECT 1");
            }),
        ),
        corner(
            "Corner: tables in schemas",
            rust!(|op| {
                op.create_schema("billing").if_not_exists();
                op.create_schema("empty");
                op.drop_schema("empty");
                op.create_enum(("billing", "json"), ["a", "b"]);
                op.create_table(("billing", "invoices"), |t| {
                    t.column("id", BigInt).identity().primary_key();
                    t.column("deal_id", BigInt).references("deals", "id");
                    t.column("kind", Enum(("billing", "json"))).default("a");
                    t.column("kinds", Array(Enum(("billing", "json")))).nullable();
                    t.index(["deal_id"]);
                });
                op.add_foreign_key("people", ["id"], ("billing", "invoices"), ["id"]);
                op.create_index(("billing", "invoices"), ["kind"]);
                op.rename_column(("billing", "invoices"), "kinds", "sorts");
                op.drop_column(("billing", "invoices"), "kind").cascade();
                op.drop_constraint(("billing", "invoices"), "fk_invoices_deal_id");
                op.insert(("billing", "invoices"), ["id", "deal_id"], [(7, 1)]);
                op.drop_index(("billing", "invoices"), "ix_invoices_deal_id");
                op.rename_table(("billing", "invoices"), "bills");
                op.move_table(("billing", "bills"), None);
                op.move_table("bills", "billing");
                op.drop_constraint("people", "fk_people_id");
                op.drop_table(("billing", "bills"));
                op.drop_enum(("billing", "json"));
                op.leave_schema("billing");
            }),
        )
        .leaves_something(),
    ];
    Group { title: "Corners of views, code, sequences and schemas", examples }
}
