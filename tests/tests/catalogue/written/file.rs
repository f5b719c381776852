//! Written by `MIGRATE_WRITE_DOCS=1`, as a test says whose name is in its message.

use migrate_core::prelude::*;

pub(crate) const ALL: &migrate_tests::written::Functions = &[
    ("add_a_check", add_a_check),
    ("add_a_check_without_looking_at_the_rows", add_a_check_without_looking_at_the_rows),
    ("add_a_column", add_a_column),
    ("add_a_column_that_is_computed", add_a_column_that_is_computed),
    ("add_a_column_that_is_computed_when_it_is_read", add_a_column_that_is_computed_when_it_is_read),
    ("add_a_column_with_a_collation", add_a_column_with_a_collation),
    ("add_a_column_with_a_key_a_check_and_an_index", add_a_column_with_a_key_a_check_and_an_index),
    ("add_a_foreign_key", add_a_foreign_key),
    ("add_a_foreign_key_that_is_checked_at_the_end_of_a_transaction", add_a_foreign_key_that_is_checked_at_the_end_of_a_transaction),
    ("add_a_foreign_key_with_what_postgresql_has_for_it", add_a_foreign_key_with_what_postgresql_has_for_it),
    ("add_a_foreign_key_with_what_postgresql_has_for_it_before", add_a_foreign_key_with_what_postgresql_has_for_it_before),
    ("add_a_foreign_key_without_looking_at_the_rows", add_a_foreign_key_without_looking_at_the_rows),
    ("add_a_primary_key", add_a_primary_key),
    ("add_a_unique_constraint", add_a_unique_constraint),
    ("add_a_unique_constraint_with_other_columns_in_its_index_where_null_is_equal_to_null", add_a_unique_constraint_with_other_columns_in_its_index_where_null_is_equal_to_null),
    ("add_a_unique_constraint_with_other_columns_in_its_index_where_null_is_equal_to_null_before", add_a_unique_constraint_with_other_columns_in_its_index_where_null_is_equal_to_null_before),
    ("add_a_value", add_a_value),
    ("add_a_value_and_use_it", add_a_value_and_use_it),
    ("add_and_drop_columns_where_that_is_needed", add_and_drop_columns_where_that_is_needed),
    ("add_and_drop_columns_where_that_is_needed_before", add_and_drop_columns_where_that_is_needed_before),
    ("backfill_a_column_batch_by_batch", backfill_a_column_batch_by_batch),
    ("backfill_at_a_pace", backfill_at_a_pace),
    ("bring_values_into_another_order", bring_values_into_another_order),
    ("change_a_table_beneath_views", change_a_table_beneath_views),
    ("change_a_table_beneath_views_before", change_a_table_beneath_views_before),
    ("change_how_a_sequence_goes", change_how_a_sequence_goes),
    ("change_how_a_sequence_goes_before", change_how_a_sequence_goes_before),
    ("change_several_things_of_a_column", change_several_things_of_a_column),
    ("change_what_mysql_has_of_a_column", change_what_mysql_has_of_a_column),
    ("change_what_mysql_has_of_a_column_before", change_what_mysql_has_of_a_column_before),
    ("change_what_single_databases_have_of_a_table", change_what_single_databases_have_of_a_table),
    ("change_what_single_databases_have_of_a_table_before", change_what_single_databases_have_of_a_table_before),
    ("change_whose_a_sequence_is", change_whose_a_sequence_is),
    ("change_whose_a_sequence_is_before", change_whose_a_sequence_is_before),
    ("comment_on_a_column", comment_on_a_column),
    ("comment_on_a_table", comment_on_a_table),
    ("compare_a_column_s_text_as_the_database_does_by_default", compare_a_column_s_text_as_the_database_does_by_default),
    ("compare_a_column_s_text_as_the_database_does_by_default_before", compare_a_column_s_text_as_the_database_does_by_default_before),
    ("compare_a_column_s_text_otherwise", compare_a_column_s_text_otherwise),
    ("corner_a_comparison_of_numbers_kept_as_text", corner_a_comparison_of_numbers_kept_as_text),
    ("corner_a_default_that_sets_nothing", corner_a_default_that_sets_nothing),
    ("corner_a_foreign_key_in_another_order", corner_a_foreign_key_in_another_order),
    ("corner_a_key_too_long", corner_a_key_too_long),
    ("corner_a_partial_index", corner_a_partial_index),
    ("corner_a_row_too_long", corner_a_row_too_long),
    ("corner_add_columns", corner_add_columns),
    ("corner_alter_columns", corner_alter_columns),
    ("corner_alter_identities", corner_alter_identities),
    ("corner_an_index_of_text", corner_an_index_of_text),
    ("corner_columns_computed_from_an_identity", corner_columns_computed_from_an_identity),
    ("corner_columns_computed_from_numbers_kept_as_text", corner_columns_computed_from_numbers_kept_as_text),
    ("corner_columns_computed_when_they_are_read", corner_columns_computed_when_they_are_read),
    ("corner_columns_with_attributes", corner_columns_with_attributes),
    ("corner_comments", corner_comments),
    ("corner_comments_that_some_cannot_have", corner_comments_that_some_cannot_have),
    ("corner_constraints", corner_constraints),
    ("corner_constraints_made_in_two_steps", corner_constraints_made_in_two_steps),
    ("corner_constraints_with_attributes", corner_constraints_with_attributes),
    ("corner_create_table_with_a_key_of_two_columns", corner_create_table_with_a_key_of_two_columns),
    ("corner_create_table_with_a_key_that_takes_null", corner_create_table_with_a_key_that_takes_null),
    ("corner_create_table_with_an_array", corner_create_table_with_an_array),
    ("corner_create_table_with_everything", corner_create_table_with_everything),
    ("corner_create_table_with_everything_of", corner_create_table_with_everything_of),
    ("corner_create_table_with_the_time", corner_create_table_with_the_time),
    ("corner_drop_columns", corner_drop_columns),
    ("corner_drop_the_key_column", corner_drop_the_key_column),
    ("corner_enums", corner_enums),
    ("corner_extensions", corner_extensions),
    ("corner_foreign_keys_of_one_name", corner_foreign_keys_of_one_name),
    ("corner_functions", corner_functions),
    ("corner_identities", corner_identities),
    ("corner_identity_beside_the_key", corner_identity_beside_the_key),
    ("corner_identity_in_a_key_of_two", corner_identity_in_a_key_of_two),
    ("corner_indexes", corner_indexes),
    ("corner_indexes_beside_writers", corner_indexes_beside_writers),
    ("corner_indexes_with_attributes", corner_indexes_with_attributes),
    ("corner_json_in_an_index", corner_json_in_an_index),
    ("corner_keys_that_foreign_keys_hold_on_to", corner_keys_that_foreign_keys_hold_on_to),
    ("corner_names_that_differ_in_capitals", corner_names_that_differ_in_capitals),
    ("corner_names_that_some_cannot_have", corner_names_that_some_cannot_have),
    ("corner_rename_a_table_in_parts_and_a_column_of_it", corner_rename_a_table_in_parts_and_a_column_of_it),
    ("corner_rename_a_table_in_parts_and_a_column_of_it_before", corner_rename_a_table_in_parts_and_a_column_of_it_before),
    ("corner_rename_a_table_with_names", corner_rename_a_table_with_names),
    ("corner_rename_and_drop_tables", corner_rename_and_drop_tables),
    ("corner_rename_columns", corner_rename_columns),
    ("corner_rename_constraints", corner_rename_constraints),
    ("corner_rename_indexes", corner_rename_indexes),
    ("corner_rows", corner_rows),
    ("corner_rows_deleted", corner_rows_deleted),
    ("corner_rows_updated", corner_rows_updated),
    ("corner_sequences", corner_sequences),
    ("corner_sql", corner_sql),
    ("corner_tables_in_schemas", corner_tables_in_schemas),
    ("corner_tables_with_options", corner_tables_with_options),
    ("corner_text_in_a_key", corner_text_in_a_key),
    ("corner_triggers", corner_triggers),
    ("corner_types_of_keys", corner_types_of_keys),
    ("corner_types_too_large", corner_types_too_large),
    ("corner_values_of_enums", corner_values_of_enums),
    ("corner_values_of_enums_everywhere", corner_values_of_enums_everywhere),
    ("corner_views", corner_views),
    ("corner_views_with_names_that_do_not_do", corner_views_with_names_that_do_not_do),
    ("corner_what_may_be_there_or_not", corner_what_may_be_there_or_not),
    ("create_a_function", create_a_function),
    ("create_a_schema", create_a_schema),
    ("create_a_schema_that_may_be_there", create_a_schema_that_may_be_there),
    ("create_a_sequence", create_a_sequence),
    ("create_a_sequence_that_goes_down_and_begins_again", create_a_sequence_that_goes_down_and_begins_again),
    ("create_a_sequence_that_goes_with_a_column", create_a_sequence_that_goes_with_a_column),
    ("create_a_table", create_a_table),
    ("create_a_table_in_parts", create_a_table_in_parts),
    ("create_a_table_of", create_a_table_of),
    ("create_a_table_that_has_numbers_of_its_own", create_a_table_that_has_numbers_of_its_own),
    ("create_a_table_that_inherits_from_another", create_a_table_that_inherits_from_another),
    ("create_a_table_that_is_kept_otherwise", create_a_table_that_is_kept_otherwise),
    ("create_a_table_that_may_be_there", create_a_table_that_may_be_there),
    ("create_a_table_whose_numbers_nobody_else_may_give", create_a_table_whose_numbers_nobody_else_may_give),
    ("create_a_table_whose_rows_exclude_each_other", create_a_table_whose_rows_exclude_each_other),
    ("create_a_table_with_a_column_of_every_type", create_a_table_with_a_column_of_every_type),
    ("create_a_table_with_a_key_of_two_columns", create_a_table_with_a_key_of_two_columns),
    ("create_a_table_with_an_array", create_a_table_with_an_array),
    ("create_a_table_with_the_options_of_mysql_and_sqlite", create_a_table_with_the_options_of_mysql_and_sqlite),
    ("create_a_table_with_types_that_single_databases_have", create_a_table_with_types_that_single_databases_have),
    ("create_a_table_with_what_mysql_has_for_its_columns", create_a_table_with_what_mysql_has_for_its_columns),
    ("create_a_trigger", create_a_trigger),
    ("create_a_unique_index", create_a_unique_index),
    ("create_a_view", create_a_view),
    ("create_a_view_that_says_what_it_needs", create_a_view_that_says_what_it_needs),
    ("create_an_enum", create_an_enum),
    ("create_an_enum_that_may_be_there", create_an_enum_that_may_be_there),
    ("create_an_extension", create_an_extension),
    ("create_an_index", create_an_index),
    ("create_an_index_for_searching", create_an_index_for_searching),
    ("create_an_index_of_an_expression", create_an_index_of_an_expression),
    ("create_an_index_of_some_rows", create_an_index_of_some_rows),
    ("create_an_index_of_the_beginnings_of_a_text", create_an_index_of_the_beginnings_of_a_text),
    ("create_an_index_that_may_be_there", create_an_index_that_may_be_there),
    ("create_an_index_that_postgresql_is_told_how_to_keep", create_an_index_that_postgresql_is_told_how_to_keep),
    ("create_an_index_while_others_write", create_an_index_while_others_write),
    ("create_an_index_with_a_collation_and_nulls_at_the_end", create_an_index_with_a_collation_and_nulls_at_the_end),
    ("create_an_index_with_what_postgresql_has_for_it", create_an_index_with_what_postgresql_has_for_it),
    ("create_an_index_with_what_postgresql_has_for_it_before", create_an_index_with_what_postgresql_has_for_it_before),
    ("create_sequences_of_smaller_numbers", create_sequences_of_smaller_numbers),
    ("create_tables_whose_foreign_keys_have_two_columns_or_a_name", create_tables_whose_foreign_keys_have_two_columns_or_a_name),
    ("declare_what_sql_before_has_done", declare_what_sql_before_has_done),
    ("delete_rows", delete_rows),
    ("delete_rows_that_a_condition_finds", delete_rows_that_a_condition_finds),
    ("do_something_on_some_databases", do_something_on_some_databases),
    ("drop_a_check", drop_a_check),
    ("drop_a_column", drop_a_column),
    ("drop_a_column_with_what_uses_it", drop_a_column_with_what_uses_it),
    ("drop_a_default", drop_a_default),
    ("drop_a_foreign_key", drop_a_foreign_key),
    ("drop_a_function", drop_a_function),
    ("drop_a_function_before", drop_a_function_before),
    ("drop_a_primary_key", drop_a_primary_key),
    ("drop_a_primary_key_before", drop_a_primary_key_before),
    ("drop_a_schema", drop_a_schema),
    ("drop_a_schema_before", drop_a_schema_before),
    ("drop_a_sequence", drop_a_sequence),
    ("drop_a_sequence_before", drop_a_sequence_before),
    ("drop_a_table", drop_a_table),
    ("drop_a_table_that_may_not_be_there", drop_a_table_that_may_not_be_there),
    ("drop_a_trigger", drop_a_trigger),
    ("drop_a_trigger_before", drop_a_trigger_before),
    ("drop_a_unique_constraint", drop_a_unique_constraint),
    ("drop_a_view", drop_a_view),
    ("drop_a_view_before", drop_a_view_before),
    ("drop_an_enum", drop_an_enum),
    ("drop_an_extension", drop_an_extension),
    ("drop_an_extension_before", drop_an_extension_before),
    ("drop_an_index", drop_an_index),
    ("drop_an_index_that_may_not_be_there", drop_an_index_that_may_not_be_there),
    ("drop_an_index_while_others_write", drop_an_index_while_others_write),
    ("drop_the_comment_of_a_column", drop_the_comment_of_a_column),
    ("drop_the_comment_of_a_column_among_others", drop_the_comment_of_a_column_among_others),
    ("drop_the_comment_of_a_column_among_others_before", drop_the_comment_of_a_column_among_others_before),
    ("drop_the_comment_of_a_column_before", drop_the_comment_of_a_column_before),
    ("drop_the_comment_of_a_table", drop_the_comment_of_a_table),
    ("drop_the_comment_of_a_table_before", drop_the_comment_of_a_table_before),
    ("exclude_what_overlaps", exclude_what_overlaps),
    ("exclude_what_overlaps_before", exclude_what_overlaps_before),
    ("give_a_column_a_wider_type", give_a_column_a_wider_type),
    ("give_a_column_another_type_with_a_cast", give_a_column_another_type_with_a_cast),
    ("give_a_column_another_type_with_a_cast_before", give_a_column_another_type_with_a_cast_before),
    ("give_a_key_another_type_with_all_that_references_it", give_a_key_another_type_with_all_that_references_it),
    ("have_a_sequence_begin_again", have_a_sequence_begin_again),
    ("have_a_sequence_begin_again_before", have_a_sequence_begin_again_before),
    ("insert_rows", insert_rows),
    ("keep_a_table_otherwise_or_in_parts", keep_a_table_otherwise_or_in_parts),
    ("keep_a_table_otherwise_or_in_parts_before", keep_a_table_otherwise_or_in_parts_before),
    ("leave_a_schema_to_others", leave_a_schema_to_others),
    ("leave_a_schema_to_others_before", leave_a_schema_to_others_before),
    ("leave_an_enum_to_others", leave_an_enum_to_others),
    ("leave_an_extension_to_others", leave_an_extension_to_others),
    ("leave_an_extension_to_others_before", leave_an_extension_to_others_before),
    ("let_the_database_number_a_column", let_the_database_number_a_column),
    ("let_the_database_number_a_column_before", let_the_database_number_a_column_before),
    ("look_at_the_rows_later", look_at_the_rows_later),
    ("look_at_the_rows_later_before", look_at_the_rows_later_before),
    ("make_a_unique_index_that_of_the_primary_key", make_a_unique_index_that_of_the_primary_key),
    ("make_a_unique_index_that_of_the_primary_key_before", make_a_unique_index_that_of_the_primary_key_before),
    ("make_a_unique_index_the_index_of_a_constraint", make_a_unique_index_the_index_of_a_constraint),
    ("make_a_unique_index_the_index_of_a_constraint_before", make_a_unique_index_the_index_of_a_constraint_before),
    ("make_other_columns_the_primary_key", make_other_columns_the_primary_key),
    ("make_other_columns_the_primary_key_before", make_other_columns_the_primary_key_before),
    ("move_a_table_to_another_schema", move_a_table_to_another_schema),
    ("move_a_table_to_another_schema_before", move_a_table_to_another_schema_before),
    ("move_what_is_no_table_to_another_schema", move_what_is_no_table_to_another_schema),
    ("move_what_is_no_table_to_another_schema_before", move_what_is_no_table_to_another_schema_before),
    ("number_a_column_no_more", number_a_column_no_more),
    ("number_a_column_no_more_before", number_a_column_no_more_before),
    ("remove_a_value", remove_a_value),
    ("rename_a_column", rename_a_column),
    ("rename_a_constraint", rename_a_constraint),
    ("rename_a_sequence", rename_a_sequence),
    ("rename_a_sequence_before", rename_a_sequence_before),
    ("rename_a_table", rename_a_table),
    ("rename_a_table_with_all_that_is_named_after_it", rename_a_table_with_all_that_is_named_after_it),
    ("rename_a_value", rename_a_value),
    ("rename_a_view", rename_a_view),
    ("rename_a_view_before", rename_a_view_before),
    ("rename_an_enum", rename_an_enum),
    ("rename_an_index", rename_an_index),
    ("replace_a_function", replace_a_function),
    ("replace_a_function_before", replace_a_function_before),
    ("replace_a_trigger", replace_a_trigger),
    ("replace_a_trigger_before", replace_a_trigger_before),
    ("replace_a_view", replace_a_view),
    ("replace_a_view_before", replace_a_view_before),
    ("run_an_operation_of_your_own", run_an_operation_of_your_own),
    ("run_sql", run_sql),
    ("run_sql_and_say_what_it_does_to_the_schema", run_sql_and_say_what_it_does_to_the_schema),
    ("set_a_default", set_a_default),
    ("take_a_sequence_s_limits_away", take_a_sequence_s_limits_away),
    ("take_a_sequence_s_limits_away_before", take_a_sequence_s_limits_away_before),
    ("take_no_null_any_more", take_no_null_any_more),
    ("take_null", take_null),
    ("take_single_databases_own_away_from_a_table", take_single_databases_own_away_from_a_table),
    ("take_single_databases_own_away_from_a_table_before", take_single_databases_own_away_from_a_table_before),
    ("update_all_rows_with_an_expression", update_all_rows_with_an_expression),
    ("update_an_extension", update_an_extension),
    ("update_an_extension_before", update_an_extension_before),
    ("update_rows", update_rows),
    ("update_rows_by_a_list_of_keys", update_rows_by_a_list_of_keys),
];

