import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { survivingLostConnections } from './lost-connection.ts';
import { observed, type QueryObserver } from './observed-client.ts';

export interface DbOptions {
  url: string;
  /** Connections in the pool; 10 unless told. */
  max?: number;
  /** What `pg_stat_activity` shows. */
  applicationName?: string;
  /** Sees every statement, for spans and metrics. */
  observer?: QueryObserver;
}

export type Db = PostgresJsDatabase;
/** A transaction of {@link Db}; repositories take `Db | Tx`. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];

export interface DbClient {
  db: Db;
  /** The raw client, for LISTEN/NOTIFY and administration. */
  sql: postgres.Sql;
  /** Waits for queries in flight (5 s at most), then closes the pool. */
  close(): Promise<void>;
}

/**
 * Opens a pool on one Postgres role. Connections are made lazily, so this never fails; the first query does.
 *
 * @example const { db, close } = createDb({ url: config.db.url });
 */
export function createDb({ url, max = 10, applicationName = 'visiobook', observer }: DbOptions): DbClient {
  const sql = postgres(url, {
    max,
    idle_timeout: 30,
    connect_timeout: 10,
    // Plans change when a migration runs beside a serving process; 18 recovers, a pooler in between may not.
    connection: { application_name: applicationName },
    onnotice: () => {},
  });
  const steady = survivingLostConnections(sql);
  return {
    db: drizzle(observer ? observed(steady, observer) : steady),
    sql,
    close: () => sql.end({ timeout: 5 }),
  };
}
