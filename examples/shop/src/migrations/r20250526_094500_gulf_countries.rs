use migrate_core::prelude::*;

/// We sell in the Gulf, and call abroad.
#[revision(id = "a90b34de71c", down = "3e5d6a90f28")]
fn upgrade(op: &mut Operations) {
    op.add_column("countries", "calling_code", Varchar(6)).nullable();
    let countries = op.prefixed("countries");
    op.sql(format!(
        "UPDATE {countries} SET calling_code = CASE code
             WHEN 'CI' THEN '+225' WHEN 'DE' THEN '+49' WHEN 'FR' THEN '+33'
             WHEN 'GB' THEN '+44' WHEN 'US' THEN '+1' END",
    ))
    .reverse(format!("UPDATE {countries} SET calling_code = NULL"));
    op.insert(
        "currencies",
        ["code", "name", "minor_units"],
        [("AED", "UAE dirham", 2), ("KWD", "Kuwaiti dinar", 3)],
    );
    op.insert(
        "countries",
        ["code", "name", "currency_code", "calling_code"],
        [("AE", "United Arab Emirates", "AED", "+971"), ("KW", "Kuwait", "KWD", "+965")],
    );
}