fn add_a_check(op: &mut Operations) {
    op.add_check("deals", "amount >= 0");
}

fn add_a_check_without_looking_at_the_rows(op: &mut Operations) {
    op.add_check("deals", "amount >= 10")
        .name("ck_worth_it")
        .not_valid();
}

fn add_a_column(op: &mut Operations) {
    op.add_column("deals", "approved", Boolean).default(false);
    op.add_column("deals", "seen_at", TimestampTz)
        .nullable()
        .comment("By the seller");
}

fn add_a_column_that_is_computed(op: &mut Operations) {
    op.add_column("deals", "cents", BigInt)
        .generated("amount * 100");
}

fn add_a_column_that_is_computed_when_it_is_read(op: &mut Operations) {
    op.add_column("deals", "cents", BigInt)
        .generated_virtual("amount * 100")
        .nullable();
}

fn add_a_column_with_a_collation(op: &mut Operations) {
    op.add_column("deals", "label", Varchar(20))
        .nullable()
        .collate("de-x-icu")
        .collate_on(MySql, "utf8mb4_general_ci")
        .collate_on(Sqlite, "NOCASE");
}

fn add_a_column_with_a_key_a_check_and_an_index(op: &mut Operations) {
    op.add_column("deals", "owner_id", BigInt)
        .nullable()
        .references("people", "id")
        .on_delete(SetNull);
    op.add_column("deals", "slug", Varchar(20))
        .nullable()
        .unique();
    op.add_column("deals", "size", Integer)
        .default(1)
        .check("size > 0");
    op.add_column("deals", "created_at", Timestamp)
        .default(now());
}

fn add_a_foreign_key(op: &mut Operations) {
    op.add_foreign_key("visits", ["person_id"], "people", ["id"])
        .on_delete(Cascade);
}

fn add_a_foreign_key_that_is_checked_at_the_end_of_a_transaction(op: &mut Operations) {
    op.add_foreign_key("visits", ["person_id"], "people", ["id"])
        .initially_deferred();
}

fn add_a_foreign_key_with_what_postgresql_has_for_it(op: &mut Operations) {
    op.on(Postgres, |op| {
        op.create_table("lines", |t| {
            t.column("kind", Integer);
            t.column("deal_id", BigInt).nullable();
            t.column("deal_code", Varchar(20)).nullable();
            t.column("person", BigInt)
                .nullable()
                .references("people", "id")
                .match_full();
            t.foreign_key(["deal_id", "deal_code"], "deals", ["id", "code"])
                .match_full()
                .on_delete(SetNull);
            t.foreign_key(["kind", "deal_id"], "kinds", ["kind", "id"])
                .on_delete(SetNull)
                .set_columns(["deal_id"]);
            t.check("kind > 0").no_inherit();
        });
    });
}

fn add_a_foreign_key_with_what_postgresql_has_for_it_before(op: &mut Operations) {
    op.add_unique("deals", ["id", "code"]);
    op.create_table("kinds", |t| {
        t.column("kind", Integer);
        t.column("id", BigInt);
        t.primary_key(["kind", "id"]);
    });
}

fn add_a_foreign_key_without_looking_at_the_rows(op: &mut Operations) {
    op.add_foreign_key("visits", ["person_id"], "people", ["id"])
        .not_valid();
}

fn add_a_primary_key(op: &mut Operations) {
    op.add_primary_key("visits", ["person_id", "day"]);
}

fn add_a_unique_constraint(op: &mut Operations) {
    op.add_unique("visits", ["person_id", "day"]);
}

fn add_a_unique_constraint_with_other_columns_in_its_index_where_null_is_equal_to_null(op: &mut Operations) {
    op.add_unique("deals", ["note"])
        .nulls_not_distinct()
        .include(["amount"])
        .deferrable();
}

fn add_a_unique_constraint_with_other_columns_in_its_index_where_null_is_equal_to_null_before(op: &mut Operations) {
    op.update("deals")
        .set("note", expr("code"))
        .all_rows()
        .leave_rows();
}

fn add_a_value(op: &mut Operations) {
    op.add_enum_value("currency", "CHF").after("EUR");
}

fn add_a_value_and_use_it(op: &mut Operations) {
    op.add_enum_value("currency", "AED").before("EUR");
    op.update("deals")
        .set("currency", "AED")
        .matching("currency", "GBP")
        .restore_with("currency", "GBP");
}

fn add_and_drop_columns_where_that_is_needed(op: &mut Operations) {
    op.if_needed(|op| {
        op.add_column("deals", "source", Varchar(20)).default("web");
    });
    op.if_needed(|op| {
        op.drop_column("deals", "made_by_hand");
    });
}

fn add_and_drop_columns_where_that_is_needed_before(op: &mut Operations) {
    op.add_column("deals", "made_by_hand", Integer).nullable();
}

fn backfill_a_column_batch_by_batch(op: &mut Operations) {
    op.backfill("deals")
        .set("note", expr("lower(code)"))
        .matching("note", Value::Null)
        .leave_rows()
        .by(["code"])
        .batch_size(3);
}

fn backfill_at_a_pace(op: &mut Operations) {
    op.backfill("deals")
        .set("amount", expr("amount + 1"))
        .all_rows()
        .restore_with("amount", expr("amount - 1"))
        .batch_size(1)
        .at_most(2)
        .batch_time(std::time::Duration::from_millis(100))
        .pause(std::time::Duration::from_millis(1));
    op.backfill("deals")
        .set("stage", "small")
        .predicate("amount < 100 AND stage = 'new'")
        .leave_rows();
}

fn bring_values_into_another_order(op: &mut Operations) {
    op.reorder_enum("currency", ["USD", "GBP", "EUR"]);
}

fn change_a_table_beneath_views(op: &mut Operations) {
    op.without_views(["open_deals", "noted"], |op| {
        op.rename_column("deals", "note", "remark");
        op.rename_column("deals", "remark", "note");
    });
}

fn change_a_table_beneath_views_before(op: &mut Operations) {
    op.create_view(
        "open_deals",
        "SELECT id, note FROM deals WHERE closed IS NULL",
    );
    op.create_view("noted", "SELECT id FROM open_deals WHERE note IS NOT NULL");
}

fn change_how_a_sequence_goes(op: &mut Operations) {
    op.alter_sequence("numbers")
        .start(2000)
        .increment(2)
        .min(3)
        .max(9999)
        .cache(10)
        .cycle();
}

fn change_how_a_sequence_goes_before(op: &mut Operations) {
    op.create_sequence("numbers").start(1000);
}

fn change_several_things_of_a_column(op: &mut Operations) {
    op.alter_column("deals", "note", |c| {
        c.set_type(Varchar(500));
        c.not_null().fill("-");
        c.set_default("");
    });
    op.set_column_comment("deals", "note", "By the seller");
    op.rename_column("deals", "note", "remark");
}

