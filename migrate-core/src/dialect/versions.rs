//! What a server is too old for, or is another product than, told before anything runs.

use std::fmt;

use super::{LowerError, Shell, Unsupported, mysql};
use crate::name::QualifiedName;
use crate::operation::Operation;
use crate::schema::{
    Column, Constraint, Direction, ForeignKey, Generated, Index, Nulls, Storage, Table, Unique,
};
use crate::script::Script;

/// Who made a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Product {
    MariaDb,
    MySql,
    Postgres,
}

/// A server's product and version: of PostgreSQL major and minor, of the others three numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Server {
    product: Product,
    version: (u32, u32, u32),
}

/// A version that has all that its product ever had.
const NEWEST: (u32, u32, u32) = (u32::MAX, 0, 0);

impl Server {
    /// The server that a shell is for, by what is said of its version: `15`, `15.4`, `10.11.6`. Nothing where that is none.
    pub fn read(shell: Shell, text: &str) -> Option<Self> {
        let product = match shell {
            Shell::MariaDb => Product::MariaDb,
            Shell::MySql => Product::MySql,
            Shell::Psql => Product::Postgres,
            Shell::Sqlite3 => return None,
        };
        let mut numbers = text.split('.').map(str::parse);
        let mut next = || numbers.next().transpose().ok();
        let version = (next()??, next()?.unwrap_or(0), next()?.unwrap_or(0));
        (text.split('.').count() <= 3).then_some(Self { product, version })
    }

    /// What a script is for where nothing is said of the server, as far as products differ: the newest MySQL.
    pub(crate) fn newest(shell: Shell) -> Option<Self> {
        match shell {
            Shell::MySql => Some(Self { product: Product::MySql, version: NEWEST }),
            Shell::MariaDb | Shell::Psql | Shell::Sqlite3 => None,
        }
    }

    /// Whether it is MySQL itself.
    pub(crate) fn is_mysql(self) -> bool {
        self.product == Product::MySql
    }

    /// PostgreSQL, by its `server_version_num`: 150004 for 15.4.
    pub(crate) fn postgres(number: u32) -> Self {
        Self { product: Product::Postgres, version: (number / 10_000, number % 10_000, 0) }
    }

    /// MySQL or MariaDB, by what `VERSION()` says: `8.0.36-0ubuntu0`, `10.11.6-MariaDB-0+deb12u1`.
    pub(crate) fn mysql(text: &str) -> Option<Self> {
        let product = if text.contains("MariaDB") { Product::MariaDb } else { Product::MySql };
        let text = text.split(|character: char| character != '.' && !character.is_ascii_digit()).next()?;
        let mut numbers = text.split('.').map(|number| number.parse().ok());
        let mut next = || numbers.next().flatten();
        Some(Self { product, version: (next()?, next()?, next().unwrap_or(0)) })
    }
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (major, minor, patch) = self.version;
        match self.product {
            Product::MySql if self.version == NEWEST => f.write_str("MySQL"),
            Product::MariaDb => write!(f, "MariaDB {major}.{minor}.{patch}"),
            Product::MySql => write!(f, "MySQL {major}.{minor}.{patch}"),
            Product::Postgres => write!(f, "PostgreSQL {major}.{minor}"),
        }
    }
}

/// Something that not every version of a dialect's servers has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Feature {
    /// A constraint that checks a condition.
    Check,
    /// An index that is sorted downwards in a column.
    DescendingIndex,
    /// A foreign key of columns that reference themselves.
    KeyToItself,
    /// NULLs that are equal to each other.
    NullsNotDistinct,
    /// A function or a trigger in the place of another.
    ReplacedCode,
    /// A sequence by itself.
    Sequence,
    /// A foreign key that sets some of its columns.
    SetColumns,
    /// A generated column that is computed when it is read.
    VirtualColumn,
}

/// Since when a product has something.
enum Since {
    Always,
    Never,
    /// The first version that has it, and where that is said.
    Version((u32, u32, u32)),
}

