#![deny(missing_docs, missing_debug_implementations, unreachable_pub, unused, unused_qualifications)]
#![deny(rust_2018_idioms, single_use_lifetimes, nonstandard_style, trivial_casts, unnameable_types)]
#![forbid(unsafe_code)]
//! Models break no lint of the user's crate, whatever they are called; those of another crate are taken by a chain.

/// The tables.
pub mod tables {
    use migrate_core::{SqlEnum, Table};

    /// An enum.
    #[derive(Debug, SqlEnum)]
    #[sql_enum(rename_all = "kebab-case")]
    pub enum Mood {
        /// A value.
        Glad,
    }

    /// Names that the generated code uses too, and a lifetime.
    #[derive(Debug, Table)]
    #[table(name = "table", index(column, desc(d)), unique(d), foreign_key(d, references = Self(column), name = "again"))]
    pub struct Column<'a> {
        /// A key.
        #[column(primary_key, identity, references = Self)]
        pub column: i64,
        /// A foreign key.
        #[column(references = migrate_ui_tests::Entity)]
        pub d: i64,
        /// A raw identifier.
        pub r#type: Option<&'a str>,
        /// An enum.
        #[column(default = Mood::Glad)]
        pub describe: Mood,
    }
}

/// The migrations.
pub mod migrations {
    migrate_core::chain!(pub Shop = "shop");
}

/// A chain of another crate's models.
mod other {
    mod migrations {
        migrate_core::chain!(pub(crate) Other = "other", models = [migrate_ui_tests::Entities]);
    }

    pub(crate) use migrations::Other;
}

fn main() -> Result<(), migrate_core::model::ModelError> {
    for (chain, expected) in [
        (migrate_core::AnyChain::from(migrations::Shop), "table"),
        (other::Other.into(), "entities_of_another_crate"),
    ] {
        let models = migrate_core::model::collect(chain, migrate_core::prelude::Sqlite)?;
        let tables = models.schema.tables().map(|table| table.name.to_string()).collect::<Vec<_>>();
        assert_eq!(tables, [expected]);
    }
    Ok(())
}