fn change_what_mysql_has_of_a_column(op: &mut Operations) {
    op.alter_column("pages", "changed", |c| {
        c.mysql(|c| {
            c.on_update_now();
        });
    });
    op.alter_column("pages", "seen", |c| {
        c.mysql(|_| {});
    });
    op.alter_column("pages", "size", |c| {
        c.mysql(|c| {
            c.check("size > 1");
            c.invisible();
        });
    });
}

fn change_what_mysql_has_of_a_column_before(op: &mut Operations) {
    op.create_table("pages", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("changed", Timestamp).nullable();
        t.column("seen", Timestamp).nullable().mysql(|c| {
            c.on_update_now();
        });
        t.column("size", Integer).default(3).mysql(|c| {
            c.check("size > 0");
        });
    });
    op.insert("pages", ["id", "size"], [(1, 2), (2, 7)]);
}

fn change_what_single_databases_have_of_a_table(op: &mut Operations) {
    op.set_table_options("visits", |t| {
        t.mysql()
            .engine("MyISAM")
            .convert_to("latin1", "latin1_general_ci");
        t.sqlite().strict().without_rowid();
    });
}

fn change_what_single_databases_have_of_a_table_before(op: &mut Operations) {
    op.add_primary_key("visits", ["person_id", "day"]);
}

fn change_whose_a_sequence_is(op: &mut Operations) {
    op.alter_sequence("numbers").owned_by("deals", "amount");
    op.alter_sequence("numbers").owned_by_none();
}

fn change_whose_a_sequence_is_before(op: &mut Operations) {
    op.create_sequence("numbers");
}

fn comment_on_a_column(op: &mut Operations) {
    op.set_column_comment("deals", "note", "By the seller");
}

fn comment_on_a_table(op: &mut Operations) {
    op.set_table_comment("deals", "What we sell");
}

fn compare_a_column_s_text_as_the_database_does_by_default(op: &mut Operations) {
    op.alter_column("deals", "code", |c| {
        c.drop_collation();
    });
}

fn compare_a_column_s_text_as_the_database_does_by_default_before(op: &mut Operations) {
    op.alter_column("deals", "code", |c| {
        c.collate_on(MySql, "utf8mb4_general_ci");
        c.collate_on(Postgres, "C");
        c.collate_on(Sqlite, "NOCASE");
    });
}

fn compare_a_column_s_text_otherwise(op: &mut Operations) {
    op.alter_column("people", "name", |c| {
        c.collate_on(MySql, "utf8mb4_general_ci");
        c.collate_on(Postgres, "C");
        c.collate_on(Sqlite, "NOCASE");
    });
}

fn corner_a_comparison_of_numbers_kept_as_text(op: &mut Operations) {
    op.create_table("prices", |t| {
        t.column("price", Numeric(9, 2)).check("price > 0");
    });
    op.create_index("deals", ["opened"])
        .predicate("price BETWEEN 1 AND 5")
        .name("ix_cheap");
    op.add_column("people", "debt", Numeric(9, 2))
        .default(0)
        .check("debt < 100");
}

fn corner_a_default_that_sets_nothing(op: &mut Operations) {
    op.create_table("words", |t| {
        t.column("id", BigInt)
            .default(1)
            .references("people", "id")
            .on_delete(SetDefault);
    });
}

fn corner_a_foreign_key_in_another_order(op: &mut Operations) {
    op.create_table("pairs", |t| {
        t.column("a", BigInt);
        t.column("b", BigInt);
        t.primary_key(["a", "b"]);
    });
    op.create_table("words", |t| {
        t.column("x", BigInt);
        t.column("y", BigInt);
        t.foreign_key(["x", "y"], "pairs", ["b", "a"]);
    });
}

fn corner_a_key_too_long(op: &mut Operations) {
    op.create_table("words", |t| {
        t.column("word", Varchar(768));
        t.column("other", Varchar(1));
        t.unique(["word", "other"]);
    });
}

fn corner_a_partial_index(op: &mut Operations) {
    op.create_index("deals", ["closed"])
        .predicate("closed IS NOT NULL");
}

fn corner_a_row_too_long(op: &mut Operations) {
    op.create_table("words", |t| {
        t.column("word", Varchar(16_000));
        t.column("other", Varchar(400));
    });
}

fn corner_add_columns(op: &mut Operations) {
    op.add_column("deals", "approved", Boolean).default(false);
    op.add_column("deals", "owner_id", BigInt)
        .nullable()
        .references("people", "id");
    op.add_column("deals", "size", Integer).check("size > 0");
    op.add_column("deals", "created", TimestampTz)
        .default(now());
    op.add_column("deals", "slug", Varchar(20))
        .nullable()
        .unique();
    op.add_column("deals", "seller_id", BigInt)
        .default(1)
        .references("people", "id");
    op.add_column("deals", "ends", Date)
        .nullable()
        .check("ends > opened");
    op.add_column("deals", "second", Enum("currency"))
        .nullable();
    op.add_column("deals", "Note", Text).nullable();
}

fn corner_alter_columns(op: &mut Operations) {
    op.alter_column("deals", "note", |c| {
        c.not_null().fill("none");
    });
    op.alter_column("deals", "note", |c| {
        c.set_default("none");
    });
    op.alter_column("deals", "note", |c| {
        c.nullable();
        c.drop_default();
    });
    op.alter_column("deals", "code", |c| {
        c.set_type(Varchar(60));
    });
    op.alter_column("deals", "price", |c| {
        c.set_type(Numeric(12, 2));
    });
    op.alter_column("deals", "opened", |c| {
        c.set_type(TimestampTz);
        c.set_default(now());
    });
    op.alter_column("deals", "currency", |c| {
        c.set_type(Varchar(20));
    });
    op.rename_column("deals", "currency", "money");
    op.alter_column("people", "name", |c| {
        c.set_type(Integer)
            .using(expr("length(name) -- how long").on(MySql, "char_length(name)"));
        c.nullable();
    });
    op.alter_column("people", "name", |c| {
        c.set_type(BigInt);
        c.not_null().fill(expr("1 + 1"));
        c.set_default(7);
    });
}

fn corner_alter_identities(op: &mut Operations) {
    op.create_table("lists", |t| {
        t.column("id", BigInt).primary_key();
        t.column("at", BigInt);
    });
    op.alter_column("lists", "id", |c| {
        c.identity();
    });
    op.alter_column("lists", "id", |c| {
        c.drop_identity();
    });
    op.replace_primary_key("lists", ["at", "id"]);
}

fn corner_an_index_of_text(op: &mut Operations) {
    op.create_index("deals", ["note"]);
}

fn corner_columns_computed_from_an_identity(op: &mut Operations) {
    op.create_table("lines", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("next", BigInt).generated("id + 1");
    });
    op.create_table("keyed", |t| {
        t.column("id", BigInt);
        t.column("next", BigInt).generated("id + 1").primary_key();
    });
}

fn corner_columns_computed_from_numbers_kept_as_text(op: &mut Operations) {
    op.add_column("deals", "twice", Numeric(12, 2))
        .generated_virtual("2 * price")
        .nullable();
    op.add_column("deals", "thrice", Numeric(12, 2))
        .generated_virtual(expr("3 * price").on(Sqlite, "printf('%.2f', 3 * price)"))
        .nullable();
}

fn corner_columns_computed_when_they_are_read(op: &mut Operations) {
    op.create_table("lines", |t| {
        t.column("price", Integer);
        t.column("twice", BigInt).generated_virtual("2 * price");
    });
    op.add_column("lines", "thrice", BigInt)
        .generated_virtual("3 * price")
        .nullable()
        .comment("Three of them");
}

fn corner_columns_with_attributes(op: &mut Operations) {
    op.create_table("lines", |t| {
        t.column("id", BigInt)
            .identity_as(Identity::by_default().start(1000))
            .primary_key();
        t.column("title", Varchar(80))
            .collate("de-x-icu")
            .collate_on(MySql, "utf8mb4_general_ci")
            .collate_on(Sqlite, "NOCASE")
            .comment("What it's */ called");
        t.column("price", Integer)
            .default(1)
            .comment(r#"Without "tax""#);
        t.column("quantity", Integer);
        t.column("sum", BigInt)
            .generated("price * quantity")
            .comment("Of the line")
            .unique();
        t.column("loud", Varchar(80))
            .generated("upper(title)")
            .nullable()
            .collate_on(Postgres, "C")
            .check("loud <> ''");
        t.comment("Lines of a bill");
    });
    op.add_column("lines", "note", Text)
        .nullable()
        .comment("By the seller");
    op.add_column("lines", "twice", BigInt)
        .generated("2 * price")
        .comment("Two of them");
    op.add_column("lines", "place", Varchar(20))
        .default("")
        .collate_on(Sqlite, "RTRIM");
    op.add_column("lines", "after", BigInt).generated("sum + 1");
    op.rename_column("lines", "price", "cost");
}

fn corner_comments(op: &mut Operations) {
    op.set_table_comment("deals", "It's sold");
    op.set_column_comment("deals", "note", "By the seller");
    op.set_column_comment("deals", "price", r"a \ b");
    op.drop_table_comment("deals");
    op.drop_column_comment("deals", "note");
}

fn corner_comments_that_some_cannot_have(op: &mut Operations) {
    op.create_table("backslashed", |t| {
        t.column("id", BigInt).comment(r"a \ b");
    });
    op.create_table("crabs", |t| {
        t.column("id", BigInt).comment("🦀");
    });
    op.create_table("longer", |t| {
        t.column("id", BigInt);
        t.comment(
            "ababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababab",
        );
    });
}

fn corner_constraints(op: &mut Operations) {
    op.add_unique("deals", ["person_id", "opened"])
        .name("uq one a day");
    op.add_check("deals", expr("price <> 13").on(Postgres, "price <> 13.0"))
        .name("ck luck");
    op.create_table("visits", |t| {
        t.column("person_id", BigInt);
        t.column("deal_id", BigInt);
    });
    op.add_primary_key("visits", ["person_id", "deal_id"]);
    op.add_foreign_key("visits", ["deal_id"], "deals", ["id"])
        .on_delete(Cascade);
    op.add_foreign_key("visits", ["person_id"], "people", ["id"]);
    op.drop_constraint("visits", "pk_visits");
    op.drop_constraint("visits", "fk_visits_person_id");
    op.drop_constraint("deals", "uq one a day");
    op.drop_constraint("deals", "ck luck");
}

fn corner_constraints_made_in_two_steps(op: &mut Operations) {
    op.add_check("deals", "code <> ''")
        .name("later")
        .not_valid();
    op.validate_constraint("deals", "later");
    op.create_index("deals", ["code", "opened"])
        .unique()
        .name("ux");
    op.add_unique_using_index("deals", "ux");
    op.create_index("deals", ["opened", "code"])
        .unique()
        .name("ux2");
    op.add_unique_using_index("deals", "ux2")
        .deferrable()
        .name("uq two");
    op.create_table("keyless", |t| {
        t.column("id", BigInt);
        t.index(["id"]).unique();
    });
    op.add_primary_key_using_index("keyless", "ix_keyless_id");
}

fn corner_constraints_with_attributes(op: &mut Operations) {
    op.on(Postgres, |op| {
        op.create_extension("btree_gist");
    });
    op.create_table("visits", |t| {
        t.column("person_id", BigInt)
            .references("people", "id")
            .deferrable();
        t.column("deal_id", BigInt)
            .nullable()
            .references("deals", "id")
            .on_delete(SetNull)
            .initially_deferred();
    });
    op.create_table("deferred", |t| {
        t.column("id", BigInt);
        t.column("note", Text);
        t.unique(["id"]).initially_deferred();
    });
    op.create_table("including", |t| {
        t.column("id", BigInt);
        t.column("note", Text);
        t.primary_key(["id"]).include(["note"]).deferrable();
        t.unique(["id"]).nulls_not_distinct().include(["note"]);
    });
    op.create_table("bookings", |t| {
        t.column("room", Integer);
        t.column("starts", Timestamp);
        t.column("ends", Timestamp);
        t.exclude([(asc("room"), "="), (asc(expr("tsrange(starts, ends)")), "&&")])
            .predicate("room > 0")
            .initially_deferred()
            .name("one at a time");
    });
    op.add_check("deals", "code <> ''").not_valid();
    op.add_foreign_key("deals", ["id"], "people", ["id"])
        .deferrable()
        .name("later")
        .not_valid();
    op.add_unique("deals", ["closed"]).nulls_not_distinct();
    op.add_exclusion("deals", [("code", "=")])
        .using("hash")
        .name("by hash");
}

fn corner_create_table_with_a_key_of_two_columns(op: &mut Operations) {
    op.create_table("members", |t| {
        t.column("person_id", BigInt).references("people", "id");
        t.column("deal_id", BigInt).references("deals", "id");
        t.primary_key(["person_id", "deal_id"]);
    });
    op.create_table("roles", |t| {
        t.column("deal", BigInt);
        t.column("person", BigInt);
        t.foreign_key(["person", "deal"], "members", ["person_id", "deal_id"]);
    });
}

fn corner_create_table_with_a_key_that_takes_null(op: &mut Operations) {
    op.create_table("lists", |t| {
        t.column(
            "id",
            Native([(MySql, "INT"), (Postgres, "INT"), (Sqlite, "INTEGER")]),
        )
        .nullable()
        .primary_key();
        t.column(
            "key",
            Native([(MySql, "INT"), (Postgres, "INT"), (Sqlite, "")]),
        )
        .default(7);
    });
}

fn corner_create_table_with_an_array(op: &mut Operations) {
    op.create_table("lists", |t| {
        t.column("id", BigInt).primary_key();
        t.column("numbers", Array(Integer)).default("{1,2}");
    });
}

fn corner_create_table_with_everything(op: &mut Operations) {
    op.create_table("offers", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("deal_id", BigInt)
            .references("deals", "id")
            .on_delete(Cascade)
            .on_update(Restrict);
        t.column("parent_id", BigInt)
            .nullable()
            .references("offers", "id")
            .on_delete(SetNull);
        t.column("price", Numeric(10, 2))
            .default("19.90")
            .check("price IS NOT NULL -- never");
        t.column("share", Double).default(0.1);
        t.column("ratio", Real).default(-1.5e-7);
        t.column("approved", Boolean).default(false);
        t.column("currency", Enum("currency")).default("USD");
        t.column("title", Varchar(80))
            .default(r#"it's a \ "🦀""#)
            .unique();
        t.column("body", Text).default("");
        t.column("data", Bytes).default(b"\x00\xff".as_slice());
        t.column("key", Uuid)
            .default("67e55044-10b1-426f-9247-bb680e5fe0c8");
        t.column("extra", Json).default("{}");
        t.column("more", Jsonb).nullable();
        t.column("day", Date).default("2026-01-31");
        t.column("at", Time).default("23:59");
        t.column("local", Timestamp)
            .default("2026-01-31 23:59:59.5");
        t.column("instant", TimestampTz)
            .default("2026-01-31T23:59:59.5+02:00");
        t.column("sum", Integer).default(expr("1 + 1"));
        t.column("small", SmallInt).nullable().default(Value::Null);
        t.column("letters", Char(3));
        t.unique(["deal_id", "title"]).name("one title a deal");
        t.check("share < 1000 OR approved");
        t.index(["title"]).unique().name("ux_title");
    });
}

fn corner_create_table_with_everything_of(op: &mut Operations) {
    op.create_enum("currency", ["USD", "EUR"]);
    op.create_table("people", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("name", Varchar(100));
    });
    op.create_table("deals", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("person_id", BigInt)
            .references("people", "id")
            .on_delete(Cascade);
        t.column("code", Varchar(20)).unique();
        t.column("price", Numeric(10, 2))
            .default(0)
            .check(expr("price >= 0").on(Sqlite, "CAST(price AS REAL) >= 0"));
        t.column("currency", Enum("currency")).default("EUR");
        t.column("note", Text).nullable();
        t.column("opened", Date);
        t.column("closed", Date)
            .nullable()
            .check("closed IS NULL OR closed >= opened");
        t.index(["opened"]);
        t.index([desc("price"), asc("opened")]);
    });
}