impl Feature {
    /// Since when: the PostgreSQL release notes of 15 and 18, the MariaDB knowledge base (`CREATE INDEX`), the MySQL 8.0
    /// manual (13.1.15, 13.1.20.6). What PostgreSQL, MariaDB and MySQL never had is refused where it is lowered.
    fn since(self, product: Product) -> Since {
        match (self, product) {
            (Self::NullsNotDistinct | Self::SetColumns, Product::Postgres) => Since::Version((15, 0, 0)),
            (Self::VirtualColumn, Product::Postgres) => Since::Version((18, 0, 0)),
            // Older ones read it and do nothing about it.
            (Self::DescendingIndex, Product::MariaDb) => Since::Version((10, 8, 0)),
            (Self::DescendingIndex, Product::MySql) => Since::Version((8, 0, 0)),
            (Self::Check, Product::MariaDb) => Since::Version((10, 2, 1)),
            (Self::Check, Product::MySql) => Since::Version((8, 0, 16)),
            (Self::Sequence, Product::MariaDb) => Since::Version((10, 3, 0)),
            // Neither finds an index for it (errors 1822 and 150, tried on MySQL 8.0.28 and MariaDB 10.6.7).
            (Self::KeyToItself, Product::MariaDb) => Since::Version((10, 11, 0)),
            (Self::KeyToItself | Self::ReplacedCode | Self::Sequence, Product::MySql) => Since::Never,
            (Self::ReplacedCode, Product::MariaDb)
            | (
                Self::Check | Self::DescendingIndex | Self::KeyToItself | Self::ReplacedCode | Self::Sequence,
                Product::Postgres,
            )
            | (
                Self::NullsNotDistinct | Self::SetColumns | Self::VirtualColumn,
                Product::MariaDb | Product::MySql,
            ) => Since::Always,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Check => "checks",
            Self::DescendingIndex => "descending indexes",
            Self::KeyToItself => "foreign keys of columns to themselves",
            Self::NullsNotDistinct => "NULLS NOT DISTINCT",
            Self::ReplacedCode => "statements that replace functions and triggers",
            Self::Sequence => "sequences",
            Self::SetColumns => "foreign keys that set some of their columns",
            Self::VirtualColumn => "generated columns that are computed when they are read",
        }
    }

    fn help(self) -> &'static str {
        match self {
            Self::Check => "leave the check out there with `op.on(…)`, or update the server",
            Self::DescendingIndex => {
                "leave `desc` out: an index is read in both directions; or update the server"
            }
            Self::KeyToItself => "leave it out, since every row fulfils it",
            Self::NullsNotDistinct => {
                "make a unique index of an expression that has a value for NULL, or update the server"
            }
            Self::ReplacedCode => {
                "drop it, and create it again as it shall be: `op.drop_function(…)`, `op.create_function(…)`"
            }
            Self::Sequence => {
                "give the column `.identity()`, or leave the sequence out there with `op.on(…)`"
            }
            Self::SetColumns => "leave `.set_columns(…)` out, or update the server",
            Self::VirtualColumn => "make it `.stored()`, or update the server",
        }
    }

    /// Why a server does not have it.
    fn missing(self, server: Server) -> Option<Unsupported> {
        let reason = match self.since(server.product) {
            Since::Always => return None,
            Since::Version(first) if server.version >= first => return None,
            Since::Version(first) => {
                format!(
                    "{server} has no {}: they came with {}",
                    self.words(),
                    Server { version: first, ..server }
                )
            }
            Since::Never => format!("{server} has no {}", self.words()),
        };
        Some(Unsupported::new(reason, self.help()))
    }
}

