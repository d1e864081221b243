import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { runGateway } from './world/gateway.ts';
import { answer, type Misbehaving, runMisbehaving } from './world/misbehaving.ts';

const SDL = 'type Query { fact: String } type Mutation { act: String }';

function front(subgraph: Misbehaving, env: Record<string, string> = {}) {
  return runGateway([{ name: 'facts', sdl: SDL, url: subgraph.url }], env);
}

const codes = ({ errors }: { errors?: { extensions?: Record<string, unknown> }[] }) =>
  errors?.map(({ extensions }) => extensions?.code);

describe('a subgraph that misbehaves', () => {
  it('is asked again for a query that it dropped or answered with a fault of its server', async () => {
    await using facts = await runMisbehaving((response, n) => {
      if (n === 1) return void response.destroy();
      if (n === 2) return void response.writeHead(503).end('overloaded');
      answer(response, { fact: 'yes' });
    });
    await using gateway = await front(facts);
    expect((await gateway.ask('{ fact }')).data).toEqual({ fact: 'yes' });
    expect(facts.calls).toHaveLength(3);
  });

  it('is sent a mutation once, whatever becomes of it', async () => {
    await using facts = await runMisbehaving((response) => void response.destroy());
    await using gateway = await front(facts);
    expect(codes(await gateway.ask('mutation { act }'))).toEqual(['UNAVAILABLE']);
    expect(facts.calls).toHaveLength(1);
  });

  it('costs no more than its timeout', async () => {
    await using facts = await runMisbehaving(() => {});
    await using gateway = await front(facts, { SUBGRAPH_TIMEOUT_MS: '200' });
    const before = Date.now();
    expect(codes(await gateway.ask('{ fact }'))).toEqual(['UNAVAILABLE']);
    expect(Date.now() - before).toBeLessThan(1_000);
  });

  it('is told how long an answer is waited for, which the client may shorten and not lengthen', async () => {
    await using facts = await runMisbehaving((response, n) => {
      if (n < 3) answer(response, { fact: 'yes' });
    });
    await using gateway = await front(facts, { OPERATION_MS: '5000' });
    await gateway.ask('{ fact }', { headers: { 'x-visiobook-deadline': '900000' } });
    await gateway.ask('{ fact }', { headers: { 'x-visiobook-deadline': '400' } });
    const [whole, short] = facts.calls.map(({ headers }) => Number(headers['x-visiobook-deadline']));
    expect(whole).toBeGreaterThan(4_000);
    expect(whole).toBeLessThanOrEqual(5_000);
    expect(short).toBeGreaterThan(200);
    expect(short).toBeLessThanOrEqual(400);
    const before = Date.now();
    const late = await gateway.ask('{ fact }', { headers: { 'x-visiobook-deadline': '150' } });
    expect(codes(late)).toEqual(['UNAVAILABLE']);
    expect(Date.now() - before).toBeLessThan(1_000);
  });

  it('is left alone after five failures, and one call tries again later', async () => {
    let good = false;
    await using facts = await runMisbehaving((response) =>
      good ? answer(response, { fact: 'yes' }) : void response.writeHead(500).end('no'),
    );
    await using gateway = await front(facts, { SUBGRAPH_RETRIES: '0', SUBGRAPH_CIRCUIT_OPEN_MS: '300' });
    for (let i = 0; i < 8; i++) expect(codes(await gateway.ask('{ fact }'))).toEqual(['UNAVAILABLE']);
    expect(facts.calls).toHaveLength(5);
    await sleep(320);
    await gateway.ask('{ fact }');
    await gateway.ask('{ fact }');
    expect(facts.calls).toHaveLength(6);
    good = true;
    await sleep(320);
    expect((await gateway.ask('{ fact }')).data).toEqual({ fact: 'yes' });
    expect((await gateway.ask('{ fact }')).data).toEqual({ fact: 'yes' });
  });

  it('is asked again soon after it is back, if it was not there at all', async () => {
    let there = false;
    await using facts = await runMisbehaving((response) =>
      there ? answer(response, { fact: 'yes' }) : void response.destroy(),
    );
    await using gateway = await front(facts, { SUBGRAPH_RETRIES: '0' });
    for (let i = 0; i < 5; i++) await gateway.ask('{ fact }');
    there = true;
    const fact = async () => expect((await gateway.ask('{ fact }')).data).toEqual({ fact: 'yes' });
    await vi.waitFor(fact, { timeout: 5_000, interval: 100 });
  });

  it('has so many calls at a time; some wait, and more than that are refused at once', async () => {
    const held: (() => void)[] = [];
    await using facts = await runMisbehaving((response) => {
      held.push(() => answer(response, { fact: 'yes' }));
    });
    await using gateway = await front(facts, {
      SUBGRAPH_IN_FLIGHT: '2',
      SUBGRAPH_QUEUE: '3',
      SHARE_QUERIES: 'false',
    });
    const asked = Array.from({ length: 9 }, () => gateway.ask('{ fact }'));
    await vi.waitFor(() => expect(held).toHaveLength(2));
    const refused = await Promise.all(
      asked.map((each) => Promise.race([each.then(codes), sleep(1_000, 'waits')])),
    );
    expect(refused.filter((outcome) => outcome === 'waits')).toHaveLength(5);
    const letGo = setInterval(() => held.shift()?.(), 10);
    await Promise.all(asked);
    clearInterval(letGo);
    expect(facts.most).toBe(2);
    expect(facts.calls).toHaveLength(5);
  });
});

describe('a subgraph with several addresses', () => {
  it('answers a query from whichever is quicker, and gets a mutation once', async () => {
    await using slow = await runMisbehaving(async (response) => {
      await sleep(3_000, undefined, { ref: false });
      answer(response, { fact: 'late', act: 'done' });
    });
    await using quick = await runMisbehaving((response) => answer(response, { fact: 'yes', act: 'done' }));
    await using gateway = await front(slow, {
      SUBGRAPH_URLS: JSON.stringify({ facts: [slow.url, quick.url] }),
      SUBGRAPH_HEDGE_MS: '60',
      SUBGRAPH_TIMEOUT_MS: '1000',
    });
    for (let i = 0; i < 4; i++) {
      const before = Date.now();
      expect((await gateway.ask('{ fact }')).data).toEqual({ fact: 'yes' });
      expect(Date.now() - before).toBeLessThan(900);
    }
    // The one that lost is let go.
    await vi.waitFor(() => expect(slow.open).toBe(0));
    const before = slow.calls.length + quick.calls.length;
    await gateway.ask('mutation { act }');
    expect(slow.calls.length + quick.calls.length).toBe(before + 1);
  });

  it('lives on when one of them is dead', async () => {
    await using dead = await runMisbehaving((response) => void response.destroy());
    await using alive = await runMisbehaving((response) => answer(response, { fact: 'yes' }));
    await using gateway = await front(dead, {
      SUBGRAPH_URLS: JSON.stringify({ facts: [dead.url, alive.url] }),
    });
    for (let i = 0; i < 20; i++) expect((await gateway.ask('{ fact }')).data).toEqual({ fact: 'yes' });
    // Left alone from its fifth failure on, but for the probes.
    expect(dead.calls.filter(({ query }) => query.includes('fact')).length).toBe(5);
  });
});