fn corner_create_table_with_the_time(op: &mut Operations) {
    op.create_table("clocks", |t| {
        t.column("id", Integer).primary_key();
        t.column("day", Date).default(now());
        t.column("at", Time).default(now());
        t.column("local", Timestamp).default(now());
        t.column("instant", TimestampTz).default(now());
    });
}

fn corner_drop_columns(op: &mut Operations) {
    op.drop_column("deals", "note");
    op.drop_column("deals", "currency");
    op.drop_column("deals", "price").cascade();
    op.drop_column("deals", "person_id").cascade();
    op.drop_column("deals", "closed").cascade();
    op.drop_column("deals", "code").cascade();
}

fn corner_drop_the_key_column(op: &mut Operations) {
    op.drop_column("deals", "id").cascade();
}

fn corner_enums(op: &mut Operations) {
    op.create_enum("colour", ["red", "it's", r"back\slash", "🦀", "a,b"]);
    op.create_table("cars", |t| {
        t.column("colour", Enum("colour")).default(r"back\slash");
    });
    op.drop_table("cars");
    op.drop_enum("colour");
    op.create_enum("colour", ["red", "it's"]).if_not_exists();
    op.leave_enum("colour");
    op.create_enum("padded", ["a "]);
    op.create_enum(
        "long",
        ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"],
    );
    op.create_enum(
        "longer",
        [
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        ],
    );
}

fn corner_extensions(op: &mut Operations) {
    op.create_extension("citext");
    op.create_extension("pg_trgm")
        .schema("public")
        .version("1.6")
        .if_not_exists();
    op.drop_extension("citext");
    op.leave_extension("pg_trgm");
}

fn corner_foreign_keys_of_one_name(op: &mut Operations) {
    op.create_table("words", |t| {
        t.column("id", BigInt)
            .references("people", "id")
            .key_name("FK_deals_person_id");
    });
}

fn corner_functions(op: &mut Operations) {
    op.create_function(
        "net",
        [
            ("price", expr("numeric").on(MySql, "DECIMAL(10, 2)")),
            (
                "rate",
                expr("numeric DEFAULT 0.19").on(MySql, "DECIMAL(10, 2)"),
            ),
        ],
        expr("RETURNS numeric LANGUAGE sql AS $$ SELECT price / (1 + rate); $$; -- done")
            .on(
                MySql,
                "RETURNS DECIMAL(10, 2) DETERMINISTIC BEGIN IF rate = 0 THEN RETURN price; END IF; RETURN price / (1 + rate); END;",
            ),
    );
    op.replace_function(
        "net",
        [
            ("price", expr("numeric").on(MySql, "DECIMAL(10, 2)")),
            ("rate", expr("numeric").on(MySql, "DECIMAL(10, 2)")),
        ],
        expr("RETURNS numeric LANGUAGE sql RETURN price")
            .on(MySql, "RETURNS DECIMAL(10, 2) DETERMINISTIC RETURN price"),
    );
    op.create_function(
        "net",
        [("price", expr("numeric").on(MySql, "DECIMAL(10, 2)"))],
        expr(
            "RETURNS numeric LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 1 END; END",
        )
        .on(MySql, "RETURNS INT RETURN 1; COMMIT"),
    );
    op.create_function("unsound", (), "RETURNS int LANGUAGE sql RETURN 1; COMMIT");
    op.create_function("unended", (), "RETURNS int LANGUAGE sql AS $$ SELECT 1; $");
    op.drop_function("net", ["numeric"]);
    op.drop_function("net", ["numeric", "numeric"]);
}

fn corner_identities(op: &mut Operations) {
    op.create_table("always", |t| {
        t.column("id", BigInt)
            .identity_as(Identity::always())
            .primary_key();
    });
    op.insert("always", ["id"], [(7,)]);
    op.create_table("stepped", |t| {
        t.column("id", BigInt)
            .identity_as(
                Identity::by_default()
                    .start(10)
                    .increment(5)
                    .min(5)
                    .max(100)
                    .cache(20)
                    .cycle(),
            )
            .primary_key();
    });
    op.insert("stepped", ["id"], [(5,), (60,), (500,)]);
    op.insert("stepped", ["id"], [(6,)]);
    op.create_table("down", |t| {
        t.column("id", BigInt)
            .identity_as(Identity::by_default().increment(-1))
            .primary_key();
    });
    op.insert("down", ["id"], [(5,), (-3,), (-4,)]);
}

fn corner_identity_beside_the_key(op: &mut Operations) {
    op.create_table("numbered", |t| {
        t.column("key", Uuid).primary_key();
        t.column("number", BigInt).identity();
    });
}

fn corner_identity_in_a_key_of_two(op: &mut Operations) {
    op.create_table("numbered", |t| {
        t.column("id", BigInt).identity();
        t.column("year", Integer);
        t.primary_key(["id", "year"]);
    });
}

fn corner_indexes(op: &mut Operations) {
    op.create_index("deals", ["code"]);
    op.create_index("deals", ["person_id"]);
    op.create_index("deals", [desc("closed"), asc("id")])
        .unique()
        .name("the closed ones");
    op.drop_index("deals", "ix_deals_person_id");
    op.drop_index("deals", "the closed ones");
}

fn corner_indexes_beside_writers(op: &mut Operations) {
    op.create_index("deals", ["closed"]).unique().concurrently();
    op.drop_index("deals", "ix_deals_closed").concurrently();
}

fn corner_indexes_with_attributes(op: &mut Operations) {
    op.create_index("deals", ["code"])
        .using("hash")
        .name("by method");
    op.create_index("deals", [desc("code")])
        .using("gin")
        .name("sorted by no order");
    op.create_index("deals", ["code"])
        .include(["price", "opened"])
        .name("including");
    op.create_index("deals", ["closed"])
        .unique()
        .nulls_not_distinct()
        .name("one null");
    op.create_index(
        "deals",
        [asc("closed").nulls_first(), desc("opened").nulls_last()],
    )
    .name("least nulls");
    op.create_index(
        "deals",
        [asc("closed").nulls_last(), desc("opened").nulls_first()],
    )
    .name("greatest nulls");
    op.create_index("deals", [asc("code").opclass("varchar_pattern_ops")])
        .name("of a class");
    op.create_index(
        "deals",
        [asc("code").collate_on(Postgres, "C").collate_on(Sqlite, "NOCASE")],
    )
    .name("collated");
    op.create_index("deals", [asc("code").collate_on(MySql, "utf8mb4_bin")])
        .name("collated otherwise");
    op.create_index("deals", expr("lower(code)")).unique();
    op.create_index(
        "deals",
        [
            asc("opened"),
            desc(expr("coalesce(note, '')").on(Sqlite, "ifnull(note, '')")),
        ],
    )
    .name("mixed");
    op.create_index("deals", [prefix("note", 20), asc("code")])
        .name("beginning");
    op.create_index("deals", [prefix("note", 800)])
        .name("long beginning");
}

fn corner_json_in_an_index(op: &mut Operations) {
    op.create_table("words", |t| {
        t.column("word", Json);
        t.index(["word"]);
    });
}

fn corner_keys_that_foreign_keys_hold_on_to(op: &mut Operations) {
    op.create_table("pairs", |t| {
        t.column("a", BigInt);
        t.column("b", BigInt);
        t.primary_key(["a", "b"]);
        t.index(["b", "a"]).unique().name("ux_pairs");
    });
    op.create_table("users", |t| {
        t.column("a", BigInt);
        t.column("b", BigInt);
        t.foreign_key(["a", "b"], "pairs", ["a", "b"]);
    });
    op.drop_constraint("pairs", "pk_pairs");
}

fn corner_names_that_differ_in_capitals(op: &mut Operations) {
    op.create_table("People", |t| {
        t.column("id", BigInt);
    });
    op.create_table("words", |t| {
        t.column("a", BigInt);
        t.column("A", BigInt);
    });
    op.create_table("things", |t| {
        t.column("a", BigInt);
        t.index(["a"]).name("it");
        t.index(["a"]).name("IT");
    });
}

fn corner_names_that_some_cannot_have(op: &mut Operations) {
    op.create_table(
        "longlonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglong",
        |t| {
            t.column("id", BigInt);
        },
    );
    op.create_table("éééééééééééééééééééééééééééééééééééééééé", |t| {
        t.column("id", BigInt);
    });
    op.create_table("sqlite_things", |t| {
        t.column("id", BigInt);
    });
    op.create_table("currency", |t| {
        t.column("id", BigInt);
    });
    op.create_table("crab 🦀", |t| {
        t.column("id", BigInt);
    });
    op.create_table("words", |t| {
        t.column("word ", BigInt);
    });
    op.create_table("systems", |t| {
        t.column("xmin", BigInt);
    });
    op.create_table("rows", |t| {
        t.column("db_row_id", BigInt);
    });
    op.create_table(r#"it's "a" `table`"#, |t| {
        t.column(r"\", BigInt).unique();
    });
    op.create_enum("people", ["a"]);
}

fn corner_rename_a_table_in_parts_and_a_column_of_it(op: &mut Operations) {
    op.rename_table("events", "happenings");
    op.rename_column("happenings", "day", "date");
    op.rename_column("happenings", "id", "key");
    op.on(Postgres, |op| {
        op.drop_table("old_events");
        op.create_index("new_events", ["date"]);
    });
}

