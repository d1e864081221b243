import { describe, expect, it } from 'vitest';
import { askInParts } from './world/parts.ts';
import { createGate, runShop } from './world/shop.ts';

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
});
