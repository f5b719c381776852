#[path = "../files/file_without_mod_line/mod.rs"]
mod migrations;

fn main() {}
