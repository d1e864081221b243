import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@visiobook/db/embedded';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { migrateForTests } from './migrate-for-tests.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Superuser URL of the test server. */
    postgresUrl: string;
  }
}

export const TEMPLATE = 'visiobook_template';

/**
 * Vitest global set-up: one real Postgres for the run, with one migrated database that test files copy.
 * Copying a template takes about 50 ms; migrating takes a second.
 */
export async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'visiobook-test-'));
  const server = await startEmbeddedPostgres({ folder, durable: false });
  const sql = postgres(server.url, { max: 1, onnotice: () => {} });
  await sql.unsafe(`create database ${TEMPLATE}`);
  await sql.end();
  await migrateForTests(databaseUrl(server.url, TEMPLATE));
  project.provide('postgresUrl', server.url);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

function databaseUrl(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = database;
  return other.href;
}
