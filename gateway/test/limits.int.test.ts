import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { books } from './world/books-and-reviews.ts';
import { runGateway } from './world/gateway.ts';
import { runMisbehaving } from './world/misbehaving.ts';
import { runWorld, type World } from './world/world.ts';

const codeOf = (errors: unknown) =>
  (errors as { extensions?: { code?: string } }[] | undefined)?.[0]?.extensions?.code;

/** The code of the refusal over HTTP and over a WebSocket. */
async function refusals({ gateway }: World, query: string): Promise<(string | undefined)[]> {
  const { errors } = await gateway.ask(query);
  const overSocket = await gateway
    .socket()
    .iterate({ query })
    .next()
    .then(
      ({ value }) => codeOf((value as { errors?: unknown }).errors),
      (thrown: unknown) => codeOf(thrown),
    );
  return [codeOf(errors), overSocket];
}

const words = (count: number, word: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => word(n)).join(' ');

describe('a limit of operations', () => {
  it.each([
    ['MAX_TOKENS', '9', '{ books { id title } me { id } }', '{ books { id title } }', 'BAD_USER_INPUT'],
    ['MAX_DEPTH', '2', '{ books { reviews { id } } }', '{ books { id } }', 'TOO_EXPENSIVE'],
    ['MAX_ALIASES', '1', '{ books { a: id b: id } }', '{ books { a: id } }', 'TOO_EXPENSIVE'],
    ['MAX_ROOT_FIELDS', '1', '{ books { id } me { id } }', '{ books { id } }', 'TOO_EXPENSIVE'],
    ['MAX_FIELDS', '3', '{ books { id id id } }', '{ books { id id } }', 'TOO_EXPENSIVE'],
    ['MAX_HEIGHT', '2', '{ books { id title } }', '{ books { id id id } }', 'TOO_EXPENSIVE'],
    [
      'MAX_DIRECTIVES',
      '1',
      '{ books { id @skip(if: false) title @skip(if: false) } }',
      '{ books { id @skip(if: false) } }',
      'TOO_EXPENSIVE',
    ],
    ['MAX_COST', '9', '{ books { id } me { id } }', '{ me { id } }', 'TOO_EXPENSIVE'],
    // Books without a length that is known.
    ['DEFAULT_LIST_SIZE', '1000001', '{ books { id } }', '{ me { id } }', 'TOO_EXPENSIVE'],
  ])('%s=%s refuses %s and lets %s through, on both roads', async (name, value, beyond, within, code) => {
    await using world = await runWorld({ [name]: value });
    expect(await refusals(world, beyond)).toEqual([code, code]);
    expect(world.books.headers).toHaveLength(0);
    expect(await refusals(world, within)).toEqual([undefined, undefined]);
  });

  it.each([
    ['more values than MAX_VALUES', [1, 2, 3]],
    ['values nested without end', JSON.parse(`${'['.repeat(1_000)}${']'.repeat(1_000)}`)],
  ])('variables with %s are refused on both roads', async (_, ids) => {
    await using world = await runWorld({ MAX_VALUES: '4' });
    const query = 'query ($id: ID!) { book(id: $id) { title } }';
    const { status, errors } = await world.gateway.ask(query, { variables: { id: '1', ids } });
    expect([status, codeOf(errors)]).toEqual([400, 'TOO_EXPENSIVE']);
    const overSocket = world.gateway.socket().iterate({ query, variables: { id: '1', ids } });
    await expect(overSocket.next()).rejects.toMatchObject([{ extensions: { code: 'TOO_EXPENSIVE' } }]);
    expect(world.books.headers).toHaveLength(0);
    expect((await world.gateway.ask(query, { variables: { id: '1' } })).errors).toBeUndefined();
  });

  it('MAX_BODY_BYTES refuses a longer body, and MAX_SOCKET_MESSAGE_BYTES a longer message', async () => {
    await using world = await runWorld({ MAX_BODY_BYTES: '200', MAX_SOCKET_MESSAGE_BYTES: '200' });
    const long = `{ me { id } } # ${'x'.repeat(200)}`;
    const { status, errors } = await world.gateway.ask(long);
    expect([status, codeOf(errors)]).toEqual([413, 'BAD_USER_INPUT']);
    await expect(world.gateway.socket().iterate({ query: long }).next()).rejects.toMatchObject({
      code: 1009,
    });
    expect(await refusals(world, '{ me { id } }')).toEqual([undefined, undefined]);
  });

  it('HEADERS_MS ends a connection whose headers do not come, and no stream that is under way', async () => {
    await using world = await runWorld({ HEADERS_MS: '800' });
    const stream = world.gateway.socket().iterate({ query: 'subscription { forever { seq } }' });
    await stream.next();
    const { port } = new URL(world.gateway.url);
    const endOf = async (dribble: (socket: Socket) => void) => {
      const socket = connect(Number(port), '127.0.0.1');
      const startedAt = performance.now();
      let answer = '';
      socket.on('data', (chunk) => {
        answer += String(chunk);
      });
      const dribbling = setInterval(() => dribble(socket), 50);
      await once(socket, 'close');
      clearInterval(dribbling);
      expect(performance.now() - startedAt).toBeGreaterThan(700);
      return answer.split('\r\n')[0];
    };
    const ends = await Promise.all([
      endOf(() => undefined),
      endOf((socket) =>
        socket.write(socket.bytesWritten > 0 ? 'x: y\r\n' : 'POST /graphql HTTP/1.1\r\nhost: x\r\n'),
      ),
    ]);
    expect(ends.at(-1)).toBe('HTTP/1.1 408 Request Timeout');
    for (let n = 0; n < 3; n++) expect((await stream.next()).value).toMatchObject({ data: { forever: {} } });
  });

  it('a connection on which nothing comes, or half a request, does not keep the gateway from stopping', async () => {
    const world = await runWorld({ HEADERS_MS: '50000' });
    const sockets = [0, 1].map(() => connect(Number(new URL(world.gateway.url).port), '127.0.0.1'));
    sockets[1]?.write('POST /graphql HTTP/1.1\r\nhost: x\r\n');
    const closed = Promise.all(sockets.map((socket) => once(socket, 'close')));
    await world.gateway.ask('{ me { id } }');
    const startedAt = performance.now();
    await world[Symbol.asyncDispose]();
    await closed;
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });

  it('MAX_SOCKET_OPERATIONS is of one connection at a time', async () => {
    await using world = await runWorld({ MAX_SOCKET_OPERATIONS: '2' });
    const client = world.gateway.socket();
    const open = () => client.iterate({ query: 'subscription { forever { seq } }' });
    const [one, two] = [open(), open()];
    await Promise.all([one.next(), two.next()]);
    await expect(open().next()).rejects.toMatchObject([{ extensions: { code: 'TOO_EXPENSIVE' } }]);
    await one.return?.();
    await vi.waitFor(async () => expect((await open().next()).value).toMatchObject({ data: {} }));
  });

  it('a WebSocket that asks for more and more although it is refused is closed', async () => {
    await using world = await runWorld({ MAX_SOCKET_OPERATIONS: '1' });
    const socket = new WebSocket(
      `${world.gateway.url.replace('http', 'ws')}/graphql`,
      'graphql-transport-ws',
    );
    socket.once('open', () => socket.send('{"type":"connection_init"}'));
    await new Promise((resolve) => socket.once('message', resolve));
    const payload = { query: 'subscription { forever { seq } }' };
    for (let id = 0; id < 1_000; id++)
      socket.send(JSON.stringify({ id: String(id), type: 'subscribe', payload }));
    expect(await new Promise((resolve) => socket.once('close', resolve))).toBe(4429);
    expect(await refusals(world, '{ me { id } }')).toEqual([undefined, undefined]);
  });

  it('a WebSocket that is not read from is not heard either', async () => {
    await using world = await runWorld({ SOCKET_SLOW_MS: '300' });
    const socket = new WebSocket(
      `${world.gateway.url.replace('http', 'ws')}/graphql`,
      'graphql-transport-ws',
    );
    socket.once('open', () => socket.send('{"type":"connection_init"}'));
    await new Promise((resolve) => socket.once('message', resolve));
    socket.pause();
    const closed = new Promise((resolve) => socket.once('close', resolve));
    // Each is answered with as much; more than what the system keeps on the way.
    const ping = JSON.stringify({ type: 'ping', payload: { text: 'x'.repeat(100_000) } });
    for (let n = 0; n < 400; n++) socket.send(ping);
    await vi.waitFor(() => expect(world.gateway.logged.join('')).toContain('reads too slowly'), 5_000);
    const waiting = /"waitingBytes":(\d+)/.exec(world.gateway.logged.join(''))?.[1];
    expect(Number(waiting)).toBeLessThan(2_000_000);
    socket.resume();
    await closed;
  });

  it('SOCKET_PING_MS ends the connection of a client that answers no ping', async () => {
    await using world = await runWorld({ SOCKET_PING_MS: '100' });
    const url = `${world.gateway.url.replace('http', 'ws')}/graphql`;
    const answering = new WebSocket(url, 'graphql-transport-ws');
    const silent = new WebSocket(url, 'graphql-transport-ws', { autoPong: false });
    let pings = 0;
    answering.on('ping', () => pings++);
    for (const socket of [answering, silent])
      socket.once('open', () => socket.send('{"type":"connection_init"}'));
    await new Promise((resolve) => silent.once('close', resolve));
    await vi.waitFor(() => expect(pings).toBeGreaterThan(3), 5_000);
    expect(answering.readyState).toBe(WebSocket.OPEN);
    answering.close();
  });

  it('SUBSCRIPTION_RESUME_MS ends a stream whose subgraph stays away', async () => {
    await using world = await runWorld({ SUBSCRIPTION_RESUME_MS: '200' });
    const stream = world.gateway.socket().iterate({
      query: 'subscription { progress(to: 500, after: 0, pauseMs: 20) { seq } }',
    });
    const results: unknown[] = [];
    for await (const result of { [Symbol.asyncIterator]: () => stream })
      if (results.push(result) === 3) void world.books.stop();
    expect(results.at(-1)).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
    await vi.waitFor(() => expect(books.running).toBe(0));
  });

  it('APQ_CHARACTERS is what is kept of automatically persisted queries, those used last', async () => {
    await using world = await runWorld({ APQ_CHARACTERS: '40' });
    const hashed = (query: string) => ({
      persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') },
    });
    const send = async (query: string, whole: boolean) => {
      const answer = await request(`${world.gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...(whole ? { query } : {}), extensions: hashed(query) }),
      });
      return ((await answer.body.json()) as { errors?: { message: string }[] }).errors?.[0]?.message;
    };
    const [one, two] = ['{ books { id title } }', '{ books { title id } }'];
    await send(one, true);
    expect(await send(one, false)).toBeUndefined();
    await send(two, true);
    expect([await send(one, false), await send(two, false)]).toEqual(['PersistedQueryNotFound', undefined]);
  });
});

describe('introspection', () => {
  it('is refused to the public in production, on both roads, and can be given back', async () => {
    const query = '{ __schema { queryType { name } } }';
    await using closed = await runWorld({ NODE_ENV: 'production' });
    expect(await refusals(closed, query)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
    expect(await refusals(closed, '{ __typename }')).toEqual([undefined, undefined]);
    await using open = await runWorld({ NODE_ENV: 'production', INTROSPECTION: 'true' });
    expect(await refusals(open, query)).toEqual([undefined, undefined]);
  });
});

describe('a limit of calls to subgraphs', () => {
  it('SUBGRAPH_CONNECTIONS is how many are under way to one address', async () => {
    await using slow = await runMisbehaving((response) => {
      setTimeout(() => response.end('{"data":null}'), 300);
    });
    await using gateway = await runGateway(
      [{ name: 'slow', sdl: 'type Query { a: String b: String }', url: slow.url }],
      { SUBGRAPH_CONNECTIONS: '3', SHARE_QUERIES: 'false' },
    );
    await Promise.all(Array.from({ length: 12 }, () => gateway.ask('{ a b }')));
    expect(slow.calls.length).toBe(12);
    expect(slow.most).toBe(3);
  });

  it('SUBGRAPH_CIRCUIT_FAILURES is after how many in a row an address is left alone', async () => {
    await using broken = await runMisbehaving((response) => void response.writeHead(500).end('no'));
    await using gateway = await runGateway(
      [{ name: 'broken', sdl: 'type Query { a: String }', url: broken.url }],
      { SUBGRAPH_CIRCUIT_FAILURES: '2', SUBGRAPH_RETRIES: '0' },
    );
    for (let i = 0; i < 5; i++) {
      const { errors } = await gateway.ask('{ a }');
      expect(codeOf(errors)).toBe('UNAVAILABLE');
    }
    expect(broken.calls).toHaveLength(2);
  });

  it('FILES_IDLE_MS ends a transfer on which nothing moves', async () => {
    const storage = createServer((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half of it');
    });
    await new Promise<void>((resolve) => storage.listen(0, '127.0.0.1', resolve));
    const { port } = storage.address() as AddressInfo;
    await using world = await runWorld({ STORAGE_URL: `http://127.0.0.1:${port}`, FILES_IDLE_MS: '200' });
    const { body } = await request(`${world.gateway.url}/files/x`);
    await expect(body.text()).rejects.toThrow();
    storage.closeAllConnections();
    await new Promise((resolve) => storage.close(resolve));
  });
});

describe('the headers of every answer', () => {
  it('protect it, and let the pages of CORS_ORIGINS read it and no others', async () => {
    await using world = await runWorld({
      CORS_ORIGINS: 'https://portal.example',
      FORWARD_HEADERS: 'x-tenant',
    });
    const preflight = (origin: string) =>
      request(`${world.gateway.url}/graphql`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type,x-tenant',
        },
      });
    const { headers } = await preflight('https://portal.example');
    expect(headers).toMatchObject({
      'access-control-allow-origin': 'https://portal.example',
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': expect.stringMatching(/content-type.*x-tenant/i),
    });
    expect((await preflight('https://evil.example')).headers).not.toHaveProperty(
      'access-control-allow-origin',
    );
    const connects = (origin: string) =>
      new Promise((resolve) => {
        const url = `${world.gateway.url.replace('http', 'ws')}/graphql`;
        const socket = new WebSocket(url, 'graphql-transport-ws', { headers: { origin } });
        socket.once('open', () => resolve(socket.close()));
        socket.once('error', ({ message }) => resolve(message));
      });
    expect(await connects('https://portal.example')).toBeUndefined();
    expect(await connects('https://evil.example')).toContain('403');
    const answered = (await world.gateway.ask('{ me { id } }')).headers;
    expect(answered).toMatchObject({
      'x-content-type-options': 'nosniff',
      'strict-transport-security': expect.stringContaining('max-age='),
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    expect(answered).not.toHaveProperty('x-powered-by');
  });
});

describe('a hostile operation', () => {
  const circle = words(250, (n) => `fragment F${n} on Book { reviews { book { ...F${(n + 1) % 250} } } }`);
  const doubling = words(60, (n) => `fragment F${n} on Book { ...F${n + 1} ...F${n + 1} }`);
  const pairs = words(440, () => 'books { title reviews { id } }');
  let world: World;
  beforeAll(async () => {
    world = await runWorld();
  });
  afterAll(() => world[Symbol.asyncDispose]());
  const calls = () => world.books.headers.length + world.reviews.headers.length;

  it.each([
    ['deep', `{ books ${'{ reviews { book '.repeat(400)} { id } ${'} }'.repeat(400)} }`],
    ['wide', `{ books { ${words(3_500, () => 'id')} } }`],
    ['of many aliases', `{ ${words(560, (n) => `a${n}: books { id }`)} }`],
    ['of fragments in a circle', `{ books { ...F0 } } ${circle}`],
    ['of fragments that double', `{ books { ...F0 } } ${doubling} fragment F60 on Book { id }`],
    ['of fields that must be compared with each other', `{ ${pairs} }`],
    ['of many directives', `{ books { id ${'@skip(if: false) '.repeat(500)} } }`],
    ['of a megabyte of tokens', `{ books { ${'id '.repeat(340_000)} } }`],
    ['of brackets only', '{'.repeat(100_000)],
    ['of a great many unknown fields', `{ ${words(1_500, (n) => `x${n}`)} }`],
    [
      'of introspection in introspection',
      `{ __schema { types { ${'fields { type { fields { type { '.repeat(30)} name ${'} } } }'.repeat(30)} } } }`,
    ],
  ])('%s is refused shortly, asks no subgraph, and leaves the next one unharmed', async (_what, query) => {
    const before = calls();
    const { status, data, errors = [] } = await world.gateway.ask(query);
    expect([200, 400]).toContain(status);
    expect(data ?? undefined).toBeUndefined();
    expect(['BAD_USER_INPUT', 'TOO_EXPENSIVE']).toContain(codeOf(errors));
    // Checking ends at a number of faults, however many there are.
    expect(errors.length).toBeLessThanOrEqual(101);
    expect(JSON.stringify(errors).length).toBeLessThan(50_000);
    expect(calls()).toBe(before);
    expect((await world.gateway.ask('{ books { title } }')).errors).toBeUndefined();
  });

  it('that asks for the same fields over and over is refused before they are compared with each other', async () => {
    const { errors } = await world.gateway.ask(`{ books { ${words(600, () => 'reviews { id }')} } }`);
    expect(errors).toMatchObject([{ message: expect.stringContaining('over and over') }]);
  });

  it('in a batch is refused with the others', async () => {
    const before = calls();
    const { statusCode, body } = await request(`${world.gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(Array.from({ length: 1_000 }, () => ({ query: '{ books { id } }' }))),
    });
    expect(statusCode).toBe(400);
    expect(codeOf(((await body.json()) as { errors: unknown }).errors)).toBe('BAD_USER_INPUT');
    expect(calls()).toBe(before);
  });

  it('that comes again and again, each time another one, leaves no memory behind', async () => {
    const before = calls();
    for (let n = 0; n < 200; n++)
      await world.gateway.ask(`query Q${n} { ${words(51, (i) => `a${n}_${i}: __typename`)} }`);
    expect(calls()).toBe(before);
    const metrics = await (await request(`${world.gateway.url}/metrics`)).body.text();
    // What counts operations by name has not grown with them.
    expect(
      metrics.split('\n').filter((line) => line.startsWith('graphql_operation_duration_seconds_count'))
        .length,
    ).toBeLessThan(5);
  });
});
