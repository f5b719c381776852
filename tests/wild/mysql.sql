-- A public library, as a database of MySQL 8.0 that was made by several tools. Invented for the tests. What is in it that
-- MariaDB has not, or says otherwise:
--
--   * defaults that are expressions, texts in checks and generated columns, which get the connection's character set
--   * indexes of expressions, invisible ones, descending ones, with a parser; columns that are invisible; points with a place
--   * generated columns that take no NULL, JSON that is no text, checks without names, one that is not enforced
--   * views with names of columns before the query, and with common table expressions and windows
--   * collations of MySQL 8, partitions behind comments, numbers with widths

CREATE TABLE `branches` (
  `id` smallint unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(80) NOT NULL,
  `place` point NOT NULL /*!80003 SRID 4326 */,
  `area` polygon DEFAULT NULL,
  `opened` year DEFAULT '1999',
  `hours` json NOT NULL DEFAULT (json_object('mon', json_array('09:00', '18:00'))),
  `extra` json DEFAULT ('{}'),
  `monday` varchar(20) GENERATED ALWAYS AS (json_unquote(json_extract(`hours`, '$.mon[0]'))) VIRTUAL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `name` (`name`),
  SPATIAL KEY `place` (`place`)
) ENGINE=InnoDB AUTO_INCREMENT=12 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci COMMENT='it''s "all" of them';

