import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROSE } from '../../test/fixtures/temporary-book.ts';
import { IngestPool } from './ingest-pool.ts';

let folder = '';
const input = () => ({ path: join(folder, 'book.txt'), fileName: 'book.txt', mediaType: 'text/plain' });
/** A thread that does what it is told instead of reading. */
const thread = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(code)}`);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'visiobook-pool-'));
  await writeFile(join(folder, 'book.txt'), PROSE);
  await writeFile(join(folder, 'empty.txt'), '');
});
afterAll(() => rm(folder, { recursive: true }));

test('reads books, more of them than it has threads', async () => {
  const pool = new IngestPool({ concurrency: 1 });
  const books = await Promise.all([pool.read(input()), pool.read(input())]);
  expect(books.map((book) => book.text)).toEqual([PROSE, PROSE]);
});

test('passes a refusal on as one', async () => {
  const refusal = new IngestPool().read({ ...input(), path: join(folder, 'empty.txt') });
  await expect(refusal).rejects.toMatchObject({ name: 'BookRefused', reason: 'EMPTY' });
});

test('stops a thread that takes too long', async () => {
  const pool = new IngestPool({ timeoutMs: 100, workerUrl: thread('for (;;) {}') });
  await expect(pool.read(input())).rejects.toMatchObject({ name: 'BookRefused', reason: 'DAMAGED' });
});

test('refuses a book that takes too much memory, and goes on', async () => {
  const hungry = 'const all = []; for (;;) all.push(new Array(1e5).fill(Math.random()));';
  const pool = new IngestPool({ memoryMb: 16, workerUrl: thread(hungry) });
  await expect(pool.read(input())).rejects.toMatchObject({ name: 'BookRefused', reason: 'TOO_LARGE' });
  await expect(new IngestPool().read(input())).resolves.toMatchObject({ language: 'en' });
});

test('reports a crash as a failure of its own, with its cause', async () => {
  const pool = new IngestPool({ workerUrl: thread('throw new RangeError("deep")') });
  await expect(pool.read(input())).rejects.toMatchObject({ cause: { message: 'deep' } });
});

test('ends what it is reading when it is closed', async () => {
  const pool = new IngestPool({ workerUrl: thread('setInterval(() => {}, 1000)') });
  const reading = pool.read(input());
  await new Promise(setImmediate);
  const ended = expect(reading).rejects.toThrow('without an answer');
  await pool.close();
  await ended;
});
