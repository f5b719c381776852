SELECT o.oid::bigint AS oid, w.said AS schema, o.name, o.stage, o.kind, o.detail,
    replace(replace(o.definition, '%name%', '%schema%' || quote_ident(o.name)), '%schema%',
        CASE WHEN w.said IS NULL THEN '' ELSE quote_ident(w.said) || '.' END) AS definition
FROM wanted AS w JOIN (
    SELECT t.oid, t.typnamespace AS namespace, t.typname AS name, 'before' AS stage, 'domain' AS kind, '' AS detail,
        'CREATE DOMAIN %name% AS ' || format_type(t.typbasetype, t.typtypmod)
            || coalesce(' COLLATE ' || quote_ident(c.collname), '') || coalesce(' DEFAULT ' || t.typdefault, '')
            || CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END
            || coalesce((SELECT string_agg(' CONSTRAINT ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid), '' ORDER BY k.conname)
                FROM pg_catalog.pg_constraint AS k WHERE k.contypid = t.oid AND k.contype = 'c'), '') AS definition
    FROM pg_catalog.pg_type AS t JOIN pg_catalog.pg_type AS b ON b.oid = t.typbasetype
    LEFT JOIN pg_catalog.pg_collation AS c ON c.oid = t.typcollation AND t.typcollation <> b.typcollation
    WHERE t.typtype = 'd'
    UNION ALL
    SELECT t.oid, t.typnamespace, t.typname, 'before', 'composite type', '',
        'CREATE TYPE %name% AS (' || coalesce((SELECT string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod), ', ' ORDER BY a.attnum)
            FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped), '') || ')'
    FROM pg_catalog.pg_type AS t JOIN pg_catalog.pg_class AS c ON c.oid = t.typrelid AND c.relkind = 'c' WHERE t.typtype = 'c'
    UNION ALL
    SELECT t.oid, t.typnamespace, t.typname, 'before', 'range type', '',
        'CREATE TYPE %name% AS RANGE (SUBTYPE = ' || format_type(r.rngsubtype, NULL)
            || CASE WHEN r.rngsubdiff <> 0 THEN ', SUBTYPE_DIFF = ' || r.rngsubdiff::regproc ELSE '' END || ')'
    FROM pg_catalog.pg_type AS t JOIN pg_catalog.pg_range AS r ON r.rngtypid = t.oid
    UNION ALL
    SELECT l.oid, l.collnamespace, l.collname, 'before', 'collation', '',
        'CREATE COLLATION %name% (' || CASE l.collprovider WHEN 'i' THEN 'PROVIDER = icu, LOCALE = ' || quote_literal(v.locale)
            WHEN 'b' THEN 'PROVIDER = builtin, LOCALE = ' || quote_literal(v.locale)
            ELSE 'LC_COLLATE = ' || quote_literal(l.collcollate) || ', LC_CTYPE = ' || quote_literal(l.collctype) END
            || CASE WHEN l.collisdeterministic THEN '' ELSE ', DETERMINISTIC = false' END || ')'
    FROM pg_catalog.pg_collation AS l CROSS JOIN (SELECT NULL::text AS colllocale, NULL::text AS colliculocale) AS older
    -- A column that an older or a newer server has not is found in `older`.
    CROSS JOIN LATERAL (SELECT coalesce(colllocale, colliculocale, collcollate) AS locale
        FROM pg_catalog.pg_collation AS x WHERE x.oid = l.oid) AS v
    UNION ALL
    SELECT o.oid, o.oprnamespace, o.oprname, 'before', 'operator', format_type(o.oprleft, NULL) || ', ' || format_type(o.oprright, NULL),
        'CREATE OPERATOR %schema%' || o.oprname || ' (FUNCTION = ' || o.oprcode
            || CASE WHEN o.oprleft <> 0 THEN ', LEFTARG = ' || format_type(o.oprleft, NULL) ELSE '' END
            || ', RIGHTARG = ' || format_type(o.oprright, NULL)
            || coalesce((SELECT ', COMMUTATOR = OPERATOR(' || quote_ident(n.nspname) || '.' || x.oprname || ')' FROM pg_catalog.pg_operator AS x
                JOIN pg_catalog.pg_namespace AS n ON n.oid = x.oprnamespace WHERE x.oid = o.oprcom), '')
            || coalesce((SELECT ', NEGATOR = OPERATOR(' || quote_ident(n.nspname) || '.' || x.oprname || ')' FROM pg_catalog.pg_operator AS x
                JOIN pg_catalog.pg_namespace AS n ON n.oid = x.oprnamespace WHERE x.oid = o.oprnegate), '')
            || CASE WHEN o.oprrest <> 0 THEN ', RESTRICT = ' || o.oprrest ELSE '' END
            || CASE WHEN o.oprjoin <> 0 THEN ', JOIN = ' || o.oprjoin ELSE '' END
            || CASE WHEN o.oprcanhash THEN ', HASHES' ELSE '' END || CASE WHEN o.oprcanmerge THEN ', MERGES' ELSE '' END || ')'
    FROM pg_catalog.pg_operator AS o WHERE o.oprcode <> 0
    UNION ALL
    SELECT o.oid, o.opcnamespace, o.opcname, 'before', 'operator class', '', NULL FROM pg_catalog.pg_opclass AS o
    UNION ALL
    SELECT f.oid, f.cfgnamespace, f.cfgname, 'before', 'text search configuration', '',
        'CREATE TEXT SEARCH CONFIGURATION %name% (PARSER = ' || quote_ident(n.nspname) || '.' || quote_ident(r.prsname) || ')'
            || coalesce((SELECT string_agg(E';\nALTER TEXT SEARCH CONFIGURATION %name% ADD MAPPING FOR ' || quote_ident(g.alias) || ' WITH ' || g.dictionaries, '' ORDER BY g.tokid)
                FROM (SELECT k.tokid, k.alias, string_agg(m.mapdict::regdictionary::text, ', ' ORDER BY m.mapseqno) AS dictionaries
                    FROM pg_catalog.pg_ts_config_map AS m JOIN ts_token_type(f.cfgparser) AS k ON k.tokid = m.maptokentype
                    WHERE m.mapcfg = f.oid GROUP BY k.tokid, k.alias) AS g), '')
    FROM pg_catalog.pg_ts_config AS f JOIN pg_catalog.pg_ts_parser AS r ON r.oid = f.cfgparser
    JOIN pg_catalog.pg_namespace AS n ON n.oid = r.prsnamespace
    UNION ALL
    SELECT f.oid, f.dictnamespace, f.dictname, 'before', 'text search dictionary', '',
        'CREATE TEXT SEARCH DICTIONARY %name% (TEMPLATE = ' || quote_ident(n.nspname) || '.' || quote_ident(r.tmplname)
            || coalesce(', ' || f.dictinitoption, '') || ')'
    FROM pg_catalog.pg_ts_dict AS f JOIN pg_catalog.pg_ts_template AS r ON r.oid = f.dicttemplate
    JOIN pg_catalog.pg_namespace AS n ON n.oid = r.tmplnamespace
    UNION ALL
    SELECT x.oid, x.stxnamespace, x.stxname, 'behind', 'statistics', '', pg_get_statisticsobjdef(x.oid) FROM pg_catalog.pg_statistic_ext AS x
    UNION ALL
    SELECT r.oid, c.relnamespace, r.rulename, 'behind', 'rule', c.relname, rtrim(pg_get_ruledef(r.oid), ';')
    FROM pg_catalog.pg_rewrite AS r JOIN pg_catalog.pg_class AS c ON c.oid = r.ev_class WHERE r.rulename <> '_RETURN'
    UNION ALL
    SELECT p.oid, c.relnamespace, p.polname, 'behind', 'policy', c.relname,
        'CREATE POLICY ' || quote_ident(p.polname) || ' ON ' || c.oid::regclass
            || CASE WHEN p.polpermissive THEN '' ELSE ' AS RESTRICTIVE' END
            || CASE p.polcmd WHEN 'r' THEN ' FOR SELECT' WHEN 'a' THEN ' FOR INSERT' WHEN 'w' THEN ' FOR UPDATE' WHEN 'd' THEN ' FOR DELETE' ELSE '' END
            || CASE WHEN p.polroles = '{0}' THEN '' ELSE ' TO ' || array_to_string(p.polroles::regrole[], ', ') END
            || coalesce(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
            || coalesce(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '')
    FROM pg_catalog.pg_policy AS p JOIN pg_catalog.pg_class AS c ON c.oid = p.polrelid
    UNION ALL
    SELECT c.oid, c.relnamespace, a.attname, 'behind', 'storage of a column', c.relname,
        'ALTER TABLE ' || c.oid::regclass || ' ALTER COLUMN ' || quote_ident(a.attname) || ' SET STORAGE '
            || CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END
    FROM pg_catalog.pg_attribute AS a JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'm')
    JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
    WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attstorage <> t.typstorage
    UNION ALL
    SELECT c.oid, c.relnamespace, a.attname, 'behind', 'statistics target of a column', c.relname,
        'ALTER TABLE ' || c.oid::regclass || ' ALTER COLUMN ' || quote_ident(a.attname) || ' SET STATISTICS ' || a.attstattarget
    FROM pg_catalog.pg_attribute AS a JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'm')
    WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attstattarget >= 0
    UNION ALL
    SELECT c.oid, c.relnamespace, c.relname, 'behind', 'statistics target of an index', a.attnum::text,
        'ALTER INDEX ' || c.oid::regclass || ' ALTER COLUMN ' || a.attnum || ' SET STATISTICS ' || a.attstattarget
    FROM pg_catalog.pg_attribute AS a JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid AND c.relkind IN ('i', 'I')
    WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attstattarget >= 0
    UNION ALL
    -- NULL in words, and text that is cast to another type of text than the column's: what that means is a default's value.
    SELECT c.oid, c.relnamespace, c.relname, 'behind', 'default in other words', '',
        'ALTER TABLE ' || c.oid::regclass || string_agg(' ALTER COLUMN ' || quote_ident(a.attname) || ' SET DEFAULT ' || x.words, ',' ORDER BY a.attnum)
    FROM pg_catalog.pg_attrdef AS d JOIN pg_catalog.pg_attribute AS a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
    JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
    CROSS JOIN LATERAL (SELECT pg_get_expr(d.adbin, d.adrelid) AS words) AS x
    WHERE a.attgenerated = '' AND a.attislocal AND (x.words LIKE 'NULL::%' OR t.typname IN ('text', 'varchar', 'bpchar')
        AND regexp_replace(x.words, '^''([^'']|'''')*''::', '') IN ('text', 'character varying', 'bpchar')
        AND regexp_replace(x.words, '^''([^'']|'''')*''::', '') <> format_type(t.oid, NULL)
        AND NOT (t.typname = 'bpchar' AND x.words LIKE '%::bpchar'))
    GROUP BY c.oid, c.relnamespace, c.relname
    UNION ALL
    -- An identity's sequence keeps its name when the table or the column gets another one.
    SELECT c.oid, c.relnamespace, s.relname, 'behind', 'name of an identity''s sequence', c.relname,
        CASE WHEN to_regclass(x.anyway) IS NULL THEN 'ALTER SEQUENCE ' || x.anyway || ' RENAME TO ' || quote_ident(s.relname) END
    FROM pg_catalog.pg_depend AS d JOIN pg_catalog.pg_class AS s ON s.oid = d.objid AND s.relkind = 'S'
    JOIN pg_catalog.pg_class AS c ON c.oid = d.refobjid JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
    CROSS JOIN LATERAL (SELECT CASE WHEN n.nspname = current_schema() THEN '' ELSE quote_ident(n.nspname) || '.' END
        || quote_ident(c.relname || '_' || a.attname || '_seq') AS anyway) AS x
    WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.deptype = 'i'
        -- A longer one is cut, in a way that depends on what else is there.
        AND octet_length(c.relname) + octet_length(a.attname) <= 58 AND s.relname <> c.relname || '_' || a.attname || '_seq'
        AND s.relnamespace = c.relnamespace
    UNION ALL
    SELECT c.oid, c.relnamespace, c.relname, 'behind', v.kind, '', 'ALTER ' || CASE c.relkind WHEN 'v' THEN 'VIEW ' WHEN 'm' THEN 'MATERIALIZED VIEW ' ELSE 'TABLE ' END || c.oid::regclass || v.words
    FROM pg_catalog.pg_class AS c LEFT JOIN pg_catalog.pg_tablespace AS s ON s.oid = c.reltablespace
    LEFT JOIN pg_catalog.pg_am AS m ON m.oid = c.relam
    CROSS JOIN LATERAL (VALUES
        ('row security', c.relrowsecurity, ' ENABLE ROW LEVEL SECURITY'),
        ('forced row security', c.relforcerowsecurity, ' FORCE ROW LEVEL SECURITY'),
        ('replica identity', c.relreplident IN ('f', 'n'), ' REPLICA IDENTITY ' || CASE c.relreplident WHEN 'f' THEN 'FULL' ELSE 'NOTHING' END),
        ('replica identity', c.relreplident = 'i', ' REPLICA IDENTITY USING INDEX ' || (SELECT quote_ident(x.relname)
            FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS x ON x.oid = i.indexrelid WHERE i.indrelid = c.oid AND i.indisreplident)),
        ('clustering', true, ' CLUSTER ON ' || (SELECT quote_ident(x.relname)
            FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS x ON x.oid = i.indexrelid WHERE i.indrelid = c.oid AND i.indisclustered)),
        ('tablespace', true, ' SET TABLESPACE ' || quote_ident(s.spcname)),
        ('access method', m.amname <> 'heap', ' SET ACCESS METHOD ' || quote_ident(m.amname)),
        ('typed table', c.reloftype <> 0, ' OF ' || CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END),
        ('storage parameters', c.relkind = 'm' AND c.reloptions IS NOT NULL, ' SET (' || array_to_string(c.reloptions, ', ') || ')'),
        ('options of a view', c.relkind = 'v' AND c.reloptions IS NOT NULL, ' SET (' || array_to_string(c.reloptions, ', ') || ')')
    ) AS v (kind, said, words)
    WHERE c.relkind IN ('r', 'p', 'v', 'm') AND v.said AND v.words IS NOT NULL
        AND NOT (v.kind = 'replica identity' AND c.relkind IN ('v', 'm'))
    UNION ALL
    SELECT c.oid, c.relnamespace, c.relname, 'behind', 'materialized view', '',
        'CREATE MATERIALIZED VIEW %name% AS' || E'\n' || rtrim(pg_get_viewdef(c.oid), ';') || CASE WHEN c.relispopulated THEN '' ELSE E'\nWITH NO DATA' END
    FROM pg_catalog.pg_class AS c WHERE c.relkind = 'm'
    UNION ALL
    SELECT c.oid, c.relnamespace, c.relname, 'behind', 'foreign table', '', NULL FROM pg_catalog.pg_class AS c WHERE c.relkind = 'f'
    UNION ALL
    SELECT p.oid, p.pronamespace, p.proname, 'behind', CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'window function' END,
        pg_get_function_identity_arguments(p.oid), CASE WHEN p.prokind <> 'a' THEN pg_get_functiondef(p.oid)
            WHEN a.aggkind = 'n' THEN 'CREATE AGGREGATE %name%(' || coalesce(NULLIF(pg_get_function_arguments(p.oid), ''), '*') || ') (SFUNC = ' || a.aggtransfn
                || ', STYPE = ' || format_type(a.aggtranstype, NULL)
                || CASE WHEN a.aggtransspace > 0 THEN ', SSPACE = ' || a.aggtransspace ELSE '' END
                || CASE WHEN a.aggfinalfn <> 0 THEN ', FINALFUNC = ' || a.aggfinalfn ELSE '' END
                || CASE WHEN a.aggcombinefn <> 0 THEN ', COMBINEFUNC = ' || a.aggcombinefn ELSE '' END
                || coalesce(', INITCOND = ' || quote_literal(a.agginitval), '')
                || CASE WHEN a.aggsortop <> 0 THEN ', SORTOP = ' || a.aggsortop::regoperator ELSE '' END
                || CASE p.proparallel WHEN 's' THEN ', PARALLEL = safe' WHEN 'r' THEN ', PARALLEL = restricted' ELSE '' END || ')'
        END
    FROM pg_catalog.pg_proc AS p LEFT JOIN pg_catalog.pg_aggregate AS a ON a.aggfnoid = p.oid WHERE p.prokind <> 'f'
    UNION ALL
    SELECT t.oid, c.relnamespace, t.tgname, 'behind', 'state of a trigger', c.relname,
        'ALTER TABLE ' || c.oid::regclass || CASE t.tgenabled WHEN 'D' THEN ' DISABLE' WHEN 'R' THEN ' ENABLE REPLICA' ELSE ' ENABLE ALWAYS' END
            || ' TRIGGER ' || quote_ident(t.tgname)
    FROM pg_catalog.pg_trigger AS t JOIN pg_catalog.pg_class AS c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND t.tgenabled <> 'O'
    UNION ALL
    -- Version 13 has no such column, and finds it in `older`.
    SELECT c.oid, c.relnamespace, a.attname, 'behind', 'compression of a column', c.relname,
        'ALTER TABLE ' || c.oid::regclass || ' ALTER COLUMN ' || quote_ident(a.attname) || ' SET COMPRESSION '
            || CASE v.compression WHEN 'p' THEN 'pglz' ELSE 'lz4' END
    FROM pg_catalog.pg_attribute AS a JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'm')
    CROSS JOIN (SELECT ''::"char" AS attcompression) AS older
    CROSS JOIN LATERAL (SELECT attcompression AS compression FROM pg_catalog.pg_attribute AS x
        WHERE x.attrelid = a.attrelid AND x.attnum = a.attnum) AS v
    WHERE a.attnum > 0 AND NOT a.attisdropped AND v.compression IN ('l', 'p')
    UNION ALL
    SELECT x.oid, x.relnamespace, x.relname, 'behind', 'storage parameters of a key', t.relname,
        'ALTER INDEX ' || x.oid::regclass || ' SET (' || array_to_string(x.reloptions, ', ') || ')'
    FROM pg_catalog.pg_constraint AS k JOIN pg_catalog.pg_class AS x ON x.oid = k.conindid JOIN pg_catalog.pg_class AS t ON t.oid = k.conrelid
    WHERE k.contype IN ('p', 'u', 'x') AND x.reloptions IS NOT NULL
) AS o ON o.namespace = w.oid
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS e WHERE e.objid = o.oid AND e.deptype IN ('e', 'i')
    AND o.kind NOT IN ('rule', 'policy', 'composite type', 'compression of a column', 'storage of a column',
        'statistics target of a column', 'storage parameters of a key'))
