SELECT c.oid::bigint AS oid, w.said AS schema, c.relname AS name, c.relkind AS kind, d.description AS comment,
    c.relpersistence = 'u' AS unlogged,
    array_cat(c.reloptions, (SELECT array_agg('toast.' || o ORDER BY o) FROM pg_catalog.pg_class AS x CROSS JOIN unnest(x.reloptions) AS o
        WHERE x.oid = c.reltoastrelid)) AS parameters,
    CASE WHEN c.relkind = 'p' THEN (
        SELECT json_build_object('strategy', p.partstrat, 'text', pg_get_partkeydef(c.oid),
            'parts', (SELECT json_agg(json_build_object(
                    'column', a.attname,
                    'opclass', CASE WHEN NOT o.opcdefault THEN json_build_array(
                        CASE WHEN NOT pg_opclass_is_visible(o.oid) THEN y.nspname END, o.opcname) END,
                    'collation', l.collname
                ) ORDER BY k.at)
                FROM unnest(p.partattrs) WITH ORDINALITY AS k (num, at)
                LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = k.num AND k.num <> 0
                LEFT JOIN pg_catalog.pg_opclass AS o ON o.oid = p.partclass[k.at - 1]
                LEFT JOIN pg_catalog.pg_namespace AS y ON y.oid = o.opcnamespace
                LEFT JOIN pg_catalog.pg_collation AS l ON l.oid = p.partcollation[k.at - 1] AND k.num <> 0 AND l.oid <> a.attcollation))
        FROM pg_catalog.pg_partitioned_table AS p WHERE p.partrelid = c.oid
    ) END AS partition_by,
    pg_get_expr(c.relpartbound, c.oid) AS bound,
    (SELECT json_agg(json_build_array(NULLIF(n.nspname, current_schema()), p.relname) ORDER BY i.inhseqno)
        FROM pg_catalog.pg_inherits AS i JOIN pg_catalog.pg_class AS p ON p.oid = i.inhparent
        JOIN pg_catalog.pg_namespace AS n ON n.oid = p.relnamespace
        WHERE i.inhrelid = c.oid) AS parents,
    CASE WHEN c.relkind = 'v' THEN pg_get_viewdef(c.oid) END AS definition
FROM pg_catalog.pg_class AS c JOIN wanted AS w ON w.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_description AS d ON d.classoid = 'pg_catalog.pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
ORDER BY c.oid
