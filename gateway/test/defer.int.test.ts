import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { askInParts, CURRENT, LEGACY } from './world/parts.ts';
import { createGate, runShop } from './world/shop.ts';
import { runTokens } from './world/tokens.ts';

function incrementalOf(part: Record<string, unknown> | undefined): readonly unknown[] {
  return (part?.incremental ?? []) as readonly unknown[];
}

describe('a deferred fragment', () => {
  it('comes in a part of its own, and what another subgraph needs for it holds nothing up', async () => {
    const gate = createGate();
    await using world = await runShop(gate.opened);
    const query = '{ product(id: 1) { name ... @defer(label: "stars") { rating } } }';
    await using answer = await askInParts(world.gateway.url, { query });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('multipart/mixed;boundary="graphql";deferSpec=20220824');
    expect(await answer.next()).toEqual({ data: { product: { name: 'Product 1' } }, hasNext: true });
    gate.open();
    expect(await answer.next()).toEqual({
      incremental: [{ label: 'stars', path: ['product'], data: { rating: 1.5 } }],
      hasNext: false,
    });
    expect(await answer.next()).toBeUndefined();
  });

  it('is announced and completed by an id for clients of the newer format', async () => {
    const gate = createGate();
    await using world = await runShop(gate.opened);
    const query = '{ product(id: 1) { name ... @defer(label: "stars") { name rating } } }';
    await using answer = await askInParts(world.gateway.url, { query }, { accept: CURRENT });
    expect(answer.headers['content-type']).toBe('multipart/mixed;boundary="graphql";incrementalSpec=v0.2');
    expect(await answer.next()).toEqual({
      data: { product: { name: 'Product 1' } },
      pending: [{ id: '0', path: ['product'], label: 'stars' }],
      hasNext: true,
    });
    gate.open();
    expect(await answer.next()).toEqual({
      incremental: [{ id: '0', data: { rating: 1.5 } }],
      completed: [{ id: '0' }],
      hasNext: false,
    });
  });

  it('is asked of the same subgraph again by a key, so that its slow fields hold nothing up', async () => {
    const gate = createGate();
    await using world = await runShop(gate.opened);
    const query = '{ products { name ... @defer { slow } } }';
    await using answer = await askInParts(world.gateway.url, { query });
    const names = [{ name: 'Product 1' }, { name: 'Product 2' }];
    expect(await answer.next()).toEqual({ data: { products: names }, hasNext: true });
    gate.open();
    expect(await answer.next()).toEqual({
      incremental: [
        { path: ['products', 0], data: { slow: 'slow 1' } },
        { path: ['products', 1], data: { slow: 'slow 2' } },
      ],
      hasNext: false,
    });
    expect(world.asked.shop).toHaveLength(2);
    expect(world.asked.shop.join()).not.toContain('@defer');
  });

  it('may stand on the root', async () => {
    const gate = createGate();
    await using world = await runShop(gate.opened);
    const query = '{ page { title } ...F @defer } fragment F on Query { slowRoot __typename }';
    await using answer = await askInParts(world.gateway.url, { query });
    expect(await answer.next()).toEqual({ data: { page: { title: 'Title' } }, hasNext: true });
    gate.open();
    expect(await answer.next()).toEqual({
      incremental: [{ path: [], data: { slowRoot: 'slow root', __typename: 'Query' } }],
      hasNext: false,
    });
  });

  it('comes though it stands on no entity, when the first part has', async () => {
    const gate = createGate();
    await using world = await runShop(gate.opened);
    const query = '{ page { title ... @defer { body } } }';
    await using answer = await askInParts(world.gateway.url, { query });
    expect(await answer.all()).toEqual([
      { data: { page: { title: 'Title' } }, hasNext: true },
      { incremental: [{ path: ['page'], data: { body: 'Body' } }], hasNext: false },
    ]);
    expect(world.asked.shop).toHaveLength(1);
  });

  it('inside another comes after it, and each as soon as it can', async () => {
    const gate = createGate();
    await using world = await runShop(gate.opened);
    const query = `{
      product(id: 1) {
        name
        ... @defer(label: "outer") { reviews { text ... @defer(label: "inner") { late } } }
        ... @defer(label: "slow") { slow }
      }
    }`;
    await using answer = await askInParts(world.gateway.url, { query });
    expect(await answer.next()).toEqual({ data: { product: { name: 'Product 1' } }, hasNext: true });
    const seen: unknown[] = [];
    while (seen.length < 3) seen.push(...incrementalOf(await answer.next()));
    expect(seen).toEqual([
      { label: 'outer', path: ['product'], data: { reviews: [{ text: 'Good' }, { text: 'Bad' }] } },
      { label: 'inner', path: ['product', 'reviews', 0], data: { late: 'late 1-a' } },
      { label: 'inner', path: ['product', 'reviews', 1], data: { late: 'late 1-b' } },
    ]);
    gate.open();
    expect(await answer.next()).toEqual({
      incremental: [{ label: 'slow', path: ['product'], data: { slow: 'slow 1' } }],
      hasNext: false,
    });
  });

  it('gives what is asked for outside of it as well with the first part', async () => {
    const gate = createGate();
    await using world = await runShop(gate.opened);
    const query = '{ product(id: 1) { slow ... @defer { slow name } } }';
    const asking = askInParts(world.gateway.url, { query }, { accept: CURRENT });
    await vi.waitFor(() => expect(world.asked.shop).toHaveLength(1));
    gate.open();
    await using answer = await asking;
    expect((await answer.next())?.data).toEqual({ product: { slow: 'slow 1' } });
    expect((await answer.next())?.incremental).toEqual([{ id: '0', data: { name: 'Product 1' } }]);
  });

  it('has what its fields require fetched before it', async () => {
    await using world = await runShop(Promise.resolve());
    const query = '{ product(id: 2) { name ... @defer { shipping } } }';
    await using answer = await askInParts(world.gateway.url, { query });
    const [first, second] = await answer.all();
    expect(first?.data).toEqual({ product: { name: 'Product 2' } });
    expect(second?.incremental).toEqual([{ path: ['product'], data: { shipping: 2 } }]);
  });

  it('of a mutation is answered by what the mutation gave', async () => {
    const gate = createGate();
    await using world = await runShop(gate.opened);
    const query = 'mutation { buy(id: 1) { name ... @defer { price rating } } }';
    await using answer = await askInParts(world.gateway.url, { query });
    expect((await answer.next())?.data).toEqual({ buy: { name: 'Product 1' } });
    gate.open();
    expect((await answer.next())?.incremental).toEqual([{ path: ['buy'], data: { price: 10, rating: 1.5 } }]);
    expect(world.asked.shop).toHaveLength(1);
  });
});

