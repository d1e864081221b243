import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cutSilentConnections } from './silent-connections.ts';

describe('cutSilentConnections', () => {
  let server: Server;
  let stop: () => void;
  beforeEach(async () => {
    server = createServer(async (incoming, response) => {
      const full = new Writable({ write: (_chunk, _encoding, done) => done(new Error('full')) });
      await pipeline(incoming, full).catch(() => {});
      response.end('no more');
    });
    stop = cutSilentConnections(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => server.close());
  const port = () => (server.address() as AddressInfo).port;

  it('lets a server stop that has connections without a request', async () => {
    const idle = connect(port(), '127.0.0.1');
    const half = connect(port(), '127.0.0.1');
    await Promise.all([once(idle, 'connect'), once(half, 'connect')]);
    half.write('GET / HTTP/1.1\r\nhost: a');
    const cut = [idle, half].map(
      (socket) => new Promise((resolve) => socket.on('error', () => {}).once('close', resolve)),
    );
    const closed = Promise.all([...cut, once(server, 'close')]);
    server.close();
    stop();
    await closed;
  });

  it('bears requests that streams gave up, which have lost their socket', async () => {
    const lost = new Promise<boolean>((resolve) => {
      server.on('request', (incoming, response) => response.once('close', () => resolve(!incoming.socket)));
    });
    const sent = request({ port: port(), method: 'POST', agent: false });
    sent.on('error', () => {});
    sent.end('more than it takes');
    expect(await lost).toBe(true);
  });
});
