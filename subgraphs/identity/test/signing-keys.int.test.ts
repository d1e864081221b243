import { testDatabase } from '@visiobook/testing';
import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import {
  ANN,
  type IdentityServer,
  identityServer,
  loggingIn,
  registered,
  type Tokens,
} from './identity-server.ts';

const keySet = async (server: IdentityServer): Promise<JSONWebKeySet> =>
  JSON.parse((await server.get('/.well-known/jwks.json')).body);

const verified = async (server: IdentityServer, token: string) =>
  jwtVerify(token, createLocalJWKSet(await keySet(server)), {
    issuer: 'visiobook',
    audience: 'visiobook',
    algorithms: ['EdDSA'],
    currentDate: server.now(),
  });

const loggedIn = async (server: IdentityServer): Promise<Tokens> => (await loggingIn(server, ANN)).data.login;
const kidOf = ({ accessToken }: Tokens) => decodeProtectedHeader(accessToken).kid;
const DAY = 86_400;

describe('access tokens', () => {
  it('verify against the published keys and say who, in which session, as what', async () => {
    await using server = await identityServer();
    const { accessToken, user } = await registered(server);
    const { payload, protectedHeader } = await verified(server, accessToken);
    expect(payload).toMatchObject({ sub: user.id, role: 'USER', scope: 'account projects' });
    expect(payload.sid).toMatch(/^[0-9a-f-]{36}$/);
    expect(payload.exp! - payload.iat!).toBe(900);
    expect(protectedHeader).toMatchObject({ alg: 'EdDSA', typ: 'JWT', kid: expect.any(String) });
  });

  it('are published with their public halves only, for caches', async () => {
    await using server = await identityServer();
    await registered(server);
    const { headers, body } = await server.get('/.well-known/jwks.json');
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=300',
      'content-type': expect.stringContaining('application/jwk-set+json'),
    });
    expect(JSON.parse(body).keys).toEqual([
      {
        kid: expect.any(String),
        kty: 'OKP',
        crv: 'Ed25519',
        x: expect.any(String),
        alg: 'EdDSA',
        use: 'sig',
      },
    ]);
  });

  it('are signed with a new key after thirty days, announced before, while old ones still verify', async () => {
    await using server = await identityServer();
    const first = kidOf(await registered(server));
    server.passSeconds(30 * DAY - 10 * 60);
    expect(kidOf(await loggedIn(server))).toBe(first);
    const announced = (await keySet(server)).keys.map(({ kid }) => kid);
    expect(announced).toHaveLength(2);
    server.passSeconds(14 * 60);
    const before = await loggedIn(server);
    expect(kidOf(before)).toBe(first);
    server.passSeconds(2 * 60);
    const after = await loggedIn(server);
    expect(kidOf(after)).toBe(announced[1]);
    await verified(server, after.accessToken);
    await verified(server, before.accessToken);
    server.passSeconds(30 * 60);
    expect((await keySet(server)).keys.map(({ kid }) => kid)).toEqual([announced[1]]);
  });

  it('come from one key when several processes start at once, and go on after a restart', async () => {
    await using database = await testDatabase();
    const kids = new Set<unknown>();
    {
      await using one = await identityServer({ database });
      await using two = await identityServer({ database });
      kids.add(kidOf(await registered(one)));
      kids.add(kidOf(await loggedIn(two)));
    }
    await using three = await identityServer({ database });
    kids.add(kidOf(await loggedIn(three)));
    expect(kids.size).toBe(1);
  });

  it('come from a new key when the platform key was changed, and old ones still verify', async () => {
    await using database = await testDatabase();
    let old: Tokens;
    {
      await using server = await identityServer({ database });
      old = await registered(server);
    }
    await using server = await identityServer({
      database,
      env: { VISIOBOOK_PLATFORM_KEY: 'another-platform-key-0123456789-abcdef' },
    });
    const renewed = await loggedIn(server);
    expect(kidOf(renewed)).not.toBe(kidOf(old));
    await verified(server, renewed.accessToken);
    await verified(server, old.accessToken);
  });
});

describe('secrets', () => {
  it('reach neither the log nor the tables in the clear', async () => {
    await using server = await identityServer();
    const { accessToken, refreshToken } = await registered(server);
    await loggingIn(server, { ...ANN, password: 'a wrong secret word' });
    await server.ask('mutation { refreshSession(input: { refreshToken: "vbr_leaky" }) { accessToken } }');
    await server.ask(
      `mutation { login(input: { email: "x", password: ${JSON.stringify(ANN.password)} }) { nonsense } }`,
    );
    await server.get(`/nowhere?token=${refreshToken}`);
    const log = server.logLines.join('\n');
    expect(log).toContain('request answered');
    for (const secret of [
      ANN.password,
      ANN.email,
      accessToken,
      refreshToken,
      'a wrong secret word',
      'vbr_leaky',
      '$argon2',
    ])
      expect(log).not.toContain(secret);
    const { sql } = server.database.clientOf('identity');
    const [row] = await sql`select public_jwk, sealed_private_key from identity.signing_keys`;
    expect(Object.keys(row!.public_jwk).sort()).toEqual(['crv', 'kty', 'x']);
    // A PKCS#8 Ed25519 key begins so; a sealed one does not.
    expect(row!.sealed_private_key.toString('hex')).not.toContain('302e020100300506032b6570');
  });
});