describe('what goes wrong in a deferred fragment', () => {
  it('is told with its part, and a null goes up to the fragment and no further', async () => {
    await using world = await runShop(Promise.resolve());
    const query =
      '{ product(id: 1) { name ... @defer { price strict } ... @defer { reviews { text } broken } } }';
    await using legacy = await askInParts(world.gateway.url, { query });
    const [first, ...later] = await legacy.all();
    expect(first).toEqual({ data: { product: { name: 'Product 1' } }, hasNext: true });
    const path = ['product'];
    expect(later.flatMap(({ incremental }) => incremental)).toEqual(
      expect.arrayContaining([
        { path, data: null, errors: [expect.objectContaining({ path: [...path, 'strict'] })] },
        {
          path,
          data: null,
          errors: [{ message: 'It broke.', path: [...path, 'broken'], extensions: { code: 'CONFLICT' } }],
        },
      ]),
    );
    await using current = await askInParts(world.gateway.url, { query }, { accept: CURRENT });
    const payloads = await current.all();
    expect(payloads.flatMap(({ incremental }) => incremental ?? [])).toEqual([]);
    expect(payloads.flatMap(({ completed }) => completed ?? [])).toEqual(
      expect.arrayContaining([
        { id: '0', errors: [expect.objectContaining({ path: [...path, 'strict'] })] },
        { id: '1', errors: [expect.objectContaining({ message: 'It broke.' })] },
      ]),
    );
  });

  it('costs only its part when a subgraph is dead', async () => {
    await using world = await runShop(Promise.resolve());
    await world.reviews.stop();
    const query = '{ product(id: 1) { name ... @defer { rating } ... @defer { price } } }';
    await using answer = await askInParts(world.gateway.url, { query });
    const [first, ...later] = await answer.all();
    expect(first).toEqual({ data: { product: { name: 'Product 1' } }, hasNext: true });
    expect(later.flatMap(({ incremental }) => incremental)).toEqual([
      { path: ['product'], data: { price: 10 } },
      {
        path: ['product'],
        data: { rating: null },
        errors: [
          expect.objectContaining({
            path: ['product', 'rating'],
            extensions: expect.objectContaining({ code: 'UNAVAILABLE' }),
          }),
        ],
      },
    ]);
  });

  it('ends at the deadline, for all parts together', async () => {
    await using world = await runShop(createGate().opened);
    const query = '{ product(id: 1) { name ... @defer { slow } } }';
    const headers = { 'x-visiobook-deadline': '400' };
    await using answer = await askInParts(world.gateway.url, { query }, headers);
    expect((await answer.next())?.data).toEqual({ product: { name: 'Product 1' } });
    expect(await answer.next()).toMatchObject({
      incremental: [{ data: { slow: null }, errors: [{ extensions: { code: 'UNAVAILABLE' } }] }],
      hasNext: false,
    });
  });

  it('stops what is asked of subgraphs when the client goes', async () => {
    const gate = createGate();
    await using world = await runShop(gate.opened);
    const query = 'query Left { product(id: 1) { name ... @defer { slow } ... @defer { rating } } }';
    const answer = await askInParts(world.gateway.url, { query });
    await answer.next();
    const aborted = Promise.all([world.shop, world.reviews].map(({ nextAbort }) => nextAbort()));
    await answer[Symbol.asyncDispose]();
    await aborted;
  });
});

