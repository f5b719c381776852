//! Operations as the Rust that a person would write for them: the body of a revision's function.
//!
//! It puts statements together; each operation says by itself what records it. It knows no files: whoever writes a
//! revision has its attribute, its message and its place.

use thiserror::Error;

use crate::code::{self, Code};
use crate::name::QualifiedName;
use crate::operation::{DropView, Operation, Recorded, RestoreView};
use crate::schema::Dialects;

pub use crate::operation::{Hole, HolePlace};

/// A part of a revision's function.
#[expect(
    clippy::large_enum_variant,
    reason = "most are operations, and who looks for one can match through it"
)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A remark on lines of its own.
    Comment(String),
    /// What only some dialects do.
    On(Dialects, Vec<Piece>),
    /// An operation.
    Operation {
        /// What it does.
        operation: Operation,
        /// What a person must fill in of it.
        holes: Vec<Hole>,
    },
}

impl From<Operation> for Piece {
    fn from(operation: Operation) -> Self {
        Self::Operation { operation, holes: Vec::new() }
    }
}

/// An operation that has no words in Rust.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("cannot write `{operation}` as Rust: {reason}")]
pub struct Unwritten {
    /// The operation, in words.
    pub operation: String,
    /// Why not.
    pub reason: &'static str,
}

/// The pieces that record these operations again.
pub fn pieces(recorded: &[Recorded]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for same in recorded.chunk_by(|one, other| one.dialects == other.dialects) {
        let operations = same.iter().map(|recorded| recorded.operation.clone().into());
        match same.first().and_then(|first| first.dialects) {
            None => pieces.extend(operations),
            Some(dialects) => pieces.push(Piece::On(dialects, operations.collect())),
        }
    }
    pieces
}

/// The statements of a revision's function, each line behind four blanks. They need no names but those of the
/// [prelude](crate::prelude).
///
/// ```
/// use migrate_core::operation::Operations;
/// use migrate_core::prelude::*;
/// use migrate_core::source;
///
/// let recorded = Operations::record(|op| {
///     op.create_table("offers", |t| {
///         t.column("id", BigInt).identity().primary_key();
///         t.column("deal_id", BigInt).references("deals", "id").on_delete(Cascade);
///         t.index(["deal_id"]);
///     });
/// });
/// assert_eq!(
///     source::body(&source::pieces(&recorded))?,
///     r#"    op.create_table("offers", |t| {
///         t.column("id", BigInt).identity().primary_key();
///         t.column("deal_id", BigInt)
///             .references("deals", "id")
///             .on_delete(Cascade);
///         t.index(["deal_id"]);
///     });
/// "#
/// );
/// # Ok::<(), source::Unwritten>(())
/// ```
///
/// # Errors
///
/// When an operation has no words: it runs a function whose text is not known, or is one that only undoes another.
pub fn body(pieces: &[Piece]) -> Result<String, Unwritten> {
    Ok(code::lines(&statements(pieces)?, 4))
}

fn statements(pieces: &[Piece]) -> Result<Vec<Code>, Unwritten> {
    let mut statements = Vec::<Code>::new();
    let mut rest = pieces;
    while let Some((piece, others)) = rest.split_first() {
        rest = others;
        match piece {
            Piece::Comment(comment) => statements.push(Code::Remark(comment.clone())),
            Piece::On(dialects, pieces) => {
                let closure = Code::closure("op", self::statements(pieces)?);
                statements.push(Code::op("on", [code::dialects(*dialects), closure]));
            }
            Piece::Operation { operation, holes } => match without_views(operation, others)? {
                Some((statement, behind)) => {
                    statements.push(statement);
                    rest = behind;
                }
                None => statements.extend(written(operation, holes)?),
            },
        }
    }
    Ok(statements)
}

fn written(operation: &Operation, holes: &[Hole]) -> Result<Vec<Code>, Unwritten> {
    let unwritten = |reason| Unwritten { operation: operation.to_string(), reason };
    let codes = operation.source(holes).map_err(unwritten)?;
    let text = code::lines(&codes, 0);
    if text.matches("migrate_core::fill_in!").count() < holes.len() {
        return Err(unwritten("it has no place for what must be filled in"));
    }
    Ok(codes)
}

