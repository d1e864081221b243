import { randomBytes, randomUUID } from 'node:crypto';
import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ProjectAccessChanged, ProjectDeleted } from '@visiobook/schema';
import { startQueue } from '@visiobook/service';
import { silentLog } from '@visiobook/testing';
import sharp from 'sharp';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asService, type StorageService, sha256, storageService } from './storage-service.ts';

const ann = randomUUID();
const bob = randomUUID();
let service: StorageService;
beforeAll(async () => {
  service = await storageService();
});
afterAll(() => service[Symbol.asyncDispose]());

async function get(address: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') {
  const answer = await request(service.here(address), { method, headers });
  return {
    statusCode: answer.statusCode,
    headers: answer.headers,
    body: Buffer.from(await answer.body.arrayBuffer()),
  };
}

async function put(bytes: Buffer, query: Record<string, string>, id = randomUUID()) {
  const answer = await request(`${service.url}/internal/files/${id}?${new URLSearchParams(query)}`, {
    method: 'PUT',
    headers: { ...asService(), 'content-type': 'application/octet-stream' },
    body: bytes,
  });
  return { id, statusCode: answer.statusCode, body: (await answer.body.json()) as Record<string, unknown> };
}

const isStored = (bytes: Buffer) =>
  access(join(service.folder, sha256(bytes).slice(0, 2), sha256(bytes))).then(
    () => true,
    () => false,
  );

describe('a signed download', () => {
  const bytes = randomBytes(300_000);
  let address: string;
  beforeAll(async () => {
    const id = await service.upload(ann, bytes, { fileName: 'L’Été "rouge".txt' });
    address = (await service.readFile(ann, id, 'url'))!.url!;
  });

  it('sends the bytes with their type, name and hash, and forbids guessing', async () => {
    const answer = await get(address);
    expect(answer).toMatchObject({
      statusCode: 200,
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'content-length': '300000',
        etag: `"${sha256(bytes)}"`,
        'x-content-type-options': 'nosniff',
        'accept-ranges': 'bytes',
        'cache-control': expect.stringMatching(/^private, max-age=3[56]\d\d, immutable$/),
        'content-disposition': `inline; filename="L_Ete _rouge_.txt"; filename*=UTF-8''L%E2%80%99%C3%89t%C3%A9%20%22rouge%22.txt`,
      },
    });
    expect(answer.body.equals(bytes)).toBe(true);
  });

  it('sends a range, the end, and nothing for HEAD or an unchanged copy', async () => {
    const middle = await get(address, { range: 'bytes=100-199' });
    expect(middle).toMatchObject({
      statusCode: 206,
      headers: { 'content-range': 'bytes 100-199/300000', 'content-length': '100' },
    });
    expect(middle.body.equals(bytes.subarray(100, 200))).toBe(true);
    expect((await get(address, { range: 'bytes=-5' })).body.equals(bytes.subarray(-5))).toBe(true);
    expect(await get(address, { range: 'bytes=300000-' })).toMatchObject({
      statusCode: 416,
      headers: { 'content-range': 'bytes */300000' },
    });
    const whole = await get(address, { range: 'bytes=0-9', 'if-range': '"older"' });
    expect(whole.statusCode).toBe(200);
    const head = await get(address, {}, 'HEAD');
    expect(head).toMatchObject({ statusCode: 200, headers: { 'content-length': '300000' } });
    expect(head.body).toHaveLength(0);
    expect(await get(address, { 'if-none-match': `"${sha256(bytes)}"` })).toMatchObject({ statusCode: 304 });
  });

  it('is refused when anything in the address was changed', async () => {
    const url = new URL(address);
    for (const [name, value] of [
      ['expires', String(Number(url.searchParams.get('expires')) + 1)],
      ['disposition', 'attachment'],
      ['signature', 'AAAA'],
    ] as const) {
      const changed = new URL(url);
      changed.searchParams.set(name, value);
      expect(await get(changed.href)).toMatchObject({ statusCode: 401 });
    }
    expect(await get(address.replace(/\/files\/[^?]+/, `/files/${randomUUID()}`))).toMatchObject({
      statusCode: 401,
    });
  });

  it('lives a minute to a week', async () => {
    const id = await service.upload(ann, randomBytes(10));
    for (const seconds of [59, 604_801]) {
      const answer = await service.ask(ann, `{ file(id: "${id}") { url(expiresIn: ${seconds}) } }`);
      expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
  });

  it('saves what could run script instead of showing it', async () => {
    const page = Buffer.from('<script>alert(1)</script>');
    const { id } = await put(page, { name: 'a.html', mediaType: 'text/html', ownerId: ann });
    const answer = await get((await service.readFile(ann, id, 'url'))!.url!);
    expect(answer.headers['content-disposition']).toMatch(/^attachment;/);
  });
});

