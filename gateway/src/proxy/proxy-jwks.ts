import { AppError } from '@visiobook/service';
import type { FastifyInstance } from 'fastify';
import { request } from 'undici';

const TIMEOUT_MS = 3_000;

/** Identity's public keys under the public origin, for partners who check tokens themselves. */
export function proxyJwks(app: FastifyInstance, jwksUrl: string): void {
  app.get('/.well-known/jwks.json', async (_request, reply) => {
    try {
      const { statusCode, headers, body } = await request(jwksUrl, {
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const keys = await body.text();
      if (statusCode !== 200) throw new Error(`identity answered ${statusCode}`);
      return reply
        .type('application/json')
        .header('cache-control', headers['cache-control'] ?? 'public, max-age=300')
        .send(keys);
    } catch (error) {
      throw new AppError('UNAVAILABLE', 'The keys cannot be read right now; try again.', {}, error);
    }
  });
}
