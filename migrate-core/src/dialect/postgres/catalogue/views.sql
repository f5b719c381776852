SELECT r.ev_class::bigint AS view, NULLIF(n.nspname, current_schema()) AS schema, c.relname AS name, c.relkind AS kind,
    json_agg(a.attname ORDER BY a.attnum) FILTER (WHERE a.attnum > 0) AS columns
FROM pg_catalog.pg_rewrite AS r JOIN pg_catalog.pg_class AS v ON v.oid = r.ev_class AND v.relkind IN ('v', 'm')
JOIN wanted AS w ON w.oid = v.relnamespace
JOIN pg_catalog.pg_depend AS d ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid = r.oid
    AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid <> r.ev_class AND d.deptype = 'n'
JOIN pg_catalog.pg_class AS c ON c.oid = d.refobjid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
WHERE r.rulename = '_RETURN' AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
GROUP BY r.ev_class, c.oid, n.nspname, c.relname, c.relkind
ORDER BY r.ev_class, c.oid
