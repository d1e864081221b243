import { setTimeout as sleep } from 'node:timers/promises';
import { testDatabase } from '@visiobook/testing';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { describe, expect, it } from 'vitest';

// An error that nobody can catch fails the whole file: that is what these tests watch for.
describe.each(['in a statement', 'between statements', 'before the rollback', 'in a savepoint'])(
  'a connection that is lost %s',
  (moment) => {
    it('fails the transaction, and the next one works', async () => {
      await using database = await testDatabase();
      const { db } = database.clientOf('projects');
      const admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
      const kill = () =>
        admin`select pg_terminate_backend(pid) from pg_stat_activity
          where usename = 'visiobook_projects' and datname = current_database()`;
      const begun = Promise.withResolvers<void>();
      const killed = Promise.withResolvers<void>();
      const lost = db.transaction(async (tx) => {
        await tx.execute(sql`select 1`);
        begun.resolve();
        if (moment === 'in a statement') return void (await tx.execute(sql`select pg_sleep(30)`));
        if (moment === 'in a savepoint') {
          return tx.transaction(async (inner) => {
            await killed.promise;
            await inner.execute(sql`select 2`);
          });
        }
        await killed.promise;
        if (moment === 'before the rollback') throw new Error('mine');
        await tx.execute(sql`select 2`);
      });
      const outcome = lost.then(
        () => 'committed',
        () => 'failed',
      );
      await begun.promise;
      // Long enough for the sleep to be under way, and for the loss to be noticed.
      await sleep(100);
      await kill();
      await sleep(100);
      killed.resolve();
      expect(await outcome).toBe('failed');
      await sleep(50);
      expect(await db.transaction(async (tx) => tx.execute(sql`select 3 as answer`))).toMatchObject([
        { answer: 3 },
      ]);
      await admin.end();
    });
  },
);
