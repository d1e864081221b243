import { verifyViewer } from '@visiobook/service';
import { TEST_PLATFORM_KEY } from '@visiobook/testing';
import { request } from 'undici';
import { describe, expect, it } from 'vitest';
import { runWorld } from './world/world.ts';

describe('queries through the gateway', () => {
  it('joins what two subgraphs know', async () => {
    await using world = await runWorld();
    const answer = await world.gateway.ask(
      'query ($n: Int) { books { name: title rating few: reviews(first: $n) { text } } topReview { book { title } } }',
      { variables: { n: 1 } },
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      books: [
        { name: 'Alice', rating: 1.5, few: [{ text: 'Review 0' }] },
        { name: 'Le Horla', rating: 2.5, few: [{ text: 'Review 0' }] },
        { name: 'Emma', rating: 3.5, few: [{ text: 'Review 0' }] },
      ],
      topReview: { book: { title: 'Alice' } },
    });
  });

  it('answers mutations and GET queries', async () => {
    await using world = await runWorld();
    const renamed = await world.gateway.ask('mutation { rename(id: 2, title: "x") { id title rating } }');
    expect(renamed.data).toEqual({ rename: { id: '2', title: 'x', rating: 2.5 } });
    const query = encodeURIComponent('{ book(id: 1) { title } }');
    const got = await request(`${world.gateway.url}/graphql?query=${query}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(await got.body.json()).toEqual({ data: { book: { title: 'Alice' } } });
  });

  it('signs who asks for each subgraph, passes the correlation id on, and drops forged headers', async () => {
    await using world = await runWorld();
    const answer = await world.gateway.ask('{ me { kind id } }', {
      headers: {
        'x-visiobook-viewer': 'forged.header',
        'x-visiobook-else': '1',
        'x-correlation-id': 'from-a-client-1',
      },
    });
    expect(answer.data).toEqual({ me: { kind: 'ANONYMOUS', id: null } });
    expect(answer.headers['x-correlation-id']).toBe('from-a-client-1');
    const sent = world.books.headers.at(-1) ?? {};
    expect(sent['x-correlation-id']).toBe('from-a-client-1');
    expect(sent['x-visiobook-else']).toBeUndefined();
    const viewer = verifyViewer(String(sent['x-visiobook-viewer']), TEST_PLATFORM_KEY);
    expect(viewer).toMatchObject({ kind: 'ANONYMOUS', requestId: 'from-a-client-1' });
  });

  it('passes refusals on with their code and hides what broke', async () => {
    await using world = await runWorld();
    const refused = await world.gateway.ask('{ refused books { id } }');
    expect(refused.status).toBe(200);
    expect(refused.data).toMatchObject({ refused: null, books: [{}, {}, {}] });
    expect(refused.errors).toEqual([
      { message: 'It changed.', path: ['refused'], extensions: { code: 'CONFLICT', current: 2 } },
    ]);
    const broken = await world.gateway.ask('{ broken books { brokenField } }');
    expect(broken.errors?.map(({ extensions }) => extensions)).toEqual(Array(4).fill({ code: 'INTERNAL' }));
    expect(broken.errors?.[1]?.path).toEqual(['books', 0, 'brokenField']);
    expect(JSON.stringify(broken)).not.toMatch(/hunter2|postgres/);
  });

  it('answers without the part that a dead subgraph holds, quickly, with an error at each place', async () => {
    await using world = await runWorld();
    await world.reviews.stop();
    const before = Date.now();
    const answer = await world.gateway.ask('{ book(id: 1) { title stars: rating } topReview { text } }');
    expect(Date.now() - before).toBeLessThan(10_000);
    expect(answer.status).toBe(200);
    expect(answer.data).toEqual({ book: { title: 'Alice', stars: null }, topReview: null });
    const places = answer.errors?.map(({ path, extensions }) => [path?.join('.'), extensions?.code]).sort();
    expect(places).toEqual([
      ['book.stars', 'UNAVAILABLE'],
      ['topReview', 'UNAVAILABLE'],
    ]);
    await world.restart('reviews');
    expect((await world.gateway.ask('{ book(id: 1) { rating } }')).data).toEqual({ book: { rating: 1.5 } });
  });

  it('is ready though a subgraph is dead, and not while it drains', async () => {
    await using world = await runWorld();
    const checks = async () => {
      const { statusCode, body } = await request(`${world.gateway.url}/ready`);
      return [statusCode, ((await body.json()) as { checks: object }).checks];
    };
    expect(await checks()).toMatchObject([200, { supergraph: 'ok', external_dependencies: 'ok' }]);
    await world.reviews.stop();
    expect(await checks()).toMatchObject([200, { external_dependencies: 'no answer from reviews' }]);
    world.gateway.drain();
    expect((await request(`${world.gateway.url}/ready`)).statusCode).toBe(503);
  });
});
