import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'undici';
import { describe, expect, it } from 'vitest';
import { runGateway } from './world/gateway.ts';
import { answer, runMisbehaving } from './world/misbehaving.ts';
import { runTokens } from './world/tokens.ts';
import { runWorld, type World } from './world/world.ts';

const TITLES = 'query Titles {\n  books {\n    title\n  }\n}';
const STEPS = 'subscription Steps {\n  progress(to: 1) {\n    seq\n  }\n}';
const id = (text: string) => createHash('sha256').update(text).digest('hex');

function manifest(): string {
  const path = join(mkdtempSync(join(tmpdir(), 'gateway-manifest-')), 'operations.json');
  const of = (body: string, name: string, type: string) => ({ id: id(body), name, type, body });
  const operations = [of(TITLES, 'Titles', 'query'), of(STEPS, 'Steps', 'subscription')];
  writeFileSync(path, JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations }));
  return path;
}

const known = () => ({ PERSISTED_OPERATIONS_PATH: manifest(), PERSISTED_OPERATIONS: 'require-known' });

async function post({ gateway }: World, body: object, headers: Record<string, string> = {}) {
  const answer = await request(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const content = (await answer.body.json()) as {
    data?: unknown;
    errors?: { message: string; extensions?: Record<string, unknown> }[];
  };
  return { status: answer.statusCode, headers: answer.headers, ...content };
}

const persisted = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: id(text) } });

