import { internalPaths } from '@visiobook/schema';
import { parseInput, requireService, VIEWER_HEADER, verifyViewer } from '@visiobook/service';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SessionRevocations } from '../auth/session-revocations.ts';

const Revocation = z.object({ sessionIds: z.array(z.string().min(1)).min(1) });

/**
 * The hook by which identity says that a session is over: `POST /internal/revoked-sessions`, signed as a service of
 * the platform. Each process ends its own streams, so each must be told.
 */
export function serveRevocations(
  app: FastifyInstance,
  revocations: SessionRevocations,
  platformKey: string,
): void {
  app.post(internalPaths.revokedSessions(), async ({ headers, body }) => {
    requireService(verifyViewer(String(headers[VIEWER_HEADER] ?? ''), platformKey));
    const { sessionIds } = parseInput(Revocation, body);
    return { ended: sessionIds.reduce((ended, each) => ended + revocations.revoke(each), 0) };
  });
}
