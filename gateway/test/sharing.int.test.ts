import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { runGateway } from './world/gateway.ts';
import { answer, runMisbehaving } from './world/misbehaving.ts';
import { runTokens } from './world/tokens.ts';

const SDL = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { stock(of: ID): Int  other: Int }
  type Mutation { sell: Int }
`;

/** A shop that counts its calls, and answers a query when it is let. */
async function runShop(env: Record<string, string> = {}) {
  let stock = 10;
  let gate = Promise.withResolvers<void>();
  const shop = await runMisbehaving(async (response, _n, { query }) => {
    if (query.startsWith('mutation')) return answer(response, { sell: --stock });
    const seen = stock;
    await gate.promise;
    answer(response, { stock: seen, other: 1 });
  });
  const gateway = await runGateway([{ name: 'shop', sdl: SDL, url: shop.url }], env);
  return {
    ask: gateway.ask,
    calls: shop.calls,
    open: () => gate.resolve(),
    shut: () => {
      gate = Promise.withResolvers();
    },
    async [Symbol.asyncDispose]() {
      gate.resolve();
      await gateway.stop();
      await shop[Symbol.asyncDispose]();
    },
  };
}

const QUERY = 'query Q($of: ID) { stock(of: $of) }';

describe('queries that ask the same at one time', () => {
  it('are answered once, each with an answer of its own', async () => {
    await using shop = await runShop();
    const asked = Array.from({ length: 5 }, () => shop.ask(QUERY));
    asked.push(shop.ask(QUERY, { variables: { of: '2' } }));
    await vi.waitFor(() => expect(shop.calls).toHaveLength(2));
    shop.open();
    for (const { data } of await Promise.all(asked)) expect(data).toEqual({ stock: 10 });
    expect(shop.calls).toHaveLength(2);
  });

  it('share their calls to subgraphs, also where the operations are others', async () => {
    await using shop = await runShop();
    const asked = [shop.ask('{ stock }'), shop.ask('{ amount: stock }')];
    await vi.waitFor(() => expect(shop.calls).toHaveLength(1));
    shop.open();
    const answers = await Promise.all(asked);
    expect(answers.map(({ data }) => data)).toEqual([{ stock: 10 }, { amount: 10 }]);
    expect(shop.calls).toHaveLength(1);
  });

  it('are never shared between viewers', async () => {
    await using tokens = await runTokens();
    await using shop = await runShop(tokens.env);
    const as = async (sub: string) => ({
      headers: { authorization: `Bearer ${await tokens.sign({ sub })}` },
    });
    const asked = [
      shop.ask(QUERY, await as('ada')),
      shop.ask(QUERY, await as('ada')),
      shop.ask(QUERY, await as('ben')),
      shop.ask(QUERY),
    ];
    await vi.waitFor(() => expect(shop.calls).toHaveLength(3));
    shop.open();
    await Promise.all(asked);
    expect(shop.calls).toHaveLength(3);
  });

  it('do not show what was read before a mutation to those who ask after it', async () => {
    await using shop = await runShop();
    const before = shop.ask(QUERY);
    await vi.waitFor(() => expect(shop.calls).toHaveLength(1));
    expect((await shop.ask('mutation { sell }')).data).toEqual({ sell: 9 });
    const after = shop.ask(QUERY);
    await vi.waitFor(() => expect(shop.calls).toHaveLength(3));
    shop.open();
    expect((await before).data).toEqual({ stock: 10 });
    expect((await after).data).toEqual({ stock: 9 });
  });

  it('are each answered by themselves where SHARE_QUERIES is off, and where headers come back', async () => {
    for (const env of [{ SHARE_QUERIES: 'false' }, { RETURN_HEADERS: 'x-shop' }]) {
      await using shop = await runShop(env);
      const asked = Array.from({ length: 3 }, () => shop.ask(QUERY));
      await vi.waitFor(() => expect(shop.calls).toHaveLength(3));
      shop.open();
      await Promise.all(asked);
    }
  });
});

describe('mutations that ask the same at one time', () => {
  it('are all made', async () => {
    await using shop = await runShop();
    const answers = await Promise.all(Array.from({ length: 3 }, () => shop.ask('mutation { sell }')));
    await turn();
    expect(answers.map(({ data }) => data?.sell).sort()).toEqual([7, 8, 9]);
  });
});
