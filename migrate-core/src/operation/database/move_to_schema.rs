//! Moving what is no table to another schema.

use std::fmt;

use crate::code::{self, Code};
use crate::name::{Name, Prefix, QualifiedName};
use crate::operation::written::{self, Holes, Unsaid};
use crate::operation::{
    ArgumentTypes, Hazard, Irreversible, Misfit, Operate, Operation, Operations, fit, routine,
};
use crate::schema::{Canonical, Function, Schema, Signature};
use crate::site::Site;

/// Moves an enum type, a function, a sequence or a view to another schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveToSchema {
    /// What moves, in the schema before.
    pub what: Movable,
    /// The schema after; the connection's own where there is none.
    pub schema: Option<Name>,
}

/// What can be moved to another schema beside tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Movable {
    /// An enum type.
    Enum(QualifiedName),
    /// A function.
    Function(Signature),
    /// A sequence.
    Sequence(QualifiedName),
    /// A view.
    View(QualifiedName),
}

impl Movable {
    /// Its name.
    pub fn name(&self) -> &QualifiedName {
        match self {
            Self::Enum(name) | Self::Sequence(name) | Self::View(name) => name,
            Self::Function(function) => &function.name,
        }
    }

    /// The same under another name.
    fn named(&self, name: QualifiedName) -> Self {
        match self {
            Self::Enum(_) => Self::Enum(name),
            Self::Function(function) => Self::Function(Signature { name, types: function.types.clone() }),
            Self::Sequence(_) => Self::Sequence(name),
            Self::View(_) => Self::View(name),
        }
    }
}

impl fmt::Display for Movable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Enum(name) => write!(f, "enum `{name}`"),
            Self::Function(function) => write!(f, "function `{function}`"),
            Self::Sequence(name) => write!(f, "sequence `{name}`"),
            Self::View(name) => write!(f, "view `{name}`"),
        }
    }
}

impl Operations {
    /// Moves an enum type to another schema, or with `None` to the connection's own. The columns that use it follow.
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// op.move_enum("currency", "billing");
    /// op.move_view(("billing", "open_invoices"), None);
    /// # }
    /// ```
    #[track_caller]
    pub fn move_enum<'a>(&mut self, name: impl Into<QualifiedName>, schema: impl Into<Option<&'a str>>) {
        self.push(MoveToSchema::new(Movable::Enum(name.into()), schema.into()), Site::caller());
    }

    /// Moves the function of this name and these types, which no view and no trigger calls, to another schema, or with
    /// `None` to the connection's own.
    #[track_caller]
    pub fn move_function<'a>(
        &mut self,
        name: impl Into<QualifiedName>,
        types: impl ArgumentTypes,
        schema: impl Into<Option<&'a str>>,
    ) {
        let function = Signature::new(name.into(), types.into_types());
        self.push(MoveToSchema::new(Movable::Function(function), schema.into()), Site::caller());
    }

    /// Moves a sequence to another schema, or with `None` to the connection's own. Defaults follow; one that belongs to a
    /// column moves with its table.
    #[track_caller]
    pub fn move_sequence<'a>(&mut self, name: impl Into<QualifiedName>, schema: impl Into<Option<&'a str>>) {
        self.push(MoveToSchema::new(Movable::Sequence(name.into()), schema.into()), Site::caller());
    }

    /// Moves a view that no other needs to another schema, or with `None` to the connection's own.
    #[track_caller]
    pub fn move_view<'a>(&mut self, name: impl Into<QualifiedName>, schema: impl Into<Option<&'a str>>) {
        self.push(MoveToSchema::new(Movable::View(name.into()), schema.into()), Site::caller());
    }
}

impl MoveToSchema {
    fn new(what: Movable, schema: Option<&str>) -> Self {
        Self { what, schema: schema.map(Name::from) }
    }

    /// The name after.
    pub fn moved(&self) -> QualifiedName {
        self.what.name().within(self.schema.clone())
    }

    fn ill<T>(&self, fault: &str) -> Result<T, Misfit> {
        Err(Misfit::Ill { what: self.what.to_string(), fault: fault.to_owned() })
    }
}

impl Operate for MoveToSchema {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let moved = self.moved();
        if moved == *self.what.name() {
            return self.ill("is in that schema already");
        }
        fit::require_schema(schema, &moved)?;
        match &self.what {
            Movable::Enum(name) => {
                fit::require_enum(schema, name)?;
                if schema.enum_type(&moved).is_some() {
                    return Err(Misfit::EnumExists { name: moved });
                }
                schema.rename_enum(name, &moved);
            }
            Movable::Function(signature) => {
                let function = fit::require_function(schema, signature)?.clone();
                fit::function_not_called(schema, signature)?;
                let after = Function { name: moved, ..function };
                if schema.function(&after.signature()).is_some() {
                    return Err(Misfit::FunctionExists { function: Box::new(after.signature()) });
                }
                schema.take_function(signature);
                schema.put_function(after);
            }
            Movable::Sequence(name) => {
                if fit::require_sequence(schema, name)?.owner.is_some() {
                    return self.ill("belongs to a column, and moves with its table: `op.move_table(…)`");
                }
                fit::free_relation(schema, &moved)?;
                schema.rename_sequence(name, &moved);
            }
            Movable::View(name) => {
                fit::require_view(schema, name)?;
                fit::free_relation(schema, &moved)?;
                fit::not_needed(schema, "view", name)?;
                schema.rename_view(name, moved);
            }
        }
        Ok(())
    }

    fn inverse(&self, _before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let schema = self.what.name().schema.clone();
        Ok(vec![Self { what: self.what.named(self.moved()), schema }.into()])
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![self.what.name()]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { what, schema } = self;
        match what {
            Movable::Enum(name) | Movable::Sequence(name) | Movable::View(name) => by.set_qualified(name),
            Movable::Function(function) => function.prefix(by),
        }
        if let Some(schema) = schema {
            *schema = by.schema(schema);
        }
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { what, schema } = self;
        let head = match what {
            Movable::Enum(_) => "move_enum",
            Movable::Function(_) => "move_function",
            Movable::Sequence(_) => "move_sequence",
            Movable::View(_) => "move_view",
        };
        out.list(head, |out| {
            out.qualified(what.name());
            if let Movable::Function(function) = what {
                for text in &function.types {
                    out.string(text);
                }
            }
            if let Some(schema) = schema {
                out.name(schema);
            }
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.schema {
            None => write!(f, "move {} to the connection's schema", self.what),
            Some(schema) => write!(f, "move {} to schema `{schema}`", self.what),
        }
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { what, schema } = self;
        let schema = written::optional_name(schema.as_ref());
        Ok(vec![match what {
            Movable::Enum(name) => Code::op("move_enum", [code::qualified(name), schema]),
            Movable::Function(Signature { name, types }) => {
                Code::op("move_function", [code::qualified(name), routine::written_types(types), schema])
            }
            Movable::Sequence(name) => Code::op("move_sequence", [code::qualified(name), schema]),
            Movable::View(name) => Code::op("move_view", [code::qualified(name), schema]),
        }])
    }
}
