//! Operations of a team's own, made of those that are there.

use std::any::type_name;

use super::Operations;
use crate::site::Site;

/// An operation of your own, made of others: what a team does again and again, written once.
///
/// What it records is replayed, rendered, undone and hashed like all else: there is nothing to write for that. Its
/// [name](Self::name) stands before what it records in plans, events and errors, and their place is that where the
/// revision runs it. The revision's hash is that of the operations, so a name can change, and so can how they are
/// written, but not what is recorded once a revision with it is applied: a revision's past is not rewritten, and a
/// compound that has to do something else from now on is another one.
///
/// ```
/// use migrate_core::operation::Compound;
/// use migrate_core::prelude::*;
///
/// /// A table whose rows are of a tenant.
/// struct CreateTenantTable<F> {
///     name: &'static str,
///     columns: F,
/// }
///
/// impl<F: Fn(&mut migrate_core::operation::TableBuilder)> Compound for CreateTenantTable<F> {
///     fn record(&self, op: &mut Operations) {
///         op.create_table(self.name, |t| {
///             t.column("id", BigInt).identity().primary_key();
///             t.column("tenant_id", BigInt).references("tenants", "id").on_delete(Cascade);
///             (self.columns)(t);
///         });
///         op.create_index(self.name, ["tenant_id"]);
///     }
/// }
///
/// # fn upgrade(op: &mut Operations) {
/// op.run(CreateTenantTable {
///     name: "invoices",
///     columns: |t: &mut migrate_core::operation::TableBuilder| {
///         t.column("number", Varchar(20)).unique();
///     },
/// });
/// # }
/// # assert_eq!(Operations::record(upgrade).len(), 2);
/// ```
pub trait Compound {
    /// What people call it, with an imperative: `create tenant table`. That is also what is made of a type named
    /// `CreateTenantTable` where this is left out.
    fn name(&self) -> String {
        words(type_name::<Self>())
    }

    /// Records what it is made of.
    fn record(&self, op: &mut Operations);
}

impl<C: Compound + ?Sized> Compound for &C {
    fn name(&self) -> String {
        (**self).name()
    }

    fn record(&self, op: &mut Operations) {
        (**self).record(op);
    }
}

impl Operations {
    /// Records an operation of your own: a [`Compound`].
    #[track_caller]
    pub fn run(&mut self, compound: impl Compound) {
        let site = Site::caller();
        self.within(compound.name().trim(), site, |op| compound.record(op));
    }
}

/// The words of a type's name, without the modules it is in and what it is generic over.
fn words(type_name: &str) -> String {
    let path = type_name.split('<').next().unwrap_or_default();
    let name = path.rsplit("::").next().unwrap_or_default();
    let mut words = String::new();
    let mut before = None::<char>;
    let mut characters = name.chars().peekable();
    while let Some(character) = characters.next() {
        let ends_a_word = before.is_some_and(|before| !before.is_uppercase());
        let begins_one = characters.peek().is_some_and(|next| next.is_lowercase());
        if character.is_uppercase() && before.is_some() && (ends_a_word || begins_one) {
            words.push(' ');
        }
        words.extend(character.to_lowercase());
        before = Some(character);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::Recorded;
    use crate::prelude::*;
    use crate::schema::Canonical;

    struct CreateTenant(&'static str);

    impl Compound for CreateTenant {
        fn record(&self, op: &mut Operations) {
            op.create_table(self.0, |t| {
                t.column("id", BigInt).primary_key();
            });
            op.run(Audit(self.0));
            op.on(Postgres, |op| {
                op.create_index(self.0, ["id"]).name("again").using("hash");
            });
        }
    }

    struct Audit(&'static str);

    impl Compound for Audit {
        fn name(&self) -> String {
            format!("audit `{}`", self.0)
        }

        fn record(&self, op: &mut Operations) {
            op.add_column(self.0, "changed_at", TimestampTz).default(now());
        }
    }

    fn plainly(op: &mut Operations) {
        op.create_table("acme", |t| {
            t.column("id", BigInt).primary_key();
        });
        op.add_column("acme", "changed_at", TimestampTz).default(now());
        op.on(Postgres, |op| {
            op.create_index("acme", ["id"]).name("again").using("hash");
        });
    }

    fn forms(recorded: &[Recorded]) -> Vec<String> {
        let form = |recorded: &Recorded| {
            let mut form = Canonical::default();
            recorded.operation.canonical(&mut form);
            format!("{:?} {}", recorded.dialects, form.into_text())
        };
        recorded.iter().map(form).collect()
    }

    #[test]
    fn types_are_named_in_words() {
        let names = ["a::b::CreateTenant<a::C>", "AddUUIDKey", "x", "Add2FA", "A"].map(words);
        assert_eq!(names, ["create tenant", "add uuid key", "x", "add2 fa", "a"]);
    }

    #[test]
    fn what_a_compound_records_is_what_it_is_made_of() {
        let recorded = Operations::record(|op| op.run(CreateTenant("acme")));
        assert_eq!(forms(&recorded), forms(&Operations::record(plainly)));
        let words = recorded.iter().map(Recorded::words).collect::<Vec<_>>();
        assert_eq!(
            words,
            [
                "create tenant: create table `acme`",
                "create tenant: audit `acme`: add column `changed_at` to `acme`",
                "create tenant: create index `again` on `acme`",
            ]
        );
    }

    #[test]
    fn the_place_of_a_compound_is_where_it_is_run() {
        let line = line!() + 1;
        let recorded = Operations::record(|op| op.run(CreateTenant("acme")));
        assert_eq!(recorded.iter().map(|recorded| recorded.site.line()).collect::<Vec<_>>(), [line; 3]);
        let after = Operations::record(|op| {
            op.run(CreateTenant("acme"));
            op.drop_table("acme");
        });
        assert_eq!(after.last().map(Recorded::words).as_deref(), Some("drop table `acme`"));
    }
}
