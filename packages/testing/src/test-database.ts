import { createDb, type DbClient, type SubgraphName, subgraphUrl } from '@visiobook/db';
import postgres from 'postgres';
import { inject } from 'vitest';
import { TEST_PASSWORD } from './migrate-for-tests.ts';
import { TEMPLATE } from './postgres-server.ts';

export interface TestDatabase extends AsyncDisposable {
  /** Superuser URL of this database. */
  adminUrl: string;
  /** URL of one subgraph's own role. */
  urlOf(subgraph: SubgraphName): string;
  /** A pool on one subgraph's role, closed with the database. */
  clientOf(subgraph: SubgraphName): DbClient;
}

let made = 0;

/**
 * A migrated database of its own for one test file, dropped at disposal.
 *
 * @example await using database = await testDatabase();
 */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject('postgresUrl');
  const name = `test_${process.pid}_${++made}_${Date.now().toString(36)}`;
  await administer(server, `create database ${name} template ${TEMPLATE}`);
  const url = new URL(server);
  url.pathname = name;
  const adminUrl = url.href;
  const clients: DbClient[] = [];
  const urlOf = (subgraph: SubgraphName) => subgraphUrl(adminUrl, subgraph, TEST_PASSWORD);
  return {
    adminUrl,
    urlOf,
    clientOf(subgraph) {
      const client = createDb({ url: urlOf(subgraph), max: 5 });
      clients.push(client);
      return client;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(clients.map((client) => client.close()));
      await administer(server, `drop database if exists ${name} with (force)`);
    },
  };
}

async function administer(url: string, statement: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}
