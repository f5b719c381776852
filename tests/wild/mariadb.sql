-- A botanical garden with a shop, a blog and a wiki grafted on, as a database of MariaDB 10.11 that grew for years: several
-- hands, several habits of naming, and everything that schemas found in public use. Invented for the tests. What is in it:
--
--   * types: every integer, unsigned, with widths and zeros; decimals and floats with digits; bits, years, dates and times with
--     precision; enums and sets; texts and blobs of all sizes, binary; geometry; JSON, inet4, inet6, uuid
--   * text: character sets and collations of columns and of tables, other than the database's
--   * columns: ON UPDATE, generated (both kinds), invisible, compressed, defaults that are expressions, zero dates, checks of a
--     column and of a table
--   * keys: of several columns, with prefixes, descending, full text, spatial, hash, with comments, ignored, two of the same
--     columns, auto_increment that is no primary key, foreign keys with all actions, rings, keys on themselves
--   * tables: InnoDB, MyISAM, Aria, MEMORY, CSV; row formats, options; partitions of all kinds; system versioning,
--     periods
--   * code: functions, procedures, triggers (several of an event), events, sequences, views on views with options

-- ---- plants ----------------------------------------------------------------------------------------------------------

CREATE TABLE `family` (
  `family_id` smallint(5) unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(45) NOT NULL,
  `last_update` timestamp NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),
  PRIMARY KEY (`family_id`),
  UNIQUE KEY `name` (`name`)
) ENGINE=InnoDB AUTO_INCREMENT=17 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='Familien, z. B. "Rosaceae"; it''s all';

CREATE TABLE `genus` (
  `genus_id` mediumint(8) unsigned NOT NULL AUTO_INCREMENT,
  `family_id` smallint(5) unsigned NOT NULL,
  `name` varchar(60) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL COMMENT 'As printed',
  `author` varchar(255) DEFAULT NULL,
  `year` year(4) DEFAULT NULL,
  `last_update` timestamp NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),
  PRIMARY KEY (`genus_id`),
  KEY `idx_fk_family_id` (`family_id`),
  KEY `idx_author` (`author`(10)),
  CONSTRAINT `fk_genus_family` FOREIGN KEY (`family_id`) REFERENCES `family` (`family_id`) ON UPDATE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `language` (
  `language_id` tinyint(3) unsigned NOT NULL AUTO_INCREMENT,
  `name` char(20) NOT NULL,
  `last_update` timestamp NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),
  PRIMARY KEY (`language_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `species` (
  `species_id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `genus_id` mediumint(8) unsigned NOT NULL,
  `epithet` varchar(120) NOT NULL,
  `description` text DEFAULT NULL,
  `release_year` year(4) DEFAULT 2006,
  `language_id` tinyint(3) unsigned NOT NULL DEFAULT 1,
  `original_language_id` tinyint(3) unsigned DEFAULT NULL,
  `rental_duration` tinyint(3) unsigned NOT NULL DEFAULT 3,
  `price` decimal(4,2) NOT NULL DEFAULT 4.99,
  `height` smallint(5) unsigned DEFAULT NULL,
  `protection` enum('none','local','national','CITES','it''s complicated') DEFAULT 'none',
  `features` set('evergreen','edible','poisonous','scented') DEFAULT NULL,
  `last_update` timestamp NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),
  PRIMARY KEY (`species_id`),
  KEY `idx_epithet` (`epithet`),
  KEY `idx_fk_language_id` (`language_id`),
  KEY `idx_fk_original_language_id` (`original_language_id`),
  KEY `idx_fk_genus` (`genus_id`),
  CONSTRAINT `fk_species_genus` FOREIGN KEY (`genus_id`) REFERENCES `genus` (`genus_id`),
  CONSTRAINT `fk_species_language` FOREIGN KEY (`language_id`) REFERENCES `language` (`language_id`) ON UPDATE CASCADE,
  CONSTRAINT `fk_species_language_original` FOREIGN KEY (`original_language_id`) REFERENCES `language` (`language_id`) ON DELETE SET NULL ON UPDATE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `species_text` (
  `species_id` int(10) unsigned NOT NULL,
  `title` varchar(255) NOT NULL,
  `description` text DEFAULT NULL,
  PRIMARY KEY (`species_id`),
  FULLTEXT KEY `idx_title_description` (`title`,`description`)
) ENGINE=MyISAM DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci PACK_KEYS=1 CHECKSUM=1 DELAY_KEY_WRITE=1;

