import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { serviceViewer, signViewer, VIEWER_HEADER } from '@visiobook/service';
import { TEST_PLATFORM_KEY } from '@visiobook/testing';
import { describe, expect, it } from 'vitest';
import { runGateway } from './world/gateway.ts';
import { answer, runMisbehaving } from './world/misbehaving.ts';
import { runSubgraph } from './world/subgraph.ts';
import { runTokens } from './world/tokens.ts';
import { runWorld } from './world/world.ts';

const LINK = (more: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", ${more}])`;
const LIBRARY = `${LINK('"@authenticated", "@policy"')}
  type Query { shelf: [Item!] fact: String diary: String @authenticated verdict: String @policy(policies: [["adult"]]) }
  interface Item { id: ID! title: String }
  type Book implements Item { id: ID! title: String }
  type Letter implements Item { id: ID! title: String @authenticated }`;

describe('fields that a viewer may not have, where the rest of an operation is answered', () => {
  it('are null with an error at their place, over both roads, and no subgraph is asked for them', async () => {
    await using tokens = await runTokens();
    await using library = await runMisbehaving((response) =>
      answer(response, { fact: 'yes', diary: 'dear me' }),
    );
    await using gateway = await runGateway([{ name: 'library', sdl: LIBRARY, url: library.url }], {
      ...tokens.env,
      ACCESS_MODE: 'null',
    });
    const expected = {
      data: { fact: 'yes', mine: null },
      errors: [
        {
          message: 'Log in first: Query.diary needs it.',
          path: ['mine'],
          extensions: { code: 'UNAUTHENTICATED' },
        },
      ],
    };
    const query = '{ fact mine: diary }';
    const { headers: _headers, status, ...answered } = await gateway.ask(query);
    expect([status, answered]).toEqual([200, expected]);
    expect((await gateway.socket().iterate({ query }).next()).value).toEqual(expected);
    expect(library.calls.map((call) => call.query).join()).not.toContain('diary');
    const headers = { authorization: `Bearer ${await tokens.sign()}` };
    const full = await gateway.ask(query, { headers });
    expect([full.data, full.errors]).toEqual([{ fact: 'yes', mine: 'dear me' }, undefined]);
    const none = await gateway.ask('{ diary }');
    expect([none.data, none.errors?.length]).toEqual([{ diary: null }, 1]);
  });

  it('are those of some types behind an interface, and only of these', async () => {
    const shelf = [
      { __typename: 'Book', id: '1', title: 'Emma' },
      { __typename: 'Letter', id: '2', title: 'Dear Jane' },
    ];
    await using library = await runMisbehaving((response, _n, { query }) => {
      const names = (field: string) =>
        Array.from(
          query.matchAll(new RegExp(`(?:(\\w+)\\s*:\\s*)?\\b${field}\\b(?!\\s*:)`, 'g')),
          ([, a]) => a ?? field,
        );
      const items = shelf.map((item) =>
        Object.fromEntries(
          Object.entries(item).flatMap(([field, value]) => names(field).map((name) => [name, value])),
        ),
      );
      const data = Object.fromEntries(names('shelf').map((name) => [name, items]));
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ data }));
    });
    await using gateway = await runGateway([{ name: 'library', sdl: LIBRARY, url: library.url }], {
      ACCESS_MODE: 'null',
    });
    const { data, errors } = await gateway.ask('{ shelf { id title } }');
    expect(data).toEqual({
      shelf: [
        { id: '1', title: 'Emma' },
        { id: '2', title: null },
      ],
    });
    expect(errors).toMatchObject([{ path: ['shelf', 1, 'title'], extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it('are null in every event of a stream', async () => {
    const sdl = `${LINK('"@authenticated"')}
      type Query { a: Int }
      type Subscription { steps: Step! }
      type Step { n: Int! note: String @authenticated }`;
    const subscribe = async function* () {
      for (let n = 1; n <= 3; n++) yield { steps: { n, note: 'psst' } };
    };
    await using steps = await runSubgraph(sdl, { Subscription: { steps: { subscribe } } });
    await using gateway = await runGateway([{ name: 'steps', sdl, url: steps.url }], { ACCESS_MODE: 'null' });
    const results = [];
    for await (const result of gateway.socket().iterate({ query: 'subscription { steps { n note } }' }))
      results.push(result);
    expect(results).toEqual(
      [1, 2, 3].map((n) => ({
        data: { steps: { n, note: null } },
        errors: [
          {
            message: 'Log in first: Step.note needs it.',
            path: ['steps', 'note'],
            extensions: { code: 'UNAUTHENTICATED' },
          },
        ],
      })),
    );
  });
});

describe('a policy', () => {
  it('is judged by rules of the configuration over the claims of the token', async () => {
    await using tokens = await runTokens();
    await using library = await runMisbehaving((response) => answer(response, { verdict: 'fine' }));
    await using gateway = await runGateway([{ name: 'library', sdl: LIBRARY, url: library.url }], {
      ...tokens.env,
      POLICIES: '{"adult":{"claims":{"age_group":["adult"]}}}',
    });
    const ask = async (age_group: string) => {
      const headers = { authorization: `Bearer ${await tokens.sign({ age_group })}` };
      const { data, errors } = await gateway.ask('{ verdict }', { headers });
      return data?.verdict ?? errors?.[0]?.extensions?.code;
    };
    expect(await ask('adult')).toBe('fine');
    expect(await ask('child')).toBe('FORBIDDEN');
    expect((await gateway.ask('{ verdict }')).errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  });

  it('is judged by a service, and holds for nobody while that is away', async () => {
    await using library = await runMisbehaving((response) =>
      answer(response, { verdict: 'fine', fact: 'yes' }),
    );
    const asked: unknown[] = [];
    const judge = createServer(async (request, response) => {
      const question = (await json(request)) as { client: string };
      asked.push(question);
      response
        .setHeader('content-type', 'application/json')
        .end(JSON.stringify({ policies: { adult: question.client === 'portal' } }));
    });
    await new Promise<void>((resolve) => judge.listen(0, '127.0.0.1', resolve));
    const { port } = judge.address() as { port: number };
    await using gateway = await runGateway([{ name: 'library', sdl: LIBRARY, url: library.url }], {
      POLICY_URL: `http://127.0.0.1:${port}/judge`,
      POLICY_TIMEOUT_MS: '500',
    });
    const ask = (client: string) =>
      gateway.ask('{ verdict }', { headers: { 'apollographql-client-name': client } });
    expect((await ask('portal')).data).toEqual({ verdict: 'fine' });
    expect((await ask('other')).errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
    expect(asked).toMatchObject([
      { policies: ['adult'], client: 'portal', viewer: { kind: 'ANONYMOUS' } },
      { client: 'other' },
    ]);
    judge.closeAllConnections();
    await new Promise((resolve) => judge.close(resolve));
    const away = await ask('portal');
    expect([away.status, away.errors?.[0]?.extensions?.code]).toEqual([503, 'UNAVAILABLE']);
    // What no policy guards asks no judge.
    expect((await gateway.ask('{ fact }')).data).toEqual({ fact: 'yes' });
  });
});

describe('a revoked session', () => {
  it('opens nothing any more, though its token lasts', async () => {
    await using tokens = await runTokens();
    await using world = await runWorld(tokens.env);
    const headers = { authorization: `Bearer ${await tokens.sign({ sid: 'gone' })}` };
    const client = world.gateway.socket(headers);
    expect((await client.iterate({ query: '{ me { id } }' }).next()).value).toMatchObject({ data: {} });
    await fetch(`${world.gateway.url}/internal/revoked-sessions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        [VIEWER_HEADER]: signViewer(serviceViewer('identity', 'r'), TEST_PLATFORM_KEY),
      },
      body: '{"sessionIds":["gone"]}',
    });
    const again = await world.gateway.ask('{ me { id } }', { headers });
    expect([again.status, again.errors?.[0]?.extensions?.code]).toEqual([401, 'UNAUTHENTICATED']);
    await expect(client.iterate({ query: '{ me { id } }' }).next()).rejects.toMatchObject({ code: 4403 });
    const other = { authorization: `Bearer ${await tokens.sign({ sid: 'stays' })}` };
    expect((await world.gateway.ask('{ me { id } }', { headers: other })).data).toEqual({
      me: { id: 'user-1' },
    });
  });
});
