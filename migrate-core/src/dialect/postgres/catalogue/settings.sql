SELECT current_schema() AS home, current_database() AS database
