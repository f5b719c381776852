//! Functions on PostgreSQL.

use super::names;
use crate::dialect::Dialect::Postgres;
use crate::dialect::lower::Lowered;
use crate::dialect::names::{Role, function as require_function};
use crate::dialect::sql::{Sql, sql};
use crate::dialect::{Unsupported, author};
use crate::operation::{CreateFunction, DropFunction, ReplaceFunction};
use crate::schema::{Argument, Expression, Function, Schema, Signature, without_default};
use crate::script::Statement;

/// Creates a function.
pub(super) fn create(operation: &CreateFunction) -> Lowered {
    let CreateFunction { function } = operation;
    names::name(Role::Function, &function.name.name)?;
    Ok(vec![Statement::ddl(definition("CREATE FUNCTION ", function)?)])
}

/// Replaces a function, which stays with what uses it and what was granted on it. The server refuses other names of
/// arguments and another type of what it returns.
pub(super) fn replace(operation: &ReplaceFunction) -> Lowered {
    Ok(vec![Statement::ddl(definition("CREATE OR REPLACE FUNCTION ", &operation.function)?)])
}

/// Drops a function.
pub(super) fn drop(operation: &DropFunction, before: &Schema) -> Lowered {
    let function = named(&operation.function, before)?;
    Ok(vec![Statement::ddl(sql!(Postgres; "DROP FUNCTION ", function))])
}

/// A function with the types of its arguments.
pub(super) fn named(signature: &Signature, before: &Schema) -> Result<Sql, Unsupported> {
    let what = format!("function `{signature}`");
    let argument_type = |argument: &Argument| {
        let text = argument.argument_type.text(Postgres);
        author::expression(Postgres, &what, &Expression::from(without_default(&text)))
    };
    let arguments = &require_function(before, signature)?.arguments;
    let types = arguments.iter().map(argument_type).collect::<Result<Vec<_>, _>>()?;
    let types = Sql::list(Postgres, types);
    Ok(sql!(Postgres; &signature.name, "(", types, ")"))
}

pub(super) fn definition(words: &'static str, function: &Function) -> Result<Sql, Unsupported> {
    let Function { name, arguments, definition } = function;
    let what = format!("function `{}`", function.signature());
    let argument = |argument: &Argument| {
        let Argument { name, argument_type } = argument;
        Ok(sql!(Postgres; name, " ", author::expression(Postgres, &what, argument_type)?))
    };
    let arguments = arguments.iter().map(argument).collect::<Result<Vec<_>, Unsupported>>()?;
    let head = sql!(Postgres; words, name, "(", Sql::list(Postgres, arguments), ")\n");
    author::definition(Postgres, &what, head, definition)
}
