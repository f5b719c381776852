SELECT current_schema() AS home,
    (SELECT json_agg(nspname ORDER BY nspname) FROM wanted WHERE said IS NOT NULL) AS schemas