fn corner_rename_a_table_in_parts_and_a_column_of_it_before(op: &mut Operations) {
    op.create_table("events", |t| {
        t.column("id", BigInt).mysql(|c| {
            c.check("id > 0");
        });
        t.column("day", Date);
        t.postgres().partition_by_range(["day"]);
    });
    op.on(Postgres, |op| {
        op.create_table("new_events", |t| {
            t.postgres()
                .partition_of("events", "FOR VALUES FROM ('2026-01-01') TO (MAXVALUE)");
        });
        op.create_table("old_events", |t| {
            t.index(["id"]);
            t.postgres()
                .partition_of("events", "FOR VALUES FROM (MINVALUE) TO ('2026-01-01')");
        });
    });
}

fn corner_rename_a_table_with_names(op: &mut Operations) {
    op.rename_table("deals", "contracts").with_names();
}

fn corner_rename_and_drop_tables(op: &mut Operations) {
    op.rename_table("deals", "contracts");
    op.rename_table("contracts", "Contracts");
    op.drop_table("Contracts");
}

fn corner_rename_columns(op: &mut Operations) {
    op.rename_column("deals", "price", "net price");
    op.rename_column("deals", "note", "Note");
    op.rename_column("people", "name", "ID2");
}

fn corner_rename_constraints(op: &mut Operations) {
    op.rename_constraint("deals", "pk_deals", "pk");
    op.rename_constraint("deals", "uq_deals_code", "uq one");
    op.rename_constraint("deals", "fk_deals_person_id", "fk one");
    op.rename_constraint("deals", "ck_deals_price", "ck one");
}

fn corner_rename_indexes(op: &mut Operations) {
    op.rename_index("deals", "ix_deals_price_opened", "by price");
    op.create_index("deals", [asc("closed"), desc("id")])
        .unique()
        .name("one");
    op.rename_index("deals", "one", "One");
}

fn corner_rows(op: &mut Operations) {
    op.insert(
        "people",
        ["id", "name"],
        [
            (7, r#"it's \ "🦀""#),
            (
                3,
                r"two
lines",
            ),
        ],
    );
    op.insert("people", ["name"], [("x",), ("y",)]);
    op.insert("people", ["id", "name"], [(0, "nobody")]);
    op.insert(
        "deals",
        ["person_id", "code", "price", "opened", "closed"],
        [
            (7, "a", "12345678.90", "2026-01-31", None),
            (3, "b", "1", "2026-02-01", Some("2026-02-02")),
        ],
    );
    op.insert(
        "deals",
        ["person_id", "code", "price", "opened"],
        [(7, "a", "0.001", "2026-01-31")],
    );
    op.insert(
        "deals",
        ["person_id", "code", "opened"],
        [(7, "a", "tomorrow")],
    );
}

fn corner_rows_deleted(op: &mut Operations) {
    op.delete("people")
        .matching("id", 7)
        .restore_with(["id", "name"], [(7, "a")]);
    op.delete("deals")
        .matching("currency", "EUR")
        .matching("note", Value::Null);
    op.delete("deals")
        .predicate(expr("price < 1").on(Sqlite, "CAST(price AS REAL) < 1"))
        .leave_rows();
    op.delete("deals").all_rows();
    op.delete("deals").predicate("1; 2");
}

fn corner_rows_updated(op: &mut Operations) {
    op.update("people")
        .set("name", r#"it's \ "🦀""#)
        .matching("id", 7)
        .restore_with(
            "name",
            r"two
lines",
        );
    op.update("deals")
        .set(
            "price",
            expr("price * 2 -- twice").on(Sqlite, "printf('%.2f', price * 2)"),
        )
        .set("currency", "USD")
        .set("closed", now())
        .set("note", Value::Null)
        .matching("opened", "2026-01-31")
        .matching("closed", Value::Null)
        .predicate(
            expr("note <> ';' OR note IS NULL").on(MySql, "note <> ';' OR `note` IS NULL -- ;"),
        )
        .leave_rows();
    op.update("deals").set("note", "all").all_rows();
    op.create_sequence("numbers");
    op.update("deals")
        .set("person_id", next_value("numbers"))
        .all_rows();
    op.update("deals")
        .set("price", "1.50")
        .matching("price", "1.5");
    op.update("deals")
        .set("note", "a")
        .set("code", expr("note"))
        .all_rows();
    op.update("deals")
        .set("code", expr("note"))
        .set("note", "a")
        .all_rows();
    op.update("deals")
        .set("note", expr("1; DROP TABLE deals"))
        .all_rows();
    op.update("deals").set("note", "a").predicate("1) OR (1");
    op.update("deals").set("price", "0.001").all_rows();
}

fn corner_sequences(op: &mut Operations) {
    op.create_sequence("numbers");
    op.create_sequence("down")
        .start(7)
        .increment(-2)
        .min(-100)
        .max(7)
        .cache(5)
        .cycle();
    op.alter_sequence("down")
        .start(-3)
        .no_min()
        .no_max()
        .cache(1)
        .no_cycle();
    op.alter_sequence("numbers").increment(10).cycle();
    op.alter_sequence("numbers").no_cycle();
    op.alter_sequence("numbers").no_max();
    op.create_table("invoices", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("number", Integer).default(next_value("numbers"));
    });
    op.alter_sequence("numbers").owned_by("invoices", "number");
    op.alter_sequence("numbers").owned_by_none();
    op.rename_sequence("numbers", "numerals");
    op.rename_sequence("down", "up");
    op.drop_sequence("up");
    op.create_sequence("pg_up").owned_by("deals", "id");
}

fn corner_sql(op: &mut Operations) {
    op.sql(expr("UPDATE deals SET note = 'a;b' -- c").on(Sqlite, "UPDATE deals SET note = 'd'"));
    op.sql("COMMIT");
    op.sql(expr("ANALYZE").on(MySql, ""));
}

fn corner_tables_in_schemas(op: &mut Operations) {
    op.create_schema("billing").if_not_exists();
    op.create_schema("empty");
    op.drop_schema("empty");
    op.create_enum(("billing", "json"), ["a", "b"]);
    op.create_table(("billing", "invoices"), |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("deal_id", BigInt).references("deals", "id");
        t.column("kind", Enum(("billing", "json"))).default("a");
        t.column("kinds", Array(Enum(("billing", "json"))))
            .nullable();
        t.index(["deal_id"]);
    });
    op.add_foreign_key("people", ["id"], ("billing", "invoices"), ["id"]);
    op.create_index(("billing", "invoices"), ["kind"]);
    op.rename_column(("billing", "invoices"), "kinds", "sorts");
    op.drop_column(("billing", "invoices"), "kind").cascade();
    op.drop_constraint(("billing", "invoices"), "fk_invoices_deal_id");
    op.insert(("billing", "invoices"), ["id", "deal_id"], [(7, 1)]);
    op.drop_index(("billing", "invoices"), "ix_invoices_deal_id");
    op.rename_table(("billing", "invoices"), "bills");
    op.move_table(("billing", "bills"), None);
    op.move_table("bills", "billing");
    op.drop_constraint("people", "fk_people_id");
    op.drop_table(("billing", "bills"));
    op.drop_enum(("billing", "json"));
    op.leave_schema("billing");
}

fn corner_tables_with_options(op: &mut Operations) {
    op.create_table("all", |t| {
        t.column("id", BigInt).primary_key();
        t.column("it", Varchar(9));
        t.column("day", Date);
        t.column("flag", Boolean);
        t.column("share", Double);
        t.column("key", Uuid);
        t.mysql()
            .engine("Aria")
            .charset("latin1")
            .collation("latin1_bin");
        t.sqlite().strict().without_rowid();
    });
    op.add_column("all", "at", TimestampTz).nullable();
    op.create_table("charset", |t| {
        t.column("it", Varchar(9));
        t.mysql().charset("latin1");
        t.sqlite().strict();
    });
    op.create_table("collation", |t| {
        t.column("it", Varchar(9)).primary_key();
        t.mysql().collation("utf8mb4_unicode_ci");
        t.sqlite().without_rowid();
    });
    op.create_table("numbered", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.sqlite().without_rowid();
    });
    op.create_table("keyless", |t| {
        t.column("id", BigInt);
        t.sqlite().without_rowid();
    });
    op.create_table("referencing", |t| {
        t.column("id", BigInt).references("people", "id");
        t.mysql().engine("MyISAM");
    });
}

fn corner_text_in_a_key(op: &mut Operations) {
    op.create_table("words", |t| {
        t.column("word", Text).primary_key();
    });
}

fn corner_triggers(op: &mut Operations) {
    op.create_trigger(
        "touch",
        "deals",
        expr("BEFORE UPDATE -- often").on(Sqlite, "AFTER UPDATE"),
        expr("FOR EACH ROW EXECUTE FUNCTION touch('a;b')")
            .on(
                MySql,
                "FOR EACH ROW BEGIN SET NEW.note = 'a;b'; SET NEW.code = CASE WHEN 1 THEN 'x' ELSE 'y' END; END",
            )
            .on(
                Sqlite,
                "FOR EACH ROW BEGIN UPDATE deals SET note = 'a;b' WHERE id = NEW.id; SELECT CASE WHEN 1 THEN 2 END; END; -- end",
            ),
    );
    op.create_trigger(
        "touch",
        "people",
        "AFTER INSERT",
        expr("FOR EACH ROW EXECUTE FUNCTION touch('a;b')")
            .on(
                MySql,
                "FOR EACH ROW BEGIN SET NEW.note = 'a;b'; SET NEW.code = CASE WHEN 1 THEN 'x' ELSE 'y' END; END",
            )
            .on(
                Sqlite,
                "FOR EACH ROW BEGIN UPDATE deals SET note = 'a;b' WHERE id = NEW.id; SELECT CASE WHEN 1 THEN 2 END; END; -- end",
            ),
    );
    op.replace_trigger(
        "touch",
        "deals",
        "AFTER INSERT",
        expr("FOR EACH ROW EXECUTE FUNCTION touch('a;b')")
            .on(
                MySql,
                "FOR EACH ROW BEGIN SET NEW.note = 'a;b'; SET NEW.code = CASE WHEN 1 THEN 'x' ELSE 'y' END; END",
            )
            .on(
                Sqlite,
                "FOR EACH ROW BEGIN UPDATE deals SET note = 'a;b' WHERE id = NEW.id; SELECT CASE WHEN 1 THEN 2 END; END; -- end",
            ),
    );
    op.create_trigger(
        "unsound",
        "deals",
        "AFTER INSERT",
        "BEGIN SELECT 1; END; COMMIT",
    );
    op.create_view("open", "SELECT 1 AS id");
    op.create_trigger(
        "into_open",
        "open",
        "INSTEAD OF INSERT",
        expr("FOR EACH ROW EXECUTE FUNCTION f()").on(Sqlite, "BEGIN SELECT 1; END"),
    );
    op.replace_view("open", "SELECT 2 AS id");
    op.without_views(["open"], |_| {});
    op.rename_view("open", "opened");
    op.drop_trigger("into_open", "opened");
    op.drop_trigger("touch", "deals");
}

fn corner_types_of_keys(op: &mut Operations) {
    op.set_key_type("people", "id", Integer);
    op.set_key_type("deals", "person_id", BigInt);
}

fn corner_types_too_large(op: &mut Operations) {
    op.create_table("a", |t| {
        t.column("it", Varchar(16_384));
    });
    op.create_table("b", |t| {
        t.column("it", Char(256));
    });
    op.create_table("c", |t| {
        t.column("it", Numeric(66, 2));
    });
    op.create_table("d", |t| {
        t.column("it", Numeric(1001, 2));
    });
    op.create_table("e", |t| {
        t.column("it", Varchar(10_485_761));
    });
}

fn corner_values_of_enums(op: &mut Operations) {
    op.create_table("prices", |t| {
        t.column("id", BigInt).primary_key();
        t.column("first", Enum("currency"))
            .unique()
            .check("first <> 'USD'");
        t.column("second", Enum("currency"))
            .nullable()
            .references("prices", "first");
        t.column("others", Array(Enum("currency")))
            .default("{USD,EUR}");
        t.index(["second"]).predicate("second = 'EUR'");
        t.index(["others"]);
    });
    op.add_enum_value("currency", "GBP");
    op.add_enum_value("currency", "it's").before("USD");
    op.add_enum_value("currency", "AED").after("USD");
    op.rename_enum_value("currency", "USD", "dollar's");
    op.remove_enum_value("currency", "it's");
    op.remove_enum_value("currency", "AED").map_to("GBP");
    op.reorder_enum("currency", ["GBP", "EUR", "dollar's"]);
    op.rename_enum("currency", "coin");
}

fn corner_values_of_enums_everywhere(op: &mut Operations) {
    op.create_table("prices", |t| {
        t.column("id", BigInt).primary_key();
        t.column("first", Enum("currency"))
            .default("EUR")
            .check("first <> 'USD'");
        t.column("second", Enum("currency")).nullable();
    });
    op.add_enum_value("currency", "GBP");
    op.rename_enum_value("currency", "EUR", "euro");
    op.remove_enum_value("currency", "GBP").map_to("euro");
    op.reorder_enum("currency", ["euro", "USD"]);
    op.rename_enum("currency", "coin");
}

