//! The tables of the helpdesk. Those of users and teams are another crate's, and so are their models.

use accounts::{Team, User, UserRole};
use migrate_core::Table;

/// What somebody needs help with.
#[derive(Clone, Debug, Table)]
pub struct Ticket {
    /// The key.
    #[column(primary_key, identity)]
    pub id: i64,
    /// Who needs it.
    #[column(references = User, on_delete = Restrict, index)]
    pub reporter_id: i64,
    /// What the reporter was then.
    #[column(default = UserRole::Member)]
    pub asked_as: UserRole,
    /// What it is about.
    #[column(type = Varchar(200))]
    pub subject: String,
}

/// The tickets of a team.
#[derive(Clone, Debug, Table)]
pub struct Queue {
    /// The team.
    #[column(primary_key, references = Team, on_delete = Cascade)]
    pub team_id: i64,
    /// Until when somebody looks at them.
    #[column(type = Time)]
    pub open_until: Option<String>,
}
