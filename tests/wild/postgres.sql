-- The books of a harbour, as a database of PostgreSQL 15 that grew for years: several hands, several habits of naming,
-- and everything that schemas found in public use. Invented for the tests. What is in it:
--
--   * schemas: public, billing, "Archiv", sensors; objects that reach from one to another
--   * extensions: btree_gist, citext, hstore, ltree, pg_trgm, pgcrypto, one of them in a schema of its own
--   * types: every one of the numbers, text without and with lengths, dates and times with precision, intervals, bits,
--     networks, money, XML, geometry, ranges and multiranges, full text, identifiers of objects, arrays, domains, composites,
--     enums (one of another schema, one of capitals and spaces), ranges of one's own
--   * keys: serial of three sizes, identity of both kinds with options, a sequence for two tables, uuid, natural and
--     composite keys, tables without a key, without columns
--   * constraints: deferrable, not valid, NULLS NOT DISTINCT, exclusion, MATCH FULL, SET NULL of some columns, NO INHERIT,
--     rings of foreign keys, keys on themselves
--   * indexes: partial, of expressions, covering, gin, gist, spgist, brin, hash, with parameters, collations, classes
--   * partitions: by range, list and hash, below one another, a default, keys of a partition alone; inheritance
--   * code: functions (SQL, PL/pgSQL, overloads, OUT, VARIADIC, defaults, sets, tables, BEGIN ATOMIC), procedures, aggregates,
--     operators, triggers of all kinds, rules, policies
--   * views: on views, recursive, updatable with a check, with options, materialized with indexes
--   * the rest: statistics, unlogged tables, storage parameters, comments on everything, replica identity, a text search
--     configuration, a collation, awkward names

CREATE SCHEMA billing;
CREATE SCHEMA "Archiv";
CREATE SCHEMA sensors;
CREATE SCHEMA tools;
COMMENT ON SCHEMA billing IS 'Who pays what';

CREATE EXTENSION btree_gist WITH SCHEMA public;
CREATE EXTENSION citext WITH SCHEMA public;
CREATE EXTENSION hstore WITH SCHEMA tools;
CREATE EXTENSION ltree WITH SCHEMA public;
CREATE EXTENSION pg_trgm WITH SCHEMA tools;
CREATE EXTENSION pgcrypto WITH SCHEMA public;

-- ---- types -----------------------------------------------------------------------------------------------------------

CREATE TYPE public.vessel_kind AS ENUM ('barge', 'container', 'ferry', 'fishing', 'tanker', 'tug', 'yacht');
CREATE TYPE public.call_state AS ENUM ('announced', 'anchored', 'berthed', 'left', 'cancelled');
CREATE TYPE billing.currency AS ENUM ('EUR', 'USD', 'NOK', 'DKK');
CREATE TYPE "Archiv"."Zustand der Akte" AS ENUM ('offen', 'geschlossen', 'weg''gelegt', 'nicht "da"');
COMMENT ON TYPE public.vessel_kind IS 'What a vessel is for';

CREATE COLLATION public.sorted_numbers (provider = icu, locale = 'en-u-kn-true');
CREATE DOMAIN public.imo_number AS integer CONSTRAINT imo_number_range CHECK (VALUE >= 1000000 AND VALUE <= 9999999);
CREATE DOMAIN public.percentage AS numeric(5,2) DEFAULT 0 NOT NULL CHECK (VALUE >= 0 AND VALUE <= 100);
CREATE DOMAIN public.email AS public.citext CHECK (VALUE ~ '^[^@]+@[^@]+$');
CREATE DOMAIN public.draught AS double precision;
CREATE TYPE public.coordinates AS (latitude double precision, longitude double precision);
CREATE TYPE billing.amount AS (value numeric(14,2), currency billing.currency);
CREATE TYPE public.tide_range AS RANGE (subtype = double precision, subtype_diff = float8mi);
CREATE TEXT SEARCH CONFIGURATION public.harbour (COPY = pg_catalog.simple);

-- ---- functions that tables need --------------------------------------------------------------------------------------

CREATE SEQUENCE public.numbers_of_papers START WITH 1000 INCREMENT BY 10 MINVALUE 1000 MAXVALUE 99999999 CACHE 5 CYCLE;
CREATE SEQUENCE public.shared_ids;
CREATE SEQUENCE billing.small_numbers AS smallint START WITH 5;
COMMENT ON SEQUENCE public.shared_ids IS 'Incidents and permits are numbered together';

CREATE FUNCTION public.made_up_id(table_name text) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
  DECLARE
    made bigint;
  BEGIN
    made := (date_part('epoch', now()) * 1000)::bigint << 16;
    RETURN made | (nextval('public.shared_ids') & 65535);
  END
$$;