/// Whether a server has all that a script asks of it.
///
/// # Errors
///
/// With the first operation that asks for more.
pub(crate) fn of_server(script: &Script, server: Server) -> Result<(), LowerError> {
    for step in &script.steps {
        for operation in &step.operations {
            let mut missing =
                features(&operation.operation).into_iter().filter_map(|one| one.missing(server));
            let missing = missing.next().or_else(|| {
                let takes = || mysql::product::mysql_takes(&operation.operation, &operation.before);
                if server.is_mysql() { takes().err() } else { None }
            });
            if let Some(unsupported) = missing {
                return Err(LowerError {
                    dialect: script.dialect,
                    revision: step.entry.revision.clone(),
                    operation: operation.operation.to_string(),
                    site: operation.site,
                    unsupported: Box::new(unsupported),
                });
            }
        }
    }
    Ok(())
}

/// What an operation asks for that not every server has.
fn features(operation: &Operation) -> Vec<Feature> {
    match operation {
        Operation::AddColumn(operation) => of_table(operation.addition()),
        Operation::AddConstraint(operation) => of_constraint(&operation.table, &operation.constraint),
        Operation::IfNeeded(operation) => features(&operation.operation),
        Operation::CreateIndex(operation) => of_index(&operation.index),
        Operation::CreateTable(operation) => of_table(&operation.table),
        Operation::AlterSequence(_)
        | Operation::CreateSequence(_)
        | Operation::DropSequence(_)
        | Operation::RenameSequence(_)
        | Operation::RestartSequence(_) => vec![Feature::Sequence],
        Operation::ReplaceFunction(_) | Operation::ReplaceTrigger(_) => vec![Feature::ReplacedCode],
        Operation::AddEnumValue(_)
        | Operation::AlterColumn(_)
        | Operation::Backfill(_)
        | Operation::CreateEnum(_)
        | Operation::CreateExtension(_)
        | Operation::CreateFunction(_)
        | Operation::CreateSchema(_)
        | Operation::CreateTrigger(_)
        | Operation::CreateView(_)
        | Operation::DataStep(_)
        | Operation::DeleteRows(_)
        | Operation::DeleteSelected(_)
        | Operation::DropColumn(_)
        | Operation::DropConstraint(_)
        | Operation::DropEnum(_)
        | Operation::DropExtension(_)
        | Operation::DropFunction(_)
        | Operation::DropIndex(_)
        | Operation::DropSchema(_)
        | Operation::DropTable(_)
        | Operation::DropTrigger(_)
        | Operation::DropView(_)
        | Operation::InsertRows(_)
        | Operation::MoveTable(_)
        | Operation::RemoveEnumValue(_)
        | Operation::RenameColumn(_)
        | Operation::RenameConstraint(_)
        | Operation::RenameEnum(_)
        | Operation::RenameEnumValue(_)
        | Operation::RenameIndex(_)
        | Operation::RenameTable(_)
        | Operation::RenameView(_)
        | Operation::ReorderEnum(_)
        | Operation::ReplacePrimaryKey(_)
        | Operation::ReplaceView(_)
        | Operation::RestoreView(_)
        | Operation::SetComment(_)
        | Operation::Sql(_)
        | Operation::SetKeyType(_)
        | Operation::SetTableOptions(_)
        | Operation::MoveToSchema(_)
        | Operation::UpdateExtension(_)
        | Operation::UpdateRows(_)
        | Operation::UseIndex(_)
        | Operation::ValidateConstraint(_) => Vec::new(),
    }
}

fn of_table(table: &Table) -> Vec<Feature> {
    let Table {
        name,
        columns,
        primary_key: _,
        uniques,
        foreign_keys,
        checks,
        indexes,
        exclusions: _,
        comment: _,
        options: _,
    } = table;
    let columns = columns.iter().filter_map(of_column);
    let uniques = uniques.iter().filter_map(of_unique);
    let checks = checks.iter().map(|_| Feature::Check);
    let keys = foreign_keys.iter().flat_map(|key| of_key(name, key));
    columns.chain(uniques).chain(keys).chain(checks).chain(indexes.iter().flat_map(of_index)).collect()
}