CREATE TABLE `cultivar` (
  `species_id` int(10) unsigned NOT NULL,
  `nr` smallint(6) NOT NULL DEFAULT 0,
  `name` varchar(191) CHARACTER SET utf8mb3 COLLATE utf8mb3_unicode_ci NOT NULL DEFAULT '',
  `code` char(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `bred_from` int(10) unsigned DEFAULT NULL,
  `bred_nr` smallint(6) DEFAULT NULL,
  PRIMARY KEY (`species_id`,`nr`),
  UNIQUE KEY `uq_code` (`code`),
  KEY `bred` (`bred_from`,`bred_nr`),
  KEY `name_desc` (`name` DESC,`nr`),
  CONSTRAINT `cultivar_ibfk_1` FOREIGN KEY (`species_id`) REFERENCES `species` (`species_id`) ON DELETE CASCADE,
  CONSTRAINT `cultivar_ibfk_2` FOREIGN KEY (`bred_from`, `bred_nr`) REFERENCES `cultivar` (`species_id`, `nr`) ON DELETE SET NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `synonym` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `species_id` int(10) unsigned NOT NULL,
  `text` tinytext NOT NULL,
  `source` mediumtext DEFAULT NULL,
  `sound` varchar(50) GENERATED ALWAYS AS (soundex(`text`)) VIRTUAL,
  `length` int(11) GENERATED ALWAYS AS (char_length(`text`)) STORED COMMENT 'in characters',
  PRIMARY KEY (`id`),
  KEY `sound` (`sound`),
  KEY `species` (`species_id`) COMMENT 'for the list',
  UNIQUE KEY `one_of_each` (`species_id`,`text`(40)),
  FULLTEXT KEY `ft` (`text`),
  CONSTRAINT `synonym_species` FOREIGN KEY (`species_id`) REFERENCES `species` (`species_id`) ON DELETE CASCADE ON UPDATE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=8;

-- ---- the garden ------------------------------------------------------------------------------------------------------

CREATE TABLE `gardens` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `name` varchar(100) NOT NULL,
  `outline` polygon NOT NULL,
  `entrance` point NOT NULL,
  `anything` geometry DEFAULT NULL,
  `paths` multilinestring DEFAULT NULL,
  PRIMARY KEY (`id`),
  SPATIAL KEY `outline` (`outline`),
  SPATIAL KEY `entrance` (`entrance`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `beds` (
  `garden_id` int(11) NOT NULL,
  `number` int(11) NOT NULL,
  `name in words` varchar(40) DEFAULT NULL,
  `Größe` decimal(8,2) unsigned DEFAULT 0.00,
  `order` int(11) NOT NULL DEFAULT 0,
  `tick``ed` tinyint(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (`garden_id`,`number`),
  KEY `by name` (`name in words`,`order`),
  CONSTRAINT `bed's garden` FOREIGN KEY (`garden_id`) REFERENCES `gardens` (`id`),
  CONSTRAINT `size` CHECK (`Größe` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_german2_ci;

CREATE TABLE `gardeners` (
  `id` binary(16) NOT NULL,
  `badge` int(5) unsigned zerofill NOT NULL,
  `name` varchar(80) NOT NULL,
  `chief` binary(16) DEFAULT NULL,
  `of_garden` int(11) DEFAULT NULL,
  `hired` date NOT NULL,
  `shift_from` time DEFAULT '08:00:00',
  `shift_to` time(3) DEFAULT NULL,
  `born` date DEFAULT NULL,
  `seen` datetime(6) DEFAULT current_timestamp(6) ON UPDATE current_timestamp(6),
  `salary` double(10,2) DEFAULT NULL,
  `rate` float unsigned DEFAULT 0.5,
  `rate2` float(7,4) NOT NULL DEFAULT 1.0000,
  `pin` varbinary(32) NOT NULL DEFAULT x'00ff',
  `flags` bit(8) NOT NULL DEFAULT b'101',
  `is_guide` bit(1) DEFAULT b'0',
  PRIMARY KEY (`id`),
  UNIQUE KEY `badge` (`badge`),
  KEY `chief` (`chief`),
  KEY `of_garden` (`of_garden`),
  CONSTRAINT `gardeners_chief` FOREIGN KEY (`chief`) REFERENCES `gardeners` (`id`) ON DELETE SET NULL,
  CONSTRAINT `gardeners_garden` FOREIGN KEY (`of_garden`) REFERENCES `gardens` (`id`) ON DELETE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

-- A ring.
ALTER TABLE `gardens` ADD COLUMN `head` binary(16) DEFAULT NULL, ADD CONSTRAINT `gardens_head` FOREIGN KEY (`head`) REFERENCES `gardeners` (`id`);

CREATE TABLE `plantings` (
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
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `waterings` (
  `bed` int(11) NOT NULL,
  `at` datetime NOT NULL,
  `litres` decimal(6,1) NOT NULL,
  `by` binary(16) DEFAULT NULL,
  PRIMARY KEY (`bed`,`at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
 PARTITION BY RANGE (year(`at`))
(PARTITION `p2023` VALUES LESS THAN (2024) ENGINE = InnoDB,
 PARTITION `p2024` VALUES LESS THAN (2025) COMMENT = 'a dry one' ENGINE = InnoDB,
 PARTITION `rest` VALUES LESS THAN MAXVALUE ENGINE = InnoDB);

CREATE TABLE `weather` (
  `station` varchar(10) NOT NULL,
  `day` date NOT NULL,
  `rain` float DEFAULT NULL,
  PRIMARY KEY (`station`,`day`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
 PARTITION BY LIST  COLUMNS(`station`)
(PARTITION `north` VALUES IN ('n1','n2') ENGINE = InnoDB,
 PARTITION `south` VALUES IN ('s1') ENGINE = InnoDB,
 PARTITION `others` DEFAULT ENGINE = InnoDB);

CREATE TABLE `clicks` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `who` int(11) NOT NULL,
  PRIMARY KEY (`id`,`who`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
 PARTITION BY HASH (`who`)
PARTITIONS 4;

CREATE TABLE `visits_by_day` (
  `day` date NOT NULL,
  `gate` tinyint(4) NOT NULL,
  `count` mediumint(9) DEFAULT 0,
  KEY `day` (`day`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
 PARTITION BY RANGE (to_days(`day`))
SUBPARTITION BY HASH (`gate`)
SUBPARTITIONS 2
(PARTITION `old` VALUES LESS THAN (738000) ENGINE = InnoDB,
 PARTITION `new` VALUES LESS THAN MAXVALUE ENGINE = InnoDB);

CREATE TABLE `sowings` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `packet` int(11) NOT NULL,
  `from` date NOT NULL,
  `until` date NOT NULL,
  PRIMARY KEY (`id`),
  PERIOD FOR `in_ground` (`from`, `until`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `prices` (
  `article` int(11) NOT NULL,
  `price` decimal(10,2) NOT NULL,
  `note` text WITHOUT SYSTEM VERSIONING DEFAULT NULL,
  PRIMARY KEY (`article`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci WITH SYSTEM VERSIONING;

-- ---- the shop --------------------------------------------------------------------------------------------------------

CREATE SEQUENCE `order_numbers` start with 100000 minvalue 1 maxvalue 9223372036854775806 increment by 1 cache 100 nocycle ENGINE=InnoDB;
CREATE SEQUENCE `badge_numbers` start with 10 minvalue 10 maxvalue 99 increment by 5 cache 10 cycle ENGINE=InnoDB;

CREATE TABLE `customers` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `store_id` smallint(6) DEFAULT 0,
  `email` varchar(254) DEFAULT NULL,
  `group` enum('guest','member','friend') CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL DEFAULT 'guest',
  `ip4` inet4 DEFAULT NULL,
  `ip6` inet6 DEFAULT '::1',
  `newsletter` tinyint(1) DEFAULT 1,
  `points` int(11) unsigned NOT NULL DEFAULT 0,
  `big` bigint(20) DEFAULT -9223372036854775808,
  `created_at` timestamp NOT NULL DEFAULT current_timestamp(),
  `updated_at` timestamp NULL DEFAULT NULL ON UPDATE current_timestamp(),
  `deleted_at` datetime DEFAULT NULL,
  `address` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(`address`)),
  `city` varchar(80) GENERATED ALWAYS AS (json_unquote(json_extract(`address`,'$.city'))) STORED,
  PRIMARY KEY (`id`),
  UNIQUE KEY `email_store` (`email`,`store_id`),
  KEY `city` (`city`)
) ENGINE=InnoDB AUTO_INCREMENT=1000 DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_general_ci;

CREATE TABLE `articles` (
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
  `packed` text COMPRESSED DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `sku` (`sku`),
  CONSTRAINT `vat_range` CHECK (`vat` between 0 and 1 and `vat` <> 0.5)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci STATS_PERSISTENT=0 PAGE_CHECKSUM=1;

CREATE TABLE `orders` (
  `number` bigint(20) NOT NULL DEFAULT nextval(`order_numbers`),
  `customer_id` int(11) NOT NULL,
  `state` enum('new','paid','sent','returned') NOT NULL DEFAULT 'new',
  `total` decimal(12,2) NOT NULL DEFAULT 0.00,
  `placed` datetime NOT NULL DEFAULT current_timestamp(),
  `sent` datetime(3) DEFAULT NULL,
  `remote_ip` varbinary(16) DEFAULT NULL,
  PRIMARY KEY (`number`),
  KEY `customer` (`customer_id`,`placed` DESC),
  CONSTRAINT `FK_ORDERS_CUSTOMER` FOREIGN KEY (`customer_id`) REFERENCES `customers` (`id`) ON DELETE CASCADE ON UPDATE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `order_lines` (
  `order_number` bigint(20) NOT NULL,
  `line` tinyint(3) unsigned NOT NULL,
  `article_id` int(11) NOT NULL,
  `quantity` decimal(12,4) NOT NULL DEFAULT 1.0000,
  `price` decimal(12,4) NOT NULL,
  `amount` decimal(24,8) GENERATED ALWAYS AS (`quantity` * `price`) VIRTUAL,
  PRIMARY KEY (`order_number`,`line`),
  KEY `IDX_ARTICLE` (`article_id`),
  CONSTRAINT `FK_LINES_ARTICLE` FOREIGN KEY (`article_id`) REFERENCES `articles` (`id`),
  CONSTRAINT `FK_LINES_ORDER` FOREIGN KEY (`order_number`) REFERENCES `orders` (`number`) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `invoices` (
  `branch` char(3) NOT NULL,
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `order_number` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`branch`,`id`),
  KEY `id` (`id`),
  UNIQUE KEY `order` (`order_number`),
  CONSTRAINT `invoices_of_orders` FOREIGN KEY (`order_number`) REFERENCES `orders` (`number`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci;

CREATE TABLE `carts` (
  `token` char(36) NOT NULL,
  `customer_id` int(11) DEFAULT NULL,
  `content` varchar(4000) DEFAULT NULL,
  KEY `customer` (`customer_id`) USING HASH,
  PRIMARY KEY (`token`)
) ENGINE=MEMORY DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci MAX_ROWS=10000;

CREATE TABLE `coupons` (
  `code` varchar(255) NOT NULL,
  `percent` tinyint(4) DEFAULT NULL CHECK (`percent` between 1 and 99),
  `cents` int(11) DEFAULT NULL,
  `valid_until` date DEFAULT NULL,
  PRIMARY KEY (`code`),
  CONSTRAINT `one_of_two` CHECK (`percent` is null xor `cents` is null)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `stock` (
  `article_id` int(11) NOT NULL,
  `place` varchar(20) NOT NULL DEFAULT 'main',
  `pieces` int(11) NOT NULL DEFAULT 0,
  `weight` decimal(30,10) DEFAULT NULL,
  PRIMARY KEY (`article_id`,`place`),
  CONSTRAINT `stock_article` FOREIGN KEY (`article_id`) REFERENCES `articles` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `stock_log` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `article_id` int(11) NOT NULL,
  `was` int(11) DEFAULT NULL,
  `is` int(11) DEFAULT NULL,
  `at` timestamp(6) NOT NULL DEFAULT current_timestamp(6),
  KEY `id` (`id`)
) ENGINE=Aria DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci PAGE_CHECKSUM=1 TRANSACTIONAL=1;

CREATE TABLE `audit` (
  `at` datetime NOT NULL,
  `text` varchar(500) NOT NULL
) ENGINE=Aria DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci ROW_FORMAT=DYNAMIC TRANSACTIONAL=0;

CREATE TABLE `export` (
  `sku` varchar(64) NOT NULL,
  `price` decimal(10,2) NOT NULL
) ENGINE=CSV DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `suppliers` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `name` varchar(100) NOT NULL,
  `country` char(2) NOT NULL DEFAULT 'DE',
  `bank` varchar(34) DEFAULT NULL,
  `since` year(4) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci ROW_FORMAT=DYNAMIC;

CREATE TABLE `supplies` (
  `supplier_id` int(11) NOT NULL,
  `article_id` int(11) NOT NULL,
  `price` decimal(10,2) DEFAULT NULL,
  PRIMARY KEY (`supplier_id`,`article_id`),
  KEY `supplies_article` (`article_id`),
  CONSTRAINT `supplies_article` FOREIGN KEY (`article_id`) REFERENCES `articles` (`id`),
  CONSTRAINT `supplies_supplier` FOREIGN KEY (`supplier_id`) REFERENCES `suppliers` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `taxes` (
  `id` tinyint(3) unsigned NOT NULL AUTO_INCREMENT,
  `rate` decimal(6,4) unsigned zerofill NOT NULL,
  `from` date NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `rate` (`rate`,`from`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

-- ---- the blog --------------------------------------------------------------------------------------------------------

CREATE TABLE `wp_users` (
  `ID` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `user_login` varchar(60) NOT NULL DEFAULT '',
  `user_registered` datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  `user_status` int(11) NOT NULL DEFAULT 0,
  PRIMARY KEY (`ID`),
  KEY `user_login_key` (`user_login`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `wp_posts` (
  `ID` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `post_author` bigint(20) unsigned NOT NULL DEFAULT 0,
  `post_date` datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  `post_content` longtext NOT NULL,
  `post_status` varchar(20) NOT NULL DEFAULT 'publish',
  `post_name` varchar(200) NOT NULL DEFAULT '',
  `post_type` varchar(20) NOT NULL DEFAULT 'post',
  `comment_count` bigint(20) NOT NULL DEFAULT 0,
  PRIMARY KEY (`ID`),
  KEY `post_name` (`post_name`(191)),
  KEY `type_status_date` (`post_type`,`post_status`,`post_date`,`ID`),
  KEY `post_author` (`post_author`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `wp_postmeta` (
  `meta_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `post_id` bigint(20) unsigned NOT NULL DEFAULT 0,
  `meta_key` varchar(255) DEFAULT NULL,
  `meta_value` longtext DEFAULT NULL,
  PRIMARY KEY (`meta_id`),
  KEY `post_id` (`post_id`),
  KEY `meta_key` (`meta_key`(191))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `wp_options` (
  `option_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `option_name` varchar(191) NOT NULL DEFAULT '',
  `option_value` longtext NOT NULL,
  `autoload` varchar(20) NOT NULL DEFAULT 'yes',
  PRIMARY KEY (`option_id`),
  UNIQUE KEY `option_name` (`option_name`),
  KEY `autoload` (`autoload`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `wp_terms` (
  `term_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(200) NOT NULL DEFAULT '',
  `slug` varchar(200) NOT NULL DEFAULT '',
  `term_group` bigint(10) NOT NULL DEFAULT 0,
  PRIMARY KEY (`term_id`),
  KEY `slug` (`slug`(191)),
  KEY `name` (`name`(191))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `wp_term_relationships` (
  `object_id` bigint(20) unsigned NOT NULL DEFAULT 0,
  `term_taxonomy_id` bigint(20) unsigned NOT NULL DEFAULT 0,
  `term_order` int(11) NOT NULL DEFAULT 0,
  PRIMARY KEY (`object_id`,`term_taxonomy_id`),
  KEY `term_taxonomy_id` (`term_taxonomy_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

-- ---- the wiki --------------------------------------------------------------------------------------------------------

CREATE TABLE `page` (
  `page_id` int(8) unsigned NOT NULL AUTO_INCREMENT,
  `page_namespace` int(11) NOT NULL,
  `page_title` varbinary(255) NOT NULL,
  `page_random` double unsigned NOT NULL,
  `page_touched` binary(14) NOT NULL,
  `page_links_updated` varbinary(14) DEFAULT NULL,
  `page_len` int(8) unsigned NOT NULL,
  PRIMARY KEY (`page_id`),
  UNIQUE KEY `page_name_title` (`page_namespace`,`page_title`),
  KEY `page_random` (`page_random`)
) ENGINE=InnoDB DEFAULT CHARSET=binary;

CREATE TABLE `revision` (
  `rev_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `rev_page` int(10) unsigned NOT NULL,
  `rev_sha1` varbinary(32) NOT NULL DEFAULT '',
  `rev_deleted` tinyint(3) unsigned NOT NULL DEFAULT 0,
  `rev_text` mediumblob NOT NULL,
  PRIMARY KEY (`rev_id`),
  KEY `rev_page` (`rev_page`,`rev_id`)
) ENGINE=InnoDB DEFAULT CHARSET=binary;

CREATE TABLE `searchindex` (
  `si_page` int(10) unsigned NOT NULL,
  `si_title` varchar(255) NOT NULL DEFAULT '',
  `si_text` mediumtext NOT NULL,
  UNIQUE KEY `si_page` (`si_page`),
  FULLTEXT KEY `si_title` (`si_title`),
  FULLTEXT KEY `si_text` (`si_text`)
) ENGINE=MyISAM DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_general_ci;

CREATE TABLE `objectcache` (
  `keyname` varbinary(255) NOT NULL DEFAULT '',
  `value` mediumblob DEFAULT NULL,
  `exptime` binary(14) NOT NULL,
  PRIMARY KEY (`keyname`),
  KEY `exptime` (`exptime`)
) ENGINE=InnoDB DEFAULT CHARSET=binary;

-- ---- visitors --------------------------------------------------------------------------------------------------------

CREATE TABLE `visitors` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `name` varchar(50) DEFAULT NULL,
  `name_uca` varchar(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci DEFAULT NULL,
  `first` datetime DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `tickets` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `visitor_id` int(11) DEFAULT NULL,
  `kind` enum('day','year','group') NOT NULL,
  `price` decimal(5,2) NOT NULL,
  `sold` timestamp NOT NULL DEFAULT current_timestamp(),
  `valid` date DEFAULT (current_timestamp() + interval 1 year),
  PRIMARY KEY (`id`),
  KEY `visitor_id` (`visitor_id`),
  CONSTRAINT `tickets_ibfk_1` FOREIGN KEY (`visitor_id`) REFERENCES `visitors` (`id`) ON DELETE SET NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `guides` (
  `gardener_id` binary(16) NOT NULL,
  `language_id` tinyint(3) unsigned NOT NULL,
  PRIMARY KEY (`gardener_id`,`language_id`),
  KEY `language` (`language_id`),
  CONSTRAINT `guides_gardener` FOREIGN KEY (`gardener_id`) REFERENCES `gardeners` (`id`) ON DELETE CASCADE,
  CONSTRAINT `guides_language` FOREIGN KEY (`language_id`) REFERENCES `language` (`language_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `tours` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `garden_id` int(11) NOT NULL,
  `guide` binary(16) DEFAULT NULL,
  `starts` datetime NOT NULL,
  `minutes` smallint(5) unsigned NOT NULL DEFAULT 60,
  `ends` datetime GENERATED ALWAYS AS (`starts` + interval `minutes` minute) STORED,
  PRIMARY KEY (`id`),
  UNIQUE KEY `guide` (`guide`,`starts`),
  KEY `garden_id` (`garden_id`),
  CONSTRAINT `tours_garden` FOREIGN KEY (`garden_id`) REFERENCES `gardens` (`id`),
  CONSTRAINT `tours_guide` FOREIGN KEY (`guide`) REFERENCES `gardeners` (`id`) ON DELETE SET NULL ON UPDATE SET NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `tour_visitors` (
  `tour_id` int(11) NOT NULL,
  `visitor_id` int(11) NOT NULL,
  PRIMARY KEY (`tour_id`,`visitor_id`),
  KEY `visitor_id` (`visitor_id`),
  CONSTRAINT `tour_visitors_tour` FOREIGN KEY (`tour_id`) REFERENCES `tours` (`id`) ON DELETE CASCADE,
  CONSTRAINT `tour_visitors_visitor` FOREIGN KEY (`visitor_id`) REFERENCES `visitors` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `select` (
  `from` int(11) DEFAULT NULL,
  `where` varchar(10) DEFAULT 'x''y"z\\',
  `key` text DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `MixedCase` (
  `Id` int(11) NOT NULL,
  `Übergröße` varchar(10) DEFAULT NULL,
  PRIMARY KEY (`Id`),
  KEY `IX_Übergröße` (`Übergröße`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `settings` (
  `name` varchar(64) NOT NULL,
  `value` blob NOT NULL,
  `at` timestamp NOT NULL DEFAULT '0000-00-00 00:00:00',
  `zero` decimal(3,1) DEFAULT -0.5,
  `yes` tinyint(1) DEFAULT 1,
  `maybe` tinyint(1) DEFAULT NULL,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `jobs` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `queue` varchar(255) NOT NULL,
  `payload` longtext NOT NULL,
  `attempts` tinyint(3) unsigned NOT NULL,
  `reserved_at` int(10) unsigned DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `jobs_queue_index` (`queue`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `keywords` (
  `word` varchar(3000) NOT NULL,
  `page` int(11) NOT NULL,
  UNIQUE KEY `word` (`word`) USING HASH
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `seeds` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `species_id` int(10) unsigned NOT NULL,
  `harvest` date NOT NULL,
  `grams` float DEFAULT NULL,
  `swap` tinyint(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (`id`),
  KEY `seeds_species` (`species_id`,`harvest`),
  CONSTRAINT `seeds_species` FOREIGN KEY (`species_id`) REFERENCES `species` (`species_id`) ON UPDATE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `swaps` (
  `seed_id` int(11) NOT NULL,
  `for_id` int(11) NOT NULL,
  `agreed` timestamp NULL DEFAULT NULL,
  PRIMARY KEY (`seed_id`,`for_id`),
  KEY `for_id` (`for_id`),
  CONSTRAINT `swaps_ibfk_1` FOREIGN KEY (`seed_id`) REFERENCES `seeds` (`id`),
  CONSTRAINT `swaps_ibfk_2` FOREIGN KEY (`for_id`) REFERENCES `seeds` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

-- ---- code ------------------------------------------------------------------------------------------------------------

DELIMITER ;;
CREATE FUNCTION `full_name`(p_species int unsigned) RETURNS varchar(200) CHARSET utf8mb4 COLLATE utf8mb4_general_ci
    READS SQL DATA
    DETERMINISTIC
    SQL SECURITY INVOKER
    COMMENT 'Genus and epithet; "as printed"'
BEGIN
  DECLARE v varchar(200);
  SELECT concat(g.name, ' ', s.epithet) INTO v FROM species s JOIN genus g ON g.genus_id = s.genus_id WHERE s.species_id = p_species;
  RETURN v; -- done; really
END ;;
CREATE FUNCTION `with_tax`(price decimal(10,2), rate decimal(6,4)) RETURNS decimal(12,2)
    DETERMINISTIC
RETURN price * (1 + rate) ;;
CREATE PROCEDURE `water`(IN p_bed int, OUT p_litres decimal(6,1), INOUT p_count int)
    MODIFIES SQL DATA
BEGIN
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET p_litres = 0;
  SELECT sum(litres) INTO p_litres FROM waterings WHERE bed = p_bed;
  SET p_count = p_count + 1;
END ;;
CREATE TRIGGER `species_ins` AFTER INSERT ON `species` FOR EACH ROW BEGIN
    INSERT INTO species_text (species_id, title, description) VALUES (new.species_id, new.epithet, new.description);
  END ;;
CREATE TRIGGER `species_upd` AFTER UPDATE ON `species` FOR EACH ROW BEGIN
    IF (old.epithet != new.epithet) OR (old.description != new.description) THEN
        UPDATE species_text SET title = new.epithet, description = new.description WHERE species_id = old.species_id;
    END IF;
  END ;;
CREATE TRIGGER `species_del` AFTER DELETE ON `species` FOR EACH ROW DELETE FROM species_text WHERE species_id = old.species_id ;;
CREATE TRIGGER `stock_b` BEFORE UPDATE ON `stock` FOR EACH ROW SET NEW.pieces = greatest(NEW.pieces, 0) ;;
CREATE TRIGGER `stock_a` BEFORE UPDATE ON `stock` FOR EACH ROW FOLLOWS `stock_b` INSERT INTO stock_log (article_id, was, `is`) VALUES (NEW.article_id, OLD.pieces, NEW.pieces) ;;
CREATE EVENT `old_carts` ON SCHEDULE EVERY 1 HOUR STARTS '2024-01-01 00:00:00' ON COMPLETION PRESERVE DISABLE COMMENT 'tidy' DO DELETE FROM carts WHERE customer_id IS NULL ;;
DELIMITER ;

CREATE VIEW `species_list` AS SELECT `s`.`species_id` AS `SID`, `f`.`name` AS `family`, concat(`g`.`name`,' ',`s`.`epithet`) AS `full name`, `s`.`price` AS `price` FROM ((`species` `s` JOIN `genus` `g` ON(`g`.`genus_id` = `s`.`genus_id`)) JOIN `family` `f` ON(`f`.`family_id` = `g`.`family_id`));
CREATE SQL SECURITY INVOKER VIEW `cheap_species` AS SELECT * FROM `species_list` WHERE `price` < 5;
CREATE VIEW `open_orders` AS SELECT `number`, `customer_id`, `state` FROM `orders` WHERE `state` in ('new','paid') WITH CASCADED CHECK OPTION;
CREATE VIEW `revenue` AS SELECT cast(`placed` as date) AS `day`, sum(`total`) AS `total` FROM `orders` GROUP BY cast(`placed` as date);
CREATE VIEW `new_orders` AS SELECT * FROM `open_orders` WHERE `state` = 'new' WITH LOCAL CHECK OPTION;
CREATE ALGORITHM=MERGE VIEW `customers_of_ip` AS SELECT `id`, concat(_binary'a', `email`) AS `who`, concat(`email`, _utf8mb3' ') AS `mail` FROM `customers`;

-- Words that mean nothing and are kept.
CREATE TABLE `visits` (
  `id` bigint NOT NULL,
  `customer_id` int(11) DEFAULT NULL,
  `store_id` smallint(6) NOT NULL,
  `made_of` int(11) DEFAULT NULL,
  `note` varchar(20) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `one_note` (`note`) COMMENT 'of each',
  KEY `by_store` (`store_id`) USING BTREE,
  KEY `by_customer` (`customer_id`) USING BTREE COMMENT 'as the key needs it',
  CONSTRAINT `fk_visits_customer` FOREIGN KEY (`customer_id`) REFERENCES `customers` (`id`) ON DELETE NO ACTION ON UPDATE NO ACTION,
  CONSTRAINT `fk_visits_made_of` FOREIGN KEY (`made_of`) REFERENCES `articles` (`id`) ON DELETE SET NULL ON UPDATE NO ACTION
) ENGINE=InnoDB;
CREATE TABLE `visitor_names` (
  `id` bigint NOT NULL,
  `name` varchar(20) DEFAULT NULL,
  PRIMARY KEY (`id`) USING BTREE,
  UNIQUE KEY `name` (`name`) USING BTREE
) ENGINE=InnoDB;
