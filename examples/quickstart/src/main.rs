//! The application, which migrates at its start.

use quickstart::migrations::Notes;
use sqlx::SqlitePool;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let pool = SqlitePool::connect("sqlite://notes.db?mode=rwc").await?;
    Notes.upgrade(&pool).await?;
    // From here on the schema is that of the head.
    sqlx::query("INSERT INTO notes (body) VALUES ('started')").execute(&pool).await?;
    Ok(())
}
