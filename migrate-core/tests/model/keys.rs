//! Keys of models, and what they reference.

use migrate_core::Table;
use migrate_core::prelude::*;

use crate::assert_same;

#[derive(Table)]
#[expect(dead_code, reason = "no row is read")]
struct Person {
    #[column(primary_key, identity)]
    id: i64,
    #[column(unique, type = Varchar(80))]
    email: String,
    #[column(references = Self, on_delete = SetNull)]
    boss: Option<i64>,
    #[column(references = Self::email, deferrable, key_name = "fk_mentor")]
    #[column(type = Varchar(80))]
    mentor: String,
}

#[derive(Table)]
#[table(name = "orders", primary_key(shop, number, name = "orders_key"))]
#[expect(dead_code, reason = "no row is read")]
struct Order {
    number: i32,
    #[column(name = "shop_id")]
    shop: i64,
    #[column(references = Person, on_delete = Restrict, on_update = Cascade, initially_deferred)]
    person_id: i64,
    #[column(references(Person), references("legacy", "id"), key_name = "fk_legacy")]
    #[column(references(("crm", "leads_of_old"), "id"), on_delete = Cascade, key_name = "fk_old")]
    everywhere: i64,
}

#[derive(Table)]
#[table(foreign_key(shop_id, order_number, references = Order, on_delete = Cascade))]
#[table(foreign_key(order_number, shop_id, references = Order(number, shop), name = "fk_again"))]
#[table(foreign_key(other, shop_id, references("elsewhere", "a", "b"), deferrable))]
#[expect(dead_code, reason = "no row is read")]
struct Line {
    #[column(primary_key)]
    shop_id: i64,
    #[column(primary_key)]
    order_number: i32,
    #[column(references(Person, email), type = Varchar(80))]
    by: String,
    other: i64,
}

#[test]
fn a_column_references_a_model() {
    assert_same("persons", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("email", Varchar(80)).unique();
        t.column("boss", BigInt).references("persons", "id").on_delete(SetNull).nullable();
        t.column("mentor", Varchar(80)).references("persons", "email").deferrable().key_name("fk_mentor");
    });
    assert_same("orders", |t| {
        t.column("number", Integer);
        t.column("shop_id", BigInt);
        t.column("person_id", BigInt)
            .references("persons", "id")
            .on_delete(Restrict)
            .on_update(Cascade)
            .initially_deferred();
        t.column("everywhere", BigInt)
            .references("persons", "id")
            .references("legacy", "id")
            .key_name("fk_legacy")
            .references(("crm", "leads_of_old"), "id")
            .on_delete(Cascade)
            .key_name("fk_old");
        t.primary_key(["shop_id", "number"]).name("orders_key");
    });
}

#[test]
fn columns_together_reference_a_model() {
    assert_same("lines", |t| {
        t.column("shop_id", BigInt).primary_key();
        t.column("order_number", Integer).primary_key();
        t.column("by", Varchar(80)).references("persons", "email");
        t.column("other", BigInt);
        t.foreign_key(["shop_id", "order_number"], "orders", ["shop_id", "number"]).on_delete(Cascade);
        t.foreign_key(["order_number", "shop_id"], "orders", ["number", "shop_id"]).name("fk_again");
        t.foreign_key(["other", "shop_id"], "elsewhere", ["a", "b"]).deferrable();
    });
}
