//! The smallest application with a chain of revisions.

pub mod migrations;

#[cfg(test)]
mod tests {
    use sqlx::SqlitePool;

    // The database is the test's own, at the head of the chain, and gone when the test passes.
    #[migrate_core::test(crate::migrations::Notes)]
    async fn a_note_is_kept(pool: SqlitePool) -> Result<(), sqlx::Error> {
        sqlx::query("INSERT INTO notes (body) VALUES ('buy milk')").execute(&pool).await?;
        let body: String = sqlx::query_scalar("SELECT body FROM notes").fetch_one(&pool).await?;
        assert_eq!(body, "buy milk");
        Ok(())
    }
}
