//! Written by `MIGRATE_WRITE_DOCS=1`, as a test says whose name is in its message.

use migrate_core::prelude::*;

pub(crate) const ALL: &migrate_tests::written::Functions = &[
    ("mysql", mysql),
    ("postgres", postgres),
    ("sqlite", sqlite),
];

fn mysql(op: &mut Operations) {
    op.create_enum("customers_group", ["guest", "member", "friend"]);
    op.create_enum("orders_state", ["new", "paid", "sent", "returned"]);
    op.create_enum(
        "species_protection",
        ["none", "local", "national", "CITES", "it's complicated"],
    );
    op.create_enum("tickets_kind", ["day", "year", "group"]);
    op.create_sequence("badge_numbers")
        .increment(5)
        .min(10)
        .max(99)
        .cache(10)
        .cycle();
    op.create_sequence("order_numbers")
        .start(100_000)
        .cache(100);
    op.create_table("MixedCase", |t| {
        t.column("Id", Integer).primary_key();
        t.column("Übergröße", Varchar(10)).nullable();
        t.index(["Übergröße"]).name("IX_Übergröße");
        t.mysql().charset("utf8mb4").collation("utf8mb4_general_ci");
    });
    op.sql(r"CREATE TABLE `articles` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `sku` varchar(64) NOT NULL,
  `type_id` varchar(32) NOT NULL DEFAULT 'simple',
  `has_options` smallint(6) NOT NULL DEFAULT 0,
  `weight` double NOT NULL DEFAULT 0,
  `vat` decimal(5,4) DEFAULT 0.1900,
  `attributes` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '{}' CHECK (json_valid(`attributes`)),
  `image` longblob DEFAULT NULL,
  `thumb` mediumblob DEFAULT NULL,
  `icon` tinyblob DEFAULT NULL,
  `raw` blob DEFAULT NULL,
  `long` longtext DEFAULT 'as the catalogue says',
  `packed` text /*M!100301 COMPRESSED*/ DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `sku` (`sku`),
  CONSTRAINT `vat_range` CHECK (`vat` between 0 and 1 and `vat` <> 0.5)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci STATS_PERSISTENT=0 PAGE_CHECKSUM=1")
    .reverse("DROP TABLE `articles`")
    .effect(|op| {
        op.create_table("articles", |t| {
            t.column("id", Integer).identity().primary_key();
            t.column("sku", Varchar(64));
            t.column("type_id", Varchar(32)).default("simple");
            t.column("has_options", SmallInt).default(0);
            t.column("weight", Double).default(0.0);
            t.column("vat", Numeric(5, 4)).nullable().default("0.19");
            t.column("attributes", Json).default("{}");
            t.column("image", Bytes).nullable();
            t.column("thumb", Native([(MySql, "mediumblob")]))
                .nullable();
            t.column("icon", Native([(MySql, "tinyblob")])).nullable();
            t.column("raw", Native([(MySql, "blob")])).nullable();
            t.column("long", Text)
                .nullable()
                .default("as the catalogue says");
            t.column("packed", Native([(MySql, "text")])).nullable();
            t.check("vat between 0 and 1 and vat <> 0.5")
                .name("vat_range");
            t.index(["sku"]).name("sku");
            t.mysql()
                .charset("utf8mb4")
                .collation("utf8mb4_general_ci")
                .options("STATS_PERSISTENT=0");
        });
    });
    op.create_table("audit", |t| {
        t.column("at", Native([(MySql, "datetime")]));
        t.column("text", Varchar(500));
        t.mysql()
            .engine("Aria")
            .charset("utf8mb4")
            .collation("utf8mb4_general_ci")
            .options("ROW_FORMAT=DYNAMIC TRANSACTIONAL=0");
    });
    op.sql(r"CREATE TABLE `carts` (
  `token` char(36) NOT NULL,
  `customer_id` int(11) DEFAULT NULL,
  `content` varchar(4000) DEFAULT NULL,
  PRIMARY KEY (`token`),
  KEY `customer` (`customer_id`) USING HASH
) ENGINE=MEMORY DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci MAX_ROWS=10000")
    .reverse("DROP TABLE `carts`")
    .effect(|op| {
        op.create_table("carts", |t| {
            t.column("token", Char(36)).primary_key();
            t.column("customer_id", Integer).nullable();
            t.column("content", Varchar(4000)).nullable();
            t.index(["customer_id"]).name("customer");
            t.mysql()
                .engine("MEMORY")
                .charset("utf8mb4")
                .collation("utf8mb4_general_ci")
                .options("MAX_ROWS=10000");
        });
    });
    op.create_table("clicks", |t| {
        t.column("id", BigInt).identity();
        t.column("who", Integer);
        t.primary_key(["id", "who"]);
        t.mysql()
            .charset("utf8mb4")
            .collation("utf8mb4_general_ci")
            .partition_by("hash(who) partitions 4");
    });
    op.create_table("coupons", |t| {
        t.column("code", Varchar(255)).primary_key();
        t.column("percent", Native([(MySql, "tinyint")]))
            .nullable()
            .mysql(|c| {
                c.check("percent between 1 and 99");
            });
        t.column("cents", Integer).nullable();
        t.column("valid_until", Date).nullable();
        t.check("percent is null xor cents is null")
            .name("one_of_two");
        t.mysql().charset("utf8mb4").collation("utf8mb4_general_ci");
    });
    op.create_table("customers", |t| {
        t.column("id", Integer).identity().primary_key();
        t.column("store_id", SmallInt).nullable().default(0);
        t.column("email", Varchar(254)).nullable();
        t.column("group", Enum("customers_group"))
            .default("guest")
            .collate("ascii_general_ci");
        t.column("ip4", Native([(MySql, "inet4")])).nullable();
        t.column("ip6", Native([(MySql, "inet6")]))
            .nullable()
            .default("::1");
        t.column("newsletter", Boolean).nullable().default(true);
        t.column("points", Native([(MySql, "int(11) unsigned")]))
            .default(0);
        t.column("big", BigInt)
            .nullable()
            .default(-9_223_372_036_854_775_808_i64);
        t.column("created_at", Native([(MySql, "timestamp")]))
            .default(expr("current_timestamp()"));
        t.column("updated_at", Native([(MySql, "timestamp")]))
            .nullable()
            .mysql(|c| {
                c.on_update_now();
            });
        t.column("deleted_at", Native([(MySql, "datetime")]))
            .nullable();
        t.column("address", Json).nullable();
        t.column("city", Varchar(80))
            .generated("json_unquote(json_extract(address, '$.city'))")
            .nullable();
        t.unique(["email", "store_id"]).name("email_store");
        t.index(["city"]).name("city");
        t.mysql().charset("utf8mb3").collation("utf8mb3_general_ci");
    });
    op.create_table("export", |t| {
        t.column("sku", Varchar(64));
        t.column("price", Numeric(10, 2));
        t.mysql()
            .engine("CSV")
            .charset("utf8mb4")
            .collation("utf8mb4_general_ci");
    });
    op.create_table("family", |t| {
        t.column("family_id", Native([(MySql, "smallint unsigned")]))
            .identity()
            .primary_key();
        t.column("name", Varchar(45));
        t.column("last_update", Native([(MySql, "timestamp")]))
            .default(expr("current_timestamp()"))
            .mysql(|c| {
                c.on_update_now();
            });
        t.unique(["name"]).name("name");
        t.comment(r#"Familien, z. B. "Rosaceae"; it's all"#);
        t.mysql().charset("utf8mb4").collation("utf8mb4_general_ci");
    });
    op.create_table("genus", |t| {
        t.column("genus_id", Native([(MySql, "mediumint unsigned")]))
            .identity()
            .primary_key();
        t.column("family_id", Native([(MySql, "smallint unsigned")]))
            .references("family", "family_id")
            .on_update(Cascade)
            .key_name("fk_genus_family");
        t.column("name", Varchar(60))
            .collate("latin1_bin")
            .comment("As printed");
        t.column("author", Varchar(255)).nullable();
        t.column("year", Native([(MySql, "year")])).nullable();
        t.column("last_update", Native([(MySql, "timestamp")]))
            .default(expr("current_timestamp()"))
            .mysql(|c| {
                c.on_update_now();
            });
        t.index(["family_id"]).name("idx_fk_family_id");
        t.index([prefix("author", 10)]).name("idx_author");
        t.mysql().charset("utf8mb4").collation("utf8mb4_general_ci");
    });
    op.create_table("jobs", |t| {
        t.column("id", Native([(MySql, "bigint unsigned")]))
            .identity()
            .primary_key();
        t.column("queue", Varchar(255));
        t.column("payload", Text);
        t.column("attempts", Native([(MySql, "tinyint unsigned")]));
        t.column("reserved_at", Native([(MySql, "int unsigned")]))
            .nullable();
        t.index(["queue"]).name("jobs_queue_index");
        t.mysql().charset("utf8mb4").collation("utf8mb4_unicode_ci");
    });
    op.sql(r"CREATE TABLE `keywords` (
  `word` varchar(3000) NOT NULL,
  `page` int(11) NOT NULL,
  UNIQUE KEY `word` (`word`) USING HASH
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci")
    .reverse("DROP TABLE `keywords`")
    .effect(|op| {
        op.create_table("keywords", |t| {
            t.column("word", Varchar(3000));
            t.column("page", Integer);
            t.unique(["word"]).name("word");
            t.mysql().charset("utf8mb4").collation("utf8mb4_general_ci");
        });
    });
    op.create_table("language", |t| {
        t.column("language_id", Native([(MySql, "tinyint unsigned")]))
            .identity()
            .primary_key();
        t.column("name", Char(20));
        t.column("last_update", Native([(MySql, "timestamp")]))
            .default(expr("current_timestamp()"))
            .mysql(|c| {
                c.on_update_now();
            });
        t.mysql().charset("utf8mb4").collation("utf8mb4_general_ci");
    });
    op.create_table("objectcache", |t| {
        t.column("keyname", Native([(MySql, "varbinary(255)")]))
            .default("")
            .primary_key();
        t.column("value", Native([(MySql, "mediumblob")]))
            .nullable();
        t.column("exptime", Native([(MySql, "binary(14)")]));
        t.index(["exptime"]).name("exptime");
        t.mysql().charset("binary").collation("binary");
    });
    op.create_table("orders", |t| {
        t.column("number", BigInt)
            .default(next_value("order_numbers"))
            .primary_key();
        t.column("customer_id", Integer)
            .references("customers", "id")
            .on_delete(Cascade)
            .on_update(Cascade)
            .key_name("FK_ORDERS_CUSTOMER");
        t.column("state", Enum("orders_state")).default("new");
        t.column("total", Numeric(12, 2)).default(0);
        t.column("placed", Native([(MySql, "datetime")]))
            .default(expr("current_timestamp()"));
        t.column("sent", Native([(MySql, "datetime(3)")]))
            .nullable();
        t.column("remote_ip", Native([(MySql, "varbinary(16)")]))
            .nullable();
        t.index([asc("customer_id"), desc("placed")])
            .name("customer");
        t.mysql().charset("utf8mb4").collation("utf8mb4_general_ci");
    });
    op.create_table("page", |t| {
        t.column("page_id", Native([(MySql, "int(8) unsigned")]))
            .identity()
            .primary_key();
        t.column("page_namespace", Integer);
        t.column("page_title", Native([(MySql, "varbinary(255)")]));
        t.column("page_random", Native([(MySql, "double unsigned")]));
        t.column("page_touched", Native([(MySql, "binary(14)")]));
        t.column("page_links_updated", Native([(MySql, "varbinary(14)")]))
            .nullable();
        t.column("page_len", Native([(MySql, "int(8) unsigned")]));
        t.unique(["page_namespace", "page_title"])
            .name("page_name_title");
        t.index(["page_random"]).name("page_random");
        t.mysql().charset("binary").collation("binary");
    });
    op.sql(r"CREATE TABLE `prices` (
  `article` int(11) NOT NULL,
  `price` decimal(10,2) NOT NULL,
  `note` text DEFAULT NULL WITHOUT SYSTEM VERSIONING,
  PRIMARY KEY (`article`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci WITH SYSTEM VERSIONING")
    .reverse("DROP TABLE `prices`")
    .effect(|op| {
        op.create_table("prices", |t| {
            t.column("article", Integer).primary_key();
            t.column("price", Numeric(10, 2));
            t.column("note", Native([(MySql, "text")])).nullable();
            t.mysql()
                .charset("utf8mb4")
                .collation("utf8mb4_general_ci")
                .options("WITH SYSTEM VERSIONING");
        });
    });
    op.create_table("revision", |t| {
        t.column("rev_id", Native([(MySql, "bigint unsigned")]))
            .identity()
            .primary_key();
        t.column("rev_page", Native([(MySql, "int unsigned")]));
        t.column("rev_sha1", Native([(MySql, "varbinary(32)")]))
            .default("");
        t.column("rev_deleted", Native([(MySql, "tinyint unsigned")]))
            .default(0);
        t.column("rev_text", Native([(MySql, "mediumblob")]));
        t.index(["rev_page", "rev_id"]).name("rev_page");
        t.mysql().charset("binary").collation("binary");
    });
    op.create_table("searchindex", |t| {
        t.column("si_page", Native([(MySql, "int unsigned")]));
        t.column("si_title", Varchar(255)).default("");
        t.column("si_text", Native([(MySql, "mediumtext")]));
        t.unique(["si_page"]).name("si_page");
        t.index(["si_title"]).using("fulltext").name("si_title");
        t.index(["si_text"]).using("fulltext").name("si_text");
        t.mysql()
            .engine("MyISAM")
            .charset("utf8mb3")
            .collation("utf8mb3_general_ci");
    });
    op.create_table("select", |t| {
        t.column("from", Integer).nullable();
        t.column("where", Varchar(10))
            .nullable()
            .default(r#"x'y"z\"#);
        t.column("key", Native([(MySql, "text")])).nullable();
        t.mysql().charset("utf8mb4").collation("utf8mb4_general_ci");
    });
    op.create_table("settings", |t| {
        t.column("name", Varchar(64)).primary_key();
        t.column("value", Native([(MySql, "blob")]));
        t.column("at", Native([(MySql, "timestamp")]))
            .default("0000-00-00 00:00:00");
        t.column("zero", Numeric(3, 1)).nullable().default("-0.5");
        t.column("yes", Boolean).nullable().default(true);
        t.column("maybe", Boolean).nullable();
        t.mysql().charset("utf8mb4").collation("utf8mb4_general_ci");
    });
    op.sql(r"CREATE TABLE `sowings` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `packet` int(11) NOT NULL,
  `from` date NOT NULL,
  `until` date NOT NULL,
  PERIOD FOR `in_ground` (`from`, `until`),
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci")
    .reverse("DROP TABLE `sowings`")
    .effect(|op| {
        op.create_table("sowings", |t| {
            t.column("id", Integer).identity().primary_key();
            t.column("packet", Integer);
            t.column("from", Date);
            t.column("until", Date);
            t.mysql().charset("utf8mb4").collation("utf8mb4_general_ci");
        });
    });
    op.create_table("species", |t| {
        t.column("species_id", Native([(MySql, "int unsigned")]))
            .identity()
            .primary_key();
        t.column("genus_id", Native([(MySql, "mediumint unsigned")]))
            .references("genus", "genus_id")
            .key_name("fk_species_genus");
        t.column("epithet", Varchar(120));
        t.column("description", Native([(MySql, "text")]))
            .nullable();
        t.column("release_year", Native([(MySql, "year")]))
            .nullable()
            .default(2006);
        t.column("language_id", Native([(MySql, "tinyint unsigned")]))
            .default(1)
            .references("language", "language_id")
            .on_update(Cascade)
            .key_name("fk_species_language");
        t.column(
            "original_language_id",
            Native([(MySql, "tinyint unsigned")]),
        )
        .nullable()
        .references("language", "language_id")
        .on_delete(SetNull)
        .on_update(Cascade)
        .key_name("fk_species_language_original");
        t.column("rental_duration", Native([(MySql, "tinyint unsigned")]))
            .default(3);
        t.column("price", Numeric(4, 2)).default("4.99");
        t.column("height", Native([(MySql, "smallint unsigned")]))
            .nullable();
        t.column("protection", Enum("species_protection"))
            .nullable()
            .default("none");
        t.column(
            "features",
            Native([(MySql, "set('evergreen','edible','poisonous','scented')")]),
        )
        .nullable();
        t.column("last_update", Native([(MySql, "timestamp")]))
            .default(expr("current_timestamp()"))
            .mysql(|c| {
                c.on_update_now();
            });
        t.index(["epithet"]).name("idx_epithet");
        t.index(["language_id"]).name("idx_fk_language_id");
        t.index(["original_language_id"])
            .name("idx_fk_original_language_id");
        t.index(["genus_id"]).name("idx_fk_genus");
        t.mysql().charset("utf8mb4").collation("utf8mb4_general_ci");
    });
    op.create_table("species_text", |t| {
        t.column("species_id", Native([(MySql, "int unsigned")]))
            .primary_key();
        t.column("title", Varchar(255));
        t.column("description", Native([(MySql, "text")]))
            .nullable();
        t.index(["title", "description"])
            .using("fulltext")
            .name("idx_title_description");
        t.mysql()
            .engine("MyISAM")
            .charset("utf8mb4")
            .collation("utf8mb4_general_ci")
            .options("CHECKSUM=1 DELAY_KEY_WRITE=1 PACK_KEYS=1");
    });
    op.create_table("stock", |t| {
        t.column("article_id", Integer)
            .references("articles", "id")
            .on_delete(Cascade)
            .key_name("stock_article");
        t.column("place", Varchar(20)).default("main");
        t.column("pieces", Integer).default(0);
        t.column("weight", Numeric(30, 10)).nullable();
        t.primary_key(["article_id", "place"]);
        t.mysql().charset("utf8mb4").collation("utf8mb4_general_ci");
    });
    op.create_table("stock_log", |t| {
        t.column("id", Integer).identity();
        t.column("article_id", Integer);
        t.column("was", Integer).nullable();
        t.column("is", Integer).nullable();
        t.column("at", Native([(MySql, "timestamp(6)")]))
            .default(expr("current_timestamp(6)"));
        t.index(["id"]).name("id");
        t.mysql()
            .engine("Aria")
            .charset("utf8mb4")
            .collation("utf8mb4_general_ci")
            .options("TRANSACTIONAL=1");
    });
    op.create_table("suppliers", |t| {
        t.column("id", Integer).identity().primary_key();
        t.column("name", Varchar(100));
        t.column("country", Char(2)).default("DE");
        t.column("bank", Varchar(34)).nullable();
        t.column("since", Native([(MySql, "year")]));
        t.mysql()
            .charset("utf8mb4")
            .collation("utf8mb4_general_ci")
            .options("ROW_FORMAT=DYNAMIC");
    });
    op.create_table("supplies", |t| {
        t.column("supplier_id", Integer);
        t.column("article_id", Integer)
            .references("articles", "id")
            .key_name("supplies_article");
        t.column("price", Numeric(10, 2)).nullable();
        t.primary_key(["supplier_id", "article_id"]);
        t.foreign_key(["supplier_id"], "suppliers", ["id"])
            .name("supplies_supplier");
        t.mysql().charset("utf8mb4").collation("utf8mb4_general_ci");
    });
    op.create_table("synonym", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("species_id", Native([(MySql, "int unsigned")]))
            .references("species", "species_id")
            .on_delete(Cascade)
            .on_update(Cascade)
            .key_name("synonym_species");
        t.column("text", Native([(MySql, "tinytext")]));
        t.column("source", Native([(MySql, "mediumtext")]))
            .nullable();
        t.column("sound", Varchar(50))
            .generated_virtual("soundex(text)")
            .nullable();
        t.column("length", Integer)
            .generated("char_length(text)")
            .nullable()
            .comment("in characters");
        t.index([asc("species_id"), prefix("text", 40)])
            .unique()
            .name("one_of_each");
        t.index(["sound"]).name("sound");
        t.index(["species_id"])
            .mysql(|i| {
                i.comment("for the list");
            })
            .name("species");
        t.index(["text"]).using("fulltext").name("ft");
        t.mysql()
            .charset("utf8mb4")
            .collation("utf8mb4_general_ci")
            .options("KEY_BLOCK_SIZE=8 ROW_FORMAT=COMPRESSED");
    });
    op.create_table("taxes", |t| {
        t.column("id", Native([(MySql, "tinyint unsigned")]))
            .identity()
            .primary_key();
        t.column("rate", Native([(MySql, "decimal(6,4) unsigned zerofill")]));
        t.column("from", Date);
        t.unique(["rate", "from"]).name("rate");
        t.mysql().charset("utf8mb4").collation("utf8mb4_general_ci");
    });
    op.sql(r"CREATE TABLE `visitor_names` (
  `id` bigint(20) NOT NULL,
  `name` varchar(20) DEFAULT NULL,
  PRIMARY KEY (`id`) USING BTREE,
  UNIQUE KEY `name` (`name`) USING BTREE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci")
    .reverse("DROP TABLE `visitor_names`")
    .effect(|op| {
        op.create_table("visitor_names", |t| {
            t.column("id", BigInt).primary_key();
            t.column("name", Varchar(20)).nullable();
            t.unique(["name"]).name("name");
            t.mysql().charset("utf8mb4").collation("utf8mb4_general_ci");
        });
    });
    op.create_table("visitors", |t| {
        t.column("id", Integer).identity().primary_key();
        t.column("name", Varchar(50)).nullable();
        t.column("name_uca", Varchar(50))
            .nullable()
            .collate("utf8mb4_uca1400_ai_ci");
        t.column("first", Native([(MySql, "datetime")])).nullable();
    });
    op.create_table("visits", |t| {
        t.column("id", BigInt).primary_key();
        t.column("customer_id", Integer)
            .nullable()
            .references("customers", "id")
            .on_delete(NoAction)
            .on_update(NoAction)
            .key_name("fk_visits_customer");
        t.column("store_id", SmallInt);
        t.column("made_of", Integer)
            .nullable()
            .references("articles", "id")
            .on_delete(SetNull)
            .on_update(NoAction);
        t.column("note", Varchar(20)).nullable();
        t.index(["note"])
            .unique()
            .mysql(|i| {
                i.comment("of each");
            })
            .name("one_note");
        t.index(["store_id"])
            .mysql(|i| {
                i.using_btree();
            })
            .name("by_store");
        t.index(["customer_id"])
            .mysql(|i| {
                i.comment("as the key needs it");
                i.using_btree();
            })
            .name("by_customer");
        t.mysql().charset("utf8mb4").collation("utf8mb4_general_ci");
    });
    op.create_table("visits_by_day", |t| {
        t.column("day", Date);
        t.column("gate", Native([(MySql, "tinyint")]));
        t.column("count", Native([(MySql, "mediumint")]))
            .nullable()
            .default(0);
        t.index(["day"]).name("day");
        t.mysql()
            .charset("utf8mb4")
            .collation("utf8mb4_general_ci")
            .partition_by(
                "range(to_days(day)) subpartition by hash(gate) subpartitions 2 (partition old values less than(738000), partition new values less than maxvalue)",
            );
    });
    op.create_table("waterings", |t| {
        t.column("bed", Integer);
        t.column("at", Native([(MySql, "datetime")]));
        t.column("litres", Numeric(6, 1));
        t.column("by", Uuid).nullable();
        t.primary_key(["bed", "at"]);
        t.mysql()
            .charset("utf8mb4")
            .collation("utf8mb4_general_ci")
            .partition_by(
                "range(year(at)) (partition p2023 values less than(2024), partition p2024 values less than(2025) comment = 'a dry one', partition rest values less than maxvalue)",
            );
    });
    op.create_table("weather", |t| {
        t.column("station", Varchar(10));
        t.column("day", Date);
        t.column("rain", Real).nullable();
        t.primary_key(["station", "day"]);
        t.mysql()
            .charset("utf8mb4")
            .collation("utf8mb4_general_ci")
            .partition_by(
                "list columns(station) (partition north values in('n1', 'n2'), partition south values in('s1'), partition others default)",
            );
    });
    op.create_table("wp_options", |t| {
        t.column("option_id", Native([(MySql, "bigint unsigned")]))
            .identity()
            .primary_key();
        t.column("option_name", Varchar(191)).default("");
        t.column("option_value", Text);
        t.column("autoload", Varchar(20)).default("yes");
        t.unique(["option_name"]).name("option_name");
        t.index(["autoload"]).name("autoload");
        t.mysql()
            .charset("utf8mb4")
            .collation("utf8mb4_unicode_520_ci");
    });
    op.create_table("wp_postmeta", |t| {
        t.column("meta_id", Native([(MySql, "bigint unsigned")]))
            .identity()
            .primary_key();
        t.column("post_id", Native([(MySql, "bigint unsigned")]))
            .default(0);
        t.column("meta_key", Varchar(255)).nullable();
        t.column("meta_value", Text).nullable();
        t.index(["post_id"]).name("post_id");
        t.index([prefix("meta_key", 191)]).name("meta_key");
        t.mysql()
            .charset("utf8mb4")
            .collation("utf8mb4_unicode_520_ci");
    });
    op.create_table("wp_posts", |t| {
        t.column("ID", Native([(MySql, "bigint unsigned")]))
            .identity()
            .primary_key();
        t.column("post_author", Native([(MySql, "bigint unsigned")]))
            .default(0);
        t.column("post_date", Native([(MySql, "datetime")]))
            .default("0000-00-00 00:00:00");
        t.column("post_content", Text);
        t.column("post_status", Varchar(20)).default("publish");
        t.column("post_name", Varchar(200)).default("");
        t.column("post_type", Varchar(20)).default("post");
        t.column("comment_count", BigInt).default(0);
        t.index([prefix("post_name", 191)]).name("post_name");
        t.index(["post_type", "post_status", "post_date", "ID"])
            .name("type_status_date");
        t.index(["post_author"]).name("post_author");
        t.mysql()
            .charset("utf8mb4")
            .collation("utf8mb4_unicode_520_ci");
    });
    op.create_table("wp_term_relationships", |t| {
        t.column("object_id", Native([(MySql, "bigint unsigned")]))
            .default(0);
        t.column("term_taxonomy_id", Native([(MySql, "bigint unsigned")]))
            .default(0);
        t.column("term_order", Integer).default(0);
        t.primary_key(["object_id", "term_taxonomy_id"]);
        t.index(["term_taxonomy_id"]).name("term_taxonomy_id");
        t.mysql()
            .charset("utf8mb4")
            .collation("utf8mb4_unicode_520_ci");
    });
    op.create_table("wp_terms", |t| {
        t.column("term_id", Native([(MySql, "bigint unsigned")]))
            .identity()
            .primary_key();
        t.column("name", Varchar(200)).default("");
        t.column("slug", Varchar(200)).default("");
        t.column("term_group", Native([(MySql, "bigint(10)")]))
            .default(0);
        t.index([prefix("slug", 191)]).name("slug");
        t.index([prefix("name", 191)]).name("name");
        t.mysql()
            .charset("utf8mb4")
            .collation("utf8mb4_unicode_520_ci");
    });
    op.create_table("wp_users", |t| {
        t.column("ID", Native([(MySql, "bigint unsigned")]))
            .identity()
            .primary_key();
        t.column("user_login", Varchar(60)).default("");
        t.column("user_registered", Native([(MySql, "datetime")]))
            .default("0000-00-00 00:00:00");
        t.column("user_status", Integer).default(0);
        t.index(["user_login"]).name("user_login_key");
        t.mysql()
            .charset("utf8mb4")
            .collation("utf8mb4_unicode_520_ci");
    });
    op.create_function(
        "full_name",
        [("p_species", "int unsigned")],
        r"RETURNS varchar(200)
DETERMINISTIC
READS SQL DATA
SQL SECURITY INVOKER
BEGIN
  DECLARE v varchar(200);
  SELECT concat(g.name, ' ', s.epithet) INTO v FROM species s JOIN genus g ON g.genus_id = s.genus_id WHERE s.species_id = p_species;
  RETURN v; 
END",
    );
    op.create_function(
        "with_tax",
        [("price", "decimal(10,2)"), ("rate", "decimal(6,4)")],
        r"RETURNS decimal(12,2)
DETERMINISTIC
RETURN price * (1 + rate)",
    );
    op.sql(
        "CREATE ALGORITHM=MERGE SQL SECURITY DEFINER VIEW `customers_of_ip` AS select `customers`.`id` AS `id`,concat(_binary'a',`customers`.`email`) AS `who`,concat(`customers`.`email`,_utf8mb3' ') AS `mail` from `customers`",
    )
    .reverse("DROP VIEW `customers_of_ip`")
    .effect(|op| {
        op.create_view(
            "customers_of_ip",
            "select `customers`.`id` AS `id`,concat(_binary'a',`customers`.`email`) AS `who`,concat(`customers`.`email`,_utf8mb3' ') AS `mail` from `customers`",
        )
        .depends_on_columns("customers", ["id", "email"])
        .depends_on_columns("select", ["from"]);
    });
    op.sql(
        "CREATE SQL SECURITY DEFINER VIEW `open_orders` AS select `orders`.`number` AS `number`,`orders`.`customer_id` AS `customer_id`,`orders`.`state` AS `state` from `orders` where `orders`.`state` in ('new','paid') WITH CASCADED CHECK OPTION",
    )
    .reverse("DROP VIEW `open_orders`")
    .effect(|op| {
        op.create_view(
            "open_orders",
            "select `orders`.`number` AS `number`,`orders`.`customer_id` AS `customer_id`,`orders`.`state` AS `state` from `orders` where `orders`.`state` in ('new','paid')",
        )
        .depends_on_columns("orders", ["number", "customer_id", "state"])
        .depends_on_columns("select", ["from", "where"]);
    });
    op.create_view(
        "revenue",
        "select cast(`orders`.`placed` as date) AS `day`,sum(`orders`.`total`) AS `total` from `orders` group by cast(`orders`.`placed` as date)",
    )
    .depends_on_columns("orders", ["total", "placed"])
    .depends_on_columns("select", ["from"]);
    op.create_view(
        "species_list",
        "select `s`.`species_id` AS `SID`,`f`.`name` AS `family`,concat(`g`.`name`,' ',`s`.`epithet`) AS `full name`,`s`.`price` AS `price` from ((`species` `s` join `genus` `g` on(`g`.`genus_id` = `s`.`genus_id`)) join `family` `f` on(`f`.`family_id` = `g`.`family_id`))",
    )
    .depends_on_columns("family", ["family_id", "name"])
    .depends_on_columns("genus", ["genus_id", "family_id", "name"])
    .depends_on_columns("select", [""; 0])
    .depends_on_columns("species", ["species_id", "genus_id", "epithet", "price"]);
    op.create_table("cultivar", |t| {
        t.column("species_id", Native([(MySql, "int unsigned")]))
            .references("species", "species_id")
            .on_delete(Cascade)
            .key_name("cultivar_ibfk_1");
        t.column("nr", SmallInt).default(0);
        t.column("name", Varchar(191))
            .default("")
            .collate("utf8mb3_unicode_ci");
        t.column("code", Char(6)).collate("ascii_bin");
        t.column("bred_from", Native([(MySql, "int unsigned")]))
            .nullable();
        t.column("bred_nr", SmallInt).nullable();
        t.primary_key(["species_id", "nr"]);
        t.unique(["code"]).name("uq_code");
        t.foreign_key(["bred_from", "bred_nr"], "cultivar", ["species_id", "nr"])
            .on_delete(SetNull)
            .name("cultivar_ibfk_2");
        t.index(["bred_from", "bred_nr"]).name("bred");
        t.index([desc("name"), asc("nr")]).name("name_desc");
        t.mysql()
            .charset("utf8mb4")
            .collation("utf8mb4_unicode_520_ci");
    });
    op.create_table("invoices", |t| {
        t.column("branch", Char(3));
        t.column("id", Integer).identity();
        t.column("order_number", BigInt)
            .nullable()
            .references("orders", "number")
            .key_name("invoices_of_orders");
        t.primary_key(["branch", "id"]);
        t.unique(["order_number"]).name("order");
        t.index(["id"]).name("id");
        t.mysql().charset("latin1").collation("latin1_swedish_ci");
    });
    op.create_table("order_lines", |t| {
        t.column("order_number", BigInt);
        t.column("line", Native([(MySql, "tinyint unsigned")]));
        t.column("article_id", Integer)
            .references("articles", "id")
            .key_name("FK_LINES_ARTICLE");
        t.column("quantity", Numeric(12, 4)).default(1);
        t.column("price", Numeric(12, 4));
        t.column("amount", Numeric(24, 8))
            .generated_virtual("quantity * price")
            .nullable();
        t.primary_key(["order_number", "line"]);
        t.foreign_key(["order_number"], "orders", ["number"])
            .on_delete(Cascade)
            .name("FK_LINES_ORDER");
        t.index(["article_id"]).name("IDX_ARTICLE");
        t.mysql().charset("utf8mb4").collation("utf8mb4_general_ci");
    });
    op.create_table("seeds", |t| {
        t.column("id", Integer).identity().primary_key();
        t.column("species_id", Native([(MySql, "int unsigned")]))
            .references("species", "species_id")
            .on_update(Cascade)
            .key_name("seeds_species");
        t.column("harvest", Date);
        t.column("grams", Real).nullable();
        t.column("swap", Boolean).default(false);
        t.index(["species_id", "harvest"]).name("seeds_species");
        t.mysql().charset("utf8mb4").collation("utf8mb4_general_ci");
    });
    op.create_table("swaps", |t| {
        t.column("seed_id", Integer)
            .references("seeds", "id")
            .key_name("swaps_ibfk_1");
        t.column("for_id", Integer)
            .references("seeds", "id")
            .key_name("swaps_ibfk_2");
        t.column("agreed", Native([(MySql, "timestamp")]))
            .nullable();
        t.primary_key(["seed_id", "for_id"]);
        t.index(["for_id"]).name("for_id");
        t.mysql().charset("utf8mb4").collation("utf8mb4_general_ci");
    });
    op.create_table("tickets", |t| {
        t.column("id", Integer).identity().primary_key();
        t.column("visitor_id", Integer)
            .nullable()
            .references("visitors", "id")
            .on_delete(SetNull)
            .key_name("tickets_ibfk_1");
        t.column("kind", Enum("tickets_kind"));
        t.column("price", Numeric(5, 2));
        t.column("sold", Native([(MySql, "timestamp")]))
            .default(expr("current_timestamp()"));
        t.column("valid", Date)
            .nullable()
            .default(expr("current_timestamp() + interval 1 year"));
        t.index(["visitor_id"]).name("visitor_id");
        t.mysql().charset("utf8mb4").collation("utf8mb4_general_ci");
    });
    op.sql(
        "CREATE SQL SECURITY INVOKER VIEW `cheap_species` AS select `species_list`.`SID` AS `SID`,`species_list`.`family` AS `family`,`species_list`.`full name` AS `full name`,`species_list`.`price` AS `price` from `species_list` where `species_list`.`price` < 5",
    )
    .reverse("DROP VIEW `cheap_species`")
    .effect(|op| {
        op.create_view(
            "cheap_species",
            "select `species_list`.`SID` AS `SID`,`species_list`.`family` AS `family`,`species_list`.`full name` AS `full name`,`species_list`.`price` AS `price` from `species_list` where `species_list`.`price` < 5",
        )
        .depends_on_columns("family", [""; 0])
        .depends_on_columns("select", ["from", "where"])
        .depends_on_columns("species_list", [""; 0]);
    });
    op.sql(
        "CREATE SQL SECURITY DEFINER VIEW `new_orders` AS select `open_orders`.`number` AS `number`,`open_orders`.`customer_id` AS `customer_id`,`open_orders`.`state` AS `state` from `open_orders` where `open_orders`.`state` = 'new' WITH LOCAL CHECK OPTION",
    )
    .reverse("DROP VIEW `new_orders`")
    .effect(|op| {
        op.create_view(
            "new_orders",
            "select `open_orders`.`number` AS `number`,`open_orders`.`customer_id` AS `customer_id`,`open_orders`.`state` AS `state` from `open_orders` where `open_orders`.`state` = 'new'",
        )
        .depends_on_columns("select", ["from", "where"])
        .depends_on_columns("open_orders", [""; 0]);
    });
    op.create_table("gardeners", |t| {
        t.column("id", Uuid).primary_key();
        t.column("badge", Native([(MySql, "int(5) unsigned zerofill")]));
        t.column("name", Varchar(80));
        t.column("chief", Uuid)
            .nullable()
            .references("gardeners", "id")
            .on_delete(SetNull)
            .key_name("gardeners_chief");
        t.column("of_garden", Integer).nullable();
        t.column("hired", Date);
        t.column("shift_from", Native([(MySql, "time")]))
            .nullable()
            .default("08:00:00");
        t.column("shift_to", Native([(MySql, "time(3)")]))
            .nullable();
        t.column("born", Date).nullable();
        t.column("seen", Timestamp)
            .nullable()
            .default(expr("current_timestamp(6)"))
            .mysql(|c| {
                c.on_update_now();
            });
        t.column("salary", Native([(MySql, "double(10,2)")]))
            .nullable();
        t.column("rate", Native([(MySql, "float unsigned")]))
            .nullable()
            .default(0.5);
        t.column("rate2", Native([(MySql, "float(7,4)")]))
            .default(1.0);
        t.column("pin", Native([(MySql, "varbinary(32)")]))
            .default(expr("X'00FF'"));
        t.column("flags", Native([(MySql, "bit(8)")]))
            .default(expr("b'101'"));
        t.column("is_guide", Native([(MySql, "bit(1)")]))
            .nullable()
            .default(expr("b'0'"));
        t.unique(["badge"]).name("badge");
        t.index(["chief"]).name("chief");
        t.index(["of_garden"]).name("of_garden");
        t.mysql().charset("utf8mb4").collation("utf8mb4_general_ci");
    });
    op.create_table("gardens", |t| {
        t.column("id", Integer).identity().primary_key();
        t.column("name", Varchar(100));
        t.column("outline", Native([(MySql, "polygon")]));
        t.column("entrance", Native([(MySql, "point")]));
        t.column("anything", Native([(MySql, "geometry")]))
            .nullable();
        t.column("paths", Native([(MySql, "multilinestring")]))
            .nullable();
        t.column("head", Uuid)
            .nullable()
            .references("gardeners", "id")
            .key_name("gardens_head");
        t.index(["outline"]).using("spatial").name("outline");
        t.index(["entrance"]).using("spatial").name("entrance");
        t.mysql().charset("utf8mb4").collation("utf8mb4_general_ci");
    });
    op.create_table("guides", |t| {
        t.column("gardener_id", Uuid)
            .references("gardeners", "id")
            .on_delete(Cascade)
            .key_name("guides_gardener");
        t.column("language_id", Native([(MySql, "tinyint unsigned")]))
            .references("language", "language_id")
            .key_name("guides_language");
        t.primary_key(["gardener_id", "language_id"]);
        t.index(["language_id"]).name("language");
        t.mysql().charset("utf8mb4").collation("utf8mb4_general_ci");
    });
    op.create_table("tours", |t| {
        t.column("id", Integer).identity().primary_key();
        t.column("garden_id", Integer)
            .references("gardens", "id")
            .key_name("tours_garden");
        t.column("guide", Uuid)
            .nullable()
            .references("gardeners", "id")
            .on_delete(SetNull)
            .on_update(SetNull)
            .key_name("tours_guide");
        t.column("starts", Native([(MySql, "datetime")]));
        t.column("minutes", Native([(MySql, "smallint unsigned")]))
            .default(60);
        t.column("ends", Native([(MySql, "datetime")]))
            .generated("starts + interval minutes minute")
            .nullable();
        t.unique(["guide", "starts"]).name("guide");
        t.index(["garden_id"]).name("garden_id");
        t.mysql().charset("utf8mb4").collation("utf8mb4_general_ci");
    });
    op.create_table("beds", |t| {
        t.column("garden_id", Integer)
            .references("gardens", "id")
            .key_name("bed's garden");
        t.column("number", Integer);
        t.column("name in words", Varchar(40)).nullable();
        t.column("Größe", Native([(MySql, "decimal(8,2) unsigned")]))
            .nullable()
            .default(0.0);
        t.column("order", Integer).default(0);
        t.column("tick`ed", Boolean).default(false);
        t.primary_key(["garden_id", "number"]);
        t.check("`Größe` >= 0").name("size");
        t.index(["name in words", "order"]).name("by name");
        t.mysql().charset("utf8mb4").collation("utf8mb4_german2_ci");
    });
    op.sql(r"CREATE TABLE `plantings` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `garden_id` int(11) NOT NULL,
  `bed` int(11) NOT NULL,
  `species_id` int(10) unsigned NOT NULL,
  `cultivar` smallint(6) DEFAULT NULL,
  `planted` date NOT NULL DEFAULT curdate(),
  `removed` date DEFAULT NULL,
  `count` int(11) NOT NULL DEFAULT 1 CHECK (`count` > 0),
  `label` varchar(20) DEFAULT concat('P-',year(current_timestamp())),
  `token` uuid DEFAULT uuid(),
  `secret` varchar(10) INVISIBLE DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `bed` (`garden_id`,`bed`),
  KEY `what` (`species_id`,`cultivar`),
  KEY `again` (`species_id`,`cultivar`),
  KEY `unused` (`planted`) IGNORED,
  CONSTRAINT `plantings_bed` FOREIGN KEY (`garden_id`, `bed`) REFERENCES `beds` (`garden_id`, `number`) ON UPDATE CASCADE,
  CONSTRAINT `plantings_species` FOREIGN KEY (`species_id`) REFERENCES `species` (`species_id`),
  CONSTRAINT `plantings_dates` CHECK (`removed` is null or `removed` >= `planted`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci")
    .reverse("DROP TABLE `plantings`")
    .effect(|op| {
        op.create_table("plantings", |t| {
            t.column("id", Native([(MySql, "bigint unsigned")]))
                .identity()
                .primary_key();
            t.column("garden_id", Integer);
            t.column("bed", Integer);
            t.column("species_id", Native([(MySql, "int unsigned")]));
            t.column("cultivar", SmallInt).nullable();
            t.column("planted", Date).default(expr("curdate()"));
            t.column("removed", Date).nullable();
            t.column("count", Integer).default(1).mysql(|c| {
                c.check("count > 0");
            });
            t.column("label", Varchar(20))
                .nullable()
                .default(expr("concat('P-', year(current_timestamp()))"));
            t.column("token", Native([(MySql, "uuid")]))
                .nullable()
                .default(expr("uuid()"));
            t.column("secret", Varchar(10)).nullable().mysql(|c| {
                c.invisible();
            });
            t.foreign_key(["garden_id", "bed"], "beds", ["garden_id", "number"])
                .on_update(Cascade)
                .name("plantings_bed");
            t.foreign_key(["species_id"], "species", ["species_id"])
                .name("plantings_species");
            t.check("removed is null or removed >= planted")
                .name("plantings_dates");
            t.index(["garden_id", "bed"]).name("bed");
            t.index(["species_id", "cultivar"]).name("what");
            t.index(["species_id", "cultivar"]).name("again");
            t.index(["planted"]).name("unused");
            t.mysql().charset("utf8mb4").collation("utf8mb4_general_ci");
        });
    });
    op.create_table("tour_visitors", |t| {
        t.column("tour_id", Integer)
            .references("tours", "id")
            .on_delete(Cascade)
            .key_name("tour_visitors_tour");
        t.column("visitor_id", Integer)
            .references("visitors", "id")
            .key_name("tour_visitors_visitor");
        t.primary_key(["tour_id", "visitor_id"]);
        t.index(["visitor_id"]).name("visitor_id");
        t.mysql().charset("utf8mb4").collation("utf8mb4_general_ci");
    });
    op.add_foreign_key("gardeners", ["of_garden"], "gardens", ["id"])
        .name("gardeners_garden");
    op.create_trigger(
        "species_del",
        "species",
        "AFTER DELETE",
        "FOR EACH ROW DELETE FROM species_text WHERE species_id = old.species_id",
    );
    op.create_trigger(
        "species_ins",
        "species",
        "AFTER INSERT",
        r"FOR EACH ROW BEGIN
    INSERT INTO species_text (species_id, title, description) VALUES (new.species_id, new.epithet, new.description);
  END",
    );
    op.create_trigger(
        "species_upd",
        "species",
        "AFTER UPDATE",
        r"FOR EACH ROW BEGIN
    IF (old.epithet != new.epithet) OR (old.description != new.description) THEN
        UPDATE species_text SET title = new.epithet, description = new.description WHERE species_id = old.species_id;
    END IF;
  END",
    );
    op.create_trigger(
        "stock_a",
        "stock",
        "BEFORE UPDATE",
        "FOR EACH ROW INSERT INTO stock_log (article_id, was, `is`) VALUES (NEW.article_id, OLD.pieces, NEW.pieces)",
    );
    op.create_trigger(
        "stock_b",
        "stock",
        "BEFORE UPDATE",
        "FOR EACH ROW SET NEW.pieces = greatest(NEW.pieces, 0)",
    );
    op.sql(
        "CREATE DEFINER=`migrate`@`127.0.0.1` EVENT `old_carts` ON SCHEDULE EVERY 1 HOUR STARTS '2024-01-01 00:00:00' ON COMPLETION PRESERVE DISABLE COMMENT 'tidy' DO DELETE FROM carts WHERE customer_id IS NULL",
    )
    .reverse("DROP EVENT `old_carts`");
    op.sql(r"CREATE DEFINER=`migrate`@`127.0.0.1` PROCEDURE `water`(IN p_bed int, OUT p_litres decimal(6,1), INOUT p_count int)
    MODIFIES SQL DATA
BEGIN
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET p_litres = 0;
  SELECT sum(litres) INTO p_litres FROM waterings WHERE bed = p_bed;
  SET p_count = p_count + 1;
END")
    .reverse("DROP PROCEDURE `water`");
}

fn postgres(op: &mut Operations) {
    op.create_schema("Archiv");
    op.create_schema("billing");
    op.create_schema("sensors");
    op.create_schema("tools");
    op.create_extension("btree_gist").version("1.7");
    op.create_extension("citext").version("1.6");
    op.create_extension("hstore").schema("tools").version("1.8");
    op.create_extension("ltree").version("1.2");
    op.create_extension("pg_trgm")
        .schema("tools")
        .version("1.6");
    op.create_extension("pgcrypto").version("1.3");
    op.create_enum(
        "call_state",
        ["announced", "anchored", "berthed", "left", "cancelled"],
    );
    op.create_enum(
        "vessel_kind",
        [
            "barge",
            "container",
            "ferry",
            "fishing",
            "tanker",
            "tug",
            "yacht",
        ],
    );
    op.create_enum(
        ("Archiv", "Zustand der Akte"),
        ["offen", "geschlossen", "weg'gelegt", r#"nicht "da""#],
    );
    op.create_enum(("billing", "currency"), ["EUR", "USD", "NOK", "DKK"]);
    op.create_sequence("attachments_id_seq");
    op.create_sequence("basins_id_seq").integer();
    op.create_sequence("calls_id_seq");
    op.create_sequence("cargos_id_seq");
    op.create_sequence("certificates_id_seq").integer();
    op.create_sequence("comments_id_seq");
    op.create_sequence("companies_id_seq");
    op.create_sequence("crew_lists_id_seq");
    op.create_sequence("numbers_of_papers")
        .increment(10)
        .min(1000)
        .max(99_999_999)
        .cache(5)
        .cycle();
    op.create_sequence("ports_id_seq").integer();
    op.create_sequence("shared_ids");
    op.create_sequence("vessel_classes_id_seq").small_int();
    op.create_sequence(("billing", "invoices_id_seq"));
    op.create_sequence(("billing", "payments_id_seq"));
    op.create_sequence(("billing", "small_numbers"))
        .small_int()
        .start(5);
    op.create_sequence(("billing", "tariffs_id_seq")).integer();
    op.create_sequence(("sensors", "devices_id_seq")).integer();
    op.sql("CREATE COLLATION sorted_numbers (PROVIDER = icu, LOCALE = 'en-u-kn-true')")
        .reverse("DROP COLLATION sorted_numbers");
    op.sql(
        "CREATE DOMAIN imo_number AS integer CONSTRAINT imo_number_range CHECK (((VALUE >= 1000000) AND (VALUE <= 9999999)))",
    )
    .reverse("DROP DOMAIN imo_number");
    op.sql(
        "CREATE DOMAIN percentage AS numeric(5,2) DEFAULT 0 NOT NULL CONSTRAINT percentage_check CHECK (((VALUE >= (0)::numeric) AND (VALUE <= (100)::numeric)))",
    )
    .reverse("DROP DOMAIN percentage");
    op.sql(
        "CREATE DOMAIN email AS citext CONSTRAINT email_check CHECK ((VALUE ~ '^[^@]+@[^@]+$'::citext))",
    )
    .reverse("DROP DOMAIN email");
    op.sql("CREATE DOMAIN draught AS double precision")
        .reverse("DROP DOMAIN draught");
    op.sql("CREATE TYPE coordinates AS (latitude double precision, longitude double precision)")
        .reverse("DROP TYPE coordinates");
    op.sql("CREATE TYPE billing.amount AS (value numeric(14,2), currency billing.currency)")
        .reverse("DROP TYPE billing.amount");
    op.sql("CREATE TYPE tide_range AS RANGE (SUBTYPE = double precision, SUBTYPE_DIFF = float8mi)")
        .reverse("DROP TYPE tide_range");
    op.sql(r#"CREATE TEXT SEARCH CONFIGURATION harbour (PARSER = pg_catalog."default");
ALTER TEXT SEARCH CONFIGURATION harbour ADD MAPPING FOR asciiword WITH simple;
ALTER TEXT SEARCH CONFIGURATION harbour ADD MAPPING FOR word WITH simple;
ALTER TEXT SEARCH CONFIGURATION harbour ADD MAPPING FOR numword WITH simple;
ALTER TEXT SEARCH CONFIGURATION harbour ADD MAPPING FOR email WITH simple;
ALTER TEXT SEARCH CONFIGURATION harbour ADD MAPPING FOR url WITH simple;
ALTER TEXT SEARCH CONFIGURATION harbour ADD MAPPING FOR host WITH simple;
ALTER TEXT SEARCH CONFIGURATION harbour ADD MAPPING FOR sfloat WITH simple;
ALTER TEXT SEARCH CONFIGURATION harbour ADD MAPPING FOR version WITH simple;
ALTER TEXT SEARCH CONFIGURATION harbour ADD MAPPING FOR hword_numpart WITH simple;
ALTER TEXT SEARCH CONFIGURATION harbour ADD MAPPING FOR hword_part WITH simple;
ALTER TEXT SEARCH CONFIGURATION harbour ADD MAPPING FOR hword_asciipart WITH simple;
ALTER TEXT SEARCH CONFIGURATION harbour ADD MAPPING FOR numhword WITH simple;
ALTER TEXT SEARCH CONFIGURATION harbour ADD MAPPING FOR asciihword WITH simple;
ALTER TEXT SEARCH CONFIGURATION harbour ADD MAPPING FOR hword WITH simple;
ALTER TEXT SEARCH CONFIGURATION harbour ADD MAPPING FOR url_path WITH simple;
ALTER TEXT SEARCH CONFIGURATION harbour ADD MAPPING FOR file WITH simple;
ALTER TEXT SEARCH CONFIGURATION harbour ADD MAPPING FOR "float" WITH simple;
ALTER TEXT SEARCH CONFIGURATION harbour ADD MAPPING FOR "int" WITH simple;
ALTER TEXT SEARCH CONFIGURATION harbour ADD MAPPING FOR uint WITH simple"#)
    .reverse("DROP TEXT SEARCH CONFIGURATION harbour");
    op.sql("CREATE TYPE sensors.station_row AS (id integer, title text)")
        .reverse("DROP TYPE sensors.station_row");
    op.create_table("ar_internal_metadata", |t| {
        t.column("key", Native([(Postgres, "character varying")]));
        t.column("value", Native([(Postgres, "character varying")]))
            .nullable();
        t.column(
            "created_at",
            Native([(Postgres, "timestamp(6) without time zone")]),
        );
        t.primary_key(["key"]).name("ar_internal_metadata_pkey");
    });
    op.create_table("attachments", |t| {
        t.column("id", BigInt)
            .default(next_value("attachments_id_seq"));
        t.column("record_type", Native([(Postgres, "character varying")]));
        t.column("record_id", BigInt);
        t.column("checksum", Native([(Postgres, "character varying")]))
            .nullable();
        t.column("byte_size", BigInt);
        t.primary_key(["id"]).name("attachments_pkey");
        t.check(
            "(record_type)::text = ANY (ARRAY[('Call'::character varying)::text, ('Incident'::character varying)::text])",
        )
        .name("attachments_type");
        t.index(["record_type", "record_id", "checksum"])
            .unique()
            .name("index_attachments_uniqueness");
    });
    op.create_table("basins", |t| {
        t.column("id", Integer).default(next_value("basins_id_seq"));
        t.column("name", Text);
        t.column("depth", Numeric(5, 2));
        t.column("tides", Native([(Postgres, "tide_range")]))
            .nullable();
        t.column("parent", Integer)
            .nullable()
            .references("basins", "id")
            .deferrable()
            .key_name("basins_parent_fkey");
        t.primary_key(["id"]).name("basins_pkey");
        t.unique(["name"]).name("basins_name_key");
    });
    op.create_table("berths", |t| {
        t.column("basin_id", Integer)
            .references("basins", "id")
            .key_name("berths → basins");
        t.column("nr", SmallInt);
        t.column("length in m", Integer);
        t.column("order", Integer).default(0);
        t.column("Größe", Text).nullable();
        t.column("power", Boolean).nullable();
        t.primary_key(["basin_id", "nr"])
            .include(["length in m"])
            .name("berths pk");
        t.unique(["basin_id", "order"])
            .deferrable()
            .name("order of berths");
        t.index([asc("Größe"), desc("order")]).name(r#"IX "Größe""#);
    });
    op.create_table("countries", |t| {
        t.column("code", Char(2));
        t.column("name", Varchar(100));
        t.column("names", Native([(Postgres, "tools.hstore")]))
            .default("")
            .comment(r#"By language: "de" => "Dänemark""#);
        t.column("flag", Bytes).nullable();
        t.column("in_union", Boolean).default(false);
        t.primary_key(["code"]).name("countries_pkey");
        t.unique(["name"]).name("countries_name_key");
        t.check("(code)::text = upper((code)::text)")
            .name("countries_code_check");
        t.comment("Länder, mit 'Flagge'");
    });
    op.create_table("goods", |t| {
        t.column("code", Varchar(12));
        t.column("parent_code", Varchar(12))
            .nullable()
            .references("goods", "code")
            .key_name("goods_parent_code_fkey");
        t.column("title", Text);
        t.column("danger", SmallInt).nullable();
        t.column("duty", Native([(Postgres, "percentage")]))
            .nullable();
        t.primary_key(["code"]).name("goods_pkey");
        t.index(expr("to_tsvector('english'::regconfig, title)"))
            .using("gin")
            .name("goods_title_fts");
    });
    op.create_table("groups", |t| {
        t.column("id", Integer)
            .identity_as(Identity::always().min(100).cache(20));
        t.column("path", Native([(Postgres, "ltree")]));
        t.column("name", Text);
        t.primary_key(["id"]).name("groups_pkey");
        t.index(["path"]).using("gist").name("groups_path");
        t.index(["path"]).unique().name("groups_path_key");
    });
    op.create_table("log", |t| {
        t.column("at", TimestampTz).nullable().default(now());
        t.column("line", Text).nullable();
    });
    op.create_table("manifests", |t| {
        t.column("id", Uuid).default(expr("gen_random_uuid()"));
        t.column("number", Integer)
            .default(next_value("numbers_of_papers"));
        t.column("call_id", BigInt).nullable();
        t.column("document", Native([(Postgres, "xml")])).nullable();
        t.column("raw", Jsonb);
        t.column("query", Native([(Postgres, "tsquery")]))
            .nullable();
        t.column("found_in", Native([(Postgres, "regclass")]))
            .nullable();
        t.column("snapshot", Native([(Postgres, "pg_snapshot")]))
            .nullable();
        t.column("lsn", Native([(Postgres, "pg_lsn")])).nullable();
        t.primary_key(["id"]).name("manifests_pkey");
        t.check("jsonb_typeof(raw) = 'object'::text")
            .name("manifests_raw_check");
        t.check("raw ? 'version'::text")
            .name("manifests_raw_has_version");
    });
    op.create_table("nothing", |_| {});
    op.create_table("plans", |t| {
        t.column("id", BigInt).identity();
        t.column("state", Native([(Postgres, "character varying")]))
            .default("active");
        t.column("closed_at", Timestamp).nullable();
        t.column("note", Varchar(20)).nullable();
        t.column("tags", Text).nullable().default("it's");
        t.primary_key(["id"]).name("berth_plans_pkey");
        t.index(expr("string_to_array(tags, ' '::text)"))
            .using("gin")
            .name("plans_words");
    });
    op.create_table("ports", |t| {
        t.column("id", Integer).default(next_value("ports_id_seq"));
        t.column("country_code", Char(2))
            .references("countries", "code")
            .on_update(Cascade)
            .key_name("ports_country_code_fkey");
        t.column("unlocode", Varchar(5)).nullable();
        t.column("name", Varchar(255));
        t.column("place", Native([(Postgres, "point")])).nullable();
        t.column("area", Native([(Postgres, "polygon")])).nullable();
        t.column("zone", Text).nullable().default("UTC");
        t.column("last_update", Timestamp).default(expr("now()"));
        t.primary_key(["id"]).name("ports_pkey");
        t.index([asc("name").opclass(("tools", "gin_trgm_ops"))])
            .using("gin")
            .name("index_ports_on_name_trgm");
        t.index(["place"])
            .using("gist")
            .name("index_ports_on_place");
        t.index(["unlocode"])
            .unique()
            .predicate("unlocode IS NOT NULL")
            .name("index_ports_on_unlocode");
    });
    op.create_table("schema_migrations", |t| {
        t.column("version", Native([(Postgres, "character varying")]));
        t.index(["version"])
            .unique()
            .name("unique_schema_migrations");
    });
    op.create_table("settings", |t| {
        t.column("id", Boolean).default(true);
        t.column("opened", Date).nullable();
        t.primary_key(["id"]).name("settings_pkey");
        t.check("id").name("settings_one_row");
    });
    op.create_table("translations", |t| {
        t.column("locale", Varchar(5));
        t.column("key", Text);
        t.column("value", Text).nullable();
        t.unique(["locale", "key"])
            .name("translations_locale_key_key");
    });
    op.create_table("vessel_classes", |t| {
        t.column("id", SmallInt)
            .default(next_value("vessel_classes_id_seq"));
        t.column("code", Native([(Postgres, "\"char\"")]));
        t.column("name", Native([(Postgres, "name")]));
        t.column("lengths", Native([(Postgres, "numrange")]))
            .nullable()
            .default("[0,500)");
        t.column("years", Native([(Postgres, "int4range")]))
            .nullable();
        t.primary_key(["id"]).name("vessel_classes_pkey");
        t.unique(["code"]).name("vessel_classes_code_key");
    });
    op.create_table(("Archiv", "Akten"), |t| {
        t.column("Nummer", Integer);
        t.column("Titel", Varchar(160));
        t.column("Zustand", Enum(("Archiv", "Zustand der Akte")))
            .default("offen");
        t.column("Ablage Ort", Text).nullable();
        t.primary_key(["Nummer"]).name("PK_Akten");
    });
    op.create_table(("Archiv", "Blätter"), |t| {
        t.column("AkteNr", Integer)
            .references(("Archiv", "Akten"), "Nummer")
            .key_name("FK_BlattAkte");
        t.column("Blatt", Integer);
        t.column("Text", Text).nullable();
        t.primary_key(["AkteNr", "Blatt"]).name("PK_Blaetter");
        t.index(["AkteNr"]).name("IFK_BlattAkte");
    });
    op.create_table(
        (
            "Archiv",
            "a_table_whose_name_is_as_long_as_postgres_lets_it_be_which_63",
        ),
        |t| {
            t.column(
                "a_column_whose_name_is_as_long_as_postgres_lets_it_be_which_63b",
                Integer,
            )
            .nullable();
        },
    );
    op.create_table(("Archiv", "select"), |t| {
        t.column("from", Integer).nullable();
        t.column("where", Text).nullable().default(r#"x'y"z"#);
        t.column("table", Boolean).nullable();
    });
    op.create_table(("billing", "payments"), |t| {
        t.column("id", BigInt)
            .default(next_value(("billing", "payments_id_seq")));
        t.column("account", SmallInt);
        t.column("amount", Numeric(14, 2));
        t.column("received", TimestampTz);
        t.postgres().partition_by_range(["received"]);
    });
    op.create_table(("billing", "payments_old"), |t| {
        t.postgres()
            .partition_of(
                ("billing", "payments"),
                "FOR VALUES FROM (MINVALUE) TO ('2025-01-01 00:00:00+00')",
            );
    });
    op.create_table(("billing", "tariffs"), |t| {
        t.column("id", Integer)
            .default(next_value(("billing", "tariffs_id_seq")));
        t.column("name", Text);
        t.column("currency", Enum(("billing", "currency")))
            .default("EUR");
        t.column("price", Numeric(10, 4)).default("0.0");
        t.column("valid", Native([(Postgres, "daterange")]))
            .nullable()
            .default("[2000-01-01,)");
        t.column("for_kinds", Array(Enum("vessel_kind"))).nullable();
        t.primary_key(["id"]).name("tariffs_pkey");
        t.exclude([("name", "="), ("valid", "&&")])
            .name("tariffs_name_valid_excl");
    });
    op.create_table(("sensors", "devices"), |t| {
        t.column("id", Integer)
            .default(next_value(("sensors", "devices_id_seq")));
        t.column("name", Text);
        t.primary_key(["id"]).name("devices_pkey");
        t.check("name <> ''::text").name("devices_name");
        t.check("id > 0").no_inherit().name("devices_only_here");
    });
    op.create_table(("sensors", "events"), |t| {
        t.column("kind", Text);
        t.column("place", Integer);
        t.column("payload", Jsonb).nullable();
        t.postgres().partition_by_list(expr("lower(kind)"));
    });
    op.create_table(("sensors", "events_storm"), |t| {
        t.postgres()
            .partition_of(
                ("sensors", "events"),
                "FOR VALUES IN ('storm', 'gale', NULL)",
            );
    });
    op.create_table(("sensors", "sensors"), |t| {
        t.column("id", Integer).identity();
        t.column("basin_id", Integer)
            .nullable()
            .references("basins", "id")
            .key_name("sensors_basin_id_fkey");
        t.column("kind", Text).default("gauge");
        t.column("unit", Varchar(8)).nullable();
        t.primary_key(["id"]).name("sensors_pkey");
    });
    op.create_table(("sensors", "stations"), |t| {
        t.column("id", Integer);
        t.column("title", Text).default("nameless");
        t.primary_key(["id"]).name("stations_pkey");
    });
    op.create_function(
        "as_imo",
        [("value", "text")],
        r"RETURNS coordinates
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT ROW(0, 0)::public.coordinates $function$",
    );
    op.create_function(
        "log_statement",
        (),
        r"RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN INSERT INTO public.log (line) SELECT count(*)::text FROM changed; RETURN NULL; END $function$",
    );
    op.create_function(
        "made_up_id",
        [("table_name", "text")],
        r"RETURNS bigint
 LANGUAGE plpgsql
AS $function$
  DECLARE
    made bigint;
  BEGIN
    made := (date_part('epoch', now()) * 1000)::bigint << 16;
    RETURN made | (nextval('public.shared_ids') & 65535);
  END
$function$",
    );
    op.create_function(
        "price",
        [("amount", "numeric"), ("rate", "numeric DEFAULT 0.19")],
        r"RETURNS numeric
 LANGUAGE sql
 IMMUTABLE
RETURN (amount * ((1)::numeric + rate))",
    );
    op.create_function(
        "same_hull",
        [("a", "box"), ("b", "box")],
        r"RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT a ~= b$function$",
    );
    op.create_function(
        "slug_of",
        [("title", "text")],
        r"RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$ SELECT lower(regexp_replace($1, '[^a-zA-Z0-9]+', '-', 'g')) $function$",
    );
    op.create_function(
        "touch",
        (),
        r"RETURNS trigger
 LANGUAGE plpgsql
AS $function$BEGIN NEW.updated_at := now(); RETURN NEW; END$function$",
    );
    op.create_function(
        ("billing", "check_total"),
        (),
        r"RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    -- a comment with a ; and a ' in it
    IF NEW.total < 0 THEN RAISE EXCEPTION 'total of % is %; not allowed', NEW.id, NEW.total; END IF;
    RETURN NEW;
END $function$",
    );
    op.create_view(
        "countries_of_union",
        r"SELECT countries.code,
    countries.name,
    countries.in_union
   FROM countries
  WHERE countries.in_union",
    )
    .depends_on_columns("countries", ["code", "name", "in_union"]);
    op.create_view(
        ("Archiv", "Übersicht"),
        r#"SELECT "Akten"."Nummer",
    "Akten"."Titel"
   FROM "Archiv"."Akten"
  ORDER BY "Akten"."Titel"
 LIMIT 10"#,
    )
    .depends_on_columns(("Archiv", "Akten"), ["Nummer", "Titel"]);
    op.sql(r"CREATE OR REPLACE FUNCTION public._joined(text, text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
SELECT CASE
  WHEN $2 IS NULL THEN $1
  WHEN $1 IS NULL THEN $2
  ELSE $1 || ', ' || $2
END
$function$")
    .reverse("DROP FUNCTION public._joined(text, text)");
    op.sql("CREATE AGGREGATE joined(text) (SFUNC = _joined, STYPE = text)")
        .reverse("DROP AGGREGATE joined(text)");
    op.sql(
        "CREATE OPERATOR =~= (FUNCTION = same_hull, LEFTARG = box, RIGHTARG = box, COMMUTATOR = OPERATOR(public.=~=))",
    )
    .reverse("DROP OPERATOR =~= (box, box)");
    op.create_table("companies", |t| {
        t.column("id", BigInt)
            .default(next_value("companies_id_seq"));
        t.column("name", Native([(Postgres, "character varying")]));
        t.column("slug", Text)
            .generated("slug_of((name)::text)")
            .nullable();
        t.column("vat_number", Varchar(20)).nullable();
        t.column("email", Native([(Postgres, "email")])).nullable();
        t.column("address", Jsonb).default("{}");
        t.column("settings", Json)
            .nullable()
            .default(r#"{"theme": "dark"}"#);
        t.column("tags", Array(Text)).default("{}");
        t.column("parent_id", BigInt)
            .nullable()
            .references("companies", "id")
            .on_delete(SetNull)
            .key_name("fk_rails_0b8f4c11c1");
        t.column(
            "created_at",
            Native([(Postgres, "timestamp(6) without time zone")]),
        );
        t.column(
            "updated_at",
            Native([(Postgres, "timestamp(6) without time zone")]),
        );
        t.primary_key(["id"]).name("companies_pkey");
        t.index([asc("address").opclass("jsonb_path_ops")])
            .using("gin")
            .with([("fastupdate", "off")])
            .name("index_companies_on_address");
        t.index(expr("address ->> 'city'::text"))
            .name("index_companies_on_address_->_city");
        t.index([asc(expr("lower((name)::text)")).opclass("text_pattern_ops")])
            .unique()
            .name("index_companies_on_lower_name");
        t.index(["tags"])
            .using("gin")
            .name("index_companies_on_tags");
    });
    op.create_table("people", |t| {
        t.column("id", BigInt)
            .default(expr("made_up_id('people'::text)"));
        t.column("company_id", BigInt)
            .nullable()
            .references("companies", "id")
            .on_delete(Cascade)
            .on_update(Restrict)
            .deferrable()
            .key_name("people_company_fk");
        t.column("given_name", Text);
        t.column("family_name", Text).collate("sorted_numbers");
        t.column("full_name", Text)
            .generated("(given_name || ' '::text) || family_name")
            .nullable();
        t.column("email", Native([(Postgres, "citext")]));
        t.column("password_digest", Varchar(60)).nullable();
        t.column("born", Date).nullable();
        t.column("photo", Bytes).nullable();
        t.column("phone_numbers", Array(Varchar(30))).nullable();
        t.column("locked_until", TimestampTz).nullable();
        t.column("sign_in_count", Integer).default(0);
        t.column("current_sign_in_ip", Native([(Postgres, "inet")]))
            .nullable();
        t.column("search", Native([(Postgres, "tsvector")]))
            .nullable();
        t.column("role", SmallInt).default(0);
        t.column("quota", Native([(Postgres, "interval")]))
            .nullable()
            .default("01:30:00");
        t.column("created_at", TimestampTz)
            .default(expr("CURRENT_TIMESTAMP"));
        t.column("updated_at", TimestampTz)
            .default(expr("CURRENT_TIMESTAMP"));
        t.primary_key(["id"]).name("people_pkey");
        t.unique(["email"])
            .initially_deferred()
            .name("people_email_key");
        t.check("born < '2100-01-01'::date")
            .name("people_born_in_the_past");
        t.check("role = ANY (ARRAY[0, 1, 2, 5])")
            .name("people_role");
        t.index(["password_digest"])
            .using("hash")
            .name("people_by_digest");
        t.index(["company_id"])
            .predicate("(locked_until IS NULL) AND (role <> 5)")
            .include(["email", "role"])
            .name("people_covering");
        t.index([desc("family_name").nulls_last(), asc("given_name")])
            .name("people_names");
        t.index([
            asc("family_name").collate("C"),
            desc(expr("lower(given_name)")).collate("de-x-icu"),
        ])
        .name("people_names_c");
        t.index(["search"]).using("gin").name("people_search");
        t.index(["created_at"])
            .using("brin")
            .with([("pages_per_range", "32")])
            .name("people_seen");
        t.postgres()
            .with([
                ("autovacuum_vacuum_scale_factor", "0.05"),
                ("fillfactor", "85"),
                ("toast.autovacuum_enabled", "true"),
            ]);
    });
    op.create_table("permits", |t| {
        t.column("id", BigInt).default(next_value("shared_ids"));
        t.column("company_id", BigInt)
            .references("companies", "id")
            .key_name("permits_company_id_fkey");
        t.column("title", Text);
        t.column("days", Array(Date))
            .nullable()
            .default(expr("ARRAY['2024-01-01'::date, '2024-12-31'::date]"));
        t.column("hours", Array(Native([(Postgres, "tsrange")])))
            .nullable();
        t.column("fee", Numeric(10, 2)).nullable().default("12.50");
        t.column("rate", Double).nullable().default(-0.25);
        t.column("limit", BigInt)
            .nullable()
            .default(9_223_372_036_854_775_807_i64);
        t.column("code", Char(4)).nullable().default("none");
        t.column("digest", Bytes)
            .nullable()
            .default(b"\xde\xad\xbe\xef".as_slice());
        t.column("by_user", Native([(Postgres, "name")]))
            .nullable()
            .default(expr("CURRENT_USER"));
        t.column("issued", TimestampTz)
            .nullable()
            .default(expr("transaction_timestamp()"));
        t.primary_key(["id"]).name("permits_pkey");
    });
    op.create_table("pilots", |t| {
        t.column("person_id", BigInt)
            .references("people", "id")
            .key_name("pilots_person_id_fkey");
        t.column("since", Date).default(expr("CURRENT_DATE"));
        t.column("max_length", Integer).nullable();
        t.primary_key(["person_id"]).name("pilots_pkey");
    });
    op.create_table("sessions", |t| {
        t.column("id", Uuid).default(expr("gen_random_uuid()"));
        t.column("person_id", BigInt)
            .references("people", "id")
            .on_delete(Cascade)
            .key_name("sessions_person_fkey");
        t.column("token", Varchar(64));
        t.column("agent", Text).nullable();
        t.column("ip", Native([(Postgres, "inet")])).nullable();
        t.column("device", Native([(Postgres, "macaddr")]))
            .nullable();
        t.column("device8", Native([(Postgres, "macaddr8")]))
            .nullable();
        t.column("network", Native([(Postgres, "cidr")])).nullable();
        t.column(
            "expires_at",
            Native([(Postgres, "timestamp(3) with time zone")]),
        )
        .default(expr("CURRENT_TIMESTAMP + '14 days'::interval"));
        t.primary_key(["id"]).name("sessions_pkey");
        t.index([asc("ip").opclass("inet_ops")])
            .using("gist")
            .name("sessions_ip_idx");
        t.index(["person_id"]).name("sessions_person_id_idx");
        t.postgres().unlogged();
    });
    op.create_table(("billing", "accounts"), |t| {
        t.column("number", SmallInt)
            .default(next_value(("billing", "small_numbers")));
        t.column("company_id", BigInt)
            .nullable()
            .references("companies", "id")
            .key_name("accounts_company_id_fkey");
        t.column("balance", Numeric(14, 2)).default(0);
        t.column("iban", Varchar(34)).nullable();
        t.column("opened", Date);
        t.primary_key(["number"]).name("accounts_pkey");
        t.unique(["company_id"]).name("accounts_company_id_key");
    });
    op.create_table(("billing", "invoices"), |t| {
        t.column("id", BigInt)
            .default(next_value(("billing", "invoices_id_seq")));
        t.column("year", SmallInt);
        t.column("account", SmallInt)
            .references(("billing", "accounts"), "number")
            .key_name("invoices_account_fkey");
        t.column("call_id", BigInt).nullable();
        t.column("total", Numeric(14, 2)).default(0);
        t.column("currency", Enum(("billing", "currency")));
        t.column("issued", Date).nullable();
        t.column("paid_at", TimestampTz).nullable();
        t.primary_key(["year", "id"]).name("invoices_pkey");
        t.index(["account"]).name("invoices_account");
        t.postgres().partition_by_list(["year"]);
    });
    op.create_table(("billing", "invoices_2024"), |t| {
        t.postgres()
            .partition_of(("billing", "invoices"), "FOR VALUES IN ('2024')");
    });
    op.create_table(("billing", "invoices_2025"), |t| {
        t.check("total >= (0)::numeric").name("invoices_2025_total");
        t.index(["issued"])
            .predicate("paid_at IS NULL")
            .name("invoices_2025_unpaid");
        t.postgres()
            .partition_of(("billing", "invoices"), "FOR VALUES IN ('2025', '2026')");
    });
    op.create_table(("billing", "invoices_others"), |t| {
        t.postgres()
            .partition_of(("billing", "invoices"), "DEFAULT");
    });
    op.create_table(("billing", "payments_p2025_01"), |t| {
        t.primary_key(["received", "id"])
            .name("payments_p2025_01_pkey");
        t.foreign_key(["account"], ("billing", "accounts"), ["number"])
            .name("payments_p2025_01_account_fkey");
        t.index(["account"])
            .name("idx_fk_payments_p2025_01_account");
        t.postgres()
            .partition_of(
                ("billing", "payments"),
                "FOR VALUES FROM ('2025-01-01 00:00:00+00') TO ('2025-02-01 00:00:00+00')",
            );
    });
    op.create_table(("billing", "payments_p2025_02"), |t| {
        t.foreign_key(["account"], ("billing", "accounts"), ["number"])
            .name("payments_p2025_02_account_fkey");
        t.index(["account"])
            .name("idx_fk_payments_p2025_02_account");
        t.postgres()
            .partition_of(
                ("billing", "payments"),
                "FOR VALUES FROM ('2025-02-01 00:00:00+00') TO ('2025-03-01 00:00:00+00')",
            );
    });
    op.create_table(("sensors", "cameras"), |t| {
        t.column("resolution", Integer).nullable();
        t.primary_key(["id"]).name("cameras_pkey");
        t.postgres().inherits([("sensors", "devices")]);
    });
    op.create_table(("sensors", "readings"), |t| {
        t.column("sensor_id", Integer)
            .references(("sensors", "sensors"), "id")
            .key_name("readings_sensor");
        t.column("at", TimestampTz);
        t.column("value", Double).nullable();
        t.column("flags", Integer).default(0);
        t.primary_key(["sensor_id", "at"]).name("readings_pk");
        t.check("value > ('-1000'::integer)::double precision")
            .name("readings_value");
        t.index(["at"]).using("brin").name("readings_at");
        t.index(["flags"])
            .predicate("flags <> 0")
            .name("readings_flags");
        t.postgres().partition_by_range(["at"]);
    });
    op.create_table(("sensors", "readings_2024"), |t| {
        t.postgres()
            .partition_of(
                ("sensors", "readings"),
                "FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2025-01-01 00:00:00+00')",
            )
            .partition_by_hash(["sensor_id"]);
    });
    op.create_table(("sensors", "readings_2024_0"), |t| {
        t.postgres()
            .partition_of(
                ("sensors", "readings_2024"),
                "FOR VALUES WITH (modulus 2, remainder 0)",
            );
    });
    op.create_table(("sensors", "readings_2024_1"), |t| {
        t.postgres()
            .partition_of(
                ("sensors", "readings_2024"),
                "FOR VALUES WITH (modulus 2, remainder 1)",
            )
            .with([("fillfactor", "50")]);
    });
    op.create_table(("sensors", "readings_rest"), |t| {
        t.postgres()
            .partition_of(("sensors", "readings"), "DEFAULT");
    });
    op.create_function(
        "price",
        [("amount", "integer")],
        r"RETURNS numeric
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT public.price(amount::numeric)$function$",
    );
    op.create_view(
        "company_tree",
        r#"WITH RECURSIVE company_tree(id, depth) AS (
         SELECT companies.id,
            0 AS "?column?"
           FROM companies
          WHERE (companies.parent_id IS NULL)
        UNION ALL
         SELECT c.id,
            (t.depth + 1)
           FROM (companies c
             JOIN company_tree t ON ((c.parent_id = t.id)))
        )
 SELECT company_tree.id,
    company_tree.depth
   FROM company_tree"#,
    )
    .depends_on_columns("companies", ["id", "parent_id"]);
    op.create_view(
        ("billing", "account_list"),
        r#"SELECT a.number,
    c.name AS "who pays",
    a.balance
   FROM (billing.accounts a
     LEFT JOIN companies c ON ((c.id = a.company_id)))"#,
    )
    .depends_on_columns("companies", ["id", "name"])
    .depends_on_columns(("billing", "accounts"), ["number", "company_id", "balance"]);
    op.sql(r"CREATE MATERIALIZED VIEW billing.revenue AS
 SELECT i.year,
    i.currency,
    sum(i.total) AS total
   FROM billing.invoices i
  GROUP BY i.year, i.currency")
    .reverse("DROP MATERIALIZED VIEW billing.revenue");
    op.create_table("groups_people", |t| {
        t.column("group_id", Integer)
            .references("groups", "id")
            .on_delete(Cascade)
            .key_name("groups_people_group_id_fkey");
        t.column("person_id", BigInt)
            .references("people", "id")
            .on_delete(Cascade)
            .key_name("groups_people_person_id_fkey");
        t.column("since", TimestampTz)
            .default(expr("statement_timestamp()"));
        t.primary_key(["group_id", "person_id"])
            .name("groups_people_pkey");
        t.index(["person_id", "group_id"])
            .name("groups_people_person_id_group_id_idx");
    });
    op.create_table("incidents", |t| {
        t.column("id", BigInt).default(next_value("shared_ids"));
        t.column("subject_type", Native([(Postgres, "character varying")]))
            .nullable();
        t.column("subject_id", BigInt).nullable();
        t.column("reported_by", BigInt)
            .nullable()
            .references("people", "id")
            .on_delete(SetNull)
            .key_name("incidents_reported_by_fkey");
        t.column("severity", SmallInt).default(1);
        t.column("body", Text).nullable();
        t.column("secret", Boolean).default(false);
        t.column(
            "happened",
            Native([(Postgres, "timestamp(0) with time zone")]),
        )
        .nullable();
        t.primary_key(["id"]).name("incidents_pkey");
        t.index(["subject_type", "subject_id"])
            .name("index_incidents_on_subject");
    });
    op.create_table("papers", |t| {
        t.column("id", Integer);
        t.column("permit_id", BigInt)
            .nullable()
            .references("permits", "id")
            .on_delete(Restrict)
            .key_name("papers_permit_id_fkey");
        t.column("content", Text);
        t.primary_key(["id"]).name("papers_pkey");
    });
    op.create_table(("billing", "invoice_lines"), |t| {
        t.column("invoice_year", SmallInt);
        t.column("invoice_id", BigInt);
        t.column("nr", SmallInt);
        t.column("tariff_id", Integer)
            .nullable()
            .references(("billing", "tariffs"), "id")
            .key_name("invoice_lines_tariff_id_fkey");
        t.column("quantity", Numeric(12, 3)).default(1);
        t.column("price", Numeric(10, 4));
        t.column("amount", Numeric(14, 2))
            .generated("round((quantity * price), 2)")
            .nullable();
        t.primary_key(["invoice_year", "invoice_id", "nr"])
            .name("invoice_lines_pkey");
        t.foreign_key(
            ["invoice_year", "invoice_id"],
            ("billing", "invoices"),
            ["year", "id"],
        )
        .on_delete(Cascade)
        .name("lines_of_invoices");
    });
    op.create_view(
        "revenue_total",
        r"SELECT sum(revenue.total) AS total
   FROM billing.revenue",
    )
    .depends_on([""; 0]);
    op.create_table("comments", |t| {
        t.column("id", BigInt)
            .default(next_value("comments_id_seq"));
        t.column("incident_id", BigInt).nullable();
        t.column("in_reply_to", BigInt)
            .nullable()
            .references("comments", "id")
            .key_name("comments_in_reply_to_fkey");
        t.column("body", Text);
        t.column("score", BigInt).default(0);
        t.primary_key(["id"]).name("comments_pkey");
        t.foreign_key(["incident_id"], "incidents", ["id"])
            .on_delete(Cascade)
            .name("comments_incident_id_fkey");
    });
    op.create_table("votes", |t| {
        t.column("comment_id", BigInt)
            .references("comments", "id")
            .key_name("votes_comment_id_fkey");
        t.column("person_id", BigInt)
            .references("people", "id")
            .key_name("votes_person_id_fkey");
        t.column("up", Boolean);
        t.primary_key(["comment_id", "person_id"])
            .name("votes_pkey");
    });
    op.create_table("skippers", |t| {
        t.column("id", BigInt).default(next_value("shared_ids"));
        t.column("person_id", BigInt)
            .nullable()
            .references("people", "id")
            .key_name("skippers_person_id_fkey");
        t.column("vessel_id", BigInt);
        t.column("licence", Text).nullable();
        t.column("valid", Native([(Postgres, "daterange")]));
        t.primary_key(["id"]).name("skippers_pkey");
        t.exclude([("vessel_id", "="), ("valid", "&&")])
            .predicate("licence IS NOT NULL")
            .initially_deferred()
            .name("skippers_one_at_a_time");
    });
    op.create_table("vessels", |t| {
        t.column("id", BigInt).identity();
        t.column("imo", Native([(Postgres, "imo_number")]))
            .nullable();
        t.column("name", Text);
        t.column("kind", Enum("vessel_kind"))
            .default("barge")
            .comment("See vessel_kind; 'barge' where nobody said");
        t.column("further_kinds", Array(Enum("vessel_kind")))
            .nullable()
            .default("{}");
        t.column("class_id", SmallInt)
            .nullable()
            .references("vessel_classes", "id")
            .key_name("vessels_class_fkey");
        t.column("flag", Char(2))
            .nullable()
            .references("countries", "code")
            .on_delete(SetDefault)
            .on_update(Cascade)
            .key_name("vessels_flag_fkey");
        t.column("owner_id", BigInt)
            .nullable()
            .references("companies", "id")
            .initially_deferred()
            .key_name("vessels_owner_fkey");
        t.column("skipper_id", BigInt)
            .nullable()
            .references("skippers", "id")
            .on_delete(SetNull)
            .key_name("vessels_skipper_fkey");
        t.column("length", Numeric(6, 2)).nullable();
        t.column("beam", Real).nullable();
        t.column("draught", Native([(Postgres, "draught")]))
            .nullable()
            .default("0.5");
        t.column("tonnage", Native([(Postgres, "numeric")]))
            .nullable();
        t.column("built", SmallInt).nullable();
        t.column("callsign", Native([(Postgres, "bit(8)")]))
            .nullable();
        t.column("marks", Native([(Postgres, "bit varying(32)")]))
            .nullable();
        t.column("value", Native([(Postgres, "money")])).nullable();
        t.column("home", Native([(Postgres, "coordinates")]))
            .nullable();
        t.column("plans", Native([(Postgres, "xml")])).nullable();
        t.column("track", Native([(Postgres, "path")])).nullable();
        t.column("hull", Native([(Postgres, "box")])).nullable();
        t.column("turning", Native([(Postgres, "circle")]))
            .nullable();
        t.column("keel", Native([(Postgres, "line")])).nullable();
        t.column("bow", Native([(Postgres, "lseg")])).nullable();
        t.column("matrix", Array(Integer))
            .nullable()
            .default("{{1,0},{0,1}}");
        t.primary_key(["id"]).name("vessels_pkey");
        t.unique(["imo", "flag"])
            .nulls_not_distinct()
            .name("vessels_imo_key");
        t.check("(built IS NULL) OR ((built >= 1850) AND (built <= 2100))")
            .name("vessels built");
        t.check(
            "(length > (0)::numeric) AND (beam > (0)::double precision) AND ((length / (beam)::numeric) < (30)::numeric)",
        )
        .name("vessels_size");
        t.index(["hull"]).using("spgist").name("vessels_hull");
        t.index([asc("name").opclass_with(("tools", "gist_trgm_ops"), [("siglen", "64")])])
            .using("gist")
            .name("vessels_name_trgm");
        t.index([asc(expr("upper(name)")), asc(expr("COALESCE(flag, '--'::bpchar)"))])
            .unique()
            .with([("deduplicate_items", "off")])
            .name("vessels_names");
    });
    op.create_function(
        "insert_present",
        (),
        r"RETURNS trigger
 LANGUAGE plpgsql
AS $function$ BEGIN INSERT INTO public.vessels (name, kind) VALUES (NEW.name, NEW.kind); RETURN NEW; END $function$",
    );
    op.create_table("calls", |t| {
        t.column("id", BigInt).default(next_value("calls_id_seq"));
        t.column("vessel_id", BigInt);
        t.column("port_from", Integer).nullable();
        t.column("port_to", Integer).nullable();
        t.column("basin_id", Integer).nullable();
        t.column("berth_nr", SmallInt).nullable();
        t.column("state", Enum("call_state")).default("announced");
        t.column("stay", Native([(Postgres, "tstzrange")]));
        t.column("pilot_at", Time).nullable();
        t.column("tug_at", Native([(Postgres, "time(0) with time zone")]))
            .nullable();
        t.column("waited", Native([(Postgres, "interval hour to minute")]))
            .nullable();
        t.column("waited_exactly", Native([(Postgres, "interval(3)")]))
            .nullable();
        t.column("extra", Jsonb).nullable();
        t.column("lock_version", Integer).default(0);
        t.column("deleted_at", Timestamp).nullable();
        t.primary_key(["id"]).name("calls_pkey");
        t.foreign_key(["basin_id", "berth_nr"], "berths", ["basin_id", "nr"])
            .on_delete(SetNull)
            .set_columns(["berth_nr"])
            .name("calls_berth_fkey");
        t.foreign_key(["port_from"], "ports", ["id"])
            .name("calls_port_from_fkey");
        t.foreign_key(["port_to"], "ports", ["id"])
            .name("calls_port_to_fkey");
        t.foreign_key(["vessel_id"], "vessels", ["id"])
            .name("calls_vessel_id_fkey");
        t.check("port_from <> port_to").name("calls_ports");
        t.exclude([("basin_id", "="), ("berth_nr", "="), ("stay", "&&")])
            .predicate("state <> 'cancelled'::call_state")
            .name("calls_no_overlap");
        t.index(expr("extra -> 'tags'::text"))
            .using("gin")
            .name("calls_extra");
        t.index(expr("lower(stay)"))
            .predicate("state = ANY (ARRAY['announced'::call_state, 'anchored'::call_state])")
            .name("calls_open");
        t.index(["vessel_id", "state"])
            .predicate("deleted_at IS NULL")
            .name("calls_vessel_state");
    });
    op.create_table("cargos", |t| {
        t.column("id", BigInt).default(next_value("cargos_id_seq"));
        t.column("call_id", BigInt)
            .references("calls", "id")
            .on_delete(Cascade)
            .key_name("cargos_call_id_fkey");
        t.column("goods_code", Varchar(12))
            .nullable()
            .references("goods", "code")
            .key_name("cargos_goods_code_fkey");
        t.column("weight", Numeric(12, 3));
        t.column("unit", Varchar(3)).default("t");
        t.column("value", Native([(Postgres, "billing.amount")]))
            .nullable();
        t.column("notes", Text)
            .nullable()
            .default(r"none
yet, it's \ early");
        t.primary_key(["id"]).name("cargos_pkey");
        t.index(["call_id"]).name("cargos_call_id_idx");
        t.index(["goods_code"]).name("cargos_goods_code_idx");
    });
    op.create_table("containers", |t| {
        t.column("number", Char(11));
        t.column("cargo_id", BigInt)
            .nullable()
            .references("cargos", "id")
            .on_delete(SetNull)
            .key_name("containers_cargo_id_fkey");
        t.column("size", SmallInt);
        t.column("sealed", Boolean).default(false);
        t.column("temperature", Real).nullable();
        t.primary_key(["number"]).name("containers_pkey");
        t.check("size = ANY (ARRAY[20, 40, 45])")
            .name("containers_size_check");
    });
    op.create_table("crew_lists", |t| {
        t.column("id", BigInt)
            .default(next_value("crew_lists_id_seq"));
        t.column("vessel_id", BigInt)
            .nullable()
            .references("vessels", "id")
            .on_delete(Cascade)
            .key_name("crew_lists_vessel_id_fkey");
        t.column("seats", Native([(Postgres, "int4multirange")]))
            .default("{}");
        t.column("remarks", Text).nullable();
        t.primary_key(["id"]).name("crew_lists_pkey");
    });
    op.create_table("pilotages", |t| {
        t.column("id", BigInt)
            .identity_as(Identity::by_default().start(10).increment(2));
        t.column("call_id", BigInt)
            .references("calls", "id")
            .key_name("pilotages_call");
        t.column("pilot_id", BigInt)
            .references("pilots", "person_id")
            .key_name("pilotages_pilot");
        t.column("started_at", TimestampTz);
        t.column("ended_at", TimestampTz).nullable();
        t.column("minutes", Integer)
            .generated("((EXTRACT(epoch FROM (ended_at - started_at)) / (60)::numeric))::integer")
            .nullable();
        t.primary_key(["id"]).name("pilotages_pkey");
        t.check("ended_at >= started_at").name("pilotages_order");
        t.index(["pilot_id", "started_at"])
            .unique()
            .name("pilotages_started");
    });
    op.create_table("tugs", |t| {
        t.column("vessel_id", BigInt)
            .references("vessels", "id")
            .key_name("tugs_vessel_id_fkey");
        t.column("bollard_pull", Double).nullable().default(15.0);
        t.column("busy", Boolean).nullable().default(true);
        t.primary_key(["vessel_id"]).name("tugs_pkey");
    });
    op.create_table("vessel_names", |t| {
        t.column("vessel_id", BigInt)
            .references("vessels", "id")
            .on_delete(Cascade)
            .key_name("vessel_names_vessel_id_fkey");
        t.column("nr", Integer);
        t.column("name", Text);
        t.column("during", Native([(Postgres, "daterange")]))
            .default(expr("daterange(NULL::date, NULL::date)"));
        t.primary_key(["vessel_id", "nr"]).name("vessel_names_pkey");
    });
    op.create_function(
        "free_berths",
        [("during", "tstzrange")],
        r"RETURNS TABLE(basin integer, nr smallint)
 LANGUAGE sql
 STABLE COST 500 ROWS 20
BEGIN ATOMIC
 SELECT b.basin_id,
     b.nr
    FROM berths b
   WHERE (NOT (EXISTS ( SELECT 1
            FROM calls c
           WHERE ((c.basin_id = b.basin_id) AND (c.berth_nr = b.nr) AND (c.stay && free_berths.during)))));
END",
    );
    op.create_view(
        "goods_by_call",
        r"SELECT cargos.call_id,
    joined((cargos.goods_code)::text) AS goods,
    sum(cargos.weight) AS weight,
    price((count(*))::numeric) AS fee
   FROM cargos
  GROUP BY cargos.call_id",
    )
    .depends_on_columns("cargos", ["call_id", "goods_code", "weight"]);
    op.create_view(
        "vessels_present",
        r"SELECT v.id,
    v.name,
    v.kind,
    c.stay
   FROM (vessels v
     JOIN calls c ON ((c.vessel_id = v.id)))
  WHERE (c.stay @> now())",
    )
    .depends_on_columns("calls", ["vessel_id", "stay"])
    .depends_on_columns("vessels", ["id", "name", "kind"]);
    op.create_table("call_events", |t| {
        t.column("call_id", BigInt);
        t.column("at", TimestampTz)
            .default(expr("clock_timestamp()"));
        t.column("state", Enum("call_state"));
        t.column("by_person", BigInt)
            .nullable()
            .references("people", "id")
            .on_delete(SetNull)
            .key_name("call_events_by_person_fkey");
        t.primary_key(["call_id", "at"]).name("call_events_pkey");
        t.foreign_key(["call_id"], "calls", ["id"])
            .on_delete(Cascade)
            .name("call_events_call_id_fkey");
    });
    op.create_table("certificates", |t| {
        t.column("id", Integer)
            .default(next_value("certificates_id_seq"));
        t.column("vessel_id", BigInt);
        t.column("nr", Integer).nullable();
        t.column("kind", Varchar(40));
        t.column("pages", Array(Integer));
        t.column("scan_oid", Native([(Postgres, "oid")])).nullable();
        t.column("checked_by", Native([(Postgres, "regrole")]))
            .nullable();
        t.column("valid", Native([(Postgres, "tstzrange")]))
            .nullable();
        t.primary_key(["id"]).name("certificates_pkey");
        t.foreign_key(["vessel_id", "nr"], "vessel_names", ["vessel_id", "nr"])
            .match_full()
            .on_delete(Cascade)
            .name("certificates_name");
        t.check("(kind)::text <> ''::text")
            .name("certificates_kind_check");
        t.check("cardinality(pages) > 0")
            .name("certificates_pages_check");
    });
    op.create_table("towages", |t| {
        t.column("call_id", BigInt)
            .references("calls", "id")
            .on_delete(Cascade)
            .key_name("towages_call");
        t.column("tug_id", BigInt)
            .references("tugs", "vessel_id")
            .key_name("towages_tug");
        t.column("turns", SmallInt).default(1);
        t.primary_key(["tug_id", "call_id"]).name("towages_pk");
    });
    op.create_view(
        "ferries_present",
        r"SELECT p.id,
    p.name
   FROM vessels_present p
  WHERE (p.kind = 'ferry'::vessel_kind)",
    )
    .depends_on_columns("vessels_present", [""; 0]);
    op.add_check("companies", "char_length((vat_number)::text) <= 20")
        .name("check_4ed0b8c9a1")
        .not_valid();
    op.add_foreign_key("skippers", ["vessel_id"], "vessels", ["id"])
        .on_delete(Cascade)
        .name("skippers_vessel_id_fkey");
    op.alter_sequence("attachments_id_seq")
        .owned_by("attachments", "id");
    op.alter_sequence("basins_id_seq").owned_by("basins", "id");
    op.alter_sequence("calls_id_seq").owned_by("calls", "id");
    op.alter_sequence("cargos_id_seq").owned_by("cargos", "id");
    op.alter_sequence("certificates_id_seq")
        .owned_by("certificates", "id");
    op.alter_sequence("comments_id_seq")
        .owned_by("comments", "id");
    op.alter_sequence("companies_id_seq")
        .owned_by("companies", "id");
    op.alter_sequence("crew_lists_id_seq")
        .owned_by("crew_lists", "id");
    op.alter_sequence("ports_id_seq").owned_by("ports", "id");
    op.alter_sequence("vessel_classes_id_seq")
        .owned_by("vessel_classes", "id");
    op.alter_sequence(("billing", "invoices_id_seq"))
        .owned_by(("billing", "invoices"), "id");
    op.alter_sequence(("billing", "payments_id_seq"))
        .owned_by(("billing", "payments"), "id");
    op.alter_sequence(("billing", "small_numbers"))
        .owned_by(("billing", "accounts"), "number");
    op.alter_sequence(("billing", "tariffs_id_seq"))
        .owned_by(("billing", "tariffs"), "id");
    op.alter_sequence(("sensors", "devices_id_seq"))
        .owned_by(("sensors", "devices"), "id");
    op.create_trigger(
        "cargos_log",
        "cargos",
        "AFTER UPDATE",
        "REFERENCING OLD TABLE AS was NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_statement()",
    );
    op.create_trigger(
        "cargos_truncated",
        "cargos",
        "AFTER TRUNCATE",
        "FOR EACH STATEMENT EXECUTE FUNCTION touch('never', 'ran')",
    );
    op.create_trigger(
        "companies_touch",
        "companies",
        "BEFORE UPDATE",
        "FOR EACH ROW EXECUTE FUNCTION touch()",
    );
    op.create_trigger(
        "people_search_update",
        "people",
        "BEFORE INSERT OR UPDATE OF given_name, family_name",
        "FOR EACH ROW EXECUTE FUNCTION tsvector_update_trigger('search', 'public.harbour', 'given_name', 'family_name')",
    );
    op.create_trigger(
        "people_touch",
        "people",
        "BEFORE UPDATE",
        "FOR EACH ROW WHEN ((old.given_name IS DISTINCT FROM new.given_name)) EXECUTE FUNCTION touch()",
    );
    op.create_trigger(
        "vessels_present_insert",
        "vessels_present",
        "INSTEAD OF INSERT",
        "FOR EACH ROW EXECUTE FUNCTION insert_present()",
    );
    op.create_trigger(
        "invoices_check",
        ("billing", "invoices"),
        "BEFORE INSERT OR UPDATE",
        "FOR EACH ROW EXECUTE FUNCTION billing.check_total()",
    );
    op.sql("ALTER TABLE people ALTER COLUMN given_name SET STATISTICS 500")
        .reverse("ALTER TABLE people ALTER COLUMN given_name SET STATISTICS -1");
    op.sql("ALTER TABLE people ALTER COLUMN photo SET STORAGE EXTERNAL")
        .reverse("SELECT 'it goes with its table'");
    op.sql("ALTER INDEX sessions_pkey SET (fillfactor=70)")
        .reverse("SELECT 'it goes with its table'");
    op.sql("ALTER TABLE crew_lists ALTER COLUMN remarks SET COMPRESSION pglz")
        .reverse("ALTER TABLE crew_lists ALTER COLUMN remarks SET COMPRESSION default");
    op.sql("ALTER TABLE call_events REPLICA IDENTITY FULL")
        .reverse("ALTER TABLE call_events REPLICA IDENTITY DEFAULT");
    op.sql("ALTER TABLE pilotages CLUSTER ON pilotages_started")
        .reverse("ALTER TABLE pilotages SET WITHOUT CLUSTER");
    op.sql("ALTER TABLE pilotages REPLICA IDENTITY USING INDEX pilotages_started")
        .reverse("ALTER TABLE pilotages REPLICA IDENTITY DEFAULT");
    op.sql(
        "CREATE STATISTICS public.cargos_goods_unit (ndistinct, dependencies) ON goods_code, unit FROM cargos",
    )
    .reverse("DROP STATISTICS public.cargos_goods_unit");
    op.sql("CREATE STATISTICS public.cargos_lower ON weight, lower(unit::text) FROM cargos")
        .reverse("DROP STATISTICS public.cargos_lower");
    op.sql("ALTER TABLE sensors.stations OF sensors.station_row")
        .reverse("ALTER TABLE sensors.stations NOT OF");
    op.sql("ALTER TABLE incidents FORCE ROW LEVEL SECURITY")
        .reverse("ALTER TABLE incidents NO FORCE ROW LEVEL SECURITY");
    op.sql("ALTER TABLE incidents ENABLE ROW LEVEL SECURITY")
        .reverse("ALTER TABLE incidents DISABLE ROW LEVEL SECURITY");
    op.sql("CREATE POLICY open_ones ON incidents FOR SELECT USING ((NOT secret))")
        .reverse("DROP POLICY open_ones ON incidents");
    op.sql(
        "CREATE POLICY own_ones ON incidents AS RESTRICTIVE USING ((reported_by = (current_setting('harbour.person'::text, true))::bigint)) WITH CHECK ((severity < 5))",
    )
    .reverse("DROP POLICY own_ones ON incidents");
    op.sql(r"CREATE RULE papers_are_kept AS
    ON DELETE TO public.papers DO INSTEAD NOTHING")
    .reverse("DROP RULE papers_are_kept ON public.papers");
    op.sql("CREATE CAST (text AS coordinates) WITH FUNCTION as_imo(text)")
        .reverse("DROP CAST (text AS coordinates)");
    op.sql(r"CREATE OR REPLACE FUNCTION public.calls_of(vessel bigint, OUT calls bigint, OUT last timestamp with time zone)
 RETURNS record
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
BEGIN
    SELECT count(*), max(upper(stay)) INTO calls, last FROM calls WHERE vessel_id = vessel;
END;
$function$")
    .reverse(
        "DROP FUNCTION public.calls_of(vessel bigint, OUT calls bigint, OUT last timestamp with time zone)",
    );
    op.sql(r"CREATE OR REPLACE FUNCTION public.largest(VARIADIC numbers integer[])
 RETURNS integer
 LANGUAGE sql
AS $function$ SELECT max(n) FROM unnest(numbers) AS n $function$")
    .reverse("DROP FUNCTION public.largest(VARIADIC numbers integer[])");
    op.sql(r"CREATE OR REPLACE FUNCTION billing.open_invoices(smallint)
 RETURNS SETOF billing.invoices
 LANGUAGE sql
 STABLE
AS $function$ SELECT * FROM billing.invoices WHERE account = $1 AND paid_at IS NULL; $function$")
    .reverse("DROP FUNCTION billing.open_invoices(smallint)");
    op.sql(r"CREATE OR REPLACE PROCEDURE billing.close_year(IN y integer)
 LANGUAGE plpgsql
AS $procedure$
BEGIN
    UPDATE billing.invoices SET paid_at = now() WHERE year = y AND total = 0;
    COMMIT;
END $procedure$
")
    .reverse("DROP PROCEDURE billing.close_year(IN y integer)");
    op.sql(
        "CREATE CONSTRAINT TRIGGER calls_checked AFTER INSERT OR UPDATE ON public.calls DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION touch()",
    )
    .reverse("DROP TRIGGER calls_checked ON public.calls");
    op.sql(
        "CREATE TRIGGER companies_off BEFORE DELETE ON public.companies FOR EACH ROW EXECUTE FUNCTION touch()",
    )
    .reverse("DROP TRIGGER companies_off ON public.companies");
    op.sql("ALTER VIEW ferries_present SET (security_barrier=true)")
        .reverse("SELECT 'it goes with its table'");
    op.sql("ALTER VIEW countries_of_union SET (check_option=cascaded)")
        .reverse("SELECT 'it goes with its table'");
    op.sql("ALTER VIEW billing.account_list SET (security_invoker=true)")
        .reverse("SELECT 'it goes with its table'");
    op.sql("CREATE UNIQUE INDEX revenue_key ON billing.revenue USING btree (year, currency)")
        .reverse("DROP INDEX billing.revenue_key");
    op.sql("CREATE INDEX revenue_total ON billing.revenue USING btree (total DESC)")
        .reverse("DROP INDEX billing.revenue_total");
    op.sql(r"CREATE MATERIALIZED VIEW sensors.daily AS
 SELECT readings.sensor_id,
    (date_trunc('day'::text, readings.at))::date AS day,
    avg(readings.value) AS value
   FROM sensors.readings
  GROUP BY readings.sensor_id, ((date_trunc('day'::text, readings.at))::date)
WITH NO DATA")
    .reverse("DROP MATERIALIZED VIEW sensors.daily");
    op.sql("ALTER MATERIALIZED VIEW sensors.daily SET (fillfactor=90)")
        .reverse("SELECT 'it goes with its table'");
    op.sql(
        "ALTER TABLE plans ALTER COLUMN state SET DEFAULT 'active'::text, ALTER COLUMN note SET DEFAULT NULL::character varying, ALTER COLUMN tags SET DEFAULT 'it''s'::character varying",
    )
    .reverse("SELECT 'it goes with its table'");
    op.sql("ALTER SEQUENCE plans_id_seq RENAME TO berth_plans_id_seq")
        .reverse("SELECT 'it goes with its table'");
    op.sql("ALTER INDEX plans_words ALTER COLUMN 1 SET STATISTICS 3000")
        .reverse("ALTER INDEX plans_words ALTER COLUMN 1 SET STATISTICS -1");
    op.sql("ALTER TABLE companies DISABLE TRIGGER companies_off")
        .reverse("ALTER TABLE companies ENABLE TRIGGER companies_off");
    op.sql("COMMENT ON SCHEMA billing IS 'Who pays what'")
        .reverse("COMMENT ON SCHEMA billing IS NULL");
    op.sql("COMMENT ON TYPE public.vessel_kind IS 'What a vessel is for'")
        .reverse("COMMENT ON TYPE public.vessel_kind IS NULL");
    op.sql("COMMENT ON SEQUENCE public.shared_ids IS 'Incidents and permits are numbered together'")
        .reverse("COMMENT ON SEQUENCE public.shared_ids IS NULL");
    op.sql("COMMENT ON FUNCTION public.touch() IS 'Keeps updated_at'")
        .reverse("COMMENT ON FUNCTION public.touch() IS NULL");
    op.sql("COMMENT ON INDEX public.index_companies_on_tags IS 'For the filter of the list'")
        .reverse("COMMENT ON INDEX public.index_companies_on_tags IS NULL");
    op.sql("COMMENT ON CONSTRAINT people_role on public.people IS 'Office, pilot, tug, guest'")
        .reverse("COMMENT ON CONSTRAINT people_role on public.people IS NULL");
    op.sql("COMMENT ON TRIGGER people_touch ON people IS 'Only where something changed'")
        .reverse("COMMENT ON TRIGGER people_touch ON people IS NULL");
    op.sql("COMMENT ON POLICY open_ones ON incidents IS 'Everybody reads what is no secret'")
        .reverse("COMMENT ON POLICY open_ones ON incidents IS NULL");
    op.sql("COMMENT ON AGGREGATE public.joined(pg_catalog.text) IS 'As group_concat elsewhere'")
        .reverse("COMMENT ON AGGREGATE public.joined(pg_catalog.text) IS NULL");
    op.sql("COMMENT ON VIEW public.vessels_present IS 'Who lies here now'")
        .reverse("COMMENT ON VIEW public.vessels_present IS NULL");
    op.sql("COMMENT ON COLUMN public.vessels_present.kind IS 'As of the vessel'")
        .reverse("COMMENT ON COLUMN public.vessels_present.kind IS NULL");
}

fn sqlite(op: &mut Operations) {
    op.create_enum("groups_kind", ["board", "course", "friends"]);
    op.create_table("Keeper", |t| {
        t.column("KeeperId", BigInt).identity().primary_key();
        t.column("FirstName", Native([(Sqlite, "NVARCHAR(40)")]));
        t.column("LastName", Native([(Sqlite, "NVARCHAR(20)")]))
            .nullable();
        t.column("BirthDate", Timestamp).nullable();
        t.column("Fee", Native([(Sqlite, "NUMERIC(10,2)")]));
        t.column("ReportsTo", Native([(Sqlite, "INTEGER")]))
            .nullable()
            .references("Keeper", "KeeperId");
    });
    op.create_table("__EFMigrationsHistory", |t| {
        t.column("MigrationId", Text);
        t.column("ProductVersion", Text);
        t.primary_key(["MigrationId"])
            .name("PK___EFMigrationsHistory");
    });
    op.create_table(r#"a table's "name""#, |t| {
        t.column(r#"a column's "name""#, Text).nullable();
        t.column("with space", Text).nullable();
        t.column("back`tick", Text).nullable();
        t.column("Größe", Real).nullable().check(r#""Größe" > 0"#);
        t.column("single", Text).nullable();
        t.index([r#"a column's "name""#, "with space"])
            .name("an index's name");
    });
    op.create_table("accounts", |t| {
        t.column("id", Native([(Sqlite, "INTEGER")])).primary_key();
        t.column("number", Text).unique();
        t.column("balance", Native([(Sqlite, "INTEGER")]))
            .default(0);
    });
    op.create_table("app_tag", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("name", Native([(Sqlite, "varchar(50)")])).unique();
    });
    op.create_table("articles", |t| {
        t.column("sku", Text).primary_key();
        t.column("name", Text);
        t.column("price", Native([(Sqlite, "NUMERIC(10, 2)")]));
        t.column("kind", Text).nullable();
    });
    op.create_table("bookings", |t| {
        t.column("id", Native([(Sqlite, "INTEGER")])).primary_key();
        t.column("debit", Native([(Sqlite, "INTEGER")]))
            .references("accounts", "id");
        t.column("credit", Native([(Sqlite, "INTEGER")]))
            .references("accounts", "id");
        t.column("cents", Native([(Sqlite, "INTEGER")]))
            .check("cents > 0");
        t.column("on_day", Date);
        t.check("debit <> credit");
        t.index(["on_day"]).name("bookings_day");
    });
    op.create_table("contacts", |t| {
        t.column("id", Native([(Sqlite, "INTEGER")])).primary_key();
        t.column("name", Native([(Sqlite, "NVARCHAR(70)")]));
        t.column("phone", Native([(Sqlite, "NVARCHAR(24)")]))
            .nullable();
        t.column("fax", Native([(Sqlite, "NVARCHAR(24)")]))
            .nullable();
        t.column("is_vet", Native([(Sqlite, "BIT")])).nullable();
    });
    op.create_table("copied", |t| {
        t.column("one", Native([(Sqlite, "")])).nullable();
        t.column("two", Native([(Sqlite, "")])).nullable();
        t.column("three", Native([(Sqlite, "")])).nullable();
    });
    op.sql("CREATE TABLE dangling (id INTEGER PRIMARY KEY, nobody INTEGER REFERENCES nowhere (id))")
        .reverse("DROP TABLE dangling")
        .effect(|op| {
            op.create_table("dangling", |t| {
                t.column("id", Native([(Sqlite, "INTEGER")])).primary_key();
                t.column("nobody", Native([(Sqlite, "INTEGER")])).nullable();
            });
        });
    op.create_table("diseases", |t| {
        t.column("id", Native([(Sqlite, "INTEGER")])).primary_key();
        t.column("name", Text);
        t.column("must_report", Native([(Sqlite, "INTEGER")]))
            .default(0);
    });
    op.create_table("django_migrations", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("app", Native([(Sqlite, "varchar(255)")]));
        t.column("name", Native([(Sqlite, "varchar(255)")]));
        t.column("applied", Native([(Sqlite, "datetime")]));
    });
    op.create_table("documents", |t| {
        t.column("id", Native([(Sqlite, "GUID")])).primary_key();
        t.column("title", Text).nullable();
        t.column("body", Native([(Sqlite, "CLOB")])).nullable();
        t.column("size", Native([(Sqlite, "INT(11)")])).nullable();
        t.column("kind", Native([(Sqlite, "NCHAR(55)")])).nullable();
    });
    op.create_table("drugs", |t| {
        t.column("code", Varchar(20)).nullable().primary_key();
        t.column("name", Text).collate("NOCASE").unique();
        t.column("dose", Native([(Sqlite, "UNSIGNED BIG INT")]))
            .nullable();
        t.column("waiting_days", Native([(Sqlite, "MEDIUMINT")]))
            .nullable();
    });
    op.create_table("events", |t| {
        t.column("id", Native([(Sqlite, "INTEGER")])).primary_key();
        t.column("title", Text);
        t.column("starts", Native([(Sqlite, "INTEGER")]));
        t.column("ends", Native([(Sqlite, "INTEGER")])).nullable();
        t.column("place", Text).nullable();
        t.check("ends IS NULL OR ends > starts");
    });
    op.create_table("groups", |t| {
        t.column("id", Native([(Sqlite, "INTEGER")])).primary_key();
        t.column("parent_id", Native([(Sqlite, "INTEGER")]))
            .nullable()
            .references("groups", "id")
            .on_delete(Cascade);
        t.column("name", Text);
        t.column("kind", Enum("groups_kind"));
    });
    op.create_table("keys_with_null", |t| {
        t.column("a", Text).nullable();
        t.column("b", Text).nullable();
        t.column("c", Integer).nullable();
        t.primary_key(["a", "b"]);
    });
    op.create_table("log", |t| {
        t.column("at", Text).nullable();
        t.column("who", Text).nullable();
        t.column("what", Text).nullable();
    });
    op.create_table("members", |t| {
        t.column("id", Native([(Sqlite, "INTEGER")])).primary_key();
        t.column("name", Varchar(100));
        t.column("mail", Varchar(254)).collate("NOCASE").unique();
        t.column("joined", Date).default(now());
        t.column("paid_until", Date).nullable();
        t.column("points", BigInt).default(0);
        t.column("rate", Native([(Sqlite, "NUMERIC")]))
            .nullable()
            .default(1000.0);
        t.column("big", Native([(Sqlite, "INTEGER")]))
            .nullable()
            .default(9_223_372_036_854_775_807_i64);
        t.column("hex", Native([(Sqlite, "INTEGER")]))
            .nullable()
            .default(expr("0x1F"));
        t.column("plus", Native([(Sqlite, "INTEGER")]))
            .nullable()
            .default(5);
        t.column("empty", Text).nullable().default(Value::Null);
        t.column("yes", Boolean).default(true);
        t.column("stamp", Text)
            .nullable()
            .default(expr("strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"));
        t.column("multi", Text)
            .nullable()
            .default(r"one
two");
        t.unique(["name", "joined"]);
        t.index([asc("mail").collate("RTRIM")])
            .unique()
            .predicate("paid_until IS NOT NULL")
            .name("members_mail");
    });
    op.create_table("moz_meta", |t| {
        t.column("key", Text).primary_key();
        t.column("value", Native([(Sqlite, "")]));
        t.sqlite().without_rowid();
    });
    op.create_table("moz_origins", |t| {
        t.column("id", Native([(Sqlite, "INTEGER")])).primary_key();
        t.column("prefix", Text);
        t.column("host", Text);
        t.column("frecency", Native([(Sqlite, "INTEGER")]));
        t.unique(["prefix", "host"]);
    });
    op.create_table("moz_places", |t| {
        t.column("id", Native([(Sqlite, "INTEGER")])).primary_key();
        t.column("url", Native([(Sqlite, "LONGVARCHAR")]))
            .nullable();
        t.column("title", Native([(Sqlite, "LONGVARCHAR")]))
            .nullable();
        t.column("rev_host", Native([(Sqlite, "LONGVARCHAR")]))
            .nullable();
        t.column("visit_count", Native([(Sqlite, "INTEGER")]))
            .nullable()
            .default(0);
        t.column("hidden", Native([(Sqlite, "INTEGER")])).default(0);
        t.column("typed", Native([(Sqlite, "INTEGER")])).default(0);
        t.column("frecency", Native([(Sqlite, "INTEGER")]))
            .default(-1);
        t.column("last_visit_date", Native([(Sqlite, "INTEGER")]))
            .nullable();
        t.column("guid", Text).nullable();
        t.column("foreign_count", Native([(Sqlite, "INTEGER")]))
            .default(0);
        t.column("url_hash", Native([(Sqlite, "INTEGER")]))
            .default(0);
        t.column("description", Text).nullable();
        t.column("preview_image_url", Text).nullable();
        t.column("site_name", Text).nullable();
        t.column("origin_id", Native([(Sqlite, "INTEGER")]))
            .nullable()
            .references("moz_origins", "id");
        t.column("recalc_frecency", Native([(Sqlite, "INTEGER")]))
            .default(0);
        t.index(["guid"])
            .unique()
            .name("moz_places_guid_uniqueindex");
        t.index(["url_hash"]).name("moz_places_url_hashindex");
    });
    op.create_table("no_alias", |t| {
        t.column("id", Integer).nullable().primary_key();
        t.column("x", Native([(Sqlite, "")])).nullable();
    });
    op.create_table("orders", |t| {
        t.column("number", BigInt).identity().primary_key();
        t.column("member_id", Native([(Sqlite, "INTEGER")]))
            .nullable()
            .references("members", "id");
        t.column("state", Text).default("new");
        t.column("at", Text);
    });
    op.create_table("photo_tags", |t| {
        t.column("photo_id", Native([(Sqlite, "INTEGER")]));
        t.column("tag", Text).collate("NOCASE");
        t.primary_key(["photo_id", "tag"]);
    });
    op.create_table("plants", |t| {
        t.column("id", Native([(Sqlite, "INTEGER")])).primary_key();
        t.column("latin", Text).unique();
        t.column("german", Text).nullable();
        t.column("from_month", Native([(Sqlite, "TINYINT")]))
            .nullable();
        t.column("to_month", Native([(Sqlite, "TINYINT")]))
            .nullable();
        t.check("from_month BETWEEN 1 AND 12");
        t.check("to_month BETWEEN 1 AND 12");
    });
    op.create_table("select", |t| {
        t.column("from", Native([(Sqlite, "INTEGER")]))
            .primary_key();
        t.column("where", Text).nullable();
        t.column("group", Text).nullable();
        t.column("order", Text).nullable();
        t.column("index", Text).nullable();
    });
    op.sql("CREATE TABLE settings (key TEXT NOT NULL PRIMARY KEY ON CONFLICT REPLACE, value TEXT)")
        .reverse("DROP TABLE settings")
        .effect(|op| {
            op.create_table("settings", |t| {
                t.column("key", Text).primary_key();
                t.column("value", Text).nullable();
            });
        });
    op.create_table("stock", |t| {
        t.column("sku", Text)
            .primary_key()
            .references("articles", "sku");
        t.column("pieces", Native([(Sqlite, "INTEGER")])).default(0);
        t.sqlite().without_rowid();
    });
    op.create_table("strict_one", |t| {
        t.column("id", Native([(Sqlite, "INTEGER")])).primary_key();
        t.column("i", BigInt);
        t.column("r", Double).nullable();
        t.column("t", Text).nullable();
        t.column("b", Bytes).nullable();
        t.column("a", Native([(Sqlite, "ANY")])).nullable();
        t.sqlite().strict();
    });
    op.create_table("strict_two", |t| {
        t.column("k", Text).primary_key();
        t.column("v", Native([(Sqlite, "ANY")])).nullable();
        t.sqlite().strict().without_rowid();
    });
    op.sql(
        "CREATE TABLE sync_state (device TEXT NOT NULL, table_name TEXT NOT NULL, token BLOB, CONSTRAINT sync_pk PRIMARY KEY (device, table_name) ON CONFLICT REPLACE)",
    )
    .reverse("DROP TABLE sync_state")
    .effect(|op| {
        op.create_table("sync_state", |t| {
            t.column("device", Text);
            t.column("table_name", Text);
            t.column("token", Bytes).nullable();
            t.primary_key(["device", "table_name"]).name("sync_pk");
        });
    });
    op.create_table("typeless", |t| {
        t.column("a", Native([(Sqlite, "")])).nullable();
        t.column("b", Native([(Sqlite, "")])).nullable();
        t.column("c", Native([(Sqlite, "")]))
            .nullable()
            .default(Value::Null);
        t.column("d", Native([(Sqlite, "")])).default("x");
    });
    op.create_table("weather", |t| {
        t.column("day", Text).nullable().primary_key();
        t.column("sun", Real).nullable();
        t.column("rain", Real).nullable();
        t.column("wind", Real).nullable();
    });
    op.create_view(
        "balances",
        "SELECT a.number, a.balance, (SELECT sum(cents) FROM bookings b WHERE b.credit = a.id) AS credits FROM accounts a",
    )
    .depends_on_columns("accounts", ["id", "number", "balance"])
    .depends_on_columns("bookings", ["id", "credit", "cents"])
    .depends_on_columns("select", ["from", "where"]);
    op.sql("CREATE VIRTUAL TABLE notes USING fts5(title, body, tokenize = 'porter ascii')")
        .reverse("DROP TABLE notes");
    op.create_table("Apiary", |t| {
        t.column("ApiaryId", Native([(Sqlite, "INTEGER")]));
        t.column("Name", Native([(Sqlite, "NVARCHAR(160)")]));
        t.column("KeeperId", Native([(Sqlite, "INTEGER")]))
            .references("Keeper", "KeeperId");
        t.primary_key(["ApiaryId"]).name("PK_Apiary");
        t.index(["ApiaryId"]).unique().name("IPK_Apiary");
        t.index(["KeeperId"]).name("IFK_ApiaryKeeperId");
    });
    op.create_table("app_hive", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("number", Native([(Sqlite, "integer unsigned")]))
            .check(r#""number" >= 0"#);
        t.column("kind", Native([(Sqlite, "varchar(20)")]));
        t.column("made", Native([(Sqlite, "date")])).nullable();
        t.column("seen", Native([(Sqlite, "datetime")]));
        t.column("is_active", Native([(Sqlite, "bool")]));
        t.column("weight", Native([(Sqlite, "decimal")])).nullable();
        t.column("apiary_id", Native([(Sqlite, "integer")]))
            .references("Apiary", "ApiaryId")
            .initially_deferred();
        t.column("notes", Native([(Sqlite, "text")]));
        t.column("data", Native([(Sqlite, "text")]))
            .nullable()
            .check(r#"JSON_VALID("data") OR "data" IS NULL"#);
        t.column("uuid", Native([(Sqlite, "char(32)")])).unique();
        t.index(["apiary_id"]).name("app_hive_apiary_id_5a1b2c3d");
        t.index(["apiary_id", "number"])
            .unique()
            .name("app_hive_apiary_id_number_9f8e7d6c_uniq");
    });
    op.create_table("app_hive_tags", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("hive_id", Native([(Sqlite, "bigint")]))
            .references("app_hive", "id")
            .initially_deferred();
        t.column("tag_id", Native([(Sqlite, "bigint")]))
            .references("app_tag", "id")
            .initially_deferred();
    });
    op.create_table("attendances", |t| {
        t.column("event_id", Native([(Sqlite, "INTEGER")]))
            .references("events", "id");
        t.column("member_id", Native([(Sqlite, "INTEGER")]))
            .references("members", "id");
        t.column("came", Native([(Sqlite, "INTEGER")]))
            .default(0)
            .check("came IN (0, 1)");
        t.primary_key(["member_id", "event_id"]);
    });
    op.sql(
        "CREATE TABLE fees (member_id INTEGER NOT NULL REFERENCES members, year INTEGER NOT NULL, cents INTEGER NOT NULL, paid DATE, PRIMARY KEY (member_id, year DESC))",
    )
    .reverse("DROP TABLE fees")
    .effect(|op| {
        op.create_table("fees", |t| {
            t.column("member_id", Native([(Sqlite, "INTEGER")]))
                .references("members", "id");
            t.column("year", Native([(Sqlite, "INTEGER")]));
            t.column("cents", Native([(Sqlite, "INTEGER")]));
            t.column("paid", Date).nullable();
            t.primary_key(["member_id", "year"]);
        });
    });
    op.create_table("group_members", |t| {
        t.column("group_id", Native([(Sqlite, "INTEGER")]))
            .references("groups", "id")
            .on_delete(Cascade);
        t.column("member_id", Native([(Sqlite, "INTEGER")]))
            .references("members", "id")
            .on_delete(Cascade);
        t.column("since", Text).default(expr("CURRENT_TIMESTAMP"));
        t.primary_key(["group_id", "member_id"]);
        t.sqlite().without_rowid();
    });
    op.create_table("harvests", |t| {
        t.column("id", Native([(Sqlite, "INTEGER")])).primary_key();
        t.column("hive_id", Native([(Sqlite, "INTEGER")]))
            .nullable()
            .default(1)
            .references("app_hive", "id")
            .on_delete(SetDefault);
        t.column("kilos", Native([(Sqlite, "DECIMAL(10,5)")]));
        t.column("water", Native([(Sqlite, "DECIMAL(3,1)")]))
            .nullable();
        t.column("price_cents", Integer)
            .generated("CAST(kilos * 1200 AS INT)")
            .nullable();
        t.column("label", Text)
            .generated_virtual("'H-' || id")
            .nullable();
        t.column("dry", Boolean)
            .generated_virtual("water < 18.5")
            .nullable();
        t.index(["label"]).name("harvests_label");
        t.index([desc("kilos"), asc("hive_id")])
            .predicate("kilos > 20 AND hive_id IS NOT NULL")
            .name("harvests_big");
        t.index([desc(expr("lower(label)")).collate("NOCASE"), asc(expr("kilos * 2"))])
            .name("harvests_words");
    });
    op.sql(r#"CREATE TABLE inspections (
  id integer primary key,            -- the rowid
  hive int not null references app_hive,  /* its key */
  at timestamp default current_timestamp not null,
  temper smallint default 3 check (temper between 1 and 5),
  brood_frames tinyint default (1 + 1),
  "honey frames" real default 0.5,
  note text collate nocase default 'it''s fine',
  flags blob default x'00ff',
  done boolean default false,
  weather varchar(10) default "sunny",
  by,
  unique (hive, at) on conflict ignore
)"#)
    .reverse("DROP TABLE inspections")
    .effect(|op| {
        op.create_table("inspections", |t| {
            t.column("id", Native([(Sqlite, "integer")])).primary_key();
            t.column("hive", Native([(Sqlite, "int")]))
                .references("app_hive", "id");
            t.column("at", Native([(Sqlite, "timestamp")]))
                .default(expr("current_timestamp"));
            t.column("temper", Native([(Sqlite, "smallint")]))
                .nullable()
                .default(3)
                .check("temper between 1 and 5");
            t.column("brood_frames", Native([(Sqlite, "tinyint")]))
                .nullable()
                .default(expr("1 + 1"));
            t.column("honey frames", Native([(Sqlite, "real")]))
                .nullable()
                .default(0.5);
            t.column("note", Native([(Sqlite, "text")]))
                .nullable()
                .default("it's fine")
                .collate("nocase");
            t.column("flags", Native([(Sqlite, "blob")]))
                .nullable()
                .default(b"\x00\xff".as_slice());
            t.column("done", Native([(Sqlite, "boolean")]))
                .nullable()
                .default(expr("false"));
            t.column("weather", Native([(Sqlite, "varchar(10)")]))
                .nullable()
                .default(expr(r#""sunny""#));
            t.column("by", Native([(Sqlite, "")])).nullable();
            t.unique(["hive", "at"]);
        });
    });
    op.sql(r"CREATE TABLE jars (
  id INTEGER PRIMARY KEY DESC,
  harvest_id INTEGER,
  grams INTEGER NOT NULL ON CONFLICT FAIL,
  lot TEXT UNIQUE ON CONFLICT REPLACE,
  FOREIGN KEY (harvest_id) REFERENCES harvests ON DELETE RESTRICT
)")
    .reverse("DROP TABLE jars")
    .effect(|op| {
        op.create_table("jars", |t| {
            t.column("id", Native([(Sqlite, "INTEGER")])).primary_key();
            t.column("harvest_id", Native([(Sqlite, "INTEGER")]))
                .nullable()
                .references("harvests", "id")
                .on_delete(Restrict);
            t.column("grams", Native([(Sqlite, "INTEGER")]));
            t.column("lot", Text).nullable().unique();
        });
    });
    op.create_table("meadows", |t| {
        t.column("id", Native([(Sqlite, "INTEGER")])).primary_key();
        t.column("name", Text).nullable();
        t.column("area", Real).nullable();
        t.column("apiary_id", Native([(Sqlite, "INTEGER")]))
            .nullable()
            .references("Apiary", "ApiaryId");
    });
    op.create_table("order_lines", |t| {
        t.column("order_number", Native([(Sqlite, "INTEGER")]))
            .references("orders", "number")
            .on_delete(Cascade);
        t.column("line", Native([(Sqlite, "INTEGER")]));
        t.column("sku", Text)
            .references("articles", "sku")
            .on_update(Cascade);
        t.column("pieces", Native([(Sqlite, "INTEGER")])).default(1);
        t.primary_key(["order_number", "line"]);
    });
    op.create_table("photos", |t| {
        t.column("id", Native([(Sqlite, "INTEGER")])).primary_key();
        t.column("inspection_id", Native([(Sqlite, "INTEGER")]))
            .nullable()
            .references("inspections", "id")
            .on_delete(Cascade);
        t.column("path", Text);
        t.column("width", Native([(Sqlite, "INT2")])).nullable();
        t.column("height", Native([(Sqlite, "INT8")])).nullable();
        t.column("taken", Text).nullable();
    });
    op.create_table("queens", |t| {
        t.column("_id", BigInt).identity().primary_key();
        t.column("colour", Text).default("white");
        t.column("born", Native([(Sqlite, "INTEGER")])).nullable();
        t.column("mother", Native([(Sqlite, "INTEGER")]))
            .nullable()
            .references("queens", "_id")
            .on_delete(SetNull);
        t.column("hive_id", Native([(Sqlite, "INTEGER")]))
            .nullable()
            .references("app_hive", "id")
            .on_delete(Cascade)
            .on_update(Cascade)
            .initially_deferred();
        t.index(["hive_id"]).name("index_queens_hive_id");
    });
    op.create_table("scales", |t| {
        t.column("id", Native([(Sqlite, "INTEGER")])).primary_key();
        t.column("hive_id", Native([(Sqlite, "INTEGER")]))
            .nullable()
            .unique()
            .references("app_hive", "id");
        t.column("serial", Text);
    });
    op.create_table("swarms", |t| {
        t.column("id", Native([(Sqlite, "INTEGER")])).primary_key();
        t.column("caught", Timestamp).nullable();
        t.column("from_hive", Native([(Sqlite, "INTEGER")]))
            .nullable()
            .references("app_hive", "id");
        t.column("to_hive", Native([(Sqlite, "INTEGER")]))
            .nullable()
            .references("app_hive", "id");
        t.check("from_hive IS NOT to_hive");
    });
    op.create_table("tasks", |t| {
        t.column("id", Native([(Sqlite, "INTEGER")])).primary_key();
        t.column("hive_id", Native([(Sqlite, "INTEGER")]))
            .nullable()
            .references("app_hive", "id");
        t.column("due", Date).nullable();
        t.column("done_at", Timestamp).nullable();
        t.column("repeat_days", Native([(Sqlite, "INTEGER")]))
            .nullable();
        t.column("title", Varchar(200));
    });
    op.create_table("treatments", |t| {
        t.column("hive_id", Native([(Sqlite, "INTEGER")]));
        t.column("nr", Integer);
        t.column("drug_code", Native([(Sqlite, "CHARACTER VARYING(20)")]))
            .references("drugs", "code")
            .on_update(Cascade)
            .key_name("drug_known");
        t.column("millilitres", Native([(Sqlite, "DOUBLE PRECISION")]))
            .nullable();
        t.column("temperature", Native([(Sqlite, "FLOAT")]))
            .nullable()
            .default(-0.15);
        t.column("from", Date)
            .nullable()
            .default(expr("CURRENT_DATE"));
        t.column("to", Time)
            .nullable()
            .default(expr("CURRENT_TIME"));
        t.primary_key(["hive_id", "nr"]).name("treatments_pk");
        t.foreign_key(["hive_id"], "app_hive", ["id"])
            .on_delete(Cascade)
            .on_update(Restrict)
            .name("treatments_hive");
        t.check("millilitres > 0.0").name("some_of_it");
        t.check(r#""from" IS NULL OR "to" IS NULL OR "from" <= "to""#)
            .name("treatments_order");
        t.check("nr > 0");
        t.sqlite().without_rowid();
    });
    op.create_table("weighings", |t| {
        t.column("scale_id", Native([(Sqlite, "INTEGER")]))
            .references("scales", "id");
        t.column("at", Native([(Sqlite, "INTEGER")]));
        t.column("grams", Native([(Sqlite, "INTEGER")]));
        t.primary_key(["scale_id", "at"]);
        t.sqlite().without_rowid();
    });
    op.create_view(
        "active_hives",
        "SELECT id, number, apiary_id FROM app_hive WHERE is_active",
    )
    .depends_on_columns("app_hive", ["id", "number", "is_active", "apiary_id"])
    .depends_on_columns("select", ["from", "where"]);
    op.create_view(
        "family tree",
        r"WITH RECURSIVE t (id, depth) AS (
    SELECT _id, 0 FROM queens WHERE mother IS NULL
    UNION ALL SELECT q._id, t.depth + 1 FROM queens q JOIN t ON q.mother = t.id
  ) SELECT * FROM t",
    )
    .depends_on(["queens", "select"]);
    op.sql(r"CREATE VIEW hives_of_keepers (keeper, hive, number) AS
  SELECT k.FirstName || ' ' || k.LastName, h.id, h.number
  FROM active_hives h JOIN Apiary a ON a.ApiaryId = h.apiary_id JOIN Keeper k USING (KeeperId)")
    .reverse("DROP VIEW hives_of_keepers")
    .effect(|op| {
        op.create_view(
            "hives_of_keepers",
            r"SELECT k.FirstName || ' ' || k.LastName, h.id, h.number
  FROM active_hives h JOIN Apiary a ON a.ApiaryId = h.apiary_id JOIN Keeper k USING (KeeperId)",
        )
        .depends_on_columns("Apiary", ["ApiaryId", "KeeperId"])
        .depends_on_columns("Keeper", ["KeeperId", "FirstName", "LastName"])
        .depends_on_columns("select", ["from"])
        .depends_on_columns("active_hives", [""; 0]);
    });
    op.create_view("notes_found", "SELECT rowid, title FROM notes")
        .depends_on_columns("select", ["from"]);
    op.create_table("findings", |t| {
        t.column("id", Native([(Sqlite, "INTEGER")])).primary_key();
        t.column("inspection_id", Native([(Sqlite, "INTEGER")]))
            .references("inspections", "id");
        t.column("disease_id", Native([(Sqlite, "INTEGER")]))
            .nullable()
            .references("diseases", "id");
        t.column("severity", Native([(Sqlite, "INTEGER")]))
            .nullable();
        t.index(["severity"])
            .predicate("severity >= 3 OR disease_id IN (1, 2)")
            .name("findings_severe");
    });
    op.create_table("meadow_plants", |t| {
        t.column("meadow_id", Native([(Sqlite, "INTEGER")]))
            .nullable()
            .references("meadows", "id");
        t.column("plant_id", Native([(Sqlite, "INTEGER")]))
            .nullable()
            .references("plants", "id");
        t.column("share", Real).nullable();
        t.primary_key(["meadow_id", "plant_id"]);
    });
    op.create_table("ring_a", |t| {
        t.column("id", Native([(Sqlite, "INTEGER")])).primary_key();
        t.column("b", Native([(Sqlite, "INTEGER")])).nullable();
    });
    op.create_table("ring_b", |t| {
        t.column("id", Native([(Sqlite, "INTEGER")])).primary_key();
        t.column("a", Native([(Sqlite, "INTEGER")]))
            .references("ring_a", "id")
            .on_delete(Cascade);
    });
    op.add_foreign_key("ring_a", ["b"], "ring_b", ["id"])
        .initially_deferred();
    op.create_trigger(
        "bookings_insert",
        "bookings",
        "AFTER INSERT",
        r"BEGIN
  UPDATE accounts SET balance = balance + new.cents WHERE id = new.credit;
  UPDATE accounts SET balance = balance - new.cents WHERE id = new.debit;
END",
    );
    op.create_trigger(
        "bookings_kept",
        "bookings",
        "BEFORE DELETE",
        r"FOR EACH ROW WHEN old.on_day < '2024-01-01' BEGIN
  SELECT RAISE(ABORT, 'old bookings are kept; really');
END",
    );
    op.create_trigger(
        "hives_of_keepers_update",
        "hives_of_keepers",
        "INSTEAD OF UPDATE OF number",
        r"BEGIN
  UPDATE app_hive SET number = new.number WHERE id = old.hive;
END",
    );
    op.create_trigger(
        "moz's trigger",
        "moz_places",
        "AFTER DELETE",
        "BEGIN UPDATE moz_origins SET frecency = frecency - 1 WHERE id = OLD.origin_id; END",
    );
    op.create_trigger(
        "orders_state",
        "orders",
        "AFTER UPDATE OF state, at",
        "WHEN new.state IS NOT old.state BEGIN INSERT INTO log VALUES (datetime('now'), 'trigger', CASE new.state WHEN 'paid' THEN 'paid' ELSE 'other' END); END",
    );
    op.sql("CREATE VIRTUAL TABLE places USING rtree(id, min_x, max_x, min_y, max_y)")
        .reverse("DROP TABLE places");
}
