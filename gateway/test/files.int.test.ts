import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runWorld, type World } from './world/world.ts';

const MB = 1024 * 1024;
const SIZE = 200 * MB;
let world: World;
let storage: Server;
let seen: { method: string; url: string; headers: IncomingHttpHeaders }[] = [];
let aborted = 0;
let bytesSent = 0;

/** Stands in for storage: takes bytes, gives bytes, answers tus's headers. */
beforeAll(async () => {
  storage = createServer(async (request, response) => {
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
    request.on('error', () => aborted++);
    response.on('close', () => {
      if (!response.writableFinished) aborted++;
    });
    if (request.method === 'PATCH') {
      const hash = createHash('sha256');
      let size = 0;
      await pipeline(request, async (chunks) => {
        for await (const chunk of chunks) {
          hash.update(chunk as Buffer);
          size += (chunk as Buffer).length;
        }
      }).catch(() => {});
      return response
        .writeHead(204, {
          'tus-resumable': '1.0.0',
          'upload-offset': size,
          'x-hash': hash.digest('hex'),
          'x-visiobook-x': '1',
        })
        .end();
    }
    if (request.url?.startsWith('/files/range')) {
      return response
        .writeHead(206, { 'content-range': 'bytes 2-4/10', 'accept-ranges': 'bytes' })
        .end('cde');
    }
    response.setHeader('access-control-allow-origin', '*');
    response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': SIZE });
    if (request.method === 'HEAD') return response.end();
    bytesSent = 0;
    await pipeline(Readable.from(megabytes(SIZE / MB, () => (bytesSent += MB))), response).catch(() => {});
  });
  await new Promise<void>((resolve) => storage.listen(0, '127.0.0.1', resolve));
  const { port } = storage.address() as AddressInfo;
  world = await runWorld({ STORAGE_URL: `http://127.0.0.1:${port}` });
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  storage.closeAllConnections();
  storage.close();
});

function* megabytes(count: number, each: () => void = () => {}) {
  const chunk = Buffer.alloc(MB, 7);
  for (let i = 0; i < count; i++) {
    each();
    yield chunk;
  }
}

/** The most memory in use while `body` runs, in MB more than before. */
async function growth(body: () => Promise<void>): Promise<number> {
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 10);
  await body();
  clearInterval(timer);
  return Math.round((most - before) / MB);
}

describe('files through the gateway', () => {
  it('takes an upload of 200 MB as a stream, with the headers of tus both ways', async () => {
    seen = [];
    const expected = createHash('sha256');
    for (const chunk of megabytes(SIZE / MB)) expected.update(chunk);
    const grown = await growth(async () => {
      const { statusCode, headers } = await request(`${world.gateway.url}/files/uploads/1?signature=x%2Fy`, {
        method: 'PATCH',
        headers: {
          'content-type': 'application/offset+octet-stream',
          'tus-resumable': '1.0.0',
          'upload-offset': '0',
          'x-visiobook-viewer': 'forged',
          'content-length': String(SIZE),
        },
        body: Readable.from(megabytes(SIZE / MB)),
      });
      expect([statusCode, headers['upload-offset'], headers['tus-resumable']]).toEqual([
        204,
        String(SIZE),
        '1.0.0',
      ]);
      expect(headers['x-hash']).toBe(expected.digest('hex'));
      expect(headers['x-visiobook-x']).toBeUndefined();
    });
    // A proxy that kept the body would grow by all of it; the rest is what three parties in one process leave to the collector.
    expect(grown).toBeLessThan(0.8 * (SIZE / MB));
    expect(seen[0]).toMatchObject({ method: 'PATCH', url: '/files/uploads/1?signature=x%2Fy' });
    expect(seen[0]?.headers).toMatchObject({ 'tus-resumable': '1.0.0', 'upload-offset': '0' });
    expect(seen[0]?.headers['x-visiobook-viewer']).toBeUndefined();
  });

  it('gives a film of 200 MB as a stream', async () => {
    const grown = await growth(async () => {
      const { headers, body } = await request(`${world.gateway.url}/files/film.mp4`);
      expect(headers).toMatchObject({ 'content-type': 'video/mp4', 'content-length': String(SIZE) });
      let size = 0;
      for await (const chunk of body) size += (chunk as Buffer).length;
      expect(size).toBe(SIZE);
    });
    // A proxy that kept the body would grow by all of it; the rest is what three parties in one process leave to the collector.
    expect(grown).toBeLessThan(0.8 * (SIZE / MB));
  });

  it('reads from storage no faster than the client does, and ends when the client leaves', async () => {
    aborted = 0;
    const { body } = await request(`${world.gateway.url}/files/film.mp4`);
    const reader = body[Symbol.asyncIterator]();
    await reader.next();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(bytesSent).toBeLessThan(SIZE / 2);
    body.destroy();
    await vi.waitFor(() => expect(aborted).toBeGreaterThan(0));
  });

  it('ends an upload whose client leaves', async () => {
    aborted = 0;
    const leaving = new AbortController();
    const endless = Readable.from(
      (async function* () {
        for (let i = 0; ; i++) {
          if (i === 20) leaving.abort();
          await new Promise((resolve) => setTimeout(resolve, 5));
          yield Buffer.alloc(1000);
        }
      })(),
    );
    const upload = request(`${world.gateway.url}/files/uploads/2`, {
      method: 'PATCH',
      body: endless,
      signal: leaving.signal,
    });
    await expect(upload).rejects.toThrow();
    await vi.waitFor(() => expect(aborted).toBeGreaterThan(0));
  });

  it('passes HEAD and an empty POST on, as tus sends them, and decides itself which origins may read', async () => {
    const head = await request(`${world.gateway.url}/files/film.mp4`, {
      method: 'HEAD',
      headers: { origin: 'http://localhost:3000' },
    });
    expect([head.statusCode, head.headers['content-length']]).toEqual([200, String(SIZE)]);
    expect(head.headers['access-control-allow-origin']).toBe('http://localhost:3000');
    const post = await request(`${world.gateway.url}/files/range`, {
      method: 'POST',
      headers: { 'upload-length': '10', 'content-length': '0' },
    });
    expect(post.statusCode).toBe(206);
    expect(seen.at(-1)).toMatchObject({ method: 'POST', headers: { 'upload-length': '10' } });
    await post.body.dump();
  });

  it('passes ranges on', async () => {
    const { statusCode, headers, body } = await request(`${world.gateway.url}/files/range`, {
      headers: { range: 'bytes=2-4' },
    });
    expect([statusCode, headers['content-range'], await body.text()]).toEqual([206, 'bytes 2-4/10', 'cde']);
    expect(seen.at(-1)?.headers.range).toBe('bytes=2-4');
  });

  it('says UNAVAILABLE when storage is down', async () => {
    await using alone = await runWorld({ STORAGE_URL: 'http://127.0.0.1:1' });
    const { statusCode, body } = await request(`${alone.gateway.url}/files/x`);
    expect([statusCode, await body.json()]).toMatchObject([503, { error: { code: 'UNAVAILABLE' } }]);
  });
});
