import { randomBytes, randomUUID } from 'node:crypto';
import { access, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { head, patch, type StorageService, sha256, storageService } from './storage-service.ts';

const ann = randomUUID();
let service: StorageService;
beforeAll(async () => {
  service = await storageService({ MAX_UPLOAD_BYTES: '4000000', USER_QUOTA_BYTES: '9000000' });
});
afterAll(() => service[Symbol.asyncDispose]());

const contentPath = (hash: string) => join(service.folder, hash.slice(0, 2), hash);

describe('announcing an upload', () => {
  it.each([
    [{ fileName: '../book.txt' }, 'BAD_USER_INPUT'],
    [{ fileName: 'a\\b.txt' }, 'BAD_USER_INPUT'],
    [{ fileName: `${'a'.repeat(252)}.txt` }, 'BAD_USER_INPUT'],
    [{ byteSize: 0 }, 'BAD_USER_INPUT'],
    [{ byteSize: 4_000_001 }, 'BAD_USER_INPUT'],
    [{ sha256: 'abc' }, 'BAD_USER_INPUT'],
    [{ mediaType: 'image/png' }, 'UNSUPPORTED_MEDIA'],
    [{ fileName: 'book.exe', mediaType: 'application/octet-stream' }, 'UNSUPPORTED_MEDIA'],
  ])('refuses %o with %s', async (wrong, code) => {
    const input = { fileName: 'book.txt', mediaType: 'text/plain', byteSize: 10, ...wrong };
    const answer = await service.ask(
      ann,
      'mutation ($input: CreateUploadInput!) { createUpload(input: $input) { file { id } } }',
      { input },
    );
    expect(answer.errors?.[0]?.extensions.code).toBe(code);
  });

  it('refuses people who are not logged in', async () => {
    const answer = await service.ask(
      null,
      'mutation { createUpload(input: {fileName: "a.txt", mediaType: "text/plain", byteSize: 1}) { file { id } } }',
    );
    expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('goes by the name when the browser does not know the type', async () => {
    const { id } = await service.announce(randomUUID(), Buffer.alloc(5), {
      fileName: 'Roman d’été.EPUB',
      mediaType: 'application/octet-stream',
    });
    expect(id).toMatch(/^[\da-f-]{36}$/);
  });

  it('counts what is announced against the quota, also when announced at the same time', async () => {
    const user = randomUUID();
    const tries = await Promise.allSettled(
      Array.from({ length: 6 }, () => service.announce(user, Buffer.alloc(3_000_000))),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    const refused = tries.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(String(refused.reason)).toContain('QUOTA_EXCEEDED');
  });
});

describe('the tus server', () => {
  it('says what it can do', async () => {
    const { url } = await service.announce(ann, Buffer.alloc(5));
    const answer = await request(url, { method: 'OPTIONS' });
    expect(answer.statusCode).toBe(204);
    expect(answer.headers).toMatchObject({
      'tus-resumable': '1.0.0',
      'tus-version': '1.0.0',
      'tus-extension': 'checksum,expiration,termination',
      'tus-checksum-algorithm': expect.stringContaining('sha1'),
      'tus-max-size': '4000000',
    });
  });

  it('takes bytes in pieces and makes them a file with their hash', async () => {
    const bytes = randomBytes(2_500_000);
    const { id, url } = await service.announce(ann, bytes, { sha256: sha256(bytes) });
    expect((await head(url)).headers).toMatchObject({ 'upload-offset': '0', 'upload-length': '2500000' });
    expect(await patch(url, 0, bytes.subarray(0, 1_000_000))).toMatchObject({
      statusCode: 204,
      headers: { 'upload-offset': '1000000', 'tus-resumable': '1.0.0', 'upload-expires': expect.any(String) },
    });
    expect(await service.readFile(ann, id, 'status sha256 url')).toEqual({
      status: 'UPLOADING',
      sha256: null,
      url: null,
    });
    const streamed = Readable.from([bytes.subarray(1_000_000, 1_000_001), bytes.subarray(1_000_001)]);
    expect(await patch(url, 1_000_000, streamed)).toMatchObject({ statusCode: 204 });
    expect(await service.readFile(ann, id, 'status sha256 byteSize')).toEqual({
      status: 'READY',
      sha256: sha256(bytes),
      byteSize: '2500000',
    });
    // A client that lost the last answer asks again and learns that all is there.
    expect(await head(url)).toMatchObject({ statusCode: 200, headers: { 'upload-offset': '2500000' } });
  });

  it('refuses a wrong offset, a foreign type, another version and a changed token', async () => {
    const bytes = randomBytes(100);
    const { url } = await service.announce(ann, bytes);
    expect(await patch(url, 5, bytes)).toMatchObject({ statusCode: 409 });
    expect(await patch(url, 0, bytes, { 'content-type': 'text/plain' })).toMatchObject({ statusCode: 415 });
    expect(await patch(url, 0, bytes, { 'upload-offset': '-1' })).toMatchObject({ statusCode: 400 });
    expect(await patch(url, 0, bytes, { 'tus-resumable': '0.2.2' })).toMatchObject({
      statusCode: 412,
      headers: { 'tus-version': '1.0.0' },
    });
    expect(await head(`${url.slice(0, -1)}${url.endsWith('A') ? 'B' : 'A'}`)).toMatchObject({
      statusCode: 403,
    });
    expect(await head(url)).toMatchObject({ headers: { 'upload-offset': '0' } });
  });

  it('keeps nothing of a body that is longer than announced, declared or not', async () => {
    const { url } = await service.announce(ann, Buffer.alloc(1000));
    expect(await patch(url, 0, randomBytes(1001))).toMatchObject({ statusCode: 413 });
    const streamed = Readable.from([randomBytes(600), randomBytes(600)]);
    expect(await patch(url, 0, streamed)).toMatchObject({ statusCode: 413 });
    expect(await head(url)).toMatchObject({ headers: { 'upload-offset': '0' } });
  });

  it('discards a piece whose checksum is wrong, and takes it when it is right', async () => {
    const bytes = randomBytes(1000);
    const { id, url } = await service.announce(ann, bytes);
    const sum = Buffer.from(sha256(bytes), 'hex').toString('base64');
    expect(await patch(url, 0, randomBytes(1000), { 'upload-checksum': `sha256 ${sum}` })).toMatchObject({
      statusCode: 460,
    });
    expect(await patch(url, 0, bytes, { 'upload-checksum': 'crc32 AAAA' })).toMatchObject({
      statusCode: 400,
    });
    expect(await patch(url, 0, bytes, { 'upload-checksum': `sha256 ${sum}` })).toMatchObject({
      statusCode: 204,
    });
    expect(await service.readFile(ann, id, 'sha256')).toEqual({ sha256: sha256(bytes) });
  });

  it('fails a file whose bytes are not the announced ones, and says why', async () => {
    const { id, url } = await service.announce(ann, Buffer.alloc(10), {
      sha256: sha256(Buffer.from('other')),
    });
    expect(await patch(url, 0, Buffer.alloc(10))).toMatchObject({ statusCode: 460 });
    expect(await service.readFile(ann, id, 'status failure url')).toEqual({
      status: 'FAILED',
      failure: expect.stringContaining('announced was'),
      url: null,
    });
    expect(await head(url)).toMatchObject({ statusCode: 410 });
    await expect(access(contentPath(sha256(Buffer.alloc(10))))).rejects.toThrow('ENOENT');
  });

  it('ends an upload that its client gives up', async () => {
    const { id, url } = await service.announce(ann, Buffer.alloc(10));
    const ended = await request(url, { method: 'DELETE', headers: { 'tus-resumable': '1.0.0' } });
    expect(ended.statusCode).toBe(204);
    expect(await head(url)).toMatchObject({ statusCode: 404 });
    expect(await service.readFile(ann, id, 'id')).toBeNull();
  });

  it('goes on where a broken connection ended, and a newcomer takes over from a hanging request', async () => {
    const bytes = randomBytes(1_500_000);
    const { id, url } = await service.announce(ann, bytes);
    // A body that stops without ending: the server cannot know that nothing follows.
    const hanging = new Readable({ read() {} });
    hanging.push(bytes.subarray(0, 1_200_000));
    const broken = patch(url, 0, hanging).catch((error: Error) => error);
    const onDisk = () => stat(join(service.folder, 'uploads', id)).then(({ size }) => size);
    await expect.poll(onDisk, { timeout: 5000 }).toBeGreaterThan(0);
    const offset = Number((await head(url)).headers['upload-offset']);
    expect(offset).toBeGreaterThan(0);
    expect(await broken).toBeInstanceOf(Error);
    expect(await patch(url, offset, bytes.subarray(offset))).toMatchObject({ statusCode: 204 });
    expect(await service.readFile(ann, id, 'sha256')).toEqual({ sha256: sha256(bytes) });
  });
});
