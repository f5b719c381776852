//! Functions on MySQL and MariaDB.

use super::names;
use crate::dialect::Dialect::MySql;
use crate::dialect::lower::Lowered;
use crate::dialect::names::Role;
use crate::dialect::sql::{Sql, sql};
use crate::dialect::{Unsupported, author};
use crate::operation::{CreateFunction, DropFunction, ReplaceFunction};
use crate::schema::{Argument, Function, Schema};
use crate::script::Statement;

/// Creates a function.
pub(super) fn create(operation: &CreateFunction, before: &Schema) -> Lowered {
    let CreateFunction { function } = operation;
    names::name(Role::Function, &function.name.name)?;
    if let Some(other) = before.functions().find(|other| other.name == function.name) {
        return Err(Unsupported::new(
            format!(
                "there is a function `{}`, and MySQL and MariaDB have one of a name, whatever its arguments",
                other.signature()
            ),
            "give the function another name",
        ));
    }
    Ok(vec![Statement::ddl(definition("CREATE FUNCTION ", function)?)])
}

/// Replaces a function. MySQL itself has no such statement; MariaDB has.
pub(super) fn replace(operation: &ReplaceFunction) -> Lowered {
    Ok(vec![Statement::ddl(definition("CREATE OR REPLACE FUNCTION ", &operation.function)?)])
}

/// Drops a function.
pub(super) fn drop(operation: &DropFunction) -> Vec<Statement> {
    vec![Statement::ddl(sql!(MySql; "DROP FUNCTION ", &operation.function.name))]
}

fn definition(words: &'static str, function: &Function) -> Result<Sql, Unsupported> {
    let Function { name, arguments, definition } = function;
    let what = format!("function `{}`", function.signature());
    let argument = |argument: &Argument| {
        let Argument { name, argument_type } = argument;
        Ok(sql!(MySql; name, " ", author::expression(MySql, &what, argument_type)?))
    };
    let arguments = arguments.iter().map(argument).collect::<Result<Vec<_>, Unsupported>>()?;
    let head = sql!(MySql; words, name, "(", Sql::list(MySql, arguments), ")\n");
    author::definition(MySql, &what, head, definition)
}
