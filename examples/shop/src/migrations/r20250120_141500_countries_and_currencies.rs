use migrate_core::prelude::*;

/// Countries and currencies that we sell in.
///
/// Both come with their rows: the application relies on them, so they belong to the schema.
#[revision(id = "1d90e47ab35", down = "8f3a1c20b7d4")]
fn upgrade(op: &mut Operations) {
    op.create_table("currencies", |t| {
        t.column("code", Char(3)).primary_key();
        t.column("name", Varchar(60));
        t.column("minor_units", SmallInt).default(2);
    });
    op.create_table("countries", |t| {
        t.column("code", Char(2)).primary_key();
        t.column("name", Varchar(80)).unique();
        t.column("currency_code", Char(3)).references("currencies", "code").on_delete(Restrict);
        t.index("currency_code");
    });
    op.insert(
        "currencies",
        ["code", "name", "minor_units"],
        [("USD", "US dollar", 2), ("EUR", "Euro", 2), ("GBP", "Pound sterling", 2)],
    );
    op.insert(
        "countries",
        ["code", "name", "currency_code"],
        [
            ("CI", "Côte d'Ivoire", "EUR"),
            ("DE", "Germany", "EUR"),
            ("FR", "France", "EUR"),
            ("GB", "United Kingdom", "GBP"),
            ("US", "United States", "USD"),
        ],
    );
}
