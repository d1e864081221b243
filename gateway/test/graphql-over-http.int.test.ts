import { serverAudits } from 'graphql-http';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runWorld, type World } from './world/world.ts';

let world: World;
beforeAll(async () => {
  world = await runWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

describe('the public endpoint keeps GraphQL over HTTP', () => {
  // The audits read their URL when they are made, and vitest wants to know them before any server runs.
  const audits = serverAudits({ url: () => `${world.gateway.url}/graphql` });
  it.each(audits.map((audit) => [audit.id, audit.name, audit] as const))(
    '%s: %s',
    async (_id, _name, audit) => {
      const result = await audit.fn();
      expect(result.status, 'reason' in result ? result.reason : '').toBe('ok');
    },
  );
});

describe('the public endpoint', () => {
  it('refuses what another site could make a browser send', async () => {
    const headers = { 'user-agent': 'Mozilla/5.0', 'x-visiobook-not-a-browser': '1' };
    const got = await request(`${world.gateway.url}/graphql?query=%7Bme%7Bid%7D%7D`, { headers });
    expect(got.statusCode).toBe(400);
    const form = await request(`${world.gateway.url}/graphql`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'text/plain' },
      body: JSON.stringify({ query: '{ me { id } }' }),
    });
    expect(form.statusCode).toBe(400);
  });

  it.each([
    ['a depth', '{ book(id: 1) { reviews { book { reviews { book { reviews { book { id } } } } } } } }'],
    ['aliases', `{ ${Array.from({ length: 9 }, (_, n) => `a${n}: topReview { id }`).join(' ')} }`],
    ['root fields', `{ ${'topReview { id } '.repeat(12)} }`],
    ['fields', `{ books { ...A ...A } } ${doubling(14)}`],
  ])('refuses %s beyond the limit', async (what, query) => {
    const limits = { MAX_DEPTH: '6', MAX_ALIASES: '8', MAX_ROOT_FIELDS: '10' };
    await using strict = await runWorld(limits);
    const before = Date.now();
    const { errors, data } = await strict.gateway.ask(query);
    // Without the limit this one takes minutes and the memory of the machine.
    expect(Date.now() - before).toBeLessThan(10_000);
    expect(data).toBeFalsy();
    expect(errors?.map(({ extensions }) => extensions?.code)).toContain('TOO_EXPENSIVE');
    expect(errors?.map(({ message }) => message).join()).toContain(what);
  });

  it('refuses a document of too many tokens, a body that is too large, a batch, and GraphQL it cannot read', async () => {
    const tokens = await world.gateway.ask(`{ ${'me { id } '.repeat(2000)} }`);
    expect(tokens.errors?.[0]?.message).toContain('token');
    const large = await world.gateway.ask(`{ me { id } } #${'x'.repeat(1_100_000)}`);
    expect([large.status, large.errors?.[0]?.extensions?.code]).toEqual([413, 'BAD_USER_INPUT']);
    const batch = await request(`${world.gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify([{ query: '{ me { id } }' }]),
    });
    expect(batch.statusCode).toBe(400);
    expect((await world.gateway.ask('{ me {')).errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });

  it('sends security headers, and CORS headers to the origins that may call', async () => {
    const preflight = async (origin: string) => {
      const { headers } = await request(`${world.gateway.url}/graphql`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
      return headers['access-control-allow-origin'];
    };
    expect(await preflight('http://localhost:3000')).toBe('http://localhost:3000');
    expect(await preflight('https://evil.example')).toBeUndefined();
    const { headers } = await world.gateway.ask('{ me { id } }');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('hides its schema when introspection is off', async () => {
    await using closed = await runWorld({ INTROSPECTION: 'false' });
    expect((await closed.gateway.ask('{ __schema { types { name } } }')).data).toBeFalsy();
    expect((await world.gateway.ask('{ __schema { types { name } } }')).errors).toBeUndefined();
  });

  it('runs no mutation by GET, as a stream or not', async () => {
    const query = encodeURIComponent('mutation { rename(id: 1, title: "x") { title } }');
    const got = await request(`${world.gateway.url}/graphql?query=${query}`);
    expect(got.statusCode).toBe(405);
    const { body } = await request(`${world.gateway.url}/graphql?query=${query}`, {
      headers: { accept: 'text/event-stream' },
    });
    expect(await body.text()).toContain('BAD_USER_INPUT');
  });

  it('streams results as server-sent events', async () => {
    const { headers, body } = await request(`${world.gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: 'subscription { progress(to: 2) { seq book { rating } } }' }),
    });
    expect(headers['content-type']).toContain('text/event-stream');
    const events = (await body.text()).split('\n\n').filter((event) => event.startsWith('event'));
    expect(events).toEqual([
      'event: next\ndata: {"data":{"progress":{"seq":1,"book":{"rating":2.5}}}}',
      'event: next\ndata: {"data":{"progress":{"seq":2,"book":{"rating":3.5}}}}',
      'event: complete\ndata:',
    ]);
  });
});

/** Fragments each of which holds the next one twice. */
function doubling(times: number): string {
  const names = Array.from({ length: times }, (_, n) => String.fromCharCode(65 + n));
  return names
    .map(
      (name, n) =>
        `fragment ${name} on Book { id ${n + 1 < times ? `...${names[n + 1]} ...${names[n + 1]}` : ''} }`,
    )
    .join('\n');
}
