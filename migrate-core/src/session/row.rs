//! Rows as a data step reads them.

use std::sync::Arc;

use super::DatabaseError;

/// A row of a query's result.
#[derive(Clone, Debug)]
pub struct Row {
    columns: Arc<[String]>,
    cells: Vec<Cell>,
}

/// A value as it came: servers that are asked by the simple protocol answer in text.
#[derive(Clone, Debug, PartialEq)]
#[doc(hidden)]
pub enum Cell {
    Bytes(Vec<u8>),
    Integer(i64),
    Null,
    Real(f64),
    Text(String),
}

impl Row {
    #[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
    pub(crate) fn new(columns: Arc<[String]>, cells: Vec<Cell>) -> Self {
        Self { columns, cells }
    }

    /// The value of a column.
    ///
    /// Integers, floating-point numbers, booleans, text and bytes are read, and [`Option`] of these; what else a
    /// database has is read as its text (`String`), or natively through
    /// [`Connection::as_postgres`](super::Connection) and its like.
    ///
    /// # Errors
    ///
    /// When there is no such column, or when its value is none of that type; NULL is only an [`Option`]'s.
    pub fn get<T: FromCell>(&self, column: &str) -> Result<T, DatabaseError> {
        let Some(at) = self.columns.iter().position(|name| name == column) else {
            return Err(DatabaseError::answer(format!("the result has no column `{column}`")));
        };
        self.at(at)
    }

    /// The text of the column at a place, where it is text.
    pub(crate) fn text(&self, at: usize) -> Option<&str> {
        match self.cells.get(at) {
            Some(Cell::Text(text)) => Some(text),
            Some(Cell::Bytes(_) | Cell::Integer(_) | Cell::Null | Cell::Real(_)) | None => None,
        }
    }

    /// The value of the column at a place, counted from zero.
    pub(crate) fn at<T: FromCell>(&self, at: usize) -> Result<T, DatabaseError> {
        let cell = self.cells.get(at);
        cell.and_then(T::from_cell).ok_or_else(|| {
            let name = self.columns.get(at).map_or("?", String::as_str);
            let found = cell.map_or("nothing", Cell::kind);
            DatabaseError::answer(format!("column `{name}` holds {found} and is no {}", T::NAME))
        })
    }
}

impl Cell {
    fn kind(&self) -> &'static str {
        match self {
            Self::Bytes(_) => "bytes",
            Self::Integer(_) => "an integer",
            Self::Null => "NULL",
            Self::Real(_) => "a floating-point number",
            Self::Text(_) => "text",
        }
    }
}

/// A type that a column's value can be read as.
pub trait FromCell: Sized + sealed::Sealed {
    /// The type's name, for messages.
    #[doc(hidden)]
    const NAME: &'static str;

    /// Reads the value.
    #[doc(hidden)]
    fn from_cell(cell: &Cell) -> Option<Self>;
}

mod sealed {
    pub trait Sealed {}
}

macro_rules! from_cell {
    ($($type:ty, $name:literal, $cell:ident => $read:expr;)*) => {
        $(
            impl sealed::Sealed for $type {}
            impl FromCell for $type {
                const NAME: &'static str = $name;
                fn from_cell($cell: &Cell) -> Option<Self> {
                    $read
                }
            }
        )*
    };
}

from_cell! {
    bool, "boolean", cell => match cell {
        Cell::Integer(0) => Some(false),
        Cell::Integer(1) => Some(true),
        // PostgreSQL writes `t` and `f`, MariaDB 1 and 0.
        Cell::Text(text) => match text.as_str() {
            "t" | "true" | "1" => Some(true),
            "f" | "false" | "0" => Some(false),
            _ => None,
        },
        Cell::Bytes(_) | Cell::Integer(_) | Cell::Null | Cell::Real(_) => None,
    };
    f64, "floating-point number", cell => match cell {
        #[expect(clippy::cast_precision_loss, reason = "asked for")]
        Cell::Integer(integer) => Some(*integer as Self),
        Cell::Real(real) => Some(*real),
        Cell::Text(text) => text.parse().ok(),
        Cell::Bytes(_) | Cell::Null => None,
    };
    i32, "integer of 32 bits", cell => i64::from_cell(cell).and_then(|integer| integer.try_into().ok());
    i64, "integer of 64 bits", cell => match cell {
        Cell::Integer(integer) => Some(*integer),
        Cell::Text(text) => text.parse().ok(),
        Cell::Bytes(_) | Cell::Null | Cell::Real(_) => None,
    };
    String, "text", cell => match cell {
        Cell::Integer(integer) => Some(integer.to_string()),
        Cell::Real(real) => Some(real.to_string()),
        Cell::Text(text) => Some(text.clone()),
        Cell::Bytes(_) | Cell::Null => None,
    };
    Vec<u8>, "bytes", cell => match cell {
        Cell::Bytes(bytes) => Some(bytes.clone()),
        Cell::Text(text) => Some(match text.strip_prefix("\\x").and_then(unhex) {
            // PostgreSQL's text form of bytea (manual 15, section 8.4.1).
            Some(bytes) => bytes,
            None => text.clone().into_bytes(),
        }),
        Cell::Integer(_) | Cell::Null | Cell::Real(_) => None,
    };
}

impl<T: FromCell> sealed::Sealed for Option<T> {}

impl<T: FromCell> FromCell for Option<T> {
    const NAME: &'static str = T::NAME;

    fn from_cell(cell: &Cell) -> Option<Self> {
        match cell {
            Cell::Null => Some(None),
            cell => T::from_cell(cell).map(Some),
        }
    }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |digit: u8| char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| Some(digit(*pair.first()?)? << 4 | digit(*pair.get(1)?)?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: Vec<Cell>) -> Row {
        let columns = (0..cells.len()).map(|at| format!("c{at}")).collect::<Vec<_>>();
        Row { columns: columns.into(), cells }
    }

    #[test]
    fn values_are_read_from_text_and_from_numbers() {
        let row = row(vec![
            Cell::Text("12".into()),
            Cell::Integer(12),
            Cell::Null,
            Cell::Text("t".into()),
            Cell::Text("\\x00ff".into()),
            Cell::Real(1.5),
        ]);
        assert_eq!(row.get::<i64>("c0").unwrap(), 12);
        assert_eq!(row.get::<i32>("c1").unwrap(), 12);
        assert_eq!(row.get::<Option<String>>("c2").unwrap(), None);
        assert!(row.get::<bool>("c3").unwrap());
        assert_eq!(row.get::<Vec<u8>>("c4").unwrap(), [0, 255]);
        assert!((row.get::<f64>("c5").unwrap() - 1.5).abs() < f64::EPSILON);
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        let row = row(vec![Cell::Null]);
        assert_eq!(
            row.get::<i64>("c0").unwrap_err().to_string(),
            "column `c0` holds NULL and is no integer of 64 bits"
        );
        assert_eq!(row.get::<i64>("x").unwrap_err().to_string(), "the result has no column `x`");
    }
}
