//! One chain as three programs have it: the one that went ahead, another branch, and one from whose middle a revision was
//! deleted. Together they leave a database with revisions that a program does not have.

pub(crate) mod ahead;
pub(crate) mod behind;
pub(crate) mod mended;

use migrate_core::prelude::*;

fn accounts(op: &mut Operations) {
    op.create_table("accounts", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("name", Varchar(100));
        t.column("email", Varchar(100)).nullable();
        t.check("name <> ''").name("ck_named");
    });
}

fn prices(op: &mut Operations) {
    op.create_table("prices", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("account_id", BigInt).references("accounts", "id").on_delete(Cascade);
        t.column("amount", Integer).default(0);
    });
    op.create_index("prices", ["amount"]);
    op.alter_column("accounts", "email", |c| {
        c.not_null().fill("?");
    });
}

fn stages(op: &mut Operations) {
    op.add_column("accounts", "stage", Varchar(20)).default("new");
    op.drop_constraint("accounts", "ck_named");
    op.sql("UPDATE accounts SET stage = 'old' WHERE id = 1")
        .reverse("UPDATE accounts SET name = 'Ann''s; again' WHERE id = 1 -- for good");
}
