import type { FastifyInstance } from 'fastify';

/** Something that must work before this process may take requests. */
export interface ReadinessCheck {
  name: 'database_migrations' | 'external_dependencies' | 'configuration' | (string & {});
  /** Resolves when it is well; rejects with the reason when not. */
  check(): Promise<void>;
  /** Reported only: this process can serve without it. */
  optional?: boolean;
}

export interface HealthOptions {
  service: string;
  version: string;
  checks: readonly ReadinessCheck[];
  /** True from SIGTERM on: traffic goes elsewhere while what is at hand is finished. */
  isDraining(): boolean;
}

const CHECK_TIMEOUT_MS = 2000;

/** Serves `/health` (this process is alive) and `/ready` (it and what it needs can serve), 503 when not. */
export function serveHealth(
  app: FastifyInstance,
  { service, version, checks, isDraining }: HealthOptions,
): void {
  const startedAt = Date.now();
  const quiet = { config: { otel: false }, logLevel: 'silent' } as const;

  app.get('/health', quiet, async () => ({
    status: 'healthy',
    timestamp: new Date().toISOString(),
    service,
    version,
    uptime: Math.round((Date.now() - startedAt) / 1000),
    dependencies: await outcomes(checks),
  }));

  app.get('/ready', quiet, async (_request, reply) => {
    const results = await outcomes(checks);
    const needed = checks.filter(({ optional }) => !optional);
    const ready = !isDraining() && needed.every(({ name }) => results[name] === 'ok');
    reply.code(ready ? 200 : 503);
    return {
      status: ready ? 'ready' : 'not_ready',
      ...(isDraining() ? { draining: true } : {}),
      checks: { configuration: 'ok', ...results },
    };
  });
}

async function outcomes(checks: readonly ReadinessCheck[]): Promise<Record<string, string>> {
  const entries = checks.map(async ({ name, check }) => [name, await outcome(check)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

async function outcome(check: () => Promise<void>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer in ${CHECK_TIMEOUT_MS} ms`), CHECK_TIMEOUT_MS);
  });
  try {
    return await Promise.race([check().then(() => 'ok'), late]);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    clearTimeout(timer);
  }
}
