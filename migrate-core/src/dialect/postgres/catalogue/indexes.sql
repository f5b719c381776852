SELECT i.indexrelid::bigint AS oid, i.indrelid::bigint AS relation, c.relname AS name, m.amname AS method,
    i.indisunique AS unique, i.indisvalid AS valid, n.nulls_not_distinct,
    pg_get_expr(i.indpred, i.indrelid) AS predicate, c.reloptions AS parameters, s.spcname AS tablespace,
    c.relispartition AS inherited,
    k.oid IS NOT NULL AS constrains,
    (SELECT json_agg(json_build_object(
            'column', CASE WHEN p.num <> 0 THEN (SELECT a.attname FROM pg_catalog.pg_attribute AS a
                WHERE a.attrelid = i.indrelid AND a.attnum = p.num) END,
            'key', p.at <= i.indnkeyatts,
            'expression', CASE WHEN p.num = 0 THEN pg_get_indexdef(i.indexrelid, p.at::integer, false) END,
            'option', CASE WHEN p.at <= i.indnkeyatts THEN i.indoption[p.at - 1] END,
            'opclass', CASE WHEN p.at <= i.indnkeyatts THEN (
                SELECT json_build_array(CASE WHEN NOT pg_opclass_is_visible(o.oid) THEN y.nspname END, o.opcname)
                FROM pg_catalog.pg_opclass AS o JOIN pg_catalog.pg_namespace AS y ON y.oid = o.opcnamespace
                WHERE o.oid = i.indclass[p.at - 1] AND (NOT o.opcdefault OR x.attoptions IS NOT NULL)) END,
            'parameters', x.attoptions,
            'collation', CASE WHEN p.at <= i.indnkeyatts AND i.indcollation[p.at - 1] <> 0 AND i.indcollation[p.at - 1] <> CASE
                    WHEN p.num <> 0 THEN (SELECT a.attcollation FROM pg_catalog.pg_attribute AS a
                        WHERE a.attrelid = i.indrelid AND a.attnum = p.num)
                    WHEN pg_get_indexdef(i.indexrelid) NOT LIKE '% COLLATE %' THEN i.indcollation[p.at - 1]
                    ELSE 'pg_catalog."default"'::regcollation END
                THEN (SELECT l.collname FROM pg_catalog.pg_collation AS l WHERE l.oid = i.indcollation[p.at - 1]) END
        ) ORDER BY p.at)
        FROM unnest(i.indkey) WITH ORDINALITY AS p (num, at)
        JOIN pg_catalog.pg_attribute AS x ON x.attrelid = i.indexrelid AND x.attnum = p.at) AS parts,
    CASE WHEN NOT i.indisvalid OR c.reltablespace <> 0 OR t.relkind = 'm' THEN pg_get_indexdef(i.indexrelid) END AS definition
FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid JOIN wanted AS w ON w.oid = c.relnamespace
JOIN pg_catalog.pg_class AS t ON t.oid = i.indrelid
JOIN pg_catalog.pg_am AS m ON m.oid = c.relam
LEFT JOIN pg_catalog.pg_constraint AS k ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x')
LEFT JOIN pg_catalog.pg_tablespace AS s ON s.oid = c.reltablespace
CROSS JOIN (SELECT false AS indnullsnotdistinct) AS older
-- A column that an older server has not is found in `older`.
CROSS JOIN LATERAL (SELECT indnullsnotdistinct AS nulls_not_distinct
    FROM pg_catalog.pg_index AS x WHERE x.indexrelid = i.indexrelid) AS n
ORDER BY i.indexrelid