fn corner_views(op: &mut Operations) {
    op.create_view(
        "open",
        expr("SELECT id, note FROM deals WHERE closed IS NULL -- not yet")
            .on(
                MySql,
                "SELECT `id`, `note` FROM `deals` WHERE `closed` IS NULL",
            ),
    );
    op.create_view("noted", "SELECT * FROM open WHERE note <> 'it''s'");
    op.create_view("later", "SELECT note FROM noted");
    op.replace_view("open", "SELECT id, note, price FROM deals");
    op.without_views(["open", "noted", "later"], |op| {
        op.rename_column("deals", "closed", "shut");
    });
    op.rename_view("later", "ever");
    op.replace_view("ever", "SELECT 1; DROP TABLE deals");
    op.drop_view("ever");
    op.drop_view("noted");
}

fn corner_views_with_names_that_do_not_do(op: &mut Operations) {
    op.create_view("pg_views", "SELECT 1");
    op.create_view("currency", "SELECT 1");
    op.create_view("Deals", "SELECT 1");
    op.create_view("sqlite_views", "SELECT 1");
    op.create_view(("public", "views"), "SELECT 1");
    op.create_view("views", "(SELECT 1");
    op.create_view("blank ", "SELECT 1");
}

fn corner_what_may_be_there_or_not(op: &mut Operations) {
    op.create_table("numbered", |t| {
        t.column("id", BigInt)
            .identity_as(Identity::by_default().start(100))
            .primary_key();
        t.column("note", Varchar(9)).comment("What for");
        t.index(["note"]);
        t.if_not_exists();
    });
    op.create_index("deals", ["closed"]).if_not_exists();
    op.create_index("deals", ["code"])
        .concurrently()
        .if_not_exists();
    op.create_index("deals", ["person_id"]).if_not_exists();
    op.drop_index("deals", "ix_deals_closed").if_exists();
    op.drop_index("deals", "ix_deals_code")
        .concurrently()
        .if_exists();
    op.drop_index("deals", "stranger").if_exists();
    op.drop_table_if_exists("numbered");
    op.drop_table_if_exists("strangers");
}

fn create_a_function(op: &mut Operations) {
    op.create_function(
        "with_tax",
        [("price", "int")],
        expr("RETURNS int LANGUAGE sql AS 'SELECT price + price / 5'")
            .on(
                MySql,
                "RETURNS INT DETERMINISTIC RETURN price + price DIV 5",
            ),
    );
}

fn create_a_schema(op: &mut Operations) {
    op.create_schema("billing");
    op.create_table(("billing", "invoices"), |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("deal_id", BigInt).references("deals", "id");
        t.index(["deal_id"]);
    });
}

fn create_a_schema_that_may_be_there(op: &mut Operations) {
    op.create_schema("billing").if_not_exists();
}

fn create_a_sequence(op: &mut Operations) {
    op.create_sequence("numbers").start(1000).increment(10);
    op.create_table("invoices", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("number", BigInt).default(next_value("numbers"));
    });
}

fn create_a_sequence_that_goes_down_and_begins_again(op: &mut Operations) {
    op.create_sequence("countdown")
        .start(7)
        .increment(-2)
        .min(-100)
        .max(7)
        .cache(5)
        .cycle();
}

fn create_a_sequence_that_goes_with_a_column(op: &mut Operations) {
    op.create_sequence("numbers").owned_by("deals", "amount");
}

fn create_a_table(op: &mut Operations) {
    op.create_table("offers", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("deal_id", BigInt)
            .references("deals", "id")
            .on_delete(Cascade);
        t.column("title", Varchar(80)).unique();
        t.column("price", Numeric(10, 2)).default(0);
        t.column("currency", Enum("currency")).default("USD");
        t.column("share", Double).default(0.5).check("share > 0");
        t.column("note", Text).nullable().comment("By the seller");
        t.column("created_at", TimestampTz).default(now());
        t.unique(["deal_id", "title"]).name("one_title_a_deal");
        t.check("share <= 1 OR title <> ''");
        t.index([asc("deal_id"), desc("created_at")]);
        t.comment("What was offered");
    });
}

fn create_a_table_in_parts(op: &mut Operations) {
    op.create_table("events", |t| {
        t.column("id", BigInt);
        t.column("day", Date);
        t.column("kind", Varchar(20));
        t.primary_key(["id", "day", "kind"]);
        t.index(["kind"]);
        t.mysql().partition_by("HASH (id) PARTITIONS 4");
        t.postgres().partition_by_range(["day"]);
    });
    op.on(Postgres, |op| {
        op.create_table("events_2026", |t| {
            t.postgres()
                .partition_of("events", "FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')")
                .partition_by_list(["kind"]);
        });
        op.create_table("events_2026_sold", |t| {
            t.check("id > 0");
            t.index(["day"]);
            t.postgres()
                .partition_of("events_2026", "FOR VALUES IN ('sold', 'paid')");
        });
        op.create_table("events_others", |t| {
            t.postgres()
                .partition_of("events", "DEFAULT")
                .partition_by_hash(["id"]);
        });
        op.create_table("events_others_0", |t| {
            t.postgres()
                .partition_of("events_others", "FOR VALUES WITH (modulus 2, remainder 0)");
        });
    });
    op.insert(
        "events",
        ["id", "day", "kind"],
        [(1, "2026-05-05", "sold"), (2, "2020-01-01", "seen")],
    );
}

fn create_a_table_of(op: &mut Operations) {
    op.create_enum("currency", ["EUR", "USD", "GBP"]);
    op.create_table("people", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("name", Varchar(80));
        t.column("email", Varchar(120)).nullable();
    });
    op.create_table("deals", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("person_id", BigInt)
            .references("people", "id")
            .on_delete(Cascade);
        t.column("code", Varchar(20)).unique();
        t.column("stage", Varchar(20))
            .default("new")
            .check("stage <> ''");
        t.column("amount", Integer).default(0);
        t.column("currency", Enum("currency")).default("EUR");
        t.column("note", Text).nullable();
        t.column("opened", Date);
        t.column("closed", Date)
            .nullable()
            .check("closed IS NULL OR closed >= opened");
        t.index(["opened"]);
    });
    op.create_table("visits", |t| {
        t.column("person_id", BigInt);
        t.column("day", Date);
        t.column("minutes", Integer);
    });
    op.insert(
        "people",
        ["id", "name", "email"],
        [
            (1, "Ada", Some("ada@example.org")),
            (2, "Bob", None),
            (3, "Eve", Some("EVE@example.org")),
        ],
    );
    op.insert(
        "deals",
        [
            "id",
            "person_id",
            "code",
            "stage",
            "amount",
            "currency",
            "note",
            "opened",
            "closed",
        ],
        [
            (
                1,
                1,
                "A-1",
                "won",
                1200,
                "EUR",
                Some("first"),
                "2026-01-05",
                Some("2026-02-01"),
            ),
            (2, 1, "A-2", "new", 80, "USD", None, "2026-02-11", None),
            (
                3,
                2,
                "B-1",
                "lost",
                10,
                "GBP",
                Some("it's late"),
                "2026-03-01",
                Some("2026-03-01"),
            ),
            (4, 3, "C-1", "new", 0, "EUR", None, "2026-03-05", None),
        ],
    );
    op.sql(
        "INSERT INTO visits (person_id, day, minutes) VALUES (1, '2026-01-01', 30), (1, '2026-01-02', 60), (2, '2026-01-01', 90)",
    )
    .reverse("DELETE FROM visits");
}

fn create_a_table_that_has_numbers_of_its_own(op: &mut Operations) {
    op.create_table("invoices", |t| {
        t.column("id", BigInt)
            .identity_as(Identity::by_default().start(1000))
            .primary_key();
        t.column("total", Integer);
    });
}

fn create_a_table_that_inherits_from_another(op: &mut Operations) {
    op.on(Postgres, |op| {
        op.create_table("visits_at_night", |t| {
            t.column("lamp", Varchar(20)).nullable();
            t.index(["day"]);
            t.postgres().inherits(["visits"]);
        });
    });
}

fn create_a_table_that_is_kept_otherwise(op: &mut Operations) {
    op.create_table("caches", |t| {
        t.column("key", Varchar(40)).primary_key();
        t.column("value", Bytes);
        t.mysql().options("ROW_FORMAT=DYNAMIC STATS_PERSISTENT=1");
        t.postgres()
            .unlogged()
            .with([("fillfactor", "70"), ("toast.autovacuum_enabled", "false")]);
    });
}

fn create_a_table_that_may_be_there(op: &mut Operations) {
    op.create_table("imports", |t| {
        t.column("id", BigInt).primary_key();
        t.column("file", Varchar(200));
        t.index(["file"]);
        t.if_not_exists();
    });
}

fn create_a_table_whose_numbers_nobody_else_may_give(op: &mut Operations) {
    op.create_table("invoices", |t| {
        t.column("id", BigInt)
            .identity_as(
                Identity::always()
                    .start(10)
                    .increment(5)
                    .min(5)
                    .max(1000)
                    .cache(20)
                    .cycle(),
            )
            .primary_key();
    });
}

fn create_a_table_whose_rows_exclude_each_other(op: &mut Operations) {
    op.create_table("bookings", |t| {
        t.column("starts", Timestamp);
        t.column("ends", Timestamp);
        t.exclude([(asc(expr("tsrange(starts, ends)")), "&&")]);
    });
}

fn create_a_table_with_a_column_of_every_type(op: &mut Operations) {
    op.create_table("types", |t| {
        t.column("small_int", SmallInt).default(-1);
        t.column("integer", Integer).default(expr("1 + 1"));
        t.column("big_int", BigInt).primary_key();
        t.column("numeric", Numeric(20, 4))
            .default("-1234567890123456.7891");
        t.column("real", Real).default(-1.5e-7);
        t.column("double", Double).default(0.1);
        t.column("boolean", Boolean).default(true);
        t.column("char", Char(3)).default("abc");
        t.column("varchar", Varchar(80)).default(r#"it's a \ "🦀""#);
        t.column("text", Text).default("");
        t.column("bytes", Bytes).default(b"\x00\xff".as_slice());
        t.column("date", Date).default("2026-01-31");
        t.column("time", Time).default("23:59:59.000001");
        t.column("timestamp", Timestamp).default(now());
        t.column("timestamp_tz", TimestampTz)
            .default("2026-01-31T23:59:59.5+02:00");
        t.column("uuid", Uuid)
            .default("67e55044-10b1-426f-9247-bb680e5fe0c8");
        t.column("json", Json).default("{}");
        t.column("jsonb", Jsonb).nullable().default(Value::Null);
        t.column("enum", Enum("currency")).nullable();
    });
}

fn create_a_table_with_a_key_of_two_columns(op: &mut Operations) {
    op.create_table("tags", |t| {
        t.column("deal_id", BigInt)
            .references("deals", "id")
            .on_delete(Cascade)
            .on_update(Restrict);
        t.column("tag", Varchar(40));
        t.primary_key(["tag", "deal_id"]);
    });
}

fn create_a_table_with_an_array(op: &mut Operations) {
    op.create_table("lists", |t| {
        t.column("id", BigInt).primary_key();
        t.column("numbers", Array(Integer)).default("{1,2}");
    });
}

fn create_a_table_with_the_options_of_mysql_and_sqlite(op: &mut Operations) {
    op.create_table("codes", |t| {
        t.column("code", Varchar(20)).primary_key();
        t.column("rank", Integer);
        t.mysql()
            .engine("Aria")
            .charset("latin1")
            .collation("latin1_bin");
        t.sqlite().strict().without_rowid();
    });
}

fn create_a_table_with_types_that_single_databases_have(op: &mut Operations) {
    op.create_table("requests", |t| {
        t.column(
            "id",
            Native([(MySql, "mediumint unsigned"), (Postgres, "integer"), (Sqlite, "INTEGER")]),
        )
        .identity()
        .primary_key();
        t.column(
            "address",
            Native([(MySql, "varbinary(16)"), (Postgres, "inet"), (Sqlite, "")]),
        )
        .nullable();
        t.column(
            "year",
            Native([(MySql, "year"), (Postgres, "smallint"), (Sqlite, "UNSIGNED BIG INT")]),
        )
        .default(2026);
        t.column(
            "flags",
            Native([(MySql, "set('a','b''c')"), (Postgres, "bit varying(8)"), (Sqlite, "FLAGS(8)")]),
        )
        .nullable();
        t.column(
            "title",
            Native([(MySql, "varchar(90)"), (Postgres, "character varying"), (Sqlite, "NVARCHAR(90)")]),
        )
        .default("it's")
        .collate_on(MySql, "latin1_general_ci")
        .collate_on(Postgres, "C")
        .collate_on(Sqlite, "NOCASE");
        t.index(["title", "year"]);
    });
    op.on(Postgres, |op| {
        op.add_column("requests", "hosts", Array(Native([(Postgres, "cidr")])))
            .nullable();
    });
    op.add_column(
        "deals",
        "lasts",
        Native([(MySql, "time"), (Postgres, "interval"), (Sqlite, "time")]),
    )
    .nullable();
}

fn create_a_table_with_what_mysql_has_for_its_columns(op: &mut Operations) {
    op.create_table("pages", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("changed", Timestamp).nullable().mysql(|c| {
            c.invisible();
            c.on_update_now();
        });
        t.column(
            "seen",
            Native([(MySql, "timestamp"), (Postgres, "timestamp(0)"), (Sqlite, "DATETIME")]),
        )
        .default(expr("CURRENT_TIMESTAMP"))
        .mysql(|c| {
            c.on_update_now();
        });
        t.column("size", Integer).mysql(|c| {
            c.check("size >= 0");
        });
    });
}

