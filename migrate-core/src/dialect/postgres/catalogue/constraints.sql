SELECT c.conrelid::bigint AS relation, c.conname AS name, c.contype AS kind,
    (SELECT json_agg(a.attname ORDER BY k.at) FROM unnest(c.conkey) WITH ORDINALITY AS k (num, at)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = k.num) AS columns,
    CASE WHEN c.contype = 'f' THEN json_build_array(NULLIF(n.nspname, current_schema()), r.relname) END AS referenced,
    (SELECT json_agg(a.attname ORDER BY k.at) FROM unnest(c.confkey) WITH ORDINALITY AS k (num, at)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.confrelid AND a.attnum = k.num) AS referenced_columns,
    c.confdeltype AS on_delete, c.confupdtype AS on_update, c.confmatchtype AS match,
    c.condeferrable AS deferrable, c.condeferred AS deferred, c.convalidated AS validated,
    c.conislocal AS local, c.conparentid <> 0 AS inherited,
    c.contype = 'c' AND c.connoinherit AS no_inherit, m.more,
    (SELECT json_agg(a.attname ORDER BY k.at) FROM unnest(m.set_columns) WITH ORDINALITY AS k (num, at)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = k.num) AS set_columns,
    c.conindid::bigint AS index,
    CASE WHEN c.contype = 'c' THEN pg_get_expr(c.conbin, c.conrelid) END AS expression,
    (SELECT json_agg(CASE WHEN pg_operator_is_visible(o.oid) THEN o.oprname
            ELSE 'OPERATOR(' || quote_ident(s.nspname) || '.' || o.oprname || ')' END ORDER BY k.at)
        FROM unnest(c.conexclop) WITH ORDINALITY AS k (operator, at)
        JOIN pg_catalog.pg_operator AS o ON o.oid = k.operator
        JOIN pg_catalog.pg_namespace AS s ON s.oid = o.oprnamespace) AS operators,
    CASE WHEN m.more THEN 'ALTER TABLE ' || c.conrelid::regclass || ' ADD CONSTRAINT ' || quote_ident(c.conname) || ' ' || pg_get_constraintdef(c.oid) END AS definition
FROM pg_catalog.pg_constraint AS c JOIN pg_catalog.pg_class AS t ON t.oid = c.conrelid JOIN wanted AS w ON w.oid = t.relnamespace
LEFT JOIN pg_catalog.pg_class AS r ON r.oid = c.confrelid
LEFT JOIN pg_catalog.pg_namespace AS n ON n.oid = r.relnamespace
CROSS JOIN (SELECT true AS conenforced, NULL::int2[] AS confdelsetcols, false AS conperiod) AS older
-- A column that an older server has not is found in `older`.
CROSS JOIN LATERAL (SELECT NOT conenforced OR conperiod AS more, confdelsetcols AS set_columns
    FROM pg_catalog.pg_constraint AS x WHERE x.oid = c.oid) AS m
WHERE c.contype IN ('c', 'f', 'p', 'u', 'x') AND t.relkind IN ('r', 'p')
ORDER BY c.oid
