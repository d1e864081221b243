import {
  createMetrics,
  createServer,
  createSubgraphSchema,
  type RequestContext,
  serveGraphQL,
} from '@visiobook/service';
import { silentLog, TEST_PLATFORM_KEY } from '@visiobook/testing';

export interface RunningSubgraph extends AsyncDisposable {
  url: string;
  port: number;
  /** Headers of the requests that came, newest last. */
  headers: Record<string, unknown>[];
  /** Documents of the requests that came. */
  queries: string[];
  /** Settles when a request is given up by who made it. */
  nextAbort(): Promise<void>;
  stop(): Promise<void>;
}

/** A real subgraph on a port of loopback, as our services are built. */
export async function runSubgraph(sdl: string, resolvers: object, port = 0): Promise<RunningSubgraph> {
  const log = silentLog();
  const metrics = createMetrics('subgraph');
  const { app } = await createServer({ service: 'subgraph', version: '0', log, metrics, checks: [] });
  const headers: Record<string, unknown>[] = [];
  app.addHook('onRequest', async (request) => {
    headers.push(request.headers);
  });
  const queries: string[] = [];
  app.addHook('preHandler', async ({ body }) => {
    const { query } = (body ?? {}) as { query?: unknown };
    if (typeof query === 'string') queries.push(query);
  });
  const aborts: (() => void)[] = [];
  app.addHook('onRequest', async (_request, { raw }) => {
    raw.once('close', () => {
      if (!raw.writableFinished) aborts.shift()?.();
    });
  });
  const nextAbort = () => new Promise<void>((resolve) => aborts.push(resolve));
  const schema = createSubgraphSchema([sdl], resolvers);
  const createContext = (base: RequestContext) => base;
  const stopGraphQL = await serveGraphQL({
    app,
    schema,
    platformKey: TEST_PLATFORM_KEY,
    log,
    metrics,
    createContext,
  });
  const url = await app.listen({ port, host: '127.0.0.1' });
  let stopped = false;
  const stop = async () => {
    if (stopped) return;
    stopped = true;
    await stopGraphQL();
    app.server.closeAllConnections();
    await app.close();
  };
  return {
    url,
    port: Number(new URL(url).port),
    headers,
    queries,
    nextAbort,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
