//! Texts of two schemas that differ and may mean the same: what a server is asked to tell.

use super::{Dialect, Unsupported, mysql, postgres, sqlite};
use crate::schema::{
    Argument, Check, Column, ColumnDefault, Exclusion, Expression, Function, Index, IndexKey, IndexPart,
    Table, Trigger, View,
};

/// Something with a text of the author's in it, and what that is of.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Subject<'a> {
    /// A check of a table.
    Check(&'a Table, &'a Check),
    /// A column with a default.
    Default(&'a Table, &'a Column),
    /// An exclusion constraint of a table.
    Exclusion(&'a Table, &'a Exclusion),
    /// A function.
    Function(&'a Function),
    /// A generated column.
    Generated(&'a Table, &'a Column),
    /// An index of a table.
    Index(&'a Table, &'a Index),
    /// A partition of a table, which is the first.
    Partition(&'a Table, &'a Table),
    /// A table that has partitions.
    PartitionKey(&'a Table),
    /// A trigger of a table.
    TableTrigger(&'a Table, &'a Trigger),
    /// A view.
    View(&'a View),
    /// A trigger of a view.
    ViewTrigger(&'a View, &'a Trigger),
}

/// Whether two texts are the same words in a dialect: blanks, capitals and quotes of names say nothing. No server is asked.
pub(crate) fn plainly(dialect: Dialect, one: Subject<'_>, other: Subject<'_>) -> bool {
    let same: fn(&str, &str) -> bool = match dialect {
        Dialect::MySql => mysql::stored::same_words,
        Dialect::Postgres => |one, other| one == other,
        Dialect::Sqlite => sqlite::stored::same_words,
    };
    let (Some(one), Some(other)) = (words(dialect, one), words(dialect, other)) else { return false };
    let texts = |said: &[(String, String)]| said.iter().map(|(text, _)| text.clone()).collect::<Vec<_>>();
    let same_text = texts(&one).iter().zip(&texts(&other)).all(|(one, other)| same(one, other));
    let rest = |said: Vec<(String, String)>| said.into_iter().map(|(_, rest)| rest).collect::<Vec<_>>();
    one.len() == other.len() && same_text && rest(one) == rest(other)
}

/// The texts of something, each with what else is said of it. None where that is no text.
pub(super) fn words(dialect: Dialect, subject: Subject<'_>) -> Option<Vec<(String, String)>> {
    let text = |expression: &Expression| (expression.text(dialect).into_owned(), String::new());
    Some(match subject {
        Subject::Check(_, check) => vec![text(&check.expression)],
        Subject::Default(_, column) => match column.default.as_ref()? {
            ColumnDefault::Expression(expression) => vec![text(expression)],
            ColumnDefault::NextValue(_) | ColumnDefault::Now | ColumnDefault::Value(_) => return None,
        },
        Subject::Exclusion(..) | Subject::Partition(..) | Subject::PartitionKey(_) => return None,
        Subject::Function(Function { name: _, arguments, definition }) => {
            let argument = |argument: &Argument| {
                let (said, _) = text(&argument.argument_type);
                (said, argument.name.to_string())
            };
            arguments.iter().map(argument).chain([text(definition)]).collect()
        }
        Subject::Generated(_, column) => vec![text(&column.generated.as_ref()?.expression)],
        Subject::Index(_, index) => {
            let part = |part: &IndexPart| {
                let mut rest = part.clone();
                let said = match &mut rest.key {
                    IndexKey::Column(_) => String::new(),
                    IndexKey::Expression(expression) => {
                        std::mem::replace(expression, Expression::from("")).text(dialect).into_owned()
                    }
                };
                (said, format!("{rest:?}"))
            };
            let predicate = index.predicate.as_ref().map_or_else(Default::default, text);
            index.parts.iter().map(part).chain([predicate]).collect()
        }
        Subject::TableTrigger(_, trigger) | Subject::ViewTrigger(_, trigger) => {
            vec![text(&trigger.event), text(&trigger.definition)]
        }
        Subject::View(view) => vec![text(&view.query)],
    })
}

/// What asks a server which of these pairs are the same in its own words, by their places in the list, and leaves nothing
/// behind: one message, whose rows are the places of those that are.
///
/// # Errors
///
/// When a dialect has no such question.
pub(crate) fn question(
    dialect: Dialect,
    pairs: &[(Subject<'_>, Subject<'_>)],
) -> Result<String, Unsupported> {
    match dialect {
        Dialect::MySql | Dialect::Sqlite => Err(Unsupported::new(
            format!("{dialect} is not asked what texts mean"),
            "compare the texts as they are written",
        )),
        Dialect::Postgres => Ok(postgres::same::question(pairs)),
    }
}

/// The same of a server where nothing may be made, not even for a moment: one row, whose text has the places with blanks
/// between them.
pub(crate) fn bare_question(pairs: &[(Subject<'_>, Subject<'_>)]) -> String {
    postgres::understood::question(pairs)
}
