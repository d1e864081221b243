import type { FastifyInstance } from 'fastify';
import { type CommonConfig, readConfig } from './config.ts';
import { createLogger, type Logger } from './logger.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { type Stoppable, stopOnSignal } from './shutdown.ts';
import { releaseStartupGarbage } from './startup-garbage.ts';
import { startTelemetry } from './telemetry.ts';
import { VERSION } from './version.ts';
import { keepObjectsYoung } from './young-objects.ts';

/** What `app.ts` of a service is given. */
export interface AppInput<Config> {
  config: Config;
  log: Logger;
  metrics: Metrics;
  version: string;
}

/** What `app.ts` of a service builds. */
export interface BuiltApp {
  app: FastifyInstance;
  /** Makes `/ready` answer 503. */
  drain(): void;
  /** What was started, in that order; stopped in reverse, after the listener. */
  parts: readonly Stoppable[];
}

export interface ServiceDefinition<Config> {
  service: string;
  configSchema: Parameters<typeof readConfig>[0] & { _zod: { output: Config } };
  build(input: AppInput<Config>): Promise<BuiltApp>;
}

/**
 * The whole of a service's `main.ts`: configuration, telemetry, logging, the app, listening, ordered shutdown.
 * A fault at start is one sentence on standard error and exit code 1. A parent that forked this process is sent
 * `{ ready: true, port }`.
 */
export async function runService<Config extends { common: CommonConfig; port: number }>(
  definition: ServiceDefinition<Config>,
): Promise<void> {
  keepObjectsYoung();
  const { service, configSchema, build } = definition;
  try {
    const config = readConfig(configSchema) as Config;
    const { environment, logLevel, host, otlpEndpoint, shutdownGraceMs } = config.common;
    const stopTelemetry = await startTelemetry({ service, version: VERSION, otlpEndpoint });
    const log = createLogger({ service, version: VERSION, environment, logLevel });
    const { app, drain, parts } = await build({
      config,
      log,
      metrics: createMetrics(service),
      version: VERSION,
    });
    await app.listen({ port: config.port, host });
    stopOnSignal(log, shutdownGraceMs, [
      { name: 'telemetry', stop: stopTelemetry },
      ...parts,
      { name: 'listener', stop: () => app.close() },
      { name: 'readiness', stop: drain },
    ]);
    const address = app.server.address();
    const port = typeof address === 'object' && address ? address.port : config.port;
    log.info({ port }, 'listening');
    process.send?.({ ready: true, port });
    releaseStartupGarbage();
  } catch (error) {
    process.stderr.write(`${service} did not start: ${explain(error)}\n`);
    process.exit(1);
  }
}

function explain(error: unknown): string {
  const { code, port, message } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE')
    return `port ${port} is taken by another program. Stop that one or choose another port.`;
  return message ?? String(error);
}
