//! What a user may do, by the words of `SHOW GRANTS`, which name what roles bring too.

/// Whether who has these grants sees the triggers of a database: those of all databases, of this one, whose name may be a
/// pattern, or of a table in it. `REVOKE` takes a part of what is granted for all databases (MySQL 8.0, `partial_revokes`).
pub(crate) fn show_triggers(grants: &[String], database: &str) -> bool {
    let on_database = |verb: &str| {
        let read = grants.iter().filter_map(|grant| read(grant, verb));
        read.filter(|grant| grant.is_of_triggers).map(|grant| grant.on).collect::<Vec<_>>()
    };
    let is_taken = on_database("REVOKE ").iter().any(|on| on.holds(database) && !matches!(on, On::All));
    on_database("GRANT ").iter().any(|on| match on {
        On::All => !is_taken,
        On::Database(_) | On::Table(_) => on.holds(database),
    })
}

/// A grant of privileges.
struct Grant {
    is_of_triggers: bool,
    on: On,
}

/// What a grant is of.
enum On {
    All,
    /// Databases of a name like this.
    Database(String),
    /// A table of this database.
    Table(String),
}

impl On {
    fn holds(&self, database: &str) -> bool {
        match self {
            Self::All => true,
            Self::Database(pattern) => is_like(&letters(pattern), &letters(database)),
            Self::Table(name) => letters(name) == letters(database),
        }
    }
}

/// Reads `GRANT SELECT, TRIGGER ON `shop`.* TO …`; a grant of a role has no `ON`.
fn read(grant: &str, verb: &str) -> Option<Grant> {
    let rest = grant.strip_prefix(verb)?;
    // Columns stand behind a privilege in brackets, and may be called anything; but not so.
    let ends = [" ON *.*", " ON `", " ON \""];
    let at = ends.iter().filter_map(|end| rest.find(end)).min()?;
    let (privileges, object) = rest.split_at(at);
    let is_of_triggers = privileges
        .split(',')
        .map(str::trim)
        .any(|privilege| matches!(privilege, "ALL PRIVILEGES" | "TRIGGER"));
    let object = object.strip_prefix(" ON ")?;
    if object.starts_with("*.*") {
        return Some(Grant { is_of_triggers, on: On::All });
    }
    let quote = object.chars().next()?;
    let mut name = String::new();
    let mut rest = object[1..].chars().peekable();
    while let Some(letter) = rest.next() {
        if letter == quote && rest.next_if_eq(&quote).is_none() {
            break;
        }
        name.push(letter);
    }
    let behind = rest.collect::<String>();
    let on = if behind.starts_with(".*") { On::Database(name) } else { On::Table(name) };
    Some(Grant { is_of_triggers, on })
}

/// A name's letters, all small: a server may keep names as they are typed, and compare them so or not.
fn letters(name: &str) -> Vec<char> {
    name.to_lowercase().chars().collect()
}

/// Whether a name is like a pattern, in which `_` is any letter and `%` are any letters, but for those behind a `\`.
fn is_like(pattern: &[char], name: &[char]) -> bool {
    match pattern {
        [] => name.is_empty(),
        ['%', rest @ ..] => (0..=name.len()).any(|from| is_like(rest, &name[from..])),
        ['_', rest @ ..] => name.split_first().is_some_and(|(_, name)| is_like(rest, name)),
        ['\\', letter, rest @ ..] | [letter, rest @ ..] => {
            name.split_first().is_some_and(|(own, name)| own == letter && is_like(rest, name))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sees(grants: &[&str]) -> bool {
        show_triggers(&grants.iter().map(|grant| (*grant).to_owned()).collect::<Vec<_>>(), "my_shop")
    }

    #[test]
    fn triggers_are_seen_by_what_is_granted_on_the_database() {
        for grant in [
            "GRANT ALL PRIVILEGES ON *.* TO `u`@`%` WITH GRANT OPTION",
            "GRANT SELECT, TRIGGER ON `my_shop`.* TO `u`@`%`",
            "GRANT TRIGGER ON `my\\_shop`.* TO `seer`",
            "GRANT TRIGGER ON `my%`.* TO `u`@`%`",
            "GRANT SELECT (`a`, `b`), TRIGGER ON `My_Shop`.`deals` TO `u`@`%`",
            "GRANT TRIGGER ON \"my_shop\".* TO \"u\"@\"%\"",
        ] {
            assert!(sees(&["GRANT USAGE ON *.* TO `u`@`%`", grant]), "{grant}");
        }
        for grant in [
            "GRANT USAGE ON *.* TO `u`@`%` IDENTIFIED BY PASSWORD '*B6'",
            "GRANT `trigger`@`%` TO `u`@`%`",
            "GRANT SELECT, SHOW VIEW ON `my_shop`.* TO `u`@`%`",
            "GRANT TRIGGER ON `myXshop`.* TO `u`@`%`",
            "GRANT TRIGGER ON `my\\_shops`.* TO `u`@`%`",
            "GRANT TRIGGER ON `my%`.`deals` TO `u`@`%`",
            "GRANT PROXY ON ''@'%' TO 'root'@'localhost' WITH GRANT OPTION",
        ] {
            assert!(!sees(&[grant]), "{grant}");
        }
        assert!(!sees(&["GRANT TRIGGER ON *.* TO `u`@`%`", "REVOKE TRIGGER ON `my_shop`.* FROM `u`@`%`"]));
        assert!(sees(&["GRANT TRIGGER ON *.* TO `u`@`%`", "REVOKE TRIGGER ON `other`.* FROM `u`@`%`"]));
    }
}
