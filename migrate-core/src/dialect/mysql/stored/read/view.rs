//! The query of a view.

use crate::dialect::mysql::stored::token::{group, text, tokens};

/// The query of a view whose columns are named before it, as MySQL shows it: `(a,b) AS select …`, with these names in it.
/// None where it is not seen which of its columns they are.
pub(crate) fn with_columns(definition: &str) -> Option<String> {
    const BEHIND: [&str; 11] = [
        "EXCEPT",
        "FOR",
        "FROM",
        "GROUP",
        "HAVING",
        "INTERSECT",
        "LIMIT",
        "ORDER",
        "UNION",
        "WHERE",
        "WINDOW",
    ];
    let all = tokens(definition);
    let length = group(&all);
    let names = all.get(1..length.checked_sub(1)?)?.iter().filter(|token| !token.is_mark(","));
    let mut names = names.map(|name| text(&[*name]));
    let query = all.get(length..)?;
    let query = query.first()?.is("AS").then(|| &query[1..])?;
    let mut at = 0;
    while !query.get(at)?.is("SELECT") {
        at += group(&query[at..]);
    }
    let (mut out, mut from) = (Vec::new(), 0);
    loop {
        at += group(query.get(at..)?);
        let next = query.get(at);
        let is_last = next.is_none_or(|token| BEHIND.iter().any(|word| token.is(word)));
        if !is_last && next.is_none_or(|token| !token.is_mark(",")) {
            continue;
        }
        query.get(at.checked_sub(2)?)?.is("AS").then_some(())?;
        out.extend([text(&query[from..at - 1]), " ", names.next()?]);
        if !is_last {
            out.push(",");
            at += 1;
        }
        from = at;
        if is_last {
            break;
        }
    }
    if from < query.len() {
        out.extend([" ", text(&query[from..])]);
    }
    names.next().is_none().then(|| out.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_before_a_query_come_into_it() {
        let shown = "(`a`,`b c`) AS with `q` as (select `t`.`x` AS `x` from `t`) select `q`.`x` AS `x`,\
            count(distinct `q`.`x`) AS `count(distinct x)` from `q` where (`q`.`x` = ' ,') union select 1 AS `1`,2 AS `2`";
        assert_eq!(
            with_columns(shown).as_deref(),
            Some(
                "with `q` as (select `t`.`x` AS `x` from `t`) select `q`.`x` AS `a`,\
                 count(distinct `q`.`x`) AS `b c` from `q` where (`q`.`x` = ' ,') union select 1 AS `1`,2 AS `2`"
            )
        );
        assert_eq!(with_columns("(`one`) AS select 1 AS `1`").as_deref(), Some("select 1 AS `one`"));
        for other in [
            "(`a`,`b`) AS select 1 AS `1`",
            "(`a`) AS select 1 AS `1`,2 AS `2`",
            "(`a`) AS (select 1 AS `1`)",
        ] {
            assert_eq!(with_columns(other), None, "{other}");
        }
    }
}