describe('a picture in another size', () => {
  it('is made once, fitted as asked, and only for pictures', async () => {
    const png = await sharp({ create: { width: 400, height: 200, channels: 3, background: '#336699' } })
      .png()
      .toBuffer();
    const { id } = await put(png, { name: 'a.png', mediaType: 'image/png', ownerId: ann });
    const { small, square, avif } = (await service.readFile(
      ann,
      id,
      `small: image(width: 100) square: image(width: 64, height: 64, fit: COVER, format: PNG)
       avif: image(height: 50, format: AVIF)`,
    )) as Record<'small' | 'square' | 'avif', string>;
    const answers = await Promise.all([small, small, small, square, avif].map((address) => get(address)));
    const sizes = await Promise.all(
      answers.map(async ({ body }) => {
        const { width, height, format } = await sharp(body).metadata();
        return `${format} ${width}x${height}`;
      }),
    );
    expect(sizes).toEqual(['webp 100x50', 'webp 100x50', 'webp 100x50', 'png 64x64', 'heif 100x50']);
    expect(answers[0]!.headers['content-type']).toBe('image/webp');
    const kept = join(service.folder, 'variants', sha256(png).slice(0, 2), sha256(png));
    expect((await readdir(kept)).sort()).toEqual(['64x64-cover.png', '100xauto.webp', 'autox50.avif'].sort());
    expect(await get(small.replace('w=100', 'w=101'))).toMatchObject({ statusCode: 401 });

    const text = await service.upload(ann, randomBytes(10));
    expect(await service.readFile(ann, text, 'image(width: 10)')).toEqual({ image: null });
  });

  it('is refused for bytes that are no picture', async () => {
    const { id } = await put(randomBytes(500), { name: 'a.png', mediaType: 'image/png', ownerId: ann });
    const address = (await service.readFile(ann, id, 'image(width: 10)'))!.image!;
    expect(await get(address)).toMatchObject({ statusCode: 415 });
  });
});

describe('the internal interface', () => {
  it('stores bytes once under the id that a service chose', async () => {
    const bytes = randomBytes(100_000);
    const query = { name: 'a.mp4', mediaType: 'video/mp4', ownerId: ann };
    const first = await put(bytes, query);
    expect(first).toMatchObject({
      statusCode: 200,
      body: { id: first.id, byteSize: 100_000, sha256: sha256(bytes) },
    });
    expect(await put(bytes, query, first.id)).toEqual(first);
    expect(await put(randomBytes(10), query, first.id)).toMatchObject({ statusCode: 409 });
    const answer = await get(`${service.url}/internal/files/${first.id}`, {
      ...asService(),
      range: 'bytes=10-19',
    });
    expect(answer.statusCode).toBe(206);
    expect(answer.body.equals(bytes.subarray(10, 20))).toBe(true);
    expect(await readdir(join(service.folder, 'temporary'))).toEqual([]);
  });

  it('is closed to people', async () => {
    const { id } = await put(randomBytes(10), { name: 'a.png', mediaType: 'image/png', ownerId: ann });
    const { userHeader } = await import('@visiobook/testing');
    expect(await get(`${service.url}/internal/files/${id}`)).toMatchObject({ statusCode: 404 });
    expect(
      await get(`${service.url}/internal/files/${id}`, { 'x-visiobook-viewer': userHeader(ann) }),
    ).toMatchObject({ statusCode: 403 });
  });
});

