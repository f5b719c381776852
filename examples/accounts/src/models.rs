//! The tables, for applications that refer to them: `references = accounts::User`.

use migrate_core::{SqlEnum, Table};

/// Somebody who may sign in.
#[derive(Clone, Debug, Table)]
pub struct User {
    /// The key.
    #[column(primary_key, identity)]
    pub id: i64,
    /// Where mail goes to.
    #[column(type = Varchar(254), unique)]
    pub email: String,
    /// What the user may do.
    #[column(default = UserRole::Member)]
    pub role: UserRole,
    /// Whom the user works with.
    #[column(references = Team, on_delete = SetNull)]
    pub team_id: Option<i64>,
    /// What the user is called.
    #[column(type = Varchar(120))]
    pub name: Option<String>,
}

/// What a user may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, SqlEnum)]
#[sql_enum(rename_all = "lowercase")]
pub enum UserRole {
    /// What everybody may.
    Member,
    /// Everything.
    Admin,
}

/// Users who work together.
#[derive(Clone, Debug, Table)]
pub struct Team {
    /// The key.
    #[column(primary_key, identity)]
    pub id: i64,
    /// What it is called.
    #[column(type = Varchar(80), unique)]
    pub name: String,
}
