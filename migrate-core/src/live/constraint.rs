//! What finds a constraint in a stored definition, as the ledger keeps it: its name and kind, and what it says.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::name::{Name, QualifiedName};
use crate::schema::{
    Action, Check, Constraint, Dialect, Exclusion, Expression, ForeignKey, Matching, NoActionWords,
    PrimaryKey, Timing, Unique, Validation,
};

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Form {
    Check { name: Name, expression: String },
    Exclusion { name: Name },
    ForeignKey { name: Name, columns: Vec<Name>, table: QualifiedName, referenced: Vec<Name> },
    PrimaryKey { name: Name, columns: Vec<Name> },
    Unique { name: Name, columns: Vec<Name> },
}

impl From<&Constraint> for Form {
    fn from(constraint: &Constraint) -> Self {
        let name = constraint.name().clone();
        match constraint {
            // Only SQLite's definitions are looked into.
            Constraint::Check(check) => {
                Self::Check { name, expression: check.expression.text(Dialect::Sqlite).into_owned() }
            }
            Constraint::Exclusion(_) => Self::Exclusion { name },
            Constraint::ForeignKey(key) => Self::ForeignKey {
                name,
                columns: key.columns.clone(),
                table: key.referenced_table.clone(),
                referenced: key.referenced_columns.clone(),
            },
            Constraint::PrimaryKey(key) => Self::PrimaryKey { name, columns: key.columns.clone() },
            Constraint::Unique(unique) => Self::Unique { name, columns: unique.columns.clone() },
        }
    }
}

impl From<Form> for Constraint {
    fn from(form: Form) -> Self {
        match form {
            Form::Check { name, expression } => {
                Self::Check(Check::new(name, Expression::from(expression.as_str())))
            }
            Form::Exclusion { name } => Self::Exclusion(Exclusion {
                name,
                method: None,
                elements: Vec::new(),
                include: Vec::new(),
                predicate: None,
                timing: Timing::default(),
            }),
            Form::ForeignKey { name, columns, table, referenced } => Self::ForeignKey(ForeignKey {
                name,
                columns,
                referenced_table: table,
                referenced_columns: referenced,
                on_delete: Action::default(),
                on_update: Action::default(),
                timing: Timing::default(),
                validation: Validation::default(),
                matching: Matching::default(),
                set_columns: Vec::new(),
                no_action: NoActionWords::default(),
            }),
            Form::PrimaryKey { name, columns } => Self::PrimaryKey(PrimaryKey::new(name, columns)),
            Form::Unique { name, columns } => Self::Unique(Unique::new(name, columns)),
        }
    }
}

pub(super) fn serialize<S: Serializer>(constraint: &Constraint, to: S) -> Result<S::Ok, S::Error> {
    Form::from(constraint).serialize(to)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Constraint, D::Error> {
    Form::deserialize(from).map(Constraint::from)
}

/// The same of several.
pub(super) mod several {
    use super::{Constraint, Deserialize, Deserializer, Form, Serializer};

    pub(in crate::live) fn serialize<S: Serializer>(
        constraints: &[Constraint],
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_seq(constraints.iter().map(Form::from))
    }

    pub(in crate::live) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Vec<Constraint>, D::Error> {
        let forms = Vec::<Form>::deserialize(from)?;
        Ok(forms.into_iter().map(Constraint::from).collect())
    }
}
