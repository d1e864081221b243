import { createHash } from 'node:crypto';
import { request } from 'undici';
import { describe, expect, it } from 'vitest';
import { BOOKS_SDL, booksResolvers } from '../world/books-and-reviews.ts';
import { runGateway } from '../world/gateway.ts';
import { runSubgraph } from '../world/subgraph.ts';
import { runRespServer } from './resp-server.ts';

const QUERY = '{ books { title } }';

describe('two gateways with one Redis', () => {
  it('count together, know the same texts, and go on when it is gone', async () => {
    const redis = await runRespServer();
    await using books = await runSubgraph(BOOKS_SDL, booksResolvers);
    const env = { REDIS_URL: redis.url, REDIS_TIMEOUT_MS: '1000', RATE_LIMIT_ADDRESS: '4' };
    const subgraphs = [{ name: 'books', sdl: BOOKS_SDL, url: books.url }];
    await using one = await runGateway(subgraphs, env);
    await using other = await runGateway(subgraphs, env);
    const post = async (url: string, body: object) => {
      const answer = await request(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return (await answer.body.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
    };
    const sha256Hash = createHash('sha256').update(QUERY).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    expect((await post(one.url, { query: QUERY, extensions })).errors).toBeUndefined();
    expect((await post(other.url, { extensions })).data).toMatchObject({
      books: [{ title: 'Alice' }, {}, {}],
    });
    expect((await post(one.url, { extensions })).errors).toBeUndefined();
    expect((await post(other.url, { extensions })).errors).toBeUndefined();
    for (const { url } of [one, other])
      expect((await post(url, { extensions })).errors?.[0]?.extensions.code).toBe('RATE_LIMITED');

    await redis[Symbol.asyncDispose]();
    for (const { url } of [one, other]) expect((await post(url, { extensions })).errors).toBeUndefined();
    expect(one.logged.join()).toContain('Redis does not answer');
  });
});
