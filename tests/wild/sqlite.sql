-- A bee-keeper's log book, as the SQLite file of an application that grew for years: several hands, several habits of quoting
-- and naming, and everything that schemas found in public use. Invented for the tests. What is in it:
--
--   * types: of SQLite's own and of everybody else's, of several words, with sizes, of small letters, none at all
--   * keys: rowid aliases with and without AUTOINCREMENT, INT PRIMARY KEY that is none, composite, descending, keys that take
--     NULL, WITHOUT ROWID, STRICT
--   * constraints with names and without, of columns and of tables, with conflict clauses; foreign keys with actions,
--     deferred, on themselves, in rings, to a table that comes later or not at all, without columns
--   * defaults of every kind, collations, generated columns
--   * indexes: partial, of expressions, with collations, descending, unique
--   * quotes of every kind, comments inside of statements, awkward names
--   * views, on views, with columns, with common table expressions; triggers of all kinds; full text and R-tree tables

CREATE TABLE [Apiary]
(
    [ApiaryId] INTEGER  NOT NULL,
    [Name] NVARCHAR(160)  NOT NULL,
    [KeeperId] INTEGER  NOT NULL,
    CONSTRAINT [PK_Apiary] PRIMARY KEY  ([ApiaryId]),
    FOREIGN KEY ([KeeperId]) REFERENCES [Keeper] ([KeeperId])
                ON DELETE NO ACTION ON UPDATE NO ACTION
);
CREATE TABLE [Keeper]
(
    [KeeperId] INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    [FirstName] NVARCHAR(40)  NOT NULL,
    [LastName] NVARCHAR(20),
    [BirthDate] DATETIME,
    [Fee] NUMERIC(10,2)  NOT NULL,
    [ReportsTo] INTEGER,
    FOREIGN KEY ([ReportsTo]) REFERENCES [Keeper] ([KeeperId])
);
CREATE UNIQUE INDEX [IPK_Apiary] ON [Apiary]([ApiaryId]);
CREATE INDEX [IFK_ApiaryKeeperId] ON [Apiary] ([KeeperId]);

-- As an object-relational mapper of Python writes it.
CREATE TABLE "app_hive" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "kind" varchar(20) NOT NULL, "made" date NULL, "seen" datetime NOT NULL, "is_active" bool NOT NULL, "weight" decimal NULL, "apiary_id" integer NOT NULL REFERENCES "Apiary" ("ApiaryId") DEFERRABLE INITIALLY DEFERRED, "notes" text NOT NULL, "data" text NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)), "uuid" char(32) NOT NULL UNIQUE);
CREATE INDEX "app_hive_apiary_id_5a1b2c3d" ON "app_hive" ("apiary_id");
CREATE UNIQUE INDEX "app_hive_apiary_id_number_9f8e7d6c_uniq" ON "app_hive" ("apiary_id", "number");
CREATE TABLE "app_hive_tags" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "hive_id" bigint NOT NULL REFERENCES "app_hive" ("id") DEFERRABLE INITIALLY DEFERRED, "tag_id" bigint NOT NULL REFERENCES "app_tag" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "app_tag" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(50) NOT NULL UNIQUE);
CREATE TABLE "django_migrations" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app" varchar(255) NOT NULL, "name" varchar(255) NOT NULL, "applied" datetime NOT NULL);

