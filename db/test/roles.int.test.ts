import { migrateForTests, TEST_PASSWORD, testDatabase } from '@visiobook/testing';
import { describe, expect, it } from 'vitest';
import { pendingMigrations, SUBGRAPHS } from '../src/index.ts';

describe("a subgraph's role", () => {
  it.each(SUBGRAPHS)(
    '%s reaches its own schema and the queue, and is refused by every other',
    async (subgraph) => {
      await using database = await testDatabase();
      const { sql } = database.clientOf(subgraph);
      await sql.unsafe(`create table ${subgraph}.probe (id int)`);
      await sql.unsafe(`insert into ${subgraph}.probe values (1)`);
      await sql.unsafe('select count(*) from queue.job');
      for (const other of SUBGRAPHS.filter((name) => name !== subgraph)) {
        await expect(sql.unsafe(`create table ${other}.intruder (id int)`)).rejects.toThrow(
          /permission denied/,
        );
        await expect(sql.unsafe(`select * from ${other}.__migrations`)).rejects.toThrow(/permission denied/);
      }
      await expect(sql.unsafe('create table public.intruder (id int)')).rejects.toThrow(/permission denied/);
      await expect(sql.unsafe('create schema intruder')).rejects.toThrow(/permission denied/);
      await expect(sql.unsafe(`create role intruder`)).rejects.toThrow(/permission denied/);
    },
  );
});

describe('migrate', () => {
  it('changes nothing the second time, also when two run at once', async () => {
    await using database = await testDatabase();
    await Promise.all([migrateForTests(database.adminUrl), migrateForTests(database.adminUrl)]);
    for (const subgraph of SUBGRAPHS) {
      expect(await pendingMigrations(database.clientOf(subgraph).sql, subgraph)).toBe(0);
    }
    expect(TEST_PASSWORD).not.toBe('');
  });

  it('is pending where a migration has not been applied', async () => {
    await using database = await testDatabase();
    const { sql } = database.clientOf('projects');
    await sql.unsafe('delete from projects.__migrations');
    expect(await pendingMigrations(sql, 'projects')).toBeGreaterThan(0);
  });
});
