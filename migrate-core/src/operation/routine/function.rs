//! Creating, replacing and dropping functions.

use std::fmt;

use crate::code::{self, Code};
use crate::name::{Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{Hazard, Irreversible, Misfit, Operate, Operation, Operations, fit};
use crate::schema::{Argument, Canonical, Expression, Function, Schema, Signature};
use crate::site::Site;

/// Creates a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateFunction {
    /// The function.
    pub function: Function,
}

/// Gives a function another definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplaceFunction {
    /// The function as it is then.
    pub function: Function,
}

/// Drops a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DropFunction {
    /// The function.
    pub function: Signature,
}

/// The arguments of a function: `()`, or an array of names and types.
pub trait Arguments {
    /// The arguments, in order.
    fn into_arguments(self) -> Vec<Argument>;
}

impl Arguments for () {
    fn into_arguments(self) -> Vec<Argument> {
        Vec::new()
    }
}

impl<T: Into<Expression>, const N: usize> Arguments for [(&str, T); N] {
    fn into_arguments(self) -> Vec<Argument> {
        let argument = |(name, argument_type): (&str, T)| Argument {
            name: name.into(),
            argument_type: argument_type.into(),
        };
        self.into_iter().map(argument).collect()
    }
}

/// The types of a function's arguments: `()`, one, or an array of them.
pub trait ArgumentTypes {
    /// The types, in order.
    fn into_types(self) -> Vec<String>;
}

impl ArgumentTypes for () {
    fn into_types(self) -> Vec<String> {
        Vec::new()
    }
}

impl ArgumentTypes for &str {
    fn into_types(self) -> Vec<String> {
        vec![self.to_owned()]
    }
}

impl<const N: usize> ArgumentTypes for [&str; N] {
    fn into_types(self) -> Vec<String> {
        self.into_iter().map(str::to_owned).collect()
    }
}

impl Operations {
    /// Creates a function. Not on SQLite, whose functions are the application's.
    ///
    /// Its definition is what stands behind the arguments. Functions of one name differ in the types of their arguments,
    /// as they are written here.
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// op.on([Postgres, MySql], |op| {
    ///     op.create_function(
    ///         "with_tax",
    ///         [("price", expr("numeric").on(MySql, "DECIMAL(10, 2)"))],
    ///         expr("RETURNS numeric LANGUAGE sql IMMUTABLE AS $$ SELECT price * 1.19 $$")
    ///             .on(MySql, "RETURNS DECIMAL(10, 2) DETERMINISTIC RETURN price * 1.19"),
    ///     );
    /// });
    /// # }
    /// ```
    #[track_caller]
    pub fn create_function(
        &mut self,
        name: impl Into<QualifiedName>,
        arguments: impl Arguments,
        definition: impl Into<Expression>,
    ) {
        let site = Site::caller();
        let arguments = arguments.into_arguments();
        let function = Function { name: name.into(), arguments, definition: definition.into() };
        self.push(CreateFunction { function }, site);
    }

    /// Gives a function of this name and these types another definition. The downgrade gives it back the one that it had.
    #[track_caller]
    pub fn replace_function(
        &mut self,
        name: impl Into<QualifiedName>,
        arguments: impl Arguments,
        definition: impl Into<Expression>,
    ) {
        let site = Site::caller();
        let arguments = arguments.into_arguments();
        let function = Function { name: name.into(), arguments, definition: definition.into() };
        self.push(ReplaceFunction { function }, site);
    }

    /// Drops the function of this name and these types, as they were written when it was created.
    #[track_caller]
    pub fn drop_function(&mut self, name: impl Into<QualifiedName>, types: impl ArgumentTypes) {
        let function = Signature::new(name.into(), types.into_types());
        self.push(DropFunction { function }, Site::caller());
    }
}

fn definition_fits(function: &Function) -> Result<(), Misfit> {
    let Function { name, arguments, definition } = function;
    fit::name(&name.name)?;
    arguments.iter().try_for_each(|argument| fit::name(&argument.name))?;
    if definition.common_text().trim().is_empty() {
        let what = format!("function `{}`", function.signature());
        return Err(Misfit::Ill { what, fault: "has no definition".to_owned() });
    }
    Ok(())
}

fn written_function(method: &'static str, function: &Function) -> Code {
    let Function { name, arguments, definition } = function;
    let is_plain = |argument: &Argument| argument.argument_type.dialect_texts().next().is_none();
    let is_plain = arguments.iter().all(is_plain);
    let argument = |Argument { name, argument_type }: &Argument| {
        let plain = || code::expression(argument_type);
        Code::tuple([code::name(name), if is_plain { plain() } else { code::expr(argument_type) }])
    };
    let arguments = match arguments.as_slice() {
        [] => Code::word("()"),
        arguments => code::array(arguments.iter().map(argument)),
    };
    Code::op(method, [code::qualified(name), arguments, code::expression(definition)])
}

/// The types of a function's arguments.
pub(in crate::operation) fn written_types(types: &[String]) -> Code {
    if types.is_empty() { Code::word("()") } else { code::texts(types) }
}

fn write_function(out: &mut Canonical, function: &Function) {
    let Function { name, arguments, definition } = function;
    out.qualified(name);
    for Argument { name, argument_type } in arguments {
        out.list("argument", |out| {
            out.name(name);
            out.expression(argument_type);
        });
    }
    out.expression(definition);
}

impl Operate for CreateFunction {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { function } = self;
        definition_fits(function)?;
        fit::require_schema(schema, &function.name)?;
        let signature = function.signature();
        if schema.function(&signature).is_some() {
            return Err(Misfit::FunctionExists { function: Box::new(signature) });
        }
        schema.put_function(function.clone());
        Ok(())
    }

    fn inverse(&self, _before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        Ok(vec![DropFunction { function: self.function.signature() }.into()])
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.function.name]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { function } = self;
        function.prefix(by);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { function } = self;
        out.list("create_function", |out| write_function(out, function));
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "create function `{}`", self.function.signature())
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { function } = self;
        Ok(vec![written_function("create_function", function)])
    }
}

impl Operate for ReplaceFunction {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { function } = self;
        definition_fits(function)?;
        fit::require_function(schema, &function.signature())?;
        schema.put_function(function.clone());
        Ok(())
    }

    fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let earlier = before.function(&self.function.signature()).cloned();
        Ok(earlier.map(|function| Self { function }.into()).into_iter().collect())
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.function.name]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { function } = self;
        function.prefix(by);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { function } = self;
        out.list("replace_function", |out| write_function(out, function));
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "replace function `{}`", self.function.signature())
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { function } = self;
        Ok(vec![written_function("replace_function", function)])
    }
}

impl Operate for DropFunction {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { function } = self;
        fit::require_function(schema, function)?;
        fit::function_not_called(schema, function)?;
        schema.take_function(function);
        Ok(())
    }

    fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let function = before.function(&self.function).cloned();
        Ok(function.map(|function| CreateFunction { function }.into()).into_iter().collect())
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.function.name]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { function } = self;
        function.prefix(by);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Signature { name, types } = &self.function;
        out.list("drop_function", |out| {
            out.qualified(name);
            for text in types {
                out.string(text);
            }
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "drop function `{}`", self.function)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { function: Signature { name, types } } = self;
        Ok(vec![Code::op("drop_function", [code::qualified(name), written_types(types)])])
    }
}
