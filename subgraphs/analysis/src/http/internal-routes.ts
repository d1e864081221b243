import { internalPaths, SceneBrief } from '@visiobook/schema';
import { notFound, requireService, VIEWER_HEADER, verifyViewer } from '@visiobook/service';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Library } from '../application/ports.ts';
import { sceneBrief } from '../application/scene-brief.ts';

/** What other services of the platform may ask; the gateway does not route it. */
export function serveInternalRoutes(
  app: FastifyInstance,
  { library, platformKey }: { library: Pick<Library, 'briefSource'>; platformKey: string },
): void {
  app.get<{ Params: { id: string } }>(internalPaths.sceneBrief(':id'), async ({ params, headers }) => {
    requireService(verifyViewer(String(headers[VIEWER_HEADER] ?? ''), platformKey));
    const source = z.uuid().safeParse(params.id).success ? await library.briefSource(params.id) : null;
    if (!source) throw notFound('scene');
    return SceneBrief.parse(sceneBrief(source));
  });
}
