use migrate_core::prelude::*;

/// A view of what each order comes to, in cents.
///
/// The databases name the types of a cast differently.
#[revision(id = "b07e92c4d16a", down = "48d1f7e205b")]
fn upgrade(op: &mut Operations) {
    let (orders, items) = (op.prefixed("orders"), op.prefixed("order_items"));
    let query = |text, integer| query(&orders, &items, text, integer);
    let query = expr(&query("VARCHAR(20)", "BIGINT"))
        .on(MySql, &query("CHAR(20)", "SIGNED"))
        .on(Sqlite, &query("TEXT", "INTEGER"));
    op.create_view("order_totals", query);
}

fn query(orders: &str, items: &str, text: &str, integer: &str) -> String {
    format!(
        "\
SELECT o.id AS order_id, o.number, o.company_id, CAST(o.status AS {text}) AS status, COUNT(i.position) AS items,
       CAST(ROUND(COALESCE(SUM(i.quantity * i.unit_price), 0) * 100) AS {integer}) AS cents
FROM {orders} o LEFT JOIN {items} i ON i.order_id = o.id
GROUP BY o.id, o.number, o.company_id, o.status"
    )
}
