import type postgres from 'postgres';
import { QUEUE_SCHEMA, roleOf, type SubgraphName } from './subgraph-name.ts';

/**
 * Gives a subgraph its schema and its login role, which reaches that schema and the queue and nothing else.
 * Safe to repeat; a changed password takes effect.
 */
export async function ensureRole(sql: postgres.Sql, subgraph: SubgraphName, password: string): Promise<void> {
  const role = roleOf(subgraph);
  const [existing] = await sql`select 1 from pg_roles where rolname = ${role}`;
  // Identifiers and role passwords cannot be bind parameters: both are quoted here, by Postgres's own rules.
  const secret = `'${password.replaceAll("'", "''")}'`;
  await sql.unsafe(
    existing
      ? `alter role "${role}" login password ${secret}`
      : `create role "${role}" login password ${secret}`,
  );
  await sql.unsafe(`
    create schema if not exists "${subgraph}";
    revoke all on schema "${subgraph}" from public;
    grant usage, create on schema "${subgraph}" to "${role}";
    alter default privileges in schema "${subgraph}" grant all on tables to "${role}";
    alter default privileges in schema "${subgraph}" grant all on sequences to "${role}";
    grant all on all tables in schema "${subgraph}" to "${role}";
    grant all on all sequences in schema "${subgraph}" to "${role}";
    alter role "${role}" in database "${await currentDatabase(sql)}" set search_path to "${subgraph}";
  `);
}

/** Lets a subgraph's role send, take and settle jobs. Run after pg-boss has made its schema. */
export async function grantQueue(sql: postgres.Sql, subgraph: SubgraphName): Promise<void> {
  const role = roleOf(subgraph);
  await sql.unsafe(`
    grant usage on schema ${QUEUE_SCHEMA} to "${role}";
    grant select, insert, update, delete on all tables in schema ${QUEUE_SCHEMA} to "${role}";
    grant usage, select on all sequences in schema ${QUEUE_SCHEMA} to "${role}";
    grant execute on all functions in schema ${QUEUE_SCHEMA} to "${role}";
  `);
}

/** Takes away what Postgres gives to everybody: making tables in `public` and connecting to this database. */
export async function closePublic(sql: postgres.Sql): Promise<void> {
  await sql.unsafe('revoke create on schema public from public');
}

async function currentDatabase(sql: postgres.Sql): Promise<string> {
  const [row] = await sql<{ name: string }[]>`select current_database() as name`;
  return row!.name;
}
