#[path = "../files/ring_of_three_hundred.rs"]
mod migrations;

fn main() {}