UNION ALL
SELECT d.objoid::bigint, NULL, i.identity, 'behind', 'comment', i.type,
    'COMMENT ON ' || upper(regexp_replace(i.type, '^.* (column|constraint)$', '\1')) || ' ' || i.identity || ' IS ' || quote_literal(d.description)
FROM pg_catalog.pg_description AS d CROSS JOIN LATERAL pg_identify_object(d.classoid, d.objoid, d.objsubid) AS i
JOIN wanted AS w ON w.nspname = i.schema
WHERE d.classoid IN ('pg_catalog.pg_class'::regclass, 'pg_catalog.pg_type'::regclass, 'pg_catalog.pg_proc'::regclass,
        'pg_catalog.pg_constraint'::regclass, 'pg_catalog.pg_trigger'::regclass)
    AND i.type NOT IN ('table', 'table column')
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS e WHERE e.classid = d.classoid AND e.objid = d.objoid AND e.deptype = 'e')
UNION ALL
SELECT d.objoid::bigint, NULL, t.tgname, 'behind', 'comment', c.relname,
    'COMMENT ON TRIGGER ' || quote_ident(t.tgname) || ' ON ' || c.oid::regclass || ' IS ' || quote_literal(d.description)
FROM pg_catalog.pg_description AS d JOIN pg_catalog.pg_trigger AS t ON t.oid = d.objoid
JOIN pg_catalog.pg_class AS c ON c.oid = t.tgrelid JOIN wanted AS w ON w.oid = c.relnamespace
WHERE d.classoid = 'pg_catalog.pg_trigger'::regclass
UNION ALL
SELECT d.objoid::bigint, NULL, p.polname, 'behind', 'comment', c.relname,
    'COMMENT ON POLICY ' || quote_ident(p.polname) || ' ON ' || c.oid::regclass || ' IS ' || quote_literal(d.description)
