package io.penstock.local.redshift;

/** What Redshift has and PostgreSQL has not: types, functions and views of the catalog. */
final class StandInCatalog {
  static final String SQL =
      """
      CREATE SCHEMA IF NOT EXISTS redshift;

      DO $$ BEGIN CREATE DOMAIN redshift.super AS text;
      EXCEPTION WHEN duplicate_object THEN NULL; END $$;

      CREATE OR REPLACE FUNCTION redshift.getdate() RETURNS timestamp LANGUAGE sql STABLE AS
      $$ SELECT date_trunc('second', statement_timestamp() AT TIME ZONE 'UTC') $$;

      CREATE OR REPLACE FUNCTION redshift.strtol_of_any_base(digits text, base int) RETURNS bigint
      LANGUAGE plpgsql IMMUTABLE STRICT AS $$
      DECLARE total bigint := 0; BEGIN
        FOR i IN 1..length(digits) LOOP
          total := total * base + strpos('0123456789abcdefghijklmnopqrstuvwxyz',
                                         lower(substr(digits, i, 1))) - 1;
        END LOOP;
        RETURN total;
      END $$;

      CREATE OR REPLACE FUNCTION redshift.strtol(digits text, base int) RETURNS bigint
      LANGUAGE sql IMMUTABLE AS $$
      SELECT CASE base WHEN 16 THEN ('x' || lpad(digits, 16, '0'))::bit(64)::bigint
                       ELSE redshift.strtol_of_any_base(digits, base) END $$;

      CREATE OR REPLACE FUNCTION redshift.datediff(part text, a timestamp, b timestamp)
      RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
      SELECT CASE lower(part)
        WHEN 'microsecond' THEN (extract(epoch FROM b - a) * 1000000)::bigint
        WHEN 'second' THEN extract(epoch FROM date_trunc('second', b)
                                              - date_trunc('second', a))::bigint
        WHEN 'minute' THEN (extract(epoch FROM date_trunc('minute', b)
                                               - date_trunc('minute', a)) / 60)::bigint
        WHEN 'hour' THEN (extract(epoch FROM date_trunc('hour', b)
                                             - date_trunc('hour', a)) / 3600)::bigint
        WHEN 'day' THEN (b::date - a::date)::bigint
        WHEN 'month' THEN (12 * (extract(year FROM b) - extract(year FROM a))
                           + extract(month FROM b) - extract(month FROM a))::bigint
        WHEN 'year' THEN (extract(year FROM b) - extract(year FROM a))::bigint END $$;

      CREATE OR REPLACE FUNCTION redshift.len(value text) RETURNS int LANGUAGE sql IMMUTABLE AS
      $$ SELECT length(value) $$;

      CREATE OR REPLACE FUNCTION redshift.from_varbyte(value bytea, form text) RETURNS text
      LANGUAGE sql IMMUTABLE AS $$ SELECT encode(value, form) $$;

      CREATE OR REPLACE FUNCTION redshift.to_varbyte(value text, form text) RETURNS bytea
      LANGUAGE sql IMMUTABLE AS $$ SELECT decode(value, form) $$;

      CREATE OR REPLACE FUNCTION redshift.json_parse(value text) RETURNS redshift.super
      LANGUAGE sql IMMUTABLE AS $$ SELECT (value::json)::text::redshift.super $$;

      CREATE OR REPLACE FUNCTION redshift.json_serialize(value redshift.super) RETURNS text
      LANGUAGE sql IMMUTABLE AS $$ SELECT value::text $$;

      CREATE OR REPLACE FUNCTION redshift.pg_last_copy_id() RETURNS int LANGUAGE sql AS
      $$ SELECT pg_backend_pid() $$;

      CREATE TABLE IF NOT EXISTS redshift.sys_load_error_detail (
        session_id int, query_id bigint DEFAULT 0, start_time timestamp DEFAULT clock_timestamp(),
        file_name text, line_number bigint, column_name text, error_code int, error_message text);

      CREATE OR REPLACE VIEW redshift.svv_external_schemas AS
      SELECT 0 AS esoid, 0 AS eskind, ''::text AS schemaname, 0 AS esowner,
             ''::text AS databasename, ''::text AS esoptions WHERE false;

      CREATE OR REPLACE VIEW redshift.svv_columns AS
      SELECT c.table_catalog::text AS table_catalog, c.table_schema::text AS table_schema,
             c.table_name::text AS table_name, c.column_name::text AS column_name,
             c.ordinal_position::int AS ordinal_position, c.column_default::text AS column_default,
             c.is_nullable::text AS is_nullable,
             CASE WHEN c.domain_name LIKE 'varchar\\_%' THEN 'character varying'
                  WHEN c.domain_name = 'super' THEN 'super'
                  WHEN c.data_type = 'bytea' THEN 'binary varying'
                  ELSE c.data_type::text END AS data_type,
             CASE WHEN c.domain_name LIKE 'varchar\\_%' THEN substr(c.domain_name, 9)::int
                  ELSE c.character_maximum_length::int END AS character_maximum_length,
             c.numeric_precision::int AS numeric_precision,
             c.numeric_scale::int AS numeric_scale,
             col_description(format('%I.%I', c.table_schema, c.table_name)::regclass,
                             c.ordinal_position::int) AS remarks
      FROM information_schema.columns c
      WHERE c.table_schema NOT IN ('pg_catalog', 'information_schema', 'redshift');

      CREATE OR REPLACE VIEW redshift.svv_relation_privileges AS
      SELECT n.nspname::text AS namespace_name, t.relname::text AS relation_name,
             a.privilege_type::text AS privilege_type, a.grantee::int AS identity_id,
             CASE WHEN a.grantee = 0 THEN 'public'
                  ELSE (SELECT rolname::text FROM pg_roles WHERE oid = a.grantee) END
               AS identity_name,
             CASE WHEN a.grantee = 0 THEN 'public' ELSE 'user' END AS identity_type,
             a.is_grantable AS admin_option
      FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace,
           LATERAL aclexplode(t.relacl) a
      WHERE a.grantee <> t.relowner AND a.privilege_type <> 'MAINTAIN';
      """;

  private StandInCatalog() {}
}