describe('who sees a file', () => {
  it('is its owner and, while they belong to a project that uses it, its members', async () => {
    const projectId = randomUUID();
    const bytes = randomBytes(1000);
    const { id } = await put(bytes, { name: 'a.png', mediaType: 'image/png', ownerId: ann, projectId });
    const queue = await startQueue({
      url: service.database.urlOf('projects'),
      service: 'projects',
      log: silentLog(),
      metrics: service.metrics,
    });
    const sees = async (user: string) => (await service.readFile(user, id, 'id')) !== null;
    const members = (...users: string[]) => users.map((userId) => ({ userId, role: 'EDITOR' as const }));
    expect([await sees(ann), await sees(bob)]).toEqual([true, false]);

    await queue.publish(ProjectAccessChanged, { projectId, revision: 2, members: members(ann, bob) });
    await expect.poll(() => sees(bob), { timeout: 10_000 }).toBe(true);
    const listed = await service.ask(
      bob,
      `{ files(filter: {projectId: "${projectId}"}) { totalCount nodes { id owner { id } } } }`,
    );
    expect(listed.data?.files).toEqual({ totalCount: 1, nodes: [{ id, owner: { id: ann } }] });
    const forbidden = await service.ask(bob, `mutation { deleteFile(input: {id: "${id}"}) { id } }`);
    expect(forbidden.errors?.[0]?.extensions.code).toBe('FORBIDDEN');

    await queue.publish(ProjectAccessChanged, { projectId, revision: 1, members: members(ann) });
    await queue.publish(ProjectAccessChanged, { projectId, revision: 3, members: members(ann) });
    await expect.poll(() => sees(bob), { timeout: 10_000 }).toBe(false);
    const hidden = await service.ask(bob, `{ files(filter: {projectId: "${projectId}"}) { totalCount } }`);
    expect(hidden.errors?.[0]?.extensions.code).toBe('NOT_FOUND');

    await queue.publish(ProjectDeleted, { projectId });
    await expect.poll(() => sees(ann), { timeout: 10_000 }).toBe(false);
    await expect.poll(() => isStored(bytes)).toBe(false);
    expect(
      await put(bytes, { name: 'a.png', mediaType: 'image/png', ownerId: ann, projectId }),
    ).toMatchObject({ statusCode: 404 });
    await queue.stop(2000);
  });

  it('lists one’s own files by pages in a fixed number of statements', async () => {
    const user = randomUUID();
    const ids: string[] = [];
    for (let i = 0; i < 7; i++) ids.push(await service.upload(user, randomBytes(10 + i)));
    ids.reverse();
    const statements = async () => {
      const metric = await service.metrics.dbQueryDuration.get();
      return metric.values
        .filter(({ metricName, labels }) => metricName?.endsWith('_count') && labels.operation === 'select')
        .reduce((sum, { value }) => sum + value, 0);
    };
    const page = async (args: string) => {
      const before = await statements();
      const answer = await service.ask(
        user,
        `{ files(${args}) { totalCount nodes { id url image(width: 5) owner { id } } pageInfo { endCursor startCursor hasNextPage hasPreviousPage } } }`,
      );
      expect(await statements()).toBe(before + 2);
      return answer.data?.files as {
        totalCount: number;
        nodes: { id: string }[];
        pageInfo: Record<'endCursor' | 'startCursor', string> & { hasNextPage: boolean };
      };
    };
    const first = await page('first: 3');
    const second = await page(`first: 3, after: "${first.pageInfo.endCursor}"`);
    const third = await page(`first: 3, after: "${second.pageInfo.endCursor}"`);
    expect([first, second, third].flatMap(({ nodes }) => nodes.map(({ id }) => id))).toEqual(ids);
    expect([first, second, third].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, true, false]);
    expect(third.totalCount).toBe(7);
    const back = await page(`last: 2, before: "${second.pageInfo.startCursor}"`);
    expect(back.nodes.map(({ id }) => id)).toEqual(ids.slice(1, 3));
    const bad = await service.ask(user, '{ files(after: "azpub25zZW5zZQ") { totalCount } }');
    expect(bad.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('resolves many references in one statement', async () => {
    const ids = await Promise.all([1, 2, 3].map((n) => service.upload(ann, randomBytes(20 + n))));
    const representations = [...ids, randomUUID(), 'no-uuid'].map((id) => ({ __typename: 'StoredFile', id }));
    const count = async () =>
      (await service.metrics.dbQueryDuration.get()).values
        .filter(({ metricName }) => metricName?.endsWith('_count'))
        .reduce((sum, { value }) => sum + value, 0);
    const before = await count();
    const answer = await service.ask(
      ann,
      'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on StoredFile { id } } }',
      { representations },
    );
    expect(answer.data?._entities).toEqual([...ids.map((id) => ({ id })), null, null]);
    expect(await count()).toBe(before + 1);
  });
});

describe('deleting a file', () => {
  it('keeps the bytes while another file has the same ones', async () => {
    const bytes = randomBytes(5000);
    const [mine, theirs] = [await service.upload(ann, bytes), await service.upload(bob, bytes)];
    const drop = (user: string, id: string) =>
      service.ask(user, `mutation { deleteFile(input: {id: "${id}"}) { id } }`);
    expect((await drop(bob, mine)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await drop(ann, mine)).data).toEqual({ deleteFile: { id: mine } });
    expect(await isStored(bytes)).toBe(true);
    await drop(bob, theirs);
    expect(await isStored(bytes)).toBe(false);
  });
});
