//! `models` of a chain that are none.

mod one {
    migrate_core::chain!(pub One = "one", modls = [crate::Entities]);
}

mod two {
    migrate_core::chain!(pub Two = "two", models = crate::Entities);
}

mod three {
    migrate_core::chain!(pub Three = "three", models = [crate::NoModels]);
}

migrate_core::models!(pub Entities);

pub struct NoModels;

fn main() {
    let _ = (one::One, two::Two, three::Three);
}
