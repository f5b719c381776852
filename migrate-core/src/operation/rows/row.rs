//! Rows, as authors write them.

use crate::schema::Value;

/// The values of one row: a tuple, or an array of values of one type.
pub trait Row {
    /// The values, in the order of the columns.
    fn into_values(self) -> Vec<Value>;
}

impl<T: Into<Value>, const N: usize> Row for [T; N] {
    fn into_values(self) -> Vec<Value> {
        self.into_iter().map(Into::into).collect()
    }
}

impl Row for Vec<Value> {
    fn into_values(self) -> Vec<Value> {
        self
    }
}

macro_rules! row_of_tuple {
    ($($value:ident)+) => {
        impl<$($value: Into<Value>),+> Row for ($($value,)+) {
            #[expect(non_snake_case, reason = "one name for a type and its value")]
            fn into_values(self) -> Vec<Value> {
                let ($($value,)+) = self;
                vec![$($value.into()),+]
            }
        }
    };
}

row_of_tuple!(A);
row_of_tuple!(A B);
row_of_tuple!(A B C);
row_of_tuple!(A B C D);
row_of_tuple!(A B C D E);
row_of_tuple!(A B C D E F);
row_of_tuple!(A B C D E F G);
row_of_tuple!(A B C D E F G H);
row_of_tuple!(A B C D E F G H I);
row_of_tuple!(A B C D E F G H I J);
row_of_tuple!(A B C D E F G H I J K);
row_of_tuple!(A B C D E F G H I J K L);