/// What is done while views are away, and what stands behind it: where a view is dropped first, and created again as it was.
fn without_views<'a>(
    first: &Operation,
    others: &'a [Piece],
) -> Result<Option<(Code, &'a [Piece])>, Unwritten> {
    let Some(outermost) = dropped(first) else { return Ok(None) };
    let restores = |view, piece: &Piece| restored(piece).is_some_and(|restored| restored == view);
    let Some(end) = others.iter().position(|piece| restores(outermost, piece)) else { return Ok(None) };
    let (mut inner, behind) = (&others[..end], &others[end + 1..]);
    let mut views = vec![outermost];
    // Further views that are dropped right behind it and created again right before it are named with it.
    while let [Piece::Operation { operation, holes: _ }, between @ .., last] = inner
        && let Some(view) = dropped(operation)
        && view.schema.is_some() == outermost.schema.is_some()
        && restores(view, last)
    {
        views.push(view);
        inner = between;
    }
    views.reverse();
    let views = code::array(views.into_iter().map(code::qualified));
    let closure = Code::closure("op", statements(inner)?);
    Ok(Some((Code::op("without_views", [views, closure]), behind)))
}

fn dropped(operation: &Operation) -> Option<&QualifiedName> {
    if let Operation::DropView(DropView { view }) = operation { Some(view) } else { None }
}

fn restored(piece: &Piece) -> Option<&QualifiedName> {
    match piece {
        Piece::Operation { operation: Operation::RestoreView(RestoreView { view }), holes: _ } => Some(view),
        Piece::Comment(_) | Piece::On(..) | Piece::Operation { .. } => None,
    }
}

/// The statement that records one operation, not indented.
///
/// # Errors
///
/// As [`body`].
pub fn statement(operation: &Operation) -> Result<String, Unwritten> {
    let text = code::lines(&written(operation, &[])?, 0);
    Ok(text.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::{HolePlace, Operations};
    use crate::prelude::*;

    fn of(record: impl FnOnce(&mut Operations)) -> Vec<Piece> {
        pieces(&Operations::record(record))
    }

    #[test]
    fn what_must_be_filled_in_stands_in_its_place() {
        let mut pieces = of(|op| {
            op.remove_enum_value("currency", "GBP");
            op.alter_column("deals", "code", |c| {
                c.set_type(Integer).using("code");
                c.not_null().fill(expr("NULL"));
            });
        });
        let hole = |place, what: &str| Hole { place, what: what.to_owned() };
        let [Piece::Operation { holes: of_enum, .. }, Piece::Operation { holes: of_column, .. }] =
            pieces.as_mut_slice()
        else {
            unreachable!("two operations were recorded")
        };
        of_enum.push(hole(HolePlace::MapTo, "what \"GBP\" becomes"));
        of_column.extend([hole(HolePlace::Fill, "a number"), hole(HolePlace::Using, "how it becomes one")]);
        pieces.insert(0, Piece::Comment("Destructive:\nrows change.".to_owned()));
        let wanted = r##"    // Destructive:
    // rows change.
    op.remove_enum_value("currency", "GBP")
        .map_to(migrate_core::fill_in!(r#"what "GBP" becomes"#));
    op.alter_column("deals", "code", |c| {
        c.set_type(Integer)
            .using(migrate_core::fill_in!("how it becomes one"));
        c.not_null().fill(migrate_core::fill_in!("a number"));
    });
"##;
        assert_eq!(body(&pieces).as_deref(), Ok(wanted));
    }

    #[test]
    fn what_has_no_place_to_be_filled_in_is_refused() {
        let mut pieces = of(|op| op.drop_table("deals"));
        if let [Piece::Operation { holes, .. }] = pieces.as_mut_slice() {
            holes.push(Hole { place: HolePlace::MapTo, what: String::new() });
        }
        assert_eq!(
            body(&pieces).map_err(|error| error.to_string()),
            Err("cannot write `drop table `deals`` as Rust: it has no place for what must be filled in"
                .to_owned())
        );
    }

    #[test]
    fn what_only_undoes_another_has_no_words() {
        let restore = Operation::from(RestoreView { view: "open_deals".into() });
        assert!(statement(&restore).is_err_and(|error| error.reason.contains("without_views")));
    }

    #[test]
    fn views_that_are_away_together_are_named_together() {
        let pieces = of(|op| {
            op.on([Postgres, Sqlite], |op| {
                op.without_views(["a", "b", "c"], |op| op.drop_table("d"));
            });
            op.without_views([("s", "a")], |op| op.without_views(["b"], |op| op.drop_table("d")));
        });
        let wanted = "    op.on([Postgres, Sqlite], |op| {\n        op.without_views([\"a\", \"b\", \"c\"], |op| {\n            \
                      op.drop_table(\"d\");\n        });\n    });\n    op.without_views([(\"s\", \"a\")], |op| {\n        \
                      op.without_views([\"b\"], |op| {\n            op.drop_table(\"d\");\n        });\n    });\n";
        assert_eq!(body(&pieces).as_deref(), Ok(wanted));
    }
}