FROM pg_catalog.pg_description AS d JOIN pg_catalog.pg_policy AS p ON p.oid = d.objoid
JOIN pg_catalog.pg_class AS c ON c.oid = p.polrelid JOIN wanted AS w ON w.oid = c.relnamespace
WHERE d.classoid = 'pg_catalog.pg_policy'::regclass
UNION ALL
SELECT d.objoid::bigint, NULL, w.nspname, 'behind', 'comment', 'schema',
    'COMMENT ON SCHEMA ' || quote_ident(w.nspname) || ' IS ' || quote_literal(d.description)
FROM pg_catalog.pg_description AS d JOIN wanted AS w ON w.oid = d.objoid
WHERE d.classoid = 'pg_catalog.pg_namespace'::regclass AND d.description <> 'standard public schema'
UNION ALL
SELECT k.oid::bigint, NULL, format_type(k.castsource, NULL) || ' AS ' || format_type(k.casttarget, NULL), 'behind', 'cast', '',
    'CREATE CAST (' || format_type(k.castsource, NULL) || ' AS ' || format_type(k.casttarget, NULL) || ')'
        || CASE k.castmethod WHEN 'f' THEN ' WITH FUNCTION ' || k.castfunc::regprocedure WHEN 'i' THEN ' WITH INOUT' ELSE ' WITHOUT FUNCTION' END
        || CASE k.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' ELSE '' END
FROM pg_catalog.pg_cast AS k
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_cast'::regclass AND e.objid = k.oid AND e.deptype IN ('e', 'i'))
    AND (EXISTS (SELECT FROM pg_catalog.pg_type AS t JOIN wanted AS w ON w.oid = t.typnamespace WHERE t.oid IN (k.castsource, k.casttarget))
        OR EXISTS (SELECT FROM pg_catalog.pg_proc AS p JOIN wanted AS w ON w.oid = p.pronamespace WHERE p.oid = k.castfunc))
UNION ALL
SELECT t.oid::bigint, NULL, t.evtname, 'behind', 'event trigger', '',
    'CREATE EVENT TRIGGER ' || quote_ident(t.evtname) || ' ON ' || t.evtevent
        || coalesce(' WHEN TAG IN (' || (SELECT string_agg(quote_literal(tag), ', ') FROM unnest(t.evttags) AS tag) || ')', '')
        || ' EXECUTE FUNCTION ' || t.evtfoid::regproc || '()'
FROM pg_catalog.pg_event_trigger AS t
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = 'pg_catalog.pg_event_trigger'::regclass AND e.objid = t.oid AND e.deptype = 'e')
ORDER BY oid
