import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runWorld, type World } from './world/world.ts';

const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
const stranger = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
let world: World;
let identity: Server;
let reads = 0;

beforeAll(async () => {
  const keys = [{ ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'EdDSA' }];
  identity = createServer((_request, response) => {
    reads++;
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys }));
  });
  await new Promise<void>((resolve) => identity.listen(0, '127.0.0.1', resolve));
  const { port } = identity.address() as AddressInfo;
  world = await runWorld({ JWKS_URL: `http://127.0.0.1:${port}/.well-known/jwks.json` });
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  identity.close();
});

interface Token {
  expires?: string;
  issuer?: string;
  key?: typeof pair.privateKey;
  kid?: string;
}

function token({ expires = '5m', issuer = 'visiobook', key = pair.privateKey, kid = 'one' }: Token = {}) {
  return new SignJWT({ sid: 's1', role: 'MODERATOR', scope: 'projects moderation' })
    .setProtectedHeader({ alg: 'EdDSA', kid })
    .setSubject('user-1')
    .setIssuer(issuer)
    .setAudience('visiobook')
    .setExpirationTime(expires)
    .sign(key);
}

const ME = '{ me { kind id role scopes sessionId } }';
const USER_1 = {
  kind: 'USER',
  id: 'user-1',
  role: 'MODERATOR',
  scopes: ['projects', 'moderation'],
  sessionId: 's1',
};

describe('an access token', () => {
  it('says who asks, over HTTP and over a WebSocket, and its keys are read once', async () => {
    const authorization = `Bearer ${await token()}`;
    for (let i = 0; i < 3; i++) {
      expect((await world.gateway.ask(ME, { headers: { authorization } })).data).toEqual({ me: USER_1 });
    }
    for (const params of [{ authorization }, { headers: { authorization } }]) {
      for await (const result of world.gateway.socket(params).iterate({ query: ME })) {
        expect(result).toEqual({ data: { me: USER_1 } });
      }
    }
    expect(reads).toBe(1);
  });

  it.each<[string, () => Promise<string>]>([
    ['has expired', async () => `Bearer ${await token({ expires: '-1m' })}`],
    ['is signed by a stranger', async () => `Bearer ${await token({ key: stranger.privateKey })}`],
    ['has an unknown key', async () => `Bearer ${await token({ kid: 'two' })}`],
    ['is of another issuer', async () => `Bearer ${await token({ issuer: 'else' })}`],
    ['has no signature', async () => `Bearer ${(await token()).split('.').slice(0, 2).join('.')}.`],
    ['is not a token', async () => 'Bearer x'],
    ['comes as another scheme', async () => 'Basic dXNlcjpwYXNz'],
  ])('is refused with 401 when it %s, and never taken for nobody', async (_why, make) => {
    const authorization = await make();
    const answer = await world.gateway.ask(ME, { headers: { authorization } });
    expect(answer.status).toBe(401);
    expect(answer.data).toBeUndefined();
    expect(answer.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    const reading = world.gateway.socket({ authorization }).iterate({ query: ME }).next();
    await expect(reading).rejects.toMatchObject({ code: 4403 });
  });

  it('cannot be checked while identity is down: 503, and the anonymous are served', async () => {
    await using alone = await runWorld({ JWKS_URL: 'http://127.0.0.1:1/jwks.json' });
    const headers = { authorization: `Bearer ${await token()}` };
    const answer = await alone.gateway.ask(ME, { headers });
    expect([answer.status, answer.errors?.[0]?.extensions?.code]).toEqual([503, 'UNAVAILABLE']);
    expect((await alone.gateway.ask('{ books { id } }')).errors).toBeUndefined();
  });

  it('can be checked by others: the public keys are served', async () => {
    const { body } = await request(`${world.gateway.url}/.well-known/jwks.json`);
    expect(await body.json()).toMatchObject({ keys: [{ kid: 'one', kty: 'OKP' }] });
  });
});