fn create_a_trigger(op: &mut Operations) {
    op.on(Postgres, |op| {
        op.create_function(
            "keep_note",
            (),
            "RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.note := coalesce(NEW.note, OLD.note); RETURN NEW; END $$",
        );
    });
    op.create_trigger(
        "keep_note",
        "deals",
        expr("BEFORE UPDATE").on(Sqlite, "AFTER UPDATE"),
        expr("FOR EACH ROW EXECUTE FUNCTION keep_note()")
            .on(
                MySql,
                "FOR EACH ROW SET NEW.note = coalesce(NEW.note, OLD.note)",
            )
            .on(
                Sqlite,
                "FOR EACH ROW WHEN NEW.note IS NULL BEGIN UPDATE deals SET note = OLD.note WHERE id = NEW.id; END",
            ),
    );
}

fn create_a_unique_index(op: &mut Operations) {
    op.create_index("deals", ["person_id", "code"])
        .unique()
        .name("one_code_a_person");
}

fn create_a_view(op: &mut Operations) {
    op.create_view(
        "open_deals",
        "SELECT id, code, note FROM deals WHERE closed IS NULL",
    );
}

fn create_a_view_that_says_what_it_needs(op: &mut Operations) {
    op.create_view(
        "totals",
        "SELECT currency, sum(amount) AS total FROM deals GROUP BY currency",
    )
    .depends_on(["people"])
    .depends_on_columns("deals", ["currency", "amount"]);
}

fn create_an_enum(op: &mut Operations) {
    op.create_enum("mood", ["sad", "it's fine", "glad"]);
    op.add_column("people", "mood", Enum("mood")).nullable();
}

fn create_an_enum_that_may_be_there(op: &mut Operations) {
    op.create_enum("mood", ["sad", "glad"]).if_not_exists();
}

fn create_an_extension(op: &mut Operations) {
    op.create_extension("citext");
    op.create_extension("pg_trgm")
        .schema("public")
        .version("1.6")
        .if_not_exists();
}

fn create_an_index(op: &mut Operations) {
    op.create_index("deals", [asc("stage"), desc("amount")]);
}

fn create_an_index_for_searching(op: &mut Operations) {
    op.on(MySql, |op| {
        op.create_index("deals", ["note"]).using("fulltext").mysql(|i| {
            i.comment("words");
        });
        op.create_index("deals", ["code"]).mysql(|i| {
            i.using_btree();
        });
        op.create_table("places", |t| {
            t.column("spot", Native([(MySql, "point")]));
            t.index(["spot"]).using("spatial");
            t.mysql().engine("MyISAM");
        });
    });
}

fn create_an_index_of_an_expression(op: &mut Operations) {
    op.create_index("people", expr("lower(email)"));
}

fn create_an_index_of_some_rows(op: &mut Operations) {
    op.create_index("deals", ["opened"])
        .predicate("closed IS NULL")
        .name("ix_open_deals");
}

fn create_an_index_of_the_beginnings_of_a_text(op: &mut Operations) {
    op.create_index("deals", [prefix("note", 20)]);
}

fn create_an_index_that_may_be_there(op: &mut Operations) {
    op.create_index("deals", ["amount"]).if_not_exists();
}

fn create_an_index_that_postgresql_is_told_how_to_keep(op: &mut Operations) {
    op.create_index("deals", ["code"])
        .with([("fillfactor", "60")]);
    op.on(Postgres, |op| {
        op.create_index(
            "deals",
            [asc(expr("to_tsvector('simple', note)"))
                .opclass_with("tsvector_ops", [("siglen", "64")])],
        )
        .using("gist")
        .name("ix_words");
    });
}

fn create_an_index_while_others_write(op: &mut Operations) {
    op.create_index("deals", ["amount"]).concurrently();
}

fn create_an_index_with_a_collation_and_nulls_at_the_end(op: &mut Operations) {
    op.create_index(
        "deals",
        [asc("code").nulls_last().collate_on(Postgres, "C").collate_on(Sqlite, "NOCASE")],
    );
}

fn create_an_index_with_what_postgresql_has_for_it(op: &mut Operations) {
    op.create_index(
        "deals",
        [asc("code").nulls_first().opclass("varchar_pattern_ops")],
    )
    .include(["amount"])
    .name("ix_codes");
    op.create_index("deals", ["note"])
        .unique()
        .nulls_not_distinct();
}

fn create_an_index_with_what_postgresql_has_for_it_before(op: &mut Operations) {
    op.update("deals")
        .set("note", expr("code"))
        .all_rows()
        .leave_rows();
}

fn create_sequences_of_smaller_numbers(op: &mut Operations) {
    op.on(Postgres, |op| {
        op.create_sequence("numbers").integer();
        op.create_sequence("digits").small_int().max(9);
    });
}

fn create_tables_whose_foreign_keys_have_two_columns_or_a_name(op: &mut Operations) {
    op.create_table("slots", |t| {
        t.column("room", Integer);
        t.column("hour", Integer);
        t.primary_key(["room", "hour"]);
    });
    op.create_table("talks", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("room", Integer);
        t.column("hour", Integer);
        t.column("speaker_id", BigInt)
            .references("people", "id")
            .key_name("by_whom");
        t.foreign_key(["room", "hour"], "slots", ["room", "hour"])
            .on_delete(Restrict);
    });
}

fn declare_what_sql_before_has_done(op: &mut Operations) {
    op.sql(
        expr("ALTER TABLE visits ADD COLUMN room INTEGER")
            .on(Sqlite, "ALTER TABLE visits ADD COLUMN room INT"),
    )
    .reverse("ALTER TABLE visits DROP COLUMN room");
    op.declare(|op| {
        op.add_column("visits", "room", Integer).nullable();
    });
}

fn delete_rows(op: &mut Operations) {
    op.delete("people")
        .matching("id", 3)
        .restore_with(["id", "name"], [(3, "Eve")]);
}

fn delete_rows_that_a_condition_finds(op: &mut Operations) {
    op.delete("deals").predicate("amount = 0").leave_rows();
}

fn do_something_on_some_databases(op: &mut Operations) {
    op.on([MySql, Postgres], |op| {
        op.add_check("deals", "amount < 1000000");
    });
}

fn drop_a_check(op: &mut Operations) {
    op.drop_constraint("deals", "ck_deals_closed");
}

fn drop_a_column(op: &mut Operations) {
    op.drop_column("deals", "note");
}

fn drop_a_column_with_what_uses_it(op: &mut Operations) {
    op.drop_column("deals", "closed").cascade();
}

fn drop_a_default(op: &mut Operations) {
    op.alter_column("deals", "stage", |c| {
        c.drop_default();
    });
}

fn drop_a_foreign_key(op: &mut Operations) {
    op.drop_constraint("deals", "fk_deals_person_id");
}

fn drop_a_function(op: &mut Operations) {
    op.drop_function("with_tax", ["int"]);
}

fn drop_a_function_before(op: &mut Operations) {
    op.create_function(
        "with_tax",
        [("price", "int")],
        expr("RETURNS int LANGUAGE sql AS 'SELECT price + price / 5'")
            .on(
                MySql,
                "RETURNS INT DETERMINISTIC RETURN price + price DIV 5",
            ),
    );
}

fn drop_a_primary_key(op: &mut Operations) {
    op.drop_constraint("visits", "pk_visits");
}

fn drop_a_primary_key_before(op: &mut Operations) {
    op.add_primary_key("visits", ["person_id", "day"]);
}

fn drop_a_schema(op: &mut Operations) {
    op.drop_schema("billing");
}

fn drop_a_schema_before(op: &mut Operations) {
    op.create_schema("billing");
}

fn drop_a_sequence(op: &mut Operations) {
    op.drop_sequence("numbers");
}

fn drop_a_sequence_before(op: &mut Operations) {
    op.create_sequence("numbers");
}

fn drop_a_table(op: &mut Operations) {
    op.drop_table("visits");
}

fn drop_a_table_that_may_not_be_there(op: &mut Operations) {
    op.drop_table_if_exists("strangers");
}

fn drop_a_trigger(op: &mut Operations) {
    op.drop_trigger("touched", "people");
}

