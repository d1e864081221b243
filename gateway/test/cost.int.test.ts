import { request } from 'undici';
import { describe, expect, it, vi } from 'vitest';
import { runTokens } from './world/tokens.ts';
import { runWorld, type World } from './world/world.ts';

const SHELF = 'query Shelf { books { title reviews(first: 1) { id } } }';

const ask = ({ gateway }: World, query: string, client: string, more: Record<string, string> = {}) =>
  gateway.ask(query, { headers: { 'apollographql-client-name': client, ...more } });

describe('the cost of an operation', () => {
  it('is measured on its answer, counted, and told to those who may know', async () => {
    await using tokens = await runTokens();
    await using world = await runWorld(tokens.env);
    const scoped = async (scope: string) => {
      const answer = await ask(world, SHELF, 'portal', {
        authorization: `Bearer ${await tokens.sign({ scope })}`,
      });
      return (answer as { extensions?: unknown }).extensions;
    };
    // Three books with a review each; lists of unknown length are taken for ten.
    expect(await scoped('operations:costs')).toEqual({ cost: { estimated: 110, actual: 6 } });
    expect(await scoped('projects')).toBeUndefined();
    const metrics = await (await request(`${world.gateway.url}/metrics`)).body.text();
    const sum = (kind: string) =>
      new RegExp(
        `graphql_operation_cost_sum\\{service="gateway",client="portal",operation="Shelf",kind="${kind}"\\} (\\d+)`,
      ).exec(metrics)?.[1];
    expect([sum('estimated'), sum('actual')]).toEqual(['220', '12']);
  });
});

describe('the budget of a client', () => {
  it('is charged what an operation may cost before, and what it did cost after', async () => {
    await using world = await runWorld({ COST_BUDGETS: '{"portal":120,"*":20}' });
    // 110 are taken and 104 given back, so that it goes on.
    for (let i = 0; i < 2; i++) expect((await ask(world, SHELF, 'portal')).errors).toBeUndefined();
    const refused = await ask(world, SHELF, 'portal');
    expect([refused.status, refused.errors?.[0]?.extensions]).toEqual([
      429,
      { code: 'RATE_LIMITED', cost: 110, retryAfter: expect.any(Number) },
    ]);
    expect(refused.headers['retry-after']).toBe(String(refused.errors?.[0]?.extensions?.retryAfter));
    expect((await ask(world, '{ book(id: 1) { title } }', 'portal')).errors).toBeUndefined();
  });

  it('is all that it may ever spend at once, and names that are not in the list share one', async () => {
    await using world = await runWorld({ COST_BUDGETS: '{"portal":0,"*":20}' });
    const never = await ask(world, SHELF, 'somebody');
    expect(never.errors?.[0]?.extensions).toEqual({ code: 'TOO_EXPENSIVE', cost: 110, max: 20 });
    expect(world.books.headers).toHaveLength(0);
    for (let i = 0; i < 5; i++) expect((await ask(world, SHELF, 'portal')).errors).toBeUndefined();
    // Each costs 10 before and 3 after.
    const codes = [];
    for (let i = 0; i < 5; i++)
      codes.push((await ask(world, '{ books { id } }', `invented-${i}`)).errors?.[0]?.extensions?.code);
    expect(codes).toEqual([undefined, undefined, undefined, undefined, 'RATE_LIMITED']);
  });

  it('is spent by the events of a stream too', async () => {
    await using world = await runWorld({ COST_BUDGETS: '40' });
    const stream = world.gateway.socket().iterate({
      query: 'subscription { progress(to: 30) { seq book { title } } }',
    });
    let events = 0;
    for await (const _ of { [Symbol.asyncIterator]: () => stream }) events++;
    expect(events).toBe(30);
    const refused = await vi.waitFor(async () => {
      const answer = await world.gateway.ask('{ books { id } }');
      expect(answer.errors).toBeDefined();
      return answer;
    });
    expect(refused.errors?.[0]?.extensions?.code).toBe('RATE_LIMITED');
  });
});
