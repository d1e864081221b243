import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyFolder } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { closePublic, ensureRole, grantQueue } from './roles.ts';
import { roleOf, SUBGRAPHS, type SubgraphName } from './subgraph-name.ts';
import { installVectors } from './vectors.ts';

const MIGRATIONS = join(import.meta.dirname, '..', 'migrations');
const LEDGER = '__migrations';

export interface MigrateOptions {
  /** A role that may create roles and schemas. */
  adminUrl: string;
  /** Password of each subgraph's login role. */
  passwordOf(subgraph: SubgraphName): string;
  /** Makes the queue's own tables and queues; run between the roles and the grants on them. */
  installQueue(adminUrl: string): Promise<void>;
}

/**
 * Brings a database to this version's schema: roles, one schema a subgraph, its migrations, the queue.
 * Concurrent callers wait for each other on an advisory lock, and a second run changes nothing.
 */
export async function migrate({ adminUrl, passwordOf, installQueue }: MigrateOptions): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(hashtext('visiobook.migrate'))`;
    await closePublic(sql);
    for (const subgraph of SUBGRAPHS) {
      await ensureRole(sql, subgraph, passwordOf(subgraph));
      if (existsSync(journalOf(subgraph))) await applyMigrations(sql, subgraph);
    }
    await installVectors(sql);
    await installQueue(adminUrl);
    for (const subgraph of SUBGRAPHS) await grantQueue(sql, subgraph);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/**
 * How many of a subgraph's migrations its database still lacks; `/ready` is false until it is 0.
 *
 * @throws what the driver throws when the database cannot be reached.
 */
export async function pendingMigrations(sql: postgres.Sql, subgraph: SubgraphName): Promise<number> {
  const wanted = journalLength(subgraph);
  const [{ exists } = { exists: false }] = await sql<{ exists: boolean }[]>`
    select to_regclass(${`${subgraph}.${LEDGER}`}) is not null as exists`;
  if (!exists) return wanted;
  const [{ applied } = { applied: 0 }] = await sql<{ applied: number }[]>`
    select count(*)::int as applied from ${sql(subgraph)}.${sql(LEDGER)}`;
  return Math.max(0, wanted - applied);
}

/** The URL of a subgraph's own role on the server and database of `adminUrl`. */
export function subgraphUrl(adminUrl: string, subgraph: SubgraphName, password: string): string {
  const url = new URL(adminUrl);
  url.username = roleOf(subgraph);
  url.password = password;
  return url.href;
}

async function applyMigrations(sql: postgres.Sql, subgraph: SubgraphName): Promise<void> {
  await applyFolder(drizzle(sql), {
    migrationsFolder: join(MIGRATIONS, subgraph),
    migrationsSchema: subgraph,
    migrationsTable: LEDGER,
  });
}

function journalOf(subgraph: SubgraphName): string {
  return join(MIGRATIONS, subgraph, 'meta', '_journal.json');
}

function journalLength(subgraph: SubgraphName): number {
  if (!existsSync(journalOf(subgraph))) return 0;
  return (JSON.parse(readFileSync(journalOf(subgraph), 'utf8')) as { entries: unknown[] }).entries.length;
}
