//! The schema of the chain at any revision, without a database.

use migrate_core::name::QualifiedName;
use migrate_core::prelude::*;
use shop::Shop;

#[test]
fn the_schema_is_known_at_any_revision() -> Result<(), migrate_core::Error> {
    let table = QualifiedName::from("offers");
    for dialect in Dialect::ALL {
        assert!(Shop.schema("base", dialect)?.tables().next().is_none());
        assert!(Shop.schema("1d90e47ab35", dialect)?.table(&table).is_none());
        let head = Shop.schema("head", dialect)?;
        let offers = head.table(&table).map(|table| table.columns.len());
        assert!(offers.is_some_and(|columns| columns > 3), "{offers:?}");
        assert!(head.tables().count() >= 12);
    }
    let error = Shop.schema("2d970929c36", Sqlite).map(|_| ());
    assert!(error.is_err_and(|error| error.to_string().contains("did you mean `2d970929c35`?")));
    Ok(())
}
