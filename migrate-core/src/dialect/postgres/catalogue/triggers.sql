SELECT w.said AS schema, c.relname AS relation, t.tgname AS name, t.tgenabled AS enabled,
    'CREATE TRIGGER ' || quote_ident(t.tgname) || ' ' AS head,
    ' ON ' || quote_ident(w.nspname) || '.' || quote_ident(c.relname) || ' ' AS on,
    pg_get_triggerdef(t.oid) AS definition, d.description AS comment
FROM pg_catalog.pg_trigger AS t JOIN pg_catalog.pg_class AS c ON c.oid = t.tgrelid JOIN wanted AS w ON w.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_description AS d ON d.classoid = 'pg_catalog.pg_trigger'::regclass AND d.objoid = t.oid
WHERE NOT t.tgisinternal AND t.tgparentid = 0
ORDER BY t.oid
