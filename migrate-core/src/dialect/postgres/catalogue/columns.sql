SELECT a.attrelid::bigint AS relation, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
    CASE WHEN e.typtype = 'e' THEN json_build_array(NULLIF(n.nspname, current_schema()), e.typname) END AS enum,
    t.typcategory = 'A' AND t.typelem <> 0 AS array,
    a.attnotnull AS not_null, NULLIF(a.attidentity, '') AS identity, NULLIF(a.attgenerated, '') AS generated,
    pg_get_expr(f.adbin, f.adrelid) AS "default",
    CASE WHEN f.oid IS NOT NULL THEN (
        SELECT json_build_array(NULLIF(y.nspname, current_schema()), x.relname)
        FROM pg_catalog.pg_depend AS r JOIN pg_catalog.pg_class AS x ON x.oid = r.refobjid AND x.relkind = 'S'
        JOIN pg_catalog.pg_namespace AS y ON y.oid = x.relnamespace
        WHERE r.classid = 'pg_catalog.pg_attrdef'::regclass AND r.objid = f.oid
            AND r.refclassid = 'pg_catalog.pg_class'::regclass LIMIT 1
    ) END AS sequence,
    o.collname AS collation, d.description AS comment, a.attislocal AS local
FROM pg_catalog.pg_attribute AS a JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid JOIN wanted AS w ON w.oid = c.relnamespace
JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
JOIN pg_catalog.pg_type AS e ON e.oid = CASE WHEN t.typcategory = 'A' AND t.typelem <> 0 THEN t.typelem ELSE t.oid END
JOIN pg_catalog.pg_namespace AS n ON n.oid = e.typnamespace
LEFT JOIN pg_catalog.pg_attrdef AS f ON f.adrelid = a.attrelid AND f.adnum = a.attnum
LEFT JOIN pg_catalog.pg_collation AS o ON o.oid = a.attcollation AND a.attcollation <> t.typcollation
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_catalog.pg_class'::regclass AND d.objoid = a.attrelid AND d.objsubid = a.attnum
WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attrelid, a.attnum
