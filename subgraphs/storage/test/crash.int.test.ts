import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { access, mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { testDatabase } from '@visiobook/testing';
import postgres from 'postgres';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { client, head, patch, serviceEnv, sha256, storageService } from './storage-service.ts';

const MAIN = join(import.meta.dirname, '..', 'src', 'main.ts');

/** The service as a process of its own, the way `npm start` runs it. */
async function start(env: Record<string, string>): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(MAIN, { env: { ...process.env, LOG_LEVEL: 'silent', ...env }, execArgv: [] });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve((message as { port: number }).port));
    child.once('exit', (code) => reject(new Error(`The service ended with ${code}.`)));
  });
  return { child, url: `http://127.0.0.1:${port}` };
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

describe('after kill -9', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let folder: string;
  beforeAll(async () => {
    database = await testDatabase();
    folder = await mkdtemp(join(tmpdir(), 'visiobook-storage-'));
  });
  afterAll(async () => {
    await database[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  it('an upload goes on from the bytes that were written, and the file is whole', async () => {
    const ann = randomUUID();
    const bytes = randomBytes(6_000_000);
    const env = serviceEnv(database.urlOf('storage'), folder);
    let { child, url } = await start(env);
    const announced = await client(url).announce(ann, bytes, { sha256: sha256(bytes) });
    const path = join(folder, 'uploads', announced.id);

    const hanging = new Readable({ read() {} });
    hanging.push(bytes.subarray(0, 4_000_000));
    const broken = patch(announced.url, 0, hanging).catch((error: Error) => error);
    await expect.poll(async () => (await stat(path)).size, { timeout: 10_000 }).toBeGreaterThan(2_000_000);
    await kill(child);
    expect(await broken).toBeInstanceOf(Error);

    ({ child, url } = await start(env));
    const address = announced.url.replace(/^http:\/\/[^/]+/, url);
    const offset = Number((await head(address)).headers['upload-offset']);
    expect(offset).toBeGreaterThan(2_000_000);
    expect(offset).toBeLessThanOrEqual(4_000_000);
    expect(await patch(address, offset, bytes.subarray(offset))).toMatchObject({ statusCode: 204 });
    expect(await client(url).readFile(ann, announced.id, 'status sha256')).toEqual({
      status: 'READY',
      sha256: sha256(bytes),
    });
    await kill(child);
  });
});

it('a shutdown does not wait for a slow upload', async () => {
  const service = await storageService();
  const ann = randomUUID();
  const { id, url } = await service.announce(ann, Buffer.alloc(3_000_000));
  const hanging = new Readable({ read() {} });
  hanging.push(Buffer.alloc(1_500_000));
  const broken = patch(url, 0, hanging).catch((error: Error) => error);
  const path = join(service.folder, 'uploads', id);
  await expect.poll(async () => (await stat(path)).size, { timeout: 10_000 }).toBeGreaterThan(1_000_000);
  const startedAt = Date.now();
  await service[Symbol.asyncDispose]();
  expect(Date.now() - startedAt).toBeLessThan(5000);
  expect(await broken).toBeInstanceOf(Error);
});

it('no file loses its bytes while the same ones are uploaded, deleted and swept at once', async () => {
  await using service = await storageService({ SWEEP_SECONDS: '0.02' });
  const bytes = randomBytes(20_000);
  const people = Array.from({ length: 4 }, () => randomUUID());
  const path = join(service.folder, sha256(bytes).slice(0, 2), sha256(bytes));
  await Promise.all(
    people.map(async (person) => {
      for (let turn = 0; turn < 8; turn++) {
        const id = await service.upload(person, bytes);
        expect(await service.readFile(person, id, 'status')).toEqual({ status: 'READY' });
        await access(path);
        await service.ask(person, `mutation { deleteFile(input: {id: "${id}"}) { id } }`);
      }
    }),
  );
  await expect
    .poll(() =>
      access(path).then(
        () => 'there',
        () => 'gone',
      ),
    )
    .toBe('gone');
});

describe('the sweeper', () => {
  it('finishes complete uploads, removes expired and stray ones, and bytes without a row', async () => {
    const database = await testDatabase();
    const folder = await mkdtemp(join(tmpdir(), 'visiobook-storage-'));
    const ann = randomUUID();
    const complete = randomBytes(1000);
    const orphan = randomBytes(50);
    let ids: { complete: string; expired: string };
    {
      // A first life that "dies" in the places where a crash can leave things.
      await using first = await storageService({
        DATABASE_URL: database.urlOf('storage'),
        FILES_DIR: folder,
      });
      const [one, two] = [await first.announce(ann, complete), await first.announce(ann, Buffer.alloc(10))];
      ids = { complete: one.id, expired: two.id };
    }
    await writeFile(join(folder, 'uploads', ids.complete), complete);
    await writeFile(join(folder, 'uploads', randomUUID()), 'a stray');
    const staged = join(folder, 'temporary', randomUUID());
    await writeFile(staged, 'half a picture');
    const shard = join(folder, sha256(orphan).slice(0, 2));
    await mkdir(shard, { recursive: true });
    await writeFile(join(shard, sha256(orphan)), orphan);
    const old = new Date(Date.now() - 1_000_000_000);
    await utimes(staged, old, old);
    const sql = postgres(database.adminUrl, { max: 1 });
    await sql`update storage.files set upload_expires_at = now() - interval '1 second' where id = ${ids.expired}`;
    await sql.end();

    await using second = await storageService({ DATABASE_URL: database.urlOf('storage'), FILES_DIR: folder });
    await expect
      .poll(() => second.readFile(ann, ids.complete, 'status sha256'), { timeout: 10_000 })
      .toEqual({ status: 'READY', sha256: sha256(complete) });
    await expect.poll(() => second.readFile(ann, ids.expired, 'id')).toBeNull();
    await expect.poll(() => readdir(join(folder, 'uploads'))).toEqual([]);
    await expect.poll(() => readdir(shard)).not.toContain(sha256(orphan));
    await expect.poll(() => readdir(join(folder, 'temporary'))).toEqual([]);
    await expect
      .poll(
        async () =>
          (await (await request(`${second.url}/metrics`)).body.text()).match(
            /storage_usage_bytes\S* (\d+)/,
          )?.[1],
      )
      .toBe('1000');
    await rm(folder, { recursive: true, force: true });
    await database[Symbol.asyncDispose]();
  });
});
