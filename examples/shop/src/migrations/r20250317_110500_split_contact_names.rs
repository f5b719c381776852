use migrate_core::prelude::*;
use sqlx::AssertSqlSafe;

/// First and last names of contacts apart.
#[revision(id = "93fa6c41d0e", down = "5c7720d9e1fa")]
fn upgrade(op: &mut Operations) {
    op.add_column("contacts", "first_name", Varchar(80)).default("");
    op.add_column("contacts", "last_name", Varchar(80)).default("");
    let contacts = op.prefixed("contacts");
    let of = |sql| named(sql, &contacts);
    op.data_step("split full names", split)
        .reverse(join)
        .offline_sql(expr(&of(SPLIT)).on(Postgres, &of(SPLIT_POSTGRES)).on(MySql, &of(SPLIT_MYSQL)))
        .offline_reverse_sql(of(JOIN));
    op.drop_column("contacts", "full_name");
}

const JOIN: &str = "UPDATE contacts SET full_name = TRIM(first_name || ' ' || last_name)";

// What `split` does, for scripts (`upgrade --sql`), as far as there are only single blanks in a name.
const SPLIT: &str = "
    UPDATE contacts SET last_name = replace(trim(full_name), rtrim(trim(full_name), replace(trim(full_name), ' ', '')), '')
        WHERE trim(full_name) LIKE '% %';
    UPDATE contacts SET first_name = trim(substr(trim(full_name), 1, length(trim(full_name)) - length(last_name)))";
const SPLIT_POSTGRES: &str = "
    UPDATE contacts SET last_name = substring(trim(full_name) from '[^ ]*$') WHERE trim(full_name) LIKE '% %';
    UPDATE contacts SET first_name = trim(left(trim(full_name), length(trim(full_name)) - length(last_name)))";
const SPLIT_MYSQL: &str = "
    UPDATE contacts SET last_name = SUBSTRING_INDEX(TRIM(full_name), ' ', -1) WHERE TRIM(full_name) LIKE '% %';
    UPDATE contacts SET first_name =
        TRIM(LEFT(TRIM(full_name), CHAR_LENGTH(TRIM(full_name)) - CHAR_LENGTH(last_name)))";

/// The SQL with the table's name as the database has it.
fn named(sql: &str, contacts: &str) -> String {
    sql.replace("contacts", contacts)
}

async fn split(connection: &mut Connection) -> Result<(), DataError> {
    let names = format!("SELECT id, full_name FROM {}", connection.prefixed("contacts"));
    for row in connection.fetch_all(&names).await? {
        let (id, name): (i64, String) = (row.get("id")?, row.get("full_name")?);
        let (first, last) = parts(&name);
        write(connection, id, first, last).await?;
    }
    Ok(())
}

async fn join(connection: &mut Connection) -> Result<(), DataError> {
    let join = named(JOIN, &connection.prefixed("contacts"));
    connection.execute(&join).await?;
    Ok(())
}

/// Everything before the last blank is the first name; a single name is one, too.
fn parts(name: &str) -> (&str, &str) {
    let name = name.trim();
    name.rsplit_once(' ').map_or((name, ""), |(first, last)| (first.trim_end(), last))
}

/// Names come from people, so they are bound, never pasted into the SQL.
async fn write(connection: &mut Connection, id: i64, first: &str, last: &str) -> Result<(), DataError> {
    let contacts = connection.prefixed("contacts");
    let update = AssertSqlSafe(format!("UPDATE {contacts} SET first_name = ?, last_name = ? WHERE id = ?"));
    if let Some(mysql) = connection.as_mysql() {
        sqlx::query(update).bind(first).bind(last).bind(id).execute(mysql).await?;
    } else if let Some(sqlite) = connection.as_sqlite() {
        sqlx::query(update).bind(first).bind(last).bind(id).execute(sqlite).await?;
    } else if let Some(postgres) = connection.as_postgres() {
        let update = format!("UPDATE {contacts} SET first_name = $1, last_name = $2 WHERE id = $3");
        sqlx::query(AssertSqlSafe(update)).bind(first).bind(last).bind(id).execute(postgres).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn the_last_word_is_the_last_name() {
        assert_eq!(parts("Ada Lovelace"), ("Ada", "Lovelace"));
        assert_eq!(parts(" Mary Ann Evans "), ("Mary Ann", "Evans"));
        assert_eq!(parts("Plato"), ("Plato", ""));
        assert_eq!(parts(""), ("", ""));
    }
}
