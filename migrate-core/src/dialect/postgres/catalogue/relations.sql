SELECT c.oid::bigint AS oid, w.said AS schema, c.relname AS name, c.relkind AS kind, d.description AS comment,
    CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS partition_by,
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
