use migrate_core::prelude::*;

/// Tenants, the first by the run's tag.
#[revision(id = "1a")]
fn upgrade(op: &mut Operations) {
    op.create_table("tenants", |t| {
        t.column("name", Varchar(40)).primary_key();
    });
    op.data_step("first tenant", first_tenant).reverse(last_tenant);
}

async fn first_tenant(connection: &mut Connection) -> Result<(), DataError> {
    let tag = connection.tag().ok_or("say which tenant is the first: --tag NAME")?.replace('\'', "''");
    connection.execute(&format!("INSERT INTO tenants (name) VALUES ('{tag}')")).await?;
    Ok(())
}

async fn last_tenant(connection: &mut Connection) -> Result<(), DataError> {
    let rows = connection.fetch_all("SELECT name FROM tenants").await?;
    let name = rows.first().map(|row| row.get::<String>("name")).transpose()?;
    if name.as_deref() == connection.tag() { Ok(()) } else { Err("another tenant is the last".into()) }
}
