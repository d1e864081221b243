import type { FastifyInstance } from 'fastify';
import type { Keyring } from './keyring.ts';

/** How long verifiers may keep the key set; a new key is published for longer than this before it signs. */
export const JWKS_MAX_AGE_SECONDS = 300;

/** Serves the public halves of the signing keys (RFC 7517). */
export function serveJwks(app: FastifyInstance, keyring: Keyring): void {
  app.get('/.well-known/jwks.json', async (_request, reply) =>
    reply
      .header('cache-control', `public, max-age=${JWKS_MAX_AGE_SECONDS}`)
      .type('application/jwk-set+json')
      .send(JSON.stringify({ keys: await keyring.published() })),
  );
}
