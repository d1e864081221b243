import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { requireService, VIEWER_HEADER, verifyViewer } from '@visiobook/service';
import { TEST_PLATFORM_KEY, testDatabase } from '@visiobook/testing';
import { decodeJwt } from 'jose';
import { describe, expect, it, vi } from 'vitest';
import {
  ANN,
  codeOf,
  type IdentityServer,
  identityServer,
  loggingIn,
  refreshing,
  registered,
  type Tokens,
  viewerOf,
} from './identity-server.ts';

/** What a gateway is told; it refuses the first call, and what does not come from identity. */
async function listeningGateway() {
  const told: string[] = [];
  let calls = 0;
  const server = createServer(async (request, response) => {
    const { sessionIds } = (await json(request)) as { sessionIds: string[] };
    const caller = requireService(verifyViewer(String(request.headers[VIEWER_HEADER]), TEST_PLATFORM_KEY));
    const good = calls++ > 0 && request.url === '/internal/revoked-sessions' && caller.id === 'identity';
    if (good) told.push(...sessionIds);
    response.writeHead(good ? 200 : 503, { 'content-type': 'application/json' }).end('{"ended":1}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    told,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const sessionOf = ({ accessToken }: Tokens) => decodeJwt<{ sid: string }>(accessToken).sid;
const ready = (server: IdentityServer) =>
  vi.waitFor(async () => expect((await server.get('/ready')).statusCode).toBe(200), 20_000);

describe('a session that ends', () => {
  it('is announced to the gateway, by whatever it ends, and again until the gateway has heard it', async () => {
    await using gateway = await listeningGateway();
    await using server = await identityServer({ env: { GATEWAY_URL: gateway.url } });
    await ready(server);
    const first = await registered(server);
    expect((await server.ask('mutation { logout }', {}, viewerOf(first.accessToken))).data.logout).toBe(true);
    await vi.waitFor(() => expect(gateway.told).toEqual([sessionOf(first)]), 20_000);

    const copied = (await loggingIn(server, ANN)).data.login as Tokens;
    await refreshing(server, copied.refreshToken);
    server.passSeconds(11);
    expect(codeOf(await refreshing(server, copied.refreshToken))).toBe('UNAUTHENTICATED');
    await vi.waitFor(() => expect(gateway.told.slice(1)).toEqual([sessionOf(copied)]), 20_000);

    const here = (await loggingIn(server, ANN)).data.login as Tokens;
    const there = [
      (await loggingIn(server, ANN)).data.login,
      (await loggingIn(server, ANN)).data.login,
    ] as Tokens[];
    const input = { currentPassword: ANN.password, newPassword: 'the tide comes in at noon' };
    const change =
      'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { endedSessions } }';
    const changed = await server.ask(change, { input }, viewerOf(here.accessToken));
    expect(changed.data.changePassword).toEqual({ endedSessions: 2 });
    await vi.waitFor(() => expect(gateway.told.slice(2).sort()).toEqual(there.map(sessionOf).sort()), 20_000);
  });

  it('is announced by a process that comes after the one that died', async () => {
    await using gateway = await listeningGateway();
    await using database = await testDatabase();
    let session: string;
    {
      // Nobody is there to hear it.
      await using server = await identityServer({ database, env: { GATEWAY_URL: 'http://127.0.0.1:1' } });
      await ready(server);
      const tokens = await registered(server);
      session = sessionOf(tokens);
      await server.ask('mutation { logout }', {}, viewerOf(tokens.accessToken));
    }
    await using server = await identityServer({ database, env: { GATEWAY_URL: gateway.url } });
    await ready(server);
    await vi.waitFor(() => expect(gateway.told).toEqual([session]), 30_000);
  });
});
