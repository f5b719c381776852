#[path = "../files/sound/mod.rs"]
mod migrations;

fn main() {
    migrate_core::__private::check_chain(<migrations::Shop as migrate_core::Chain>::DEFINITION);
}