fn drop_a_trigger_before(op: &mut Operations) {
    op.on(Postgres, |op| {
        op.create_function(
            "touched",
            (),
            "RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        );
    });
    op.create_trigger(
        "touched",
        "people",
        "AFTER INSERT",
        expr("FOR EACH ROW EXECUTE FUNCTION touched()")
            .on(
                MySql,
                "FOR EACH ROW UPDATE visits SET minutes = minutes + 1",
            )
            .on(
                Sqlite,
                "FOR EACH ROW BEGIN UPDATE visits SET minutes = minutes + 1; END",
            ),
    );
}

fn drop_a_unique_constraint(op: &mut Operations) {
    op.drop_constraint("deals", "uq_deals_code");
}

fn drop_a_view(op: &mut Operations) {
    op.drop_view("open_deals");
}

fn drop_a_view_before(op: &mut Operations) {
    op.create_view(
        "open_deals",
        "SELECT id, code FROM deals WHERE closed IS NULL",
    );
}

fn drop_an_enum(op: &mut Operations) {
    op.drop_column("deals", "currency");
    op.drop_enum("currency");
}

fn drop_an_extension(op: &mut Operations) {
    op.drop_extension("citext");
}

fn drop_an_extension_before(op: &mut Operations) {
    op.create_extension("citext");
}

fn drop_an_index(op: &mut Operations) {
    op.drop_index("deals", "ix_deals_opened");
}

fn drop_an_index_that_may_not_be_there(op: &mut Operations) {
    op.drop_index("deals", "ix_strange").if_exists();
}

fn drop_an_index_while_others_write(op: &mut Operations) {
    op.drop_index("deals", "ix_deals_opened").concurrently();
}

fn drop_the_comment_of_a_column(op: &mut Operations) {
    op.drop_column_comment("deals", "note");
}

fn drop_the_comment_of_a_column_among_others(op: &mut Operations) {
    op.drop_column_comment("deals", "note");
}

fn drop_the_comment_of_a_column_among_others_before(op: &mut Operations) {
    op.set_column_comment("deals", "note", "By the seller");
}

fn drop_the_comment_of_a_column_before(op: &mut Operations) {
    op.set_column_comment("deals", "note", "By the seller");
}

fn drop_the_comment_of_a_table(op: &mut Operations) {
    op.drop_table_comment("deals");
}

fn drop_the_comment_of_a_table_before(op: &mut Operations) {
    op.set_table_comment("deals", "What we sell");
}

fn exclude_what_overlaps(op: &mut Operations) {
    op.add_exclusion(
        "bookings",
        [
            (asc("room"), "="),
            (asc(expr("tsrange(starts, ends)")), "&&"),
        ],
    )
    .predicate("room > 0");
}

fn exclude_what_overlaps_before(op: &mut Operations) {
    op.create_extension("btree_gist");
    op.create_table("bookings", |t| {
        t.column("room", Integer);
        t.column("starts", Timestamp);
        t.column("ends", Timestamp);
    });
}

fn give_a_column_a_wider_type(op: &mut Operations) {
    op.alter_column("deals", "amount", |c| {
        c.set_type(BigInt);
    });
    op.alter_column("people", "name", |c| {
        c.set_type(Varchar(200));
    });
}

fn give_a_column_another_type_with_a_cast(op: &mut Operations) {
    op.alter_column("deals", "opened", |c| {
        c.set_type(Integer)
            .using(
                expr("extract(epoch FROM opened)::int")
                    .on(MySql, "timestampdiff(SECOND, '1970-01-01', opened)")
                    .on(Sqlite, "unixepoch(opened)"),
            )
            .reverse_using(
                expr("to_timestamp(opened) AT TIME ZONE 'UTC'")
                    .on(MySql, "date_add('1970-01-01', INTERVAL opened SECOND)")
                    .on(Sqlite, "date(opened, 'unixepoch')"),
            );
    });
}

fn give_a_column_another_type_with_a_cast_before(op: &mut Operations) {
    op.drop_column("deals", "closed").cascade();
}

fn give_a_key_another_type_with_all_that_references_it(op: &mut Operations) {
    op.set_key_type("people", "id", Integer);
}

fn have_a_sequence_begin_again(op: &mut Operations) {
    op.restart_sequence("numbers").with(2000);
    op.restart_sequence("others");
}

fn have_a_sequence_begin_again_before(op: &mut Operations) {
    op.create_sequence("numbers").start(1000);
    op.create_sequence("others");
}

fn insert_rows(op: &mut Operations) {
    op.insert(
        "people",
        ["id", "name"],
        [
            (7, r#"Kim \ 'n "🦀""#),
            (
                8,
                r"two
lines",
            ),
        ],
    );
}

fn keep_a_table_otherwise_or_in_parts(op: &mut Operations) {
    op.set_table_options("caches", |t| {
        t.mysql().no_partitions();
        t.postgres().logged().with([("fillfactor", "80")]);
    });
    op.set_table_options("visits", |t| {
        t.mysql().partition_by("HASH (person_id) PARTITIONS 2");
        t.postgres().unlogged();
    });
}

fn keep_a_table_otherwise_or_in_parts_before(op: &mut Operations) {
    op.create_table("caches", |t| {
        t.column("key", Integer).primary_key();
        t.mysql().partition_by("KEY (`key`) PARTITIONS 3");
        t.postgres()
            .unlogged()
            .with([("fillfactor", "70"), ("autovacuum_enabled", "false")]);
    });
}

fn leave_a_schema_to_others(op: &mut Operations) {
    op.leave_schema("billing");
}

fn leave_a_schema_to_others_before(op: &mut Operations) {
    op.create_schema("billing");
}

fn leave_an_enum_to_others(op: &mut Operations) {
    op.drop_column("deals", "currency");
    op.leave_enum("currency");
}

fn leave_an_extension_to_others(op: &mut Operations) {
    op.leave_extension("citext");
}

fn leave_an_extension_to_others_before(op: &mut Operations) {
    op.create_extension("citext");
}

fn let_the_database_number_a_column(op: &mut Operations) {
    op.alter_column("numbers", "id", |c| {
        c.identity();
    });
}

fn let_the_database_number_a_column_before(op: &mut Operations) {
    op.create_table("numbers", |t| {
        t.column("id", BigInt).primary_key();
        t.column("word", Varchar(20));
    });
    op.insert("numbers", ["id", "word"], [(1, "one"), (7, "seven")]);
}

fn look_at_the_rows_later(op: &mut Operations) {
    op.on(Postgres, |op| {
        op.validate_constraint("deals", "ck_worth_it");
    });
}

fn look_at_the_rows_later_before(op: &mut Operations) {
    op.on(Postgres, |op| {
        op.add_check("deals", "amount >= 0")
            .name("ck_worth_it")
            .not_valid();
    });
    op.on([MySql, Sqlite], |op| {
        op.add_check("deals", "amount >= 0").name("ck_worth_it");
    });
}

fn make_a_unique_index_that_of_the_primary_key(op: &mut Operations) {
    op.add_primary_key_using_index("visits", "ux_visits");
}

fn make_a_unique_index_that_of_the_primary_key_before(op: &mut Operations) {
    op.create_index("visits", ["person_id", "day"])
        .unique()
        .name("ux_visits");
}

fn make_a_unique_index_the_index_of_a_constraint(op: &mut Operations) {
    op.add_unique_using_index("visits", "ux_visits")
        .name("one_visit_a_day");
}

fn make_a_unique_index_the_index_of_a_constraint_before(op: &mut Operations) {
    op.create_index("visits", ["person_id", "day"])
        .unique()
        .name("ux_visits");
}

fn make_other_columns_the_primary_key(op: &mut Operations) {
    op.replace_primary_key("visits", ["day", "person_id"]);
}

fn make_other_columns_the_primary_key_before(op: &mut Operations) {
    op.add_primary_key("visits", ["person_id", "day"]);
}

fn move_a_table_to_another_schema(op: &mut Operations) {
    op.move_table("visits", "archive");
}

fn move_a_table_to_another_schema_before(op: &mut Operations) {
    op.create_schema("archive");
}

fn move_what_is_no_table_to_another_schema(op: &mut Operations) {
    op.move_enum("currency", "archive");
    op.move_sequence("numbers", "archive");
    op.move_view("won", "archive");
    op.move_function("twice", ["integer"], "archive");
}

fn move_what_is_no_table_to_another_schema_before(op: &mut Operations) {
    op.create_schema("archive");
    op.create_sequence("numbers");
    op.create_view("won", "SELECT code FROM deals WHERE stage = 'won'");
    op.create_function(
        "twice",
        [("n", "integer")],
        "RETURNS integer LANGUAGE sql AS $$ SELECT n * 2 $$",
    );
}

fn number_a_column_no_more(op: &mut Operations) {
    op.alter_column("numbers", "id", |c| {
        c.drop_identity();
    });
}

fn number_a_column_no_more_before(op: &mut Operations) {
    op.create_table("numbers", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("word", Varchar(20));
    });
    op.insert("numbers", ["id", "word"], [(1, "one"), (7, "seven")]);
}

fn remove_a_value(op: &mut Operations) {
    op.remove_enum_value("currency", "GBP").map_to("EUR");
}

fn rename_a_column(op: &mut Operations) {
    op.rename_column("deals", "amount", "price");
}

fn rename_a_constraint(op: &mut Operations) {
    op.rename_constraint("deals", "uq_deals_code", "one_code");
    op.rename_constraint("deals", "ck_deals_closed", "closed_later");
    op.rename_constraint("deals", "fk_deals_person_id", "of_a_person");
}

fn rename_a_sequence(op: &mut Operations) {
    op.rename_sequence("numbers", "numerals");
}

fn rename_a_sequence_before(op: &mut Operations) {
    op.create_sequence("numbers");
}

fn rename_a_table(op: &mut Operations) {
    op.rename_table("people", "contacts");
}

fn rename_a_table_with_all_that_is_named_after_it(op: &mut Operations) {
    op.rename_table("deals", "contracts").with_names();
}

fn rename_a_value(op: &mut Operations) {
    op.rename_enum_value("currency", "GBP", "pound");
}

fn rename_a_view(op: &mut Operations) {
    op.rename_view("open_deals", "deals_now");
}

fn rename_a_view_before(op: &mut Operations) {
    op.create_view(
        "open_deals",
        "SELECT id, code FROM deals WHERE closed IS NULL",
    );
}

fn rename_an_enum(op: &mut Operations) {
    op.rename_enum("currency", "coin");
}

fn rename_an_index(op: &mut Operations) {
    op.rename_index("deals", "ix_deals_opened", "by_opening");
}

fn replace_a_function(op: &mut Operations) {
    op.replace_function(
        "with_tax",
        [("price", "int")],
        expr("RETURNS int LANGUAGE sql AS 'SELECT price + price / 4'")
            .on(
                MySql,
                "RETURNS INT DETERMINISTIC RETURN price + price DIV 4",
            ),
    );
}

fn replace_a_function_before(op: &mut Operations) {
    op.create_function(
        "with_tax",
        [("price", "int")],
        expr("RETURNS int LANGUAGE sql AS 'SELECT price + price / 5'")
            .on(
                MySql,
                "RETURNS INT DETERMINISTIC RETURN price + price DIV 5",
            ),
    );
}

fn replace_a_trigger(op: &mut Operations) {
    op.replace_trigger(
        "touched",
        "people",
        "AFTER UPDATE",
        expr("FOR EACH ROW EXECUTE FUNCTION touched()")
            .on(
                MySql,
                "FOR EACH ROW UPDATE visits SET minutes = minutes + 1",
            )
            .on(
                Sqlite,
                "FOR EACH ROW BEGIN UPDATE visits SET minutes = minutes + 1; END",
            ),
    );
}

fn replace_a_trigger_before(op: &mut Operations) {
    op.on(Postgres, |op| {
        op.create_function(
            "touched",
            (),
            "RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        );
    });
    op.create_trigger(
        "touched",
        "people",
        "AFTER INSERT",
        expr("FOR EACH ROW EXECUTE FUNCTION touched()")
            .on(
                MySql,
                "FOR EACH ROW UPDATE visits SET minutes = minutes + 1",
            )
            .on(
                Sqlite,
                "FOR EACH ROW BEGIN UPDATE visits SET minutes = minutes + 1; END",
            ),
    );
}

fn replace_a_view(op: &mut Operations) {
    op.replace_view(
        "open_deals",
        "SELECT note, id FROM deals WHERE closed IS NULL AND amount > 0",
    );
}

fn replace_a_view_before(op: &mut Operations) {
    op.create_view(
        "open_deals",
        "SELECT id, code FROM deals WHERE closed IS NULL",
    );
}

fn run_an_operation_of_your_own(op: &mut Operations) {
    op.create_table("logins", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("came_at", Timestamp).default(now());
    });
    op.create_index("logins", ["came_at"]);
}

fn run_sql(op: &mut Operations) {
    op.sql("UPDATE deals SET note = 'none' WHERE note IS NULL")
        .reverse("UPDATE deals SET note = NULL WHERE note = 'none'");
}

fn run_sql_and_say_what_it_does_to_the_schema(op: &mut Operations) {
    op.sql(
        expr("ALTER TABLE visits ADD COLUMN place INTEGER")
            .on(Sqlite, "ALTER TABLE visits ADD COLUMN place INT"),
    )
    .reverse("ALTER TABLE visits DROP COLUMN place")
    .effect(|op| {
        op.add_column("visits", "place", Integer).nullable();
    });
}

fn set_a_default(op: &mut Operations) {
    op.alter_column("deals", "stage", |c| {
        c.set_default("open");
    });
    op.alter_column("people", "email", |c| {
        c.set_default("nobody@example.org");
    });
}

fn take_a_sequence_s_limits_away(op: &mut Operations) {
    op.alter_sequence("numbers").no_min().no_max().no_cycle();
}

fn take_a_sequence_s_limits_away_before(op: &mut Operations) {
    op.create_sequence("numbers")
        .start(10)
        .min(5)
        .max(1000)
        .cycle();
}

fn take_no_null_any_more(op: &mut Operations) {
    op.alter_column("people", "email", |c| {
        c.not_null().fill("unknown");
    });
}

fn take_null(op: &mut Operations) {
    op.alter_column("deals", "amount", |c| {
        c.nullable();
    });
}

fn take_single_databases_own_away_from_a_table(op: &mut Operations) {
    op.set_table_options("notes", |t| {
        t.mysql().convert_to("utf8mb4", "utf8mb4_bin");
        t.sqlite().not_strict().with_rowid();
    });
    op.set_table_options("drafts", |t| {
        t.mysql().default_engine().convert_to_default();
    });
    op.set_table_options("plans", |t| {
        t.mysql().convert_to_charset("utf8mb3");
    });
    op.set_table_options("lists", |t| {
        t.mysql().convert_to_collation("utf8mb4_unicode_ci");
    });
}

fn take_single_databases_own_away_from_a_table_before(op: &mut Operations) {
    op.create_table("notes", |t| {
        t.column("code", Varchar(20)).primary_key();
        t.column("body", Text);
        t.mysql().charset("latin1");
        t.sqlite().strict().without_rowid();
    });
    op.create_table("drafts", |t| {
        t.column("body", Varchar(20));
        t.mysql().engine("MyISAM").charset("latin1");
    });
    op.create_table("plans", |t| {
        t.column("body", Varchar(20));
        t.mysql().engine("MyISAM").charset("latin1");
    });
    op.create_table("lists", |t| {
        t.column("body", Varchar(20));
        t.mysql().engine("MyISAM").charset("latin1");
    });
}

fn update_all_rows_with_an_expression(op: &mut Operations) {
    op.update("deals")
        .set("amount", expr("amount * 2"))
        .all_rows()
        .restore_with("amount", expr("amount / 2"));
}

fn update_an_extension(op: &mut Operations) {
    op.update_extension("hstore", "1.8");
}

fn update_an_extension_before(op: &mut Operations) {
    op.create_extension("hstore").version("1.8");
}

fn update_rows(op: &mut Operations) {
    op.update("deals")
        .set("stage", "open")
        .matching("stage", "new")
        .predicate("closed IS NULL")
        .restore_with("stage", "new");
}

fn update_rows_by_a_list_of_keys(op: &mut Operations) {
    op.update("deals")
        .set("stage", "open")
        .matching_any(["id"], [(2,), (4,)])
        .restore_with("stage", "new");
    op.update("deals")
        .set("note", "both")
        .matching_any(["person_id", "note"], [(1, None), (2, Some("it's late"))])
        .leave_rows();
}
