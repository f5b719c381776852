//! The sales report: what was sold to whom.

use std::collections::BTreeMap;
use std::fmt;

/// An order, as the report needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sale {
    /// The company's name.
    pub company: String,
    /// The order's number.
    pub number: String,
    /// Where the order stands: `new`, `paid`, `shipped`, `cancelled`.
    pub status: String,
    /// How many lines it has.
    pub items: i64,
    /// What it comes to, in cents.
    pub cents: i64,
}

/// What a company ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// How many orders.
    pub orders: u32,
    /// What they come to, in cents.
    pub cents: i64,
    /// What is not paid of it, in cents.
    pub unpaid: i64,
}

/// What was sold, by company.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    totals: BTreeMap<String, Total>,
}

impl Report {
    /// What a company ordered.
    pub fn total(&self, company: &str) -> Total {
        self.totals.get(company).copied().unwrap_or_default()
    }
}

impl FromIterator<Sale> for Report {
    fn from_iter<T: IntoIterator<Item = Sale>>(sales: T) -> Self {
        let mut report = Self::default();
        for sale in sales.into_iter().filter(|sale| sale.status != "cancelled") {
            let total = report.totals.entry(sale.company).or_default();
            total.orders += 1;
            total.cents += sale.cents;
            if sale.status == "new" {
                total.unpaid += sale.cents;
            }
        }
        report
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<24} {:>6} {:>12} {:>12}", "company", "orders", "EUR", "unpaid")?;
        for (company, total) in &self.totals {
            let Total { orders, cents, unpaid } = total;
            writeln!(f, "{company:<24} {orders:>6} {:>12} {:>12}", euros(*cents), euros(*unpaid))?;
        }
        Ok(())
    }
}

fn euros(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sale(company: &str, status: &str, cents: i64) -> Sale {
        Sale {
            company: company.to_owned(),
            number: String::new(),
            status: status.to_owned(),
            items: 1,
            cents,
        }
    }

    #[test]
    fn cancelled_orders_count_for_nothing_and_new_ones_are_unpaid() {
        let report = [sale("A", "new", 1005), sale("A", "paid", 200), sale("B", "cancelled", 99)];
        let report = report.into_iter().collect::<Report>();
        assert_eq!(report.total("A"), Total { orders: 2, cents: 1205, unpaid: 1005 });
        assert_eq!(report.total("B"), Total::default());
        assert_eq!(
            report.to_string().lines().last(),
            Some("A                             2        12.05        10.05")
        );
    }
}