describe('an answer as a whole', () => {
  const query = 'query ($late: Boolean = true) { product(id: 1) { name ... @defer(if: $late) { rating } } }';
  const whole = { data: { product: { name: 'Product 1', rating: 1.5 } } };

  it('is for clients that do not take parts, on every road', async () => {
    await using world = await runShop(Promise.resolve());
    for (const accept of [
      'application/json',
      '*/*',
      'multipart/mixed;subscriptionSpec=1.0, application/json',
    ]) {
      const { status, headers, ...answer } = await world.gateway.ask(query, { headers: { accept } });
      expect([status, answer]).toEqual([200, whole]);
      expect(headers['content-type']).toMatch(/json/);
    }
    const events = world.gateway.socket().iterate({ query });
    expect((await events.next()).value).toEqual(whole);
    const sse = await fetch(`${world.gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query }),
    });
    expect(await sse.text()).toContain(`data: ${JSON.stringify(whole)}`);
  });

  it('is for those that do when nothing is deferred; in one part for those that take nothing else', async () => {
    await using world = await runShop(Promise.resolve());
    const variables = { late: false };
    const { headers, ...rest } = await world.gateway.ask(query, { headers: { accept: LEGACY }, variables });
    expect(headers['content-type']).toMatch(/json/);
    expect(rest).toEqual({ status: 200, ...whole });
    const accept = LEGACY.split(',')[0]!;
    await using only = await askInParts(world.gateway.url, { query, variables }, { accept });
    expect(await only.all()).toEqual([{ ...whole, hasNext: false }]);
    const none = '{ product(id: "none") { name ... @defer { rating } } }';
    const { data } = await world.gateway.ask(none, { headers: { accept: LEGACY } });
    expect(data).toEqual({ product: null });
  });
});

describe('an answer without what the viewer may not have', () => {
  it('comes as a whole', async () => {
    await using world = await runShop(Promise.resolve(), { ACCESS_MODE: 'null' });
    const query = '{ product(id: 1) { name ... @defer { rating } } ... @defer { me } }';
    const { headers, data, errors } = await world.gateway.ask(query, { headers: { accept: LEGACY } });
    expect(headers['content-type']).toMatch(/json/);
    expect(data).toEqual({ product: { name: 'Product 1', rating: 1.5 }, me: null });
    expect(errors).toEqual([expect.objectContaining({ path: ['me'] })]);
  });
});

describe('the rules', () => {
  it('hold for operations with @defer as for others', async () => {
    await using world = await runShop(Promise.resolve(), { MAX_DEFERRED: '2' });
    const codeOf = async (query: string) => {
      const { errors, headers } = await world.gateway.ask(query, { headers: { accept: LEGACY } });
      expect(headers['content-type']).toMatch(/json/);
      return errors?.[0]?.extensions?.code;
    };
    expect(await codeOf('{ ... @defer { me } }')).toBe('UNAUTHENTICATED');
    const deep = (more: string) =>
      `{ products { ... @defer { reviews { ...F } } } ${more} } fragment F on Review`;
    const tooMany = `${deep('... @defer { slowRoot }')} { ... @defer { late } }`;
    expect(await codeOf(tooMany)).toBe('TOO_EXPENSIVE');
    await using allowed = await askInParts(world.gateway.url, {
      query: `${deep('')} { ... @defer { late } }`,
    });
    expect((await allowed.next())?.hasNext).toBe(true);
    expect(await codeOf('mutation { ... @defer { buy(id: 1) { name } } }')).toBe('BAD_USER_INPUT');
    expect(await codeOf('subscription { bought { ... @defer { name } } }')).toBe('BAD_USER_INPUT');
    expect(await codeOf('{ product(id: 1) @defer { name } }')).toBe('BAD_USER_INPUT');
  });

  it('are told by introspection', async () => {
    await using world = await runShop(Promise.resolve());
    const { data } = await world.gateway.ask('{ __schema { directives { name locations args { name } } } }');
    const schema = data?.__schema as { directives: { name: string }[] } | undefined;
    expect(schema?.directives.find(({ name }) => name === 'defer')).toEqual({
      name: 'defer',
      locations: ['FRAGMENT_SPREAD', 'INLINE_FRAGMENT'],
      args: [{ name: 'if' }, { name: 'label' }],
    });
  });
});

describe('operators', () => {
  it('count an answer in parts once, when its last part is there, with what went wrong in any', async () => {
    await using world = await runShop(Promise.resolve(), { SLOW_OPERATION_MS: '1' });
    const ask = async (name: string, field: string) => {
      const query = `query ${name} { product(id: 1) { name ... @defer { ${field} } } }`;
      await using answer = await askInParts(world.gateway.url, { query });
      expect(await answer.all()).toHaveLength(2);
    };
    await ask('Fine', 'rating');
    await ask('Faulty', 'broken');
    const metrics = await (await fetch(`${world.gateway.url}/metrics`)).text();
    const counted = (name: string, outcome: string) =>
      new RegExp(`duration_seconds_count\\{.*operation="${name}",type="query",outcome="${outcome}".* 1\n`);
    expect(metrics).toMatch(counted('Fine', 'ok'));
    expect(metrics).toMatch(counted('Faulty', 'partial'));
    const line = world.gateway.logged.find((each) => each.includes('a slow operation')) ?? '{}';
    expect(JSON.parse(line)).toMatchObject({
      operation: 'Fine',
      fetches: [{ subgraph: 'shop' }, { subgraph: 'reviews' }],
    });
  });

  it('charge what all parts of an answer cost', async () => {
    await using world = await runShop(Promise.resolve(), { COST_BUDGETS: '1000' });
    const query = 'query Costly { product(id: 1) { name ... @defer { reviews { text } } } }';
    const costOf = async () => {
      const metrics = await (await fetch(`${world.gateway.url}/metrics`)).text();
      return /cost_sum\{.*operation="Costly",kind="actual"\} (\d+)/.exec(metrics)?.[1];
    };
    await using answer = await askInParts(world.gateway.url, { query });
    await answer.all();
    // A product and its two reviews.
    expect(await costOf()).toBe('3');
  });

  it('see in the plan what is fetched for deferred fragments only', async () => {
    await using tokens = await runTokens();
    await using world = await runShop(Promise.resolve(), tokens.env);
    const headers = {
      authorization: `Bearer ${await tokens.sign({ scope: 'operations:plans' })}`,
      'apollo-query-plan-experimental': '1',
    };
    const query =
      '{ product(id: 1) { price ... @defer(label: "stars") { rating } ... @defer { shipping } } }';
    await using answer = await askInParts(world.gateway.url, { query }, headers);
    const first = await answer.next();
    const { queryPlan = [] } = (first?.extensions ?? {}) as { queryPlan?: object[] };
    expect(queryPlan[0]).toEqual({ id: 0, subgraph: 'shop', after: [], query: expect.any(String) });
    expect(queryPlan.slice(1)).toEqual([
      expect.objectContaining({ subgraph: 'reviews', deferred: [{ label: 'stars', path: 'product' }] }),
      expect.objectContaining({ subgraph: 'reviews', deferred: [{ path: 'product' }] }),
    ]);
  });
});

describe('the roads', () => {
  it('of GET and of operations that are named by an id bring parts too', async () => {
    await using world = await runShop(Promise.resolve());
    const query = '{ product(id: 1) { name ... @defer { rating } } }';
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    await (await askInParts(world.gateway.url, { query, extensions })).all();
    const url = new URL(`${world.gateway.url}/graphql`);
    url.searchParams.set('extensions', JSON.stringify(extensions));
    const response = await fetch(url, { headers: { accept: LEGACY, 'apollo-require-preflight': '1' } });
    expect(response.headers.get('content-type')).toContain('multipart/mixed');
    expect(response.headers.get('cache-control')).toMatch(/no-(store|cache)/);
    expect(await response.text()).toContain('"incremental":[{"path":["product"],"data":{"rating":1.5}}]');
  });

  it('are not closed before the last part when the gateway stops', async () => {
    const gate = createGate();
    await using world = await runShop(gate.opened);
    const query = '{ product(id: 1) { name ... @defer { rating } } }';
    await using answer = await askInParts(world.gateway.url, { query });
    await answer.next();
    const stopped = world.gateway.stop();
    gate.open();
    expect(incrementalOf(await answer.next())).toEqual([{ path: ['product'], data: { rating: 1.5 } }]);
    expect(await answer.next()).toBeUndefined();
    await stopped;
  });
});
