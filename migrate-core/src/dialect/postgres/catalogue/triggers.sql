SELECT t.oid::bigint AS oid, w.said AS schema, c.relname AS relation, t.tgname AS name, t.tgenabled AS enabled,
    'CREATE TRIGGER ' || quote_ident(t.tgname) || ' ' AS head,
    ' ON ' || quote_ident(w.nspname) || '.' || quote_ident(c.relname) || ' ' AS on,
    pg_get_triggerdef(t.oid) AS definition
FROM pg_catalog.pg_trigger AS t JOIN pg_catalog.pg_class AS c ON c.oid = t.tgrelid JOIN wanted AS w ON w.oid = c.relnamespace
WHERE NOT t.tgisinternal AND t.tgparentid = 0
ORDER BY t.oid