-- As a library for telephones writes it.
CREATE TABLE IF NOT EXISTS `queens` (`_id` INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, `colour` TEXT NOT NULL DEFAULT 'white', `born` INTEGER, `mother` INTEGER, `hive_id` INTEGER, FOREIGN KEY(`mother`) REFERENCES `queens`(`_id`) ON UPDATE NO ACTION ON DELETE SET NULL , FOREIGN KEY(`hive_id`) REFERENCES `app_hive`(`id`) ON UPDATE CASCADE ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX `index_queens_hive_id` ON `queens` (`hive_id`);

-- As a browser writes it.
CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url LONGVARCHAR, title LONGVARCHAR, rev_host LONGVARCHAR, visit_count INTEGER DEFAULT 0, hidden INTEGER DEFAULT 0 NOT NULL, typed INTEGER DEFAULT 0 NOT NULL, frecency INTEGER DEFAULT -1 NOT NULL, last_visit_date INTEGER , guid TEXT, foreign_count INTEGER DEFAULT 0 NOT NULL, url_hash INTEGER DEFAULT 0 NOT NULL , description TEXT, preview_image_url TEXT, site_name TEXT, origin_id INTEGER REFERENCES moz_origins(id), recalc_frecency INTEGER NOT NULL DEFAULT 0);
CREATE TABLE moz_origins ( id INTEGER PRIMARY KEY, prefix TEXT NOT NULL, host TEXT NOT NULL, frecency INTEGER NOT NULL, UNIQUE (prefix, host) );
CREATE TABLE moz_meta (key TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID ;
CREATE UNIQUE INDEX moz_places_guid_uniqueindex ON moz_places (guid);
CREATE INDEX moz_places_url_hashindex ON moz_places (url_hash);

-- As people write it, by hand.
create table inspections (
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
);

CREATE TABLE treatments (
  hive_id INTEGER NOT NULL,
  nr INT NOT NULL,
  drug_code CHARACTER VARYING(20) NOT NULL CONSTRAINT drug_known REFERENCES drugs ON UPDATE CASCADE,
  millilitres DOUBLE PRECISION CONSTRAINT some_of_it CHECK (millilitres > 0.0),
  temperature FLOAT DEFAULT -1.5e-1,
  "from" DATE DEFAULT CURRENT_DATE,
  "to" TIME DEFAULT CURRENT_TIME,
  CONSTRAINT treatments_pk PRIMARY KEY (hive_id, nr),
  CONSTRAINT treatments_hive FOREIGN KEY (hive_id) REFERENCES app_hive (id) ON DELETE CASCADE ON UPDATE RESTRICT,
  CONSTRAINT treatments_order CHECK ("from" IS NULL OR "to" IS NULL OR "from" <= "to"),
  CHECK (nr > 0)
) WITHOUT ROWID;
CREATE TABLE drugs (code VARCHAR(20) PRIMARY KEY, name TEXT NOT NULL COLLATE NOCASE UNIQUE, dose UNSIGNED BIG INT, waiting_days MEDIUMINT);

CREATE TABLE harvests (
  id INTEGER PRIMARY KEY,
  hive_id INTEGER REFERENCES app_hive(id) ON DELETE SET DEFAULT DEFAULT 1,
  kilos DECIMAL(10,5) NOT NULL,
  water DECIMAL(3,1),
  price_cents INT GENERATED ALWAYS AS (CAST(kilos * 1200 AS INT)) STORED,
  label TEXT AS ('H-' || id) VIRTUAL,
  dry BOOLEAN GENERATED ALWAYS AS (water < 18.5)
);
CREATE INDEX harvests_label ON harvests (label);
CREATE INDEX harvests_big ON harvests (kilos DESC, hive_id) WHERE kilos > 20 AND hive_id IS NOT NULL;
CREATE INDEX harvests_words ON harvests (lower(label) COLLATE NOCASE DESC, kilos * 2);

CREATE TABLE jars (
  id INTEGER PRIMARY KEY DESC,
  harvest_id INTEGER,
  grams INTEGER NOT NULL ON CONFLICT FAIL,
  lot TEXT UNIQUE ON CONFLICT REPLACE,
  FOREIGN KEY (harvest_id) REFERENCES harvests ON DELETE RESTRICT
);
CREATE TABLE keys_with_null (a TEXT, b TEXT, c INT, PRIMARY KEY (a, b));
CREATE TABLE no_alias (id INT PRIMARY KEY, x);
CREATE TABLE typeless (a, b, c DEFAULT NULL, d DEFAULT 'x' NOT NULL);
CREATE TABLE strict_one (id INTEGER PRIMARY KEY, i INT NOT NULL, r REAL, t TEXT, b BLOB, a ANY) STRICT;
CREATE TABLE strict_two (k TEXT NOT NULL PRIMARY KEY, v ANY) STRICT, WITHOUT ROWID;
CREATE TABLE dangling (id INTEGER PRIMARY KEY, nobody INTEGER REFERENCES nowhere (id));
CREATE TABLE ring_a (id INTEGER PRIMARY KEY, b INTEGER REFERENCES ring_b (id) DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE ring_b (id INTEGER PRIMARY KEY, a INTEGER NOT NULL REFERENCES ring_a (id) ON DELETE CASCADE);
CREATE TABLE "a table's ""name""" ("a column's ""name""" TEXT, [with space] TEXT, `back``tick` TEXT, "Größe" REAL CHECK ("Größe" > 0), 'single' TEXT);
CREATE INDEX "an index's name" ON "a table's ""name""" ("a column's ""name""", [with space]);
CREATE TABLE "select" ("from" INTEGER PRIMARY KEY, "where" TEXT, "group" TEXT, "order" TEXT, "index" TEXT);
CREATE TABLE copied AS SELECT 1 AS one, 'x' AS two, 1.5 AS three;

CREATE TABLE members (
    id         INTEGER      PRIMARY KEY,
    name       VARCHAR(100) NOT NULL,
    mail       VARCHAR(254) NOT NULL COLLATE NOCASE,
    joined     DATE         NOT NULL DEFAULT (date('now')),
    paid_until DATE,
    points     BIGINT       NOT NULL DEFAULT 0,
    rate       NUMERIC      DEFAULT 1e3,
    big        INTEGER      DEFAULT 9223372036854775807,
    hex        INTEGER      DEFAULT 0x1F,
    plus       INTEGER      DEFAULT +5,
    empty      TEXT         DEFAULT NULL,
    yes        BOOLEAN      DEFAULT TRUE NOT NULL,
    stamp      TEXT         DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    multi      TEXT         DEFAULT 'one
two',
    UNIQUE (mail),
    UNIQUE (name, joined)
);
CREATE UNIQUE INDEX members_mail ON members (mail COLLATE RTRIM) WHERE paid_until IS NOT NULL;
CREATE TABLE groups (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES groups (id) ON DELETE CASCADE, name TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('board', 'course', 'friends')));
CREATE TABLE group_members (group_id INTEGER NOT NULL REFERENCES groups (id) ON DELETE CASCADE, member_id INTEGER NOT NULL REFERENCES members (id) ON DELETE CASCADE, since TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP, PRIMARY KEY (group_id, member_id)) WITHOUT ROWID;
CREATE TABLE events (id INTEGER PRIMARY KEY, title TEXT NOT NULL, starts INTEGER NOT NULL, ends INTEGER, place TEXT, CHECK (ends IS NULL OR ends > starts));
CREATE TABLE attendances (event_id INTEGER NOT NULL, member_id INTEGER NOT NULL, came INTEGER NOT NULL DEFAULT 0 CHECK (came IN (0, 1)), PRIMARY KEY (member_id, event_id), FOREIGN KEY (event_id) REFERENCES events (id), FOREIGN KEY (member_id) REFERENCES members (id) MATCH FULL);
CREATE TABLE fees (member_id INTEGER NOT NULL REFERENCES members, year INTEGER NOT NULL, cents INTEGER NOT NULL, paid DATE, PRIMARY KEY (member_id, year DESC));
CREATE TABLE accounts (id INTEGER PRIMARY KEY, number TEXT UNIQUE NOT NULL, balance INTEGER NOT NULL DEFAULT 0);
CREATE TABLE bookings (id INTEGER PRIMARY KEY, debit INTEGER NOT NULL REFERENCES accounts, credit INTEGER NOT NULL REFERENCES accounts, cents INTEGER NOT NULL CHECK (cents > 0), on_day DATE NOT NULL, CHECK (debit <> credit));
CREATE INDEX bookings_day ON bookings (on_day);
CREATE TABLE articles (sku TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, price NUMERIC(10, 2) NOT NULL, kind TEXT);
CREATE TABLE orders (number INTEGER PRIMARY KEY AUTOINCREMENT, member_id INTEGER REFERENCES members (id), state TEXT NOT NULL DEFAULT 'new', at TEXT NOT NULL);
CREATE TABLE order_lines (order_number INTEGER NOT NULL REFERENCES orders (number) ON DELETE CASCADE, line INTEGER NOT NULL, sku TEXT NOT NULL REFERENCES articles (sku) ON UPDATE CASCADE, pieces INTEGER NOT NULL DEFAULT 1, PRIMARY KEY (order_number, line));
CREATE TABLE stock (sku TEXT PRIMARY KEY REFERENCES articles (sku), pieces INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE TABLE scales (id INTEGER PRIMARY KEY, hive_id INTEGER UNIQUE REFERENCES app_hive (id), serial TEXT NOT NULL);
CREATE TABLE weighings (scale_id INTEGER NOT NULL REFERENCES scales (id), at INTEGER NOT NULL, grams INTEGER NOT NULL, PRIMARY KEY (scale_id, at)) WITHOUT ROWID;
CREATE TABLE weather (day TEXT PRIMARY KEY, sun REAL, rain REAL, wind REAL);
CREATE TABLE plants (id INTEGER PRIMARY KEY, latin TEXT NOT NULL UNIQUE, german TEXT, from_month TINYINT, to_month TINYINT, CHECK (from_month BETWEEN 1 AND 12), CHECK (to_month BETWEEN 1 AND 12));
CREATE TABLE meadows (id INTEGER PRIMARY KEY, name TEXT, area REAL, apiary_id INTEGER REFERENCES Apiary (ApiaryId));
CREATE TABLE meadow_plants (meadow_id INTEGER REFERENCES meadows (id), plant_id INTEGER REFERENCES plants (id), share REAL, PRIMARY KEY (meadow_id, plant_id));
CREATE TABLE diseases (id INTEGER PRIMARY KEY, name TEXT NOT NULL, must_report INTEGER NOT NULL DEFAULT 0);
CREATE TABLE findings (id INTEGER PRIMARY KEY, inspection_id INTEGER NOT NULL REFERENCES inspections (id), disease_id INTEGER REFERENCES diseases (id), severity INTEGER);
CREATE INDEX findings_severe ON findings (severity) WHERE severity >= 3 OR disease_id IN (1, 2);
CREATE TABLE swarms (id INTEGER PRIMARY KEY, caught DATETIME, from_hive INTEGER REFERENCES app_hive (id), to_hive INTEGER REFERENCES app_hive (id), CHECK (from_hive IS NOT to_hive));
CREATE TABLE photos (id INTEGER PRIMARY KEY, inspection_id INTEGER REFERENCES inspections (id) ON DELETE CASCADE, path TEXT NOT NULL, width INT2, height INT8, taken TEXT);
CREATE TABLE photo_tags (photo_id INTEGER NOT NULL, tag TEXT NOT NULL COLLATE NOCASE, PRIMARY KEY (photo_id, tag));
CREATE TABLE settings (key TEXT NOT NULL PRIMARY KEY ON CONFLICT REPLACE, value TEXT);
CREATE TABLE sync_state (device TEXT NOT NULL, table_name TEXT NOT NULL, token BLOB, CONSTRAINT sync_pk PRIMARY KEY (device, table_name) ON CONFLICT REPLACE);
CREATE TABLE log (at TEXT, who TEXT, what TEXT);
CREATE TABLE tasks (id INTEGER PRIMARY KEY, hive_id INTEGER REFERENCES app_hive (id), due DATE, done_at DATETIME, repeat_days INTEGER, title VARCHAR(200) NOT NULL);
CREATE TABLE contacts (id INTEGER PRIMARY KEY, name NVARCHAR(70) NOT NULL, phone NVARCHAR(24), fax NVARCHAR(24), is_vet BIT);
CREATE TABLE documents (id GUID PRIMARY KEY NOT NULL, title TEXT, body CLOB, size INT(11), kind NCHAR(55));
CREATE TABLE "__EFMigrationsHistory" ("MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY, "ProductVersion" TEXT NOT NULL);

CREATE VIRTUAL TABLE notes USING fts5(title, body, tokenize = 'porter ascii');
CREATE VIRTUAL TABLE places USING rtree(id, min_x, max_x, min_y, max_y);

CREATE VIEW active_hives AS SELECT id, number, apiary_id FROM app_hive WHERE is_active;
CREATE VIEW hives_of_keepers (keeper, hive, number) AS
  SELECT k.FirstName || ' ' || k.LastName, h.id, h.number
  FROM active_hives h JOIN Apiary a ON a.ApiaryId = h.apiary_id JOIN Keeper k USING (KeeperId);
CREATE VIEW "family tree" AS WITH RECURSIVE t (id, depth) AS (
    SELECT _id, 0 FROM queens WHERE mother IS NULL
    UNION ALL SELECT q._id, t.depth + 1 FROM queens q JOIN t ON q.mother = t.id
  ) SELECT * FROM t;
CREATE VIEW balances AS SELECT a.number, a.balance, (SELECT sum(cents) FROM bookings b WHERE b.credit = a.id) AS credits FROM accounts a;
CREATE VIEW notes_found AS SELECT rowid, title FROM notes;

CREATE TRIGGER bookings_insert AFTER INSERT ON bookings BEGIN
  UPDATE accounts SET balance = balance + new.cents WHERE id = new.credit;
  UPDATE accounts SET balance = balance - new.cents WHERE id = new.debit;
END;
CREATE TRIGGER bookings_kept BEFORE DELETE ON bookings FOR EACH ROW WHEN old.on_day < '2024-01-01' BEGIN
  SELECT RAISE(ABORT, 'old bookings are kept; really');
END;
CREATE TRIGGER IF NOT EXISTS orders_state AFTER UPDATE OF state, at ON orders WHEN new.state IS NOT old.state BEGIN INSERT INTO log VALUES (datetime('now'), 'trigger', CASE new.state WHEN 'paid' THEN 'paid' ELSE 'other' END); END;
CREATE TRIGGER hives_of_keepers_update INSTEAD OF UPDATE OF number ON hives_of_keepers BEGIN
  UPDATE app_hive SET number = new.number WHERE id = old.hive;
END;
CREATE TRIGGER "moz's trigger" AFTER DELETE ON moz_places BEGIN UPDATE moz_origins SET frecency = frecency - 1 WHERE id = OLD.origin_id; END;
