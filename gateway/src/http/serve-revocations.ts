import { parseInput, requireService, VIEWER_HEADER, verifyViewer } from '@visiobook/service';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SessionRevocations } from '../auth/session-revocations.ts';

const Revocation = z.object({ sessionId: z.string().min(1) });

/**
 * The hook by which identity says that a session is over: `POST /internal/revoked-sessions`, signed as a service of
 * the platform. Each process ends its own streams, so each must be told.
 */
export function serveRevocations(
  app: FastifyInstance,
  revocations: SessionRevocations,
  platformKey: string,
): void {
  app.post('/internal/revoked-sessions', async ({ headers, body }) => {
    requireService(verifyViewer(String(headers[VIEWER_HEADER] ?? ''), platformKey));
    return { ended: revocations.revoke(parseInput(Revocation, body).sessionId) };
  });
}
