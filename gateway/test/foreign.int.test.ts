import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLError, graphql, parse } from 'graphql';
import { createClient } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { request } from 'undici';
import { describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { compose } from './world/gateway.ts';
import { exitOf, forkGateway, portOf } from './world/gateway-process.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])`;
const CATS = `${LINK}
  type Query { cat: Cat who: String fails: String }
  type Subscription { purrs: Int  heard: String }
  type Cat @key(fields: "id") { id: ID! name: String }`;
const TOYS = `${LINK} type Cat @key(fields: "id") { id: ID! toys: [String!] }`;

interface Foreign extends AsyncDisposable {
  url: string;
  headers: IncomingHttpHeaders[];
}

/** A subgraph with nothing of ours in it: Apollo's schema on a plain server. */
async function runForeign(sdl: string, resolvers: object): Promise<Foreign> {
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as never });
  const headers: IncomingHttpHeaders[] = [];
  const server = createServer(async (incoming, response) => {
    headers.push(incoming.headers);
    const { query, variables } = (await json(incoming)) as {
      query: string;
      variables?: Record<string, unknown>;
    };
    const result = await graphql({
      schema,
      source: query,
      variableValues: variables,
      contextValue: incoming,
    });
    response.writeHead(200, {
      'content-type': 'application/json',
      'x-cat-mood': 'content',
      'x-secret': 'of the house',
      'set-cookie': ['a=1', 'b=2'],
    });
    response.end(JSON.stringify(result));
  });
  const sockets = new WebSocketServer({ server });
  useServer({ schema, context: (_connection, _id, payload) => payload }, sockets);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    headers,
    async [Symbol.asyncDispose]() {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const runCats = () =>
  runForeign(CATS, {
    Query: {
      cat: () => ({ id: '1', name: 'Tom' }),
      who: (_: unknown, __: unknown, { headers }: { headers: IncomingHttpHeaders }) =>
        headers['x-tenant'] ?? 'nobody',
      fails: () => {
        throw new GraphQLError('The bowl is empty.', { extensions: { code: 'BOWL_EMPTY', bowl: 3 } });
      },
    },
    Subscription: {
      purrs: {
        async *subscribe() {
          for (let n = 1; n <= 3; n++) yield { purrs: n };
        },
      },
      heard: {
        async *subscribe(_: unknown, __: unknown, { extensions }: { extensions?: { headers?: object } }) {
          yield { heard: JSON.stringify(extensions?.headers ?? null) };
        },
      },
    },
  });
const runToys = () => runForeign(TOYS, { Cat: { toys: () => ['mouse'] } });

async function serve(supergraph: string) {
  const server = createServer((_request, response) => response.end(supergraph));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/supergraph.graphql`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function asker(port: number) {
  return async (body: object, headers: Record<string, string> = {}) => {
    const answer = await request(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    const content = (await answer.body.json()) as { data?: unknown; errors?: unknown };
    return { status: answer.statusCode, headers: answer.headers, ...content };
  };
}

describe("the gateway in front of somebody else's subgraphs", () => {
  it('needs a supergraph and nothing else of ours', async () => {
    await using cats = await runCats();
    await using toys = await runToys();
    const subgraphs = [
      { name: 'cats', sdl: CATS, url: cats.url },
      { name: 'toys', sdl: TOYS, url: toys.url },
    ];
    await using supergraph = await serve(compose(subgraphs));
    const child = forkGateway({
      VISIOBOOK_PLATFORM_KEY: '',
      NODE_ENV: 'production',
      SUPERGRAPH_URL: supergraph.url,
      AUTH: 'off',
      VIEWER_HEADER: 'off',
      LIMITS: 'off',
      FORWARD_HEADERS: 'X-Tenant, Authorization',
      RETURN_HEADERS: 'x-cat-mood, set-cookie',
      EXPOSE_ERRORS: 'cats',
    });
    const port = await portOf(child);
    const ask = asker(port);

    const answer = await ask(
      { query: '{ cat { name toys } who }' },
      { 'x-tenant': 'acme', authorization: 'Basic x', 'x-other': 'y' },
    );
    expect(answer.data).toEqual({ cat: { name: 'Tom', toys: ['mouse'] }, who: 'acme' });
    for (const { headers } of [cats, toys]) {
      expect(headers[0]).toMatchObject({ 'x-tenant': 'acme', authorization: 'Basic x' });
      expect(Object.keys(headers[0]!)).not.toContain('x-other');
      expect(Object.keys(headers[0]!)).not.toContain('x-visiobook-viewer');
    }
    expect(answer.headers['x-cat-mood']).toBe('content');
    expect(answer.headers['set-cookie']).toEqual(['a=1', 'b=2', 'a=1', 'b=2']);
    expect(answer.headers).not.toHaveProperty('x-secret');

    const failed = await ask({ query: '{ fails }' });
    expect(failed.errors).toMatchObject([
      { message: 'The bowl is empty.', path: ['fails'], extensions: { code: 'BOWL_EMPTY', bowl: 3 } },
    ]);

    // What the limits would refuse.
    const wide = Array.from({ length: 3_000 }, (_, n) => `a${n}: who`).join(' ');
    expect((await ask({ query: `{ ${wide} }` })).errors).toBeUndefined();

    const client = createClient({
      url: `ws://127.0.0.1:${port}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: { headers: { 'X-Tenant': 'acme', 'x-other': 'y' } },
    });
    const purrs = [];
    for await (const { data } of client.iterate({ query: 'subscription { purrs }' })) purrs.push(data);
    expect(purrs).toEqual([{ purrs: 1 }, { purrs: 2 }, { purrs: 3 }]);
    const heard = await client.iterate({ query: 'subscription { heard }' }).next();
    expect(heard.value).toEqual({ data: { heard: '{"x-tenant":"acme"}' } });
    await client.dispose();

    for (const path of ['/files/x', '/.well-known/jwks.json', '/internal/revoked-sessions'])
      expect((await request(`http://127.0.0.1:${port}${path}`)).statusCode).toBe(404);
    child.kill('SIGTERM');
    expect(await exitOf(child)).toBe(0);
  });

  it("believes their own issuer's tokens, whatever they are signed with", async () => {
    await using cats = await runCats();
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const keys = [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256' }];
    const jwks = createServer((_request, response) => response.end(JSON.stringify({ keys })));
    await new Promise<void>((resolve) => jwks.listen(0, '127.0.0.1', resolve));
    const folder = mkdtempSync(join(tmpdir(), 'gateway-foreign-'));
    const path = join(folder, 'supergraph.graphql');
    const sdl = CATS.replace('["@key"]', '["@key", "@requiresScopes"]').replace(
      'who: String',
      'who: String @requiresScopes(scopes: [["cats:read"]])',
    );
    writeFileSync(path, compose([{ name: 'cats', sdl, url: cats.url }]));
    const child = forkGateway({
      VISIOBOOK_PLATFORM_KEY: '',
      SUPERGRAPH_PATH: path,
      VIEWER_HEADER: 'off',
      JWKS_URL: `http://127.0.0.1:${(jwks.address() as AddressInfo).port}/keys`,
      TOKEN_ISSUER: 'https://login.example/',
      TOKEN_AUDIENCE: 'cats',
      TOKEN_ALGORITHMS: 'RS256,ES256',
    });
    const ask = asker(await portOf(child));
    const token = (scope: string) =>
      new SignJWT({ scope })
        .setProtectedHeader({ alg: 'ES256', kid: 'k' })
        .setSubject('someone')
        .setIssuer('https://login.example/')
        .setAudience('cats')
        .setExpirationTime('5m')
        .sign(privateKey);
    const asked = async (scope: string) =>
      ask({ query: '{ who }' }, { authorization: `Bearer ${await token(scope)}` });
    expect((await asked('cats:read')).data).toEqual({ who: 'nobody' });
    expect((await asked('dogs:read')).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    child.kill('SIGTERM');
    expect(await exitOf(child)).toBe(0);
    jwks.closeAllConnections();
    jwks.close();
  });

  it('says that it wants a key where it is to sign who asks', async () => {
    const child = forkGateway({ VISIOBOOK_PLATFORM_KEY: '', SUPERGRAPH_PATH: '/nowhere' });
    expect(await exitOf(child)).toBe(1);
    expect(child.errors()).toContain('VISIOBOOK_PLATFORM_KEY: is needed to sign the viewer');
  });
});
