import { readFileSync, writeFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { request } from 'undici';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { runGateway } from './world/gateway.ts';
import { runMisbehaving } from './world/misbehaving.ts';
import { runShop } from './world/shop.ts';
import { runTokens } from './world/tokens.ts';
import { runWorld, type World } from './world/world.ts';

// What is known is answered past Apollo Server. Nobody may tell by the answer which road it took.

const apollo = vi.spyOn(ApolloServer.prototype, 'executeHTTPGraphQLRequest');
afterEach(() => apollo.mockClear());

interface Asked {
  query?: string;
  variables?: object;
  operationName?: string;
}

async function send({ gateway }: Pick<World, 'gateway'>, body: Asked, headers: Record<string, string> = {}) {
  const answer = await request(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const { date: _date, 'x-correlation-id': _id, ...kept } = answer.headers;
  return { status: answer.statusCode, headers: kept, body: await answer.body.text() };
}

/** The same request before its text was known and after, and whether the second one went past Apollo Server. */
async function twice(world: Pick<World, 'gateway'>, body: Asked, headers: Record<string, string> = {}) {
  const cold = await send(world, body, headers);
  apollo.mockClear();
  const known = await send(world, body, headers);
  return { cold, known, isShort: apollo.mock.calls.length === 0 };
}

const MAYBE = 'query Maybe($all: Boolean!) { books { title reviews @include(if: $all) { id } } }';
const SHELF = 'query Shelf($n: Int) { books { title reviews(first: $n) { id } } }';

describe('an operation that is known', () => {
  it.each([
    ['data', { query: '{ books { id title rating } }' }],
    [
      'data of one of several operations',
      { query: 'query A { me { kind } } query B { me { id } }', operationName: 'B' },
    ],
    ['data of a mutation', { query: 'mutation { rename(id: 1, title: "Emma \\"2\\"") { title } }' }],
    ["a subgraph's refusal beside data", { query: '{ me { kind } refused }' }],
    ['a fault that is hidden', { query: '{ books { title brokenField } broken }' }],
    ['nothing but nulls', { query: '{ refused }' }],
    ['introspection', { query: '{ __schema { queryType { name } } __typename }' }],
  ])('has the same answer by the short way: %s', async (_what, body) => {
    await using world = await runWorld();
    const { cold, known, isShort } = await twice(world, body);
    expect(known).toEqual(cold);
    expect(isShort).toBe(true);
  });

  it('has it in the media type that its client accepts', async () => {
    await using world = await runWorld();
    for (const accept of [
      '*/*',
      'application/graphql-response+json',
      'application/json;q=0.5, application/graphql-response+json',
      'text/html',
    ]) {
      const { cold, known } = await twice(world, { query: '{ me { kind } }' }, { accept });
      expect(known).toEqual(cold);
    }
    await using other = await runWorld();
    const partial = await twice(
      other,
      { query: '{ me { kind } refused }' },
      { accept: 'application/graphql-response+json' },
    );
    expect([partial.known, partial.isShort]).toEqual([partial.cold, true]);
  });

  it.each([
    ['variables that do not fit', { query: SHELF, variables: { n: 'many' } }, {}],
    ['no operation of that name', { query: SHELF, operationName: 'Other' }, {}],
    ['an estimate beyond the limit', { query: MAYBE, variables: { all: true } }, { MAX_COST: '50' }],
    ['nobody where somebody is needed', { query: '{ mine { id } }' }, {}],
  ])('is refused as before: %s', async (_what, body, env) => {
    await using world = await runWorld(env);
    for (const variables of [{ n: 1 }, { all: false }]) await send(world, { query: body.query, variables });
    const { cold, known } = await twice(world, body);
    expect(known).toEqual(cold);
    expect(JSON.parse(known.body).errors[0].extensions.code).toMatch(/^[A-Z_]+$/);
    expect(JSON.parse(known.body).data).toBeFalsy();
  });

  it('asks no subgraph for what a viewer may not have, whoever asked for it before', async () => {
    await using tokens = await runTokens();
    await using world = await runWorld({ ...tokens.env, ACCESS_MODE: 'null' });
    const body = { query: '{ me { kind } mine { id } audit }' };
    const bearer = async (scope: string) => ({ authorization: `Bearer ${await tokens.sign({ scope })}` });
    await send(world, body, await bearer('moderation'));
    apollo.mockClear();
    const nobody = await send(world, body);
    const user = await send(world, body, await bearer(''));
    const moderator = await send(world, body, await bearer('moderation'));
    expect(apollo).not.toHaveBeenCalled();
    const codes = ({ body: text }: { body: string }) =>
      (JSON.parse(text).errors ?? []).map((error: { path: string[]; extensions: object }) => [
        ...error.path,
        error.extensions,
      ]);
    expect(codes(nobody)).toEqual([
      ['mine', { code: 'UNAUTHENTICATED' }],
      ['audit', { code: 'UNAUTHENTICATED' }],
    ]);
    expect(codes(user)).toEqual([['audit', { code: 'FORBIDDEN' }]]);
    expect(codes(moderator)).toEqual([]);
    expect(world.books.queries.filter((query) => query.includes('audit'))).toHaveLength(2);
  });

  it('is asked for with a token that is good', async () => {
    await using tokens = await runTokens();
    await using world = await runWorld(tokens.env);
    const body = { query: '{ me { id } }' };
    await send(world, body);
    const refused = await send(world, body, { authorization: 'Bearer a.b.c' });
    expect([refused.status, JSON.parse(refused.body).errors[0].extensions.code]).toEqual([
      401,
      'UNAUTHENTICATED',
    ]);
    const good = await send(world, body, { authorization: `Bearer ${await tokens.sign({ sub: 'ada' })}` });
    expect(JSON.parse(good.body)).toEqual({ data: { me: { id: 'ada' } } });
  });

  it('is counted against rates and budgets, once each', async () => {
    await using rated = await runWorld({ RATE_LIMIT_ADDRESS: '3' });
    const body = { query: '{ books { id } }' };
    for (let i = 0; i < 3; i++) expect((await send(rated, body)).status).toBe(200);
    const refused = await send(rated, body);
    expect(refused.status).toBe(429);
    // One of three a minute comes back in 20 s, of which some have passed.
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(20);
    // Each costs 10 before and 3 after, and a refused one nothing.
    await using paid = await runWorld({ COST_BUDGETS: '20' });
    const codes = [];
    for (let i = 0; i < 5; i++)
      codes.push(JSON.parse((await send(paid, body)).body).errors?.[0]?.extensions?.code);
    expect(codes).toEqual([undefined, undefined, undefined, undefined, 'RATE_LIMITED']);
  });

  it('is refused to a client that has not published it', async () => {
    await using world = await runWorld({ PERSISTED_OPERATIONS: '{"portal":"require-known"}' });
    const body = { query: '{ books { id } }' };
    await send(world, body);
    const refused = await send(world, body, { 'apollographql-client-name': 'portal' });
    expect([refused.status, JSON.parse(refused.body).errors[0].extensions.code]).toEqual([
      403,
      'OPERATION_NOT_ALLOWED',
    ]);
  });

  it('is not run for a page of another site', async () => {
    await using world = await runWorld();
    const body = { query: 'mutation { rename(id: 1, title: "x") { id } }' };
    await send(world, body);
    const before = world.books.queries.length;
    for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
      const { status } = await send(world, body, {
        'content-type': type,
        origin: 'https://elsewhere.example',
      });
      expect(status).toBeGreaterThanOrEqual(400);
    }
    const got = await request(`${world.gateway.url}/graphql?query=${encodeURIComponent(body.query)}`);
    expect(got.statusCode).toBe(405);
    await got.body.dump();
    expect(world.books.queries).toHaveLength(before);
  });

  it('is counted, timed and told of as before', async () => {
    await using tokens = await runTokens();
    await using world = await runWorld({ ...tokens.env, SLOW_OPERATION_MS: '1' });
    const body = { query: SHELF, variables: { n: 1 } };
    const headers = {
      'apollographql-client-name': 'portal',
      authorization: `Bearer ${await tokens.sign({ scope: 'operations:costs operations:plans' })}`,
    };
    const { cold, known, isShort } = await twice(world, body, headers);
    expect([known, isShort]).toEqual([cold, true]);
    expect(JSON.parse(known.body).extensions).toEqual({ cost: { estimated: 110, actual: 6 } });
    const metrics = await (await request(`${world.gateway.url}/metrics`)).body.text();
    expect(metrics).toMatch(
      /graphql_operation_duration_seconds_count\{.*"portal".*"Shelf".*"query".*"ok".*\} 2/,
    );
    const slow = world.gateway.logged.filter((line) => line.includes('a slow operation'));
    expect(slow.map((line) => JSON.parse(line).fetches.length)).toEqual([2, 2]);
    const planned = await send(world, body, { ...headers, 'apollo-query-plan-experimental': '1' });
    expect(JSON.parse(planned.body).extensions.queryPlan).toHaveLength(2);
  });

  it('has its deadline', async () => {
    await using shop = await runShop(new Promise(() => {}));
    const body = { query: '{ page { title } slowRoot }' };
    const headers = { 'x-visiobook-deadline': '150' };
    const { cold, known, isShort } = await twice(shop, body, headers);
    expect([known, isShort]).toEqual([cold, true]);
    expect(JSON.parse(known.body).errors[0].extensions).toEqual({ code: 'UNAVAILABLE' });
  });

  it('comes in parts to who accepts them', async () => {
    await using shop = await runShop(Promise.resolve());
    const body = { query: '{ page { title ... @defer { body } } slowRoot }' };
    await send(shop, body);
    expect(JSON.parse((await send(shop, body)).body).data.page).toEqual({ title: 'Title', body: 'Body' });
    const accept = 'multipart/mixed;deferSpec=20220824, application/json';
    const parts = await send(shop, body, { accept });
    expect(parts.headers['content-type']).toContain('multipart/mixed');
  });

  it('does nothing twice where an error says the status of the whole answer', async () => {
    await using subgraph = await runMisbehaving((response, _n, { query }) => {
      const [, name] = /(\w+): once/.exec(query) ?? [];
      const errors = [
        { message: 'No.', path: [name], extensions: { code: 'CONFLICT', http: { status: 409 } } },
      ];
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ data: null, errors }));
    });
    const sdl = 'type Query { fact: String } type Mutation { once: String }';
    await using gateway = await runGateway([{ name: 'one', sdl, url: subgraph.url }]);
    await send({ gateway }, { query: 'mutation Free { __typename }' });
    const { cold, known } = await twice({ gateway }, { query: 'mutation { once }' });
    expect([known.status, known]).toEqual([409, cold]);
    expect(subgraph.calls).toHaveLength(2);
  });

  it('is checked anew when the graph changes', async () => {
    await using world = await runWorld();
    const body = { query: '{ books { title } }' };
    expect((await twice(world, body)).isShort).toBe(true);
    const { supergraphPath } = world.gateway;
    const changed = readFileSync(supergraphPath, 'utf8').replaceAll(/\btitle: String!/g, 'name: String!');
    writeFileSync(supergraphPath, changed);
    await vi.waitFor(async () => {
      const { errors } = JSON.parse((await send(world, body)).body);
      expect(errors?.[0]?.message).toContain('Cannot query field "title"');
    }, 10_000);
  });

  it('goes the short way over a WebSocket, too', async () => {
    await using world = await runWorld();
    const executed = vi.spyOn(ApolloServer.prototype, 'executeOperation');
    const client = world.gateway.socket();
    const ask = async () => (await client.iterate({ query: '{ me { kind } refused }' }).next()).value;
    const cold = await ask();
    executed.mockClear();
    expect(await ask()).toEqual(cold);
    expect(executed).not.toHaveBeenCalled();
    executed.mockRestore();
  });
});
