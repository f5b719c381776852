//! The tables as the application has them: what the chain's revisions add up to, which a test holds true.
//!
//! `cargo migrate revision --autogenerate -m "…"` writes the next revision from a change here.
#![expect(missing_docs, reason = "fields are called as their columns are")]

mod crm;
mod goods;
mod orders;

pub use crm::{Activity, ActivityKind, Company, Contact, Deal, DealCurrency, DealTag, Offer, Tag, User};
pub use goods::{Address, Country, Currency, Product};
pub use orders::{Order, OrderItem, OrderStatus, OrderTag, Payment, PaymentMethod};
