import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Pool } from 'undici';
import { describe, expect, it } from 'vitest';
import { postText } from './post-text.ts';

async function serve(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const pool = new Pool(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { connections: 1 });
  return {
    post: (body: string, signal = new AbortController().signal) =>
      postText(pool, { path: '/x', headers: { 'content-type': 'text/plain' }, body }, signal),
    async [Symbol.asyncDispose]() {
      await pool.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('a posted text', () => {
  it('brings back status, headers and an answer in many pieces, letters cut in two among them', async () => {
    await using server = await serve(async (request, response) => {
      const came = Buffer.from(`${await text(request)} élan`);
      response.writeHead(418, { 'x-kind': 'tea' });
      for (const byte of came) {
        response.write(Buffer.of(byte));
        await new Promise((resolve) => setImmediate(resolve));
      }
      response.end();
    });
    const answer = await server.post('vidé');
    expect(answer).toMatchObject({ status: 418, text: 'vidé élan', headers: { 'x-kind': 'tea' } });
  });

  it('is given up with the reason of its signal: before, while it waits for a connection, and under way', async () => {
    const arrived = Promise.withResolvers<void>();
    let requests = 0;
    await using server = await serve(() => {
      requests++;
      arrived.resolve();
    });
    await expect(server.post('', AbortSignal.abort('before'))).rejects.toBe('before');

    const [first, second] = [new AbortController(), new AbortController()];
    const underWay = server.post('a', first.signal);
    await arrived.promise;
    const waiting = server.post('b', second.signal);
    second.abort('while waiting');
    await expect(waiting).rejects.toBe('while waiting');
    first.abort('under way');
    await expect(underWay).rejects.toBe('under way');
    expect(requests).toBe(1);
  });

  it('fails when the connection is cut before the answer is whole', async () => {
    await using server = await serve((request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half');
      request.socket.destroySoon();
    });
    await expect(server.post('a')).rejects.toThrow();
  });
});
