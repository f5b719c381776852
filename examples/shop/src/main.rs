//! A CRM and shop.

fn main() {}
