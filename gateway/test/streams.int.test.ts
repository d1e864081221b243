import { on, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { signViewer, VIEWER_HEADER } from '@visiobook/service';
import { TEST_PLATFORM_KEY } from '@visiobook/testing';
import type { Client, ExecutionResult } from 'graphql-ws';
import { request } from 'undici';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { books } from './world/books-and-reviews.ts';
import { runTokens } from './world/tokens.ts';
import { runWorld, type World } from './world/world.ts';

const FOREVER = 'subscription { forever { seq } }';

type Stream = AsyncIterableIterator<ExecutionResult>;

const stream = (client: Client, query: string, variables?: Record<string, unknown>): Stream =>
  client.iterate({ query, ...(variables ? { variables } : {}) }) as Stream;

async function rest(results: Stream): Promise<ExecutionResult[]> {
  const all: ExecutionResult[] = [];
  for await (const result of results) all.push(result);
  return all;
}

function revoke({ gateway }: World, sessionId: string, signed: string) {
  return request(`${gateway.url}/internal/revoked-sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [VIEWER_HEADER]: signed },
    body: JSON.stringify({ sessionIds: [sessionId] }),
  });
}

beforeEach(async () => {
  await vi.waitFor(() => expect(books.running).toBe(0));
  books.opened = [];
});

describe('a stream', () => {
  it('is one upstream for all clients that would get the same, and ends with the last of them', async () => {
    await using world = await runWorld();
    const streams = Array.from({ length: 5 }, () =>
      stream(
        world.gateway.socket(),
        'subscription ($to: Int!) { progress(to: $to, after: 0, pauseMs: 20) { seq } }',
        {
          to: 40,
        },
      ),
    );
    const all = await Promise.all(streams.map(rest));
    const whole = Array.from({ length: 40 }, (_, n) => ({ data: { progress: { seq: n + 1 } } }));
    expect(all).toEqual(Array(5).fill(whole));
    expect(books.opened).toEqual([0]);

    const [one, two] = [stream(world.gateway.socket(), FOREVER), stream(world.gateway.socket(), FOREVER)];
    await Promise.all([one.next(), two.next()]);
    expect(books.running).toBe(1);
    await one.return?.();
    await two.next();
    await two.return?.();
    await vi.waitFor(() => expect(books.running).toBe(0));
  });

  it('is joined later from the place that the client names, without a gap', async () => {
    await using world = await runWorld();
    const query = 'subscription ($after: Int) { progress(to: 30, after: $after, pauseMs: 20) { seq } }';
    const first = stream(world.gateway.socket(), query, { after: 0 });
    for (let i = 0; i < 10; i++) await first.next();
    const second = await rest(stream(world.gateway.socket(), query, { after: 4 }));
    expect(second.map(({ data }) => (data as { progress: { seq: number } }).progress.seq)).toEqual(
      Array.from({ length: 26 }, (_, n) => n + 5),
    );
    expect(books.opened).toEqual([0]);
    await rest(first);
  });

  it('is not shared by people, nor by rights', async () => {
    await using tokens = await runTokens();
    await using world = await runWorld(tokens.env);
    const callers = [{ sub: 'a' }, { sub: 'b' }, { sub: 'b', scope: 'projects' }, { sub: 'b', sid: 's2' }];
    const streams = await Promise.all(
      callers.map(async (claims) => {
        const authorization = `Bearer ${await tokens.sign(claims)}`;
        return stream(world.gateway.socket({ authorization }), FOREVER);
      }),
    );
    await Promise.all(streams.map((each) => each.next()));
    expect(books.running).toBe(4);
  });

  it('ends when its token expires, and the socket starts nothing more', async () => {
    await using tokens = await runTokens();
    await using world = await runWorld(tokens.env);
    const authorization = `Bearer ${await tokens.sign({}, '2s')}`;
    const client = world.gateway.socket({ authorization });
    const results = await rest(stream(client, FOREVER));
    expect(results.length).toBeGreaterThan(1);
    expect(results.at(-1)).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    await vi.waitFor(() => expect(books.running).toBe(0));
    await expect(stream(client, FOREVER).next()).rejects.toBeDefined();
  });

  it('ends when its session is revoked, which only the platform may say', async () => {
    await using tokens = await runTokens();
    await using world = await runWorld(tokens.env);
    const authorization = `Bearer ${await tokens.sign({ sid: 'mine' })}`;
    const mine = stream(world.gateway.socket({ authorization }), FOREVER);
    const other = stream(
      world.gateway.socket({ authorization: `Bearer ${await tokens.sign({ sid: 'else' })}` }),
      FOREVER,
    );
    await Promise.all([mine.next(), other.next()]);
    expect((await revoke(world, 'mine', 'forged.x')).statusCode).toBe(401);
    const service = {
      kind: 'SERVICE',
      id: 'identity',
      role: null,
      scopes: [],
      sessionId: null,
      requestId: 'r',
    };
    const told = await revoke(world, 'mine', signViewer(service as never, TEST_PLATFORM_KEY));
    expect(await told.body.json()).toEqual({ ended: 1 });
    const results = await rest(mine);
    expect(results.at(-1)).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect((await other.next()).value).toMatchObject({ data: { forever: {} } });
  });

  it('is one of so many that a viewer may have open', async () => {
    await using world = await runWorld({ MAX_VIEWER_STREAMS: '2' });
    const [one, two] = [stream(world.gateway.socket(), FOREVER), stream(world.gateway.socket(), FOREVER)];
    await Promise.all([one.next(), two.next()]);
    const third = () => stream(world.gateway.socket(), FOREVER).next();
    await expect(third()).rejects.toMatchObject([{ extensions: { code: 'TOO_EXPENSIVE', max: 2 } }]);
    await one.return?.();
    await vi.waitFor(async () => expect((await third()).value).toMatchObject({ data: {} }));
  });

  it('of a client that never reads is closed with 4408 and costs little', async () => {
    await using world = await runWorld({ SOCKET_SLOW_MS: '300' });
    const socket = new WebSocket(
      `${world.gateway.url.replace('http', 'ws')}/graphql`,
      'graphql-transport-ws',
    );
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send('{"type":"connection_init"}');
    await new Promise((resolve) => socket.once('message', resolve));
    // Names so long that a few events fill what the system keeps on the way.
    const wide = Array.from({ length: 48 }, (_, n) => `${'x'.repeat(4_000)}${n}: percent`).join(' ');
    const query = `subscription { progress(to: 30000, after: 0) { seq ${wide} } }`;
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
    await new Promise((resolve) => socket.once('message', resolve));
    socket.pause();
    await vi.waitFor(() => expect(world.gateway.logged.join()).toContain('reads too slowly'), {
      timeout: 50_000,
    });
    socket.resume();
    expect(await closed).toBe(4408);
    await vi.waitFor(() => expect(books.running).toBe(0));
  });
});

describe('a reader who is too slow', () => {
  // Events so wide that a few of them fill what the system keeps on the way.
  const wide = Array.from({ length: 48 }, (_, n) => `${'x'.repeat(4_000)}${n}: percent`).join(' ');
  const LAST = 400;
  const queryOf = (more = '') => `subscription { progress(to: ${LAST}${more}) { seq ${wide} } }`;
  const env = { NEWEST_STREAMS: 'progress', SUBSCRIPTION_BUFFER: '8' };

  /** Reads on only when the subgraph has nothing more to send, or will not send it yet. */
  const readLate: Record<string, (world: World, body: object) => AsyncGenerator<ExecutionResult>> = {
    'a WebSocket': async function* ({ gateway }, payload) {
      const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
      await once(socket, 'open');
      socket.send('{"type":"connection_init"}');
      await once(socket, 'message');
      const messages = on(socket, 'message', { close: ['close'] });
      socket.pause();
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }));
      await untilQuiet();
      socket.resume();
      for await (const [text] of messages) {
        const { type, payload } = JSON.parse(String(text)) as { type: string; payload: ExecutionResult };
        if (type === 'next') yield payload;
        if (type === 'complete') break;
      }
      socket.close();
    },
    'server-sent events': async function* ({ gateway }, body) {
      const { body: answer } = await request(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
        body: JSON.stringify(body),
      });
      await untilQuiet();
      for (const event of (await answer.text()).split('\n\n'))
        if (event.startsWith('event: next')) yield JSON.parse(event.slice('event: next\ndata: '.length));
    },
  };
  const untilQuiet = async () => {
    await vi.waitFor(() => expect(books.opened.length).toBeGreaterThan(0), 10_000);
    for (let sent = -1; sent !== books.sent; ) {
      sent = books.sent;
      await sleep(300);
    }
  };
  const seqOf = ({ data }: ExecutionResult) => (data as { progress: { seq: number } }).progress.seq;

  it.each(Object.keys(readLate))(
    'over %s gets the newest where the operator says so, and is told what it did not get',
    async (road) => {
      await using world = await runWorld(env);
      let last = 0;
      let jumps = 0;
      for await (const result of readLate[road]!(world, { query: queryOf() })) {
        const skipped = Number(result.extensions?.skipped ?? 0);
        expect(seqOf(result)).toBe(last + 1 + skipped);
        if (skipped > 0) jumps++;
        last = seqOf(result);
      }
      expect(last).toBe(LAST);
      expect(jumps).toBeGreaterThan(0);
    },
  );

  it.each([
    ['a WebSocket', { query: queryOf(), extensions: { slowReader: 'LATER' } }],
    ['server-sent events', { query: queryOf(', after: 0') }],
  ])('over %s gets all where it asks for them or says from where', async (road, body) => {
    await using world = await runWorld(env);
    const seqs: number[] = [];
    for await (const result of readLate[road]!(world, body)) seqs.push(seqOf(result));
    expect(seqs).toEqual(Array.from({ length: LAST }, (_, n) => n + 1));
  });
});

describe('multipart subscriptions', () => {
  const accept = 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0,application/json';
  const ask = (world: World, query: string) =>
    request(`${world.gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify({ query }),
    });

  it('bring each result as a part, and end', async () => {
    await using world = await runWorld();
    const { headers, body } = await ask(world, 'subscription { progress(to: 2) { seq book { rating } } }');
    expect(headers['content-type']).toBe('multipart/mixed;boundary="graphql";subscriptionSpec=1.0');
    const text = await body.text();
    const parts = text.split('\r\n--graphql').slice(1);
    expect(parts.pop()).toBe('--\r\n');
    const contents = parts.map((part) => JSON.parse(part.split('\r\n\r\n')[1] ?? '') as unknown);
    expect(contents).toEqual([
      {},
      { payload: { data: { progress: { seq: 1, book: { rating: 2.5 } } } } },
      { payload: { data: { progress: { seq: 2, book: { rating: 3.5 } } } } },
    ]);
    const refused = await (await ask(world, 'subscription { nothing }')).body.text();
    expect(refused).toContain('"payload":null');
    expect(refused).toContain('BAD_USER_INPUT');
  });

  it('give way to event streams where a client likes those better, and both to JSON for what is no stream', async () => {
    await using world = await runWorld();
    const typeOf = async (accept: string, query: string) => {
      const { headers, body } = await request(`${world.gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept },
        body: JSON.stringify({ query }),
      });
      await body.dump();
      return String(headers['content-type']).split(';')[0];
    };
    const stream = 'subscription { progress(to: 1) { seq } }';
    expect(await typeOf(`${accept}, text/event-stream`, stream)).toBe('multipart/mixed');
    expect(await typeOf(`multipart/mixed;subscriptionSpec=1.0;q=0.8, text/event-stream`, stream)).toBe(
      'text/event-stream',
    );
    expect(await typeOf('application/json, text/event-stream', stream)).toBe('text/event-stream');
    expect(await typeOf('application/json, text/event-stream', '{ me { id } }')).toBe('application/json');
    expect(await typeOf('text/event-stream, application/json', '{ me { id } }')).toBe('text/event-stream');
  });

  it('leave queries as they are', async () => {
    await using world = await runWorld();
    const { body } = await ask(world, '{ book(id: 1) { title } }');
    expect(await body.json()).toEqual({ data: { book: { title: 'Alice' } } });
  });
});