describe('persisted operations', () => {
  it('are run by their id over POST and GET, and nothing else is, where clients must publish', async () => {
    await using world = await runWorld(known());
    const titles = { books: [{ title: 'Alice' }, { title: 'Le Horla' }, { title: 'Emma' }] };
    expect((await post(world, { documentId: id(TITLES) })).data).toEqual(titles);
    expect((await post(world, { extensions: persisted(TITLES) })).data).toEqual(titles);
    const extensions = encodeURIComponent(JSON.stringify(persisted(TITLES)));
    const got = await request(`${world.gateway.url}/graphql?extensions=${extensions}&variables=%7B%7D`);
    expect(await got.body.json()).toEqual({ data: titles });
    const refused = await post(world, { query: '{ books { id } }' });
    expect([refused.status, refused.errors?.[0]?.extensions?.code]).toEqual([403, 'OPERATION_NOT_ALLOWED']);
    // What one reader of a request takes for malformed, another one must not run.
    const query = encodeURIComponent('{ books { id } }');
    for (const search of [`query=${query}&variables=`, `query=${query}&query=${query}`]) {
      const { statusCode, body } = await request(`${world.gateway.url}/graphql?${search}`);
      expect([statusCode, ((await body.json()) as { data?: unknown }).data]).toEqual([400, undefined]);
    }
  });

  it('hold over WebSockets and event streams too', async () => {
    await using world = await runWorld(known());
    const { value } = await world.gateway.socket().iterate({ query: STEPS }).next();
    expect(value).toEqual({ data: { progress: { seq: 1 } } });
    const other = world.gateway.socket().iterate({ query: 'subscription { progress(to: 1) { percent } }' });
    await expect(other.next()).rejects.toMatchObject([{ extensions: { code: 'OPERATION_NOT_ALLOWED' } }]);
    const stream = async (body: object) => {
      const answer = await request(`${world.gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
        body: JSON.stringify(body),
      });
      return answer.body.text();
    };
    expect(await stream({ documentId: id(STEPS) })).toContain('{"data":{"progress":{"seq":1}}}');
    expect(await stream({ query: '{ books { id } }' })).toContain('OPERATION_NOT_ALLOWED');
  });

  it("are made by clients as Apollo's do: a 200 that says it is unknown, then the whole, then the hash", async () => {
    await using world = await runWorld();
    const query = '{ book(id: 1) { title } }';
    const unknown = await post(world, { extensions: persisted(query) });
    expect([unknown.status, unknown.errors?.[0]?.message]).toEqual([200, 'PersistedQueryNotFound']);
    const data = { book: { title: 'Alice' } };
    expect((await post(world, { query, extensions: persisted(query) })).data).toEqual(data);
    expect((await post(world, { extensions: persisted(query) })).data).toEqual(data);
  });
});

describe('what caches may keep', () => {
  it('is a query by GET of a graph that says how long, for nobody in particular', async () => {
    const facts = await runMisbehaving((response) => answer(response, { fact: 'yes', other: 'no' }));
    const sdl = `extend schema
      @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@composeDirective"])
      @link(url: "https://visiobook.example/cacheControl/v0.1", import: ["@cacheControl"])
      @composeDirective(name: "@cacheControl")
      directive @cacheControl(maxAge: Int) on FIELD_DEFINITION
      type Query { fact: String @cacheControl(maxAge: 30)  other: String }`;
    await using gateway = await runGateway([{ name: 'facts', sdl, url: facts.url }]);
    const control = async (query: string) => {
      const got = await request(`${gateway.url}/graphql?query=${encodeURIComponent(query)}`);
      return got.headers['cache-control'];
    };
    expect(await control('{ fact }')).toBe('max-age=30, public');
    expect(await control('{ fact other }')).toBe('no-store');
    expect((await gateway.ask('{ fact }')).headers['cache-control']).toBe('no-store');
    await facts[Symbol.asyncDispose]();
  });
});

describe('rate limits', () => {
  it('are of each address for nobody and of each user, on every road, and say when to come back', async () => {
    await using tokens = await runTokens();
    const limits = { RATE_LIMIT_ADDRESS: '3', RATE_LIMIT_USER: '2', TRUSTED_PROXIES: '1' };
    await using world = await runWorld({ ...tokens.env, ...limits });
    const from = (address: string) => post(world, { query: '{ me { id } }' }, { 'x-forwarded-for': address });
    // What a client writes there itself stands further left and is not believed.
    for (const forged of ['9.9.9.1, 1.1.1.1', '9.9.9.2, 1.1.1.1', '1.1.1.1']) {
      expect((await from(forged)).errors).toBeUndefined();
    }
    const refused = await from('1.1.1.1');
    expect([refused.status, refused.errors?.[0]?.extensions]).toEqual([
      429,
      { code: 'RATE_LIMITED', retryAfter: 20 },
    ]);
    expect(refused.headers['retry-after']).toBe('20');
    expect((await from('2.2.2.2')).errors).toBeUndefined();

    const authorization = `Bearer ${await tokens.sign()}`;
    const client = world.gateway.socket({ authorization });
    const ask = () => client.iterate({ query: '{ me { id } }' }).next();
    await ask();
    expect((await post(world, { query: '{ me { id } }' }, { authorization })).errors).toBeUndefined();
    await expect(ask()).rejects.toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    const other = `Bearer ${await tokens.sign({ sub: 'user-2' })}`;
    expect((await post(world, { query: '{ me { id } }' }, { authorization: other })).errors).toBeUndefined();
  });
});

describe('an operation that may cost too much', () => {
  it('is refused with its cost before anything runs, on every road', async () => {
    await using world = await runWorld({ MAX_COST: '30' });
    const query = 'query ($n: Int) { books { title reviews(first: $n) { id book { id } } } }';
    const refused = await post(world, { query, variables: { n: 2 } });
    expect(refused.data).toBeFalsy();
    expect(refused.errors?.[0]?.extensions).toEqual({ code: 'TOO_EXPENSIVE', cost: 210, max: 30 });
    expect(world.books.headers).toHaveLength(0);
    expect((await post(world, { query: '{ books { title } }' })).errors).toBeUndefined();
    const stream = world.gateway.socket().iterate({
      query: 'subscription { progress(to: 1) { book { reviews { book { reviews { id } } } } } }',
    });
    await expect(stream.next()).rejects.toMatchObject([{ extensions: { code: 'TOO_EXPENSIVE', max: 30 } }]);
  });
});