CREATE TABLE `readers` (
  `id` binary(16) NOT NULL DEFAULT (uuid_to_bin(uuid(), 1)),
  `card` int(8) unsigned zerofill NOT NULL,
  `given_name` varchar(60) NOT NULL,
  `family_name` varchar(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_de_pb_0900_ai_ci NOT NULL,
  `full_name` varchar(130) GENERATED ALWAYS AS (concat(`given_name`, ' ', `family_name`)) STORED NOT NULL,
  `email` varchar(254) CHARACTER SET ascii COLLATE ascii_general_ci DEFAULT NULL,
  `phone` varchar(30) DEFAULT NULL,
  `born` date DEFAULT NULL,
  `level` enum('child','adult','it''s staff') NOT NULL DEFAULT 'adult',
  `interests` set('poems','crime','cooking') DEFAULT 'poems',
  `active` tinyint(1) NOT NULL DEFAULT '1',
  `score` decimal(6,2) unsigned NOT NULL DEFAULT '0.00',
  `ratio` float DEFAULT '0.5',
  `pin` binary(4) DEFAULT '1234',
  `flags` bit(4) NOT NULL DEFAULT b'101',
  `secret` varchar(40) DEFAULT NULL /*!80023 INVISIBLE */,
  `since` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  `changed` datetime(3) DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP(3),
  `until` date NOT NULL DEFAULT ((curdate() + interval 1 year)),
  `branch_id` smallint unsigned DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `card` (`card` DESC),
  UNIQUE KEY `email` ((lower(`email`))),
  KEY `name` (`family_name`,`given_name` DESC),
  KEY `born_month` ((month(`born`)),`level`),
  KEY `hidden` (`phone`) /*!80000 INVISIBLE */,
  KEY `branch` (`branch_id`),
  CONSTRAINT `readers_branch` FOREIGN KEY (`branch_id`) REFERENCES `branches` (`id`) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT `born` CHECK (`born` is null or `born` > '1900-01-01'),
  CONSTRAINT `email_is_one` CHECK (`email` like '%_@_%' and `email` not regexp '[[:space:]]' or `email` is null),
  CHECK (`score` between 0 and 1000),
  CHECK (`level` in ('child', 'adult', 'it''s staff') and not (`level` = 'child' and `born` is null)),
  CONSTRAINT `not_yet` CHECK (`phone` <> 'x\\y') /*!80016 NOT ENFORCED */
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;

CREATE TABLE `titles` (
  `id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `isbn` char(13) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT NULL,
  `title` varchar(300) NOT NULL,
  `text` mediumtext,
  `note` text DEFAULT ('none, it''s'),
  `pages` mediumint unsigned DEFAULT '0',
  `published` smallint(4) DEFAULT NULL,
  `price` double DEFAULT '1.5',
  `cover` longblob DEFAULT (x'00ff'),
  `words` int GENERATED ALWAYS AS (((length(`title`) - length(replace(`title`, ' ', ''))) + 1)) STORED COMMENT 'of the title',
  PRIMARY KEY (`id`),
  KEY `isbn` (`isbn`),
  KEY `long` (`title`(20),`pages`) COMMENT 'first words',
  FULLTEXT KEY `words` (`title`,`text`),
  FULLTEXT KEY `grams` (`text`) /*!50100 WITH PARSER `ngram` */
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_as_cs ROW_FORMAT=DYNAMIC STATS_PERSISTENT=1;

CREATE TABLE `loans` (
  `title_id` bigint unsigned NOT NULL,
  `reader_id` binary(16) NOT NULL,
  `day` date NOT NULL DEFAULT (curdate()),
  `back` datetime(6) DEFAULT NULL,
  `renewed` tinyint NOT NULL DEFAULT '0',
  `days` int GENERATED ALWAYS AS (timestampdiff(DAY, `day`, `back`)) VIRTUAL,
  PRIMARY KEY (`title_id`,`reader_id`,`day`),
  KEY `reader` (`reader_id`) USING BTREE,
  CONSTRAINT `loans_ibfk_1` FOREIGN KEY (`title_id`) REFERENCES `titles` (`id`) ON DELETE RESTRICT,
  CONSTRAINT `loans_reader` FOREIGN KEY (`reader_id`) REFERENCES `readers` (`id`) ON DELETE CASCADE,
  CONSTRAINT `loans_chk_7` CHECK (`renewed` >= 0 and `renewed` <= 3)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;

CREATE TABLE `visits` (
  `branch` smallint unsigned NOT NULL,
  `at` datetime NOT NULL,
  `n` int NOT NULL DEFAULT '1',
  PRIMARY KEY (`branch`,`at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin
/*!50100 PARTITION BY RANGE (year(`at`))
(PARTITION p2023 VALUES LESS THAN (2024) ENGINE = InnoDB,
 PARTITION p2024 VALUES LESS THAN (2025) COMMENT = 'a dry one' ENGINE = InnoDB,
 PARTITION rest VALUES LESS THAN MAXVALUE ENGINE = InnoDB) */;

CREATE TABLE `clicks` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  `who` int NOT NULL,
  PRIMARY KEY (`id`,`who`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1
/*!50100 PARTITION BY KEY (who)
PARTITIONS 3 */;

CREATE TABLE `carts` (
  `token` char(36) NOT NULL,
  `content` varchar(400) DEFAULT NULL,
  PRIMARY KEY (`token`),
  KEY `content` (`content`) USING BTREE
) ENGINE=MEMORY DEFAULT CHARSET=utf8mb3 MAX_ROWS=100;

CREATE TABLE `old_words` (
  `from` varchar(20) COLLATE utf8mb4_unicode_520_ci DEFAULT NULL,
  `rank` int DEFAULT NULL,
  `Größe` varchar(10) DEFAULT 'x''y"z\\',
  `tick``ed` int DEFAULT NULL,
  FULLTEXT KEY `from` (`from`)
) ENGINE=MyISAM DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci PACK_KEYS=1;

DELIMITER ;;
CREATE FUNCTION `fee`(p_days int, p_rate decimal(5,2)) RETURNS decimal(8,2)
    DETERMINISTIC
    COMMENT 'in euros'
RETURN greatest(p_days, 0) * p_rate ;;
CREATE FUNCTION `greeting`(p_name varchar(60)) RETURNS varchar(100) CHARSET utf8mb4
    NO SQL
    DETERMINISTIC
    SQL SECURITY INVOKER
BEGIN
  DECLARE v varchar(100);
  SET v = concat('hello, ', p_name); -- it's polite
  RETURN v;
END ;;
CREATE PROCEDURE `give_back`(IN p_title bigint, OUT p_days int)
    MODIFIES SQL DATA
BEGIN
  UPDATE loans SET back = now(6) WHERE title_id = p_title AND back IS NULL;
  SELECT max(days) INTO p_days FROM loans WHERE title_id = p_title;
END ;;
CREATE TRIGGER `loans_b` BEFORE UPDATE ON `loans` FOR EACH ROW SET NEW.renewed = least(NEW.renewed, 3) ;;
CREATE TRIGGER `loans_a` BEFORE UPDATE ON `loans` FOR EACH ROW FOLLOWS `loans_b` BEGIN
  IF NEW.back < OLD.day THEN SET NEW.back = OLD.day; END IF;
END ;;
CREATE EVENT `tidy` ON SCHEDULE EVERY 1 DAY STARTS '2024-01-01 00:00:00' ON COMPLETION PRESERVE DISABLE DO DELETE FROM carts ;;
DELIMITER ;

CREATE VIEW `late` AS SELECT l.title_id, r.full_name, upper(r.family_name) AS shout, 'late' AS state FROM loans l JOIN readers r ON r.id = l.reader_id WHERE l.back IS NULL AND l.day < curdate() - INTERVAL 28 DAY;
CREATE VIEW `per_branch` (`branch`, `how many`) AS SELECT b.name, count(r.id) FROM branches b LEFT JOIN readers r ON r.branch_id = b.id GROUP BY b.name;
CREATE SQL SECURITY INVOKER VIEW `ranked` AS WITH q AS (SELECT title_id, count(*) AS n FROM loans GROUP BY title_id) SELECT title_id, n, rank() OVER (ORDER BY n DESC) AS `rank` FROM q;
CREATE ALGORITHM=MERGE VIEW `adults` AS SELECT id, given_name FROM readers WHERE level = 'adult' WITH CASCADED CHECK OPTION;
CREATE VIEW `all_names` AS SELECT name AS n FROM branches UNION ALL SELECT given_name FROM readers ORDER BY n LIMIT 5;
