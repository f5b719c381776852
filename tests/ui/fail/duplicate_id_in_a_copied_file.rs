#[path = "../files/copied_file/mod.rs"]
mod migrations;

fn main() {}
