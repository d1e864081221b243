import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export interface Tokens extends AsyncDisposable {
  /** What the gateway needs to believe them. */
  env: Record<string, string>;
  sign(
    claims?: { sub?: string; sid?: string; scope?: string; [claim: string]: unknown },
    expires?: string,
  ): Promise<string>;
}

/** Identity's part in the tests: keys that are published, and tokens that are signed with them. */
export async function runTokens(): Promise<Tokens> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'EdDSA' }];
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    env: { JWKS_URL: `http://127.0.0.1:${port}/.well-known/jwks.json` },
    sign: ({ sub = 'user-1', sid = 's1', scope = '', ...others } = {}, expires = '5m') =>
      new SignJWT({ ...others, sid, role: 'USER', scope })
        .setProtectedHeader({ alg: 'EdDSA', kid: 'one' })
        .setSubject(sub)
        .setIssuer('visiobook')
        .setAudience('visiobook')
        .setExpirationTime(expires)
        .sign(privateKey),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
