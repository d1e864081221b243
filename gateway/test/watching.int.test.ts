import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { describe, expect, it, vi } from 'vitest';
import { runGateway } from './world/gateway.ts';
import { runMisbehaving } from './world/misbehaving.ts';
import { runTokens } from './world/tokens.ts';
import { runWorld } from './world/world.ts';

const QUERY = 'query Stars { book(id: 1) { title rating } }';

async function metricsOf(url: string): Promise<string> {
  return (await request(`${url}/metrics`)).body.text();
}

describe('operators', () => {
  it('see operations by client and name', async () => {
    await using world = await runWorld();
    const headers = { 'apollographql-client-name': 'portal' };
    await world.gateway.ask(QUERY, { headers });
    await world.reviews.stop();
    await world.gateway.ask(QUERY, { headers });
    const metrics = await metricsOf(world.gateway.url);
    const counted = (outcome: string) =>
      new RegExp(
        `graphql_operation_duration_seconds_count\\{service="gateway",client="portal",operation="Stars",type="query",outcome="${outcome}".* 1`,
      );
    expect(metrics).toMatch(counted('ok'));
    expect(metrics).toMatch(counted('partial'));
  });

  it('see open streams', async () => {
    await using world = await runWorld();
    const stream = world.gateway.socket().iterate({ query: 'subscription { forever { seq } }' });
    await stream.next();
    expect(await metricsOf(world.gateway.url)).toMatch(/graphql_streams_open\S* 1\n/);
    await stream.return?.();
    await vi.waitFor(async () =>
      expect(await metricsOf(world.gateway.url)).toMatch(/graphql_streams_open\S* 0\n/),
    );
  });

  it('find slow operations in the log, with the time of each fetch and no values', async () => {
    await using world = await runWorld({ SLOW_OPERATION_MS: '1' });
    await world.gateway.ask('query Slow($id: ID!) { book(id: $id) { title rating } }', {
      variables: { id: '3' },
    });
    const line = world.gateway.logged.find((each) => each.includes('a slow operation')) ?? '{}';
    expect(JSON.parse(line)).toMatchObject({
      operation: 'Slow',
      outcome: 'ok',
      fetches: [{ subgraph: 'books' }, { subgraph: 'reviews' }],
    });
  });

  it('see how long it took although it failed as a whole, also when it was known before', async () => {
    await using late = await runMisbehaving(async (response) => {
      await sleep(300);
      const errors = [{ message: 'no', extensions: { http: { status: 500 } } }];
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ errors }));
    });
    const sdl = 'type Query { fact: String }';
    await using gateway = await runGateway([{ name: 'facts', sdl, url: late.url }], {
      SLOW_OPERATION_MS: '250',
    });
    for (let n = 0; n < 3; n++) expect((await gateway.ask('{ fact }')).errors).toHaveLength(1);
    const slow = gateway.logged.filter((line) => line.includes('a slow operation'));
    expect(slow).toHaveLength(3);
    expect(late.calls).toHaveLength(3);
  });

  it('see the plan of an operation if they hold the scope', async () => {
    await using tokens = await runTokens();
    await using world = await runWorld(tokens.env);
    const ask = async (scope: string) => {
      const headers = {
        authorization: `Bearer ${await tokens.sign({ scope })}`,
        'apollo-query-plan-experimental': '1',
      };
      const answer = await world.gateway.ask(QUERY, { headers });
      return (answer as { extensions?: { queryPlan?: unknown } }).extensions?.queryPlan;
    };
    expect(await ask('projects')).toBeUndefined();
    expect(await ask('projects operations:plans')).toMatchObject([
      { subgraph: 'books', after: [] },
      { subgraph: 'reviews', after: [expect.anything()], query: expect.stringContaining('_entities') },
    ]);
  });
});

describe('published operations', () => {
  it('are planned at the start and after a reload, without a call, and those that cannot be are named', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'gateway-manifest-')), 'operations.json');
    const operations = [
      { id: '1', name: 'Stars', type: 'query', body: QUERY },
      { id: '2', name: 'Mine', type: 'query', body: 'query Mine { mine { title } }' },
      {
        id: '3',
        name: 'Rename',
        type: 'mutation',
        body: 'mutation Rename { rename(id: 1, title: "x") { id } }',
      },
      {
        id: '4',
        name: 'Steps',
        type: 'subscription',
        body: 'subscription Steps { progress(to: 1) { seq } }',
      },
      { id: '5', name: 'Gone', type: 'query', body: 'query Gone { gone }' },
    ];
    writeFileSync(
      path,
      JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations }),
    );
    await using world = await runWorld({ PERSISTED_OPERATIONS_PATH: path });
    const { logged, supergraphPath } = world.gateway;
    const planned = () => logged.filter((line) => line.includes('published operations are planned'));
    expect(planned()).toHaveLength(1);
    expect(JSON.parse(planned()[0] ?? '{}')).toMatchObject({ operations: 5, unusable: 1 });
    expect(logged.filter((line) => line.includes('cannot be run')).join()).toContain('"Gone"');
    expect([...world.books.headers, ...world.reviews.headers]).toHaveLength(0);
    writeFileSync(supergraphPath, `${readFileSync(supergraphPath, 'utf8')}\n# changed\n`);
    await vi.waitFor(() => expect(planned()).toHaveLength(2), { timeout: 10_000 });
    expect([...world.books.headers, ...world.reviews.headers]).toHaveLength(0);
  });
});