CREATE FUNCTION public.slug_of(title text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$ SELECT lower(regexp_replace($1, '[^a-zA-Z0-9]+', '-', 'g')) $_$;

CREATE FUNCTION public.touch() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN NEW.updated_at := now(); RETURN NEW; END$$;
COMMENT ON FUNCTION public.touch() IS 'Keeps updated_at';

-- ---- people and companies --------------------------------------------------------------------------------------------

CREATE TABLE public.countries (
    code character(2) NOT NULL,
    name character varying(100) NOT NULL,
    names tools.hstore DEFAULT ''::tools.hstore NOT NULL,
    flag bytea,
    in_union boolean DEFAULT false NOT NULL,
    CONSTRAINT countries_pkey PRIMARY KEY (code),
    CONSTRAINT countries_name_key UNIQUE (name),
    CONSTRAINT countries_code_check CHECK (code = upper(code))
);
COMMENT ON TABLE public.countries IS 'Länder, mit ''Flagge''';
COMMENT ON COLUMN public.countries.names IS 'By language: "de" => "Dänemark"';

CREATE TABLE public.ports (
    id serial PRIMARY KEY,
    country_code character(2) NOT NULL REFERENCES public.countries ON UPDATE CASCADE,
    unlocode character varying(5),
    name character varying(255) NOT NULL,
    place point,
    area polygon,
    zone text DEFAULT 'UTC'::text,
    last_update timestamp without time zone DEFAULT now() NOT NULL
);
CREATE UNIQUE INDEX index_ports_on_unlocode ON public.ports USING btree (unlocode) WHERE (unlocode IS NOT NULL);
CREATE INDEX index_ports_on_name_trgm ON public.ports USING gin (name tools.gin_trgm_ops);
CREATE INDEX index_ports_on_place ON public.ports USING gist (place);

CREATE TABLE public.companies (
    id bigserial NOT NULL,
    name character varying NOT NULL,
    slug text GENERATED ALWAYS AS (public.slug_of((name)::text)) STORED,
    vat_number character varying(20),
    email public.email,
    address jsonb DEFAULT '{}'::jsonb NOT NULL,
    settings json DEFAULT '{"theme": "dark"}'::json,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    parent_id bigint,
    created_at timestamp(6) without time zone NOT NULL,
    updated_at timestamp(6) without time zone NOT NULL
);
ALTER TABLE ONLY public.companies ADD CONSTRAINT companies_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.companies ADD CONSTRAINT fk_rails_0b8f4c11c1 FOREIGN KEY (parent_id) REFERENCES public.companies(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.companies ADD CONSTRAINT check_4ed0b8c9a1 CHECK ((char_length(vat_number) <= 20)) NOT VALID;
CREATE INDEX index_companies_on_tags ON public.companies USING gin (tags);
CREATE INDEX index_companies_on_address ON public.companies USING gin (address jsonb_path_ops) WITH (fastupdate=off);
CREATE UNIQUE INDEX index_companies_on_lower_name ON public.companies USING btree (lower((name)::text) text_pattern_ops);
CREATE INDEX "index_companies_on_address_->_city" ON public.companies USING btree (((address ->> 'city'::text)));
COMMENT ON INDEX public.index_companies_on_tags IS 'For the filter of the list';
CREATE TRIGGER companies_touch BEFORE UPDATE ON public.companies FOR EACH ROW EXECUTE FUNCTION public.touch();

CREATE TABLE public.people (
    id bigint DEFAULT public.made_up_id('people'::text) NOT NULL,
    company_id bigint,
    given_name text NOT NULL,
    family_name text NOT NULL COLLATE public.sorted_numbers,
    full_name text GENERATED ALWAYS AS (((given_name || ' '::text) || family_name)) STORED,
    email public.citext NOT NULL,
    password_digest character varying(60),
    born date,
    photo bytea,
    phone_numbers character varying(30)[],
    locked_until timestamp with time zone,
    sign_in_count integer DEFAULT 0 NOT NULL,
    current_sign_in_ip inet,
    search tsvector,
    role smallint DEFAULT 0 NOT NULL,
    quota interval DEFAULT '01:30:00'::interval,
    created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    CONSTRAINT people_pkey PRIMARY KEY (id),
    CONSTRAINT people_email_key UNIQUE (email) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT people_company_fk FOREIGN KEY (company_id) REFERENCES public.companies(id) ON UPDATE RESTRICT ON DELETE CASCADE DEFERRABLE,
    CONSTRAINT people_born_in_the_past CHECK (born < '2100-01-01'::date),
    CONSTRAINT people_role CHECK (role = ANY (ARRAY[0, 1, 2, 5]))
) WITH (fillfactor='85', autovacuum_vacuum_scale_factor='0.05', toast.autovacuum_enabled='true');
CREATE INDEX people_search ON public.people USING gin (search);
CREATE INDEX people_names ON public.people USING btree (family_name DESC NULLS LAST, given_name);
CREATE INDEX people_names_c ON public.people USING btree (family_name COLLATE "C", lower(given_name) COLLATE "de-x-icu" DESC);
CREATE INDEX people_seen ON public.people USING brin (created_at) WITH (pages_per_range='32');
CREATE INDEX people_by_digest ON public.people USING hash (password_digest);
CREATE INDEX people_covering ON public.people USING btree (company_id) INCLUDE (email, role) WHERE ((locked_until IS NULL) AND (role <> 5));
CREATE TRIGGER people_search_update BEFORE INSERT OR UPDATE OF given_name, family_name ON public.people FOR EACH ROW
    EXECUTE FUNCTION tsvector_update_trigger('search', 'public.harbour', 'given_name', 'family_name');
CREATE TRIGGER people_touch BEFORE UPDATE ON public.people FOR EACH ROW
    WHEN ((old.given_name IS DISTINCT FROM new.given_name)) EXECUTE FUNCTION public.touch();
ALTER TABLE public.people ALTER COLUMN photo SET STORAGE EXTERNAL;
ALTER TABLE public.people ALTER COLUMN given_name SET STATISTICS 500;
COMMENT ON CONSTRAINT people_role ON public.people IS 'Office, pilot, tug, guest';
COMMENT ON TRIGGER people_touch ON public.people IS 'Only where something changed';

CREATE TABLE public.sessions (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    person_id bigint NOT NULL,
    token character varying(64) NOT NULL,
    agent text,
    ip inet,
    device macaddr,
    device8 macaddr8,
    network cidr,
    expires_at timestamp(3) with time zone DEFAULT (CURRENT_TIMESTAMP + '14 days'::interval) NOT NULL,
    CONSTRAINT sessions_pkey PRIMARY KEY (id) WITH (fillfactor='70'),
    CONSTRAINT sessions_person_fkey FOREIGN KEY (person_id) REFERENCES public.people(id) ON DELETE CASCADE
);
ALTER TABLE public.sessions SET UNLOGGED;
CREATE INDEX sessions_person_id_idx ON public.sessions (person_id);
CREATE INDEX sessions_ip_idx ON public.sessions USING gist (ip inet_ops);

CREATE TABLE public.groups (
    id integer GENERATED ALWAYS AS IDENTITY (START WITH 100 INCREMENT BY 1 MINVALUE 100 CACHE 20) PRIMARY KEY,
    path public.ltree NOT NULL,
    name text NOT NULL
);
CREATE INDEX groups_path ON public.groups USING gist (path);
CREATE UNIQUE INDEX groups_path_key ON public.groups (path);

CREATE TABLE public.groups_people (
    group_id integer NOT NULL REFERENCES public.groups (id) ON DELETE CASCADE,
    person_id bigint NOT NULL REFERENCES public.people (id) ON DELETE CASCADE,
    since timestamptz DEFAULT statement_timestamp() NOT NULL,
    PRIMARY KEY (group_id, person_id)
);
CREATE INDEX ON public.groups_people (person_id, group_id);

-- ---- vessels ---------------------------------------------------------------------------------------------------------

CREATE TABLE public.vessel_classes (
    id smallserial PRIMARY KEY,
    code "char" NOT NULL,
    name name NOT NULL,
    lengths numrange DEFAULT '[0,500)'::numrange,
    years int4range,
    UNIQUE (code)
);

CREATE TABLE public.vessels (
    id bigint GENERATED BY DEFAULT AS IDENTITY,
    imo public.imo_number,
    name text NOT NULL,
    kind public.vessel_kind DEFAULT 'barge'::public.vessel_kind NOT NULL,
    further_kinds public.vessel_kind[] DEFAULT '{}'::public.vessel_kind[],
    class_id smallint,
    flag character(2),
    owner_id bigint,
    skipper_id bigint,
    length numeric(6,2),
    beam real,
    draught public.draught DEFAULT 0.5,
    tonnage numeric,
    built smallint,
    callsign bit(8),
    marks bit varying(32),
    value money,
    home public.coordinates,
    plans xml,
    track path,
    hull box,
    turning circle,
    keel line,
    bow lseg,
    matrix integer[][] DEFAULT '{{1,0},{0,1}}'::integer[],
    CONSTRAINT vessels_pkey PRIMARY KEY (id),
    CONSTRAINT vessels_imo_key UNIQUE NULLS NOT DISTINCT (imo, flag),
    CONSTRAINT vessels_class_fkey FOREIGN KEY (class_id) REFERENCES public.vessel_classes(id),
    CONSTRAINT vessels_flag_fkey FOREIGN KEY (flag) REFERENCES public.countries(code) ON UPDATE CASCADE ON DELETE SET DEFAULT,
    CONSTRAINT vessels_owner_fkey FOREIGN KEY (owner_id) REFERENCES public.companies(id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT vessels_size CHECK (((length > (0)::numeric) AND (beam > (0)::double precision) AND ((length / (beam)::numeric) < (30)::numeric))),
    CONSTRAINT "vessels built" CHECK (((built IS NULL) OR ((built >= 1850) AND (built <= 2100))))
);
COMMENT ON COLUMN public.vessels.kind IS 'See vessel_kind; ''barge'' where nobody said';
CREATE INDEX vessels_name_trgm ON public.vessels USING gist (name tools.gist_trgm_ops (siglen='64'));
CREATE INDEX vessels_hull ON public.vessels USING spgist (hull);
CREATE UNIQUE INDEX vessels_names ON public.vessels USING btree (upper(name), COALESCE(flag, '--'::bpchar)) WITH (deduplicate_items=off);

-- A ring: a vessel has a skipper, who is of a vessel.
CREATE TABLE public.skippers (
    id bigint DEFAULT nextval('public.shared_ids'::regclass) PRIMARY KEY,
    person_id bigint REFERENCES public.people(id),
    vessel_id bigint NOT NULL REFERENCES public.vessels(id) ON DELETE CASCADE,
    licence text,
    valid daterange NOT NULL,
    CONSTRAINT skippers_one_at_a_time EXCLUDE USING gist (vessel_id WITH =, valid WITH &&) WHERE ((licence IS NOT NULL)) DEFERRABLE INITIALLY DEFERRED
);
ALTER TABLE public.vessels ADD CONSTRAINT vessels_skipper_fkey FOREIGN KEY (skipper_id) REFERENCES public.skippers(id) ON DELETE SET NULL;

CREATE TABLE public.vessel_names (
    vessel_id bigint NOT NULL,
    nr integer NOT NULL,
    name text NOT NULL,
    during daterange DEFAULT daterange(NULL::date, NULL::date) NOT NULL,
    PRIMARY KEY (vessel_id, nr),
    FOREIGN KEY (vessel_id) REFERENCES public.vessels(id) ON DELETE CASCADE
);

CREATE TABLE public.certificates (
    id serial,
    vessel_id bigint NOT NULL,
    nr integer,
    kind character varying(40) NOT NULL,
    pages integer[] NOT NULL,
    scan_oid oid,
    checked_by regrole,
    valid tstzrange,
    PRIMARY KEY (id),
    CONSTRAINT certificates_name FOREIGN KEY (vessel_id, nr) REFERENCES public.vessel_names (vessel_id, nr) MATCH FULL ON DELETE CASCADE,
    CHECK (cardinality(pages) > 0),
    CHECK (kind <> '')
);

CREATE TABLE public.crew_lists (
    id bigserial PRIMARY KEY,
    vessel_id bigint REFERENCES public.vessels(id) ON DELETE CASCADE,
    seats int4multirange DEFAULT '{}'::int4multirange NOT NULL,
    remarks text COMPRESSION pglz
);

-- ---- the harbour -----------------------------------------------------------------------------------------------------

CREATE TABLE public.basins (
    id serial PRIMARY KEY,
    name text NOT NULL UNIQUE,
    depth numeric(5,2) NOT NULL,
    tides public.tide_range,
    parent integer REFERENCES public.basins(id) DEFERRABLE INITIALLY IMMEDIATE
);

CREATE TABLE public.berths (
    basin_id integer NOT NULL,
    nr smallint NOT NULL,
    "length in m" integer NOT NULL,
    "order" integer DEFAULT 0 NOT NULL,
    "Größe" text,
    power boolean,
    CONSTRAINT "berths pk" PRIMARY KEY (basin_id, nr) INCLUDE ("length in m"),
    CONSTRAINT "berths → basins" FOREIGN KEY (basin_id) REFERENCES public.basins(id),
    CONSTRAINT "order of berths" UNIQUE (basin_id, "order") DEFERRABLE
);
CREATE INDEX "IX ""Größe""" ON public.berths USING btree ("Größe", "order" DESC);

CREATE TABLE public.calls (
    id bigserial PRIMARY KEY,
    vessel_id bigint NOT NULL REFERENCES public.vessels(id),
    port_from integer REFERENCES public.ports(id),
    port_to integer REFERENCES public.ports(id),
    basin_id integer,
    berth_nr smallint,
    state public.call_state DEFAULT 'announced'::public.call_state NOT NULL,
    stay tstzrange NOT NULL,
    pilot_at time without time zone,
    tug_at time(0) with time zone,
    waited interval hour to minute,
    waited_exactly interval(3),
    extra jsonb,
    lock_version integer DEFAULT 0 NOT NULL,
    deleted_at timestamp without time zone,
    CONSTRAINT calls_berth_fkey FOREIGN KEY (basin_id, berth_nr) REFERENCES public.berths(basin_id, nr) ON DELETE SET NULL (berth_nr),
    CONSTRAINT calls_no_overlap EXCLUDE USING gist (basin_id WITH =, berth_nr WITH =, stay WITH &&) WHERE ((state <> 'cancelled'::public.call_state)),
    CONSTRAINT calls_ports CHECK ((port_from <> port_to))
);
CREATE INDEX calls_vessel_state ON public.calls (vessel_id, state) WHERE (deleted_at IS NULL);
CREATE INDEX calls_open ON public.calls ((lower(stay))) WHERE (state = ANY (ARRAY['announced'::public.call_state, 'anchored'::public.call_state]));
CREATE INDEX calls_extra ON public.calls USING gin (((extra -> 'tags'::text)));

CREATE TABLE public.call_events (
    call_id bigint NOT NULL REFERENCES public.calls(id) ON DELETE CASCADE,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    state public.call_state NOT NULL,
    by_person bigint REFERENCES public.people(id) ON DELETE SET NULL,
    PRIMARY KEY (call_id, at)
);
ALTER TABLE public.call_events REPLICA IDENTITY FULL;

CREATE TABLE public.pilots (
    person_id bigint NOT NULL PRIMARY KEY REFERENCES public.people(id),
    since date DEFAULT CURRENT_DATE NOT NULL,
    max_length integer
);

CREATE TABLE public.pilotages (
    id bigint GENERATED BY DEFAULT AS IDENTITY (START WITH 10 INCREMENT BY 2) PRIMARY KEY,
    call_id bigint NOT NULL,
    pilot_id bigint NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at timestamptz,
    minutes integer GENERATED ALWAYS AS (((EXTRACT(epoch FROM (ended_at - started_at)) / (60)::numeric))::integer) STORED,
    CONSTRAINT pilotages_call FOREIGN KEY (call_id) REFERENCES public.calls(id),
    CONSTRAINT pilotages_pilot FOREIGN KEY (pilot_id) REFERENCES public.pilots(person_id) NOT VALID,
    CONSTRAINT pilotages_order CHECK ((ended_at >= started_at)) NOT VALID
);
CREATE UNIQUE INDEX pilotages_started ON public.pilotages (pilot_id, started_at);
CLUSTER public.pilotages USING pilotages_started;
ALTER TABLE public.pilotages REPLICA IDENTITY USING INDEX pilotages_started;

CREATE TABLE public.tugs (
    vessel_id bigint PRIMARY KEY REFERENCES public.vessels(id),
    bollard_pull double precision DEFAULT '1.5e1'::double precision,
    busy boolean DEFAULT true
);

CREATE TABLE public.towages (
    call_id bigint NOT NULL,
    tug_id bigint NOT NULL,
    turns smallint DEFAULT 1::smallint NOT NULL,
    CONSTRAINT towages_pk PRIMARY KEY (tug_id, call_id),
    CONSTRAINT towages_call FOREIGN KEY (call_id) REFERENCES public.calls(id) ON DELETE CASCADE,
    CONSTRAINT towages_tug FOREIGN KEY (tug_id) REFERENCES public.tugs(vessel_id)
);

-- ---- cargo -----------------------------------------------------------------------------------------------------------

CREATE TABLE public.goods (
    code character varying(12) PRIMARY KEY,
    parent_code character varying(12) REFERENCES public.goods(code),
    title text NOT NULL,
    danger smallint,
    duty public.percentage
);
CREATE INDEX goods_title_fts ON public.goods USING gin (to_tsvector('english'::regconfig, title));

CREATE TABLE public.cargos (
    id bigserial PRIMARY KEY,
    call_id bigint NOT NULL REFERENCES public.calls ON DELETE CASCADE,
    goods_code character varying(12) REFERENCES public.goods,
    weight numeric(12,3) NOT NULL,
    unit character varying(3) DEFAULT 't'::character varying NOT NULL,
    value billing.amount,
    notes text DEFAULT E'none\nyet, it''s \\ early'::text
);
CREATE INDEX cargos_call_id_idx ON public.cargos (call_id);
CREATE INDEX cargos_goods_code_idx ON public.cargos (goods_code);
CREATE STATISTICS public.cargos_goods_unit (dependencies, ndistinct) ON goods_code, unit FROM public.cargos;
CREATE STATISTICS public.cargos_lower ON lower((unit)::text), weight FROM public.cargos;

CREATE TABLE public.containers (
    number character(11) PRIMARY KEY,
    cargo_id bigint REFERENCES public.cargos(id) ON DELETE SET NULL,
    size smallint NOT NULL CHECK (size IN (20, 40, 45)),
    sealed boolean DEFAULT false NOT NULL,
    temperature real
);

CREATE TABLE public.manifests (
    id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
    number integer DEFAULT nextval('public.numbers_of_papers'::regclass) NOT NULL,
    call_id bigint,
    document xml,
    raw jsonb NOT NULL,
    query tsquery,
    found_in regclass,
    snapshot pg_snapshot,
    lsn pg_lsn,
    CHECK (jsonb_typeof(raw) = 'object'),
    CONSTRAINT manifests_raw_has_version CHECK (raw ? 'version')
);

-- Nothing but two columns, no key.
CREATE TABLE public.schema_migrations (
    version character varying NOT NULL
);
CREATE UNIQUE INDEX unique_schema_migrations ON public.schema_migrations USING btree (version);
CREATE TABLE public.ar_internal_metadata (
    key character varying NOT NULL,
    value character varying,
    created_at timestamp(6) without time zone NOT NULL,
    CONSTRAINT ar_internal_metadata_pkey PRIMARY KEY (key)
);
CREATE TABLE public.nothing ();
CREATE TABLE public.log (at timestamptz DEFAULT now(), line text);

-- ---- billing ---------------------------------------------------------------------------------------------------------

CREATE TABLE billing.tariffs (
    id serial PRIMARY KEY,
    name text NOT NULL,
    currency billing.currency DEFAULT 'EUR'::billing.currency NOT NULL,
    price numeric(10,4) DEFAULT 0.0 NOT NULL,
    valid daterange DEFAULT '[2000-01-01,)'::daterange,
    for_kinds public.vessel_kind[],
    EXCLUDE USING gist (name WITH =, valid WITH &&)
);

CREATE TABLE billing.accounts (
    number smallint DEFAULT nextval('billing.small_numbers'::regclass) PRIMARY KEY,
    company_id bigint UNIQUE REFERENCES public.companies(id),
    balance numeric(14,2) DEFAULT 0 NOT NULL,
    iban character varying(34),
    opened date NOT NULL
);
ALTER SEQUENCE billing.small_numbers OWNED BY billing.accounts.number;

CREATE TABLE billing.invoices (
    id bigserial,
    year smallint NOT NULL,
    account smallint NOT NULL REFERENCES billing.accounts(number),
    call_id bigint,
    total numeric(14,2) DEFAULT 0 NOT NULL,
    currency billing.currency NOT NULL,
    issued date,
    paid_at timestamp with time zone,
    PRIMARY KEY (year, id)
) PARTITION BY LIST (year);
CREATE TABLE billing.invoices_2024 PARTITION OF billing.invoices FOR VALUES IN (2024);
CREATE TABLE billing.invoices_2025 PARTITION OF billing.invoices (
    CONSTRAINT invoices_2025_total CHECK (total >= 0)
) FOR VALUES IN (2025, 2026);
CREATE TABLE billing.invoices_others PARTITION OF billing.invoices DEFAULT;
CREATE INDEX invoices_account ON billing.invoices (account);
CREATE INDEX invoices_2025_unpaid ON billing.invoices_2025 (issued) WHERE (paid_at IS NULL);

CREATE TABLE billing.invoice_lines (
    invoice_year smallint NOT NULL,
    invoice_id bigint NOT NULL,
    nr smallint NOT NULL,
    tariff_id integer REFERENCES billing.tariffs(id),
    quantity numeric(12,3) DEFAULT 1 NOT NULL,
    price numeric(10,4) NOT NULL,
    amount numeric(14,2) GENERATED ALWAYS AS (round((quantity * price), 2)) STORED,
    PRIMARY KEY (invoice_year, invoice_id, nr),
    CONSTRAINT lines_of_invoices FOREIGN KEY (invoice_year, invoice_id) REFERENCES billing.invoices(year, id) ON DELETE CASCADE
);

CREATE TABLE billing.payments (
    id bigint NOT NULL,
    account smallint NOT NULL,
    amount numeric(14,2) NOT NULL,
    received timestamp with time zone NOT NULL
) PARTITION BY RANGE (received);
CREATE SEQUENCE billing.payments_id_seq OWNED BY billing.payments.id;
ALTER TABLE billing.payments ALTER COLUMN id SET DEFAULT nextval('billing.payments_id_seq'::regclass);
CREATE TABLE billing.payments_p2025_01 PARTITION OF billing.payments FOR VALUES FROM ('2025-01-01 00:00:00+00') TO ('2025-02-01 00:00:00+00');
CREATE TABLE billing.payments_p2025_02 PARTITION OF billing.payments FOR VALUES FROM ('2025-02-01 00:00:00+00') TO ('2025-03-01 00:00:00+00');
CREATE TABLE billing.payments_old PARTITION OF billing.payments FOR VALUES FROM (MINVALUE) TO ('2025-01-01 00:00:00+00');
-- Keys and indexes that only the partitions have.
ALTER TABLE ONLY billing.payments_p2025_01 ADD CONSTRAINT payments_p2025_01_account_fkey FOREIGN KEY (account) REFERENCES billing.accounts(number);
ALTER TABLE ONLY billing.payments_p2025_02 ADD CONSTRAINT payments_p2025_02_account_fkey FOREIGN KEY (account) REFERENCES billing.accounts(number);
CREATE INDEX idx_fk_payments_p2025_01_account ON billing.payments_p2025_01 (account);
CREATE INDEX idx_fk_payments_p2025_02_account ON billing.payments_p2025_02 (account);
ALTER TABLE ONLY billing.payments_p2025_01 ADD CONSTRAINT payments_p2025_01_pkey PRIMARY KEY (received, id);

-- ---- sensors ---------------------------------------------------------------------------------------------------------

CREATE TABLE sensors.sensors (
    id integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    basin_id integer REFERENCES public.basins(id),
    kind text DEFAULT 'gauge'::text NOT NULL,
    unit character varying(8)
);
CREATE TABLE sensors.readings (
    sensor_id integer NOT NULL,
    at timestamp with time zone NOT NULL,
    value double precision,
    flags integer DEFAULT 0 NOT NULL,
    CONSTRAINT readings_pk PRIMARY KEY (sensor_id, at),
    CONSTRAINT readings_value CHECK ((value > '-1000'::integer::double precision)),
    CONSTRAINT readings_sensor FOREIGN KEY (sensor_id) REFERENCES sensors.sensors(id)
) PARTITION BY RANGE (at);
CREATE TABLE sensors.readings_2024 PARTITION OF sensors.readings FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2025-01-01 00:00:00+00') PARTITION BY HASH (sensor_id);
CREATE TABLE sensors.readings_2024_0 PARTITION OF sensors.readings_2024 FOR VALUES WITH (modulus 2, remainder 0);
CREATE TABLE sensors.readings_2024_1 PARTITION OF sensors.readings_2024 FOR VALUES WITH (modulus 2, remainder 1) WITH (fillfactor='50');
CREATE TABLE sensors.readings_rest PARTITION OF sensors.readings DEFAULT;
CREATE INDEX readings_at ON sensors.readings USING brin (at);
CREATE INDEX readings_flags ON sensors.readings (flags) WHERE (flags <> 0);

CREATE TABLE sensors.events (
    kind text NOT NULL,
    place integer NOT NULL,
    payload jsonb
) PARTITION BY LIST (lower(kind));
CREATE TABLE sensors.events_storm PARTITION OF sensors.events FOR VALUES IN ('storm', 'gale', NULL);

-- Inheritance, as it was done before partitions.
CREATE TABLE sensors.devices (
    id serial PRIMARY KEY,
    name text NOT NULL,
    CONSTRAINT devices_name CHECK ((name <> ''::text)),
    CONSTRAINT devices_only_here CHECK ((id > 0)) NO INHERIT
);
CREATE TABLE sensors.cameras (
    resolution integer,
    PRIMARY KEY (id)
) INHERITS (sensors.devices);
CREATE TYPE sensors.station_row AS (id integer, title text);
CREATE TABLE sensors.stations OF sensors.station_row (PRIMARY KEY (id), title WITH OPTIONS NOT NULL DEFAULT 'nameless');

-- ---- incidents, permits, papers --------------------------------------------------------------------------------------

CREATE TABLE public.incidents (
    id bigint DEFAULT nextval('public.shared_ids'::regclass) NOT NULL CONSTRAINT incidents_pkey PRIMARY KEY,
    subject_type character varying,
    subject_id bigint,
    reported_by bigint REFERENCES public.people(id) ON DELETE SET NULL,
    severity smallint DEFAULT '1'::smallint NOT NULL,
    body text,
    secret boolean DEFAULT false NOT NULL,
    happened timestamp(0) with time zone
);
CREATE INDEX index_incidents_on_subject ON public.incidents (subject_type, subject_id);
ALTER TABLE public.incidents ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.incidents FORCE ROW LEVEL SECURITY;
CREATE POLICY open_ones ON public.incidents FOR SELECT USING ((NOT secret));
CREATE POLICY own_ones ON public.incidents AS RESTRICTIVE USING ((reported_by = (current_setting('harbour.person'::text, true))::bigint)) WITH CHECK ((severity < 5));
COMMENT ON POLICY open_ones ON public.incidents IS 'Everybody reads what is no secret';

CREATE TABLE public.permits (
    id bigint DEFAULT nextval('public.shared_ids'::regclass) PRIMARY KEY,
    company_id bigint NOT NULL REFERENCES public.companies(id),
    title text NOT NULL,
    days date[] DEFAULT ARRAY['2024-01-01'::date, '2024-12-31'::date],
    hours tsrange[],
    fee numeric(10,2) DEFAULT 12.50,
    rate double precision DEFAULT '-0.25'::numeric,
    "limit" bigint DEFAULT '9223372036854775807'::bigint,
    code character(4) DEFAULT 'none'::bpchar,
    digest bytea DEFAULT '\xdeadbeef'::bytea,
    by_user name DEFAULT CURRENT_USER,
    issued timestamp with time zone DEFAULT transaction_timestamp()
);
CREATE TABLE public.papers (
    id integer PRIMARY KEY,
    permit_id bigint REFERENCES public.permits(id) ON DELETE RESTRICT,
    content text NOT NULL
);
CREATE RULE papers_are_kept AS ON DELETE TO public.papers DO INSTEAD NOTHING;

CREATE TABLE "Archiv"."Akten" (
    "Nummer" integer NOT NULL,
    "Titel" character varying(160) NOT NULL,
    "Zustand" "Archiv"."Zustand der Akte" DEFAULT 'offen'::"Archiv"."Zustand der Akte" NOT NULL,
    "Ablage Ort" text,
    CONSTRAINT "PK_Akten" PRIMARY KEY ("Nummer")
);
CREATE TABLE "Archiv"."Blätter" (
    "AkteNr" integer NOT NULL,
    "Blatt" integer NOT NULL,
    "Text" text,
    CONSTRAINT "PK_Blaetter" PRIMARY KEY ("AkteNr", "Blatt"),
    CONSTRAINT "FK_BlattAkte" FOREIGN KEY ("AkteNr") REFERENCES "Archiv"."Akten" ("Nummer") ON DELETE NO ACTION ON UPDATE NO ACTION
);
CREATE INDEX "IFK_BlattAkte" ON "Archiv"."Blätter" ("AkteNr");
CREATE TABLE "Archiv"."select" ("from" integer, "where" text DEFAULT 'x''y"z'::text, "table" boolean);
CREATE TABLE "Archiv".a_table_whose_name_is_as_long_as_postgres_lets_it_be_which_63 (
    a_column_whose_name_is_as_long_as_postgres_lets_it_be_which_63b integer
);

CREATE TABLE public.translations (
    locale character varying(5) NOT NULL,
    key text NOT NULL,
    value text,
    UNIQUE (locale, key)
);
CREATE TABLE public.settings (
    id boolean DEFAULT true NOT NULL PRIMARY KEY,
    opened date,
    CONSTRAINT settings_one_row CHECK (id)
);
CREATE TABLE public.attachments (
    id bigserial PRIMARY KEY,
    record_type character varying NOT NULL,
    record_id bigint NOT NULL,
    checksum character varying,
    byte_size bigint NOT NULL,
    CONSTRAINT attachments_type CHECK (((record_type)::text = ANY ((ARRAY['Call'::character varying, 'Incident'::character varying])::text[])))
);
CREATE UNIQUE INDEX index_attachments_uniqueness ON public.attachments (record_type, record_id, checksum);

CREATE TABLE public.comments (
    id bigserial PRIMARY KEY,
    incident_id bigint REFERENCES public.incidents(id) ON DELETE CASCADE,
    in_reply_to bigint REFERENCES public.comments(id),
    body text NOT NULL,
    score bigint DEFAULT (0)::bigint NOT NULL
);
CREATE TABLE public.votes (
    comment_id bigint NOT NULL REFERENCES public.comments(id),
    person_id bigint NOT NULL REFERENCES public.people(id),
    up boolean NOT NULL,
    PRIMARY KEY (comment_id, person_id)
);

-- ---- code ------------------------------------------------------------------------------------------------------------

CREATE FUNCTION public._joined(text, text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $_$
SELECT CASE
  WHEN $2 IS NULL THEN $1
  WHEN $1 IS NULL THEN $2
  ELSE $1 || ', ' || $2
END
$_$;
CREATE AGGREGATE public.joined(text) (SFUNC = public._joined, STYPE = text);
COMMENT ON AGGREGATE public.joined(text) IS 'As group_concat elsewhere';

CREATE FUNCTION public.same_hull(a box, b box) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT a ~= b';
CREATE OPERATOR public.=~= (LEFTARG = box, RIGHTARG = box, FUNCTION = public.same_hull, COMMUTATOR = OPERATOR(public.=~=));
CREATE FUNCTION public.as_imo(value text) RETURNS public.coordinates LANGUAGE sql IMMUTABLE AS $$ SELECT ROW(0, 0)::public.coordinates $$;
CREATE CAST (text AS public.coordinates) WITH FUNCTION public.as_imo(text);

CREATE FUNCTION public.calls_of(vessel bigint, OUT calls bigint, OUT "last" timestamptz) RETURNS record
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public'
    AS $_$
BEGIN
    SELECT count(*), max(upper(stay)) INTO calls, last FROM calls WHERE vessel_id = vessel;
END;
$_$;
CREATE FUNCTION public.price(amount numeric, rate numeric DEFAULT 0.19) RETURNS numeric
    LANGUAGE sql IMMUTABLE RETURN (amount * ((1)::numeric + rate));
CREATE FUNCTION public.price(amount integer) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT public.price(amount::numeric)';
CREATE FUNCTION public.largest(VARIADIC numbers integer[]) RETURNS integer LANGUAGE sql AS $$ SELECT max(n) FROM unnest(numbers) AS n $$;
CREATE FUNCTION public.free_berths(during tstzrange) RETURNS TABLE(basin integer, nr smallint)
    LANGUAGE sql STABLE ROWS 20 COST 500
    BEGIN ATOMIC
 SELECT b.basin_id, b.nr
    FROM public.berths b
   WHERE (NOT (EXISTS ( SELECT 1 FROM public.calls c
           WHERE ((c.basin_id = b.basin_id) AND (c.berth_nr = b.nr) AND (c.stay && free_berths.during)))));
END;
CREATE FUNCTION billing.open_invoices(smallint) RETURNS SETOF billing.invoices
    LANGUAGE sql STABLE AS $_$ SELECT * FROM billing.invoices WHERE account = $1 AND paid_at IS NULL; $_$;
CREATE FUNCTION billing.check_total() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- a comment with a ; and a ' in it
    IF NEW.total < 0 THEN RAISE EXCEPTION 'total of % is %; not allowed', NEW.id, NEW.total; END IF;
    RETURN NEW;
END $$;
CREATE PROCEDURE billing.close_year(y integer) LANGUAGE plpgsql AS $$
BEGIN
    UPDATE billing.invoices SET paid_at = now() WHERE year = y AND total = 0;
    COMMIT;
END $$;
CREATE FUNCTION public.log_statement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO public.log (line) SELECT count(*)::text FROM changed; RETURN NULL; END $$;

CREATE TRIGGER invoices_check BEFORE INSERT OR UPDATE ON billing.invoices FOR EACH ROW EXECUTE FUNCTION billing.check_total();
CREATE TRIGGER cargos_log AFTER UPDATE ON public.cargos REFERENCING OLD TABLE AS was NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.log_statement();
CREATE TRIGGER cargos_truncated AFTER TRUNCATE ON public.cargos FOR EACH STATEMENT EXECUTE FUNCTION public.touch('never', 'ran');
CREATE CONSTRAINT TRIGGER calls_checked AFTER INSERT OR UPDATE ON public.calls DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.touch();
CREATE TRIGGER companies_off BEFORE DELETE ON public.companies FOR EACH ROW EXECUTE FUNCTION public.touch();
ALTER TABLE public.companies DISABLE TRIGGER companies_off;

-- ---- views -----------------------------------------------------------------------------------------------------------

CREATE VIEW public.vessels_present AS
 SELECT v.id, v.name, v.kind, c.stay
   FROM (public.vessels v JOIN public.calls c ON ((c.vessel_id = v.id)))
  WHERE (c.stay @> now());
COMMENT ON VIEW public.vessels_present IS 'Who lies here now';
COMMENT ON COLUMN public.vessels_present.kind IS 'As of the vessel';
CREATE VIEW public.ferries_present WITH (security_barrier='true') AS
 SELECT p.id, p.name FROM public.vessels_present p WHERE (p.kind = 'ferry'::public.vessel_kind);
CREATE VIEW public.countries_of_union AS
 SELECT code, name, in_union FROM public.countries WHERE in_union WITH CASCADED CHECK OPTION;
CREATE VIEW billing.account_list (number, "who pays", balance) WITH (security_invoker='true') AS
 SELECT a.number, c.name, a.balance FROM billing.accounts a LEFT JOIN public.companies c ON c.id = a.company_id;
CREATE RECURSIVE VIEW public.company_tree (id, depth) AS
 SELECT id, 0 FROM public.companies WHERE parent_id IS NULL
 UNION ALL
 SELECT c.id, t.depth + 1 FROM public.companies c JOIN company_tree t ON c.parent_id = t.id;
CREATE VIEW public.goods_by_call AS
 SELECT call_id, public.joined(goods_code::text) AS goods, sum(weight) AS weight, public.price(count(*)::numeric) AS fee
   FROM public.cargos GROUP BY call_id;
CREATE FUNCTION public.insert_present() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO public.vessels (name, kind) VALUES (NEW.name, NEW.kind); RETURN NEW; END $$;
CREATE TRIGGER vessels_present_insert INSTEAD OF INSERT ON public.vessels_present FOR EACH ROW EXECUTE FUNCTION public.insert_present();
CREATE MATERIALIZED VIEW billing.revenue AS
 SELECT i.year, i.currency, sum(i.total) AS total FROM billing.invoices i GROUP BY i.year, i.currency
  WITH DATA;
CREATE UNIQUE INDEX revenue_key ON billing.revenue USING btree (year, currency);
CREATE INDEX revenue_total ON billing.revenue USING btree (total DESC);
CREATE MATERIALIZED VIEW sensors.daily WITH (fillfactor='90') AS
 SELECT sensor_id, (date_trunc('day'::text, at))::date AS day, avg(value) AS value FROM sensors.readings GROUP BY sensor_id, (date_trunc('day'::text, at))::date
  WITH NO DATA;
CREATE VIEW "Archiv"."Übersicht" AS SELECT "Nummer", "Titel" FROM "Archiv"."Akten" ORDER BY "Titel" LIMIT 10;
CREATE VIEW public.revenue_total AS SELECT sum(total) AS total FROM billing.revenue;

-- What is kept of words that mean nothing, and of names of before.
CREATE TABLE public.berth_plans (
    id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    state character varying DEFAULT 'active'::text NOT NULL,
    closed_at timestamp without time zone DEFAULT NULL::timestamp without time zone,
    note character varying(20) DEFAULT NULL::character varying,
    tags text DEFAULT 'it''s'::character varying
);
ALTER TABLE public.berth_plans RENAME TO plans;
CREATE INDEX plans_words ON public.plans USING gin (string_to_array(tags, ' '::text));
ALTER INDEX public.plans_words ALTER COLUMN 1 SET STATISTICS 3000;