fn of_column(column: &Column) -> Option<Feature> {
    match column.generated {
        None | Some(Generated { expression: _, storage: Storage::Stored }) => None,
        Some(Generated { expression: _, storage: Storage::Virtual }) => Some(Feature::VirtualColumn),
    }
}

fn of_constraint(table: &QualifiedName, constraint: &Constraint) -> Vec<Feature> {
    match constraint {
        Constraint::Check(_) => vec![Feature::Check],
        Constraint::Unique(unique) => of_unique(unique).into_iter().collect(),
        Constraint::ForeignKey(key) => of_key(table, key),
        Constraint::Exclusion(_) | Constraint::PrimaryKey(_) => Vec::new(),
    }
}

fn of_key(table: &QualifiedName, key: &ForeignKey) -> Vec<Feature> {
    let to_itself = key.referenced_table == *table && key.columns == key.referenced_columns;
    let set_columns = (!key.set_columns.is_empty()).then_some(Feature::SetColumns);
    to_itself.then_some(Feature::KeyToItself).into_iter().chain(set_columns).collect()
}

fn of_unique(unique: &Unique) -> Option<Feature> {
    match unique.nulls {
        Nulls::Distinct => None,
        Nulls::NotDistinct => Some(Feature::NullsNotDistinct),
    }
}

fn of_index(index: &Index) -> Vec<Feature> {
    let nulls = match index.nulls {
        Nulls::Distinct => None,
        Nulls::NotDistinct => Some(Feature::NullsNotDistinct),
    };
    let descends = index.parts.iter().any(|part| part.direction == Direction::Descending);
    nulls.into_iter().chain(descends.then_some(Feature::DescendingIndex)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_known_by_what_it_says() {
        let said = |text| Server::mysql(text).map(|server| server.to_string());
        assert_eq!(said("10.11.6-MariaDB-0+deb12u1").as_deref(), Some("MariaDB 10.11.6"));
        assert_eq!(said("8.0.36-0ubuntu0.22.04.1").as_deref(), Some("MySQL 8.0.36"));
        assert_eq!(said("8.4").as_deref(), Some("MySQL 8.4.0"));
        assert_eq!(said("none"), None);
        assert_eq!(Server::postgres(130_012).to_string(), "PostgreSQL 13.12");
    }

    #[test]
    fn what_a_server_lacks_is_told_with_its_version_and_the_first_that_has_it() {
        let missing = |feature: Feature, server: Option<Server>| {
            feature.missing(server.expect("a version is known")).map(|unsupported| unsupported.reason)
        };
        assert_eq!(
            missing(Feature::NullsNotDistinct, Some(Server::postgres(130_012))).as_deref(),
            Some("PostgreSQL 13.12 has no NULLS NOT DISTINCT: they came with PostgreSQL 15.0")
        );
        assert_eq!(missing(Feature::NullsNotDistinct, Some(Server::postgres(150_000))), None);
        assert_eq!(
            missing(Feature::Sequence, Server::mysql("8.0.36")).as_deref(),
            Some("MySQL 8.0.36 has no sequences")
        );
        assert_eq!(
            missing(Feature::ReplacedCode, Server::newest(Shell::MySql)).as_deref(),
            Some("MySQL has no statements that replace functions and triggers")
        );
        assert_eq!(
            missing(Feature::KeyToItself, Server::mysql("8.0.28")).as_deref(),
            Some("MySQL 8.0.28 has no foreign keys of columns to themselves")
        );
        assert_eq!(missing(Feature::KeyToItself, Server::mysql("10.11.6-MariaDB")), None);
        assert_eq!(missing(Feature::Sequence, Server::mysql("10.11.6-MariaDB")), None);
        assert_eq!(
            missing(Feature::DescendingIndex, Server::mysql("10.6.16-MariaDB")).as_deref(),
            Some("MariaDB 10.6.16 has no descending indexes: they came with MariaDB 10.8.0")
        );
        assert_eq!(
            missing(Feature::Check, Server::mysql("5.7.44")).map(|reason| reason.len() > 20),
            Some(true)
        );
    }
}
