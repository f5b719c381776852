//! A CRM and shop whose schema grew over many revisions.

pub mod migrations;
pub mod models;
pub mod report;
pub mod store;

pub use migrations::Shop;
pub use report::{Report, Sale, Total};
pub use store::Store;

/// Compiles the code of the README.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
#[derive(Debug)]
pub struct Readme;
