//! The revisions of the shop, oldest first. One `mod` line a revision.

mod r20250106_090000_initial;
mod r20250120_141500_countries_and_currencies;
mod r20250203_101200_adding_offers;
mod r20250217_093000_products;
mod r20250303_160000_orders;
mod r20250317_110500_split_contact_names;
mod r20250331_084500_accounts_are_companies;
mod r20250407_100000_activities;
mod r20250409_153000_payments;
mod r20250414_091500_tags;
mod r20250416_134500_shipping;
mod r20250422_120000_order_tags;
mod r20250428_170000_merge_crm_and_checkout;
mod r20250512_083000_indexes_for_lists;
mod r20250526_094500_gulf_countries;
mod r20250609_141000_drop_legacy_code;
mod r20250623_101500_order_totals;
mod r20250707_160000_constraints_on_servers;
mod r20250721_112000_returned_orders;
mod r20250804_093000_constraints_on_sqlite;
mod r20250818_150000_dates;
mod r20250901_090000_index_beside_writers;

migrate_core::chain!(pub Shop = "shop");
