//! What to do about an operation that does not fit.

use super::Misfit;

impl Misfit {
    /// What to do about it, where something general can be said.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::ColumnInUse { used_by, .. } => Some(format!(
                "drop {used_by} first, or write `.cascade()` behind `drop_column` to drop with the column all that uses it"
            )),
            Self::ColumnGenerates { table, generated, .. } => {
                Some(format!("drop that one first: `op.drop_column(\"{table}\", \"{generated}\");`"))
            }
            Self::EnumValueInUse { used_by, table, .. } if used_by.starts_with("the default of") => {
                Some(format!("give that column of `{table}` another default first, or map the value to another"))
            }
            Self::EnumValueInUse { used_by, table, .. } => Some(format!(
                "drop {used_by} of `{table}` first, and make it again behind as it shall be then"
            )),
            Self::EnumInUse { column, table, name } => {
                Some(format!("drop column `{column}` of `{table}` before the enum `{name}`"))
            }
            Self::KeyInUse { by, key, .. } | Self::TableInUse { by, key, .. } => {
                Some(format!("drop it first: `op.drop_constraint({}, \"{key}\");`", by.source()))
            }
            Self::NoConversion { column, .. } => Some(format!(
                "say it behind `set_type`: `.using(expr(\"… {column} …\"))`, with `.on(Sqlite, \"…\")` where a dialect needs other words"
            )),
            Self::TypeInUse { by, key, .. } => Some(format!(
                "drop it first, `op.drop_constraint({}, \"{key}\");`, change both columns, and add it again",
                by.source()
            )),
            Self::NeededByTrigger { trigger, table, .. } => {
                Some(format!("drop it first: `op.drop_trigger(\"{trigger}\", {});`", table.source()))
            }
            Self::NeededByView { view, .. } => Some(format!(
                "drop the view first and create it again behind; where its query stays as it is, \
                 `op.without_views([{}], |op| {{ … }})` does both",
                view.source()
            )),
            Self::NotAKey { table, .. } => {
                Some(format!("reference the primary key of `{table}`, or make the columns unique first"))
            }
            Self::RelationExists { .. } => Some(
                "give one of the two another name with `.name(\"…\")`: tables, views, indexes and keys share one namespace"
                    .to_owned(),
            ),
            Self::SequenceInUse { table, column, .. } => Some(format!(
                "drop the default first: `op.alter_column({}, \"{column}\", |c| {{ c.drop_default(); }});`",
                table.source()
            )),
            Self::StaleDefault { .. } => Some(
                "say what it is from now on, with `c.set_default(…)` or `c.drop_default()` beside `set_type`".to_owned(),
            ),
            Self::SchemaInUse { kind, name, .. } => {
                Some(format!("drop {kind} `{name}` first, or move it to another schema"))
            }
            Self::WithoutPrefix { name, .. } => Some(format!(
                "have the name made: `op.prefixed({:?})` is what the database calls it, with any prefix or none",
                name.name
            )),
            Self::UnknownSchema { schema, near: None } => Some(format!(
                "create it first: `op.create_schema(\"{schema}\");`, with `.if_not_exists()` where it may be there already"
            )),
            Self::OfOtherChain { what, chain, .. } => Some(format!(
                "refer to the {what}, and leave it as it is; let chain `{chain}` change it in a revision of its own, and \
                 depend on that"
            )),
            Self::TakenByOtherChain { chain, .. } => Some(format!(
                "give it another name, with a word of yours before it; what `{chain}` has made can be referred to as it is"
            )),
            Self::ColumnExists { .. }
            | Self::SchemaExists { .. }
            | Self::UnknownSchema { .. }
            | Self::ConstraintExists { .. }
            | Self::EnumExists { .. }
            | Self::EnumValueExists { .. }
            | Self::Ill { .. }
            | Self::IllName { .. }
            | Self::NoEffect { .. }
            | Self::TableExists { .. }
            | Self::UnknownColumn { .. }
            | Self::UnknownConstraint { .. }
            | Self::UnknownEnum { .. }
            | Self::UnknownEnumValue { .. }
            | Self::UnknownIndex { .. }
            | Self::UnknownTable { .. }
            | Self::ExtensionExists { .. }
            | Self::FunctionExists { .. }
            | Self::TriggerExists { .. }
            | Self::UnknownExtension { .. }
            | Self::UnknownSequence { .. }
            | Self::UnknownFunction { .. }
            | Self::UnknownTrigger { .. }
            | Self::UnknownView { .. }
            | Self::Value { .. } => None,
        }
    }
}
