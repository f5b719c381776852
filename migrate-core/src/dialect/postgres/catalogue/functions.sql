SELECT p.oid::bigint AS oid, w.said AS schema, p.proname AS name, p.prokind AS kind,
    pg_get_function_identity_arguments(p.oid) AS identity,
    coalesce((SELECT json_agg(json_build_object(
            'name', p.proargnames[k.at], 'mode', coalesce(p.proargmodes[k.at], 'i'),
            'type', format_type(k.type, NULL), 'default', pg_get_function_arg_default(p.oid, k.at::integer)
        ) ORDER BY k.at)
        FROM unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) WITH ORDINALITY AS k (type, at)), '[]') AS arguments,
    'CREATE OR REPLACE FUNCTION ' || quote_ident(w.nspname) || '.' || quote_ident(p.proname)
        || '(' || pg_get_function_arguments(p.oid) || ')' AS head,
    CASE WHEN p.prokind <> 'a' THEN pg_get_functiondef(p.oid) END AS definition
FROM pg_catalog.pg_proc AS p JOIN wanted AS w ON w.oid = p.pronamespace
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_proc'::regclass AND e.objid = p.oid AND e.deptype IN ('e', 'i'))
ORDER BY p.oid
